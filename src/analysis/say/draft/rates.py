"""Remark on shares and rates that do not follow from their part and their whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.say.draft.remark import Remark
from analysis.say.draft.shapes import SIGN, Amount, Shape, plain

KIND = "percentage"
N = SIGN
WORDS = f"[^，。；：！？、（）{N}]"
REACHES = "(?:均?(?:为|是|达到?|仅|约))?"
# 办结率98%, 占比35%, 占总数的35%; 占年度计划10亿元的85%
RATE = re.compile(
    f"[，、（；](?P<what>{WORDS}{{0,10}}?)(?:率|占比|比例|比重){REACHES}$"
)
SHARE = re.compile(
    f"[，、（]约?占(?!比)(?P<of>{WORDS}{{0,12}}?)的?(?:比例|比重)?{REACHES}$"
)
OF = re.compile(
    f"[，、（](?:占|为|是|完成了?)(?P<of>{WORDS}{{0,14}})(?P<whole>{N}){WORDS}{{0,4}}的$"
)
PLAN = re.compile("占|计划|目标|任务|年初|总")
SET = re.compile("计划|目标|任务")
ALL = re.compile("^其?$|总|全部")  # what the part is of: named so, the whole before it
WITHIN = re.compile("其中|中|（")
APART = re.compile("同比|较|比上年|增长|下降|提高|年均|累计|分别|平均|目标|力争|以上")
FAR = 40  # characters between a whole and its rate
LEAST = 0.05  # per cent beyond rounding that are still let pass
WHOLE = 100.0
FULL = 2.0  # times what was planned: as much may be done
NAMES = 2  # characters of a rate's name


def shares(shape: Shape) -> Iterator[Remark]:
    """Yield what is said wrongly of a part's share of a whole."""
    places = [match.start() for match in re.finditer(N, shape.text)]
    for number, said in enumerate(shape.amounts):
        if said.unit != "%" or not said.exact or not number:
            continue
        lead = shape.text[: places[number]]
        found = OF.search(lead)
        if found and number > 1 and PLAN.search(found[0]):
            whole, part = shape.amounts[number - 1], shape.amounts[number - 2]
            if SET.search(found["of"]):  # what is planned is not rounded
                whole = whole._replace(half=0.0)
            most = FULL if SET.search(found["of"]) else 1.0
            if not _off([whole], part, said, most=most):
                continue
        else:
            told = _told(shape, places, number)
            if told is None:
                continue
            whole, part = told
        right = plain(part.value / whole.value * WHOLE)
        yield Remark(
            min(whole.start, part.start),
            said.end,
            KIND,
            f"{whole.text}中的{part.text}，应为{right}%，文中为{said.text}",
            f"“{part.text}” of “{whole.text}” makes {right}%, "
            f"the text says “{said.text}”",
        )


def _told(shape: Shape, places: list[int], number: int) -> tuple[Amount, Amount] | None:
    """Return the whole and the part that belie a rate; None where none do.

    The part stands next before, the whole before it; so do others that the rate may be
    of, and the sum of two: any one that fits will do.
    """
    part, said = shape.amounts[number - 1], shape.amounts[number]
    same = [n for n in range(number - 1) if shape.amounts[n].unit == part.unit]
    if not same or same[-1] != number - 2:
        return None
    at = places[same[-1]]
    between, lead = shape.text[at : places[number]], shape.text[: places[number]]
    wholes = [shape.amounts[n] for n in same]
    if len(between) > FAR or APART.search(between) or not _of(lead, between):
        return None
    sums = [
        one._replace(value=one.value + two.value, half=one.half + two.half)
        for one, two in pairwise(wholes)
    ]
    total = shape.text[places[same[-2]] : at] if sums else ""
    whole = (
        sums[-1] if total and re.fullmatch(f"{N}{WORDS}*、{WORDS}*", total) else None
    )
    whole = whole and whole._replace(text=f"{wholes[-2].text}、{wholes[-1].text}")
    return (whole or wholes[-1], part) if _off([*wholes, *sums], part, said) else None


def _of(lead: str, between: str) -> bool:
    """Say whether a rate is of the two numbers before it: it is named by the part.

    办结率 after 办结143件, 占总数的 or 占 after 其中.
    """
    if share := SHARE.search(lead):
        return bool(ALL.search(share["of"]) and WITHIN.search(between))
    rate = RATE.search(lead)
    if not rate:
        return False
    told = between[: len(between) - len(rate[0])]
    what = rate["what"]
    if not what:
        return bool(WITHIN.search(told))
    pairs = {what[n : n + NAMES] for n in range(len(what) - 1)}
    first = re.search(f"[，、；（中](?:已|共|实际)?({WORDS}+){N}", told)
    short = first and len(what) == NAMES and what[0] in first[1]  # 审结90件，结案率
    among = re.match(f"{N}{WORDS}{{0,10}}中的?{WORDS}{{0,4}}{N}", told)  # 60件中的51件
    return any(pair in told for pair in pairs) or bool(short or among)


def _off(
    wholes: list[Amount], part: Amount, said: Amount, *, most: float = 1.0
) -> bool:
    """Say whether a share is none of those that the wholes make, as rounded.

    The part is no larger than `most` times the whole.
    """
    exact = all(one.exact for one in (part, *wholes))
    if not exact or any(one.unit != part.unit for one in wholes) or part.unit == "%":
        return False
    if not any(0 < part.value <= most * one.value for one in wholes[-1:]):
        return False
    for whole in wholes:
        low = (part.value - part.half) / (whole.value + whole.half) * WHOLE
        high = (part.value + part.half) / max(whole.value - whole.half, 1e-9) * WHOLE
        if low - said.half - LEAST <= said.value <= high + said.half + LEAST:
            return False
    return True
