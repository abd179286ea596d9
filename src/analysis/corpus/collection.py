"""Make a collection: the tables of every report of a folder tree."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.corpus.engines import engine, run
from analysis.corpus.parts import (
    COLLECTION,
    as_json,
    claimed,
    marker,
    markers,
    overlapping,
    parted,
    replace_file,
    sweep,
)
from analysis.corpus.readme import readme
from analysis.corpus.work import Done, Job, basis
from analysis.lexicons import schemes
from analysis.read.reports.folders import files_in
from analysis.show.export.tables import render_table


class Told(NamedTuple):
    """What came of a run."""

    files: int
    read: int  # now; of the others everything was there
    failed: int
    others: list[str]  # files of kinds that are not read


def collect(
    folder: Path,
    out: Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    dask: bool = False,
    scheme: str | None = None,
    retry: bool = False,
    any_genre: bool = False,
    tell: Callable[[int, Done], None] = lambda total, done: None,
) -> Told:
    """Read every report of a folder tree into tables; go on where a run was killed.

    Parameters
    ----------
    folder, out
        The tree, and the folder for the tables, `failures.csv` and `README.txt`. On
        a cluster every machine must have both under these names.
    workers
        Processes; with 1 it is this one. With `dask`, workers of a cluster made here.
    scheduler
        The address of a Dask cluster's scheduler.
    scheme
        The theme scheme; without it the table of themes has those of every scheme,
        and `reports` names the one that covers most of each.
    retry
        Whether files that failed before are read again.
    any_genre
        Whether what does not look like a work report is read as well.
    tell
        Is told of each part done, and of how many files there are.

    Raises
    ------
    InputError
        Where there is nothing to read, or `out` cannot be used.
    """
    root, out = (Path(os.path.abspath(path)) for path in (folder, out))
    if root == out or root.is_relative_to(out):
        raise InputError(f"{out}: the reports lie in it; use another folder as --out")
    files, others = files_in(root, beside=out)
    named = [scheme] if scheme else schemes()
    if scheme and scheme not in schemes():
        known = ", ".join(schemes())
        raise InputError(f"{scheme}: no such theme scheme; there are: {known}")
    of = basis(named, any_genre=any_genre)
    parts, read = parted(files), 0
    with claimed(out):
        replace_file(out / COLLECTION, as_json({"finished": False, **of}))
        with engine(workers=workers, scheduler=scheduler, dask=dask) as by:
            todo = _jobs(root, out, parts, of, retry)
            for done in run(todo, by):
                read += done.read
                tell(len(files), done)
        sweep(out, parts)
        failures = _failures(out, parts)
        counts = {"files": len(files), "failed": len(failures), "parts": len(parts)}
        replace_file(out / "failures.csv", render_table(failures, "csv", mark=True))
        replace_file(out / "README.txt", readme().encode())
        replace_file(out / COLLECTION, as_json({"finished": True, **of, **counts}))
    return Told(len(files), read, len(failures), others)


def _jobs(
    root: Path, out: Path, parts: dict[str, list[str]], of: dict, retry: bool
) -> Iterator[Job]:
    there = markers(out)
    older = [part for part in there if part[-5:] != next(iter(parts))[-5:]]
    for part, files in parts.items():
        sources = [part, *overlapping(part, older)]
        yield Job(root, out, part, files, sources, of, retry)


def _failures(out: Path, parts: dict[str, list[str]]) -> pd.DataFrame:
    """Return the files that could not be used, and why: one row per file."""
    rows = [
        (file, failure)
        for part in parts
        for file, (_, failure) in marker(out, part).files.items()
        if failure
    ]
    return pd.DataFrame(sorted(rows), columns=["file", "reason"], dtype="str")
