"""Word files: what Word shows is what is read, its automatic numbers included."""

import docx
import pytest
from word_files import level, lists, numbered, raw, report_as_word, zipped

from analysis import InputError
from analysis.read.documents import read_document
from analysis.read.documents.numbering import numeral


@pytest.fixture
def word(tmp_path):
    """Return a document, and a function that saves it and reads its lines."""
    document = docx.Document()

    def lines():
        document.save(tmp_path / "report.docx")
        return read_document(tmp_path / "report.docx").text.split("\n")

    return document, lines


# ECMA-376 part 1, 17.18.59, and for chineseCountingThousand the spoken numbers.
@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"}),
        (
            "chineseCountingThousand",
            {10: "十", 100: "一百", 101: "一百零一", 110: "一百一十", 1005: "一千零五"},
        ),
        ("ideographDigital", {1: "一", 10: "一〇", 12: "一二", 20: "二〇"}),
        ("japaneseCounting", {10: "十", 100: "百", 105: "百五", 23: "二十三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("chineseLegalSimplified", {2: "贰", 10: "壹拾", 21: "贰拾壹"}),
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {3: "３", 12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 99: "99"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 1994: "MCMXCIV"}),
        ("lowerRoman", {4: "iv"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("none", {3: ""}),
        ("a format of the future", {3: "3"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(form, expected):
    assert {number: numeral(number, form) for number in expected} == expected


def test_automatic_numbers_of_headings_are_written_out(word):
    document, lines = word
    (number,) = lists(
        document,
        [level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")],
    )
    for text, at in [("回顾", 0), ("经济", 1), ("民生", 1), ("安排", 0), ("改革", 1)]:
        numbered(document, text, number, at)
    assert lines() == ["一、回顾", "（一）经济", "（二）民生", "二、安排", "（一）改革"]


def test_a_number_may_hold_the_numbers_above_it(word):
    document, lines = word
    (number,) = lists(
        document,
        [
            level(0, "chineseCounting", "第%1章"),
            level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
        ],
    )
    for text, at in [("甲", 0), ("乙", 0), ("丙", 1), ("丁", 1)]:
        numbered(document, text, number, at)
    assert lines() == ["第一章甲", "第二章乙", "2.1丙", "2.2丁"]


def test_a_level_can_go_on_counting_across_the_level_above(word):
    document, lines = word
    (number,) = lists(
        document,
        [
            level(0, "chineseCounting", "%1、"),
            level(1, "decimal", "%2．", extra='<w:lvlRestart w:val="0"/>'),
        ],
    )
    for text, at in [("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1)]:
        numbered(document, text, number, at)
    assert lines() == ["一、甲", "1．乙", "二、丙", "2．丁"]


def test_a_list_can_start_anywhere_and_be_started_anew(word):
    document, lines = word
    first, anew, on = lists(
        document, [level(0, "decimal", "%1、", start=3)], numbers=({}, {0: 1}, {})
    )
    for text, number in [("甲", first), ("乙", first), ("丙", anew), ("丁", on)]:
        numbered(document, text, number)
    assert lines() == ["3、甲", "4、乙", "1、丙", "2、丁"]


def test_a_number_can_come_from_the_style(word):
    document, lines = word
    (number,) = lists(
        document,
        [
            level(
                0, "chineseCounting", "%1、", extra='<w:pStyle w:val="Heading1"/>'
            ).replace("<w:pStyle", "<w:pStyle"),
            level(1, "chineseCounting", "（%2）", extra='<w:pStyle w:val="Heading2"/>'),
        ],
    )
    for name in ("Heading 1", "Heading 2"):
        style = document.styles[name].element
        properties = style.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number
    document.add_heading("回顾", 1)
    document.add_heading("经济", 2)
    plain = numbered(document, "不编号", 0)
    plain.style = document.styles["Heading 1"]
    document.add_heading("安排", 1)
    assert lines() == ["一、回顾", "（一）经济", "不编号", "二、安排"]


def test_a_bullet_of_a_symbol_font_is_a_bullet(word):
    document, lines = word
    (number,) = lists(document, [level(0, "bullet", "\uf0b7")])
    (dash,) = lists(document, [level(0, "bullet", "——")], name=91)
    numbered(document, "甲", number)
    numbered(document, "乙", dash)
    assert lines() == ["●甲", "——乙"]


def test_the_report_reads_the_same_with_automatic_numbers(reports, tmp_path):
    text = reports["text"].item()
    path = report_as_word(text, tmp_path / "report.docx")
    assert read_document(path) == (text, ())


def test_a_table_stands_in_its_place_one_row_a_line(word):
    document, lines = word
    document.add_paragraph("前")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["项目", "数量", "道路", "3条"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("后")
    assert lines() == ["前", "项目\t数量", "道路\t3条", "后"]


def test_a_table_that_lays_out_a_page_keeps_its_paragraphs(word):
    document, lines = word
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "一、回顾"
    cell.add_paragraph("工作完成。")
    assert lines() == ["一、回顾", "工作完成。"]


W = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "expected", "removed"),
    [
        (f"<w:ins>{W.format('加强')}</w:ins>", "加强", []),
        (
            f"{W.format('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>",
            "甲",
            ["乙"],
        ),
        (f"{W.format('甲')}<w:moveFrom>{W.format('乙')}</w:moveFrom>", "甲", ["乙"]),
        (f"{W.format('甲')}<w:moveTo>{W.format('乙')}</w:moveTo>", "甲乙", []),
        (f"<w:hyperlink>{W.format('甲')}</w:hyperlink>", "甲", []),
        (
            f"{W.format('甲')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>",
            "甲",
            ["密"],
        ),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>', "明", []),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙", []),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙", []),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t>'
            '<w:fldChar w:fldCharType="end"/><w:t>页</w:t></w:r>',
            "7页",
            [],
        ),
        (f"<w:sdt><w:sdtContent>{W.format('甲')}</w:sdtContent></w:sdt>", "甲", []),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>hán</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>邗</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "邗",
            [],
        ),
    ],
)
def test_what_word_shows_of_a_paragraph_is_read(word, tmp_path, xml, expected, removed):
    document, lines = word
    raw(document, f"<w:p>{xml}</w:p>")
    assert "\n".join(lines()) == expected
    found = read_document(tmp_path / "report.docx").removals
    assert [one.what for one in found] == removed


def test_paragraphs_are_one_where_the_end_of_the_first_is_deleted(word):
    document, lines = word
    raw(
        document,
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{W.format('病险水')}</w:p>"
        f"<w:p>{W.format('库除险')}</w:p>",
    )
    assert lines() == ["病险水库除险"]


def test_a_text_box_is_read_once_after_its_paragraph(word):
    document, lines = word
    box = f"<w:txbxContent><w:p>{W.format('框内')}</w:p></w:txbxContent>"
    raw(
        document,
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{W.format('后')}</w:p>",
    )
    assert lines() == ["前后", "框内"]


def test_a_content_control_around_paragraphs_and_rows_is_no_hindrance(word):
    document, lines = word
    raw(
        document,
        f"<w:sdt><w:sdtContent><w:p>{W.format('甲')}</w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:sdt><w:sdtContent><w:tr>"
        f"<w:tc><w:p>{W.format('乙')}</w:p></w:tc><w:tc><w:p>{W.format('丙')}</w:p></w:tc>"
        "</w:tr></w:sdtContent></w:sdt></w:tbl>",
    )
    assert lines() == ["甲", "乙\t丙"]


def test_headers_and_footers_are_no_text(word):
    document, lines = word
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    assert lines() == ["正文"]


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def package(body, **parts):
    """Return the parts of a Word file with this body."""
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'{LINKS}<Relationship Id="r" Type="{RELATED}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": f"{LINKS}{links}</Relationships>",
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }


def test_footnotes_stand_apart_from_the_text(tmp_path):
    notes = (
        f'<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="2"><w:p>'
        f"{W.format('指公路。')}</w:p></w:footnote></w:footnotes>"
    )
    body = (
        f'<w:p>{W.format("四好农村路")}<w:r><w:footnoteReference w:id="2"/></w:r>'
        f"{W.format('建成')}</w:p>"
    )
    path = zipped(tmp_path / "r.docx", package(body, footnotes=notes))
    text, removals = read_document(path)
    assert text == "四好农村路建成"
    assert [(one.line, one.what) for one in removals] == [(1, "指公路。")]


def test_no_entity_is_expanded_and_nothing_is_fetched(tmp_path):
    parts = package(f"<w:p>{W.format('文&x;&y;')}</w:p>")
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    parts["word/document.xml"] = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "展开">]>'
        + parts["word/document.xml"]
    )
    path = zipped(tmp_path / "r.docx", parts)
    assert read_document(path).text == "文"


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    body = "<w:p><w:r><w:t>" + "文" * 30_000_000 + "</w:t></w:r></w:p>"
    path = zipped(tmp_path / "bomb.docx", package(body))
    assert path.stat().st_size < 200_000
    with pytest.raises(InputError, match=r"unpacks to 86 MB .* ZHONGXIN_MAX_RATIO"):
        read_document(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_a_workbook_is_no_report(tmp_path, part):
    parts = package("")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("word/document.xml", part)
    parts[part] = "<x/>"
    path = zipped(tmp_path / "report.docx", parts)
    with pytest.raises(InputError, match=r"spreadsheet|presentation"):
        read_document(path)


def test_a_word_file_cut_off_is_said_to_be_damaged(word, tmp_path):
    document, lines = word
    document.add_paragraph("文")
    lines()
    path = tmp_path / "report.docx"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged or cut off"):
        read_document(path)


def test_deep_nesting_is_refused_and_no_crash(tmp_path):
    body = "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000
    path = zipped(tmp_path / "deep.docx", package(body))
    with pytest.raises(InputError, match="damaged"):
        read_document(path)
