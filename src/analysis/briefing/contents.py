"""What the page tells: findings and tables, each with the clauses behind it."""

from collections.abc import Iterable

import pandas as pd

from analysis.claims import emphasis_claims
from analysis.concordance import evidence
from analysis.export import page
from analysis.export.cells import table_label
from analysis.flow import SIDES, Flow
from analysis.frequency import content

SHOWN = 12  # rows of a word table on the page, for each side
# What the page shows of a table; the workbook and the CSV have every column.
EMPHASIS = (
    "label n_target n_reference share_target share_reference difference low high "
    "verdict"
).split()
WORDS = (
    "word n_target n_reference per_10k_target per_10k_reference log_ratio g2 p_adj"
).split()
LINKS = "kind section_reference section_target item score p".split()
ANSWERS = "text section item score chance verdict".split()
PHRASES = "formulation kind n_target n_reference status p_adj verdict".split()
NUMBERS = "section measure text comparison".split()
LINES = 40  # rows of a table of links or numbers on the page
# Findings told after those of the themes, in this order.
TOLD = (
    "theme_shares sections continuity coverage verbs ladder keyness formulations "
    "quantification variants reuse occurrences"
).split()


def findings(flow: Flow) -> list[page.Finding]:
    """Return 要点: each finding, with the clauses that it rests on."""
    told = []
    if "emphasis" in flow.available:
        moved = flow.emphasis["verdict"].isin(["up", "down"])
        most = flow.emphasis["difference"].abs().idxmax()
        shown = flow.emphasis[moved] if moved.any() else flow.emphasis.loc[[most]]
        about = flow.evidence("emphasis", shown)
        told = [
            page.Finding(text, about)
            for text in emphasis_claims(flow.emphasis, flow.names)
        ]
    behind = {
        "verbs": lambda: _commonest(flow.verbs).head(1),
        "keyness": lambda: flow.keyness.head(1),
        "continuity": lambda: flow.continuity,
        "coverage": lambda: flow.coverage[flow.coverage["responds"]],
        "variants": lambda: flow.variants.head(SHOWN),
        "reuse": lambda: flow.reuse,
        "quantification": lambda: flow.quantification.query("level == 'role'"),
    }
    for name in TOLD:
        if name in flow.headlines:
            rows = flow.evidence(name, behind[name]()) if name in behind else None
            told.append(page.Finding(flow.headlines[name], rows))
    return told


def page_tables(flow: Flow) -> list[page.Table]:
    """Return the tables of the page, each row with the clauses behind it."""
    words = content(flow.tokens)
    told = {
        "emphasis": lambda: _table(
            flow, "重心变化", flow.emphasis, flow.themes, "theme", EMPHASIS
        ),
        "verbs": lambda: _table(
            flow, "任务动词对照", _commonest(flow.verbs), flow.tasks, "verb", WORDS
        ),
        "keyness": lambda: _table(
            flow, "关键性", _strongest(flow.keyness), words, "word", WORDS
        ),
        "continuity": lambda: _linked(flow, "continuity", LINKS),
        "coverage": lambda: _linked(flow, "coverage", ANSWERS),
        "formulations": lambda: _linked(flow, "formulations", PHRASES),
        "variants": lambda: _linked(flow, "variants", ["diff", "similarity"]),
        "quantities": lambda: _linked(flow, "quantities", NUMBERS),
    }
    return [
        make()
        for name, make in told.items()
        if name in flow.available and len(getattr(flow, name))
    ]


def _linked(flow: Flow, name: str, shown: list[str]) -> page.Table:
    """Return a table whose rows name their clauses, the first rows of a long one."""
    table = getattr(flow, name)
    if name == "coverage":
        table = table[table["responds"] | (table["verdict"] == "unanswered")]
        table = table.drop_duplicates(["problem", "responds", "order"])
    table = table.head(LINES)
    title = table_label(name)
    evidence = [flow.evidence(name, row) for _, row in table.iterrows()]
    return page.Table(title, table[shown], evidence=evidence)


def _table(
    flow: Flow,
    title: str,
    table: pd.DataFrame,
    rows: pd.DataFrame,
    column: str,
    shown: list[str],
) -> page.Table:
    """Return a table for the page; `rows` are what it counted, by `column`."""
    keys = table["theme" if column == "theme" else "word"]
    groups = dict(list(_behind(flow, rows, column, keys).groupby(column)))
    evidence = [groups.get(key) for key in keys]
    return page.Table(title, table[shown], evidence=evidence)


def _behind(
    flow: Flow, rows: pd.DataFrame, column: str, values: Iterable[str]
) -> pd.DataFrame:
    """Return the clauses of plan and review behind some values of a column."""
    rows = rows[rows["role"].isin(SIDES) & rows[column].isin(values)]
    if "term" not in rows:
        rows = rows.assign(term=rows[column])
    return evidence(flow.clauses, rows, by=column)


def _strongest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words with the strongest evidence on each side."""
    plan, review = table[table["g2"] > 0], table[table["g2"] < 0]
    return pd.concat([plan.head(SHOWN), review.head(SHOWN)])


def _commonest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    return table.loc[n.sort_values(ascending=False, kind="stable").index[: 2 * SHOWN]]
