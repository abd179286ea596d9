"""Read a norm and what lies beside it: CSV files, as Excel saves them too."""

from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.compare.norms.bands import COLUMNS
from analysis.compare.norms.phrases import PHRASE_COLUMNS
from analysis.compare.norms.words import WORD_COLUMNS
from analysis.compare.norms.years import YEAR_COLUMNS

REPORT_COLUMNS = (
    "report title body review_year plan_year clauses_review clauses_plan"
).split()
SHIPPED = "government"  # the norm that comes with the program
# Beside a norm.
REPORTS, WORDS, PHRASES, YEARS = "reports", "words", "formulations", "years"
PACKAGED = Path(__file__).parents[2] / "data" / "norms"
CHECKOUT = Path(__file__).parents[4] / "data" / "norms"
TEXT = {"statistic", "key", "scheme", "differences", "word", "falls", "rises"}
TEXT |= {"report", "title", "body", "formulation", "role"}
WHOLE = {"n_reports", "n_pairs", "clauses_review", "clauses_plan"}
MAY_BE_EMPTY = TEXT | {"review_year", "plan_year"}


class Norms(NamedTuple):
    """What is usual in a collection of reports, and where it is written."""

    path: Path
    table: pd.DataFrame  # what `norms` returns
    reports: pd.DataFrame  # the reports it was made of
    rows: dict[tuple[str, str, str], dict]  # of the table: by statistic, key, scheme

    @property
    def name(self) -> str:
        """What the collection is called: the file's stem."""
        return self.path.stem


def norms_folder() -> Path:
    """Return where the norms are: inside the installed package, or the checkout."""
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT


def beside(path: Path, what: str) -> Path:
    """Return where the list of reports, of words or formulations, of a norm lies.

    >>> beside(Path("data/norms/government.csv"), WORDS).as_posix()
    'data/norms/government_words.csv'
    """
    return path.with_name(f"{path.stem}_{what}{path.suffix}")


def read_norms(path: Path | None = None) -> Norms:
    """Read a norm and the list of its reports; without a path the one shipped.

    Raises
    ------
    InputError
        With file, line and column, where it cannot be used.

    Examples
    --------
    >>> read_norms().name, len(read_norms().reports)
    ('government', 50)
    """
    path = path or norms_folder() / f"{SHIPPED}.csv"
    table = _read(path, tuple(COLUMNS))
    reports = _read(beside(path, REPORTS), tuple(REPORT_COLUMNS))
    return Norms(path, table, reports, _rows(path, path.stat().st_mtime_ns))


@cache
def _rows(path: Path, changed: int) -> dict[tuple[str, str, str], dict]:
    """Return the rows of a norm by what they are of; `changed` as in `_table`."""
    records = _table(path, tuple(COLUMNS), "", changed).to_dict("records")
    return {(row["statistic"], row["key"], row["scheme"]): row for row in records}


def read_words(path: Path) -> pd.DataFrame:
    """Read how words lean in a norm, by the norm's path: indexed by word.

    Raises
    ------
    InputError
        With file, line and column, where it cannot be used.
    """
    return _read(beside(path, WORDS), tuple(WORD_COLUMNS), index="word")


def read_phrases(path: Path) -> pd.DataFrame:
    """Read how many reports of a norm use a formulation, by the norm's path.

    Raises
    ------
    InputError
        With file, line and column, where it cannot be used.
    """
    return _read(beside(path, PHRASES), tuple(PHRASE_COLUMNS))


def read_years(path: Path) -> pd.DataFrame:
    """Read how reports of a norm move from year to year, by the norm's path.

    Raises
    ------
    InputError
        With file, line and column, where it cannot be used.
    """
    return _read(beside(path, YEARS), tuple(YEAR_COLUMNS))


def _read(path: Path, columns: tuple[str, ...], index: str = "") -> pd.DataFrame:
    """Read a file once, as long as it is not changed."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"{path}: {reason}; a norm is made with: zhongxin norms DIR --out FILE"
        ) from error
    return _table(path, columns, index, changed)


@cache
def _table(
    path: Path, columns: tuple[str, ...], index: str, changed: int
) -> pd.DataFrame:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # as Excel saves on Chinese Windows
        text = data.decode("gb18030", errors="replace")
    header = text.partition("\n")[0].strip()
    if header != ",".join(columns):
        raise InputError(
            f"{path}:1: header is {header[:80]!r}; write {','.join(columns)!r}"
        )
    kinds = {name: "str" if name in TEXT else "float64" for name in columns}
    how = {
        "keep_default_na": False,
        "na_values": {n: [""] for n in columns if n not in TEXT},
    }
    try:
        table = pd.read_csv(StringIO(text), dtype=kinds, **how)
    except ValueError:  # some cell is no number, or a row has cells too many
        table = _checked(path, text, columns)
    _refuse_gaps(path, table)
    # Lists of numbers that begin with a minus carry the mark against formulas.
    lists = {"differences", "falls", "rises"}.intersection(columns)
    table = table.assign(**{name: table[name].str.lstrip("'") for name in lists})
    table = table.astype({name: "int64" for name in WHOLE.intersection(columns)})
    return table.set_index(index) if index else table


def _checked(path: Path, text: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Say which cell is no number."""
    try:
        cells = pd.read_csv(StringIO(text), dtype="str", keep_default_na=False)
    except ValueError as error:
        raise InputError(f"{path}: {str(error).strip().lower()}") from error
    for name in columns:
        if name not in TEXT:
            numbers = pd.to_numeric(cells[name], errors="coerce")
            wrong = numbers.isna() & (cells[name] != "")
            if wrong.any():
                row = int(wrong.to_numpy().argmax())
                raise InputError(
                    f"{path}:{row + 2}: {name} is {cells[name].iloc[row]!r}; "
                    "write a number"
                )
    raise InputError(f"{path}: is no table of a norm")


def _refuse_gaps(path: Path, table: pd.DataFrame) -> None:
    """Raise where a number that must be there is missing."""
    for name in table.columns.difference(list(MAY_BE_EMPTY), sort=False):
        missing = table[name].isna().to_numpy()
        if missing.any():
            line = int(missing.argmax()) + 2
            raise InputError(f"{path}:{line}: {name} is empty; fill it in")
