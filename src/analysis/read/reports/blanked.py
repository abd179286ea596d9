"""Years that are gone from a copy of a report: 20xx年, or one written over all."""

import re

OPENING = 60  # lines in which a blank is looked for
COMPARED = 200  # lines in which two years that are one are looked for
# What reposters leave where a year was: 20xx年, 201*年, ____年, 一、年主要工作.
# 建校20年来 is a time that has passed, 20年上半年 a year.
# (what must be in the text for the pattern to be tried, pattern)
BLANKED_YEARS = (
    ("xX×*＊_#", re.compile(r"(?:20|19)?[xX×*＊_#]{2,4}年|20\d[xX×*＊]年")),
    (
        ("20年",),
        re.compile(
            r"20年(?<![\d教校龄满近了过]20年)(?=[度是]|[上下]半年|第?[一二三四]季度"
            r"|\d{1,2}月|[底末初终]|总结|计划|的?(?:主要|重点)?工作|全[年市区县])"
            r"|\n20年(?=[，,我])"
        ),
    ),
    ("年", re.compile(r"年(?=主要工作|工作|度?工作总结|是)(?<=([、\s]年))")),
)
SAME = re.compile(r"由((?:19|20)\d\d)年[^，。；]{1,20}到\1年")


def blanked(lines: list[str]) -> str:
    """Return the first spot from which a year has been taken; '' where none has.

    Examples
    --------
    >>> blanked(["某局20xx年工作总结"]), blanked(["某局2023年工作总结"])
    ('20xx年', '')
    """
    opening = "\n".join(["", *lines[:OPENING]])
    hits = [
        pattern.search(opening)
        for needed, pattern in BLANKED_YEARS
        if any(sign in opening for sign in needed)
    ]
    first = min(filter(None, hits), key=re.Match.start, default=None)
    return first[first.lastindex or 0].strip() if first else ""


def overwritten(lines: list[str]) -> bool:
    """Say whether one year has been written over all: 由2023年1万元到2023年2万元.

    Examples
    --------
    >>> overwritten(["由2023年的1万元增加到2023年的2万元"])
    True
    """
    return any(SAME.search(line) for line in lines[:COMPARED])
