"""What came of each task that a plan names: the next review, held against it."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.delivery.amounts import (
    Amount,
    Figures,
    amounts,
    beside,
    figures,
    other,
)
from analysis.compare.delivery.asked import tasks_of
from analysis.compare.delivery.judged import CHANGED, honour, propose
from analysis.compare.delivery.literal import names
from analysis.compare.delivery.literal import told as literally
from analysis.compare.delivery.nearness import Sides, nearness, sides
from analysis.compare.delivery.progress import says, stage
from analysis.compare.delivery.rates import STATUSES, delivery_rates
from analysis.compare.delivery.telling import Telling
from analysis.compare.targets.scope import periods, spans_years
from analysis.count.quantities import quantities

__all__ = [
    "CHANGED",
    "STATUSES",
    "deliveries",
    "delivery",
    "delivery_rates",
    "honour",
    "propose",
]

ANSWER = "status score evidence evidence_clause planned reported nearest".split()
ASKED = "report next_report year clause section task verb object".split()
COLUMNS = [*ASKED, *ANSWER]
FOUND = 0.175  # a score from which the thing itself is told, not a namesake
FIELD = 0.17  # what a clause scores at most that has no word of the task
LITERAL = 0.2  # what a clause scores at least that has the thing word for word
SURE = 0.24  # a score from which it is the same thing, at its end or on the way
SAME = 0.57  # of the task's words that must be told for it to be the same thing
NOTHING = pd.DataFrame({"task": [], "judged": []}, dtype="str")
NAMED = 2.0  # what the words are worth that make it the same thing
TOLD = 0.6  # of a part of a list: it is told


def delivery(planned: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    r"""Say what came of each task of a plan: one row per clause with a task verb.

    Parameters
    ----------
    planned, told
        The `clauses` of one report, whose plan is used, and of the next of the same
        body, of which only the review counts.

    Returns
    -------
    DataFrame
        `report`, `next_report`, `year` (planned for), `clause`, `section`; `task`, the
        clause's text; `verb` (its task verbs) and `object`; `status`: ``done`` the
        promised end or more is reported, ``carried`` the same thing, not at its end,
        ``mentioned`` the object is named, but another aspect or quantity, ``missing``
        nothing near was found; `score` (0 to 1); `evidence`, the clause of the review
        that tells it, and `evidence_clause`, its number (missing where nothing was
        found); `planned` and `reported`, the figures; `nearest`, the nearest clause of
        the review whatever the status.

    Notes
    -----
    Clauses are compared by the words that name the thing: rare words weigh much,
    officialese nothing, and what goes by two names (`synonyms.csv`) is one
    (`nearness`). Figures are paired as in `targets`: as much as planned, or more, is
    done. How far a thing has come say the words of `progress.csv` (`stage`). Against
    240 tasks labelled by two readers: ``benchmarks/delivery.py``.

    Examples
    --------
    >>> from analysis.read.outline import parse
    >>> def clauses(report, text):
    ...     return parse(pd.DataFrame({"report": [report], "text": [text]}))
    >>> old = clauses("2023", "报告\n一、工作计划\n建成滨河公园。修订渔港条例。")
    >>> new = clauses("2024", "报告\n一、工作回顾\n滨河公园建成开放。")
    >>> delivery(old, new)[["task", "status", "evidence"]]
         task   status  evidence
    0  建成滨河公园     done  滨河公园建成开放
    1  修订渔港条例  missing
    """
    plan = planned[planned["role"] == "plan"].reset_index(drop=True)
    review = told[told["role"] == "review"]
    review = review[~_formulas(review)].reset_index(drop=True)
    asked = tasks_of(plan)
    if asked.empty:
        return _typed(pd.DataFrame(columns=COLUMNS))
    asked = asked.assign(next_report=str(told["report"].iloc[0]))
    if review.empty:
        rows = [("missing", 0.0, "", pd.NA, "", "", "")] * len(asked)
    else:
        rows = _answers(asked, plan, review)
    answers = pd.DataFrame(rows, columns=ANSWER, index=asked.index)
    table = pd.concat([asked, answers], axis=1)[COLUMNS]
    return _typed(table).reset_index(drop=True)


def deliveries(
    reports: pd.DataFrame,
    clauses: pd.DataFrame,
    judgements: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Say what came of each task of several plans of one body.

    Parameters
    ----------
    reports, clauses
        Of one body over the years, in any order.
    judgements
        What the analyst judged of the tasks of some reports, by report.

    Returns
    -------
    DataFrame
        The tables `delivery` of each report whose planned year the next one reviews,
        one below the other, with `judged` and `program` (`honour`).
    """
    dated = reports.dropna(subset="review_year").sort_values("review_year")
    found = []
    for earlier, later in pairwise(dated.itertuples()):
        planned = earlier.plan_year
        planned = earlier.review_year + 1 if pd.isna(planned) else planned
        if planned == later.review_year:
            pair = (clauses[clauses["report"] == r.report] for r in (earlier, later))
            said = (judgements or {}).get(earlier.report, NOTHING)
            found.append(honour(delivery(*pair), said))
    if not found:
        return honour(_typed(pd.DataFrame(columns=COLUMNS)), NOTHING)
    return pd.concat(found, ignore_index=True)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    texts = "report next_report section task verb object status evidence".split()
    texts += ["planned", "reported", "nearest"]
    numbers = dict.fromkeys(["year", "clause", "evidence_clause"], "Int64")
    return table.astype(dict.fromkeys(texts, "str") | numbers | {"score": "float64"})


def _formulas(review: pd.DataFrame) -> pd.Series:
    """Say which clauses stand in sentences that report nothing: thanks, lessons."""
    formula = review["text"].map(lambda text: says("套话", text) or says("致谢", text))
    return formula.groupby(review["sentence"]).transform("any").astype(bool)


class Told(NamedTuple):
    """A review: its clauses, and the figures in it and in the plan."""

    clauses: pd.DataFrame
    texts: list[str]
    of_years: np.ndarray  # whether each clause tells of several years
    place: dict[int, int]  # the row of each clause
    paired: dict[int, list[Amount]]  # by clause of the plan
    planned: Figures
    reported: Figures


def _answers(
    asked: pd.DataFrame, plan: pd.DataFrame, review: pd.DataFrame
) -> list[tuple]:
    """Return status, score, evidence, figures and nearest clause of each task."""
    both = sides(plan, review, asked)
    place = {number: row for row, number in enumerate(review["clause"])}
    found = quantities(plan), quantities(review)
    paired = amounts(plan, review, *found)
    texts, numbers = review["text"].tolist(), review["clause"].tolist()
    told = Told(
        review,
        texts,
        _of_years(review, asked["year"]),
        place,
        paired,
        *map(figures, found),
    )
    rows = []
    for task in asked.itertuples():
        status, score, at, reported = _answer(task, both, told)
        shown = ("", pd.NA) if status == "missing" else (texts[at], numbers[at])
        planned = told.planned.printed.get(task.clause, "")
        rows.append((status, score, *shown, planned, reported, texts[at]))
    return rows


def _of_years(review: pd.DataFrame, planned: pd.Series) -> np.ndarray:
    """Say which clauses tell of several years: these end no task of the one."""
    year = None if planned.isna().all() else int(planned.dropna().iloc[0])
    spans = [spans_years(text, year) for text in review["text"]]
    return periods(review).to_numpy() | np.array(spans, dtype=bool)


def _answer(task, both: Sides, told: Told) -> tuple[str, float, int, str]:
    """Return what came of a task, how surely, the row that tells it, and its figure.

    Its figures decide, else the words of the review.
    """
    paired = [a for a in told.paired.get(task.clause, []) if a.clause in told.place]
    if paired:
        reported = "、".join(dict.fromkeys(amount.reported for amount in paired))
        status = "done" if all(amount.met for amount in paired) else "carried"
        return status, 1.0, told.place[paired[0].clause], reported
    telling, score = nearness(both, task.row)
    score = np.where(telling.told > 0, score, np.minimum(score, FIELD))
    if score.max() < FOUND:
        named = literally(
            names(both.plan[task.row], task.object, task.first), told.texts
        )
        score = np.where(named, LITERAL, score)
    at = _closest(telling, score, both.review.sentence)
    value = float(score[at])
    if value < FOUND:
        return "missing", value, at, ""
    share = max(telling.share[at], telling.part[at])
    if value < SURE or share < SAME or telling.told[at] < NAMED:
        return "mentioned", value, at, ""
    figure = None if told.of_years[at] else _figure(task.clause, at, told)
    if figure and other(figure[0]):
        return "mentioned", value, at, ""
    if figure:
        return ("done" if figure[0] >= 1 else "carried"), value, at, figure[1]
    whole = bool((telling.parts[at] >= TOLD).all()) and not told.of_years[at]
    text = told.texts[at]
    return stage(task.verb.split("、"), task.task, text, whole=whole), value, at, ""


def _figure(task: int, at: int, told: Told) -> tuple[float, str] | None:
    """Return how much of a task's figure a clause, or the next, reports."""
    planned = told.planned.values.get(task, [])
    sentence, number = told.clauses["sentence"], told.clauses["clause"]
    for row in (at, at + 1):
        if row < len(number) and sentence.iloc[row] == sentence.iloc[at]:
            figure = beside(planned, told.reported.values.get(number.iloc[row], []))
            if figure:
                return figure
    return None


def _closest(telling: Telling, score: np.ndarray, sentence: np.ndarray) -> int:
    """Return the best clause: of its sentence the one that tells most by itself."""
    best = int(score.argmax())
    same = np.flatnonzero((sentence == sentence[best]) & (telling.own > 0))
    if not len(same):
        return best
    first = int(same[telling.own[same].argmax()])
    return first if telling.own[first] > telling.own[best] else best
