"""Compare two corpora: which words mark the target out from the reference."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from analysis import InputError
from analysis.count.frequency import PER

EXACT_BELOW = 5  # an expected count for which χ² is too rough (Cochran 1954)


def keyness(
    target: pd.Series,
    reference: pd.Series,
    *,
    total_target: int | None = None,
    total_reference: int | None = None,
    convention: Literal["dunning", "rayson"] = "dunning",
    correction: Literal["none", "yates"] = "none",
    prior: float | pd.Series = 0.01,
) -> pd.DataFrame:
    """Score how key each word is to the target corpus.

    Positive always means more in the target; swapping the two flips every sign and
    changes nothing else (`pct_diff`, a percentage of the reference, and `odds_ratio`,
    which becomes its inverse, apart).

    Parameters
    ----------
    target, reference
        Word → count, as ``tokens["word"].value_counts()`` gives, or any frequency
        list of the analyst's own (a ``dict`` or ``Counter`` will do); a word that one
        of them lacks counts 0 there. For a list of rates see `counts_from_rates`.
    total_target, total_reference
        Size of each corpus in tokens; the sums of the counts by default. A list that
        holds only some words of its corpus needs it.
    convention
        ``"dunning"``: G² over the four cells of the 2 × 2 table (also quanteda's,
        uncorrected); ``"rayson"``: over the two cells of the word itself.
    correction
        ``"yates"`` takes ½ off each |O − E| of `chi2`, and never more than there is
        (Yates 1934, as R's ``chisq.test``); no other column changes.
    prior
        Dirichlet prior of the log odds: one number for every word, or a Series
        word → prior, which may know more words than both corpora (the counts of a
        background corpus do): the size of the prior is the sum of all of it.

    Returns
    -------
    DataFrame
        One row per word, strongest evidence first (|G²|, then the word). With a and b
        for its counts in target and reference, c and d for the totals, N = c + d:

        * `word`; `n_target`, `n_reference`: a, b
        * `per_10k_target`, `per_10k_reference`: a/c and b/d × 10,000
        * `pct_diff`: % DIFF (Gabrielatos & Marchi 2011), (a/c − b/d) ÷ b/d × 100;
          infinite where the reference has none
        * `log_ratio`: log₂ (a/c ÷ b/d); a count of 0 is taken as 0.5 (Hardie 2014)
        * `odds_ratio`: a(d − b) ÷ b(c − a) (Pojanapunya & Todd 2016)
        * `g2`: 2 Σ O ln (O ÷ E), signed; over four cells (Dunning 1993) or two (Rayson
          & Garside 2000)
        * `p`, `p_adj`: of `g2`, χ² with one degree of freedom; Benjamini & Hochberg
          (1995)
        * `bic`: |G²| − ln N (Wilson 2013)
        * `log_odds`, `z`: Monroe, Colaresi & Quinn (2008), eq. 16 and 22, with the
          two-term variance of eq. 20; endless where one corpus is all this word
        * `chi2`: Pearson's over the four cells, Σ (O − E)² ÷ E, signed
        * `ell`: effect size of the two-cell G² in either convention, unsigned: G² ÷ (N
          ln smaller E), Rayson's calculator after Johnston, Berry & Mielke (2006);
          missing where that E is not above 1
        * `p_fisher`: Fisher's exact test (1934), two-sided; missing where every
          expected count is 5 or more and `p` will do

        Of a word that neither has, `pct_diff` and `odds_ratio` are missing.

    Raises
    ------
    InputError
        Where a count is no whole number from 0, a word stands twice, only some words
        are text, or a total is not positive or smaller than one of its counts.
    ValueError
        Where `convention`, `correction` or `prior` makes no sense.

    Examples
    --------
    >>> review = pd.Series({"加强": 10, "网信": 10})
    >>> plan = pd.Series({"加强": 20, "网信": 5})
    >>> key = keyness(plan, review, total_target=1000, total_reference=1000)
    >>> key[["word", "n_target", "n_reference", "log_ratio"]]
      word  n_target  n_reference  log_ratio
    0   加强        20           10        1.0
    1   网信         5           10       -1.0
    """
    counts = _both(target, reference)
    a, b = (counts[name].to_numpy(dtype=float) for name in counts)
    sizes = _total("target", a, total_target), _total("reference", b, total_reference)
    more = np.sign(a / sizes[0] - b / sizes[1])
    g2 = abs(more) * _g2(a, b, *sizes, convention)  # equal rates: 0 to the last bit
    p = chdtrc(1, g2)
    delta, z = _log_odds(a, b, *sizes, *_prior(prior, counts.index))
    scores = _effects(counts, *sizes).assign(
        g2=more * g2,
        p=p,
        p_adj=benjamini_hochberg(p),
        bic=g2 - np.log(sum(sizes)),
        log_odds=delta,
        z=z,
        chi2=more * _chi2(a, b, *sizes, correction),
        ell=_ell(a, b, *sizes),
        p_fisher=_fisher(a, b, *sizes),
    )
    order = np.argsort(-g2, kind="stable")  # equal ones stay in order of the word
    return scores.iloc[order].reset_index()


def counts_from_rates(
    rates: pd.Series, *, total: int, per: float = 1_000_000
) -> pd.Series:
    """Return the counts that published rates stand for: word → whole number.

    For a reference corpus known only by its rates; give `keyness` the same `total`.

    Parameters
    ----------
    rates
        Word → occurrences per `per` tokens.
    total
        Size of the corpus in tokens.

    Examples
    --------
    >>> counts_from_rates(pd.Series({"加强": 120.5, "网信": 3.0}), total=2_000_000)
    加强    241
    网信      6
    dtype: int64
    """
    if not per > 0:
        raise ValueError(f"per is {per}: rates are per a number of tokens")
    numbers = _numbers("rates", rates)
    wrong = ~(np.isfinite(numbers) & (numbers >= 0))
    if wrong.any():
        word = numbers.index[wrong][0]
        raise InputError(f"rates has {numbers[word]:g} for {word!r}: not a rate")
    counts = np.rint(numbers * _whole("total", total) / per)
    return counts.astype("int64")


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Return the p-values adjusted for their number (Benjamini & Hochberg 1995).

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(3)
    array([0.03, 0.04, 0.04])
    """
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    adjusted = np.minimum.accumulate(p[order] * len(p) / ranks)
    return np.minimum(adjusted, 1)[np.argsort(order, kind="stable")]


def _counted(name: str, counts: pd.Series) -> pd.Series:
    """Return the counts, once it is certain that they are some."""
    numbers = _numbers(name, counts)
    wrong = ~((numbers >= 0) & (numbers % 1 == 0))
    if wrong.any():
        word = numbers.index[wrong][0]
        found = pd.Series(counts).loc[word]
        what = f"{found!r}" if isinstance(found, str) else f"{numbers[word]:g}"
        raise InputError(
            f"{name} has {what} for {word!r}: a count is a whole number from 0 "
            "(count words with value_counts, make rates counts with counts_from_rates)"
        )
    return numbers


def _both(target: pd.Series, reference: pd.Series) -> pd.DataFrame:
    """Return the counts of each word in both corpora, in the order of the words."""
    a, b = _counted("target", target), _counted("reference", reference)
    words = [*a.index, *b.index]
    other = [word for word in words if not isinstance(word, str)]
    if 0 < len(other) < len(words):  # a sheet makes a number of 2023, which no token is
        raise InputError(f"{other[0]!r} is no text as other words are: read it as text")
    counts = pd.DataFrame({"n_target": a, "n_reference": b})
    return counts.fillna(0).astype("int64").rename_axis("word").sort_index()


def _numbers(name: str, values: pd.Series) -> pd.Series:
    """Return the values as numbers, NaN where they are none, a word to each."""
    if not len(values):
        return pd.Series(index=pd.Index([], dtype="str"), dtype=float)
    values = pd.Series(values)
    if values.index.hasnans:
        raise InputError(f"{name} has a count without a word; name it or leave it out")
    twice = values.index[values.index.duplicated()]
    if len(twice):
        raise InputError(f"{name} has {twice[0]!r} twice; add its counts up first")
    return pd.to_numeric(values, errors="coerce").astype(float)


def _total(name: str, counts: np.ndarray, total: int | None) -> float:
    total = counts.sum() if total is None else _whole(f"total_{name}", total)
    most = counts.max(initial=0)
    if total <= 0:
        raise InputError(
            f"total_{name} is {total:.0f}: give the size of the corpus, "
            "also where it has none of the words"
        )
    if total < most:
        raise InputError(
            f"total_{name} is {total:.0f}, but one word alone counts {most:.0f}: "
            "give the size of the whole corpus"
        )
    return float(total)


def _whole(name: str, number: float) -> float:
    if not float(number).is_integer():
        raise InputError(f"{name} is {number}: a corpus has a whole number of tokens")
    return float(number)


def _effects(counts: pd.DataFrame, size_a: float, size_b: float) -> pd.DataFrame:
    """Return the counts with their rates and what compares these."""
    a, b = (counts[name].to_numpy(dtype=float) for name in counts)
    rate_a, rate_b = a / size_a, b / size_b
    log_ratio = _log2_rate(a, size_a) - _log2_rate(b, size_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        return counts.assign(
            per_10k_target=rate_a * PER,
            per_10k_reference=rate_b * PER,
            pct_diff=(rate_a - rate_b) / rate_b * 100,
            # Two halves of a word would make a difference of sizes one of use.
            log_ratio=np.where(a + b > 0, log_ratio, 0.0),
            odds_ratio=(a * (size_b - b)) / ((size_a - a) * b),
        )


def _g2(
    a: np.ndarray, b: np.ndarray, size_a: float, size_b: float, convention: str
) -> np.ndarray:
    """Return the log-likelihood ratio, unsigned."""
    pooled = (a + b) / (size_a + size_b)
    if convention not in ("dunning", "rayson"):
        raise ValueError(f"convention is {convention!r}; use 'dunning' or 'rayson'")
    total = _surprise(a, size_a * pooled) + _surprise(b, size_b * pooled)
    if convention == "dunning":  # the sum of the rest by itself: a swap changes no bit
        total += _surprise(size_a - a, size_a * (1 - pooled)) + _surprise(
            size_b - b, size_b * (1 - pooled)
        )
    return np.maximum(2 * total, 0)


def _surprise(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return O·ln(O/E), which is 0 where nothing was observed."""
    seen = observed > 0
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=seen)
    return observed * np.log(ratio)


def _log2_rate(counts: np.ndarray, total: float) -> np.ndarray:
    """Return log₂ of the rate; a zero count is taken as 0.5 (Hardie 2014)."""
    return np.log2(np.where(counts > 0, counts, 0.5) / total)


def _chi2(
    a: np.ndarray, b: np.ndarray, size_a: float, size_b: float, correction: str
) -> np.ndarray:
    """Return Pearson's χ² over the four cells, unsigned: N(ad − bc)² ÷ the margins."""
    if correction not in ("none", "yates"):
        raise ValueError(f"correction is {correction!r}; use 'none' or 'yates'")
    n = size_a + size_b
    gap = np.abs(a * size_b - b * size_a)
    if correction == "yates":
        gap = np.maximum(gap - n / 2, 0)
    margins = size_a * size_b * (a + b) * (n - a - b)
    chi2 = np.zeros_like(a)
    return np.divide(n * gap**2, margins, out=chi2, where=margins > 0)


def _ell(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """Return the effect size of the two-cell G², NaN where ln E would not bound it."""
    least = (a + b) * min(size_a, size_b) / (size_a + size_b)
    most = (size_a + size_b) * np.log(np.maximum(least, 1))
    g2 = _g2(a, b, size_a, size_b, "rayson")
    return np.divide(g2, most, out=np.full_like(g2, np.nan), where=most > 0)


def _fisher(a: np.ndarray, b: np.ndarray, size_a: float, size_b: float) -> np.ndarray:
    """Return Fisher's exact p where some expected count is below 5, else NaN."""
    n = size_a + size_b
    least = np.minimum(a + b, n - a - b) * min(size_a, size_b) / n
    few = least < EXACT_BELOW
    if size_a > size_b:  # one order for both, so that a swap changes no bit
        a, b, size_a, size_b = b, a, size_b, size_a
    pairs, place = np.unique(np.column_stack([a, b])[few], axis=0, return_inverse=True)
    exact = np.array([_exact_p(*pair, size_a, size_b) for pair in pairs], dtype=float)
    p = np.full_like(a, np.nan)
    p[few] = exact[place.ravel()]
    return p


def _exact_p(a: float, b: float, size_a: float, size_b: float) -> float:
    """Return the probability of all tables no likelier than the one seen.

    Fisher (1934), two-sided as R's ``fisher.test``. Each table's probability is had
    from its neighbour's, which is exact where factorials of a corpus size are not.
    """
    words = a + b
    first, last = max(0, words - size_b), min(words, size_a)
    k = np.arange(first, last)
    step = (words - k) * (size_a - k) / ((k + 1) * (size_b - words + k + 1))
    logs = np.concatenate([[0.0], np.cumsum(np.log(step))])
    likely = np.exp(logs - logs.max())
    ours = likely[int(a - first)] * (1 + 1e-7)  # equal ones may differ in the last bit
    return min(likely[likely <= ours].sum() / likely.sum(), 1.0)


def _prior(
    prior: float | pd.Series | Mapping[str, float], words: pd.Index
) -> tuple[np.ndarray, float]:
    """Return the prior of each word, and α₀: the sum of the whole prior."""
    if isinstance(prior, pd.Series | Mapping):
        whole = _numbers("prior", prior)
        if len(unknown := words.difference(whole.index)):
            raise ValueError(f"prior says nothing of {unknown[0]!r}")
        own, whole = whole.reindex(words).to_numpy(), whole.to_numpy()
    elif np.ndim(prior):  # in which order its words are, only the caller knows
        raise ValueError("prior is a list without words: give a Series word → prior")
    else:
        own = whole = np.full(len(words), prior, dtype=float)
    if not (np.isfinite(whole) & (whole >= 0)).all():
        raise ValueError("prior must not be negative, infinite or missing")
    return own, whole.sum()


def _log_odds(
    a: np.ndarray,
    b: np.ndarray,
    size_a: float,
    size_b: float,
    prior: np.ndarray,
    alpha: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference of log odds and its z-score.

    Monroe, Colaresi & Quinn (2008): eq. 16 (δ), 20 (two-term variance), 22 (z).
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # a corpus of one word
        odds_a = (a + prior) / ((size_a - a) + (alpha - prior))
        odds_b = (b + prior) / ((size_b - b) + (alpha - prior))
        delta = np.log(odds_a) - np.log(odds_b)
        delta = np.where(odds_a == odds_b, 0, delta)  # endless odds on both sides too
        return delta, delta / np.sqrt(1 / (a + prior) + 1 / (b + prior))
