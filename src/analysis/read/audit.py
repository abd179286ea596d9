"""Show how a report was read, so that the reading can be checked at a glance."""

from collections import Counter
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.read.outline import (
    ROLES,
    Paragraph,
    arrange,
    outline,
    parse,
    sections,
    split,
)
from analysis.read.outline.jumps import odd_numbering
from analysis.read.reports import removals
from analysis.read.reports.genre import genre_of
from analysis.read.reports.years import Years, years_of

YEARS = {"review_year": "review", "plan_year": "plan"}
LEVELS = {  # how a paragraph begins → the level it opens
    "bare": "parts without numeral",
    "chapter": "parts 第一部分 / 壹、",
    "part": "parts 一、",
    "section": "sections （一）",
    "alone": "sections 一是 / 第一，",
    "decimal": "items 1.",
    "mark": "items 一是 / 一要",
    "ordinal": "items 第一，",
    "bullet": "items ——",
    "small": "subitems （1） / ①",
    "contents": "lines of a table of contents",
}
SNIPPET = 30  # characters of a paragraph that are shown
ODD = 15  # a shorter line without any mark, inside the report, fits nowhere


def outline_record(reports: pd.DataFrame) -> dict[str, Any]:
    """Return how one report was read, as plain values for JSON.

    Keys: `report`, `title`, `body`, `review_year`, `plan_year`, `span` (first and
    last year of a review of several), `source`, `genre` (why it does not look like a
    work report, else ``""``), `levels`, `counts` (per role: clauses, sections,
    items), `sections` (in reading order, each with its `items`), `paragraphs` (role
    and reasons of each), `years` (the evidence), `removals`, `unplaced`, `warnings`.
    """
    report = reports.iloc[0]
    years = {name: _plain(report[name]) for name in YEARS}
    paragraphs = split(report["text"])
    lines = [here.text for here in paragraphs]
    said = years_of(paragraphs, report["text"], years["review_year"])
    if said.plan != years["plan_year"]:  # who reads it knows better
        said = years_of(paragraphs, report["text"], infer=False)
    found = arrange(paragraphs, report["text"], tuple(years.values()))
    clauses = parse(reports, outlines=[found])
    head = {name: report[name] for name in ("report", "title", "body")}
    return {
        **head,
        **years,
        "span": list(said.span) if said.span else None,
        "source": report["source"],
        "genre": genre_of(lines),
        "levels": _levels(found, clauses),
        "counts": _counts(clauses),
        "sections": [_section(row, clauses) for row in sections(clauses).itertuples()],
        "paragraphs": [_paragraph(here) for here in found],
        "years": [evidence._asdict() for evidence in said.evidence],
        "removals": removals(reports).drop(columns="report").to_dict("records"),
        "unplaced": [here.text for here in found if _fits_nowhere(here)],
        "warnings": _warnings(clauses, years, said) + odd_numbering(found),
    }


def strip(reports: pd.DataFrame) -> pd.DataFrame:
    """Return a report's paragraphs as a strip: one row per paragraph, in order.

    Returns
    -------
    DataFrame
        `role`, `part`, `section`, `start`, `end` (offsets into the text) and
        `n_characters`.
    """
    report = reports.iloc[0]
    years = tuple(_plain(report[name]) for name in YEARS)
    found = outline(report["text"], years)
    # A paragraph reaches to the next, so that the strip has no gaps.
    ends = [here.start for here in found[1:]] + [here.end for here in found[-1:]]
    rows = [
        (here.role, here.part, here.section, here.start, end, len(here.text))
        for here, end in zip(found, ends, strict=True)
    ]
    names = ["role", "part", "section", "start", "end", "n_characters"]
    return pd.DataFrame(rows, columns=names)


def outline_text(record: dict[str, Any]) -> str:
    """Return the record as lines for people."""
    years = [f"{name}: {record[name] or 'not said'}" for name in YEARS]
    if record["span"]:
        years.append("the review spans {}–{}".format(*record["span"]))
    lines = [
        record["title"] or "(no title found)",
        f"report: {record['report']}   body: {record['body'] or 'not said'}",
        "   ".join(years),
        "levels: " + (", ".join(f"{n} {x}" for x, n in record["levels"].items())),
    ]
    lines += _skeleton_lines(record)
    lines += ["", "roles, and why:", *_role_lines(record["paragraphs"])]
    for title, rows in (
        ("years, on what evidence:", _year_lines(record["years"])),
        ("removed from the file:", _removal_lines(record["removals"])),
        ("lines that fit nowhere:", [f"  {line}" for line in record["unplaced"]]),
    ):
        lines += ["", title, *rows] if rows else []
    if record["warnings"]:
        lines += ["", *(f"warning: {warning}" for warning in record["warnings"])]
    text = "\n".join(lines)
    return "".join(c if c.isprintable() or c in "\n\u3000" else " " for c in text)


def _skeleton_lines(record: dict[str, Any]) -> list[str]:
    lines, part, role = [], None, None
    for row in record["sections"]:
        if (row["role"], row["part"]) != part:
            part = (row["role"], row["part"])
            counts = record["counts"][row["role"]]
            said = ", ".join(f"{n} {level}" for level, n in counts.items())
            whole = f"   (in all {said})" if row["role"] != role else ""
            role = row["role"]
            lines += ["", f"[{role}] {row['part']}{whole}"]
        heading = row["section"] or "(no sections)"
        items = f"items {'、'.join(row['items'])}" if row["items"] else "no items"
        size = f"{items}; {row['n_clauses']} clauses"
        lines.append(f"  {row['order']:>2}  {heading}   {size}")
    return lines


def _role_lines(paragraphs: list[dict[str, Any]]) -> list[str]:
    """Return a line per run of paragraphs of one role for one reason."""
    lines = []
    runs = groupby(paragraphs, key=lambda row: (row["role"], row["reasons"]))
    for (role, reasons), rows in runs:
        rows = list(rows)
        size = f"{len(rows)} ¶, {sum(row['n_characters'] for row in rows)} characters"
        lines.append(f"  {role:<8}  {rows[0]['text']}…   {size}: {'; '.join(reasons)}")
    return lines


def _year_lines(evidence: list[dict[str, Any]]) -> list[str]:
    seen = Counter((row["role"], row["year"], row["where"]) for row in evidence)
    return [f"  {role} {year}: {where}" for role, year, where in seen]


def _removal_lines(removed: list[dict[str, Any]]) -> list[str]:
    return [f"  line {row['line']}: {row['what']!r}   {row['why']}" for row in removed]


def _paragraph(here: Paragraph) -> dict[str, Any]:
    return {
        "role": here.role,
        "part": here.part,
        "section": here.section,
        "level": LEVELS.get(here.kind, ""),
        "start": here.start,
        "n_characters": len(here.text),
        "text": here.text[:SNIPPET],
        "reasons": list(here.reasons),
    }


def _fits_nowhere(here: Paragraph) -> bool:
    """Say whether a line is inside the report, but neither text nor heading."""
    if here.role == "other" or here.kind != "text" or len(here.text) > ODD:
        return False
    return not here.text.endswith(tuple("。！？；：，.!?;:,”"))


def _levels(found: list[Paragraph], clauses: pd.DataFrame) -> dict[str, int]:
    """Count what opens each level, and the items wherever they begin."""
    n = Counter(here.kind for here in found)
    counted = {name: n[kind] for kind, name in LEVELS.items() if n[kind]}
    items = clauses[clauses["item"] != ""].groupby(["part", "section", "item"])
    return counted | {"items in all": len(items)}


def _counts(clauses: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count clauses, sections and items of each role that stands in the report."""
    place = ["part", "section", "item"]
    counts = {}
    for role in ROLES:
        rows = clauses[clauses["role"] == role]
        if len(rows):
            counts[role] = {
                "clauses": len(rows),
                "sections": len(rows[rows["section"] != ""].groupby(place[:2])),
                "items": len(rows[rows["item"] != ""].groupby(place)),
            }
    return counts


def _section(row: tuple, clauses: pd.DataFrame) -> dict[str, Any]:
    place = ["role", "part", "section"]
    here = (clauses[place] == [getattr(row, name) for name in place]).all(axis=1)
    items = clauses.loc[here & (clauses["item"] != ""), "item"].unique()
    return {
        "role": row.role,
        "part": row.part,
        "section": row.section,
        "order": row.order,
        "items": list(items),
        "n_clauses": row.n_clauses,
        "n_characters": row.n_characters,
    }


def _warnings(
    clauses: pd.DataFrame, years: dict[str, int | None], said: Years
) -> list[str]:
    roles = set(clauses["role"])
    found = [
        f"no {role} found; comparisons of plan and review cannot be made"
        for role in YEARS.values()
        if role not in roles
    ]
    found += [
        f"the year of the {role} is not said, or several are; it is left missing"
        for name, role in YEARS.items()
        if role in roles and years[name] is None
    ]
    return found + list(said.warnings)


def _plain(year: Any) -> int | None:
    return None if pd.isna(year) else int(year)
