"""Tell a word from a part of something longer that is named: 生态保护 of 黄河流域."""

import re
from collections.abc import Iterable
from functools import cache

from analysis.lexicons import read_lexicon, schemes

QUOTED = re.compile("“[^“”]*”")
LANDS = "[江河湖山岭]|流域|[上中下]游"  # what the name of a land or a water ends with


def within(word: str, texts: Iterable[str]) -> int:
    """Count the places of a word that are part of something longer.

    Inside a longer term or formulation of the lists, inside quotation marks, or right
    behind the name of a place.

    Examples
    --------
    >>> within("生态保护", ["黄河流域生态保护和高质量发展", "抓好西秦岭生态保护"])
    2
    >>> within("生态保护", ["加强生态保护", "“生态保护”示范，生态保护"])
    1
    """
    n = 0
    for text in texts:
        apart = [m.span() for m in QUOTED.finditer(text)]
        for term in _longer(word):
            apart += [m.span() for m in re.finditer(re.escape(term), text)]
        for found in re.finditer(re.escape(word), text):
            inside = any(a <= found.start() and found.end() <= b for a, b in apart)
            n += inside or bool(_lands().search(text, 0, found.start()))
    return n


@cache
def _longer(word: str) -> tuple[str, ...]:
    """Return the terms and formulations of the lists that hold a word, and more."""
    return tuple(one for one in _every() if word in one and word != one)


@cache
def _every() -> frozenset[str]:
    every = set(read_lexicon("formulations")["formulation"])
    for scheme in schemes():
        terms = read_lexicon(f"themes/{scheme}")["term"]
        every |= {term for term in terms if not {*"!*"} & {*term}}
    return frozenset(every)


@cache
def _lands() -> re.Pattern[str]:
    table = read_lexicon("places")
    places = table.loc[table["kind"] != "自称", "place"]
    return re.compile(f"(?:{'|'.join(map(re.escape, places))}|{LANDS})\\Z")
