"""Shorten the object of a task verb to its head: 各类专题报道 → 专题报道."""

import re
from bisect import bisect_left

from analysis.count.tasks.words import NAME, QUOTED

MEASURE = "[个次场项条家名件篇户处批起份支套台座所人间只张部本册期轮类种辆片段块]"
# Bounded, that a search in a row of digits does not begin anew at each of them.
FIGURE = (
    r"(?:[\dXx×*][\dXx×*.．,]{0,20}[万亿千百]{0,3} ?"
    "|[一二两三四五六七八九十百千万]{1,12})[余多]?"
)
# 三场, 一系列 before the noun, 200余处 behind it.
QUANTITY = re.compile(
    rf"{FIGURE}{MEASURE}次?(?:以上)?|\d[\d.,]{{0,20}}[万亿]?元"
    "|一系列|一批|更多|更大|多[篇项种轮个名场处批件次]|许多|大量|一些|一定"
)
# The first sign says at once that no amount begins here.
AMOUNT = re.compile(
    r"(?=[达超突共约近\dXx×*一二两三四五六七八九十百千万])"
    r"(?:达到|超过|突破|共|约|近|超|达)?(?:"
    r"(?<![第届])\d[\d.,]{0,20}[％%万亿千百余多]{0,6}"
    r"(?:平方公里|[^、\d]{0,3}?(?:以上|左右)?)"
    rf"|(?<!^)(?<![第届]){FIGURE}(?!期){MEASURE}(?:次|以上|左右)?)(?:、|$)"
)
ATTRIBUTE = re.compile(
    "各类|各项|各种|坚强有力|强大|坚强|坚实|鲜明|特色|专场|优质|专业|良好|广泛|正确|有关|相关"
)
# Of these nothing is lost in 突出矛盾, 重要贡献.
DEGREE = re.compile(
    "突出|诸多|潜在|重重|种种|重要(?![论讲指])|有力|(?:国家|[省市区县])级(?:以上)?"
)
# …等机制, but not 等级, 平等; …的机制, but not 党的建设, 目的地.
# Nor is anything named by the 工作 of 做好外事、口岸等工作.
ET_CETERA = re.compile(
    "(?<=.)(?<![平高中同对上初优])等"
    "(?![级候次额]|待(?!遇)|(?:各项|相关|有关)?(?:工作|事业)$)(?=.)"
)
OF_WHICH = re.compile("(?<=.)(?<![党目])的(?=.)")


BASED = re.compile("^以(.+)为[^、]{2,4}$")
# What has none of these is short already.
LONG = re.compile(r"[”“》）)’等的\dXx×*更一二两三四五六七八九十百千万]|^以")
COUNTED = re.compile(r"[\dXx×*一二两三四五六七八九十百千万]")
# With what a quantity or an attribute can begin.
LEADS = set(
    "0123456789Xx×*更０１２３４５６７８９一二两三四五六七八九十百千万多许大各坚强鲜特专优良广正有相突"
    "诸潜重种国省市区县"
)
SHORTENING = ((QUANTITY, 2), (ATTRIBUTE, 4), (DEGREE, 2))


def head_of(stretch: str) -> str:
    """Return the head of an object: 各类专题报道 → 专题报道.

    Examples
    --------
    >>> head_of("监测预警、会商研判等工作机制")
    '工作机制'
    >>> head_of("正确的政治方向、舆论导向")
    '政治方向、舆论导向'
    """
    thing = stretch.lstrip("了着过好将把").lstrip("、与及并 ")
    if thing[:1] == "和" and thing[1:2] not in "平谐睦美":
        thing = thing.lstrip("、和与及并 ")
    thing = thing.rstrip("、和与及并 ")
    if thing[:1] not in LEADS and not LONG.search(thing):
        return thing.rstrip("、和与及的 ")
    if thing[:1] == "以" and (based := BASED.match(thing)):
        thing = based[1]
    quoted = QUOTED.search(thing)
    names = [match.span() for match in NAME.finditer(thing)] if quoted else []
    if COUNTED.search(thing) and (cut := AMOUNT.search(thing)):
        if not names or _outside(cut.start(), names):
            thing = thing[: cut.start()]
    for sign, mark in (("等", ET_CETERA), ("的", OF_WHICH)):
        behind = 0
        for match in mark.finditer(thing) if sign in thing else ():
            if not names or _outside(match.start(), names):
                behind = match.end()
        if behind:
            thing, names = thing[behind:], []
    thing = thing.removesuffix("等")
    begin = 0
    for lead, least in SHORTENING if thing[:1] in LEADS else ():
        while match := lead.match(thing, begin):
            end = match.end()
            if len(thing) - end < least or thing[end] in "化性率型":
                break
            begin = end
    return thing[begin:].strip("、和与及的 ")


def _outside(at: int, names: list[tuple[int, int]]) -> bool:
    """Say whether a place is in no quoted name, its first sign apart."""
    before = bisect_left(names, (at,))
    return not before or at >= names[before - 1][1]
