"""Chart of formulations (提法): entered with the plan, kept, dropped."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.compare.formulations import STATUSES
from analysis.show.charts.frame import (
    bare,
    bars,
    check,
    fit,
    label_rows,
    rows_that_fit,
    write,
)
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import INK, MUTED, REFERENCE, TARGET, either, size

SOURCES = ("list", "quoted", "recurring")  # which of equals is shown first
GROUP = 1.15  # rows that a group's name takes
HEADINGS = {
    "entered": ("只见于{0}", "only in the {0}"),
    "kept": ("沿用：两边都有", "in both"),
    "dropped": ("只见于{1}", "only in the {1}"),
}


def plot_formulations(
    table: pd.DataFrame,
    *,
    top: int = 24,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the formulations in three groups: entered, kept, dropped.

    Bars to the right are counts in the target, to the left in the reference.

    Parameters
    ----------
    table
        Table `formulations`: `formulation`, `source`, `kind`, `n_target`,
        `n_reference`, `status`. At most `top` rows, shared out evenly among the
        groups (what one does not need goes to the others): first listed and quoted
        ones, the commonest first, then what only recurs. Titles (书名) are left out.
    names
        What target and reference are called.
    """
    told = table[table["kind"] != "书名"]
    check(told, "the table of formulations has no rows")
    space, besides = room(ax), 0.7
    gaps = GROUP * told["status"].nunique() + 0.8
    for n in range(min(top, len(told)), 0, -1):
        shown = _chosen(told, n)
        fitting, row = rows_that_fit(
            space, fit(shown["formulation"], space), besides, gaps=gaps
        )
        if fitting == len(shown):
            break
    group = (shown["status"] != shown["status"].shift()).cumsum()
    places = [row + GROUP * n for row, n in enumerate(group)]
    labels = fit(shown["formulation"], space)
    rows = places[-1] - places[0] + 2.2
    ax = axes_for(ax, space, besides * space.air + row * rows)
    label_rows(ax, places, labels)
    ax.set_ylim(places[-1] + 0.6, places[0] - 0.6 - GROUP)
    bare(ax)
    _bars(ax, shown, places)
    _group_names(ax, shown, told, places, names)
    unit = either("（次）", "")
    look = {"va": "bottom", "size": space.label, "transform": ax.get_xaxis_transform()}
    left = {"at": (-6, 4), "ha": "right", "color": MUTED}
    write(ax, f"← {names[1]}{unit}", 0, 1, **left, **look)
    right = {"at": (6, 4), "ha": "left", "color": TARGET}
    write(ax, f"{names[0]}{unit} →", 0, 1, **right, **look)
    return ax


def _chosen(table: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the rows to draw, in the order of the groups."""
    order = table.assign(
        total=table["n_target"] + table["n_reference"],
        own=table["source"] == "recurring",
        rank=table["source"].map(SOURCES.index),
    ).sort_values(
        ["own", "total", "rank"],
        ascending=[True, False, True],
        kind="stable",
    )
    groups = [order[order["status"] == status] for status in STATUSES]
    room = top
    sizes = {}
    for number, at in enumerate(sorted(range(3), key=lambda i: len(groups[i]))):
        sizes[at] = min(len(groups[at]), room // (3 - number))
        room -= sizes[at]
    kept = [group.head(sizes[at]) for at, group in enumerate(groups)]
    return pd.concat(
        [g.sort_values("total", ascending=False, kind="stable") for g in kept]
    )


def _bars(ax: Axes, shown: pd.DataFrame, places: list[float]) -> None:
    """Draw the counts left and right of the middle, and write them at the ends."""
    for sign, side, colour in ((1, "target", TARGET), (-1, "reference", REFERENCE)):
        counts = shown[f"n_{side}"]
        bars(ax, places, sign * counts, height=0.62, colours=[colour] * len(shown))
        outward = "left" if sign > 0 else "right"
        for place, n in zip(places, counts, strict=True):
            if n:
                ink = TARGET if sign > 0 else MUTED
                look = {"ha": outward, "color": ink, "in_layout": False}
                write(ax, str(n), sign * n, place, at=(4 * sign, 0), **look)
    widest = shown[["n_target", "n_reference"]].to_numpy().max() or 1
    ax.set_xlim(-1.12 * widest, 1.12 * widest)
    ax.axvline(0, color=INK, linewidth=0.8 * size().scale)


def _group_names(
    ax: Axes,
    shown: pd.DataFrame,
    table: pd.DataFrame,
    places: list[float],
    names: tuple[str, str],
) -> None:
    """Write each group's name above its first row, with how many it has in all."""
    n = table["status"].value_counts()
    first = ~shown["status"].duplicated()
    for status, place, opens in zip(shown["status"], places, first, strict=True):
        if opens:
            drawn = (shown["status"] == status).sum()
            text = either(*HEADINGS[status]).format(*names)
            more = either(f"，画出 {drawn} 个", f", {drawn} drawn")
            more = more if drawn < n[status] else ""
            text += either(f"（{n[status]} 个{more}）", f" ({n[status]}{more})")
            look = {
                "size": size().label,
                "transform": ax.get_yaxis_transform(),
                "ha": "left",
            }
            write(ax, text, 0, place - 0.95, at=(6, 0), color=INK, bbox=_WHITE, **look)


_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 1.5}
