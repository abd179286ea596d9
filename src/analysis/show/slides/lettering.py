"""Text on a slide: as large as it fits, in fixed steps, and every run in its fonts."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from analysis.show.charts.lettering import fill, lined, shorten

LEADING = 1.34  # of a line, in its size: Microsoft YaHei has the highest, 1.32
NARROWER = 0.97  # of a line, since another font may run wider
POINT = 12700  # EMU
MAJOR, MINOR = ("+mj-lt", "+mj-ea"), ("+mn-lt", "+mn-ea")  # the fonts of a theme
TITLES = {"title", "ctrTitle"}
AFTER = "cs sym hlinkClick hlinkMouseOver rtl extLst".split()  # a run's fonts
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
LANGUAGES = {"zh": ("zh-CN", "en-US"), "en": ("en-US", "zh-CN")}


class Box(NamedTuple):
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def below(self, taken: int) -> "Box":
        """Return what is left under so much of the height."""
        return self._replace(top=self.top + taken, height=self.height - taken)


class Look(NamedTuple):
    """How a text is set."""

    points: float
    tone: str = "ink"  # ink, muted or accent
    bold: bool = False


class Piece(NamedTuple):
    """A paragraph: its text, how it is set, the points above it."""

    text: str
    look: Look
    above: float = 0


def clean(text: str) -> str:
    r"""Return a text without what XML cannot hold and a slide cannot show.

    >>> clean("改\x07革\n开放")
    '改 革 开放'
    """
    return CONTROL.sub(" ", str(text)).strip()


def fitted(
    text: str, wide: float, high: float, steps: Sequence[float]
) -> tuple[str, float]:
    """Return a text and the largest of the steps in which it fits, in points.

    In the smallest it is cut with … where it is longer still.

    >>> fitted("重心", 100, 60, (28, 20)), fitted("总结计划" * 4, 100, 60, (28, 20))
    (('重心', 28), ('总结计划总结计…', 20))
    """
    text = clean(text)
    for points in steps:
        if lines(text, wide, points) * LEADING * points <= high:
            return text, points
    rows = max(int(high / (LEADING * points)), 1)
    cut = lined(text, wide * NARROWER, points, rows)
    return re.sub("(?<=[ -~])\n(?=[ -~])", " ", cut).replace("\n", ""), points


def lines(text: str, wide: float, points: float) -> int:
    """Return how many lines a text takes.

    >>> lines("强化思想引领", 50, 10)
    2
    """
    return max(len(fill(clean(text), wide * NARROWER, points)), 1)


def height(pieces: Sequence[Piece], wide: float) -> float:
    """Return the points that paragraphs take, one below the other."""
    return sum(
        lines(one.text, wide, one.look.points) * LEADING * one.look.points + one.above
        for one in pieces
    )


def one_line(text: str, wide: float, points: float) -> str:
    """Return a text cut with … to one line."""
    return shorten(clean(text), wide * NARROWER, points)


def write(
    slide: Slide,
    box: Box,
    pieces: Sequence[Piece],
    *,
    name: str,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> None:
    """Write paragraphs into a box of their own."""
    shape = slide.shapes.add_textbox(*map(Emu, box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    for n, piece in enumerate(pieces):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = align
        if piece.above:
            paragraph.space_before = Pt(piece.above)
        run = paragraph.add_run()
        run.text = clean(piece.text)
        run.font.size, run.font.bold = Pt(piece.look.points), piece.look.bold
        toned(run.font.color, piece.look.tone)


def toned(colour: ColorFormat, tone: str) -> None:
    """Set a colour of the theme: an office's own template keeps its own."""
    colour.theme_color = {
        "accent": MSO_THEME_COLOR.ACCENT_1,
    }.get(tone, MSO_THEME_COLOR.TEXT_1)
    if tone == "muted":
        colour.brightness = 0.35


def with_fonts(
    part: bytes, fonts: tuple[str, str] | None, lang: str, *, styles: bool = True
) -> bytes:
    """Return a part of a presentation with its fonts named in every run.

    Parameters
    ----------
    fonts
        For Latin and for Chinese; None: those of the theme, titles in its major ones.
    styles
        Whether what only styles paragraphs names them as well.
    """
    root = etree.fromstring(part)
    for run in [*root.iter(qn("a:r"), qn("a:fld"))]:
        if run.find(qn("a:rPr")) is None:
            run.insert(0, etree.Element(qn("a:rPr")))
    tags = ["a:rPr", "a:endParaRPr", *["a:defRPr"] * styles]
    for properties in root.iter(*map(qn, tags)):
        _set_fonts(properties, fonts or (MAJOR if _in_title(properties) else MINOR))
        if properties.tag != qn("a:defRPr"):
            first, second = LANGUAGES[lang]
            properties.set("lang", first)
            properties.set("altLang", second)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_fonts(properties: etree.ElementBase, fonts: tuple[str, str]) -> None:
    """Name the fonts of a run, in the order that the format wants."""
    for tag in ("latin", "ea"):
        for old in properties.findall(qn(f"a:{tag}")):
            properties.remove(old)
    after = {qn(f"a:{tag}") for tag in AFTER}
    at = next((n for n, one in enumerate(properties) if one.tag in after), None)
    at = len(properties) if at is None else at
    for tag, font in zip(("ea", "latin"), reversed(fonts), strict=True):
        properties.insert(at, etree.Element(qn(f"a:{tag}"), typeface=font))


def _in_title(properties: etree.ElementBase) -> bool:
    """Say whether a run stands in the title of a slide."""
    for shape in properties.iterancestors(qn("p:sp")):
        return any(one.get("type") in TITLES for one in shape.iter(qn("p:ph")))
    return False
