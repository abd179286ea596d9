"""A table on a slide: text that fits, a line under each row, cells that are filled."""

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.table import Table
from pptx.util import Emu, Pt

from analysis.show.slides.house import emu, points
from analysis.show.slides.lettering import LEADING, Box, clean, fitted, lines, toned
from analysis.show.slides.native import rgb
from analysis.show.slides.shapes import Grid
from analysis.show.style import GRID, REFERENCE, legible

STEPS = (18, 16, 14, 13, 12)  # points
INSET, AIR = 7, 10  # points beside a cell's text; above and below it together
TALLEST = 46  # points of a row of one line, at most
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


def grid(slide: Slide, box: Box, drawn: Grid) -> int:
    """Draw a table and return the height that it takes, in EMU."""
    heads = [head[:1].upper() + head[1:] for head in drawn.header]
    drawn, total = drawn._replace(header=heads), sum(drawn.widths)
    wide = [points(box.width) * share / total for share in drawn.widths]
    size = next(
        (one for one in STEPS if sum(_heights(drawn, wide, one)) <= points(box.height)),
        STEPS[-1],
    )
    cells = [drawn.header, *drawn.rows]
    if sum(_heights(drawn, wide, size)) > points(box.height):
        high = _most_lines(points(box.height), len(cells), size) * LEADING * size
        cells = [
            [
                fitted(text, w - 2 * INSET, high, (size,))[0]
                for text, w in zip(row, wide, strict=True)
            ]
            for row in cells
        ]
        drawn = drawn._replace(header=cells[0], rows=cells[1:])
    high = _heights(drawn, wide, size)
    spare = max(points(box.height) - sum(high), 0) / len(high)
    high = [one + min(spare, max(TALLEST - one, 0)) for one in high]
    place = map(Emu, (box.left, box.top, box.width, emu(sum(high))))
    frame = slide.shapes.add_table(len(cells), len(wide), *place)
    frame.name = "table"
    table = frame.table
    _styled(table, frame.element)
    for told in frame.element.iter(qn("p:cNvPr")):
        told.set("descr", clean(drawn.caption))
    for column, one in zip(table.columns, wide, strict=True):
        column.width = Emu(emu(one))
    for row, one in zip(table.rows, high, strict=True):
        row.height = Emu(emu(one))
    for n, row in enumerate(cells):
        for m, text in enumerate(row):
            _cell(table, n, m, clean(text), drawn, size)
    _ruled(frame.element)
    return emu(sum(high))


def _most_lines(room: float, rows: int, size: float) -> int:
    """Return the lines that each of some rows can have, one at least.

    >>> _most_lines(300, 5, 12), _most_lines(100, 9, 12)
    (3, 1)
    """
    return max(int((room / rows - AIR) / (LEADING * size) + 1e-9), 1)


def _heights(drawn: Grid, wide: list[float], size: float) -> list[float]:
    """Return the points that each row needs."""
    return [
        max(lines(text, w - 2 * INSET, size) for text, w in zip(row, wide, strict=True))
        * LEADING
        * size
        + AIR
        for row in [drawn.header, *drawn.rows]
    ]


def _styled(table: Table, frame: etree.ElementBase) -> None:
    """Take away the style of a theme, which would colour rows by turns."""
    table.horz_banding = False
    for style in frame.iter(qn("a:tableStyleId")):
        style.text = PLAIN


def _cell(table: Table, n: int, m: int, text: str, drawn: Grid, size: float) -> None:
    """Write a cell; named rows are bold, where there are others."""
    cell = table.cell(n, m)
    cell.margin_left = cell.margin_right = Pt(INSET)
    cell.margin_top = cell.margin_bottom = Pt(AIR / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if m in drawn.centred else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size = text, Pt(size)
    named = n - 1 in drawn.named
    run.font.bold = named
    faint = n == 0 or (bool(drawn.named) and not named)
    toned(run.font.color, "muted" if faint else "ink")
    if fill := drawn.fills.get((n - 1, m)):
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
        run.font.color.rgb = rgb(legible(fill))
    else:
        cell.fill.background()


def _ruled(frame: etree.ElementBase) -> None:
    """Draw a line under each row."""
    for n, row in enumerate(frame.iter(qn("a:tr"))):
        colour = REFERENCE if n == 0 else GRID
        for properties in row.iter(qn("a:tcPr")):
            line = (
                f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill>'
                f'<a:srgbClr val="{colour[1:]}"/></a:solidFill></a:lnB>'
            )
            properties.insert(0, parse_xml(line))
