"""Check the term lists against one another, the segmenter, and some reports."""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tokens import SHORT, segment, vocabulary, words_in
from analysis.read.outline import MARK
from analysis.read.outline.places import GAP
from analysis.say.lexicon.terms import plain, read_terms
from analysis.say.lexicon.text import align

REMARK_COLUMNS = ["where", "term", "kind", "remark"]
Remark = tuple[str, str, str, str]
# One term in two lists: what follows from it, and what to do.
CONFLICTS = {
    ("stopwords", "task_verbs"): "its uses would leave the counts; no stop word",
    ("stopwords", "words"): "it would leave the counts; take it out of one of them",
    ("stopwords", "themes"): "words would not count what the theme counts; "
    "no stop word",
    ("words", "task_verbs"): "a verb stays whole anyway; take it out of words.csv",
}
# The same, but a note in either list says that it is meant.
BOTH = {
    ("modifiers", "task_verbs"): "say in the note when it is which",
    ("themes", "task_verbs"): "each use of the verb counts for the theme; take it out "
    "of the theme, or say in the note that this is meant",
}
LISTS_COUNTED = ("words", "task_verbs", "themes")
SEGMENTED = ("words", "themes")
BEFORE, BEHIND = "推进", "工作"  # a term is also cut inside these
SPACED = re.compile(r"(?<=[\u4e00-\u9fd5])\s+(?=[\u4e00-\u9fd5])")
EXAMPLE = 3  # characters beside a term that is shown in its place


def check_lexicons(
    clauses: pd.DataFrame | None = None,
    *,
    terms: pd.DataFrame | None = None,
    unseen: bool = False,
) -> pd.DataFrame:
    """Check the lists: one row per remark, by kind.

    What no list may hold at all (a term twice, a term of two themes, an unknown
    class) is an error on reading already.

    Parameters
    ----------
    clauses
        The `clauses` of some reports; with them, also what these say.
    terms
        The lists as `read_terms` gives them; by default the project's own.
    unseen
        A row for each term that the reports do not hold, not their number per list.

    Returns
    -------
    DataFrame
        `where` (file:line), `term`, `kind` and `remark` (what, and what to do).
        Kinds: ``conflict``, ``two roles``, ``digits``, ``space``, ``cannot match``,
        ``split``, ``in parts`` (a number per list), ``across words``,
        ``never found``.

    Examples
    --------
    >>> lists = pd.DataFrame({"list": ["stopwords", "task_verbs"], "note": ""})
    >>> lists = lists.assign(where=["stopwords.csv:5", "task_verbs.csv:9"], term="打造")
    >>> check_lexicons(terms=lists)[["where", "term", "kind"]]
                 where term      kind
    0  stopwords.csv:5   打造  conflict
    """
    terms = read_terms() if terms is None else terms
    terms = terms.assign(family=terms["list"].str.split("/").str[0])
    remarks = [*_conflicts(terms), *_spelling(terms), *_split(terms)]
    if clauses is not None:
        remarks += [*_across(terms, clauses), *_never_found(terms, clauses, unseen)]
    return pd.DataFrame(remarks, columns=REMARK_COLUMNS)


def check_text(table: pd.DataFrame) -> str:
    """Return the remarks as lines for people.

    Examples
    --------
    >>> rows = [("words.csv:2", "增长5%", "digits", "holds digits")]
    >>> print(check_text(pd.DataFrame(rows, columns=REMARK_COLUMNS)))
    digits: 1
      words.csv:2  增长5%  holds digits
    """
    if table.empty:
        return "no remarks"
    lines = []
    for kind, rows in table.groupby("kind", sort=False):
        _, *told = align(rows.drop(columns="kind"))
        lines += [f"{kind}: {len(rows)}", *told, ""]
    return "\n".join(lines[:-1])


def _conflicts(terms: pd.DataFrame) -> Iterator[Remark]:
    """Yield terms that stand in two lists which should not share them."""
    for (family, other), advice in (CONFLICTS | BOTH).items():
        here, there = (terms[terms["family"] == name] for name in (family, other))
        shared = here.merge(there, on="term", suffixes=("", "_there"))
        if noted := (family, other) in BOTH:
            shared = shared[(shared["note"] == "") & (shared["note_there"] == "")]
        kind = "two roles" if noted else "conflict"
        if (family, other) == ("words", "task_verbs"):  # a longer verb may be in parts
            shared = shared[shared["term"].str.len() == SHORT]
        for row in shared.itertuples():
            yield row.where, row.term, kind, f"also {row.where_there}: {advice}"
    themes = terms[terms["family"] == "themes"]
    excluded = themes[themes["term"].str.startswith("!")]
    claimed = excluded.assign(term=excluded["term"].str[1:])
    for row in claimed.merge(themes, on=["list", "term"]).itertuples():
        advice = "it never counts; keep one of the two"
        yield row.where_y, row.term, "conflict", f"excluded on {row.where_x}: {advice}"


def _spelling(terms: pd.DataFrame) -> Iterator[Remark]:
    """Yield terms that hold digits, or what no clause can hold."""
    for row in terms[terms["family"] != "units"].itertuples():
        term = row.term.removeprefix("!")
        if re.search(r"\d", term):
            advice = "it is cut out of longer numbers as well; write it without"
            yield row.where, row.term, "digits", f"holds digits: {advice}"
        if SPACED.search(term):
            advice = "found only where a text has it too; take it out if it is a slip"
            yield row.where, row.term, "space", f"a space between characters: {advice}"
        if wrong := MARK.search(term):
            advice = "no clause does; take it out"
            yield row.where, row.term, "cannot match", f"holds {wrong[0]!r}: {advice}"
        elif unicodedata.normalize("NFC", term) != term:
            advice = "reports are read as NFC; save the list as such"
            yield row.where, row.term, "cannot match", f"not in NFC: {advice}"


def _split(terms: pd.DataFrame) -> Iterator[Remark]:
    """Yield terms that the segmenter splits, alone or in a clause.

    Theme terms that are made of shorter ones are left in parts on purpose.
    """
    for name, rows in terms[terms["family"].isin(LISTS_COUNTED)].groupby(
        "list", sort=False
    ):
        rows = rows[rows["term"].isin(plain(rows["term"]))]
        rows = rows.assign(alone=_cut(rows["term"]))
        rows = rows.assign(framed=_cut(BEFORE + rows["term"] + BEHIND))
        whole = [
            row.term in row.alone and row.term in row.framed
            for row in rows.itertuples()
        ]
        cut = rows[~np.array(whole, dtype=bool)]
        parts = ~cut["term"].isin(vocabulary())
        for row in cut[~parts].itertuples():
            shown = row.framed if row.term in row.alone else row.alone
            advice = "counts of words miss it; see which term cuts into it"
            yield row.where, row.term, "split", f"cut as {shown}: {advice}"
        if parts.any():
            first = cut[parts].iloc[0]
            finds = "task verbs" if name == "task_verbs" else "themes"
            yield (
                f"{name}.csv",
                "",
                "in parts",
                f"{parts.sum()} of {len(rows)} terms are made of shorter ones, as "
                f"{first['term']} of {first['alone']}: {finds} count them, words do "
                "not; what should be a word goes into words.csv",
            )


def _cut(texts: pd.Series) -> pd.Series:
    """Return each text as it is cut, blanks between the words; signs are lost."""
    cut = [" ".join(word for _, word in words) for words in words_in(texts.tolist())]
    return pd.Series(cut, index=texts.index, dtype="str")


def _across(terms: pd.DataFrame, clauses: pd.DataFrame) -> Iterator[Remark]:
    """Yield terms that stand in the reports but begin or end inside a word.

    Themes find them all the same; of their terms only short ones are by chance part
    of other words (作风 in 运作风险).
    """
    text = GAP.join(clauses["text"])
    begins, ends, owner = _boundaries(clauses, len(text))
    told = set()
    families = terms[terms["family"].isin(SEGMENTED)].groupby("list", sort=False)
    for name, rows in reversed([*families]):  # a theme's row speaks for the word's
        theme = name.startswith("themes/")
        rows = rows.assign(plain=rows["term"].str.removeprefix("!"))
        rows = rows[rows["plain"].isin(plain(rows["plain"]))].drop_duplicates("plain")
        matcher = AhoCorasick(rows["plain"], matchkind=MatchKind.LeftmostLongest)
        matches = matcher.find_matches_as_indexes(text)
        found = np.array(matches, dtype="int64").reshape(-1, 3)
        _, first, end = found.T
        fits = (begins[first] & ends[end]) | (owner[first] == owner[end - 1])
        for row, places in pd.DataFrame(found[~fits]).groupby(0):
            where, term = rows.iloc[row][["where", "term"]]
            if term in told or term[0] == "!" or (theme and len(term) > SHORT):
                continue
            told.add(term)
            shown = _shown(text, begins, *places.iloc[0, 1:])
            advice = "if it is this word, add the longer term to words.csv"
            if theme:
                advice += "; if another, exclude it from the theme with !"
            yield where, term, "across words", f"{len(places)} ×, {shown}: {advice}"


def _boundaries(
    clauses: pd.DataFrame, length: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Say where in the joined clauses words begin and end, and whose each place is."""
    size = clauses["text"].str.len() + len(GAP)
    shift = (size.cumsum() - size - clauses["start"]).rename("shift")
    places = clauses[["report", "clause"]].assign(shift=shift)
    tokens = segment(clauses).merge(places, on=["report", "clause"])
    start = (tokens["start"] + tokens["shift"]).to_numpy()
    width = tokens["word"].str.len().to_numpy()
    begins, ends = np.zeros(length + 1, dtype=bool), np.zeros(length + 1, dtype=bool)
    begins[start] = ends[start + width] = True
    owner = np.arange(length) - length  # signs: each its own
    inside = np.arange(width.sum()) - np.repeat(width.cumsum() - width, width)
    owner[np.repeat(start, width) + inside] = np.repeat(np.arange(len(tokens)), width)
    return begins, ends, owner


def _shown(text: str, begins: np.ndarray, start: int, end: int) -> str:
    """Return a term in its place, cut where words begin: 运作|风险."""
    first, last = max(start - EXAMPLE, 0), min(end + EXAMPLE, len(text))
    first = text.rfind(GAP, first, start) + 1 or first
    stop = text.find(GAP, end, last)
    last = last if stop < 0 else stop
    cut = [
        f"|{text[k]}" if begins[k] and k > first else text[k]
        for k in range(first, last)
    ]
    return "".join(cut)


def _never_found(
    terms: pd.DataFrame, clauses: pd.DataFrame, unseen: bool
) -> Iterator[Remark]:
    """Yield the terms that no clause holds, or how many they are."""
    text = GAP.join(clauses["text"])
    for name, rows in terms[terms["family"].isin(LISTS_COUNTED)].groupby(
        "list", sort=False
    ):
        rows = rows[~rows["term"].str.startswith("!")]
        found = [term for term in rows["term"] if _holds(text, term)]
        absent = rows[~rows["term"].isin(found)]
        if unseen:
            for row in absent.itertuples():
                advice = "harmless; take it out if it is a slip"
                yield row.where, row.term, "never found", f"in no report: {advice}"
        elif len(absent):
            said = f"{len(absent)} of {len(rows)} terms stand in no report given"
            yield f"{name}.csv", "", "never found", f"{said}; --unseen lists them"


def _holds(text: str, term: str) -> bool:
    """Say whether a text holds a term, * standing for any characters of a clause."""
    if "*" not in term:
        return term in text
    return bool(re.search(".*?".join(map(re.escape, term.split("*"))), text))
