"""What a cell of a table becomes outside pandas, and what its column is called."""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from analysis.lexicons import read_lexicon
from analysis.read.outline import ROLE_NAMES

VALUES = {
    "role": ROLE_NAMES,
    "verdict": {
        "up": "上升",
        "down": "下降",
        "unchanged": "看不出变化",
        "too few": "样本不足",
        "counted": "计数",
        "answered": "文字相近",
        "unanswered": "未见相近",
    },
    "kind": {
        "same": "延续",
        "part": "并入",
        "split": "分出",
        "ended": "未延续",
        "new": "新增",
        "verbatim": "一字不差",
        "near": "大同小异",
        "money": "金额",
        "share": "占比",
        "change": "增减",
        "count": "件数",
        "amount": "物量",
        "rank": "位次",
    },
    "status": {"entered": "只见于计划", "kept": "两边都有", "dropped": "只见于总结"},
    "source": {"list": "名单", "quoted": "引语", "recurring": "反复出现"},
}
COUNT = (
    r"n|n_.*|clauses_.*|items_.*|units_.*|mentions_.*|first_.*|section_rank_.*|"
    r"order(_.*)?|rank|line|(.*_)?year|start(_.*)?|clause(_.*)?"
)
KINDS = {  # the first pattern that fits the column's name; other numbers: statistic
    "count": COUNT,
    "points": r"difference|low|high",
    "share": r"(item_)?share(_.*)?",
    "rate": r"per_10k.*|pct_diff",
    "p": r"p|p_.*",
}
DIGITS = 6  # significant ones in a text file: more would be noise


def label(column: str, table: str = "") -> str:
    """Return the Chinese name of a column; an unknown one keeps its own.

    `table` is the table's name, English or Chinese: a column may be called
    differently in two tables. Without it, the first table that has the column speaks.

    Examples
    --------
    >>> label("n_target"), label("n_target", "emphasis"), label("spam")
    ('计划次数', '计划含主题', 'spam')
    """
    names = _names()
    return names.get((table, column)) or names.get(("", column), str(column))


def table_label(name: str) -> str:
    """Return the Chinese name of a table.

    Examples
    --------
    >>> table_label("keyness")
    '关键性'
    """
    return _tables()[name]


@cache
def _tables() -> dict[str, str]:
    columns = read_lexicon("columns")
    return dict(columns.loc[columns["column"] == "", ["table", "label"]].to_numpy())


@cache
def _names() -> dict[tuple[str, str], str]:
    columns = read_lexicon("columns")
    tables = columns[columns["column"] == ""].set_index("table")["label"]
    names: dict[tuple[str, str], str] = {}
    for row in columns[columns["column"] != ""].itertuples():
        for table in (row.table, tables.get(row.table)):
            names[table, row.column] = row.label
        names.setdefault(("", row.column), row.label)
    return names


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
    if kind == "points":
        value *= 100
    form = {
        "points": "+.1f",
        "count": ".0f",
        "share": ".1%",
        "rate": ".1f",
        "p": ".3f",
    }.get(kind, ".2f")
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
