"""PDF and web pages: the text of the page, without what frames it."""

import io
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import docx
import pytest
from conftest import REPORT
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from word_files import level, lists, numbered, report_as_word, zipped

from analysis import InputError
from analysis.read.documents import Limits, read_document
from analysis.read.documents.office import PROGRAMS
from analysis.show.style import use_house_style

SIZE = 12  # points
WIDE = 20  # characters of a full line
LONG = (
    "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，"
    "着力推动高质量发展取得新成效，各项事业全面进步。"
)


def pdf(path, pages, *, header="某市人民政府文件", numbers=True):
    """Draw pages of lines, each an indent in characters and a text."""
    use_house_style()
    with PdfPages(path) as file:
        for number, lines in enumerate(pages, start=1):
            figure = Figure(figsize=(5, 5))
            FigureCanvasPdf(figure)
            if header:
                figure.text(0.3, 0.95, header, fontsize=9)
            for row, (indent, text) in enumerate(lines):
                x, y = 0.1 + indent * SIZE / 360, 0.85 - row * 20 / 360
                figure.text(x, y, text, fontsize=SIZE)
            if numbers:
                figure.text(0.47, 0.03, f"- {number} -", fontsize=9)
            file.savefig(figure)
    return path


def wrapped(text, *, indent=2):
    """Break a paragraph into lines as a page does, its first line indented."""
    first = WIDE - indent
    rest = [text[at : at + WIDE] for at in range(first, len(text), WIDE)]
    return [(indent, text[:first]), *((0, line) for line in rest)]


def test_paragraphs_are_put_together_across_lines_and_pages(tmp_path):
    lines = wrapped(LONG) + wrapped(LONG) + wrapped("推进改革。")
    pages = [lines[:4], lines[4:], wrapped("加强学习。")]
    path = pdf(tmp_path / "r.pdf", pages)
    text, removals = read_document(path)
    assert text.split("\n") == [LONG, LONG, "推进改革。", "加强学习。"]
    assert sorted({one.what for one in removals}) == [
        "- 1 -",
        "- 2 -",
        "- 3 -",
        "某市人民政府文件",
    ]


def test_a_heading_is_not_joined_with_what_stands_around_it(tmp_path):
    lines = [(5, "工作报告"), *wrapped(LONG), (2, "一、工作回顾"), *wrapped(LONG)]
    path = pdf(tmp_path / "r.pdf", [lines], header="", numbers=False)
    text = read_document(path).text
    assert text.split("\n") == ["工作报告", LONG, "一、工作回顾", LONG]


def test_a_scan_is_said_to_be_one(tmp_path):
    figure = Figure(figsize=(5, 5))
    FigureCanvasPdf(figure)
    figure.subplots().imshow([[0, 1], [1, 0]])
    figure.axes[0].axis("off")
    figure.savefig(tmp_path / "scan.pdf")
    with pytest.raises(InputError, match=r"\(a scan\)"):
        read_document(tmp_path / "scan.pdf")


def minimal(extra=b"", body=b""):
    """Return a PDF of one empty page, with these entries in its trailer."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, said)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n" + table
    data += (
        b"trailer<</Size 4/Root 1 0 R" + extra + b">>\nstartxref\n%d\n%%%%EOF" % start
    )
    return data


LOCK = (
    b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"11" * 32
    + b">/U<"
    + b"22" * 32
    + b">>>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (minimal(LOCK), "protected by a password"),
        (minimal(), "a scan"),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged or cut-off PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path, data, said):
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        read_document(path)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path):
    path = pdf(tmp_path / "r.pdf", [wrapped(LONG)] * 3)
    with pytest.raises(InputError, match="has 3 pages; the limit is 2"):
        read_document(path, limits=Limits(pages=2))


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>某市2023年工作总结_某市人民政府</title>
<style>p {{color: red}}</style><script>var 文 = "脚本";</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a>
<a href="/b">互动交流</a></div>
<div id="main"><h1>某市2023年工作总结</h1><div>发布时间：2024-01-05 来源：某市</div>
<div class="article"><p>一、工作回顾</p><p>{long}</p><p>二、下步安排</p>
<p>{long}{long}</p>
<p style="display:none">隐藏</p><table><tr><td>道路</td><td>3条</td></tr></table>
<p>{long}<br>第二行。</p></div></div><div class="footer"><a href="/c">网站地图</a>
版权所有：某市人民政府办公室 某ICP备05000001号</div></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_main_part_of_a_web_page_is_read_whole(tmp_path, charset):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset, long=LONG).encode(charset))
    text, removals = read_document(path)
    assert text.split("\n") == [
        "某市2023年工作总结",
        "一、工作回顾",
        LONG,
        "二、下步安排",
        LONG + LONG,
        "道路\t3条",
        LONG,
        "第二行。",
    ]
    said = "".join(one.what for one in removals)
    assert "政务公开" in said
    assert "版权所有" in said
    assert "脚本" not in text + said


def test_numbers_of_an_ordered_list_are_written_out(tmp_path):
    path = tmp_path / "page.html"
    html = f"<html><body><p>{LONG}</p><ol><li>{LONG}</li><li>{LONG}</li></ol></body>"
    path.write_text(html, encoding="utf-8")
    assert read_document(path).text.split("\n") == [LONG, f"1. {LONG}", f"2. {LONG}"]


def test_a_list_number_stands_beside_the_paragraph_of_its_item(tmp_path):
    path = tmp_path / "page.html"
    html = f"<html><body><p>{LONG}</p><ol>\n<li><p>{LONG}</p></ol></body>"
    path.write_text(html, encoding="utf-8")
    assert read_document(path).text.split("\n") == [LONG, f"1. {LONG}"]


@pytest.mark.parametrize("said", ['title="footer"', "style='mso-element:footer'"])
def test_the_margins_of_a_page_that_a_word_processor_saved_are_no_text(tmp_path, said):
    path = tmp_path / "page.html"
    html = f"<html><body><p>{LONG}</p><p>{LONG}{LONG}</p><div {said}><p>— 1 —</p></div>"
    path.write_text(html, encoding="utf-8")
    assert read_document(path).text.split("\n") == [LONG, LONG + LONG]


def test_a_web_page_reads_nothing_from_elsewhere(tmp_path):
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    url = (tmp_path / "secret.txt").as_uri()
    path = tmp_path / "page.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{url}">]><html><body><p>{LONG}&x;</p>'
        f'<iframe src="{url}"></iframe><object data="{url}"></object></body></html>',
        encoding="utf-8",
    )
    assert read_document(path).text == f"{LONG}&x;"


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Return how LibreOffice turns a file into another kind."""
    import shutil

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    folder = tmp_path_factory.mktemp("office")

    def run(path, kind, *others):
        command = [program, "--headless", f"-env:UserInstallation={folder.as_uri()}"]
        command += ["--convert-to", kind, "--outdir", str(folder)]
        command += map(str, [path, *others])
        quiet = subprocess.DEVNULL
        subprocess.run(command, timeout=120, check=False, stdout=quiet, stderr=quiet)
        return folder / f"{path.stem}.{kind.partition(':')[0]}"

    probe = folder / "probe.docx"
    docx.Document().save(probe)
    if not run(probe, "odt").is_file():
        pytest.skip("LibreOffice here has no Writer and converts no Word file")
    return run


def test_docx_pdf_and_doc_of_the_report_are_read_alike(reports, tmp_path, convert):
    text = reports["text"].item()
    path = report_as_word(text, tmp_path / "report.docx")
    assert read_document(path).text == text
    for kind in ("pdf", "doc", "odt"):
        assert read_document(convert(path, kind)).text == text, kind
    # into RTF LibreOffice writes narrow brackets, and loses the last line's level
    rtf = read_document(convert(path, "rtf")).text.split("\n")
    wide = [line.translate(str.maketrans("()", "（）")) for line in rtf]
    assert wide[:-1] == text.split("\n")[:-1]


ODT = "urn:oasis:names:tc:opendocument:xmlns:"
LINKING = f"""<office:document-content xmlns:office="{ODT}office:1.0"
xmlns:text="{ODT}text:1.0" xmlns:draw="{ODT}drawing:1.0"
xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>
<text:p>{LONG}<draw:frame text:anchor-type="as-char"><draw:image
xlink:href="http://127.0.0.1:PORT/x.png" xlink:type="simple" xlink:show="embed"
xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>
</office:document-content>"""
MANIFEST = f"""<manifest:manifest xmlns:manifest="{ODT}manifest:1.0">
<manifest:file-entry manifest:full-path="/"
manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml"
manifest:media-type="text/xml"/></manifest:manifest>"""


def test_libreoffice_fetches_nothing_that_a_file_links_to(tmp_path, convert):
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_GET

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": LINKING.replace("PORT", str(server.server_port)),
        }
        path = zipped(tmp_path / "linking.odt", parts)
        assert read_document(path).text == LONG
        assert asked == []
        convert(path, "docx")  # with its own settings it asks
        server.shutdown()
    if not asked:
        pytest.skip("LibreOffice here fetches nothing by itself")


def test_libreoffice_counts_lists_as_we_do(tmp_path, convert):
    document = docx.Document()
    first, anew = lists(
        document,
        [
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%1.%2.%3、"),
            level(3, "decimalEnclosedCircle", "%4"),
        ],
        numbers=({}, {0: 5}),
    )
    steps = [(first, at) for at in (0, 1, 1, 2, 3, 3, 2, 3, 0, 1, 2, 2, 0)]
    for place, (number, at) in enumerate([*steps, (anew, 0), (anew, 1), (first, 0)]):
        numbered(document, f"第{place}段", number, at)
    path = tmp_path / "lists.docx"
    document.save(path)
    printed = convert(path, "txt:Text (encoded):UTF8").read_text("utf-8-sig")
    # as text it puts a space behind every number
    assert read_document(path).text.split("\n") == printed.replace(" ", "").split()


def test_without_libreoffice_an_old_file_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "report.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match=r"needs LibreOffice .* save it as .docx"):
        read_document(path)


def test_the_report_is_read_alike_from_every_encoding_and_line_end(tmp_path, reports):
    raw = REPORT.read_text("utf-8")
    for encoding in (
        "gb18030",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-8-sig",
    ):
        for end in ("\n", "\r\n", "\r", "\u2028"):
            path = tmp_path / "report.txt"
            path.write_bytes(raw.replace("\n", end).encode(encoding))
            assert read_document(path).text == reports["text"].item(), (encoding, end)


def test_traditional_text_is_read_from_big5(tmp_path):
    text = "積極推進農村經濟工作，加強組織領導，確保完成全年任務。" * 5
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("big5"))
    assert read_document(path).text == text


def test_markdown_is_read_without_its_marks(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(
        "# 某局2023年工作总结\n\n## 一、**工作**情况\n\n- 一是强化学习\n- 二是[督导](http://x.cn)\n\n"
        "| 项目 | 数量 |\n|---|---|\n| 道路 | 3 |\n",
        encoding="utf-8",
    )
    assert read_document(path).text.split("\n") == [
        "某局2023年工作总结",
        "一、工作情况",
        "一是强化学习",
        "二是督导",
        "项目\t数量",
        "道路\t3",
    ]


def test_a_picture_says_to_recognise_its_text(tmp_path):
    data = io.BytesIO()
    figure = Figure(figsize=(1, 1))
    figure.savefig(data, format="png")
    path = tmp_path / "report.txt"
    path.write_bytes(data.getvalue())
    with pytest.raises(InputError, match="holds a picture"):
        read_document(path)
