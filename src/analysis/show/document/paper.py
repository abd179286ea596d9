"""Put down a document part by part: headings with their numerals, tables, pictures."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

import docx
from docx.image.image import Image
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from analysis.read.numerals import han
from analysis.schema import value_labels
from analysis.show.document.pages import LEAST, Page
from analysis.show.document.styles import (
    STYLES,
    TEXT_WIDTH,
    WIDTH_ACROSS,
    font_table,
    fonts,
    set_page,
    set_styles,
)
from analysis.show.export.package import EPOCH, rewritten

FONT_TABLE = "word/fontTable.xml"
TALLEST = 1.3  # height of a picture by its width: a higher one leaves no room for words
SUBTITLE = "公文副标题"
# What XML cannot hold; a surrogate alone is no character.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
THUMBNAIL = "thumbnail"  # of the empty document that python-docx begins with


class Picture(NamedTuple):
    """A picture, what it is called, and what is read aloud."""

    image: bytes
    name: str
    told: str

    @property
    def shape(self) -> float:
        """Its height by its width."""
        size = Image.from_blob(self.image)
        return size.px_height / size.px_width


class Paper:
    """A document that is being written, and how far its numbers have come."""

    def __init__(self, lang: str, *, across: bool = False) -> None:
        """Begin an empty document, upright or lying `across`."""
        self.document = docx.Document()
        self.lang = lang
        self.words = value_labels("document", lang=lang)
        self.width = WIDTH_ACROSS if across else TEXT_WIDTH
        self.counts = {"part": 0, "point": 0, "figure": 0, "table": 0}
        self.page = Page()
        self.held: list[Picture] = []  # that had no room on their page
        set_styles(self.document)
        set_page(self.document, across=across)

    def write(self, style: str, text: str, *, kept: bool = False) -> None:
        """Add a paragraph; `kept` is one that stays whole and with the next."""
        body = self.document.element.body
        made = parse_xml(_paragraph(style, text, self.lang, kept=kept))
        body.insert(len(body) - 1, made)
        self.page.add(style, text)

    def part(self, text: str) -> None:
        """Begin a part: 一、."""
        self.settle()
        self.counts |= {"part": self.counts["part"] + 1, "point": 0}
        n = self.counts["part"]
        self.write(
            "一级标题", f"{han(n)}、{text}" if self.lang == "zh" else f"{n}. {text}"
        )

    def point(self, text: str) -> None:
        """Begin a point of a part: （一）."""
        self._place()
        self.counts["point"] += 1
        n = self.counts["point"]
        self.write(
            "二级标题", f"（{han(n)}）{text}" if self.lang == "zh" else f"({n}) {text}"
        )

    def picture(self, image: bytes, name: str, told: str) -> None:
        """Add a picture over its name; `told` is read aloud.

        It is as wide as the text, or as the page has room, three fifths at least; where
        there is less, text goes on before it, up to the next page or part.
        """
        self.held.append(Picture(image, name, told))
        self._place()

    @property
    def next_figure(self) -> int:
        """The number that the next picture will have: those held come before it."""
        return self.counts["figure"] + len(self.held) + 1

    def settle(self) -> None:
        """Put down every picture that is still held."""
        self._place()
        for one in self.held:
            self._draw(one, 1.0)
        self.held = []

    def _place(self) -> None:
        """Put down the pictures that have room on the page, in their order."""
        while self.held and self.page.share(self.held[0].shape) >= LEAST:
            one = self.held.pop(0)
            self._draw(one, self.page.share(one.shape))

    def _draw(self, one: "Picture", share: float) -> None:
        self.page.picture(one.shape, share)
        run = self.document.add_paragraph(style="公文图").add_run()
        run.add_picture(BytesIO(one.image), width=Mm(self.width * share))
        run.element.xpath(".//wp:docPr")[0].set("descr", legal(one.told))
        body = self.document.element.body
        said = self._named("figure", one.name)
        body.insert(len(body) - 1, parse_xml(_paragraph("公文图题", said, self.lang)))

    def table(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
    ) -> None:
        """Add a table: its head comes again on every page, no row is parted.

        Parameters
        ----------
        name
            What it is called; "" for a table that needs no name.
        rows
            A row of one cell goes right across.
        widths
            How the columns share the width.
        """
        if name:
            self.write("公文表题", self._named("table", name))
        twips = [round(w / sum(widths) * self.width / 25.4 * 1440) for w in widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        lines = [_row("公文表头", head, twips, self.lang, head=True)]
        for row in rows:
            style = "公文表节" if len(row) == 1 < len(head) else "公文表文"
            lines.append(_row(style, row, twips, self.lang))
        body = self.document.element.body
        body.insert(
            len(body) - 1,
            parse_xml(
                f"<w:tbl {nsdecls('w')}><w:tblPr>"
                '<w:tblStyle w:val="TableGrid"/>'
                f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
                '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
                '<w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
                '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
                f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
                f"{''.join(lines)}</w:tbl>"
            ),
        )

    def render(self, title: str, keywords: str = "") -> bytes:
        """Return the document as the bytes of a file: the same ones every time."""
        self.settle()
        body = self.document.element.body
        if len(body) > 1 and body[-2].tag == qn("w:tbl"):
            body.insert(len(body) - 1, parse_xml(_last()))
        about = self.document.core_properties
        about.author = about.comments = ""
        about.title, about.keywords = legal(title)[:255], legal(keywords)[:255]
        about.created = about.modified = EPOCH
        rels = self.document.part.package.rels
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(THUMBNAIL)]:
            rels.pop(key)
        buffer = BytesIO()
        self.document.save(buffer)
        fonts_ = font_table().encode()
        return rewritten(
            buffer.getvalue(), lambda name, part: fonts_ if name == FONT_TABLE else part
        )

    def _named(self, kind: str, name: str) -> str:
        self.counts[kind] += 1
        return self.words[kind].format(n=self.counts[kind], name=name)


def fits(image: bytes) -> bool:
    """Say whether a picture as wide as the text leaves room for words on its page."""
    shape = Image.from_blob(image)
    return shape.px_height <= TALLEST * shape.px_width


def legal(text: str) -> str:
    r"""Return a text without what a document cannot hold.

    >>> legal("甲\x00乙\ud800")
    '甲\ufffd乙\ufffd'
    """
    return ILLEGAL.sub("\ufffd", text)


def _paragraph(style: str, text: str, lang: str, *, kept: bool = False) -> str:
    """Return a paragraph as XML; line ends become blanks.

    Under a title they stay, and no hyphen parts a line: it is one of a file's name.
    """
    said = f'<w:t xml:space="preserve">{escape(legal(text))}</w:t>'
    if style == SUBTITLE:
        for sign, tag in (("-", "<w:noBreakHyphen/>"), ("\n", "<w:br/>")):
            said = said.replace(sign, f'</w:t>{tag}<w:t xml:space="preserve">')
    said = said.replace("\n", " ")
    keep = "<w:keepNext/><w:keepLines/>" * kept
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
        f"<w:r><w:rPr>{fonts(STYLES[style].font, lang=lang)}</w:rPr>{said}</w:r></w:p>"
    )


def _last() -> str:
    """Return the paragraph that Word wants behind a table: too low for a new page."""
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="公文表文"/>'
        '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
    )


def _row(
    style: str,
    cells: Sequence[str],
    widths: Sequence[int],
    lang: str,
    head: bool = False,
) -> str:
    whole = len(cells) == 1 < len(widths)
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if whole else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if whole else ""
    sizes = [sum(widths)] if whole else widths
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(style, cell, lang)}</w:tc>'
        for cell, width in zip(cells, sizes, strict=True)
    )
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{written}</w:tr>"
