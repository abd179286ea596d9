"""The reports table: key, title, body, years, removals."""

import pytest
from conftest import REPORT

from analysis import InputError
from analysis.read.reports import heading_role, read_reports, removals, report_years
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
