"""Link sections: which goes on as which, splits, merges, moves, ends or is new."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.alignment.kinds import NAMED, SURE, Best, kinds
from analysis.compare.alignment.passages import (
    Likeness,
    Side,
    alike,
    evidence,
    joined,
    sections,
    series,
    sides,
)
from analysis.compare.similarity import product, total, unit

AGAIN = 0.42  # so alike, they do if one is closest of those of its series
WEAK = 0.33  # so alike, they do if one of them is closest to the other
HAIR = 0.03  # a section closer by less is not the closest if another has its name
LEAST_NAMED = 0.2  # so alike: they go on as each other
LEAST = 0.25  # a section that else had no counterpart has its closest, if so alike
LEAST_HEADED = 0.22  # one with a heading also if so alike: sections are seldom new
LONG = 15  # clauses of a passage without a heading that should have a counterpart
SENTENCE = 0.23  # one sentence so close to a section that else has no counterpart
FIGURES = 3  # clauses with numbers in results and in targets
CLEAR = 0.30  # cosine of a passage, and how much it leads, that make a link
TWIN = 0.8  # a second section so close to an item of a list has it as well
LIST_CLEAR = 0.19  # the same of a short item in a list of tasks
SAID = 5  # clauses of a passage that makes a link
LISTED = 6  # items of a list of tasks, at least
SHORT = 4  # clauses of such an item, on average at most
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
    r"""Say what becomes of each section: one row per link, or per section without one.

    Several sections may go on as one, and one as several. A section is what stands
    under its heading; where headings hardly divide a side, an item (一是…) or a
    paragraph. Openings, targets and closing passages are compared as well, each named
    by its first words; they stand in the table only where they are linked.

    Parameters
    ----------
    clauses
        The `clauses` table; each report is compared by itself.
    target, reference
        The roles: which goes on from which.
    reports
        The `reports` table, which holds the ends of paragraphs.

    Returns
    -------
    DataFrame
        `report`; `kind`: ``same`` 延续 (each other's closest, or the same words in
        their headings), ``split`` 分出 (of the sections that a reference section goes
        on as), ``merged`` 并入 (of the reference sections that are taken up in one),
        ``moved`` 改列 (on one side only a passage), ``dropped``
        未见延续, ``new`` 新增;
        `section_reference`, `section_target` (``""`` where there is none);
        `item_reference`, `item_target`: the passage within the section, where only
        that is linked (numeral of the item, else the first words of the paragraph);
        `score` (0 to 1); `order_reference`, `order_target` (1, 2, … within the role);
        `evidence_reference`, `evidence_target`: numbers of the clauses that have most
        in common, best first, parted by blanks.

    Notes
    -----
    A passage is the sum of its sentences: n-grams of characters and fields of words
    that stand for one another (`fields`), weighted by rarity, so that the theme of a
    heading counts and its couplet verbs hardly do. The score is the mean of two cosines
    (of both, and of the fields alone), of how close the closest sentence comes, and of
    the share of a section that is closer to the other than to any else. Headings that
    share their words are linked if their texts have anything in common. A side that
    tells the year and five years has both compared with each of the other's. Nothing is
    paired for want of something better, and a section is only new or dropped where
    neither it nor any of its sentences nor the sections beside it has a counterpart.
    Against 250 sections linked by hand in eight reports: ``benchmarks/links.py``.

    Examples
    --------
    >>> from analysis.read.outline import parse
    >>> text = "报告\n一、2023年回顾\n（一）修路。修了公路。\n（二）办学。建了学校。\n"
    >>> text += "二、2024年工作计划\n（一）办好学校。建学校。\n（二）继续修路。修公路。"
    >>> table = continuity(parse(pd.DataFrame({"report": ["r"], "text": [text]})))
    >>> table[["kind", "section_reference", "section_target"]]
       kind section_reference section_target
    0  same                修路           继续修路
    1  same                办学           办好学校
    """
    found = []
    for report, own in clauses.groupby("report", sort=False):
        groups = [own[own["role"] == role] for role in (reference, target)]
        if both := sides(groups, reports):
            found.append(_table(*both).assign(report=report))
    return joined(found, ["report", *LINK_COLUMNS])


def _table(before: Side, after: Side) -> pd.DataFrame:
    """Link the two sides of one report."""
    likeness = alike(after, before)
    rows = [_row(link, before, after) for link in _links(likeness, before, after)]
    return pd.DataFrame(rows, columns=LINK_COLUMNS)


def _links(likeness: Likeness, before: Side, after: Side) -> list[Link]:
    """Return the links, and the sections that have none, in the order of the text."""
    score = likeness.score
    named = score + HAIR * likeness.names
    best = _best(score, named, before, after)
    closest = (score >= AGAIN) & (best.target | best.reference)
    closest |= (score >= WEAK) & (
        _first(named, best.target, 1) | _first(named, best.reference, 0)
    )
    linked = (score >= SURE) | closest
    linked |= (likeness.names >= NAMED) & (score >= LEAST_NAMED)
    linked &= _comparable(before, after)
    passages = _passages(before, after)
    linked |= passages > 0
    linked |= _last_resort(score, linked, before, after)
    kind = kinds(likeness, linked, best, before, after)
    kind[(passages > 1) & (kind == "moved")] = "merged"
    links = [
        Link(
            *(kind[r, t], int(r), int(t), float(score[r, t])),
            within_reference=not best.target[r, t],
            within_target=not best.reference[r, t],
        )
        for r, t in zip(*np.nonzero(linked), strict=True)
    ]
    links += _alone(linked, before, after)
    last = len(before.units)
    return sorted(
        links,
        key=lambda x: (last if x.reference is None else x.reference, x.target or 0),
    )


def _best(score: np.ndarray, named: np.ndarray, before: Side, after: Side) -> Best:
    """Return which sections are closest; a section of work is held against such.

    Where two are almost as close it is the one whose heading has the same words
    (`named`): a hair's breadth decides nothing.
    Where a side tells its matter more than once (the year's, the five years'), there is
    a closest section in each of these series.
    """
    own = [np.array([one.own for one in side.units]) for side in (before, after)]
    odd = (own[0][:, None] != own[1][None]) & ~_figures(before, after)
    found = []
    for axis, mine, other in ((1, own[0][:, None], after), (0, own[1][None], before)):
        alike = np.where(odd & mine, 0, score)
        alike = np.where(alike.max(axis=axis, keepdims=True) >= WEAK, alike, score)
        alike = alike if axis else alike.T
        best = np.zeros(alike.shape, bool)
        alike = np.where(alike > 0, named if axis else named.T, 0)
        for columns in series(other):
            top = columns[alike[:, columns].argmax(axis=1)]
            best[np.arange(len(alike)), top] = True
        found.append(best if axis else best.T)
    return Best(*found)


def _first(score: np.ndarray, best: np.ndarray, axis: int) -> np.ndarray:
    """Return the closest of what is closest in each series."""
    kept = np.where(best, score, -1)
    return best & (kept == kept.max(axis=axis, keepdims=True))


def _last_resort(
    score: np.ndarray, linked: np.ndarray, before: Side, after: Side
) -> np.ndarray:
    """Link what has no link yet: to its closest, to one sentence, as its neighbours.

    Sections are seldom new. One without a link goes with its closest section if that is
    near at all; with the section one sentence of which is about it; or, in a part whose
    other sections all come from one section, with that.
    """
    found = np.zeros_like(linked)
    for way, (side, other, links) in enumerate(
        ((before, after, linked), (after, before, linked.T))
    ):
        alike = score if way == 0 else score.T
        near = product(sections(side, side.words), other.words).round(9)
        part = side.clauses.drop_duplicates("unit")["part"].to_numpy()
        own = np.array([one.own for one in other.units])
        for n in np.flatnonzero(~links.any(axis=1)):
            headed = side.units[n].headed
            if not headed and len(side.units[n].rows) < LONG:
                continue
            closest = int(np.where(own | headed, alike[n], 0).argmax())
            if alike[n, closest] < LEAST:
                siblings = (part == part[n]) & (part != "")
                beside = links[siblings].any(axis=0)
                beside &= (
                    np.where(links, alike, 0)[siblings].max(axis=0, initial=0) >= SURE
                )
                if near[n].max() >= SENTENCE and headed:
                    closest = int(other.within[near[n].argmax()])
                elif beside.sum() == 1 and headed:
                    closest = int(beside.argmax())
                elif alike[n, closest] < LEAST_HEADED or not headed:
                    continue
            found[(n, closest) if way == 0 else (closest, n)] = True
    return found


def _alone(linked: np.ndarray, before: Side, after: Side) -> list[Link]:
    """Return the sections that have no counterpart at all."""
    dropped = [
        Link("dropped", n, None, np.nan)
        for n, one in enumerate(before.units)
        if one.headed and not linked[n].any()
    ]
    return dropped + [
        Link("new", None, n, np.nan)
        for n, one in enumerate(after.units)
        if one.headed and not linked[:, n].any()
    ]


def _comparable(before: Side, after: Side) -> np.ndarray:
    """Say which sections may be held against each other at all.

    An opening speaks of everything in general words. Two of them are only compared
    where both hold figures: results and targets. Closing passages have a subject each
    (民族, 国防, 外交).
    """
    own = [np.array([one.own for one in side.units]) for side in (before, after)]
    ends = [_closing(own_) for own_ in own]
    closing = ends[0][:, None] & ends[1][None]
    return own[0][:, None] | own[1][None] | closing | _figures(before, after)


def _closing(own: np.ndarray) -> np.ndarray:
    """Say which passages stand behind the last section of work."""
    return ~own & (own.cumsum() == own.sum()) & own.any()


def _figures(before: Side, after: Side) -> np.ndarray:
    """Say which sections both hold figures: results and targets."""
    one, other = (
        np.array([one.figures >= FIGURES for one in side.units])
        for side in (before, after)
    )
    return one[:, None] & other[None]


def _passages(before: Side, after: Side) -> np.ndarray:
    """Say which reference sections passages of a target section come from.

    1 where an item or paragraph is much closer to the reference section than to any
    other; 2 where it is one of the short items of a list of tasks.
    """
    group = after.passage
    found = np.zeros((len(before.units), len(after.units)))
    spoken = unit(total(after.words, _of_sentences(after, group)))
    near = product(spoken, sections(before, before.words)).round(9)
    if near.shape[1] < 2:
        return found
    first = np.sort(near, axis=1)[:, ::-1]
    clear = 2 * first[:, 0] - first[:, 1]  # how close, and how much closer
    size = np.bincount(group)
    section = after.section[np.unique(group, return_index=True)[1]]
    of_section = np.bincount(section, minlength=len(after.units))
    lists = of_section >= LISTED
    lists &= np.bincount(section, size, len(after.units)) <= SHORT * of_section
    for passage, at in enumerate(section):
        bar = LIST_CLEAR if lists[at] else CLEAR
        if clear[passage] >= bar and (lists[at] or size[passage] >= SAID):
            closest = near[passage] >= TWIN * near[passage].max()
            found[closest if lists[at] else near[passage].argmax(), at] = 1 + lists[at]
    return found


def _of_sentences(side: Side, passage: np.ndarray) -> np.ndarray:
    """Return the passage of each sentence."""
    run = side.clauses["run"].to_numpy()
    return passage[np.unique(run, return_index=True)[1]]


def _row(link: Link, before: Side, after: Side) -> tuple:
    """Write a link out, with the passages and the clauses that it rests on."""
    ends = (before, link.reference), (after, link.target)
    named = ["" if n is None else side.units[n].name for side, n in ends]
    orders = [pd.NA if n is None else n + 1 for _, n in ends]
    items, shown = ["", ""], ("", "")
    if link.reference is not None and link.target is not None:
        rows = [np.flatnonzero(side.section == n) for side, n in ends]
        shared = product(before.spoken[rows[0]], after.spoken[rows[1]]).round(9)
        top = np.unravel_index(shared.argmax(), shared.shape)
        within = link.within_reference, link.within_target
        for n, side in enumerate((before, after)):
            if within[n]:
                kept, items[n] = _passage(side, rows[n], top[n])
                shared = shared.compress(kept, axis=n)
                rows[n] = rows[n][kept]
        numbers = (side.clauses["clause"].to_numpy() for side in (before, after))
        shown = evidence(
            shared, *(n[own] for n, own in zip(numbers, rows, strict=True))
        )
    return (
        link.kind,
        named[0],
        items[0],
        named[1],
        items[1],
        link.score,
        *orders,
        *shown,
    )


def _passage(side: Side, rows: np.ndarray, top: int) -> tuple[np.ndarray, str]:
    """Say which rows are of the passage of one of them, and what it is called.

    It is called by the item's numeral, without one by the first words of the
    paragraph; "" where the section is one passage.
    """
    kept = side.passage[rows] == side.passage[rows[top]]
    if kept.all():
        return kept, ""
    first = rows[kept][0]
    return kept, side.clauses["item"].iloc[first] or side.clauses["text"].iloc[first]
