"""The workbook is what Excel and WPS open: openpyxl reads it back."""

import re
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from analysis.flow import Flow
from analysis.schema import column, label, schema, table_label, value_labels
from analysis.show.briefing.contents import evidence
from analysis.show.export.workbook import drawn, render_sheet, render_workbook
from analysis.show.export.workbook.evidence import MOST
from analysis.show.export.workbook.naming import headers, sheet_names, table_name
from analysis.show.export.workbook.pages import LEFT_OUT, WHOLE_TEXT
from analysis.show.provenance import provenance

HAN = re.compile("[\u4e00-\u9fff]+")
# What the report says, as it stands or put together of its words.
QUOTED = """part section section_target section_reference item_target item_reference
title body term word verb object text answer evidence formulation subject measure
unit approx comparison comparator result_comparator previous_comparator result_text
target_text previous_text indicator diff text_target text_reference task planned
reported nearest heading name label hinges_on what""".split()


def written(flow: Flow, lang: str) -> openpyxl.Workbook:
    tables = {name: getattr(flow, name) for name in flow.available}
    titles = {name: flow.finding_of(name, lang) for name in tables}
    how = {"findings": titles, "evidence": evidence(flow), "record": provenance(flow)}
    return opened(render_workbook(tables, **how, lang=lang))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module", params=["report", "years", "bodies"])
def told(request, flow, years, bodies):
    return {"report": flow, "years": years, "bodies": bodies}[request.param]


@pytest.fixture(scope="module")
def book(told):
    return written(told, "zh")


@pytest.fixture(scope="module")
def english(told):
    return written(told, "en")


@pytest.fixture(scope="module")
def bundled(flow):
    """The workbook of the report that the project began with."""
    return written(flow, "zh")


def sheet_of(book, flow, name, lang="zh"):
    own = value_labels("workbook", lang=lang)
    return book[own["findings"] if name == flow.said else table_label(name, lang=lang)]


def formats_of(sheet):
    """Return the format of each column's first number, by its heading."""
    heads, first = sheet["1:2"]
    return {h.value: c.number_format for h, c in zip(heads, first, strict=True)}


def cells(sheet, reference):
    """Return the cells of a range, or of one cell, as one list."""
    left, top, right, bottom = range_boundaries(reference)
    rows = sheet.iter_rows(top, bottom, left, right)
    return [cell for row in rows for cell in row]


def links(book, sheet):
    """Return each linked cell of a sheet with the sheet and the cells it leads to."""
    for link in (cell.hyperlink for row in sheet.iter_rows() for cell in row):
        if link is not None:
            title, _, reference = link.location.rpartition("!")
            yield sheet[link.ref], book[title.strip("'")], reference


# Sheets


def test_sentences_stand_first_then_the_readme_then_what_the_page_shows(book, told):
    shown = [name for name in told.available if len(getattr(told, name))]
    first = ["结论"] if told.said in shown else []
    assert book.sheetnames[: len(first) + 1] == [*first, "说明"]
    others = book.sheetnames[len(first) + 1 :]
    assert others[-3:] == ["依据", "字段", "来源"]
    shown = [n for n in shown if n not in LEFT_OUT and n != told.said]
    assert set(others[:-3]) == {table_label(name) for name in shown}
    on_page = [
        bool(schema()[name].chapter and schema()[name].on_page) for name in shown
    ]
    assert others[: sum(on_page)] == [
        table_label(n) for n, own in zip(shown, on_page, strict=True) if own
    ]


def test_the_readme_names_every_sheet_with_a_link_and_its_rows(book):
    readme = book["说明"]
    listed = {
        cell.value: (sheet, readme.cell(cell.row, 2).value)
        for cell, sheet, _ in links(book, readme)
    }
    assert set(listed) == set(book.sheetnames) - {"说明"}
    for title, (sheet, rows) in listed.items():
        assert (sheet.title, rows) == (title, sheet.max_row - 1)


def test_the_readme_says_where_the_words_of_the_text_are(bundled, flow):
    readme = bundled["说明"]
    text = " ".join(str(cell) for row in readme.values for cell in row if cell)
    assert "2023-publicity.txt" in text
    for name in LEFT_OUT:
        assert f"tables/{name}.csv（{len(getattr(flow, name)):,} 行）" in text


def test_every_sheet_with_a_table_is_one_table_of_excel(book, english):
    for each in (book, english):
        names = [_only_table(sheet) for sheet in each if sheet.title not in READMES]
        assert not [
            table
            for name in READMES & {*each.sheetnames}
            for table in each[name].tables
        ]
        assert all(re.fullmatch(r"t_\w+", name) for name in names)
        assert len({name.casefold() for name in names}) == len(names) >= 5


READMES = {"说明", "Readme"}


def _only_table(sheet):
    """Return the name of the one table of a sheet, which covers all of it."""
    (table,) = sheet.tables.values()
    last = get_column_letter(len(table.tableColumns))
    assert table.ref == table.autoFilter.ref == f"A1:{last}{sheet.max_row}"
    heads = [cell.value for cell in sheet[1][: len(table.tableColumns)]]
    assert heads == [one.name for one in table.tableColumns]
    assert len({head.casefold() for head in heads}) == len(heads)
    assert table.tableStyleInfo.name.startswith("TableStyle")
    assert sheet.freeze_panes == "A2"
    return table.name


def test_numbers_have_the_format_that_their_column_declares(bundled):
    sheet = bundled["重心变化"]
    formats = formats_of(sheet)
    assert formats["计划含主题"] == "0"
    assert formats["计划占比"] == "0.0%"
    assert formats["差（百分点）"] == "+0.0%;−0.0%;0.0%"
    assert formats["计划每万词"] == "0.0"
    sheet = bundled["关键性"]
    formats = formats_of(sheet)
    assert formats["校正 p"] == '[<0.001]"<0.001";0.000'
    assert formats["G²"] == "0.00"


def test_a_header_has_the_note_of_its_column(book, english, told):
    for lang, each in (("zh", book), ("en", english)):
        for name in told.available:
            if name in LEFT_OUT or not len(getattr(told, name)) or name == told.said:
                continue
            sheet = sheet_of(each, told, name, lang)
            shown = [
                n for n in getattr(told, name) if n not in WHOLE_TEXT.get(name, [])
            ]
            for one, cell in zip(shown, sheet[1], strict=True):
                note = getattr(column(one, name), f"note_{lang}")
                assert (cell.comment.text if cell.comment else "") == note


def test_a_wide_table_shows_the_columns_of_the_page_and_folds_the_others(bundled):
    sheet = bundled["重心变化"]
    hidden = {
        sheet.cell(1, n).value
        for n in range(1, 37)
        if sheet.column_dimensions[get_column_letter(n)].hidden
    }
    on_page = {label(one, "emphasis") for one in schema()["emphasis"].on_page}
    assert "计划每万词" in hidden
    assert not hidden & on_page


# Links


def test_a_count_leads_to_as_many_clauses_and_they_lead_back(book, told):
    linked = 0
    clauses = set(told.clauses["text"])
    back = {cell.coordinate: to for cell, *to in links(book, book["依据"])}
    behind = {name: rows for name, rows in evidence(told).items() if len(rows)}
    for name, table in ((n, getattr(told, n)) for n in behind):
        sheet = sheet_of(book, told, name)
        counted = [label(one, name) for one in schema()[name].counts]
        counted += ["依据（句）"] * (name == told.said)
        for cell, to, reference in links(book, sheet):
            left, top, right, bottom = range_boundaries(reference)
            assert (to.title, left, right) == ("依据", 1, to.max_column)
            rows = list(to.iter_rows(top, bottom, values_only=True))
            head = sheet.cell(1, cell.column).value
            if counted:
                assert head in counted
                assert cell.value == len(rows)
            assert {row[:1] + row[2:3] for row in rows} == {(sheet.title, head)}
            assert {row[3] for row in rows} <= clauses
            assert back[f"B{top}"] == [sheet, cell.coordinate]
            linked += 1
        assert sheet.max_row - 1 == len(table)
    assert linked == len(back) > 10


def test_the_clauses_of_a_side_stand_behind_its_own_count(bundled):
    sheet, found = bundled["关键性"], {}
    for cell, to, reference in links(bundled, sheet):
        if sheet.cell(cell.row, 1).value == "意识形态":
            rows = to[reference]
            head = sheet.cell(1, cell.column).value
            found[head] = [row[4].value.split(" › ")[0] for row in rows]
    assert found == {"计划次数": ["计划"], "总结次数": ["总结"] * 5}


def test_a_table_has_so_many_linked_clauses_and_whole_blocks_only():
    clauses = pd.DataFrame(
        {"report": "r", "clause": range(MOST), "text": "守正", "role": "plan"}
    ).assign(part="", section="", item="", term="守正", row=1)
    rows = pd.concat([clauses.head(1).assign(row=0), clauses], ignore_index=True)
    table = pd.DataFrame(
        {"word": ["新", "守正"], "n_target": [1, MOST], "n_reference": [0, 0]}
    )
    book = opened(render_workbook({"verbs": table}, evidence={"verbs": rows}))
    assert book["依据"].max_row == 2
    assert [c.coordinate for c, *_ in links(book, book["任务动词对照"])] == ["B2"]


# Charts


def references(chart):
    """Return the formulas of a chart's series: categories, values and names."""
    for one in chart.series:
        where = one.cat.numRef or one.cat.strRef
        yield where.f, one.val.numRef.f, one.tx.strRef.f


def pointed(book, formula):
    """Return the values of the cells of a formula, one range or several."""
    found = []
    for part in formula.strip("()").split(","):
        title, _, reference = part.rpartition("!")
        sheet = book[title.strip("'")]
        found += [c.value for c in cells(sheet, reference.replace("$", ""))]
    return found


def test_a_chart_draws_the_cells_of_its_table(book, told):
    found = 0
    for name, table in ((n, getattr(told, n)) for n in told.available):
        if name in LEFT_OUT or not len(table):
            continue
        sheet = sheet_of(book, told, name)
        native = drawn.drawing(name, table.reset_index(drop=True))
        assert len(sheet._charts) == (native is not None), name
        for chart in sheet._charts:
            found += 1
            assert chart.anchor._from.col > len(table.columns) - 1
            drawn_cells = list(references(chart))
            assert len(drawn_cells) == len(native.series)
            for one, (along, values, named) in zip(
                native.series, drawn_cells, strict=True
            ):
                rows = table.iloc[list(one.rows)]
                at = sheet.column_dimensions[re.search(r"\$([A-Z]+)", values)[1]]
                assert not at.hidden  # Excel draws no hidden cells
                assert pointed(book, values) == pytest.approx(rows[one.column].tolist())
                assert pointed(book, along) == rows[native.categories].tolist()
                head = label(one.column, name)
                own = head if one.name is None else rows["label"].iloc[0]
                assert pointed(book, named) == [own]
    assert found >= {"years": 2, "bodies": 0}.get(told.shelf[0], 3)


def test_bars_are_few_and_stand_as_in_the_table(flow):
    native = drawn.drawing("keyness", flow.keyness)
    assert [*native.series[0].rows] == list(range(20))
    assert [one.column for one in native.series] == ["found_reference", "found_target"]
    assert [one.colour for one in native.series] == ["#8A8D91", "#B3261E"]


def test_only_indicators_in_per_cent_share_an_axis():
    table = pd.DataFrame(
        {
            "indicator": ["增长", "就业", "涨幅", "赤字率"],
            "unit": ["%", "万人", "%", "%"],
            "result": [6.6, 1361, 2.1, None],
            "target": [6.0, 1100, 3.0, 2.8],
        }
    )
    native = drawn.drawing("targets", table)
    assert [list(one.rows) for one in native.series] == [[0, 2], [0, 2]]
    assert drawn.drawing("targets", table.head(2)) is None


def test_a_long_title_breaks_between_words_and_signs():
    lines = drawn.in_lines("计划" * 20 + "（12/111→3/104句）").split("\n")
    assert lines[0] == "计划" * 15 + "计"
    assert lines[1].endswith("（12/111→3/104句）")


# Languages


def test_english_has_no_chinese_but_what_the_report_says(english, told):
    assert not any(HAN.search(name) for name in english.sheetnames)
    for sheet in english:
        heads = [cell.value or "" for cell in sheet[1]]
        assert not any(HAN.search(head) for head in heads)
        assert not any(
            HAN.search(spoken(c.comment.text)) for c in sheet[1] if c.comment
        )
        quoted = {"place", "row", "clause as it stands", "report", "content"}
        quoted |= {label(one, lang="en") for one in QUOTED}
        quoted |= {
            table.columns[one].label_en
            for table in schema().values()
            for one in QUOTED
            if one in table.columns and table.label_en == sheet.title
        }
        for row in sheet.iter_rows(min_row=2, values_only=True):
            for head, cell in zip(heads, row, strict=True):
                if isinstance(cell, str) and head not in quoted:
                    for name in told.reports["report"]:
                        cell = cell.replace(name, "")
                    assert not HAN.search(spoken(cell)), (sheet.title, head)


def spoken(text):
    """Return a text without what it quotes."""
    return re.sub("“[^”]*”|《[^》]*》", "", text)


def test_english_names_themes_codes_and_yes_in_english(flow):
    tables = {"emphasis": flow.emphasis, "clauses": flow.clauses}
    book = opened(render_workbook(tables, record=provenance(flow), lang="en"))
    themes = [row[1] for row in book["Emphasis"].iter_rows(2, values_only=True)]
    assert "internet and online opinion" in themes
    roles = {row[3] for row in book["Clauses"].iter_rows(2, values_only=True)}
    assert roles == {"review", "problems", "plan", "other"}
    heading = {row[8] for row in book["Clauses"].iter_rows(2, values_only=True)}
    assert heading == {"yes", "no"}


# Cells


@pytest.fixture
def scores():
    return pd.DataFrame(
        {
            "word": ["守正创新", "=1+1", "@SUM(A1)", "-守正", "https://x.cn", "007"],
            "n_target": pd.array([3, 0, None, 1, 1, 1], dtype="Int64"),
            "log_ratio": [1.2345678, float("-inf"), None, 0, 0, 0],
        }
    )


def test_text_is_text_whatever_it_looks_like(scores):
    book = opened(render_workbook({"verbs": scores}))
    for sheet in (book["任务动词对照"], opened(render_sheet(scores))["table"]):
        assert [cell.value for cell in sheet["A"][1:]] == scores["word"].tolist()
        assert {cell.data_type for cell in sheet["A"]} == {"s"}
        assert not any(cell.hyperlink for cell in sheet["A"])
        assert [cell.value for cell in sheet["C"][1:4]] == [1.2345678, "−∞", None]
        assert sheet["B4"].value is None


def test_hostile_clauses_and_rows_are_text_on_the_sheet_of_evidence(scores):
    clauses = pd.DataFrame({"report": "=r", "clause": [0], "text": ["=1+1"]}).assign(
        role="plan", part="", section="=2", item="", term="+1", row=1
    )
    table = scores.assign(n_target=[0, 1, 0, 0, 0, 0], n_reference=0)
    book = opened(render_workbook({"verbs": table}, evidence={"verbs": clauses}))
    row = book["依据"][2]
    assert [cell.value for cell in row[1:]] == [
        *("=1+1", "计划次数", "=1+1", "计划 › =2", "+1", "=r", 0),
    ]
    assert {cell.data_type for cell in row[:-1]} == {"s"}


def test_the_same_tables_give_the_same_bytes(flow):
    tables = {name: getattr(flow, name) for name in ("emphasis", "findings")}
    how = {"evidence": evidence(flow), "record": provenance(flow)}
    assert render_workbook(tables, **how) == render_workbook(tables, **how)


def test_codes_are_chinese_and_yes_too():
    clauses = pd.DataFrame(
        {"role": ["review"], "year": [2023], "heading": [True], "text": ["-守正"]}
    )
    book = opened(render_workbook({"clauses": clauses}))
    assert [cell.value for cell in book["分句"][2]] == ["总结", 2023, "是", "-守正"]


def test_a_value_of_a_sentence_is_shown_in_its_unit():
    table = pd.DataFrame(
        {
            "rank": [1, 2, 3],
            "kind": ["theme", "section", "target"],
            "zh": ["甲", "乙", "丙"],
            "en": ["a", "b", "c"],
            "value_reference": [0.108, 11.0, 6.6],
            "value_target": [0.029, 3.0, None],
            "unit": ["share", "句", "%"],
            "difference": [-0.079, -8.0, None],
        }
    )
    sheet = opened(render_workbook({"findings": table}))["结论"]
    head = [cell.value for cell in sheet[1]]
    assert head == "次序 种类 要点 依据（句） 总结值 计划值 单位 差".split()
    shown = [cell.number_format for cell in sheet["E"][1:]]
    assert shown == ["0.0%", "0", "0.00"]
    assert sheet["H2"].number_format == "+0.0%;−0.0%;0.0%"
    sheet = opened(render_workbook({"findings": table}, lang="en"))["Findings"]
    assert [cell.value for cell in sheet["C"]] == ["finding", "a", "b", "c"]
    assert [cell.value for cell in sheet["G"]] == ["unit", "share", "clauses", "%"]


def test_columns_are_wide_enough_for_chinese(scores):
    sheet = opened(render_workbook({"verbs": scores}))["任务动词对照"]
    assert sheet.column_dimensions["A"].width >= len("守正创新") * 2


def test_a_text_too_long_for_excel_says_that_it_is_cut():
    table = pd.DataFrame({"text": ["长" * 40_000, "短"]})
    said = {"zh": "长……〔此格写不下，全文见原报告〕"}
    said["en"] = "长… [no room in this cell; the whole text is in the report]"
    for lang, end in said.items():
        whole = opened(render_workbook({"a": table}, lang=lang))["a"]
        plain = opened(render_sheet(table, lang=lang))["table"]
        for sheet in (whole, plain):
            assert len(sheet["A2"].value) == 32_767
            assert sheet["A2"].value.endswith(end)
            assert sheet["A3"].value == "短"


def test_a_table_without_rows_has_no_sheet_and_the_readme_says_so():
    book = opened(render_workbook({"targets": pd.DataFrame({"indicator": []})}))
    assert book.sheetnames == ["说明", "字段"]
    said = [row[3] for row in book["说明"].values if row[0] == "目标"]
    assert said == ["本报告没有可列的行"]


def test_a_plain_sheet_keeps_the_names_of_its_columns(scores):
    book = opened(render_sheet(scores))
    assert book.sheetnames == ["table"]
    assert [cell.value for cell in book["table"][1]] == list(scores)
    assert book["table"].tables["t_table"].ref == "A1:C7"
    empty = opened(render_sheet(scores.head(0)))["table"]
    assert empty.tables["t_table"].ref == "A1:C2"


def test_a_sheet_prints_on_a4_one_page_wide(bundled):
    for sheet in bundled:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert setup.fitToHeight == 0  # as many pages as it takes


def test_a_chart_beside_a_table_makes_its_print_no_smaller(book):
    for sheet in book:
        for table in sheet.tables.values():
            assert sheet.print_area.split("!")[1].replace("$", "") == table.ref


def test_a_sheet_of_long_texts_is_no_wider_than_can_be_read_on_paper(book):
    for sheet in (one for one in book if one.tables and one.max_row <= 1000):
        shown = [
            (one.width, one.max - one.min + 1)
            for one in sheet.column_dimensions.values()
            if one.min and not one.hidden and one.min <= sheet.max_column
        ]
        assert shown
        assert (
            sum(width * n for width, n in shown) <= 200
            or max(width for width, _ in shown) <= 30
        ), sheet.title


def test_a_sentence_stands_alone_and_its_numbers_behind_a_click(bundled):
    sheet = bundled["结论"]
    shown = [
        cell.value
        for cell in sheet[1]
        if not sheet.column_dimensions[cell.column_letter].hidden
        and not any(
            one.hidden and one.min <= cell.column <= one.max
            for one in sheet.column_dimensions.values()
        )
    ]
    assert shown == ["次序", "种类", "要点", "依据（句）"]


def test_names_of_sheets_are_legal_and_different():
    names = sheet_names(["计划[1]:总结/" * 5, "a", "A", "History", "'q'", "说" * 40])
    assert len({name.casefold() for name in names}) == 6
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_names_of_tables_and_columns_are_legal_and_different():
    assert [table_name(one) for one in ("a b", "R1C1", "目标")] == [
        *("t_a_b", "t_R1C1", "t_目标"),
    ]
    assert headers(["n", "N", "n", 3, ""]) == ["n", "N 2", "n 3", "3", "—"]
