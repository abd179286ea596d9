"""The analyst's own judgement of what came of each task: proposed once, kept, honoured.

A judgement belongs to a task by its text; how it is spaced and whether its digits are
full width makes no difference. What no task of the plan says any more is kept.
"""

import unicodedata

import pandas as pd

JUDGEMENT = ["task", "section", "status", "judged", "note", "clause"]
CHANGED = "原文已变"  # before the note of a judgement whose task is no longer there


def propose(
    delivery: pd.DataFrame, judgements: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return what the analyst is to judge: one row per task, then what is left over.

    Parameters
    ----------
    delivery
        The table `delivery` of one plan.
    judgements
        What was judged before, as `read_judgements` gives it; it is kept: `judged` and
        `note` go to the task with the same text, and judgements on tasks that are no
        longer there stand at the end, their note marked 原文已变.

    Returns
    -------
    DataFrame
        `task`, `section`, `status` (the program's proposal), `judged` (the analyst's;
        ``""`` where not yet judged), `note`, `clause`.

    Examples
    --------
    >>> told = pd.DataFrame({"task": ["建成2座桥"], "section": "", "status": "missing",
    ...     "clause": [7]})
    >>> before = propose(told).assign(judged="done", note="实地看过")
    >>> propose(told.assign(task="建成３座桥"), before)[["task", "judged", "note"]]
        task judged           note
    0  建成３座桥
    1  建成2座桥   done  原文已变；实地看过
    """
    blank = delivery.assign(judged="", note="")
    if "program" in blank:
        blank["status"] = blank["program"]
    table = blank.reindex(columns=JUDGEMENT).astype({"clause": "Int64"})
    if judgements is None or judgements.empty:
        return table.reset_index(drop=True)
    pairs = _pairs(delivery, judgements)
    kept = judgements.reindex(columns=JUDGEMENT)
    for column in ("judged", "note"):
        said = {row: kept[column].iloc[at] for row, at in pairs.items()}
        table[column] = [said.get(row, "") for row in range(len(table))]
    table["note"] = table["note"].map(_unmarked)
    used = set(pairs.values())
    left = kept[[at not in used for at in range(len(kept))]]
    left = left[left["judged"].ne("") | left["note"].ne("")]
    left = left.assign(note=left["note"].map(_marked))
    left = left.astype({"clause": "Int64"})
    return pd.concat([table, left], ignore_index=True) if len(left) else table


def honour(delivery: pd.DataFrame, judgements: pd.DataFrame) -> pd.DataFrame:
    """Return `delivery` as the analyst judged it.

    Returns
    -------
    DataFrame
        The table with `judged`, the analyst's status (``""`` where there is none),
        `program`, the status that the program proposes, and `status`, the analyst's
        where there is one.

    Examples
    --------
    >>> told = pd.DataFrame({"task": ["建成2座桥", "修路"], "clause": [7, 9],
    ...     "status": "missing"})
    >>> said = pd.DataFrame({"task": [" 建成２座桥 "], "judged": ["done"]})
    >>> honour(told, said)[["status", "judged", "program"]]
        status judged  program
    0     done   done  missing
    1  missing         missing
    """
    program = delivery["program"] if "program" in delivery else delivery["status"]
    judged = ["" for _ in range(len(delivery))]
    for row, at in _pairs(delivery, judgements).items():
        judged[row] = judgements["judged"].iloc[at]
    own = pd.Series(judged, index=delivery.index, dtype="str")
    status = program.where(own == "", own)
    return delivery.assign(status=status, judged=own, program=program)


def folded(text: str) -> str:
    """Return a task as it is compared: without blanks, full-width signs as half.

    >>> folded(" 建成 ２座桥，")
    '建成2座桥'
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.strip(",;.。，；")


def _pairs(delivery: pd.DataFrame, judgements: pd.DataFrame) -> dict[int, int]:
    """Return, by the row of a task, the row of its judgement.

    Of tasks that a plan names twice in the same words each takes its own: that of the
    same clause number first, then in order.
    """
    free: dict[str, list[int]] = {}
    for at, task in enumerate(judgements["task"]):
        free.setdefault(folded(task), []).append(at)
    numbers = judgements.get("clause", pd.Series(pd.NA, judgements.index)).tolist()
    pairs: dict[int, int] = {}
    rows = list(enumerate(zip(delivery["task"], delivery["clause"], strict=True)))
    for exact in (True, False):
        for row, (task, clause) in rows:
            if row in pairs:
                continue
            for at in free.get(folded(task), []):
                same = not pd.isna(numbers[at]) and int(numbers[at]) == clause
                if same or not exact:
                    pairs[row] = at
                    free[folded(task)].remove(at)
                    break
    return pairs


def _marked(note: str) -> str:
    bare = _unmarked(note)
    return f"{CHANGED}；{bare}" if bare else CHANGED


def _unmarked(note: str) -> str:
    return note.removeprefix(CHANGED).lstrip("；") if note.startswith(CHANGED) else note
