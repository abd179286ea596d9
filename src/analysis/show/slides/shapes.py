"""What a slide can draw of a finding: bars, lines, or a table."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.schema import value_labels

MOST = 12  # rows on a slide
CLOSE = 0.075  # of the axis: two names of lines nearer than this overprint
USUAL = "#D3C4A3"  # what is usual in the genre: the cream of a page is lost on a slide


class Asked(NamedTuple):
    """A finding that a slide is made for."""

    flow: Flow
    finding: tuple  # a row of `findings` or `overview`
    evidence: pd.DataFrame  # the clauses behind it
    lang: str

    @property
    def words(self) -> dict[str, str]:
        """What the slides call things."""
        return value_labels("slides", lang=self.lang)

    @property
    def sides(self) -> tuple[str, str]:
        """What plan and review are called, the plan first."""
        return getattr(self.flow.sides, self.lang)

    @property
    def quoted(self) -> list[str]:
        """What the sentence quotes from the text, longest first."""
        found = re.findall("[“『]([^“”『』]{2,})[”』]", self.finding.zh)
        return sorted(dict.fromkeys(found), key=len, reverse=True)

    def caption(self, name: str, left: int = 0) -> str:
        """Return what stands over a drawing, and how many rows had no room."""
        blank = " " * (self.lang == "en")  # the lists have no blanks at their ends
        more = blank + self.words["left"].format(n=left)
        return self.words[name] + more * (left > 0)


class Series(NamedTuple):
    """Values of one kind, and their colour; `colours` where each has its own."""

    name: str
    values: list[float | None]
    colour: str
    colours: list[str] | None = None


class Bars(NamedTuple):
    """Horizontal bars: a row per category, the first at the top."""

    chart: str  # of PLOTS, whose measure it has; else a word of the slides
    caption: str
    categories: list[str]
    series: list[Series]
    named: set[int]  # rows that the sentence names; without any all are as strong
    form: str = "0"  # of the numbers
    joined: str = ""  # how series share a row: beside each other, "overlap", "stack"


class Lines(NamedTuple):
    """Lines over the years: a line per series, the named ones labelled throughout."""

    chart: str
    caption: str
    categories: list[str]
    series: list[Series]
    named: set[int]
    form: str = "0"
    places: bool = False  # values are places: the first is at the top


class Grid(NamedTuple):
    """A table; cells may be filled."""

    chart: str
    caption: str
    header: list[str]
    rows: list[list[str]]
    named: set[int]
    widths: list[float]  # of the columns, as they relate to each other
    centred: frozenset[int] = frozenset()
    fills: Mapping[tuple[int, int], str] = {}


Drawing = Bars | Lines | Grid


def alike(one: Drawing, other: Drawing) -> bool:
    """Say whether two drawings are the same picture, whatever is marked in them.

    That is so where they measure the same, and at least half of what the smaller one
    shows stands in the other, with the same numbers.

    >>> shares = Series("计划", [0.3, 0.1], "#B3261E")
    >>> first = Bars("emphasis", "占比", ["文化", "网信"], [shares], {0})
    >>> alike(first, first._replace(named={1}))
    True
    >>> alike(first, first._replace(categories=["理论", "党建"]))
    False
    """
    if type(one) is not type(other) or one.chart != other.chart:
        return False
    shown = _shown(one), _shown(other)
    fewer = min(map(len, shown))
    return bool(fewer) and 2 * len(shown[0] & shown[1]) >= fewer


def _shown(drawn: Drawing) -> set[tuple]:
    """Return what a drawing shows: its rows, or its lines."""
    if isinstance(drawn, Grid):
        return {tuple(row) for row in drawn.rows}
    if isinstance(drawn, Lines):
        return {(one.name, *one.values) for one in drawn.series}
    values = zip(*(one.values for one in drawn.series), strict=True)
    return set(zip(drawn.categories, values, strict=True))


def own_rows(drawn: Grid) -> Grid | None:
    """Return a table with the rows alone that the sentence names."""
    if not drawn.named:
        return None
    rows = [drawn.rows[n] for n in sorted(drawn.named)]
    kept = {old: new for new, old in enumerate(sorted(drawn.named))}
    fills = {
        (kept[row], column): fill
        for (row, column), fill in drawn.fills.items()
        if row in kept
    }
    return drawn._replace(rows=rows, named=set(), fills=fills)


def chosen(rows: pd.DataFrame, named: pd.Series, most: int = MOST) -> pd.DataFrame:
    """Return the rows that have room: the named ones, then the first, in their order.

    >>> rows = pd.DataFrame({"word": list("甲乙丙丁")})
    >>> chosen(rows, rows["word"] == "丁", 2)["word"].tolist()
    ['甲', '丁']
    """
    hit = named[rows.index].to_numpy()
    order = [*rows.index[hit], *rows.index[~hit]][:most]
    return rows.loc[rows.index.isin(order)]


def marks(rows: pd.DataFrame, named: pd.Series) -> set[int]:
    """Return the places of the named rows among those chosen; none where all are.

    >>> rows = pd.DataFrame({"word": list("甲乙丙丁")})
    >>> marks(rows.iloc[1:], rows["word"] == "丙")
    {1}
    """
    found = {place for place, name in enumerate(rows.index) if named[name]}
    return found if len(found) < len(rows) else set()


def numbers(column: pd.Series) -> list[float | None]:
    """Return a column for a chart: what is missing is no bar and no point."""
    return [None if pd.isna(value) else float(value) for value in column]
