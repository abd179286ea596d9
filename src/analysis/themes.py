"""Find what the clauses are about: one row per clause × theme."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon, schemes, theme_labels

# A clause that opens so only frames its neighbours; it is about nothing of its own.
FRAMES = tuple(
    "下一步 今年以来 一年来 近年来 过去一年 年初 年底 截至 "
    "按照 根据 针对 我们将针对 随着 在取得 经过".split()
)
PLACE = ["report", "clause", "role", "year", "section", "item"]
VIA = ["term", "item", "section"]
NOT_IN_TERMS = "\n"  # stands between clauses, so no term reaches across


class Scheme(NamedTuple):
    """A theme scheme, ready to match; a theme is a number, its place in `names`."""

    names: list[str]  # the themes in order, before them "" for exclusions
    terms: AhoCorasick
    themes: np.ndarray  # of each term
    heads: AhoCorasick | None  # what stands before the first wildcard of a term
    tails: list[list[tuple[tuple[str, ...], int]]]  # of each head: what follows, theme


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
        Whether a clause without a term takes the theme that the other clauses of its
        item speak of most, else that of its section (its heading among them);
        clauses that only frame (下一步, 按照…) take none. Measured against hand
        labels it gains far more than it loses: ``benchmarks/ACCURACY.md``.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `year`, `section`, `item`, `theme`, `term` (the
        first that speaks for it; ``""`` if inherited), `start` (of the term, in
        `reports.text`; of the clause if inherited), `label` (the theme's Chinese
        name) and `via` (``"term"``, ``"item"``, ``"section"``), in the order of the
        text.

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
    found = _first_mentions(clauses["text"], ready)
    if inherit:
        found = _with_inherited(clauses, found)
    theme, row = found["theme"].to_numpy(), found["row"].to_numpy()
    labels = theme_labels(scheme)
    place = clauses.reindex(columns=PLACE).iloc[row].reset_index(drop=True)
    return place.assign(
        theme=pd.array(ready.names, dtype="str").take(theme),
        term=found["term"].array,
        start=clauses["start"].to_numpy("int64")[row] + found["start"].to_numpy(),
        label=pd.array([labels.get(x, "") for x in ready.names], "str").take(theme),
        via=pd.array(VIA, dtype="str").take(found["via"].to_numpy()),
    )


def coverage(clauses: pd.DataFrame) -> pd.Series:
    """Return, by scheme, the share of clauses with a term of its own, best first.

    Titles, salutations and the like (role ``other``) are left out where there is
    more than that.
    """
    told = clauses[clauses["role"] != "other"] if "role" in clauses else clauses
    told = told if len(told) else clauses
    shares = {
        name: _first_mentions(told["text"], _scheme(name))["row"].nunique()
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


def _first_mentions(texts: pd.Series, scheme: Scheme) -> pd.DataFrame:
    """Return the themes of every clause by its own terms, in the order of the text.

    One row per clause × theme: the clause's `row`, `theme`, `term`, its `start` in
    the clause, and `via`. All clauses are searched at once, as one text with a mark
    between them.
    """
    lines = texts.tolist()
    text = NOT_IN_TERMS.join(lines)
    opens = np.cumsum([0, *map(len, lines)]) + np.arange(len(lines) + 1)
    start, end, theme = _matches(text, scheme)
    row = np.searchsorted(opens, start, side="right") - 1
    told = np.flatnonzero(theme)
    _, first = np.unique(row[told] * len(scheme.names) + theme[told], return_index=True)
    kept = told[np.sort(first)]
    start, end, row = start[kept], end[kept], row[kept]
    spans = zip(start.tolist(), end.tolist(), strict=True)
    term = pd.array([text[at:to] for at, to in spans], dtype="str")
    own = {"row": row, "theme": theme[kept], "term": term, "start": start - opens[row]}
    return pd.DataFrame(own | {"via": 0})


def _with_inherited(clauses: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Add the theme of its item, else of its section, to each clause without one."""
    by_item = _commonest(_unit(clauses, "item"), own)
    by_section = _commonest(_unit(clauses, "section"), own)
    theme = np.where(by_item, by_item, by_section)
    open_ = (theme > 0) & ~clauses["text"].str.startswith(FRAMES).to_numpy()
    open_[own["row"]] = False
    row = np.flatnonzero(open_)
    via = np.where(by_item, 1, 2)[row]
    inherited = {"row": row, "theme": theme[row], "term": "", "start": 0, "via": via}
    both = pd.concat([own, pd.DataFrame(inherited).astype(own.dtypes)])
    return both.sort_values("row", kind="stable")


def _unit(clauses: pd.DataFrame, level: str) -> np.ndarray:
    """Return the number of the item or section each clause stands in; −1 for none."""
    levels = ["report", "part", "section", "item"]
    levels = levels[: levels.index(level) + 1]
    if level not in clauses:
        return np.full(len(clauses), -1)
    place = clauses.reindex(columns=levels)
    number = place.groupby(levels, sort=False, dropna=False).ngroup()
    return number.where(clauses[level] != "", -1).to_numpy()


def _commonest(unit: np.ndarray, own: pd.DataFrame) -> np.ndarray:
    """Return the theme that the unit of each clause speaks of most, 0 for none.

    Of themes equally common it is the one spoken of first.
    """
    spoken, theme = unit[own["row"]], own["theme"].to_numpy()
    size = theme.max(initial=0) + 1
    both, first, n = np.unique(
        spoken * size + theme, return_index=True, return_counts=True
    )
    both = both[np.lexsort((first, -n, both // size))]
    units, best = np.unique(both // size, return_index=True)
    most = np.zeros(unit.max(initial=-1) + 2, dtype="int64")  # the last: of no unit
    most[units] = both[best] % size
    most[-1] = 0
    return most[unit]


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
    kept, free = [], 0
    spans = zip(*found[:2].tolist(), strict=True)
    for place, (start, end) in enumerate(spans):
        if start >= free:
            kept.append(place)
            free = end
    return found[:, kept]


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
            stop = text.find(NOT_IN_TERMS, end)
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
    for term, theme in zip(table["term"], table["theme"], strict=True):
        meant = 0 if term.startswith("!") else number[theme]
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
    )
