"""What is known of a draft, and where in it some clauses stand."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import pandas as pd

from analysis.say.draft.remark import Remark, as_table


class Tables(Protocol):
    """Whatever has the tables of one report, such as a `Flow`."""

    reports: pd.DataFrame
    clauses: pd.DataFrame
    quantities: pd.DataFrame
    coverage: pd.DataFrame


class Draft(NamedTuple):
    """The tables of one draft, and of the report before it where that is given."""

    reports: pd.DataFrame  # one row
    clauses: pd.DataFrame
    quantities: pd.DataFrame
    coverage: pd.DataFrame
    previous: "Draft | None" = None

    @property
    def text(self) -> str:
        """The text of the draft, one paragraph a line."""
        return str(self.reports["text"].iloc[0])


def draft_of(flow: Tables, previous: Tables | None = None) -> Draft:
    """Return what is known of a draft, and of the report before it."""
    before = None if previous is None else draft_of(previous)
    return Draft(flow.reports, flow.clauses, flow.quantities, flow.coverage, before)


def passage(draft: Draft, clauses: Iterable[int]) -> tuple[int, int]:
    """Return where the first of some clauses begins and the last ends, as offsets."""
    own = draft.clauses[draft.clauses["clause"].isin(list(clauses))]
    last = own.iloc[-1]
    return int(own["start"].iloc[0]), int(last["start"]) + len(last["text"])


def remarked(draft: Draft, found: Iterable[Remark]) -> pd.DataFrame:
    """Return the remarks on a draft as a table, in the order of the text."""
    return as_table({draft.reports["report"].iloc[0]: found}, draft.clauses)
