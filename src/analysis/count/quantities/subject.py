"""Tell what a quantity measures: the words before or behind it."""

import re
from collections.abc import Callable
from functools import cache

from analysis.count.tokens import vocabulary
from analysis.lexicons import read_lexicon

LONGEST_MEASURE = 16  # characters of what is measured
MEASURE_EDGE = re.compile(r"[、，,；;：:（）()《》“”‘’—\s]|[0-9０-９][年月]|以及|其中")
AGE = re.compile("^[0-9０-９]{1,3}周?岁(?:以上|以下)?")
STOP = re.compile(
    r"[0-9０-９、，,；;：:（()）《“\s]|以上|左右|以下|以内|以及|和|与|及|等|，"
)
# Counted with these, the thing stands behind the number: 9个村, 21项民生实事.
CLASSIFIERS = set(
    "个 项 名 家 条 座 所 台 套 件 部 处 支 批 场 种 类 起 户 位 辆 艘 架 颗 枚 首 篇 "
    "只 株 棵 头 匹 口 幅 张 份 块 栋 幢 间 门 册 本 期 轮 次 届 宗 例 笔 封 盏 根 级 "
    "个点位 台(套) 千米 公里 亩".split()
)
LEADING = (
    "的 了 共 累计 全年 全市 全省 全区 全国 今年 去年 其中 并 已 将 力争 确保 使 把 "
    "我省 我市 我区 预计"
).split()
EACH = re.compile("(?<![人年户月日])均$")
SUFFIXES = "性化者力率度型式量面体"  # 保障 is no verb in 保障性住房
TRAILING = (
    "的 了 总数 已 共 为 达 在 由 从 约 和 与 要 将 又 实际 从人均 由人均 "
    "从每人每年 由每人每年"
).split()


def subject(before: str, after: str, unit: str) -> str:
    """Return the noun phrase that a quantity measures; "" where the clause has none.

    Parameters
    ----------
    before, after
        What stands before it (up to the quantity before, without its comparison) and
        behind it (up to the next).
    unit
        Its unit: things counted with a classifier stand behind it.

    Examples
    --------
    >>> subject("解决了", "村", "个"), subject("实现地区生产总值", "", "元")
    ('村', '地区生产总值')
    """
    behind = _behind(after)
    ahead = _ahead(before)
    pair = (behind, ahead) if unit in CLASSIFIERS or not unit else (ahead, behind)
    return pair[0] or pair[1]


def _behind(after: str) -> str:
    after = AGE.sub("", after).removeprefix("的")
    stop = STOP.search(after)
    words = after[: stop.start()] if stop else after
    return words[:LONGEST_MEASURE]


def _ahead(before: str) -> str:
    edges = [match.end() for match in MEASURE_EDGE.finditer(before)]
    words = before[edges[-1] :] if edges else before
    for _ in range(3):
        words = _without(words, tuple(LEADING), str.removeprefix)
        words = _without(words, tuple(TRAILING), str.removesuffix)
        words = EACH.sub("", words)
    verb = next((v for v in (words[:4], words[:3], words[:2]) if v in _verbs()), "")
    rest = words[len(verb) :]
    whole = any(words[:size] in vocabulary() for size in range(3, 7))
    fits = verb and len(rest) > 2 and rest[0] not in SUFFIXES and not whole
    if words in _verbs() or fits:
        words = rest
    return words[-LONGEST_MEASURE:]


def _without(
    words: str, affixes: tuple[str, ...], remove: Callable[[str, str], str]
) -> str:
    for affix in affixes:
        if (rest := remove(words, affix)) != words:
            return rest
    return words


@cache
def _verbs() -> frozenset[str]:
    """Return the verbs and adverbs that what is measured does not begin with."""
    verbs, modifiers = read_lexicon("task_verbs"), read_lexicon("modifiers")
    words = {*verbs["verb"], *modifiers["word"]}
    return frozenset(word for word in words if len(word) > 1)
