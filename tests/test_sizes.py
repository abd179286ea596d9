"""Charts for a page, a slide and half a slide: nothing small, cut or overprinted."""

import re
from functools import cache
from itertools import combinations

import pytest
from conftest import ROOT, SHARED, flow_of
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import InputError
from analysis.show import charts
from analysis.show.style import SIZES, drawn_for, lang, use_house_style
from analysis.show.style import size as size_now

REPORTS = {
    "bundled": ROOT / "data" / "reports" / "2023-publicity.txt",
    "fujian": SHARED / "corpus" / "local" / "2025_fujian.txt",
}
TITLE = (
    "计划把网信舆情并入意识形态一节，改革创新单列一节且篇幅最长，"
    "四个问题都有对应的部署，其中“舆情”由五次减为一次，而数量指标一个也没有"
)
each_report = pytest.mark.parametrize("report", REPORTS)
each_size = pytest.mark.parametrize("size", SIZES)
each_chart = pytest.mark.parametrize("name", charts.PLOTS)


@cache
def known(report):
    if not REPORTS[report].is_file():
        pytest.skip(f"{REPORTS[report]} is not here: it carries no licence to copy")
    use_house_style()
    return flow_of(REPORTS[report])


@cache
def drawn(report, name, size, title=None, lang="zh"):
    """Return the figure of a chart and every text that is seen on it, with its box."""
    flow = known(report)
    if not charts.worth_drawing(flow, name):
        pytest.skip(f"{report} has nothing to draw in {name}")
    figure = charts.chart(flow, name, size=size, title=title, lang=lang)
    return figure, seen(figure)


def seen(figure):
    """Return every text that is seen on a figure, with its box."""
    figure.draw_without_rendering()  # a missing glyph warns: an error
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            hidden |= {
                id(text) for tick in ticks for text in (tick.label1, tick.label2)
            }
            if ax.axison:
                hidden -= {id(text) for text in axis.get_ticklabels()}
    texts = [text for text in figure.findobj(Text) if id(text) not in hidden]
    shown = [t for t in texts if t.get_visible() and t.get_text().strip()]
    return [(text, text.get_window_extent()) for text in shown]


def touching(words):
    return [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in combinations(words, 2)
        if one.padded(-0.5).overlaps(other.padded(-0.5))
    ]


def outside(figure, words):
    page = figure.bbox.padded(1)
    return [
        text.get_text()
        for text, box in words
        if not (page.contains(box.x0, box.y0) and page.contains(box.x1, box.y1))
    ]


@each_report
@each_size
@each_chart
def test_no_text_is_cut_or_overprinted_or_too_small_to_read(report, name, size):
    figure, words = drawn(report, name, size)
    if name != "wordcloud":  # its words may nest: what touches is their lines' height
        assert not touching(words)
    assert not outside(figure, words)
    least = SIZES[size].small
    assert not [t.get_text() for t, _ in words if t.get_size() < least - 0.01]


@each_size
@pytest.mark.parametrize("name", ["emphasis", "keyness", "ladder", "coverage"])
@pytest.mark.parametrize("times", [1, 5])
def test_an_own_title_never_overprints_however_long(name, size, times):
    figure, words = drawn("bundled", name, size, TITLE * times)
    assert not touching(words)
    assert not outside(figure, words)


@pytest.mark.parametrize("size", ["slide", "half"])
def test_a_title_of_sixty_signs_is_written_whole(size):
    _, words = drawn("bundled", "emphasis", size, TITLE)
    title = next(text for text, _ in words if text.get_gid() == "caption")
    assert title.get_text().replace("\n", "") == TITLE
    assert title.get_size() >= SIZES[size].label


def test_a_slide_is_sixteen_to_nine_and_half_of_one_narrower_than_its_half():
    sheets = {name: drawn("bundled", "emphasis", name)[0] for name in SIZES}
    slide, half = SIZES["slide"], SIZES["half"]
    assert slide.width / slide.height == pytest.approx(16 / 9, abs=0.001)
    assert half.width < slide.width / 2
    assert tuple(sheets["slide"].get_size_inches()) == pytest.approx(
        (13.333, 7.5), abs=0.001
    )
    assert tuple(sheets["half"].get_size_inches()) == (6.2, 5.5)
    assert slide.small >= 14
    assert 24 <= slide.title <= 28
    assert half.small >= 12


def test_a_slide_says_how_many_rows_have_no_room():
    table = known("bundled").emphasis
    figure, words = drawn("bundled", "emphasis", "slide")
    rows = len(figure.axes[0].get_yticklabels())
    said = [text.get_text() for text, _ in words if text.get_text().startswith("另有")]
    assert rows < len(table)
    assert said == [f"另有 {len(table) - rows} 个主题，变动较小"]


def test_a_slide_leaves_out_the_themes_that_moved_least():
    table = known("bundled").emphasis
    figure, _ = drawn("bundled", "emphasis", "slide")
    shown = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    moves = table.set_index("label")["difference"].abs()
    assert moves[shown].min() >= moves.drop(shown).max()


def test_sections_on_a_slide_are_the_longest_of_every_role():
    table = known("bundled").sections
    figure, _ = drawn("bundled", "sections", "slide")
    lines = [text.get_text() for text in figure.axes[0].get_yticklabels()]
    shown = [line.replace("\n", "") for line in lines]
    for _, rows in table.groupby("role"):
        longest = rows.loc[rows["n_clauses"].idxmax()]
        assert (longest["section"] or longest["part"]) in shown


def test_columns_of_numbers_stand_on_a_page_only():
    said = {}
    for size in SIZES:
        _, words = drawn("bundled", "emphasis", size)
        said[size] = " ".join(text.get_text() for text, _ in words)
    assert "差，百分点" in said["page"]
    assert "差，百分点" not in said["slide"] + said["half"]


@each_chart
def test_a_chart_in_english_has_only_the_reports_own_words_in_chinese(name):
    _, words = drawn("bundled", name, "page", None, "en")
    flow = known("bundled")
    own = flow.reports["text"].item() + flow.reports["title"].item()
    own = own.replace("，", "")  # a heading in a cell is broken there
    assert not [text.get_text() for text, _ in words if not of_report(text, own)]
    assert not touching(words) or name == "wordcloud"


def of_report(text, own):
    """Say whether all that is Chinese in a text stands in the report."""
    joined = text.get_text().replace("\n", "")
    return all(part in own for part in re.findall("[\u3400-\u9fff]+", joined))


@each_chart
@pytest.mark.parametrize("inches", [(4, 3), (9, 3.5), (13.333, 7.5)])
def test_axes_of_a_figure_of_any_size_hold_a_chart(name, inches):
    flow = known("bundled")
    if not charts.worth_drawing(flow, name):
        pytest.skip(f"nothing to draw in {name}")
    figure = Figure(figsize=inches)
    plot = charts.PLOTS[name]
    plot.draw(getattr(flow, plot.table), flow, ax=figure.subplots())
    words = seen(figure)
    assert not touching(words) or name == "wordcloud"
    assert not outside(figure, words)


def test_two_charts_stand_side_by_side_in_one_figure():
    flow = known("bundled")
    figure = Figure(figsize=(12, 5))
    left, right = figure.subplots(1, 2)
    charts.plot_emphasis(flow.emphasis, names=flow.names, ax=left)
    charts.plot_keyness(flow.keyness, names=flow.names, ax=right)
    words = seen(figure)
    assert not touching(words)
    assert not outside(figure, words)


@pytest.mark.parametrize("asked", [{"size": "poster"}, {"lang": "fr"}])
def test_what_there_is_not_is_one_clear_line(asked):
    with pytest.raises(
        InputError, match=r"there is no (size|language) '\w+'; there are"
    ):
        charts.chart(known("bundled"), "emphasis", **asked)


def test_a_size_holds_for_its_block_only():
    with drawn_for(SIZES["half"], "en"):
        assert (size_now(), lang()) == (SIZES["half"], "en")
    assert (size_now(), lang()) == (SIZES["page"], "zh")


@each_chart
def test_what_the_font_cannot_show_is_a_mark_and_no_empty_box(name):
    flow = known("bundled")
    if not charts.worth_drawing(flow, name):
        pytest.skip(f"nothing to draw in {name}")
    table = getattr(flow, charts.PLOTS[name].table).copy()
    for column in ("label", "section", "word", "formulation", "term", "text"):
        if column in table:
            table[column] = "\U0001f600" + table[column]
    figure = charts.PLOTS[name].draw(table, flow).get_figure(root=True)
    seen(figure)  # a missing glyph warns: an error
