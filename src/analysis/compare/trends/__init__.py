"""Years side by side: what rises, comes, goes and comes again over several reports.

Plan is held against plan and review against review; the plan of one year against the
review of the next only where that is said.
"""

from analysis.compare.trends.common import common_places
from analysis.compare.trends.lives import LIVES, formulation_lives
from analysis.compare.trends.order import by_year
from analysis.compare.trends.repeated import repeated_from_before
from analysis.compare.trends.search import each_formulation, search_places
from analysis.compare.trends.series import section_series
from analysis.compare.trends.subjects import KINDS, subject_rows
from analysis.compare.trends.table import trends

__all__ = [
    "KINDS",
    "LIVES",
    "by_year",
    "common_places",
    "each_formulation",
    "formulation_lives",
    "repeated_from_before",
    "search_places",
    "section_series",
    "subject_rows",
    "trends",
]
