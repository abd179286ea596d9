"""Charts of themes: how their weight moves, and where in the report they stand."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from analysis.say.findings.notation import signed
from analysis.show.charts.frame import (
    bare,
    check,
    column,
    fit,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import fill, shorten, width
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    MUTED,
    RAMPS,
    REFERENCE,
    TARGET,
    Size,
    either,
    legible,
    size,
)


def plot_emphasis(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw each theme's share of the clauses as two dots: from reference to target.

    The line has the colour of the side that has more. Counts and difference stand at
    the right.

    Parameters
    ----------
    table
        Table `emphasis`: `label`, `share_target`, `share_reference`, `n_target`,
        `n_reference`, `clauses_target`, `clauses_reference`, `difference`. Drawn by
        falling `difference`, ties in table order.
    names
        What target and reference are called.
    """
    check(table, "the table of emphasis has no rows")
    space, besides, extra = room(ax), 0.55, 0.05  # inches
    shown = table.sort_values("difference", ascending=False, kind="stable")
    movers = shown["difference"].reset_index(drop=True)
    movers = movers.sort_values(key=abs, ascending=False, kind="stable").index
    labels = fit(shown["label"].iloc[movers], space)
    n, row = rows_that_fit(space, labels, besides, gaps=1, extra=extra)
    shown = shown.iloc[sorted(movers[:n])]
    wide = 8.6 if space.columns else None
    ax = axes_for(ax, space, besides * space.air + row * (n + 1), wide)
    label_rows(ax, range(len(shown)), fit(shown["label"], space))
    ax.set_ylim(len(shown) - 0.4, -1.1)  # the names stand above the first row
    bare(ax)
    ax.grid(visible=True, axis="y")
    _dumbbells(ax, shown, names)
    if space.columns:
        _evidence(ax, shown, names)
    note(
        ax,
        space,
        left_out(len(table) - n, "个主题，变动较小", "themes, moved less"),
    )
    return ax


def _dumbbells(ax: Axes, shown: pd.DataFrame, names: tuple[str, str]) -> None:
    """Draw the dots and lines, with room on both sides for the percentages."""
    widest = shown[["share_target", "share_reference"]].to_numpy().max() or 1
    ax.set_xlim(-0.22 * widest, 1.22 * widest)
    colours = [TARGET if d > 0 else REFERENCE for d in shown["difference"]]
    sides = shown["share_reference"], shown["share_target"]
    rows, scale = range(len(shown)), size().scale
    ax.hlines(rows, *sides, colours, linewidths=2.2 * scale, zorder=2)
    for shares, colour in zip(sides, (REFERENCE, TARGET), strict=True):
        ax.plot(shares, rows, "o", color=colour, markersize=7 * scale, zorder=3)
    for y, ends in zip(rows, zip(*sides, strict=True), strict=True):
        both = zip(ends, names[::-1], (REFERENCE, TARGET), strict=True)
        for share, name, colour in both:
            right = share == max(ends) and (ends[0] != ends[1] or colour == TARGET)
            ink = TARGET if colour == TARGET else MUTED
            outward, offset = ("left", 8) if right else ("right", -8)
            # the white keeps the guide line from running through the number
            look = {"color": ink, "ha": outward, "bbox": _WHITE, "in_layout": False}
            write(ax, f"{share:.1%}", share, y, at=(offset, 0), **look)
            if y == 0:  # the first two dots say which is which
                look = {"color": ink, "ha": outward, "va": "bottom"}
                write(ax, name, share, y - 0.35, at=(-offset / 3, 0), **look)


_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.5}


def _evidence(ax: Axes, shown: pd.DataFrame, names: tuple[str, str]) -> None:
    """Write counts and difference right of the rows."""
    sides = [
        shown[f"n_{side}"].map(str) + "/" + shown[f"clauses_{side}"].map(str)
        for side in ("reference", "target")
    ]
    header = f"{names[1]} → {names[0]}" + either("，分句", ", clauses")
    end = column(ax, header, sides[0] + " → " + sides[1])
    differences = [signed(100 * value) for value in shown["difference"]]
    inks = [TARGET if value > 0 else MUTED for value in shown["difference"]]
    column(ax, either("差，百分点", "points"), differences, at=end + 12, colours=inks)


def plot_theme_shares(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw which section speaks of which theme: a heat map, review left, plan right.

    The darker the cell, the greater the theme's share of the section's clauses (one
    scale for both sides); the number is how many. Other roles are left out.

    Parameters
    ----------
    table
        Table `theme_shares`: `role`, `section`, `theme`, `label`, `n`, `n_clauses`,
        `share`. Columns are the sections in table order; rows the themes by falling
        number of clauses in the sections shown, ties in table order.
    names
        What plan and review are called.
    """
    shown = table[table["role"].isin(["review", "plan"])]
    check(shown, "the table of theme shares has no rows of review or plan")
    space = room(ax)
    whole = shown
    shown = _columns_that_fit(shown, space)
    every = _by_clauses(shown)
    named = shown.drop_duplicates("theme").set_index("theme")["label"]
    heads = (1.15 * _LINES * space.small + 1.6 * space.label) / 72  # inches
    besides = (heads + _FOOT[space.columns] * space.small / 72) / space.air + 0.35
    n, row = rows_that_fit(space, fit(named[every], space), besides)
    themes = every[:n]
    shown = shown[shown["theme"].isin(themes)]
    groups = shown.drop_duplicates(["role", "section"])
    blocks = [(role, groups[groups["role"] == role]) for role in ("review", "plan")]
    blocks = [(role, block) for role, block in blocks if len(block)]
    called = {"plan": names[0], "review": names[1]}
    spans = [_span(block, called[role], space) for role, block in blocks]
    columns = max(sum(spans) + _GAP * (len(blocks) - 1), _FEWEST[space.columns])
    wide = 2.1 + _cell(space) / 72 * (columns + _GAP)
    ax = axes_for(ax, space, besides * space.air + row * n, wide)
    label_rows(ax, range(len(themes)), fit(named[themes], space))
    bare(ax)
    most, left = shown["share"].max() or 1, 0.0
    for (role, block), span in zip(blocks, spans, strict=True):
        _block(ax, shown[shown["role"] == role], role, block, themes, left, most)
        _headings(ax, role, block, left, called[role])
        left += span + _GAP
    ax.set(xlim=(0, columns), ylim=(len(themes) - 0.5, -0.5))
    if space.columns:
        _scale(ax, [role for role, _ in blocks], most, columns)
    ax.xaxis.labelpad = 2.2 * space.small + 34 * space.columns
    sections = whole.groupby("role")["section"].nunique().sum() - len(groups)
    note(
        ax,
        space,
        left_out(sections, "个部分，篇幅较短", "sections, shorter ones"),
        left_out(len(every) - len(themes), "个主题，较少见", "themes, rarer ones"),
    )
    return ax


def _columns_that_fit(shown: pd.DataFrame, room: Size) -> pd.DataFrame:
    """Return the rows of the longest sections, as many of each side as have room."""
    if room.height is None:
        return shown
    lines = "\n".join(fit(shown["label"].unique(), room)).split("\n")
    points = room.width * 72 - max(width(line, room.label) for line in lines) - 36
    most = max(2, int(points / _cell(room) - _GAP))
    groups = shown.drop_duplicates(["role", "section"])
    rank = groups.groupby("role")["n_clauses"].rank(method="first", ascending=False)
    # the nth longest of either side before the next of the other
    kept = groups.assign(rank=rank).sort_values("rank", kind="stable").head(most)
    return shown.merge(kept[["role", "section"]])


def _span(block: pd.DataFrame, name: str, room: Size) -> float:
    """Return how many cells wide a side is: no less than its name."""
    return max(len(block), width(name, room.label) / _cell(room) + 0.1)


def _cell(room: Size) -> float:
    """Return the points of a cell: five characters of a heading, or four and air."""
    return (5.9 if room.columns else 4.6) * room.small


def _by_clauses(shown: pd.DataFrame) -> pd.Index:
    """Return the themes by falling number of clauses."""
    totals = shown.groupby("theme", sort=False)["n"].sum()
    return totals.sort_values(ascending=False, kind="stable").index


_FEWEST = {True: 8, False: 4}  # columns that there is room for, if needed or not
_GAP = 0.35  # of a cell, between the two sides
_LINES = 5  # of a heading
_FOOT = {True: 8, False: 5}  # lines below the cells: counts, scale, what is left out


def _block(ax, cells, role, block, themes, left, most) -> None:
    """Draw one side: a cell per theme and section, with the number of clauses."""
    shape = {"index": "theme", "columns": "section"}
    sections = block["section"]
    share = cells.pivot(values="share", **shape).loc[themes, sections].fillna(0)
    n = cells.pivot(values="n", **shape).loc[themes, sections].fillna(0).astype(int)
    x = left + np.arange(len(sections) + 1)
    y = np.arange(len(themes) + 1) - 0.5
    look = {
        "vmin": 0,
        "vmax": most,
        "edgecolor": "white",
        "linewidth": 1.5 * size().scale,
    }
    ax.pcolormesh(x, y, share.to_numpy(), cmap=RAMPS[role], **look)
    for row, column_ in np.argwhere(n.to_numpy() > 0):
        ground = RAMPS[role](share.iat[row, column_] / most)
        centre = (left + column_ + 0.5, row)
        look = {"ha": "center", "color": legible(ground), "in_layout": False}
        write(ax, str(n.iat[row, column_]), *centre, at=(0, 0), **look)


def _headings(ax, role, block, left, name) -> None:
    """Write the side's name, its sections' headings, and how many clauses each has."""
    colour = TARGET if role == "plan" else MUTED
    top = ax.get_xaxis_transform()
    for place, row in enumerate(block.itertuples()):
        centre = left + place + 0.5
        look = {"ha": "center", "size": size().small, "transform": top}
        before = (
            either("（导语）", "(lead)")
            if len(block) > 1
            else either("（全部）", "(all)")
        )
        heading = _in_cell(row.section or before)
        write(ax, heading, centre, 1, at=(0, 5), va="bottom", linespacing=1.1, **look)
        look |= {"color": MUTED, "va": "top"}
        write(ax, str(row.n_clauses), centre, 0, at=(0, -6), **look)
    look = {"ha": "left", "va": "bottom", "size": size().label, "color": colour}
    above = 11 + 1.15 * _LINES * size().small / size().scale
    write(ax, name, left + 0.06, 1, at=(0, above), transform=top, **look)


def _in_cell(heading: str) -> str:
    """Return the heading in a few lines of a cell's width, by phrases if they fit."""
    limit = _cell(size()) - 4
    lines = [line for phrase in heading.split("，") for line in _phrase(phrase, limit)]
    if len(lines) > _LINES:
        lines = fill(heading, limit, size().small)
    if len(lines) > _LINES:
        rest = "".join(lines[_LINES - 1 :])
        lines = [*lines[: _LINES - 1], shorten(rest, limit, size().small)]
    return "\n".join(lines)


def _phrase(phrase: str, limit: float) -> list[str]:
    """Return a phrase's lines: fours, as the language falls, if that costs no line."""
    full = fill(phrase, limit, size().small)
    fours = fill(phrase, 4 * size().small, size().small)
    return fours if len(fours) == len(full) else full


def _scale(ax, roles, most, columns) -> None:
    """Draw the colour scale below the cells, one strip per side."""
    start, length = 2.3 / columns, 2.2 / columns
    inches = ax.get_figure(root=True).dpi_scale_trans
    below = inches + ScaledTranslation(0, 0, ax.transAxes)  # from the axes' foot
    place = blended_transform_factory(ax.transAxes, below)
    for strip, role in enumerate(roles):
        bounds = (start, -0.46 - 0.11 * strip, length, 0.1)
        inset = ax.inset_axes(bounds, transform=place)
        inset.imshow(np.linspace(0, 1, 128)[None], cmap=RAMPS[role], aspect="auto")
        inset.set_axis_off()
    look = {"transform": ax.transAxes, "color": MUTED, "size": size().small}
    write(
        ax,
        either("分句合计", "clauses"),
        0,
        0,
        at=(-6, -6),
        ha="right",
        va="top",
        **look,
    )
    y = 72 * (-0.36 - 0.055 * len(roles))
    look |= {"va": "center"}
    write(
        ax,
        either("占该节分句的比例  0", "share of clauses  0"),
        start,
        0,
        at=(-5, y),
        ha="right",
        **look,
    )
    write(ax, f"{most:.0%}", start + length, 0, at=(5, y), ha="left", **look)
