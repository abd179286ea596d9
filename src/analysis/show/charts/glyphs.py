"""Let every character of a report have a glyph in the font of the charts."""

import pandas as pd

from analysis.flow import Flow
from analysis.show.charts.lettering import has_glyph, substitute

LETTERED = ["title", "source", "text"]  # columns of a report that charts show


def without_glyph(reports: pd.DataFrame) -> list[str]:
    """Return the characters of some reports that the font of the charts cannot show."""
    used = set("".join(reports[LETTERED].to_numpy().ravel()))
    return sorted(c for c in used if c != "\n" and not has_glyph(c))


def with_glyphs(flow: Flow) -> Flow:
    """Return the flow to draw from: every character of its texts has a glyph."""
    missing = without_glyph(flow.reports)
    if not missing:
        return flow
    marks = {ord(character): substitute(character) for character in missing}
    marked = flow.reports[LETTERED].map(lambda cell: cell.translate(marks))
    reports = flow.reports.assign(**marked)
    how = {"scheme": flow.scheme, "norms": flow.norms_file, "superior": flow.above}
    return Flow(reports, **how)
