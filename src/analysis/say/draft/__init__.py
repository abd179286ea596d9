"""Say what the writer of a draft would like to know before others read it."""

from collections.abc import Callable

import pandas as pd

from analysis.say.draft.contradiction import contradiction
from analysis.say.draft.empty_task import empty_task
from analysis.say.draft.length import length
from analysis.say.draft.misspelt import misspelt
from analysis.say.draft.numbering import numbering
from analysis.say.draft.percentage import percentage
from analysis.say.draft.places import Draft, Tables, draft_of
from analysis.say.draft.punctuation import punctuation
from analysis.say.draft.sums import sums
from analysis.say.draft.twice import twice
from analysis.say.draft.unanswered import unanswered
from analysis.say.draft.unmentioned import unmentioned

__all__ = ["KINDS", "remarks"]

# What is remarked on, by its code in `values.csv`.
KINDS: dict[str, Callable[[Draft], pd.DataFrame]] = {
    "unanswered": unanswered,
    "unmentioned": unmentioned,
    "empty_task": empty_task,
    "length": length,
    "contradiction": lambda draft: contradiction(*draft[:3]),
    "sum": lambda draft: sums(*draft[:2]),
    "percentage": lambda draft: percentage(*draft[:2]),
    "formulation": lambda draft: misspelt(*draft[:2]),
    "punctuation": lambda draft: punctuation(*draft[:2]),
    "numbering": lambda draft: numbering(*draft[:2]),
    "twice": lambda draft: twice(*draft[:2]),
}


def remarks(flow: Tables, *, previous: Tables | None = None) -> pd.DataFrame:
    """Return what is to be remarked on a draft: one row per remark, in text order.

    Parameters
    ----------
    flow
        The tables of one report.
    previous
        Those of the report before; with them also what its plan promised and this
        review never mentions.

    Returns
    -------
    DataFrame
        `report`; `clause`, the number of the clause (−1 where the place is none);
        `start` and `end`, the passage as offsets into `reports.text`; `kind`;
        `why_zh` and `why_en`.
    """
    draft = draft_of(flow, previous)
    found = pd.concat([find(draft) for find in KINDS.values()], ignore_index=True)
    return found.sort_values(["start", "end"], kind="stable", ignore_index=True)
