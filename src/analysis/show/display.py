"""Show tables and flows in a notebook: headings, codes in words, the text behind."""

import re
from collections.abc import Hashable, Mapping, Sequence
from html import escape

import pandas as pd

from analysis.flow import Flow
from analysis.lexicons import theme_labels
from analysis.schema import format_of, label, schema, table_label, value_labels
from analysis.show.briefing.contents import FIRST_SCREEN
from analysis.show.explore.markup import Called, names, sentences
from analysis.show.export.cells import shown
from analysis.show.titles import heading, listed, subtitle

ROWS_DISPLAYED = 12  # of a table shown; a reader takes in no more at once
# What a count is a part of, where the table has it.
WHOLE = {
    "n": ("n_clauses", "of"),
    "n_target": ("clauses_target",),
    "n_reference": ("clauses_reference",),
}
SENTENCES = {"findings": "rank kind", "overview": "rank kind"}  # and zh or en


class Display:
    """A table as a reader sees it; it shows itself in a notebook, and as text."""

    def __init__(
        self,
        headings: list[str],
        rows: list[list[str]],
        note: str,
        behind: Sequence[str] = (),
    ) -> None:
        """Hold what is shown: headings, cells as text, and what was left out.

        `behind` is what is folded away under each row, as HTML; "" for nothing.
        """
        self.headings, self.rows, self.note = headings, rows, note
        self.behind = list(behind) or [""] * len(rows)

    def __repr__(self) -> str:
        """Return the table as lines of cells parted by ` | `."""
        lines = [self.headings, *self.rows]
        return "\n".join([*(" | ".join(line) for line in lines), self.note])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.headings)
        body = ""
        for row, behind in zip(self.rows, self.behind, strict=True):
            body += f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
            if behind:
                wide = f"colspan='{len(row)}' style='text-align:left'"
                body += f"<tr class='zx-behind'><td {wide}>{behind}</td></tr>"
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p><small>{escape(self.note)}</small></p>"


def display_zh(
    table: pd.DataFrame,
    name: str = "",
    *,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    rows: int = ROWS_DISPLAYED,
    lang: str = "zh",
) -> Display:
    """Show the first rows of a table with Chinese headings and codes in words.

    Parameters
    ----------
    table
        Any table, or some of its rows; an index with a name is shown as columns.
    name
        What the schema calls it, since a column can be called differently in two
        tables; a column that the schema does not know keeps its own name.
    columns
        Those shown, in this order; all by default. A mapping gives each its heading,
        where the table is none of the schema's.
    rows
        How many rows at most; the note below says how many there are.
    lang
        `zh` or `en`: of headings and codes.

    Examples
    --------
    >>> table = pd.DataFrame({"role": ["plan", "review"], "n": [3, 2]})
    >>> display_zh(table, "keywords", rows=1)
    部分 | 次数
    计划 | 3
    共 2 行，列出前 1 行
    >>> display_zh(table, columns={"n": "几处"}, rows=1)
    几处
    3
    共 2 行，列出前 1 行
    >>> display_zh(table, "keywords", rows=1, lang="en")
    role | count
    plan | 3
    2 rows, the first 1 shown
    """
    named = [level for level in table.index.names if level is not None]
    table = table.reset_index() if named else table
    table = table[list(columns)] if columns is not None else table
    cells = [_cells(table, column, name, rows, lang) for column in table]
    words = value_labels("display", lang=lang)
    note = words["rows"].format(n=len(table)) if len(table) else words["empty"]
    note += words["first"].format(n=rows) if len(table) > rows else ""
    own = columns if isinstance(columns, Mapping) else {}
    headings = [own.get(column) or label(column, name, lang=lang) for column in table]
    return Display(headings, [list(row) for row in zip(*cells, strict=True)], note)


def table(
    flow: Flow,
    name: str,
    *,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    rows: int = ROWS_DISPLAYED,
    lang: str = "zh",
) -> Display:
    """Show a table of a flow: counts as parts of their whole, the text under each row.

    Parameters
    ----------
    name
        One of the tables; `columns`, by default those that the page shows.
    rows
        How many rows at most; under each its clauses are folded away.
    lang
        `zh` or `en`: of headings and codes; what the report says stays as it is.

    Examples
    --------
    >>> from analysis import read
    >>> flow = read("data/reports/2023-publicity.txt")
    >>> table(flow, "emphasis", columns=["label", "n_reference"], rows=1)
    主题 | 总结含主题
    理论武装 | 19/111
    共 10 行，列出前 1 行
    """
    whole = getattr(flow, name)
    if columns is None:
        columns = [*SENTENCES[name].split(), lang] if name in SENTENCES else None
        columns = columns or schema()[name].on_page or list(whole)
    if lang == "en" and {"theme", "label"} <= set(whole):
        labels = theme_labels(flow.scheme, lang)
        whole = whole.assign(label=whole["theme"].map(labels).fillna(whole["label"]))
    found = display_zh(whole, name, columns=columns, rows=rows, lang=lang)
    first = whole.head(rows)
    for place, column in enumerate(columns):
        if of := next((one for one in WHOLE.get(column, ()) if one in whole), None):
            totals = _cells(first, of, name, rows, lang)
            for cells, total in zip(found.rows, totals, strict=True):
                cells[place] += f"/{total}" if total != "—" else ""
    found.behind = behind(flow, name, first, names(flow, lang))
    return found


def _cells(
    table: pd.DataFrame, column: Hashable, name: str, rows: int, lang: str
) -> list[str]:
    """Return the first cells of a column as a reader sees them."""
    form = format_of(table, column, name)
    return [shown(value, form, str(column), lang) for value in table[column].head(rows)]


def behind(flow: Flow, name: str, rows: pd.DataFrame, called: Called) -> list[str]:
    """Return the clauses behind each row, folded, as HTML; "" where there are none."""
    folds = [""] * len(rows)
    if flow.counted(name).rows is None or rows.empty:
        return folds
    found = flow.evidence_by_row(name, rows)
    for row, own in found.groupby("row"):
        terms = own.groupby(["report", "clause"])["term"].agg(set)
        own = own.drop_duplicates(["report", "clause"])
        marks = [
            sorted(_places(one.text, terms[one.report, one.clause]))
            for one in own.itertuples()
        ]
        text = sentences(pd.DataFrame(own).assign(marks=marks, via=""), called)
        title = value_labels("display", lang=called.lang)["behind"].format(n=len(own))
        folds[row] = f"<details><summary>{escape(title)}</summary>{text}</details>"
    return folds


def _places(text: str, terms: set[str]) -> set[tuple[int, int]]:
    """Return where in a clause the words stand that were counted."""
    wanted = [re.escape(str(term)) for term in terms if isinstance(term, str) and term]
    return {match.span() for one in wanted for match in re.finditer(one, text)}


def flow_html(flow: Flow, lang: str = "zh") -> str:
    """Return what reports hold: titles, years, sizes, the first findings, all tables.

    Of several reports findings are shown once they were asked for: they take a while.
    """
    words = value_labels("display", lang=lang)
    parts = []
    for _, report in flow.reports.iterrows():
        sizes = flow.clauses.loc[flow.clauses["report"] == report["report"], "role"]
        sizes = sizes.value_counts()
        roles = value_labels("role", lang=lang).items()
        each = [f"{said} {sizes[role]}" for role, said in roles if role in sizes]
        told = {"n": sizes.sum(), "each": listed(each, lang)}
        line = f"{subtitle(report, lang)} · {words['clauses'].format(**told)}"
        parts.append(f"<h3>{escape(heading(report, lang))}</h3><p>{escape(line)}</p>")
    return "".join([*parts, *_findings(flow, words, lang), _tables(flow, words, lang)])


def _findings(flow: Flow, words: Mapping[str, str], lang: str) -> list[str]:
    """Return the first findings, each with its clauses folded away."""
    name = flow.said
    if len(flow.reports) > 1 and name not in flow.made:
        return [f"<p>{escape(words['ask'].format(name=name))}</p>"]
    found = getattr(flow, name)
    if found.empty:
        return []
    first = found.head(FIRST_SCREEN)
    folds = behind(flow, name, first, names(flow, lang))
    lines = zip(first[lang], folds, strict=True)
    items = "".join(f"<li>{escape(text)}{fold}</li>" for text, fold in lines)
    rest = len(found) - len(first)
    more = f"<p>{escape(words['more'].format(n=rest, name=name))}</p>" * (rest > 0)
    return [f"<h4>{escape(words['findings'])}</h4><ol>{items}</ol>{more}"]


def _tables(flow: Flow, words: Mapping[str, str], lang: str) -> str:
    """Return the tables that there are; of those made already how many rows."""
    lines = []
    for name in flow.available:
        n = f" {len(getattr(flow, name))}" if name in flow.made else ""
        title = escape(table_label(name, lang=lang))
        lines.append(f"<code>{name}</code> {title}{n}")
    title = escape(words["tables"].format(n=len(lines)))
    return f"<details><summary>{title}</summary>{' · '.join(lines)}</details>"
