"""How a paragraph begins: the numerals and marks that open headings and items."""

import re

from analysis.read.numerals import FORMAL, NUMERAL, SIGNS, STEMS, number
from analysis.read.outline.characters import MARKS
from analysis.read.outline.paragraphs import MEASURED, NUMBERED, Paragraph

# Signs that are a numeral with its bracket or point: the first of a run, how many
# follow one another, and what they number.
RUNS = {
    "㈠": (10, "section"), "㊀": (10, "section"), "①": (20, "round"),
    "⑴": (20, "small"), "⒈": (20, "decimal"), "❶": (10, "round"), "➀": (10, "round"),
    "➊": (10, "round"), "Ⅰ": (12, "roman"), "ⅰ": (12, "round"),
}  # fmt: skip
SINGLE = {
    chr(ord(first) + n): (kind, n + 1)
    for first, (size, kind) in RUNS.items()
    for n in range(size)
}
HAN = f"[{SIGNS}百廿卅][{SIGNS}百廿卅〇零]{{0,4}}"
FORMALS = f"[{FORMAL}貳參陸]{{1,3}}"
LEFT, RIGHT = r"[（(〔\[【]", r"[）)〕\]】]"
# （一）项目建设 is a heading; 第二十条第 / （一）项规定的 is a line that was broken.
CLAUSE_OF_LAW = "(?:项|款)(?:规定|所|的|中|之|[、，]|至|和|或)|目(?:所|中|规定)"
BULLETS = r"(?:——|――|──|－－|--|—|[●■◆▲★☆◇□▪•·➢►▶◎※])-*|[-*+–](?=[ \u3000])"
WORD = "[\u4e00-\u9fff“《]"
YEAR = r"(?:19|20)\d\d\s*年"
# How a paragraph may begin. Not 一、二、三级批发, 第二、三季度, 3·5, 祖国的统一是.
MARKER = re.compile(
    rf"第(?:(?P<chapter>{HAN})(?:部分|[章篇编])|(?P<arabic>\d{{1,2}})(?:部分|章))"
    r"[、，,：: \u3000]*"
    rf"|第(?P<node>{HAN}|\d{{1,2}})节[、，,：: \u3000]*"
    rf"|(?P<part>{HAN})(?:、\s*(?!{NUMERAL}[、级产季月线次])|[.．]\s*(?!{NUMERAL}))"
    rf"|{LEFT}(?P<section>{HAN}){RIGHT}(?!{CLAUSE_OF_LAW})、?\s*"
    rf"|(?P<half>{HAN})[)）]\s*"
    rf"|(?P<single>[{''.join(SINGLE)}])[、.．]?\s*"
    rf"|(?P<decimal>\d{{1,2}})(?:[.．](?!\d)|[.．](?={YEAR})|、)\s*"
    r"|(?P<point>\d{1,2})[.．](?=\d)"
    rf"|(?P<number>\d{{1,2}})[ \u3000\t]+(?={WORD}|{YEAR})"
    r"|[（(](?P<small>\d{1,2})[）)]、?\s*|(?P<right>\d{1,2})[)）]、?\s*"
    rf"|(?P<formal>{FORMALS})[、.．]\s*|[（(](?P<bracketed>{FORMALS})[）)]\s*"
    rf"|(?P<stem>[{STEMS}])[、.．]\s*(?![{STEMS}方])|[（(](?P<stems>[{STEMS}])[）)]\s*"
    r"|(?P<roman>[IVX]{1,5})(?:[.．]|、(?![A-Z]))\s*"
    rf"|(?P<letter>[A-ZＡ-Ｚ])(?:[.．]|、(?![A-ZＡ-Ｚ]))\s*(?={WORD}|{YEAR})"
    r"|[（(]?(?P<lower>[a-zA-Z])[)）]\s*"
    rf"|(?P<low>[a-z])[.．、]\s*(?={WORD}|{YEAR})"
    rf"|(?P<spaced>{HAN})[ \u3000\t]+(?={WORD}|{YEAR})"
    rf"|(?P<mark>{NUMERAL})[是要]|第(?P<ordinal>{NUMERAL})[，,、](?!{NUMERAL})\s*"
    rf"|(?P<bullet>{BULLETS})\s*"
    r"|(?P<hash>#{1,6})\s+|【(?P<title>[^【】\n]{2,20})】\s*"
)
FIRSTS = frozenset(
    f"第#【（(〔[IVX{SIGNS}百廿卅{FORMAL}貳參陸{STEMS}—―─－-–*+●■◆▲★☆◇□▪•·➢►▶◎※"
    + "".join(SINGLE)
    + "0123456789０１２３４５６７８９"
    + "".join(chr(code) for a in "AaＡ" for code in range(ord(a), ord(a) + 26))
)
# Groups of the pattern that number the same: 一） and （一）, （甲） and 甲、.
SAME = {"arabic": "chapter", "half": "section", "stems": "stem", "low": "lower"}
ARABIC = ("arabic", "decimal", "point", "number", "small", "right")
DOTTED = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?![\d%％])[.．、]?\s*")
HEADED = (*NUMBERED, "bare")  # kinds that have a heading
AMOUNT = re.compile(rf"\d+[.．]\d+\s*[{MEASURED}\d]")
ANY_MARK = re.compile(f"[{MARKS}]")
LONGEST_HEADING = 60  # characters; a longer first sentence is body, not heading


def mark(found: list[Paragraph]) -> list[Paragraph]:
    """Say how each paragraph begins, by its numeral or marker."""
    return [marked(here) if here.text[0] in FIRSTS else here for here in found]


def marked(here: Paragraph) -> Paragraph:
    """Return a paragraph with the kind and value of its numeral or marker."""
    if here.text[0] not in FIRSTS:
        return here
    marker = MARKER.match(here.text)
    if not marker:
        return here
    kind, value = _read(marker)
    if kind not in ("bullet", "title") and not value:
        return here
    if kind in ("mark", "ordinal"):  # those are cut off with their clause
        return here._replace(kind=kind, value=value)
    at = 1 if kind == "title" else marker.end()
    stop = heading_end(here.text, at) if kind in HEADED else 0
    start, end, text, *_ = here
    return Paragraph(start, end, text, start + at, start + stop, kind, value)


def _read(marker: re.Match) -> tuple[str, int]:
    """Return what kind of numeral stands in a match, and what it is worth."""
    kind = marker.lastgroup
    said = marker[kind]
    if kind == "single":
        return SINGLE[said]
    if kind in ("bullet", "title"):
        return kind, 0
    if kind == "hash":
        return f"hash{len(said)}", len(said)
    if kind in ARABIC or said[0].isdecimal():
        value = int(said)
    elif kind in ("letter", "lower", "low"):
        value = "abcdefghijklmnopqrstuvwxyz".find(_ascii(said).lower()) + 1
    elif kind == "roman":
        value = _roman(said)
    else:
        value = STEMS.find(said) + 1 if kind in ("stem", "stems") else number(said)
    return SAME.get(kind, kind), value


def _ascii(letter: str) -> str:
    return chr(ord(letter) - 0xFEE0) if letter > "\uff00" else letter


def _roman(said: str) -> int:
    """Return what Roman numerals up to XX are worth; 0 for others."""
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    tens = said.startswith("X") + said.startswith("XX")
    rest = said[tens:]
    return 10 * tens + ones.index(rest) if rest in ones else 0


def numbered(here: Paragraph, kind: str) -> Paragraph:
    """Return a paragraph as one of a kind, with its heading where the kind has one."""
    stop = 0
    if kind in HEADED:
        stop = heading_end(here.text, here.body - here.start)
    return here._replace(kind=kind, heading_end=here.start + stop)


def plain(here: Paragraph) -> Paragraph:
    """Return a paragraph as one without numeral."""
    return here._replace(kind="text", value=0, body=here.start, heading_end=here.start)


def heading_end(text: str, start: int) -> int:
    """Return where the heading stops that begins here and may run into the body."""
    stop = text.find("。", start, start + LONGEST_HEADING + 1)
    if stop >= 0:
        return stop
    if len(text) - start <= LONGEST_HEADING:
        return len(text)
    mark = ANY_MARK.search(text, start)
    return mark.start() if mark else len(text)
