"""Every figure with its name, its number as printed, and what it is the number of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.scope import periods, spans_years
from analysis.count.quantities.sense import BEFORE, DOWN, UP, comparison, nearness
from analysis.count.quantities.subject import CLASSIFIERS

RANGE = re.compile("——|—|–|―|－|~|～|至|到|-")
DIGITS = re.compile(r"^[0-9０-９][0-9０-９,.．]*")
LINKED = {"、", "和", "与", "及", "或", "以及", "，"}
BEHIND = "以上 左右 以下 以内 之内 上下".split()
RATIO = {"%", "‰", "个百分点", "倍", "番"}
HAN = re.compile("[\u4e00-\u9fd5“‘《A-Za-z]")
# These end a name that stands behind its number: 1593个省重点项目 | 完成投资.
ENDS = re.compile(
    "(?:完成|实现|获|入选|入围|上榜|荣获|列入|纳入|达到|投入|加快|全部|全面|建成投|"
    "开工建|顺利|正式|推进|参与|向|被|在|总投资|得到|成为)"
)
OTHERS = {"项": "个", "家": "个", "件": "个", "所": "个", "处": "个", "座": "个"}
OTHERS |= {"名": "人", "位": "人", "个": "个", "间": "套", "只": "个", "支": "个"}
BRACKET = re.compile(r"（[^（）]*）")
WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
STOCK = re.compile(
    "(?:达到?|突破|增至|增加到|提高到|超过?|保持在|稳定在|总数|总量|累计|保有量)$"
)
NEW = re.compile("新|净增|增加|增设|培育|引进|创建|认定|建")


class Figure(NamedTuple):
    """A number of the text with the name of what it measures."""

    report: str
    clause: int
    start: int
    role: str
    section: str
    printed: str  # number, unit and comparator as they stand
    value: float  # in the text's own unit
    high: float | None  # the upper end of a range
    unit: str
    base: str  # the unit without 万, 亿; classifiers alike
    factor: float  # what 万, 亿 make of the unit
    comparator: str
    act: str  # the verb that governs it
    noun: str
    motion: str  # up, down, or "" for a level
    stock: bool  # 达到, 总数: how much there is, not what is added
    key: str
    lead: str  # the clause up to the number
    tail: str  # the clause behind it
    kind: str
    digits: bool
    many: bool  # it is of several years
    linked: bool  # it belongs to the number before
    cue: str


def figures(
    clauses: pd.DataFrame, quantities: pd.DataFrame, years: dict[str, int | None]
) -> list[Figure]:
    """Return every figure of review and plan in the order of the text.

    `years` holds the plan year of each report, for goals of later years.
    """
    spans = periods(clauses)
    sentences = clauses.get("sentence", clauses["clause"])
    marked = clauses.assign(sentence=sentences, many=spans)
    marked["before"] = _before(marked)
    told = quantities[quantities["role"].isin(["plan", "review"])]
    groups = dict(list(told.groupby(["report", "clause"], sort=False)))
    found: list[Figure] = []
    last, here = None, None
    for clause in marked.itertuples():
        rows = groups.get((clause.report, clause.clause))
        if rows is None or getattr(clause, "heading", False):
            continue
        here, earlier = (clause.report, clause.sentence), here
        last = last if here == earlier else None
        year = years.get(clause.report)
        year = year if clause.role == "plan" else year and year - 1
        for figure in _of_clause(clause, rows, last):
            many = clause.many or spans_years(clause.before + figure.lead, year)
            last = figure._replace(many=many)
            found.append(last)
    return found


def _before(clauses: pd.DataFrame) -> pd.Series:
    """Return what the sentence says before each clause, as far as two clauses back."""
    back = pd.Series("", index=clauses.index)
    for step in (1, 2):
        same = clauses["sentence"] == clauses["sentence"].shift(step)
        same &= clauses["report"] == clauses["report"].shift(step)
        text = (clauses["text"].shift(step).fillna("") + "，").where(same, "")
        back = text + back
    return back


class Spot(NamedTuple):
    """Where a number stands in its clause, and what is said around it."""

    row: tuple
    at: int
    end: int  # behind the comparator
    lead: str  # from the number before
    tail: str  # up to the next number


def _of_clause(clause, rows: pd.DataFrame, last: Figure | None) -> Iterator[Figure]:
    """Yield the figures of one clause; a list (分别, 均) gives each number its name."""
    text = clause.text
    for group in _groups(_spots(text, rows, clause.start)):
        first = group[0]
        shown = [_shown(spot) for spot in group]
        phrases = _phrases(first.lead, len(group))
        if len(phrases) > len(group):  # 城镇居民收入、农村居民收入均增长8%
            group, shown = group * len(phrases), shown * len(phrases)
        for place, (spot, number) in enumerate(zip(group, shown, strict=True)):
            phrase = phrases[min(place, len(phrases) - 1)]
            named = _name(spot, first, phrase, last, number)
            last = Figure(
                clause.report, clause.clause, spot.row.start, clause.role,
                getattr(clause, "section", ""), **number, **named,
                lead=text[: spot.at], tail=text[spot.end :], kind=spot.row.kind,
                many=False, linked=place > 0,
            )  # fmt: skip
            yield last


def _spots(text: str, rows: pd.DataFrame, shift: int) -> list[Spot]:
    """Return where the numbers of a clause stand, those that only qualify left out."""
    marks = sorted(rows.itertuples(), key=lambda row: row.start)
    kept = []
    for place, row in enumerate(marks):
        at = row.start - shift
        end = _end(text, at + len(row.text))
        if not _qualifies(row, text[:at], text[end:], place + 1 < len(marks)):
            kept.append((row, at, end))
    spots, past = [], 0
    for place, (row, at, end) in enumerate(kept):
        until = kept[place + 1][1] if place + 1 < len(kept) else len(text)
        lead = text[past:at]
        if spots and _behind(lead):  # a noun behind the number before: 10个平台、
            lead = (
                "、" + re.split("[、，]|[和与及]$", lead)[-1] if _listed(lead) else lead
            )
        spots.append(Spot(row, at, end, lead, text[end:until]))
        past = end
    return spots


def _listed(lead: str) -> bool:
    """Say whether a list goes on between two numbers: 个平台、, 个站和."""
    return bool(re.search("[、，]|[和与及]$", lead))


def _end(text: str, end: int) -> int:
    """Return where the comparator behind a number ends: 2万套（间）以上."""
    behind = re.match(
        r"(?:（[^（）]{1,3}）)?(?:以上|左右|以下|以内|之内|上下)?", text[end:]
    )
    return end + behind.end()


def _qualifies(row, lead: str, tail: str, more: bool) -> bool:
    """Say whether a number only describes: 10亿元以上项目, 年产60万吨的厂, 千亿级."""
    if row.kind == "rank" or row.unit in {"级", "岁", "周岁", "类", "种", "届", "A级"}:
        return True
    if row.unit in {"小时", "分钟", "年", "天", "米"} and HAN.match(tail):
        return True
    if not HAN.match(tail) or lead.endswith("完成") or row.unit in CLASSIFIERS:
        return False
    if lead.endswith(("年产", "日处理", "总投资", "日产")) or tail.startswith("的"):
        return not tail.startswith(("的增", "的目标", "的任务")) or row.kind == "money"
    if row.kind == "money":
        return row.approx.endswith(("以上", "以下", "以内")) and more
    if row.kind != "amount":
        return False
    act, noun = names.split(re.split("[、，]", lead)[-1])
    return bool(noun) or not act


def _groups(spots: list[Spot]) -> Iterator[list[Spot]]:
    """Yield numbers that follow one another as a list: 4.6%、6.7%."""
    group: list[Spot] = []
    for spot in spots:
        if group and spot.lead.strip() not in LINKED:
            yield group
            group = []
        group.append(spot)
    if group:
        yield group


def _shown(spot: Spot) -> dict:
    """Return the number in the text's own unit, as it is printed."""
    row, text = spot.row, spot.row.text
    low, high, unit, factor = _own(row)
    per = re.search("每(立方米|平方米|人|亩|公里|吨|月|年|户|立方)$", spot.lead)
    if per and "/" not in unit:
        unit = f"{unit}/{per[1]}"
    near, _ = nearness(spot.lead, text)
    if spot.lead.endswith("突破"):
        near = "突破"
    vague = re.search("[多余几]", text)
    behind = re.search("(?:以上|左右|以下|以内|之内|上下)$", _tail_of(spot))
    parts = [near, vague[0] if vague else "", behind[0] if behind else ""]
    comparator = "".join(dict.fromkeys(filter(None, parts)))
    base = OTHERS.get(row.unit, row.unit)
    base = f"{base}/{per[1]}" if per and "/" not in base else base
    printed = f"{near}{text}{'/' + per[1] if per else ''}{behind[0] if behind else ''}"
    return {
        "printed": printed, "value": low, "high": high, "unit": unit, "base": base,
        "factor": factor, "comparator": comparator, "digits": bool(DIGITS.match(text)),
    }  # fmt: skip


def _tail_of(spot: Spot) -> str:
    """Return what stands between the number and the end of its comparator."""
    return "" if spot.end == spot.at + len(spot.row.text) else spot.row.approx


def _own(row) -> tuple[float, float | None, str, float]:
    """Return the number (two for a range), its unit with 万, 亿, and what these make.

    1.1万个 is 1.1 万个, 千亿元 is 1000 亿元.
    """
    parts = RANGE.split(row.text)
    figure = DIGITS.match(parts[-1])
    low = row.value if row.value == row.value else row.low
    if not figure:
        factor = next(
            (f for f in (1e8, 1e4) if low >= f and "亿万"[f < 1e8] in row.text), 1.0
        )
        sign = {1e8: "亿", 1e4: "万"}.get(factor, "")
        high = row.high / factor if row.value != row.value else None
        return low / factor, high, sign + row.unit, factor
    digits = float(figure[0].replace(",", "").translate(WIDE).rstrip(".") or 0)
    factor = row.high / digits if digits else 1.0
    factor = min(
        (1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e11, 1e12),
        key=lambda f: abs(f - factor),
    )
    sign = re.sub("[多余几来]", "", parts[-1][figure.end() :])
    sign = sign.replace("％", "%") or row.unit
    if row.value == row.value:
        return digits, None, sign, factor
    first = DIGITS.match(parts[0])
    begin = float(first[0].replace(",", "").translate(WIDE)) if first else low / factor
    return begin, digits, sign, factor


def _phrases(lead: str, n: int) -> list[str]:
    """Return the names that a list of numbers is of; one for all where it is none."""
    rest = _rest(lead, "")[2]
    listed = "分别" in lead[-12:] or n > 1
    if listed and n > 1:
        found = names.each(_clean(rest))
        return found if len(found) == n else [rest]
    found = names.each(_clean(rest)) if re.search("均|都|同步", lead[-8:]) else []
    return found if len(found) > 1 and all(map(names.canonical, found)) else [rest]


def _clean(rest: str) -> str:
    """Return the whole list of names, which `bare` would cut to its last."""
    words = [names.bare(word) for word in re.split("[、和与及]", rest)]
    return "、".join(filter(None, words))


def _rest(lead: str, tail: str) -> tuple[str, str, str]:
    """Return cue, base and what stands before them."""
    _, words = nearness(lead, "")
    words = re.sub("每(?:立方米|平方米|人|亩|公里|吨|月|年|户|立方)$", "", words)
    words = re.sub("(?:要|再|为|由|从|约|达|力争|预计)+$", "", words) or words
    base, cue, rest = comparison(words, tail)
    return cue, base, rest


def _name(
    spot: Spot, first: Spot, phrase: str, last: Figure | None, number: dict
) -> dict:
    """Return verb, noun, motion, key of a figure."""
    cue, base, _ = _rest(first.lead, spot.tail)
    counted = number["base"] not in RATIO
    if (
        counted
        and cue not in DOWN
        and (cue in UP or cue in {"完成", "实现", "共", "累计"})
    ):
        phrase, cue = phrase + cue, "" if cue in UP else cue
    act, noun = names.split(phrase)
    average = re.search("平均值?$", phrase)
    behind = _behind(spot.tail)
    if behind and (spot.row.unit in CLASSIFIERS or not spot.row.unit or not noun):
        if not noun or not act or spot.row.unit in CLASSIFIERS:
            noun = behind
    motion, noun = _motion(cue, noun, counted)
    if not noun and last is not None:
        noun, act = last.noun, act or last.act
    elif noun in names.HEADS and last is not None and last.clause is not None:
        noun = (
            names.under(noun, last.noun)
            if first.at and last.noun not in names.HEADS
            else noun
        )
    if not act and last is not None and spot.lead.startswith("、") and not motion:
        act = last.act if number["base"] == last.base else act
    if average:
        noun, number["comparator"] = noun.removesuffix("平均"), "平均值"
    stock = bool(
        STOCK.search(base + cue)
        or cue in {"到", "至"}
        or number["comparator"].startswith(("超", "突破"))
    )
    return {
        "act": act, "noun": noun, "motion": motion, "stock": stock and not NEW.search(act),
        "key": names.key(noun), "cue": base + cue,
    }  # fmt: skip


def _behind(tail: str) -> str:
    """Return the noun behind a number: 16个 | “两通工程”项目."""
    if not HAN.match(tail) or tail.startswith(("和", "与", "及", "以上", "等")):
        return ""
    words = BRACKET.sub("", tail).removeprefix("的")
    words = re.split("[、，；]", words)[0]
    words = ENDS.split(words)[0] or words
    return words.strip("、和与及等")[:24]


def _motion(cue: str, noun: str, counted: bool) -> tuple[str, str]:
    """Return whether a figure says how far something moved, and its noun."""
    for ending, motion in names.RATES.items():
        if noun.endswith(ending):
            return motion, noun.removesuffix(ending)
    if cue in DOWN:
        return "down", noun
    if cue in UP and not counted:
        return "up", noun
    return "", noun
