"""Read one clause: find its task verbs, and the object of each.

What stands before the verb is passed over (`head`, `frame`); verbs side by side make
a run (`run`, `joins`); behind it lies the object, in which a further verb counts only
where a rule says so (`parallel`, `serial`).
"""

import re
from typing import NamedTuple

from analysis.count.tasks.grammar import (
    ATTRIBUTIVE,
    DRAFT,
    DRAFTING,
    JOINED,
    LEADING,
    LED,
    NOUN_ONLY,
    PIVOT,
    REMEDYING,
    SERIAL,
    adverbial,
    frames_all,
    lacks,
)
from analysis.count.tasks.objects import head_of
from analysis.count.tasks.subjects import Subjects
from analysis.count.tasks.words import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    LINK,
    LINKING,
    LIST,
    NOUN,
    OF,
    PASSED,
    PLAIN,
    SINGLE,
    SLOGAN,
    STOP,
    VERB,
    find,
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
    return [Task(*task) for task in read(clause)]


def read(clause: str) -> list[tuple[str, str, int]]:
    """Return what `scan` does as plain tuples, which take half the time to make."""
    if not (matches := find(clause)) or frames_all(clause):
        return []
    found = Clause(clause, matches).tasks()
    if found and lacks(clause) and found[0][0] not in REMEDYING:
        return []
    return found


CARRYING = {"坚持", "做到"}
PAST = re.compile("了(?!解)|过(?![分程度剩高低快热多大重渡境])")  # 投资过分膨胀


class Clause(Subjects):
    """Reads a clause from left to right: head, verbs, object, by turns."""

    __slots__ = ()

    def tasks(self) -> list[tuple[str, str, int]]:
        """Read the clause: its head, then verb and object by turns."""
        found: list[tuple[str, str, int]] = []
        if self.text.endswith("起来") and (joined := self.joined()):
            return joined
        at, subject, light = self.head()
        if at >= self.n:
            return found
        run, after = self.run(at)
        if not self.acts(run, after, subject, light) or self.results(
            run, after, subject
        ):
            return found
        while run:
            end, following = self.object_end(run, after)
            carried = 0
            if not following and self.words[run[-1]] in CARRYING:
                carried = self.carried(after)
            thing = self.fronted or self.object(run[-1], after, end)
            if carried:
                thing = ""
            else:
                self.fronted = ""
            found += [(self.words[at], thing, self.starts[at]) for at in run]
            if len(run) > 1 and found[0][0] == "坚持":
                found[0] = ("坚持", "", found[0][2])
            following = following or carried
            run, after = self.run(following) if following else ([], end)
        return found

    def carried(self, at: int) -> int:
        """Return where a frame behind 坚持 leads up to: 坚持用制度管权; or 0."""
        if self.words[at][:1] == "每" and "、" not in self.text:
            verb = self.skip(at + 1)
            return verb if self.roles[verb] & VERB else 0  # 坚持每月集中学习
        if not self.roles[at] & COVERB:
            return 0
        if "、" + self.words[at] in self.text:
            return 0  # 坚持以学铸魂、以学增智
        verb = self.frame(at)
        return verb if verb < self.n else 0

    def joined(self) -> list[tuple[str, str, int]]:
        """Read 观念同实践结合起来, with or without the 把 that began it."""
        verbs = [at for at in range(self.n) if self.roles[at] & VERB]
        if not verbs or not JOINED.search(self.text):
            return []
        last = verbs[-1]
        if (
            self.starts[last + 1] != len(self.text) - 2
            or self.words[verbs[0]] in LEADING
        ):
            return []
        thing = self.text[: self.starts[last]].lstrip("把将同与和")
        thing = re.split("[同与]", thing)[0]
        return [(self.words[last], head_of(thing), self.starts[last])]

    # The head: what may stand before the verb.

    def head(self) -> tuple[int, str, bool]:
        """Return where the main verb stands, what precedes it, and if an adverb does.

        What precedes is nothing, its own ``body``, a ``frame`` or a ``thing``.
        """
        at, subject = self.opening() if "是" in self.text else 0, ""
        while at < self.n and not self.roles[at] & STOP:
            roles = self.roles[at]
            if roles == PLAIN:
                at, subject = at + 1, self.subject(at, subject)
                continue
            if roles == VERB and subject != "thing" and not self.modifies(at):
                return at, subject, False
            light = self.skip(at) if roles & PASSED else at
            if light > at and roles & VERB and self.roles[light] & COVERB:
                at = light  # 严格按照要求
                continue
            if roles & OF and self.roles[at + 1] & VERB and self.done(at + 1):
                return at + 1, "frame", True  # 有声有色的开展了活动
            frames = roles & COVERB and not (roles & ADVERB and light > at)
            if frames and self.frames(at, subject):
                at, subject = self.frame(at), subject or "frame"
                if self.pure(at) or (self.roles[at] & VERB and self.ends(at)):
                    return at, subject, True
                continue
            if light > at and self.words[light] == "结合" and not subject:
                return self.n, subject, True  # 紧密结合工作实际
            verb = self.roles[light] & VERB
            if verb and self.modifies(light):
                at, subject = light, "thing"  # 交办的问题
            elif verb and light > at:
                named = self.words[light - 1] == "综合" or self.tail(light + 1)
                if subject != "thing" or not named:
                    return light, subject, True
                at = light
            elif roles & VERB and (subject != "thing" or self.leads(at)):
                run, after = self.run(at)
                if not self.named(run, after):
                    return at, subject, False
                at, subject = after, "thing"
                continue
            elif light == at:
                subject = self.subject(at, subject)
            at += 1
        return self.n, subject, False

    def subject(self, at: int, before: str) -> str:
        """Return who acts, in view of a word that is neither verb nor adverb."""
        roles = self.roles[at]
        if roles & LIST and at == 1 and self.starts[1] == len("化繁就简"):
            verb = self.skip(at + 1)
            if self.pure(verb) and self.roles[verb + 1] & PLAIN:
                return ""  # 化繁就简、提高效率
        if roles & BODY or self.own(at):
            return "body"
        told = roles & LIST or (at == 0 and roles & AND)
        told = told or (roles & PLAIN and adverbial(self.words[at]))
        return before if told else "thing"

    def ends(self, at: int) -> bool:
        """Say whether the clause ends with these verbs: 对浪费行为严格监管."""
        return self.run(at)[1] == self.n and self.words[at] != "发展"

    def modifies(self, at: int) -> bool:
        """Say whether 的 follows the verbs that begin here: 出台的文件."""
        return bool(self.roles[self.run(at)[1]] & OF)

    def leads(self, at: int) -> bool:
        """Say whether a verb behind a thing can be its predicate, not in its name."""
        sure = self.pure(at) or PAST.match(self.text, self.starts[at + 1])
        return (
            bool(sure)
            and not self.tail(self.run(at)[1])
            and self.words[at + 1] != "项目"
        )

    # What stands behind the verbs.

    def object_end(self, run: list[int], at: int) -> tuple[int, int]:
        """Return where the object ends and where the next verb stands, if any."""
        first, verb, listed = at, self.words[run[-1]], False
        serial = verb in SERIAL
        if serial and verb in DRAFTING and DRAFT.search(self.text):
            serial = False  # 出台深入推进一体化发展实施方案
        if not serial and LINKING.isdisjoint(self.roles[at:]):
            return self.n, 0
        for at in range(first, self.n):
            roles, following = self.roles[at], 0
            if roles & (LINK | SLOGAN):
                if roles & SLOGAN and len(verb) == 1:
                    following = at  # 补短板提质量
                elif roles & LIST:
                    following, listed = self.parallel(verb, first, at), True
                elif self.words[at] in ("并", "并且", "进而", "从而"):
                    following = self.skip(at + 1)
                    following *= bool(self.roles[following] & VERB)
                elif serial and (not listed or self.resumes(at)):
                    following = self.serial(verb, at)
            elif serial and (not listed or self.resumes(at)):
                following = self.serial(verb, at)
            if following:
                return at, following
        return self.n, 0

    def parallel(self, verb: str, first: int, at: int) -> int:
        """Return where a verb stands that 、 sets beside the last, or 0.

        突出主题、聚焦中心, but not 完善监测预警、会商研判等机制.
        """
        following = self.skip(at + 1)
        if not self.roles[following] & VERB or verb == "坚持":
            return 0
        if self.within(verb, first, at, following):
            return 0
        _, after = self.run(following)
        if self.roles[after] & OF:
            return 0
        if verb in PIVOT and any(self.moves(moved) for moved in range(first + 1, at)):
            return 0  # 支持学校改善条件、提升能力
        if self.words[following - 1] == "同":
            return following  # 同部署、同考核
        if self.pure(following):
            if verb in NOUN_ONLY and following == at + 1 and after == self.n:
                return 0  # 强化项目谋划、统筹推进
            single = self.starts[following + 1] - self.starts[following] == 1
            chanted = self.chanted(first) or verb in NOUN_ONLY
            if verb in PIVOT and self.starts[at] > 3:  # 支持企业稳产能、拓市场
                chanted = chanted or self.text[self.starts[at] - 3] in SINGLE
            return 0 if single and chanted else following
        if first == at and following > at + 1:
            return following  # 精心呵护、系统治理
        if following == at + 1 and (verb in NOUN_ONLY or verb == "建设"):
            return 0
        named = self.tail(after) or not self.roles[after] & PLAIN
        return 0 if named else following

    def serial(self, verb: str, at: int) -> int:
        """Return where a second predicate stands: 组织党员开展活动; or 0."""
        following = self.skip(at)
        if self.slogan(following):
            return 0
        if not self.roles[following] & VERB or self.roles[at - 1] & NOUN:
            return 0
        light = following > at and self.words[following - 1] not in ATTRIBUTIVE
        light = light or self.text[self.starts[following + 1] :].startswith("了")
        if self.modified(following) and not light:
            return 0
        if verb == "深入":
            return following
        _, after = self.run(following)
        led = verb in LED and self.roles[at - 1] & BODY  # 组织党员学习党章
        pure = (self.pure(following) or led) and after < self.n and not self.tail(after)
        return following if pure or light else 0
