"""Time one pass over much text beside what else cuts Chinese words.

Part of ``make bench``; ``python benchmarks/throughput.py`` prints its part alone. The
text is the development corpus again and again (or the bundled report), with a running
number at the end of every clause, so that no clause stands in it twice and nothing
remembered helps. A batch of reports goes through every step and every other program
before the next batch does: whatever the machine does meanwhile meets all of them, and
the ratios hold. Seconds are of one core's processor time.

cntext and scattertext are no part of the environment; where ``.venv-peers`` holds them
(``python3 -m venv .venv-peers && .venv-peers/bin/pip install cntext scattertext``),
they are timed as well, in their own process.
"""

import json
import logging
import math
import re
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path

import jieba
import jieba.posseg
import numpy as np
import rjieba

from analysis.count.frequency import frequency
from analysis.count.tasks import tasks
from analysis.count.themes import themes
from analysis.count.tokens import segment
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
MEGABYTES = 20
BATCH = 50  # reports that go through every step before the next ones do
TIMES = 1, 2, 4, 8, 16, 32, 64
CLAUSE_END = re.compile(r"(?=[，。；])")
EVERYTHING = "read", "parse", "segment", "count", "tasks", "themes"
# What is compared: our steps, the other program, and how much faster we are to be.
SIDE_BY_SIDE = (
    ("words per section", EVERYTHING[:4], "jieba.lcut and Counter", 2.5),
    ("task verbs", ("read", "parse", "tasks"), "jieba.posseg", 10),
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
import cntext
import scattertext
print(json.dumps({
    f"cntext {cntext.__version__}, word_count":
        timed(lambda text: cntext.word_count(text, lang="chinese")),
    "scattertext, chinese_nlp": timed(scattertext.chinese_nlp),
}))
"""


def numbered(text: str, numbers: Iterator[int]) -> str:
    """Return a text with a running number at the end of every clause."""
    return CLAUSE_END.sub(lambda _: str(next(numbers)), text)


def copies(folder: Path) -> Iterator[Path]:
    """Write report after report, each with numbers of its own, and give its path."""
    found = [*sorted((CORPUS / "local").glob("*.txt")), *(CORPUS / "gwr").glob("*.txt")]
    texts = [path.read_text(encoding="utf-8") for path in found or [REPORT]]
    numbers = count(1)
    for n in count():
        path = folder / f"{n:05}.txt"
        path.write_text(numbered(texts[n % len(texts)], numbers), encoding="utf-8")
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
    """Return by which power of the text the time grows: reports, and one long one.

    The slope of a line through the logarithms of text and seconds.
    """
    paths = list(islice(copies(folder), max(TIMES)))
    long = folder / "long.txt"
    text = max((path.read_text(encoding="utf-8") for path in paths[:5]), key=len)
    found = {}
    for name in ("so many reports", "one report so long"):
        spent = []
        for times in TIMES:
            many = paths[:1] * times
            if name == "one report so long":
                many = [long]
            else:
                many = [folder / f"same-{n}.txt" for n in range(times)]
            numbers = count(1)
            for path in many:
                repeat = times if path == long else 1
                parts = (numbered(text, numbers) for _ in range(repeat))
                path.write_text("\n".join(parts), encoding="utf-8")
            spent.append(min(timed(lambda many=many: one_pass(many)) for _ in "12"))
        found[name] = float(np.polyfit(np.log(TIMES), np.log(spent), 1)[0])
    return found


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of processor time of a call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun
