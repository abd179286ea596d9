"""Web pages: the text of the main part, line by line."""

import logging
import re
import warnings

from lxml import etree, html

from analysis import InputError
from analysis.read.documents.encodings import decode
from analysis.read.documents.limits import PREFIX, Limits
from analysis.read.documents.word import Line

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
SKIPPED = {
    "script", "style", "noscript", "template", "iframe", "object", "svg", "select",
    "button", "textarea", "head", "nav", "footer", "form", "audio", "video", "canvas",
}  # fmt: skip
BLOCKS = {
    "p", "div", "section", "article", "main", "header", "aside", "h1", "h2", "h3", "h4",
    "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "blockquote", "pre",
    "center", "body", "hr", "figure", "figcaption", "address", "caption", "thead",
    "tbody", "br",
}  # fmt: skip
CELLS = {"td", "th"}
UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-element\s*:\s*(?:header|footer)",
    re.IGNORECASE,
)
MARGINS = {"header", "footer"}  # as LibreOffice names those of a page
SENTENCE = re.compile("[，。；,;]")
LONG_TEXT = 30  # characters of a line that is text and not a link
ABOVE = 15  # lines above the text among which its title is looked for
OUTSIDE = "网页正文以外的内容"
LINK_MARKS = "\x01\x02"  # stand around a link while the lines are told apart
UNMARKED = {ord(mark): None for mark in LINK_MARKS}
OWN = 6  # characters that a line of links may hold beside them
MENU = 3  # lines of links, from which they part the page
LIST_NUMBER = re.compile(r"\d{1,4}\. ")  # of an ordered list
LONE = re.compile(r"(\n\d{1,4}\. )\s*\n\s*(?!\d{1,4}\. )")
SPACE = re.compile(r"[ \t\r\n\f\v]+")


def looks_like_a_page(data: bytes) -> bool:
    """Return whether a file's first bytes are those of a web page.

    Examples
    --------
    >>> looks_like_a_page(b"<!DOCTYPE html><html>"), looks_like_a_page(b"< 5%")
    (True, False)
    """
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    opening = rb"<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*"
    start = re.sub(rb"^(?:" + opening + rb")*", b"", start, flags=re.DOTALL).lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<meta"))


def read_page(data: bytes, limits: Limits) -> list[Line]:
    """Return the lines of a web page's main part; what stands around it is said.

    Where the main part begins and ends is trafilatura's judgement; between the two
    every line of the page is kept. Nothing is fetched.

    Raises
    ------
    InputError
        Where the page is too large or holds no text.
    """
    if len(data) > limits.page_bytes:
        raise InputError(
            f"is a web page of {len(data) >> 20} MB; the limit is "
            f"{limits.page_bytes >> 20} MB ({PREFIX}PAGE_BYTES)"
        )
    named = CHARSET.search(data[:4096])
    decoded = decode(data, named[1].decode("ascii") if named else "")
    if decoded is None:
        raise InputError("is a web page in no encoding that can be told; save as .txt")
    tree = _tree(decoded.text)
    lines = [] if tree is None else _lines(tree)
    if not lines:
        raise InputError("is a web page without text; save the report's page again")
    linked = [_is_link(line) for line in lines]
    lines = [line.translate(UNMARKED) for line in lines]
    first, last = _extent(lines, linked, _main_lines(decoded.text))
    first = _with_title(lines, first, _titles(tree))
    above, below = lines[:first], lines[last + 1 :]
    found = [*_outside(above), *map(Line, lines[first : last + 1]), *_outside(below)]
    if decoded.damaged:
        found.append(Line("", (("\ufffd", f"{decoded.damaged} 处字节无法解码"),)))
    return found


def _tree(text: str) -> etree._Element | None:
    parser = html.HTMLParser(
        huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    text = text.translate({0: None, **UNMARKED})
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _lines(tree: etree._Element) -> list[str]:
    """Return the page's lines as a browser would break them, a table's row in one.

    Links stand between the characters of `LINK`.
    """
    pieces: list[str] = []
    skipping, counts = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hidden = name in SKIPPED or _unseen(element)
        if event == "start":
            skipping += hidden
            if not skipping:
                if name in ("ol", "ul"):
                    counts.append(0 if name == "ol" else None)
                pieces.append(_opening(name, counts) + LINK_MARKS[0] * (name == "a"))
                pieces.append(SPACE.sub(" ", element.text or ""))
        else:
            if not skipping:
                if name in ("ol", "ul") and counts:
                    counts.pop()
                pieces.append(LINK_MARKS[1] * (name == "a") + "\t" * (name in CELLS))
                pieces.append("\n" * (name in BLOCKS))
            skipping -= hidden
            if not skipping:
                pieces.append(SPACE.sub(" ", element.tail or ""))
    text = LONE.sub(r"\1", "".join(pieces))  # the number of an item, and its paragraph
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if line.translate(UNMARKED).strip()]


def _is_link(line: str) -> bool:
    """Return whether a line is all links: a menu, a list of other pages."""
    outside = re.sub(f"{LINK_MARKS[0]}[^{LINK_MARKS[1]}]*{LINK_MARKS[1]}?", "", line)
    return LINK_MARKS[0] in line and len(_bare(outside)) < OWN


def _opening(name: str, counts: list[int | None]) -> str:
    """Return what the start of an element writes: a line end, a list's number."""
    if name == "li" and counts and counts[-1] is not None:
        counts[-1] += 1
        return f"\n{counts[-1]}. "
    return "\n" if name in BLOCKS and name not in ("br",) else ""


def _unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    style = element.get("style")
    return (
        bool(style and UNSEEN.search(style))
        or element.get("hidden") is not None
        or (element.tag == "div" and element.get("title") in MARGINS)
    )


def _main_lines(text: str) -> set[str]:
    """Return the lines that trafilatura takes for the main part."""
    with warnings.catch_warnings(action="ignore"):
        try:
            import trafilatura
        except ImportError as error:  # lxml 6 came without its cleaner
            raise InputError(
                f"is a web page, which needs the package {error.name or 'trafilatura'} "
                "(pip install trafilatura lxml_html_clean); or save it as .txt"
            ) from None
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        try:
            found = trafilatura.extract(
                text, favor_recall=True, include_comments=False, include_tables=True
            )
        except (ValueError, TypeError, AttributeError, RecursionError, etree.Error):
            found = None  # its own failure; the page's lines are judged without it
    return {_bare(line) for line in (found or "").split("\n") if line.strip()}


def _extent(lines: list[str], linked: list[bool], main: set[str]) -> tuple[int, int]:
    """Return the first and the last line of the main part.

    Menus part a page; the piece with most text is the main one, and so are its
    neighbours of which trafilatura takes two lines of text or more.
    """
    texts = [at for at, line in enumerate(lines) if _is_text(line)]
    pieces = _pieces(linked)
    if not texts or not pieces:
        return 0, len(lines) - 1
    within = [[at for at in texts if a <= at <= b] for a, b in pieces]
    sizes = [sum(len(lines[at]) for at in inside) for inside in within]
    low = high = sizes.index(max(sizes))
    believed = [sum(_bare(lines[at]) in main for at in inside) for inside in within]
    while low and believed[low - 1] > 1:
        low -= 1
    while high + 1 < len(pieces) and believed[high + 1] > 1:
        high += 1
    start, end = pieces[low][0], pieces[high][1]
    inside = [at for at in texts if start <= at <= end]
    first, last = inside[0], inside[-1]
    while first > start and _bare(lines[first - 1]) in main:
        first -= 1
    while last < end and _bare(lines[last + 1]) in main:
        last += 1
    return first, last


def _pieces(linked: list[bool]) -> list[tuple[int, int]]:
    """Return first and last line of what stands between the menus of a page."""
    found, start, at = [], 0, 0
    while at < len(linked):
        end = at
        while end < len(linked) and linked[end]:
            end += 1
        if end - at >= MENU:
            found.append((start, at - 1))
            start = end
        at = max(end, at + 1)
    found.append((start, len(linked) - 1))
    return [(a, b) for a, b in found if a <= b]


def _with_title(lines: list[str], first: int, titles: list[str]) -> int:
    """Return where the main part begins when the page's heading belongs to it."""
    for at in range(max(0, first - ABOVE), first):
        if _bare(lines[at]) in titles:
            return at
    return first


def _titles(tree: etree._Element) -> list[str]:
    """Return what the page may be headed: its headings, its title without the site."""
    found = [_bare("".join(one.itertext())) for one in tree.iter("h1", "h2")]
    for title in tree.iter("title"):
        said = "".join(title.itertext())
        found += [_bare(piece) for piece in (said, *re.split("[-_|—–]", said))]
    return [title for title in found if len(title) > 3]


def _outside(lines: list[str]) -> list[Line]:
    if not lines:
        return []
    said = " / ".join(lines)
    return [Line("", ((said, f"{OUTSIDE}（{len(lines)} 行）"),))]


def _is_text(line: str) -> bool:
    return len(line) >= LONG_TEXT and SENTENCE.search(line) is not None


def _bare(text: str) -> str:
    """Return what two spellings of a line share: no gaps, no number, no marks."""
    number = LIST_NUMBER.match(text)
    return re.sub(r"[\W_]+", "", text[number.end() :] if number else text)
