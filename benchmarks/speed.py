"""Time the main job against the script an analyst would write: ``make bench``.

Whole processes in turn, A B A B …, so that a change in the machine's speed meets
both; ratios are taken pair by pair. Writes ``benchmarks/SPEED.md``. With
``--twenty``, twenty reports of the State Council are timed too, which takes minutes.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "data" / "reports"
REPORT = BUNDLED / "2023-publicity.txt"
CORPUS = ROOT.parent / "shared" / "corpus"
RUNS = 5  # counted, after one run to warm up
BRIEF = [sys.executable, "-m", "analysis", "brief"]


class Race(NamedTuple):
    """Two commands in turn, and how often the first may take the second's time."""

    name: str
    ours: list[Path]
    theirs: list[Path] | None  # of one report: the script on it; else brief of these
    limit: float


RACES = [
    Race("the bundled report", [REPORT], None, 4.0),
    Race("the longest report", [CORPUS / "local" / "2025_guangdong.txt"], None, 4.0),
    Race("a State Council report", [CORPUS / "gwr" / "2019.txt"], None, 4.0),
    Race("three years of one body", sorted(BUNDLED.glob("202*.txt")), [REPORT], 2.5),
]
TWENTY = [CORPUS / "gwr" / f"{year}.txt" for year in range(2000, 2020)]


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        races = [race for race in RACES if race.ours[0].is_file()]
        told = [(race, run(race, Path(folder))) for race in races]
        lines = [row(race, pairs) for race, pairs in told]
        if "--twenty" in sys.argv:
            spent = measure(brief(TWENTY, Path(folder)))["wall s"]
            lines.append(
                f"| twenty State Council reports | {spent:.1f} | – | – | – | – |"
            )
    table = report(lines)
    print(table)
    (ROOT / "benchmarks" / "SPEED.md").write_text(table, encoding="utf-8")
    over = [race.name for race, pairs in told if ratio(pairs) > race.limit]
    if over:
        sys.exit(f"slower than its limit: {', '.join(over)}")


def brief(reports: list[Path], folder: Path) -> list[str]:
    """Return the command that writes some reports."""
    return [*BRIEF, *map(str, reports), "--out", str(folder / "out")]


def run(race: Race, folder: Path) -> list[tuple[float, float]]:
    """Return the wall seconds of both sides, pair by pair."""
    script = str(ROOT / "benchmarks" / "analyst_script.py")
    other = [sys.executable, script, str(race.ours[0]), str(folder / "verbs.png")]
    if race.theirs:
        other = brief(race.theirs, folder)
    pairs = [
        (measure(brief(race.ours, folder))["wall s"], measure(other)["wall s"])
        for _ in range(RUNS + 1)
    ]
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
    against = "one of them" if race.theirs else "the script"
    return (
        f"| {race.name}, against {against} | {ours:.1f} | {theirs:.1f} "
        f"| {ratio(pairs):.2f} | {min(ratios):.2f}–{max(ratios):.2f} "
        f"| {race.limit} |"
    )


def report(lines: list[str]) -> str:
    """Return the figures as Markdown."""
    system = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    head = [
        "# Speed of the main job",
        "",
        "Written by `make bench`. `zhongxin brief` (charts in 3 formats, workbook,",
        "CSV, page) against `benchmarks/analyst_script.py` (tag the text with",
        "jieba.posseg, draw one bar chart as PNG) on the same report, and of three",
        f"reports with their shelf against one: in turn, {RUNS} pairs after a",
        "warm-up, medians of wall seconds; the ratio is taken pair by pair.",
        "",
        "| job | seconds | other | ratio | range of ratios | at most |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *lines, "", f"{system}, {platform.machine()}.", ""])


if __name__ == "__main__":
    main()
