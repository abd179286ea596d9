"""What the words of a task are worth: 黑羊站 names one thing, 建设 any."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.norms import read_norms, read_words
from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon

OFFICIALESE = 5.0  # −ln of the share of all words above which a word says nothing
ACT = 0.6  # what a word for doing is worth beside one for a thing
COMPOUND = 1.5  # what a compound is worth more than the words in it
TWICE = 2  # clauses have a word that stands once on each side: in short texts enough
LOCAL = 4.0  # ln of 1 in 55 clauses: what stands in more is worth less
HAN = re.compile("[一-鿿]+")
NUMERALS = "一二两三四五六七八九十百千万几数多各首每"
GENERAL = ["泛词", "领起", "尾语"]


class Clause(NamedTuple):
    """A clause cut into words, with what each character is worth."""

    text: str
    worth: np.ndarray
    words: list[tuple[int, int]]  # start and end of each


def weighed(clauses: pd.DataFrame) -> list[Clause]:
    """Cut clauses into words and say what each character is worth: 0 for officialese.

    A word is worth the more the fewer reports of the genre, and the fewer of these
    clauses, have it; each of its characters is worth an equal part. Single characters,
    words that stand in every report (发展, 推进), stop words and numbers are worth
    nothing, words for doing less than those for things.

    Parameters
    ----------
    clauses
        `report`, `clause`, `start` and `text`.
    """
    cut = segment(clauses.assign(row=np.arange(len(clauses))))
    words, rows = cut["word"], cut["row"].to_numpy()
    having = cut.drop_duplicates(["row", "word"])["word"].value_counts()
    rarity = np.log(len(clauses) / words.map(having).to_numpy())
    enough = min(LOCAL, np.log(max(len(clauses) / TWICE, TWICE)))
    values = words.map(_genre).to_numpy() * np.minimum(1, rarity / enough)
    found = [Clause(text, np.zeros(len(text)), []) for text in clauses["text"]]
    places = cut["start"].to_numpy() - clauses["start"].to_numpy()[rows]
    for row, at, word, value in zip(
        rows.tolist(), places.tolist(), words, values, strict=True
    ):
        end = at + len(word)
        found[row].worth[at:end] = value / len(word)
        found[row].words.append((at, end))
    return found


@cache
def _genre(word: str) -> float:
    """Return what a word is worth in the genre; a compound little more than its parts.

    A name that no report has (就业观) is rare because it is long, not because it names
    one thing: it is worth at most what the words in it are, and a little more.
    """
    if len(word) < 2 or word in _empty() or not HAN.fullmatch(word):
        return 0.0
    if word.lstrip(NUMERALS) in _units():
        return 0.0  # 一批, 两项
    counts, total = _counts()
    value = max(0.0, float(np.log(total / (counts.get(word, 0) + 1)) - OFFICIALESE))
    value *= ACT if word in _acts() else 1
    parts = _parts(word) if word not in counts else []
    return min(value, sum(map(_genre, parts)) + COMPOUND) if parts else value


def times(word: str) -> float:
    """Return how often the reports of the genre have a word."""
    return _counts()[0].get(word, 0.0)


def _parts(word: str) -> list[str]:
    """Return the words of the genre that stand in a longer one, longest first."""
    counts, _ = _counts()
    found, at = [], 0
    while at < len(word) - 1:
        ends = range(min(len(word), at + len(word) - 1), at + 1, -1)
        part = next((word[at:end] for end in ends if word[at:end] in counts), "")
        if part:
            found.append(part)
        at += len(part) or 1
    return found


@cache
def _counts() -> tuple[dict[str, int], int]:
    table = read_words(read_norms().path)
    counts = table["review"] + table["plan"]
    return counts.to_dict(), int(counts.sum())


@cache
def _empty() -> frozenset[str]:
    general = read_lexicon("sections")
    listed = general.loc[general["kind"].isin(GENERAL), "word"]
    stop, modifiers = read_lexicon("stopwords")["word"], read_lexicon("modifiers")
    return frozenset([*listed, *stop, *modifiers["word"]])


@cache
def _units() -> frozenset[str]:
    return frozenset(read_lexicon("units")["unit"])


@cache
def _acts() -> frozenset[str]:
    return frozenset(read_lexicon("task_verbs")["verb"])
