"""Read one clause: find its task verbs, and the object of each.

What stands before the verb is passed over (`_head`, and `frame` in `coverbs`); verbs
side by side make a run (`coordination`); whether the body acts or a thing fares says
`acting`; behind the run lies the object (`objects`), in which a further verb counts
only where a rule says so (`second_verbs`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.count.tasks.acting import Head, acts, fares, funds, named
from analysis.count.tasks.classes import (
    CARRYING_ON,
    GOVERNED,
    OPENING_ACTS,
    REMEDYING,
    listed,
    pattern,
    words_of,
)
from analysis.count.tasks.coordination import run_end, run_from, side_by_side
from analysis.count.tasks.coverbs import done, framed
from analysis.count.tasks.cutting import cut
from analysis.count.tasks.objects import head_of, object_of
from analysis.count.tasks.second_verbs import carried_on, object_end
from analysis.count.tasks.shapes import Told, shaped
from analysis.count.tasks.signs import (
    BY,
    DE,
    FRAMED,
    FRONTED,
    IS,
    LACKS,
    PAIRED,
    REPORTED,
    SHORT_OF,
    TIME,
    TITLED,
    TOGETHER,
)
from analysis.count.tasks.standing import Clause, pure, skip, tail
from analysis.count.tasks.vocabulary import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    LIST,
    OF,
    PASSED,
    PLAIN,
    STOP,
    VERB,
)

# 八是推进…, 重点是搞好…, 就是要统筹…: behind these the clause but begins.
OPENING = pattern("(?:[一二三四五六七八九十]+|<开头词>)是")
PAST = re.compile("了(?!解)|过(?![分程度剩高低快热多大重渡境])")  # 投资过分膨胀
# 据调查显示, 据统计; 如观看录像、实地参观 names forms of what was done.
REPORT = re.compile("据(?![点守理此实])|[例比]?如(?![期实约数愿火此何上意果皋东])")
ATTITUDES = words_of("态度动词")
REPORTING = words_of("报告动词")
TITLE = re.compile("(?:工作|情况)(?:报告|总结|汇报|综述)$")
PLACED_IN = words_of("在字动词")
BROUGHT_TOGETHER = listed("起来动词")  # 观念同实践结合起来
OWN = listed("自身机构")  # 全市教育系统获得表彰
OWN_SIGNS = frozenset(word[-1] for word in OWN)
FRAME_ENDS, NO_FRAME_ENDS = listed("框架词尾"), listed("非框架词尾")
DEFECTS = listed("不足词")  # 抓落实的先手不够
MONEY = re.compile(r"[约近达]?[\d.]{1,9}多?[十百千万亿]{0,3}元的")
# How a thing is done for each, not what it is called, as “一带一路” is.
BY_EACH = re.compile("“(?:[^“”]{1,12}、)?(?!一带一路)一[^“”、]{1,3}一[^“”、]{1,2}”")
FRAMING, LACKING, SHAPED = REPORTED | FRAMED, LACKS | SHORT_OF, FRONTED | BY
# 收到诉求后, 召开会议之前, 开展活动期间; but not 贷后, 目前, 博士后.
WHEN = re.compile(
    "^[之以]?[后前]$|(?:..[后前]|期间)$(?<!博士后)(?<![目当提事]前)(?<!事后)"
)
SOON = 6  # 开展第二轮土地承包到期后 is no time but a name
WANTS = re.compile("(?:缺少..|有待.{2,6})$")
# When, where and how; anything else before the verb is a subject.
ADVERBIAL = re.compile(
    "^(?:(?![比较]).*(?:[年月日来季底前后中上下里内]|(?<=[年季])度|(?<=[期时年])间"
    "|(?<![一二三四五六])期|(?<![模方形仪])式|种方式|不同程度|(?<![层档名])次"
    "|(?<![基工用土耕园阵绿草林营湿胜产碱])地|月份)共?"
    "|.*(?:(?<!代)化|时间|目前|同时|此外|其中)|更多|[0-9.%]+)$"
)
ADVERBIAL_ENDS = frozenset(  # with what these end
    "多共份年月日来期间季度底前后中上下里内地式次化时外%0123456789."
)


class Task(NamedTuple):
    """A task verb in a clause: the verb, its object, and where the verb stands."""

    verb: str
    object: str
    start: int


def scan(clause: str) -> list[Task]:
    """Return the task verbs of one clause with their objects, in text order.

    Examples
    --------
    >>> [(task.verb, task.object) for task in scan("还需突出主题、聚焦中心")]
    [('突出', '主题'), ('聚焦', '中心')]
    >>> scan("意识形态工作形势依然严峻")
    []
    """
    return [Task(*task) for told in read([clause]) for task in told]


def read(texts: list[str]) -> Iterator[list[Told]]:
    """Yield what `scan` returns of each clause, as plain tuples."""
    for text, clause in zip(texts, cut(texts), strict=True):
        if clause is None:
            yield shaped(text) if text else []
        else:
            framing = clause.has & FRAMING and _only_frames(text)
            yield [] if framing else _read(clause)


def _read(clause: Clause) -> list[Told]:
    """Return the tasks of a clause with a verb, which does not only frame the next."""
    text = clause.text
    has = clause.has
    if not clause.verbs:
        return shaped(text) if has & SHAPED else []
    if has & PAIRED:
        clause = side_by_side(clause)
    found = _brought_together(clause) if has & TOGETHER else []
    found = found or _tasks(clause)
    if not found and not (has & SHAPED and (found := shaped(text))):
        return []
    if has & LACKING and found[0][0] not in REMEDYING and _lacks(text):
        return []
    if has & TITLED and found[0][0] not in REPORTING and TITLE.search(text):
        return []  # 全面深化改革工作半年情况报告
    if not found[0][1] and not any(thing for _, thing, _ in found[1:]):
        if len(found) > 1 and all(verb in ATTITUDES for verb, _, _ in found):
            return []  # 积极探索、勇于实践
    return found


def _tasks(clause: Clause) -> list[Told]:
    """Read a clause from left to right: its head, then verbs and object by turns."""
    head = _head(clause)
    at, _, _, fronted = head
    if at >= clause.n:
        return []
    run, after = run_from(clause, at)
    if not acts(clause, run, after, head) or fares(clause, run, after, head):
        return []
    found: list[Told] = []
    while True:
        last, carried = run[-1], None
        end, following = object_end(clause, last, after)
        if not following and clause.words[last] in CARRYING_ON:
            carried = carried_on(clause, after)
        if carried:  # 坚持用制度管权: 坚持 has no object, 管 may have one before it
            thing, following = "", carried.verb
            fronted = fronted if carried.fronted is None else carried.fronted
        else:
            thing = fronted or object_of(clause, last, after, end)
            fronted = ""
        for verb in run:
            word = clause.words[verb]
            word = word[:-1] if word in PLACED_IN else word  # 摆在首位: 摆
            found.append((word, thing, clause.starts[verb]))
        if len(run) > 1 and found[0][0] == "坚持":  # 坚持开展读书活动
            found[0] = ("坚持", "", found[0][2])
        if not following:
            return found
        run, after = run_from(clause, following)


def _brought_together(clause: Clause) -> list[Told]:
    """Read 观念同实践结合起来, with or without the 把 that began it."""
    text, verbs = clause.text, clause.verbs
    together = text.removesuffix("起来").endswith(BROUGHT_TOGETHER)
    if (
        not verbs
        or not text.endswith("起来")
        or not together
        or clause.words[verbs[0]] in OPENING_ACTS
    ):
        return []
    last = verbs[-1]
    if clause.starts[last + 1] != len(text) - len("起来"):
        return []
    thing = text[: clause.starts[last]].lstrip("把将同与和")
    thing = re.split("[同与]", thing)[0]
    return [(clause.words[last], head_of(thing), clause.starts[last])]


# What may stand before the verb.


def _head(clause: Clause) -> Head:
    """Return where the main verb stands, and what precedes it."""
    n, roles, has, subject, fronted = clause.n, clause.roles, clause.has, "", ""
    at = _opening(clause) if has & IS else 0
    at = at or (_behind_time(clause) if has & TIME else 0)
    while at < n and not (role := roles[at]) & STOP:
        if role == PLAIN:
            at, subject = at + 1, _subject(clause, at, subject)
            continue
        if role == VERB and subject != "thing":
            if not has & DE or not _modifies(clause, at):
                return at, subject, False, fronted
        light = skip(clause, at) if role & PASSED else at
        if light > at and role & VERB and roles[light] & COVERB:
            at = light  # 严格按照要求
            continue
        if role & OF and roles[at + 1] & VERB and done(clause, at + 1):
            return at + 1, "frame", True, fronted  # 有声有色的开展了活动
        frames = role & COVERB and not (role & ADVERB and light > at)
        if frames and (opened := framed(clause, at, subject)):
            at, subject = opened.verb, subject or "frame"
            fronted = fronted if opened.fronted is None else opened.fronted
            if pure(clause, at) or (roles[at] & VERB and _ends(clause, at)):
                return at, subject, True, fronted
            continue
        if light > at and clause.words[light] == "结合" and not subject:
            break  # 紧密结合工作实际
        at, subject, led = _verb_or_on(clause, at, light, subject)
        if led is not None:
            return at, subject, led, fronted
    return n, subject, False, fronted


def _verb_or_on(
    clause: Clause, at: int, light: int, subject: str
) -> tuple[int, str, bool | None]:
    """Return where to read on, who acts so far, and if an adverb leads to a verb.

    The last is None where no main verb stands; `light` is behind adverbs and modals.
    """
    verb = clause.roles[light] & VERB
    if verb and clause.has & DE and _modifies(clause, light):
        return light + 1, "thing", None  # 交办的问题
    if verb and light > at:
        if subject == "thing" and not funds(clause, light):
            if clause.words[light - 1] == "综合" or tail(clause, light + 1):
                return light + 1, subject, None
        return light, subject, True
    if clause.roles[at] & VERB and (subject != "thing" or _leads(clause, at)):
        run, after = run_from(clause, at)
        if named(clause, run, after):
            return after, "thing", None
        return at, subject, False
    if light == at:
        subject = _subject(clause, at, subject)
    return at + 1, subject, None


def _opening(clause: Clause) -> int:
    """Return where the clause begins: behind 八是, 重点是, if it opens so."""
    opening = OPENING.match(clause.text)
    begins = opening is not None and opening.end() in clause.starts
    return clause.starts.index(opening.end()) if begins else 0


def _behind_time(clause: Clause) -> int:
    """Return where a clause goes on behind what was done first: 收到诉求后及时办理."""
    roles, words = clause.roles, clause.words
    for at in range(1, min(clause.n - 1, 4)):
        if roles[at] & PLAIN and len(words[at]) < SOON and WHEN.search(words[at]):
            first = skip(clause, at + 1)
            goes_on = roles[first] & VERB and not _modifies(clause, first)
            if goes_on and any(role & VERB for role in roles[:at]):
                return at + 1
    return 0


def _subject(clause: Clause, at: int, before: str) -> str:
    """Return who acts, in view of a word that is neither verb nor adverb."""
    role = clause.roles[at]
    if role & LIST and at == 1 and clause.starts[1] == len("化繁就简"):
        verb = skip(clause, at + 1)
        if pure(clause, verb) and clause.roles[verb + 1] & PLAIN:
            return ""  # 化繁就简、提高效率
    word = clause.words[at]
    if at == 0 and word[0] == "“" and BY_EACH.fullmatch(word):
        return before  # “一县一策”壮大产业
    if role & PLAIN and not clause.roles[at + 1] & (AND | OF | LIST):
        if (
            word[-1] in OWN_SIGNS
            and word.endswith(OWN)
            and not word.endswith("生态系统")
        ):
            return "body"  # 全市教育系统
    if role & BODY:
        return "body"
    if role & LIST or (at == 0 and role & AND):
        return before
    when = role & PLAIN and word[-1] in ADVERBIAL_ENDS and ADVERBIAL.match(word)
    return before if when else "thing"


def _ends(clause: Clause, at: int) -> bool:
    """Say whether the clause ends with these verbs: 对浪费行为严格监管.

    Or with them and what is only their object: 用群众语言宣讲政策.
    """
    end, n = run_end(clause, at), clause.n
    if end == n - 1 and clause.words[end] in GOVERNED:
        return "、" not in clause.text
    return end == n and clause.words[at] != "发展"


def _modifies(clause: Clause, at: int) -> bool:
    """Say whether 的 follows the verbs that begin here: 出台的文件, 投资6亿元的广场."""
    end = run_end(clause, at) if clause.ends else at + 1
    sum_of = clause.words[at] == "投资" and MONEY.match(clause.text, clause.starts[end])
    return bool(clause.roles[end] & OF or sum_of)


def _leads(clause: Clause, at: int) -> bool:
    """Say whether a verb behind a thing can be its predicate, not in its name."""
    behind = clause.starts[at + 1]
    if not pure(clause, at) and not PAST.match(clause.text, behind):
        return False
    return not tail(clause, run_end(clause, at)) and clause.words[at + 1] != "项目"


# What makes the whole clause tell of no task.


def _only_frames(text: str) -> bool:
    """Say whether a clause only frames the next: 在取得一定成绩的同时."""
    if REPORT.match(text):
        return True
    if text.endswith("的结果") and "取" not in text:
        return True  # 省委带领全省人民拼搏实干的结果
    return text.endswith(FRAME_ENDS) and not text.endswith(NO_FRAME_ENDS)


def _lacks(text: str) -> bool:
    """Say whether a clause tells what is lacking: 抓落实的先手不够."""
    if text.endswith(DEFECTS):
        return True
    return ("有待" in text or "缺少" in text) and bool(WANTS.search(text[-10:]))
