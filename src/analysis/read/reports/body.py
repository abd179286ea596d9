"""The body whose report it is: a bureau, a town, a school, as the title names it."""

import re
from functools import cache

from analysis.lexicons import read_lexicon
from analysis.read.documents.traditional import simplified

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
NAME = re.compile(f"[{HAN}·“”]+")
# What says when, and parts the name from what the report is about.
TIME = re.compile(
    r"(?:(?:19|20)\d\d|[二一][〇○零一二三四五六七八九]{3}|\d\d|20[xX×*＊]{1,2})?\s*"
    r"(?:[-—–~至]+\s*(?:(?:19|20)?\d\d)?\s*)?学?年(?!级)(?:度|终|末|底|初)?"
    r"(?:第?[一二三四1-4]季度|第[一二]学期|\d{1,2}(?:[-—–~至]+\d{1,2})?月份?)?"
    r"|[上下]半年|前?[一二三四1-4]季度|第?[一二]学期|[今去明本当]年|半年|(?:19|20)\d\d(?!\d)"
    r"|\d{1,2}(?:[-—–~至]+\d{1,2})?月份?|近期|[近五三]年(?!级)来?"
)
# 工作领导小组 and 工作部 are parts of names; elsewhere 工作 ends what may name.
WORK = re.compile("工作(?!领导小组|委员会|部|局|办公室|站|队|组|专班|中心)")
OCCASION = re.compile(
    "在(?P<held>[^，。]*?)(?:第[^，。届]{1,4}[届次]|[一二三四五六七八九十]+届|会议|大会|全会)[^，。]*?上的?"
)
# 全市, 我局 and 在县委… name nobody; 全椒县, 全州县 and 全南县 are counties.
NOBODY = re.compile(
    "^(?:[在向]|全(?!椒|州县|南县)[国省市区县州盟旗镇乡村校局院]|各|我们?|本(?!溪|草))"
)
BEFORE = re.compile("^(?:关于|对于|印发)+")
# Who speaks: 我代表海拉尔区人民政府，向大会报告工作.
SPEAKS_FOR = re.compile(
    rf"我(?:受|代表)(?P<body>[{HAN}]{{2,20}}?)(?=委托|向|，|,|作|报告|及)"
)
GOVERNMENT = re.compile("(?:人民)?政府")


def body_of(title: str, before: str = "", opening: str = "") -> str:
    """Return the body that a title names; '' where it names none.

    Parameters
    ----------
    title
        The words that name the document.
    before
        The line above it, which may hold the name alone.
    opening
        The first lines, where a speaker says for whom: asked where the title says no
        more than 政府.

    Examples
    --------
    >>> body_of("河西区2025年度法治政府建设情况报告"), body_of("㵲水镇2024年工作总结")
    ('河西区', '㵲水镇')
    >>> body_of("河西区乡村振兴工作总结"), body_of("上半年全市工作总结")
    ('河西区', '')
    >>> body_of("2010年国务院政府工作报告")
    '国务院'
    """
    plain = simplified(title)
    found = _named(plain, title)
    if not found and before and len(before) <= len(title) + 20:
        whole = _named(simplified(before), before)
        found = whole if len(whole) == len(before.strip()) else ""
    if not found or GOVERNMENT.fullmatch(simplified(found)):
        said = SPEAKS_FOR.search(simplified(opening))
        spoken = said and _named(said["body"], opening[slice(*said.span("body"))])
        found = spoken or found
    return found.removesuffix("政府") if found == "国务院政府" else found


def _named(plain: str, title: str) -> str:
    """Return the first name in a title; `plain` is the title in simplified."""
    for start, end in _stretches(plain):
        size = _ends(plain[start:end])
        if size:
            return title[start : start + size]
    return ""


def _stretches(plain: str) -> list[tuple[int, int]]:
    """Return where a name may stand: between times and marks, before 工作.

    What is said on an occasion is named by the rest of the title, or by the occasion.
    """
    spoken = OCCASION.search(plain)
    if not spoken:
        if plain.startswith("在"):  # 在县委、县政府的领导下
            return []
        return _between(plain, 0, len(plain))
    around = plain[: spoken.start()] + "|" * len(spoken[0]) + plain[spoken.end() :]
    return _between(around, 0, len(plain)) + _between(plain, *spoken.span("held"))


def _between(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a title between times and marks, and before 工作."""
    work = WORK.search(plain, start, end)
    plain = TIME.sub(lambda time: "|" * len(time[0]), plain)
    found = []
    for stretch in NAME.finditer(plain, start, work.start() if work else end):
        lead = BEFORE.match(stretch[0])
        found.append((stretch.start() + (lead.end() if lead else 0), stretch.end()))
    return found


def _ends(text: str) -> int:
    """Return how long the name is with which a text begins; 0 without one."""
    names, weak, others = _endings()
    if NOBODY.match(text):
        return 0
    inside = {
        at for word in others.finditer(text) for at in range(word.start(1), word.end(1))
    }
    sizes = [
        found.end(1) for found in names.finditer(text) if found.end(1) - 1 not in inside
    ]
    best = max(sizes, default=0)
    if len(text) > 3 and best < len(text) and weak.search(text):
        return len(text)
    return best


@cache
def _endings() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    """Return the patterns of endings of names, of weak ones, and of what is none."""
    table = read_lexicon("bodies")

    def longest(kind: str) -> str:
        words = table.loc[table["kind"] == kind, "ending"]
        return "|".join(sorted(words, key=len, reverse=True))

    return (
        re.compile(f"(?=({longest('名尾')}))"),
        re.compile(f"(?:{longest('弱名尾')})$"),
        re.compile(f"(?=({longest('非名尾')}))"),
    )
