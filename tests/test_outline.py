"""Parsing loses no text, keeps every offset, and reads the report's own structure."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError
from analysis.outline import MARK, parse, require_roles, sections

TEXT = """2023年某局工作总结
一、2023年工作情况
（一）就业稳中有进。一是扩大岗位，二是加强培训。
（二）创新还不够。
二、2024年工作计划
推动科技创新。他说：“一定办好。”然后散会。"""


def outline(text):
    return parse(pd.DataFrame({"report": ["r"], "text": [text]}))


def texts(text, **where):
    rows = outline(text)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows["text"].tolist()


def test_the_heading_of_a_part_gives_the_role():
    assert outline(TEXT)["role"].unique().tolist() == ["other", "review", "plan"]


def test_a_clause_begins_after_its_numeral_or_marker():
    assert texts(TEXT, section="就业稳中有进") == [
        "就业稳中有进",
        "扩大岗位",
        "加强培训",
    ]


def test_a_heading_is_marked_where_it_runs_into_the_body():
    assert texts(TEXT, heading=True) == [
        "2023年某局工作总结",
        "2023年工作情况",
        "就业稳中有进",
        "创新还不够",
        "2024年工作计划",
    ]


def test_a_new_part_closes_the_levels_below_it():
    plan = outline(TEXT).query("role == 'plan'")
    assert set(plan["section"]) == set(plan["item"]) == {""}


def test_a_new_section_closes_the_item():
    assert set(outline(TEXT).query("section == '创新还不够'")["item"]) == {""}


def test_items_inside_a_paragraph_are_found():
    assert outline(TEXT)["item"].unique().tolist() == ["", "一", "二"]


def test_a_closing_quote_belongs_to_the_mark_before_it():
    assert texts(TEXT, role="plan")[1:] == [
        "推动科技创新",
        "他说",
        "“一定办好",
        "然后散会",
    ]


def test_sentences_end_at_full_stops_and_line_ends():
    plan = outline(TEXT).query("role == 'plan'")
    assert plan["sentence"].diff().fillna(0).tolist() == [0, 1, 1, 0, 1]


@pytest.mark.parametrize("comma", ["，", ","])
def test_half_width_commas_split_clauses_as_well(comma):
    assert texts(f"题\n宣讲{comma}鼓劲") == ["题", "宣讲", "鼓劲"]


@pytest.mark.parametrize("number", ["1,200", "10:30", "12.5"])
def test_a_mark_between_digits_belongs_to_the_number(number):
    assert texts(f"题\n服务{number}次") == ["题", f"服务{number}次"]


def test_the_enumeration_comma_stays_inside_a_clause():
    assert texts("题\n武装头脑、指导实践") == ["题", "武装头脑、指导实践"]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("一是学，二是做。", ["一", "二"]),
        ("一要学；二要做。", ["一", "二"]),
        ("第一，学。第二，做。", ["一", "二"]),
        ("1.学\n2．做\n10、改", ["一", "二", "十"]),
        ("祖国的统一是各族人民的愿望。", [""]),
        ("十一是假期，我们休息。", [""]),
        ("一是学。\n二是做。", ["一", "二"]),
        ("一是学。三是做。", ["一", "三"]),
        ("我们学，三是做。", [""]),
    ],
)
def test_items_are_known_by_marker_and_sequence(line, items):
    assert outline(f"题\n{line}")["item"].iloc[1:].unique().tolist() == items


def test_a_problem_paragraph_without_heading_is_found_inside_the_review():
    text = (
        "题\n一、2023年工作回顾\n成绩很大。\n"
        "同时，我们也清醒看到，还有困难。\n以后再说。"
    )
    assert outline(text)["role"].tolist()[1:] == [
        "review",
        "review",
        "problems",
        "problems",
        "problems",
        "review",
    ]


def test_a_section_about_problems_is_problems_and_the_next_is_not():
    text = (
        "题\n一、2023年工作回顾\n（一）成效。好。\n"
        "（二）存在的问题。差。\n（三）统筹安排。好。"
    )
    roles = outline(text).drop_duplicates("section").set_index("section")["role"]
    assert roles[["成效", "存在的问题", "统筹安排"]].tolist() == [
        "review",
        "problems",
        "review",
    ]


def test_the_year_of_a_clause_is_that_of_its_role_and_missing_elsewhere():
    reports = pd.DataFrame(
        {"report": ["r"], "text": [TEXT], "review_year": [2023], "plan_year": [None]}
    )
    years = parse(reports).drop_duplicates("role").set_index("role")["year"]
    assert years["review"] == 2023
    assert years[["other", "plan"]].isna().all()


def test_parsing_changes_nothing_it_is_given():
    reports = pd.DataFrame({"report": ["r"], "text": [TEXT]})
    before = reports.copy()
    parse(reports)
    pd.testing.assert_frame_equal(reports, before)


def test_clauses_are_numbered_anew_in_each_report():
    both = parse(pd.DataFrame({"report": ["a", "b"], "text": ["甲。乙", "丙，丁"]}))
    assert both["clause"].tolist() == [0, 1, 0, 1]
    assert both["report"].tolist() == ["a", "a", "b", "b"]


# ── any text at all ──

MARKS = "一二三十是要、（）(),，。；：“”’ 　1234.．第〇工作总结计划问题\t"
lines = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.text(
            "一二三十是要、（）(),，。；：:“”’ 　1234.．第〇工作总结计划问题\t",
            max_size=40,
        ),
    ),
    max_size=8,
).map("\n".join)


@given(lines)
def test_offsets_hold_for_any_text(text):
    for row in outline(text).itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text


@given(lines)
def test_no_word_is_lost_but_numerals_and_markers(text):
    rows = outline(text)
    kept = set()
    for row in rows.itertuples():
        kept.update(range(row.start, row.start + len(row.text)))
    lost = "".join(c if i not in kept else "\0" for i, c in enumerate(text))
    for piece in filter(None, re.split(r"[\0\n]", lost)):
        bare = MARK.sub("", piece)
        words = re.sub(
            r"[（(]?第?[一二三四五六七八九十百]+[）)、，,是要]?|\d+[.．、]", "", bare
        )
        assert not re.search(r"\w", words), piece


@given(lines)
def test_clauses_stand_in_the_order_of_the_text_and_never_overlap(text):
    rows = outline(text)
    ends = rows["start"] + rows["text"].str.len()
    assert (rows["start"].iloc[1:].to_numpy() >= ends.iloc[:-1].to_numpy()).all()


# ── the real report ──


def test_the_bundled_report_has_the_outline_made_by_hand(clauses, gold):
    truth = json.loads((gold / "2023-publicity-links.json").read_text("utf-8"))
    table = sections(clauses)
    by_role = {role: rows for role, rows in table.groupby("role")}
    for role, n in truth["outline"]["sections"].items():
        assert (by_role[role]["section"] != "").sum() == n
    for role, n in truth["outline"]["items"].items():
        assert by_role[role]["n_items"].tolist() == n
    assert clauses.query("role == 'review'")["year"].unique() == [2023]
    assert clauses.query("role == 'plan'")["year"].unique() == [2024]


def test_the_bundled_report_has_the_clauses_split_by_hand(clauses, gold):
    lines = (gold / "2023-publicity.jsonl").read_text("utf-8").splitlines()
    truth = [json.loads(line) for line in lines]
    ours = clauses[
        ~clauses["text"].isin(["2023年工作情况", "问题与不足", "2024年工作安排"])
    ]
    assert ours["text"].tolist() == [row["clause"] for row in truth]
    roles = [row["role"].replace("preamble", "other") for row in truth]
    assert ours["role"].tolist() == roles
    items = [row["item"].replace("heading", "") for row in truth]
    assert ours["item"].tolist() == items


def test_offsets_hold_in_the_bundled_report(reports, clauses):
    text = reports["text"].item()
    for row in clauses.itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text


def test_no_real_report_breaks_the_parser(corpus):
    for path in corpus:
        text = path.read_bytes().decode("gb18030" if "gbk" in path.name else "utf-8")
        for row in outline(text).itertuples():
            assert text[row.start : row.start + len(row.text)] == row.text


# ── sections ──


def test_a_section_is_measured_in_clauses_items_and_characters():
    table = sections(outline(TEXT)).set_index("section")
    row = table.loc["就业稳中有进"]
    assert (row["n_clauses"], row["n_items"], row["n_characters"]) == (3, 2, 14)
    assert row["share"] == 3 / 4  # the other section of the review has one clause


def test_a_part_without_sections_is_one_row():
    table = sections(outline(TEXT)).query("role == 'plan'")
    assert table["section"].tolist() == [""]
    assert table["n_clauses"].tolist() == [5]  # its heading is a clause too


def test_sections_are_numbered_within_their_role():
    assert sections(outline(TEXT))["order"].tolist() == [1, 2, 1]


def test_a_report_without_plan_is_refused_in_one_line():
    only_review = outline("题\n一、2023年工作总结\n做了很多。")
    with pytest.raises(InputError) as error:
        require_roles(only_review, ("plan", "review"), "keyness")
    message = str(error.value)
    assert "r: no plan found" in message
    assert "review 2 clauses" in message
    assert "\n" not in message
