"""The line of a text that names the document."""

import re
from functools import cache

from analysis.lexicons import read_lexicon
from analysis.read.numerals import FIGURES, FORMAL, SIGNS

FIRST_LINES = 25  # among which the title stands
HEADING_LINE = 40  # longest line, in characters, that is taken for a heading
TITLE_LINE = 2 * HEADING_LINE  # and longest that is taken for a title whole
OPENING_LINES = 3  # among which a title may run into the text
NUMBERED_LINE = re.compile(
    rf"[{SIGNS}]+[、.．]|[（(〔][{SIGNS}]+[）)〕]|[{FORMAL}]+、|第[{SIGNS}\d]+(?:部分|[章节编])"
    r"|[Ⅰ-Ⅻ][、.．\s]|[IVX]+[.．]\s|[A-Z][.．、](?![A-Z])|#+\s|\d{1,2}[、.．\s]\s*(?=20\d\d\s*年)"
)
YEAR_FIRST = re.compile(rf"(?:20|19)\d\d\s*年|[{FIGURES}○零]{{4}}年")


def title_of(lines: list[str]) -> str:
    """Return the line that names the document: the first with a word like 总结 in it.

    Examples
    --------
    >>> title_of(["下载", "某局2023年工作总结", "一、工作回顾"])
    '某局2023年工作总结'
    """
    alone, running_on = _titles()
    for n, line in enumerate(lines[:FIRST_LINES]):
        short = len(line) <= TITLE_LINE
        named = (alone if short else running_on).match(line)
        if not named or NUMBERED_LINE.match(line) or furniture(named[0]):
            continue
        if short and not re.search("[。；！？]", line):
            return line
        if n < OPENING_LINES and not short:
            return named[0]
    return lines[0][:100] if lines else ""


def furniture(head: str) -> bool:
    """Say whether a line is the page's and not the report's."""
    return bool(re.search(r"分享|下载|\.docx|>|小编|\.\.\.|第\d+页", head))


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
    return re.compile(named), re.compile(rf"{named}(?=[\s\d（(—]|[一二]、)")


@cache
def _title_end() -> re.Pattern:
    table = read_lexicon("kinds")
    kinds = "|".join(table.loc[table["heading"] == "否", "kind"])
    return re.compile(rf"(?:{kinds}|范文)[）)\d篇\s]*$")
