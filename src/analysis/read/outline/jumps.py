"""Say where the numbering of a report jumps, begins late, or begins anew oddly."""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.read.outline.habits import RUNNING
from analysis.read.outline.markers import marked
from analysis.read.outline.paragraphs import Paragraph

# From the highest; a numeral of one closes those below it.
LEVELS = ("chapter", "part", "section", "decimal")
ANEW = ("part", "section")  # these begin anew only under a heading above them
SHOWN = 8  # that are named; the rest is counted
SNIPPET = 16  # characters of a paragraph that are shown
UNSURE = ("number", "letter", "lower", "spaced", "right")  # more often no numeral


class Break(NamedTuple):
    """A place where numerals do not follow one another."""

    here: Paragraph
    before: Paragraph | None  # with the numeral before it, of the same kind
    how: str  # unlisted begins anew back jumps


def breaks(found: list[Paragraph]) -> Iterator[Break]:
    """Yield each place of an outline where the numbering of headings or items breaks.

    `how` is ``unlisted`` (a numeral without sequence), ``begins`` (late, at two or
    later), ``anew`` (at one, with no heading above it), ``back`` or ``jumps``.
    """
    last: dict[str, Paragraph] = {}
    for here in found:
        if here.role == "other":
            continue
        if here.kind == "bare":
            last.clear()
        elif here.kind == "text" and marked(here).kind in set(RUNNING) - set(UNSURE):
            yield Break(here, None, "unlisted")
        if here.kind not in LEVELS or not here.value:
            continue
        before = last.get(here.kind)
        if how := _how(here, before):
            yield Break(here, before, how)
        at = LEVELS.index(here.kind)
        last = {kind: one for kind, one in last.items() if LEVELS.index(kind) < at}
        last[here.kind] = here


def _how(here: Paragraph, before: Paragraph | None) -> str:
    """Return how a numeral breaks with the one before it; "" where it does not."""
    if before is None:
        return "" if here.value == 1 else "begins"
    if here.value == before.value + 1:
        return ""
    if here.value == 1:
        return "anew" if here.kind in ANEW else ""
    return "back" if here.value <= before.value else "jumps"


def odd_numbering(found: list[Paragraph]) -> list[str]:
    r"""Return a line for each place where a heading or item may be lost.

    Examples
    --------
    >>> from analysis.read.outline import outline
    >>> odd_numbering(outline("总结\n一、工作回顾\n好。\n四、工作安排\n大。"))
    ['numbering jumps from “一、工作回顾” to “四、工作安排”: is a heading lost there?']
    """
    odd = [_line(one) for one in breaks(found)]
    more = [f"and {len(odd) - SHOWN} more places like these"]
    return odd[:SHOWN] + (more if len(odd) > SHOWN else [])


def _line(one: Break) -> str:
    """Return what is odd about a numeral after the one before it."""
    said = f"“{_said(one.here)}”"
    pair = f"“{_said(one.before)}” to {said}" if one.before else said
    return {
        "unlisted": f"{said} begins with a numeral that has no sequence",
        "begins": f"numbering begins at {said}: is a heading lost above it?",
        "anew": f"numbering begins anew from {pair}, with no heading between",
        "back": f"numbering goes back from {pair}",
        "jumps": f"numbering jumps from {pair}: is a heading lost there?",
    }[one.how]


def _said(here: Paragraph) -> str:
    return here.text[:SNIPPET]
