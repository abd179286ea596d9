"""Lines that were wrapped to a width, put together again into paragraphs."""

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from analysis.lexicons import read_lexicon
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
INSIDE = re.compile("[，,、；。]")  # of a line that is text
CLAUSES = re.compile("[，,；。]")
COUNTED = re.compile(rf"\s*{NUMERAL}[是要]")
RUNS_ON = re.compile(rf"[。；]{NUMERAL}[是要]")  # such items stand in one paragraph
STOP_INSIDE = re.compile("[。；！？].")
PAGE_NUMBER = re.compile(r"\s*[-—–－·第]*\s*\d{1,4}\s*[-—–－·页]*\s*")
BROKEN, FEWEST_BROKEN = 0.5, 3  # share of lines of text that stop within a sentence
NEARLY = 0.66  # of the widest line, that such lines are wide on the average
NARROW = 0.95  # share of lines that are not wider than the page
HEADS = 0.6  # of it, below which a line without a mark is a heading
LONGEST_END = 12  # characters of a title's second line


class Page(NamedTuple):
    """Lines with their widths, how wide the page is, and which lines fill it."""

    lines: list[str]
    widths: dict[int, int]  # of lines that are not blank, by their number
    size: int
    full: set[int]
    indent: float  # of most lines


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
    of those stop within a sentence; or where most lines of text do, as when a page is
    copied in whose letters are not equally wide.
    """
    if max(map(len, lines), default=0) > WIDEST:  # nearly always, and quickly seen
        return None
    widths = {at: width(line.strip()) for at, line in enumerate(lines) if line.strip()}
    page = _equally_wide(lines, widths) or _within_sentences(lines, widths)
    return page and _with_whole_title(lines, _groups(page))


def _equally_wide(lines: list[str], widths: dict[int, int]) -> Page | None:
    """Return the page where nearly all lines are equally wide."""
    widths = {at: wide + _indent(lines[at]) for at, wide in widths.items()}
    if len(widths) < ENOUGH:
        return None
    size = sorted(widths.values())[int(0.9 * len(widths))]
    full = {
        at
        for at, wide in widths.items()
        if size - HALF_WIDTHS <= wide <= size + HALF_WIDTHS
    }
    within = [at for at in full if not _ended(lines[at])]
    if not NARROWEST <= size <= WIDEST or max(widths.values()) > size + HALF_WIDTHS:
        return None
    if len(full) < FULL * len(widths) or len(within) < OPEN_LINES * len(full):
        return None
    usual = median(_indent(lines[at]) for at in full)
    return Page(lines, widths, size, full, usual)


def _within_sentences(lines: list[str], widths: dict[int, int]) -> Page | None:
    """Return the page where most lines of text stop within a sentence."""
    size = sorted(widths.values())[int(NARROW * len(widths))] if widths else 0
    text = [at for at in widths if INSIDE.search(lines[at]) and not _heads(lines[at])]
    broken = [at for at in text if not _ended(lines[at])]
    if text and text[-1] in broken:  # a file may stop anywhere
        broken.pop()
    whole = [widths[at] for at in text if _ended(lines[at])]
    if not NARROWEST <= size <= WIDEST or len(broken) < FEWEST_BROKEN or not whole:
        return None
    if len(broken) < BROKEN * len(text):
        return None
    if sum(widths[at] for at in broken) < NEARLY * size * len(broken):
        return None
    # A list of clauses without stops has none inside its lines, nor short last lines.
    if min(whole) >= NEARLY * size:
        if not any(STOP_INSIDE.search(lines[at]) for at in text):
            return None
    usual = median(_indent(lines[at]) for at in broken)
    return Page(lines, widths, size, set(), usual)


def _groups(page: Page) -> list[list[int]]:
    """Group line numbers: a line goes on where it is full, or stops in a sentence."""
    double = 2 * len(page.widths) <= len(page.lines) + 1  # a blank under every line
    groups: list[list[int]] = []
    running = False  # whether the paragraph may go on with the one before it
    for at in page.widths:
        before = groups[-1][-1] if groups else -9
        near = at - before <= (2 if double else 1)
        begun = running or bool(groups and len(groups[-1]) > 1)
        if near and _goes_on(page, before, at, begun):
            groups[-1].append(at)
            continue
        wide = near and page.widths[before] >= page.size - HALF_WIDTHS
        running = wide and not page.full
        groups.append([at])
    return groups


def _goes_on(page: Page, before: int, at: int, begun: bool) -> bool:
    """Say whether a line goes on with the one before it.

    `begun` says that the line before goes on with others, and so is text.
    """
    last, line = page.lines[before], page.lines[at]
    if HEADING_LINE.match(line) or _indent(line) > page.indent + 1:
        return False
    if PAGE_NUMBER.fullmatch(last) or PAGE_NUMBER.fullmatch(line):
        return False
    if _ended(last) and (before not in page.full or _counts(page, line)):
        return False
    if before in page.full:
        return True
    wide, heads = page.widths[before], _heads(last)
    if wide >= page.size - HALF_WIDTHS * (1 if heads else 2):
        return True
    if begun:
        return wide >= HEADS * page.size
    if CLAUSES.search(last) and not heads and not page.full:
        return wide >= NEARLY * page.size
    return wide >= NEARLY * page.size and _ends_heading(last, line)


def _counts(page: Page, line: str) -> bool:
    """Say whether a line opens an item, 一是, that is a paragraph of its own."""
    return bool(COUNTED.match(line)) and not any(map(RUNS_ON.search, page.lines))


def _ended(line: str) -> bool:
    return END.search(line.rstrip()) is not None


def _ends_heading(first: str, second: str) -> bool:
    """Say whether a line is the rest of a heading: …人民代表大会第三 | 次会议上."""
    short = width(second.strip()) < HEADS * width(first.strip())
    kinds = "|".join(read_lexicon("kinds")["kind"])
    return (
        short
        and not re.search(
            rf"{INSIDE.pattern}|{END.pattern}|^\s*[（(—-]|^\s*[\d年月日]+$", second
        )
        and not re.search(f"(?:{kinds})$", first.strip())
    )


def _heads(line: str) -> bool:
    """Say whether a line is a numbered heading, or 一是…, and no more."""
    return bool(HEADING_LINE.match(line) or COUNTED.match(line)) and "。" not in line


def _with_whole_title(lines: list[str], groups: list[list[int]]) -> list[list[int]]:
    """Put a title together that goes on in a second line: …学习工作 | 总结."""
    if len(groups) < 2 or INSIDE.search("".join(lines[at] for at in groups[0])):
        return groups
    first, second = (lines[group[-1]].strip() for group in groups[:2])
    kinds = "|".join(read_lexicon("kinds")["kind"])
    ends = re.fullmatch(rf"\D{{0,8}}(?:{kinds})", second)
    if len(second) <= LONGEST_END and ends and not re.search(kinds, first):
        return [groups[0] + groups[1], *groups[2:]]
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
