"""Clauses whose verb shows by the shape of the whole: 把链条拉得更长, 以评促改.

In these the verb is mostly of one character, which elsewhere is no word by itself.
"""

import re

from analysis.count.tasks.classes import listed, pattern
from analysis.count.tasks.objects import head_of
from analysis.count.tasks.vocabulary import ADVERB, VERB, vocabulary

Told = tuple[str, str, int]  # verb, object, where the verb starts

# The bounds keep what hostile input costs linear.
PLACED = pattern(
    "[把将]([^把将、得]{1,30}?(?:<处置单字>))[在到进向](?!位)"
    "|[把将]([^把将、得]{3,30})得(?![到出以了见])"
)
BETTER = re.compile("(?<![取获觉值使显懂赢博])得(?:更|越来越|最|十分)")
ONE_SIGN = listed("处置单字")
# 以评促改、以评促建: three times four characters at most.
FOURS = pattern("(?:以[^、](?:<口号字>)[^、](?:、|$)){1,3}$")
FOUR = pattern("以[^、](<口号字>)([^、])")
NO_FOURS = listed("口号非动词")


def shaped(text: str) -> list[Told]:
    """Return the tasks of a clause of such a shape; none where it has none.

    Examples
    --------
    >>> shaped("把服务的链条拉得更长")
    [('拉', '链条', 6)]
    >>> shaped("以评促改、以评促建")
    [('促', '改', 2), ('促', '建', 7)]
    >>> shaped("把道理讲明白")
    []
    """
    if text[0] == "以":
        if not FOURS.match(text) or text.startswith(NO_FOURS):
            return []
        return [(m[1], m[2], m.start(1)) for m in FOUR.finditer(text)]
    if "把" not in text and "将" not in text:
        return []
    return [told for m in PLACED.finditer(text) if (told := _placed(m))]


def _placed(match: re.Match[str]) -> Told | None:
    """Return what is done with a thing: 把责任扛在肩上, 把资源统筹得更好."""
    text = match[1] or match[2]
    # 把命运掌握在手中, 把责任扛在肩上
    long = 2 if vocabulary().role(text[-2:]) & VERB else 1
    verb, thing = text[-long:], text[:-long]
    better = match[2] and BETTER.match(match.string, match.end(2))
    if long == 1 and not better and not verb.endswith(ONE_SIGN):
        return None
    while vocabulary().role(thing[-2:]) & ADVERB:  # 把饭碗牢牢端在手中
        thing = thing[:-2]
    end = match.end(1) if match[1] else match.end(2)
    return (verb, head_of(thing), end - long) if thing else None
