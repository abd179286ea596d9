"""Chinese numerals: their signs, what they are worth, how they are written."""

from functools import lru_cache

DIGITS = "一二三四五六七八九"
ZEROS = "〇零○"
FIGURES = f"〇{DIGITS}"  # 0 to 9, one after the other as in a year: 二〇二三年
SIGNS = f"{DIGITS}十"  # of the numerals up to 九十九
NUMERAL = f"[{SIGNS}百]{{1,4}}"  # pattern of a numeral that numbers a heading
ARABIC = str.maketrans(ZEROS + DIGITS, "0" * len(ZEROS) + "123456789")


# Other ways of counting to ten and beyond, each sign at the place of what it is worth.
FORMAL = "壹贰叁肆伍陆柒捌玖拾"  # on cheques and in statutes; 貳參陸 are older shapes
PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸零○", f"{DIGITS}十百千二三六〇〇")
STEMS = "甲乙丙丁戊己庚辛壬癸"
TENS = {"廿": "二十", "卅": "三十"}
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@lru_cache(maxsize=256)  # the same few, again and again
def number(numeral: str) -> int:
    """Return the value of a Chinese numeral below ten thousand; 0 for what is none.

    >>> number("十二"), number("三十"), number("贰拾壹"), number("一百零五"), number("")
    (12, 30, 21, 105, 0)
    """
    for short, long in TENS.items():
        numeral = numeral.replace(short, long)
    rest, value = numeral.translate(PLAIN), 0
    if len(rest) > 1 and rest[0] in DIGITS and set(rest) <= set(FIGURES):
        return int(rest[:4].translate(ARABIC))  # 一〇五, sign by sign
    rest = rest.replace("〇", "")
    for size, unit in UNITS:
        said, found, after = rest.partition(unit)
        if found:
            digit = DIGITS.find(said) + 1 if said else 1
            if not digit or len(said) > 1:
                return 0
            value, rest = value + digit * size, after
    if len(rest) > 1 or (rest and rest not in DIGITS):
        return 0
    return value + (DIGITS.find(rest) + 1 if rest else 0)


def han(value: int) -> str:
    """Return the Chinese numeral of a number, as it is spoken.

    >>> han(3), han(10), han(12), han(40), han(105), han(110), han(10020)
    ('三', '十', '十二', '四十', '一百零五', '一百一十', '一万零二十')
    """
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return f"{han(high)}万{gap}{han(low) if low else ''}"
    said, zero = "", False
    for size, unit in (*UNITS, (1, "")):
        digit, value = divmod(value, size)
        if digit:
            one = "" if size == 10 and digit == 1 and not said else FIGURES[digit]
            said += ("零" if zero else "") + one + unit
        zero = not digit and bool(said)
    return said


def roman(value: int) -> str:
    """Return a number in Roman numerals.

    >>> roman(4), roman(12)
    ('IV', 'XII')
    """
    said = "M" * min(value // 1000, 30)
    value %= 1000
    for size, letters in ROMAN[1:]:
        said += letters * (value // size)
        value %= size
    return said
