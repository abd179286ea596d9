"""The audit shows how a report was read, and is true to the text."""

import json
import sys

import pandas as pd
import pytest
from conftest import bars

from analysis.cli import main
from analysis.read.audit import outline_record, outline_text, strip
from analysis.show.charts import plot_strip

TEXT = """2023年某局工作总结
各位领导：
一、2023年工作情况
（一）就业。一是扩大岗位，二是加强培训。
杂项
（二）存在的问题。还不够。
二、2024年工作计划
办好教育。"""


def report(text, **years):
    row = {"report": "r", "title": text.partition("\n")[0], "body": "某局"}
    row |= {"review_year": 2023, "plan_year": 2024, "source": "r.txt"} | years
    table = pd.DataFrame([row | {"text": text, "removals": ()}])
    return table.astype({"review_year": "Int64", "plan_year": "Int64"})


@pytest.fixture(scope="module")
def record():
    return outline_record(report(TEXT))


def test_the_levels_are_counted(record):
    assert record["levels"]["parts 一、"] == 2
    assert record["levels"]["sections （一）"] == 2
    assert record["levels"]["items in all"] == 2


def test_every_paragraph_has_its_role_and_a_reason(record):
    assert len(record["paragraphs"]) == len(TEXT.split("\n"))
    assert all(row["reasons"] for row in record["paragraphs"])
    roles = [row["role"] for row in record["paragraphs"]]
    assert roles == ["other"] * 2 + ["review"] * 3 + ["problems"] + ["plan"] * 2


def test_paragraphs_lead_back_to_the_text(record):
    for row in record["paragraphs"]:
        assert TEXT[row["start"] :].startswith(row["text"])


def test_lines_that_fit_nowhere_are_listed(record):
    assert record["unplaced"] == ["杂项"]


def test_the_evidence_for_the_years_is_given(record):
    said = {(row["role"], row["year"], row["where"]) for row in record["years"]}
    assert ("review", 2023, "heading: 2023年工作情况") in said
    assert ("plan", 2024, "heading: 2024年工作计划") in said


def test_the_record_is_plain_values(record):
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record


def test_the_text_for_people_says_all_of_it(record):
    text = outline_text(record)
    for said in ("roles, and why:", "就业", "杂项", "heading of the part: 工作情况"):
        assert said in text


def test_a_plan_without_review_gives_what_can_be_given():
    plan = outline_record(report("某局2024年工作要点\n一、指导思想\n要好。"))
    assert "no review found" in plan["warnings"][0]
    assert [row["role"] for row in plan["sections"]] == ["plan"]


def test_the_strip_covers_the_text_without_gaps():
    table = strip(report(TEXT))
    assert table["start"].iloc[0] == 0
    assert (table["end"][:-1].to_numpy() == table["start"][1:].to_numpy()).all()
    assert table["end"].iloc[-1] == len(TEXT)


def test_the_strip_is_drawn_in_the_colours_of_the_roles():
    table = strip(report(TEXT))
    ax = plot_strip(table)
    whole = [bar for bar in bars(ax) if bar.top < 0.5]
    assert len(whole) == len(table)
    assert [bar.width for bar in whole] == (table["end"] - table["start"]).tolist()
    named = [text.get_text() for text in ax.get_legend().get_texts()]
    assert named == ["总结", "问题", "计划", "其他"]


def test_nothing_is_not_drawn():
    with pytest.raises(ValueError, match="nothing to draw"):
        plot_strip(strip(report(TEXT)).iloc[:0])


# ── the command ──


@pytest.fixture
def run(capsysbinary, monkeypatch):
    """Return what runs `zhongxin outline` here: its status, stdout and stderr."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["zhongxin", "outline", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        out, told = capsysbinary.readouterr()
        return status, out.decode(), told.decode()

    return call


def written(folder, text):
    path = folder / "r.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_another_genre_is_refused_in_one_line_unless_forced(run, tmp_path):
    path = written(tmp_path, "某市市容条例\n第一条 为了市容，制定本条例。")
    status, out, told = run(path)
    assert (status, out) == (1, "")
    assert "does not look like a work report: a law or regulation" in told
    assert len(told.splitlines()) == 1
    assert run(path, "--force", "--format", "json")[0] == 0


def test_years_of_the_command_overrule_the_text(run, tmp_path):
    path = written(tmp_path, TEXT)
    status, out, _ = run(
        path, "--format", "json", "--review-year", "2019", "--plan-year", "2020"
    )
    record = json.loads(out)
    assert status == 0
    assert (record["review_year"], record["plan_year"]) == (2019, 2020)


def test_a_plan_without_a_year_is_for_the_year_after_and_that_is_said(run, tmp_path):
    text = "甲局2023年工作总结\n一、工作情况\n完成任务。\n二、下一步打算\n要办好教育。"
    path = written(tmp_path, text)
    record = json.loads(run(path, "--format", "json")[1])
    assert record["plan_year"] == 2024
    assert record["years"][-1]["where"] == "inferred: the year after the review"
    assert any("names no year; taken for 2024" in one for one in record["warnings"])
    record = json.loads(run(path, "--format", "json", "--review-year", "2021")[1])
    assert record["plan_year"] == 2022
    record = json.loads(run(path, "--format", "json", "--plan-year", "2027")[1])
    assert record["plan_year"] == 2027
    assert not any("taken for" in one for one in record["warnings"])


def test_the_picture_is_written_where_asked(run, tmp_path):
    picture = tmp_path / "strip.png"
    assert run(written(tmp_path, TEXT), "--picture", picture)[0] == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_of_unknown_kind_is_refused(run, tmp_path):
    status, _, told = run(written(tmp_path, TEXT), "--picture", tmp_path / "x.bmp")
    assert status == 1
    assert "png, svg, pdf" in told
