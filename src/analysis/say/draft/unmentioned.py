"""Find tasks of last year's plan that the review of a draft never mentions."""

import re
from functools import cache

import pandas as pd

from analysis.compare.delivery import delivery
from analysis.compare.delivery.worth import NUMERALS
from analysis.lexicons import read_lexicon
from analysis.say.draft.mention import mentions
from analysis.say.draft.places import Draft, passage, remarked
from analysis.say.draft.remark import Remark, short

KIND = "unmentioned"
NAMES = 6.0  # a task whose words are worth less names nothing of its own
TOLD = 0.36  # of its words: told so far in one clause, it is mentioned
NEAR = 0.14  # score of the nearest clause from which it is shown as the place
FIGURE = re.compile(r"\d")
OWN = 8.0  # what the words of a work are worth that has no name in quotation marks
COUNTED = ["count", "amount"]  # 50个, 3公里: of money and shares there are many
LONGEST = 60  # characters of a task that is quoted
LATER = "到(?:20)?[0-9]{2}年|[五三]年内|未来[五三]年|今后[五三]年|时期|规划纲要"
YEARS = "年"  # a time, no quantity of what is done
QUOTED = re.compile("[“《]([^“”《》]{2,12})[”》]")
MEANWHILE = ["review", "problems"]  # what tells of the year


def unmentioned(draft: Draft) -> pd.DataFrame:
    """Return the tasks of the plan before that the review and the problems never name.

    Only tasks that can be looked for: with a quantity and a thing of their own, with a
    project under its own name (“…”工程, 制定《…》), or a work to be made
    (实施…扩建工程); none whose sentence sets a goal for later years, and none of which
    a clause tells a third of the words.
    The place is the nearest clause of the review, or where it begins.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them; none without a report before, or where
        that report plans for another year than this one reviews.
    """
    before = draft.previous
    if before is None:
        return remarked(draft, [])
    told = draft.clauses[draft.clauses["role"].isin(MEANWHILE)].assign(role="review")
    if told.empty:
        return remarked(draft, [])
    table = delivery(before.clauses, told)
    missing = table[
        table["status"].eq("missing") & ~table["clause"].isin(_later(before))
    ]
    asked = missing[_clear(missing, before)].reset_index(drop=True)
    if asked.empty:
        return remarked(draft, [])
    found = []
    certain = _certain(asked, before)
    for row in asked[_untold(asked, certain, told)].itertuples():
        place = _place(row, draft.clauses)
        task = short(row.task, LONGEST)
        zh = f"上年计划的“{task}”在总结中未找到相近文字"
        en = f"nothing close in words to last year's plan “{task}” was found"
        found.append(Remark(*passage(draft, [place]), KIND, zh, en))
    return remarked(draft, found)


def _clear(asked: pd.DataFrame, before: Draft) -> pd.Series:
    """Say which tasks name a quantity in figures, or a project or a work."""
    return _certain(asked, before) | asked["task"].str.contains(_works())


def _later(before: Draft) -> set[int]:
    """Return the clauses whose sentence sets a goal for later years: 到2020年."""
    clauses = before.clauses
    far = clauses["text"].str.contains(LATER)
    sentences = clauses.loc[far, "sentence"]
    return set(clauses.loc[clauses["sentence"].isin(sentences), "clause"])


def _certain(asked: pd.DataFrame, before: Draft) -> pd.Series:
    """Say which tasks name a quantity in figures, or a project by its own name."""
    having = before.quantities
    having = having[having["kind"].isin(COUNTED) & (having["unit"] != YEARS)]
    having = having[having["text"].str.contains(FIGURE)]
    counted = asked["clause"].isin(having["clause"])
    return counted | asked["task"].str.contains(_projects())


def _untold(asked: pd.DataFrame, certain: pd.Series, told: pd.DataFrame) -> list[bool]:
    """Say which tasks name a thing of which no clause tells as much as `TOLD`."""
    words = "\n".join(told["text"])
    found = mentions(asked["task"].tolist(), told)
    return [
        worth >= (NAMES if sure else OWN)
        and most < TOLD
        and not any(name in words for name in QUOTED.findall(task.text))
        for sure, (task, worth, most) in zip(certain, found, strict=True)
    ]


def _place(row: tuple, clauses: pd.DataFrame) -> int:
    """Return the clause nearest to a task; where none is near, the review's first."""
    review = clauses[clauses["role"].isin(MEANWHILE)]
    near = review.loc[review["text"] == row.nearest, "clause"]
    return int((near if row.score >= NEAR and len(near) else review["clause"]).iloc[0])


@cache
def _projects() -> re.Pattern[str]:
    """Return what finds a project under its own name."""
    nouns, verbs = _listed("项目名"), _listed("动工")
    slogan = f"[{NUMERALS}](?:个|.{{0,2}}”)"  # “四强”, “八个一”: no project's own name
    return re.compile(
        f"“(?!{slogan})[^“”]{{2,12}}”[^，“”]{{0,4}}(?:{nouns})|(?:{verbs})[^，《]{{0,4}}《[^《》]+》"
    )


@cache
def _works() -> re.Pattern[str]:
    """Return what finds a work that is to be made: 实施…扩建工程."""
    verbs, nouns = _listed("动工"), _listed("工程名")
    behind = "(?:改造|改扩建|扩建|新建|建设|前期)*(?:工程|项目|工作)?"
    return re.compile(f"^.{{0,6}}(?:{verbs}).*(?:{nouns}){behind}$")


def _listed(kind: str) -> str:
    table = read_lexicon("drafting")
    return "|".join(table.loc[table["kind"] == kind, "word"])
