"""What texts are about: fields of words that stand for one another.

A problem and its answer seldom share their words: 有效需求不足 is answered by 扩大内需,
形式主义 by 基层减负. `data/lexicons/answers.csv` lists such words by group, and every
theme of the theme schemes is such a field already.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick
from scipy import sparse

from analysis.lexicons import read_lexicon, schemes

SEPARATOR = "\n"  # stands in no term


class Fields(NamedTuple):
    """Every field, ready to be looked for."""

    names: list[str]  # groups by their own name, themes as scheme/theme
    terms: AhoCorasick
    of_term: list[tuple[int, ...]]  # the fields of each term


def fields(texts: list[str]) -> sparse.csr_matrix:
    """Say which fields each text speaks of: texts × fields, 1 where it does.

    Examples
    --------
    >>> names = field_names()
    >>> [names[at] for at in fields(["官僚主义"]).indices if "/" not in names[at]]
    ['作风']
    """
    ready = _fields()
    ends = np.cumsum([len(text) + 1 for text in texts])
    found = ready.terms.find_matches_as_indexes(SEPARATOR.join(texts), overlapping=True)
    row = np.searchsorted(ends, [start for _, start, _ in found], side="right")
    pairs = {
        (text, field)
        for text, (term, _, _) in zip(row.tolist(), found, strict=True)
        for field in ready.of_term[term]
    }
    rows, columns = zip(*sorted(pairs), strict=True) if pairs else ((), ())
    shape = (len(texts), len(ready.names))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def field_names() -> list[str]:
    """Return the names of the fields, in the order of the columns of `fields`."""
    return _fields().names


@cache
def _fields() -> Fields:
    listed: dict[str, set[str]] = {}
    answers = read_lexicon("answers")
    pairs = list(zip(answers["term"], answers["group"], strict=True))
    for scheme in schemes():
        table = read_lexicon(f"themes/{scheme}")
        pairs += [
            (term, f"{scheme}/{theme}")
            for term, theme in zip(table["term"], table["theme"], strict=True)
            if "!" not in term
        ]
    names = list(dict.fromkeys(group for _, group in pairs))
    number = {name: at for at, name in enumerate(names)}
    for term, group in pairs:
        listed.setdefault(term.partition("*")[0] or term, set()).add(group)
    of_term = [tuple(sorted(number[g] for g in groups)) for groups in listed.values()]
    return Fields(names, AhoCorasick(list(listed)), of_term)


@lru_cache(maxsize=4096)
def groups_of(text: str) -> frozenset[str]:
    """Return the groups of `answers.csv` that a text speaks of.

    Examples
    --------
    >>> sorted(groups_of("官僚主义"))
    ['作风']
    """
    ready = _fields()
    found = ready.terms.find_matches_as_indexes(text, overlapping=True)
    every = {ready.names[at] for term, _, _ in found for at in ready.of_term[term]}
    return frozenset(name for name in every if "/" not in name)
