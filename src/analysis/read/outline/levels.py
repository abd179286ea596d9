"""Give each paragraph its place, part, section and item, by its document's habits.

The steps stand in the order in which `outline` takes them.
"""

import re
from itertools import pairwise

from analysis.read.numerals import han
from analysis.read.outline.headings import heading_roles
from analysis.read.outline.markers import ANY_MARK, MARKER
from analysis.read.outline.paragraphs import (
    CARRY,
    ITEMS,
    NUMBERED,
    PARTS,
    SECTIONS,
    Paragraph,
)
from analysis.read.outline.title import ends_as_title, opens_with_year
from analysis.read.outline.wording import speaks

GREETS = ("各位代表", "同志们")
LONGEST_BARE = 30  # a heading without numeral is a short line of its own
LONGEST_TOPIC = 20  # one that names no role, where the document has such headings
LONGEST_LONE = 45  # 一是 on a line of its own, no longer than this, heads what follows
SAID_WITHIN = 120  # characters in which a paragraph says what it is
LONGEST_LEAD = 120  # an item's paragraph up to this long may have further paragraphs
LONGEST_TITLE = 80
# What closes the last section of a part: the text looks back, or turns to all.
CLOSES = re.compile(
    "各位代表|同志们|过去(?:的?一|的?五|的?几)年|[一五三几]年来|这[一三五几]年[，,]|回顾|回望|总结(?:过去|成绩|起来)"
    "|在(?:看到|总结|肯定|充分肯定|取得)|成绩|(?:同时|但是?)?[，,]?我们也?(?:清醒|深)"
    "|(?:上述|以上)|在此[，,]|这些成绩|取得这些"
    "|总结[^，。]{0,8}经验|总之|总的看|总体来?看|综上|(?:与此)?同时[，,]其他"
    r"|\d{4}年是[^，。]{0,20}年[，。]"
    "|[^。]{0,80}取得(?:的|这样|这些|如此|以上|上述)[^，。]{0,4}(?:成绩|成就)"
)
BEGINNING = Paragraph._fields.index("value")  # the fields before say how it begins


def set_title_apart(found: list[Paragraph]) -> list[Paragraph]:
    """Make the first paragraph after contents the title, unless it heads a part."""
    at = next((n for n, here in enumerate(found) if here.kind != "contents"), None)
    if at is None or found[at].kind in NUMBERED:
        return found
    first = found[at]._replace(kind="title", value=0, body=found[at].start)
    if len(first.text) <= LONGEST_TITLE:
        first = first._replace(heading_end=first.end)
    return [*found[:at], first, *found[at + 1 :]]


def is_body(here: Paragraph) -> bool:
    """Say whether a paragraph is body text, and not what a page says of itself."""
    return here.long and not speaks("chrome", here.text[:SAID_WITHIN])


def find_bare_headings(found: list[Paragraph]) -> list[Paragraph]:
    """Make headings of the lines that are such without a numeral."""
    named, topics = _bare_lines(found)
    bare = set(_outside_numbered_parts(found, named))
    numbered = any(here.kind in (*NUMBERED, "bare") for here in found)
    if len(bare) > 1 or not numbered:
        bare |= set(_between_bodies(found, topics))
    return [
        here._replace(kind="bare", heading_end=here.end) if n in bare else here
        for n, here in enumerate(found)
    ]


def _bare_lines(found: list[Paragraph]) -> tuple[list[int], list[int]]:
    """Return the short lines that name a role, and those that may name a topic."""
    # A salutation ends the page's head as well as the first paragraph does.
    opens = (n for n, p in enumerate(found) if is_body(p) or p.text.startswith(GREETS))
    first = next(opens, len(found))
    named, topics, late = [], [], []
    for n, here in enumerate(found[1:], 1):
        size = len(here.text)
        if here.kind != "text" or not 4 <= size <= LONGEST_BARE:
            continue
        bare = here.text.rstrip("：:")
        if not bare or ANY_MARK.search(bare) or bare[0] in "（(【《—":
            continue
        roles = heading_roles(bare)
        if roles and bare != here.text and roles != ["problems"]:
            continue  # 一年来的主要工作是： leads in
        if roles:
            if n > first or not ends_as_title(bare):
                named.append(n)
            elif opens_with_year(bare):
                late.append(n)
        elif n > first and size <= LONGEST_TOPIC and not bare[0].isdigit():
            topics.append(n)
    # 2024年工作总结 under a title heads the review where others head the rest.
    if named and heading_roles(found[0].text):
        named = sorted(named + late)
    return named, topics


def _outside_numbered_parts(found: list[Paragraph], headings: list[int]) -> list[int]:
    """Return the headings that do not stand between 一、 and 二、.

    Where one stands above the first 一、, the document does head its parts so, and
    all are kept.
    """
    parts = [(n, here.value) for n, here in enumerate(found) if here.kind == "part"]
    if not parts or (headings and headings[0] < parts[0][0]):
        return headings
    kept = []
    for n in headings:
        before = [value for m, value in parts if m < n][-1:]
        after = [value for m, value in parts if m > n][:1]
        if not before or not after or after[0] != before[0] + 1:
            kept.append(n)
    return kept


def _between_bodies(found: list[Paragraph], topics: list[int]) -> list[int]:
    """Return the lines that name no role, but have body text on either side."""
    sections = [n for n, here in enumerate(found) if here.kind == "section"]
    kept = []
    for n in topics:
        following = next((found[m].value for m in sections if m > n), 1)
        if following != 1 or n + 1 == len(found):
            continue
        if found[n + 1].long and found[n - 1].long:
            kept.append(n)
    return kept


def raise_lone_items(found: list[Paragraph]) -> list[Paragraph]:
    """Make 一是 and 第一， sections where they stand alone above paragraphs."""
    sections = any(here.kind == "section" for here in found)
    parts = any(here.kind in PARTS for here in found)
    raised = []
    for here, after in pairwise([*found, None]):
        if after and _heads(here, after, sections):
            top = here.kind == "ordinal" and not parts and "、" in here.text[:4]
            here = here._replace(
                kind="part" if top else "alone",
                body=here.start + MARKER.match(here.text).end(),
                heading_end=here.end,
            )
        raised.append(here)
    return raised


def _heads(here: Paragraph, after: Paragraph, sections: bool) -> bool:
    """Say whether an item is a line of its own that heads the paragraph after it."""
    if here.kind not in ("mark", "ordinal") or len(here.text) > LONGEST_LONE:
        return False
    if after.kind != "text" or not after.long:
        return False
    marks = ANY_MARK.findall(here.text.rstrip("。；"))
    if here.kind == "ordinal" and not sections and not marks[1:]:
        return True
    return here.text[-1] not in "：:" and not set(marks) & set("。；;：:")


def nest(found: list[Paragraph]) -> list[Paragraph]:
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
            lasts = [] if here.value == 1 else [group[0] for group in groups]
            depth = _depth(lasts, here)
            nests |= 0 < depth < len(groups)
            if depth:
                close(depth, n)
                groups[-1][0] = here.value
            else:
                groups.append([here.value, n])
    if under or nests:
        close(1 - under, len(found))
    return _lowered(found, inner)


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


def _lowered(
    found: list[Paragraph], inner: list[tuple[int, int, int]]
) -> list[Paragraph]:
    """Make sections of the parts inside a part, and items of those inside them."""
    sections = {n for n, here in enumerate(found) if here.kind == "section"}
    lowered: dict[int, Paragraph] = {}
    for depth, first, last in inner:
        if depth < 2 and sections & set(range(first, last)):
            continue
        for n in range(first, last):
            if found[n].kind != "part" or n in lowered:
                continue
            if depth < 2:
                lowered[n] = found[n]._replace(kind="section")
            else:
                start = found[n].start  # an item has no heading
                lowered[n] = found[n]._replace(kind="decimal", heading_end=start)
    return [lowered.get(n, here) for n, here in enumerate(found)]


def place(found: list[Paragraph]) -> list[Paragraph]:
    """Give every paragraph its part, section and item, walking them in order."""
    part = section = ""
    top, scope, since, last, decimal = -1, 0, 0, False, False
    lasts = _last_sections(found)
    placed: list[Paragraph] = []
    for n, here in enumerate(found):
        before = placed[-1] if placed else None
        if here.kind in PARTS:
            if here.kind != "part" or top < 0 or not _under(found[top], here):
                top = n
            part, section, scope = here.heading, "", scope + 1
            decimal = False
        elif here.kind in SECTIONS:
            section, scope, last = here.heading, scope + 1, n in lasts
            since = n - (here.heading_end + 1 < here.end)  # text on the heading's line
            decimal = False
        elif section and here.kind == "text" and _closes(here, before, n - since, last):
            section, scope = "", scope + 1
        goes_on = before is not None and before.scope == scope
        item, value = _item(here, before if goes_on else None, decimal)
        decimal |= here.kind == "decimal"
        where = (part, section, item, scope, top)
        placed.append(Paragraph(*here[:BEGINNING], value, *where))
    return placed


def _under(top: Paragraph, here: Paragraph) -> bool:
    """Say whether a numbered part without role of its own stands under a bare one."""
    return top.kind in ("bare", "chapter") and not heading_roles(here.heading)


def _last_sections(found: list[Paragraph]) -> set[int]:
    """Return the sections that are the last of their part."""
    lasts, current = set(), -1
    for n, here in enumerate(found):
        if here.kind in SECTIONS:
            current = n
        elif here.kind in PARTS and current >= 0:
            lasts.add(current)
            current = -1
    return lasts | {current}


def _closes(here: Paragraph, before: Paragraph, distance: int, last: bool) -> bool:
    """Say whether a paragraph is the part's again, and no longer the section's.

    Only the last section of a part is closed so, and not by the first paragraph under
    its heading: that opens the section's own account.
    """
    if not last:
        return False
    if here.text.startswith(GREETS):
        return True
    if distance < 2 or before.kind in ("decimal", "small"):
        return False
    return bool(CLOSES.match(here.text))


def _item(
    here: Paragraph, before: Paragraph | None, decimal: bool
) -> tuple[str | None, int]:
    """Return the item that a paragraph opens, '' for none, CARRY to go on; its value.

    `before` is the paragraph before, where it stands in the same section; `decimal`
    says whether items 1. have begun there.
    """
    if here.kind == "decimal" or (here.kind == "small" and not decimal):
        return han(here.value), here.value
    if here.kind == "small":
        return CARRY, here.value
    if here.kind == "bullet":
        value = before.value + 1 if before and before.kind == "bullet" else 1
        return han(value), value
    return (CARRY if _goes_on(here, before) else ""), here.value


def _goes_on(here: Paragraph, before: Paragraph | None) -> bool:
    """Say whether a paragraph belongs to the item that the one before it opened."""
    if here.kind != "text" or before is None:
        return False
    opened = before.kind in ITEMS
    if opened and len(before.text) <= LONGEST_LONE:
        return True
    if opened and len(before.text) > LONGEST_LEAD:
        return False
    return (opened or before.item is CARRY) and not CLOSES.match(here.text)
