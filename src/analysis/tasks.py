"""Find task verbs (任务动词) and their objects: a lexicon, and where the verb stands.

A clause is read from left to right. Adverbs, modals, subjects and framed phrases
(围绕…, 为…) are passed over until a verb heads what follows; behind it lies its
object, in which a further verb counts only where a rule below says so.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon

# What an adverb, a modal, … is, comes from the lexicons; the grammar is here.
# Words in which a verb or a coverb only seems to stand.
PLAIN = """经济 当前 当地 同时 同志 同比 同期 同步 就业 就医 就学 对外 对象 对口 为民 为期 以上
以下 以来 以内 以外 因此 因素 自治 自然 自身 自贸 自信 自愿 自我 向好 向上 离退休 和谐 和平
经验 经费 按揭 给水 从业 从事 到位 至今 让利 由此 比例 比重 比赛 往来 在线 在建 在册 据此
大家 大会 大学 大厅 大赛 新型 新兴 新时代 新能源 新质 多元 多样 深圳 实体 实践 实效 实际 实事
会议 会展 会员 能力 能源 应急 需求 要素 要点 要闻 可持续 将军 敢死
获得感 执行力 引领力 凝聚力 组织力 服务业 服务区 服务器 服务站 服务点 服务员 推进会 推介会
推进情况 落实情况 组织生活 组织部门 合作社 投资者 参与者 建设者 管理员 监督员 调解员 落实机制
工作 统筹力 办公 办法 办事 保险 保税 保洁 保安 建议 建筑 建材 抓手 讲话 讲座 讲师 讲堂
查询 党的 发布会 搞笑 防汛 防火 促销 谋略 党组织 自组织 中心组 发展中 发展改革 改革开放 有关 突出问题
突出贡献 突出成绩 重点工作 重点项目 重点领域 重点任务 稳定性 规范性 结合部 结合点""".split()
# 围绕增强软实力…: what directly follows stands in the frame.
FRONTING = set("把将")
STOP = (
    "是",
    "有",
    "成为",
    "属于",
    "位于",
    "请",
    "敬请",
    "并请",
    "恳请",
    "缺少",
    "存在",
)
CONJOIN = ("并", "并且", "进而", "从而", "来")
AND = ("和", "与", "及", "以及", "或")
# These take a noun, so a verb behind them is one: 强化督导检查, 加强统筹组织.
NOUN_ONLY = set(
    "加强 强化 加大 做好 抓好 抓实 开展 进行 突出 搞好 作好 注重 重视 取得 获得 采取 完成 提供 给予 "
    "展开 举办 举行 参加 参与 形成 坚持 提高 增强 增加 减少 缺乏 营造".split()
)
# 推动学习教育向深度拓展: what the object then does is its own movement.
PIVOT = set(
    "推动 促进 支持 扶持 鼓励 引导 确保 保证 保持 助推 助力 促使 带动 督促 力促 倡导 激励 "
    "加快 加速".split()
)
# 组织党员开展活动, 召开会议研究方案: the body's own people and means; the next verb counts.
SERIAL = set(
    "组织 带领 动员 发动 邀请 深入 召开 投入 筹集 争取 利用 运用 用好 发挥 集中 抽调 选派 "
    "出台 制定 印发 成立 组建 借助 牵头 协调 帮助 协助 配合 联合 走进 下沉 出动 安排 派出 "
    "整合 抓住 抢抓 充分发挥 依托 采取".split()
)
# 统筹协调, 传达学习: these join a verb that elsewhere is a noun.
JOINING = set("统筹 组织 传达 指导 协助 配合 参与 牵头 领会".split())
# 找准做好工作的切入点: behind another verb these open a modifier.
LIGHT = set("做好 抓好 搞好 开展 进行 形成 取得 提供 完成".split())
# Of these, a thing can be the subject: 生产总值实现…, 项目带动就业.
OF_THINGS = set(
    "实现 完成 突破 增加 减少 提升 提高 增强 改善 优化 取得 获得 荣获 入选 形成 呈现 展现 彰显 "
    "体现 焕发 激发 覆盖 惠及 带动 拉动 吸引 保持 扩大 壮大 巩固 满足 释放 集聚 赢得 降低 缩小 "
    "稳定 创下 入围 获批 发挥 处置 发展 延伸 迈出 得到 参与 参加 融合 升级 活跃 繁荣 转变 深化 "
    "加快 加速 开工 投入 增长 新增".split()
)
# A verb before one of these is part of a name: 质量提升行动, 服务保障能力.
TAILS = (
    "工作 机制 体系 体制 制度 能力 水平 行动 工程 活动 措施 方案 方法 方式 力度 作用 情况 任务 "
    "责任 意识 力量 队伍 格局 效果 成效 成果 质量 效率 功能 政策 计划 规划 平台 模式 "
    "会 力 率 性 度 感 者 员 费 类 型 业 权 点 区 期 量 资金 机构 系统 人员 单位 部门 "
    "思维 思路 步伐 进程 流程 标准 领域 职责 职能 战略 经验 问题 需要 要求 需求 环境 氛围"
).split()
DEFECT = re.compile(
    "(?:不够|不足|不强|不高|不大|不多|不深|不实|不全|不优|不快|不细|不严|不力|不齐|不到位|不平衡"
    "|不充分|不明显|不突出|不适应|不充实|不健全|不完善|不规范|欠缺|薄弱|严峻|较弱|偏弱|滞后|缓慢"
    "|较慢|重大|艰巨|有差距|缺少..|有待.{2,6})$"
)
REMEDY = set(
    "解决 破解 克服 弥补 改变 扭转 补齐 消除 化解 缓解 整改 查找 纠正 正视".split()
)
ACTIVITY = re.compile("(?:工作|活动)$")
FRAME_END = re.compile("(?:的同时|基础上|情况下|过程中|前提下|背景下|之后|以来|时)$")
RESOLVE = re.compile(
    "下一步|下步|我们[将要]|今后|对此|针对(?:这些|以上|上述|存在)|为此"
)
ADVERBIAL = re.compile(
    r"(?:.*(?:年|月|日|来|期间|季度|底|前|后|中|上|下|里|内|地|化|式|时间|次|目前|同时|此外|一线|其间)"
    r"|[\d.%]+|其中|一是|二是|三是)$"
)
MEASURES = "个次场项条家名件篇户处批起份支套台座所人间只张部本册期轮类种辆片段块户"
QUANTITY = re.compile(
    rf"(?:\d[\d.,万亿余多]*|[一二两三四五六七八九十百千万]+)(?:余|多)?[{MEASURES}](?:次)?"
    r"|一系列|一批|多篇|各类|各项|多项|多种|各种|许多|大量|有关|相关|一些|一定|各"
)
ATTRIBUTE = re.compile(
    "坚强有力|强大|坚强|坚实|鲜明|重点|特色|专场|优质|专业|良好|广泛|正确"
)
MOVEMENT = re.compile(
    "(?:高质量|蓬勃|繁荣|健康|持续|稳定|深度|深入|快速|协调|融合|转型|有序|全面|加快|不断|扎实|积极|平稳|"
    "均衡|绿色|创新|规模化|品牌化|常态化|安全|总体|做大|做强|走深|落地|落细|落实|见效|落到|取得|实现|"
    "同部署|发展|提升|升级|向|有声|有力|有序|取|增收|再上|迈|更|得到|开展|提高|改善|稳中|做|[\\d]|在|走)"
)
NUMBER = re.compile(
    r"(?:约|近|超|达|各)?\d|[一二两三四五六七八九十百千]+(?:余|多)?[个次场项条家名件篇户处批起份支]"
)


class Token(NamedTuple):
    """A stretch of a clause: what it may be (letters of ROLES) and its words."""

    roles: str
    word: str
    start: int
    end: int


class Task(NamedTuple):
    """A task verb in a clause: the verb, its object, and where the verb stands."""

    verb: str
    object: str
    start: int


COLUMNS = "report clause role year section item verb object start".split()


def tasks(clauses: pd.DataFrame) -> pd.DataFrame:
    """List the task verbs (任务动词) of every clause with the objects they govern.

    Parameters
    ----------
    clauses
        The `clauses` table; `report`, `clause`, `text` and `start` are needed.

    Returns
    -------
    DataFrame
        One row per task verb, in text order: `report`, `clause`, `role`, `year`,
        `section`, `item`, `verb`, `object` (its head; ``""`` where there is none)
        and `start`, the verb's offset into `reports.text`.

    Examples
    --------
    >>> text = ["围绕重点工作召开新闻发布会", "巩固壮大主流舆论", "各项工作有力有序"]
    >>> numbers = range(3)
    >>> table = {"report": "a", "clause": numbers, "start": numbers, "text": text}
    >>> tasks(pd.DataFrame(table))[["clause", "verb", "object"]]
       clause verb object
    0       0   召开  新闻发布会
    1       1   巩固   主流舆论
    2       1   壮大   主流舆论
    """
    rows, found = [], []
    for row, doing, text in _doing(clauses):
        for task in scan(text) if doing else ():
            rows.append(row)
            found.append(task)
    table = clauses.reset_index(drop=True).reindex(columns=[*COLUMNS[:6], "start"])
    absent = [name for name in ("role", "section", "item") if name not in clauses]
    table = table.assign(
        **dict.fromkeys(absent, ""), year=table["year"].astype("Int64")
    )
    table = table.iloc[rows].reset_index(drop=True)
    start = table["start"].astype("int64") + pd.Series(
        [task.start for task in found], dtype="int64"
    )
    verb, thing = ([task[i] for task in found] for i in (0, 1))
    text = dict.fromkeys(["role", "section", "item", "verb", "object"], "str")
    return table.assign(verb=verb, object=thing, start=start)[COLUMNS].astype(text)


def _doing(clauses: pd.DataFrame) -> Iterator[tuple[int, bool, str]]:
    """Say of every clause whether the body does something in it.

    In the problems it does only behind 还需 or 下一步: 还需转变观念.
    """
    texts = clauses["text"].tolist()
    nothing = [""] * len(texts)
    roles = clauses["role"].tolist() if "role" in clauses else nothing
    sentences = clauses["sentence"].tolist() if "sentence" in clauses else texts
    resolved, sentence = False, None
    for row, (text, role, now) in enumerate(zip(texts, roles, sentences, strict=True)):
        if role != "problems":
            resolved, sentence = False, None
        elif RESOLVE.search(text):
            resolved = True
        elif NEED.search(text):
            sentence = now
        yield row, role != "problems" or resolved or sentence == now, text


NEED = re.compile("(?:需|须|亟待|应当?|必须|要)(?!求)")


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
    tokens = _tokens(clause)
    verbs = _Reader(clause, tokens).read()
    if verbs and DEFECT.search(clause):
        first = verbs[0].verb
        if first not in REMEDY and first not in PIVOT:
            return []
    return verbs


class _Reader:
    """Reads one clause from left to right, filling `found`."""

    def __init__(self, clause: str, tokens: list[Token]) -> None:
        self.clause, self.tokens, self.n = clause, tokens, len(tokens)
        self.found: list[Task] = []
        self.fronted = ""

    def read(self) -> list[Task]:
        at, subject = self.head(0)
        if at < self.n:
            run, after = self.run(at)
            if self.counts(run, after, subject):
                self.object(run, after)
        return self.found

    def is_(self, at: int, role: str) -> bool:
        return at < self.n and role in self.tokens[at].roles

    def head(self, at: int) -> tuple[int, str]:
        """Return where the main verb stands and what precedes it.

        That is nothing, its own ``body``, a ``frame`` or a ``thing``, with ``+``
        where an adverb comes between.
        """
        subject = ""
        while at < self.n:
            token = self.tokens[at]
            roles = token.roles
            if "X" in roles:
                return self.n, subject
            light = self.skip(at)
            if light > at and self.is_(light, "V"):
                return light, subject + "+"
            if "S" in roles:
                subject = "body"
            elif "C" in roles and subject != "thing" and self.frames(at):
                at, subject = self.frame(at), "frame"
                continue
            elif "V" in roles and (subject != "thing" or "N" not in roles):
                run, after = self.run(at)
                if not self.named(run, after):
                    return at, subject
                at, subject = after, "thing"
                continue
            elif "O" in roles and not ADVERBIAL.match(token.word):
                subject = "thing"
            elif light == at and "O" not in roles and "L" not in roles:
                subject = "thing"
            at += 1
        return at, subject

    def skip(self, at: int) -> int:
        """Return the place after adverbs and modals, which a verb may follow."""
        first = at
        while at < self.n:
            roles = self.tokens[at].roles
            if not ("A" in roles or "M" in roles):
                break
            if "V" in roles and not self.verb_after(at + 1):
                break
            at += 1
        if at > first and at == self.n:
            return first
        return at

    def verb_after(self, at: int) -> bool:
        """Say whether a verb follows, adverbs apart: in 丰富开展 丰富 is an adverb."""
        while self.is_(at, "A") and not self.is_(at, "V"):
            at += 1
        return self.is_(at, "V")

    def frames(self, at: int) -> bool:
        """Say whether this coverb frames: 将加强… is a modal, 结合 alone a verb."""
        token = self.tokens[at]
        if at + 1 >= self.n:
            return False
        if token.word == "将":
            following = self.skip(at + 1)
            return not (self.is_(following, "V") or self.is_(following, "C"))
        if "V" in token.roles and token.word != "结合":
            return self.frame(at) < self.n
        return True

    def frame(self, at: int) -> int:
        """Return where the main verb behind a framing coverb stands, or the end.

        What directly follows the coverb stands in the frame, and so does a verb
        that 的 makes a modifier: 为推动发展凝聚共识 goes on at 凝聚.
        """
        coverb = self.tokens[at].word
        at = self.skip(at + 1)
        inside = at
        if self.is_(at, "V"):
            _, inside = self.run(at)
            at = inside
        while at < self.n:
            light = self.skip(at)
            if self.is_(light, "V") and self.main(coverb, light, light > at):
                self.front(coverb, inside, at)
                return light
            at = max(light, at + 1)
        return self.n

    def main(self, coverb: str, at: int, adverb: bool) -> bool:
        """Say whether the verb at this place is what the frame leads up to."""
        run, after = self.run(at)
        moving = coverb in "把将对与向"
        if not self.pure(at) and not (moving and adverb and after == self.n):
            return "用" == coverb and self.is_(at - 2, "D") and after < self.n
        if after == self.n and not (moving or adverb):
            return False
        if self.tail(after, whole=True):
            return False
        behind = self.clause.rfind("的")
        return not self.relative(at) or not any(
            self.pure(later) and self.tokens[later].start > behind
            for later in range(after, self.n)
        )

    def front(self, coverb: str, first: int, end: int) -> None:
        """Keep what 把 or 将 puts before its verb: it is the object."""
        if coverb in FRONTING and first < end:
            stretch = self.clause[self.tokens[first].start : self.tokens[end - 1].end]
            self.fronted = head_of(re.split("[与同和]", stretch)[0])

    def run(self, at: int) -> tuple[list[Token], int]:
        """Return the coordinated verbs that begin here and the place after them."""
        run = [self.tokens[at]]
        at += 1
        while at < self.n:
            step = at
            if self.is_(step, "L") or self.is_(step, "+"):
                step = self.skip(step + 1)
            else:
                step = self.skip(step)
            if not self.is_(step, "V") or not self.joins(run[-1], step, step > at):
                break
            run.append(self.tokens[step])
            at = step + 1
        return run, at

    def joins(self, last: Token, at: int, linked: bool) -> bool:
        """Say whether the verb at this place is coordinated with the last."""
        verb = self.tokens[at]
        if last.word in NOUN_ONLY and not linked:
            return False
        if verb.word in LIGHT and not ("N" in last.roles or last.word in JOINING):
            return False
        if "N" not in verb.roles:
            return not self.tail(at + 1, whole=True)
        if last.word in PIVOT or last.word in NOUN_ONLY or verb.word == "发展":
            return False
        if self.tail(at + 1) or ACTIVITY.search(self.clause):
            return False
        return "N" in last.roles or last.word in JOINING or last.word == verb.word

    def tail(self, at: int, *, whole: bool = False) -> bool:
        """Say whether the noun that closes a name follows: …机制, …能力."""
        if at >= self.n or "O" not in self.tokens[at].roles:
            return False
        word = self.tokens[at].word
        if whole:
            return word in TAILS and (at + 1 == self.n or self.is_(at + 1, "L"))
        return word.startswith(tuple(TAILS))

    def relative(self, at: int) -> bool:
        """Say whether 的 with a noun comes before the next 、: 做好工作的切入点."""
        while at < self.n and "L" not in self.tokens[at].roles:
            if "D" in self.tokens[at].roles:
                return at + 1 < self.n
            at += 1
        return False

    def named(self, run: list[Token], after: int) -> bool:
        """Say whether verbs at the head are but a name: 宣传工作, 改革创新."""
        if not all("N" in verb.roles for verb in run):
            return False
        if after >= self.n or self.tail(after) or "D" in self.tokens[after].roles:
            return True
        while after < self.n and not self.pure(after):
            after += 1
        return after < self.n and bool(
            ACTIVITY.search(self.clause[: self.tokens[after].start])
        )

    def pure(self, at: int) -> bool:
        return self.is_(at, "V") and not self.is_(at, "N")

    def counts(self, run: list[Token], after: int, subject: str) -> bool:
        """Say whether the subject is the body: a thing 不断完善, 收入增长 12%."""
        if subject.rstrip("+") != "thing":
            return True
        if all(verb.word in OF_THINGS for verb in run):
            return False
        rest = self.clause[run[-1].end :]
        return bool(rest) and not NUMBER.match(rest) and not self.named(run, after)

    def object(self, run: list[Token], at: int) -> None:
        """Read the object of a run of verbs, and the verbs that follow in it."""
        first, last = at, run[-1].word
        listed = False
        while at < self.n:
            token = self.tokens[at]
            step = 0
            if "L" in token.roles:
                step = self.parallel(run, first, at)
                listed = True
            elif "+" in token.roles and token.word in CONJOIN:
                step = self.skip(at + 1)
                step = step if self.is_(step, "V") else 0
            elif last not in PIVOT and not listed:
                step = self.serial(last, at)
            if step:
                self.add(run, first, at)
                following, after = self.run(step)
                return self.object(following, after)
            at += 1
        self.add(run, first, at)

    def parallel(self, run: list[Token], first: int, at: int) -> int:
        """Return where a parallel verb stands behind 、: 突出主题、聚焦中心; or 0."""
        step = self.skip(at + 1)
        if not self.is_(step, "V") or re.search("等.", self.clause[run[-1].end :]):
            return 0
        following, after = self.run(step)
        if self.relative(first) and not self.relative_before(first, at):
            return 0
        if self.tail(after) and not self.pure(step):
            return 0
        if step > at + 1 and self.is_(at + 1, "A"):
            return step
        if "N" not in following[0].roles:
            return step
        if run[-1].word in NOUN_ONLY or after >= self.n:
            return 0
        return step if "O" in self.tokens[after].roles else 0

    def relative_before(self, first: int, at: int) -> bool:
        return any("D" in token.roles for token in self.tokens[first:at])

    def serial(self, last: str, at: int) -> int:
        """Return where a second predicate stands: 组织党员开展活动; or 0."""
        step = self.skip(at)
        if not self.is_(step, "V") or self.relative(step):
            return 0
        verb = self.tokens[step]
        following, after = self.run(step)
        if last == "深入":
            return step
        if self.tail(after) or "N" in verb.roles:
            return 0
        if last in SERIAL:
            return step if after < self.n else 0
        return 0

    def add(self, run: list[Token], first: int, end: int) -> None:
        """Record verbs with the object that stands between two places."""
        stretch = ""
        if first < end:
            stretch = self.clause[self.tokens[first].start : self.tokens[end - 1].end]
        thing = self.fronted or head_of(stretch, pivot=run[-1].word in PIVOT)
        self.fronted = ""
        self.found += [Task(verb.word, thing, verb.start) for verb in run]


def head_of(stretch: str, *, pivot: bool = False) -> str:
    """Return the head of an object: 各类专题报道 → 专题报道.

    Examples
    --------
    >>> head_of("监测预警、会商研判等工作机制")
    '工作机制'
    >>> head_of("学习教育向深度拓展", pivot=True)
    '学习教育'
    """
    thing = stretch.lstrip("了着过").strip("、和与及并 ")
    if thing.startswith("以") and "为" in thing:
        thing = thing[1 : thing.index("为")]
    if pivot and (cut := MOVEMENT.search(thing, 2)) and thing[cut.start() - 1] != "的":
        thing = thing[: cut.start()]
    if (number := NUMBER.search(thing, 1)) and number.start() > 1:
        thing = thing[: number.start()]
    thing = re.split("等(?=..)", thing)[-1].removesuffix("等")
    thing = re.split("(?<!党)的(?=.)", thing)[-1]
    while (lead := QUANTITY.match(thing)) and len(thing) - lead.end() > 2 * (
        lead[0][0] == "各"
    ) + 1:
        thing = thing[lead.end() :]
    while (lead := ATTRIBUTE.match(thing)) and len(thing) - lead.end() > 3:
        thing = thing[lead.end() :]
    return thing.strip("、和与及 ")


@cache
def _lexicon() -> tuple[AhoCorasick, list[tuple[str, str]]]:
    """Return the matcher and, for each of its patterns, the word and its roles.

    V verb, N that is also a noun, A adverb, M modal, C coverb, S subject, X the
    end of what counts, L 、, + and, D 的, O any other word.
    """
    roles: dict[str, str] = {}
    verbs = read_lexicon("task_verbs")
    for verb, note in zip(verbs["verb"], verbs["note"], strict=True):
        roles[verb] = "VN" if "也作名词" in note else "V"
    letters = {"副词": "A", "情态": "M", "介词": "C", "主语": "S"}
    modifiers = read_lexicon("modifiers")
    for word, kind in zip(modifiers["word"], modifiers["kind"], strict=True):
        roles[word] = roles.get(word, "") + letters[kind]
    grammar = {"X": STOP, "+": AND + CONJOIN, "D": ("的",), "L": ("、",), "O": PLAIN}
    for letter, words in grammar.items():
        roles.update(dict.fromkeys(words, letter))
    words = list(roles.items())
    matcher = AhoCorasick(
        [word for word, _ in words], matchkind=MatchKind.LeftmostLongest
    )
    return matcher, words


NAME = re.compile("“[^“”]*”+|《[^《》]*》|（[^（）]*）|\\([^()]*\\)|‘[^‘’]*’")


def _tokens(clause: str) -> list[Token]:
    """Cut a clause at the words of the lexicons, longest first; names stay whole."""
    matcher, words = _lexicon()
    names = [match.span() for match in NAME.finditer(clause)]
    found, end = [], 0
    for index, first, last in matcher.find_matches_as_indexes(clause):
        if any(start < last and first < stop for start, stop in names):
            continue
        if first > end:
            found.append(Token("O", clause[end:first], end, first))
        word, roles = words[index]
        if "V" in roles and not _verbal(clause, word, first, last, found):
            roles = "O"
        found.append(Token(roles, word, first, last))
        end = last
    if end < len(clause):
        found.append(Token("O", clause[end:], end, len(clause)))
    return found


SUFFIX = re.compile("[会者员率感](?![议商工])|[力性](?![量度别])")


def _verbal(clause: str, word: str, first: int, last: int, before: list[Token]) -> bool:
    """Say whether a word can be a verb here: not in 发布会, 获得感; 抓 only ahead."""
    if SUFFIX.match(clause, last):
        return False
    if len(word) == 1:
        return not before or (before[-1].end == first and "O" not in before[-1].roles)
    return True
