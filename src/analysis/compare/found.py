"""Put beside counts of words what a search of the text finds on each side."""

import numpy as np
import pandas as pd

from analysis.compare.sides import SIDES
from analysis.count.frequency import PER, searched

FOUND = (
    "found_target found_reference found_per_10k_target found_per_10k_reference "
    "found_log_ratio"
).split()


def with_found(scores: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Add how often a search of plan and review finds each `word`, behind its counts.

    Returns
    -------
    DataFrame
        The scores with `found_target`, `found_reference` (times),
        `found_per_10k_target`, `found_per_10k_reference` (per 10,000 characters of
        the side's clauses) and `found_log_ratio` (log₂ of the ratio of these rates; a
        count of 0 is taken as 0.5, Hardie 2014).

    Examples
    --------
    >>> texts = ["义务教育和职业教育", "教育"]
    >>> clauses = pd.DataFrame({"role": ["plan", "review"], "text": texts})
    >>> scores = pd.DataFrame({"word": ["教育"], "n_target": 0, "n_reference": 1})
    >>> with_found(scores, clauses)[["word", "found_target", "found_reference"]]
      word  found_target  found_reference
    0   教育             2                1
    """
    n = searched(clauses, scores["word"]).reindex(columns=list(SIDES), fill_value=0)
    size = {role: characters(clauses, role) for role in SIDES}
    target, reference = (n[role].to_numpy() for role in SIDES)
    rates = [
        np.where(count > 0, count, 0.5) / max(size[role], 1)
        for count, role in zip((target, reference), SIDES, strict=True)
    ]
    both = target + reference > 0
    found = [
        target,
        reference,
        target / max(size["plan"], 1) * PER,
        reference / max(size["review"], 1) * PER,
        np.where(both, np.log2(rates[0] / rates[1]), 0.0),
    ]
    place = scores.columns.get_loc("n_reference") + 1
    before, after = scores.iloc[:, :place], scores.iloc[:, place:]
    columns = dict(zip(FOUND, found, strict=True))
    return pd.concat([before.assign(**columns), after], axis=1)


def characters(clauses: pd.DataFrame, role: str) -> int:
    """Return how many characters the clauses of a role have, marks between apart."""
    return int(clauses.loc[clauses["role"] == role, "text"].str.len().sum())
