"""What a report says is text in every office output, whatever it begins with."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.show.briefing.contents import evidence
from analysis.show.document import write_document, write_points, write_task_lists
from analysis.show.export.workbook import write_workbook
from analysis.show.provenance import provenance
from analysis.show.slides import write_slides

SIGNS = "=+-@"
HOSTILE = """=甲县2023年工作总结和2024年工作安排
一、2023年工作情况
（一）=HYPERLINK("http://a.cn")抓好宣传
=1+1完成宣传任务，举办“=守正创新”活动20场。@SUM(A1)推进改革工作。
（二）-2+3抓好教学
+1完成教学任务，建成学校3所。
二、存在的问题
=cmd|教学质量还不够高，-1改革力度不足。
三、2024年工作安排
（一）=HYPERLINK("http://a.cn")抓好宣传
=1+1推进宣传任务，举办“=守正创新”活动30场。@SUM(A1)深化改革工作，加大“=守正创新”力度。
（二）-2+3抓好教学
+1提高教学质量，建成学校5所，坚持“=守正创新”。
（三）@SUM抓好文化
-1繁荣文化事业，@SUM(A2)建成书房9个，丰富文化活动，推动文化发展。
"""


@pytest.fixture(scope="module", params=["zh", "en"])
def outputs(request, tmp_path_factory):
    """Return the flow of a hostile report, and the folder of all that is made of it."""
    lang, folder = request.param, tmp_path_factory.mktemp("office")
    (folder / "=a.txt").write_text(HOSTILE, "utf-8")
    flow = Flow(read_reports([folder / "=a.txt"]))
    tables = {name: getattr(flow, name) for name in flow.available}
    record = provenance(flow)
    said = {name: f"={name}" for name in tables}
    how = {"findings": said, "evidence": evidence(flow), "record": record}
    write_workbook(tables, folder / "tables.xlsx", **how, lang=lang)
    write_slides(flow, folder / "briefing.pptx", lang=lang)
    write_document(flow, {}, folder / "briefing.docx", lang=lang, record=record)
    write_task_lists(flow, folder, lang=lang)
    write_points(flow, folder / "要点.md", lang=lang)
    return flow, folder


def workbooks(folder):
    """Yield every workbook, those behind the charts of the slides too."""
    for path in folder.glob("*.xlsx"):
        yield load_workbook(path)
    with zipfile.ZipFile(folder / "briefing.pptx") as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                yield load_workbook(BytesIO(package.read(name)))


def test_no_cell_of_a_workbook_is_a_formula_or_leads_out_of_it(outputs):
    _, folder = outputs
    begun = set()
    for book in workbooks(folder):
        for cell in (cell for sheet in book for row in sheet for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None or cell.hyperlink.target is None
            begun |= {cell.value[0]} if isinstance(cell.value, str) else set()
    assert begun >= set(SIGNS)  # they are there, as text


def test_the_sentences_of_the_first_sheet_are_those_of_the_table(outputs):
    flow, folder = outputs
    sheet = load_workbook(folder / "tables.xlsx").worksheets[0]
    lang = "zh" if sheet["C1"].value == "要点" else "en"
    cells = sheet["C"][1:]
    assert [cell.value for cell in cells] == flow.findings[lang].tolist()
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(re.search(f"[“”][{SIGNS}]", cell.value) for cell in cells)


def test_documents_and_slides_hold_no_field_but_the_number_of_the_page(outputs):
    _, folder = outputs
    for path in [*folder.glob("*.docx"), folder / "briefing.pptx"]:
        with zipfile.ZipFile(path) as package:
            names = [n for n in package.namelist() if n.endswith((".xml", ".rels"))]
            parts = [package.read(name).decode() for name in names]
        for part in parts:
            fields = set(re.findall("<w:instrText[^>]*>([^<]*)<", part))
            assert fields <= {" PAGE "}
            assert "fldSimple" not in part and "hlinkClick" not in part
            assert 'TargetMode="External"' not in part


def test_points_show_no_address_as_a_link(outputs):
    _, folder = outputs
    assert not re.search(r"http://|\]\(", (folder / "要点.md").read_text("utf-8"))
