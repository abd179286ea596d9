"""The rows of pages put together into paragraphs, by the habits of the document.

Pages set out paragraphs in few ways: an indent of the first line, a gap above it, a
last line that stops short of the margin. Which of them a document uses is seen where
a paragraph must have ended, because the next word would still fit into the line.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis.read.documents.word import Line
from analysis.read.documents.wrapping import (
    COUNTED,
    END,
    HEADING_LINE,
    RUNS_ON,
    rejoined,
)
from analysis.read.numerals import SIGNS

SHORT_LINE = (
    0.4  # ems, beyond its next word, by which a paragraph's last line stops short
)
ENDED = 1.6  # ems by which a line stops short that ends with its sentence
SET_OUT = 0.25  # ems by which a line that is set out to the margin may miss it
INDENT = 1.2  # ems
DEEP = 5.0  # ems of the deepest indent of a first line
INDENT_SLACK = 0.5  # ems by which two indents may differ
CENTRED = 0.7  # ems by which a line's two margins may differ
LIST_GOES_ON = re.compile(f"[第、{SIGNS}]$")  # 第一、|二、三产业 is no heading
CELLS = re.compile(r"\S(?:\t|\u3000{2,})\S")
APART = 1.3  # of the distance of lines, from which a paragraph begins
LARGER = 0.15  # share by which the size of a heading differs
FEW_ROWS = 12  # rows of a block, below which the margins of others say more
NARROWEST = 8  # ems of a column
HANG = 1.2  # ems by which a mark may stand in the margin
HABIT = 0.85  # share of paragraphs that follow a habit
SEEN = 3  # paragraphs, from which a habit can be seen
# What no line break parts: brackets and the word they open, marks and what they close,
# both sides of a quotation mark or a slash.
OPENERS = r"[“‘（《〈「『【(\[［+＋±￥$]"
FIRST_WORD = r"(?:[A-Za-z0-9.．,%％+:·&'×∶~-]{1,40}|.)"
UNBROKEN = re.compile(
    rf"{OPENERS}{{0,3}}{FIRST_WORD}(?:[，。、；：！？）》〉」』】］\],.;:!?)%％℃]{{0,3}}"
    rf"[“”‘’/]{{1,3}}{OPENERS}{{0,2}}{FIRST_WORD}?"
    r"|(?<=[+＋]).|—{1,2}|…{1,2}|[，。、；：！？）》〉」』】］\],.．;:!?)%％℃·]{1,3}[A-Za-z0-9.．%％]{0,40}){0,8}"
)
HANGING = re.compile("[，。、；：！？,.;:!?]$")  # such a mark may stand in the margin
NUMERALS = [
    (re.compile(found), shown)
    for found, shown in (
        (f"[{SIGNS}百]+", "一"), (r"\d+", "1"), ("[①-⑳]", "①"),
        ("[㈠-㈩]", "㈠"), ("[⑴-⒇]", "⑴"), ("[⒈-⒛]", "⒈"), ("[㊀-㊉]", "㊀"),
    )
]  # fmt: skip


class Row(NamedTuple):
    """A line on a page: its text and its box, in points from the page's foot."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    order: int = 0  # in which the file draws it
    first: float = 0.0  # points that its first word takes
    faces: tuple[str, str] = ("", "")  # the fonts at its two ends
    found: tuple[tuple[str, str], ...] = ()


class Frame(NamedTuple):
    """The margins of a column."""

    left: float
    right: float
    sure: bool = False


class Step(NamedTuple):
    """A row and the one before it, whose paragraph it may go on."""

    begin: Row  # of that paragraph
    before: Row
    row: Row
    after: Row | None
    above: Frame  # of the row before
    frame: Frame
    same_page: bool  # and the same column

    @property
    def room(self) -> float:
        """Return how many ems the row before leaves free."""
        return (self.above.right - self.before.right) / self.row.size

    @property
    def indent(self) -> float:
        """Return by how many ems the row is set in."""
        return (self.row.left - self.frame.left) / self.row.size

    @property
    def ended(self) -> bool:
        """Return whether the row before ends with its sentence."""
        return END.search(self.before.text) is not None


class Habits(NamedTuple):
    """How a document sets its paragraphs apart."""

    indent: float | None  # ems of nearly every first line
    headings_indented: bool  # those with a number as well
    gapped: bool  # a gap stands above nearly every paragraph
    set_out: bool  # every line but the last of a paragraph reaches the margin
    size: float  # of most rows
    pitch: float  # from line to line
    marked: frozenset[str] | None  # the kinds of number that begin paragraphs
    counted: bool  # 一是 and 二是 begin paragraphs, and do not run on within one


def first_word(text: str) -> int:
    """Return how many characters at the start of a line no line break parts.

    Examples
    --------
    >>> first_word("动”［19］。新"), first_word("坚持稳中求进")
    (7, 1)
    """
    first = UNBROKEN.match(text)
    return len(first[0]) if first else 1


def paragraphs(pages: Sequence[tuple[list[Row], list]]) -> list[Line]:
    """Return the paragraphs of pages, each given as its rows and what it lost."""
    blocks = [block for rows, _ in pages for block in _blocks(rows)]
    frames = _frames(blocks)
    habits = _habits(blocks, frames)
    of = {
        id(row): frame
        for block, frame in zip(blocks, frames, strict=True)
        for row, frame in zip(block, frame, strict=True)
    }
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    text: list[str] = []  # the pieces of the paragraph that may go on
    before: Row | None = None
    begin: Row | None = None  # of that paragraph
    for rows, found in pages:
        if found:
            groups.append(([], found))
        for place, row in enumerate(rows):
            after = rows[place + 1] if place + 1 < len(rows) else None
            step = before and Step(
                begin, before, row, after, of[id(before)], of[id(row)], bool(place)
            )
            if step and _goes_on(step, habits):
                text.append(row.text)
                groups[-1][1].extend(row.found)
            else:
                text, begin = [row.text], row
                groups.append((text, list(row.found)))
            before = row
    return [Line(rejoined(pieces), tuple(found)) for pieces, found in groups]


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of a page by columns: what goes down the page without a jump."""
    blocks: list[list[Row]] = []
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        if (
            before is None
            or row.foot > before.foot
            or row.left > before.right
            or row.right < before.left
        ):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _frames(blocks: list[list[Row]]) -> list[list[Frame]]:
    """Return the frame of each row: its block's, or one it fits in."""
    own = [_frame(rows) for rows in blocks]
    known = [frame for frame in own if frame.sure]
    most = [
        frame
        for frame, rows in zip(own, blocks, strict=True)
        if frame.sure and len(rows) >= FEW_ROWS
    ]
    columns = any(a.right < b.left for a, b in pairwise(known))
    if columns:  # and what stands across them
        left, right = min(f.left for f in known), max(f.right for f in known)
        known.append(Frame(left, right))
    found = []
    for rows, frame in zip(blocks, own, strict=True):
        if not frame.sure or (len(rows) < FEW_ROWS and not columns):
            left, right = min(row.left for row in rows), max(row.right for row in rows)
            frame = (
                _around(left, right, rows[0].size, most)
                or _around(left, right, rows[0].size, known)
                or frame
            )
        found.append(
            [
                frame
                if row.right < frame.right + HANG * row.size
                else _around(row.left, row.right, row.size, known) or frame
                for row in rows
            ]
        )
    return found


def _around(left: float, right: float, em: float, known: list[Frame]) -> Frame | None:
    """Return the narrowest frame that these margins fit in."""
    around = [
        one
        for one in known
        if one.left < left + INDENT_SLACK * em and right < one.right + HANG * em
    ]
    return min(around, key=lambda one: one.right - one.left, default=None)


def _frame(rows: list[Row]) -> Frame:
    """Return the margins of a block; sure where several long lines end together."""
    long = sorted(rows, key=lambda row: row.right - row.left)[len(rows) // 2 :]
    left, em = min(row.left for row in long), rows[0].size
    rights = sorted(row.right for row in rows if not HANGING.search(row.text))
    rights = rights or sorted(row.right for row in rows)
    enough = max(3, len(rows) // 6)
    for at in range(len(rights) - 1, enough - 2, -1):
        together = rights[at] - rights[at - enough + 1] < em
        if together and rights[at] - left > NARROWEST * em:
            return Frame(left, rights[at], True)
    return Frame(left, rights[-1])


def _pitch(blocks: list[list[Row]], frames: list[list[Frame]], size: float) -> float:
    """Return the distance of lines: of those that go on, where some surely do."""
    every, sure = [], []
    for rows, framed in zip(blocks, frames, strict=True):
        for (before, row), frame in zip(pairwise(rows), framed, strict=False):
            if abs(row.size - size) + abs(before.size - size) > LARGER * size:
                continue
            every.append(before.foot - row.foot)
            if frame.right - before.right < row.first and not END.search(before.text):
                sure.append(before.foot - row.foot)
    return median(sure or every or [0.0])


def _habits(blocks: list[list[Row]], frames: list[list[Frame]]) -> Habits:
    """Learn from the rows before which a paragraph must have ended."""
    size = median([row.size for rows in blocks for row in rows] or [10.0])
    pitch = _pitch(blocks, frames, size)
    indents, headings, gaps, rooms, marked, counted = [], [], [], [], [], False
    for rows, framed in zip(blocks, frames, strict=True):
        for (before, row), frame in zip(pairwise(rows), framed, strict=False):
            if abs(row.size - size) > LARGER * size or _is_centred(row, frame):
                continue
            room = frame.right - before.right
            if room > row.first + 2 * SHORT_LINE * row.size:
                indent = (row.left - frame.left) / row.size
                if kind := _kind(row.text):
                    marked.append(kind)
                counted |= bool(COUNTED.match(row.text) and END.search(before.text))
                (headings if kind else indents).append(indent)
                gaps.append(before.foot - row.foot > APART * pitch)
            elif not END.search(before.text) and row.first > 1.3 * row.size:
                rooms.append(room < SET_OUT * row.size)  # the word left no hole
    seen = indents if len(indents) >= SEEN else indents + headings
    deep = [indent for indent in seen if INDENT < indent < DEEP]
    usual = median(deep) if len(deep) >= max(SEEN, HABIT * len(seen)) else None
    set_in = [indent > INDENT for indent in headings]
    return Habits(
        usual,
        usual is not None and sum(set_in) >= HABIT * len(set_in),
        len(gaps) >= SEEN and sum(gaps) >= HABIT * len(gaps),
        len(rooms) >= SEEN and sum(rooms) >= HABIT * len(rooms),
        size,
        pitch,
        frozenset(marked) if len(marked) >= SEEN else None,
        counted
        and not any(RUNS_ON.search(row.text) for rows in blocks for row in rows),
    )


def _kind(text: str) -> str:
    """Return which kind of number opens a line: （一） and （十二） are of one kind.

    Examples
    --------
    >>> _kind("（十二）强化担当"), _kind("（2）强化担当"), _kind("强化担当")
    ('（一）', '（1）', '')
    """
    opening = HEADING_LINE.match(text)
    kind = opening[0].strip() if opening else ""
    for numeral, shown in NUMERALS:
        kind = numeral.sub(shown, kind)
    return kind


def _goes_on(step: Step, habits: Habits) -> bool:
    """Return whether a row belongs to the paragraph of the row before it."""
    before, row, frame = step.before, step.row, step.frame
    if abs(before.size - row.size) > LARGER * before.size:
        return False
    if CELLS.search(before.text) or CELLS.search(row.text):  # a row of a table
        return False
    fall = before.foot - row.foot
    if step.same_page and fall > APART * habits.pitch * max(1, row.size / habits.size):
        return False
    room, centred = step.room, _is_centred(row, frame)
    margin = (before.left - step.above.left) / row.size
    if centred and abs(margin - room) < CENTRED:  # so is the row before
        room += margin
    if room > row.first / row.size + SHORT_LINE:  # the next word would fit
        return False
    body = abs(row.size - habits.size) <= LARGER * habits.size
    if body and habits.indent is not None:
        return _goes_on_indented(step, habits)
    if centred:
        return not step.ended and not HEADING_LINE.match(row.text)
    if habits.set_out and room > SET_OUT and body:
        return False
    if step.indent > INDENT:
        shift = (row.left - before.left) / row.size
        if before is step.begin or abs(shift) > INDENT_SLACK:
            hanging = (
                shift > INDENT_SLACK and HEADING_LINE.match(before.text) is not None
            )
            goes_on = shift > -INDENT_SLACK and (hanging or not step.ended)
            return goes_on and before is step.begin
    return _goes_on_flush(step, habits, body)


def _goes_on_flush(step: Step, habits: Habits, body: bool) -> bool:
    """Return whether a row goes on, where first lines are not indented."""
    before, row = step.before, step.row
    if step.ended and step.room > ENDED:
        return False
    if step.ended and habits.counted and COUNTED.match(row.text):
        return False
    if habits.gapped and body and step.same_page:
        return True
    headed = before is step.begin and HEADING_LINE.match(before.text)
    if headed and not step.ended and _other_face(before, row):
        return False
    heading = HEADING_LINE.match(row.text)
    if heading is None:
        return True
    if step.ended:
        begins = habits.marked is None or _kind(row.text) in habits.marked
        return body and not begins
    alone = before is step.begin and "。" not in before.text  # a heading itself
    alone = alone and not LIST_GOES_ON.search(before.text)
    return body and not (heading["part"] and alone)


def _goes_on_indented(step: Step, habits: Habits) -> bool:
    """Return whether a row goes on, where first lines are indented."""
    row, after = step.row, step.after
    heading = HEADING_LINE.match(row.text) is not None
    if abs(step.indent) < INDENT_SLACK:
        return habits.headings_indented or not heading or not step.ended
    was = (step.before.left - step.above.left) / row.size
    if step.ended or heading or after is None:
        return False
    if (
        abs(step.indent - habits.indent) < INDENT_SLACK
    ):  # only a paragraph set in as a whole
        return (
            abs(was - step.indent) < INDENT_SLACK
            and abs(after.left - row.left) < INDENT_SLACK * row.size
            and not END.search(row.text)
            and step.frame.right - row.right < after.first + SHORT_LINE * row.size
        )
    return step.indent > was - INDENT_SLACK


def _other_face(before: Row, row: Row) -> bool:
    """Return whether two rows are each in a font of their own."""
    return (
        before.faces[0] == before.faces[1] != row.faces[0]
        and "" not in before.faces
        and row.faces[0] != ""
    )


def _is_centred(row: Row, frame: Frame) -> bool:
    left, right = row.left - frame.left, frame.right - row.right
    return left > INDENT * row.size and abs(left - right) < CENTRED * row.size
