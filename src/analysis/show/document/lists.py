"""Lists of tasks for handing out work, as a workbook and as a document."""

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.read.documents.task_lists import ASKED, FILLED, MADE, heads
from analysis.schema import value_labels
from analysis.show.document.paper import Paper, legal
from analysis.show.export.package import EPOCH
from analysis.show.export.workbook import OPTIONS
from analysis.show.export.workbook.sheets import display_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Columns of the sheet, in digits; those of the document, in millimetres at least: two
# verbs stand whole on a line, and what is empty has room for a pen.
WIDTHS = {
    "order": 6,
    "section": 22,
    "task": 56,
    "verb": 12,
    "object": 24,
    "quantity": 12,
    "office": 18,
    "deadline": 12,
    "note": 18,
}
NARROWEST = {
    "order": 11,
    "task": 60,
    "verb": 25,
    "object": 29,
    "quantity": 16,
    "office": 26,
    "deadline": 18,
    "note": 20,
}
OWN = 16  # digits of a column that someone added; in the document 18 mm
DIGIT, INSET = 1.86, 2.6  # mm of a digit in the document, and beside a cell's text
LINE = 17  # points
MOST = 6  # verbs, objects, quantities in a cell of the document; the sheet has all
LONGEST = 32_000  # characters that a cell of Excel holds, less some


def render_list(
    table: pd.DataFrame, left: pd.DataFrame, title: str, lang: str
) -> bytes:
    """Return the list as a workbook: to be filled in, filtered, sorted and printed.

    The columns that a person fills in are text, so that 6月30日 stays what was typed;
    the last two, hidden, hold what the report itself says.
    """
    import xlsxwriter  # here, so that only who writes one loads it

    words = value_labels("lists", lang=lang)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"created": EPOCH, "title": legal(title)[:255]})
    styles = _styles(book)
    _fill(book.add_worksheet(words["sheet"]), table, styles, title, lang)
    if len(left):
        _fill(book.add_worksheet(words["changed"]), left, styles, title, lang)
    book.close()
    return buffer.getvalue()


def render_paper(
    table: pd.DataFrame, left: pd.DataFrame, title: str, lang: str
) -> bytes:
    """Return the list as a document that lies across: section by section."""
    words = value_labels("lists", lang=lang)
    paper = Paper(lang, across=True)
    paper.write("公文标题", title)
    own = [name for name in table if name not in [*MADE, *FILLED, *ASKED]]
    called = heads(lang) | {name: name for name in own}
    columns = [*NARROWEST, *own]
    head = [called[name] for name in columns]
    widths = _widths(pd.concat([table, left]), columns, paper.width)
    if len(table):
        paper.write("公文正文", words["filled_note"])
        paper.table("", head, _by_section(table, columns), widths)
    if len(left):
        paper.part(words["changed"])
        paper.write("公文正文", words["changed_note"])
        paper.table("", head, _by_section(left, columns), widths)
    return paper.render(title)


def _widths(table: pd.DataFrame, columns: list[str], room: float) -> list[float]:
    """Return how wide each column is: as its cells are long, and none too narrow.

    >>> rows = pd.DataFrame({"task": ["重心" * 40], "verb": ["推动"], "note": [""]})
    >>> [round(width) for width in _widths(rows, ["task", "verb", "note"], 265)]
    [220, 25, 20]
    """
    long = {
        name: table[name].map(lambda cell, name=name: _long(cell, name)).mean()
        for name in columns
    }
    fixed: dict[str, float] = {}
    while True:
        free = [name for name in columns if name not in fixed]
        rest, all_ = room - sum(fixed.values()), sum(long[name] for name in free)
        share = {name: rest * long[name] / (all_ or 1) for name in free}
        narrow = {n: NARROWEST.get(n, 18) for n in free}
        if "quantity" in narrow:
            narrow["quantity"] = _whole(table["quantity"])
        narrow = {n: least for n, least in narrow.items() if share[n] < least}
        if not narrow or len(narrow) == len(free):
            return [{**fixed, **share}[name] for name in columns]
        fixed |= narrow


def _whole(quantities: pd.Series) -> float:
    """Return how wide a column has to be that no figure in it is parted."""
    each = (one for cell in quantities for one in str(cell).split("、"))
    longest = max((_long(one + "、", "") for one in each), default=0)
    return min(max(longest, NARROWEST["quantity"]), 2 * NARROWEST["quantity"])


def _long(cell: object, name: str) -> float:
    """Return how wide a cell would be on one line, in millimetres."""
    return display_width(_some(str(cell), name)) * DIGIT + INSET


def _by_section(table: pd.DataFrame, columns: list[str]) -> list[list[str]]:
    """Return the rows, those of each section under its heading."""
    rows, section = [], ""
    for row in table.astype("str").to_dict("records"):
        if row["section"] and row["section"] != section:
            rows.append([row["section"]])
        section = row["section"]
        rows.append([_some(row[name], name) for name in columns])
    return rows


def _some(cell: str, name: str) -> str:
    """Return a cell; of a long list the first."""
    listed = cell.split("、") if name in ("verb", "object", "quantity") else []
    return "、".join(listed[:MOST]) + "……" if len(listed) > MOST else cell


def _styles(book: "Workbook") -> "dict[str, Format]":
    base = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter", "border": 1}
    base |= {"border_color": "#BFBFBF", "text_wrap": True}
    return {
        "head": book.add_format(
            base | {"font_name": "黑体", "align": "center", "bg_color": "#E7E6E6"}
        ),
        "number": book.add_format(base | {"align": "center", "num_format": "0"}),
        "text": book.add_format(base | {"num_format": "@"}),
        "blank": book.add_format(base | {"num_format": "@", "bg_color": "#FFFBE9"}),
    }


def _fill(
    sheet: "Worksheet",
    table: pd.DataFrame,
    styles: "dict[str, Format]",
    title: str,
    lang: str,
) -> None:
    called = heads(lang)
    widths = {name: WIDTHS.get(name, OWN) for name in table}
    for column, name in enumerate(table):
        hidden = {"hidden": True} if name in ASKED else {}
        sheet.set_column(column, column, widths[name], None, hidden)
        sheet.write_string(0, column, called.get(name, name), styles["head"])
    for at, row in enumerate(table.to_dict("records"), start=1):
        for column, (name, cell) in enumerate(row.items()):
            _write(sheet, (at, column), name, cell, styles)
        shown = [(row[name], widths[name]) for name in table if name not in ASKED]
        sheet.set_row(at, LINE * max(_lines(str(cell), width) for cell, width in shown))
    sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 22)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&C" + legal(title).replace("&", "&&")[:200])
    sheet.set_footer("&C— &P —")


def _write(
    sheet: "Worksheet",
    at: tuple[int, int],
    name: str,
    cell: Any,
    styles: "dict[str, Format]",
) -> None:
    if name == "order" and str(cell).isdecimal():
        sheet.write_number(*at, int(cell), styles["number"])
        return
    style = styles["text" if name in [*MADE, *ASKED] else "blank"]
    text = legal(str(cell))[:LONGEST]
    if text:
        sheet.write_string(*at, text, style)
    else:
        sheet.write_blank(*at, None, style)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text needs in a column; only Excel would find out."""
    return sum(
        max(math.ceil(display_width(line) / (width - 1)), 1)
        for line in text.splitlines() or [""]
    )
