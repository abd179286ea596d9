"""What the page tells: findings and tables, each with the clauses behind it."""

from analysis.flow import ROWS_SHOWN, TABLES, Flow
from analysis.say.findings import emphasis_claims
from analysis.schema import schema
from analysis.show.export import page

READING = ("sections", "removals")  # tables that say how the report was read


def findings(flow: Flow) -> list[page.Finding]:
    """Return 要点: each finding, with the clauses that it rests on."""
    said = {name: [text] for name, text in flow.headlines.items()}
    if "emphasis" in said:  # several themes may have moved
        said["emphasis"] = emphasis_claims(flow.emphasis, flow.names)
    first = sorted(said, key=lambda name: name != "emphasis")
    return [
        page.Finding(text, _behind(flow, name)) for name in first for text in said[name]
    ]


def _behind(flow: Flow, name: str):
    """Return the clauses that a finding rests on, where it rests on some."""
    rests_on = TABLES[name].rests_on
    return flow.evidence(name, rests_on(getattr(flow, name))) if rests_on else None


def page_tables(flow: Flow) -> list[page.Table]:
    """Return the tables of the page, each row with the clauses behind it."""
    tables = []
    for name in flow.available:
        columns = schema()[name].on_page
        if columns and name not in READING and len(getattr(flow, name)):
            rows = TABLES[name].shown(getattr(flow, name)).head(ROWS_SHOWN)
            behind = flow.evidence_by_row(name, rows)
            tables.append(page.Table(name, rows[columns], evidence=behind))
    return tables


def reading_tables(flow: Flow) -> list[page.Table]:
    """Return the tables that say how the report was read."""
    return [
        page.Table(name, getattr(flow, name)[schema()[name].on_page])
        for name in READING
    ]
