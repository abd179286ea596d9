"""Say where the numbering of a report jumps, begins late, or begins anew oddly."""

from analysis.read.outline.habits import RUNNING
from analysis.read.outline.markers import marked
from analysis.read.outline.paragraphs import Paragraph

# From the highest; a numeral of one closes those below it.
LEVELS = ("chapter", "part", "section", "decimal")
ANEW = ("part", "section")  # these begin anew only under a heading above them
SHOWN = 8  # that are named; the rest is counted
SNIPPET = 16  # characters of a paragraph that are shown
UNSURE = ("number", "letter", "lower", "spaced", "right")  # more often no numeral


def odd_numbering(found: list[Paragraph]) -> list[str]:
    r"""Return a line for each place where a heading or item may be lost.

    Examples
    --------
    >>> from analysis.read.outline import outline
    >>> odd_numbering(outline("总结\n一、工作回顾\n好。\n四、工作安排\n大。"))
    ['numbering jumps from “一、工作回顾” to “四、工作安排”: is a heading lost there?']
    """
    odd = []
    last: dict[str, Paragraph] = {}
    for here in found:
        if here.role == "other":
            continue
        if here.kind == "bare":
            last.clear()
        elif here.kind == "text" and marked(here).kind in set(RUNNING) - set(UNSURE):
            odd.append(f"“{_said(here)}” begins with a numeral that has no sequence")
        if here.kind not in LEVELS or not here.value:
            continue
        before = last.get(here.kind)
        odd += _odd(here, before)
        at = LEVELS.index(here.kind)
        last = {kind: one for kind, one in last.items() if LEVELS.index(kind) < at}
        last[here.kind] = here
    more = [f"and {len(odd) - SHOWN} more places like these"]
    return odd[:SHOWN] + (more if len(odd) > SHOWN else [])


def _odd(here: Paragraph, before: Paragraph | None) -> list[str]:
    """Return what is odd about a numeral after the one before it, if anything is."""
    if before is None:
        if here.value == 1:
            return []
        return [f"numbering begins at “{_said(here)}”: is a heading lost above it?"]
    if here.value == before.value + 1:
        return []
    pair = f"“{_said(before)}” to “{_said(here)}”"
    if here.value == 1:
        if here.kind not in ANEW:
            return []
        return [f"numbering begins anew from {pair}, with no heading between"]
    if here.value <= before.value:
        return [f"numbering goes back from {pair}"]
    return [f"numbering jumps from {pair}: is a heading lost there?"]


def _said(here: Paragraph) -> str:
    return here.text[:SNIPPET]
