"""Which words each plan stresses more than the plans of the other bodies."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.compare.delivery.telling import other_names
from analysis.compare.keyness import keyness
from analysis.compare.norms.words import set_apart
from analysis.compare.places import place_words
from analysis.compare.sides import SIDES
from analysis.compare.sisters.named import within
from analysis.compare.sisters.search import hits
from analysis.compare.sisters.shares import word_rates
from analysis.lexicons import read_lexicon

FEWEST = 5  # times a word stands in a plan that is marked by it
MORE = 2.0  # times as thickly as in the others' plans
ITSELF = 0.6  # of a word's places are the word itself, not part of another
PART = 0.5  # of its places, and no more, are part of something longer that is named
WITHIN = 0.6  # of a word's places that a longer one holds: the longer one stays
SURE = 1.96  # standard errors from 0
MOST = 12  # words of each plan
HEADS = 3  # terms that begin with a word which is none itself
UPPER = 1 / 3  # of the bodies: so many may lead in a theme
BACKGROUND = 0.1  # of the plans' length: how much the prior weighs


def stressed(
    clauses: pd.DataFrame, tokens: pd.DataFrame, reports: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the words that plans stress: a row per word × report, and their places.

    A word marks a plan where it stands there five times or more and twice as thickly
    as in the plans of all the others, by counts as a search finds them, and where its
    log-odds are clear of 0 (Monroe, Colaresi & Quinn 2008). Places, the bodies' own
    names and what says nothing by itself (`set_apart`) mark none; nor does a word that
    mostly stands in longer things that are named, as 生态保护 in 黄河流域生态保护 does.

    Parameters
    ----------
    clauses, reports
        The tables of those names; of the clauses those of the plans.
    tokens
        The content words of the plans.

    Returns
    -------
    The rows of `word_rates`, with `z` of the report's log-odds against the others (the
    prior: a tenth of all plans' counts; missing where it is not far more), and
    `stressed` where the word marks it; and what `hits` found of these words.
    """
    cut = tokens.groupby(["word", "report"]).size().unstack(fill_value=0)
    apart = set_apart()
    # what can mark a plan at all stands as a word of its own often enough in one
    often = cut.max(axis=1) >= ITSELF * FEWEST
    words = [w for w in cut.index[often] if len(w) > 1 and w not in apart]
    named = [*reports["title"], *reports["body"]]
    words = set(words) - place_words(words, "\n".join(clauses["text"]), named)
    found = hits(clauses, sorted(words))
    rates = word_rates(found, clauses).merge(
        cut.stack().rename("cut").reset_index().rename(columns={"word": "subject"}),
        on=["subject", "report"],
        how="left",
    )
    likely = (
        (rates["n"] >= FEWEST)
        & (rates["per_10k"] >= MORE * rates["others"])
        & (rates["cut"].fillna(0) >= ITSELF * rates["n"])
    )
    likely &= ~_parts(rates[likely], clauses).reindex(rates.index, fill_value=False)
    every = rates.groupby("subject")["n"].sum() * BACKGROUND
    rates = rates.assign(z=np.nan, stressed=False)
    for _, own in rates[likely].groupby("report"):
        own = own.assign(z=_z(own, every))
        rates.loc[own.index, "z"] = own["z"]
        rates.loc[_marks(own).index, "stressed"] = True
    kept = set(rates.loc[rates["stressed"], "subject"])
    rates = rates[rates["subject"].isin(kept)].drop(columns="cut")
    found = found[found["subject"].isin(kept)].assign(kind="word")
    return rates.reset_index(drop=True), found.reset_index(drop=True)


def _parts(rates: pd.DataFrame, clauses: pd.DataFrame) -> pd.Series:
    """Say of each row whether the word is mostly part of something longer."""
    texts = clauses.groupby("report")["text"].agg(list)
    found = [
        within(row.subject, [t for t in texts[row.report] if row.subject in t])
        > PART * row.n
        for row in rates.itertuples()
    ]
    return pd.Series(found, index=rates.index, dtype=bool)


def _z(own: pd.DataFrame, every: pd.Series) -> pd.Series:
    """Return how clear of 0 the log-odds of a plan's words are, against the others'."""
    by_word = own.set_index("subject")
    size, others = int(own["of"].iloc[0]), int(own["of_others"].iloc[0])
    scores = keyness(
        by_word["n"],
        by_word["n_others"],
        total_target=size,
        total_reference=others,
        prior=every,
    )
    return own["subject"].map(scores.set_index("word")["z"])


def _marks(own: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the words that mark one plan, the clearest first."""
    marks = own[own["z"] >= SURE].sort_values("z", ascending=False, kind="stable")
    n = dict(zip(marks["subject"], marks["n"], strict=True))
    kept = [word for word in n if not _inside(word, n[word], n)]
    # of two that share their places the clearer one stays
    chosen: list[str] = []
    for word in kept:
        if not any(one in word or word in one for one in chosen):
            chosen.append(word)
    return marks[marks["subject"].isin(chosen[:MOST])]


def _inside(word: str, n: int, every: dict[str, int]) -> bool:
    """Say whether a word mostly stands inside a longer one."""
    longer: Iterable[int] = (
        times for other, times in every.items() if word in other and word != other
    )
    return max(longer, default=0) >= WITHIN * n


def borne_out(table: pd.DataFrame, plans: pd.DataFrame, scheme: str) -> pd.Series:
    """Say of each row of `sisters` whether a word says what its plan stresses.

    A count of one name says little by itself. The word is what a theme is about, the
    plan is among the third of the bodies that give the theme most room by terms of its
    own, and it does not have the thing under another name besides.
    """
    own = table[(table["kind"] == "theme") & (table["role"] == SIDES[0])]
    share = (own["n_own"] / own["of"]).fillna(0)
    rank = share.groupby(own["subject"]).rank(method="min", ascending=False)
    upper = own[(rank <= np.ceil(own["n_bodies"] * UPPER)) & (share > 0)]
    leading = set(zip(upper["subject"], upper["report"], strict=True))
    kept = pd.Series(False, index=table.index)
    for row in table[table["stressed"].eq(True)].itertuples():
        first = any((one, row.report) in leading for one in about(row.subject, scheme))
        kept[row.Index] = first and not _otherwise(row, plans)
    return kept


def about(word: str, scheme: str) -> set[str]:
    """Return the themes of a word: it is a term of theirs, or several begin with it.

    >>> about("海洋", "government") >= {"industry"}, about("平台", "government")
    (True, set())
    """
    table = read_lexicon(f"themes/{scheme}")
    terms = table["term"].str.removesuffix("*")
    same = (terms == word) & ~table["note"].str.startswith("泛称")
    begun = table["term"].str.startswith(word)
    several = begun.sum() >= HEADS
    return set(table.loc[same | begun & several & ~same.any(), "theme"])


def _otherwise(row: tuple, plans: pd.DataFrame) -> bool:
    """Say whether a plan has the short or the full name of the thing besides.

    自贸港 is only a part of what it says of its 自由贸易港.
    """
    own = plans.loc[plans["report"] == row.report, "text"]
    names = other_names().get(row.subject, ())
    names = [name for name in names if _shortens(*sorted([name, row.subject], key=len))]
    return any(own.str.contains(name, regex=False).any() for name in names)


def _shortens(short: str, full: str) -> bool:
    """Say whether a name is another without some characters, which keep their order.

    >>> _shortens("自贸港", "自由贸易港"), _shortens("光伏", "新能源")
    (True, False)
    """
    rest = iter(full)
    return short not in full and all(character in rest for character in short)
