"""Find what the clauses are about: one row per clause × theme."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import read_lexicon, schemes, theme_labels

# A clause that opens so only frames its neighbours; it is about nothing of its own.
FRAMES = (
    "下一步 今年以来 一年来 近年来 过去一年 年初 年底 截至 "
    "按照 根据 针对 我们将针对 随着 在取得 经过"
).split()
PLACE = ["report", "clause", "role", "year", "section", "item"]
NOT_IN_TERMS = "\n"  # stands between clauses, so no term reaches across


class Scheme(NamedTuple):
    """A theme scheme, ready to match."""

    terms: AhoCorasick
    themes: list[str]  # of each term; "" for an exclusion
    heads: AhoCorasick | None  # what stands before the first wildcard of a term
    tails: list[list[tuple[list[str], str]]]  # of each head: what follows, theme


class Mention(NamedTuple):
    """What is found in a clause: its row, theme, term, offset in it, and how."""

    row: int
    theme: str
    term: str
    start: int
    via: str


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
    found = _first_mentions(clauses["text"], _scheme(scheme))
    if inherit:
        found = _with_inherited(clauses, found)
    rows = [mention.row for mention in found]
    place = clauses.reindex(columns=PLACE).iloc[rows].reset_index(drop=True)
    table = place.assign(
        theme=pd.Series([mention.theme for mention in found], dtype="str"),
        term=pd.Series([mention.term for mention in found], dtype="str"),
        start=clauses["start"].to_numpy()[rows] + [mention.start for mention in found],
    )
    return table.assign(
        start=table["start"].astype("int64"),
        label=table["theme"].map(theme_labels(scheme)).astype("str"),
        via=pd.Series([mention.via for mention in found], dtype="str"),
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
    >>> text = "做好网信舆情和舆情应对"
    >>> one = pd.DataFrame({"report": "r", "clause": 0, "start": [0], "text": text})
    >>> theme_terms(one)["term"].tolist(), themes(one)["term"].tolist()
    (['网信', '舆情', '舆情'], ['网信'])
    """
    rows, offsets, matches = _located(clauses["text"], _scheme(scheme))
    told = np.array([theme != "" for *_, theme in matches], dtype=bool)
    table = clauses[["report", "clause"]].iloc[rows].reset_index(drop=True)
    table = table.assign(
        theme=pd.Series([theme for *_, theme in matches], dtype="str"),
        term=pd.Series([term for _, term, _ in matches], dtype="str"),
        start=(clauses["start"].to_numpy()[rows] + offsets).astype("int64"),
    )
    return table[told].reset_index(drop=True)


def coverage(clauses: pd.DataFrame) -> pd.Series:
    """Return, by scheme, the share of clauses with a term of its own, best first.

    Titles, salutations and the like (role ``other``) are left out where there is
    more than that.
    """
    told = clauses[clauses["role"] != "other"] if "role" in clauses else clauses
    told = told if len(told) else clauses
    shares = {
        name: len({m.row for m in _first_mentions(told["text"], _scheme(name))})
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


def _first_mentions(texts: pd.Series, scheme: Scheme) -> list[Mention]:
    """Return the themes of every clause by its own terms, in the order of the text."""
    rows, offsets, matches = _located(texts, scheme)
    found, seen, last = [], set(), -1
    for row, offset, (_, term, theme) in zip(
        rows.tolist(), offsets.tolist(), matches, strict=True
    ):
        if row != last:
            seen, last = set(), row
        if theme and theme not in seen:
            seen.add(theme)
            found.append(Mention(row, theme, term, offset, "term"))
    return found


def _located(
    texts: pd.Series, scheme: Scheme
) -> tuple[np.ndarray, np.ndarray, list[tuple[int, str, str]]]:
    """Return what matches, with the row it stands in and its offset there.

    All clauses are searched at once, as one text with a mark between them.
    """
    matches = _matches(NOT_IN_TERMS.join(texts), scheme)
    opens = np.concatenate([[0], (texts.str.len() + 1).cumsum()])
    starts = np.array([start for start, *_ in matches], dtype="int64")
    rows = np.searchsorted(opens, starts, side="right") - 1
    return rows, starts - opens[rows], matches


def _with_inherited(clauses: pd.DataFrame, own: list[Mention]) -> list[Mention]:
    """Add the theme of its item, else of its section, to each clause without one."""
    units = {"item": _unit(clauses, "item"), "section": _unit(clauses, "section")}
    most = {via: _commonest(unit, own) for via, unit in units.items()}
    told = {mention.row for mention in own}
    frames = clauses["text"].str.startswith(tuple(FRAMES)).tolist()
    rest = [r for r in range(len(clauses)) if r not in told and not frames[r]]
    inherited = []
    for row in rest:
        for via, unit in units.items():
            if theme := most[via].get(unit[row]):
                inherited.append(Mention(row, theme, "", 0, via))
                break
    return sorted(own + inherited, key=lambda mention: mention.row)


def _unit(clauses: pd.DataFrame, level: str) -> list[int]:
    """Return the number of the item or section each clause stands in; −1 for none."""
    levels = ["report", "part", "section", "item"]
    levels = levels[: levels.index(level) + 1]
    if level not in clauses:
        return [-1] * len(clauses)
    place = clauses.reindex(columns=levels)
    number = place.groupby(levels, sort=False, dropna=False).ngroup()
    return number.where(clauses[level] != "", -1).tolist()


def _commonest(unit: list[int], own: list[Mention]) -> dict[int, str]:
    """Return the theme that each unit speaks of most, the first of equals."""
    n: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in own:
        if unit[mention.row] >= 0:
            n[unit[mention.row]][mention.theme] += 1
    return {number: max(themes, key=themes.get) for number, themes in n.items()}


def _matches(text: str, scheme: Scheme) -> list[tuple[int, str, str]]:
    """Return start, term and theme of what matches, leftmost longest first."""
    plain = [
        (start, -end, scheme.themes[number])
        for number, start, end in scheme.terms.find_matches_as_indexes(text)
    ]
    wild = list(_wildcards(text, scheme))
    found, begin = [], 0
    for start, end, theme in sorted(plain + wild) if wild else plain:
        if start >= begin:
            begin = -end
            found.append((start, text[start:begin], theme))
    return found


def _wildcards(text: str, scheme: Scheme) -> Iterator[tuple[int, int, str]]:
    """Yield start, −end and theme of the terms with a wildcard, each the shortest."""
    if scheme.heads is None:
        return
    for number, start, end in scheme.heads.find_matches_as_indexes(
        text, overlapping=True
    ):
        stop = text.find(NOT_IN_TERMS, end)
        stop = len(text) if stop < 0 else stop
        for tails, theme in scheme.tails[number]:
            at = end
            for tail in tails:
                at = text.find(tail, at, stop)
                if at < 0:
                    break
                at += len(tail)
            else:
                yield start, -at, theme


@cache
def _scheme(name: str) -> Scheme:
    table = read_lexicon(f"themes/{name}")
    plain: dict[str, str] = {}
    wild: dict[str, list[tuple[list[str], str]]] = {}
    for term, theme in zip(table["term"], table["theme"], strict=True):
        theme = "" if term.startswith("!") else theme
        # A wildcard at an end of the term stands for nothing.
        head, *tails = filter(None, term.removeprefix("!").split("*"))
        if tails:
            wild.setdefault(head, []).append((tails, theme))
        else:
            plain[head] = theme
    return Scheme(
        AhoCorasick(list(plain), matchkind=MatchKind.LeftmostLongest),
        list(plain.values()),
        AhoCorasick(list(wild)) if wild else None,
        list(wild.values()),
    )
