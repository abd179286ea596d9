"""Which figures are of one thing in other words, or in the same words in another order.

Names are held as sets of words, verbs and empty words left out, each word weighted by
its rarity in the report (Spärck Jones 1972). A word that only one side says counts
little where the clauses around the other say it too. Two figures are a pair only where
each is the other's nearest, whatever other pairs there are.
"""

import math
import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure
from analysis.compare.targets.naming import RATIO
from analysis.compare.targets.pairs import alike, fits, result_of, value_beside
from analysis.count.tokens import words_in

ENOUGH = 0.6  # share of the weight of two names that they must have in common
LISTED = 0.45  # the same beside a pair, in two lists of the same things
SAME_NUMBER = 0.1  # the same where the numbers are one, too
AROUND = 0.25  # what a word counts that the clauses around the other name say
WITHIN = 2  # clauses before a figure that tell what it is of
NEAR = 4  # clauses between the entries of two lists
FAR = 10  # numbers further apart are not of one thing
LITTLE = 4  # part of its rarity that a word counts which says nothing alone
LEAST = 3  # signs that names must share, of words that tell something
SHARE = re.compile("占(?:[^，、]*的?(?:比重|比例)|比)")
QUOTED = re.compile("[“‘《]([^”’》]+)[”’》]")
SEVERAL = frozenset({"规模", "数量", "数"})  # heads that a name may have or not


class Name(NamedTuple):
    """What a figure's name says, and what is said around it."""

    words: frozenset[str]
    quoted: frozenset[str]
    around: str


class Likeness(NamedTuple):
    """Two names, and how much of them both have."""

    ours: Name
    theirs: Name
    score: float


def paired(
    wanted: list[Figure],
    results: list[Figure],
    clauses: pd.DataFrame,
    *,
    begun: dict[Figure, Figure] | None = None,
    backed: list[Figure] | None = None,
) -> dict[Figure, Figure]:
    """Return the result of each target that has one.

    Parameters
    ----------
    wanted, results
        Figures of a plan, and of the review that they are held against.
    clauses
        The clauses of both, told apart by `role`.
    begun
        Results that are known before any name is asked.
    backed
        Figures of the plan that are targets only if they have a result.
    """
    found = dict(begun or {})
    used = {(pair.start, pair.noun) for pair in found.values()}
    for target in wanted:
        pair = found.get(target) or result_of(target, results, used, wanted)
        if pair is not None:
            used.add((pair.start, pair.noun))
            found[target] = pair
    found |= alike(wanted, results, found)
    return found | kindred(wanted + (backed or []), results, found, clauses)


def kindred(
    wanted: list[Figure],
    results: list[Figure],
    found: dict[Figure, Figure],
    clauses: pd.DataFrame,
) -> dict[Figure, Figure]:
    """Return the results of targets whose names say the same in other words.

    `found` holds the pairs that are known; neither side of them has another.
    """
    if not (wanted and results):
        return {}
    said = _names([*wanted, *results], clauses)
    weight = _rarity(clauses["text"].tolist())
    close, pairs = {}, dict(found)
    for target, result in product(wanted, results):
        if not fits(target, result):
            continue
        both = _parted(said[target], said[result]), _parted(said[result], said[target])
        if _may(target, result, *both):
            close[target, result] = Likeness(*both, likeness(*both, weight))
    nearest = _nearest({pair: like.score for pair, like in close.items()}, found)
    while more := {
        target: result
        for target, result in nearest
        if target not in pairs and _enough(target, result, close[target, result], pairs)
    }:
        pairs |= more
    return {target: pair for target, pair in pairs.items() if target not in found}


def likeness(ours: Name, theirs: Name, weight: Callable[[str], float]) -> float:
    """Return the share of the weight of two names that both have: 0 to 1.

    Examples
    --------
    >>> one = Name(frozenset({"义务教育", "学位"}), frozenset(), "")
    >>> other = Name(frozenset({"义务教育", "阶段", "学位"}), frozenset(), "")
    >>> likeness(one, other, {"义务教育": 2, "学位": 1, "阶段": 1}.get)
    0.75
    """
    both = ours.words & theirs.words
    if sum(len(word) for word in both if names.means(word)) < LEAST - 1:
        return 0.0
    common = sum(map(weight, both))
    alone = sum(
        weight(word) * (AROUND if word in other.around else 1)
        for name, other in ((ours, theirs), (theirs, ours))
        for word in name.words - both
    )
    return common / (common + alone) if common else 0.0


def _parted(name: Name, other: Name) -> Name:
    """Return a name whose words end where the other's do: 普通高中 beside 高中."""
    words: set[str] = set()
    for word in name.words:
        ends = (end for end in other.words if word.endswith(end))
        end = max(ends, key=len, default="")
        start = word.removesuffix(end)
        words |= {*filter(_counts, (start, end))} if end and start[1:] else {word}
    return name._replace(words=frozenset(words))


def _names(figures: Iterable[Figure], clauses: pd.DataFrame) -> dict[Figure, Name]:
    """Return the names of figures, as words, with what is said around each."""
    figures = list(figures)
    texts = [_plain(figure.noun) for figure in figures]
    cut = [[word for _, word in words] for words in words_in(texts)]
    places = zip(clauses["role"], clauses["clause"], strict=True)
    told = dict(zip(places, clauses["text"], strict=True))
    return {
        figure: Name(
            frozenset({*filter(_counts, cut[place]), *_quoted(figure.noun)}),
            frozenset(_quoted(figure.noun)),
            figure.section + _around(figure, told),
        )
        for place, figure in enumerate(figures)
    }


def _plain(noun: str) -> str:
    """Return a noun without names in quotes, its words as the list has them."""
    words = SHARE.sub("比例", QUOTED.sub("，", noun))
    for ours, theirs in names.SAME:
        words = words.replace(ours, theirs)
    return words


def _quoted(noun: str) -> list[str]:
    return QUOTED.findall(noun)


def _counts(word: str) -> bool:
    """Say whether a word of a name tells what it is of."""
    return names.opposes(word) or (len(word) > 1 and not names.empty(word))


def _around(figure: Figure, told: dict[tuple[str, int], str]) -> str:
    """Return what the clause of a figure says, and those of its side before it."""
    before = range(figure.clause - WITHIN, figure.clause + 1)
    return "，".join(told.get((figure.role, clause), "") for clause in before)


def _rarity(texts: list[str]) -> Callable[[str], float]:
    """Return what tells the rarity of a word; of one that says little, a part."""

    @cache
    def weight(word: str) -> float:
        having = sum(word in text for text in texts)
        rare = math.log((len(texts) + 1) / (having + 1)) + 1
        return rare if names.means(word) else rare / LITTLE

    return weight


def _may(target: Figure, result: Figure, ours: Name, theirs: Name) -> bool:
    """Say whether nothing in two names tells two things apart."""
    known = {names.canonical(figure.noun) for figure in (target, result)}
    if "" not in known and len(known) > 1:
        return False
    counted = target.base not in RATIO
    if counted and not _same_size(target, result):
        return False
    if counted and target.base != "元" and target.stock != result.stock:
        return False  # how many there are is not how many are made
    alone = ours.words - theirs.words, theirs.words - ours.words
    if any(word.isascii() or _measures(word) for side in alone for word in side):
        return False
    opposed = [[word for word in side if names.opposes(word)] for side in alone]
    if all(opposed):
        return False
    quoted = ours.quoted ^ theirs.quoted
    return all(_bare_in(word, target, result) for word in quoted)


def _bare_in(word: str, *figures: Figure) -> bool:
    return all(word in figure.noun for figure in figures)


@cache
def _measures(word: str) -> bool:
    """Say whether a word is what is measured: 产值 is not 面积."""
    return word in names.listed("量词头") and word not in SEVERAL


def _same_size(target: Figure, result: Figure) -> bool:
    value = value_beside(target, result)
    return value > 0 and target.value > 0 and 1 / FAR <= target.value / value <= FAR


def _nearest(
    close: dict[tuple[Figure, Figure], float], found: dict[Figure, Figure]
) -> list[tuple[Figure, Figure]]:
    """Return the pairs of which each is the other's nearest, and no third as near."""
    best: dict[tuple[str, Figure], list[float]] = {}
    for (target, result), score in close.items():
        best.setdefault(("target", target), []).append(score)
        best.setdefault(("result", result), []).append(score)
    taken = {(pair.start, pair.noun) for pair in found.values()}
    return [
        (target, result)
        for (target, result), score in close.items()
        if score > 0 and target not in found
        and (result.start, result.noun) not in taken
        and _first(score, best["target", target])
        and _first(score, best["result", result])
    ]  # fmt: skip


def _first(score: float, scores: list[float]) -> bool:
    return score == max(scores) and scores.count(score) == 1


def _enough(
    target: Figure, result: Figure, like: Likeness, pairs: dict[Figure, Figure]
) -> bool:
    """Say whether two names are near enough, for where they stand."""
    ours, theirs, score = like
    shared = ours.words & theirs.words
    signs = sum(len(word) for word in shared if names.means(word))
    alone = [
        word
        for name, other in ((ours, theirs), (theirs, ours))
        for word in name.words - shared
        if word not in other.around
    ]
    if ours.words == theirs.words and len(shared) > 1:
        return True
    if target.base == "元" and any(map(names.means, ours.words ^ theirs.words)):
        return False  # money for a thing is told apart by each word
    if target.base in RATIO:
        return not alone and signs >= LEAST and score >= ENOUGH
    listed = _in_lists(target, result, pairs)
    if listed and abs(value_beside(target, result) - target.value) < 1e-9:
        return score >= SAME_NUMBER
    other = [any(map(names.means, name.words - shared)) for name in (ours, theirs)]
    if all(other) or (any(map(names.opposes, alone)) and not listed):
        return False
    return signs >= LEAST and score >= (LISTED if listed else ENOUGH)


def _in_lists(target: Figure, result: Figure, pairs: dict[Figure, Figure]) -> bool:
    """Say whether a pair stands near both: two lists of the same things."""
    return any(
        abs(target.clause - other.clause) <= NEAR
        and abs(result.clause - pair.clause) <= NEAR
        for other, pair in pairs.items()
    )
