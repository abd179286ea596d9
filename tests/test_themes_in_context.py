"""What a clause is about where it stands: each rule, and a twin it leaves alone."""

import shutil

import numpy as np
import pandas as pd
import pytest

from analysis import lexicons
from analysis.count.themes import theme_terms, themes
from analysis.read.outline import parse


def read(text):
    """Return the clauses of a report and, by clause text, its themes and via."""
    clauses = parse(pd.DataFrame({"report": ["r"], "text": [text]}))
    found = themes(clauses).groupby("clause")[["theme", "via"]].agg(list)
    told = clauses.join(found, on="clause")
    return {
        row.text: (row.theme, row.via[0]) if isinstance(row.theme, list) else ([], "")
        for row in told.itertuples()
    }


def about(*texts, **places):
    """Return the themes of clauses of one sentence, one list per clause."""
    n = len(texts)
    rows = pd.DataFrame(
        {"report": "r", "clause": range(n), "start": np.arange(n) * 99, "text": texts}
    )
    rows = rows.assign(sentence=0, part="甲", section="", item="").assign(**places)
    found = themes(rows)
    return [found.loc[found["clause"] == n, "theme"].tolist() for n in range(len(rows))]


def read_government(*texts, **places):
    """Return the themes of clauses of one sentence by the government scheme."""
    n = len(texts)
    rows = pd.DataFrame(
        {"report": "r", "clause": range(n), "start": np.arange(n) * 99, "text": texts}
    )
    rows = rows.assign(sentence=0, part="甲", section="", item="").assign(**places)
    found = themes(rows, scheme="government")
    return [found.loc[found["clause"] == n, "theme"].tolist() for n in range(len(rows))]


# ── several themes in one clause ──


def test_of_several_themes_a_clause_keeps_the_one_its_section_is_about():
    lists = about("抓好意识形态工作", "在志愿服务中落实意识形态责任", section="乙")
    assert lists[1] == ["ideology"]


@pytest.mark.parametrize(
    "text",
    ["落实意识形态和志愿服务责任", "抓好意识形态工作与志愿服务", "意识形态及志愿服务"],
)
def test_two_themes_joined_are_both_named(text):
    assert about("抓好意识形态工作", text, section="乙")[1] == ["ideology", "values"]


@pytest.mark.parametrize(
    ("text", "scheme", "said"),
    [
        ("推进集体林权改革", "government", ["agriculture", "reform"]),
        ("推进教育综合改革", "government", ["services", "reform"]),
        ("推进农村改革", "government", ["agriculture", "reform"]),
        ("加强通讯员队伍建设", "publicity", ["publicity", "team"]),
        ("加强网评员队伍建设", "publicity", ["internet", "team"]),
        ("加强队伍建设", "publicity", ["team"]),
        ("解决农村饮水安全问题", "government", ["agriculture", "livelihood"]),
        ("解决饮水安全问题", "government", ["livelihood"]),
        ("水利工程开工建设", "government", ["agriculture", "demand"]),
        ("推进农村土地确权", "government", ["agriculture", "reform"]),
    ],
)
def test_the_head_of_a_phrase_stands_beside_what_qualifies_it(text, scheme, said):
    rows = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [text]})
    rows = rows.assign(sentence=0, part="甲", section="乙", item="")
    assert themes(rows, scheme=scheme)["theme"].tolist() == said


def test_a_clause_alone_with_two_themes_outside_any_unit_keeps_both():
    rows = pd.DataFrame(
        {"report": "r", "clause": [0], "start": [0], "text": ["意识形态和志愿服务"]}
    )
    assert themes(rows)["theme"].tolist() == ["ideology", "values"]


def test_no_clause_has_more_than_two_themes(clauses):
    assert themes(clauses).groupby("clause").size().max() <= 2
    listed = "意识形态、志愿服务、网络舆情、文化产业"
    rows = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [listed]})
    assert len(themes(rows)) == 2
    assert len(themes(rows, inherit=False)) == 4


# ── general terms ──


def test_a_general_term_yields_to_what_its_section_is_about():
    lists = about("健全网络综合治理体系", "举办培训班3期", section="乙")
    assert lists[1] == ["internet"]


def test_a_general_term_speaks_where_nothing_else_does():
    assert about("举办培训班3期", section="乙") == [["team"]]


def test_a_firm_term_does_not_yield_to_its_section():
    lists = about("健全网络综合治理体系", "加强干部队伍建设", section="乙")
    assert lists[1] == ["team"]


def test_a_general_term_yields_to_a_firm_one_of_its_clause():
    assert about("举办网络舆情培训班") == [["internet"]]


def test_what_only_general_terms_say_does_not_reach_the_section():
    texts = ("举办培训班3期", "制定方案")
    assert about(*texts, section="乙", sentence=[0, 1]) == [["team"], []]
    assert about(*texts, section="乙", sentence=0) == [["team"], []]
    assert about(*texts, item="一", sentence=0) == [["team"], ["team"]]


# ── units ──


def test_the_section_speaks_before_the_sentence():
    lists = about(
        "压实意识形态责任",
        "抓好意识形态工作",
        "加强志愿服务",
        "签订责任书",
        section="乙",
        sentence=[0, 0, 1, 1],
    )
    assert lists[3] == ["ideology"]


def test_the_item_speaks_before_the_section():
    lists = about(
        "压实意识形态责任",
        "抓好意识形态工作",
        "加强志愿服务",
        "签订责任书",
        section="乙",
        item=["一", "一", "二", "二"],
    )
    assert lists[3] == ["values"]


def test_a_unit_hands_on_what_a_fifth_of_it_speaks_of():
    silent = ["制定方案", "明确分工", "压茬推进", "按期完成", "取得实效"]
    sentences = {"section": "乙", "sentence": range(6)}
    assert about("繁荣文艺创作", *silent, **sentences)[1:] == [[]] * 5
    fifth = about("繁荣文艺创作", *silent[:4], section="乙", sentence=range(5))
    assert fifth[1:] == [["culture"]] * 4
    headed = {**sentences, "heading": [True, *[False] * 5]}
    assert about("繁荣文艺创作", *silent, **headed)[1:] == [["culture"]] * 5


@pytest.mark.parametrize(
    ("section", "said"),
    [("深化金融体制改革", ["reform"]), ("加强财政工作", ["growth"])],
)
def test_finance_and_logistics_serve_the_field_of_their_section(section, said):
    texts = [section, "发展期货市场"]
    heading = [True, False]
    found = read_government(*texts, section="乙", sentence=[0, 1], heading=heading)
    assert found[1] == said


def test_what_a_verb_links_are_both_named():
    assert read_government("以科技创新引领产业创新") == [["technology", "industry"]]
    assert read_government("以科技创新打开局面") == [["technology"]]


def test_a_heading_outweighs_one_clause_under_it():
    texts = ("党的建设提质增效", "打造文旅品牌", "取得实效")
    headed = about(
        *texts, section="乙", sentence=[0, 1, 2], heading=[True, False, False]
    )
    assert headed[2] == ["party"]


TOPICAL = """总结
一、扎实推进文明实践
建成所站2180个。培育优秀项目12个。
二、其他工作
发放物资12件。
"""


def test_the_heading_of_a_topical_part_stands_for_a_section_s():
    said = read(TOPICAL)
    assert said["培育优秀项目12个"] == (["values"], "section")
    assert said["发放物资12件"] == ([], "")


def test_a_part_named_for_its_role_hands_nothing_on():
    said = read(TOPICAL.replace("扎实推进文明实践", "2023年文明实践工作情况"))
    assert said["培育优秀项目12个"] == ([], "")


def test_a_sentence_hands_its_theme_to_what_follows_the_term():
    assert about("处置网络舆情", "取得实效") == [["internet"], ["internet"]]
    assert about("取得实效", "处置网络舆情") == [[], ["internet"]]


def test_a_whole_report_hands_on_nothing():
    sections = ["开展文艺创作。", "加强文物保护。", "新建文化馆。", "受理投诉126起。"]
    body = "".join(f"（{n}）{x}\n" for n, x in zip("一二三四", sections, strict=True))
    said = read(f"2023年工作总结\n一、主要工作情况\n{body}")
    assert said["受理投诉126起"] == ([], "")


@pytest.mark.parametrize("title", ["2023年宣传工作总结", "宣传思想工作情况汇报"])
def test_titles_are_about_nothing(title):
    said = read(f"{title}\n一、工作情况\n（一）抓好宣传工作\n开展宣传报道3次。\n")
    assert said[title] == ([], "")
    assert said["抓好宣传工作"][0] == ["publicity"]


# ── frames ──


@pytest.mark.parametrize(
    "moment", ["2023年", "至11月底", "今年____月", "上半年", "二〇二三年", "同時"]
)
def test_a_moment_or_a_link_is_about_nothing(moment):
    assert about("抓好意识形态工作", moment, section="乙")[1] == []


@pytest.mark.parametrize("text", ["开展宣教年活动", "深化提升年", "召开3次会议"])
def test_what_is_more_than_a_moment_inherits(text):
    assert about("抓好意识形态工作", text, section="乙")[1] == ["ideology"]


def test_under_whom_one_works_is_no_theme():
    text = "我乡宣传工作在县委的正确领导下"
    assert about(text, "各村积极跟进") == [[], []]
    assert about("我乡宣传工作领导有力") == [["publicity"]]


def test_guidance_has_its_theme_but_hands_none_on():
    guided = about("以邓小平理论为指导", "各村积极跟进")
    assert guided == [["theory"], []]
    assert about("学习邓小平理论", "各村积极跟进")[1] == ["theory"]


def test_a_frame_is_about_no_general_term():
    assert about("面对突如其来的新冠肺炎疫情") == [[]]
    assert about("防控新冠肺炎疫情") == [["safety"]]


def test_a_heading_that_names_a_role_inherits_nothing():
    texts = ("抓好意识形态工作", "存在的主要问题")
    assert about(*texts, section="乙", heading=[False, True])[1] == []
    assert about(*texts, section="乙", heading=[False, False])[1] == ["ideology"]


def test_whom_one_thanks_is_no_theme():
    thanked = read_government("向各民主党派和驻军部队", "表示衷心的感谢")
    assert thanked == [[], []]
    assert read_government("加强同各民主党派的协商") == [["party"]]


def test_a_plan_one_follows_is_no_theme():
    assert read_government("根据《国民经济和社会发展规划》") == [[]]
    assert read_government("编制国民经济和社会发展规划") == [["growth"]]


# ── terms and their twins ──


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("为发展提供坚强思想保证", ["publicity"]),
        ("为发展提供坚强保证", []),
        ("贯彻全国宣传部长会议精神", ["publicity"]),
        ("接受县委宣传部检查", []),
        ("充分发挥党组织力量", ["party"]),
        ("专门组织力量攻关", []),
        ("清理账号漏洞", ["internet"]),
        ("设立银行账号", []),
        ("推广公筷公勺", ["values"]),
        ("新建综合性文化服务中心2个", ["culture"]),
        ("落实重大敏感节点零报告制度", ["ideology"]),
        ("人员结构老化", ["team"]),
        ("产品结构老旧", []),
    ],
)
def test_a_term_speaks_and_its_twin_does_not(text, said):
    assert about(text) == [said]


@pytest.mark.parametrize(
    ("text", "scheme", "said"),
    [
        ("报送信息120条", "publicity", ["publicity"]),
        ("被省级简报采用信息30条", "publicity", ["publicity"]),
        ("扎实推进创文工作", "publicity", ["values"]),
        ("扎实推进创城工作", "publicity", ["values"]),
        ("扎实推进创卫工作", "government", ["services"]),
        ("修缮古民居12处", "publicity", ["culture"]),
        ("开展廉政谈话26人次", "publicity", ["party"]),
        ("一人多岗现象突出", "publicity", ["team"]),
        ("传承好家训", "publicity", ["values"]),
        ("召开政府党组会议12次", "government", ["governance"]),
        ("打通卡脖子环节", "government", ["technology"]),
        ("新增规模以上企业20户", "government", ["industry"]),
        ("发放消费券2000万元", "government", ["demand"]),
        ("新增停车位800个", "government", ["regions"]),
        ("除险加固6座", "government", ["agriculture"]),
        ("开发公益性岗位300个", "government", ["livelihood"]),
        ("办复代表建议96件", "government", ["governance"]),
    ],
)
def test_a_field_of_work_is_known_by_its_own_words(text, scheme, said):
    rows = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [text]})
    assert themes(rows, scheme=scheme)["theme"].tolist() == said


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("提高企业获得感", "高企"),
        ("扩大企业自主权", "大企业"),
        ("防范社会风险", "会风"),
        ("调动人民政府积极性", "民政"),
        ("在创新区域合作中", "新区"),
        ("实现高水平安全", "平安"),
        ("廉洁勤政务实", "政务"),
        ("协调解决问题36个", "调解"),
        ("纳入规划管理", "入规"),
    ],
)
def test_a_term_does_not_begin_or_end_inside_a_word(text, term):
    assert term in text
    rows = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [text]})
    assert term not in theme_terms(rows, scheme="government")["term"].tolist()


@pytest.mark.parametrize(
    "text", ["各项事业稳步前进", "教育工作再上新台阶", "取得的成绩和存在的不少问题"]
)
def test_what_only_tells_of_effect_or_of_problems_at_large_is_about_nothing(text):
    assert about("抓好意识形态工作", text, section="乙")[1] == []


def test_general_words_of_growth_yield_to_what_the_clause_names():
    texts = ["加快发展养老保险", "提高教育质量和效益", "加快发展学校体育"]
    rows = pd.DataFrame({"report": "r", "clause": range(3), "text": texts})
    rows = rows.assign(start=np.arange(3) * 99)
    found = themes(rows, scheme="government")
    assert found["theme"].tolist() == ["livelihood", "services", "services"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年旅游收入增长18%", ["industry"]),
        ("县文旅局通报表扬", []),
        ("开展法治宣传", ["governance"]),
        ("防控疫情", ["services"]),
    ],
)
def test_government_reports_have_themes_of_their_own(text, said):
    rows = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [text]})
    assert themes(rows, scheme="government")["theme"].tolist() == said


@pytest.fixture
def own_scheme(tmp_path, monkeypatch):
    """Return the name of a scheme of two themes and six terms."""
    folder = tmp_path / "lexicons"
    shutil.copytree(lexicons.lexicon_folder(), folder)
    terms = {"理论": "理论学习 理论武装 党史", "网络": "网信 舆情 网络"}
    rows = [f"{t},{t},{t},{term}," for t in terms for term in terms[t].split()]
    header = "theme,label_zh,label_en,term,note"
    (folder / "themes" / "six.csv").write_text("\n".join([header, *rows]), "utf-8")
    monkeypatch.setattr(lexicons, "PACKAGED", folder)
    return "six"


def test_a_scheme_of_few_terms_is_told_by_its_own_hits(own_scheme, clauses):
    """Of the bundled report 11 clauses hold one of the six terms; a search says so."""
    terms = "理论学习|理论武装|党史|网信|舆情|网络"
    hits = clauses.loc[clauses["text"].str.contains(terms), "clause"]
    found = themes(clauses, scheme=own_scheme)
    assert set(found.loc[found["via"] == "term", "clause"]) == set(hits)
    assert set(found["via"]) <= {"term", "item"}
    assert len(found) < 2 * len(hits)


def test_of_few_terms_an_item_hands_on_what_its_first_clause_names(own_scheme):
    rows = [("一", "抓好网络宣传"), ("一", "办好活动"), ("二", "办好活动")]
    rows += [("二", "管好网络"), ("二", "讲好故事"), ("", "讲好故事")]
    table = pd.DataFrame(rows, columns=["item", "text"])
    table = table.assign(report="r", role="plan", year=2024, part="", section="网络")
    table = table.assign(clause=range(6), sentence=range(6), start=0, heading=False)
    found = themes(table, scheme=own_scheme)
    assert dict(zip(found["clause"], found["via"], strict=True)) == {
        0: "term",
        1: "item",
        3: "term",
    }
