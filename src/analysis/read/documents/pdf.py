"""PDF files: the characters that pages draw, as rows without what frames them."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis import InputError
from analysis.read.documents.layout import Row, first_word, paragraphs
from analysis.read.documents.limits import PREFIX, Limits, check_time, deadline
from analysis.read.documents.word import FOOTNOTE, Line
from analysis.read.documents.wrapping import END
from analysis.read.numerals import SIGNS

PAGE_NUMBER = re.compile(
    r"[-—–－·•~\s]*第?\s*\d{1,4}\s*页?\s*(?:[/／]|[，,]?\s*共)?\s*(?:\d{1,4}\s*页?)?[-—–－·•~\s]*"
)
EDGE_ROWS = 2  # lines at the top and at the foot of a page that may be furniture
REPEATED = 0.4  # share of the pages on which a line must stand to be furniture
EDGE_SHARE = 0.12  # of the page's height, where page numbers stand
HEAD_GAP = 1.4  # of the distance of lines, by which a head stands above the text
HEAD_SLACK = 6.0  # points by which the place of a running head may vary
SMALL = 0.88  # of the text's size: footnotes
RAISED = 0.75  # of the line's size: the number of a footnote
# Gaps in ems: programs part Chinese from Latin characters by a quarter of their own.
LATIN_GAP, MIXED_GAP, HAN_GAP = 0.12, 0.6, 0.2
STRETCH = 0.2  # ems by which a justified line parts its characters at most
EVEN = 0.1  # ems by which gaps vary where a whole line is spaced out
COLUMN = 0.5  # ems that part two columns at least
CELL = 1.2  # ems that part two cells of a table
STEP = 4.0  # points by which rows are looked up
ON_LINE = 0.45  # ems by which a raised character may leave the line it belongs to
UNREADABLE = 0.3  # share of characters without meaning, beyond which it is said
# The number of an item and the gap behind it, of which typed reports have none.
MARKED_TEXT = re.compile(
    rf"^(?:((?:第?[{SIGNS}百]+、|（[{SIGNS}百\d]+）"
    r"|[①-⓿㈠-㉃]))[ \t\u3000]+|(\d{1,3}[.、)])[\t\u3000]+)"
)
FONT_NAME_BYTES = 128  # bytes of a font's name
SCAN_BELOW = 5  # characters a page, below which a file is a scan
CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Glyph(NamedTuple):
    """A character and its box, in points from the page's left and foot."""

    text: str
    left: float
    right: float
    foot: float  # of the line it stands on
    size: float
    order: int  # among the characters, as the file draws them
    place: int  # of the character in the page's text


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
    if len(text) < SCAN_BELOW * len(pages):
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
    return paragraphs(_without_furniture(pages))


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
        lines = [_parts(line) for line in _in_rows(_glyphs(text))]
        rows = [_row(part, text) for parts in lines for part in parts]
        apart = any(len(parts) > 1 for parts in lines)
        # columns and cells are read as they are drawn, one after the other
        rows.sort(key=lambda row: row.order if apart else -row.foot)
        return Page(number + 1, page.get_height(), rows)
    finally:
        text.close()
        page.close()


def _glyphs(text) -> Iterator[Glyph]:
    """Yield the characters that a page draws, each with its box."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    place, across, up = map(ctypes.byref, (box, x, y))
    order = 0
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        generated = raw.FPDFText_IsGenerated(text, at) == 1
        if (code < 32 or generated) and code != 2:  # 2: a hyphen at a line's end
            continue
        raw.FPDFText_GetLooseCharBox(text, at, place)
        raw.FPDFText_GetCharOrigin(text, at, across, up)
        size = raw.FPDFText_GetFontSize(text, at)
        order += 1
        yield Glyph(
            "-" if code in (2, 0xFFFE) else chr(code),
            box.left,
            box.right,
            y.value,
            size if size > 1.5 else max(box.right - box.left, 1.0),  # drawn larger
            order,
            at,
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


def _parts(line: list[Glyph]) -> list[list[Glyph]]:
    """Return what stands on one line and was drawn apart: its columns or cells."""
    drawn = [glyph for glyph in line if not glyph.text.isspace()]
    if not drawn:
        return []
    if line[-1].order - line[0].order == len(line) - 1:
        return [line]
    runs: list[list[Glyph]] = [line[:1]]
    for before, glyph in pairwise(line):
        if glyph.order > before.order + 1:
            runs.append([])
        runs[-1].append(glyph)
    runs = [run for run in runs if not all(glyph.text.isspace() for glyph in run)]
    parts: list[list[Glyph]] = []
    for run in sorted(runs, key=lambda run: min(glyph.left for glyph in run)):
        left = min(glyph.left for glyph in run) - COLUMN * run[0].size
        if parts and left < max(glyph.right for glyph in parts[-1]):
            parts[-1] += run
        else:
            parts.append(run)
    return parts


def _row(glyphs: list[Glyph], text) -> Row:
    """Return the row that these characters make, with a space for each real gap."""
    order = min(glyph.order for glyph in glyphs)
    glyphs = sorted(glyphs, key=lambda glyph: glyph.left)
    spaces = [glyph.left for glyph in glyphs if glyph.text.isspace()]
    glyphs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    size = median(glyph.size for glyph in glyphs)
    gaps = [max(0.0, b.left - a.right) for a, b in pairwise(glyphs)]
    usual = _usual(glyphs, gaps, size)
    pieces, found = [glyphs[0].text], []
    for before, glyph, gap in zip(glyphs, glyphs[1:], gaps, strict=False):
        spaced = any(before.left < left <= glyph.left for left in spaces)
        pieces.append(_gap(before.text, glyph.text, gap / size, usual / size, spaced))
        raised = glyph.size < RAISED * size and glyph.text.isdigit()
        if raised and not before.text.isascii():
            found.append((glyph.text, "脚注号"))
        else:
            pieces.append(glyph.text)
    said = MARKED_TEXT.sub(lambda marked: marked[1] or marked[2] + " ", "".join(pieces))
    first = first_word(said)
    return Row(
        said,
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        glyphs[0].foot,
        size,
        order,
        sum(glyph.right - glyph.left for glyph in glyphs[:first]),
        (_face(glyphs, text), _face(glyphs[::-1], text)),
        tuple(found),
    )


def _usual(glyphs: list[Glyph], gaps: list[float], size: float) -> float:
    """Return by how much a line parts its characters, as it is set out to a width."""
    if len(gaps) < 3:
        return 0.0
    pairs = zip(pairwise(glyphs), gaps, strict=True)
    between = sorted(
        gap for (a, b), gap in pairs if CJK.match(a.text) and CJK.match(b.text)
    )
    if len(between) > 2:
        low, high = between[len(between) // 10], between[-1 - len(between) // 10]
        if high - low < EVEN * size:  # the whole line
            return median(between)
    return min(median(gaps), STRETCH * size)


def _gap(before: str, after: str, gap: float, usual: float, spaced: bool) -> str:
    """Return what a gap of so many ems between two characters stands for."""
    han = bool(CJK.match(before)) + bool(CJK.match(after))
    wide = gap - usual
    if han == 2 and wide > 1 - EVEN and abs(wide - round(wide)) < EVEN:
        return "\u3000" * round(wide)
    if wide > CELL:
        return "\t"
    if spaced and (han < 2 or usual <= STRETCH):
        return " "
    return " " if wide > (LATIN_GAP, MIXED_GAP, HAN_GAP)[han] else ""


def _face(glyphs: list[Glyph], text) -> str:
    """Return the font of the first Chinese character."""
    from pypdfium2 import raw

    first = next((glyph for glyph in glyphs if CJK.match(glyph.text)), None)
    if first is None:
        return ""
    name, flags = ctypes.create_string_buffer(FONT_NAME_BYTES), ctypes.c_int()
    raw.FPDFText_GetFontInfo(
        text, first.place, name, FONT_NAME_BYTES, ctypes.byref(flags)
    )
    return name.value.decode("utf-8", "replace")


def _without_furniture(pages: list[Page]) -> list[tuple[list[Row], list]]:
    """Return each page with its text rows and what was taken off its edges."""
    seen: Counter = Counter()
    for page in pages:
        edges = {(_shape(row), round(row.foot / HEAD_SLACK)) for row in _edges(page)}
        # a place on the border between two steps counts for both
        seen.update({(shape, step + by) for shape, step in edges for by in (0, 1)})
    enough = max(2, REPEATED * len(pages))
    body = median([row.size for page in pages for row in page.rows] or [10.0])
    result = []
    for page in pages:
        found, gone = [], set()
        for row in _edges(page):
            step = round(row.foot / HEAD_SLACK)
            often = max(seen[_shape(row), step], seen[_shape(row), step + 1]) >= enough
            edge = min(row.foot, page.height - row.foot) < EDGE_SHARE * page.height
            if (edge and PAGE_NUMBER.fullmatch(row.text)) or (often and edge):
                gone.add(row)
                found.append((row.text, f"第{page.number}页的页眉、页脚或页码"))
        rows = [row for row in page.rows if row not in gone]
        if result and (head := _running_head(page, rows, result[-1][0])):
            found.append((head.text, f"第{page.number}页的页眉、页脚或页码"))
            rows.remove(head)
        for row in sorted(rows, key=lambda row: row.foot)[:-EDGE_ROWS]:
            if row.size >= SMALL * body:
                break
            found.append((row.text, f"第{page.number}页的{FOOTNOTE}"))
            rows.remove(row)
        result.append((rows, found))
    return result


def _running_head(page: Page, rows: list[Row], before: list[Row]) -> Row | None:
    """Return the head that stands on this page only, within a sentence."""
    order = sorted(rows, key=lambda row: -row.foot)
    if len(order) <= EDGE_ROWS or not before or END.search(before[-1].text):
        return None
    head, first = order[:2]
    steps = [a.foot - b.foot for a, b in pairwise(order[1:])]
    apart = head.foot - first.foot > HEAD_GAP * median(steps)
    short = head.right - head.left < 0.5 * max(row.right - row.left for row in rows)
    edge = page.height - head.foot < EDGE_SHARE * page.height
    return head if apart and short and edge and not END.search(head.text) else None


def _edges(page: Page) -> list[Row]:
    order = sorted(page.rows, key=lambda row: -row.foot)
    return order[:EDGE_ROWS] + order[EDGE_ROWS:][-EDGE_ROWS:]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)
