"""Bytes to text: which encoding a Chinese file is in."""

import codecs
import re
from typing import NamedTuple

import numpy as np

UNICODE = 0x110000  # code points there are: as long is a table of what each one is

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
COMMON_CHARACTERS = (
    "，。、；：“”（）《》！　的一是在不了有和人这中大为上个国我以要时来用们"
    "作地分对成会可主发年动同工也能下面方行业新全市区省政府党建设展经济社推进加强"
    "民实施改革服务安完提高持续重点化法保障生产开理学育文农村城乡十二三四五六七八九"
    "個國來時們對會發動業實設經濟進務產開學農鄉總結書記領導組織"
)
BYTES_LOOKED_AT = 1 << 16  # bytes that are looked at to tell the encoding
LEAST_COMMON = 0.12  # share of common characters among those that are not ASCII
DAMAGED = 0.01  # share of bytes that may be undecodable in a damaged file
REPLACED = re.compile("\ufffd+")
IS_COMMON = np.zeros(UNICODE, dtype=bool)
IS_COMMON[list(map(ord, COMMON_CHARACTERS))] = True


# Whoever opened a file in the wrong encoding and saved it: what it was, read as what.
MISREAD = (
    ("utf-8", "gb18030", "UTF-8 read as GBK"),
    ("utf-8", "latin-1", "UTF-8 read as Latin-1"),
    ("utf-8", "cp1252", "UTF-8 read as Latin-1"),
    ("gb18030", "latin-1", "GBK read as Latin-1"),
    ("gb18030", "cp1252", "GBK read as Latin-1"),
    ("gb18030", "big5hkscs", "GBK read as Big5"),
    ("big5hkscs", "gb18030", "Big5 read as GBK"),
    ("utf-8", "big5hkscs", "UTF-8 read as Big5"),
)
TOLD_WITHIN = 6000  # characters of a text that are looked at to tell how it was read
FEWEST = 20  # characters beyond ASCII, below which nothing can be told
KEPT = 0.6  # share of the bytes that must make sense when read again
CLEARER = 2.5  # times as many common characters as before show what went wrong


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
    return _common(_wide(text))


def misread(text: str) -> str:
    """Return how a text was garbled, as by opening it in the wrong encoding; or ''.

    It is garbled where next to none of its characters are common in Chinese, and many
    are once the wrong reading is undone.

    Examples
    --------
    >>> text = "河西区教育局工作总结，完成各项任务。"
    >>> misread(text.encode().decode("gb18030", "replace")), misread(text)
    ('UTF-8 read as GBK', '')
    """
    sample = text[:TOLD_WITHIN].replace("\ufffd", "")
    wide = _wide(sample)
    now = _common(wide)
    if len(wide) < FEWEST or now >= LEAST_COMMON:
        return ""
    garbled = wide.tobytes().decode("utf-32-le", "surrogatepass")
    best = (max(CLEARER * now, LEAST_COMMON), "")
    for was, read_as, said in MISREAD:
        data = garbled.encode(read_as, "ignore")
        undone = data.decode(was, "ignore")
        if len(undone.encode(was)) >= KEPT * len(data):
            best = max(best, (_common(_wide(undone)), said))
    return best[1]


def code_points(text: str) -> np.ndarray:
    """Return the characters of a text as numbers.

    Examples
    --------
    >>> code_points("一a").tolist()
    [19968, 97]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _wide(text: str) -> np.ndarray:
    """Return the characters of a text that are not ASCII."""
    codes = code_points(text)
    return codes[codes > 0x7F]


def _common(characters: np.ndarray) -> float:
    """Return which share of characters is common in Chinese."""
    return int(IS_COMMON[characters].sum()) / max(len(characters), 1)
