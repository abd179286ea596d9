"""How much of a task each clause of a review tells: the words that name its thing."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.delivery.worth import Clause
from analysis.lexicons import read_lexicon

LIST = re.compile("[、，]|以?及|和(?=[^谐睦平])|与")
BEFORE = 2  # clauses of the sentence before that may name the thing
NAMED_BEFORE = 0.4  # what a word counts that only stands there
OTHERWISE = 0.8  # what a thing counts under another name
PART = 3.5  # so much is a part of a list worth that names something
PIECE = 2.0  # of a word of which a part is found, this power of the share counts


class Review(NamedTuple):
    """What a review tells, by pairs of characters; rows are its clauses, from 0."""

    n: int
    sentence: np.ndarray
    headings: list[tuple[np.ndarray, np.ndarray]]  # clauses of a section, its heading
    pairs: dict[str, np.ndarray]  # the rows in which two characters stand together
    words: dict[str, np.ndarray]  # those in which they are a word
    named: dict[str, np.ndarray]  # those that name a thing by another name


class Telling(NamedTuple):
    """Of one task: what each clause of the review tells of it."""

    worth: float  # of all words of the task
    told: np.ndarray  # what the words are worth that a clause tells
    own: np.ndarray  # the same without what the clauses before it name
    share: np.ndarray  # of the task's worth, 0 to 1
    part: np.ndarray  # the largest share of a part of its list, 0 to 1
    parts: np.ndarray  # the share of each part: clauses × parts


def indexed(clauses: list[Clause], table: pd.DataFrame) -> Review:
    """Say in which clauses of a review each pair of characters stands."""
    pairs: dict[str, set[int]] = {}
    words: dict[str, set[int]] = {}
    for row, clause in enumerate(clauses):
        text = clause.text
        for at in range(len(text) - 1):
            pairs.setdefault(text[at : at + 2], set()).add(row)
        for start, end in clause.words:
            if end - start == 2:
                words.setdefault(text[start:end], set()).add(row)
    named = {}
    texts = [clause.text for clause in clauses]
    has = {
        term: {row for row, text in enumerate(texts) if term in text}
        for term in _synonyms()
    }
    for term, others in _synonyms().items():
        rows = set().union(*(has[other] for other in others))
        if rows:
            named[term] = np.array(sorted(rows))
    places = table["sentence"].to_numpy(), _headings(table)
    return Review(len(clauses), *places, _rows(pairs), _rows(words), named)


def _headings(table: pd.DataFrame) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the clauses of each section, and those of its heading."""
    heads = table["heading"].astype(bool).to_numpy()
    rows = pd.Series(np.arange(len(table))).groupby(table["section"].to_numpy())
    found = [(own.to_numpy(), own[heads[own]].to_numpy()) for name, own in rows if name]
    return [(own, over) for own, over in found if len(over)]


def tellings(task: Clause, review: Review) -> Telling:
    """Say how much of a task each clause of the review tells.

    What only the clauses before it in its sentence name, or the heading over it, counts
    where the clause tells something of the task itself.
    """
    own = np.maximum(_covered(task, review), OTHERWISE * _otherwise(task, review))
    before = np.zeros_like(own)
    for back in range(1, BEFORE + 1):
        same = review.sentence[back:] == review.sentence[:-back]
        shown = np.where(same[:, None], own[:-back], 0)
        before[back:] = np.maximum(before[back:], shown)
    for rows, over in review.headings:
        before[rows] = np.maximum(before[rows], own[over].max(axis=0))
    both = NAMED_BEFORE * _valued(task, np.maximum(own, before))
    alone = _valued(task, own)
    values = np.maximum(alone, both * own.any(axis=1)[:, None])
    worth = float(task.worth.sum())
    told = values.sum(axis=1)
    shares = [
        values[:, start:end].sum(axis=1) / task.worth[start:end].sum()
        for start, end in _parts(task)
    ]
    parts = np.array(shares).T.reshape(review.n, len(shares))
    best = parts.max(axis=1) if shares else np.zeros(review.n)
    share = told / max(worth, 0.1)
    return Telling(worth, told, alone.sum(axis=1), share, best, parts)


def _parts(task: Clause) -> list[tuple[int, int]]:
    """Return the parts of a list that name something, if there are two or more."""
    ends = [0, *(m.end() for m in LIST.finditer(task.text)), len(task.text)]
    spans = [
        (start, end)
        for start, end in pairwise(ends)
        if task.worth[start:end].sum() >= PART
    ]
    return spans if len(spans) > 1 else []


def _covered(task: Clause, review: Review) -> np.ndarray:
    """Say which characters of a task stand in each clause, two together or more.

    Two characters alone must be a word on one of the sides: of 三公里 nothing stands
    in 7000公里.
    """
    hits = np.zeros((review.n, len(task.text) + 1), bool)  # pair by its first character
    whole = np.zeros_like(hits)
    own = {start for start, end in task.words if end - start == 2}
    for at in range(len(task.text) - 1):
        pair = task.text[at : at + 2]
        if task.worth[at] > 0 and task.worth[at + 1] > 0 and pair in review.pairs:
            hits[review.pairs[pair], at] = True
            whole[slice(None) if at in own else review.words.get(pair, []), at] = True
    sure = whole.copy()
    sure[:, 1:] |= hits[:, :-1]
    sure[:, :-1] |= hits[:, 1:]
    sure &= hits
    found = sure.copy()
    found[:, 1:] |= sure[:, :-1]
    return found[:, :-1].astype(float)


def _otherwise(task: Clause, review: Review) -> np.ndarray:
    """Say which characters of a task stand in each clause under another name."""
    found = np.zeros((review.n, len(task.text)))
    for term, rows in review.named.items():
        at = task.text.find(term)
        if at >= 0:
            found[rows, at : at + len(term)] = 1
    return found


def _valued(task: Clause, covered: np.ndarray) -> np.ndarray:
    """Return what each covered character is worth; part of a word is worth less."""
    values = covered * task.worth
    for start, end in task.words:
        if task.worth[start] > 0:
            share = covered[:, start:end].mean(axis=1, keepdims=True)
            values[:, start:end] *= share ** (PIECE - 1)
    return values


def _rows(sets: dict[str, set[int]]) -> dict[str, np.ndarray]:
    return {key: np.array(sorted(rows)) for key, rows in sets.items()}


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Return the other names of each thing that has several."""
    table = read_lexicon("synonyms")
    groups = table.groupby("group")["term"].agg(frozenset)
    names: dict[str, frozenset[str]] = {}
    for term, group in zip(table["term"], table["group"], strict=True):
        names[term] = names.get(term, frozenset()) | groups[group] - {term}
    return names
