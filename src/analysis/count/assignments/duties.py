"""Find who is to do a task, and by when, where the text says so.

Rather none is found than one that is wrong.
"""

import re
from collections.abc import Iterable
from functools import cache

from analysis.lexicons import read_lexicon

BRACKET = re.compile(r"（(?:[^（）\n]|（[^（）\n]*）)*）|\([^()\n]*\)")
STOPS = "。！？；!?;"
LONGEST_NAME = 20  # characters of a body's name
PART = re.compile(r"[，,；;。]")
JOINED = re.compile("[、和及与]|以及")
YEAR = r"(?:(?P<year>\d{4})年|今年|明年|当年|本年)"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
BEFORE = "(?:之前|以前|前)"


def bracketed(text: str) -> list[tuple[int, int]]:
    """Return where a text says in brackets who is to do something: from, to.

    >>> bracketed("建学校（市教育局牵头）。设中国（上海）自贸区")
    [(3, 11)]
    """
    return [
        match.span()
        for match in BRACKET.finditer(text)
        if _in_bracket(match[0][1:-1].strip())
    ]


def offices(text: str) -> str:
    """Return the bodies that a sentence names as doers; "" where it names none.

    They are named in brackets, 负责 牵头 配合 behind them or 责任单位： before them,
    or between 由 and one of those words. They are given as the text has them.

    Examples
    --------
    >>> offices("6月底前建成学校3所（市教育局牵头，市财政局配合）")
    '市教育局牵头，市财政局配合'
    >>> offices("由市发改委负责组织实施"), offices("（责任单位：市教育局、市财政局）")
    ('市发改委', '市教育局、市财政局')
    >>> offices("由点到面推开"), offices("设立中国（上海）自贸区")
    ('', '')
    """
    found = [_in_bracket(m[0][1:-1].strip()) for m in BRACKET.finditer(text)]
    plain = BRACKET.sub("", text)
    for match in _by().finditer(plain):
        if all(_is_body(name) for name in JOINED.split(match["names"])):
            lead = "" if match["duty"].endswith("负责") else match["duty"]
            found.append(f"{match['names']}{lead}")
    return "，".join(dict.fromkeys(filter(None, found)))


def deadlines(text: str, year: int | None = None) -> str:
    """Return by when a sentence wants its task done; "" where it does not say.

    Parameters
    ----------
    year
        The year of the plan: what was due before it is no time limit of it.

    Examples
    --------
    >>> deadlines("6月底前建成学校3所"), deadlines("上半年启动，2025年底前完成")
    ('6月底前', '上半年、2025年底前')
    >>> deadlines("到2027年建成高速公路"), deadlines("比上半年增长5%")
    ('到2027年', '')
    >>> deadlines("2023年底前开工的项目", 2024), deadlines("2024年投资5亿元", 2024)
    ('', '')
    """
    found = []
    for match in _when().finditer(text):
        own = match["first"] or match["until"] or match["year"]
        past = year is not None and own is not None and int(own) < year
        if not past and not text[: match.start()].endswith(_words("往时")):
            found.append(match[0])
    return "、".join(dict.fromkeys(found))


@cache
def _words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind, the longest first."""
    table = read_lexicon("duties")
    return tuple(sorted(table.loc[table["kind"] == kind, "word"], key=len)[::-1])


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


@cache
def _by() -> re.Pattern[str]:
    """Return the pattern of 由 … 负责."""
    duties = _any(_words("负责"))
    return re.compile(rf"由(?P<names>[㐀-鿿A-Za-z、]{{2,60}}?)(?P<duty>{duties})")


@cache
def _when() -> re.Pattern[str]:
    """Return the pattern of a time limit."""
    alone, feasts = _any(_words("时点")), _any(_words("节日"))
    never, done = _any(_words("非时点")), _any(_words("办成"))
    year = f"{YEAR}?(?:的)?"
    first = YEAR.replace("?P<year>", "?P<first>")
    forms = [
        rf"{MONTH}(?:\d{{1,2}}日|份|上旬|中旬|下旬)?[底末]?{BEFORE}",
        rf"{MONTH}(?:[底末]|上旬|中旬|下旬)",
        rf"第?[一二三四]季度(?:[末底]?{BEFORE}|[末底内])",
        rf"(?:{feasts})节?{BEFORE}",
        rf"(?:{MONTH}份?|第?[一二三四]季度)(?={done})",
    ]
    months = rf"{year}(?:{'|'.join(forms)})"
    years = rf"(?<!\d)(?:{first}年?[底末内]{BEFORE}?)"
    until = r"到(?P<until>20\d{2})年(?:[底末]|(?=[，,建基实全形力达]))"
    lone = rf"(?<![\d一二三四五六七八九十两几每多上去前近])(?:{alone}){BEFORE}?"
    pattern = rf"(?:{years}|{until}|{months}|{lone})(?!{never})"
    return re.compile(pattern)


@cache
def _endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how names of bodies end, and words that end so and are none."""
    table = read_lexicon("bodies")
    is_name = table["kind"].isin(["名尾", "弱名尾"])
    ends = (*table.loc[is_name, "ending"], *_words("单位"))
    return ends, tuple(table.loc[table["kind"] == "非名尾", "ending"])


def _is_body(name: str) -> bool:
    """Say whether a name ends as those of bodies do."""
    bare = name.strip().removesuffix("等")
    ends, never = _endings()
    if not 2 <= len(bare) <= LONGEST_NAME or not bare.endswith(ends):
        return False
    return bare.endswith(_words("单位")) or not bare.endswith(never)


def _in_bracket(inner: str) -> str:
    """Return the bodies that a bracket names as doers, as it names them."""
    labels = re.compile(rf"(?:{_any(_words('标签'))})[：:]\s*")
    if labels.match(inner):
        parts = [p for p in re.split(r"[；;]", inner) if not deadlines(p)]
        said = "；".join(parts)
        one = len(labels.findall(said)) == 1
        return (labels.sub("", said) if one else said).strip()
    duty = re.compile(rf"(?:{_any(_words('负责'))})$")
    kept, named = [], False
    for part in PART.split(inner):
        bare = duty.sub("", part.strip())
        outside = BRACKET.sub("", bare)
        if bare == part.strip() or not all(map(_is_body, JOINED.split(outside))):
            continue
        named = True
        kept.append(bare if part.strip().endswith("负责") else part.strip())
    return "，".join(kept) if named else ""
