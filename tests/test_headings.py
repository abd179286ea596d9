"""The words of a heading say what the text under it is for, wherever it stands."""

import pandas as pd
import pytest

from analysis.read.outline import parse
from analysis.read.outline.headings import cues, heading_role, plain_role


def role_of(text, clause):
    clauses = parse(
        pd.DataFrame(
            {
                "report": ["r"],
                "text": [text],
                "review_year": [2024],
                "plan_year": [None],
            }
        )
    )
    rows = clauses.loc[clauses["text"].str.contains(clause, regex=False), "role"]
    assert rows.nunique() == 1, clauses[["role", "text"]].values.tolist()
    return rows.iloc[0]


PROBLEMS = """薄弱环节 短板弱项 困难与挑战 问题清单 主要差距 瓶颈问题
需要改进的地方 推进法治政府建设存在的不足和原因 存在问题及原因分析
工作中的短板 困难和问题 主要问题与不足 难点堵点 存在的薄弱环节和短板
目前存在的主要困难 问题及原因 面临的风险挑战 工作短板 差距与不足 痛点难点
制约瓶颈 有待改进之处 问题和短板弱项 主要矛盾和问题 存在的困难、问题和不足
正视差距与不足 遇到的主要困难""".split()
PLANS = """任务清单 拟开展的工作 工作规划 努力方向 2025年主要举措
2025年任务清单 2025年工作规划 2025年计划 2025年目标 今年主要举措
拟采取的措施 下一步举措 下步思路 后续工作安排 改进举措 整改方向 来年打算
今后努力方向 未来展望 应对措施 工作构想 2025年度重点任务清单 下阶段工作打算
明年工作思路""".split()
REVIEWS = """主要举措和成效 2024年主要举措及取得的成效 任务清单完成情况
工作规划实施情况 2024年重点项目完成情况 年度计划落实情况 问题整改情况
已开展的工作 主要工作成效 完成的主要工作 工作概况 上半年工作总结
2024年工作总结 计划执行情况""".split()
NEITHER = """主要举措 补齐短板弱项 破解瓶颈问题 应对风险挑战 强化问题导向
防范化解重大风险 着力解决突出问题 矛盾纠纷化解
聚焦民生痛点，解决急难愁盼问题 攻克难点堵点 实施人才引进计划 加大隐患排查
整治突出问题 群众反映强烈的突出问题 全面完成年度计划 化解各类矛盾
缩小城乡差距""".split()


@pytest.mark.parametrize(
    ("heading", "role"),
    [(heading, "problems") for heading in PROBLEMS]
    + [(heading, "plan") for heading in PLANS]
    + [(heading, "review") for heading in REVIEWS],
)
def test_a_heading_says_its_role_plainly(heading, role):
    assert heading_role(heading) == plain_role(heading) == role


@pytest.mark.parametrize("heading", NEITHER)
def test_what_is_done_about_problems_or_told_of_work_says_no_role(heading):
    assert cues(heading) == []


@pytest.mark.parametrize("heading", PROBLEMS)
@pytest.mark.parametrize("mark", ["二、", "（二）", "2.", "2 ", "第二部分 ", "## "])
def test_problems_are_problems_under_any_numeral(heading, mark):
    first, third = (mark.translate(str.maketrans("二2", to)) for to in ("一1", "三3"))
    text = (
        f"青石镇2024年工作总结\n{first}主要工作情况\n开展学习12次，新增就业500人。\n"
        f"{mark}{heading}\n人员力量有限，部分工作推进缓慢。\n"
        f"{third}下一步工作打算\n举办培训班6期。\n"
    )
    assert role_of(text, "人员力量有限") == "problems"
    assert role_of(text, "开展学习12次") == "review"
    assert role_of(text, "举办培训班6期") == "plan"


@pytest.mark.parametrize("heading", PLANS)
def test_plans_are_plans(heading):
    text = (
        "青石镇2024年工作总结和2025年工作计划\n一、2024年工作情况\n开展学习12次。\n"
        f"二、{heading}\n举办培训班6期。\n"
    )
    assert role_of(text, "举办培训班6期") == "plan"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("marks", ["一二", "1、2、", "##", "■■", "甲乙"])
def test_the_review_is_the_review_wherever_it_stands(order, marks):
    parts = [("2024年工作总结", "就业500人。"), ("2025年工作计划", "办好学校。")]
    half = len(marks) // 2
    numerals = {
        "一二": ["一、", "二、"],
        "甲乙": ["甲、", "乙、"],
        "##": ["## ", "## "],
    }
    signs = numerals.get(marks, [marks[:half], marks[half:]])
    lines = [
        f"{sign}{parts[n][0]}\n{parts[n][1]}"
        for sign, n in zip(signs, order, strict=True)
    ]
    text = "\n".join(["青石镇2024年工作总结和2025年工作计划", *lines])
    assert role_of(text, "就业500人") == "review"
    assert role_of(text, "办好学校") == "plan"


def test_a_part_before_the_problems_is_review_whatever_its_heading():
    text = (
        "青石镇2024年工作总结\n一、主要工作\n学12次。\n二、问题\n人少。\n三、打算\n做。"
    )
    assert role_of(text, "学12次") == "review"


@pytest.mark.parametrize("year", ["2024", "二〇二四", "二○二四", "二零二四"])
def test_a_year_in_any_signs_makes_a_heading_plain(year):
    assert plain_role(f"{year}年工作思路与重点工作任务的主要方面") == "plan"


def test_an_item_line_and_a_section_inside_the_other_side_have_their_own_role():
    text = (
        "青石镇2024年工作总结\n一、党建工作\n1.工作开展情况\n开展学习12次。\n2.存在的不足\n"
        "力量薄弱。\n3.下一步工作计划\n举办培训6期。\n二、民生工作\n（一）主要成效\n就业500人。\n"
        "（二）存在问题\n岗位不够。\n（三）下步打算\n新建学校2所。\n"
    )
    said = [
        "开展学习12次",
        "力量薄弱",
        "举办培训6期",
        "就业500人",
        "岗位不够",
        "新建学校2所",
    ]
    roles = ["review", "problems", "plan"] * 2
    assert [role_of(text, one) for one in said] == roles


WORLD = (
    "过去一年，外交工作取得显著成绩，与各国的友好合作稳步推进，"
    "成功举办了多场主场外交活动，国际地位和影响力明显提升，营造了良好环境。"
)
AHEAD = (
    "新的一年，我们将坚持和平发展道路，推动友好合作，"
    "为世界和平作出更大的贡献，办好多场主场外交活动。"
)


def test_a_review_inside_the_plan_is_review_and_what_follows_is_not():
    will = (
        "要加快推进项目建设，确保完成全年目标任务，"
        "力争投资增长百分之十，着力健全机制，做好各项服务。"
    )
    text = (
        "政府工作报告\n各位代表：\n一、2024年工作回顾\n全年完成投资十亿元，增长明显。\n"
        f"二、2025年主要任务\n（一）办学\n{will}\n（二）修路\n{will}\n{WORLD}\n{AHEAD}\n"
    )
    assert role_of(text, "外交工作取得显著成绩") == "review"
    assert role_of(text, "我们将坚持和平发展道路") == "plan"


def test_items_do_not_run_on_into_the_next_role():
    text = (
        "青石镇2024年工作总结\n一、工作情况\n1.强化学习。全年组织十二次。\n"
        "同时，我们也清醒看到，还存在一些问题和不足，基层力量薄弱。\n二、下步打算\n办学。\n"
    )
    clauses = parse(pd.DataFrame({"report": ["r"], "text": [text]}))
    assert set(clauses.loc[clauses["role"] == "problems", "item"]) == {""}
    assert set(clauses.loc[clauses["role"] == "plan", "item"]) == {""}
