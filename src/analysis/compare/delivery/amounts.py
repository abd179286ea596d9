"""What a task promises in figures beside what the review reports of them."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.targets import targets
from analysis.count.quantities import quantities

MET = {"lower", "same", "within", "looser"}  # the target, against the result


class Amount(NamedTuple):
    """One figure of a task, as printed, and the one reported for it."""

    planned: str
    reported: str
    met: bool
    clause: int  # of the next report


def amounts(plan: pd.DataFrame, review: pd.DataFrame) -> dict[int, list[Amount]]:
    """Return the figures of each clause of a plan for which the review has one.

    They are paired as `targets` pairs the figures of one report: by the indicator, or
    by what is counted; the clauses of the two reports are read as one text.

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
    told = [s if row < len(plan) else s + after for row, s in enumerate(sentence)]
    both = both.assign(report="", clause=range(len(both)), sentence=told)
    table = targets(both, quantities(both))
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
