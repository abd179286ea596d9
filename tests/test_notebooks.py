"""Every notebook runs from top to bottom and still says what it said when saved.

``pytest tests/test_notebooks.py --write`` saves them afresh. One kernel a notebook runs
it as it stands, then on other reports; the kernels work side by side.
"""

import ast
import asyncio
import base64
import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

import analysis
from analysis.lexicons import theme_labels
from analysis.show.export.notebooks import without_widgets

NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

# Those that speak of themes.
THEMED = [p for p in NOTEBOOKS if p.stem[:2] in ("01", "02", "06", "07", "08")]
ASKS_FOR_FOLDER = ("09_years", "10_delivery", "12_collection")  # not for one report
OPENS = {"12_collection": "TABLES, body=body"}  # what it reads, where it is not asked
NOT_THIN = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.While, ast.Try, ast.With, ast.If, ast.IfExp),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
PNG = b"\x89PNG\r\n\x1a\n"
HAN = re.compile("[\u4e00-\u9fff]")
NAMES_OF_STATISTICS = {"λ", "z", "DPnorm", "G²", "Log Ratio"}

TITLE = "2030年区图书馆工作总结\n"
REVIEW = """2030年，区图书馆服务读者。
一、2030年工作情况
（一）加强阅读推广，丰富读者生活。一是开展主题宣传，举办读书活动。二是建设社区书屋，推进全民阅读。
（二）提升服务水平，改善馆舍环境。一是完善借阅制度，加强志愿服务。二是做好安全生产检查，维护安全稳定。
（三）加强队伍建设，锻炼馆员本领。一是组织理论学习，学习贯彻党的二十大精神。二是开展业务培训。
"""
PROBLEMS = """二、存在的问题
一是新书偏少，读者等得太久。二是宣传不够，知道的人不多。
"""
PLAN = """三、2031年工作安排
（一）推进数字借阅，方便远处读者。一是建设网上书库，开展网络宣传。二是加强数据安全，健全制度。
（二）深化阅读推广，走进学校社区。一是开展文明实践活动，深化志愿服务。二是推动文化融合，打造阅读品牌。
（三）加强党的建设，强化责任担当。一是落实全面从严治党责任。二是加强干部队伍建设，改革创新。
"""
CASES = {  # the text of another report, and the theme scheme asked for
    "both": (TITLE + REVIEW + PROBLEMS + PLAN, "government"),
    "review": (TITLE + REVIEW, None),
    "plan": ("2031年区图书馆工作安排\n" + PLAN.partition("\n")[2], None),
}
WHOLE = TITLE + REVIEW + PLAN
YEAR_AFTER = WHOLE.replace("2031", "2032").replace("2030", "2031")
ABOVE = ROOT.parent / "shared" / "corpus" / "local"
FOLDERS = {  # for those that ask for a folder: the texts of its reports
    "alone": [WHOLE],
    "pair": [WHOLE, YEAR_AFTER],
    "district": sorted(ABOVE.glob("201[456]_hailaer_district.txt")),
}
each_case = pytest.mark.parametrize(
    ("path", "case"),
    [
        pytest.param(path, case, id=f"{path.stem}-{case}")
        for path in NOTEBOOKS
        for case in (FOLDERS if path.stem in ASKS_FOR_FOLDER else CASES)
    ],
)
# What a notebook cannot do without: there it stops.
STOPS = {
    **{
        (name, case): f"{case}: no {lacking} found"
        for name in ("02_emphasis", "03_words", "04_continuity", "08_method")
        for case, lacking in (("review", "plan"), ("plan", "review"))
    },
    ("05_targets", "review"): "review: no plan found",
    ("06_tasks", "review"): "review: no plan found",
    ("09_years", "alone"): "trends needs a shelf of years: ",
    ("10_delivery", "alone"): "delivery needs a shelf of years: ",
    ("12_collection", "alone"): "trends needs a shelf of years: ",
}
# A number or sentence of the report that each notebook shows.
SHOWS = {
    "01_report": lambda flow: f"全文 {len(flow.tasks)} 处任务动词",
    "02_emphasis": lambda flow: flow.finding_by_table["emphasis"],
    "03_words": lambda flow: flow.finding_by_table["keyness"],
    "04_continuity": lambda flow: flow.finding_by_table["continuity"],
    "05_targets": lambda flow: flow.findings.set_index("kind")["zh"]["target"],
    "06_tasks": lambda flow: f"计划里 {(flow.tasks['role'] == 'plan').sum()} 件任务",
    "07_lexicon": lambda flow: f"{len(flow.clauses)} 个分句里",
    "08_method": lambda flow: f"{flow.emphasis['low'].notna().sum()} 个主题有区间",
    "09_years": lambda flow: flow.finding_by_table["repeated"],
    "10_delivery": lambda flow: flow.finding_by_table["delivery"],
    "11_explore": lambda flow: f"分句 {len(flow.clauses)}：",
    "12_collection": lambda flow: f"{len(flow.reports)} 份报告读成了表",
}


class Run(NamedTuple):
    """A notebook as it ran, and the error at which it stopped."""

    notebook: nbformat.NotebookNode
    error: CellExecutionError | None


def parameter(path):
    return "FOLDER" if path.stem in ASKS_FOR_FOLDER else "REPORT"


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def html(path):
    return [
        str(out.get("data", {}).get("text/html", "")) for out in outputs(read(path))
    ]


def words(notebook):
    """Return what each cell printed or showed as text: numbers, not pixels."""
    return [[said(out) for out in cell.outputs] for cell in code_cells(notebook)]


def said(output):
    if output.output_type == "stream":
        return output.text
    data = output.get("data", {})
    if "image/png" in data:
        return "a chart"
    return [data.get(kind) for kind in ("text/markdown", "text/html", "text/plain")]


@pytest.fixture(scope="session")
def cases(tmp_path_factory):
    """The other reports, as files, and the other folders of reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, (text, _) in CASES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    for name, reports in FOLDERS.items():
        (folder / name).mkdir()
        for year, report in enumerate(reports):
            if isinstance(report, Path):
                shutil.copy(report, folder / name)
            else:
                (folder / name / f"library-{year}.txt").write_text(report, "utf-8")
    return folder


def asked(path, cases):
    """Yield each case of a notebook with its parameters: a report or a folder."""
    if path.stem in ASKS_FOR_FOLDER:
        for case in (case for case, reports in FOLDERS.items() if reports):
            yield case, {"FOLDER": str(cases / case), "SCHEME": None}
    else:
        for case, (_, scheme) in CASES.items():
            yield case, {"REPORT": str(cases / f"{case}.txt"), "SCHEME": scheme}


@cache
def flow_of(source, scheme):
    return analysis.read(source, scheme=scheme)


@pytest.fixture(scope="session")
def runs(request, cases):
    """Each run of each notebook, by its path and its case; "" is as it stands.

    All kernels work side by side, only those of the notebooks that are tested.
    """
    tested = [item for item in request.session.items if "runs" in item.fixturenames]
    paths = list(dict.fromkeys(item.callspec.params["path"] for item in tested))
    done = dict(zip(paths, asyncio.run(side_by_side(paths, cases)), strict=True))
    for path in paths:
        fresh, error = done[path][""]
        if request.config.getoption("--write") and error is None:
            nbformat.write(without_widgets(fresh), path)
    return lambda path, case="": done[path][case]


async def side_by_side(paths, cases):
    return await asyncio.gather(*(in_one_kernel(path, cases) for path in paths))


async def in_one_kernel(path, cases):
    """Run a notebook in a fresh kernel, as Jupyter would from its folder; then others.

    The others take their parameters from papermill, and run in a folder that is thrown
    away: what a notebook saves goes beside its own.
    """
    where = {"metadata": {"path": path.parent}}
    client = NotebookClient(
        read(path), timeout=300, record_timing=False, resources=where
    )
    elsewhere = cases / "notebooks"
    elsewhere.mkdir(exist_ok=True)
    move = nbformat.v4.new_code_cell(f"%cd -q {elsewhere}")
    async with client.async_setup_kernel():
        done = {"": await execute(client, client.nb)}
        for case, parameters in asked(path, cases):
            other = parameterize_notebook(load_notebook_node(str(path)), parameters)
            other.cells.insert(0, move.copy())
            done[case] = await execute(client, other)
    return done


async def execute(client, notebook):
    """Run the cells in the client's kernel, as far as they go."""
    client.nb = notebook
    try:
        for index, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, index)
    except CellExecutionError as error:
        return Run(notebook, error)
    return Run(notebook, None)


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_report",
        "02_emphasis",
        "03_words",
        "04_continuity",
        "05_targets",
        "06_tasks",
        "07_lexicon",
        "08_method",
        "09_years",
        "10_delivery",
        "11_explore",
        "12_collection",
    ]


@each_notebook
def test_notebook_is_fresh(path, runs):
    fresh, error = runs(path)
    assert error is None, error
    fresh = without_widgets(fresh)
    assert any(words(fresh))
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
def test_every_chart_is_shown_under_its_table(path):
    charts, table = 0, False
    for cell in code_cells(read(path)):
        if "chart(flow, " in cell.source:
            (shown,) = cell.outputs
            if "otherwise=" in cell.source and "image/png" not in shown.data:
                continue
            assert base64.b64decode(shown.data["image/png"]).startswith(PNG)
            assert set(shown.metadata["image/png"]) >= {"width", "height"}
            assert table, cell.source
            charts, table = charts + 1, False
        else:
            data = [out.get("data", {}) for out in cell.outputs]
            table = table or any("<tbody>" in one.get("text/html", "") for one in data)
    assert charts


@each_notebook
def test_every_step_is_announced(path):
    first, *rest = read(path).cells
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    prose = sum(cell.cell_type == "markdown" for cell in rest)
    assert prose >= 0.4 * len(rest)


@each_notebook
def test_notebook_is_short(path):
    cells = code_cells(read(path))
    assert len(cells) <= 25
    assert max(len(cell.source.splitlines()) for cell in cells) <= 10


@each_notebook
def test_notebook_ends_with_what_to_ask_next(path):
    assert read(path).cells[-1].source.startswith("**接着可以问。** ")


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
def test_links_lead_somewhere(path):
    typed = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(typed))
    assert "../data/README.md" in links
    assert [link for link in links if not (path.parent / link).is_file()] == []


@each_notebook
def test_two_lines_name_the_report_and_the_scheme(path):
    tagged = [
        cell
        for cell in code_cells(read(path))
        if "parameters" in cell.metadata.get("tags", [])
    ]
    line = rf'{parameter(path)} = "[^"]+"\nSCHEME = None'
    assert [bool(re.fullmatch(line, cell.source)) for cell in tagged] == [True]
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert source.count(f"{parameter(path)} =") == source.count("SCHEME =") == 1


@each_notebook
def test_the_last_words_say_how_to_run_it_on_another_report(path):
    name = f"{path.stem}.ipynb"
    recipe = f"`papermill notebooks/{name} output/{name} --cwd notebooks -p "
    assert recipe + parameter(path) + " " in read(path).cells[-1].source


@each_notebook
def test_notebook_stands_on_the_flow(path):
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    asked = OPENS.get(path.stem, parameter(path))
    assert source.count(f"\nflow = read({asked}, scheme=SCHEME)\n") == 1
    assert not re.search("read_reports|use_house_style|caption|plot_|rcParams", source)
    assert "publicity" not in source.replace("2023-publicity", "")


@each_notebook
def test_notebook_is_thin(path):
    """Functions and loops belong in the library, where tests can reach them."""
    sources = [cell.source for cell in code_cells(read(path))]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    assert [node for node in nodes if isinstance(node, NOT_THIN)] == []
    assert not [source for source in sources if source.rstrip().endswith(";")]


@each_notebook
def test_tables_and_quotations_stay_small_enough_to_read(path):
    for whole in html(path):
        shown = re.sub("<details>.*?</details>", "", whole, flags=re.DOTALL)
        assert shown.count("<li>") <= 16
        for table in re.findall("<tbody>.*?</tbody>", shown, re.DOTALL):
            rows = table.split("<tr>")[1:]
            assert len(rows) <= 12
            assert all(row.count("<td>") <= 8 for row in rows)


@each_notebook
def test_tables_have_chinese_headings_and_say_their_size(path):
    tables = [shown for shown in html(path) if "<table" in shown]
    assert tables
    for shown in tables:
        assert re.search("</table><p><small>(共 [0-9]+ 行|没有)", shown)
        headings = set(re.findall("<th[^>]*>(.*?)</th>", shown)) - NAMES_OF_STATISTICS
        assert [name for name in headings if not HAN.search(name)] == []


@each_case
def test_another_report_runs_through_or_stops_with_one_clear_line(
    path, case, runs, cases
):
    """A side, or a year, that is missing stops only what cannot do without it."""
    parameters = dict(asked(path, cases)).get(case)
    if parameters is None:
        pytest.skip(f"{ABOVE} is not here")
    notebook, error = runs(path, case)
    if (path.stem, case) in STOPS:
        assert error.ename == "InputError"
        assert error.evalue.startswith(STOPS[path.stem, case])
        assert "\n" not in error.evalue
    else:
        assert error is None, error
        flow = flow_of(parameters[parameter(path)], parameters["SCHEME"])
        shown = str(words(notebook))
        assert SHOWS[path.stem](flow) in shown
        assert "宣传思想文化工作" not in shown


@pytest.mark.parametrize("path", THEMED, ids=lambda path: path.stem)
def test_themes_are_those_of_the_scheme_asked_for(path, runs):
    text, scheme = CASES["both"]
    asked, other = (theme_labels(name).values() for name in (scheme, "publicity"))
    shown = str(words(runs(path, "both").notebook))
    assert [label for label in asked if label in shown]
    foreign = set(other) - set(asked)
    assert [name for name in foreign if name in shown and name not in text] == []
