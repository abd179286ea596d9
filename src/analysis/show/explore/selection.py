"""What is chosen of some reports: the sentences, and how many of how many."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

KEY = ["report", "clause"]
SECTION = ["role", "part", "section"]  # these name a section of a report


class Asked(NamedTuple):
    """What is asked for; nothing means everything.

    Report, role and section say where to look, theme, verb and term for what.
    """

    report: str = ""
    role: str = ""
    section: tuple[str, ...] = ()  # its role, part and heading
    theme: str = ""
    verb: str = ""
    term: str = ""


class Tables(NamedTuple):
    """The tables that are searched, as a flow has them."""

    reports: pd.DataFrame
    clauses: pd.DataFrame
    themes: pd.DataFrame
    tasks: pd.DataFrame


class Selection(NamedTuple):
    """What was found, as tables."""

    sentences: pd.DataFrame
    total: pd.DataFrame
    by_role: pd.DataFrame
    by_section: pd.DataFrame


def select(tables: Tables, asked: Asked) -> Selection:
    """Return the sentences asked for, and how many they are of how many.

    Returns
    -------
    Selection
        `sentences`: one row per clause that meets all that is asked for, in the order
        of the text, with `marks` (from, to within `text`) and `via` (how it has the
        theme). `total`, `by_role`, `by_section`: one row for all, per report and role,
        and per section, with the columns of `count`. The sections are those of the
        role asked for, so that the one chosen is seen among them.
    """
    places = _places(tables, asked)
    inside = within(tables.clauses, asked)
    wanted = inside & _meets(places, asked, len(tables.clauses))
    around = within(tables.clauses, asked._replace(section=()))
    around_wanted = around & _meets(places, asked, len(tables.clauses))
    return Selection(
        _sentences(tables.clauses, wanted, places),
        count(tables.clauses, inside, wanted, places, by=[]),
        count(tables.clauses, inside, wanted, places, by=["report", "role"]),
        count(tables.clauses, around, around_wanted, places, by=["report", *SECTION]),
    )


def within(clauses: pd.DataFrame, asked: Asked) -> np.ndarray:
    """Say of each clause whether it stands in the report, role and section asked for.

    >>> clauses = pd.DataFrame({"report": "r", "role": ["review", "plan"]})
    >>> within(clauses, Asked(role="plan")).tolist()
    [False, True]
    """
    where = {"report": asked.report, "role": asked.role}
    if asked.section:
        where |= dict(zip(SECTION, asked.section, strict=True))
    inside = np.ones(len(clauses), dtype=bool)
    for column, value in where.items():
        # A section may have no heading, a report or role asked for has a name.
        if value or (asked.section and column in SECTION):
            inside &= (clauses[column] == value).to_numpy()
    return inside


def searched(
    clauses: pd.DataFrame, reports: pd.DataFrame, word: str, kind: str = "term"
) -> pd.DataFrame:
    """Return every place that a search of the reports finds: one row per place.

    As in an editor capitals count as small letters, and what was found is not found
    again within itself. A place belongs to the clause in which it begins.

    Returns
    -------
    DataFrame
        `row` (of `clauses`, from 0), `start` and `end` within the clause's text, and
        the `kind`.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["r"], "text": ["抓宣传，抓文化。"]})
    >>> clauses = pd.DataFrame({"report": "r", "start": [0, 4], "text": ["抓宣传",
    ...                         "抓文化"]})
    >>> searched(clauses, reports, "抓").values.tolist()
    [[0, 0, 1, 'term'], [1, 0, 1, 'term']]
    """
    pattern, found = re.compile(re.escape(word), re.IGNORECASE), []
    first, ends = clauses["start"], clauses["start"] + clauses["text"].str.len()
    for report in reports.itertuples() if word else ():
        spans = [match.span() for match in pattern.finditer(report.text)]
        rows = np.flatnonzero(clauses["report"] == report.report)
        if not spans or not len(rows):
            continue
        spans = np.array(spans)
        # What stands before a clause, its numeral say, belongs to it.
        own = np.searchsorted(ends.to_numpy()[rows], spans[:, 0], side="right")
        own = rows[own.clip(max=len(rows) - 1)]
        begins = first.to_numpy()[own]
        start, end = np.clip(spans.T - begins, 0, ends.to_numpy()[own] - begins)
        found.append(pd.DataFrame({"row": own, "start": start, "end": end}))
    empty = pd.DataFrame({"row": [], "start": [], "end": []}, dtype="int64")
    return pd.concat(found or [empty], ignore_index=True).assign(kind=kind)


def count(
    clauses: pd.DataFrame,
    inside: np.ndarray,
    wanted: np.ndarray,
    places: pd.DataFrame,
    *,
    by: Sequence[str],
) -> pd.DataFrame:
    """Count what is wanted of what is inside: one row per group, in the text's order.

    Returns
    -------
    DataFrame
        `by`; `n` clauses wanted of `n_clauses`, their `share`; and of the words asked
        for, in all clauses inside: `found_term` and `found_verb`, how often a search
        finds them, `n_tasks`, how often the verb is one of a task.
    """
    times = {
        name: np.bincount(
            places.loc[places["kind"] == kind, "row"], minlength=len(clauses)
        )
        for name, kind in _TIMES.items()
    }
    rows = clauses[list(by)].assign(n=wanted.astype(int), n_clauses=1, **times)
    sums = ["n", "n_clauses", *times]
    if by:
        table = rows[inside].groupby(list(by), sort=False, as_index=False)[sums].sum()
    else:
        table = rows.loc[inside, sums].sum().to_frame().T
    return table.assign(share=table["n"] / table["n_clauses"])


_TIMES = {"found_term": "term", "found_verb": "search", "n_tasks": "verb"}


def _places(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Return where in the clauses theme, verb and term stand, each by its kind."""
    themes = tables.themes[tables.themes["theme"] == asked.theme]
    tasks = tables.tasks[tables.tasks["verb"] == asked.verb]
    reports = tables.reports
    if asked.report:
        reports = reports[reports["report"] == asked.report]
    how = tables.clauses, reports
    found = [
        searched(*how, asked.term),
        searched(*how, asked.verb, "search"),
        _pointed(tables.clauses, themes, themes["term"], "theme"),
        _pointed(tables.clauses, tasks, tasks["verb"], "verb"),
    ]
    return pd.concat(found, ignore_index=True)


def _pointed(
    clauses: pd.DataFrame, rows: pd.DataFrame, words: pd.Series, kind: str
) -> pd.DataFrame:
    """Return where in their clauses the words of some rows stand."""
    numbered = clauses[[*KEY, "start"]].rename(columns={"start": "begins"})
    numbered = numbered.assign(row=range(len(clauses)))
    told = rows.assign(length=words.str.len()).merge(numbered, on=KEY)
    start = told["start"] - told["begins"]
    found = told[["row"]].assign(start=start, end=start + told["length"], kind=kind)
    return found.assign(via=told["via"] if "via" in told else "")


def _meets(places: pd.DataFrame, asked: Asked, n: int) -> np.ndarray:
    """Say of each clause whether it holds everything that is asked for."""
    meets = np.ones(n, dtype=bool)
    for kind in ("theme", "verb", "term"):
        if getattr(asked, kind):
            rows = places.loc[places["kind"] == kind, "row"]
            meets &= np.isin(np.arange(n), rows)
    return meets


def _sentences(
    clauses: pd.DataFrame, wanted: np.ndarray, places: pd.DataFrame
) -> pd.DataFrame:
    """Return the clauses wanted, with what is to be marked in each."""
    marks: dict[int, list[tuple[int, int]]] = {}
    seen = places[(places["kind"] != "search") & (places["end"] > places["start"])]
    for row, start, end in seen[["row", "start", "end"]].to_numpy().tolist():
        marks.setdefault(row, []).append((start, end))
    via = {}
    if "via" in places:
        own = places[places["kind"] == "theme"]
        via = dict(zip(own["row"], own["via"], strict=True))
    rows = np.flatnonzero(wanted).tolist()
    columns = "report role part section item start text".split()
    return clauses.loc[wanted, columns].assign(
        marks=[sorted(marks.get(row, [])) for row in rows],
        via=[via.get(row, "") for row in rows],
    )
