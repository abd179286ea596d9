"""What a number is of: the verb, the noun, and how far it moved."""

import re
from typing import NamedTuple

from analysis.compare.targets import names
from analysis.count.quantities.sense import DOWN, UP, comparison, nearness
from analysis.count.quantities.subject import CLASSIFIERS

RATIO = {"%", "‰", "个百分点", "倍", "番"}
HAN = re.compile("[\u4e00-\u9fd5“‘《A-Za-z]")
BRACKET = re.compile(r"（[^（）]*）")
JOINED = re.compile(names.AND)
EACH = re.compile("(?:均|都|各|分别|双双)(?:达到?|为|超过?|突破|增长)?$")
STAGE = re.compile("(?<=..)(?:新?(?:开工|投产|投用|投运|签约)|新签|竣工|完工)$")
TURNS = re.compile(
    "(?:提高|增加|扩大|提升|降低|下降|减少|增长|上升|降|升|缩短|压[减缩]|调整)[到至为]"
)
# How large each of the things is, before their name: 20个 | 500千伏输变电工程.
SIZE_FIRST = re.compile("[0-9.]+(?:千伏|万千瓦|万吨|亿元)(?:以上|级)?(?=[^，、]{2})")
PER = re.compile(
    "(?:每(?:立方米|平方米|人|亩|公里|吨|月|年|户|立方)|[人户]均|每人每[年月])$"
)
LEADS = re.compile(
    "(?:[由从](?:去年|上年|原来|目前)的?|要|再|为|由|从|约|达|力争|预计)+$"
)
MOVES = {*UP, *DOWN, "完成", "实现", "共", "累计"}
COUNTED = {"个", "人", "户", "套", "人次", "张", "条", "台", "场", "辆", "头"}
LESS = ("减少", "压减", "削减", "降低", "退出", "化解", "淘汰")
# These end a name that stands behind its number: 1593个省重点项目 | 完成投资.
ENDS = re.compile(
    "(?:完成|实现|获|入选|入围|上榜|荣获|列入|纳入|达到|投入|加快|全部|全面|建成(?:投|并)|"
    "开工建|进行|顺利|正式|推进|参与|向|被|在|总投资|得到|成为)"
)
CARRIED = re.compile("(?<=..)(?:高效|有效|有序|稳步|落地)(?:实施|落实|落地|办理|见效)$")
EMPTY = re.compile(
    "等$|[现已]有的?$|^第?[一二三四五]期$"
)  # says nothing of what is counted
STOCK = re.compile(
    "(?:达到?|突破|增至|增加到|提高到|超过?|保持在|稳定在|总数|总量|累计|保有量|到|至)$"
)
TOTAL = re.compile("(?:总[量数]|累计|保有量)(?:已?达到?|增至|突破|超过?)?$")
NEW = re.compile("新|净增|增加|增设|培育|引进|创建|认定|建")


class Name(NamedTuple):
    """What a number is of."""

    act: str  # the verb that governs it
    noun: str
    motion: str  # up, down, or "" for a level
    stock: bool  # 达到, 总数: how much there is, not what is added
    key: str  # pairs it with others of the same thing
    cue: str


def named(
    lead: str,
    phrase: str,
    tail: str,
    unit: tuple[str, str, str],
    last: Name | None,
    *,
    same_clause: bool,
    follows: bool,
) -> Name:
    """Return what a number is of.

    Parameters
    ----------
    lead, tail
        The text before it from the number before, and behind it to the next.
    phrase
        Its own of the names in `lead`.
    unit
        The unit as counted, the unit without its scale, the comparator.
    last
        What the number before is of, where it is of the same sentence.
    same_clause, follows
        Whether that is of the same clause; whether 、 joins the two.
    """
    counter, base, comparator = unit
    cue, told, _ = _rest(lead, tail)
    act, noun, cue = _words(phrase, cue, tail, counter, base)
    motion, noun = _motion(cue, noun, counted=base not in RATIO)
    if not noun and last is not None:
        noun, act = last.noun, act or last.act
    elif (
        noun in names.listed("中心词")
        and last is not None
        and (same_clause or _measures(noun, last.noun))
        and last.noun not in names.listed("中心词")
    ):
        noun = names.under(noun, last.noun)
    summed = TOTAL.search(lead)
    if not act and follows and last is not None and not motion and not summed:
        act = last.act
    noun = names.mean(noun)[0] or noun or act
    if not motion and act.endswith(LESS) and base not in RATIO:
        motion, cue, act = "down", act[-2:], ""
    more = (
        STOCK.search(lead)
        or STOCK.search(told + cue)
        or comparator.startswith(("超", "突破"))
    )
    stock = bool(more) and not NEW.search(act)
    return Name(act, noun, motion, stock, names.key(noun), told + cue)


def _measures(head: str, last: str) -> bool:
    """Say whether a head is of what the sentence last measured: 产量 of 种植面积."""
    heads = names.listed("量词头")
    return head in heads and last.endswith(heads)


def _words(
    phrase: str, cue: str, tail: str, counter: str, base: str
) -> tuple[str, str, str]:
    """Return verb, noun and cue: a cue before things counted is their verb."""
    act, noun = names.split(phrase)
    if base not in RATIO and cue in MOVES and not noun:
        act, noun = names.split(phrase + cue)
        cue = ""
    elif cue in {"新增", "净增"} or (cue in UP and base in COUNTED):
        act, cue = cue, ""  # 学位增加2万个
    if not act and base not in RATIO and (stage := STAGE.search(noun)):
        act, noun = stage[0], noun[: stage.start()]  # 亿元以上项目新开工43个
    follows = behind(tail)
    share = base in RATIO and phrase.endswith(("和", "与", "及", "、"))
    verb = names.governs(names.bare(phrase))
    paid = names.pays(noun)
    first = counter in CLASSIFIERS or not counter or verb or paid
    first = first or not noun or EMPTY.search(noun)
    if follows and (first or share):
        if paid:
            return act, f"{noun}{follows}", cue
        if verb := verb or (cue in MOVES and cue):
            return act if act.endswith(verb) else verb, follows, cue
        scope = len(noun) > 2 and not EMPTY.search(noun) and not share
        noun = f"{noun}{follows}" if scope and "、" not in noun else follows
    return act, noun, cue


def phrases(lead: str, n: int, *, rate: bool = True) -> list[str]:
    """Return the names that a list of numbers is of; one for all where it is none.

    Of two names one `rate` holds for each; an amount is of both, unless 均 says so.
    """
    rest = _rest(lead, "")[2]
    listed = "分别" in lead[-12:] or n > 1
    if listed and n > 1:
        found = names.each(_clean(rest))
        return found if len(found) == n else [rest]
    found = names.each(_clean(rest))
    several = len(found) > 1 and (rate or EACH.search(lead))
    return found if several and all(map(names.canonical, found)) else [rest]


def _clean(rest: str) -> str:
    """Return the whole list of names, which `bare` would cut to its last."""
    words = [names.bare(word) for word in re.split(names.AND, rest)]
    return "、".join(filter(None, words))


def _rest(lead: str, tail: str) -> tuple[str, str, str]:
    """Return cue, base and what stands before them."""
    _, words = nearness(lead, "")
    words = PER.sub("", words)
    words = (
        re.sub(
            "(?:[由从](?:去年|上年|原来|目前)的?|要|再|为|由|从|约|达|力争|预计)+$",
            "",
            words,
        )
        or words
    )
    base, cue, rest = comparison(words, tail)
    return cue, base, rest


def behind(tail: str) -> str:
    """Return the noun behind a number: 16个 | “两通工程”项目."""
    size = SIZE_FIRST.match(tail)
    first = size[0] if size else ""
    rest = tail[len(first) :]
    if not HAN.match(rest) or JOINED.match(rest) or rest.startswith(("以上", "等")):
        return ""
    if TURNS.match(rest):  # 380元 | 提高到420元
        return ""
    words = first + BRACKET.sub("", rest).removeprefix("的")
    words = re.split("[、，；]", words)[0]
    words = ENDS.split(words)[0] or words
    words = CARRIED.sub("", words) or words
    return names.AND_EDGES.sub("", words).strip("等")[:24]


def _motion(cue: str, noun: str, counted: bool) -> tuple[str, str]:
    """Return whether a figure says how far something moved, and its noun."""
    for ending, motion in names.RATES.items():
        if noun.endswith(ending):
            return motion, noun.removesuffix(ending)
    if not counted and noun.endswith("增长") and len(noun) > 2:
        return "up", noun.removesuffix("增长")  # 经济增长预期6%左右
    if cue in DOWN:
        return "down", noun
    if cue in UP and (not counted or cue in {"增加", "提高", "增", "上调"}):
        return "up", noun
    return "", noun
