"""Measure what is said to have come of planned tasks against two readers.

``make delivery`` prints the figures of the pairs the rules were made with (part `dev`)
and of the others (`held`), of `delivery` and of a baseline: the clause of the review
with the highest cosine of characters and pairs of characters, found from 0.18 on and
then `carried`, the status most often right. With ``--errors`` it prints where `dev`
goes wrong; `held` is only measured.

A line of ``tests/gold/delivery.jsonl`` is one task: ``{"file", "next", "part",
"start", "length", "status": [reader 1, reader 2], "also": [statuses a reader found
fair besides], "evidence": [starts of clauses of the next report]}``. Where the readers
differ either is right; where one says `missing` and the other does not, so is either
about being found.
"""

import json
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.delivery import delivery
from analysis.compare.similarity import ngrams, product, unit
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = ROOT / "tests" / "gold" / "delivery.jsonl"
NEAR = 0.18  # where the baseline's F1 is best on the pairs of `dev`
Said = dict[int, tuple[str, int | None]]  # by start of the task: status, clause


def main() -> None:
    """Print the figures of both parts."""
    truth = read_labels(LABELS)
    for part in dict.fromkeys(row["part"] for row in truth):
        own = [row for row in truth if row["part"] == part]
        for name, say in (("delivery", said), ("baseline", baseline)):
            figures = measure(own, say, errors="--errors" in sys.argv[1:])
            print(part, name, {key: round(value, 3) for key, value in figures.items()})


def read_labels(path: Path) -> list[dict[str, Any]]:
    """Return the labelled tasks."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(
    truth: list[dict[str, Any]],
    say: Callable[[pd.DataFrame, pd.DataFrame], Said] | None = None,
    *,
    errors: bool = False,
) -> dict[str, float]:
    """Hold what is said of some tasks against their labels.

    Returns
    -------
    dict
        `n`; `f1` of found against missing, `balanced` accuracy of the same, `lost` (of
        those said to be missing, the share that the readers found), `status`
        (of the four, the share that is right), `evidence` (of the tasks rightly found,
        those whose clause stands in a sentence of the readers' evidence).
    """
    rows = []
    by_pair = sorted(truth, key=lambda row: (row["file"], row["next"]))
    for (file, follow), own in groupby(by_pair, lambda row: (row["file"], row["next"])):
        plan, review = (_clauses(name) for name in (file, follow))
        told = (say or said)(plan, review)
        sentence = dict(zip(review["clause"], review["sentence"], strict=True))
        places = dict(zip(review["start"], review["sentence"], strict=True))
        for row in own:
            status, clause = told.get(row["start"], ("missing", None))
            right = {places[start] for start in row["evidence"] if start in places}
            rows.append((row, status, sentence.get(clause) in right))
            wrong = status not in {*row["status"], *row.get("also", [])}
            if errors and wrong and row["part"] == "dev":
                text = plan.loc[plan["start"] == row["start"], "text"].item()
                print("/".join(row["status"]), "→", status, text)
    return _figures(rows)


def said(plan: pd.DataFrame, review: pd.DataFrame) -> Said:
    """Return what `delivery` says of each task, by the task's start."""
    table = delivery(plan, review)
    start = dict(zip(plan["clause"], plan["start"], strict=True))
    return {
        start[row.clause]: (
            row.status,
            None if pd.isna(row.evidence_clause) else int(row.evidence_clause),
        )
        for row in table.itertuples()
    }


def baseline(plan: pd.DataFrame, review: pd.DataFrame) -> Said:
    """Return the nearest clause by characters and pairs of characters alone."""
    asked = plan[plan["role"] == "plan"]
    told = review[review["role"] == "review"]
    counts = ngrams([*told["text"], *asked["text"]])
    n = len(told)
    having = np.bincount(counts[:n].tocoo().col, minlength=counts.shape[1])
    weighed = counts @ sparse.diags_array(np.log((n + 1) / (1 + having)))
    near = product(unit(weighed[n:].tocsr()), unit(weighed[:n].tocsr()))
    best = near.argmax(axis=1)
    numbers = told["clause"].to_numpy()
    return {
        start: ("carried", int(numbers[at])) if row[at] >= NEAR else ("missing", None)
        for start, row, at in zip(asked["start"], near, best, strict=True)
    }


def _clauses(name: str) -> pd.DataFrame:
    return parse(read_reports([CORPUS / name]))


def _figures(rows: list[tuple[dict[str, Any], str, bool]]) -> dict[str, float]:
    hits = {(g, s): 0 for g in (True, False) for s in (True, False)}
    statuses, quoted = [], []
    for row, status, right in rows:
        found = status != "missing"
        readers = {one != "missing" for one in row["status"]}
        gold = found if len(readers) > 1 else readers.pop()
        hits[gold, found] += 1
        statuses.append(status in {*row["status"], *row.get("also", [])})
        if found and gold and row["evidence"]:
            quoted.append(right)
    recall = hits[True, True] / max(hits[True, True] + hits[True, False], 1)
    spared = hits[False, False] / max(hits[False, False] + hits[False, True], 1)
    precision = hits[True, True] / max(hits[True, True] + hits[False, True], 1)
    return {
        "n": len(rows),
        "f1": 2 * precision * recall / ((precision + recall) or 1),
        "balanced": (recall + spared) / 2,
        "lost": hits[True, False] / max(hits[True, False] + hits[False, False], 1),
        "status": sum(statuses) / max(len(statuses), 1),
        "evidence": sum(quoted) / max(len(quoted), 1),
    }


if __name__ == "__main__":
    main()
