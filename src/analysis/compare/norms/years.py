"""What is usual from one year to the next: how a body's reports move."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.compare.norms.bands import NAMES, quantiles, rounded, written
from analysis.compare.norms.measures import OF_SCHEME, SHARES
from analysis.compare.sides import SIDES
from analysis.read.reports.shelves import YEARS, shelves

YEAR_COLUMNS = (
    "statistic key role n_pairs before q05 q10 q25 q50 q75 q90 q95 share_up "
    "q025 q975 scheme differences"
).split()


def year_pairs(reports: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the reports of one body on two years that follow each other.

    Parameters
    ----------
    reports
        `report`, `body`, `review_year` of each; what is one body says `shelves`.

    Returns
    -------
    The earlier and the later report of each pair, by body and year.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["2012", "2013", "2015"], "body": "某区政府",
    ...     "review_year": [2011, 2012, 2014]})
    >>> year_pairs(reports)
    [('2012', '2013')]
    """
    year = dict(zip(reports["report"], reports["review_year"], strict=True))
    return [
        (one, other)
        for shelf in shelves(reports).found
        if shelf.kind == YEARS
        for one, other in pairwise(shelf.reports)
        if year[other] == year[one] + 1
    ]


def year_norms(
    measured: pd.DataFrame, pairs: Iterable[tuple[str, str]], *, scheme: str = ""
) -> pd.DataFrame:
    """Say how plans, and reviews, usually move in a year: a row per measure × role.

    Parameters
    ----------
    measured
        What `measures` returns of many reports, with `report`. What a report has no
        trace of (a theme, a class of verbs) counts as 0 there.
    pairs
        Earlier and later report, as `year_pairs` returns them.
    scheme
        The scheme of the themes among them.

    Returns
    -------
    DataFrame
        `statistic`, `key`, `role`, `n_pairs`, `before` (mean of the earlier reports),
        the quantiles of the difference later − earlier (`q05` … `q95`, `q025`,
        `q975`), `share_up` (of pairs in which it is above 0), `scheme` (of a theme,
        else ``""``) and `differences` (all of them, rising, parted by blanks).

    Examples
    --------
    >>> one = {"statistic": "theme", "key": "culture", "review": 0.0}
    >>> rows = [{"report": "a", **one, "plan": 0.1},
    ...         {"report": "b", **one, "plan": 0.3}]
    >>> table = year_norms(pd.DataFrame(rows), [("a", "b")])
    >>> table.loc[table["role"] == "plan", ["n_pairs", "before", "q50", "share_up"]]
       n_pairs  before  q50  share_up
    0        1     0.1  0.2       1.0
    """
    pairs = list(pairs)
    rows = []
    for (statistic, key), own in measured.groupby(["statistic", "key"]):
        sides = own.set_index("report")[list(SIDES)]
        for role in SIDES:
            values = np.array(
                [[_value(sides, n, role, statistic) for n in pair] for pair in pairs],
                dtype=float,
            ).reshape(-1, 2)
            values = values[~np.isnan(values).any(axis=1)]
            if len(values):
                of = scheme if statistic in OF_SCHEME else ""
                named = {"statistic": statistic, "key": key, "role": role}
                rows.append(named | {"scheme": of} | _moves(values))
    table = pd.DataFrame(rows, columns=YEAR_COLUMNS)
    numbers = ["before", "share_up", *NAMES]
    return table.assign(**{c: table[c].astype(float).map(rounded) for c in numbers})


def _value(sides: pd.DataFrame, report: str, role: str, statistic: str) -> float:
    """Return a measure of one report; 0 of what it has no trace of."""
    if report in sides.index:
        return sides.at[report, role]
    return 0.0 if statistic in SHARES else np.nan


def _moves(values: np.ndarray) -> dict[str, float | str]:
    """Return what is usual of some pairs of values, the earlier first."""
    differences = np.sort(values[:, 1] - values[:, 0])
    return {
        "n_pairs": len(values),
        "before": values[:, 0].mean(),
        **quantiles(differences),
        "share_up": (differences > 0).mean(),
        "differences": written(differences),
    }
