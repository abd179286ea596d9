"""Write the page: one HTML file that carries its charts, tables and evidence."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from analysis.schema import format_of, label, table_label, value_labels
from analysis.show import style
from analysis.show.export.cells import place, shown

HERE = Path(__file__).parent
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
    "paper": "#FFFFFF",
}
DARK = {  # the same on a dark screen, each as readable as on paper
    "accent": "#F28B82",
    "review": "#9AA0A6",
    "problems": "#C5C9CE",
    "other": "#6B6F73",
    "ink": "#E8E6E3",
    "muted": "#B0B4B8",
    "faint": "#8E9398",
    "grid": "#3A3D40",
    "band": "#26292C",
    "paper": "#1B1D1F",
}
IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in "%#&'\t\r\n"}
# What the script says, and by what it tells parts of a cell and of a place.
SCRIPT = (
    "role section every clear rows first_rows all_rows search filter opens and item"
).split()
HAN = "\u3400-\u9fff\uf900-\ufaff"
# A stretch of the report's own text: Chinese, with what stands between and its marks.
QUOTATION = re.compile(
    f"[“‘《「（]*[{HAN}](?:[^a-zA-Z(),;:]*[{HAN}])?[^\\s\\w(),;:→]*[”’》」）]*"
)
SHORT_HEAD = 6  # characters of a column's name that stays on one line
SHORT_CELL = 10  # characters of a text that stays on one line
LATIN = 2  # letters in the room of a Chinese character
ROWS_SHOWN = 40  # of a long table, until all are asked for
FINDINGS_SHOWN = 8  # of a chapter, until the others are asked for
ARROW = re.compile(r"\S(?:→\S)+")  # 16.2%→7.4%: no line begins with the arrow
LONG = 20  # rows of a table above which it has a filter and says how many it shows
CLAUSE = "of role part section item text term".split()  # what is shown of one
FILTERS = "role section label status kind direction".split()  # columns to choose from


class Finding(NamedTuple):
    """One sentence of 要点, its kind, and the clauses (rows of `clauses`) behind it."""

    text: str
    evidence: pd.DataFrame | None = None
    kind: str = ""  # as a reader sees it


class Chart(NamedTuple):
    """A chart: its finding is the heading, its files are linked by the caption."""

    finding: str
    svg: bytes
    caption: str = ""
    files: Sequence[str] = ()  # relative to the page: charts/keyness.png


class Table(NamedTuple):
    """A table whose rows open the clauses that they were counted from.

    `evidence` holds rows of `clauses`: `row` says behind which row of the table each
    stands, from 0, and `term` where a word is to be marked in the text.
    """

    name: str  # in the schema
    rows: pd.DataFrame
    caption: str = ""
    evidence: pd.DataFrame | None = None
    first: Collection[int] = range(ROWS_SHOWN)  # rows shown until all are asked for
    total: int = 0  # rows of the whole table, where these are not all


class Chapter(NamedTuple):
    """What belongs to one subject: further findings, charts, tables."""

    name: str  # its anchor
    title: str
    findings: Sequence[Finding] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = ()


def write_page(
    path: Path,
    *,
    title: str,
    subtitle: str,
    links: Mapping[str, str] | None = None,
    findings: Sequence[Finding],
    chapters: Sequence[Chapter] = (),
    reading: Sequence[Table] = (),
    warnings: Sequence[str] = (),
    provenance: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    record: Mapping[str, object] | None = None,
    lang: str = "zh",
) -> None:
    """Write one page of HTML that needs no other file and no network.

    Nothing but the style and the script of this program is run: the page allows them
    by their hashes. Without the script every row is shown.

    Parameters
    ----------
    subtitle
        Body, years and source in one line.
    links
        Name → path relative to the page, of the pages of reports that stand in this.
    findings
        Those of the first screen.
    chapters
        Everything else, by its kind.
    reading
        How the report was read: what was removed.
    warnings
        What the reader must know before trusting the numbers.
    provenance
        方法与出处: name → explanation.
    files
        Name → path relative to the page, of what lies beside it.
    record
        What the numbers rest on, for programs: it stands in the page as JSON, unseen.
    lang
        Of all that is not the report's own text: zh or en. What the caller hands in is
        in this language; the text of the report is marked as Chinese.
    """
    words = value_labels("page", lang=lang)
    numbers = iter(range(1, 1 + len(reading) + sum(len(c.tables) for c in chapters)))
    told = [_chapter(chapter, numbers, lang) for chapter in chapters]
    read = [_table(table, next(numbers), lang) for table in reading]
    tables = [table for chapter in told for table in chapter["tables"]] + read
    colours = {"colours": COLOURS, "dark": DARK}
    own = {"tables": tables, "lang": lang, "swipe": words["swipe"]}
    styles = _template("page.css.j2").render(**colours, **own)
    page = _template("page.html.j2").render(
        title=title,
        subtitle=subtitle,
        links=links or {},
        findings=[_finding(finding, lang) for finding in findings],
        chapters=told,
        reading=read,
        warnings=warnings,
        provenance=provenance or {},
        files=files or {},
        record=record,
        lang=lang,
        words=words,
        said={name: words[name] for name in SCRIPT},
        style=Markup(styles),
        script=Markup((HERE / "page.js").read_text("utf-8")),
    )
    path.write_text(page, encoding="utf-8", newline="\n")


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


def source(content: str) -> Markup:
    """Return how a content security policy names a style or script: by its hash.

    Examples
    --------
    >>> source("")
    Markup("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
    """
    digest = b64encode(sha256(content.encode()).digest()).decode()
    return Markup("'sha256-{}'").format(Markup(digest))


def css_text(text: str) -> Markup:
    r"""Return a text as CSS writes it: letters and numbers, all else by its number.

    Examples
    --------
    >>> css_text('计划"1"</style>')
    Markup('"计划\\22 1\\22 \\3c \\2f style\\3e "')
    """
    safe = re.sub(r"[^\w]", lambda sign: f"\\{ord(sign[0]):x} ", text)
    return Markup(f'"{safe}"')


def in_chinese(text: str, lang: str) -> Markup:
    """Return a text of an English page with what is Chinese in it marked so.

    Examples
    --------
    >>> in_chinese("“网信舆情” 5→1 times", "en")
    Markup('<span lang="zh">“网信舆情”</span> <span class="whole">5→1</span> times')
    >>> in_chinese("“网信舆情”5次→1次", "zh")
    Markup('“网信舆情”5<span class="whole">次→1</span>次')
    """
    if lang == "zh":
        return _arrowed(text)
    mark = Markup('<span lang="zh">{}</span>')
    parts, at = [], 0
    for found in QUOTATION.finditer(text):
        parts += [_arrowed(text[at : found.start()]), mark.format(_arrowed(found[0]))]
        at = found.end()
    return Markup("").join([*parts, _arrowed(text[at:])])


def _arrowed(text: str) -> Markup:
    """Return a text, escaped, in which no line begins or ends with an arrow."""
    whole = Markup('<span class="whole">{}</span>')
    parts, at = [], 0
    for found in ARROW.finditer(text):
        parts += [escape(text[at : found.start()]), whole.format(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,  # everything from a report is text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters |= {"source": source, "css_text": css_text}
    environment.filters["in_chinese"] = in_chinese
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _data(svg: bytes) -> Markup:
    """Return a picture as the address of an attribute in single quotes.

    Only what an address or the attribute would end at is escaped: base64 would be a
    third longer.
    """
    return Markup("data:image/svg+xml,") + Markup(svg.decode().translate(IN_ADDRESS))


def _chapter(chapter: Chapter, numbers: Iterator[int], lang: str) -> dict[str, object]:
    """Return what the template shows of a chapter; its tables are numbered."""
    told = [_finding(finding, lang) for finding in chapter.findings]
    return {
        "name": chapter.name,
        "title": chapter.title,
        "findings": told[:FINDINGS_SHOWN],
        "rest": told[FINDINGS_SHOWN:],
        "charts": [
            one._asdict() | {"source": _data(one.svg)} for one in chapter.charts
        ],
        "tables": [_table(table, next(numbers), lang) for table in chapter.tables],
    }


def _finding(finding: Finding, lang: str) -> dict[str, object]:
    evidence = finding.evidence
    clauses = [] if evidence is None else _by_row(evidence.assign(row=0), 1, lang)[0]
    return {"text": finding.text, "kind": finding.kind, "clauses": clauses}


def _table(table: Table, number: int, lang: str) -> dict[str, object]:
    """Return what the template shows of a table: headers, then rows with evidence."""
    kinds = {column: format_of(table.rows, column, table.name) for column in table.rows}
    columns = [
        [_look(shown(v, form, column, lang), form, lang) for v in table.rows[column]]
        for column, form in kinds.items()
    ]
    behind: list[list] = [[] for _ in range(len(table.rows))]
    if table.evidence is not None:
        behind = _by_row(table.evidence, len(table.rows), lang)
    first = [row in table.first for row in range(len(table.rows))]
    return {
        "number": number,
        "title": table_label(table.name, lang=lang),
        "caption": table.caption,
        "headers": [
            _head(label(column, table.name, lang=lang), form, column, lang)
            for column, form in kinds.items()
        ],
        "rows": list(zip(zip(*columns, strict=True), behind, first, strict=True)),
        "total": table.total,
        "is_long": max(len(table.rows), table.total) > LONG,
        "has_evidence": any(behind),
    }


def _look(text: str, form: str, lang: str) -> tuple[str, Markup]:
    """Return a cell and how it is set: a short text, never broken, as cells are.

    On an English page one that holds Chinese is the report's own.
    """
    own = ' lang="zh"' if lang == "en" and re.search(f"[{HAN}]", text) else ""
    narrow = 1 if lang == "zh" or own else LATIN
    if form == "text" and len(text) <= SHORT_CELL * narrow:
        return text, Markup(own)
    return text, Markup(f' class="{form}"{own}')


def _head(text: str, form: str, column: str, lang: str) -> tuple[str, str, str]:
    """Return a header, its CSS classes, and by what its column filters."""
    short = SHORT_HEAD * (1 if lang == "zh" else LATIN)
    kind = f"{form} short" if len(text) <= short else form
    return text, kind, column if column in FILTERS else ""


def _by_row(
    evidence: pd.DataFrame, rows: int, lang: str
) -> list[list[tuple[str, str, Markup]]]:
    """Return role, place and marked text of each clause behind each row, once."""
    key = [name for name in ("row", "report", "clause") if name in evidence]
    if len(key) > 1:
        evidence = evidence.drop_duplicates(key)
    needed = evidence.reindex(columns=["row", *CLAUSE]).astype("object").fillna("")
    behind: list[list] = [[] for _ in range(rows)]
    for clause in needed.to_dict("records"):
        if clause["row"] >= rows:
            raise ValueError(f"evidence of row {clause['row']}; there are {rows} rows")
        said = marked(clause["text"], clause["term"])
        behind[clause["row"]].append((clause["role"], place(clause, lang), said))
    return behind
