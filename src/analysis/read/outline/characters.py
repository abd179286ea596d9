"""What kind each character is: a table that numpy looks a whole text up in."""

import re
from functools import cache, lru_cache

import numpy as np

from analysis.read.numerals import SIGNS

MARK, COMMA, PAUSE, CLOSER, DIGIT, SPACE, WORD, STOP, COUNTS, POINT = (
    1 << bit for bit in range(10)
)
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
}
PLANE, UNKNOWN = 0x10000, 1 << 15


@lru_cache(maxsize=1)  # a text is looked up for its paragraphs, then for its clauses
def kinds(text: str) -> np.ndarray:
    """Return the kinds of each character as bits.

    Examples
    --------
    >>> (kinds("是，5") & MARK).tolist()
    [0, 1, 0]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table, within = _table(), np.minimum(codes, PLANE - 1)
    found = table[within]
    if (unknown := found == UNKNOWN).any():
        new = np.unique(within[unknown])
        table[new] = [_kind(chr(code)) for code in new]
        found = table[within]
    for place in np.flatnonzero(codes >= PLANE):
        found[place] = _kind(chr(codes[place]))
    found.setflags(write=False)
    return found


@cache
def _table() -> np.ndarray:
    """Return the table, which learns each character when a text first has it."""
    return np.full(PLANE, UNKNOWN, dtype=np.uint16)


def _kind(character: str) -> int:
    kind = sum(bit for bit, members in KINDS.items() if character in members)
    kind |= DIGIT * character.isdecimal() | SPACE * character.isspace()
    return kind | WORD * bool(re.match(r"\w", character))
