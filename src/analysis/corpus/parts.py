"""The parts of a collection: which file is in which, and how one is put in place whole.

A file belongs to the part that the hash of its place says, so that a new one changes
one part and no other. A part is a Parquet file in the folder of each table and a marker
in the folder `parts`, which says of what the part is made and is renamed last.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from analysis import InputError
from analysis.corpus.rows import Tables, arrow_schema, columns

PER_PART = 32  # files at most, on average
MARKERS, COLLECTION, LOCK = "parts", "collection.json", ".lock"


class Marker(NamedTuple):
    """Of what a part is made."""

    basis: dict[str, Any]  # program, lists and options
    files: dict[str, list[str]]  # by file its key, and why it failed or ""
    sizes: dict[str, int]  # bytes of each table


def parted(files: list[str], *, per_part: int = 0) -> dict[str, list[str]]:
    """Return the files of each part, the parts and their files sorted.

    There are 1, 2, 4, 8 … parts, so that a part only ever parts into two.

    Examples
    --------
    >>> parted(["a.txt", "b.txt", "c.txt"], per_part=2)
    {'part-00000-of-00002': ['a.txt', 'c.txt'], 'part-00001-of-00002': ['b.txt']}
    """
    n, per_part = 1, per_part or PER_PART
    while n * per_part < len(files):
        n *= 2
    found: dict[str, list[str]] = {}
    for file in sorted(files):
        head = sha256(os.fsencode(file)).digest()[:8]
        at = int.from_bytes(head) * n >> 64
        found.setdefault(f"part-{at:05d}-of-{n:05d}", []).append(file)
    return dict(sorted(found.items()))


def overlapping(part: str, others: Iterable[str]) -> list[str]:
    """Return which of other parts, of whatever number, hold files of a part.

    Examples
    --------
    >>> others = ["part-00002-of-00004", "part-00000-of-00001"]
    >>> overlapping("part-00001-of-00002", others)
    ['part-00002-of-00004', 'part-00000-of-00001']
    """
    at, n = _place(part)
    found = []
    for other in others:
        place, of = _place(other)
        if at * of < (place + 1) * n and place * n < (at + 1) * of:
            found.append(other)
    return found


def _place(part: str) -> tuple[int, int]:
    _, at, _, n = part.split("-")
    return int(at), int(n)


def table_path(out: Path, name: str, part: str) -> Path:
    """Return where a table of a part lies."""
    return out / name / f"{part}.parquet"


def markers(out: Path) -> list[str]:
    """Return the parts that have a marker."""
    return sorted(path.stem for path in (out / MARKERS).glob("part-*.json"))


def marker(out: Path, part: str) -> Marker | None:
    """Return the marker of a part; None where it, or a table, is not there whole."""
    try:
        said = Marker(**json.loads((out / MARKERS / f"{part}.json").read_bytes()))
        sizes = {n: table_path(out, n, part).stat().st_size for n in columns()}
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return said if sizes == said.sizes else None


def said_of(out: Path) -> dict[str, Any] | None:
    """Return what a folder says of the collection in it; None where it is none."""
    try:
        return json.loads((out / COLLECTION).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        return {}


def rows_kept(out: Path, part: str, files: set[str]) -> Tables:
    """Return the rows of some files from a part."""
    values, found = pa.array(sorted(files), pa.string()), {}
    for name in columns():
        table = parquet.ParquetFile(table_path(out, name, part)).read()
        found[name] = table.filter(pc.is_in(table["report"], values))
    return found


def put(
    out: Path, part: str, tables: list[Tables], basis: dict, files: dict[str, list]
) -> None:
    """Put a part in its place: its rows by report, then its marker.

    All is first written beside its place. When the last of it, the list of what to
    rename, has its name, a run that is killed is brought to its end by the next one.
    """
    token, sizes = f"{os.getpid()}-{secrets.token_hex(4)}", {}
    for name in columns():
        empty = arrow_schema(name).empty_table()
        whole = pa.concat_tables([empty, *(rows[name] for rows in tables)])
        whole = whole.take(pc.sort_indices(whole["report"])).combine_chunks()
        path = _beside(table_path(out, name, part), token)
        with open(path, "wb") as file:
            parquet.write_table(whole, file, compression="zstd")
            _to_disk(file)
        sizes[name] = path.stat().st_size
    ready = out / MARKERS / f".{part}.{token}.ready"
    replace_file(ready, as_json(Marker(basis, files, sizes)._asdict()))
    _settle(ready)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before."""
    beside = _beside(path, f"{os.getpid()}-{secrets.token_hex(4)}")
    with open(beside, "wb") as file:
        file.write(content)
        _to_disk(file)
    os.replace(beside, path)


def as_json(record: dict) -> bytes:
    """Return a record as JSON; a name that is no text stays as it is."""
    return json.dumps(record, indent=1).encode() + b"\n"


def _beside(path: Path, token: str) -> Path:
    return path.with_name(f".{path.stem.lstrip('.')}.{token}.new")


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle(ready: Path) -> None:
    """Rename what a part has ready, its marker last."""
    _, part, token, _ = ready.name.split(".")
    out = ready.parent.parent
    for name in columns():
        path = table_path(out, name, part)
        if _beside(path, token).exists():
            os.replace(_beside(path, token), path)
    os.replace(ready, ready.with_name(f"{part}.json"))


@contextmanager
def claimed(out: Path) -> Iterator[None]:
    """Make the folder of a collection, or take the one there is, for one run.

    What a killed run had ready is brought to its end, what it had half written goes.

    Raises
    ------
    InputError
        Where the folder is not one of a collection, or another run writes to it.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: is a file, not a folder; use another --out")
    if out.exists() and any(out.iterdir()) and not (out / LOCK).is_file():
        raise InputError(
            f"{out}: holds files that are no collection of zhongxin, and is left "
            "alone; use a new or empty folder as --out"
        )
    out.mkdir(parents=True, exist_ok=True)
    with open(out / LOCK, "a") as lock:
        _lock(lock, out)
        for name in (*columns(), MARKERS):
            (out / name).mkdir(exist_ok=True)
        for ready in (out / MARKERS).glob(".*.ready"):
            _settle(ready)
        for half in [*out.glob(".*.new"), *out.glob("*/.*.new")]:
            half.unlink()
        yield


def _lock(file: Any, out: Path) -> None:
    """Keep other runs out until this one ends, however it does."""
    try:
        import fcntl
    except ImportError:  # Windows: the analyst sees that two runs write there
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        message = f"{out}: another run writes to it; wait for it, or end it first"
        raise InputError(message) from None


def sweep(out: Path, parts: Iterable[str]) -> None:
    """Remove every part that is none of these, and what lost workers left."""
    kept = set(parts)
    for path in [*out.glob("*/part-*"), *out.glob("*/.part-*")]:
        if path.stem not in kept:
            path.unlink()
