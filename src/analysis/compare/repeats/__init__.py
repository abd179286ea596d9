"""Find text that comes again: clauses that repeat earlier ones, or nearly so."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.compare.repeats.variants import variants
from analysis.compare.similarity import ngrams

__all__ = ["repeats", "reuse_shares", "variants", "without_reuse"]

NEARLY_THE_SAME = (
    0.8  # ratio of matching characters that counts as nearly word for word
)
SHORTEST_REPEAT = 5  # letters or Han characters; less is a set phrase, not a quotation
REPEAT_PLACE = ["report", "clause", "role", "section", "text"]
REPEAT_COLUMNS = (
    "report_target clause_target role_target section_target report_reference "
    "clause_reference role_reference section_reference similarity kind via "
    "text_target text_reference"
).split()


def repeats(
    target: pd.DataFrame, reference: pd.DataFrame, *, near: float = NEARLY_THE_SAME
) -> pd.DataFrame:
    """List what the target repeats of the reference: one row per reused clause.

    Parameters
    ----------
    target, reference
        Any two groups of rows of the `clauses` table: plan and review, this year's
        report and last year's. A clause is never held against itself.
    near
        The least `similarity` that counts.

    Returns
    -------
    DataFrame
        `report_target`, `clause_target`, `role_target`, `section_target`, the same of
        the reference clause that it repeats, `similarity` (2 × matching characters ÷
        characters of both, 0 to 1: Ratcliff & Metzener 1988), `kind` (``verbatim``
        一字不差, ``near`` 大同小异), `via` (``clause``; ``sentence`` where the whole
        sentence repeats one, though this clause by itself does not), `text_target`,
        `text_reference`; in the order of the target. The most similar clause is
        taken; of equals the one that goes on from the clause before, else the first.

    Notes
    -----
    Candidates share enough pairs of characters that they may be similar enough
    (the q-gram bound of Ukkonen 1992); only they are compared character by
    character. Clauses of two to four characters besides figures (加强领导,
    同比增长9.1%) are set phrases that any text may hold: they count only where they are
    the same to the letter and a neighbouring clause is reused from their neighbour.

    Examples
    --------
    >>> def clauses(role, texts):
    ...     return pd.DataFrame({"report": "r", "clause": range(len(texts)),
    ...         "sentence": range(len(texts)), "role": role, "section": "",
    ...         "text": texts})
    >>> review = clauses("review", ["健全网络综合治理体系", "加强党员教育管理"])
    >>> plan = clauses("plan", ["加强党员教育服务管理", "发展数字经济"])
    >>> repeats(plan, review)[["text_target", "text_reference", "similarity", "kind"]]
      text_target text_reference  similarity  kind
    0  加强党员教育服务管理       加强党员教育管理    0.888889  near
    """
    found = {
        row: (column, ratio, "clause")
        for row, column, ratio in _matches(target, reference, near)
    }
    found = _without_set_phrases(found, target, reference)
    ours, theirs = _sentences(target), _sentences(reference)
    for row, column, _ in _matches(ours, theirs, near):
        if _letters(ours["text"].iat[row]) >= SHORTEST_REPEAT:
            members, others = ours["rows"].iat[row], theirs["rows"].iat[column]
            for member in members:
                if member not in found:
                    best = _closest(target["text"].iat[member], others, reference)
                    found[member] = (*best, "sentence")
    return _table(found, target, reference)


def reuse_shares(
    clauses: pd.DataFrame,
    reused: pd.DataFrame,
    *,
    by: Sequence[str] = ("role", "section"),
) -> pd.DataFrame:
    """Say how much of each group is repeated: one row per group, in order of the text.

    Parameters
    ----------
    clauses
        The target: the clauses that may repeat something.
    reused
        What `repeats` found in them.
    by
        The columns that make a group.

    Returns
    -------
    DataFrame
        The `by` columns, `n` (reused clauses), `n_verbatim`, `n_clauses`, `share`
        (`n` ÷ `n_clauses`) and `character_share` (of the group's characters).
    """
    kinds = reused.set_index(["report_target", "clause_target"])["kind"]
    keys = pd.MultiIndex.from_frame(clauses[["report", "clause"]])
    kind = kinds.reindex(keys).to_numpy()
    size = clauses["text"].str.len()
    own = clauses.assign(
        n=pd.notna(kind),
        n_verbatim=kind == "verbatim",
        characters=size,
        repeated=size * pd.notna(kind),
    )
    groups = own.groupby(list(by), sort=False)
    table = groups[["n", "n_verbatim", "repeated", "characters"]].sum()
    table["n_clauses"] = groups.size()
    table["share"] = table["n"] / table["n_clauses"]
    table["character_share"] = table["repeated"] / table["characters"]
    shown = ["n", "n_verbatim", "n_clauses", "share", "character_share"]
    return table[shown].reset_index()


def without_reuse(clauses: pd.DataFrame, reused: pd.DataFrame) -> pd.DataFrame:
    """Keep the clauses that neither repeat nor are repeated.

    Both sides leave: were only the copy taken out, every comparison would find less of
    what it says in the target, though both say it.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1, 2]})
    >>> reused = pd.DataFrame({"report_target": ["r"], "clause_target": [2],
    ...     "report_reference": ["r"], "clause_reference": [0]})
    >>> without_reuse(clauses, reused)["clause"].tolist()
    [1]
    """
    gone = pd.concat(
        [
            reused[[f"{name}_{side}" for name in ("report", "clause")]].set_axis(
                ["report", "clause"], axis=1
            )
            for side in ("target", "reference")
        ]
    )
    keys = pd.MultiIndex.from_frame(clauses[["report", "clause"]])
    return clauses[~keys.isin(pd.MultiIndex.from_frame(gone))]


def _matches(
    target: pd.DataFrame, reference: pd.DataFrame, near: float
) -> list[tuple[int, int, float]]:
    """Return each row's most similar reference, where it is similar enough."""
    if target.empty or reference.empty:
        return []
    ours, theirs = target["text"].tolist(), reference["text"].tolist()
    rows, columns = _candidates(ours, theirs, near)
    own, other = (
        list(zip(side["report"], side["clause"], strict=True))
        for side in (target, reference)
    )
    best: dict[int, tuple[float, int]] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if own[row] == other[column]:
            continue
        ratio = _ratio(ours[row], theirs[column], near)
        last = best.get(row - 1, (0, -2))[1]
        # of equals, what goes on from the clause before; columns come in order
        rank = (ratio, column == last + 1)
        if ratio >= near and (
            row not in best or rank > (best[row][0], best[row][1] == last + 1)
        ):
            best[row] = ratio, column
    return [(row, column, ratio) for row, (ratio, column) in best.items()]


def _candidates(
    ours: list[str], theirs: list[str], near: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that may be similar enough, by the pairs of characters shared.

    An edit spoils at most two pairs of characters, so that texts with a share of
    `near` in common keep about 2 × `near` − 1 of them; texts of a few characters may
    lose one pair more.
    """
    texts = ["".join(text.split()) for text in (*ours, *theirs)]
    counts = (ngrams(texts, sizes=[2]) > 0).astype(float).tocsr()
    size = np.asarray(counts.sum(axis=1)).ravel()
    shared = (counts[: len(ours)] @ counts[len(ours) :].T).tocoo()
    both = size[: len(ours)][shared.row] + size[len(ours) :][shared.col]
    likely = 2 * shared.data + 1 >= (2 * near - 1) * both
    rows, columns = shared.row[likely], shared.col[likely]
    order = np.lexsort((columns, rows))
    return rows[order], columns[order]


def _ratio(a: str, b: str, near: float) -> float:
    """Return 2 × matching characters ÷ all; 0 where it cannot reach `near`."""
    if a == b:
        return 1.0
    if 2 * min(len(a), len(b)) < near * (len(a) + len(b)):
        return 0.0
    # the matching blocks depend on the order of the two: the same pair, the same ratio
    return SequenceMatcher(None, *sorted((a, b)), autojunk=False).ratio()


def _without_set_phrases(
    found: dict, target: pd.DataFrame, reference: pd.DataFrame
) -> dict:
    """Leave out short clauses, except next to a reused neighbour."""
    texts, places, sources = (
        target["text"].tolist(),
        target["clause"].tolist(),
        reference["clause"].tolist(),
    )
    long = {row for row in found if _letters(texts[row]) >= SHORTEST_REPEAT}
    kept = {}
    for row, match in found.items():
        steps = [step for step in (-1, 1) if row + step in long]
        beside = any(
            places[row + step] - places[row] == step
            and sources[found[row + step][0]] - sources[match[0]] == step
            for step in steps
        )
        if row in long or (beside and match[1] == 1):
            kept[row] = match
    return kept


def _letters(text: str) -> int:
    return len(re.findall(r"[^\W\d_]", text))


def _sentences(clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of more than one clause, with the rows they are made of."""
    groups = clauses.groupby(["report", "sentence"], sort=False).indices
    texts, numbers = clauses["text"].to_numpy(), clauses["clause"].to_numpy()
    rows = [
        (report, numbers[at[0]], "，".join(texts[at]), at.tolist())
        for (report, _), at in groups.items()
        if len(at) > 1
    ]
    return pd.DataFrame(rows, columns=["report", "clause", "text", "rows"])


def _closest(text: str, rows: list[int], clauses: pd.DataFrame) -> tuple[int, float]:
    """Return the row whose clause is most like the text, and how much it is."""
    ratios = [_ratio(text, clauses["text"].iat[row], 0) for row in rows]
    best = int(np.argmax(ratios))
    return rows[best], ratios[best]


def _table(found: dict, target: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    rows = sorted(found)
    columns = [found[row][0] for row in rows]
    sides = [
        side.reindex(columns=REPEAT_PLACE)
        .iloc[at]
        .reset_index(drop=True)
        .add_suffix(end)
        for side, at, end in (
            (target, rows, "_target"),
            (reference, columns, "_reference"),
        )
    ]
    similarity = pd.Series([found[row][1] for row in rows], dtype="float64")
    table = pd.concat(sides, axis=1).assign(
        similarity=similarity,
        kind=np.where(similarity == 1, "verbatim", "near"),
        via=pd.Series([found[row][2] for row in rows], dtype="str"),
    )
    return table[REPEAT_COLUMNS].astype({"kind": "str"})
