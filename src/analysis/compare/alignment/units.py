"""Cut a side into what is compared: sections, and passages that stand in none."""

import re
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.lexicons import read_lexicon

FEWEST = 3  # parts or sections of a side that is divided by headings
SAID = 3  # clauses of a passage without a heading that is a section of its own
OPENERS = 3  # sentences that begin alike: each begins a passage (这五年，…这五年，…)
NAME = 6  # characters: a shorter first clause is named with the next one
FIGURE = re.compile(r"\d[\d.]*(?:[-—－~～\d.]*)[%％万亿元个家户人吨亩]")
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
    rows: np.ndarray  # places of its clauses in the table of the side


def units(side: pd.DataFrame, reports: pd.DataFrame | None = None) -> list[Unit]:
    """Return the sections of one side of one report, in the order of the text.

    A section is what stands under its heading; a part without sections is one. Of a
    side that headings hardly divide its items are sections, else its paragraphs. What
    stands above or below the sections (an opening, targets, a closing passage) is a
    passage of its own, paragraph by paragraph, named by its first words; a lead above
    the first heading is one only where it holds figures.

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
            found.append(_unit(told, at, section or part))
        else:
            passages = _passages(told, at, line)
            found += passages if part else _of_lead(told, passages)
    return _together(found)


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


def _unit(told: Rows, at: list[int], heading: str = "") -> Unit:
    """Return a section, or without a heading a passage, of some rows."""
    texts = [told.text[row] for row in at]
    own = bool(heading) or any(told.item[row] for row in at)
    name = heading or _first_words(texts)
    return Unit(name, bool(heading), own, _figures(texts), np.array(at))


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

    A paragraph is one, or an item where there are items; a paragraph of one clause
    heads the next. Salutations and what has less to say are none.
    """
    at = [row for row in at if not told.heading[row]]
    runs = groupby(at, lambda row: (line[row], told.item[row]))
    found, above = [], []
    for _, rows in runs:
        run = [row for row in rows if told.text[row] not in _salutations()]
        if len(run) == 1 and not above:
            above = run
            continue
        if run and above and told.item[above[0]] == told.item[run[0]]:
            run = above + run
        above = []
        found += [
            _unit(told, piece)
            for piece in _by_openers(told, run)
            if len(piece) >= SAID and not _formula([told.text[row] for row in piece])
        ]
    return found


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


@cache
def _salutations() -> set[str]:
    table = read_lexicon("zones")
    return set(table.loc[table["zone"] == "salutation", "cue"])


def _by_openers(told: Rows, run: list[int]) -> list[list[int]]:
    """Cut a passage at sentences that begin alike (这五年，…。这五年，…)."""
    firsts = [next(rows) for _, rows in groupby(run, lambda row: told.sentence[row])]
    n = Counter(told.text[row] for row in firsts)
    cuts = [row for row in firsts if n[told.text[row]] >= OPENERS]
    if not cuts:
        return [run]
    edges = [run[0], *cuts, run[-1] + 1]
    return [
        [row for row in run if first <= row < last and row not in cuts]
        for first, last in pairwise(edges)
    ]


def _first_words(texts: list[str]) -> str:
    """Return the first words of a passage: its first clause, or two short ones."""
    first = texts[0].lstrip("—－-")
    return f"{first}，{texts[1]}" if len(first) < NAME and len(texts) > 1 else first
