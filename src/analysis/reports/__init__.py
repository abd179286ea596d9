"""Read files into the `reports` table: title, body and years."""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import InputError
from analysis.documents import read_document
from analysis.reports.headings import heading_role
from analysis.reports.years import YEAR, read_years, report_years, title_of

COLUMNS = "report title body review_year plan_year source text removals".split()
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


def _body(title: str) -> str:
    before = YEAR.sub("", title).partition("工作")[0]
    found = BODY.search(before)
    return found[0] if found else ""
