"""Which longer word a word is a piece of: 管理体制, in most places, of 行政管理体制."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pandas as pd

from analysis.compare.alignment.units import stock
from analysis.count.tokens import words_in
from analysis.lexicons import read_lexicon
from analysis.say.findings.headings import general

MOST = 0.6  # of a word's places in a longer one: that is told, or nothing
LONG = 2  # characters of a word that makes another one longer


def longer(word: str, clauses: pd.DataFrame) -> str:
    """Return the longer word that holds most places of a word; itself where none does.

    That is the word of the text it is cut from, or it with the noun beside it.

    Examples
    --------
    >>> text = "深化行政管理体制改革，完善行政管理体制，理顺管理体制"
    >>> rows = [("r", n, 0, part) for n, part in enumerate(text.split("，"))]
    >>> clauses = pd.DataFrame(rows, columns=["report", "clause", "start", "text"])
    >>> longer("管理体制", clauses), longer("体制", clauses)
    ('行政管理体制', '管理体制')
    """
    texts = [text for text in clauses["text"].tolist() if word in text]
    places: list[set[str]] = []
    for text, cut in zip(texts, words_in(texts), strict=True):
        ends = [(start, start + len(one)) for start, one in cut]
        for match in re.finditer(re.escape(word), text) if ends else ():
            places.append({*_around(match.span(), text, ends)})
    named = Counter(name for place in places for name in place - {word})
    held = {
        name: sum(any(name in x for x in place) for place in places) for name in named
    }
    best = max(held, key=lambda name: (held[name], len(name)), default=word)
    return best if named and held[best] >= MOST * len(places) else word


def _around(
    place: tuple[int, int], text: str, ends: list[tuple[int, int]]
) -> Iterator[str]:
    """Yield the words that a place stands in: as cut, with the noun beside it."""
    first = min([a for a, b in ends if a < place[1] and b > place[0]] + [place[0]])
    last = max([b for a, b in ends if a < place[1] and b > place[0]] + [place[1]])
    yield text[first:last]
    for a, b in ends:
        if b == first and _noun(text[a:b]):
            yield text[a:last]
        if a == last and _noun(text[a:b]):
            yield text[first:b]


def _noun(word: str) -> bool:
    """Say whether a word names something, and is no verb, adverb or stock word."""
    stopped = word in _stopwords()
    empty = (
        general(word) or stock("泛称").fullmatch(word) or stock("尾语").fullmatch(word)
    )
    return len(word) >= LONG and word.isalpha() and not (stopped or empty)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(read_lexicon("stopwords")["word"])
