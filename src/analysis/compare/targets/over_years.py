"""Hold what earlier plans promised beside what the review of that year reports."""

import pandas as pd

from analysis.compare.targets import COLUMNS, as_table, names, plan_years, row_of, told
from analysis.compare.targets.figures import Figure, figures
from analysis.compare.targets.likeness import paired
from analysis.compare.targets.met import met
from analysis.compare.targets.naming import RATIO
from analysis.compare.targets.pairs import called, value_beside
from analysis.compare.targets.promises import promised

OF_TARGET = (
    "target target_high comparator target_text direction clause_target start_target"
).split()
EMPTY = {"comparator": "", "target_text": "", "direction": ""}


def with_previous(
    table: pd.DataFrame, clauses: pd.DataFrame, quantities: pd.DataFrame
) -> pd.DataFrame:
    """Return the targets of some years with what had been promised for each of them.

    Parameters
    ----------
    table
        `targets` of several reports of one body, one below the other.
    clauses, quantities
        The tables of those names of the same reports.

    Returns
    -------
    DataFrame
        The rows of `table`, those of each report followed by rows for what was promised
        and is not among them. The result of year t stands beside the target of the
        report whose plan is for t: `previous_target` and `previous_high` in the row's
        unit, `previous_comparator`, `previous_text` as printed, `previous_report`,
        `clause_previous` and `start_previous` in that report. Goals that an earlier
        plan set for t (到2024年底…) count as well, whatever reports lie between; one
        whose result has a target of the year before too is a further row. `met` is
        missing where no result was found, the promise is in words (与经济增长同步) or
        the result tells neither; `met` says by which rule it is set.

    Examples
    --------
    >>> from analysis.compare.targets import targets
    >>> from analysis.count.quantities import quantities
    >>> clauses = pd.DataFrame({"report": ["a", "b"], "clause": 0, "start": 0,
    ...     "role": ["plan", "review"], "year": [2024, 2024],
    ...     "text": ["固定资产投资增长5.5%左右", "投资增长5.3%"]})
    >>> found = quantities(clauses)
    >>> table = with_previous(targets(clauses, found), clauses, found)
    >>> table[["report", "result", "previous_text", "met"]].tail(1)
      report  result previous_text    met
    1      b     5.3      5.5%左右  False
    """
    own = _by_report(clauses, figures(clauses, quantities, plan_years(clauses)))
    rows: list[dict] = []
    for report, figures_ in own.items():
        mine = table[table["report"] == report].to_dict("records")
        _, results = told(figures_)
        for earlier, wanted in _promises(report, own, clauses):
            plan = (clauses["report"] == earlier) & (clauses["role"] == "plan")
            review = (clauses["report"] == report) & (clauses["role"] == "review")
            found = paired(wanted, results, clauses[plan | review])
            for previous in wanted:
                _hold(mine, previous, found.get(previous), figures_, report)
        mine = _in_words(mine, _before(report, clauses), table)
        rows += mine
    return as_table(rows).reindex(columns=COLUMNS)


def _by_report(clauses: pd.DataFrame, found: list[Figure]) -> dict[str, list[Figure]]:
    """Return the figures of each report, in the order of the reports."""
    own: dict[str, list[Figure]] = {report: [] for report in clauses["report"].unique()}
    for figure in found:
        own[figure.report].append(_of_whole(figure))
    return own


def _of_whole(figure: Figure) -> Figure:
    """Return growth that names only a head as that of the whole: 投资增长5.8%.

    Within a report 投资 may be another thing than 固定资产投资; over the years it is
    the indicator of the whole that ends with it.
    """
    if not figure.motion or figure.base not in RATIO or names.tells(figure.key):
        return figure
    whole = names.in_full(figure.key)
    return figure._replace(key=whole) if whole else figure


def _reviewed(report: str, clauses: pd.DataFrame) -> int | None:
    """Return the year that a report reviews."""
    here = (clauses["report"] == report) & (clauses["role"] == "review")
    years = clauses.loc[here, "year"].dropna()
    return int(years.iloc[0]) if len(years) else None


def _before(report: str, clauses: pd.DataFrame) -> str:
    """Return the report whose plan is for the year that another reviews, or ""."""
    year = _reviewed(report, clauses)
    plans = plan_years(clauses).items()
    return next((r for r, plan in plans if plan == year and r != report), "")


def _promises(
    report: str, own: dict[str, list[Figure]], clauses: pd.DataFrame
) -> list[tuple[str, list[Figure]]]:
    """Return what earlier plans promised for the year of a review, the last first.

    Targets of the report before; then goals for that year, each as it was set last.
    """
    year, before = _reviewed(report, clauses), _before(report, clauses)
    found = [(before, told(own[before])[0])] if before else []
    known = {_what(figure) for _, wanted in found for figure in wanted}
    plans = sorted(plan_years(clauses).items(), key=lambda item: -item[1])
    for earlier, planned in plans:
        if year is None or planned >= year:
            continue
        goals = []
        for figure in own[earlier]:
            goal = figure._replace(many=False)
            if figure.goal == year and promised(goal) and _what(goal) not in known:
                goals.append(goal)
                known.add(_what(goal))
        found.append((earlier, goals))
    return [(earlier, wanted) for earlier, wanted in found if wanted]


def _what(figure: Figure) -> tuple:
    """Return what a figure promises, whichever plan it stands in."""
    return figure.key, figure.motion, figure.base, figure.value * figure.factor


def _hold(
    rows: list[dict],
    previous: Figure,
    pair: Figure | None,
    own: list[Figure],
    report: str,
) -> None:
    """Put an earlier promise into the row of its result, or into a new one."""
    row = _row_of_result(rows, pair) if pair else _row_of_target(rows, previous, own)
    turned = pair and value_beside(previous, pair) < 0  # 出口增长3%, and it fell
    again = row is None or row["previous_report"]  # a goal beside a year's target
    if again:
        rows.append(row := {})
    if again or (turned and pd.isna(row["target"])):
        row |= row_of(previous, pair) | _alone(report)
        of = previous
    else:
        of = _figure_of(row, own) or previous
    if pair and pd.isna(row["target"]):
        row["indicator"] = called(previous, pair)  # as it was promised
    row |= {
        "previous_target": value_beside(of, previous),
        "previous_high": previous.high and previous.high * previous.factor / of.factor,
        "previous_comparator": previous.comparator,
        "previous_text": previous.printed,
        "previous_report": previous.report,
        "clause_previous": previous.clause,
        "start_previous": previous.start,
        "met": met(previous, pair) if pair else None,
    }


def _alone(report: str) -> dict:
    """Return what makes a row one of a report that sets no target in it."""
    return dict.fromkeys(OF_TARGET) | EMPTY | {"report": report}


def _figure_of(row: dict, own: list[Figure]) -> Figure | None:
    """Return the figure that a row has its unit from, of those of its report."""
    start = row["start_target"]
    start = row["start_reference"] if pd.isna(start) else start
    return next((f for f in own if f.start == start and f.unit == row["unit"]), None)


def _row_of_result(rows: list[dict], pair: Figure) -> dict | None:
    """Return the row of a result; of several that of its name."""
    fit = [row for row in rows if row["start_reference"] == pair.start]
    if len(fit) > 1:
        fit = [row for row in fit if pair.noun in row["indicator"]] or fit
    return next((row for row in fit if not row["previous_report"]), (fit or [None])[0])


def _row_of_target(
    rows: list[dict], previous: Figure, own: list[Figure]
) -> dict | None:
    """Return the row of the same indicator that has a target and no result either."""
    if not names.tells(previous.key):
        return None
    kind = previous.key, previous.motion, previous.base
    same = {f.start for f in own if (f.key, f.motion, f.base) == kind}
    open_ = (row for row in rows if pd.isna(row["result"]))
    free = (row for row in open_ if not row["previous_report"])
    return next((row for row in free if row["start_target"] in same), None)


def _in_words(rows: list[dict], before: str, table: pd.DataFrame) -> list[dict]:
    """Add to results what the plan before had put in words: 与经济增长同步."""
    said = table[(table["report"] == before) & table["target"].isna()]
    words = {
        row.indicator: row for row in said.itertuples() if row.target_text
    }  # of growth, whose indicator says so
    for row in rows:
        promise = words.get(row["indicator"])
        if promise is not None and not row["previous_report"]:
            row |= {
                "previous_text": promise.target_text, "previous_report": before,
                "clause_previous": promise.clause_target,
                "start_previous": promise.start_target,
            }  # fmt: skip
    return rows
