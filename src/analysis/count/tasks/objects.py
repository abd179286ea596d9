"""The object of a task verb, shortened to its head: 各类专题报道 → 专题报道."""

import re
from bisect import bisect_left

from analysis.count.tasks.classes import (
    ADVANCING,
    AFFAIRS,
    ATTRIBUTIVE,
    INVITING,
    NAMING,
    listed,
    pattern,
)
from analysis.count.tasks.signs import (
    COUNTED,
    DE,
    ET_CETERA,
    FRONTED,
    LONG,
    MOVED,
    NAMED,
)
from analysis.count.tasks.standing import Clause, names, pure, tail
from analysis.count.tasks.vocabulary import (
    ADVERB,
    AND,
    COVERB,
    LIST,
    MODAL,
    OF,
    PLAIN,
    VERB,
)

# 落地见效, 常态化制度化: what the object itself then does, but not 工业化, 提质行动.
MOVEMENT = pattern(
    "(?<!、)(?:[扩减].)?提质(?!效|.{0,20}(?:行动|工程|计划|任务)$)|<动态词>"
    "|(?:(?!工业|城[镇市乡]|全球|多极|现代|信息|产业|一体|民主|社会|区域)"
    ".[^转文变绿美净优深强细固硬亮]化){1,9}(?:、|$)"
)
# Bounded, that a search in a row of digits does not begin anew at each of them.
FIGURE = (
    r"(?:[\dXx×*][\dXx×*.．,]{0,20}[万亿千百]{0,3} ?"
    "|[一二两三四五六七八九十百千万]{1,12})[余多]?"
)
# 三场, 一系列 before the noun, 200余处 behind it.
QUANTITY = pattern(
    rf"{FIGURE}(?:<量词>)次?(?:以上)?|\d[\d.,]{{0,20}}[万亿]?元"
    "|<数量词>|多[篇项种轮个名场处批件次]"
)
# The first sign says at once that no amount begins here.
AMOUNT = pattern(
    r"(?=[达超突共约近\dXx×*一二两三四五六七八九十百千万])"
    r"(?:达到|超过|突破|共|约|近|超|达)?(?:"
    r"(?<![第届])\d[\d.,]{0,20}[％%万亿千百余多]{0,6}"
    r"(?:平方公里|[^、\d]{0,3}?(?:以上|左右)?)"
    rf"|(?<!^)(?<![第届]){FIGURE}(?!期)(?:<量词>)(?:次|以上|左右)?)(?:、|$)"
)
ATTRIBUTE = pattern("<修饰词>")
# Of these nothing is lost in 突出矛盾, 重要贡献, 省级以上示范区; but 重要论述.
DEGREE = pattern("<程度词>|重要(?![论讲指])|(?:国家|[省市区县])级(?:以上)?")
SHORTENING = ((QUANTITY, 2), (ATTRIBUTE, 4), (DEGREE, 2))  # and what must be left
LOOSE = frozenset("了着过好将把、和与及并 ")  # before the object, no part of it
# With what these begin: figures, what is pattern in the others, and the words.
LEADS = frozenset(
    "0123456789Xx×*０１２３４５６７８９一二两三四五六七八九十百千万多重国省市区县"
) | {word[0] for name in ("数量词", "修饰词", "程度词") for word in listed(name)}
# …等机制, but not 等级, 平等; …的机制, but not 党的建设, 目的地.
# Nor is anything named by the 工作 of 做好外事、口岸等工作.
AND_SO_ON = re.compile(
    "(?<=.)(?<![平高中同对上初优])等"
    "(?![级候次额]|待(?!遇)|(?:各项|相关|有关)?(?:工作|事业)$)(?=.)"
)
ANY_SIGN = -1
OF_WHICH = re.compile("(?<=.)(?<![党目])的(?=.)")
BASED = re.compile("^以(.+)为[^、]{2,4}$")  # 以人民为中心
# What has none of these is short already.
LENGTHENED = re.compile(r"[”“》）)’等的\dXx×*更一二两三四五六七八九十百千万]|^以")


def object_of(clause: Clause, verb: int, first: int, end: int) -> str:
    """Return the object between two places: 推动 X 向深度拓展 has X."""
    words, starts, has = clause.words, clause.starts, clause.has
    if words[verb] in INVITING or (has & FRONTED and words[first] in ("把", "将")):
        end = _still(clause, first, end)
    if first >= end:
        return ""
    thing = clause.text[starts[first] : starts[end]]
    if has & MOVED and words[verb] in ADVANCING and "“" not in thing:
        moving = MOVEMENT.search(thing, 2)
        if moving and "的" not in thing[moving.end() :]:
            thing = thing[: moving.start()]
    return head_of(thing, has)


def moves(clause: Clause, at: int) -> bool:
    """Say whether the movement of an object begins here: 扎实开展, 向深度拓展."""
    role, word = clause.roles[at], clause.words[at]
    if word in NAMING and not pure(clause, at + 1):
        return False  # 组织专题报道
    if word in ATTRIBUTIVE and not clause.roles[at + 1] & VERB:
        return False
    if word == "建设":
        return bool(clause.roles[at + 1] & PLAIN) and not tail(clause, at + 1)
    if role & (ADVERB | COVERB) and not role & (VERB | AND):
        return True
    if role & MODAL and clause.roles[at + 1] & VERB:
        return True
    return pure(clause, at) or word.endswith("发展")


def _still(clause: Clause, first: int, end: int) -> int:
    """Return where an object ends before it moves: 推动各项工作扎实开展."""
    roles = clause.roles
    for at in range(first + 1, end):
        if roles[at - 1] & ~(ADVERB | OF | AND | LIST) and moves(clause, at):
            if not roles[at] & COVERB and any(role & OF for role in roles[at:end]):
                return end  # 保持经济平稳健康发展的态势
            # 融合发展, but 新城建设迈出坚实步伐
            back = roles[at - 1] & VERB and at - 1 > first
            if clause.words[at - 1] in AFFAIRS and at + 1 < end:
                back = False
            if roles[at] & ADVERB and not pure(clause, at - 1):
                back = False  # 教育常态化
            return at - bool(back)
    return end


def head_of(stretch: str, has: int = ANY_SIGN) -> str:
    """Return the head of an object: 各类专题报道 → 专题报道.

    What has no sign that is `LONG` is short already, but for the words that lead it;
    `has` are the signs of the clause in which it stands.

    Examples
    --------
    >>> head_of("监测预警、会商研判等工作机制")
    '工作机制'
    >>> head_of("正确的政治方向、舆论导向")
    '政治方向、舆论导向'
    """
    thing = stretch
    if thing[:1] in LOOSE:
        thing = thing.lstrip("了着过好将把").lstrip("、与及并 ")
        if thing[:1] == "和" and thing[1:2] not in "平谐睦美":
            thing = thing.lstrip("、和与及并 ")
    thing = thing.rstrip("、和与及并 ")
    first = thing[:1]
    if first not in LEADS:
        if not has & LONG or (first in LOOSE and not LENGTHENED.search(thing)):
            return thing
        if first == "以" and (based := BASED.match(thing)):
            thing = based[1]
    thing = _behind_lists(thing, has).removesuffix("等")
    if thing[:1] in LEADS:
        thing = _without_measure(thing)
    return thing.strip("、和与及的 ")


def _behind_lists(thing: str, has: int) -> str:
    """Return what is meant behind …等, …的 and before a number, outside names."""
    quoted = names(thing) if has & NAMED else []
    if has & COUNTED and (amount := AMOUNT.search(thing)):
        if not quoted or _outside(amount.start(), quoted):
            thing = thing[: amount.start()]
    for sign, mark, stands in (("等", AND_SO_ON, ET_CETERA), ("的", OF_WHICH, DE)):
        at = thing.rfind(sign) if has & stands else 0
        while at > 0 and (
            not mark.match(thing, at) or (quoted and not _outside(at, quoted))
        ):
            at = thing.rfind(sign, 0, at)
        if at > 0:
            thing, quoted = thing[at + 1 :], []
    return thing


def _without_measure(thing: str) -> str:
    """Return an object without quantity, attribute and degree before it.

    Examples
    --------
    >>> _without_measure("三场新闻发布会"), _without_measure("突出矛盾")
    ('新闻发布会', '矛盾')
    """
    begin = 0
    for lead, least in SHORTENING:
        while match := lead.match(thing, begin):
            end = match.end()
            if len(thing) - end < least or thing[end] in "化性率型":
                break
            begin = end
    return thing[begin:]


def _outside(at: int, names: list[tuple[int, int]]) -> bool:
    """Say whether a place is in no quoted name, its first sign apart."""
    before = bisect_left(names, (at,))
    return not before or at >= names[before - 1][1]
