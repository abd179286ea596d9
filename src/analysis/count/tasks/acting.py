"""Who acts: the body itself, or a thing of which the clause tells how it fared."""

import re

from analysis.count.tasks.classes import (
    AFFAIRS,
    BECOMING,
    BUILDING,
    CAUSING,
    ENLISTING,
    FARING,
    GATHERING,
    GOVERNED,
    INVITING,
    KNOWING,
    LEADING_PEOPLE,
    OF_THINGS,
    OPENING_ACTS,
    listed,
    pattern,
)
from analysis.count.tasks.coordination import ACTIVITIES
from analysis.count.tasks.objects import AMOUNT
from analysis.count.tasks.signs import (
    COMBINED,
    DIGIT,
    GROWN,
    IS,
    MADE,
    RISING,
    ROSE_TO,
)
from analysis.count.tasks.standing import Clause, pure, skip, tail
from analysis.count.tasks.vocabulary import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    LIST,
    MODAL,
    NOUN,
    OF,
    PASSED,
    PLAIN,
    STOP,
    VERB,
    VERBAL,
)

FIGURE = "[0-9一二两三四五六七八九十百千万％%]"
# 服务外包金额增长6%: what a name of verbs begins is told of a thing.
FARED = pattern(
    "(?<!、)(?=[<^增降词><^境况词><^境况句尾>达超突更愈])(?:"
    f"(?:<增降词>)[^、]{{0,6}}?{FIGURE}|达到?[^、]{{0,4}}?{FIGURE}"
    "|(?<=[量数额值率度入模重比分积位资费别计])(?:超过?|突破)[^、]{0,4}?[0-9一二两三四五六七八九十百千万]"
    "|(?:超过?|突破)[^、]{0,2}?[0-9.]{1,9}[％%]"
    "|<境况词>|[更愈]加..$|(?:<境况句尾>)$)"
)
# 新设企业增长9.7%, 建立制度步伐加快: what is told of a thing.
GREW = re.compile(
    "[^、产值量](?:同比)?(?:增长|下降|上升)[约近超过]{0,2}[0-9.]{1,6}[%％倍][^、]{0,2}$"
    "|(?:步伐|进程|进度)(?:明显|不断|进一步)?(?:加快|提速)$"
    "|步伐(?:更加?|进一步)?(?:大|快|稳|坚实)$"
)
# １９８７年提高到９．６元, 一九八五年增加三百亿元, 扩大到更多城市.
ROSE = pattern(
    "^[^、把将]{0,12}(?:<增减动词>)[了]?(?:[到至]|"
    "(?<=[年月底末季]..)[0-9０-９一二三四五六七八九十百千])"
)
# 利用外资水平进一步提高.
SCALED = pattern("(?:<尺度词>)[^、的]{1,3}(?:<增减动词>)$")
GREW_SIGNS = frozenset("快速大稳实%％倍")  # one is among the last three characters
FUNDS = pattern("了?(?:<财物词尾>)")  # 我乡投入资金
# 全面通车, 开通运行: what became of a thing; but 在建项目.
RESULT = pattern("在(?![建线职])|[到为]|<结果词>")
TITLE = pattern("<标题词>")  # 宣传思想文化工作综述
WENT = pattern("<得力词>")  # 各项工作推进有力、落实有效
STARTED = listed("启用句尾")  # 社区服务站投入使用
COMBINED_ENDS = listed("结合句尾")  # 集中学习与分散自学相结合
RISES, FARES = ROSE_TO | DIGIT, MADE | COMBINED | GROWN
LEADING_OTHERS = CAUSING | INVITING
THRIVING = listed("兴旺词")  # 教育卫生全面进步
PROGRESS = listed("进展词")  # 融入新格局取得新进展


# What stands before the main verb: the place of the verb, or the end; who acts: the
# "body" itself, a "thing", only a "frame", or "" for nobody named; if an adverb, a
# modal or a frame leads up to the verb; what 把 or 将 puts before it, or "".
Head = tuple[int, str, bool, str]


def acts(clause: Clause, run: list[int], after: int, head: Head) -> bool:
    """Say whether the verbs at the head are what the body does.

    Not where a thing is told of: a thing 不断完善, 收入增长12%, 抓好落实是关键.
    """
    text, words, roles = clause.text, clause.words, clause.roles
    _, subject, light, fronted = head
    if clause.has & IS and not light and "是" in words[after:]:
        return words[run[-1]] in KNOWING  # 牢记初心是什么
    if roles[after] & (STOP | PASSED) and not fronted and _becomes(clause, run, after):
        return False
    if subject == "thing" or (roles[run[0]] & NOUN and words[run[0]] not in CAUSING):
        if text.endswith(STARTED):
            return False  # 社区照料服务站投入使用
    if subject == "thing":
        return not _of_thing(clause, run, fronted) and not named(clause, run, after)
    return light or subject in ("", "frame") or not named(clause, run, after)


def fares(clause: Clause, run: list[int], after: int, head: Head) -> bool:
    """Say whether the clause tells how a thing fared: 惠民的工程稳步推进."""
    has = clause.has
    if has & RISING and has & RISES and head[1] != "body" and ROSE.match(clause.text):
        return True  # １９８７年提高到９．６元
    if has & FARES or clause.roles[clause.n - 1] & VERB:
        return _results(clause, run, after, head)
    return False


def _results(clause: Clause, run: list[int], after: int, head: Head) -> bool:
    """Say whether what the verbs tell of is how a thing fared."""
    text, roles, last = clause.text, clause.roles, clause.n - 1
    ends, made, joined = roles[last], "取得" in text, text.endswith(COMBINED_ENDS)
    if not (ends & VERB or made or joined or "增长" in text):
        return False
    for at in run:
        if clause.words[at] in OPENING_ACTS and (at < last or at == run[0]):
            return False
    if made and _progress(text, clause.starts[run[-1] + 1] + 2):
        return True
    if len(run) > 1 and clause.words[run[-1]] == "取得" and text.endswith(PROGRESS):
        return bool(roles[run[-1] - 1] & NOUN)  # 治理整顿取得了显著成效
    behind = clause.starts[after] + 1
    if not GREW_SIGNS.isdisjoint(text[-3:]) and text.find("、", behind) < 0:
        if GREW.search(text, behind):
            return True  # 新设企业增长9.7%
    _, subject, _, fronted = head
    if not fronted and _rose(clause, run, subject):
        return True
    acting = ends & VERBAL == VERB
    if acting and roles[last - 1] & MODAL and OF in roles[after:last]:
        return True  # 统筹发展的能力还需提升
    if joined and roles[run[-1]] & NOUN:
        return not fronted  # 集中学习与分散自学相结合
    if not (acting or (ends & VERB and roles[run[0]] & NOUN)):
        return False
    return _fares_at_the_end(clause, after, subject)


def _rose(clause: Clause, run: list[int], subject: str) -> bool:
    """Say whether a thing rose or fell: 利用外资水平提高, 学习宣传深入推进."""
    roles, last = clause.roles, clause.n - 1
    if not roles[last - 1] & PASSED or run[0] == last - 1:
        return False
    if run[-1] < last or run[0] == last:
        first = run[-1] + 1 if run[-1] < last else 0
        return bool(SCALED.search(clause.text, clause.starts[first]))
    first = last
    while roles[first - 1] & PASSED:
        first -= 1
    if clause.words[last] not in FARING or roles[first - 1] & LIST:
        return False  # 研究部署、扎实推进
    return subject != "body" and all(roles[at] & NOUN for at in run[:-1])


def named(clause: Clause, run: list[int], after: int) -> bool:
    """Say whether verbs at the head are but a name: 宣传工作, 改革创新."""
    roles, words, n = clause.roles, clause.words, clause.n
    for at in run:
        if pure(clause, at):
            return False
    if words[run[0] - 1] == "同" or roles[after] & BODY:
        return False  # 同部署, 组织党员干部学习
    leads = words[run[0]] in LEADING_OTHERS  # 引导企业通过平台…, 支持县域取得实效
    if not leads and FARED.search(clause.text, clause.starts[run[-1] + 1]):
        return True  # 服务外包金额增长6%
    if after >= n or roles[after] & OF or _lacking(clause, run[0]):
        return True
    if not any(roles[at] & ~PASSED for at in range(after, n)):
        return True  # 服务更加优质高效
    if words[run[0]] in AFFAIRS and words[run[0]] != "创新":
        doubled = roles[after] & NOUN and tail(clause, after + 1) and after + 2 < n
        if doubled or _thrives(clause, after):
            return True  # 改革发展成果惠及人民, 教育卫生全面进步
    if words[run[0]] not in ("创新", "规范"):
        if tail(clause, after) and not _described(clause, run[0], after):
            return not _governed(clause, run, after)
        if TITLE.search(clause.text):
            return True
    while after < n and not pure(clause, after):
        framing = roles[after] & (COVERB | VERB) == COVERB
        if framing and after == run[-1] + 1 and OF in roles[after:]:
            break  # 建设面向全国的交易中心
        if framing and len(words[after]) > 1 and words[after][-1] != "着":
            return not leads  # 宣传战线按照部署
        after += 1
    if after == n - 1 and roles[after - 1] & ADVERB:
        return words[run[0]] not in CAUSING  # 创新能级显著提升
    behind = clause.starts[after]
    return after < n and clause.text.endswith(ACTIVITIES, 0, behind)


def _described(clause: Clause, verb: int, after: int) -> bool:
    """Say whether the object is described at length: 建设结构优化、廉洁的政府."""
    roles, last = clause.roles, clause.n - 1
    if clause.words[verb] not in BUILDING or roles[last] & VERB:
        return False
    return LIST in roles[after : after + 4] and OF in roles[after:last]


def _thrives(clause: Clause, after: int) -> bool:
    """Say whether a clause ends in how an affair fared: 教育卫生全面进步."""
    roles, words, last = clause.roles, clause.words, clause.n - 1
    if not roles[after] & PLAIN or last <= after:
        return False
    if roles[last] & PLAIN:
        return bool(roles[last - 1] & ADVERB) and words[last] in THRIVING
    faring = (words[at] in FARING for at in range(after + 1, clause.n))
    return all(faring)


def _governed(clause: Clause, run: list[int], after: int) -> bool:
    """Say whether a noun that closes names is the object of the one verb before it.

    保护环境, 检查单位30家; 组织人员观摩做法, 协调资金修缮校舍.
    """
    words, verb, following = clause.words, run[0], after + 1
    if len(run) > 1:
        return False
    sent = words[verb] in LEADING_PEOPLE or words[verb] in GATHERING
    if sent and clause.roles[following] & VERB:
        plain = clause.roles[following + 1] & PLAIN
        return bool(plain) and not tail(clause, following + 1)
    if funds(clause, verb):
        return True
    if verb:
        return False
    if after == clause.n - 1 and words[after] in GOVERNED:
        return True
    counted = AMOUNT.search(clause.text, clause.starts[after])
    if not counted or counted.end() < len(clause.text) or words[verb] in AFFAIRS:
        return False
    return clause.text[clause.starts[after] : counted.start()] in GOVERNED


def _lacking(clause: Clause, at: int) -> bool:
    """Say whether the clause tells what a thing needs: 改革攻坚的力度需要增强."""
    last, roles = clause.n - 1, clause.roles
    while roles[at] & NOUN:
        at += 1
    told = roles[last] & VERB and roles[last - 1] & (ADVERB | MODAL)
    needs = roles[last - 1] & MODAL and roles[at] & PLAIN  # 服务质效还需改善
    return bool(told and (roles[at] & OF or needs))


def _of_thing(clause: Clause, run: list[int], fronted: str) -> bool:
    """Say whether the verbs behind a thing tell of the thing: 地区生产总值实现…."""
    for at in run:
        word = clause.words[at]
        if word in OF_THINGS and not funds(clause, at):
            return True
        if word in ENLISTING and not fronted:
            return True
    if "被" in clause.words[: run[0]]:
        return True
    rest = clause.text[clause.starts[run[-1] + 1] :].lstrip("了")
    if rest[:1] in ("", "、") or AMOUNT.match(rest):
        return True
    if WENT.match(rest) or _fared(rest):
        return True
    return not fronted and bool(RESULT.match(rest))


def funds(clause: Clause, verb: int) -> bool:
    """Say whether money is what is raised or spent here: 我乡投入资金30万元."""
    after = verb + 1
    rest = clause.text[clause.starts[after] :] if after < clause.n else ""
    if clause.words[verb] not in GATHERING or not FUNDS.match(rest):
        return False
    return after == clause.n - 1 or bool(AMOUNT.search(rest))


def _becomes(clause: Clause, run: list[int], after: int) -> bool:
    """Say whether what a thing has become is told: 经营已成为主渠道."""
    told = clause.words[skip(clause, after)] in BECOMING
    return bool(told) and all(clause.roles[at] & NOUN for at in run)


def _fares_at_the_end(clause: Clause, after: int, subject: str) -> bool:
    """Say whether adverb and verb at the end tell of a thing: 程序进一步规范."""
    roles, last = clause.roles, clause.n - 1
    if last - 1 <= after or not roles[last - 1] & PASSED or roles[last - 2] & OF:
        return False
    if clause.words[last] not in FARING:
        return False
    first = after if subject == "thing" else 0
    return not any(
        role & LIST or role & (COVERB | AND | NOUN) == COVERB
        for role in roles[first:last]
    )


def _progress(text: str, first: int) -> bool:
    """Say whether a clause ends in progress made behind a place: 取得新进展."""
    made = text.rfind("取得", first)
    if made < 0 or not text.endswith(PROGRESS):
        return False
    return text.find("、取", made) < 0 and text.find("的取", made) < 0


def _fared(rest: str) -> bool:
    """Say whether what follows a verb tells how a thing fared: 实施进展顺利."""
    told = rest.partition("、")[0].rpartition("”")[2]
    if told.startswith("就业") or "的" in told or "“" in told:
        return False  # 城镇新增就业超过5万人
    return bool(FARED.search(told))
