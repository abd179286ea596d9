"""What each body gives room to beside the others: themes, verb classes, quantities."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.compare.norms import Norms, Standing, level
from analysis.compare.sides import SIDES
from analysis.compare.sisters.search import times
from analysis.count.frequency import PER

KEY = "kind subject report role".split()
COLUMNS = (
    "kind subject label report body year role n n_own of share per_10k n_others "
    "of_others others others_per_10k difference z stressed rank n_bodies usual "
    "norm_low norm_high n_norm"
).split()


def counted(
    themes: pd.DataFrame, classes: pd.DataFrame, quantities: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows that shares are counted of: one row per thing counted.

    Parameters
    ----------
    themes, quantities
        The tables of those names.
    classes
        The `tasks` table with the `class` of each verb.

    Returns
    -------
    DataFrame
        `kind` (theme, class, quantity: a clause that holds one), `subject`, `report`,
        `clause`, `role`, `term`, `own` (whether a theme stands there by a term of its
        own; else true).
    """
    about = themes.assign(
        kind="theme", subject=themes["theme"], own=themes["via"] == "term"
    )
    verbs = classes.assign(
        kind="class", subject=classes["class"], term=classes["verb"], own=True
    )
    first = quantities.drop_duplicates(["report", "clause"])
    held = first.assign(kind="quantity", subject="", term=first["text"], own=True)
    columns = ["kind", "subject", "report", "clause", "role", "term", "own"]
    rows = pd.concat([t[columns] for t in (about, verbs, held)], ignore_index=True)
    return rows[rows["role"].isin(SIDES)].reset_index(drop=True)


def shares(
    rows: pd.DataFrame,
    sizes: pd.DataFrame,
    subjects: Mapping[str, Iterable[str]],
) -> pd.DataFrame:
    """Set what was counted of each body beside the others: one row per row of `KEY`.

    Parameters
    ----------
    rows
        What `counted` returned.
    sizes
        `kind`, `report`, `role`, `of`: what a share is of.
    subjects
        The subjects of each kind; those nobody speaks of have their rows too.

    Returns
    -------
    DataFrame
        `KEY`, `n`, `n_own` (by terms of the theme's own), `of`, `share`, and what
        `beside` adds.

    Examples
    --------
    >>> key = {"kind": "theme", "role": "plan"}
    >>> sizes = pd.DataFrame([key | {"report": "a", "of": 10},
    ...                       key | {"report": "b", "of": 40}])
    >>> rows = pd.DataFrame([key | {"subject": "reform", "report": "a", "own": True}])
    >>> table = shares(rows, sizes, {"theme": ["reform"]})
    >>> table[["report", "share", "others", "difference", "rank"]]
      report  share  others  difference  rank
    0      a    0.1     0.0         0.1     1
    1      b    0.0     0.1        -0.1     2
    """
    every = [(kind, one) for kind, known in subjects.items() for one in known]
    grid = pd.DataFrame(every, columns=["kind", "subject"])
    grid = grid.merge(sizes, on="kind")
    groups = rows.groupby(KEY)["own"]
    n = groups.agg(n="size", n_own="sum").reset_index()
    table = grid.merge(n, on=KEY, how="left")
    whole = table[["n", "n_own"]].fillna(0).astype("int64")
    table = table.assign(n=whole["n"], n_own=whole["n_own"])
    share = table["n"] / table["of"].where(table["of"] > 0)
    return beside(table.assign(share=share.fillna(0.0)), "share", 1)


def word_rates(found: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Set how often plans use each word beside the others: a row per word × report.

    Parameters
    ----------
    found
        What `hits` found in the plans.
    clauses
        The plans.

    Returns
    -------
    DataFrame
        `KEY`, `n`, `of` (characters of the plan's clauses), `per_10k`, and what
        `beside` adds.
    """
    size = clauses["text"].str.len().groupby(clauses["report"], sort=False).sum()
    n = times(found, size.index).rename_axis(columns="report")
    table = n.stack().rename("n").reset_index()
    of = table["report"].map(size).astype("int64")  # where no word is, too
    table = table.assign(kind="word", role="plan", n_own=table["n"], of=of)
    return beside(table.assign(per_10k=table["n"] / of * PER), "per_10k", PER)


def beside(table: pd.DataFrame, rate: str, per: int) -> pd.DataFrame:
    """Add to rates of each body the same rate over all the others together.

    Returns
    -------
    DataFrame
        The table with `n_others`, `of_others`, `others` (the rate over all other
        bodies of the shelf together), `difference`, `rank` (of the body among the
        bodies, 1 the highest, ties share a rank) and `n_bodies`.
    """
    groups = table.groupby(["kind", "subject", "role"], sort=False)
    n = groups["n"].transform("sum") - table["n"]
    of = groups["of"].transform("sum") - table["of"]
    others = (n / of.where(of > 0) * per).fillna(0.0)
    rank = groups[rate].rank(method="min", ascending=False).astype("int64")
    return table.assign(
        n_others=n,
        of_others=of,
        others=others,
        difference=table[rate] - others,
        rank=rank,
        n_bodies=groups["report"].transform("size"),
    )


def with_levels(
    table: pd.DataFrame, norm: Norms, *, scheme: str, fits: Mapping[str, bool]
) -> pd.DataFrame:
    """Add how usual each share is among the norm's reports, on the same side.

    Returns
    -------
    DataFrame
        The table with `usual`, `norm_low`, `norm_high` (the shares between which four
        of five reports lie) and `n_norm`; empty for words, and for a report that does
        not fit the norm.
    """
    names = {"quantity": "quantification"}
    stands = [
        level(
            norm,
            names.get(row.kind, row.kind),
            row.role,
            row.share,
            row.subject,
            scheme=scheme,
        )
        if fits[row.report] and row.kind != "word"
        else Standing()
        for row in table.itertuples()
    ]
    return table.assign(
        usual=pd.array([one.usual for one in stands], dtype="str"),
        norm_low=np.array([one.low for one in stands], dtype=float),
        norm_high=np.array([one.high for one in stands], dtype=float),
        n_norm=pd.array([one.n for one in stands], dtype="Int64"),
    )
