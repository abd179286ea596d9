"""Say findings in publishable Chinese and English, never more than the numbers do.

A sentence of change (升至, 减少, more) is only written where the table's verdict is up
or down; everything else states what can be counted, with its n.
"""

from analysis.say.findings.changes import themes as emphasis
from analysis.say.findings.counts import lengths, occurrences, theme_shares, words
from analysis.say.findings.notation import side_names
from analysis.say.findings.passages import (
    dispersion,
    formulations,
    quantification,
    repeats,
    variants,
)
from analysis.say.findings.problems import coverage, problems
from analysis.say.findings.sections import continuity, sections
from analysis.say.findings.table import (
    claims,
    commonest,
    emphasis_claims,
    headlines,
    keyness,
    ladder,
    moved_most,
    spoken_of,
    verbs,
)
from analysis.say.findings.targets import targets, targets_headline

__all__ = [
    "claims",
    "commonest",
    "continuity",
    "coverage",
    "dispersion",
    "emphasis",
    "emphasis_claims",
    "formulations",
    "headlines",
    "keyness",
    "ladder",
    "lengths",
    "moved_most",
    "occurrences",
    "problems",
    "quantification",
    "repeats",
    "sections",
    "side_names",
    "spoken_of",
    "targets",
    "targets_headline",
    "theme_shares",
    "variants",
    "verbs",
    "words",
]
