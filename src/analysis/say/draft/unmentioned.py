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
TOLD = 0.46  # of its words: told so far in one clause, it is mentioned
SURE = 12  # tasks that are remarked one by one
MOST, BRIEF = 30, 30  # of the others: tasks that are quoted, and characters of one
ENOUGH = 20.0  # what untold words are worth from which more make nothing surer
COUNTS = 6.0  # what a quantity is worth beside them
ASKED = ["missing", "mentioned"]
# What a plan tells of the year before, refers back to, or is against.
NO_TASK = "了|这[项个些]|反对|决不|成为"
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
    a clause tells almost half of the words. The surest, `SURE` of them, are remarked
    one by one at the nearest clause of the review, or where it begins; what more there
    is, in one remark there.

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
    asked = table[
        table["status"].isin(ASKED)
        & ~table["clause"].isin(_later(before))
        & ~table["task"].str.contains(NO_TASK)
    ]
    counted = _counted(asked, before)
    clear = counted | asked["task"].str.contains(_projects())
    asked = asked.assign(counted=counted, clear=clear)
    asked = asked[clear | asked["task"].str.contains(_works())]
    asked = asked.assign(points=_points(asked, told)).dropna(subset="points")
    asked = asked.sort_values("points", ascending=False, kind="stable")
    found = [
        Remark(*passage(draft, [_place(row, draft.clauses)]), KIND, *_why(row.task))
        for row in asked.head(SURE).itertuples()
    ]
    if len(asked) > SURE:
        place = passage(draft, told["clause"].head(1))
        found.append(Remark(*place, KIND, *_more(asked["task"].iloc[SURE:])))
    return remarked(draft, found)


def _why(task: str) -> tuple[str, str]:
    said = short(task, LONGEST)
    zh = f"上年计划的“{said}”在总结中未找到相近文字"
    return zh, f"nothing close in words to last year's plan “{said}” was found"


def _more(tasks: pd.Series) -> tuple[str, str]:
    """Return what is said of all tasks that are less sure."""
    said = [f"“{short(task, BRIEF)}”" for task in tasks.head(MOST)]
    n, rest = len(tasks), "等" * (len(tasks) > MOST)
    zh = f"上年计划另有{n}项未找到相近文字，把握较小，请核对：{'、'.join(said)}{rest}"
    en = f"{n} more tasks of last year's plan, less sure: {', '.join(said)}"
    return zh, en


def _later(before: Draft) -> set[int]:
    """Return the clauses whose sentence sets a goal for later years: 到2020年."""
    clauses = before.clauses
    far = clauses["text"].str.contains(LATER)
    sentences = clauses.loc[far, "sentence"]
    return set(clauses.loc[clauses["sentence"].isin(sentences), "clause"])


def _counted(asked: pd.DataFrame, before: Draft) -> pd.Series:
    """Say which tasks name a quantity in figures."""
    having = before.quantities
    having = having[having["kind"].isin(COUNTED) & (having["unit"] != YEARS)]
    having = having[having["text"].str.contains(FIGURE)]
    return asked["clause"].isin(having["clause"])


def _points(asked: pd.DataFrame, told: pd.DataFrame) -> list[float]:
    """Say how sure it is that each task is not told; missing where it may be.

    The more of its words are told nowhere; surer with a quantity, less sure of what is
    done every year.
    """
    words = "\n".join(told["text"])
    found = []
    said = mentions(asked["task"].tolist(), told) if len(asked) else []
    for row, (task, worth, most) in zip(asked.itertuples(), said, strict=True):
        names = worth >= (NAMES if row.clear else OWN)
        named = any(name in words for name in QUOTED.findall(task.text))
        untold = min(worth * (1 - most), ENOUGH) + COUNTS * row.counted
        untold -= COUNTS * bool(_goes_on().match(task.text))
        found.append(untold if names and most < TOLD and not named else float("nan"))
    return found


def _place(row: tuple, clauses: pd.DataFrame) -> int:
    """Return the clause nearest to a task; where none is near, the review's first."""
    review = clauses[clauses["role"].isin(MEANWHILE)]
    near = review.loc[review["text"] == row.nearest, "clause"]
    return int((near if row.score >= NEAR and len(near) else review["clause"]).iloc[0])


@cache
def _goes_on() -> re.Pattern[str]:
    """Return what a task begins with that is done every year: 深入实施."""
    return re.compile(f"要?(?:{_listed('续行')})")


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
    behind = (
        "(?:改造|改扩建|扩建|新建|建设|前期|除险|加固|建成|开工|投产|投用|投运|通车"
    )
    behind += "|投入使用)*(?:工程|项目|工作|任务)?"
    return re.compile(f"^.{{0,6}}(?:{verbs}).*(?:{nouns}){behind}$")


def _listed(kind: str) -> str:
    table = read_lexicon("drafting")
    return "|".join(table.loc[table["kind"] == kind, "word"])
