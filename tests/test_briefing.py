"""The main job: the whole folder, small reports too, and nothing half written."""

import pandas as pd
import pytest
from conftest import REPORT

from analysis import InputError
from analysis.flow import TABLES, Flow
from analysis.show.briefing import brief, findings
from analysis.show.charts import PLOTS

TINY = "题\n一、2023年工作总结\n好。\n二、2024年工作计划\n好。\n"
NO_ITEMS = """某局2023年工作总结
一、2023年工作情况
抓好意识形态工作，加强学习。做好安全生产工作。
二、2024年工作安排
抓好意识形态工作，推进改革创新。"""


def test_every_chart_is_there_in_every_format(briefing):
    names = {path.name for path in (briefing / "charts").iterdir()}
    forms = ("png", "svg", "pdf")
    drawn = set(PLOTS) - {"quantities", "targets"}  # the report names none
    assert names == {f"{name}.{form}" for name in drawn for form in forms}


def test_every_table_is_there_for_excel(briefing):
    assert {p.stem for p in (briefing / "tables").iterdir()} == set(TABLES)
    for path in (briefing / "tables").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_workbook_has_a_sheet_for_each_table_between_notes_and_origin(briefing):
    sheets = pd.read_excel(briefing / "tables.xlsx", sheet_name=None)
    assert len(sheets) == len(TABLES) + 2
    assert [*sheets][:: len(TABLES) + 1] == ["说明", "来源"]
    first = next(iter(sheets.values()))
    assert first["怎样得来"].notna().all()


def test_page_and_tables_say_the_same_numbers(briefing):
    page = (briefing / "index.html").read_text("utf-8")
    table = pd.read_csv(briefing / "tables" / "emphasis.csv")
    for row in table.itertuples():
        assert f"{row.share_target:.1%}" in page
        assert f"{row.share_reference:.1%}" in page


def test_the_same_report_gives_the_same_bytes(briefing, tmp_path):
    again = brief(REPORT, tmp_path)
    for path in sorted(p for p in briefing.rglob("*") if p.is_file()):
        assert path.read_bytes() == (again / path.relative_to(briefing)).read_bytes(), (
            path
        )


@pytest.mark.parametrize("text", [TINY, NO_ITEMS], ids=["tiny", "no items"])
def test_a_small_report_has_no_empty_chart_and_no_claim(tmp_path, text):
    path = tmp_path / "small.txt"
    path.write_text(text, encoding="utf-8")
    made = brief(path, tmp_path / "out")
    assert (made / "index.html").is_file()
    emphasis = pd.read_csv(made / "tables" / "emphasis.csv")
    assert set(emphasis["verdict"]) == {"too few"}


def test_findings_rest_on_clauses_of_the_plan_and_the_review(reports):
    for finding in findings(Flow(reports)):
        if finding.evidence is not None:
            assert len(finding.evidence)
            assert set(finding.evidence["role"]) <= {"plan", "review", "problems"}


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    stranger = tmp_path / "out" / "2023-publicity"
    stranger.mkdir(parents=True)
    (stranger / "thesis.docx").write_bytes(b"ten years of work")
    with pytest.raises(InputError, match="left alone"):
        brief(REPORT, tmp_path / "out")
    assert [p.name for p in stranger.iterdir()] == ["thesis.docx"]


def test_an_interrupted_run_leaves_the_old_result(tmp_path, monkeypatch):
    path = tmp_path / "small.txt"
    path.write_text(NO_ITEMS, encoding="utf-8")
    made = brief(path, tmp_path / "out")
    before = (made / "index.html").read_bytes()

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.show.briefing.write_workbook", interrupted)
    path.write_text(NO_ITEMS + "加强学习。", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        brief(path, tmp_path / "out")
    assert (made / "index.html").read_bytes() == before
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["small"]


ODD = {
    "emoji": "加强😀学习。",
    "rare": "加强𬱖学习，表彰𬱖同志。",
    "formula": "=1+1，<script>alert(1)</script>，$x^2$与{{ y }}。",
}


@pytest.mark.parametrize("name", ODD)
def test_any_character_of_a_report_comes_through(tmp_path, name):
    path = tmp_path / "odd.txt"
    text = f"题😀\n一、2023年工作总结\n{ODD[name]}\n二、2024年工作计划\n{ODD[name]}\n"
    path.write_text(text, encoding="utf-8")
    page = (brief(path, tmp_path / "out") / "index.html").read_text("utf-8")
    assert "图中以〓代替：😀（U+1F600）" in page or "〓代替" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("review", "plan"), [("的和了。", "的和了。"), ("……", "！！！"), ("好。", "")]
)
def test_a_report_without_words_is_one_line_or_a_briefing(tmp_path, review, plan):
    path = tmp_path / "bare.txt"
    text = f"题\n一、2023年工作总结\n{review}\n二、2024年工作计划\n{plan}\n"
    path.write_text(text, encoding="utf-8")
    try:
        brief(path, tmp_path / "out")
    except InputError as error:
        assert "\n" not in str(error)
        assert not (tmp_path / "out").exists()
