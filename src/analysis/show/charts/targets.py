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
NARROW = 5  # inches: there is none for two columns of numbers
MOST = 26  # rows drawn; the table has them all
FURTHEST = 2.0  # powers of two: a quarter to four times the result
# A ceiling that is 宽于 the result has the larger figure: an arrow would contradict it.
MARKS = {"higher": "▲", "lower": "▼", "tighter": "·", "looser": "·"}


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
    _scale(ax, space, either("上年实绩", "result"))
    end = column(ax, names[1], shown["result_text"].tolist())
    printed = shown["target_text"].tolist()
    end = column(ax, names[0], printed, at=end + 16, colours=TARGET)
    if space.columns:
        _directions(ax, shown, end + 16)
    rest = left_out(every - n, "个指标", "indicators")
    if space.columns:
        rest = either("目标为上年实绩的几倍；每行各有单位", "target ÷ result") + (
            rest and either("；", "; ") + rest
        )
    note(ax, space, rest)
    return ax


def plot_met(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each result beside what was promised for its year: a row per target.

    The grey line is the target, the red dot the result as a multiple of it; at the
    right both as printed, and whether the target was met. Drawn is the last year with
    a result.

    Parameters
    ----------
    table
        Table `targets` of a shelf of years, with `review_year`.
    """
    shown = reported(table)
    check(shown, "no target of an earlier plan has a result")
    space, besides, every = room(ax), 0.95, len(shown)
    labels = fit(shown["indicator"].head(MOST), space)
    n, row = rows_that_fit(space, labels, besides, gaps=0.6)
    shown = shown.head(n)
    ax = axes_for(ax, space, besides * space.air + row * (n + 0.6))
    label_rows(ax, range(n), labels[:n])
    ax.grid(visible=False)
    # the dot is the result here, and the line what was promised
    ends = {"target": shown["result"], "result": shown["previous_target"]}
    _dots(ax, shown.assign(**ends, target_high=None))
    one, short = either("目标", "target"), not space.columns and space.width <= WIDE
    _scale(ax, space, one)
    if short:  # no room for multiples
        ax.set_xticks([0], labels=[one])
    marks = _marks(shown, short=short)
    printed, came = shown["previous_text"].tolist(), shown["result_text"].tolist()
    if short:  # the mark stands behind the result, the target is the line
        came = [f"{text} {mark}" for text, mark in zip(came, marks, strict=True)]
    end = 0 if space.width < NARROW else column(ax, one, printed)
    year = shown["review_year"].iloc[0]
    result = either(f"{year}年结果", f"{year} result")
    end = column(ax, result, came, at=end + 16 * bool(end), colours=TARGET)
    if not short:
        column(ax, either("是否达到", "met"), marks, at=end + 16)
    rest = left_out(every - n, "个目标", "targets")
    if space.columns:
        said = either("结果为目标的几倍；每行各有单位", "result ÷ target")
        rest = said + (rest and either("；", "; ") + rest)
    note(ax, space, rest)
    return ax


def reported(table: pd.DataFrame) -> pd.DataFrame:
    """Return the targets for a year that have a result, of the last year with any."""
    both = table.dropna(subset=["previous_target", "result"])
    return both[both["review_year"] == both["review_year"].max()]


def _marks(shown: pd.DataFrame, *, short: bool) -> list[str]:
    """Return whether each target was met, as a sign with or without its word."""
    said = either("✓ 达到", "✓ met"), either("× 未达到", "× not met")
    if short:
        said = "✓", "×"
    return ["—" if pd.isna(met) else said[0 if met else 1] for met in shown["met"]]


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


def _scale(ax: Axes, room: Size, one: str) -> None:
    """Label the multiples below: 1/4, 1/2, what they are of, twice, four times."""
    ax.set_xlim(-FURTHEST - 0.25, FURTHEST + 0.25)
    labels = ["1/4", "1/2", one, either("2倍", "×2"), either("4倍", "×4")]
    every = 1 if room.width > WIDE else 2
    ax.set_xticks([-2, -1, 0, 1, 2][::every], labels=labels[::every])
