"""Draw the units of a report anew: how far a difference could be chance.

A report is one document, and its clauses are no independent observations: what is
drawn and what changes sides is the item (the section where there are no items).
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

DRAWS = 2000  # of the bootstrap, and of the permutations
LEVEL = 0.95  # of an interval
SURE = 0.05  # largest adjusted p of what is called a difference
# How the 5 % chance of any false claim about a report is shared: half to the themes,
# the other half to the words, the verbs and the classes of verbs (Bonferroni).
ALPHA_SHARES = {"theme": 1 / 2, "word": 1 / 6, "verb": 1 / 6, "class": 1 / 6}
FEWEST_UNITS = 5  # effective units on a side; fewer say nothing about spread
FEWEST_COUNTED = 5  # what is counted less often, both sides together, has no trend
FEWEST_UNITS_WITH = (
    3  # what stands in fewer units, both sides together, has none either
)
FLOOR = 0.5  # of the spread that a difference has when units change sides at random
NIL = 1e-9  # squares that should cancel leave so much, relatively


class Side(NamedTuple):
    """What one side holds: units × things counted, and the size of each unit."""

    counts: np.ndarray
    sizes: np.ndarray


def unit_numbers(clauses: pd.DataFrame) -> np.ndarray:
    """Return the number of the sampling unit that each clause belongs to.

    A unit is an unbroken run of clauses of one item, or of one section outside its
    items, so that numerals which begin anew begin a new unit.

    Examples
    --------
    >>> places = {"section": list("甲甲甲乙"), "item": ["", "一", "一", ""]}
    >>> unit_numbers(pd.DataFrame(places))
    array([0, 1, 1, 2])
    """
    place = _codes(clauses, ["report", "role", "part", "section", "item"])
    begins = (place[1:] != place[:-1]).any(axis=1)
    return np.concatenate([[0] * bool(len(place)), begins.cumsum()]).astype("int64")


def sampled(clauses: pd.DataFrame) -> np.ndarray:
    """Say which clauses stand in an item, or in a section or part without items.

    Only their units count when it is asked whether there are enough: a heading or a
    lead is drawn with the rest, but is no observation of its own.
    """
    item, headed = (clauses[level].to_numpy() != "" for level in ("item", "section"))
    place = _codes(clauses, ["report", "part", "section"])
    _, part = np.unique(place[:, :-1], axis=0, return_inverse=True)
    _, section = np.unique(place, axis=0, return_inverse=True)
    has_items = np.bincount(section, item) > 0
    divided = np.bincount(part, headed) > 0
    return item | (~has_items[section] & (headed | ~divided[part]))


def effective_units(sizes: Sequence[int] | pd.Series) -> float:
    """Return how many units of equal size would say as much: (Σm)² ÷ Σm².

    Kish (1965), with the sizes of the units as their weights.

    Examples
    --------
    >>> effective_units([4, 4, 4]), effective_units([12, 1, 1])
    (3.0, 1.3424657534246576)
    """
    sizes = np.asarray(sizes, dtype=float)
    return float(sizes.sum() ** 2 / (sizes**2).sum()) if sizes.sum() else 0.0


def locate(clauses: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Return in which row of `clauses` each of the rows stands; −1 for in none."""
    key = ["report", "clause"]
    index = pd.MultiIndex.from_frame(clauses[key])
    return index.get_indexer(pd.MultiIndex.from_frame(rows[key]))


def side(
    unit: np.ndarray, at: np.ndarray, thing: np.ndarray, n: int, base: np.ndarray
) -> Side:
    """Count things in the units of one side.

    Parameters
    ----------
    unit
        The unit of each clause, 0 to …; −1 for clauses of neither side (`members`).
    at, thing, n
        Of what is counted: the row of its clause (`locate`), its number, 0 to n − 1.
    base
        The rows of the clauses of what it is counted among.
    """
    size = unit.max(initial=-1) + 1
    where = np.where((at >= 0) & (thing >= 0), unit[at], -1)
    cells = (where * n + thing)[where >= 0]
    counts = np.bincount(cells, minlength=size * n).reshape(size, n)
    within = np.where(base >= 0, unit[base], -1)
    sizes = np.bincount(within[within >= 0], minlength=size)
    return Side(counts.astype(float), sizes.astype(float))


def members(clauses: pd.DataFrame, role: str) -> np.ndarray:
    """Return the unit of each clause of a role, numbered from 0; −1 elsewhere."""
    own = (clauses["role"] == role).to_numpy()
    unit = np.full(len(clauses), -1)
    unit[own] = np.unique(unit_numbers(clauses)[own], return_inverse=True)[1]
    return unit


def effective(clauses: pd.DataFrame, unit: np.ndarray) -> tuple[int, float]:
    """Return how many sampling units a side has (`members`), and their effective n."""
    own = (unit >= 0) & sampled(clauses)
    sizes = np.bincount(unit[own])
    return int((sizes > 0).sum()), effective_units(sizes)


def by_unit(
    scores: pd.DataFrame,
    rows: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    kind: Literal["word", "verb", "class"],
    key: str = "word",
    column: str = "word",
    base: pd.DataFrame | None = None,
    roles: tuple[str, str] = ("plan", "review"),
    draws: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Add to a comparison of words what their sampling units say: same rows.

    Words come in clusters: the same item says its word five times. Tests that take
    each word for an independent draw (G², χ²) therefore call far too much sure
    (``benchmarks/CALIBRATION.md``); these count units.

    Parameters
    ----------
    scores
        Scores by `key`: what `keyness` returns, or a `ladder`, of which the rows
        for all themes together are judged.
    rows
        What was counted, by `column`: tokens or tasks.
    clauses
        The `clauses` table.
    kind
        Which share of the 5 % is spent (`ALPHA_SHARES`).
    base
        What rates are of; by default `rows` themselves.

    Returns
    -------
    DataFrame
        `scores` with `units_target`, `units_reference` (units that have the word),
        `rate_difference` (1 is all of `base`) with `rate_low`, `rate_high` (95 %
        interval, where `p_units` is below 0.05), `p_units`, `p_adj_units`
        (`permutation_p`) and `verdict` (`verdicts`).
    """
    own = scores[scores["theme"] == ""] if "theme" in scores else scores
    things = pd.Index(own[key])
    where = (locate(clauses, rows), things.get_indexer(rows[column]), len(things))
    among = where[0] if base is None else locate(clauses, base)
    units = [members(clauses, role) for role in roles]
    target, reference = (side(unit, *where, among) for unit in units)
    options = {"roles": roles, "draws": draws, "seed": seed}
    p, p_adj = permutation_p(target, reference, kind=kind, **options)
    moved = p < 1 - LEVEL
    pair = [Side(one.counts[:, moved], one.sizes) for one in (target, reference)]
    low, high = np.full((2, len(things)), np.nan)
    low[moved], high[moved] = bootstrap_interval(*pair, **options)
    few = min(effective(clauses, unit)[1] for unit in units) < FEWEST_UNITS
    rates = [
        one.counts.sum(axis=0) / max(one.sizes.sum(), 1) for one in (target, reference)
    ]
    found = pd.DataFrame(
        {
            "units_target": (target.counts > 0).sum(axis=0),
            "units_reference": (reference.counts > 0).sum(axis=0),
            "rate_difference": rates[0] - rates[1],
            "rate_low": low,
            "rate_high": high,
            "p_units": p,
            "p_adj_units": p_adj,
            "verdict": verdicts(np.full(len(p), few), low, high, p_adj),
        },
        index=own.index,
    )
    return scores.join(found)


def bootstrap_interval(
    target: Side,
    reference: Side,
    *,
    roles: tuple[str, str] = ("plan", "review"),
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of the difference of rates, target − reference, per thing.

    The symmetric studentised interval of a cluster bootstrap (Davison & Hinkley 1997,
    §3.8 and §5.2.1; symmetric: Hall 1988): units are drawn anew on each side, and the
    largest 5 % of |d* − d| ÷ se* say how many standard errors to go either way. With
    few units it covers far more often than percentiles do
    (``benchmarks/CALIBRATION.md``). Missing where too many draws have no spread, or a
    side has no units.
    """
    if not min(len(target.sizes), len(reference.sizes)):
        return tuple(np.full((2, target.counts.shape[1]), np.nan))
    # One stream a role, so that swapping the two only flips the signs.
    rates, variances = [], []
    for role, one in zip(roles, (target, reference), strict=True):
        rng = np.random.default_rng([seed, crc32(role.encode())])
        n = len(one.sizes)
        weights = rng.multinomial(n, np.full(n, 1 / n), draws).astype(float)
        weights = np.vstack([np.ones(n), weights])  # the report itself comes first
        rate, variance = _ratio(weights @ _moments(one), n)
        rates.append(rate)
        variances.append(variance)
    difference = rates[0] - rates[1]
    error = np.sqrt(sum(variances))
    scores = np.abs(_studentised(difference[1:] - difference[0], error[1:]))
    reach = np.quantile(scores, LEVEL, axis=0, method="higher")
    reach = np.where(np.isfinite(reach), reach, np.nan)
    half = reach * error[0]
    return difference[0] - half, difference[0] + half


def permutation_p(
    target: Side,
    reference: Side,
    *,
    kind: str | None = None,
    roles: tuple[str, str] = ("plan", "review"),
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Return p and adjusted p, two-sided, of the difference of rates, per thing.

    Units change sides at random, as many on each side as there were, with all they
    hold. The statistic is studentised, so that sides of unequal number and spread do
    not mislead (Janssen 1997; Chung & Romano 2013), with a floor under the standard
    error, so that what stands in few units does not drown the rest (Tusher, Tibshirani
    & Chu 2001); p is (b + 1) ÷ (draws + 1) (Phipson & Smyth 2010). The adjusted p is
    Westfall & Young's (1993, algorithm 4.1) step-down maximum over the things, which
    keeps the chance of any false difference among them; with a `kind`, it is divided
    by that kind's share in `ALPHA_SHARES`. Both are missing for what is `rare`, which
    is known without knowing the sides.
    """
    names = sorted(roles)  # whichever is the target, the same units change sides
    one, other = (target, reference)[:: 1 if names == list(roles) else -1]
    size, n = len(one.sizes), len(one.sizes) + len(other.sizes)
    tested = ~rare(one, other)
    p, adjusted = np.full((2, len(tested)), np.nan)
    if min(size, n - size) < 2:  # one unit has no spread to judge by
        return p, adjusted
    rng = np.random.default_rng([seed, crc32(" ".join(names).encode())])
    own = np.arange(n) < size
    weights = np.vstack([own, rng.permuted(np.tile(own, (draws, 1)), axis=1)])
    one, other = (Side(each.counts[:, tested], each.sizes) for each in (one, other))
    moments = np.vstack([_moments(one), _moments(other)])
    sums = weights.astype(float) @ moments
    rate, variance = _ratio(sums, size)
    rest, spread = _ratio(moments.sum(axis=0) - sums, n - size)
    difference = rate - rest
    floor = FLOOR * difference.std(axis=0)
    error = np.sqrt(variance + spread) + np.where(floor > NIL, floor, 0)
    scores = np.abs(_studentised(difference, error))
    p[tested] = (scores >= scores[0] * (1 - NIL)).mean(axis=0)
    adjusted[tested] = np.minimum(step_down(scores) / ALPHA_SHARES.get(kind, 1), 1)
    return p, adjusted


def step_down(scores: np.ndarray) -> np.ndarray:
    """Return the step-down maximum p of each column; the first row is observed.

    Westfall & Young (1993), algorithm 4.1: the largest score is held against the
    largest of each draw, the next one against the largest of those that remain.

    Examples
    --------
    >>> step_down(np.array([[3.0, 2.0], [1.0, 2.5], [0.0, 1.0], [3.5, 0.0]]))
    array([0.5, 0.5])
    """
    if not scores.shape[1]:
        return np.ones(0)
    order = np.argsort(-scores[0], kind="stable")
    sorted_ = scores[:, order]
    largest = np.maximum.accumulate(sorted_[:, ::-1], axis=1)[:, ::-1]
    p = (largest >= sorted_[0] * (1 - NIL)).mean(axis=0)
    return np.maximum.accumulate(p)[np.argsort(order, kind="stable")]


def rare(target: Side, reference: Side) -> np.ndarray:
    """Say of what there is too little, both sides together, to speak of a trend."""
    counts = np.vstack([target.counts, reference.counts])
    return (counts.sum(axis=0) < FEWEST_COUNTED) | (
        (counts > 0).sum(axis=0) < FEWEST_UNITS_WITH
    )


def verdicts(
    few: np.ndarray, low: np.ndarray, high: np.ndarray, p_adj: np.ndarray
) -> np.ndarray:
    """Say what may be claimed: up, down, unchanged or too few, per row.

    A direction needs both: an adjusted p below `SURE` and an interval without 0.
    """
    sure = p_adj < SURE
    unknown = few | np.isnan(p_adj) | (sure & np.isnan(low))
    cases = [unknown, sure & (low > 0), sure & (high < 0)]
    return np.select(cases, ["too few", "up", "down"], "unchanged")


def _moments(one: Side) -> np.ndarray:
    """Return x, x², x·m of each thing, then m, m², per unit: whole numbers, exact."""
    x, m = one.counts, one.sizes[:, None]
    return np.hstack([x, x * x, x * m, m, m * m])


def _ratio(sums: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return Σx ÷ Σm and its variance from the sums of moments of n units.

    The ratio estimator's (Cochran 1977, §6.4): n ÷ (n − 1) · Σ(x − r·m)² ÷ (Σm)².
    """
    x, xx, xm = np.split(sums[:, :-2], 3, axis=1)
    m, mm = sums[:, -2:-1], sums[:, -1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = x / m
        squares = xx - 2 * rate * xm + rate**2 * mm
        squares = np.where(squares > NIL * xx, squares, 0)
        return rate, squares / m**2 * np.divide(n, n - 1)


def _studentised(difference: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Return difference ÷ error; without any error a difference is beyond measure."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = difference / error
    scores = np.where(error > 0, scores, np.inf)
    return np.where(np.abs(difference) <= NIL, 0, scores)


def _codes(clauses: pd.DataFrame, levels: Sequence[str]) -> np.ndarray:
    """Return a number for each value of some levels, clauses × levels."""
    codes = [
        pd.factorize(clauses[level])[0] if level in clauses else np.zeros(len(clauses))
        for level in levels
    ]
    return np.column_stack(codes).astype("int64")
