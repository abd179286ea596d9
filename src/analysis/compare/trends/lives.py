"""Say what became of each formulation over the years: debut, spike, return, vanish."""

from collections.abc import Sequence

import pandas as pd

from analysis.compare.trends.order import by_year
from analysis.compare.trends.search import each_formulation, search_places

LIVES = ("debut", "return", "spike", "vanish", "steady")
EARLIER = 2  # reports before the last that must be known, or have it
TIMES = 3  # times as often as before, and so many times in number
COLUMNS = (
    "formulation role source kind life n first_year last_year n_last n_before counts"
).split()
WHOLE = ""  # the role of the whole text


def formulation_lives(
    reports: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say of each formulation in which years it stands: one row per formulation × role.

    The formulations are those of all reports; each is counted in every report as a
    search of the text finds it, quotation marks passed over.

    Parameters
    ----------
    reports, clauses, tokens
        The tables of those names, of several reports of one body.

    Returns
    -------
    table, rows
        The table: `formulation`, `role` (review, plan, ``""`` for the whole text,
        problems and what stands outside among it), `source`, `kind`, `life` (see
        `life_of`), `n` (over all years), `first_year`, `last_year` (of those with it;
        missing where it never stands there), `n_last` and `n_before` (in the last
        report, in the one before), `counts` (`2013:0 2014:3`). Years are those of the
        side; of the whole text, the years planned.
        The rows: one per place found, with `formulation`, `role`, `report`, `clause`.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["a", "b", "c"],
    ...     "review_year": [2012, 2013, 2014], "plan_year": [2013, 2014, 2015]})
    >>> clauses = pd.DataFrame({"report": ["a", "b", "c"], "clause": 0, "start": 0,
    ...     "role": "plan", "text": ["抓好教育", "抓好就业", "实施“互联网+”行动"]})
    >>> table, _ = formulation_lives(reports, clauses)
    >>> table[["formulation", "role", "life", "counts"]]
      formulation  role   life                counts
    0        互联网+        debut  2013:0 2014:0 2015:1
    1        互联网+  plan  debut  2013:0 2014:0 2015:1
    """
    sides = by_year(reports, clauses)
    told = clauses[clauses["role"].isin(["review", "plan"])]
    known = each_formulation(told, tokens)
    found = search_places(clauses, known["formulation"], quotes=False)
    found = found.rename(columns={"subject": "formulation"})
    rows = pd.concat(
        [found.assign(role=WHOLE), found[found["role"].isin(["review", "plan"])]],
        ignore_index=True,
    )
    whole = sides.sort_values(["turn", "year"]).drop_duplicates("report", keep="last")
    tables = []
    for role in (WHOLE, "review", "plan"):
        years = whole if role == WHOLE else sides[sides["role"] == role]
        own = rows[rows["role"] == role]
        if len(years):
            tables.append(_of_role(known, own, years.sort_values("turn"), role))
    table = pd.concat(tables, ignore_index=True)
    table = table[table["n"] > 0]
    order = table.groupby("formulation")["n"].transform("max")
    table = table.assign(order=-order).sort_values(
        ["order", "formulation"], kind="stable"
    )
    return table[COLUMNS].reset_index(drop=True), rows


def _of_role(
    known: pd.DataFrame, found: pd.DataFrame, years: pd.DataFrame, role: str
) -> pd.DataFrame:
    """Count every formulation in one role of each year."""
    n = found.groupby(["formulation", "report"]).size().unstack(fill_value=0)
    n = n.reindex(index=known["formulation"], columns=years["report"], fill_value=0)
    said = years["year"].tolist()
    counts = n.to_numpy().tolist()
    having = [[year for year, x in zip(said, row, strict=True) if x] for row in counts]
    return known.assign(
        role=role,
        n=[sum(row) for row in counts],
        life=[life_of(row) for row in counts],
        first_year=pd.array([x[0] if x else None for x in having], dtype="Int64"),
        last_year=pd.array([x[-1] if x else None for x in having], dtype="Int64"),
        n_last=[row[-1] for row in counts],
        n_before=pd.array(
            [row[-2] if len(row) > 1 else None for row in counts], dtype="Int64"
        ),
        counts=[
            " ".join(f"{y}:{x}" for y, x in zip(said, row, strict=True))
            for row in counts
        ],
    )


def life_of(counts: Sequence[int]) -> str:
    """Say what became of a formulation, by its counts year after year.

    debut: in the last report, in none of two or more before. return: in the last, not
    in the one before, but in an earlier one. spike: in the last three times as often
    as in any before, and three times at least. vanish: not in the last, but in two
    before, or three times in one. steady: everything else. The first that
    holds is said.

    Examples
    --------
    >>> life_of([0, 0, 1]), life_of([0, 3]), life_of([2, 0, 1])
    ('debut', 'spike', 'return')
    >>> life_of([1, 2, 6]), life_of([1, 1, 0]), life_of([3, 0]), life_of([2, 0])
    ('spike', 'vanish', 'vanish', 'steady')
    """
    *before, last = counts
    if not before:
        return "steady"
    if last and not any(before):
        known = len(before) >= EARLIER
        return "debut" if known else "spike" if last >= TIMES else "steady"
    if last and not before[-1]:
        return "return"
    if last >= max(TIMES * max(before), TIMES):
        return "spike"
    gone = sum(n > 0 for n in before) >= EARLIER or max(before) >= TIMES
    return "vanish" if not last and gone else "steady"
