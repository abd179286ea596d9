"""Every table of some reports, each made when it is first asked for."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

import pandas as pd

from analysis import InputError
from analysis.compare.norms import Norms, read_norms, read_words
from analysis.compare.sides import SIDES
from analysis.count.themes import scheme_coverage
from analysis.flow.tables import TABLES, Counted, one_below_the_other
from analysis.lexicons import schemes
from analysis.read.outline import require_roles
from analysis.read.reports.shelves import KINDS, YEARS, shelf_of
from analysis.say import concordance, findings
from analysis.say.concordance import Evidence
from analysis.schema import schema

__all__ = ["SIDES", "TABLES", "Counted", "Flow"]

AT_ONCE = {"clauses", "tokens"}  # made of many reports as of one
NEVER_APART = {"reports", "removals", "norms", "superior", *AT_ONCE}
OF_NO_SCHEME = {"clauses", "tokens", "tasks", "quantities"}
# Tables that are there already; of another scheme than the flow's there may be none.
Ready = Mapping[str, Callable[["Flow"], pd.DataFrame | None]]


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
        superior: "Flow | None" = None,
        previous: "Flow | None" = None,
        ready: Ready | None = None,
    ) -> None:
        """Begin with the `reports` table; nothing is computed yet.

        Without a `scheme`, the themes are those of the scheme that covers most;
        without the file of a norm, the norm is the one shipped; with the report of a
        `superior` there is a table of what is taken up of its plan; with the report
        `previous` to a draft, `remarks` say what of its plan the draft never mentions.
        What is `ready` by its name is had from there when it is asked for, not made.
        """
        if scheme and scheme not in schemes():
            known = ", ".join(schemes())
            raise InputError(f"{scheme}: no such theme scheme; there are: {known}")
        self.reports = reports
        self.asked = scheme
        self.norms_file = norms
        self.above = superior
        self.previous = previous
        self._ready = dict(ready or {})
        self._counted: dict[str, Counted] = {}
        self._told: dict[str, findings.Said | None] = {}
        self._behind: dict[str, Evidence] = {}
        self._known: dict[str, Flow] = {}

    def __repr__(self) -> str:
        """Return which reports it is of: the same in every session."""
        return f"<Flow of {', '.join(self.reports['report'])}>"

    @classmethod
    def of(
        cls,
        flows: Iterable["Flow"],
        *,
        scheme: str | None = None,
        superior: "Flow | None" = None,
    ) -> "Flow":
        """Return the flow of several reports, which takes what is known of each.

        The themes are those of one scheme; by default the one that covers most of all.
        """
        flows = list(flows)
        whole = cls(
            pd.concat([flow.reports for flow in flows], ignore_index=True),
            scheme=scheme,
            norms=flows[0].norms_file,
            superior=superior,
        )
        whole._known = {flow.reports["report"].item(): flow for flow in flows}
        for name in AT_ONCE:
            parts = [(flow.reports.iloc[0], flow.counted(name)) for flow in flows]
            whole._counted[name] = one_below_the_other(parts)
        return whole

    @cached_property
    def each(self) -> dict[str, "Flow"]:
        """The flow of each report by its name, all with the same themes."""
        if len(self.reports) < 2:
            return {name: self for name in self.reports["report"]}
        how = {"scheme": self.scheme, "norms": self.norms_file}
        found = {}
        for row, name in enumerate(self.reports["report"]):
            known = self._known.get(name)
            if known and known.scheme == self.scheme:
                found[name] = known
                continue
            ready = {n: partial(self._rows_of, name, n) for n in self._ready}
            own = self.reports.iloc[[row]].reset_index(drop=True)
            found[name] = Flow(own, ready=ready, **how)
            for made in AT_ONCE & set(self._counted):
                rows = self._counted[made].table.query("report == @name")
                rows = rows.reset_index(drop=True)
                found[name]._counted[made] = Counted(rows, rows)
        return found

    def _rows_of(self, report: str, name: str, flow: "Flow") -> pd.DataFrame | None:
        """Return the rows of one report of a table that is there already."""
        rows = self._ready[name](flow)
        if rows is None:
            return None
        return rows[rows["report"] == report].reset_index(drop=True)

    def under(self, scheme: str) -> "Flow":
        """Return the flow of the same reports with the themes of another scheme."""
        same = {n: lambda _, n=n: getattr(self, n) for n in OF_NO_SCHEME}
        how = {"norms": self.norms_file, "superior": self.above}
        how |= {"previous": self.previous, "ready": self._ready | same}
        return Flow(self.reports, scheme=scheme, **how)

    @cached_property
    def shelf(self) -> tuple[str, str]:
        """What the reports share, `years` or `bodies`; nothing, and why, if neither."""
        return shelf_of(self.reports)

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

        Of several reports it is the tables of each, one below the other, every row with
        its `report` and year; nothing is counted over reports but in the tables that
        are for several.

        Raises
        ------
        InputError
            Where the table compares the sides and a report lacks one, or reports that
            do not stand side by side.
        """
        if name not in self._counted:
            self._counted[name] = self._made(name)
        return self._counted[name]

    def _made(self, name: str) -> Counted:
        if name in self._ready and (rows := self._ready[name](self)) is not None:
            return Counted(rows, rows)
        needs = schema()[name].needs
        if wanted := needs & set(KINDS):
            kind, why = self.shelf
            if kind not in wanted:
                why = why or f"these are a shelf of {kind}"
                raise InputError(f"{name} needs a shelf of {min(wanted)}: {why}")
        elif len(self.reports) > 1 and name not in NEVER_APART:
            parts = [(f.reports.iloc[0], f.counted(name)) for f in self.each.values()]
            stacked, over = one_below_the_other(parts), TABLES[name].over_years
            return over(self, stacked) if over and self.shelf[0] == YEARS else stacked
        if "superior" in needs and self.above is None:
            raise InputError(f"{name} needs the report of the superior")
        if "both" in needs:
            require_roles(self.clauses, SIDES, f"the table {name}")
        return TABLES[name].make(self)

    def evidence(self, name: str, rows: pd.DataFrame | pd.Series) -> Evidence:
        """Return the clauses behind a row, or rows, of the table of that name.

        One row per thing counted: as many as the row's `n`.
        """
        counted, key = self.behind(name)
        return concordance.evidence(self.clauses, rows, counted=counted, by=key)

    def evidence_by_row(self, name: str, rows: pd.DataFrame) -> Evidence:
        """Return the clauses behind each row of a table; `row` says which, from 0."""
        if rows is not getattr(self, name):
            return self._evidence_by_row(name, rows)
        if name not in self._behind:  # page, workbook and document each ask for it
            self._behind[name] = self._evidence_by_row(name, rows)
        return self._behind[name]

    def _evidence_by_row(self, name: str, rows: pd.DataFrame) -> Evidence:
        counted, key = self.behind(name)
        how = {"counted": counted, "by": key}
        return concordance.evidence_by_row(self.clauses, rows, **how)

    def behind(self, name: str) -> tuple[pd.DataFrame, dict[str, str]]:
        """Return the rows that a table counted, and the key by which to filter them.

        The key names each column of the table and what it is called in the rows.

        Raises
        ------
        InputError
            Where the table was not counted from clauses.
        """
        table, counted = self.counted(name)
        if counted is None:
            raise InputError(f"{name}: its rows were not counted from clauses")
        key = schema()[name].key
        several = len(self.reports) > 1 and "report" in table and "report" not in key
        key = ["report", *key] if several else key
        of_row = {column: f"row_{column}" for column in key}
        return counted, {c: new if new in counted else c for c, new in of_row.items()}

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
        """The names of the tables that can be had: without both sides no comparison.

        Of a shelf they are the tables that hold its reports against one another.
        What only the writer of a draft wants is made where it is asked for by name.
        """
        alone = set() if self.above else {"superior"}
        if len(self.reports) > 1:
            kind = self.shelf[0]
            over = {n for n in TABLES if kind == YEARS and TABLES[n].over_years}
            wanted = {kind, "superior"} - alone
            return [n for n in TABLES if n in over or wanted & schema()[n].needs]
        lacking = {*KINDS, *alone, "draft"}
        if not set(SIDES) <= set(self.clauses["role"]):
            lacking.add("both")
        return [n for n in TABLES if not lacking & schema()[n].needs]

    @property
    def said(self) -> str:
        """The table that says what a report tells, or reports side by side."""
        return "findings" if "findings" in self.available else "overview"

    @property
    def made(self) -> list[str]:
        """The names of the tables that are made already, and cost nothing to show."""
        return ["reports", *(name for name in TABLES if name in self._counted)]

    @cached_property
    def sides(self) -> findings.Sides:
        """What sentences call plan and review, in Chinese and in English."""
        own = self.clauses if len(self.reports) == 1 else None
        return findings.sides(self.reports, scheme=self.scheme, clauses=own)

    def finding_of(self, name: str, language: Literal["zh", "en"] = "zh") -> str:
        """Return the finding of a table as a sentence; "" where it has none."""
        if name not in self._told:
            self._told[name] = self._finding(name)
        return getattr(self._told[name], language, "")

    def _finding(self, name: str) -> findings.Said | None:
        write = TABLES[name].finding
        if write is None or name not in self.available or not len(getattr(self, name)):
            return None
        lengths = {"sections_table": self.sections, "reports": self.reports}
        asked = {"coverage": {}, "continuity": lengths}
        also = asked[name] | {"clauses": self.clauses} if name in asked else {}
        return write(getattr(self, name), self.sides, **also)

    @cached_property
    def finding_by_table(self) -> dict[str, str]:
        """The finding of each table that has one, by its name."""
        said = {name: self.finding_of(name) for name in TABLES}
        return {name: text for name, text in said.items() if text}
