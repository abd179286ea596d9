"""Five years of one body and four of another: all runs, nothing is claimed for free."""

import pandas as pd
import pytest
from conftest import SHARED

from analysis.flow import TABLES, Flow
from analysis.read.reports import read_reports
from analysis.schema import schema
from analysis.show.briefing import findings
from analysis.show.charts import PLOTS, chart, drawable
from analysis.show.style import use_house_style

YEARS = [
    *(f"local/{year}_hailaer_district.txt" for year in range(2012, 2017)),
    *(f"gwr/{year}.txt" for year in range(2016, 2020)),
]
CORPUS = SHARED / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the development corpus is kept outside the project"
)


@pytest.fixture(scope="module", params=YEARS)
def flow(request):
    return Flow(read_reports([CORPUS / request.param]))


def test_every_comparison_is_there(flow):
    assert set(flow.available) == set(TABLES)
    comparing = {name for name, table in schema().items() if "both" in table.needs}
    for name in comparing - {"variants", "repeats"}:  # a report may repeat nothing
        assert len(getattr(flow, name)), name


def test_no_claim_of_change_is_without_evidence_and_uncertainty(flow):
    moved = flow.claims[flow.claims["verdict"].isin(["up", "down"])]
    assert not moved[["low", "high", "p_adj"]].isna().any(axis=None)
    assert (moved["p_adj"] < 0.05).all()
    assert ((moved["low"] > 0) | (moved["high"] < 0)).all()
    for row in flow.claims.itertuples():
        behind = flow.evidence("claims", pd.Series(row._asdict()))
        assert len(behind), row.key


def test_every_finding_that_points_to_clauses_has_them(flow):
    for finding in findings(flow):
        assert finding.evidence is None or len(finding.evidence), finding.text


def test_no_chart_is_empty(flow):
    use_house_style()
    drawn = drawable(flow)
    assert len(drawn) >= len(PLOTS) - 1
    for name in drawn:
        axes = chart(flow, name).axes
        marks = sum(
            len(ax.patches) + len(ax.lines) + len(ax.collections) + len(ax.texts)
            for ax in axes
        )
        assert marks > 3, name
