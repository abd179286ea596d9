"""The page of a shelf: reports are named, years told apart, and little is in a row."""

import shutil

import pandas as pd
import pytest

from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.say.findings.kept import last_kept
from analysis.show.briefing.contents import chapters
from analysis.show.charts import chart, drawable, finding_of
from analysis.show.charts.lettering import width, wrap
from analysis.show.charts.targets import reported
from analysis.show.export.page import Chapter, Chart, Finding, Table, write_page
from analysis.show.titles import names_of, source_of

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"/>'
WIDTHS = [1400, 400]


def foot(figure):
    """Return the line under a chart."""
    return "".join(figure.texts[-1].get_text().split())


def table_of(flow, name, lang="zh"):
    """Return a table as the page shows it."""
    found = chapters(flow, {f"{one}.svg": SVG for one in drawable(flow)}, lang)
    tables = [table for chapter in found for table in chapter.tables]
    return next(table for table in tables if table.name == name)


# ── what reports and charts are called ──


def test_the_line_under_a_chart_names_the_body_and_the_years(years):
    body = years.reports["body"].iloc[-1]
    said = f"来源：{body}工作报告3份（2022—2024年总结、2023—2025年计划）"
    assert foot(chart(years, "trends")) == said
    english = f"3 reports of “{body}” (2022–2024 review, 2023–2025 plan)"
    assert source_of(years.reports, "en") == english


def test_the_line_under_a_chart_names_the_bodies(bodies):
    said = "丙镇、乙镇、甲镇3个单位的报告（2023年总结、2024年计划）"
    assert foot(chart(bodies, "sisters")) == f"来源：{said}"


def test_of_many_bodies_three_are_named():
    towns = [f"{name}镇" for name in "甲乙丙丁戊"]
    reports = pd.DataFrame({"report": towns, "body": towns, "text": ""})
    reports = reports.assign(source="a.txt", title="", review_year=2023, plan_year=2024)
    said = source_of(reports)
    assert said == "甲镇、乙镇、丙镇等5个单位的报告（2023年总结、2024年计划）"
    named = "Reports of 5 bodies: “甲镇”, “乙镇”, “丙镇” and others"
    assert source_of(reports, "en") == f"{named} (2023 review, 2024 plan)"


def test_reports_of_a_shelf_are_called_by_year_or_body_and_never_by_their_file(
    years, bodies
):
    assert list(names_of(years.reports).values()) == [
        "2022年总结、2023年计划",
        "2023年总结、2024年计划",
        "2024年总结、2025年计划",
    ]
    assert list(names_of(bodies.reports).values()) == [
        f"{name}镇：2023年总结、2024年计划" for name in "丙乙甲"
    ]


def test_two_reports_that_would_be_called_the_same_are_told_apart_by_their_file():
    reports = pd.DataFrame({"report": ["a", "b"], "body": "甲镇", "text": ""})
    reports = reports.assign(review_year=2023, plan_year=2024)
    assert list(names_of(reports).values()) == [
        "a：2023年总结、2024年计划",
        "b：2023年总结、2024年计划",
    ]


# ── which rows of which year ──


def test_rates_of_delivery_say_of_which_plan_the_last_first(years):
    table = table_of(years, "delivery_rates").rows
    assert list(table)[:3] == ["year", "by", "name"]
    planned = table["year"].tolist()
    assert planned == sorted(planned, reverse=True) and set(planned) == {2023, 2024}
    assert (table["name"] != "").all()
    assert not table.duplicated(["year", "by", "name"]).any()


def test_every_row_of_a_table_in_another_order_leads_to_its_own_clauses(years):
    for name in ("delivery_rates", "delivery", "targets"):
        shown = table_of(years, name)
        behind = shown.evidence.groupby("row")["report"].agg(set)
        last = years.reports["report"].iloc[-1]
        if name == "targets":
            assert last in behind[0]
        if name == "delivery":
            texts = shown.evidence[shown.evidence["row"] == 0]["text"]
            assert shown.rows["task"].iloc[0] in texts.tolist()
        if name == "delivery_rates":
            n = shown.evidence["row"].value_counts()
            assert n.sort_index().tolist() == shown.rows["n"].tolist()


def test_targets_with_a_result_stand_before_the_others_the_last_year_first(years):
    table = table_of(years, "targets").rows
    known = (table["previous_text"] != "") & (table["result_text"] != "")
    assert known.iloc[: known.sum()].all()
    for rows in (table[known], table[~known]):
        assert rows["review_year"].is_monotonic_decreasing


def test_the_chart_of_what_was_met_draws_the_year_of_its_title(years):
    drawn = reported(years.targets)
    year = drawn["review_year"].unique().item()
    assert f"{year}年总结" in finding_of(years, "met")
    texts = [text.get_text() for text in chart(years, "met").axes[0].texts]
    assert f"{year}年结果" in texts


@pytest.mark.parametrize("opening", ["过去五年", "一年来"])
def test_the_chart_of_what_was_met_says_that_its_review_is_of_five_years(
    tmp_path, opening
):
    told = {
        2023: "新建学校1所。\n二、2024年工作计划\n新建学校2所，新建公园3个。",
        2024: f"{opening}，我镇修路，架桥，通水，通电，通网，通车。\n"
        "2024年，新建学校2所，新建公园2个。\n二、2025年工作计划\n修路。",
    }
    for year, text in told.items():
        file = tmp_path / f"{year}.txt"
        file.write_text(f"甲镇{year}年工作总结\n一、{year}年工作情况\n{text}", "utf-8")
    flow = Flow(read_reports(sorted(tmp_path.glob("*.txt"))))
    said = last_kept(flow.targets, flow.clauses).zh
    assert said.startswith("2024年计划的2项有数字的目标")
    assert said.endswith("（该总结以五年为主）") == ("五年" in opening)


def test_the_chart_of_delivery_says_of_which_plan_it_is(years):
    assert finding_of(years, "delivery").startswith("2024年计划的任务在2024年总结中：")
    texts = [text.get_text() for text in chart(years, "delivery").axes[0].texts]
    assert "2024年找到/任务" in texts


# ── lines of a title ──

TITLES = [
    "2015年计划的47项有数字的目标，2015年总结找到结果的14项：达到9项，未达到5项（如"
    "牧场 目标7个→4个；农村居民收入增长 目标11%→8.6%；城镇居民收入增长 目标10%→8.7%）",
    "各家计划部分强调的词不同：安徽“平台”37次（每万字27.7次，其次海南15.2次），河北"
    "“生态环境”8次（每万字13.6次，其次海南5.3次），广东“需求”16次（每万字8.4次）",
]


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("limit", [560, 400, 240])
def test_a_title_breaks_into_lines_of_a_like_length_and_never_before_an_arrow(
    text, limit
):
    lines = wrap(text, limit, 15)
    widths = [width(line, 15) for line in lines]
    assert min(widths[:-1]) >= max(widths) / 2 and max(widths) <= limit
    assert not [line for line in lines if line.startswith("→")]


# ── in a browser ──


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no chromium here")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=WIDTHS)
def page(browser, tmp_path_factory, request):
    """A page of a chapter with a chart and eleven findings, once for each width."""
    path = tmp_path_factory.mktemp("shelf") / "index.html"
    clause = pd.DataFrame({"role": ["plan"], "section": [""], "text": ["修路"]})
    said = "消费增长目标和结果都找到的3年都未达到：" + "2012年20%→16.2%；" * 9
    rows = pd.DataFrame({"task": ["促进经济社会又好又快发展" * 8], "status": ["done"]})
    table = Table("delivery", rows, evidence=clause.assign(row=0))
    write_page(
        path,
        title="题",
        subtitle="",
        links={f"{y}年总结、{y + 1}年计划": "a.html" for y in range(2000, 2020)},
        findings=[],
        chapters=[
            Chapter(
                "target",
                "目标",
                [Finding(f"{n}{said}", clause) for n in range(11)],
                [Chart("甲", SVG), Chart("乙", SVG)],
                [table],
            )
        ],
    )
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.goto(path.as_uri())
    yield page
    page.close()


def test_a_chapter_shows_its_chart_eight_findings_and_how_many_more(page):
    told = page.locator("#target .findings > li")
    assert told.count() == 11 and page.locator("#target figure").count() == 2
    seen = [one for one in told.all() if one.is_visible()]
    assert len(seen) == 8
    at = page.locator("#target figure").first.bounding_box()["y"]
    assert at < seen[0].bounding_box()["y"]
    rest = page.locator(".rest > summary")
    assert rest.text_content() == "其余 3 条"
    rest.click()
    assert all(one.is_visible() for one in told.all())
    rest.click()


def test_no_line_begins_or_ends_with_an_arrow(page):
    # of each "%→1" that stays together, in how many lines it stands
    boxes = (
        "[...document.querySelectorAll('.whole')].map((s) => s.getClientRects().length)"
    )
    lines = page.evaluate(boxes)
    assert len(lines) == 99
    page.locator(".rest").evaluate("(one) => one.open = true")
    assert set(page.evaluate(boxes)) == {1}
    page.locator(".rest").evaluate("(one) => one.open = false")


def test_what_opens_the_clauses_stands_level_with_the_row(page):
    if page.viewport_size["width"] < 600:
        return  # each row is a card
    cell = page.locator("td, tbody th").first.bounding_box()
    opens = page.locator(".evidence summary").bounding_box()
    assert cell["height"] > 55  # of several lines
    assert abs(opens["y"] - cell["y"]) < 3
    page.locator(".evidence summary").click()
    assert page.locator(".evidence q").is_visible()
    page.locator(".evidence summary").click()


def test_the_reports_of_a_shelf_stand_in_a_column_or_in_lines_below_one_another(page):
    places = [
        one.bounding_box() for one in page.locator(".listed").first.locator("a").all()
    ]
    first = {}
    for one in places:
        first.setdefault(round(one["y"]), one["x"])
    assert len(first) > 1 and len({round(x) for x in first.values()}) == 1
