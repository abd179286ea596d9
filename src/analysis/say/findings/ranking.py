"""Put findings in order: of each kind the most telling first, then the next ones."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.phrases import phrases
from analysis.say.findings.problems import problems
from analysis.say.findings.sections import sections
from analysis.say.findings.targets import targets

# Promised figures; sections; problems; formulations.
ORDER = ("target", "section", "problem", "formulation")
COLUMNS = (
    "rank kind subject zh en value_reference value_target unit difference usual "
    "norm_low norm_high n_norm hinges_on"
).split()


# The tables that findings are told from.
NEEDED = (
    "clauses sections continuity coverage targets formulations quantification"
).split()


def told(tables: Mapping[str, pd.DataFrame], names: tuple[str, str]) -> list[Finding]:
    """Return everything that is to be said of one report, most telling first.

    Parameters
    ----------
    tables
        Those of `NEEDED` that the report has, by name.
    names
        What the plan and the review are called.
    """
    clauses, quantified = tables["clauses"], tables["quantification"]
    found = targets(tables["targets"], names, quantification=quantified)
    if "continuity" in tables:
        found += sections(tables["continuity"], tables["sections"], clauses, names)
    found += problems(tables["coverage"], names, clauses)
    if "formulations" in tables:
        found += phrases(tables["formulations"], clauses, names)
    return ranked(found)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, the first of each kind before the second of any.

    That a report promises no figure at all is said after what it does say, and what
    was only not found after everything else.
    """
    findings = list(findings)
    missed = [one for one in findings if one.weight < 0]
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.weight < 0:
            continue
        kinds.setdefault(finding.kind, []).append(finding)
    known = [*ORDER, *(kind for kind in kinds if kind not in ORDER)]
    columns = [kinds[kind] for kind in known if kind in kinds]
    rounds = [[one for one in row if one] for row in zip_longest(*columns)]
    told = [
        finding
        for row in rounds
        for finding in sorted(row, key=lambda one: _absence(one))
    ]
    return told + missed


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
