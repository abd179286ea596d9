"""Remark on parts that do not add up to their stated sum."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate

import pandas as pd

from analysis.say.draft.parts import CLOSE, RATES, WORDS, Part, halves, parts_from
from analysis.say.draft.remark import Remark, as_table, texts
from analysis.say.draft.shapes import SIGN, Amount, Shape, plain, shapes

KIND = "sum"
N = SIGN
# 建成学校12所，其中小学5所、中学4所; 建成学校12所（小学5所、中学4所）
OPENS = re.compile(
    f"{N}{WORDS}{{0,14}}(?P<how>[，。；、（]?(?:其中|包括)[：，]?|[（：，]|)"
)
# 小学5所、中学4所、幼儿园2所，共12所
TOTAL = re.compile(
    f"[，、]?(?:合计|总计|共计|一共|总共|共){WORDS}{{0,6}}?(?P<whole>{N})"
)
# 由200所增加到250所，增加50所
GROWN = re.compile(
    f"[由从]{WORDS}{{0,16}}?(?P<a>{N}){WORDS}{{0,6}}[，、]?{WORDS}{{0,4}}[到至]了?{WORDS}{{0,8}}?"
    f"(?P<b>{N}){WORDS}{{0,2}}[，、（]{WORDS}{{0,3}}?(?:增加|增长|减少|下降|提高|降低|新增|净增|增)了?(?P<c>{N})"
)
NUMBER = "[0-9]+(?:[.][0-9]+)?"
SHARES = re.compile(f"(?:{NUMBER}[:：∶]){{2}}{NUMBER}")
SIZES = re.compile(
    "增加|减少|增长|下降|提高|(?<!评)比(?![例武选赛])|(?<!比)较|以上|以下|[一二三四五]级|年均|平均|每|同比|人均|累计"
)
MORE = re.compile("等|其[他余]|此外|另")
WHOLE = re.compile("总|共|合计|进出口|其中|包括|（")
REST = 0.2  # of the whole; a list that leaves more unnamed is no list of all parts
LEAST, MOST = 0.5, 1.5  # of the whole: what its two halves can make, with a slip
BRIEF = 6  # characters that name a part of a list whose parts ， joins
MANY = 3  # parts of a list before which nothing says 其中
COUNTERS = set("座处项家所条件块片")
FINER = 10  # times, parts are rounded finer than their whole
PERCENT = 100.0
NEARLY = 80.0  # from which three shares are meant to make a hundred


def sums(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return remarks on sums: one row per list of parts that its whole belies.

    Parts after 其中 or in brackets that exceed the whole together, or one of them
    alone; or that come short of it by a fifth at most, where the list names no 等 or
    其他: lists that leave much unnamed are no list of all parts. Two halves (出口 and
    进口), and parts before 共 and 合计, must make the whole; a difference that is told
    (由200增至250，增加50) its two numbers; shares of the three industries (5:45:50) a
    hundred. All are taken as rounded in their last place; rates are no parts.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["r"],
    ...     "text": ["建成学校12所，其中小学5所、中学4所、幼儿园2所。"]})
    >>> clauses = pd.DataFrame({"report": ["r"], "clause": [0], "start": [0],
    ...     "text": ["建成学校12所"]})
    >>> sums(reports, clauses)["why_zh"].item()
    '各项5所、4所、2所相加为11，总数为12所'
    """
    found = defaultdict(list)
    for shape in shapes(reports):
        own = [*_after(shape), *_halves(shape), *_before(shape), *_grown(shape)]
        found[shape.report] += _apart(own)
    for report, text in texts(reports).items():
        found[report] += _industries(text)
    return as_table(found, clauses)


def _apart(found: list[Remark]) -> list[Remark]:
    """Return one remark of those that begin or end at one place."""
    kept: list[Remark] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept


def _after(shape: Shape) -> Iterator[Remark]:
    """Yield lists of parts that follow their whole."""
    for match in OPENS.finditer(shape.text):
        listed = parts_from(shape, match.end())
        if not listed or not _comparable([part.amount for part in listed]):
            continue
        unit = listed[0].amount.unit
        before = shape.amounts[: shape.text.count(N, 0, match.start() + 1)]
        units = {unit, "个"} if unit in COUNTERS else {unit}  # 9个水源，水库5座
        wholes = [one for one in before if one.unit in units]
        lead = shape.text[max(0, match.start() - 12) : match.start()]
        if re.search("年均|平均|每|人均", re.search(f"{WORDS}*$", lead)[0]):
            continue
        of = re.search("其中|包括|（", match["how"])
        beside = RATES if of else set()  # 12所，增长5%，其中小学5所
        last = [one for one in before if one.unit not in beside][-1:]
        if not wholes or wholes[-1:] != last:
            continue
        if any(SIZES.search(part.words) for part in listed) or _fits(listed, wholes):
            continue
        yield from _told(shape, _listed(listed), wholes, bool(of))


def _told(
    shape: Shape, listed: list[Part], wholes: list[Amount], of: bool
) -> Iterator[Remark]:
    """Yield what is wrong with parts that follow their whole and do not make it."""
    parts = [part.amount for part in listed]
    behind = shape.text[listed[-1].end - 4 : listed[-1].end + 2]
    words = "".join(part.words for part in listed) + behind
    nearest, largest = wholes[-1], max(wholes, key=lambda one: one.value)
    total = sum(part.value for part in parts)
    if not of and len(parts) < MANY:
        return
    over = total - largest.value > _room(parts, largest)
    if largest.exact and over and of:
        yield _remark(parts, largest, total)
        return
    nearly = total >= (1 - REST) * nearest.value and not MORE.search(words)
    nearly &= of or total <= (1 + REST) * nearest.value
    if len(parts) > 1 and nearest.exact and nearly:
        yield _remark(parts, nearest, total)


def _listed(listed: list[Part]) -> list[Part]:
    """Return the parts that are surely of one list: joined by 、, or named briefly."""
    first = listed[0].words
    brief = all(
        len(part.words) <= BRIEF or part.words[-2:] == first[-2:] for part in listed[1:]
    )
    if brief:
        return listed
    close = [part.joint in CLOSE for part in listed[1:]]
    return listed[: 1 + sum(accumulate(close, min))] if close else listed


def _fits(listed: list[Part], wholes: list[Amount]) -> bool:
    """Say whether some of the first parts make one of the numbers before."""
    parts = [part.amount for part in listed]
    for size in range(2, len(parts) + 1):
        total = sum(one.value for one in parts[:size])
        if any(abs(w.value - total) <= _room(parts[:size], w) for w in wholes):
            return True
    return False


def _halves(shape: Shape) -> Iterator[Remark]:
    """Yield two halves, one named after the other, that do not make their whole."""
    places = [match.start() for match in re.finditer(N, shape.text)]
    names = [re.search(f"{WORDS}*$", shape.text[:at])[0] for at in places]
    for number, first in enumerate(shape.amounts):
        if first.unit in RATES or SIZES.search(names[number]):
            continue
        later = [n for n in range(number + 1, len(places)) if _same(shape, n, number)]
        before = [n for n in range(number) if _same(shape, n, number)]
        if not later or not before or not halves(names[number], names[later[0]]):
            continue
        whole, second = shape.amounts[before[-1]], shape.amounts[later[0]]
        said = names[before[-1]] + shape.text[places[before[-1]] : places[number]]
        parts, total = [first, second], first.value + second.value
        plainly = WHOLE.search(said) and not SIZES.search(names[later[0]])
        sized = LEAST * whole.value <= total <= MOST * whole.value
        if not (plainly and sized and all(one.exact for one in (*parts, whole))):
            continue
        if abs(total - whole.value) > _room(parts, whole):
            yield _remark(parts, whole, total)


def _same(shape: Shape, one: int, other: int) -> bool:
    return shape.amounts[one].unit == shape.amounts[other].unit


def _before(shape: Shape) -> Iterator[Remark]:
    """Yield lists of parts that are summed up behind."""
    for match in TOTAL.finditer(shape.text):
        whole = shape.nth(match.start("whole"))
        listed = _summed(shape, match.start())
        parts = [part.amount for part in listed]
        words = "".join(part.words for part in listed)
        if len(parts) < 2 or not whole.exact or parts[0].unit != whole.unit:
            continue
        if not _comparable(parts) or SIZES.search(words) or MORE.search(words):
            continue
        totals = [sum(one.value for one in parts[n:]) for n in range(len(parts) - 1)]
        if all(abs(total - whole.value) > _room(parts, whole) for total in totals):
            yield _remark(parts, whole, totals[0])


def _summed(shape: Shape, end: int) -> list[Part]:
    """Return the longest list of parts that ends at an offset; nothing if none does."""
    starts = [0, *(at.end() for at in re.finditer("[，；：、。（]", shape.text[:end]))]
    for start in starts:
        listed = parts_from(shape, start)
        kept = [part for part in listed if part.end <= end]
        if len(kept) > 1 and kept[-1].end == end and kept == _listed(kept):
            return kept
    return []


def _grown(shape: Shape) -> Iterator[Remark]:
    """Yield differences that their two numbers do not make."""
    for match in GROWN.finditer(shape.text):
        old, new, more = (shape.nth(match.start(name)) for name in ("a", "b", "c"))
        alike = old.unit == new.unit == more.unit and more.unit not in RATES
        if not alike or not all(one.exact for one in (old, new, more)):
            continue
        total = abs(new.value - old.value)
        if abs(total - more.value) > _room([old, new], more):
            zh = f"由{old.text}到{new.text}，相差{plain(total)}，文中为{more.text}"
            en = f"from “{old.text}” to “{new.text}” makes {total:,.10g}, "
            en += f"the text says “{more.text}”"
            yield Remark(old.start, more.end, KIND, zh, en)


def _industries(text: str) -> Iterator[Remark]:
    """Yield shares of the three industries that do not make a hundred."""
    for match in SHARES.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        parts = [float(one) for one in re.findall(NUMBER, match[0])]
        total = sum(parts)
        rounding = 0.15 if "." in match[0] else 1.5
        named = re.search("产业|结构", before) and NEARLY < total < 2 * PERCENT - NEARLY
        if named and abs(total - PERCENT) > rounding:
            zh = f"“{match[0]}”相加为{plain(total)}，不是100"
            en = f"“{match[0]}” make {total:g}, not 100"
            yield Remark(match.start(), match.end(), KIND, zh, en)


def _comparable(parts: list[Amount]) -> bool:
    """Say whether numbers can be added: one unit, exact, no rates."""
    exact = all(part.exact for part in parts)
    return exact and parts[0].unit not in RATES


def _room(parts: list[Amount], whole: Amount) -> float:
    """Return by how much rounding may part a whole from its parts; counts, by none.

    Errors of rounding cancel one another; all in one direction are as good as never.
    """
    rounded = [one.half for one in (*parts, whole)]
    if FINER * sum(rounded[:-1]) <= whole.half:  # 1.2万亿 of 8500亿 and 3000亿
        return 0.99 * whole.half
    counted = all(half == 0.5 for half in rounded)
    return 0.0 if counted else max(2 * max(rounded), sum(rounded) / 2) * 1.001


def _remark(parts: list[Amount], whole: Amount, total: float) -> Remark:
    """Return a remark on parts and the whole that they do not make."""
    said = "、".join(part.text for part in parts)
    start = min(whole.start, parts[0].start)
    end = max(whole.end, parts[-1].end)
    zh = f"各项{said}相加为{plain(total)}，总数为{whole.text}"
    if len(parts) == 1:
        zh = f"其中一项{said}大于总数{whole.text}"
    en = f"the parts “{said}” make {total:,.10g}, the whole is “{whole.text}”"
    return Remark(start, end, KIND, zh, en)
