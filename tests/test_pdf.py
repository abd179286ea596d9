"""PDFs: paragraphs as the Word file had them, however the pages are set out."""

import random
import shutil
import subprocess

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from test_pages import convert  # noqa: F401  (a fixture)
from word_files import level, lists, numbered

from analysis.read.documents import read_document
from analysis.show.style import use_house_style

TITLE = "关于某市某区二〇二三年工作总结和二〇二四年工作安排情况的报告"
PIECES = (
    "完善工作机制", "新建道路35公里", "推进“一网通办”改革", "组织培训2.4万人次",
    "群众满意度达98.6%", "深化“五社联动”", "用好PM2.5监测数据", "办理提案590件",
    "推动产业转型升级", "守住安全底线", "支持创新创业", "完成年度任务",
)  # fmt: skip


@pytest.fixture(scope="module")
def report():
    """Return lines with headings of two levels and paragraphs of every length."""
    chance = random.Random(20)
    lines = []
    for part in "一二三":
        lines.append(f"{part}、第{part}方面的工作")
        for section in "一二三四":
            lines.append(f"（{section}）" + "，".join(chance.choices(PIECES, k=2)))
            for _ in range(2):
                sentences = (
                    "，".join(chance.choices(PIECES, k=chance.randint(2, 4))) + "。"
                    for _ in range(chance.randint(2, 6))
                )
                lines.append("".join(sentences))
    return lines


def a4(size, spacing=None, font="Noto Serif CJK SC"):
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = spacing
    return document


def centred(document, text, size):
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.add_run(text).font.size = Pt(size)


def page_number(document):
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    xml = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(xml + "</w:fldSimple>"))
    paragraph.add_run(" —")


def official(lines):
    """Set a report as the standard for official documents does (GB/T 9704)."""
    document = a4(16, Pt(28))
    centred(document, TITLE, 22)
    for line in lines:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(32)
    page_number(document)
    return document


def columns(lines):
    document = a4(10.5)
    centred(document, TITLE, 10.5)
    document.add_section(0)
    for line in lines:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(21)
    xml = f'<w:cols {nsdecls("w")} w:num="2" w:space="425"/>'
    section = document.sections[-1]._sectPr
    for old in section.findall(qn("w:cols")):
        section.remove(old)
    section.append(parse_xml(xml))
    page_number(document)
    return document


def flush(lines):
    """Set a report without any indent or gap, as a text pasted from elsewhere."""
    document = a4(12)
    for line in lines:
        document.add_paragraph(line).alignment = ALIGN.JUSTIFY
    return document


def ragged(lines):
    """Set a report ragged on the right, with gaps and a head on every page."""
    document = a4(12, font="Noto Sans CJK SC")
    document.styles["Normal"].paragraph_format.space_after = Pt(10)
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "某市某区文件汇编"
    return document


def hanging(lines):
    """Set every line as an item of a list that hangs behind its number."""
    document = a4(14)
    set_in = '<w:pPr><w:ind w:left="{0}" w:hanging="{0}"/></w:pPr>'
    levels = [
        level(0, "chineseCountingThousand", "%1、", extra=""),
        level(1, "decimalEnclosedCircle", "%2"),
        level(2, "ideographDigital", "（%3）"),
    ]
    levels = [
        one.replace('"nothing"', '"tab"').replace("</w:lvl>", f"{set_in}</w:lvl>")
        for one in levels
    ]
    (number,) = lists(document, [one.format(720) for one in levels])
    for place, line in enumerate(lines):
        numbered(document, line.partition("）")[2] or line, number, place % 3)
    return document


LAYOUTS = {
    "official": official, "columns": columns, "flush": flush, "ragged": ragged,
    "hanging": hanging,
}  # fmt: skip


def chinese_font():
    """Say whether this machine has the font that the layouts name."""
    fonts = shutil.which("fc-list")
    listed = subprocess.run([fonts], capture_output=True).stdout if fonts else b""
    return b"Noto Serif CJK SC" in listed


def test_a_pdf_says_what_the_word_file_says_that_it_was_made_from(
    report,
    tmp_path,
    convert,  # noqa: F811
):
    if not chinese_font():
        pytest.skip("LibreOffice has no Chinese font here, and lays out nothing")
    paths = []
    for name, layout in LAYOUTS.items():
        paths.append(tmp_path / f"{name}.docx")
        layout(report).save(paths[-1])
    first = convert(paths[0], "pdf", *paths[1:])
    for path in paths:
        made = read_document(first.with_name(f"{path.stem}.pdf"))
        assert made.text == read_document(path).text, path.stem


def drawn(path, *pages):
    """Draw pages of texts, each with its place in points, in this order."""
    use_house_style()
    with PdfPages(path) as file:
        for page in pages:
            figure = Figure(figsize=(6, 6))
            FigureCanvasPdf(figure)
            for x, y, text in page:
                figure.text(x / 432, y / 432, text, fontsize=12)
            file.savefig(figure)
    return path


def test_columns_are_read_one_after_the_other(tmp_path):
    text = "坚持稳中求进工作总基调着力推动高质量发展取得新成效各项事业全面进步，"
    lines = [(text * 5)[at : at + 12] for at in range(0, 144, 12)]
    left = [(40, 390 - 20 * at, line) for at, line in enumerate(lines[:6])]
    right = [(220, 390 - 20 * at, line) for at, line in enumerate(lines[6:])]
    path = drawn(tmp_path / "r.pdf", left + right)
    assert read_document(path).text == "".join(lines)


def test_a_table_in_a_column_leaves_its_lines_together(tmp_path):
    ones = [f"{n}是优质资源供给不足。坚持以立德树人为根本任务，扩大{n}类学位供给，"
            f"办好第{n}批人民满意的学校。" for n in "一二三四五六七八"]  # fmt: skip
    texts = [[one[at : at + 14] for at in range(0, len(one), 14)] for one in ones]
    cells = [("指标", "上年", "本年"), ("学位", "5200", "5320"), ("教师", "310", "335")]
    table = [
        (30 + 60 * at, 400 - 16 * n, cell)
        for n, row in enumerate(cells)
        for at, cell in enumerate(row)
    ]
    left = [line for text in texts[:4] for line in text]
    right = [line for text in texts[4:] for line in text]
    page = [
        *table,
        *((30, 350 - 16 * n, line) for n, line in enumerate(left)),
        *((230, 400 - 16 * n, line) for n, line in enumerate(right)),
    ]
    lines = read_document(drawn(tmp_path / "r.pdf", page)).text.split("\n")
    assert [line for line in lines if "是优质" in line] == ones
    assert "学位\t5200\t5320" in lines


def test_a_line_spaced_out_to_the_margin_has_no_spaces(tmp_path):
    said = "新增外资企业分别增长"
    spaced = [(40 + 30 * at, 390, one) for at, one in enumerate(said)]
    path = drawn(tmp_path / "r.pdf", [*spaced, (40, 370, "38.9%、64%。")])
    assert read_document(path).text == f"{said}38.9%、64%。"


def test_a_gap_of_whole_characters_is_kept(tmp_path):
    path = drawn(tmp_path / "r.pdf", [(40, 390, "某区人民政府区长\u3000\u3000某某某")])
    assert read_document(path).text == "某区人民政府区长\u3000\u3000某某某"
