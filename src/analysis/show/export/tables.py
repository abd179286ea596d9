"""Write a table to a file or stream: CSV, JSON, Excel, Parquet."""

import json
import math
import os
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from analysis import InputError
from analysis.show.export.cells import as_text, plain, rounded
from analysis.show.export.workbook import render_sheet

FORMATS = ("csv", "json", "xlsx", "parquet")
RECORD_KEY = b"zhongxin"  # in a parquet file's metadata: what the table rests on
# What a spreadsheet computes (OWASP, "CSV Injection"), full width too: = and anything,
# + - @ and a name, a bracket or a sum. -2.1% and -学习 are a number and a text.
FORMULA = re.compile(
    r"\s*(?:[=＝]|[-+@＋－＠][-+@＋－＠\s]*"
    r"(?:[A-Za-z_$(（'\"=＝]|[0-9０-９.,%]+\s*[-+*/^&|<>=!(:]))"
)


def write_table(
    table: pd.DataFrame,
    target: Path | BinaryIO,
    format: str,
    *,
    record: Mapping[str, Any] | None = None,
) -> None:
    """Write a table whole to a file, or to a binary stream such as stdout's buffer.

    The same table gives the same bytes. A CSV file begins with the mark by which
    Excel knows UTF-8; a CSV stream does not. What the table rests on, its `record`,
    goes into Excel and Parquet; CSV and JSON hold data only.

    Raises
    ------
    InputError
        If the file cannot be written.
    ValueError
        If the format is unknown.
    """
    is_stream = hasattr(target, "write")
    content = render_table(table, format, mark=not is_stream, record=record)
    if is_stream:
        target.write(content)
    else:
        write_whole(Path(target), content)


def render_table(
    table: pd.DataFrame,
    format: str,
    *,
    mark: bool = False,
    record: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a table as the bytes of a file; `mark` puts a BOM before CSV.

    * ``csv``: missing cells empty; text that a spreadsheet would take for a formula
      has an apostrophe before it; nested cells are JSON.
    * ``json``: a list of records, one a line; missing and infinite are null.
    * ``xlsx``: one sheet; columns keep their names. The record is a second sheet.
    * ``parquet``: types are kept; nested cells are JSON. The record, as JSON, is the
      file's metadata ``zhongxin``.

    Examples
    --------
    >>> table = pd.DataFrame({"word": ["稳", "=1"], "n": [3, -1], "g2": [0.5, None]})
    >>> print(render_table(table, "csv").decode(), end="")
    word,n,g2
    稳,3,0.5
    '=1,-1,
    >>> print(render_table(table, "json").decode(), end="")
    [
    {"word": "稳", "n": 3, "g2": 0.5},
    {"word": "=1", "n": -1, "g2": null}
    ]
    """
    if format == "csv":
        encoding = "utf-8-sig" if mark else "utf-8"
        return _csv(table).encode(encoding, errors="replace")
    if format == "json":
        return _json(table).encode(errors="replace")
    if format == "xlsx":
        return render_sheet(table, record=record)
    if format == "parquet":
        return _parquet(table, record)
    raise ValueError(f"format is {format!r}; use one of {', '.join(FORMATS)}")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before.

    What a link points to is replaced, not the link; a pipe or a device is written to.
    """
    if not path.name or path.is_dir():
        raise InputError(f"{str(path)!r}: is no file to write to; name one after --out")
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"{path}: cannot be written: {reason}; close it in other programs or "
            "use another --out"
        ) from error


def _parquet(table: pd.DataFrame, record: Mapping[str, Any] | None) -> bytes:
    import pyarrow
    from pyarrow import parquet

    cells = pyarrow.Table.from_pandas(_flat(table), preserve_index=False)
    if record is not None:
        said = json.dumps(record, ensure_ascii=False).encode(errors="replace")
        kept = cells.schema.metadata or {}
        cells = cells.replace_schema_metadata({**kept, RECORD_KEY: said})
    buffer = BytesIO()
    parquet.write_table(cells, buffer)
    return buffer.getvalue()


def _csv(table: pd.DataFrame) -> str:
    safe = _flat(table).rename(columns=lambda name: harmless(str(name)))
    columns = [_csv_column(safe.iloc[:, i]) for i in range(safe.shape[1])]
    cells = pd.concat(columns, axis=1) if columns else safe
    return cells.to_csv(index=False, lineterminator="\n")


def _csv_column(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        return values.map(rounded, na_action="ignore")
    if pd.api.types.is_numeric_dtype(values):
        return values
    if isinstance(values.dtype, pd.StringDtype):
        known = values.dropna().unique().tolist()
        said = {cell: f"'{cell}" for cell in known if FORMULA.match(cell)}
        return values.replace(said) if said else values
    return values.map(harmless, na_action="ignore")


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula.

    >>> [harmless(cell) for cell in ("=1+1", "-A1", "-2.1%", "-学习", "+5-1")]
    ["'=1+1", "'-A1", '-2.1%', '-学习', "'+5-1"]
    """
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def _json(table: pd.DataFrame) -> str:
    columns = [str(name) for name in table.columns]
    cells = (map(_number, table.iloc[:, i]) for i in range(len(columns)))
    records = [
        json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
        for row in zip(*cells, strict=True)
    ]
    return "[\n" + ",\n".join(records) + "\n]\n" if records else "[]\n"


def _number(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    return value


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Write cells that hold lists or records as JSON; leave all else alone."""
    return table.assign(
        **{
            name: table[name].map(lambda cell: as_text(plain(cell)))
            for name in table.columns
            if table[name].dtype == object
            and any(isinstance(cell, (list, tuple, dict)) for cell in table[name])
        }
    )
