"""Frames before the verb: 围绕…, 为…, 把…, 在…下, and the verb they lead up to."""

import re
from typing import NamedTuple

from analysis.count.tasks.acting import named
from analysis.count.tasks.classes import (
    AFFAIRS,
    BUILDING,
    CAUSING,
    DRIVING,
    FACING,
    GIVING,
    GOVERNED,
    GREETED,
    HONOURING,
    MAKING_OTHERS,
    REACHING,
    SERVING,
    TURNED_INTO,
    VISITING,
    listed,
    pattern,
    words_of,
)
from analysis.count.tasks.coordination import run_end, run_from
from analysis.count.tasks.objects import head_of
from analysis.count.tasks.standing import (
    FAR,
    Clause,
    between,
    last_tail,
    modified,
    pure,
    skip,
    tail,
)
from analysis.count.tasks.vocabulary import (
    ADVERB,
    AND,
    COVERB,
    LIST,
    NOUN,
    OF,
    PLAIN,
    SLOGAN,
    VERB,
)

MEANS = words_of("凭借介词")
OWN_SIGNS = frozenset("我本全")  # 我局被评为先进单位
LEADING = words_of("领动介词")  # 从细处防范隐患, 立足实际谋划发展
NO_OBJECT = re.compile("等|[过下上中后](?!级)|《")
# 使改革成果惠及百姓, 被省局评为先进单位: of these coverbs only such verbs are led to.
SAYING_FIRST = dict.fromkeys(MAKING_OTHERS, REACHING) | {"被": HONOURING}
# 从产业发展现状看, 以务实举措服务群众的姿态: the frame goes on to the end.
ENDS_OF_FRAMES = listed("框架名词")
# 将学习放在突出位置: what stands behind 将 is its object.
FRONTING = pattern("<处置词>")
# 以…为抓手: with these the frame ends.
AIMED = pattern("为.{0,6}(?:<目标词>)$")
MANNERS = listed("姿态词尾")  # 以更大力度推进
RESPECTS = listed("方面词尾")  # 在就业、教育等方面
LOCATIVES, NO_LOCATIVES = listed("方位字"), listed("非方位词")
# 还不完全适应.
NEGATED = re.compile("[不未没](?:够|能|完全|太)?$")
# 在富集地区布局建设项目.
SITE = re.compile("[区域市县镇村园线带点校院所城乡国省街社会台]$|.[中上下里内]$")
# 在统筹发展和安全上善作善为; but not 上海, 中国.
WITHIN = re.compile("[上中下里](?![海国心央一级小医年东西部华原文学午旬半升山])")
APART = re.compile("与|(?<!自)由")  # 把学习与工作…: 学习


class Frame(NamedTuple):
    """Where the verb stands that a frame leads up to, and what 把 or 将 fronts."""

    verb: int  # or the end of the clause
    fronted: str | None = None


def framed(clause: Clause, at: int, subject: str) -> Frame | None:
    """Return the frame that a coverb opens; None where it opens none.

    将加强 is a modal and 结合 alone a verb; behind a thing hardly any coverb frames.
    """
    word, n = clause.words[at], clause.n
    if at + 1 >= n:
        return None
    if subject == "thing" and len(word) == 1 and word != "在":
        if word == "为" and pure(clause, at + 1) and clause.words[at - 1] != "转":
            return Frame(n)  # 这为做好工作打下了基础
        if word == "以" and "为" in clause.words[at + 1 :]:
            return frame(clause, at)
        if word not in "把将":
            return None
        fronts = FRONTING.search(clause.text, clause.starts[at])
        found = frame(clause, at) if fronts else None
        return found if found and found.verb < n else None
    if word == "将" and not _fronts(clause, at):
        following = skip(clause, at + 1)
        if clause.roles[following] & VERB:
            is_name = named(clause, *run_from(clause, following))
            return frame(clause, at) if is_name else None
        return None if clause.roles[following] & COVERB else frame(clause, at)
    if word == "被" and at > 1 and clause.words[at - 1][0] not in OWN_SIGNS:
        return Frame(n)  # 胜利社区被授予先进称号
    found = frame(clause, at)
    if clause.roles[at] & VERB and word != "结合" and found.verb == n:
        return None
    return found


def frame(clause: Clause, at: int) -> Frame:
    """Return the frame that begins here: what directly follows the coverb is in it.

    围绕增强软实力 goes on to the end, 为推动高质量发展凝聚共识 to 凝聚.
    """
    coverb, words, roles, n = at, clause.words, clause.roles, clause.n
    word, first = words[at], skip(clause, at + 1)
    at = first
    if word in SAYING_FIRST:
        return Frame(_first_of(clause, at, SAYING_FIRST[word]))
    if _all_frame(clause, coverb, first):
        return Frame(n)
    if word == "以" and roles[at] & VERB and at > 1:
        if words[at - 1].endswith(MANNERS) and not _affair(clause, at):
            return Frame(at)  # 以更大力度推进
    if word == "在":
        at = _place_end(clause, at)
    elif word in "把将" and words[first - 1] == "重点":
        first -= 1  # 把重点放在基础设施上
    elif word == "通过" and _aims(clause, at):
        return Frame(at + 1)  # 通过走访了解民情
    elif word == "为" and clause.words[at + 1] in GIVING and not pure(clause, at):
        at += 1  # 为发展注入动力
    elif _opens(clause, word, at):
        at = first = run_end(clause, at)
    stop = min(n, at + FAR)
    while at < stop and words[at] not in ("作为", "是"):
        if words[at] == "重点" and roles[at - 1] & OF:
            at += 1  # 把工作的重点放在农村
        light = skip(clause, at)
        if roles[light] & VERB and _leads_to(clause, coverb, light, light > at):
            if word not in ("把", "将"):
                return Frame(light)
            return Frame(light, head_of(APART.split(between(clause, first, at))[0]))
        at = light + 1
    return Frame(n)


def _first_of(clause: Clause, at: int, verbs: frozenset[str]) -> int:
    """Return where the first of these verbs stands, or the end."""
    found = (place for place in clause.verbs if place >= at)
    return next((at for at in found if clause.words[at] in verbs), clause.n)


def _affair(clause: Clause, at: int) -> bool:
    """Say whether a verb is a noun before another: 以优质服务赢得口碑."""
    if clause.words[at] not in AFFAIRS or pure(clause, at):
        return False
    return pure(clause, at + 1) and clause.roles[at + 2] & (PLAIN | ADVERB) > 0


def done(clause: Clause, at: int) -> bool:
    """Say whether 了 follows a verb."""
    return clause.text.startswith("了", clause.starts[at + 1])


def _fronts(clause: Clause, at: int) -> bool:
    """Say whether 将 puts an object before its verb: 将学习放在突出位置."""
    rest = clause.text[clause.starts[at + 1] :].partition("把")[0]
    return bool(FRONTING.search(rest))


def _all_frame(clause: Clause, coverb: int, first: int) -> bool:
    """Say whether a frame goes on to the end: 以建设自由贸易港为总抓手."""
    word = clause.words[coverb]
    if word == "以":
        return bool(AIMED.search(clause.text))
    if word == "在":
        return bool(clause.roles[first] & SLOGAN)
    return False


def _opens(clause: Clause, coverb: str, at: int) -> bool:
    """Say whether the verbs that begin here stand in the frame."""
    if pure(clause, at) or not clause.roles[at] & VERB:
        return pure(clause, at)
    if coverb not in ("把", "将"):
        return coverb not in ("以", "用", "依靠")
    after = run_end(clause, at)  # 将学习贯彻新思想放在首位
    acts = any(pure(clause, place) for place in range(at, after))
    return acts and bool(FRONTING.search(clause.text, clause.starts[after]))


def _place_end(clause: Clause, at: int) -> int:
    """Return the place behind the last 中, 上, 下, … of a frame with 在."""
    if clause.text.endswith(RESPECTS):
        return clause.n  # 在就业、教育等方面
    closing = at
    for place in range(at, clause.n - 1):
        if clause.roles[place] & PLAIN:
            word = clause.words[place]
            if word.endswith(LOCATIVES) and not word.endswith(NO_LOCATIVES):
                closing = max(closing, place + 1)
            elif place > at and WITHIN.match(clause.text, clause.starts[place]):
                closing = max(closing, place)
    return closing


def _leads_to(clause: Clause, coverb: int, at: int, light: bool) -> bool:
    """Say whether the verb at this place is what the frame leads up to."""
    word, after = clause.words[coverb], run_end(clause, at)
    before = at - 1 - light
    if light and clause.words[at - 1] == "同":
        return True  # 与业务工作同部署、同考核
    if _holds(clause, coverb, at, after, before):
        return False
    if (word in MEANS or word in LEADING) and _affair(clause, at):
        return False
    moving = word in "把将对与同向给"
    if done(clause, at) or _serves(clause, word, at, after):
        return True  # 对寄宿学生补助了生活费, 为企业排忧解难
    become = moving and clause.words[at + 1] in TURNED_INTO
    if not pure(clause, at) and not (moving and light and after == clause.n):
        if not become:
            return _leads_to_noun(clause, coverb, at, after, light)
    if after == clause.n and not (moving or light):
        joined = after > at + 1  # 以更实举措推动落实
        return word in MEANS and joined and clause.words[at] in CAUSING
    if last_tail(clause, after):
        return False
    behind = clause.text.rfind("的")
    return not modified(clause, at) or not any(
        pure(clause, later) and clause.starts[later] > behind
        for later in range(after, clause.n)
    )


def _serves(clause: Clause, coverb: str, at: int, after: int) -> bool:
    """Say whether a clause ends in what is done for somebody: 为群众排忧解难.

    Or at a place: 到外地参观学习.
    """
    told = coverb in ("为", "给") and clause.words[at] in SERVING
    told = told or (coverb == "到" and clause.words[at] in VISITING)
    if coverb == "从" and pure(clause, at):
        told = clause.words[at - 1].endswith("方面")  # 从四个方面发力
    return told and after == clause.n and bool(clause.roles[at - 1] & ~(VERB | OF))


def _leads_to_noun(
    clause: Clause, place: int, at: int, after: int, light: bool
) -> bool:
    """Say whether a frame leads up to a verb that is a noun as well."""
    words, n, coverb = clause.words, clause.n, clause.words[place]
    if coverb == "在" and SITE.search(clause.text[: clause.starts[at - light]]):
        return after < n and not tail(clause, after)
    if after == n:
        # 由书记带头学习, 对各单位抽查
        return light if coverb == "由" else coverb == "对"
    if coverb in MEANS:
        if words[at - 1 - light].endswith(MANNERS):  # 以多种方式支持技术改造
            if "为" not in words[after:]:
                return not tail(clause, after) or words[after] in GOVERNED
        drives = clause.words[at] in DRIVING and "以" not in words[at - 1 - light]
        if not drives:
            # 用接地气的形式宣讲, 用夜间课堂培训骨干
            return bool(clause.roles[at - 2] & OF) or _alone(clause, place, at, after)
        # 以科技创新引领产业创新
        return "为" not in words[after:] and not tail(clause, after)
    if coverb == "为":  # 为女性免费接种疫苗
        if not light:
            return clause.words[at] not in AFFAIRS and _alone(clause, place, at, after)
        return clause.words[at] not in BUILDING and not tail(clause, at + 1)
    if coverb in LEADING:  # 从细处防范隐患
        return _alone(clause, place, at, after)
    if coverb == "向":
        return not (clause.words[at] in GREETED and modified(clause, at))
    if coverb in ("把", "将"):  # 把文化遗产保护好
        return clause.text[clause.starts[after] :] == "好"
    return coverb == "给"


def _aims(clause: Clause, at: int) -> bool:
    """Say whether a verb that is a noun as well leads to its aim: 走访了解民情."""
    if pure(clause, at) or not clause.nexts or clause.nexts[at] != at + 1:
        return False
    return pure(clause, at + 1) and bool(clause.roles[at + 2] & PLAIN)


def _alone(clause: Clause, coverb: int, at: int, after: int) -> bool:
    """Say whether this is the one verb behind a means or a place: 用课堂培训骨干."""
    roles, words = clause.roles, clause.words
    ends = after == clause.n - 1 and roles[after] & NOUN  # 立足实际谋划发展
    if not roles[at - 1] & PLAIN or not (roles[after] & PLAIN or ends):
        return False
    if words[coverb] not in ("用", "从") and words[at] in AFFAIRS:
        return False  # 以项目建设新成效
    if tail(clause, after) and words[after] not in GOVERNED:
        return False
    if NO_OBJECT.match(words[after]) or clause.text.endswith(ENDS_OF_FRAMES):
        return False
    rest = roles[after + bool(ends) : min(clause.n, after + FAR)]
    if any(role & (VERB | OF | AND | LIST) for role in rest):
        return False
    between = roles[coverb + 1 : at]
    return not any(role & VERB or role & (COVERB | AND) == COVERB for role in between)


def _holds(clause: Clause, coverb: int, at: int, after: int, before: int) -> bool:
    """Say whether the verb stands in the frame itself: 按照建立体制的要求."""
    word, roles, words = clause.words[coverb], clause.roles, clause.words
    if roles[after] & (LIST | OF) or roles[before] & (OF | LIST):
        return True  # 对问题的再探讨, 为维护稳定、促进发展提供保障
    if word in "把将对" and roles[after] & VERB and roles[after + 1] & OF:
        return True  # 把群众关心关注的问题作为重点
    if roles[before] & AND and not roles[at - 2] & COVERB:
        return True  # 按照建立和完善体制的要求
    start = clause.starts[at]
    if NEGATED.search(clause.text, max(start - 3, 0), start):
        return True
    if word in ("由", "从") and words[at + 1] == "到":
        return True  # 由2020年的14646元提高到16403元
    if word == "以" and "为" in words[after:]:
        return True  # 以完善功能提升品位为目标
    if word == "为" and clause.words[at] not in GIVING:
        return not GIVING.isdisjoint(words[at + 1 :])
    if clause.words[coverb] in FACING:
        return modified(clause, at)  # 面对压力加大的态势
    return False
