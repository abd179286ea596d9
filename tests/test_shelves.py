"""Reports stand side by side where one body's, or one year's; nothing is pooled."""

import pandas as pd
import pytest
from conftest import ROOT

from analysis import InputError
from analysis.flow import TABLES, Flow
from analysis.read.reports import read_reports
from analysis.read.reports.shelves import shelf_of, shelves
from analysis.schema import schema

REPORTS = ROOT / "data" / "reports"


def listed(*rows):
    columns = ["report", "body", "review_year"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"review_year": "Int64"})


def test_the_reports_of_one_body_stand_in_the_order_of_years():
    found = shelves(listed(["b", "甲县政府", 2023], ["a", "甲县人民政府", 2022])).found
    assert [shelf.reports for shelf in found] == [["a", "b"]]
    assert found[0].kind == "years"


def test_a_name_that_only_says_the_level_is_the_body_of_files_called_alike():
    same = listed(["2022_hai", "区政府", 2021], ["2023_hai", "海区政府", 2022])
    other = listed(["2022_hai", "区政府", 2021], ["2023_yue", "海区政府", 2022])
    assert [shelf.name for shelf in shelves(same).found] == ["海区政府"]
    assert shelves(other).found == []


def test_two_cities_that_do_not_say_their_name_are_two_bodies():
    found = shelves(listed(["a", "市政府", 2023], ["b", "市政府", 2024]))
    assert found.found == []


def test_a_year_twice_is_left_out_and_said():
    found = shelves(
        listed(["a", "甲县", 2022], ["b", "甲县", 2023], ["b2", "甲县", 2023])
    )
    assert found.found[0].reports == ["a", "b"]
    assert found.left_out == {
        "b2": "b is of the same body and reviews the same year, 2023"
    }


def test_a_report_without_a_year_stands_on_no_shelf():
    found = shelves(listed(["a", "甲县", None], ["b", "甲县", 2023]))
    assert not found.found
    assert "no year" in found.left_out["a"]


def test_bodies_of_one_year_stand_side_by_side():
    rows = listed(["a", "甲省", 2024], ["b", "乙省", 2024], ["c", "乙省", 2025])
    kinds = [(shelf.kind, shelf.name, shelf.reports) for shelf in shelves(rows).found]
    assert kinds == [("years", "乙省", ["b", "c"]), ("bodies", "2024", ["a", "b"])]
    kind, why = shelf_of(rows)
    assert kind == ""
    assert "neither" in why


def test_no_table_of_several_reports_pools_them(years):
    """Every row names its report, and the rows of each are those of it alone."""
    for name in TABLES:
        needs = schema()[name].needs
        apart = needs & {"years", "bodies", "superior"} or name == "norms"
        if apart or TABLES[name].over_years:
            continue
        table = getattr(years, name)
        assert {"report", "report_target"} & set(table), name
        for report, alone in years.each.items():
            own = getattr(alone, name)
            if "report" in table:
                rows = table[table["report"] == report].reset_index(drop=True)
                columns = [column for column in own if column != "removals"]
                pd.testing.assert_frame_equal(
                    rows[columns], own[columns], check_dtype=False, obj=name
                )


def test_a_table_told_over_the_years_keeps_the_rows_of_each_report(years):
    """What was promised for a year is added; what the report says stays as it is."""
    assert [name for name in TABLES if TABLES[name].over_years] == ["targets"]
    assert "targets" in years.available
    for report, alone in years.each.items():
        rows = years.targets[years.targets["report"] == report]
        rows = rows[rows["clause_target"].notna() | rows["clause_reference"].notna()]
        own = alone.targets
        said = [name for name in own if "previous" not in name and name != "met"]
        rows = rows[said].reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, own[said], check_dtype=False)


def test_every_row_of_several_reports_has_a_year(years):
    for name in years.each["2023-publicity"].available:
        if name not in ("norms", "removals", "tokens"):
            assert {"year", "review_year"} & set(getattr(years, name)), name


def test_what_is_known_of_each_report_is_not_made_again(years):
    flows = list(years.each.values())
    again = Flow.of(flows, scheme=years.scheme)
    assert list(again.each.values()) == flows
    assert again.clauses.equals(years.clauses)


def test_the_evidence_of_a_row_is_of_its_report(years):
    rows = years.emphasis[years.emphasis["n_target"] > 0]
    for n in (0, len(rows) - 1):
        row = rows.iloc[n]
        behind = years.evidence("emphasis", row)
        assert set(behind["report"]) == {row["report"]}
        assert (behind["role"] == "plan").sum() == row["n_target"]


def test_reports_that_share_neither_body_nor_year_are_refused_in_one_line(tmp_path):
    for name, body, year in (("a", "甲镇", 2021), ("b", "乙镇", 2024)):
        text = f"{body}{year}年工作总结\n一、{year}年工作情况\n开展培训。\n"
        text += f"二、{year + 1}年工作计划\n推进项目。\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    flow = Flow(read_reports(sorted(tmp_path.glob("*.txt"))))
    for name in TABLES:
        if schema()[name].needs & {"years", "bodies"}:
            with pytest.raises(InputError, match="neither of one body") as error:
                getattr(flow, name)
            assert "\n" not in str(error.value)
