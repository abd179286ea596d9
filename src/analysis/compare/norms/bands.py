"""From the measures of many reports to what is usual, and how usual one move is."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.compare.norms.measures import LEVELS, SHARES, of_scheme

QUANTILES = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
NAMES = "q025 q05 q10 q25 q50 q75 q90 q95 q975".split()
FEWEST_REPORTS = 20  # a norm of fewer says nothing
COLUMNS = (
    "statistic key n_reports review plan q05 q10 q25 q50 q75 q90 q95 share_up "
    "q025 q975 scheme differences"
).split()
DIGITS = 5  # significant ones of a number in a norm


def norms(measured: pd.DataFrame, *, scheme: str = "") -> pd.DataFrame:
    """Say how plan and review usually differ: one row per statistic × key.

    Parameters
    ----------
    measured
        What `measures` returns of many reports, with `report`. What one report has
        no trace of (a theme, a class of verbs) counts as 0 on both its sides.
    scheme
        The scheme of the themes among them.

    Returns
    -------
    DataFrame
        `statistic`, `key`, `n_reports`, `review` and `plan` (means), the quantiles of
        the difference plan − review (`q05` … `q95`, `q025`, `q975`), `share_up` (of
        reports in which it is above 0), `scheme` (of a theme, else ``""``) and
        `differences` (all of them, rising, parted by blanks), by statistic, then key.
        Of themes, classes of verbs and quantification also the level of each side
        (``theme_plan``, ``theme_review``, …): the same columns of the share itself in
        place of the difference.

    Examples
    --------
    >>> one = {"statistic": "class", "key": "深化提升"}
    >>> rows = [{"report": "a", **one, "review": 0.1, "plan": 0.3},
    ...         {"report": "b", **one, "review": 0.2, "plan": 0.3}]
    >>> norms(pd.DataFrame(rows))[["statistic", "n_reports", "q50", "share_up"]]
          statistic  n_reports   q50  share_up
    0         class          2  0.15       1.0
    1    class_plan          2  0.30       1.0
    2  class_review          2  0.15       1.0
    """
    reports = measured["report"].nunique()
    rows = []
    for (statistic, key), own in measured.groupby(["statistic", "key"]):
        sides = own[["review", "plan"]].dropna().to_numpy(float)
        absent = reports - len(sides) if statistic in SHARES else 0
        values = np.vstack([sides, np.zeros((absent, 2))])
        if not len(values):
            continue
        named = {"key": key, "scheme": scheme if of_scheme(statistic) else ""}
        differences = values[:, 1] - values[:, 0]
        rows.append({"statistic": statistic} | named | _band(values, differences))
        for n, side in enumerate(("review", "plan") if statistic in LEVELS else ()):
            level = {"statistic": f"{statistic}_{side}"} | named
            rows.append(level | _band(values, values[:, n]))
    rows.sort(key=lambda row: (row["statistic"], row["key"]))
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = table.select_dtypes("float").columns
    return table.assign(**{c: table[c].map(rounded) for c in numbers})


def quantiles(differences: np.ndarray) -> dict[str, float]:
    """Return the quantiles of some differences, by their names in a norm.

    Such that one further report of the kind falls below each with its probability
    (Weibull 1939; type 6 of Hyndman & Fan 1996): of 39 the lowest is `q025`.

    >>> quantiles(np.arange(39))["q025"], quantiles(np.arange(39))["q10"]
    (np.float64(0.0), np.float64(3.0))
    """
    cuts = np.quantile(differences, QUANTILES, method="weibull")
    return dict(zip(NAMES, cuts, strict=True))


def _band(values: np.ndarray, told: np.ndarray) -> dict[str, float | str]:
    """Return what is usual of the values of both sides, a row per report.

    And of what is told of each: the difference of the two, or one of them.
    """
    differences = np.sort(told)
    return {
        "n_reports": len(values),
        "review": values[:, 0].mean(),
        "plan": values[:, 1].mean(),
        **quantiles(differences),
        "share_up": (differences > 0).mean(),
        "differences": written(differences),
    }


def rounded(value: float) -> float:
    """Return a number of a norm with the digits that are kept of it.

    >>> rounded(0.123456789)
    0.12346
    """
    return float(f"{value:.{DIGITS}g}")


def written(values: np.ndarray) -> str:
    """Write numbers into one cell.

    >>> written(np.array([-0.5, 0.0, 1 / 3]))
    '-0.5 0 0.33333'
    """
    return " ".join(f"{value:.{DIGITS}g}" for value in values)


def usual(row: Mapping | None, difference: float) -> str:
    """Say how usual a difference is: common, notable or rare; "" without a norm.

    Common is within the 10–90 % band, rare outside the 2.5–97.5 % band. Where the
    whole band lies on one side of 0, a smaller move in that direction is common too,
    as long as it is not rare: a plan with a little less of what every plan has less
    of is no news.

    Examples
    --------
    >>> row = {"n_reports": 50, "q025": -9, "q10": -4, "q90": 4, "q975": 9}
    >>> [usual(row, difference) for difference in (0, 5, -10)]
    ['common', 'notable', 'rare']
    >>> row = {"n_reports": 50, "q025": 1, "q10": 3, "q90": 8, "q975": 9}
    >>> [usual(row, difference) for difference in (2, 8.5, 0)]
    ['common', 'notable', 'rare']
    """
    if row is None or row["n_reports"] < FEWEST_REPORTS:
        return ""
    low = row["q025"] if row["q10"] > 0 else row["q10"]
    high = row["q975"] if row["q90"] < 0 else row["q90"]
    off = slack(difference)
    if low - off <= difference <= high + off:
        return "common"
    inside = row["q025"] - off <= difference <= row["q975"] + off
    return "notable" if inside else "rare"


def further(row: Mapping, difference: float, *, up: bool) -> int:
    """Return how many reports of the norm lie further out, on one end or the other.

    Examples
    --------
    >>> row = {"differences": "-3 -1 0 2"}
    >>> further(row, -1, up=False), further(row, -1, up=True)
    (1, 2)
    """
    known = np.array(row["differences"].split(), dtype=float)
    if up:
        return int((known > difference + slack(difference)).sum())
    return int((known < difference - slack(difference)).sum())


def slack(difference: float) -> float:
    """Return by how much the numbers of a norm may be off, written with few digits."""
    return 1e-9 + abs(difference) * 10.0 ** (1 - DIGITS)
