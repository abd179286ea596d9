"""What a task promises in figures beside what the review reports of them."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.targets import targets
from analysis.count.quantities import quantities

APART = 5.0  # times as much, or as little: another figure
MET = {"lower", "same", "within", "looser"}  # the target, against the result


class Figures(NamedTuple):
    """The quantities of some clauses by the clause: as printed, unit and value."""

    printed: dict[int, str]
    values: dict[int, list[tuple[str, float, str]]]


class Amount(NamedTuple):
    """One figure of a task, as printed, and the one reported for it."""

    planned: str
    reported: str
    met: bool
    clause: int  # of the next report


def amounts(
    plan: pd.DataFrame,
    review: pd.DataFrame,
    planned: pd.DataFrame | None = None,
    told: pd.DataFrame | None = None,
) -> dict[int, list[Amount]]:
    """Return the figures of each clause of a plan for which the review has one.

    They are paired as `targets` pairs the figures of one report: by the indicator, or
    by what is counted; the clauses of the two reports are read as one text.

    Parameters
    ----------
    plan, review
        Clauses.
    planned, told
        Their `quantities`, where these are known.

    Examples
    --------
    >>> plan = pd.DataFrame({"report": "a", "clause": [4], "start": [0], "sentence": 0,
    ...     "role": "plan", "section": "", "text": ["城镇新增就业50万人"]})
    >>> told = plan.assign(report="b", role="review", text="城镇新增就业53万人")
    >>> amounts(plan, told)[4][0]
    Amount(planned='50万人', reported='53万人', met=True, clause=4)
    """
    both = pd.concat([plan, review], ignore_index=True)
    number, sentence = both["clause"].tolist(), both["sentence"].tolist()
    after = max(sentence[: len(plan)], default=-1) + 1
    runs = [s if row < len(plan) else s + after for row, s in enumerate(sentence)]
    both = both.assign(report="", clause=range(len(both)), sentence=runs)
    table = targets(both, _found(plan, planned, review, told))
    found: dict[int, list[Amount]] = {}
    for row in table.dropna(subset=["clause_target", "clause_reference"]).itertuples():
        amount = Amount(
            row.target_text,
            row.result_text,
            row.direction in MET,
            number[row.clause_reference],
        )
        found.setdefault(number[row.clause_target], []).append(amount)
    return found


def _found(
    plan: pd.DataFrame,
    planned: pd.DataFrame | None,
    review: pd.DataFrame,
    told: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the quantities of both with their clauses numbered as one text."""
    parts, shift = [], 0
    for clauses, known in ((plan, planned), (review, told)):
        own = quantities(clauses) if known is None else known
        place = dict(
            zip(clauses["clause"], range(shift, shift + len(clauses)), strict=True)
        )
        parts.append(own.assign(report="", clause=own["clause"].map(place)))
        shift += len(clauses)
    return pd.concat(parts, ignore_index=True)


def figures(found: pd.DataFrame) -> Figures:
    """Return `quantities` by their clause."""
    printed = found.groupby("clause")["text"].agg("、".join).to_dict()
    values: dict[int, list[tuple[str, float, str]]] = {}
    known = found[found["kind"].ne("rank") & found["value"].notna()]
    for row in known.itertuples():
        values.setdefault(row.clause, []).append((row.unit, row.value, row.text))
    return Figures(printed, values)


def beside(
    planned: list[tuple[str, float, str]], told: list[tuple[str, float, str]]
) -> tuple[float, str] | None:
    """Return how much of one planned figure a clause reports, and as printed.

    None where not each has just one figure of some unit, or where both are printed
    alike: then it may be part of a name (700万吨露天矿).

    >>> beside([("平方米", 150000.0, "15万平方米")], [("平方米", 1e5, "10万平方米")])
    (0.6666666666666666, '10万平方米')
    """
    for unit in dict.fromkeys(unit for unit, _, _ in planned):
        ours = [figure for figure in planned if figure[0] == unit]
        theirs = [figure for figure in told if figure[0] == unit]
        if len(ours) == len(theirs) == 1 and ours[0][2] != theirs[0][2]:
            return theirs[0][1] / ours[0][1] if ours[0][1] else 1.0, theirs[0][2]
    return None


def other(share: float) -> bool:
    """Say whether a figure is too far from the one planned to be of the same thing."""
    return not 1 / APART <= share <= APART
