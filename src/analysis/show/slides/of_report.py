"""What a slide draws of a finding on one report, by the kind of finding."""

from collections.abc import Callable

import pandas as pd

from analysis.lexicons import theme_labels
from analysis.say.findings.headings import noun
from analysis.say.findings.indicators import english
from analysis.schema import label, value_labels
from analysis.show.charts.targets import MARKS, paired
from analysis.show.charts.words import as_found
from analysis.show.slides.shapes import (
    USUAL,
    Asked,
    Bars,
    Drawing,
    Grid,
    Series,
    chosen,
    marks,
    numbers,
)
from analysis.show.style import REFERENCE, TARGET

LIKE = 1.5  # times as long as the other at most: then counts can stand side by side
PROBLEMS, INDICATORS = 6, 8  # rows of text that have room
SHORTEST = 6  # characters by which a problem can be called
PLACES = 14  # of clauses
SECTIONS = 18  # of both sides: one left out looks new, or dropped, in the other
PAIRS, TRIPLES = 8, 6  # rows of two and of three bars that have room
SHARE = "0.0%"
RATE = "每万字"
DASH = "—"


def _pair(asked: Asked, rows: pd.DataFrame, target: str, reference: str) -> list:
    """Return the review, grey, and the plan, red, as series."""
    plan, review = asked.sides
    return [
        Series(review, numbers(rows[reference]), REFERENCE),
        Series(plan, numbers(rows[target]), TARGET),
    ]


def _has(asked: Asked, name: str) -> bool:
    return name in asked.flow.available and len(getattr(asked.flow, name)) > 0


def sections(asked: Asked) -> Bars | None:
    """Draw how long the sections are, in the order of the text."""
    table = asked.flow.sections
    own = table[table["role"].isin(["review", "plan"]) & (table["section"] != "")]
    if own.empty:
        return None
    names = own["section"].map(noun)
    behind = set(zip(asked.evidence["role"], asked.evidence["section"], strict=True))
    named = pd.Series(
        [
            (role, heading) in behind
            and any(said == name or said in heading for said in asked.quoted)
            for role, heading, name in zip(
                own["role"], own["section"], names, strict=True
            )
        ],
        index=own.index,
    )
    longest = own.sort_values("n_clauses", ascending=False, kind="stable")
    rows = chosen(longest, named, SECTIONS).sort_index()
    n = rows["n_clauses"].astype(float)
    plan, review = asked.sides
    series = [
        Series(name, numbers(n.where(rows["role"] == role)), colour)
        for name, role, colour in (
            (review, "review", REFERENCE),
            (plan, "plan", TARGET),
        )
        if (rows["role"] == role).any()
    ]
    caption = asked.caption("sections", len(own) - len(rows))
    said = caption, names[rows.index].tolist(), series
    return Bars("sections", *said, marks(rows, named), joined="overlap")


def problems(asked: Asked) -> Grid | None:
    """Show each problem and what the plan has nearest to it."""
    if not _has(asked, "coverage"):
        return None
    table, quoted = asked.flow.coverage, asked.quoted
    # of a problem's answers the one that the sentence quotes, else the best
    other = ~table["answer"].isin(quoted)
    table = table.assign(other=other).sort_values(["problem", "other"], kind="stable")
    table = table.drop_duplicates("problem")
    named = table["text"].map(lambda text: any(said in text for said in quoted))
    rows = chosen(table, named, PROBLEMS)
    called = value_labels("status", lang=asked.lang)
    between = "（{}）" if asked.lang == "zh" else " ({})"
    cells = []
    for row in rows.itertuples():
        answer = "" if pd.isna(row.answer) else row.answer
        section, near = row.section, answer and row.status != "answered"
        if told := _told(asked, row.text):
            (answer, section), near = told, False
        answer += between.format(called[row.status]) if near else ""
        where = noun(section) if answer and section else DASH
        cells.append([_first_words(row.text), answer or DASH, where])
    heads = [
        label(name, "coverage", lang=asked.lang)
        for name in ("text", "answer", "section")
    ]
    some = marks(rows, named)
    widths = [4, 4.6, 2.4]
    caption = asked.caption("coverage", len(table) - len(rows))
    return Grid("coverage", caption, heads, cells, some, widths)


def _told(asked: Asked, problem: str) -> tuple[str, str] | None:
    """Return the words of the plan that the sentence puts beside a problem."""
    plan = asked.evidence[asked.evidence["role"] == "plan"]
    for said in asked.quoted:
        for row in plan.itertuples():
            if said in problem and f"{said}”—“{row.text}" in asked.finding.zh:
                return row.text, row.section
    return None


def _first_words(text: str) -> str:
    """Return the clause by which a problem is called; a short one stays whole."""
    first = text.split("，")[0]
    return first if len(first) >= SHORTEST else text


def formulations(asked: Asked) -> Bars | None:
    """Draw how often the formulations stand on either side."""
    if not _has(asked, "formulations"):
        return None
    table = asked.flow.formulations
    named = table["formulation"].isin(asked.quoted)
    told = (table["kind"] != "书名") & (table["source"] != "recurring")
    table, named = table[told | named], named[told | named]
    if not named.any():
        return None
    n = (table["n_target"] + table["n_reference"]).sort_values(
        ascending=False, kind="stable"
    )
    rows = chosen(table.loc[n.index], named, PAIRS)
    names, pair = rows["formulation"].tolist(), ("n_target", "n_reference")
    caption = asked.caption("found", len(table) - len(rows))
    said = caption, names, _pair(asked, rows, *pair)
    return Bars("formulations", *said, marks(rows, named))


def words(asked: Asked) -> Bars | None:
    """Draw how often the words that rise or fall as this one does are found."""
    if not _has(asked, "keyness"):
        return None
    table = asked.flow.keyness
    own = table[table["word"] == asked.finding.subject]
    if own.empty:
        return None
    way = own["found_log_ratio"].iloc[0] > 0
    peers = as_found(table)
    peers = peers[(peers["found_log_ratio"] > 0) == way]
    peers = peers[peers["word"] != own["word"].iloc[0]]
    table = pd.concat([own, peers.head(PAIRS - 1)])
    left = len(peers) + 1 - len(table)
    more = f"found_per_10k_{'target' if way else 'reference'}"
    table = table.sort_values(more, ascending=False, kind="stable")
    named = table["word"] == asked.finding.subject
    clauses = asked.flow.clauses
    size = clauses["text"].str.len().groupby(clauses["role"]).sum()
    alike = max(size["plan"], size["review"]) <= LIKE * min(
        size["plan"], size["review"]
    )
    alike = alike and RATE not in asked.finding.zh  # what is told is what is drawn
    pair = "found_target", "found_reference"
    names, form = table["word"].tolist(), "0"
    if not alike:  # the rate is what can be compared; the counts stand beside the word
        counts = [table[one].astype(int).astype(str) for one in pair]
        pair, form = (
            tuple(f"found_per_10k_{side}" for side in ("target", "reference")),
            "0.0",
        )
        unit = asked.words["times"]
        names = (table["word"] + " " + counts[1] + "→" + counts[0] + unit).tolist()
    caption = asked.caption("found" if alike else "rate", left)
    said = caption, names, _pair(asked, table, *pair)
    return Bars("measure_words", *said, marks(table, named), form)


def verbs(asked: Asked) -> Bars | None:
    """Draw how often the commonest task verbs are used."""
    if not _has(asked, "verbs"):
        return None
    table = asked.flow.verbs
    n = (table["n_target"] + table["n_reference"]).sort_values(
        ascending=False, kind="stable"
    )
    table = table.loc[n.index]
    named = table["word"].isin(asked.quoted)
    rows = chosen(table, named, PAIRS)
    pair = _pair(asked, rows, "n_target", "n_reference")
    caption = asked.caption("verbs", len(table) - len(rows))
    said = caption, rows["word"].tolist(), pair
    return Bars("verbs", *said, marks(rows, named))


def classes(asked: Asked) -> Bars | None:
    """Draw the classes of task verbs on either side."""
    if not _has(asked, "ladder"):
        return None
    rows = asked.flow.ladder
    rows = rows[rows["theme"] == ""].reset_index(drop=True)
    called = value_labels("class", lang=asked.lang)
    names = [called.get(name, name) for name in rows["class"]]
    pair = _pair(asked, rows, "share_target", "share_reference")
    named = rows["class"] == asked.finding.subject
    said = asked.words["classes"], names, pair
    return Bars("ladder", *said, marks(rows, named), SHARE)


def themes(asked: Asked) -> Bars | None:
    """Draw the themes' shares on either side, and what is usual in a plan.

    Those that the sentence names are there, whatever their share.
    """
    if not _has(asked, "emphasis"):
        return None
    flow = asked.flow
    table = flow.emphasis.sort_values("share_target", ascending=False, kind="stable")
    named = table["label"].isin([asked.finding.subject, *asked.quoted])
    norms = flow.norms[flow.norms["scheme"] == flow.scheme]
    usual = norms[norms["statistic"] == "theme_plan"].set_index("key")["q50"]
    known = table["theme"].isin(usual.index).any()
    rows = chosen(table, named, TRIPLES if known else PAIRS)
    called = theme_labels(flow.scheme, asked.lang)
    names = [called.get(one, one) for one in rows["theme"]]
    series = _pair(asked, rows, "share_target", "share_reference")
    if known:
        norm = numbers(rows["theme"].map(usual))
        series.append(Series(asked.words["norm_plan"], norm, USUAL))
    said = asked.caption("share", len(table) - len(rows)), names, series
    return Bars("emphasis", *said, marks(rows, named), SHARE)


def places(asked: Asked) -> Bars | None:
    """Draw in which sections the clauses stand that the sentence rests on."""
    own = asked.evidence.drop_duplicates(["report", "clause"]).sort_values("clause")
    own = own[own["role"].isin(["review", "plan"])]
    table = own.groupby(["role", "section"], sort=False).size().reset_index(name="n")
    if len(table) < 2:
        return None
    most = table.sort_values("n", ascending=False, kind="stable")
    rows = chosen(most, most["n"] < 0, PLACES).sort_index()
    roles = value_labels("role", lang=asked.lang)
    names = [
        noun(row.section)
        if row.section
        else asked.words["outside"].format(role=roles[row.role])
        for row in rows.itertuples()
    ]
    plan, review = asked.sides
    series = [
        Series(name, numbers(rows["n"].where(rows["role"] == role)), colour)
        for name, role, colour in (
            (review, "review", REFERENCE),
            (plan, "plan", TARGET),
        )
        if (rows["role"] == role).any()
    ]
    caption = asked.caption("places", len(table) - len(rows))
    return Bars("measure_places", caption, names, series, set(), joined="overlap")


def quantified(asked: Asked) -> Drawing | None:
    """Draw how many clauses have a number; where none has, say of how many."""
    table = asked.flow.quantification
    rows = table[(table["level"] == "role") & table["role"].isin(["review", "plan"])]
    rows = rows.sort_values("role", ascending=False).reset_index(drop=True)
    if rows.empty:
        return None
    roles = value_labels("role", lang=asked.lang)
    if not rows["n"].any():
        rows = table[(table["level"] == "role") & (table["role"] != "other")]
        heads = [
            label(name, "quantification", lang=asked.lang)
            for name in ("role", "n_clauses", "n")
        ]
        cells = [[roles[r.role], str(r.n_clauses), str(r.n)] for r in rows.itertuples()]
        said = asked.words["quantified"], heads, cells, set(), [2, 2, 2]
        return Grid("quantities", *said, frozenset({1, 2}))
    names = [f"{roles[r.role]} {r.n}/{r.n_clauses}" for r in rows.itertuples()]
    colours = [{"plan": TARGET}.get(role, REFERENCE) for role in rows["role"]]
    own = Series(asked.words["own"], numbers(rows["share"]), REFERENCE, colours)
    series = [own]
    norms = asked.flow.norms
    usual = norms[norms["key"] == ""].set_index("statistic")["q50"]
    medians = ("quantification_" + rows["role"]).map(usual)
    if asked.finding.unit and medians.notna().all():
        series.append(Series(asked.words["norm"], numbers(medians), USUAL))
    said = asked.words["quantified"], names, series
    return Bars("quantities", *said, set(), SHARE)


def targets(asked: Asked) -> Grid | None:
    """Show the indicators that the sentence names, then others with both figures."""
    table = asked.flow.targets
    behind = asked.evidence
    if table.empty or behind.empty:
        return None
    terms = set(zip(behind["clause"], behind["term"], strict=True))
    both = [
        table[[f"clause_{side}", f"{text}_text"]].apply(tuple, axis=1).isin(terms)
        for side, text in (("target", "target"), ("reference", "result"))
    ]
    named = both[0] | both[1]
    if not named.any():
        return None
    every = table[named | table.index.isin(paired(table).index)]
    rows = chosen(every, named[every.index], INDICATORS)
    some = marks(rows, named)
    names = ("indicator", "result_text", "target_text", "direction")
    heads = [label(names[0], "targets", lang=asked.lang)]
    heads += [asked.words["result"], asked.words["target"]]
    heads.append(label("direction", "targets", lang=asked.lang))
    called = value_labels("direction", lang=asked.lang)
    cells = [
        [
            indicator(row.indicator, asked.lang),
            row.result_text or DASH,
            row.target_text or DASH,
            f"{MARKS.get(row.direction, '')} {called.get(row.direction, DASH)}".strip(),
        ]
        for row in rows.itertuples()
    ]
    widths = [4.8, 2.6, 2.6, 2]
    caption = asked.caption("targets", len(every) - len(rows))
    said = caption, heads, cells, some, widths, frozenset({1, 2, 3})
    return Grid("measure_targets", *said)


def indicator(name: str, lang: str) -> str:
    """Return what an indicator is called; most have no name but their own."""
    return name if lang == "zh" else english(name)


# What is tried for a kind of finding, until there is something to draw.
DRAWN: dict[str, tuple[Callable[[Asked], Drawing | None], ...]] = {
    "target": (targets, quantified),
    "quantity": (quantified,),
    "section": (sections,),
    "length": (sections,),
    "problem": (problems,),
    "formulation": (formulations, places),
    "word": (words, places),
    "verb": (verbs, places),
    "class": (classes, places),
    "theme": (themes, places),
}
