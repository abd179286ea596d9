"""Frames before the verb: 围绕…, 为…, 把…, 在…下."""

import re

from analysis.count.tasks.grammar import (
    AIMED,
    DRIVING,
    FRONTING,
    GIVING,
    GREETED,
    LOCATIVE,
    MANNERS,
    NEGATED,
    OPENING,
    OWN,
    PLACES,
    SITE,
    WITHIN,
)
from analysis.count.tasks.objects import head_of
from analysis.count.tasks.runs import Runs
from analysis.count.tasks.words import AND, BUILDING, COVERB, FAR, LIST, OF, PLAIN, VERB


class Frames(Runs):
    """Reads what a coverb opens up to the verb that it leads up to."""

    __slots__ = ()

    def opening(self) -> int:
        """Return where the clause begins: behind 八是, 重点是, if it opens so."""
        opening = OPENING.match(self.text)
        begins = opening is not None and opening.end() in self.starts
        return self.starts.index(opening.end()) if begins else 0

    def own(self, at: int) -> bool:
        """Say whether a unit of the body itself is the subject: 全市教育系统."""
        plain = self.roles[at] & PLAIN and not self.roles[at + 1] & (AND | OF | LIST)
        return bool(plain and OWN.search(self.words[at]))

    def done(self, at: int) -> bool:
        """Say whether 了 follows a verb."""
        return self.text.startswith("了", self.starts[at + 1])

    def frames(self, at: int, subject: str) -> bool:
        """Say whether this coverb frames: 将加强 is a modal, 结合 alone a verb."""
        word = self.words[at]
        if at + 1 >= self.n:
            return False
        if subject == "thing" and len(word) == 1 and word != "在":
            aims = word == "以" and "为" in self.words[at + 1 :]
            fronts = word in "把将" and FRONTING.search(self.text, self.starts[at])
            return aims or (bool(fronts) and self.frame(at) < self.n)
        if word == "将" and not FRONTING.search(
            self.text[self.starts[at + 1] :].partition("把")[0]
        ):
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
        coverb = self.words[at]
        first = at = self.skip(at + 1)
        if coverb in ("使", "让", "令") or (coverb == "在" and self.slogan(at)):
            return self.n
        if coverb == "以" and AIMED.search(self.text):
            return self.n  # 以建设自由贸易港为总抓手
        if coverb == "以" and self.roles[at] & VERB and at > 1:
            if self.words[at - 1].endswith(MANNERS):
                return at  # 以更大力度推进
        if coverb == "在":
            at = self.locative(at)
        elif coverb in "把将" and self.words[first - 1] == "重点":
            first -= 1  # 把重点放在基础设施上
        elif self.opens(coverb, at):
            _, at = self.run(at)
            first = at
        stop = min(self.n, at + FAR)
        while at < stop and self.words[at] not in ("作为", "是"):
            if self.words[at] == "重点" and self.roles[at - 1] & OF:
                at += 1  # 把工作的重点放在农村
            light = self.skip(at)
            if self.roles[light] & VERB and self.main(coverb, light, light > at):
                if coverb in ("把", "将"):
                    thing = re.split("与|(?<!自)由", self.between(first, at))[0]
                    self.fronted = head_of(thing)
                return light
            at = light + 1
        return self.n

    def opens(self, coverb: str, at: int) -> bool:
        """Say whether the verbs that begin here stand in the frame."""
        if self.pure(at) or not self.roles[at] & VERB:
            return self.pure(at)
        if coverb not in ("把", "将"):
            return coverb not in ("以", "用", "依靠")
        _, after = self.run(at)  # 将学习贯彻新思想放在首位
        pure = any(self.pure(place) for place in range(at, after))
        return pure and bool(FRONTING.search(self.text, self.starts[after]))

    def locative(self, at: int) -> int:
        """Return the place behind the last 中, 上, 下, … of a frame with 在."""
        if self.text.endswith(PLACES):
            return self.n  # 在就业、教育等方面
        closing = [
            place + 1
            for place in range(at, self.n - 1)
            if self.roles[place] & PLAIN
            and self.words[place][-1] in LOCATIVE
            and self.words[place][-2:] not in ("工程", "课程", "流程", "章程")
        ]
        closing += [
            place
            for place in range(at + 1, self.n - 1)
            if self.roles[place] & PLAIN and WITHIN.match(self.text, self.starts[place])
        ]
        closing.sort()
        return closing[-1] if closing else at

    def main(self, coverb: str, at: int, light: bool) -> bool:
        """Say whether the verb at this place is what the frame leads up to."""
        _, after = self.run(at)
        before = self.roles[at - 1 - light]
        if light and self.words[at - 1] == "同":
            return True  # 与业务工作同部署、同考核
        if self.holds(coverb, at, after, before):
            return False
        moving = coverb in "把将对与同向给"
        become = moving and self.words[at + 1] in ("为", "成", "到", "于")
        if self.done(at):
            return True  # 对寄宿学生补助了生活费
        if not self.pure(at) and not ((moving and light and after == self.n) or become):
            if coverb == "在" and SITE.search(self.words[at - 1]):
                return after < self.n and not self.tail(after)
            if after == self.n and (light if coverb == "由" else coverb == "对"):
                return True  # 由书记带头学习, 对各单位抽查
            told = coverb in "用以" and self.roles[at - 2] & OF
            if self.words[at] in DRIVING and "以" not in self.words[at - 1 - light]:
                told = coverb == "以" and "为" not in self.words[after:]
                told = told and not self.tail(after)
            told = told or coverb == "给" or (coverb == "为" and self.serves(at, light))
            greets = self.words[at] in GREETED and self.modified(at)
            told = told or (coverb == "向" and not greets)
            return bool(told) and after < self.n
        if after == self.n and not (moving or light):
            return False
        if self.tail(after, alone=True):
            return False
        behind = self.text.rfind("的")
        return not self.modified(at) or not any(
            self.pure(later) and self.starts[later] > behind
            for later in range(after, self.n)
        )

    def holds(self, coverb: str, at: int, after: int, before: int) -> bool:
        """Say whether the verb stands in the frame itself: 按照建立体制的要求."""
        if self.roles[after] & (LIST | OF) or before & (OF | LIST):
            return True  # 对问题的再探讨, 为维护稳定、促进发展提供保障
        if before & AND and not self.roles[at - 2] & COVERB:
            return True  # 按照建立和完善体制的要求
        if NEGATED.search(self.text, max(self.starts[at] - 3, 0), self.starts[at]):
            return True
        if coverb in ("由", "从") and self.words[at + 1] == "到":
            return True  # 由2020年的14646元提高到16403元
        if coverb == "以" and "为" in self.words[after:]:
            return True  # 以完善功能提升品位为目标
        if coverb == "为" and self.words[at] not in GIVING:
            return not GIVING.isdisjoint(self.words[at + 1 :])
        if coverb in ("面对", "随着", "针对"):
            return self.modified(at)  # 面对压力加大的态势
        return False

    def serves(self, at: int, light: bool) -> bool:
        """Say whether 为 leads up to the verb: 为女性免费接种疫苗."""
        return light and self.words[at] not in BUILDING and not self.tail(at + 1)
