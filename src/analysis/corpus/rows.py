"""From files to rows: what is kept of each report, in tables of one schema."""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from analysis import InputError
from analysis.count.frequency import content, frequency, lexical, searched_by
from analysis.count.quantities import quantities
from analysis.count.tasks import tasks
from analysis.count.themes import scheme_coverage, themes
from analysis.count.tokens import segment
from analysis.read.documents import digest
from analysis.read.outline import parse
from analysis.read.reports import SAID, Report, as_table, read_report
from analysis.read.reports.genre import other_genre
from analysis.schema import Column, column, schema

CHUNK = 200_000  # characters that are gone through at a time: so memory stays small
GROUP = "report role year section".split()  # in which words are counted
# What the tables have beside the columns of the schema.
MORE = {"reports": ["scheme", "file_sha256"], "themes": ["scheme"]}
TYPES = {"flag": pa.bool_(), "place": pa.int64(), "count": pa.int64()}
TYPES |= {"statistic": pa.float64()}
PANDAS = {pa.bool_(): "bool", pa.int64(): "int64", pa.float64(): "float64"}
MAY_BE_MISSING = {"year", "review_year", "plan_year"}

Tables = dict[str, pa.Table]
Failure = tuple[str, str]  # a file, and why it cannot be used


@cache
def columns() -> dict[str, list[Column]]:
    """Return the columns of each table of a collection.

    Examples
    --------
    >>> [column.name for column in columns()["counts"]]
    ['report', 'role', 'year', 'section', 'word', 'n', 'found']
    """
    named = "reports clauses tasks themes quantities".split()
    found = {
        name: [
            *schema()[name].columns.values(),
            *(column(more, name) for more in MORE.get(name, [])),
        ]
        for name in named
    }
    counted = [column(name) for name in [*GROUP, "word", "n", "found"]]
    return found | {"counts": counted}


@cache
def arrow_schema(name: str) -> pa.Schema:
    """Return the schema of a table: the same in every part, and for pandas too."""
    types = {c.name: TYPES.get(c.format, pa.string()) for c in columns()[name]}
    frame = pd.DataFrame(
        {
            n: pd.Series(
                [], dtype="Int64" if n in MAY_BE_MISSING else PANDAS.get(t, "str")
            )
            for n, t in types.items()
        }
    )
    said = pa.Schema.from_pandas(frame, preserve_index=False).metadata
    return pa.schema(list(types.items()), metadata=said)


def key_of(path: Path) -> str:
    """Return by what a file is known again: its content, and what is said of it."""
    said = digest(path.parent.parent / SAID)
    return f"{digest(path)} {said or ''}".strip()


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: tables are made of next to none.

    A fifteenth of the time would go into it; afterwards all is as it was.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def rows_of(
    root: Path, files: Iterable[str], schemes: Iterable[str], *, any_genre: bool
) -> Iterator[Tables | Failure]:
    """Yield what is kept of some files, many reports at a time.

    Of a file that cannot be used come its name and, in one line, why.
    """
    waiting, size = [], 0
    for file in files:
        try:
            read = _read(root, file, any_genre)
        except Exception as error:
            yield file, reason(error, root, file)
            continue
        waiting.append(read)
        size += len(read.text)
        if size >= CHUNK:
            yield from _made(root, waiting, list(schemes))
            waiting, size = [], 0
    if waiting:
        yield from _made(root, waiting, list(schemes))


def reason(error: Exception, root: Path, file: str) -> str:
    """Return an error as one line that names no folder of this machine."""
    said = " ".join(str(error).replace(f"{root}/", "").split())
    if isinstance(error, InputError):
        return said.removeprefix(f"{file}: ")
    kind = type(error).__name__
    return f"cannot be analysed, which is a fault of the program: {kind}: {said}"


def _read(root: Path, file: str, any_genre: bool) -> Report:
    """Read one file; its report is named by its place in the collection."""
    read = read_report(root / file)
    if not any_genre and (why := other_genre(read.text)):
        raise InputError(f"not like a work report: {why}")
    return read._replace(report=file, source=file)


def _made(
    root: Path, reports: list[Report], schemes: list[str]
) -> Iterator[Tables | Failure]:
    """Yield the rows of some reports; where that fails, of each by itself."""
    try:
        hashes = [digest(root / one.source) for one in reports]
        yield _tables(as_table(reports).assign(file_sha256=hashes), schemes)
    except Exception as error:
        if len(reports) == 1:
            file = reports[0].report
            yield file, reason(error, root, file)
        else:
            for one in reports:
                yield from _made(root, [one], schemes)


@uncollected()
def _tables(reports: pd.DataFrame, schemes: list[str]) -> Tables:
    """Return every table of some reports, in the order in which these stand."""
    clauses = parse(reports)
    # The places of a report's own name stay one word, so each is cut by itself.
    each = clauses.groupby("report", sort=False, observed=True)
    parts = {name: own.reset_index(drop=True) for name, own in each}
    own = reports.set_index("report", drop=False)
    tokens = [segment(rows, own.loc[[name]]) for name, rows in parts.items()]
    words = lexical(content(pd.concat(tokens, ignore_index=True)))
    best = {
        name: scheme_coverage(rows)[schemes].idxmax() for name, rows in parts.items()
    }
    told = [themes(clauses, scheme=name).assign(scheme=name) for name in schemes]
    tables = {
        "reports": reports.assign(
            scheme=reports["report"].map(best).fillna(""),
            removals=[
                json.dumps([one._asdict() for one in rows], ensure_ascii=False)
                for rows in reports["removals"]
            ],
        ),
        "clauses": clauses,
        "tasks": tasks(clauses),
        "themes": pd.concat(told, ignore_index=True),
        "quantities": quantities(clauses),
        "counts": searched_by(frequency(words, by=GROUP), clauses, by=GROUP),
    }
    return {name: as_arrow(table, name) for name, table in tables.items()}


def as_arrow(table: pd.DataFrame, name: str) -> pa.Table:
    """Return a table as every part has it."""
    kept = arrow_schema(name)
    bare = kept.remove_metadata()
    cells = pa.Table.from_pandas(table[kept.names], schema=bare, preserve_index=False)
    return cells.replace_schema_metadata(kept.metadata)
