"""The parts of a Word file: a zip archive, opened with bounds and without trust."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from analysis import InputError
from analysis.read.documents.limits import PREFIX, Limits

MEGABYTE = 1 << 20
# What a file's main part says it is, and what to say of those that are no reports.
OTHERS = {
    "spreadsheet": "a spreadsheet; save the report's text as .docx",
    "presentation": "a presentation; save the report's text as .docx",
}
DAMAGED = "is damaged or cut off; fetch the file again"


class Archive:
    """A Word file's parts by name, read one at a time and only when asked for."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise InputError(DAMAGED) from None
        self._check(parts)
        self.names = {part.filename for part in parts}

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        """Refuse what would unpack to more than its share, before unpacking it."""
        total = sum(part.file_size for part in parts)
        bomb = any(
            part.file_size > max(MEGABYTE, self.limits.ratio * part.compress_size)
            for part in parts
        )
        if total > self.limits.unpacked_bytes or len(parts) > self.limits.parts or bomb:
            raise InputError(
                f"unpacks to {total / MEGABYTE:,.0f} MB in {len(parts)} parts, which "
                f"no report does; if it is one, allow more with {PREFIX}UNPACKED_BYTES,"
                f" {PREFIX}PARTS or {PREFIX}RATIO"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise InputError("is protected by a password; save it without one")

    def bytes(self, name: str) -> bytes:
        """Return a part as it is stored; never more than it declares."""
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise InputError(DAMAGED) from None
        except (KeyError, NotImplementedError, RuntimeError, ValueError):
            raise InputError(DAMAGED) from None

    def xml(self, name: str) -> etree._Element | None:
        """Return a part as XML; None where it is not there.

        No entity is expanded, nothing is loaded from elsewhere.
        """
        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self.bytes(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise InputError(DAMAGED) from None

    def related(self, name: str) -> dict[str, str]:
        """Return, by the last word of its kind, the parts that a part refers to."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for link in () if root is None else root.iterchildren("{*}Relationship"):
            if link.get("TargetMode") == "External":
                continue
            kind = link.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join(folder, link.get("Target", "")))
            found.setdefault(kind, target.lstrip("/"))
        return found


def kind_of_archive(data: bytes, limits: Limits) -> str:
    """Return what a zip archive is: ``"docx"``, ``"odt"``.

    Raises
    ------
    InputError
        For a workbook, slides, any other archive, and what cannot be opened.
    """
    archive = Archive(data, limits)
    if "mimetype" in archive.names:
        said = archive.bytes("mimetype")[:100].decode("ascii", "replace")
        if said.startswith("application/vnd.oasis.opendocument.text"):
            return "odt"
    if "[Content_Types].xml" not in archive.names:
        raise InputError("holds a zip archive; unpack it and name the report in it")
    main = main_part(archive)
    for folder, what in (("xl/", "spreadsheet"), ("ppt/", "presentation")):
        if main.startswith(folder):
            raise InputError(f"holds {OTHERS[what]}")
    return "docx"


def main_part(archive: Archive) -> str:
    """Return the name of the part that holds the text."""
    main = archive.related("").get("officeDocument", "")
    if main in archive.names:
        return main
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    raise InputError(DAMAGED)
