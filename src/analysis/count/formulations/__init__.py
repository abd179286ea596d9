"""Find formulations in the text: listed, quoted, recurring."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.formulations.recurring import FEWEST_TIMES, HAN, recurring
from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon
from analysis.read.outline.places import GAP, PLACE

SHORTEST_NAME = (
    4  # a quoted phrase shorter than this is a word, and counts in quotes only
)
QUOTES = '“”‘’「」『』"'
QUOTATION = re.compile(r"“([^“”\n]{2,24})”|「([^「」\n]{2,24})」|『([^『』\n]{2,24})』")
BOOK_TITLE = re.compile(r"《[^《》\n]{2,40}》")


class Text(NamedTuple):
    """Clauses as one text without its quotation marks, and the way back."""

    joined: str  # with the marks
    plain: str
    kept: np.ndarray  # characters of `plain` before each offset of `joined`
    origin: np.ndarray  # offset in `joined` of each character of `plain`
    opens: np.ndarray  # where each clause begins in `joined`


def mentions(
    clauses: pd.DataFrame, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find every formulation in the text: one row per occurrence, in its order.

    Formulations are those of `data/lexicons/formulations.csv`; what the text puts in
    quotation marks (short words only where they are quoted) or in 《》, which stand
    apart as ``书名``; and phrases of at least five characters, whole words, that
    recur three times or more in what is left. They are matched on the text without
    its quotation marks, the leftmost longest first, and never overlap.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `year`, `section`, `item`, `formulation`,
        `source`, `kind`, `start` (in `reports.text`) and `term` (as it stands).

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": 0, "start": [0],
    ...     "text": "践行“三个代表”重要思想和“三牛”精神"})
    >>> mentions(clauses)[["formulation", "source", "start", "term"]]
      formulation  source  start        term
    0    三个代表重要思想    list      2  “三个代表”重要思想
    1          三牛  quoted     14          三牛
    """
    text = _text(clauses["text"])
    found, kinds = _named(text)
    covered = np.array([character == GAP for character in text.plain], dtype=bool)
    for start, end, *_ in found:
        covered[start:end] = True
    tokens = segment(clauses) if tokens is None else tokens
    phrases = recurring(_words(tokens, clauses, text), covered)
    left = "".join(np.where(covered, GAP, list(text.plain)).tolist())
    again = _often(
        (s, e, phrase, "recurring") for s, e, phrase in _match(left, phrases)
    )
    found = sorted(found + again)
    spans = [_span(text, start, end) for start, end, *_ in found]
    starts = np.array([start for start, _ in spans], dtype="int64")
    rows = np.searchsorted(text.opens, starts, side="right") - 1
    place = clauses.reindex(columns=PLACE).iloc[rows].reset_index(drop=True)
    columns = {
        "formulation": [name for _, _, name, _ in found],
        "source": [source for *_, source in found],
        "kind": [kinds.get(name, "") for _, _, name, _ in found],
        "term": [text.joined[start:end] for start, end in spans],
    }
    columns = {name: pd.Series(c, dtype="str") for name, c in columns.items()}
    start = clauses["start"].to_numpy()[rows] + starts - text.opens[rows]
    table = place.assign(**columns, start=start.astype("int64"))
    return table[[*PLACE, "formulation", "source", "kind", "start", "term"]]


def _words(tokens: pd.DataFrame, clauses: pd.DataFrame, text: Text) -> pd.DataFrame:
    """Return the words of the clauses, with their offsets in the plain text."""
    key = ["report", "clause"]
    place = clauses[key].assign(shift=text.opens - clauses["start"].to_numpy())
    words = tokens[[*key, "start", "word"]].merge(place, on=key, how="inner")
    begin = (words["start"] + words["shift"]).to_numpy(dtype="int64")
    end = begin + words["word"].str.len().to_numpy(dtype="int64")
    words = words.assign(begin=text.kept[begin], end=text.kept[end])
    return words.sort_values("begin", kind="stable").reset_index(drop=True)


def _often(found: Iterable[tuple[int, int, str, str]]) -> list:
    """Leave out phrases that, matched in the text, stand too seldom after all."""
    found = list(found)
    n = Counter(phrase for _, _, phrase, _ in found)
    return [match for match in found if n[match[2]] >= FEWEST_TIMES]


def _span(text: Text, start: int, end: int) -> tuple[int, int]:
    """Return where a formulation stands in the text, with marks it would cut apart.

    三个代表”重要思想 takes the mark before it along.
    """
    start, end = int(text.origin[start]), int(text.origin[end - 1]) + 1
    term = text.joined[start:end]
    for opening, closing in ("“”", "「」", "『』", "‘’"):
        if term.count(closing) > term.count(opening):
            start -= text.joined[start - 1 : start] == opening
        elif term.count(opening) > term.count(closing):
            end += text.joined[end : end + 1] == closing
    return start, end


def _text(texts: pd.Series) -> Text:
    joined = GAP.join(texts)
    keep = np.array([character not in QUOTES for character in joined], dtype=bool)
    opens = np.concatenate([[0], (texts.str.len() + 1).cumsum()[:-1]])
    kept = np.concatenate([[0], keep.cumsum()])
    plain = joined.translate(dict.fromkeys(map(ord, QUOTES)))
    return Text(joined, plain, kept, np.flatnonzero(keep), opens.astype("int64"))


@cache
def _listed() -> dict[str, str]:
    """Return the kind of each formulation of the list."""
    table = read_lexicon("formulations")
    return dict(zip(table["formulation"], table["kind"], strict=True))


def _named(text: Text) -> tuple[list[tuple[int, int, str, str]], dict[str, str]]:
    """Return the spans of listed and quoted formulations, and the kinds of both."""
    kinds = dict(_listed())
    words = []
    for match in QUOTATION.finditer(text.joined):
        name = match[match.lastindex].translate(dict.fromkeys(map(ord, QUOTES)))
        if len(name) < 2 or not HAN.search(name) or name in kinds:
            continue
        if len(name) < SHORTEST_NAME:
            start = int(text.kept[match.start()])
            words.append((start, start + len(name), name))
        else:
            kinds[name] = "引语"
    kinds |= {match[0]: "书名" for match in BOOK_TITLE.finditer(text.plain)}
    found = _match(text.plain, kinds)
    taken = {place for start, end, _ in found for place in range(start, end)}
    found += [w for w in words if not taken.intersection(range(w[0], w[1]))]
    kinds |= dict.fromkeys([name for *_, name in words], "引语")
    listed = _listed()
    return [
        (start, end, name, "list" if name in listed else "quoted")
        for start, end, name in sorted(found)
    ], kinds


def _match(text: str, phrases) -> list[tuple[int, int, str]]:
    """Return start, end and phrase of each match, the leftmost longest, in order."""
    phrases = sorted(phrases)
    if not phrases:
        return []
    search = AhoCorasick(phrases, matchkind=MatchKind.LeftmostLongest)
    found = search.find_matches_as_indexes(text)
    return [(start, end, phrases[number]) for number, start, end in found]
