"""Give each paragraph its place, part, section and item, by its document's habits."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.read.outline.blocks import blocks
from analysis.read.outline.headings import heading_roles
from analysis.read.outline.numerals import HAN, han, number
from analysis.read.outline.wording import zone

CARRY = None  # the item of the paragraph before goes on
# How a paragraph may begin. Not 一、二、三级批发, 第二、三季度, 3·5, 祖国的统一是.
MARKER = re.compile(
    rf"第(?P<chapter>{HAN})(?:部分|[章篇编])[、，,：: \u3000]*"
    rf"|(?P<part>{HAN})、\s*(?!{HAN}[、级产季月线次])"
    rf"|[（(](?P<section>{HAN})[）)](?!项|款|目)、?\s*|(?P<circled>[㈠-㈩])、?\s*"
    r"|(?P<decimal>\d{1,2})(?:[.．](?!\d)|、)\s*"
    r"|[（(](?P<small>\d{1,2})[）)]、?\s*|(?P<round>[①-⑳])\s*"
    rf"|(?P<mark>{HAN})[是要]|第(?P<ordinal>{HAN})[，,、](?!{HAN})\s*"
    r"|(?P<bullet>(?:——|――|──|－－|--|—|●|■|◆)-*)\s*"
)
MARKS = re.compile("[，。；：！？!?;,:]")
TITLE_END = re.compile(
    r"(?:总结|报告|计划|要点|思路|汇报|范文|设想|打算|综述|述职)[）)\d篇\s]*$"
)
LEADERS = re.compile(r"(?:\.{3,}|…+|·{3,})\s*\d{0,4}$|^目\s*录$")
GREETS = ("各位代表", "同志们")
LONGEST_HEADING = 60  # characters; a longer first sentence is body, not heading
LONGEST_BARE = 30  # a heading without numeral is a short line of its own
LONGEST_TOPIC = 20  # one that names no role, where the document has such headings
ALONE = 45  # 一是 on a line of its own, no longer than this, heads what follows
LEAD = 120  # an item's paragraph up to this long may have further paragraphs
LONGEST_TITLE = 80
BODY = 60  # a longer paragraph is body text
# What closes the last section of a part: the text looks back, or turns to all.
CLOSES = re.compile(
    "各位代表|同志们|过去(?:的?一|的?五|的?几)年|[一五三几]年来|回顾|回望|总结(?:过去|成绩|起来)"
    "|在(?:看到|总结|肯定|充分肯定|取得)|成绩|(?:同时|但是?)?[，,]?我们也?(?:清醒|深)"
    "|(?:上述|以上)|在此[，,]|这些成绩|取得这些"
)


@dataclass(slots=True)
class Paragraph:
    """One paragraph and its place; `item` None goes on with the item before."""

    start: int
    end: int
    text: str  # the paragraph as it stands
    kind: str = "text"
    value: int = 0
    body: int = 0  # where the text after the marker begins
    heading_end: int = 0
    part: str = ""
    section: str = ""
    item: str | None = ""
    role: str = "other"
    reasons: list[str] = field(default_factory=list)
    scope: int = 0  # counts the parts and sections: item numbering begins anew
    top: int = -1  # index of the paragraph whose heading gives the role

    @property
    def heading(self) -> str:
        """The heading without its numeral; '' where there is none."""
        here = self.text[self.body - self.start : self.heading_end - self.start]
        return here.rstrip("。；：:; \u3000")


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text with part, section and item, without roles."""
    found = [_classified(text, *block) for block in blocks(text)]
    _title(found)
    _bare_headings(found)
    _contents(found)
    _heads_of_their_own(found)
    _nest(found)
    _place(found)
    return found


def _classified(text: str, start: int, end: int) -> Paragraph:
    """Say how one paragraph begins."""
    here = Paragraph(start, end, text[start:end], body=start, heading_end=start)
    marker = MARKER.match(text, start, end)
    if not marker:
        return here
    kind = marker.lastgroup
    numeral = marker[kind]
    if kind in ("decimal", "small"):
        value = int(numeral)
    elif kind in ("circled", "round"):
        value = ord(numeral) - ord("㈠" if kind == "circled" else "①") + 1
    else:
        value = number(numeral) if kind != "bullet" else 0
    if kind != "bullet" and not value:
        return here
    here.kind = {"circled": "section", "round": "small"}.get(kind, kind)
    here.value = value
    if kind not in ("mark", "ordinal"):  # those are cut off with their clause
        here.body = marker.end()
    if here.kind in ("chapter", "part", "section"):
        here.heading_end = heading_end(text, here.body, end)
    return here


def heading_end(text: str, start: int, end: int) -> int:
    """Return where the heading stops that begins here and may run into the body."""
    stop = text.find("。", start, min(end, start + LONGEST_HEADING + 1))
    if stop >= 0:
        return stop
    if end - start <= LONGEST_HEADING:
        return end
    mark = MARKS.search(text, start, end)
    return mark.start() if mark else end


def _title(found: list[Paragraph]) -> None:
    """Set the first line apart as the title, unless it heads a part already."""
    if found and found[0].kind not in ("chapter", "part", "section"):
        first = found[0]
        first.kind, first.body, first.value = "title", first.start, 0
        if len(first.text) <= LONGEST_TITLE:
            first.heading_end = first.end


def is_body(here: Paragraph) -> bool:
    """Say whether a paragraph is body text, and not what a page says of itself."""
    opening = here.text[:LEAD]
    return len(here.text) > BODY and not any(cue in opening for cue in zone("chrome"))


def _bare_headings(found: list[Paragraph]) -> None:
    """Mark the lines that are headings without a numeral."""
    # A salutation ends the page's head as well as the first paragraph does.
    opens = (n for n, p in enumerate(found) if is_body(p) or p.text.startswith(GREETS))
    first = next(opens, len(found))
    topics = []
    for n, here in enumerate(found):
        size = len(here.text)
        if here.kind != "text" or size > LONGEST_BARE or n == 0:
            continue
        bare = here.text.rstrip("：:")
        if size < 4 or MARKS.search(bare) or bare[0] in "（(【《—":
            continue
        roles = heading_roles(bare)
        if roles and bare != here.text and roles != ["problems"]:
            continue  # 一年来的主要工作是： leads in
        if roles:
            if n > first or not TITLE_END.search(bare):
                here.kind, here.heading_end = "bare", here.end
        elif n > first and size <= LONGEST_TOPIC and not bare[0].isdigit():
            topics.append(n)
    _inside_a_part(found)
    if sum(here.kind == "bare" for here in found) > 1 or _unnumbered(found):
        _topics(found, topics)


def _inside_a_part(found: list[Paragraph]) -> None:
    """Take back the headings that stand between 一、 and 二、: they are no parts.

    Where one stood above the first 一、, the document does head its parts so.
    """
    parts = [(n, here.value) for n, here in enumerate(found) if here.kind == "part"]
    bare = [n for n, here in enumerate(found) if here.kind == "bare"]
    if not parts or (bare and bare[0] < parts[0][0]):
        return
    for n in bare:
        before = [value for m, value in parts if m < n][-1:]
        after = [value for m, value in parts if m > n][:1]
        if before and after and after[0] == before[0] + 1:
            found[n].kind, found[n].heading_end = "text", found[n].start


def _unnumbered(found: list[Paragraph]) -> bool:
    return not any(here.kind in ("part", "section", "chapter") for here in found)


def _topics(found: list[Paragraph], topics: list[int]) -> None:
    """Make headings of lines that name no role, where body stands on either side."""
    sections = [n for n, here in enumerate(found) if here.kind == "section"]
    for n in topics:
        here, after = found[n], found[n + 1 : n + 2]
        following = next((found[m].value for m in sections if m > n), 1)
        if not after or following != 1:
            continue
        if len(after[0].text) > BODY and len(found[n - 1].text) > BODY:
            here.kind, here.heading_end = "bare", here.end


def _contents(found: list[Paragraph]) -> None:
    """Take the lines of a table of contents out of the outline."""
    inside = False
    for here in found:
        short = len(here.text) < 2 * BODY
        leaders = short and bool(LEADERS.search(here.text))
        if leaders and here.text[0] == "目":
            inside = True
        elif len(here.text) > BODY or (inside and not here.text[-1].isdigit()):
            inside = False
        if leaders or inside:
            here.kind, here.heading_end, here.body = "contents", here.start, here.start


def _heads_of_their_own(found: list[Paragraph]) -> None:
    """Make 一是 and 第一， sections where they stand alone above paragraphs."""
    sections = any(here.kind == "section" for here in found)
    parts = any(here.kind in ("part", "bare", "chapter") for here in found)
    for here, after in pairwise(found):
        if here.kind not in ("mark", "ordinal") or len(here.text) > ALONE:
            continue
        if after.kind != "text" or len(after.text) <= BODY:
            continue
        marks = MARKS.findall(here.text.rstrip("。；"))
        if here.kind == "ordinal" and not sections and not marks[1:]:
            pass
        elif here.text[-1] not in "：:" and not set(marks) & set("。；;：:"):
            pass
        else:
            continue
        top = here.kind == "ordinal" and not parts and "、" in here.text[:4]
        here.kind = "part" if top else "alone"
        here.body = here.start + MARKER.match(here.text).end()
        here.heading_end = here.end


def _nest(found: list[Paragraph]) -> None:
    """Tell the 一、 that number parts from those that number something inside a part.

    Numbering that begins anew and goes back to where it was, or that stands under a
    heading without numeral, lies inside; it makes parts of its own where it has
    sections, else sections.
    """
    groups: list[list[int]] = []  # open sequences, outermost first: last value, first
    inner: list[tuple[int, int, int]] = []  # depth, first, after the last
    under, nests = 0, False

    def close(depth: int, n: int) -> None:
        """Close the lists beyond a depth; those left open stand side by side."""
        while len(groups) > depth:
            first = groups.pop()[1]
            inner.append((depth + under, first, n))
            n = first

    for n, here in enumerate(found):
        if here.kind in ("bare", "chapter"):
            close(1 - under, n)
            groups, under = [], 1
        elif here.kind == "part":
            depth = _depth([group[0] for group in groups], here)
            nests |= 0 < depth < len(groups)
            if depth:
                close(depth, n)
                groups[-1][0] = here.value
            else:
                groups.append([here.value, n])
    if under or nests:
        close(1 - under, len(found))
    _lower(found, inner)


def _depth(lasts: list[int], here: Paragraph) -> int:
    """Return which open sequence a numeral goes on with, from 1; 0 for none.

    The innermost, unless the heading says a role: that is a part's. One numeral may
    be missing.
    """
    if here.value == 1:
        return 0
    for step in (1, 2):
        fits = [n for n, last in enumerate(lasts, 1) if here.value - last == step]
        if fits:
            return fits[0] if heading_roles(here.heading) else fits[-1]
    return 0


def _lower(found: list[Paragraph], inner: list[tuple[int, int, int]]) -> None:
    """Make sections of the parts inside a part, and items of those inside them."""
    sections = {n for n, here in enumerate(found) if here.kind == "section"}
    for depth, first, last in inner:
        if depth < 2 and sections & set(range(first, last)):
            continue
        for n in range(first, last):
            if found[n].kind == "part":
                found[n].kind = "section" if depth < 2 else "decimal"
                found[n].heading_end *= depth < 2


def _place(found: list[Paragraph]) -> None:
    """Walk the paragraphs in order, keeping part, section and item."""
    part = section = ""
    top, scope, since, last, decimal = -1, 0, 0, False, False
    lasts = _last_sections(found)
    before = None
    for n, here in enumerate(found):
        if here.kind in ("bare", "chapter", "part"):
            if here.kind != "part" or top < 0 or not _under(found, top, here):
                top = n
            part, section, scope = here.heading, "", scope + 1
            decimal = False
        elif here.kind in ("section", "alone"):
            section, scope, since, last = here.heading, scope + 1, n, n in lasts
            decimal = False
        elif section and here.kind == "text" and _closes(here, before, n - since, last):
            section, scope = "", scope + 1
        here.part, here.section, here.scope, here.top = part, section, scope, top
        here.item = _item(here, before, decimal)
        decimal |= here.kind == "decimal"
        before = here


def _under(found: list[Paragraph], top: int, here: Paragraph) -> bool:
    """Say whether a numbered part without role of its own stands under a bare one."""
    return found[top].kind in ("bare", "chapter") and not heading_roles(here.heading)


def _last_sections(found: list[Paragraph]) -> set[int]:
    """Return the sections that are the last of their part."""
    lasts, current = set(), -1
    for n, here in enumerate(found):
        if here.kind in ("section", "alone"):
            current = n
        elif here.kind in ("bare", "chapter", "part") and current >= 0:
            lasts.add(current)
            current = -1
    return lasts | {current}


def _closes(here: Paragraph, before: Paragraph, distance: int, last: bool) -> bool:
    """Say whether a paragraph is the part's again, and no longer the section's."""
    if here.text.startswith(GREETS):
        return True
    if not last or distance < 2 or before.kind in ("decimal", "small"):
        return False
    return bool(CLOSES.match(here.text))


def _item(here: Paragraph, before: Paragraph | None, decimal: bool) -> str | None:
    """Return the item that a paragraph opens, '' for none, CARRY to go on."""
    if here.kind == "decimal" or (here.kind == "small" and not decimal):
        return han(here.value)
    if here.kind == "small":
        return CARRY
    if here.kind == "bullet":
        if before and before.kind == "bullet" and before.scope == here.scope:
            here.value = before.value + 1
        else:
            here.value = 1
        return han(here.value) if here.value < 100 else ""
    if here.kind != "text" or before is None or before.scope != here.scope:
        return ""
    opened = before.kind in ("decimal", "small", "mark", "ordinal", "bullet")
    if opened and len(before.text) <= ALONE:
        return CARRY
    if opened and len(before.text) > LEAD:
        return ""
    if (opened or before.item is CARRY) and not CLOSES.match(here.text):
        return CARRY
    return ""
