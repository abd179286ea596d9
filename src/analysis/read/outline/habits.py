"""Give numbering that is not 一、（一）1. the level that it has in its document.

The words of headings decide: the numbering whose headings say roles (2024年工作总结,
存在的问题, 2025年工作计划) numbers the parts. The rest follows from the order in which
the numberings begin.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from analysis.read.outline.headings import heading_roles, plain_role
from analysis.read.outline.markers import (
    AMOUNT,
    ANY_MARK,
    DOTTED,
    MARKER,
    heading_end,
    marked,
    numbered,
    plain,
)
from analysis.read.outline.paragraphs import PARTS, Paragraph
from analysis.read.outline.title import ends_as_title, opens_with_year

LONGEST_BARE = 30  # characters of a heading that says a role
RANKS = ("chapter", "part", "section", "decimal", "small")  # the usual order
# Numberings that stand in no usual place: they must run in sequence to count.
HASHES = tuple(f"hash{n}" for n in range(1, 7))
RUNNING = (
    *("node", "formal", "bracketed", "stem", "roman", "letter", "lower"),
    *("number", "spaced", "right"),
)
DEEP = ("small", "round", "right")  # items, the first of them, where 1. is none
ABOVE = ("node", "bracketed")  # stand above 一、 where they are sections
UNDER = {"node": "chapter", "bracketed": "formal"}  # 第一节 may be alone in 第一章
DOTTEDS = ("dotted2", "dotted3", "dotted4")
ODD = (*RUNNING, *DOTTEDS, *HASHES, "title", "round")
HEADS = RANKS[:3]  # begin items anew
RESTS = ("mark", "text", "contents", "bullet")
DASHES = "—―─－-–"  # open items, and the subtitle, and no headings
FEWEST = 2  # headings of one numbering, and roles that they say
LARGEST_STEP = 2  # from one numeral to the next: one may be missing


def settle(found: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with the numbering of their document in its levels."""
    kinds = {here.kind for here in found}
    if "point" in kinds or "number" in kinds:
        found = _told_apart(found)
        kinds = {here.kind for here in found}
    if odd := not kinds.isdisjoint(ODD):
        found = _running(found)
    highest = next((p.kind for p in found if _style(p) not in RESTS), "part")
    if highest in RANKS[:2] and not odd:
        return found  # 一、 numbers the parts
    order = list(dict.fromkeys(map(_style, found)))
    order = [style for style in order if style not in RESTS]
    levels = _levels(order, _top(found))
    if not levels:
        return found
    return [piece for here in found for piece in _leveled(here, levels)]


# ── what a number before a point or a blank is ──


def _told_apart(found: list[Paragraph]) -> list[Paragraph]:
    """Tell items that open with a number (2.3个村) from 1.1 and from amounts."""
    told: list[Paragraph] = []
    item, head, dotted = 0, 0, (0,)
    for n, here in enumerate(found):
        if here.kind in HEADS:
            item, head = 0, here.value
        if here.kind == "point":
            levels = _dotted(here)
            if levels and _is_dotted(levels, dotted, (item, head), found, n):
                dotted = levels
                at = DOTTED.match(here.text).end()
                here = here._replace(value=levels[-1], body=here.start + at)
                here = here._replace(kind=f"dotted{len(levels)}")
            elif _is_item(here.value, item, found, n):
                here = here._replace(kind="decimal")
            else:
                here = plain(here)
        if here.kind in ("decimal", "number"):
            item = here.value
        told.append(here)
    return told


def _dotted(here: Paragraph) -> tuple[int, ...]:
    """Return the numbers of 1.2.3; none where the paragraph opens with no such."""
    said = DOTTED.match(here.text)
    if not said or said.end() == len(here.text):
        return ()
    digits = said[0].strip().rstrip(".．、").replace("．", ".").split(".")
    levels = tuple(map(int, digits))
    return levels if all(levels) else ()


def _is_dotted(
    levels: tuple[int, ...],
    last: tuple[int, ...],
    above: tuple[int, int],
    found: list[Paragraph],
    at: int,
) -> bool:
    """Say whether 1.2 goes on after 1.1, or is the first of several or under 1.

    `above` are the last numeral before a point or blank, and that of the heading.
    """
    size, item, head = len(levels), *above
    if len(last) >= size and last[size - 1] + 1 == levels[-1]:
        if size > 2 or last[0] == levels[0]:
            return True
    if levels[-1] != 1:
        return False
    if size > 2 and levels[:-1] == last[: size - 1]:
        return True
    if levels[0] == item or (levels[0] == head and not AMOUNT.match(found[at].text)):
        return True
    following = (*levels[:-1], 2)
    for n in range(at + 1, len(found)):
        others = _dotted(found[n]) if found[n].kind == "point" else ()
        if others[:size] == following:
            return True
        if others and len(others) <= size:
            return False
    return False


def _is_item(value: int, last: int, found: list[Paragraph], at: int) -> bool:
    """Say whether a number is the next of its list: 2.3个村 after 1. and before 3."""
    if value != last + 1:
        return False
    for n in range(at + 1, len(found)):
        after = found[n]
        if after.kind in HEADS:
            break
        if after.kind in ("decimal", "point"):
            return after.value == value + 1 or (value > 1 and after.value != value)
    return value > 1


# ── what runs in sequence ──


def _running(found: list[Paragraph]) -> list[Paragraph]:
    """Take for text what looks like a numeral, but has no sequence of its kind."""
    kept = set(_in_sequence(found))
    return [
        plain(here) if here.kind in ODD and n not in kept else here
        for n, here in enumerate(found)
    ]


def _in_sequence(found: list[Paragraph]) -> Iterator[int]:
    places: dict[str, list[int]] = {}
    for n, here in enumerate(found):
        if here.kind in ODD:
            places.setdefault(here.kind, []).append(n)
    kinds = {here.kind for here in found}
    for style, at in places.items():
        if style == "round" or style in DOTTEDS:
            yield from at
        elif style in RUNNING:
            sure = style == "right" or UNDER.get(style) in kinds
            yield from _run(at, [found[n].value for n in at], sure)
        elif len(at) - (at[0] == 0) >= FEWEST:  # the first line is the title
            yield from at[at[0] == 0 :]


def _run(at: list[int], values: list[int], sure: bool) -> Iterator[int]:
    """Yield the places where a sequence begins at 1, goes on, or begins anew.

    One of its own is none, unless the numbering is `sure` by itself.
    """
    last, begun = 0, sure
    for n, (value, after) in zip(at, pairwise([*values, 0]), strict=True):
        anew = value == 1 and (begun or after == 2)
        if anew or (begun and 0 < value - last <= LARGEST_STEP):
            yield n
            last, begun = value, True


# ── which numbering is the highest ──


def _style(here: Paragraph) -> str:
    """Return the numbering of a paragraph; each bullet's shape is one of its own."""
    if here.kind != "bullet" or here.text[0] in DASHES:
        return here.kind
    return f"bullet{here.text[0]}"


def _top(found: list[Paragraph]) -> str:
    """Return the numbering whose headings say roles; "" where none is."""
    said: dict[str, set[str]] = {}
    for n, here in enumerate(found):
        role = _role(here, n)
        if role:
            said.setdefault(_style(here), set()).add(role)
    telling = [style for style, roles in said.items() if len(roles) >= FEWEST]
    if not telling:  # or, of one role, the lines that only head what stands under them
        alone = _heading_alone(found)
        telling = [style for style in said if style in alone]
    return telling[0] if telling else ""


def _heading_alone(found: list[Paragraph]) -> set[str]:
    """Return the numberings that bear short lines alone, each above something else."""
    counted: Counter[str] = Counter()
    others = {"text", "section"}
    for here, after in pairwise([*found, None]):
        style = _style(here)
        counted[style] += 1
        short = here.end - here.body <= LONGEST_BARE
        if not short or after is None or _style(after) == style:
            others.add(style)
        elif ANY_MARK.search(here.text, here.body - here.start):
            others.add(style)
    return {style for style, n in counted.items() if n >= FEWEST} - others


def _role(here: Paragraph, n: int) -> str | None:
    """Return the role that a short line says as a heading."""
    if here.kind in ("mark", "contents"):
        return None
    start = _begins(here) - here.start
    text = here.text
    if here.kind == "text":
        if n == 0 or not 4 <= len(text) <= LONGEST_BARE:
            return None
        if ends_as_title(text) and not opens_with_year(text):
            return None
        stop = len(text.rstrip("：:"))
    else:
        stop = heading_end(text, start)
    if stop - start > LONGEST_BARE or ANY_MARK.search(text, start, stop):
        return None
    heading = text[start:stop].rstrip("】")
    return plain_role(heading) if heading_roles(heading) else None


def _begins(here: Paragraph) -> int:
    """Return where the text after the marker begins, also after 第一、."""
    ordinal = here.kind == "ordinal"
    return here.start + MARKER.match(here.text).end() if ordinal else here.body


# ── and what level each has ──


def _levels(order: list[str], top: str) -> dict[str, str]:
    """Return the kinds that take the place of the numberings of this document."""
    levels: dict[str, str] = {}
    bare = top == "text"
    if bare:
        top = ""
    before = set(order[: order.index(top)]) if top in order else set()
    raised = bool(top) and top not in RANKS[:2] and not before & set(RANKS[:2])
    if raised and top in RANKS:
        raised = not before & set(RANKS[: RANKS.index(top)])
    if not top and order[:2] == ["decimal", "dotted2"]:
        top, raised = "decimal", True
    if raised:
        counted = top not in HASHES and top != "title" and not top.startswith("bullet")
        levels[top] = "chapter" if "part" in order else "part"
        levels[top] = levels[top] if counted else "bare"
    for n, style in enumerate(order):
        if style in ODD and style not in levels:
            above = {levels.get(one, one) for one in order[:n]}
            above |= {"part"} if bare else set()
            levels[style] = _level(style, above, order, levels, top)
    if "decimal" not in {levels.get(style, style) for style in order}:
        deep = [style for style in order if style in DEEP and style != top]
        if deep[1:]:  # （1） is the item, ① stands inside it
            levels |= dict.fromkeys(deep, "small") | {deep[0]: "decimal"}
    between = order[: order.index("part")] if "part" in order else []
    if any(levels.get(style) == "section" for style in between if style in ABOVE):
        levels["part"] = "decimal"  # 第一章, 第一节, 一、
        levels["section"] = "small"
    return levels


def _level(
    style: str, above: set[str], order: list[str], levels: dict[str, str], top: str
) -> str:
    """Return the kind that takes the place of one unusual numbering."""
    parts = bool(above & set(PARTS))
    sections = "section" in above | {levels.get(one, one) for one in order}
    if style in HASHES:
        return _hash(style, order, above, top, sections)
    if style == "title":
        return "bullet" if sections or "decimal" in above else "section"
    if style in DOTTEDS:
        second = levels.get("dotted2", "decimal" if "section" in above else "section")
        deep = DOTTEDS.index(style) + (second == "decimal")
        return ("section", "decimal", "small", "small")[deep]
    if style in ("round", "right"):
        return "small"
    if style == "number":
        if any(one.startswith("dotted") for one in order):
            return "decimal" if parts else "part"
        return "text"
    if style == "spaced" and above & set(RANKS):
        return "text"
    if style == "lower":
        return "small" if "decimal" in above else "decimal"
    if not above & {*RANKS, "bare"}:
        return "chapter" if "part" in order else "part"
    if style == "node" and "section" not in above:
        return "section"
    if style in ("formal", "bracketed") and not sections:
        return "section"
    return "small" if "decimal" in above else "decimal"


def _hash(
    style: str, order: list[str], above: set[str], top: str, sections: bool
) -> str:
    """Return what ## heads: a part, a section, or an item under these."""
    hashes = sorted(one for one in order if one in HASHES)
    if top in HASHES and style < top:
        return "text"
    first = hashes.index(top) if top in hashes else 0
    depth = hashes.index(style) - first
    if top not in hashes and above & set(PARTS):
        depth += 1
    second = "bullet" if sections and "section" in order else "section"
    return ("bare", second, "bullet")[min(depth, 2)]


def _leveled(here: Paragraph, levels: dict[str, str]) -> Iterator[Paragraph]:
    """Yield a paragraph at its level; 【…】 and the text after it are two."""
    level = levels.get(_style(here), here.kind)
    if level == "text" and here.kind != "text":
        yield plain(here)
    elif here.kind == "title":
        stop = here.text.index("】")
        start = here.start + 1
        head = here._replace(end=here.start + stop, text=here.text[:stop], body=start)
        head = numbered(head, level)
        yield head
        rest = here.text[stop + 1 :]
        if body := rest.strip():
            at = here.start + stop + 1 + rest.index(body[0])
            yield marked(Paragraph(at, at + len(body), body, at, at))
    elif level != here.kind:
        counts = here.kind not in HASHES and here.kind != "bullet"
        value = here.value if counts else 0
        yield numbered(here._replace(value=value, body=_begins(here)), level)
    else:
        yield here
