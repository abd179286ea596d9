"""Find tasks of a plan that do not say what is to be done: 进一步做好有关工作."""

import re
from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon
from analysis.say.draft.places import Draft, passage, remarked
from analysis.say.draft.remark import Remark

KIND = "empty_task"


def empty_task(draft: Draft) -> pd.DataFrame:
    """Return the sentences of the plan that name a doing and nothing that is done.

    All of the sentence is task verbs, adverbs and words that every task has (有关工作,
    水平, 落实; `drafting.csv`): no thing, no figure, no date, no body but everyone
    (各部门). Headings are none, nor what leads up to other sentences of its paragraph
    or item (要突出重点), unless it says 有关 or 各项.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them.

    Examples
    --------
    >>> said = ["进一步做好有关工作", "继续深化相关改革", "深化改革", "做好防汛工作"]
    >>> [_idle(one) for one in said]
    [True, True, False, False]
    """
    plan = draft.clauses[draft.clauses["role"] == "plan"]
    lines = [draft.text.count("\n", 0, at) for at in plan["start"]]
    zh = "没有写明做什么：没有具体的对象、数量、单位或时限"
    en = "does not say what is to be done: no thing, quantity, body or date"
    found = []
    for _, block in plan.groupby([lines, plan["item"]], sort=False):
        first, last = block["sentence"].iloc[[0, -1]]
        for number, one in block.groupby("sentence", sort=False):
            leads = number != last and not _vague(one["text"], heads=number == first)
            if not (leads or one["heading"].any()) and _empty(one["text"]):
                found.append(Remark(*passage(draft, one["clause"]), KIND, zh, en))
    return remarked(draft, found)


def _empty(texts: pd.Series) -> bool:
    """Say whether no clause of a sentence names a thing, and one its empty object."""
    acts = [text for text in texts if not _leading().fullmatch(text)]
    told = any(_said("空宾语", text) or _said("泛指", text) for text in acts)
    return told and all(map(_idle, acts))


def _idle(clause: str) -> bool:
    """Say whether a clause is all verb and empty words."""
    named = _said("泛宾语", clause) and not _said("泛指", clause)
    return bool(_pattern().fullmatch(clause)) and not named


def _vague(texts: pd.Series, *, heads: bool) -> bool:
    """Say whether a sentence says that it does not say which: 有关工作.

    The first of a paragraph may name 工作 that those behind it tell.
    """
    return any(_said("泛指", one) or ("工作" in one and not heads) for one in texts)


def _said(kind: str, clause: str) -> bool:
    return any(word in clause for word in _listed(kind))


@cache
def _pattern() -> re.Pattern[str]:
    """Return what a clause is that is all verb and empty words."""
    verbs = _any(read_lexicon("task_verbs")["verb"])
    lead = _any([*_modifiers(), *_listed("众人"), "工作"])  # 把各项工作抓好
    objects = [*_modifiers(), *_listed("空宾语"), *_listed("泛宾语")]
    doing = f"(?:{lead})*(?:{verbs})"
    return re.compile(f"{doing}(?:[和与、并]{doing})*(?:{_any(objects)})*")


@cache
def _leading() -> re.Pattern[str]:
    """Return what a clause is that only leads up to others: 同时, 此外."""
    return re.compile(f"(?:{_any([*_modifiers(), *_listed('众人')])})+")


@cache
def _modifiers() -> list[str]:
    table = read_lexicon("modifiers")
    adverbs = table.loc[table["kind"].isin(["副词", "情态"]), "word"]
    return [*adverbs, *_listed("空修饰"), *_listed("泛指")]


@cache
def _listed(kind: str) -> list[str]:
    table = read_lexicon("drafting")
    return table.loc[table["kind"] == kind, "word"].tolist()


def _any(words: list[str] | pd.Series) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
