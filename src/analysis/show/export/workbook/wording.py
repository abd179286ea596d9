"""Say a table in the reader's language: its codes, its themes, yes and no."""

from collections.abc import Mapping
from functools import cache

import pandas as pd

from analysis.schema import coded, in_words, label, value_labels
from analysis.show.export.cells import called

SENTENCES = {"findings", "overview"}  # tables of sentences, in both languages
OTHERS = {
    "subject": "kind",
    "key": "statistic",
}  # columns that may name a theme or class


def words(lang: str) -> dict[str, str]:
    """Return the workbook's own words, by what they are for."""
    return value_labels("workbook", lang=lang)


def in_language(
    table: pd.DataFrame, name: str, lang: str, scheme: str | None
) -> pd.DataFrame:
    """Return a table with its codes, and yes and no, in words.

    In English its themes (of a `scheme`) and verb classes too; what the report says
    stays as it is.
    """
    flags = value_labels("flag", lang=lang)
    yes = {True: flags["true"], False: flags["false"]}
    said = {}
    for one in table:
        if pd.api.types.is_bool_dtype(table[one]):
            said[one] = _mapped(table[one], yes)
        elif name in SENTENCES and one == "unit":
            said[one] = _mapped(table[one], value_labels("unit_said", lang=lang))
        elif one in _coded():
            known = {cell: called(cell, one, lang) for cell in _texts(table[one])}
            said[one] = _mapped(table[one], known)
    if lang != "zh" and scheme is not None:
        said |= _themes(table, scheme, lang)
    return table.assign(**said)


def with_labels(
    table: pd.DataFrame, name: str, lang: str, scheme: str | None
) -> pd.DataFrame:
    """Return a table in words, headings too; of two alike, with their names.

    Examples
    --------
    >>> table = pd.DataFrame({"role": ["plan"], "n": [3], "stressed": [True]})
    >>> with_labels(table, "sisters", "en", None).to_dict("list")
    {'role': ['plan'], 'count': [3], 'stressed': ['yes']}
    """
    heads = [label(one, name, lang=lang) for one in table]
    named = zip(heads, table, strict=True)
    heads = [f"{x} ({one})" if heads.count(x) > 1 else x for x, one in named]
    return in_language(table, name, lang, scheme).set_axis(heads, axis=1)


def _themes(table: pd.DataFrame, scheme: str, lang: str) -> dict[str, pd.Series]:
    """Return the columns that name themes or classes of verbs, as they are called."""
    own = in_words(table, scheme, lang=lang)
    said = {one: own[one] for one in ("label", "name") if one in own}
    for one, by in OTHERS.items():
        if one in table and by in table:
            kinds = table[by].str.removesuffix("_plan").str.removesuffix("_review")
            named = pd.DataFrame({"kind": kinds, "label": table[one]})
            said[one] = in_words(named, scheme, lang=lang)["label"]
    return said


@cache
def _coded() -> frozenset[str]:
    """Return the columns that hold codes, or numerals of items."""
    return frozenset(coded()) | {"item", "item_reference", "item_target"}


def _texts(values: pd.Series) -> set[str]:
    return {cell for cell in values.tolist() if isinstance(cell, str)}


def _mapped(values: pd.Series, known: Mapping[object, str]) -> pd.Series:
    """Return values in words; those that have none stay."""
    cells = values.tolist()
    if all(known.get(cell, cell) is cell for cell in known):
        return values
    return pd.Series([known.get(cell, cell) for cell in cells], index=values.index)
