"""Tune the term lists: check them against one another, find candidates in reports."""

from analysis.say.lexicon.association import collocations
from analysis.say.lexicon.candidates import (
    suggest,
    suggest_text,
    theme_coverage,
    unknown_verbs,
    without_theme,
    words_without_theme,
)
from analysis.say.lexicon.check import check_lexicons, check_text
from analysis.say.lexicon.terms import read_terms

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
