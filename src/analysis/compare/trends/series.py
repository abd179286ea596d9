"""Follow a section over the years by the words of its heading."""

from itertools import groupby

import numpy as np
import pandas as pd

from analysis.compare.alignment.kinds import NAMED
from analysis.compare.alignment.names import shared_names

THE_SAME = 2.0  # above every likeness: the same heading goes on as itself
NEARLY = 0.36  # so much of a heading in one of the report just before


def section_series(sections: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Say which sections of several reports are one: one row per heading × report.

    Year after year each heading goes on as the earlier one it shares most words with,
    if that is half of the shorter of the two (`shared_names`), or a third in the report
    just before; each of them once. What shares less begins a series of its own: nothing
    is said of its matter.

    Parameters
    ----------
    sections
        The table of that name, of all reports.
    sides
        What `by_year` returned.

    Returns
    -------
    DataFrame
        `report`, `role`, `heading` (of the section, of a part without sections the
        part's), `rank` (1, 2, … in the order of the text), `n_clauses` and `subject`
        (the latest heading of its series), by role, year and rank.

    Examples
    --------
    >>> sections = pd.DataFrame({"report": ["a", "b", "b"], "role": "plan", "part": "",
    ...     "section": ["做好网信舆情工作", "推进修路", "加强网信舆情"],
    ...     "order": [1, 1, 2], "n_clauses": [3, 4, 5]})
    >>> sides = pd.DataFrame({"report": ["a", "b"], "role": "plan", "turn": [0, 1]})
    >>> section_series(sections, sides)[["report", "rank", "subject"]]
      report  rank subject
    0      a     1  加强网信舆情
    1      b     1    推进修路
    2      b     2  加强网信舆情
    """
    heading = sections["section"].where(sections["section"] != "", sections["part"])
    told = sections.assign(heading=heading)[heading != ""]
    told = told.groupby(["report", "role", "heading"], sort=False).agg(
        order=("order", "min"), n_clauses=("n_clauses", "sum")
    )
    told = told.reset_index().merge(sides, on=["report", "role"])
    told = told.sort_values(["role", "turn", "order"], kind="stable")
    told["rank"] = told.groupby(["role", "turn"]).cumcount() + 1
    columns = "report role heading rank n_clauses subject".split()
    rows = list(told.itertuples(index=False))
    subjects: list[str] = []
    for _, of_role in groupby(rows, key=lambda row: row.role):
        subjects += _subjects([list(x) for _, x in groupby(of_role, _turn)])
    told["subject"] = pd.array(subjects, dtype="str")
    return told[columns].reset_index(drop=True)


def _turn(row: tuple) -> int:
    return row.turn


def _subjects(years: list[list[tuple]]) -> list[str]:
    """Return the latest heading of the series of each section, in their order."""
    latest: list[str] = []  # heading of each series
    seen: list[int] = []  # in which report
    numbers: list[int] = []
    for turn, year in enumerate(years):
        headings = [row.heading for row in year]
        least = np.where(np.array(seen) == turn - 1, NEARLY, NAMED)
        follows = _follows(latest, headings, least)
        for n, heading in enumerate(headings):
            if n not in follows:
                follows[n] = len(latest)
                latest.append(heading)
                seen.append(turn)
            latest[follows[n]], seen[follows[n]] = heading, turn
        numbers += [follows[n] for n in range(len(headings))]
    return [latest[number] for number in numbers]


def _follows(
    latest: list[str], headings: list[str], least: np.ndarray
) -> dict[int, int]:
    """Return which series each heading goes on as, the most alike first."""
    if not latest:
        return {}
    score = shared_names(latest, headings).round(6)
    same = np.array(latest)[:, None] == np.array(headings)[None]
    score[same] = THE_SAME
    enough = np.argwhere(score >= least[:, None]).tolist()
    found: dict[int, int] = {}
    for _, number, n in sorted((-score[s, n], -s, n) for s, n in enough):
        if n not in found and -number not in found.values():
            found[n] = -number
    return found
