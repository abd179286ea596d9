"""Charts of several bodies, one year: themes × bodies, what each stresses, takes up."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from analysis.compare.sisters import COMMON
from analysis.show.charts.frame import (
    bare,
    check,
    column,
    fit,
    key,
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
    REFERENCE,
    SEQUENTIAL,
    TARGET,
    Size,
    either,
    legible,
    size,
)

MARKS = {1: "▲", -1: "▼"}


def plot_sisters(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which plan gives how much room to which theme: a heat map, bodies across.

    The darker, the greater the share of the plan's clauses, which stands in the cell in
    per cent. ▲ lies above, ▼ below what four of five reports of the genre have; that
    band stands at the right.

    Parameters
    ----------
    table
        Table `sisters`: of the plans' themes `subject`, `label`, `body`, `share`, `n`,
        `of`, `norm_low`, `norm_high`. Bodies in table order, themes by falling share
        over all.
    """
    shown = table[(table["kind"] == "theme") & (table["role"] == "plan")]
    check(shown, "the table of bodies has no themes of plans")
    space = room(ax)
    groups = shown.groupby("subject", sort=False)
    order = (groups["n"].sum() / groups["of"].sum()).sort_values(
        ascending=False, kind="stable"
    )
    named = shown.drop_duplicates("subject").set_index("subject")["label"]
    bodies = shown["body"].unique().tolist()
    besides = 0.55 + 2.6 * space.small / 72 / space.air
    n, row = rows_that_fit(space, fit(named[order.index], space), besides)
    themes = order.index[:n]
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(n), fit(named[themes], space))
    bare(ax)
    shape = {"index": "subject", "columns": "body"}
    share = shown.pivot(values="share", **shape).loc[themes, bodies]
    band = shown.groupby("subject")[["norm_low", "norm_high"]].first().loc[themes]
    _cells(ax, share, band)
    _bodies(ax, bodies, space)
    if space.columns and band["norm_low"].notna().any():
        texts = [
            f"{low:.0%}–{high:.0%}" if pd.notna(low) else ""
            for low, high in band.to_numpy()
        ]
        column(ax, either("同类报告", "genre"), texts, places=range(n))
    ax.set(xlim=(0, len(bodies)), ylim=(n - 0.5, -0.5))
    marks = either(
        "▲ 高于、▼ 低于同类报告计划中五分之四的范围；数字为占计划分句的%",
        "▲ above, ▼ below four of five reports of the genre; % of the plan's clauses",
    )
    rest = left_out(len(order) - n, "个主题，较少见", "themes, rarer ones")
    note(ax, space, marks if band["norm_low"].notna().any() else "", rest)
    return ax


def _cells(ax: Axes, share: pd.DataFrame, band: pd.DataFrame) -> None:
    """Draw a cell per theme and body, with its share in per cent."""
    most = share.to_numpy().max() or 1
    x, y = np.arange(share.shape[1] + 1), np.arange(share.shape[0] + 1) - 0.5
    look = {"edgecolor": "white", "linewidth": 1.2 * size().scale}
    ax.pcolormesh(x, y, share.to_numpy(), cmap=SEQUENTIAL, vmin=0, vmax=most, **look)
    for row, column_ in np.ndindex(share.shape):
        value = share.iat[row, column_]
        low, high = band.iloc[row]
        mark = MARKS.get(int(value > high) - int(value < low), "")
        ink = legible(SEQUENTIAL(value / most))
        look = {"ha": "center", "color": ink, "in_layout": False}
        look["size"] = min(size().value, size().small * 1.1)
        write(ax, f"{100 * value:.0f}{mark}", column_ + 0.5, row, at=(0, 0), **look)


def _bodies(ax: Axes, names: Sequence[str], space: Size) -> None:
    """Write the names of the bodies above their columns."""
    # what one column may take, as far as is known before the layout
    limit = 0.74 * space.width * 72 / len(names) - 2
    longest = max(width(name, 1) for name in names)
    points = max(min(space.value, limit / longest), 0.75 * space.small)
    top = ax.get_xaxis_transform()
    for place, name in enumerate(names):
        text = shorten(name, limit, points)
        look = {
            "size": points,
            "ha": "center",
            "va": "bottom",
            "color": INK,
            "in_layout": place == 0,
        }
        write(ax, text, place + 0.5, 1, at=(0, 4), transform=top, **look)


def plot_stress(table: pd.DataFrame, *, top: int = 2, ax: Axes | None = None) -> Axes:
    """Draw the words that each plan stresses: its rate, and that of all the others.

    Parameters
    ----------
    table
        Words of the table `sisters`, those to draw: `subject`, `body`, `per_10k`,
        `others_per_10k`, `n`, `n_others`, `z`. At most `top` of each body (one where
        the room is fixed), the clearest first; the body with the highest rate first.
    """
    check(table, "no plan stresses a word")
    space, besides = room(ax), 0.95
    top = top if space.height is None else 1
    best = table.sort_values("z", ascending=False, kind="stable")
    best = best.groupby("body", sort=False).head(top)
    order = best["z"].sort_values(ascending=False).index
    labels = best["body"] + " “" + best["subject"] + "”"
    n, row = rows_that_fit(space, fit(labels.loc[order], space), besides)
    shown = best.loc[order[:n]]
    most = shown.groupby("body")["per_10k"].transform("max")
    by = {"by": ["most", "body", "per_10k"], "ascending": [False, True, False]}
    shown = shown.assign(most=most).sort_values(**by, kind="stable")
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(n), fit(labels.loc[shown.index], space))
    ax.grid(visible=False, axis="y")
    rows = np.arange(n)
    line = {"linewidth": 1.6 * space.scale, "zorder": 1}
    ax.hlines(rows, shown["others_per_10k"], shown["per_10k"], color=GRID, **line)
    dot = {"marker": "o", "linestyle": "", "markersize": 6.5 * space.scale}
    ax.plot(shown["others_per_10k"], rows, color=REFERENCE, **dot)
    ax.plot(shown["per_10k"], rows, color=TARGET, **dot)
    ax.set_xlim(-0.02 * shown["per_10k"].max(), 1.12 * shown["per_10k"].max())
    _times(ax, shown, space)
    _sides(ax, dot)
    lost = best["body"].nunique() - shown["body"].nunique()
    note(
        ax,
        space,
        either("每万字检索次数", "times found per 10,000 characters"),
        left_out(lost, "家", "bodies"),
    )
    return ax


def _times(ax: Axes, shown: pd.DataFrame, space: Size) -> None:
    """Write how often each word stands in the plan, and in all the others."""
    counts = [
        either(f"{a}次 / {b}次", f"{a} / {b}")
        for a, b in zip(shown["n"], shown["n_others"], strict=True)
    ]
    if space.columns:
        column(ax, either("本家/其余", "own / others"), counts)
        return
    for at, (text, x) in enumerate(zip(counts, shown["per_10k"], strict=True)):
        look = {"ha": "left", "color": MUTED, "size": space.small}
        write(ax, text, x, at, at=(7, 0), **look)


def _sides(ax: Axes, dot: dict) -> None:
    """Say which dot is which."""
    names = either("该家计划", "this plan"), either("其余各家计划合计", "other plans")
    look = dot | {"markersize": 6.5}
    pairs = zip((TARGET, REFERENCE), names, strict=True)
    key(ax, [Line2D([], [], color=c, label=name, **look) for c, name in pairs])


def plot_superior(
    table: pd.DataFrame, *, top: int = 24, ax: Axes | None = None
) -> Axes:
    """Draw which body takes up which formulation of the superior: a table of counts.

    Parameters
    ----------
    table
        Table `superior`. Of the formulations that few other reports use, at most `top`:
        those that most plans take up, but not all, come first; above them how many each
        body takes up of all of them.
    """
    told = table[(table["kind"] == "formulation") & (table["subject"] != "")]
    told = told[~(told["others"] > COMMON)]
    check(told, "the superior's plan has no formulation of its own")
    space, besides = room(ax), 1.05
    bodies = told["body"].unique().tolist()
    shape = {"index": "subject", "columns": "body", "values": "n"}
    n = told.pivot(**shape)[bodies]
    size_ = told.drop_duplicates("subject").set_index("subject")["n_superior"]
    taken = (n > 0).sum(axis=1)
    every = (taken == len(bodies)) & (len(bodies) > 1)
    order = pd.DataFrame({"every": every, "taken": -taken, "size": -size_})
    order = order.sort_values(["every", "taken", "size"], kind="stable")
    order = order[order["taken"] < 0] if (order["taken"] < 0).any() else order
    named = either("{}（{}）", "{} ({})").format
    labels = [named(one, size_[one]) for one in order.index[:top]]
    rows, row = rows_that_fit(space, fit(labels, space), besides, gaps=1.4)
    shown = n.loc[order.index[:rows]]
    ax = axes_for(ax, space, besides * space.air + row * (rows + 1.4))
    places = np.arange(rows) + 1.4
    heads = [either("合计用到", "taken up"), *fit(labels[:rows], space)]
    label_rows(ax, [0, *places], heads)
    bare(ax)
    _counts(ax, shown, places)
    _totals(ax, table, bodies)
    _bodies(ax, bodies, space)
    ax.set(xlim=(0, len(bodies)), ylim=(places[-1] + 0.6, -0.6))
    of = told["subject"].nunique()
    note(
        ax,
        space,
        either(
            f"括号内为上级计划中的次数；合计：{of}个提法中计划用到的个数",
            f"in brackets: times in the superior's plan; taken up of {of} formulations",
        ),
        left_out(int((taken > 0).sum()) - rows, "个有承接的提法", "that are taken up"),
        left_out(int((taken == 0).sum()), "个提法各家都没有用", "that nobody uses"),
    )
    return ax


def _counts(ax: Axes, shown: pd.DataFrame, places: np.ndarray) -> None:
    """Write each count in its cell, on a ground that says how often; a dot for none."""
    for row, column_ in np.ndindex(shown.shape):
        count, x, y = int(shown.iat[row, column_]), column_ + 0.5, places[row]
        look = {"ha": "center", "in_layout": False}
        if count:
            ground = SEQUENTIAL(0.25 + 0.15 * min(count, 4))
            box = {"facecolor": ground, "edgecolor": "white"}
            ax.add_patch(Rectangle((column_, y - 0.5), 1, 1, **box))
            write(ax, str(count), x, y, at=(0, 0), color=legible(ground), **look)
        else:
            write(ax, "·", x, y, at=(0, 0), color=MUTED, **look)


def _totals(ax: Axes, table: pd.DataFrame, bodies: Sequence[str]) -> None:
    """Write how many formulations each body takes up above its column."""
    whole = table[(table["kind"] == "formulation") & (table["subject"] == "")]
    n = whole.set_index("body")["n"]
    for place, body in enumerate(bodies):
        look = {"ha": "center", "color": TARGET, "in_layout": False}
        write(ax, str(n.get(body, 0)), place + 0.5, 0, at=(0, 0), **look)
