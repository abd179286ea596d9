"""How alike the headings of sections are: the same words, in whatever order."""

import re
from functools import cache

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind
from scipy import sparse

from analysis.compare.alignment.fields import field_names, fields
from analysis.compare.similarity import ngrams
from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon, schemes

GROUP = 2.0  # times as much as two characters: a group of `answers.csv`
OTHERS = 20  # headings more than there are, so that two of three are not "most"
FLOOR = 2.0  # so much at least a heading has to say
LONG = 4  # characters of a term whose pieces are no words of their own
MARKS = re.compile("[，；：,;:]")
EMPTY = ["泛词", "领起", "尾语"]  # what every heading has, whatever it is about


def shared_names(reference: list[str], target: list[str]) -> np.ndarray:
    """Say how much of the shorter of two headings stands in the other.

    Words are compared by pairs of characters, so that 对外开放 shares half with
    改革开放, and by the groups of `answers.csv`; what many headings have counts less,
    and what leads or ends a heading (推进, 工作, 取得) does not count.

    Returns
    -------
    From 0 (nothing) to 1, reference × target headings.

    Examples
    --------
    >>> shared_names(["做好网信舆情工作"], ["加强舆情网信", "推进修路"]).round(1)
    array([[0.8, 0. ]])
    """
    names = _bare([*reference, *target])
    pairs = ngrams(names, sizes=[2])
    spoken = fields(names)[:, [n for n, x in enumerate(field_names()) if "/" not in x]]
    had = sparse.hstack([pairs, spoken]).toarray() > 0
    weight = np.log((len(names) + OTHERS) / (1 + had.sum(axis=0)))
    weight[pairs.shape[1] :] *= GROUP
    one, other = had[: len(reference)], had[len(reference) :]
    shared = (one * weight) @ other.T
    least = np.minimum((one @ weight)[:, None], (other @ weight)[None])
    return shared / np.maximum(least, FLOOR)


def _bare(names: list[str]) -> list[str]:
    """Return headings without what says nothing of their subject.

    That is what every heading has, adverbs, and the verbs that lead each clause; not
    where they are pieces of a term, as 持续 and 发展 are of 可持续发展.

    >>> _bare(["坚持走可持续发展道路"])
    ['可持续发展道路']
    """
    clauses = [(n, part) for n, name in enumerate(names) for part in MARKS.split(name)]
    table = pd.DataFrame(clauses, columns=["clause", "text"])
    cut = segment(
        table.assign(report="", start=0, name=table["clause"], clause=table.index)
    )
    whole = _of_terms(cut, table["text"].tolist())
    leading = cut["word"].isin(_leading()) | (cut["word"].str.len() < 2)
    said = ~(leading & ~whole).groupby(cut["clause"]).cummin()
    said &= whole | ~cut["word"].isin(_empty())
    words = cut[said].groupby("name")["word"].agg("".join)
    return words.reindex(range(len(names)), fill_value="").tolist()


def _of_terms(cut: pd.DataFrame, texts: list[str]) -> pd.Series:
    """Say of each word whether it stands in a long term of the theme lists."""
    inside = [
        {
            at
            for _, *ends in _terms().find_matches_as_indexes(text)
            for at in range(*ends)
        }
        for text in texts
    ]
    starts = zip(cut["clause"], cut["start"], strict=True)
    return pd.Series([at in inside[n] for n, at in starts], index=cut.index, dtype=bool)


@cache
def _terms() -> AhoCorasick:
    terms = {
        term.rstrip("*")
        for scheme in schemes()
        for term in read_lexicon(f"themes/{scheme}")["term"]
        if not {*"!*"} & {*term[:-1]}
    }
    long = sorted(term for term in terms - _empty() if len(term) >= LONG)
    return AhoCorasick(long, matchkind=MatchKind.LeftmostLongest)


@cache
def _empty() -> frozenset[str]:
    table = read_lexicon("sections")
    listed = table.loc[table["kind"].isin(EMPTY), "word"]
    return frozenset([*listed, *read_lexicon("modifiers")["word"]])


@cache
def _leading() -> frozenset[str]:
    return _empty() | set(read_lexicon("task_verbs")["verb"])
