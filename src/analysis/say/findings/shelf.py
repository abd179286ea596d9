"""What is told of a shelf of bodies is told from this: plans, names, places."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.say.findings.finding import Finding

Told = list[tuple[str, Finding]]  # each with the body that it is about


class Shelf(NamedTuple):
    """What the sentences are told from.

    `plan` is all of a report that looks ahead: the year, and the years after where it
    speaks of them; so sentences say 计划部分, not 2026年计划.
    """

    plans: pd.DataFrame  # the clauses of the plans
    n: int  # bodies
    scheme: str
    english: Mapping[str, str]  # each theme's name in English, by its Chinese one

    def others(self) -> str:
        """Say what is held against one: 其余11份."""
        return f"其余{self.n - 1}份"


def begins_a_term(word: str, terms: Collection[str]) -> bool:
    """Say whether a word is what a theme is about: a term, or one begins with it.

    >>> begins_a_term("海洋", ["海洋经济"]), begins_a_term("中心", ["海洋经济"])
    (True, False)
    """
    return any(term.startswith(word) for term in terms)


def places(plans: pd.DataFrame, words: Iterable[str], report: str = "") -> pd.DataFrame:
    """Return the clauses of the plans, or of one, that hold some words."""
    own = plans[plans["report"] == report] if report else plans
    found = [
        own.loc[
            own["text"].str.contains(word, regex=False), ["report", "clause"]
        ].assign(term=word)
        for word in words
    ]
    return pd.concat(found, ignore_index=True)
