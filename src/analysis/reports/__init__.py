"""Read files into the `reports` table: title, body and years."""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import InputError
from analysis.documents import read_document
from analysis.reports.headings import heading_role

COLUMNS = "report title body review_year plan_year source text removals".split()
YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
HEADING = 40  # longest line, in characters, that is taken for a heading here
# A title names the body before the word 工作: 市委宣传部, 昌硕街道, 市政府.
BODY = re.compile(
    r"[\u4e00-\u9fff]*(?:政府|街道|委员会|办公室|集团|公司|中心|大学|学院|学校|医院|协会"
    r"|[省市区县州盟旗镇乡村部局委办厅院处])"
)


def read_reports(paths: Iterable[Path]) -> pd.DataFrame:
    """Read each file as one report: one row per report, columns as in the codebook.

    A year is missing where the text does not say it or names several.

    Raises
    ------
    InputError
        Where a file cannot be used, or two files would have the same key.
    """
    rows, sources = [], {}
    for path in map(Path, paths):
        text, removals = read_document(path)
        key = path.stem
        if key in sources:
            raise InputError(
                f"{path}: {sources[key]} has the same name, and a report's name is "
                "its key; rename one of the two"
            )
        sources[key] = path
        title = text.partition("\n")[0]
        years = report_years(text)
        rows.append((key, title, _body(title), *years, path.as_posix(), text, removals))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"review_year": "Int64", "plan_year": "Int64"})


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


def report_years(text: str) -> tuple[int | None, int | None]:
    r"""Return the year reviewed and the year planned, as the headings say them.

    Headings speak first, the title where they are silent. A role for which two
    years are named has none; a plan that is not later than the review leaves both
    without.

    Examples
    --------
    >>> report_years("某局总结\n一、2023年工作情况\n二、2024年工作安排")
    (2023, 2024)
    >>> report_years("2023年某局工作总结\n一、主要工作")
    (2023, None)
    """
    title, *lines = text.split("\n")
    found: dict[str, set[int]] = {"review": set(), "plan": set()}
    for line in lines:
        head = re.split("[。；]", line[: HEADING + 1])[0]
        if len(head) <= HEADING and (year := YEAR.search(head)):
            role = heading_role(head)
            if role in found:
                found[role].add(int(year[1]))
    for year in YEAR.finditer(title):
        rest = title[year.end() :]
        role = heading_role(YEAR.split(rest)[0])
        if role in found and not found[role]:
            found[role].add(int(year[1]))
    review, plan = (
        years.copy().pop() if len(years) == 1 else None for years in found.values()
    )
    if review and plan and plan <= review:  # at least one of the two is wrong
        return None, None
    return review, plan


def _body(title: str) -> str:
    before = YEAR.sub("", title).partition("工作")[0]
    found = BODY.search(before)
    return found[0] if found else ""
