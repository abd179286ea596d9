"""The house style: one look, one Chinese font, and colours that keep their meaning."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
from matplotlib import font_manager, style
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

FONT = "Noto Sans SC"
# Where the reader's system chooses: ours, Adobe's of the same design, Windows', macOS'.
FONTS = (FONT, "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Heiti SC")

TARGET = "#B3261E"  # the plan 计划: the one accent
REFERENCE = "#8A8D91"  # the review 总结
PROBLEMS = "#3D4249"  # the problems 问题
OTHER = "#BFC3C7"  # 其他: title, salutation, closing appeal

INK = "#222222"  # what is read first
MUTED = "#5F6368"  # what explains: axes, subtitles, units
FAINT = "#80868B"  # where it is from
GRID = "#E6E6E6"
BAND = "#F4F4F5"  # a background that groups
BANDS = {"review": BAND, "problems": "#E9EAEC", "plan": "#F9EEED"}

ROLE_COLOURS = {
    "review": REFERENCE,
    "problems": PROBLEMS,
    "plan": TARGET,
    "other": OTHER,
}


class Size(NamedTuple):
    """What a chart is drawn for: inches of paper, points of type, what has a place."""

    width: float  # inches
    height: float | None  # inches; None: as high as the rows need
    title: float  # points; a long title shrinks as far as a label
    subtitle: float
    label: float
    value: float
    small: float
    columns: bool  # whether numbers stand in columns beside the rows

    @property
    def scale(self) -> float:
        """How much larger than on a page marks, lines and the steps beside them are."""
        return self.label / PAGE.label

    @property
    def air(self) -> float:
        """How much higher than on a page rows are: close, where the height is fixed."""
        return self.scale * (1 if self.height is None else 0.72)


PAGE = Size(7.6, None, 14, 9.5, 9.5, 8.5, 7.5, columns=True)
SIZES = {
    "page": PAGE,  # the text width of a briefing
    "slide": Size(40 / 3, 7.5, 26, 16, 18, 16, 14, columns=False),
    "half": Size(6.2, 5.5, 18, 12, 13, 12, 12, columns=False),  # beside text or another
}
_SIZE = ContextVar("size", default=PAGE)
_LANG = ContextVar("lang", default="zh")


def size() -> Size:
    """Return the size in which charts are drawn now; `page` unless one was set."""
    return _SIZE.get()


def lang() -> str:
    """Return the language in which charts are labelled now: zh unless one was set."""
    return _LANG.get()


@contextmanager
def drawn_for(size: Size, lang: str = "zh") -> Iterator[None]:
    """Draw every chart of the block in this size and language.

    >>> with drawn_for(SIZES["slide"]):
    ...     size().small
    14
    """
    before = _SIZE.set(size), _LANG.set(lang)
    try:
        yield
    finally:
        _SIZE.reset(before[0])
        _LANG.reset(before[1])


def either(zh: str, en: str) -> str:
    """Return the words of the language in which charts are labelled now."""
    return zh if lang() == "zh" else en


def pale(colour: str, strength: float = 0.35) -> str:
    """Return `colour` mixed with white: the same meaning, too weak to claim."""
    rgb = mpl.colors.to_rgb(colour)
    return mpl.colors.to_hex([strength * part + (1 - strength) for part in rgb])


def legible(ground: str | tuple) -> str:
    """Return the colour in which text on `ground` reads best: white or ink."""
    linear = [part**2.2 for part in mpl.colors.to_rgb(ground)]
    light = sum(w * part for w, part in zip((0.21, 0.72, 0.07), linear, strict=True))
    return INK if light > 0.24 else "white"


def ramp(colour: str) -> LinearSegmentedColormap:
    """Return a colormap from almost white through `colour` to its dark shade."""
    dark = [0.55 * part for part in mpl.colors.to_rgb(colour)]
    steps = [(0, BAND), (0.7, colour), (1, dark)]
    return LinearSegmentedColormap.from_list(f"zhongxin {colour}", steps)


SEQUENTIAL = ramp(TARGET)  # heat maps that belong to no group
RAMPS = {"plan": SEQUENTIAL, "review": ramp("#63676C")}  # as dark as TARGET


def use_house_style() -> None:
    """Set the house style for every chart of this process.

    Registers the Noto Sans SC file that comes with the installation, ahead of any
    font of the same name on the machine, and replaces matplotlib's settings with
    matplotlib's defaults and `house.mplstyle`. In a notebook, a chart that ends a
    cell is shown from now on.

    Raises
    ------
    RuntimeError
        If the font file is missing.
    """
    _register(font_file())
    style.use(["default", Path(__file__).with_name("house.mplstyle")])
    _show_in_notebooks()


def font_file() -> Path:
    """Return the path of the Noto Sans SC file that the package `zhplot` carries."""
    package = find_spec("zhplot")  # finds without importing, which would be slow
    folder = Path(package.origin).parent if package and package.origin else Path()
    path = folder / "fonts" / "NotoSansSC-Regular.ttf"
    if not path.is_file():
        raise RuntimeError(
            f"The Chinese font is missing: {path} does not exist; "
            "run: pip install --force-reinstall zhplot"
        )
    return path


@cache
def _register(path: Path) -> None:
    """Put the font file first, since a system may hold another weight of its name."""
    fonts = font_manager.fontManager
    before = len(fonts.ttflist)
    fonts.addfont(path)
    added = fonts.ttflist[before:]
    fonts.ttflist[:] = added + fonts.ttflist[:before]


def _show_in_notebooks() -> None:
    """Let charts show themselves: they are made without pyplot, which would else."""
    shell = "IPython" in sys.modules and sys.modules["IPython"].get_ipython()
    if shell:
        png = shell.display_formatter.formatters["image/png"]
        png.for_type(Figure, _png)
        png.for_type(Axes, lambda ax: _png(ax.get_figure(root=True)))


def _png(figure: Figure) -> tuple[bytes, dict] | None:
    """Return the figure's PNG, sharp on any screen; pyplot shows its own figures."""
    if getattr(figure, "number", None) is not None:
        return None
    width, height = (figure.get_size_inches() * 100).round().astype(int).tolist()
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=200)
    return buffer.getvalue(), {"width": width, "height": height}
