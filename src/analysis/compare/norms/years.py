"""What is usual from one year to the next: how a body's reports move."""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from analysis.compare.norms.bands import NAMES, quantiles, rounded, written
from analysis.compare.norms.measures import OF_SCHEME, SHARES
from analysis.compare.sides import SIDES

YEAR_COLUMNS = (
    "statistic key role n_pairs before q05 q10 q25 q50 q75 q90 q95 share_up "
    "q025 q975 scheme differences"
).split()
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FRAME = re.compile("人民|政府$")  # 国务院政府 and 国务院 are one body


def year_pairs(reports: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the reports of one body on two years that follow each other.

    A body is known by the place of its files, the year left out (2017.txt and 2018.txt
    of one folder, 2025_anhui.txt and 2026_anhui.txt), where what the titles call it
    does not speak against it: 国务院 and 国务院政府 are one, 区政府 is any district.

    Parameters
    ----------
    reports
        `place`, `body`, `review_year` of each. One without a year is in no pair; of
        two on the same year the first counts.

    Returns
    -------
    The places of the earlier and of the later report, by body and year.

    Examples
    --------
    >>> reports = pd.DataFrame({"place": ["a/2012", "a/2013", "a/2015"], "body": "某区",
    ...     "review_year": [2011, 2012, 2014]})
    >>> year_pairs(reports)
    [('a/2012', 'a/2013')]
    """
    dated = reports.dropna(subset=["review_year"])
    series = dated["place"].map(lambda place: YEAR.sub("", PurePosixPath(place).name))
    folder = dated["place"].map(lambda place: str(PurePosixPath(place).parent))
    dated = dated.assign(series=folder + "/" + series)
    dated = dated.drop_duplicates(["series", "review_year"])
    dated = dated.sort_values(["series", "review_year"], kind="stable")
    rows = list(dated.itertuples())
    return [
        (one.place, other.place)
        for one, other in pairwise(rows)
        if one.series == other.series
        and other.review_year == one.review_year + 1
        and _one_body(one.body, other.body)
    ]


def _one_body(one: str, other: str) -> bool:
    """Say whether two names may be of one body: one is the end of the other.

    >>> _one_body("国务院", "国务院政府"), _one_body("区政府", "海拉尔区人民政府")
    (True, True)
    >>> _one_body("安徽省政府", "云南省政府")
    False
    """
    bare = [FRAME.sub("", FRAME.sub("", name)) for name in (one, other)]
    return bare[0].endswith(bare[1]) or bare[1].endswith(bare[0])


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
