"""How wide a text is, where a line may break, and where it is cut short."""

import re
from functools import cache, lru_cache
from itertools import accumulate

from matplotlib.ft2font import FT2Font, LoadFlags

from analysis.style import font_file

_STOPS = "，。；：！？、"

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
    """Return the lines of `text`, none wider than `limit` points, as few as can be.

    Lines end after a comma or stop if they can, and are else evenly filled.

    >>> wrap("思想引领占比最大，2024年下降", 100, 10)
    ['思想引领占比最大，', '2024年下降']
    """
    fullest = fill(text, limit, size)
    even = width(text, size) / max(len(fullest), 1)
    steps = range(int((limit - even) / size) + 1) if len(fullest) > 1 else ()
    tried = [fill(text, even + step * size, size) for step in steps]
    tried = [lines for lines in tried if len(lines) == len(fullest)]
    good = [lines for lines in tried if all(line[-1] in _STOPS for line in lines[:-1])]
    return [*good, *tried, fullest][0]


def fill(text: str, limit: float, size: float) -> list[str]:
    """Return the lines of `text`, each as full as `limit` points allow.

    >>> fill("强化思想引领", 40, 10)
    ['强化思想', '引领']
    """
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        # a unit wider than the line is broken anywhere
        parts = [unit] if width(unit, size) <= limit else list(unit)
        for part in parts:
            if lines[-1] and width((lines[-1] + part).rstrip(), size) > limit:
                lines.append("")
            lines[-1] += part
    return [line.strip() for line in lines if line.strip()]


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


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Return the advance of one character in em."""
    glyph = _font().load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / _font().units_per_EM


@cache
def _font() -> FT2Font:
    return FT2Font(font_file())
