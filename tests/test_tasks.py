"""Every rule of the guidelines with its example, and a twin it must leave alone.

Expected verbs and objects are labelled by hand from the annotation guidelines.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.count.tasks import COLUMNS, cutting, tasks
from analysis.count.tasks.clause import read, scan
from analysis.count.tasks.coordination import run_from, side_by_side
from analysis.count.tasks.cutting import cut
from analysis.lexicons import VALUES, read_lexicon

PACKAGE = sys.modules["analysis.count.tasks"]


def verbs(clause):
    return [task.verb for task in scan(clause)]


def pairs(clause):
    return [(task.verb, task.object) for task in scan(clause)]


def table(*texts, **columns):
    rows = range(len(texts))
    start = [100 * row for row in rows]
    base = {"report": "a", "clause": rows, "text": texts, "start": start}
    return pd.DataFrame(base | columns)


def labelled(*cases):
    return pytest.mark.parametrize(("clause", "expected"), cases)


@labelled(
    ("深入学习宣传贯彻党的二十大精神", ["学习", "宣传", "贯彻"]),
    ("压紧压实责任", ["压紧", "压实"]),
    ("组织开展志愿服务", ["组织", "开展"]),
    ("统筹推进网络空间治理", ["统筹", "推进"]),
    ("加强和改进思想政治工作", ["加强", "改进"]),
    ("精心研究部署", ["研究", "部署"]),
    ("认真贯彻落实党委决策部署", ["贯彻落实"]),
)
def test_coordinated_verbs_count_each_by_itself(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("高质量开展宣传工作", ["开展"]),
    ("强化督导检查", ["强化"]),
    ("加强统筹组织", ["加强"]),
    ("建立舆情监测收集机制", ["建立"]),
    ("实施质量提升行动", ["实施"]),
    ("推进改革创新发展", ["推进"]),
    ("宣传工作有声有色", []),
    ("广泛宣传先进典型", ["宣传"]),
    ("创新形式载体", ["创新"]),
)
def test_a_verb_used_as_a_noun_is_left_out(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("保护环境", ["保护"]),
    ("总结经验", ["总结"]),
    ("研究工作扎实推进", []),
    ("参与区域经济合作", ["参与"]),
    ("建设量子计算研发平台", ["建设"]),
    ("宣传平台更加多样", []),
)
def test_a_verb_with_a_noun_alone_behind_it_acts(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("培养儿科医生超500人", ["培养"]),
    ("研发投入预计超1200亿元", []),
    ("改造农村桥梁超240座", ["改造"]),
    ("服务贸易规模突破1.3万亿元", []),
    ("服务外包金额增长6%", []),
)
def test_a_number_reached_is_told_of_a_thing_only_where_a_measure_is_named(
    clause, expected
):
    assert verbs(clause) == expected


@labelled(
    ("八是推进政府建设", ["推进"]),
    ("重点是扩大消费需求", ["扩大"]),
    ("就是要统筹经济社会发展", ["统筹"]),
    ("改革是最大的红利", []),
    ("2024年是推进改革的关键一年", []),
)
def test_a_clause_begins_anew_behind_its_number(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("坚持用先进理论凝聚共识", ["坚持", "凝聚"]),
    ("坚持以新发展理念引领发展", ["坚持", "引领"]),
    ("坚持以学铸魂、以学增智", ["坚持"]),
    ("以科技创新引领产业创新", ["引领"]),
    ("以保障民生为重点", []),
    ("繁荣发展文艺创作", ["繁荣", "发展"]),
    ("支持文艺创作发展", ["支持"]),
    ("依法解决和处置信访问题", ["解决", "处置"]),
    ("加强监督和管理", ["加强"]),
    ("由各支部书记带头学习", ["学习"]),
    ("学习制度由各支部制定的办法规定", []),
    ("集中学习与分散自学相结合", []),
    ("把集中学习与分散自学相结合", ["结合"]),
    ("有声有色的开展了文体活动", ["开展"]),
    ("全市教育系统获得表彰", ["获得"]),
    ("城镇失业率控制在5%以内", []),
    ("严格控制开发规模", ["控制"]),
)
def test_frames_pairs_and_the_body_s_own_units(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("正确处理改革、发展、稳定的关系", ["处理"]),
    ("正确处理矛盾、促进发展", ["处理", "促进"]),
)
def test_what_stands_in_a_relation_is_no_task(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("加快推进新型工业化", [("推进", "新型工业化")]),
    ("推动制造业高端化、智能化", [("推动", "制造业")]),
    ("推动传统产业提质升级", [("推动", "传统产业")]),
    ("实施公共文化服务提质行动", [("实施", "公共文化服务提质行动")]),
)
def test_a_process_is_an_object_and_a_movement_is_not(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("丰富开展文明实践", ["开展"]),
    ("丰富群众文化生活", ["丰富"]),
    ("规范落实“三会一课”制度", ["落实"]),
    ("规范党组织建设", ["规范"]),
    ("深入实施乡村振兴战略", ["实施"]),
    ("深入企业和园区调研走访", ["深入", "调研", "走访"]),
    ("加快推进项目建设", ["推进"]),
)
def test_an_adverb_that_could_be_a_verb_counts_only_with_an_object(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("围绕增强地区软实力", []),
    ("立足宣传贯彻党的二十大精神", []),
    ("以提升组织力为重点", []),
    ("以完善功能为抓手推进城市更新", ["推进"]),
    ("围绕重点工作召开专场新闻发布会", ["召开"]),
    ("为推动高质量发展凝聚广泛共识", ["凝聚"]),
    ("为地区经济社会发展提供了坚实保障", ["提供"]),
    ("用接地气的形式宣讲各级政策主张", ["宣讲"]),
    ("按照党委统一部署", []),
    ("在取得一定成绩的同时", []),
    ("以开放拓展空间", ["拓展"]),
    ("结合工作实际", []),
    ("结合工作实际制定方案", ["制定"]),
)
def test_a_verb_inside_a_frame_is_left_out(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("将针对薄弱环节", []),
    ("将继续加大工作力度", ["加大"]),
    ("将宣传工作与党的建设紧密结合", ["结合"]),
)
def test_jiang_is_a_modal_before_a_verb_and_fronts_an_object_before_a_noun(
    clause, expected
):
    assert verbs(clause) == expected


@labelled(
    ("找准做好宣传思想文化工作的切入点", ["找准"]),
    ("开展有特色、有亮点的宣传工作", ["开展"]),
    ("确保新建的市场投入使用", ["确保"]),
    ("打造共建共享的第一家园", ["打造"]),
    ("完善监测预警、会商研判等工作机制", ["完善"]),
)
def test_a_verb_inside_a_modifier_is_left_out(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("收入增长12%", []),
    ("中心组学习不断完善", []),
    ("志愿者队伍建设有声有色", []),
    ("惠及百姓的民生工程稳步推进", []),
    ("地区生产总值实现1000亿元", []),
    ("实现财政总收入18亿元", ["实现"]),
    ("城镇新增就业5万人", ["新增"]),
    ("累计排查隐患300余处", ["排查"]),
    ("街道党工委组织党员开展志愿服务", ["组织", "开展"]),
    ("第一时间制定工作方案", ["制定"]),
    ("今年以来共组织培训3次", ["组织"]),
)
def test_what_happens_to_a_thing_is_no_task(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("推动学习教育向深度拓展", [("推动", "学习教育")]),
    ("推动产业繁荣发展", [("推动", "产业")]),
    ("推动高质量发展", [("推动", "高质量发展")]),
    ("推动各项工作扎实开展", [("推动", "各项工作")]),
    ("支持实体书店、数字文化产业做大做强", [("支持", "实体书店、数字文化产业")]),
    ("推进学习教育常态化制度化", [("推进", "学习教育")]),
    ("保持经济平稳健康发展的良好态势", [("保持", "良好态势")]),
    ("推进多领域跨界融合", [("推进", "多领域跨界融合")]),
)
def test_what_the_object_then_does_is_its_own_movement(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("突出主题、聚焦中心、纵深推进", ["突出", "聚焦", "推进"]),
    ("武装头脑、指导实践、推动工作", ["武装", "指导", "推动"]),
    ("开展主题宣传、成就宣传、典型宣传", ["开展"]),
    ("坚持解放思想、开拓创新", ["坚持"]),
)
def test_a_list_of_verbs_counts_and_a_list_of_nouns_does_not(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("2024年是贯彻落实党的二十大精神的关键之年", []),
    ("是深入实施“十四五”规划的攻坚之年", []),
    ("请予审议", []),
    ("2023年市政府宣传工作总结", []),
    ("开展“礼让斑马线”“文明游园”等志愿服务", ["开展"]),
    ("召开新闻发布会", ["召开"]),
    ("群众获得感更强", []),
    ("做好宣传思想文化工作意义重大", []),
)
def test_copulas_requests_titles_and_names_hold_no_task(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("完善监测预警、会商研判等工作机制", [("完善", "工作机制")]),
    (
        "健全完善监测预警等工作机制",
        [("健全", "工作机制"), ("完善", "工作机制")],
    ),
    ("把加强党的宣传工作与重点工作紧密结合", [("结合", "党的宣传工作")]),
    (
        "把学习成效转化为做好工作的能力水平",
        [("转化", "学习成效")],
    ),
    ("把握正确的政治方向、舆论导向", [("把握", "政治方向、舆论导向")]),
    ("打造一支能打胜仗的宣传队伍", [("打造", "宣传队伍")]),
    ("支持护理员晋升等级", [("支持", "护理员晋升等级")]),
    ("召开会议3次", [("召开", "会议")]),
    ("组织各类专题报道", [("组织", "专题报道")]),
    ("推进新时代党的建设", [("推进", "新时代党的建设")]),
    ("坚持以人民为中心", [("坚持", "人民")]),
    ("全面准确理解", [("理解", "")]),
)
def test_an_object_is_as_short_as_still_names_the_thing(clause, expected):
    assert pairs(clause) == expected


def test_in_the_problems_only_what_the_body_will_do_counts():
    texts = ["推动发展能力欠缺", "落实责任的办法不多", "还需转变观念", "加强学习"]
    problems = table(*texts, role="problems", sentence=[0, 0, 0, 1])
    assert tasks(problems)["verb"].tolist() == ["转变"]
    assert "加强" in tasks(problems.assign(role="plan"))["verb"].tolist()


def test_after_the_next_step_the_problems_turn_into_tasks():
    texts = ["创新还不够", "下一步", "我们将针对薄弱环节", "加大工作力度"]
    problems = table(*texts, role="problems", sentence=[0, 1, 1, 1])
    assert tasks(problems)["verb"].tolist() == ["加大"]


def test_every_verb_stands_where_its_start_says():
    text = "围绕中心工作召开新闻发布会。巩固壮大主流舆论"
    clauses = pd.DataFrame(
        {
            "report": "a",
            "clause": [0, 1],
            "text": text.split("。"),
            "start": [0, text.index("巩固")],
        }
    )
    found = tasks(clauses)
    assert found["verb"].tolist() == ["召开", "巩固", "壮大"]
    for row in found.itertuples():
        assert text.startswith(row.verb, row.start)


def test_a_task_carries_the_place_of_its_clause():
    place = {"role": "plan", "year": 2024, "section": "服务群众", "item": "一"}
    row = tasks(table("办好教育", **place)).iloc[0]
    assert [row[name] for name in place] == list(place.values())


def test_columns_that_clauses_lack_are_empty():
    row = tasks(table("办好教育")).iloc[0]
    assert (row["role"], row["section"], row["item"]) == ("", "", "")
    assert pd.isna(row["year"])


@pytest.mark.parametrize("texts", [[], ["2023年", "各位代表"]])
def test_clauses_without_tasks_give_an_empty_table_with_all_columns(texts):
    found = tasks(table(*texts))
    assert found.columns.tolist() == COLUMNS
    assert found.empty


def test_rows_are_numbered_in_text_order():
    clauses = table("学习宣传贯彻精神", "强化责任").set_index(pd.Index([7, 3]))
    found = tasks(clauses)
    assert found.index.tolist() == [0, 1, 2, 3]
    assert found["start"].tolist() == sorted(found["start"])


@labelled(
    ("稳面积、提单产", ["稳", "提"]),
    ("还需要大力补短板提质量", ["补", "提"]),
    ("坚持不懈抓项目、抓投资、抓完成", ["抓", "抓", "抓"]),
    ("统筹稳增长、促改革、惠民生", ["统筹"]),
    ("有力承担举旗帜、聚民心、育新人使命任务", ["承担"]),
    ("稳中求进", []),
    ("增速居全省前列", []),
    ("提案办结率达到100%", []),
)
def test_one_character_is_a_verb_in_slogans_of_three_and_slogans_can_be_an_object(
    clause, expected
):
    assert verbs(clause) == expected


@labelled(
    ("紧密结合供给侧结构性改革", []),
    ("把学习同工作实际结合起来", ["结合"]),
    ("坚持理论与实践相结合", ["坚持"]),
    ("在群众关心的就业增收、教育医疗等方面", []),
    ("在新能源富集地区布局建设储能项目", ["布局", "建设"]),
    ("在统筹发展和安全上善作善为", []),
    ("以更大力度推进改革", ["推进"]),
    ("将学习贯彻新思想放在突出位置", ["放"]),
    ("与其他业务工作同部署、同检查、同考核", ["部署", "检查", "考核"]),
    ("现将宣传工作情况报告如下", []),
)
def test_a_frame_goes_on_to_its_own_verb(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("省委绘制的蓝图催人奋进", []),
    ("认真解决突出矛盾", ["解决"]),
    ("突出主题主线", ["突出"]),
    ("认真谋划投资和项目建设", ["谋划"]),
    ("谋划实施重大项目", ["谋划", "实施"]),
    ("组织宣传实践和特色宣讲", ["组织"]),
    ("组织宣传贯彻党的二十大精神", ["组织", "宣传", "贯彻"]),
    ("组织各类专题报道", ["组织"]),
    ("专题研究意识形态工作", ["研究"]),
    ("坚定地维护社会稳定", ["维护"]),
    ("坚定理想信念", ["坚定"]),
    ("严格控制新开工项目", ["控制"]),
    ("新开工项目105个", ["新开工"]),
    ("鼓励支持灵活就业人员参加职工保险", ["鼓励", "支持"]),
    ("支持帮扶机制建设", ["支持"]),
)
def test_a_verb_that_describes_what_follows_is_left_out(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("服务贸易规模突破1万亿元", []),
    ("服务实体经济", ["服务"]),
    ("研发投入强度达3.6%", []),
    ("我国发展仍处于重要战略机遇期", []),
    ("教育事业取得了显著成绩", []),
    ("深度融入新发展格局取得新进展", []),
    ("确保各项工作取得新进展", ["确保"]),
    ("狠抓落实是做好一切工作的关键", []),
    ("牢记初心是为民服务", ["牢记"]),
    ("各级中心组学习日益规范", []),
    ("比上年增加200亿元", []),
    ("连续4年获国务院表彰", ["获"]),
    ("口岸建设获国务院批准", []),
    ("旗委中心组组织了12次集体学习", ["组织"]),
)
def test_what_is_told_of_a_thing_is_no_task_of_the_body(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("坚持开展读书活动", [("坚持", ""), ("开展", "读书活动")]),
    ("坚持团结稳定鼓劲", [("坚持", "团结稳定鼓劲")]),
    ("邀请专家学者进行授课", [("邀请", "专家学者")]),
    ("作出重要贡献", [("作出", "贡献")]),
    ("学习贯彻重要讲话精神", [("学习", "重要讲话精神"), ("贯彻", "重要讲话精神")]),
    ("推出市级乡村文明典型20个", [("推出", "乡村文明典型")]),
    ("用好国内国际两个市场", [("用好", "国内国际两个市场")]),
    ("坚持专业化发展", [("坚持", "专业化发展")]),
    ("建设绿色家园”等主题", []),
    ("强化项目谋划、统筹推进", [("强化", "项目谋划、统筹推进")]),
    ("精心谋划、科学治理", [("谋划", ""), ("治理", "")]),
)
def test_objects_lose_degree_and_rank_and_keep_names(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("现将上半年完成情况汇报如下", []),
    ("完成投资三亿元", ["完成"]),
    ("据上半年调查数据显示", []),
    ("依据有关数据改进作风", ["改进"]),
    ("严格依照宪法和基本法办事", []),
    ("严格规范权力运行", ["规范"]),
    ("加快把旅游业打造成支柱产业", ["打造"]),
    ("加快产业转型", ["加快"]),
    ("把工作的重点放在农村", ["放"]),
    ("把人民放在重点位置", ["放"]),
    ("在更深程度上参与国际合作", ["参与"]),
    ("在群众的参与支持下", []),
    ("对寄宿学生补助了生活费", ["补助"]),
    ("对寄宿学生的补助标准", []),
    ("为事业持续、稳步发展提供了有力保证", ["提供"]),
    ("为事业持续、稳步发展", []),
    ("并与有关单位紧密协作", ["协作"]),
    ("群众与有关单位协作", []),
)
def test_what_opens_a_clause_only_frames_it(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("出台深入推进一体化发展实施方案", ["出台"]),
    ("出台意见推进一体化发展", ["出台", "推进"]),
    ("编制实施计划", ["编制"]),
    ("编制实施新一轮发展规划", ["编制", "实施"]),
    ("大力倡导节约资源的生产方式", ["倡导"]),
    ("支持发展临床医学研究", ["支持", "发展"]),
    ("构建联通京津的经济廊道", ["构建"]),
    ("构建完善现代产业体系", ["构建", "完善"]),
    ("新建改造地下管网", ["新建", "改造"]),
    ("新建改造工程", ["新建"]),
    ("培育推广“四首”产品", ["培育", "推广"]),
    ("发挥投资“主引擎”作用", ["发挥"]),
    ("坚持和发展新时代“枫桥经验”", ["坚持", "发展"]),
    ("坚持和平发展", ["坚持"]),
    ("团结和依靠各族人民", ["团结", "依靠"]),
    ("依靠改革激发市场活力", ["激发"]),
    ("突出抓好医疗卫生工作", ["抓好"]),
    ("突出重点、抓好落实", ["突出", "抓好"]),
    ("把学习活动引向深入", ["引向"]),
    ("引导干部深入基层", ["引导"]),
)
def test_a_verb_behind_a_verb_is_a_task_or_part_of_a_name(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("计划已全部下达", []),
    ("计划完成投资三亿元", ["完成"]),
    ("学习计划注重理论灌输", ["注重"]),
    ("规范学习制度", ["规范"]),
    ("规范落实学习制度", ["落实"]),
    ("加快发展步伐", ["加快"]),
    ("加快建设环境友好型社会", ["建设"]),
    ("把小事当作大事来抓", ["抓"]),
    ("来抓阄的群众", []),
    ("积极探索、勇于实践", []),
    ("全面指导实践", ["指导"]),
    ("坚持每月集中学习", ["坚持", "学习"]),
    ("坚持每日一学制度", ["坚持"]),
    ("化繁就简、提高效率", ["提高"]),
    ("居民收入、消费提高", []),
    ("组织党员干部学习省委工作思路", ["组织", "学习"]),
    ("宣传思想工作思路", []),
    ("发挥政府投资撬动作用", ["发挥"]),
)
def test_the_same_word_is_a_verb_or_a_noun_by_its_place(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("项目实施进展顺利", []),
    ("我局顺利实施项目", ["实施"]),
    ("积案化解“百日攻坚”成效显著", []),
    ("深入化解信访积案", ["化解"]),
    ("产业结构调整取得积极进展", []),
    ("城镇新增就业超过5万人", ["新增"]),
    ("管理程序进一步规范", []),
    ("多项优惠政策延续施行", []),
    ("延续优惠政策", ["延续"]),
    ("中央财政安排补助资金101亿元", ["安排"]),
    ("转移支付安排不及上年", []),
    ("做好今年的工作至关重要", []),
    ("4月份扩大种植面积", ["扩大"]),
    ("一部分扩大种植面积", []),
)
def test_how_a_thing_fared_is_told_or_what_the_body_did(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("做好外事、口岸、档案等工作", [("做好", "外事、口岸、档案等工作")]),
    ("完善预警、会商等工作机制", [("完善", "工作机制")]),
    ("果断处置了多轮疫情", [("处置", "疫情")]),
    ("发展多元文化", [("发展", "多元文化")]),
    ("坚持和平发展道路", [("坚持", "和平发展道路")]),
)
def test_an_object_is_not_cut_inside_what_names_it(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("建立适应现代企业制度要求的激励机制", ["建立"]),
    ("主动适应现代企业制度要求", ["适应"]),
    ("服从服务于全区发展的大局", ["服从", "服务"]),
    ("打好转型升级、防范化解重大风险攻坚战", ["打好"]),
    ("打好基础、防范化解重大风险", ["打好", "防范", "化解"]),
    ("实行减免税费等扶持政策", ["实行"]),
    ("减免税费", ["减免"]),
    ("大力发展服务贸易", ["发展"]),
    ("大力服务民营企业", ["服务"]),
    ("组织编写出版教科书", ["组织", "编写", "出版"]),
    ("组织出版工作", ["组织"]),
)
def test_a_verb_within_a_name_or_a_modifier_is_none(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("新建设一批学校", ["建设"]),
    ("新建设施农业基地", ["新建"]),
    ("新建一批学校", ["新建"]),
    ("全力抓项目、帮企业、育产业", ["抓", "帮", "育"]),
    ("采取减税、退税等多种方式减轻企业负担", ["采取", "减轻"]),
    ("采取减税、退税", ["采取"]),
    ("市民政局将学习贯彻新思想放在突出位置", ["放"]),
    ("市民政局将学习贯彻新思想", ["学习", "贯彻"]),
)
def test_where_a_verb_begins_and_which_one_is_meant(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("防范应对各类灾害和险情的能力不断增强", []),
    ("防范应对各类灾害和险情", ["防范", "应对"]),
    ("服务更加优质高效", []),
    ("服务更多企业", ["服务"]),
    ("在物价水平较低的条件下", []),
    ("如观看录像、实地参观", []),
    ("如期实现目标", ["实现"]),
    ("前两年出现的投资过分膨胀的势头", []),
)
def test_states_conditions_and_examples_are_no_tasks(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("推动理想信念教育常态化", [("推动", "理想信念教育")]),
    ("推动制造业和服务业融合发展", [("推动", "制造业和服务业")]),
    ("推动成都平原高质量发展", [("推动", "成都平原")]),
)
def test_a_movement_takes_no_noun_from_the_object(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("健全防止返贫帮扶政策体系", ["健全"]),
    ("有效防止返贫", ["防止"]),
    ("完善提升商业体系", ["完善", "提升"]),
    ("打造畅通双循环重要节点", ["打造"]),
    ("畅通双循环", ["畅通"]),
    ("打造联通南北、对接东西的物流中心", ["打造"]),
    ("联通南北、对接东西", ["联通", "对接"]),
    ("构建分工合理、投资多元的金融体系", ["构建"]),
    ("健全决策、执行、监督机制", ["健全"]),
    ("健全制度、执行政策", ["健全", "执行"]),
    ("健全分级负责、协同高效的机制", ["健全"]),
    ("为大会召开营造良好氛围", ["营造"]),
    ("突出培育新兴产业", ["培育"]),
    ("突出重点", ["突出"]),
)
def test_verbs_in_the_name_of_what_is_built_are_none(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("向关心支持我省发展的朋友们", []),
    ("向社会传播城市管理的新理念", ["传播"]),
    ("为女性免费接种疫苗", ["接种"]),
    ("为农村持续发展提供保障", ["提供"]),
    ("以更高标准加快绿色发展", ["加快"]),
    ("以高标准建设自由贸易港为总抓手", []),
    ("在全国推开工程建设审批制度改革", ["推开"]),
    ("面对压力加大和走势前高后低的态势", []),
    ("工作人员要以深入开展活动为抓手", []),
    ("要把重点放在基础设施上", ["放"]),
)
def test_frames_lead_up_to_a_verb_or_hold_it(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("胜利社区被授予先进称号", []),
    ("授予社区先进称号", ["授予"]),
    ("新设外资企业增长9.7%", []),
    ("新设外资企业20家", ["新设"]),
    ("产业化经营已经成为主渠道", []),
    ("蔬菜基地配套建设共完成投资1200万元", []),
    ("五年共完成投资1200万元", ["完成"]),
    ("社区照料服务站投入使用", []),
    ("国有企业建立现代企业制度步伐加快", []),
    ("现代制度不断完善", []),
    ("今年拟安排资金", ["安排"]),
    ("一定要抓实、抓细", ["抓实", "抓细"]),
    ("安全有序推进在建项目", ["推进"]),
    ("特别是加快改善基础设施", ["改善"]),
)
def test_the_body_acts_or_a_thing_fares(clause, expected):
    assert verbs(clause) == expected


WORDS = "推动 加强 组织 学习 不断 重点 发展 和 、 的 等 将 把 为 以 在 向 是 3次 “ ”"
PIECES = st.sampled_from(WORDS.split())


@labelled(
    ("集中连片改造旧村", ["改造"]),
    ("挂图作战推进项目建设", ["推进"]),
    ("错峰错时开展执法", ["开展"]),
    ("周密部署任务、压实责任", ["部署", "压实"]),
    ("择优选任站长", ["选任"]),
    ("教育文体蓬勃发展", []),
    ("带动全民健身蓬勃开展", ["带动"]),
)
def test_a_word_of_manner_leads_up_to_its_verb(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("镇长逐户宣讲9场", ["宣讲"]),
    ("网格员排查隐患300处", ["排查"]),
    ("局长带队检查工地15个", ["检查"]),
    ("驻村干部入户核查信息", ["核查"]),
    ("产业园排放达标", []),
    ("企业投资增长8%", []),
)
def test_the_body_s_own_people_act_for_it(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("组织人员观摩先进做法", [("组织", "人员"), ("观摩", "先进做法")]),
    ("组织村民代表评议低保对象", [("组织", "村民代表"), ("评议", "低保对象")]),
    ("召开常务会议审议年度报告", [("召开", "常务会议"), ("审议", "年度报告")]),
    ("协调资金修缮校舍", [("协调", "资金"), ("修缮", "校舍")]),
    ("抽调骨干成立专班", [("抽调", "骨干"), ("成立", "专班")]),
    ("组织机构改革方案", []),
    ("帮助困难户修缮房屋", [("帮助", "困难户")]),
    ("配合市局开展检查", [("配合", "市局")]),
    ("指导社区完善台账", [("指导", "社区")]),
)
def test_of_two_predicates_both_count_where_the_body_does_both(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("用夜间课堂培训骨干", [("培训", "骨干")]),
    ("用群众语言宣讲政策", [("宣讲", "政策")]),
    ("在实践中探索新路", [("探索", "新路")]),
    ("从细处防范隐患", [("防范", "隐患")]),
    ("从源头治理污染", [("治理", "污染")]),
    ("凭实绩选用干部", [("选用", "干部")]),
    ("以高标准建设推动片区更新", [("推动", "片区更新")]),
    ("以高品质服务改善群众生活", [("改善", "群众生活")]),
    ("以项目建设新成效", []),
    ("从产业发展现状看", []),
    ("用于改善校舍条件", []),
)
def test_means_and_place_lead_up_to_the_verb_and_hold_nouns(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("推动形成齐抓共管格局", ["推动", "形成"]),
    ("推动建立长效机制", ["推动", "建立"]),
    ("制定方案细化措施", ["制定", "细化"]),
    ("下发通知明确要求", ["下发", "明确"]),
    ("搭建平台促进交流", ["搭建", "促进"]),
    ("筹措资金建设广场", ["筹措", "建设"]),
    ("投入300万元改造管网", ["投入", "改造"]),
    ("走进社区宣讲政策", ["走进", "宣讲"]),
    ("组织供需对接活动9场", ["组织"]),
    ("督促指导各镇抓好整改", ["督促", "指导"]),
    ("以新气象新作为推动高质量发展", ["推动"]),
    ("建立渠道畅通机制", ["建立"]),
    ("引导群众种植药材", ["引导"]),
)
def test_what_was_made_or_used_serves_a_second_verb(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("立足实际谋划发展", ["谋划"]),
    ("面向企业征集需求", ["征集"]),
    ("在田间地头宣讲理论", ["宣讲"]),
    ("用数据支撑决策", ["支撑"]),
    ("通过走访了解民情", ["了解"]),
    ("把文化遗产保护好", ["保护"]),
    ("运用新技术改造旧厂房", ["改造"]),
    ("在领导关怀下", []),
    ("按照审批要求", []),
)
def test_more_frames_lead_up_to_verbs_that_can_be_nouns(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("把服务的链条拉得更长", [("拉", "链条")]),
    ("把各项工作做得更好", [("做", "各项工作")]),
    ("把责任扛在肩上", [("扛", "责任")]),
    ("始终把命运掌握在自己手中", [("掌握", "命运")]),
    ("以评促改、以评促建", [("促", "改"), ("促", "建")]),
    ("以展促销", [("促", "销")]),
    ("把党员队伍建得更强", [("建", "党员队伍")]),
    ("以人为本", []),
    ("把话说得了", []),
    ("把道理看得见", []),
)
def test_the_shape_of_the_whole_clause_shows_a_verb_of_one_sign(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("种好责任田", ["种好"]),
    ("订好村规民约", ["订好"]),
    ("算好民生账", ["算好"]),
    ("向好态势更加明显", []),
)
def test_what_is_done_well_is_one_verb(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("设立弘扬家风专题讲堂", ["设立"]),
    ("推出促进消费的新举措", ["推出"]),
    ("编印宣传防诈骗手册", ["编印"]),
    ("年内安排调研4次", ["安排"]),
    ("严密组织体系", ["严密"]),
    ("严密组织实施", ["组织", "实施"]),
    ("教育卫生全面进步", []),
    ("宣传文化繁荣活跃", []),
    ("建立完善长效机制", ["建立", "完善"]),
    ("建成交付安置房200套", ["建成", "交付"]),
    ("组建化解矛盾调解团", ["组建"]),
    ("启动提振消费行动", ["启动"]),
    ("启动建设生态园", ["启动", "建设"]),
)
def test_the_name_of_what_is_founded_holds_verbs(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("引导农民根据市场需求发展生产", ["引导"]),
    ("支持唐山取得更大成效", ["支持"]),
    ("以多种方式支持技术改造", ["支持"]),
    ("积极向上争政策、争项目", ["争", "争"]),
    ("胜利完成各项目标任务", ["完成"]),
    ("改革发展成果更多更公平惠及人民群众", []),
    ("试点范围扩大到全部县区", []),
    ("采取正确的应对之策", ["采取"]),
    ("控制新增建设用地", ["控制"]),
    ("创新学习方式", ["创新"]),
)
def test_who_is_led_and_what_is_named_are_told_apart(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("忠诚履职、担当作为", []),
    ("以务实之风履职尽责", []),
    ("勇于担当、敢于担当", []),
    ("举旗铸魂", []),
    ("凝聚共识", ["凝聚"]),
    ("担当新的使命", ["担当"]),
)
def test_idioms_of_attitude_give_no_task(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("推动宜居新城建设迈出坚实步伐", [("推动", "宜居新城建设")]),
    ("推进文明城市创建取得新成效", [("推进", "文明城市创建")]),
    ("推动文化服务向基层延伸", [("推动", "文化服务")]),
    ("促进产业蓬勃发展", [("促进", "产业")]),
)
def test_what_moves_keeps_the_noun_that_names_it(clause, expected):
    assert pairs(clause) == expected


@labelled(
    ("收到诉求后及时办理", ["办理"]),
    ("发现问题后督促整改", ["督促"]),
    ("召开会议之前征求意见", ["征求"]),
    ("开展活动期间发放资料", ["发放"]),
    ("完善事中事后监管制度", ["完善"]),
    ("加快灾后恢复重建", ["加快"]),
)
def test_what_was_done_first_only_says_when(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("被省局评为先进单位", ["评为"]),
    ("我局被授予文明单位称号", ["授予"]),
    ("被上级简报刊发7期", []),
    ("3个村被评为示范村", []),
    ("古镇列入名录", []),
    ("将古镇列入保护名录", ["列入"]),
    ("使改革成果惠及百姓", ["惠及"]),
    ("让企业放心投资", []),
    ("7个城市获评全国文明城市", []),
    ("获评全国文明城市", ["获评"]),
)
def test_a_passive_counts_where_the_body_wins_a_name(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("栽种苗木3万株", ["栽种"]),
    ("誊写公告8份", ["誊写"]),
    ("拆改旧棚6处", ["拆改"]),
    ("接听热线900个", ["接听"]),
    ("观摩示范点3处", ["观摩"]),
    ("抢通水毁道路5处", ["抢通"]),
    ("扩容下沉医疗资源", ["扩容", "下沉"]),
    ("现有党员120名", []),
    ("农家书屋12个", []),
    ("粮食产量3万吨", []),
)
def test_ordinary_verbs_head_what_is_counted_and_nouns_do_not(clause, expected):
    assert verbs(clause) == expected


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30))
@example("把")
@example("、")
@example("为推动")
def test_any_string_is_read_and_every_verb_stands_at_its_start(clause):
    for task in scan(clause):
        assert task.verb
        assert clause.startswith(task.verb, task.start)
        assert task.object in clause


def every_sign(_, opens, __):
    return np.full(len(opens), -1)


def no_word(_, found):
    return np.zeros(len(found.first), dtype=bool)


@given(st.lists(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30)))
@example(["坚定地抓落实", "来", "", "提高到９.６元", "以评促改"])
def test_looking_only_where_it_may_matter_finds_the_same(clauses):
    found = list(read(clauses))
    assert found == [list(map(tuple, scan(clause))) for clause in clauses]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "signs_of", every_sign)
        patch.setattr(cutting, "_inside", no_word)
        assert list(read(clauses)) == found


@pytest.mark.parametrize(
    ("unit", "found"), [("加强", 1), ("的", 0), ("推动", 10_000), ("一", 0)]
)
def test_a_clause_of_twenty_thousand_characters_is_read_to_the_end(unit, found):
    assert len(scan(unit * (20_000 // len(unit)))) == found


UNITS = (
    "推动发展、 为以在向 一1的等把 加强的 抓紧加快 "
    "配合配合 组织学习、 把为推动的 “（ 推动“一”的"
)


@pytest.mark.parametrize("unit", UNITS.split())
def test_twice_the_text_is_no_more_than_about_twice_the_work(unit):
    assert work(unit * 400) < 2.5 * work(unit * 200) + 1000


def work(clause):
    """Return how many lines of the package are run to read a clause."""
    lines = 0

    def count(frame, event, _):
        nonlocal lines
        lines += event == "line"
        return count if "tasks" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        scan(clause)
    finally:
        sys.settrace(before)
    return lines


def clause_of(text):
    return side_by_side(*cut([text]))


@labelled(
    ("把学习、宣传成效转化为能力", [("转化", "学习、宣传成效")]),
    (
        "坚持把民生放在首位、落实责任",
        [("坚持", ""), ("放", "民生"), ("落实", "责任")],
    ),
)
def test_what_one_clause_fronts_is_not_kept_for_the_next(clause, expected):
    assert [pairs(clause), pairs("落实责任"), pairs(clause)] == [
        expected,
        [("落实", "责任")],
        expected,
    ]


@labelled(
    ("深入学习宣传贯彻精神", ["学习", "宣传", "贯彻"]),
    ("突出抓好落实", ["抓好"]),
    ("突出重点工作", ["突出"]),
)
def test_verbs_side_by_side_are_told_from_any_of_them(clause, expected):
    known = clause_of(clause)
    run, end = run_from(known, known.words.index(expected[0]))
    assert [known.words[at] for at in run] == expected
    last = run_from(known, run[-1])
    assert last == ([run[-1]], end)


def classes_read():
    """Return each word class that the source of the package names."""
    named = re.compile(r'(?:listed|words_of)\("(\w+)"\)|(?<!P)<(\w\w+)>')
    package = Path(PACKAGE.__file__).parent
    files = [*sorted(package.glob("*.py")), package.parent / "tokens.py"]
    found = (named.findall(path.read_text("utf-8")) for path in files)
    return {one or other for pairs in found for one, other in pairs}


def test_the_list_holds_the_classes_that_the_rules_read_and_no_others():
    held = read_lexicon("task_words")
    assert classes_read() == set(held["class"]) == VALUES["task_words", "class"]


def test_every_class_says_what_it_does():
    first = read_lexicon("task_words").groupby("class")["note"].first()
    assert (first != "").all()


def patterns():
    """Return every regular expression of the package."""
    modules = [
        module
        for name, module in sys.modules.items()
        if name.startswith(PACKAGE.__name__)
    ]
    values = [value for module in modules for value in vars(module).values()]
    return sorted({v.pattern for v in values if isinstance(v, re.Pattern)})


@pytest.mark.parametrize("pattern", patterns())
def test_no_pattern_repeats_what_repeats(pattern):
    assert not nested(branches(pattern))


@pytest.mark.parametrize("pattern", patterns())
def test_no_search_begins_anew_inside_what_repeats(pattern):
    assert not restarts(branches(pattern))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("a*b", True),
        ("x(?:ab)+$", True),
        ("“[^”]*”", True),
        ("^a*b", False),
        ("“[^“”]*”", False),
        ("a{1,9}b", False),
        ("a{2,}b", True),
        ("ab*", False),
        ("c|(?:d|a*?b)", True),
        (r"[)*]\*b", False),
    ],
)
def test_a_search_that_begins_anew_is_noticed(pattern, said):
    assert restarts(branches(pattern)) == said


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("(a+)+b", True), ("(ab)+c*", False), ("(?:x|(?:ya*){2,})", True)],
)
def test_a_repeated_repetition_is_noticed(pattern, said):
    assert nested(branches(pattern)) == said


class Item(NamedTuple):
    """What a pattern is made of: a sign, a class or a group, and if it may go on."""

    text: str
    inside: list  # of a group: its branches, each a list of items
    endless: bool


SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.S)
GROUP = re.compile(r"\((?:\?(?::|=|!|<=|<!))?")
REPEATED = re.compile(r"(?:([*+]|\{\d*,\})|\?|\{\d+(?:,\d+)?\})[?+]?")


def branches(pattern):
    """Return the branches of a pattern, as far as repetition needs them."""
    found, end = _branches(pattern, 0)
    assert end == len(pattern)
    return found


def _branches(pattern, at):
    found = [[]]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found.append([])
            at += 1
            continue
        inside, group = [], GROUP.match(pattern, at)
        begin, at = at, (group or SIGN.match(pattern, at)).end()
        if group:
            inside, at = _branches(pattern, at)
            at += 1
        text = pattern[begin:at]
        if group and group[0] not in ("(", "(?:"):
            inside = []  # what is only looked at repeats nothing
        repeated = REPEATED.match(pattern, at)
        at = repeated.end() if repeated else at
        found[-1].append(Item(text, inside, bool(repeated and repeated[1])))
    return found, at


def nested(found, inside=False):
    """Say whether an unbounded repetition stands inside another."""
    return any(
        (item.endless and inside) or nested(item.inside, inside or item.endless)
        for items in found
        for item in items
    )


def restarts(found):
    """Say whether a search can begin at each place that a repetition ran over.

    It cannot behind ^, nor behind a sign that the repetition does not take; and what
    a repetition at the very end ran over is found, and is not searched again.
    """
    for items in found:
        if items and items[0].text == "^":
            continue
        for place, item in enumerate(items):
            endless = item.endless and place + 1 < len(items)
            if (endless and not opened(items, place)) or restarts(item.inside):
                return True
    return False


def opened(items, place):
    """Say whether a repetition stands behind a sign that it does not take."""
    repeated = items[place].text
    excluded = list(repeated[2:-1]) if repeated.startswith("[^") else []
    before = items[place - 1].text if place else ""
    return re.sub(r"^\\(?=\W)", "", before) in excluded


@labelled(
    ("主动为群众排忧解难", ["排忧解难"]),
    ("更好为人民服务", ["服务"]),
    ("给干事者鼓劲", ["鼓劲"]),
    ("为民服务水平不断提高", []),
    ("到外地参观学习", ["参观", "学习"]),
    ("为发展注入强大动力", ["注入"]),
    ("为建设美丽中国贡献力量", ["贡献"]),
    ("为强国建设作出新的更大贡献", ["作出"]),
    ("从政策、平台两个方面统筹发力", ["统筹", "发力"]),
)
def test_what_is_done_for_somebody_closes_the_clause(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("坚持把政治建设摆在首位", ["坚持", "摆"]),
    ("把资金用在民生急需处", ["用"]),
    ("将新镇区建设成为民心工程", ["建设"]),
    ("注重把理论学习与实践相结合", ["注重", "结合"]),
    ("把家庭经营同大市场连接起来", ["连接"]),
    ("把群众关心关注的问题作为重点", []),
    ("对本书作了推介", ["作"]),
    ("政府作风建设形成常态化机制", []),
)
def test_where_a_thing_is_put_is_no_part_of_the_verb(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("1987年提高到9.6元", []),
    ("明年扩大到中部和东部地区", []),
    ("近3年提升21个百分点", []),
    ("把补助标准提高到40元", ["提高"]),
    ("今年扩大免疫规划范围", ["扩大"]),
    ("利用外资水平进一步提高", []),
    ("进一步提高利用外资水平", ["提高"]),
    ("灾后恢复重建顺利推进", []),
    ("研究部署、扎实推进", ["研究", "部署", "推进"]),
    ("治理整顿取得了显著成效", []),
    ("货币信贷投放过快", []),
)
def test_what_rose_or_went_well_by_itself_is_no_task(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("弘扬尊重劳动、尊重知识、尊重人才的良好风气", ["弘扬"]),
    ("突破增强竞争力、维护国家安全的技术问题", ["突破"]),
    ("发挥文化引导社会、推动发展的功能", ["发挥"]),
    ("把法治精神贯穿于政府决策、执行、落实的全过程", ["贯穿"]),
    ("贯彻执行以经济建设为中心的路线", ["贯彻", "执行"]),
    ("健全应对贸易争端的有效机制", ["健全"]),
    ("抓紧完善鼓励服务贸易的政策措施", ["完善"]),
    ("建设面向全国的交易中心", ["建设"]),
    ("建设职能科学、结构优化的服务型政府", ["建设"]),
    ("引领产业创新、带动全面创新", ["引领", "带动"]),
    ("完善防范化解债务风险工作机制", ["完善"]),
    ("高举和平、发展、合作旗帜", ["高举"]),
    ("严格执行建设项目用地标准", ["执行"]),
    ("争当全面深化改革排头兵", ["争当"]),
    ("在深化改革中拓展新空间、开创新局面", ["拓展", "开创"]),
)
def test_verbs_that_describe_the_object_are_no_tasks(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("建成运营科技大市场", ["建成", "运营"]),
    ("复制推广自贸区经验", ["复制", "推广"]),
    ("新建续建保障性安居工程", ["新建", "续建"]),
    ("我乡重点投入资金", ["投入"]),
    ("全社会研发投入增长9.4%", []),
    ("争取更多重大项目落地湖北", ["争取"]),
    ("争取上级资金和吸引社会投资", ["争取", "吸引"]),
    ("及时制定分解表", ["制定"]),
    ("污水处理厂完成改造", []),
    ("支持发展中国家维护正当权益", ["支持"]),
    ("人民解放军完成重大任务", []),
    ("防范系统性金融风险", ["防范"]),
    ("中心全面深化改革工作情况报告", []),
    ("听取改革工作情况报告", ["听取"]),
    ("推进全区又快又好发展的关键之年", []),
)
def test_works_are_built_and_run_and_names_hold_no_verbs(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("保护好运用好传承好历史文化", ["保护", "运用", "传承"]),
    ("保护好环境", ["保护"]),
    ("教育、感化、挽救违法青少年", ["教育", "感化", "挽救"]),
    ("加强教育、培训、推广工作", ["加强"]),
    ("揭露和批判其本质", ["揭露", "批判"]),
)
def test_verbs_in_a_row_share_the_object_behind_the_last(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("“一县一策”壮大特色产业", ["壮大"]),
    ("“省市共建、一室一策”支持实验室运营", ["支持"]),
    ("“一带一路”建设成效显著", []),
    ("“双减”试点顺利完成", []),
)
def test_what_is_done_one_by_one_is_no_subject(clause, expected):
    assert verbs(clause) == expected


@labelled(
    ("投资6亿元的购物广场正式营业", []),
    ("投资6亿元新建购物广场", ["投资", "新建"]),
    ("发挥比较优势、激发动能的上升期", []),
    ("发挥比较优势、激发动能", ["发挥", "激发"]),
    ("在贯彻全会精神的关键时刻", []),
)
def test_what_a_sum_or_a_moment_is_said_of_is_no_task(clause, expected):
    assert verbs(clause) == expected
