"""Time the program beside what else does its work: ``make bench``.

Whole processes in turn, A B A B …, so that a change in the machine's speed meets
both; ratios are taken pair by pair. Then one pass over much text, step by step
(``benchmarks/throughput.py``). Writes ``benchmarks/SPEED.md``; ends with an error where
something is slower than it is to be. With ``--twenty``, twenty reports of the State
Council are timed too, which takes minutes.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from throughput import copies, section

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "data" / "reports"
REPORT = BUNDLED / "2023-publicity.txt"
CORPUS = ROOT.parent / "shared" / "corpus"
RUNS = 3  # counted, after one run to warm up
COLLECTED = (
    512  # reports of a collection: sixteen parts, so that both workers end together
)
ZHONGXIN = [sys.executable, "-m", "analysis"]
NAMED = "zhongxin jieba rjieba pandas pyarrow ahocorasick-rs distributed".split()


class Race(NamedTuple):
    """Two commands in turn, and how often the first may take the second's time."""

    name: str
    ours: list[str]
    against: str
    theirs: list[str]
    limit: float


def main() -> None:
    """Measure, print and write the tables."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        told = [(race, run(race, out)) for race in races(Path(folder), out)]
        lines = [row(race, pairs) for race, pairs in told]
        if "--twenty" in sys.argv:
            twenty = [CORPUS / "gwr" / f"{year}.txt" for year in range(2000, 2020)]
            spent = measure(brief(twenty, out))["wall s"]
            lines.append(
                f"| twenty State Council reports | {spent:.1f} | – | – | – | – |"
            )
    one_pass, slow = section()
    told_of = ", ".join(f"{name} {version(name)}" for name in NAMED)
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    system = f"Python {platform.python_version()}, {machine}; {told_of}."
    page = "\n".join([report(lines), one_pass, system, ""])
    print(page)
    (ROOT / "benchmarks" / "SPEED.md").write_text(page, encoding="utf-8")
    slow += [race.name for race, pairs in told if ratio(pairs) > race.limit]
    if slow:
        sys.exit(f"slower than it is to be: {', '.join(slow)}")


def races(folder: Path, out: Path) -> Iterator[Race]:
    """Yield what is held against what; the collection is made in `folder`."""
    script = str(ROOT / "benchmarks" / "analyst_script.py")
    for name, path in (
        ("the bundled report", REPORT),
        ("the longest report", CORPUS / "local" / "2025_guangdong.txt"),
        ("a State Council report", CORPUS / "gwr" / "2019.txt"),
    ):
        if path.is_file():
            theirs = [sys.executable, script, str(path), str(folder / "verbs.png")]
            yield Race(name, brief([path], out), "the script", theirs, 4.0)
    years = brief(sorted(BUNDLED.glob("202*.txt")), out)
    yield Race(
        "three years of one body", years, "one of them", brief([REPORT], out), 2.5
    )
    tree = folder / "reports"
    tree.mkdir()
    list(islice(copies(tree), COLLECTED))
    one = [*ZHONGXIN, "corpus", str(tree), "--out", str(out)]
    two = [*one, "--workers", "2"]
    name = f"{COLLECTED} reports by two workers"
    yield Race(name, two, "one process", one, 1 / 1.7)
    yield Race(f"{name} of Dask", [*two, "--dask"], "two processes", two, 1.5)


def brief(reports: list[Path], out: Path) -> list[str]:
    """Return the command that writes some reports."""
    return [*ZHONGXIN, "brief", *map(str, reports), "--out", str(out)]


def run(race: Race, out: Path) -> list[tuple[float, float]]:
    """Return the wall seconds of both sides, pair by pair, each from nothing."""
    pairs = []
    for _ in range(RUNS + 1):
        spent = []
        for command in (race.ours, race.theirs):
            shutil.rmtree(out, ignore_errors=True)
            spent.append(measure(command)["wall s"])
        pairs.append((spent[0], spent[1]))
    return pairs[1:]


def measure(command: list[str]) -> dict[str, float]:
    """Run a command and return its wall seconds, CPU seconds and peak memory."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{command} ended with status {status}")
    return {
        "wall s": wall,
        "cpu s": usage.ru_utime + usage.ru_stime,
        "peak MiB": usage.ru_maxrss / 1024,
    }


def ratio(pairs: list[tuple[float, float]]) -> float:
    """Return how often ours takes the other's time: the median, pair by pair."""
    return statistics.median(ours / theirs for ours, theirs in pairs)


def row(race: Race, pairs: list[tuple[float, float]]) -> str:
    """Return a line of the table: medians, and the ratio pair by pair."""
    ratios = [ours / theirs for ours, theirs in pairs]
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (
        f"| {race.name}, against {race.against} | {ours:.1f} | {theirs:.1f} "
        f"| {ratio(pairs):.2f} | {min(ratios):.2f}–{max(ratios):.2f} "
        f"| {race.limit:.2f} |"
    )


def report(lines: list[str]) -> str:
    """Return the figures of the races as Markdown."""
    head = [
        "# Speed",
        "",
        "Written by `make bench`; all of it in one run, so that the ratios hold.",
        "",
        "## Whole jobs",
        "",
        "`zhongxin brief` (every output) against `benchmarks/analyst_script.py` (tag",
        "the text with jieba.posseg, draw one bar chart as PNG) on the same report, of",
        "three reports with their shelf against one, and `zhongxin corpus` by two",
        f"workers: in turn, {RUNS} pairs after a warm-up, medians of wall seconds; the",
        "ratio is taken pair by pair.",
        "",
        "| job | seconds | other | ratio | range of ratios | at most |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *lines, ""])


if __name__ == "__main__":
    main()
