"""What the sentences on sections rest on: which were split, and what is of the year."""

from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment.units import spans_years
from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import general, noun
from analysis.say.findings.places import Places

PARTS = 2  # sections that one goes on as, at least
SAID = 0.33  # score of a link on which a sentence may rest
WELL = 0.5  # score of a link that is strong; mean of those of a section that is split
LEAD = 0.1  # of a section that stands above its items, at most


class Told(NamedTuple):
    """What the sentences are made of: links, lengths, clauses, and names of sides."""

    links: pd.DataFrame
    lengths: pd.DataFrame  # the table `sections`, rows with a heading of their own
    clauses: pd.DataFrame
    names: tuple[str, str]  # plan, review
    where: Places

    def length(self, role: str, section: str) -> str:
        """Say how long a section is: 11/111."""
        whole = (self.clauses["role"] == role).sum()
        return f"{self.size(role, section)}/{whole}"

    def size(self, role: str, section: str) -> int:
        """Return how many clauses a section has; of a part without any, the part."""
        own = self.clauses[self.clauses["role"] == role]
        return int((own["section"] == section).sum() or (own["part"] == section).sum())

    def headings(self, role: str) -> list[str]:
        """Return the headings of a side's sections, in the order of the text."""
        return self.lengths.loc[self.lengths["role"] == role, "section"].tolist()

    def headed(self, section: str) -> bool:
        """Say whether the review has a section of that heading."""
        return section in self.headings("review")

    def of_work(self, role: str) -> list[str]:
        """Return the headings of the part that has most sections."""
        own = self.lengths[self.lengths["role"] == role]
        if own.empty:
            return []
        part = own["part"].value_counts(sort=False).idxmax()
        return own.loc[own["part"] == part, "section"].tolist()

    @property
    def of_year(self) -> set[str]:
        """Return what the review has of the year: sections, or items that have a name.

        No passage that only stands between them, and none of a series on five years.
        """
        own = self.clauses[self.clauses["role"] == "review"]
        named = set(own.loc[own["heading"], "section"])
        place = own[["part", "section", "item"]]
        first = own[(own["item"] != "") & (place != place.shift()).any(axis=1)]
        parts = dict(zip(first["text"], first["part"], strict=True))
        parts |= dict(zip(own["section"], own["part"], strict=True))
        starts = set(first["text"]) if not named - {""} else set()
        found = set()
        for name in self.links["section_reference"]:
            clause = name.split("，")[0]
            known = name in named or clause in starts
            part = parts.get(name, parts.get(clause, ""))
            if known and not (spans_years(name) or spans_years(part)):
                found.add(name)
        return found

    @property
    def longest_of_review(self) -> str:
        """Return the heading of the longest section of the review; ``""`` of none."""
        own = self.lengths[self.lengths["role"] == "review"]
        return own.loc[own["n_clauses"].idxmax(), "section"] if len(own) else ""

    def items(self, section: str) -> int:
        """Count the items that a section of the plan consists of.

        None where they only number the measures of one of its paragraphs (一要…五要).
        """
        own = self.clauses[self.clauses["role"] == "plan"]
        own = own[(own["section"] == section) & ~own["heading"]]
        listed = own["item"] != ""
        if not listed.any() or listed.to_numpy().argmax() > LEAD * len(own):
            return 0
        return own.loc[listed, "item"].nunique()


def splits(told: Told) -> list[pd.DataFrame]:
    """Return the links of each section that surely goes on as several.

    It is a section of the year; all the sections that it goes on as are there, each by
    a word of its heading or by a strong link; and none takes up a passage of it beside.
    A plan that outlines the years ahead and then the year names one thing twice, but
    in two parts.
    """
    plan = told.lengths[told.lengths["role"] == "plan"]
    part = plan.drop_duplicates("section").set_index("section")["part"]
    links = told.links.assign(part=told.links["section_target"].map(part))
    links = links[links["part"].notna()]
    links = links[links["section_reference"].isin(told.of_year)]
    return [
        rows[_goes_on(rows)]
        for _, rows in links.groupby(["order_reference", "part"])
        if _sure(rows)
    ]


def _goes_on(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"].isin(["same", "split"])


def _sure(rows: pd.DataFrame) -> bool:
    """Say whether the links of a section into one part tell that it was split."""
    own, beside = rows[_goes_on(rows)], rows[~_goes_on(rows)]
    clear = [
        row.score >= WELL or shared(row.section_target, row.section_reference)
        for row in own.itertuples()
    ]
    return bool(
        own["section_target"].map(noun).nunique() >= PARTS
        and (own["kind"] == "split").any()
        and own["score"].mean() >= WELL
        and all(clear)
        and not (beside["score"] >= SAID).any()
    )


def shared(one: str, other: str) -> bool:
    """Say whether two headings have a word in common that says what they are about."""
    name = noun(one)
    words = {name[at : at + 2] for at in range(len(name) - 1)}
    return any(word in other for word in words if not general(word))


def finding_of(
    told: Told,
    rows: pd.DataFrame,
    subject: str,
    zh: str,
    en: str,
    weight: float,
    *,
    values: tuple[int | None, int | None] = (None, None),
    unit: str = "句",
) -> Finding:
    """Return a finding with the clauses that its links name."""
    numbers = [
        int(n)
        for column in ("evidence_reference", "evidence_target")
        for cell in rows[column].fillna("")
        for n in cell.split()
    ]
    for side, role in (("reference", "review"), ("target", "plan")):
        for name in rows[f"section_{side}"]:
            own = told.clauses[told.clauses["role"] == role]
            numbers += own.loc[
                (own["section"] == name) & own["heading"], "clause"
            ].tolist()
    evidence = pd.DataFrame({"clause": sorted(set(numbers))})
    evidence = evidence.assign(report=told.links["report"].iloc[0], term="")
    known = None not in values
    return Finding(
        "section",
        subject,
        zh,
        en,
        evidence[["report", "clause", "term"]],
        weight,
        *(values if known else (None, None)),
        unit=unit if known else "",
        difference=values[1] - values[0] if known else None,
    )
