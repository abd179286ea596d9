"""The line of a text that names the document."""

import re

HEADING = 40  # longest line, in characters, that is taken for a heading
NAMES = "总结|报告|计划|要点|思路|汇报|综述|述职|设想|打算|安排"
TITLE = re.compile(f"[^，。；！？]{{0,60}}(?:{NAMES})")
LONG_TITLE = re.compile(f"[^，。；！？]{{0,60}}(?:{NAMES})(?=[\\s\\d（(—]|[一二]、)")
NUMBERED = re.compile("[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")


def title_of(lines: list[str]) -> str:
    """Return the line that names the document: the first with a word like 总结 in it.

    Examples
    --------
    >>> title_of(["下载", "某局2023年工作总结", "一、工作回顾"])
    '某局2023年工作总结'
    """
    for n, line in enumerate(lines[:25]):
        named = (TITLE if len(line) <= 2 * HEADING else LONG_TITLE).match(line)
        if not named or NUMBERED.match(line) or furniture(named[0]):
            continue
        if len(line) <= 2 * HEADING and not re.search("[。；！？]", line):
            return line
        if n < 3 and len(line) > 2 * HEADING:
            return named[0]
    return lines[0][:100] if lines else ""


def furniture(head: str) -> bool:
    """Say whether a line is the page's and not the report's."""
    return bool(re.search(r"分享|下载|\.docx|>|小编|\.\.\.|第\d+页", head))
