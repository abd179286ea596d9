"""Chart of targets: each indicator's result and target side by side, in its unit."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    check,
    column,
    fit,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    INK,
    MUTED,
    REFERENCE,
    TARGET,
    Size,
    either,
    lang,
    pale,
    size,
)

WIDE = 7  # inches: there is room for five ticks
MOST = 26  # rows drawn; the table has them all
FURTHEST = 2.0  # powers of two: a quarter to four times the result
MARKS = {"higher": "▲", "lower": "▼", "tighter": "▲", "looser": "▼"}


def plot_targets(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw each target beside its result: a row per indicator with figures on both.

    The grey line is the result, the red dot the target as a multiple of it (beyond a
    quarter and four times at the edge); at the right both as printed, and how the
    target lies to the result. A negative result has no dot.

    Parameters
    ----------
    table
        Table `targets` of one report, in table order.
    names
        What plan and review are called.
    """
    shown = paired(table)
    check(shown, "no indicator has a figure on both sides")
    space, besides, every = room(ax), 0.95, len(shown)
    labels = fit(shown["indicator"].head(MOST), space)
    n, row = rows_that_fit(space, labels, besides, gaps=0.6)
    shown = shown.head(n)
    ax = axes_for(ax, space, besides * space.air + row * (n + 0.6))
    label_rows(ax, range(n), labels[:n])
    ax.grid(visible=False)
    _dots(ax, shown)
    _scale(ax, space)
    end = column(ax, names[1], shown["result_text"].tolist())
    printed = shown["target_text"].tolist()
    end = column(ax, names[0], printed, at=end + 16, colours=TARGET)
    if space.columns:
        _directions(ax, shown, end + 16)
    rest = left_out(every - n, "个指标", "indicators")
    if space.columns:
        rest = either("目标为上年实绩的几倍；每行各有单位", "target ÷ result") + (
            rest and "；" + rest
        )
    note(ax, space, rest)
    return ax


def _directions(ax: Axes, shown: pd.DataFrame, at: float) -> None:
    """Write in a column how the target lies to the result."""
    called = value_labels("direction", lang=lang())
    said = [
        f"{MARKS.get(code, '')} {called[code]}".strip() if code else "—"
        for code in shown["direction"]
    ]
    colours = [
        INK if code in ("higher", "tighter") else MUTED for code in shown["direction"]
    ]
    column(ax, either("目标", "target"), said, at=at, colours=colours)


def paired(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure in the plan and one in the review."""
    both = table.dropna(subset=["target", "result"])
    return both[both["clause_target"] != both["clause_reference"]]


def _dots(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw the target of each row as a multiple of its result, in powers of two."""
    scale = size().scale
    thick = {"linewidth": 2.2 * scale}
    ax.axvline(0, color=REFERENCE, linewidth=1.6 * scale, zorder=1)
    for place, row in enumerate(shown.itertuples()):
        if row.result <= 0 or row.target <= 0:
            write(
                ax,
                either("实绩为负，不比", "below zero"),
                0,
                place,
                at=(6, 0),
                ha="left",
                color=MUTED,
            )
            continue
        ends = (
            [row.target] if pd.isna(row.target_high) else [row.target, row.target_high]
        )
        at = np.clip(np.log2(np.array(ends) / row.result), -FURTHEST, FURTHEST)
        ax.hlines(place, min(0, *at), max(0, *at), color=pale(TARGET), **thick)
        if len(at) > 1:
            ax.hlines(place, at[0], at[1], color=TARGET, **thick)
        dot = {"color": TARGET, "markersize": 5.5 * scale, "zorder": 3}
        ax.plot(at, [place] * len(at), "o", **dot)


def _scale(ax: Axes, room: Size) -> None:
    """Label the multiples below: 1/4, 1/2, the result, twice, four times."""
    ax.set_xlim(-FURTHEST - 0.25, FURTHEST + 0.25)
    result = either("上年实绩", "result")
    labels = ["1/4", "1/2", result, either("2倍", "×2"), either("4倍", "×4")]
    every = 1 if room.width > WIDE else 2
    ax.set_xticks([-2, -1, 0, 1, 2][::every], labels=labels[::every])
