"""Remark on percentages that do not follow from their two numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import pandas as pd

from analysis.say.draft.rates import shares
from analysis.say.draft.remark import Remark, as_table
from analysis.say.draft.shapes import SIGN, Amount, Shape, plain, shapes

KIND = "percentage"
N = SIGN
WORDS = f"[^，。；：！？{N}]"
ASIDE = f"（[^（）{N}]*）"
UP = "增长|增加|提高|提升|上升|扩大|增|升|翻"
DOWN = "下降|降低|减少|缩减|压缩|回落|缩短|压减|降|减"
TO = f"(?:{UP}|{DOWN}|{WORDS}{{0,4}})(?:到|至|为|达)了?"
# 由200所增加到250所，增长25%
CHANGE = re.compile(
    f"[由从](?:{WORDS}{{0,16}}?)(?P<a>{N}){WORDS}{{0,6}}[，、]?{TO}{WORDS}{{0,14}}?(?P<b>{N})"
    f"{WORDS}{{0,4}}[，、（(](?P<how>{WORDS}{{0,12}}?)(?P<way>{UP}|{DOWN})"
    f"(?:了|幅度?|率)?(?:为|达到?|近)?(?P<p>{N})"
)
# 增长25%，由200所增加到250所
BACK = re.compile(
    f"(?P<way>{UP}|{DOWN})(?:了|幅度?|率)?(?:为|达到?|近)?(?P<p>{N})[，、（(](?P<how>{WORDS}{{0,4}}?)"
    f"[由从](?:{WORDS}{{0,16}}?)(?P<a>{N}){WORDS}{{0,6}}[，、]?{TO}{WORDS}{{0,14}}?(?P<b>{N})"
)
# 达到250所，比上年增加50所，增长25%
MORE = re.compile(
    f"(?P<b>{N}){WORDS}{{0,4}}[，、](?:(?:同?比|较)(?:上年|去年|上年同期|去年同期|上年末|去年底|年初|上年底)?)?"
    f"(?:净|新|共)?(?P<more>增加|增|多|减少|减|少|下降)了?(?P<a>{N}){WORDS}{{0,2}}[，、]"
    f"(?P<how>同比|增幅为|降幅为)?(?P<way>{UP}|{DOWN}|增幅|降幅)(?:了|达|为)?(?P<p>{N})"
)
# 新增50所，总数达到250所，增长25%
ADDED = re.compile(
    f"(?P<more>新增|净增|增加){WORDS}{{0,10}}?(?P<a>{N}){WORDS}{{0,2}}[，、]{WORDS}{{0,8}}?"
    f"(?:总[数量]|达到?|增至|增加到){WORDS}{{0,2}}(?P<b>{N}){WORDS}{{0,2}}[，、]"
    f"(?P<how>同比|增幅为)?(?P<way>{UP}|增幅)(?:了|达|为)?(?P<p>{N})"
)
# 达到540万吨，比上年的500万吨增长8%; 2300元（2010年不变价）作为新的标准，比…
THAN = re.compile(
    f"(?P<b>{N})(?:{ASIDE})?(?:{WORDS}{{0,4}}[，、]?|{WORDS}{{0,14}}，)(?:同?比|较){WORDS}{{0,12}}?的(?P<a>{N})(?P<how>{WORDS}{{0,2}}?)"
    f"(?P<way>{UP}|{DOWN})(?:了|幅度?)?(?P<p>{N})"
)
# 达到500亿元，比上年400亿元增长25%
BEFORE = re.compile(
    f"(?P<b>{N}){WORDS}{{0,4}}[，、]?(?:同?比|较)(?:上年|去年|20[0-9]{{2}}年)(?:同期)?的?(?P<a>{N})"
    f"(?P<how>{WORDS}{{0,2}}?)(?P<way>{UP}|{DOWN})(?:了|幅度?)?(?P<p>{N})"
)
# 达到12亿元，增长25%，增加2.4亿元
THEN = re.compile(
    f"(?P<b>{N}){WORDS}{{0,2}}[，、](?:(?:同?比|较)(?:上年|去年)?(?:同期)?)?(?P<way>{UP}|{DOWN})"
    f"(?P<p>{N})[，、](?P<how>)(?:净|共)?(?P<more>增加|减少)了?(?P<a>{N})(?=[，；。、]|$)"
)
# 增加50万吨，增长10%，达到550万吨
FIRST = re.compile(
    f"比(?:上年|去年)(?:同期)?(?P<more>增加|减少)(?P<a>{N})[，、](?P<how>)(?P<way>{UP}|{DOWN})"
    f"(?P<p>{N})[，、](?:总[量数])?达到?(?P<b>{N})"
)
# 达到1500家，是2020年1000家的1.5倍
TIMES = re.compile(
    f"(?P<b>{N}){WORDS}{{0,2}}[，、](?:是|为|相当于)(?:上年|去年|20[0-9]{{2}}年)末?底?的?(?P<a>{N})的(?P<p>{N})"
)
# 由2010年的5亿元增加到2015年的15亿元，年均增长25%
YEARLY = re.compile(
    f"[由从](?P<from>20[0-9]{{2}})年末?底?的?(?P<a>{N}){WORDS}{{0,8}}[，、]?{WORDS}{{0,4}}[到至]了?"
    f"(?P<to>20[0-9]{{2}})年末?底?的?(?P<b>{N}){WORDS}{{0,2}}[，、]年均(?:增长|递增|增速|增幅)(?:达到?|为)?(?P<p>{N})"
)
NOT_PLAIN = re.compile("年均|实际|可比|不变价|平均|分别|累计|每年|复合|扣除|同口径")
GROSS = re.compile("生产总值|GDP|增加值")  # grow in constant prices
SPAN = re.compile("五年|年均|“|时期")
POINTS = "个百分点"
LEAST = 0.05  # per cent or points beyond rounding that are still let pass


def percentage(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return remarks on percentages: one row per one that its two numbers belie.

    Changes (从200增至250，增长20%), points between two shares (由60%提高到65%，提高4个
    百分点) and shares (1200人中300人，占30%), each within one sentence. All three
    numbers are taken as rounded in their last place; where one is 近 or 以上, or
    growth is real or of several years, nothing is said.

    Examples
    --------
    >>> text = "由200所增加到250所，增长20%。"
    >>> reports = pd.DataFrame({"report": ["r"], "text": [text]})
    >>> clauses = pd.DataFrame({"report": ["r"], "clause": [0], "start": [0],
    ...     "text": ["由200所增加到250所"]})
    >>> percentage(reports, clauses)["why_zh"].item()
    '由200所到250所，应为25%，文中为20%'
    """
    found = defaultdict(list)
    for shape in shapes(reports):
        for remarks in (
            _changes(shape),
            _increments(shape),
            _yearly(shape),
            _times(shape),
            shares(shape),
        ):
            found[shape.report] += remarks
    return as_table(found, clauses)


def _changes(shape: Shape) -> Iterator[Remark]:
    """Yield what is said wrongly of a change from one number to another."""
    found = (pattern.finditer(shape.text) for pattern in (CHANGE, BACK, THAN, BEFORE))
    for match in chain.from_iterable(found):
        old, new, said = (shape.nth(match.start(name)) for name in ("a", "b", "p"))
        if not _fit(shape, match, old, new, said) or old.unit != new.unit:
            continue
        if said.unit not in (POINTS, "%", "倍"):
            continue
        if old.unit == "%":
            room = max(new.half, old.half, (new.half + old.half + said.half) / 2)
            points = abs(new.value - old.value)
            fits = abs(abs(said.value) - points) <= room * 1.001
            fits |= said.unit == "%" and _within(said, _change(old, new))
            right = f"{plain(points)}个百分点"
        elif said.unit == "%":
            fits = _within(said, _change(old, new))
            right = f"{plain(abs(new.value / old.value - 1) * 100)}%"
        elif said.unit == "倍" and new.value > old.value:  # grown by so many times
            times = [change / 100 for change in _change(old, new)]
            fits = times[0] - said.half <= said.value <= times[1] + said.half
            right = f"{plain(new.value / old.value - 1)}倍"
        else:
            continue
        if not fits:
            yield _remark(
                f"由{old.text}到{new.text}",
                f"from “{old.text}” to “{new.text}”",
                right,
                old,
                said,
            )


def _yearly(shape: Shape) -> Iterator[Remark]:
    """Yield what is said wrongly of the growth a year between two years."""
    for match in YEARLY.finditer(shape.text):
        old, new, said = (shape.nth(match.start(name)) for name in ("a", "b", "p"))
        years = int(match["to"]) - int(match["from"])
        alike = old.unit == new.unit != "%" and said.unit == "%" and years > 1
        exact = all(one.exact for one in (old, new, said)) and old.value > 0
        if not (alike and exact) or GROSS.search(shape.text[: match.end()]):
            continue
        span = [((1 + one / 100) ** (1 / years) - 1) * 100 for one in _change(old, new)]
        if new.value > old.value and not _within(said, span):
            right = f"年均{plain(((new.value / old.value) ** (1 / years) - 1) * 100)}%"
            zh, en = f"由{old.text}到{new.text}", f"from “{old.text}” to “{new.text}”"
            yield _remark(zh, en, right, old, said)


def _times(shape: Shape) -> Iterator[Remark]:
    """Yield what is said wrongly of how many times as much a number is."""
    for match in TIMES.finditer(shape.text):
        old, new, said = (shape.nth(match.start(name)) for name in ("a", "b", "p"))
        exact = all(one.exact for one in (old, new, said)) and old.value > 0
        if not exact or old.unit != new.unit or said.unit != "倍":
            continue
        times = [1 + change / 100 for change in _change(old, new)]
        if new.value > old.value and not (
            times[0] - said.half <= said.value <= times[1] + said.half
        ):
            right = f"{plain(new.value / old.value)}倍"
            zh, en = f"{old.text}到{new.text}", f"“{old.text}” to “{new.text}”"
            yield _remark(zh, en, right, old, said)


def _increments(shape: Shape) -> Iterator[Remark]:
    """Yield what is said wrongly of an increase that the text gives in numbers too."""
    found = (pattern.finditer(shape.text) for pattern in (MORE, ADDED, THEN, FIRST))
    for match in chain.from_iterable(found):
        new, more, said = (shape.nth(match.start(name)) for name in ("b", "a", "p"))
        if not _fit(shape, match, new, more, said) or new.unit != more.unit:
            continue
        if said.unit != "%" or new.unit == "%":
            continue
        way = -1 if re.match("减|少|下降", match["more"]) else 1
        old = new.value - way * more.value
        if old <= 0:
            continue
        shares = [
            (more.value + a * more.half)
            / max(new.value + b * new.half - way * (more.value + a * more.half), 1e-9)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        if not _within(said, [min(shares) * 100, max(shares) * 100]):
            right = f"{plain(more.value / old * 100)}%"
            verb = match["more"]
            yield _remark(
                f"{new.text}，{verb}{more.text}",
                f"“{new.text}” with a change of “{more.text}”",
                right,
                new,
                said,
            )


def _fit(shape: Shape, match: re.Match, *amounts: Amount) -> bool:
    """Say whether three numbers can be held against one another to the last place."""
    if not all(amount.exact for amount in amounts) or not amounts[0].value:
        return False
    if NOT_PLAIN.search(re.sub(ASIDE, "", match[0])):
        return False
    before = shape.text[max(0, match.start() - 20) : match.start()]
    share = amounts[0].unit == "%"  # of 增加值: two shares have no prices
    return not GROSS.search(match["how"] if share else before + match[0])


def _change(old: Amount, new: Amount) -> list[float]:
    """Return between what per cent the change lies, of numbers as rounded."""
    ratios = [
        (new.value + a * new.half) / max(old.value + b * old.half, 1e-9) - 1
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    low, high = min(ratios) * 100, max(ratios) * 100
    return sorted((abs(low), abs(high))) if low * high > 0 else [0, max(-low, high)]


def _within(said: Amount, span: list[float]) -> bool:
    """Say whether a number as rounded lies in a span."""
    low, high = span
    room = said.half + LEAST
    return low - room <= abs(said.value) <= high + room


def _remark(zh: str, en: str, right: str, first: Amount, said: Amount) -> Remark:
    return Remark(
        min(first.start, said.start),
        max(first.end, said.end),
        KIND,
        f"{zh}，应为{right}，文中为{said.text}",
        f"{en} makes {right.replace(POINTS, ' points')}, the text says “{said.text}”",
    )
