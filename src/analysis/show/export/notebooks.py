"""Run a notebook of the project on other reports, and save it as a page to read."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import InputError
from analysis.show.export.folder import folder_name
from analysis.show.export.tables import write_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Kept light: papermill and nbconvert take a second to import.

FOLDER = Path("notebooks")
ONE, MANY = "REPORT", "FOLDER"  # the parameter that names one report, or reports
WIDGET = "application/vnd.jupyter.widget-view+json"
LINK = re.compile(r"\]\((?!\w+:|/|#)([^)\s]+)\)")


def find_notebook(name: str, folder: Path = FOLDER) -> Path:
    """Return a notebook by its number, its name or the beginning of its name.

    Raises
    ------
    InputError
        Where no notebook, or more than one, is meant.
    """
    there = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if not there:
        raise InputError(
            f"{folder.resolve()}: no notebook here; run this at the project"
        )
    asked = name.removesuffix(".ipynb").removeprefix(f"{folder.name}/")
    numbered = f"{asked:0>2}_" if asked.isascii() and asked.isdigit() else asked
    meant = [there[asked]] if asked in there else []
    meant = meant or [path for stem, path in there.items() if stem.startswith(numbered)]
    if len(meant) == 1 and asked:
        return meant[0]
    said = "several notebooks are" if meant and asked else "no notebook is"
    raise InputError(f"{said} called {name!r}; there are: {', '.join(there)}")


def run_notebook(
    notebook: Path,
    reports: Sequence[Path],
    out: Path,
    *,
    scheme: str | None = None,
) -> list[Path]:
    """Run a notebook on reports; write the copy and its page without code.

    Both are written when the notebook has run to its end, or neither.

    Parameters
    ----------
    reports
        One file for a notebook on one report; files or folders for one on several.

    Returns
    -------
    list of Path
        The notebook and the page, called after notebook and report.

    Raises
    ------
    InputError
        Where the reports are not what the notebook asks for, or it stops.
    """
    parameters = {**_reports(notebook, reports), "SCHEME": scheme}
    run = without_widgets(_executed(notebook, parameters))
    _relink(run, notebook.parent.resolve(), out.resolve())
    stem = folder_name(f"{notebook.stem}-{Path(reports[0]).stem}")
    copy, page = out / f"{stem}.ipynb", out / f"{stem}.html"
    content = _page(run, stem)
    import nbformat

    write_whole(copy, f"{nbformat.writes(run)}\n".encode())
    write_whole(page, content.encode())
    return [copy, page]


def without_widgets(notebook: "NotebookNode") -> "NotebookNode":
    """Return a notebook without what only a kernel can show; pictures of it stay."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = [one for one in cell.outputs if WIDGET not in one.get("data", {})]
            cell.outputs = shown
    return notebook


def _reports(notebook: Path, reports: Sequence[Path]) -> dict[str, object]:
    """Return the parameter that names the reports: one, or several."""
    import nbformat

    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [c.source for c in cells if "parameters" in c.metadata.get("tags", [])]
    names = [name for name in (ONE, MANY) for text in tagged if f"{name} =" in text]
    if not names:
        raise InputError(f"{notebook}: no cell tagged parameters names a report")
    for path in reports:
        if not path.exists():
            raise InputError(f"{path}: there is no such file")
    paths = [str(path.resolve()) for path in reports]
    if names[0] == MANY:
        return {MANY: paths if len(paths) > 1 else paths[0]}
    if len(paths) > 1 or reports[0].is_dir():
        raise InputError(f"{notebook.name} is on one report; name one file")
    return {ONE: paths[0]}


def _executed(notebook: Path, parameters: dict[str, object]) -> "NotebookNode":
    """Run a notebook in its folder, and return it as it ran."""
    import papermill
    from papermill.exceptions import PapermillExecutionError

    how = {"progress_bar": False, "cwd": str(notebook.parent), "record_timing": False}
    how["extra_arguments"] = ["--log-level=50"]  # a kernel warns of what is its own
    try:
        run = papermill.execute_notebook(str(notebook), None, parameters, **how)
    except PapermillExecutionError as error:
        own = error.ename == "InputError"
        said = error.evalue if own else f"{error.ename}: {error.evalue}"
        line = " ".join(said.split())
        raise InputError(f"{notebook.name} stops: {line}") from None
    run.metadata.pop("papermill", None)
    for n, cell in enumerate(run.cells):  # neither times nor names by chance
        cell.metadata.pop("papermill", None)
        cell.id = f"cell-{n:02}"
    return run


def _relink(run: "NotebookNode", before: Path, after: Path) -> None:
    """Let links to the project's files hold from the folder of the copy."""

    def moved(link: re.Match[str]) -> str:
        path = os.path.relpath(before / link[1], after)
        return f"]({Path(path).as_posix()})"

    for cell in run.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(moved, cell.source)


def _page(run: "NotebookNode", title: str) -> str:
    """Return a notebook as a page without its code, which fetches nothing."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        embed_images=True,
        language_code="zh",
        mathjax_url="",
        require_js_url="",
    )
    return exporter.from_notebook_node(run, {"metadata": {"name": title}})[0]
