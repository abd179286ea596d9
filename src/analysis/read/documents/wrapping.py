"""Lines that were wrapped to a width, put together again into paragraphs."""

import re
from itertools import pairwise
from statistics import median

from analysis.read.numerals import NUMERAL

# What opens a paragraph of its own wherever it stands.
HEADING_LINE = re.compile(
    rf"\s*(?:(?P<part>{NUMERAL}、)|第{NUMERAL}[章节条编部篇，、]|[（(]\s*{NUMERAL}\s*[）)]"
    r"|[㈠-㈩①-⑳⑴-⒇⒈-⒛㊀-㊉]|[（(]?\d{1,2}(?:[.．](?!\d)|[、）)])|[—－―-]{2}|[•●■◆]|［\d{1,3}］)"
)
END = re.compile("[。！？!?；;：:…][”’」』）)》】]*$")
LATIN = re.compile("[A-Za-z]")
ENOUGH = 12  # lines, below which no width is a habit
FULL = 0.55  # share of lines that must be as wide as the page
OPEN_LINES = 0.4  # share of full lines that must stop within a sentence
HALF_WIDTHS = 4  # half-widths by which a wrapped line may fall short
WIDEST, NARROWEST = 130, 30  # half-widths of a line on paper


def rejoined(pieces: list[str]) -> str:
    """Return the lines of a paragraph as one; only Latin words need a space.

    Examples
    --------
    >>> rejoined(["推进Smart", "City建设"]), rejoined(["病险水", "库除险加固"])
    ('推进Smart City建设', '病险水库除险加固')
    """
    said = pieces[:1]
    for before, piece in pairwise(pieces):
        gap = LATIN.match(before[-1:]) and LATIN.match(piece)
        said += [" ", piece] if gap else [piece]
    return "".join(said)


def unwrapped(lines: list[str]) -> list[list[int]] | None:
    """Return which lines belong together; None where the text is not wrapped.

    A text counts as wrapped where most lines are equally wide, as on paper, and many
    of those stop within a sentence.
    """
    if max(map(len, lines), default=0) > WIDEST:  # nearly always, and quickly seen
        return None
    widths = {at: width(line.rstrip()) for at, line in enumerate(lines) if line.strip()}
    if len(widths) < ENOUGH:
        return None
    size = sorted(widths.values())[int(0.9 * len(widths))]
    full = [
        at
        for at, wide in widths.items()
        if size - HALF_WIDTHS <= wide <= size + HALF_WIDTHS
    ]
    within = [at for at in full if not END.search(lines[at].rstrip())]
    if not NARROWEST <= size <= WIDEST or max(widths.values()) > size + HALF_WIDTHS:
        return None
    if len(full) < FULL * len(widths) or len(within) < OPEN_LINES * len(full):
        return None
    return _groups(lines, set(full))


def _groups(lines: list[str], full: set[int]) -> list[list[int]]:
    """Group line numbers: a line goes on where it is full and no new one begins."""
    indents = [_indent(lines[at]) for at in full]
    usual = median(indents) if indents else 0
    groups: list[list[int]] = []
    for at, line in enumerate(lines):
        goes_on = (
            groups
            and groups[-1][-1] == at - 1
            and at - 1 in full
            and line.strip()
            and _indent(line) <= usual + 1
            and not HEADING_LINE.match(line)
        )
        if goes_on:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def width(text: str) -> int:
    """Return how wide a text is, in half-widths.

    Examples
    --------
    >>> width("工作2023")
    8
    """
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _indent(line: str) -> int:
    return width(line) - width(line.lstrip())
