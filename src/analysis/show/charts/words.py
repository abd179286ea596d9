"""Charts of words: what marks plan and review, task verbs, and a word cloud."""

import math
from functools import cache, partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox

from analysis.compare.norms import distinctive
from analysis.show.charts.frame import (
    PAIR,
    bare,
    bars,
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
from analysis.show.charts.lettering import marked
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    INK,
    MUTED,
    REFERENCE,
    TARGET,
    Size,
    either,
    font_file,
    size,
)


def as_found(table: pd.DataFrame) -> pd.DataFrame:
    """Return the report's own words of `keyness`, counted as a search finds them."""
    own = distinctive(table)
    return own.assign(
        n_target=own["found_target"],
        n_reference=own["found_reference"],
        log_ratio=own["found_log_ratio"],
    )


def plot_keyness(
    table: pd.DataFrame,
    *,
    top: int = 10,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the words that mark each side: bars as long as the ratio of their rates.

    Right and red, words of the target; left and grey, words of the reference; a bar
    is as long as `log_ratio`, and the counts of both stand at its end.

    Parameters
    ----------
    table
        Table `keyness` (or `verbs`): `word`, `log_ratio`, `n_target`,
        `n_reference`. Its row order decides which words are shown, the
        first `top` of each sign; they are drawn by falling `log_ratio`, ties in table
        order.
    names
        What target and reference are called.
    """
    sides = [table[table["log_ratio"] > 0], table[table["log_ratio"] < 0]]
    shown = pd.concat([side.head(top) for side in sides])
    check(shown, "no word has a log_ratio other than 0")
    space, besides = room(ax), 1.0
    n, row = rows_that_fit(space, fit(shown["word"], space), besides, gaps=0.5)
    if n < len(shown):
        shown = pd.concat([side.head(max(1, n // 2)) for side in sides])
    shown = shown.sort_values("log_ratio", ascending=False, kind="stable")
    words = fit(shown["word"], space)
    places = [row + 0.5 * (x < 0) for row, x in enumerate(shown["log_ratio"])]
    ax = axes_for(ax, space, besides * space.air + row * (len(shown) + 0.5))
    ax.set_yticks([])  # each word stands beside its bar
    ax.set_ylim(max(places) + 0.6, min(places) - 0.6)
    bars(ax, places, shown["log_ratio"], height=0.66, colours=_side_colours(shown))
    ax.axvline(0, color=INK, linewidth=0.8 * space.air)
    _write_beside_bars(ax, shown, words, places)
    _name_sides(ax, shown, names)
    note(
        ax,
        space,
        either(
            f"每万字次数之比（对数刻度）；条端数字：{names[0]}次数 : {names[1]}次数",
            f"ratio of rates (log scale); at the bars: {names[0]} : {names[1]}",
        ),
    )
    return ax


def _side_colours(shown: pd.DataFrame) -> list[str]:
    return [TARGET if value > 0 else REFERENCE for value in shown["log_ratio"]]


def _write_beside_bars(
    ax: Axes, shown: pd.DataFrame, words: list[str], places: list[float]
) -> None:
    """Write the word on the free side of the zero line, the counts at the bar's end."""
    counts = shown["n_target"].map(str) + " : " + shown["n_reference"].map(str)
    rows = zip(places, words, shown["log_ratio"], counts, strict=True)
    look = {"size": size().label, "linespacing": 1.1}
    for y, word, value, count in rows:
        outward, inward = ("left", "right") if value > 0 else ("right", "left")
        step = math.copysign(6, value)
        write(ax, word, 0, y, at=(-step, 0), ha=inward, **look)
        write(ax, count, value, y, at=(step, 0), ha=outward, color=MUTED)


def _name_sides(ax: Axes, shown: pd.DataFrame, names: tuple[str, str]) -> None:
    """Name the sides, and say what the lengths and the numbers mean."""
    widest = shown["log_ratio"].abs().max()
    right, left = (shown["log_ratio"] > 0).any(), (shown["log_ratio"] < 0).any()
    ax.set_xlim(-1.28 * widest * left, 1.28 * widest * right)
    step = max(1, math.ceil(widest / 4))
    ticks = range(-4 * step, 4 * step + 1, step)
    ticks = [tick for tick in ticks if (left or tick >= 0) and (right or tick <= 0)]
    ticks = [tick for tick in ticks if abs(tick) <= 1.2 * widest]
    ax.set_xticks(ticks, labels=[_times(x) for x in ticks])
    look = {"va": "bottom", "size": size().label, "transform": ax.get_xaxis_transform()}
    if right:
        text = either(f"{names[0]}更多 →", f"more in the {names[0]} →")
        write(ax, text, 0, 1, at=(6, 4), ha="left", color=TARGET, **look)
    if left:
        text = either(f"← {names[1]}更多", f"← more in the {names[1]}")
        write(ax, text, 0, 1, at=(-6, 4), ha="right", color=MUTED, **look)


def _times(power: int) -> str:
    """Return what a tick of the ratio says: 4倍."""
    if not power:
        return either("相同", "equal")
    return either(f"{2 ** abs(power)}倍", f"×{2 ** abs(power)}")


def plot_verbs(
    table: pd.DataFrame,
    *,
    top: int = 20,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the commonest task verbs as pairs of bars: how often on each side.

    Parameters
    ----------
    table
        Table `verbs`: `word`, `n_target`, `n_reference`, `per_10k_target`,
        `per_10k_reference`. The `top` commonest of both sides together, by falling
        sum of counts, ties in table order. The rates stand at the right.
    names
        What target and reference are called.
    """
    check(table, "the table of verbs has no rows")
    total = (table["n_target"] + table["n_reference"]).to_numpy()
    shown = table.iloc[(-total).argsort(kind="stable")[:top]]
    space, besides = room(ax), 0.75
    words = fit(shown["word"], space)
    n, row = rows_that_fit(space, words, besides, extra=PAIR)
    shown, words = shown.head(n), words[:n]
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(len(shown)), words)
    bare(ax)
    _paired_bars(ax, shown)
    if space.columns:
        rates = [shown[f"per_10k_{side}"].map("{:.0f}".format) for side in _SIDES]
        end = column(ax, "", rates[0])
        heading = either("每万词", "per 10k")
        column(ax, heading, rates[1], at=end + 4, colours=TARGET)
    pair, unit = zip(names[::-1], _SIDES.values(), strict=True), either("（次）", "")
    key(ax, [Patch(color=colour, label=f"{name}{unit}") for name, colour in pair])
    note(
        ax,
        space,
        left_out(len(table) - len(shown), "个动词，次数较少", "verbs, rarer ones"),
    )
    return ax


_SIDES = {"reference": REFERENCE, "target": TARGET}  # the earlier stands first


def _paired_bars(ax: Axes, shown: pd.DataFrame) -> None:
    """Draw both counts of each row, the reference's above, with their numbers."""
    for counts, shift, colour in (
        (shown["n_reference"], -0.19, REFERENCE),
        (shown["n_target"], 0.19, TARGET),
    ):
        places = [row + shift for row in range(len(shown))]
        bars(ax, places, counts, height=0.34, colours=colour)
        for y, n in zip(places, counts, strict=True):
            look = {"ha": "left", "size": size().small, "in_layout": False}
            write(ax, str(n), n, y, at=(4, 0), **look)
    ax.set_xlim(0, 1.08 * shown[["n_target", "n_reference"]].to_numpy().max() or 1)


def plot_wordcloud(
    table: pd.DataFrame, *, top: int = 80, ax: Axes | None = None
) -> Axes:
    """Draw the commonest words in sizes that follow their counts, as decoration.

    Parameters
    ----------
    table
        Table `keywords`, of one group: `word`, `n`. The `top` commonest, ties in table
        order. The ten commonest are red, the others grey; words for which no room is
        left are not drawn.
    """
    shown = table.sort_values("n", ascending=False, kind="stable").head(top)
    check(shown, "the table of keywords has no rows")
    space = room(ax)
    shape = _canvas(space)
    ax = axes_for(ax, space, space.width * shape[1] / shape[0] + 0.2)
    ax.set_axis_off()
    ax.set(xlim=(0, shape[0]), ylim=(shape[1], 0), aspect="equal")
    ax.get_figure(root=True).draw_without_rendering()  # how wide are the axes?
    scale = ax.get_window_extent().width / shape[0] * 72 / ax.get_figure(root=True).dpi
    least = math.ceil(space.small / scale)
    for rank, (word, points, x, y) in enumerate(_cloud(shown, shape, least)):
        colour = TARGET if rank < 10 else (MUTED if rank < 30 else REFERENCE)
        look = {"size": points * scale, "color": colour, "va": "baseline"}
        ax.text(x, y, marked(word), parse_math=False, **look)
    return ax


# Pixels of the word cloud's own canvas: its time grows with their number.
_CLOUD = (700, 235)


def _canvas(room: Size) -> tuple[int, int]:
    """Return the pixels of the canvas: in a fixed height, of its proportions."""
    if room.height is None:
        return _CLOUD
    high = (room.height - 0.4) / (room.width - 0.4) * _CLOUD[0]
    return _CLOUD[0], round(min(max(high, 100), _CLOUD[0]))


def _cloud(
    shown: pd.DataFrame, shape: tuple[int, int], least: int
) -> list[tuple[str, float, float, float]]:
    """Return word, size and start of the baseline, in pixels of the canvas.

    No word is smaller than `least`; where even the commonest has no room, none is.
    """
    from PIL import ImageFont
    from wordcloud import WordCloud  # slow to import, and seldom wanted

    counts = dict(zip(shown["word"], shown["n"].astype(float), strict=True))
    path = str(font_file())
    cloud = WordCloud(
        font_path=path,
        width=shape[0],
        height=shape[1],
        margin=6,
        max_words=len(counts),
        min_font_size=least,
        max_font_size=max(
            60, least
        ),  # larger, and small words nest between the strokes
        relative_scaling=0.6,
        prefer_horizontal=1,
        random_state=0,
    ).generate_from_frequencies(counts)
    font = cache(partial(ImageFont.truetype, path))
    placed, taken = [], []
    for (word, _), points, (top, left), *_ in cloud.layout_:
        ink = font(points).getbbox(word, anchor="ls")
        box = Bbox.from_bounds(left, top, ink[2] - ink[0], ink[3] - ink[1])
        if not box.count_overlaps(taken):  # a word may sit inside another's strokes
            placed.append((word, points, left - ink[0], top - ink[1]))
            taken.append(box)
    return placed
