"""Emphasis: what is measured, how sure it is, and where the measures disagree."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.compare.emphasis import emphasis
from analysis.compare.sampling import members
from analysis.count.themes import themes
from analysis.count.tokens import segment

NUMERALS = list("一二三四五六七八")


def clause_table(*texts, role="plan", items=None):
    n = len(texts)
    return pd.DataFrame(
        {
            "report": "r",
            "clause": range(n),
            "role": role,
            "section": "",
            "item": items or [""] * n,
            "start": np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]),
            "text": texts,
        }
    )


def both(review, plan=None, items=None):
    """Return review and plan as one table of clauses."""
    sides = [
        clause_table(*texts, role=role, items=items)
        for role, texts in (("review", review), ("plan", plan or review))
    ]
    clauses = pd.concat(sides, ignore_index=True)
    starts = np.cumsum([0, *(clauses["text"].str.len() + 1)][:-1])
    return clauses.assign(clause=range(len(clauses)), start=starts)


@pytest.fixture(scope="module")
def told(clauses, tokens):
    return emphasis(clauses, themes(clauses), tokens=tokens).set_index("theme")


@pytest.fixture(scope="module")
def back(clauses, tokens):
    sides = {"target": "review", "reference": "plan"}
    table = emphasis(clauses, themes(clauses), tokens=tokens, **sides)
    return table.set_index("theme")


@pytest.mark.parametrize("measure", ["", "per_10k_"])
def test_swapping_plan_and_review_flips_every_sign_and_nothing_else(
    told, back, measure
):
    names = [f"{measure}{name}" for name in ("difference", "low", "high")]
    flipped = -told[[names[0], names[2], names[1]]].set_axis(names, axis=1)
    pd.testing.assert_frame_equal(back[names], flipped)


def test_equal_groups_do_not_differ():
    texts = ["抓好意识形态工作", "加强学习", "做好安全生产"] * 4
    clauses = both(texts, items=["一", "二", "三", "四", "五", "六"] * 2)
    table = emphasis(clauses, themes(clauses))
    assert (table["difference"] == 0).all()
    assert (table["low"] <= 0).all() and (table["high"] >= 0).all()


def test_a_clause_counts_once_for_a_theme(clauses, tokens, told):
    found = themes(clauses)
    again = found.assign(start=found["start"] + 1)
    twice = pd.concat([again, found], ignore_index=True)
    table = emphasis(clauses, twice, tokens=tokens).set_index("theme")
    pd.testing.assert_frame_equal(table, told)


def test_a_role_held_against_itself_does_not_differ(clauses, tokens):
    sides = {"target": "plan", "reference": "plan"}
    table = emphasis(clauses, themes(clauses), tokens=tokens, **sides)
    assert (table["difference"] == 0).all()


def test_a_change_that_all_items_share_has_no_spread():
    clauses = both(["抓好意识形态工作"] * 8, ["抓好安全生产工作"] * 8, NUMERALS)
    table = emphasis(clauses, themes(clauses)).set_index("theme")
    assert table.loc["ideology", ["low", "high"]].tolist() == [-1, -1]
    assert table.loc["safety", ["low", "high"]].tolist() == [1, 1]


def test_a_change_within_one_item_has_no_interval():
    told = ["抓好意识形态工作"] * 6 + ["加强学习"] * 7
    items = ["一"] * 6 + list("二三四五六七八")
    clauses = both(told, ["加强学习"] * 13, items)
    row = emphasis(clauses, themes(clauses)).set_index("theme").loc["ideology"]
    assert row["difference"] == pytest.approx(-6 / 13)
    assert row[["low", "high"]].isna().all()  # six clauses, one item


def test_one_long_item_among_short_ones_is_hardly_more_than_one():
    # by hand: sizes 12, 1, 1, 1, 1 → 16² ÷ (144 + 4)
    clauses = both(["加强学习"] * 16, items=["一"] * 12 + list("二三四五"))
    row = emphasis(clauses, themes(clauses)).iloc[0]
    assert row["units_target"] == 5
    assert row["effective_target"] == pytest.approx(256 / 148)


def test_the_same_seed_gives_the_same_numbers(clauses, tokens, told):
    again = emphasis(clauses, themes(clauses), tokens=tokens).set_index("theme")
    pd.testing.assert_frame_equal(again, told)


def test_a_missing_side_is_refused():
    rows = clause_table("抓好意识形态工作")
    with pytest.raises(ValueError, match="no clause has the role 'review'"):
        emphasis(rows, themes(rows))


def test_theme_shares_move_as_the_hand_labels_do(told, gold):
    lines = (gold / "2023-publicity.jsonl").read_text("utf-8").splitlines()
    truth = pd.DataFrame(map(json.loads, lines)).explode("themes")
    n = truth.groupby("role")["id"].nunique()
    by_hand = truth.groupby(["themes", "role"])["id"].nunique().unstack(fill_value=0)
    moved = by_hand["plan"] / n["plan"] - by_hand["review"] / n["review"]
    named = ["internet", "publicity", "ideology", "innovation", "safety"]
    assert np.sign(told.loc[named, "difference"]).tolist() == [-1, 1, -1, 1, -1]
    assert np.sign(moved[named]).tolist() == [-1, 1, -1, 1, -1]


def test_a_report_without_items_has_no_share_of_items():
    clauses = both(["抓好意识形态工作", "加强学习"] * 4)
    table = emphasis(clauses, themes(clauses))
    assert table["item_share_target"].isna().all()


def test_headings_and_leads_are_no_sampling_units(told):
    assert set(told["units_target"]) == {19}  # the items of the plan, by hand
    assert set(told["units_reference"]) == {22}


def test_mentions_are_all_occurrences_and_their_rate_is_of_all_words():
    clauses = both(["抓好意识形态工作和意识形态责任", "加强学习"], ["加强学习"] * 2)
    tokens = segment(clauses)
    row = emphasis(clauses, themes(clauses), tokens=tokens).set_index("theme")
    row = row.loc["ideology"]
    assert row[["mentions_target", "mentions_reference"]].tolist() == [0, 2]
    words = (tokens["role"] == "review").sum()
    assert row["per_10k_reference"] == pytest.approx(2 / words * 10_000)
    assert row["per_10k_difference"] == -row["per_10k_reference"]


def test_without_tokens_there_is_no_rate(clauses):
    table = emphasis(clauses, themes(clauses))
    assert table.filter(like="per_10k").isna().all(axis=None)
    assert table["mentions_target"].sum() > 0


def test_a_theme_stands_where_its_own_section_does():
    texts = ["抓好安全生产", "意识形态工作", "意识形态责任", "安全生产", "安全生产"]
    clauses = both(texts, texts[::-1]).assign(section=list("甲甲甲乙乙" + "丙丙丁丁丁"))
    table = emphasis(clauses, themes(clauses)).set_index("theme")
    ranks = ["section_rank_reference", "section_rank_target"]
    assert table.loc["ideology", ranks].tolist() == [1, 2]
    assert table.loc["safety", ranks].tolist() == [2, 1]
    firsts = ["first_reference", "first_target"]
    assert table.loc["ideology", firsts].tolist() == [2, 2]
    assert table.loc["culture", ranks].isna().all()


def test_the_members_of_a_side_are_numbered_in_the_order_of_the_text():
    clauses = both(["甲", "乙", "丙"], items=["一", "一", "二"])
    assert members(clauses, "plan").tolist() == [-1, -1, -1, 0, 0, 1]
