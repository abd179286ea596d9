"""A task list that people fill in: what they wrote stays with its task."""

import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from analysis import InputError
from analysis.flow import Flow
from analysis.read.documents.task_lists import read_task_list
from analysis.read.reports import read_reports
from analysis.show.document import write_task_lists
from analysis.show.export.folder import staged

PLAN = """某市教育局2023年工作总结和2024年工作安排
一、2023年工作总结
我们完成了教学任务。
二、2024年工作安排
（一）推进改革
深化课程改革，6月底前建成学校3所（市教育局牵头）。完善制度。
（二）加强保障
加大投入。{}
"""


def planned(folder, last="加强督查。"):
    path = folder / "局.txt"
    path.write_text(PLAN.format(last), "utf-8")
    return Flow(read_reports([path]))


@pytest.fixture
def flow(tmp_path):
    return planned(tmp_path)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def fill(path, **cells):
    """Write into cells of the sheet, as a person does: by task and column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    tasks = {row[columns["任务"] - 1].value: row[0].row for row in sheet.iter_rows()}
    for task, written in cells.items():
        for column, value in written.items():
            place = columns.setdefault(column, len(columns) + 1)
            sheet.cell(1, place, column)
            sheet.cell(tasks[task], place).value = value
    book.save(path)


def rows(path, sheet=0):
    head, *below = (
        openpyxl.load_workbook(path).worksheets[sheet].iter_rows(values_only=True)
    )
    return [dict(zip(head, row, strict=True)) for row in below]


def written(flow, out, **how):
    out.mkdir(exist_ok=True)
    paths = write_task_lists(flow, out, **how)
    return out / "任务清单.xlsx", paths


def test_the_sheet_holds_every_task_with_blanks_to_be_filled_in(flow, out):
    path, _ = written(flow, out)
    found = rows(path)
    table = flow.assignments
    assert [row["任务"] for row in found] == table["task"].tolist()
    assert [row["部分"] for row in found] == table["section"].tolist()
    assert found[0]["责任单位"] == "市教育局牵头" and found[0]["时限"] == "6月底前"
    assert found[1]["责任单位"] is None and found[1]["备注"] is None


def test_the_cells_to_be_filled_in_are_text(flow, out):
    sheet = openpyxl.load_workbook(written(flow, out)[0]).worksheets[0]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    for name in ("责任单位", "时限", "备注"):
        assert sheet[f"{columns[name]}3"].number_format == "@"
    hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
    assert [(one.min, one.max) for one in hidden] == [
        (10, 11)
    ]  # 原文责任单位, 原文时限
    assert sheet.auto_filter.ref and sheet.freeze_panes == "A2"


def test_what_was_filled_in_survives_a_rerun(flow, out):
    path, _ = written(flow, out)
    own = {"责任单位": "市发改委", "备注": "张三", "进度": 0.5}
    fill(path, 完善制度=own, 加大投入={"时限": datetime(2024, 6, 30)})
    written(flow, out)
    found = {row["任务"]: row for row in rows(path)}
    assert {name: found["完善制度"][name] for name in own} == own
    table = read_task_list(path).set_index("task")
    assert table.loc["加大投入", "deadline"] == "2024-06-30"


def test_a_list_that_holds_every_task_is_not_touched(flow, out):
    path, _ = written(flow, out)
    book = openpyxl.load_workbook(path)
    book.create_sheet("汇总")["A1"] = "共4项"
    book.worksheets[0].insert_rows(1)
    book.worksheets[0]["A1"] = "市教育局任务清单"
    book.save(path)
    before = path.read_bytes()
    written(flow, out)
    assert path.read_bytes() == before


def test_a_task_worded_anew_is_asked_again_and_the_old_entry_kept(tmp_path, out):
    path, _ = written(planned(tmp_path), out)
    fill(path, 加强督查={"责任单位": "市督查室"}, 完善制度={"备注": "已起草"})
    as_filled = path.read_bytes()
    written(planned(tmp_path, "强化督查督办。"), out)
    found = {row["任务"]: row for row in rows(path)}
    assert found["强化督查督办"]["责任单位"] is None
    assert found["完善制度"]["备注"] == "已起草"
    assert "加强督查" not in found
    (left,) = rows(path, 1)
    assert (left["任务"], left["责任单位"]) == ("加强督查", "市督查室")
    assert (out / "任务清单（此前）.xlsx").read_bytes() == as_filled
    text = "\n".join(p.text for p in docx.Document(out / "任务清单.docx").paragraphs)
    assert "原文已变" in text
    # It stays there, and goes back to its task once that is worded as before.
    written(planned(tmp_path, "强化督查督办。"), out)
    assert len(rows(path, 1)) == 1
    written(planned(tmp_path), out)
    found = {row["任务"]: row for row in rows(path)}
    assert found["加强督查"]["责任单位"] == "市督查室"
    assert len(openpyxl.load_workbook(path).worksheets) == 1


def test_nothing_is_left_over_of_a_task_in_which_nobody_wrote(tmp_path, out):
    path, _ = written(planned(tmp_path), out)
    written(planned(tmp_path, "强化督查督办。"), out)
    assert len(openpyxl.load_workbook(path).worksheets) == 1
    assert not (out / "任务清单（此前）.xlsx").exists()


def test_what_a_person_cleared_stays_empty(flow, out):
    path, _ = written(flow, out)
    first = flow.assignments["task"].iloc[0]
    fill(path, **{first: {"时限": None, "责任单位": "市教育局、市财政局"}})
    written(flow, out)
    assert rows(path)[0]["时限"] is None
    assert rows(path)[0]["责任单位"] == "市教育局、市财政局"


def test_a_task_parted_among_several_keeps_its_rows(tmp_path, out):
    path, _ = written(planned(tmp_path), out)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    second = [cell.value for cell in sheet[3]]
    sheet.append([*second[:6], "市财政局", *second[7:]])
    book.save(path)
    fill(path, 加强督查={"责任单位": "市督查室"})
    written(planned(tmp_path, "强化督查督办。"), out)
    tasks = [(row["任务"], row["责任单位"]) for row in rows(path)]
    assert tasks[1:3] == [("完善制度", None), ("完善制度", "市财政局")]


def test_the_old_list_may_lie_in_the_folder_that_is_replaced(flow, out):
    with staged(out) as new:
        write_task_lists(flow, new, kept=out)
    fill(out / "任务清单.xlsx", 完善制度={"责任单位": "市发改委"})
    with staged(out) as new:
        write_task_lists(flow, new, kept=out)
    assert rows(out / "任务清单.xlsx")[1]["责任单位"] == "市发改委"


def test_a_list_is_found_again_in_the_other_language(flow, out):
    path, _ = written(flow, out)
    fill(path, 完善制度={"责任单位": "市发改委"}, 加大投入={"备注": "待定"})
    found = read_task_list(path)
    written(flow, out, lang="en")
    again = read_task_list(path)
    assert again[["task", "office", "note"]].equals(found[["task", "office", "note"]])


def test_without_a_plan_and_side_by_side_there_is_no_list(tmp_path, flow, out):
    path = tmp_path / "总结.txt"
    path.write_text(PLAN.partition("二、")[0], "utf-8")
    review = Flow(read_reports([path]))
    assert written(review, out)[1] == []
    assert written(Flow.of([flow, review]), out)[1] == []


def broken(path: Path) -> None:
    path.write_bytes(b"no workbook")


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "")


def other(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", "乙"])
    book.save(path)


def in_excel(path: Path) -> None:
    path.with_name("~$任务清单.xlsx").write_bytes(b"")


def in_libreoffice(path: Path) -> None:
    path.with_name(".~lock.任务清单.xlsx#").write_bytes(b"")


@pytest.mark.parametrize("spoil", [broken, zipped, other, in_excel, in_libreoffice])
def test_a_list_that_cannot_be_read_is_one_clear_line_and_stays(flow, out, spoil):
    path, _ = written(flow, out)
    spoil(path)
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    with pytest.raises(InputError) as caught:
        written(flow, out)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_the_document_lists_the_same_tasks_under_their_sections(flow, out):
    written(flow, out)
    document = docx.Document(out / "任务清单.docx")
    section = document.sections[0]
    assert section.page_width > section.page_height
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == "序号 任务 任务动词 宾语 数量 责任单位 时限 备注".split()
    assert set(cells[1]) == {"推进改革"}  # one cell right across
    tasks = [row[1] for row in cells[1:] if len(set(row)) > 1]
    assert tasks == flow.assignments["task"].tolist()


def test_columns_of_the_document_are_as_wide_as_what_they_hold(flow, out):
    written(flow, out)
    document = docx.Document(out / "任务清单.docx")
    (table,) = document.tables
    widths = {
        cell.text: column.width.mm
        for cell, column in zip(table.rows[0].cells, table.columns, strict=True)
    }
    assert widths["任务"] == max(widths.values())
    assert widths["任务动词"] >= 25 and widths["责任单位"] >= 25.9
    assert round(sum(widths.values())) == 265
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    last = document.paragraphs[-1].paragraph_format.line_spacing
    assert last.pt == 1  # no page of its own behind the table


def test_a_formula_in_a_report_stays_text(tmp_path, out):
    path, _ = written(planned(tmp_path, "=1+1加强督查。"), out)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert "=1+1加强督查" in [row["任务"] for row in rows(path)]


def test_the_same_report_gives_the_same_bytes(flow, tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        written(flow, folder)
    for name in ("任务清单.xlsx", "任务清单.docx"):
        one, two = ((folder / name).read_bytes() for folder in folders)
        assert one == two
