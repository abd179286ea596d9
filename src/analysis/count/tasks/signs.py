"""Signs: by what stands in a clause it tells at once which rules cannot apply to it.

A sign is a bit, as the roles of words are; a clause has those of its words and of its
characters (`Clause.has`). Rules look at the signs before they look at the text: where
all are set, they find the same and only take longer.
"""

import numpy as np

from analysis.count.tasks.classes import listed
from analysis.read.outline.places import codes_of

FIRST = 12  # the bits below are roles
(
    IS,  # 八是推进
    TIME,  # 收到诉求后
    DE,
    NAMED,
    MADE,
    GROWN,
    RISING,  # 提高到９．６元
    ROSE_TO,
    DIGIT,
    HIGHLIGHTED,
    WELL,
    SHORT_OF,  # 有待, 缺少
    FRONTED,  # 把 and 将
    MOVED,  # 落地见效, 常态化: in 动态词
    LONG,  # what an object may have that is shortened
    COUNTED,
    ET_CETERA,
    BY,  # opens with 以
    REPORTED,  # opens with 据, 如, …
    FRAMED,  # ends as 在……的同时 does
    LACKS,  # ends as 先手不够 does
    TITLED,
    TOGETHER,  # ends in 结合起来
    COMBINED,
    PAIRED,  # a verb stands before what may set another beside it
) = (1 << bit for bit in range(FIRST, FIRST + 25))

# All that `\d` in a pattern stands for.
DIGITS = "".join(filter(str.isdecimal, map(chr, range(0xFFFF))))
COUNTS = "一二两三四五六七八九十百千万Xx×*" + DIGITS
# The characters that are a sign wherever they stand, at the beginning, at the end.
ANYWHERE = {
    IS: "是",
    TIME: "后前间",
    DE: "的",
    NAMED: "”“》）)’",
    MADE: "取",
    GROWN: "增",
    RISING: "".join(word[0] for word in listed("增减动词")),
    ROSE_TO: "到至",
    DIGIT: "0123456789０１２３４５６７８９一二三四五六七八九十百千",
    HIGHLIGHTED: "突",
    WELL: "好",
    SHORT_OF: "待缺",
    FRONTED: "把将",
    MOVED: "质化" + "".join(word[0] for word in listed("动态词")),
    LONG: f"”“》）)’等的更以{COUNTS}",
    COUNTED: COUNTS,
    ET_CETERA: "等",
}
OPENING = {REPORTED: "据如例比", BY: "以"}


def _ends(*names: str) -> str:
    """Return the characters with which the words of some classes end."""
    return "".join(word[-1] for name in names for word in listed(name))


CLOSING = {
    FRAMED: "果" + _ends("框架词尾"),
    LACKS: _ends("不足词"),
    TITLED: "告结报述",
    TOGETHER: "来",
    COMBINED: _ends("结合句尾"),
}


def _by_code(signs: dict[int, str]) -> np.ndarray:
    """Return the signs of each character, by its number; the last stands for others.

    Of those, which are rare, nothing is known: they may be any sign.
    """
    table = np.zeros(0xFFFF + 2, dtype="int64")
    table[-1] = sum(signs)
    for sign, characters in signs.items():
        table[codes_of(characters)] |= sign
    return table


TABLES = tuple(_by_code(signs) for signs in (ANYWHERE, OPENING, CLOSING))


def signs_of(codes: np.ndarray, opens: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the signs of clauses in one text, which end at a gap each.

    Examples
    --------
    >>> signs = signs_of(codes_of("八是推进|很好|"), np.array([0, 5]), np.array([4, 7]))
    >>> (signs & IS > 0).tolist(), (signs & WELL > 0).tolist()
    ([True, False], [False, True])
    """
    anywhere, opening, closing = (
        table.take(where, mode="clip")
        for table, where in zip(
            TABLES, (codes, codes[opens], codes[ends - 1]), strict=True
        )
    )
    return np.bitwise_or.reduceat(anywhere, opens) | opening | closing
