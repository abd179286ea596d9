"""Charts for a page, a slide and half a slide: nothing small, cut or overprinted."""

from functools import cache
from io import BytesIO
from itertools import combinations

import pytest
from conftest import ROOT, SHARED
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import InputError, read
from analysis.show import charts
from analysis.show.style import SIZES, drawn_for, use_house_style

REPORTS = {
    "bundled": ROOT / "data" / "reports" / "2023-publicity.txt",
    "fujian": SHARED / "corpus" / "local" / "2025_fujian.txt",
    "state council": SHARED / "corpus" / "gwr" / "2019.txt",
}
TITLE = (
    "计划把网信舆情并入意识形态一节，改革创新单列一节且篇幅最长，"
    "四个问题都有对应的部署，其中“舆情”由五次减为一次，而数量指标一个也没有"
)
each_report = pytest.mark.parametrize("report", REPORTS)
each_size = pytest.mark.parametrize("size", SIZES)
each_chart = pytest.mark.parametrize("name", charts.PLOTS)


@cache
def flow_of(report):
    if not REPORTS[report].is_file():
        pytest.skip(f"{REPORTS[report]} is not here: it carries no licence to copy")
    use_house_style()
    return read(REPORTS[report])


@cache
def drawn(report, name, size, title=None, lang="zh"):
    """Return the figure of a chart and every text that is seen on it, with its box."""
    flow = flow_of(report)
    if not charts.worth_drawing(flow, name):
        pytest.skip(f"{report} has nothing to draw in {name}")
    figure = charts.chart(flow, name, size=size, title=title, lang=lang)
    return figure, seen(figure)


def seen(figure):
    """Return every text that is seen on a figure, with its box."""
    figure.savefig(BytesIO(), dpi=30)  # a missing glyph warns: an error
    figure.draw_without_rendering()  # places that are kept in pixels are right again
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            hidden |= {id(text) for tick in ticks for text in (tick.label1, tick.label2)}
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
