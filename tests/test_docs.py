"""Documents that cannot lie: the codebook, the notes on columns, the README."""

import re
import sys

import pytest
from conftest import ROOT

from analysis.flow import TABLES, Flow
from analysis.lexicons import COLUMNS, read_lexicon

sys.path.insert(0, str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def flow(reports):
    return Flow(reports)


@pytest.fixture(scope="module")
def codebook():
    """Return table → columns, as data/README.md lists them."""
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    listed = {}
    for section in text.split("\n### ")[1:]:
        name = section.split(":")[0]
        cells = re.findall(r"^\| (`.+?`) \|", section.split("\n## ")[0], re.M)
        listed[name] = re.findall(r"`(\w+)`", " ".join(cells))
    return listed


@pytest.mark.parametrize("name", [name for name in TABLES if name != "verbs"])
def test_the_codebook_lists_the_columns_of_every_table(codebook, flow, name):
    listed, real = codebook[name], list(getattr(flow, name).columns)
    assert sorted(listed) == sorted(real)


def test_the_codebook_lists_no_other_table(codebook):
    assert set(codebook) | {"verbs"} == set(TABLES)


def test_every_column_has_a_chinese_name_and_a_note(flow):
    notes = read_lexicon("columns")
    named = set(notes["column"])
    for name in TABLES:
        assert set(getattr(flow, name).columns) <= named
    assert set(notes.loc[notes["column"] == "", "table"]) == set(TABLES)
    assert (notes["note"] != "").all()


def test_the_codebook_lists_every_list_and_its_columns():
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    for name, columns in COLUMNS.items():
        row = next(
            x
            for x in text.splitlines()
            if x.startswith((f"| `{name}.csv", f"| `{name}/"))
        )
        assert [f"`{column}`" in row for column in columns] == [True] * len(columns)


def test_the_findings_in_the_readme_are_what_the_program_says_now(flow):
    from readme import filled

    text = (ROOT / "README.md").read_text("utf-8")
    assert filled(text, flow) == text


def test_every_file_that_a_document_links_to_is_there():
    for document in ROOT.glob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
            assert (ROOT / link).exists(), f"{document.name}: {link}"


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"`?make (\w+)", readme):
        assert re.search(rf"^{target}:", makefile, re.M) or target in {"it"}
