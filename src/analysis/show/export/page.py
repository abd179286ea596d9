"""Write the page: one HTML file that carries its charts, tables and evidence."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from analysis.schema import format_of, label, table_label, value_labels
from analysis.show import style
from analysis.show.export.cells import plain, shown

COLOURS = {
    "accent": style.TARGET,
    "review": style.REFERENCE,
    "problems": style.PROBLEMS,
    "other": style.OTHER,
    "ink": style.INK,
    "muted": style.MUTED,
    "faint": style.FAINT,
    "grid": style.GRID,
    "band": style.BAND,
}
SHORT_CELL = 10  # characters of a text that stays on one line


class Finding(NamedTuple):
    """One sentence of 要点, and the clauses (rows of `clauses`) that it rests on."""

    text: str
    evidence: pd.DataFrame | None = None


class Chart(NamedTuple):
    """A chart: its finding is the heading, its files are linked by the caption."""

    finding: str
    svg: bytes
    caption: str = ""
    files: Sequence[str] = ()  # relative to the page: charts/keyness.png


class Table(NamedTuple):
    """A table whose rows open the clauses that they were counted from.

    `evidence` holds one table per row, in the rows' order: rows of `clauses`, and
    `term` where a word is to be marked in the text; without it none is marked.
    """

    name: str  # in the schema
    rows: pd.DataFrame
    caption: str = ""
    evidence: Sequence[pd.DataFrame | None] = ()


def write_page(
    path: Path,
    *,
    title: str,
    subtitle: str,
    findings: Sequence[Finding],
    charts: Sequence[Chart] = (),
    tables: Sequence[Table] = (),
    reading: Sequence[Table] = (),
    warnings: Sequence[str] = (),
    provenance: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    record: Mapping[str, object] | None = None,
) -> None:
    """Write one page of HTML that needs no other file and no network.

    Parameters
    ----------
    subtitle
        Body, years and source in one line.
    reading
        How the report was read: its sections, what was removed.
    warnings
        What the reader must know before trusting the numbers.
    provenance
        方法与出处: name → explanation.
    files
        Name → path relative to the page, of what lies beside it.
    record
        What the numbers rest on, for programs: it stands in the page as JSON, unseen.
    """
    page = _template().render(
        title=title,
        subtitle=subtitle,
        findings=[(finding.text, _clauses(finding.evidence)) for finding in findings],
        charts=[chart._asdict() | {"source": _data(chart.svg)} for chart in charts],
        tables=[_table(table) for table in tables],
        reading=[_table(table) for table in reading],
        warnings=warnings,
        provenance=provenance or {},
        files=files or {},
        record=record,
        colours=COLOURS,
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def place(clause: Mapping[str, object]) -> str:
    """Say where a clause stands: role › section › item.

    Examples
    --------
    >>> place({"role": "plan", "part": "安排", "section": "筑牢阵地", "item": "二"})
    '计划 › 筑牢阵地 › 第二项'
    """
    role = value_labels("role").get(clause.get("role"), clause.get("role"))
    section = clause.get("section") or clause.get("part")
    item = f"第{clause['item']}项" if clause.get("item") else ""
    return " › ".join(str(level) for level in (role, section, item) if level)


def marked(text: str, term: str) -> Markup:
    """Return the text with each occurrence of the term marked, both escaped.

    Examples
    --------
    >>> marked("<b>守正创新</b>", "创新")
    Markup('&lt;b&gt;守正<mark>创新</mark>&lt;/b&gt;')
    """
    if not term:
        return escape(text)
    mark = Markup("<mark>{}</mark>").format(term)
    return mark.join(escape(part) for part in text.split(term))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,  # everything from a report is text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment.get_template("page.html.j2")


def _data(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def _table(table: Table) -> dict[str, object]:
    """Return what the template shows of a table: headers, then rows with evidence."""
    kinds = {column: format_of(table.rows, column, table.name) for column in table.rows}
    evidence = list(table.evidence) or [None] * len(table.rows)
    columns = [table.rows[column] for column in kinds]
    rows = [
        (
            [
                _look(shown(value, form, column), form)
                for value, (column, form) in zip(values, kinds.items(), strict=True)
            ],
            _clauses(clauses),
        )
        for *values, clauses in zip(*columns, evidence, strict=True)
    ]
    return {
        "title": table_label(table.name),
        "caption": table.caption,
        "headers": [
            (label(column, table.name), form) for column, form in kinds.items()
        ],
        "rows": rows,
        "has_evidence": any(clauses for _, clauses in rows),
    }


def _look(text: str, form: str) -> tuple[str, str]:
    """Return a cell and its CSS classes: a short text is never broken."""
    return text, "text short" if form == "text" and len(text) <= SHORT_CELL else form


def _clauses(evidence: pd.DataFrame | None) -> list[tuple[str, str, Markup]]:
    """Return role, place and marked text of each clause, once."""
    if evidence is None:
        return []
    key = [name for name in ("report", "clause") if name in evidence]
    evidence = evidence.drop_duplicates(key) if key else evidence
    records = [
        {key: "" if plain(value) is None else value for key, value in record.items()}
        for record in evidence.to_dict("records")
    ]
    return [
        (clause.get("role", ""), place(clause), _text(clause)) for clause in records
    ]


def _text(clause: Mapping[str, str]) -> Markup:
    return marked(clause["text"], clause.get("term", ""))
