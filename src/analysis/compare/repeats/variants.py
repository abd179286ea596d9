"""Find near-variants: clauses of two groups that differ by a word."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.compare.sides import Pair, two_groups
from analysis.count.tokens import segment

LEAST_ALIKE = 0.6  # least share of characters that two near-variants have in common
WORDS_CHANGED = 2  # words that differ at one place


def variants(
    clauses: pd.DataFrame | Pair,
    *,
    tokens: pd.DataFrame | None = None,
    by: str = "role",
    target: Hashable = "plan",
    reference: Hashable = "review",
    places: int = 2,
) -> pd.DataFrame:
    """Find what is said almost alike on both sides: one row per pair of clauses.

    Two clauses are near-variants if at least 60 % of their characters are the same
    words in the same order and they differ at one to `places` places, by at most two
    words each. A clause takes part once, in its closest pair.

    Returns
    -------
    DataFrame
        `diff` (from reference to target: 提升→增强 文化自信; words only in the target
        have ＋ before them, words only in the reference －), `similarity` (twice the
        shared characters ÷ all, 0 to 1), `text_target`, `text_reference`, and
        `report_target`, `clause_target`, `start_target`, and of the reference; the
        closest first.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "start": [0, 9],
    ...     "role": ["review", "plan"],
    ...     "text": ["提升群众文化自信", "增强群众文化自信"]})
    >>> variants(clauses)["diff"].item()
    '提升→增强 群众文化自信'
    """
    clauses = two_groups(clauses, by, target, reference)
    tokens = segment(clauses) if tokens is None else tokens
    words = _words(tokens)
    place = zip(clauses["report"], clauses["clause"], strict=True)
    clauses = clauses.assign(words=[words.get(key, ()) for key in place])
    sides = [clauses[clauses["side"] == side] for side in ("target", "reference")]
    new, old = (side["words"].tolist() for side in sides)
    rows = [
        (i, j, similarity, shown)
        for i, j in _alike(new, old)
        for similarity, shown in _near(old[j], new[i], places)
    ]
    rows = list(_closest(sorted(rows, key=lambda row: (-row[2], row[0], row[1]))))
    table = pd.DataFrame(rows, columns=["i", "j", "similarity", "diff"])
    for name, side, key in zip(("target", "reference"), sides, "ij", strict=True):
        place = side.iloc[table[key].astype("int64")].reset_index(drop=True)
        columns = place[["text", "report", "clause", "start"]]
        table = table.join(columns.add_suffix(f"_{name}"))
    first = ["diff", "similarity", "text_target", "text_reference"]
    return table[[*first, *table.columns.drop([*first, "i", "j"])]]


def _words(tokens: pd.DataFrame) -> dict[tuple, tuple[str, ...]]:
    """Return the words of each clause, by report and clause."""
    words = defaultdict(list)
    columns = (tokens[name].tolist() for name in ("report", "clause", "word"))
    for report, clause, word in zip(*columns, strict=True):
        words[report, clause].append(word)
    return {key: tuple(found) for key, found in words.items()}


def _alike(
    new: list[tuple[str, ...]], old: list[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose words, in any order, are alike enough to be compared.

    An inverted index: only clauses that share words meet, and their shared characters
    are summed per pair, never clause by clause.
    """
    holders: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((new, old)):
        for number, words in enumerate(rows):
            for word in set(words):
                holders[word][side].append(number)
    shared = np.zeros((len(new), len(old)), dtype="float32")
    for word, (a, b) in holders.items():
        if a and b:
            shared[np.ix_(a, b)] += len(word)
    size = [np.array([sum(map(len, set(words))) for words in s]) for s in (new, old)]
    enough = (shared > 0) & (2 * shared >= LEAST_ALIKE * np.add.outer(*size))
    yield from zip(*(axis.tolist() for axis in np.nonzero(enough)), strict=True)


def _near(
    old: tuple[str, ...], new: tuple[str, ...], places: int
) -> Iterator[tuple[float, str]]:
    """Yield similarity and diff of two clauses, if they are near-variants."""
    if old == new:
        return
    blocks, same = _differences(old, new)
    similarity = 2 * same / sum(map(len, old + new))
    changed = [block for block in blocks if _differs(block)]
    small = all(max(len(a), len(b)) <= WORDS_CHANGED for a, b in changed)
    if similarity >= LEAST_ALIKE and small and len(changed) <= places:
        yield similarity, " ".join(map(_shown, blocks))


def _differences(
    old: tuple[str, ...], new: tuple[str, ...]
) -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], int]:
    """Return the blocks of words, old and new, and how many characters are the same."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    blocks = [(old[a:b], new[c:d]) for _, a, b, c, d in codes]
    same = sum(len("".join(a)) for a, b in blocks if a == b)
    return blocks, same


def _differs(block: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    return block[0] != block[1]


def _shown(block: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    """Return a block as it is read.

    >>> _shown((("提升",), ("增强",))), _shown(((), ("声势",))), _shown((("思想",), ()))
    ('提升→增强', '＋声势', '－思想')
    """
    old, new = map("".join, block)
    if old and new:
        return old if old == new else f"{old}→{new}"
    return f"＋{new}" if new else f"－{old}"


def _closest(rows: list[tuple]) -> Iterator[tuple]:
    """Yield the pairs in order, each clause in one pair only."""
    seen: tuple[set, set] = set(), set()
    for row in rows:
        if row[0] not in seen[0] and row[1] not in seen[1]:
            seen[0].add(row[0])
            seen[1].add(row[1])
            yield row
