"""Remark on figures that disagree: the same indicator with two values."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.compare.targets import names, plan_years
from analysis.compare.targets.figures import Figure, figures
from analysis.say.draft.remark import Remark, as_table, place_of, short

KIND = "contradiction"
RATES = {"%", "个百分点", "‰"}
FARTHEST = 2.0  # between two levels; farther apart they are of different things
SHORTEST = 6  # characters of a clause that names its figure by itself
# What makes the number one of something else: a part, a comparison, a mean, a quarter.
OTHER = re.compile(
    "占|[比较]|高于|低于|快于|其中|分别|环比|季度|月|上半年|下半年|累计|以来|年均|日均|最|每|均"
    "|去年|上年|同期|超|计划|目标|任务|要求|预期|首|一期|二期|三期|再|又|另|还"
)
SET = re.compile("的?(?:计划|目标|任务|要求|预期)")
LEADS = re.compile(
    "^(?:预计|全年|去年|今年|过去一年|一年来|(?:20)?[0-9]{2}年|全[省市区县国旗州]|我[省市区县]|实现|完成)+"
)
APPROX = re.compile("[近超约余多几逾]|突破|以上|以下|左右|以内")


def contradiction(
    reports: pd.DataFrame, clauses: pd.DataFrame, quantities: pd.DataFrame
) -> pd.DataFrame:
    """Return remarks on figures that disagree: one row per later value.

    Two figures are of the same thing where the list of indicators knows both by one
    name, or their clauses are the same words; of the same side, unit, movement and
    year. Parts, comparisons, means, months and sums of several years are other
    figures; numbers that are 近 or 以上, or rounded otherwise, do not disagree.

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
    for figure in figures(clauses, quantities, plan_years(clauses)):
        if name := _named(figure):
            what = figure.report, figure.role, name, figure.motion, figure.base
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


def _named(figure: Figure) -> str:
    """Return what a figure is of, if it can be held against others; "" if not."""
    if figure.many or figure.high is not None or not figure.digits:
        return ""
    if figure.kind == "rank" or APPROX.search(figure.printed + figure.tail[:2]):
        return ""
    if OTHER.search(figure.lead) or SET.match(figure.tail):
        return ""
    lead = LEADS.sub("", figure.lead)
    if names.canonical(names.bare(figure.noun)) and not figure.act:
        return figure.key if lead.startswith(figure.noun) else ""
    clause = lead + "|" + figure.tail
    whole = names.tells(figure.key) and len(clause) > SHORTEST
    return clause if whole and not re.search("[0-9]", clause) else ""


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
    if first.base not in RATES and high > FARTHEST * low:
        return False
    return high - low > max(_half(first), _half(second)) * 1.001


def _half(figure: Figure) -> float:
    """Return half a unit of the last place that is printed."""
    digits = re.search(r"[0-9０-９]+(?:[.．]([0-9０-９]+))?", figure.printed)
    places = len(digits[1] or "") if digits else 0
    return 0.5 * 10.0**-places * figure.factor
