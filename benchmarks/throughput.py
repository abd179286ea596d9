"""Measure how many characters of clause text each step reads: ``make throughput``.

Over the development corpus where it is there, otherwise over the bundled report two
hundred times. Seconds are of one core's processor time, the best of three, since
machines are shared. Writes ``benchmarks/THROUGHPUT.md``.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.count.tasks import tasks
from analysis.count.themes import themes
from analysis.count.tokens import segment
from analysis.flow import TABLES, Flow
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.schema import schema

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
REPEATED = 200
COMPARED = (
    *(f"local/{year}_hailaer_district.txt" for year in range(2012, 2017)),
    *(f"gwr/{year}.txt" for year in range(2016, 2020)),
    "local/2025_anhui.txt",
)
EACH = {"coverage", "targets", "findings"}


def main() -> None:
    """Measure, print and write."""
    texts, what = reports()
    clauses = parse(texts)
    characters = int(clauses["text"].str.len().sum())
    seconds = {
        "parse": best(lambda: parse(texts)),
        "segment": best(lambda: segment(clauses)),
        "tasks": best(lambda: tasks(clauses)),
        "themes (publicity)": best(lambda: themes(clauses)),
        "themes (government)": best(lambda: themes(clauses, scheme="government")),
    }
    for scheme in ("publicity", "government"):
        both = seconds["tasks"] + seconds[f"themes ({scheme})"]
        seconds[f"tasks + themes ({scheme})"] = both
    report = page(what, len(clauses), characters, seconds) + comparisons()
    print(report)
    (ROOT / "benchmarks" / "THROUGHPUT.md").write_text(report, encoding="utf-8")


def reports() -> tuple[pd.DataFrame, str]:
    """Return the texts to read, and what they are."""
    paths = [
        path
        for folder in ("local", "gwr")
        for path in sorted((CORPUS / folder).glob("*.txt"))
    ]
    if paths:
        texts = pd.concat([read_reports([path]) for path in paths], ignore_index=True)
        return texts, f"{len(paths)} reports of the development corpus"
    text = read_reports([REPORT])
    copies = [text.assign(report=f"copy {number}") for number in range(REPEATED)]
    return pd.concat(copies, ignore_index=True), f"the bundled report × {REPEATED}"


def comparisons() -> str:
    """Return what all comparisons of one report take beside its segmentation."""
    lines = [
        "",
        "## All comparisons of one report",
        "",
        "Seconds of processor time, the least of three: emphasis, keyness, verbs,",
        "ladder, continuity, coverage, formulations, variants, repeats, targets,",
        "and findings, with 2,000 draws of the bootstrap. They may take 1.5 times the",
        "segmentation plus one second.",
        "",
        "| report | characters | segmentation | comparisons | allowed |",
        "|---|---|---|---|---|",
    ]
    for path in (REPORT, *(CORPUS / name for name in COMPARED)):
        if not path.is_file():
            continue
        text = read_reports([path])
        clauses = parse(text)
        cut = best(lambda clauses=clauses: segment(clauses))
        spent = best(list, ready=lambda text=text: ready(text))
        lines.append(
            f"| {path.stem} | {len(text['text'].item()):,} | {cut:.2f} | {spent:.2f} | "
            f"{1.5 * cut + 1:.2f} |"
        )
    return "\n".join([*lines, ""])


def ready(text: pd.DataFrame) -> Callable[[], object]:
    """Return the comparisons of a report whose tables are made already."""
    flow = Flow(text)
    comparing = {name for name, table in schema().items() if "both" in table.needs}
    later = [name for name in TABLES if name in comparing | EACH]
    for name in {*TABLES} - {*later}:
        getattr(flow, name)
    return lambda: [getattr(flow, name) for name in later]


def best(step: Callable[[], object], *, ready: Callable | None = None) -> float:
    """Return the least seconds of processor time of three runs, after one to warm.

    With `ready`, the step is what it returns, asked for anew before each run.
    """
    runs = []
    for _ in range(4):
        step = ready() if ready else step
        begun = time.process_time()
        step()
        runs.append(time.process_time() - begun)
    return min(runs[1:])


def page(what: str, clauses: int, characters: int, seconds: dict[str, float]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "# Throughput on one core",
        "",
        f"Written by `make throughput`: {what}, {clauses:,} clauses,",
        f"{characters:,} characters of clause text; processor time, best of three.",
        "",
        "| step | seconds | M characters/s |",
        "|---|---|---|",
    ]
    lines += [
        f"| {step} | {spent:.2f} | {characters / spent / 1e6:.2f} |"
        for step, spent in seconds.items()
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
