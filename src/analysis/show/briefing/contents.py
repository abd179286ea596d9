"""What the page tells: findings and tables, each with the clauses behind it."""

import pandas as pd

from analysis.flow import Flow
from analysis.say.findings import emphasis_claims
from analysis.show.export import page
from analysis.show.export.cells import table_label

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
LINES = 40  # rows of a table on the page
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
    told = {
        "emphasis": (lambda: flow.emphasis, EMPHASIS),
        "verbs": (lambda: _commonest(flow.verbs), WORDS),
        "keyness": (lambda: _strongest(flow.keyness), WORDS),
        "continuity": (lambda: flow.continuity, LINKS),
        "coverage": (lambda: _answers(flow.coverage), ANSWERS),
        "formulations": (lambda: flow.formulations, PHRASES),
        "variants": (lambda: flow.variants, ["diff", "similarity"]),
        "quantities": (lambda: flow.quantities, NUMBERS),
    }
    tables = []
    for name, (rows, shown) in told.items():
        if name in flow.available and len(getattr(flow, name)):
            table = rows().head(LINES)
            behind = flow.evidence_by_row(name, table)
            tables.append(page.Table(table_label(name), table[shown], evidence=behind))
    return tables


def _answers(table: pd.DataFrame) -> pd.DataFrame:
    """Keep what answers each problem, or the nearest where nothing does."""
    table = table[table["responds"] | (table["verdict"] == "unanswered")]
    return table.drop_duplicates(["problem", "responds", "order"])


def _strongest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words with the strongest evidence on each side."""
    plan, review = table[table["g2"] > 0], table[table["g2"] < 0]
    return pd.concat([plan.head(SHOWN), review.head(SHOWN)])


def _commonest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    return table.loc[n.sort_values(ascending=False, kind="stable").index[: 2 * SHOWN]]
