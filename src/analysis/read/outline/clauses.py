"""Cut paragraphs into clauses, all at once, with the items inside them; tabulate."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.read.numerals import NUMERAL, number
from analysis.read.outline.characters import (
    CLOSER,
    COMMA,
    COUNTS,
    DIGIT,
    MARK,
    OPENER,
    PAUSE,
    SPACE,
    STOP,
    WORD,
    kinds,
)
from analysis.read.outline.paragraphs import CARRY, Paragraph

# An item opens a sentence, or a clause when it is the next in its sequence. What is
# numbered in brackets, （1）, stays inside the item: only its numeral goes.
ITEM = re.compile(
    rf"(?:(?P<counted>{NUMERAL})(?P<how>[是要])|第(?P<ordinal>{NUMERAL})[，,、]"
    rf"|[（(](?:(?P<han>{NUMERAL})|(?P<small>\d{{1,2}}))[）)]\s*)"
)
COLUMNS = (
    "report clause sentence role year part section item heading start text".split()
)
RESETS = {"decimal", "bullet"}  # begin numbering inside them anew
LARGEST_ALONE = 10  # 十一是假期: a larger numeral opens an item only in its sequence


class Outlined(NamedTuple):
    """One report whose paragraphs have their place and role."""

    report: str
    text: str
    review_year: int | None
    plan_year: int | None
    paragraphs: list[Paragraph]

    def year(self, role: str) -> int | None:
        """Return the year that paragraphs of a role are about."""
        if role == "plan":
            return self.plan_year
        return self.review_year if role in ("review", "problems") else None


class Cut(NamedTuple):
    """The clauses of one text, in order, as arrays of equal length."""

    start: np.ndarray
    end: np.ndarray
    paragraph: np.ndarray  # its index
    items: list[str]  # in their order, each as often as it is opened
    item: np.ndarray  # which of them
    heading: np.ndarray
    sentence: np.ndarray


class Segments(NamedTuple):
    """What lies between two marks, before items are looked for."""

    first: np.ndarray
    last: np.ndarray
    paragraph: np.ndarray  # its index
    opens: np.ndarray  # a sentence, or what a colon or semicolon leads in
    group: np.ndarray  # running number of the sentence


def tabulate(reports: Iterable[Outlined]) -> pd.DataFrame:
    """Return the clauses of all reports as one table.

    What many clauses share is written once and taken by its number, which is what
    makes this fast.
    """
    read = [(one, cut(one.text, one.paragraphs)) for one in reports]
    cuts = [one for _, one in read]
    sizes = [len(one.start) for one in cuts]
    found = [here for one, _ in read for here in one.paragraphs]
    place = _numbered(
        [one.paragraph for one in cuts], [len(one.paragraphs) for one, _ in read]
    )
    item = _numbered([one.item for one in cuts], [len(one.items) for one in cuts])

    def shared(
        values: list[str], at: np.ndarray = place
    ) -> pd.api.extensions.ExtensionArray:
        array = pd.array(values, dtype="str")
        return array.take(at) if values else array

    years = [one.year(here.role) for one, _ in read for here in one.paragraphs]
    names = [one.report for one, _ in read]
    texts = [text for one, where in read for text in _texts(one.text, where)]
    columns = {
        "report": shared(names, np.repeat(np.arange(len(names)), sizes)),
        "clause": _joined([np.arange(n) for n in sizes], np.int64),
        "sentence": _joined([one.sentence for one in cuts], np.int64),
        "role": shared([here.role for here in found]),
        "year": pd.array(years, dtype="Int64").take(place),
        "part": shared([here.part for here in found]),
        "section": shared([here.section for here in found]),
        "item": shared([said for one in cuts for said in one.items], item),
        "heading": _joined([one.heading for one in cuts], bool),
        "start": _joined([one.start for one in cuts], np.int64),
        "text": pd.array(texts, dtype="str"),
    }
    return pd.DataFrame(columns, columns=COLUMNS)


def _texts(text: str, where: Cut) -> list[str]:
    bounds = zip(where.start.tolist(), where.end.tolist(), strict=True)
    return [text[start:end] for start, end in bounds]


def _numbered(places: list[np.ndarray], sizes: list[int]) -> np.ndarray:
    """Return places in lists of these sizes as places in the lists put together."""
    before = np.cumsum([0, *sizes])
    return _joined([at + n for at, n in zip(places, before, strict=False)], np.int64)


def _joined(arrays: list[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, dtype), *arrays]).astype(dtype)


def cut(text: str, found: list[Paragraph]) -> Cut:
    """Cut the paragraphs into clauses: the text between marks or line ends."""
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return Cut(
            nothing, nothing, nothing, [], nothing, nothing.astype(bool), nothing
        )
    flags = kinds(text)
    parts = _segments(text, flags, found)
    heading_ends = np.array([p.heading_end for p in found])
    heading = parts.first < heading_ends[parts.paragraph]
    opened, firsts = _opened(text, flags, found, parts, heading)
    items, item = _filled(found, parts.paragraph, opened)
    words = np.cumsum((flags & WORD) != 0, dtype=np.int32)
    words = np.concatenate(([0], words))
    kept = words[parts.last] > words[np.minimum(firsts, parts.last)]
    group = parts.group[kept]
    new = np.diff(group, prepend=group[:1]) != 0
    return Cut(
        firsts[kept],
        parts.last[kept],
        parts.paragraph[kept],
        items,
        item[kept],
        heading[kept],
        np.cumsum(new),
    )


def _segments(text: str, flags: np.ndarray, found: list[Paragraph]) -> Segments:
    """Cut at every mark inside the paragraphs, and trim the blanks."""
    begin = np.array([p.body for p in found])
    finish = np.array([p.end for p in found])
    marks = _marks(flags)
    paragraph = np.searchsorted(begin, marks, side="right") - 1
    inside = (paragraph >= 0) & (marks < finish[np.maximum(paragraph, 0)])
    marks, paragraph = marks[inside], paragraph[inside]
    sizes = np.bincount(paragraph, minlength=len(found)) + 1
    lasts = np.zeros(sizes.sum(), dtype=bool)
    lasts[np.cumsum(sizes) - 1] = True
    firsts = np.roll(lasts, 1)
    starts, ends = np.empty((2, len(lasts)), dtype=np.int64)
    starts[firsts], starts[~firsts] = begin, _after(flags, marks, finish[paragraph])
    ends[lasts], ends[~lasts] = finish, marks
    first, last = _trim(text, flags, starts, ends)
    kind = np.where(lasts, STOP, flags[np.minimum(ends, len(flags) - 1)])
    opens = np.roll((kind & PAUSE) == 0, 1)  # an item, as after all but commas
    closed = np.cumsum((kind & STOP) != 0)
    sentence = np.concatenate(([0], closed[:-1]))
    return Segments(
        first, last, np.repeat(np.arange(len(found)), sizes), opens, sentence
    )


def _marks(flags: np.ndarray) -> np.ndarray:
    """Return where marks stand; a comma or colon between digits is none."""
    marks = np.flatnonzero(flags & MARK)
    around = np.stack([np.maximum(marks - 1, 0), np.minimum(marks + 1, len(flags) - 1)])
    inside = ((flags[around] & DIGIT) != 0).all(axis=0) & ((flags[marks] & COMMA) != 0)
    return marks[~inside]


def _after(flags: np.ndarray, marks: np.ndarray, finish: np.ndarray) -> np.ndarray:
    """Return where the text goes on: closing quotes belong to the mark before them."""
    after = marks + 1
    closer = np.append((flags & CLOSER) != 0, False)
    closed = closer[after]
    if closed.any():
        ends_of_runs = np.flatnonzero(closer[:-1] & ~closer[1:]) + 1
        after[closed] = ends_of_runs[
            np.searchsorted(ends_of_runs, after[closed], side="right")
        ]
    return np.minimum(after, finish)


def _trim(
    text: str, flags: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds without blanks at either end."""
    edges = flags[np.minimum(starts, len(flags) - 1)] | flags[ends - 1]
    first, last = starts.copy(), ends.copy()
    for n in np.flatnonzero((starts < ends) & ((edges & SPACE) != 0)).tolist():
        here = text[starts[n] : ends[n]].lstrip()
        first[n] = ends[n] - len(here)
        last[n] = first[n] + len(here.rstrip())
    return first, last


def _opened(
    text: str,
    flags: np.ndarray,
    found: list[Paragraph],
    parts: Segments,
    heading: np.ndarray,
) -> tuple[dict[int, str], np.ndarray]:
    """Return which segments open an item, and where each begins after its marker."""
    firsts = parts.first.copy()
    padded = np.append(flags, 0)
    may = np.flatnonzero(((padded[firsts] & (COUNTS | OPENER)) != 0) & ~heading)
    opened: dict[int, str] = {}
    value, inner, scope = 0, 0, -1
    for n in may.tolist():
        here = found[parts.paragraph[n]]
        if here.scope != scope or here.kind in RESETS:
            value, inner, scope = 0, 0, here.scope
        item = ITEM.match(text, firsts[n], min(here.end, parts.last[n] + 1))
        if not item:
            continue
        numeral = item["counted"] or item["ordinal"]
        if not numeral:
            bracketed = number(item["han"] or "") or int(item["small"] or 0)
            if _follows(bracketed, inner, bool(parts.opens[n]), None):
                firsts[n], inner = item.end(), bracketed
        elif _follows(number(numeral), value, bool(parts.opens[n]), item["how"]):
            opened[n], value = numeral, number(numeral)
            firsts[n] = item.end()
    return opened, firsts


def _follows(value: int, last: int, opens: bool, how: str | None) -> bool:
    """Say whether a numeral opens an item here: in sequence, or at a sentence.

    The rest are false friends: 祖国的统一是…, 十一是假期, 二要素.
    """
    if value and value == last + 1:
        return opens or last > 0
    if not opens or not value:
        return False
    return value == 1 or value > last > 0 or (how == "是" and value <= LARGEST_ALONE)


def _filled(
    found: list[Paragraph], paragraph: np.ndarray, opened: dict[int, str]
) -> tuple[list[str], np.ndarray]:
    """Return the item of every segment: its paragraph's, until one opens inside."""
    firsts = np.flatnonzero(np.diff(paragraph, prepend=-1)).tolist()
    changes = {n: here.item for n, here in zip(firsts, found, strict=True)} | opened
    places, items, current = sorted(changes), [], ""
    for n in places:
        current = current if changes[n] is CARRY else changes[n]
        items.append(current)
    sizes = np.diff([*places, len(paragraph)])
    return items, np.repeat(np.arange(len(items)), sizes)
