"""The page in a browser: nothing is fetched, evidence opens, nothing sticks out."""

import shutil

import pandas as pd
import pypdfium2
import pytest

from analysis.show.export.page import (
    COLOURS,
    DARK,
    Chapter,
    Chart,
    Finding,
    Table,
    write_page,
)

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no chromium here")

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><g id="#1"/></svg>'
WIDTHS = [1400, 1024, 400]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Tables of which a part is out of sight, and cells that have no room.
HIDDEN = """
[...document.querySelectorAll("section.data")].filter((section) => {
  const frame = section.querySelector(".scroll");
  const cells = [...section.querySelectorAll("tbody:not([hidden]) tr:first-child > *")];
  return frame && (frame.scrollWidth > frame.clientWidth
    || cells.some((cell) => cell.textContent && !cell.getClientRects().length));
}).map((section) => section.querySelector("h3").textContent)
"""
# Opens all that can be opened, and returns what then does not show.
UNSEEN = """
(() => {
  const shown = (one) => one.checkVisibility();
  const inside = (box) => box.width > 0 && box.left >= 0 && box.right <= innerWidth;
  const summaries = [...document.querySelectorAll("details:not([open]) > summary")]
    .filter(shown);
  summaries.forEach((summary) => summary.click());
  return summaries.filter((summary) => {
    const clauses = [...summary.parentElement.querySelectorAll("q")];
    return !clauses.length || ![summary, ...clauses].every((one) =>
      shown(one) && inside(one.getBoundingClientRect()));
  }).map((summary) => summary.parentElement.textContent);
})()
"""


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def opened(browser, address, width, **options):
    """Return a page, what it fetched and what the browser complained of."""
    page = browser.new_page(viewport={"width": width, "height": 800}, **options)
    fetched, said = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    return page, fetched, said


@pytest.fixture(scope="module", params=WIDTHS)
def real(browser, briefing, request):
    """The page of the bundled report, once for each width."""
    return *opened(browser, (briefing / "index.html").as_uri(), request.param), briefing


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A page of long words, and of a table of 50 rows: 30 of the review, 20 planned."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    clause = {
        "role": ["plan"],
        "section": ["<b>阵地</b>" * 20],
        "text": ["推动创新" * 40],
    }
    clauses = pd.DataFrame(clause)
    wide = pd.DataFrame({"word": ["创新", "提法" * 30]})
    wide = wide.assign(**{f"share_{i}": [0.1, 0.2] for i in range(12)})
    rows = pd.DataFrame(
        {
            "verb": ["推动"] * 29 + ["创新"] + ["加强"] * 18 + ["创新"] * 2,
            "role": ["review"] * 30 + ["plan"] * 20,
            "section": ["阵地"] * 30 + ["队伍"] * 20,
        }
    )
    behind = rows.assign(row=range(50), text=rows["verb"] + "工作", term=rows["verb"])
    write_page(
        path,
        title="2023年市政府宣传工作总结" * 3,
        subtitle="https://example.com/" + "a" * 200,
        findings=[Finding("计划里创新更多。", clauses, "用词")],
        chapters=[
            Chapter(
                "word",
                "用词",
                charts=[Chart("发现", SVG, "说明", ["charts/a.png"])],
                tables=[
                    Table("tasks", rows, evidence=behind),
                    Table("主题", wide, evidence=clauses.assign(row=1)),
                ],
            )
        ],
        provenance={"方法" * 20: "a" * 300},
    )
    return path.as_uri()


def test_a_page_fetches_nothing_and_complains_of_nothing(real):
    page, fetched, said, folder = real
    pictures = page.evaluate("[...document.images].map((one) => one.naturalWidth > 0)")
    assert len(pictures) >= 10 and all(pictures)
    address = (folder / "index.html").as_uri()
    assert [url for url in fetched if not url.startswith("data:")] == [address]
    assert said == []


def test_every_finding_and_every_row_opens_its_clauses(real):
    page, *_ = real
    findings = page.locator("#findings summary")
    assert findings.count() >= 4
    for finding in findings.all():
        clause = finding.locator("xpath=..").locator("q").first
        assert not clause.is_visible()
        finding.click()
        assert clause.is_visible()
    assert page.evaluate(UNSEEN) == []


def test_no_column_is_out_of_sight_and_nothing_sticks_out(real):
    page, *_ = real
    assert page.evaluate(HIDDEN) == []
    assert page.evaluate(WIDER) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_long_words_push_nothing_out(browser, address, width):
    page, _, said = opened(browser, address, width)
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(WIDER) == 0
    assert said == []
    page.close()


def test_a_chart_cut_at_the_edge_of_a_phone_says_that_there_is_more(browser, briefing):
    address = (briefing / "index.html").as_uri()
    hints = """[...document.querySelectorAll("figure")].map((figure) => {
      const said = getComputedStyle(figure, "::before").content;
      const frame = figure.querySelector(".scroll");
      return [said !== "none", frame.scrollWidth > frame.clientWidth];
    })"""
    for width, expected in ((400, [True, True]), (1400, [False, False])):
        page, _, _ = opened(browser, address, width)
        shown = page.evaluate(hints)
        assert shown and all(one == expected for one in shown)
        page.close()


def test_on_paper_no_page_is_empty_and_no_chart_higher_than_one(browser, briefing):
    page, _, _ = opened(browser, (briefing / "index.html").as_uri(), 1024)
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    for sheet in paper:
        grey = sheet.render(scale=0.2).to_pil().convert("L")
        dark = sum(grey.histogram()[:200])
        assert dark > 50
    page.emulate_media(media="print")
    high = "Math.max(...[...document.images].map((one) => one.clientHeight))"
    assert page.evaluate(high) <= 15.5 / 2.54 * 96 + 1
    shown = """[...document.querySelectorAll("summary, .unseen, nav, .files, .filter")]
      .filter((one) => one.checkVisibility()).length"""
    assert page.evaluate(shown) == 0
    page.close()


def test_a_filter_works_by_keyboard_and_says_what_it_shows(browser, address):
    page, _, said = opened(browser, address, 1024)
    keys, shown = page.keyboard, page.locator(".shown").first
    status = shown.get_attribute("role")
    assert (status, shown.inner_text()) == ("status", "显示 40 / 50 行")
    page.get_by_label("部分").focus()
    keys.press("ArrowDown")  # 总结
    keys.press("ArrowDown")  # 计划
    assert shown.inner_text() == "显示 20 / 50 行"
    keys.press("Tab")
    assert page.get_by_label("标题").evaluate("one => one === document.activeElement")
    keys.press("Tab")
    keys.type("创新")
    assert shown.inner_text() == "显示 2 / 50 行"
    keys.press("Enter")  # to the first row found
    keys.press("Enter")  # opens it
    row = page.locator("tbody:not([hidden])", has_text="创新").first
    assert row.locator("q").inner_text() == "创新工作"
    assert row.locator("q").is_visible()
    keys.press("Escape")  # closes it
    assert not row.locator("q").is_visible()
    keys.press("Shift+Tab")  # 清除
    keys.press("Escape")
    assert shown.inner_text() == "显示 40 / 50 行"
    keys.type("创新 阵地")
    assert shown.inner_text() == "显示 1 / 50 行"
    keys.press("Escape")
    keys.press("Tab")  # 显示全部
    keys.press("Enter")
    assert shown.inner_text() == "显示 50 / 50 行"
    assert said == []
    page.close()


def test_without_script_every_row_is_there(browser, address):
    page, _, _ = opened(browser, address, 1024, java_script_enabled=False)
    assert page.locator(".t1 tbody:visible").count() == 50
    assert page.locator(".filter").count() == 0
    assert page.locator(".shown").inner_text() == "显示 50 / 50 行"
    page.locator(".t1 summary").last.click()
    assert page.locator(".t1 q").last.is_visible()
    page.close()


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colours", [COLOURS, DARK], ids=["paper", "dark screen"])
@pytest.mark.parametrize("of", ["ink", "muted", "accent"])
@pytest.mark.parametrize("on", ["paper", "band"])
def test_text_stands_out_from_what_is_behind_it(colours, of, on):
    """WCAG 2.2 asks 4.5 : 1 of text (1.4.3, level AA)."""
    light, dark = sorted((luminance(colours[of]), luminance(colours[on])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_page_is_dark_on_a_dark_screen_and_white_on_paper(browser, briefing):
    page, *_ = opened(
        browser, (briefing / "index.html").as_uri(), 1024, color_scheme="dark"
    )
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(27, 29, 31)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.close()


def test_an_english_page_filters_in_english(browser, tmp_path):
    rows = pd.DataFrame({"verb": ["推动"] * 25, "role": ["review"] * 20 + ["plan"] * 5})
    path = tmp_path / "index.html"
    chapters = [Chapter("task", "Tasks", tables=[Table("tasks", rows)])]
    known = {"title": "《总结》", "subtitle": "“市政府”", "findings": []}
    write_page(path, **known, chapters=chapters, lang="en")
    page, _, said = opened(browser, path.as_uri(), 1400)
    assert page.locator(".shown").text_content() == "Showing 25 of 25 rows"
    assert page.locator(".filter label").first.text_content().startswith("role ")
    page.locator(".filter select").select_option("plan")
    assert page.locator(".shown").text_content() == "Showing 5 of 25 rows"
    assert page.locator("h1 [lang=zh]").text_content() == "《总结》" and said == []
