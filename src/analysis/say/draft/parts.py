"""Lists of parts in a sentence: 小学5所、中学4所, and what each part is called."""

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_lexicon
from analysis.say.draft.shapes import SIGN, Amount, Shape

N = SIGN
WORDS = f"[^，。；：！？、（）{N}]"
ITEM = re.compile(f"(?P<words>{WORDS}{{0,16}}){N}(?P<tail>{WORDS}{{0,10}})")
BARE = re.compile(f"{WORDS}{{1,12}}(?:、|(?<=.)[和及与](?={WORDS}*分别))")
BRACKET = re.compile("（[^（）]*）")
JOINT = re.compile("[，、；]|(?:以及|和|及|与)")
RATES = {"", "%", "‰", "个百分点", "个基点", "倍", "番", "成"}
# What a clause begins with that tells more of the part before: 增长5%, 占三成.
ASIDE = re.compile(
    "增[长加幅速]?|(?:同|环)?比|较|下?降|(?:约|共)?占|提[高升]|减[少幅]|平均|位?居(?!民)|高于|低于"
)
CLOSE = {"、", "和", "及", "与", "以及"}  # what joins the parts of one list


class Part(NamedTuple):
    """A part of a list: what it is called, how much it is, what joins it to the last.

    `end` is where what is said of it ends in the shape.
    """

    words: str
    amount: Amount
    joint: str
    end: int


def parts_from(shape: Shape, at: int) -> list[Part]:
    """Return the parts of the list that begins at an offset of the shape.

    All have one unit; what is said beside (增长5%) is passed over, and names that wait
    for their numbers (小学、中学分别5所、4所).

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.say.draft.shapes import shapes
    >>> said = "小学5所，增长2%；中学4所，投入3亿元。"
    >>> one = next(shapes(pd.DataFrame({"report": ["r"], "text": [said]})))
    >>> [(part.words, part.amount.value) for part in parts_from(one, 0)]
    [('小学', 5.0), ('中学', 4.0)]
    """
    found: list[Part] = []
    joint = ""
    while not found and (bare := BARE.match(shape.text, at)):
        at = bare.end()
    while item := ITEM.match(shape.text, at):
        amount = shape.nth(item.end("words"))
        rest = item.end()
        if bracket := BRACKET.match(shape.text, rest):
            rest = bracket.end()
        beside = found and (amount.unit in RATES or ASIDE.match(item["words"]))
        if beside:
            found[-1] = found[-1]._replace(end=rest)
        elif found and amount.unit != found[0].amount.unit:
            break
        else:
            tail = JOINT.search(item["tail"])  # 小学5所和中学4所
            if tail and tail[0] in CLOSE and shape.text[rest : rest + 1] == N:
                rest = item.end("words") + 1 + tail.start()
            found.append(Part(item["words"], amount, joint, rest))
        joins = JOINT.match(shape.text, rest)
        if not joins:
            break
        joint, at = joins[0], joins.end()
    return found


def halves(one: str, other: str) -> bool:
    """Say whether two names are the halves of a whole: 出口 and 进口.

    >>> halves("其中出口", "进口额"), halves("进出口", "出口"), halves("小学", "中学")
    (True, False, False)
    """
    return any(
        (_only(one, a, b) and _only(other, b, a))
        or (_only(one, b, a) and _only(other, a, b))
        for a, b in _pairs()
    )


def _only(words: str, half: str, other: str) -> bool:
    return half in words and other not in words and other[0] + half not in words


@cache
def _pairs() -> list[tuple[str, str]]:
    table = read_lexicon("drafting")
    listed = table.loc[table["kind"] == "对分", "word"]
    return [tuple(pair.split("/")) for pair in listed]
