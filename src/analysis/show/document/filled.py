"""Keep what a person filled in a list of tasks, from one run to the next."""

import pandas as pd

from analysis.compare.delivery.judged import folded
from analysis.read.documents.task_lists import ASKED, FILLED, MADE

KNOWN = [*MADE, *FILLED, *ASKED, "sheet"]
TEXT_OF = {"office": "office_text", "deadline": "deadline_text"}


def filled(
    assignments: pd.DataFrame, before: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a list of tasks with what was filled in, and what belongs to no task.

    A row belongs to a task by its text; how it is spaced and whether its digits are
    full width makes no difference. A second row of the same task stays under the first.

    Parameters
    ----------
    assignments
        The table `assignments` of one report.
    before
        What was filled in before, as `read_task_list` gives it.

    Returns
    -------
    table, left : DataFrame
        `order`, `section`, `task`, `verb`, `object`, `quantity`, `office`, `deadline`,
        `note`, columns of the person's own, `office_text` and `deadline_text` (what the
        text names). `left` has the rows, not blank, whose task is no longer there.

    Examples
    --------
    >>> plan = pd.DataFrame({"order": [1], "section": "", "task": ["建成2座桥"],
    ...     "verb": "建成", "object": "桥", "quantity": "2座", "office": "",
    ...     "deadline": "年内"})
    >>> table, _ = filled(plan)
    >>> table, left = filled(plan, table.assign(office="市交通局"))
    >>> table[["task", "office", "deadline"]], len(left)
    (    task office deadline
    0  建成2座桥   市交通局       年内, 0)
    >>> table, left = filled(plan.assign(task="建成3座桥"), table)
    >>> table["office"].tolist(), left[["task", "office"]].to_numpy().tolist()
    ([''], [['建成2座桥', '市交通局']])
    """
    before = pd.DataFrame(columns=KNOWN) if before is None else before
    own = [name for name in before if name not in KNOWN]
    free: dict[str, list[dict[str, str]]] = {}
    for row in before.to_dict("records"):
        free.setdefault(folded(row["task"]), []).append(row)
    rows = []
    made = assignments.to_dict("records")
    last = {folded(task["task"]): place for place, task in enumerate(made)}
    for place, task in enumerate(made):
        key = folded(task["task"])
        kept = free.get(key, [])
        mine = [_nearest(kept, task)] if kept else [{}]
        if last[key] == place:  # a task that was parted among several
            mine += kept
            free.pop(key, None)
        rows += [_row(task, one, own) for one in mine]
    left = [row for kept in free.values() for row in kept if _said(row, own)]
    columns = [*MADE, *FILLED, *own, *ASKED]
    table = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(columns[1:], "str")
    )
    return table, pd.DataFrame(left, columns=columns, dtype="str").fillna("")


def unchanged(table: pd.DataFrame, left: pd.DataFrame, before: pd.DataFrame) -> bool:
    """Say whether a list that was filled in already holds every task, and no other."""
    columns = [name for name in table if name != "order"]
    if {*columns} != {*before} - {"order", "sheet"}:
        return False
    main = before["sheet"] == before["sheet"].min()
    parts = (table, before[main]), (left, before[~main])
    return all(_rows(new[columns]) == _rows(old[columns]) for new, old in parts)


def any_filled(before: pd.DataFrame) -> bool:
    """Say whether a person filled in anything of a list."""
    own = [name for name in before if name not in KNOWN]
    return any(_said(row, own) for row in before.to_dict("records"))


def _rows(table: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(map(tuple, table.to_numpy().tolist()))


def _nearest(kept: list[dict[str, str]], task: dict) -> dict[str, str]:
    """Take the row of a task: of several in the same words that with its number."""
    for place, row in enumerate(kept):
        if row["order"] == str(task["order"]) and row["section"] == task["section"]:
            return kept.pop(place)
    return kept.pop(0)


def _row(task: dict, kept: dict[str, str], own: list[str]) -> dict[str, object]:
    """Return a task with what was filled in; what a person cleared stays empty."""
    row = {name: task[name] for name in MADE}
    for name, asked in TEXT_OF.items():
        row[asked] = task[name]
        by_hand = kept and kept[name] != kept[asked]
        row[name] = kept[name] if by_hand else task[name]
    return row | {name: kept.get(name, "") for name in ["note", *own]}


def _said(row: dict[str, str], own: list[str]) -> bool:
    """Say whether a person filled in anything of a row."""
    by_hand = any(row[name] != row[asked] for name, asked in TEXT_OF.items())
    return by_hand or any(row[name] for name in ["note", *own])
