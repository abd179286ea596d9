"""Time the main job against the script an analyst would write: ``make bench``.

Whole processes in turn, A B A B …, so that a change in the machine's speed meets
both; the ratio is taken pair by pair. Writes ``benchmarks/SPEED.md``.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
RUNS = 5  # counted, after one run to warm up
LIMITS = {"wall s": 3.0, "cpu s": None, "peak MiB": 1.5}  # of the ratio


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        brief = [
            sys.executable,
            "-m",
            "analysis",
            "brief",
            str(REPORT),
            "--out",
            folder,
        ]
        script = [str(ROOT / "benchmarks" / "analyst_script.py"), str(REPORT)]
        other = [sys.executable, *script, str(Path(folder, "verbs.png"))]
        pairs = [(measure(brief), measure(other)) for _ in range(RUNS + 1)][1:]
    table = report(pairs)
    print(table)
    (ROOT / "benchmarks" / "SPEED.md").write_text(table, encoding="utf-8")


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


def report(pairs: list[tuple[dict[str, float], dict[str, float]]]) -> str:
    """Return the figures as Markdown: medians and ratios."""
    lines = [
        "# Speed of the main job",
        "",
        "Written by `make bench`. `zhongxin brief` on the bundled report (charts in",
        "3 formats, workbook, CSV, page) against `benchmarks/analyst_script.py` (tag",
        "the text with jieba.posseg, draw one bar chart as PNG): processes in turn,",
        f"{RUNS} pairs after a warm-up, medians; the ratio is taken pair by pair.",
        "",
        "| figure | brief | script | ratio | range of ratios | at most |",
        "|---|---|---|---|---|---|",
    ]
    for name, limit in LIMITS.items():
        ratios = [ours[name] / theirs[name] for ours, theirs in pairs]
        sides = zip(*pairs, strict=True)
        ours, theirs = (statistics.median(run[name] for run in side) for side in sides)
        lines.append(
            f"| {name} | {ours:.2f} | {theirs:.2f} | {statistics.median(ratios):.2f} "
            f"| {min(ratios):.2f}–{max(ratios):.2f} | {limit or '–'} |"
        )
    system = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    return "\n".join([*lines, "", f"{system}, {platform.machine()}.", ""])


if __name__ == "__main__":
    main()
