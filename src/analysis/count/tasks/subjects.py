"""Who acts: the body itself, or a thing of which the clause tells how it fared."""

from analysis.count.tasks.frames import Frames
from analysis.count.tasks.grammar import (
    ACTIVITY,
    COMBINED,
    FARED,
    FARING,
    GOVERNED,
    GREW,
    KNOWING,
    LEADING,
    OF_THINGS,
    PIVOT,
    RESULT,
    STARTED,
    TITLE,
    WENT,
    fared,
    progress,
)
from analysis.count.tasks.objects import AMOUNT
from analysis.count.tasks.words import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    LIST,
    MODAL,
    NOUN,
    OF,
    PASSED,
    STOP,
    VERB,
    VERBAL,
)


class Subjects(Frames):
    """Reads whether the verbs at the head are what the body did."""

    __slots__ = ()

    def named(self, run: list[int], after: int) -> bool:
        """Say whether verbs at the head are but a name: 宣传工作, 改革创新."""
        for at in run:
            if self.roles[at] & VERBAL == VERB:
                return False
        if self.words[run[0] - 1] == "同" or self.roles[after] & BODY:
            return False  # 同部署, 组织党员干部学习
        if FARED.search(self.text, self.starts[run[-1] + 1]):
            return True  # 服务外包金额增长6%
        if after >= self.n or self.roles[after] & OF or self.lacking(run[0]):
            return True
        if not any(self.roles[at] & ~PASSED for at in range(after, self.n)):
            return True  # 服务更加优质高效
        if self.tail(after) and self.words[run[0]] not in ("创新", "规范"):
            alone = after == self.n - 1 and len(run) == 1 and run[0] == 0
            return not (alone and self.words[after] in GOVERNED)
        if self.words[run[0]] not in ("创新", "规范") and TITLE.search(self.text):
            return True
        while after < self.n and not self.pure(after):
            framing = self.roles[after] & (COVERB | VERB) == COVERB
            if framing and len(self.words[after]) > 1 and self.words[after][-1] != "着":
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
        if self.roles[after] & (STOP | PASSED) and self.becomes(run, after):
            return False
        nominal = self.roles[run[0]] & NOUN and self.words[run[0]] not in PIVOT
        if self.text.endswith(STARTED) and (subject == "thing" or nominal):
            return False  # 社区照料服务站投入使用
        if subject == "thing":
            for at in run:
                if self.words[at] in OF_THINGS:
                    return False
            if "被" in self.words[: run[0]]:
                return False
            rest = self.text[self.starts[run[-1] + 1] :].lstrip("了")
            went = AMOUNT.match(rest) or (RESULT.match(rest) and not self.fronted)
            went = went or WENT.match(rest)
            if rest[:1] in ("", "、") or went or fared(rest):
                return False
            return not self.named(run, after)
        return light or subject in ("", "frame") or not self.named(run, after)

    def becomes(self, run: list[int], after: int) -> bool:
        """Say whether what a thing has become is told: 经营已成为主渠道."""
        told = self.words[self.skip(after)] in ("成为", "属于", "位于")
        return told and not self.fronted and all(self.roles[at] & NOUN for at in run)

    def results(self, run: list[int], after: int, subject: str) -> bool:
        """Say whether the clause tells how a thing fared: 惠民的工程稳步推进."""
        last = self.n - 1
        ends = bool(self.roles[last] & VERB)
        made, joined = "取得" in self.text, self.text.endswith(COMBINED)
        if not (
            ends or made or joined or "增长" in self.text
        ) or not LEADING.isdisjoint([self.words[at] for at in run]):
            return False
        if made and progress(self.text, self.starts[run[-1] + 1] + 2):
            return True
        behind = self.starts[after] + 1
        if self.text.find("、", behind) < 0 and GREW.search(self.text, behind):
            return True  # 新设企业增长近七成
        pure, before = self.pure(last), self.roles[last - 1]
        first = after if subject == "thing" else 0
        if pure and before & MODAL and OF in self.roles[after:last]:
            return True  # 统筹发展的能力还需提升
        if self.roles[run[0]] & NOUN:
            pure = ends  # 建设管理程序进一步规范
        if self.roles[run[-1]] & NOUN and joined:
            return not self.fronted
        return (
            pure
            and last - 1 > after
            and bool(before & ADVERB)
            and self.words[last] in FARING
            and not self.roles[last - 2] & OF
            and not any(
                role & LIST or role & (COVERB | AND) == COVERB
                for role in self.roles[first:last]
            )
        )
