"""Find tasks of a plan that do not say what is to be done: 进一步做好有关工作."""

import re
from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon
from analysis.say.draft.places import Draft, passage, remarked
from analysis.say.draft.remark import Remark

KIND = "empty_task"
SHORT = 6  # characters of a sentence that may head the next
HABIT = 3  # a plan with more of them has this way of heading


def empty_task(draft: Draft) -> pd.DataFrame:
    """Return the sentences of the plan that name a doing and nothing that is done.

    All of the sentence is task verbs, adverbs and words that every task has (有关工作,
    水平, 落实; `drafting.csv`): no thing, no figure, no body, no date. Headings, and
    sentences that only lead up to others of their paragraph or item, are none, unless
    they say 有关 or 各项.

    Returns
    -------
    DataFrame
        The remarks, as `remarks` has them.

    Examples
    --------
    >>> said = ["进一步做好有关工作", "做好防汛工作"]
    >>> [bool(_pattern().fullmatch(one)) for one in said]
    [True, False]
    """
    plan = draft.clauses[draft.clauses["role"] == "plan"]
    plan = plan.assign(line=[draft.text.count("\n", 0, at) for at in plan["start"]])
    blocks = [
        [own for _, own in block.groupby("sentence", sort=False)]
        for _, block in plan.groupby(["line", "item"], sort=False)
    ]
    short = sum(_short(one) for block in blocks for one in block[:-1])
    zh = "没有写明做什么：没有具体的对象、数量、单位或时限"
    en = "does not say what is to be done: no thing, quantity, body or date"
    found = []
    for block in blocks:
        for one, nexts in zip(block, [*block[1:], None], strict=True):
            heads = one is block[0] or (_short(one) and short > HABIT)
            leads = nexts is not None and heads and not _vague(one["text"])
            if not (leads or one["heading"].any()) and _empty(one["text"]):
                found.append(Remark(*passage(draft, one["clause"]), KIND, zh, en))
    return remarked(draft, found)


def _short(sentence: pd.DataFrame) -> bool:
    """Say whether a sentence is so short that it may head the next: 提升服务."""
    return len(sentence) == 1 and len(sentence["text"].iloc[0]) <= SHORT


def _empty(texts: pd.Series) -> bool:
    """Say whether no clause of a sentence names a thing, and one its empty object."""
    return all(_pattern().fullmatch(text) for text in texts) and any(
        _objects().search(text) for text in texts
    )


@cache
def _pattern() -> re.Pattern[str]:
    """Return what a clause is that is all verb and empty words."""
    verbs = _any(read_lexicon("task_verbs")["verb"])
    table = read_lexicon("modifiers")
    adverbs = table.loc[table["kind"].isin(["副词", "情态"]), "word"]
    empty = [*adverbs, *_listed("空修饰"), *_listed("泛指")]
    led = f"(?:{_any([*empty, '工作'])})*"  # 把各项工作抓好
    return re.compile(
        f"{led}(?:{verbs})(?:[和与、并]{led}(?:{verbs}))*"
        f"(?:{_any([*empty, *_listed('空宾语')])})*"
    )


def _vague(texts: pd.Series) -> bool:
    """Say whether a sentence says that it does not say which: 有关工作."""
    return any(_general().search(text) for text in texts)


@cache
def _general() -> re.Pattern[str]:
    return re.compile(_any(_listed("泛指")))


@cache
def _objects() -> re.Pattern[str]:
    return re.compile(_any(_listed("空宾语")))


def _listed(kind: str) -> list[str]:
    table = read_lexicon("drafting")
    return table.loc[table["kind"] == kind, "word"].tolist()


def _any(words: list[str] | pd.Series) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
