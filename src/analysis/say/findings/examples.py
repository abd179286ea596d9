"""Which tasks that were not found are told as examples: those a reader can look up."""

import re

import pandas as pd

from analysis.compare.delivery.asked import DONE
from analysis.compare.targets.scope import looks_back

LONGEST = 24  # characters of a task that is quoted whole
SHORTEST = 2  # characters that a task must say besides its verbs and its figures
PAST = re.compile(f"已|{DONE}|[年以]来|过去")
CREED = re.compile(
    "^(?:我们|必须|要|将|更加|继续|始终|毫不动摇|一以贯之|地)*(?:始终|坚持|深入贯彻)"
)
UNIT = "个百分点|平方公里|平方米|立方米|公里|千瓦|公斤|[\u4e00-\u9fff]"
NUMBER = re.compile(f"[0-9０-９.．]+(?:%|％|[万千百亿]*(?:{UNIT})?)")
MONEY = re.compile(
    "年度|年内|全年|计划|完成|总?投资|资金|项目|预计|力争|达到|以上|左右|约|共"
)
QUOTED = re.compile("[“《]")


def examples(
    lost: pd.DataFrame, most: int, clauses: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return at most some tasks to be named, in the order of the plan.

    Those first that promise a figure, then those that name something in quotation
    marks, then those whose object says most. Left out are tasks whose clause or
    sentence tells of the past, creeds (坚持…), and fragments that say nothing beside a
    figure (投资3亿元).

    Parameters
    ----------
    lost
        Rows of `delivery`.
    most
        How many.
    clauses
        The clauses of the plan; without them a task's sentence is not known.

    Examples
    --------
    >>> lost = pd.DataFrame({"report": "a", "clause": [0, 1, 2, 3],
    ...     "verb": ["投资", "坚持", "新建", "建成"], "object": "", "task":
    ...     ["投资1260万元", "坚持科学发展", "新建学校2所", "建成了2座大桥"]})
    >>> examples(lost.assign(object=lost["task"]), 5)["task"].tolist()
    ['新建学校2所']
    """
    whole = _sentences(lost, clauses)
    back = [
        bool(PAST.search(text)) or behind
        for text, behind in zip(whole["text"], whole["back"], strict=True)
    ]
    figured = lost["task"].str.contains("[0-9０-９]")  # 五项原则 is no figure
    creed = lost["task"].map(lambda text: bool(CREED.search(text))) & ~figured
    says = lost["object"].str.len()
    whole_task = lost["task"].str.len() <= LONGEST
    good = whole_task & ~creed & ~_fragments(lost) & (says > 0)
    good &= ~pd.Series(back, index=lost.index, dtype=bool)
    named = lost["task"].map(lambda text: bool(QUOTED.search(text)))
    order = (says + 200 * figured + 100 * named)[good].sort_values(
        ascending=False, kind="stable"
    )
    return lost.loc[sorted(order.index[:most])]


def _sentences(lost: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """Return the sentence of each task, and whether the plan looks back there."""
    own = pd.DataFrame({"text": lost["task"], "back": False})
    if clauses is None:
        return own
    clauses = clauses[clauses["report"].isin(set(lost["report"]))]
    place = pd.MultiIndex.from_frame(clauses[["report", "sentence"]])
    whole = clauses["text"].groupby(place).agg("，".join)
    told = clauses.assign(text=whole[place].to_numpy(), back=looks_back(clauses))
    keys = pd.MultiIndex.from_frame(lost[["report", "clause"]].astype(object))
    told = told.set_index(["report", "clause"])[["text", "back"]].reindex(keys)
    return told.set_axis(lost.index).fillna({"text": "", "back": False})


def _fragments(lost: pd.DataFrame) -> pd.Series:
    """Say which tasks are no more than their verbs, a figure and money."""
    found = []
    for task, verbs in zip(lost["task"], lost["verb"], strict=True):
        rest = NUMBER.sub("", task)
        for verb in str(verbs).split("、"):
            rest = rest.replace(verb, "")
        found.append(len(re.findall(r"[^\W\d_]", MONEY.sub("", rest))) < SHORTEST)
    return pd.Series(found, index=lost.index, dtype=bool)
