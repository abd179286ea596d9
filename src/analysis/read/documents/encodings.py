"""Bytes to text: which encoding a Chinese file is in."""

import codecs
import re
from typing import NamedTuple

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Tried in this order; of equally likely ones the first is taken.
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# The commonest characters of Chinese running text, simplified and Traditional, and its
# punctuation: some 30 % of any report, next to nothing of a text decoded wrongly.
COMMON_CHARACTERS = frozenset(
    "，。、；：“”（）《》！　的一是在不了有和人这中大为上个国我以要时来用们"
    "作地分对成会可主发年动同工也能下面方行业新全市区省政府党建设展经济社推进加强"
    "民实施改革服务安完提高持续重点化法保障生产开理学育文农村城乡十二三四五六七八九"
    "個國來時們對會發動業實設經濟進務產開學農鄉總結書記領導組織"
)
BYTES_LOOKED_AT = 1 << 16  # bytes that are looked at to tell the encoding
LEAST_COMMON = 0.12  # share of common characters among those that are not ASCII
DAMAGED = 0.01  # share of bytes that may be undecodable in a damaged file
REPLACED = re.compile("\ufffd+")


class Decoded(NamedTuple):
    """A text, its encoding, and how many spots of it could not be decoded."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Return the text that the bytes hold, None where they hold none.

    A byte-order mark speaks first, then UTF-8 where the bytes are valid as such, then
    the encoding in which the text looks most like Chinese. A few damaged bytes become
    U+FFFD.

    Parameters
    ----------
    data
        The bytes of a file.
    declared
        The encoding that the file itself names (web pages do), tried before others.

    Examples
    --------
    >>> decode("工作总结".encode("gbk"))
    Decoded(text='工作总结', encoding='gb18030', damaged=0)
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _believed(data[len(mark) :], encoding)
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return Decoded(text, "utf-8", 0)
    candidates = [name for name in (_known(declared), *ENCODINGS) if name]
    sample = data[:BYTES_LOOKED_AT]
    scores = {name: _likeness(sample, name) for name in dict.fromkeys(candidates)}
    for name in sorted(scores, key=lambda name: -scores[name]):
        if scores[name] >= LEAST_COMMON and (found := _believed(data, name)):
            return found
    return None


def _believed(data: bytes, encoding: str) -> Decoded | None:
    """Decode in an encoding that is known; a text that is mostly damage is none."""
    text = _strict(data, encoding)
    if text is not None:
        return None if "\0" in text else Decoded(text, encoding, 0)
    text = data.decode(encoding, errors="replace")
    spots = REPLACED.findall(text)
    damage = sum(map(len, spots))
    lost = damage > max(2, DAMAGED * len(text)) or damage == len(text)
    if "\0" in text or lost:
        return None
    return Decoded(text, encoding, len(spots))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(name: str) -> str:
    """Return Python's name of an encoding that a file names; '' for unknown ones."""
    try:
        found = codecs.lookup(name.strip().lower()).name if name else ""
    except (LookupError, ValueError):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(
        found, found if found.startswith(("utf", "gb", "big5")) else ""
    )


def _likeness(sample: bytes, encoding: str) -> float:
    """Return how much of a text is common Chinese characters, 0 where it is none.

    Damage counts against: what another encoding reads without loss is believed.
    """
    text = sample.decode(encoding, errors="replace")[:-2] or "\ufffd"
    if "\0" in text or text.count("\ufffd") > max(2, DAMAGED * len(text)):
        return 0.0
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return 0.0
    return sum(character in COMMON_CHARACTERS for character in wide) / len(wide)
