"""Time one pass over much text beside what else cuts Chinese words.

Part of ``make bench``; ``python benchmarks/throughput.py`` prints its part alone. The
text is the development corpus again and again (or the bundled report), with a running
number at the end of every clause, so that no clause stands in it twice and nothing
remembered helps. A batch of reports goes through every step and every other program
before the next batch does: whatever the machine does meanwhile meets all of them, and
the ratios hold. Seconds are of one core's processor time.

cntext and scattertext are no part of the environment; where ``.venv-peers`` holds them,
they are timed as well, in their own process::

    python3 -m venv .venv-peers
    .venv-peers/bin/pip install cntext scattertext ipython six
"""

import json
import logging
import re
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from pathlib import Path

import jieba
import jieba.posseg
import numpy as np
import rjieba

from analysis import InputError
from analysis.corpus.rows import uncollected
from analysis.count.frequency import frequency
from analysis.count.tasks import tasks
from analysis.count.themes import themes
from analysis.count.tokens import segment
from analysis.read.outline import parse
from analysis.read.reports import read_report, read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
MEGABYTES = 20
BATCH = 50  # reports that go through every step before the next ones do
TIMES = 1, 2, 4, 8, 16, 32, 64
HEADING = 60  # characters: a shorter line may be one
GROWTH = 1.05  # the highest power of the text that the time may grow by
CLAUSE_END = re.compile(r"(?=[，。；])")
EVERYTHING = "read", "parse", "segment", "count", "tasks", "themes"
# What is compared: our steps, the other program, and how much faster we are to be.
SIDE_BY_SIDE = (
    ("words per section", EVERYTHING[:4], "jieba.lcut and Counter", 2.5),
    ("task verbs", ("parse", "tasks"), "jieba.posseg", 10),
    ("everything", EVERYTHING, "jieba.lcut and Counter", 2),
    ("everything", EVERYTHING, "jieba.posseg", 6),
)
# Run in the peers' own Python on a file of texts as JSON; prints the seconds of each.
PEERS_SCRIPT = """
import json, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
def timed(call):
    call("先热身。")
    begun = time.process_time()
    for text in texts:
        call(text)
    return time.process_time() - begun
import cntext, scattertext
from importlib.metadata import version
print(json.dumps({
    f"cntext {version('cntext')}, word_count":
        timed(lambda text: cntext.word_count(text, lang="chinese")),
    f"scattertext {version('scattertext')}, chinese_nlp":
        timed(scattertext.chinese_nlp),
}))
"""


def numbered(text: str, numbers: Iterator[int]) -> str:
    """Return a text with a running number at the end of every clause."""
    return CLAUSE_END.sub(lambda _: str(next(numbers)), text)


def copies(folder: Path) -> Iterator[Path]:
    """Write report after report, each with numbers of its own, and give its path."""
    found = [*sorted((CORPUS / "local").glob("*.txt")), *(CORPUS / "gwr").glob("*.txt")]
    texts = [path.read_text(encoding="utf-8") for path in found or [REPORT]]
    numbers, names = count(1), count()
    for text in cycle(texts):
        path = folder / f"{next(names):05}.txt"
        path.write_text(numbered(text, numbers), encoding="utf-8")
        try:
            read_report(path)
        except InputError:  # one holds parts twice, which are no copies any more
            continue
        yield path


def batches(folder: Path, *, megabytes: int = MEGABYTES) -> Iterator[list[Path]]:
    """Write reports of so much text together, batch by batch."""
    made, written = copies(folder), 0
    while written < megabytes * 1e6:
        paths = list(islice(made, BATCH))
        written += sum(path.stat().st_size for path in paths)
        yield paths


def one_pass(paths: list[Path], clock: Callable[[str], None] = lambda step: None):
    """Take reports through every step; `clock` hears when one is done."""
    reports = read_reports(paths)
    clock("read")
    with uncollected():  # as where a collection is made
        clauses = parse(reports)
        clock("parse")
        tokens = segment(clauses)
        clock("segment")
        frequency(tokens, by=("report", "role", "section"))
        clock("count")
        tasks(clauses)
        clock("tasks")
        themes(clauses, scheme="government")
        clock("themes")


def others() -> dict[str, Callable[[str], object]]:
    """Return what else goes over the same texts, and the floor of all cutting."""
    return {
        "jieba.lcut and Counter": lambda text: Counter(jieba.lcut(text)),
        "jieba.posseg": jieba.posseg.lcut,
        "rjieba.cut alone": rjieba.cut,
    }


def in_turn(folder: Path) -> tuple[dict[str, float], int]:
    """Return the seconds of every step and every other program, and the characters."""
    seconds, characters = defaultdict(float), 0

    def clock(step: str) -> None:
        nonlocal begun
        now = time.process_time()
        seconds[step] += now - begun
        begun = time.process_time()

    jieba.setLogLevel(logging.ERROR)
    for warm in others().values():
        warm("先热身。")
    begun = time.process_time()
    one_pass([REPORT])
    for paths in batches(folder):
        texts = [path.read_text(encoding="utf-8") for path in paths]
        characters += sum(map(len, texts))
        begun = time.process_time()
        one_pass(paths, clock)
        for name, call in others().items():
            begun = time.process_time()
            for text in texts:
                call(text)
            clock(name)
    return dict(seconds), characters


def peers(folder: Path) -> dict[str, float]:
    """Return the seconds of programs that live in an environment of their own."""
    if not PEERS.exists():
        return {}
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    file = folder / "texts.json"
    file.write_text(json.dumps(texts), encoding="utf-8")
    ended = subprocess.run(
        [PEERS, "-c", PEERS_SCRIPT, file], capture_output=True, text=True, check=True
    )
    return json.loads(ended.stdout.splitlines()[-1])


def growth(folder: Path) -> dict[str, float]:
    """Return by which power of the text the time grows: of reports, of one long one.

    The slope of a line through the logarithms of text and seconds.
    """
    text = max((path.read_text("utf-8") for path in islice(copies(folder), 5)), key=len)
    numbers, found = count(1), {}
    for name, repeat in (("more reports", 1), ("one report longer", 0)):
        spent = []
        for times in TIMES:
            again = [longer(text, repeat or times) for _ in range(times**repeat)]
            paths = [folder / f"grown-{n}.txt" for n in range(len(again))]
            for path, one in zip(paths, again, strict=True):
                path.write_text(numbered(one, numbers), encoding="utf-8")
            spent.append(min(timed(lambda paths=paths: one_pass(paths)) for _ in "123"))
        found[name] = float(np.polyfit(np.log(TIMES), np.log(spent), 1)[0])
    return found


def longer(text: str, times: int) -> str:
    """Return a text with each of its paragraphs so many times, headings once."""
    lines = text.split("\n")
    repeats = ((line, times if len(line) > HEADING else 1) for line in lines)
    return "\n".join(line for line, n in repeats for _ in range(n))


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of processor time of a call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def section() -> tuple[str, list[str]]:
    """Return the figures as Markdown, and what is slower than it is to be."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, characters = in_turn(Path(folder))
        peer = peers(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        powers = growth(Path(folder))
    lcut = seconds["jieba.lcut and Counter"]
    lines = [
        "## One pass over much text",
        "",
        f"{MEGABYTES} MB, {characters:,} characters: real reports again and again,",
        "with a running number at the end of every clause, so that nothing remembered",
        f"helps. {BATCH} reports go through every step and every other program before",
        "the next ones do. Seconds of one core's processor time; `rjieba.cut` alone,",
        "the text in one piece a report, is the floor of all cutting.",
        "",
        "| step or program | seconds | M characters/s | of `jieba.lcut` |",
        "|---|---|---|---|",
    ]
    for name, spent in {**seconds, **peer}.items():
        rate = characters / spent / 1e6
        lines.append(f"| {name} | {spent:.2f} | {rate:.2f} | {spent / lcut:.2f} |")
    if not peer:
        lines.append("| cntext, scattertext | not installed | – | – |")
    compared, slow = side_by_side(seconds)
    lines += ["", *compared, ""]
    told = ", ".join(f"{power:.2f} ({name})" for name, power in powers.items())
    lines += [
        f"From 1 to {TIMES[-1]} times the text, the time of all steps grows by its",
        f"power of {told}; at most {GROWTH}.",
        "",
    ]
    slow += [name for name, power in powers.items() if power > GROWTH]
    return "\n".join(lines), slow


def side_by_side(seconds: dict[str, float]) -> tuple[list[str], list[str]]:
    """Return a table of how many times as fast ours is, and what is not fast enough."""
    lines = [
        "| work | steps | against | times as fast | at least |",
        "|---|---|---|---|---|",
    ]
    slow = []
    for work, steps, other, least in SIDE_BY_SIDE:
        times = seconds[other] / sum(seconds[step] for step in steps)
        row = work, ", ".join(steps), other, f"{times:.2f}", str(least)
        lines.append(f"| {' | '.join(row)} |")
        if times < least:
            slow.append(f"{work} against {other}")
    return lines, slow


if __name__ == "__main__":
    print(section()[0])
