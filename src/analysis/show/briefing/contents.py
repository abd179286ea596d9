"""What the page tells: findings and tables, each with the clauses behind it."""

import pandas as pd

from analysis.flow import Flow
from analysis.schema import schema
from analysis.show.export import page

READING = ("sections", "removals")  # tables that say how the report was read
ROWS_SHOWN = 40  # of a table on the page
WORDS_SHOWN = 12  # of each side


def findings(flow: Flow) -> list[page.Finding]:
    """Return 要点: each finding, most telling first, with what it rests on."""
    behind = flow.evidence_by_row("findings", flow.findings)
    return [
        page.Finding(text, clauses if len(clauses) else None)
        for text, clauses in zip(flow.findings["zh"], behind, strict=True)
    ]


def page_tables(flow: Flow) -> list[page.Table]:
    """Return the tables of the page, each row with the clauses behind it."""
    tables = []
    for name in flow.available:
        columns = schema()[name].on_page
        if columns and name not in READING and len(getattr(flow, name)):
            table = getattr(flow, name)
            rows = (CHOSEN[name](table) if name in CHOSEN else table).head(ROWS_SHOWN)
            behind = flow.evidence_by_row(name, rows)
            tables.append(page.Table(name, rows[columns], evidence=behind))
    return tables


def reading_tables(flow: Flow) -> list[page.Table]:
    """Return the tables that say how the report was read."""
    return [
        page.Table(name, getattr(flow, name)[schema()[name].on_page])
        for name in READING
    ]


def _strongest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words with the strongest evidence on each side."""
    plan, review = table[table["g2"] > 0], table[table["g2"] < 0]
    return pd.concat([plan.head(WORDS_SHOWN), review.head(WORDS_SHOWN)])


def _commonest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    order = n.sort_values(ascending=False, kind="stable").index
    return table.loc[order[: 2 * WORDS_SHOWN]]


# Tables of which the page shows other rows than the first.
CHOSEN = {
    "verbs": _commonest,
    "keyness": _strongest,
}
