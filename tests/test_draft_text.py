"""A draft's slips are found; what only looks like one is left alone."""

import re

import pandas as pd
import pytest
from conftest import ROOT

from analysis.count.quantities import quantities
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.say.draft.contradiction import contradiction
from analysis.say.draft.misspelt import misspelt
from analysis.say.draft.numbering import numbering
from analysis.say.draft.percentage import percentage
from analysis.say.draft.punctuation import punctuation
from analysis.say.draft.remark import COLUMNS
from analysis.say.draft.sums import sums
from analysis.say.draft.twice import twice
from analysis.schema import value_labels

KINDS = "contradiction sum percentage formulation punctuation numbering twice".split()
HEAD = "2023年工作总结\n一、2023年工作情况\n"
# What stands behind all parts of a report, with numerals of its own.
ANNEX = "（一）办教育\n好。\n各位代表！让我们团结起来，共创美好未来！\n附件\n民生实事\n"


def tables(text):
    reports = pd.DataFrame(
        {"report": ["r"], "text": [text], "review_year": [2023], "plan_year": [2024]}
    )
    return reports, parse(reports)


def passages(find, body, head=HEAD):
    """Return what the remarks on a made-up report are on."""
    reports, clauses = tables(head + body)
    also = [quantities(clauses)] if find is contradiction else []
    found = find(reports, clauses, *also)
    assert found.columns.tolist() == COLUMNS
    text = reports["text"].item()
    return [text[row.start : row.end] for row in found.itertuples()]


# ── punctuation ──


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("组织特色宣讲,坚持鼓劲。", ["组织特色宣讲,坚持鼓劲。"[1:12]]),
        ("同比增长5%,达到新高。", ["比增长5%,达到新高。"]),
        ("防范“黑天鹅””事件。", ["“黑天鹅””事件。"]),
        ("办好《我的城市专栏，广受好评。", ["办好《我的城市专"]),
        ("这个“六五’时期成效明显。", ["“六五’"]),
        ("开展“文明游园“活动。", ["“文明游园“"]),
        ("推动工作，，取得成效。", ["推动工作，，取得成效。"[0:11]]),
        ("加强公共文化服务体系建设和管理，\n办好教育。", ["设和管理，"]),
        ("创建先进县(区)称号。", ["创建先进县(区)称号。"[0:10]]),
    ],
)
def test_a_slip_of_punctuation_is_found_once_with_some_text_around_it(body, marked):
    found = passages(punctuation, body)
    assert len(found) == 1
    core = marked[0]
    assert found[0] in HEAD + body and (found[0] in core or core in found[0])


@pytest.mark.parametrize(
    "body",
    [
        "产值1,200万元，增长3.5%，会议10:30开始。",
        "网址https://www.example.com，电话010-1234。",
        "引进人工智能(AI)企业。",
        "主要做法是：\n(1)办好教育。\n(2)办好医疗。",
        "1）办好教育。\n2）办好医疗。",
        "他说：“第一段话。\n第二段话。”大家都同意。",
        "强调“要‘稳’字当头”。印发《关于〈条例〉的说明》。",
        "真的吗？！我们一定能……做到。",
        "各位代表，\n现在报告工作。",
    ],
)
def test_what_only_looks_like_a_slip_of_punctuation_is_left_alone(body):
    assert passages(punctuation, body) == []


def test_half_width_marks_throughout_are_said_once():
    body = "办好教育,医疗,文化;抓好养老(助餐)服务,托育服务,体育服务,旅游服务(点)。"
    reports, clauses = tables(HEAD + body * 3)
    found = punctuation(reports, clauses)
    assert len(found) == 1
    # 5 commas, 1 semicolon and 2 pairs of brackets, three times
    assert "全文共24处" in found["why_zh"].item()


def test_the_bundled_report_has_a_half_width_comma_and_a_loose_quotation_mark():
    reports = read_reports([ROOT / "data" / "reports" / "2023-publicity.txt"])
    clauses, text = parse(reports), reports["text"].item()
    found = punctuation(reports, clauses)
    said = [text[row.start : row.end] for row in found.itertuples()]
    assert len(said) == 2 and "宣讲,坚持" in said[0] and "黑天鹅””" in said[1]
    starts = clauses.set_index("clause")["text"]
    assert starts[found["clause"]].tolist()[0] == "精心组织宣传实践和特色宣讲"


# ── numbering ──


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("一是办好教育。二是办好医疗。四是办好养老。", ["四是办好养老"]),
        ("一是办好教育。二是办好医疗。二是办好养老。", ["二是办好养老"]),
        ("（一）办教育\n好。\n（三）办医疗\n好。", ["（三）办医疗"]),
        ("（一）办教育\n好。\n（一）办医疗\n好。", ["（一）办医疗"]),
        ("1.办教育\n2.办医疗\n4.办养老\n", ["4.办养老"]),
        ("第一，抓教育。第二，抓医疗。第四，抓养老。", ["第四，抓养老"]),
        (f"{ANNEX}一、办教育。\n二、办医疗。\n四、办养老。", ["四、办养老"]),
        (f"{ANNEX}一、办教育。\n二、办医疗。\n二、办养老。", ["二、办养老"]),
        (f"{ANNEX}1.五链：产业链。\n3.两重：重大战略。", ["3.两重"]),
    ],
)
def test_a_numeral_out_of_sequence_is_found(body, marked):
    found = passages(numbering, body)
    assert len(found) == 1 and found[0].startswith(marked[0])


@pytest.mark.parametrize(
    "body",
    [
        "（一）办教育\n一是建学校。二是招教师。\n（二）办医疗\n一是建医院。二是招医生。",
        "一是办好教育。要：一是建学校，二是招教师，三是办食堂。二是办好医疗。",
        "首先，抓好教育。第三产业增长5%。",
        "十一是旅游旺季。一是办好教育。二是办好医疗。",
        "一是建学校，目标有三个，第二、三季度完成。二是建医院。",
    ],
)
def test_lists_that_begin_anew_and_lists_within_lists_are_in_order(body):
    assert passages(numbering, body) == []


def test_one_wrong_numeral_is_one_remark():
    body = "一是办好教育。三是办好医疗。三是办好养老。四是办好托育。"
    assert passages(numbering, body) == ["三是办好医疗。三是办好养"[:12]]


# ── twice ──

LONG = "加强对基层单位的分类指导和督促检查，推动各项部署落到实处。"


def test_a_sentence_said_twice_is_found_at_its_second_place():
    reports, clauses = tables(f"{HEAD}（一）抓落实\n{LONG}\n（二）抓教育\n好。{LONG}")
    found = twice(reports, clauses)
    assert found["start"].tolist() == [reports["text"].item().rindex(LONG)]
    assert "“抓落实”一节" in found["why_zh"].item()


def test_a_sentence_that_differs_by_a_character_is_nearly_the_same():
    body = f"{LONG}办好教育。{LONG.replace('推动', '促进')[:-1]}。"
    assert len(passages(twice, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "坚持以人民为中心。办好教育。坚持以人民为中心。",  # a set phrase
        "新建城区幼儿园5所，新增学位1500个，投入使用。"
        "新建城区幼儿园6所，新增学位1800个，投入使用。",
        f"{LONG}\n二、2024年工作安排\n{LONG.replace('推动', '继续推动')}",
    ],
)
def test_what_says_something_else_is_not_said_twice(body):
    assert passages(twice, body) == []


# ── percentages and sums ──


@pytest.mark.parametrize(
    "body",
    [
        "学校由200所增加到250所，增长20%。",  # 25 %
        "学校从200增至250，增长20%。",
        "投资由40亿元下降到30亿元，下降20%。",  # 25 %
        "普及率由60%提高到65%，提高4个百分点。",  # 5
        "培训干部1200人，其中女干部300人，占30%。",  # 25 %
        "1200人中300人获奖，占30%。",
        "企业达到250家，比上年增加50家，增长20%。",  # 50 of 200: 25 %
        "增长20%，由200所增加到250所。",
    ],
)
def test_a_percentage_that_its_numbers_belie_is_found(body):
    assert len(passages(percentage, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "学校由200所增加到250所，增长25%。",
        "产量由3.1万吨增加到3.3万吨，增长6.2%。",  # 3.3 % to 9.8 % as rounded
        "学校由近200所增加到250所，增长20%。",
        "收入由2万元增加到3万元，年均增长8.4%。",
        "生产总值由1万亿元增加到1.2万亿元，增长6%。",  # in constant prices
        "普及率由60%提高到65%，提高5个百分点。",
        "培训干部1200人，其中女干部300人，占全省的30%。",
        "企业达到250家，比上年增加50家，产值增长30%。",
        "由全国第12位上升到第8位，增长5%。",
    ],
)
def test_a_percentage_that_follows_or_is_of_something_else_is_left_alone(body):
    assert passages(percentage, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "建成学校12所，其中小学5所、中学4所、幼儿园2所。",  # 11
        "建成学校12所，其中小学8所、中学6所。",  # 14
        "建成学校12所，其中小学15所。",
        "新建小学5所、中学4所、幼儿园2所，共12所。",
        "建成学校12所（小学5所、中学4所、幼儿园2所）。",
        "安排资金10.5亿元，其中教育6.2亿元、卫生3.1亿元。",  # 9.3
    ],
)
def test_parts_that_do_not_make_their_sum_are_found(body):
    assert len(passages(sums, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "建成学校12所，其中小学5所、中学4所、幼儿园3所。",
        "建成学校12所，其中小学3所、中学2所。",  # not all are named
        "建成学校12所，其中小学5所、中学4所、幼儿园2所等。",
        "赤字2.38万亿元，其中中央1.55万亿元、地方8300亿元。",
        "赤字13500亿元，增加1500亿元，其中中央9500亿元、地方4000亿元。",
        "进出口增长22.5%，其中出口增长20.3%、进口增长24.9%。",
        "安排740万套，其中棚户区580万套，增加110万套。",
        "项目30个，其中亿元以上20个、省级15个。",  # a project may be both
        "3条主干道完工，9条次干道开工，其中4条通车。",
        "发行债券2157亿元，其中用于项目建设1542亿元，争取到国家资金450亿元。",
        "年均超收2040亿元，其中去年超收2573亿元。",  # one year of a mean
        "进出口一千一百五十四亿美元，其中出口六百二十一亿美元，进口五百三十四亿美元。",
    ],
)
def test_open_lists_rates_and_rounded_parts_are_left_alone(body):
    assert passages(sums, body) == []


# ── contradictions ──


@pytest.mark.parametrize(
    "body",
    [
        "地区生产总值增长6.1%。办好教育。全市地区生产总值增长6.3%。",
        "城镇新增就业5.3万人。办好教育。全年城镇新增就业5.6万人。",
        "新建农村公路320公里。办好教育。新建农村公路350公里。",
        "城镇调查失业率均值5.2%。办好教育。城镇调查失业率均值保持在5.4%。",
        "优良天数比例平均值为86%。办好教育。优良天数比例平均值达到89%。",
    ],
)
def test_two_values_of_one_indicator_are_found_at_the_second(body):
    assert len(passages(contradiction, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "地区生产总值增长6.1%。办好教育。地区生产总值增长6.1%。",
        "地区生产总值5.25万亿元。办好教育。地区生产总值5.3万亿元。",
        "地区生产总值5.25万亿元。办好教育。地区生产总值超过5.2万亿元。",
        "地区生产总值增长6.1%。办好教育。上半年地区生产总值增长6.3%。",
        "地区生产总值增长6.1%。五年来，地区生产总值年均增长6.3%。",
        "城镇居民人均可支配收入增长5%。办好教育。农村居民人均可支配收入增长7%。",
        "规模以上工业增加值增长5%。办好教育。工业增加值增长4%。",
        "工业投资占比达到30%。办好教育。工业投资增长12%。",
        "地区生产总值增长6.1%。\n二、2024年工作安排\n地区生产总值增长6.5%。",
        "超过计划增长4%的要求。办好教育。超过计划增长6%的要求。",
        "完成投资12亿元。办好教育。完成投资13亿元。",
        "城镇调查失业率均值5.2%。办好教育。城镇调查失业率5.4%。",
    ],
)
def test_other_periods_scopes_sides_and_rounding_are_no_contradiction(body):
    assert passages(contradiction, body) == []


def test_a_contradiction_names_the_other_place():
    body = "（一）经济\n地区生产总值增长6.1%。\n（二）教育\n地区生产总值增长6.3%。"
    reports, clauses = tables(HEAD + body)
    why = contradiction(reports, clauses, quantities(clauses))["why_zh"].item()
    assert "“经济”一节" in why and "地区生产总值增长6.1%" in why


# ── formulations ──


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("坚信绿水青山就是金山银铃。", "绿水青山就是金山银铃"),
        ("践行绿水青山就是金山银铃的理念。", "绿水青山就是金山银铃的理念"),
        ("坚决做到“两个维户”。", "两个维户"),
        ("推进全面从治党。", "全面从治党"),
        ("推动高质发量展。", "高质发量展"),
        ("弘扬社会主义核心价观值。", "社会主义核心价观值"),
        ("坚持中国特色社会主主义。", "中国特色社会主主义"),
        ("优化营商环竟。", "营商环竟"),  # what sounds alike is no other phrase
        ("推进住体功能区建设。", "住体功能区"),
        ("筑牢中华民族共同体意识。", "筑牢中华民族共同体意识"),
        ("学习枫枫桥经验。", "枫枫桥经验"),
        ("加快建设权国统一大市场。", "权国统一大市场"),
        ("践行绿水青山就金山银山理念。", "绿水青山就金山银山"),
        ("坚持实施科技兴国战略。", "科技兴国战略"),
        ("以改革开放放促发展。", "改革开放放"),
        ("培育末来产业。", "末来产业"),
        ("坚定维护“两个确立”。", "坚定维护“两个确立"),
        ("坚决支持“两个确立”。", "坚决支持“两个确立"),
        ("坚决达到“两个维护”。", "坚决达到“两个维护"),
        ("推动万众创业、大众创新。", "万众创业、大众创新"),
    ],
)
def test_a_formulation_with_a_slip_is_found(body, marked):
    assert passages(misspelt, body) == [marked]


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("落实藏粮于技、藏粮于地。", "藏粮于技、藏粮于地"),
        ("坚持百家齐放、百花争鸣。", "百家齐放、百花争鸣"),
        ("坚持共商共享共建。", "共商共享共建"),
        ("推进基本公共服务平等化。", "基本公共服务平等化"),
        ("构建人类命运联合体。", "构建人类命运联合体"),
        ("推动科学兴国战略。", "科学兴国战略"),
        ("落实全面治党从严要求。", "全面治党从严"),
    ],
)
def test_a_slip_is_found_that_was_planted_in_no_draft(body, marked):
    assert passages(misspelt, body) == [marked]


@pytest.mark.parametrize(
    "body",
    [
        "树牢“四个意识”，坚定“四个自信”，强化三个意识。",
        "全面建成小康社会，全面建设社会主义现代化国家。",
        "坚持依法治区、依法治企、从严治警，建设文化强省、质量强市。",
        "精神文明的建设，稳中求进的工作总基调，稳中求进总基调，新的发展理念。",
        "实施积极财政政策，构建现代产业体系，建设县级和市级融媒体中心。",
        "推动经济和社会事业发展，中美就中国加入世贸组织达成协议。",
        "促进产城人融合发展，沿着科学发展道路前进。",
        "老有所养、老有所依，干中求进、稳中有进。",
        "不忘初心、牢记使命，不忘初心牢记使命。",
        "为担当者担当、为干事者撑腰。",
        "推出新一轮营商环境提升举措，做好以下四个方面工作。",
        "解放思想、实事求是是我们党的思想路线，新型城镇化和乡村全面振兴。",
        "学习习近平总书记“七一”讲话精神。",
        "坚定拥护“两个确立”，坚定捍卫“两个确立”，坚决做到“两个维护”。",
    ],
)
def test_other_phrases_that_are_meant_are_left_alone(body):
    assert passages(misspelt, body) == []


# ── what all have in common ──


def test_every_kind_has_its_name_and_advice_in_both_languages():
    for column in ("remark", "advice"):
        for language in ("zh", "en"):
            assert set(KINDS) <= set(value_labels(column, lang=language))


@pytest.mark.parametrize(
    ("find", "body"),
    [
        (sums, "安排740万套，其中棚户区600万套、公租房200万套。"),
        (percentage, "由60%提高到65%，提高3个百分点。由20所增至25所，增长9%。"),
        (percentage, "达到250家，比上年增加50家，增长20%。1200人中300人，占30%。"),
        (misspelt, "坚决做到“两个维户”。"),
        (numbering, "一是办好教育。二是办好医疗。四是办好养老。"),
        (punctuation, "组织特色宣讲,坚持鼓劲。防范“黑天鹅””事件。"),
        (contradiction, "地区生产总值增长6.1%。办好教育。地区生产总值增长6.3%。"),
        (twice, f"（一）“双减”\n{LONG}\n（二）抓教育\n好。{LONG}"),
    ],
)
def test_in_english_only_what_is_quoted_is_chinese(find, body):
    reports, clauses = tables(HEAD + body)
    also = [quantities(clauses)] if find is contradiction else []
    found = find(reports, clauses, *also)
    assert len(found) > 0
    for why in found["why_en"]:
        assert not re.search("[\u4e00-\u9fff]", re.sub("“[^”]*”", "", why))


@pytest.mark.parametrize(
    "find", [punctuation, numbering, twice, percentage, sums, misspelt]
)
def test_a_report_without_a_fault_has_an_empty_table(find):
    reports, clauses = tables(HEAD + "办好教育。")
    found = find(reports, clauses)
    assert found.empty and found.columns.tolist() == COLUMNS


# ── what a tired drafter writes ──


@pytest.mark.parametrize(
    "body",
    [
        "进出口870亿美元，其中出口500亿美元，增长6.8%；进口270亿美元。",  # 770
        "财政赤字2.38万亿元。其中，中央1.55万亿元，地方9300亿元。",  # 2.48
        "办理建议87件，政协委员提案62件，合计159件。",  # 149
        "新建学校12所，其中小学、中学、幼儿园分别为5所、4所、2所。",  # 11
        "公路由1200公里增加到1350公里，增加180公里。",  # 150
        "三次产业结构调整为8.2:41.3:52.5。",  # 102
        "建成水源9个，其中水库5座、淤地坝6座。",  # 11
        "竣工住房2000套，其中公租房1200套、廉租房900套。",  # no year; 2100
        "办理事项20件，其中评比表彰5件、创建示范8件、培训9件。",  # 22
        "开展活动30场，其中比赛10场、展览15场、讲座9场。",  # 34
    ],
)
def test_sums_told_in_other_ways_are_found(body):
    assert len(passages(sums, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "收到建议210件，已办结189件，办结率95%。",  # 90
        "完成投资8.2亿元，占年度计划10亿元的92%。",  # 82
        "粮食产量达到540万吨，比上年的500万吨增长10%。",  # 8
        "收入由2010年的5亿元增加到2015年的15亿元，年均增长35%。",  # 24.6
        "企业由200户增加到600户，增长3倍。",  # 2
        "企业达到450家，增加130家、增长50.6%。",  # 40.6
        "服务业增加值比重由46.9%提高到48.2%、提高2.3个百分点。",  # 1.3
        "高技术制造业增加值占比由12.1%提高到15.3%，提高4.2个百分点。",  # 3.2
        "2300元（2010年不变价）作为新的标准，比2009年的1196元提高82%。",  # 92.3
        "最低工资2000元（含社保），比上年的1600元提高35%。",  # 25
        "把500元作为补助标准，比上年的400元提高35%。",  # 25
    ],
)
def test_percentages_told_in_other_ways_are_found(body):
    assert len(passages(percentage, body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "收到建议210件，已办结189件，办结率90%。",
        "改造厕所12万户，新建3万户，卫生厕所普及率90%。",  # of all households
        "收入由2010年的5亿元增加到2015年的15亿元，年均增长24.6%。",
        "服务业增加值比重由46.9%提高到48.2%、提高1.3个百分点。",
        "投资由2.3%转为增长8.5%，单位国内生产总值能耗下降5%。",
    ],
)
def test_rates_of_other_things_and_right_ones_are_left_alone(body):
    assert passages(percentage, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "高标准农田建成80万亩。办好教育。建成高标准农田88万亩。",
        "社会消费品零售总额增长4.4%。办好教育。社会消费品零售总额同比增长4.8%。",
        "城镇新增就业超6万人。办好教育。城镇新增就业5.3万人。",
        "城镇新增就业6.2万人。\n二、2024年工作安排\n去年城镇新增就业5.2万人。",
    ],
)
def test_two_values_told_in_other_ways_are_found(body):
    assert len(passages(contradiction, body)) == 1
