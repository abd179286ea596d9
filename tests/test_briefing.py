"""The main job: the whole folder, small reports too, and nothing half written.

That it gives the same bytes in another process says test_cli.
"""

import shutil

import pandas as pd
import pytest
from lxml import html

from analysis import InputError
from analysis.flow import TABLES
from analysis.schema import label, table_label
from analysis.show.briefing import brief, findings
from analysis.show.charts import PLOTS

NO_ITEMS = """某局2023年工作总结
一、2023年工作情况
抓好意识形态工作，加强学习。做好安全生产工作。
二、2024年工作安排
抓好意识形态工作，推进改革创新。"""
BOTH_SIDES = {"sections", "theme_shares", "emphasis", "keyness", "wordcloud"}
BOTH_SIDES |= {"dispersion"}  # what every report with two sides has a chart of
SPECIAL = {"verbs", "ladder", "occurrences", "continuity", "coverage", "formulations"}
SPECIAL |= {"quantities", "targets"}  # what only some have


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A short report without items and what is made of it, not to be changed."""
    path = tmp_path_factory.mktemp("small") / "small.txt"
    path.write_text(NO_ITEMS, encoding="utf-8")
    return path, brief(path, path.parent / "out")


def briefed(text, folder):
    """Write a text to a file and return the folder that is made of it."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return brief(path, folder / "out")


def charts_in(folder):
    return {path.stem for path in (folder / "charts").glob("*.png")}


def rows_of(page, name):
    """Return the table of the page under this name: its headings, then its rows."""
    for part in page.find_class("data"):
        if part.find("h3").text == table_label(name):
            first = [cell.text_content() for cell in part.iter("th")]
            rows = [row for row in part.iter("tr") if row.get("class") != "evidence"]
            cells = [[cell.text_content() for cell in row] for row in rows]
            assert first[: len(cells[0])] == cells[0]
            return cells
    raise AssertionError(f"the page has no table {name}")


def test_every_chart_is_there_in_every_format(briefing):
    names = {path.name for path in (briefing / "charts").iterdir()}
    forms = ("png", "svg", "pdf")
    drawn = set(PLOTS) - {"quantities", "targets"}  # the report names none
    assert names == {f"{name}.{form}" for name in drawn for form in forms}


def test_every_table_is_there_for_excel(briefing):
    assert {p.stem for p in (briefing / "tables").iterdir()} == set(TABLES)
    for path in (briefing / "tables").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_workbook_has_a_sheet_for_each_table_between_notes_and_origin(briefing):
    sheets = pd.read_excel(briefing / "tables.xlsx", sheet_name=None)
    assert len(sheets) == len(TABLES) + 2
    assert [*sheets][:: len(TABLES) + 1] == ["说明", "来源"]
    first = next(iter(sheets.values()))
    assert first["怎样得来"].notna().all()


def test_page_and_tables_say_the_same_numbers(briefing):
    page = html.parse(str(briefing / "index.html")).getroot()
    head, *shown = rows_of(page, "emphasis")
    table = pd.read_csv(briefing / "tables" / "emphasis.csv")
    assert len(shown) == len(table) == 10
    place = {
        name: head.index(label(name, "emphasis"))
        for name in table
        if name != "p" and label(name, "emphasis") in head
    }
    for cells, row in zip(shown, table.to_dict("records"), strict=True):
        assert cells[place["label"]] == row["label"]
        for name in ("share_target", "share_reference"):
            assert cells[place[name]] == f"{row[name]:.1%}"
        for name in ("n_target", "n_reference"):
            assert cells[place[name]] == str(row[name])


def test_a_small_report_has_no_empty_chart(small):
    _, made = small
    more = {"verbs", "ladder", "occurrences"}
    assert charts_in(made) >= BOTH_SIDES
    assert charts_in(made) & SPECIAL == more


def test_findings_rest_on_clauses_of_the_plan_and_the_review(flow):
    told = findings(flow)
    roles = [set(one.evidence["role"]) for one in told if one.evidence is not None]
    # that the text holds no quantity rests on no clause
    assert len(roles) == len(told) - 1 >= 5
    assert set().union(*roles) == {"plan", "review", "problems"}
    assert all(roles)


def test_a_folder_that_is_not_ours_is_left_alone(small, tmp_path):
    path, _ = small
    stranger = tmp_path / "small"
    stranger.mkdir()
    (stranger / "thesis.docx").write_bytes(b"ten years of work")
    with pytest.raises(InputError, match="left alone"):
        brief(path, tmp_path)
    assert [p.name for p in stranger.iterdir()] == ["thesis.docx"]


def test_an_interrupted_run_leaves_the_old_result(small, tmp_path, monkeypatch):
    path = shutil.copy(small[0], tmp_path / "small.txt")
    made = shutil.copytree(small[1], tmp_path / "out" / "small")
    before = {p: p.read_bytes() for p in made.rglob("*") if p.is_file()}
    begun = []

    def interrupted(figures, folder, **_):
        begun.append(folder.parent)
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.show.briefing.write_charts", interrupted)
    path.write_text(NO_ITEMS + "加强学习。", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        brief(path, tmp_path / "out")
    assert begun and not begun[0].exists()
    assert {p: p.read_bytes() for p in made.rglob("*") if p.is_file()} == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["small"]


def test_any_character_of_a_report_comes_through(tmp_path):
    odd = "加强😀学习。表彰𬱖同志。加强<script>学习，=1+1，$x^2$与{{ y }}。"
    made = briefed(
        f"题😀<i>题\n一、2023年工作总结\n{odd}\n二、2024年工作计划\n{odd}\n", tmp_path
    )
    page = html.parse(str(made / "index.html")).getroot()
    assert page.find(".//h1").text == "题😀<i>题"
    warnings = [line.text for line in page.find_class("warnings")[0].iter("li")]
    assert warnings == ["字体中没有这些字符，图中以〓代替：😀（U+1F600）"]
    quoted = {quote.text_content() for quote in page.iter("q")}
    told = {"加强😀学习", "表彰𬱖同志", "加强<script>学习", "=1+1", "$x^2$与{{ y }}"}
    assert told <= quoted
    assert [script.get("id") for script in page.iter("script")] == ["record"]
    clauses = set(pd.read_csv(made / "tables" / "clauses.csv")["text"])
    assert told - clauses == {"=1+1"} and "'=1+1" in clauses  # no formula of Excel's


@pytest.mark.parametrize(
    ("review", "plan"), [("的和了。", "好。"), ("……", "")], ids=["stop", "none"]
)
def test_a_report_without_words_of_its_own_is_briefed(tmp_path, review, plan):
    made = briefed(
        f"题\n一、2023年工作总结\n{review}\n二、2024年工作计划\n{plan}\n", tmp_path
    )
    assert charts_in(made) >= BOTH_SIDES
    assert not charts_in(made) & SPECIAL
    assert (made / "index.html").is_file()
    words = pd.read_csv(made / "tables" / "words.csv")["word"]
    assert set(words) - {"好"} == {"题", "2023年", "总结", "2024年", "计划"}
