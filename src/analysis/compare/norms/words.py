"""How words lean in the genre: counted as cut, and as a search of the text finds them.

What `word_counts` counts of each report, `word_norms` sums up over many.
"""

import pandas as pd

from analysis.compare.sides import SIDES
from analysis.count.frequency import PER, searched

EDGE = 0.1  # of the reports: so many largest rises and falls are kept
WORD_DIGITS = 4  # significant ones
LEAST = 3  # times a word stands there in all
WORD_COLUMNS = "word n_reports review plan falls rises".split()


def word_counts(clauses: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Count the words of one report on both sides: one row per word.

    Returns
    -------
    DataFrame
        `word`, `review`, `plan` (times as cut), `rise` (of the times that a search
        finds it, per 10,000 characters of the side: plan − review).
    """
    n = tokens.groupby(["word", "role"]).size().unstack(fill_value=0)
    n = n.reindex(columns=SIDES[::-1], fill_value=0)
    found = searched(clauses, n.index)
    size = {role: _characters(clauses, role) for role in SIDES}
    rise = PER * (found["plan"] / size["plan"] - found["review"] / size["review"])
    return n.assign(rise=rise.to_numpy()).reset_index()


def _characters(clauses: pd.DataFrame, role: str) -> int:
    return int(clauses.loc[clauses["role"] == role, "text"].str.len().sum())


def word_norms(counted: pd.DataFrame) -> pd.DataFrame:
    """Say how words usually lean: one row per word.

    Parameters
    ----------
    counted
        What `word_counts` returns of many reports, with `report`. A report without
        the word has a rise of 0.

    Returns
    -------
    DataFrame
        `word`, `n_reports` (that have it on one of the two sides), `review`, `plan`
        (times as cut, in all), `falls` and `rises` (how far, per 10,000
        characters, in the tenth of the reports in which the word falls, or rises,
        most; the furthest first, parted by blanks). Words that stand there less
        than three times in all are left out.

    Examples
    --------
    >>> rows = [{"report": "a", "word": "稳", "review": 2, "plan": 3, "rise": 1.5},
    ...         {"report": "b", "word": "稳", "review": 0, "plan": 1, "rise": 4.0}]
    >>> word_norms(pd.DataFrame(rows))
      word  n_reports  review  plan falls rises
    0    稳          2       2     4         4
    """
    edge = int(counted["report"].nunique() * EDGE) + 1
    counted = counted[(counted["review"] > 0) | (counted["plan"] > 0)]
    groups = counted.groupby("word")
    table = groups[["review", "plan"]].sum()
    table.insert(0, "n_reports", groups.size())
    table = table[table["review"] + table["plan"] >= LEAST]
    known = counted[counted["word"].isin(table.index)]
    falls = _furthest(known.assign(rise=-known["rise"]), edge)
    rises = _furthest(known, edge)
    table = table.assign(
        falls=falls.reindex(table.index, fill_value=""),
        rises=rises.reindex(table.index, fill_value=""),
    )
    return table.reset_index()[WORD_COLUMNS]


def _furthest(counted: pd.DataFrame, edge: int) -> pd.Series:
    """Write the largest rises of each word, the largest first."""
    up = counted[counted["rise"] > 0].sort_values("rise", ascending=False)
    up = up[up.groupby("word").cumcount() < edge]
    cells = up["rise"].map(lambda rise: f"{rise:.{WORD_DIGITS}g}").astype("str")
    return cells.groupby(up["word"]).agg(" ".join)
