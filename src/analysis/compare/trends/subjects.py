"""What is followed over the years: the rows that each subject counts."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.compare.ladder import verb_classes
from analysis.compare.trends.search import search_places
from analysis.compare.trends.series import with_heading
from analysis.count.frequency import keywords

KINDS = "theme class formulation word quantity section length".split()
ROW = ["kind", "subject", "report", "role", "clause"]
OFTEN = 5  # times that a word stands on one side of one report, as cut, to be followed
SHORTEST = 2  # characters of such a word


def subject_rows(
    tables: Mapping[str, pd.DataFrame],
    sides: pd.DataFrame,
    phrases: Iterable[str],
    series: pd.DataFrame,
) -> pd.DataFrame:
    """Return what is counted of several reports: one row per thing counted.

    Parameters
    ----------
    tables
        `clauses`, `tokens`, `themes`, `tasks`, `quantities`, `sections` of all reports.
    sides
        What `by_year` returned; other roles and reports are left out.
    phrases
        The formulations that are searched.
    series
        What `section_series` returned.

    Returns
    -------
    DataFrame
        `kind`, `subject`, `report`, `role`, `clause`, and `own` (False of a clause
        that only inherits its theme). theme: clauses that speak of it; class: task
        verbs; formulation, word: places that a search finds; quantity: clauses with
        one; section, length: clauses.
    """
    keys = sides[["report", "role"]]
    clauses = tables["clauses"].merge(keys, on=["report", "role"])
    measured = tables["quantities"].drop_duplicates(["report", "clause"])
    classes = tables["tasks"]["verb"].map(verb_classes())
    words = often(tables["tokens"])
    parts = {
        "theme": tables["themes"].assign(
            subject=tables["themes"]["theme"], own=tables["themes"]["via"] == "term"
        ),
        "class": tables["tasks"].assign(subject=classes).dropna(subset=["subject"]),
        "formulation": search_places(clauses, phrases, quotes=False),
        "word": search_places(clauses, words),
        "quantity": measured.assign(subject=""),
        "section": _of_sections(clauses, tables["sections"], series),
        "length": clauses.assign(subject=""),
    }
    found = [
        rows.assign(kind=kind, own=rows.get("own", True))[[*ROW, "own"]]
        for kind, rows in parts.items()
    ]
    every = pd.concat(found, ignore_index=True).merge(keys, on=["report", "role"])
    types = {name: "str" for name in ROW[:4]} | {"own": "bool", "clause": "int64"}
    return every.astype(types)


def often(tokens: pd.DataFrame) -> list[str]:
    """Return the words that are followed: content words that one side often has.

    Examples
    --------
    >>> tokens = pd.DataFrame({"report": "r", "role": "plan",
    ...     "word": ["就业"] * 5 + ["的"] * 9 + ["教育"]})
    >>> often(tokens)
    ['就业']
    """
    words = keywords(tokens)
    words = words[words["word"].str.len() >= SHORTEST]
    n = words.groupby(["report", "role", "word"]).size()
    return sorted(set(n[n >= OFTEN].index.get_level_values("word")))


def _of_sections(
    clauses: pd.DataFrame, sections: pd.DataFrame, series: pd.DataFrame
) -> pd.DataFrame:
    """Return the clauses of sections, with the subject of their series."""
    place = ["report", "role", "part", "section"]
    told = with_heading(clauses).merge(sections[place], on=place)
    return told.merge(series, on=["report", "role", "heading"])
