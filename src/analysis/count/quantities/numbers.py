"""Read numbers as they are written: 1.2万, 三千五百, １５．３, 一百余, 百分之五."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_lexicon
from analysis.read.numerals import DIGITS, FIGURES, SIGNS

VALUES = {digit: value for value, digit in enumerate(FIGURES)}
VALUES |= {"零": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
# Measures that the segmenter's list has no need of.
MORE_UNITS = (
    "个百分点 台(套) 台（套） 户人家 克 升 瓦 伏 里 度电 kWh MWh GWh kW "
    "km kg m² km² m³ ℃ PB EB PFLOPS EFLOPS μg/m³ µg/m³ ug/m³ μg/m3 ug/m3 mg/m³ mg/L"
).split()
# A minus sign stands before digits that no number runs up to: 增速为−2.1%, but 2-3%.
SIGN = re.compile(r"(?<![-−－﹣–—+＋0-9A-Za-z%％])[-−－﹣–] ?$")
NEGATIVE = re.compile("(?<![抱自担肩背欺亏辜胜减税])负$")  # said of shares only
SIGNED = {"%", "‰", "个百分点", "个基点", "元", "美元", "℃", "摄氏度", "度"}
# Clock times read like decimals: 八点三十分.
POINT = f"(?>(?:点[〇零○{DIGITS}]+(?![十时分刻钟]))?)"
# 千瓦 is a unit, not a thousand 瓦.
SCALE = r"(?:[百十万亿]|千(?![瓦米克伏卡帕]))"
UNITS = {"％": "%", "台（套）": "台(套)", "百分点": "个百分点", "µg/m³": "μg/m³"}
TIMES = {"个", "个月", "个百分点", "个基点", "个小时", "个工作日", "个交易日", "个季度"}
MOST_SCALES = 4  # 万, 亿 … in a row; more is no number, nor are so many digits
LONGEST_DIGITS = 20
LONGEST_HAN = 16  # characters of a Chinese numeral; more is no number


class Number(NamedTuple):
    """A number in the text, with the unit that follows it."""

    start: int
    end: int  # of number and unit
    value: float | None  # missing where the text says 数十, or gives a range
    low: float | None
    high: float | None
    unit: str
    vague: str  # 余 多 来 几 数, between the digits and the unit
    after: str  # 以上 左右 …, behind the unit
    scale: float  # what 万, 亿 and the like behind the digits make of them
    numeral: str  # as it stands, without them
    arabic: bool  # whether it is written in digits


def numbers(text: str) -> list[Number]:
    """Return every number of a text in its order, whatever it is for.

    Work is linear in the length of the text: every part of the pattern is atomic, so
    that nothing is tried twice. (Possessive groups are not used: up to Python 3.11.4
    they keep what a failed try had read, github.com/python/cpython/issues/106052.)
    """
    found: list[Number] = []
    for match in _pattern().finditer(text):
        number = _read(match)
        if number:
            past = found[-1].end + len(found[-1].after) if found else 0
            found.append(_signed(number, text, past))
    return found


def _signed(number: Number, text: str, past: int) -> Number:
    """Return the number below zero where a minus sign stands before it."""
    if not (number.arabic and number.value is not None and number.unit in SIGNED):
        return number
    place = max(past, number.start - 3), number.start
    sign = SIGN.search(text, *place)
    if sign is None and number.unit[-1] in "%‰点":
        sign = NEGATIVE.search(text, *place)
    if sign is None or sign.start() == past > 0:
        return number  # the dash of a range
    value = -number.value
    return number._replace(start=sign.start(), value=value, low=value, high=value)


def in_per_cent(number: Number) -> Number:
    """Return 三成 as thirty per cent, any other number as it is."""
    if number.unit != "成":
        return number
    ends = number.value, number.low, number.high
    value, low, high = (end if end is None else end * 10 for end in ends)
    return number._replace(value=value, low=low, high=high, unit="%")


def han_value(numeral: str) -> float | None:
    """Return what a Chinese numeral is worth; nothing where it is none.

    Examples
    --------
    >>> [han_value(n) for n in ("十二", "三千五百", "一亿二千万", "一百零五", "两万五")]
    [12.0, 3500.0, 120000000.0, 105.0, 25000.0]
    >>> han_value("二万三千八百五十一亿"), han_value("百"), han_value("十四五")
    (2385100000000.0, 100.0, None)
    >>> han_value("八点一"), han_value("一点七八")
    (8.1, 1.78)
    """
    whole, point, decimals = numeral.partition("点")
    if point:
        value = han_value(whole)
        figures = "".join(str(VALUES.get(sign, 0)) for sign in decimals)
        return None if value is None else float(f"{value:.0f}.{figures}")
    for sign in "亿万":
        head, found, tail = numeral.rpartition(sign)
        if found:
            left = han_value(head) if head else 1.0
            right = _tail(tail, SCALES[sign])
            if left is None or right is None:
                return None
            return left * SCALES[sign] + right
    return _thousands(numeral)


def _tail(tail: str, scale: int) -> float | None:
    """Return what follows a sign: 五 in 两万五 is five thousand."""
    if len(tail) == 1 and VALUES.get(tail):
        return VALUES[tail] * scale / 10
    return han_value(tail) if tail else 0.0


def _thousands(numeral: str) -> float | None:
    """Return the worth of a numeral below 万."""
    total, digit, last, before, direct = 0.0, None, 10**4, "", False
    for sign in numeral:
        if sign in SCALES:
            if SCALES[sign] >= last:
                return None
            last = SCALES[sign]
            total += (1 if digit is None else digit) * last
            digit = None
        elif sign in "零〇":
            before = sign
            continue
        elif digit is not None:
            return None
        else:
            digit = VALUES[sign]
            direct = before in {"百", "千"}
        before = sign
    if digit and direct:
        return total + digit * last / 10  # 一百五
    return total + (digit or 0) if numeral else None


def _read(match: re.Match) -> Number | None:
    """Return what a match of the pattern is worth, or nothing."""
    part = match.groupdict()
    start, unit, vague = match.start(), part["unit"] or "", part["vague"] or ""
    scale = (part["scale"] or "") + (part["more"] or "")
    if part["fan"] is not None:
        value = han_value(part["fan"]) if part["fan"] else 1.0
        after = part["after"] or ""
        end = match.end() - len(after)
        begin = match.start("fan") if part["fan"] else end - 1
        return Number(begin, end, value, value, value, "番", "", after, 1.0, "", False)
    if part["parts"]:
        return _share(match)
    if len(scale) > MOST_SCALES or len(part["digits"] or "") > LONGEST_DIGITS:
        return None
    factor = _scaled(scale)
    if part["digits"]:
        numeral = part["digits"].translate(HALF_WIDTH)
        # in decimals, for 4398.6亿 is 439860000000, not 439860000000.00006
        value = float(Decimal(numeral.replace(",", "")) * Decimal(factor))
        low, high, more = value, value, ""
    else:
        start, numeral = _grammatical(match)
        value, low, high, more = _han(numeral)
        if low is None and not more:
            return None
        value, low, high = (x and x * factor for x in (value, low, high))
    vague = (more + vague + (part["odd"] or "") + (part["tail"] or ""))[:1]
    after = part["after"] or ""
    end = match.end() - len(after)
    unit = UNITS.get(unit, unit)
    if unit[0:1] == "个" and unit not in TIMES:
        unit, end = "个", end - len(unit) + 1  # 16个市: what is counted stands behind
    arabic = bool(part["digits"])
    return Number(
        start, end, value, low, high, unit, vague, after, factor, numeral, arabic
    )


def _share(match: re.Match) -> Number | None:
    """Return 百分之五, 三分之一 as a percentage."""
    whole, part = match["whole"], match["parts"].translate(HALF_WIDTH)
    parts = float(part) if part[0] in "0123456789" else han_value(part)
    of = {"百": 100.0, "千": 1000.0, "万": 10000.0}.get(whole) or han_value(whole)
    if not of or parts is None or of < 2:
        return None
    value = parts * 100 / of
    after = match["after"] or ""
    end = match.end() - len(after)
    start = match.start()
    arabic = part[0] in "0123456789"
    return Number(start, end, value, value, value, "%", "", after, 1.0, part, arabic)


def _grammatical(match: re.Match) -> tuple[int, str]:
    """Return the numeral that ends a run of signs: 三 in 统一三个."""
    run = match["han"]
    length = len(run.partition("点")[0])
    for at in range(max(length - LONGEST_HAN, 0), length):
        value, low, _, more = _han(run[at:])
        if value is not None or low is not None or more:
            return match.start("han") + at, run[at:]
    return match.start("han"), ""


def _han(numeral: str) -> tuple[float | None, float | None, float | None, str]:
    """Return value, low, high and the vague sign of a Chinese numeral.

    >>> _han("三四十"), _han("数百"), _han("十几")
    ((None, 30.0, 40.0, ''), (None, None, None, '数'), (None, None, None, '几'))
    """
    for sign in "数几":
        if sign in numeral:
            rest = numeral.replace(sign, "", 1)
            good = rest and not set(rest) - set(SCALES)
            return None, None, None, sign if good else ""
    value = han_value(numeral) if numeral else None
    if value is not None:
        return value, value, value, ""
    first, second = (VALUES.get(sign, 0) for sign in (numeral[:2] + "  ")[:2])
    if 0 < first and second == first + 1:  # 三四十: from thirty to forty
        low, high = (han_value(sign + numeral[2:]) for sign in numeral[:2])
        if low is not None and high is not None:
            return None, low, high, ""
    return None, None, None, ""


def _scaled(scale: str) -> float:
    value = 1.0
    for sign in scale:
        value *= SCALES[sign]
    return value


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a number, with its unit and what makes it vague."""
    units = [*read_lexicon("units")["unit"], *MORE_UNITS]
    unit = "|".join(map(re.escape, sorted(set(units), key=len, reverse=True)))
    figure = r"[0-9０-９]++(?>(?:,[0-9]{3}(?![0-9]))*)(?>(?:[.．][0-9０-９]++)?)"
    han = f"(?>(?:[〇零两{SIGNS}百万亿几数]|千(?![瓦米克伏卡帕]))+){POINT}"
    space = r"[ \u00a0\u2009\u202f](?=[^\u4e00-\u9fd5])"  # −2.1 %, 附件2 名词解释
    return re.compile(
        rf"(?=[翻几数〇零两{SIGNS}百千万亿0-9０-９])"  # says at once where none begins
        rf"(?:翻了?(?P<fan>[一两二三四]?+)番"
        rf"|(?P<whole>[二三四五六七八九十百千万])分之(?P<parts>{figure}|{han})"
        rf"|(?:(?<![0-9０-９.．])(?P<digits>{figure})|(?P<han>{han}))"
        rf"(?>(?P<vague>[余多来几])?)(?P<scale>(?>{SCALE}*))"
        rf"(?>(?:(?P<odd>[余多])(?P<more>(?>{SCALE}*)))?)"
        rf"(?>(?:(?:{space})?(?P<unit>{unit}))?)(?>(?P<tail>余(?!额|下|地))?))"
        r"(?>(?P<after>以上|左右|以下|以内|之内|上下)?)"
    )
