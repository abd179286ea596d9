"""Which lines may be of a kind, told by single characters: the rest need no look."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from analysis.read.outline.places import GAP, codes_of


class Signs(NamedTuple):
    """The characters of some lines, and where each line opens and ends."""

    codes: np.ndarray
    opens: np.ndarray
    ends: np.ndarray

    @classmethod
    def of(cls, lines: list[str]) -> "Signs":
        """Return the characters of lines."""
        ends = np.cumsum([len(line) + 1 for line in lines], dtype="int64") - 1
        opens = np.append(0, ends + 1)[: len(lines)]
        return cls(codes_of(GAP.join([*lines, ""])), opens, ends)

    def ending(self, words: Iterable[str]) -> np.ndarray:
        """Return which lines end as one of some words does.

        Examples
        --------
        >>> Signs.of(["在市委领导下", "下一步", ""]).ending(["指导下"]).tolist()
        [True, False, False]
        """
        return np.isin(
            self.codes[self.ends - 1], codes_of("".join(w[-1] for w in words))
        )

    def having(self, characters: str) -> np.ndarray:
        """Return which lines have one of some characters.

        Examples
        --------
        >>> Signs.of(["总结工作", "致以谢意", ""]).having("总").tolist()
        [True, False, False]
        """
        if not len(self.opens):
            return np.zeros(0, dtype=bool)
        return np.logical_or.reduceat(
            np.isin(self.codes, codes_of(characters)), self.opens
        )
