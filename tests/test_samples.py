"""The two sample reports hold what was planted in them, by `gold/samples.jsonl`.

What is right was written down by hand with the texts. Delivery and trends are tested
where they are made; here stands what can be read off each report by itself.
"""

import json

import pandas as pd
import pytest
from conftest import ROOT, flow_of

KEYS = "2022-publicity", "2023-publicity", "2024-publicity"
SAMPLES = KEYS[0], KEYS[2]
SHORTEST = 5  # characters: a shorter clause is a set phrase, no quotation
STEP = 0.02  # a theme planted moves by more than this from year to year


def told(kind):
    path = ROOT / "tests" / "gold" / "samples.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row for row in rows if row["kind"] == kind]


@pytest.fixture(scope="module")
def flows():
    """The three reports, each by itself."""
    folder = ROOT / "data" / "reports"
    return {key: flow_of(folder / f"{key}.txt") for key in KEYS}


@pytest.fixture(scope="module")
def clauses(flows):
    return {key: flow.clauses for key, flow in flows.items()}


def said_in(clauses, role):
    """Return the texts of a role's clauses."""
    return clauses.loc[clauses["role"] == role, "text"].tolist()


def plan_sections(clauses):
    """Return the headings of the plan's sections in their order."""
    sections = clauses.loc[clauses["role"] == "plan", "section"]
    return [heading for heading in dict.fromkeys(sections) if heading]


@pytest.mark.parametrize(("key", "year"), [(SAMPLES[0], 2022), (SAMPLES[1], 2024)])
def test_a_sample_is_a_report_of_the_same_body_marked_as_a_sample(flows, key, year):
    row = flows[key].reports.iloc[0]
    assert row["title"] == f"{year}年市政府宣传工作总结（示例文本）"
    assert row["body"] == flows["2023-publicity"].reports["body"].iloc[0] == "市政府"
    assert (row["review_year"], row["plan_year"]) == (year, year + 1)
    assert not row["removals"]
    assert 2_800 <= len(row["text"]) <= 3_800


@pytest.mark.parametrize("key", SAMPLES)
def test_the_line_that_says_it_is_no_real_report_is_no_part_of_it(clauses, key):
    other = clauses[key].query("role == 'other'")
    assert other["text"].tolist()[1:] == [
        "示例文本",
        "为演示跨年比较而编写",
        "不是真实报告",
    ]


@pytest.mark.parametrize(
    ("key", "parts", "review", "plan"),
    [
        (SAMPLES[0], "2022年工作回顾 存在的问题和不足 2023年工作安排", 8, 8),
        (SAMPLES[1], "2024年工作完成情况 主要问题 2025年工作安排", 7, 8),
    ],
)
def test_a_sample_has_a_review_problems_and_a_plan(clauses, key, parts, review, plan):
    told = clauses[key].query("part != ''")
    roles = told.groupby("part", sort=False)["role"].unique().map(list)
    assert roles.to_dict() == dict(
        zip(parts.split(), (["review"], ["problems"], ["plan"]), strict=True)
    )
    sections = told[told["section"] != ""].groupby("role")["section"].nunique()
    assert sections.to_dict() == {"review": review, "plan": plan}
    items = told.query("role == 'problems'")["item"]
    assert [item for item in dict.fromkeys(items) if item] == list("一二三四")


def test_each_status_of_delivery_is_planted_in_each_pair_of_years():
    rows = pd.DataFrame(told("delivery"))
    counts = rows.groupby(["planned_in", "right"]).size().unstack()
    statuses = ["done", "carried", "mentioned", "missing"]
    assert counts.loc[KEYS[0], statuses].tolist() == [5, 3, 2, 4]
    assert counts.loc[KEYS[1], statuses].tolist() == [5, 3, 2, 2]


@pytest.mark.parametrize("row", told("delivery"), ids=lambda row: row["task"])
def test_a_task_and_what_came_of_it_are_clauses_of_their_reports(clauses, row):
    assert said_in(clauses[row["planned_in"]], "plan").count(row["task"]) == 1
    review = said_in(clauses[row["reported_in"]], "review")
    assert [review.count(quote) for quote in row["evidence"]] == (
        [1] * len(row["evidence"])
    )
    assert (row["right"] == "missing") == (not row["evidence"])
    words = row.get("absent", [])
    assert (row["right"] == "missing") == bool(words)
    assert not [word for word in words if word in "，".join(review)]


@pytest.mark.parametrize("key", SAMPLES)
def test_the_targets_are_those_planted_and_no_goal_of_a_later_year(flows, key):
    table = flows[key].targets.astype(object)
    table = table.where(table.notna(), None)
    shown = [
        (row.unit, row.result, row.target, row.comparator) for row in table.itertuples()
    ]
    hand = [row for row in told("target") if row["report"] == key]
    truth = [(row["unit"], *row["right"].values()) for row in hand]
    assert sorted(shown, key=str) == sorted(_floats(truth), key=str)
    for row, (unit, *numbers) in zip(hand, _floats(truth), strict=True):
        (name,) = table["indicator"][[(unit, *numbers) == s for s in shown]]
        assert row["indicator"] in name, name


def _floats(rows):
    return [
        tuple(float(cell) if isinstance(cell, int) else cell for cell in row)
        for row in rows
    ]


@pytest.mark.parametrize("row", told("target"), ids=lambda row: row["indicator"])
def test_a_target_and_its_result_are_clauses_of_their_report(clauses, row):
    for quote, role in ("target_quote", "plan"), ("result_quote", "review"):
        number = row["right"][quote.removesuffix("_quote")]
        assert (row[quote] is None) == (number is None)
        if number is not None:
            assert said_in(clauses[row["report"]], role).count(row[quote]) == 1
            assert f"{number}" in row[quote] and row["unit"] in row[quote]


@pytest.mark.parametrize("row", told("goal"), ids=lambda row: row["indicator"])
def test_a_goal_of_a_later_year_is_reported_in_that_year(flows, clauses, row):
    assert said_in(clauses[row["set_in"]], "plan").count(row["target_quote"]) == 1
    assert said_in(clauses[row["reported_in"]], "review").count(row["result_quote"]) > 0
    assert flows[row["reported_in"]].reports["review_year"].iloc[0] == row["year"]


def test_the_real_report_sets_no_target_and_reports_no_figure(flows):
    assert flows["2023-publicity"].targets.empty


@pytest.mark.parametrize("row", told("formulation"), ids=lambda r: r["formulation"])
def test_a_formulation_stands_as_often_as_a_search_finds_it(flows, row):
    found = {
        key: flow.reports["text"].iloc[0].count(row["formulation"])
        for key, flow in flows.items()
    }
    assert found == row["right"]
    first, second, third = found.values()
    assert {
        "debuts": first == second == 0 < third,
        "vanishes": first > 0 == second == third,
        "returns": first > 0 == second < third,
        "spikes": third >= 3 * max(first, second) > 0,
        "stays": min(found.values()) > 0 and first == second == third,
        "comes and goes": first == third == 0 < second,
    }[row["what"]]


@pytest.mark.parametrize("row", told("section"), ids=lambda row: row["subject"])
def test_a_section_stands_where_it_was_put(clauses, row):
    for key, order in row["right"].items():
        headings = plan_sections(clauses[key])
        heading = row["headings"][key]
        assert (headings.index(heading) + 1 if heading else None) == order
    first, _, last = row["right"].values()
    assert {
        "rises": first and last and last < first,
        "sinks": first and last and last > first,
        "new": first is None and last,
        "dropped": first and last is None,
        "stays": first == last,
    }[row["what"]]


@pytest.mark.parametrize("row", told("theme"), ids=lambda row: row["label"])
def test_a_theme_moves_from_the_first_plan_to_the_last(flows, row):
    sign = 1 if row["right"] == "rises" else -1
    hand = pd.Series(row["clauses"]) / pd.Series(row["of"])
    shares = pd.Series({key: _share(flows[key], row["theme"]) for key in KEYS})
    assert (sign * hand[list(KEYS)].diff().dropna() > STEP).all()
    moved = sign * (shares.iloc[-1] - shares)
    assert (moved.iloc[:-1] > STEP).all()  # of the last plan against each before it


def _share(flow, theme):
    clauses, themes = (t.query("role == 'plan'") for t in (flow.clauses, flow.themes))
    return themes.loc[themes["theme"] == theme, "clause"].nunique() / len(clauses)


@pytest.mark.parametrize("pair", [KEYS[:2], KEYS[1:]], ids="→".join)
def test_a_plan_repeats_the_plan_before_in_the_clauses_planted_and_no_other(
    clauses, pair
):
    earlier, later = pair
    before = said_in(clauses[earlier], "plan")
    again = [
        text
        for text in said_in(clauses[later], "plan")
        if text in before and len(text) >= SHORTEST
    ]
    hand = [
        row["text"]
        for row in told("repeat")
        if (row["earlier"], row["later"]) == (earlier, later)
    ]
    assert sorted(again) == sorted(hand)
