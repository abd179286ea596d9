"""Chinese numerals: their signs, what they are worth, how they are written."""

DIGITS = "一二三四五六七八九"
ZEROS = "〇零○"
FIGURES = f"〇{DIGITS}"  # 0 to 9, one after the other as in a year: 二〇二三年
SIGNS = f"{DIGITS}十"  # of the numerals up to 九十九
NUMERAL = f"[{SIGNS}百]{{1,4}}"  # pattern of a numeral that numbers a heading
ARABIC = str.maketrans(ZEROS + DIGITS, "0" * len(ZEROS) + "123456789")


def number(numeral: str) -> int:
    """Return the value of a Chinese numeral below one hundred; 0 for ''.

    >>> number("十二"), number("三十"), number("一"), number("")
    (12, 30, 1, 0)
    """
    tens, ten, ones = numeral.rpartition("十")
    value = DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def han(value: int) -> str:
    """Return the Chinese numeral of 0 to 99.

    >>> han(3), han(10), han(12), han(40)
    ('三', '十', '十二', '四十')
    """
    tens, ones = divmod(value, 10)
    leading = DIGITS[tens - 1] if tens > 1 else ""
    return leading + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")
