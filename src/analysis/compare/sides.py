"""The two sides of a comparison: which roles they are, and two groups side by side."""

from collections.abc import Hashable

import pandas as pd

SIDES = ("plan", "review")  # target and reference of every comparison
Pair = tuple[pd.DataFrame, pd.DataFrame]


def two_groups(
    clauses: pd.DataFrame | Pair,
    by: str,
    target: Hashable,
    reference: Hashable,
) -> pd.DataFrame:
    """Return the clauses of both groups, with `side`, in the order of the text."""
    if isinstance(clauses, tuple):
        pair = dict(zip(("target", "reference"), clauses, strict=True))
    else:
        values = {"target": target, "reference": reference}
        pair = {side: clauses[clauses[by] == value] for side, value in values.items()}
    for side, rows in pair.items():
        if rows.empty:
            raise ValueError(f"the {side} has no clause: nothing to compare with")
    both = pd.concat([rows.assign(side=side) for side, rows in pair.items()])
    if both.duplicated(["report", "clause"]).any():
        raise ValueError("a clause stands in both groups: they must not overlap")
    # In the order of the text, whichever side is called target.
    order = {
        name: rank for rank, name in enumerate(both["report"].sort_values().unique())
    }
    both = both.assign(order=both["report"].map(order))
    both = both.sort_values(["order", "clause"]).drop(columns="order")
    return both.reset_index(drop=True)
