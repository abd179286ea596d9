"""How a sentence names years and hands on the clauses of several reports."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from analysis.compare.targets.scope import of_several_years
from analysis.say.findings.finding import Finding
from analysis.schema import value_labels

MOSTLY = 0.5  # of a review tells of five years, and little of the one
TURN = 0.25  # of the range of a series, by which its end has turned


def span(years: Iterable[int]) -> str:
    """Name some years: those in a row from the first to the last, gaps told.

    >>> span([2014, 2015, 2016]), span([2012, 2014, 2015, 2016]), span([2012])
    ('2014—2016', '2012、2014—2016', '2012')
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run))
        for run in runs
    )


def span_en(years: Iterable[int]) -> str:
    """Name some years in English.

    >>> span_en([2012, 2014, 2015, 2016])
    '2012, 2014–2016'
    """
    return span(years).replace("、", ", ").replace("—", "–")


def role_name(role: str, lang: str = "zh") -> str:
    """Return what a side is called in a sentence.

    >>> role_name("plan"), role_name("review", "en")
    ('计划', 'review')
    """
    return value_labels("role", lang=lang)[role]


def trend_of(values: Sequence[float]) -> str:
    """Say how values move from year to year: up, down, or "" where they do neither.

    >>> trend_of([1, 2, 4]), trend_of([3, 1]), trend_of([1, 3, 2])
    ('up', 'down', '')
    """
    steps = [b - a for a, b in pairwise(values)]
    if steps and all(step > 0 for step in steps):
        return "up"
    return "down" if steps and all(step < 0 for step in steps) else ""


def lasting(values: Sequence[float]) -> bool:
    """Say whether a move is more than that of its two ends.

    Of three values it goes one way; of more the middle of the later half lies more
    than half of the move beyond the middle of the earlier half.

    >>> lasting([1, 2, 4]), lasting([1, 9, 4]), lasting([1, 1, 1, 9])
    (True, False, False)
    >>> lasting([1, 2, 6, 4, 5])
    True
    """
    if len(values) < 4:
        return bool(trend_of(values))
    half = len(values) // 2
    early, late = (pd.Series(x).median() for x in (values[:half], values[-half:]))
    move = values[-1] - values[0]
    return bool((late - early) * move > 0 and abs(late - early) > abs(move) / 2)


def turned(values: Sequence[float]) -> bool:
    """Say whether a series comes back at its end from where it had gone.

    It has turned where the last value lies more than a quarter of the range below the
    highest of a rise, or above the lowest of a fall.

    >>> turned([12, 8, 3, 1, 4]), turned([1, 14, 12, 10]), turned([2, 9, 8])
    (True, True, False)
    """
    low, high = min(values), max(values)
    back = high - values[-1] if values[-1] > values[0] else values[-1] - low
    return back > TURN * (high - low)


def clauses_of(
    rows: pd.DataFrame, kind: str, subject: str, role: str, reports: Iterable[str]
) -> pd.DataFrame:
    """Return the clauses that a subject counts in some reports, as evidence."""
    own = rows[(rows["kind"] == kind) & (rows["subject"] == subject)]
    own = own[(own["role"] == role) & own["report"].isin(list(reports))]
    term = subject if kind in ("word", "formulation") else ""
    return own[["report", "clause"]].assign(term=term)


def mostly_of_years(clauses: pd.DataFrame) -> set[str]:
    """Return the reports whose review tells mostly of several years."""
    share = of_several_years(clauses)
    return {report for report, role in share.index[share > MOSTLY] if role == "review"}


def with_scope(one: Finding) -> Finding:
    """Say that a review is mostly of five years: it tells little of the one."""
    zh, en = "（该总结以五年为主）", " (that review is mostly of five years)"
    return one._replace(zh=one.zh + zh, en=one.en + en)
