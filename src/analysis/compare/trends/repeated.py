"""How much of a report stands in the one before, word for word or nearly so."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.compare.repeats import REPEAT_COLUMNS, repeats, reuse_shares
from analysis.compare.trends.order import by_year

HELD = (("review", "review"), ("plan", "plan"), ("review", "plan"))  # later, earlier
COLUMNS = (
    "report year role report_before year_before role_before n n_verbatim of share"
).split()


def repeated(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """List what each report repeats of the one before: a row per clause and side.

    Review is held against the review before, plan against the plan before, and the
    review against the plan before: what was planned and is told in the same words.

    Returns
    -------
    DataFrame
        What `repeats` returns, the later report as target.
    """
    found = [repeats(*pair) for _, _, pair in _pairs(reports, clauses)]
    empty = pd.DataFrame(columns=REPEAT_COLUMNS)
    kept = [one for one in found if len(one)]
    return pd.concat(kept, ignore_index=True) if kept else empty


def repeated_from_before(
    reports: pd.DataFrame, clauses: pd.DataFrame, found: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Say how much each report repeats of the one before: one row per pair of sides.

    Parameters
    ----------
    reports, clauses
        The tables of those names, of several reports of one body.
    found
        What `repeated` returned; found here if not given.

    Returns
    -------
    DataFrame
        `report`, `year`, `role` of the later side, `report_before`, `year_before`,
        `role_before` of the earlier, `n` (clauses of the later that stand in the
        earlier, word for word or nearly so), `n_verbatim`, `of` (clauses of the later
        side, headings included) and `share`.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["a", "b"], "review_year": [2012, 2013],
    ...     "plan_year": [2013, 2014]})
    >>> clauses = pd.DataFrame({"report": ["a", "b", "b"], "clause": [0, 0, 1],
    ...     "sentence": [0, 0, 1], "role": "plan", "section": "",
    ...     "text": ["加强党员教育管理", "加强党员教育管理", "发展数字经济"]})
    >>> repeated_from_before(reports, clauses)[["year", "year_before", "n", "of"]]
       year  year_before  n  of
    0  2014         2013  1   2
    """
    found = repeated(reports, clauses) if found is None else found
    rows = []
    for later, earlier, (target, _) in _pairs(reports, clauses):
        own = found[
            (found["report_target"] == later.report)
            & (found["role_target"] == later.role)
            & (found["report_reference"] == earlier.report)
            & (found["role_reference"] == earlier.role)
        ]
        said = reuse_shares(target, own, by=["role"]).iloc[0]
        sizes = int(said["n"]), int(said["n_verbatim"]), len(target), said["share"]
        rows.append((*later[:3], earlier.report, earlier.year, earlier.role, *sizes))
    return pd.DataFrame(rows, columns=COLUMNS)


def _pairs(reports: pd.DataFrame, clauses: pd.DataFrame) -> Iterator[tuple]:
    """Yield later and earlier side of reports in a row, with both texts."""
    sides = by_year(reports, clauses)[["report", "year", "role", "turn"]]
    groups = dict(list(clauses.groupby(["report", "role"], sort=False)))
    turns = [
        {row.role: row for row in own.itertuples(index=False)}
        for _, own in sides.groupby("turn")
    ]
    for earlier, later in pairwise(turns):
        for role, before in HELD:
            if role in later and before in earlier:
                one, other = later[role], earlier[before]
                texts = (groups[x.report, x.role] for x in (one, other))
                yield one, other, tuple(texts)
