"""Targets beside results: each rule on a small text, and a twin it leaves alone."""

import json
import sys

import pandas as pd
import pytest
from conftest import ROOT, SHARED, flow_of

from analysis.compare.targets import targets
from analysis.count.quantities import quantities
from analysis.say.findings import targets as said
from analysis.schema import schema

sys.path.insert(0, str(ROOT / "benchmarks"))
import targets as measure

NAMES = ("2025年计划", "2024年总结")


def report(review="", plan="", *, year=2025):
    """Return clauses of a report: each text cut at ， and 。 as the parser does."""
    rows, at = [], 0
    for role, text in (("review", review), ("plan", plan)):
        for place, sentence in enumerate(text.split("。")):
            for clause in filter(None, sentence.split("，")):
                about = year - (role == "review")
                rows.append(("r", len(rows), f"{role}{place}", role, about, at, clause))
                at += len(clause) + 1
    columns = "report clause sentence role year start text".split()
    return pd.DataFrame(rows, columns=columns).assign(part="", section="", item="")


def found(review="", plan="", **how):
    clauses = report(review, plan, **how)
    return targets(clauses, quantities(clauses))


def promised(plan, review=""):
    """Return the targets of a plan as printed."""
    table = found(review, plan)
    return table.loc[table["target"].notna(), "target_text"].tolist()


def pairs(review, plan):
    table = found(review, plan).dropna(subset=["result", "target"])
    return list(zip(table["indicator"], table["result"], table["target"], strict=True))


# ── what is in a row ──


def test_a_target_stands_beside_the_result_in_the_text_s_own_unit():
    row = found("城镇新增就业53.1万人", "城镇新增就业50万人以上").iloc[0]
    told = row[["indicator", "unit", "result", "target", "comparator"]].tolist()
    assert told == ["城镇新增就业", "万人", 53.1, 50.0, "以上"]
    assert (row["result_text"], row["target_text"]) == ("53.1万人", "50万人以上")
    assert (row["clause_reference"], row["clause_target"]) == (0, 1)


def test_the_columns_of_the_contract_stand_first():
    contract = (
        "report indicator unit result result_comparator target target_high comparator "
        "previous_target met"
    ).split()
    assert list(found("", "新建公园3个").columns)[:10] == contract
    assert list(schema()["targets"].columns)[:10] == contract


def test_a_row_with_one_side_stands_too():
    table = found("粮食产量500万吨", "新建公园30个")
    assert table["target"].tolist()[0] == 30 and pd.isna(table["target"].iloc[1])
    assert table["result"].tolist()[1] == 500 and pd.isna(table["result"].iloc[0])


def test_without_any_figure_the_table_is_empty_and_keeps_its_columns():
    table = found("持续推进", "继续推进")
    assert table.empty and list(table.columns) == list(schema()["targets"].columns)


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("固定资产投资增长5%左右", 5, "%", "左右"),
        ("高新技术企业突破1.5万家", 1.5, "万家", "突破"),
        ("覆盖率超60%", 60, "%", "超"),
        ("城镇新增就业不少于26万人", 26, "万人", "不少于"),
        ("PM2.5平均浓度每立方米20微克以下", 20, "微克/立方米", "以下"),
        ("全员劳动生产率16.8万元/人左右", 16.8, "万元/人", "左右"),
        ("新增床位2万张（套）以上", 2, "万张", "以上"),
        ("智能算力规模达2万P", 2, "万P", ""),
    ],
)
def test_numbers_keep_unit_and_comparator(text, value, unit, comparator):
    row = found("", text).iloc[0]
    assert (row["target"], row["unit"], row["comparator"]) == (value, unit, comparator)


def test_a_comparator_stands_only_behind_the_target_it_belongs_to():
    table = found("", "新增高新技术企业3000家、专精特新企业1000家左右")
    assert table["comparator"].tolist() == ["", "左右"]


def test_a_range_is_two_numbers_and_keeps_its_decimals_in_print():
    row = found("地区生产总值增长5.5%", "地区生产总值增长5.0%—5.5%").iloc[0]
    assert (row["target"], row["target_high"]) == (5.0, 5.5)
    assert row["target_text"] == "5.0%—5.5%" and row["direction"] == "within"


def test_what_is_hoped_for_beyond_a_target_is_its_upper_end():
    row = found("", "地区生产总值增长7%以上、力争达到8%").iloc[0]
    assert (row["target"], row["target_high"]) == (7, 8)


def test_an_average_is_a_comparator_of_the_result():
    row = found("城镇调查失业率平均值5.2%", "城镇调查失业率5.5%左右").iloc[0]
    assert row["result_comparator"] == "平均值" and row["direction"] == "looser"


# ── names ──


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("国内生产总值增长5.2%", "GDP增长5%左右"),
        ("调查失业率稳定在5%", "城镇调查失业率5.5%左右"),
        ("新增高技能人才41.7万人", "新培育高技能人才12万人"),
        ("开工老旧小区改造36万户", "改造城镇老旧小区4.5万户"),
        ("实施2205项省重点技改项目", "滚动实施1500个以上省重点技改项目"),
        (
            "1593个省重点项目完成投资7295亿元",
            "实施省重点项目1550个、年度计划投资7150亿元",
        ),
        ("粮食播种面积1266万亩、产量514万吨", "粮食产量511万吨以上"),
        ("规模以上工业增加值增长9%", "规上工业增加值增长7%左右"),
        ("农村贫困人口减少1386万", "再减少农村贫困人口1000万以上"),
        ("新增中小学学位3.9万个", "中小学学位增加2万个"),
        ("退出钢铁产能6500万吨", "压减钢铁产能5000万吨左右"),
        ("地区生产总值完成253亿元", "地区生产总值达到282亿元"),
        ("二氧化硫、氮氧化物排放量分别下降5%和4%", "氮氧化物排放量下降3%"),
        ("国内生产总值增长7.4%", "经济增长预期目标7%左右"),
        ("服务进出口总额增长22%", "服务贸易增长10%"),
        ("CPI微降0.1%", "居民消费价格涨幅2%左右"),
        ("医疗旅游人次86.5万", "接待医疗旅游100万人次以上"),
        ("农村贫困人口减少1442万人", "完成1000万以上农村贫困人口脱贫任务"),
        ("农村自来水、卫生户厕普及率分别提升至97.2%、99.8%", "自来水普及率达97.4%"),
        ("蔬菜种植面积达到2万亩，产量达到9万吨", "蔬菜产量达到15万吨"),
        ("完成14万平方米既有建筑节能改造", "完成15万平方米老旧小区既有建筑节能改造"),
        ("建成6座水冲式公厕", "建成20座公厕"),
        ("棚户区改造成效显著，完成13672户的年度改造任务", "完成棚户区改造8008户"),
        ("中央财政用于“三农”的支出2975亿元", "中央财政拟安排“三农”投入3397亿元"),
        ("新增经营主体3000家", "新增经营主体4000户"),
        ("全年累计新建公园3个", "新建公园5个"),
        ("城镇调查失业率均值5.2%", "城镇调查失业率5.5%以内"),
        ("城镇调查失业率年平均为5.2%", "城镇调查失业率5.5%以内"),
        ("新增新能源装机1258万千瓦、总量达到6437万千瓦", "新能源并网装机8000万千瓦"),
        ("城镇新增就业连续4年超过90万人", "城镇新增就业70万人以上"),
        ("旅居人数达380万", "打响“旅居云南”品牌、力争旅居人数达600万"),
        ("义务教育增补学位2.8万个", "增补义务教育阶段学位2万个"),
        (
            "农村水利惠民工程建成“水盆子”914个",
            "继续实施农村水利惠民工程，建设农村“水盆子”684个",
        ),
        ("完成对学府路等3条主干道路的改造", "对和平路等7条主干道路进行综合改造"),
        ("产业投资占全部投资比重达到52.1%", "产业投资占比保持在50%以上"),
        ("年度10件惠民实事圆满办结", "继续办好10件惠民实事"),
        (
            "面向民间资本推介重大项目投资总额超2700亿元",
            "面向民间资本推介重大项目总投资不低于2000亿元",
        ),
        ("完成71处老旧厂房更新改造", "改造提升老旧厂房40处"),
        ("仓储库3.2万平方米", "2万平方米仓储库建成并投入使用"),
        (
            "农村规模化供水率达到95%",
            "完善农村供水县域统管，规模化供水率达到96%以上",
        ),
    ],
)
def test_one_thing_is_one_indicator_whatever_it_is_called(review, plan):
    assert pairs(review, plan)


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("新增专精特新“小巨人”企业113家", "新增专精特新企业1000家左右"),
        ("研发投入超1200亿元", "研发投入增长8%以上"),
        ("新开工10亿元以上项目248个", "新开工亿元以上项目1000个以上"),
        ("改造老旧小区1545个", "改造城中村和危旧房6万户以上"),
        ("国家高新技术企业达1.4万家", "新增国家高新技术企业3000家"),
        ("累计建成充电桩5万个", "新建充电桩1万个"),
        ("竣工重点项目80个", "新开工重点项目100个"),
        ("民营工业增加值增长11.6%", "工业增加值增长7%"),
        ("产值突破100亿元", "产值突破200亿元"),
        ("中央财政安排429亿元", "中央财政安排3185亿元"),
        ("中央财政安排就业资金426亿元", "中央财政安排科技资金500亿元"),
        ("新增高技能人才3万人", "新增技能人才10万人"),
        ("省重点项目1550个", "省重点技改项目1500个"),
        ("高速公路通车里程9000公里", "新增高速公路通车里程300公里"),
        ("建成国家级绿色工厂51个", "建成绿色工厂90个"),
        ("新增农民工就业岗位5611个", "新增农民工就业5000人"),
        ("农村规模化供水率达到95%", "规模化供水率达到96%以上"),
        ("28家全国重点实验室完成优化重组", "完成137家省重点实验室优化重组"),
        ("新增规模以上工业企业755户", "园区新增规模以上工业企业600户"),
        ("遴选创新创业领军人才197名", "引进科技领军人才200名"),
        ("推出414项改革事项", "抓好教育入学等100个重点事项"),
        ("帮办实事17.5万件", "办好10件实事"),
        ("10601个村卫生室实现“五有三提升”", "新改造提升村卫生室2万个"),
        ("规上企业研发经费投入增长14.2%", "全社会研发经费投入增长10%"),
        ("城镇登记失业率4.1%", "城镇调查失业率5.5%左右"),
        ("扣除房地产开发投资后，固定资产投资增长2.7%", "固定资产投资增长4.5%左右"),
        ("新增新能源装机1258万千瓦", "新能源装机总量达到8000万千瓦"),
        ("新增市级零工驿站15个", "新增街道零工驿站30个"),
        ("川渝通办事项扩展至355项", "推动51项川渝通办事项落地"),
        ("集体单位基本建设投资完成1642亿元", "集体单位固定资产投资3245亿元"),
    ],
)
def test_look_alikes_are_no_pair(review, plan):
    assert not pairs(review, plan)


def test_growth_without_the_rise_of_prices_is_growth_of_the_same():
    told = pairs("扣除价格因素后，固定资产投资增长2.7%", "固定资产投资增长4.5%左右")
    assert told == [("固定资产投资增长", 2.7, 4.5)]


def test_growth_is_of_what_the_clauses_before_tell_and_of_the_year_it_names():
    review = "“十四五”以来，地区生产总值连跨4个千亿台阶，2024年达到1.3万亿元、增长5.8%"
    told = pairs(review, "地区生产总值增长5.5%左右")
    assert told == [("地区生产总值增长", 5.8, 5.5)]


def test_a_mean_is_told_as_a_comparator_wherever_it_stands():
    for mean in ("失业率均值", "失业率平均值", "失业率平均", "失业率年均值"):
        row = found(f"城镇调查{mean}5.2%", "城镇调查失业率5.5%").iloc[0]
        assert (row["indicator"], row["result_comparator"]) == (
            "城镇调查失业率",
            "平均值",
        )
    table = found("", "PM2.5平均浓度22微克/立方米")
    assert table[["indicator", "comparator"]].iloc[0].tolist() == ["PM2.5平均浓度", ""]


def test_words_pair_only_where_no_other_is_as_near():
    plan = "增补义务教育阶段学位2万个"
    assert pairs("义务教育增补学位2.8万个", plan)
    assert not pairs("义务教育增补学位2.8万个，义务教育新增学位3万个", plan)
    both = f"{plan}，增加义务教育优质学位3万个"
    assert len(pairs("义务教育增补学位2.8万个", both)) < 2


LISTS = (
    "完成困难家庭无障碍改造8613户，{}",
    "完成困难家庭无障碍改造5000户，{}",
)


def test_in_lists_of_the_same_things_a_name_may_say_more():
    review, plan = "建成20个日间照料服务中心", "建设20个日间照料服务省级中心"
    assert not pairs(review, plan)
    assert len(pairs(LISTS[0].format(review), LISTS[1].format(plan))) == 2


def test_what_is_supported_is_a_target_where_the_year_has_a_result_of_it():
    review, plan = "1万名高校毕业生基层就业", "继续支持1万名未就业高校毕业生到基层就业"
    assert promised(plan) == []
    assert promised(plan, review) == ["1万名"]
    review, plan = "20所县域高中扩优提质", "支持20所县属高中改善办学条件"
    assert promised(plan, review) == []
    assert len(pairs(LISTS[0].format(review), LISTS[1].format(plan))) == 2


def test_an_amount_of_two_things_is_one_target_and_a_rate_of_two_is_two():
    assert len(promised("新能源和可再生能源装机新增2000万千瓦")) == 1
    assert len(promised("城镇居民收入和农村居民收入增长5%")) == 2


def test_a_list_gives_each_number_its_own_name():
    table = pairs(
        "城镇居民、农村居民人均可支配收入分别增长4.6%、6.7%",
        "城镇居民人均可支配收入、农村居民人均可支配收入均增长8%",
    )
    assert [(result, target) for _, result, target in table] == [(4.6, 8), (6.7, 8)]


def test_of_two_results_the_one_in_the_same_company_is_taken():
    review = "新增营业面积10万平方米，新增就业3000人。实现新增就业5650人，再就业2100人"
    assert pairs(review, "新增就业5300人、再就业1500人")[0][1] == 5650


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("签约亿元以上项目6956个", "实施亿元以上项目1.6万个"),
        ("招商引资签约亿元以上项目300个", "推进亿元以上项目400个"),
        ("引进亿元以上项目300个", "新建亿元以上项目400个"),
        ("300个亿元以上项目签约", "实施亿元以上项目400个"),
        ("储备亿元以上项目300个", "实施亿元以上项目400个"),
        ("储备亿元以上项目300个", "签约亿元以上项目400个"),
        ("签约亿元以上项目300个", "新开工亿元以上项目400个"),
        ("续建亿元以上项目300个", "新开工亿元以上项目400个"),
        ("在建亿元以上项目90个", "投产亿元以上项目80个"),
        ("竣工亿元以上项目300个", "新开工亿元以上项目400个"),
        ("300个亿元以上项目建成投产", "新开工亿元以上项目400个"),
    ],
)
def test_acts_of_different_stages_are_no_pair(review, plan):
    assert not pairs(review, plan)


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("新建续建亿元以上项目1.57万个", "实施亿元以上项目1.6万个"),
        ("推进亿元以上项目300个", "实施亿元以上项目400个"),
        ("谋划实施亿元以上项目300个", "实施亿元以上项目400个"),
        ("开工建设亿元以上项目300个", "新开工亿元以上项目400个"),
        ("亿元以上项目新签约300个", "签约亿元以上项目400个"),
        ("300个亿元以上项目建成投产", "投产亿元以上项目400个"),
        ("建成公共文化空间600个", "建设公共文化空间500个"),
    ],
)
def test_acts_of_one_stage_are_a_pair(review, plan):
    assert len(pairs(review, plan)) == 1


@pytest.mark.parametrize(
    ("review", "result"),
    [
        ("新建续建亿元以上项目200个。签约亿元以上项目208个", 200),
        ("签约亿元以上项目208个。新建续建亿元以上项目200个", 200),
        ("新开工亿元以上项目208个。续建亿元以上项目90个", 90),
        ("续建亿元以上项目90个。推进亿元以上项目200个", 200),
        ("推进亿元以上项目200个。续建亿元以上项目90个", 200),
        ("续建亿元以上项目208个。实施亿元以上项目90个", 90),
    ],
)
def test_of_several_acts_the_same_then_the_same_stage_then_the_size_counts(
    review, result
):
    told = pairs(review, "实施亿元以上项目210个")
    assert [numbers for _, *numbers in told] == [[result, 210]]


def test_the_short_name_of_a_main_indicator_is_told_in_full():
    told = pairs("固定资产投资增长6.5%", "实施亿元以上项目1.6万个，投资增长7%左右")
    assert told == [("固定资产投资增长", 6.5, 7)]
    review = "规模以上工业增加值增长8%，社会消费品零售总额增长5.1%"
    assert pairs(review, "工业增长7%，消费增长6%左右") == [
        ("规上工业增加值增长", 8, 7),
        ("社会消费品零售总额增长", 5.1, 6),
    ]
    assert len(pairs(review, "工业、消费分别增长7%、6%")) == 2


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("工业投资增长6.5%", "投资增长7%左右"),
        ("固定资产投资增长6.5%", "推进技术改造，投资增长7%左右"),
        ("固定资产投资增长6.5%", "民间投资增长7%左右"),
        ("固定资产投资6500亿元", "投资增长7%左右"),
        ("固定资产投资增长6.5%。全社会固定资产投资增长5%", "投资增长7%左右"),
        ("社会消费品零售总额增长5%", "推动汽车以旧换新，消费增长7%左右"),
        ("社会消费品零售总额增长5%", "网上消费增长7%左右"),
    ],
)
def test_a_short_name_of_a_part_or_of_one_of_two_is_no_pair(review, plan):
    assert not pairs(review, plan)


def test_results_are_given_in_the_unit_of_the_target():
    assert pairs("新增市场主体3000家", "新增市场主体0.4万家")[0][1:] == (0.3, 0.4)


# ── what is promised ──


@pytest.mark.parametrize(
    "text",
    [
        "到2030年建成公园300个",
        "“十五五”时期建成公园300个",
        "地区生产总值年均增长5%",
        "拥有8个万亿元级产业集群",
        "加大对10个试点县的支持力度",
        "打造千亿级产业集群",
        "更好利用两个市场、两种资源",
        "发挥两个积极性",
        "年产60万吨油料等项目建设",
        "端牢14亿中国人的饭碗",
        "第二轮土地承包到期后再延长30年",
        "去年建成公园30个",
        "比去年预算低0.4个百分点",
        "已建成公园30个",
        "我国有13亿人口",
        "推进10个试点县建设",
        "用好1800亿元引导基金",
        "加快2条在建海缆建设",
        "落实“十四五”批复的6个基地",
        "推动沿海、沿边3个综保区高质量发展",
        "推进100万吨乙烯项目建设",
        "建设220千伏变电站",
        "给予最高500万元奖励",
        "用两年时间新建公园10个",
        "今明两年新建公园10个",
        "推进国家102项重大工程建设",
        "构建1+10工作机制",
        "今年高校毕业生将高达765万人",
        "巩固去年100个整治村成果",
        "保障2024年10件实事后续管护",
        "让8000万人民过上好日子",
        "严守18亿亩耕地红线",
        "加快建设京沪二通道、雄商等6条高铁",
        "提速高青至商河等34个续建项目",
        "优化3家国家大学科技园",
        "建强30家高校产业研究院",
        "做好郓城新河等6个项目前期工作",
        "总结推广金昌、庆阳3个城市医疗集团建设试点经验",
        "确保12.98万户一期工程圆满收官",
        "培育一批产值超500亿、1000亿优势特色产业集群",
        "项目总投资339.9亿元",
    ],
)
def test_what_is_no_target_of_the_year(text):
    assert promised(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2025年建成公园300个",
        "到2025年底建成公园300个",
        "地区生产总值增长5%",
        "培育8个产业集群",
        "新建10个试点县",
        "新建60处群众身边的运动场地",
        "为10万名残疾人提供康复服务",
        "完成662万农户延包任务",
        "完成3800万平方米建筑供热改造",
        "新增油料产能60万吨",
        "推动5500家企业升规",
        "布局建设700万千瓦新型储能项目",
        "在70%左右的地市开展试点",
        "人均预期寿命达81.2岁",
        "新引进药械100种",
        "增加5000个普通高中招生计划",
        "加快“十四五”批复的基地建设，新建公园3个",
        "办好30项民生实事",
        "PM2.5年均浓度控制在32微克/立方米左右",
        "科技投入比上年增长19.2％",
        "建成临沂至滕州等15个项目",
        "加快三峡水运新通道、汉宜高速扩容等3100个重大项目建设",
        "利用现有闲置资源建设20个养老服务中心",
        "完成对老城区现有的450万平方米棚户区的调查摸底",
        "完成二期170万平方米供热改造任务",
        "建成常乐电厂扩建等540万千瓦内用煤电项目",
    ],
)
def test_what_is_one(text):
    assert len(promised(text)) == 1


def test_a_number_that_only_describes_is_none_and_the_count_is():
    assert promised("引进总投资10亿元以上项目50个") == ["50个"]
    assert promised("形成10个营业收入超千亿元的产业集群") == ["10个"]
    assert promised("完成投资100亿元以上") == ["100亿元以上"]
    assert promised("8个产业集群产值突破6100亿元") == ["突破6100亿元"]


def test_what_the_plan_says_of_a_change_is_result_and_target():
    table = found("", "报销比例由50%提高到60%")
    assert table[["result", "target"]].to_numpy().tolist() == [[50, 60]]
    assert found("", "报销比例达到60%")["result"].isna().all()


def test_by_how_much_a_target_grew_is_none():
    assert promised("财政赤字1.62万亿元，增加2700亿元") == ["1.62万亿元"]
    assert promised("财政支出23万亿元，增长6.5%") == ["23万亿元", "6.5%"]


def test_what_stands_already_is_no_target_and_what_is_made_anew_is():
    assert promised("发展5个产业集群", "打造5个产业集群") == []
    assert promised("培育5个产业集群", "打造5个产业集群") == ["5个"]


def test_five_years_are_another_scope_than_the_year():
    years = "五年来，旅游收入达到50亿元"
    one = "。刚刚过去的2024年，旅游收入达到69亿元"
    assert pairs(years, "旅游收入达到83亿元") == []
    assert pairs(years + one, "旅游收入达到83亿元") == [("旅游收入", 69, 83)]


def test_a_level_at_the_end_of_five_years_is_a_result_and_their_sum_is_none():
    level = "五年来，森林覆盖率达到25%，高标准农田达到100万亩"
    assert pairs(level, "森林覆盖率达到26%") == [("森林覆盖率", 25, 26)]
    assert not pairs("五年来，新建公园达到30个", "新建公园5个")
    assert not pairs("五年来，森林覆盖率年均达到25%", "森林覆盖率达到26%")


def test_a_year_named_within_five_years_holds_for_its_own_clause():
    review = "五年来，产业壮大。2024年运行航线75条，建成公园300个"
    assert pairs(review, "航线达80条，建成公园50个") == [("航线", 75, 80)]


def test_growth_told_apart_is_of_what_the_clauses_before_name():
    review = "城镇居民收入达到10493元，农村居民收入达到3255元，分别增长9.6%和6.2%"
    plan = "城镇居民收入增长8%，农村居民收入增长7%"
    assert [result for _, result, _ in pairs(review, plan)] == [9.6, 6.2]


def test_a_name_that_holds_a_word_for_and_stays_whole():
    table = found("", "新建和美乡村250个，普及率达97%")
    assert table["indicator"].tolist() == ["新建和美乡村", "普及率"]


def test_only_review_and_plan_are_searched():
    clauses = report("粮食产量500万吨", "粮食产量510万吨")
    clauses["role"] = ["problems", "other"]
    assert targets(clauses, quantities(clauses)).empty


# ── how the two compare ──


@pytest.mark.parametrize(
    ("review", "plan", "direction"),
    [
        ("出口增长5.3%", "出口增长3%", "lower"),
        ("出口增长3%", "出口增长5.3%", "higher"),
        ("出口增长3%", "出口增长3%左右", "same"),
        ("居民消费价格上涨1%", "居民消费价格涨幅2%左右", "looser"),
        ("PM2.5平均浓度22微克/立方米", "PM2.5平均浓度20微克/立方米", "tighter"),
        ("单位国内生产总值能耗下降3.1%", "单位国内生产总值能耗下降3%", "looser"),
        ("居民消费价格下降0.1%", "居民消费价格涨幅2%左右", ""),
    ],
)
def test_amounts_are_higher_and_ceilings_tighter(review, plan, direction):
    assert found(review, plan)["direction"].iloc[0] == direction


def test_a_result_that_moved_the_other_way_is_negative():
    row = found("居民消费价格下降0.1%", "居民消费价格涨幅2%左右").iloc[0]
    assert row["result"] == -0.1 and row["result_text"] == "−0.1%"


def test_a_result_in_words_stands_beside_the_target_in_figures():
    review = "社会消费品零售总额、固定资产投资等指标增速快于全国"
    row = found(review, "固定资产投资增长5%左右").iloc[0]
    assert row["result_text"] == "增速快于全国" and pd.isna(row["result"])
    assert found(review, "新建公园5个")["result_text"].tolist() == [""]


def test_a_target_in_words_stands_beside_the_result_in_figures():
    row = found("居民收入增长5%", "居民收入增长与经济增长同步").iloc[0]
    assert row["target_text"] == "增长与经济增长同步" and pd.isna(row["target"])
    assert (row["clause_reference"], row["clause_target"]) == (0, 1)


# ── evidence and sentences ──


def test_the_evidence_of_a_row_is_the_clauses_of_both_sides():
    path = SHARED / "corpus" / "local" / "2025_fujian.txt"
    if not path.is_file():
        pytest.skip(f"{path} is not here: real reports carry no licence to copy")
    flow = flow_of(path)
    for _, row in flow.targets.iloc[::9].iterrows():
        named = {row["clause_target"], row["clause_reference"]} - {pd.NA}
        assert set(flow.evidence("targets", row)["clause"]) == named


def sentences(review, plan, **how):
    clauses = report(review, plan)
    return said(found(review, plan), NAMES, clauses=clauses, **how)


REVIEW = "出口增长5%，粮食产量500万吨，新建公园30个，城镇调查失业率5.2%，新增学位8万个"


def test_one_exception_is_named_with_its_numbers():
    plan = (
        "出口增长3%，粮食产量490万吨，新建公园50个，城镇调查失业率5.5%，新增学位7万个"
    )
    first = sentences(REVIEW, plan)[0]
    assert first.zh == (
        "对照到的5项指标中，目标4项低于（宽于）上年，1项高于上年：新建公园30个→50个"
    )
    assert first.kind == "target" and len(first.evidence) == 10
    assert first.en.startswith("Of 5 indicators")


def test_all_below_is_said_so():
    plan = "出口增长3%，粮食产量490万吨，新建公园20个"
    assert "目标都低于上年" in sentences(REVIEW, plan)[0].zh


def test_a_range_for_growth_is_the_first_thing_said():
    plan = "国内生产总值增长6%－6.5%，城镇新增就业1100万人以上"
    zh = sentences("国内生产总值增长6.6%，城镇新增就业1361万人", plan)[0].zh
    assert zh == (
        "增长目标为区间：上年实绩6.6%，目标6%－6.5%；城镇新增就业1361万人→1100万人以上"
    )


def test_growth_that_parts_ways_is_said_of_both():
    review = "固定资产投资增长3.9%，出口增长5.3%"
    zh = sentences(review, "固定资产投资增长5%左右，出口增长3%左右")[0].zh
    assert (
        zh == "投资增速目标高于上年（3.9%→5%左右），出口增速目标低于上年（5.3%→3%左右）"
    )


def test_main_indicators_stand_first_and_all_are_counted():
    review = "技术交易额增长48%，地方财政总收入增长20%，生产总值增长10%，出口增长3%"
    plan = "技术交易额增长25%，地方财政总收入增长16%，生产总值增长11%，出口增长2%"
    zh = sentences(review, plan)[0].zh
    assert zh == (
        "生产总值增速目标高于上年（10%→11%），出口、财政总收入、技术交易额增速目标低于上年"
        "（3%→2%，20%→16%，48%→25%）"
    )


def test_what_the_review_reached_and_the_plan_sets_no_figure_for_is_named():
    review = "生产总值增长5%，固定资产投资下降3.3%，出口增长4%，居民收入增长5%"
    plan = (
        "生产总值增长5%左右，城镇新增就业50万人，居民消费价格涨幅2%左右，"
        "居民收入增长与经济增长同步"
    )
    first = sentences(review, plan)[0]
    assert first.zh == (
        "总结列有投资（下降3.3%）、出口（增长4%）的实绩，计划中未找到数字目标"
    )
    assert first.evidence["clause"].tolist() == [1, 2]
    assert "; no target in figures was found in the plan" in first.en
    assert not any("未找到数字" in x.zh for x in sentences(review, "出口增长4%"))


def test_key_targets_without_a_result_are_named_with_their_numbers():
    plan = "城镇新增就业50万人以上，粮食产量513万吨以上"
    (told,) = sentences("新增企业3家", plan)
    assert told.zh == (
        "计划定有目标：城镇新增就业50万人以上、粮食产量513万吨以上；"
        "总结中未找到上年数字"
    )
    assert told.en.endswith("; no figure of the year before was found in the review")
    assert "others" not in told.en


def test_key_targets_are_some_where_others_have_no_result_either():
    plan = "城镇新增就业50万人以上，粮食产量513万吨以上，新建公园5个"
    (told,) = sentences("新增企业3家", plan)
    assert told.zh.startswith(
        "计划定有目标：城镇新增就业50万人以上、粮食产量513万吨以上等；"
    )
    assert ", and others; no figure" in told.en
    (told,) = sentences("新增企业3家，公园达到4个", plan)
    assert "等" not in told.zh and "others" not in told.en


def test_growth_without_a_target_is_some_where_other_growth_has_none_either():
    review = "生产总值增长5%，固定资产投资下降3.3%，出口增长4%，技术交易额增长48%"
    plan = "生产总值增长5%左右，城镇新增就业50万人，居民消费价格涨幅2%左右"
    zh = sentences(review, plan)[0].zh
    assert "（增长4%）等的实绩" in zh
    zh = sentences(review, f"{plan}，技术交易额增长20%")
    assert any("（增长4%）的实绩" in one.zh for one in zh)


def test_a_list_that_names_only_some_says_so():
    plan = (
        "城镇新增就业50万人以上，粮食产量513万吨以上，居民消费价格涨幅2%左右，"
        "城镇调查失业率5.5%左右，出口增长3%，固定资产投资增长5%左右"
    )
    told = next(x for x in sentences("新增企业3家", plan) if "定有目标" in x.zh)
    assert told.zh.count("、") == 3 and "等；总结中未找到上年数字" in told.zh
    assert ", and others; no figure" in told.en


def test_how_many_good_deeds_are_promised_is_no_indicator():
    """十件实事 are ten every year: more of them are no higher aim."""
    review = "实施民生实事21项，新建公园30个，新增学位8万个"
    plan = "实施民生实事28项，新建公园50个，新增学位7万个"
    told = sentences(review, plan)
    assert told and not any("实事" in finding.zh for finding in told)
    assert any("2项指标" in finding.zh for finding in told)


def test_targets_with_nothing_beside_them_are_listed():
    told = [finding.zh for finding in sentences("", "新建公园5个，新增学位3万个")]
    assert told == ["计划有2项数字目标：新建公园5个、新增学位3万个"]


def test_few_targets_are_all_shown():
    review = "生产总值增长5%，城镇新增就业54万人，城镇调查失业率4.7%"
    plan = "生产总值增长5%左右，城镇新增就业50万人，城镇调查失业率5%左右"
    assert sentences(review, plan)[0].zh == (
        "对照到的3项指标中，目标2项低于（宽于）上年，1项持平："
        "生产总值增长5%→5%左右，城镇新增就业54万人→50万人，城镇调查失业率4.7%→5%左右"
    )


def test_what_a_budget_spends_is_no_target_to_compare():
    review = "中央财政用于“三农”的支出2975亿元，出口增长5%，粮食产量9吨，新增学位9个"
    plan = "中央财政用于“三农”的支出3397亿元，出口增长3%，粮食产量8吨，新增学位8个"
    assert not any("三农" in finding.zh for finding in sentences(review, plan))


def test_wide_digits_are_said_in_normal_ones_and_kept_in_the_table():
    review, plan = "出口增长９.２％，进口增长３％", "出口增长８％，进口增长４％"
    assert found(review, plan)["target_text"].tolist() == ["８％", "４％"]
    assert all("％" not in finding.zh for finding in sentences(review, plan))


def test_no_sentence_holds_more_than_four_pairs_of_numbers():
    for name in ("2025_anhui", "2025_fujian", "2025_hebei", "2025_xizang"):
        path = SHARED / "corpus" / "local" / f"{name}.txt"
        if not path.is_file():
            pytest.skip(f"{path} is not here: real reports carry no licence to copy")
        flow = flow_of(path)
        told = said(flow.targets, flow.names)
        assert told and all(finding.zh.count("→") <= 4 for finding in told)
        for finding in told:
            joined = flow.clauses.merge(finding.evidence, on=["report", "clause"])
            assert len(joined) == len(finding.evidence)
            assert all(row.term in row.text for row in joined.itertuples())


def test_a_report_without_figures_says_so_once(flow):
    told = said(flow.targets, flow.names, quantification=flow.quantification)
    assert [finding.zh for finding in told] == [
        "全文没有一个数量指标：总结111句、问题20句、计划104句，带数量的都是0句"
    ]


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("新设7个自贸试验区", "高标准高水平建设11个自贸试验区"),
        ("川渝通办事项扩展至355项", "推动第4批51项川渝通办事项高效实施"),
        ("南北山绿化工程累计完成营造林、播种造林、巩固提升近70万亩",
         "南北山绿化工程20万亩"),
        ("省联投等6家地方国企进入中国企业500强",
         "力争新增2—3家地方国企进入中国企业500强"),
    ],
)  # fmt: skip
def test_a_total_and_what_one_year_adds_are_no_pair(review, plan):
    assert pairs(review, plan) == []


def test_what_is_taken_away_keeps_its_verb():
    review = "分批取消和下放了416项行政审批等事项"
    ((name, *_),) = pairs(review, "今年要再取消和下放行政审批事项200项以上")
    assert name == "取消和下放行政审批事项"


def test_a_name_with_a_blank_within_a_word_is_whole():
    table = found("", "中央提出今年经 济增长预期目标为７％左右")
    assert table["indicator"].tolist() == ["经济增长"]


def test_a_unit_of_two_words_is_printed_whole():
    assert promised("建设幸福河湖10条（段）") == ["10条（段）"]


SET = "生产总值增长5%左右，城镇新增就业50万人，居民消费价格涨幅2%左右"


@pytest.mark.parametrize(
    "other", ["全年实施项目1.6万个，投资增长7%左右", "完成投资1万亿元以上"]
)
def test_no_target_is_missed_that_stands_under_a_shorter_name(other):
    review = "固定资产投资下降3.3%"
    assert any("未找到数字目标" in x.zh for x in sentences(review, SET))
    assert not any(
        "未找到数字目标" in x.zh for x in sentences(review, f"{SET}，{other}")
    )


def test_what_is_hoped_for_is_said_to_be():
    review = "新建公园30个，新增学位8万个"
    zh = sentences(review, "力争新建公园50个，新增学位7万个")[0].zh
    assert "新建公园30个→力争50个" in zh


def test_revenue_has_its_own_name_where_total_revenue_is_told_of_too():
    review = "公共财政预算收入增长22.9%，地方财政总收入增长0.4%，生产总值增长9%"
    told = sentences(review, "公共财政预算收入增长7%，生产总值增长8%")
    assert "公共财政预算收入增长22.9%→7%" in told[0].zh


def test_no_pair_of_numbers_is_told_twice():
    review = "固定资产投资增长3.9%，出口增长5.3%，新建公园30个，新增学位8万个"
    plan = "固定资产投资增长5%，出口增长3%，新建公园10个，新增学位2万个"
    told = [one.zh for one in sentences(review, plan)]
    for number in ("3.9%→5%", "5.3%→3%", "30个→10个", "8万个→2万个"):
        assert sum(number in zh for zh in told) == 1


# ── against tables made by hand ──

FLOORS = {"targets": (0.99, 0.99), "pairs": (0.98, 0.95)}
LEAST = {"targets": (0.95, 0.97), "pairs": (0.95, 0.8)}  # in each report
SETS = ("targets_dev.jsonl", "targets_more.jsonl", "targets_test.jsonl")  # worked with


def test_the_tables_made_by_hand_are_met():
    rows = [
        row
        for name in SETS
        for row in (measure.GOLD / name).read_text("utf-8").splitlines()
    ]
    developed = {json.loads(row)["file"] for row in rows if row}
    told = list(measure.measured(developed))
    if not told:
        pytest.skip("the labelled reports are kept outside: no licence to copy")
    for _, table, truth in told:
        for what, (precision, recall) in LEAST.items():
            score = measure.score(table, truth)[what]
            assert score.precision >= precision and score.recall >= recall, what
    for what, (precision, recall) in FLOORS.items():
        scores = [measure.score(table, truth)[what] for _, table, truth in told]
        total = measure.Score(*map(sum, zip(*scores, strict=True)))
        assert total.precision >= precision, what
        assert total.recall >= recall, what


def test_a_look_alike_that_is_paired_counts_as_wrong():
    table = found("新增连锁企业113家", "新增连锁企业1000家左右")
    truth = [{"indicator": "企业", "unit": "家", "result": None, "target": 1000}]
    scored = measure.score(table, truth)
    assert scored["targets"].recall == 1 and scored["pairs"].precision == 0
