"""Go back to the text: keywords in context, and where a term stands."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from analysis import InputError


def kwic(
    clauses: pd.DataFrame,
    pattern: str,
    *,
    width: int = 15,
    reports: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Show every place where a pattern stands, in its context: one row per match.

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
    for clause, match in _matches(clauses, pattern):
        start, end = clause.start + match.start(), clause.start + match.end()
        text, shift = (
            (texts[clause.report], 0) if texts else (clause.text, clause.start)
        )
        pre = text[max(start - shift - width, 0) : start - shift].replace("\n", " ")
        post = text[end - shift : end - shift + width].replace("\n", " ")
        where = (clause.report, clause.role, clause.section)
        rows.append((*where, pre, match[0], post, clause.clause, start))
    columns = "report role section pre keyword post clause start".split()
    return pd.DataFrame(rows, columns=columns)


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


def evidence(
    clauses: pd.DataFrame, rows: pd.DataFrame, *, by: str | None = None
) -> pd.DataFrame:
    """Return the clauses that stand behind some rows: one row per clause.

    Parameters
    ----------
    clauses
        The `clauses` table.
    rows
        Any table with `report` and `clause`: themes, tasks, tokens, kwic. What it
        says of the clause's words, in a column `term`, comes along.
    by
        A column of `rows`; with it a clause stands once for each of its values,
        which come along as well.
    """
    key = ["report", "clause"]
    told = list(dict.fromkeys(n for n in (by, "term") if n and n in rows))
    wanted = [*key, *([by] if by else [])]
    behind = rows[[*key, *told]].drop_duplicates(wanted)
    own = clauses.drop(columns=told, errors="ignore")
    return own.merge(behind, on=key, how="inner")


def _matches(clauses: pd.DataFrame, pattern: str) -> Iterator[tuple]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise InputError(
            f"{pattern!r} is no regular expression: {error}; for plain text that holds "
            "signs such as + * ? use re.escape"
        ) from None
    for clause in clauses.itertuples():
        for match in compiled.finditer(clause.text):
            if match[0]:
                yield clause, match
