"""Show how a report was read, so that the reading can be checked at a glance."""

from typing import Any

import pandas as pd

from analysis.outline import ROLES, parse, sections
from analysis.reports import removals

YEARS = {"review_year": "review", "plan_year": "plan"}


def outline_record(reports: pd.DataFrame) -> dict[str, Any]:
    """Return how one report was read, as plain values for JSON.

    Keys: `report`, `title`, `body`, `review_year`, `plan_year`, `source`, `counts`
    (per role: clauses, sections, items), `sections` (in reading order, each with its
    `items`), `removals`, `warnings`.
    """
    clauses = parse(reports)
    report = reports.iloc[0]
    years = {name: _plain(report[name]) for name in YEARS}
    head = {name: report[name] for name in ("report", "title", "body")}
    return {
        **head,
        **years,
        "source": report["source"],
        "counts": _counts(clauses),
        "sections": [_section(row, clauses) for row in sections(clauses).itertuples()],
        "removals": removals(reports).drop(columns="report").to_dict("records"),
        "warnings": _warnings(clauses, years),
    }


def outline_text(record: dict[str, Any]) -> str:
    """Return the record as lines for people."""
    years = [f"{name}: {record[name] or 'not said'}" for name in YEARS]
    lines = [
        record["title"],
        f"report: {record['report']}   body: {record['body'] or 'not said'}",
        "   ".join(years),
    ]
    part = None
    for row in record["sections"]:
        if (row["role"], row["part"]) != part:
            part = (row["role"], row["part"])
            counts = record["counts"][row["role"]]
            said = ", ".join(f"{n} {level}" for level, n in counts.items())
            lines += ["", f"[{row['role']}] {row['part']}   ({said})"]
        heading = row["section"] or "(no sections)"
        items = f"items {'、'.join(row['items'])}" if row["items"] else "no items"
        size = f"{items}; {row['n_clauses']} clauses"
        lines.append(f"  {row['order']:>2}  {heading}   {size}")
    if record["removals"]:
        lines += ["", "removed from the file:"]
        lines += [
            f"  line {row['line']}: {row['what']!r}   {row['why']}"
            for row in record["removals"]
        ]
    if record["warnings"]:
        lines += ["", *(f"warning: {warning}" for warning in record["warnings"])]
    text = "\n".join(lines)
    return "".join(c if c.isprintable() or c in "\n\u3000" else " " for c in text)


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


def _warnings(clauses: pd.DataFrame, years: dict[str, int | None]) -> list[str]:
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
    return found


def _plain(year: Any) -> int | None:
    return None if pd.isna(year) else int(year)
