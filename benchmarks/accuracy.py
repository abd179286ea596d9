"""Measure verbs, objects, themes and links against hand labels: ``make accuracy``.

Two sets of labels: the bundled report's (``../shared/gold``), which the rules were
made with in view, and ``tests/gold``, clauses of other bodies. Of the latter the
parts in `CLOSED` are kept out of sight of those who write rules and lists. Beside the
program stand the part-of-speech filters an analyst would use, in the same run.
Writes ``benchmarks/ACCURACY.md``. ``--errors`` prints what is wrong in the part that
may be looked at.
"""

import importlib.util
import json
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from links import measure

from analysis.count.tasks import tasks
from analysis.count.themes import themes
from analysis.lexicons import theme_labels
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REPORT = ROOT / "data" / "reports" / "2023-publicity.txt"
PARTS = {
    "bundled": "the bundled report (rules made with it in view)",
    "seen": "other bodies, files that may be looked at",
    "unseen": "other bodies, out of sight when the rules were made, opened 2026-11-26",
    "opened": "other bodies, two annotators, out of sight until 2026-11-26",
    "held": "other bodies, kept out of sight, two annotators: either reading counts",
}
CLOSED = ("held",)  # who writes rules and lists may not look at these


class Label(NamedTuple):
    """What a person and the program say of one clause."""

    part: str
    scheme: str
    text: str
    verbs: list[str]
    objects: list[str]
    themes: list[str]
    ours: list[str]
    our_objects: list[str]
    our_themes: list[str]


def main() -> None:
    """Measure, print and write."""
    labels = bundled() + others()
    if not labels:
        raise SystemExit(f"{SHARED} is not here: the labelled texts are kept outside")
    if "--errors" in sys.argv:
        print(errors(labels))
        return
    text = report(labels)
    print(text)
    (ROOT / "benchmarks" / "ACCURACY.md").write_text(text, encoding="utf-8")


def bundled() -> list[Label]:
    """Return the labels of the bundled report, joined by text and order."""
    path = SHARED / "gold" / "2023-publicity.jsonl"
    if not path.is_file():
        return []
    clauses = parse(read_reports([REPORT]))
    truth = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    said = program(clauses, "publicity")
    rows = iter(clauses.itertuples())
    labels = []
    for row in truth:
        clause = next(c for c in rows if c.text == row["clause"]).clause
        hand = (row["verbs"], row["objects"], row["themes"])
        labels.append(
            Label("bundled", "publicity", row["clause"], *hand, *said[clause])
        )
    return labels


def others() -> list[Label]:
    """Return the labels of other bodies' reports, joined by offset."""
    lines = (ROOT / "tests" / "gold" / "clauses.jsonl").read_text("utf-8").splitlines()
    truth = pd.DataFrame(map(json.loads, lines))
    if not (SHARED / "corpus").is_dir():
        return []
    labels = []
    for (name, scheme), rows in truth.groupby(["file", "scheme"]):
        clauses = parse(read_reports([SHARED / "corpus" / name]))
        said = program(clauses, scheme)
        by_start = {c.start: c for c in clauses.itertuples()}
        for row in rows.itertuples():
            clause = by_start.get(row.start)
            if clause is None or len(clause.text) != row.length:
                print(f"{name}: no clause at {row.start} any more", file=sys.stderr)
                continue
            hand = fairest(row, said[clause.clause])
            of_clause = (*hand, *said[clause.clause])
            labels.append(Label(row.part, scheme, clause.text, *of_clause))
    return labels


def fairest(row: Any, said: tuple[list[str], ...]) -> tuple[list[str], ...]:
    """Return the labels of a clause; of several fair readings, the nearest."""
    verbs, objects, themes_ = said
    tasks_ = zip(_readings(row, "verbs"), _readings(row, "objects"), strict=True)
    nearest = min(
        tasks_, key=lambda hand: (_apart(hand[0], verbs), _apart(hand[1], objects))
    )
    fits = min(_readings(row, "themes"), key=lambda hand: _apart(hand, themes_))
    return *nearest, fits


def _readings(row: Any, name: str) -> list[list[str]]:
    """Return every reading of a clause that its annotators called fair."""
    also = getattr(row, f"also_{name}", None)
    return [getattr(row, name), *(also if isinstance(also, list) else [])]


def _apart(hand: list[str], said: list[str]) -> int:
    """Return how many of either have no counterpart."""
    one, other = Counter(hand), Counter(said)
    return ((one - other) + (other - one)).total()


def program(clauses: pd.DataFrame, scheme: str) -> dict[int, tuple[list[str], ...]]:
    """Return what the program says of every clause: verbs, objects, themes."""
    said: dict[int, tuple[list[str], ...]] = {
        n: ([], [], []) for n in clauses["clause"]
    }
    for row in tasks(clauses).itertuples():
        said[row.clause][0].append(row.verb)
        said[row.clause][1].append(row.object)
    for row in themes(clauses, scheme=scheme).itertuples():
        said[row.clause][2].append(row.theme)
    return said


def baselines() -> dict[str, Callable[[str], list[str]]]:
    """Return the filters an analyst would use, those that are installed."""
    with warnings.catch_warnings(action="ignore"):
        import jieba
        import jieba.posseg

    jieba.setLogLevel(60)
    found = {
        "jieba, every flag that starts with v": lambda text: [
            pair.word for pair in jieba.posseg.cut(text) if pair.flag.startswith("v")
        ],
        "jieba, flag v": lambda text: [
            pair.word for pair in jieba.posseg.cut(text) if pair.flag == "v"
        ],
    }
    if importlib.util.find_spec("LAC"):
        from LAC import LAC

        lac = LAC(mode="lac")
        found["Baidu LAC, tag v"] = lambda text: [
            word for word, tag in zip(*lac.run(text), strict=True) if tag == "v"
        ]
    return found


def score(pairs: list[tuple[list, list]]) -> tuple[float, float, float, int]:
    """Return precision, recall, F1 and the number of labels, over bags per clause."""
    hits = sum((Counter(hand) & Counter(said)).total() for hand, said in pairs)
    hand, said = (
        sum(len(side) for side in sides) for sides in zip(*pairs, strict=True)
    )
    precision, recall = hits / max(said, 1), hits / max(hand, 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return precision, recall, f1, hand


def report(labels: list[Label]) -> str:
    """Return the figures as Markdown."""
    lines = [
        "# Accuracy against hand labels",
        "",
        "Written by `make accuracy`. Precision, recall and F1 over the labels of each",
        "clause; n is the number of hand labels. `tests/gold/README.md` says how the",
        "clauses of other bodies were labelled; parts that are opened were measured",
        "before that, and tell no more of what the program does on other files.",
    ]
    for part, name in PARTS.items():
        of_part = [label for label in labels if label.part == part]
        if of_part:
            lines += ["", f"## {name}: {len(of_part)} clauses", "", *HEAD]
            lines += [row(what, pairs) for what, pairs in measures(of_part)]
    for scheme in ("publicity", "government"):
        lines += ["", f"## Themes of the scheme {scheme}, F1 of each (n)", ""]
        lines += per_theme(labels, scheme)
    return "\n".join([*lines, *links(), ""])


def links() -> list[str]:
    """Return how links and answers agree with the hand's, report by report."""
    labels = ROOT / "tests" / "gold" / "links_dev.jsonl"
    if not (SHARED / "corpus").is_dir():
        return []
    told = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    lines = ["", "## Links of sections, and answers to problems", ""]
    columns = "precision recall f1 recall_all status answered right problems".split()
    lines += [f"| report | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name in dict.fromkeys(row["file"] for row in told):
        own = [row for row in told if row["file"] == name]
        found = measure(SHARED / "corpus" / name, own)
        cells = [
            f"{found[c]}" if c == "problems" else f"{found[c]:.2f}" for c in columns
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


HEAD = ["| what | precision | recall | F1 | n |", "|---|---|---|---|---|"]


def row(what: str, pairs: list[tuple[list, list]]) -> str:
    """Return one line of a table."""
    precision, recall, f1, n = score(pairs)
    return f"| {what} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {n} |"


def measures(labels: list[Label]) -> list[tuple[str, list[tuple[list, list]]]]:
    """Return what is measured, each with hand labels and what the program says."""
    found = [
        ("task verbs", [(x.verbs, x.ours) for x in labels]),
        (
            "verb and object, exact",
            [
                (_tasks(x.verbs, x.objects), _tasks(x.ours, x.our_objects))
                for x in labels
            ],
        ),
        ("verb and object, heads overlap", [_overlapping(x) for x in labels]),
    ]
    for scheme in ("publicity", "government"):
        of_scheme = [(x.themes, x.our_themes) for x in labels if x.scheme == scheme]
        if of_scheme:
            found.append((f"themes, scheme {scheme}, micro", of_scheme))
    for name, verbs in baselines().items():
        found.append((f"verbs: {name}", [(x.verbs, verbs(x.text)) for x in labels]))
    return found


def _tasks(verbs: list[str], objects: list[str]) -> list[tuple[str, str]]:
    return list(zip(verbs, objects, strict=True))


def _overlapping(label: Label) -> tuple[list, list]:
    """Return both sides' pairs, ours as theirs where the objects share an end."""
    hand, said = _tasks(label.verbs, label.objects), []
    left = list(hand)
    for verb, thing in _tasks(label.ours, label.our_objects):
        same = next((t for t in left if t[0] == verb and _share(t[1], thing)), None)
        if same:
            left.remove(same)
        said.append(same or (verb, thing))
    return hand, said


def _share(a: str, b: str) -> bool:
    return a == b or bool(a and b and (a.endswith(b[-2:]) or a in b or b in a))


def per_theme(labels: list[Label], scheme: str) -> list[str]:
    """Return a line per theme, a column per part."""
    parts = [
        p for p in PARTS if any(x.part == p and x.scheme == scheme for x in labels)
    ]
    lines = [f"| theme | {' | '.join(parts)} |", "|---" * (len(parts) + 1) + "|"]
    for theme, name in theme_labels(scheme).items():
        cells = []
        for part in parts:
            pairs = [
                (
                    [t for t in x.themes if t == theme],
                    [t for t in x.our_themes if t == theme],
                )
                for x in labels
                if x.part == part and x.scheme == scheme
            ]
            *_, f1, n = score(pairs)
            cells.append(f"{f1:.2f} ({n})" if n else "– (0)")
        lines.append(f"| {name} {theme} | {' | '.join(cells)} |")
    return lines


def errors(labels: list[Label]) -> str:
    """Return the wrong clauses of the parts that may be looked at."""
    lines = []
    for x in labels:
        if x.part in CLOSED:
            continue
        if Counter(x.verbs) != Counter(x.ours):
            lines.append(f"verbs  {x.text}\n   hand {x.verbs}\n   said {x.ours}")
        elif x.objects != x.our_objects:
            lines.append(
                f"object {x.text}\n   hand {x.objects}\n   said {x.our_objects}"
            )
        if set(x.themes) != set(x.our_themes):
            lines.append(f"themes {x.text}\n   hand {x.themes}\n   said {x.our_themes}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
