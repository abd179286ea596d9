"""The main job: the whole folder, small reports too, and nothing half written.

That it gives the same bytes in another process says test_cli.
"""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from conftest import COARSE
from lxml import html

from analysis import InputError
from analysis.schema import label, schema, table_label, value_labels
from analysis.show.briefing import asked, brief, findings
from analysis.show.briefing.contents import CHAPTER_OF, CHAPTERS, READING, first_rows
from analysis.show.charts import PLOTS
from analysis.show.export.workbook.pages import LEFT_OUT

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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(*COARSE)
        return path, brief(path, path.parent / "out")


def briefed(text, folder, *only):
    """Write a text to a file and return the folder that is made of it."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return brief(path, folder / "out", of=asked(only))


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


def test_every_chart_is_there_in_every_format(briefing, flow):
    names = {path.name for path in (briefing / "charts").iterdir()}
    forms = ("png", "svg", "pdf")
    own = {name for name in PLOTS if PLOTS[name].table in flow.available}
    drawn = own - {"quantities", "targets"}  # the report names none
    drawn -= {"met"}  # of the targets of several years
    assert names == {f"{name}.{form}" for name in drawn for form in forms}


def test_every_table_is_there_for_excel(briefing, flow):
    assert {p.stem for p in (briefing / "tables").iterdir()} == set(flow.available)
    for path in (briefing / "tables").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_workbook_has_findings_a_readme_the_tables_and_the_origin(briefing, flow):
    sheets = pd.read_excel(briefing / "tables.xlsx", sheet_name=None)
    assert [*sheets][:2] + [*sheets][-3:] == ["结论", "说明", "依据", "字段", "来源"]
    shown = {name for name in flow.available if len(getattr(flow, name))}
    shown -= {"findings", *LEFT_OUT}
    assert {*sheets} >= {table_label(name) for name in shown}
    assert len(sheets) == len(shown) + 5
    assert sheets["字段"]["怎样得来"].notna().all()


def test_page_workbook_and_json_say_the_same_findings(briefing, flow):
    told = json.loads((briefing / "findings.json").read_text("utf-8"))
    sentences = flow.findings["zh"].tolist()
    assert [one["zh"] for one in told] == sentences
    page = html.parse(str(briefing / "index.html")).getroot()
    first, *further = page.find_class("findings")
    said = [item.text_content() for item in first]
    assert len(said) == 5
    for sentence, item in zip(sentences, said, strict=False):
        assert sentence in item
    below = "".join(part.text_content() for part in further)
    assert all(sentence in below for sentence in sentences[5:])
    sheet = pd.read_excel(briefing / "tables.xlsx", sheet_name="结论")
    assert sheet["要点"].tolist() == sentences
    assert sheet["依据（句）"].tolist() == [len(one["evidence"]) for one in told]


def test_a_finding_is_a_record_with_the_clauses_it_rests_on(briefing, flow):
    text = (briefing / "findings.json").read_text("utf-8")
    first, *_ = told = json.loads(text)
    assert list(first) == [*schema()["findings"].columns, "evidence"]
    columns = ["report", "clause", "role", "section", "text"]
    clauses = flow.clauses.set_index("clause")
    assert sum(len(one["evidence"]) for one in told) > 0
    for clause in [clause for one in told for clause in one["evidence"]]:
        assert list(clause) == columns
        assert clause["text"] == clauses["text"][clause["clause"]]
    assert "NaN" not in text and "\\u" not in text


def test_everything_on_the_page_has_its_chapter():
    on_page = {name for name, table in schema().items() if table.on_page}
    on_page |= {plot.table for plot in PLOTS.values()}
    assert {schema()[name].chapter for name in on_page - {*READING}} == {*CHAPTERS}
    kinds = "theme section target formulation problem word verb class quantity repeat"
    kinds += " length"
    assert {*kinds.split()} == {*CHAPTER_OF}
    assert {*value_labels("chapter")} == {*CHAPTERS}


def test_a_task_is_told_with_its_section_theme_and_quantity(tmp_path):
    made = briefed(
        "某局2023年工作总结\n一、2023年工作情况\n（一）发展文化产业\n"
        "一是新建图书馆12座。\n二、2024年工作安排\n（一）加强队伍建设\n加强学习。",
        tmp_path,
        "page",
    )
    page = html.parse(str(made / "index.html")).getroot()
    head, *rows = rows_of(page, "tasks")
    assert head == "任务动词 宾语 部分 二级标题 条目 主题 数量 原文".split()
    (built,) = [row for row in rows if row[0] == "新建"]
    assert built[1:5] == ["图书馆", "总结", "发展文化产业", "一"]
    assert built[6] == "12座"


def test_the_rows_shown_at_first_are_of_both_sides():
    rows = pd.DataFrame({"role": ["other"] * 5 + ["review"] * 90 + ["plan"] * 30})
    shown = rows.iloc[sorted(first_rows(rows))]["role"].value_counts()
    assert shown.to_dict() == {"review": 20, "plan": 20}
    few = rows.drop(index=range(7, 95))  # all there are, since they are fewer than 40
    assert first_rows(few) == {*range(37)}


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

    monkeypatch.setattr("analysis.show.briefing.outputs.write_charts", interrupted)
    path.write_text(NO_ITEMS + "加强学习。", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        brief(path, tmp_path / "out")
    assert begun and not begun[0].exists()
    assert {p: p.read_bytes() for p in made.rglob("*") if p.is_file()} == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["small"]


@pytest.mark.usefixtures("coarse")
@pytest.mark.parametrize(
    ("heading", "lacking"), [("2023年工作总结", "plan"), ("2024年工作计划", "review")]
)
def test_a_report_with_one_side_is_said_to_be_so(heading, lacking, tmp_path):
    path, told = tmp_path / "one.txt", []
    path.write_text(
        f"青石县{heading}\n一、{heading}\n（一）办好教育。培训教师6期。\n", "utf-8"
    )
    # all that is written of one without a plan, test_cli has
    of = asked(["page"] if lacking == "plan" else [])
    brief(path, tmp_path / "out", of=of, say=told.append)
    line = f"one: no {lacking} found: tables and charts of both sides are left out"
    assert line in told


@pytest.mark.usefixtures("coarse")
def test_subscripts_are_drawn_as_digits_and_nobody_is_warned(tmp_path):
    text = "（一）提升PM₂.₅治理水平。空气优良天数310天。\n"
    made = briefed(
        f"县2023年工作总结\n一、2023年工作总结\n{text}二、2024年工作计划\n{text}",
        tmp_path,
        *("page", "charts"),
    )
    drawn = (made / "charts" / "sections.svg").read_text("utf-8")
    assert "PM2.5" in drawn and "₂" not in drawn
    assert "〓代替" not in (made / "index.html").read_text("utf-8")


@pytest.mark.usefixtures("coarse")
def test_any_character_of_a_report_comes_through(tmp_path):
    odd = "加强😀学习。表彰𬱖同志。加强<script>学习，=1+1，$x^2$与{{ y }}。"
    made = briefed(
        f"题😀<i>题\n一、2023年工作总结\n{odd}\n二、2024年工作计划\n{odd}\n", tmp_path
    )
    page = html.parse(str(made / "index.html")).getroot()
    assert page.find(".//h1").text == "题😀题（2023—2024年）"
    warnings = [line.text for line in page.find_class("warnings")[0].iter("li")]
    assert warnings == ["字体中没有这些字符，图中以〓代替：😀（U+1F600）"]
    quoted = {quote.text_content() for quote in page.iter("q")}
    told = {"加强😀学习", "表彰𬱖同志", "加强<script>学习", "=1+1", "$x^2$与{{ y }}"}
    assert told <= quoted
    assert [script.get("id") for script in page.iter("script")] == [
        "record",
        "words",
        None,
    ]
    clauses = set(pd.read_csv(made / "tables" / "clauses.csv")["text"])
    assert told - clauses == {"=1+1"} and "'=1+1" in clauses  # no formula of Excel's


@pytest.mark.usefixtures("coarse")
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
    assert set(words) - {"好"} == {"题", "总结", "计划"}


def test_what_is_not_asked_for_stays_as_it_was(small, tmp_path):
    path = shutil.copy(small[0], tmp_path / "small.txt")
    made = shutil.copytree(small[1], tmp_path / "out" / "small")
    before = {p: p.read_bytes() for p in made.rglob("*") if p.is_file()}
    brief(path, tmp_path / "out", of=asked(["points"]))
    after = {p: p.read_bytes() for p in made.rglob("*") if p.is_file()}
    assert before.keys() == after.keys()
    assert {p.name for p in before if before[p] != after[p]} <= {"provenance.json"}


def test_only_what_is_asked_for_is_written(small, tmp_path):
    made = brief(small[0], tmp_path, of=asked(["points", "tables"]))
    assert {p.name for p in made.iterdir()} == {
        *{"要点.md", "tables", ".zhongxin"},
        *{"provenance.json", "findings.json", "lexicons.zip"},
    }


def test_a_page_without_charts_of_its_own_links_to_none(small, tmp_path):
    made = brief(small[0], tmp_path, of=asked(["page"]))
    page = html.parse(str(made / "index.html")).getroot()
    links = [link.get("href") for link in page.iter("a")]
    assert not [x for x in links if x.startswith("charts/")]
    assert page.find(".//figure//img") is not None


def test_a_result_that_there_is_not_is_refused_by_name():
    with pytest.raises(InputError, match="there is no result 'ppt'; there are: page"):
        asked(["ppt"])
    with pytest.raises(InputError, match="ask for slides too"):
        asked(["page"], template=Path("a.pptx"))
