"""What is news against the norm: words, themes and register of one report."""

import pandas as pd
import pytest
from conftest import SHARED, flow_of

from analysis.compare.norms import Standing, akin, alike, read_norms, standing
from analysis.compare.targets.scope import periods
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.say.findings.finding import Finding
from analysis.say.findings.keywords import keywords
from analysis.say.findings.notation import (
    further_en,
    further_zh,
    review_in_english,
    spoken_names,
)
from analysis.say.findings.ranking import ranked
from analysis.say.findings.scope import of_years, scope, with_scope
from analysis.say.findings.weights import weights

NAMES = ("2024年计划", "2023年总结")
NORM = read_norms()
REPORTS = pd.DataFrame({"title": ["某市政府工作报告"], "body": ["某市政府"]})
CITY = ["更新城市管网", "让城市宜居", "城市供水", "建好城市", "扩大城市", "办城市"]
CLAUSE = {"report": "r", "sentence": 0, "part": "", "item": ""}


@pytest.fixture
def clauses():
    """Return a report as long as those of the norm: 城市 in one section, 6 times."""
    rows = [("review", "一", "办好实事")] * 300
    rows += [("plan", "二", text) for text in CITY]
    rows += [("plan", "三", "办好实事")] * 594
    table = pd.DataFrame(rows, columns=["role", "section", "text"])
    return table.assign(clause=range(len(table)), **CLAUSE)


def scores(word="城市", before=0, after=6, review=1200, plan=2412):
    rates = after / plan * 10_000, before / review * 10_000
    row = {
        "word": word,
        "n_target": after,
        "n_reference": before,
        "found_target": after,
        "found_reference": before,
        "found_per_10k_target": rates[0],
        "found_per_10k_reference": rates[1],
        "z_genre": 2.0,
        "marks": "target",
    }
    return pd.DataFrame([row])


def genre(word="城市", *, up=20, down=20, rises="30 20 10 9 8 7"):
    row = {"n_reports": 50, "review": 200, "plan": 400, "up": up, "down": down}
    row |= {"falls": "9 8 7 6 5 4", "rises": rises}
    return pd.DataFrame([row], index=[word])


def told(table, of_genre, clauses, *, kin=True, said=""):
    how = {"norm": NORM, "genre": of_genre, "kin": kin, "said": said}
    return keywords(table, clauses, REPORTS, NAMES, **how)


def test_a_word_is_told_with_its_place_and_the_reports_in_which_it_rises_more(clauses):
    (one,) = told(scores(), genre(), clauses)  # 6 ÷ 2,412 characters is 24.9 per 10,000
    assert one.zh == (
        "“城市”0次→6次，计划里都在“二”一节；同类报告50份中，升幅大于此的有1份（按每万字计）"
    )
    assert (one.usual, one.n_norm, one.hinges_on) == ("rare", 50, "二")
    assert len(one.evidence) == 6
    # The tenth is the value between the fifth and the sixth largest rise: 8 − 0.1.
    assert one.norm_high == pytest.approx(7.9)


def test_a_rise_that_a_tenth_of_the_reports_passes_is_no_news(clauses):
    assert told(scores(), genre(rises="30 29 28 27 26 25"), clauses) == []
    (one,) = told(scores(), genre(rises="30 29 28 27 10 9"), clauses)
    assert one.usual == "notable"


def test_what_moves_one_way_in_nearly_every_report_is_no_news(clauses):
    assert told(scores(), genre(up=45, down=4), clauses) == []
    assert told(scores(), genre(up=40, down=6), clauses)


def test_places_the_own_name_and_parts_of_longer_words_are_not_told(clauses):
    for before, word in (("", "合肥"), ("", "某市"), ("非", "公有制")):
        texts = clauses["text"].str.replace("城市", before + word)
        own = clauses.assign(text=texts)
        assert told(scores(word), genre(word), own) == [], word


def test_a_word_that_mostly_stands_inside_others_is_not_told(clauses):
    table = scores().assign(n_target=3)  # of the 6 places 3 are cut as the word
    assert told(table, genre(), clauses) == []
    assert told(table.assign(n_target=4), genre(), clauses)


def test_to_lead_the_few_reports_that_use_a_word_is_not_said(clauses):
    (one,) = told(scores(), genre(up=5, down=2).assign(n_reports=7), clauses)
    assert one.zh == "“城市”0次→6次，计划里都在“二”一节"


def test_a_word_that_is_mostly_a_piece_of_a_term_is_told_as_the_term(clauses):
    rest = clauses[~clauses["text"].isin(CITY)]
    texts = [f"{verb}行政管理体制" for verb in ("深化", "完善", "理顺", "建立")]
    rows = pd.DataFrame({"role": "plan", "section": "二", "text": [*texts, "管理体制"]})
    own = pd.concat([rest, rows.assign(**CLAUSE)], ignore_index=True)
    own = own.assign(clause=range(len(own)))
    table = scores("管理体制", after=5)
    (one,) = told(table, genre("管理体制", rises="9 8 7 6 5 4"), own)
    assert one.zh.startswith("“行政管理体制”0次→4次")
    assert one.subject == "行政管理体制" and set(one.evidence["term"]) == {one.subject}


def test_what_says_nothing_by_itself_is_no_word_of_a_report(clauses):
    """重点群体, 青年群体, 困难群体 are things; 群体 is none."""
    own = clauses.assign(text=clauses["text"].str.replace("城市", "群体"))
    assert told(scores("群体"), genre("群体"), own) == []


def test_a_review_of_five_years_is_called_so_in_words_and_themes(clauses):
    names = ("2003年计划", "过去五年总结")
    how = {"norm": NORM, "genre": genre(), "kin": True}
    (one,) = keywords(scores(), clauses, REPORTS, names, **how)
    assert one.zh.startswith("“城市”过去五年总结0次→2003年计划6次，计划里都在")
    assert "0 (review of the past five years)→6 times" in one.en


@pytest.mark.parametrize(
    ("texts", "called"),
    [
        (["过去五年成就显著"] * 10, "过去五年总结"),
        (["过去五年成就显著"] * 6 + ["2025年修路"] * 4, "过去五年和2025年总结"),
        (["2025年修路"] * 6 + ["过去五年成就显著"] * 4, "2025年总结"),
    ],
)
def test_a_review_is_called_what_it_mostly_tells_of(texts, called):
    n = range(len(texts))
    own = pd.DataFrame({"report": "r", "role": "review", "clause": n, "text": texts})
    own["year"] = 2025
    names = spoken_names(("2026年计划", "2025年总结"), own, 2025)
    assert names == ("2026年计划", called)
    english = review_in_english(names)
    assert english.endswith(("five years", "five years and 2025", "the review"))


def of_parts(*parts):
    """Return clauses in parts: role, heading, how many."""
    rows = [(role, part) for role, part, n in parts for _ in range(n)]
    table = pd.DataFrame(rows, columns=["role", "part"])
    return table.assign(report="r", clause=range(len(rows)), section="", text="办学")


YEARS = ("2026年计划", "2025年总结")
PROGRAMME = ("plan", "“十五五”时期主要目标任务", 30)
YEAR = ("plan", "2026年重点工作", 70)


def test_a_plan_that_holds_a_programme_for_five_years_says_how_much_of_it():
    own = of_parts(("review", "2025年工作回顾", 50), PROGRAMME, YEAR)
    (one,) = scope(of_years(own, YEARS), own, YEARS)
    assert one.zh == "2026年计划100句中有30句是今后五年的规划，计入计划"
    assert "30 of 100 clauses of the plan" in one.en
    assert one.evidence["clause"].tolist() == list(range(50, 80))


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ([("plan", "2026年重点工作", 100)], YEARS),
        ([("plan", "“十五五”目标", 4), ("plan", "2026年工作", 96)], YEARS),
        ([("review", "过去五年工作回顾", 60), YEAR], ("2026年计划", "过去五年总结")),
    ],
)
def test_nothing_is_said_of_years_where_few_clauses_or_the_name_tell_of_them(
    parts, names
):
    assert of_years(of_parts(*parts), names).empty


@pytest.mark.parametrize(
    ("rests", "said"),
    [
        ([0, 50, 51], "（计划一侧出自五年规划）"),
        ([0, 50, 51, 90], "（计划一侧多出自五年规划）"),
        ([0, 50, 90, 91], ""),
        ([0, 1], ""),
    ],
)
def test_a_finding_that_rests_on_the_programme_of_years_says_so(rests, said):
    own = of_parts(("review", "2025年工作回顾", 50), PROGRAMME, YEAR)
    behind = pd.DataFrame({"report": "r", "clause": rests, "term": ""})
    one = Finding("word", "城市", "“城市”1次→2次", "“城市” 1→2 times", behind)
    (noted,) = with_scope([one], of_years(own, YEARS), own)
    assert noted.zh == one.zh + said
    assert (noted.en != one.en) == bool(said)


@pytest.mark.parametrize(
    ("year", "part", "role"),
    [
        ("gwr/2016", "“十三五”时期主要目标任务和重大举措", "plan"),
        ("gwr/2011", "“十二五”时期的主要目标和任务", "plan"),
        ("local/2026_gansu", "“十五五”时期的主要目标任务", "plan"),
    ],
)
def test_what_stands_under_the_heading_of_a_programme_is_what_is_counted(
    year, part, role
):
    path = SHARED / "corpus" / f"{year}.txt"
    if not path.exists():
        pytest.skip("the corpus is not here")
    own = parse(read_reports([path]))
    many = of_years(own, ("计划", "总结"))
    many = set(many.loc[many["role"] == role, "clause"])
    assert many == set(own.loc[own["part"].str.startswith(part), "clause"])


def test_a_measure_over_years_within_a_section_of_the_year_is_one_sentence():
    text = "今后三年，投入十亿元。修路。建桥。"
    own = parse(
        pd.DataFrame(
            {"report": ["r"], "text": [f"题\n一、2009年主要任务\n（一）交通。{text}"]}
        )
    )
    assert own.loc[periods(own), "text"].tolist() == ["今后三年", "投入十亿元"]


def test_a_theme_that_stands_in_thanks_and_creeds_is_not_told(clauses):
    """党的领导 falls by 40 clauses of which no section of the review holds any."""
    review = clauses[clauses["role"] == "review"].reset_index(drop=True)
    review = review.assign(section=[""] * 60 + ["一"] * 120 + ["四"] * 120)
    own = pd.concat([review, clauses[clauses["role"] == "plan"]], ignore_index=True)
    about = pd.DataFrame({"report": "r", "clause": range(40), "role": "review"})
    about = about.assign(section="", item="", theme="x", term="党", via="term")
    row = {"theme": "x", "label": "党的领导", "n_target": 0, "n_reference": 40}
    row |= {"clauses_target": 600, "clauses_reference": 300, "difference": -40 / 300}
    row |= {"share_target": 0.0, "share_reference": 40 / 300}
    how = {"norm": NORM, "scheme": "publicity"}
    table = pd.DataFrame([row])
    assert weights(table, about, own, {}, **how) == []
    headed = about.assign(clause=range(160, 200), section=["一"] * 20 + ["四"] * 20)
    assert len(weights(table, headed, own, {}, **how)) == 1


def test_a_word_already_quoted_is_not_told_again(clauses):
    assert told(scores(), genre(), clauses, said="“城市”0次→6次") == []


def test_sides_of_unlike_length_have_rates_beside_counts_and_problems_apart(clauses):
    clauses.loc[0, "text"] = "更新城市管网"
    clauses.loc[1, ["role", "text"]] = "problems", "城市管理不足"
    (one,) = told(scores(before=1), genre(rises="30"), clauses)
    assert one.zh.startswith(
        "“城市”1次→6次（每万字8.3次→24.9次），计划里都在“二”一节（问题部分的1次不计在内）"
    )


def test_a_count_that_falls_while_its_rate_rises_is_no_rise(clauses):
    assert told(scores(before=7, after=6, plan=500), genre(rises="30"), clauses) == []


def test_of_another_kind_of_body_no_norm_is_said_and_only_manifold_moves(clauses):
    (one,) = told(scores(), genre(), clauses, kin=False)
    assert one.zh == "“城市”0次→6次，计划里都在“二”一节" and one.usual == ""
    assert told(scores(before=2), genre(), clauses, kin=False) == []  # 16.7 → 24.9


def test_a_short_report_is_held_against_no_norm(clauses):
    assert alike(NORM, clauses)
    assert not alike(NORM, clauses.iloc[250:])
    assert akin(NORM, "government") and not akin(NORM, "publicity")


def test_further_moves_are_said_in_both_languages():
    stands = Standing("rare", -0.3, -0.1, 50, 2, True)
    assert further_zh(stands, -0.05) == "；同类报告50份中，降幅小于此的有2份"
    assert further_en(stands, -0.05) == "; 2 of 50 reports of the genre fall less"
    named = stands._replace(of="government", up=False, further=0)
    assert further_zh(named, -0.4) == "；政府工作报告50份中，没有降幅大于此的"


def test_a_fall_of_quantities_less_than_any_is_rare_and_said_to_be_small():
    """State Council 2019: 11.5 % → 4.8 %, the smallest fall of fifty."""
    stands = standing(NORM, "quantification", 52 / 1090 - 34 / 295)
    assert (stands.usual, stands.further, stands.up) == ("rare", 0, True)


# Themes.


def themed(clauses, n_review, n_plan, *, inherited=0):
    plan = clauses[clauses["role"] == "plan"].index[:n_plan]
    rows = clauses.loc[[*range(n_review), *plan]]
    via = ["term"] * (len(rows) - inherited) + ["section"] * inherited
    return rows[["report", "clause", "role", "section"]].assign(
        theme="services", term="学校", via=via
    )


def of_theme(n_review, n_plan):
    row = {"theme": "services", "label": "教育文化卫生", "n_target": n_plan}
    row |= {"n_reference": n_review, "clauses_target": 600, "clauses_reference": 300}
    row |= {"share_target": n_plan / 600, "share_reference": n_review / 300}
    return pd.DataFrame([row | {"difference": n_plan / 600 - n_review / 300}])


def weighed(clauses, n_review, n_plan, **how):
    about = themed(clauses, n_review, n_plan, **how)
    named = {"教育文化卫生": "services"}
    given = of_theme(n_review, n_plan), about, clauses, named
    return weights(*given, norm=NORM, scheme="government")


def test_a_theme_that_rises_as_in_no_report_is_told_with_both_denominators(clauses):
    clauses["section"] = ""
    (one,) = weighed(clauses, 3, 90)
    assert one.zh.startswith(
        "『教育文化卫生』1.0%→15.0%（3/300→90/600句）；同类报告50份"
    )
    assert one.usual == "rare"


def test_a_theme_whose_move_is_common_or_mostly_inherited_is_not_told(clauses):
    clauses["section"] = ""
    assert weighed(clauses, 27, 55) == []  # 9.0 % → 9.2 %
    assert weighed(clauses, 3, 90, inherited=60) == []


def test_a_theme_is_held_against_the_year_and_not_against_five(clauses):
    clauses["section"] = ""
    clauses.loc[:149, "part"] = "“十三五”时期工作回顾"
    told_of_five = themed(clauses, 45, 90)  # 15 % of the review, all of it of the five
    given = of_theme(45, 10), told_of_five, clauses, {}
    assert weights(*given, norm=NORM, scheme="government") == []


# The order.


def finding(kind, subject, usual=""):
    none = pd.DataFrame({"report": ["r"], "clause": [1], "term": [""]})
    return Finding(kind, subject, subject, subject, none, usual=usual)


def test_what_no_norm_calls_rare_comes_behind_everything_else():
    found = [
        finding("word", "w"),
        finding("theme", "t", "notable"),
        finding("section", "s1"),
        finding("section", "s2"),
    ]
    assert [one.subject for one in ranked(found)] == ["s1", "s2", "t", "w"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("local/2025_anhui.txt", "“城市”5次→33次"),
        ("gwr/2019.txt", "“负担”0次→9次"),
        (
            "local/2016_hailaer_district.txt",
            "“融资”过去五年和2015年总结0次→2016年计划8次",
        ),
        ("local/2025_fujian.txt", "“两岸融合发展新路”由2024年总结单列一节"),
        ("gwr/2019.txt", "带数量的句11.5%→4.8%（34/295→52/1090句）"),
    ],
)
def test_the_news_that_a_hand_found_is_among_the_first_ten(name, says):
    path = SHARED / "corpus" / name
    if not path.is_file():
        pytest.skip("the real reports are kept outside the project")
    told = flow_of(path).findings["zh"].head(10)
    assert told.str.startswith(says).any(), told.tolist()
