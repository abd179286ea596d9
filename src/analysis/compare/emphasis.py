"""Compare what the plan emphasises with what the review did, theme by theme."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.sampling import (
    DRAWS,
    Side,
    bootstrap_interval,
    effective,
    locate,
    members,
    side,
)
from analysis.count.frequency import PER
from analysis.count.themes import theme_terms
from analysis.lexicons import theme_labels

NAMES = ("target", "reference")

PAIRED = ["n", "clauses", "share"]  # each for target and reference
COMPARED = ["difference", "low", "high"]
SAMPLED = ["units", "effective", "mentions", "per_10k"]
RATED = ["per_10k_difference", "per_10k_low", "per_10k_high"]
ORDER = ["items", "item_share", "first", "section_rank"]


def emphasis(
    clauses: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
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
        The `clauses` table and what `themes` found in it; of a theme named in a clause
        several times, the first mention counts.
    tokens
        The `tokens` table, what mentions are rated by; without it `per_10k` is
        missing. Every occurrence of a term of the theme is a mention: a clause can
        hold several, an inherited theme has none.
    target, reference
        The roles compared; positive differences mean more in the target.
    draws, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        One row per theme, in the scheme's order: `theme`, `label`; then, each for
        ``_target`` and ``_reference``, `n` (clauses with the theme), `clauses` (all of
        the role, headings included) and `share` (n ÷ clauses, 0 to 1); `difference`
        of the shares with `low` and `high` (95 % interval); for each side `units` and
        `effective` (sampling units, and how many of equal size they are worth),
        `mentions` and `per_10k` (of tokens), with `per_10k_difference`, `per_10k_low`
        and `per_10k_high`; for each side `items`, `item_share` (of items that have the
        theme), `first` (rank of its first mention among the themes) and
        `section_rank` (which section of the role, in
        the order of the text, is the first that speaks of the theme most; missing
        where none does).

    Raises
    ------
    ValueError
        Where one of the two roles has no clause.

    Notes
    -----
    A report is one document, so clauses are not independent: the intervals come from
    drawing items, not clauses (`bootstrap_interval`). What a section says outside its
    items, its heading among them, is one unit more; where there are no items the
    section is the unit.
    """
    roles = dict(zip(NAMES, (target, reference), strict=True))
    for name, role in roles.items():
        if not (clauses["role"] == role).any():
            raise ValueError(f"no clause has the role {role!r} ({name})")
    key = ["report", "clause", "theme"]  # a clause counts once, as often as it is named
    mentions = mentions.sort_values("start", kind="stable").drop_duplicates(key)
    labels = theme_labels(scheme)
    themes = pd.Index(list(labels), name="theme")
    told = _Found(
        clauses,
        themes,
        (locate(clauses, mentions), themes.get_indexer(mentions["theme"])),
        mentions["start"].to_numpy(),
        {name: members(clauses, role) for name, role in roles.items()},
    )
    table = pd.DataFrame({"label": list(labels.values())}, index=themes)
    for measures in (_weights(told), _orders(told)):
        table = table.assign(**measures)
    options = {"roles": (target, reference), "draws": draws, "seed": seed}
    table = table.assign(**_compared(told, table, options))
    terms = theme_terms(clauses, scheme=scheme)
    table = table.assign(**_rated(told, terms, tokens, options))
    table = table.reset_index()
    first, sample, order = (
        [f"{measure}_{name}" for measure in measures for name in NAMES]
        for measures in (PAIRED, SAMPLED, ORDER)
    )
    return table[["theme", "label", *first, *COMPARED, *sample, *RATED, *order]]


class _Found(NamedTuple):
    """What is found where: themes by the row of their clause, units by side."""

    clauses: pd.DataFrame
    themes: pd.Index
    mentions: tuple[np.ndarray, np.ndarray]  # row of the clause, number of the theme
    start: np.ndarray
    units: dict[str, np.ndarray]  # of each clause, by side

    def sides(self, at: np.ndarray, theme: np.ndarray, base: np.ndarray) -> list[Side]:
        """Count themes per unit in the target, then in the reference."""
        n = len(self.themes)
        return [side(self.units[name], at, theme, n, base) for name in NAMES]


def _weights(told: _Found) -> dict[str, np.ndarray]:
    """Count clauses and items with each theme, and what they are counted among."""
    every = np.arange(len(told.clauses))
    in_item = (told.clauses["item"] != "").to_numpy()
    found = {}
    for name, one in zip(NAMES, told.sides(*told.mentions, every), strict=True):
        unit = told.units[name]
        item = np.bincount(unit[unit >= 0], in_item[unit >= 0]) > 0
        units, of_equal_size = effective(told.clauses, unit)
        n = one.counts.sum(axis=0).astype("int64")
        found |= {
            f"n_{name}": n,
            f"clauses_{name}": int(one.sizes.sum()),
            f"share_{name}": n / one.sizes.sum(),
            f"units_{name}": units,
            f"effective_{name}": of_equal_size,
            f"items_{name}": int(item.sum()),
            f"item_share_{name}": (one.counts[item] > 0).sum(axis=0)
            / (item.sum() or np.nan),
        }
    return found


def _orders(told: _Found) -> dict[str, pd.Series]:
    """Rank the themes by their first mention, and say which section is their own."""
    at, theme = told.mentions
    levels = ["report", "part", "section"]
    place = told.clauses[[level for level in levels if level in told.clauses]]
    section = place.groupby(list(place), sort=False).ngroup().to_numpy()
    headed = (told.clauses["section"] != "").to_numpy()
    found = {}
    for name in NAMES:
        own = told.units[name] >= 0
        order = np.full(len(own), -1)
        order[own & headed] = pd.factorize(section[own & headed])[0]
        inside = (at >= 0) & own[at]
        first = pd.Series(told.start[inside]).groupby(theme[inside]).min()
        n = np.zeros((order.max(initial=-1) + 1, len(told.themes)))
        where = np.where(inside, order[at], -1)
        np.add.at(n, (where[where >= 0], theme[where >= 0]), 1)
        most = (n == n.max(axis=1, keepdims=True, initial=1)).T
        ranks = {j: row.argmax() + 1 for j, row in enumerate(most) if row.any()}
        found[f"first_{name}"] = _by_theme(first.rank(method="first"), told.themes)
        found[f"section_rank_{name}"] = _by_theme(pd.Series(ranks), told.themes)
    return found


def _by_theme(values: pd.Series, themes: pd.Index) -> pd.Series:
    """Return values given by the number of the theme, missing where there is none."""
    values = values.reindex(range(len(themes))).set_axis(themes)
    return values.astype("Float64").astype("Int64")


def _compared(
    told: _Found, table: pd.DataFrame, options: dict
) -> dict[str, np.ndarray]:
    """Return the difference of shares and its interval."""
    low, high = bootstrap_interval(
        *told.sides(*told.mentions, np.arange(len(told.clauses))), **options
    )
    return {
        "difference": table["share_target"] - table["share_reference"],
        "low": np.maximum(low, -1),
        "high": np.minimum(high, 1),
    }


def _rated(
    told: _Found, terms: pd.DataFrame, tokens: pd.DataFrame | None, options: dict
) -> dict[str, np.ndarray]:
    """Return the mentions per 10,000 tokens, their difference and its interval."""
    clauses = told.clauses
    base = np.arange(0) if tokens is None else locate(clauses, tokens)
    at, theme = locate(clauses, terms), told.themes.get_indexer(terms["theme"])
    target, reference = sides = told.sides(at, theme, base)
    found = {}
    for name, one in zip(NAMES, sides, strict=True):
        n = one.counts.sum(axis=0)
        found[f"mentions_{name}"] = n.astype("int64")
        found[f"per_10k_{name}"] = n / (one.sizes.sum() or np.nan) * PER
    low = high = np.full(len(told.themes), np.nan)
    if tokens is not None:
        low, high = bootstrap_interval(target, reference, **options)
    return found | {
        "per_10k_difference": found["per_10k_target"] - found["per_10k_reference"],
        "per_10k_low": low * PER,
        "per_10k_high": high * PER,
    }
