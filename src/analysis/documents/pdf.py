"""PDF files: paragraphs put together again across lines and pages."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis import InputError
from analysis.documents.limits import PREFIX, Limits, check_time, deadline
from analysis.documents.word import FOOTNOTE, Line
from analysis.documents.wrapping import END, HEADING, rejoined

PAGE_NUMBER = re.compile(
    r"[-—–－·•~\s]*第?\s*\d{1,4}\s*页?\s*(?:[/／]|[，,]?\s*共)?\s*(?:\d{1,4}\s*页?)?[-—–－·•~\s]*"
)
EDGE = 2  # lines at the top and at the foot of a page that may be furniture
REPEATED = 0.4  # share of the pages on which a line must stand to be furniture
EDGE_SHARE = 0.12  # of the page's height, where page numbers stand
NEAR = 6.0  # points by which the place of a running head may vary
SHORT = 0.9  # ems, beyond its next word, by which a paragraph's last line stops short
ENDED = 1.6  # ems by which a line stops short that ends with its sentence
INDENT = 1.2  # ems
LISTED = re.compile("[第、一二三四五六七八九十]$")  # 第一、|二、三产业 is no heading
APART = 1.3  # of the distance of lines, from which a paragraph begins
SMALL = 0.88  # of the text's size: footnotes
RAISED = 0.75  # of the line's size: the number of a footnote
# Gaps in ems: programs part Chinese from Latin characters by a quarter of their own.
LATIN_GAP, MIXED_GAP, HAN_GAP = 0.12, 0.6, 0.2
STRETCH = 0.2  # ems by which a justified line parts its characters at most
STEP = 4.0  # points by which rows are looked up
ON_LINE = 0.45  # ems by which a raised character may leave the line it belongs to
UNREADABLE = 0.3  # share of characters without meaning, beyond which it is said
LEAST = 5  # characters a page, below which a file is a scan
# What no line break parts: brackets and the word they open, marks and what they close.
WORD = r"(?:[A-Za-z0-9.,%+/:-]{1,40}|.)"
UNBROKEN = re.compile(
    rf"[“‘（《〈「『【(]{{0,3}}{WORD}(?:[“”‘’]{{1,3}}{WORD}?"
    r"|—{1,2}|…{1,2}|[，。、；：！？”’）》〉」』】,.;:!?)%％℃]{1,3}[A-Za-z0-9.%]{0,40}){0,8}"
)
HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Glyph(NamedTuple):
    """A character and its box, in points from the page's left and foot."""

    text: str
    left: float
    right: float
    foot: float  # of the line it stands on
    size: float


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
        rows = [_row(glyphs) for glyphs in _in_rows(_glyphs(text))]
        rows = sorted((row for row in rows if row.text), key=lambda row: -row.foot)
        return Page(number + 1, page.get_height(), rows)
    finally:
        text.close()
        page.close()


def _glyphs(text) -> Iterator[Glyph]:
    """Yield the characters that a page draws, each with its box."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    place, across, up = map(ctypes.byref, (box, x, y))
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        generated = raw.FPDFText_IsGenerated(text, at) == 1
        if (code < 32 or generated) and code != 2:  # 2: a hyphen at a line's end
            continue
        raw.FPDFText_GetLooseCharBox(text, at, place)
        raw.FPDFText_GetCharOrigin(text, at, across, up)
        size = raw.FPDFText_GetFontSize(text, at)
        yield Glyph(
            "-" if code in (2, 0xFFFE) else chr(code),
            box.left,
            box.right,
            y.value,
            size if size > 1.5 else max(box.right - box.left, 1.0),  # drawn larger
        )


def _in_rows(glyphs: Iterator[Glyph]) -> list[list[Glyph]]:
    """Return the characters by rows: those that stand on one line.

    The order in which a file draws them says little: quotation marks of another font
    often come after the rest of the line.
    """
    rows: list[list[Glyph]] = []
    by_height: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        step = round(glyph.foot / STEP)
        row = next(
            (
                one
                for by in (0, 1, -1, 2, -2)
                if (one := by_height.get(step + by))
                and abs(one[0].foot - glyph.foot) < ON_LINE * one[0].size
            ),
            None,
        )
        if row is None:
            row = by_height[step] = []
            rows.append(row)
        row.append(glyph)
    return rows


def _row(glyphs: list[Glyph]) -> Row:
    """Return the row that these characters make, with a space for each real gap."""
    glyphs = sorted(glyphs, key=lambda glyph: glyph.left)
    size = median(glyph.size for glyph in glyphs)
    gaps = [max(0.0, b.left - a.right) for a, b in pairwise(glyphs)]
    usual = min(median(gaps), STRETCH * size) if gaps else 0.0
    pieces, found = [], []
    for at, glyph in enumerate(glyphs):
        before = glyphs[at - 1] if at else None
        wide = gaps[at - 1] - usual if before else 0.0
        if before and wide > _gap(before.text, glyph.text) * size:
            pieces.append(" ")
        raised = glyph.size < RAISED * size and glyph.text.isdigit()
        if raised and before and not before.text.isascii():
            found.append((glyph.text, "脚注号"))
        else:
            pieces.append(glyph.text)
    left, right = glyphs[0].left, max(glyph.right for glyph in glyphs)
    text = "".join(pieces).strip()
    return Row(text, left, right, glyphs[0].foot, size, tuple(found))


def _gap(before: str, after: str) -> float:
    """Return from which width on, in ems, a gap between two characters is a space."""
    if before.isspace() or after.isspace():
        return float("inf")
    han = bool(HAN.match(before)) + bool(HAN.match(after))
    return (LATIN_GAP, MIXED_GAP, HAN_GAP)[han]


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
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    text: list[str] = []  # the pieces of the paragraph that may go on
    before: Row | None = None
    margin = 0.0  # the right one of the page on which `before` stands
    for _, rows, found in pages:
        if found:
            groups.append(([], found))
        if not rows:
            continue
        left, right, pitch = _measures(rows)
        for place, row in enumerate(rows):
            gap = before.foot - row.foot if before and place else pitch
            if before and _goes_on(before, row, left, margin, gap, pitch):
                text.append(row.text)
                groups[-1][1].extend(row.found)
            else:
                text = [row.text]
                groups.append((text, list(row.found)))
            before, margin = row, right
    return [Line(rejoined(pieces), tuple(found)) for pieces, found in groups]


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
    room = (right - before.right) / row.size
    ended = END.search(before.text) is not None
    if room > _first_width(row.text) + SHORT:  # the next word had fitted in
        return False
    if ended and room > ENDED:
        return False
    if abs(before.size - row.size) > 0.15 * before.size:
        return False
    if pitch and gap > APART * pitch:
        return False
    if row.left > left + INDENT * row.size:
        return not ended and abs(row.left - before.left) < 0.5 * row.size
    heading = HEADING.match(row.text)
    return not (
        heading and (ended or (heading["part"] and not LISTED.search(before.text)))
    )


def _first_width(text: str) -> float:
    """Return how wide, in ems, the start of a line is that cannot be broken."""
    first = UNBROKEN.match(text)
    return sum(1.0 if c > "\u2e7f" else 0.6 for c in first[0]) if first else 1.0
