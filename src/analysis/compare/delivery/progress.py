"""How far a task has come by what the review says of it: at its end, or on the way."""

import re
from functools import cache

from analysis.lexicons import read_lexicon

ONCE = "一次"  # 开展一次自查


def stage(verbs: list[str], task: str, told: str, *, whole: bool = True) -> str:
    """Return `done` or `carried` for a task whose very thing a review tells of.

    A closing word (完成, 投入使用) closes a task unless it is said only of a part
    (主体, 一期), or the review tells only some of a list. A task that wants a beginning
    (启动, 开工) is done with any work beyond preparations. An act done once (出台) is
    done where the review tells of such an act and of no work under way, but not where
    an end is promised (建成). All else, and open verbs (推进, 加强) without a closing
    word, is carried.

    Parameters
    ----------
    verbs
        The task verbs of the plan's clause.
    task, told
        The plan's clause, and what the review says.
    whole
        Whether all parts of the task's list are told.

    Examples
    --------
    >>> stage(["推进"], "推进旧城改造", "旧城改造进展顺利")
    'carried'
    >>> stage(["启动"], "启动旧城改造", "旧城改造进展顺利")
    'done'
    >>> stage(["新建"], "新建学校5所", "新建学校5所")
    'done'
    """
    if not whole:
        return "carried"
    closed = says("收尾", told)
    if begins(verbs, task):
        return "carried" if says("准备", told) and not closed else "done"
    if says("限定", told):
        return "carried"
    if closed:
        return "done"
    once = bool(verbs) and all(verb in _listed("一次") for verb in verbs)
    once |= ONCE in task
    ends = any(verb in _listed("终点") for verb in verbs)
    acted = says("一次", told) or says("做过", told)
    done = once and not ends and acted and not says("在途", told)
    return "done" if done else "carried"


def begins(verbs: list[str], task: str) -> bool:
    """Say whether a task only wants a beginning: 启动…, …尽快开工建设."""
    first = bool(verbs) and verbs[0] in _listed("起步")
    starts = _listed("起步") & _listed("在途")
    return first or any(task.rfind(word) > len(task) / 2 for word in starts)


def says(kind: str, text: str) -> bool:
    """Say whether a text has a word of one kind of `progress.csv`."""
    return bool(_pattern(kind).search(text))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    longest = sorted(_listed(kind), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


@cache
def _listed(kind: str) -> frozenset[str]:
    table = read_lexicon("progress")
    return frozenset(table.loc[table["kind"] == kind, "word"])
