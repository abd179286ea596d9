"""Traditional characters to simplified ones, one for one, so that offsets hold."""

from functools import cache
from itertools import accumulate, pairwise

import numpy as np

from analysis.read.documents.encodings import UNICODE, code_points

HAN_RANGES = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))
SHARE = 0.1  # a third of a Traditional text differs, next to nothing of a simplified


def simplified(text: str) -> str:
    """Return the text in simplified characters, exactly as long.

    Each character by itself (OpenCC's table ``t2s``): what is found in the result at
    some offset stands in the text at the same offset. For matching, not for showing.

    Examples
    --------
    >>> simplified("積極推進農村經濟工作")
    '积极推进农村经济工作'
    """
    if text.isascii():
        return text
    codes, (differs, simple) = code_points(text), _tables()
    if not differs.take(codes).any():
        return text
    return simple.take(codes).tobytes().decode("utf-32-le", "surrogatepass")


def simplified_lines(lines: list[str]) -> list[str]:
    """Return each line in simplified characters: one look at all, for most have none.

    Examples
    --------
    >>> simplified_lines(["總結", "做了很多。"])
    ['总结', '做了很多。']
    """
    text = "\n".join(lines)
    plain = simplified(text)
    if plain == text:
        return lines
    ends = list(accumulate(len(line) + 1 for line in lines))
    return [plain[a : b - 1] for a, b in pairwise([0, *ends])]


def is_traditional(text: str) -> bool:
    """Return whether a text is written in Traditional characters.

    Examples
    --------
    >>> is_traditional("積極推進農村經濟工作"), is_traditional("积极推进农村经济工作")
    (True, False)
    """
    codes = code_points(text)
    han = codes[(codes >= 0x3400) & (codes <= 0x9FFF)]
    differs, _ = _tables()
    return int(differs[han].sum()) > SHARE * len(han)


@cache
def _tables() -> tuple[np.ndarray, np.ndarray]:
    """Return of each character whether its simplified one differs, and which it is."""
    from opencc import OpenCC  # loads its dictionary, so only when it is needed

    every = [chr(code) for low, high in HAN_RANGES for code in range(low, high + 1)]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    same = np.arange(UNICODE, dtype="<u4")
    table = same.copy()
    for one, other in zip(every, simple, strict=True):
        if len(other) == 1:
            table[ord(one)] = ord(other)
    return table != same, table
