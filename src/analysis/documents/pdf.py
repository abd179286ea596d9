"""PDF files: paragraphs put together again across lines and pages."""

import ctypes
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis import InputError
from analysis.documents.limits import PREFIX, Limits, check_time, deadline
from analysis.documents.word import FOOTNOTE, Line
from analysis.documents.wrapping import END, MARKER, joined

PAGE_NUMBER = re.compile(
    r"[-—–－·•~\s]*第?\s*\d{1,4}\s*页?\s*(?:[/／]|[，,]?\s*共)?\s*(?:\d{1,4}\s*页?)?[-—–－·•~\s]*"
)
EDGE = 2  # lines at the top and at the foot of a page that may be furniture
REPEATED = 0.4  # share of the pages on which a line must stand to be furniture
EDGE_SHARE = 0.12  # of the page's height, where page numbers stand
NEAR = 6.0  # points by which the place of a running head may vary
SHORT = 2.2  # ems by which a paragraph's last line stops before the margin
INDENT = 1.2  # ems
SMALL = 0.88  # of the text's size: footnotes
RAISED = 0.75  # of the line's size: the number of a footnote
GAP = 0.8  # ems; a narrower gap between Chinese characters is no space
UNREADABLE = 0.3  # share of characters without meaning, beyond which it is said
LEAST = 5  # characters a page, below which a file is a scan
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Row(NamedTuple):
    """A line on a page: its text and its box, in points from the page's foot."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    found: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A page's rows from top to foot, and its height."""

    number: int
    height: float
    rows: list[Row]


def read_pdf(data: bytes, limits: Limits) -> list[Line]:
    """Return the paragraphs of a PDF, without headers, footers and page numbers.

    Raises
    ------
    InputError
        Where the file is damaged, protected, a scan, or beyond the limits.
    """
    pages = _pages(data, limits)
    text = "".join(row.text for page in pages for row in page.rows)
    if len(text) < LEAST * len(pages):
        raise InputError(
            "holds pictures of pages and no text (a scan); recognise the text first "
            "(OCR), then save it as .docx or .txt"
        )
    odd = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
    if odd > UNREADABLE * len(text):
        raise InputError(
            "does not say which characters its fonts draw; save it as .docx or .txt "
            "from the program that made it, or recognise the text (OCR)"
        )
    return _paragraphs(_without_furniture(pages))


def _pages(data: bytes, limits: Limits) -> list[Page]:
    import pypdfium2

    until, found, characters = deadline(limits), [], 0
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("is protected by a password; save it without") from None
        raise InputError("is a damaged or cut-off PDF; fetch it again") from None
    try:
        if len(document) > limits.pages:
            raise InputError(
                f"has {len(document)} pages; the limit is {limits.pages} "
                f"({PREFIX}PAGES)"
            )
        for number in range(len(document)):
            check_time(until, limits)
            page = _page(document, number)
            found.append(page)
            characters += sum(len(row.text) for row in page.rows)
            if characters > limits.characters:
                raise InputError(
                    f"holds more than {limits.characters} characters "
                    f"({PREFIX}CHARACTERS)"
                )
    except pypdfium2.PdfiumError:
        raise InputError("is a damaged or cut-off PDF; fetch it again") from None
    finally:
        document.close()
    return found


def _page(document, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    try:
        return Page(number + 1, page.get_height(), _rows(text))
    finally:
        text.close()
        page.close()


def _rows(text) -> list[Row]:
    """Return the rows of a page, from its characters."""
    from pypdfium2 import raw

    rows, line = [], []
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in (10, 13):
            rows += _row(text, line)
            line = []
        else:
            line.append((at, "-" if code in (2, 0xFFFE) else chr(code)))
    return rows + _row(text, line)


def _row(text, line: list[tuple[int, str]]) -> list[Row]:
    """Return the row that these characters make, without spaces no one typed."""
    from pypdfium2 import raw

    line = [(at, c) for at, c in line if c != "\0"]
    while line and line[-1][1].isspace():
        line.pop()
    while line and line[0][1].isspace():
        line.pop(0)
    if not line:
        return []
    size = median(raw.FPDFText_GetFontSize(text, at) for at, _ in line[:20]) or 10.0
    first, last = _box(text, line[0][0]), _box(text, line[-1][0])
    em = max(first.top - first.bottom, 1.0) if size <= 1.5 else size
    kept, found = [], []
    for place, (at, character) in enumerate(line):
        before = line[place - 1][1] if place else ""
        if character.isspace() and raw.FPDFText_IsGenerated(text, at) == 1:
            after = line[place + 1]
            near = HAN.match(before) or HAN.match(after[1])
            gap = _box(text, after[0]).left - _box(text, line[place - 1][0]).right
            if near and gap < GAP * em:
                continue
        elif character.isdigit() and place and not before.isascii():
            if raw.FPDFText_GetFontSize(text, at) < RAISED * size:
                found.append((character, "脚注号"))
                continue
        kept.append(character)
    row = Row("".join(kept), first.left, last.right, first.bottom, em, tuple(found))
    return [row] if row.text else []


def _box(text, at: int):
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
    return box


def _without_furniture(pages: list[Page]) -> list[tuple[Page, list[Row], list]]:
    """Return each page with its text rows and what was taken off its edges."""
    seen: Counter = Counter()
    for page in pages:
        edges = {(_shape(row), round(row.foot / NEAR)) for row in _edges(page)}
        # a place on the border between two steps counts for both
        seen.update({(shape, step + by) for shape, step in edges for by in (0, 1)})
    enough = max(3, REPEATED * len(pages))
    body = median([row.size for page in pages for row in page.rows] or [10.0])
    result = []
    for page in pages:
        found, gone = [], set()
        for row in _edges(page):
            step = round(row.foot / NEAR)
            often = max(seen[_shape(row), step], seen[_shape(row), step + 1]) >= enough
            edge = min(row.foot, page.height - row.foot) < EDGE_SHARE * page.height
            if (edge and PAGE_NUMBER.fullmatch(row.text)) or (often and edge):
                gone.add(row)
                found.append((row.text, f"第{page.number}页的页眉、页脚或页码"))
        rows = [row for row in page.rows if row not in gone]
        while rows and rows[-1].size < SMALL * body and len(rows) > EDGE:
            found.append((rows.pop().text, f"第{page.number}页的{FOOTNOTE}"))
        result.append((page, rows, found))
    return result


def _edges(page: Page) -> list[Row]:
    order = sorted(page.rows, key=lambda row: -row.foot)
    return order[:EDGE] + order[EDGE:][-EDGE:]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _paragraphs(pages: list[tuple[Page, list[Row], list]]) -> list[Line]:
    lines: list[Line] = []
    before: Row | None = None
    margin = 0.0  # the right one of the page on which `before` stands
    for _, rows, found in pages:
        if found:
            lines.append(Line("", tuple(found)))
        if not rows:
            continue
        left, right, pitch = _measures(rows)
        for place, row in enumerate(rows):
            gap = before.foot - row.foot if before and place else pitch
            if before and _goes_on(before, row, left, margin, gap, pitch):
                at = max(n for n, line in enumerate(lines) if line.text)
                said = lines[at]
                text = joined(said.text, row.text)
                lines[at] = Line(text, said.found + row.found)
            else:
                lines.append(Line(row.text, row.found))
            before, margin = row, right
    return lines


def _measures(rows: list[Row]) -> tuple[float, float, float]:
    """Return a page's left and right margin and the distance of its lines."""
    long = sorted(rows, key=lambda row: row.right - row.left)[len(rows) // 2 :]
    right = sorted(row.right for row in rows)[-max(1, len(rows) // 20)]
    steps = [a.foot - b.foot for a, b in pairwise(rows)]
    steps = [step for step in steps if step > 0]
    return min(row.left for row in long), right, median(steps) if steps else 0.0


def _goes_on(
    before: Row, row: Row, left: float, right: float, gap: float, pitch: float
) -> bool:
    """Return whether a row belongs to the paragraph of the row before it."""
    if before.right < right - SHORT * before.size:
        return False
    if abs(before.size - row.size) > 0.15 * before.size:
        return False
    if pitch and gap > 1.7 * pitch:
        return False
    ended = END.search(before.text) is not None
    if row.left > left + INDENT * row.size:
        return not ended and abs(row.left - before.left) < 0.5 * row.size
    return not (ended and MARKER.match(row.text))
