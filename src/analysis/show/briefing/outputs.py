"""The results of a briefing: which there are, and how each is written."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analysis import InputError
from analysis.flow import Flow
from analysis.schema import value_labels
from analysis.show.briefing import notes
from analysis.show.briefing.contents import (
    FIRST_SCREEN,
    chapters,
    evidence,
    findings,
    findings_told,
    reading_tables,
)
from analysis.show.charts import chart, drawable
from analysis.show.charts.glyphs import with_glyphs
from analysis.show.document import (
    TASK_LIST,
    write_document,
    write_points,
    write_task_lists,
)
from analysis.show.export import page
from analysis.show.export.folder import staged
from analysis.show.export.images import render_charts, write_charts
from analysis.show.export.jobs import meanwhile
from analysis.show.export.results import FINDINGS, LISTS, RECORD, write_record
from analysis.show.export.tables import write_table
from analysis.show.export.workbook import write_workbook
from analysis.show.provenance import Record, provenance, provenance_line
from analysis.show.slides import write_slides
from analysis.show.style import use_house_style
from analysis.show.titles import head

OUTPUTS = {  # what is written, as the page links to it
    "page": "index.html",
    "slides": "briefing.pptx",
    "document": "briefing.docx",
    "workbook": "tables.xlsx",
    "tasks": f"{TASK_LIST}.xlsx",
    "points": "要点.md",
    "charts": "charts/",
    "tables": "tables/",
}


class Asked(NamedTuple):
    """What an analyst wants written."""

    only: frozenset[str]  # of `OUTPUTS`
    lang: str  # zh or en, of everything but the report's own words
    template: Path | None  # slides of the office's own


ALL = Asked(frozenset(OUTPUTS), "zh", None)


def asked(
    only: Iterable[str] = (), *, lang: str = "zh", template: Path | None = None
) -> Asked:
    """Return what is to be written; with nothing named, all of it.

    Raises
    ------
    InputError
        Where something is named that there is not.

    Examples
    --------
    >>> sorted(asked(["page", "charts"]).only)
    ['charts', 'page']
    """
    only = frozenset(only) or ALL.only
    if unknown := sorted(only - ALL.only):
        known = ", ".join(OUTPUTS)
        raise InputError(f"there is no result {unknown[0]!r}; there are: {known}")
    if template and "slides" not in only:
        raise InputError(f"{template}: a template is for slides; ask for slides too")
    return Asked(only, lang, template)


class Job(NamedTuple):
    """What every result of one briefing is written from."""

    flow: Flow
    place: Path  # where the folder will stand, and an earlier one may
    folder: Path  # where it is written
    record: Record
    of: Asked


def write(
    flow: Flow,
    place: Path,
    of: Asked,
    *,
    advance: Callable[[str], None],
    links: Mapping[str, str] | None = None,
) -> None:
    """Write what is asked for of a flow to a folder, whole or not at all.

    Results of an earlier run that are not asked for stay as they were.

    Parameters
    ----------
    advance
        Called with the name of each step.
    links
        Of reports side by side: name → page of each.
    """
    for name in flow.available:  # before the processes part
        getattr(flow, name)
    advance("作图")
    use_house_style()
    with staged(place) as folder:
        _keep(place, folder, of)
        job = Job(flow, place, folder, provenance(flow), of)
        with meanwhile(partial(_write_beside, job)):
            images = _images(job, lambda: advance("写图表"))
        if "document" in of.only:
            to = folder / OUTPUTS["document"]
            write_document(flow, images, to, lang=of.lang, record=job.record)
        write_record(job.record, findings_told(flow), folder)
        advance("写网页")
        if "page" in of.only:
            _write_page(job, images, links or {})


def _keep(place: Path, folder: Path, of: Asked) -> None:
    """Bring over what an earlier run wrote and this one is not asked for."""
    for name in OUTPUTS.keys() - of.only:
        file = f"{TASK_LIST}*" if name == "tasks" else OUTPUTS[name].rstrip("/")
        for earlier in place.glob(file):
            copy = shutil.copytree if earlier.is_dir() else shutil.copy2
            copy(earlier, folder / earlier.name)


def _images(job: Job, drawn: Callable[[], None]) -> dict[str, bytes]:
    """Draw the charts and write them, or return those that other results show."""
    only, lang = job.of.only, job.of.lang
    shown = {"page": "svg", "document": "png"}
    formats = [form for result, form in shown.items() if result in only]
    if not formats and "charts" not in only:
        drawn()
        return {}
    flow = with_glyphs(job.flow)
    figures = {name: chart(flow, name, lang=lang) for name in drawable(flow)}
    drawn()
    origin = provenance_line(job.record)
    if "charts" in only:
        return write_charts(figures, job.folder / "charts", origin=origin)
    return render_charts(figures, formats=formats, origin=origin)


def _write_beside(job: Job) -> None:
    """Write what needs no chart: tables, workbook, slides, task lists, points."""
    flow, place, folder, record, (only, lang, template) = job
    if "tables" in only:
        to = folder / "tables"
        to.mkdir(exist_ok=True)  # where a second process did not finish
        for name in flow.available:
            write_table(getattr(flow, name), to / f"{name}.csv", "csv")
    if "workbook" in only:
        _write_workbook(job)
    if "slides" in only:
        to, origin = folder / OUTPUTS["slides"], provenance_line(record)
        write_slides(flow, to, lang=lang, template=template, origin=origin)
    if "points" in only:
        write_points(flow, folder / OUTPUTS["points"], lang=lang)
    if "tasks" in only:
        write_task_lists(flow, folder, kept=place, lang=lang)


def _write_workbook(job: Job) -> None:
    flow, lang = job.flow, job.of.lang
    said = {name: flow.finding_of(name, lang) for name in flow.available}
    said.pop("keyness", None)  # it tells of other words than are drawn there
    write_workbook(
        {name: getattr(flow, name) for name in flow.available},
        job.folder / OUTPUTS["workbook"],
        findings=said,
        evidence=evidence(flow),
        record=job.record,
        lang=lang,
    )


def _write_page(
    job: Job, images: Mapping[str, bytes], links: Mapping[str, str]
) -> None:
    flow, lang = job.flow, job.of.lang
    top, words = head(flow, lang), value_labels("page", lang=lang)
    beside = {
        words[name]: file
        for name, file in OUTPUTS.items()
        if name != "page" and (job.folder / file).exists()
    }
    page.write_page(
        job.folder / OUTPUTS["page"],
        title=top.title,
        subtitle=top.subtitle,
        links=links,
        findings=findings(flow, lang)[:FIRST_SCREEN],
        chapters=chapters(flow, images, lang, linked="charts" in job.of.only),
        reading=reading_tables(flow),
        warnings=notes.warnings(flow, lang),
        provenance=notes.methods(flow, lang) | notes.origin(job.record, lang),
        files=beside
        | {
            words["record"]: RECORD,
            words["lists"]: LISTS,
            words["findings_file"]: FINDINGS,
        },
        record=job.record,
        lang=lang,
    )
