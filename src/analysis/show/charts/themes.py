"""Charts of themes: how their weight moves, and where in the report they stand."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from analysis.say.findings.notation import signed
from analysis.show.charts.frame import (
    axes_for,
    bare,
    bars,
    check,
    column,
    fit,
    key,
    label_rows,
    row_height,
    write,
)
from analysis.show.charts.lettering import fill, shorten
from analysis.show.style import MUTED, NORM, RAMPS, REFERENCE, TARGET, legible


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
        Where it has `norm_low`, `norm_high` and `n_norm`, a pale band says where the
        target would lie in four of five reports that begin where the reference does.
    names
        What target and reference are called.
    """
    check(table, "the table of emphasis has no rows")
    shown = table.sort_values("difference", ascending=False, kind="stable")
    labels = fit(shown["label"])
    ax = axes_for(ax, 1.0 + (row_height(labels) + 0.05) * len(shown), width=8.6)
    label_rows(ax, range(len(shown)), labels)
    bare(ax)
    ax.grid(visible=True, axis="y")
    _dumbbells(ax, shown)
    band = _usual_bands(ax, shown)
    _evidence(ax, shown, names)
    dot = {"marker": "o", "linestyle": "", "markersize": 6.5}
    pair = zip(names[::-1], (REFERENCE, TARGET), strict=True)
    dots = [Line2D([], [], color=colour, label=name, **dot) for name, colour in pair]
    key(ax, dots + band)
    ax.set_xlabel("占分句的比例", loc="left")
    return ax


def _dumbbells(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw the dots and lines, with room on both sides for the percentages."""
    widest = shown[["share_target", "share_reference"]].to_numpy().max() or 1
    ax.set_xlim(-0.22 * widest, 1.22 * widest)
    colours = [TARGET if d > 0 else REFERENCE for d in shown["difference"]]
    sides = shown["share_reference"], shown["share_target"]
    rows = range(len(shown))
    ax.hlines(rows, *sides, colours, linewidths=2.2, zorder=2)
    for shares, colour in zip(sides, (REFERENCE, TARGET), strict=True):
        ax.plot(shares, rows, "o", color=colour, markersize=7, zorder=3)
    for y, ends in zip(rows, zip(*sides, strict=True), strict=True):
        for share, colour in zip(ends, (REFERENCE, TARGET), strict=True):
            right = share == max(ends) and (ends[0] != ends[1] or colour == TARGET)
            ink = TARGET if colour == TARGET else MUTED
            outward, offset = ("left", 8) if right else ("right", -8)
            # the white keeps the guide line from running through the number
            look = {"color": ink, "ha": outward, "bbox": _WHITE, "in_layout": False}
            write(ax, f"{share:.1%}", share, y, at=(offset, 0), **look)


_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.5}


def _usual_bands(ax: Axes, shown: pd.DataFrame) -> list[Patch]:
    """Draw where the target usually lies; return what the key says of it, if anything.

    A band begins at the reference: from its share, plus the norm's 10 % quantile of
    the differences, to its share plus the 90 % quantile; no share is below 0.
    """
    if "n_norm" not in shown or shown["n_norm"].isna().all():
        return []
    low = (shown["share_reference"] + shown["norm_low"]).clip(lower=0)
    high = (shown["share_reference"] + shown["norm_high"]).clip(lower=0)
    places, wide = np.arange(len(shown)), (high - low).fillna(0)
    bars(ax, places, wide, height=0.62, colours=NORM, starts=low.fillna(0))
    left, right = ax.get_xlim()
    ax.set_xlim(left, max(right, 1.05 * high.max()))
    n = int(shown["n_norm"].max())
    return [Patch(color=NORM, label=f"常见范围（同类报告 {n} 份）")]


def _evidence(ax: Axes, shown: pd.DataFrame, names: tuple[str, str]) -> None:
    """Write counts and difference right of the rows."""
    sides = [
        shown[f"n_{side}"].map(str) + "/" + shown[f"clauses_{side}"].map(str)
        for side in ("reference", "target")
    ]
    end = column(ax, f"{names[1]} → {names[0]}，分句", sides[0] + " → " + sides[1])
    if "inherited_target" in shown:
        inherited = shown["inherited_reference"].map(str) + " → "
        inherited += shown["inherited_target"].map(str)
        end = column(ax, "其中随上文", inherited, at=end + 12)
    differences = [signed(100 * value) for value in shown["difference"]]
    inks = [TARGET if value > 0 else MUTED for value in shown["difference"]]
    column(ax, "差，百分点", differences, at=end + 12, colours=inks)


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
    themes = _by_clauses(shown)
    labels = fit(shown.drop_duplicates("theme").set_index("theme")["label"][themes])
    groups = shown.drop_duplicates(["role", "section"])
    blocks = [(role, groups[groups["role"] == role]) for role in ("review", "plan")]
    blocks = [(role, block) for role, block in blocks if len(block)]
    columns = max(len(groups) + _GAP * (len(blocks) - 1), _FEWEST)
    wide = 2.1 + _CELL * (columns + _GAP)
    ax = axes_for(ax, 2.35 + row_height(labels) * len(themes), wide)
    label_rows(ax, range(len(themes)), labels)
    bare(ax)
    most, left = shown["share"].max() or 1, 0.0
    for role, block in blocks:
        _block(ax, shown[shown["role"] == role], role, block, themes, left, most)
        _headings(ax, role, block, left, names[role == "review"])
        left += len(block) + _GAP
    ax.set(xlim=(0, columns), ylim=(len(themes) - 0.5, -0.5))
    _scale(ax, [role for role, _ in blocks], most, columns)
    return ax


def _by_clauses(shown: pd.DataFrame) -> pd.Index:
    """Return the themes by falling number of clauses."""
    totals = shown.groupby("theme", sort=False)["n"].sum()
    return totals.sort_values(ascending=False, kind="stable").index


_CELL = 0.62  # inches: five characters of a heading
_FEWEST = 8  # columns that the chart has room for, if it needs them or not
_GAP = 0.35  # of a cell, between the two sides
_HEADING = 7.5  # points
_LINES = 5  # of a heading


def _block(ax, cells, role, block, themes, left, most) -> None:
    """Draw one side: a cell per theme and section, with the number of clauses."""
    shape = {"index": "theme", "columns": "section"}
    sections = block["section"]
    share = cells.pivot(values="share", **shape).loc[themes, sections].fillna(0)
    n = cells.pivot(values="n", **shape).loc[themes, sections].fillna(0).astype(int)
    x = left + np.arange(len(sections) + 1)
    y = np.arange(len(themes) + 1) - 0.5
    look = {"vmin": 0, "vmax": most, "edgecolor": "white", "linewidth": 1.5}
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
        look = {"ha": "center", "size": _HEADING, "transform": top}
        before = "（导语）" if len(block) > 1 else "（全部）"
        heading = _in_cell(row.section or before)
        write(ax, heading, centre, 1, at=(0, 5), va="bottom", linespacing=1.1, **look)
        look |= {"color": MUTED, "va": "top"}
        write(ax, str(row.n_clauses), centre, 0, at=(0, -6), **look)
    look = {"ha": "left", "va": "bottom", "size": 10.5, "color": colour}
    write(ax, name, left + 0.06, 1, at=(0, 11 + 9 * _LINES), transform=top, **look)


def _in_cell(heading: str) -> str:
    """Return the heading in a few lines of a cell's width, by phrases if they fit."""
    limit = _CELL * 72 - 4
    lines = [line for phrase in heading.split("，") for line in _phrase(phrase, limit)]
    if len(lines) > _LINES:
        lines = fill(heading, limit, _HEADING)
    if len(lines) > _LINES:
        rest = "".join(lines[_LINES - 1 :])
        lines = [*lines[: _LINES - 1], shorten(rest, limit, _HEADING)]
    return "\n".join(lines)


def _phrase(phrase: str, limit: float) -> list[str]:
    """Return a phrase's lines: fours, as the language falls, if that costs no line."""
    full = fill(phrase, limit, _HEADING)
    fours = fill(phrase, 4 * _HEADING, _HEADING)
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
    look = {"transform": ax.transAxes, "color": MUTED, "size": _HEADING}
    write(ax, "分句合计", 0, 0, at=(-6, -6), ha="right", va="top", **look)
    y = 72 * (-0.36 - 0.055 * len(roles))
    look |= {"va": "center"}
    write(ax, "占该节分句的比例  0", start, 0, at=(-5, y), ha="right", **look)
    write(ax, f"{most:.0%}", start + length, 0, at=(5, y), ha="left", **look)
