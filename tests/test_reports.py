"""The reports table: key, title, body, years, removals."""

import pytest
from conftest import REPORT

from analysis import InputError
from analysis.read.outline.title import title_of
from analysis.read.reports import heading_role, read_reports, removals, report_years
from analysis.read.reports.body import body_of
from analysis.read.reports.genre import other_genre
from analysis.read.reports.years import read_years


def test_the_bundled_report_says_what_it_is(reports):
    row = reports.iloc[0]
    assert row["report"] == "2023-publicity"
    assert row["title"] == "2023年市政府宣传工作总结"
    assert row["body"] == "市政府"
    assert (row["review_year"], row["plan_year"]) == (2023, 2024)


def test_the_paywall_tags_of_the_bundled_report_are_recorded(reports):
    raw = REPORT.read_text("utf-8").splitlines()
    found = removals(reports)
    assert found["what"].tolist() == ["##paidbegin##", "##paidend##"]
    for row in found.itertuples():
        assert row.what in raw[row.line - 1]
    assert "##" not in reports["text"].item()
    assert "等文明风尚志愿服务" in reports["text"].item()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2023年工作情况", "review"),
        ("过去五年工作回顾", "review"),
        ("2023年工作成效", "review"),
        ("问题与不足", "problems"),
        ("存在的问题", "problems"),
        ("2024年工作安排", "plan"),
        ("下一步工作打算", "plan"),
        ("2025年重点工作", "plan"),
        ("存在不足与下一步打算", "plan"),
        ("强化思想引领", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_text_is_for(heading, role):
    assert heading_role(heading) == role


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("某局\n一、2023年工作情况\n二、2024年工作安排", (2023, 2024)),
        ("某街道2022年工作总结和2023年工作计划\n一、党建\n二、民生", (2022, 2023)),
        ("2023年工作总结\n一、主要工作", (2023, None)),
        ("2024年工作要点\n一、党建", (None, 2024)),
        # two years for one role: neither is believed
        ("总结\n一、2020年工作情况\n二、2019年工作回顾", (None, None)),
        ("总结\n一、工作情况\n二、下一步打算", (None, None)),
        ("总结\n一、20xx年工作情况", (None, None)),
    ],
)
def test_years_are_read_from_headings_and_never_guessed(text, years):
    assert report_years(text) == years


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "a").mkdir()
    for path in (tmp_path / "x.txt", tmp_path / "a" / "x.txt"):
        path.write_text("题\n文", encoding="utf-8")
    with pytest.raises(InputError, match="same name"):
        read_reports([tmp_path / "x.txt", tmp_path / "a" / "x.txt"])


def test_missing_years_are_missing_not_a_number(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("题\n文", encoding="utf-8")
    table = read_reports([path])
    assert str(table["review_year"].dtype) == "Int64"
    assert table["review_year"].isna().all()


GWR = "某省政府工作报告\n——2025年1月20日在某省人民代表大会第三次会议上\n各位代表：\n"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # a government report reviews the year before its delivery
        (GWR + "一、过去一年工作回顾\n好。\n二、今年工作安排\n大。", (2024, 2025)),
        (GWR + "一、2024年工作回顾\n好。\n二、2025年重点工作\n大。", (2024, 2025)),
        (
            "1988年政府工作报告——１９８８年３月２５日在第七届大会第一次会议上\n各位代表！",
            (1987, 1988),
        ),
        (
            "二〇二六年一月二十七日在某省十四届人民代表大会第四次会议上\n各位代表：",
            (2025, 2026),
        ),
        # of half a year, the plan is for the same year
        (
            "2025年上半年工作总结\n一、2025年上半年工作情况\n二、2025年下半年工作计划",
            (2025, 2025),
        ),
        ("某局2020年工作总结\n一、2020 年工作情况", (2020, None)),
        # 关键之年 says nothing by itself
        ("某局总结\n2024年是关键之年。", (None, None)),
    ],
)
def test_years_follow_the_kind_of_document(text, years):
    assert report_years(text) == years


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年全区总结及2021年计划\n一、2020年水利工作情况", "2020"),
        ("某局总结\n一、2020年工作总结 2019年，我局做了很多工作，成绩很大。", "2019"),
        (
            "某镇2019年总结\n2020年是好年。收入由2020年的1元提高到2020年的2元。",
            "written over",
        ),
        ("某局2021年总结\n一、年主要工作\n好。", "blanked out"),
        ("某局20xx年总结\n一、工作情况\n好。", "blanked out"),
        ("某校总结\n2009学年第二学期工作情况", "school year"),
    ],
)
def test_what_makes_a_year_doubtful_is_said_and_the_year_left_missing(text, said):
    years = read_years(text)
    assert any(said in warning for warning in years.warnings)
    assert years.review is None


WORK = "\n一、主要工作\n全年完成产值44亿元，同比增长6%，各项任务圆满完成。\n"
NEXT = "二、{}\n要加强队伍建设，推进改革，力争增长7%。\n"
SPOKEN = "政府工作报告\n——{}在某区第十届人民代表大会第四次会议上\n各位代表：\n"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # two years of the title stand, whatever else is counted in years
        (
            "甲校2024年工作总结和2025年工作计划\n建校60年来，从教20年的教师有30名。"
            + WORK
            + NEXT.format("工作计划"),
            (2024, 2025),
        ),
        ("甲校2024年工作总结\n成立20年来，我校坚持改革。" + WORK, (2024, None)),
        (
            "甲校2024年工作总结和2025年工作计划\n2024-2025学年，我校招生300人。" + WORK,
            (2024, 2025),
        ),
        ("甲校2024-2025学年工作总结" + WORK, (None, None)),
        # of half a year, what comes next is of the same year
        ("甲局2024年上半年工作总结" + WORK + NEXT.format("下半年安排"), (2024, 2024)),
        ("甲局2024年上半年工作总结" + WORK + NEXT.format("下一步打算"), (2024, 2024)),
        ("甲局2025年半年工作总结" + WORK + NEXT.format("下半年打算"), (2025, 2025)),
        (
            "甲局上半年工作总结\n2024年上半年，我局完成了任务。"
            + WORK
            + NEXT.format("下半年工作安排"),
            (2024, 2024),
        ),
        ("甲局2024年1-9月工作总结" + WORK + NEXT.format("下一步打算"), (2024, 2024)),
        (
            "甲局2024年下半年工作总结和2025年上半年工作计划" + WORK,
            (2024, 2025),
        ),
        ("甲局2024年下半年工作总结" + WORK + NEXT.format("下一步打算"), (2024, None)),
        # the lead says what the title does not
        ("甲局工作总结\n2024年，我局在区委领导下取得成效。" + WORK, (2024, None)),
        ("甲局工作汇报\n现将我局2024年工作情况汇报如下：" + WORK, (2024, None)),
        (
            "甲局年度总结\n现将2024年工作总结和2025年工作计划报告如下：" + WORK,
            (2024, 2025),
        ),
        (
            "甲局工作要点\n2025年，我局将坚持稳中求进。\n一、任务\n要加强党建。",
            (None, 2025),
        ),
        # 年度各项工作 is no plan, nor is 重点工作安排 within a sentence
        (
            "甲局工作总结\n2024年，我局完成了年度各项工作任务和重点工作安排。" + WORK,
            (2024, None),
        ),
        # a plan that names no year is for the year after
        ("甲局2024年工作总结" + WORK + NEXT.format("下一步工作打算"), (2024, 2025)),
        ("甲局2024年工作总结" + WORK + NEXT.format("明年工作思路"), (2024, 2025)),
        ("甲乡五年工作总结\n2011年以来，我乡取得成效。" + WORK, (None, None)),
        ("甲局2024年10月份工作总结" + WORK + NEXT.format("下月计划"), (2024, None)),
        ("甲局2023年、2024年工作总结" + WORK, (None, None)),
        # 年 forgotten, and years in signs
        ("甲局2024工作总结及2025工作计划" + WORK, (2024, 2025)),
        ("2024甲局工作总结" + WORK, (2024, None)),
        ("甲局二○二四年度工作总结暨二○二五年工作要点" + WORK, (2024, 2025)),
        # a title on two lines
        ("甲局关于2024年工作总结\n和2025年工作计划的报告" + WORK, (2024, 2025)),
        # a speech up to July looks back on the year before, one in winter on its own
        (SPOKEN.format("2020年5月22日"), (2019, 2020)),
        (SPOKEN.format("2021年7月2日"), (2020, 2021)),
        (SPOKEN.format("2021年12月28日"), (2021, 2022)),
        (SPOKEN.format("2021年9月28日"), (None, None)),
        # Traditional text
        (
            "甲鎮2024年工作總結和2025年工作計劃\n一、工作總結\n開展學習12次。",
            (2024, 2025),
        ),
        (
            "甲鎮工作總結\n2024年，我鎮在縣委領導下取得成效。\n一、工作\n好。",
            (2024, None),
        ),
    ],
)
def test_years_are_those_that_title_lead_and_occasion_say(text, years):
    assert report_years(text) == years


def test_an_inferred_year_is_said_aloud():
    text = "甲局2024年工作总结" + WORK + NEXT.format("下一步工作打算")
    years = read_years(text)
    assert years.evidence[-1].where == "inferred: the year after the review"
    assert any("taken for 2025" in warning for warning in years.warnings)


def test_a_plan_of_which_two_years_are_said_is_not_inferred():
    text = (
        "甲局2024年工作总结"
        + WORK
        + "二、2025年工作安排\n要好。\n三、2026年工作安排\n要好。"
    )
    assert report_years(text) == (2024, None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["组配分类: 政府工作报告 文件编号:", "柳林街道工作报告"], "柳林街道工作报告"),
        (["索引号：1137/2025 文号：", "甲局2024年工作总结"], "甲局2024年工作总结"),
        (["已阅读5页,还剩4页未读", "甲局2024年工作总结"], "甲局2024年工作总结"),
        (["标题: | 甲街道2025年工作谋划 | ||"], "甲街道2025年工作谋划"),
        (["名  称：甲局2024年工作总结"], "甲局2024年工作总结"),
        (["【甲局2024年工作总结】"], "甲局2024年工作总结"),
        (["各位代表：", "现在，我代表镇政府报告工作，请予审议。"], ""),
        (["尊敬的各位领导、同志们：", "一、2024年工作总结"], ""),
        (["2024年，甲局在区委领导下完成了年度工作总结和各项计划。"], ""),
        (["现将我局2024年工作总结汇报如下："], ""),
        (["一、总体情况", "全年接件12件。"], ""),
        (
            ["甲校2025年工作总结和工作计划2025年,我校做了很多。"],
            "甲校2025年工作总结和工作计划",
        ),
        (
            ["甲局关于2024年工作总结", "和2025年工作计划的报告"],
            "甲局关于2024年工作总结和2025年工作计划的报告",
        ),
        (["甲鎮2024年工作總結"], "甲鎮2024年工作總結"),
        (
            ["在2026年全县教育工作会议上的讲话", "同志们："],
            "在2026年全县教育工作会议上的讲话",
        ),
        (["砥砺奋进谱新篇", "一、抓党建"], "砥砺奋进谱新篇"),
    ],
)
def test_a_title_names_the_document_and_is_no_line_of_the_page(lines, title):
    assert title_of(lines) == title


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("河西区2025年度法治政府建设情况报告", "河西区"),
        ("河西区法治政府建设2025年度情况报告", "河西区"),
        ("关于河西区2025年度推进法治政府建设情况的报告", "河西区"),
        ("河西区人大常委会2024年工作要点", "河西区人大常委会"),
        ("政协河西区委员会常务委员会工作报告", "政协河西区委员会常务委员会"),
        ("河西市第一中学2024年度工作总结", "河西市第一中学"),
        ("㵲水镇2024年工作总结", "㵲水镇"),
        ("𬒈镇2024年工作总结", "𬒈镇"),
        ("在县委、县政府的坚强领导下", ""),
        ("上半年全市工作总结", ""),
        ("2024年上半年工作总结", ""),
        ("我局2024年工作总结", ""),
        ("河西区教育局2025年上半年工作总结及下半年计划", "河西区教育局"),
        ("2022区委宣传部年终工作总结", "区委宣传部"),
        ("河西区乡村振兴工作总结", "河西区"),
        ("河西区乡村振兴局2024年工作总结", "河西区乡村振兴局"),
        ("河西区城市管理工作总结", "河西区"),
        ("河西区干部教育工作总结", "河西区"),
        ("中共河西区委社会工作部2024年工作总结", "中共河西区委社会工作部"),
        ("静江集团党委2025年度学习工作总结", "静江集团党委"),
        ("幸福社区2024年工作总结", "幸福社区"),
        ("2024年社区工作总结", ""),
        ("全椒县2024年工作总结", "全椒县"),
        ("本溪市2024年工作总结", "本溪市"),
        ("在2026年全县教育工作会议上的讲话", ""),
        ("在中共河西区委十四届六次全会上的报告", "中共河西区委"),
        ("青石鎮2024年工作總結和2025年工作計劃", "青石鎮"),
        ("河西监狱2024年工作总结", "河西监狱"),
        ("国网河西供电公司2024年工作总结", "国网河西供电公司"),
        ("三年级二班2024年工作总结", "三年级二班"),
    ],
)
def test_a_body_is_whom_the_title_names_without_time_or_topic(title, body):
    assert body_of(title) == body


def test_a_title_that_says_government_only_is_of_whom_the_speaker_names():
    opening = "现在，我代表海拉尔区人民政府，向大会报告工作"
    assert body_of("政府工作报告", opening=opening) == "海拉尔区人民政府"
    assert body_of("2024年工作总结", before="河西区教育局") == "河西区教育局"
    assert body_of("2024年工作总结", before="发布日期：2025-01-02") == ""


def test_a_review_of_five_years_keeps_its_span():
    text = GWR + "一、过去五年工作回顾\n好。\n二、2025年重点工作\n大。"
    assert read_years(text).span == (2020, 2024)


def test_options_overrule_the_list_and_the_list_the_text(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    path = folder / "x.txt"
    path.write_text("某局2022年工作总结\n一、2022年工作情况", encoding="utf-8")
    said = tmp_path / "reports.csv"
    header = "report,review_year,plan_year,body,note\n"
    said.write_text(header + "x,2019,2020,某局,补录\n", encoding="utf-8")
    row = read_reports([path]).iloc[0]
    assert (row["review_year"], row["plan_year"], row["body"]) == (2019, 2020, "某局")
    row = read_reports([path], review_year=2018).iloc[0]
    assert (row["review_year"], row["plan_year"]) == (2018, 2020)
    said.write_text(header + "x,二〇一九,,,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"reports\.csv:2: review_year is '二〇一九'"):
        read_reports([path])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "中国共产党第二十届中央委员会第二次全体会议公报\n全会由中央政治局主持。",
            "公报",
        ),
        (
            "中国共产党第十九届中央委员会第四次全体会议，于2019年10月28日在北京举行。",
            "公报",
        ),
        ("关于2023年预算执行情况与2024年预算草案的报告\n各位代表：", "预算"),
        ("某市市容条例\n第一条 为了市容。", "法律法规"),
        (
            "总则\n" + "\n".join(f"第{n}条 应当如此。" for n in "一二三四五六"),
            "法律法规",
        ),
        ("某市召开大会\n本报讯（记者 张三）会议指出。", "新闻"),
    ],
)
def test_other_genres_are_recognised(text, word):
    assert word in other_genre(text)


def test_no_work_report_is_taken_for_another_genre(corpus):
    for path in corpus:
        if path.parent.name in ("gwr", "gwr_oneline", "local", "web"):
            assert other_genre(path.read_text("utf-8-sig")) == "", path.name
