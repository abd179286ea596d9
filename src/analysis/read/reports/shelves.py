"""Which reports stand side by side: one body's over the years, a year's of many bodies.

A shelf of `years` holds the reports of one body, each of another year; one of `bodies`
the reports of one year, each of another body.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis import InputError

YEARS, BODIES = KINDS = ("years", "bodies")
OFFICE = re.compile("(?:人民)?政府$")
DATE = re.compile(r"(?:19|20)\d\d(?:[-—–~年度_]*(?:19|20)\d\d)?年?度?")

SHOWN = 10  # bodies that are named where none is called as asked
LEVEL = 1  # characters of a name that only says what kind of place it is of: 区, 省


class Shelf(NamedTuple):
    """Reports that stand side by side, in their order."""

    kind: str  # years or bodies
    name: str  # of the body, or of the year that the reports review
    reports: list[str]


class Shelves(NamedTuple):
    """The shelves of some reports; and which report stands on none, and why."""

    found: list[Shelf]
    left_out: dict[str, str]


def shelves(reports: pd.DataFrame) -> Shelves:
    """Return the shelves that some reports make, those of one body first.

    Two reports are of one body where their bodies have one name (政府 apart); where one
    only names a level (区政府) their files must be called the same but for the year. Of
    two reports of one body and year the first stands.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["2013_a", "2014_a", "2014_b"],
    ...                         "body": ["甲区人民政府", "区政府", "乙区政府"],
    ...                         "review_year": [2012, 2013, 2013]})
    >>> for shelf in shelves(reports).found: print(*shelf)
    years 甲区人民政府 ['2013_a', '2014_a']
    bodies 2013 ['2014_a', '2014_b']
    """
    left_out: dict[str, str] = {}
    dated = reports[reports["review_year"].notna()]
    for name in reports.loc[reports["review_year"].isna(), "report"]:
        left_out[name] = "no year could be read; name it in data/reports.csv"
    found, single = [], []
    for group in by_body(dated):
        years = dict[int, str]()
        for row in sorted(group, key=lambda row: row.review_year):
            if first := years.get(row.review_year):
                why = f"{first} is of the same body and reviews the same year"
                left_out[row.report] = f"{why}, {row.review_year}"
            else:
                years[row.review_year] = row.report
        if len(years) > 1:
            found.append(Shelf(YEARS, _name(group), list(years.values())))
        single += [(year, _name(group), report) for year, report in years.items()]
    return Shelves([*found, *_of_a_year(single)], left_out)


def shelf_of(reports: pd.DataFrame) -> tuple[str, str]:
    """Return the kind of shelf that all of some reports make; "" and why if none."""
    found, left_out = shelves(reports)
    for shelf in found:
        if len(shelf.reports) == len(reports):
            return shelf.kind, ""
    for report, why in left_out.items():
        return "", f"{report}: {why}"
    names = reports["report"] + "（" + reports["body"].replace("", "?") + "，"
    said = names + reports["review_year"].astype("str").replace("<NA>", "?") + "）"
    return "", f"neither of one body nor of one year: {'、'.join(said)}"


def by_body(reports: pd.DataFrame) -> list[list]:
    """Return the rows of each body together, in the order in which they begin.

    Many reports are many pairs: only those that can be of one body are looked at.
    """
    groups: dict[int, list] = {}  # in their order, which their numbers are in too
    place: dict[str, int] = {}  # of each report, its group
    named: dict[str, str] = {}  # by the name of a body one of its reports
    alike: dict[str, list] = {}  # by the name of a file, the year apart
    for n, row in enumerate(reports.itertuples()):
        name, stem = _office(row.body), _stem(row.report)
        near = [
            place[other.report] for other in alike.get(stem, []) if _ends(row, other)
        ]
        near += [place[named[name]]] if name in named else []
        groups[n] = [one for at in sorted(set(near)) for one in groups.pop(at)] + [row]
        place |= {one.report: n for one in groups[n]}
        alike.setdefault(stem, []).append(row)
        if len(name) > LEVEL:
            named[name] = row.report
    return list(groups.values())


def chosen(
    reports: pd.DataFrame, *, body: str | None = None, year: int | None = None
) -> pd.DataFrame:
    """Return those of some reports that are of one body, or review one year.

    Raises
    ------
    InputError
        Where there is none.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["2013_a", "2014_a", "2014_b"],
    ...                         "body": ["甲区人民政府", "甲区政府", "乙区政府"],
    ...                         "review_year": [2012, 2013, 2013]})
    >>> chosen(reports, body="甲区", year=2013)["report"].tolist()
    ['2014_a']
    """
    found = reports
    if body is not None:
        found = found[found["body"].map(_office) == _office(body)]
        if found.empty:
            raise InputError(f"no report is of {body!r}; {_bodies_like(reports, body)}")
    if year is not None:
        years = found["review_year"].dropna().unique()
        found = found[(found["review_year"] == year).fillna(False).astype(bool)]
        if found.empty:
            known = ", ".join(str(one) for one in sorted(years)) or "none"
            raise InputError(f"no report reviews {year}; the years are: {known}")
    return found


def _bodies_like(reports: pd.DataFrame, body: str) -> str:
    """Say which bodies there are: those that are called alike, or some."""
    names = sorted(set(reports["body"]) - {""})
    like = [name for name in names if _office(body) in name] or names
    return f"there are: {'、'.join(like[:SHOWN])}{' …' * (len(like) > SHOWN)}"


def _office(body: str) -> str:
    return OFFICE.sub("", body)


def _ends(row: tuple, other: tuple) -> bool:
    """Say whether the name of one body is the end of the other's: 区政府."""
    one, two = _office(row.body), _office(other.body)
    return one.endswith(two) or two.endswith(one)


def _stem(report: str) -> str:
    return DATE.sub("", report).strip("-_ ")


def _name(group: Iterable) -> str:
    """Return the name that most reports give the body, the longest of equals."""
    names = Counter(row.body for row in group)
    told = {name for name in names if len(_office(name)) > LEVEL}
    best = max(told or names, key=lambda name: (names[name], len(name)))
    return best or _stem(next(iter(group)).report)


def _of_a_year(single: list[tuple[int, str, str]]) -> list[Shelf]:
    found = []
    for year in sorted({year for year, _, _ in single}):
        reports = [report for at, _, report in single if at == year]
        if len(reports) > 1:
            found.append(Shelf(BODIES, str(year), reports))
    return found
