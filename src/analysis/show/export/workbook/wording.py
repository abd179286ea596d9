"""Say a table in the reader's language: its headings, its codes, its themes."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat

import pandas as pd

from analysis.lexicons import theme_labels
from analysis.schema import coded, value_labels

SENTENCES = {"findings", "overview"}  # tables of sentences, in both languages
# Columns in which themes and verb classes are called by their Chinese name; where a
# table has other subjects too, a column says which rows are of these kinds.
NAMED = "label", "subject", "name", "key"
TOLD_BY = "kind", "by", "statistic"
OF_LISTS = {"theme", "class", "class_plan", "class_review", "quantity", "length"}
WHOLE = "全部"  # of a table with a row for all themes


def words(lang: str) -> dict[str, str]:
    """Return the workbook's own words, by what they are for."""
    return value_labels("workbook", lang=lang)


def names_of(scheme: str | None, lang: str) -> dict[str, str]:
    """Return what themes, verb classes and kinds are called, by their Chinese names."""
    found = {WHOLE: words(lang)["whole"]}
    for codes in ("kind", "class"):
        own = value_labels(codes, lang=lang)
        found |= {zh: own[code] for code, zh in value_labels(codes).items()}
    if scheme is not None:
        own = theme_labels(scheme, lang)
        found |= {zh: own[theme] for theme, zh in theme_labels(scheme).items()}
    return found


def in_language(
    table: pd.DataFrame, name: str, lang: str, names: Mapping[str, str]
) -> pd.DataFrame:
    """Return a table with its codes, and yes and no, in words.

    In English its themes and verb classes too (`names`, by their Chinese names); what
    the report says stays as it is.
    """
    yes = {True: words(lang)["yes"], False: words(lang)["no"]}
    known = {one: yes for one in table if pd.api.types.is_bool_dtype(table[one])}
    known |= {one: value_labels(one, lang=lang) for one in _coded() if one in table}
    if name in SENTENCES:
        known["unit"] = value_labels("unit_said", lang=lang)
    said = {one: _said(table[one], called) for one, called in known.items()}
    if lang != "zh":
        by = next((table[one].isin(OF_LISTS) for one in TOLD_BY if one in table), None)
        for one in (one for one in NAMED if one in table):
            own = [True] * len(table) if by is None else by.tolist()
            said[one] = _said(table[one], names, own)
    return table.assign(**said)


@cache
def _coded() -> list[str]:
    """Return the columns that hold codes."""
    return coded()


def _said(
    values: pd.Series, called: Mapping[object, str], own: Iterable[bool] = repeat(True)
) -> pd.Series:
    """Return values with the words for them, of the rows that are `own`."""
    cells = values.tolist()
    if called.keys().isdisjoint(cells):
        return values
    told = [called.get(one, one) if is_own else one for one, is_own in zip(cells, own)]
    return pd.Series(told, index=values.index)
