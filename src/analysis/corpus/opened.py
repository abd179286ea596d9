"""Open a collection, or some of it, as a `Flow`: what it has is not made again."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import dataset

from analysis import InputError
from analysis.corpus.parts import said_of, table_path
from analysis.corpus.rows import MORE
from analysis.corpus.work import basis
from analysis.flow import Flow
from analysis.read.documents import Removal
from analysis.read.reports import read_reports
from analysis.read.reports.folders import files_of
from analysis.read.reports.shelves import by_body, chosen
from analysis.schema import schema
from analysis.show.export.norms import flows_in

READY = ("clauses", "themes", "tasks", "quantities")
LISTED = ["report", "body", "review_year"]
GOLDEN = (5**0.5 - 1) / 2
MOST = 2_000  # reports of a norm: more of them tell nothing else


class Rows:
    """The rows of some reports in a collection, each table read once."""

    def __init__(self, out: Path, reports: pd.DataFrame, schemes: Iterable[str]):
        """Begin with what `listed` returns, or some of it; nothing is read yet."""
        self.out, self.schemes = out, set(schemes)
        self.parts, self.wanted = sorted(set(reports["part"])), reports["report"]
        self.known: dict[tuple[str, str], pd.DataFrame] = {}

    def table(self, name: str, scheme: str = "") -> pd.DataFrame:
        """Return a table as `Flow` has it, in the order of the reports' names."""
        if (name, scheme) not in self.known:
            wanted = pc.field("report").isin(self.wanted.tolist())
            if scheme:
                wanted &= pc.field("scheme") == scheme
            whole = _dataset(self.out, name, self.parts)
            rows = whole.to_table([*schema()[name].columns], filter=wanted)
            rows = rows.take(pc.sort_indices(rows["report"])).to_pandas()
            self.known[name, scheme] = rows
        return self.known[name, scheme]

    def reports(self) -> pd.DataFrame:
        """Return the `reports` table, with the removals as they were read."""
        rows = self.table("reports")
        removals = [
            tuple(Removal(**one) for one in json.loads(text))
            for text in rows["removals"]
        ]
        return rows.assign(removals=pd.Series(removals, dtype="object"))

    def flow(self, **how: Any) -> Flow:
        """Return the flow of the reports."""
        ready = {n: lambda flow, n=n: self._for(flow, n) for n in READY}
        return Flow(self.reports(), ready=ready, **how)

    def _for(self, flow: Flow, name: str) -> pd.DataFrame | None:
        if "scheme" not in MORE.get(name, []):
            return self.table(name)
        return self.table(name, flow.scheme) if flow.scheme in self.schemes else None


def is_collection(path: Path) -> bool:
    """Say whether a folder is one that `zhongxin corpus` wrote."""
    return said_of(path) is not None


def open_collection(
    out: Path,
    *,
    reports: Iterable[str] | None = None,
    body: str | None = None,
    year: int | None = None,
    scheme: str | None = None,
    norms: Path | None = None,
    superior: Flow | None = None,
) -> Flow:
    """Return the flow of a collection, or of some of its reports.

    Clauses, themes, tasks and quantities are those of the collection, everything else
    is made of them when it is asked for.

    Parameters
    ----------
    out
        The folder that `zhongxin corpus` wrote.
    reports
        The reports by their names in it, which are the places of their files.
    body
        Only what is of this body (政府 apart): its years side by side.
    year
        Only what reviews this year: the bodies side by side.
    scheme, norms, superior
        As of `Flow`.

    Raises
    ------
    InputError
        Where the folder holds no finished collection of this version, or no report
        is what was asked for.
    """
    there = listed(out)
    if reports is not None:
        there = _named(there, list(reports))
    there = chosen(there, body=body, year=year)
    if there.empty:
        raise InputError(f"{out}: no report is in it; {out / 'failures.csv'} says why")
    return Rows(out, there, said_of(out)["schemes"]).flow(
        scheme=scheme, norms=norms, superior=superior
    )


def flow_of(
    paths: Iterable[Path],
    *,
    review_year: int | None = None,
    plan_year: int | None = None,
    body: str | None = None,
    year: int | None = None,
    **how: Any,
) -> tuple[Flow, list[str]]:
    """Return the flow of files, of folders of them, or of a collection.

    Beside it comes a line for each file of a folder that was left out.

    Raises
    ------
    InputError
        Where a file cannot be read, or no report is what was asked for.
    """
    paths, years = list(paths), (review_year, plan_year)
    if there := [path for path in paths if is_collection(path)]:
        if len(paths) > 1 or any(years):
            raise InputError(
                f"{there[0]}: is a collection; name it alone, and no year of its texts"
            )
        return open_collection(there[0], body=body, year=year, **how), []
    files, left_out = files_of(paths)
    reports = read_reports(files, review_year=review_year, plan_year=plan_year)
    reports = chosen(reports, body=body, year=year).reset_index(drop=True)
    return Flow(reports, **how), left_out


def flows_of(
    folders: Iterable[Path], *, say: Callable[[str], None] = lambda line: None
) -> Iterator[tuple[str, Flow]]:
    """Yield the place and the flow of each report of folders, or of collections.

    Of a collection of many thousands it is some, and that is said.
    """
    for folder in folders:
        if not is_collection(folder):
            yield from flows_in([folder], say=say)
            continue
        there = listed(folder)
        some = drawn(there)
        if len(some) < len(there):
            say(
                f"{folder}: {len(some):,} of {len(there):,} reports, whole bodies "
                "drawn evenly; the list of reports beside the norm names them"
            )
        yield from one_by_one(folder, some)


def one_by_one(out: Path, reports: pd.DataFrame) -> Iterator[tuple[str, Flow]]:
    """Yield each of some reports by its name, with its flow; one part is in memory."""
    schemes = said_of(out)["schemes"]
    for _, own in reports.groupby("part"):
        yield from Rows(out, own, schemes).flow(scheme=schemes[0]).each.items()
        gc.collect()  # flows of one part know one another
        pa.default_memory_pool().release_unused()


def listed(out: Path) -> pd.DataFrame:
    """List the reports of a collection: `report`, `body`, `review_year` and `part`.

    In the order in which the files of a folder are.

    Raises
    ------
    InputError
        Where it is not finished, or made by another version.
    """
    said = said_of(out)
    if said is None:
        raise InputError(f"{out}: no collection there; zhongxin corpus makes one")
    again = f"run again: zhongxin corpus DIR --out {out}"
    if not said.get("finished"):
        raise InputError(f"{out}: the collection is not finished; {again}")
    now = basis(said["schemes"], any_genre=said["any_genre"])
    if not now.items() <= said.items():
        raise InputError(
            f"{out}: made by another version of zhongxin or of its lists; {again}"
        )
    columns = [*LISTED, "__filename"]
    table = _dataset(out, "reports", ["part-*"]).to_table(columns).to_pandas()
    parts = [PurePosixPath(name).stem for name in table.pop("__filename")]
    table = table.assign(part=parts)
    return table.sort_values("report", key=_as_places, ignore_index=True)


def drawn(reports: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """Return some of many reports: whole bodies, evenly over the sorted list.

    Examples
    --------
    >>> reports = pd.DataFrame({"body": [f"{n // 2}县政府" for n in range(12)],
    ...     "report": [str(n) for n in range(12)], "review_year": [2022, 2023] * 6})
    >>> drawn(reports, 6)["report"].tolist()
    ['0', '1', '4', '5', '10', '11']
    """
    if len(reports) <= most:
        return reports
    kept: set[str] = set()
    bodies = sorted(by_body(reports), key=lambda rows: rows[0].Index)
    # Those for which the fraction of n times the golden section is below any bound lie
    # evenly in the list, and keep step with no period of it.
    steps = sorted(range(len(bodies)), key=lambda n: n * GOLDEN % 1)
    for rows in (bodies[n] for n in steps):
        if kept and len(kept) + len(rows) > most:
            break
        kept |= {row.report for row in rows}
    return reports[reports["report"].isin(kept)]


def _as_places(names: pd.Series) -> pd.Series:
    """Return names so that they sort as paths do, folder by folder."""
    return names.map(lambda name: PurePosixPath(name).parts)


def _named(there: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    unknown = set(names).difference(there["report"])
    if unknown:
        raise InputError(f"{min(unknown)}: no such report is in the collection")
    return there[there["report"].isin(names)]


def _dataset(out: Path, name: str, parts: Iterable[str]) -> dataset.Dataset:
    files = [f for part in parts for f in _files(out, name, part)]
    return dataset.dataset(files, format="parquet")


def _files(out: Path, name: str, part: str) -> list[str]:
    path = table_path(out, name, part)
    return sorted(map(str, path.parent.glob(path.name)))
