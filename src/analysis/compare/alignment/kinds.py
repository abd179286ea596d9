"""Say what became of a section that is linked: it goes on, splits, merges, moves."""

from typing import NamedTuple

import numpy as np

from analysis.compare.alignment.passages import Likeness, Side, series

SURE = 0.44  # so alike, two sections go on as each other
NAMED = 0.5  # so much of a heading in the other, and
EVEN = 0.82  # a second link as strong as this beside the first: the section split
SEVERAL = 2  # so many others beside the first: it split, however even they are
MUTUAL = 0.4  # each other's closest and so alike: the same
HALF = 0.5  # so much of both is closest to the other: the same, however alike
PASSAGE = 0.4  # less of a section than this is only a passage of it
ALSO_NAMED = 0.3  # so much of a heading in the other: no mere passage


class Best(NamedTuple):
    """Which target section is closest to a reference section, and the other way."""

    target: np.ndarray
    reference: np.ndarray


def kinds(
    likeness: Likeness, linked: np.ndarray, best: Best, before: Side, after: Side
) -> np.ndarray:
    """Say of each link what became of the section.

    Each other's closest: the same. Of a target section whose closest is a reference
    section that goes on as another, or of which it was but a passage: it split off; the
    other way round: it merged. What is linked more weakly is only a passage there: it
    moved. The same words in both headings are the same section.
    """
    score = likeness.score
    strong = linked & (score >= SURE)
    found = np.full(score.shape, "moved", dtype=object)
    found[strong & best.target] = "merged"
    found[strong & best.reference] = "split"
    headed = [np.array([one.headed for one in side.units]) for side in (before, after)]
    mutual = linked & best.target & best.reference
    each = (likeness.given >= HALF) & (likeness.taken >= HALF)
    mutual &= (score >= MUTUAL) | (headed[0][:, None] & headed[1][None]) | each
    found[mutual] = "same"
    passage = (likeness.given < PASSAGE) & (likeness.taken >= HALF)
    found[mutual & passage & (likeness.names < ALSO_NAMED) & headed[1]] = "split"
    found[strong & (likeness.names >= NAMED)] = "same"
    own = strong & best.reference & headed[1]
    for columns in series(after):
        for r, t in zip(*np.nonzero(mutual[:, columns]), strict=True):
            found[r, _split_off(likeness, own, columns, r, columns[t])] = "split"
    return found


def _split_off(
    likeness: Likeness, own: np.ndarray, columns: np.ndarray, r: int, main: int
) -> np.ndarray:
    """Return the target sections that a reference section was split into.

    It was if another is as close as the main one or has a word of its heading, or if
    there are several. The main one is among them unless most of it went there.
    """
    others = np.isin(np.arange(own.shape[1]), columns) & own[r]
    others[main] = False
    even = likeness.score[r] >= EVEN * likeness.score[r, main]
    even |= likeness.names[r] >= ALSO_NAMED
    if not (others & even).any() and others.sum() < SEVERAL:
        return np.array([], int)
    most = max(likeness.given[r, main] / HALF, likeness.names[r, main] / NAMED) >= 1
    others[main] = own[r, main] and not most
    return np.flatnonzero(others)
