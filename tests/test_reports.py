"""The reports table: key, title, body, years, removals."""

import pytest
from conftest import REPORT

from analysis import InputError
from analysis.reports import heading_role, read_reports, removals, report_years


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
