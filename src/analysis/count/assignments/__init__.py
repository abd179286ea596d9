"""List what a plan hands out: a sentence, what is to be done, by whom, by when."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis.count.assignments.duties import STOPS, bracketed, deadlines, offices
from analysis.count.assignments.situation import judges

__all__ = ["assignments", "deadlines", "offices"]

COLUMNS = (
    "report order section item task verb object quantity office deadline n clause start"
).split()
WHERE = "report sentence part section item".split()
NUMBERS = dict.fromkeys(["order", "n", "clause", "start"], "int64")
CLOSING = "”’）)》」』】"


class Given(NamedTuple):
    """A sentence of a plan: from where to where it stands, and its clauses."""

    start: int
    end: int
    clauses: list[int]
    texts: list[tuple[str, int]]  # of each clause, and where it begins
    section: str
    item: str


class Told(NamedTuple):
    """A sentence, the brackets in it, and what a bracket behind it says of it."""

    given: Given
    brackets: list[tuple[int, int]]  # from where to where in the report
    behind: str


def assignments(
    clauses: pd.DataFrame,
    tasks: pd.DataFrame,
    quantities: pd.DataFrame,
    reports: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List the sentences of the plan that name a task, and the task verbs in them.

    A heading is listed only where nothing but headings stands under it. Of a sentence
    that counts its items (一是…；二是…) each is one. One that only judges the situation
    (我国仍处于重要战略机遇期) is none.

    Parameters
    ----------
    clauses, tasks, quantities, reports
        The tables of that name.

    Returns
    -------
    table : DataFrame
        One row per sentence: `report`, `order` (1, 2, … in the text), `section`,
        `item`, `task` (as the text has it), `verb`, `object` and `quantity` (several
        are parted by 、), `office` and `deadline` (``""`` where the text names none),
        `n` (task verbs), `clause` (its first) and `start` (in `reports.text`).
    verbs : DataFrame
        The rows of `tasks` that were counted; `order` says for which row.
    """
    rows, counted, orders = [], [], []
    by = ["report", "clause"]
    verbs = _by_clause(tasks.assign(at=range(len(tasks))), by)
    sized = _by_clause(quantities, by)
    plans = dict(list(clauses[clauses["role"] == "plan"].groupby("report")))
    for report in reports.itertuples():
        year = None if pd.isna(report.plan_year) else int(report.plan_year)
        plan = plans.get(report.report, clauses.head(0))
        before = len(rows)
        for told in _told(plan, report.text):
            own = [(report.report, clause) for clause in told.given.clauses]
            found = [one for key in own for one in verbs.get(key, ())]
            found = [one for one in found if not _within(one.start, told.brackets)]
            if found and not judges(told.given.texts, found):
                figures = [one.text for key in own for one in sized.get(key, ())]
                row = _row(told, found, figures, report.text, year)
                head = {"report": report.report, "order": len(rows) - before + 1}
                rows.append(head | row)
                counted += [one.at for one in found]
                orders += [head["order"]] * len(found)
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.astype({name: NUMBERS.get(name, "str") for name in COLUMNS})
    behind = tasks.iloc[counted].reset_index(drop=True)
    return table, behind.assign(order=pd.array(orders, dtype="int64"))


def _by_clause(table: pd.DataFrame, by: list[str]) -> dict[tuple, list[Any]]:
    """Return the rows of a table by their clause."""
    found: dict[tuple, list[Any]] = {}
    keys = zip(*(table[name] for name in by), strict=True)
    for key, row in zip(keys, table.itertuples(), strict=True):
        found.setdefault(key, []).append(row)
    return found


def _told(plan: pd.DataFrame, text: str) -> Iterator[Told]:
    """Yield each sentence of a plan with what brackets say of it."""
    found = _sentences(plan, text)
    spoken = [""] * len(found)
    brackets, behind = _brackets(text, found)
    for start, end, since in behind:
        for place, one in enumerate(found):
            if since <= one.start and one.end <= start:
                spoken[place] = text[start:end]
    for one, said in zip(found, spoken, strict=True):
        if not any(a <= one.start and one.end <= b for a, b in brackets):
            own = [(a, b) for a, b in brackets if one.start <= a < one.end]
            yield Told(one, own, said)


def _sentences(plan: pd.DataFrame, text: str) -> list[Given]:
    """Return the sentences of a plan; headings where nothing else stands under them."""
    told = set(plan.loc[~plan["heading"], ["part", "section"]].itertuples(index=False))
    groups: dict[tuple, list[Any]] = {}
    for row in plan.itertuples():
        if not row.heading or (row.part, row.section) not in told:
            where = tuple(getattr(row, name) for name in WHERE)
            groups.setdefault(where, []).append(row)
    found = []
    for own in groups.values():
        end = own[-1].start + len(own[-1].text)
        while text[end : end + 1] and text[end] in CLOSING:
            end += 1
        section, numbers = own[0].section or own[0].part, [one.clause for one in own]
        texts = [(one.text, one.start) for one in own]
        found.append(Given(own[0].start, end, numbers, texts, section, own[0].item))
    return found


def _brackets(
    text: str, found: list[Given]
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Return the brackets that name a doer, and those of them behind a full stop.

    These have their `since` with them: they speak of what stands before them in their
    paragraph, up to another bracket.
    """
    every, behind = [], []
    for line in sorted({text.rfind("\n", 0, one.start) + 1 for one in found}):
        stop = text.find("\n", line)
        since = line
        for start, end in bracketed(text[line : stop if stop >= 0 else len(text)]):
            start, end = line + start, line + end
            every.append((start, end))
            if text[line:start].rstrip().endswith(tuple(STOPS)):
                behind.append((start, end, since))
            since = end
    return every, behind


def _within(start: int, brackets: Iterable[tuple[int, int]]) -> bool:
    return any(a <= start < b for a, b in brackets)


def _row(
    told: Told, verbs: list[Any], figures: list[str], text: str, year: int | None
) -> dict[str, object]:
    given = told.given
    task = text[given.start : given.end].strip()
    things = [one.object.partition("（")[0].strip("，。；） ") for one in verbs]
    return {
        "section": given.section,
        "item": given.item,
        "task": task,
        "verb": _joined(one.verb for one in verbs),
        "object": _joined(things),
        "quantity": _joined(figures),
        "office": offices(task) or offices(told.behind),
        "deadline": deadlines(task, year) or deadlines(told.behind, year),
        "n": len(verbs),
        "clause": given.clauses[0],
        "start": given.start,
    }


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(word for word in words if word))
