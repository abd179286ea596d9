"""Write a workbook: what is found, what it is, a sheet a table, the clauses behind."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.schema import schema, table_label
from analysis.show.export.package import EPOCH
from analysis.show.export.workbook import drawn
from analysis.show.export.workbook.evidence import (
    Block,
    blocks,
    evidence_table,
    links_back,
    links_to,
)
from analysis.show.export.workbook.naming import headers, sheet_names
from analysis.show.export.workbook.pages import LEFT_OUT, headed, page_of
from analysis.show.export.workbook.readme import codebook_table, write_readme
from analysis.show.export.workbook.sheets import Page, styles_of, write_page
from analysis.show.export.workbook.wording import SENTENCES, words
from analysis.show.provenance import provenance_line, provenance_sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook

OPTIONS = {  # text from a report is text, whatever it looks like
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
README, EVIDENCE, CODEBOOK, ORIGIN = "*readme", "*evidence", "*codebook", "*origin"


def write_workbook(
    tables: Mapping[str, pd.DataFrame],
    path: Path,
    *,
    findings: Mapping[str, str] | None = None,
    evidence: Mapping[str, pd.DataFrame] | None = None,
    record: Mapping[str, Any] | None = None,
    lang: str = "zh",
) -> None:
    """Write tables as sheets: the sentences, 「说明」, the others, 「依据」.

    Parameters
    ----------
    tables
        Name in the schema → table. Headers and codes are in `lang`, zh or en. Tables
        of words that are better read as CSV (`LEFT_OUT`), and empty ones, have no
        sheet; 「说明」 says so.
    findings
        What a table says as a sentence, by its name: the titles of the charts.
    evidence
        The clauses behind rows of a table, by its name, as `Flow.evidence_by_row`
        returns them; `row` counts the rows of the table. Each count leads to its
        clauses on the sheet 「依据」, as many as it says, and they lead back.
    record
        What the numbers rest on; without it there is no sheet 「来源」.
    """
    how = {"findings": findings, "evidence": evidence, "record": record, "lang": lang}
    path.write_bytes(render_workbook(tables, **how))


def render_workbook(
    tables: Mapping[str, pd.DataFrame],
    *,
    findings: Mapping[str, str] | None = None,
    evidence: Mapping[str, pd.DataFrame] | None = None,
    record: Mapping[str, Any] | None = None,
    lang: str = "zh",
) -> bytes:
    """Return the workbook's bytes; see `write_workbook`.

    Raises
    ------
    ValueError
        If a table has more rows than a sheet can hold.
    """
    held = {n: t for n, t in tables.items() if n not in LEFT_OUT and len(t)}
    behind = {
        n: rows for n, rows in (evidence or {}).items() if n in held and len(rows)
    }
    titles = _titles(held, lang, bool(behind), record is not None)
    scheme = ((record or {}).get("scheme") or {}).get("name")
    pages = {
        name: page_of(name, table, titles[name], scheme, lang, behind.get(name))
        for name, table in held.items()
    }
    found, clauses = blocks(behind)
    pages |= _more(pages, titles, found, clauses, record, lang)
    for name in behind:
        links = links_to(found, name, list(pages[name].table), titles[EVIDENCE])
        pages[name] = pages[name]._replace(links=links)
    cut = words(lang)["cut"]
    pages = {n: pages[n]._replace(cut=cut) for n in titles if n in pages}
    missing = {name: len(table) for name, table in tables.items() if name not in held}
    with _book(record) as (book, buffer):
        styles = styles_of(book)
        for name, title in titles.items():
            sheet = book.add_worksheet(title)
            if name == README:
                write_readme(sheet, pages, missing, styles, record=record, lang=lang)
                continue
            write_page(sheet, pages[name], styles)
            if native := drawn.drawing(name, held.get(name)):
                said = (findings or {}).get(name, "")
                drawn.insert(book, sheet, pages[name], native, said)
    return buffer.getvalue()


def render_sheet(
    table: pd.DataFrame, *, record: Mapping[str, Any] | None = None, lang: str = "zh"
) -> bytes:
    """Return a workbook of one table as it is: its columns keep their names."""
    pages = [Page("table", table, headers(table))]
    if record is not None:
        pages.append(_origin(record, words(lang)["origin"], lang))
    with _book(record) as (book, buffer):
        styles = styles_of(book)
        for page in pages:
            page = page._replace(cut=words(lang)["cut"])
            write_page(book.add_worksheet(page.title), page, styles)
    return buffer.getvalue()


@contextmanager
def _book(record: Mapping[str, Any] | None) -> "Iterator[tuple[Workbook, BytesIO]]":
    """Begin a workbook, which is in the buffer when the block ends."""
    import xlsxwriter  # here, so that it is loaded beside the charts, not before

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    origin = {"keywords": provenance_line(record)} if record else {}
    book.set_properties({"created": EPOCH, **origin})
    book.set_calc_mode("auto")
    # All cells live until the end: looking for what could be freed would find nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield book, buffer
        book.close()
    finally:
        if collecting:
            gc.enable()


def _titles(
    held: Iterable[str], lang: str, evidence: bool, record: bool
) -> dict[str, str]:
    """Return the name of each sheet, in their order."""
    own = words(lang)
    said = {one: own["findings"] for one in held if one in SENTENCES}
    others = sorted((one for one in held if one not in said), key=_aside)
    tables = {one: table_label(one, lang=lang) for one in others}
    last = {EVIDENCE: own["evidence"]} if evidence else {}
    last |= {CODEBOOK: own["codebook"]} | ({ORIGIN: own["origin"]} if record else {})
    titles = said | {README: own["readme"]} | tables | last
    legal = sheet_names(titles.values())
    return dict(zip(titles, legal, strict=True))


def _aside(name: str) -> bool:
    """Say whether a table stands behind those of the page's chapters."""
    declared = schema().get(name)
    return declared is not None and not (declared.chapter and declared.on_page)


def _more(
    pages: Mapping[str, Page],
    titles: Mapping[str, str],
    found: Sequence[Block],
    clauses: pd.DataFrame,
    record: Mapping[str, Any] | None,
    lang: str,
) -> dict[str, Page]:
    """Return the sheets behind the tables: evidence, codebook, origin."""
    more = {
        CODEBOOK: headed(titles[CODEBOOK], codebook_table(pages, lang), lang, wrap=True)
    }
    if EVIDENCE in titles:
        table = evidence_table(found, clauses, pages, lang)
        back = links_back(found, pages)
        more[EVIDENCE] = headed(titles[EVIDENCE], table, lang)._replace(links=back)
    if ORIGIN in titles:
        more[ORIGIN] = _origin(record, titles[ORIGIN], lang)
    return more


def _origin(record: Mapping[str, Any], title: str, lang: str) -> Page:
    table = provenance_sheet(record, lang)
    return Page(title, table, list(table), wrap=True)
