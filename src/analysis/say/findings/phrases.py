"""Say which formulations enter with the plan and which are dropped."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.count.dictionary import dictionary_words
from analysis.lexicons import read_lexicon
from analysis.read.outline.places import GAP
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import listed, quoted, review_in_english

LINKS = set("的和与及之、“”")
FEWEST = 3  # times on the side that has it
FEW = 2  # times, of what few other reports use
NAMED = 3  # formulations in a sentence
PAIR = 2  # characters of most words
ROOM = 4  # characters between the words of one that stands in another order
SELDOM, COMMON = 0.1, 1 / 3  # of the other reports use it
PERIOD = (
    "[一二三四五六七八九十]+"  # 十四五: five years, and no more telling than a year
)


class Use(NamedTuple):
    """How many other reports of the genre use a formulation."""

    by: pd.Series  # reports, by formulation
    others: int  # all there are


def phrases(
    table: pd.DataFrame,
    clauses: pd.DataFrame,
    names: tuple[str, str],
    *,
    use: Use | None = None,
) -> list[Finding]:
    """Say which formulations stand on one side alone: dropped first, then entered.

    Parameters
    ----------
    table
        The table `formulations`.
    clauses
        The `clauses` table: what is said of a formulation is what a search of it finds.
    names
        What the plan and the review are called.
    use
        How many other reports use each; what many of them use is no news.

    Returns
    -------
    list of Finding
        At most one on each side; titles of books, names of periods (十四五), and
        phrases that only recur, are no formulations. What the other side, or the
        problems, say in another order of words stands not on one side alone.
    """
    text = {
        role: GAP.join(clauses.loc[clauses["role"] == role, "text"])
        for role in ("plan", "review", "problems")
    }
    period = table["formulation"].str.fullmatch(PERIOD)
    told = table[(table["kind"] != "书名") & (table["source"] != "recurring") & ~period]
    counts = {
        role: [words.count(name) for name in told["formulation"]]
        for role, words in text.items()
    }
    known = use is not None and use.others > 0
    told = told.assign(**counts, used=_used(told["formulation"], use), known=known)
    plan, own = names[0], review_in_english(names)
    found = []
    for here, there, verb, en in (
        ("review", "plan", f"不再见于{plan}", f"in {own} ({{}}), not in the plan"),
        ("plan", "review", f"只见于{plan}", f"in the plan ({{}}), not in {own}"),
    ):
        rows = told[(told[there] == 0) & (told["problems"] == 0)]
        others = clauses.loc[clauses["role"].isin([there, "problems"]), "text"]
        named = _telling(rows, here, others)
        if len(named):
            more = _others_too(rows, named, here, others)
            found.append(_alone(named, here, verb, en, clauses, names, use, more=more))
    return found


def _used(formulations: pd.Series, use: Use | None) -> pd.Series:
    """Return the share of the other reports that use each."""
    if use is None or not use.others:
        return pd.Series(0.0, index=formulations.index)
    return formulations.map(use.by).astype(float).fillna(0) / use.others


def reordered(name: str, texts: Iterable[str]) -> bool:
    """Say whether a clause has the words of a formulation close by in another order.

    Of two words the order is part of the name, unless the first is a task verb.

    Examples
    --------
    >>> reordered("转变经济增长方式", ["推进经济增长方式的转变"])
    True
    >>> reordered("和谐社会", ["维护社会和谐稳定"]), reordered("扩大内需", ["内需扩大"])
    (False, True)
    """
    words = [word for word in _parts(name) if word not in LINKS]
    if len(words) < 2 or (len(words) == 2 and words[0] not in _verbs()):
        return False
    widest = len(name) + ROOM
    return any(
        all(word in text for word in words) and width(words, text) <= widest
        for text in texts
    )


def _parts(name: str) -> Iterator[str]:
    """Cut a formulation: verb and object apart (扩大内需), no word in pieces (新质)."""
    cut = dictionary_words(name)
    for single, words in groupby(
        cut, lambda word: len(word) == 1 and word not in LINKS
    ):
        for word in ["".join(words)] if single else words:
            verb = len(word) == 2 * PAIR and word[:PAIR] in _verbs()
            yield from (word[:PAIR], word[PAIR:]) if verb else (word,)


def width(words: list[str], text: str) -> int:
    """Return how many characters of a text hold all of some words, at the closest.

    >>> width(["经济", "转变"], "转变职能，经济的转变")
    5
    """
    places = sorted((m.start(), word) for word in set(words) for m in _all(word, text))
    least, ends = len(text), dict[str, int]()
    for at, word in reversed(places):  # the next place of each word from here on
        ends[word] = at + len(word)
        if len(ends) == len(set(words)):
            least = min(least, max(ends.values()) - at)
    return least


def _all(word: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(f"(?={re.escape(word)})", text)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_lexicon("task_verbs")["verb"])


def _telling(rows: pd.DataFrame, here: str, others: pd.Series) -> pd.DataFrame:
    """Return those to be named: often used here, and seldom by others.

    Where none is used often, what hardly any other report uses is told on less.
    """
    # “彩云” is no formulation in 七彩云南: short quoted words stand in marks only.
    meant = rows["n_target" if here == "plan" else "n_reference"]
    rows = rows.assign(times=rows[here].where(meant >= FEW, 0))
    rows = rows[rows["times"] >= FEW]
    new = [not reordered(name, others) for name in rows["formulation"]]
    rows = rows[np.array(new, dtype=bool)]
    rows = rows.assign(seldom=rows["used"] <= SELDOM)
    few = rows["seldom"] & rows["known"]
    told = rows[(rows["times"] >= FEWEST) & (rows["used"] <= COMMON)]
    told = rows[few] if told.empty else told
    order = {"by": ["seldom", here], "ascending": [False, False], "kind": "stable"}
    told = told.sort_values(**order)
    names = told["formulation"].tolist()
    within = [
        any(x in name or name in x for x in names[:at]) for at, name in enumerate(names)
    ]
    told = told[~np.array(within, dtype=bool)].head(NAMED)  # 和谐社会 is said once
    return told[told["seldom"] == told["seldom"].max()]


def _others_too(
    rows: pd.DataFrame, named: pd.DataFrame, here: str, others: pd.Series
) -> bool:
    """Say whether more formulations stand on one side alone than those named."""
    names = named["formulation"].tolist()
    rest = rows.loc[(rows[here] >= 1) & ~rows["formulation"].isin(names), "formulation"]
    apart = (x for x in rest if not any(x in name or name in x for name in names))
    return any(not reordered(name, others) for name in apart)


def _alone(
    rows: pd.DataFrame,
    here: str,
    verb: str,
    en: str,
    clauses: pd.DataFrame,
    names: tuple[str, str],
    use: Use | None,
    *,
    more: bool,
) -> Finding:
    """Name formulations of one side with their counts, the earlier side first."""
    n = rows[here].tolist()
    plan, review = names
    each = "、".join(f"{count}次" for count in n)
    several = more and len(rows) > 1
    if len(rows) == 1:
        pair = (n[0], 0) if here == "review" else (0, n[0])
        zh = f"{quoted(rows['formulation'])}{review}{pair[0]}次、{plan}{pair[1]}次"
    else:
        whose = f"{review}里" if here == "review" else ""
        zh = f"{whose}{quoted(rows['formulation'])}{'等' * several}{verb}（{each}）"
    said = ", ".join(f"{count}×" for count in n)
    english = f"{listed(rows['formulation'])}{', among others' * several}: "
    english += en.format(said)
    if use is not None and use.others and not rows["used"].any():
        which = f"这{len(rows)}个" if several else ""
        zh += f"，{which}其他{use.others}份同类报告都没有用"
        english += f"; none of {use.others} other reports of the genre uses "
        english += "it" if len(rows) == 1 else "these" if several else "them"
    own = clauses[clauses["role"] == here]
    evidence = [
        own.loc[
            own["text"].str.contains(name, regex=False), ["report", "clause"]
        ].assign(term=name)
        for name in rows["formulation"]
    ]
    return Finding(
        "formulation",
        rows["formulation"].iloc[0],
        zh,
        english,
        pd.concat(evidence, ignore_index=True),
        weight=float(n[0]),
        value_reference=float(n[0]) if here == "review" else 0.0,
        value_target=0.0 if here == "review" else float(n[0]),
        unit="次",
    )
