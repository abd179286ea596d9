"""The sheet of evidence: the clauses behind each count, linked there and back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.compare.sides import SIDES
from analysis.schema import column, schema
from analysis.show.export.cells import place
from analysis.show.export.workbook.naming import internal, spot
from analysis.show.export.workbook.sheets import Page
from analysis.show.export.workbook.wording import SENTENCES

MOST = 2000  # clauses behind the rows of one table
SUBJECT = 60  # characters of what a row is about
BEHIND = "behind"  # how many clauses a sentence has: no table declares it
LAST = "H"  # column of the sheet
PLACES = {"role", "part", "section", "item", "year", "report"}


class Block(NamedTuple):
    """The clauses behind one cell of a table: lines `first` to `last` of the sheet."""

    table: str
    row: int
    column: str
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many clauses there are."""
        return self.last - self.first + 1


def counting(name: str) -> list[str]:
    """Return the columns whose cells lead to their clauses: counts, else what is told.

    >>> counting("emphasis"), counting("targets")
    (['n_target', 'n_reference'], ['indicator'])
    """
    if name in SENTENCES:
        return [BEHIND]
    return schema()[name].counts or [_told(name)]


def blocks(evidence: Mapping[str, pd.DataFrame]) -> tuple[list[Block], pd.DataFrame]:
    """Return the blocks of the sheet, and their clauses one below the other.

    Of a table whose rows count two sides, the clauses of each side are a block.
    """
    found, parts, first = [], [], 1
    for name, behind in evidence.items():
        columns = counting(name)
        sides = {role: n for n, role in enumerate(SIDES) if len(columns) > 1}
        behind = behind.assign(side=behind["role"].map(sides) if sides else 0)
        behind = behind.dropna(subset="side")
        behind = behind.sort_values(["row", "side"], kind="stable")
        sizes = behind.groupby(["row", "side"], sort=False).size()
        kept = sizes[sizes.cumsum() <= MOST]
        for (row, side), n in kept.items():
            found.append(Block(name, row, columns[int(side)], first, first + n - 1))
            first += n
        parts.append(behind.head(kept.sum()))
    return found, pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def evidence_table(
    found: Sequence[Block],
    clauses: pd.DataFrame,
    pages: Mapping[str, Page],
    lang: str,
) -> pd.DataFrame:
    """Return the sheet: table, row and column of the count, then clause and place."""
    headers = {
        name: dict(zip(page.table, page.headers, strict=True))
        for name, page in pages.items()
    }
    linked = dict.fromkeys(one.table for one in found)
    subjects = {name: _subjects(name, pages[name].table) for name in linked}
    columns = [n for n in ("of", "role", "part", "section", "item") if n in clauses]
    places = clauses[columns].drop_duplicates()
    places["place"] = [place(one, lang) for one in places.to_dict("records")]
    where = clauses[columns].merge(places, on=columns, how="left")["place"]
    return pd.DataFrame(
        {
            "sheet": [pages[b.table].title for b in found for _ in range(b.size)],
            "row": [subjects[b.table][b.row] for b in found for _ in range(b.size)],
            "column": [
                headers[b.table][b.column] for b in found for _ in range(b.size)
            ],
            "text": clauses["text"],
            "place": where,
            "term": clauses["term"],
            "report": clauses["report"],
            "clause": clauses["clause"],
        }
    )


def links_to(
    found: Sequence[Block], name: str, columns: Sequence[str], sheet: str
) -> dict[tuple[int, int], str]:
    """Return the links from the cells of a table to their blocks."""
    return {
        (one.row, columns.index(one.column)): internal(
            sheet, f"A{one.first + 1}:{LAST}{one.last + 1}"
        )
        for one in found
        if one.table == name
    }


def links_back(
    found: Sequence[Block], pages: Mapping[str, Page]
) -> dict[tuple[int, int], str]:
    """Return the links from the first line of each block to the cell that counts it."""
    columns = {name: list(page.table) for name, page in pages.items()}
    cells = {one: columns[one.table].index(one.column) for one in found}
    return {
        (one.first - 1, 1): internal(
            pages[one.table].title, spot(one.row + 1, cells[one])
        )
        for one in found
    }


def _told(name: str) -> str:
    """Return the column of the page that says what a row is about."""
    columns = schema()[name].on_page
    return next(n for n in columns if _is_text(n, name) and n not in PLACES)


def _subjects(name: str, table: pd.DataFrame) -> list[str]:
    """Return what each row of a table, in words, is about: its key, as far as text."""
    if name in SENTENCES:
        return [str(rank) for rank in table["rank"]]
    if name not in schema():
        return []
    several = "report" in table and table["report"].nunique() > 1
    by = [n for n in schema()[name].key if n in table and _is_text(n, name)]
    by = [n for n in by if several or not n.startswith("report")]
    ids = {"theme", "subject"} if "label" in table else set()
    by = ["label" if n in ids else n for n in by] or [_told(name)]
    rows = table[by].astype(object).fillna("").to_numpy().tolist()
    return [" · ".join(str(one) for one in row if one)[:SUBJECT] for row in rows]


def _is_text(name: str, table: str) -> bool:
    found = column(name, table)
    return found is not None and found.format == "text"
