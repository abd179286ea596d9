"""Documents that cannot lie: the codebook, the notes on columns, the README."""

import re
import sys
from importlib import import_module

import pytest
from conftest import ROOT
from typer.main import get_command

from analysis.cli import app
from analysis.flow import TABLES
from analysis.lexicons import COLUMNS, read_lexicon
from analysis.schema import schema

sys.path.insert(0, str(ROOT / "benchmarks"))
from docs import PAGES


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
