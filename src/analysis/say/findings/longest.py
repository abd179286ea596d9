"""Say which section of the plan is by far longest, and what it goes on from."""

import re

import numpy as np
import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import noun
from analysis.say.findings.notation import Said, review_in_english
from analysis.say.findings.splits import SAID, WELL, Told, finding_of, shared
from analysis.say.findings.titles import called

MERGED = 2  # sections of the review that one goes on from, and are named
CLOSE = 0.4  # score of a passage that has moved, and whose section is named
CLEAR = 1.25  # times as long as the next a section is that is said to be longest
WEIGHT, KNOWN = 2.0, 1.0  # the latter where it had the same name before


def longest(told: Told) -> list[Finding]:
    """Tell which section of the plan is by far longest, and what it goes on from."""
    plan, review = told.names
    own = told.lengths[told.lengths["role"] == "plan"]
    own = own[own["section"].isin(told.of_work("plan"))]
    own = own.sort_values("n_clauses", ascending=False, kind="stable")
    if len(own) < 2 or own["n_clauses"].iloc[0] < CLEAR * own["n_clauses"].iloc[1]:
        return []
    top = own.iloc[0]
    rows = _before(told, top["section"])
    befores = rows["section_reference"].tolist()
    if not befores or told.longest_of_review in befores:
        return []
    name, size = called(top["section"]), told.length("plan", top["section"])
    titled, verb = _title(top["section"], name)
    n = told.items(top["section"])
    beside = _beside(told, top["section"], befores)
    close = beside.loc[beside["score"] >= CLOSE, "section_reference"].tolist()
    named = [*befores, *close][:MERGED]
    more = len(befores) + len(beside) > len(named)
    origin = _origin(told, named, {*befores}, more=more)
    zh = f"{plan}最长一节{verb}“{titled}”（{size}句{f'，{n}项' if n else ''}）"
    zh += f"，内容承接{review}{origin.zh}"
    en = f"The longest section of the plan is “{titled}” ({size} clauses"
    en += f"{f', {n} items' if n else ''}); it goes on from {origin.en}"
    values = (None, None)
    if len(befores) == 1 and told.headed(befores[0]):
        values = told.size("review", befores[0]), told.size("plan", top["section"])
    weight = KNOWN if name in map(called, befores) else WEIGHT
    rows = pd.concat([rows, beside])
    subject, rows = noun(top["section"]), rows[rows["section_reference"].isin(named)]
    return [finding_of(told, rows, subject, zh, en, weight, values=values)]


def _origin(told: Told, named: list[str], befores: set[str], *, more: bool) -> Said:
    """Name what a section goes on from: with its length what it takes all of."""
    whole = [x in befores and told.headed(x) for x in named]
    was = [told.length("review", x) for x in named]
    zh = "和".join(
        f"“{called(x)}”" + f"（{length}句）" * yes
        for x, length, yes in zip(named, was, whole, strict=True)
    )
    en = (", " if more else " and ").join(f"“{called(x)}”" for x in named)
    en += f"{', among others,' * more} of {review_in_english(told.names)}"
    en += f" ({', '.join(was)})" if all(whole) else ""
    return Said(zh + "等" * more, en)


def _before(told: Told, section: str) -> pd.DataFrame:
    """Return the links from what a section goes on from, of the year, best first."""
    rows = told.links[told.links["section_target"] == section]
    rows = rows[rows["section_reference"].isin(told.of_year)]
    if any(map(told.headed, rows["section_reference"])):
        rows = rows[rows["section_reference"].map(told.headed)]
    else:  # an item of a review without sections: only where its name says so
        near = [shared(section, name) for name in rows["section_reference"]]
        rows = rows[np.array(near, dtype=bool)]
    rows = rows.sort_values("score", ascending=False)
    whole = rows["kind"].isin(["same", "merged"]) & (rows["score"] >= WELL)
    return rows[whole] if whole.any() else rows.head(1)


def _beside(told: Told, section: str, befores: list[str]) -> pd.DataFrame:
    """Return the links from other sections of which only a passage has moved there."""
    rows = told.links[told.links["section_target"] == section]
    names = rows["section_reference"]
    others = names.isin(told.of_year) & names.map(told.headed) & ~names.isin(befores)
    rows = rows[others.astype(bool) & (rows["score"] >= SAID)]
    rows = rows.sort_values("score", ascending=False, kind="stable")
    return rows.drop_duplicates("section_reference")


def _title(section: str, name: str) -> tuple[str, str]:
    """Return what a section is called, and how: 题为 only of a clause as it stands."""
    for clause in [section] * (name == section) + re.split("[，；：]", section):
        if name in clause:
            return clause, "题为"
    return name, "是"
