"""What a finding is: one sentence in two languages, its numbers, what it rests on."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

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


def told_once(tell: Callable[..., list[Finding]]) -> Callable[..., list[Finding]]:
    """Tell of the same tables once: the title of a chart asks again what was told."""
    asked: tuple = ()
    found: list[Finding] = []

    @wraps(tell)
    def told(*tables: Any) -> list[Finding]:
        nonlocal asked, found
        if len(tables) != len(asked) or not all(map(_same, tables, asked)):
            asked, found = tables, tell(*tables)
        return list(found)

    return told


def _same(one: Any, other: Any) -> bool:
    """Say whether these are one table, or names that are alike."""
    return one is other or (isinstance(one, tuple) and one == other)
