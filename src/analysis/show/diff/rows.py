"""Compare two tables, both read back as text, row by row."""

import re
from typing import Any

import numpy as np
import pandas as pd

# What names a row; of other tables, everything but its place does.
KEYS = {
    "reports": ["report"],
    "sections": ["role", "part", "section"],
    "keywords": ["role", "section", "word"],
    "theme_shares": ["role", "section", "theme"],
    "verbs": ["word"],
    "ladder": ["theme", "class"],
    "keyness": ["word"],
    "emphasis": ["theme"],
    "formulations": ["formulation"],
    "variants": ["text_target", "text_reference"],
    "quantification": ["role", "level", "part", "section"],
    "continuity": ["section_reference", "section_target", "kind"],
    "coverage": ["problem", "section"],
    "reuse": ["text_target", "text_reference"],
    "dispersion": ["word"],
    "diversity": ["role"],
    "claims": ["key"],
}
# One more word at the top moves every place below it, which is no difference.
PLACES = (
    r"(clause|sentence|start|position|line|order)(_target|_reference)?|"
    r"report_(target|reference)|evidence_.*"
)
LONG = {"source", "text", "removals"}  # of `reports`: the cause, not a number
COUNT = r"n|n_.*|clauses_.*|units_.*|items_.*"


def table_differences(
    name: str, before: pd.DataFrame | None, after: pd.DataFrame | None
) -> dict[str, Any] | None:
    """Compare two tables row by row; None where they say the same.

    Examples
    --------
    >>> before = pd.DataFrame({"word": ["稳", "进"], "n_target": ["3", "1"]})
    >>> after = pd.DataFrame({"word": ["稳", "立"], "n_target": ["5", "1"]})
    >>> found = table_differences("keyness", before, after)
    >>> found["added"], found["removed"], found["changed"], found["rows"][-1]
    (1, 1, 1, {'kind': 'changed', 'key': {'word': '稳'},
    'values': {'n_target': ['3', '5']}})
    """
    if before is None or after is None:
        return {"only_in": "before" if after is None else "after"}
    keys, values = _columns(name, before, after)
    old, new = (_by_key(table, keys, values) for table in (before, after))
    removed, added = old[~old.index.isin(new.index)], new[~new.index.isin(old.index)]
    old = old[old.index.isin(new.index)]
    new = new.loc[old.index]
    unequal = old[values] != new[values]
    differ = unequal.any(axis=1).to_numpy()
    if not (differ.any() or len(removed) or len(added)):
        return None
    order = _largest_first(old.loc[differ, values], new.loc[differ, values])
    old, new = old[differ].iloc[order], new[differ].iloc[order]
    counts = [column for column in values if re.fullmatch(COUNT, column)]
    return {
        "added": len(added),
        "removed": len(removed),
        "changed": int(differ.sum()),
        "changed_in_counts": int(unequal[counts].any(axis=1).sum()),
        "rows": [
            *_rows("added", added, keys, values),
            *_rows("removed", removed, keys, values),
            *_rows("changed", old, keys, values, new),
        ],
    }


def _columns(
    name: str, before: pd.DataFrame, after: pd.DataFrame
) -> tuple[list[str], list[str]]:
    """Return the columns that name a row, and those that are compared.

    Where each side is of one report, its name is left out: it may be called anew.
    """
    columns = list(dict.fromkeys([*before, *after]))
    leave = {column for column in columns if re.fullmatch(PLACES, column)}
    leave |= LONG if name == "reports" else set()
    if all(
        table.get("report", pd.Series()).nunique() <= 1 for table in (before, after)
    ):
        leave.add("report")
    told = [column for column in columns if column not in leave]
    keys = [c for c in ["report", *KEYS.get(name, told)] if c in told]
    keys = list(dict.fromkeys(keys))
    return keys, [column for column in told if column not in keys]


def _by_key(table: pd.DataFrame, keys: list[str], values: list[str]) -> pd.DataFrame:
    """Return the table by its keys; rows of the same key are told apart by number."""
    table = table.reindex(columns=[*keys, *values]).fillna("").astype("str")
    key = pd.Series(list(table[keys].itertuples(index=False, name=None)), dtype=object)
    number = key.groupby(key, sort=False).cumcount() if len(key) else key
    table.index = pd.Index(
        list(zip(key, number, strict=True)), dtype=object, tupleize_cols=False
    )
    return table


def _largest_first(old: pd.DataFrame, new: pd.DataFrame) -> np.ndarray:
    """Return the order of changed rows: by their counts, then by what changed most."""
    a, b = (
        table.apply(pd.to_numeric, errors="coerce").fillna(0).to_numpy(dtype=float)
        for table in (old, new)
    )
    with np.errstate(invalid="ignore"):  # ∞ − ∞
        gap = np.nan_to_num(np.abs(a - b), posinf=0)
    counts = [bool(re.fullmatch(COUNT, column)) for column in old]
    size = np.nan_to_num(np.maximum(np.abs(a), np.abs(b)), posinf=0)
    relative = np.divide(gap, size, out=np.zeros_like(gap), where=size > 0)
    return np.lexsort([-relative.max(axis=1, initial=0), -gap[:, counts].sum(axis=1)])


def _rows(
    kind: str,
    rows: pd.DataFrame,
    keys: list[str],
    values: list[str],
    after: pd.DataFrame | None = None,
) -> list[dict[str, Any]]:
    """Return each row as its key and, of a changed one, what changed from what to what.

    Counts come first among the values.
    """
    values = sorted(values, key=lambda name: not re.fullmatch(COUNT, name))
    names = rows[keys].to_dict("records")
    if after is None:
        return [{"kind": kind, "key": name} for name in names]
    pairs = zip(names, rows.to_dict("records"), after.to_dict("records"), strict=True)
    return [
        {
            "kind": kind,
            "key": name,
            "values": {c: [old[c], new[c]] for c in values if old[c] != new[c]},
        }
        for name, old, new in pairs
    ]
