"""Turn the bytes of a file into plain text, and say what was removed from it."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from analysis import InputError

SUFFIXES = {".txt", ".md", ".text", ""}
# What a file's first bytes say when it is no text at all.
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, WPS or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or WPS file",
    b"{\\rtf": "an RTF file",
}
# Debris of the sites that carry reports; a tag goes, the text it encloses stays.
DEBRIS = {
    "网站的付费阅读标记（FastAdmin）": re.compile(
        r"(?:##|\$\$)paid(?:begin|end)(?:##|\$\$)"
    ),
    "不可见字符": re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]"),
}


class Removal(NamedTuple):
    """Something taken out of a file: on which line, what it was, and why."""

    line: int
    what: str
    why: str


class Document(NamedTuple):
    """A file as text: one paragraph a line, NFC, without debris."""

    text: str
    removals: tuple[Removal, ...]


def read_document(path: Path) -> Document:
    """Return the text of a file, one paragraph a line, and what was removed.

    UTF-8 (with or without BOM), UTF-16 with BOM and GB18030/GBK are read.

    Raises
    ------
    InputError
        One line saying which file, what was found and what to do.
    """
    text = _decode(path, _bytes(path))
    lines, removals = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        for why, pattern in DEBRIS.items():
            found = pattern.findall(line)
            removals += [Removal(number, what, why) for what in found]
            line = pattern.sub("", line) if found else line
        lines.append(unicodedata.normalize("NFC", line).strip())
    text = "\n".join(line for line in lines if line)
    if not text:
        raise InputError(f"{path}: the file holds no text; is it the right one?")
    return Document(text, tuple(removals))


def digest(path: Path, *, lines: bool = False) -> str | None:
    """Return the SHA-256 of a file, as ``sha256sum`` prints it; None without a file.

    With `lines`, the line ends of Windows count as those of other systems.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError):  # no such file, or no such name
        return None
    return sha256(data.replace(b"\r\n", b"\n") if lines else data).hexdigest()


def _bytes(path: Path) -> bytes:
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in str(path)):
        raise InputError(f"{str(path)!a}: rename the file; its name cannot be shown")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path}: {path.suffix} files are not read yet; save the report as .txt"
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name the report file") from None
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path}: cannot be read: {reason}") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{str(path)!r}: cannot be read: {error}") from None
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{path}: holds {kind}, not text; save it as .txt")
    return data


def _decode(path: Path, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(f"{path}: is not text in UTF-8, GBK or UTF-16; save it as UTF-8")
