"""Hold each problem against the plan: what answers it, and what has no answer."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.alignment.passages import Side, evidence, joined, problems, sides
from analysis.compare.similarity import product, total, unit

USUAL = 0.5  # an answer does better than most passages do by chance
WINDOWS = 200  # passages of the plan that tell what is usual, at most
ANSWER = (
    "report problem text section order item score lift chance responds verdict "
    "evidence_problem evidence_plan"
).split()


def coverage(
    clauses: pd.DataFrame,
    *,
    target: str = "plan",
    reports: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say which plan sections answer each problem: one row per problem × plan section.

    Parameters
    ----------
    clauses
        The `clauses` table; each report's problems are held against its own plan.
    target
        The role that is to answer.
    reports
        The `reports` table. With it problems without numerals part at semicolons and
        colons, and a plan without sections is compared by its paragraphs; see
        `continuity`.

    Returns
    -------
    DataFrame
        `report`, `problem` (1, 2, …), `text`, `section`, `order`
        (1, 2, … within the role), `item` (numeral of the item that answers best),
        `score` (mean cosine of the problem with that item and with the section),
        `lift` (`score` less what the item has in common with the plan elsewhere),
        `chance` (share of passages of the plan for which another section has as much
        lift), `responds` (`chance` under one half), `verdict` on the problem:
        ``answered`` 有回应, ``unanswered`` 未见回应; `evidence_problem`,
        `evidence_plan` (clause numbers, best first, parted by blanks).

    Notes
    -----
    Vectors are those of `continuity`. Problems are short, so the item's score leans on
    its section's (Callan 1994), and what resembles everything is discounted (Conneau
    et al. 2018, §2.3). What is usual is measured on the plan itself: runs of its
    clauses, as long as the problem, are held against the *other* sections. A problem
    that is answered better than most of these is ``answered``. That is a bar for
    reading on, no test: at 0.05 most short problems would be called unanswered.
    """
    found = []
    for report, own in clauses.groupby("report", sort=False):
        number = problems(own, reports)
        plan = own[own["role"] == target]
        if len(number) and ((plan["part"] != "") | (plan["section"] != "")).any():
            asked = own.loc[number.index].assign(problem=number)
            found.append(_answers(plan, asked, reports).assign(report=report))
    return joined(found, ANSWER)


def _answers(
    plan: pd.DataFrame, asked: pd.DataFrame, reports: pd.DataFrame | None
) -> pd.DataFrame:
    """Hold the problems of one report against its plan."""
    (side,), words = sides([plan], reports, tuple(asked["text"]))
    number = asked["problem"].to_numpy()
    levels = [unit(total(side.sentences, x)) for x in (side.item, side.section)]
    score = _alike(side, levels, unit(total(words, number - 1)))
    shared = product(words, side.words).round(9)
    numbers = side.clauses["clause"].to_numpy()
    rows = []
    for problem, own in asked.groupby("problem"):
        usual = _usual(side, levels, own["text"].str.len().sum())
        mean = np.nan_to_num(np.nanmean(usual, axis=0))
        null = np.sort(np.nanmax(usual - mean, axis=1))
        lift = score[problem - 1] - mean
        rows_ = shared[number == problem]
        for section, heading in enumerate(side.sections):
            mine = np.flatnonzero(side.within == section)
            item = mine[lift[mine].argmax()]
            as_good = len(null) - np.searchsorted(null, lift[item] - 1e-9)
            chance = (1 + as_good) / (1 + len(null))
            answer = side.numerals[item], score[problem - 1, item], lift[item], chance
            said = problem, "，".join(own["text"]), heading, section + 1
            mine = side.clause_item == item
            shown = evidence(rows_[:, mine], own["clause"].to_numpy(), numbers[mine])
            rows.append((*said, *answer, *shown))
    names = [name for name in ANSWER[1:] if name not in ("responds", "verdict")]
    table = pd.DataFrame(rows, columns=names)
    responds = table["chance"] < USUAL
    some = responds.groupby(table["problem"]).transform("any")
    verdict = np.where(some, "answered", "unanswered")
    return table.assign(responds=responds, verdict=verdict)


def _alike(
    side: Side, levels: list[sparse.csr_matrix], asking: sparse.csr_matrix
) -> np.ndarray:
    """Return asking × items: the mean cosine with the item and with its section."""
    items, sections = (product(asking, level) for level in levels)
    return (items + sections[:, side.within]) / 2


def _usual(side: Side, levels: list[sparse.csr_matrix], length: int) -> np.ndarray:
    """Return passages × items: what the plan's passages have in common elsewhere.

    A passage is a run of clauses of one section, as long as asked for if that can be;
    with the items of its own section it is not compared.
    """
    size = side.clauses["text"].str.len().to_numpy()
    reached = np.concatenate([[0], size.cumsum()])
    n = len(size)
    starts = np.arange(0, n, max(1, n // WINDOWS))
    # up to the clause whose end is nearest
    ends = np.searchsorted(reached, reached[starts] + length - size.mean() / 2)
    ends = np.clip(ends, starts + 1, n)
    whole = side.clause_section[starts] == side.clause_section[ends - 1]
    starts, ends = starts[whole], ends[whole]
    row = np.repeat(np.arange(len(starts)), ends - starts)
    runs = [np.arange(*pair) for pair in zip(starts, ends, strict=True)]
    shape = (len(starts), n)
    chosen = sparse.csr_matrix((np.ones(len(row)), (row, np.concatenate(runs))), shape)
    alike = _alike(side, levels, unit((chosen @ side.words).tocsr()))
    own = side.clause_section[starts][:, None] == side.within[None]
    return np.where(own, np.nan, alike)
