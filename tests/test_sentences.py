"""The sentence of each table says what was counted of what, and nothing of chance."""

import re

import pandas as pd

from analysis.flow import TABLES
from analysis.say import findings
from analysis.say.findings import Sides, side_names

SIDES = Sides(("2024年计划", "2023年总结"), ("2024 plan", "2023 review"), {})
THEME = {
    "theme": "internet",
    "label": "网信舆情",
    "n_target": 3,
    "n_reference": 12,
    "clauses_target": 103,
    "clauses_reference": 99,
    "share_target": 3 / 103,
    "share_reference": 12 / 99,
    "difference": 3 / 103 - 12 / 99,
}


def said(write, rows):
    return write(pd.DataFrame(rows), SIDES).zh


def test_the_theme_that_moved_most_is_said_with_its_shares_and_their_counts():
    small = {"label": "改革创新", "difference": 0.01}
    assert said(findings.emphasis, [THEME | small, THEME]) == (
        "占比变动最大的是『网信舆情』：由2023年总结的 12.1% 降至2024年计划的 2.9%"
        "（12/99→3/103 句）"
    )


def test_a_theme_has_its_english_name_in_the_english_twin():
    sides = SIDES._replace(themes={"网信舆情": "internet and online opinion"})
    assert findings.emphasis(pd.DataFrame([THEME]), sides).en == (
        "“internet and online opinion” moves most: down from 12.1% of the clauses in "
        "the 2023 review to 2.9% in the 2024 plan (12/99→3/103)"
    )


def test_shares_that_are_equal_are_said_to_be():
    assert said(findings.emphasis, [THEME | {"difference": 0.0}]) == (
        "各主题占比两边相同"
    )


def test_words_are_said_with_what_a_search_finds_on_both_sides():
    rows = {
        "word": ["创新", "舆情", "加强"],
        "n_target": [4, 1, 9],
        "n_reference": [0, 5, 9],
        "found_target": [5, 1, 9],
        "found_reference": [0, 6, 9],
        "found_per_10k_target": [25.0, 5.0, 45.0],
        "found_per_10k_reference": [0.0, 30.0, 45.0],
        "found_log_ratio": [3.3, -2.6, 0.0],
        "marks": ["target", "reference", ""],
    }
    assert said(findings.keyness, rows) == (
        "2024年计划多用“创新”0次→5次，2023年总结多用“舆情”6次→1次"
    )


def test_a_side_is_named_with_its_year_only_where_all_reports_agree():
    reports = pd.DataFrame({"review_year": [2023, 2022], "plan_year": [2024, None]})
    assert side_names(reports) == ("2024年计划", "总结")
    assert side_names(reports, "en") == ("2024 plan", "review")


def test_every_table_that_says_something_has_its_sentence(flow):
    told = {name for name in flow.available if TABLES[name].finding}
    unnamed = {"quantification", "targets"}  # the report holds no quantity
    assert set(flow.finding_by_table) == told - unnamed
    for name, text in flow.finding_by_table.items():
        assert text and "\n" not in text and "nan" not in text, name
        assert not re.search("看不出|样本不足|区间|校正|p=", text), name


def test_every_sentence_has_an_english_twin(flow):
    for name in flow.finding_by_table:
        english = flow.finding_of(name, "en")
        assert english and "nan" not in english and "None" not in english, name
        told = re.sub("“.*?”", "", english)  # quotes stay Chinese
        assert not re.search("[。，；（）『』\u4e00-\u9fff]", told), name


def test_a_term_is_said_with_its_count_on_both_sides():
    rows = {"term": "主题教育", "role": ["review"] * 3}
    assert "“主题教育”2023年总结 3 次、2024年计划 0 次" in said(
        findings.occurrences, rows
    )


def test_a_term_that_the_problems_name_too_is_not_said_to_stand_on_one_side_only():
    rows = {"term": "思想引领", "role": ["review", "problems"]}
    other = {"term": "主题教育", "role": ["review"]}
    occurrences = pd.concat([pd.DataFrame(rows), pd.DataFrame(other)])
    told = said(findings.occurrences, occurrences)
    assert "主题教育" in told
    assert "思想引领" not in told


def test_no_verb_is_called_commonest_where_many_are_or_none_is():
    rows = {"word": list("甲乙丙丁"), "n_target": [1, 1, 1, 1], "n_reference": [0] * 4}
    assert said(findings.verbs, rows).count("没有哪个任务动词") == 2


def test_a_table_without_rows_or_without_a_sentence_says_nothing(flow):
    assert flow.targets.empty and flow.finding_of("targets") == ""
    assert flow.finding_of("tokens") == ""


def test_a_theme_that_stands_in_one_section_is_said_with_the_section():
    rows = {
        "role": ["review", "review", "plan", "plan"],
        "section": ["阵地", "队伍", "阵地", "创新"],
        "label": ["宣传", "安全", "宣传", "改革"],
        "n": [5, 1, 4, 8],
    }
    assert said(findings.theme_shares, rows) == (
        "『改革』只见于2024年计划“创新”一节（8 句）"  # once is no section's theme
    )


def test_themes_of_a_report_without_sections_have_no_section_to_be_named():
    rows = {"role": ["review", "plan"], "section": "", "label": "意识形态", "n": 5}
    assert said(findings.theme_shares, rows) == ""


def test_the_longest_section_is_one_of_the_part_with_most_sections():
    rows = {
        "role": "plan",
        "part": ["一、总体要求", "二、工作安排", "二、工作安排"],
        "section": ["指导思想", "抓好宣传", "建强队伍"],
        "n_clauses": [30, 12, 9],
    }
    assert said(findings.lengths, rows) == (
        "2024年计划 2 节，最长的是“抓好宣传”（12 句）"
    )
