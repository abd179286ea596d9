"""Find what the clauses are about: one row per clause × theme."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon, theme_labels

PLACE = ["report", "clause", "role", "year", "section", "item"]
NOT_IN_TERMS = "\n"  # stands between clauses, so no term reaches across


class Scheme(NamedTuple):
    """A theme scheme, ready to match."""

    terms: AhoCorasick
    themes: list[str]  # of each term; "" for an exclusion
    wildcards: list[tuple[re.Pattern[str], str]]


def themes(clauses: pd.DataFrame, *, scheme: str = "publicity") -> pd.DataFrame:
    """Say which themes each clause speaks of: one row per clause × theme.

    Terms are matched on the text, the leftmost longest first and never overlapping
    (新时代文明实践中心 is not also 文明实践). ``*`` in a term stands for any
    characters of the clause; text that an exclusion (``!term``) matches counts for
    nothing.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `year`, `section`, `item`, `theme`, `term` (the
        first that speaks for it), `start` (of the term, in `reports.text`) and
        `label` (the theme's Chinese name), in the order of the text.

    Raises
    ------
    InputError
        Where there is no such scheme, or its file breaks a rule.

    Examples
    --------
    >>> clauses = pd.DataFrame(
    ...     {"report": "r", "clause": 0, "start": [0], "text": "健全志愿服务体系"}
    ... )
    >>> themes(clauses)[["theme", "term", "start", "label"]]
        theme  term  start        label
    0  values  志愿服务      2  核心价值观与精神文明
    """
    found = _first_mentions(clauses, _scheme(scheme))
    rows = [row for row, *_ in found]
    place = clauses.reindex(columns=PLACE).iloc[rows].reset_index(drop=True)
    table = place.assign(
        theme=pd.Series([theme for _, theme, *_ in found], dtype="str"),
        term=pd.Series([term for *_, term, _ in found], dtype="str"),
        start=clauses["start"].iloc[rows].to_numpy() + [at for *_, at in found],
    )
    return table.assign(label=table["theme"].map(theme_labels(scheme)).astype("str"))


def theme_shares(
    clauses: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    by: Sequence[str] = ("role", "section"),
    scheme: str = "publicity",
) -> pd.DataFrame:
    """Measure each theme's weight in each group: one row per group × theme.

    Parameters
    ----------
    clauses, mentions
        The clauses (headings included) and what `themes` found in them.
    by
        The columns that make a group.

    Returns
    -------
    DataFrame
        The `by` columns, `theme`, `label`, `n` (clauses with the theme, zeros
        kept), `n_clauses` (of the group) and `share` (0 to 1). A clause with two
        themes counts for both, so shares need not add up to 1.
    """
    by = list(by)
    size = clauses.groupby(by, sort=False).size().rename("n_clauses").reset_index()
    labels = pd.Series(theme_labels(scheme), name="label").rename_axis("theme")
    grid = size.merge(labels.reset_index(), how="cross")
    n = mentions.groupby([*by, "theme"], sort=False).size().rename("n").reset_index()
    table = grid.merge(n, on=[*by, "theme"], how="left").fillna({"n": 0})
    table = table.astype({"n": "int64"})
    table = table.assign(share=table["n"] / table["n_clauses"])
    return table[[*by, "theme", "label", "n", "n_clauses", "share"]]


def _first_mentions(
    clauses: pd.DataFrame, scheme: Scheme
) -> list[tuple[int, str, str, int]]:
    """Return row of the clause, theme, term and offset in the clause, in order."""
    found = []
    for row, text in enumerate(clauses["text"]):
        seen = set()
        for start, term, theme in _matches(text, scheme):
            if theme and theme not in seen:
                seen.add(theme)
                found.append((row, theme, term, start))
    return found


def _matches(text: str, scheme: Scheme) -> Iterator[tuple[int, str, str]]:
    """Yield the terms of one clause with their themes, leftmost longest first."""
    matches = [
        (start, -end, scheme.themes[number])
        for number, start, end in scheme.terms.find_matches_as_indexes(text)
    ]
    if scheme.wildcards:
        matches += [
            (match.start(), -match.end(), theme)
            for pattern, theme in scheme.wildcards
            for match in pattern.finditer(text)
        ]
        matches.sort()
    begin = 0
    for start, end, theme in matches:
        if start >= begin:
            begin = -end
            yield start, text[start:begin], theme


@cache
def _scheme(name: str) -> Scheme:
    table = read_lexicon(f"themes/{name}")
    plain, wildcards = {}, []
    for term, theme in zip(table["term"], table["theme"], strict=True):
        theme = "" if term.startswith("!") else theme
        term = term.removeprefix("!")
        if "*" in term:
            # Lazy: the shortest text that fits, as a reader would underline it.
            pattern = ".*?".join(map(re.escape, term.split("*")))
            wildcards.append((re.compile(pattern), theme))
        else:
            plain[term] = theme
    matcher = AhoCorasick(list(plain), matchkind=MatchKind.LeftmostLongest)
    return Scheme(matcher, list(plain.values()), wildcards)
