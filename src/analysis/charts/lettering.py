"""How wide a text is, where a line may break, and where it is cut short."""

import re
from functools import cache, lru_cache
from itertools import accumulate

from matplotlib.ft2font import FT2Font, LoadFlags

from analysis.style import font_file

# A line neither begins with a closing mark nor ends with an opening one, and a
# number or Latin word stays whole: 2024年, 12.5%, IP.
_UNIT = re.compile(
    r"[“‘（《〈【(]*(?:[A-Za-z0-9.,%+−\-–/]+|.)[，。；：！？、”’）》〉】)…%]*",
    re.DOTALL,
)


def width(text: str, size: float) -> float:
    """Return the width in points of one line of `text`, set in `size` points.

    >>> width("重心", 10)
    20.0
    """
    return sum(_advance(character) for character in text) * size


def wrap(text: str, limit: float, size: float) -> list[str]:
    """Return the lines of `text`, none wider than `limit` points, evenly filled.

    >>> wrap("思想引领占比最大，2024年下降", 80, 10)
    ['思想引领占比', '最大，2024年下降']
    """
    count = len(_fill(text, limit, size))
    even = width(text, size) / max(count, 1)
    for allowed in accumulate([size / 2] * 200, initial=even):
        lines = _fill(text, min(allowed, limit), size)
        if len(lines) <= count:
            return lines
    return _fill(text, limit, size)


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


def _fill(text: str, limit: float, size: float) -> list[str]:
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        # a unit wider than the line is broken anywhere
        parts = [unit] if width(unit, size) <= limit else list(unit)
        for part in parts:
            if lines[-1] and width((lines[-1] + part).rstrip(), size) > limit:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Return the advance of one character in em."""
    glyph = _font().load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / _font().units_per_EM


@cache
def _font() -> FT2Font:
    return FT2Font(font_file())
