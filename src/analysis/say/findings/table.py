"""All findings of a report as one table, and as the titles of its charts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.count.frequency import PER
from analysis.lexicons import theme_labels
from analysis.say.findings import changes, counts
from analysis.say.findings.changes import MOVED, Sides, by_size, moved
from analysis.say.findings.notation import Said, side_names

CLAIM_COLUMNS = (
    "key statistic subject verdict zh en value_target value_reference difference low "
    "high n_target n_reference units_target units_reference p_adj"
).split()
COUNTED = "counted"  # the verdict of a sentence that claims no change
Writers = Mapping[str, Callable[[pd.DataFrame, Sides], Said]]


def claims(
    tables: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    writers: Writers,
    *,
    scheme: str,
) -> pd.DataFrame:
    """Say every finding: one row per claim, those of change first.

    Parameters
    ----------
    tables
        Results by name: emphasis, keyness, verbs, ladder (the last three with what
        `by_unit` adds, or nothing is claimed of them), theme_shares, sections,
        occurrences, words. What is not there is not spoken of.
    reports
        The `reports` table, for the years.
    writers
        What writes the sentence of each table, by its name.
    scheme
        The theme scheme, for the English names.

    Returns
    -------
    DataFrame
        `key` (statistic and subject), `statistic`, `subject` (theme, word, class of
        verbs; ``""`` for the whole), `verdict` (up, down, unchanged, too few;
        counted where the sentence claims no change), `zh`, `en` (the sentence), and
        the numbers in it where it compares: `value_target`, `value_reference`,
        `difference`, `low`, `high` (shares from 0 to 1; rates per 10,000 words),
        `n_target`, `n_reference`, `units_target`, `units_reference`, `p_adj`.
        Themes and classes have a row each; of words those that changed, or the one
        that differs most.
    """
    sides = _sides(side_names(reports), reports, scheme)
    rows = []
    for name, tell in (
        ("emphasis", _of_themes),
        ("ladder", _of_classes),
        ("verbs", _of_words),
        ("keyness", _of_words),
    ):
        if name in tables and "verdict" in tables[name]:
            rows += list(tell(tables[name], sides, name))
    for name, write in writers.items():
        if name in ("emphasis", "keyness") or not len(tables.get(name, ())):
            continue
        writer = {"verbs": counts.verbs, "ladder": counts.ladder}.get(name, write)
        said = writer(tables[name], sides)
        if said.zh:
            rows.append(_row(name, "", COUNTED, said))
    types = {
        name: "Int64" if "n_" in name or "units" in name else "float64"
        for name in CLAIM_COLUMNS[6:]
    }
    table = pd.DataFrame(rows, columns=CLAIM_COLUMNS).astype(types)
    last = ~table["verdict"].isin(MOVED)
    return table.loc[last.sort_values(kind="stable").index].reset_index(drop=True)


def emphasis_claims(table: pd.DataFrame, names: tuple[str, str]) -> list[str]:
    """Say which themes gained or lost weight, the largest change first.

    Only themes whose verdict is up or down are spoken of; with none, the one
    sentence says that nothing can be seen.
    """
    sides = Sides(names, ("plan", "review"), {})
    told = by_size(moved(table))
    if told.empty:
        return [changes.nothing_moved(table, sides).zh]
    return [changes.of_theme(row, sides).zh for row in told.itertuples()]


def headlines(
    tables: Mapping[str, pd.DataFrame],
    names: tuple[str, str],
    writers: Writers,
    *,
    lang: str = "zh",
    themes: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Write the finding of each table, by its name; an empty one has none.

    `names` are the sides' in the language `lang`, `themes` the themes' in English.
    """
    sides = Sides(names, names, dict(themes or {}))
    said = {
        name: getattr(write(tables[name], sides), lang)
        for name, write in writers.items()
        if name in tables and len(tables[name])
    }
    return {name: text for name, text in said.items() if text}


def moved_most(table: pd.DataFrame) -> pd.DataFrame:
    """Return the themes that moved, or the one that differs most."""
    told = moved(table)
    return told if len(told) else table.loc[[table["difference"].abs().idxmax()]]


def commonest(table: pd.DataFrame, rows: int = 1) -> pd.DataFrame:
    """Return the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    return table.loc[n.sort_values(ascending=False, kind="stable").index[:rows]]


def spoken_of(table: pd.DataFrame, statistic: str, subject: str) -> pd.DataFrame:
    """Return the rows of a table that a claim speaks of: its subject's, or all."""
    if not subject:
        return table
    key = {"emphasis": "theme", "ladder": "class"}.get(statistic, "word")
    rows = table[table[key] == subject]
    return rows[rows["theme"] == ""] if statistic == "ladder" else rows


def _sides(zh: tuple[str, str], reports: pd.DataFrame, scheme: str) -> Sides:
    labels = (theme_labels(scheme, language) for language in ("zh", "en"))
    english = dict(zip(*(names.values() for names in labels), strict=True))
    return Sides(zh, side_names(reports, "en"), english)


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Return the classes with the largest change first, under a name Python knows."""
    table = table.rename(columns={"class": "kind"})
    return by_size(table, "rate_difference") if len(table) else table


def _of_themes(table: pd.DataFrame, sides: Sides, name: str) -> Iterator[list]:
    told = by_size(moved(table))
    for row in pd.concat([told, table.drop(told.index)]).itertuples():
        said = changes.of_theme(row, sides)
        values = row.share_target, row.share_reference, row.difference
        numbers = *values, row.low, row.high, row.p_adj
        yield _row(name, row.theme, row.verdict, said, row, numbers)


def _of_classes(table: pd.DataFrame, sides: Sides, name: str) -> Iterator[list]:
    for row in _named(table[table["theme"] == ""]).itertuples():
        values = row.share_target, row.share_reference, row.rate_difference
        numbers = *values, row.rate_low, row.rate_high, row.p_adj_units
        said = changes.of_class(row, sides)
        yield _row(name, row.kind, row.verdict, said, row, numbers)


def _of_words(table: pd.DataFrame, sides: Sides, name: str) -> Iterator[list]:
    told = moved(table)
    if told.empty:  # the strongest of those there is enough of, else of all
        told = table.sort_values(
            "verdict", key=lambda v: v != "unchanged", kind="stable"
        )
        told = told.head(1)
    for row in told.itertuples():
        rates = row.per_10k_target, row.per_10k_reference
        change = (row.rate_difference, row.rate_low, row.rate_high)
        numbers = *rates, *(PER * value for value in change), row.p_adj_units
        said = changes.of_word(row, sides, kind=name)
        yield _row(name, row.word, row.verdict, said, row, numbers)


def _row(
    statistic: str,
    subject: str,
    verdict: str,
    said: Said,
    row: Any = None,
    numbers: tuple = (),
) -> list:
    """Return a row of the table; `numbers` are values, difference, low, high, p."""
    *values, p_adj = numbers or [None] * 6
    n = [
        getattr(row, name, None)
        for name in ("n_target", "n_reference", "units_target", "units_reference")
    ]
    key = f"{statistic}:{subject}" if subject else statistic
    return [key, statistic, subject, verdict, *said, *values, *n, p_adj]
