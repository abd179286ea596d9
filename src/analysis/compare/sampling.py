"""Draw the units of a report anew: an interval for a difference of rates.

A report is one document, and its clauses are no independent observations: what is
drawn is the item (the section where there are no items).
"""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

DRAWS = 2000  # of the bootstrap
LEVEL = 0.95  # of an interval
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
    return item | (~has_items[section] & (headed | ~divided[part]) & ~_leads(clauses))


def _leads(clauses: pd.DataFrame) -> np.ndarray:
    """Say which clauses stand above the first heading of a side that has parts."""
    if "part" not in clauses:
        return np.zeros(len(clauses), dtype=bool)
    in_part = clauses["part"].to_numpy() != ""
    side = _codes(clauses, ["report", "role"])
    _, side = np.unique(side, axis=0, return_inverse=True)
    above = (clauses["section"] == "").to_numpy() & ~in_part
    return above & (np.bincount(side, in_part) > 0)[side]


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
