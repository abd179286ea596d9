"""Where a report begins and ends: title and preamble, closing appeal, annexes."""

import re

from analysis.read.outline.levels import LONGEST_BARE, SAID_WITHIN, is_body
from analysis.read.outline.paragraphs import PARTS, SECTIONS, Paragraph
from analysis.read.outline.title import ends_as_title, opens_with_year
from analysis.read.outline.wording import speaks, zone

OPENING_SHARE = 0.2  # a salutation further down does not end the opening
OPENING_LENGTH = 600  # characters in which one may stand at any rate
OPENING_PARAGRAPHS = 60  # among which the salutation stands
PREAMBLE = 4  # paragraphs of body before the first heading that only lead in
ANNEX_SHARE = 0.45  # annexes begin after this share of the text
CLOSING_SHARE = 0.8  # and the closing appeal after this share of the report,
LAST_PARAGRAPHS = 4  # among so many at its end
LONGEST_APPEAL = 350  # characters
LONGEST_GREETING = 12
SPEAKS = re.compile(
    "代表.{2,20}(?:报告|汇报)|请予审议|提出意见|(?:汇报|总结|报告)(?:如下|于下)"
)
APPEAL = re.compile("让我们|更加紧密|而.{0,4}奋斗")
APPEALS = ("让我们", "更加紧密", "奋斗")
GLOSSARY = ("名词解释", "名词注释", "名词解析")
HEADED = (*PARTS, *SECTIONS, "decimal")


def set_aside(found: list[Paragraph], why: str) -> list[Paragraph]:
    """Set paragraphs aside: they belong to no part of the report."""
    nowhere = {"part": "", "section": "", "item": ""}
    return [here._replace(**nowhere).with_role("other", why) for here in found]


def opening(found: list[Paragraph]) -> int:
    """Return the first paragraph after title, salutation and preamble."""
    size = found[-1].end
    greeted = -1
    for n, here in enumerate(found[:OPENING_PARAGRAPHS]):
        if here.start > max(OPENING_SHARE * size, OPENING_LENGTH):
            break
        if here.text.startswith(zone("salutation")) or here.text.endswith("各位代表："):
            greeted = n
            break
        if here.kind in (*PARTS, "section"):
            break
    first = greeted + 1
    if greeted < 0:
        first = next((n for n, p in enumerate(found) if is_body(p) or _opens(p, n)), 0)
    while first < len(found) and not _opens(found[first], first):
        if not SPEAKS.search(found[first].text[:SAID_WITHIN]):
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
    bodies = sum(here.long for here in found[first:heading])
    return heading if bodies <= PREAMBLE else first


def _opens(here: Paragraph, n: int) -> bool:
    if here.kind == "bare" and n < 3 and ends_as_title(here.heading):
        return n > 0 and opens_with_year(here.heading)
    return here.kind in HEADED


def annex(found: list[Paragraph]) -> int:
    """Return the first paragraph of glossary, annex and what the page adds."""
    size = found[-1].end
    cues = zone("annex")
    appealed = False
    for n, here in enumerate(found):
        if here.start < ANNEX_SHARE * size:
            continue
        if len(here.text) <= LONGEST_BARE + 10 and here.text.startswith(cues):
            return n
        short = len(here.text) <= LONGEST_BARE
        if short and any(cue in here.text for cue in GLOSSARY):
            return n
        if short and appealed and speaks("service", here.text):
            return n
        appealed = appealed or _calls(here.text)
    return _colophon(found)


def _calls(text: str) -> bool:
    """Say whether a paragraph calls on those who listen; its words are sought first."""
    return any(cue in text for cue in APPEALS) and bool(APPEAL.search(text))


def _colophon(found: list[Paragraph]) -> int:
    """Return where the lines begin that only say where the text was printed."""
    n = len(found)
    while n > 1 and found[n - 1].kind == "text" and not found[n - 1].long:
        text = found[n - 1].text
        if text[-1] in "。！!" or not speaks("colophon", text):
            break
        n -= 1
    return n


def set_speech_aside(body: list[Paragraph]) -> list[Paragraph]:
    """Set aside salutations on their own, and the appeal that closes."""
    appeal = _closing_appeal(body)
    spoken = []
    for here in body[:appeal]:
        alone = len(here.text) < LONGEST_GREETING
        if alone and here.text.startswith(zone("salutation")):
            here = here.with_role("other", "salutation")
        spoken.append(here)
    return spoken + set_aside(body[appeal:], "closing appeal")


def _closing_appeal(body: list[Paragraph]) -> int:
    """Return the first paragraph of the appeal that closes, behind the last if none."""
    last = len(body)
    for n in range(max(last - LAST_PARAGRAPHS, 0), last):
        begin, end = body[0].start, body[-1].end
        late = body[n].start - begin > CLOSING_SHARE * (end - begin)
        if body[n].kind == "text" and late and _appeals(body, n):
            return n
    return last


def _appeals(body: list[Paragraph], n: int) -> bool:
    """Say whether a paragraph near the end calls on those who listen."""
    text, before = body[n].text, body[n - 1].text
    calls = _calls(text)
    if calls and sum(cue in text for cue in zone("closing")) > 1:
        return True
    spoken = text.startswith(zone("salutation")) or (
        before.startswith(zone("salutation")) and len(before) < LONGEST_GREETING
    )
    last = n >= len(body) - 2 and len(text) < LONGEST_APPEAL
    return spoken and last and (calls or text[-1] in "！!")
