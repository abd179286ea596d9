"""Where the object ends, and which verb behind it is a further task."""

from analysis.count.tasks.acting import WENT
from analysis.count.tasks.classes import (
    ATTRIBUTIVE,
    CAUSING,
    CHANTED,
    DRAFTING,
    FOUNDING,
    GATHERING,
    GOING_ON,
    LEADING_PEOPLE,
    LIGHT,
    NOUN_TAKING,
    OF_THINGS,
    RELATING,
    SERIAL,
    SETTING_UP,
    SHAPING,
    listed,
    pattern,
    words_of,
)
from analysis.count.tasks.coordination import (
    DOCUMENTS,
    STRUCTURES,
    pairs_of,
    run_end,
)
from analysis.count.tasks.coverbs import Frame, done, frame
from analysis.count.tasks.objects import moves
from analysis.count.tasks.standing import (
    Clause,
    chanted,
    modified,
    pure,
    skip,
    tail,
)
from analysis.count.tasks.vocabulary import (
    ADVERB,
    AND,
    ANY,
    BODY,
    COVERB,
    LINK,
    LIST,
    NOUN,
    OF,
    PLAIN,
    SLOGAN,
    VERB,
)

# All roles in which a word can set a further verb beside another.
LINKING = frozenset(role for role in range(ANY + 1) if role & (LINK | SLOGAN))
# 推动发展、维护稳定的能力: the verbs before it are its modifiers.
CAPACITIES = listed("能力词尾")
CAPACITY = pattern("的[^、的]{0,4}(?:<能力词尾>)$")
BATTLES = listed("战役词尾")  # 打好防范化解重大风险攻坚战
PEOPLE = listed("人员词尾") + listed("自身机构")  # 组织人员观摩做法
GOING_IN = words_of("深入动词")
MEANS_AT_HAND = listed("财物词尾")  # 筹措资金建设广场
INSTRUMENTS = listed("工具词尾")  # 搭建平台促进交流
CLOSING = listed("句末词尾")
MEANS = listed("手段词尾")  # 采取减税、退税等多种方式减轻负担


def object_end(clause: Clause, verb: int, first: int) -> tuple[int, int]:
    """Return where the object of a verb ends, and where the next verb is, or 0."""
    if clause.verbs[-1] < first and not clause.has & SLOGAN:
        return clause.n, 0  # as in most: no verb follows
    roles, acting, n = clause.roles, clause.words[verb], clause.n
    serial = acting in SERIAL
    if serial and acting in DRAFTING and clause.text.endswith(DOCUMENTS):
        # 出台深入推进一体化发展实施方案, but 制定方案细化措施
        serial = clause.words[first].endswith(DOCUMENTS)
    if not serial and LINKING.isdisjoint(roles[first:]):
        if acting not in FOUNDING:
            return n, 0
    listed = False
    for at in range(first, n):
        role, following = roles[at], 0
        if role & SLOGAN and len(acting) == 1:
            following = at  # 补短板提质量
        elif role & LIST:
            following, listed = _behind_list(clause, verb, first, at), True
        elif clause.words[at] in GOING_ON:
            following = skip(clause, at + 1)
            following *= bool(roles[following] & VERB)  # 召开会议并部署工作
        elif at == first and acting in FOUNDING:
            continue  # 组建化解矛盾调解团
        elif serial and (not listed or _resumes(clause, at)):
            following = _serial(clause, verb, at)
        elif at == first + 1 and acting in FOUNDING and _by_its_means(clause, at):
            following = at  # 搭建平台促进交流
        if following:
            return at, following
    return n, 0


def carried_on(clause: Clause, at: int) -> Frame | None:
    """Return the frame behind 坚持 with the verb it leads to: 坚持用制度管权."""
    word = clause.words[at]
    if word[:1] == "每" and "、" not in clause.text:
        led = skip(clause, at + 1)
        return Frame(led) if clause.roles[led] & VERB else None  # 坚持每月集中学习
    if not clause.roles[at] & COVERB or "、" + word in clause.text:
        return None  # 坚持以学铸魂、以学增智
    found = frame(clause, at)
    return found if found.verb < clause.n else None


def _behind_list(clause: Clause, verb: int, first: int, at: int) -> int:
    """Return where a verb stands that 、 sets beside the last, or 0.

    突出主题、聚焦中心, but not 完善监测预警、会商研判等机制.
    """
    roles, starts, acting = clause.roles, clause.starts, clause.words[verb]
    following = skip(clause, at + 1)
    if not roles[following] & VERB or acting == "坚持":
        return 0
    if _within(clause, verb, first, at, following):
        return 0
    after = run_end(clause, following)
    behind = after
    while roles[behind] & LIST and roles[behind + 1] & VERB:
        behind += 2  # 政府决策、执行、落实的全过程
    if roles[behind] & OF:
        return 0
    moved = range(first + 1, at) if acting in CAUSING else ()
    if any(moves(clause, place) for place in moved):
        return 0  # 支持学校改善条件、提升能力
    if clause.words[following - 1] == "同":
        return following  # 同部署、同考核
    if pure(clause, following):
        if acting in NOUN_TAKING and following == at + 1 and after == clause.n:
            return 0  # 强化项目谋划、统筹推进
        if starts[following + 1] - starts[following] > 1:
            return following
        slogans = acting in NOUN_TAKING or chanted(clause, first)
        if acting in CAUSING and starts[at] > 3:  # 支持企业稳产能、拓市场
            slogans = slogans or clause.text[starts[at] - 3] in CHANTED
        return 0 if slogans else following
    if first == at and following > at + 1:
        return following  # 精心呵护、系统治理
    if first < at and following == at + 1:  # 高举和平、发展、合作旗帜
        if roles[following + 1] & LIST or (
            roles[at - 1] & NOUN and roles[at - 2] & LIST
        ):
            return 0
    if following == at + 1 and (acting in NOUN_TAKING or acting == "建设"):
        return 0
    if roles[after] & ADVERB and roles[after + 1] & NOUN and after + 2 == clause.n:
        return following  # 引领产业创新、带动全面创新
    return 0 if tail(clause, after) or not roles[after] & PLAIN else following


def _within(clause: Clause, verb: int, first: int, at: int, following: int) -> bool:
    """Say whether the verb behind 、 stands in the object of the last."""
    roles, text, acting = clause.roles, clause.text, clause.words[verb]
    before = roles[at - 1] & VERB
    if before and roles[at - 2] & OF:
        return True  # 群众的参与、支持
    if before and tail(clause, run_end(clause, following)):
        return True  # 落实资助、减免政策
    if pure(clause, first) and pairs_of(clause, first):
        return True  # 弘扬尊重知识、尊重人才的风气
    if WENT.match(text, clause.starts[following + 1]):
        return True  # 推进有力、落实有效
    acts, of = pure(clause, following), OF in roles[first:at]
    shapes, sets_up = acting in SHAPING, acting in SETTING_UP
    nominal = acting in NOUN_TAKING or (shapes and acting not in DRAFTING)
    nominal = nominal and roles[first] & VERB
    if (nominal or not acts) and modified(clause, following):
        return True  # 施展才华、创新创业的舞台
    if shapes or sets_up:
        if roles[following + 1] & LINK and not of:
            return True  # 完善纠纷排查、化解、督办工作机制
        if not acts and text.endswith(STRUCTURES):
            return True  # 健全投资效益、投资安全保障机制
    if shapes and not acts and not of and OF in roles[following:]:
        return True  # 构建分工合理、投资多元的体系
    if acting in ("打好", "打赢") and text.endswith(BATTLES):
        return True
    if acting in RELATING and text.endswith("关系"):
        return True  # 处理改革、发展、稳定的关系
    if text.endswith(CAPACITIES) and CAPACITY.search(text):
        return True
    return text.find("等", clause.starts[first], -1) >= 0


def _resumes(clause: Clause, at: int) -> bool:
    """Say whether the clause goes on behind a list: …、…等方式减轻负担."""
    means = clause.words[at - 1].endswith(MEANS)
    return means or bool(clause.words[at] in LIGHT)


def _serial(clause: Clause, verb: int, at: int) -> int:
    """Return where a second predicate stands: 组织党员开展活动; or 0."""
    roles, following = clause.roles, skip(clause, at)
    if roles[following] & SLOGAN or not roles[following] & VERB:
        return 0
    if clause.words[verb] == "争取" and clause.words[following] in OF_THINGS:
        if not roles[at - 1] & AND:
            return 0  # 争取更多项目落地湖北
    if roles[at - 1] & NOUN:
        return 0
    light = following > at and clause.words[following - 1] not in ATTRIBUTIVE
    light = light or done(clause, following)
    if not light and modified(clause, following):
        return 0
    named = roles[following] & NOUN and OF in roles[verb:at]
    if named and tail(clause, run_end(clause, following)):
        return 0  # 制定各自的有效管理办法
    if light or clause.words[verb] in GOING_IN:
        return following
    if not (pure(clause, following) or _led(clause, verb, at)):
        return 0
    after = run_end(clause, following)
    if after == clause.n - 1 and pure(clause, following) and following == at:
        word = clause.words[after]  # 组织供需对接活动9场, but 运用法治方式推动工作
        names = word.endswith(STRUCTURES) or word.startswith(CLOSING)
        return 0 if names else following
    if clause.words[verb] == "召开" and clause.words[after] in ("工作", "任务"):
        return following  # 召开会议部署工作
    return following if after < clause.n and not tail(clause, after) else 0


def _led(clause: Clause, verb: int, at: int) -> bool:
    """Say whether who is led, or a meeting, stands before a verb that may be a noun.

    组织党员学习党章, 组织人员观摩做法, 召开会议审议报告.
    """
    word, before = clause.words[verb], clause.words[at - 1]
    if word in LEADING_PEOPLE:
        return bool(clause.roles[at - 1] & BODY) or before.endswith(PEOPLE)
    if word in GATHERING and before.endswith(MEANS_AT_HAND):
        return True  # 筹措资金建设广场, 发挥优势服务大局
    return word == "召开" and before.endswith(("会", "会议"))


def _by_its_means(clause: Clause, at: int) -> bool:
    """Say whether what was just made or used serves a further verb with its object."""
    before, after = clause.words[at - 1], run_end(clause, at)
    if not (clause.roles[at - 1] & PLAIN and before.endswith(INSTRUMENTS)):
        return False
    if not pure(clause, at) or after >= clause.n or tail(clause, after):
        return False
    return not modified(clause, at)
