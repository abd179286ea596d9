"""What a cell of a table becomes outside pandas."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.schema import value_labels

SIGNIFICANT_DIGITS = 15  # as many as a number keeps; beyond is noise of the sums


def shown(value: Any, form: str, column: str = "") -> str:
    """Return a cell as a reader sees it: — where it is missing, a true minus sign.

    `form` is the column's format in the schema; what a code in `column` means is said.

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
        return as_text(value_labels(column).get(value, value))
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if form == "p" and value < 0.001:
        return "<0.001"
    if form == "points":
        value *= 100
    digits = {
        "points": "+.1f",
        "count": ".0f",
        "share": ".1%",
        "rate": ".1f",
        "p": ".3f",
    }.get(form, ".2f")
    text = format(value, digits).replace("-", "−")
    return text.removeprefix("−") if not re.search("[1-9]", text) else text


def place(clause: Mapping[str, Any], lang: str = "zh") -> str:
    """Say where a clause stands: role › section › item, with the report it is `of`.

    Examples
    --------
    >>> place({"role": "plan", "part": "安排", "section": "筑牢阵地", "item": "二"})
    '计划 › 筑牢阵地 › 第二项'
    >>> place({"role": "plan", "item": "二"}, "en")
    'plan › item 二'
    """
    role = value_labels("role", lang=lang).get(clause.get("role"), clause.get("role"))
    section = clause.get("section") or clause.get("part")
    called = {"zh": "第{}项", "en": "item {}"}[lang]
    item = called.format(clause["item"]) if clause.get("item") else ""
    levels = (clause.get("of"), role, section, item)
    return " › ".join(str(level) for level in levels if level)


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
    """Return a number in full precision, without the noise of sums in its last bit.

    >>> rounded(0.1 + 0.2), rounded(1234567.8)
    (0.3, 1234567.8)
    """
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
