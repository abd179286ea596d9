"""Charts of several years: a small line chart per theme, and themes by year."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection, QuadMesh

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    bare,
    check,
    fit,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import shorten, width
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    GRID,
    INK,
    MUTED,
    NORM,
    RAMPS,
    REFERENCE,
    TARGET,
    Size,
    either,
    lang,
    legible,
    size,
)

PANEL = 1.9, 1.05  # inches of a page: a small chart, its title and its last values
TOP, FOOT = 0.34, 0.87  # of a panel: where its scale begins and ends
LEFT, RIGHT = 0.04, 0.76  # of a panel: from its first year to its last
CELL = 3.6  # of a value's size: how wide a cell of the heat map is
COLOURS = {"review": REFERENCE, "plan": TARGET}


def plot_trends(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each theme over the years: a small line chart per theme.

    Red is the plan, by the year planned, grey the review, by the year reviewed; all
    have one scale. The last values are written out.

    Parameters
    ----------
    table
        Rows of kind ``theme`` of table `trends`: `subject`, `label`, `role`, `year`,
        `share`; drawn by falling share of the last plan. Where the norm knows the last
        move (`norm_low`, `norm_high`), a pale fan says where four of five plans would
        lie a year after the one before. Where there is no room for all, those that
        moved most from the first plan to the last stay.
    """
    check(table, "the table of trends has no theme")
    space, besides = room(ax), 0.75
    across = max(2, int((space.width - 0.3) / (PANEL[0] * space.scale**0.75)))
    order = _by_last(table)
    high = PANEL[1] * space.scale**0.5
    down = -(-len(order) // across)
    if space.height is not None:
        down = min(down, max(1, int((space.height - besides * space.air) / high)))
        high = (space.height - besides * space.air) / down
    moved = _movers(table)[: across * down]
    shown = [one for one in order if one in moved]
    ax = axes_for(ax, space, besides * space.air + down * high)
    bare(ax)
    ax.set(xlim=(0, across), ylim=(down, 0), yticks=[])
    ax.spines[:].set_visible(False)
    years = table["year"].min(), table["year"].max()
    most = table.loc[table["subject"].isin(shown), "share"].max() or 1
    ax.add_collection(_frames(len(shown), across), autolim=False)
    _fans(ax, table, shown, across, years, most)
    points = 72 * space.width / across
    for n, subject in enumerate(shown):
        own = table[table["subject"] == subject]
        _panel(ax, own, n % across, n // across, years, most)
        label = shorten(own["label"].iloc[0], RIGHT * points, space.value)
        look = {"color": INK, "ha": "left", "in_layout": False, "size": space.value}
        write(ax, label, n % across + LEFT, n // across + 0.16, at=(0, 0), **look)
        if n + across >= len(shown):
            _year_marks(ax, n % across, n // across, years)
    note(ax, space, _how_to_read(table, len(order) - len(shown)))
    return ax


def _how_to_read(table: pd.DataFrame, rest: int) -> str:
    """Say what the colours are, and how many themes had no room."""
    usual = either(
        "浅色扇面：同类报告八成的计划次年落在此处",
        "pale: where four of five plans lie a year later",
    )
    known = table["n_norm"].notna().any() if "n_norm" in table else False
    names = value_labels("role", lang=lang())
    drawn = either(
        f"红：{names['plan']}，灰：{names['review']}",
        f"red: {names['plan']}, grey: {names['review']}",
    )
    more = left_out(rest, "个主题，变动较小", "themes, moved less")
    said = [drawn, usual if known else "", more]
    return either("；", "; ").join(filter(None, said))


def _by_last(table: pd.DataFrame) -> list[str]:
    """Return the themes by falling share in the last plan, or review without one."""
    plan = table[table["role"] == "plan"]
    plan = table if plan.empty else plan
    last = (
        plan.sort_values("year", kind="stable").groupby("subject", sort=False).tail(1)
    )
    return last.sort_values("share", ascending=False, kind="stable")["subject"].tolist()


def _movers(table: pd.DataFrame) -> list[str]:
    """Return the themes, those first that moved most from first to last."""
    plan = table[table["role"] == "plan"]
    plan = table if plan.empty else plan
    share = plan.sort_values("year", kind="stable").groupby("subject", sort=False)[
        "share"
    ]
    moved = (share.last() - share.first()).abs()
    return moved.sort_values(ascending=False, kind="stable").index.tolist()


def _at(year: float, share: float, place: tuple[int, int], years, most) -> tuple:
    """Return where a value stands on the sheet."""
    along = (year - years[0]) / max(years[1] - years[0], 1)
    x = place[0] + LEFT + (RIGHT - LEFT) * along
    return x, place[1] + FOOT - (FOOT - TOP) * share / most


def _frames(n: int, across: int) -> LineCollection:
    """Return the line at zero of each panel."""
    lines = [
        [
            (k % across + LEFT, k // across + FOOT),
            (k % across + RIGHT, k // across + FOOT),
        ]
        for k in range(n)
    ]
    return LineCollection(lines, colors=GRID, linewidths=size().scale, zorder=0)


def _panel(ax: Axes, own: pd.DataFrame, column: int, row: int, years, most) -> None:
    """Draw one theme: a line per side, its last value written out."""
    ends = []
    for role in ("review", "plan"):
        side = own[own["role"] == role].sort_values("year", kind="stable")
        points = [
            _at(y, s, (column, row), years, most)
            for y, s in zip(side["year"], side["share"], strict=True)
        ]
        if not points:
            continue
        colour, now = COLOURS[role], size().scale
        ax.plot(*zip(*points, strict=True), color=colour, linewidth=1.6 * now)
        ax.plot(*points[-1], "o", color=colour, markersize=3.6 * now)
        ends.append([points[-1][1], f"{side['share'].iloc[-1]:.1%}", colour])
    apart = 1.15 * size().small / 72 / _panel_inches(ax)
    if len(ends) == 2 and abs(ends[0][0] - ends[1][0]) < apart:
        middle = (ends[0][0] + ends[1][0]) / 2
        above = ends[0][0] <= ends[1][0]
        ends[0][0] = middle + (-apart / 2 if above else apart / 2)
        ends[1][0] = middle + (apart / 2 if above else -apart / 2)
    for y, text, colour in ends:
        ink = TARGET if colour == TARGET else MUTED
        look = {"color": ink, "ha": "left", "size": size().small, "in_layout": False}
        write(ax, text, column + RIGHT, y, at=(5, 0), **look)


def _panel_inches(ax: Axes) -> float:
    """Return about how high a panel is."""
    figure = ax.get_figure(root=True)
    share = ax.get_position().height
    return figure.get_figheight() * share / abs(np.subtract(*ax.get_ylim()))


def _fans(ax: Axes, table: pd.DataFrame, shown, across, years, most) -> None:
    """Draw where the last plan usually lies, from the plan of the year before."""
    if "norm_low" not in table:
        return
    shapes = []
    for n, subject in enumerate(shown):
        own = table[(table["subject"] == subject) & (table["role"] == "plan")]
        own = own.sort_values("year", kind="stable")
        if len(own) < 2 or pd.isna(own["norm_low"].iloc[-1]):
            continue
        place = n % across, n // across
        before, last = own.iloc[-2], own.iloc[-1]
        ends = [
            min(max(before["share"] + last[side], 0), 1.1 * most)
            for side in ("norm_low", "norm_high")
        ]
        corners = [(before["year"], before["share"])]
        corners += [(last["year"], end) for end in ends]
        shapes.append([_at(*corner, place, years, most) for corner in corners])
    fan = PolyCollection(shapes, facecolors=NORM, linewidths=0, zorder=0.5)
    ax.add_collection(fan, autolim=False)


def _year_marks(ax: Axes, column: int, row: int, years) -> None:
    """Write the first and the last year below a panel."""
    look = {"color": MUTED, "size": size().small, "va": "top", "in_layout": False}
    ends = ((years[0], LEFT, "left"), (years[1], RIGHT, "right"))
    for year, x, ha in ends:
        write(ax, str(int(year)), column + x, row + FOOT, at=(0, -3), ha=ha, **look)


def plot_theme_years(
    table: pd.DataFrame, *, role: str = "plan", ax: Axes | None = None
) -> Axes:
    """Draw themes by year as a heat map: the darker, the greater the share.

    Parameters
    ----------
    table
        Rows of kind ``theme`` of table `trends`: `subject`, `label`, `role`, `year`,
        `share`. Rows by falling mean share; one colour scale for all cells.
    role
        The side that is drawn.
    """
    own = table[table["role"] == role]
    check(own, f"the table of trends has no theme of the {role}")
    space, besides = room(ax), 0.75
    share = own.pivot(index="subject", columns="year", values="share").sort_index(
        axis=1
    )
    order = share.mean(axis=1).sort_values(ascending=False, kind="stable").index
    named = own.drop_duplicates("subject").set_index("subject")["label"]
    n, row = rows_that_fit(space, fit(named[order], space), besides)
    labels = fit(named[order[:n]], space)
    share = share.loc[order[:n]]
    taken = max(width(x, space.label) for label in labels for x in label.split("\n"))
    most_cells = max(2, int((space.width * 72 - taken - 40) / (CELL * space.value)))
    dense = share.shape[1] > most_cells
    cells = share.to_numpy()
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(n), labels)
    bare(ax)
    look = {"vmin": 0, "vmax": np.nanmax(cells) or 1, "edgecolor": "white"}
    x, y = np.arange(share.shape[1] + 1), np.arange(n + 1) - 0.5
    look |= {"linewidth": 1.5 * size().scale, "cmap": RAMPS[role]}
    drawn = ax.pcolormesh(x, y, cells, **look)
    ax.set(xlim=(0, share.shape[1]), ylim=(n - 0.5, -0.5))
    _shares(ax, drawn, cells, dense)
    _year_heads(ax, share.columns, space, dense)
    called = value_labels("role", lang=lang())[role]
    said = either(
        f"数字为占{called}分句的百分比", f"per cent of the clauses of the {called}"
    )
    note(
        ax,
        space,
        said,
        left_out(len(order) - n, "个主题，占比较小", "themes, smaller ones"),
    )
    return ax


def _shares(ax: Axes, drawn: QuadMesh, cells: np.ndarray, dense: bool) -> None:
    """Write the share into each cell; in narrow ones without a decimal."""
    for at, value in np.ndenumerate(cells):
        if np.isnan(value):
            continue
        ink = legible(drawn.cmap(drawn.norm(value)))
        text = f"{100 * value:.0f}" if dense else f"{100 * value:.1f}"
        look = {"color": ink, "ha": "center", "in_layout": False}
        look["size"] = size().small if dense else size().value
        write(ax, text, at[1] + 0.5, at[0], at=(0, 0), **look)


def _year_heads(ax: Axes, years: pd.Index, room: Size, dense: bool) -> None:
    """Write the years above the columns; where they are many, without the century."""
    for n, year in enumerate(years):
        text = f"{int(year)}" if not dense or n == 0 else f"{int(year) % 100:02d}"
        look = {"ha": "center", "va": "bottom", "color": MUTED}
        look |= {"transform": ax.get_xaxis_transform(), "size": room.small}
        write(ax, text, n + 0.5, 1, at=(0, 4), **look)
