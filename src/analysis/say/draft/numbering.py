"""Remark on numbering that jumps, repeats or goes back."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.read.numerals import NUMERAL, number
from analysis.read.outline import Paragraph, outline
from analysis.read.outline.jumps import Break, breaks
from analysis.say.draft.remark import Remark, as_table, short

KIND = "numbering"
# 一是, 二要, 第三， where a sentence or clause begins.
ITEM = re.compile(
    rf"(?:^|(?<=[。；：，！？,;:\s”]))(?P<said>(?P<counted>{NUMERAL})(?P<how>[是要])"
    rf"|第(?P<ordinal>{NUMERAL})[，,、：:]|(?P<word>首先|其次|再次)[，,、]?)"
)
WORDS = {"首先": 1, "其次": 2, "再次": 3}  # stand for 第一, 第二, 第三
HEADS = ("chapter", "part", "section", "decimal", "bare")  # items begin anew below
ANNEX = "annex"  # what such paragraphs are here, so that they are not passed over
SHOWN = 12  # characters of a heading or item that are quoted
LARGEST = 12  # 十一是: a numeral beyond is no item
WHY = {
    "repeats": (
        "序号重复：前面已有“{}”",
        "the numeral comes again: “{}” stands before it",
    ),
    "jumps": (
        "序号跳号：前一个是“{}”",
        "the numbering jumps: the one before is “{}”",
    ),
    "back": (
        "序号倒退：前一个是“{}”",
        "the numbering goes back: the one before is “{}”",
    ),
    "begins": ("序号不是从一开始", "the numbering does not begin at one"),
}


class Item(NamedTuple):
    """An item inside the text: 二是."""

    start: int
    end: int
    value: int
    style: str  # 是, 要 or 第
    scope: int  # of the heading it stands under
    paragraph: int
    said: str  # with the words that follow


def numbering(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    r"""Return remarks on numbering: one row per numeral out of sequence.

    Headings (一、（一）1.) are held against those of their level under the same
    heading, items (一是, 二要, 第三，) against those of their kind under theirs. Behind
    all parts (附件) only headings are.

    Examples
    --------
    >>> text = "总结\n一、工作回顾\n好。\n二、问题\n少。\n四、工作安排\n大。"
    >>> reports = pd.DataFrame({"report": ["r"], "text": [text]})
    >>> clauses = pd.DataFrame({"report": ["r"], "clause": [0], "start": [0],
    ...     "text": ["总结"]})
    >>> numbering(reports, clauses)["why_zh"].item()
    '序号跳号：前一个是“二、问题”'
    """
    found = {}
    for row in reports.itertuples():
        years = [getattr(row, f"{side}_year", None) for side in ("review", "plan")]
        years = tuple(None if pd.isna(year) else int(year) for year in years)
        laid = outline(row.text, years)
        headings = [*_headings(laid), *_headings(_annexes(laid))]
        found[row.report] = [*headings, *_items(row.text, laid)]
    return as_table(found, clauses)


def _annexes(laid: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs behind all parts, whose numerals are a report's too."""
    last = max((n for n, one in enumerate(laid) if one.role != "other"), default=-1)
    return [one.with_role(ANNEX) for one in laid[last + 1 :]]


def _headings(laid: list[Paragraph]) -> Iterator[Remark]:
    """Yield remarks on the numerals of paragraphs."""
    slip: dict[str, Break] = {}
    for one in breaks(laid):
        if _how(one) not in WHY:  # chapters without numerals begin it anew unseen
            continue
        before = slip.get(one.here.kind)
        if before and before.here is one.before and _rights(before, one):
            continue
        slip[one.here.kind] = one
        last = short(one.before.text, SHOWN) if one.before else ""
        end = min(one.here.end, max(one.here.heading_end, one.here.start + SHOWN))
        yield Remark(one.here.start, end, KIND, *_why(_how(one), last))


def _rights(slip: Break, one: Break) -> bool:
    """Say whether a numeral is as it would be had the one before it been right."""
    return slip.before is not None and one.here.value == slip.before.value + 2


def _how(one: Break) -> str:
    same = one.before is not None and one.before.value == one.here.value
    return "repeats" if same else one.how


def _why(how: str, last: str) -> list[str]:
    return [said.format(last) for said in WHY[how]]


def _items(text: str, laid: list[Paragraph]) -> Iterator[Remark]:
    """Yield remarks on items inside the text, each held against the one before."""
    open_lists: dict[str, list[Item]] = defaultdict(list)
    found = list(_listed(text, laid))
    for place, item in enumerate(found):
        lists = open_lists[item.style]
        if lists and lists[-1].scope != item.scope:
            lists.clear()
        # a list inside an item is over where the outer one goes on
        while (
            len(lists) > 1
            and item.value != lists[-1].value + 1
            and any(item.value == outer.value + 1 for outer in lists[:-1])
        ):
            lists.pop()
        before = lists[-1] if lists else None
        after = next((i for i in found[place + 1 :] if i.style == item.style), None)
        how = _broken(item, before, after)
        if how:
            said = before.said if before else ""
            yield Remark(item.start, item.end, KIND, *_why(how, said))
        if how and before and after and after.value == before.value + 2:
            item = item._replace(value=before.value + 1)  # one slip, one remark
        if item.value == 1 or not lists:
            lists.append(item)
        lists[-1] = item


def _listed(text: str, laid: list[Paragraph]) -> Iterator[Item]:
    """Yield the items inside the text, in order."""
    scope = 0
    for n, here in enumerate(laid):
        scope += here.kind in HEADS
        if here.role == "other":
            continue
        for match in ITEM.finditer(here.text):
            numeral = match["counted"] or match["ordinal"]
            value = number(numeral) if numeral else WORDS[match["word"]]
            if 0 < value <= LARGEST:
                start = here.start + match.start()
                end = min(here.end, start + SHOWN)
                said = re.split("[，。；：\n]", text[match.end() + here.start : end])[0]
                style = match["how"] or "第"
                shown = match["said"] + said
                yield Item(start, end, value, style, scope, n, shown)


def _broken(item: Item, before: Item | None, after: Item | None) -> str:
    """Return how an item breaks with the one before; "" where it does not."""
    if item.value == 1 or item.said.startswith(tuple(WORDS)):
        return ""
    if before is None and item.style == "第":
        return ""  # 一方面 and the like may stand for the first
    if before is None:
        goes_on = after and after.scope == item.scope and after.value == item.value + 1
        return "begins" if goes_on else ""
    if item.value == before.value + 1:
        return ""
    if item.value == before.value:
        return "repeats"
    return "jumps" if item.value > before.value else "back"
