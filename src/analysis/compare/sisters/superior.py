"""What each body's plan takes up of the superior's: its formulations, its sections."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.alignment.passages import alike, evidence, sides
from analysis.compare.norms import Norms, read_phrases
from analysis.compare.norms.phrases import ENOUGH
from analysis.compare.similarity import product
from analysis.compare.sisters.names import called
from analysis.compare.sisters.search import hits, times

COMMON = 1 / 3  # of other reports use it: to take it up says nothing
REACHES = (0, 2, float("inf"))  # years around the superior's that say what is common
CLEAR = 0.44  # so alike, a section of the superior has its counterpart
NEAR = 0.3  # so alike, it has a passage within another
NAMED, LEAST_NAMED = 0.5, 0.2  # so much of a heading in the other, and so alike
COLUMNS = (
    "kind subject report body year status n found n_superior of share others "
    "n_norm score section evidence evidence_clause"
).split()


class Known(NamedTuple):
    """A report or several: their reports and clauses."""

    reports: pd.DataFrame
    clauses: pd.DataFrame

    def of(self, report: str) -> "Known":
        """Return one report of them."""
        own = self.reports[self.reports["report"] == report]
        clauses = self.clauses[self.clauses["report"] == report]
        return Known(own.reset_index(drop=True), clauses.reset_index(drop=True))


def formulations_taken_up(
    mentioned: pd.DataFrame, bodies: Known, superior: Known, norm: Norms
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Search each report for the formulations of the superior's plan.

    Parameters
    ----------
    mentioned
        The formulations of the superior's plan, a row per mention: `formulation`.
    norm
        Says how many other reports of the superior's year use each.

    Returns
    -------
    One row per formulation × report: `kind`, `subject`, `report`, `status`
    (``taken`` where the plan has it, ``whole`` where only another part of the report
    does, ``not_found``), `n` (times in the plan), `found` (in the whole report),
    `n_superior` (in the superior's plan), `others` (share of other reports of the year
    that use it; missing where there are too few) and `n_norm` (how many these are);
    and the places in the plans.
    """
    plan = superior.clauses[superior.clauses["role"] == "plan"]
    words = list(dict.fromkeys(mentioned["formulation"]))
    own = hits(plan, words)
    n_superior = own["subject"].value_counts()
    words = [word for word in words if word in n_superior]
    found = hits(bodies.clauses, words)
    planned = found[found["role"] == "plan"]
    known = bodies.reports["report"]
    n, whole = (
        times(rows, known).reindex(pd.Index(words, name="subject"), fill_value=0)
        for rows in (planned, found)
    )
    share, others = _used(words, bodies, superior, norm)
    table = n.rename_axis(columns="report").stack().rename("n").reset_index()
    all_found = whole.rename_axis(columns="report").stack().to_numpy()
    status = np.select([table["n"] > 0, all_found > 0], ["taken", "whole"], "not_found")
    table = table.assign(
        kind="formulation",
        status=status,
        found=all_found,
        n_superior=table["subject"].map(n_superior).astype("int64"),
        others=table["subject"].map(share),
        n_norm=others,
    )
    return table, planned.assign(kind="formulation")


def _used(
    words: Iterable[str], bodies: Known, superior: Known, norm: Norms
) -> tuple[dict[str, float], int]:
    """Return the share of other reports that use each, and how many others there are.

    Those of the superior's year, or of the years around it where these are too few;
    neither the superior's own nor those of the bodies.
    """
    year = superior.reports["plan_year"].iloc[0]
    if pd.isna(year):
        return {}, 0
    apart = pd.concat([superior.reports, bodies.reports], ignore_index=True)
    listed = norm.reports.assign(away=(norm.reports["plan_year"] - year).abs())
    own = set(zip(apart["title"], apart["plan_year"], strict=True))
    pairs = zip(listed["title"], listed["plan_year"], strict=True)
    ours = pd.Series([pair in own for pair in pairs], index=listed.index)
    for reach in REACHES:
        n = int((~ours & (listed["away"] <= reach)).sum())
        if n >= ENOUGH:
            break
    if n < ENOUGH:
        return {}, n
    phrases = read_phrases(norm.path)
    near = phrases[(phrases["plan_year"] - year).abs() <= reach]
    using = near.groupby("formulation")["n_reports"].sum()
    told = listed[ours & (listed["away"] <= reach)]
    told = set(zip(told["title"], told["plan_year"], strict=True))
    texts = [r.text for r in apart.itertuples() if (r.title, r.plan_year) in told]
    return {
        word: max(int(using.get(word, 0)) - sum(word in t for t in texts), 0) / n
        for word in words
    }, n


def sections_taken_up(bodies: Known, superior: Known) -> pd.DataFrame:
    """Find the nearest section of each body's plan for each section of the superior's.

    Alike as `continuity` finds the sections of one report: words, fields, the closest
    sentence. From 0.44, or with the same words in both headings from 0.2, the section
    has its counterpart; from 0.3 it has a passage within a section on something else.

    Returns
    -------
    DataFrame
        One row per section × report: `kind`, `subject` (the superior's section),
        `report`, `status` (``taken``, ``passage``, ``not_found``), `score` (0 to 1),
        `section` (the nearest of the body's plan), `evidence` (its clause that has
        most in common) and `evidence_clause` (numbers of those that do, best first,
        parted by blanks).
    """
    found = []
    for report in bodies.reports["report"]:
        body = bodies.of(report)
        table = _nearest(body, superior)
        found.append(table.assign(report=report, kind="section"))
    return pd.concat(found, ignore_index=True)


def _nearest(body: Known, superior: Known) -> pd.DataFrame:
    """Hold the plan of one body against the superior's."""
    clauses, reports = _as_one(superior, body)
    groups = [clauses[clauses["role"] == role] for role in ("review", "plan")]
    both = sides(groups, reports)
    columns = ["subject", "status", "score", "section", "evidence", "evidence_clause"]
    if not both:
        return pd.DataFrame(columns=columns)
    before, after = both
    likeness = alike(after, before)
    texts = after.clauses["text"].to_numpy()
    numbers = after.clauses["clause"].to_numpy() - clauses["shift"].iloc[-1]
    rows = []
    for n, one in enumerate(before.units):
        if not one.headed:
            continue
        score, named = likeness.score[n], likeness.names[n]
        same = np.where((named >= NAMED) & (score >= LEAST_NAMED), 1, 0)
        best = int((score + same).argmax())
        clear = score[best] >= CLEAR or same[best]
        status = "taken" if clear else "not_found"
        status = "passage" if not clear and score[best] >= NEAR else status
        own, theirs = before.section == n, np.flatnonzero(after.section == best)
        near = product(before.spoken[own], after.spoken[theirs]).round(9)
        shown = evidence(near, np.flatnonzero(own), theirs)[1].split()
        at = [int(place) for place in shown]
        quoted = texts[at[0]] if at else ""
        cited = " ".join(str(numbers[place]) for place in at)
        place = after.units[best].name
        rows.append((one.name, status, score[best], place, quoted, cited))
    return pd.DataFrame(rows, columns=columns).drop_duplicates("subject")


def _as_one(superior: Known, body: Known) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both plans as the two sides of one report, the superior's first."""
    ahead = superior.reports["text"].iloc[0] + "\n"
    above = superior.clauses[superior.clauses["role"] == "plan"]
    below = body.clauses[body.clauses["role"] == "plan"]
    last = superior.clauses[["clause", "sentence"]].max() + 1
    shift, sentences = int(last["clause"]), int(last["sentence"])
    moved = below.assign(
        role="plan",
        clause=below["clause"] + shift,
        sentence=below["sentence"] + sentences,
        start=below["start"] + len(ahead),
        shift=shift,
    )
    both = pd.concat([above.assign(role="review", shift=0), moved], ignore_index=True)
    text = ahead + body.reports["text"].iloc[0]
    one = body.reports.iloc[:1].assign(text=text)
    return both.assign(report=one["report"].iloc[0]), one


def totals(table: pd.DataFrame) -> pd.DataFrame:
    """Say how much each body takes up: a row per kind × report, with `subject` ``""``.

    Of formulations only those are counted that few others use (a third at most, or
    nobody knows); a section is taken up where it has its counterpart.

    Returns
    -------
    DataFrame
        `kind`, `subject`, `report`, `n` (taken up), `of`, `share`, `status` ``""``.

    Examples
    --------
    >>> rows = pd.DataFrame({"kind": "formulation", "subject": ["甲", "乙", "丙"],
    ...     "report": "r", "status": ["taken", "not_found", "taken"],
    ...     "others": [0.1, 0.0, 0.9]})
    >>> totals(rows)[["n", "of", "share"]].values.tolist()
    [[1.0, 2.0, 0.5]]
    """
    told = table[~(table["others"] > COMMON)] if "others" in table else table
    taken = told.assign(taken=told["status"] == "taken")
    groups = taken.groupby(["kind", "report"], sort=False)["taken"]
    found = groups.agg(n="sum", of="size").reset_index()
    return found.assign(subject="", status="", share=found["n"] / found["of"])


def superior(
    mentioned: pd.DataFrame, bodies: Known, above: Known, norm: Norms
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say what each body takes up of its superior's plan, and what that was counted of.

    Parameters
    ----------
    mentioned
        The formulations of the superior's plan, a row per mention: `formulation`.
    bodies, above
        The reports; and that of the superior.

    Returns
    -------
    One row per kind × subject × report: the rows of `formulations_taken_up`, of
    `sections_taken_up` and of `totals` (which come first, `subject` ``""``); and the
    clauses that they count. The `n` of a section is the number of clauses it names, of
    a total what is taken up, with the first clause of each.
    """
    told, places = formulations_taken_up(mentioned, bodies, above, norm)
    headed = sections_taken_up(bodies, above)
    pairs = headed.assign(clause=headed["evidence_clause"].str.split(), term="")
    pairs = pairs.explode("clause").dropna(subset=["clause"])
    pairs = pairs.astype({"clause": "int64"})
    key = ["kind", "subject", "report"]
    n = pairs.groupby(key).size().rename("n").reset_index()
    headed = headed.merge(n, on=key, how="left").fillna({"n": 0})
    parts = pd.concat([told, headed], ignore_index=True)
    whole = totals(parts)
    counted = parts[(parts["status"] == "taken") & ~(parts["others"] > COMMON)]
    rows = pd.concat([places, pairs], ignore_index=True)[[*key, "clause", "term"]]
    firsts = rows.drop_duplicates(key).merge(counted[key], on=key)
    rows = pd.concat([rows, firsts.assign(subject="")], ignore_index=True)
    table = pd.concat([whole, parts], ignore_index=True)
    years = bodies.reports.set_index("report")["plan_year"]
    table = table.assign(
        body=table["report"].map(called(bodies.reports)),
        year=table["report"].map(years),
    )
    return _typed(table.reindex(columns=COLUMNS)), rows


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    whole = ["year", "n", "found", "n_superior", "of", "n_norm"]
    texts = ["section", "evidence", "evidence_clause", "status"]
    table = table.assign(**{name: table[name].fillna("") for name in texts})
    kinds = dict.fromkeys(whole, "Int64") | dict.fromkeys([*texts, "subject"], "str")
    floats = dict.fromkeys(["share", "others", "score"], "float64")
    return table.astype(kinds | floats | {"n": "int64"})
