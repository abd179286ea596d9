"""What an indicator is called: the name as it stands, and the key that pairs it."""

import re
from functools import cache

from analysis.count.tokens import vocabulary
from analysis.lexicons import read_lexicon

# What stands before a name and is none of it.
LEADING = (
    "全面 全力 全年 年内 今年 本年 当年 今年内 年底前 到年底 其中 并 已 将 使 把 让 为 "
    "对 在 力争 争取 确保 预计 保证 保持 实现 达到 累计 共 总共 全省 全市 全区 全县 全州 "
    "全国 全旗 我省 我市 我区 我县 我国 各类 的 了 年度 一批 不少于 拟 要 又 "
    "努力 推动 促进 带动 正常年景下 线下 线上 首批 进一步 同步 通过 继续 计划 安排 "
    "省级层面 优先 重点 滚动 规范 新一代 加快 积极 深入 扎实 持续 稳步 高标准 高质量"
).split()
TRAILING = (
    "为 可 安排 拟安排 达 在 由 从 约 和 与 及 将 又 再 要 已 的 了 力争 预计 争取 实际 名义 总体 "
    "平均 均 双双 继续 初步 首次 历史性 每年 年均 同比 分别 共 达到 保持 稳定 控制 拟按 年内 至少 今年 拟 预期 预期目标 可以 一律 全年"
).split()
# Verbs that the list of task verbs lacks; 新 and the like go before any of them.
MORE_VERBS = (
    "新增 新建 新培育 新改扩建 新改建 改扩建 新建成 建成 投用 投运 投产 新开工 开工 续建 "
    "竣工 完工 落地 引进 招引 引育 新认证 认证 新认定 认定 推出 治理 改造 提升 修复 修缮 "
    "新布局 布局 新开通 开通 筹集 净增 完成 实施 建设 培育 打造 争创 创建 新创建 新登记 "
    "新设立 设立 新引进 开展 举办 培训 建好 达成 新签约 签约 谋划 储备 新备案 入库 净增加 "
    "增加 减少 压减 新投运 建 增 增设 增建 扩建 改建 栽植 完成了 解决 解决了 配备 遴选 "
    "投放 发放 发行 争取 新获批 获批 新招引 新投用 投入 更新改造 盘活 消除 新改造 "
    "新启动 启动 造 种植 拆除 清理 铺设 新铺设 救助 资助 帮扶 扶持 交付 建成交付 落实好 疏解提质"
).split()
NOUNS = set(
    "覆盖 出口 投资 研发 消费 接待 就业 旅游 补贴 贷款 保险 服务 发电 收入".split()
)
SUFFIXES = "性化者力率度型式量面体业费额品员器机站点园区"
JOINERS = "(?:和|、|及|与|并|续|或)?"
BEFORE_VERB = "(?:新|再|滚动|规范|重点|累计|共|全面|加快|积极|继续|持续|深入|新改)*"
RATES = {"增速": "up", "增幅": "up", "涨幅": "up", "降幅": "down", "增长率": "up"}
# Heads that say nothing without what they are of.
HEADS = (
    "人均可支配收入 可支配收入 增加值 总产值 产值 产业产值 产量 总产量 产业规模 规模 "
    "销售额 交易额 营业收入 营收 收入 投资 总投资 完成投资 年度投资 计划投资 年度计划投资 "
    "面积 总面积 覆盖率 普及率 占比 比重 比例 比率 浓度 排放量 吞吐量 合格率 报销比例 数量 "
    "总数 总量 总额 里程 总里程 金额 资金 任务 项目 工程 企业 人数 余额 装机 增速 工作 "
    "建设任务 改造任务 投资计划 建设 改造 标准 资产 财政支出 产业投资 总产 单产 年产量 "
    "受益群众 群众 居民 学校 医院 人口 家庭 活动 服务 试点 平台 基地 成果 机构 措施"
).split()
LIST_HEADS = tuple(sorted(HEADS, key=len, reverse=True))
# Heads that give way to another of the same thing: 粮食播种面积, then 产量.
MEASURES = tuple(
    "播种面积 种植面积 总产值 产值 产量 总产量 增加值 面积 营收 收入 完成投资 投资 数量 数 规模".split()
)
PLACES = set("农村 城市 城镇 城乡 全国 社会 地方 中央 县城 乡镇 地级市 国家".split())
LEVELS = re.compile("^(?:国家|省|市|县|区|部|州|自治区|乡镇|村)级$")
INVESTED = re.compile("(?:完成|年度计划|计划|年度)投资$")
EDGES = re.compile(r"[，,；;：:。\s]|以及|其中")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|“|”|‘|’|《|》")
GENERIC_END = re.compile(
    "(?:的?(?:建设|改造|治理|整治|任务|工作|规模|数量|总数|人数|总量|水平|平均值|"
    "建设任务|目标设定|目标|综合整治|达标|开工|建成|完工))+$"
)
GENERIC_START = re.compile(
    "^(?:全国|全省|全市|全区|我省|我市|我区|各类|省委省政府|新)+"
)
SAME = (("现代化", "现代"), ("规模以上", "规上"), ("比率", "比例"), ("占比", "比例"))


def split(phrase: str) -> tuple[str, str]:
    """Return the verb that opens a phrase, and the noun it governs.

    Examples
    --------
    >>> split("全年新增高技能人才"), split("城镇新增就业"), split("研发经费投入")
    (('新增', '高技能人才'), ('', '城镇新增就业'), ('', '研发经费投入'))
    """
    words = bare(phrase)
    if words.startswith(_terms_tuple()):
        return "", words
    match = _verbs().match(words)
    while match and not _parts(words, match.end()):
        shorter = _verbs().match(words[: match.end() - 1])
        match = shorter if shorter and shorter.end() < match.end() else None
    if not match:
        return "", words
    return match[0], bare(words[match.end() :])


def governs(phrase: str) -> str:
    """Return the verb that ends a phrase, and so governs what follows; "" if none.

    >>> governs("保质保量完成"), governs("物业服务覆盖")
    ('完成', '')
    """
    ends = (phrase[-size:] for size in (5, 4, 3, 2) if len(phrase) >= size)
    return next((word for word in ends if word in _verb_words()), "")


def bare(phrase: str) -> str:
    """Return a phrase without what leads up to the name, or follows it."""
    words = phrase.strip("、，,：: 和与及")
    edges = [match.end() for match in EDGES.finditer(words)]
    words = words[edges[-1] :] if edges else words
    words = re.sub("^.*(?:把|将)(?=[^握关门来军].)", "", words)
    words = re.sub("^(?:20)?[0-9]{2}年", "", words)
    for _ in range(4):
        before = words
        for affix in LEADING:
            rest = words.removeprefix(affix)
            if rest != words and not words.startswith(_terms_tuple()):
                words = rest
        for affix in TRAILING:
            words = words.removesuffix(affix)
        if words == before:
            break
    return words.strip("、和与及")


def key(noun: str) -> str:
    """Return what pairs an indicator: its name in the list, else its bare noun.

    Examples
    --------
    >>> key("城镇老旧小区改造"), key("全社会研发投入"), key("规模以上工业增加值")
    ('老旧小区', '研发投入', '规上工业增加值')
    """
    words = noun.strip()
    found = canonical(words)
    if found:
        return found
    words = BRACKETS.sub("", words)
    words = GENERIC_START.sub("", words)
    shorter = GENERIC_END.sub("", words)
    words = shorter if len(shorter) > 1 else words
    words = INVESTED.sub("投资", words)
    for ours, theirs in SAME:
        words = words.replace(ours, theirs)
    return canonical(words) or words


def canonical(noun: str) -> str:
    """Return the name in the list of indicators; "" where the list has it not."""
    table = _indicators()
    for words in (noun, GENERIC_START.sub("", noun), BRACKETS.sub("", noun)):
        if words in table:
            return table[words]
    return ""


def tells(key: str) -> bool:
    """Say whether a key names something: 产值 or 项目 alone do not."""
    if LEVELS.match(key):
        return False
    if key in PLACES:
        return False
    return len(key) > 1 and key not in HEADS and key not in _verb_words()


def under(noun: str, last: str) -> str:
    """Return a head with what it is of: 产量 after 粮食播种面积 is 粮食产量."""
    of = last
    for head in MEASURES:
        if of.endswith(head) and len(of) > len(head) + 1:
            of = of.removesuffix(head)
            break
    return of.removesuffix("播种").removesuffix("种植") + noun


def each(phrase: str) -> list[str]:
    """Return the names of a list that share one head: 城镇、农村居民收入.

    Examples
    --------
    >>> each("城镇、农村居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> each("城乡居民人均可支配收入")
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    """
    parts = [part for part in re.split("[、和与及]", phrase) if part]
    if len(parts) == 1 and phrase.startswith(("城乡", "城镇农村")):
        rest = phrase[2:]
        return [f"城镇{rest}", f"农村{rest}"]
    last = parts[-1] if parts else ""
    head = next((h for h in LIST_HEADS if last.endswith(h)), "")
    names = []
    for part in parts[:-1]:
        if canonical(part) or not head or part.endswith(head):
            names.append(part)
            continue
        ends = [last[at:] for at in range(1, len(last) - 1)]
        whole = next((part + end for end in ends if canonical(part + end)), "")
        names.append(whole or part + head)
    return [*names, last]


@cache
def ceilings() -> frozenset[str]:
    """Return the indicators of which less is better: 失业率, 物价, 能耗."""
    table = read_lexicon("indicators")
    return frozenset(table.loc[table["ceiling"] == "是", "indicator"])


@cache
def _indicators() -> dict[str, str]:
    table = read_lexicon("indicators")
    return dict(zip(table["term"], table["indicator"], strict=True))


@cache
def _terms_tuple() -> tuple[str, ...]:
    return tuple(sorted(_indicators(), key=len, reverse=True))


@cache
def _verb_words() -> frozenset[str]:
    return frozenset({*read_lexicon("task_verbs")["verb"], *MORE_VERBS} - NOUNS)


@cache
def _verbs() -> re.Pattern[str]:
    """Return the pattern of verbs in a row: 新建和改造, 引进落地."""
    words = sorted((v for v in _verb_words() if len(v) > 1), key=len, reverse=True)
    verb = "|".join(map(re.escape, words))
    one = f"{BEFORE_VERB}(?:{verb}|建)"
    return re.compile(f"{one}(?:{JOINERS}{one})*|{BEFORE_VERB}(?:建|增)(?=[^设筑])")


def _parts(words: str, end: int) -> bool:
    """Say whether a verb may end there: not in 保障性住房, nor within a word."""
    rest = words[end:]
    if not rest:
        return True
    crossing = any(
        words[begin : end + 1] in vocabulary() for begin in range(max(end - 3, 0), end)
    )
    return len(rest) > 1 and rest[0] not in SUFFIXES and not crossing
