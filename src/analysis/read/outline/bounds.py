"""Where a report begins and ends: title and preamble, closing appeal, annexes."""

import re

from analysis.read.outline.levels import (
    BODY,
    LEAD,
    LONGEST_BARE,
    TITLE_END,
    Paragraph,
    is_body,
)
from analysis.read.outline.wording import zone

OPENING_SHARE = 0.2  # a salutation further down does not end the opening
OPENING = 600  # characters in which one may stand at any rate
FIRST = 60  # paragraphs among which the salutation stands
PREAMBLE = 4  # paragraphs of body before the first heading that only lead in
LAST = 0.45  # annexes begin after this share of the text
CLOSING = 0.8  # and the closing appeal after this share of the report
ENDING = 4  # among the last paragraphs
LONGEST_APPEAL = 350  # characters
LONGEST_GREETING = 12
SPEAKS = re.compile(
    "代表.{2,20}(?:报告|汇报)|请予审议|提出意见|(?:汇报|总结|报告)(?:如下|于下)"
)
APPEAL = re.compile("让我们|更加紧密|而.{0,4}奋斗")
GLOSSARY = ("名词解释", "名词注释", "名词解析")
HEADED = ("part", "bare", "chapter", "section", "decimal", "alone")


def set_aside(found: list[Paragraph], why: str) -> None:
    """Set paragraphs aside: they belong to no part of the report."""
    for here in found:
        here.role, here.reasons = "other", [why]
        here.part = here.section = here.item = ""


def opening(found: list[Paragraph]) -> int:
    """Return the first paragraph after title, salutation and preamble."""
    size = found[-1].end
    greeted = -1
    for n, here in enumerate(found[:FIRST]):
        if here.start > max(OPENING_SHARE * size, OPENING):
            break
        if here.text.startswith(zone("salutation")) or here.text.endswith("各位代表："):
            greeted = n
            break
        if here.kind in ("part", "bare", "chapter", "section"):
            break
    first = greeted + 1
    if greeted < 0:
        first = next((n for n, p in enumerate(found) if is_body(p) or _opens(p, n)), 0)
    while first < len(found) and not _opens(found[first], first):
        if not SPEAKS.search(found[first].text[:LEAD]):
            break
        first += 1
    return _preamble(found, first)


def _preamble(found: list[Paragraph], first: int) -> int:
    """Skip what only leads in: a few paragraphs before the first heading."""
    heading = next(
        (n for n in range(first, len(found)) if _opens(found[n], n)), len(found)
    )
    if heading == len(found):
        return first
    bodies = sum(len(here.text) > BODY for here in found[first:heading])
    return heading if bodies <= PREAMBLE else first


def _opens(here: Paragraph, n: int) -> bool:
    if here.kind == "bare" and TITLE_END.search(here.text) and n < 3:
        return False
    return here.kind in HEADED


def annex(found: list[Paragraph]) -> int:
    """Return the first paragraph of glossary, annex and what the page adds."""
    size = found[-1].end
    cues, service = zone("annex"), zone("service")
    appealed = False
    for n, here in enumerate(found):
        if here.start < LAST * size:
            continue
        if len(here.text) <= LONGEST_BARE + 10 and here.text.startswith(cues):
            return n
        short = len(here.text) <= LONGEST_BARE
        if short and any(cue in here.text for cue in GLOSSARY):
            return n
        if short and appealed and any(cue in here.text for cue in service):
            return n
        appealed |= bool(APPEAL.search(here.text))
    return _colophon(found)


def _colophon(found: list[Paragraph]) -> int:
    """Return where the lines begin that only say where the text was printed."""
    n = len(found)
    while n > 1 and found[n - 1].kind == "text" and len(found[n - 1].text) <= BODY:
        text = found[n - 1].text
        if text[-1] in "。！!" or not any(cue in text for cue in zone("colophon")):
            break
        n -= 1
    return n


def speech(body: list[Paragraph]) -> None:
    """Set aside salutations on their own, and the appeal that closes."""
    if not body:
        return
    begin, size = body[0].start, body[-1].end - body[0].start
    for n, here in enumerate(body):
        text = here.text
        if len(text) < LONGEST_GREETING and text.startswith(zone("salutation")):
            here.role, here.reasons = "other", ["salutation"]
        if here.kind == "text" and here.start - begin > CLOSING * size:
            if n >= len(body) - ENDING and _appeals(body, n):
                set_aside(body[n:], "closing appeal")
                return


def _appeals(body: list[Paragraph], n: int) -> bool:
    """Say whether a paragraph near the end calls on those who listen."""
    text, before = body[n].text, body[n - 1].text
    calls = bool(APPEAL.search(text))
    if calls and sum(cue in text for cue in zone("closing")) > 1:
        return True
    spoken = text.startswith(zone("salutation")) or (
        before.startswith(zone("salutation")) and len(before) < LONGEST_GREETING
    )
    last = n >= len(body) - 2 and len(text) < LONGEST_APPEAL
    return spoken and last and (calls or text[-1] in "！!")
