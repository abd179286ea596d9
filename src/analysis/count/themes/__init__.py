"""Find what the clauses are about: one row per clause × theme."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.themes.context import VIA, in_context, led_by_item
from analysis.lexicons import read_lexicon, schemes, theme_labels
from analysis.read.documents import simplified
from analysis.read.outline.places import GAP, PLACE

# Notes that open so mark terms of many themes (培训, 作品): they speak for theirs only
# where nothing else in the clause or its unit says what it is about.
GENERAL = "泛称"
# Notes that open so mark terms that stand at the head of a phrase of another theme
# (教育综合改革 is of both).
CORE = "中心词"
# Of a scheme with fewer terms most of a report speaks of nothing: what prevails in a
# section, or in the whole, is then what little the scheme knows, not what it is about.
FEW_TERMS = 100
NEAR = ("item",)


class Scheme(NamedTuple):
    """A theme scheme, ready to match; a theme is a number, its place in `names`."""

    names: list[str]  # the themes in order, before them "" for exclusions
    terms: AhoCorasick
    themes: np.ndarray  # of each term, below zero if it is general
    heads: AhoCorasick | None  # what stands before the first wildcard of a term
    tails: list[list[tuple[tuple[str, ...], int]]]  # of each head: what follows, theme
    size: int  # terms, without exclusions
    cores: frozenset[str]  # terms that stand beside what qualifies them


def themes(
    clauses: pd.DataFrame, *, scheme: str = "publicity", inherit: bool = True
) -> pd.DataFrame:
    """Say which themes each clause speaks of: one row per clause × theme.

    Terms are matched on the text, the leftmost longest first and never overlapping
    (新时代文明实践中心 is not also 文明实践). ``*`` in a term stands for any
    characters of the clause; text that an exclusion (``!term``) matches counts for
    nothing.

    Parameters
    ----------
    clauses
        The `clauses` table; `report`, `clause`, `start` and `text` are needed.
    scheme
        Name of the scheme, a file in ``data/lexicons/themes``.
    inherit
        Whether clauses are read where they stand (`context.in_context`): those
        without a term take the theme of their item, section or sentence, those with
        several keep at most two. Measured against hand labels it gains
        far more than it loses: ``benchmarks/ACCURACY.md``. A scheme of less than a
        hundred terms hands on nothing beyond the item, and there only what its first
        clause says.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `year`, `section`, `item`, `theme`, `term` (the
        first that speaks for it; ``""`` if inherited), `start` (of the term, in
        `reports.text`; of the clause if inherited), `label` (the theme's Chinese
        name) and `via` (``"term"``, ``"item"``, ``"section"``, ``"sentence"``), in the
        order of the text.

    Raises
    ------
    InputError
        Where there is no such scheme, or its file breaks a rule.

    Examples
    --------
    >>> clauses = pd.DataFrame(
    ...     {"report": "r", "clause": 0, "start": [0], "text": "健全志愿服务体系"}
    ... )
    >>> themes(clauses)[["theme", "term", "start", "label", "via"]]
        theme  term  start        label   via
    0  values  志愿服务      2  核心价值观与精神文明  term
    """
    ready = _scheme(scheme)
    lines, text = _lines(clauses)
    found = _first_mentions(lines, text, ready)
    if inherit:
        few = ready.size < FEW_TERMS
        units = NEAR if few else ()
        found = in_context(clauses, found, lines, text, units=units)
        found = led_by_item(clauses, found) if few else found
    theme, row = found["theme"].to_numpy(), found["row"].to_numpy()
    labels = theme_labels(scheme)
    place = clauses.reindex(columns=PLACE).iloc[row].reset_index(drop=True)
    return place.assign(
        theme=pd.array(ready.names, dtype="str").take(theme),
        term=pd.array(_spans(lines, row, found["start"], found["end"]), "str"),
        start=clauses["start"].to_numpy("int64")[row] + found["start"].to_numpy(),
        label=pd.array([labels.get(x, "") for x in ready.names], "str").take(theme),
        via=pd.array(VIA, dtype="str").take(found["via"].to_numpy()),
    )


def theme_terms(clauses: pd.DataFrame, *, scheme: str = "publicity") -> pd.DataFrame:
    """Find every theme term: one row per occurrence, a clause's repeats included.

    Terms are matched as by `themes`; nothing is inherited.

    Returns
    -------
    DataFrame
        `report`, `clause`, `theme`, `term`, `start` (in `reports.text`), in the
        order of the text.

    Examples
    --------
    >>> text = "做好网信舆情和舆情会商"
    >>> one = pd.DataFrame({"report": "r", "clause": 0, "start": [0], "text": text})
    >>> theme_terms(one)["term"].tolist(), themes(one)["term"].tolist()
    (['网信', '舆情', '舆情'], ['网信'])
    """
    ready = _scheme(scheme)
    lines, text = _lines(clauses)
    row, start, end, theme = _located(lines, text, ready)
    theme = abs(theme)
    told = np.flatnonzero(theme)
    row, start, end, theme = row[told], start[told], end[told], theme[told]
    return (
        clauses[["report", "clause"]]
        .iloc[row]
        .reset_index(drop=True)
        .assign(
            theme=pd.array(ready.names, dtype="str").take(theme),
            term=pd.array(_spans(lines, row, start, end), "str"),
            start=clauses["start"].to_numpy("int64")[row] + start,
        )
    )


def scheme_coverage(clauses: pd.DataFrame) -> pd.Series:
    """Return, by scheme, the share of clauses with a term of its own, best first.

    Titles, salutations and the like (role ``other``) are left out where there is
    more than that.
    """
    told = clauses[clauses["role"] != "other"] if "role" in clauses else clauses
    told = told if len(told) else clauses
    lines = _lines(told)
    shares = {
        name: _first_mentions(*lines, _scheme(name))["row"].nunique()
        / max(len(told), 1)
        for name in schemes()
    }
    return pd.Series(shares, dtype="float64").sort_values(
        ascending=False, kind="stable"
    )


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


def _lines(clauses: pd.DataFrame) -> tuple[list[str], str]:
    """Return the clauses, and all as one text to search, in simplified characters."""
    lines = clauses["text"].tolist()
    return lines, simplified(GAP.join(lines))


def _first_mentions(lines: list[str], text: str, scheme: Scheme) -> pd.DataFrame:
    """Return the themes of every clause by its own terms, in the order of the text.

    One row per clause × theme: the clause's `row`, `theme`, where its term starts and
    ends in the clause, and `via`.
    """
    row, start, end, theme = _located(lines, text, scheme)
    told = np.flatnonzero(theme)
    about = row[told] * len(scheme.names) + abs(theme[told])
    _, first, same = np.unique(about, return_index=True, return_inverse=True)
    firm = np.bincount(same, weights=theme[told] > 0) > 0
    order = np.argsort(first)
    kept, firm = told[first[order]], firm[order]
    row, start, end = row[kept], start[kept], end[kept]
    own = {"row": row, "theme": abs(theme[kept]), "start": start, "end": end}
    terms = _spans(lines, row, start, end)
    core = np.array([term in scheme.cores for term in terms], dtype=bool)
    return pd.DataFrame(own | {"via": 0, "firm": firm, "core": core})


def _spans(lines: list[str], *spans: Iterable[int]) -> list[str]:
    """Return what stands in rows of the lines, from where to where."""
    columns = (np.asarray(column).tolist() for column in spans)
    return [lines[row][start:end] for row, start, end in zip(*columns, strict=True)]


def _located(
    lines: list[str], text: str, scheme: Scheme
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the row each match stands in, where it starts and ends there, its theme.

    All clauses are searched at once, as one text with a mark between them.
    """
    opens = np.cumsum([0, *map(len, lines)]) + np.arange(len(lines) + 1)
    start, end, theme = _matches(text, scheme)
    row = np.searchsorted(opens, start, side="right") - 1
    return row, start - opens[row], end - opens[row], theme


def _matches(text: str, scheme: Scheme) -> np.ndarray:
    """Return the rows start, end and theme of what matches, leftmost longest first."""
    number, start, end = _columns(scheme.terms.find_matches_as_indexes(text))
    found = np.stack([start, end, scheme.themes[number]])
    wild = _columns(list(_wildcards(text, scheme)))
    if not wild.size:
        return found
    found = np.hstack([found, wild])
    start, end, theme = found
    found = found[:, np.lexsort((theme, -end, start))]
    return found[:, _leftmost(*found[:2])]


def _leftmost(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return which spans stay, in order, if none may overlap one that stays."""
    apart = start[1:] >= np.maximum.accumulate(end)[:-1]
    kept = np.append(True, apart) & np.append(apart, True)  # nothing overlaps these
    free = 0
    for place in np.flatnonzero(~kept).tolist():
        if start[place] >= free:
            kept[place], free = True, end[place]
    return kept


def _columns(matches: list[tuple[int, int, int]]) -> np.ndarray:
    """Return matches as an array of three rows."""
    flat = chain.from_iterable(matches)
    return np.fromiter(flat, "int64", 3 * len(matches)).reshape(-1, 3).T


def _wildcards(text: str, scheme: Scheme) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and theme of the terms with a wildcard, each the shortest."""
    if scheme.heads is None:
        return
    stop = -1
    # By the tails up to it, from where a tail was sought last and where it stands:
    # however often a head stands, the text is searched once for each tail.
    known: dict[tuple[str, ...], tuple[int, int]] = {}
    for number, start, end in scheme.heads.find_matches_as_indexes(
        text, overlapping=True
    ):
        if end > stop:
            stop = text.find(GAP, end)
            stop = len(text) if stop < 0 else stop
        for tails, theme in scheme.tails[number]:
            at = end
            for place, tail in enumerate(tails, 1):
                since, there = known.get(tails[:place], (0, -1))
                if not since <= at <= there:
                    there = text.find(tail, at)
                    there = len(text) if there < 0 else there
                    known[tails[:place]] = at, there
                at = there + len(tail)
                if at > stop:
                    break
            else:
                yield start, at, theme


@cache
def _scheme(name: str) -> Scheme:
    table = read_lexicon(f"themes/{name}")
    names = ["", *sorted(set(table["theme"]))]
    number = {theme: place for place, theme in enumerate(names)}
    plain: dict[str, int] = {}
    wild: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    general = table["note"].str.startswith(GENERAL)
    for term, theme, yields in zip(table["term"], table["theme"], general, strict=True):
        meant = 0 if term.startswith("!") else number[theme] * (-1 if yields else 1)
        # A wildcard at an end of the term stands for nothing.
        head, *tails = filter(None, term.removeprefix("!").split("*"))
        if tails:
            wild.setdefault(head, []).append((tuple(tails), meant))
        else:
            plain[head] = meant
    return Scheme(
        names,
        AhoCorasick(list(plain), matchkind=MatchKind.LeftmostLongest),
        np.array(list(plain.values()), dtype="int64"),
        AhoCorasick(list(wild)) if wild else None,
        list(wild.values()),
        int((~table["term"].str.startswith("!")).sum()),
        frozenset(table.loc[table["note"].str.startswith(CORE), "term"].str.strip("*")),
    )
