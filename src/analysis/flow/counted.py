"""What a table is made of, and what is kept of one: the rows that it counted."""

from typing import NamedTuple, Protocol

import pandas as pd

from analysis.say import findings


class Tables(Protocol):
    """What a table is made of: some reports, and every other table by its name."""

    reports: pd.DataFrame
    scheme: str
    above: "Tables | None"  # the report of the superior
    previous: "Tables | None"  # the report before a draft
    shelf: tuple[str, str]
    sides: findings.Sides

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return the table of that name."""


class Counted(NamedTuple):
    """A table, and the rows it counted.

    `rows` name their clause (`report`, `clause`) and, by the table's key, the row they
    count for; None where the table was not counted from clauses. Where a clause is of
    another report than its row, the rows have the row's as `row_report`, `row_clause`.
    """

    table: pd.DataFrame
    rows: pd.DataFrame | None
