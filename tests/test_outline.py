"""Parsing loses no text, keeps every offset, and reads the report's own structure."""

import json
import re
import sys

import pandas as pd
import pytest
from conftest import REPORT, ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError
from analysis.read.audit import outline_record, strip
from analysis.read.documents import simplified
from analysis.read.outline import MARK, arrange, parse, require_roles, sections, split
from analysis.read.outline import outline as paragraphs
from analysis.read.reports import read_reports

sys.path.insert(0, str(ROOT / "benchmarks"))

TEXT = """2023年某局工作总结
一、2023年工作情况
（一）就业稳中有进。一是扩大岗位，二是加强培训。
（二）创新还不够。
二、2024年工作计划
推动科技创新。他说：“一定办好。”然后散会。"""


def outline(text):
    return parse(pd.DataFrame({"report": ["r"], "text": [text]}))


def texts(text, **where):
    rows = outline(text)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows["text"].tolist()


TRADITIONAL = """青石鎮2024年工作總結和2025年工作計劃
一、2024年工作總結
（一）強化黨建引領。開展學習12次，新增就業500人。
（二）加強隊伍建設。培訓幹部300人次。
二、存在的問題
隊伍力量不足，責任心不強。
三、2025年工作計劃
（一）推進改革發展。舉辦培訓班6期，推進改革。"""


def test_traditional_text_is_read_as_simplified_and_shown_as_it_is_written():
    here = outline(TRADITIONAL)
    plain = outline(simplified(TRADITIONAL))
    same = ["role", "item", "heading", "start"]
    assert here[same].equals(plain[same])
    assert here["section"].map(simplified).equals(plain["section"])
    assert list(dict.fromkeys(here["role"])) == ["other", "review", "problems", "plan"]
    assert set(here["section"]) == {"", "強化黨建引領", "加強隊伍建設", "推進改革發展"}
    assert set(here["part"]) == {"", "2024年工作總結", "存在的問題", "2025年工作計劃"}
    for row in here.itertuples():
        assert TRADITIONAL[row.start : row.start + len(row.text)] == row.text


def test_the_heading_of_a_part_gives_the_role():
    assert outline(TEXT)["role"].unique().tolist() == ["other", "review", "plan"]


def test_a_clause_begins_after_its_numeral_or_marker():
    assert texts(TEXT, section="就业稳中有进") == [
        "就业稳中有进",
        "扩大岗位",
        "加强培训",
    ]


def test_a_heading_is_marked_where_it_runs_into_the_body():
    assert texts(TEXT, heading=True) == [
        "2023年某局工作总结",
        "2023年工作情况",
        "就业稳中有进",
        "创新还不够",
        "2024年工作计划",
    ]


def test_a_new_part_closes_the_levels_below_it():
    plan = outline(TEXT).query("role == 'plan'")
    assert set(plan["section"]) == set(plan["item"]) == {""}


def test_a_new_section_closes_the_item():
    assert set(outline(TEXT).query("section == '创新还不够'")["item"]) == {""}


def test_items_inside_a_paragraph_are_found():
    assert outline(TEXT)["item"].unique().tolist() == ["", "一", "二"]


def test_a_closing_quote_belongs_to_the_mark_before_it():
    assert texts(TEXT, role="plan")[1:] == [
        "推动科技创新",
        "他说",
        "“一定办好",
        "然后散会",
    ]


def test_sentences_end_at_full_stops_and_line_ends():
    plan = outline(TEXT).query("role == 'plan'")
    assert plan["sentence"].diff().fillna(0).tolist() == [0, 1, 1, 0, 1]


@pytest.mark.parametrize("comma", ["，", ","])
def test_half_width_commas_split_clauses_as_well(comma):
    assert texts(f"题\n宣讲{comma}鼓劲") == ["题", "宣讲", "鼓劲"]


@pytest.mark.parametrize("number", ["1,200", "10:30", "12.5"])
def test_a_mark_between_digits_belongs_to_the_number(number):
    assert texts(f"题\n服务{number}次") == ["题", f"服务{number}次"]


def test_the_enumeration_comma_stays_inside_a_clause():
    assert texts("题\n武装头脑、指导实践") == ["题", "武装头脑、指导实践"]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("一是学，二是做。", ["一", "二"]),
        ("一要学；二要做。", ["一", "二"]),
        ("第一，学。第二，做。", ["一", "二"]),
        ("1.学\n2．做\n10、改", ["一", "二", "十"]),
        ("祖国的统一是各族人民的愿望。", [""]),
        ("十一是假期，我们休息。", [""]),
        ("一是学。\n二是做。", ["一", "二"]),
        ("一是学。三是做。", ["一", "三"]),
        ("我们学，三是做。", [""]),
    ],
)
def test_items_are_known_by_marker_and_sequence(line, items):
    assert outline(f"题\n{line}")["item"].iloc[1:].unique().tolist() == items


def test_a_problem_paragraph_without_heading_is_found_inside_the_review():
    text = (
        "题\n一、2023年工作回顾\n成绩很大。\n"
        "同时，我们也清醒看到，还有困难。\n以后再说。"
    )
    assert outline(text)["role"].tolist()[1:] == [
        "review",
        "review",
        "problems",
        "problems",
        "problems",
        "review",
    ]


def test_problems_that_were_dealt_with_are_no_problems_of_the_report():
    review = "认真整改存在的问题，政风明显好转，薄弱环节得到补强。"
    told = "{}\n一、2024年工作回顾\n完成投资3亿元。\n{}\n二、2025年工作计划\n推进项目。"
    dealt = outline(told.format("2024年总结", review))
    assert "problems" not in set(dealt["role"])
    named = outline(told.format("2024年总结", review.replace("认真整改", "仍有")))
    assert (named["role"] == "problems").sum() == 3


def test_a_section_about_problems_is_problems_and_the_next_is_not():
    text = (
        "题\n一、2023年工作回顾\n（一）成效。好。\n"
        "（二）存在的问题。差。\n（三）统筹安排。好。"
    )
    roles = outline(text).drop_duplicates("section").set_index("section")["role"]
    assert roles[["成效", "存在的问题", "统筹安排"]].tolist() == [
        "review",
        "problems",
        "review",
    ]


def test_the_year_of_a_clause_is_that_of_its_role_and_missing_elsewhere():
    reports = pd.DataFrame(
        {"report": ["r"], "text": [TEXT], "review_year": [2023], "plan_year": [None]}
    )
    years = parse(reports).drop_duplicates("role").set_index("role")["year"]
    assert years["review"] == 2023
    assert years[["other", "plan"]].isna().all()


def test_parsing_changes_nothing_it_is_given():
    reports = pd.DataFrame({"report": ["r"], "text": [TEXT]})
    before = reports.copy()
    parse(reports)
    pd.testing.assert_frame_equal(reports, before)


def test_clauses_are_numbered_anew_in_each_report():
    both = parse(pd.DataFrame({"report": ["a", "b"], "text": ["甲。乙", "丙，丁"]}))
    assert both["clause"].tolist() == [0, 1, 0, 1]
    assert both["report"].tolist() == ["a", "a", "b", "b"]


# ── levels, by the document's own habits ──

DONE = (
    "全年完成投资十亿元，取得了明显成效，群众满意度得到提高，"
    "新增就业一千人，首次进入全省前列，受到表彰。"
)
WILL = (
    "要加快推进项目建设，确保完成全年目标任务，力争投资增长百分之十，"
    "着力健全机制，做好各项服务保障工作。"
)


def places(text, column):
    """Return a column of the body, each value once where it changes."""
    values = outline(text)[column]
    return values[values != values.shift()].tolist()


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("（一）办学", "办学"),
        ("(一)办学", "办学"),
        ("㈠办学", "办学"),
        ("（一）办学。做了很多。", "办学"),
        ("（一）　办学", "办学"),
        ("第二十条第（一）项说的是办学", ""),
        ("（一期）办学", ""),
    ],
)
def test_sections_are_known_by_their_numeral(line, section):
    assert outline(f"题\n一、2023年工作回顾\n{line}")["section"].iloc[-1] == section


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三级批发站要改革。",
        "第二、三季度生产正常。",
        "二、三产业加快发展。",
        "3·5学雷锋活动开展得好。",
        "4.18亿元投向农村。",
        "四月开学，五月考试。",
    ],
)
def test_numerals_that_number_nothing_open_no_level(line):
    rows = outline(f"题\n一、2023年工作回顾\n{line}").iloc[2:]
    assert rows["part"].unique().tolist() == ["2023年工作回顾"]
    assert rows["item"].unique().tolist() == [""]


def test_headings_without_numeral_are_parts():
    text = f"题\n各位代表：\n2024年工作回顾\n{DONE}\n2025年工作安排\n{WILL}"
    assert places(text, "part") == ["", "2024年工作回顾", "2025年工作安排"]
    assert places(text, "role") == ["other", "review", "plan"]


def test_numbers_inside_a_part_without_numeral_are_its_sections():
    review = f"题\n各位代表：\n2024年工作回顾\n{DONE}"
    text = f"{review}\n2025年工作安排\n一、办学\n{WILL}"
    row = outline(text).iloc[-1]
    assert (row["part"], row["section"]) == ("2025年工作安排", "办学")


def test_numbering_that_begins_anew_and_goes_back_lies_inside_the_part():
    inside = "一、工业\n大。\n二、农业\n强。"
    text = f"题\n一、工作回顾\n好。\n二、主要任务\n{inside}\n三、工作部署\n快。"
    assert places(text, "part") == ["", "工作回顾", "主要任务", "工作部署"]
    assert places(text, "section") == ["", "工业", "农业", ""]


SECTIONS_OF_A_REVIEW = (
    f"题\n一、2023年工作回顾\n（一）产业升级。{DONE}\n（二）民生改善。{DONE}\n"
)


@pytest.mark.parametrize(
    "account",
    [
        "一年来，着重抓了以下工作：\n一是落实政策。\n二是推进改革。",
        "过去一年，我们坚持学习，转变作风。",
        "2023年是五年规划收官之年，极不平凡。",
        "困难面前，全市取得这样的成绩，殊为不易。",
        "与此同时，其他各项工作都有进展。",
        "总之，一年的任务完成了。",
        "各位代表！成绩来之不易。",
    ],
)
def test_what_gives_account_of_the_whole_after_the_last_section_is_not_in_it(account):
    for own_line in (DONE, ""):
        body = SECTIONS_OF_A_REVIEW + (own_line or f"{DONE}\n{DONE}")
        found = outline(f"{body}\n{account}\n二、2024年工作安排\n{WILL}")
        n = int(found.index[found["text"] == "2024年工作安排"][0])
        told = found.iloc[n - len(outline(account)) : n]
        assert set(told["part"]) == {"2023年工作回顾"}
        assert set(told["section"]) == {""}


@pytest.mark.parametrize("line", ["（二）自身建设", "（二）自身建设。"])
def test_the_first_paragraph_under_a_heading_is_its_section_s(line):
    first = "过去一年，政府自身建设取得了新的成绩，但仍有差距。"
    text = f"题\n一、2024年工作安排\n（一）增收\n{WILL}\n{line}\n{first}\n{WILL}"
    assert set(outline(text)["section"].iloc[-8:]) == {"自身建设"}


def test_a_salutation_between_sections_closes_none():
    aside = "各位代表！产业强方能民富，我们一定久久为功。"
    text = (
        f"题\n一、2024年工作安排\n（一）兴产业\n{WILL}\n{aside}\n（二）惠民生\n{WILL}"
    )
    assert places(text, "section") == ["", "兴产业", "惠民生"]


def test_a_missing_numeral_changes_nothing():
    text = "题\n一、工作回顾\n好。\n二、主要任务\n大。\n四、工作部署\n强。"
    assert places(text, "part")[1:] == ["工作回顾", "主要任务", "工作部署"]


def test_a_table_of_contents_opens_no_part():
    contents = "目录\n一、工作回顾……1\n二、工作安排……9"
    text = f"题\n{contents}\n一、工作回顾\n好。\n二、工作安排\n大。"
    assert places(text, "part") == ["", "工作回顾", "工作安排"]


def test_a_file_on_one_line_is_cut_at_its_headings():
    text = (
        f"镇政府2020年总结暨2021年计划　　我们努力。一、2020年工作总结(一)防疫。{DONE}"
        f"(二)脱贫。{DONE}二、2021年工作计划(一)增收。{WILL}"
    )
    assert places(text, "section") == ["", "防疫", "脱贫", "", "增收"]
    assert places(text, "role") == ["other", "review", "plan"]


def test_lone_items_inside_a_paragraph_lose_their_marker():
    rows = outline(f"题\n一、2023年工作回顾\n{DONE}三是加大力度。")
    assert (rows["item"].iloc[-1], rows["text"].iloc[-1]) == ("三", "加大力度")


def test_bullets_are_items_and_the_dash_of_a_subtitle_is_none():
    opening = "题\n——在大会上\n各位代表：\n一、2023年工作回顾"
    text = f"{opening}\n——经济。{DONE}\n——民生。{DONE}"
    assert places(text, "item") == ["", "一", "二"]


def test_a_short_item_goes_on_in_the_paragraphs_under_it():
    text = f"题\n一、2023年工作回顾\n一是改善民生。\n{DONE}\n二是发展经济。"
    assert places(text, "item") == ["", "一", "二"]


def test_sentences_like_headings_are_items_where_none_is_marked():
    heads = "".join(f"产业{n}步伐加快。{DONE * 2}\n" for n in "甲乙丙丁戊己")
    text = f"题\n一、2023年工作回顾\n{heads}"
    assert places(text, "item") == ["", "一", "二", "三", "四", "五", "六"]
    assert places(f"{text}一要学，二要做。\n", "item") == ["", "一", "二"]


def test_a_numeral_in_brackets_inside_a_sentence_goes_and_opens_no_item():
    line = "一要建房。原则是：（1）坚持节约；（2）坚持公平。（3）坚持监管。二要修路。"
    clauses = outline(f"题\n一、2024年计划\n{line}")
    told = clauses[~clauses["heading"] & (clauses["role"] == "plan")]
    assert told[["item", "text"]].values.tolist() == [
        ["一", "建房"],
        ["一", "原则是"],
        ["一", "坚持节约"],
        ["一", "坚持公平"],
        ["一", "坚持监管"],
        ["二", "修路"],
    ]
    kept = outline("题\n一、2024年计划\n按照第八条，（3）项的规定办理。")
    assert "（3）项的规定办理" in kept["text"].tolist()


def test_small_numbers_stay_inside_the_item():
    text = "题\n一、工作计划\n1.办学\n（1）选址\n（2）开工\n2.修路"
    assert places(text, "item") == ["", "一", "二"]
    assert texts(text, item="一") == ["办学", "选址", "开工"]


# ── roles, paragraph by paragraph ──


def test_parts_that_are_topics_have_the_role_of_their_words():
    text = f"题\n各位代表：\n一、牢记嘱托\n{DONE * 3}\n二、接续奋斗\n{WILL * 3}"
    assert places(text, "role") == ["other", "review", "plan"]


def test_a_heading_for_two_roles_is_decided_by_paragraph():
    heading = "一、2023年工作回顾和2024年工作的总体要求"
    text = f"题\n各位代表：\n{heading}\n{DONE * 2}\n{WILL * 2}"
    assert places(text, "role")[-2:] == ["review", "plan"]


def test_problems_that_name_themselves_nowhere_end_the_review():
    bad = (
        "产业任务依然紧迫，创新能力不够强，城镇化相对滞后，约束压力较大，"
        "民生还有短板，隐患风险不少，问题不少。"
    )
    text = (
        f"题\n一、2023年工作回顾\n（一）经济。{DONE}\n{bad}\n二、2024年工作安排\n{WILL}"
    )
    rows = outline(text).query("role == 'problems'")
    assert rows["section"].unique().tolist() == [""]
    assert len(rows) == 7


def test_a_review_only_document_has_no_plan_and_a_plan_only_one_no_review():
    review = f"某校2023年工作总结\n一、成绩再创辉煌\n{DONE}\n二、安全紧抓不放\n{DONE}"
    plan = f"某校2024年工作要点\n一、指导思想\n{WILL}\n二、主要工作\n{WILL}"
    assert places(review, "role") == ["other", "review"]
    assert places(plan, "role") == ["other", "plan"]


def test_problems_and_next_steps_under_one_heading_are_told_apart():
    text = (
        f"某校2023年工作总结\n一、主要工作情况\n{DONE}\n二、存在不足与下一步打算\n"
        f"队伍建设力度不够，制度不完善，基础薄弱，存在短板。\n今后，{WILL}"
    )
    assert places(text, "role") == ["other", "review", "problems", "plan"]


def test_a_review_may_turn_to_what_comes_next_without_a_heading():
    review = f"某局2023年总结\n一、党建\n{DONE}\n二、业务\n{DONE}"
    assert places(f"{review}\n下一步，我局将继续努力。", "role")[-1] == "plan"


def roles_of_leads(*leads, title="某局2024年工作总结和2025年工作计划"):
    body = f"一、2024年工作情况\n{DONE}\n二、2025年工作安排\n{WILL}"
    text = "\n".join([title, *leads, body])
    return [here.role for here in paragraphs(text, (2024, 2025))[1 : len(leads) + 1]]


SUMS_UP = "2024年，在区委坚强领导下，全局各项工作有序推进，取得了明显成效。"
AHEAD = "2025年是收官之年，我们将坚持稳中求进，确保完成各项任务。"


def test_a_lead_before_the_first_heading_has_the_role_of_what_it_tells():
    assert roles_of_leads(SUMS_UP) == ["review"]
    assert roles_of_leads(AHEAD) == ["plan"]
    assert roles_of_leads(SUMS_UP, AHEAD) == ["review", "plan"]


def test_a_lead_that_ends_in_a_formula_still_tells_what_it_tells():
    said = "今年以来，全局服务大局，为发展提供了保障，现将下一步工作计划等汇报如下："
    assert roles_of_leads(said) == ["review"]


@pytest.mark.parametrize(
    "formula",
    [
        "各位代表：",
        "现在，我代表区人民政府，向大会报告2024年工作，请予审议，并请列席人员提出意见。",
        "现将2024年工作情况和2025年工作计划报告如下：",
        "为全面完成2025年各项任务，结合我局实际，特制定本计划。",
        "2024年6月28日，全区工作会议在礼堂召开，各单位负责同志出席了会议。",
        "——2025年1月20日在某区第十四届人民代表大会第三次会议上",
        "索引号：0023，2024年发布，下载次数完成累计新增12次，取得了成效。",
    ],
)
def test_formulae_salutations_and_page_furniture_are_no_leads(formula):
    assert roles_of_leads(formula) == ["other"]


def test_what_a_speaker_says_first_is_a_lead_only_if_it_opens_with_its_time():
    formula = "现在，我代表区人民政府，向大会报告工作，请予审议。"
    quake = "今年1月7日我区发生地震，在区委领导下，全区奋力抢险，救灾取得了阶段性胜利。"
    assert roles_of_leads(formula, quake) == ["other", "other"]
    assert roles_of_leads(formula, SUMS_UP) == ["other", "review"]


def test_a_long_paragraph_goes_on_with_the_lead_before_it():
    more = "为了推动宣传向深层次、多领域发展，" + "局机关多方位开展宣传，" * 5
    assert roles_of_leads(SUMS_UP, more) == ["review", "review"]
    assert roles_of_leads(more) == ["other"]


def test_the_tasks_of_the_year_open_a_summary_as_part_of_it():
    tasks = "2024年的主要任务是：计划完成各类水利工程191件，" + "改造泵站若干座，" * 5
    title = "水利局2024年上半年工作总结"
    assert roles_of_leads(SUMS_UP, tasks, title=title) == ["review", "review"]


def test_a_lead_on_the_line_of_the_title_is_told_from_the_title():
    text = f"某局2024年工作总结和2025年工作计划 {SUMS_UP * 2}\n一、工作情况\n{DONE}"
    assert paragraphs(text, (2024, 2025))[0].role == "review"


def test_a_lead_of_a_part_that_plainly_tells_of_the_other_side_has_its_role():
    text = (
        f"题\n一、2024年工作回顾\n{DONE}\n{AHEAD}\n二、2025年工作安排\n{SUMS_UP}\n"
        f"{AHEAD}\n（一）抓好项目。{WILL}"
    )
    found = paragraphs(text, (2024, 2025))
    roles = ["other", "review", "review", "plan", "plan", "review", "plan", "plan"]
    assert [here.role for here in found] == roles
    assert [found[n].part for n in (3, 5)] == ["", ""]
    told = sections(parse(pd.DataFrame({"report": ["r"], "text": [text]})))
    assert set(zip(told["role"], told["part"], strict=True)) == {
        ("review", "2024年工作回顾"),
        ("plan", "2025年工作安排"),
    }


def test_a_lead_of_the_plan_that_only_mentions_the_past_stays_in_the_plan():
    lead = "今年是收官之年。要在区委坚强领导下，巩固已取得的成绩，实现平稳增长。"
    plan = f"二、2025年工作安排\n{lead}\n（一）项目。{WILL}"
    text = f"题\n一、2024年工作回顾\n{DONE}\n{plan}"
    assert paragraphs(text, (2024, 2025))[4].role == "plan"


def test_appeal_and_annex_are_no_part_of_the_plan():
    text = (
        f"题\n各位代表：\n一、2023年工作回顾\n{DONE * 4}\n"
        f"二、2024年工作安排\n{WILL * 4}\n"
        "各位代表！让我们更加紧密地团结起来，为美好明天而努力奋斗！\n"
        "附件\n2024年民生实事\n一、办学\n二、修路"
    )
    rows = outline(text)
    assert rows["role"].iloc[-7:].unique().tolist() == ["other"]
    assert rows["part"].iloc[-1] == ""


def test_every_paragraph_says_why_it_has_its_role():
    text = f"题\n各位代表：\n一、牢记嘱托\n{DONE}\n二、2024年工作安排\n{WILL}"
    assert all(here.reasons for here in paragraphs(text))
    assert paragraphs(text)[-1].reasons == ("heading of the part: 工作安排",)
    assert "取得" in paragraphs(text)[3].reasons[0]


# ── paragraphs are cut once, and no step changes them ──

PROBLEM = "我们也清醒看到，发展不平衡、质量不高等问题突出。"
ALL_LEVELS = (
    f"题\n各位代表：\n一、回顾\n（一）民生改善\n{DONE}\n1. 就业。{DONE}\n——医疗。\n"
    f"{PROBLEM}\n二、计划\n{WILL}"
)


def test_a_paragraph_cannot_be_changed():
    for here in paragraphs(ALL_LEVELS):
        with pytest.raises(AttributeError):
            here.role = "plan"
        assert isinstance(hash(here), int)  # nothing inside it can change either


def test_a_text_read_twice_is_read_the_same():
    assert paragraphs(ALL_LEVELS) == paragraphs(ALL_LEVELS)


def test_arranging_leaves_the_paragraphs_it_was_given_as_they_were():
    given = split(ALL_LEVELS)
    first, before = arrange(given, ALL_LEVELS, (None, None)), list(given)
    assert given == before == split(ALL_LEVELS)
    assert arrange(given, ALL_LEVELS, (None, None)) == first


def test_every_paragraph_keeps_its_text_and_bounds_through_all_steps():
    for cut, read in zip(split(ALL_LEVELS), paragraphs(ALL_LEVELS), strict=True):
        assert cut[:3] == read[:3] == (read.start, read.end, read.text)


@pytest.fixture
def cuts(monkeypatch):
    """Count the texts that are cut, wherever it is done."""
    texts = []

    def counted(text):
        texts.append(text)
        return split(text)

    for module in list(sys.modules.values()):
        ours = module.__name__.startswith("analysis.")
        if ours and vars(module).get("split") is split:
            monkeypatch.setattr(module, "split", counted)
    return texts


def test_parsing_cuts_each_text_into_paragraphs_once(cuts):
    parse(pd.DataFrame({"report": ["a", "b"], "text": [TEXT, ALL_LEVELS]}))
    assert cuts == [TEXT, ALL_LEVELS]


@pytest.mark.parametrize("step", [outline_record, strip])
def test_showing_how_a_report_was_read_cuts_it_once(reports, cuts, step):
    step(reports)
    assert cuts == reports["text"].tolist()


def test_reading_a_file_cuts_its_text_once(cuts):
    assert cuts == [read_reports([REPORT])["text"].item()]


def test_clauses_of_an_outline_at_hand_are_those_of_the_text(reports, clauses):
    row = reports.iloc[0]
    found = paragraphs(row["text"], (row["review_year"], row["plan_year"]))
    pd.testing.assert_frame_equal(parse(reports, outlines=[found]), clauses)


# ── any text at all ──

MARKS = "一二三十是要、（）(),，。；：“”’ 　1234.．第〇工作总结计划问题\t"
lines = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.text(
            "一二三十是要、（）(),，。；：:“”’ 　1234.．第〇工作总结计划问题\t",
            max_size=40,
        ),
    ),
    max_size=8,
).map("\n".join)


@given(lines)
def test_offsets_hold_for_any_text(text):
    for row in outline(text).itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text


@given(lines)
def test_no_word_is_lost_but_numerals_and_markers(text):
    rows = outline(text)
    kept = set()
    for row in rows.itertuples():
        kept.update(range(row.start, row.start + len(row.text)))
    lost = "".join(c if i not in kept else "\0" for i, c in enumerate(text))
    for piece in filter(None, re.split(r"[\0\n]", lost)):
        bare = MARK.sub("", piece)
        words = re.sub(
            r"[（(]?第?[一二三四五六七八九十百]+[）)、，,是要]?|[（(]?\d+[.．、）)]",
            "",
            bare,
        )
        assert not re.search(r"\w", words), piece


@given(lines)
def test_clauses_stand_in_the_order_of_the_text_and_never_overlap(text):
    rows = outline(text)
    ends = rows["start"] + rows["text"].str.len()
    assert (rows["start"].iloc[1:].to_numpy() >= ends.iloc[:-1].to_numpy()).all()


# ── the real report ──


def test_the_bundled_report_has_the_outline_made_by_hand(clauses, gold):
    truth = json.loads((gold / "2023-publicity-links.json").read_text("utf-8"))
    table = sections(clauses)
    by_role = {role: rows for role, rows in table.groupby("role")}
    for role, n in truth["outline"]["sections"].items():
        assert (by_role[role]["section"] != "").sum() == n
    for role, n in truth["outline"]["items"].items():
        assert by_role[role]["n_items"].tolist() == n
    assert clauses.query("role == 'review'")["year"].unique() == [2023]
    assert clauses.query("role == 'plan'")["year"].unique() == [2024]


def test_the_bundled_report_has_the_clauses_split_by_hand(clauses, gold):
    lines = (gold / "2023-publicity.jsonl").read_text("utf-8").splitlines()
    truth = [json.loads(line) for line in lines]
    ours = clauses[
        ~clauses["text"].isin(["2023年工作情况", "问题与不足", "2024年工作安排"])
    ]
    assert ours["text"].tolist() == [row["clause"] for row in truth]
    # The title is no lead; the paragraph under it sums up the year.
    roles = ["other", *(row["role"].replace("preamble", "review") for row in truth[1:])]
    assert ours["role"].tolist() == roles
    items = [row["item"].replace("heading", "") for row in truth]
    assert ours["item"].tolist() == items


def test_offsets_hold_in_the_bundled_report(reports, clauses):
    text = reports["text"].item()
    for row in clauses.itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text


def test_no_real_report_breaks_the_parser(corpus):
    for path in corpus:
        text = path.read_bytes().decode("gb18030" if "gbk" in path.name else "utf-8")
        for row in outline(text).itertuples():
            assert text[row.start : row.start + len(row.text)] == row.text


@pytest.mark.parametrize(
    ("asked", "least"), [("role", 0.95), ("section", 0.9), ("item", 0.9)]
)
@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_reports_of_other_bodies_are_read_as_by_hand(corpus, part, asked, least):
    from structure import answers

    found = [a for a in answers() if a.asked == asked and a.part == part]
    assert len(found) > 100
    assert sum(a.agrees for a in found) / len(found) >= least


@pytest.mark.parametrize("year", [2003, 2010, 2018])
def test_a_report_on_one_line_is_read_as_the_one_with_paragraphs(corpus, year):
    folder = SHARED / "corpus"
    read = []
    for name in ("gwr", "gwr_oneline"):
        clauses = parse(read_reports([folder / name / f"{year}.txt"]))
        bare = clauses["text"].str.replace(r"\W", "", regex=True)
        places = clauses["section"].str.replace(r"\W", "", regex=True)
        once = ~bare.duplicated(keep=False)
        both = zip(clauses["role"], places, clauses["item"], strict=True)
        table = pd.Series(list(both), index=bare)
        read.append(table[once.to_numpy()])
    shared = read[0].index.intersection(read[1].index)
    assert len(shared) > 0.97 * len(read[0])
    assert (read[0][shared] == read[1][shared]).all()


# ── sections ──


def test_a_section_is_measured_in_clauses_items_and_characters():
    table = sections(outline(TEXT)).set_index("section")
    row = table.loc["就业稳中有进"]
    assert (row["n_clauses"], row["n_items"], row["n_characters"]) == (3, 2, 14)
    assert row["share"] == 3 / 4  # the other section of the review has one clause


def test_a_part_without_sections_is_one_row():
    table = sections(outline(TEXT)).query("role == 'plan'")
    assert table["section"].tolist() == [""]
    assert table["n_clauses"].tolist() == [5]  # its heading is a clause too


def test_sections_are_numbered_within_their_role():
    assert sections(outline(TEXT))["order"].tolist() == [1, 2, 1]


def test_a_report_without_plan_is_refused_in_one_line():
    only_review = outline("题\n一、2023年工作总结\n做了很多。")
    with pytest.raises(InputError) as error:
        require_roles(only_review, ("plan", "review"), "keyness")
    message = str(error.value)
    assert "r: no plan found" in message
    assert "review 2 clauses" in message
    assert "\n" not in message
