"""Cut a side into what is compared: sections, and passages that stand in none."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.lexicons import read_lexicon

FEWEST = 3  # parts or sections of a side that is divided by headings
SAID = 3  # clauses of a passage without a heading that is a section of its own
OPENERS = 3  # sentences that begin alike: each begins a passage (这五年，…这五年，…)
ALIKE = 2  # characters with which such sentences begin, where each is a paragraph
HEADS = 2  # clauses of a paragraph that only heads the next
SERIES = 3  # sections in a row that are counted as a list of their own
NAME = 6  # characters: a shorter first clause is named with the next one
NUMERALS = "一二三四五六七八九十"
FIGURE = re.compile(r"\d[\d.]*(?:[-—－~～\d.]*)[%％万亿元个家户人吨亩]")
YEAR = re.compile(r"\d{4}年")
FORMULA = 4  # clauses in which a formula shows itself


class Rows(NamedTuple):
    """The clauses of a side, column by column."""

    part: list[str]
    section: list[str]
    item: list[str]
    heading: list[bool]
    sentence: list[int]
    text: list[str]


class Unit(NamedTuple):
    """A section, or a passage without a heading, of one side."""

    name: str  # the heading; without one the first words
    headed: bool
    own: bool  # a section of work: headed, or an item; else an opening, a closing
    figures: int  # its clauses that hold a number, years apart
    series: str  # the list it stands in: one side may tell the year, and five years
    item: str  # its numeral, where it is an item
    rows: np.ndarray  # places of its clauses in the table of the side


def units(side: pd.DataFrame, reports: pd.DataFrame | None = None) -> list[Unit]:
    """Return the sections of one side of one report, in the order of the text.

    A section is what stands under its heading; a part without sections is one. Of a
    side that headings hardly divide its items are sections, else its paragraphs. What
    stands above or below the sections (an opening, targets, a closing passage) is a
    passage of its own, paragraph by paragraph, named by its first words; a lead above
    the first heading is one only where it holds figures. Sections that a side tells
    beside those of its longest list (what was done in the year, and in five
    years) are of another series.

    Parameters
    ----------
    side
        The clauses of one role of one report.
    reports
        The `reports` table, which holds the ends of paragraphs; without it what stands
        outside the sections is one passage.
    """
    if side.empty:
        return []
    told = Rows(*(side[name].tolist() for name in Rows._fields))
    line = lines(side, reports)
    found = []
    places = zip(told.part, told.section, _whole(told), strict=True)
    for (part, section, whole), rows in groupby(
        enumerate(places), key=lambda pair: pair[1]
    ):
        at = [row for row, _ in rows]
        if whole:
            list_ = "span" if spans_years(part) else "sections"
            found.append(_unit(told, at, section or part, series=list_))
        else:
            passages = _passages(told, at, line)
            found += passages if part else _of_lead(told, passages)
    return _in_series(_together(_continued(found)))


def _whole(told: Rows) -> list[bool]:
    """Say which clauses stand under the heading of a section, or of a part without."""
    places = set(zip(told.part, told.section, strict=True))
    divided = {part for part, section in places if section}
    headings = sum(bool(part) + bool(section) for part, section in places)
    general = {part for part in set(told.part) if stock("总述").search(part)}
    parts = set(told.part) - divided - general - {""} if headings >= FEWEST else set()
    return [
        bool(section) or part in parts
        for part, section in zip(told.part, told.section, strict=True)
    ]


def _of_lead(told: Rows, found: list[Unit]) -> list[Unit]:
    """Return those passages above a side's first heading that can be compared.

    A lead there speaks of all sections at once, and goes on as none of them, unless
    it holds figures.
    """
    divided = any(told.part)
    return [x for x in found if x.own or x.figures >= FEWEST or not divided]


def _bare(text: str) -> str:
    """Return a clause without the dash that begins its paragraph."""
    return text.lstrip("—－-")


def _unit(
    told: Rows, at: list[int], heading: str = "", *, name: str = "", series: str = ""
) -> Unit:
    """Return a section, or without a heading a passage, of some rows."""
    texts = [told.text[row] for row in at]
    own = bool(heading or name) or any(told.item[row] for row in at)
    called = heading or name or _first_words(texts)
    if not heading and told.item[at[0]]:
        called = _couplet(told, at) or called
    item = "" if heading else told.item[at[0]]
    return Unit(called, bool(heading), own, _figures(texts), series, item, np.array(at))


def _continued(found: list[Unit]) -> list[Unit]:
    """Put paragraphs that go on with an item to it: those up to the next numeral."""
    kept: list[Unit] = []
    for n, one in enumerate(found):
        plain = not (one.headed or one.series)
        nexts = next((x.item for x in found[n:] if x.item or x.headed or x.series), "")
        last = next((x for x in reversed(kept)), None)
        goes_on = plain and last is not None and last.item and not last.headed
        if goes_on and (one.item == last.item or _follows(last.item, one.item, nexts)):
            rows = np.append(last.rows, one.rows)
            figures = last.figures + one.figures
            kept[-1] = last._replace(rows=rows, figures=figures)
        else:
            kept.append(one)
    return kept


def _follows(before: str, here: str, after: str) -> bool:
    """Say whether what has no numeral stands between two numerals of one list."""
    order = NUMERALS.find(after)
    return not here and order > 0 and NUMERALS[order - 1] == before


def _together(found: list[Unit]) -> list[Unit]:
    """Make one section of what stands under one heading but not in one run."""
    merged: dict[tuple[str, int], Unit] = {}
    for n, unit in enumerate(found):
        key = (unit.name, 0) if unit.headed else (unit.name, n + 1)
        before = merged.get(key)
        rows = unit.rows if before is None else np.append(before.rows, unit.rows)
        merged[key] = unit._replace(rows=rows)
    return list(merged.values())


def lines(told: pd.DataFrame, reports: pd.DataFrame | None) -> np.ndarray:
    """Return the number of each clause's paragraph."""
    if reports is None:
        return np.zeros(len(told), int)
    text = reports.set_index("report")["text"][told["report"].iloc[0]]
    breaks = [match.start() for match in re.finditer("\n", text)]
    return np.searchsorted(breaks, told["start"].to_numpy())


def _passages(told: Rows, at: list[int], line: np.ndarray) -> list[Unit]:
    """Return the passages of clauses that stand under no heading of a section.

    Paragraphs that begin alike (这一年，…), with what follows each, are passages; else
    a paragraph is one, or an item where there are items. A paragraph of one short
    sentence heads the next. Salutations and what has less to say are none.
    """
    at = [row for row in at if not told.heading[row]]
    keys = groupby(at, lambda row: (line[row], told.item[row]))
    runs = [[row for row in rows if not _salutes(told, row)] for _, rows in keys]
    found = []
    for opener, group in _opened(told, runs, line):
        if opener:
            found.append(_of_opener(told, opener, [*chain(*group)]))
        else:
            found += _paragraphs(told, group)
    return found


def _salutes(told: Rows, row: int) -> bool:
    return told.text[row] in _salutations()


def _opened(
    told: Rows, runs: list[list[int]], line: np.ndarray
) -> Iterator[tuple[str, list[list[int]]]]:
    """Put runs of rows together that an opener heads: ``""`` where none does.

    An opener is a short clause with which several paragraphs begin. What follows such
    a paragraph is its own, up to the next, to a salutation or a formula, or to what is
    no item where it is one.
    """
    begins = [
        told.text[run[0]]
        if run and (not n or _new_line(runs[n - 1], run, line))
        else ""
        for n, run in enumerate(runs)
    ]
    times = Counter(text for text in begins if len(text) <= NAME)
    opener, group = "", []
    for text, run in zip(begins, runs, strict=True):
        ends = not run or _formula([told.text[row] for row in run])
        starts = bool(text) and times[text] >= OPENERS
        left = bool(opener and run and told.item[group[0][0]] and not told.item[run[0]])
        if group and (starts or (opener and (ends or left))):
            yield opener, group
            opener, group = "", []
        if starts:
            opener = text
        if run and not (starts is False and ends):
            group = [*group, run]
    if group:
        yield opener, group


def _new_line(before: list[int], run: list[int], line: np.ndarray) -> bool:
    return not before or line[before[-1]] != line[run[0]]


def _of_opener(told: Rows, opener: str, rows: list[int]) -> Unit:
    """Return the passage that an opener heads, named by its first sentence.

    That is by what stands behind the opener; where it is 我们迎难而上, by what the
    sentence ends in.
    """
    first = [row for row in rows if told.sentence[row] == told.sentence[rows[0]]]
    ours = len(first) > 1 and told.text[first[1]].startswith("我们")
    named = first[-1] if ours else first[min(1, len(first) - 1)]
    return _unit(told, rows, name=told.text[named], series=opener)


def _paragraphs(told: Rows, runs: list[list[int]]) -> list[Unit]:
    """Return the passages of paragraphs and items, each by itself."""
    found, above = [], []
    heads = Counter(told.text[run[0]][:ALIKE] for run in runs if _heads(told, run))
    for run in runs:
        if _heads(told, run) and (not above or _alike(told, run, heads)):
            above = run
            continue
        alike = ""
        if run and above and told.item[above[0]] == told.item[run[0]]:
            alike = _alike(told, above, heads)
            run = above + run
        above = []
        if not run or _formula([told.text[row] for row in run]):
            continue
        for opener, piece in _by_openers(told, run):
            if len(piece) >= SAID and not _formula([told.text[row] for row in piece]):
                series = opener or alike
                name = told.text[piece[0]] if series else ""
                found.append(_unit(told, piece, name=name, series=series))
    return found


def _alike(told: Rows, run: list[int], heads: Counter) -> str:
    """Return how several paragraphs that head others begin; ``""`` of any other."""
    start = told.text[run[0]][:ALIKE]
    return start if heads[start] >= OPENERS else ""


def _heads(told: Rows, run: list[int]) -> bool:
    """Say whether a paragraph is one short sentence, which heads what follows."""
    return 0 < len(run) <= HEADS and told.sentence[run[0]] == told.sentence[run[-1]]


def _in_series(found: list[Unit]) -> list[Unit]:
    """Name the series of each section: those of the longest list, and the rest, ``""``.

    A list of items begins anew where a numeral comes again.
    """
    placed, seen, number = [], set(), 0
    for one in found:
        if one.own and not one.headed and not one.series:
            if one.item in seen:
                seen, number = set(), number + 1
            seen.add(one.item)
            one = one._replace(series=f"items {number}")
        elif seen:
            seen, number = set(), number + 1
        placed.append(one)
    n = Counter(one.series for one in placed)
    size = Counter()
    for one in placed:
        size[one.series] += len(one.rows) if one.own else 0
    main = max(size, key=lambda name: size[name], default="")
    return [
        one._replace(series="") if one.series == main or n[one.series] < SERIES else one
        for one in placed
    ]


def _formula(texts: list[str]) -> bool:
    """Say whether a passage is a formula: thanks, general demands, what year it is."""
    first = "，".join(texts[:FORMULA])
    dated = stock("年份").search(first) and _figures(texts) < FEWEST
    return bool(stock("套话").search(first) or dated)


def _figures(texts: list[str]) -> int:
    """Count the clauses that hold a figure."""
    return sum(bool(FIGURE.search(text)) for text in texts)


@cache
def stock(kind: str) -> re.Pattern[str]:
    """Return what finds the words of one kind of `sections.csv`."""
    table = read_lexicon("sections")
    listed = table.loc[table["kind"] == kind, "word"]
    return re.compile("|".join(map(re.escape, listed)))


def spans_years(part: str) -> bool:
    """Say whether the heading of a part speaks of years, and of no single one.

    Examples
    --------
    >>> spans_years("“十五五”时期主要目标任务")
    True
    >>> spans_years("“十五五”时期主要目标和2026年重点工作")
    False
    """
    return bool(stock("跨年").search(part)) and not YEAR.search(part)


@cache
def _salutations() -> set[str]:
    table = read_lexicon("zones")
    return set(table.loc[table["zone"] == "salutation", "cue"])


def _by_openers(told: Rows, run: list[int]) -> list[tuple[str, list[int]]]:
    """Cut a passage at sentences that begin alike (这五年，…。这五年，…).

    Each piece comes with what its sentence begins with, which is no part of it.
    """
    firsts = [next(rows) for _, rows in groupby(run, lambda row: told.sentence[row])]
    n = Counter(told.text[row] for row in firsts)
    cuts = [row for row in firsts if n[told.text[row]] >= OPENERS]
    if not cuts:
        return [("", run)]
    edges = [run[0], *cuts, run[-1] + 1]
    return [
        (
            told.text[first] if first in cuts else "",
            [row for row in run if first <= row < last and row not in cuts],
        )
        for first, last in pairwise(edges)
    ]


def _couplet(told: Rows, at: list[int]) -> str:
    """Return the first sentence of an item where it is short and heads the rest."""
    first = [row for row in at if told.sentence[row] == told.sentence[at[0]]]
    heads = 1 < len(first) <= HEADS and len(first) < len(at)
    return "，".join(told.text[row] for row in first) if heads else ""


def _first_words(texts: list[str]) -> str:
    """Return the first words of a passage: its first clause, or two short ones."""
    first = _bare(texts[0])
    return f"{first}，{texts[1]}" if len(first) < NAME and len(texts) > 1 else first
