"""Markdown's marks taken off, so that a heading begins with its numeral."""

import re
from collections import Counter

from analysis.read.numerals import NUMERAL

ATX_HEADING = re.compile(r"#{1,6}\s+")
QUOTE = re.compile(r"(?:>\s?)+")
BULLET = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
NUMBERED = re.compile(
    rf"第?{NUMERAL}[、，,部章节篇.．是要]|[（(]{NUMERAL}[）)]|[（(]?\d{{1,2}}[.．、）)]"
)
DEEPEST = 9  # quotes and lists within one another
HEADS = 2  # headings of a level without numeral, from which they are a habit
STRONGS = 2  # passages in bold, from which a plain text is Markdown
RULES = ({"-"}, {"*"}, {"_"}, {"="})
FENCES = ("```", "~~~")
PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
MD_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:[^()\n]{0,500})\)")
MD_STRONG = re.compile(r"(\*\*\*?|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
BOLD = re.compile(r"\*\*(?=\S)[^*\n]{1,500}?(?<=\S)\*\*")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")


def looks_like_markdown(lines: list[str]) -> bool:
    """Say whether a plain text is Markdown: it has its headings, or passages in bold.

    Examples
    --------
    >>> looks_like_markdown(["## 2024年工作总结", "很好。"])
    True
    >>> looks_like_markdown(["一、2024年工作总结", "得分*0.6。"])
    False
    """
    bold = 0
    for line in lines:
        if "#" not in line and "**" not in line:
            continue
        here = line.lstrip()
        if here[:1] == "#" and ATX_HEADING.match(here):
            return True
        bold += len(BOLD.findall(line)) if "**" in line else 0
    return bold >= STRONGS


def without_markdown(lines: list[str]) -> list[str]:
    r"""Return as many lines, without the marks of Markdown.

    Headings, emphasis, links, quotes, rules; a table's row becomes its cells, parted
    by tabs. What says a paragraph's place stays: numbers, bullets, and the ## of
    headings that bear no numeral, where several of a level do.

    Examples
    --------
    >>> without_markdown(["## 一、2023年工作**情况**", "- 强化学习", "| 甲 | 乙 |"])
    ['一、2023年工作情况', '- 强化学习', '甲\t乙']
    >>> without_markdown(["# 总结", "## 回顾", "## 安排"])
    ['总结', '## 回顾', '## 安排']
    """
    front = _front_matter(lines)
    plain = [
        "" if at < front or not line else _plain(line) for at, line in enumerate(lines)
    ]
    levels = [_level(line, text) for line, text in zip(lines, plain, strict=True)]
    first = next((at for at, text in enumerate(plain) if text), 0)
    counted = Counter(level for level in levels[first + 1 :] if level)
    return [
        f"{'#' * level} {text}" if counted[level] >= HEADS and at > first else text
        for at, (level, text) in enumerate(zip(levels, plain, strict=True))
    ]


def _level(line: str, text: str) -> int:
    """Return the level of a heading that bears no numeral; 0 for other lines."""
    said = ATX_HEADING.match(line.strip()) if text else None
    if not said or NUMBERED.match(text):
        return 0
    return said[0].count("#")


def _front_matter(lines: list[str]) -> int:
    """Return how many lines the block of settings at the top takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    for at, line in enumerate(lines[1:40], start=1):
        if line.strip() == "---":
            return at + 1
    return 0


def _plain(line: str) -> str:
    line = line.strip()
    if _is_rule(line) or line.startswith(FENCES):
        return ""
    if said := ATX_HEADING.match(line):
        line = line[said.end() :]
        open_end = line.rstrip("#")
        line = open_end.rstrip() if open_end.endswith((" ", "\t")) else line
    bullet = ""
    for _ in range(DEEPEST):
        if said := QUOTE.match(line):
            line = line[said.end() :]
        elif said := BULLET.match(line):
            line, bullet = line[said.end() :], "- "
        else:
            break
    line = MD_LINK.sub(r"\1", PICTURE.sub("", line))
    line = MD_STRONG.sub(r"\2", line)
    if bullet and line and not NUMBERED.match(line):
        line = bullet + line
    if line.startswith("|") and line.endswith("|"):
        cells = (cell.strip() for cell in line.strip("|").split("|"))
        line = "\t".join(cells)
    return ESCAPE.sub(r"\1", line)


def _is_rule(line: str) -> bool:
    """Return whether a line only draws: a rule, or the one under a table's head."""
    marks = set(line) - {" ", "\t"}
    if marks in RULES and len(line) >= 3:
        return True
    return "--" in line and "|" in marks and marks <= {"|", "-", ":"}
