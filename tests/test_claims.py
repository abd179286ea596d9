"""Claims say what the numbers say, and refuse what they do not."""

import pandas as pd
import pytest

from analysis.claims import emphasis_claims, headlines, side_names
from analysis.flow import Flow

NAMES = ("2024年计划", "2023年总结")
ROW = {
    "theme": "internet",
    "label": "网信舆情",
    "n_target": 3,
    "n_reference": 12,
    "clauses_target": 103,
    "clauses_reference": 99,
    "share_target": 3 / 103,
    "share_reference": 12 / 99,
    "difference": 3 / 103 - 12 / 99,
    "low": -0.18,
    "high": -0.011,
    "verdict": "down",
}


def table(*changes):
    return pd.DataFrame([ROW | change for change in changes])


def test_a_change_is_said_with_its_shares_its_interval_and_its_n():
    assert emphasis_claims(table({}), NAMES) == [
        "『网信舆情』占比由2023年总结的 12.1% 降至2024年计划的 2.9%"
        "（−9.2 个百分点，95% 区间 −18.0 至 −1.1；n=12/99 → 3/103 句）"
    ]


def test_the_largest_change_is_said_first():
    up = {"label": "改革创新", "verdict": "up", "difference": 0.2}
    said = emphasis_claims(table({}, up), NAMES)
    assert said[0].startswith("『改革创新』") and "升至" in said[0]


@pytest.mark.parametrize("verdict", ["unchanged", "too few"])
def test_an_interval_that_spans_zero_yields_no_claim(verdict):
    (said,) = emphasis_claims(table({"verdict": verdict}), NAMES)
    assert "未超出抽样误差" in said or "不能判断" in said
    assert "降至" not in said and "升至" not in said


def test_a_side_is_named_with_its_year_only_where_all_reports_agree():
    reports = pd.DataFrame({"review_year": [2023, 2022], "plan_year": [2024, None]})
    assert side_names(reports) == ("2024年计划", "总结")


def test_every_chart_of_the_bundled_report_has_a_finding(reports):
    for name, text in Flow(reports).headlines.items():
        assert text and "\n" not in text and "nan" not in text, name


@pytest.mark.parametrize("p_adj", [0.01, 0.2])
def test_a_word_is_called_key_only_where_the_adjusted_p_is_small(p_adj):
    words = {"word": ["创新"], "n_target": [4], "n_reference": [0], "g2": [5.0]}
    tables = {"keyness": pd.DataFrame(words | {"p_adj": [p_adj]})}
    said = headlines(tables, NAMES)["keyness"]
    assert ("使用更多" in said) == (p_adj < 0.05)
    assert "创新" in said


def test_a_term_that_the_problems_name_too_is_not_said_to_stand_only_in_the_review():
    rows = {"term": "思想引领", "role": ["review", "problems"]}
    other = {"term": "主题教育", "role": ["review"]}
    occurrences = pd.concat([pd.DataFrame(rows), pd.DataFrame(other)])
    said = headlines({"occurrences": occurrences}, NAMES)["occurrences"]
    assert "“主题教育”只见于2023年总结" in said
    assert "思想引领" not in said


def test_no_verb_is_called_commonest_where_many_are_or_none_is():
    verbs = {"word": list("甲乙丙丁"), "n_target": [1, 1, 1, 1], "n_reference": [0] * 4}
    said = headlines({"verbs": pd.DataFrame(verbs)}, NAMES)["verbs"]
    assert said.count("没有哪个任务动词") == 2


def test_an_empty_table_has_no_headline():
    assert headlines({"verbs": pd.DataFrame(), "nothing": pd.DataFrame()}, NAMES) == {}


def test_themes_of_a_report_without_sections_are_told_by_part():
    rows = {"role": ["review", "plan"], "section": "", "label": "意识形态", "n": 1}
    said = headlines({"theme_shares": pd.DataFrame(rows)}, NAMES)["theme_shares"]
    assert "“意识形态”" in said
