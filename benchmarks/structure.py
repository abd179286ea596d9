"""Read every file of the corpus, and hold the outline against hand-read probes.

``make structure`` writes ``benchmarks/STRUCTURE.md``: what share of the probes of
``tests/gold/structure.jsonl`` is right, and a table of every file of the corpus with
the status of ``zhongxin outline``. ``--errors`` prints the probes that are wrong in
the files that may be looked at.
"""

import contextlib
import io
import json
import re
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import patch

import pandas as pd

from analysis.cli import main as command
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PROBES = ROOT / "tests" / "gold" / "structure.jsonl"
PARTS = {
    "seen": "files that the rules were made with in view",
    "unseen": "files that were only measured",
}
ASKED = ("role", "section", "item")
SECTION = 12  # characters of a section's heading that a probe names
LIMIT = 10  # seconds
KINDS = ("*.txt", "*.md", "*.docx", "*.csv", "*.pdf", "*.html")


class Answer(NamedTuple):
    """One thing asked of one probe, with what is right and what the program says."""

    part: str
    file: str
    quote: str
    asked: str
    right: str
    said: str

    @property
    def agrees(self) -> bool:
        """Whether the two are the same; of sections, as far as the probe names them."""
        if self.asked != "section":
            return self.right == self.said
        right, said = (re.sub(r"\s", "", text) for text in (self.right, self.said))
        return said.startswith(right[:SECTION]) if right else not said


def main() -> None:
    """Measure, print and write."""
    if not CORPUS.is_dir():
        raise SystemExit(f"{CORPUS} is not here: real reports carry no licence to copy")
    found = answers()
    if "--errors" in sys.argv:
        wrong = [a for a in found if a.part == "seen" and not a.agrees]
        print("\n".join(map(str, wrong)))
        return
    text = page(found, [outlined(path) for path in files()])
    print(text)
    (ROOT / "benchmarks" / "STRUCTURE.md").write_text(text, encoding="utf-8")


def answers() -> list[Answer]:
    """Return what the program says of every probe."""
    lines = PROBES.read_text("utf-8").splitlines()
    found = []
    for name, probes in pd.DataFrame(map(json.loads, lines)).groupby(
        "file", sort=False
    ):
        reports = read_reports([CORPUS / name])
        text, clauses = reports["text"].item(), parse(reports)
        removed = reports["removals"].item()
        ends = clauses["start"] + clauses["text"].str.len()
        for probe in probes.to_dict("records"):
            at = text.find(probe["quote"])
            here = clauses[(ends > at) & (clauses["start"] < at + len(probe["quote"]))]
            said = here.iloc[0] if at >= 0 and len(here) else {}
            if at < 0 and any(probe["quote"] in one.what for one in removed):
                said = dict.fromkeys(ASKED, "") | {"role": "other"}  # page chrome
            found += [
                Answer(
                    probe["part"], name, probe["quote"], x, probe[x], said.get(x, "?")
                )
                for x in ASKED
                if isinstance(probe[x], str)
            ]
    return found


def files() -> list[Path]:
    """Return every document of the corpus."""
    found = {path for kind in KINDS for path in CORPUS.glob(f"*/{kind}")}
    return sorted(found)


def outlined(path: Path) -> dict[str, Any]:
    """Return how ``zhongxin outline --format json`` ends on one file."""
    out, told = io.BytesIO(), io.StringIO()
    arguments = ["zhongxin", "outline", str(path), "--format", "json"]
    begun, status = time.perf_counter(), 0
    with (
        patch.object(sys, "argv", arguments),
        patch.object(sys, "stdout", SimpleNamespace(buffer=out, flush=lambda: None)),
        contextlib.redirect_stderr(told),
    ):
        try:
            command()
        except SystemExit as ended:
            status = int(ended.code or 0)
    spent = time.perf_counter() - begun
    record = json.loads(out.getvalue()) if not status else {}
    name = path.relative_to(CORPUS).as_posix()
    error = told.getvalue().strip().replace(str(path), path.name)
    return {"file": name, "status": status, "seconds": spent, "said": error} | {
        key: record.get(key) for key in ("review_year", "plan_year", "counts")
    }


def page(found: list[Answer], read: list[dict[str, Any]]) -> str:
    """Return the figures as Markdown."""
    slow = sum(row["seconds"] > LIMIT for row in read)
    lines = [
        "# How reports of other bodies are read",
        "",
        "Written by `make structure`. Probes are short quotations, read by hand before",
        "the program was asked: `tests/gold/structure.jsonl`.",
        "",
        "| | files | roles | sections | items |",
        "|---|---|---|---|---|",
    ]
    for part, meaning in PARTS.items():
        here = [a for a in found if a.part == part]
        shares = [share([a for a in here if a.asked == x]) for x in ASKED]
        cells = [meaning, str(len({a.file for a in here})), *shares]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        f"Every file of the corpus ({len(read)}) through `zhongxin outline --format "
        f"json`: {sum(not row['status'] for row in read)} with status 0, "
        f"{sum(row['status'] == 1 for row in read)} with status 1 and a reason, "
        f"{slow} over {LIMIT} s.",
        "",
        "| file | status | review | plan | clauses: review · problems · plan · other |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(row_of, read), ""])


def share(asked: list[Answer]) -> str:
    """Return how many of the answers are right."""
    right = sum(a.agrees for a in asked)
    return f"{right} of {len(asked)} ({right / len(asked):.1%})" if asked else "none"


def row_of(row: dict[str, Any]) -> str:
    """Return one file as a row of the table."""
    if row["status"]:
        return f"| {row['file']} | {row['status']} | {row['said']} | | |"
    roles = ("review", "problems", "plan", "other")
    counts = [str(row["counts"].get(r, {}).get("clauses", 0)) for r in roles]
    years = [str(row[name] or "–") for name in ("review_year", "plan_year")]
    return f"| {row['file']} | 0 | {' | '.join(years)} | {' · '.join(counts)} |"


if __name__ == "__main__":
    main()
