"""Say findings in publishable Chinese and English, never more than the numbers do.

What the text says is stated as a fact, with both numbers and what they are counted of.
"""

from analysis.say.findings.bodies import bodies
from analysis.say.findings.counts import (
    emphasis,
    keyness,
    ladder,
    lengths,
    occurrences,
    theme_shares,
    verbs,
)
from analysis.say.findings.delivery import deliveries, delivery, delivery_rates
from analysis.say.findings.kept import kept
from analysis.say.findings.leaders import telling_words
from analysis.say.findings.notation import Said, Sides, side_names, sides
from analysis.say.findings.passages import (
    formulations,
    quantification,
    repeats,
    variants,
)
from analysis.say.findings.phrases import Use
from analysis.say.findings.problems import coverage, problems
from analysis.say.findings.ranking import NEEDED, as_table, evidence_rows, told
from analysis.say.findings.sections import continuity, sections
from analysis.say.findings.sisters import alone, sisters, stress, superior
from analysis.say.findings.targets import promised_figures, targets
from analysis.say.findings.years import (
    formulation_lives,
    overview,
    repeats_of_years,
    section_order,
    trends,
    years,
)

__all__ = [
    "NEEDED",
    "Said",
    "Sides",
    "Use",
    "alone",
    "as_table",
    "bodies",
    "continuity",
    "coverage",
    "deliveries",
    "delivery",
    "delivery_rates",
    "emphasis",
    "evidence_rows",
    "formulation_lives",
    "formulations",
    "kept",
    "keyness",
    "ladder",
    "lengths",
    "occurrences",
    "overview",
    "problems",
    "promised_figures",
    "quantification",
    "repeats",
    "repeats_of_years",
    "section_order",
    "sections",
    "side_names",
    "sides",
    "sisters",
    "stress",
    "superior",
    "targets",
    "telling_words",
    "theme_shares",
    "told",
    "trends",
    "variants",
    "verbs",
    "years",
]
