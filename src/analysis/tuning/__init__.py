"""Tune the term lists: check them against one another, find candidates in reports."""

from analysis.tuning.association import collocations
from analysis.tuning.candidates import (
    suggest,
    suggest_text,
    theme_coverage,
    unknown_verbs,
    without_theme,
    words_without_theme,
)
from analysis.tuning.check import check_lexicons, check_text
from analysis.tuning.terms import read_terms

__all__ = [
    "check_lexicons",
    "check_text",
    "collocations",
    "read_terms",
    "suggest",
    "suggest_text",
    "theme_coverage",
    "unknown_verbs",
    "without_theme",
    "words_without_theme",
]
