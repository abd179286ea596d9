"""The task list of a plan: its sentences, and who does them by when, if it says so."""

import pytest

from analysis.count.assignments import deadlines, offices
from analysis.flow import Flow
from analysis.read.reports import read_reports

REPORT = """某市教育局2023年工作总结和2024年工作安排
一、2023年工作总结
我们完成了教学任务，6月底前建成学校3所（市财政局负责）。
二、2024年工作安排
（一）推进改革
1.深化课程改革，6月底前建成学校3所（市教育局牵头，市财政局配合）。
2.上半年启动招生改革。扩大试点范围。（责任单位：市教育局、市发改委）
一是完善制度；二是开展培训，年内培训500人；三是加强督查。
（二）加强保障
加大投入，完成资金拨付。（市财政局负责，10月底前完成）
教育是国之大计。
（三）强化督导
"""


@pytest.fixture(scope="module")
def flow(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "局.txt"
    path.write_text(REPORT, "utf-8")
    return Flow(read_reports([path]))


@pytest.fixture(scope="module")
def table(flow):
    return flow.assignments.set_index("task")


def test_every_sentence_of_the_plan_with_a_task_is_a_row_and_no_other(flow):
    assert flow.assignments["task"].tolist() == [
        "深化课程改革，6月底前建成学校3所（市教育局牵头，市财政局配合）",
        "上半年启动招生改革",
        "扩大试点范围",
        "完善制度",
        "开展培训，年内培训500人",
        "加强督查",
        "加大投入，完成资金拨付",
        "强化督导",  # a heading under which nothing stands
    ]
    assert flow.assignments["order"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_bracket_names_who_does_its_sentence(table):
    offices_ = table["office"].tolist()
    assert offices_[0] == "市教育局牵头，市财政局配合"


def test_a_bracket_behind_a_full_stop_speaks_of_its_paragraph(table):
    assert table["office"].tolist()[1:3] == ["市教育局、市发改委"] * 2
    assert table["office"].tolist()[3:6] == [""] * 3
    row = table.loc["加大投入，完成资金拨付"]
    assert (row["office"], row["deadline"]) == ("市财政局", "10月底前")


def test_verbs_objects_and_quantities_are_those_of_the_sentence(table):
    row = table.loc["开展培训，年内培训500人"]
    assert (row["verb"], row["quantity"], row["n"]) == ("开展、培训", "500人", 2)
    assert row["deadline"] == "年内"
    first = table.iloc[0]  # 牵头 and 配合 say who does it, not what is done
    assert first["verb"] == "深化、建成" and first["quantity"] == "3所"


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("综合分析国内外形势，面临的挑战更多更大，要做好打硬仗的充分准备", False),
        ("我国发展仍处于重要战略机遇期，人民群众追求美好生活的愿望强烈", False),
        ("上述目标体现了推动高质量发展要求，是积极稳妥的", False),
        ("重点解决脱贫群众面临的突出问题，加强基础设施建设", True),
        ("我市正处于转型的关键阶段，要加强宏观指导，强化政策支持", True),
        ("正确分析当前形势，创造性地做好全年的工作", True),
        ("深入分析群众诉求，建成便民服务中心3个", True),
    ],
)
def test_a_sentence_that_only_judges_the_situation_is_no_task(
    tmp_path, sentence, listed
):
    path = tmp_path / "report.txt"
    plan = f"二、2024年工作安排\n{sentence}。\n建成公园2座。\n"
    path.write_text(f"2023年工作总结\n一、2023年工作回顾\n建成学校。\n{plan}")
    told = Flow(read_reports([path])).assignments["task"].tolist()
    assert told == [sentence] * listed + ["建成公园2座"]


def test_a_report_without_a_plan_has_an_empty_list(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT.partition("二、")[0], "utf-8")
    empty = Flow(read_reports([path])).assignments
    assert empty.empty and "deadline" in empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("建成学校（市教育局牵头）", "市教育局牵头"),
        ("建成学校（市教育局、各县（市、区）负责）", "市教育局、各县（市、区）"),
        ("建成学校（责任单位：市教育局）", "市教育局"),
        ("由市教育局牵头开展调研", "市教育局牵头"),
        ("由市委宣传部、市教育局负责", "市委宣传部、市教育局"),
        ("建成学校(市教育局负责)", "市教育局"),
        ("设立中国（上海）自由贸易试验区", ""),
        ("由点到面推开", ""),
        ("建立由领导牵头的专班", ""),
        ("加强基层负责人培训（含村级）", ""),
        ("市教育局要落实责任", ""),
    ],
)
def test_a_doer_is_one_that_the_text_names_as_such(text, said):
    assert offices(text) == said


def test_a_bracket_with_several_labels_keeps_them():
    said = "牵头单位：市教育局；配合单位：市财政局"
    assert offices(f"建成学校（{said}）") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("6月底前建成", "6月底前"),
        ("2024年6月30日前建成", "2024年6月30日前"),
        ("十月底前建成", "十月底前"),
        ("今年年底前完成", "今年年底前"),
        ("年底前完成", "年底前"),
        ("上半年开工、年内建成", "上半年、年内"),
        ("一季度末完成", "一季度末"),
        ("一季度完成核准，10月份投入使用", "一季度、10月份"),
        ("国庆节前开放", "国庆节前"),
        ("到2027年建成体系", "到2027年"),
        ("去年年底完成的项目", ""),
        ("比上半年增长5%", ""),
        ("三年内实现", ""),
        ("每年年底考核", ""),
        ("完成年内到期任务", ""),
        ("6月以来开展的工作", ""),
        ("2024年投资5亿元", ""),
        ("2023年底前立项的学校", ""),  # before the plan's own year
        ("全年培训500人", ""),
    ],
)
def test_a_time_limit_is_one_that_the_text_sets(text, said):
    assert deadlines(text, 2024) == said
