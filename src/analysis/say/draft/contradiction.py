"""Remark on figures that disagree: the same indicator with two values."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.compare.targets import names, plan_years
from analysis.compare.targets.figures import Figure, figures
from analysis.say.draft.remark import Remark, as_table, place_of, short, texts

KIND = "contradiction"
YEARS_OF = "years"  # the side of a figure that is of several years
RATES = {"%", "个百分点", "‰"}
# Between two levels, of a listed indicator and of another thing; farther apart they
# are of different things.
FARTHEST, FAR = 12.0, 2.0
SHORTEST = 4  # characters of a thing that no list has
NEAREST = 20  # characters before a number that say what it is of
# What makes the number one of something else: a part, a comparison, a mean, a quarter.
OTHER = re.compile(
    "占|[比较]|高于|低于|快于|其中|分别|环比|季度|月|上半年|下半年|以来|日均|最|每|均"
    "|同期|首|一期|二期|三期|再|又|另|还|[0-9０-９]{4}年[底末]?的$"
)
LEVEL = re.compile(
    "人均|户均|平均浓度|比例|比重|比率"
)  # name a level, and no other figure
OVER = re.compile("年均|累计|均值|平均值")
SET = re.compile("计划|目标|任务|要求|预期")  # in a review, of the plan before
LAST = re.compile(
    "(?:去年|上年)(?![^，]*[比较同])|今年|(?P<year>20[0-9]{2})年(?![底末]?[的相以比])"
)
YEARS = re.compile("^[在到]?(?:去年|上年|今年|全年)")
GROWTH = re.compile("同比|[比较](?:上年|去年)(?!同期)")  # what every growth is by
ENDS = "。！？!?\n"
# What a number says of itself: at least so much, almost, about.
ABOVE = re.compile("超|突破|以上|多|余|逾|不少于|不低于|至少")
BELOW = re.compile("近|接近|将近|不足|不到|以内|以下|不超过|不高于|至多")
ABOUT = re.compile("约|左右|上下")
LOOSE = 1.2  # how far above 超过 a number still agrees with it
TELLS = 1.1  # how far apart two 超过 are that do not


def contradiction(
    reports: pd.DataFrame, clauses: pd.DataFrame, quantities: pd.DataFrame
) -> pd.DataFrame:
    """Return remarks on figures that disagree: one row per later value.

    Two figures are of the same thing where they go by one name, listed or four
    characters long and done alike; of the same side, unit, movement and year, which
    the sentence may name itself: 去年 in a plan, the year reviewed within five. Parts,
    comparisons, means, months and sums of several years are other figures; numbers
    that 近 or 以上 lets agree, or that are rounded otherwise, do not disagree.

    Examples
    --------
    >>> from analysis.count.quantities import quantities
    >>> texts = ["地区生产总值增长6.1%", "办好教育", "全市地区生产总值增长6.3%"]
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1, 2],
    ...     "sentence": [0, 1, 2], "start": [0, 13, 18], "role": "review",
    ...     "part": "", "section": "", "text": texts})
    >>> reports = pd.DataFrame({"report": ["r"], "text": ["。".join(texts)]})
    >>> found = contradiction(reports, clauses, quantities(clauses))
    >>> found["why_zh"].item()
    '与前面的数字不一致：“地区生产总值增长6.1%”'
    """
    sentence = dict(zip(_keys(clauses), clauses["sentence"], strict=True))
    text = dict(zip(_keys(clauses), clauses["text"], strict=True))
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    years, whole = plan_years(clauses), texts(reports)
    for figure in figures(clauses, quantities, years):
        side = _side(figure, whole[figure.report], years.get(figure.report))
        if side and (name := _named(figure, side)):
            what = figure.report, side, name, figure.motion, figure.base
            groups[what].append(figure)
    found = {report: [] for report in reports["report"]}
    for (report, *_), own in groups.items():
        for first, second in _disagreeing(own, sentence):
            quote = short(text[report, first.clause])
            zh, en = place_of(clauses, report, first.start)
            start = second.start - len(second.lead)
            start, end = start, second.start + len(second.printed)
            zh = f"与前面{zh}的数字不一致：“{quote}”"
            where = f" in {en}" if en else ""
            en = f"disagrees with what stands before{where}: “{quote}”"
            found[report].append(Remark(start, end, KIND, zh, en))
    return as_table(found, clauses)


def _keys(clauses: pd.DataFrame) -> Iterator[tuple[str, int]]:
    return zip(clauses["report"], clauses["clause"], strict=True)


def _side(figure: Figure, text: str, year: int | None) -> str:
    """Return of which year a figure is: the plan's, the one reviewed, or another.

    `YEARS_OF` for a change over several years, and where nothing names one of them.
    """
    start = max(text.rfind(mark, 0, figure.start) for mark in ENDS) + 1
    named = list(LAST.finditer(text[start : figure.start]))
    side = figure.role
    if named and year is not None:
        said = named[-1]["year"]
        sides = {str(year - 1): "review", str(year): "plan"}
        here = {"去年": "review", "上年": "review", "今年": figure.role}
        side = sides.get(said, said) if said else here[named[-1][0]]
    if not figure.many or LAST.match(figure.lead):
        return side
    if not named or figure.motion or not figure.stock:
        return YEARS_OF if figure.role == "review" else ""
    return side


def _named(figure: Figure, side: str) -> str:
    """Return what a figure is of, if it can be held against others; "" if not."""
    if figure.kind == "rank" or figure.high is not None or not figure.digits:
        return ""
    near, tail = LEVEL.sub("", figure.lead[-NEAREST:]), figure.tail[:NEAREST]
    near = GROWTH.sub("", near) if figure.motion else near
    over = "".join(OVER.findall(near))  # a sum or a mean is held against its like
    if OTHER.search(OVER.sub("", near)) or re.match("的?(?:增速|速度)", tail):
        return ""
    if side == "review" and (SET.search(figure.lead) or SET.match(tail.lstrip("的"))):
        return ""
    name = names.key(YEARS.sub("", figure.noun)) if figure.noun else figure.key
    if names.canonical(name):
        return over + name
    known = len(name) >= SHORTEST and name[-2:] in figure.lead + tail
    return over + name if known and names.tells(name) else ""


def _disagreeing(
    own: list[Figure], sentence: dict[tuple[str, int], int]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield pairs of figures of one thing that disagree, each later one once."""
    told = set()
    for first, second in combinations(own, 2):
        apart = (
            sentence[first.report, first.clause]
            != sentence[second.report, second.clause]
        )
        if apart and second.start not in told and _differ(first, second):
            told.add(second.start)
            yield first, second


def _differ(first: Figure, second: Figure) -> bool:
    """Say whether two numbers are too far apart for rounding, yet of one size."""
    low, high = sorted(abs(one.value) * one.factor for one in (first, second))
    listed = names.canonical(YEARS.sub("", first.key))
    same = first.lead + first.tail == second.lead + second.tail
    farthest = FARTHEST if listed or same else FAR
    if first.base not in RATES and high > farthest * low:
        return False
    if not listed and not _done_alike(first.act, second.act):
        return False
    room = max(_half(first), _half(second)) * 1.001
    return high - low > room and not _agree(first, second)


def _done_alike(one: str, other: str) -> bool:
    """Say whether two verbs tell of one doing: 新建 and 建成, not 签约."""
    return one == other or bool(set(one) & set(other))


def _agree(first: Figure, second: Figure) -> bool:
    """Say whether what two numbers say of themselves lets them both be true."""
    bounds = [_bound(one) for one in (first, second)]
    values = [abs(one.value) * one.factor for one in (first, second)]
    low, high = sorted(values)
    if bounds[0] == bounds[1]:
        loose = bounds[0] and first.role != "plan"
        return bool(loose) and high < TELLS * low
    if ABOUT in bounds:
        return high < TELLS * low
    if None not in bounds:
        return True
    bounded, exact = values if bounds[1] is None else values[::-1]
    if ABOVE in bounds:
        return bounded <= exact <= LOOSE * bounded
    return bounded / LOOSE <= exact <= bounded


def _bound(figure: Figure) -> re.Pattern[str] | None:
    """Return what a number says of itself, as printed: 超, 近, 约; None if nothing."""
    said = figure.lead[-3:] + figure.printed + figure.tail[:2]
    return next((one for one in (ABOUT, ABOVE, BELOW) if one.search(said)), None)


def _half(figure: Figure) -> float:
    """Return half a unit of the last place that is printed."""
    digits = re.search(r"[0-9０-９]+(?:[.．]([0-9０-９]+))?", figure.printed)
    places = len(digits[1] or "") if digits else 0
    return 0.5 * 10.0**-places * figure.factor
