"""The page in a browser: nothing is fetched, evidence opens, nothing sticks out."""

import shutil

import pandas as pd
import pytest

from analysis.show.export.page import Chart, Finding, Table, write_page

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no chromium here")

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"></svg>'


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "index.html"
    clauses = pd.DataFrame(
        {"role": ["plan"], "section": ["<b>阵地</b>" * 20], "text": ["推动创新" * 40]}
    )
    columns = {f"share_{i}": [0.1, 0.2] for i in range(12)}
    rows = pd.DataFrame({"word": ["创新", "提法" * 30], **columns})
    table = Table("主题", rows, evidence=[clauses.assign(term="创新"), clauses])
    write_page(
        path,
        title="2023年市政府宣传工作总结" * 3,
        subtitle="https://example.com/" + "a" * 200,
        findings=[Finding("计划里创新更多。", clauses)],
        charts=[Chart("发现", SVG, "说明", ["charts/a.png"])],
        tables=[table],
        provenance={"方法" * 20: "a" * 300},
    )
    return path.as_uri()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[1200, 390])
def page(browser, request):
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    yield page
    page.close()


def test_a_page_fetches_nothing_and_complains_of_nothing(page, address):
    fetched, said = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    widths = "[...document.images].map(image => image.naturalWidth > 0)"
    assert page.evaluate(widths) == [True], "the chart shows"
    assert [url for url in fetched if not url.startswith("data:")] == [address]
    assert said == []


def test_a_click_shows_the_clauses_behind_a_number(page, address):
    page.goto(address)
    clause = page.locator("#tables .clauses q").first
    assert not clause.is_visible()
    page.locator("#tables summary").first.click()
    assert clause.is_visible()
    assert clause.inner_text() == "推动创新" * 40
    assert page.locator("#tables mark").first.inner_text() == "创新"


def test_nothing_sticks_out_of_the_page(page, address):
    page.goto(address)
    for summary in page.locator("summary").all():
        summary.click()
    wider = (
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert page.evaluate(wider) == 0
    box = page.locator("#tables .clauses").first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
