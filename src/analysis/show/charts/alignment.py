"""Charts of alignment: what goes on as what, and what answers each problem."""

import math
from itertools import accumulate

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LINE,
    bare,
    check,
    fit,
    key,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import lined
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    FAINT,
    INK,
    MUTED,
    REFERENCE,
    TARGET,
    Size,
    either,
    lang,
    size,
)

_WIDE = 9.6  # inches of a slope chart: two columns of headings
_BOTH = ("reference", "target")
_APART = 0.04  # inches between two sections
_TELLING = ("new", "dropped", "split", "merged", "same", "moved")  # what is kept first
_UNEVEN = 1.5  # times as many sections on one side: then both fill the height
_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.2}
_LINES = {
    "same": {"color": INK, "linewidth": 1.8},
    "split": {"color": TARGET, "linewidth": 1.5, "linestyle": (0, (5, 1.5))},
    "merged": {"color": REFERENCE, "linewidth": 1.5, "linestyle": (0, (4, 2))},
    "moved": {"color": FAINT, "linewidth": 1.0, "linestyle": (0, (1, 1.6))},
}
_PROBLEM = 150  # points of a problem
_ANSWER = 300  # points of an answer
_SECTION = 130  # points of the section it stands in
_INDENT = 12  # points before an answer, and before its section
_AIR = 0.16  # inches between two problems
_QUOTED_FROM = 40  # characters that a line must hold for sentences to be quoted
_LINES_SHOWN = 3  # of a sentence


def plot_continuity(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw which section goes on as which: a slope from one order to the other.

    Reference sections stand at the left, target sections at the right, each in its own
    order. A solid line joins sections that are the same; a dashed one leads to a
    section that split off or to one that takes another up; a dotted one to a section of
    which the other is only a passage. What is new or not found again is marked.

    Parameters
    ----------
    table
        Table `continuity` of one report: `kind`, `section_reference`,
        `section_target`, `order_reference`, `order_target`.
    names
        What target and reference are called.
    """
    check(table, "no section of either side")
    space = room(ax)
    limit = min(20 * space.label, 0.36 * space.width * 72)
    every = [_sections(table, side) for side in _BOTH]
    labels = fit([*every[0], *every[1]], space, limit)
    tallest = sorted(labels, key=lambda label: -label.count("\n"))
    besides = 0.95
    rows, row = rows_that_fit(
        space, tallest[: max(map(len, every))], besides, extra=_APART
    )
    shown = _most_telling(table, rows)
    sides = [_sections(shown, side) for side in _BOTH]
    labels = [fit(list(side), space, limit) for side in sides]
    rows = max(map(len, sides))
    ax = axes_for(
        ax, space, besides * space.air + row * rows, _WIDE if space.columns else None
    )
    places = [_places(list(side.index), rows) for side in sides]
    label_rows(ax, list(places[0].values()), labels[0])
    ax.set(xlim=(0, 1), ylim=(rows - 0.4, -0.6))
    bare(ax)
    _slopes(ax, shown, *places)
    look = {"ha": "left", "size": space.label, "linespacing": 1.1, "va": "center"}
    for y, text in zip(places[1].values(), labels[1], strict=True):
        write(ax, text, 1, y, at=(9, 0), **look)
    for x, at, name, colour in ((0, -6, names[1], MUTED), (1, 9, names[0], TARGET)):
        look = {"ha": "left" if x else "right", "va": "bottom", "color": colour}
        look |= {"size": space.label, "transform": ax.get_xaxis_transform()}
        write(ax, name, x, 1, at=(at, 5), **look)
    _key(ax, shown)
    rest = sum(map(len, every)) - sum(map(len, sides))
    note(ax, space, left_out(rest, "节，多为延续", "sections, most go on as they were"))
    return ax


def _most_telling(table: pd.DataFrame, rows: int) -> pd.DataFrame:
    """Return the rows of so many sections a side at most: first those that changed."""
    left, right, kept = set(), set(), []
    for kind in _TELLING:
        for row in table[table["kind"] == kind].itertuples():
            one, other = left | {row.order_reference}, right | {row.order_target}
            one, other = ({n for n in side if pd.notna(n)} for side in (one, other))
            if max(len(one), len(other)) <= rows:
                left, right = one, other
                kept.append(row.Index)
    return table.loc[table.index.isin(kept)]


def _key(ax: Axes, table: pd.DataFrame) -> None:
    """Say what the lines are, those that are drawn."""
    labels = value_labels("kind", lang=lang())
    lines = [
        Line2D([], [], label=labels[kind], **_scaled(look))
        for kind, look in _LINES.items()
        if (table["kind"] == kind).any()
    ]
    if lines:
        with rc_context({"legend.handlelength": 2.6}):  # room for two dashes
            key(ax, lines, above_names=True)


def _scaled(look: dict) -> dict:
    """Return the look of a line in the size in effect."""
    return look | {"linewidth": look["linewidth"] * size().scale}


def _sections(table: pd.DataFrame, side: str) -> pd.Series:
    """Return the names of one side's sections by their order."""
    told = table.dropna(subset=[f"order_{side}"])
    told = told.drop_duplicates(f"order_{side}").set_index(f"order_{side}")
    return told[f"section_{side}"].sort_index()


def _places(orders: list[int], rows: int) -> dict[int, float]:
    """Return where each stands: rank by rank, unless one side has far more."""
    n = len(orders)
    spread = n > 1 and rows > _UNEVEN * n
    step = (rows - 1) / (n - 1) if spread else 1
    return {order: place * step for place, order in enumerate(orders)}


def _slopes(
    ax: Axes, table: pd.DataFrame, left: dict[int, float], right: dict[int, float]
) -> None:
    """Draw the lines, the strong ones on top, a dot at either end, and the marks."""
    for layer, kind in enumerate(reversed(_LINES)):
        for row in table[table["kind"] == kind].itertuples():
            ends = left[row.order_reference], right[row.order_target]
            look = _scaled(_LINES[kind]) | {"zorder": 2 + layer / 10, "clip_on": False}
            ax.plot((0, 1), ends, **look)
    for x, places, colour in ((0, left, REFERENCE), (1, right, TARGET)):
        n = len(places)
        look = {
            "linestyle": "",
            "markersize": 6 * size().scale,
            "zorder": 3,
            "clip_on": False,
        }
        ax.plot([x] * n, list(places.values()), "o", color=colour, **look)
    for kind, x, side, places in (
        ("dropped", 0, "reference", left),
        ("new", 1, "target", right),
    ):
        for order in table.loc[table["kind"] == kind, f"order_{side}"]:
            look = {"ha": "right" if x else "left", "color": TARGET if x else MUTED}
            text, at = value_labels("kind", lang=lang())[kind], (-8 if x else 8, 0)
            write(ax, text, x, places[order], at=at, zorder=4, bbox=_WHITE, **look)


def plot_coverage(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "问题"),
    ax: Axes | None = None,
) -> Axes:
    """Quote beside each problem the sentence of the plan that comes closest.

    A row per problem: the problem at the left, then the sentence, and at the right the
    section it stands in. Where it is only the nearest, and no answer, it is grey and
    said to be.

    Parameters
    ----------
    table
        Table `coverage` of one report: `problem`, `text`, `status`, `section`,
        `evidence`.
    names
        What the plan and the problems are called.
    """
    check(table, "no problem was found, or no plan that could answer")
    best, space = table.drop_duplicates("problem"), room(ax)
    widths = _widths(space)
    cells = _cells(best, space, widths)
    heights = [_row_height(row, space) for row in cells]
    ends = list(accumulate(heights))
    free = math.inf if space.height is None else space.height - 0.65 * space.air
    n = max(1, sum(end <= free for end in ends))
    cells, heights, ends = cells[:n], heights[:n], ends[:n]
    middles = [end - high / 2 for end, high in zip(ends, heights, strict=True)]
    span = sum(widths[1:]) + 3 * _INDENT * space.scale
    wide = (span + widths[0] + 40) / 72
    ax = axes_for(ax, space, 0.7 * space.air + ends[-1], wide)
    label_rows(ax, middles, [row[0] for row in cells])
    ax.set(xlim=(0, span), ylim=(ends[-1], 0))
    bare(ax)
    for end in ends[:-1]:
        ax.axhline(end, color=FAINT, linewidth=0.5 * space.scale)
    _quoted(ax, middles, cells, (best["status"] == "answered").tolist(), widths)
    nearest = either(f"{names[0]}中最相近的一句", f"nearest sentence of the {names[0]}")
    heads = [(widths[1], either("所在部分", "where"), TARGET)]
    if widths[1]:
        heads = [(0, nearest, MUTED), *heads]
    for x, text, colour in heads:
        look = {"ha": "left", "va": "bottom", "color": colour, "size": space.label}
        top = ax.get_xaxis_transform()
        write(
            ax, text, x + _INDENT * bool(x), 1, at=(_INDENT, 5), transform=top, **look
        )
    note(ax, space, left_out(len(best) - n, "个问题", "problems"))
    return ax


def _widths(room: Size) -> tuple[float, float, float]:
    """Return the points of problem, sentence and section; narrow sheets quote none."""
    if room.height is None:
        return _PROBLEM, _ANSWER, _SECTION
    free = room.width * 72 - 5 * _INDENT * room.scale
    if free < _QUOTED_FROM * room.value:
        return 0.52 * free, 0, 0.48 * free
    return 0.3 * free, 0.46 * free, 0.24 * free


def _cells(
    best: pd.DataFrame, room: Size, widths: tuple[float, float, float]
) -> list[tuple[str, str, str]]:
    """Return of each problem: what it says, the sentence nearest to it, and where."""
    none = either("未找到相近的部署", "nothing similar found")
    places = best["section"].where(best["status"] == "answered", none)
    problems = fit(best["text"], room, widths[0], _LINES_SHOWN)
    return [
        (
            problem,
            lined(text, widths[1], room.value, _LINES_SHOWN) if widths[1] else "",
            lined(place, widths[2], room.value, _LINES_SHOWN),
        )
        for problem, text, place in zip(problems, best["evidence"], places, strict=True)
    ]


def _row_height(row: tuple[str, str, str], room: Size) -> float:
    """Return the inches of a problem, its sentence and the section, with air."""
    problem, *answer = (text.count("\n") + 1 for text in row)
    high = max(LINE * problem * room.label, 1.2 * max(answer) * room.value)
    return high / 72 + _AIR * room.air


def _quoted(
    ax: Axes,
    middles: list[float],
    cells: list[tuple[str, str, str]],
    known: list[bool],
    widths: tuple[float, float, float],
) -> None:
    """Write the sentences and where they stand, grey where they are no answer."""
    look = {"ha": "left", "va": "center", "linespacing": 1.15}
    for y, (_, answer, place), found in zip(middles, cells, known, strict=False):
        colours = (INK, TARGET) if found else (MUTED, MUTED)
        write(ax, answer, 0, y, at=(_INDENT, 0), color=colours[0], **look)
        at = widths[1] + _INDENT * bool(widths[1]), y
        write(ax, place, *at, at=(_INDENT, 0), color=colours[1], **look)
