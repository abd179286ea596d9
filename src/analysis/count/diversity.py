"""Say how varied the words of each group are: lexical diversity."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

MATTR_WINDOW = 50  # tokens that MATTR looks at together
MTLD_THRESHOLD = 0.72  # of the type-token ratio, where MTLD begins anew
HDD_SAMPLE = 42  # tokens that HD-D draws


def diversity(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] = ("role",),
    window: int = MATTR_WINDOW,
    threshold: float = MTLD_THRESHOLD,
    sample: int = HDD_SAMPLE,
) -> pd.DataFrame:
    """Measure how varied the words of each group are: one row per group.

    Compare only groups cut by the same segmenter and dictionary, and of like length:
    a coarser cut makes more types out of the same text, `ttr` falls with every token
    that is added, and the others, made to depend on length less, still waver in texts
    of a few hundred tokens. Higher is more varied, which in a work report is neither
    better nor worse.

    Parameters
    ----------
    tokens
        The `tokens` table in the order of the text; `mattr` and `mtld` depend on it.
    by
        The columns (or the column) that make a group.
    window, threshold, sample
        Of `mattr`, `mtld` and `hdd`: each function says what it does.

    Returns
    -------
    DataFrame
        The `by` columns, `n_tokens`, `n_types`, `ttr` (types ÷ tokens, Johnson 1944),
        `mattr`, `mtld`, `hdd`; groups in the order of the text. What a group is too
        short for is missing.

    Examples
    --------
    >>> words = ["加强", "学习", "加强", "宣传"]
    >>> tokens = pd.DataFrame({"role": "plan", "word": words})
    >>> diversity(tokens, window=2, sample=2).round(2)
       role  n_tokens  n_types   ttr  mattr  mtld   hdd
    0  plan         4        3  0.75    1.0  4.24  0.92
    """
    by = [by] if isinstance(by, str) else list(by)
    groups = tokens.groupby(by, sort=False, observed=True, dropna=False)["word"]
    rows = [
        (
            *group,
            len(words),
            words.nunique(),
            words.nunique() / len(words),
            mattr(words, window=window),
            mtld(words, threshold=threshold),
            hdd(words, sample=sample),
        )
        for group, words in groups
    ]
    measures = ["n_tokens", "n_types", "ttr", "mattr", "mtld", "hdd"]
    return pd.DataFrame(rows, columns=[*by, *measures])


def mattr(words: Iterable[str], *, window: int = MATTR_WINDOW) -> float:
    """Return the moving-average type-token ratio (Covington & McFall 2010).

    The mean of the type-token ratios of all stretches of `window` tokens, each
    beginning one token after the last; NaN where there are fewer tokens.

    Examples
    --------
    >>> mattr(["加强", "加强", "宣传"], window=2)
    0.75
    """
    _positive("window", window)
    words = list(words)
    stretches = len(words) - window + 1
    if stretches < 1:
        return np.nan
    here = np.arange(len(words))
    codes = pd.Series(pd.factorize(pd.Index(words, dtype=object))[0])
    before = pd.Series(here).groupby(codes).shift(fill_value=-1).to_numpy()
    # A token is a type of its own in each stretch that reaches it, but not back to
    # where the word stood before.
    first = np.maximum(before + 1, here - window + 1)
    last = np.minimum(here, stretches - 1)
    types = np.maximum(last - np.maximum(first, 0) + 1, 0).sum()
    return float(types / (window * stretches))


def mtld(words: Iterable[str], *, threshold: float = MTLD_THRESHOLD) -> float:
    """Return the measure of textual lexical diversity (McCarthy & Jarvis 2010).

    The mean number of tokens, read forwards and read backwards, until the type-token
    ratio has fallen to `threshold` and is begun anew; what is left at the end counts
    as the share of the way down that it has come. NaN where no word comes twice.

    Examples
    --------
    Once 1 → ½, ½ → 1 on the way to 0.5; backwards likewise:

    >>> mtld(["加强", "加强", "宣传", "宣传"], threshold=0.5)
    2.0
    """
    if not 0 < threshold < 1:
        raise ValueError(f"threshold is {threshold}: not between 0 and 1")
    words = list(words)
    lengths = [_factor_length(order, threshold) for order in (words, words[::-1])]
    return sum(lengths) / 2


def _factor_length(words: list[str], threshold: float) -> float:
    """Return the mean tokens per factor in one direction."""
    factors, types, n = 0.0, set(), 0
    for word in words:
        types.add(word)
        n += 1
        if len(types) / n <= threshold:
            factors, types, n = factors + 1, set(), 0
    if n:
        factors += (1 - len(types) / n) / (1 - threshold)
    return len(words) / factors if factors else np.nan


def hdd(words: Iterable[str], *, sample: int = HDD_SAMPLE) -> float:
    """Return the hypergeometric diversity HD-D (McCarthy & Jarvis 2007).

    The type-token ratio to be expected of `sample` tokens drawn without replacement:
    the chances of each type to be among them, added up, ÷ `sample`. NaN where there
    are fewer tokens.

    Examples
    --------
    Each of three words is among two drawn with a chance of 2/3:

    >>> hdd(["加强", "学习", "宣传"], sample=2)
    1.0
    """
    _positive("sample", sample)
    words = list(words)
    if len(words) < sample:
        return np.nan
    n = pd.Series(words, dtype=object).value_counts().to_numpy()
    drawn = np.arange(sample)
    left = np.maximum(len(words) - n[:, None] - drawn, 0) / (len(words) - drawn)
    return float((1 - left.prod(axis=1)).sum() / sample)


def _positive(name: str, number: int) -> None:
    if number < 1 or number != int(number):
        raise ValueError(f"{name} is {number}: not a number of tokens")
