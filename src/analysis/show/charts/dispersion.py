"""Chart of dispersion: which words run through the text, and which sit in one place."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.charts.frame import (
    check,
    column,
    fit,
    label_rows,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import FAINT, GRID, INK, MUTED, PROBLEMS, either, size

_DOT = {"color": PROBLEMS, "markersize": 6}
_TICK = {"color": FAINT, "markersize": 10, "markeredgewidth": 1.4}


def plot_dispersion(
    table: pd.DataFrame, *, top: int = 25, ax: Axes | None = None
) -> Axes:
    """Draw how far each of the commonest words is from an even spread.

    A dot per word at its `dp_norm`, the most even at the top, and a tick where as many
    occurrences would be if they fell at random; how often the word stands and in how
    many of the parts is written at the right.

    Parameters
    ----------
    table
        Table `dispersion`: `word`, `n`, `range`, `parts`, `dp_norm`,
        `dp_norm_random`. The `top` commonest are drawn, ties in table order, by rising
        `dp_norm`.
    """
    shown = table[table["dp_norm"].notna()]
    check(shown, "no word has a dispersion; it takes two parts")
    space, besides = room(ax), 1.15
    shown = shown.sort_values("n", ascending=False, kind="stable").head(top)
    n, row = rows_that_fit(space, fit(shown["word"], space), besides)
    shown = shown.head(n)
    shown = shown.sort_values("dp_norm", kind="stable")
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(len(shown)), fit(shown["word"], space))
    ax.grid(visible=False, axis="y")
    ax.hlines(range(len(shown)), 0, 1, color=GRID, linewidth=0.8 * space.air, zorder=0)
    ax.plot(shown["dp_norm_random"], range(len(shown)), "|", **_scaled(_TICK))
    ax.plot(shown["dp_norm"], range(len(shown)), "o", **_scaled(_DOT))
    if space.columns:
        end = column(ax, either("次数", "n"), shown["n"].map(str), colours=INK)
        found = shown["range"].map(str) + "/" + shown["parts"].map(str)
        column(ax, either("章节", "parts"), found, at=end + 12)
    _name_ends(ax)
    zh = "标准化离散度 DPnorm：0 各章节按篇幅均匀使用，1 只用在最短的一个章节"
    keys = either("● 该词　｜ 同样次数随机散布时", "● the word　｜ if spread at random")
    lines = [keys]
    if space.columns:
        lines[0] += either("；章节：用到该词的章节数/章节总数（题目、篇首不计）", "")
        lines = [either(zh, "DPnorm: 0 evenly spread, 1 all in one part"), *lines]
    note(ax, space, *lines)
    return ax


def _scaled(look: dict) -> dict:
    """Return a look with its lengths in the size in effect."""
    scale = size().scale
    return {k: v if isinstance(v, str) else v * scale for k, v in look.items()}


def _name_ends(ax: Axes) -> None:
    """Name both ends of the scale."""
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], labels=["0", "0.25", "0.5", "0.75", "1"])
    look = {"va": "bottom", "size": size().label, "color": MUTED}
    look["transform"] = ax.get_xaxis_transform()
    even, one = (
        either("← 贯穿全文", "← throughout"),
        either("集中一处 →", "one place →"),
    )
    write(ax, even, 0, 1, at=(0, 4), ha="left", **look)
    write(ax, one, 1, 1, at=(0, 4), ha="right", **look)
