"""What a task's thing is called, word for word: a review that has it tells of it."""

import re

import numpy as np

QUOTED = re.compile("[“《「]([^“”《》「」]+)[”》」]")
AROUND = re.compile("^[“《「]|[”》」]$|等?(?:各项|重点)?(?:工作|任务|工程|项目)?$|等$")
SHORTEST = 3  # characters of a quoted name
WHOLE = 4  # of a noun phrase
PERIOD = re.compile("“?十[一二三四五六七八九]五”?")  # 十四五 is a time, no thing


def names(task: str, things: str, first: int = 0) -> list[str]:
    """Return what stands for the thing of a task: quoted names, whole noun phrases.

    Parameters
    ----------
    task
        The clause; what stands before the `first` verb only leads up to it.
    things
        The objects of its verbs, parted by 、. What only sums up a list is no name:
        供电、供水等基础设施建设.

    Examples
    --------
    >>> names("深入实施农村牧区“十个全覆盖”工程", "农村牧区“十个全覆盖”工程", 2)
    ['十个全覆盖', '农村牧区“十个全覆盖”']
    >>> names("围绕“百日攻坚”目标，推进旧城改造等工作", "旧城改造等工作", 11)
    ['旧城改造']
    """
    quoted = [
        found[1]
        for found in QUOTED.finditer(task)
        if found.start() >= first and len(found[1]) >= SHORTEST
    ]
    whole = [thing for thing in things.split("、") if f"等{thing}" not in task]
    phrases = [AROUND.sub("", AROUND.sub("", thing)) for thing in whole]
    phrases = [phrase for phrase in phrases if len(phrase) >= WHOLE]
    named = dict.fromkeys([*quoted, *phrases])
    return [name for name in named if not PERIOD.fullmatch(name)]


def told(names: list[str], texts: list[str]) -> np.ndarray:
    """Say which texts have one of the names.

    >>> told(["十个全覆盖"], ["深入实施“十个全覆盖”工程", "实现全覆盖"]).tolist()
    [True, False]
    """
    return np.array([any(name in text for name in names) for text in texts], dtype=bool)
