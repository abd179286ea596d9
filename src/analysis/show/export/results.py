"""Write what results rest on beside them, and read results back to compare them."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import InputError
from analysis.lexicons import lexicon_files
from analysis.show.diff import Results
from analysis.show.export.cells import as_text
from analysis.show.export.tables import RECORD_KEY, harmless, render_table, write_whole

RECORD, LISTS, FINDINGS = "provenance.json", "lexicons.zip", "findings.json"
BIRTHDAY = (2000, 1, 1, 0, 0, 0)  # a fixed one: same lists, same bytes
BESIDE = {".csv", ".json"}  # formats that hold data only; the record lies beside them


def write_record(
    record: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], folder: Path
) -> None:
    """Write to a folder what its results rest on, the lists used, and the findings.

    `provenance.json`, `lexicons.zip` and `findings.json`: enough to say later why
    another result differs.
    """
    (folder / RECORD).write_bytes(_json(record))
    (folder / FINDINGS).write_bytes(_json(findings))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in lexicon_files().items():
            entry = zipfile.ZipInfo(name, BIRTHDAY)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=1)
    (folder / LISTS).write_bytes(buffer.getvalue())


def sidecar(path: Path) -> Path:
    """Return where the record of a file lies that cannot hold it.

    >>> sidecar(Path("out/keyness.csv")).as_posix()
    'out/keyness.csv.provenance.json'
    """
    return path.with_name(f"{path.name}.{RECORD}")


def write_sidecar(record: Mapping[str, Any], path: Path) -> None:
    """Write the record beside a CSV or JSON file; beside a pipe or device, nothing."""
    path = path.resolve()  # beside the file itself, not beside a link to it
    if path.is_file():
        write_whole(sidecar(path), _json(record))


def read_results(path: Path) -> dict[str, Results]:
    """Read back what was written: a folder of `brief`, its ``--out``, or one table.

    Returns
    -------
    dict
        Results by name; more than one where `path` holds the folders of many reports.

    Raises
    ------
    InputError
        Where nothing is there to compare, or it was not written by this program.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; name results to compare")
    if path.is_file():
        return {path.stem: _file(path)}
    if (path / RECORD).is_file():
        return {path.resolve().name: _folder(path)}
    folders = sorted(p.parent for p in path.glob(f"*/{RECORD}"))
    if not folders:
        raise InputError(
            f"{path}: holds no {RECORD}; name a folder that zhongxin brief has written"
        )
    return {folder.name: _folder(folder) for folder in folders}


def _folder(folder: Path) -> Results:
    tables = {path.stem: _strings(path) for path in (folder / "tables").glob("*.csv")}
    record = _record(folder / RECORD)
    order = [name for name in record["tables"] if name in tables]
    findings = folder / FINDINGS
    return Results(
        folder.as_posix(),
        record,
        {name: tables[name] for name in order},
        _lists(folder / LISTS),
        _sentences(_loaded(findings)) if findings.is_file() else {},
    )


def _sentences(findings: Any) -> dict[str, str]:
    """Return the sentence of each finding by its kind and subject.

    Results of earlier versions hold the sentence of each table by its name.
    """
    if isinstance(findings, dict):
        return findings
    said: dict[str, str] = {}
    for one in findings:
        name = f"{one['kind']} {one['subject']}".strip()
        said[f"{name} {one['rank']}" if name in said else name] = one["zh"]
    return said


def _file(path: Path) -> Results:
    """Return one exported table with its record."""
    if path.suffix == ".parquet":
        record = _checked(path, _embedded(path))
    elif path.suffix in BESIDE:
        record = _record(sidecar(path.resolve()))
    else:
        raise InputError(
            f"{path}: cannot be compared; name folders of zhongxin brief, or tables "
            "as CSV, JSON or parquet"
        )
    return Results(
        path.as_posix(), record, {_only(path, record): _strings(path)}, {}, {}
    )


def _only(path: Path, record: Mapping[str, Any]) -> str:
    (name,) = record["tables"][:1] or [path.stem]
    return name


def _strings(path: Path) -> pd.DataFrame:
    """Return a table as text, each cell as CSV would say it."""
    try:
        data = path.read_bytes()
        if path.suffix == ".parquet":
            data = render_table(pd.read_parquet(BytesIO(data)), "csv")
        elif path.suffix == ".json":
            rows = [
                {name: _said(cell) for name, cell in row.items()}
                for row in json.loads(data)
            ]
            return pd.DataFrame(rows, dtype="str")
        return pd.read_csv(
            BytesIO(data), dtype="str", keep_default_na=False, encoding="utf-8-sig"
        )
    except pd.errors.EmptyDataError:
        return pd.DataFrame()
    except (OSError, ValueError, AttributeError) as error:  # JSON, but no records
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: is no table that can be read: {reason}") from error


def _said(cell: Any) -> str:
    """Return a JSON value as CSV would say it."""
    if cell is None:
        return ""
    if isinstance(cell, (bool, int, float)):
        return str(cell)
    return harmless(as_text(cell))


def _embedded(path: Path) -> Any:
    import pyarrow.parquet as pq

    try:
        kept = pq.read_metadata(path).metadata or {}
        return json.loads(kept.get(RECORD_KEY, b"null"))
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: is no parquet file: {reason}") from error


def _record(path: Path) -> dict[str, Any]:
    if not path.is_file():
        table = path.name.removesuffix(f".{RECORD}")
        raise InputError(
            f"{path}: not there, so nothing says what {table} rests on; write the "
            "table anew with zhongxin table --out"
        )
    return _checked(path, _loaded(path))


def _checked(path: Path, record: Any) -> dict[str, Any]:
    needed = "tables reports lexicon scheme program engine packages parameters".split()
    if not isinstance(record, dict) or not set(needed) <= set(record):
        raise InputError(
            f"{path}: holds no record of what its numbers rest on; write it anew with "
            "this version of zhongxin"
        )
    return record


def _loaded(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: is no JSON: {error}; write it anew") from error


def _lists(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except FileNotFoundError:  # thrown away; the hashes still say which lists differ
        return {}
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: is no zip file: {error}; write it anew") from error


def _json(record: object) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode(
        errors="replace"
    )
