"""Say which themes gained or lost room, where their own terms say so as well."""

import numpy as np
import pandas as pd

from analysis.compare.norms import Norms, Standing, alike, row_of, standing
from analysis.compare.sides import SIDES
from analysis.compare.targets.scope import periods
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import course, further_en, further_zh
from analysis.say.findings.titles import called

MOST = 3  # themes told
LEAST = 0.02  # of a side's clauses that a theme gains or loses
LEAST_ALONE = 0.05  # the same where no norm says what is usual
OWN = 0.5  # of its clauses that have a term of the theme: the rest inherit it
MOSTLY = 0.75  # of the reports: what so many do is news only where it is rare
FEWEST = 5  # clauses on the larger side, and in a section that a move hangs on
SHORTEST = 30  # clauses of one year that a side must have
NEWS = ("rare", "notable", "")


def weights(
    emphasis: pd.DataFrame,
    themes: pd.DataFrame,
    clauses: pd.DataFrame,
    english: dict[str, str],
    *,
    norm: Norms,
    scheme: str,
    names: tuple[str, str] = ("计划", "总结"),
) -> list[Finding]:
    """Say how the share of a theme moved, the rarest and largest move first.

    A move is said only if it is not common, and holds by the theme's own terms, which
    must not move as usual either and speak for half of its clauses; for like periods,
    what tells of several years left out; and not where it would turn without one
    section. A section without which more than half of it would be gone is named.

    Parameters
    ----------
    emphasis, themes, clauses
        The tables of those names, of one report.
    english
        Each theme's name in English, by its Chinese one.
    norm
        What is usual; only of a report as long as those of the norm.
    scheme
        The scheme of the themes.
    names
        What the plan and the review are called.
    """
    fits = alike(norm, clauses)
    told = clauses[clauses["role"].isin(SIDES)]
    year = told[~periods(clauses).loc[told.index]]
    found = []
    for row in emphasis.itertuples():
        about = themes[(themes["theme"] == row.theme) & themes["role"].isin(SIDES)]
        stands = (
            _stands(row.theme, row.difference, norm, scheme) if fits else Standing()
        )
        if max(row.n_target, row.n_reference) < FEWEST or stands.usual == "common":
            continue
        if stands.usual == "notable" and _genre_moves(row, norm, scheme):
            continue
        by_term = about[about["via"] == "term"]
        if len(by_term) < OWN * len(about):
            continue
        own = _move(by_term, told)
        like = _move(_within(about, year), year)
        if not _holds(row.difference, own, like, LEAST if fits else LEAST_ALONE):
            continue
        if not _within_sections(about, told, row.difference):
            continue
        if fits and _usual_by_terms(row.theme, own, norm, scheme):
            continue
        section, left = _hinge(about, told, row.difference)
        n_there = int((about["section"] == section).sum())
        if section and (left * row.difference <= 0 or n_there < FEWEST):
            continue  # it turns, or hangs on a section that speaks of other things
        en = english.get(row.label, row.label)
        found.append(_finding(row, about, section, (en, names), stands))
    found.sort(key=lambda one: (NEWS.index(one.usual), -one.weight))
    return found[:MOST]


def _holds(move: float, own: float, like: float, least: float) -> bool:
    """Say whether a move is large, and there by own terms and for like periods."""
    same = {np.sign(move)} == {np.sign(own), np.sign(like)}
    return same and abs(move) >= least and min(abs(own), abs(like)) >= least / 2


def _within_sections(
    about: pd.DataFrame, told: pd.DataFrame, difference: float
) -> bool:
    """Say whether half of a move is left without what stands in no section.

    That is thanks, creeds and general demands; not asked of sides without sections.
    """
    inside = told[told["section"] != ""]
    if inside["role"].value_counts().reindex(SIDES, fill_value=0).min() < SHORTEST:
        return True
    left = _move(about[about["section"] != ""], inside)
    return left * np.sign(difference) >= abs(difference) / 2


def _genre_moves(row: tuple, norm: Norms, scheme: str) -> bool:
    """Say whether a theme moves this way in most reports of the norm."""
    known = row_of(norm, "theme", row.theme, scheme=scheme)
    up = known["share_up"]
    return (up if row.difference > 0 else 1 - up) >= MOSTLY


def _stands(theme: str, difference: float, norm: Norms, scheme: str) -> Standing:
    return standing(norm, "theme", difference, key=theme, scheme=scheme)


def _usual_by_terms(theme: str, own: float, norm: Norms, scheme: str) -> bool:
    """Say whether the theme's own terms move as in most reports."""
    stands = standing(norm, "theme_own", own, key=theme, scheme=scheme)
    return stands.usual == "common"


def _within(about: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    return about.merge(clauses[["report", "clause"]], on=["report", "clause"])


def _move(about: pd.DataFrame, clauses: pd.DataFrame) -> float:
    """Return the difference of shares, plan − review; 0 where a side is too short."""
    size = clauses["role"].value_counts()
    if min(size.get(role, 0) for role in SIDES) < SHORTEST:
        return 0.0
    n = about.drop_duplicates(["report", "clause"])["role"].value_counts()
    plan, review = (n.get(role, 0) / size[role] for role in SIDES)
    return plan - review


def _hinge(
    about: pd.DataFrame, clauses: pd.DataFrame, difference: float
) -> tuple[str, float]:
    """Return the section without which most of the move is gone, and what is left."""
    worst, left = "", difference
    for section in about.loc[about["section"] != "", "section"].unique():
        rest = _move(
            about[about["section"] != section], clauses[clauses["section"] != section]
        )
        if rest * np.sign(difference) < left * np.sign(difference):
            worst, left = section, rest
    return (worst, left) if abs(left) < abs(difference) / 2 else ("", difference)


def _finding(
    row: tuple,
    about: pd.DataFrame,
    section: str,
    called_: tuple[str, tuple[str, str]],
    stands: Standing,
) -> Finding:
    english, names = called_
    before, after = f"{row.share_reference:.1%}", f"{row.share_target:.1%}"
    shares = course(names, before, after)
    counts = (
        f"{row.n_reference}/{row.clauses_reference}→{row.n_target}/{row.clauses_target}"
    )
    n_there = int((about["section"] == section).sum())
    where = f"，{n_there}句在“{called(section)}”一节" if section else ""
    there = f", {n_there} of them in “{called(section)}”" if section else ""
    return Finding(
        "theme",
        row.label,
        f"『{row.label}』{shares.zh}（{counts}句）{where}"
        + further_zh(stands, row.difference),
        f"“{english}” {shares.en} of the clauses ({counts}){there}"
        + further_en(stands, row.difference),
        about[["report", "clause", "term"]],
        weight=abs(row.difference),
        value_reference=row.share_reference,
        value_target=row.share_target,
        unit="share",
        difference=row.difference,
        usual=stands.usual,
        norm_low=stands.low,
        norm_high=stands.high,
        n_norm=stands.n,
        hinges_on=section,
    )
