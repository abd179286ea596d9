"""Items that bear no marker: paragraphs that open with a sentence like a heading."""

import re
from collections.abc import Iterator

from analysis.read.numerals import han
from analysis.read.outline.characters import MARKS
from analysis.read.outline.levels import CLOSES
from analysis.read.outline.paragraphs import CARRY, Paragraph

# 产业升级步伐加快。: 3 to 22 characters without a comma, and the text goes on.
HEAD = re.compile(rf"[^{MARKS}（(\d][^{MARKS}]{{2,21}}。")
# 二是 after a mark: the numeral first, so that a search is quick.
SECOND = re.compile(
    "二[是要](?<=[。；：，,;:\\s]..)|第二[，,](?<=[。；：，,;:\\s]...)", re.DOTALL
)
MARKED = ("mark", "ordinal", "decimal", "alone")
FEWEST = 5  # such paragraphs make a habit,
HABIT = 0.25  # where they are this share of the long ones


def number_unmarked(found: list[Paragraph], text: str) -> list[Paragraph]:
    """Give unmarked paragraphs items, where the report marks none but has the habit.

    They are numbered anew in every section and role; a paragraph without such a
    sentence goes on with the item before.
    """
    body = [here for here in found if here.role != "other"]
    if not body or any(here.kind in MARKED for here in body):
        return found
    if SECOND.search(text, body[0].start + 1, body[-1].end):
        return found
    heads = _heads(body)
    long = sum(here.long and here.kind == "text" for here in body)
    if len(heads) < max(FEWEST, HABIT * long):
        return found
    items = _items(body, heads)
    return [
        here if here.role == "other" else here._replace(item=next(items))
        for here in found
    ]


def _items(body: list[Paragraph], heads: set[int]) -> Iterator[str | None]:
    """Yield the item of each paragraph."""
    place, n = None, 0
    for index, here in enumerate(body):
        if (here.scope, here.role) != place:
            place, n = (here.scope, here.role), 0
        if here.kind != "text":
            n = 0 if here.kind == "bullet" else n
            yield here.item
        elif index in heads:
            n += 1
            yield han(n)
        elif n and not CLOSES.match(here.text) and here.role != "problems":
            yield CARRY
        else:
            n = 0
            yield here.item


def _heads(body: list[Paragraph]) -> set[int]:
    """Return which paragraphs open with such a sentence, or are one above body."""
    heads = set()
    for n, (here, after) in enumerate(zip(body, [*body[1:], None], strict=False)):
        head = here.kind == "text" and HEAD.match(here.text)
        if not head:
            continue
        alone = head.end() == len(here.text)
        if (after and after.long) if alone else here.long:
            heads.add(n)
    return heads
