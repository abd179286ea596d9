"""Tell what a quantity measures: the words before or behind it."""

import re
from functools import cache

from analysis.count.quantities.sense import DOWN, EACH, RATES, UP
from analysis.lexicons import read_lexicon

LONGEST_MEASURE = 20  # characters of what is measured
EDGE = re.compile(r"[、，,；;：:（()）《》“”‘’—\s]|以及|其中|[0-9０-９]+[年月]")
STOP = re.compile(r"[、，,；;：:（()）《\s—]|[0-9０-９]+[^A-Za-z]*")
STOP_WORDS = set(
    "以上 左右 以下 以内 以及 和 与 及 或 等 并 共 计 合计 总计 累计".split()
)
AGE = re.compile("^[0-9０-９]{1,3}周?岁(?:及?以[上下])?")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
QUOTED = re.compile("[“‘《][^“”‘’《》]{1,12}[”’》]")
LABELS = re.compile("(?:(?:[A-Z]|[甲乙丙丁])[、和与]?){2,}$")  # 企业A、B、C
ROUND = re.compile("^(?:大关|关口|台阶)")  # 突破万亿元大关
# Counted with these, the thing stands behind the number: 9个村, 21项民生实事.
CLASSIFIERS = set(
    "个 项 名 家 条 座 所 台 套 件 部 处 支 批 场 种 类 起 户 位 辆 艘 架 颗 枚 首 篇 "
    "只 株 棵 头 匹 口 幅 张 份 块 栋 幢 间 门 册 本 期 轮 次 届 宗 例 笔 封 盏 根 级 "
    "个点位 台(套) 千米 公里 亩".split()
)
SUFFIXES = "性化者力率度型式量面体"  # 政府 is no subject in 政府性基金
LOOSE = re.compile(r"[0-9０-９]+年底?|每[每人月年户]+|\s+")  # 2000年底, 每人每年
MOVES = {*UP, *DOWN, "达到"} - {*RATES}
MOST_VERBS = 4  # with their adverbs, before what is measured
DONE = {"完成", "实现", "新增"}  # 完成 | 投资, but 上榜人数
LEADING = set(
    "的 了 共 累计 年度 全年 全市 全省 全区 全县 今年 去年 今年底 去年底 年底 年内 "
    "年末 底 末 期间 时期 其中 并 已 将 力争 争取 确保 保证 使 把 我省 我市 我区 "
    "我县 预计 拟 要 和 与 及 或 以及 等 约 到 由 从 又 也 还 共有 总计 合计".split()
)
TRAILING = set(
    "的 了 总数 已 为 是 达 在 约 要 将 又 还 共 均 都 等 实际 名义 年均 总计 合计 "
    "累计 平均 由 从 到 至 较 超 近 有 再 拟 可 首次 历史性 双双 安排 保持 稳定 继续 "
    "连续 分别 居 位居 列 排名 稳居 、 和 与 及 同比 预计 预期 力争 争取 年内 至少 "
    "今年 去年 去年底 上年 上年末 底 末 以来 迈上 跨上 站上 跨过 跃上 连跨".split()
)
# A predicate begins with one of these: 13个大模型 | 通过国家备案.
OPENERS = set(
    "在 被 由 向 把 将 使 让 为 对 从 以 按 于 均 都 已 也 又 再 并 则 全部 通过 成为 "
    "成功 入选 入围 上榜 荣获 获 获评 获得 列入 纳入 达到 进入 成立 建成 投产 投用 "
    "投运 上线 开工 竣工 完工 落地 正式 顺利 陆续 高效 全面 投入 免征 实现 完成 参与 "
    "参加 位居 占 超过 突破 稳定 受益".split()
)
# What is led by these does something itself: 帮助84家企业 | 整理材料.
PIVOTS = (
    "帮助",
    "协助",
    "支持",
    "引导",
    "指导",
    "督促",
    "鼓励",
    "组织",
    "推动",
    "带动",
    "助力",
)


def subject(before: list[str], after: list[str], unit: str) -> str:
    """Return the noun phrase that a quantity measures; "" where the clause has none.

    Parameters
    ----------
    before, after
        The words and signs before it (up to the quantity before, without its
        comparison) and behind it (up to the next).
    unit
        Its unit: things counted with a classifier stand behind it.

    Examples
    --------
    >>> subject(["解决", "了"], ["村"], "个"), subject(["服务业", "营收"], [], "元")
    ('村', '服务业营收')
    """
    behind = _behind(after, pivot="".join(before).endswith(PIVOTS))
    ahead = phrase(before)
    pair = (behind, ahead) if unit in CLASSIFIERS or not unit else (ahead, behind)
    return pair[0] or pair[1]


def predicate(after: list[str]) -> str:
    """Return what is said of a quantity behind it: 47人 | 入选人才计划.

    >>> predicate(["入选", "人才", "计划", "、", "3", "人"])
    '入选人才计划'
    """
    stop = next((at for at, word in enumerate(after) if STOP.fullmatch(word)), None)
    words = after[:stop]
    while len("".join(words)) > LONGEST_MEASURE and len(words) > 1:
        words = words[:-1]
    return "".join(words)


def phrase(words: list[str]) -> str:
    """Return the noun phrase that ends some words, begun at a word.

    >>> phrase(["推进", "城镇", "居民", "人均", "可支配收入"])
    '城镇居民人均可支配收入'
    """
    return "".join(noun_phrase(words))


def noun_phrase(words: list[str]) -> list[str]:
    """Return the words of the noun phrase that ends some words."""
    words = without_brackets(words)
    while words and (words[-1] in TRAILING or LOOSE.fullmatch(words[-1])):
        level = words[-1] in {"到", "至"} or words[-1][0] == "每"
        words = words[:-1]
        if level and len(words) > 1 and words[-1] in MOVES:
            words = words[:-1]  # 标准提高到每月 | 815元
    words = _since_edge(words[:-1] + [EACH.sub("", word) for word in words[-1:]])
    while words and words[0] in LEADING:
        words = words[1:]
    words = _after_verbs(words)
    if all(map(_no_nouns().__contains__, words)):
        return words[-1:] if len(words) > 1 and words[-1] in _nouns() else []
    while len("".join(words)) > LONGEST_MEASURE and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[0] in LEADING:  # 与 | 试验发展经费
        words = words[1:]
    return words


def _after_verbs(words: list[str]) -> list[str]:
    """Return the words behind the verbs that open them: 持续开展 | 环境整治行动."""
    begin = 0
    for at, word in enumerate(words[:MOST_VERBS], 1):
        noun = "".join(words[at:])
        whole = len(noun) > 2 or (noun in heads() and word in DONE)
        # 改造 | 老旧小区, but 研发投入强度 is one noun
        compound = word in _nouns() and words[at : at + 1] and words[at] in _nouns()
        if word in verbs() and whole and noun[0] not in SUFFIXES and not compound:
            begin = at
        elif word not in _modifiers():
            break
    return words[begin:]


def without_brackets(words: list[str]) -> list[str]:
    """Leave out what stands in brackets, and labels: 企业A、B、C is 企业."""
    text = "".join(words)
    kept = BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    kept = LABELS.sub("", kept)
    if kept == text:
        return [word for word in words if word]
    left, at = [], 0
    for word in words:
        part = kept[at : at + len(word)].replace("\0", "")
        left += [part] if part else []
        at += len(word)
    return left


def _since_edge(words: list[str]) -> list[str]:
    """Return the words after the last sign; a quotation joined to them stays."""
    words = _quoted_as_one(words)
    for at in range(len(words) - 1, -1, -1):
        if QUOTED.fullmatch(words[at]):
            joined = at + 1 == len(words) or words[at + 1] in {"的", "和", "与"}
            if not joined:
                return words[at + 1 :]
        elif EDGE.fullmatch(words[at]):
            return words[at + 1 :]
    return words


def _quoted_as_one(words: list[str]) -> list[str]:
    """Return the words, each short quotation as one of them."""
    spans = [found.span() for found in QUOTED.finditer("".join(words))]
    if not spans:
        return words
    whole, at = [], 0
    for word in words:
        inside = next((span for span in spans if span[0] <= at < span[1]), None)
        if inside and at > inside[0]:
            whole[-1] += word
        else:
            whole.append(word)
        at += len(word)
    return whole


def _behind(words: list[str], *, pivot: bool) -> str:
    """Return the noun phrase that begins some words, up to its predicate."""
    text = "".join(words)
    age = AGE.match(text)
    skipped = age.end() if age else 0
    if ROUND.match(text):
        return ""
    words = _quoted_as_one(words)
    while words and skipped > 0:
        skipped, words = skipped - len(words[0]), words[1:]
    if words and words[0] in OPENERS and "的" in words:
        words = words[words.index("的") :]  # 15个 | 以县城为载体的 | 试点
    found: list[str] = []
    for word in words[1:] if words[:1] == ["的"] else words:
        if STOP.fullmatch(word) or word in STOP_WORDS:
            break
        verb = word in OPENERS or (pivot and word in verbs())
        if verb and found != ["新"]:  # 新投产项目 is one noun
            break
        found.append(word)
    while len("".join(found)) > LONGEST_MEASURE and len(found) > 1:
        found = found[:-1]
    return "".join(found)


@cache
def heads() -> frozenset[str]:
    """Return the nouns that measure, some of them verbs as well: 投资, 支出."""
    table = read_lexicon("naming")
    return frozenset(table.loc[table["kind"] == "中心词", "word"]) | {
        "支出",
        "收入",
        "出口",
        "进口",
    }


@cache
def verbs() -> frozenset[str]:
    """Return the verbs that what is measured does not begin with."""
    words = read_lexicon("task_verbs")["verb"]
    return frozenset(words[words.str.len() > 1])


@cache
def _nouns() -> frozenset[str]:
    """Return the verbs that are nouns as well."""
    words = read_lexicon("task_verbs")
    return frozenset(words[words["note"].str.contains("名词")]["verb"])


@cache
def _no_nouns() -> frozenset[str]:
    """Return the words that name nothing that could be measured."""
    return _modifiers() | (verbs() - heads())


@cache
def _modifiers() -> frozenset[str]:
    words = read_lexicon("modifiers")["word"]
    return frozenset(words[words.str.len() > 1])
