"""Chart of dispersion: which words run through the text, and which sit in one place."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.charts.frame import (
    axes_for,
    check,
    column,
    fit,
    label_rows,
    row_height,
    write,
)
from analysis.show.style import FAINT, GRID, INK, MUTED, PROBLEMS

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
    shown = shown.sort_values("n", ascending=False, kind="stable").head(top)
    check(shown, "no word has a dispersion; it takes two parts")
    shown = shown.sort_values("dp_norm", kind="stable")
    words = fit(shown["word"])
    ax = axes_for(ax, 1.15 + row_height(words) * len(shown))
    label_rows(ax, range(len(shown)), words)
    ax.grid(visible=False, axis="y")
    ax.hlines(range(len(shown)), 0, 1, color=GRID, linewidth=0.8, zorder=0)
    ax.plot(shown["dp_norm_random"], range(len(shown)), "|", **_TICK)
    ax.plot(shown["dp_norm"], range(len(shown)), "o", **_DOT)
    end = column(ax, "次数", shown["n"].map(str), colours=INK)
    found = shown["range"].map(str) + "/" + shown["parts"].map(str)
    column(ax, "章节", found, at=end + 12)
    _name_ends(ax)
    return ax


def _name_ends(ax: Axes) -> None:
    """Name both ends of the scale, and say what it measures."""
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], labels=["0", "0.25", "0.5", "0.75", "1"])
    look = {"va": "bottom", "size": 9.5, "color": MUTED}
    look["transform"] = ax.get_xaxis_transform()
    write(ax, "← 贯穿全文", 0, 1, at=(0, 4), ha="left", **look)
    write(ax, "集中一处 →", 1, 1, at=(0, 4), ha="right", **look)
    note = "标准化离散度 DPnorm：0 各章节按篇幅均匀使用，1 只用在最短的一个章节"
    note += "\n● 该词　｜ 同样次数随机散布时；章节：用到该词的章节数/章节总数"
    note += "（题目、篇首不计）"
    ax.set_xlabel(note, linespacing=1.4)
