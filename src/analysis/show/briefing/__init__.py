"""The main job: one report in, a folder with charts, tables and a page out."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.flow import SIDES, Flow
from analysis.read.outline import require_roles
from analysis.read.reports import read_reports
from analysis.read.reports.shelves import YEARS, Shelf, shelves
from analysis.schema import value_labels
from analysis.show.briefing.contents import findings
from analysis.show.briefing.outputs import ALL, OUTPUTS, Asked, asked, write
from analysis.show.export.folder import folder_name
from analysis.show.export.jobs import spread
from analysis.show.export.judgements import write_judgements
from analysis.show.titles import names_of

__all__ = [
    "ALL",
    "OUTPUTS",
    "STEPS",
    "Asked",
    "asked",
    "brief",
    "brief_all",
    "brief_shelf",
    "findings",
]

STEPS = 5  # calls of `advance` per report, and per shelf
# Tables of a report of which those of its shelf are made.
OF_SHELF = "clauses tokens themes tasks quantities sections targets".split()


def brief_all(
    reports: pd.DataFrame,
    out: Path,
    *,
    scheme: str | None = None,
    norms: Path | None = None,
    superior: Flow | None = None,
    of: Asked = ALL,
    advance: Callable[[str], None] = lambda step: None,
) -> list[str]:
    """Write each report, and those of one body or one year side by side.

    Parameters
    ----------
    of
        Which results, in which language (`asked`).

    Returns
    -------
    list of str
        What the analyst should know, a line each: the pages, which report stands on no
        shelf, where to judge what came of the tasks.
    """
    flows = {}
    for row, name in enumerate(reports["report"]):
        report = reports.iloc[[row]].reset_index(drop=True)
        flows[name] = Flow(report, scheme=scheme, norms=norms, superior=superior)
    stand = shelves(reports)
    shelved = list(dict.fromkeys(name for one in stand.found for name in one.reports))
    begun = spread([partial(_begun, flows[name]) for name in shelved])
    for name, flow in zip(shelved, begun, strict=True):
        flow.above = superior  # one for all, not a copy of each
        flows[name] = flow
    jobs = [partial(_one, flow, out, of, advance) for flow in flows.values()]
    for shelf in stand.found:
        members = [flows[name] for name in shelf.reports]
        how = {"scheme": scheme, "superior": superior}
        jobs.append(partial(_several, shelf, members, out, of, advance, how))
    # The longest first, so that both processes end together.
    jobs = [*jobs[len(flows) :], *jobs[: len(flows)]]
    said = spread(jobs)
    said = [*said[len(stand.found) :], *said[: len(stand.found)]]
    left = [f"on no shelf: {one}: {why}" for one, why in stand.left_out.items()]
    return [*left, *(line for lines in said for line in lines)]


def _begun(flow: Flow) -> Flow:
    """Make of a report what both it and its shelf are written from."""
    if set(SIDES) & set(flow.clauses["role"]):
        for name in OF_SHELF:
            if name in flow.available:
                getattr(flow, name)
    return flow


def _one(flow: Flow, out: Path, of: Asked, advance: Callable[[str], None]) -> list[str]:
    """Write one report; return what is to be told of it."""
    told: list[str] = []
    folder = brief(flow, out, of=of, advance=advance, say=told.append)
    return [*told, _shown(folder, of)]


def _shown(folder: Path, of: Asked) -> str:
    """Return what there is to open: the page, where it was asked for."""
    return f"{folder / 'index.html'}" if "page" in of.only else f"{folder}"


def _several(
    shelf: Shelf,
    members: list[Flow],
    out: Path,
    of: Asked,
    advance: Callable[[str], None],
    how: Mapping[str, Any],
) -> list[str]:
    """Write a shelf and what is to be judged; return what is to be told of it."""
    flow = Flow.of(members, **how)
    folder = brief_shelf(shelf, flow, out, of=of, advance=advance)
    told = [_shown(folder, of)]
    if "delivery" in flow.available:
        asked = write_judgements(flow.delivery, flow.reports)
        told += [f"{path}: judge here what came of each task" for path in asked]
    return told


def brief(
    report: Path | pd.DataFrame | Flow,
    out: Path,
    *,
    scheme: str | None = None,
    norms: Path | None = None,
    of: Asked = ALL,
    advance: Callable[[str], None] = lambda step: None,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write everything about one report to a folder of its own, and return the folder.

    The folder takes its place whole or not at all. `advance` is called with the name
    of each step, `say` with what the analyst should know.

    Parameters
    ----------
    report
        The file, the report as `read_reports` returns it (one row), or its flow.
    norms
        What is usual: a file that `write_norms` wrote; by default the one shipped.
    of
        Which results, in which language (`asked`); by default all, in Chinese.

    Raises
    ------
    InputError
        Where the report cannot be read or has neither review nor plan, or the folder
        cannot be written.
    """
    flow = report
    if not isinstance(report, Flow):
        is_table = isinstance(report, pd.DataFrame)
        reports = report if is_table else read_reports([report])
        flow = Flow(reports, scheme=scheme, norms=norms)
    name = flow.reports["report"].item()
    if not set(SIDES) & set(flow.clauses["role"]):
        require_roles(flow.clauses, SIDES, "the briefing")
    advance("分词")
    if flow.asked is None:
        say(flow.chosen)
    for lacking in set(SIDES) - set(flow.clauses["role"]):
        say(f"{name}: no {lacking} found: tables and charts of both sides are left out")
    write(flow, out / folder_name(name), of, advance=advance)
    advance(name)
    return out / folder_name(name)


def brief_shelf(
    shelf: Shelf,
    flow: Flow,
    out: Path,
    *,
    of: Asked = ALL,
    advance: Callable[[str], None] = lambda step: None,
) -> Path:
    """Write what reports say side by side to a folder of the shelf; return it.

    Parameters
    ----------
    flow
        The flow of the shelf's reports (`Flow.of`).
    """
    name = folder_name(shelf_folder(shelf, of.lang))
    if name in {folder_name(report) for report in shelf.reports}:
        name = value_labels("page", lang=of.lang)["folder_shelf"].format(name=name)
    advance("对照")
    names = names_of(flow.reports, of.lang)
    links = {said: f"../{folder_name(one)}/index.html" for one, said in names.items()}
    write(flow, out / name, of, advance=advance, links=links)
    advance(shelf.name)
    return out / name


def shelf_folder(shelf: Shelf, lang: str = "zh") -> str:
    """Return what the folder of a shelf is called: its body, or its year.

    >>> shelf_folder(Shelf("years", "甲县人民政府", ["2023", "2024"]))
    '甲县人民政府'
    >>> shelf_folder(Shelf("bodies", "2024", ["甲县", "乙县"]))
    '各单位2024年总结'
    """
    words = value_labels("page", lang=lang)
    if shelf.kind == YEARS:
        return shelf.name
    return words["folder_bodies"].format(year=shelf.name)
