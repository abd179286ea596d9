"""How wide a text is, where a line may break, and where it is cut short."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate

from matplotlib.ft2font import FT2Font, LoadFlags

from analysis.show.style import font_file

WIDER = 0.2  # how much, of its width
LATIN = "\u0250"  # all before it is
MARK = "〓"  # for a character without a glyph
# A line neither begins with a closing mark or an arrow nor ends with an opening one; a
# number, a Latin word and a short quotation stay whole: 2024年, 12.5%, IP, “主题教育”.
_CLOSING = "[，。；：！？、”’』」）》〉】)…%→]*"
_YEAR = "[0-9]{4}年[\u4e00-\u9fff]{0,2}"  # 2024年计划
_NUMBER = "[0-9][0-9.,/]* ?[年月日次个项句节条份家]"  # 19 次
_SIGN = f"[“‘『「（《〈【(]*(?:{_YEAR}|{_NUMBER}|[A-Za-z0-9.,%+−\\-–/]+|.){_CLOSING}"
_QUOTED = f"(?:“[^”]{{1,10}}”|『[^』]{{1,10}}』|《[^》]{{1,10}}》){_CLOSING}"
_SIGNS = re.compile(_SIGN, re.DOTALL)
_UNITS = re.compile(f"{_QUOTED}|{_SIGN}", re.DOTALL)


def width(text: str, size: float) -> float:
    """Return the width in points of one line of `text`, set in `size` points.

    >>> width("重心", 10)
    20.0
    """
    return sum(_advance(character) for character in text) * size


def spread(text: str) -> float:
    """Return how much wider a text may run in other fonts, or bold: Latin does.

    >>> spread("工作总结"), round(spread("Findings"), 2)
    (1.0, 1.2)
    """
    latin = "".join(c for c in text if c < LATIN)
    return 1 + WIDER * width(latin, 1) / (width(text, 1) or 1)


def wrap(text: str, limit: float, size: float) -> list[str]:
    """Return the lines of `text`, none wider than `limit` points, as few as can be.

    Lines part after a comma or stop if they can and none is then half as wide only as
    another; they are evenly filled.

    >>> wrap("思想引领占比最大，2024年下降", 100, 10)
    ['思想引领占比最大，', '2024年下降']
    """
    fullest = fill(text, limit, size)
    if len(fullest) < 2:
        return fullest
    if len(fullest) == 2 and (halves := _halves(text, limit, size)):
        return halves
    for parts in (_phrases(" ".join(text.split())), None):
        lines = _even(parts, text, limit, size, len(fullest))
        if lines and (parts is None or not _ragged(lines, size)):
            return lines
    return fullest


def _even(
    parts: list[str] | None, text: str, limit: float, size: float, n: int
) -> list[str]:
    """Return `n` lines as narrow as they can be, of these parts or any; [] for none."""
    even = width(text, size) / n
    for step in range(int((limit - even) / size) + 2):
        wide = min(even + step * size, limit)
        lines = _filled(parts, wide, size) if parts else fill(text, wide, size)
        if len(lines) == n and max(width(line, size) for line in lines) <= limit:
            return lines
    return []


def _ragged(lines: list[str], size: float) -> bool:
    """Say whether a line is less than half as wide as the widest, the last apart."""
    widths = [width(line, size) for line in lines]
    return min(widths[:-1], default=widths[-1]) < max(widths) / 2


def _halves(text: str, limit: float, size: float) -> list[str]:
    """Return the most even two lines that a comma or stop divides, or nothing."""
    ends = [match.end() for match in re.finditer("[，。；：！？、]", text)]
    splits = [(text[:end].strip(), text[end:].strip()) for end in ends]
    splits = [split for split in splits if not _opened(split[0])]
    widths = [[width(line, size) for line in split] for split in splits]
    fits = [
        (abs(a - b), split)
        for (a, b), split in zip(widths, splits, strict=True)
        if limit / 6 < min(a, b) and max(a, b) <= limit
    ]
    return list(min(fits)[1]) if fits else []


def _opened(line: str) -> bool:
    """Return whether a quotation or bracket is still open at the end of the line."""
    return any(line.count(a) > line.count(b) for a, b in ("“”", "『』", "《》", "（）"))


def fill(text: str, limit: float, size: float) -> list[str]:
    """Return the lines of `text`, each as full as `limit` points allow.

    >>> fill("强化思想引领", 40, 10)
    ['强化思想', '引领']
    """
    return _filled(_parts(" ".join(text.split()), limit, size), limit, size)


def _filled(parts: Iterable[str], limit: float, size: float) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and width((lines[-1] + part).rstrip(), size) > limit:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


def _phrases(text: str) -> list[str]:
    """Return a text in parts, each up to a comma or stop and what closes behind it.

    >>> _phrases("“稳”字当头，稳中求进。")
    ['“稳”字当头，', '稳中求进。']
    """
    return re.findall(
        "[^，。；：！？]+[，。；：！？”’』」）》〉】]*|[，。；：！？]+", text
    )


def _parts(text: str, limit: float, size: float) -> Iterator[str]:
    """Yield what stays whole: quotations and numbers that a line can hold, or signs."""
    for unit in _UNITS.findall(text):
        signs = [unit] if width(unit, size) <= limit else _SIGNS.findall(unit)
        for sign in signs:
            yield from [sign] if width(sign, size) <= limit else sign


def shorten(text: str, limit: float, size: float) -> str:
    """Return `text`, cut with … where it is wider than `limit` points.

    >>> shorten("强化思想引领，夯实理论根基", 90, 10)
    '强化思想引领，夯…'
    """
    if width(text, size) <= limit:
        return text
    reached = accumulate(_advance(character) * size for character in text)
    kept = sum(end <= limit - width("…", size) for end in reached)
    return text[:kept].rstrip("，、；： ") + "…"


def lined(text: str, limit: float, points: float, lines: int) -> str:
    r"""Return a text of `points` on as many lines at most, the last cut with ….

    >>> lined("强化思想引领，夯实理论根基", 40, 10, 2)
    '强化思想\n引领…'
    """
    wrapped = wrap(text, limit, points)
    if len(wrapped) > lines:
        wrapped = fill(text, limit, points)
        rest = "".join(wrapped[lines - 1 :])
        wrapped = [*wrapped[: lines - 1], shorten(rest, limit, points)]
    return "\n".join(wrapped)


def marked(text: str) -> str:
    """Return the text with 〓, the printers' mark, for what the font cannot show.

    >>> marked("改革😀")
    '改革〓'
    """
    return "".join(c if c == "\n" or has_glyph(c) else "〓" for c in text)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Return the advance of one character in em."""
    if not has_glyph(character):
        return 1.0
    glyph = _font().load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / _font().units_per_EM


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Say whether the house font can show a character."""
    return bool(_font().get_char_index(ord(character)))


def substitute(character: str) -> str:
    """Return what stands for a character that the house font cannot show.

    The plain character that Unicode holds for the same (PM2.5 for PM₂.₅), else 〓, the
    printers' mark.

    >>> substitute("₂"), substitute("⁵"), substitute("😀")
    ('2', '5', '〓')
    """
    same = unicodedata.normalize("NFKC", character)
    return same if len(same) == 1 and has_glyph(same) else MARK


@cache
def _font() -> FT2Font:
    return FT2Font(font_file())
