"""Word classes of the rules, as `task_words.csv` lists them: 兼语动词, 结构词尾, ….

What a class does, with an example, says the note on its first row in the list. The
classes of whole words stand here; endings and parts of patterns stand beside the one
rule that they serve. The list is read when this module is imported.
"""

import re

from analysis.lexicons import read_lexicon

LISTED = {
    name: tuple(sorted(words, key=len, reverse=True))
    for name, words in read_lexicon("task_words").groupby("class")["word"]
}


def listed(name: str) -> tuple[str, ...]:
    """Return the words of a class, longest first, as `str.endswith` takes them.

    Examples
    --------
    >>> listed("结合句尾")
    ('相结合', '相统一', '相衔接', '相促进')
    """
    return LISTED.get(name, ())


def words_of(name: str) -> frozenset[str]:
    """Return the words of a class.

    Examples
    --------
    >>> sorted(words_of("建设动词"))
    ['发展', '建设', '规范']
    """
    return frozenset(listed(name))


def pattern(template: str) -> re.Pattern[str]:
    """Return a regular expression in which <类> stands for the words of a class.

    A class without words matches nowhere. <^类>, in brackets, stands for the characters
    with which the words begin, so that a look at one can say that none begins here.

    Examples
    --------
    >>> pattern("^(?:<开头词>)是").match("重点是扩大消费需求")
    <re.Match object; span=(0, 3), match='重点是'>
    """

    def alternatives(name: re.Match[str]) -> str:
        return "|".join(map(re.escape, listed(name[1]))) or "(?!)"

    def signs(name: re.Match[str]) -> str:
        return re.escape("".join(sorted({word[0] for word in listed(name[1])})))

    template = re.sub(r"<\^(\w+)>", signs, template)
    return re.compile(re.sub(r"<(\w+)>", alternatives, template))


NOUN_TAKING = words_of("名宾动词")
AIMING = words_of("对象动词")
LIGHT = words_of("轻动词")
CAUSING = words_of("兼语动词")
INVITING = CAUSING | words_of("邀请动词")
ADVANCING = CAUSING | words_of("推进动词")
SERIAL = words_of("连动动词")
LEADING_PEOPLE = words_of("带领动词")
OPENING_ACTS = CAUSING | SERIAL | words_of("领起动词")
CARRYING_ON = words_of("承接动词")
DRAFTING = words_of("起草动词")
ISSUING = words_of("印发动词")
SHAPING = words_of("营造动词")
JOINING = words_of("并联动词")
BUILDING = words_of("建设动词")
BUILDING_TOO = words_of("建造动词")
GROWING = words_of("培育动词")
SETTING_UP = words_of("健全动词")
RENEWING = SETTING_UP | words_of("改进动词")
DESCRIBING = words_of("修饰动词")
FITTING = words_of("适应动词")
RELATING = words_of("关系动词")
REMEDYING = CAUSING | words_of("补救动词")
KNOWING = words_of("认知动词")
GIVING = words_of("提供动词")
AFFAIRS = words_of("事业动词")
GATHERING = words_of("投入动词")
FOUNDING = words_of("创设动词")
HONOURING = words_of("授誉动词")
ENLISTING = words_of("入列动词")
REACHING = words_of("惠及动词")
DRIVING = words_of("引领动词")
GREETED = words_of("致意动词")
OF_THINGS = words_of("物主动词")
FARING = OF_THINGS | words_of("进展动词")
BECOMING = words_of("成为动词")
ATTRIBUTIVE = words_of("定语词")
NAMING = words_of("冠名词")
CLOSING_NAMES = words_of("句末词尾")
GOVERNED = words_of("单独宾语")
ALONE = words_of("独立单字")
CHANTED = words_of("口号字")
GOING_ON = words_of("递进连词")
MAKING_OTHERS = words_of("使令介词")
FACING = words_of("面对介词")
TURNED_INTO = words_of("处置补语")
SERVING = words_of("效劳动词")
VISITING = words_of("走访动词")
