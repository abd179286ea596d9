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
from analysis.show.charts import chart, drawable
from analysis.show.charts.lettering import has_glyph
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

    Raises
    ------
    InputError
        Where the report cannot be read or has neither review nor plan, or the folder
        cannot be written.
    """
    reports = report if isinstance(report, pd.DataFrame) else read_reports([report])
    flow = Flow(reports, scheme=scheme)
    name = flow.reports["report"].item()
    if not set(SIDES) & set(flow.clauses["role"]):
        require_roles(flow.clauses, SIDES, "the briefing")
    advance("分词")
    if not scheme:
        say(flow.chosen)
    tables = {name: getattr(flow, name) for name in flow.available}
    record = provenance(flow)
    advance("作图")
    use_house_style()
    missing = _without_glyph(flow.reports)
    drawn = _with_marks(flow, missing) if missing else flow
    with staged(out / folder_name(name)) as folder:
        told = conclusions(flow)
        with meanwhile(partial(_write_tables, tables, told, folder, record)):
            figures = {name: chart(drawn, name) for name in drawable(drawn)}
            advance("写图表")
            origin = provenance_line(record)
            images = write_charts(figures, folder / "charts", origin=origin)
        write_record(record, findings_told(flow), folder)
        advance("写网页")
        _write_page(
            flow, images, folder, record, warnings=notes.warnings(flow, missing)
        )
        advance(name)
    return out / folder_name(name)


def _without_glyph(reports: pd.DataFrame) -> list[str]:
    """Return the characters that the font of the charts cannot show."""
    used = set("".join(reports[["title", "source", "text"]].to_numpy().ravel()))
    return sorted(c for c in used if c != "\n" and not has_glyph(c))


def _with_marks(flow: Flow, missing: list[str]) -> Flow:
    """Return the flow to draw from: 〓, the printers' mark, for a missing glyph."""
    marks = dict.fromkeys(map(ord, missing), "〓")
    text = ["title", "source", "text"]
    marked = flow.reports[text].map(lambda cell: cell.translate(marks))
    return Flow(flow.reports.assign(**marked), scheme=flow.scheme)


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
        title=report["title"],
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
