"""Compare two tables, both read back as text, row by row."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.schema import Column, column, schema

CAUSES = {"source", "text", "removals"}  # of `reports`: the cause, not a number


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
    counts = [c for c in values if name in schema() and c in schema()[name].counts]
    order = _largest_first(old.loc[differ, values], new.loc[differ, values], counts)
    old, new = old[differ].iloc[order], new[differ].iloc[order]
    return {
        "added": len(added),
        "removed": len(removed),
        "changed": int(differ.sum()),
        "changed_in_counts": int(unequal[counts].any(axis=1).sum()),
        "rows": [
            *_rows("added", added, keys, values),
            *_rows("removed", removed, keys, values),
            *_rows("changed", old, keys, _first(counts, values), new),
        ],
    }


def _columns(
    table: str, before: pd.DataFrame, after: pd.DataFrame
) -> tuple[list[str], list[str]]:
    """Return the columns that name a row, and those that are compared.

    What names a row is the table's key, or everything where that does not suffice.
    Where each side is of one report, its name is left out: it may be called anew.
    """
    columns = list(dict.fromkeys([*before, *after]))
    leave = {name for name in columns if _places(column(name, table))}
    leave |= CAUSES if table == "reports" else set()
    if all(side.get("report", pd.Series()).nunique() <= 1 for side in (before, after)):
        leave.add("report")
    told = [name for name in columns if name not in leave]
    known = schema()[table].key if table in schema() else []
    keys = [name for name in known if name in told]
    if not keys or any(side.duplicated(keys).any() for side in (before, after)):
        keys = told
    return keys, [name for name in told if name not in keys]


def _places(declared: Column | None) -> bool:
    """Say whether a column only says where something stands.

    One more word at the top moves every place below it, which is no difference.
    """
    if declared is None:
        return False
    return declared.format in ("place", "list") or declared.name.startswith("report_")


def _by_key(table: pd.DataFrame, keys: list[str], values: list[str]) -> pd.DataFrame:
    """Return the table by its keys; rows of the same key are told apart by number."""
    table = table.reindex(columns=[*keys, *values]).fillna("").astype("str")
    key = pd.Series(list(table[keys].itertuples(index=False, name=None)), dtype=object)
    number = key.groupby(key, sort=False).cumcount() if len(key) else key
    table.index = pd.Index(
        list(zip(key, number, strict=True)), dtype=object, tupleize_cols=False
    )
    return table


def _first(counts: list[str], values: list[str]) -> list[str]:
    """Return the values with the counts before the others."""
    return [*counts, *(name for name in values if name not in counts)]


def _largest_first(
    old: pd.DataFrame, new: pd.DataFrame, counts: list[str]
) -> np.ndarray:
    """Return the order of changed rows: by their counts, then by what changed most."""
    a, b = (
        table.apply(pd.to_numeric, errors="coerce").fillna(0).to_numpy(dtype=float)
        for table in (old, new)
    )
    with np.errstate(invalid="ignore"):  # ∞ − ∞
        gap = np.nan_to_num(np.abs(a - b), posinf=0)
    counted = old.columns.isin(counts)
    size = np.nan_to_num(np.maximum(np.abs(a), np.abs(b)), posinf=0)
    relative = np.divide(gap, size, out=np.zeros_like(gap), where=size > 0)
    return np.lexsort([-relative.max(axis=1, initial=0), -gap[:, counted].sum(axis=1)])


def _rows(
    kind: str,
    rows: pd.DataFrame,
    keys: list[str],
    values: list[str],
    after: pd.DataFrame | None = None,
) -> list[dict[str, Any]]:
    """Return each row as its key and, of a changed one, what changed to what."""
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
