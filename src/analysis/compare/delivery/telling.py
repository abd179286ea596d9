"""How much of a task each clause of a review tells: the words that name its thing."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.delivery.worth import Clause, times
from analysis.lexicons import read_lexicon

LIST = re.compile("[、，]|以?及|和(?=[^谐睦平])|与")
BEFORE = 2  # clauses of the sentence before that may name the thing
NAMED_BEFORE = 0.4  # what a word counts that only stands there
OTHERWISE = 0.8  # what a thing counts under another name
PART = 3.5  # so much is a part of a list worth that names something
GAP = "，"  # between clauses that are read as one
SPLIT = 3  # characters of a word that its last two may cut amiss
PIECE = 2.0  # of a word of which a part is found, this power of the share counts


class Headed(NamedTuple):
    """Which clauses stand under which heading."""

    rows: np.ndarray  # clauses of sections that have one
    under: np.ndarray  # the heading of each, from 0
    over: np.ndarray  # the clauses of the headings, one heading behind the other
    starts: np.ndarray  # where in `over` each begins


class Review(NamedTuple):
    """What a review tells, by pairs of characters; rows are its clauses, from 0."""

    n: int
    sentence: np.ndarray
    headed: Headed | None
    pairs: dict[str, np.ndarray]  # the rows in which two characters stand together
    words: dict[str, np.ndarray]  # those in which they are a word
    within: dict[str, np.ndarray]  # those in which they are one, or part of a longer
    named: dict[str, np.ndarray]  # those that name a thing by another name


class Spread(NamedTuple):
    """How much of each character of a clause of the plan each of the review tells."""

    any: np.ndarray  # whether it tells anything itself
    alone: np.ndarray  # what is told is worth: clauses × characters, and a gap
    both: np.ndarray  # the same with what the clauses before it and its heading name


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
    within: dict[str, set[int]] = {}
    for row, clause in enumerate(clauses):
        text = clause.text
        for at in range(len(text) - 1):
            pairs.setdefault(text[at : at + 2], set()).add(row)
        for start, end in clause.words:
            if end - start == 2:
                words.setdefault(text[start:end], set()).add(row)
        for at in _within(clause):
            within.setdefault(text[at : at + 2], set()).add(row)
    named = {}
    texts = [clause.text for clause in clauses]
    has = {
        term: {row for row, text in enumerate(texts) if term in text}
        for term in other_names()
    }
    for term, others in other_names().items():
        rows = set().union(*(has[other] for other in others))
        if rows:
            named[term] = np.array(sorted(rows))
    places = table["sentence"].to_numpy(), _headed(table)
    found = (_rows(rows) for rows in (pairs, words, within))
    return Review(len(clauses), *places, *found, named)


def _within(clause: Clause) -> set[int]:
    """Return where two characters are a word, or part of a longer one.

    The first two and the last two: 理公 is no part of 管理公司. Nor is 治区 one of
    自治区, which the genre has oftener: that is 自 before 治 and 区 after it.
    """
    found = set()
    for start, end in clause.words:
        if end - start > 1:
            found.add(start)
            word, last = clause.text[start:end], clause.text[end - 2 : end]
            if end - start != SPLIT or times(last) >= times(word):
                found.add(end - 2)
    return found


def _headed(table: pd.DataFrame) -> Headed | None:
    """Return which clauses stand under a heading; None where there is none."""
    heads = table["heading"].astype(bool).to_numpy()
    rows = pd.Series(np.arange(len(table))).groupby(table["section"].to_numpy())
    found = [(own.to_numpy(), own[heads[own]].to_numpy()) for name, own in rows if name]
    found = [(own, over) for own, over in found if len(over)]
    if not found:
        return None
    own, over = zip(*found, strict=True)
    under = np.repeat(np.arange(len(own)), [len(rows) for rows in own])
    starts = np.cumsum([0, *(len(rows) for rows in over[:-1])])
    return Headed(np.concatenate(own), under, np.concatenate(over), starts)


def spread(task: Clause, review: Review) -> Spread:
    """Say how much of each character of a task each clause of the review tells.

    What only the clauses before it in its sentence name, or the heading over it, counts
    where the clause tells something of the task itself.
    """
    own = np.maximum(_covered(task, review), OTHERWISE * _otherwise(task, review))
    before = np.zeros_like(own)
    for back in range(1, BEFORE + 1):
        same = review.sentence[back:] == review.sentence[:-back]
        shown = np.where(same[:, None], own[:-back], 0)
        before[back:] = np.maximum(before[back:], shown)
    if review.headed:
        rows, under, over, starts = review.headed
        heads = np.maximum.reduceat(own[over], starts, axis=0)
        before[rows] = np.maximum(before[rows], heads[under])
    both = NAMED_BEFORE * _valued(task, np.maximum(own, before))
    return Spread(own.any(axis=1), _valued(task, own), both)


def tellings(task: Clause, spreads: list[Spread]) -> Telling:
    """Say how much of a task each clause of the review tells.

    Parameters
    ----------
    task
        One clause, or several as one (`joined`).
    spreads
        How much each of them tells of each character of it.
    """
    alone = np.hstack([one.alone for one in spreads])
    both = np.hstack([one.both for one in spreads])
    touched = np.logical_or.reduce([one.any for one in spreads])
    values = np.maximum(alone, both * touched[:, None])
    worth = float(task.worth.sum())
    told = values.sum(axis=1)
    shares = [
        values[:, start:end].sum(axis=1) / task.worth[start:end].sum()
        for start, end in _parts(task)
    ]
    parts = np.array(shares).T.reshape(len(told), len(shares))
    best = parts.max(axis=1) if shares else np.zeros(len(told))
    share = told / max(worth, 0.1)
    return Telling(worth, told, alone.sum(axis=1), share, best, parts)


def joined(clauses: list[Clause]) -> Clause:
    """Return several clauses as one."""
    text, words, worth = "", [], []
    for clause in clauses:
        words += [(len(text) + a, len(text) + b) for a, b in clause.words]
        worth += [clause.worth, np.zeros(len(GAP))]
        text += clause.text + GAP
    return Clause(text, np.concatenate(worth), words)


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

    Two characters alone must be a word on one of the sides, and a word or part of one
    on the other: of 三公里 nothing stands in 7000公里, of 民生 nothing in 人民生活.
    """
    hits = np.zeros((review.n, len(task.text) + 1), bool)  # pair by its first character
    whole = np.zeros_like(hits)
    own = {start for start, end in task.words if end - start == 2}
    within = _within(task)
    for at in range(len(task.text) - 1):
        pair = task.text[at : at + 2]
        if task.worth[at] > 0 and task.worth[at + 1] > 0 and pair in review.pairs:
            hits[review.pairs[pair], at] = True
            if at in within:
                known = review.within if at in own else review.words
                whole[known.get(pair, []), at] = True
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
    values = np.zeros((len(covered), len(task.text) + len(GAP)))
    values[:, : len(task.text)] = covered * task.worth
    for start, end in task.words:
        if task.worth[start] > 0:
            share = covered[:, start:end].mean(axis=1, keepdims=True)
            values[:, start:end] *= share ** (PIECE - 1)
    return values


def _rows(sets: dict[str, set[int]]) -> dict[str, np.ndarray]:
    return {key: np.array(sorted(rows)) for key, rows in sets.items()}


@cache
def other_names() -> dict[str, frozenset[str]]:
    """Return the other names of each thing that has several.

    >>> "自由贸易港" in other_names()["自贸港"]
    True
    """
    table = read_lexicon("synonyms")
    groups = table.groupby("group")["term"].agg(frozenset)
    names: dict[str, frozenset[str]] = {}
    for term, group in zip(table["term"], table["group"], strict=True):
        names[term] = names.get(term, frozenset()) | groups[group] - {term}
    return names
