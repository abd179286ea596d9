"""How much of a report stands in the one before, word for word or nearly so."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.compare.delivery.progress import says
from analysis.compare.repeats import repeats
from analysis.compare.targets.scope import SEVERAL, of_several_years
from analysis.compare.trends.order import by_year

HELD = (("review", "review"), ("plan", "plan"), ("review", "plan"))  # later, earlier
SHORTEST = 6  # letters or Han characters: what is shorter is a phrase all texts have
LETTERS = r"[^\W\d_]"
ROWS = ["report", "role", "clause"]
COLUMNS = (
    "report year role report_before year_before role_before n n_verbatim of share"
).split()


def repeated_from_before(
    reports: pd.DataFrame, clauses: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say how much each report repeats of the one before: one row per pair of sides.

    Review is held against the review before, plan against the plan before, and the
    review against the plan before: what was planned and is told in the same words.
    Clauses under six characters and formulae (套话 of `progress.csv`; of 致谢 the whole
    sentence) are no repeats, as all texts have them. A review that tells of several
    years at length (过去五年) is held against no review of one.

    Parameters
    ----------
    reports, clauses
        The tables of those names, of several reports of one body.

    Returns
    -------
    table, rows
        The table: `report`, `year`, `role` of the later side, `report_before`,
        `year_before`, `role_before` of the earlier, `n` (clauses of the later that
        stand in the earlier, word for word or nearly so: `repeats`), `n_verbatim`,
        `of` (clauses of the later side, headings included) and `share`.
        The rows: one per clause repeated, `report`, `role`, `clause`, `role_before`.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["a", "b"], "review_year": [2012, 2013],
    ...     "plan_year": [2013, 2014]})
    >>> clauses = pd.DataFrame({"report": ["a", "b", "b"], "clause": [0, 0, 1],
    ...     "sentence": [0, 0, 1], "role": "plan", "section": "",
    ...     "text": ["加强党员教育管理", "加强党员教育管理", "发展数字经济"]})
    >>> table, _ = repeated_from_before(reports, clauses)
    >>> table[["year", "year_before", "n", "of"]]
       year  year_before  n  of
    0  2014         2013  1   2
    """
    sizes, rows = [], []
    for later, earlier, (target, reference) in _pairs(reports, clauses):
        own = _substance(repeats(target, reference), target)
        n, verbatim = len(own), int((own["kind"] == "verbatim").sum())
        before = earlier.report, earlier.year, earlier.role
        told = n, verbatim, len(target), n / len(target)
        sizes.append((later.report, later.year, later.role, *before, *told))
        named = own[[f"{name}_target" for name in ROWS]].set_axis(ROWS, axis=1)
        rows.append(named.assign(role_before=earlier.role))
    table = pd.DataFrame(sizes, columns=COLUMNS)
    empty = pd.DataFrame(columns=[*ROWS, "role_before"])
    return table, pd.concat(rows, ignore_index=True) if rows else empty


def _substance(found: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """Leave out repeats that say nothing of the work: short ones and formulae."""
    formula = target["text"].map(lambda text: says("套话", text))
    thanks = target["text"].map(lambda text: says("致谢", text))
    thanks = thanks.groupby(target["sentence"]).transform("any").astype(bool)
    empty = target.loc[formula | thanks, "clause"]
    long = found["text_target"].str.count(LETTERS) >= SHORTEST
    return found[long & ~found["clause_target"].isin(empty)]


def _pairs(reports: pd.DataFrame, clauses: pd.DataFrame) -> Iterator[tuple]:
    """Yield later and earlier side of reports in a row, with both texts."""
    sides = by_year(reports, clauses)[["report", "year", "role", "turn"]]
    several = of_several_years(clauses) >= SEVERAL
    groups = dict(list(clauses.groupby(["report", "role"], sort=False)))
    turns = [
        {row.role: row for row in own.itertuples(index=False)}
        for _, own in sides.groupby("turn")
    ]
    for earlier, later in pairwise(turns):
        for role, before in HELD:
            if role in later and before in earlier:
                one, other = later[role], earlier[before]
                if role == before == "review" and (
                    several[one.report, role] != several[other.report, role]
                ):
                    continue
                texts = (groups[x.report, x.role] for x in (one, other))
                yield one, other, tuple(texts)
