"""Say what several years of a body's reports show side by side."""

from collections.abc import Collection
from itertools import zip_longest

import pandas as pd

from analysis.compare.trends import common_places
from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import noun
from analysis.say.findings.lives import lives
from analysis.say.findings.moves import moves, widest
from analysis.say.findings.notation import Said, Sides
from analysis.say.findings.spans import clauses_of, role_name, span, span_en

NO_ROWS = pd.DataFrame(columns=["kind", "subject", "report", "role", "clause"])
REPEATED_ROWS = "report role role_before clause".split()
ORDER = "section formulation theme word quantity repeat length".split()
STEPS = 2  # places that a section rises or sinks
PART = 0.3  # of the way from the first of them to the last
COMMON = 4  # sections that both reports have: of fewer none moves
TOLD = 2  # sections told, and moves among the first findings
OF_A_YEAR = 7.0  # weight of what came of the targets of a year
REPEATED = 0.1  # of a side's clauses that stand in the one before


def years(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    found_lives: tuple[pd.DataFrame, pd.DataFrame],
    found_repeats: tuple[pd.DataFrame, pd.DataFrame],
    clauses: pd.DataFrame,
    english: dict[str, str],
    terms: Collection[str] = (),
) -> list[Finding]:
    """Return what is to be said of a shelf, of each kind the most telling first.

    Every sentence names its years, plan with plan and review with review, and the
    counts that it rests on.

    Parameters
    ----------
    table, rows
        What `trends` returned.
    found_lives
        What `formulation_lives` returned.
    found_repeats
        What `repeated_from_before` returned, and its rows.
    clauses
        The `clauses` table of all reports.
    english
        Each theme's name in English, by its Chinese one.
    terms
        What themes are about; with none every word may be told.
    """
    found = [
        *sections_moved(table, rows),
        *lives(*found_lives),
        *moves(table, rows, english, clauses=clauses, terms=terms),
        *repeated_before(*found_repeats),
    ]
    kinds = [[one for one in found if one.kind == kind] for kind in ORDER]
    return [one for row in zip_longest(*kinds) for one in row if one]


def overview(
    promised: list[Finding], moved: list[Finding], delivered: list[Finding]
) -> list[Finding]:
    """Return all that is to be said of a shelf of years, most telling first.

    What came of the figures promised for the last year and, of one main indicator, for
    all of them; two moves; what came of the last plan's tasks; then all others.
    """
    last = [one for one in promised if one.weight >= OF_A_YEAR][:1]
    always = [one for one in promised if one.weight < OF_A_YEAR][:1]
    first = [*last, *always, *moved[:TOLD], *delivered[:1]]
    rest = [*moved[TOLD:], *promised, *delivered]
    return first + [one for one in rest if not any(one is told for told in first)]


def trends(table: pd.DataFrame, sides: Sides) -> Said:
    """Say which theme moved most beyond what is usual over the years, else at all."""
    themes = table[table["kind"] == "theme"]
    told = moves(themes, NO_ROWS, sides.themes)
    return Said(told[0].zh, told[0].en) if told else Said(*widest(themes, sides.themes))


def formulation_lives(table: pd.DataFrame, sides: Sides) -> Said:
    """Say which formulations came, or else went, came back or spread."""
    told = lives(table, pd.DataFrame(columns=["formulation", *REPEATED_ROWS]))
    return Said(told[0].zh, told[0].en) if told else Said("", "")


def repeats_of_years(table: pd.DataFrame, sides: Sides) -> Said:
    """Say how much of the last plan stands in the one before, else of the review."""
    like = table[table["role"] == table["role_before"]]
    last = like[like["role"] == "plan"] if (like["role"] == "plan").any() else like
    told = _repeated(last, pd.DataFrame(columns=REPEATED_ROWS)) if len(last) else None
    return Said(told.zh, told.en) if told else Said("", "")


def section_order(table: pd.DataFrame) -> Said:
    """Say which section of the plan moved most, else how many sections go on."""
    sections = table[(table["kind"] == "section") & (table["role"] == "plan")]
    told = sections_moved(sections, NO_ROWS)
    if told:
        return Said(told[0].zh, told[0].en)
    years_ = sorted(sections["year"].unique())[-2:]
    own = sections[sections["rank"].notna()]
    before, last = (set(own.loc[own["year"] == y, "subject"]) for y in years_)
    n, of = len(before & last), len(last)
    return Said(
        f"{years_[1]}年计划{of}节，其中{n}节与{years_[0]}年计划相承",
        f"{n} of {of} sections of the {years_[1]} plan go on from that of {years_[0]}",
    )


def sections_moved(table: pd.DataFrame, rows: pd.DataFrame) -> list[Finding]:
    """Say which sections rose or sank in the order of the plan, and of the review.

    A section's place is that among the sections that the first and the last report both
    have: a chapter that only one of them gives a heading moves no other. Told are those
    whose headings share their words, that moved two places and three tenths of the
    way from first to last at least, where four sections or more stand in both.
    """
    sections = table[(table["kind"] == "section") & table["rank"].notna()]
    found = []
    for role in ("plan", "review"):
        own = sections[sections["role"] == role]
        years_ = sorted(own["year"].unique().tolist())
        ends = [own[own["year"] == year] for year in (*years_[:1], *years_[-1:])]
        if len(years_) < 2 or len(both := common_places(*ends)) < COMMON:
            continue
        for one in both.itertuples():
            has = own.loc[own["subject"] == one.Index, "year"]
            without = [year for year in years_ if year not in set(has)]
            found.append(_moved(one, len(both), without, role, rows))
    return sorted(filter(None, found), key=lambda one: -one.weight)[:TOLD]


def _moved(
    one, n: int, without: list[int], role: str, rows: pd.DataFrame
) -> Finding | None:
    """Say how a section moved among the `n` of both years, if it moved far enough."""
    before, after = one.before, one.after
    part = (after - before) / (n - 1)
    name = _name(one.heading_first, one.heading_last)
    if abs(after - before) < STEPS or abs(part) < PART or not name:
        return None
    way = "前移到" if after < before else "后移到"
    zh = (
        f"“{name}”一节在{one.year_first}年和{one.year_last}年{role_name(role)}"
        f"都有的{n}节中，由第{before}位{way}第{after}位"
    )
    en = (
        f"“{name}” moves from place {before} to place {after} of the {n} sections "
        f"that the {one.year_first} and the {one.year_last} {role_name(role, 'en')} "
        "both have"
    )
    if without:
        zh += f"，{span(without)}年没有单列"
        en += f", no section of its own in {span_en(without)}"
    ends = [one.report_first, one.report_last]
    return Finding(
        "section",
        one.heading_last,
        zh,
        en,
        clauses_of(rows, "section", one.Index, role, ends),
        weight=abs(part),
        value_reference=float(before),
        value_target=float(after),
        unit="位",
        difference=float(after - before),
    )


def _name(first: str, last: str) -> str:
    """Return the noun that both headings have; "" where over the years none is left.

    >>> _name("着力保障和改善民生", "加快发展社会事业，更好保障和改善民生")
    '保障和改善民生'
    >>> _name("农村改革发展", "供给侧结构性改革")
    ''
    """
    now, then = noun(last), noun(first)
    if now in first or now == then:
        return now
    return then if then in last else ""


def repeated_before(table: pd.DataFrame, found: pd.DataFrame) -> list[Finding]:
    """Say how much of the last plan, or review, stands in the one before.

    Of a report that is not the last of all it is told only where no other has as much,
    or as little: what follows may not be held against what it repeats.
    """
    said = []
    newest = table["report"].iloc[table["year"].argmax()] if len(table) else ""
    for role in ("plan", "review"):
        like = table[(table["role"] == role) & (table["role_before"] == role)]
        if like.empty or like["share"].iloc[-1] < REPEATED:
            continue
        if like["report"].iloc[-1] == newest or _extreme(like):
            said.append(_repeated(like, found))
    return said


def _extreme(like: pd.DataFrame) -> tuple[str, str] | None:
    """Say whether the last share is the highest of all, or the lowest."""
    last, rest = like["share"].iloc[-1], like["share"].iloc[:-1]
    if len(rest) > 1 and last > rest.max():
        return "最高", "highest"
    return ("最低", "lowest") if len(rest) > 1 and last < rest.min() else None


def _repeated(like: pd.DataFrame, found: pd.DataFrame) -> Finding:
    row = like.iloc[-1]
    role, rest, rank = row["role"], like.iloc[:-1], _extreme(like)
    known = like["year"].tolist()
    zh = (
        f"{row['year']}年{role_name(role)}有{row['share']:.1%}的句（{row['n']}/"
        f"{row['of']}句）与{row['year_before']}年{role_name(role)}相同或相近，"
        f"其中{row['n_verbatim']}句一字不差"
    )
    en = (
        f"{row['share']:.1%} of the {row['year']} {role_name(role, 'en')} "
        f"({row['n']}/{row['of']} clauses) stands, or nearly so, in that of "
        f"{row['year_before']}, {row['n_verbatim']} clauses word for word"
    )
    if rank:
        zh += f"；相同或相近的占比在{span(known)}年的{len(known)}份里{rank[0]}"
        en += f"; the {rank[1]} share of the {len(known)} reports of {span_en(known)}"
    own = found[
        (found["report"] == row["report"])
        & (found["role"] == role)
        & (found["role_before"] == role)
    ]
    earlier = float(rest["share"].iloc[-1]) if len(rest) else None
    return Finding(
        "repeat",
        role_name(role),
        zh,
        en,
        own[["report", "clause"]].assign(term=""),
        weight=float(row["share"]),
        value_reference=earlier,
        value_target=float(row["share"]),
        unit="share",
    )
