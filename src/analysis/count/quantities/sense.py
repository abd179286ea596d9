"""Tell what a number is for: a quantity and of what kind, or a date, rank or name."""

import re
from functools import cache

from analysis.count.quantities.numbers import Number
from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS

KINDS = {
    "money": "金额",
    "share": "占比",
    "change": "增减",
    "count": "件数",
    "amount": "物量",
    "rank": "位次",
}
# What a number is said to do: cue → whether it is an increase, a decrease or neither.
UP = (
    "增长 增加 增收 增幅 涨幅 增速 提高 提升 上升 上涨 上调 翻了 翻 扩大 新增 净增 "
    "多增 递增 升 增"
).split()
DOWN = (
    "下降 降低 减少 回落 压减 缩短 压缩 下调 收窄 精简 降幅 跌幅 负增长 减 降"
).split()
LEVEL = (
    "达到 达 控制到 突破 高达 升至 升到 降至 降到 增至 降为 增加到 增加至 提高到 "
    "提高至 提升到 提升至 上升到 上升至 下降到 下降至 扩大到 扩大至 增长到 增长至 "
    "减少到 减少至 压减到 压减至 缩短到 缩短至 缩小到 控制在 保持在 稳定在 维持在 "
    "完成 实现 累计 共 总计 合计 占 为 到 至"
).split()
GROWTH = ("增长", "增速", "增幅", "下降", "降幅")  # these may also follow: 5%的增长
BASES = (
    "同比 环比 年均 比上年 比去年 较上年 较去年 同口径 累计 平均 预计 比上年同期 "
    "较上年同期 比上年末 每年 分别"
).split()
CUES, STANDARDS = frozenset({*UP, *DOWN, *LEVEL}), frozenset(BASES)
LONGEST_CUE = max(map(len, CUES | STANDARDS))
LAST_SIGNS = frozenset(word[-1] for word in CUES | STANDARDS)
BEFORE = (  # nearness words before a number
    "不少于 不低于 不超过 不高于 大约 约为 将近 接近 超过 高于 低于 多于 少于 至少 "
    "最多 不足 不到 逾 超 近 约 上 过"
).split()
NEAR_SIGNS = frozenset(word[-1] for word in BEFORE)  # with one of these they end
PERCENT = {"%", "‰"}
POINTS = {"个百分点", "百分点", "个基点"}
MONEY = ("元",)
RATES = ("增速", "增幅", "涨幅", "降幅", "增长率", "增长速度")
PHYSICAL = (
    "米 里 亩 公顷 吨 斤 克 升 立方 瓦 度 度电 千伏 千伏安 伏 小时 分钟 秒 天 个月 年 "
    "个工作日 个交易日 课时 学时 岁 周岁 摄氏度 标准煤 TEU 标箱 标准箱 h B W g m ² ³ "
    "℃ P S V /m3 /L 帕 分贝 字节 比特 赫兹 千卡 标方 级"
).split()
# Units that a number may have only where the text says that it measures.
ONLY_SAID = {"年", "岁", "周岁", "度", "分", "时", "", "类", "级", "里"}
NEVER = {"月", "日", "时", "旬", "世纪", "年度", "周年", "代", "A级", "A", "星级"}
NEVER |= {"届次", "线", "条线", "季度", "学年", "版", "届"}
# After Chinese numerals these are mostly something else: 十分, 三级, 一时, 四季度.
NEVER_HAN = NEVER | set(
    "分 口 班 列 度 级 片 包 车 单 团 组 头 本 门 期 册 卷 只 眼 束 对 P 年 里 升 克 "
    "瓦 伏 斤 岁 周岁 区 面 步 度电 点 成 窝 针 周".split()
)
# 三个确保, 四个坚持, 六个方面 count what is being said, not what is done.
LABELS = (
    "方面 层面 环节 维度 坚持 必须 确保 突出 着力 更加 一 不 转变 聚焦 注重 带头 到位 "
    "努力 赋予 有利于 到底 没有 严格 做到 为 五年 百年 体系化 关键"
).split()
MEETINGS = ("会议", "全会", "全委", "代表", "中全会", "党代会", "产业", "党组")
LONGEST_NAME = 12  # characters in quotation marks that make a name
PROPER_NAMES = re.compile(
    rf"“[^“”\n]{{1,{LONGEST_NAME}}}”|‘[^‘’\n]{{1,{LONGEST_NAME}}}’|《[^《》\n]{{1,60}}》"
)
PLACES = re.compile("台(?:山|区|县|河|子)|家渠|宿县|委(?!员)|体班|位一体|轮车|轮承包")
# Words that only end like one of nearness.
OTHER_WORDS = tuple(
    "签约 合约 条约 节约 预约 公约 契约 履约 制约 集约 最近 附近 邻近 通过 经过 度过 "
    "越过 以上".split()
)
SINCE = re.compile("比[0-9０-９]{2,4}年$")
EACH = re.compile("(?<![人年户月日])均$")  # 产量均达到, but 人均达到
AGAINST = tuple(word for word in BASES if word[0] in "同环比较")  # 同比−6.4%
DURATION = "连续 持续 用 利用 历时 延长 缩短 提前 超过 不少于 至少 期限 为期".split()
RANKED = re.compile("居|列|排|位|全国|全省|全市|全区|世界|全球|保持|升至|跃升|升到")


def named(text: str) -> list[tuple[int, int]]:
    """Return where names stand: short quotations, titles, and listed terms."""
    spans = [match.span() for match in PROPER_NAMES.finditer(text)]
    return spans + [match.span() for match in _terms().finditer(text)]


@cache
def _terms() -> re.Pattern[str]:
    """Return the pattern of listed terms that hold a numeral: 八项规定, 三会一课."""
    words = read_lexicon("words")
    terms = {*words["word"], *read_lexicon("formulations")["formulation"]}
    numeral = re.compile(f"[〇两{SIGNS}百千万亿0-9]")
    held = sorted((t for t in terms if numeral.search(t)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, held)))


def measures(number: Number, before: str, after: str, cue: str, near: str) -> bool:
    """Say whether a number measures something; dates, ordinals, names do not.

    Parameters
    ----------
    number
        The number.
    before, after
        The text of its clause before it and behind it.
    cue, near
        What `comparison` and `nearness` found before it.
    """
    if before.rstrip().endswith(("第", "每", "+", "＋", "×", "#", "·", "/", "每一")):
        return False
    if number.unit in POINTS | PERCENT:
        return True
    if number.unit == "个" and after.startswith(tuple(LABELS)):
        return False
    if PLACES.match(number.unit[-1:] + after[:2]) or PLACES.match(after[:2]):
        return False
    if after.startswith(MEETINGS) and number.unit in {"次", "届", "位", ""}:
        return False
    if number.unit == "次" and "届" in before[-12:]:
        return False  # 十一届七次、八次全会
    if number.unit == "位" and after.startswith("数"):
        return False  # 两位数增长
    rule = _digits if number.arabic else _han
    return rule(number, before, after, cue, near)


def _digits(number: Number, before: str, after: str, cue: str, near: str) -> bool:
    """Judge a number in digits."""
    if before[-1:].isascii() and before[-1:].isalpha():
        return False  # G20, PM2.5
    if not number.unit and after[:1].isascii() and after[:1].isalpha():
        return False  # 5G
    unit = number.unit
    if unit in NEVER:
        return False
    if unit == "期":
        return not after.startswith(("工程", "项目", "建设", "、", "和"))
    if unit == "小时" and number.value == 24:
        return number.after != "" or after.startswith("内")  # 24小时值守 is a name
    if unit == "年":
        return before.endswith(tuple(DURATION)) and not 1900 <= number.high <= 2100
    if unit or number.scale > 1:
        return unit not in ONLY_SAID or number.scale > 1 or bool(cue)
    return bool(cue) and not re.match(r"[\u4e00-\u9fd5A-Za-z0-9－—-]", after)


def _han(number: Number, before: str, after: str, cue: str, near: str) -> bool:
    """Judge a number in Chinese numerals."""
    unit, value = number.unit, number.value
    if unit == "番":
        return True
    if unit == "成":
        ends = not after or not re.match(r"[\u4e00-\u9fd5]", after) or number.after
        return bool(near or cue or ends or after.startswith(("的", "多")))
    if unit == "倍":
        return True
    if unit == "年":
        return before.endswith(tuple(DURATION))
    if not unit or unit in NEVER_HAN:
        return unit == "级" and (value or 0) >= 10**8  # 千亿级产业
    if number.numeral in {"一", "二", "零", "〇"} and number.scale == 1:
        return False  # 一个 is an article; 二轮, 二期 are ordinals
    if unit == "元" and (value or 0) < 10:
        return False  # 三元 is a name
    if number.numeral in set("百千万亿"):
        return bool(near)  # 上百家; but 百家争鸣, 千家万户
    return True


def nearness(before: str, numeral: str = "") -> tuple[str, str]:
    """Return the nearness word that ends a text, and the text without it.

    >>> nearness("总量超过"), nearness("实现增长"), nearness("跨上", "5")
    (('超过', '总量'), ('', '实现增长'), ('', '跨上'))
    """
    if before[-1:] not in NEAR_SIGNS:
        return "", before
    for word in BEFORE:
        if before.endswith(word) and not before.endswith(OTHER_WORDS):
            if word not in {"上", "过"} or numeral in set("百千万亿"):
                return word, before[: -len(word)]
    return "", before


def _ending(text: str, words: frozenset[str]) -> str:
    """Return the longest of some words that ends a text; "" where none does."""
    if text[-1:] in LAST_SIGNS:
        for length in range(LONGEST_CUE, 0, -1):
            if text[-length:] in words:
                return text[-length:]
    return ""


def comparison(before: str, after: str = "") -> tuple[str, str, str]:
    """Return base, cue and the text before them, of what leads up to a number.

    >>> comparison("地区生产总值同比增长"), comparison("保持", "增长")
    (('同比', '增长', '地区生产总值'), ('', '增长', '保持'))
    """
    rest = before.rstrip("了也都再又")
    rest = EACH.sub("", rest) if rest.endswith("均") else rest
    rest = rest.removesuffix("分别")
    behind = after.removeprefix("的")
    grows = next((word for word in GROWTH if behind.startswith(word)), "")
    if cue := _ending(rest, CUES):
        rest = rest[: -len(cue)]
        if grows:
            return "", grows, rest  # 实现40%以上增长
        if rest or cue not in {"为", "到", "至"}:  # 为1467位老人
            base, rest = based(rest)
            return base, cue, rest
    base, rest = based(rest)
    return (base, grows, rest) if base.startswith(AGAINST) else ("", grows, before)


def based(text: str) -> tuple[str, str]:
    """Return what a change is held against, and the text before it.

    >>> based("居民收入年均分别实际"), based("社零总额比2020年"), based("总额")
    (('年均分别', '居民收入'), ('比2020年', '社零总额'), ('', '总额'))
    """
    found = ""
    for _ in range(3):
        rest = text.removesuffix("实际").removesuffix("名义")
        year = SINCE.search(rest) if rest.endswith("年") else None
        base = year[0] if year else _ending(rest, STANDARDS)
        if not base:
            return found, rest
        text, found = rest[: len(rest) - len(base)], base + found
    return found, text


def kind(number: Number, cue: str, rest: str = "", base: str = "") -> str:
    """Return the kind of a quantity: money, share, change, count or amount.

    `rest` is what stands before the cue (增速达到5% is a change, 占比达到5% a share),
    `base` what it is held against (同比−6.4% is a change).
    """
    unit = number.unit.partition("/")[0]
    if unit in POINTS or unit in {"倍", "番"}:
        return "change"
    if unit in PERCENT:
        moves = cue in UP or cue in DOWN or rest.endswith(RATES)
        moves = moves or base.startswith(AGAINST)
        return "change" if moves else "share"
    if unit.endswith(MONEY):
        return "money"
    return "amount" if unit.endswith(tuple(PHYSICAL)) else "count"
