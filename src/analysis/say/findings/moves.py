"""Say what gained or lost room over the years: themes, quantities, words, length."""

from collections.abc import Collection
from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.compare.norms.words import set_apart
from analysis.compare.targets.scope import SEVERAL, of_several_years
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import signed
from analysis.say.findings.shelf import begins_a_term
from analysis.say.findings.spans import clauses_of, lasting, role_name, trend_of, turned

LEAST = 0.02  # of a side's clauses that a theme, or quantities, gain or lose
LEAST_ALONE = 0.05  # the same where no norm says what is usual
OWN = 0.5  # of its clauses, and of its move, that have a term of the theme
FEWEST = 5  # clauses, or times, in the year with more
QUANTITIES = 10  # clauses with a quantity in the year with more
TIMES = 2.0  # a word stands so many times as thickly, or half
CUT = 1.2  # times as often found as cut: 民生 in 农民生产 is no 民生
LEAP = 0.75  # of a word's move that is made between two reports
LONGER = 1.5  # a side is so many times as long, or as short
MOST = {"theme": 2, "quantity": 1, "word": 2, "length": 1}  # told of each side


def moves(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    english: dict[str, str],
    *,
    clauses: pd.DataFrame | None = None,
    terms: Collection[str] = (),
) -> list[Finding]:
    """Say what moved most from the first year to the last, the largest move first.

    A theme, or the share of clauses with a quantity, is told where it moves by more
    than reports of one body usually do in a year, and not by its two ends alone
    (`lasting`), nor turns at its end (`turned`); a theme moreover where its own terms
    bear at least half of the move; a word where it stands twice as thickly, or half,
    and is cut as it is found; the length where it is half as much again. Of each at
    most two of a side. Reviews that tell of several years at length (过去五年) are left
    out: they are not held against those of one.

    Parameters
    ----------
    table, rows
        What `trends` returned.
    english
        Each theme's name in English, by its Chinese one.
    clauses
        The `clauses` table of all reports; without it, what is told of several years
        is not known, and only the plans are told of.
    terms
        What themes are about: a word is told that is one, or that one begins with;
        中心 and 社会主义 say many things, and a search of them one number.
    """
    found = []
    like = table[table["role"] == "plan"]
    if clauses is not None:
        like = table.merge(_of_one_year(clauses), on=["report", "role"])
    for (kind, role), own in like.groupby(["kind", "role"], sort=False):
        if kind not in MOST or (kind == "word" and role != "plan"):
            continue  # a review's words tell of what happened to succeed
        if kind == "word" and terms:
            own = own[
                own["subject"].map(partial(begins_a_term, terms=frozenset(terms)))
            ]
        told = [
            _told(years, rows, english)
            for _, years in own.groupby("subject", sort=False)
            if len(years) > 1
        ]
        kept = _apart(sorted(filter(None, told), key=lambda one: -one.weight))
        # the plan first: it is what a superior may still change
        found += [(role != "plan", one) for one in kept[: MOST[kind]]]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def widest(table: pd.DataFrame, english: dict[str, str]) -> tuple[str, str]:
    """Say which theme of the plans moved most from first to last, whatever is usual."""
    plan = table[(table["kind"] == "theme") & (table["role"] == "plan")]
    plan = table[table["kind"] == "theme"] if plan.empty else plan
    ends = plan.groupby("subject", sort=False)["share"]
    subject = (ends.last() - ends.first()).abs().idxmax()
    own = plan[plan["subject"] == subject]
    values = own["share"].tolist()
    return _of_share(own.iloc[0], own.iloc[-1], _trend(own, values), english)


def _of_one_year(clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the sides that do not tell of several years at length."""
    share = of_several_years(clauses)
    return share[share < SEVERAL].index.to_frame(index=False)


def _apart(found: list[Finding]) -> list[Finding]:
    """Leave out words within one that is told: 城镇 beside 城镇化."""
    kept: list[Finding] = []
    for one in found:
        inside = any(
            one.subject in other.subject or other.subject in one.subject
            for other in kept
        )
        if one.kind != "word" or not inside:
            kept.append(one)
    return kept


def _told(
    years: pd.DataFrame, rows: pd.DataFrame, english: dict[str, str]
) -> Finding | None:
    """Return what is to be said of one subject of one side, if anything."""
    first, last = years.iloc[0], years.iloc[-1]
    kind = first["kind"]
    value = {"word": "per_10k", "length": "n"}.get(kind, "share")
    values = years[value].astype(float).tolist()
    telling = {"theme": _theme, "quantity": _quantity, "word": _word, "length": _length}
    if len(years) > 2 and (turned(values) or not lasting(values)):
        return None
    if not telling[kind](years, values):
        return None
    write = {"word": _of_word, "length": _of_length}.get(kind, _of_share)
    zh, en = write(first, last, _trend(years, values), english)
    if kind == "word":
        zh, en = zh + leap(years, "zh"), en + leap(years, "en")
    band = _band(years) if _apart_by(years) == 1 else None  # it is of one year's move
    zh, en = zh + _usual_zh(band), en + _usual_en(band)
    ends = [first["report"], last["report"]]
    ratio = kind in ("word", "length")
    move = values[-1] - values[0]
    weight = abs(np.log((values[-1] + 1) / (values[0] + 1))) if ratio else abs(move)
    return Finding(
        kind,
        first["label"] if kind == "theme" else first["subject"],
        zh,
        en,
        clauses_of(rows, kind, first["subject"], first["role"], ends),
        weight=float(weight),
        value_reference=values[0],
        value_target=values[-1],
        unit={"word": "per_10k", "length": "句"}.get(kind, "share"),
        difference=move,
        usual="notable" if band else "",
        norm_low=band[0] if band else None,
        norm_high=band[1] if band else None,
        n_norm=band[2] if band else None,
    )


def _band(years: pd.DataFrame) -> tuple[float, float, int] | None:
    """Return the norm of a subject: the same in every year that it is known of."""
    known = years.dropna(subset=["n_norm"])
    if known.empty:
        return None
    one = known.iloc[-1]
    return float(one["norm_low"]), float(one["norm_high"]), int(one["n_norm"])


def _apart_by(years: pd.DataFrame) -> int:
    return int(years["year"].iloc[-1] - years["year"].iloc[0])


def _beyond(years: pd.DataFrame, move: float) -> bool:
    """Say whether a move is large, and larger than usual where that is known.

    Over several years the band of one is widened by the root of their number, as for
    moves that have nothing to do with one another.
    """
    band = _band(years)
    if band is None:
        return abs(move) >= LEAST_ALONE
    wide = np.sqrt(_apart_by(years))
    return abs(move) >= LEAST and not band[0] * wide <= move <= band[1] * wide


def _theme(years: pd.DataFrame, values: list[float]) -> bool:
    move = values[-1] - values[0]
    own = (years["own"] / years["of"].where(years["of"] > 0)).astype(float)
    by_terms = own.iloc[-1] - own.iloc[0]
    spoken = years["own"].sum() >= OWN * years["n"].sum()
    same = by_terms * move > 0 and abs(by_terms) >= OWN * abs(move)
    enough = years["n"].iloc[[0, -1]].max() >= FEWEST
    return bool(spoken and same and enough and _beyond(years, move))


def _quantity(years: pd.DataFrame, values: list[float]) -> bool:
    move = values[-1] - values[0]
    enough = years["n"].iloc[[0, -1]].max() >= QUANTITIES
    return bool(enough and _beyond(years, move))


def _word(years: pd.DataFrame, values: list[float]) -> bool:
    ends = years.iloc[[0, -1]]
    counts = ends["n"]
    if years["subject"].iloc[0] in set_apart() or counts.max() < 2 * FEWEST:
        return False
    if turned(years["n"].tolist()) or (counts > CUT * ends["own"]).any():
        return False
    low, high = sorted((values[0], values[-1]))
    thick = high >= TIMES * low and counts.max() >= TIMES * counts.min()
    same = (counts.iloc[1] - counts.iloc[0]) * (values[-1] - values[0]) > 0
    return bool(thick and same)


def _length(years: pd.DataFrame, values: list[float]) -> bool:
    low, high = sorted((values[0], values[-1]))
    return high >= LONGER * low


def _of_share(
    first: pd.Series, last: pd.Series, trend: tuple[str, bool], english: dict[str, str]
) -> tuple[str, str]:
    """Say how a share of clauses moved, both shares with their counts."""
    role = first["role"]
    theme = first["kind"] == "theme"
    what = f"『{first['label']}』" if theme else "带数量的句"
    ends = [f"{one['share']:.1%}（{one['n']}/{one['of']}句）" for one in (first, last)]
    zh = (
        f"{what}在{role_name(role)}中由{first['year']}年{ends[0]}"
        f"{_way_zh(first['share'], last['share'])}{last['year']}年{ends[1]}"
        f"{_each_year_zh(trend)}"
    )
    named = f"“{english.get(first['label'], first['label'])}”"
    what = named if theme else "Clauses with a quantity"
    ends = [f"{one['share']:.1%} ({one['n']}/{one['of']})" for one in (first, last)]
    en = (
        f"{what} in the {role_name(role, 'en')}: from {ends[0]} of the clauses in "
        f"{first['year']} to {ends[1]} in {last['year']}{_each_year_en(trend)}"
    )
    return zh, en


def _of_word(
    first: pd.Series, last: pd.Series, trend: tuple[str, bool], english: dict[str, str]
) -> tuple[str, str]:
    """Say how often a word stands, as a search finds it, and how thickly."""
    role = first["role"]
    zh, en = [], []
    for one in (first, last):
        zh.append(f"{one['n']}次（每万字{one['per_10k']:.1f}次）")
        en.append(f"{one['n']}× ({one['per_10k']:.1f} per 10,000 characters)")
    en[1] = en[1].replace(" per 10,000 characters", "")
    way = _way_zh(first["per_10k"], last["per_10k"])
    return (
        f"“{first['subject']}”在{role_name(role)}中由{first['year']}年{zh[0]}"
        f"{way}{last['year']}年{zh[1]}{_each_year_zh(trend)}",
        f"“{first['subject']}” in the {role_name(role, 'en')}: from {en[0]} in "
        f"{first['year']} to {en[1]} in {last['year']}{_each_year_en(trend)}",
    )


def leap(years: pd.DataFrame, lang: str) -> str:
    """Say between which two years a word made most of its move, if between two.

    2次、2次、2次、12次 has not risen from the first year on.
    """
    rates, counts = years["per_10k"].tolist(), years["n"].tolist()
    steps, known = [b - a for a, b in pairwise(rates)], years["year"].tolist()
    move = rates[-1] - rates[0]
    if len(steps) < 2:
        return ""
    at = max(range(len(steps)), key=lambda k: steps[k] * (1 if move > 0 else -1))
    below, above = rates[: at + 1], rates[at + 1 :]
    if move < 0:
        below, above = above, below
    back = max(below) >= min(above)  # 10, 10, 12, 1, 9 … 3 did not fall in one year
    other = (counts[at + 1] - counts[at]) * move <= 0  # the report grew, or shrank
    if abs(steps[at]) < LEAP * abs(move) or back or other:
        return ""
    (year, then), (n, after) = known[at : at + 2], counts[at : at + 2]
    if lang == "zh":
        return f"，主要在{year}年（{n}次）至{then}年（{after}次）之间"
    return f", most of it between {year} ({n}×) and {then} ({after}×)"


def _of_length(
    first: pd.Series, last: pd.Series, trend: tuple[str, bool], english: dict[str, str]
) -> tuple[str, str]:
    role = first["role"]
    way = "增至" if last["n"] > first["n"] else "减至"
    return (
        f"{role_name(role)}篇幅由{first['year']}年{first['n']}句{way}"
        f"{last['year']}年{last['n']}句{_each_year_zh(trend)}",
        f"The {role_name(role, 'en')} has {first['n']} clauses in {first['year']} and "
        f"{last['n']} in {last['year']}{_each_year_en(trend)}",
    )


def _way_zh(before: float, after: float) -> str:
    return "升至" if after > before else "降至"


def _trend(years: pd.DataFrame, values: list[float]) -> tuple[str, bool]:
    """Say whether values rise or fall all the way, and whether no year is missing."""
    known = years["year"].tolist()
    said = trend_of(values) if len(values) > 2 else ""
    return said, known[-1] - known[0] == len(known) - 1


def _each_year_zh(trend: tuple[str, bool]) -> str:
    way = {"up": "上升", "down": "下降"}.get(trend[0])
    return f"，逐{'年' if trend[1] else '份'}{way}" if way else ""


def _each_year_en(trend: tuple[str, bool]) -> str:
    return f", {trend[0]} in every report" if trend[0] else ""


def _usual_zh(band: tuple[float, float, int] | None) -> str:
    """Say how far such a share usually moves from one year to the next."""
    if band is None:
        return ""
    low, high = (signed(100 * end) for end in band[:2])
    return f"；同类报告相邻两年（{band[2]}对）八成在{low}至{high}个百分点之间"


def _usual_en(band: tuple[float, float, int] | None) -> str:
    if band is None:
        return ""
    low, high = (signed(100 * end) for end in band[:2])
    return (
        f"; in four of five of {band[2]} pairs of years of such reports the share "
        f"moves by {low} to {high} points"
    )
