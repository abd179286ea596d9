"""Try a collection of many reports: ``python benchmarks/collection.py 1000 20000``.

The reports are made from real ones, a running number mixed into every paragraph. Two
processes read them undisturbed, then killed at ten random moments and finished, then a
Dask cluster of which a worker is killed, then one process. All must end with the same
bytes, no finished part may be touched again, and the memory of all processes together
is measured. With a second number, so many short ones, each of some paragraphs of a
real one, go through the first two of these before, to see that memory does not depend
on how many there are. Writes ``benchmarks/COLLECTION.md``.
"""

import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
LIMIT = 1500  # MB over all processes
KILLS = 10
SHARE = 7  # one paragraph in so many makes a short report
HEADING = 60  # characters: a shorter line may be one
BAD = 500  # one file in so many holds nothing
EVERY = 0.2  # seconds between two looks at the memory


class Ran(NamedTuple):
    """A run: how long it took, and the most memory that all its processes held."""

    seconds: float
    megabytes: float
    said: str


def main() -> None:
    """Make the reports, run all ways, print and write."""
    n, *more = [int(number) for number in sys.argv[1:]] or [300]
    rows = []
    for number in more:
        with tempfile.TemporaryDirectory(prefix="collection-") as scratch:
            Trial(number, Path(scratch), rows, share=SHARE).by_two()
    with tempfile.TemporaryDirectory(prefix="collection-") as scratch:
        trial = Trial(n, Path(scratch), rows)
        trial.by_two()
        trial.by_others()
        page = written(n, trial)
    print(page)
    (ROOT / "benchmarks" / "COLLECTION.md").write_text(page, encoding="utf-8")


class Trial:
    """Reports that are read in several ways, and a row of the table for each."""

    def __init__(self, n: int, scratch: Path, rows: list[str], *, share: int = 1):
        self.reports = f"{n:,} {'short ' if share > 1 else ''}reports"
        self.tree, self.scratch, self.rows = scratch / "reports", scratch, rows
        self.characters = make(n, self.tree, share=share)
        self.first = scratch / "two"

    def by_two(self) -> None:
        """Read by two processes undisturbed, then killed and finished."""
        two = run(self.tree, self.first, "--workers", "2")
        self.row("two processes", self.first, two)
        out = self.scratch / "killed"
        ran, kept, touched = killed(self.tree, out, two.seconds)
        told = f"; {kept} parts were finished, {touched} of them touched again"
        self.row(f"two processes, killed {KILLS} times", out, ran, told)

    def by_others(self) -> None:
        """Read by a cluster that loses a worker, and by one process."""
        if find_spec("distributed"):
            out, options = self.scratch / "dask", ("--dask", "--workers", "2")
            ran = run(self.tree, out, *options, at=lose_a_worker)
            self.row("Dask, a worker killed", out, ran)
        out = self.scratch / "one"
        self.row("one process", out, run(self.tree, out))

    def row(self, what: str, out: Path, ran: Ran, more: str = "") -> None:
        """Add a row; what was written but for the first run goes."""
        same = digest(out) == digest(self.first)
        self.rows.append(
            f"| {self.reports}, {what} | {ran.megabytes:,.0f} | "
            f"{'same' if same else 'OTHER'}{more} |"
        )
        print(self.rows[-1], flush=True)
        if out != self.first:
            shutil.rmtree(out)


def written(n: int, trial: Trial) -> str:
    """Return the figures as Markdown."""
    size = sum(path.stat().st_size for path in trial.first.rglob("*.parquet"))
    lines = [
        "# A collection of many reports",
        "",
        f"Written by `python benchmarks/collection.py {' '.join(sys.argv[1:])}`. The "
        f"{n:,} reports have",
        f"{trial.characters:,} characters and make {size / 1e6:,.0f} MB of Parquet. "
        f"{platform.machine()}, Python {platform.python_version()}.",
        f"Memory is the sum over all processes at its highest; {LIMIT:,} MB are "
        "allowed with two.",
        "Speed is in SPEED.md.",
        "",
        "| run | MB | bytes |",
        "|---|---|---|",
        *trial.rows,
    ]
    return "\n".join([*lines, ""])


def make(n: int, tree: Path, *, share: int = 1) -> int:
    """Write reports made from real ones; return how many characters they have.

    Each holds one in `share` paragraphs of its own, and all headings.
    """
    paths = sorted([*CORPUS.glob("local/*.txt"), *CORPUS.glob("gwr/*.txt")])
    texts = [path.read_text("utf-8") for path in paths or [REPORT]]
    characters = 0
    for number in range(n):
        lines = texts[number % len(texts)].splitlines()
        text = "\n".join(
            f"{line}另有{number}项{at}件。" if line else ""
            for at, line in enumerate(lines)
            if len(line) < HEADING or at % share == number % share
        )
        folder = tree / f"{number % 31:02d}省" / f"{number % 7}年"
        folder.mkdir(parents=True, exist_ok=True)
        text = "" if number % BAD == BAD - 1 else text
        (folder / f"报告{number:06d}.txt").write_text(text, "utf-8")
        characters += len(text)
    return characters


def start(tree: Path, out: Path, *options: str) -> subprocess.Popen:
    """Start the command."""
    call = [sys.executable, "-m", "analysis", "corpus", str(tree), "--out", str(out)]
    return subprocess.Popen([*call, *options], stderr=subprocess.PIPE)


def run(
    tree: Path,
    out: Path,
    *options: str,
    at: Callable[[psutil.Process, Path], bool] = lambda process, out: True,
) -> Ran:
    """Run to the end; `at` is asked now and then until it says that it is done."""
    begun, process = time.monotonic(), start(tree, out, *options)
    seen, most, done = psutil.Process(process.pid), 0.0, False
    while process.poll() is None:
        most = max(most, memory(seen))
        done = done or at(seen, out)
        time.sleep(EVERY)
    said = process.stderr.read().decode()
    if process.returncode:
        raise RuntimeError(said)
    print(said.strip(), flush=True)
    return Ran(time.monotonic() - begun, most, said)


def memory(process: psutil.Process) -> float:
    """Return the MB that a process and all below it hold."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total / 2**20


def lose_a_worker(process: psutil.Process, out: Path) -> bool:
    """Kill a worker once some parts are done."""
    if len(finished(out)) < 2:
        return False
    workers = [
        one
        for one in process.children(recursive=True)
        if any("spawn_main" in word for word in one.cmdline())
    ]
    if workers:
        workers[0].kill()
    return bool(workers)


def killed(tree: Path, out: Path, seconds: float) -> tuple[Ran, int, int]:
    """Kill runs at random moments, then finish; return what was touched again."""
    chance, before, touched = random.Random(0), {}, 0
    for _ in range(KILLS):
        process = start(tree, out, "--workers", "2")
        while process.poll() is None and len(finished(out)) == len(before):
            time.sleep(EVERY)  # so that each goes a little further
        time.sleep(chance.uniform(0, seconds / 2 / KILLS))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = finished(out)
        touched += sum(now.get(part) != mark for part, mark in before.items())
        before = now
    ran = run(tree, out, "--workers", "2")
    now = finished(out)
    touched += sum(now.get(part) != mark for part, mark in before.items())
    return ran, len(before), touched


def finished(out: Path) -> dict[str, tuple[int, int]]:
    """Return the parts that are done, and by what one sees that they were written."""
    found = {path.stem: path.stat() for path in out.glob("parts/part-*.json")}
    return {part: (now.st_ino, now.st_mtime_ns) for part, now in found.items()}


def digest(out: Path) -> str:
    """Return a hash of every file of a collection and its name."""
    total = sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        total.update(path.relative_to(out).as_posix().encode())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


if __name__ == "__main__":
    main()
