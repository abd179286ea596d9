"""Find what is measured: numbers with their unit, and how much of a text has them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.count.quantities.lists import Quantity, respective
from analysis.count.quantities.numbers import Number, in_per_cent, numbers
from analysis.count.quantities.sense import (
    KINDS,
    PERCENT,
    POINTS,
    RANKED,
    RATES,
    comparison,
    kind,
    measures,
    named,
    nearness,
)
from analysis.count.quantities.share import quantification, with_quantity
from analysis.count.quantities.subject import predicate, subject
from analysis.count.quantities.words import Cut, cut
from analysis.read.numerals import SIGNS
from analysis.read.outline.places import GAP, PLACE

__all__ = ["KINDS", "quantification", "quantities", "with_quantity"]

RANGE = {"—", "——", "-", "–", "―", "－", "~", "～", "至", "到"}
CONJUNCTIONS = {"、", "和", "与", "及", "或", "以及"}
# What leads up to a rank is no part of what is ranked: 零售额 in 零售额居全国第六.
RANK = re.compile(
    "(?:稳居|位居|居|位列|列|排名|升至|跃升|保持|进入|跻身|迈入|迈进|挺进|全国|全省|全市|全区|世界|全球)"
    "[^、]{0,8}[第前]$"
)
# A rank ends its phrase: 全国第一批, 第一、二批 are none.
NO_RANK = re.compile(f"[\u4e00-\u9fd5]|、[{SIGNS}]")
TOP = re.compile("强(?!度|化|制|烈|基)")  # 前10强
PLUS = re.compile("(?<![0-9A-Za-z%％])[+＋]$")
NEW = ("新增", "净增")  # said of what is measured, not part of it
BEFORE = 40  # characters before a number that are looked at


def quantities(clauses: pd.DataFrame) -> pd.DataFrame:
    """Find every number that measures something: one row per quantity.

    Years, dates and hours of the clock, periods (过去五年), ordinals, list numerals,
    names (“四个意识”, 八项规定, G20, 24小时值守), 一 with a measure word (an article)
    and numbers without unit or occasion are none. Chinese numerals count where a
    measure follows, 百分之五, 三分之一, 三成 and 翻一番 included; 第二位 is a rank.

    Parameters
    ----------
    clauses
        The `clauses` table; `report`, `clause`, `start` and `text` are needed.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `year`, `section`, `item`; `text` (number and
        unit as they stand), `value` (百, 千, 万, 亿 worked in; shares in per cent;
        missing for ranges and for 数十, 几百), `low` and `high` (of a range, else the
        value), `unit` (without 万 and the like), `approx` (近, 超, 约, 余, 多, 以上,
        左右, …; ``""`` if none), `measure` (what is measured, as far as the clause or
        the sentence before says), `comparison` (同比增长, 达到, …), `kind` (``money``,
        ``share``, ``change``, ``count``, ``amount``, ``rank``) and `start` (of the
        text, in `reports.text`), in the order of the text.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "start": [0, 20],
    ...     "text": ["地区生产总值同比增长5.2%", "2024年新建公园近三十个"]})
    >>> table = quantities(clauses)
    >>> table[["value", "unit", "approx", "measure", "comparison", "kind"]]
       value unit approx measure comparison    kind
    0    5.2    %         地区生产总值       同比增长  change
    1   30.0    个      近    新建公园              count
    """
    text = GAP.join(clauses["text"])
    opens = [0, *(clauses["text"].str.len() + 1).cumsum().tolist()]
    sentences = clauses.get("sentence", clauses["clause"]).tolist()
    taken = bytearray(len(text) + 1)
    for start, end in named(text):
        taken[start:end] = b"\1" * (end - start)
    free = [n for n in _ranges(numbers(text), text) if not taken[n.start]]
    placed = [bisect_right(opens, number.start) - 1 for number in free]
    names = re.compile("[A-Za-z]")  # 4S店 is one word
    spans = [(n.start, n.end) for n in free if not names.match(text, n.end)]
    parted = cut(text, opens, placed, spans)
    rows, found = [], []
    last = None
    for number, row in zip(free, placed, strict=True):
        span = opens[row], opens[row + 1] - 1
        told = _told(number, parted, span, last, sentences[row])
        if told:
            rows.append(row)
            found.append(told[0])
            last = (number, sentences[row], *told[1])
    begun, said = [opens[row] for row in rows], [sentences[row] for row in rows]
    found = respective(found, parted, begun, said)
    place = clauses.reindex(columns=PLACE).iloc[rows].reset_index(drop=True)
    table = pd.DataFrame(found, columns=Quantity._fields)
    words = dict.fromkeys("text unit approx measure comparison kind".split(), "str")
    floats = dict.fromkeys(["value", "low", "high"], "float64")
    table = table.astype({**words, **floats, "start": "int64"})
    shift = clauses["start"].to_numpy()[rows] - np.array(opens)[rows]
    table = table.assign(start=table["start"] + shift.astype("int64"))
    return pd.concat([place, table], axis=1)


def _ranges(found: list[Number], text: str) -> Iterator[Number]:
    """Yield the numbers, two that make a range as one: 5%—6%, 3至5个."""
    waiting = None
    for number in found:
        joined = waiting and text[waiting.end : number.start] in RANGE
        if joined and waiting.unit in ("", number.unit) and _rising(waiting, number):
            factor = number.scale if waiting.scale == 1 and not waiting.unit else 1
            low = waiting.low * factor
            waiting = number._replace(start=waiting.start, value=None, low=low)
            continue
        if waiting:
            yield waiting
        waiting = number
    if waiting:
        yield waiting


def _rising(first: Number, second: Number) -> bool:
    """Say whether two numbers can be the ends of one range: 3—5万人 begins at 3万."""
    if not second.unit or first.low is None or second.high is None:
        return False
    factor = second.scale if first.scale == 1 and not first.unit else 1
    return first.low * factor < second.high


def _told(
    number: Number, cut: Cut, span: tuple[int, int], last: tuple | None, sentence: int
) -> tuple[Quantity, tuple[str, str, str]] | None:
    """Return the row of a number, and what the next may inherit; nothing if none."""
    text, begin, end = cut.text, number.start, number.end + len(number.after)
    if number.unit in PERCENT | POINTS and PLUS.search(text, begin - 1, begin):
        begin -= 1  # 增幅+11.1%
    before = text[max(span[0], begin - BEFORE) : begin]
    if not (number.arabic or number.unit or before.endswith(("第", "前"))):
        return None  # 统一, 三农
    after = text[end : min(span[1], end + BEFORE)]
    past = last[0].end + len(last[0].after) if last and last[0].end > span[0] else 0
    opened = max(span[0], past, begin - BEFORE)
    near, bare = nearness(text[opened:begin], number.numeral)
    base, cue, rest = comparison(bare, after)
    if cue in RATES and bare.endswith(cue):
        base, cue, rest = "", "", bare  # 税收增幅: the rate is what is measured
    measure = ""
    if past and text[past:begin] in CONJUNCTIONS:
        base, cue, measure = last[2:]  # 4.9%、5.5%, 6.8%和8.3%
    rank = _rank(number, before, after)
    if not rank and not measures(number, before, after, cue or base, near):
        return None
    if rank:
        number, base, cue, rest = rank, "", "", RANK.sub("", bare).rstrip("第前")
        end, after = max(end, number.end), after[max(0, number.end - end) :]
    number = in_per_cent(number)
    ahead = cut.words(opened, opened + len(rest))
    behind = cut.words(end, end + len(after))
    measure = measure or subject(ahead, behind, number.unit)
    if measure.startswith(NEW) and len(measure) > 3:
        cue, measure = cue or measure[:2], measure[2:]
    if not measure:
        same = last is not None and last[1] == sentence
        told = "" if same and last[0].unit == number.unit else predicate(behind)
        measure = told or (last[4] if same else "")
    what = "rank" if rank else kind(number, cue, rest, base)
    approx = "、".join(filter(None, (near, number.vague, number.after)))
    values = number.value, number.low, number.high
    shown = text[number.start : number.end]
    row = shown, *values, number.unit, approx, measure, base + cue, what, number.start
    return Quantity(*row), (base, cue, measure)


def _rank(number: Number, before: str, after: str) -> Number | None:
    """Return the number as a rank, if it is one: 全国第一, 居第2位, 前10名, 前10强."""
    top = before.endswith("前") and bool(TOP.match(after))
    if number.unit not in ("", "位", "名") or (NO_RANK.match(after) and not top):
        return None
    told = RANKED.search(before[-14:])
    if (before.endswith("第") and told) or (
        before.endswith("前") and (told or number.unit or top)
    ):
        end = number.end + (top and not number.unit)
        return number._replace(start=number.start - 1, end=end, unit="位")
    return None
