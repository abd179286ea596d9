"""What every table is: its rows, its key, its columns with labels and formats.

A table is declared once, in `data/lexicons/tables.csv` (rows, key, what it needs) and
`columns.csv` (labels, format, notes; a line of table ``*`` speaks for every table that
says nothing of its own); `values.csv` names the codes in them. Codebook, command, page,
workbook, evidence, `diff` and tests read it here.
"""

from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.lexicons import read_lexicon, theme_labels

NAMED = {"theme", "class", "quantity", "length"}  # kinds of subject that lists name
ANY = "*"  # the table of a column that is the same in every table


class Column(NamedTuple):
    """A column: what it is called, how it is shown, how it was made."""

    name: str
    label_zh: str
    label_en: str
    format: str  # text flag list place count share points rate p statistic
    page: bool  # whether the page shows it
    note_zh: str
    note_en: str


class Table(NamedTuple):
    """A table: what a row is, and which columns name it and count for it."""

    name: str
    label_zh: str
    label_en: str
    key: list[str]  # these columns name a row
    counts: list[str]  # these say how many rows of evidence it has; none: it is one
    # both sides, a theme scheme, a shelf, the superior's report, a writer of a draft
    needs: frozenset[str]
    chapter: str  # of the page, in which it and its chart stand; "" for none
    rows_zh: str
    rows_en: str
    columns: dict[str, Column]

    @property
    def on_page(self) -> list[str]:
        """The columns that the page shows."""
        return [column.name for column in self.columns.values() if column.page]


@cache
def schema() -> dict[str, Table]:
    """Return every table by name, in the order of the flow.

    Examples
    --------
    >>> emphasis = schema()["emphasis"]
    >>> emphasis.key, emphasis.counts, sorted(emphasis.needs)
    (['theme'], ['n_target', 'n_reference'], ['both', 'scheme'])
    >>> emphasis.columns["difference"].label_zh
    '差（百分点）'
    """
    columns = _columns()
    return {
        row.table: Table(
            row.table,
            row.label_zh,
            row.label_en,
            row.key.split(),
            row.counts.split(),
            frozenset(row.needs.split()),
            row.chapter,
            row.rows_zh,
            row.rows_en,
            columns.get(row.table, {}),
        )
        for row in read_lexicon("tables").itertuples()
    }


def column(name: str, table: str = "") -> Column | None:
    """Return a column of a table, or as it is in every table; None where undeclared."""
    columns = _columns()
    return columns.get(table, {}).get(name) or columns[ANY].get(name)


def label(name: str, table: str = "", *, lang: str = "zh") -> str:
    """Return what a column is called; an unknown one keeps its own name.

    Examples
    --------
    >>> label("n_target"), label("n_target", "emphasis"), label("spam")
    ('计划次数', '计划含主题', 'spam')
    """
    found = column(name, table)
    return getattr(found, f"label_{lang}") if found else str(name)


def table_label(name: str, *, lang: str = "zh") -> str:
    """Return what a table is called; one of your own keeps its name.

    Examples
    --------
    >>> table_label("keyness"), table_label("keyness", lang="en")
    ('关键性', 'Keyness')
    """
    found = schema().get(name)
    return getattr(found, f"label_{lang}") if found else name


def format_of(table: pd.DataFrame, column_name: str, name: str = "") -> str:
    """Return how a column is shown: as declared, else by what it holds.

    Examples
    --------
    >>> table = pd.DataFrame({"word": ["稳"], "n": [1], "p_adj": [0.5], "x": [1.5]})
    >>> [format_of(table, column) for column in table]
    ['text', 'count', 'p', 'statistic']
    """
    values = table[column_name]
    if pd.api.types.is_bool_dtype(values):
        return "flag"
    if not pd.api.types.is_numeric_dtype(values):
        return "text"
    found = column(column_name, name)
    whole = pd.api.types.is_integer_dtype(values)
    if found and found.format == "place":  # a number, or how far into the text
        return "count" if whole else "share"
    if found and found.format not in ("text", "flag", "list"):
        return found.format
    return "count" if whole else "statistic"


@cache
def value_labels(column_name: str, *, lang: str = "zh") -> dict[str, str]:
    """Return what the codes of a column are called; {} where it holds none.

    Examples
    --------
    >>> value_labels("role")["review"], value_labels("role", lang="en")["review"]
    ('总结', 'review')
    """
    values = read_lexicon("values")
    own = values[values["column"] == column_name]
    return dict(zip(own["value"], own[f"label_{lang}"], strict=True))


def in_words(table: pd.DataFrame, scheme: str, *, lang: str) -> pd.DataFrame:
    """Return a table with its themes and classes of verbs named in a language.

    Tables name them in Chinese, in `label` or `name`; where they have other subjects
    too, `kind` or `by` says which rows are of these.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": ["theme", "word"], "label": ["意识形态"] * 2})
    >>> in_words(table, "publicity", lang="en")["label"].tolist()
    ['ideology', '意识形态']
    """
    columns = [name for name in ("label", "name") if name in table]
    if lang == "zh" or not columns:
        return table
    names: dict[str, str] = {}
    for codes in ("kind", "class", "whole"):
        pair = (value_labels(codes, lang=one).values() for one in ("zh", lang))
        names |= dict(zip(*pair, strict=True))
    themes = (theme_labels(scheme, one).values() for one in ("zh", lang))
    names |= dict(zip(*themes, strict=True))
    by = next((table[name] for name in ("kind", "by") if name in table), None)
    said = {name: table[name].map(names).fillna(table[name]) for name in columns}
    if by is not None:
        own = by.isin(NAMED)
        said = {name: table[name].mask(own, said[name]) for name in columns}
    return table.assign(**said)


def coded() -> list[str]:
    """Return the columns whose values are codes."""
    return list(dict.fromkeys(read_lexicon("values")["column"]))


def codebook() -> str:
    """Return the codebook of every table as Markdown: one section a table."""
    return "\n".join(_section(table) for table in schema().values())


def _section(table: Table) -> str:
    lines = [f"### {table.name} {table.label_zh}: one row per {_rows(table)}", ""]
    key = f"Key: {_names(table.key)}."
    counted = f" Rows of evidence: {_names(table.counts)}." if table.counts else ""
    needs = {"both": "a review and a plan", "scheme": "a theme scheme"}
    needs |= {"bodies": "reports of several bodies, one year"}
    needs |= {"superior": "the report of the superior"}
    needs |= {"draft": "to be asked for by its name"}
    asked = [said for need, said in needs.items() if need in table.needs]
    needed = f" Needs {' and '.join(asked)}." if asked else ""
    lines += [f"{key}{counted}{needed}", ""]
    lines += ["| column | 中文 | format | meaning |", "|---|---|---|---|"]
    for one in table.columns.values():
        meaning = one.note_en.replace("|", "\\|")
        lines.append(f"| `{one.name}` | {one.label_zh} | {one.format} | {meaning} |")
    return "\n".join([*lines, ""])


def _rows(table: Table) -> str:
    return table.rows_en.removeprefix("one ")


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@cache
def _columns() -> dict[str, dict[str, Column]]:
    """Return the columns of each table; what a line leaves empty, ``*`` says."""
    found: dict[str, dict[str, Column]] = {ANY: {}}
    for row in read_lexicon("columns").itertuples():
        own = [row.label_zh, row.label_en, row.format, row.note_zh, row.note_en]
        if common := found[ANY].get(row.column):
            shared = common.label_zh, common.label_en, common.format, *common[5:]
            own = [said or kept for said, kept in zip(own, shared, strict=True)]
        label_zh, label_en, form, *notes = own
        found.setdefault(row.table, {})[row.column] = Column(
            row.column, label_zh, label_en, form, row.page == "1", *notes
        )
    return found
