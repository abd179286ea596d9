"""Hold the figures that a plan promises beside the results of the year reviewed."""

import re

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure, figures
from analysis.compare.targets.pairs import (
    alike,
    called,
    direction,
    reached,
    result_of,
    value_beside,
)
from analysis.compare.targets.promises import begins, promised, result, standing
from analysis.compare.targets.worded import in_words

__all__ = ["targets"]

COLUMNS = (
    "report indicator unit result result_comparator target target_high comparator "
    "previous_target met direction result_text target_text section clause_target "
    "clause_reference start_target start_reference"
).split()


def targets(
    clauses: pd.DataFrame,
    quantities: pd.DataFrame,
    *,
    earlier: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the targets of a plan beside the results: one row per indicator.

    Parameters
    ----------
    clauses, quantities
        The `clauses` table and what `quantities` found in it. The whole review and the
        whole plan are searched, by role; goals and sums of several years are left out.
    earlier
        The table of the report before, of the same body: its targets become
        `previous_target`, and `met` says whether the result reached them.

    Returns
    -------
    DataFrame
        `report`, `indicator` (增长 and 下降 are part of its name), `unit` (the text's
        own: 万人 stays 万人), `result`, `result_comparator` (超, 以上, 平均值 …),
        `target`, `target_high` (the upper end of a range), `comparator`,
        `previous_target`, `met`; `direction` of the target against the result
        (higher, lower, same; of ceilings tighter, looser; within a range; ``""``
        where there is none), `result_text`, `target_text` (as printed; what is
        put in words has text and no number), `section`, `clause_target`,
        `clause_reference`, `start_target`, `start_reference`. A row with one side
        stands too: targets in the order of the text, then results.

    Examples
    --------
    >>> from analysis.count.quantities import quantities
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "start": [0, 20],
    ...     "role": ["review", "plan"], "text": ["城镇新增就业53.1万人",
    ...     "城镇新增就业50万人以上"]})
    >>> table = targets(clauses, quantities(clauses))
    >>> table[["indicator", "unit", "result", "target", "comparator", "direction"]]
      indicator unit  result  target comparator direction
    0    城镇新增就业   万人    53.1    50.0         以上     lower
    """
    found = figures(clauses, quantities, _years(clauses))
    rows = []
    for report in dict.fromkeys(figure.report for figure in found):
        own = [figure for figure in found if figure.report == report]
        told = clauses[clauses["report"] == report]
        rows += _of_report(own, told)
    table = pd.DataFrame(rows, columns=COLUMNS).astype(
        dict.fromkeys(["result", "target", "target_high", "previous_target"], "float64")
        | dict.fromkeys(COLUMNS[-4:], "Int64")
        | {"met": "boolean"}
    )
    return table if earlier is None else _with_earlier(table, earlier)


def _years(clauses: pd.DataFrame) -> dict[str, int | None]:
    """Return the plan year of each report."""
    if "year" not in clauses:
        return {}
    plans = clauses[clauses["role"] == "plan"].dropna(subset="year")
    return {
        report: int(years.iloc[0]) for report, years in plans.groupby("report")["year"]
    }


def _of_report(told: list[Figure], clauses: pd.DataFrame) -> list[dict]:
    """Return the rows of one report."""
    wanted = _once([figure for figure in told if promised(figure)])
    results = _once([figure for figure in told if result(figure)])
    wanted = [figure for figure in wanted if not standing(figure, results)]
    starts = [figure for figure in told if figure.role == "plan" and begins(figure)]
    used: set[tuple[int, str]] = set()
    found = {}
    for target in wanted:
        own = [s for s in starts if _starts(s, target)]
        pair = own[-1] if own else result_of(target, results, used, wanted)
        if pair is not None:
            used.add((pair.start, pair.noun))
            found[target] = pair
    found |= alike(wanted, results, found)
    used |= {(pair.start, pair.noun) for pair in found.values()}
    rows = [_row(target, found.get(target)) for target in wanted]
    alone = [r for r in results if (r.start, r.noun) not in used]
    return in_words(rows + [_row(None, figure) for figure in alone], clauses)


def _starts(start: Figure, target: Figure) -> bool:
    """Say whether one figure is where the other begins: 由50%提高到60%."""
    bases = {figure.base.split("/")[0] for figure in (start, target)}
    same = start.clause == target.clause and len(bases) == 1
    return same and start.start < target.start


def _once(found: list[Figure]) -> list[Figure]:
    """Return figures without those said twice."""
    kept = {}
    for figure in found:
        what = figure.key, figure.motion, figure.base
        number = figure.value * figure.factor, figure.high
        alone = () if names.tells(figure.key) else (figure.start,)
        kept.setdefault((*what, *number, *alone), figure)
    return list(kept.values())


def _row(target: Figure | None, pair: Figure | None) -> dict:
    """Return a row of the table, of a target, a result, or both."""
    figure = target or pair
    row = dict.fromkeys(COLUMNS)
    row |= dict.fromkeys(
        "result_comparator comparator result_text target_text".split(), ""
    )
    row |= {
        "report": figure.report, "indicator": called(target, pair), "unit": figure.unit,
        "section": figure.section, "direction": "",
    }  # fmt: skip
    if pair is not None:
        value = value_beside(target, pair) if target else pair.value
        row |= {
            "result": value, "result_comparator": pair.comparator,
            "result_text": ("−" if value < 0 else "") + pair.printed,
            "clause_reference": pair.clause, "start_reference": pair.start,
        }  # fmt: skip
    if target is not None:
        row |= {
            "target": target.value, "target_high": target.high,
            "comparator": target.comparator, "target_text": target.printed,
            "clause_target": target.clause, "start_target": target.start,
        }  # fmt: skip
    if target is not None and pair is not None:
        row["direction"] = direction(target, row["result"])
    return row


def _with_earlier(table: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Add the targets that the report before had set, and whether they were met."""
    set_before = {
        (names.key(row.indicator), row.unit): row.target
        for row in earlier.dropna(subset="target").itertuples()
    }
    for index, row in table.dropna(subset="result").iterrows():
        before = set_before.get((names.key(row["indicator"]), row["unit"]))
        if before is None:
            continue
        known = names.canonical(re.sub("(?:增长|涨幅|下降)$", "", row["indicator"]))
        low = known in names.ceilings() and not row["indicator"].endswith("下降")
        table.loc[index, "previous_target"] = before
        table.loc[index, "met"] = reached(before, row["result"], ceiling=low)
    return table
