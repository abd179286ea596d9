"""Cut a text into its paragraphs, also where a file has lost its line ends."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from analysis.read.numerals import NUMERAL, SIGNS, number
from analysis.read.outline.characters import (
    COUNTS,
    DIGIT,
    POINT,
    STOP,
    in_simplified,
    kinds,
)
from analysis.read.outline.headings import heading_roles

CARRY = None  # the item of the paragraph before goes on
# The kinds of paragraph, by how it begins: 第一部分, 一、, without numeral, ….
PARTS = ("chapter", "part", "bare")
SECTIONS = ("section", "alone")  # （一）, and 一是 or 第一， on a line of its own
NUMBERED = ("chapter", "part", "section")
ITEMS = ("decimal", "small", "mark", "ordinal", "bullet")  # 1. （1） 一是 第一， ——
LONGEST_LINE = 60  # characters; a longer paragraph is body text
LONG_LINE = 120  # characters; a line beyond may hold several paragraphs
NEAR_HEADING = 40  # how far after a heading its first subheading may stand
# What parts paragraphs in files that are one line: two wide blanks, or a tab.
WIDE_BLANK = re.compile("[ \xa0\u2002]*(?:\u3000{2,}|\t)[ \xa0\u2002\u3000\t]*")
# What may follow a decimal: 2.3亿元, 2.3公里. 2.3个村 may be the second item.
MEASURED = "%％‰万亿千百余多元米吨公平立亩倍度克升"
# A numeral that opens a heading inside a line; 一、二、三级 and 第一、 do not.
INSIDE = re.compile(
    rf"(?P<part>(?<![第、{SIGNS}])[{SIGNS}]{{1,3}})、"
    rf"(?!{NUMERAL}[、级产季月线次])|(?<!第)[（(](?P<section>{NUMERAL})[）)](?!(?:项|款)[规所的中之、，至和或]|目[所中规])"
    r"|(?<![\d.．])(?P<item>\d{1,2})(?:[.．、](?![\d%％])"
    rf"|[.．](?=\d+(?![\d.．{MEASURED}])))"
)
OPENS = set("。！？!?；;：:…”）)】 \t\u3000\xa0")
WIDEST = 4  # characters of a numeral
STOPS = set("，。；：！？,;:、 \t\u3000\xa0（(）)")
NUMERAL_ALONE = re.compile(rf"(?:{NUMERAL}、|[（(]{NUMERAL}[）)]|\d{{1,2}}[.．、])\s*$")


class Paragraph(NamedTuple):
    """One paragraph, its place and its role; `item` None goes on with the one before.

    No step changes a paragraph: each returns new ones, with what it has found out.
    """

    start: int
    end: int
    text: str  # the paragraph as it stands
    body: int  # where the text after the marker begins
    heading_end: int  # where the heading stops, and the text that it heads begins
    kind: str = "text"  # how it begins
    value: int = 0  # of its numeral
    part: str = ""
    section: str = ""
    item: str | None = ""
    scope: int = 0  # counts the parts and sections: item numbering begins anew
    top: int = -1  # index of the paragraph whose heading gives the role
    role: str = "other"
    reasons: tuple[str, ...] = ()

    @property
    def long(self) -> bool:
        """Whether it is too long for a line of its own, and so is body text."""
        return len(self.text) > LONGEST_LINE

    @property
    def heading(self) -> str:
        """The heading without its numeral; '' where there is none."""
        here = self.text[self.body - self.start : self.heading_end - self.start]
        return here.rstrip("。；：:; \u3000")

    def with_role(self, role: str, *reasons: str) -> "Paragraph":
        """Return the paragraph with its role and why it has it."""
        return Paragraph(*self[:-2], role, reasons)


def split(text: str) -> list[Paragraph]:
    r"""Return the paragraphs of a text, blanks around them left out.

    Examples
    --------
    >>> [here.text for here in split("总结\n　一、回顾　　做了很多。")]
    ['总结', '一、回顾　　做了很多。']
    """
    found, start = [], 0
    plain = in_simplified(text)  # so that headings inside a line are known
    points = _points(plain)
    for line in text.split("\n"):
        end = start + len(line)
        long = len(line) > LONG_LINE
        pieces = _pieces(plain, start, end, points) if long else ((start, end),)
        for left, right in pieces:
            here = text[left:right]
            if bare := here.strip():
                left += here.index(bare[0])
                found.append(Paragraph(left, left + len(bare), bare, left, left))
        start = end + 1
    return found


def _points(text: str) -> list[int]:
    """Return where a 、 or a bracket or a point stands right after a numeral."""
    if not text:
        return []
    flags = kinds(text)
    at = np.flatnonzero(flags & POINT)
    at = at[at > 0]
    before, after = flags[at - 1], flags[np.minimum(at + 1, len(flags) - 1)]
    # 3.5 and 1、2、3 are no headings, and are common.
    inside = (before & DIGIT != 0) & (after & DIGIT != 0)
    if inside.any():  # save 。2.3个村, which opens a sentence
        opens = flags[np.maximum(at - 2, 0)] | (
            flags[np.maximum(at - 3, 0)] * (flags[np.maximum(at - 2, 0)] & DIGIT != 0)
        )
        inside &= opens & STOP == 0
    return at[(before & (COUNTS | DIGIT) != 0) & ~inside].tolist()


def _pieces(
    text: str, start: int, end: int, points: list[int]
) -> Iterable[tuple[int, int]]:
    """Cut a long line at wide blanks, and at headings that run on without any."""
    inside = bisect_left(points, start) < bisect_left(points, end)
    blanks = text.find("\u3000\u3000", start, end), text.find("\t", start, end)
    if not inside and blanks == (-1, -1):
        return ((start, end),)  # nearly always
    cuts = [start]
    for blank in WIDE_BLANK.finditer(text, start, end):
        if not NUMERAL_ALONE.search(text[cuts[-1] : blank.start()][-8:]):
            cuts.append(blank.end())
    cuts.append(end)
    return chain.from_iterable(
        _headings(
            text, *bounds, points[slice(*(bisect_left(points, at) for at in bounds))]
        )
        for bounds in pairwise(cuts)
    )


def _headings(
    text: str, start: int, end: int, points: list[int]
) -> Iterator[tuple[int, int]]:
    """Cut where a heading follows the last one in sequence."""
    last = {"part": 0, "section": 0, "item": 0}
    previous, heading_at = start, -NEAR_HEADING
    for point in points:
        found = _numeral(text, start, point, end)
        if not found:
            continue
        kind, at = found.lastgroup, found.start()
        value = number(found[kind]) if kind != "item" else int(found[kind])
        if at == start:
            last[kind], heading_at = value, at
            continue
        if not value or (value != last[kind] + 1 and value != 1):
            continue
        if kind == "item" and value == 1 and text[point + 1 : point + 2].isdigit():
            continue  # 1.5 begins no list
        if not _begins(text, at, found.end(), kind, value, heading_at):
            continue
        last[kind] = value
        if kind == "part":
            last["section"] = last["item"] = 0
        elif kind == "section":
            last["item"] = 0
        yield previous, at
        previous, heading_at = at, at
    yield previous, end


def _numeral(text: str, start: int, point: int, end: int) -> re.Match | None:
    """Return the numeral of a heading that ends at the point."""
    at = point
    while at > start and point - at < WIDEST and text[at - 1] not in STOPS:
        at -= 1
    if at > start and text[at - 1] in "（(":
        at -= 1
    for begin in range(at, point):
        found = INSIDE.match(text, begin, end)
        if found:
            return found if found.end() > point else None
    return None


def _begins(
    text: str, at: int, after: int, kind: str, value: int, heading_at: int
) -> bool:
    """Say whether a heading may begin here: after a mark, or right under another."""
    if kind != "part" and value == 1 and at - heading_at <= NEAR_HEADING:
        return True
    if text[at - 1] in OPENS:
        return kind != "item" or value > 1 or text[at - 1] not in " "
    return kind == "part" and bool(
        heading_roles(re.split("[（(。]", text[after : after + NEAR_HEADING])[0])
    )
