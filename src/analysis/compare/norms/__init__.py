"""What is usual in the genre: how plan and review differ over many real reports.

Review and plan are two registers: nearly every plan holds fewer quantities than the
review, more verbs of 深化提升, fewer of 启动新建. Such moves are news only against what
is usual. A norm is an aggregate over a collection of reports; it holds no text.
"""

from analysis.compare.norms.bands import (
    FEWEST_REPORTS,
    further,
    norms,
    quantiles,
    usual,
)
from analysis.compare.norms.files import (
    PHRASES,
    REPORT_COLUMNS,
    REPORTS,
    WORDS,
    YEARS,
    Norms,
    beside,
    read_norms,
    read_phrases,
    read_words,
    read_years,
)
from analysis.compare.norms.measures import measures
from analysis.compare.norms.phrases import phrase_counts, users
from analysis.compare.norms.standing import (
    Standing,
    akin,
    alike,
    of_word,
    row_of,
    standing,
    with_norms,
)
from analysis.compare.norms.words import (
    against_genre,
    distinctive,
    word_counts,
    word_norms,
)
from analysis.compare.norms.years import year_norms, year_pairs

__all__ = [
    "FEWEST_REPORTS",
    "PHRASES",
    "REPORTS",
    "REPORT_COLUMNS",
    "WORDS",
    "YEARS",
    "Norms",
    "Standing",
    "against_genre",
    "akin",
    "alike",
    "beside",
    "distinctive",
    "further",
    "measures",
    "norms",
    "of_word",
    "phrase_counts",
    "quantiles",
    "read_norms",
    "read_phrases",
    "read_words",
    "read_years",
    "row_of",
    "standing",
    "users",
    "usual",
    "with_norms",
    "word_counts",
    "word_norms",
    "year_norms",
    "year_pairs",
]
