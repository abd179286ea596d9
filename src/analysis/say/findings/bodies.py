"""Say what sets one body's plan apart from those of the others, all of one year."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest

import numpy as np
import pandas as pd

from analysis.compare.sisters.search import plain
from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS
from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import noun
from analysis.say.findings.leaders import quantity, themes, words
from analysis.say.findings.notation import Sides, listed, quoted, times
from analysis.say.findings.shelf import Shelf, Told, places
from analysis.say.findings.sisters import superior

FIRST = 5  # findings on the first screen
NAMED = 3  # formulations in a sentence
LACKING = 4  # told
CREEDS = {"政治要求", "指导思想", "党建"}  # whose absence would say more than a search
LEAD = 2  # characters: a body that has them says the thing in another way
NUMERALS = f"[0-9{SIGNS}百千万两双]"
SLOGAN = re.compile(f"^{NUMERALS}|{NUMERALS}.+{NUMERALS}")  # 三地一区


def bodies(
    tables: Mapping[str, pd.DataFrame],
    clauses: pd.DataFrame,
    *,
    scheme: str,
    sides: Sides,
) -> list[Finding]:
    """Tell what sets the bodies of a shelf apart, most telling first.

    Themes that a plan gives more or less room than all others and than is usual;
    figures; words that one plan stresses; what one report alone lacks. Behind them
    what is so by construction, for who else would say it: formulations that one plan
    alone has, and sections on a body's own programme; slogans with numerals (三地一区)
    last. Of each kind the most telling first, the first of each kind before the second
    of any, and no body twice before the others had their turn.

    Parameters
    ----------
    tables
        `sisters`, `alone`, `themes` and `quantities`; and `superior` where it is known.
    clauses
        The `clauses` table of all the reports.
    scheme
        The scheme of the themes.
    sides
        What the plans are called, and each theme's name in English.
    """
    held, alone = tables["sisters"], tables["alone"]
    plans = clauses[clauses["role"] == "plan"]
    n = int(held["n_bodies"].max())
    shelf = Shelf(plans, n, scheme, sides.themes)
    known, own, slogans = _sections(alone, shelf)
    formulations = _of_one(alone, clauses, shelf)
    news = [
        themes(held, tables["themes"], shelf),
        quantity(held, tables["quantities"], shelf),
        words(held, shelf),
        _lacking(alone, clauses, shelf),
        known,
    ]
    told = in_order(news, [formulations[0], own], [formulations[1], slogans])
    if "superior" in tables:
        told += _superior(tables["superior"], sides, shelf)
    return told


def in_order(news: list[Told], own: list[Told], slogans: list[Told]) -> list[Finding]:
    """Put what is a body's own behind the news, slogans last.

    At most one of its own stands among the first five: where there is too little news
    to fill them, the others are not told.
    """
    told = _in_turn(news)
    behind = _in_turn(own) + _in_turn(slogans)
    return told + (behind if len(told) >= FIRST - 1 else behind[:1])


def _in_turn(kinds: list[Told]) -> list[Finding]:
    """Put findings in order: kinds take turns, and bodies."""
    columns = [sorted(kind, key=lambda pair: -pair[1].weight) for kind in kinds]
    rounds = [pair for row in zip_longest(*columns) for pair in row if pair]
    told: list[Finding] = []
    while rounds:
        seen: set[str] = set()
        for body, one in rounds:
            if body not in seen:
                seen.add(body)
                told.append(one)
        rounds = [pair for pair in rounds if pair[1] not in told]
    return told


def _of_one(
    alone: pd.DataFrame, clauses: pd.DataFrame, shelf: Shelf
) -> tuple[Told, Told]:
    """Tell the formulations that one report alone has, and has only in its plan.

    What its review speaks of too is not new. First those of bodies that have more than
    slogans.
    """
    told = alone[(alone["status"] == "only") & (alone["kind"] == "formulation")]
    reviews = clauses[clauses["role"] == "review"]
    reviews = reviews.groupby("report")["text"].agg("\n".join).map(plain)
    new = [
        not _placed(row.subject)
        and plain(row.subject) not in reviews.get(row.report, "")
        for row in told.itertuples()
    ]
    told = told[np.array(new, dtype=bool)]
    slogan = [bool(SLOGAN.search(word)) for word in told["subject"]]
    told = told.assign(slogan=slogan, often=-told["n"])
    told = told.sort_values(["slogan", "often"], kind="stable")
    found: tuple[Told, Told] = [], []
    for body, rows in told.groupby("body", sort=False):
        rows = rows.head(NAMED)
        words, n = rows["subject"].tolist(), rows["n"].tolist()
        times = "、".join(f"{count}次" for count in n)
        zh = f"{quoted(words)}{shelf.n}份报告中只见于{body}（计划部分{times}）"
        en = (
            f"{listed(words)}: of {shelf.n} reports only in that of “{body}” "
            f"({', '.join(f'{count}×' for count in n)} in the plan)"
        )
        evidence = places(shelf.plans, words, rows["report"].iloc[0])
        one = Finding("formulation", words[0], zh, en, evidence, weight=max(n))
        one = one._replace(value_reference=0.0, value_target=float(n[0]), unit="次")
        found[bool(SLOGAN.search(words[0]))].append((body, one))
    return found


def _lacking(alone: pd.DataFrame, clauses: pd.DataFrame, shelf: Shelf) -> Told:
    """Tell what all the other plans have and one whole report does not speak of.

    Not where the report has the first two characters of it: 低空 beside 低空经济 says
    the thing in other words.
    """
    whole = clauses.groupby("report")["text"].agg("\n".join)
    told = alone[alone["status"] == "lacking"]
    told = told[told["kind"] == "formulation"]
    missing = [
        row.subject[:LEAD] not in whole[row.report]
        and not _placed(row.subject)
        and row.subject not in _creeds()
        for row in told.itertuples()
    ]
    told = told[np.array(missing, dtype=bool)]
    order = told.assign(length=told["subject"].str.len())
    told = order.sort_values(["length", "n_others"], ascending=False, kind="stable")
    found = []
    for row in told.drop_duplicates("report").head(LACKING).itertuples():
        zh = (
            f"“{row.subject}”{shelf.n}份报告中{row.n_bodies}份的计划部分提到"
            f"（共{row.n_others}次），只有{row.body}的报告全文没有"
        )
        en = (
            f"“{row.subject}” stands in {row.n_bodies} of {shelf.n} plans "
            f"({times(row.n_others)} in all), nowhere in the report of “{row.body}”"
        )
        evidence = places(shelf.plans, [row.subject])
        one = Finding("word", row.subject, zh, en, evidence, weight=row.n_others / 10)
        one = one._replace(
            value_reference=float(row.n_others), value_target=0.0, unit="次"
        )
        found.append((row.body, one))
    return found


def _sections(alone: pd.DataFrame, shelf: Shelf) -> tuple[Told, Told, Told]:
    """Tell the sections about what no other plan has a section or a paragraph on.

    First those on a set phrase of the list, which all might have; then those on what a
    body puts in quotation marks, a programme of its own; last those that are slogans.
    """
    told = alone[(alone["kind"] == "section") & (alone["status"] == "only")]
    size = shelf.plans["report"].value_counts()
    common = set(read_lexicon("formulations")["formulation"])
    found: tuple[Told, Told, Told] = [], [], []
    for row in told.itertuples():
        if _placed(row.subject):
            continue
        of = size[row.report]
        name = noun(row.text)
        name = name if row.subject in name else row.subject
        what = "此" if name == row.subject else f"“{row.subject}”"
        zh = (
            f"{row.body}报告计划部分单列“{name}”一节（{row.n}/{of}句），"
            f"{shelf.others()}没有以{what}为题的节或段"
        )
        en = (
            f"The plan of “{row.body}” has a section on “{name}” ({row.n}/{of} "
            f"clauses); no other plan has “{row.subject}” at the head of a section or "
            "paragraph"
        )
        own = shelf.plans[shelf.plans["report"] == row.report]
        own = own.loc[own["section"] == row.text, ["report", "clause"]]
        one = Finding("section", row.text, zh, en, own.assign(term=""))
        one = one._replace(weight=row.n / of)
        own = row.subject not in common
        found[own + (own and bool(SLOGAN.search(row.subject)))].append((row.body, one))
    return found


def _superior(table: pd.DataFrame, sides: Sides, shelf: Shelf) -> list[Finding]:
    """Tell who takes up most of the superior's formulations, and who fewest."""
    said = superior(table, sides)
    taken = table[(table["kind"] == "formulation") & (table["status"] == "taken")]
    words = [word for word in taken["subject"].unique() if word]
    if not said.zh or not words:
        return []
    evidence = places(shelf.plans, words)
    return [Finding("formulation", "", *said, evidence)]


@cache
def _known_places() -> tuple[str, ...]:
    return tuple(read_lexicon("places")["place"])


def _placed(word: str) -> bool:
    """Say whether a formulation names a place: 京津冀协同发展 is no news of 河北."""
    return any(place in word for place in _known_places())


@cache
def _creeds() -> frozenset[str]:
    table = read_lexicon("formulations")
    return frozenset(table.loc[table["kind"].isin(CREEDS), "formulation"])
