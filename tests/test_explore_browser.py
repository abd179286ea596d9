"""Looking around in a browser: all has room, and keys stay with what has the focus."""

import shutil

import pytest

from analysis import explore
from analysis.show.explore import markup

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no chromium here")

NARROW = """
[...document.querySelectorAll(".zx-live tbody th[scope=row]")]
  .filter((one) => one.clientWidth < 40).map((one) => one.textContent)
"""
OUTSIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SUPPRESSED = "document.activeElement.hasAttribute('data-lm-suppress-shortcuts')"


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1000, 420])
def test_every_name_has_room_and_nothing_sticks_out(browser, flow, width, lang):
    looking = explore(flow, term="工作", verb="加强", lang=lang)
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(looking.view.value)
    assert page.locator(".zx-live tbody th[scope=row]").count() > 3
    assert page.evaluate(NARROW) == []
    assert page.evaluate(OUTSIDE) == 0
    assert page.locator(".zx-live mark").first.is_visible()
    page.close()


def test_what_is_saved_shows_until_the_widgets_do(browser, flow):
    looking = explore(flow, term="工作")
    saved = markup.saved(looking.found, looking.called, 12)
    page = browser.new_page()
    page.set_content(f"<div class=jp-OutputArea>{saved}</div>")
    assert page.locator(".zx-saved").is_visible()
    page.evaluate(
        "html => document.querySelector('.jp-OutputArea')"
        ".insertAdjacentHTML('beforeend', html)",
        looking.view.value,
    )
    assert not page.locator(".zx-saved").is_visible()
    page.close()


def test_keys_are_left_to_the_widget_that_has_the_focus(browser, flow):
    looking = explore(flow)
    saved = markup.saved(looking.found, looking.called, 1)
    page = browser.new_page()
    inside = f"<div class={markup.WHOLE}><select id=a></select></div>"
    page.set_content(f"{saved}{inside}<select id=b></select>")
    page.focus("#a")
    assert page.evaluate(SUPPRESSED)
    page.focus("#b")
    assert not page.evaluate(SUPPRESSED)
    page.close()
