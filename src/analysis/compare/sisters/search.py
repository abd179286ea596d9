"""Search the texts of several reports for words: what a reader's search finds."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.read.outline.places import GAP


def hits(clauses: pd.DataFrame, words: Iterable[str]) -> pd.DataFrame:
    """Find words in clauses: one row per place, as a search of the text finds it.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `subject` (the word), `term` (the same), in the
        order of the text; a clause that holds a word twice stands there twice.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "role": "plan",
    ...     "text": ["义务教育和职业教育", "育人"]})
    >>> hits(clauses, ["教育", "育人"])[["clause", "subject"]].values.tolist()
    [[0, '教育'], [0, '教育'], [1, '育人']]
    """
    words = list(dict.fromkeys(words))
    columns = ["report", "clause", "role"]
    texts = clauses["text"].tolist()
    opens = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    joined = GAP.join(texts)
    every = AhoCorasick(words).find_matches_as_indexes(joined, overlapping=True)
    pairs = np.array([(start, n) for n, start, _ in every], dtype="int64").reshape(
        -1, 2
    )
    row = np.searchsorted(opens, pairs[:, 0], side="right") - 1
    found = pd.DataFrame({"row": row, "word": pairs[:, 1]}).drop_duplicates()
    # A search goes on behind what it found: of 人人人 it finds one 人人, not two.
    n = [
        texts[row].count(words[word])
        for row, word in zip(found["row"], found["word"], strict=True)
    ]
    found = found.loc[found.index.repeat(n)]
    table = clauses[columns].iloc[found["row"]].reset_index(drop=True)
    named = pd.Series([words[n] for n in found["word"]], dtype="str")
    return table.assign(subject=named, term=named)


def times(found: pd.DataFrame, reports: Iterable[str]) -> pd.DataFrame:
    """Count what `hits` found: a row per word, a column per report, zeros kept."""
    n = found.groupby(["subject", "report"]).size().unstack(fill_value=0)
    return n.reindex(columns=list(reports), fill_value=0)


def plain(text: str) -> str:
    """Return a text without the marks around words, which part a formulation.

    >>> plain("“三个代表”重要思想")
    '三个代表重要思想'
    """
    return text.translate(dict.fromkeys(map(ord, '“”‘’「」『』"')))
