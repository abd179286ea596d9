"""Traditional characters to simplified ones, one for one, so that offsets hold."""

from functools import cache

HAN_RANGES = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))
FEW_CHARACTERS = 300  # up to so many it is faster to replace them one by one
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
    table = _table()
    found = [character for character in set(text) if character in table]
    if len(found) > FEW_CHARACTERS:
        return text.translate({ord(c): table[c] for c in found})
    for character in found:
        text = text.replace(character, table[character])
    return text


def is_traditional(text: str) -> bool:
    """Return whether a text is written in Traditional characters.

    Examples
    --------
    >>> is_traditional("積極推進農村經濟工作"), is_traditional("积极推进农村经济工作")
    (True, False)
    """
    han = [c for c in text if "\u3400" <= c <= "\u9fff"]
    table = _table()
    return sum(c in table for c in han) > SHARE * len(han)


@cache
def _table() -> dict[str, str]:
    from opencc import OpenCC  # loads its dictionary, so only when it is needed

    every = [chr(code) for low, high in HAN_RANGES for code in range(low, high + 1)]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {
        one: other
        for one, other in zip(every, simple, strict=True)
        if one != other and len(other) == 1
    }
