"""Say which words are this report's: that rise or fall as in few others."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment.units import stock
from analysis.compare.found import characters
from analysis.compare.norms import (
    Norms,
    Standing,
    alike,
    distinctive,
    of_word,
)
from analysis.compare.places import place_words
from analysis.compare.sides import SIDES
from analysis.say.findings.finding import Finding
from analysis.say.findings.longer import longer
from analysis.say.findings.notation import INNER, course, further_en, further_zh
from analysis.say.findings.titles import called

MOST = 5  # words told
LEAST = 4  # times the longer word stands that is told for a piece of it
UNLIKE = 1.5  # sides whose lengths differ more need rates beside counts
ALWAYS, KNOWN = 0.9, 10  # of so many reports, or of its places, a word does the same
TIMES = 3.0  # without a norm a word is told that is used so much more, or not at all
GATHERED = 0.5  # of a word's places in one section: it is named
ITSELF = 0.6  # of a word's places are the word itself, not part of another
SCATTERED = 1.5  # ranks that a word loses whose places are all over the text
NEWS = ("rare", "notable", "")
PER_CHARACTERS = " per 10,000 characters"


class Known(NamedTuple):
    """What is known of a report when its words are told."""

    clauses: pd.DataFrame
    names: tuple[str, str]
    norm: Norms | None  # of the same kind of report
    genre: pd.DataFrame  # how words lean in it
    ratio: float  # of the lengths of the sides, the longer one above


class Moved(NamedTuple):
    """A word that one side uses more than the other, and where it does."""

    row: tuple  # of the table `keyness`
    rise: float  # per 10,000 characters
    stands: Standing
    section: str  # that holds most of its places; "" where none does
    n_there: int


def keywords(
    keyness: pd.DataFrame,
    clauses: pd.DataFrame,
    reports: pd.DataFrame,
    names: tuple[str, str],
    *,
    norm: Norms,
    genre: pd.DataFrame,
    kin: bool,
    said: str = "",
) -> list[Finding]:
    """Tell the words whose rise or fall is among the largest of the norm's reports.

    Places and the body's own name are no words of weight, nor is what moves one way in
    nearly every report. Where the norm is of other reports, or of longer ones, those
    are told that one side uses several times as much.

    Parameters
    ----------
    keyness, clauses, reports
        The tables of those names.
    genre
        How words lean in the norm.
    kin
        Whether the norm is of reports of the same kind of body.
    said
        What has been said: a word that it quotes is not told again.
    """
    fits = kin and alike(norm, clauses)
    sizes = [max(characters(clauses, role), 1) for role in SIDES]
    ratio = max(sizes) / min(sizes)
    known = Known(clauses, names, norm if fits else None, genre, ratio)
    own = distinctive(keyness)
    own = own[own["marks"] != ""]
    called = "\n".join(clauses["text"]), [*reports["title"], *reports["body"]]
    own = own[~own["word"].isin(place_words(own["word"], *called))]
    known_words = genre.reindex(own["word"]).to_dict("records")
    found = []
    for row, of_genre in zip(own.itertuples(), known_words, strict=True):
        rise = row.found_per_10k_target - row.found_per_10k_reference
        of_genre = of_genre if of_genre["n_reports"] > 0 else None  # missing: unknown
        if f"“{row.word}”" in said or (fits and _usual_way(of_genre, rise)):
            continue
        stands = of_word(norm, of_genre, rise) if fits else Standing()
        here = clauses[clauses["role"] == ("plan" if rise > 0 else "review")]
        if not _news(row, stands) or stock("泛称").fullmatch(row.word):
            continue
        if (name := longer(row.word, here)) != row.word:
            row = _counted(row, name, clauses)
            rise = row.found_per_10k_target - row.found_per_10k_reference
            stands = Standing()
            if name in genre.index and fits:
                stands = of_word(norm, genre.loc[name].to_dict(), rise)
            enough = max(row.found_target, row.found_reference) >= LEAST
            if not (enough and _news(row, stands)) or f"“{name}”" in said:
                continue
        elif not _itself(row) or _part(row.word, here["text"]):
            continue
        found.append(Moved(row, rise, stands, *_gathered(row.word, here)))
    return [_finding(one, known) for one in _once(sorted(found, key=_telling))[:MOST]]


def _news(row: tuple, stands: Standing) -> bool:
    """Say whether a word moves as in few reports; without a norm, by how many times."""
    return stands.usual in NEWS and bool(stands.usual or _manifold(row))


def _counted(row: tuple, name: str, clauses: pd.DataFrame) -> tuple:
    """Return a row of `keyness` with what a search finds of another word."""
    n = [_times(name, clauses, role) for role in SIDES]
    sizes = [max(characters(clauses, role), 1) for role in SIDES]
    return row._replace(
        word=name,
        found_target=n[0],
        found_reference=n[1],
        found_per_10k_target=n[0] / sizes[0] * 10_000,
        found_per_10k_reference=n[1] / sizes[1] * 10_000,
    )


def _once(found: list[Moved]) -> list[Moved]:
    """Leave out a word that a word before it holds, or the other way round."""
    kept: list[Moved] = []
    for one in found:
        word = one.row.word
        if not any(word in x.row.word or x.row.word in word for x in kept):
            kept.append(one)
    return kept


def _telling(one: Moved) -> tuple:
    """Order words: rare ones first, those of one passage before those of many."""
    rank = NEWS.index(one.stands.usual) + SCATTERED * (one.section == "")
    return rank, -abs(one.rise)


def _itself(row: tuple) -> bool:
    """Say whether a word mostly stands by itself: 意识 is mostly 意识形态, 忧患意识."""
    pairs = (row.found_target, row.n_target), (row.found_reference, row.n_reference)
    found, cut = max(pairs)
    return cut >= ITSELF * found


def _part(word: str, texts: Iterable[str]) -> bool:
    """Say whether a word nearly always stands inside one longer one.

    公有制 in 非公有制 is no word of its own, nor is 历史 in 历史性.
    """
    beside: list[Counter[str]] = [Counter(), Counter()]
    for text in texts:
        for match in re.finditer(re.escape(word), text):
            beside[0][text[: match.start()][-1:]] += 1
            beside[1][text[match.end() :][:1]] += 1
    for side in beside:
        most = max((n for one, n in side.items() if one.isalpha()), default=0)
        if most >= ALWAYS * side.total():
            return True
    return False


def _usual_way(of_genre: Mapping | None, rise: float) -> bool:
    """Say whether a word moves this way in nearly every report that uses it."""
    if of_genre is None or of_genre["n_reports"] < KNOWN:
        return False
    same = of_genre["up"] if rise > 0 else of_genre["down"]
    return same >= ALWAYS * (of_genre["up"] + of_genre["down"])


def _manifold(row: tuple) -> bool:
    """Say whether one side uses a word several times as much as the other, or alone."""
    rates = row.found_per_10k_target, row.found_per_10k_reference
    return max(rates) >= TIMES * min(rates)


def _finding(one: Moved, known: Known) -> Finding:
    row, rise, stands = one.row, one.rise, one.stands
    word, before, after = row.word, row.found_reference, row.found_target
    zh = f"“{word}”{course(known.names, f'{before}次', f'{after}次').zh}"
    en = f"“{word}” {course(known.names, str(before), str(after)).en} times"
    if known.ratio > UNLIKE and before and after:
        rates = row.found_per_10k_reference, row.found_per_10k_target
        zh += f"（每万字{rates[0]:.1f}次→{rates[1]:.1f}次）"
        en += f" ({rates[0]:.1f}→{rates[1]:.1f} per 10,000 characters)"
    if one.section:
        every = one.n_there == max(before, after)
        n = "都" if every else f"{one.n_there}次"
        side = f"{'计划' if rise > 0 else known.names[1].lstrip('0123456789年')}里"
        name = called(one.section).translate(INNER)
        zh += f"，{side}{n}在“{name}”一节"
        there = "all" if every else one.n_there
        en += f", {there} of them in “{name}”"
    if problems := _times(word, known.clauses, "problems"):
        zh += f"（问题部分的{problems}次不计在内）"
        en += f" ({problems} among the problems not counted)"
    seldom = known.genre["n_reports"].get(word, 0) < KNOWN  # to lead them is easy
    told = known.clauses[known.clauses["role"].isin(SIDES)]
    evidence = told.loc[told["text"].str.contains(word, regex=False)]
    return Finding(
        "word",
        word,
        zh + ("" if seldom else further_zh(stands, rise, "（按每万字计）")),
        en + ("" if seldom else further_en(stands, rise, PER_CHARACTERS)),
        evidence[["report", "clause"]].assign(term=word),
        weight=abs(rise),
        value_reference=float(before),
        value_target=float(after),
        unit="次",
        difference=float(after - before),
        usual=stands.usual,
        norm_low=stands.low,
        norm_high=stands.high,
        n_norm=stands.n,
        hinges_on=one.section,
    )


def _times(word: str, clauses: pd.DataFrame, role: str) -> int:
    own = clauses.loc[clauses["role"] == role, "text"]
    return sum(text.count(word) for text in own)


def _gathered(word: str, here: pd.DataFrame) -> tuple[str, int]:
    """Return the section that holds most of a word's places, and how many."""
    n: dict[str, int] = {}
    for section, text in zip(here["section"], here["text"], strict=True):
        n[section] = n.get(section, 0) + text.count(word)
    inside = {section: times for section, times in n.items() if section}
    best = max(inside, key=inside.__getitem__, default="")
    if len(n) < 2 or not best or inside[best] <= GATHERED * sum(n.values()):
        return "", 0
    return best, inside[best]
