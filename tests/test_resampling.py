"""Resampling: against plain loops, and by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.sampling import (
    Side,
    bootstrap_interval,
    effective_units,
    sampled,
    unit_numbers,
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


def test_a_side_without_units_has_no_interval():
    none = Side(np.zeros((0, 2)), np.zeros(0))
    for pair in ((none, REVIEW), (PLAN, none)):
        assert np.isnan(bootstrap_interval(*pair)).all()


def test_two_sides_of_one_role_are_not_taken_for_one():
    both = {"roles": ("plan", "plan"), "draws": 99}
    low, high = bootstrap_interval(PLAN, REVIEW, **both)
    assert (low + high) / 2 == pytest.approx([10 / 14 - 2 / 18, 1 / 14 - 8 / 18])


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
