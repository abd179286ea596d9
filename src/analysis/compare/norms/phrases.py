"""How many reports of the genre use a formulation, year by year."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd
from ahocorasick_rs import AhoCorasick

PHRASE_COLUMNS = "formulation plan_year n_reports".split()
LEAST = 2  # reports: what only one uses is its own
ENOUGH = 5  # reports of a year that say what was usual in it


def phrase_counts(
    texts: Mapping[str, str], years: Mapping[str, int], phrases: Iterable[str]
) -> pd.DataFrame:
    """Count the reports that use each formulation: one row per formulation × year.

    Parameters
    ----------
    texts, years
        What each report says, and its plan year, by its name.
    phrases
        The formulations; those of one report alone are left out.

    Returns
    -------
    DataFrame
        `formulation`, `plan_year`, `n_reports` (of that year, with it in their text).

    Examples
    --------
    >>> texts = {"a": "抓好稳增长", "b": "稳增长、促改革", "c": "促改革"}
    >>> phrase_counts(texts, {"a": 2024, "b": 2025, "c": 2025}, ["稳增长"])
      formulation  plan_year  n_reports
    0         稳增长       2024          1
    1         稳增长       2025          1
    """
    listed = sorted(set(phrases))
    known, using = AhoCorasick(listed), [Counter[int]() for _ in listed]
    for name, text in texts.items():
        hits = known.find_matches_as_indexes(text, overlapping=True)
        for at in {at for at, _, _ in hits}:
            using[at][years[name]] += 1
    rows = [
        (phrase, year, n)
        for phrase, of in zip(listed, using, strict=True)
        if of.total() >= LEAST
        for year, n in sorted(of.items())
    ]
    table = pd.DataFrame(rows, columns=PHRASE_COLUMNS)
    return table.astype({"plan_year": "int64", "n_reports": "int64"})


def users(
    phrases: pd.DataFrame, reports: pd.DataFrame, report: pd.Series
) -> tuple[pd.Series, int]:
    """Say how many other reports use each formulation: of its year, else of any.

    Parameters
    ----------
    phrases, reports
        What `phrase_counts` returned, and the reports of the norm.
    report
        The row of `reports` that is asked about; where the norm was made with it, it
        is not counted.

    Returns
    -------
    Other reports that use it, by formulation, and how many others there are. A year of
    fewer than five others says nothing: then the years around are taken as well.

    Examples
    --------
    >>> norm = pd.DataFrame({"title": list("abcdef"), "plan_year": 2025})
    >>> used = pd.DataFrame([["稳增长", 2025, 4]], columns=PHRASE_COLUMNS)
    >>> n, others = users(used, norm, norm.iloc[0])
    >>> n["稳增长"].item(), others
    (3, 5)
    """
    near = (reports["plan_year"] - report["plan_year"]).abs()
    own = (reports["title"] == report["title"]) & (near == 0)
    for reach in (0, 2, float("inf")):
        within = (near <= reach) & ~own
        if within.sum() >= ENOUGH:
            break
    told = phrases[(phrases["plan_year"] - report["plan_year"]).abs() <= reach]
    n = told.groupby("formulation")["n_reports"].sum() - int(own.any())
    return n.clip(lower=0), int(within.sum())
