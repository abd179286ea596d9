"""Which words are places, or part of the name of a body: no weight of a report."""

import re
from collections.abc import Iterable
from functools import cache

from analysis.lexicons import read_lexicon

LEVELS = "省区州镇乡江河湖市县旗"
CALLED = re.compile("[市县旗省]")


def place_words(words: Iterable[str], text: str, names: Iterable[str]) -> set[str]:
    """Return those of some words that are places, or part of a body's own name.

    Parameters
    ----------
    words
        What may be a place.
    text
        The text that they stand in: a word before 市 or 县 is a place.
    names
        Titles and bodies of the reports.

    Examples
    --------
    >>> sorted(place_words(["合肥", "海岛", "城市", "甲山"], "甲山县办学", []))
    ['合肥', '甲山']
    """
    own = "\n".join(names)
    return {
        word
        for word in words
        if any(word in place for place in _known())
        or word in own
        or (word[-1] in LEVELS and len(word) > 2)
        or any(CALLED.match(text, m.end()) for m in re.finditer(re.escape(word), text))
    }


@cache
def _known() -> frozenset[str]:
    return frozenset(read_lexicon("places")["place"])
