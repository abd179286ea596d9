"""Every term of every list, and what jieba takes a word for."""

import warnings
from collections.abc import Iterable, Set
from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon, schemes

LISTS = ("words", "task_verbs", "stopwords", "modifiers", "units")


def read_terms() -> pd.DataFrame:
    """Read every list at once: one row per row of a list.

    Returns
    -------
    DataFrame
        `list` (``"words"``, …, ``"themes/publicity"``), `where` (file and line, in
        the folder of the lists), `term`, `kind` (of a word, a modifier; class of a
        verb, group of a stop word, id of a theme) and `note`.

    Examples
    --------
    >>> terms = read_terms()
    >>> terms.loc[terms["term"] == "打造", ["list", "kind"]].to_dict("records")
    [{'list': 'task_verbs', 'kind': '启动新建'}]
    """
    names = [*LISTS, *(f"themes/{scheme}" for scheme in schemes())]
    return pd.concat([_terms(name) for name in names], ignore_index=True)


def plain(terms: Iterable[str]) -> list[str]:
    """Return the terms that are text as it stands: no wildcard, no exclusion.

    >>> plain(["文明实践", "学习*贯彻", "!人文创"])
    ['文明实践']
    """
    return [term for term in terms if not set(term) & set("*!")]


def glued(word: str, first: Set[str], second: Set[str]) -> bool:
    """Say whether a word is two words that the segmenter keeps together.

    Examples
    --------
    >>> glued("不断加强", {"不断"}, {"加强"}), glued("加强", {"不断"}, {"加强"})
    (True, False)
    """
    return any(word[:k] in first and word[k:] in second for k in range(1, len(word)))


def word_class(word: str) -> str:
    """Return the tag that jieba's dictionary gives a word; ``""`` if it has none.

    Examples
    --------
    >>> word_class("接受"), word_class("上"), word_class("赋能")
    ('v', 'f', '')
    """
    return _classes().get(word, "")


def _terms(name: str) -> pd.DataFrame:
    table = read_lexicon(name)
    scheme = name.startswith("themes/")
    kind = "theme" if scheme else table.columns[1]
    return pd.DataFrame(
        {
            "list": name,
            "where": [f"{name}.csv:{line}" for line in table.index],
            "term": table["term" if scheme else table.columns[0]].to_numpy(),
            "kind": table[kind].to_numpy(),
            "note": table["note"].to_numpy(),
        }
    )


@cache
def _classes() -> dict[str, str]:
    with warnings.catch_warnings(action="ignore"):  # its own, about its packaging
        import jieba
        from jieba.posseg import POSTokenizer

    # A tokenizer of our own, never started: only its dictionary's tags are read.
    return POSTokenizer(jieba.Tokenizer()).word_tag_tab
