"""Charts of alignment: what goes on as what, and what answers each problem."""

from itertools import accumulate

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LABEL,
    VALUE,
    axes_for,
    bare,
    check,
    fit,
    key,
    label_rows,
    row_height,
    write,
)
from analysis.show.charts.lettering import width, wrap
from analysis.show.style import FAINT, INK, MUTED, REFERENCE, TARGET

_WIDE = 9.6  # inches of a slope chart: two columns of headings
_LIMIT = 190  # points of a heading beside a slope
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
_LINE = 0.16  # inches of a line of an answer
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
    sides = [_sections(table, side) for side in ("reference", "target")]
    labels = [fit(list(side), _LIMIT) for side in sides]
    rows = max(map(len, sides))
    height = row_height([*labels[0], *labels[1]]) + 0.04
    ax = axes_for(ax, 0.75 + height * rows, _WIDE)
    places = [_places(list(side.index), rows) for side in sides]
    label_rows(ax, list(places[0].values()), labels[0])
    ax.set(xlim=(0, 1), ylim=(rows - 0.4, -0.6))
    bare(ax)
    _slopes(ax, table, *places)
    look = {"ha": "left", "size": LABEL, "linespacing": 1.1, "va": "center"}
    for y, text in zip(places[1].values(), labels[1], strict=True):
        write(ax, text, 1, y, at=(9, 0), **look)
    for x, at, name, colour in ((0, -6, names[1], MUTED), (1, 9, names[0], TARGET)):
        look = {"ha": "left" if x else "right", "va": "bottom", "color": colour}
        top = ax.get_xaxis_transform()
        write(ax, name, x, 1, at=(at, 5), size=10.5, transform=top, **look)
    _key(ax, table)
    return ax


def _key(ax: Axes, table: pd.DataFrame) -> None:
    """Say what the lines are, those that are drawn."""
    labels = value_labels("kind")
    lines = [
        Line2D([], [], label=labels[kind], **look)
        for kind, look in _LINES.items()
        if (table["kind"] == kind).any()
    ]
    if lines:
        with rc_context({"legend.handlelength": 2.6}):  # room for two dashes
            key(ax, lines)


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
            look = _LINES[kind] | {"zorder": 2 + layer / 10, "clip_on": False}
            ax.plot((0, 1), ends, **look)
    for x, places, colour in ((0, left, REFERENCE), (1, right, TARGET)):
        n = len(places)
        look = {"linestyle": "", "markersize": 6, "zorder": 3, "clip_on": False}
        ax.plot([x] * n, list(places.values()), "o", color=colour, **look)
    for kind, x, side, places in (
        ("dropped", 0, "reference", left),
        ("new", 1, "target", right),
    ):
        for order in table.loc[table["kind"] == kind, f"order_{side}"]:
            look = {"ha": "right" if x else "left", "color": TARGET if x else MUTED}
            text, at = value_labels("kind")[kind], (-8 if x else 8, 0)
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
    best = table.drop_duplicates("problem")
    labels = fit(best["text"].tolist(), _PROBLEM)
    answers = [_cut(text, _ANSWER) for text in best["evidence"]]
    known = (best["status"] == "answered").tolist()
    places = fit(best["section"].tolist(), _SECTION)
    places = [
        place if found else "未找到相近的部署"
        for place, found in zip(places, known, strict=True)
    ]
    rows = zip(labels, answers, places, strict=True)
    heights = [_AIR + _LINE * (max(x.count("\n") for x in row) + 1) for row in rows]
    ends = list(accumulate(heights))
    middles = [end - size / 2 for end, size in zip(ends, heights, strict=True)]
    span = _ANSWER + _SECTION + 36
    ax = axes_for(ax, 0.5 + ends[-1], (span + _PROBLEM + 40) / 72)
    label_rows(ax, middles, labels)
    ax.set(xlim=(0, span), ylim=(ends[-1], 0))
    bare(ax)
    for end in ends[:-1]:
        ax.axhline(end, color=FAINT, linewidth=0.5)
    _quoted(ax, middles, answers, places, known)
    heads = ((0, f"{names[0]}中最相近的一句", MUTED), (_ANSWER, "所在部分", TARGET))
    for x, text, colour in heads:
        look = {"ha": "left", "va": "bottom", "color": colour, "size": LABEL}
        top = ax.get_xaxis_transform()
        write(ax, text, x + _INDENT, 1, at=(0, 5), transform=top, **look)
    return ax


def _quoted(
    ax: Axes,
    middles: list[float],
    answers: list[str],
    places: list[str],
    known: list[bool],
) -> None:
    """Write the sentences and where they stand, grey where they are no answer."""
    look = {"ha": "left", "va": "center", "size": VALUE, "linespacing": 1.15}
    for y, answer, place, found in zip(middles, answers, places, known, strict=True):
        colours = (INK, TARGET) if found else (MUTED, MUTED)
        write(ax, answer, _INDENT, y, at=(0, 0), color=colours[0], **look)
        at = _ANSWER + _INDENT, y
        write(ax, place, *at, at=(0, 0), color=colours[1], **look)


def _cut(text: str, limit: float) -> str:
    """Return a sentence on a few lines, cut with … where they are not enough."""
    lines = wrap(text, limit, VALUE)
    while len(lines) > _LINES_SHOWN:
        text = text[: int(len(text) * 0.9)].rstrip("，。、；：")
        lines = wrap(f"{text}…", limit, VALUE)
    return "\n".join(line for line in lines if width(line, VALUE))
