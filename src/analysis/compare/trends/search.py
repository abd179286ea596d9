"""Find words and formulations in several reports as a search of the text does."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.count.formulations import QUOTES, mentions
from analysis.read.outline.places import GAP

UNQUOTED = str.maketrans("", "", QUOTES)
PLACES = ["report", "role", "clause", "subject"]


def each_formulation(
    clauses: pd.DataFrame, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the formulations of several reports: one row per formulation.

    They are those that `mentions` finds in each report by itself: a phrase that recurs
    three times over the years, but once in each report, is none.

    Returns
    -------
    DataFrame
        `formulation`, `source` (``list``, ``quoted``, ``recurring``: the first of
        these that it is in any report) and `kind`, in the order of the reports.
    """
    order = ["list", "quoted", "recurring"]
    found = []
    for report, own in clauses.groupby("report", sort=False):
        words = None if tokens is None else tokens[tokens["report"] == report]
        found.append(mentions(own, tokens=words)[["formulation", "source", "kind"]])
    empty = pd.DataFrame(columns=["formulation", "source", "kind"], dtype="str")
    table = pd.concat([empty, *found], ignore_index=True)
    rank = table["source"].map(order.index)
    best = table.assign(rank=rank).sort_values("rank", kind="stable")
    best = best.drop_duplicates("formulation").sort_index()
    return best.drop(columns="rank").reset_index(drop=True)


def search_places(
    clauses: pd.DataFrame, subjects: Iterable[str], *, quotes: bool = True
) -> pd.DataFrame:
    """Find where each subject stands in the clauses: one row per place found.

    As a search does: within longer words too, and on from behind what was found (人人人
    holds 人人 once). With `quotes` False, quotation marks are passed over on both
    sides: 三个代表重要思想 is found in “三个代表”重要思想.

    Returns
    -------
    DataFrame
        `report`, `role`, `clause`, `subject`, in the order of the text.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "role": "plan", "clause": [0, 1],
    ...     "text": ["义务教育和职业教育", "教育"]})
    >>> search_places(clauses, ["教育"])["clause"].tolist()
    [0, 0, 1]
    """
    subjects = [one for one in dict.fromkeys(subjects) if one]
    named = subjects if quotes else [one.translate(UNQUOTED) for one in subjects]
    texts = clauses["text"].tolist()
    texts = texts if quotes else [text.translate(UNQUOTED) for text in texts]
    if not subjects or not texts:
        return pd.DataFrame(columns=PLACES)
    opens = np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts])[:-1]])
    found = sorted(_starts(GAP.join(texts), named))
    starts, numbers = (
        (np.array(x, dtype="int64") for x in zip(*found, strict=True))
        if found
        else (np.array([], dtype="int64"),) * 2
    )
    rows = np.searchsorted(opens, starts, side="right") - 1
    place = clauses[PLACES[:3]].iloc[rows].reset_index(drop=True)
    said = pd.array(np.array(subjects, dtype=object)[numbers], dtype="str")
    return place.assign(subject=said)


def _starts(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each word begins, and its number."""
    again = [
        n
        for n, w in enumerate(words)
        if any(w[:end] == w[-end:] for end in range(1, len(w)))
    ]
    own = set(again)
    for number, start, _ in AhoCorasick(words).find_matches_as_indexes(
        text, overlapping=True
    ):
        if number not in own:
            yield start, number
    for number in again:
        at = text.find(words[number])
        while at >= 0:
            yield at, number
            at = text.find(words[number], at + len(words[number]))
