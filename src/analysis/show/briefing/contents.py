"""What the page tells: findings, then charts and tables, each with its clauses."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.flow import SIDES, Flow
from analysis.say.findings.delivery import tells_of_tasks
from analysis.say.findings.lives import telling
from analysis.schema import in_words, schema, value_labels
from analysis.show.charts import PLOTS, drawable, finding_of
from analysis.show.export import page
from analysis.show.export.cells import plain

FIRST_SCREEN = 5  # findings on it
READING = ("removals",)  # tables that say how the report was read
WORDS_HELD = 40  # of each side: there are thousands of words
# The chapters of the page, and the kinds of finding that each tells.
CHAPTERS = {
    "target": ("target", "quantity"),
    "section": ("section", "repeat", "length"),
    "problem": ("problem",),
    "formulation": ("formulation",),
    "word": ("word",),
    "task": ("verb", "class"),
    "theme": ("theme",),
}
CHAPTER_OF = {kind: name for name, kinds in CHAPTERS.items() for kind in kinds}
SAID = "report clause role section text".split()  # of a clause in findings.json


def findings(flow: Flow, lang: str = "zh") -> list[page.Finding]:
    """Return 要点: each finding, most telling first, with what it rests on."""
    told = flow.said
    behind = _behind(flow, told, getattr(flow, told))
    kinds = value_labels("chapter", lang=lang)
    return [
        page.Finding(
            getattr(row, lang),
            behind.get(n),
            kinds.get(_chapter(row), row.kind),
        )
        for n, row in enumerate(getattr(flow, told).itertuples())
    ]


def _chapter(row: Any) -> str:
    """Return the chapter that says what a finding tells."""
    of_tasks = tells_of_tasks(row.kind, row.subject, row.zh)
    return "task" if of_tasks else CHAPTER_OF.get(row.kind, "")


def evidence(flow: Flow) -> dict[str, pd.DataFrame]:
    """Return the clauses behind findings and the rows that the page shows, by table.

    `row` counts the rows of the table. Tables that count every clause, and those whose
    rows each are of one clause, lead to nothing but themselves.
    """
    name = flow.said
    behind = list(_behind(flow, name, getattr(flow, name)).values())
    found = {name: pd.concat(behind)} if behind else {}
    for name in (one for one in flow.available if schema()[one].on_page):
        table, counted = flow.counted(name)
        if counted is None or counted is table or len(counted) == len(flow.clauses):
            continue
        rows = HELD[name](table) if name in HELD else table
        at = dict(enumerate(table.index.get_indexer(rows.index)))
        behind = _evidence(flow, name, rows)
        found[name] = behind.assign(row=behind["row"].map(at))
    return found


def findings_told(flow: Flow) -> list[dict[str, Any]]:
    """Return the findings as records, each with the clauses that it rests on."""
    name = flow.said
    behind = _behind(flow, name, getattr(flow, name))
    records = []
    for n, row in enumerate(getattr(flow, name).to_dict("records")):
        told = behind[n][SAID].to_dict("records") if n in behind else []
        records.append(plain(row | {"evidence": told}))
    return records


def chapters(
    flow: Flow,
    images: Mapping[str, bytes],
    lang: str = "zh",
    *,
    linked: bool = True,
) -> list[page.Chapter]:
    """Return everything below the first screen by its kind, without empty ones.

    Charts are `linked` to their files where these are written.
    """
    told = getattr(flow, flow.said)
    kinds = [CHAPTER_OF.get(kind, kind) for kind in told["kind"]]
    further = list(zip(kinds, findings(flow, lang), strict=True))[FIRST_SCREEN:]
    known = dict.fromkeys([*CHAPTERS, *(kind for kind, _ in further)])
    other = {"": value_labels("page", lang=lang)["other"]}
    labels = value_labels("chapter", lang=lang) | other
    found = [
        page.Chapter(
            name,
            labels.get(name, name).capitalize(),
            [finding._replace(kind="") for kind, finding in further if kind == name],
            _charts(flow, images, name, lang, linked),
            _tables(flow, name, lang),
        )
        for name in known
    ]
    return [one for one in found if one.findings or one.charts or one.tables]


def reading_tables(flow: Flow) -> list[page.Table]:
    """Return the tables that say how the report was read."""
    return [
        page.Table(name, getattr(flow, name)[schema()[name].on_page])
        for name in READING
        if name in flow.available
    ]


def _charts(
    flow: Flow, images: Mapping[str, bytes], chapter: str, lang: str, linked: bool
) -> list[page.Chart]:
    forms = ("png", "svg", "pdf")
    return [
        page.Chart(
            finding_of(flow, name, lang),
            images[f"{name}.svg"],
            files=[f"charts/{name}.{form}" for form in forms if linked],
        )
        for name in drawable(flow)
        if schema()[PLOTS[name].table].chapter == chapter
    ]


def _tables(flow: Flow, chapter: str, lang: str) -> list[page.Table]:
    """Return the tables of a chapter, each row with the clauses behind it."""
    tables = []
    for name in flow.available:
        table = schema()[name]
        whole = getattr(flow, name)
        if table.chapter != chapter or not table.on_page or not len(whole):
            continue
        rows = HELD[name](whole) if name in HELD else whole
        columns = COLUMNS.get(name, table.on_page)
        columns = BESIDE.get(name, columns) if len(flow.reports) > 1 else columns
        shown = _with_clause(flow, rows, lang) if name in COLUMNS else rows
        tables.append(
            page.Table(
                name,
                _named(in_words(shown[columns], flow.scheme, lang=lang), lang),
                evidence=_evidence(flow, name, rows)
                if flow.counted(name).rows is not None
                else None,
                first=first_rows(rows),
                total=len(whole),
            )
        )
    return tables


def _behind(flow: Flow, name: str, rows: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """Return the clauses behind each row that has any, once, by the row's number."""
    found = _evidence(flow, name, rows)
    if found is None:
        return {}
    found = found.drop_duplicates(["row", "report", "clause"])
    return dict(list(found.groupby("row")))


def _evidence(flow: Flow, name: str, rows: pd.DataFrame) -> pd.DataFrame | None:
    """Return the clauses behind rows; side by side each says of which report it is."""
    if flow.counted(name).rows is None:
        return None
    found = flow.evidence_by_row(name, rows)
    return found.assign(of=found["report"]) if len(flow.reports) > 1 else found


def _with_clause(flow: Flow, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return rows that are each of a clause, with its themes and its quantities."""
    key = ["report", "clause"]
    named = in_words(flow.themes, flow.scheme, lang=lang)
    between = "、" if lang == "zh" else "; "
    themes = named.groupby(key)["label"].agg(between.join)
    quantity = flow.quantities.groupby(key)["text"].agg("、".join).rename("quantity")
    more = rows.join(themes, on=key).join(quantity, on=key)
    return more.fillna({"label": "", "quantity": ""})


def _named(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Say what counts what has no theme, or stands in no section."""
    if not {"by", "name"} <= {*rows}:
        return rows
    words = value_labels("page", lang=lang)
    without = ("without_" + rows["by"]).map(words)
    return rows.assign(name=rows["name"].where(rows["name"] != "", without))


def first_rows(rows: pd.DataFrame) -> set[int]:
    """Return the rows shown at first: of both sides as many, where rows have a side."""
    n = page.ROWS_SHOWN
    roles = list(rows["role"]) if "role" in rows else []
    some = [
        number
        for side in SIDES
        for number in [row for row, role in enumerate(roles) if role == side][: n // 2]
    ]
    rest = [row for row in range(len(rows)) if row not in set(some)]
    return {*some, *rest[: n - len(some)]}


def _strongest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words with the strongest evidence on each side."""
    plan, review = table[table["g2"] > 0], table[table["g2"] < 0]
    return pd.concat([plan.head(WORDS_HELD), review.head(WORDS_HELD)])


def _commonest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    order = n.sort_values(ascending=False, kind="stable").index
    return table.loc[order[: 2 * WORDS_HELD]]


def _known_first(table: pd.DataFrame) -> pd.DataFrame:
    """Put what has a target and its result first, the last year before the others."""
    if "review_year" not in table:
        return table
    known = table[["previous_target", "result"]].notna().all(axis=1)
    order = table[["review_year"]].assign(known=known)
    by = ["known", "review_year"]
    return table.loc[order.sort_values(by, ascending=False, kind="stable").index]


def _last_first(table: pd.DataFrame) -> pd.DataFrame:
    """Put the last plan first, in itself as it was."""
    return table.sort_values("year", ascending=False, kind="stable")


# Tables of which the page holds the most telling rows only, or in another order.
HELD = {
    "targets": _known_first,
    "delivery": _last_first,
    "delivery_rates": _last_first,
    "lives": telling,
    "verbs": _commonest,
    "keyness": _strongest,
}
# Columns of tables that are shown with what their clauses hold besides.
COLUMNS = {
    "tasks": "verb object role section item label quantity".split(),
    "quantities": "measure comparison text role section label".split(),
}
# Of reports side by side: what was promised for a year, what came of it, what is next.
BESIDE = {
    "targets": "indicator review_year previous_text result_text met target_text".split()
}
