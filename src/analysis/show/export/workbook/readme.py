"""The sheet that says what the workbook is, and the one that says what columns are."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.schema import schema, table_label
from analysis.show.export.workbook.naming import internal
from analysis.show.export.workbook.sheets import LINE, Page, lines, printed
from analysis.show.export.workbook.wording import words
from analysis.show.provenance import provenance_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = 22, 9, 9, 90  # of its columns


def write_readme(
    sheet: "Worksheet",
    pages: Mapping[str, Page],
    missing: Mapping[str, int],
    styles: "dict[str, Format]",
    *,
    record: Mapping[str, Any] | None,
    lang: str,
) -> None:
    """Write what this is, its source, how to read it, and the list of sheets.

    `missing` are the tables without a sheet, with their rows: none, or too many.
    """
    own = words(lang)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, own["title"], styles["title"])
    sheet.set_row(0, 2 * LINE)
    row = _paragraphs(sheet, 1, _starting(own, "what"), styles)
    if record is not None:
        said = [f"{one['report']}　{one['file']}" for one in record["reports"]]
        row = _heading(sheet, row + 1, own["source"], styles)
        row = _paragraphs(sheet, row, [*said, provenance_line(record)], styles)
    row = _heading(sheet, row + 1, own["how"], styles)
    row = _paragraphs(sheet, row, _starting(own, "read"), styles)
    row = _heading(sheet, row + 1, own["sheets"], styles)
    row = _list(sheet, row, pages, styles, lang)
    if missing:
        row = _heading(sheet, row + 1, own["left_out"], styles)
    for name, rows in missing.items():
        why = own["as_csv"].format(name=name, rows=f"{rows:,}") if rows else own["none"]
        sheet.write_string(row, 0, table_label(name, lang=lang), styles["text"])
        sheet.write_string(row, 3, why, styles["wrapped"])
        row += 1
    printed(sheet)


def codebook_table(tables: Iterable[str], lang: str) -> pd.DataFrame:
    """Return how each number was made: one row per table, then one per column."""
    rows = []
    for table in (schema()[name] for name in tables if name in schema()):
        title = table_label(table.name, lang=lang)
        rows.append((title, "", getattr(table, f"rows_{lang}"), table.name))
        rows += [
            (
                title,
                getattr(one, f"label_{lang}"),
                getattr(one, f"note_{lang}"),
                f"{table.name}.{one.name}",
            )
            for one in table.columns.values()
        ]
    return pd.DataFrame(rows, columns=["sheet", "column", "made", "code"])


def _list(
    sheet: "Worksheet",
    row: int,
    pages: Mapping[str, Page],
    styles: "dict[str, Format]",
    lang: str,
) -> int:
    """Write the sheets, each with a link and what a row is; return the row below."""
    own = words(lang)
    for column, head in enumerate(("sheet", "rows", "links", "row_is")):
        over = "head over numbers" if column in (1, 2) else "head"
        sheet.write_string(row, column, own[head], styles[over])
    for name, page in pages.items():
        row += 1
        link = internal(page.title)
        sheet.write_url(row, 0, link, styles["text link"], page.title)
        sheet.write_number(row, 1, len(page.table), styles["count"])
        if page.links:
            sheet.write_number(row, 2, len(page.links), styles["count"])
        declared = schema().get(name)
        said = getattr(declared, f"rows_{lang}") if declared else own.get(name, "")
        sheet.write_string(row, 3, said, styles["wrapped"])
        sheet.set_row(row, LINE * max(lines(said, WIDTHS[-1]), 1))
    return row + 1


def _heading(
    sheet: "Worksheet", row: int, text: str, styles: "dict[str, Format]"
) -> int:
    sheet.write_string(row, 0, text, styles["subtitle"])
    return row + 1


def _paragraphs(
    sheet: "Worksheet", row: int, texts: Iterable[str], styles: "dict[str, Format]"
) -> int:
    """Write paragraphs across the sheet; return the row below."""
    for text in texts:
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", styles["wrapped"])
        sheet.write_string(row, 0, text, styles["wrapped"])
        sheet.set_row(row, LINE * lines(text, sum(WIDTHS)))
        row += 1
    return row


def _starting(own: Mapping[str, str], stem: str) -> list[str]:
    """Return the paragraphs whose names begin with a stem, in their order."""
    return [text for name, text in own.items() if re.fullmatch(rf"{stem}_\d+", name)]
