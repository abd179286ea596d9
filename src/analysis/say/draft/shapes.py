"""A sentence with its numbers taken out, so that patterns can speak of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.count.quantities.numbers import Number, numbers
from analysis.say.draft.remark import texts

SIGN = "\ue000"  # stands for a number with its unit
YEAR = re.compile(
    r"(?:19|20)\d\d(?:\s*年|(?=[-—~～至/]))|[一二三四五六七八九〇零○]{4}年"
)
BEFORE = re.compile(
    "(?:近|超过?|逾|约|大约|突破|将近|接近|不足|不到|至少|不少于|不低于|至多|最多|(?<![规线路])上)$"
)
BEHIND = re.compile("(?:以上|以下|以内|左右|上下|多|余)")
SCALES = {"亿": 1e8, "万": 1e4}
# What begins with 其中 belongs to the sentence before: 赤字2万亿元。其中，中央1.2万亿元
SENTENCE = re.compile("[^。！？!?\n]+(?:。(?=其中)[^。！？!?\n]+)*")


class Amount(NamedTuple):
    """A number as printed: what it can be worth, and its place in the text."""

    value: float
    half: float  # half a unit of its last place
    unit: str
    exact: bool  # neither 近, 超过 nor 以上
    start: int
    end: int
    text: str


class Shape(NamedTuple):
    """A sentence whose numbers are one sign each, with the numbers in order."""

    report: str
    start: int
    text: str  # with the signs
    amounts: list[Amount]
    shift: list[int]  # offset in `reports.text` of each character of `text`

    def nth(self, at: int) -> Amount:
        """Return the number whose sign stands at an offset of the shape."""
        return self.amounts[self.text.count(SIGN, 0, at)]


def shapes(reports: pd.DataFrame) -> Iterator[Shape]:
    """Yield each sentence of the reports that holds at least two numbers.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["r"], "text": ["建成12所，小学5所。"]})
    >>> one = next(shapes(reports))
    >>> one.text.replace(SIGN, "N"), [amount.value for amount in one.amounts]
    ('建成N，小学N', [12.0, 5.0])
    """
    for report, text in texts(reports).items():
        for sentence in SENTENCE.finditer(text):
            shape = _shape(report, sentence[0], sentence.start())
            if len(shape.amounts) > 1:
                yield shape


def _shape(report: str, sentence: str, start: int) -> Shape:
    """Return a sentence with signs for its numbers; years stay as they are."""
    dates = [match.span() for match in YEAR.finditer(sentence)]
    parts, amounts, shift, past = [], [], [], 0
    for number in numbers(sentence):
        dated = any(a <= number.start < b for a, b in dates)
        if dated or number.value is None or _is_name(number, sentence):
            continue
        parts += [sentence[past : number.start], SIGN]
        shift += [*range(start + past, start + number.start), start + number.start]
        amounts.append(_amount(number, sentence, start))
        past = number.end
    parts.append(sentence[past:])
    shift += [*range(start + past, start + len(sentence) + 1)]
    return Shape(report, start, "".join(parts), amounts, shift)


def _is_name(number: Number, sentence: str) -> bool:
    """Say whether a number without unit is part of a name: PM2.5, 第3, 两会."""
    if sentence[max(0, number.start - 1) : number.start] == "第":
        return True
    if number.unit:
        return not number.arabic and number.unit == "期"  # 一期投资80亿元
    around = sentence[max(0, number.start - 1) : number.start]
    around += sentence[number.end : number.end + 1]
    return not number.arabic or bool(re.search("[A-Za-z-]", around))


def _amount(number: Number, sentence: str, start: int) -> Amount:
    said = sentence[number.start : number.end]
    lead = sentence[max(0, number.start - 4) : number.start]
    tail = sentence[number.end : number.end + 2]
    vague = number.vague or number.after or BEFORE.search(lead) or BEHIND.match(tail)
    decimals = len(number.numeral.partition(".")[2]) if number.arabic else 0
    signs = (sign for sign in SCALES if number.numeral.endswith(sign))
    spoken = 1.0 if number.arabic else SCALES.get(next(signs, ""), 1.0)  # 六百亿
    half = 0.5 * 10.0**-decimals * number.scale * spoken
    return Amount(
        number.value,
        half,
        number.unit,
        not vague,
        start + number.start,
        start + number.end,
        said,
    )


def plain(value: float) -> str:
    """Write a number without needless decimals.

    >>> plain(12.0), plain(25.04), plain(1200000.0)
    ('12', '25', '120万')
    """
    for size, sign in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{round(value / size, 2):g}{sign}"
    return f"{round(value, 1):g}"
