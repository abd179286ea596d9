"""Years of two bodies: all runs, and what is said rests on clauses.

Other years and documents of other kinds are counted in test_concordance.
"""

import pytest
from conftest import SHARED, flow_of

from analysis.flow import TABLES
from analysis.read.reports.shelves import KINDS
from analysis.schema import schema
from analysis.show.briefing import findings
from analysis.show.charts import PLOTS, chart, drawable
from analysis.show.style import use_house_style

YEARS = [
    "local/2012_hailaer_district.txt",
    "local/2015_hailaer_district.txt",
    "gwr/2016.txt",
    "gwr/2018.txt",
]
CORPUS = SHARED / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the development corpus is kept outside the project"
)


@pytest.fixture(scope="module")
def flows():
    return [flow_of(CORPUS / name) for name in YEARS]


@pytest.mark.parametrize("place", range(len(YEARS)), ids=YEARS)
def test_every_comparison_is_there(flows, place):
    flow = flows[place]
    several = {n for n in TABLES if schema()[n].needs & {*KINDS, "superior", "draft"}}
    assert set(flow.available) == set(TABLES) - several
    comparing = {name for name, table in schema().items() if "both" in table.needs}
    comparing -= several
    for name in comparing - {"variants", "repeats"}:  # a report may repeat nothing
        assert len(getattr(flow, name)), name


def test_a_finding_that_points_to_clauses_has_them(flows):
    for flow in flows:
        told = findings(flow)
        assert len(told) >= 5
        assert [one.text for one in told if one.evidence is None] == []
        assert all(len(one.evidence) for one in told)


def marks(ax):
    """Return how many things are drawn in axes: bars, lines, points, cells, words."""
    points = sum(max(len(c.get_offsets()), len(c.get_paths())) for c in ax.collections)
    cells = sum(image.get_array().size for image in ax.images)
    return len(ax.patches) + len(ax.lines) + points + cells


@pytest.mark.parametrize("place", range(len(YEARS)), ids=YEARS)
def test_no_chart_is_empty(flows, place):
    use_house_style()
    flow = flows[place]
    own = [name for name in PLOTS if PLOTS[name].table in flow.available]
    own.remove("met")  # of several years
    assert drawable(flow) == own
    for name in own:
        axes = chart(flow, name).axes
        words = len(axes[0].texts) if name == "wordcloud" else 0
        least = 3 if name == "targets" else 5  # one indicator is worth drawing
        assert sum(map(marks, axes)) + words > least, name
