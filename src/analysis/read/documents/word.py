"""Word files: paragraphs as Word shows them, with their automatic numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from analysis import InputError
from analysis.read.documents.archive import Archive, main_part
from analysis.read.documents.limits import Limits, check_time, deadline
from analysis.read.documents.numbering import (
    Numbering,
    attribute,
    is_on,
    read_numbering,
    value,
    whole,
)

DELETED = "修订中已删除的文字"
HIDDEN = "隐藏文字"
FOOTNOTE = "脚注或尾注，不计入正文"
LONGEST_CELL = 80  # characters; a table with longer cells lays out paragraphs
# Elements that only wrap what is in them.
WRAPS = {
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir",
    "bdo", "fldSimple", "ruby", "rubyBase", "oMath", "oMathPara", "AlternateContent",
    "Choice", "Fallback", "drawing", "pict", "object", "r",
}  # fmt: skip
GONE = {"del", "moveFrom"}  # tracked changes are read as accepted
SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Line(NamedTuple):
    """A line of text and what was left out of it: what, and why."""

    text: str
    found: tuple[tuple[str, str], ...] = ()


@dataclass
class Styles:
    """What paragraph and character styles say of numbering and hiding."""

    parents: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)  # number, level
    hidden: set[str] = field(default_factory=set)
    default: str = ""

    def chain(self, style: str) -> list[str]:
        """Return a style and those it is based on."""
        found = []
        while style and style not in found:
            found.append(style)
            style = self.parents.get(style, "")
        return found


@dataclass
class Reading:
    """What is known while a document is read from its beginning to its end."""

    styles: Styles
    numbering: Numbering
    notes: dict[tuple[str, str], str]
    limits: Limits
    until: float
    fields: list[bool] = field(default_factory=list)  # true: in the instruction
    carried: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)


def read_word(data: bytes, limits: Limits) -> list[Line]:
    """Return the lines of a Word file (.docx): one per paragraph or row of a table.

    Automatic numbers are written out; tracked changes count as accepted; hidden text,
    deletions, footnotes and endnotes are left out and said; headers, footers, comments
    and macros are not read. A text box follows the paragraph it is anchored in.

    Raises
    ------
    InputError
        Where the file is damaged, protected or beyond the limits.
    """
    archive = Archive(data, limits)
    main = main_part(archive)
    parts = archive.related(main)
    root = archive.xml(main)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise InputError("is no Word text (it has no body); save it again as .docx")
    styles, linked = _read_styles(archive.xml(parts.get("styles", "")))
    reading = Reading(
        styles,
        read_numbering(archive.xml(parts.get("numbering", "")), linked),
        _read_notes(archive, parts),
        limits,
        deadline(limits),
    )
    return list(_lines(reading, body))


def _read_styles(root: etree._Element | None) -> tuple[Styles, dict[str, str]]:
    """Return the styles, and for each numbering style the list it stands for."""
    styles, linked = Styles(), {}
    for style in () if root is None else root.iterchildren("{*}style"):
        name, kind = attribute(style, "styleId"), attribute(style, "type")
        styles.parents[name] = value(style, "basedOn")
        if kind == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
            styles.default = name
        marks = style.find("{*}rPr")
        if marks is not None and is_on(marks, "vanish"):
            styles.hidden.add(name)
        numbers = style.find("{*}pPr/{*}numPr")
        if numbers is not None:
            styles.lists[name] = (value(numbers, "numId"), value(numbers, "ilvl"))
            if kind == "numbering":
                linked[name] = value(numbers, "numId")
    return styles, linked


def _read_notes(archive: Archive, parts: dict[str, str]) -> dict[tuple[str, str], str]:
    """Return the text of every footnote and endnote, by kind and number."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = archive.xml(parts.get(f"{kind}s", ""))
        for note in () if root is None else root.iterchildren(f"{{*}}{kind}"):
            text = "".join(t.text or "" for t in note.iter("{*}t")).strip()
            found[kind, attribute(note, "id")] = text
    return found


def _lines(reading: Reading, container: etree._Element) -> Iterator[Line]:
    """Yield the lines of whatever holds paragraphs and tables."""
    for element in container:
        kind = _kind(element)
        if kind == "p":
            yield from _paragraph(reading, element)
        elif kind == "tbl":
            yield from _table(reading, element)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _lines(reading, element)
        elif kind in GONE:
            text = _every_text(element)
            yield Line("", ((text, DELETED),) if text else ())


def _paragraph(reading: Reading, element: etree._Element) -> Iterator[Line]:
    check_time(reading.until, reading.limits)
    said = element.find("{*}pPr")
    found: list[tuple[str, str]] = []
    text = "".join(_inline(reading, element, found, _is_hidden(reading, said)))
    mark = None if said is None else said.find("{*}rPr")
    if mark is not None and any(_kind(e) in GONE for e in mark):
        reading.carried.append((text, found))  # its end is deleted: the next goes on
        return
    number = _number(reading, said)
    before = "".join(text for text, _ in reading.carried)
    found = [one for _, ones in reading.carried for one in ones] + found
    reading.carried.clear()
    body = before + text
    if body.strip():
        first, *rest = body.split("\n")
        yield Line(_numbered(number, first) if number else first, tuple(found))
        yield from map(Line, rest)
    elif found:
        yield Line("", tuple(found))
    boxes, reading.boxes = reading.boxes, []
    yield from boxes


def _numbered(number: str, text: str) -> str:
    """Return a paragraph after its number: 1 and 2024年 do not become 12024年."""
    text = text.lstrip()
    digit = number[-1].isdecimal()
    apart = " " if digit and (number.isdecimal() or text[:1].isdecimal()) else ""
    return f"{number}{apart}{text}"


def _number(reading: Reading, said: etree._Element | None) -> str:
    """Return the automatic number of a paragraph, '' where it has none."""
    style = ("" if said is None else value(said, "pStyle")) or reading.styles.default
    chain = reading.styles.chain(style)
    own = None if said is None else said.find("{*}numPr")
    number = "" if own is None else value(own, "numId")
    level = "" if own is None else value(own, "ilvl")
    if not number:
        for name in chain:
            styled, at = reading.styles.lists.get(name, ("", ""))
            level = level or at
            if styled:
                number = styled
                reserved = reading.numbering.level_of(number, chain)
                level = level if reserved is None else str(reserved)
                break
    return reading.numbering.label(number, whole(level, 0)) if number else ""


def _is_hidden(reading: Reading, said: etree._Element | None) -> bool:
    style = ("" if said is None else value(said, "pStyle")) or reading.styles.default
    return any(name in reading.styles.hidden for name in reading.styles.chain(style))


def _inline(
    reading: Reading,
    element: etree._Element,
    found: list[tuple[str, str]],
    hidden: bool,
) -> Iterator[str]:
    """Yield the text of a paragraph's runs; note what is left out in `found`."""
    for child in element:
        kind = _kind(child)
        if kind in GONE:
            if text := _every_text(child):
                found.append((text, DELETED))
        elif kind == "fldChar":
            _field(reading, attribute(child, "fldCharType"))
        elif kind in ("t", "sym") or kind in SPACES:
            text = _text(child, kind)
            if hidden and text.strip():
                found.append((text, HIDDEN))
            elif not any(reading.fields):
                yield text
        elif kind in ("footnoteReference", "endnoteReference"):
            note = reading.notes.get((kind[:-9], attribute(child, "id")), "")
            found.append((note, FOOTNOTE))
        elif kind == "txbxContent":
            reading.boxes += _box(reading, child)
        elif kind == "AlternateContent":
            chosen = child.find("{*}Choice")
            chosen = child.find("{*}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from _inline(reading, chosen, found, hidden)
        elif kind == "r":
            inside = hidden or _run_hidden(reading, child)
            yield from _inline(reading, child, found, inside)
        elif kind in WRAPS or child.find(".//{*}txbxContent") is not None:
            yield from _inline(reading, child, found, hidden)


def _text(element: etree._Element, kind: str) -> str:
    if kind == "t":
        return element.text or ""
    if kind == "sym":
        code = attribute(element, "char")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    if kind == "br" and attribute(element, "type") in ("page", "column"):
        return ""
    return SPACES[kind]


def _field(reading: Reading, kind: str) -> None:
    """Follow a field: its instruction is no text, its result is."""
    if kind == "begin":
        reading.fields.append(True)
    elif kind == "separate" and reading.fields:
        reading.fields[-1] = False
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _box(reading: Reading, content: etree._Element) -> list[Line]:
    """Return the lines of a text box; the paragraph around it goes on after it."""
    outer = reading.fields, reading.carried, reading.boxes
    reading.fields, reading.carried, reading.boxes = [], [], []
    lines = list(_lines(reading, content))
    reading.fields, reading.carried, reading.boxes = outer
    return lines


def _run_hidden(reading: Reading, run: etree._Element) -> bool:
    said = run.find("{*}rPr")
    if said is None:
        return False
    if said.find("{*}vanish") is not None:
        return is_on(said, "vanish")
    chain = reading.styles.chain(value(said, "rStyle"))
    return any(name in reading.styles.hidden for name in chain)


def _table(reading: Reading, table: etree._Element) -> Iterator[Line]:
    """Yield one line per row, cells parted by tabs; long cells keep their lines."""
    for row in _inside(table, "tr"):
        said = row.find("{*}trPr")
        if said is not None and any(_kind(e) in GONE for e in said):
            yield Line("", ((_every_text(row), DELETED),))
            continue
        cells = [list(_lines(reading, cell)) for cell in _inside(row, "tc")]
        cells = [[line for line in cell if line.text or line.found] for cell in cells]
        filled = [cell for cell in cells if any(line.text.strip() for line in cell)]
        lines = [line for cell in cells for line in cell]
        long = any(len(line.text) > LONGEST_CELL for line in lines)
        if len(filled) < 2 or (long and any(len(cell) > 1 for cell in cells)):
            yield from lines
        else:
            text = "\t".join(
                " ".join(line.text.strip() for line in cell if line.text.strip())
                for cell in cells
            )
            yield Line(text, tuple(one for line in lines for one in line.found))


def _inside(element: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield a table's rows or a row's cells, also those in content controls."""
    for child in element:
        if _kind(child) == kind:
            yield child
        elif _kind(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, kind)


def _every_text(element: etree._Element) -> str:
    said = element.iter("{*}t", "{*}delText")
    return "".join(part.text or "" for part in said)


def _kind(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
