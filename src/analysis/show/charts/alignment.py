"""Charts of alignment: what goes on as what, and what answers each problem."""

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LABEL,
    axes_for,
    bare,
    check,
    fit,
    key,
    label_rows,
    row_height,
    write,
)
from analysis.show.charts.lettering import fill, shorten
from analysis.show.style import INK, MUTED, REFERENCE, SEQUENTIAL, TARGET, legible

_WIDE = 9.6  # inches of a slope chart: two columns of headings
_LIMIT = 190  # points of a heading beside a slope
_UNEVEN = 1.5  # times as many sections on one side: then both fill the height
_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.2}
_LINES = {
    "same": {"color": INK, "linewidth": 1.8},
    "part": {"color": REFERENCE, "linewidth": 1.4, "linestyle": (0, (4, 2))},
    "split": {"color": TARGET, "linewidth": 1.4, "linestyle": (0, (1, 1.6))},
}
_CELL = 0.66  # inches of a plan section in the matrix
_HEADING = 7.5  # points
_MOST = 5  # lines of a heading above a cell
_FEWEST = 7  # columns that the matrix has room for, if it needs them or not


def plot_continuity(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw which section goes on as which: a slope from one order to the other.

    Reference sections stand at the left, target sections at the right, each in its
    own order. A solid line joins sections that go on one to one; a dashed one leads
    to the section that takes another up, a dotted one from the section that another
    comes out of, with order and item beside it. What ends and what is new is marked.

    Parameters
    ----------
    table
        Table `continuity` of one report, or `delivery`: `kind`,
        `section_reference`, `section_target`, `order_reference`, `order_target`,
        `item`.
    names
        What target and reference are called.
    """
    check(table, "no section of either side")
    sides = [_sections(table, side) for side in ("reference", "target")]
    labels = [
        fit([f"{n}  {text}" for n, text in side.items()], _LIMIT) for side in sides
    ]
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
    drawn = [kind for kind in _LINES if (table["kind"] == kind).any()]
    lines = [
        Line2D([], [], label=value_labels("kind")[kind], **_LINES[kind])
        for kind in drawn
    ]
    if lines:
        with rc_context({"legend.handlelength": 2.6}):  # room for two dashes
            key(ax, lines)
    return ax


def _sections(table: pd.DataFrame, side: str) -> pd.Series:
    """Return the headings of one side by their order."""
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
    """Draw the lines, a dot at either end, and beside it what is not one to one."""
    for row in table[table["kind"].isin(_LINES)].itertuples():
        ends = left[row.order_reference], right[row.order_target]
        ax.plot((0, 1), ends, zorder=2, clip_on=False, **_LINES[row.kind])
    for x, places, colour in ((0, left, REFERENCE), (1, right, TARGET)):
        n = len(places)
        look = {"linestyle": "", "markersize": 6, "zorder": 3, "clip_on": False}
        ax.plot([x] * n, list(places.values()), "o", color=colour, **look)
    marks: dict[tuple[int, float], list[str]] = {}
    for row in table.itertuples():
        if row.kind in ("part", "ended"):
            marks.setdefault((0, left[row.order_reference]), []).append(_mark(row))
        elif row.kind in ("split", "new"):
            marks.setdefault((1, right[row.order_target]), []).append(_mark(row))
    for (x, y), texts in marks.items():
        look = {"ha": "right" if x else "left", "color": TARGET if x else MUTED}
        look |= {"zorder": 4, "bbox": _WHITE, "in_layout": False}
        write(ax, "，".join(texts), x, y, at=(-8 if x else 8, 0), **look)


def _mark(row) -> str:
    """Return what stands beside the dot of a section that does not go on one to one."""
    if row.kind in ("ended", "new"):
        return value_labels("kind")[row.kind]
    order = row.order_target if row.kind == "part" else row.order_reference
    verb = value_labels("kind")["part"] if row.kind == "part" else "分自"
    return f"{verb} {order}" + (f"·第{row.item}项" if row.item else "")


def plot_coverage(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "问题"),
    ax: Axes | None = None,
) -> Axes:
    """Draw which plan section answers which problem: a matrix, a row per problem.

    The darker the cell, the more the two have in common; a dot says that the section
    responds, and the numeral which of its items. A problem without any dot is named
    as unanswered.

    Parameters
    ----------
    table
        Table `coverage` of one report: `problem`, `text`, `section`, `order`, `item`,
        `score`, `responds`, `verdict`.
    names
        What the plan and the problems are called.
    """
    check(table, "no problem was found, or no plan that could answer")
    asked = table.drop_duplicates("problem")
    labels = fit([f"{row.problem}  {row.text}" for row in asked.itertuples()], 230)
    grid = table.pivot(index="problem", columns="order", values="score")
    sections = table.drop_duplicates("order").set_index("order")["section"]
    n = len(sections)
    room = max(n, _FEWEST)
    height = row_height(labels) + 0.06
    ax = axes_for(ax, 1.6 + height * len(asked), 4.6 + _CELL * room)
    label_rows(ax, range(len(asked)), labels)
    ax.set(xlim=(0, room), ylim=(len(asked) - 0.5, -0.5))
    bare(ax)
    most = grid.to_numpy().max() or 1
    edges = [row - 0.5 for row in range(len(asked) + 1)]
    look = {"vmin": 0, "vmax": most, "edgecolor": "white", "linewidth": 1.5}
    cells = grid[sections.index].to_numpy()
    ax.pcolormesh(range(n + 1), edges, cells, cmap=SEQUENTIAL, **look)
    _dots(ax, table, list(sections.index), list(asked["problem"]), most)
    _headings(ax, sections, names[0])
    for y, verdict in enumerate(asked["verdict"]):
        answered = verdict == "answered"
        look = {"ha": "left", "color": MUTED if answered else TARGET}
        write(ax, "文字相近" if answered else "未见相近", n, y, at=(8, 0), **look)
    note = "颜色越深，文字越相近；●：相近程度高于计划各部分之间的常态，其后为相近的一项"
    ax.set_xlabel(note, loc="left")
    return ax


def _dots(ax, table, orders, problems, most) -> None:
    """Mark the cells where the section responds, with the numeral of the item."""
    for row in table[table["responds"]].itertuples():
        ground = SEQUENTIAL(row.score / most)
        centre = orders.index(row.order) + 0.5, problems.index(row.problem)
        look = {"ha": "center", "color": legible(ground), "in_layout": False}
        write(ax, f"●{row.item}", *centre, at=(0, 0), **look)


def _headings(ax: Axes, sections: pd.Series, name: str) -> None:
    """Write each section's number and heading above its column."""
    top, limit = ax.get_xaxis_transform(), _CELL * 72 - 5
    for place, (order, heading) in enumerate(sections.items()):
        lines = fill(heading, limit, _HEADING)
        if len(lines) > _MOST:
            rest = "".join(lines[_MOST - 1 :])
            lines = [*lines[: _MOST - 1], shorten(rest, limit, _HEADING)]
        text = "\n".join([str(order), *lines])
        look = {"ha": "center", "va": "bottom", "size": _HEADING, "linespacing": 1.1}
        write(ax, text, place + 0.5, 1, at=(0, 5), transform=top, **look)
    look = {"ha": "left", "va": "bottom", "size": 10.5, "color": TARGET}
    write(ax, name, 0.06, 1, at=(0, 20 + 9 * _MOST), transform=top, **look)
