"""What a cell of a table becomes outside pandas, and what its column is called."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.outline import ROLE_NAMES

LABELS = {  # column → what a reader sees
    "report": "报告",
    "title": "标题",
    "body": "机构",
    "review_year": "总结年份",
    "plan_year": "计划年份",
    "source": "来源",
    "clause": "小句号",
    "sentence": "句号",
    "role": "类别",
    "year": "年份",
    "part": "部分",
    "section": "小节",
    "item": "条目",
    "heading": "是否标题",
    "start": "起始位置",
    "text": "原文",
    "order": "次序",
    "n_clauses": "小句数",
    "n_items": "条目数",
    "n_characters": "字数",
    "share": "占比",
    "position": "位置",
    "word": "词",
    "n": "次数",
    "per_10k": "每万词",
    "rank": "名次",
    "theme": "主题代码",
    "label": "主题",
    "term": "词语",
    "verb": "任务动词",
    "object": "宾语",
    "n_target": "计划次数",
    "n_reference": "总结次数",
    "per_10k_target": "计划每万词",
    "per_10k_reference": "总结每万词",
    "pct_diff": "增减（%）",
    "log_ratio": "对数比",
    "odds_ratio": "优势比",
    "g2": "G²",
    "p": "p",
    "p_adj": "校正 p",
    "bic": "BIC",
    "log_odds": "对数优势",
    "z": "z",
    "clauses_target": "计划小句数",
    "clauses_reference": "总结小句数",
    "share_target": "计划占比",
    "share_reference": "总结占比",
    "difference": "占比之差",
    "low": "区间下限",
    "high": "区间上限",
    "items_target": "计划条目数",
    "items_reference": "总结条目数",
    "item_share_target": "计划条目占比",
    "item_share_reference": "总结条目占比",
    "first_target": "计划首提名次",
    "first_reference": "总结首提名次",
    "verdict": "判断",
    "removals": "已删除内容",
    "line": "行号",
    "what": "删除的内容",
    "why": "原因",
    "pre": "前文",
    "keyword": "关键词",
    "post": "后文",
}
VALUES = {
    "role": ROLE_NAMES,
    "verdict": {
        "up": "上升",
        "down": "下降",
        "unchanged": "看不出变化",
        "too few": "样本太少",
    },
}
COUNT = r"n|n_.*|clauses_.*|items_.*|first_.*|order|rank|line|(.*_)?year|start|clause"
KINDS = {  # the first pattern that fits the column's name; other numbers: statistic
    "count": COUNT,
    "share": r"(item_)?share(_.*)?|difference|low|high",
    "rate": r"per_10k.*|pct_diff",
    "p": r"p|p_adj",
}
DIGITS = 6  # significant ones in a text file: more would be noise


def label(column: str) -> str:
    """Return the Chinese name of a column; an unknown one keeps its own."""
    return LABELS.get(column, str(column))


def kind(table: pd.DataFrame, column: str) -> str:
    """Return how a column is shown: text, count, share, rate, p or statistic.

    Examples
    --------
    >>> table = pd.DataFrame({"word": ["稳"], "n": [1], "p_adj": [0.5], "g2": [1.5]})
    >>> [kind(table, column) for column in table]
    ['text', 'count', 'p', 'statistic']
    """
    values = table[column]
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return "text"
    if pd.api.types.is_integer_dtype(values):
        return "count"
    fits = (name for name, pattern in KINDS.items() if re.fullmatch(pattern, column))
    return next(fits, "statistic")


def shown(value: Any, kind: str, column: str = "") -> str:
    """Return a cell as a reader sees it: — where it is missing, a true minus sign.

    Examples
    --------
    >>> shown(0.1234, "share"), shown(-2.5, "statistic"), shown(1e-9, "p")
    ('12.3%', '−2.50', '<0.001')
    >>> shown(float("nan"), "rate"), shown("review", "text", "role")
    ('—', '总结')
    """
    value = plain(value)
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, (int, float)):
        return as_text(VALUES.get(column, {}).get(value, value))
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if kind == "p" and value < 0.001:
        return "<0.001"
    form = {"count": ".0f", "share": ".1%", "rate": ".1f", "p": ".3f"}.get(kind, ".2f")
    text = format(value, form).replace("-", "−")
    return text.removeprefix("−") if not re.search("[1-9]", text) else text


def plain(value: Any) -> Any:
    """Return a cell as Python's own type: missing is None, a named tuple a dict.

    Examples
    --------
    >>> plain(pd.NA), plain((1, "甲")), plain(pd.Series([3])[0])
    (None, [1, '甲'], 3)
    """
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):  # numpy's scalars and arrays
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return None if pd.isna(value) else value


def as_text(value: Any) -> str:
    """Return text as it is and anything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def rounded(value: float) -> float:
    """Return a number to six significant digits, so that a rerun writes the same.

    >>> rounded(0.1 + 0.2), rounded(1234567.8)
    (0.3, 1234570.0)
    """
    return float(f"{value:.{DIGITS}g}")
