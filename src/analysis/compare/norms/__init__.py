"""What is usual in the genre: how plan and review differ over many real reports.

Review and plan are two registers: nearly every plan holds fewer quantities than the
review, more verbs of 深化提升, fewer of 启动新建. Such moves are news only against what
is usual. A norm is an aggregate over a collection of reports; it holds no text.
"""

from analysis.compare.norms.bands import (
    FEWEST_REPORTS,
    beyond,
    norms,
    quantiles,
    row_of,
    usual,
)
from analysis.compare.norms.files import (
    REPORT_COLUMNS,
    REPORTS,
    WORDS,
    Norms,
    beside,
    read_norms,
    read_words,
)
from analysis.compare.norms.measures import measures
from analysis.compare.norms.words import word_counts, word_norms

__all__ = [
    "FEWEST_REPORTS",
    "REPORTS",
    "REPORT_COLUMNS",
    "WORDS",
    "Norms",
    "beside",
    "beyond",
    "measures",
    "norms",
    "quantiles",
    "read_norms",
    "read_words",
    "row_of",
    "usual",
    "word_counts",
    "word_norms",
]
