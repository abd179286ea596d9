"""From a collection: the same tables, norms and sentences as from the files."""

import json
import shutil
from importlib import import_module

import pandas as pd
import pytest
from conftest import SISTER, collected

from analysis import InputError, read
from analysis.corpus import opened
from analysis.corpus.collection import collect
from analysis.corpus.opened import drawn, listed, open_collection
from analysis.flow import TABLES, Flow
from analysis.read.reports import read_reports

READY = opened.READY
OWN = {"甲镇": "打造书香小镇", "乙镇": "建设灯塔书房", "丙镇": "推广乡村村晚"}


def report_of(body, year):
    how = {"n": year % 100 - 15 + len(OWN[body]), "own": OWN[body], "year": year}
    text = SISTER.format(body=body, next=year + 1, **how)
    return f"{text}\n转到电脑版\n打印本页\n" if body == "丙镇" else text


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """Three years of one body, a year of two others; a copy, and a half report."""
    tree = tmp_path_factory.mktemp("tree")
    for body in OWN:
        (tree / body).mkdir()
        for year in (2021, 2022, 2023) if body == "甲镇" else (2023,):
            (tree / body / f"{year}.txt").write_text(report_of(body, year), "utf-8")
    (tree / "甲-副").mkdir()  # before 甲镇 as text, behind it as a path
    shutil.copy(tree / "甲镇" / "2022.txt", tree / "甲-副" / "2022抄.txt")
    half = report_of("乙镇", 2020).partition("二、")[0]
    (tree / "乙镇" / "2020.txt").write_text(half, "utf-8")
    (tree / "空.txt").write_text("", "utf-8")
    return tree


@pytest.fixture(scope="module")
def out(tree, tmp_path_factory):
    return collected(tree, tmp_path_factory.mktemp("made") / "out")


def read_directly(tree, names):
    """Return the flow of files, their reports named as in the collection."""
    each = [read_reports([tree / n]).assign(report=n, source=n) for n in names]
    return Flow(pd.concat(each, ignore_index=True))


@pytest.fixture(scope="module")
def shelves(tree, out):
    """Of years and of bodies: the flow from the collection, and from the files."""
    years = [f"甲镇/{year}.txt" for year in (2021, 2022, 2023)]
    bodies = sorted(f"{body}/2023.txt" for body in OWN)
    return {
        "years": (open_collection(out, reports=years), read_directly(tree, years)),
        "bodies": (open_collection(out, year=2023), read_directly(tree, bodies)),
    }


@pytest.mark.parametrize("kind", ["years", "bodies"])
def test_every_table_is_what_the_files_give(shelves, kind):
    ours, theirs = shelves[kind]
    assert ours.shelf == theirs.shelf == (kind, "")
    assert ours.available == theirs.available
    assert ours.scheme == theirs.scheme
    also = {"reports", "removals", "tokens", "emphasis", "keywords", *READY}
    for name in [*ours.available, *also]:
        pd.testing.assert_frame_equal(getattr(ours, name), getattr(theirs, name))
        one, two = (flow.counted(name).rows for flow in (ours, theirs))
        assert one is None if two is None else one.equals(two), name
    for lang in ("zh", "en"):
        said = [[f.finding_of(n, lang) for n in TABLES] for f in (ours, theirs)]
        assert said[0] == said[1]


def test_what_is_in_the_collection_is_not_made_again(out, monkeypatch):
    for name in READY:
        monkeypatch.setitem(TABLES, name, TABLES[name]._replace(make=None))
    flow = open_collection(out, year=2023)
    assert len(flow.sisters) and len(flow.emphasis)
    for one in flow.each.values():
        assert set(one.themes["report"]) == set(one.reports["report"])


def test_themes_of_a_scheme_that_the_collection_has_not_are_made(tree, tmp_path):
    collect(tree, tmp_path / "out", scheme="publicity")
    flow = open_collection(tmp_path / "out", year=2023, scheme="government")
    theirs = Flow(flow.reports, scheme="government")
    pd.testing.assert_frame_equal(flow.themes, theirs.themes)


def test_only_the_rows_and_parts_that_are_wanted_are_read(out, monkeypatch):
    asked, whole = [], opened._dataset

    def reading(out, name, parts):
        asked.extend((name, part) for part in parts)
        return whole(out, name, parts)

    monkeypatch.setattr(opened, "_dataset", reading)
    flow = open_collection(out, body="乙镇", year=2023)
    assert set(flow.clauses["report"]) == {"乙镇/2023.txt"}
    read_for = {name: part for name, part in asked if part != "part-*"}
    assert list(read_for) == ["reports", "clauses"]
    assert len(asked) == 3  # and the list of all


def test_the_command_and_read_take_a_collection(out, run):
    done = run("table", "trends", out, "--body", "丙镇")
    assert done.returncode == 1
    assert b"trends needs a shelf of years" in done.stderr
    done = run("table", "sisters", out, "--year", "2023", check=True)
    assert "丙镇/2023.txt" in done.stdout.decode()
    assert len(read(out, body="乙镇", year=2023).tasks)


def test_a_body_or_a_year_can_be_asked_of_a_folder_too(tree):
    flow = read(tree / "甲镇", year=2022)
    assert flow.reports["report"].tolist() == ["2022"]
    assert len(read(tree / "甲镇", body="甲镇").reports) == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"body": "丁镇"}, "no report is of '丁镇'; there are: 丙镇、乙镇、甲镇"),
        ({"year": 1999}, "no report reviews 1999; the years are: 2020, 2021, "),
        ({"reports": ["x.txt"]}, "x.txt: no such report"),
    ],
)
def test_what_is_not_there_is_one_line(out, asked, said):
    with pytest.raises(InputError, match=said) as error:
        open_collection(out, **asked)
    assert "\n" not in str(error.value)


# What is usual


def test_a_norm_of_a_collection_has_the_bytes_of_that_of_the_files(
    tree, out, tmp_path, run, monkeypatch
):
    done = run("norms", tree, "--out", tmp_path / "files.csv", check=True)
    assert "甲镇/2022.txt: the same as" in done.stderr.decode()
    monkeypatch.setattr(import_module("analysis.read.reports"), "read_document", None)
    done = run("norms", out, "--out", tmp_path / "tables.csv", check=True)
    assert "5 reports, themes of" in done.stderr.decode()
    made = sorted(path.name for path in tmp_path.glob("files*.csv"))
    assert len(made) == 5
    for name in made:
        one, two = tmp_path / name, tmp_path / name.replace("files", "tables")
        assert one.read_bytes() == two.read_bytes(), name
        assert len(one.read_text("utf-8").splitlines()) > 1 or "formul" in name


def test_of_many_reports_whole_bodies_are_drawn_evenly_until_there_are_enough():
    rows = [
        (f"{n:03d}/{year}.txt", f"{n}县政府", year)
        for n in range(200)
        for year in range(2015, 2015 + 1 + n % 5)
    ]
    reports = pd.DataFrame(rows, columns=["report", "body", "review_year"])
    some = drawn(reports, 150)
    assert 145 <= len(some) <= 150
    whole = reports.groupby("body").size()
    own = some.groupby("body").size()
    assert own.equals(whole[own.index])
    assert set(own) == {1, 2, 3, 4, 5}
    halves = (some["report"] < "100").sum()
    assert abs(halves - len(some) / 2) <= 10
    assert drawn(reports, 600).equals(reports)


def test_a_norm_of_some_of_the_reports_says_so(out, tmp_path, run, monkeypatch):
    whole = drawn
    monkeypatch.setattr(opened, "drawn", lambda reports: whole(reports, 4))
    done = run("norms", out, "--out", tmp_path / "some.csv", check=True)
    assert " of 7 reports, whole bodies drawn evenly" in done.stderr.decode()


# What it refuses


def test_what_is_not_finished_or_of_another_version_says_to_run_corpus_again(
    out, tmp_path
):
    copy = shutil.copytree(out, tmp_path / "out")
    whole = json.loads((copy / "collection.json").read_bytes())
    for change, said in (
        ({"finished": False}, "is not finished; run again: zhongxin corpus DIR --out "),
        ({"lexicon": "x"}, "made by another version .*; run again: zhongxin corpus"),
    ):
        (copy / "collection.json").write_text(json.dumps(whole | change), "utf-8")
        with pytest.raises(InputError, match=said):
            listed(copy)
        with pytest.raises(InputError, match=said):
            read(copy)
    (copy / "collection.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match="is not finished"):
        listed(copy)
    with pytest.raises(InputError, match="no collection there"):
        listed(tmp_path)


def test_a_collection_is_named_alone(out, tree):
    with pytest.raises(InputError, match="is a collection; name it alone"):
        read(out, tree)
