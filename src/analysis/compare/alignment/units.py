"""Cut a side into what is compared: sections, and passages that stand in none."""

import re
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
    passage of its own, paragraph by paragraph, named by its first words.

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
    told = side.reset_index(drop=True)
    divided = told.groupby("part")["section"].transform(lambda s: (s != "").any())
    places = told[["part", "section"]].drop_duplicates()
    headings = (places["section"] != "").sum() + (places["part"] != "").sum()
    general = told["part"].str.contains(stock("总述"))
    whole = (told["section"] != "") | (
        (told["part"] != "") & ~divided.astype(bool) & ~general & (headings >= FEWEST)
    )
    line = lines(told, reports)
    found = []
    keys = zip(told["part"], told["section"], whole, strict=True)
    for (part, section, one), rows in groupby(
        enumerate(keys), key=lambda pair: pair[1]
    ):
        at = np.array([row for row, _ in rows])
        if one:
            found.append(_unit(told, at, section or part))
        else:
            found += _passages(told, at, line)
    return _together(found)


def _unit(told: pd.DataFrame, at: np.ndarray, heading: str = "") -> Unit:
    """Return a section, or without a heading a passage, of some rows."""
    texts = told["text"].to_numpy()[at]
    own = bool(heading) or (told["item"].to_numpy()[at] != "").any()
    name = heading or _first_words(texts)
    return Unit(name, bool(heading), bool(own), _figures(texts), at)


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
    texts = reports.set_index("report")["text"]
    text = texts[told["report"].iloc[0]]
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    return np.searchsorted(breaks, told["start"])


def _passages(told: pd.DataFrame, at: np.ndarray, line: np.ndarray) -> list[Unit]:
    """Return the passages of clauses that stand under no heading of a section.

    A paragraph is one, or an item where there are items; a paragraph of one clause
    heads the next. Salutations and what has less to say are none.
    """
    item, text = told["item"].to_numpy(), told["text"].to_numpy()
    at = at[~told["heading"].to_numpy()[at]]
    runs = [
        list(rows)
        for _, rows in groupby(at.tolist(), lambda row: (line[row], item[row]))
    ]
    found, above = [], []
    for run in runs:
        run = [row for row in run if text[row] not in _salutations()]
        if len(run) == 1 and not above:
            above = run
            continue
        if run and above and item[above[0]] == item[run[0]]:
            run = above + run
        above = []
        found += [
            _unit(told, np.array(piece))
            for piece in _by_openers(told, run)
            if len(piece) >= SAID and not _formula(text[piece])
        ]
    return found


def _formula(texts: np.ndarray) -> bool:
    """Say whether a passage is a formula: thanks, general demands, what year it is."""
    first = "，".join(texts[:FORMULA])
    dated = stock("年份").search(first) and _figures(texts) < FEWEST
    return bool(stock("套话").search(first) or dated)


def _figures(texts: np.ndarray) -> int:
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


def _by_openers(told: pd.DataFrame, run: list[int]) -> list[list[int]]:
    """Cut a passage at sentences that begin alike (这五年，…。这五年，…)."""
    sentence, text = told["sentence"].to_numpy(), told["text"].to_numpy()
    firsts = [
        row
        for row, before in zip(run, [None, *run[:-1]], strict=True)
        if before is None or sentence[row] != sentence[before]
    ]
    said = pd.Series([text[row] for row in firsts], dtype="str")
    common = said[said.map(said.value_counts()) >= OPENERS]
    cuts = [firsts[n] for n in common.index]
    if not cuts:
        return [run]
    edges = [run[0], *cuts, run[-1] + 1]
    return [
        [row for row in run if first <= row < last and row not in cuts]
        for first, last in pairwise(edges)
    ]


def _first_words(texts: np.ndarray) -> str:
    """Return the first words of a passage: its first clause, or two short ones."""
    first = str(texts[0]).lstrip("—－-")
    return f"{first}，{texts[1]}" if len(first) < NAME and len(texts) > 1 else first
