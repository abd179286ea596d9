"""Follow a section over the years: by the words of its heading, and by its text."""

from itertools import groupby, pairwise

import numpy as np
import pandas as pd

from analysis.compare.alignment.kinds import NAMED
from analysis.compare.alignment.names import shared_names
from analysis.compare.similarity import ngrams, product, rarity, unit

THE_SAME = 2.0  # above every likeness: the same heading goes on as itself
# Cosine of two texts that are each other's closest: read side by side, six years of the
# State Council and five of a district, what lay above was one section, save once.
ALIKE = 0.15
NEARLY = 0.1, 0.36  # a little less, where the headings share a third of their words


def section_series(
    sections: pd.DataFrame, sides: pd.DataFrame, clauses: pd.DataFrame
) -> pd.DataFrame:
    """Say which sections of several reports are one: one row per heading × report.

    Year after year each heading goes on as the earlier one it shares most words with,
    if that is half of the shorter of the two (`shared_names`); else as that of the
    report just before whose text is closest to its own, if each is the other's closest
    and they are alike enough (cosine of pairs of characters, weighed by how rare they
    are); each of them once. The rest begin a series of their own.

    Parameters
    ----------
    sections, clauses
        The tables of those names, of all reports.
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
    >>> clauses = sections.assign(text=sections["section"])
    >>> section_series(sections, sides, clauses)[["report", "rank", "subject"]]
      report  rank subject
    0      a     1  加强网信舆情
    1      b     1    推进修路
    2      b     2  加强网信舆情
    """
    told = with_heading(sections)
    told = told.groupby(["report", "role", "heading"], sort=False).agg(
        order=("order", "min"), n_clauses=("n_clauses", "sum")
    )
    told = told.reset_index().merge(sides, on=["report", "role"])
    place = ["report", "role", "heading"]
    texts = with_heading(clauses).groupby(place)["text"].agg("\n".join).rename("text")
    told = told.merge(texts.reset_index(), on=place, how="left")
    told = told.sort_values(["role", "turn", "order"], kind="stable")
    told["rank"] = told.groupby(["role", "turn"]).cumcount() + 1
    columns = "report role heading rank n_clauses subject".split()
    rows = list(told.itertuples(index=False))
    subjects: list[str] = []
    for _, of_role in groupby(rows, key=lambda row: row.role):
        subjects += _subjects([list(x) for _, x in groupby(of_role, _turn)])
    told["subject"] = pd.array(subjects, dtype="str")
    return told[columns].reset_index(drop=True)


def with_heading(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that stand under a heading: of the section, else of the part."""
    heading = table["section"].where(table["section"] != "", table["part"])
    return table.assign(heading=heading)[heading != ""]


def _turn(row: tuple) -> int:
    return row.turn


def _subjects(years: list[list[tuple]]) -> list[str]:
    """Return the latest heading of the series of each section, in their order."""
    latest: list[str] = []  # heading of each series
    numbers: list[int] = []
    before: list[int] = []  # series of the sections of the report before
    closest = _closest([[row.text for row in year] for year in years])
    for year, near in zip(years, closest, strict=True):
        headings = [row.heading for row in year]
        follows = _follows(latest, headings, [(before[r], n, c) for r, n, c in near])
        for n, heading in enumerate(headings):
            if n not in follows:
                follows[n] = len(latest)
                latest.append(heading)
            latest[follows[n]] = heading
        before = [follows[n] for n in range(len(headings))]
        numbers += before
    return [latest[number] for number in numbers]


def _closest(years: list[list[str]]) -> list[list[tuple[int, int, float]]]:
    """Return which sections of each report and the one before are closest in text.

    Place in the report before, place in this one, cosine; each other's closest only.
    """
    counts = ngrams([text for year in years for text in year], sizes=[2]).sqrt()
    words = unit(counts.multiply(rarity(counts)).tocsr())
    ends = np.cumsum([0, *map(len, years)])
    blocks = [words[a:b] for a, b in pairwise(ends)]
    found: list[list[tuple[int, int, float]]] = [[]]
    for one, other in pairwise(blocks):
        near = product(one, other).round(9)
        best = near == near.max(axis=1, keepdims=True)
        best &= (near == near.max(axis=0, keepdims=True)) & (near >= NEARLY[0])
        places = np.argwhere(best).tolist()
        found.append([(r, n, float(near[r, n])) for r, n in places])
    return found


def _follows(
    latest: list[str], headings: list[str], near: list[tuple[int, int, float]]
) -> dict[int, int]:
    """Return which series each heading goes on as: by heading first, then by text."""
    if not latest:
        return {}
    score = shared_names(latest, headings).round(6)
    same = np.array(latest)[:, None] == np.array(headings)[None]
    score[same] = THE_SAME
    pairs = [(-score[s, n], -s, n) for s, n in np.argwhere(score >= NAMED).tolist()]
    found: dict[int, int] = {}
    texts = sorted(
        (-cosine, -s, n)
        for s, n, cosine in near
        if cosine >= ALIKE or score[s, n] >= NEARLY[1]
    )
    for _, number, n in [*sorted(pairs), *texts]:
        if n not in found and -number not in found.values():
            found[n] = -number
    return found
