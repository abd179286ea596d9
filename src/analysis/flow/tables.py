"""The whole flow on one page: how each table is made, and the rows it counted."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.compare.alignment import continuity, coverage
from analysis.compare.delivery import deliveries, delivery, delivery_rates
from analysis.compare.delivery.rates import rated
from analysis.compare.emphasis import emphasis, with_inherited
from analysis.compare.formulations import formulations
from analysis.compare.found import with_found
from analysis.compare.keyness import keyness
from analysis.compare.ladder import ladder, verbs_by_theme
from analysis.compare.norms import (
    against_genre,
    akin,
    alike,
    read_phrases,
    read_years,
    users,
    with_norms,
)
from analysis.compare.repeats import repeats, variants
from analysis.compare.sampling import bootstrap_interval
from analysis.compare.sides import SIDES
from analysis.compare.sisters import terms_of
from analysis.compare.targets import targets
from analysis.compare.targets.over_years import with_previous
from analysis.compare.trends import (
    formulation_lives,
    repeated_from_before,
    trends,
)
from analysis.count.assignments import assignments
from analysis.count.diversity import diversity
from analysis.count.formulations import mentions
from analysis.count.frequency import (
    content,
    dispersion,
    frequency,
    keywords,
    lexical,
    searched_by,
)
from analysis.count.quantities import quantification, quantities, with_quantity
from analysis.count.tasks import tasks
from analysis.count.themes import theme_shares, themes
from analysis.count.tokens import segment
from analysis.flow import bodies
from analysis.flow.counted import Counted, Tables
from analysis.read.documents.judgements import judgements_beside
from analysis.read.outline import parse, sections
from analysis.read.reports import removals
from analysis.read.reports.shelves import YEARS
from analysis.say import findings
from analysis.say.concordance import occurrences, pointed
from analysis.say.draft import remarks

TERMS_SHOWN = 12  # theme terms whose places are drawn
FEWEST_PLACES = 2  # a term drawn stands at least this often
CLAUSES = "clause_reference", "clause_target"


class Entry(NamedTuple):
    """How a table comes about, and what is said and shown of it."""

    make: Callable[[Tables], Counted]
    by: tuple[Callable, ...] = ()  # their options and constants are its parameters
    finding: Callable | None = None  # table, sides → what it says, as a sentence
    # what the tables of a shelf of years, one below the other, tell together
    over_years: Callable[[Tables, Counted], Counted] | None = None


def one_below_the_other(parts: Iterable[tuple[pd.Series, Counted]]) -> Counted:
    """Return the tables of several reports as one; every row names report and year."""
    tables, rows = [], []
    for report, counted in parts:
        table = counted.table
        for name in ("review_year", "report"):
            if name not in table and not (name == "review_year" and "year" in table):
                table = table.copy()
                table.insert(0, name, report[name])
        tables.append(table)
        rows.append(counted.rows)
    counts = None if any(one is None for one in rows) else _stacked(rows)
    return Counted(_stacked(tables), counts)


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return tables one below the other; empty ones do not change what a column is."""
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True)


def _of_sides(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["role"].isin(SIDES)]


def _key(flow: Tables, rows: pd.DataFrame, *, base: pd.DataFrame) -> Counted:
    """Compare how often each `word` of some rows stands in plan and review."""
    plan, review = (rows.loc[rows["role"] == role, "word"] for role in SIDES)
    sizes = [int((base["role"] == role).sum()) for role in SIDES]
    if not all(sizes):
        raise InputError(
            f"{flow.reports['report'].iloc[0]}: the plan or the review holds no word "
            "to count; comparing them needs both"
        )
    counts = plan.value_counts(), review.value_counts()
    scores = keyness(*counts, total_target=sizes[0], total_reference=sizes[1])
    return Counted(with_found(scores, flow.clauses), _of_sides(rows))


def _keyness(flow: Tables) -> Counted:
    words = content(flow.tokens)
    scores, rows = _key(flow, lexical(words), base=words)
    totals = [int((words["role"] == role).sum()) for role in SIDES]
    return Counted(against_genre(scores, flow.genre, totals=totals), rows)


def _verbs(flow: Tables) -> Counted:
    verbs = flow.tasks.assign(word=flow.tasks["verb"])
    return _key(flow, verbs, base=flow.tokens)


def _ladder(flow: Tables) -> Counted:
    rows = verbs_by_theme(flow.tasks, flow.themes)
    return Counted(ladder(rows, scheme=flow.scheme), _of_sides(rows))


def _emphasis(flow: Tables) -> Counted:
    how = {"tokens": flow.tokens, "scheme": flow.scheme}
    table = with_inherited(emphasis(flow.clauses, flow.themes, **how), flow.themes)
    held = {"scheme": flow.scheme, "fits": alike(flow.norm, flow.clauses)}
    return Counted(with_norms(table, flow.norm, **held), _of_sides(flow.themes))


def _formulations(flow: Tables) -> Counted:
    told, words = _of_sides(flow.clauses), _of_sides(flow.tokens)
    found = mentions(told, tokens=words)
    return Counted(formulations(told, found=found), found)


def _occurrences(flow: Tables) -> Counted:
    n = flow.themes.loc[flow.themes["via"] == "term", "term"].value_counts()
    terms = n[n >= FEWEST_PLACES].head(TERMS_SHOWN).index
    found = occurrences(flow.clauses, terms, flow.reports)
    return Counted(found, found)


def _continuity(flow: Tables) -> Counted:
    links = continuity(flow.clauses, reports=flow.reports)
    return _naming(links, "evidence_reference", "evidence_target")


def _coverage(flow: Tables) -> Counted:
    answers = coverage(flow.clauses, reports=flow.reports)
    return _naming(answers, "evidence_problem", "evidence_clause")


def _quantification(flow: Tables) -> Counted:
    table = quantification(flow.clauses, flow.quantities)
    return Counted(table, with_quantity(flow.clauses, flow.quantities))


def _naming(table: pd.DataFrame, *columns: str) -> Counted:
    """Return a table with the clauses of its report that some columns name."""
    return Counted(table, pointed(table, dict.fromkeys(columns, "report")))


def _repeats(flow: Tables) -> Counted:
    sides = (flow.clauses[flow.clauses["role"] == role] for role in SIDES)
    return _pairs(repeats(*sides))


def _pairs(pairs: pd.DataFrame) -> Counted:
    """Return pairs of clauses of two sides, with the clauses that they name."""
    named = {c: c.replace("clause", "report") for c in CLAUSES}
    return Counted(pairs, pointed(pairs, named))


def _promised_before(flow: Tables, counted: Counted) -> Counted:
    """Hold the results of each year against what was promised for it."""
    table = with_previous(counted.table, flow.clauses, flow.quantities)
    years = flow.reports.set_index("report")["review_year"]
    table.insert(0, "review_year", table["report"].map(years))
    where = dict.fromkeys(CLAUSES, "report") | {"clause_previous": "previous_report"}
    return _of_other_reports(table, where)


def _of_other_reports(table: pd.DataFrame, where: Mapping[str, str]) -> Counted:
    """Return a table with the clauses that it names, whatever report they are of."""
    own = {f"row_{n}": table[n] for n in ("report", "clause") if n in table}
    return Counted(table, pointed(table.assign(**own), where).assign(term=""))


def _dispersion(flow: Tables) -> Counted:
    words = keywords(flow.tokens)
    told = words[words["role"] != "other"]
    return Counted(dispersion(told, by=["report", "role", "section"]), told)


def _findings(flow: Tables) -> Counted:
    tables = {n: getattr(flow, n) for n in findings.NEEDED if n in flow.available}
    also = {"norm": flow.norm, "genre": flow.genre, "scheme": flow.scheme}
    also |= {"kin": akin(flow.norm, flow.scheme_coverage.index[0])}
    if also["kin"] and flow.reports["plan_year"].notna().all():
        listed = read_phrases(flow.norm.path), flow.norm.reports
        also["use"] = findings.Use(*users(*listed, flow.reports.iloc[0]))
    told = findings.told(tables, flow.names, **also)
    return Counted(findings.as_table(told), findings.evidence_rows(told))


def _trends(flow: Tables) -> Counted:
    names = "clauses tokens themes tasks quantities sections".split()
    tables = {name: getattr(flow, name) for name in names}
    each = (own for _, own in flow.clauses.groupby("report"))
    fits = all(alike(flow.norm, own) for own in each)  # short reports move by more
    norm = read_years(flow.norm.path) if fits else None
    return Counted(*trends(flow.reports, tables, scheme=flow.scheme, norm=norm))


def _lives(flow: Tables) -> Counted:
    told = flow.reports, flow.clauses
    return Counted(*formulation_lives(*told, tokens=flow.tokens))


def _of_years(flow: Tables) -> list:
    """Return what is to be said of the reports of one body."""
    return findings.years(
        *flow.counted("trends"),
        found_lives=flow.counted("lives"),
        found_repeats=flow.counted("repeated"),
        clauses=flow.clauses,
        english=flow.sides.themes,
        terms=terms_of(flow.scheme),
    )


def _overview(flow: Tables) -> Counted:
    told = []
    if flow.shelf[0] == YEARS:
        told = findings.overview(
            findings.kept(flow.targets, flow.clauses),
            _of_years(flow),
            findings.deliveries(flow.delivery, flow.delivery_rates, flow.clauses),
        )
    elif flow.shelf[0]:
        told = bodies.told(flow)
    return Counted(findings.as_table(told), findings.evidence_rows(told))


def _delivery(flow: Tables) -> Counted:
    said = judgements_beside(flow.reports)
    table = deliveries(flow.reports, flow.clauses, said)
    where = {"clause": "report", "evidence_clause": "next_report"}
    return _of_other_reports(table, where)


def _delivery_rates(flow: Tables) -> Counted:
    of = flow.delivery, flow.themes
    rows = rated(*of, scheme=flow.scheme)[["report", "clause", "by", "name"]]
    return Counted(delivery_rates(*of, scheme=flow.scheme), rows)


def _theme_shares(flow: Tables) -> Counted:
    shares = theme_shares(flow.clauses, flow.themes, scheme=flow.scheme)
    return Counted(shares, flow.themes)


def _remarks(flow: Tables) -> Counted:
    table = remarks(flow, previous=flow.previous)
    return Counted(table, table)


def _own(make: Callable[[Tables], pd.DataFrame]) -> Callable[[Tables], Counted]:
    """Make a table whose rows each are the one thing that they count."""

    def made(flow: Tables) -> Counted:
        table = make(flow)
        return Counted(table, table)

    return made


def _words_by(*by: str) -> Callable[[Tables], Counted]:
    """Count the content words of each group."""

    def made(flow: Tables) -> Counted:
        words = keywords(flow.tokens)
        table = searched_by(frequency(words, by=by), flow.clauses, by=by)
        return Counted(table, words)

    return made


# Every table there is, in the order of the flow.
TABLES: dict[str, Entry] = {
    "reports": Entry(lambda flow: Counted(flow.reports, flow.clauses)),
    "removals": Entry(lambda flow: Counted(removals(flow.reports), None)),
    "clauses": Entry(_own(lambda flow: parse(flow.reports))),
    "tokens": Entry(_own(lambda flow: segment(flow.clauses, flow.reports))),
    "themes": Entry(
        _own(lambda flow: themes(flow.clauses, scheme=flow.scheme)), (themes,)
    ),
    "theme_shares": Entry(_theme_shares, (theme_shares,), findings.theme_shares),
    "sections": Entry(
        lambda flow: Counted(sections(flow.clauses), flow.clauses),
        finding=findings.lengths,
    ),
    "keywords": Entry(_words_by("role", "section"), (frequency,)),
    "tasks": Entry(_own(lambda flow: tasks(flow.clauses))),
    "verbs": Entry(_verbs, (keyness,), findings.verbs),
    "ladder": Entry(_ladder, (ladder,), findings.ladder),
    "keyness": Entry(_keyness, (keyness, against_genre), findings.keyness),
    "emphasis": Entry(_emphasis, (emphasis, bootstrap_interval), findings.emphasis),
    "occurrences": Entry(_occurrences, finding=findings.occurrences),
    "words": Entry(_words_by("report"), (frequency,)),
    "continuity": Entry(_continuity, (continuity,), findings.continuity),
    "coverage": Entry(_coverage, (coverage,), findings.coverage),
    "formulations": Entry(_formulations, (), findings.formulations),
    "quantities": Entry(_own(lambda flow: quantities(flow.clauses))),
    "assignments": Entry(
        lambda flow: Counted(
            *assignments(flow.clauses, flow.tasks, flow.quantities, flow.reports)
        )
    ),
    "quantification": Entry(_quantification, finding=findings.quantification),
    "variants": Entry(
        lambda flow: _pairs(variants(flow.clauses, tokens=flow.tokens)),
        (variants,),
        findings.variants,
    ),
    "repeats": Entry(_repeats, (repeats,), findings.repeats),
    "targets": Entry(
        lambda flow: _naming(targets(flow.clauses, flow.quantities), *CLAUSES),
        finding=findings.promised_figures,
        over_years=_promised_before,
    ),
    "delivery": Entry(_delivery, (delivery,), findings.delivery),
    "delivery_rates": Entry(
        _delivery_rates, (delivery_rates,), findings.delivery_rates
    ),
    "dispersion": Entry(_dispersion, (dispersion,)),
    "diversity": Entry(
        lambda flow: Counted(
            diversity(flow.tokens, by=["report", "role"]), flow.tokens
        ),
        (diversity,),
    ),
    "sisters": Entry(bodies.beside, finding=findings.sisters),
    "alone": Entry(bodies.of_one, finding=findings.alone),
    "superior": Entry(bodies.taken_up, finding=findings.superior),
    "trends": Entry(_trends, (trends,), findings.trends),
    "lives": Entry(_lives, (formulation_lives,), findings.formulation_lives),
    "repeated": Entry(
        lambda flow: Counted(*repeated_from_before(flow.reports, flow.clauses)),
        (repeated_from_before,),
        findings.repeats_of_years,
    ),
    "norms": Entry(lambda flow: Counted(flow.norm.table, None)),
    "findings": Entry(_findings),
    "overview": Entry(_overview),
    "remarks": Entry(_remarks, (remarks,)),
}
