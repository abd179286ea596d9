"""Make a norm of a collection of reports, and write it: aggregates, never texts."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.compare.ladder import verbs_by_theme
from analysis.compare.norms import (
    PHRASES,
    REPORT_COLUMNS,
    REPORTS,
    WORDS,
    YEARS,
    beside,
    measures,
    norms,
    phrase_counts,
    word_counts,
    word_norms,
    year_norms,
    year_pairs,
)
from analysis.compare.sides import SIDES
from analysis.count.frequency import keywords
from analysis.flow import Flow
from analysis.read.documents import READABLE
from analysis.read.reports import read_reports
from analysis.read.reports.genre import other_genre
from analysis.show.export.tables import write_table

FOLDER = Path("data/norms")


class Collection(NamedTuple):
    """What was measured of many reports, each row with its `report`."""

    reports: pd.DataFrame
    measured: pd.DataFrame
    counted: pd.DataFrame


def write_norms(
    folders: Iterable[Path],
    out: Path | None = None,
    *,
    scheme: str | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write the norm of all reports in some folders; return where.

    Beside it lie the list of the reports (names and years), how words lean, how many
    reports use a formulation, and how a body's reports move from year to year.

    Parameters
    ----------
    out
        A CSV file; by default one in `data/norms` with the name of the scheme.
    scheme
        The scheme of the themes; by default the one that covers most.
    say
        Is told of each text that was left out, and why.

    Raises
    ------
    InputError
        Where a folder is not there, or holds no report with both sides.
    """
    reports = collect(folders, say=say)
    covered = sum(flow.scheme_coverage for flow in reports.values())
    scheme = scheme or covered.idxmax()
    found = measured(reports, scheme)
    path = out or FOLDER / f"{scheme}.csv"
    if path.suffix != ".csv":
        raise InputError(f"{path}: a norm is a CSV file; write {path.stem}.csv")
    write_table(norms(found.measured, scheme=scheme), path, "csv")
    write_table(found.reports, beside(path, REPORTS), "csv")
    write_table(word_norms(found.counted), beside(path, WORDS), "csv")
    write_table(_phrases(reports), beside(path, PHRASES), "csv")
    write_table(_years(reports, found, scheme), beside(path, YEARS), "csv")
    say(f"{len(found.reports)} reports, themes of {scheme}")
    return path


def collect(
    folders: Iterable[Path], *, say: Callable[[str], None] = lambda line: None
) -> dict[str, Flow]:
    """Read the reports with both sides in some folders, by the place of the file.

    What is no work report, lacks a side, cannot be read or stands there already is
    left out, and said.
    """
    folders, found, texts = list(folders), {}, {}
    for path in (path for folder in folders for path in _files(folder)):
        try:
            reports = read_reports([path])
        except InputError as error:
            say(f"left out: {error}")
            continue
        flow, key = Flow(reports), path.with_suffix("").as_posix()
        told = flow.clauses[flow.clauses["role"].isin(SIDES)]
        text = "\n".join(told["text"])
        if why := other_genre(reports["text"].item()):
            say(f"left out: {path}: {why}")
        elif set(told["role"]) != set(SIDES):
            say(f"left out: {path}: it has not both a review and a plan")
        elif text in texts:
            say(f"left out: {path}: the same as {texts[text]}")
        else:
            texts[text], found[key] = path, flow
    if not found:
        where = ", ".join(map(str, folders))
        raise InputError(f"{where}: no report there has both a review and a plan")
    return found


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name one with reports")
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in READABLE)


def measured(reports: dict[str, Flow], scheme: str) -> Collection:
    """Measure reports by the themes of one scheme."""
    listed, measured_, counted = [], [], []
    for place, flow in reports.items():
        of_scheme = Flow(flow.reports, scheme=scheme)
        key = Path(place).name
        listed.append(_listed(of_scheme, key))
        measured_.append(_measures(of_scheme).assign(report=place))
        words = keywords(of_scheme.tokens)
        counted.append(word_counts(of_scheme.clauses, words).assign(report=place))
    return Collection(
        pd.DataFrame(listed, columns=REPORT_COLUMNS),
        pd.concat(measured_, ignore_index=True),
        pd.concat(counted, ignore_index=True),
    )


def _phrases(reports: dict[str, Flow]) -> pd.DataFrame:
    """Count the reports that use each formulation that one of them has."""
    dated = {
        name: flow
        for name, flow in reports.items()
        if pd.notna(flow.reports["plan_year"].item())
    }
    years = {n: int(flow.reports["plan_year"].item()) for n, flow in dated.items()}
    texts = {name: flow.reports["text"].item() for name, flow in dated.items()}
    used = [
        phrase
        for flow in dated.values()
        for phrase in flow.formulations.query("source != 'recurring'")["formulation"]
    ]
    return phrase_counts(texts, years, used)


def _years(reports: dict[str, Flow], found: Collection, scheme: str) -> pd.DataFrame:
    """Say how reports of one body move from one year to the next."""
    placed = found.reports.assign(report=list(reports))
    return year_norms(found.measured, year_pairs(placed), scheme=scheme)


def _measures(flow: Flow) -> pd.DataFrame:
    verbs = verbs_by_theme(flow.tasks, flow.themes)
    verbs = verbs[verbs["theme"] == ""]
    return measures(flow.clauses, flow.themes, verbs, flow.quantities)


def _listed(flow: Flow, key: str) -> list:
    report, n = flow.reports.iloc[0], flow.clauses["role"].value_counts()
    said = [report[name] for name in REPORT_COLUMNS[1:5]]
    return [key, *said, *(n[role] for role in SIDES[::-1])]
