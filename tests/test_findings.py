"""Findings: what a search of the text finds, each kind before the second of any."""

import re
from itertools import product

import pandas as pd
import pytest
from conftest import SHARED, flow_of
from hypothesis import given
from hypothesis import strategies as st

from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.say.findings.finding import Finding
from analysis.say.findings.phrases import phrases, width
from analysis.say.findings.ranking import as_table, evidence_rows, ranked

NAMES = ("2024年计划", "2023年总结")
ROWS = pd.DataFrame({"report": ["r"], "clause": [1], "term": ["词"]})
REPORTS = [
    "local/2025_anhui.txt",
    "local/2016_hailaer_district.txt",
    "gwr/2019.txt",
    "web/web12_huazhuang_jiedao_2022_gov.txt",
]


def finding(kind, subject, weight=0.0, evidence=ROWS):
    return Finding(kind, subject, subject, subject, evidence, weight)


def test_the_first_of_each_kind_comes_before_the_second_of_any():
    found = [
        finding("problem", "p1"),
        finding("target", "t1"),
        finding("target", "t2"),
        finding("section", "s1"),
    ]
    assert [one.subject for one in ranked(found)] == ["t1", "s1", "p1", "t2"]


def test_that_there_is_no_figure_is_said_after_what_there_is():
    none = finding("target", "", evidence=ROWS.head(0))
    told = ranked([none, finding("section", "s1"), finding("section", "s2")])
    assert [one.subject for one in told] == ["s1", "", "s2"]


def test_what_was_only_not_found_is_said_last():
    missed = finding("problem", "p0")._replace(weight=-0.8)
    told = ranked([missed, finding("section", "s1"), finding("section", "s2")])
    assert [one.subject for one in told] == ["s1", "s2", "p0"]


def test_a_table_of_findings_is_numbered_and_carries_its_clauses():
    told = ranked([finding("section", "s1"), finding("target", "t1")])
    assert as_table(told)["rank"].tolist() == [1, 2]
    assert as_table([])["rank"].tolist() == evidence_rows([])["rank"].tolist() == []
    assert evidence_rows(told)["rank"].tolist() == [1, 2]


@pytest.fixture
def clauses():
    texts = ["新质生产力", "新质生产力", "新质生产力和主题教育", "主题教育", "主题教育"]
    roles = ["plan", "plan", "plan", "review", "review"]
    numbers = range(5)
    return pd.DataFrame(
        {"report": "r", "clause": numbers, "role": roles, "text": texts}
    )


def table(*names, source="list", n=3):
    told = {"formulation": names, "source": source, "kind": "经济"}
    return pd.DataFrame(told).assign(n_target=n, n_reference=n)


def test_a_formulation_of_one_side_is_said_with_both_counts(clauses):
    (one,) = phrases(table("新质生产力"), clauses, NAMES)
    assert one.zh == "“新质生产力”2023年总结0次、2024年计划3次"
    assert one.evidence["clause"].tolist() == [0, 1, 2]


def test_what_stands_on_both_sides_or_only_recurs_is_no_news(clauses):
    assert phrases(table("主题教育"), clauses, NAMES) == []
    assert phrases(table("新质生产力", source="recurring"), clauses, NAMES) == []


def test_a_short_word_counts_as_a_formulation_only_in_quotation_marks():
    texts = ["办好“彩云”活动", "七彩云南", "七彩云南"]
    own = pd.DataFrame({"report": "r", "clause": range(3), "role": "plan"})
    own = own.assign(text=texts)
    assert phrases(table("彩云", source="quoted", n=1), own, NAMES) == []
    assert phrases(table("彩云", source="quoted", n=2), own, NAMES)


def test_of_a_formulation_within_another_one_is_said(clauses):
    (one,) = phrases(table("新质生产力", "质生产力"), clauses, NAMES)
    assert one.zh == "“新质生产力”2023年总结0次、2024年计划3次"


def test_what_the_problems_name_is_not_said_to_stand_on_one_side(clauses):
    clauses.loc[4, ["role", "text"]] = "problems", "新质生产力不足"
    assert phrases(table("新质生产力"), clauses, NAMES) == []


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("转变经济增长方式", "为推进经济增长方式转变", False),
        ("转变经济增长方式", "转变经济增长的方式", False),
        ("转变经济增长方式", "转变外贸增长方式", True),
        ("乡村全面振兴", "全面推进乡村振兴", False),
        ("扩大内需", "内需持续扩大", False),
        ("统筹发展和安全", "统筹好发展和安全", False),
        ("转变经济增长方式", "转变作风，推动经济持续健康较快增长，创新工作方式", True),
        ("和谐社会", "维护社会和谐稳定", True),
        ("新质生产力", "生产力有新质", True),
    ],
)
def test_words_in_another_order_within_a_clause_are_no_other_formulation(
    name, other, said
):
    roles, texts = ["plan"] * 3 + ["review"], [name] * 3 + [other]
    own = pd.DataFrame({"report": "r", "clause": range(4), "role": roles})
    assert bool(phrases(table(name), own.assign(text=texts), NAMES)) == said


def test_formulations_of_which_only_some_are_named_are_said_to_be_some(clauses):
    words = ["新质生产力", "主题教育", "三大攻坚战", "六稳", "互联互通"]
    for some, more in ((words[:3], False), (words[:4], True), (words[:5], True)):
        roles, texts = ["plan"] * 3 * len(some) + ["review"], [*some * 3, "修路"]
        own = pd.DataFrame({"report": "r", "clause": range(len(texts)), "role": roles})
        (one,) = phrases(table(*some), own.assign(text=texts), NAMES)
        assert ("等只见于" in one.zh) == ("among others" in one.en) == more


def test_the_bundled_report_tells_its_story(flow):
    """The same as the model sentences that were made by hand before it was written."""
    told = flow.findings["zh"].head(5).tolist()
    assert "网信舆情" in told[0] and "“舆情”5次→1次" in told[0]
    assert told[1].startswith("找到的4个问题2024年计划都有对应")
    assert told[2] == "“主题教育”2023年总结3次、2024年计划0次"
    assert told[3].endswith("带数量的都是0句")
    assert "改革创新" in told[4] and "24/104句" in told[4]


@pytest.mark.parametrize("name", REPORTS)
def test_every_count_of_a_word_is_what_a_search_of_the_text_finds(name):
    path = SHARED / "corpus" / name
    if not path.is_file():
        pytest.skip("the real reports are kept outside the project")
    flow = flow_of(path)
    text = {
        role: "\n".join(flow.clauses.loc[flow.clauses["role"] == role, "text"])
        for role in ("review", "plan")
    }
    plan, review = map(re.escape, flow.names)
    pattern = rf"“([^”]+)”(?:{review}(\d+)次、{plan}(\d+)次|(\d+)次→(\d+)次)"
    for said in flow.findings["zh"]:
        for word, *counts in re.findall(pattern, said):
            before, after = (int(n) for n in counts if n)
            assert text["review"].count(word) == before, said
            assert text["plan"].count(word) == after, said


def test_of_several_reports_each_has_its_own_findings(reports, flow):
    twice = pd.concat([reports, reports.assign(report="again")], ignore_index=True)
    found = Flow(twice).findings
    assert list(found.columns[:2]) == ["report", "review_year"]
    for _, rows in found.groupby("report"):
        assert rows["zh"].tolist() == flow.findings["zh"].tolist()


def test_a_report_of_one_side_has_findings_of_that_side(tmp_path):
    path = tmp_path / "half.txt"
    path.write_text(
        "某局2023年工作总结\n一、工作情况\n（一）抓学习。办好培训。\n", "utf-8"
    )
    assert Flow(read_reports([path])).findings["kind"].isin(["target"]).all()


def test_a_section_that_the_plan_names_twice_is_not_split():
    """2026 of Hebei: five years and the year both have a section on 创新驱动发展."""
    path = SHARED / "corpus" / "local" / "2026_hebei.txt"
    if not path.is_file():
        pytest.skip("the real reports are kept outside the project")
    for said in flow_of(path).findings["zh"]:
        for parts in re.findall("分为([^，（]+)", said):
            assert len(set(parts.split("、"))) > 1, said


@given(
    st.text("甲乙丙", max_size=14),
    st.lists(st.sampled_from(["甲", "乙丙", "丙甲"]), max_size=4),
)
def test_the_closest_words_are_those_of_every_choice_of_places(text, words):
    places = [[m for m in range(len(text)) if text.startswith(w, m)] for w in words]
    ends = [
        max(at + len(w) for at, w in zip(found, words, strict=True)) - min(found)
        for found in product(*places)
        if found
    ]
    assert not ends or width(words, text) == min(ends)


def test_words_that_stand_a_thousand_times_are_no_endless_choice():
    assert width(["创新", "协调", "绿色", "开放"], "开放绿色协调创新" * 5000) == 8
