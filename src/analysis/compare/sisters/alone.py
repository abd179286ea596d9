"""What one body's plan alone has, and what it alone lacks."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.compare.norms.words import set_apart
from analysis.compare.places import place_words
from analysis.compare.sisters.names import called
from analysis.compare.sisters.search import hits, plain, times
from analysis.lexicons import read_lexicon

FEWEST = {"formulation": 2, "word": 3}  # times in the plan that alone has it
SHORTEST = 3  # characters of a word whose absence is told, and of a section's subject
# Times a plan says what heads a section: of a set phrase once more than there.
TAKEN_UP = {"quoted": 1, "list": 2}
SEVERAL = 5  # bodies: that one of fewer lacks a word says little
COLUMNS = (
    "kind subject report body year status n found n_others n_bodies text"
).split()


class Plans(NamedTuple):
    """The plans of several bodies, and all that their reports say."""

    clauses: pd.DataFrame  # of whole reports
    reports: pd.DataFrame
    whole: dict[str, str]  # the text of each report, without marks around words

    @property
    def plans(self) -> pd.DataFrame:
        """The clauses of the plans."""
        return self.clauses[self.clauses["role"] == "plan"]


def alone(
    clauses: pd.DataFrame,
    reports: pd.DataFrame,
    *,
    formulations: pd.DataFrame,
    words: pd.DataFrame,
    terms: Iterable[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what only one body's plan has, or only one report lacks, and its places.

    Counts are those of a search: of a formulation twice or more in the plan, of a word
    three times or more, of both not once in the whole report of any other. A
    formulation that heads a section of one plan, and no section or paragraph of
    another, has a section of its own there, if all other plans together say it less
    often; a set phrase of the list only if the plan says it twice. What is lacking
    stands in the plans of all the other bodies and nowhere in the report of one.

    Parameters
    ----------
    clauses, reports
        The tables of those names.
    formulations
        Those of the plans, a row per mention: `report`, `formulation`, `source`.
        Quoted words of two characters or three are mentioned only where quoted.
    words
        The content words of the plans: `report`, `word`.
    terms
        Terms of themes: with the formulations what one report may lack.

    Returns
    -------
    One row per kind × subject × report: `kind` (formulation, word, section),
    `subject`, `report`, `status` (``only`` 只见于, ``lacking`` 未见), `n` (times in the
    plan; of a section its clauses), `found` (times in the whole report), `n_others`
    (times in the plans of all others), `n_bodies` (others whose report has it), `text`
    (the heading); and the rows counted: `report`, `clause`, `term` with the key.
    """
    whole = dict(zip(reports["report"], reports["text"].map(plain), strict=True))
    known = Plans(clauses, reports, whole)
    mentioned = formulations.groupby(["formulation", "report"]).size()
    often = mentioned[mentioned >= FEWEST["formulation"]].index.get_level_values(0)
    kinds = {
        "formulation": set(often),
        "word": _words(words, known) - set(formulations["formulation"]),
    }
    every = {*kinds["word"], *formulations["formulation"], *terms}
    found = hits(clauses, sorted(every))
    planned = times(found[found["role"] == "plan"], reports["report"])
    planned = planned.reindex(sorted(every), fill_value=0)
    tables = [_only(kind, kinds[kind], planned, known) for kind in kinds]
    tables.append(_lacking(set(formulations["formulation"]), terms, planned, known))
    sources = dict(
        zip(formulations["formulation"], formulations["source"], strict=True)
    )
    headed, rows = _sections(sources, planned, known)
    table = pd.concat([*tables, headed], ignore_index=True)
    told = found[found["role"] == "plan"].merge(
        table.loc[table["kind"] != "section", ["kind", "subject", "report"]],
        on=["subject", "report"],
    )
    everywhere = found.groupby(["subject", "report"]).size()
    pairs = zip(table["subject"], table["report"], strict=True)
    years = reports.set_index("report")["plan_year"]
    table = table.assign(
        found=[int(everywhere.get(pair, 0)) for pair in pairs],
        body=table["report"].map(called(reports)),
        year=table["report"].map(years).astype("Int64"),
    )
    return table[COLUMNS], pd.concat([told, rows], ignore_index=True)


def _words(words: pd.DataFrame, known: Plans) -> set[str]:
    """Return the words that may be told: no places, and what says something."""
    n = words["word"].value_counts()
    often = {w for w in n.index[n >= FEWEST["word"]] if len(w) > 1} - set_apart()
    named = [*known.reports["title"], *known.reports["body"]]
    return often - place_words(often, "\n".join(known.clauses["text"]), named)


def _only(
    kind: str, subjects: set[str], planned: pd.DataFrame, known: Plans
) -> pd.DataFrame:
    """Return what stands in one plan often enough, and in no other report.

    The most frequent first.
    """
    rows = []
    for subject in sorted(subjects):
        n = planned.loc[subject]
        having = [r for r, text in known.whole.items() if plain(subject) in text]
        if len(having) != 1 or n[having[0]] < FEWEST[kind]:
            continue
        rows.append((kind, subject, having[0], "only", int(n[having[0]]), 0, 0, ""))
    table = _table(rows)
    kept = [
        not any(
            row.subject in other.subject
            and row.subject != other.subject
            and row.n <= other.n
            for other in table.itertuples()
            if other.report == row.report
        )
        for row in table.itertuples()
    ]
    told = table[kept] if len(table) else table
    return told.sort_values("n", ascending=False, kind="stable")


def _lacking(
    formulations: set[str], terms: Iterable[str], planned: pd.DataFrame, known: Plans
) -> pd.DataFrame:
    """Return what the plans of all others have, and one whole report lacks."""
    rows = []
    bodies = len(known.whole)
    for subject in sorted({*formulations, *terms} if bodies >= SEVERAL else ()):
        if len(subject) < SHORTEST or subject not in planned.index:
            continue
        n = planned.loc[subject]
        without = [r for r in n.index if n[r] == 0]
        if len(without) == 1 and plain(subject) not in known.whole[without[0]]:
            others = int(n.sum()), bodies - 1
            kind = "formulation" if subject in formulations else "word"
            rows.append((kind, subject, without[0], "lacking", 0, *others, ""))
    return _table(rows)


def _sections(
    sources: dict[str, str], planned: pd.DataFrame, known: Plans
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sections about what no other plan has a section or paragraph on.

    A formulation: 农牧业 beside 农业 would only be another word for the same.
    """
    plans = known.plans
    heads = {r: "\n".join(t) for r, t in _heads(plans, known.reports).items()}
    longest = sorted(sources, key=lambda one: (-len(one), one))
    rows, behind = [], []
    for (report, section), own in plans[plans["section"] != ""].groupby(
        ["report", "section"], sort=False
    ):
        abroad = "\n".join(head for r, head in heads.items() if r != report)
        named = [one for one in longest if one in section and one not in abroad]
        for term in named:
            n = planned.loc[term]
            others = int(n.sum() - n[report]), int((n > 0).sum() - (n[report] > 0))
            least = TAKEN_UP[sources[term]]
            if n[report] < least or others[0] >= n[report]:
                continue
            rows.append(("section", term, report, "only", len(own), *others, section))
            place = {"kind": "section", "subject": term, "term": ""}
            behind.append(own[["report", "clause", "role"]].assign(**place))
            break
    table = _table(rows)
    twice = table.duplicated(["kind", "subject", "report"])
    behind = [b for b, again in zip(behind, twice, strict=True) if not again]
    empty = pd.DataFrame(columns="report clause role kind subject term".split())
    return table[~twice], pd.concat(behind) if behind else empty


def _heads(plans: pd.DataFrame, reports: pd.DataFrame) -> dict[str, list[str]]:
    """Return what heads sections, paragraphs and items of each plan."""
    found: dict[str, list[str]] = {}
    texts = dict(zip(reports["report"], reports["text"], strict=True))
    for report, own in plans.groupby("report", sort=False):
        text = texts[report]
        opens = [text.rfind("\n", 0, start) for start in own["start"]]
        first = ~pd.Series(opens, index=own.index).duplicated()
        place = own[["section", "item"]]
        item = (place != place.shift()).any(axis=1)
        told = own[first | item | own["heading"]]
        # the first two clauses of a paragraph: a couplet may name its subject second
        second = own[first.shift(fill_value=False)]
        found[report] = [*told["text"], *second["text"]]
        found[report] += list(own["section"].unique())
    return found


def _table(rows: list[tuple]) -> pd.DataFrame:
    columns = "kind subject report status n n_others n_bodies text".split()
    table = pd.DataFrame(rows, columns=columns)
    return table.astype(dict.fromkeys(["n", "n_others", "n_bodies"], "int64"))


def terms_of(scheme: str) -> list[str]:
    """Return the terms of a scheme of themes that stand for themselves.

    >>> "科技创新" in terms_of("government")
    True
    """
    table = read_lexicon(f"themes/{scheme}")
    own = ~table["term"].str.contains(r"[!*]") & ~table["note"].str.startswith("泛称")
    return table.loc[own, "term"].tolist()
