"""Every notebook runs from top to bottom and still says what it said when saved.

``pytest tests/test_notebooks.py --write`` saves them afresh.
"""

import ast
import base64
import re
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient import NotebookClient

from analysis.lexicons import theme_labels

NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

PARAMETER = re.compile(r'REPORT = "[^"]+"')
NOT_THIN = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.While, ast.Try, ast.With, ast.If),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
PNG = b"\x89PNG\r\n\x1a\n"
SMALL = """2030年区图书馆工作总结
2030年，区图书馆服务读者。
一、2030年工作情况
（一）加强阅读推广，丰富读者生活。一是开展主题宣传，举办读书活动。二是建设社区书屋，推进全民阅读。
（二）提升服务水平，改善馆舍环境。一是完善借阅制度，加强志愿服务。二是做好安全生产检查，维护安全稳定。
（三）加强队伍建设，锻炼馆员本领。一是组织理论学习，学习贯彻党的二十大精神。二是开展业务培训。
二、存在的问题
一是新书偏少，读者等得太久。二是宣传不够，知道的人不多。
三、2031年工作安排
（一）推进数字借阅，方便远处读者。一是建设网上书库，开展网络宣传。二是加强数据安全，健全制度。
（二）深化阅读推广，走进学校社区。一是开展文明实践活动，深化志愿服务。二是推动文化融合，打造阅读品牌。
（三）加强党的建设，强化责任担当。一是落实全面从严治党责任。二是加强干部队伍建设，改革创新。
"""


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def words(notebook):
    """Return what each cell printed or showed as text: numbers, not pixels."""
    return [[said(out) for out in cell.outputs] for cell in code_cells(notebook)]


def said(output):
    if output.output_type == "stream":
        return output.text
    data = output.get("data", {})
    return data.get("text/markdown") or data.get("text/plain")


def run(path):
    """Return the notebook, executed in a fresh kernel as Jupyter would from its folder.

    What differs from one run to the next, or one Python to the next, is left out.
    """
    notebook = read(path)
    where = {"metadata": {"path": path.parent}}
    NotebookClient(
        notebook, timeout=300, record_timing=False, resources=where
    ).execute()
    notebook.metadata.pop("language_info", None)  # it names the Python patch release
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # and this the time of day
    return notebook


def run_with(path, report, to):
    """Run the notebook on another report, as an analyst does with papermill.

    From a folder that is thrown away: what a notebook saves goes beside its own.
    """
    folder = to.parent / "notebooks"
    folder.mkdir(exist_ok=True)
    papermill.execute_notebook(
        path,
        to,
        parameters={"REPORT": str(report)},
        cwd=folder,
        progress_bar=False,
    )
    return read(to)


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_report",
        "02_comparison",
        "03_tasks",
        "05_lexicon",
    ]


@each_notebook
def test_notebook_is_fresh(path, request):
    fresh = run(path)
    if request.config.getoption("--write"):
        nbformat.write(fresh, path)
    assert words(fresh) == words(read(path))


@each_notebook
def test_notebook_was_run_from_top_to_bottom(path):
    counts = [cell.execution_count for cell in code_cells(read(path))]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_notebook_shows_no_error_and_no_message(path):
    kinds = [out.get("name", out.output_type) for out in outputs(read(path))]
    assert set(kinds) <= {"execute_result", "display_data", "stdout"}


@each_notebook
def test_every_chart_is_shown_beside_its_table(path):
    notebook = read(path)
    charts = [cell for cell in code_cells(notebook) if "caption(\n" in cell.source]
    assert charts
    for cell in charts:
        (shown,) = cell.outputs
        assert base64.b64decode(shown.data["image/png"]).startswith(PNG)
        assert set(shown.metadata["image/png"]) >= {"width", "height"}
    tables = [out for out in outputs(notebook) if "text/html" in out.get("data", {})]
    assert len(tables) > len(charts)


@each_notebook
def test_every_step_is_announced(path):
    first, *rest = read(path).cells
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    prose = sum(cell.cell_type == "markdown" for cell in rest)
    assert prose >= 0.4 * len(rest)


@each_notebook
def test_prose_holds_no_finding(path):
    """One line changes the report, so what is typed must hold for every report."""
    typed = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    prose = re.sub(r"`[^`]*`|\[[^]]*\]\([^)]*\)", "", "\n".join(typed))
    assert set(re.findall(r"\d+", prose)) <= {"95"}  # the level of the intervals
    assert [
        label for label in theme_labels("publicity").values() if label in prose
    ] == []


@each_notebook
def test_one_line_names_the_report(path):
    tagged = [
        cell
        for cell in code_cells(read(path))
        if "parameters" in cell.metadata.get("tags", [])
    ]
    assert [bool(PARAMETER.fullmatch(cell.source)) for cell in tagged] == [True]
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert source.count("REPORT =") == 1


@each_notebook
def test_notebook_is_thin(path):
    """Functions and loops belong in the library, where tests can reach them."""
    sources = [cell.source for cell in code_cells(read(path))]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    assert [node for node in nodes if isinstance(node, NOT_THIN)] == []
    assert "rcParams" not in "".join(sources)
    assert not [source for source in sources if source.rstrip().endswith(";")]


@each_notebook
def test_tables_stay_small_enough_to_read(path):
    for out in outputs(read(path)):
        for table in re.findall("<tbody>.*?</tbody>", str(out.get("data")), re.DOTALL):
            assert table.count("<tr>") <= 12
            cells = [row.count("<td>") for row in table.split("<tr>")]
            assert max(cells) <= 8


@each_notebook
def test_another_report_is_another_value_of_the_parameter(path, tmp_path):
    report = tmp_path / "2030-library.txt"
    report.write_text(SMALL, "utf-8")
    notebook = run_with(path, report, tmp_path / "out.ipynb")
    shown = str(words(notebook))
    assert "区图书馆" in shown or "2030年总结" in shown
    assert "宣传思想文化工作" not in shown


@each_notebook
def test_a_report_without_a_plan_stops_with_one_clear_line(path, tmp_path):
    report = tmp_path / "half.txt"
    report.write_text(SMALL.split("三、2031年")[0], "utf-8")
    with pytest.raises(papermill.PapermillExecutionError) as stopped:
        run_with(path, report, tmp_path / "out.ipynb")
    assert stopped.value.ename == "InputError"
    assert stopped.value.evalue.startswith("half: no plan found")
    assert "\n" not in stopped.value.evalue
