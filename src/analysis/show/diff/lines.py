"""Say differences for people: first why, then in what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LINES_SHOWN = 5  # clauses, terms, rows of each kind; programs get them all
LONGEST_TEXT = 60  # characters of a text shown
ONLY_COUNTED = {
    "clauses",
    "tokens",
    "reports",
}  # told by the clauses of the cause, or too many


def differences_text(found: Mapping[str, Any]) -> str:
    """Return what `compare` found, as lines."""
    lines = [f"only in the first: {name}" for name in found["only_before"]]
    lines += [f"only in the second: {name}" for name in found["only_after"]]
    for result in found["results"]:
        lines += [f"A  {result['before']}", f"B  {result['after']}", ""]
        lines += [*_why(result), "", *_what(result), ""]
    return "\n".join(lines).rstrip("\n")


def _why(result: Mapping[str, Any]) -> list[str]:
    why = result["why"]
    if result["same"]:
        return ["no difference"]
    if not why:
        return [
            "Why: unknown. Text, lists, program and options are the same, the numbers",
            "are not: a file was edited after it was written.",
        ]
    say = {
        "text": _text,
        "lexicon": _lexicon,
        "program": _program,
        "packages": lambda cause: _listed("packages", cause),
        "options": lambda cause: _listed("options", cause),
    }
    lines = ["Why"]
    for name, cause in why.items():
        lines += [f"  {line}" for line in say[name](cause)]
    if same := [name for name in say if name not in why]:
        lines.append(f"  unchanged: {', '.join(same)}")
    able = [name for name in why if name != "program" or _counts(why[name])]
    if len(able) > 1 and not result["same_numbers"]:
        lines.append("  To tell these apart, run again with one of them at a time.")
    return lines


def _counts(program: Mapping[str, Any]) -> bool:
    """Say whether a change of the program can have changed a number."""
    return bool(program["counting"] or program["parameters"])


def _text(cause: Mapping[str, Any]) -> list[str]:
    if "added" not in cause:
        return [f"text: another one ({', '.join(cause['reports'])})"]
    added, removed = cause["added"], cause["removed"]
    if not (added or removed):
        return ["text: changed, but every clause reads the same"]
    lines = [
        f"text: {_count(len(added), 'clause')} added, {len(removed)} removed, "
        f"{cause['kept']} kept"
    ]
    for mark, clauses in (("-", removed), ("+", added)):
        told = (f"{_short(clause['text'])}  ({_place(clause)})" for clause in clauses)
        lines += _first(mark, told, len(clauses))
    return lines


def _place(clause: Mapping[str, str]) -> str:
    levels = (clause["role"], clause["section"], clause["item"])
    return " › ".join(_short(level, 20) for level in levels if level)


def _lexicon(cause: Mapping[str, Any]) -> list[str]:
    lines = []
    for name in cause["files"]:
        if name not in cause["terms"]:
            lines.append(f"lexicon: {name} is another one")
            continue
        terms = cause["terms"][name]
        kinds = {"+": [], "-": [], "~": []}
        for term in terms:
            before, after = term["before"], term["after"]
            mark = "+" if before is None else "-" if after is None else "~"
            told = {"+": after, "-": before, "~": f"{before} → {after}"}[mark]
            kinds[mark].append(f"{term['name']}  {told}".rstrip())
        if not terms:
            lines.append(f"lexicon: {name}: only its notes, comments or order")
            continue
        n = {mark: len(told) for mark, told in kinds.items()}
        lines.append(
            f"lexicon: {name}: {_count(n['+'], 'term')} added, {n['-']} removed, "
            f"{n['~']} changed"
        )
        for mark, told in kinds.items():
            lines += _first(mark, told, len(told))
    return lines


def _program(cause: Mapping[str, Any]) -> list[str]:
    before, after = cause["version"]
    versions = f"zhongxin {before} → {after}"
    if before == after:
        versions = f"zhongxin {before} in both, but its source differs"
    lines = [f"program: {versions}"]
    if cause["counting"]:
        lines.append(f"    what counts: {_names(cause['counting'])}")
    elif not cause["parameters"]:
        lines.append("    nothing that counts")
    if cause["showing"]:
        lines.append(f"    what draws, writes, reports: {_names(cause['showing'])}")
    changes = [_change(parameter) for parameter in cause["parameters"]]
    return lines + _first("~", changes, len(changes))


def _listed(name: str, cause: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{name}: {_change(change)}" for change in cause]


def _what(result: Mapping[str, Any]) -> list[str]:
    if result["same_numbers"]:
        return [] if result["same"] else ["The numbers and findings are the same."]
    lines = []
    if result["findings"]:
        lines.append("Findings that read differently")
        for finding in result["findings"]:
            lines.append(f"  {finding['name']}")
            lines += [f"    - {finding['before']}"] if finding["before"] else []
            lines += [f"    + {finding['after']}"] if finding["after"] else []
        lines.append("")
    if result["tables"]:
        lines.append("Tables that differ")
        for name, table in result["tables"].items():
            lines += [f"  {line}" for line in _table(name, table)]
    return lines


def _table(name: str, table: Mapping[str, Any]) -> list[str]:
    if "only_in" in table:
        side = {"before": "A", "after": "B"}[table["only_in"]]
        return [f"{name}: only in {side}"]
    changed, counts = table["changed"], table["changed_in_counts"]
    of_these = f" ({counts} in their counts)" if 0 < counts < changed else ""
    lines = [
        f"{name}: {_count(table['added'], 'row')} added, {table['removed']} removed, "
        f"{changed} changed{of_these}"
    ]
    if name in ONLY_COUNTED:
        return lines
    marks = {"added": "+", "removed": "-", "changed": "~"}
    for kind, mark in marks.items():
        rows = [row for row in table["rows"] if row["kind"] == kind]
        if kind == "changed" and counts:  # the others follow from these
            rows = rows[:counts]
        lines += _first(mark, map(_row, rows), len(rows))
    return lines


def _row(row: Mapping[str, Any]) -> str:
    key = _short(" · ".join(filter(None, row["key"].values())))
    values = list(row.get("values", {}).items())
    told = [f"{name} {a or '–'} → {b or '–'}" for name, (a, b) in values[:3]]
    more = [f"{len(values) - 3} more"] if len(values) > 3 else []
    return f"{key}: {', '.join(told + more)}" if told else key


def _first(mark: str, told: Iterable[str], n: int) -> list[str]:
    """Return the first few lines under a mark, and how many more there are."""
    lines = [
        f"    {mark} {line}" for line, _ in zip(told, range(LINES_SHOWN), strict=False)
    ]
    return (
        [*lines, f"    {mark} … {n - LINES_SHOWN} more"] if n > LINES_SHOWN else lines
    )


def _change(change: Mapping[str, Any]) -> str:
    before, after = (
        "–" if change[side] is None else change[side] for side in ("before", "after")
    )
    return f"{change['name']} {before} → {after}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - LINES_SHOWN} more" if len(names) > LINES_SHOWN else ""
    return ", ".join(names[:LINES_SHOWN]) + more


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _short(text: str, longest: int = LONGEST_TEXT) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
