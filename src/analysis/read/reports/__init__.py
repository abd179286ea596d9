"""Read files into the `reports` table: title, body and years."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.lexicons import read_lexicon
from analysis.read.documents import Removal, read_document
from analysis.read.outline.headings import heading_role
from analysis.read.outline.paragraphs import Paragraph, split
from analysis.read.outline.title import FIRST_LINES, title_of
from analysis.read.reports.body import body_of
from analysis.read.reports.years import report_years, years_of

__all__ = [
    "Report",
    "as_table",
    "heading_role",
    "read_report",
    "read_reports",
    "removals",
    "report_years",
]

TITLE_WITHIN = 3000  # characters
SAID = "reports.csv"  # lies beside the folder of reports and overrules what is read
OPENING = 600  # characters in which a speaker says for whom


class Report(NamedTuple):
    """A file that was read: a row of the `reports` table."""

    report: str  # the file's stem, its key
    title: str
    body: str
    review_year: int | None
    plan_year: int | None
    source: str
    text: str
    removals: tuple[Removal, ...]


class Said(NamedTuple):
    """What the analyst says of a report; None and '' leave it to the text."""

    review_year: int | None = None
    plan_year: int | None = None
    body: str = ""


def read_reports(
    paths: Iterable[Path],
    *,
    review_year: int | None = None,
    plan_year: int | None = None,
) -> pd.DataFrame:
    """Read each file as one report: one row per report, columns as in the codebook.

    A year is missing where the text does not say it or names several. A line of
    `reports.csv` beside the folder of the reports overrules the text, the options
    overrule both.

    Raises
    ------
    InputError
        Where a file cannot be used, or two files would have the same key.
    """
    found: dict[str, Report] = {}
    for path in map(Path, paths):
        report = read_report(path, review_year=review_year, plan_year=plan_year)
        if same := found.get(report.report):
            raise InputError(
                f"{path}: {Path(same.source)} has the same name, and a report's name "
                "is its key; rename one of the two"
            )
        found[report.report] = report
    return as_table(found.values())


def read_report(
    path: Path, *, review_year: int | None = None, plan_year: int | None = None
) -> Report:
    """Read one file as a report, as `read_reports` does; of many make one table.

    Raises
    ------
    InputError
        Where the file cannot be used.
    """
    text, removals = read_document(path)
    paragraphs = split(text)
    title = _title(paragraphs)
    said = _said(path.parent.parent).get(path.stem, Said())
    known = review_year or said.review_year
    read = years_of(paragraphs, text, known)
    return Report(
        path.stem,
        title,
        said.body or _body(title, paragraphs),
        known or read.review,
        plan_year or said.plan_year or read.plan,
        path.as_posix(),
        text,
        removals,
    )


def as_table(reports: Iterable[Report]) -> pd.DataFrame:
    """Return reports that were read one by one as the `reports` table."""
    rows = list(reports)
    columns = {name: [getattr(row, name) for row in rows] for name in Report._fields}
    for name in ("review_year", "plan_year"):
        columns[name] = pd.array(columns[name], dtype="Int64")
    return pd.DataFrame(columns)


def removals(reports: pd.DataFrame) -> pd.DataFrame:
    """List what was removed from the files: one row per removal.

    Columns `report`, `line` (of the file, from 1), `what`, `why`.
    """
    rows = [
        (row.report, *removal)
        for row in reports.itertuples()
        for removal in row.removals
    ]
    return pd.DataFrame(rows, columns=["report", "line", "what", "why"])


def _said(folder: Path) -> dict[str, Said]:
    """Return what `reports.csv` of a folder says, by report."""
    path = folder / SAID
    return _read_said(folder, path.stat().st_mtime_ns) if path.is_file() else {}


@cache
def _read_said(folder: Path, changed: int) -> dict[str, Said]:
    """Read the list; `changed` only makes a list that was edited be read again."""
    said = {}
    for row in read_lexicon("reports", folder=folder).itertuples():
        where = f"{folder / SAID}:{row.Index}"
        years = [_number(row, name, where) for name in ("review_year", "plan_year")]
        said[row.report] = Said(*years, row.body)
    return said


def _number(row: tuple, name: str, where: str) -> int | None:
    text = getattr(row, name)
    if text and not re.fullmatch(r"(?:19|20)\d\d", text):
        raise InputError(
            f"{where}: {name} is {text!r}; write a year such as 2024, or leave it empty"
        )
    return int(text) if text else None


def _title(paragraphs: list[Paragraph]) -> str:
    """Return the title, which stands at the text's head."""
    head = takewhile(lambda here: here.start < TITLE_WITHIN, paragraphs)
    return title_of([here.text[: TITLE_WITHIN - here.start].rstrip() for here in head])


def _body(title: str, paragraphs: list[Paragraph]) -> str:
    """Return the body that the title names, the line above it, or the speaker."""
    lines = [here.text for here in paragraphs[:FIRST_LINES]]
    at = next((n for n, line in enumerate(lines) if line and line in title), 0)
    before = lines[at - 1] if at else ""
    return body_of(title, before, "\n".join(lines)[:OPENING])
