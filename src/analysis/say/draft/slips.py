"""Passages of a text that are a formulation but for one slip."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis.lexicons import read_lexicon

NO_LETTER = re.compile("[^\u3400-\u9fff0-9]")
STOP = "\n"  # stands for whatever parts a clause from the next
PARTS = re.compile(
    "[，。；：！？,;:!?\n（）()《》]"
)  # else marks are left out: “两个”维护
SHORTEST = 4  # characters; of fewer too little is left
WORDS = 12  # characters from which even another word of two was hardly meant
WHOLE = 14  # characters from which even a word of two is hardly left out


class Near(NamedTuple):
    """A passage of the plain text that is a formulation but for one character."""

    start: int
    end: int
    form: str
    edit: str  # replaced, missing, extra, swapped, word
    at: int  # place of the edit in the passage


class Plain(NamedTuple):
    """A text without its marks, and where each character stands in it."""

    text: str
    origin: list[int]


@cache
def forms() -> dict[str, str]:
    """Return the formulations as listed, by their characters without marks."""
    listed = read_lexicon("formulations")["formulation"]
    plain = {NO_LETTER.sub("", form): form for form in sorted(listed, key=len)}
    return {form: shown for form, shown in plain.items() if len(form) >= SHORTEST}


@cache
def loose() -> dict[str, frozenset[str]]:
    """Return what may differ without a slip, by its kind in `spelling.csv`."""
    table = read_lexicon("spelling")
    kinds = {kind: frozenset(own["text"]) for kind, own in table.groupby("kind")}
    return kinds | {"虚词": kinds["虚词"] | kinds["可省"]}


def plain_of(text: str) -> Plain:
    """Return a text of Han characters, digits, and one sign for what parts clauses."""
    kept = [
        (at, STOP if PARTS.match(sign) else sign)
        for at, sign in enumerate(text)
        if PARTS.match(sign) or not NO_LETTER.match(sign)
    ]
    return Plain("".join(sign for _, sign in kept), [at for at, _ in kept])


@cache
def _pieces() -> tuple[AhoCorasick, list[tuple[str, int]]]:
    """Return what of a formulation one slip leaves as it is: a half, and which.

    A slip within one half leaves the other; two characters that changed places across
    the middle leave neither, so that the whole is searched as well.
    """
    pieces = []
    for form in forms():
        mid = len(form) // 2
        swapped = form[: mid - 1] + form[mid] + form[mid - 1] + form[mid + 1 :]
        pieces += [(form[:mid], form, 0), (form[mid:], form, 1), (swapped, form, 0)]
    search = AhoCorasick([piece for piece, *_ in pieces])
    return search, [(form, side) for _, form, side in pieces]


def nearly(text: str) -> Iterator[Near]:
    """Yield the passages that differ from a formulation by one slip."""
    search, pieces = _pieces()
    seen = set()
    for number, start, end in search.find_matches_as_indexes(text, overlapping=True):
        form, side = pieces[number]
        for size in range(len(form) - 1 - (len(form) >= WHOLE), len(form) + 2):
            left = start if side == 0 else end - size
            passage = text[max(left, 0) : left + size]
            if left < 0 or len(passage) < size or STOP in passage:
                continue
            edit = _edit(passage, form)
            if edit and (left, size, form) not in seen:
                seen.add((left, size, form))
                yield Near(left, left + size, form, *edit)


def _edit(passage: str, form: str) -> tuple[str, int] | None:
    """Return the one slip by which a passage differs from a form, and its place.

    >>> _edit("两个维户", "两个维护"), _edit("全面从治党", "全面从严治党")
    (('replaced', 3), ('missing', 3))
    >>> _edit("求实真务", "求真务实") is None, _edit("乡振村兴", "乡村振兴")
    (True, ('swapped', 1))
    """
    pairs = zip(passage, form, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), None)
    if at is None:  # whole, and its last character again: 改革开放放
        again = len(passage) > len(form) and passage[-1] == passage[-2]
        return ("extra", len(form)) if again else None
    rest, kept = passage[at:], form[at:]
    if len(passage) == len(form) - 2:
        return ("word", at) if rest == kept[2:] and at else None
    if len(passage) < len(form):
        return ("missing", at) if rest == kept[1:] and at else None
    if len(passage) > len(form):
        return ("extra", at) if rest[1:] == kept and at else None
    if rest[1:] == kept[1:]:
        return "replaced", at
    swapped = rest[1::-1] == kept[:2] and rest[2:] == kept[2:]
    word = len(form) >= WORDS and rest[2:] == kept[2:] and at and len(rest) > 2
    return ("swapped", at) if swapped else ("word", at) if word else None
