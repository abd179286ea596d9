"""How far along what is counted is, by its verb: signed, begun, under way, finished."""

import re

from analysis.compare.targets.figures import Figure
from analysis.compare.targets.names import listed

CARRIED = "实施阶段"  # 建设 tells no more than that it is done: begun or finished
UNDER_WAY = "在建阶段"
WORKS = {"开工阶段", UNDER_WAY, "竣工阶段"}
FARTHEST = 2
VERB = 2  # signs of a verb
STAGES = ("储备阶段", "签约阶段", CARRIED, *sorted(WORKS))


def stage(figure: Figure) -> str:
    """Return the stage of what a figure counts; "" where its verb tells none or two.

    The verb stands before the noun, or behind it: 2957个项目 | 建成投产.
    """
    ongoing = f"在{figure.act}"  # names are cut out without 在: 在建 is 建 there
    act = ongoing if f"{ongoing}{figure.noun}" in figure.lead else figure.act
    said = act if figure.act else _behind(figure)
    found = {kind for kind in STAGES if any(word in said for word in listed(kind))}
    if found - {CARRIED} <= WORKS:
        found = found - {CARRIED} or found  # 开工建设 is begun
    return found.pop() if len(found) == 1 else ""


def apart(one: Figure, other: Figure) -> bool:
    """Say whether no number of one figure is the other's, for their stages.

    签约 is not 实施, nor 开工 竣工; what is carried out may be begun or finished.
    """
    stages = {stage(one), stage(other)} - {""}
    return len(stages) > 1 and not (CARRIED in stages and stages & WORKS)


def distance(target: Figure, result: Figure) -> int:
    """Return 0 for one verb, 1 for verbs of one stage, 2 for others: 实施, 新建续建."""
    if target.act == result.act:
        return 0
    stages = {stage(target), stage(result)}
    near = stages <= {CARRIED, UNDER_WAY} or len(stages) == 1
    return 1 if near and "" not in stages else FARTHEST


def _behind(figure: Figure) -> str:
    """Return what is said of a noun behind its number, up to the next pause.

    The noun may end with the verb: 300个 | 亿元以上项目签约.
    """
    before, noun, behind = figure.tail.partition(figure.noun)
    return "" if before else noun[-VERB:] + re.split("[、，]", behind)[0]
