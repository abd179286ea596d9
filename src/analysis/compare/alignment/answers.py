"""Hold each problem against the plan: the sentences that answer it."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.alignment.fields import field_names, fields, groups_of
from analysis.compare.alignment.passages import joined
from analysis.compare.alignment.problems import Problem, problems
from analysis.compare.alignment.units import lines, stock, units
from analysis.compare.similarity import ngrams, product, total, unit

SHOWN = 2  # sentences shown of each problem
GROUP = 2.0  # times as much as an n-gram: a group of `answers.csv`; a theme counts 1
LEVELS = np.array([0.5, 0.3, 0.2])  # weight of sentence, item or paragraph, section
GENERAL = 0.6  # what a passage counts that speaks of everything, as 总体要求 does
HEADING = 0.8  # what a heading counts, which only says what follows
ELSEWHERE = 0.7  # what a sentence counts that speaks of none of the problem's groups
CLOSE = 0.2  # a sentence so close answers, whatever its words
NEAR = 0.1  # so close, it does if it speaks of a field of the problem
ANSWER = (
    "problem text status section item score evidence evidence_clause answer "
    "evidence_problem"
).split()


class Plan(NamedTuple):
    """What may answer: clauses, and where each of them stands, as numbers."""

    clauses: pd.DataFrame
    sentence: np.ndarray
    passage: np.ndarray  # its item, else its paragraph
    section: np.ndarray  # its section; outside of sections its paragraph
    called: list[str]  # what the section of each clause is called
    heading: np.ndarray  # whether it is all of a heading
    general: np.ndarray  # whether it stands in a passage that speaks of everything


def coverage(
    clauses: pd.DataFrame,
    *,
    target: str = "plan",
    reports: pd.DataFrame | None = None,
) -> pd.DataFrame:
    r"""Say which sentences answer each problem: one row per problem × sentence.

    Every problem that is named stands in the table, with the two sentences of the plan
    that come closest, best first; the whole plan is searched, what stands outside its
    sections too.

    Parameters
    ----------
    clauses
        The `clauses` table; each report's problems are held against its own plan.
    target
        The role that is to answer.
    reports
        The `reports` table. With it passages outside the sections are told apart by
        paragraph, and sentences are quoted with their marks.

    Returns
    -------
    DataFrame
        `report`; `problem` (1, 2, …, in the order of the text) and `text`, as it is
        named; `status`: ``answered`` 有对应, ``nearest`` where nothing is near and
        this is only the closest; `section` and `item` of the plan (outside of sections
        the first words of the passage); `score` (0 to 1); `evidence`, the sentence, and
        `evidence_clause`, the number of the clause in it that is closest;
        `answer` that clause; `evidence_problem`, the numbers of the problem's clauses,
        parted by blanks.

    Notes
    -----
    Problem and sentence are compared by n-grams of characters and by fields
    (`fields`), so that 有效需求不足 finds 扩大内需; words that every problem has (突出,
    有待提高) are left out. The score is the mean of three cosines: with the sentence,
    with its item or paragraph and with its section, so that a sentence counts for more
    where all around it is about the problem.

    Examples
    --------
    >>> from analysis.read.outline import parse
    >>> text = "报告\n一、2023年工作回顾\n修了路。\n二、存在的问题\n就业压力较大。"
    >>> text += "\n三、2024年工作计划\n（一）办好教育。\n（二）帮助高校毕业生创业。"
    >>> table = coverage(parse(pd.DataFrame({"report": ["r"], "text": [text]})))
    >>> table[["text", "status", "section"]].iloc[0].tolist()
    ['就业压力较大', 'answered', '帮助高校毕业生创业']
    """
    found = []
    for report, own in clauses.groupby("report", sort=False):
        asked, plan = problems(own, reports), own[own["role"] == target]
        if asked and len(plan):
            found.append(_answers(asked, _cut(plan, reports), reports, report))
    return joined(found, ["report", *ANSWER])


def _cut(plan: pd.DataFrame, reports: pd.DataFrame | None) -> Plan:
    """Return a plan with its sentences, passages and sections numbered."""
    told = plan.reset_index(drop=True)
    line = lines(told, reports)
    outside = (told["section"] == "").to_numpy()
    firsts = told.groupby(line)["text"].transform("first")
    called = np.where(outside, firsts, told["section"]).astype(object)
    section = np.where(outside, line, -1 - pd.factorize(told["section"])[0])
    general = np.ones(len(told), bool)
    for one in units(told, reports):
        general[one.rows] = False
        called[one.rows] = one.name
        section[one.rows] = -(10**6) - one.rows[0]
    place = np.where(told["item"] != "", -1 - pd.factorize(told["item"])[0], line)
    keys = pd.DataFrame({"section": section, "place": place})
    return Plan(
        told,
        pd.factorize(told["sentence"])[0],
        keys.groupby(list(keys), sort=False).ngroup().to_numpy(),
        pd.factorize(section)[0],
        called.tolist(),
        told["heading"].groupby(told["sentence"]).transform("all").to_numpy(),
        general & outside,
    )


def _answers(
    asked: list[Problem], plan: Plan, reports: pd.DataFrame | None, report: str
) -> pd.DataFrame:
    """Hold the problems of one report against its plan."""
    score, near = _scores(asked, plan)
    quoted = _sentences(plan, reports, report)
    items, clauses, texts = (
        plan.clauses[name].tolist() for name in ("item", "clause", "text")
    )
    rows = []
    for number, problem in enumerate(asked):
        groups = groups_of(problem.text)
        for at in _best(score[number], near[number], plan.sentence):
            sentence, value = quoted[plan.sentence[at]], score[number, at]
            shared = groups & groups_of(sentence + plan.called[at])
            status = "answered" if value >= (NEAR if shared else CLOSE) else "nearest"
            place = plan.called[at], items[at], value
            shown = sentence, clauses[at], texts[at]
            numbers = " ".join(map(str, problem.clauses))
            rows.append((number + 1, problem.text, status, *place, *shown, numbers))
    table = pd.DataFrame(rows, columns=ANSWER).assign(report=report)
    best = table.groupby("problem")["status"].transform("first")
    return table[(table["status"] == "answered") | (best == "nearest")]


def _scores(asked: list[Problem], plan: Plan) -> tuple[np.ndarray, np.ndarray]:
    """Return how well each clause's sentence answers, and how close the clause is."""
    words, asking, (said, named) = _vectors(plan.clauses["text"].tolist(), asked)
    levels = [
        product(asking, unit(total(words, groups)))[:, groups]
        for groups in (plan.sentence, plan.passage, plan.section)
    ]
    score = np.tensordot(LEVELS, np.array(levels), axes=1)
    shared = product(named, total(said, plan.sentence))[:, plan.sentence] > 0
    weight = np.where(plan.general, GENERAL, 1) * np.where(plan.heading, HEADING, 1)
    score = score * weight * np.where(shared, 1, ELSEWHERE)
    return score.round(9), product(asking, unit(words)).round(9)


def _vectors(
    texts: list[str], asked: list[Problem]
) -> tuple[sparse.csr_matrix, sparse.csr_matrix, tuple[sparse.csr_matrix, ...]]:
    """Return clauses and problems in one space, and the groups that each speaks of."""
    bare = [stock("问题套语").sub("，", problem.text) for problem in asked]
    counts = ngrams([*texts, *bare])
    spoken = fields([*texts, *(problem.text for problem in asked)])
    groups = ["/" not in name for name in field_names()]
    weights = np.concatenate(
        [
            _rarity(counts, len(texts)),
            _rarity(spoken, len(texts)) * np.where(groups, GROUP, 1),
        ]
    )
    both = (sparse.hstack([counts, spoken]) @ sparse.diags_array(weights)).tocsr()
    n, own = len(texts), spoken[:, np.flatnonzero(groups)]
    return both[:n], unit(both[n:]), (own[:n], own[n:])


def _rarity(matrix: sparse.csr_matrix, n: int) -> np.ndarray:
    """Return how rare each column is among the first n rows; one more than there is."""
    having = np.bincount(matrix[:n].tocoo().col, minlength=matrix.shape[1])
    return np.log((n + 1) / (1 + having))


def _best(score: np.ndarray, near: np.ndarray, sentence: np.ndarray) -> list[int]:
    """Return the clause that is closest in each of the best sentences, best first."""
    starts = np.unique(sentence, return_index=True)[1]
    order = np.argsort(-score[starts], kind="stable")[:SHOWN]
    return [
        int(rows[near[rows].argmax()])
        for rows in (np.flatnonzero(sentence == sentence[starts[one]]) for one in order)
    ]


def _sentences(plan: Plan, reports: pd.DataFrame | None, report: str) -> list[str]:
    """Return the sentences of a plan as they stand in the text."""
    told = plan.clauses.groupby(plan.sentence)
    if reports is None:
        return told["text"].agg("，".join).tolist()
    text = reports.set_index("report")["text"][report]
    ends = (plan.clauses["start"] + plan.clauses["text"].str.len()).groupby(
        plan.sentence
    )
    return [
        text[first:last]
        for first, last in zip(told["start"].first(), ends.last(), strict=True)
    ]
