"""Remark on parts that do not add up to their stated sum."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.say.draft.remark import Remark, as_table
from analysis.say.draft.shapes import SIGN, Amount, Shape, plain, shapes

KIND = "sum"
N = SIGN
WORDS = f"[^，。；：！？、（）{N}]"
PART = f"{WORDS}{{0,14}}{N}{WORDS}{{0,8}}"
LIST = f"{PART}(?:[、，和及]{PART})*"
# 建成学校12所，其中小学5所、中学4所; 建成学校12所（小学5所、中学4所）
PARTS = re.compile(
    f"{N}{WORDS}{{0,14}}(?:[，（](?:其中|包括)[：，]?|[（：])(?P<parts>{LIST})(?P<ends>[^{N}]?)"
)
# 小学5所、中学4所、幼儿园2所，共12所
TOTAL = re.compile(
    f"(?P<parts>{LIST})[，、]?(?:合计|总计|共计|一共|总共|共)(?:为|是|有|达到?)?(?P<whole>{N})"
)
RATES = {"", "%", "‰", "个百分点", "个基点", "倍", "番", "成"}
SIZES = re.compile(
    "增加|减少|增长|下降|提高|[比较]|以上|以下|级|年均|平均|每|同比|人均|累计"
)
MORE = re.compile("等|其[他余]|此外|另")
REST = 0.2  # of the whole; a list that leaves more unnamed is no list of all parts


def sums(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return remarks on sums: one row per list of parts that its whole belies.

    Parts after 其中 or in brackets that exceed the whole together, or one of them
    alone; or that come short of it by a fifth at most, where the list names no 等 or
    其他: lists that leave much unnamed are no list of all parts. Before 共 and 合计
    they must add up. All are taken as rounded in their last place; rates are no parts.

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
        found[shape.report] += [*_after(shape), *_before(shape)]
    return as_table(found, clauses)


def _after(shape: Shape) -> Iterator[Remark]:
    """Yield lists of parts that follow their whole."""
    for match in PARTS.finditer(shape.text):
        parts = _amounts(shape, match)
        unit = parts[0].unit
        wholes = [
            shape.nth(at.start())
            for at in re.finditer(N, shape.text[: match.start("parts")])
        ]
        wholes = [whole for whole in wholes if whole.unit == unit]
        same = shape.nth(match.start()).unit == unit  # of the number next before
        if not same or not _comparable(parts, match["parts"]):
            continue
        total = sum(part.value for part in parts)
        if any(abs(one.value - total) <= _room(parts, one) for one in wholes):
            continue
        whole = max(wholes, key=lambda one: one.value)
        over = total - whole.value > _room(parts, whole)
        rest = MORE.search(match["parts"] + match["ends"])
        nearly = total >= (1 - REST) * wholes[-1].value and not rest
        if whole.exact and over and (len(parts) > 1 or "其中" in match[0]):
            yield _remark(parts, whole, total)
        elif len(parts) > 1 and wholes[-1].exact and nearly:
            yield _remark(parts, wholes[-1], total)


def _before(shape: Shape) -> Iterator[Remark]:
    """Yield lists of parts that are summed up behind."""
    for match in TOTAL.finditer(shape.text):
        parts, whole = _amounts(shape, match), shape.nth(match.start("whole"))
        if len(parts) < 2 or not whole.exact or parts[0].unit != whole.unit:
            continue
        total = sum(part.value for part in parts)
        off = abs(total - whole.value) > _room(parts, whole)
        if off and _comparable(parts, match["parts"]) and not MORE.search(match[0]):
            yield _remark(parts, whole, total)


def _amounts(shape: Shape, match: re.Match) -> list[Amount]:
    begin = match.start("parts")
    found = re.finditer(N, match["parts"])
    return [shape.nth(begin + one.start()) for one in found]


def _comparable(parts: list[Amount], words: str) -> bool:
    """Say whether the numbers of a list can be added: one unit, exact, no rates."""
    units = {part.unit for part in parts}
    exact = all(part.exact for part in parts)
    return len(units) == 1 and exact and not units & RATES and not SIZES.search(words)


def _room(parts: list[Amount], whole: Amount) -> float:
    """Return by how much rounding may part a whole from its parts; counts, by none.

    Errors of rounding cancel one another; all in one direction are as good as never.
    """
    halves = [one.half for one in (*parts, whole)]
    counted = all(half == 0.5 for half in halves)
    return 0.0 if counted else max(max(halves), sum(halves) / 2) * 1.001


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
