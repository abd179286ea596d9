"""Claims say what the numbers say, and refuse what they do not."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.flow import FINDINGS
from analysis.say.findings import claims, emphasis_claims, headlines, side_names

NAMES = ("2024年计划", "2023年总结")
REPORTS = pd.DataFrame({"review_year": [2023], "plan_year": [2024]})
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
    "p_adj": 0.0124,
    "verdict": "down",
    "units_target": 19,
    "units_reference": 22,
    "agreement": "agree",
}
WORD = {
    "word": "创新",
    "n_target": 14,
    "n_reference": 2,
    "per_10k_target": 70.0,
    "per_10k_reference": 10.0,
    "g2": 9.0,
    "p_adj": 0.001,
    "units_target": 9,
    "units_reference": 2,
    "rate_difference": 0.006,
    "rate_low": 0.002,
    "rate_high": 0.01,
    "p_adj_units": 0.0004,
    "verdict": "up",
}
CLASS = {
    "theme": "",
    "label": "全部",
    "class": "深化提升",
    "n_target": 45,
    "n_reference": 29,
    "share_target": 0.43,
    "share_reference": 0.28,
    "units_target": 19,
    "units_reference": 20,
    "rate_difference": 0.15,
    "rate_low": 0.04,
    "rate_high": 0.26,
    "p_adj_units": 0.021,
    "verdict": "up",
}
CHANGE = re.compile("升至|降至|增至|减至|加重|减轻|更多|更少| rose | fell |more|less")


def table(*changes, row=ROW):
    return pd.DataFrame([row | change for change in changes])


def told(**tables):
    return claims(tables, REPORTS, FINDINGS, scheme="publicity").set_index("key")


def test_a_change_is_said_with_its_shares_its_interval_and_its_n():
    assert emphasis_claims(table({}), NAMES) == [
        "2024年计划中『网信舆情』占比由2023年总结的 12.1% 降至 2.9%"
        "（−9.2 个百分点，95% 区间 −18.0 至 −1.1，校正后 p=0.012，"
        "n=12/99 → 3/103 句）"
    ]


def test_every_claim_has_an_english_twin():
    assert told(emphasis=table({})).loc["emphasis:internet", "en"] == (
        "The share of “internet and online opinion” fell from 12.1% in the 2023 review "
        "to 2.9% in the 2024 plan (−9.2 points, 95% interval −18.0 to −1.1, adjusted "
        "p=0.012, n=12/99 → 3/103 clauses)"
    )


def test_the_largest_change_is_said_first():
    up = {"label": "改革创新", "verdict": "up", "difference": 0.2}
    said = emphasis_claims(table({}, up), NAMES)
    assert "『改革创新』" in said[0] and "升至" in said[0]


def test_where_the_measures_disagree_the_claim_says_so():
    (said,) = emphasis_claims(table({"agreement": "per_10k first"}), NAMES)
    assert said.endswith("；但每万词提及次数、首次提及的先后的方向相反")


@pytest.mark.parametrize(
    ("verdict", "words"), [("unchanged", "看不出变化"), ("too few", "样本不足")]
)
def test_what_is_not_sure_yields_no_claim(verdict, words):
    change = {"verdict": verdict}
    tables = {
        "emphasis": table(change),
        "keyness": table(change, row=WORD),
        "verbs": table(change, row=WORD),
        "ladder": table(change, row=CLASS),
    }
    rows = told(**tables)
    rows = rows[rows["verdict"] != "counted"]
    assert rows["verdict"].tolist() == [verdict] * 4
    assert rows["zh"].str.contains(words).all()
    assert (
        not rows[["zh", "en"]]
        .map(lambda text: bool(CHANGE.search(text)))
        .any(axis=None)
    )


def test_a_title_states_what_the_text_says_whatever_the_verdict():
    titles = [
        headlines({"emphasis": table({"verdict": verdict})}, NAMES, FINDINGS)
        for verdict in ("up", "unchanged", "too few")
    ]
    assert titles[0] == titles[1] == titles[2]
    assert re.search(
        r"由2023年总结的 .+% [升降]至2024年计划的 .+%（\d+/\d+→\d+/\d+ 句）",
        titles[0]["emphasis"],
    )
    assert not re.search("看不出|样本不足|区间|p=", titles[0]["emphasis"])


def test_without_a_verdict_nothing_is_claimed_of_words():
    bare = table({}, row=WORD).drop(columns="verdict")
    said = headlines({"keyness": bare, "verbs": bare}, NAMES, FINDINGS)
    assert not any(CHANGE.search(text) for text in said.values())
    assert "创新" in said["keyness"]
    assert set(told(keyness=bare, verbs=bare)["verdict"]) == {"counted"}


def test_a_word_is_claimed_with_its_rates_its_interval_and_its_units():
    row = told(keyness=table({}, row=WORD)).loc["keyness:创新"]
    assert row["zh"] == (
        "2024年计划里“创新”由2023年总结的每万实词 10.0 次增至 70.0 次（+60.0，95% 区间 "
        "+20.0 至 +100.0，校正后 p<0.001，n=2 → 14 次，见于 2 → 9 个条目或部分）"
    )
    assert row[["value_target", "difference", "low", "high"]].tolist() == [
        70,
        pytest.approx(60),
        pytest.approx(20),
        pytest.approx(100),
    ]


def test_a_class_of_verbs_is_claimed_with_its_shares():
    row = told(ladder=table({}, row=CLASS)).loc["ladder:深化提升"]
    assert row["zh"] == (
        "2024年计划的“深化提升”类任务动词占比由2023年总结的 28% 升至 43%（+15.0 个"
        "百分点，95% 区间 +4.0 至 +26.0，校正后 p=0.021，n=29 → 45）"
    )
    assert "deepening rose from 28% in the 2023 review to 43%" in row["en"]


def test_claims_of_change_stand_first_and_the_largest_leads():
    few, most = {"verdict": "too few", "theme": "few"}, {"theme": "most"}
    small = {"theme": "small", "difference": -0.01}
    rows = told(
        emphasis=table(few, small, most), keyness=table({}, row=WORD), words=COMMON
    )
    assert rows.index.tolist() == [
        "emphasis:most",
        "emphasis:small",
        "keyness:创新",
        "emphasis:few",
        "words",
    ]


COMMON = pd.DataFrame({"word": ["加强"], "n": [18]})


def test_a_claim_carries_the_numbers_it_says():
    row = told(emphasis=table({})).loc["emphasis:internet"]
    assert row["value_target"] == 3 / 103 and row["value_reference"] == 12 / 99
    assert (row["low"], row["high"], row["p_adj"]) == (-0.18, -0.011, 0.0124)
    assert (row["n_target"], row["units_reference"]) == (3, 22)
    counted = told(words=COMMON).loc["words"]
    assert counted["verdict"] == "counted" and np.isnan(counted["low"])


def test_swapping_the_sides_turns_the_sentence_round():
    swap = {"_target": "_reference", "_reference": "_target"}
    turned = {
        re.sub("_target|_reference", lambda m: swap[m[0]], name): value
        for name, value in ROW.items()
    }
    turned |= {"difference": -ROW["difference"], "low": 0.011, "high": 0.18}
    (said,) = emphasis_claims(table(turned | {"verdict": "up"}), NAMES[::-1])
    assert "2023年总结中『网信舆情』占比由2024年计划的 2.9% 升至 12.1%" in said
    assert "+9.2 个百分点，95% 区间 +1.1 至 +18.0" in said


def test_a_side_is_named_with_its_year_only_where_all_reports_agree():
    reports = pd.DataFrame({"review_year": [2023, 2022], "plan_year": [2024, None]})
    assert side_names(reports) == ("2024年计划", "总结")
    assert side_names(reports, "en") == ("2024 plan", "review")


def test_every_table_that_says_something_has_its_sentence(flow):
    unnamed = {"quantification", "targets"}  # the report holds no quantity
    assert set(flow.headlines) == set(FINDINGS) - unnamed
    for name, text in flow.headlines.items():
        assert text and "\n" not in text and "nan" not in text, name


def test_every_claim_of_the_bundled_report_is_whole_in_both_languages(flow):
    rows = flow.claims
    assert rows["key"].is_unique
    assert set(rows["statistic"]) >= {"emphasis", "verbs", "ladder", "sections"}
    for text in rows[["zh", "en"]].to_numpy().ravel():
        assert text and "nan" not in text and "None" not in text
    english = rows["en"].str.replace("“.*?”", "", regex=True)  # quotes stay Chinese
    assert not english.str.contains("[。，；（）『』\u4e00-\u9fff]").any()


def test_a_term_is_said_with_its_count_on_both_sides():
    rows = {"term": "主题教育", "role": ["review"] * 3}
    said = headlines({"occurrences": pd.DataFrame(rows)}, NAMES, FINDINGS)[
        "occurrences"
    ]
    assert "“主题教育”2023年总结 3 次、2024年计划 0 次" in said


def test_a_term_that_the_problems_name_too_is_not_said_to_stand_on_one_side_only():
    rows = {"term": "思想引领", "role": ["review", "problems"]}
    other = {"term": "主题教育", "role": ["review"]}
    occurrences = pd.concat([pd.DataFrame(rows), pd.DataFrame(other)])
    said = headlines({"occurrences": occurrences}, NAMES, FINDINGS)["occurrences"]
    assert "主题教育" in said
    assert "思想引领" not in said


def test_no_verb_is_called_commonest_where_many_are_or_none_is():
    verbs = {"word": list("甲乙丙丁"), "n_target": [1, 1, 1, 1], "n_reference": [0] * 4}
    said = headlines({"verbs": pd.DataFrame(verbs)}, NAMES, FINDINGS)["verbs"]
    assert said.count("没有哪个任务动词") == 2


def test_an_empty_table_has_no_headline():
    assert (
        headlines({"verbs": pd.DataFrame(), "nothing": pd.DataFrame()}, NAMES, FINDINGS)
        == {}
    )


def test_themes_of_a_report_without_sections_are_told_by_part():
    rows = {"role": ["review", "plan"], "section": "", "label": "意识形态", "n": 1}
    said = headlines({"theme_shares": pd.DataFrame(rows)}, NAMES, FINDINGS)
    assert said == {"theme_shares": "“意识形态”见于总结或计划"}
