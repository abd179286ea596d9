"""Read one clause: find its task verbs, and the object of each.

What stands before the verb is passed over (`head`, `frame`); verbs side by side make
a run (`run`, `joins`); behind it lies the object, in which a further verb counts only
where a rule says so (`parallel`, `serial`).
"""

import re
from typing import NamedTuple

from analysis.tasks.grammar import (
    ACTIVITY,
    ADVERBIAL,
    AIMING,
    ATTRIBUTIVE,
    CAPACITY,
    DEFECT,
    DRAFT,
    DRAFTING,
    FRAME_END,
    GIVING,
    ISSUING,
    JOINING,
    LEADING,
    LIGHT,
    LOCATIVE,
    MOVED,
    MOVEMENT,
    NEGATED,
    NOUN_ONLY,
    OF_THINGS,
    PIVOT,
    REMEDYING,
    RESULT,
    SERIAL,
    TITLE,
)
from analysis.tasks.objects import AMOUNT, head_of
from analysis.tasks.words import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    LIST,
    MODAL,
    NOUN,
    OF,
    PLAIN,
    STOP,
    VERB,
    Words,
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
    if FRAME_END.search(clause):
        return []
    found = Clause(clause).tasks()
    if found and DEFECT.search(clause) and found[0].verb not in REMEDYING:
        return []
    return found


class Clause(Words):
    """Reads a clause from left to right: head, verbs, object, by turns."""

    fronted = ""  # what 把 or 将 puts before its verb

    def tasks(self) -> list[Task]:
        """Read the clause: its head, then verb and object by turns."""
        found: list[Task] = []
        if not any(role & VERB for role in self.roles):
            return found
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
            found += [Task(self.word(at), thing, self.starts[at]) for at in run]
            run, after = self.run(following) if following else ([], end)
        return found

    # The head: what may stand before the verb.

    def head(self) -> tuple[int, str, bool]:
        """Return where the main verb stands, what precedes it, and if an adverb does.

        What precedes is nothing, its own ``body``, a ``frame`` or a ``thing``.
        """
        at, subject = 0, ""
        while at < self.n:
            roles, light = self.roles[at], self.skip(at)
            if roles & STOP:
                break
            frames = roles & COVERB and not (roles & ADVERB and light > at)
            if frames and self.frames(at, subject):
                at, subject = self.frame(at), subject or "frame"
                continue
            if light > at and self.roles[light] & VERB:
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
            elif roles & PLAIN and ADVERBIAL.search(self.word(at)):
                pass
            elif light == at and not roles & LIST:
                subject = "thing"
            at += 1
        return self.n, subject, False

    def leads(self, at: int) -> bool:
        """Say whether a verb behind a thing can be its predicate, not in its name."""
        return self.pure(at) and not self.tail(at + 1) and self.word(at + 1) != "项目"

    def named(self, run: list[int], after: int) -> bool:
        """Say whether verbs at the head are but a name: 宣传工作, 改革创新."""
        if any(self.pure(at) for at in run):
            return False
        if after >= self.n or self.roles[after] & OF:
            return True
        if self.tail(after) and self.word(run[0]) not in ("创新", "规范"):
            return True
        if self.word(run[0]) not in ("创新", "规范") and TITLE.search(self.text):
            return True
        while after < self.n and not self.pure(after):
            framing = self.roles[after] & (COVERB | VERB) == COVERB
            if framing and len(self.word(after)) > 1:
                return True  # 宣传战线按照部署
            after += 1
        if after < self.n and self.roles[after - 1] & ADVERB and after == self.n - 1:
            return True  # 创新能级显著提升
        before = self.text[: self.ends[after - 1]]
        return after < self.n and bool(ACTIVITY.search(before))

    def acts(self, run: list[int], after: int, subject: str, light: bool) -> bool:
        """Say whether the subject is the body: a thing 不断完善, 收入增长 12%."""
        if subject == "thing":
            if any(self.word(at) in OF_THINGS for at in run):
                return False
            rest = self.text[self.ends[run[-1]] :].lstrip("了")
            if rest[:1] in ("", "、") or AMOUNT.match(rest) or RESULT.match(rest):
                return False
            return not self.named(run, after)
        return light or subject in ("", "frame") or not self.named(run, after)

    def results(self, run: list[int], after: int) -> bool:
        """Say whether the clause tells how a thing fared: 惠民的工程稳步推进."""
        last = self.n - 1
        return (
            last - 1 > after
            and bool(self.pure(last) and self.roles[last - 1] & ADVERB)
            and not any(role & (LIST | COVERB) for role in self.roles[:last])
            and self.word(run[-1]) not in LEADING
        )

    # Frames: 围绕…, 为…, 把….

    def frames(self, at: int, subject: str) -> bool:
        """Say whether this coverb frames: 将加强 is a modal, 结合 alone a verb."""
        word = self.word(at)
        if at + 1 >= self.n or (subject == "thing" and len(word) == 1 and word != "在"):
            return False
        if word == "将":
            following = self.skip(at + 1)
            if self.roles[following] & VERB:
                return self.named(*self.run(following))
            return not self.roles[following] & COVERB
        if self.roles[at] & VERB and word != "结合":
            return self.frame(at) < self.n
        return True

    def frame(self, at: int) -> int:
        """Return where the verb stands that the frame leads up to, or the end.

        What directly follows the coverb stands in the frame: 围绕增强软实力;
        为推动高质量发展凝聚共识 goes on at 凝聚.
        """
        coverb = self.word(at)
        first = at = self.skip(at + 1)
        if coverb in ("使", "让", "令"):
            return self.n
        if coverb == "在":
            at = self.locative(at)
        elif self.pure(at) or (self.roles[at] & VERB and coverb not in "把将以用"):
            _, at = self.run(at)
            first = at
        while at < self.n and self.word(at) not in ("作为", "是"):
            light = self.skip(at)
            if self.roles[light] & VERB and self.main(coverb, light, light > at):
                if coverb in ("把", "将"):
                    thing = re.split("与|(?<!自)由", self.between(first, at))[0]
                    self.fronted = head_of(thing)
                return light
            at = max(light, at + 1)
        return self.n

    def locative(self, at: int) -> int:
        """Return the place behind the last 中, 上, 下, … of a frame with 在."""
        closing = [
            place + 1
            for place in range(at, self.n - 1)
            if self.roles[place] & PLAIN and LOCATIVE.search(self.word(place))
        ]
        return closing[-1] if closing else at

    def main(self, coverb: str, at: int, light: bool) -> bool:
        """Say whether the verb at this place is what the frame leads up to."""
        _, after = self.run(at)
        before = self.roles[at - 1 - light]
        moving = coverb in "把将对与同向给"
        if self.roles[after] & LIST or before & (OF | LIST):
            return False  # 对问题的再探讨, 为维护稳定、促进发展提供保障
        if NEGATED.search(self.text[: self.starts[at]]):
            return False
        if coverb in ("由", "从") and self.word(at + 1) == "到":
            return False  # 由2020年的14646元提高到16403元
        if coverb == "以" and "为" in map(self.word, range(after, self.n)):
            return False  # 以完善功能提升品位为目标
        if coverb == "为" and self.word(at) not in GIVING:
            if any(self.word(later) in GIVING for later in range(after, self.n)):
                return False
        become = moving and self.word(at + 1) in ("为", "成", "到", "于")
        if not self.pure(at) and not ((moving and light and after == self.n) or become):
            told = coverb in "用以" and self.roles[at - 2] & OF
            return bool(told or coverb in "向给") and after < self.n
        if after == self.n and not (moving or light):
            return False
        if self.tail(after, alone=True):
            return False
        behind = self.text.rfind("的")
        return not self.modified(at) or not any(
            self.pure(later) and self.starts[later] > behind
            for later in range(after, self.n)
        )

    # Verbs side by side, and what stands behind them.

    def run(self, at: int) -> tuple[list[int], int]:
        """Return the coordinated verbs that begin here and the place after them."""
        run = [at]
        while True:
            linked = bool(self.roles[at + 1] & (LIST | AND))
            following = self.skip(at + 1 + linked)
            verb = self.roles[following] & VERB
            if not verb or not self.joins(at, following, linked):
                return run, at + 1
            run.append(at := following)

    def joins(self, last: int, at: int, linked: bool) -> bool:
        """Say whether a verb is coordinated with the last: 巩固壮大, 学习宣传贯彻."""
        before, word = self.word(last), self.word(at)
        free = self.roles[last] & NOUN or before in JOINING
        nominal = before in NOUN_ONLY or before in AIMING
        if (nominal and not linked) or (word in LIGHT and not free):
            return False
        if len(word) == 1 or before[-1] in "在入为于" or self.of_verbs(at):
            return False  # 摆在突出位置, 打造共建共享的家园
        if before in DRAFTING and word not in ISSUING and DRAFT.search(self.text):
            return False
        built = word == "建设" and self.roles[at + 1] & PLAIN and not self.tail(at + 1)
        if built or (before, word) == ("培育", "发展"):
            return True
        if self.pure(at):
            return not self.tail(at + 1, alone=True)
        if before in PIVOT or before in NOUN_ONLY or word == "发展":
            return False
        if self.tail(at + 1):
            return False
        if before == "组织":  # 组织培训3次, 组织宣传工作
            rest = self.text[self.ends[at] :]
            if not rest or AMOUNT.match(rest) or ACTIVITY.search(rest):
                return False
        return bool(free) or (self.pure(at + 1) and not self.tail(at + 2))

    def of_verbs(self, at: int) -> bool:
        """Say whether 的 follows these verbs directly: 共建共享的."""
        while self.roles[at] & VERB:
            at += 1
        return bool(self.roles[at] & OF)

    def object_end(self, run: list[int], at: int) -> tuple[int, int]:
        """Return where the object ends and where the next verb stands, if any."""
        first, verb, listed = at, self.word(run[-1]), False
        while at < self.n:
            following = 0
            if self.roles[at] & LIST:
                following, listed = self.parallel(verb, first, at), True
            elif self.word(at).startswith("并") or self.word(at) in ("进而", "从而"):
                following = self.skip(at + 1)
                following *= bool(self.roles[following] & VERB)
            elif verb in SERIAL and not listed:
                following = self.serial(verb, at)
            if following:
                return at, following
            at += 1
        return at, 0

    def parallel(self, verb: str, first: int, at: int) -> int:
        """Return where a verb stands that 、 sets beside the last, or 0.

        突出主题、聚焦中心, but not 完善监测预警、会商研判等机制.
        """
        following = self.skip(at + 1)
        if not self.roles[following] & VERB or verb == "坚持":
            return 0
        if CAPACITY.search(self.text):
            return 0
        if verb in NOUN_ONLY and self.roles[first] & VERB and self.modified(following):
            return 0
        if re.search("等.", self.text[self.starts[first] :]):
            return 0
        _, after = self.run(following)
        if self.roles[after] & OF:
            return 0
        if verb in PIVOT and any(self.moves(moved) for moved in range(first + 1, at)):
            return 0  # 支持学校改善条件、提升能力
        if self.pure(following):
            single = self.ends[following] - self.starts[following] == 1
            return 0 if single and verb in NOUN_ONLY else following
        if following == at + 1 and (verb in NOUN_ONLY or verb == "建设"):
            return 0
        named = self.tail(after) or not self.roles[after] & PLAIN
        return 0 if named else following

    def serial(self, verb: str, at: int) -> int:
        """Return where a second predicate stands: 组织党员开展活动; or 0."""
        following = self.skip(at)
        if not self.roles[following] & VERB or self.roles[at - 1] & NOUN:
            return 0
        light = following > at or self.text[self.ends[following] :].startswith("了")
        if self.modified(following) and not light:
            return 0
        if verb == "深入":
            return following
        _, after = self.run(following)
        pure = self.pure(following) and after < self.n and not self.tail(after)
        return following if pure or following > at else 0

    def object(self, verb: int, first: int, end: int) -> str:
        """Return the object between two places: 推动 X 向深度拓展 has X."""
        if self.word(verb) in PIVOT or self.word(first) in ("把", "将"):
            for at in range(first + 1, end):
                if self.moves(at) and self.roles[at - 1] & ~(ADVERB | OF | AND | LIST):
                    of = any(role & OF for role in self.roles[at:end])
                    if self.roles[at] & COVERB or not of:
                        back = self.roles[at - 1] & VERB and at - 1 > first
                        end = at - bool(back)
                    break
        thing = self.between(first, end)
        if self.word(verb) in MOVED and "“" not in thing:
            cut = MOVEMENT.search(thing, 2)
            if cut and "的" not in thing[cut.end() :]:
                thing = thing[: cut.start()]
        return head_of(thing)

    def moves(self, at: int) -> bool:
        """Say whether the movement of an object begins here: 扎实开展, 向深度拓展."""
        roles, word = self.roles[at], self.word(at)
        if word in ATTRIBUTIVE and not self.roles[at + 1] & VERB:
            return False
        if word == "建设":
            return bool(self.roles[at + 1] & PLAIN) and not self.tail(at + 1)
        light = roles & (ADVERB | COVERB) and not roles & (VERB | AND)
        light = light or (roles & MODAL and self.roles[at + 1] & VERB)
        return bool(light) or self.pure(at) or word.endswith("发展")
