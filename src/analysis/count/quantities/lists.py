"""Give each number of a list with 分别 what it measures: A、B分别增长4.6%和5.8%."""

import re
from functools import cache
from typing import NamedTuple

from analysis.count.quantities.sense import based, comparison, nearness
from analysis.count.quantities.subject import (
    LEADING,
    heads,
    noun_phrase,
    phrase,
    verbs,
    without_brackets,
)
from analysis.count.quantities.words import Cut
from analysis.lexicons import read_lexicon
from analysis.read.outline.places import GAP

EACH = "分别"
AFTER = re.compile("^(?:以上|左右|以下|以内|之内|上下)")
LINKS = f"、，,和与及或以 {GAP}"
JOINED = {"和", "与", "及", "以及", "或"}
FAR = 80  # characters before 分别 that may hold the names
EDGE = re.compile("[，,；;：:]|其中")
LEVELS = set("为 占 居 在 达 从 由 比 较 约 约为 高于 低于".split())
YEAR = re.compile("[0-9０-９]{4}年$")
# One word for two things.
BOTH = {
    "城乡": ("城镇", "农村"),
    "产销量": ("产量", "销量"),
    "进出口": ("进口", "出口"),
    "存贷款": ("存款", "贷款"),
}
# What ends like this says itself what is measured: 接待游客人数, 死亡率.
HEADED = re.compile(
    "(?:[率量额值数费价度比重次税耗]|收入|支出|投资|利润|资金|面积|里程|时间)$"
)


class Quantity(NamedTuple):
    """A row of the table of quantities."""

    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    approx: str
    measure: str
    comparison: str
    kind: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def respective(
    found: list[Quantity], cut: Cut, opens: list[int], sentences: list[int]
) -> list[Quantity]:
    """Return the quantities, those of a list with 分别 each with its own measure.

    Parameters
    ----------
    found
        The quantities in the order of the text.
    cut
        The text, and where its words begin.
    opens, sentences
        Of each quantity, where its clause begins, and the number of its sentence.
    """
    found = list(found)
    until = 0
    for first in range(len(found)):
        before = found[first - 1].end if first else 0
        begin = max(before, opens[first])
        if first < until or EACH not in cut.text[begin : found[first].start]:
            continue
        size = _size(found, first, cut, sentences)
        names = _names(found, (first, size), cut, opens, sentences) if size > 1 else []
        until = first + size
        while names:
            head = found[until - size]
            for place, name in enumerate(names, until - size):
                found[place] = found[place]._replace(measure=name)
                if not found[place].comparison and found[place].unit == head.unit:
                    alike = {"comparison": head.comparison, "kind": head.kind}
                    found[place] = found[place]._replace(**alike)
            names = names if _goes_on(found, (until, size), cut, opens) else []
            until += size if names else 0
    return found


def _size(found: list[Quantity], first: int, cut: Cut, sentences: list[int]) -> int:
    """Return of how many numbers the list is that begins with one."""
    last = first
    while (
        last + 1 < len(found)
        and sentences[last + 1] == sentences[first]
        and not _between(found, last, cut).strip(LINKS)
    ):
        last += 1
    return last + 1 - first


def _between(found: list[Quantity], place: int, cut: Cut) -> str:
    """Return what stands between a number and the next, without nearness."""
    text = cut.text[found[place].end : found[place + 1].start]
    return nearness(AFTER.sub("", text))[1]


def _goes_on(
    found: list[Quantity], here: tuple[int, int], cut: Cut, opens: list[int]
) -> bool:
    """Say whether a second list of the same names follows: 从2元、3元提高到4元、5元."""
    first, size = here
    if first + size > len(found) or opens[first + size - 1] != opens[first - 1]:
        return False
    _, cue, rest = comparison(_between(found, first - 1, cut))
    inner = range(first, first + size - 1)
    linked = not any(_between(found, at, cut).strip(LINKS) for at in inner)
    return bool(cue) and not rest.strip(LINKS) and linked


def _names(
    found: list[Quantity],
    here: tuple[int, int],
    cut: Cut,
    opens: list[int],
    sentences: list[int],
) -> list[str]:
    """Return what each number of a list measures; nothing where it cannot be told."""
    first, size = here
    each = cut.text.rindex(EACH, opens[first], found[first].start)
    before = found[first - 1].end if first else 0
    names: list[str] = []
    open_ = max(opens[first], each - FAR)
    for begin in sorted({max(before, open_), open_}, reverse=True):
        names = names or _split(cut, (begin, each), size)
    begin = max(before, open_)
    if not names and not _list(cut, (begin, each)):
        names = _earlier(found, here, sentences)
        open_before = cut.text.rfind(GAP, 0, max(opens[first] - 1, 0)) + 1
        same = first == 0 or found[first - 1].end <= open_before
        if not names and same and opens[first]:
            span = max(open_before, opens[first] - FAR), opens[first] - 1
            names = _split(cut, span, size)
    more = _more(found, here, each, cut)
    return [name if name.endswith(more) else name + more for name in names]


def _more(found: list[Quantity], here: tuple[int, int], each: int, cut: Cut) -> str:
    """Return what all measure alike: 投资 in 分别完成投资3亿元、2亿元."""
    first, last = here[0], here[0] + here[1] - 1
    begin = each + len(EACH)
    lead = comparison(nearness(cut.text[begin : found[first].start])[1])[2]
    words = cut.words(begin, begin + len(lead))
    more = "" if words[:1] and words[0] in LEVELS else phrase(words)
    behind = found[last].measure
    if not more and behind and cut.text.startswith(behind, found[last].end):
        more = behind
    return more


def _earlier(
    found: list[Quantity], here: tuple[int, int], sentences: list[int]
) -> list[str]:
    """Return what the numbers before in the sentence measure: A3亿元、B2亿元，分别…."""
    first, size = here
    if first < size or sentences[first - size] != sentences[first]:
        return []
    names = [quantity.measure for quantity in found[first - size : first]]
    return names if len({*names} - {""}) == size else []


def _list(cut: Cut, span: tuple[int, int]) -> list[str]:
    """Return the words of a list of names, without what leads up to 分别."""
    begin, end = span
    lead = cut.text[begin:end]
    rest = based(lead.rstrip("，,、 "))[1]
    rest = YEAR.sub("", rest)
    words = without_brackets(cut.words(begin, begin + len(rest)))
    edges = [at for at, word in enumerate(words) if EDGE.fullmatch(word)]
    words = words[edges[-1] + 1 :] if edges else words
    return words if "".join(words).strip(LINKS) else []


def _split(cut: Cut, span: tuple[int, int], size: int) -> list[str]:
    """Return the names of a list, if there are so many."""
    words = _list(cut, span)
    for joined in ({"、"}, {"、", *JOINED}):
        parts: list[list[str]] = [[]]
        for word in words:
            if word in joined:
                parts.append([])
            else:
                parts[-1].append(word)
        if len(parts) != size:
            continue
        named = [noun_phrase(part) or _bare(part) for part in parts]
        if all(named):
            last = named[-1]
            clauses = parts[-1][0] in verbs() and last[0] != parts[-1][0]
            if clauses or any(HEADED.search("".join(part)) for part in named[:-1]):
                return ["".join(part) for part in named]
            return [*(_whole(part, last) for part in named[:-1]), "".join(last)]
    text = phrase(words)
    for word, two in BOTH.items():
        if size == len(two) and word in text:
            return [text.replace(word, one) for one in two]
    return []


def _bare(part: list[str]) -> list[str]:
    """Return a name that is a verb as well, without what leads up to it: 教育."""
    return [word for word in part if word not in LEADING]


def _whole(part: list[str], last: list[str]) -> str:
    """Return a name with the head that it shares with the last of its list.

    >>> _whole(["城镇"], ["农村", "居民", "收入"]), _whole(["原煤"], ["天然气", "产量"])
    ('城镇居民收入', '原煤产量')
    """
    name, end = "".join(part), "".join(last)
    if part[-1] == last[-1]:
        return name
    if "的" in last:
        return name + "".join(last[last.index("的") :])
    for at in range(1, len(end) - 1):
        if name + end[at:] in _indicators():
            return name + end[at:]
    known = max((head for head in heads() if end.endswith(head)), key=len, default="")
    if len(part) < len(last):
        shared = "".join(last[len(part) :])
        return name + (known if len(known) > len(shared) else shared)
    if len(last) > 1:
        return name + max(known, last[-1], key=len)
    single = HEADED.search(end)
    return name + (known if known != end and known else single[0] if single else "")


@cache
def _indicators() -> frozenset[str]:
    return frozenset(read_lexicon("indicators")["term"])
