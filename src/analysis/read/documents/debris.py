"""Characters and marks that a site or a program left inside the text."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from analysis.lexicons import any_of, read_lexicon
from analysis.read.numerals import SIGNS

Numbered = list[tuple[int, str]]  # a line's number in the file, and its text
Found = list[tuple[int, str, str]]  # line, what was removed, why

INVISIBLE = frozenset(
    chr(code)
    for low, high in (
        (0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xD800, 0xDFFF),
    )
    for code in range(low, high + 1)
)  # fmt: skip
PRIVATE = frozenset(map(chr, range(0xE000, 0xF900)))
# One look at a text says whether it holds any of what single characters give away.
ODD = re.compile(f"[{re.escape(''.join(sorted(INVISIBLE | PRIVATE | {'&', '`'})))}]")
HAN = "\u3400-\u9fff"
TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ")
PINYIN_OPENED = rf"(?<=[{HAN}].)[a-zü{''.join(sorted(TONES))}]{{1,7}}[)）]"
PINYIN = re.compile(rf"[(（]{PINYIN_OPENED}")
PINYIN_BY_BRACKET = [re.compile(rf"{one}{PINYIN_OPENED}") for one in (r"\(", "（")]
MANY_PINYIN = 5  # injected everywhere, not the reading of one rare character
SITES = r"(?:com|cn|net|org|cc|COM|CN|NET|ORG|CC)"
# (why, what must be in the text for the pattern to be tried, pattern); what begins
# with a letter, and not with one of several, is found far more quickly.
INLINE = [
    (
        "网站的付费阅读标记（FastAdmin）",
        ("paid(?:begin|end)",),
        re.compile(r"(?:##|\$\$)paid(?:begin|end)(?:##|\$\$)"),
    ),
    ("网页注释", ("<!--",), re.compile(r"<!--[^<>]{0,500}-->")),
    (
        "网站省略了正文，此处原文不全",
        ("省略",),
        re.compile(r"(?:…{1,2})?[(（][^()（）\n]{0,60}省略\s*\d+\s*字[^()（）\n]{0,40}[)）](?:…{1,2})?"),
    ),
    (
        "网站要求登录，此处以下原文不全",
        ("登[录陆]", "会员"),
        re.compile(
            r"[(（][^()（）\n]{0,20}(?:全部|全文|完整|更多)[^()（）\n]{0,20}"
            r"(?:登录|登陆|会员|注册)[^()（）\n]{0,10}[)）]"
        ),
    ),
    (
        "网站水印",
        (r"\.(?:com|cn|net|org|cc|COM|CN|NET)",),
        re.compile(
            rf"【\s*(?:https?://)?(?:www\.)?[\w-]{{1,40}}\.{SITES}[^【】\n]{{0,20}}】"
            rf"|[{HAN}]{{0,12}}[(（](?:https?://)?(?:www\.)?[\w-]{{1,40}}\.{SITES}[)）]"
            r"(?:收集整理|整理发布|原创首发|版权所有|搜集整理|整理提供|独家整理|整理)"
        ),
    ),
]  # fmt: skip
# An escape stands for a character: it is put back, spaces as a space.
ESCAPES = re.compile(r"(?:<U\+[0-9A-Fa-f]{4,6}>)+")
ENTITIES = re.compile(r"(?:&(?:nbsp|ensp|emsp|thinsp|#160|#12288);)+")
BACKTICK = re.compile(rf"(?<=[{HAN}])`(?=[{HAN}])")
NOTE = re.compile(r"[\[［](?<=[^\s\[［].)\s?\d{1,3}\s?[\]］]")
TERM = re.compile(
    r"[\[［(（]?(\d{1,3})[\]］)）]?\s?[.．、]?\s?([“《「]?[^：:。，]{2,30}?[”》」]?)[：:]"
)
LONGEST_TITLE_LINE = 40
SPACED = re.compile(rf"[{HAN}](?:[ \u3000\xa0]{{1,4}}[{HAN}]){{3,30}}")
SPACED_YEAR = re.compile(r"(?<![\d０-９])[\d０-９](?: [\d０-９]){3}(?= ?年)")
THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3}){1,4}(?![\d ])")
WRAP = re.compile(rf"(?<=[{HAN}，、；：”）]) (?=[{HAN}“（])")
SENTENCE = re.compile("[，。；,;]")
WRAPS = 3  # gaps at one distance, from which the distance is a habit
WRAPPED = 200  # characters of a line, from which it may hold wrapped lines
WRAP_WIDTH = range(16, 100)  # characters between two wraps
WRAP_INDENT = 8  # characters that the first line of a paragraph may be shorter by
WRAP_SLACK = 2  # characters by which a wrapped line may differ from the others


def characters(lines: Numbered, present: set[str], found: Found) -> Numbered:
    """Return the lines without characters that have no shape or no meaning."""
    for odd, why in (
        (INVISIBLE, "不可见字符"),
        (PRIVATE, "私用区字符（没有公认的字形）"),
    ):
        if here := odd & present:
            pattern = re.compile(f"[{re.escape(''.join(sorted(here)))}]")
            lines = _removed(lines, pattern, why, found)
    return lines


def marks(lines: Numbered, text: str, present: set[str], found: Found) -> Numbered:
    """Return the lines without the tags, watermarks and notices of sites."""
    if "<U+" in text:
        lines = _removed(lines, ESCAPES, "程序留下的转义符", found, _unescaped)
    if "&" in present and ENTITIES.search(text):
        lines = _removed(lines, ENTITIES, "网页转义符", found, lambda _: " ")
    for why, needed, pattern in INLINE:
        if any(re.search(one, text) for one in needed):
            lines = _removed(lines, pattern, why, found)
    if "`" in present:
        lines = _removed(lines, BACKTICK, "网站水印字符", found)
    if sum(len(one.findall(text)) for one in PINYIN_BY_BRACKET) >= MANY_PINYIN:
        lines = _removed(lines, PINYIN, "插入的拼音", found)
    return lines


def note_numbers(lines: Numbered, text: str, found: Found) -> Numbered:
    """Return the lines without the numbers of notes: ［24］, and 3 after a noted term.

    A bare number goes only where a note of that number and that very term follows,
    and no unit: “四好农村路”3万公里 stays.
    """
    if "[" in text or "［" in text:
        lines = _removed(lines, NOTE, "注释序号", found)
    notes = {
        (said[1], said[2].strip("“”《》「」"))
        for _, line in lines
        if len(line) < 4000
        and line[:1] in "0123456789[［(（"
        and (said := TERM.match(line))
    }
    if len(notes) < 2:
        return lines
    said = "|".join(
        f"{re.escape(term)}[”》」]?{number}" for number, term in sorted(notes)
    )
    counted = _any_unit()
    pattern = re.compile(rf"(?:{said})(?![\d.．%％]|[余多]?[十百千万亿]|{counted})")
    result = []
    for number, line in lines:
        hits = [hit[0] for hit in pattern.finditer(line)]
        found += [(number, f"{hit}→{_undigited(hit)}", "注释序号") for hit in hits]
        result.append((number, pattern.sub(lambda hit: _undigited(hit[0]), line)))
    return result


def _undigited(term: str) -> str:
    return term.rstrip("0123456789")


def spaces(lines: Numbered, text: str, found: Found) -> Numbered:
    """Return the lines without spaces inside words and numbers.

    A letter-spaced title (政 府 工 作 报 告), a year (1 9 9 8 年), thousands (2 376),
    a unit after its number (547 人), and what a wrapped line left: single spaces at
    even distances.
    """
    if " " not in text and "\u3000" not in text:
        return lines
    unit, wraps = _unit_pattern(), _wrap_width([line for _, line in lines])
    result = []
    for number, line in lines:
        if " " in line or (len(line) <= LONGEST_TITLE_LINE and "\u3000" in line):
            line = _unspaced(number, line, unit, found)
            line = _unwrapped(number, line, wraps, found)
        result.append((number, line))
    return result


def _unspaced(number: int, line: str, unit: re.Pattern[str], found: Found) -> str:
    if len(line) <= LONGEST_TITLE_LINE:
        for hit in SPACED.findall(line):
            alone = f" {line} ".replace("\u3000", " ").find(f" {_plain(hit)} ") >= 0
            if alone:
                whole = re.sub(r"\s+", "", hit)
                found.append((number, hit, "标题字间的空格"))
                line = line.replace(hit, whole, 1)
    for pattern, why in ((SPACED_YEAR, "数字间的空格"), (THOUSANDS, "数字间的空格")):
        line = _closed(number, line, pattern, why, found)
    if SENTENCE.search(line):  # 附件2 名词解释 is no number with its unit
        line = _closed(number, line, unit, "数字与单位间的空格", found)
    return line


def _closed(
    number: int, line: str, pattern: re.Pattern[str], why: str, found: Found
) -> str:
    """Return a line without the spaces inside of what a pattern finds."""
    hits = [(number, hit[0], why) for hit in pattern.finditer(line)]
    found += hits
    return pattern.sub(lambda hit: hit[0].replace(" ", ""), line) if hits else line


def _unwrapped(number: int, line: str, wraps: int, found: Found) -> str:
    """Return a line without the spaces that stand where lines of that width ended."""
    gaps = _wraps(line, wraps) if wraps else []
    found += [(number, line[at - 2 : at + 3], "折行留下的空格") for at in gaps]
    cut, ends = [0, *(at + 1 for at in gaps)], [*gaps, len(line)]
    return "".join(line[a:b] for a, b in zip(cut, ends, strict=True))


def _wrap_width(lines: list[str]) -> int:
    """Return at what distance most spaces of a text stand; 0 where none is a habit."""
    counted: Counter[int] = Counter()
    steps = [
        step
        for line in lines
        if len(line) >= WRAPPED and " " in line
        for step in _steps([hit.start() for hit in WRAP.finditer(line)])
    ]
    for step in steps:
        counted.update(range(step - WRAP_SLACK, step + WRAP_SLACK + 1))
    size = max(WRAP_WIDTH, key=lambda size: (counted[size], -size))
    return size if 2 * counted[size] >= max(len(steps), 2 * WRAPS) else 0


def _steps(gaps: list[int]) -> list[int]:
    return [b - a for a, b in pairwise(gaps)]


def _wraps(line: str, size: int) -> list[int]:
    """Return the places of spaces that stand as far apart as the ends of lines do."""
    gaps = [hit.start() for hit in WRAP.finditer(line)]
    if not gaps:
        return []
    # Where a line ended after a mark no space is left, and two lines stand as one.
    even = [_whole_lines(step, size, WRAP_SLACK) for step in _steps(gaps)]
    begins = _whole_lines(gaps[0], size, WRAP_INDENT)
    marker = re.compile(rf" (?:[{SIGNS}]+[、是要]|（)")
    return [
        gap
        for at, gap in enumerate(gaps)
        if ((even[at - 1] if at else begins) or (at < len(even) and even[at]))
        and not marker.match(line, gap)
    ]


def _whole_lines(length: int, size: int, short: int) -> bool:
    """Say whether a length is that of lines of that size, the first somewhat short."""
    over = (length + short) % size
    return length + short >= size and over <= short + WRAP_SLACK


def _removed(
    lines: Numbered,
    pattern: re.Pattern[str],
    why: str,
    found: Found,
    instead: Callable[[re.Match[str]], str] = lambda _: "",
) -> Numbered:
    """Take every match out of the lines and note it."""
    result = []
    for number, line in lines:
        if pattern.search(line):
            found += [(number, hit[0], why) for hit in pattern.finditer(line)]
            line = pattern.sub(instead, line)
        result.append((number, line))
    return result


def _unescaped(hit: re.Match[str]) -> str:
    codes = [int(code, 16) for code in re.findall(r"\+([0-9A-Fa-f]+)", hit[0])]
    said = "".join(
        chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        for code in codes
    )
    return " " if said.isspace() else said


def _plain(text: str) -> str:
    return text.replace("\u3000", " ")


@cache
def _any_unit() -> str:
    return any_of(read_lexicon("units")["unit"])


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Return a number, one space and a unit of Chinese characters."""
    unit = any_of(unit for unit in read_lexicon("units")["unit"] if unit[0] > "\u2e7f")
    return re.compile(
        r"(?<!\d)\d{1,12} [余多]?"
        rf"(?:[十百千万亿萬億]{{1,2}}[余多]?(?:{unit})?|{unit})(?![、.．])"
    )
