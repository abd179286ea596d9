"""Say findings in publishable Chinese and English, never more than the numbers do.

What the text says is stated as a fact, with both numbers and what they are counted of.
"""

from analysis.say.findings.counts import (
    emphasis,
    keyness,
    ladder,
    lengths,
    occurrences,
    theme_shares,
    verbs,
    words,
)
from analysis.say.findings.notation import side_names
from analysis.say.findings.passages import (
    dispersion,
    formulations,
    quantification,
    repeats,
    variants,
)
from analysis.say.findings.problems import coverage, problems
from analysis.say.findings.ranking import NEEDED, as_table, evidence_rows, told
from analysis.say.findings.sections import continuity, sections
from analysis.say.findings.table import (
    claims,
    commonest,
    emphasis_claims,
    headlines,
    moved_most,
    spoken_of,
)
from analysis.say.findings.targets import targets, targets_headline

__all__ = [
    "NEEDED",
    "as_table",
    "claims",
    "commonest",
    "continuity",
    "coverage",
    "dispersion",
    "emphasis",
    "emphasis_claims",
    "evidence_rows",
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
    "told",
    "variants",
    "verbs",
    "words",
]
