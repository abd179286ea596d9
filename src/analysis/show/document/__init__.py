"""What an office works with: a briefing and a task list as documents, and plain points.

The documents are set as official documents are (GB/T 9704-2012).
"""

from collections.abc import Mapping
from pathlib import Path

from analysis.flow import Flow
from analysis.read.documents.task_lists import as_saved, read_task_list
from analysis.schema import value_labels
from analysis.show.document import contents
from analysis.show.document.filled import any_filled, filled, unchanged
from analysis.show.document.lists import render_list, render_paper
from analysis.show.document.paper import Paper
from analysis.show.document.points import named, points
from analysis.show.export.tables import write_whole
from analysis.show.provenance import Record, provenance_line
from analysis.show.titles import heading

__all__ = ["points", "write_document", "write_points", "write_task_lists"]

TASK_LIST = "任务清单"  # the same in both languages, so that it is found again
SAVED = (
    f"{TASK_LIST}（此前）.xlsx"  # as a person left it, before tasks were worded anew
)


def write_document(
    flow: Flow,
    images: Mapping[str, bytes],
    path: Path,
    *,
    lang: str = "zh",
    record: Record | None = None,
) -> None:
    """Write the briefing as a document for Word and WPS: `briefing.docx`.

    Findings with a sentence each, charts, results and targets, tasks, problems and
    their answers, methods; of reports side by side what was promised and what came of
    it. A part that has nothing is left out. Same report, same bytes.

    Parameters
    ----------
    flow
        Of one report or of a shelf.
    images
        The charts by the names of their files; those as PNG are used, five at most.
    record
        What the numbers rest on; it is told at the end.

    Raises
    ------
    InputError
        Where the file cannot be written.
    """
    paper = Paper(lang)
    top = named(flow, lang)
    paper.write("公文标题", top.title)
    paper.write("公文副标题", top.subtitle)
    png = {name: image for name, image in images.items() if name.endswith(".png")}
    contents.findings(paper, flow, png)
    if len(flow.reports) > 1:
        contents.promises(paper, flow)
        contents.delivered(paper, flow)
        contents.shares(paper, flow)
    else:
        contents.targets(paper, flow)
        contents.tasks(paper, flow)
        contents.problems(paper, flow)
    contents.methods(paper, flow, record)
    keywords = provenance_line(record) if record else ""
    write_whole(path, paper.render(top.title, keywords))


def write_task_lists(
    flow: Flow, folder: Path, *, kept: Path | None = None, lang: str = "zh"
) -> list[Path]:
    """Write the tasks of a plan for handing out: `任务清单.xlsx` and `任务清单.docx`.

    What was filled in the workbook of an earlier run (责任单位, 时限, 备注 and columns
    added by hand) stays with its task. Where a task is worded anew it is asked again,
    what was filled in stands on a second sheet, and the workbook as it was lies beside
    it as `任务清单（此前）.xlsx`. One that already holds every task is left as it is,
    with its order, its colours and further sheets.

    Parameters
    ----------
    flow
        Of one report; of reports side by side nothing is written, since each has a
        list of its own.
    folder
        Where the lists are written.
    kept
        The folder of the earlier run; by default `folder`.

    Returns
    -------
    list of Path
        What was written: nothing, where there is no task and nothing was filled in.

    Raises
    ------
    InputError
        Where the earlier workbook is open or cannot be read; nothing is written then.
    """
    if len(flow.reports) > 1:
        return []
    names = {form: f"{TASK_LIST}.{form}" for form in ("xlsx", "docx")}
    earlier = (kept or folder) / names["xlsx"]
    before = read_task_list(earlier) if earlier.is_file() else None
    table, left = filled(flow.assignments, before)
    if table.empty and left.empty:
        return []
    words = value_labels("lists", lang=lang)
    called = heading(flow.reports.iloc[0], lang, quoted=True)
    said = words["title"].format(title=called)
    written = {names["docx"]: render_paper(table, left, said, lang)}
    saved = as_saved((kept or folder) / SAVED)
    if before is not None and unchanged(table, left, before):
        written[names["xlsx"]] = as_saved(earlier)
    else:
        written[names["xlsx"]] = render_list(table, left, said, lang)
        if before is not None and any_filled(before):
            saved = as_saved(earlier)
    if saved:
        written[SAVED] = saved
    for name, content in sorted(written.items()):
        write_whole(folder / name, content)
    return [folder / name for name in sorted(written)]


def write_points(flow: Flow, path: Path, *, lang: str = "zh") -> None:
    """Write the findings with their sentences as Markdown: `要点.md`."""
    write_whole(path, points(flow, lang).encode())
