"""Markdown's marks taken off, so that a heading begins with its numeral."""

import re

ATX_HEADING = re.compile(r"#{1,6}\s+")
LINE_OPENING = re.compile(r"(?:>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)")
DEEPEST = 9  # quotes and lists within one another
RULES = ({"-"}, {"*"}, {"_"}, {"="})
FENCES = ("```", "~~~")
PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
MD_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:[^()\n]{0,500})\)")
MD_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")


def without_markdown(lines: list[str]) -> list[str]:
    r"""Return as many lines, without the marks of Markdown.

    Headings, emphasis, links, quotes, bullets, rules; a table's row becomes its cells,
    parted by tabs. Numbers and anything else stay.

    Examples
    --------
    >>> without_markdown(["## 一、2023年工作**情况**", "- 强化学习", "| 甲 | 乙 |"])
    ['一、2023年工作情况', '强化学习', '甲\t乙']
    """
    front = _front_matter(lines)
    return [
        "" if at < front else _plain(line) if line else line
        for at, line in enumerate(lines)
    ]


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
    for _ in range(DEEPEST):
        if not (said := LINE_OPENING.match(line)):
            break
        line = line[said.end() :]
    line = MD_LINK.sub(r"\1", PICTURE.sub("", line))
    line = MD_STRONG.sub(r"\2", line)
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
