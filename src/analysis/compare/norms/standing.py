"""Where one move of one report stands among those of the norm's reports."""

from collections.abc import Mapping
from math import floor
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.norms.bands import FEWEST_REPORTS, further, slack, usual
from analysis.compare.norms.files import Norms
from analysis.compare.norms.measures import of_scheme

NOTABLE, RARE = 0.1, 0.025  # of the reports move further


class Standing(NamedTuple):
    """How usual a move is, and the band in which it would be usual."""

    usual: str = ""  # common, notable, rare; "" where there is no norm
    low: float | None = None  # 10 % quantile of the norm's differences
    high: float | None = None  # 90 %
    n: int | None = None  # reports of the norm
    further: int | None = None  # of them move further out on the same end
    up: bool = True  # whether that is the upper end
    of: str = ""  # the norm's name, where its reports are of another kind


def row_of(
    norm: Norms, statistic: str, key: str = "", *, scheme: str = ""
) -> dict | None:
    """Return the row of a norm, or None where it says nothing of that.

    A theme is that of one scheme: other schemes' themes of the same name are others.
    """
    return norm.rows.get((statistic, key, scheme if of_scheme(statistic) else ""))


def standing(
    norm: Norms, statistic: str, difference: float, *, key: str = "", scheme: str = ""
) -> Standing:
    """Say where a difference stands in a norm; a theme only in that of its scheme."""
    row = row_of(norm, statistic, key, scheme=scheme)
    said = usual(row, difference)
    if not said:
        return Standing()
    up = bool(difference > row["q50"])
    low, high, n = float(row["q10"]), float(row["q90"]), int(row["n_reports"])
    return Standing(said, low, high, n, further(row, difference, up=up), up)


def level(
    norm: Norms, statistic: str, role: str, share: float, key: str, *, scheme: str = ""
) -> Standing:
    """Say where a share of one side stands among those of the norm's reports.

    Common is within the 10–90 % band, rare outside the 2.5–97.5 % band.

    Parameters
    ----------
    statistic
        theme, class or quantification.
    role
        plan or review.
    """
    row = row_of(norm, f"{statistic}_{role}", key, scheme=scheme)
    if row is None or row["n_reports"] < FEWEST_REPORTS:
        return Standing()
    off, up = slack(share), bool(share > row["q50"])
    said = "common"
    if not row["q10"] - off <= share <= row["q90"] + off:
        inside = row["q025"] - off <= share <= row["q975"] + off
        said = "notable" if inside else "rare"
    low, high, n = float(row["q10"]), float(row["q90"]), int(row["n_reports"])
    return Standing(said, low, high, n, further(row, share, up=up), up)


def with_norms(
    table: pd.DataFrame, norm: Norms, *, scheme: str, fits: bool
) -> pd.DataFrame:
    """Add to the table `emphasis` how usual each difference of shares is.

    Returns
    -------
    DataFrame
        The table with `usual`, `norm_low`, `norm_high` (the differences between which
        four of five reports lie) and `n_norm`; empty where the norm is of themes of
        another scheme, or where the report does not fit it, being shorter.
    """
    stands = [
        standing(norm, "theme", row.difference, key=row.theme, scheme=scheme)
        if fits
        else Standing()
        for row in table.itertuples()
    ]
    n = pd.array([one.n for one in stands], dtype="Int64")
    return table.assign(
        usual=pd.array([one.usual for one in stands], dtype="str"),
        norm_low=np.array([one.low for one in stands], dtype=float),
        norm_high=np.array([one.high for one in stands], dtype=float),
        n_norm=n,
    )


def of_word(norm: Norms, row: Mapping | None, rise: float) -> Standing:
    """Say where the rise of a word per 10,000 characters stands in a norm.

    Parameters
    ----------
    row
        The word's row of the norm's words; None where they do not know it.
    """
    n = size(norm)
    if row is None or n < FEWEST_REPORTS:
        return Standing()
    rises, falls = (_numbers(row[name]) for name in ("rises", "falls"))
    moves = rises if rise > 0 else falls
    more = sum(move > abs(rise) + slack(rise) for move in moves)
    said = "notable" if more < NOTABLE * n else "common"
    said = "rare" if more < RARE * n else said
    return Standing(said, -_edge(falls, n), _edge(rises, n), n, more, rise > 0)


def size(norm: Norms) -> int:
    """Return how many reports a norm stands on."""
    return len(norm.reports)


def alike(norm: Norms, clauses: pd.DataFrame) -> bool:
    """Say whether a report is as long as those of a norm: a short one moves more.

    Neither side is shorter than the shortest of the norm.
    """
    n = clauses["role"].value_counts()
    return all(
        n.get(role, 0) >= norm.reports[f"clauses_{role}"].min()
        for role in ("review", "plan")
    )


def akin(norm: Norms, scheme: str) -> bool:
    """Say whether a norm is of reports of the same kind of body.

    What kind that is, the scheme of themes says that covers most of a report.
    """
    return bool((norm.table["scheme"] == scheme).any())


def _edge(moves: list[float], n: int) -> float:
    """Return the quantile beyond which a tenth moves; who does not move moves 0."""
    place = (n + 1) * NOTABLE
    known = [*moves, *([0.0] * (floor(place) + 1))]
    first, last = known[floor(place) - 1], known[floor(place)]
    return first + (place - floor(place)) * (last - first)


def _numbers(cell: str) -> list[float]:
    return [float(x) for x in cell.split()]
