"""The order of several reports: by the year that they review."""

import pandas as pd

from analysis.compare.sides import SIDES

ROLES = SIDES[::-1]  # review, plan: as the text has them


def by_year(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the sides of the reports in order: one row per report × role it has.

    Returns
    -------
    DataFrame
        `report`, `role` (``review``, ``plan``), `year` (of a review the year reviewed,
        of a plan the year planned; where the text names none, the year after the one
        reviewed) and `turn` (0, 1, … by the year reviewed).

    Raises
    ------
    ValueError
        Where a report has no year, or two have the same: which of them are one series
        the caller decides.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["b", "a"], "review_year": [2013, 2012],
    ...     "plan_year": [2014, 2013]})
    >>> clauses = pd.DataFrame({"report": ["a", "b", "b"],
    ...     "role": ["plan", "review", "plan"]})
    >>> by_year(reports, clauses)
      report    role  year  turn
    0      a    plan  2013     0
    1      b  review  2013     1
    2      b    plan  2014     1
    """
    years = reports.set_index("report")["review_year"]
    if years.isna().any() or years.duplicated().any():
        said = ", ".join(f"{name} {year}" for name, year in years.items())
        raise ValueError(f"each report needs a review year of its own; given: {said}")
    has = set(zip(clauses["report"], clauses["role"], strict=True))
    rows = []
    ordered = reports.sort_values("review_year", kind="stable")
    for turn, report in enumerate(ordered.itertuples()):
        plan = report.plan_year
        plan = int(report.review_year) + 1 if pd.isna(plan) else int(plan)
        said = {"review": int(report.review_year), "plan": plan}
        rows += [
            (report.report, role, said[role], turn)
            for role in ROLES
            if (report.report, role) in has
        ]
    table = pd.DataFrame(rows, columns=["report", "role", "year", "turn"])
    return table.astype({"year": "int64", "turn": "int64"})
