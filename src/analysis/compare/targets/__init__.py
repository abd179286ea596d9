"""Hold the figures that a plan promises beside the results of the year reviewed."""

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure, figures
from analysis.compare.targets.likeness import paired
from analysis.compare.targets.pairs import called, direction, value_beside
from analysis.compare.targets.promises import (
    begins,
    promised,
    result,
    standing,
    supported,
)
from analysis.compare.targets.shortened import in_full
from analysis.compare.targets.worded import in_words

__all__ = ["targets"]

COLUMNS = (
    "report indicator unit result result_comparator target target_high comparator "
    "previous_target met previous_high previous_comparator direction result_text "
    "target_text previous_text section previous_report clause_target clause_reference "
    "clause_previous start_target start_reference start_previous"
).split()
NUMBERS = ("result", "target", "target_high", "previous_target", "previous_high")
WORDS = (
    "result_comparator comparator previous_comparator result_text target_text "
    "previous_text previous_report direction"
).split()


def targets(clauses: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the targets of a plan beside the results: one row per indicator.

    Parameters
    ----------
    clauses, quantities
        The `clauses` table and what `quantities` found in it. The whole review and the
        whole plan are searched, by role; goals and sums of several years are left out.

    Returns
    -------
    DataFrame
        `report`, `indicator` (增长 and 下降 are part of its name), `unit` (the text's
        own: 万人 stays 万人), `result`, `result_comparator` (超, 以上, 平均值 …),
        `target`, `target_high` (the upper end of a range), `comparator`,
        the target of the report before (`previous_target` and the like) and `met`,
        which `with_previous` fills; `direction` of the target against the result
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
    found = figures(clauses, quantities, plan_years(clauses))
    rows = []
    for report in dict.fromkeys(figure.report for figure in found):
        own = [figure for figure in found if figure.report == report]
        rows += _of_report(own, clauses[clauses["report"] == report])
    return as_table(rows)


def as_table(rows: list[dict]) -> pd.DataFrame:
    """Return rows as a table with the types of its columns."""
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        dict.fromkeys(NUMBERS, "float64")
        | dict.fromkeys(COLUMNS[-6:], "Int64")
        | {"met": "boolean"}
    )


def plan_years(clauses: pd.DataFrame) -> dict[str, int | None]:
    """Return the plan year of each report."""
    if "year" not in clauses:
        return {}
    plans = clauses[clauses["role"] == "plan"].dropna(subset="year")
    return {
        report: int(years.iloc[0]) for report, years in plans.groupby("report")["year"]
    }


def told(found: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the targets of a plan and the results of a review, each once."""
    wanted = _once([figure for figure in found if promised(figure)])
    results = _once([figure for figure in found if result(figure)])
    return [figure for figure in wanted if not standing(figure, results)], results


def _of_report(found: list[Figure], clauses: pd.DataFrame) -> list[dict]:
    """Return the rows of one report."""
    found = in_full(found, clauses)
    backed = [figure for figure in found if supported(figure)]
    wanted, results = told(found)
    starts = [figure for figure in found if figure.role == "plan" and begins(figure)]
    begun = {
        t: own[-1] for t in wanted if (own := [s for s in starts if _starts(s, t)])
    }
    pairs = paired(wanted, results, clauses, begun=begun, backed=backed)
    wanted = [figure for figure in found if figure in pairs or figure in wanted]
    used = {(pair.start, pair.noun) for pair in pairs.values()}
    rows = [row_of(target, pairs.get(target)) for target in wanted]
    alone = [r for r in results if (r.start, r.noun) not in used]
    return in_words(rows + [row_of(None, figure) for figure in alone], clauses)


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


def row_of(target: Figure | None, pair: Figure | None) -> dict:
    """Return a row of the table, of a target, a result, or both."""
    figure = target or pair
    row = dict.fromkeys(COLUMNS)
    row |= dict.fromkeys(WORDS, "")
    row |= {
        "report": figure.report, "indicator": called(target, pair), "unit": figure.unit,
        "section": figure.section,
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
