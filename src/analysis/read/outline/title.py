"""The line of a text that names the document."""

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicons import read_lexicon
from analysis.read.documents.traditional import simplified
from analysis.read.numerals import FIGURES, FORMAL, SIGNS
from analysis.read.outline.wording import speaks, zone

FIRST_LINES = 25  # among which the title stands
HEADING_LINE = 40  # longest line, in characters, that is taken for a heading
TITLE_LINE = 2 * HEADING_LINE  # and longest that is taken for a title whole
OPENING_LINES = 3  # of the report's own, among which a title may run into the text
LONGEST_GREETING = 30
NUMBERED_LINE = re.compile(
    rf"[{SIGNS}]+[、.．]|[（(〔][{SIGNS}]+[）)〕]|[{FORMAL}]+、|第[{SIGNS}\d]+(?:部分|[章节编])"
    r"|[Ⅰ-Ⅻ][、.．\s]|[IVX]+[.．]\s|[A-Z][.．、](?![A-Z])|#+\s|\d{1,2}[、.．\s]\s*(?=20\d\d\s*年)"
)
YEAR_FIRST = re.compile(rf"(?:20|19)\d\d\s*年|[{FIGURES}○零]{{4}}年")
SENTENCE = re.compile("[。；！？]|如下|[，,：:]$")
GOES_ON = re.compile("[和暨及与、]|的(?:报告|总结|汇报)$")  # the second line of a title
TURN = re.compile("[和暨及与、]$")
FRAME = " \u3000|｜"  # stands around a title in tables and on pages
BRACKETS = ("【】", "[]", "《》")


class Place(NamedTuple):
    """Where a title stands: its line, from where to where, and how many lines on."""

    line: int
    start: int
    end: int
    more: int = 0


def title_of(lines: list[str]) -> str:
    """Return the words that name the document; '' where none do.

    The first line with a word like 总结 in it, else the first of the report's own if
    it is no sentence, heading or salutation. Traditional text is read as simplified.

    Examples
    --------
    >>> title_of(["下载", "某局2023年工作总结", "一、工作回顾"])
    '某局2023年工作总结'
    >>> title_of(["組配分類：工作總結", "標題：某局2023年工作總結"])
    '某局2023年工作總結'
    >>> title_of(["各位代表：", "现在我向大会报告工作，请予审议。"])
    ''
    """
    lines = lines[:FIRST_LINES]
    place = _place(simplified("\n".join(lines)).split("\n"))
    if place is None:
        return ""
    more = lines[place.line + 1 : place.line + 1 + place.more]
    return "".join([lines[place.line][place.start : place.end], *more])


def _place(lines: list[str]) -> Place | None:
    """Return where the title stands in lines of simplified characters."""
    alone, running_on = _titles()
    own, first = 0, None
    for n, line in enumerate(lines):
        start, end = _framed(line)
        bare = line[start:end]
        if not bare or furniture(bare[:TITLE_LINE]):
            continue
        own += 1
        heading = NUMBERED_LINE.match(bare) or greets(bare)
        sentence = len(bare) > TITLE_LINE or SENTENCE.search(bare)
        if own == 1 and not heading and not sentence:
            first = Place(n, start, end)
        if heading:
            continue
        if not sentence and alone.match(bare):
            return Place(n, start, end, _goes_on(lines, n, bare))
        if own <= OPENING_LINES and sentence and (named := running_on.match(bare)):
            return Place(n, start + named.start("title"), start + named.end("title"))
    return first


def _goes_on(lines: list[str], n: int, title: str) -> int:
    """Return how many lines after it a title takes: 某局2024年总结 | 和2025年计划."""
    after = lines[n + 1] if n + 1 < len(lines) else ""
    short = 0 < len(after) <= HEADING_LINE and not SENTENCE.search(after)
    goes_on = short and (GOES_ON.match(after) or TURN.search(title))
    return int(bool(goes_on and _titles()[0].match(after)))


def _framed(line: str) -> tuple[int, int]:
    """Return where a line's words begin and end: without 标题：, bars, brackets."""
    label = _label().match(line)
    start = label.end() if label else 0
    bars = [at for at in (line.find(bar, start) for bar in "|｜") if at > start]
    end = min(bars) if label and bars else len(line)
    bare = line[start:end].strip(FRAME)
    start = line.find(bare, start) if bare else start
    end = start + len(bare)
    for opens, closes in BRACKETS:
        if bare.startswith(opens) and closes not in bare[1:-1]:
            start, end = start + 1, end - bare.endswith(closes)
    return start, end


@cache
def _label() -> re.Pattern:
    """Return the pattern of what a page's table writes before a title."""
    words = "|".join(r"\s*".join(word) for word in zone("title"))
    return re.compile(rf"[|｜\s]*(?:{words})\s*[:：|｜][\s|｜]*")


def greets(line: str) -> bool:
    """Say whether a line is a salutation.

    Examples
    --------
    >>> greets("各位代表："), greets("尊敬的各位领导、同志们：")
    (True, True)
    """
    return len(line) <= LONGEST_GREETING and line.startswith(zone("salutation"))


def furniture(head: str) -> bool:
    """Say whether a line is the page's and not the report's.

    Examples
    --------
    >>> furniture("组配分类: 工作报告 文件编号:"), furniture("已阅读5页,还剩4页未读")
    (True, True)
    """
    return speaks("chrome", head) or bool(_furniture().search(head))


@cache
def _furniture() -> re.Pattern:
    """Return the pattern of a page's buttons, and of its table's labels: 索引号：."""
    labels = "|".join(rf"{label}\s*[:：]" for label in zone("label"))
    return re.compile(rf"分享|下载|\.docx|>|小编|\.\.\.|第\d+页|{labels}")


def ends_as_title(line: str) -> bool:
    """Say whether a line ends as titles do, and headings of parts do not.

    Examples
    --------
    >>> ends_as_title("某局2023年工作总结"), ends_as_title("2024年工作安排")
    (True, False)
    """
    return bool(_title_end().search(line))


def opens_with_year(line: str) -> bool:
    """Say whether a line names no body before its year: 2024年工作总结."""
    return bool(YEAR_FIRST.match(line))


@cache
def kinds_of_document() -> str:
    """Return the pattern of the words that name what a document is: 总结, 计划, …."""
    return "|".join(read_lexicon("kinds")["kind"])


@cache
def _titles() -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of a title on its line, and of one that runs on."""
    named = f"[^，。；！？]{{0,60}}(?:{kinds_of_document()})"
    after = r"[】\]]?(?=[\s\d（(—【]|[一二]、|二[〇○零])"
    return re.compile(named), re.compile(rf"[【\[]?(?P<title>{named}(?:范文)?){after}")


@cache
def _title_end() -> re.Pattern:
    table = read_lexicon("kinds")
    kinds = "|".join(table.loc[table["heading"] == "否", "kind"])
    return re.compile(rf"(?:{kinds}|范文)[）)\d篇\s]*$")
