"""The whole flow on one page: every table of some reports, when it is asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import pandas as pd

from analysis import InputError
from analysis.compare.alignment import continuity, coverage
from analysis.compare.emphasis import emphasis
from analysis.compare.keyness import keyness
from analysis.compare.ladder import ladder, verb_classes
from analysis.compare.repeats import reuse
from analysis.compare.sampling import by_unit
from analysis.count.diversity import diversity
from analysis.count.formulations import formulations, mentions, variants
from analysis.count.frequency import content, dispersion, frequency
from analysis.count.quantities import quantification, quantities
from analysis.count.tasks import tasks
from analysis.count.themes import scheme_coverage, theme_shares, themes
from analysis.count.tokens import segment
from analysis.lexicons import schemes
from analysis.read.outline import parse, require_roles, sections
from analysis.read.reports import removals
from analysis.say.concordance import Evidence, evidence_by_row, evidence_of, occurrences
from analysis.say.findings import claims, headlines, side_names

SIDES = ("plan", "review")  # target and reference of every comparison
TERMS = 12  # theme terms whose places are drawn
FEWEST = 2  # a term drawn stands at least this often

# Every table there is, in the order of the flow.
TABLES = (
    "reports removals clauses sections tokens keywords themes theme_shares tasks "
    "verbs ladder keyness emphasis occurrences continuity coverage formulations "
    "variants quantities quantification reuse dispersion diversity claims"
).split()
# Those that speak of themes, and so depend on the scheme.
THEMED = {"themes", "theme_shares", "ladder", "emphasis", "occurrences", "claims"}
# Those that hold the plan against the review, and need both.
COMPARING = set(
    "verbs ladder keyness emphasis continuity formulations variants reuse".split()
)


class _Tables(Mapping[str, pd.DataFrame]):
    """The tables of a flow by name, each made when it is asked for."""

    def __init__(self, flow: "Flow") -> None:
        self.flow = flow

    def __getitem__(self, name: str) -> pd.DataFrame:
        return getattr(self.flow, name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


class Flow:
    """Every table of some reports, each made when it is first asked for.

    The properties are the steps of the flow, in its order.
    """

    def __init__(self, reports: pd.DataFrame, *, scheme: str | None = None) -> None:
        """Begin with the `reports` table; nothing is computed yet.

        Without a `scheme`, the themes are those of the scheme that covers most.
        """
        if scheme and scheme not in schemes():
            known = ", ".join(schemes())
            raise InputError(f"{scheme}: no such theme scheme; there are: {known}")
        self.reports = reports
        self.asked = scheme

    @cached_property
    def scheme_coverage(self) -> pd.Series:
        """The share of clauses that each scheme has a term for, best first."""
        return scheme_coverage(self.clauses)

    @cached_property
    def scheme(self) -> str:
        """The theme scheme: the one asked for, else the one that covers most."""
        return self.asked or self.scheme_coverage.index[0]

    @property
    def chosen(self) -> str:
        """How the scheme was chosen, as one line."""
        shares = ", ".join(
            f"{n} {share:.0%}" for n, share in self.scheme_coverage.items()
        )
        how = "asked for" if self.asked else "it covers most"
        return f"themes by the scheme {self.scheme} ({how}; clauses covered: {shares})"

    @cached_property
    def removals(self) -> pd.DataFrame:
        """What was removed from the files."""
        return removals(self.reports)

    @cached_property
    def clauses(self) -> pd.DataFrame:
        """The reports by their own structure."""
        return parse(self.reports)

    @cached_property
    def sections(self) -> pd.DataFrame:
        """How long each section is, and where it stands."""
        return sections(self.clauses)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """The words."""
        return segment(self.clauses)

    @cached_property
    def keywords(self) -> pd.DataFrame:
        """The content words of each section, commonest first."""
        return frequency(content(self.tokens), by=["role", "section"])

    @cached_property
    def words(self) -> pd.DataFrame:
        """The content words of the whole, commonest first."""
        return frequency(content(self.tokens), by=["report"])

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Which themes each clause speaks of."""
        return themes(self.clauses, scheme=self.scheme)

    @cached_property
    def theme_shares(self) -> pd.DataFrame:
        """How much of each section each theme takes."""
        return theme_shares(self.clauses, self.themes, scheme=self.scheme)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """The task verbs and their objects."""
        return tasks(self.clauses)

    @cached_property
    def verbs(self) -> pd.DataFrame:
        """The task verbs of the plan against those of the review, per word."""
        words = self.tokens["role"].value_counts()
        scores = self._key(self.tasks, "verb", "the comparison of task verbs", words)
        how = {"kind": "verb", "column": "verb", "base": self.tokens}
        return by_unit(scores, self.tasks, self.clauses, **how)

    @cached_property
    def ladder(self) -> pd.DataFrame:
        """What kind of verbs each theme is spoken of with, plan and review."""
        require_roles(self.clauses, SIDES, "the ladder of task verbs")
        scores = ladder(self.tasks, self.themes, scheme=self.scheme)
        verbs = self.tasks.assign(**{"class": self.tasks["verb"].map(verb_classes())})
        how = {"kind": "class", "key": "class", "column": "class"}
        return by_unit(scores, verbs, self.clauses, **how)

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """The content words of the plan against those of the review."""
        words = content(self.tokens)
        scores = self._key(words, "word", "keyness")
        return by_unit(scores, words, self.clauses, kind="word")

    @cached_property
    def emphasis(self) -> pd.DataFrame:
        """The themes of the plan against those of the review."""
        require_roles(self.clauses, SIDES, "emphasis")
        how = {"tokens": self.tokens, "scheme": self.scheme}
        return emphasis(self.clauses, self.themes, **how)

    @cached_property
    def continuity(self) -> pd.DataFrame:
        """Which sections of the review go on in the plan."""
        require_roles(self.clauses, SIDES, "continuity")
        return continuity(self.clauses, reports=self.reports)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What in the plan answers the problems."""
        return coverage(self.clauses, reports=self.reports)

    @cached_property
    def reuse(self) -> pd.DataFrame:
        """The clauses of the plan that repeat the review."""
        require_roles(self.clauses, SIDES, "reuse")
        plan, review = (self.clauses[self.clauses["role"] == role] for role in SIDES)
        return reuse(plan, review)

    @cached_property
    def occurrences(self) -> pd.DataFrame:
        """Where the commonest theme terms stand."""
        n = self.themes.loc[self.themes["via"] == "term", "term"].value_counts()
        terms = n[n >= FEWEST].head(TERMS).index
        return occurrences(self.clauses, terms, self.reports)

    @cached_property
    def formulations(self) -> pd.DataFrame:
        """The formulations (提法) of the plan against those of the review."""
        require_roles(self.clauses, SIDES, "formulations")
        return formulations(self.clauses, tokens=self.tokens)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Every occurrence of a formulation in plan and review."""
        told = self.clauses[self.clauses["role"].isin(SIDES)]
        words = self.tokens[self.tokens["role"].isin(SIDES)]
        return mentions(told, tokens=words)

    @cached_property
    def variants(self) -> pd.DataFrame:
        """Clauses of the plan that change a word or two of the review's."""
        require_roles(self.clauses, SIDES, "variants")
        return variants(self.clauses, tokens=self.tokens)

    @cached_property
    def quantities(self) -> pd.DataFrame:
        """The numbers, with what they measure."""
        return quantities(self.clauses)

    @cached_property
    def quantification(self) -> pd.DataFrame:
        """How many clauses of each section hold a quantity."""
        return quantification(self.clauses, self.quantities)

    @cached_property
    def dispersion(self) -> pd.DataFrame:
        """How evenly each content word is spread over the sections."""
        told = content(self.tokens)
        by = ["report", "role", "section"]
        return dispersion(told[told["role"] != "other"], by=by)

    @cached_property
    def diversity(self) -> pd.DataFrame:
        """How varied the words of each role are."""
        return diversity(self.tokens, by=["report", "role"])

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the plan and the review are called, with their years."""
        return side_names(self.reports)

    @cached_property
    def available(self) -> list[str]:
        """The names of the tables that can be had: without both sides no comparison."""
        both = set(SIDES) <= set(self.clauses["role"])
        return [name for name in TABLES if both or name not in COMPARING]

    @cached_property
    def _told(self) -> dict[str, pd.DataFrame]:
        """The tables that there is something to say of."""
        names = [name for name in (*self.available, "words") if name != "claims"]
        return {name: getattr(self, name) for name in names}

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Every finding as a sentence, Chinese and English, with its numbers."""
        return claims(self._told, self.reports, scheme=self.scheme)

    @cached_property
    def headlines(self) -> dict[str, str]:
        """The finding of each table that has one, by its name."""
        return headlines(self._told, self.names)

    def evidence(self, name: str, rows: pd.DataFrame | pd.Series) -> Evidence:
        """Return the clauses behind a row, or rows, of the table of that name."""
        return evidence_of(name, rows, _Tables(self))

    def evidence_by_row(self, name: str, rows: pd.DataFrame) -> list[Evidence]:
        """Return the clauses behind each row of the table of that name by itself."""
        return evidence_by_row(name, rows, _Tables(self))

    def _key(
        self,
        rows: pd.DataFrame,
        column: str,
        purpose: str,
        totals: pd.Series | None = None,
    ) -> pd.DataFrame:
        require_roles(self.clauses, SIDES, purpose)
        plan, review = (
            rows.loc[rows["role"] == role, column].value_counts() for role in SIDES
        )
        sums = {"plan": plan.sum(), "review": review.sum()}
        of_plan, of_review = (
            sums[role] if totals is None else totals.get(role, 0) for role in SIDES
        )
        if not (of_plan and of_review):
            raise InputError(
                f"{self.reports['report'].iloc[0]}: the plan or the review holds no "
                f"word to count; {purpose} needs both"
            )
        return keyness(plan, review, total_target=of_plan, total_reference=of_review)
