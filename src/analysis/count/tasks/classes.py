"""Word classes of the rules, as `task_words.csv` lists them: 兼语动词, 结构词尾, ….

What a class does, with an example, says the note on its first row in the list. Classes
that rules ask of one word are bits, so that one question can be for several of them;
the others are endings, beginnings and parts of patterns.
"""

import re
from functools import cache

from analysis.lexicons import read_lexicon

BITS = {
    name: 1 << place
    for place, name in enumerate(
        """
        兼语动词 连动动词 名宾动词 对象动词 轻动词 推进动词 邀请动词 物主动词 进展动词
        领起动词 起草动词 印发动词 营造动词 并联动词 建设动词 建造动词 培育动词 健全动词
        改进动词 修饰动词 适应动词 关系动词 带领动词 承接动词 认知动词 提供动词 引领动词
        定语词 冠名词 独立单字 口号字 递进连词 补救动词 致意动词 成为动词 句末词尾
        单独宾语 使令介词 面对介词 处置补语
        """.split()
    )
}
NOUN_TAKING = BITS["名宾动词"]
AIMING = BITS["对象动词"]
LIGHT = BITS["轻动词"]
CAUSING = BITS["兼语动词"]
INVITING = CAUSING | BITS["邀请动词"]
ADVANCING = CAUSING | BITS["推进动词"]
SERIAL = BITS["连动动词"]
LEADING_PEOPLE = BITS["带领动词"]
OPENING_ACTS = CAUSING | SERIAL | BITS["领起动词"]
CARRYING_ON = BITS["承接动词"]
DRAFTING = BITS["起草动词"]
ISSUING = BITS["印发动词"]
SHAPING = BITS["营造动词"]
JOINING = BITS["并联动词"]
BUILDING = BITS["建设动词"]
BUILDING_TOO = BITS["建造动词"]
GROWING = BITS["培育动词"]
SETTING_UP = BITS["健全动词"]
RENEWING = SETTING_UP | BITS["改进动词"]
DESCRIBING = BITS["修饰动词"]
FITTING = BITS["适应动词"]
RELATING = BITS["关系动词"]
REMEDYING = CAUSING | BITS["补救动词"]
KNOWING = BITS["认知动词"]
GIVING = BITS["提供动词"]
DRIVING = BITS["引领动词"]
GREETED = BITS["致意动词"]
OF_THINGS = BITS["物主动词"]
FARING = OF_THINGS | BITS["进展动词"]
BECOMING = BITS["成为动词"]
ATTRIBUTIVE = BITS["定语词"]
NAMING = BITS["冠名词"]
CLOSING_NAMES = BITS["句末词尾"]
GOVERNED = BITS["单独宾语"]
ALONE = BITS["独立单字"]
CHANTED = BITS["口号字"]
GOING_ON = BITS["递进连词"]
MAKING_OTHERS = BITS["使令介词"]
FACING = BITS["面对介词"]
TURNED_INTO = BITS["处置补语"]


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a class, longest first.

    Examples
    --------
    >>> words_of("结合句尾")
    ('相结合', '相统一', '相衔接', '相促进')
    """
    return _lists().get(name, ())


@cache
def class_bits() -> dict[str, int]:
    """Return the classes of each word that is in one that rules ask of a word.

    Examples
    --------
    >>> bits = class_bits()
    >>> bits["推动"] == CAUSING, bool(bits["组织"] & SERIAL), "经济" in bits
    (True, True, False)
    """
    bits: dict[str, int] = {}
    for name, bit in BITS.items():
        for word in words_of(name):
            bits[word] = bits.get(word, 0) | bit
    return bits


def classes_of(word: str) -> int:
    """Return the classes of a word; 0 where it is in none.

    Examples
    --------
    >>> bool(classes_of("稳") & CHANTED), classes_of("经济")
    (True, 0)
    """
    return class_bits().get(word, 0)


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return a regular expression in which <类> stands for the words of a class.

    A class without words matches nowhere.

    Examples
    --------
    >>> pattern("^(?:<开头词>)是").match("重点是扩大消费需求")
    <re.Match object; span=(0, 3), match='重点是'>
    """

    def alternatives(name: re.Match[str]) -> str:
        return "|".join(map(re.escape, words_of(name[1]))) or "(?!)"

    return re.compile(re.sub(r"<(\w+)>", alternatives, template))


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """Return class → its words, longest first."""
    words = read_lexicon("task_words").groupby("class")["word"]
    return {
        name: tuple(sorted(listed, key=len, reverse=True)) for name, listed in words
    }
