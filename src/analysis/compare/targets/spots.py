"""Where the numbers of a clause stand, in the text's own units."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.compare.targets import names
from analysis.compare.targets.naming import HAN, JOINED, behind
from analysis.count.quantities.sense import nearness
from analysis.count.quantities.subject import CLASSIFIERS
from analysis.count.tokens import vocabulary

RANGE = re.compile("——|—|–|―|－|~|～|至|到|-")
DIGITS = re.compile(r"^[0-9０-９][0-9０-９,.．]*")
WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
LINKED = {"、", "和", "与", "及", "或", "以及", "，"}
PER = "每(立方米|平方米|人|亩|公里|吨|月|年|户|立方)$"
AFTER = "(?:以上|左右|以下|以内|之内|上下)"
# Classifiers that count one thing alike: 2205项 beside 1500个.
ALIKE = dict.fromkeys("个 项 家 件 所 处 座 只 支".split(), "个")
ALIKE |= {"名": "人", "位": "人", "间": "套"}
# 10个营业收入超千亿元的集群: how large each of the things counted is.
SIZE = re.compile(
    "(?:[个家项户]|一批)[^、，]*(?:产值|营业收入|营收|规模)"
    "(?:超过?|过|逾|突破)(?:[0-9.]+[万亿]*元?、)*$"
)
SIZED_THING = re.compile("(?:、[0-9.]+[万亿]*元?)*" + HAN.pattern)
PLANT = re.compile("(?:项目|工程|电站|机组|基地|装置|生产线)(?:建设|前期工作|前期)?$")
SIZED = re.compile("(?:年产|日处理|总投资|日产)(?:超过?|逾|达到?|不低于|约|近)?$")
STAGED = re.compile("完成(?:第?[一二三四五]期)?$|^完成对[^，]*$")
# What is built is measured so: 2万平方米仓储库建成并投入使用.
BUILT = {"平方米", "公里", "亩"}
BUILDS = re.compile("^[^，、]*(?:建成|竣工|完工|投用|投入使用)(?:并投入使用|并?投用)?$")
HIGHER = re.compile(
    "^[、，]?(?:并)?(?:力争|争取|努力|冲刺)(?:达到|实现|增长到?|完成|达|到)?$"
)


COUNTERS = CLASSIFIERS | {"户", "人", "亩", "公里"}
OTHER_UNIT = re.compile("（([^（）0-9左以上下]{1,2})）")
BLANK = re.compile("(?<=[\u4e00-\u9fd5])[ \u3000]+(?=[\u4e00-\u9fd5])")


class Spot(NamedTuple):
    """Where a number stands in its clause, and what is said around it."""

    row: tuple
    at: int
    end: int  # behind the comparator
    lead: str  # from the number before
    tail: str  # up to the next number
    after: str  # the comparator behind it


def spots_of(text: str, marks: list, shift: int) -> list[Spot]:
    """Return where the numbers of a clause stand, those that only qualify left out.

    `marks` are its rows of `quantities`, in the order of the text.
    """
    kept = []
    for place, row in enumerate(marks):
        at = row.start - shift
        end = _end(text, at + len(row.text))
        lead, tail = text[:at], text[end:]
        goes_on = bool(kept) and lead.endswith(("、", "和", "及", "与"))
        if not _qualifies(row, lead, tail, place + 1 < len(marks), goes_on):
            kept.append((row, at, end))
    spots, past = [], 0
    for place, (row, at, end) in enumerate(kept):
        until = kept[place + 1][1] if place + 1 < len(kept) else len(text)
        lead = text[past:at]
        if spots and behind(lead):  # a noun behind the number before: 10个平台、
            lead = (
                "、" + re.split("[、，]|[和与及]$", lead)[-1] if _listed(lead) else lead
            )
        after = text[at + len(row.text) : end]
        spots.append(Spot(row, at, end, _joined(lead), _joined(text[end:until]), after))
        past = end
    return spots


def _joined(text: str) -> str:
    """Return a text without blanks that part a word of the list: 经 济."""
    for blank in reversed(list(BLANK.finditer(text))):
        before, behind = text[: blank.start()], text[blank.end() :]
        sizes = ((a, b) for a in (1, 2, 3) for b in (1, 2, 3))
        if any(before[-a:] + behind[:b] in vocabulary() for a, b in sizes):
            text = before + behind
    return text


def _listed(lead: str) -> bool:
    """Say whether a list goes on between two numbers: 个平台、, 个站和."""
    return bool(re.search("[、，]|[和与及]$", lead))


def _end(text: str, end: int) -> int:
    """Return where the comparator behind a number ends: 2万套（间）以上."""
    behind = re.match(
        r"(?:（[^（）]{1,3}）)?(?:以上|左右|以下|以内|之内|上下)?", text[end:]
    )
    return end + behind.end()


def _qualifies(row, lead: str, tail: str, more: bool, goes_on: bool) -> bool:
    """Say whether a number only describes: 10亿元以上项目, 年产60万吨的厂, 千亿级."""
    if row.kind == "rank" or row.unit in {"级", "类", "届", "A级"}:
        return True
    if row.unit in {"岁", "周岁"}:
        return not re.search("寿命[^，、]{0,5}$", lead)
    if tail.startswith("级"):  # 万亿元级产业集群
        return True
    if row.unit in {"小时", "分钟", "年", "天", "米", "千伏"} and HAN.match(tail):
        return True
    money = row.kind == "money" or row.text.endswith("亿")
    if money and SIZE.search(lead) and SIZED_THING.match(tail):
        return True
    if (
        not HAN.match(tail)
        or JOINED.match(tail)
        or tail[0] == "或"
        or STAGED.search(lead)
        or (row.unit in BUILT and BUILDS.search(tail))
        or row.unit in CLASSIFIERS
    ):
        return False
    sized = SIZED.search(lead) or tail.startswith("的")
    if row.kind in {"money", "amount"} and sized:
        return not re.search("^的.{0,8}(?:投资|资金|目标|规模)|任务$", tail)
    if row.kind == "money":
        return row.approx.endswith(("以上", "以下", "以内")) and more
    if row.kind != "amount" or goes_on:
        return False
    own = re.split("[、，]", lead)[-1]
    if own.endswith(names.listed("延续")) and PLANT.search(tail):
        return True  # 推进100万吨乙烯项目, but 布局建设700万千瓦储能项目
    act, noun = names.split(own)
    if act and own.endswith("等"):  # 建成常乐电厂等540万千瓦煤电项目 is a sum
        return False
    return not names.governs(own) and (bool(noun) or not act)


def grouped(spots: list[Spot]) -> Iterator[list[Spot]]:
    """Yield numbers that follow one another as a list: 4.6%、6.7%."""
    group: list[Spot] = []
    for spot in spots:
        if group and spot.lead.strip() not in LINKED:
            yield group
            group = []
        group.append(spot)
    if group:
        yield group


def shown(spot: Spot) -> dict:
    """Return the number in the text's own unit, as it is printed."""
    row, text = spot.row, spot.row.text
    low, high, unit, factor = _own(row)
    per = re.search("每(立方米|平方米|人|亩|公里|吨|月|年|户|立方)$", spot.lead)
    if per and "/" not in unit:
        unit = f"{unit}/{per[1]}"
    near, _ = nearness(spot.lead, text)
    if spot.lead.endswith("突破"):
        near = "突破"
    vague = re.search("[多余几]", text)
    other = OTHER_UNIT.match(spot.after)  # 35条（段）
    other = other[0] if other and row.unit in COUNTERS else ""
    behind = re.search("(?:以上|左右|以下|以内|之内|上下)$", spot.after)
    parts = [near, vague[0] if vague else "", behind[0] if behind else ""]
    comparator = "".join(dict.fromkeys(filter(None, parts)))
    base = ALIKE.get(row.unit, row.unit)
    base = f"{base}/{per[1]}" if per and "/" not in base else base
    printed = (
        f"{near}{text}{other}{'/' + per[1] if per else ''}{behind[0] if behind else ''}"
    )
    return {
        "printed": printed, "value": low, "high": high, "unit": unit, "base": base,
        "factor": factor, "comparator": comparator, "digits": bool(DIGITS.match(text)),
    }  # fmt: skip


def _own(row) -> tuple[float, float | None, str, float]:
    """Return the number (two for a range), its unit with 万, 亿, and what these make.

    1.1万个 is 1.1 万个, 千亿元 is 1000 亿元.
    """
    parts = RANGE.split(row.text)
    figure = DIGITS.match(parts[-1])
    low = row.value if row.value == row.value else row.low
    if not figure:
        factor = next(
            (f for f in (1e8, 1e4) if low >= f and "亿万"[f < 1e8] in row.text), 1.0
        )
        sign = {1e8: "亿", 1e4: "万"}.get(factor, "")
        high = row.high / factor if row.value != row.value else None
        return low / factor, high, sign + row.unit, factor
    digits = float(figure[0].replace(",", "").translate(WIDE).rstrip(".") or 0)
    factor = row.high / digits if digits else 1.0
    factor = min(
        (1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e11, 1e12),
        key=lambda f: abs(f - factor),
    )
    sign = re.sub("[多余几来]", "", parts[-1][figure.end() :])
    sign = sign.replace("％", "%") or row.unit
    if row.value == row.value:
        return digits, None, sign, factor
    first = DIGITS.match(parts[0])
    begin = float(first[0].replace(",", "").translate(WIDE)) if first else low / factor
    return begin, digits, sign, factor
