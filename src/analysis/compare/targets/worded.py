"""What one side puts in words only: 增速快于全国, 与经济增长同步."""

import re

import pandas as pd

from analysis.compare.targets import names
from analysis.compare.targets.scope import periods

RESULT = re.compile(
    "(?P<names>.+?)(?:等?指标)?(?P<said>(?:增速|增幅|增长)(?:均|都|明显|继续|持续)?"
    "(?:快于|高于|好于|优于|领先|居|位居|列|位列)[^，、]{1,12})$"
)
TARGET = re.compile(
    "(?P<names>.+?)(?:等?指标)?(?P<said>"
    "(?:增长|增速|增幅)?(?:保持|基本|力争)*[与和同](?:国民)?(?:经济|GDP|地区生产总值|国内生产总值)"
    "(?:增长|发展)?(?:速度)?(?:保持|基本)*同步"
    "|(?:增长|增速|增幅)?(?:继续|略|力争|保持)*(?:高于|快于|不低于)[^，、]{2,12}"
    "(?:、(?:高于|快于)[^，、]{2,14})*"
    "|(?:完成|达到)(?:国家|省|自治区)[^，、]{0,6}(?:目标|任务|要求)[^，、]{0,4}"
    "|(?:保持|基本|总体)+(?:稳定|平衡))$"
)
EVERYONE = "居民人均可支配收入"  # said of all, it is said of both
PARTS = ("城镇居民人均可支配收入", "农村居民人均可支配收入")
MOVES = re.compile("(?:增长|下降|涨幅)$")


def in_words(rows: list[dict], clauses: pd.DataFrame) -> list[dict]:
    """Add to rows with a figure on one side what the other side says in words.

    Parameters
    ----------
    rows
        Those of one report, as `targets` holds them.
    clauses
        The clauses of that report.
    """
    told = clauses[~periods(clauses)]
    results = _said(told, "review", RESULT)
    for row in rows:
        known = _known(row)
        grows = row["indicator"].endswith(("增长", "涨幅"))
        if grows and row["result"] is None and known in results:
            row |= _words(*results[known], "result", "reference")
    wanted = _said(told, "plan", TARGET)
    if EVERYONE in wanted:
        wanted |= {part: wanted[EVERYONE] for part in PARTS if part not in wanted}
    set_ = {_known(row) for row in rows if row["target"] is not None}
    for row in rows:
        known = _known(row)
        if known in wanted and known not in set_ and "%" in row["unit"]:
            row |= _words(*wanted[known], "target", "target")
    return rows


def _words(said: str, clause, side: str, place: str) -> dict:
    return {
        f"{side}_text": said, f"clause_{place}": clause.clause,
        f"start_{place}": clause.start,
    }  # fmt: skip


def _known(row: dict) -> str:
    """Return the name in the list of what a row measures."""
    return names.canonical(MOVES.sub("", row["indicator"]))


def _said(
    clauses: pd.DataFrame, role: str, pattern: re.Pattern[str]
) -> dict[str, tuple[str, object]]:
    """Return what one side says in words of indicators of the list, with the clause."""
    found: dict[str, tuple[str, object]] = {}
    own = clauses[clauses["role"] == role]
    fits = [
        bool(pattern.match(text)) and not re.search("[0-9]", text)
        for text in own["text"].tolist()
    ]
    for clause in own[fits].itertuples():
        match = pattern.match(clause.text)
        for name in names.each(match["names"].removesuffix("等")):
            if known := names.canonical(names.bare(name)):
                found.setdefault(known, (match["said"], clause))
    return found
