"""Count words per group."""

from collections.abc import Sequence
from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon

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


def frequency(
    tokens: pd.DataFrame, *, by: Sequence[str] = ("role", "section")
) -> pd.DataFrame:
    """Count each word in each group: one row per group × word.

    Parameters
    ----------
    tokens
        The `tokens` table, or its content words.
    by
        The columns that make a group.

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
    by = list(by)
    n = tokens.groupby([*by, "word"], sort=False, observed=True).size()
    table = n.rename("n").reset_index()
    groups = table.groupby(by, sort=False, observed=True)
    table = table.assign(
        per_10k=table["n"] / groups["n"].transform("sum") * PER,
        rank=groups["n"].rank(method="min", ascending=False).astype("int64"),
        group=groups.ngroup(),
    )
    order = table.sort_values(["group", "rank"], kind="stable")
    return order.drop(columns="group").reset_index(drop=True)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(read_lexicon("stopwords")["word"])
