"""How much of each task each clause of a review tells: the words that name its thing."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np

from analysis.compare.delivery.worth import Clause
from analysis.lexicons import read_lexicon

LIST = re.compile("[、，]|以?及|和(?=[^谐睦平])|与")
BEFORE = 2  # clauses of the sentence before that may name the thing
NAMED_BEFORE = 0.7  # what a word counts that only stands there
OTHERWISE = 0.8  # what a thing counts under another name
PART = 3.5  # so much is a part of a list worth that names something
PIECE = 2.0  # a word of which half is found tells less than half


class Telling(NamedTuple):
    """Of one task: what each clause of the review tells of it."""

    worth: float  # of all words of the task
    told: np.ndarray  # a value per clause of the review
    share: np.ndarray  # of the task's worth that is told, 0 to 1
    part: np.ndarray  # the largest share of a part of its list, 0 to 1
    parts: np.ndarray  # which parts are told: clauses × parts


def tellings(task: Clause, review: list[Clause], sentence: np.ndarray) -> Telling:
    """Say how much of a task each clause of the review tells."""
    own = np.maximum(_covered(task, review), OTHERWISE * _otherwise(task, review))
    before = np.zeros_like(own)
    for back in range(1, BEFORE + 1):
        same = sentence[back:] == sentence[:-back]
        shown = np.where(same[:, None], own[:-back], 0)
        before[back:] = np.maximum(before[back:], shown)
    both = NAMED_BEFORE * _valued(task, np.maximum(own, before))
    values = np.maximum(_valued(task, own), both * own.any(axis=1)[:, None])
    worth = float(task.worth.sum())
    told = values.sum(axis=1)
    parts = _parts(task)
    shares = np.array([values[:, a:b].sum(axis=1) / max(task.worth[a:b].sum(), PART)
                       for a, b in parts]).T.reshape(len(review), len(parts))  # fmt: skip
    best = shares.max(axis=1) if parts else np.zeros(len(review))
    return Telling(worth, told, told / max(worth, 0.1), best, shares)


def _parts(task: Clause) -> list[tuple[int, int]]:
    """Return the parts of a list that name something, if there are two or more."""
    ends = [0, *(m.end() for m in LIST.finditer(task.text)), len(task.text)]
    spans = [
        (a, b)
        for a, b in zip(ends, ends[1:], strict=False)
        if task.worth[a:b].sum() >= PART
    ]
    return spans if len(spans) > 1 else []


def _covered(task: Clause, review: list[Clause]) -> np.ndarray:
    """Say which characters of a task stand in each clause, two together or more.

    Two characters alone must be a word on one of the sides: of 三公里 nothing stands
    in 7000公里.
    """
    found = np.zeros((len(review), len(task.text)), bool)
    own = {task.text[start:end] for start, end in task.words}
    pairs = {
        at: task.text[at : at + 2]
        for at in range(len(task.text) - 1)
        if task.worth[at] > 0 and task.worth[at + 1] > 0
    }
    for row, clause in enumerate(review):
        hits = {at for at, pair in pairs.items() if pair in clause.text}
        words = own | {clause.text[start:end] for start, end in clause.words}
        for at in hits:
            run = at - 1 in hits or at + 1 in hits
            if run or pairs[at] in words:
                found[row, at : at + 2] = True
    return found


def _otherwise(task: Clause, review: list[Clause]) -> np.ndarray:
    """Say which characters of a task stand in each clause under another name."""
    found = np.zeros((len(review), len(task.text)), bool)
    for term, others in _synonyms().items():
        at = task.text.find(term)
        if at >= 0:
            rows = [any(o in clause.text for o in others) for clause in review]
            found[rows, at : at + len(term)] = True
    return found


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Return the other names of each thing that has several."""
    table = read_lexicon("synonyms")
    groups = table.groupby("group")["term"].agg(frozenset)
    names: dict[str, frozenset[str]] = {}
    for term, group in zip(table["term"], table["group"], strict=True):
        names[term] = names.get(term, frozenset()) | groups[group] - {term}
    return names


def _valued(task: Clause, covered: np.ndarray) -> np.ndarray:
    """Return what each covered character is worth; part of a word is worth less."""
    values = covered * task.worth
    for start, end in task.words:
        share = covered[:, start:end].mean(axis=1, keepdims=True)
        values[:, start:end] *= share ** (PIECE - 1)
    return values
