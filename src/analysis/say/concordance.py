"""Go back to the text: keywords in context, and the clauses behind every number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Literal

import pandas as pd

from analysis import InputError
from analysis.schema import value_labels

PLACE = "report clause role part section item start text".split()


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
    clauses: pd.DataFrame,
    rows: pd.DataFrame | pd.Series,
    *,
    counted: pd.DataFrame | None = None,
    by: Sequence[str] | Mapping[str, str] = (),
) -> Evidence:
    """Return the clauses that stand behind some rows: one row per thing counted.

    Parameters
    ----------
    clauses
        The `clauses` table.
    rows
        A row (a Series) or rows of a table. Without `counted` they name their clauses
        themselves, by `report` and `clause`: themes, tasks, tokens, kwic.
    counted
        What the table counted, by `report` and `clause`: of these, all that have the
        row's values in the columns `by`.
    by
        The key of the table; a mapping where `counted` calls its columns otherwise.

    Returns
    -------
    Evidence
        `report`, `clause`, `role`, `part`, `section`, `item`, `start` (of the
        clause, in `reports.text`), `text`, and `term`: the word, task verb or theme
        term that was counted (``""`` where a theme is inherited). In the order of the
        text; it shows itself whole in a notebook.
    """
    rows = rows.to_frame().T.infer_objects() if isinstance(rows, pd.Series) else rows
    behind = with_term(rows) if counted is None else counted_for(rows, counted, by)
    return Evidence(_told(clauses, behind)[[*PLACE, "term"]])


def evidence_by_row(
    clauses: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    counted: pd.DataFrame,
    by: Sequence[str] | Mapping[str, str],
) -> Evidence:
    """Return the clauses behind each row, as `evidence` finds them.

    The column `row` says behind which: 0 for the first row, whatever its index.
    """
    numbered = rows[list(by)].assign(row=range(len(rows)))
    behind = _told(clauses, counted_for(numbered, counted, by, keep="row"), keep="row")
    return Evidence(behind[["row", *PLACE, "term"]])


def _told(
    clauses: pd.DataFrame, behind: pd.DataFrame, *, keep: str | None = None
) -> pd.DataFrame:
    """Return the clause of each thing counted, in the order of the text."""
    kept = ["report", "clause", "term", *([keep] if keep else [])]
    own = clauses.drop(columns="term", errors="ignore")
    found = own.merge(behind[kept], on=["report", "clause"], how="inner")
    return found.reindex(columns=[*PLACE, *kept[2:]])


def counted_for(
    rows: pd.DataFrame,
    counted: pd.DataFrame,
    by: Sequence[str] | Mapping[str, str],
    *,
    keep: str | None = None,
) -> pd.DataFrame:
    """Return what was counted for some rows: one row per thing counted, with `term`.

    Parameters
    ----------
    rows, counted, by
        Rows of a table, what the table counted, and its key, with the names that its
        columns have in what was counted where these differ.
    keep
        A column of `rows` that comes along.
    """
    kept = [keep] if keep else []
    names = dict(by) if isinstance(by, Mapping) else {name: name for name in by}
    key = list(names.values())
    wanted = rows[[*names, *kept]].rename(columns=names)
    wanted = wanted.astype(counted[key].dtypes.to_dict())
    return with_term(counted.merge(wanted.drop_duplicates(), on=key))


def pointed(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return the clauses that rows name themselves: one row per clause named.

    Parameters
    ----------
    table
        Links and pairs, whose rows say by numbers which clauses they rest on.
    columns
        The column with the numbers (one, or several parted by blanks) → the column
        with the report that they are of.

    Returns
    -------
    DataFrame
        The rows of `table` with `report` and `clause` of each clause they name.
    """
    found = []
    for numbers, report in columns.items():
        told = table.assign(report=table[report], clause=table[numbers])
        told["clause"] = told["clause"].astype("str").str.split()
        found.append(told.explode("clause"))
    rows = pd.concat(found, ignore_index=True)
    rows = rows[rows["clause"].astype("str").str.fullmatch(r"\d+")]
    return rows.astype({"clause": "int64"})


def with_term(counted: pd.DataFrame) -> pd.DataFrame:
    """Return what was counted with the words that counted in `term`."""
    if "term" in counted:
        return counted
    said = [column for column in ("word", "verb") if column in counted]
    return counted.assign(term=counted[said[0]] if said else "")


def _places(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the clauses of each place, with its path."""
    levels = ["report", "role", "part", "section", "item"]
    place = table.reindex(columns=levels).fillna("").astype("str")
    place = place.assign(role=place["role"].replace(value_labels("role")))
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
