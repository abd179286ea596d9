"""What the sheet of a table shows: its columns, their names, which are folded."""

import pandas as pd

from analysis.schema import column, label, schema
from analysis.show.export.workbook import drawn
from analysis.show.export.workbook.evidence import BEHIND, counting
from analysis.show.export.workbook.naming import headers
from analysis.show.export.workbook.sheets import Page
from analysis.show.export.workbook.wording import SENTENCES, in_language, words

# One row a word of the text, or three measures of it: whoever computes with these reads
# the CSV; in Excel they would be half of all cells.
LEFT_OUT = "tokens", "keywords", "dispersion"
WHOLE_TEXT = {
    "reports": ["text", "removals"]
}  # too long for a cell; other sheets have them
MANY = 12  # columns: of a table with more, those that the page leaves out are folded
NORM = {"subject", "norm_low", "norm_high", "n_norm"}
# What is folded of tables that the page does not show as tables: of a sentence, which
# says its numbers itself, all that it was made of.
FOLDED = {
    **dict.fromkeys(
        SENTENCES,
        {"value_reference", "value_target", "difference"}
        | {"unit", "usual", "hinges_on", *NORM},
    ),
    "trends": {"own", "rank", "heading", "year_before", *NORM},
}
VALUES = {"value_reference": "share", "value_target": "share", "difference": "points"}


def page_of(
    name: str,
    table: pd.DataFrame,
    title: str,
    scheme: str | None,
    lang: str,
    behind: pd.DataFrame | None = None,
) -> Page:
    """Return the sheet of a table; of sentences in the language of the workbook.

    Its themes are those of a `scheme`; of sentences, `behind` says how many clauses
    each has.
    """
    table = table.reset_index(drop=True).drop(columns=WHOLE_TEXT.get(name, []))
    forms = _forms(table) if name in SENTENCES else {}
    shown = in_language(table, name, lang, scheme)
    own = words(lang)
    called = {}
    if name in SENTENCES:
        shown = _sentences(shown, lang, behind)
        called = {lang: own["sentence"], BEHIND: own["clauses"]}
        at = {one: n for n, one in enumerate(shown)}
        forms = {(row, at[one]): form for (row, one), form in forms.items()}
    return Page(
        title,
        shown,
        headers(called.get(one) or label(one, name, lang=lang) for one in shown),
        name,
        [
            own["evidence_note"] if one == BEHIND else _note(one, name, lang)
            for one in shown
        ],
        folded=_folded(name, shown, drawn.drawing(name, table)),
        wrap=name in SENTENCES,
        forms=forms,
    )


def headed(title: str, table: pd.DataFrame, lang: str, *, wrap: bool = False) -> Page:
    """Return a sheet of the workbook's own, whose columns `values.csv` names."""
    own = words(lang)
    called = (own.get(one) or label(one, lang=lang) for one in table)
    return Page(title, table, headers(called), wrap=wrap)


def _sentences(
    table: pd.DataFrame, lang: str, behind: pd.DataFrame | None
) -> pd.DataFrame:
    """Return sentences with the number of their clauses, before all else of them."""
    other = "en" if lang == "zh" else "zh"
    n = pd.Series(0, table.index) if behind is None else behind.groupby("row").size()
    table = table.assign(**{BEHIND: n.reindex(table.index, fill_value=0)})
    first = ["rank", "kind", lang, BEHIND]
    return table[[*first, *(one for one in table if one not in {*first, other})]]


def _forms(table: pd.DataFrame) -> dict[tuple[int, str], str]:
    """Return the formats of values that are shares, or whole numbers of something."""
    found = {}
    for row, unit in table["unit"].items():
        for one, form in VALUES.items():
            value = table.at[row, one]
            if unit == "share":
                found[row, one] = form
            elif pd.notna(value) and float(value).is_integer():
                found[row, one] = "count"
    return found


def _folded(
    name: str, table: pd.DataFrame, native: drawn.Native | None
) -> frozenset[int]:
    """Return the columns of a wide table that page, links and chart do not need.

    Excel draws no hidden cells, so that a chart follows the table's filter.
    """
    if name in FOLDED:
        return frozenset(n for n, one in enumerate(table) if one in FOLDED[name])
    declared = schema().get(name)
    if declared is None or not declared.on_page or len(table.columns) <= MANY:
        return frozenset()
    kept = {*declared.on_page, *counting(name)}
    kept |= {one.column for one in native.series} if native else set()
    if "report" in table and table["report"].nunique() > 1:
        kept |= {"report", "review_year"}
    return frozenset(n for n, one in enumerate(table) if one not in kept)


def _note(name: str, table: str, lang: str) -> str:
    """Return how a column of a table was made; "" where nothing is said of it."""
    found = column(name, table)
    return getattr(found, f"note_{lang}") if found else ""
