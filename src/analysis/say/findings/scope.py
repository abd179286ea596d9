"""Say what of a report tells of several years, beside the review and plan of one."""

from collections.abc import Iterable

import pandas as pd

from analysis.compare.targets.scope import FIVE, periods
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import FIVE as NAMED_SO
from analysis.say.findings.notation import review_in_english

FEWEST, LEAST = 10, 0.05  # clauses, share of a side: less is no part of its own
MOSTLY = 0.5  # of what a finding rests on, on one side
WEIGHT = 1.5
SIDES = {"review": "总结", "plan": "计划"}


def of_years(clauses: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """Return the clauses of plan and review that tell of several years.

    None of a side where they are few, or whose name says it already.
    """
    told = clauses[clauses["role"].isin(SIDES)]
    many = told[periods(clauses).loc[told.index]]
    if names[1].startswith(NAMED_SO):
        many = many[many["role"] != "review"]
    n = many["role"].value_counts()
    share = n / told["role"].value_counts().reindex(n.index)
    return many[many["role"].isin(n.index[(n >= FEWEST) & (share >= LEAST)])]


def scope(
    own: pd.DataFrame, clauses: pd.DataFrame, names: tuple[str, str]
) -> list[Finding]:
    """Say how many clauses of a side are the programme, or the review, of years.

    Parameters
    ----------
    own
        What `of_years` returned.
    clauses
        The clauses of one report.
    names
        What the plan and the review are called.

    Returns
    -------
    list of Finding
        One at most: what is counted of a side holds these clauses too.

    Examples
    --------
    >>> parts = ["“十五五”时期主要目标"] * 10 + ["2026年工作"] * 10
    >>> told = pd.DataFrame({"report": "r", "clause": range(20), "role": "plan",
    ...     "part": parts, "text": "办学"})
    >>> names = "2026年计划", "2025年总结"
    >>> scope(of_years(told, names), told, names)[0].zh
    '2026年计划20句中有10句是今后五年的规划，计入计划'
    """
    said, english = [], []
    for role, name, english_name in (
        ("review", names[1], review_in_english(names)),
        ("plan", names[0], "the plan"),
    ):
        rows = own[own["role"] == role]
        if rows.empty:
            continue
        n, size = len(rows), int((clauses["role"] == role).sum())
        years, years_en = _years(rows)
        what = f"过去{years}的回顾" if role == "review" else f"今后{years}的规划"
        said.append(f"{name}{size}句中有{n}句是{what}")
        what = "look back on" if role == "review" else "are the programme of"
        english.append(f"{n} of {size} clauses of {english_name} {what} {years_en}")
    if not said:
        return []
    sides = "、".join(name for role, name in SIDES.items() if role in set(own["role"]))
    zh = f"{'，'.join(said)}，{'分别' if len(said) > 1 else ''}计入{sides}"
    en = f"{', '.join(english)}, and count as such"
    return [Finding("section", "", zh, en, _evidence(own), WEIGHT)]


def with_scope(
    found: Iterable[Finding], own: pd.DataFrame, clauses: pd.DataFrame
) -> list[Finding]:
    """Say of findings that rest, on one side, mostly on what tells of several years."""
    if own.empty:
        return list(found)
    role = clauses.set_index("clause")["role"]
    many = set(own["clause"])
    years = {side: _years(rows) for side, rows in own.groupby("role")}
    return [_noted(one, role, many, years) for one in found]


def _noted(
    one: Finding, role: pd.Series, many: set[int], years: dict[str, tuple[str, str]]
) -> Finding:
    """Return a finding with what it says of the years that it rests on."""
    rests = one.evidence["clause"].drop_duplicates()
    notes, english = [], []
    for side, (said, in_english) in sorted(years.items(), reverse=True):
        here = rests[rests.map(role) == side]
        n = int(here.isin(many).sum())
        if n <= MOSTLY * len(here):
            continue
        what = "回顾" if side == "review" else "规划"
        of = f"{SIDES[side]}一侧" if n == len(here) else f"{SIDES[side]}一侧多"
        notes.append(f"{of}出自{said}{what}")
        part = "all" if n == len(here) else "most"
        english.append(f"in the {side} {part} of it is on {in_english}")
    if not notes:
        return one
    return one._replace(
        zh=f"{one.zh}（{'，'.join(notes)}）", en=f"{one.en} ({'; '.join(english)})"
    )


def _years(rows: pd.DataFrame) -> tuple[str, str]:
    """Name the years that some clauses tell of: five, where they say so."""
    texts = rows["text"].str.cat() + rows.get("part", pd.Series(dtype=str)).str.cat()
    five = FIVE.search(texts)
    return ("五年", "five years") if five else ("几年", "several years")


def _evidence(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["report", "clause"]].assign(term="")
