"""Verbs side by side, and the object that they share."""

from analysis.count.tasks.grammar import (
    ACTIVITY,
    AIMING,
    ALLOWING,
    ATTRIBUTIVE,
    BATTLES,
    BUILDING_UP,
    BUILT,
    CAPACITIES,
    CAPACITY,
    DESCRIBING,
    DRAFT,
    DRAFTING,
    FITTING,
    GROWING,
    INVITING,
    ISSUING,
    JOINING,
    LIGHT,
    MEANS,
    MOVED,
    MOVEMENT,
    NAMING,
    NOUN_ONLY,
    PIVOT,
    PLACES_BUILT,
    RELATING,
    RENEWING,
    SERIAL,
    STRUCTURES,
    WENT,
)
from analysis.count.tasks.objects import AMOUNT, head_of
from analysis.count.tasks.words import (
    ADVERB,
    AND,
    BODY,
    COVERB,
    FAR,
    LINK,
    LIST,
    MODAL,
    NOUN,
    OF,
    PASSED,
    PLAIN,
    VERB,
    Words,
)

NAMED = PLAIN | BODY


class Runs(Words):
    """Reads coordinated verbs, and what they govern."""

    __slots__ = ()

    def run(self, at: int) -> tuple[list[int], int]:
        """Return the coordinated verbs that begin here and the place after them."""
        if at in self.known:
            return self.known[at]
        first = at
        if self.words[at] == "突出" and self.guides(at + 1):
            at += 1  # 突出抓好, 突出培育
        run = [at]
        while True:
            linked = bool(self.roles[at + 1] & (LIST | AND))
            following = at + 1 + linked
            if self.roles[following] & PASSED:
                following = self.skip(following)
            verb = self.roles[following] & VERB
            if not verb or not self.joins(at, following, linked):
                self.known[first] = run, at + 1
                return run, at + 1
            run.append(at := following)

    def guides(self, at: int) -> bool:
        """Say whether the verb behind 突出 is the task, and not what 突出 stresses."""
        if self.words[at] in LIGHT:
            return True
        acts = self.pure(at) and self.roles[at + 1] & PLAIN and not self.tail(at + 1)
        return bool(acts) and "、" not in self.text and not self.modified(at)

    def joins(self, last: int, at: int, linked: bool) -> bool:
        """Say whether a verb is coordinated with the last: 巩固壮大, 学习宣传贯彻."""
        before, word = self.words[last], self.words[at]
        free = self.roles[last] & NOUN or before in JOINING
        if before == "坚持" and self.persists(at):
            return True
        nominal = before in NOUN_ONLY or before in AIMING
        if (nominal and not linked) or (word in LIGHT and not free):
            return False
        if len(word) == 1 or before[-1] in "在入为于向" or self.of_verbs(at):
            return False  # 摆在突出位置, 打造共建共享的家园
        if not linked and self.describes(last, at):
            return False
        if before in DRAFTING and DRAFT.search(self.text):
            apart = at > last + 1 and not linked
            if word not in ISSUING or apart or self.n == at + 2:
                return False  # 制定优化营商环境规划, 编制实施计划
        if self.pairs(before, at):
            return True
        if self.pure(at):
            return not self.tail(at + 1, alone=True)
        if before in PIVOT and word in PIVOT:
            return not self.tail(at + 1)
        joined = linked and self.roles[last + 1] & AND and self.roles[at + 1] & NAMED
        if before in PIVOT or before in NOUN_ONLY or word == "发展":
            return bool(joined and before == "坚持")  # 坚持和发展
        if self.tail(at + 1):
            return False
        listed = self.roles[at + 1] & (AND | LIST)
        if not linked and listed and self.roles[at + 2] & PLAIN:
            return False  # 谋划投资和项目建设
        if before == "组织" and self.event(at):
            return False
        if joined:
            return True  # 解决和处置信访问题
        if self.text[self.starts[at + 1] :][:1] in ("“", "《"):
            return before not in SERIAL  # 培育推广“四首”产品
        doubled = self.pure(at + 1) and not self.slogan(at + 1)
        return bool(free) or (doubled and not self.tail(at + 2))

    def describes(self, last: int, at: int) -> bool:
        """Say whether a verb tells of what kind the object of the last is."""
        before, word = self.words[last], self.words[at]
        if before == "依靠" or word in DESCRIBING or word[0] == "新":
            return True  # 依靠改革激发活力, 解决突出矛盾, 控制新开工项目
        if at > last + 1 and self.words[at - 1] in NAMING:
            return True  # 创建高度开放的园区
        fits = word in FITTING and before not in FITTING and self.modified(at)
        if fits and not self.pairs(before, at):
            return True
        if self.roles[at + 1] & LIST and before in BUILDING_UP:
            return OF in self.roles[at + 1 : at + FAR]  # 健全分级负责、协同的机制
        # 倡导节约资源的生产方式, 构建联通各地的廊道
        if not self.pure(at):
            return False
        if before in BUILDING_UP and word not in RENEWING and self.listed(at):
            return True  # 健全防止返贫帮扶政策体系
        if before not in ALLOWING:
            return False
        if self.text.endswith(PLACES_BUILT):
            return True  # 打造畅通双循环重要节点
        return self.modified(at) or self.pairs_of(at)

    def listed(self, at: int) -> bool:
        """Say whether a verb begins the name of a structure: …帮扶政策体系."""
        named = self.text.endswith(STRUCTURES) and self.roles[at + 1] & ~LINK
        return bool(named) and OF not in self.roles[at + 1 : at + FAR]

    def pairs_of(self, at: int) -> bool:
        """Say whether two phrases modify the object: 联通南北、对接东西的."""
        for place in range(at + 1, min(self.n, at + FAR)):
            if self.roles[place] & LIST:
                following = self.skip(place + 1)
                return self.pure(following) and self.modified(following)
        return False

    def event(self, at: int) -> bool:
        """Say whether a verb names what is organized: 组织培训3次, 组织宣传工作."""
        rest = self.text[self.starts[at + 1] :]
        if not rest or AMOUNT.match(rest) or rest.endswith(ACTIVITY):
            return True
        return bool(self.roles[self.n - 1] & NOUN)  # 组织宣传实践和特色宣讲

    def pairs(self, before: str, at: int) -> bool:
        """Say whether these make a pair: 规划建设新城, 繁荣发展文艺, 服从服务于大局."""
        word = self.words[at]
        if before == "服从" and self.text.startswith("于", self.starts[at + 1]):
            return True
        paired = word in BUILT or (word == "发展" and before in GROWING)
        return bool(paired and self.roles[at + 1] & PLAIN) and not self.tail(at + 1)

    def persists(self, at: int) -> bool:
        """Say whether 坚持 goes on with a verb of its own: 坚持开展读书活动."""
        if "、" in self.text or self.modified(at) or not self.pure(at):
            return False
        goes_on = self.roles[at + 1] & (PLAIN | AND)
        return bool(goes_on) and len(self.text) - self.starts[at] > 5

    def of_verbs(self, at: int) -> bool:
        """Say whether 的 follows these verbs directly: 共建共享的."""
        last = at + FAR
        while self.roles[at] & VERB and at < last:
            at += 1
        return bool(self.roles[at] & OF)

    def within(self, verb: str, first: int, at: int, following: int) -> bool:
        """Say whether the verb behind 、 stands in the object of the last."""
        before = self.roles[at - 1] & VERB
        if before and self.roles[at - 2] & OF:
            return True  # 群众的参与、支持
        if before and self.tail(self.run(following)[1]):
            return True  # 落实资助、减免政策
        if WENT.match(self.text, self.starts[following + 1]):
            return True
        nominal = verb in NOUN_ONLY or (verb in ALLOWING and verb not in DRAFTING)
        nominal = nominal and self.roles[first] & VERB
        if (nominal or not self.pure(following)) and self.modified(following):
            return True  # 施展才华、创新创业的舞台
        built = verb in ALLOWING or verb in BUILDING_UP
        if (
            built
            and self.roles[following + 1] & LINK
            and OF not in self.roles[first:at]
        ):
            return True  # 完善纠纷排查、化解、督办工作机制
        if built and not self.pure(following) and self.text.endswith(STRUCTURES):
            return True  # 健全投资效益、投资安全保障机制
        told = verb in ALLOWING and not self.pure(following)
        if told and OF in self.roles[following:] and OF not in self.roles[first:at]:
            return True  # 构建分工合理、投资多元的体系
        if verb in ("打好", "打赢") and self.text.endswith(BATTLES):
            return True
        if verb in RELATING and self.text.endswith("关系"):
            return True  # 处理改革、发展、稳定的关系
        if self.text.endswith(CAPACITIES) and CAPACITY.search(self.text):
            return True
        return self.text.find("等", self.starts[first], -1) >= 0

    def resumes(self, at: int) -> bool:
        """Say whether the clause goes on behind a list: …、…等方式减轻负担."""
        return self.words[at] in LIGHT or self.words[at - 1].endswith(MEANS)

    def object(self, verb: int, first: int, end: int) -> str:
        """Return the object between two places: 推动 X 向深度拓展 has X."""
        if self.words[verb] in INVITING or self.words[first] in ("把", "将"):
            for at in range(first + 1, end):
                if self.moves(at) and self.roles[at - 1] & ~(ADVERB | OF | AND | LIST):
                    of = any(role & OF for role in self.roles[at:end])
                    if self.roles[at] & COVERB or not of:
                        back = self.roles[at - 1] & VERB and at - 1 > first
                        if self.roles[at] & ADVERB and not self.pure(at - 1):
                            back = 0  # 教育常态化, but 融合发展
                        end = at - bool(back)
                    break
        thing = self.text[self.starts[first] : self.starts[end]] if first < end else ""
        if self.words[verb] in MOVED and "“" not in thing:
            cut = MOVEMENT.search(thing, 2)
            if cut and "的" not in thing[cut.end() :]:
                thing = thing[: cut.start()]
        return head_of(thing)

    def moves(self, at: int) -> bool:
        """Say whether the movement of an object begins here: 扎实开展, 向深度拓展."""
        roles, word = self.roles[at], self.words[at]
        if word in NAMING and not self.pure(at + 1):
            return False  # 组织专题报道
        if word in ATTRIBUTIVE and not self.roles[at + 1] & VERB:
            return False
        if word == "建设":
            return bool(self.roles[at + 1] & PLAIN) and not self.tail(at + 1)
        light = roles & (ADVERB | COVERB) and not roles & (VERB | AND)
        light = light or (roles & MODAL and self.roles[at + 1] & VERB)
        return bool(light) or self.pure(at) or word.endswith("发展")
