"""Where the words of clauses that hold a number begin: a measure begins at one."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.count.tokens import segment
from analysis.read.outline.places import GAP


class Cut(NamedTuple):
    """A text, and where its words and signs begin."""

    text: str
    begins: bytes  # 1 at each such place

    def words(self, start: int, end: int) -> list[str]:
        """Return the words and signs between two places."""
        places = [at for at in range(start + 1, end) if self.begins[at]]
        ends = [*places, end] if start < end else []
        starts = [start, *places]
        return [self.text[a:b] for a, b in zip(starts, ends, strict=False)]


def cut(text: str, opens: list[int], rows: list[int], spans: Iterable[tuple]) -> Cut:
    """Return where the words begin in the clauses of these rows.

    Parameters
    ----------
    text, opens
        The clauses as one text, and where each begins in it.
    rows
        The clauses that are cut; elsewhere every sign stands alone.
    spans
        Where the numbers stand: each is one word, and no word runs into one.
    """
    begins, parted = np.ones(len(text) + 1, dtype=bool), list(text)
    for start, end in spans:
        parted[start:end] = GAP * (end - start)
        begins[start + 1 : end] = False
    parted = "".join(parted)
    rows = sorted(set(rows))
    clauses = [parted[opens[row] : opens[row + 1] - 1] for row in rows]
    starts = [opens[row] for row in rows]
    table = pd.DataFrame({"report": "", "clause": rows, "start": starts})
    tokens = segment(table.assign(text=pd.Series(clauses, dtype="str")))
    longer = tokens["word"].str.len().to_numpy("int64") - 1
    nth = np.arange(longer.sum()) - np.repeat(longer.cumsum() - longer, longer)
    begins[np.repeat(tokens["start"].to_numpy("int64"), longer) + nth + 1] = False
    return Cut(text, begins.tobytes())
