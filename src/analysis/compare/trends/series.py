"""Follow a section over the years: by what it tells and the words of its heading."""

import numpy as np
import pandas as pd

from analysis.compare.alignment import continuity
from analysis.compare.alignment.kinds import NAMED
from analysis.compare.alignment.names import shared_names

HEADED = "same"  # the kinds of links that `continuity` finds: these go first,
OTHERS = ("split", "merged")  # and these where a section has no better one
THE_SAME = 2.0  # above every likeness: the same heading goes on as itself


def section_series(
    sections: pd.DataFrame, sides: pd.DataFrame, clauses: pd.DataFrame
) -> pd.DataFrame:
    """Say which sections of several reports are one: one row per heading × report.

    Year after year each goes on as a section of the report just before, as `continuity`
    says of plan and review: first what is the same, then what split off or was merged,
    the most alike first. What has no such link goes on as the earlier section whose
    heading it shares most words with, if that is half of the shorter of the two
    (`shared_names`). Each goes on once; the rest begin a series of their own.

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
    >>> clauses = sections.assign(text=sections["section"], item="", heading=True,
    ...     clause=[0, 0, 1], sentence=[0, 0, 1], start=[0, 0, 9])
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
    told = told.sort_values(["role", "turn", "order"], kind="stable")
    told["rank"] = told.groupby(["role", "turn"]).cumcount() + 1
    columns = "report role heading rank n_clauses subject".split()
    texts = dict(list(clauses.groupby(["report", "role"], sort=False)))
    subjects: list[str] = []
    for role, of_role in told.groupby("role", sort=False):
        years = [
            (texts[report, role], own["heading"].tolist())
            for report, own in of_role.groupby("report", sort=False)
        ]
        subjects += _subjects(years)
    told["subject"] = pd.array(subjects, dtype="str")
    return told[columns].reset_index(drop=True)


def with_heading(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that stand under a heading: of the section, else of the part."""
    heading = table["section"].where(table["section"] != "", table["part"])
    return table.assign(heading=heading)[heading != ""]


def _subjects(years: list[tuple[pd.DataFrame, list[str]]]) -> list[str]:
    """Return the latest heading of the series of each section, in their order."""
    latest: list[str] = []  # heading of each series
    numbers: list[int] = []
    series: dict[str, int] = {}  # of the headings of the report before
    before = None
    for clauses, headings in years:
        links = [] if before is None else _links(before, clauses)
        known = [(series[a], b) for a, b in links if a in series and b in headings]
        follows = _follows(latest, headings, known)
        for heading in headings:
            if heading not in follows:
                follows[heading] = len(latest)
                latest.append(heading)
            latest[follows[heading]] = heading
        series, before = follows, clauses
        numbers += [follows[heading] for heading in headings]
    return [latest[number] for number in numbers]


def _links(earlier: pd.DataFrame, later: pd.DataFrame) -> list[tuple[str, str]]:
    """Return which heading goes on as which from one year to the next, best first."""
    shift = int(earlier["sentence"].max()) + 1
    pair = [earlier.assign(role="review"), later.assign(role="plan")]
    pair[1] = pair[1].assign(sentence=pair[1]["sentence"] + shift)
    both = pd.concat(pair, ignore_index=True).assign(report="")
    found = continuity(both.assign(clause=both.index))
    whole = (found["item_reference"] == "") & (found["item_target"] == "")
    same = found["kind"] == HEADED
    found = found[same | (whole & found["kind"].isin(OTHERS))].assign(same=same)
    found = found.sort_values(["same", "score"], ascending=False, kind="stable")
    return list(zip(found["section_reference"], found["section_target"], strict=True))


def _follows(
    latest: list[str], headings: list[str], links: list[tuple[int, str]]
) -> dict[str, int]:
    """Return which series each heading goes on as: as linked, then by its words."""
    found: dict[str, int] = {}
    for number, heading in [*links, *_by_words(latest, headings)]:
        if heading not in found and number not in found.values():
            found[heading] = number
    return found


def _by_words(latest: list[str], headings: list[str]) -> list[tuple[int, str]]:
    """Return which series a heading shares its words with, the most first."""
    if not latest:
        return []
    score = shared_names(latest, headings).round(6)
    score[np.array(latest)[:, None] == np.array(headings)[None]] = THE_SAME
    pairs = [(-score[s, n], -s, n) for s, n in np.argwhere(score >= NAMED).tolist()]
    return [(-number, headings[n]) for _, number, n in sorted(pairs)]
