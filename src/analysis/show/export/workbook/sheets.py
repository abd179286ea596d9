"""Write a table to a sheet: a real Excel table with formats, notes and links."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

import pandas as pd

from analysis.schema import format_of
from analysis.show.export.cells import as_text, plain
from analysis.show.export.workbook.naming import table_name
from analysis.show.style import BAND, INK, TARGET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET_FONT = "等线"
TABLE_STYLE = "Table Style Light 1"
LINK = "#0563C1"  # the blue by which Excel's readers know a link
NUMBERS = {
    "count": "0",
    "share": "0.0%",
    "points": "+0.0%;−0.0%;0.0%",
    "rate": "0.0",
    "p": '[<0.001]"<0.001";0.000',
    "statistic": "0.00",
}
TEXTS = "text", "wrapped"
# Widths of columns, in digits: of any, of numbers, of texts, of texts of several lines.
NARROWEST, NUMBER, WIDEST, WRAPPED = 6, 14, 60, 80
BUTTON = 4  # digits that the filter's button takes of a header
LINE = 15  # points
# Digits of a sheet that prints in letters one can read, a text's in a wider one, and
# the rows of which lines are worth counting.
PRINTED, SQUEEZED, COUNTED = 180, 24, 1000
NOTE_WIDTH = 34  # of a comment, in digits
LONGEST_CELL = 32_767  # characters, Excel's limit
MOST_ROWS = 1_048_576


class Page(NamedTuple):
    """What a sheet shows of a table."""

    title: str  # of the sheet
    table: pd.DataFrame
    headers: Sequence[str]
    name: str = ""  # in the schema
    notes: Sequence[str] = ()  # on each header; "" for none
    links: Mapping[tuple[int, int], str] = {}  # row, column → place in the workbook
    folded: frozenset[int] = frozenset()  # columns that a click on + opens
    wrap: bool = False
    forms: Mapping[tuple[int, int], str] = {}  # cells not in the format of their column
    cut: str = "……"  # ends a text that is longer than a cell


def styles_of(book: "Workbook") -> "dict[str, Format]":
    """Return the formats of cells by name; with `link` behind it also as a link."""
    base = {
        "font_name": SHEET_FONT,
        "font_size": 10.5,
        "font_color": INK,
        "valign": "top",
    }
    head = {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "bg_color": BAND,
        "bottom": 2,
        "bottom_color": TARGET,
    }
    left, right = {"align": "left", "indent": 1}, {"align": "right"}
    link = {"font_color": LINK, "underline": 1}
    looks = {name: right | {"num_format": form} for name, form in NUMBERS.items()} | {
        "text": left,
        "wrapped": left | {"text_wrap": True},
    }
    looks |= {f"{name} link": look | link for name, look in looks.items()}
    looks |= {
        "head": head | left,
        "head over numbers": head | right,
        "title": left | {"bold": True, "font_size": 16, "font_color": TARGET},
        "subtitle": left | {"bold": True, "font_size": 12},
    }
    return {name: book.add_format(base | look) for name, look in looks.items()}


def write_page(sheet: "Worksheet", page: Page, styles: "dict[str, Format]") -> None:
    """Write a table with its header, notes and links.

    Raises
    ------
    ValueError
        If it has more rows than a sheet can hold.
    """
    table = page.table
    if len(table) >= MOST_ROWS:
        raise ValueError(
            f"{sheet.name}: {len(table):,} rows are too many for a sheet; use csv"
        )
    heights, high = [1] * len(table), 1
    forms = [_form(page, column) for column in table]
    columns = [_cells(table[column], page.cut) for column in table]
    widths = list(map(_width, page.headers, columns, forms))
    _squeeze(page, widths, forms)
    for index, (form, width) in enumerate(zip(forms, widths, strict=True)):
        cells = columns[index]
        _write_column(sheet, index, cells, styles[form])
        sheet.set_column(index, index, width, None, _fold(page, index))
        if index not in page.folded:
            high = max(high, lines(page.headers[index], width - BUTTON + 2))
        if form == "wrapped":
            needed = (lines(cell, width) for cell in cells)
            heights = list(map(max, heights, needed))
    beyond = len(page.headers)
    sheet.set_column(beyond, beyond, None, None, _fold(page, beyond))
    for row, n in enumerate(heights, start=1):
        if n > 1:
            sheet.set_row(row, LINE * n)
    _as_table(sheet, page, forms, styles)
    _restyled(sheet, page, forms, styles)
    _annotate(sheet, page.notes)
    sheet.set_row(0, LINE * high + 5)
    sheet.freeze_panes(1, 0)  # the header stays in sight
    sheet.repeat_rows(0)
    printed(sheet)
    if columns:  # a chart beside the table would make it small
        sheet.print_area(0, 0, max(len(table), 1), len(columns) - 1)


def printed(sheet: "Worksheet") -> None:
    """Print landscape on A4, one page wide, with the sheet's name below."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&A　&P / &N")


@cache
def display_width(text: str) -> int:
    """Return the width of a text in digits: a Chinese character is two wide.

    >>> display_width("2024年")
    6
    """
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def lines(cell: object, width: int) -> int:
    """Return how many lines a text needs in a column; only Excel would find out."""
    parts = str(cell or "").splitlines()
    return sum(max(math.ceil(display_width(part) / (width - 2)), 1) for part in parts)


def _form(page: Page, column: str) -> str:
    """Return the name of a column's format."""
    form = format_of(page.table, column, page.name)
    if form in NUMBERS:
        return form
    return "wrapped" if page.wrap else "text"


def _fold(page: Page, index: int) -> dict[str, int | bool]:
    """Return what hides a column behind a +, or says that the + stands over it."""
    if index in page.folded:
        return {"level": 1, "hidden": True}
    return {"collapsed": True} if index - 1 in page.folded else {}


def _write_column(sheet: "Worksheet", index: int, cells: list, style: "Format") -> None:
    number = sheet.write_number
    write = {str: sheet.write_string, int: number, float: number}
    write[bool] = sheet.write_boolean
    for row, cell in enumerate(cells, start=1):
        if cell is not None and cell != "":
            write[type(cell)](row, index, cell, style)


def _as_table(
    sheet: "Worksheet", page: Page, forms: Sequence[str], styles: "dict[str, Format]"
) -> None:
    """Make the cells a table of Excel's, with filters; an empty one has a blank row."""
    if not forms:
        return
    heads = [styles["head over numbers" if f in NUMBERS else "head"] for f in forms]
    columns = [
        {"header": header, "header_format": head}
        for header, head in zip(page.headers, heads, strict=True)
    ]
    last = max(len(page.table), 1), len(columns) - 1
    how = {"style": TABLE_STYLE, "name": table_name(page.name or sheet.name)}
    sheet.add_table(0, 0, *last, {"columns": columns, **how})


def _restyled(
    sheet: "Worksheet", page: Page, forms: Sequence[str], styles: "dict[str, Format]"
) -> None:
    """Write again the cells that lead elsewhere or have a format of their own."""
    again: dict[int, list[int]] = {}
    for row, column in sorted({*page.links, *page.forms}):
        again.setdefault(column, []).append(row)
    for column, rows in again.items():
        cells = _cells(page.table.iloc[rows, column], page.cut)
        for row, cell in zip(rows, cells, strict=True):
            form = page.forms.get((row, column), forms[column])
            if link := page.links.get((row, column)):
                form = f"{form} link"
                sheet.write_url(row + 1, column, link, styles[form], str(cell))
            if cell is not None and not isinstance(cell, str):
                sheet.write_number(row + 1, column, cell, styles[form])


def _annotate(sheet: "Worksheet", notes: Sequence[str]) -> None:
    """Put a note on each header that has one."""
    for column, note in enumerate(notes):
        if note:
            height = LINE * (lines(note, NOTE_WIDTH) + 1) * 4 // 3  # pixels
            look = {"font_name": SHEET_FONT, "font_size": 9, "font_family": 2}
            size = {"width": 8 * NOTE_WIDTH, "height": height}
            sheet.write_comment(0, column, note, look | size)


def _squeeze(page: Page, widths: list[int], forms: list[str]) -> None:
    """Break the long texts of a wide sheet into lines, as far as it needs to print."""
    seen = [n for n in range(len(widths)) if n not in page.folded]
    over = sum(widths[n] for n in seen) - PRINTED
    long = [n for n in seen if forms[n] in TEXTS and widths[n] > SQUEEZED]
    if over <= 0 or len(page.table) > COUNTED:
        return
    spare = sum(widths[n] - SQUEEZED for n in long)
    for n in long:
        widths[n] -= math.floor(min(over / spare, 1) * (widths[n] - SQUEEZED))
        forms[n] = "wrapped"


def _cells(values: pd.Series, cut: str) -> list:
    """Return what a sheet shows of a column; too long a text ends with `cut`."""
    plainly = values.tolist()
    if pd.api.types.is_integer_dtype(values) and not values.hasnans:
        return plainly
    if values.dtype.kind == "f" and not values.isin([math.inf, -math.inf]).any():
        return [None if value != value else value for value in plainly]
    if isinstance(values.dtype, pd.StringDtype):
        plainly = [one if isinstance(one, str) else None for one in plainly]
        if max(map(len, filter(None, plainly)), default=0) <= LONGEST_CELL:
            return plainly
    return [_cell(value, cut) for value in plainly]


def _cell(value: object, cut: str) -> object:
    value = plain(value)
    if isinstance(value, float) and math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = as_text(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(cut)] + cut


def _width(header: str, cells: Iterable, form: str) -> int:
    """Return what the header (with its filter button) and the cells need."""
    widest = max(NARROWEST, display_width(header) + BUTTON)
    limit = WRAPPED if form == "wrapped" else WIDEST
    if form in NUMBERS:
        return min(max(widest, 9), NUMBER)
    for text in {str(cell) for cell in cells if cell}:
        if 2 * len(text) + 3 > widest:
            widest = max(widest, *(display_width(one) + 3 for one in text.splitlines()))
        if widest >= limit:
            return limit
    return widest
