"""What kind each character is: a table that numpy looks a whole text up in."""

import re
from functools import cache, lru_cache

import numpy as np

from analysis.read.documents.encodings import UNICODE, code_points
from analysis.read.documents.traditional import simplified
from analysis.read.numerals import SIGNS

MARK, COMMA, PAUSE, CLOSER, DIGIT, SPACE, WORD, STOP, COUNTS, POINT = (
    1 << bit for bit in range(10)
)
FULL_WIDTH, TRADITIONAL, OPENER = 1 << 10, 1 << 11, 1 << 12
IN_NUMBERS = ",:"  # no mark between digits: 1,200 and 10:30
MARKS = f"，。；：！!？?;{IN_NUMBERS}"  # between clauses
CLOSERS = "”’」』）)》"  # belong to the mark before them
KINDS = {
    MARK: MARKS,
    COMMA: IN_NUMBERS,
    PAUSE: "，,",  # after it the sentence goes on
    CLOSER: CLOSERS,
    STOP: "。！!？?",  # ends a sentence
    COUNTS: f"{SIGNS}第",  # may begin or end a numeral
    POINT: "、）).．",  # stands after a numeral that opens a heading
    OPENER: "（(",  # may stand before a numeral
    FULL_WIDTH: "０１２３４５６７８９",
}
UNKNOWN = 1 << 15


@lru_cache(maxsize=2)  # a text is looked up for its paragraphs, then for its clauses
def kinds(text: str) -> np.ndarray:
    """Return the kinds of each character as bits.

    Examples
    --------
    >>> (kinds("是，5") & MARK).tolist()
    [0, 1, 0]
    """
    codes, table = code_points(text), _table()
    found = table.take(codes)
    if found.max(initial=0) == UNKNOWN:
        new = np.unique(codes[found == UNKNOWN])
        table[new] = [_kind(chr(code)) for code in new]
        found = table.take(codes)
    found.setflags(write=False)
    return found


def in_simplified(text: str) -> str:
    """Return a whole text in simplified characters; most are, as their kinds say."""
    return simplified(text) if present(text) & TRADITIONAL else text


def present(text: str) -> int:
    """Return the kinds of which a text has any, as bits.

    Examples
    --------
    >>> bool(present("２０２３年") & FULL_WIDTH), bool(present("2023年") & FULL_WIDTH)
    (True, False)
    """
    return int(np.bitwise_or.reduce(kinds(text), initial=0))


@cache
def _table() -> np.ndarray:
    """Return the table, which learns each character when a text first has it."""
    return np.full(UNICODE, UNKNOWN, dtype=np.uint16)


def _kind(character: str) -> int:
    kind = sum(bit for bit, members in KINDS.items() if character in members)
    kind |= TRADITIONAL * (simplified(character) != character)
    kind |= DIGIT * character.isdecimal() | SPACE * character.isspace()
    return kind | WORD * bool(re.match(r"\w", character))
