"""Find phrases that a text repeats: whole words, within clauses, longest first."""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from analysis.lexicons import read_lexicon

FEWEST_TIMES = 3  # times a phrase of the text's own stands, to be called recurring
SHORTEST_PHRASE = 5  # characters of such a phrase
MOST_WORDS = 20  # words of such a phrase: more is a repeated passage, not a formulation
HAN = re.compile(r"[\u4e00-\u9fd5]+")
# A phrase neither begins nor ends with these, nor with a modifier of the lexicon.
FUNCTION_WORDS = frozenset(
    "的 地 得 了 着 过 和 与 及 以及 等 等方面 并 而 或 又 也 还 都 在 为 对 于 以 将 "
    "把 被 从 到 向 由 按 是 有 要 中 上 下 内 外 后 前 各 其 这 该 我 我们 更 最 很 "
    "不 再 就 使 让 来 所 之 项 个 第 同 同时 以来 方面".split()
)


def recurring(words: pd.DataFrame, covered: np.ndarray) -> list[str]:
    """Return the phrases that stand three times or more in what is not covered.

    Sequences of words are taken longest first; characters that a longer phrase holds
    are not counted again for a shorter one (so a phrase inside a longer one with the
    same count is none of its own).

    Parameters
    ----------
    words
        One row per word in the order of the text: `word`, `begin`, `end` (offsets
        into the text).
    covered
        Whether each character already belongs to a formulation, or divides clauses.
    """
    begins, ends = words["begin"].to_numpy(), words["end"].to_numpy()
    text = words["word"].to_numpy(dtype=object)
    codes, known = pd.factorize(words["word"])
    fine = np.array([bool(HAN.fullmatch(word)) for word in known], dtype=bool)[codes]
    before = np.concatenate([[0], covered.cumsum()])
    fine = fine & (before[ends] == before[begins])
    candidates = []
    for length, groups in _repeated(codes, begins, ends, fine):
        for places in groups:
            phrase = text[places[0] : places[0] + length]
            size = ends[places[0] + length - 1] - begins[places[0]]
            if size >= SHORTEST_PHRASE and not _edges() & {phrase[0], phrase[-1]}:
                starts = begins[places].tolist()
                candidates.append((-size, -len(starts), "".join(phrase), starts))
    return _longest_first(sorted(candidates), covered.copy())


@cache
def _edges() -> frozenset[str]:
    return FUNCTION_WORDS | frozenset(read_lexicon("modifiers")["word"])


def _repeated(
    codes: np.ndarray, begins: np.ndarray, ends: np.ndarray, fine: np.ndarray
) -> Iterator[tuple[int, list[np.ndarray]]]:
    """Yield, for 1, 2, … words, the places of each sequence that stands often enough.

    A sequence is often enough only if what it begins with is, so that each length
    looks at the places that the one before has left: their number only falls.
    """
    kinds = codes.max(initial=0) + 1
    # whether the next word follows without a gap
    joined = np.append((begins[1:] == ends[:-1]) & fine[1:], False) & fine
    group, at = codes.astype("int64"), np.flatnonzero(fine)
    group = group[at]
    for length in range(1, MOST_WORDS + 1):
        _, group, count = np.unique(group, return_inverse=True, return_counts=True)
        often = count[group] >= FEWEST_TIMES
        group, at = group[often], at[often]
        if not len(at):
            return
        order = np.argsort(group, kind="stable")
        cuts = np.flatnonzero(np.diff(group[order])) + 1
        yield length, np.split(at[order], cuts)
        on = joined[at + length - 1]
        group, at = group[on], at[on]
        group = group * kinds + codes[at + length]


def _longest_first(candidates: list[tuple], taken: np.ndarray) -> list[str]:
    """Return the phrases that still stand often enough when longer ones are taken."""
    chosen = []
    for size, _, phrase, starts in candidates:
        free, last = [], -1
        for start in starts:
            if start >= last and not taken[start : start - size].any():
                free.append(start)
                last = start - size
        if len(free) >= FEWEST_TIMES:
            chosen.append(phrase)
            for start in free:
                taken[start : start - size] = True
    return chosen
