"""Measure the targets found against tables made by hand: ``make targets``.

`met.jsonl` holds what came of the targets of a plan in the review of the next year.
With ``--held`` the part of it is measured that no rule was made with.

Every ``tests/gold/targets_*.jsonl`` holds, per line, an indicator of a report of the
corpus with its target and its result, as numbers in the text's own unit. A line with a
`kind` is none: ``lookalike`` (a result and a target that must not stand beside each
other), ``result_only`` and ``note`` (arguable: counted neither for nor against).
``--errors`` prints what is missed and what is wrong.
"""

import json
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.compare.targets import targets
from analysis.compare.targets.over_years import with_previous
from analysis.count.quantities import quantities
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "gold"
SCALES = {"万": 1e4, "亿": 1e8}
# The classifier may differ from the label's.
CLASSES = {sign: "个" for sign in "家项所处座件只支"} | {"名": "人", "位": "人"}


class Score(NamedTuple):
    """How many were found, how many there are, how many of the found are right."""

    found: int
    there: int
    right: int  # of the found
    met: int  # of those there

    @property
    def precision(self) -> float:
        """Return the share of the found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of those there that was found."""
        return self.met / self.there if self.there else 1.0


def score(table: pd.DataFrame, truth: list[dict]) -> dict[str, Score]:
    """Return precision and recall of targets, and of pairs, of one report.

    A target is right where its number, in its unit, stands in the clause of a label
    (or, where the label names no clause, anywhere once); a pair where its result is
    the label's as well. A pair that a label calls alike is wrong.
    """
    return {
        "targets": _score(table, truth, pairs=False),
        "pairs": _score(table, truth, pairs=True),
    }


def _score(table: pd.DataFrame, truth: list[dict], *, pairs: bool) -> Score:
    rows = table.dropna(subset=["target", *(["result"] if pairs else [])])
    wanted = [label for label in truth if _counts(label, pairs=pairs)]
    open_ = [label for label in truth if label.get("kind") == "note"]
    left, right, neutral = list(wanted), 0, 0
    for row in rows.itertuples():
        fit = next((label for label in left if _same(row, label, pairs=pairs)), None)
        if fit is not None:
            left.remove(fit)
            right += 1
        elif any(_same(row, label, pairs=False) for label in open_):
            neutral += 1
    return Score(len(rows) - neutral, len(wanted), right, len(wanted) - len(left))


def _counts(label: dict, *, pairs: bool) -> bool:
    if label.get("kind") or label.get("target") is None:
        return False
    return not pairs or (label.get("result") is not None and label.get("paired", True))


def _same(row, label: dict, *, pairs: bool) -> bool:
    """Say whether a row has the numbers of a label, in the label's clause."""
    if label.get("target") is None:
        return False
    clause = label.get("target_clause")
    if clause is not None and abs(int(row.clause_target) - int(clause)) > 0:
        return False
    if not _equal(row.target, row.unit, label["target"], label["unit"]):
        return False
    high = label.get("target_high")
    if high is not None and not _equal(row.target_high, row.unit, high, label["unit"]):
        return False
    if not pairs:
        return True
    unit = label.get("result_unit") or label["unit"]
    return _equal(row.result, row.unit, label["result"], unit)


def _equal(ours: float, unit: str, theirs: float, their_unit: str) -> bool:
    """Say whether two numbers with their units are one: 0.3万家 is 3000家, 个县 个."""
    (ours, base), (theirs, other) = _plain(ours, unit), _plain(theirs, their_unit)
    near = abs(ours - theirs) <= 1e-6 * max(abs(theirs), 1)
    return near and (base.startswith(other) or other.startswith(base))


def _plain(value: float, unit: str) -> tuple[float, str]:
    """Return a number with 万, 亿 worked in, and its unit without."""
    scale, unit = 1.0, (unit or "").split("/")[0].replace("％", "%")
    while unit[:1] in SCALES:
        scale, unit = scale * SCALES[unit[0]], unit[1:]
    return value * scale, CLASSES.get(unit, unit)


def labels() -> dict[str, list[dict]]:
    """Return the labels of each report, of every file of labels."""
    found: dict[str, list[dict]] = {}
    for path in sorted(GOLD.glob("targets_*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                label = json.loads(line)
                found.setdefault(label["file"], []).append(label)
    return found


def measured(files: Container[str] = ()) -> Iterator[tuple[str, pd.DataFrame, list]]:
    """Yield each labelled report that is here, of some files only where they are named.

    With its table and its labels.
    """
    for file, truth in labels().items():
        path = CORPUS / file
        if path.is_file() and (not files or file in files):
            clauses = parse(read_reports([path]))
            yield file, targets(clauses, quantities(clauses)), truth


def errors(table: pd.DataFrame, truth: list[dict]) -> Iterator[str]:
    """Yield what is missed and what is wrong in one report, targets then pairs."""
    for pairs in (False, True):
        rows = table.dropna(subset=["target", *(["result"] if pairs else [])])
        left = [label for label in truth if _counts(label, pairs=pairs)]
        what = "pair" if pairs else "target"
        for row in rows.itertuples():
            fit = next((x for x in left if _same(row, x, pairs=pairs)), None)
            if fit is not None:
                left.remove(fit)
            elif not any(
                _same(row, x, pairs=False) for x in truth if x.get("kind") == "note"
            ):
                numbers = f"{row.result_text} → {row.target_text}"
                yield f"wrong {what}: {row.clause_target} {row.indicator} {numbers}"
        for label in left:
            numbers = f"{label.get('result')} → {label['target']}{label['unit']}"
            where = label.get("target_clause")
            yield f"missed {what}: {where} {label['indicator']} {numbers}"


def promises(part: str) -> Iterator[tuple[str, pd.DataFrame, list[dict]]]:
    """Yield each labelled pair of years that is here, with its table and labels."""
    lines = (GOLD / "met.jsonl").read_text("utf-8").splitlines()
    pairs: dict[tuple[str, str], list[dict]] = {}
    for label in map(json.loads, lines):
        if label["part"] == part:
            pairs.setdefault((label["file"], label["next"]), []).append(label)
    for files, truth in pairs.items():
        paths = [CORPUS / file for file in files]
        if all(path.is_file() for path in paths):
            clauses = parse(read_reports(paths))
            found = quantities(clauses)
            table = with_previous(targets(clauses, found), clauses, found)
            rows = table[table["previous_target"].notna()]
            yield files[1], rows[rows["previous_report"] == paths[0].stem], truth


def came_of(rows: pd.DataFrame, truth: list[dict]) -> tuple[dict[str, Score], list]:
    """Return scores of results found for targets, and of met among them; the errors.

    A row is right where a label has its two numbers; a label that is a note counts
    neither for nor against. `met` is right where the row is, and says the same.
    """
    left = [label for label in truth if label["result"] is not None]
    there = [label for label in left if label.get("kind") != "note"]
    pairs = rows.dropna(subset="result")
    right = same = said = neutral = 0
    errors = []
    for row in pairs.itertuples():
        fit = next((label for label in left if _promise(row, label)), None)
        left = [label for label in left if label is not fit]
        if fit and fit.get("kind") == "note":
            neutral += 1
            continue
        met = None if pd.isna(row.met) else bool(row.met)
        right, said = right + (fit is not None), said + (met is not None)
        same += fit is not None and met is not None and fit["met"] == met
        if fit is None or fit["met"] != met:
            numbers = f"{row.previous_text} → {row.result_text} {met}"
            errors.append(f"wrong: {row.indicator} {numbers}")
    missed = [label for label in left if label.get("kind") != "note"]
    errors += [f"missed: {x['indicator']} {x['previous_target']}" for x in missed]
    found = Score(len(pairs) - neutral, len(there), right, len(there) - len(missed))
    return {"results": found, "met": Score(said, len(there), same, same)}, errors


def _promise(row, label: dict) -> bool:
    """Say whether a row has the promise and the result of a label."""
    numbers = (row.previous_target, "previous_target"), (row.result, "result")
    unit = label["unit"]
    return all(
        _equal(ours, row.unit, label[theirs], unit)
        or (ours == label[theirs] and unit in "个人")
        for ours, theirs in numbers
    )


def main() -> None:
    """Measure and print."""
    part = "held" if "--held" in sys.argv else "dev"
    for file, rows, truth in promises(part):
        scores, wrong = came_of(rows, truth)
        print(
            *(f"{file} {what}: {said(one)}" for what, one in scores.items()), sep="\n"
        )
        if "--errors" in sys.argv:
            print(*(f"  {line}" for line in wrong), sep="\n")
    if "--met" in sys.argv:
        return
    total: dict[str, list[Score]] = {"targets": [], "pairs": []}
    for file, table, truth in measured():
        for what, one in score(table, truth).items():
            total[what].append(one)
            print(f"{file} {what}: {said(one)}")
        if "--errors" in sys.argv:
            print(*(f"  {line}" for line in errors(table, truth)), sep="\n")
    for what, scores in total.items():
        print(f"all {what}: {said(Score(*map(sum, zip(*scores, strict=True))))}")


def said(one: Score) -> str:
    """Return a score as a line."""
    return (
        f"precision {one.precision:.3f} ({one.right}/{one.found}), "
        f"recall {one.recall:.3f} ({one.met}/{one.there})"
    )


if __name__ == "__main__":
    main()
