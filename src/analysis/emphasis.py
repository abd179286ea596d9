"""Compare what the plan emphasises with what the review did, theme by theme."""

from zlib import crc32

import numpy as np
import pandas as pd

from analysis.themes import theme_shares

DRAWS = 2000  # of the bootstrap
LEVEL = 0.95
FEWEST_UNITS = 5  # fewer sampling units on a side say nothing about spread
FEWEST_CLAUSES = 5  # a theme rarer than this, both sides together, has no trend
MEASURES = ["n", "clauses", "share", "units", "items", "item_share", "first"]


def emphasis(
    clauses: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    target: str = "plan",
    reference: str = "review",
    scheme: str = "publicity",
    draws: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """Hold each theme's weight in the plan against its weight in the review.

    Parameters
    ----------
    clauses, mentions
        The `clauses` table and what `themes` found in it.
    target, reference
        The roles compared; positive differences mean more in the target.
    draws, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        One row per theme, in the scheme's order; columns as in the codebook. Shares
        run from 0 to 1 and are of all clauses of the role, headings included.

    Raises
    ------
    ValueError
        Where one of the two roles has no clause.

    Notes
    -----
    A report is one document, so clauses are not independent: the interval is a
    percentile interval from a cluster bootstrap that draws items, not clauses (Efron
    & Tibshirani 1993, ch. 13; Davison & Hinkley 1997, §3.8). What a section says
    outside its items, its heading among them, is one unit more; where there are no
    items the section is the unit.
    """
    pair = {"target": target, "reference": reference}
    for name, role in pair.items():
        if not (clauses["role"] == role).any():
            raise ValueError(f"no clause has the role {role!r} ({name})")
    sides = {
        name: _side(clauses, mentions, role=role, scheme=scheme)
        for name, role in pair.items()
    }
    boot = {
        name: _bootstrap(
            _counts(clauses, mentions, role, sides[name].index),
            draws,
            # One stream a role, so that swapping the two only flips the signs.
            np.random.default_rng([seed, crc32(role.encode())]),
        )
        for name, role in pair.items()
    }
    tails = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    low, high = np.quantile(boot["target"] - boot["reference"], tails, axis=0)
    table = pd.concat(
        [side.add_suffix(f"_{name}") for name, side in sides.items()], axis=1
    )
    table = table.rename(columns={"label_target": "label"})
    difference = table["share_target"] - table["share_reference"]
    table = table.assign(difference=difference, low=low, high=high)
    table = table.assign(verdict=_verdict(table)).reset_index()
    paired = [f"{measure}_{name}" for measure in MEASURES for name in pair]
    first, last = paired[:6], paired[6:]
    middle = ["difference", "low", "high"]
    return table[["theme", "label", *first, *middle, *last, "verdict"]]


def _side(
    clauses: pd.DataFrame, mentions: pd.DataFrame, *, role: str, scheme: str
) -> pd.DataFrame:
    """Measure every theme in one role: one row per theme."""
    unit = _units(clauses)
    clauses = clauses.assign(unit=unit)[clauses["role"] == role]
    mentions = mentions[mentions["role"] == role]
    shares = theme_shares(clauses, mentions, by=["role"], scheme=scheme)
    items = clauses.loc[clauses["item"] != "", ["report", "clause", "unit"]]
    inside = mentions[["report", "clause", "theme"]].merge(items)
    with_theme = inside.drop_duplicates(["unit", "theme"])["theme"].value_counts()
    n_items = items["unit"].nunique()
    side = shares.set_index("theme").drop(columns="role")
    first = mentions.groupby("theme")["start"].min().rank(method="first")
    item_share = with_theme.reindex(side.index, fill_value=0) / (n_items or np.nan)
    return side.rename(columns={"n_clauses": "clauses"}).assign(
        units=clauses.loc[_sampled(clauses), "unit"].nunique(),
        items=n_items,
        item_share=item_share,
        first=first.reindex(side.index).astype("Int64"),
    )


def _units(clauses: pd.DataFrame) -> pd.Series:
    """Return the number of the sampling unit that each clause belongs to.

    A unit is an unbroken run of clauses of one item, or of one section outside its
    items, so that numerals which begin anew begin a new unit.
    """
    levels = ["report", "role", "part", "section", "item"]
    place = clauses[[level for level in levels if level in clauses]]
    return (place != place.shift()).any(axis=1).cumsum()


def _sampled(clauses: pd.DataFrame) -> pd.Series:
    """Say which clauses stand in an item, or in a section or part without items.

    Only their units count when it is asked whether there are enough: a heading or a
    lead is drawn with the rest, but is no observation of its own.
    """
    place = clauses.assign(part=clauses.get("part", ""))
    item, section = clauses["item"] != "", clauses["section"] != ""
    within = place.groupby(["report", "part", "section"])["item"]
    has_items = within.transform(lambda items: (items != "").any()).astype(bool)
    of_part = place.groupby(["report", "part"])["section"]
    divided = of_part.transform(lambda names: (names != "").any()).astype(bool)
    return item | (~has_items & (section | ~divided))


def _counts(
    clauses: pd.DataFrame, mentions: pd.DataFrame, role: str, themes: pd.Index
) -> np.ndarray:
    """Return units × (themes + 1): clauses with each theme, and in the last all."""
    clauses = clauses.assign(unit=_units(clauses))[clauses["role"] == role]
    total = clauses.groupby("unit", sort=False).size()
    of_role = mentions[["report", "clause", "theme"]].merge(
        clauses[["report", "clause", "unit"]]
    )
    n = of_role.groupby(["unit", "theme"]).size().unstack(fill_value=0)
    n = n.reindex(index=total.index, columns=themes, fill_value=0)
    return np.column_stack([n.to_numpy(), total.to_numpy()])


def _bootstrap(units: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return draws × themes: each theme's share when the units are drawn anew."""
    weights = rng.multinomial(len(units), np.full(len(units), 1 / len(units)), draws)
    drawn = weights @ units
    return drawn[:, :-1] / drawn[:, -1:]


def _verdict(table: pd.DataFrame) -> np.ndarray:
    """Say what may be claimed: a direction only where the interval excludes 0."""
    units = table[["units_target", "units_reference"]].min(axis=1)
    mentioned = table["n_target"] + table["n_reference"]
    few = (units < FEWEST_UNITS) | (mentioned < FEWEST_CLAUSES)
    cases = [few, table["low"] > 0, table["high"] < 0]
    return np.select(cases, ["too few", "up", "down"], "unchanged")
