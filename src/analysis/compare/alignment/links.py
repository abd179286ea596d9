"""Link sections: which goes on as which, splits, merges, moves, ends or is new."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.alignment.passages import (
    Side,
    alike,
    evidence,
    joined,
    sections,
    sides,
)
from analysis.compare.similarity import product, total, unit

SURE = 0.44  # so alike, two sections go on as each other
WEAK = 0.33  # so alike, they do if one of them is closest to the other
LEAST = 0.2  # a section that else had no counterpart has its closest, if so alike
EVEN = 0.85  # a second link as strong as this beside the first: the section split
AGAIN = 0.6  # fields of two sections of one side so alike: they tell the same again
LINK_COLUMNS = (
    "kind section_reference item_reference section_target item_target score "
    "order_reference order_target evidence_reference evidence_target"
).split()


class Link(NamedTuple):
    """A link of two sections by their numbers; None where a section has none."""

    kind: str
    reference: int | None
    target: int | None
    score: float
    within_reference: bool = False  # it is only a passage of the reference section
    within_target: bool = False


def continuity(
    clauses: pd.DataFrame,
    *,
    target: str = "plan",
    reference: str = "review",
    reports: pd.DataFrame | None = None,
) -> pd.DataFrame:
    found = []
    for report, own in clauses.groupby("report", sort=False):
        groups = [own[own["role"] == role] for role in (reference, target)]
        if any(group.empty for group in groups):
            continue
        found.append(_table(*sides(groups, reports)).assign(report=report))
    return joined(found, ["report", *LINK_COLUMNS])


def _table(before: Side, after: Side) -> pd.DataFrame:
    """Link the two sides of one report."""
    score = alike(after, before)
    rows = [_row(link, before, after) for link in _links(score, before, after)]
    return pd.DataFrame(rows, columns=LINK_COLUMNS)


def _links(score: np.ndarray, before: Side, after: Side) -> list[Link]:
    """Return the links, and the sections that have none, in the order of the text."""
    best_target = score.argmax(axis=1)[:, None] == np.arange(score.shape[1])
    best_reference = score.argmax(axis=0)[None] == np.arange(score.shape[0])[:, None]
    closest = best_target | best_reference
    linked = (score >= SURE) | ((score >= WEAK) & closest)
    for axis, side, best in ((1, before, best_target), (0, after, best_reference)):
        left = ~linked.any(axis=axis) & np.array([one.headed for one in side.units])
        left = left[:, None] if axis else left[None]
        linked |= left & best & (score >= LEAST)
    kinds = _kinds(score, linked, best_target, best_reference, _again(before))
    links = [
        Link(
            *(kinds[r, t], int(r), int(t), float(score[r, t])),
            within_reference=not best_target[r, t],
            within_target=not best_reference[r, t],
        )
        for r, t in zip(*np.nonzero(linked), strict=True)
    ]
    for n, one in enumerate(before.units):
        if one.headed and not linked[n].any():
            links.append(Link("dropped", n, None, np.nan))
    for n, one in enumerate(after.units):
        if one.headed and not linked[:, n].any():
            links.append(Link("new", None, n, np.nan))
    last = len(before.units)
    return sorted(
        links,
        key=lambda x: (last if x.reference is None else x.reference, x.target or 0),
    )


def _again(side: Side) -> np.ndarray:
    """Say which sections of a side tell the same again: the year's, the five years'."""
    spoken = sections(side, side.fields)
    return product(spoken, spoken) >= AGAIN


def _kinds(
    score: np.ndarray,
    linked: np.ndarray,
    best_target: np.ndarray,
    best_reference: np.ndarray,
    again: np.ndarray,
) -> np.ndarray:
    """Say of each link what became of the section.

    Each other's closest: the same. Of a target section whose closest is a reference
    section that goes on as another: it split off; the other way round: it merged. What
    is linked more weakly is only a passage there: it moved.
    """
    strong = linked & (score >= SURE)
    kinds = np.full(score.shape, "moved", dtype=object)
    kinds[strong & best_target] = "merged"
    kinds[strong & best_reference] = "split"
    mutual = linked & best_target & best_reference
    kinds[mutual] = "same"
    own = strong & best_reference
    for r, t in zip(*np.nonzero(mutual), strict=True):
        others = own[r].copy()
        others[t] = False
        if (score[r, others] >= EVEN * score[r, t]).any():
            kinds[r, own[r]] = "split"
        told_again = strong[:, t] & best_target[:, t] & again[r] & ~mutual[:, t]
        kinds[told_again, t] = "same"
    return kinds


def _row(link: Link, before: Side, after: Side) -> tuple:
    """Write a link out, with the passages and the clauses that it rests on."""
    ends = (before, link.reference), (after, link.target)
    named = ["" if n is None else side.units[n].name for side, n in ends]
    orders = [pd.NA if n is None else n + 1 for _, n in ends]
    items, shown = ["", ""], ("", "")
    if link.reference is not None and link.target is not None:
        rows = [np.flatnonzero(side.section == n) for side, n in ends]
        if link.within_reference:
            rows[0], items[0] = _passage(before, rows[0], after, rows[1])
        if link.within_target:
            rows[1], items[1] = _passage(after, rows[1], before, rows[0])
        shared = product(before.spoken[rows[0]], after.spoken[rows[1]]).round(9)
        shown = evidence(
            shared,
            before.clauses["clause"].to_numpy()[rows[0]],
            after.clauses["clause"].to_numpy()[rows[1]],
        )
    places = zip(named, items, strict=True)
    return (link.kind, *(x for place in places for x in place), link.score, *orders, *shown)


def _passage(
    side: Side, rows: np.ndarray, other: Side, others: np.ndarray
) -> tuple[np.ndarray, str]:
    """Return the rows of the passage closest to the other rows, and its name.

    The name is the item's numeral, without one the first words of the paragraph; ""
    where the section is one passage.
    """
    passages, group = np.unique(side.passage[rows], return_inverse=True)
    if len(passages) == 1:
        return rows, ""
    whole = unit(total(other.spoken[others], np.zeros(len(others), int)))
    near = product(unit(total(side.spoken[rows], group)), whole)[:, 0].round(9)
    own = rows[group == near.argmax()]
    first = side.clauses.iloc[own[0]]
    return own, first["item"] or first["text"]
