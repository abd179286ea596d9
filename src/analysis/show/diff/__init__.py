"""Say why two results differ, text, lists, program or options, and then in what."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import pandas as pd

from analysis import InputError
from analysis.lexicons import COLUMNS, list_cells
from analysis.lexicons import KEYS as TERM_KEYS
from analysis.show.diff.rows import table_differences
from analysis.show.provenance import Record

HOW = {True: "asked for", False: "it covers most"}
# Files of the program that draw, write and report, and so change no number.
AFTER = ("show/", "cli", "__main__")


class Results(NamedTuple):
    """What was written of one report, or one table, read back.

    `tables` hold text only, empty where a value is missing. `lists` are the lexicon's
    files as they were, `findings` each sentence by its subject; both may be empty.
    """

    name: str
    record: Record
    tables: Mapping[str, pd.DataFrame]
    lists: Mapping[str, bytes]
    findings: Mapping[str, str]


def compare(before: Mapping[str, Results], after: Mapping[str, Results]) -> dict:
    """Return the differences of each pair of results, and what only one side has.

    One result on each side is a pair, whatever they are called; of more, those of the
    same name. Keys: `same` and `same_numbers` of all pairs, `only_before`,
    `only_after`, `results` (see `differences`).

    Raises
    ------
    InputError
        Where there is no pair.
    """
    names = [name for name in before if name in after]
    pairs = [(before[name], after[name]) for name in names]
    only = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    if len(before) == len(after) == 1:
        pairs, only, new = [(*before.values(), *after.values())], [], []
    if not pairs:
        raise InputError(
            f"nothing to compare: one side has {', '.join(before)}, the other "
            f"{', '.join(after)}; name two results of the same report"
        )
    results = [differences(*pair) for pair in pairs]
    agree = not (only or new)
    return {
        "same": agree and all(result["same"] for result in results),
        "same_numbers": agree and all(result["same_numbers"] for result in results),
        "only_before": only,
        "only_after": new,
        "results": results,
    }


def differences(before: Results, after: Results) -> dict[str, Any]:
    """Return why two results differ and in what, as plain data.

    `same`: nothing differs at all; `same_numbers`: the tables and findings agree.
    `why` has a key per cause that applies: `text`, `lexicon`, `program`, `packages`,
    `options`. `findings` read differently; `tables` has only those that differ, each
    with how many rows were `added`, `removed` and `changed`, and the rows themselves,
    largest change first.

    Raises
    ------
    InputError
        Where they have no table in common.
    """
    if not set(before.tables) & set(after.tables):
        raise InputError(
            f"{before.name} and {after.name} hold different tables; "
            "name two of the same table"
        )
    found = {
        "text": _text(before, after),
        "lexicon": _lexicon(before, after),
        "program": _program(before.record, after.record),
        "packages": _packages(before.record, after.record),
        "options": _options(before.record, after.record),
    }
    why = {name: cause for name, cause in found.items() if cause}
    tables = {
        name: table_differences(name, before.tables.get(name), after.tables.get(name))
        for name in dict.fromkeys([*before.tables, *after.tables])
    }
    tables = {name: table for name, table in tables.items() if table}
    findings = _changed(before.findings, after.findings)
    return {
        "before": before.name,
        "after": after.name,
        "same": not (why or tables or findings),
        "same_numbers": not (tables or findings),
        "why": why,
        "findings": findings,
        "tables": tables,
    }


def _text(before: Results, after: Results) -> dict[str, Any] | None:
    old, new = (
        {r["report"]: r["text_sha256"] for r in results.record["reports"]}
        for results in (before, after)
    )
    if list(old.values()) == list(new.values()):
        return None
    one = len(old) == len(new) == 1
    cause: dict[str, Any] = {
        "reports": [*new] if one else [*_changed(old, new)],
    }
    if "clauses" in before.tables and "clauses" in after.tables:
        clauses = (before.tables["clauses"], after.tables["clauses"])
        cause |= _edited(*clauses)
    return cause


def _edited(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, Any]:
    """Return the clauses that only one of two texts has, in the text's order."""
    columns = ["role", "section", "item", "text"]
    old, new = (
        table.reindex(columns=columns).fillna("").reset_index(drop=True)
        for table in (before, after)
    )
    edits = SequenceMatcher(None, old["text"], new["text"], autojunk=False)
    removed, added, kept = [], [], 0
    for kind, first, last, start, end in edits.get_opcodes():
        if kind != "equal":
            removed += range(first, last)
            added += range(start, end)
        else:
            kept += last - first
    return {
        "added": new.iloc[added].to_dict("records"),
        "removed": old.iloc[removed].to_dict("records"),
        "kept": kept,
    }


def _lexicon(before: Results, after: Results) -> dict[str, Any] | None:
    old, new = (results.record["lexicon"]["files"] for results in (before, after))
    files = [change["name"] for change in _changed(old, new)]
    if not files:
        return None
    cause: dict[str, Any] = {"files": files, "terms": {}}
    for name in files:
        if before.lists or after.lists:
            rows = (
                _terms(name, results.lists.get(name)) for results in (before, after)
            )
            cause["terms"][name] = _changed(*rows)
    return cause


def _terms(name: str, data: bytes | None) -> dict[str, str]:
    """Return term → what the list says of it, its note apart."""
    if data is None:
        return {}
    (_, header), *rows = list_cells(data) or [(1, [])]
    kind = name.partition("/")[0].removesuffix(".csv")
    key = TERM_KEYS.get(kind, COLUMNS.get(kind, header)[:1])
    terms = {}
    for _, cells in rows:
        row = dict(zip(header, cells, strict=False))
        term = " ".join(row.get(column, "") for column in key)
        told = [c for c in header if c not in key and c != "note"]
        terms[term] = " ".join(filter(None, (row.get(column, "") for column in told)))
    return terms


def _program(old: Record, new: Record) -> dict[str, Any] | None:
    versions = [record["program"]["version"] for record in (old, new)]
    files = _changed(old["program"]["files"], new["program"]["files"])
    parameters = _changed(_flat(old["parameters"]), _flat(new["parameters"]))
    if versions[0] == versions[1] and not files and not parameters:
        return None
    names = [change["name"] for change in files]
    return {
        "version": versions,
        "counting": [name for name in names if not name.startswith(AFTER)],
        "showing": [name for name in names if name.startswith(AFTER)],
        "parameters": parameters,
    }


def _flat(parameters: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{table}.{name}": value
        for table, values in parameters.items()
        for name, value in values.items()
    }


def _packages(old: Record, new: Record) -> list[dict] | None:
    return _changed(
        old["packages"] | {"engine": old["engine"]},
        new["packages"] | {"engine": new["engine"]},
    )


def _options(old: Record, new: Record) -> list[dict] | None:
    schemes = [record["scheme"] or {"name": None} for record in (old, new)]
    if schemes[0]["name"] == schemes[1]["name"]:
        return None
    before, after = (
        scheme["name"] and f"{scheme['name']} ({HOW[scheme['asked']]})"
        for scheme in schemes
    )
    return [{"name": "scheme", "before": before, "after": after}]


def _changed(old: Mapping, new: Mapping) -> list[dict[str, Any]]:
    """Return name, before and after of what differs; None where one side lacks it."""
    return [
        {"name": name, "before": old.get(name), "after": new.get(name)}
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]
