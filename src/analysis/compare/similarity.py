"""How much two passages have in common: weighted n-grams of characters, and cosines.

Characters and pairs of characters need no dictionary, so a term that no list knows
counts as much as one that all lists know. Measured beside content words, BM25, PPMI
and theme profiles (`alignment`), they found the most hand-made links.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

HIGHEST = 0x110000  # one more than the highest code point


def ngrams(texts: Sequence[str], sizes: Sequence[int] = (1, 2)) -> sparse.csr_matrix:
    """Count the n-grams of letters, digits and Han characters: a row per text.

    `sizes` are numbers of characters, up to three. Punctuation is none of them and
    parts them. The columns are the n-grams found, in no meaningful order.

    Examples
    --------
    >>> ngrams(["理论学习，学习", "理论"], sizes=[2]).sum(axis=1).ravel().tolist()
    [[4.0, 1.0]]
    """
    for size in sizes:
        if size not in (1, 2, 3):  # longer ones would not fit into 64 bits
            raise ValueError(f"n-grams of {size} characters: 1, 2 or 3 can be counted")
    joined = "".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32).astype(np.int64)
    kept = np.fromiter(map(str.isalnum, joined), bool, len(joined))
    row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    blocks = []
    for size in sizes:
        keys, inside = codes.copy(), kept.copy()
        for step in range(1, size):
            inside[:-step] &= kept[step:] & (row[:-step] == row[step:])
            inside[len(inside) - step :] = False
            nexts = np.append(codes[step:], np.zeros(min(step, len(codes)), np.int64))
            # a number of its own for each n-gram of up to three characters
            keys = keys * HIGHEST + nexts[: len(codes)]
        blocks.append(_counts(keys[inside], row[inside], len(texts)))
    return sparse.hstack(blocks).tocsr()


def total(matrix: sparse.csr_matrix, groups: np.ndarray) -> sparse.csr_matrix:
    """Add up the rows of each group, numbered from 0: a row per group."""
    n = len(groups)
    shape = (int(groups.max()) + 1 if n else 0, n)
    return (sparse.csr_matrix((np.ones(n), (groups, range(n))), shape) @ matrix).tocsr()


def rarity(documents: sparse.csr_matrix) -> np.ndarray:
    """Return log (documents ÷ documents with it) of each n-gram (Spärck Jones 1972)."""
    having = np.bincount(documents.tocoo().col, minlength=documents.shape[1])
    return np.log(documents.shape[0] / np.maximum(having, 1))


def unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the rows at length 1, so that their products are cosines; 0 stays 0."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return (sparse.diags_array(scale) @ matrix).tocsr()


def product(rows: sparse.csr_matrix, columns: sparse.csr_matrix) -> np.ndarray:
    """Return rows × columns: what each two have in common."""
    return (rows @ columns.T).toarray()


def _counts(keys: np.ndarray, row: np.ndarray, rows: int) -> sparse.csr_matrix:
    column, found = pd.factorize(keys)
    shape = (rows, len(found))
    return sparse.csr_matrix((np.ones(len(keys)), (row, column)), shape)
