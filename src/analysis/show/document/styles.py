"""The styles of an official document (公文) by GB/T 9704-2012, and its page.

Each style of the standard stands on a built-in one of Word, so that the navigation, a
table of contents and the outline know it: 一级标题 on Heading 1, 公文正文 on Normal.
"""

from typing import NamedTuple

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

TITLE, BODY, BLACK, KAI, SONG = FONTS = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
LATIN = "Times New Roman"
# What a machine without a font takes in its place, best first.
ALSO = {
    TITLE: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,宋体,SimSun,Songti SC",
    BODY: "FangSong_GB2312,仿宋,FangSong,STFangsong",
    BLACK: "SimHei,Heiti SC,微软雅黑",
    KAI: "KaiTi_GB2312,楷体,KaiTi,STKaiti",
    SONG: "SimSun,Songti SC",
}
# Points of the Chinese sizes of type.
ER, SAN, SI, XIAO_SI, WU = 22, 16, 14, 12, 10.5  # 二号 三号 四号 小四 五号
LINE = 28  # points from line to line: 22 lines a page
PAPER = 210, 297  # mm
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # mm
FOOT = 23  # mm: the number stands 7 mm below the text
TEXT_WIDTH = PAPER[0] - MARGINS["left"] - MARGINS["right"]  # mm
TWIPS = 20  # a point
# Lists lie across, with margins as narrow as a table needs.
ACROSS = {"top": 22, "bottom": 22, "left": 16, "right": 16}
WIDTH_ACROSS = PAPER[1] - ACROSS["left"] - ACROSS["right"]


class Style(NamedTuple):
    """A style of the standard: what it stands on, its font, and how it is set."""

    base: str
    font: str
    size: float  # points
    align: str = "both"
    indent: int = 0  # characters of the first line
    line: int | None = LINE  # points, fixed; None: as high as what stands in it
    before: int = 0
    after: int = 0
    next: bool = False  # stays on the page of what follows


STYLES = {
    "公文标题": Style("Title", TITLE, ER, "center", line=35, after=14, next=True),
    "公文副标题": Style("Subtitle", KAI, SAN, "center", after=LINE),
    "公文正文": Style("Normal", BODY, SAN, indent=2),
    "公文要点": Style("Normal", BODY, SAN, "left", indent=2),
    "一级标题": Style("Heading 1", BLACK, SAN, "left", 2, next=True),
    "二级标题": Style("Heading 2", KAI, SAN, "left", 2, next=True),
    "三级标题": Style("Heading 3", BODY, SAN, "both", 2),
    "四级标题": Style("Heading 4", BODY, SAN, "both", 2),
    "公文引文": Style("Normal", BODY, SI, "left", 2, line=26),
    "公文图": Style("Normal", BODY, SAN, "center", line=None, before=6, next=True),
    "公文图题": Style("Caption", BODY, XIAO_SI, "center", line=22, after=8),
    "公文表题": Style("Caption", BLACK, XIAO_SI, "center", 0, 22, 8, 2, next=True),
    "公文表头": Style("Normal", BLACK, WU, "center", line=14, next=True),
    "公文表节": Style("Normal", BLACK, WU, "left", line=14, next=True),
    "公文表文": Style("Normal", BODY, WU, "left", line=14),
    "公文页码": Style("Footer", SONG, SI, "left", line=None),
}
# What Word itself shows by these names looks the same.
BUILT_IN = {
    "Title": "公文标题",
    "Subtitle": "公文副标题",
    "Heading 1": "一级标题",
    "Heading 2": "二级标题",
    "Heading 3": "三级标题",
    "Heading 4": "四级标题",
    "Caption": "公文图题",
    "Footer": "公文页码",
}
LEVELS = {"Heading 1": 0, "Heading 2": 1, "Heading 3": 2, "Heading 4": 3}


def set_styles(document: Document) -> None:
    """Give a document the styles of the standard, its fonts and what replaces them."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    styles.element.replace(defaults, parse_xml(_defaults()))
    _set(styles["Normal"].element, STYLES["公文正文"]._replace(indent=0, line=None))
    for name, own in BUILT_IN.items():
        _set(styles[name].element, STYLES[own], level=LEVELS.get(name))
    for name, style in STYLES.items():
        styles.element.append(parse_xml(_new(name, styles[style.base].style_id)))
        _set(styles[name].element, style)


def set_page(document: Document, *, across: bool = False) -> None:
    """Make the page A4 with the margins of the standard; `across` for wide tables."""
    section = document.sections[0]
    width, height = PAPER[::-1] if across else PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, size in (ACROSS if across else MARGINS).items():
        setattr(section, f"{side}_margin", Mm(size))
    section.header_distance = Mm(15)
    section.footer_distance = Mm(12 if across else FOOT)
    document.settings.odd_and_even_pages_header_footer = True
    for foot, side in (
        (section.footer, "right"),
        (section.even_page_footer, "left"),
    ):
        foot.is_linked_to_previous = False
        inside = foot.part.element
        inside.replace(inside[0], parse_xml(_number(side)))


def fonts(font: str, *, lang: str = "zh") -> str:
    """Return the fonts of a run: Chinese in one, Latin and digits in another.

    Quotation marks and dashes are in fonts of both: a Chinese text says which it means.
    """
    hint = ' w:hint="eastAsia"' if lang == "zh" else ""
    return (
        f'<w:rFonts{hint} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" '
        f'w:eastAsia="{font}"/>'
    )


def _defaults() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts(BODY)}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _new(name: str, base: str) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" '
        f'w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        "<w:qFormat/></w:style>"
    )


def _set(element: object, style: Style, *, level: int | None = None) -> None:
    """Set the paragraphs and the letters of a style, whatever they were before."""
    for name in ("w:pPr", "w:rPr"):
        if (old := element.find(qn(name))) is not None:
            element.remove(old)
    element.append(parse_xml(_paragraphs(style, level)))
    element.append(parse_xml(_letters(style)))


def _paragraphs(style: Style, level: int | None) -> str:
    line = '<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="{}"/>'.format(
        style.before * TWIPS,
        style.after * TWIPS,
        240 if style.line is None else style.line * TWIPS,
        "auto" if style.line is None else "exact",
    )
    first = round(style.indent * style.size * TWIPS)
    chars = style.indent * 100
    return (
        f"<w:pPr {nsdecls('w')}>"
        f"{_flag('keepNext', style.next)}{_flag('keepLines', style.next)}"
        f'<w:pBdr><w:bottom w:val="nil"/></w:pBdr>{line}'
        f'<w:ind w:firstLineChars="{chars}" w:firstLine="{first}"/>'
        f'<w:contextualSpacing w:val="0"/><w:jc w:val="{style.align}"/>'
        + (f'<w:outlineLvl w:val="{level}"/>' if level is not None else "")
        + "</w:pPr>"
    )


def _letters(style: Style) -> str:
    half = round(style.size * 2)
    return (
        f"<w:rPr {nsdecls('w')}>{fonts(style.font)}"
        '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/>'
        '<w:color w:val="000000"/><w:spacing w:val="0"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def _flag(name: str, on: bool) -> str:
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _number(side: str) -> str:
    """Return the number of a page, — 1 —, a character from the edge of the text."""
    size = round(SI * TWIPS)
    run = f"<w:rPr>{fonts(SONG)}</w:rPr>"
    asked = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
    field = "".join(
        f'<w:r>{run}<w:fldChar w:fldCharType="{kind}"/></w:r>{then}'
        for kind, then in (
            (
                "begin",
                f"<w:r>{run}{asked}</w:r>",
            ),
            ("separate", f"<w:r>{run}<w:t>1</w:t></w:r>"),
            ("end", ""),
        )
    )
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="公文页码"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="{size}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">— </w:t></w:r>{field}'
        f'<w:r>{run}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )


def font_table() -> str:
    """Return the table of fonts, with what to take where one is missing."""
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{ALSO[name]}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for name in FONTS
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{listed}{latin}</w:fonts>"
