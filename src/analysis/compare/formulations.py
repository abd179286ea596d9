"""Compare the formulations (提法) of two groups: kept, entered, dropped."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from analysis.compare.sides import Pair, two_groups
from analysis.count.formulations import mentions
from analysis.count.frequency import PER
from analysis.read.outline.places import place_numbers

STATUSES = ("entered", "kept", "dropped")


def formulations(
    clauses: pd.DataFrame | Pair,
    *,
    tokens: pd.DataFrame | None = None,
    found: pd.DataFrame | None = None,
    by: str = "role",
    target: Hashable = "plan",
    reference: Hashable = "review",
) -> pd.DataFrame:
    """Say which formulations two groups share, and which stand in one alone.

    Parameters
    ----------
    clauses
        The `clauses` table, or two of them: target, reference.
    tokens
        Their `tokens` (recurring phrases begin and end where words do); segmented
        here if not given.
    found
        What `mentions` found in the clauses of both; searched here if not given.
    by, target, reference
        The column that tells the groups apart, and its two values: roles, sections,
        years, reports. Not used where two tables are given.

    Returns
    -------
    DataFrame
        One row per formulation, the commonest first: `formulation`, `source`
        (``list``, ``quoted``, ``recurring``), `kind`, `n_target`, `n_reference`,
        `per_10k_target`, `per_10k_reference` (per 10,000 characters of clauses),
        `places_target`, `places_reference` (items with it; outside items,
        sentences), `status` (``kept``, ``entered``: in the target alone,
        ``dropped``: in the reference alone) and where it stands first:
        `report_target`, `clause_target`, `start_target`, and of the reference.

    Raises
    ------
    ValueError
        Where one of the groups has no clause.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1, 2], "start": [0, 9, 18],
    ...     "role": ["review", "plan", "plan"],
    ...     "text": ["增强“四个意识”", "增强四个意识", "发展新质生产力"]})
    >>> table = formulations(clauses)
    >>> table[["formulation", "n_target", "n_reference", "status"]]
      formulation  n_target  n_reference   status
    0        四个意识         1            1     kept
    1       新质生产力         1            0  entered
    """
    clauses = two_groups(clauses, by, target, reference)
    found = mentions(clauses, tokens=tokens) if found is None else found
    key = ["report", "clause"]
    groups = clauses.assign(place=place_numbers(clauses))[[*key, "side", "place"]]
    found = found.merge(groups, on=key, how="left")
    size = clauses["text"].str.len().groupby(clauses["side"]).sum()
    table = found.drop_duplicates("formulation").set_index("formulation")
    table = table[["source", "kind"]]
    for side in ("target", "reference"):
        inside = found[found["side"] == side].groupby("formulation", sort=False)
        table[f"n_{side}"] = inside.size().reindex(table.index, fill_value=0)
        places = inside["place"].nunique()
        table[f"places_{side}"] = places.reindex(table.index, fill_value=0)
        table[f"per_10k_{side}"] = table[f"n_{side}"] / size[side] * PER
        first = inside[["report", "clause", "start"]].first().reindex(table.index)
        first = first.astype({"clause": "Int64", "start": "Int64"})
        table = table.join(first.add_suffix(f"_{side}"))
    alone = [table["n_reference"] == 0, table["n_target"] == 0]
    status = np.select(alone, ["entered", "dropped"], "kept")
    total = table["n_target"] + table["n_reference"]
    table = table.assign(status=status, total=total).reset_index()
    table = table.sort_values(["total", "formulation"], ascending=[False, True])
    return table[FORMULATION_COLUMNS].reset_index(drop=True)


FORMULATION_COLUMNS = (
    "formulation source kind n_target n_reference per_10k_target per_10k_reference "
    "places_target places_reference status report_target clause_target "
    "start_target report_reference clause_reference start_reference"
).split()
