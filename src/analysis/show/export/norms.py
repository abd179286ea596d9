"""Make a norm of a collection of reports, and write it: aggregates, never texts.

Report by report: what is measured of one is kept, its tables are let go.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
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
from analysis.lexicons import schemes
from analysis.read.reports import read_reports
from analysis.read.reports.folders import files_in
from analysis.read.reports.genre import other_genre
from analysis.show.export.tables import write_table

FOLDER = Path("data/norms")


class Measured(NamedTuple):
    """What is kept of one report."""

    place: str  # of its file
    listed: list  # its line in the list of reports
    text: str
    coverage: pd.Series  # by scheme
    measures: dict[str, pd.DataFrame]  # by scheme
    words: pd.DataFrame
    phrases: list[str]

    @property
    def key(self) -> str:
        """The place without the kind of file."""
        return Path(self.place).with_suffix("").as_posix()


def write_norms(
    reports: Iterable[tuple[str, Flow]],
    out: Path | None = None,
    *,
    scheme: str | None = None,
    where: Iterable[Path] = (),
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write the norm of many reports; return where.

    Beside it lie the list of the reports (names and years), how words lean, how many
    reports use a formulation, and how a body's reports move from year to year.

    Parameters
    ----------
    reports
        The flow of each by the place of its file, as `flows_in` yields them.
    out
        A CSV file; by default one in `data/norms` with the name of the scheme.
    scheme
        The scheme of the themes; by default the one that covers most.
    where
        The folders of the reports, for the message that they hold none.
    say
        Is told of each text that was left out, and why.

    Raises
    ------
    InputError
        Where no report has both sides, or `out` is no CSV file.
    """
    if out and out.suffix != ".csv":
        raise InputError(f"{out}: a norm is a CSV file; write {out.stem}.csv")
    found = collect(reports, [scheme] if scheme else schemes(), say=say)
    if not found:
        named = ", ".join(map(str, where))
        raise InputError(f"{named}: no report there has both a review and a plan")
    scheme = scheme or sum(one.coverage for one in found).idxmax()
    path = out or FOLDER / f"{scheme}.csv"
    measured = measured_of(found, scheme)
    listed = pd.DataFrame([one.listed for one in found], columns=REPORT_COLUMNS)
    pairs = year_pairs(listed.assign(report=[one.key for one in found]))
    years = year_norms(measured, pairs, scheme=scheme)
    write_table(norms(measured, scheme=scheme), path, "csv")
    write_table(listed, beside(path, REPORTS), "csv")
    write_table(word_norms(_words(found)), beside(path, WORDS), "csv")
    write_table(_phrases(found), beside(path, PHRASES), "csv")
    write_table(years, beside(path, YEARS), "csv")
    say(f"{len(listed)} reports, themes of {scheme}")
    return path


def flows_in(
    folders: Iterable[Path], *, say: Callable[[str], None] = lambda line: None
) -> Iterator[tuple[str, Flow]]:
    """Yield the place and the flow of each file in some folders that can be read.

    Raises
    ------
    InputError
        Where a folder is not there.
    """
    for path in [folder / name for folder in folders for name in _files(folder)]:
        try:
            reports = read_reports([path])
        except InputError as error:
            say(f"left out: {error}")
            continue
        yield path.as_posix(), Flow(reports)


def _files(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name one with reports")
    return files_in(folder)[0]


def collect(
    reports: Iterable[tuple[str, Flow]],
    schemes: Iterable[str],
    *,
    say: Callable[[str], None] = lambda line: None,
) -> list[Measured]:
    """Measure the reports with both sides by the themes of some schemes, by place.

    What is no work report, lacks a side or stands there already is left out, and said.
    """
    first: dict[str, Measured] = {}  # by what its sides say
    twins: list[tuple[str, str]] = []
    for place, flow in reports:
        told = flow.clauses[flow.clauses["role"].isin(SIDES)]
        text = sha256("\n".join(told["text"]).encode()).hexdigest()
        held = first.get(text)
        if why := other_genre(flow.reports["text"].item()):
            say(f"left out: {place}: {why}")
        elif set(told["role"]) != set(SIDES):
            say(f"left out: {place}: it has not both a review and a plan")
        elif held and Path(held.place) < Path(place):
            twins.append((place, text))
        else:
            twins += [(held.place, text)] if held else []
            first[text] = measure(place, flow, schemes)
    for place, text in sorted(twins):
        say(f"left out: {place}: the same as {first[text].place}")
    found: dict[str, Measured] = {}
    for one in sorted(first.values(), key=lambda one: Path(one.place)):
        same = found.setdefault(one.key, one)
        if same is not one:
            say(f"left out: {one.place}: has the name of {same.place}")
    return list(found.values())


def measure(place: str, flow: Flow, schemes: Iterable[str]) -> Measured:
    """Return what is kept of a report, by the themes of some schemes."""
    of = {scheme: flow.under(scheme) for scheme in schemes}
    dated = pd.notna(flow.reports["plan_year"].item())
    used = flow.formulations.query("source != 'recurring'") if dated else None
    return Measured(
        place,
        _listed(flow, Path(place).stem),
        flow.reports["text"].item(),
        flow.scheme_coverage,
        {scheme: _measures(one) for scheme, one in of.items()},
        word_counts(flow.clauses, keywords(flow.tokens)),
        [] if used is None else used["formulation"].tolist(),
    )


def measured_of(found: Iterable[Measured], scheme: str) -> pd.DataFrame:
    """Return the measures of reports by one scheme: a row per report and measure."""
    rows = [one.measures[scheme].assign(report=one.key) for one in found]
    return pd.concat(rows, ignore_index=True)


def _words(found: Iterable[Measured]) -> pd.DataFrame:
    rows = [one.words.assign(report=n) for n, one in enumerate(found)]
    return pd.concat(rows, ignore_index=True)


def _phrases(found: Iterable[Measured]) -> pd.DataFrame:
    """Count the reports that use each formulation that one of them has."""
    at = REPORT_COLUMNS.index("plan_year")
    dated = {one.key: one for one in found if pd.notna(one.listed[at])}
    texts = {name: one.text for name, one in dated.items()}
    years = {name: int(one.listed[at]) for name, one in dated.items()}
    used = [phrase for one in dated.values() for phrase in one.phrases]
    return phrase_counts(texts, years, used)


def _measures(flow: Flow) -> pd.DataFrame:
    verbs = verbs_by_theme(flow.tasks, flow.themes)
    verbs = verbs[verbs["theme"] == ""]
    return measures(flow.clauses, flow.themes, verbs, flow.quantities)


def _listed(flow: Flow, key: str) -> list:
    report, n = flow.reports.iloc[0], flow.clauses["role"].value_counts()
    said = [report[name] for name in REPORT_COLUMNS[1:5]]
    return [key, *said, *(n[role] for role in SIDES[::-1])]
