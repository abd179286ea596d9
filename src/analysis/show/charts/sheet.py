"""The sheet that a chart is drawn on: its axes, their room, and the caption."""

import numpy as np
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from analysis.show.charts.lettering import lined, marked, wrap
from analysis.show.style import (
    FAINT,
    FONT,
    INK,
    MUTED,
    Size,
    either,
    size,
    use_house_style,
)

MARGIN = 0.16  # inches around everything
LEADING = 1.3  # of a caption: the font's lines are as high as its size
STRETCH = 1.35  # how much of a sheet's height few rows may take, in their own height
COLUMNS_FROM = 6.0  # inches: narrower axes have no room for columns beside them
TITLE_SHARE = 0.42  # of a sheet of fixed height, at most

# A report's own words may hold two dollar signs: they stay words, never formulas.
PLAIN = {"parse_math": False}
Block = tuple[list[str], float, str]  # lines, points, colour


class Note(str):
    """A sentence in place of a chart; it shows itself in a notebook as prose."""

    def _repr_markdown_(self) -> str:
        return str(self)


def caption(ax: Axes, title: str, subtitle: str = "", source: str = "") -> Axes:
    """Say what the chart shows, and return its axes.

    Long texts are wrapped at the figure's width, and the figure grows by what the
    caption needs, so that nothing is covered; in a size of fixed height it becomes as
    high as that, and a long title is set smaller. A second caption replaces the first.

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
    above, below = _blocks(title, subtitle, source, figure.get_figwidth())
    top, bottom = _stack(above), _stack(below)
    for lines, points, colour in (*above, *below):
        look = {"size": points, "color": colour, "linespacing": LEADING}
        look |= {"gid": "caption", "va": "top"}
        figure.text(0, 1, marked("\n".join(lines)), **look, **PLAIN)
    height = round(max(top[-1] + body + bottom[-1], size().height or 0), 2)
    figure.set_figheight(height)
    engine.set(rect=(0, 1 - (top[-1] + body) / height, 1, body / height))
    written = [text for text in figure.texts if text.get_gid() == "caption"]
    starts = [height - at for at in top[:-1]] + [bottom[-1] - at for at in bottom[:-1]]
    for text, start in zip(written, starts, strict=True):
        text.set_position((MARGIN / figure.get_figwidth(), start / height))
    return ax


def below_caption(title: str, subtitle: str, source: str) -> Size:
    """Return the size in effect without the height that a caption takes of it."""
    now = size()
    if now.height is None:
        return now
    taken = sum(
        _stack(part)[-1] for part in _blocks(title, subtitle, source, now.width)
    )
    return now._replace(height=now.height - taken)


def room(ax: Axes | None) -> Size:
    """Return the size in effect; where axes are given, with the inches that they have.

    Narrow axes have no room for columns beside them.
    """
    if rcParams["font.family"] != [FONT]:
        use_house_style()  # a chart without it would be all empty boxes
    now = size()
    if ax is None:
        return now
    sheet = ax.get_figure()
    width, height = np.array(sheet.bbox.size) / ax.get_figure(root=True).dpi
    place = ax.get_subplotspec()
    if place is None:
        share = ax.get_position().size
    else:
        grid = place.get_gridspec()
        wide, high = (
            np.array(grid.get_width_ratios()),
            np.array(grid.get_height_ratios()),
        )
        share = (
            wide[list(place.colspan)].sum() / wide.sum(),
            high[list(place.rowspan)].sum() / high.sum(),
        )
    width, height = width * share[0], height * share[1]
    columns = now.columns and width >= COLUMNS_FROM
    return now._replace(width=width, height=height, columns=columns)


def axes_for(
    ax: Axes | None, room: Size, height: float, width: float | None = None
) -> Axes:
    """Return `ax`, or new axes in a figure of its own.

    Parameters
    ----------
    room
        What `room(ax)` returned.
    height
        Inches that the rows need; a sheet of fixed height is not filled by a few.
    width
        Inches, where the chart needs another width than the page's and may have it.
    """
    if ax is None:
        figure = Figure(figsize=(width or room.width, height))
        if room.height is not None:
            figure.set_size_inches(room.width, min(room.height, STRETCH * height))
        ax = figure.subplots()
    if ax.get_figure(root=True).get_layout_engine() is None:
        _constrained(ax.get_figure(root=True))
    ax.tick_params(axis="x", labelsize=room.small)
    ax.tick_params(axis="y", labelsize=room.label)
    return ax


def _constrained(figure: Figure) -> ConstrainedLayoutEngine:
    """Return the figure's layout engine, which keeps labels inside the figure."""
    if not isinstance(figure.get_layout_engine(), ConstrainedLayoutEngine):
        engine = ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN)
        figure.set_layout_engine(engine)
    return figure.get_layout_engine()


def _blocks(
    title: str, subtitle: str, source: str, width: float
) -> tuple[list[Block], list[Block]]:
    """Return what stands above and below a chart, wrapped at a width in inches."""
    now, limit = size(), (width - 2 * MARGIN) * 72
    said = either(f"来源：{source}", f"Source: {source}") if source else ""
    under = [(wrap(subtitle, limit, now.subtitle), now.subtitle, MUTED)]
    over = [_title(title, limit), *under]
    below = [(wrap(said, limit, now.small), now.small, FAINT)]
    return [block for block in over if block[0]], [block for block in below if block[0]]


def _title(title: str, limit: float) -> Block:
    """Return the title: on two lines of fixed sheets if it can be, else set smaller."""
    now = size()
    points, lines = now.title, wrap(title, limit, now.title)
    if now.height is None:
        return lines, points, INK
    while len(lines) > 2 and points > now.label:
        points -= 1
        lines = wrap(title, limit, points)
    most = int(TITLE_SHARE * now.height * 72 / (LEADING * points))
    return lined(title, limit, points, most).split("\n"), points, INK


def _stack(blocks: list[Block]) -> list[float]:
    """Return where each block begins, and all end, in inches."""
    places, reached = [], MARGIN
    for lines, points, _ in blocks:
        places.append(reached)
        reached += (LEADING * len(lines) + 0.45) * points / 72
    return [*places, reached if places else 0]
