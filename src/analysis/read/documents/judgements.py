"""Read what an analyst judged of the tasks of a plan: a CSV file edited in Excel."""

import csv
import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import InputError
from analysis.lexicons import read_lexicon
from analysis.read.documents.encodings import decode

COLUMNS = ["task", "section", "status", "judged", "note", "clause"]
NEEDED = ["task", "judged"]
REPORTS, FOLDER = "reports", "judgements"  # they lie beside one another


def read_judgements(path: Path) -> pd.DataFrame:
    """Return the judgements of a file: one row per task, columns as written.

    Read as Excel saves it: UTF-8, with or without BOM, or GBK; rows in any order,
    empty rows, columns of the analyst's own, headings and statuses in Chinese or in
    English (已完成, done). Parted by commas, semicolons or tabs.

    Returns
    -------
    DataFrame
        `task`, `section`, `status`, `judged` (``""`` where not judged), `note`,
        `clause` (missing where it is no number). The index, `line`, is the line of
        the file.

    Raises
    ------
    InputError
        With file and line, where a column is missing, a task is empty, a status is
        none of the four, or a task is judged twice in two ways.
    """
    rows = _rows(path)
    names = _heading(path, *rows[0])
    found, seen = [], {}
    for line, cells in rows[1:]:
        cell = dict(zip(names, cells, strict=False))
        row = {name: _plain(cell.get(name, "")) for name in COLUMNS}
        if not row["task"]:
            raise InputError(
                f"{path}:{line}: the task is empty; name it or clear the row"
            )
        row["judged"] = _status(path, line, row["judged"])
        row["status"] = _codes().get(row["status"].lower(), row["status"])
        number = row["clause"].removesuffix(".0")
        row["clause"] = int(number) if number.isdecimal() else pd.NA
        what = "".join(row["task"].split()), row["clause"]
        if row["judged"] and seen.setdefault(what, row["judged"]) != row["judged"]:
            raise InputError(
                f"{path}:{line}: {row['task']!r} is judged twice in two ways; keep one"
            )
        found.append((line, row))
    index = pd.Index([line for line, _ in found], name="line")
    table = pd.DataFrame([row for _, row in found], index, COLUMNS)
    return table.astype(dict.fromkeys(COLUMNS[:5], "str") | {"clause": "Int64"})


def judgements_beside(reports: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the judgements of each report that has a file of them, by report."""
    files = {row.report: judgement_file(row.source) for row in reports.itertuples()}
    found = {name: path for name, path in files.items() if path and path.is_file()}
    return {name: read_judgements(path) for name, path in found.items()}


def judgement_file(source: str) -> Path | None:
    """Return where the judgements of a report's tasks are, or are to be.

    In a folder `judgements` beside the folder `reports`; None for a report that lies
    elsewhere, where nothing is to be written.

    >>> judgement_file("data/reports/2022.txt").as_posix()
    'data/judgements/2022.csv'
    >>> judgement_file("Downloads/2022.txt")
    """
    path = Path(source)
    if path.parent.name != REPORTS:
        return None
    return path.parent.parent / FOLDER / f"{path.stem}.csv"


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the cells of every row that holds something, with its line."""
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: cannot be read: {reason}") from error
    text = decoded.text.removeprefix("\ufeff") if decoded else ""
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows, line = [], 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append((line, cells))
        line = reader.line_num + 1
    if not rows:
        raise InputError(
            f"{path}: is empty or no text; delete it to have it written anew"
        )
    return rows


def _heading(path: Path, line: int, cells: list[str]) -> list[str]:
    """Return the names of the columns; those of the analyst's own stay as they are.

    Without a column for the judgement the status is the analyst's.
    """
    listed = read_lexicon("columns")
    own = listed[listed["table"].isin(["*", "delivery"]) & listed["label_zh"].ne("")]
    called = dict(zip(own["label_zh"], own["column"], strict=True))
    plain = [_plain(cell) for cell in cells]
    names = [called.get(name, name.lower()) for name in plain]
    if "judged" not in names and "status" in names:
        names[names.index("status")] = "judged"
    for name in NEEDED:
        if name not in names:
            raise InputError(
                f"{path}:{line}: no column {name!r}; the first row must name "
                f"{', '.join(COLUMNS)}"
            )
    return names


def _status(path: Path, line: int, cell: str) -> str:
    """Return a status by its code; it may be written in Chinese or in English."""
    if cell and cell.lower() not in _codes():
        table = read_lexicon("values")
        names = "、".join(table.loc[table["column"] == "judged", "label_zh"])
        raise InputError(f"{path}:{line}: judged is {cell!r}; write one of {names}")
    return _codes().get(cell.lower(), "")


@cache
def _codes() -> dict[str, str]:
    """Return each status by its code and by what it is called."""
    table = read_lexicon("values")
    known: dict[str, str] = {}
    for row in table[table["column"] == "judged"].itertuples():
        known |= dict.fromkeys((row.value, row.label_zh, row.label_en), row.value)
    return known


def _plain(cell: str) -> str:
    """Return a cell without the blanks and quotes that a spreadsheet adds."""
    text = unicodedata.normalize("NFC", cell).replace("\u3000", " ").strip()
    return text[1:] if text.startswith("'") and text[1:2] in "=+-@" else text
