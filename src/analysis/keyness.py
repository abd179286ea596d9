"""Compare two corpora: which words mark the target out from the reference."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from analysis.frequency import PER


def keyness(
    target: pd.Series,
    reference: pd.Series,
    *,
    total_target: int | None = None,
    total_reference: int | None = None,
    convention: Literal["dunning", "rayson"] = "dunning",
    prior: float | pd.Series = 0.01,
) -> pd.DataFrame:
    """Score how key each word is to the target corpus.

    Positive always means more in the target; swapping the two flips every sign and
    changes nothing else (`pct_diff`, a percentage of the reference, apart).

    Parameters
    ----------
    target, reference
        Word → count, as ``tokens["word"].value_counts()`` gives.
    total_target, total_reference
        Size of each corpus in tokens; the sums of the counts by default.
    convention
        ``"dunning"``: G² over the four cells of the 2 × 2 table (also quanteda's,
        uncorrected); ``"rayson"``: over the two cells of the word itself.
    prior
        Dirichlet prior of the log odds: one number for every word, or a Series
        word → prior.

    Returns
    -------
    DataFrame
        One row per word, strongest evidence first (`g2`, then the word):
        `word`, `n_target`, `n_reference`, `per_10k_target`, `per_10k_reference`,
        `pct_diff` (% DIFF, Gabrielatos & Marchi 2011; infinite where the reference
        has none), `log_ratio` (Hardie 2014; a zero count is taken as 0.5),
        `odds_ratio`, `g2` (signed; Dunning 1993 or Rayson & Garside 2000), `p`
        (χ², one degree of freedom), `p_adj` (Benjamini & Hochberg 1995), `bic`
        (Wilson 2013: |G²| − ln N), `log_odds` and `z` (Monroe, Colaresi & Quinn
        2008, eq. 16 and 22).

    Raises
    ------
    ValueError
        Where a total is not positive or smaller than its counts, or the convention
        is unknown.

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
    counts = pd.DataFrame({"n_target": target, "n_reference": reference})
    counts = counts.fillna(0).astype("int64")
    a, b = (counts[name].to_numpy(dtype=float) for name in counts)
    size_a = _total("target", a, total_target)
    size_b = _total("reference", b, total_reference)
    rate_a, rate_b = a / size_a, b / size_b
    g2 = np.sign(rate_a - rate_b) * _g2(a, b, size_a, size_b, convention)
    p = chdtrc(1, np.abs(g2))
    delta, z = _log_odds(a, b, size_a, size_b, _prior(prior, counts.index))
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = counts.assign(
            per_10k_target=rate_a * PER,
            per_10k_reference=rate_b * PER,
            pct_diff=(rate_a - rate_b) / rate_b * 100,
            log_ratio=_log2_rate(a, size_a) - _log2_rate(b, size_b),
            odds_ratio=(a * (size_b - b)) / ((size_a - a) * b),
            g2=g2,
            p=p,
            p_adj=_benjamini_hochberg(p),
            bic=np.abs(g2) - np.log(size_a + size_b),
            log_odds=delta,
            z=z,
        )
    return (
        scores.rename_axis("word")
        .reset_index()
        .assign(evidence=np.abs(g2))
        .sort_values(["evidence", "word"], ascending=[False, True])
        .drop(columns="evidence")
        .reset_index(drop=True)
    )


def _total(name: str, counts: np.ndarray, total: int | None) -> float:
    total = counts.sum() if total is None else total
    if total <= 0 or total < counts.max(initial=0):
        raise ValueError(
            f"total_{name} is {total:g}: not a corpus that holds its words"
        )
    return float(total)


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


def _prior(prior: float | pd.Series, words: pd.Index) -> np.ndarray:
    if isinstance(prior, pd.Series):
        prior = prior.reindex(words)
        if prior.isna().any():
            missing = words[prior.isna().to_numpy()][0]
            raise ValueError(f"prior says nothing of {missing!r}")
        return prior.to_numpy(dtype=float)
    return np.full(len(words), float(prior))


def _log_odds(
    a: np.ndarray, b: np.ndarray, size_a: float, size_b: float, prior: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference of log odds and its z-score.

    Monroe, Colaresi & Quinn (2008): eq. 16 (δ), 20 (two-term variance), 22 (z).
    """
    alpha = prior.sum()
    with np.errstate(divide="ignore", invalid="ignore"):  # a corpus of one word
        odds_a = (a + prior) / (size_a + alpha - a - prior)
        odds_b = (b + prior) / (size_b + alpha - b - prior)
        delta = np.log(odds_a) - np.log(odds_b)
    return delta, delta / np.sqrt(1 / (a + prior) + 1 / (b + prior))


def _benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Return the p-values adjusted for their number (Benjamini & Hochberg 1995)."""
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    adjusted = np.minimum.accumulate(p[order] * len(p) / ranks)
    return np.minimum(adjusted, 1)[np.argsort(order, kind="stable")]
