"""Read one clause: find its task verbs, and the object of each.

What stands before the verb is passed over (`head`, `frame`); verbs side by side make
a run (`run`, `joins`); behind it lies the object, in which a further verb counts only
where a rule says so (`parallel`, `serial`).
"""

import re
from typing import NamedTuple

from analysis.tasks.frames import Frames
from analysis.tasks.grammar import (
    ACTIVITY,
    ATTRIBUTIVE,
    CAPACITIES,
    CAPACITY,
    FARED,
    JOINED,
    KNOWING,
    LEADING,
    NOUN_ONLY,
    OF_THINGS,
    PIVOT,
    REMEDYING,
    RESULT,
    SERIAL,
    TITLE,
    adverbial,
    frames_all,
    lacks,
    progress,
)
from analysis.tasks.objects import AMOUNT, head_of
from analysis.tasks.words import (
    ADVERB,
    BODY,
    COVERB,
    LINK,
    LINKING,
    LIST,
    MODAL,
    NOUN,
    OF,
    PASSED,
    PLAIN,
    SINGLE,
    SLOGAN,
    STOP,
    VERB,
    VERBAL,
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


class Clause(Frames):
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
        if not self.acts(run, after, subject, light) or self.results(run, after):
            return found
        while run:
            end, following = self.object_end(run, after)
            thing = self.fronted or self.object(run[-1], after, end)
            self.fronted = ""
            for at in run:
                found.append((self.words[at], thing, self.starts[at]))
            if len(run) > 1 and found[0][0] == "坚持":
                found[0] = "坚持", "", found[0][2]
            run, after = self.run(following) if following else ([], end)
        return found

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
        at, subject = 0, ""
        while at < self.n:
            roles = self.roles[at]
            light = self.skip(at) if roles & PASSED else at
            if roles & STOP:
                break
            frames = roles & COVERB and not (roles & ADVERB and light > at)
            if frames and self.frames(at, subject):
                at, subject = self.frame(at), subject or "frame"
                continue
            if light > at and self.words[light] == "结合" and not subject:
                return self.n, subject, True  # 紧密结合工作实际
            verb = self.roles[light] & VERB
            if verb and self.modifies(light):
                at, subject = light, "thing"  # 交办的问题
            elif verb and light > at:
                if subject != "thing" or not self.tail(light + 1):
                    return light, subject, True
                at = light
            elif roles & BODY:
                subject = "body"
            elif roles & VERB and (subject != "thing" or self.leads(at)):
                run, after = self.run(at)
                if not self.named(run, after):
                    return at, subject, False
                at, subject = after, "thing"
                continue
            elif roles & PLAIN and adverbial(self.words[at]):
                pass
            elif light == at and not roles & LIST:
                subject = "thing"
            at += 1
        return self.n, subject, False

    def modifies(self, at: int) -> bool:
        """Say whether 的 follows the verbs that begin here: 出台的文件."""
        return bool(self.roles[self.run(at)[1]] & OF)

    def leads(self, at: int) -> bool:
        """Say whether a verb behind a thing can be its predicate, not in its name."""
        sure = self.pure(at) or self.text[self.starts[at + 1] :][:1] in ("了", "过")
        return sure and not self.tail(at + 1) and self.words[at + 1] != "项目"

    def named(self, run: list[int], after: int) -> bool:
        """Say whether verbs at the head are but a name: 宣传工作, 改革创新."""
        for at in run:
            if self.roles[at] & VERBAL == VERB:
                return False
        if self.words[run[0] - 1] == "同":
            return False
        if FARED.search(self.text, self.starts[run[-1] + 1]):
            return True  # 服务外包金额增长6%
        if after >= self.n or self.roles[after] & OF or self.lacking(run[0]):
            return True
        if self.tail(after) and self.words[run[0]] not in ("创新", "规范"):
            return True
        if self.words[run[0]] not in ("创新", "规范") and TITLE.search(self.text):
            return True
        while after < self.n and not self.pure(after):
            framing = self.roles[after] & (COVERB | VERB) == COVERB
            if framing and len(self.words[after]) > 1:
                return True  # 宣传战线按照部署
            after += 1
        if after < self.n and self.roles[after - 1] & ADVERB and after == self.n - 1:
            return True  # 创新能级显著提升
        return after < self.n and self.text.endswith(ACTIVITY, 0, self.starts[after])

    def lacking(self, at: int) -> bool:
        """Say whether the clause tells what a thing needs: 改革攻坚的力度需要增强."""
        last = self.n - 1
        while self.roles[at] & NOUN:
            at += 1
        told = self.roles[last] & VERB and self.roles[last - 1] & (ADVERB | MODAL)
        return bool(self.roles[at] & OF and told)

    def acts(self, run: list[int], after: int, subject: str, light: bool) -> bool:
        """Say whether the subject is the body: a thing 不断完善, 收入增长 12%."""
        if not light and "是" in self.text and "是" in self.words[after:]:
            return self.words[run[-1]] in KNOWING  # 抓好落实是关键
        if subject == "thing":
            for at in run:
                if self.words[at] in OF_THINGS:
                    return False
            rest = self.text[self.starts[run[-1] + 1] :].lstrip("了")
            if rest[:1] in ("", "、") or AMOUNT.match(rest) or RESULT.match(rest):
                return False
            return not self.named(run, after)
        return light or subject in ("", "frame") or not self.named(run, after)

    def results(self, run: list[int], after: int) -> bool:
        """Say whether the clause tells how a thing fared: 惠民的工程稳步推进."""
        if self.words[run[-1]] in LEADING:
            return False
        if "取得" in self.text and progress(self.text, self.starts[run[-1] + 1] + 2):
            return True
        last = self.n - 1
        return (
            self.pure(last)
            and last - 1 > after
            and bool(self.roles[last - 1] & ADVERB)
            and not any(role & (LIST | COVERB) for role in self.roles[:last])
        )

    # What stands behind the verbs.

    def object_end(self, run: list[int], at: int) -> tuple[int, int]:
        """Return where the object ends and where the next verb stands, if any."""
        first, verb, listed = at, self.words[run[-1]], False
        serial = verb in SERIAL
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
                elif serial and not listed:
                    following = self.serial(verb, at)
            elif serial and not listed:
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
        if self.roles[at - 1] & VERB and self.roles[at - 2] & OF:
            return 0  # 群众的参与、支持
        if self.text.endswith(CAPACITIES) and CAPACITY.search(self.text):
            return 0
        if verb in NOUN_ONLY and self.roles[first] & VERB and self.modified(following):
            return 0
        if self.text.find("等", self.starts[first], -1) >= 0:
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
        pure = self.pure(following) and after < self.n and not self.tail(after)
        return following if pure or light else 0
