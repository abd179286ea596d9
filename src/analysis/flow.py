"""The whole flow on one page: how each table is made, and the rows it counted."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from analysis import InputError
from analysis.compare.alignment import continuity, coverage
from analysis.compare.emphasis import emphasis, with_inherited
from analysis.compare.formulations import formulations
from analysis.compare.found import with_found
from analysis.compare.keyness import keyness
from analysis.compare.ladder import ladder, verbs_by_theme
from analysis.compare.norms import (
    Norms,
    against_genre,
    akin,
    alike,
    read_norms,
    read_phrases,
    read_words,
    users,
    with_norms,
)
from analysis.compare.repeats import repeats, variants
from analysis.compare.sampling import bootstrap_interval
from analysis.compare.sides import SIDES
from analysis.compare.targets import targets
from analysis.count.diversity import diversity
from analysis.count.formulations import mentions
from analysis.count.frequency import (
    content,
    dispersion,
    frequency,
    lexical,
    searched_by,
)
from analysis.count.quantities import quantification, quantities, with_quantity
from analysis.count.tasks import tasks
from analysis.count.themes import scheme_coverage, theme_shares, themes
from analysis.count.tokens import segment
from analysis.lexicons import schemes
from analysis.read.outline import parse, require_roles, sections
from analysis.read.reports import removals
from analysis.say import concordance, findings
from analysis.say.concordance import Evidence, occurrences, pointed
from analysis.schema import schema

TERMS_SHOWN = 12  # theme terms whose places are drawn
FEWEST_PLACES = 2  # a term drawn stands at least this often
CLAUSES = "clause_reference", "clause_target"


class Counted(NamedTuple):
    """A table, and the rows it counted.

    `rows` name their clause (`report`, `clause`) and, by the table's key, the row they
    count for; None where the table was not counted from clauses.
    """

    table: pd.DataFrame
    rows: pd.DataFrame | None


class Entry(NamedTuple):
    """How a table comes about, and what is said and shown of it."""

    make: Callable[["Flow"], Counted]
    by: tuple[Callable, ...] = ()  # their options and constants are its parameters
    finding: Callable | None = None  # table, sides → what it says, as a sentence


class Flow:
    """Every table of some reports, each made when it is first asked for.

    `flow.emphasis` is a table, `flow.evidence("emphasis", row)` the clauses behind a
    row of it. `TABLES`, below, says how each is made.
    """

    def __init__(
        self,
        reports: pd.DataFrame,
        *,
        scheme: str | None = None,
        norms: Path | None = None,
    ) -> None:
        """Begin with the `reports` table; nothing is computed yet.

        Without a `scheme`, the themes are those of the scheme that covers most;
        without the file of a norm, the norm is the one shipped.
        """
        if scheme and scheme not in schemes():
            known = ", ".join(schemes())
            raise InputError(f"{scheme}: no such theme scheme; there are: {known}")
        self.reports = reports
        self.asked = scheme
        self.norms_file = norms
        self._counted: dict[str, Counted] = {}

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return the table of that name."""
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(f"Flow has no table {name!r}")
        return self.counted(name).table

    def __dir__(self) -> list[str]:
        """Return what can be asked for."""
        return [*super().__dir__(), *TABLES]

    def counted(self, name: str) -> Counted:
        """Return a table together with the rows that it counted.

        Raises
        ------
        InputError
            Where the table compares the sides and a report lacks one.
        """
        if name not in self._counted:
            if "both" in schema()[name].needs:
                require_roles(self.clauses, SIDES, f"the table {name}")
            self._counted[name] = TABLES[name].make(self)
        return self._counted[name]

    def evidence(self, name: str, rows: pd.DataFrame | pd.Series) -> Evidence:
        """Return the clauses behind a row, or rows, of the table of that name.

        One row per thing counted: as many as the row's `n`.
        """
        counted, key = self.behind(name)
        return concordance.evidence(self.clauses, rows, counted=counted, by=key)

    def evidence_by_row(self, name: str, rows: pd.DataFrame) -> Evidence:
        """Return the clauses behind each row of a table; `row` says which, from 0."""
        counted, key = self.behind(name)
        how = {"counted": counted, "by": key}
        return concordance.evidence_by_row(self.clauses, rows, **how)

    def behind(self, name: str) -> tuple[pd.DataFrame, list[str]]:
        """Return the rows that a table counted, and the key by which to filter them.

        Raises
        ------
        InputError
            Where the table was not counted from clauses.
        """
        counted = self.counted(name).rows
        if counted is None:
            raise InputError(f"{name}: its rows were not counted from clauses")
        return counted, schema()[name].key

    @cached_property
    def scheme_coverage(self) -> pd.Series:
        """The share of clauses that each scheme has a term for, best first."""
        return scheme_coverage(self.clauses)

    @cached_property
    def scheme(self) -> str:
        """The theme scheme: the one asked for, else the one that covers most."""
        return self.asked or self.scheme_coverage.index[0]

    @property
    def norm(self) -> Norms:
        """What is usual in the genre, and the reports that say so."""
        return read_norms(self.norms_file)

    @property
    def genre(self) -> pd.DataFrame:
        """How words lean in the genre."""
        return read_words(self.norm.path)

    @property
    def chosen(self) -> str:
        """How the scheme was chosen, as one line."""
        shares = ", ".join(
            f"{n} {share:.0%}" for n, share in self.scheme_coverage.items()
        )
        how = "asked for" if self.asked else "it covers most"
        return f"themes by the scheme {self.scheme} ({how}; clauses covered: {shares})"

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the plan and the review are called, with their years."""
        return findings.side_names(self.reports)

    @cached_property
    def available(self) -> list[str]:
        """The names of the tables that can be had: without both sides no comparison."""
        both = set(SIDES) <= set(self.clauses["role"])
        return [n for n in TABLES if both or "both" not in schema()[n].needs]

    @cached_property
    def sides(self) -> findings.Sides:
        """What sentences call plan and review, in Chinese and in English."""
        return findings.sides(self.reports, scheme=self.scheme)

    def finding_of(self, name: str, language: Literal["zh", "en"] = "zh") -> str:
        """Return the finding of a table as a sentence; "" where it has none."""
        write = TABLES[name].finding
        if write is None or name not in self.available or not len(getattr(self, name)):
            return ""
        asked = {"coverage": {}, "continuity": {"sections_table": self.sections}}
        also = asked[name] | {"clauses": self.clauses} if name in asked else {}
        return getattr(write(getattr(self, name), self.sides, **also), language)

    @cached_property
    def finding_by_table(self) -> dict[str, str]:
        """The finding of each table that has one, by its name."""
        said = {name: self.finding_of(name) for name in TABLES}
        return {name: text for name, text in said.items() if text}


def _of_sides(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["role"].isin(SIDES)]


def _key(flow: Flow, rows: pd.DataFrame, *, base: pd.DataFrame) -> Counted:
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


def _keyness(flow: Flow) -> Counted:
    words = content(flow.tokens)
    scores, rows = _key(flow, lexical(words), base=words)
    totals = [int((words["role"] == role).sum()) for role in SIDES]
    return Counted(against_genre(scores, flow.genre, totals=totals), rows)


def _verbs(flow: Flow) -> Counted:
    verbs = flow.tasks.assign(word=flow.tasks["verb"])
    return _key(flow, verbs, base=flow.tokens)


def _ladder(flow: Flow) -> Counted:
    rows = verbs_by_theme(flow.tasks, flow.themes)
    return Counted(ladder(rows, scheme=flow.scheme), _of_sides(rows))


def _emphasis(flow: Flow) -> Counted:
    how = {"tokens": flow.tokens, "scheme": flow.scheme}
    table = with_inherited(emphasis(flow.clauses, flow.themes, **how), flow.themes)
    held = {"scheme": flow.scheme, "fits": alike(flow.norm, flow.clauses)}
    return Counted(with_norms(table, flow.norm, **held), _of_sides(flow.themes))


def _formulations(flow: Flow) -> Counted:
    told, words = _of_sides(flow.clauses), _of_sides(flow.tokens)
    found = mentions(told, tokens=words)
    return Counted(formulations(told, found=found), found)


def _occurrences(flow: Flow) -> Counted:
    n = flow.themes.loc[flow.themes["via"] == "term", "term"].value_counts()
    terms = n[n >= FEWEST_PLACES].head(TERMS_SHOWN).index
    found = occurrences(flow.clauses, terms, flow.reports)
    return Counted(found, found)


def _continuity(flow: Flow) -> Counted:
    links = continuity(flow.clauses, reports=flow.reports)
    return _naming(links, "evidence_reference", "evidence_target")


def _coverage(flow: Flow) -> Counted:
    answers = coverage(flow.clauses, reports=flow.reports)
    return _naming(answers, "evidence_problem", "evidence_clause")


def _quantification(flow: Flow) -> Counted:
    table = quantification(flow.clauses, flow.quantities)
    return Counted(table, with_quantity(flow.clauses, flow.quantities))


def _naming(table: pd.DataFrame, *columns: str) -> Counted:
    """Return a table with the clauses of its report that some columns name."""
    return Counted(table, pointed(table, dict.fromkeys(columns, "report")))


def _repeats(flow: Flow) -> Counted:
    sides = (flow.clauses[flow.clauses["role"] == role] for role in SIDES)
    return _pairs(repeats(*sides))


def _pairs(pairs: pd.DataFrame) -> Counted:
    """Return pairs of clauses of two sides, with the clauses that they name."""
    named = {c: c.replace("clause", "report") for c in CLAUSES}
    return Counted(pairs, pointed(pairs, named))


def _dispersion(flow: Flow) -> Counted:
    words = lexical(content(flow.tokens))
    told = words[words["role"] != "other"]
    return Counted(dispersion(told, by=["report", "role", "section"]), told)


def _findings(flow: Flow) -> Counted:
    tables = {n: getattr(flow, n) for n in findings.NEEDED if n in flow.available}
    if flow.reports["report"].nunique() > 1:  # years side by side are another question
        return Counted(findings.as_table([]), findings.evidence_rows([]))
    also = {"norm": flow.norm, "genre": flow.genre, "scheme": flow.scheme}
    also |= {"kin": akin(flow.norm, flow.scheme_coverage.index[0])}
    if also["kin"] and flow.reports["plan_year"].notna().all():
        listed = read_phrases(flow.norm.path), flow.norm.reports
        also["use"] = findings.Use(*users(*listed, flow.reports.iloc[0]))
    told = findings.told(tables, flow.names, **also)
    return Counted(findings.as_table(told), findings.evidence_rows(told))


def _theme_shares(flow: Flow) -> Counted:
    shares = theme_shares(flow.clauses, flow.themes, scheme=flow.scheme)
    return Counted(shares, flow.themes)


def _own(make: Callable[[Flow], pd.DataFrame]) -> Callable[[Flow], Counted]:
    """Make a table whose rows each are the one thing that they count."""

    def made(flow: Flow) -> Counted:
        table = make(flow)
        return Counted(table, table)

    return made


def _words_by(*by: str) -> Callable[[Flow], Counted]:
    """Count the content words of each group."""

    def made(flow: Flow) -> Counted:
        words = lexical(content(flow.tokens))
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
    ),
    "dispersion": Entry(_dispersion, (dispersion,)),
    "diversity": Entry(
        lambda flow: Counted(
            diversity(flow.tokens, by=["report", "role"]), flow.tokens
        ),
        (diversity,),
    ),
    "norms": Entry(lambda flow: Counted(flow.norm.table, None)),
    "findings": Entry(_findings),
}
