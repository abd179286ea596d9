"""Read what was filled in a list of tasks: a workbook edited in Excel or WPS."""

import datetime
import unicodedata
import warnings
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pandas as pd

from analysis import InputError
from analysis.lexicons import read_lexicon

FILLED = ["office", "deadline", "note"]  # columns that a person fills in
ASKED = ["office_text", "deadline_text"]  # what the text itself says, in hidden columns
MADE = "order section task verb object quantity".split()  # made anew in every run
TITLE_ROWS = 10  # a heading may have been put above the first row


def read_task_list(path: Path) -> pd.DataFrame:
    """Return the rows of a list of tasks: one row per task, columns as filled in.

    Read as Excel, WPS or LibreOffice saves it: rows in any order, empty rows, rows and
    columns added by hand, several sheets one below the other, headings in Chinese or
    in English.

    Returns
    -------
    DataFrame
        `order`, `section`, `task`, `verb`, `object`, `quantity`, `office`, `deadline`,
        `note`, `office_text`, `deadline_text` and columns of the person's own, all
        text, ``""`` where empty; and `sheet`, the number of the sheet from 0.

    Raises
    ------
    InputError
        Where the file is open elsewhere, cannot be read, or has no column for tasks.
    """
    _refuse_open(path)
    found = [
        row | {"sheet": str(number)}
        for number, sheet in enumerate(_sheets(path))
        for row in _rows(sheet)
    ]
    if not found:
        raise InputError(
            f"{path}: no sheet has a column {_called('task')!r}; what was filled in "
            "cannot be read: name the column again, or move the file away to have it "
            "written anew"
        )
    known = [*MADE, *FILLED, *ASKED, "sheet"]
    own = dict.fromkeys(name for row in found for name in row if name not in known)
    table = pd.DataFrame(found, columns=[*known, *own], dtype="str").fillna("")
    return table[table["task"] != ""].reset_index(drop=True)


def as_saved(path: Path) -> bytes | None:
    """Return a file as it was saved; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def heads(lang: str) -> dict[str, str]:
    """Return what the columns of a list of tasks are called."""
    columns, values = read_lexicon("columns"), read_lexicon("values")
    own = columns[columns["table"].isin(["*", "assignments"])]
    said = own[own[f"label_{lang}"] != ""]
    names = dict(zip(said["column"], said[f"label_{lang}"], strict=True))
    of_lists = values[values["column"] == "lists"]
    names |= dict(zip(of_lists["value"], of_lists[f"label_{lang}"], strict=True))
    return {name: names[name] for name in [*MADE, *FILLED, *ASKED]}


def _refuse_open(path: Path) -> None:
    """Raise where Excel, WPS or LibreOffice has the file open."""
    for lock in (f"~${path.name}", f".~lock.{path.name}#", f".~{path.name}"):
        if path.with_name(lock).exists():
            raise InputError(
                f"{path}: is open in another program; save and close it and run again "
                f"(or delete {lock} beside it, if that program has crashed)"
            )


def _sheets(path: Path) -> list[list[tuple[Any, ...]]]:
    """Return the cells of each sheet."""
    import openpyxl  # here, since only a list that was filled in needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what of Excel it does not keep
            book = openpyxl.load_workbook(path, data_only=True)
        return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        reason = "it is no workbook"
    raise InputError(
        f"{path}: cannot be read: {reason}; what was filled in would be lost: close "
        "it, or move it away to have it written anew"
    )


def _rows(cells: list[tuple[Any, ...]]) -> list[dict[str, str]]:
    """Return the rows of a sheet by the names of its columns, if it has tasks."""
    for number, row in enumerate(cells[:TITLE_ROWS]):
        names = [_codes().get(_plain(cell).lower(), _plain(cell)) for cell in row]
        if "task" in names:
            return [
                {n: _plain(c) for n, c in zip(names, below, strict=False) if n}
                for below in cells[number + 1 :]
            ]
    return []


@cache
def _codes() -> dict[str, str]:
    """Return each column by what it is called in either language."""
    return {
        called.lower(): name
        for lang in ("en", "zh")
        for name, called in heads(lang).items()
    }


def _called(name: str) -> str:
    return heads("zh")[name]


def _plain(cell: Any) -> str:
    """Return a cell as text: dates as written, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        cell = cell.date() if cell.time() == datetime.time() else cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFC", str(cell)).strip()
