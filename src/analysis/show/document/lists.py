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

# Columns of the sheet, in digits; those of the document, as shares.
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
SHARES = {
    "order": 11,
    "task": 96,
    "verb": 18,
    "object": 36,
    "quantity": 36,
    "office": 28,
    "deadline": 18,
    "note": 22,
}
OWN = 16  # digits of a column that someone added
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
    columns = [*SHARES, *own]
    head = [called[name] for name in columns]
    widths = [SHARES.get(name, 24) for name in columns]
    if len(table):
        paper.write("公文正文", words["filled_note"])
        paper.table("", head, _by_section(table, columns), widths)
    if len(left):
        paper.part(words["changed"])
        paper.write("公文正文", words["changed_note"])
        paper.table("", head, _by_section(left, columns), widths)
    return paper.render(title)


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
