"""Write a workbook: findings, what the tables mean, one sheet a table."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

import pandas as pd

from analysis.schema import coded, format_of, label, schema, table_label, value_labels
from analysis.show.export.cells import as_text, place, plain
from analysis.show.provenance import provenance_line, provenance_sheet
from analysis.show.style import BAND, INK, TARGET

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CONCLUSIONS, NOTES, ORIGIN = "结论", "说明", "来源"
OPTIONS = {  # text from a report is text, whatever it looks like
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
EPOCH = datetime(2000, 1, 1)  # a fixed birthday: same tables, same bytes
SHEET_FONT = "等线"
NUMBERS = {
    "count": "0",
    "share": "0.0%",
    "points": "+0.0%;−0.0%;0.0%",
    "rate": "0.0",
    "p": '[<0.001]"<0.001";0.000',
    "statistic": "0.00",
}
OUTLINE = {"次序": 7, "种类": 9, "所在": 44, "要点与原文": 70}  # widths of 「结论」
FINDING = {"bold": True, "text_wrap": True, "top": 1, "top_color": TARGET}
NARROWEST, WIDEST = 6, 60  # column widths, in digits
LINE = 15  # points
LONGEST_CELL = 32_767  # characters, Excel's limit
CUT = "……（超出 Excel 单元格上限，全文见原报告）"
MOST_ROWS = 1_048_576


class Conclusion(NamedTuple):
    """A sentence of the first sheet, and the clauses (rows of `clauses`) behind it."""

    kind: str
    text: str
    evidence: pd.DataFrame


def write_workbook(
    tables: Mapping[str, pd.DataFrame],
    path: Path,
    *,
    findings: Sequence[Conclusion] = (),
    record: Mapping[str, Any] | None = None,
) -> None:
    """Write tables as sheets, in their order, between 「说明」 and 「来源」.

    Parameters
    ----------
    tables
        Name in the schema → table. Sheets, headers and codes are in Chinese.
    findings
        What the first sheet, 「结论」, says; with none there is no such sheet.
    record
        What the numbers rest on; without it there is no sheet 「来源」.
    """
    path.write_bytes(render_workbook(tables, findings=findings, record=record))


def render_workbook(
    tables: Mapping[str, pd.DataFrame],
    *,
    chinese: bool = True,
    findings: Sequence[Conclusion] = (),
    record: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the workbook's bytes.

    Without `chinese`, names and codes stay as they are and nothing is explained.

    Raises
    ------
    ValueError
        If a table has more rows than a sheet can hold.
    """
    import xlsxwriter  # here, so that it is loaded beside the charts, not before

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    origin = {"keywords": provenance_line(record)} if record else {}
    book.set_properties({"created": EPOCH, **origin})
    book.set_calc_mode("auto")
    styles = _styles(book)
    titles = [table_label(name) if chinese else name for name in tables]
    first = [CONCLUSIONS] * bool(findings) + [NOTES] * chinese
    last = [ORIGIN] * (record is not None)
    names = iter(sheet_names([*first, *titles, *last]))
    if findings:
        _conclude(book.add_worksheet(next(names)), findings, styles)
    if chinese:
        _fill(book.add_worksheet(next(names)), notes_sheet(tables), styles, wrap=True)
    for name, table in tables.items():
        headers = [label(column, name) if chinese else column for column in table]
        shown = _in_chinese(table) if chinese else table
        _fill(book.add_worksheet(next(names)), shown, styles, headers, name=name)
    if record is not None:
        sheet = provenance_sheet(record)
        _fill(book.add_worksheet(next(names)), sheet, styles, wrap=True)
    book.close()
    return buffer.getvalue()


def notes_sheet(tables: Iterable[str]) -> pd.DataFrame:
    """Return how each number was made: one row per table, then one per column."""
    rows = []
    for table in (schema()[name] for name in tables if name in schema()):
        rows.append((table.label_zh, "", table.rows_zh, table.name))
        rows += [
            (table.label_zh, one.label_zh, one.note_zh, f"{table.name}.{one.name}")
            for one in table.columns.values()
        ]
    return pd.DataFrame(rows, columns=["工作表", "列", "怎样得来", "英文名"])


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return sheet names that Excel accepts: short, legal, and no two the same.

    Examples
    --------
    >>> sheet_names(["计划/总结", "themes", "Themes", ""])
    ['计划_总结', 'themes', 'Themes 2', '表']
    """
    names: list[str] = []
    for title in titles:
        legal = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", title).strip("' ")[:31] or "表"
        taken = {name.casefold() for name in names} | {"history"}
        tries = (f"{legal[: 30 - len(str(i))]} {i}" for i in count(2))
        while legal.casefold() in taken:
            legal = next(tries)
        names.append(legal)
    return names


def display_width(text: str) -> int:
    """Return the width of a text in digits: a Chinese character is two wide.

    >>> display_width("2024年")
    6
    """
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _conclude(
    sheet: "Worksheet", findings: Sequence[Conclusion], styles: "dict[str, Format]"
) -> None:
    """Write each finding over the clauses that it rests on."""
    for column, (header, width) in enumerate(OUTLINE.items()):
        sheet.write_string(0, column, header, styles["head"])
        sheet.set_column(column, column, width)
    *_, place_width, text_width = OUTLINE.values()
    row = 0
    for number, (kind, text, evidence) in enumerate(findings, start=1):
        row += 1
        sheet.write_number(row, 0, number, styles["finding"])
        sheet.write_string(row, 1, kind, styles["finding"])
        sheet.merge_range(row, 2, row, 3, text, styles["finding"])
        sheet.set_row(row, LINE * _lines(text, place_width + text_width) + 3)
        for clause in evidence.to_dict("records"):
            row += 1
            cells = place(clause), clause["text"]
            for column, cell in enumerate(cells, start=2):
                sheet.write_string(row, column, cell, styles["wrapped"])
            lines = map(_lines, cells, (place_width, text_width))
            sheet.set_row(row, LINE * max(lines))
    _print(sheet)


def _styles(book: "Workbook") -> "dict[str, Format]":
    base = {
        "font_name": SHEET_FONT,
        "font_size": 10.5,
        "font_color": INK,
        "valign": "top",
    }
    head = {
        "bold": True,
        "valign": "vcenter",
        "bg_color": BAND,
        "bottom": 2,
        "bottom_color": TARGET,
    }
    left = {"align": "left", "indent": 1}
    numbers = {
        name: book.add_format(base | {"num_format": form, "align": "right"})
        for name, form in NUMBERS.items()
    }
    return numbers | {
        "text": book.add_format(base | left),
        "wrapped": book.add_format(base | left | {"text_wrap": True}),
        "finding": book.add_format(base | left | FINDING),
        "head": book.add_format(base | head | left),
        "head over numbers": book.add_format(base | head | {"align": "right"}),
    }


def _fill(
    sheet: "Worksheet",
    table: pd.DataFrame,
    styles: "dict[str, Format]",
    headers: Sequence[str] | None = None,
    *,
    name: str = "",
    wrap: bool = False,
) -> None:
    if len(table) >= MOST_ROWS:
        raise ValueError(
            f"{sheet.name}: {len(table):,} rows are too many for a sheet; use csv"
        )
    number = sheet.write_number
    write = {str: sheet.write_string, int: number, float: number}
    write[bool] = sheet.write_boolean
    heights = [1] * len(table)
    for index, (column, header) in enumerate(zip(table, headers or table, strict=True)):
        style = format_of(table, column, name)
        style = style if style in NUMBERS else "text"
        if style == "text" and wrap:
            style = "wrapped"
        cells = _cells(table[column])
        head = "head over numbers" if style in NUMBERS else "head"
        sheet.write_string(0, index, header, styles[head])
        for row, cell in enumerate(cells, start=1):
            if cell not in (None, ""):
                write[type(cell)](row, index, cell, styles[style])
        width = _width(header, cells, style)
        sheet.set_column(index, index, width)
        if wrap:
            lines = (_lines(cell, width) for cell in cells)
            heights = list(map(max, heights, lines))
    for row, lines in enumerate(heights, start=1):
        if lines > 1:
            sheet.set_row(row, LINE * lines)
    _set_up(sheet, *table.shape)


def _in_chinese(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its codes, and yes and no, in Chinese."""
    flags = table.select_dtypes("bool").columns
    codes = {name: value_labels(name) for name in coded()}
    codes |= {flag: {True: "是", False: "否"} for flag in flags}
    return table.assign(
        **{
            column: table[column].map(lambda cell, known=known: known.get(cell, cell))
            for column, known in codes.items()
            if column in table
        }
    )


def _cells(values: pd.Series) -> list:
    """Return what a sheet shows of a column; a long table has most cells many times."""
    if pd.api.types.is_integer_dtype(values) and not values.hasnans:
        return values.tolist()
    once = lru_cache(maxsize=None, typed=True)(_cell)
    return [
        once(value) if isinstance(value, (str, float)) else _cell(value)
        for value in values.tolist()
    ]


def _cell(value: object) -> object:
    value = plain(value)
    if isinstance(value, float) and math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = as_text(value)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _width(header: str, cells: list, style: str) -> int:
    """Return what the header (with its filter button) and the cells need."""
    widths = [display_width(header) + 3]
    if style in ("text", "wrapped"):
        texts = {cell for cell in cells if cell}
        lines = (line for text in texts for line in str(text).splitlines())
        widths += [display_width(line) + 3 for line in lines]
    else:
        widths.append(9)
    return min(max(NARROWEST, *widths), WIDEST)


def _lines(cell: object, width: int) -> int:
    """Return how many lines a text needs in a column; only Excel would find out."""
    lines = str(cell or "").splitlines()
    return sum(max(math.ceil(display_width(line) / (width - 2)), 1) for line in lines)


def _set_up(sheet: "Worksheet", rows: int, columns: int) -> None:
    """Freeze and filter the header of a table."""
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    _print(sheet)


def _print(sheet: "Worksheet") -> None:
    """Keep the header in sight; print landscape on A4, one page wide."""
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&A　&P / &N")
