"""Quote a report: a finding's sentences, each with its place."""

from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.read.reports.shelves import YEARS
from analysis.schema import value_labels
from analysis.show.export.cells import place

LONGEST = 90  # characters of a quotation: a longer sentence is quoted in part
CUT = "……"
# Where the first evidence is looked for.
ORDER = "plan", "review", "problems", "other"


class Quote(NamedTuple):
    """Some words of a report, and where they stand."""

    text: str
    place: str
    role: str


@lru_cache(maxsize=1)  # the document and the points quote the same
def quotes(flow: Flow, lang: str) -> dict[int, list[Quote]]:
    """Return what each finding rests on, by its number from 0: the telling ones first.

    Of a sentence with several such clauses there is one quotation.
    """
    name = flow.said
    if flow.counted(name).rows is None:
        return {}
    behind = flow.evidence_by_row(name, getattr(flow, name))
    known = Sentences(flow)
    found = {}
    for row, own in behind.groupby("row"):
        keys = _ordered(pd.DataFrame(own), known)
        found[row] = _once(known, keys, lang)
    return found


def _place(flow: Flow, row: Any, lang: str) -> str:
    """Say where a clause stands, with its year: 2024年计划 › 筑牢阵地 › 第二项."""
    words = value_labels("document", lang=lang)
    said = {"role": row.role, "section": row.section or row.part, "item": row.item}
    if row.role != "other" and pd.notna(row.year):
        role = value_labels("role", lang=lang)[row.role]
        said["role"] = words["role_of_year"].format(year=row.year, role=role)
    if len(flow.reports) > 1 and flow.shelf[0] != YEARS:
        said["of"] = words["body"].format(body=_body(flow, row.report))
    if said["section"]:
        said["section"] = words["section"].format(section=said["section"])
    return place(said, lang)


def _body(flow: Flow, report: str) -> str:
    own = flow.reports.loc[flow.reports["report"] == report, "body"]
    return own.item() or report


class Sentences:
    """The clauses of every sentence of some reports."""

    def __init__(self, flow: Flow) -> None:
        """Put together what stands in one sentence."""
        self.flow = flow
        self.texts = flow.reports.set_index("report")["text"].to_dict()
        self.rows: dict[tuple[str, int], Any] = {}
        self.groups: dict[tuple, list[Any]] = {}
        self.headings: set[tuple[str, int]] = set()
        for row in flow.clauses.itertuples():
            self.rows[row.report, row.clause] = row
            self.groups.setdefault(self.key(row), []).append(row)
            if row.heading:
                self.headings.add((row.report, row.clause))

    def key(self, row: Any) -> tuple:
        """Return what the clauses of a sentence share."""
        return row.report, row.sentence, row.section, row.item

    def quoted(self, row: Any) -> str:
        """Return the sentence of a clause, or as much around it as is quoted."""
        whole = self.groups[self.key(row)]
        first = last = whole.index(row)
        text = self.texts[row.report]

        def length(a: int, b: int) -> int:
            return whole[b].start + len(whole[b].text) - whole[a].start

        while True:
            wider = [
                (a, b)
                for a, b in ((first, last + 1), (first - 1, last))
                if a >= 0 and b < len(whole) and length(a, b) <= LONGEST
            ]
            if not wider:
                break
            first, last = wider[0]
        start = whole[first].start
        cut = text[start : start + length(first, last)]
        before, after = CUT * (first > 0), CUT * (last < len(whole) - 1)
        return f"{before}{cut}{after}".replace("\n", " ")


def _ordered(evidence: pd.DataFrame, known: Sentences) -> list[tuple[str, int]]:
    """Return clauses in the order of quoting: the plan's before the review's.

    First those of the sentence with most of them; headings, which name and tell
    little, last.
    """
    rows = list(evidence.drop_duplicates(["report", "clause"]).itertuples())
    keys = [(row.report, row.clause) for row in rows]
    sentences = [known.key(known.rows[key]) for key in keys]
    most = Counter(sentences)

    def rank(n: int) -> tuple[bool, int, int]:
        role = known.rows[keys[n]].role
        side = ORDER.index(role) if role in ORDER else len(ORDER)
        return keys[n] in known.headings, side, -most[sentences[n]]

    return [keys[n] for n in sorted(range(len(keys)), key=rank)]


def _once(known: Sentences, keys: list[tuple[str, int]], lang: str) -> list[Quote]:
    """Return the quotations of some clauses, those already quoted left out."""
    found: list[Quote] = []
    for key in keys:
        row = known.rows[key]
        where = _place(known.flow, row, lang)
        if not any(one.place == where and row.text in one.text for one in found):
            found.append(Quote(known.quoted(row), where, row.role))
    return found


def some(found: list[Quote], n: int) -> list[Quote]:
    """Return some quotations: of plan and review as many, where both have enough."""
    plan = [one for one in found if one.role == "plan"]
    rest = [one for one in found if one.role != "plan"]
    of_rest = min(len(rest), max(n // 2, n - len(plan)))
    return [*plan[: n - of_rest], *rest[:of_rest]]
