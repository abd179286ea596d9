"""What a slide draws of a finding on one body's years, by the kind of finding."""

from collections.abc import Callable

import pandas as pd

from analysis.compare.trends import common_places
from analysis.lexicons import theme_labels
from analysis.say.findings.headings import noun
from analysis.say.findings.lives import counts_of, telling
from analysis.schema import label, value_labels
from analysis.show.slides.of_report import DASH, SHARE, indicator
from analysis.show.slides.shapes import (
    CLOSE,
    MOST,
    Asked,
    Bars,
    Drawing,
    Grid,
    Lines,
    Series,
    chosen,
    marks,
    numbers,
)
from analysis.show.style import OTHER, REFERENCE, TARGET, pale

PEERS = 5  # lines beside the one that is named
TASKS = "项"  # the unit of a finding on tasks
ROWS, FORMULATIONS = 9, 8  # of text that have room
STRENGTHS = 0.08, 0.62  # how much red a cell of the fewest and of the most has


def met(asked: Asked) -> Grid | None:
    """Show what was promised for a year beside what its review reports."""
    if asked.finding.unit == TASKS:
        return None
    table = asked.flow.targets.dropna(subset="previous_target")
    behind = set(zip(asked.evidence["report"], asked.evidence["clause"], strict=True))
    places = [
        table[list(pair)].apply(tuple, axis=1).isin(behind)
        for pair in (
            ("previous_report", "clause_previous"),
            ("report", "clause_reference"),
        )
    ]
    named = places[0] | (places[1] & table["result"].notna())
    if not named.any():
        return None
    rows = table[named].head(ROWS)
    words = asked.words
    several = rows["review_year"].nunique() > 1
    heads = [words["year"]] if several else []
    heads += [label("indicator", "targets", lang=asked.lang)]
    heads += [words["target"], words["result"], words["met"]]
    said = {True: f"✓ {words['yes']}", False: f"✗ {words['no']}"}
    cells = [
        [str(row.review_year)] * several
        + [
            indicator(row.indicator, asked.lang),
            row.previous_text or DASH,
            row.result_text or words["unknown"],
            DASH if pd.isna(row.met) else said[bool(row.met)],
        ]
        for row in rows.itertuples()
    ]
    widths = [1.2] * several + [5, 2.8, 2.8, 2]
    missed = {n for n, lacks in enumerate(rows["met"]) if lacks is False}
    centred = frozenset(range(1 + several, len(heads)))
    caption = asked.caption("met_of", int(named.sum()) - len(rows))
    return Grid("measure_met", caption, heads, cells, missed, widths, centred)


def delivered(asked: Asked) -> Bars | None:
    """Draw of how many tasks of each section, or theme, the next review tells."""
    finding, behind = asked.finding, asked.evidence
    whole = finding.unit == TASKS
    if "delivery" not in asked.flow.available or not (whole or not finding.subject):
        return None
    of = asked.flow.delivery
    key = of[["report", "clause"]].apply(tuple, axis=1)
    among = key.isin(set(zip(behind["report"], behind["clause"], strict=True)))
    counts = among.groupby(of["report"], sort=False).sum()
    if not counts.max():
        return None
    rates = asked.flow.delivery_rates
    by = "theme" if whole else "section"
    own = rates[(rates["report"] == counts.idxmax()) & (rates["by"] == by)]
    own = own[own["name"] != ""]
    names = own["name"].map(str if whole else noun)
    named = names.isin(asked.quoted)
    if own.empty or not (whole or named.any()):
        return None
    order = own["n"].sort_values(ascending=False, kind="stable").index
    rows = chosen(own.loc[order], named)
    if whole and asked.lang == "en":
        themes = theme_labels(asked.flow.scheme, "zh").items()
        english = theme_labels(asked.flow.scheme, "en")
        names = names.replace({zh: english[one] for one, zh in themes})
    told = rows[["done", "carried", "mentioned"]].sum(axis=1)
    series = [
        Series(asked.words["told"], numbers(told), TARGET),
        Series(asked.words["not_found"], numbers(rows["missing"]), OTHER),
    ]
    caption = asked.caption(f"tasks_{by}", len(own) - len(rows))
    cats = names[rows.index].tolist()
    some = marks(rows, named)
    return Bars("delivery", caption, cats, series, some, joined="stack")


def order(asked: Asked) -> Lines | None:
    """Draw the places of the sections that the first and the last report have."""
    table = asked.flow.trends
    own = table[(table["kind"] == "section") & table["rank"].notna()]
    roles = own.loc[own["subject"] == asked.finding.subject, "role"]
    if roles.empty:
        return None
    behind = asked.evidence["role"].mode()
    role = behind.iloc[0] if behind.isin(roles).any() else roles.iloc[0]
    own = own[own["role"] == role]
    ends = [own[own["year"] == year] for year in (own["year"].min(), own["year"].max())]
    both = common_places(*ends)
    if len(both) < 2 or asked.finding.subject not in both.index:
        return None
    series = [
        Series(
            _called([row.heading_first, row.heading_last], asked.quoted),
            [float(row.before), float(row.after)],
            TARGET if row.Index == asked.finding.subject else OTHER,
        )
        for row in both.itertuples()
    ]
    years = [str(int(one["year"].iloc[0])) for one in ends]
    named = {both.index.get_loc(asked.finding.subject)}
    caption = asked.words[f"order_{role}"]
    return Lines("section_order", caption, years, series, named, places=True)


def _called(headings: list[str], quoted: list[str]) -> str:
    """Return what the sentence calls a section, else the noun of its last heading."""
    names = [noun(heading) for heading in headings]
    return next((name for name in names if name in quoted), names[-1])


def lives(asked: Asked) -> Grid | None:
    """Show how often formulations stand in each report, fuller cells for more."""
    table = asked.flow.lives
    whole = table[table["role"] == ""]
    named = whole["formulation"].isin(asked.quoted)
    if not named.any():
        return None
    life = whole.loc[named, "life"].iloc[0]
    peers = telling(table)
    peers = peers[peers["life"] == life].index
    rows = whole[named | whole.index.isin(peers)]
    by = "n" if life == "vanish" else "n_last"
    every = rows.sort_values([by, "n"], ascending=False, kind="stable")
    rows = chosen(every, named, FORMULATIONS)
    some = marks(rows, named)
    counts = [counts_of(cell) for cell in rows["counts"]]
    years = [*counts[0]]
    fills = _filled([[one.get(year, 0) for year in years] for one in counts])
    cells = [
        [name, *(str(one.get(year, 0)) for year in years)]
        for name, one in zip(rows["formulation"], counts, strict=True)
    ]
    heads = [label("formulation", "lives", lang=asked.lang), *map(str, years)]
    widths = [max(4, len(years) / 2), *[1.2] * len(years)]
    centred = frozenset(range(1, len(heads)))
    caption = asked.caption("lives", len(every) - len(rows))
    said = caption, heads, cells, some, widths, centred
    return Grid("lives", *said, fills)


def _filled(values: list[list[float]]) -> dict[tuple[int, int], str]:
    """Return the colours of the cells of a table, the first column apart."""
    most = max((value for row in values for value in row), default=0)
    least, full = STRENGTHS
    return {
        (row, column + 1): pale(TARGET, least + (full - least) * value / most)
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if value
    }


def courses(asked: Asked) -> Lines | None:
    """Draw how a theme's share of one side went, beside the largest other themes."""
    own = _of_kind(asked)
    roles = [one for one in ("plan", "review") if one in set(asked.evidence["role"])]
    role = roles[0] if len(roles) == 1 else _said(asked.finding)
    own = own[own["role"] == role]
    hit = own["label"] == asked.finding.subject
    if not hit.any() or own["year"].nunique() < 2:
        return None
    wide = own.pivot_table(index="subject", columns="year", values="share", sort=False)
    one = own.loc[hit, "subject"].iloc[0]
    subjects = [*_peers(wide, one), one]  # the last lies over the others
    called = theme_labels(asked.flow.scheme, asked.lang)
    series = [
        Series(called[name], numbers(wide.loc[name]), TARGET if name == one else OTHER)
        for name in subjects
    ]
    years = [str(int(year)) for year in wide.columns]
    caption = asked.caption(f"share_{role}", len(wide) - len(series))
    said = caption, years, series, {len(series) - 1}, SHARE
    return Lines("trends", *said)


def _peers(wide: pd.DataFrame, one: str) -> list[str]:
    """Return the largest other lines whose ends have room for a name."""
    last = wide.iloc[:, -1].dropna().sort_values(ascending=False, kind="stable")
    apart, taken, found = CLOSE * wide.max().max(), [*last[last.index == one]], []
    for subject, share in last.drop(one, errors="ignore").items():
        if len(found) < PEERS and all(abs(share - end) >= apart for end in taken):
            taken.append(share)
            found.append(subject)
    return found


def both_sides(asked: Asked) -> Lines | None:
    """Draw how one thing went in review and plan: a theme, a word, all numbers."""
    own = _of_kind(asked)
    subject = asked.finding.subject
    own = own[(own["label"] == subject) | (own["subject"] == subject)]
    if own.empty or own["subject"].nunique() > 1 or own["year"].nunique() < 2:
        return None
    rate = "per_10k" if own["share"].isna().all() else "share"
    wide = own.pivot_table(index="role", columns="year", values=rate)
    called = value_labels("role", lang=asked.lang)
    series = [
        Series(called[role], numbers(wide.loc[role]), colour)
        for role, colour in (("review", REFERENCE), ("plan", TARGET))
        if role in wide.index
    ]
    years = [str(int(year)) for year in wide.columns]
    form = SHARE if rate == "share" else "0.0"
    said = asked.words[f"{rate}_both"], years, series, {len(series) - 1}, form
    kind = asked.finding.kind
    return Lines("trends" if kind == "theme" else f"measure_{kind}", *said)


def _of_kind(asked: Asked) -> pd.DataFrame:
    table = asked.flow.trends
    return table[table["kind"] == asked.finding.kind]


def repeats(asked: Asked) -> Bars | None:
    """Draw how much of each report repeats the one before, plan by plan or so."""
    if "repeated" not in asked.flow.available:
        return None
    table, finding = asked.flow.repeated, asked.finding
    own = table[table["role"] == table["role_before"]]
    own = own[own["role"].map(value_labels("role")) == finding.subject]
    if own.empty:
        return None
    named = own["share"] == finding.value_target
    rows = own.tail(MOST)
    role = value_labels("role", lang=asked.lang)[own["role"].iloc[0]]
    years = [f"{row.year} {role}" for row in rows.itertuples()]
    caption = asked.words["repeated"]
    series = [Series(caption, numbers(rows["share"]), TARGET)]
    return Bars("measure_repeat", caption, years, series, marks(rows, named), SHARE)


def _said(finding: tuple) -> str:
    """Return the side that a sentence speaks of."""
    called = value_labels("role")
    return next((r for r in ("plan", "review") if called[r] in finding.zh), "plan")


DRAWN: dict[str, tuple[Callable[[Asked], Drawing | None], ...]] = {
    "target": (met, delivered),
    "section": (order, delivered),
    "formulation": (lives,),
    "theme": (courses, both_sides),
    "class": (both_sides,),
    "word": (both_sides,),
    "quantity": (both_sides,),
    "repeat": (repeats,),
}
