"""Put findings in order: of each kind the most telling first, then the next ones."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

import pandas as pd

from analysis.compare.norms import Norms
from analysis.lexicons import theme_labels
from analysis.say.findings.finding import Finding
from analysis.say.findings.keywords import keywords
from analysis.say.findings.notation import spoken_names
from analysis.say.findings.phrases import Use, phrases
from analysis.say.findings.problems import problems
from analysis.say.findings.register import register
from analysis.say.findings.scope import of_years, scope, with_scope
from analysis.say.findings.sections import sections
from analysis.say.findings.targets import targets
from analysis.say.findings.weights import weights

# Promised figures; sections; problems; words and formulations; themes.
FIRST = 5  # findings on the first screen
ORDER = ("target", "section", "problem", "word", "formulation", "theme", "class")
BY_NORM = {"word", "theme", "class", "quantity"}  # news only against what is usual
NEWS = {"rare", "notable"}
COLUMNS = (
    "rank kind subject zh en value_reference value_target unit difference usual "
    "norm_low norm_high n_norm hinges_on"
).split()


# The tables that findings are told from.
NEEDED = (
    "reports clauses sections continuity coverage targets formulations quantification "
    "keyness emphasis themes ladder tasks quantities"
).split()


def told(
    tables: Mapping[str, pd.DataFrame],
    names: tuple[str, str],
    *,
    norm: Norms,
    genre: pd.DataFrame,
    scheme: str,
    kin: bool,
    use: Use | None = None,
) -> list[Finding]:
    """Return everything that is to be said of one report, most telling first.

    Parameters
    ----------
    tables
        Those of `NEEDED` that the report has, by name.
    names
        What the plan and the review are called.
    norm, genre
        What is usual, and how words lean in it.
    scheme
        The scheme of the report's themes.
    kin
        Whether the norm is of reports of the same kind of body.
    use
        How many other reports use a formulation.
    """
    clauses, quantified = tables["clauses"], tables["quantification"]
    names = spoken_names(names, clauses, tables["reports"]["review_year"].iloc[0])
    found = targets(
        tables["targets"], names, quantification=quantified, clauses=clauses
    )
    if "continuity" in tables:
        own = tables["continuity"], tables["sections"], clauses, names
        found += sections(*own, tables["reports"])
    found += problems(tables["coverage"], names, clauses)
    if "formulations" in tables:
        found += phrases(tables["formulations"], clauses, names, use=use)
    if "keyness" in tables:
        said = "".join(one.zh for one in found)
        found += _against_norms(
            tables, names, said, norm=norm, genre=genre, scheme=scheme, kin=kin
        )
    own = of_years(clauses, names)
    found = with_scope(found, own, clauses)
    return ranked(found + scope(own, clauses, names))


def _against_norms(
    tables: Mapping[str, pd.DataFrame],
    names: tuple[str, str],
    said: str,
    *,
    norm: Norms,
    genre: pd.DataFrame,
    scheme: str,
    kin: bool,
) -> list[Finding]:
    """Tell words, themes and register: what is news only against what is usual."""
    given = {name: tables[name] for name in ("keyness", "clauses", "reports")}
    found = keywords(**given, names=names, norm=norm, genre=genre, said=said, kin=kin)
    given = {name: tables[name] for name in ("emphasis", "themes", "clauses")}
    labels = (theme_labels(scheme, language).values() for language in ("zh", "en"))
    english = dict(zip(*labels, strict=True))
    found += [
        one
        for one in weights(
            **given, english=english, norm=norm, scheme=scheme, names=names
        )
        if one.subject not in said
    ]
    given = "ladder quantification tasks quantities clauses".split()
    return found + register(
        **{name: tables[name] for name in given}, norm=norm, kin=kin, names=names
    )


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the first of each kind before the second of any.

    That a report promises no figure at all is said after what it does say; a theme,
    which tells least, is none of the first five; and last comes
    what was only not found, or would be news only against a norm and is not.
    """
    findings = list(findings)
    last = [one for one in findings if _last(one)]
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        if not _last(finding):
            kinds.setdefault(finding.kind, []).append(finding)
    known = [*ORDER, *(kind for kind in kinds if kind not in ORDER)]
    columns = [kinds[kind] for kind in known if kind in kinds]
    rounds = [[one for one in row if one] for row in zip_longest(*columns)]
    told = [one for row in rounds for one in sorted(row, key=_absence)]
    themes = [one for one in told[:FIRST] if one.kind == "theme"]
    others = [one for one in told if one not in themes]
    told = [*others[:FIRST], *themes, *others[FIRST:]]
    return told + sorted(last, key=lambda one: one.weight < 0)


def _last(finding: Finding) -> bool:
    """Say whether a finding is no news: usual, or only that something is not found."""
    common = finding.kind in BY_NORM and finding.usual not in NEWS
    return common or finding.weight < 0


def _absence(finding: Finding) -> bool:
    """Say whether a finding tells what the whole text lacks."""
    return finding.kind == "target" and finding.evidence.empty


def as_table(findings: list[Finding]) -> pd.DataFrame:
    """Return the findings as a table: one row per sentence, most telling first."""
    rows = [one._asdict() | {"rank": n} for n, one in enumerate(findings, start=1)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = "value_reference value_target difference norm_low norm_high".split()
    types = dict.fromkeys(numbers, "float64") | {"rank": "int64", "n_norm": "Int64"}
    return table.astype(types | dict.fromkeys(["usual", "unit", "hinges_on"], "str"))


def evidence_rows(findings: list[Finding]) -> pd.DataFrame:
    """Return the clauses behind each finding: `rank`, `report`, `clause`, `term`."""
    behind = [
        one.evidence[["report", "clause", "term"]].assign(rank=n)
        for n, one in enumerate(findings, start=1)
        if len(one.evidence)
    ]
    columns = ["report", "clause", "term", "rank"]
    return (
        pd.concat(behind, ignore_index=True)
        if behind
        else pd.DataFrame(columns=columns)
    )
