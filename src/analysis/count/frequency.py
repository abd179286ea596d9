"""Count words per group, and say how evenly each is spread over the parts."""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd
from scipy.special import gammaln

from analysis.count.tokens import characters
from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS, ZEROS
from analysis.read.outline.places import GAP

PER = 10_000  # rates are per this many tokens: 每万词


def content(tokens: pd.DataFrame) -> pd.DataFrame:
    """Keep the content words: stop words leave, task verbs and numbers stay.

    What leaves here leaves every rate computed from the rest as well.

    Examples
    --------
    >>> content(pd.DataFrame({"word": ["进一步", "加强", "12.5%", "的"]}))
        word
    1     加强
    2  12.5%
    """
    return tokens[~tokens["word"].isin(_stopwords())]


def lexical(tokens: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that are no numbers: years, dates and numerals with units leave.

    Examples
    --------
    >>> words = ["2024年", "十四五", "第一", "五个", "亿元", "12.5%", "三农", "数字化"]
    >>> lexical(pd.DataFrame({"word": words}))["word"].tolist()
    ['三农', '数字化']
    """
    return tokens[~tokens["word"].str.fullmatch(_number().pattern)]


def keywords(tokens: pd.DataFrame) -> pd.DataFrame:
    """Keep the content words that are no numbers, each word judged once.

    Examples
    --------
    >>> keywords(pd.DataFrame({"word": ["进一步", "加强", "12.5%", "的"]}))
      word
    1   加强
    """
    codes, words = pd.factorize(tokens["word"])
    words = pd.DataFrame({"word": words})
    kept = np.zeros(len(words), dtype="bool")
    kept[lexical(content(words)).index] = True
    return tokens[kept[codes]]


@cache
def _number() -> re.Pattern[str]:
    """Return the pattern of a number, with or without what it counts."""
    units = sorted(read_lexicon("units")["unit"], key=len, reverse=True)
    unit = "|".join(map(re.escape, units))
    signs = f"[{SIGNS}{ZEROS}百千万亿两几数]"
    return re.compile(rf".*[0-9０-９].*|第?{signs}*(?:{unit})?余?")


def frequency(
    tokens: pd.DataFrame, *, by: str | Sequence[str] = ("role", "section")
) -> pd.DataFrame:
    """Count each word in each group: one row per group × word.

    Parameters
    ----------
    tokens
        The `tokens` table, or its content words.
    by
        The columns (or the column) that make a group.

    Returns
    -------
    DataFrame
        The `by` columns, `word`, `n`, `per_10k` (of the group's tokens) and `rank`
        (1 is the commonest, ties share a rank); groups in the order of the text,
        words by falling `n`, equal ones as they first stand there.

    Examples
    --------
    >>> words = ["加强", "学习", "加强", "宣传"]
    >>> tokens = pd.DataFrame({"role": "plan", "word": words})
    >>> frequency(tokens, by=["role"])
       role word  n  per_10k  rank
    0  plan   加强  2   5000.0     1
    1  plan   学习  1   2500.0     2
    2  plan   宣传  1   2500.0     2
    """
    by = [by] if isinstance(by, str) else list(by)
    group = _groups(tokens[by])
    codes, words = pd.factorize(tokens["word"])
    cell, cells = pd.factorize(group * len(words) + codes)
    n = np.bincount(cell)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(group), prepend=-1))
    group, word = np.divmod(cells, max(len(words), 1))
    order = np.argsort(group * (n.max(initial=0) + 1) - n, kind="stable")
    group, word, n = group[order], word[order], n[order]
    begins = np.diff(group, prepend=-1) != 0
    size = np.bincount(group, n)
    table = tokens[by].iloc[first[group]].reset_index(drop=True)
    return table.assign(
        word=words.take(word),
        n=n,
        per_10k=n / size[group] * PER,
        rank=_latest(begins | (np.diff(n, prepend=0) != 0)) - _latest(begins) + 1,
    )


def _groups(keys: pd.DataFrame) -> np.ndarray:
    """Return the number of the group of each row, in the order in which they stand.

    A year or section that is missing is a group too: no word is lost.
    """
    groups = keys.groupby(list(keys), sort=False, observed=True, dropna=False)
    return groups.ngroup().to_numpy()


def _latest(marked: np.ndarray) -> np.ndarray:
    """Return of each place the latest one up to it that is marked."""
    return np.maximum.accumulate(np.where(marked, np.arange(len(marked)), 0))


def searched(clauses: pd.DataFrame, words: Iterable[str]) -> pd.DataFrame:
    """Count each word on each side as a search of its text finds it: one row per word.

    A search knows nothing of words: 教育 is found in 义务教育 as well.

    Returns
    -------
    DataFrame
        Indexed by word, a column per role of the clauses.

    Examples
    --------
    >>> texts = ["义务教育和职业教育", "教育"]
    >>> clauses = pd.DataFrame({"role": ["plan", "review"], "text": texts})
    >>> searched(clauses, ["教育"])
        plan  review
    教育     2       1
    """
    words = list(dict.fromkeys(words))
    side, roles = pd.factorize(clauses["role"])
    group = np.repeat(np.arange(len(roles)), len(words))
    n = _times(words * len(roles), group, clauses["text"].tolist(), side)
    found = dict(zip(roles, n.reshape(len(roles), len(words)), strict=True))
    return pd.DataFrame(found, index=pd.Index(words, dtype="str"), dtype="int64")


def searched_by(
    table: pd.DataFrame, clauses: pd.DataFrame, *, by: Sequence[str]
) -> pd.DataFrame:
    """Add to the words of each group, behind `n`, what a search of its text finds.

    Returns
    -------
    DataFrame
        The table with `found`.
    """
    by = list(by)
    group = _groups(pd.concat([table[by], clauses[by]], ignore_index=True))
    of_word, of_line = np.split(group, [len(table)])
    n = _times(table["word"].tolist(), of_word, clauses["text"].tolist(), of_line)
    table = table.copy()
    table.insert(table.columns.get_loc("n") + 1, "found", n)
    return table


def _times(
    words: list[str], of_word: np.ndarray, lines: list[str], of_line: np.ndarray
) -> np.ndarray:
    """Return how often a search finds each word in the lines of its group.

    All words are looked for at once, one character further at a time, wherever as
    much of a word of the same group stands. `of_word` and `of_line` are the groups.
    """
    sizes = np.array([len(word) for word in words], dtype="int64")
    begins = sizes.cumsum() - sizes
    letters = characters("".join(words))
    text = characters(GAP.join([*lines, ""]))
    rows, ahead = np.arange(len(words)), of_word  # of each word: what stands so far
    at, here = np.arange(len(text)), np.repeat(of_line, [len(li) + 1 for li in lines])
    n = np.zeros(len(words), dtype="int64")
    every = sys.maxunicode + 1  # as many characters as there can be
    for depth in range(sizes.max(initial=0)):
        ahead, ways = pd.factorize(ahead * every + letters[begins[rows] + depth])
        here = pd.Index(ways).get_indexer(here * every + text[at + depth])
        at, here = at[here >= 0], here[here >= 0]
        whole = sizes[rows] == depth + 1
        n[rows[whole]] = np.bincount(here, minlength=len(ways))[ahead[whole]]
        rows, ahead = rows[~whole], ahead[~whole]
    # A search goes on behind what it found: of 人人人 it finds one 人人, not two.
    again = [row for row, word in enumerate(words) if _ends_as_it_begins(word)]
    asked = np.isin(of_line, of_word[again])
    texts = pd.Series(lines, dtype="object")[asked].groupby(of_line[asked])
    texts = texts.agg(GAP.join)
    for row in again:
        n[row] = texts.get(of_word[row], "").count(words[row])
    return n


def _ends_as_it_begins(word: str) -> bool:
    """Return whether a word could begin again before it ends."""
    return word[0] in word[1:] and any(
        word[:end] == word[-end:] for end in range(1, len(word))
    )


def dispersion(
    tokens: pd.DataFrame, *, by: str | Sequence[str] = ("role", "section")
) -> pd.DataFrame:
    """Say how evenly each word is spread over the parts of the text: one row per word.

    Parameters
    ----------
    tokens
        The `tokens` table, or its content words: what is left out counts neither as
        a word nor in the size of its part.
    by
        The columns (or the column) that make a part: tokens that agree in all.

    Returns
    -------
    DataFrame
        `word`, `n`, `per_10k` (of all tokens), then the columns of `dispersion_of`;
        by falling `n`, equal ones as they first stand in the text.

    Notes
    -----
    A word rarer than there are parts cannot be in all of them: compare words of like
    `n`, or `dp_norm` with `dp_norm_random`. A part of a few tokens, where one word
    makes a high rate, weighs in `juilland_d` and `carroll_d2` as much as a long one.

    Examples
    --------
    >>> words = ["加强", "学习", "加强", "学习", "宣传", "加强"]
    >>> tokens = pd.DataFrame({"section": list("甲甲乙乙丙丙"), "word": words})
    >>> dispersion(tokens, by=["section"])[["word", "n", "range", "parts", "dp_norm"]]
       word  n  range  parts  dp_norm
    0   加强  3      3      3      0.0
    1   学习  2      2      3      0.5
    2   宣传  1      1      3      1.0
    """
    by = [by] if isinstance(by, str) else list(by)
    groups = tokens.groupby(by, sort=False, observed=True, dropna=False)
    part = groups.ngroup().to_numpy()
    sizes = np.bincount(part)
    codes, words = pd.factorize(tokens["word"])
    cells, n = np.unique(codes * len(sizes) + part, return_counts=True)
    word, part = np.divmod(cells, max(len(sizes), 1))
    measures = _spread(word, part, n, sizes, len(words))
    table = pd.DataFrame({"word": words} | measures)
    table.insert(2, "per_10k", table["n"] / max(len(tokens), 1) * PER)
    return table.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def dispersion_of(counts: Sequence[float], sizes: Sequence[float]) -> pd.Series:
    """Return the measures of dispersion of one word from its counts in the parts.

    Parameters
    ----------
    counts
        How often the word stands in each part; none where a part lacks it.
    sizes
        How long each part is, in tokens or as a share of the whole.

    Returns
    -------
    Series
        `n`; `range` (parts that have it, Keniston 1920) of `parts`; `dp` (deviation of
        proportions, Gries 2008: ½ Σ |v/f − s|; 0 is in proportion to the parts) and
        `dp_norm` (Lijffijt & Gries 2012: DP ÷ (1 − smallest s), so that 1 is all in
        the smallest part); `dp_norm_random` (what is to be expected of as many
        occurrences fallen at random on the tokens: a rare word cannot be even);
        `juilland_d` (Juilland & Chang-Rodríguez 1964: 1 − V ÷
        √(parts − 1) of the rates in the parts, by the population's standard
        deviation), `carroll_d2` (Carroll 1970: entropy of the rates ÷ ln parts) and
        `rosengren_s` (Rosengren 1971: (Σ √(s·v))² ÷ f), where 1 is even. All as in
        Gries (2008), for parts of unequal size. What is undefined is missing: all
        measures of a word that is nowhere, most where there is but one part.

    Raises
    ------
    ValueError
        Where there are not as many counts as sizes, a count is negative or missing
        or a size is not positive.

    Examples
    --------
    The letter a in the example of Gries (2008):

    >>> dispersion_of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])[["dp", "juilland_d"]]
    dp            0.18000
    juilland_d    0.78515
    dtype: float64
    """
    n, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if n.shape != sizes.shape or n.ndim != 1:
        raise ValueError(f"{n.size} counts for {sizes.size} parts: one each is needed")
    sound = (n >= 0) & (sizes > 0) & np.isfinite(n + sizes)
    if not sound.all():
        raise ValueError("a count is negative or missing, or a part has no size")
    (part,) = np.nonzero(n)
    measures = _spread(np.zeros_like(part), part, n[part], sizes, 1)
    return pd.Series({name: float(values[0]) for name, values in measures.items()})


def _spread(
    word: np.ndarray, part: np.ndarray, n: np.ndarray, sizes: np.ndarray, words: int
) -> dict[str, np.ndarray]:
    """Return the measures of each word, from the `n` of those parts that have it."""
    parts, s = len(sizes), sizes / sizes.sum()

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(word, values, minlength=words)

    f, found = total(n), np.bincount(word, minlength=words)
    rate = n / sizes[part]
    mean = total(rate) / (parts or np.nan)
    # Parts without the word are no rows here: each differs by all of its s, or mean.
    absent = 1 - total(s[part])
    with np.errstate(divide="ignore", invalid="ignore"):
        dp = (total(np.abs(n / f[word] - s[part])) + absent) / 2
        dp = np.where(f > 0, np.maximum(dp, 0), np.nan)
        squares = total((rate - mean[word]) ** 2) + (parts - found) * mean**2
        variation = np.sqrt(squares / parts) / mean
        q = rate / (mean[word] * parts)
        return {
            "n": f.astype(n.dtype),
            "range": found,
            "parts": np.full(words, parts),
            "dp": dp,
            "dp_norm": dp / (1 - s.min(initial=1)),
            "dp_norm_random": _scattered(f, s) / (1 - s.min(initial=1)),
            "juilland_d": 1 - variation / np.sqrt(parts - 1),
            "carroll_d2": np.where(f > 0, 0 - total(q * np.log(q)), np.nan)
            / np.log(parts),
            "rosengren_s": total(np.sqrt(s[part] * n)) ** 2 / f,
        }


def _scattered(f: np.ndarray, s: np.ndarray) -> np.ndarray:
    """Return the DP to expect of `f` occurrences that fall at random on the tokens.

    Half the sum of the mean absolute deviations of the binomial counts, by de Moivre
    (1730): E|v − fs| = 2ν(1 − s) · P(v = ν), ν the least whole number above fs.
    """
    rates, back = np.unique(f, return_inverse=True)
    n = rates[:, None]
    above = np.floor(n * s) + 1
    ways = gammaln(n + 1) - gammaln(above + 1) - gammaln(n - above + 1)
    chance = np.exp(ways + above * np.log(s) + (n - above) * np.log1p(-s))
    deviation = (2 * above * (1 - s) * chance).sum(axis=1)
    return (deviation / rates / 2)[back]


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(read_lexicon("stopwords")["word"])
