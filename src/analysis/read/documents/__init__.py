"""Turn the bytes of a file into plain text, and say what was removed from it."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from analysis import InputError
from analysis.read.documents import chrome, copies, debris
from analysis.read.documents.archive import kind_of_archive
from analysis.read.documents.encodings import decode, misread
from analysis.read.documents.limits import PREFIX, Limits, limits_from_environment
from analysis.read.documents.markdown import looks_like_markdown, without_markdown
from analysis.read.documents.markup import without_markup
from analysis.read.documents.office import as_docx, check_compound
from analysis.read.documents.pdf import read_pdf
from analysis.read.documents.traditional import (
    is_traditional,
    simplified,
    simplified_lines,
)
from analysis.read.documents.web import looks_like_a_page, read_page
from analysis.read.documents.word import Line, read_word
from analysis.read.documents.wrapping import rejoined, unwrapped

__all__ = [
    "READABLE",
    "Document",
    "Limits",
    "Removal",
    "digest",
    "is_traditional",
    "read_document",
    "simplified",
    "simplified_lines",
]

# What a file may hold, by the end of its name; others are refused.
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pdf": "pdf",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".doc": "old", ".wps": "old", ".rtf": "rtf", ".odt": "odt",
}  # fmt: skip
READABLE = tuple(SUFFIXES)
FILE_KINDS = {
    "text": ("plain text", ".txt"),
    "docx": ("a Word file", ".docx"),
    "pdf": ("a PDF", ".pdf"),
    "page": ("a web page", ".html"),
    "old": ("an old Word or WPS file", ".doc"),
    "rtf": ("an RTF file", ".rtf"),
    "odt": ("an OpenDocument text", ".odt"),
}
# What first bytes say, and of those that hold no text what to do.
MAGIC = {
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old",
    b"{\\rtf": "rtf",
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
# How files begin that an office's protection client has encrypted.
PROTECTED = (b"%TSD-Header", b"b\x14#e", b"E-SafeNet", b"\x00\x01E-SafeNet")
WORD_XML = (
    b"Word.Document",
    b"wordDocument",
    b"schemas.microsoft.com/office/2006/xmlPackage",
)
ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
ONE_LINE = 300  # characters of a line, from which gaps in it part paragraphs
INDENT_GAP = re.compile(
    r"\t+|(?:\u3000[ \xa0]?){2,}[ \xa0]*|[ \xa0]{6,}\u3000?|[ \xa0]*\u3000[ \xa0]{2,}"
)
GAPS = ("\t", "\u3000", "\xa0", " " * 6)  # one of which a gap holds
INDENTED = re.compile(r"(?<=[。！？：；”）])\s*\u3000\u3000+")
PUNCTUATION = re.compile("[，。；！？,;!?]|[.]\\s")
FEWEST_MARKS = 150  # characters to a mark: prose has one in ten
TITLES_NAMED = 20  # that a message lists
MARKDOWN = {".md", ".markdown"}


class Removal(NamedTuple):
    """Something taken out of a file: on which line, what it was, and why."""

    line: int
    what: str
    why: str


class Document(NamedTuple):
    """A file as text: one paragraph a line, NFC, without debris."""

    text: str
    removals: tuple[Removal, ...]


def read_document(
    path: Path, *, which: int | None = None, limits: Limits | None = None
) -> Document:
    """Return the text of a file, one paragraph a line, and what was removed.

    Text and Markdown in UTF-8, UTF-16, GB18030 or Big5, Word (.docx), PDF and web
    pages are read; .doc, .wps, .rtf and .odt where LibreOffice is installed. `line` of
    a removal counts the lines of the file; in files that have none the paragraphs.

    Parameters
    ----------
    path
        The file. Its content decides how it is read and must agree with its name.
    which
        The report, from 1, of a file that holds several; without it such a file is
        refused with the list of their titles.
    limits
        What reading may cost; by default `Limits`, as the environment changes them.

    Raises
    ------
    InputError
        One line saying which file, what was found and what to do.
    """
    path = Path(path)
    limits = limits or limits_from_environment()
    data = _bytes(path, limits)
    try:
        lines = _lines(path, data, limits)
        return _document(lines, path.suffix.lower(), which, limits)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def digest(path: Path, *, lines: bool = False) -> str | None:
    """Return the SHA-256 of a file, as ``sha256sum`` prints it; None without a file.

    With `lines`, the line ends of Windows count as those of other systems.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError):  # no such file, or no such name
        return None
    return sha256(data.replace(b"\r\n", b"\n") if lines else data).hexdigest()


def _bytes(path: Path, limits: Limits) -> bytes:
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in str(path)):
        raise InputError(f"{str(path)!a}: rename the file; its name cannot be shown")
    try:
        if path.stat().st_size > limits.file_bytes:
            raise InputError(
                f"{path}: has {path.stat().st_size >> 20} MB; the limit is "
                f"{limits.file_bytes >> 20} MB ({PREFIX}FILE_BYTES)"
            )
        if path.exists() and not path.is_file() and not path.is_dir():
            raise InputError(f"{path}: is no file; name the report file")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name the report file") from None
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path}: cannot be read: {reason}") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{str(path)!r}: cannot be read: {error}") from None


def _lines(path: Path, data: bytes, limits: Limits) -> list[Line]:
    """Return the file's lines, read as what it holds, which its name must say."""
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        raise InputError(
            f"{suffix} files are not read; save the report as .txt or .docx"
        )
    if not data.strip():
        raise InputError("the file holds no text; is it the right one?")
    kind = _kind(data, limits)
    named = SUFFIXES.get(suffix, kind)
    if kind == "old" and named != kind:
        check_compound(data)  # a protected .docx is such a file
    if kind != named and not (suffix == ".wps" and kind == "docx"):
        if kind == "text" and decode(data) is None:
            raise InputError(f"is no {suffix} file, or a damaged one; fetch it again")
        what, ending = FILE_KINDS[kind]
        raise InputError(
            f"holds {what}, not what its name says; rename it to {path.stem}{ending}"
        )
    if kind == "docx":
        return read_word(data, limits)
    if kind == "pdf":
        return read_pdf(data, limits)
    if kind == "page":
        return read_page(data, limits)
    if kind == "text":
        return _text(data)
    if kind == "old":
        check_compound(data)
    return read_word(as_docx(path, limits), limits)


def _kind(data: bytes, limits: Limits) -> str:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return kind_of_archive(data, limits)
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            return kind
    if data.startswith(PROTECTED):
        raise InputError(
            "is encrypted by document protection (its first bytes are "
            f"{data[:16].decode('ascii', 'replace')!r}); decrypt or export it where "
            "it was protected, or ask for the text"
        )
    if data.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"<?xml") and any(
        mark in data[:4096] for mark in WORD_XML
    ):
        raise InputError("is Word XML; open it in Word or WPS and save it as .docx")
    if data.startswith(PICTURES):
        raise InputError("holds a picture; recognise its text first (OCR)")
    if data.startswith(ARCHIVES):
        raise InputError("holds an archive; unpack it and name the report in it")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"MIME-Version:"):
        raise InputError("holds a web archive (MHT); save it as .docx or .txt")
    return "page" if looks_like_a_page(data) else "text"


def _text(data: bytes) -> list[Line]:
    found = decode(data)
    if found is None:
        raise InputError(
            "is not text in UTF-8, GBK, Big5 or UTF-16 (or is damaged); save it as "
            "UTF-8"
        )
    lines = [Line(line) for line in found.text.splitlines()]
    if not found.damaged:
        return lines
    why = f"无法解码的字节（{found.encoding}），文件可能损坏或被截断"
    return [
        Line(line.replace("\ufffd", ""), (("\ufffd", why),) * line.count("\ufffd"))
        if "\ufffd" in line
        else Line(line)
        for line, _ in lines
    ]


def _document(
    lines: Sequence[Line], suffix: str, which: int | None, limits: Limits
) -> Document:
    """Clean the lines of a file and put them together."""
    found: debris.Found = [
        (number, what, why)
        for number, line in enumerate(lines, start=1)
        for what, why in line.found
    ]
    size = sum(len(line.text) for line in lines)
    if size > limits.characters:
        raise InputError(
            f"holds {size} characters; the limit is {limits.characters} "
            f"({PREFIX}CHARACTERS)"
        )
    texts = [line.text for line in lines]
    _check_sense("\n".join(texts))
    plain = SUFFIXES.get(suffix, "text") == "text"
    if suffix in MARKDOWN or (plain and looks_like_markdown(texts)):
        texts = without_markdown(texts)
    numbered = _cleaned(texts, suffix, found)
    numbered = _chosen(numbered, which)
    if not numbered:
        raise InputError("the file holds no text; is it the right one?")
    removals = sorted((Removal(*one) for one in found), key=lambda one: one.line)
    return Document("\n".join(line for _, line in numbered), tuple(removals))


def _check_sense(text: str) -> None:
    """Refuse a text that was garbled before, or has lost its punctuation."""
    if how := misread(text):
        raise InputError(
            f"is garbled: {how} and saved so ({text.strip()[:8]}…); fetch the file "
            "again, or open the original as what it is and save it as UTF-8"
        )
    long = [line for line in text.split("\n") if len(line) >= ONE_LINE]
    size = sum(map(len, long))
    if 2 * size <= len(text):
        return
    if sum(line.count("，") for line in long) * FEWEST_MARKS >= size:
        return  # nearly always, and quickly seen
    marks = sum(len(PUNCTUATION.findall(line)) for line in long)
    if marks * FEWEST_MARKS < size:
        han = sum(1 for line in long for character in line if "\u3400" <= character)
        if 2 * han > size:
            raise InputError(
                f"has no punctuation ({marks} marks in {size} characters), so no "
                "clauses can be told; take the text as it was published"
            )


def _cleaned(texts: list[str], suffix: str, found: debris.Found) -> debris.Numbered:
    text = "\n".join(texts)
    present = set(text) if debris.ODD.search(text) else set()
    if not unicodedata.is_normalized("NFC", text):
        texts = [unicodedata.normalize("NFC", line) for line in texts]
    if SUFFIXES.get(suffix, "text") == "text" and (groups := unwrapped(texts)):
        lines = [(group[0] + 1, _whole(texts, group)) for group in groups]
    else:
        lines = list(enumerate(texts, start=1))
    lines = without_markup(lines, text, found)
    lines = debris.characters(lines, present, found)
    lines = debris.marks(lines, text, present, found)
    lines = [
        (number, piece)
        for number, line in lines
        for piece in _paragraphs(line)
        if piece
    ]
    lines = chrome.without_chrome(lines, found)
    if not copies.one_a_line(lines):  # reports of a series say much twice
        lines = copies.without_copies(lines, found)
    lines = copies.without_chunks(lines, found)
    lines = copies.without_page_numbers(lines, found)
    lines = debris.note_numbers(lines, text, found)
    return debris.spaces(lines, text, found)


def _whole(texts: list[str], group: list[int]) -> str:
    if len(group) == 1:
        return texts[group[0]]
    return rejoined([texts[at].strip() for at in group])


def _paragraphs(line: str) -> list[str]:
    """Return the paragraphs of a line: a one-line file parts them by wide gaps."""
    line = line.strip()
    if len(line) >= ONE_LINE and any(gap in line for gap in GAPS):
        return [piece.strip() for piece in INDENT_GAP.split(line)]
    if "\u3000\u3000" in line:
        return [piece.strip() for piece in INDENTED.split(line)]
    return [line]


def _chosen(lines: debris.Numbered, which: int | None) -> debris.Numbered:
    """Return the lines of one report; refuse a file that holds several."""
    titles = copies.several(lines)
    if not titles:
        return lines
    if which is None:
        shown = titles[:TITLES_NAMED]
        said = "; ".join(f"{n}: {title}" for n, (_, title) in enumerate(shown, 1))
        said += "; …" if len(titles) > TITLES_NAMED else ""
        how = ", one a line" if copies.one_a_line(lines) else ""
        raise InputError(
            f"holds {len(titles)} reports{how}; save the one you want as a file of its "
            f"own ({said})"
        )
    if not 1 <= which <= len(titles):
        raise InputError(f"holds {len(titles)} reports; there is no number {which}")
    starts = [at for at, _ in titles] + [len(lines)]
    return lines[starts[which - 1] : starts[which]]
