"""What a finding is: one sentence in two languages, its numbers, what it rests on."""

from typing import NamedTuple

import pandas as pd


class Finding(NamedTuple):
    """One sentence of a report, with its numbers and the clauses that it rests on.

    Values are those of the sentence: the earlier (`value_reference`, of the review)
    and the later (`value_target`, of the plan), in `unit`; missing where it has none.
    """

    kind: (
        str  # theme section target formulation problem word verb class quantity repeat
    )
    subject: str  # theme, word, indicator, heading …; "" for the whole
    zh: str
    en: str
    evidence: pd.DataFrame  # report, clause, term: the clauses it rests on
    # how telling it is among those of its kind: more is more; below 0 what was only
    # not found, which is told after everything else
    weight: float = 0.0
    value_reference: float | None = None
    value_target: float | None = None
    unit: str = ""
    difference: float | None = None
    usual: str = ""  # common, notable, rare against the norm; "" where there is none
    norm_low: float | None = None
    norm_high: float | None = None
    n_norm: int | None = None
    hinges_on: str = ""  # the section or item without which the move is not there
