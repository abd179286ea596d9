"""Measure `zhongxin check` on drafts with planted faults.

``python benchmarks/drafts.py`` prints the figures. A line of
``tests/gold/drafts.jsonl`` is a recipe: a real report of the corpus and what a tired
drafter did to it. The texts carry no licence, so a recipe holds anchors, short strings
that stand once in the report, and the new words only::

    {"file", "sha256", "previous", "part", "edits": [
        {"kind", "find", "action", "to", "after", "text", "swap", "at"}]}

`action` is one of

* ``replace``: `find` becomes `text`;
* ``insert_before`` and ``insert_after``: `text` is put beside `find`;
* ``delete_to``: the passage from `find` up to `to` becomes `text` (often nothing);
* ``copy`` and ``move``: the passage from `find` up to `to` is put behind `after`,
  a copy with `swap` (``[[old, new]]``) replaced in it.

`at` is what a remark must lie on or beside to count as finding the fault: a string of
the draft, or several any one of which will do; of an `unmentioned` task a string of the
report before. An edit without `at` belongs to the fault of the edit above it.

Printed are recall by kind for the drafts the rules were made with from the beginning
(part `dev`) and for those that were held back once and are open now (`opened`), and the
number of remarks on each untouched report. With ``--errors`` what was missed and every
remark on the untouched reports is printed too. Recipes of another file, given by its
name, are measured in the same way; their part may be `held`, and what was missed in
them is printed with ``--held`` only: who makes rules leaves that out.
"""

import hashlib
import json
import sys
import tempfile
from collections import Counter
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
RECIPES = ROOT / "tests" / "gold" / "drafts.jsonl"
KINDS = (
    "unanswered",
    "unmentioned",
    "empty_task",
    "length",
    "contradiction",
    "sum",
    "percentage",
    "formulation",
    "punctuation",
    "numbering",
    "twice",
)
EVERYWHERE = ("contradiction", "twice")  # either of their places will do
BESIDE = 40  # characters between a fault and a remark that still tells of it
Recipe = dict[str, Any]
Splice = tuple[int, int, str]  # start, end, what stands there afterwards


class Fault(NamedTuple):
    """A planted fault: its kind and where a remark on it must lie.

    `spans` are starts and ends in the draft, or, of an `unmentioned` task, in the
    report before.
    """

    kind: str
    at: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


class Draft(NamedTuple):
    """The text of a draft and the faults planted in it."""

    text: str
    faults: tuple[Fault, ...]


def main() -> None:
    """Print recall by kind and the remarks on the untouched reports."""
    arguments = set(sys.argv[1:])
    errors = {"dev", "opened"} if "--errors" in arguments else set()
    errors |= {"held"} if "--held" in arguments else set()
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    recipes = [recipe for file in files or [RECIPES] for recipe in read_recipes(file)]
    found = pd.concat(
        [judged(recipe, tell=recipe["part"] in errors) for recipe in recipes]
    )
    print(told(found))
    print()
    for recipe in recipes:
        own = _remarks(original(recipe["file"]), recipe)
        print(f"{recipe['file']}: {len(own)} {dict(Counter(own['kind']))}")
        if errors:
            for row in own.itertuples():
                print(f"    {row.kind} {row.start}–{row.end} {row.why_zh}")


def told(found: pd.DataFrame) -> str:
    """Return recall by part and kind as a table to print."""
    counts = found.groupby(["part", "kind"])["found"].agg(["sum", "count"])
    lines = []
    for part, own in counts.groupby(level="part"):
        total = own.sum()
        lines.append(f"{part} {total['sum']}/{total['count']}")
        own = own.droplevel("part").reindex(
            [k for k in KINDS if (part, k) in own.index]
        )
        lines += [
            f"    {row.Index:<14} {row.sum}/{row.count}" for row in own.itertuples()
        ]
    return "\n".join(lines)


def read_recipes(path: Path = RECIPES) -> list[Recipe]:
    """Return the recipes of all drafts."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def original(file: str) -> str:
    """Return the text of a report of the corpus as it is read."""
    return read_reports([CORPUS / file])["text"].iloc[0]


def draft(recipe: Recipe) -> Draft:
    """Make the draft of a recipe.

    Raises
    ------
    ValueError
        Where the report is not the one that the recipe was written for, an anchor does
        not stand in it exactly once, or two edits overlap.
    """
    file = CORPUS / recipe["file"]
    if hashlib.sha256(file.read_bytes()).hexdigest() != recipe["sha256"]:
        raise ValueError(f"{file} is not the report that its recipe was written for")
    text = edited(original(recipe["file"]), recipe["edits"])
    before = original(recipe["previous"]) if recipe["previous"] else ""
    faults = [
        _fault(edit, before if edit["kind"] == "unmentioned" else text)
        for edit in recipe["edits"]
        if "at" in edit
    ]
    return Draft(text, tuple(faults))


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """Return a text after some edits, all of whose anchors stand in the text before.

    >>> wrong = {"find": "二、", "action": "replace", "text": "三、"}
    >>> edited("一、甲。二、乙。", [wrong])
    '一、甲。三、乙。'
    >>> again = {"find": "甲", "action": "copy", "to": "乙", "after": "乙。"}
    >>> edited("甲。乙。", [again])
    '甲。乙。甲。'
    """
    splices = sorted(splice for edit in edits for splice in _splices(text, edit))
    for (start, end, new), (following, _, _) in pairwise(splices):
        if following < end:
            raise ValueError(f"edits overlap: {text[start:end]} → {new}")
    for start, end, new in reversed(splices):
        text = text[:start] + new + text[end:]
    return text


def _splices(text: str, edit: dict[str, Any]) -> list[Splice]:
    start = place(text, edit["find"])
    end = start + len(edit["find"])
    new = edit.get("text", "")
    match edit["action"]:
        case "replace":
            return [(start, end, new)]
        case "insert_before":
            return [(start, start, new)]
        case "insert_after":
            return [(end, end, new)]
    until = place(text, edit["to"])
    if until <= start:
        raise ValueError(f"{edit['to']} stands before {edit['find']}")
    if edit["action"] == "delete_to":
        return [(start, until, new)]
    target = place(text, edit["after"]) + len(edit["after"])
    passage = text[start:until]
    for old, other in edit.get("swap", []):
        place(passage, old)
        passage = passage.replace(old, other)
    copied = (target, target, passage)
    return [copied, (start, until, "")] if edit["action"] == "move" else [copied]


def place(text: str, anchor: str) -> int:
    """Return where an anchor starts that must stand exactly once in a text."""
    if (n := text.count(anchor)) != 1:
        raise ValueError(f"{anchor} stands {n} times, not once")
    return text.index(anchor)


def _fault(edit: dict[str, Any], text: str) -> Fault:
    at = (edit["at"],) if isinstance(edit["at"], str) else tuple(edit["at"])
    spans = []
    for words in at:
        starts = [i for i in range(len(text)) if text.startswith(words, i)]
        if not starts or (len(starts) > 1 and edit["kind"] not in EVERYWHERE):
            raise ValueError(f"{words} stands {len(starts)} times in the draft")
        spans += [(start, start + len(words)) for start in starts]
    return Fault(edit["kind"], at, tuple(spans))


def judged(recipe: Recipe, *, tell: bool) -> pd.DataFrame:
    """Return one row per fault of a draft, and whether a remark tells of it."""
    made = draft(recipe)
    own = _remarks(made.text, recipe)
    draft_clauses = _flow(made.text, recipe["file"]).clauses
    before = _before(recipe)
    rows = []
    for fault in made.faults:
        clauses = draft_clauses
        if fault.kind == "unmentioned":
            clauses = before.clauses
        hit = is_found(fault, own, clauses)
        rows.append((recipe["part"], fault.kind, hit))
        if tell and not hit:
            print(f"missed {recipe['file']} {fault.kind} {fault.at} {fault.spans}")
    return pd.DataFrame(rows, columns=["part", "kind", "found"])


def is_found(fault: Fault, remarks: pd.DataFrame, clauses: pd.DataFrame) -> bool:
    """Say whether one of the remarks on a draft tells of a fault.

    A remark of the fault's kind does that overlaps it, or lies at most 40 characters
    beside it; of an unanswered problem one in the same sentence, of a length one in the
    same section, of an unmentioned task one in its sentence of the report before
    (whose `clauses` these are) or one whose reason quotes it.
    """
    own = remarks[remarks["kind"] == fault.kind]
    if fault.kind == "unmentioned":
        inside = own["report"] == clauses["report"].iloc[0]
        quoted = own["why_zh"].map(lambda why: any(words in why for words in fault.at))
        return bool(quoted.any()) or is_found(
            fault._replace(kind="unanswered"),
            own[inside].assign(kind="unanswered"),
            clauses,
        )
    if fault.kind in ("unanswered", "length"):
        level = ["sentence"] if fault.kind == "unanswered" else ["part", "section"]
        held = {_unit(clauses, end, level) for _, end in fault.spans}
        if any(_unit(clauses, end, level) in held for end in own["end"]):
            return True
    return any(
        start - BESIDE <= until and begin <= end + BESIDE
        for begin, until in fault.spans
        for start, end in zip(own["start"], own["end"], strict=True)
    )


def _unit(clauses: pd.DataFrame, end: int, level: list[str]) -> tuple[Any, ...]:
    """Return the sentence or section that holds the last character before an end.

    The last one, since a passage may begin with a numeral, and a clause begins after.
    """
    row = clauses["start"].searchsorted(end - 1, side="right") - 1
    return tuple(clauses.iloc[max(row, 0)][level])


def _remarks(text: str, recipe: Recipe) -> pd.DataFrame:
    """Return what the checker says of a text, held against the report before."""
    remarks = import_module("analysis.say.draft").remarks
    return remarks(_flow(text, recipe["file"]), previous=_before(recipe))


def _before(recipe: Recipe) -> Flow | None:
    if not recipe["previous"]:
        return None
    return Flow(read_reports([CORPUS / recipe["previous"]]))


def _flow(text: str, file: str) -> Flow:
    """Return the flow of a text that is read from a file of the report's name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(file).name)
        path.write_text(text, "utf-8")
        return Flow(read_reports([path]))


if __name__ == "__main__":
    main()
