"""A notebook runs on another report by one command, or says in a line why not."""

import nbformat
import pytest
from conftest import REPORT, ROOT

from analysis import InputError
from analysis.show.export.notebooks import find_notebook, run_notebook

NAMED = "from analysis import explore, read, table\nflow = read({}, scheme=SCHEME)"


def small(folder, parameter="REPORT", last='table(flow, "sections", rows=2)'):
    """Write a notebook of four cells, and return its path."""
    cells = [
        nbformat.v4.new_markdown_cell("# 试\n[名单](../data/README.md)"),
        nbformat.v4.new_code_cell(f'{parameter} = "no such file"\nSCHEME = None'),
        nbformat.v4.new_code_cell(NAMED.format(parameter)),
        nbformat.v4.new_code_cell(last),
    ]
    cells[1].metadata["tags"] = ["parameters"]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    folder.mkdir(exist_ok=True)
    nbformat.write(notebook, folder / "01_small.ipynb")
    return folder / "01_small.ipynb"


@pytest.mark.parametrize(
    "name", ["2", "02", "02_emphasis", "02_emphasis.ipynb", "02_e"]
)
def test_a_notebook_is_named_by_number_name_or_beginning(name):
    assert find_notebook(name, ROOT / "notebooks").stem == "02_emphasis"


@pytest.mark.parametrize("name", ["99", "", "emphasis", "0", "../02_emphasis"])
def test_a_wrong_name_is_answered_with_the_names_there_are(name):
    with pytest.raises(InputError, match=r"there are: 01_report, 02_emphasis"):
        find_notebook(name, ROOT / "notebooks")


def test_where_there_are_no_notebooks_it_is_said(tmp_path):
    with pytest.raises(InputError, match="no notebook here"):
        find_notebook("1", tmp_path)


def test_reports_that_a_notebook_cannot_use_are_refused_before_it_runs(tmp_path):
    path = small(tmp_path / "notebooks")
    for reports, said in (
        ([tmp_path / "no.txt"], "no.txt: there is no such file"),
        ([REPORT, REPORT], "is on one report"),
        ([REPORT.parent], "is on one report"),
    ):
        with pytest.raises(InputError, match=said):
            run_notebook(path, reports, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_copy_and_page_are_written_with_pictures_and_without_code(tmp_path):
    path = small(tmp_path / "notebooks", last='explore(flow, term="舆情")')
    copy, page = run_notebook(path, [REPORT], tmp_path / "out" / "deep")
    assert [copy.name, page.name] == [
        "01_small-2023-publicity.ipynb",
        "01_small-2023-publicity.html",
    ]
    html = page.read_text("utf-8")
    assert "<mark>舆情</mark>" in html and "data:image/png" in html
    assert "import explore" not in html and "no such file" not in html
    assert 'href="../../data/README.md"' in html
    assert 'lang="zh"' in html
    run = nbformat.read(copy, as_version=4)
    kinds = [kind for out in run.cells[-1].outputs for kind in out.data]
    assert "image/png" in kinds and "widget" not in " ".join(kinds)
    assert "widgets" not in run.metadata and "papermill" not in run.metadata
    nbformat.validate(run)


def test_a_notebook_that_stops_leaves_nothing_and_says_why(tmp_path):
    (tmp_path / "notebooks").mkdir()
    path = small(tmp_path / "notebooks", "FOLDER", "flow.trends")
    with pytest.raises(
        InputError, match=r"^01_small.ipynb stops: trends needs a shelf"
    ):
        run_notebook(path, [REPORT], tmp_path / "out")
    assert not (tmp_path / "out").exists()
