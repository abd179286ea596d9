"""How surely each clause of a review tells of a task, by its thing and its place."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.alignment.fields import fields
from analysis.compare.delivery.telling import (
    Review,
    Spread,
    Telling,
    indexed,
    joined,
    spread,
    tellings,
)
from analysis.compare.delivery.worth import Clause, weighed
from analysis.compare.similarity import product, unit
from analysis.compare.targets.scope import periods
from analysis.lexicons import read_lexicon

LITTLE = 3.0  # worth of words that prove half of what they say
PART = 0.6  # what a part of a list counts
MOST = 0.5  # of its words that must be told
AROUND = 0.25  # what the clauses beside the task count
NAMELESS = 4.0  # a task whose words are worth less leaves its thing to those beside it:
INSTEAD = 0.5  # then they count
FIELD = 0.2  # what a common field counts
WHOLE = 1 + INSTEAD + FIELD
LEAD = 0.5  # what words count that only lead up to the verb
OBJECT = set("对 对于 将 把 就 关于 针对 对照".split())  # these lead its object
HEADING = 0.8  # what a heading counts, which only says what follows
ASPECT = "方面"  # 养老方面 only says what follows, as a heading does
YEARS = 0.9  # what is told of five years


class Sides(NamedTuple):
    """A plan and the review that follows it, cut into weighed words."""

    plan: list[Clause]
    review: Review
    spread: Callable[[int], Spread]  # by row of the plan
    plan_sentence: np.ndarray
    size: np.ndarray  # what all words of each clause of the review are worth
    weight: np.ndarray  # what each clause of the review counts
    common: np.ndarray  # cosine of the fields: plan × review


def sides(plan: pd.DataFrame, review: pd.DataFrame, asked: pd.DataFrame) -> Sides:
    """Cut a plan and a review into words and say what these are worth.

    `asked` says of the plan's tasks in which `row` they stand, and at which character
    the `first` verb does: what only leads up to it (围绕热点问题) counts half.
    """
    both = pd.concat([plan, review], ignore_index=True)
    cut, n = weighed(both), len(plan)
    for row, first in zip(asked["row"], asked["first"], strict=True):
        if cut[row].text.startswith(_frames()):
            cut[row].worth[:first] *= LEAD
    spoken = fields(both["text"].tolist())
    having = np.bincount(spoken.tocoo().col, minlength=spoken.shape[1])
    rare = np.log((len(both) + 1) / (1 + having))
    spoken = unit((spoken @ sparse.diags_array(rare)).tocsr())
    leads = review["heading"].astype(bool) | review["text"].str.endswith(ASPECT)
    heads = np.where(leads, HEADING, 1)
    told = indexed(cut[n:], review)

    @lru_cache(maxsize=4)  # each is asked for by the tasks beside it too
    def of_row(row: int) -> Spread:
        """Return how much of each character of a task each clause tells."""
        return spread(cut[row], told)

    return Sides(
        cut[:n],
        told,
        of_row,
        plan["sentence"].to_numpy(),
        np.array([clause.worth.sum() for clause in cut[n:]]),
        heads * np.where(periods(review), YEARS, 1),
        product(spoken[:n], spoken[n:]).round(9),
    )


def nearness(both: Sides, row: int) -> tuple[Telling, np.ndarray]:
    """Return what each clause of the review tells of a task, and how surely, 0 to 1.

    The score is the geometric mean of the share of the task's words that a clause
    tells and of the cosine of the two, less where these words prove little. To it comes
    a quarter of the same for the clauses beside the task in its sentence, half where
    the task itself names hardly anything, and a fifth of how much both speak of the
    same fields.
    """
    told = tellings(both.plan[row], [both.spread(row)])
    part = np.where(told.part >= MOST, PART * told.part, 0)
    score = np.maximum(_score(told, both.size), part * _sure(told))
    beside = [
        at
        for at in (row - 1, row + 1)
        if 0 <= at < len(both.plan)
        and both.plan_sentence[at] == both.plan_sentence[row]
    ]
    if beside:
        around = joined([both.plan[at] for at in beside])
        around = tellings(around, [both.spread(at) for at in beside])
        counts = INSTEAD if told.worth < NAMELESS else AROUND
        score = score + counts * _score(around, both.size)
    score = (score + FIELD * both.common[row]) / WHOLE
    return told, np.minimum(score * both.weight, 1).round(9)


@cache
def _frames() -> tuple[str, ...]:
    """Return the prepositions that open a frame, not those that lead an object."""
    table = read_lexicon("modifiers")
    words = table.loc[table["kind"] == "介词", "word"]
    return tuple(word for word in words if word not in OBJECT)


def _score(told: Telling, size: np.ndarray) -> np.ndarray:
    cosine = told.told / np.sqrt(np.maximum(told.worth * size, 1e-9))
    return np.sqrt(told.share * np.minimum(cosine, 1)) * _sure(told)


def _sure(told: Telling) -> np.ndarray:
    return told.told / (told.told + LITTLE)
