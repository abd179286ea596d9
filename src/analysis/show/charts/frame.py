"""What all charts share: axes of the right height, rows, columns, and the caption."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import ScaledTranslation, Transform
from numpy.typing import ArrayLike

from analysis.show.charts.lettering import shorten, width, wrap
from analysis.show.style import FAINT, FONT, INK, MUTED, use_house_style

WIDTH = 7.6  # inches: the text width of a briefing page, and half a slide
MARGIN = 0.16  # inches around everything
ROW = 0.3  # inches: one line of label and air
LABEL = 9.5  # points
VALUE = 8.5
LEADING = 1.3  # of a caption: the font's lines are as high as its size

# A report's own words may hold two dollar signs: they stay words, never formulas.
PLAIN = {"parse_math": False}


def caption(ax: Axes, title: str, subtitle: str = "", source: str = "") -> Axes:
    """Say what the chart shows, and return its axes.

    The figure grows by what the caption needs, so that nothing is covered; long texts
    are wrapped at its width. A second caption replaces the first.

    Parameters
    ----------
    title
        The finding, in one sentence.
    subtitle
        What is measured, in which unit, of which years.
    source
        Where it is from; 来源： is put before it.
    """
    figure = ax.get_figure(root=True)
    engine = _constrained(figure)
    _, _, _, share = engine.get()["rect"]
    body = figure.get_figheight() * share
    for text in [text for text in figure.texts if text.get_gid() == "caption"]:
        text.remove()
    above = [(title, rcParams["axes.titlesize"], INK), (subtitle, LABEL, MUTED)]
    below = [(source and f"来源：{source}", 7.5, FAINT)]
    top, bottom = (_stack(figure, blocks) for blocks in (above, below))
    height = round(top[-1] + body + bottom[-1], 2)
    figure.set_figheight(height)
    engine.set(rect=(0, bottom[-1] / height, 1, body / height))
    written = [text for text in figure.texts if text.get_gid() == "caption"]
    starts = [height - at for at in top[:-1]] + [bottom[-1] - at for at in bottom[:-1]]
    for text, start in zip(written, starts, strict=True):
        text.set_position((MARGIN / figure.get_figwidth(), start / height))
    return ax


def axes_for(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """Return `ax`, or new axes in a figure of its own, so many inches high and wide."""
    if rcParams["font.family"] != [FONT]:
        use_house_style()  # a chart without it would be all empty boxes
    if ax is None:
        figure = Figure(figsize=(width, height))
        _constrained(figure)
        ax = figure.subplots()
    return ax


def check(table: pd.DataFrame, what: str) -> None:
    """Raise ValueError where there is nothing to draw."""
    if table.empty:
        raise ValueError(f"nothing to draw: {what}")


def fit(labels: Sequence[str], limit: float = 152) -> list[str]:
    """Return the labels on one or two lines, cut with … where two are not enough."""
    fitted = []
    for label in labels:
        lines = wrap(str(label), limit, LABEL)
        if len(lines) > 2:
            lines = [lines[0], shorten("".join(lines[1:]), limit, LABEL)]
        fitted.append("\n".join(lines))
    return fitted


def row_height(labels: Sequence[str]) -> float:
    """Return the inches that a row needs for the tallest of the labels."""
    return ROW + 0.15 * max(label.count("\n") for label in labels)


def label_rows(ax: Axes, places: Sequence[float], labels: Sequence[str]) -> None:
    """Write the labels left of the rows; the first row is at the top."""
    ax.set_yticks(places, labels=labels)
    ax.set_ylim(max(places) + 0.6, min(places) - 0.6)
    for text in ax.get_yticklabels():
        text.set(size=LABEL, linespacing=1.1, **PLAIN)


def write(
    ax: Axes, text: str, x: float, y: float, *, at: Sequence[float], **look
) -> None:
    """Write `text` beside the point (x, y), `at` so many points off.

    The point is one of the data, or of `transform`. A text that lies within the axes,
    or short of a neighbour, is written with `in_layout=False`: it need not be measured
    to keep it inside the figure.
    """
    look = {"va": "center_baseline", "size": VALUE, "color": INK} | look
    place = beside(ax, look.pop("transform", ax.transData), at)
    ax.text(x, y, text, transform=place, **PLAIN, **look)


def beside(ax: Axes, place: Transform, at: Sequence[float]) -> Transform:
    """Return the transform to `at` points right of and above where `place` leads."""
    if not any(at):
        return place
    inches = ax.get_figure(root=True).dpi_scale_trans
    return place + ScaledTranslation(at[0] / 72, at[1] / 72, inches)


def bars(
    ax: Axes,
    places: ArrayLike,
    lengths: ArrayLike,
    *,
    height: float,
    colours: Sequence[str] | str,
    starts: ArrayLike = 0,
) -> None:
    """Draw a bar to the right of `starts` at each place, or to the left where negative.

    All are one artist: a patch for each takes ten times as long.
    """
    left, length, y = np.broadcast_arrays(starts, lengths, places)
    right, below, above = left + length, y - height / 2, y + height / 2
    corners = [(left, below), (right, below), (right, above), (left, above)]
    shapes = np.moveaxis(np.array(corners), 2, 0)  # bar, corner, x and y
    drawn = PolyCollection(shapes, facecolors=colours, linewidths=0)
    ax.add_collection(drawn, autolim=False)


def column(
    ax: Axes,
    header: str,
    texts: Sequence[str],
    *,
    at: float = 12,
    colours: Sequence[str] | str = MUTED,
    places: Sequence[float] | None = None,
) -> float:
    """Write a column right of the axes, `at` so many points off; return where it ends.

    `texts` are flush right, one per y tick or at `places`; the header stands above
    the axes.
    """
    if isinstance(colours, str):
        colours = [colours] * len(texts)
    end = at + max(width(text, VALUE) for text in (header, *texts))
    look = {"ha": "right", "transform": beside(ax, ax.get_yaxis_transform(), (end, 0))}
    places = ax.get_yticks() if places is None else places
    rows = zip(places, texts, colours, strict=True)
    for n, (y, text, colour) in enumerate(rows):  # they all end where the first does
        write(ax, text, 1, y, at=(0, 0), color=colour, in_layout=n == 0, **look)
    look = {"ha": "right", "va": "bottom", "color": MUTED, "transform": ax.transAxes}
    write(ax, header, 1, 1, at=(end, 6), **look)
    return end


def key(ax: Axes, handles: list) -> None:
    """Write the legend as one line above the axes."""
    legend = ax.legend(
        handles=handles,
        ncols=len(handles),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        borderaxespad=0.6,
    )
    for text in legend.get_texts():
        text.set(color=INK, **PLAIN)


def bare(ax: Axes) -> None:
    """Take away value axis and grid, where every value is written out."""
    ax.grid(visible=False)
    ax.set_xticks([])


def _constrained(figure: Figure) -> ConstrainedLayoutEngine:
    """Return the figure's layout engine, which keeps labels inside the figure."""
    if not isinstance(figure.get_layout_engine(), ConstrainedLayoutEngine):
        engine = ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN)
        figure.set_layout_engine(engine)
    return figure.get_layout_engine()


def _stack(figure: Figure, blocks: list[tuple[str, float, str]]) -> list[float]:
    """Write the blocks and return where each begins, and all end, in inches."""
    limit = (figure.get_figwidth() - 2 * MARGIN) * 72
    places, reached = [], MARGIN
    for content, size, colour in blocks:
        if not content:
            continue
        lines = wrap(content, limit, size)
        look = {"size": size, "color": colour, "linespacing": LEADING, "gid": "caption"}
        figure.text(0, 1, "\n".join(lines), va="top", **look, **PLAIN)
        places.append(reached)
        reached += (LEADING * len(lines) + 0.45) * size / 72
    return [*places, reached if places else 0]
