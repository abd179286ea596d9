"""What all charts share: rows and their labels, bars, columns, keys and notes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.transforms import ScaledTranslation, Transform
from numpy.typing import ArrayLike

from analysis.show.charts.lettering import lined, marked, width, wrap
from analysis.show.charts.sheet import MARGIN, PLAIN
from analysis.show.style import INK, MUTED, Size, either, size

ROW = 0.3  # inches of a page: one line of label and air
PAIR = 0.08  # inches of a page: what a second bar adds to a row
LINE = 1.1  # of a label
LABELS = 16  # characters of a label's line, and how much of the width it may take
LABELS_SHARE = 0.36


def rows_that_fit(
    room: Size,
    labels: Sequence[str],
    besides: float,
    *,
    gaps: float = 0.0,
    extra: float = 0.0,
) -> tuple[int, float]:
    """Return how many rows have room, the first one always, and the inches of each.

    Parameters
    ----------
    labels
        Of all the rows, as `fit` returned them, those first that are to stay.
    besides
        Inches on a page of all that is neither row nor caption.
    gaps, extra
        How many rows' height names of groups take; inches that a row needs besides its
        label.
    """
    for n in range(len(labels), 0, -1):
        row = row_height(labels[:n], room) + extra * room.scale
        said = 1.6 * room.small / 72 if n < len(labels) else 0  # how many more
        needed = besides * room.air + said + (n + gaps) * row
        if n == 1 or room.height is None or needed <= room.height:
            break
    return n, row


def check(table: pd.DataFrame, what: str) -> None:
    """Raise ValueError where there is nothing to draw."""
    if table.empty:
        raise ValueError(f"nothing to draw: {what}")


def fit(
    labels: Sequence[str], room: Size, limit: float | None = None, lines: int = 2
) -> list[str]:
    """Return the labels on a few lines, cut with … where those are not enough.

    `limit` is the width of a line in points; without it, what the room has for labels.
    """
    limit = limit or label_width(room)
    return [lined(str(label), limit, room.label, lines) for label in labels]


def label_width(room: Size) -> float:
    """Return the points that a line of label may take."""
    return min(LABELS * room.label, LABELS_SHARE * room.width * 72)


def row_height(labels: Sequence[str], room: Size) -> float:
    """Return the inches that a row needs for the tallest of the labels."""
    lines = 1 + max((label.count("\n") for label in labels), default=0)
    return max(ROW * room.air, (LINE * lines * room.label + 4) / 72)


def label_rows(ax: Axes, places: Sequence[float], labels: Sequence[str]) -> None:
    """Write the labels left of the rows; the first row is at the top."""
    ax.set_yticks(places, labels=[marked(label) for label in labels])
    ax.set_ylim(max(places) + 0.6, min(places) - 0.6)
    for text in ax.get_yticklabels():
        text.set(size=size().label, linespacing=LINE, **PLAIN)


def note(ax: Axes, room: Size, *lines: str) -> None:
    """Write what must be known to read the chart below it, each on lines of its own."""
    labels = [text.get_text() for text in ax.get_yticklabels()]
    rows = [line for label in labels for line in label.split("\n")]
    taken = max((width(line, room.label) for line in rows), default=0)
    limit = max(room.width * 72 - taken - 2 * 72 * MARGIN - 12, 12 * room.small)
    wrapped = [line for text in lines if text for line in wrap(text, limit, room.small)]
    look = {"loc": "left", "size": room.small, "linespacing": 1.4} | PLAIN
    ax.set_xlabel("\n".join(wrapped), **look)


def left_out(n: int, zh: str, en: str) -> str:
    """Say how many rows had no room: 另有 7 个主题; "" where all had.

    >>> left_out(7, "个主题", "themes"), left_out(0, "个主题", "themes")
    ('另有 7 个主题', '')
    """
    return either(f"另有 {n} {zh}", f"{n} more {en}") if n > 0 else ""


def write(
    ax: Axes, text: str, x: float, y: float, *, at: Sequence[float], **look
) -> None:
    """Write `text` beside the point (x, y), `at` so many points off.

    The point is one of the data, or of `transform`. A text that lies within the axes,
    or short of a neighbour, is written with `in_layout=False`: it need not be measured
    to keep it inside the figure.
    """
    look = {"va": "center_baseline", "size": size().value, "color": INK} | look
    place = beside(ax, look.pop("transform", ax.transData), at)
    ax.text(x, y, marked(text), transform=place, **PLAIN, **look)


def beside(ax: Axes, place: Transform, at: Sequence[float]) -> Transform:
    """Return the transform to `at` points right of and above where `place` leads.

    The points are those of a page; in a larger size they are more.
    """
    if not any(at):
        return place
    inches, scale = ax.get_figure(root=True).dpi_scale_trans, size().scale / 72
    return place + ScaledTranslation(at[0] * scale, at[1] * scale, inches)


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
    longest = max(width(text, size().value) for text in (header, *texts))
    end = at + longest / size().scale
    look = {"ha": "right", "transform": beside(ax, ax.get_yaxis_transform(), (end, 0))}
    places = ax.get_yticks() if places is None else places
    rows = zip(places, texts, colours, strict=True)
    for n, (y, text, colour) in enumerate(rows):  # they all end where the first does
        write(ax, text, 1, y, at=(0, 0), color=colour, in_layout=n == 0, **look)
    look = {"ha": "right", "va": "bottom", "color": MUTED, "transform": ax.transAxes}
    write(ax, header, 1, 1, at=(end, 6), **look)
    return end


def key(ax: Axes, handles: list, *, above_names: bool = False) -> None:
    """Write the legend as one line above the axes.

    Or above the names at both ends of them, centred: it may be wider than the axes.
    """
    now = size()
    points = now.value * 0.6 + (now.label * 1.5 + 5 * now.scale if above_names else 0)
    legend = ax.legend(
        handles=handles,
        ncols=len(handles),
        loc="lower center" if above_names else "lower left",
        bbox_to_anchor=(0.5 if above_names else 0, 1),
        borderaxespad=points / now.value,
        fontsize=now.value,
        markerscale=now.scale,
    )
    for text in legend.get_texts():
        text.set(color=INK, **PLAIN)


def bare(ax: Axes) -> None:
    """Take away value axis and grid, where every value is written out."""
    ax.grid(visible=False)
    ax.set_xticks([])
