"""Documents that cannot lie: the codebook, the notes on columns, the README."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import docx
import pptx
import pytest
from conftest import ROOT
from typer.main import get_command

from analysis.cli import app
from analysis.flow import TABLES
from analysis.lexicons import COLUMNS, read_lexicon
from analysis.schema import schema

sys.path.insert(0, str(ROOT / "benchmarks"))
from docs import PAGES

COMMAND = Path(sys.executable).with_name("zhongxin")


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_declares_the_columns_of_every_table_in_their_order(having, name):
    table = getattr(having(name), name)
    assert list(schema()[name].columns) == list(table.columns)
    for column in schema()[name].columns.values():
        assert column.label_zh and column.label_en, column
        assert column.format, column


def test_the_schema_declares_every_table_in_the_order_of_the_flow_and_no_other():
    assert list(schema()) == list(TABLES)
    columns = read_lexicon("columns")
    assert set(columns["table"]) == {*TABLES, "*"}


def test_every_number_has_a_note_in_both_languages():
    for table in schema().values():
        for column in table.columns.values():
            if column.format not in ("text", "flag", "list", "place"):
                assert column.note_zh and column.note_en, (table.name, column.name)


@pytest.mark.parametrize("page", PAGES)
def test_a_document_says_what_the_program_says_now(flow, page):
    text = (ROOT / page).read_text("utf-8")
    assert PAGES[page](text, flow) == text


def test_the_codebook_lists_every_list_and_its_columns():
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    for name, columns in COLUMNS.items():
        row = next(
            x
            for x in text.splitlines()
            if x.startswith((f"| `{name}.csv", f"| `{name}/"))
        )
        assert [f"`{column}`" in row for column in columns] == [True] * len(columns)


def test_every_file_that_a_document_links_to_is_there():
    links = [
        (document, link)
        for document in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")]
        for link in re.findall(r"\]\(([^)#]+)", document.read_text("utf-8"))
        if not link.startswith("http")
    ]
    missing = [(d.name, x) for d, x in links if not (d.parent / x).exists()]
    assert len(links) > 5 and missing == []


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))
)
def test_every_benchmark_fits_the_program_as_it_is(name):
    if name != "analyst_script":  # it runs as it is read
        import_module(name)


def options(command, name=""):
    """Yield each command with the long options that it takes."""
    if hasattr(command, "commands"):
        for inner, one in command.commands.items():
            yield from options(one, f"{name} {inner}".strip())
    else:
        told = [o for p in command.params for o in p.opts if o.startswith("--")]
        yield name, set(told)


def test_the_readme_says_everything_that_the_command_can_do():
    block = (ROOT / "README.md").read_text("utf-8").split("## The command")[1]
    block = block.split("```")[1]
    parts = re.split(r"^zhongxin ", block, flags=re.M)[1:]
    for name, told in options(get_command(app)):
        (part,) = [part for part in parts if part.startswith(name + " ")]
        assert set(re.findall(r"--[a-z-]+", part)) == told, name


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"`make (\w+)`|^make (\w+)", readme, re.MULTILINE)
    targets = {quoted or typed for quoted, typed in named}
    assert {"brief", "test"} <= targets
    assert targets <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


# The recipes


def report_of(year):
    """Return a short report that reviews one year and plans the next."""
    return f"""甲县人民政府{year}年工作总结和{year + 1}年工作计划
一、{year}年工作总结
（一）加强宣传引导，新建学校{year % 10 + 2}所。
深化改革创新，城镇新增就业{year - 1000}人。
（二）改善民生，推进教育工作，建成公园3座。
二、存在的问题
农村教育短板明显，产业层次不高。
三、{year + 1}年工作计划
（一）推进乡村教育，新建学校{year % 10 + 3}所，城镇新增就业2000人以上。
（二）做强产业，加快改革创新，建成滨河公园。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that the recipes name, each under its name there."""
    desk = tmp_path_factory.mktemp("desk")
    for name, year in {"报告": 2023, "草稿": 2023, "去年": 2022}.items():
        document = docx.Document()
        for line in report_of(year).splitlines():
            document.add_paragraph(line)
        document.save(desk / f"{name}.docx")
    (desk / "data" / "reports").mkdir(parents=True)
    for folder in ("历年报告", "各地报告"):
        (desk / folder).mkdir()
        for year in (2022, 2023):
            (desk / folder / f"{year}.txt").write_text(report_of(year), "utf-8")
    (desk / "各县报告").mkdir()
    for body in ("甲县", "乙县"):
        text = report_of(2023).replace("甲县", body)
        (desk / "各县报告" / f"{body}.txt").write_text(text, "utf-8")
    shutil.copytree(ROOT / "notebooks", desk / "notebooks")
    pptx.Presentation().save(desk / "模板.pptx")
    return desk


def recipes(page):
    text = (ROOT / page).read_text("utf-8")
    (block,) = [b for b in text.split("```") if "zhongxin check 草稿" in b]
    return [line for line in block.splitlines() if line and line[0] != "#"]


def test_both_readmes_have_the_same_recipes():
    assert recipes("README.md") == recipes("README.zh-CN.md")


@pytest.mark.usefixtures("coarse")
def test_every_recipe_runs_and_writes_what_it_names(desk, run, monkeypatch):
    """In this process, which is quicker; the check of a draft as it is installed."""
    monkeypatch.chdir(desk)
    for line in recipes("README.md"):
        first, *rest = shlex.split(line)
        if first == "cp":
            shutil.copy(*rest)
            continue
        assert first == "zhongxin", line
        if rest == ["lab"]:  # opens a server, and stays there
            continue
        if rest[0] == "check":
            told = subprocess.run([COMMAND, *rest], capture_output=True, check=False)
        else:
            told = run(*rest)
        assert told.returncode == 0, (line, told.stderr.decode())
        if "--out" in rest:
            out = Path(rest[rest.index("--out") + 1])
            assert out.is_dir() if rest[0] == "corpus" else out.is_file(), line
        if "--docx" in rest:
            assert Path("批注.docx").is_file()
    assert {"index.html", "briefing.pptx"} <= set(os.listdir("output/报告"))
    assert list(Path("output/notebooks").glob("*.html"))
