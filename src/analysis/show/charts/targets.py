"""Chart of targets: each indicator's result and target side by side, in its unit."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LABEL,
    ROW,
    axes_for,
    check,
    column,
    key,
    label_rows,
    write,
)
from analysis.show.charts.lettering import shorten
from analysis.show.style import INK, MUTED, REFERENCE, TARGET, pale

MOST = 26  # rows drawn; the table has them all
FURTHEST = 2.0  # powers of two: a quarter to four times the result
LABEL_WIDTH = 17 * LABEL  # points
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
    shown = shown.head(MOST)
    places = list(range(len(shown)))
    ax = axes_for(ax, 0.95 + ROW * (len(shown) + 0.6))
    labels = [shorten(name, LABEL_WIDTH, LABEL) for name in shown["indicator"]]
    label_rows(ax, places, labels)
    ax.grid(visible=False)
    _dots(ax, shown, places)
    _scale(ax)
    end = column(ax, f"{names[1]}", shown["result_text"].tolist())
    inks = {"colours": TARGET}
    end = column(ax, f"{names[0]}", shown["target_text"].tolist(), at=end + 16, **inks)
    called = value_labels("direction")
    said = [
        f"{MARKS.get(code, '')} {called[code]}".strip() if code else "—"
        for code in shown["direction"]
    ]
    colours = [
        INK if code in ("higher", "tighter") else MUTED for code in shown["direction"]
    ]
    column(ax, "目标", said, at=end + 16, colours=colours)
    key(
        ax,
        [
            Line2D([], [], color=REFERENCE, linewidth=1.6, label=names[1]),
            Line2D([], [], color=TARGET, marker="o", linestyle="", label=names[0]),
        ],
    )
    return ax


def paired(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure in the plan and one in the review."""
    both = table.dropna(subset=["target", "result"])
    return both[both["clause_target"] != both["clause_reference"]]


def _dots(ax: Axes, shown: pd.DataFrame, places: list[int]) -> None:
    """Draw the target of each row as a multiple of its result, in powers of two."""
    ax.axvline(0, color=REFERENCE, linewidth=1.6, zorder=1)
    for place, row in zip(places, shown.itertuples(), strict=True):
        if row.result <= 0 or row.target <= 0:
            write(ax, "实绩为负，不比", 0, place, at=(6, 0), ha="left", color=MUTED)
            continue
        ends = (
            [row.target] if pd.isna(row.target_high) else [row.target, row.target_high]
        )
        at = np.clip(np.log2(np.array(ends) / row.result), -FURTHEST, FURTHEST)
        ax.hlines(place, min(0, *at), max(0, *at), color=pale(TARGET), linewidth=2.2)
        if len(at) > 1:
            ax.hlines(place, at[0], at[1], color=TARGET, linewidth=2.2)
        ax.plot(at, [place] * len(at), "o", color=TARGET, markersize=5.5, zorder=3)


def _scale(ax: Axes) -> None:
    """Label the multiples below: 1/4, 1/2, the result, twice, four times."""
    ax.set_xlim(-FURTHEST - 0.25, FURTHEST + 0.25)
    ax.set_xticks([-2, -1, 0, 1, 2], labels=["1/4", "1/2", "上年实绩", "2倍", "4倍"])
    ax.tick_params(axis="x", labelsize=LABEL - 1, labelcolor=MUTED)
    ax.set_xlabel("目标为上年实绩的几倍；每行各有单位", loc="left")
