"""The presentation that slides stand in: the house's own, or an office's template."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu, Inches

from analysis import InputError
from analysis.schema import value_labels
from analysis.show.slides.lettering import POINT, Box
from analysis.show.style import (
    BAND,
    FONTS,
    INK,
    MUTED,
    OTHER,
    PROBLEMS,
    REFERENCE,
    TARGET,
)

# Of the house's FONTS the one that an office has: Windows' own sans serif, which comes
# with PowerPoint for the Mac too. Its Latin name is found whatever language the system
# speaks, 微软雅黑 in a Chinese one only.
FONT = FONTS[2]
THEME = {
    "dk1": INK,
    "lt1": "#FFFFFF",
    "dk2": PROBLEMS,
    "lt2": BAND,
    "accent1": TARGET,
    "accent2": REFERENCE,
    "accent3": PROBLEMS,
    "accent4": MUTED,
    "accent5": OTHER,
    "accent6": "#C98A86",
    "hlink": TARGET,
    "folHlink": MUTED,
}
WIDE, HIGH = Inches(40 / 3), Inches(7.5)
KEPT = {0: "layout_title", 1: "layout_content", 5: "layout_finding"}
# Inches from the left, from the top, wide and high.
TITLE = (0.6, 0.4, 12.13, 1.25)
PLACES = {
    PP_PLACEHOLDER.TITLE: TITLE,
    PP_PLACEHOLDER.BODY: (0.6, 2.0, 12.13, 4.75),
    PP_PLACEHOLDER.OBJECT: (0.6, 2.0, 12.13, 4.75),
    PP_PLACEHOLDER.DATE: (9.5, 6.85, 2.2, 0.42),
    PP_PLACEHOLDER.FOOTER: (0.6, 6.85, 8.8, 0.42),
    PP_PLACEHOLDER.SLIDE_NUMBER: (11.73, 6.85, 1.0, 0.42),
    PP_PLACEHOLDER.CENTER_TITLE: (1.0, 1.9, 11.4, 1.9),
    PP_PLACEHOLDER.SUBTITLE: (1.0, 4.0, 11.4, 1.6),
}
RULES = {
    0: (0.6, 2.0, 0.09, 3.5),
    1: (0.6, 1.71, 0.75, 0.07),
    5: (0.6, 1.71, 0.75, 0.07),
}
MARGIN = 0.05  # of a template's width, where its title says nothing of use
FOOT = 29  # points of the footer: two small lines
ABOVE, BELOW = 16, 8  # points between title, content and footer
LOW = 0.75  # of the height: what stands lower is a footer
SERVICE = {
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
}
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


class Sheet(NamedTuple):
    """A presentation without slides, and the layouts that its slides take."""

    deck: Deck
    first: SlideLayout  # of the title slide
    content: SlideLayout
    fonts: tuple[str, str] | None  # None: those of the theme

    def slide(self, layout: SlideLayout) -> Slide:
        """Add a slide with its number, where the layout has one."""
        slide = self.deck.slides.add_slide(layout)
        for shape in layout.placeholders:
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                slide.shapes.element.append(_numbered(shape, len(self.deck.slides)))
        return slide


def house(lang: str) -> Sheet:
    """Return a presentation of 16:9 in the house's fonts and colours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    every = [*deck.slide_layouts]
    for n, layout in enumerate(every):
        if n not in KEPT:
            deck.slide_layouts.remove(layout)
    words = value_labels("slides", lang=lang)
    _placed(deck.slide_master.placeholders)
    _styled(deck.slide_master.element)
    for n, name in KEPT.items():
        every[n].name = words[name]
        _placed(every[n].placeholders)
        tree = every[n].shapes.element
        tree.insert(2, _rule(RULES[n], 90 + n))
        for shape in every[n].placeholders:
            if shape.placeholder_format.type in TITLES:
                shape.text_frame.text = words["prompt"]
    _title_of_first(every[0])
    return Sheet(deck, every[0], every[5], (FONT, FONT))


def _placed(shapes: Iterable[BaseShape]) -> None:
    for shape in shapes:
        if place := PLACES.get(shape.placeholder_format.type):
            left, top, wide, high = map(Inches, place)
            shape.left, shape.top, shape.width, shape.height = left, top, wide, high


def _styled(master: etree.ElementBase) -> None:
    """Set the titles to the left and bold, and texts in sizes that fit a slide."""
    title = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2800")
    title.find(qn("a:defRPr")).set("b", "1")
    for level, points in enumerate((20, 18, 16, 14, 14), start=1):
        found = master.find(f".//{qn('p:bodyStyle')}/{qn(f'a:lvl{level}pPr')}")
        found.find(qn("a:defRPr")).set("sz", str(points * 100))
    for body in master.iter(qn("a:bodyPr")):
        body.set("lIns", "0")
        body.set("rIns", "0")
    shape = next(one for one in master.iter(qn("p:ph")) if one.get("type") == "title")
    for body in shape.iterancestors(qn("p:sp")):
        body.find(f".//{qn('a:bodyPr')}").set("anchor", "b")


def _title_of_first(layout: SlideLayout) -> None:
    """Set the title of the first slide large, and what stands under it to the left."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.CENTER_TITLE:
            shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "b")
            style = shape.element.find(f".//{qn('a:lstStyle')}")
            level = (
                f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="4000"/></a:lvl1pPr>'
            )
            style.append(parse_xml(level))
        elif kind == PP_PLACEHOLDER.SUBTITLE:
            for level in shape.element.findall(f".//{qn('a:lstStyle')}/*"):
                level.set("algn", "l")
            first = shape.element.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
            first.set("sz", "2000")


def _rule(place: tuple[float, ...], number: int) -> etree.ElementBase:
    """Return a bar in the accent's colour."""
    left, top, wide, high = (int(Inches(inches)) for inches in place)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="rule"/>'
        '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _numbered(shape: BaseShape, number: int) -> etree.ElementBase:
    """Return the placeholder of a slide's number, as the layout has it."""
    index = shape.placeholder_format.idx
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{900 + number}" '
        'name="slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldNum" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr/>'
        f"<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def with_theme(part: bytes) -> bytes:
    """Return a theme with the house's fonts and colours."""
    root = etree.fromstring(part)
    for name, colour in THEME.items():
        for slot in root.iter(qn(f"a:{name}")):
            slot[:] = [etree.Element(qn("a:srgbClr"), val=colour[1:])]
    for kind in ("majorFont", "minorFont"):
        for fonts in root.iter(qn(f"a:{kind}")):
            for tag in ("latin", "ea"):
                fonts.find(qn(f"a:{tag}")).set("typeface", FONT)
            for one in fonts.findall(qn("a:font")):
                if one.get("script") == "Hans":
                    one.set("typeface", FONT)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def of_template(path: Path) -> Sheet:
    """Return an office's own presentation, without the slides that it holds.

    Raises
    ------
    InputError
        Where the file is no presentation, or none of its layouts has a title.
    """
    try:
        deck = Presentation(str(path))
        if deck.part.content_type != CONTENT_TYPE.PML_PRESENTATION_MAIN:
            raise ValueError("it holds macros")
        layouts = [one for m in deck.slide_masters for one in m.slide_layouts]
        for layout in layouts:
            _kinds(layout)
    except (PythonPptxError, BadZipFile, etree.LxmlError, OSError) as error:
        raise _no_template(path) from error
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise _no_template(path) from error
    titled = [one for one in layouts if _kinds(one) & TITLES]
    if not titled:
        raise InputError(
            f"{path}: no layout of this template has a title; add a title placeholder "
            "to one (View › Slide Master) and save it again"
        )
    _emptied(deck)
    return Sheet(deck, _first(titled), _content(titled), None)


def _no_template(path: Path) -> InputError:
    return InputError(
        f"{path}: no PowerPoint file to use as a template; give one that PowerPoint or "
        "WPS saved as .pptx, without macros"
    )


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    return {shape.placeholder_format.type for shape in layout.placeholders}


def _first(layouts: list[SlideLayout]) -> SlideLayout:
    """Return the layout of the title slide: with a title and what stands under it."""
    both = [one for one in layouts if PP_PLACEHOLDER.SUBTITLE in _kinds(one)]
    large = [one for one in layouts if PP_PLACEHOLDER.CENTER_TITLE in _kinds(one)]
    return [*both, *large, *layouts][0]


def _content(layouts: list[SlideLayout]) -> SlideLayout:
    """Return the layout of the other slides: a title alone, else the first with one."""
    plain = [one for one in layouts if PP_PLACEHOLDER.TITLE in _kinds(one)]
    alone = [one for one in plain if not _kinds(one) - SERVICE - TITLES]
    return [*alone, *plain, *layouts][0]


def _emptied(deck: Deck) -> None:
    """Remove the slides of a presentation, and the sections that list them."""
    for one in [*deck.element.iter(qn("p:sldId"))]:
        deck.part.drop_rel(one.rId)
        one.getparent().remove(one)
    for tag in ("p:extLst", "p:custShowLst"):
        for found in deck.element.findall(qn(tag)):
            deck.element.remove(found)


def title_points(layout: SlideLayout) -> float:
    """Return the size that the title of a slide has by its layout and master."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type in TITLES:
            own = shape.element.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
            if own is not None and own.get("sz"):
                return int(own.get("sz")) / 100
    style = layout.slide_master.element.find(
        f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    )
    size = None if style is None else style.get("sz")
    return int(size) / 100 if size else 28


def box_of(shape: BaseShape, deck: Deck) -> Box:
    """Return where a placeholder stands, as far as it is on the slide."""
    places = shape.left, shape.top, shape.width, shape.height
    if None in places:
        wide, high = deck.slide_width, deck.slide_height
        places = (
            int(MARGIN * wide),
            int(0.05 * high),
            int(0.9 * wide),
            int(0.17 * high),
        )
    left, top, wide, high = map(int, places)
    left, top = max(left, 0), max(top, 0)
    wide = min(wide, int(deck.slide_width) - left)
    return Box(left, top, wide, min(high, int(deck.slide_height) - top))


def room_of(slide: Slide, layout: SlideLayout, deck: Deck) -> tuple[Box, Box]:
    """Return where a slide's content and its footer stand.

    The content lies between title and footer, the footer left of the slide's number
    where that stands at the right.
    """
    wide, high = int(deck.slide_width), int(deck.slide_height)
    title = box_of(slide.shapes.title, deck)
    left, across = title.left, title.width
    if across < wide / 2:
        left, across = int(MARGIN * wide), int((1 - 2 * MARGIN) * wide)
    above = title.top < high / 2
    top = title.top + title.height if above else int(Inches(0.4))
    foot = _foot(layout, Box(left, top, across, high - top), emu(FOOT))
    end = foot.top if above else min(foot.top, title.top)
    between = emu(ABOVE)
    return Box(left, top + between, across, end - top - between - emu(BELOW)), foot


def _foot(layout: SlideLayout, room: Box, needed: int) -> Box:
    """Return where the footer stands: beside the slide's number, or above it."""
    low = room.top + room.height
    lows = [
        one
        for one in layout.placeholders
        if one.placeholder_format.type in SERVICE and (one.top or 0) > LOW * low
    ]
    end = min([int(one.top) for one in lows], default=low - int(Inches(0.3)) - needed)
    numbers = [
        one
        for one in lows
        if one.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
    ]
    if lows and (not numbers or numbers[0].left < room.left + room.width / 2):
        return Box(room.left, end - needed, room.width, needed)
    across = min([int(one.left) for one in numbers], default=room.left + room.width)
    top = end if end + needed <= low else low - needed
    return Box(room.left, top, across - room.left - emu(8), needed)


def points(emu: float) -> float:
    """Return a length in points."""
    return emu / POINT


def emu(points: float) -> int:
    """Return a length in EMU."""
    return int(Emu(int(points * POINT)))
