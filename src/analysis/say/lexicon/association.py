"""Which adjacent words stand together more than chance: λ, z, branching entropy."""

import itertools
from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from analysis.say.lexicon.terms import glued, read_terms, word_class

HAN_CHARACTER = r"[\u4e00-\u9fff]"
NUMBER_TOKEN = r"\d[^A-Za-z]*|[一二三四五六七八九〇○零]{4}年"
# What a term does not begin or end with, where it is one character: adverbs,
# conjunctions, localizers (上, 下), prepositions, particles, verbs (居, 来).
NO_EDGE = tuple("dcfpuvr")


def collocations(
    tokens: pd.DataFrame,
    *,
    size: int | Sequence[int] = (2, 3),
    min_count: int = 2,
    smoothing: float = 0.5,
) -> pd.DataFrame:
    """Score adjacent words that may be one term: one row per sequence of words.

    A sequence runs within a clause and over no sign (、 “ ”). All sequences enter
    the statistics; listed are those in Chinese that no list has, without stop words
    and numbers, whose ends are no modifier and no task verb (unless a noun as well).

    Parameters
    ----------
    tokens
        The `tokens` table; `report`, `clause`, `start` and `word` are needed.
    size
        Number of words in a sequence, or several.
    min_count
        How often a sequence stands at least.
    smoothing
        Added to every cell of the 2^K table; above 0.

    Returns
    -------
    DataFrame
        `collocation` (as it stands in the text), `words` (as it is cut now),
        `count`, `length` (in words), `lambda`, `z`, `left_entropy` and
        `right_entropy` (bits), by falling `z`.

    Notes
    -----
    `lambda` and `z` are those of quanteda's ``textstat_collocations``: the K-way
    interaction of the saturated log-linear model (Blaheta & Johnson 2001), for two
    words the log odds ratio, and its Wald statistic. With three words it is what
    they have beyond their pairs, and often negative for a good term: count and
    entropy tell more there. The branching entropy (Jin & Tanaka-Ishii 2006) is that
    of the word before or behind; 0 means always the same word, so the sequence is
    part of a longer one. An edge of the clause counts anew each time, as in Feng et
    al. (2004), for nothing binds there.

    Examples
    --------
    >>> words = ["甲", "乙", "丙", "甲", "乙", "丁", "戊", "乙", "丁", "甲", "乙"]
    >>> tokens = pd.DataFrame({"report": "r", "clause": 0, "start": range(11)})
    >>> table = collocations(tokens.assign(word=words), size=2)
    >>> table[["collocation", "count", "lambda", "z"]].round(3)
      collocation  count  lambda      z
    0          甲乙      3   3.412  1.936
    1          乙丁      2   3.219  1.799
    """
    codes, names = pd.factorize(tokens["word"])
    run = _runs(tokens)
    sizes = [size] if isinstance(size, int) else size
    found = [_scored(codes, names, run, k, min_count, smoothing) for k in sizes]
    table = pd.concat(found, ignore_index=True)
    text = table["collocation"]
    table = table[text.str.contains(HAN_CHARACTER) & ~text.isin(_terms())]
    order = table.sort_values(["z", "collocation"], ascending=[False, True])
    return order.reset_index(drop=True)


def _scored(
    codes: np.ndarray,
    names: pd.Index,
    run: np.ndarray,
    length: int,
    min_count: int,
    smoothing: float,
) -> pd.DataFrame:
    """Score the sequences of one length: one row per sequence that may be a term."""
    stop = max(len(codes) - length + 1, 0)
    at = np.flatnonzero(run[:stop] == run[length - 1 :])
    columns = [codes[at + k] for k in range(length)]
    ids = _ids(columns)
    n, first = np.bincount(ids), np.unique(ids, return_index=True)[1]
    inner, edge = _may_stand(names)
    fits = n >= min_count
    for k, column in enumerate(columns):
        fits &= (edge if k in (0, length - 1) else inner)[column[first]]
    kept = first[fits]
    cells = _cells(columns, kept) + smoothing
    interaction, error = np.log(cells), np.sqrt(1 / cells)
    for _ in range(length):
        interaction = interaction[1] - interaction[0]
        error = np.hypot(error[0], error[1])
    parts = [names[column[kept]].to_numpy(dtype=object) for column in columns]
    return pd.DataFrame(
        {
            "collocation": pd.Series(sum(parts[1:], parts[0]), dtype="str"),
            "words": pd.Series(map(" ".join, zip(*parts, strict=True)), dtype="str"),
            "count": n[fits],
            "length": length,
            "lambda": interaction,
            "z": interaction / error,
            "left_entropy": _entropy(ids, _neighbours(codes, run, at, -1))[fits],
            "right_entropy": _entropy(ids, _neighbours(codes, run, at, length))[fits],
        }
    )


def _runs(tokens: pd.DataFrame) -> np.ndarray:
    """Return the number of each word's run: between its words nothing stands."""
    clause = tokens[["report", "clause"]]
    end = tokens["start"] + tokens["word"].str.len()
    breaks = (clause != clause.shift()).any(axis=1) | (tokens["start"] != end.shift())
    return breaks.cumsum().to_numpy()


def _ids(columns: Sequence[np.ndarray]) -> np.ndarray:
    """Return a number for each different row of some columns, from 0."""
    ids = np.unique(columns[0], return_inverse=True)[1]
    for column in columns[1:]:
        key = ids * (column.max(initial=0) + 1) + column
        ids = np.unique(key, return_inverse=True)[1]
    return ids


def _cells(columns: Sequence[np.ndarray], kept: np.ndarray) -> np.ndarray:
    """Count, for each kept sequence, the sequences that agree with it in each way.

    The result has one axis of 2 per word (0 differs, 1 agrees), the kept ones last.
    """
    length, total = len(columns), len(columns[0])
    counts = []
    for agrees in itertools.product([False, True], repeat=length):
        chosen = list(itertools.compress(columns, agrees))
        ids = _ids(chosen) if chosen else np.zeros(total, dtype="int64")
        counts.append(np.bincount(ids)[ids[kept]])
    cells = np.array(counts, dtype=float).reshape(*[2] * length, len(kept))
    for axis in range(length):  # from "agrees at least there" to "agrees just there"
        differs, agrees = np.moveaxis(cells, axis, 0)
        differs -= agrees
    return cells


def _neighbours(
    codes: np.ndarray, run: np.ndarray, at: np.ndarray, shift: int
) -> np.ndarray:
    """Return the word beside each sequence; at an edge a number of its own."""
    beside = (at + shift).clip(0, max(len(codes) - 1, 0))
    inside = (run[beside] == run[at]) & (beside == at + shift)
    return np.where(inside, codes[beside], len(codes) + at)


def _entropy(ids: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """Return the entropy of each sequence's neighbours, in bits."""
    pairs = _ids([ids, neighbours])
    owner = ids[np.unique(pairs, return_index=True)[1]]
    share = np.bincount(pairs) / np.bincount(ids)[owner]
    return np.bincount(owner, share * np.log2(1 / share))


def _may_stand(names: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    """Say of each word whether it may stand within a term, and at its ends."""
    words = names.to_series()
    terms = read_terms()
    stop = terms.loc[terms["list"] == "stopwords", "term"]
    verbs = terms[terms["list"] == "task_verbs"]
    modifiers = terms[(terms["list"] == "modifiers") & (terms["kind"] != "主语")]
    bare = set(verbs.loc[~verbs["note"].str.contains("也作名词"), "term"])
    bare |= set(modifiers["term"])
    pair = set(modifiers["term"]), set(verbs["term"])
    bare |= {word for word in words if glued(word, *pair)}
    inner = ~words.isin(stop) & ~words.str.fullmatch(NUMBER_TOKEN)
    single = words[words.str.len() == 1]
    bare |= {word for word in single if word_class(word).startswith(NO_EDGE)}
    edge = inner & ~words.isin(bare)
    return inner.to_numpy(), edge.to_numpy()


@cache
def _terms() -> frozenset[str]:
    return frozenset(read_terms()["term"].str.removeprefix("!"))
