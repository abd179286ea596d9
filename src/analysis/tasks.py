"""Find task verbs (任务动词) and their objects: a lexicon, and where the verb stands.

A clause is read from left to right. Adverbs, modals, subjects and framed phrases
(围绕…, 为…) are passed over until a verb heads what follows; behind it lies its
object, in which a further verb counts only where a rule below says so. What a verb,
an adverb, … is, the lexicons say; the word classes of the rules stand here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon

# What a word can be; many can be more than one thing (规范: verb, noun, adverb).
VERB, NOUN, ADVERB, MODAL, COVERB, BODY, STOP, AND, OF, LIST, PLAIN = (
    1 << bit for bit in range(11)
)
KINDS = {"副词": ADVERB, "情态": MODAL, "介词": COVERB, "主语": BODY}
# What stands behind these at the head is no action of the body: …是…之年, 请予审议.
STOPS = "是 有 成为 属于 位于 缺少 存在 请 敬请 并请 恳请".split()
# Of the adverbs and coverbs of one character, only these stand in running text;
# the others (就, 值, 实, 大) are mostly parts of words.
FREE = set("向为对从在以与和及把将由用又也还已均都再更要")
ANDS = "和 与 及 以及 或 并 并且 进而 从而".split()
# Words in which a verb or a coverb only seems to stand.
PLAINS = """
党的 经济 当前 当地 同时 同志 同比 同期 就业 就医 就学 对外 对象 对口 为民 为期 以上
以下 以来 以内 以外 因此 因素 自治 自然 自身 自贸 自信 自愿 自我 向好 向上 离退休
和谐 和平 经验 经费 从业 从事 到位 至今 由此 比例 比重 比赛 在线 在建 在册 大家 大会
大学 大厅 大赛 新型 新兴 新时代 新能源 新质 多元 多样 实体 实践 实效 实际 实事 会议
会展 会员 能力 能源 应急 要素 要点 可持续 服务业 服务区 服务器 服务站 服务点
组织生活 合作社 中心组 改革开放 发展改革 负责人 工作 办公 办法 办事 保险 保税 保洁
保安 建议 建筑 建材 抓手 讲话 讲座 讲师 讲堂 查询 防汛 防火 促销 有关 没有 具有 拥有
所有 国有 现有 原有 有限 但是 还是 凡是 是否 突出问题 突出贡献 突出成绩 方向 双向
导向 动向 取向 意向 行为 现在 潜在 所在 信用 费用 实用 涉及 自由 重要 主要 安置房
凝心聚力 目的地 防疫 以人为本 运动员 真抓实干 攻坚克难 集中连片 加速度 团结一心
创新高 社会 重点工作 重点项目 重点领域 重点任务 结合部 结合点 自组织 党组织
""".split()
# These take a noun, so a verb behind them is one: 强化督导检查, 加强统筹组织.
NOUN_ONLY = set(
    "加强 强化 加大 做好 抓好 抓实 搞好 作好 开展 进行 突出 注重 重视 取得 获得 采取 "
    "完成 提供 给予 展开 举办 举行 参加 参与 形成 坚持 保持 提高 增强 增加 减少 "
    "营造".split()
)
# So do these, but they can stand in a list of verbs: 聚焦中心、服务大局.
AIMING = set("实施 落实 紧扣 聚焦 锚定 紧盯 瞄准 找准 打好 打赢".split())
# 制定优化营商环境规划: what is drafted has a verb in its name.
DRAFTING = set("制定 制订 出台 印发 编制 发布 起草".split())
DRAFT = re.compile("(?:规划|方案|意见|办法|计划|清单|措施|条例|细则|通知|决定)$")
ISSUING = set("完善 实施 印发 出台 发布 下发 落实 修订".split())
# 找准做好工作的切入点: behind another verb these open a modifier.
LIGHT = set("做好 抓好 搞好 开展 进行 形成 取得 提供 完成".split())
# 推动学习教育向深度拓展: what the object then does is its own movement.
PIVOT = set(
    "推动 促进 支持 扶持 鼓励 引导 确保 保证 保持 助推 助力 促使 带动 督促 力促 倡导 "
    "激励".split()
)
# 组织党员开展活动, 召开会议研究方案: the body's own people and means; both verbs count.
SERIAL = set(
    "组织 带领 动员 发动 邀请 深入 召开 投入 筹集 争取 利用 运用 用好 发挥 集中 抽调 "
    "选派 遵循 筹措 投资 出台 制定 印发 成立 组建 借助 牵头 协调 帮助 协助 配合 联合 "
    "走进 下沉 出动 安排 派出 整合 抓住 抢抓 采取".split()
)
# These stand before nouns as well: 推动重点专科向县域延伸.
ATTRIBUTIVE = set(
    "重点 综合 基本 整体 系统 统一 实际 现场 全域 全程 高质量 高水平".split()
)
MOVING = set("推进 落实 抓好 做到 实现 坚持".split())
# 统筹协调, 传达学习: these join a verb that elsewhere is a noun.
JOINING = set("统筹 组织 传达 指导 协助 配合 参与 牵头 领会".split())
# 为…提供保障: what a frame with 为 leads up to, whatever verbs stand in it.
GIVING = set(
    "提供 作出 做出 奠定 注入 凝聚 营造 增添 赢得 创造 贡献 积累 打下 打牢 夯实".split()
)
# A thing can be their subject: 地区生产总值实现…, 项目带动就业.
OF_THINGS = set(
    "实现 完成 突破 增加 减少 提升 提高 增强 改善 优化 取得 获得 荣获 入选 形成 呈现 "
    "展现 彰显 体现 焕发 激发 覆盖 惠及 带动 拉动 吸引 保持 扩大 壮大 巩固 满足 释放 "
    "集聚 赢得 降低 缩小 稳定 创下 入围 获批 发挥 发展 延伸 迈出 参与 参加 融合 升级 "
    "活跃 繁荣 转变 深化 开拓 开创 加快 加速 开工 投入".split()
)
# A verb before one of these is part of a name: 质量提升行动, 服务保障能力.
TAILS = tuple(
    "工作 机制 体系 体制 制度 能力 水平 行动 工程 活动 措施 方案 方法 方式 力度 作用 "
    "情况 任务 责任 意识 力量 队伍 格局 效果 成效 成果 质量 效率 功能 政策 计划 规划 "
    "平台 模式 会 类 型 业 权 点 区 期 量 资金 机构 系统 人员 单位 部门 思维 思路 "
    "步伐 进程 流程 标准 形式 载体 渠道 手段 内容 路径 领域 职责 职能 战略 经验 问题 "
    "需要 要求 需求 环境 氛围 面积 比例 比重 总量 总额 时间 时限 名单".split()
)
CLOSED = "能力 作用 行动 活动 工程".split()
# 推动发展、维护稳定的能力: the verbs before it are its modifiers.
CAPACITY = re.compile(
    "的(?:各项|重要)?(?:能力|本领|水平|作用|责任|任务|要求|机制|格局)$"
)
NEGATED = re.compile("[不未没](?:够|能|完全|太)?$")
TITLE = re.compile("工作(?:综述|总结|计划|要点|报告|汇报|思路|方案|情况)")
RESULT = re.compile("运行|运营|通车|投产|投运|投用|使用|见效|完工|竣工|验收|交付")
ACTIVITY = re.compile("(?:工作|活动)$")
# 发布会, 管理员, 获得感, 凝聚力, 保护性 are nouns.
SUFFIX = re.compile(
    "[会者员率感链](?![议商工])|型|部(?![门署分队位级委])|[力性](?![量度别])"
)
# 抓落实的先手不够: a clause that ends so says what is lacking.
DEFECT = re.compile(
    "(?:不够|不足|不强|不高|不大|不多|不深|不实|不全|不优|不快|不细|不严|不力|不齐|不到位"
    "|不平衡|不充分|不明显|不突出|不适应|不充实|不健全|不完善|不规范|欠缺|薄弱|严峻|较弱"
    "|偏弱|滞后|缓慢|较慢|重大|艰巨|有差距|缺少..|有待.{2,6})$"
)
REMEDY = set("解决 破解 克服 弥补 改变 扭转 补齐 消除 化解 缓解 整改 查找 纠正".split())
FRAME_END = re.compile("(?:的同时|基础上|情况下|过程中|前提下|背景下|之后|以来|时)$")
# In the problems the body acts only behind these.
RESOLVE = re.compile(
    "下一步|下步|我们[将要]|今后|对此|为此|针对(?:这些|以上|上述|存在)"
)
NEED = re.compile("(?:需|须|亟待|应当?|必须|要)(?!求)")
# When, where and how; anything else before the verb is a subject.
ADVERBIAL = re.compile(
    "[年月日来期间季度底前后中上下里内地化式次]$|时间$|目前$|同时$|此外$|其中$|^[0-9.%]+$"
)
LOCATIVE = re.compile("[中上下后前里内间时面程]$")
MEASURE = "[个次场项条家名件篇户处批起份支套台座所人间只张部本册期轮类种辆片段块]"
FIGURE = r"(?:\d[\d.,]*[万亿千百]*|[一二两三四五六七八九十百千万]+)[余多]?"
# 三场, 一系列 before the noun, 200余处 behind it.
QUANTITY = re.compile(
    rf"{FIGURE}{MEASURE}次?(?:以上)?|\d[\d.,]*[万亿]?元|一系列|一批|多篇|多项|多种|许多|大量|一些|一定"
)
AMOUNT = re.compile(
    r"(?:达到|超过|共|约|近|超|达)?(?:"
    r"(?<![第届])\d[\d.,]*[％%万亿千百余多]*[^、\d]{0,3}"
    rf"|(?<!^)(?<![第届]){FIGURE}{MEASURE}[^、]{{0,2}})(?:、|$)"
)
ATTRIBUTE = re.compile(
    "各类|各项|各种|坚强有力|强大|坚强|坚实|鲜明|重点|特色|专场|优质|专业|良好|广泛|正确|有关|相关"
)
# 落地见效, 常态化制度化: movements that no lexicon lists.
MOVEMENT = re.compile(
    "蓬勃|健康|平稳|落地|落细|落到|见效|走深|走实|做大|做强|转型|增收|同部署|再上|迈上|有声有色|有声势|稳中|上台阶"
    "|(?:.[^转文变绿美净优深强细固硬亮]化)+(?:、|$)"
)
# …等机制, but not 等级, 平等; …的机制, but not 党的建设, 目的地.
ET_CETERA = re.compile("(?<=.)(?<![平高中同对上初优])等(?![级候次额]|待(?!遇))(?=.)")
OF_WHICH = re.compile("(?<=.)(?<![党目])的(?=.)")
NAME = re.compile(r"“[^“”]*”+|《[^《》]*》|（[^（）]*）|\([^()]*\)|‘[^‘’]*’")
COLUMNS = "report clause role year section item verb object start".split()


class Task(NamedTuple):
    """A task verb in a clause: the verb, its object, and where the verb stands."""

    verb: str
    object: str
    start: int


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
    for row, text in _acting(clauses):
        for task in scan(text):
            rows.append(row)
            found.append(task)
    return _table(clauses, rows, found)


def _table(clauses: pd.DataFrame, rows: list[int], found: list[Task]) -> pd.DataFrame:
    """Set each task beside the place of its clause; what is absent stays empty."""
    table = clauses.reindex(columns=[*COLUMNS[:6], "start"]).iloc[rows]
    absent = [name for name in ("role", "section", "item") if name not in clauses]
    offset = pd.Series([task.start for task in found], table.index, dtype="int64")
    table = table.assign(
        **dict.fromkeys(absent, ""),
        year=table["year"].astype("Int64"),
        verb=[task.verb for task in found],
        object=[task.object for task in found],
        start=table["start"].astype("int64") + offset,
    )
    text = dict.fromkeys(["role", "section", "item", "verb", "object"], "str")
    return table[COLUMNS].astype(text).reset_index(drop=True)


def _acting(clauses: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield the clauses that can say what the body does, each with its row.

    That is all but the problems; there only what follows 还需 in its sentence, or
    下一步 up to the end: 还需转变观念.
    """
    texts = clauses["text"].tolist()
    roles = clauses["role"].tolist() if "role" in clauses else [""] * len(texts)
    sentences = clauses["sentence"].tolist() if "sentence" in clauses else texts
    resolved, needed = False, None
    for row, (text, role, now) in enumerate(zip(texts, roles, sentences, strict=True)):
        if role == "problems":
            resolved = resolved or bool(RESOLVE.search(text))
            needed = now if NEED.search(text) else needed
        else:
            resolved, needed = False, None
        if role != "problems" or resolved or needed == now:
            yield row, text


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
    found = _Clause(clause).tasks()
    if found and DEFECT.search(clause) and found[0].verb not in REMEDY | PIVOT:
        return []
    return found


class _Clause:
    """A clause cut into words; word `n` and those behind it are no words (roles 0)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends, self.roles = _cut(text)
        self.n = len(self.starts)
        self.roles += [0, 0]
        self.fronted = ""

    def word(self, at: int) -> str:
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.n else ""

    def between(self, first: int, end: int) -> str:
        if first >= end:
            return ""
        return self.text[self.starts[first] : self.ends[end - 1]]

    def pure(self, at: int) -> bool:
        """Say whether a verb stands here that is not a noun as well."""
        return self.roles[at] & (VERB | NOUN) == VERB

    def tail(self, at: int, *, alone: bool = False) -> bool:
        """Say whether a noun follows that closes a name: …机制, …能力."""
        if not self.roles[at] & PLAIN:
            return False
        if alone:
            return self.word(at) in CLOSED and not self.roles[at + 1] & ~LIST
        return self.word(at).startswith(TAILS)

    def modified(self, at: int) -> bool:
        """Say whether 的 and a noun come before the next 、: 做好工作的切入点."""
        while at < self.n and not self.roles[at] & LIST:
            if self.roles[at] & OF:
                return at + 1 < self.n
            at += 1
        return False

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

    def skip(self, at: int) -> int:
        """Return the place after adverbs and modals: in 丰富开展 丰富 is one."""
        first = at
        while self.roles[at] & (ADVERB | MODAL):
            if self.roles[at] & VERB and not self.verb_after(at + 1):
                break
            at += 1
        return at if at < self.n else first

    def verb_after(self, at: int) -> bool:
        while self.roles[at] & (ADVERB | VERB) == ADVERB:
            at += 1
        return bool(self.roles[at] & VERB)

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
            if not rest or AMOUNT.match(rest) or RESULT.match(rest):
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
            and self.word(run[-1]) not in PIVOT | SERIAL | MOVING
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
            if not self.roles[following] & VERB:
                return run, at + 1
            if not self.joins(at, following, linked):
                return run, at + 1
            run.append(at := following)

    def joins(self, last: int, at: int, linked: bool) -> bool:
        """Say whether a verb is coordinated with the last: 巩固壮大, 学习宣传贯彻."""
        before, word = self.word(last), self.word(at)
        free = self.roles[last] & NOUN or before in JOINING
        if (before in NOUN_ONLY | AIMING and not linked) or (
            word in LIGHT and not free
        ):
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
        if before in PIVOT | NOUN_ONLY or word == "发展" or self.tail(at + 1):
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
        if (
            not self.roles[following] & VERB
            or verb == "坚持"
            or CAPACITY.search(self.text)
        ):
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
        light = following > at + 1
        if (
            (verb in NOUN_ONLY | {"建设"} and not light)
            or self.tail(after)
            or not self.roles[after] & PLAIN
        ):
            return 0
        return following

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
        if self.word(verb) in PIVOT | {"推进", "坚持"} and "“" not in thing:
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


def head_of(stretch: str) -> str:
    """Return the head of an object: 各类专题报道 → 专题报道.

    Examples
    --------
    >>> head_of("监测预警、会商研判等工作机制")
    '工作机制'
    >>> head_of("正确的政治方向、舆论导向")
    '政治方向、舆论导向'
    """
    thing = stretch.lstrip("了着过好将把").strip("、和与及并 ")
    if based := re.match("以(.+)为[^、]{2,4}$", thing):
        thing = based[1]
    names = [match.span() for match in NAME.finditer(thing)]

    def outside(at: int) -> bool:
        return not any(start < at < stop for start, stop in names)

    if (cut := AMOUNT.search(thing)) and outside(cut.start()):
        thing = thing[: cut.start()]
    for mark in (ET_CETERA, OF_WHICH):
        ends = [match.end() for match in mark.finditer(thing) if outside(match.start())]
        if ends:
            thing, names = thing[ends[-1] :], []
    thing = thing.removesuffix("等")
    for lead, least in ((QUANTITY, 2), (ATTRIBUTE, 4)):
        while (match := lead.match(thing)) and len(thing) - match.end() >= least:
            thing = thing[match.end() :]
    return thing.strip("、和与及的 ")


@cache
def _lexicon() -> tuple[AhoCorasick, list[int]]:
    """Return the matcher and, for each of its words, what it can be."""
    names = read_lexicon("words")["word"]
    # 新增 is a task in 城镇新增就业, term though that is
    roles = {name: PLAIN for name in names if "新增" not in name}
    verbs = read_lexicon("task_verbs")
    for verb, note in zip(verbs["verb"], verbs["note"], strict=True):
        roles[verb] = VERB | NOUN if "也作名词" in note else VERB
    modifiers = read_lexicon("modifiers")
    for word, kind in zip(modifiers["word"], modifiers["kind"], strict=True):
        roles[word] = roles.get(word, 0) & ~PLAIN | KINDS[kind]
    grammar = {STOP: STOPS, OF: ["的"], LIST: ["、"], PLAIN: PLAINS}
    for role, words in grammar.items():
        roles |= dict.fromkeys(words, role)
    for word in ANDS:
        roles[word] = roles.get(word, 0) | AND
    matcher = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)
    return matcher, list(roles.values())


def _cut(text: str) -> tuple[list[int], list[int], list[int]]:
    """Cut a clause at the words of the lexicons, longest first; names stay whole.

    Returns where each word starts, where it ends, and what it can be.
    """
    matcher, kinds = _lexicon()
    names = [match.span() for match in NAME.finditer(text)]
    starts, ends, roles = [], [], []
    end = 0
    matches = matcher.find_matches_as_indexes(text)
    for place, (index, first, last) in enumerate(matches):
        if names and any(start < last and first < stop for start, stop in names):
            continue
        role = kinds[index]
        if last - first == 1:
            following = matches[place + 1] if place + 1 < len(matches) else (0, -1, -1)
            ahead = kinds[following[0]] if following[1] == last else 0
            named = role & VERB and roles and roles[-1] & PLAIN
            inside = first > end or bool(named)
            if not _stands(text[first], role, ahead, inside=inside):
                continue
        if first > end:
            starts.append(end)
            ends.append(first)
            roles.append(PLAIN)
        if role & VERB and SUFFIX.match(text, last):
            role = role & ~(VERB | NOUN) or PLAIN
        starts.append(first)
        ends.append(last)
        roles.append(role)
        end = last
    if end < len(text):
        starts.append(end)
        ends.append(len(text))
        roles.append(PLAIN)
    return starts, ends, roles


def _stands(word: str, role: int, ahead: int, *, inside: bool) -> bool:
    """Say whether one character is a word here: 抓 and 就 only outside other text."""
    if role & (AND | OF | LIST | STOP) or word in FREE:
        return True
    if inside or role & (VERB | COVERB):
        return not inside
    return bool(ahead & (VERB | ADVERB | MODAL | COVERB))
