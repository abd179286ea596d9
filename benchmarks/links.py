"""Measure links of sections and answers to problems against hand labels.

``make accuracy`` prints what this returns; alone it prints each report of
``tests/gold/links_dev.jsonl`` (worked with) and ``links_test.jsonl`` (only measured).
`score` takes any two tables and any labels:
``{"file", "kind": "section", "side", "section", "clauses": [first, last],
"counterparts": [{"clauses", "strength"}], "status", "also"}`` and ``{"kind": "problem",
"clauses": […], "about", "answers", "acceptable", "answered"}``.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.compare.alignment import continuity, coverage
from analysis.compare.alignment.units import units
from analysis.read.outline import parse
from analysis.read.reports import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = ROOT / "tests" / "gold"
HALF = 0.5  # of the shorter of two ranges that they must share
Span = tuple[int, int]


def main() -> None:
    """Print the figures of every labelled report."""
    for labels in sorted(LABELS.glob("links_*.jsonl")):
        print(labels.name)
        _print([json.loads(line) for line in labels.read_text("utf-8").splitlines()])


def _print(told: list[dict[str, Any]]) -> None:
    names = dict.fromkeys(row["file"] for row in told if row["file"] != "*")
    for name in names:
        path = next(p for p in (CORPUS / name, ROOT.parent / name) if p.is_file())
        figures = measure(path, [row for row in told if row["file"] == name])
        print(name, {key: round(value, 3) for key, value in figures.items()})


def measure(path: Path, truth: list[dict[str, Any]]) -> dict[str, float]:
    """Return the figures of one report."""
    reports = read_reports([path])
    clauses = parse(reports)
    tables = continuity(clauses, reports=reports), coverage(clauses, reports=reports)
    return score(*tables, truth, spans(clauses, reports))


def spans(clauses: pd.DataFrame, reports: pd.DataFrame) -> dict[tuple[str, int], Span]:
    """Return first and last clause of each section, by side and order."""
    found = {}
    for side in ("review", "plan"):
        own = clauses[clauses["role"] == side].reset_index(drop=True)
        for order, one in enumerate(units(own, reports), start=1):
            numbers = own["clause"].iloc[one.rows]
            found[side, order] = int(numbers.min()), int(numbers.max())
    return found


def score(
    links: pd.DataFrame,
    answers: pd.DataFrame,
    truth: list[dict[str, Any]],
    where: dict[tuple[str, int], Span] | None = None,
) -> dict[str, float]:
    """Hold both tables of one report against its labels.

    `where` says from which clause to which each section runs (`spans`); without it a
    section is where its links point.

    Returns
    -------
    dict
        `precision` (of the links of labelled sections, those a reader has too),
        `recall` (of the pairs of the same task area, those found), `f1`, and
        `recall_all`, `f1_all` with passages inside sections of another area counted as
        well; `linked` (sections with a counterpart or rightly without one), `status`;
        `answered` (problems rightly said to be answered or not), `right` (with a right
        answer among those shown), `problems`.
    """
    where = where or pointed_at(links)
    rows = [row for row in truth if row["kind"] == "section" and not row.get("frame")]
    return _of_links(links, rows, where) | _of_problems(
        answers, [row for row in truth if row["kind"] == "problem"]
    )


def pointed_at(links: pd.DataFrame) -> dict[tuple[str, int], Span]:
    """Return first and last of the clauses that the links of each section name."""
    found = {}
    for name, side in (("reference", "review"), ("target", "plan")):
        told = links.dropna(subset=[f"order_{name}"])
        for order, cells in told.groupby(f"order_{name}")[f"evidence_{name}"]:
            numbers = [int(n) for cell in cells for n in cell.split()]
            found[side, order] = (min(numbers), max(numbers)) if numbers else (-1, -1)
    return found


def _of_links(
    links: pd.DataFrame, rows: list[dict[str, Any]], where: dict[tuple[str, int], Span]
) -> dict[str, float]:
    both = links.dropna(subset=["order_reference", "order_target"])
    said = [
        (where["review", row.order_reference], where["plan", row.order_target])
        for row in both.itertuples()
    ]
    true = {
        (*_ordered(row["side"], row["clauses"], other["clauses"]), other["strength"])
        for row in rows
        for other in row["counterparts"]
    }
    labelled = {
        side: [row["clauses"] for row in rows if row["side"] == side]
        for side in ("review", "plan")
    }
    counted = [
        pair
        for pair in said
        if _any(pair[0], labelled["review"]) and _any(pair[1], labelled["plan"])
    ]
    hits = [any(_same(pair, one) for one in true) for pair in counted]
    found = {one: any(_same(pair, one) for pair in said) for one in true}
    same = [hit for one, hit in found.items() if one[2] == "same"]
    precision = sum(hits) / max(len(hits), 1)
    recall, every = (
        sum(same) / max(len(same), 1),
        sum(found.values()) / max(len(found), 1),
    )
    status = [_status(links, row, where) for row in rows]
    return {
        "n_links": len(hits),
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "recall_all": every,
        "f1_all": _f1(precision, every),
        "linked": sum(one[0] for one in status) / max(len(status), 1),
        "status": sum(one[1] for one in status) / max(len(status), 1),
    }


def _status(
    links: pd.DataFrame, row: dict[str, Any], where: dict[tuple[str, int], Span]
) -> tuple[bool, bool]:
    """Say whether a section is rightly linked or not, and called what it should be."""
    side, other = (
        ("reference", "target") if row["side"] == "review" else ("target", "reference")
    )
    orders = [
        order
        for (own, order), span in where.items()
        if own == row["side"] and _overlap(span, row["clauses"]) >= HALF
    ]
    told = links[links[f"order_{side}"].isin(orders)].sort_values(
        "score", ascending=False
    )
    linked = bool(told[f"order_{other}"].notna().any())
    if not linked:
        alone = "dropped" if side == "reference" else "new"
        kinds = {alone if len(told) or not row["counterparts"] else ""}
    else:
        kinds = {told["kind"].iloc[0]}
    accepted = {row["status"], *row.get("also", [])}
    return linked == bool(row["counterparts"]), bool(kinds & accepted)


def _of_problems(answers: pd.DataFrame, rows: list[dict[str, Any]]) -> dict[str, float]:
    told, right = [], []
    for row in rows:
        asked = answers["evidence_problem"].map(
            lambda numbers, row=row: bool(
                {*map(int, numbers.split())} & {*row["clauses"]}
            )
        )
        own = answers[asked]
        if len(own):  # of several problems of one clause the one that is named alike
            alike = own["text"].map(
                lambda text, row=row: len({*text} & {*row["about"]})
            )
            own = own[own["problem"] == own.loc[alike.idxmax(), "problem"]]
        answered = bool((own["status"] == "answered").any())
        told.append(answered == row["answered"])
        good = {*row["answers"], *row["acceptable"]}
        right.append(bool(good & {*own["evidence_clause"].astype(int)}))
    n = max(len(rows), 1)
    return {"answered": sum(told) / n, "right": sum(right) / n, "problems": len(rows)}


def _ordered(side: str, own: Iterable[int], other: Iterable[int]) -> tuple[Span, Span]:
    pair = tuple(own), tuple(other)
    return pair if side == "review" else pair[::-1]


def _same(pair: tuple[Span, Span], one: tuple) -> bool:
    return all(_overlap(a, b) >= HALF for a, b in zip(pair, one[:2], strict=True))


def _any(span: Span, others: list[Span]) -> bool:
    return any(_overlap(span, other) >= HALF for other in others)


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return shared / min(one[1] - one[0] + 1, other[1] - other[0] + 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / ((precision + recall) or 1)


if __name__ == "__main__":
    main()
