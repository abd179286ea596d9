"""Say what sets one body's plan apart from those of the others, all of one year."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

import pandas as pd

from analysis.compare.sisters import terms_of
from analysis.lexicons import read_lexicon
from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import noun
from analysis.say.findings.notation import Sides, listed, quoted
from analysis.say.findings.sisters import superior

ORDER = "formulation word theme section quantity".split()
NEWS = {"rare", "notable"}
LEAST = 0.03  # of a plan's clauses that a theme has more, or less, than in the others
FEWEST = 5  # clauses of a theme, and of the section that holds most of them
NAMED = 3  # formulations in a sentence
OFTEN, TIMES = 6, 2.5  # times a word stands in a plan, and more thickly than elsewhere
MOST = {"lacking": 4, "theme": 4, "word": 8, "quantity": 1}  # told of a kind
CREEDS = {"政治要求", "指导思想", "党建"}  # whose absence would say more than a search
LEAD = 2  # characters: a body that has them says the thing in another way


class Shelf(NamedTuple):
    """What the sentences are told from."""

    plans: pd.DataFrame  # the clauses of the plans
    year: int
    n: int  # bodies
    scheme: str
    english: Mapping[str, str]  # each theme's name in English, by its Chinese one

    def others(self) -> str:
        """Say what is held against one: 其余11份."""
        return f"其余{self.n - 1}份"


def bodies(
    tables: Mapping[str, pd.DataFrame],
    clauses: pd.DataFrame,
    *,
    scheme: str,
    sides: Sides,
) -> list[Finding]:
    """Tell what sets the bodies of a shelf apart, most telling first.

    What only one plan has, or only one report lacks, with counts as a search finds
    them; words that one plan stresses; sections that one alone has; themes that a plan
    gives more or less room than all others and than is usual. Of each kind the most
    telling first, the first of each kind before the second of any, and no body twice
    before the others had their turn.

    Parameters
    ----------
    tables
        `sisters`, `alone`, `themes` and `quantities`; and `superior` where it is known.
    clauses
        The `clauses` table of all the reports.
    scheme
        The scheme of the themes.
    sides
        What the plans are called, and each theme's name in English.
    """
    held = tables["sisters"]
    plans = clauses[clauses["role"] == "plan"]
    year = held.loc[held["role"] == "plan", "year"].dropna()
    n = int(held["n_bodies"].max())
    shelf = Shelf(plans, int(year.iloc[0]), n, scheme, sides.themes)
    found = _of_one(tables["alone"], shelf)
    found += _lacking(tables["alone"], clauses, shelf)
    found += _sections(tables["alone"], shelf)
    found += _words(held, shelf)
    found += _themes(held, tables["themes"], shelf)
    found += _quantity(held, tables["quantities"], shelf)
    told = _in_turn(found)
    if "superior" in tables:
        told += _superior(tables["superior"], sides, shelf)
    return told


def _in_turn(found: list[tuple[str, Finding]]) -> list[Finding]:
    """Put findings in order: kinds take turns, and bodies."""
    columns = [
        sorted(
            (pair for pair in found if pair[1].kind == kind),
            key=lambda pair: -pair[1].weight,
        )
        for kind in ORDER
    ]
    rounds = [pair for row in zip_longest(*columns) for pair in row if pair]
    told: list[Finding] = []
    while rounds:
        seen: set[str] = set()
        for body, one in rounds:
            if body not in seen:
                seen.add(body)
                told.append(one)
        rounds = [pair for pair in rounds if pair[1] not in told]
    return told


def _of_one(alone: pd.DataFrame, shelf: Shelf) -> list[tuple[str, Finding]]:
    """Tell the formulations that one report alone has."""
    told = alone[(alone["status"] == "only") & (alone["kind"] == "formulation")]
    told = told[[not _placed(word) for word in told["subject"]]]
    found = []
    for body, rows in told.groupby("body", sort=False):
        rows = rows.sort_values("n", ascending=False, kind="stable").head(NAMED)
        words, n = rows["subject"].tolist(), rows["n"].tolist()
        times = "、".join(f"{count}次" for count in n)
        zh = (
            f"{quoted(words)}{shelf.n}份报告中只见于{body}（{shelf.year}年计划{times}）"
        )
        en = (
            f"{listed(words)}: of {shelf.n} reports only in that of {body} "
            f"({', '.join(map(str, n))} in the plan for {shelf.year})"
        )
        evidence = _places(shelf.plans, words, rows["report"].iloc[0])
        one = Finding("formulation", words[0], zh, en, evidence, weight=max(n))
        one = one._replace(value_reference=0.0, value_target=float(n[0]), unit="次")
        found.append((body, one))
    return found


def _lacking(
    alone: pd.DataFrame, clauses: pd.DataFrame, shelf: Shelf
) -> list[tuple[str, Finding]]:
    """Tell what all the other plans have and one whole report does not speak of.

    Not where the report has the first two characters of it: 低空 beside 低空经济 says
    the thing in other words.
    """
    whole = clauses.groupby("report")["text"].agg("\n".join)
    told = alone[alone["status"] == "lacking"]
    told = told[told["kind"] == "formulation"]
    told = told[
        [
            row.subject[:LEAD] not in whole[row.report]
            and not _placed(row.subject)
            and row.subject not in _creeds()
            for row in told.itertuples()
        ]
    ]
    order = told.assign(length=told["subject"].str.len())
    told = order.sort_values(["length", "n_others"], ascending=False, kind="stable")
    found = []
    for row in told.drop_duplicates("report").head(MOST["lacking"]).itertuples():
        zh = (
            f"“{row.subject}”{shelf.n}份{shelf.year}年计划中{row.n_bodies}份提到"
            f"（共{row.n_others}次），只有{row.body}的报告全文没有"
        )
        en = (
            f"“{row.subject}” stands in {row.n_bodies} of {shelf.n} plans for "
            f"{shelf.year} ({row.n_others} times), nowhere in the report of {row.body}"
        )
        evidence = _places(shelf.plans, [row.subject])
        one = Finding("word", row.subject, zh, en, evidence, weight=row.n_others / 10)
        one = one._replace(
            value_reference=float(row.n_others), value_target=0.0, unit="次"
        )
        found.append((row.body, one))
    return found


def _sections(alone: pd.DataFrame, shelf: Shelf) -> list[tuple[str, Finding]]:
    """Tell the sections about what no other plan has a section or a paragraph on."""
    told = alone[(alone["kind"] == "section") & (alone["status"] == "only")]
    size = shelf.plans["report"].value_counts()
    found = []
    for row in told.itertuples():
        if _placed(row.subject):
            continue
        of = size[row.report]
        name = noun(row.text)
        name = name if row.subject in name else row.subject
        what = "此" if name == row.subject else f"“{row.subject}”"
        zh = (
            f"{row.body}{shelf.year}年计划单列“{name}”一节（{row.n}/{of}句），"
            f"{shelf.others()}没有以{what}为题的节或段"
        )
        en = (
            f"{row.body} has a section on “{name}” ({row.n}/{of} clauses); no "
            f"other plan heads a section or paragraph with “{row.subject}”"
        )
        own = shelf.plans[shelf.plans["report"] == row.report]
        own = own.loc[own["section"] == row.text, ["report", "clause"]]
        one = Finding(
            "section", row.text, zh, en, own.assign(term=""), weight=row.n / of
        )
        found.append((row.body, one))
    return found


def _words(held: pd.DataFrame, shelf: Shelf) -> list[tuple[str, Finding]]:
    """Tell the words of a theme that one plan stresses most, the clearest first."""
    told = telling_words(held, shelf.scheme)
    told = told.sort_values("z", ascending=False, kind="stable")
    found = []
    for row in told.drop_duplicates("report").head(MOST["word"]).itertuples():
        zh = (
            f"“{row.subject}”{row.body}{shelf.year}年计划{row.n}次"
            f"（每万字{row.per_10k:.1f}次），{shelf.n}份中最密，"
            f"{shelf.others()}合计{row.n_others}次（每万字{row.others:.1f}次）"
        )
        en = (
            f"“{row.subject}” stands {row.n} times in the {shelf.year} plan of "
            f"{row.body} ({row.per_10k:.1f} per 10,000 characters), {row.n_others} "
            f"times in the {shelf.n - 1} others ({row.others:.1f})"
        )
        evidence = _places(shelf.plans, [row.subject], row.report)
        one = Finding("word", row.subject, zh, en, evidence, weight=row.z)
        one = one._replace(
            value_reference=row.others,
            value_target=row.per_10k,
            unit="per_10k",
            difference=row.difference,
        )
        found.append((row.body, one))
    return found


def telling_words(held: pd.DataFrame, scheme: str = "") -> pd.DataFrame:
    """Return the rows of `sisters` on words that a plan stresses most of all.

    Far more thickly than the other plans do; words that a theme of the scheme is about
    (a term, or what a term begins with) where there are any.
    """
    told = held[held["stressed"] & (held["rank"] == 1) & (held["n"] >= OFTEN)]
    told = told[told["per_10k"] >= TIMES * told["others"]]
    about = [bool(scheme) and _about(word, scheme) for word in told["subject"]]
    return told[about] if any(about) else told


def _themes(
    held: pd.DataFrame, themes: pd.DataFrame, shelf: Shelf
) -> list[tuple[str, Finding]]:
    """Tell the themes that a plan gives most or least room, beyond what is usual.

    Only where the theme's own terms put the plan at the same end.
    """
    told = held[(held["kind"] == "theme") & (held["role"] == "plan")]
    own = (told["n_own"] / told["of"]).groupby(told["subject"])
    top = own.rank(method="min", ascending=False) == 1
    low = own.rank(method="min") == 1
    most = (told["rank"] == 1) & top & (told["n"] >= FEWEST)
    least = (told["rank"] == told["n_bodies"]) & low & (told["others"] >= 2 * LEAST)
    clear = told["usual"].isin(NEWS) & (told["difference"].abs() >= LEAST)
    told = told.assign(size=told["difference"].abs())[(most | least) & clear]
    told = told.sort_values("size", ascending=False, kind="stable")
    pairs = [_theme(row, themes, shelf) for row in told.itertuples()]
    return pairs[: MOST["theme"]]


def _theme(row: tuple, themes: pd.DataFrame, shelf: Shelf) -> tuple[str, Finding]:
    about = themes[
        (themes["theme"] == row.subject)
        & (themes["report"] == row.report)
        & (themes["role"] == "plan")
    ]
    zh, en = _room(row, about, shelf)
    one = Finding(
        "theme",
        row.label,
        zh,
        en,
        about[["report", "clause", "term"]],
        weight=abs(row.difference),
        value_reference=row.others,
        value_target=row.share,
        unit="share",
        difference=row.difference,
        usual=row.usual,
        norm_low=row.norm_low,
        norm_high=row.norm_high,
        n_norm=row.n_norm,
    )
    return row.body, one


def _room(row: tuple, about: pd.DataFrame, shelf: Shelf) -> tuple[str, str]:
    """Say how much room a theme has in a plan, and in the others; and where."""
    most = row.difference > 0
    n = about.loc[about["section"] != "", "section"].value_counts()
    where = ""
    if most and len(n) and n.iloc[0] > max(row.n / 2, FEWEST):
        where = f"，{n.iloc[0]}句在“{noun(n.index[0])}”一节"
    band = f"{row.norm_low:.1%}—{row.norm_high:.1%}"
    zh = (
        f"{shelf.n}份{shelf.year}年计划中，{row.body}的『{row.label}』占比最"
        f"{'高' if most else '低'}（{row.share:.1%}，{row.n}/{row.of}句），"
        f"{shelf.others()}合计{row.others:.1%}（{row.n_others}/{row.of_others}句）"
        f"{where}；同类报告{row.n_norm}份中五分之四在{band}之间"
    )
    name = shelf.english.get(row.label, row.label)
    en = (
        f"Of {shelf.n} plans for {shelf.year} that of {row.body} gives “{name}” the "
        f"{'most' if most else 'least'} room ({row.share:.1%}, {row.n}/{row.of} "
        f"clauses); the others together {row.others:.1%} "
        f"({row.n_others}/{row.of_others}); four of five reports of the genre "
        f"lie within {band}"
    )
    return zh, en


def _quantity(
    held: pd.DataFrame, quantities: pd.DataFrame, shelf: Shelf
) -> list[tuple[str, Finding]]:
    """Tell which plan is fullest of figures, and which barest."""
    told = held[(held["kind"] == "quantity") & (held["role"] == "plan")]
    told = told.sort_values("share", ascending=False, kind="stable")
    if told["n"].sum() == 0 or not told["usual"].isin(NEWS).any():
        return []
    first, last = told.iloc[0], told.iloc[-1]
    shares = [f"{x['share']:.1%}，{x['n']}/{x['of']}句" for x in (first, last)]
    zh = (
        f"{shelf.n}份{shelf.year}年计划中，带数量的句{first['body']}占比最高"
        f"（{shares[0]}），{last['body']}最低（{shares[1]}）"
    )
    en = (
        f"Of {shelf.n} plans for {shelf.year} that of {first['body']} has most clauses "
        f"with a quantity ({first['share']:.1%}), that of {last['body']} fewest "
        f"({last['share']:.1%})"
    )
    ends = [first["report"], last["report"]]
    own = quantities[quantities["report"].isin(ends) & (quantities["role"] == "plan")]
    own = own.drop_duplicates(["report", "clause"])
    evidence = own[["report", "clause"]].assign(term=own["text"])
    one = Finding("quantity", "", zh, en, evidence, weight=first["share"])
    one = one._replace(value_reference=last["share"], value_target=first["share"])
    return [(first["body"], one._replace(unit="share", usual=first["usual"]))]


def _superior(table: pd.DataFrame, sides: Sides, shelf: Shelf) -> list[Finding]:
    """Tell who takes up most of the superior's formulations, and who fewest."""
    said = superior(table, sides)
    taken = table[(table["kind"] == "formulation") & (table["status"] == "taken")]
    words = [word for word in taken["subject"].unique() if word]
    if not said.zh or not words:
        return []
    evidence = _places(shelf.plans, words)
    return [Finding("formulation", "", *said, evidence)]


def _places(
    plans: pd.DataFrame, words: Iterable[str], report: str = ""
) -> pd.DataFrame:
    """Return the clauses of the plans, or of one, that hold some words."""
    own = plans[plans["report"] == report] if report else plans
    found = [
        own.loc[
            own["text"].str.contains(word, regex=False), ["report", "clause"]
        ].assign(term=word)
        for word in words
    ]
    return pd.concat(found, ignore_index=True)


@cache
def _about(word: str, scheme: str) -> bool:
    """Say whether a word is what a theme is about: a term, or one begins with it."""
    return any(term.startswith(word) for term in terms_of(scheme))


@cache
def _known_places() -> tuple[str, ...]:
    return tuple(read_lexicon("places")["place"])


def _placed(word: str) -> bool:
    """Say whether a formulation names a place: 京津冀协同发展 is no news of 河北."""
    return any(place in word for place in _known_places())


@cache
def _creeds() -> frozenset[str]:
    table = read_lexicon("formulations")
    return frozenset(table.loc[table["kind"].isin(CREEDS), "formulation"])
