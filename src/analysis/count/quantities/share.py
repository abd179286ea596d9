"""Measure how much of each part of a report holds a quantity (定量化率)."""

import numpy as np
import pandas as pd

from analysis.read.outline.places import place_numbers

Z = 1.959963984540054  # of a 95 % interval


def quantification(
    clauses: pd.DataFrame, quantities: pd.DataFrame, *, role_totals: bool = True
) -> pd.DataFrame:
    """Say what share of the clauses holds a quantity: one row per section.

    Parameters
    ----------
    clauses, quantities
        The `clauses` table and what `quantities` found in it.
    role_totals
        Whether each role's total stands above its sections.

    Returns
    -------
    DataFrame
        `role`, `level` (``role`` or ``section``), `part`, `section`, `n` (clauses
        with a quantity), `n_clauses` (headings included), `share` (0 to 1), `low`,
        `high` (95 % interval), `units` (items; outside items, sentences) and
        `n_quantities`, in the order of the text.

    Notes
    -----
    The clauses of one item are not independent. The variance of the share is that of
    a ratio of totals over items, or sentences outside items (Cochran 1977, eq. 6.13,
    without the finite correction); the interval is Wilson's (1927) for the number of
    independent clauses that would have this variance (the clauses ÷ Kish's design
    effect, never more than there are; Korn & Graubard 1998). A share of
    0 or 1 counts the units instead.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "role": "plan",
    ...     "part": "", "section": ["甲", "乙"], "item": "", "sentence": [0, 1]})
    >>> found = pd.DataFrame({"report": ["r"], "clause": [1]})
    >>> quantification(clauses, found)[["level", "section", "n", "n_clauses", "share"]]
         level section  n  n_clauses  share
    0     role          1          2    0.5
    1  section       甲  0          1    0.0
    2  section       乙  1          1    1.0
    """
    key = ["report", "clause"]
    n = quantities.groupby(key).size().rename("n_quantities").reset_index()
    table = clauses.assign(unit=place_numbers(clauses)).merge(n, on=key, how="left")
    table["n_quantities"] = table["n_quantities"].fillna(0).astype("int64")
    table["has"] = table["n_quantities"] > 0
    rows = []
    for role, inside in table.groupby("role", sort=False):
        if role_totals:
            rows.append((role, "role", "", "", *_measured(inside)))
        for (part, section), group in inside.groupby(["part", "section"], sort=False):
            rows.append((role, "section", part, section, *_measured(group)))
    columns = "role level part section n n_clauses share low high units n_quantities"
    return pd.DataFrame(rows, columns=columns.split())


def with_quantity(clauses: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses that hold a quantity: the rows that `quantification` counts.

    Returns
    -------
    DataFrame
        One row per clause with a quantity and level it counts for: its columns, with
        `level` ``section``, and again with `level` ``role``, `part` and `section`
        ``""``.
    """
    found = quantities[["report", "clause"]].drop_duplicates()
    own = clauses.merge(found, on=["report", "clause"])
    whole = own.assign(level="role", part="", section="")
    return pd.concat([whole, own.assign(level="section")], ignore_index=True)


def _measured(clauses: pd.DataFrame) -> tuple:
    """Return the columns from `n` on, of one group of clauses."""
    has = clauses["has"].to_numpy(dtype=float)
    _, unit = np.unique(clauses["unit"].to_numpy(), return_inverse=True)
    sums, sizes = np.bincount(unit, weights=has), np.bincount(unit)
    n, size, units = int(has.sum()), len(has), len(sizes)
    share, effective = n / size, float(units)
    if 0 < n < size and units > 1:
        rest = sums - share * sizes
        spread = units / (units - 1) * float((rest**2).sum()) / size**2
        alone = share * (1 - share) / (size - 1)  # were the clauses independent
        effective = size * min(alone / spread, 1) if spread else size
    low, high = _wilson(share, effective)
    low, high = low if n else 0.0, high if n < size else 1.0
    return n, size, share, low, high, units, int(clauses["n_quantities"].sum())


def _wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share of n (Wilson 1927).

    >>> [round(end, 3) for end in _wilson(0.5, 10)]
    [0.237, 0.763]
    """
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return float(max(middle - half, 0)), float(min(middle + half, 1))
