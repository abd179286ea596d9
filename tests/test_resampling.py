"""Resampling: against exact enumeration, and against plain loops."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.compare.keyness import keyness
from analysis.compare.sampling import (
    Side,
    bootstrap_interval,
    by_unit,
    effective_units,
    permutation_p,
    sampled,
    step_down,
    unit_numbers,
    verdicts,
)

# units × two things, and the clauses of each unit
PLAN = Side(
    np.array([[3, 0], [2, 1], [4, 0], [1, 0]], dtype=float), np.array([4.0, 3, 5, 2])
)
REVIEW = Side(
    np.array([[0, 2], [1, 0], [0, 3], [0, 2], [1, 1]], dtype=float),
    np.array([3.0, 4, 5, 2, 4]),
)


def ratio(units):
    """Return the rate and the square of its error, unit by unit."""
    x, m = np.array(units, dtype=float).T
    n, rate = len(x), x.sum() / m.sum()
    return rate, n / (n - 1) * sum((x - rate * m) ** 2) / m.sum() ** 2


def units_of(side, thing):
    return list(zip(side.counts[:, thing], side.sizes, strict=True))


def exact_scores(thing):
    """Return the statistic of every way to part the units, the observed one first."""
    units = units_of(PLAN, thing) + units_of(REVIEW, thing)
    parted = []
    for own in combinations(range(9), 4):
        rest = [i for i in range(9) if i not in own]
        (a, v), (b, w) = (ratio([units[i] for i in part]) for part in (own, rest))
        parted.append((a - b, np.sqrt(v + w)))
    difference, error = np.array(parted).T
    return np.abs(difference) / (error + 0.5 * difference.std())


def test_p_is_that_of_every_way_to_part_the_units():
    p, _ = permutation_p(PLAN, REVIEW, draws=20_000)
    for thing in range(2):
        scores = exact_scores(thing)
        exact = (scores >= scores[0] - 1e-12).mean()
        assert p[thing] == pytest.approx(exact, abs=0.015)


def test_p_adjusted_is_that_of_the_largest_score_of_every_way():
    _, p_adj = permutation_p(PLAN, REVIEW, draws=20_000)
    scores = np.column_stack([exact_scores(thing) for thing in range(2)])
    first = scores[0].argmax()
    exact = (scores.max(axis=1) >= scores[0, first] - 1e-12).mean()
    assert p_adj[first] == pytest.approx(exact, abs=0.015)


def test_p_is_never_nothing():
    apart = Side(np.full((12, 1), 5.0), np.full(12, 5.0))
    none = Side(np.zeros((12, 1)), np.full(12, 5.0))
    p, p_adj = permutation_p(apart, none, draws=99)
    assert p.tolist() == p_adj.tolist() == [0.01]  # (0 + 1) ÷ (99 + 1)


def test_a_kind_pays_for_the_other_kinds():
    apart = Side(np.full((12, 1), 5.0), np.full(12, 5.0))
    none = Side(np.zeros((12, 1)), np.full(12, 5.0))
    paid = [permutation_p(apart, none, draws=99, kind=kind)[1][0] for kind in KINDS]
    assert paid == pytest.approx([0.02, 0.06])


KINDS = ("theme", "word")


def test_what_is_rare_on_both_sides_together_is_not_tested():
    counts = np.array([[5, 1, 2], [0, 1, 2], [0, 1, 1]], dtype=float)
    few = Side(counts, np.full(3, 9.0))
    none = Side(np.zeros((3, 3)), np.full(3, 9.0))
    p, p_adj = permutation_p(few, none)
    # five in one unit; three in three units; five in three units
    assert np.isnan(p).tolist() == np.isnan(p_adj).tolist() == [True, True, False]


def test_one_unit_on_a_side_is_no_test():
    one = Side(np.array([[9.0, 9.0]]), np.array([20.0]))
    assert np.isnan(permutation_p(one, REVIEW)[0]).all()


def test_a_side_without_units_has_no_interval():
    none = Side(np.zeros((0, 2)), np.zeros(0))
    for pair in ((none, REVIEW), (PLAN, none)):
        assert np.isnan(bootstrap_interval(*pair)).all()
        assert np.isnan(permutation_p(*pair)).all()


def test_two_sides_of_one_role_are_not_taken_for_one():
    both = {"roles": ("plan", "plan"), "draws": 99}
    low, high = bootstrap_interval(PLAN, REVIEW, **both)
    assert (low + high) / 2 == pytest.approx([10 / 14 - 2 / 18, 1 / 14 - 8 / 18])
    apart = permutation_p(PLAN, REVIEW, roles=("a", "b"), draws=20_000)[0]
    both["draws"] = 20_000
    p = permutation_p(PLAN, REVIEW, **both)[0]
    assert p == pytest.approx(apart, abs=0.015)


def test_the_interval_is_that_of_a_plain_loop():
    rng = np.random.default_rng(7)
    sizes = rng.integers(3, 7, (2, 12))
    counts = rng.binomial(sizes, rng.random((2, 12)))
    sides = [
        Side(x[:, None].astype(float), m) for x, m in zip(counts, sizes, strict=True)
    ]
    plan, review = (units_of(side, 0) for side in sides)
    (a, v), (b, w) = ratio(plan), ratio(review)
    reach = []
    for _ in range(4000):
        (c, x), (d, y) = (
            ratio([side[i] for i in rng.integers(0, 12, 12)]) for side in (plan, review)
        )
        reach.append(abs((c - d) - (a - b)) / np.sqrt(x + y))
    half = np.quantile(reach, 0.95) * np.sqrt(v + w)
    low, high = bootstrap_interval(*sides, draws=8000)
    assert low[0] == pytest.approx(a - b - half, abs=0.05 * half)
    assert high[0] == pytest.approx(a - b + half, abs=0.05 * half)


def test_the_step_down_goes_from_the_largest_and_never_falls():
    # by hand: of the rows' maxima only the first reaches 3; of the first column
    # alone 1.0 and 2.0 reach 1
    scores = np.array([[1.0, 3.0], [0.5, 0.2], [2, 0.1], [0.3, 1.2], [0.1, 2.9]])
    assert step_down(scores).tolist() == [0.4, 0.2]


def test_a_verdict_needs_both_the_p_and_the_interval():
    low = np.array([0.1, 0.1, -0.1, -0.3, np.nan])
    high = np.array([0.3, 0.3, 0.3, -0.1, np.nan])
    p = np.array([0.01, 0.2, 0.01, 0.01, 0.01])
    found = verdicts(np.zeros(5, dtype=bool), low, high, p)
    assert found.tolist() == ["up", "unchanged", "unchanged", "down", "too few"]


def test_numerals_that_begin_anew_begin_a_new_unit():
    place = {"role": list("rrrrpp"), "item": list("一一二一一二")}
    assert unit_numbers(pd.DataFrame(place)).tolist() == [0, 0, 1, 2, 3, 4]


def test_a_heading_above_items_is_no_sampling_unit():
    place = {"report": "r", "part": "P", "section": list("甲甲甲乙乙")}
    clauses = pd.DataFrame(place | {"item": ["", "一", "二", "", ""]})
    assert sampled(clauses).tolist() == [False, True, True, True, True]


@pytest.mark.parametrize(("sizes", "n"), [([3, 3, 3], 3), ([8, 0], 1), ([], 0)])
def test_units_of_equal_size_count_in_full(sizes, n):
    assert effective_units(sizes) == n


def words(*counts):
    """Return clauses and tokens: unit by unit, so many times 创新 and 加强."""
    rows = [
        (role, number, word)
        for number, (role, *n) in enumerate(counts)
        for word, times in zip(["创新", "加强"], n, strict=True)
        for _ in range(times)
    ]
    tokens = pd.DataFrame(rows, columns=["role", "clause", "word"])
    tokens = tokens.assign(report="r")
    clauses = pd.DataFrame(
        {
            "report": "r",
            "clause": range(len(counts)),
            "role": [role for role, *_ in counts],
            "section": [str(number) for number in range(len(counts))],
            "item": "",
        }
    )
    return clauses, tokens


def judged(clauses, tokens):
    plan, review = (
        tokens.loc[tokens["role"] == role, "word"].value_counts()
        for role in ("plan", "review")
    )
    table = by_unit(keyness(plan, review), tokens, clauses, kind="word")
    return table.set_index("word")


def test_a_word_in_every_unit_of_the_plan_is_sure():
    units = [("review", 0, 8)] * 12 + [("plan", 2, 6)] * 12
    row = judged(*words(*units)).loc["创新"]
    assert row[["units_target", "units_reference"]].tolist() == [12, 0]
    assert row["rate_difference"] == pytest.approx(2 / 8)
    assert row["verdict"] == "up"


def test_the_same_words_in_one_unit_are_not():
    units = [("review", 0, 8)] * 12 + [("plan", 24, 6)] + [("plan", 0, 6)] * 11
    row = judged(*words(*units)).loc["创新"]
    assert row["g2"] > 30  # which takes each word for an independent draw
    assert row["verdict"] == "too few"
    units[-2:] = [("plan", 8, 6), ("plan", 8, 6)]
    row = judged(*words(*units)).loc["创新"]
    assert row["g2"] > 30
    assert row["verdict"] == "unchanged"


def test_judging_by_unit_keeps_the_rows_and_flips_when_the_sides_do():
    clauses, tokens = words(*[("review", 1, 8)] * 7, *[("plan", 3, 6)] * 9)
    plan, review = (
        tokens.loc[tokens["role"] == role, "word"].value_counts()
        for role in ("plan", "review")
    )
    there = by_unit(keyness(plan, review), tokens, clauses, kind="word")
    back = by_unit(
        keyness(review, plan), tokens, clauses, kind="word", roles=("review", "plan")
    )
    there, back = there.set_index("word"), back.set_index("word").loc[there["word"]]
    assert back["p_units"].tolist() == there["p_units"].tolist()
    assert back["rate_difference"].tolist() == (-there["rate_difference"]).tolist()
    opposite = {"up": "down", "down": "up"}
    assert back["verdict"].tolist() == there["verdict"].replace(opposite).tolist()
    assert (there["verdict"] == "up").any()


def test_equal_units_give_no_sure_word():
    clauses, tokens = words(*[("review", 2, 8)] * 9, *[("plan", 2, 8)] * 9)
    assert set(judged(clauses, tokens)["verdict"]) == {"unchanged"}
