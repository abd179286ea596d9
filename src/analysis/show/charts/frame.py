"""What all charts share: axes of the right height, rows, columns, and the caption."""

from collections.abc import Sequence

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from analysis.show.charts.lettering import shorten, width, wrap
from analysis.show.style import FAINT, FONT, INK, MUTED, use_house_style

WIDTH = 7.6  # inches: the text width of a briefing page, and half a slide
MARGIN = 0.16  # inches around everything
ROW = 0.3  # inches: one line of label and air
LABEL = 9.5  # points
VALUE = 8.5

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
    """Write `text` beside the point (x, y) of the data, `at` so many points off."""
    look = {"va": "center_baseline", "size": VALUE, "color": INK} | look
    ax.annotate(
        text,
        (x, y),
        at,
        xycoords=look.pop("xycoords", "data"),
        textcoords="offset points",
        annotation_clip=False,
        **PLAIN,
        **look,
    )


def column(
    ax: Axes,
    header: str,
    texts: Sequence[str],
    *,
    at: float = 12,
    colours: Sequence[str] | str = MUTED,
) -> float:
    """Write a column right of the axes, `at` so many points off; return where it ends.

    `texts` are flush right, one per y tick; the header stands above the axes.
    """
    if isinstance(colours, str):
        colours = [colours] * len(texts)
    end = at + max(width(text, VALUE) for text in (header, *texts))
    rows = ax.get_yaxis_transform()
    for y, text, colour in zip(ax.get_yticks(), texts, colours, strict=True):
        write(ax, text, 1, y, at=(end, 0), ha="right", color=colour, xycoords=rows)
    look = {"ha": "right", "va": "bottom", "color": MUTED, "xycoords": "axes fraction"}
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


def signed(number: float, digits: int = 1) -> str:
    """Return the number with its sign, minus as a minus.

    >>> signed(-9.21), signed(0), signed(8)
    ('−9.2', '0.0', '+8.0')
    """
    text = f"{number:+.{digits}f}"
    if not float(text):
        text = text[1:]
    return text.replace("-", "−")


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
        lines = "\n".join(wrap(content, limit, size))
        look = {"size": size, "color": colour, "linespacing": 1.3, "gid": "caption"}
        text = figure.text(0, 1, lines, va="top", **look, **PLAIN)
        places.append(reached)
        reached += text.get_window_extent().height / figure.dpi + 0.45 * size / 72
    return [*places, reached if places else 0]
