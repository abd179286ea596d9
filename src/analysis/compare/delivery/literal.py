"""What a task's thing is called, word for word: a review that has it tells of it."""

import re

import numpy as np

from analysis.compare.delivery.worth import Clause

QUOTED = re.compile("[“《「]([^“”《》「」]+)[”》」]")
BEHIND = re.compile("等?(?:各项|重点)?(?:工作|任务|工程|项目)?$|等$")
MARKS = str.maketrans("", "", "“”‘’《》「」")
SHORTEST = 3  # characters of a quoted name
WHOLE = 4  # of a noun phrase
PERIOD = re.compile("“?十[一二三四五六七八九]五”?")  # 十四五 is a time, no thing


def names(clause: Clause, things: str, first: int = 0) -> list[str]:
    """Return what stands for the thing of a task: quoted names, whole noun phrases.

    Parameters
    ----------
    clause
        The task; what stands before the `first` verb only leads up to it.
    things
        The objects of its verbs, parted by 、. What only sums up a list is no name
        (供电、供水等基础设施建设), nor are words that say nothing (工作高质量发展).

    Examples
    --------
    >>> def names_in(task, things, first=0):
    ...     return names(Clause(task, np.ones(len(task)), []), things, first)
    >>> names_in("实施农村“十个全覆盖”工程", "农村“十个全覆盖”工程")
    ['十个全覆盖', '农村十个全覆盖']
    >>> names_in("围绕“百日攻坚”目标，推进旧城改造等工作", "旧城改造等工作", 11)
    ['旧城改造']
    """
    task = clause.text
    quoted = [
        found[1].translate(MARKS)
        for found in QUOTED.finditer(task)
        if found.start() >= first and len(found[1]) >= SHORTEST
    ]
    whole = [thing for thing in things.split("、") if f"等{thing}" not in task]
    phrases = [BEHIND.sub("", thing) for thing in whole if _tells(thing, clause)]
    phrases = [phrase.translate(MARKS) for phrase in phrases]
    phrases = [phrase for phrase in phrases if len(phrase) >= WHOLE]
    named = dict.fromkeys([*quoted, *phrases])
    return [name for name in named if not PERIOD.fullmatch(name)]


def _tells(phrase: str, clause: Clause) -> bool:
    """Say whether a phrase has a word that says something."""
    at = clause.text.find(phrase)
    return at >= 0 and bool(clause.worth[at : at + len(phrase)].any())


def told(names: list[str], texts: list[str]) -> np.ndarray:
    """Say which texts have one of the names.

    >>> told(["十个全覆盖"], ["深入实施“十个全覆盖”工程", "实现全覆盖"]).tolist()
    [True, False]
    """
    plain = [text.translate(MARKS) for text in texts]
    return np.array([any(name in text for name in names) for text in plain], dtype=bool)
