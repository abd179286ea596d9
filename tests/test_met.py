"""What came of a target: each rule on a small text, with a twin that lies beyond."""

import json
import sys

import pandas as pd
import pytest
from conftest import ROOT, SHARED
from matplotlib.figure import Figure
from test_sizes import outside, seen, touching

from analysis.compare.targets import targets
from analysis.compare.targets.over_years import with_previous
from analysis.count.quantities import quantities
from analysis.say.findings import kept
from analysis.show.charts import chart, drawable
from analysis.show.charts.targets import plot_met

sys.path.insert(0, str(ROOT / "benchmarks"))
import targets as measure

REPORTS = ROOT / "data" / "reports"


def years(*texts):
    """Return clauses of reports on 2023, 2024, …: of each its review and its plan."""
    rows = []
    for n, sides in enumerate(texts):
        at = 0
        for role, text in zip(("review", "plan"), sides, strict=True):
            year = 2023 + n + (role == "plan")
            for m, sentence in enumerate(text.split("。")):
                for clause in filter(None, sentence.split("，")):
                    rows.append((f"r{n}", at, f"{role}{m}", role, year, at, clause))
                    at += len(clause) + 1
    columns = "report clause sentence role year start text".split()
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(part="", section="", item="")


def over_years(*texts):
    clauses = years(*texts)
    found = quantities(clauses)
    table = with_previous(targets(clauses, found), clauses, found)
    return table.assign(review_year=table["report"].str[1:].astype(int) + 2023)


def came_of(plan, review, plan_after=""):
    """Return what came of one target: whether it was met, "?" where that is open."""
    table = over_years(("", plan), (review, plan_after))
    met = table.loc[table["previous_target"].notna(), "met"].tolist()
    return ["?" if pd.isna(one) else bool(one) for one in met]


@pytest.mark.parametrize(
    ("plan", "review", "met"),
    [
        ("粮食产量520万吨以上", "粮食产量520万吨", True),
        ("粮食产量520万吨以上", "粮食产量519.9万吨", False),
        ("粮食产量不低于520万吨", "粮食产量514万吨", False),
        ("旅游收入突破50亿元", "旅游收入56.4亿元", True),
        ("城镇登记失业率4.5%以内", "城镇登记失业率4.5%", True),
        ("城镇登记失业率4.5%以内", "城镇登记失业率4.6%", False),
        ("城镇调查失业率控制在5.5%左右", "城镇调查失业率5.2%", True),
        ("居民消费价格涨幅3%左右", "居民消费价格上涨2.1%", True),
        ("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降3.1%", True),
        ("单位地区生产总值能耗下降3%", "单位地区生产总值能耗下降2.9%", False),
        ("出口增长3%", "出口下降5.4%", False),
        ("地区生产总值增长5%—5.5%", "地区生产总值增长5%", True),
        ("地区生产总值增长5%—5.5%", "地区生产总值增长6%", True),
        ("地区生产总值增长5%—5.5%", "地区生产总值增长4.9%", False),
    ],
)
def test_each_comparator_is_honoured(plan, review, met):
    assert came_of(plan, review) == [met]


@pytest.mark.parametrize(
    ("target", "result", "met"),
    [
        ("5.5%左右", "5.45%", True),
        ("5.5%左右", "5.44%", False),
        ("5.5%", "5.45%", False),
        ("约5.5%", "5.8%", True),
        ("6%左右", "5.5%", True),
        ("6%左右", "5.4%", False),
    ],
)
def test_about_is_half_a_unit_of_the_last_digit_written(target, result, met):
    assert came_of(f"固定资产投资增长{target}", f"固定资产投资增长{result}") == [met]


def test_about_holds_for_ceilings_the_other_way():
    plan = "城镇调查失业率5.5%左右"
    assert came_of(plan, "城镇调查失业率5.55%") == [True]
    assert came_of(plan, "城镇调查失业率5.6%") == [False]


def test_a_result_that_is_a_bound_tells_only_what_it_holds():
    assert came_of("国家高新技术企业突破1.5万家", "国家高新技术企业超1.5万家") == [True]
    assert came_of("国家高新技术企业突破1.5万家", "国家高新技术企业超1.4万家") == ["?"]
    assert came_of("PM2.5平均浓度20微克以下", "PM2.5平均浓度低于19微克") == [True]
    assert came_of("易地扶贫搬迁280万人", "易地扶贫搬迁近280万人") == ["?"]
    assert came_of("易地扶贫搬迁280万人", "易地扶贫搬迁近300万人") == [True]


def test_growth_is_never_held_against_a_level():
    assert came_of("地区生产总值增长5%", "地区生产总值500亿元") == ["?"]
    assert came_of("粮食产量520万吨", "粮食产量增长2%") == ["?"]


def test_units_are_converted_where_that_is_exact():
    table = over_years(("", "城镇新增就业5万人"), ("城镇新增就业51000人", ""))
    row = table.dropna(subset="previous_target").iloc[0]
    assert row[["result", "unit", "previous_target"]].tolist() == [51000, "人", 50000]
    assert row["previous_text"] == "5万人" and row["met"]


def test_the_target_stands_in_the_row_of_the_result_and_the_next_target():
    table = over_years(
        ("", "固定资产投资增长5.5%左右"),
        ("固定资产投资增长5.8%", "固定资产投资增长6%"),
    )
    row = table[table["report"] == "r1"].squeeze()
    told = row[["previous_target", "result", "target", "met", "previous_report"]]
    assert told.tolist() == [5.5, 5.8, 6.0, True, "r0"]
    assert (row["previous_comparator"], row["previous_text"]) == ("左右", "5.5%左右")
    assert (row["clause_previous"], row["start_previous"]) == (0, 8)


def test_growth_of_investment_is_that_of_fixed_investment_and_of_nothing_else():
    assert came_of("固定资产投资增长5.5%左右", "投资增长5.3%") == [False]
    assert came_of("固定资产投资增长5.5%左右", "工业投资增长5.3%") == ["?"]
    assert came_of("固定资产投资50亿元", "完成投资60亿元") == ["?"]


def test_a_result_without_a_next_target_is_found_too():
    table = over_years(("", "新建公园3个"), ("新建公园4个", "新建学校2所"))
    rows = table[table["report"] == "r1"].set_index("indicator")
    assert rows.loc["新建公园", ["previous_target", "result", "met"]].tolist() == [
        3,
        4,
        1,
    ]
    assert pd.isna(rows.loc["新建公园", "target"])
    assert pd.isna(rows.loc["新建学校", "previous_target"])


def test_what_fell_instead_of_rising_is_called_as_it_was_promised():
    table = over_years(("", "出口增长3%"), ("出口下降5.4%", ""))
    row = table[table["report"] == "r1"].squeeze()
    assert (row["indicator"], row["result"], row["result_text"]) == (
        "出口增长", -5.4, "−5.4%",
    )  # fmt: skip


def test_a_target_without_a_result_stays_and_nothing_is_said_of_it():
    table = over_years(("", "新建公园3个"), ("新建学校4所", ""))
    row = table[table["previous_target"].notna()].squeeze()
    assert row["indicator"] == "新建公园" and row["report"] == "r1"
    assert pd.isna(row["met"]) and pd.isna(row["result"])


def test_a_target_without_a_result_stands_beside_the_next_target():
    table = over_years(("", "新建公园3个"), ("工作顺利", "新建公园5个"))
    row = table[table["previous_target"].notna()].squeeze()
    assert (row["previous_target"], row["target"]) == (3, 5)
    assert pd.isna(row["met"])


def test_a_year_between_is_a_gap_and_no_target_of_the_year_before():
    texts = [("", "新建公园3个"), ("工作顺利", ""), ("新建公园4个", "")]
    table = over_years(*texts)
    assert table.loc[table["report"] == "r2", "previous_target"].isna().all()
    assert table.loc[table["report"] == "r1", "previous_target"].tolist() == [3]


def test_keeping_pace_is_no_number_and_is_never_met_or_not():
    plan = "居民收入增长与经济增长同步"
    table = over_years(("居民收入增长5%", plan), ("居民收入增长4%", ""))
    row = table[table["report"] == "r1"].squeeze()
    assert row["previous_text"] == "增长与经济增长同步"
    assert pd.isna(row["previous_target"]) and pd.isna(row["met"])


def test_a_goal_of_a_later_year_is_held_against_the_review_of_that_year():
    goal = "到2025年底文明实践站覆盖率达到100%，参与人数突破200万人次"
    table = over_years(
        ("", goal), ("文明实践站覆盖率达到90%", ""), ("文明实践站覆盖率100%", "")
    )
    own = table[table["previous_target"].notna()].set_index("indicator")
    assert set(own["report"]) == {"r2"}
    assert own.loc["文明实践站覆盖率", "met"] and len(own) == 2
    assert pd.isna(own.loc["参与人数", "met"])


def test_a_sum_of_the_years_is_no_goal_of_the_last():
    goal = "到2025年累计新建公园30个"
    table = over_years(("", goal), ("", ""), ("新建公园4个", ""))
    assert table["previous_target"].isna().all()


def test_a_goal_beside_a_target_of_the_year_before_is_a_row_of_its_own():
    table = over_years(
        ("", "到2025年森林覆盖率达到90%"),
        ("", "森林覆盖率达到95%"),
        ("森林覆盖率达到92%", ""),
    )
    own = table[table["report"] == "r2"].set_index("previous_report")
    assert own["met"].to_dict() == {"r1": False, "r0": True}


def test_a_plan_s_look_at_the_year_before_sets_no_target():
    clauses = years(("", "过去一年，地区生产总值增长10.3%，今年新建公园3个"))
    clauses["sentence"] = ["a", "b", "c"]
    texts = targets(clauses, quantities(clauses))["target_text"]
    assert [text for text in texts if text] == ["3个"]


# ── the samples ──


@pytest.fixture(scope="module")
def samples(years):
    return years


def goals():
    lines = (ROOT / "tests" / "gold" / "samples.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["kind"] == "goal"]


@pytest.mark.parametrize("goal", goals(), ids=lambda goal: goal["indicator"])
def test_the_goals_planted_in_the_samples_are_right(samples, goal):
    table = samples.targets
    rows = table[table["report"] == goal["reported_in"]]
    row = rows[rows["previous_target"].notna()].set_index("indicator")
    row = row.loc[goal["indicator"]]
    right = goal["right"]
    assert row["previous_report"] == goal["set_in"]
    assert row["met"] == right["met"]
    numbers = row[["previous_target", "previous_comparator", "result"]].tolist()
    assert numbers == [right["target"], right["comparator"], right["result"]]


def test_no_target_of_the_samples_has_a_result_where_the_next_report_has_no_figure(
    samples,
):
    rows = samples.targets[samples.targets["report"] == "2023-publicity"]
    assert len(rows) == 6  # those of the plan for 2023
    assert rows["met"].isna().all() and rows["result"].isna().all()


# ── what is said and shown ──


def test_the_sentence_counts_what_was_found_and_names_what_was_not_met():
    table = over_years(
        ("", "地区生产总值增长5.5%左右，新建公园3个，新建学校2所"),
        ("地区生产总值增长5.1%，新建公园3个", ""),
    )
    said = kept(table)[0]
    assert said.zh == (
        "2024年计划的3项有数字的目标，2024年总结找到结果的2项："
        "达到1项，未达到1项（生产总值增长 目标5.5%左右→5.1%）"
    )
    assert said.en == (
        "Of 3 targets with figures in the 2024 plan, the 2024 review has a result for "
        "2: 1 met, 1 not met (GDP growth target about 5.5%, result 5.1%)"
    )
    places = set(zip(said.evidence["report"], said.evidence["clause"], strict=True))
    assert len(places) == 4 and {report for report, _ in places} == {"r0", "r1"}


@pytest.mark.parametrize(
    ("review", "said"),
    [
        ("新建学校4所", False),  # none of four
        ("新建公园3个。新建桥梁2座", False),  # two of four, both met
        ("新建公园3个。新建桥梁2座。种树500亩", True),
        ("新建公园2个", True),  # one, and missed
    ],
)
def test_of_a_year_is_told_only_where_enough_is_found_or_one_is_missed(review, said):
    plan = "新建公园3个。新建桥梁2座。种树500亩。修建公路70公里"
    found = kept(over_years(("", plan), (review, "")))
    assert bool(found) == said and not any("未完成" in one.zh for one in found)


def test_a_whole_and_its_parts_are_one_target():
    plan = "安排重点项目10个，其中工业项目3个，农业项目7个"
    review = "新建桥梁2座，新建公园3个，种树500亩"
    plan = f"{plan}，{review}"
    assert "2024年计划的4项有数字的目标" in told_of(plan, review)
    other = plan.replace("7个", "8个")  # these are no parts of the ten
    assert "2024年计划的6项有数字的目标" in told_of(other, review)
    apart = "新建公园5个。改造农贸市场2个。建设停车场3个。种树500亩。新建桥梁4座"
    review = "新建公园5个，种树500亩，新建桥梁4座"
    assert "2024年计划的5项有数字的目标" in told_of(apart, review)


def told_of(plan, review):
    sides = ("", plan), (review, "")
    return kept(over_years(*sides), years(*sides))[0].zh


@pytest.mark.parametrize(
    ("plan", "review"),
    [
        ("园区入园企业达到14家", "园区入驻企业达到8家"),
        ("新增商业营业面积15万平方米", "新增商业面积10万平方米"),
    ],
)
def test_a_result_in_slightly_other_words_is_found(plan, review):
    assert came_of(plan, review) == [False]


def test_a_target_is_called_as_the_plan_has_it():
    table = over_years(("", "新建主干道路5条"), ("主干道路完工3条", ""))
    row = table.dropna(subset="previous_target").iloc[0]
    assert (row["previous_target"], row["result"]) == (5, 3)
    assert row["indicator"] in ("新建主干道路", "主干道路")


def test_what_a_goal_is_good_for_is_no_second_goal():
    text = "地区生产总值增长6.5%，6.5%的增速可以实现充分就业"
    table = over_years(("", text), ("地区生产总值增长7%", ""))
    assert table["previous_target"].notna().sum() == 1


def test_what_a_plan_says_to_stand_is_no_target_and_the_year_before_a_result():
    table = over_years(("", "已建成的主要有：学校3所"))
    assert table["target"].isna().all()
    clauses = years(("", "过去一年，地区生产总值增长9%"), ("", "")).assign(sentence=0)
    table = targets(clauses, quantities(clauses))
    assert table["target"].isna().all()
    assert table["result"].tolist() == [9]


def test_a_main_indicator_is_followed_over_three_years_and_not_over_two():
    plan, review = "地区生产总值增长{}%", "地区生产总值增长{}%"
    texts = [
        ("", plan.format(8)),
        (review.format(9), plan.format(7)),
        (review.format(6), plan.format(6)),
        (review.format(5), ""),
    ]
    said = [finding.zh for finding in kept(over_years(*texts))]
    assert (
        "生产总值增长目标和总结里的结果都找到的3年中，达到1年（2024年8%→9%），"
        "未达到2年：2025年7%→6%；2026年6%→5%"
    ) in said
    assert not any("3年中" in one.zh for one in kept(over_years(*texts[:3])))


def over(*pairs):
    """Return what is said of growth that was promised and came, year by year."""
    told = [f"地区生产总值增长{came}%" for _, came in pairs]
    hoped = [f"地区生产总值增长{hoped}%" for hoped, _ in pairs]
    found = kept(over_years(*zip(["", *told], [*hoped, ""], strict=True)))
    return next(one for one in found if one.subject)


def test_every_year_that_missed_its_target_is_named():
    many = over((8, 7), (8, 9), (8, 9), (8, 9), (8, 9), (8, 9))
    assert many.zh == (
        "生产总值增长目标和总结里的结果都找到的6年中，达到5年（最近2029年8%→9%），"
        "未达到1年：2024年8%→7%"
    )
    none = over((8, 7), (8, 6), (8, 5))
    assert none.zh == (
        "生产总值增长目标和总结里的结果都找到的3年都未达到：2024年8%→7%；2025年8%→6%；2026年8%→5%"
    )
    all_ = over((8, 9), (7, 9), (6, 9))
    assert all_.zh == (
        "生产总值增长目标和总结里的结果都找到的3年都达到（2024年8%→9%；2025年7%→9%；2026年6%→9%）"
    )
    assert none.en.startswith(
        "GDP growth: none of the targets of 3 years was met: 2024 target 8%, result 7%"
    )


def test_targets_missed_by_most_are_named_first():
    names = "地区生产总值 固定资产投资 社会消费品零售总额 进出口总额".split()
    plan = "，".join(f"{name}增长10%" for name in names) + "，地方财政总收入增长16%"
    review = "，".join(f"{name}增长{9 - k}%" for k, name in enumerate(names))
    said = kept(over_years(("", plan), (f"{review}，地方财政总收入增长0.4%", "")))[0]
    # by 98, 40, 30, 20 and, not named, 10 of a hundred
    assert (
        "未达到5项（如财政总收入增长 目标16%→0.4%；进出口增长 目标10%→6%；" in said.zh
    )
    assert "生产总值" not in said.zh


def test_local_revenue_is_called_so_where_the_texts_have_the_whole_besides():
    table = over_years(("", "地方财政总收入增长16%"), ("地方财政总收入增长0.4%", ""))
    for text, name in (("财政总收入29亿元", "地方财政总收入"), ("修路", "财政总收入")):
        clauses = pd.DataFrame({"report": ["r0"], "clause": [0], "role": ["review"]})
        said = kept(table, clauses.assign(text=text))[0].zh
        assert f"（{name}增长 目标16%→0.4%）" in said


@pytest.mark.parametrize(
    "review",
    [
        "商贸城开业，新增就业3000人。全年实现新增就业5650人",
        "全年实现新增就业5650人。商贸城开业，新增就业3000人",
    ],
)
def test_of_two_results_the_one_of_the_whole_year_is_held_against_the_target(review):
    said = kept(over_years(("", "新增就业5700人以上"), (review, "")))[0].zh
    assert "目标5700人以上→5650人" in said


def test_a_review_mostly_of_five_years_is_called_so():
    table = over_years(("", "新建公园3个"), ("新建公园3个", ""))
    for opening, called in (("过去五年成就显著", True), ("一年来成就显著", False)):
        clauses = pd.DataFrame({"report": ["r1", "r1"], "role": "review"})
        clauses = clauses.assign(clause=[0, 1], text=[opening, "新建学校4所"])
        said = kept(table, clauses)[0].zh
        assert said.endswith("（该总结以五年为主）") == called


def test_a_report_alone_says_nothing_of_the_years():
    assert kept(over_years(("新建公园3个", "新建公园4个"))) == []


def test_the_chart_marks_what_was_met(samples):
    assert "met" in drawable(samples)
    for size, lang in (("page", "zh"), ("slide", "zh"), ("half", "en")):
        assert chart(samples, "met", size=size, lang=lang).axes
    texts = [text.get_text() for text in plot_met(samples.targets).texts]
    assert texts.count("✓ 达到") == 3 and texts.count("× 未达到") == 1


@pytest.mark.parametrize("inches", [(4, 3), (9, 3.5), (13.333, 7.5)])
def test_the_chart_holds_its_words_in_axes_of_any_size(samples, inches):
    figure = Figure(figsize=inches)
    plot_met(samples.targets, ax=figure.subplots())
    words = seen(figure)
    assert not touching(words) and not outside(figure, words)


def test_the_labels_of_two_pairs_of_years_are_met():
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real reports are kept outside")
    for file, rows, truth in measure.promises("dev"):
        scores, _ = measure.came_of(rows, truth)
        assert scores["met"].precision >= 0.9, file
        assert scores["results"].recall >= 0.8, file
