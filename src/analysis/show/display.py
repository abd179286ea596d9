"""Show a table in a notebook: Chinese headings, codes in words, cut aloud."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from analysis.schema import format_of, label
from analysis.show.export.cells import shown

ROWS_DISPLAYED = 12  # of a table shown; a reader takes in no more at once
NUMBERS = {"count", "share", "points", "rate", "p", "statistic", "place"}


class Display:
    """A table as a reader sees it; it shows itself in a notebook, and as text."""

    def __init__(self, headings: list[str], rows: list[list[str]], note: str) -> None:
        """Hold what is shown: headings, cells as text, and what was left out."""
        self.headings, self.rows, self.note = headings, rows, note

    def __repr__(self) -> str:
        """Return the table as lines of cells parted by ` | `."""
        lines = [self.headings, *self.rows]
        return "\n".join([*(" | ".join(line) for line in lines), self.note])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.headings)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
            for row in self.rows
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p><small>{escape(self.note)}</small></p>"


def display_zh(
    table: pd.DataFrame,
    name: str = "",
    *,
    columns: Sequence[str] | Mapping[str, str] | None = None,
    rows: int = ROWS_DISPLAYED,
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
    """
    named = [level for level in table.index.names if level is not None]
    table = table.reset_index() if named else table
    table = table[list(columns)] if columns is not None else table
    first = table.head(rows)
    forms = {column: format_of(table, column, name) for column in table}
    cells = [
        [shown(value, forms[column], str(column)) for value in first[column]]
        for column in table
    ]
    note = f"共 {len(table)} 行" if len(table) else "没有"
    note += f"，列出前 {rows} 行" if len(table) > rows else ""
    own = columns if isinstance(columns, Mapping) else {}
    headings = [own.get(column) or label(column, name) for column in table]
    return Display(headings, [list(row) for row in zip(*cells, strict=True)], note)
