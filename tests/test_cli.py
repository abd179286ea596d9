"""The command: data to stdout, one line to stderr, a status.

Most calls run in this process, which is quicker; what depends on a terminal, a pipe
or the start of the process runs as one of its own.
"""

import json
import os
import pty
import re
import subprocess
import sys
from filecmp import cmp
from io import BytesIO, StringIO

import pandas as pd
import pytest
from conftest import REPORT, ROOT
from PIL import Image
from typer.main import get_command

from analysis.cli import app
from analysis.flow import TABLES, Flow
from analysis.lexicons import theme_labels
from analysis.read.reports import read_reports
from analysis.read.reports.shelves import KINDS
from analysis.say.lexicon import check_lexicons
from analysis.schema import schema

STEPS_SAID = ["分词", "作图", "写图表", "写网页", "small"]
CLI = [sys.executable, "-m", "analysis"]
ONLY_REVIEW = "2023年某局工作总结\n一、2023年工作情况\n加强学习，做好服务。\n"
EVERYTHING = """某局2023年工作总结和2024年工作计划
一、2023年工作情况
（一）抓好意识形态工作
一是抓好意识形态##paidbegin##工作责任落实，举办培训班12期。
二是健全网络综合治理体系，加强网络舆情管理。
（二）深化文明创建
一是深化精神文明建设工作，开展志愿服务活动。
二、存在的问题
一是意识形态工作责任落实不够。二是志愿服务活动还不多。
三、2024年工作安排
（一）抓好意识形态工作
一是抓好意识形态工作责任落实，举办培训班20期。
二是健全网络综合治理体系，提升网络舆情管理。
（二）深化文明创建
一是深化精神文明建设工作，开展志愿服务活动。
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A short report that has something for every table, and its tables."""
    path = tmp_path_factory.mktemp("small") / "small.txt"
    path.write_text(EVERYTHING, encoding="utf-8")
    return path, Flow(read_reports([path]))


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """The tables of two short reports of one body, which have something for each."""
    folder = tmp_path_factory.mktemp("years")
    (folder / "2023.txt").write_text(EVERYTHING, "utf-8")
    before = EVERYTHING.replace("2023", "2022").replace("2024", "2023")
    (folder / "2022.txt").write_text(before, "utf-8")
    return Flow(read_reports(sorted(folder.iterdir())))


def refused(done, status=1):
    """Return the one line of a command that was refused."""
    assert done.returncode == status
    assert done.stdout == b""
    lines = done.stderr.decode().strip().splitlines()
    if status == 1:
        assert len(lines) == 1
        assert lines[0].startswith("zhongxin: ")
    assert "Traceback" not in done.stderr.decode()
    return " ".join(lines)


ALONE = [
    name for name in TABLES if not schema()[name].needs & {*KINDS, "superior", "draft"}
]


@pytest.mark.parametrize(
    "name", [name for name in TABLES if "superior" not in schema()[name].needs]
)
def test_every_table_can_be_had_as_json(run, small, two_years, having, name):
    of_years = "years" in schema()[name].needs
    flow = small[1] if name in ALONE else two_years if of_years else having(name)
    paths = flow.reports["source"]
    done = run("table", name, *paths, "--format", "json", check=True)
    rows, table = json.loads(done.stdout), getattr(flow, name)
    told = done.stderr.decode().splitlines()
    assert [line.split()[:5] for line in told] == (
        ["themes by the scheme publicity".split()]
        if "scheme" in schema()[name].needs
        else []
    )
    assert [list(row) for row in rows] == [list(table)] * len(table) != []
    key = schema()[name].key
    named = table[key].to_json(orient="values", force_ascii=False)
    assert [[row[column] for column in key] for row in rows] == json.loads(named)
    assert "\\u" not in done.stdout.decode()  # 汉字 as they are


def test_csv_to_a_pipe_is_plain_and_to_a_file_opens_in_excel(run, tmp_path):
    piped = run("table", "sections", REPORT, check=True).stdout
    file = tmp_path / "sections.csv"
    run("table", "sections", REPORT, "--out", file, check=True)
    assert file.read_bytes() == b"\xef\xbb\xbf" + piped
    assert len(pd.read_csv(StringIO(piped.decode()))) == 14


@pytest.mark.parametrize(
    ("form", "read"), [("xlsx", pd.read_excel), ("parquet", pd.read_parquet)]
)
def test_excel_and_parquet_hold_the_same_rows(run, small, form, read):
    path, flow = small
    done = run("table", "emphasis", path, "--format", form, check=True)
    said = read(BytesIO(done.stdout))
    if form == "xlsx":
        said = said.set_axis(flow.emphasis.columns, axis=1)
        said["usual"] = ""  # a cell without text comes back as missing
    pd.testing.assert_frame_equal(said, flow.emphasis, check_dtype=False)


def test_the_outline_is_said_for_people_and_for_programs(run):
    text = run("outline", REPORT, check=True).stdout.decode()
    assert "强化思想引领，夯实理论根基   items 一、二、三" in text
    assert "line 8: '##paidbegin##'" in text
    record = json.loads(run("outline", REPORT, "--format", "json", check=True).stdout)
    assert (record["review_year"], record["plan_year"]) == (2023, 2024)
    assert record["counts"]["review"] == {"clauses": 111, "sections": 7, "items": 22}
    assert record["counts"]["problems"]["items"] == 4
    assert record["warnings"] == []


@pytest.fixture
def review_only(tmp_path):
    path = tmp_path / "summary.txt"
    path.write_text(ONLY_REVIEW, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["keyness", "emphasis", "verbs"])
def test_a_comparison_without_a_plan_is_one_line(run, review_only, name):
    line = refused(run("table", name, review_only))
    assert "summary: no plan found" in line
    assert "review 3 clauses" in line


def test_tables_that_compare_nothing_need_no_plan(run, review_only):
    for name, table in schema().items():
        if "both" not in table.needs and name in ALONE:
            said = run("table", name, review_only, check=True).stdout.decode()
            assert said.splitlines()[0].split(",") == list(table.columns)


def test_an_outline_without_a_plan_says_so(run, review_only):
    assert b"warning: no plan found" in run("outline", review_only, check=True).stdout


@pytest.mark.usefixtures("coarse")
def test_a_briefing_without_a_plan_compares_nothing(run, review_only, tmp_path):
    out = tmp_path / "out"
    run("brief", review_only, "--out", out, check=True)
    folder = next(out.iterdir())
    tables = {path.stem for path in (folder / "tables").iterdir()}
    assert {"themes", "tasks", "sections"} <= tables
    assert not [name for name in tables if "both" in schema()[name].needs]
    assert "报告里没有计划，无从对照" in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize("command", [["brief"], ["outline"], ["table", "clauses"]])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.write_bytes(b""), "holds no text"),
        (lambda path: path.write_bytes(b"\x00\x01\x02"), "is not text"),
        (lambda path: path.mkdir(), ""),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(run, tmp_path, command, make, said):
    path = tmp_path / "x.txt"
    make(path)
    line = refused(run(*command, path, cwd=tmp_path))
    assert str(path) in line and said in line
    assert not (tmp_path / "output").exists()


def test_the_scheme_may_be_asked_for(run, small):
    path, _ = small
    done = run("table", "emphasis", path, "--scheme", "government", check=True)
    table = pd.read_csv(BytesIO(done.stdout))
    assert dict(zip(table["theme"], table["label"], strict=True)) == (
        theme_labels("government")
    )
    assert done.stderr == b""
    assert "no such theme scheme" in refused(
        run("table", "themes", path, "--scheme", "nothing")
    )


def test_the_lists_are_checked_and_suggestions_made(run, small):
    done = run("lexicon", "check", "--format", "json", check=True)
    assert json.loads(done.stdout) == check_lexicons().to_dict("records")
    path, _ = small
    done = run("lexicon", "suggest", path, "--format", "json", check=True)
    tables = json.loads(done.stdout)
    unknown = {"collocations", "unknown_verbs", "words_without_theme"}
    assert unknown <= set(tables)
    said = run("lexicon", "suggest", path, check=True).stdout.decode()
    assert len(re.findall(r"^\S.* \(\d+\)$", said, re.MULTILINE)) == len(tables)


def test_an_unknown_table_names_those_there_are(run):
    line = refused(run("table", "clause", REPORT), status=2)
    said = re.sub(r"[^\w,:']+", " ", line)
    assert f"there is no table 'clause' there are: {', '.join(schema())}" in said


@pytest.mark.parametrize(
    "arguments", [["table", "clauses"], ["no"], ["brief", "--no"], ["table"]]
)
def test_wrong_usage_is_status_two(run, arguments):
    refused(run(*arguments), status=2)


def test_without_reports_the_command_says_where_it_looked(run, tmp_path):
    assert "data/reports: no report there" in refused(run("brief", cwd=tmp_path))


def test_lab_without_notebooks_says_so(run, tmp_path):
    assert "notebooks: no such folder" in refused(run("lab", cwd=tmp_path))


def test_lab_hands_its_options_on(run, monkeypatch):
    called = []
    monkeypatch.setattr(os, "execv", lambda program, command: called.extend(command))
    options = ["--port", "9001", "--ip", "0.0.0.0", "--no-browser", "--allow-root"]
    run("lab", *options, cwd=ROOT, check=True)
    handed = {"--port=9001", "--ip=0.0.0.0", "--no-browser", "--allow-root"}
    assert handed < set(called)
    called.clear()
    run("lab", cwd=ROOT, check=True)
    assert not handed & set(called)


def test_a_reader_that_has_enough_is_no_error():
    first = f"{sys.executable} -m analysis table tokens {REPORT} | head -n 1"
    done = subprocess.run(["bash", "-c", first], capture_output=True, check=True)
    assert done.stdout.startswith(b"report,clause")
    assert done.stderr == b""


def test_the_command_is_silent_in_a_pipe_and_gives_the_same_bytes(briefing, tmp_path):
    """In a process of its own, whose sets of texts have another order."""
    seeds = {"PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [*CLI, "brief", str(REPORT), "--out", str(tmp_path)],
        env=os.environ | seeds,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    chosen, page = done.stderr.decode().splitlines()
    assert chosen.startswith("themes by the scheme publicity (it covers most")
    made = tmp_path / "2023-publicity"
    assert page == str(made / "index.html")
    here, there = (
        {p.relative_to(folder): p for p in folder.rglob("*") if p.is_file()}
        for folder in (briefing, made)
    )
    assert set(here) == set(there)
    assert [name for name in here if not cmp(here[name], there[name], False)] == []


def test_progress_shows_on_a_terminal(small, tmp_path):
    ours, theirs = pty.openpty()
    command = [*CLI, "brief", str(small[0]), "--only", "page", "--out", str(tmp_path)]
    started = subprocess.Popen(command, stderr=theirs)
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert started.wait() == 0
    steps = re.findall(r"(\d)/5 (\w+)", re.sub(r"\x1b\[[\d;?]*\w", "", shown.decode()))
    assert set(steps) <= set(zip("12345", STEPS_SAID, strict=True))
    assert len(set(steps)) > 1


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how a terminal says that the other end is gone
        return b""


def commands(group, *before):
    """Yield each command there is, as it is typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *before, name)
        else:
            yield [*before, name]


def test_every_command_is_explained_and_in_the_readme(run):
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"^zhongxin (.+?)(?:    |$)", readme, re.MULTILINE)
    every = list(commands(get_command(app)))
    assert len(every) == 12
    for command in every:
        help_text = run(*command, "--help", check=True).stdout.decode()
        assert re.search(rf"Usage: .*\b{' '.join(command)} ", help_text)
        first, *rest = command
        places = [line for line in listed if line.split()[0] == first]
        assert places, command
        assert not rest or any(rest[0] in line.split() for line in places), command


def test_help_is_quick_because_it_loads_nothing():
    code = (
        "import sys; from analysis import cli; "
        "print([m for m in ('pandas', 'matplotlib', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_one_chart_is_drawn_for_a_slide(run, small, tmp_path, form):
    path = tmp_path / f"slide.{form}"
    asked = ["--size", "slide", "--title", "计划讲意识形态", "--out", path]
    done = run("chart", "emphasis", small[0], *asked, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    content = path.read_bytes()
    if form == "png":
        with Image.open(BytesIO(content)) as image:
            assert image.size == (4000, 2250)
            assert image.text["Title"] == "计划讲意识形态"
            assert image.text["Comment"].startswith("zhongxin ")
    elif form == "svg":
        assert "计划讲意识形态</text>".encode() in content


def test_a_chart_that_there_is_not_is_one_line(run, small, tmp_path):
    done = run("chart", "poster", small[0], "--out", tmp_path / "a.png")
    refused(done)
    assert b"there is no chart 'poster'; there are: emphasis" in done.stderr
