"""Go back to the text: keywords in context, and the clauses behind every number."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Literal

import pandas as pd

from analysis import InputError
from analysis.compare.ladder import verb_classes
from analysis.count.frequency import content
from analysis.read.outline import ROLE_NAMES

SIDES = ("plan", "review")
PLACE = "report clause role part section item start text".split()
# What the rows of a table that has no clauses of its own were counted from, and by
# which columns; the comparisons counted the plan and the review only.
COUNTED: dict[str, tuple[str, list[str]]] = {
    "reports": ("clauses", ["report"]),
    "sections": ("clauses", ["report", "role", "part", "section"]),
    "keywords": ("words", ["role", "section", "word"]),
    "words": ("words", ["report", "word"]),
    "keyness": ("words", ["word"]),
    "verbs": ("tasks", ["word"]),
    "theme_shares": ("themes", ["role", "section", "theme"]),
    "emphasis": ("themes", ["theme"]),
    "ladder": ("tasks", ["theme", "class"]),
    "dispersion": ("words", ["word"]),
    "diversity": ("tokens", ["report", "role"]),
    "quantification": ("quantities", ["role", "section"]),
    "formulations": ("mentions", ["formulation"]),
}
POINTING = ("clause_", "evidence_")  # columns in which rows name their clauses
COMPARED = {"keyness", "verbs", "emphasis", "ladder", "formulations"}


def kwic(
    clauses: pd.DataFrame,
    pattern: str,
    *,
    width: int = 15,
    reports: pd.DataFrame | None = None,
    mask: Iterable[str] = (),
    sort: Literal["text", "left", "right"] = "text",
) -> pd.DataFrame:
    """Show every place where a pattern stands, in its context: one row per match.

    What is filtered out of `clauses` or masked is not searched, so it is in no count
    that is made of the result.

    Parameters
    ----------
    clauses
        The `clauses` table, or some of its rows: only these are searched.
    pattern
        A regular expression; plain text is one (`re.escape` for + * ? . and the
        like).
    width
        Characters of context on each side.
    reports
        The `reports` table; with it the context runs on beyond the clause, word for
        word as the report has it. Without it the clause is the context.
    mask
        Words, each plain text, within which nothing is found: 宣传 with 新闻宣传
        masked is only what stands outside of it. They stay in the context.
    sort
        ``"right"`` orders by what follows, ``"left"`` by what precedes, read from
        the keyword outwards; equal ones stay in the order of the text.

    Returns
    -------
    DataFrame
        `report`, `role`, `section`, `pre`, `keyword`, `post`, in the order of the
        text; and `clause`, `start` (of the keyword, in `reports.text`).

    Raises
    ------
    InputError
        Where the pattern is no regular expression.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "clause": 0, "role": "plan",
    ...     "section": "", "start": [0], "text": "健全网络综合治理体系"})
    >>> kwic(clauses, "网络", width=4)[["pre", "keyword", "post"]]
      pre keyword  post
    0  健全      网络  综合治理
    """
    texts = {} if reports is None else reports.set_index("report")["text"].to_dict()
    rows = []
    for clause, match in _matches(clauses, pattern, mask):
        start, end = clause.start + match.start(), clause.start + match.end()
        text, shift = (
            (texts[clause.report], 0) if texts else (clause.text, clause.start)
        )
        pre = text[max(start - shift - width, 0) : start - shift].replace("\n", " ")
        post = text[end - shift : end - shift + width].replace("\n", " ")
        where = (clause.report, clause.role, clause.section)
        rows.append((*where, pre, match[0], post, clause.clause, start))
    columns = "report role section pre keyword post clause start".split()
    table = pd.DataFrame(rows, columns=columns)
    if sort == "text":
        return table
    outwards = table["pre"].str[::-1] if sort == "left" else table["post"]
    return table.loc[outwards.sort_values(kind="stable").index].reset_index(drop=True)


def occurrences(
    clauses: pd.DataFrame, terms: Iterable[str], reports: pd.DataFrame
) -> pd.DataFrame:
    """Say how far into the report each term stands: one row per occurrence.

    Returns
    -------
    DataFrame
        `report`, `clause`, `role`, `section`, `term` (in the order asked for),
        `start` (in `reports.text`) and `position` (`start` ÷ length of the text).
    """
    length = reports.set_index("report")["text"].str.len()
    found = [
        kwic(clauses, re.escape(term), width=0).assign(term=term) for term in terms
    ]
    columns = "report clause role section term start".split()
    if not found:
        return pd.DataFrame(columns=[*columns, "position"])
    table = pd.concat(found, ignore_index=True)[columns]
    return table.assign(position=table["start"] / table["report"].map(length))


def extents(clauses: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Say from where to where each role runs: one row per unbroken stretch.

    Returns
    -------
    DataFrame
        `report`, `role`, `start`, `end`: shares of the length of the text, 0 to 1.
    """
    length = reports.set_index("report")["text"].str.len()
    place = clauses[["report", "role"]]
    run = (place != place.shift()).any(axis=1).cumsum()
    ends = clauses["start"] + clauses["text"].str.len()
    table = clauses.assign(end=ends).groupby(run, sort=False)
    table = table.agg(
        report=("report", "first"),
        role=("role", "first"),
        start=("start", "first"),
        end=("end", "last"),
    )
    size = table["report"].map(length)
    shares = table.assign(start=table["start"] / size, end=table["end"] / size)
    return shares.reset_index(drop=True)


class Evidence(pd.DataFrame):
    """Clauses that a notebook shows whole, each under its place: else a DataFrame."""

    @property
    def _constructor(self) -> type:
        return Evidence

    def _repr_html_(self) -> str | None:
        if not {"report", "section", "start", "text"} <= set(self.columns):
            return super()._repr_html_()
        return "".join(_shown(place, rows) for place, rows in _places(self))


def evidence(
    clauses: pd.DataFrame, rows: pd.DataFrame | pd.Series, *, by: str | None = None
) -> pd.DataFrame:
    """Return the clauses that stand behind some rows: one row per clause.

    Parameters
    ----------
    clauses
        The `clauses` table.
    rows
        A row or rows of any table with `report` and `clause`: themes, tasks, tokens,
        kwic. Where `clause` holds lists, every number in them counts. What a row
        says of the clause's words, in a column `term`, comes along.
    by
        A column of `rows`; with it a clause stands once for each of its values,
        which come along as well.
    """
    rows = _as_rows(rows)
    if rows["clause"].map(lambda cell: isinstance(cell, list | tuple | set)).any():
        rows = rows.explode("clause").dropna(subset=["clause"])
        rows = rows.astype({"clause": "int64"})
    key = ["report", "clause"]
    told = list(dict.fromkeys(n for n in (by, "term") if n and n in rows))
    wanted = [*key, *([by] if by else [])]
    behind = rows[[*key, *told]].drop_duplicates(wanted)
    own = clauses.drop(columns=told, errors="ignore")
    return own.merge(behind, on=key, how="inner")


def evidence_of(
    name: str, rows: pd.DataFrame | pd.Series, tables: Mapping[str, pd.DataFrame]
) -> Evidence:
    """Return the clauses behind rows of any results table: one row per clause.

    Parameters
    ----------
    name
        The table's: ``"keyness"``, ``"emphasis"``, ``"tasks"``, …
    rows
        One row of it (a Series) or some (a DataFrame).
    tables
        What there is to count from: `clauses`, and, as the table asks for, `tokens`,
        `themes`, `tasks`, `quantities`, `mentions`; for claims, the table each is of.

    Returns
    -------
    Evidence
        `report`, `clause`, `role`, `part`, `section`, `item`, `start` (of the
        clause, in `reports.text`), `text`, and `term`: the word, task verb or theme
        term that was counted (the first of the clause; ``""`` where a theme is
        inherited). In the order of the text; it shows itself whole in a notebook.

    Raises
    ------
    InputError
        Where the table's rows say of no clause.
    """
    rows = _as_rows(rows)
    if name == "claims":
        return _of_claims(rows, tables)
    behind = evidence(tables["clauses"], _behind(name, rows, tables))
    return Evidence(behind.reindex(columns=[*PLACE, "term"]))


def evidence_by_row(
    name: str, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> list[Evidence]:
    """Return the clauses behind each row by itself, as `evidence_of` finds them.

    All at once where the rows name their clauses.
    """
    if name in ("claims", "ladder") or "level" in rows:  # not counted by their keys
        return [evidence_of(name, row, tables) for _, row in rows.iterrows()]
    counted = _behind(name, rows.assign(row=range(len(rows))), tables)
    behind = evidence(tables["clauses"], counted, by="row")
    found = dict(list(behind.reindex(columns=["row", *PLACE, "term"]).groupby("row")))
    none = behind.head(0)
    return [
        Evidence(found.get(row, none).reindex(columns=[*PLACE, "term"]))
        for row in range(len(rows))
    ]


def _behind(
    name: str, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return what rows of a table counted: the clauses' numbers and the words.

    Where the rows are numbered in `row`, their numbers come along.
    """
    number = [column for column in ("row",) if column in rows]
    if "clause" in rows and "report" in rows:
        return _with_term(rows)
    if name not in COUNTED:
        if not any(column.startswith(POINTING) for column in rows):
            raise InputError(f"{name}: its rows were not counted from clauses")
        return _with_term(_pointed(rows))
    source, keys = COUNTED[name]
    counted = _counted(source, tables)
    if name in COMPARED:
        counted = counted[counted["role"].isin(SIDES)]
    if name == "ladder":
        return _with_term(_of_ladder(counted, rows, tables["themes"]))
    whole = "level" in rows and (rows["level"] == "role").all()
    keys = [key for key in keys if key in rows][: 1 if whole else None]
    wanted = rows[[*keys, *number]].drop_duplicates()
    return _with_term(counted.merge(wanted, on=keys))


def _with_term(counted: pd.DataFrame) -> pd.DataFrame:
    """Return what was counted with the words that counted in `term`."""
    if "term" in counted:
        return counted
    said = [column for column in ("word", "verb") if column in counted]
    return counted.assign(term=counted[said[0]] if said else "")


def _as_rows(rows: pd.DataFrame | pd.Series) -> pd.DataFrame:
    """Return a row of a table as a table of one row."""
    return rows.to_frame().T.infer_objects() if isinstance(rows, pd.Series) else rows


def _counted(source: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return what was counted, with the word in `word` where words were."""
    if source == "words":
        return content(tables["tokens"])
    if source == "tasks":
        verbs = tables["tasks"]
        return verbs.assign(word=verbs["verb"])
    return tables[source]


def _pointed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses that rows name themselves, on either side of a comparison."""
    found = []
    for column in rows.columns[rows.columns.str.startswith(POINTING)]:
        side = f"report_{column.split('_')[1]}"
        named = rows[side if side in rows else "report"]
        pairs = pd.DataFrame({"report": named, "clause": rows[column]})
        pairs = pairs.assign(row=rows["row"]) if "row" in rows else pairs
        pairs["clause"] = pairs["clause"].map(lambda cell: str(cell).split())
        found.append(pairs.explode("clause").dropna())
    told = pd.concat(found, ignore_index=True)
    told = told[told["clause"].str.fullmatch(r"\d+(?:\.0)?")]
    return told.assign(clause=told["clause"].astype("float64").astype("int64"))


def _of_claims(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Evidence:
    """Return the clauses behind findings: those of the rows that each speaks of."""
    found = []
    for row in rows.itertuples():
        name = row.statistic
        key = {"emphasis": "theme", "ladder": "class"}.get(name, "word")
        table = tables[name]
        if row.subject:
            table = table[table[key] == row.subject]
            table = table[table["theme"] == ""] if name == "ladder" else table
        if len(table):
            found.append(evidence_of(name, table, tables))
    if not found:
        return Evidence(columns=[*PLACE, "term"])
    every = pd.concat(found).drop_duplicates(["report", "clause"])
    return Evidence(every.sort_values(["report", "clause"]).reset_index(drop=True))


def _of_ladder(
    verbs: pd.DataFrame, rows: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Return the task verbs of some classes, and of the theme where one is named."""
    verbs = verbs.assign(**{"class": verbs["verb"].map(verb_classes())})
    themed = verbs.merge(mentions[["report", "clause", "theme"]])
    every = pd.concat([verbs.assign(theme=""), themed], ignore_index=True)
    return every.merge(rows[["theme", "class"]].drop_duplicates())


def _places(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the clauses of each place, with its path."""
    levels = ["report", "role", "part", "section", "item"]
    place = table.reindex(columns=levels).fillna("").astype("str")
    place = place.assign(role=place["role"].replace(ROLE_NAMES))
    run = (place != place.shift()).any(axis=1).cumsum()
    for _, rows in table.groupby(run, sort=False):
        path = " › ".join(filter(None, place.loc[rows.index[0]]))
        yield path, rows


def _shown(place: str, rows: pd.DataFrame) -> str:
    """Return a place and its clauses as HTML, what was counted marked."""
    lines = []
    for row in pd.DataFrame(rows).itertuples():
        text, term = escape(row.text), escape(str(getattr(row, "term", "") or ""))
        if term:
            text = text.replace(term, f"<mark>{term}</mark>")
        lines.append(f"<li>{text} <small>{row.start}</small></li>")
    items = "".join(lines)
    return f"<p><b>{escape(place)}</b></p><ul style='text-align:left'>{items}</ul>"


def _matches(
    clauses: pd.DataFrame, pattern: str, mask: Iterable[str] = ()
) -> Iterator[tuple]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise InputError(
            f"{pattern!r} is no regular expression: {error}; for plain text that holds "
            "signs such as + * ? use re.escape"
        ) from None
    hidden = re.compile("|".join(map(re.escape, mask)) or "(?!)")
    found = [compiled.search(text) is not None for text in clauses["text"].tolist()]
    for clause in clauses[found].itertuples():
        for match in compiled.finditer(clause.text):
            if match[0] and not _within(match, hidden.finditer(clause.text)):
                yield clause, match


def _within(match: re.Match[str], masks: Iterable[re.Match[str]]) -> bool:
    """Say whether a match lies inside one of the masked words."""
    return any(
        mask.start() <= match.start() and match.end() <= mask.end() for mask in masks
    )
