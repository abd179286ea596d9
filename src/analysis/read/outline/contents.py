"""The lines of a table of contents, which open no level."""

import re

from analysis.read.outline.paragraphs import LONGEST_LINE, Paragraph

LEADERS = re.compile(r"(?:\.{3,}|…+|·{3,})\s*\d{0,4}$|^目\s*录$")
LEADER_ENDS = re.compile(r"[.…·\d录]")  # looked at first, which is quicker
PAGE = re.compile(r"[\s.…·]*\d{0,4}$")
FIRST_LINES = 120  # among which contents without page numbers stand
BEGINS_WITHIN = 10  # of which they begin among the first
FEWEST = 3  # headings that come again
RECURS = 0.6  # and their share of the lines with a numeral
BESIDE = ("text", "title", "bullet", "contents")  # begin with no numeral
MARKS = "。；，！？"


def set_contents_apart(found: list[Paragraph]) -> list[Paragraph]:
    """Take the lines of a table of contents out of the outline.

    They end in page numbers, or their numbered headings come again in the text.
    """
    again = _again(found[:FIRST_LINES], found)
    kept, inside = [], False
    for n, here in enumerate(found):
        may = len(here.text) < 2 * LONGEST_LINE and LEADER_ENDS.match(here.text[-1])
        leaders = may and bool(LEADERS.search(here.text))
        if leaders and here.text[0] == "目":
            inside = True
        elif here.long or (inside and not here.text[-1].isdigit()):
            inside = False
        if leaders or inside or n in again:
            here = here._replace(
                kind="contents", body=here.start, heading_end=here.start
            )
        kept.append(here)
    return kept


def _again(first: list[Paragraph], found: list[Paragraph]) -> set[int]:
    """Return the lines of contents without page numbers, by their coming again."""
    begin = next((n for n, p in enumerate(first) if _heading(p)), len(first))
    if begin > BEGINS_WITHIN or begin == len(first):
        return set()
    head = _said(first[begin])
    lines = []
    for n, here in enumerate(first[begin:], begin):
        if n > begin and here.text.replace(" ", "").startswith(head):
            break
        if here.long or here.text[-1] in MARKS:
            break
        lines.append(n)
    else:
        return set()
    numbered = [n for n in lines if _heading(found[n])]
    if len(numbered) < FEWEST:
        return set()
    later: dict[tuple[str, int], list[str]] = {}
    for here in found[lines[-1] + 1 :]:
        if here.kind not in BESIDE:
            text = here.text[:LONGEST_LINE].replace(" ", "")
            later.setdefault((here.kind, here.value), []).append(text)
    again = {
        n
        for n in numbered
        if any(
            text.startswith(_said(found[n]))
            for text in later.get((found[n].kind, found[n].value), ())
        )
    }
    if len(again) < max(FEWEST, RECURS * len(numbered)):
        return set()
    return {n for n in numbered if n <= max(again)}


def _heading(here: Paragraph) -> bool:
    return here.kind not in BESIDE and not here.long


def _said(here: Paragraph) -> str:
    """Return a line of contents without its page number and blanks."""
    return PAGE.sub("", here.text).replace(" ", "")
