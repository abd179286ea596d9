"""What a worker does: bring one part up to date, reading only what is new in it."""

import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from analysis import InputError
from analysis.corpus.parts import marker, put, rows_kept
from analysis.corpus.rows import Tables, arrow_schema, columns, key_of, rows_of
from analysis.show.provenance import joint_hash, lexicon_hashes, program_files

# A part is made by these and no others: a folder imports only from those before it.
MADE_BY = ("lexicons", "schema", "read/", "count/", "corpus/rows", "corpus/parts")
DEADLY = (
    "the process that reads it is killed or crashes (too little memory?); open the "
    "file and save it anew as .docx or .txt"
)
ALONE = Lock()  # a worker of many threads: neither PDFs nor memory are for two at once


class Job(NamedTuple):
    """A part that is to be up to date."""

    root: Path
    out: Path
    part: str
    files: list[str]
    sources: list[str]  # parts that may have rows of its files, itself among them
    basis: dict[str, Any]
    retry: bool = False  # whether files that failed are read again
    deadly: frozenset[str] = frozenset()  # files that kill who reads them


class Done(NamedTuple):
    """What was done for a part."""

    files: int
    read: int
    characters: int
    failed: int


class Known(NamedTuple):
    """What there is of a file already."""

    part: str
    failure: str


def basis(schemes: list[str], *, any_genre: bool) -> dict[str, Any]:
    """Return by what, the files apart, the rows of a collection are made."""
    return {**_program(), "schemes": schemes, "any_genre": any_genre}


@cache
def _program() -> dict[str, str]:
    made_by = {n: h for n, h in program_files().items() if n.startswith(MADE_BY)}
    return {
        "version": version("zhongxin"),
        "program": joint_hash(made_by),
        "lexicon": joint_hash(lexicon_hashes()),
        "columns": joint_hash({name: str(arrow_schema(name)) for name in columns()}),
    }


def make_part(job: Job) -> Done:
    """Bring a part up to date and put it in its place; return what was done.

    Raises
    ------
    InputError
        Where another version of the program is at work here than where it was asked.
    """
    with ALONE:
        _check(job)
        keys, known = _look(job)
        at = marker(job.out, job.part)
        listed = at and {file: key for file, (key, _) in at.files.items()}
        if at and at.basis == job.basis and listed == keys and len(known) == len(keys):
            failed = sum(1 for one in known.values() if one.failure)
            return Done(len(keys), 0, 0, failed)
        done = _make(job, keys, known)
        pa.default_memory_pool().release_unused()
        return done


def try_file(job: Job, file: str) -> bool:
    """Do what making the part does with one file, and keep nothing of it; say so."""
    if file not in _look(job)[1]:
        _fresh(job, [file], lambda found: None)
    return True


def _check(job: Job) -> None:
    own = basis(job.basis["schemes"], any_genre=job.basis["any_genre"])
    if own != job.basis:
        raise InputError(
            f"{platform.node()}: another version of zhongxin or of its lists is there "
            "than here; install the same on every worker"
        )
    if not (job.root.is_dir() and job.out.is_dir()):
        raise InputError(
            f"{platform.node()}: has not both {job.root} and {job.out}; workers read "
            "and write there themselves, so use folders that all machines share"
        )


def _look(job: Job) -> tuple[dict[str, str], dict[str, Known]]:
    """Return the key of each file, and what there is of those that have not changed."""
    keys = {file: key_of(job.root / file) for file in job.files}
    known: dict[str, Known] = {}
    for part in reversed(job.sources):
        at = marker(job.out, part)
        for file, (key, failure) in at.files.items() if at else ():
            again = failure and job.retry
            if keys.get(file) == key and at.basis == job.basis and not again:
                known[file] = Known(part, failure)
    return keys, known


def _make(job: Job, keys: dict[str, str], known: dict[str, Known]) -> Done:
    failures = {file: one.failure for file, one in known.items() if one.failure}
    failures |= dict.fromkeys(job.deadly, DEADLY)
    kept: dict[str, set[str]] = {}
    for file in known.keys() - failures.keys():
        kept.setdefault(known[file].part, set()).add(file)
    tables = [rows_kept(job.out, part, files) for part, files in kept.items()]
    new = [file for file in job.files if file not in known.keys() | failures.keys()]
    made: list[Tables] = []
    failures |= _fresh(job, new, made.append)
    files = {file: [key, failures.get(file, "")] for file, key in keys.items()}
    put(job.out, job.part, tables + made, job.basis, files)
    size = sum(pc.sum(pc.utf8_length(one["reports"]["text"])).as_py() for one in made)
    return Done(len(files), len(new), size, len(failures))


def _fresh(
    job: Job, files: list[str], keep: Callable[[Tables], None]
) -> dict[str, str]:
    """Read files, hand on their rows, return why some failed."""
    failures, how = {}, {"any_genre": job.basis["any_genre"]}
    for found in rows_of(job.root, files, job.basis["schemes"], **how):
        if isinstance(found, tuple):
            failures[found[0]] = found[1]
        else:
            keep(found)
    return failures
