"""The main job: one report in, a folder with charts, tables and a page out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.flow import SIDES, Flow
from analysis.read.outline import require_roles
from analysis.read.reports import read_reports
from analysis.show.briefing import notes
from analysis.show.briefing.contents import (
    FIRST_SCREEN,
    chapters,
    conclusions,
    findings,
    findings_told,
    reading_tables,
)
from analysis.show.charts import chart, drawable, with_glyphs
from analysis.show.export import page
from analysis.show.export.folder import folder_name, staged
from analysis.show.export.images import write_charts
from analysis.show.export.jobs import meanwhile
from analysis.show.export.results import FINDINGS, LISTS, RECORD, write_record
from analysis.show.export.tables import write_table
from analysis.show.export.workbook import Conclusion, write_workbook
from analysis.show.provenance import Record, provenance, provenance_line
from analysis.show.style import use_house_style

__all__ = ["STEPS", "brief", "findings"]

STEPS = 5  # calls of `advance` per report


def brief(
    report: Path | pd.DataFrame,
    out: Path,
    *,
    scheme: str | None = None,
    norms: Path | None = None,
    advance: Callable[[str], None] = lambda step: None,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write everything about one report to a folder of its own, and return the folder.

    The folder takes its place whole or not at all. `advance` is called with the name
    of each step, `say` with what the analyst should know.

    Parameters
    ----------
    report
        The file, or the report as `read_reports` returns it (one row).
    norms
        What is usual: a file that `write_norms` wrote; by default the one shipped.

    Raises
    ------
    InputError
        Where the report cannot be read or has neither review nor plan, or the folder
        cannot be written.
    """
    reports = report if isinstance(report, pd.DataFrame) else read_reports([report])
    flow = Flow(reports, scheme=scheme, norms=norms)
    name = flow.reports["report"].item()
    if not set(SIDES) & set(flow.clauses["role"]):
        require_roles(flow.clauses, SIDES, "the briefing")
    advance("分词")
    if not scheme:
        say(flow.chosen)
    for lacking in set(SIDES) - set(flow.clauses["role"]):
        say(f"{name}: no {lacking} found: tables and charts of both sides are left out")
    tables = {name: getattr(flow, name) for name in flow.available}
    record = provenance(flow)
    advance("作图")
    use_house_style()
    drawn = with_glyphs(flow)
    with staged(out / folder_name(name)) as folder:
        told = conclusions(flow)
        with meanwhile(partial(_write_tables, tables, told, folder, record)):
            figures = {name: chart(drawn, name) for name in drawable(drawn)}
            advance("写图表")
            origin = provenance_line(record)
            images = write_charts(figures, folder / "charts", origin=origin)
        write_record(record, findings_told(flow), folder)
        advance("写网页")
        _write_page(flow, images, folder, record, warnings=notes.warnings(flow))
        advance(name)
    return out / folder_name(name)


def _write_tables(
    tables: dict[str, pd.DataFrame],
    told: list[Conclusion],
    folder: Path,
    record: Record,
) -> None:
    (folder / "tables").mkdir(exist_ok=True)  # where a second process did not finish
    for name, table in tables.items():
        write_table(table, folder / "tables" / f"{name}.csv", "csv")
    write_workbook(tables, folder / "tables.xlsx", findings=told, record=record)


def _write_page(
    flow: Flow,
    images: dict[str, bytes],
    folder: Path,
    record: Record,
    *,
    warnings: list[str],
) -> None:
    report = flow.reports.iloc[0]
    page.write_page(
        folder / "index.html",
        title=notes.heading(report),
        subtitle=notes.subtitle(report),
        findings=findings(flow)[:FIRST_SCREEN],
        chapters=chapters(flow, images),
        reading=reading_tables(flow),
        warnings=warnings,
        provenance=notes.methods(flow) | notes.origin(record),
        files={
            "工作簿": "tables.xlsx",
            "全部表格（CSV）": "tables/",
            "来源记录": RECORD,
            "所用词表": LISTS,
            "要点（JSON）": FINDINGS,
        },
        record=record,
    )
