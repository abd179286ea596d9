"""Write a copy of a draft in which Word shows the remarks at their places."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from analysis import InputError
from analysis.say.draft.text import comment_of
from analysis.schema import value_labels
from analysis.show.export.tables import write_whole

FONT = "宋体"
DATE = re.compile(rb' w:date="[^"]*"')  # of a comment: the same draft, the same bytes
OLDEST = (1980, 1, 1, 0, 0, 0)
MOVED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")}
ALIKE = 0.5  # of a line: a paragraph that has less of it is another
AHEAD = 40  # paragraphs within which the next line is looked for


class Sign(NamedTuple):
    """A character of a Word file: the run it is in, and its place there."""

    run: object  # the element w:r
    at: int


def check_copy(path: Path, drafts: Sequence[Path]) -> None:
    """Raise one line where a copy would replace what it is a copy of.

    Raises
    ------
    InputError
        Where the name is that of a draft or does not end in .docx.
    """
    if path.suffix.lower() != ".docx":
        raise InputError(f"{path}: the copy is a Word file; name it FILE.docx")
    for draft in drafts:
        if path.resolve() == draft.resolve() or (
            path.exists() and draft.exists() and path.samefile(draft)
        ):
            raise InputError(
                f"{path}: is the draft itself, which is never changed; give the copy "
                "another name"
            )


def write_comments(
    path: Path, draft: Path, text: str, records: list[dict], *, lang: str = "zh"
) -> None:
    """Write a draft as a Word file with each remark as a comment at its passage.

    A draft that is a .docx keeps all its formatting; of any other file the copy has the
    paragraphs as they were read.

    Parameters
    ----------
    path
        The copy.
    draft, text
        The file, and its text as it was read.
    records
        What `say.draft.text.remark_records` returns.

    Raises
    ------
    InputError
        Where the copy cannot be written.
    """
    document = _opened(draft) or _typed(text)
    places = _places(document, text)
    author = value_labels("draft", lang=lang)["author"]
    for record in records:
        said = comment_of(record, lang=lang)
        if signs := _signs(places, record["start"], record["end"]):
            runs = [Run(run, document) for run in _covering(places, signs)]
            document.add_comment(runs, said, author=author, initials=author[:2])
    held = BytesIO()
    document.save(held)
    write_whole(path, _same_bytes(held.getvalue()))


def _opened(draft: Path) -> Document | None:
    """Return a draft that is a Word file; None where it is another."""
    if draft.suffix.lower() != ".docx":
        return None
    try:
        return docx.Document(str(draft))
    except (ValueError, KeyError):  # a template, or a file that only we can read
        return None


def _typed(text: str) -> Document:
    """Return a new document with the paragraphs of a text."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for line in text.split("\n"):
        document.add_paragraph(line)
    return document


def _places(document: Document, text: str) -> list[Sign | None]:
    """Say where each character of a text stands in a Word file; None where nowhere.

    Lines are looked for in the paragraphs one after the other; what was cleaned away,
    and numbers that Word counts, are no hindrance.
    """
    left = [signs for signs in _paragraphs(document) if signs]
    places: list[Sign | None] = [None] * len(text)
    start = 0
    for line in text.split("\n"):
        chars = [(at, c) for at, c in enumerate(line, start) if not c.isspace()]
        start += len(line) + 1
        wanted = "".join(c for _, c in chars)
        found = _paragraph_of(wanted, left[:AHEAD]) if wanted else None
        if found is None:
            continue
        end = 0
        for a, b, size in _common(wanted, _bare(left[found])):
            end = b + size
            for n in range(size):
                places[chars[a + n][0]] = left[found][b + n][1]
        rest = left[found][end:]  # several lines may stand in one paragraph
        left = [*([rest] if rest else []), *left[found + 1 :]]
    return places


def _bare(signs: list[tuple[str, Sign]]) -> str:
    return "".join(sign for sign, _ in signs)


def _common(line: str, paragraph: str) -> list[tuple[int, int, int]]:
    """Return where a line and a paragraph are alike: place, place, length."""
    if (at := paragraph.find(line)) >= 0:
        return [(0, at, len(line))]
    if (at := line.find(paragraph)) >= 0:
        return [(at, 0, len(paragraph))]
    match = SequenceMatcher(None, line, paragraph, autojunk=False)
    return [tuple(block) for block in match.get_matching_blocks() if block.size]


def _paragraph_of(line: str, near: list[list[tuple[str, Sign]]]) -> int | None:
    """Return the paragraph that has a line, or most of it."""
    bare = [_bare(signs) for signs in near]
    for n, own in enumerate(bare):
        if line in own or (own in line and len(own) > ALIKE * len(line)):
            return n
    for n, own in enumerate(bare):
        if SequenceMatcher(None, line, own, autojunk=False).quick_ratio() > ALIKE:
            if sum(size for *_, size in _common(line, own)) > ALIKE * len(line):
                return n
    return None


def _paragraphs(document: Document) -> Iterator[list[tuple[str, Sign]]]:
    """Yield the characters of each paragraph, without blanks, and where they stand."""
    for paragraph in document.element.body.iter(qn("w:p")):
        signs = []
        for run in paragraph.iter(qn("w:r")):
            if _paragraph_over(run) is not paragraph:
                continue  # of a text box or deleted
            said = unicodedata.normalize("NFC", _written(run))
            said = said if len(said) == len(_written(run)) else _written(run)
            signs += [(c, Sign(run, n)) for n, c in enumerate(said) if not c.isspace()]
        yield signs


def _paragraph_over(run: object) -> object:
    """Return the paragraph a run is in; None where it is no text of the document."""
    over = run.getparent()
    while over is not None and over.tag != qn("w:p"):
        over = None if over.tag in MOVED else over.getparent()
    return over


def _written(run: object) -> str:
    return "".join(part.text or "" for part in run.iterchildren(qn("w:t")))


def _signs(places: list[Sign | None], start: int, end: int) -> list[int]:
    """Return the first and last character of a passage that stand in the file.

    Where none does, the nearest before it, else behind.
    """
    inside = [at for at in range(start, min(end, len(places))) if places[at]]
    if inside:
        return [inside[0], inside[-1]]
    before = (at for at in range(min(start, len(places)) - 1, -1, -1) if places[at])
    behind = (at for at in range(start, len(places)) if places[at])
    nearest = next(before, None)
    nearest = next(behind, None) if nearest is None else nearest
    return [] if nearest is None else [nearest, nearest]


def _covering(places: list[Sign | None], signs: list[int]) -> list[object]:
    """Cut runs at both ends of a passage; return the first and the last within."""
    first, last = signs
    _cut(places, places[first].run, places[first].at)
    _cut(places, places[last].run, places[last].at + 1)
    return [places[first].run, places[last].run]


def _cut(places: list[Sign | None], run: object, at: int) -> None:
    """Cut a run before a character: the rest becomes a run alike, right behind it."""
    if not 0 < at < len(_written(run)):
        return
    rest = deepcopy(run)
    run.addnext(rest)
    seen = 0
    pairs = zip(list(run), list(rest), strict=True)
    for own, other in pairs:
        if own.tag == qn("w:rPr"):
            continue
        size = len(own.text or "") if own.tag == qn("w:t") else 0
        if own.tag == qn("w:t") and seen < at < seen + size:
            own.text, other.text = own.text[: at - seen], own.text[at - seen :]
            for part in (own, other):
                part.set(qn("xml:space"), "preserve")
        elif seen >= at:
            run.remove(own)
        else:
            rest.remove(other)
        seen += size
    for n, sign in enumerate(places):
        if sign and sign.run is run and sign.at >= at:
            places[n] = Sign(rest, sign.at - at)


def _same_bytes(content: bytes) -> bytes:
    """Return a Word file without the time at which it was written."""
    held = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/comments.xml":
                part = DATE.sub(b"", part)
            new.writestr(ZipInfo(name, OLDEST), part, ZIP_DEFLATED)
    return held.getvalue()
