"""Files become text: every encoding, every debris said, bad input in one line."""

import sys

import pytest

from analysis import InputError
from analysis.read.documents import Limits, read_document

TEXT = "2023年工作总结\n一、工作情况\n加强学习。"


@pytest.fixture
def file(tmp_path):
    def write(data, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"]
)
def test_the_same_text_comes_back_from_every_encoding(file, encoding):
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert read_document(file(mark + TEXT.encode(encoding))).text == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(file, end):
    assert read_document(file(TEXT.replace("\n", end).encode())).text == TEXT


def test_indents_and_empty_lines_go(file):
    assert (
        read_document(file("\u3000\u3000甲。\n\n \t\n乙。\u3000".encode())).text
        == "甲。\n乙。"
    )


def test_text_is_composed(file):
    assert read_document(file("e\u0301".encode())).text == "é"


@pytest.mark.parametrize("tag", ["##paidbegin##", "##paidend##", "$$paidbegin$$"])
def test_a_paywall_tag_goes_and_is_recorded_with_its_line(file, tag):
    text, removals = read_document(file(f"题\n文明风尚志{tag}愿服务".encode()))
    assert text == "题\n文明风尚志愿服务"
    assert [(r.line, r.what) for r in removals] == [(2, tag)]


def test_an_invisible_character_goes_and_is_recorded(file):
    text, removals = read_document(file("一是\u200c优化".encode()))
    assert text == "一是优化"
    assert [(r.line, r.what) for r in removals] == [(1, "\u200c")]


def test_nothing_else_is_altered(file):
    odd = "“黑天鹅””,１９９７年,*区,＝1+1"
    assert read_document(file(odd.encode())) == (odd, ())


WORD = b"PK\x03\x04rest"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


PROSE = (
    "青石镇2024年工作总结和2025年工作计划\n一、2024年工作总结\n"
    "（一）党建引领。开展学习12次，新增就业500人，推动改革发展。"
)
BARE = "现在我代表第八届委员会向大会报告工作请予审议会议是在重要时刻召开的" * 30
DECLARED = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
WORD_2003 = DECLARED + b'<?mso-application progid="Word.Document"?><w:wordDocument/>'
FLAT = DECLARED + (
    b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
)


def garbled(was, read_as):
    """Return a text as whoever opens it in a wrong encoding saves it."""
    return PROSE.encode(was).decode(read_as, "replace").encode()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (garbled("utf-8", "gbk"), "a.txt", "is garbled: UTF-8 read as GBK"),
        (garbled("utf-8", "gb18030"), "a.txt", "is garbled: UTF-8 read as GBK"),
        (garbled("gbk", "latin-1"), "a.txt", "is garbled: GBK read as Latin-1"),
        (garbled("utf-8", "cp1252"), "a.txt", "is garbled: UTF-8 read as Latin-1"),
        (garbled("gbk", "big5hkscs"), "a.txt", "is garbled: GBK read as Big5"),
        (BARE.encode(), "a.txt", "no punctuation"),
        (BARE.replace("请", " ").encode(), "a.txt", "no clauses can be told"),
        (f"各位代表：{BARE}。".encode(), "a.txt", "no punctuation (1 marks"),
        (WORD_2003, "report.doc", "is Word XML; open it in Word or WPS"),
        (FLAT, "report.doc", "is Word XML; open it in Word or WPS"),
        (b"\xef\xbb\xbf" + FLAT, "report.docx", "is Word XML; open it in Word or WPS"),
        (b"%TSD-Header-###%\0\1" + bytes(99), "a.docx", "encrypted by document prot"),
        (b"%TSD-Header-###%\0\1" + bytes(99), "a.txt", "decrypt or export it"),
        (b"", "empty.txt", "holds no text"),
        (" \n\u3000\n".encode(), "blank.txt", "holds no text"),
        (b"##paidbegin##\n", "debris.txt", "holds no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "report.txt", "holds a PDF"),
        (WORD, "report.txt", "damaged or cut off"),
        (WORD, "report.docx", "damaged or cut off"),
        (OLD, "report.docx", "holds an old Word or WPS file"),
        (LOCKED, "report.docx", "protected by a password"),
        (LOCKED, "report.doc", "protected by a password"),
        (b"{\\rtf1 text}", "report.doc", "holds an RTF file"),
        (b"<html><body><p>x</p></body></html>", "report.docx", "holds a web page"),
        (b"<!DOCTYPE html><html></html>", "report.txt", "rename it to report.html"),
        (b"\xff\xfe\x00", "odd.txt", "UTF-8, GBK, Big5 or UTF-16"),
        (b"ab\x00\x01cd", "binary.txt", "UTF-8, GBK, Big5 or UTF-16"),
        (b"\xff\xff\xff", "noise.txt", "UTF-8, GBK, Big5 or UTF-16"),
        (b"\x1f\x8b\x08", "report.txt", "unpack it"),
        (bytes(range(256)) * 9, "report.pdf", "no .pdf file, or a damaged one"),
        (TEXT.encode(), "report.docx", "holds plain text"),
        (b"year,title", "report.csv", "save the report as .txt or .docx"),
    ],
)
def test_bad_input_is_one_line_that_names_the_file(file, data, name, said):
    path = file(data, name)
    with pytest.raises(InputError) as error:
        read_document(path)
    message = str(error.value)
    assert message.startswith(str(path))
    assert said in message
    assert "\n" not in message


def test_limits_can_be_set_by_the_environment(file, monkeypatch):
    path = file(TEXT.encode())
    monkeypatch.setenv("ZHONGXIN_MAX_CHARACTERS", "10")
    with pytest.raises(InputError, match=r"holds 2\d characters; the limit is 10"):
        read_document(path)
    monkeypatch.setenv("ZHONGXIN_MAX_CHARACTERS", "ten")
    with pytest.raises(InputError, match="write a whole number above 0"):
        read_document(path)


def test_a_file_beyond_the_limit_is_not_opened(file):
    with pytest.raises(InputError, match="ZHONGXIN_MAX_FILE_BYTES"):
        read_document(file(TEXT.encode()), limits=Limits(file_bytes=10))


def test_a_few_damaged_bytes_are_said_and_the_rest_is_read(file):
    data = ("加强学习，推进工作。" * 40).encode()
    broken = data[:303] + b"\xff" + data[304:]
    text, removals = read_document(file(broken))
    whole = data.decode()
    assert text == whole[:101] + whole[102:]
    assert ["无法解码" in one.why for one in removals] == [True] * 3  # of three bytes


def test_a_text_cut_off_within_a_character_loses_only_that(file):
    data = ("加强学习，推进工作。" * 40).encode()[:-1]
    text, removals = read_document(file(data))
    assert text == ("加强学习，推进工作。" * 40)[:-1]
    assert len(removals) == 1


def test_a_missing_file_and_a_folder_are_said_to_be_that(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "nowhere.txt")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        read_document(tmp_path / "folder")


@pytest.mark.parametrize(
    "text", ["青石小学", PROSE, "café naïve Ünïcödé " * 9, BARE[:200]]
)
def test_what_is_short_or_foreign_or_sound_is_not_called_garbled(file, text):
    assert read_document(file(text.encode())).text.startswith(text[:4])


def test_lines_without_punctuation_are_read_where_each_is_short(file):
    lines = "\n".join(["强化理论武装", "推进项目建设", "改善农村环境"] * 60)
    assert read_document(file(lines.encode())).text.count("\n") > 2


REPORT = (
    "各位代表：{0}一、{1}年工作回顾{0}（一）党建引领。开展学习12次。"
    + "新增就业500人，推动改革，完成投资3亿元。" * 15
    + "{0}二、下一步工作安排{0}（一）加强党建。要办培训班6期。"
)


@pytest.mark.parametrize("between", ["[SEP]", " ", "。"])
def test_a_file_of_one_report_a_line_is_counted_by_its_lines(file, between):
    lines = [REPORT.format(between, 1975 + n) for n in range(50)]
    with pytest.raises(InputError, match="holds 50 reports, one a line") as error:
        read_document(file("\n".join(lines).encode()))
    assert "(1: 1975年工作回顾; 2: 1976年工作回顾; " in str(error.value)
    assert "\n" not in str(error.value)


def test_a_web_page_without_its_package_is_one_line(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = "<html><body><p>全年开展学习12次，新增就业500人。</p></body></html>"
    with pytest.raises(InputError, match="pip install trafilatura lxml_html_clean"):
        read_document(file(page.encode(), "report.html"))
