"""Write charts as images: PNG, SVG, and PDF whose text can be searched."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from analysis import InputError
from analysis.show.export.font import small_font
from analysis.show.export.jobs import meanwhile
from analysis.show.export.raster import png
from analysis.show.style import FONT, FONTS

CANVASES = {"svg": FigureCanvasSVG, "pdf": FigureCanvasPdf}
FORMATS = ("png", *CANVASES)
DPI = 300
SETTINGS = {  # text stays text: a PDF carries its font; no ids drawn by lot
    "svg.fonttype": "none",
    "svg.hashsalt": "zhongxin",
    "pdf.fonttype": 42,
}
# An SVG names fonts of other systems too: not every office has ours.
FAMILY = f"font-family: '{FONT}'".encode()
FAMILIES = f"font-family: {', '.join(map(repr, FONTS))}, sans-serif".encode()
MISSING = re.compile(r"Glyph (\d+) .*missing from", re.DOTALL)


def write_charts(
    figures: Mapping[str, Figure],
    folder: Path,
    *,
    formats: Iterable[str] = FORMATS,
    origin: str = "",
) -> dict[str, bytes]:
    """Write each chart to ``folder/name.format`` and return the bytes by file name.

    All at once, since the Chinese font is then cut once and not once a chart, and half
    of them in a second process.

    Parameters
    ----------
    figures
        Name of the file → figure.
    folder
        Made if it is not there.
    origin
        What the charts rest on, in one line, which each file carries unseen.

    Raises
    ------
    ValueError
        If a character of a chart has no glyph in its font.
    """
    formats = tuple(formats)
    folder.mkdir(parents=True, exist_ok=True)

    def write(names: list[str]) -> None:
        for name in names:
            images = _render_chart(name, figures[name], formats, origin)
            for file, content in images.items():
                (folder / file).write_bytes(content)

    with _settings(figures):
        mine, others = _halves(figures)
        with meanwhile(partial(write, others)) if others else nullcontext():
            write(mine)
    names = [f"{name}.{extension}" for name in figures for extension in formats]
    return {name: (folder / name).read_bytes() for name in names}


def render_charts(
    figures: Mapping[str, Figure],
    *,
    formats: Iterable[str] = FORMATS,
    origin: str = "",
) -> dict[str, bytes]:
    """Return file name → bytes of every chart in every format; same input, same bytes.

    PNG has 300 dots an inch; SVG holds text, to be shown in a Chinese font of the
    reader's system, PDF text and the part of the font that it needs. Each carries the
    chart's title and the `origin`.

    Raises
    ------
    ValueError
        If a character of a chart has no glyph in its font.
    """
    formats = tuple(formats)
    images = {}
    with _settings(figures):
        for name, figure in figures.items():
            images |= _render_chart(name, figure, formats, origin)
    return images


@contextmanager
def _settings(figures: Mapping[str, Figure]) -> Iterator[None]:
    with mpl.rc_context(SETTINGS), small_font(figures.values()):
        yield


def _halves(figures: Mapping[str, Figure]) -> tuple[list[str], list[str]]:
    """Return the names in two parts that take about as long, going by their size."""
    area = {name: figures[name].get_size_inches().prod() for name in figures}
    halves: tuple[list[str], list[str]] = [], []
    for name in sorted(area, key=area.get, reverse=True):
        min(halves, key=lambda half: sum(area[n] for n in half)).append(name)
    return halves


def _render_chart(
    name: str, figure: Figure, formats: Iterable[str], origin: str
) -> dict[str, bytes]:
    with _no_glyph_missing(name), _laid_out(figure):
        return {
            f"{name}.{extension}": content
            for extension, content in _render(figure, formats, origin).items()
        }


def write_image(figure: Figure, path: Path, *, origin: str = "") -> None:
    """Write one figure to a file, in the format that its name says.

    `origin` is what it rests on, in one line, which the file carries unseen.

    Raises
    ------
    InputError
        Where the name ends in none of png, svg and pdf.
    ValueError
        If a character of the chart has no glyph in its font.
    """
    extension = path.suffix.lower().lstrip(".")
    if extension not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError(f"{path}: name a picture that ends in one of: {known}")
    images = render_charts({path.stem: figure}, formats=(extension,), origin=origin)
    path.write_bytes(images[f"{path.stem}.{extension}"])


@contextmanager
def _no_glyph_missing(name: str) -> Iterator[None]:
    """Raise an error that names the characters which were drawn as empty boxes."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    missing = []
    for warning in caught:
        if match := MISSING.match(str(warning.message)):
            missing.append(chr(int(match[1])))
        else:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
    if missing:
        codes = "、".join(f"{c} (U+{ord(c):04X})" for c in dict.fromkeys(missing))
        raise ValueError(
            f"chart {name!r}: the font has no glyph for {codes}; "
            "replace the characters or call use_house_style() before drawing"
        )


def title_of(figure: Figure) -> str:
    """Return what the chart says of itself: its caption's title, or its axes' own."""
    captions = [text.get_text() for text in figure.texts if text.get_gid() == "caption"]
    axes = figure.axes[:1]
    titles = [ax.get_title(loc=side) for ax in axes for side in ("left", "center")]
    found = filter(None, [*captions, figure.get_suptitle(), *titles])
    return next(found, "").replace("\n", "")


def _render(figure: Figure, formats: Iterable[str], origin: str) -> dict[str, bytes]:
    """Return the figure in each format; its PNG is the PDF, seen at 300 dots an inch.

    The canvas is asked itself: ``savefig`` would draw the figure a second time
    beforehand, to lay it out, and it is laid out.
    """
    title, images = title_of(figure), {}
    if "svg" in formats:
        said = {"Title": title, "Description": origin, "Date": None}
        images["svg"] = _drawn(figure, "svg", said).replace(FAMILY, FAMILIES)
    if {"pdf", "png"} & set(formats):
        said = {"Title": title, "Keywords": origin, "CreationDate": None}
        images["pdf"] = _drawn(figure, "pdf", said)
    if "png" in formats:
        said = {"Title": title, "Comment": origin}
        images["png"] = png(images["pdf"], dpi=DPI, said=said)
    return {extension: images[extension] for extension in formats}


def _drawn(figure: Figure, extension: str, said: dict[str, str | None]) -> bytes:
    buffer, before = BytesIO(), figure.canvas
    try:
        canvas = CANVASES[extension](figure)
        metadata = {key: value for key, value in said.items() if value != ""}
        getattr(canvas, f"print_{extension}")(buffer, metadata=metadata)
    finally:
        figure.set_canvas(before)
    return buffer.getvalue()


@contextmanager
def _laid_out(figure: Figure) -> Iterator[None]:
    """Lay the figure out once and keep it so in every format."""
    engine, before, dpi = figure.get_layout_engine(), figure.canvas, figure.dpi
    try:
        figure.dpi = DPI
        FigureCanvasAgg(figure)
        if engine is not None:
            engine.execute(figure)
        figure.dpi = dpi
        figure.set_canvas(before)
        figure.set_layout_engine("none")
        yield
    finally:
        figure.dpi = dpi
        figure.set_canvas(before)
        figure.set_layout_engine(engine)
