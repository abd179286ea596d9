"""Every figure with its name, its number as printed, and what it is the number of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.compare.targets.names import bare, key, mean, topic_of
from analysis.compare.targets.naming import NEW, RATIO, Name, named, phrases
from analysis.compare.targets.scope import (
    goal_of,
    looks_back,
    of_year,
    periods,
    spans_years,
)
from analysis.compare.targets.spots import HIGHER, Spot, grouped, shown, spots_of

# Units of what stands and is not summed over the years; money and tonnes flow.
STANDING = set("个 户 亩 公里 张 千瓦 岁 P 台".split())
SUMS = re.compile("累计|年均|平均|五年|共|总计|合计")
# What is left out of a figure makes it one of another thing; prices do not, nor 因素
# (剔除留抵退税因素后): they make it comparable.
LEFT_OUT = re.compile(
    "(?:扣除|剔除)((?:(?!价格|物价|涨价|因素)[^，]){2,12}?)(?:之?后|以?外)，$"
)
# What a plan says to stand already, in all of the sentence: 已建成的主要有：….
STANDS = re.compile("^已经?(?:建成|完成|投产|竣工)的(?:主要)?(?:有|是|包括)?")
TASK = re.compile("(?:年度|建设|改造|治理|新建)*任务$")


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
    closes: bool  # of several years, and how much there was at their end
    cue: str
    goal: int | None = None  # the later year that it is set for


def figures(
    clauses: pd.DataFrame, quantities: pd.DataFrame, years: dict[str, int | None]
) -> list[Figure]:
    """Return every figure of review and plan in the order of the text.

    `years` holds the plan year of each report, for goals of later years.
    """
    sentences = clauses.get("sentence", clauses["clause"])
    marked = clauses.assign(sentence=sentences, many=periods(clauses))
    back = looks_back(clauses) & ~marked["many"]  # 过去一年 in a plan is the review's
    marked["role"] = marked["role"].mask(back, "review")
    marked["before"] = _before(marked)
    marked = marked.astype("object")  # texts of Arrow are slow to go through
    told = quantities[quantities["role"].isin(["plan", "review"])]
    groups: dict[tuple, list] = {}
    for row in told.sort_values("start", kind="stable").itertuples():
        groups.setdefault((row.report, row.clause), []).append(row)
    found: list[Figure] = []
    here, recent = None, []
    for clause, heard in zip(marked.itertuples(), _heard(marked), strict=True):
        rows = groups.get((clause.report, clause.clause))
        if rows is None or getattr(clause, "heading", False):
            continue
        here, earlier = (clause.report, clause.sentence), here
        recent = recent if here == earlier else []
        year = years.get(clause.report)
        year = year if clause.role == "plan" else year and year - 1
        for figure in _of_clause(clause, rows, recent):
            before = "" if of_year(clause.text, year) else clause.before
            many = clause.many or spans_years(before + figure.lead, year)
            many |= clause.role == "plan" and bool(STANDS.match(heard[0] + clause.text))
            figure = _of_the_rest(_of_topic(figure, *heard), clause.before)
            closes = clause.many and _closes(figure)
            goal = goal_of(before + figure.lead, year) if many else None
            recent.append(figure._replace(many=many, closes=closes, goal=goal))
            found.append(recent[-1])
    return found


def _heard(clauses: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield what each clause's sentence says before it, and how its item opens."""
    sentence, heard, item, opening = None, "", None, ""
    for clause in clauses.itertuples():
        if (clause.report, clause.sentence) != sentence:
            sentence, heard = (clause.report, clause.sentence), ""
        here = tuple(getattr(clause, of, "") for of in ("report", "section", "item"))
        if here != item:
            item, opening = here, clause.text if here[-1] else ""
        yield heard, opening
        heard += clause.text + "，"


def _of_topic(figure: Figure, heard: str, opening: str) -> Figure:
    """Return a figure that names nothing, or a task, with what its sentence is about.

    完成13672户的年度改造任务 is of 棚户区改造 where the sentence began with it, or
    the item; 增长5.8% of 地区生产总值 where the clauses before tell of it.
    """
    if not figure.noun and (figure.motion or figure.stock):
        topic = topic_of(heard)
    elif TASK.match(figure.noun):
        topic = topic_of(heard + figure.lead) or topic_of(opening)
    else:
        return figure
    if not topic:
        return figure
    return figure._replace(noun=topic, key=key(topic))


def _closes(figure: Figure) -> bool:
    """Say whether a figure of several years is a level, not a sum of them."""
    verb = figure.act or figure.motion
    if verb or not figure.stock or SUMS.search(figure.lead):
        return False
    return figure.base in RATIO | STANDING and not NEW.search(figure.noun)


def _of_the_rest(figure: Figure, before: str) -> Figure:
    """Return a figure, of what is left where the clause before it takes some off."""
    found = LEFT_OUT.search(before)
    if not found:
        return figure
    noun = f"{figure.noun}（扣除{found[1]}）"
    return figure._replace(noun=noun, key=noun)


def _before(clauses: pd.DataFrame) -> pd.Series:
    """Return what the sentence says before each clause, as far as two clauses back."""
    back = pd.Series("", index=clauses.index)
    for step in (1, 2):
        same = clauses["sentence"] == clauses["sentence"].shift(step)
        same &= clauses["report"] == clauses["report"].shift(step)
        text = (clauses["text"].shift(step).fillna("") + "，").where(same, "")
        back = text + back
    return back


def _named_before(recent: list[Figure], n: int) -> list[str]:
    """Return the last `n` things that a sentence gave figures of: 分别增长4%和5%."""
    nouns = list(dict.fromkeys(figure.noun for figure in recent))[-n:]
    return nouns if len(nouns) == n else []


def _of_clause(clause, rows: list, recent: list[Figure]) -> list[Figure]:
    """Return the figures of one clause; a list (分别, 均) names each number."""
    text, made = clause.text, []
    last = recent[-1] if recent else None
    for group in grouped(spots_of(text, rows, clause.start)):
        lead = group[0].lead
        if made and HIGHER.match(lead) and shown(group[0])["base"] == last.base:
            made[-1] = last = _up_to(last, shown(group[0]), lead)
            continue
        rate = shown(group[0])["base"] in RATIO
        of = phrases(lead, len(group), rate=rate)
        nameless = len(group) > 1 and not bare("".join(of))
        if nameless and rate:  # clauses before name them
            of = _named_before(recent, len(group)) or of
        # 城镇居民收入、农村居民收入均增长8%: two names for one number
        spots = group * len(of) if len(of) > len(group) else group
        for place, spot in enumerate(spots):
            number, phrase = shown(spot), of[min(place, len(of) - 1)]
            if mean(phrase)[1] and number["base"] in RATIO:
                number["comparator"] = "平均值"
            name = _name(spot, lead, phrase, number, last, same_clause=bool(made))
            last = Figure(
                clause.report,
                clause.clause,
                spot.row.start,
                clause.role,
                getattr(clause, "section", ""),
                **number,
                **name._asdict(),
                lead=text[: spot.at],
                tail=text[spot.end :],
                kind=spot.row.kind,
                many=False,
                closes=False,
            )
            made.append(last)
    return made


def _name(
    spot: Spot,
    lead: str,
    phrase: str,
    number: dict,
    last: Figure | None,
    *,
    same_clause: bool,
) -> Name:
    """Return what a number is of; the one before it in the sentence may say so."""
    unit = spot.row.unit, number["base"], number["comparator"]
    before = None
    if last is not None and last.digits:
        before = Name(*(getattr(last, field) for field in Name._fields))
    follows = spot.lead.startswith("、") and last is not None
    return named(
        lead,
        phrase,
        spot.tail,
        unit,
        before,
        same_clause=same_clause and before is not None,
        follows=follows and last.base == number["base"],
    )


def _up_to(figure: Figure, number: dict, words: str) -> Figure:
    """Return a figure with the higher one that is hoped for: 7%以上、力争达到8%."""
    printed = f"{figure.printed}{words}{number['printed']}"
    return figure._replace(high=number["value"], printed=printed)
