"""Count every subject in every year: the table `trends`."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.compare.ladder import CLASSES, verb_classes
from analysis.compare.norms import usual
from analysis.compare.trends.order import by_year
from analysis.compare.trends.search import each_formulation
from analysis.compare.trends.series import section_series
from analysis.compare.trends.subjects import KINDS, subject_rows
from analysis.count.frequency import PER
from analysis.lexicons import theme_labels
from analysis.schema import value_labels

SHARED = ("theme", "class", "quantity", "section", "length")  # n is a share of these
STATISTIC = {"theme": "theme", "class": "class", "quantity": "quantification"}
KEY = ["kind", "subject", "role"]
COLUMNS = (
    "kind subject label report year role n own of share per_10k rank heading "
    "year_before difference usual norm_low norm_high n_norm"
).split()


def trends(
    reports: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    scheme: str,
    norm: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count each subject in every report: one row per subject × report × side.

    What a report does not have counts as 0; a side that a report lacks has no row.

    Parameters
    ----------
    reports
        The `reports` table, each with a review year of its own.
    tables
        `clauses`, `tokens`, `themes`, `tasks`, `quantities`, `sections` of them all.
    scheme
        The scheme of the themes.
    norm
        How reports of one body move from year to year (`read_years`).

    Returns
    -------
    table, rows
        The table: `kind` (theme, class, formulation, word, quantity, section, length),
        `subject`, `label`, `report`, `year`, `role`, `n`, `own` (of a theme: clauses
        with a term of its own; of a word: times it stands as cut, or within a longer
        word), `of` (what `n` is counted of: clauses of the side, task verbs, of
        formulations and words characters, of the length the clauses of the report),
        `share` (`n` ÷ `of`), of formulations and words `per_10k` characters; of a
        section `rank` in the order of the text and its `heading` that year;
        `year_before` (of the report before) and `difference` to it: of `share`, of
        `per_10k` for formulations and words, of `n` for length.
        `usual`, `norm_low`, `norm_high`, `n_norm`: that difference against the norm,
        where the years follow each other and the norm knows the subject.
        The rows: what `subject_rows` returns, as many of each as its `n`.
    """
    clauses = tables["clauses"]
    sides = by_year(reports, clauses)
    phrases = each_formulation(
        clauses[clauses["role"].isin(sides["role"])], tables["tokens"]
    )["formulation"]
    series = section_series(tables["sections"], sides, clauses)
    rows = subject_rows(tables, sides, phrases, series)
    table = _grid(rows, sides, scheme)
    table = _counted(table, rows, tables["tokens"])
    table = _of(table, sides, tables)
    table = _sections(table, series)
    table = _moves(_labelled(_ordered(table), scheme), norm, scheme)
    return table[COLUMNS], rows


def _grid(rows: pd.DataFrame, sides: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Return every subject beside every side of every report."""
    known = rows[["kind", "subject"]].drop_duplicates()
    known = known[~known["kind"].isin(["theme", "class", "section", "quantity"])]
    fixed = [("theme", one) for one in theme_labels(scheme)]
    fixed += [("class", one) for one in CLASSES] + [("quantity", "")]
    known = pd.concat([pd.DataFrame(fixed, columns=["kind", "subject"]), known])
    every = known.merge(sides, how="cross")
    own = rows.loc[rows["kind"] == "section", KEY].drop_duplicates()
    return pd.concat([every, own.merge(sides, on="role")], ignore_index=True)


def _counted(
    table: pd.DataFrame, rows: pd.DataFrame, tokens: pd.DataFrame
) -> pd.DataFrame:
    """Count each subject; of themes and words besides what bears the count itself."""
    key = [*KEY, "report"]
    n = rows.groupby(key).agg(n=("clause", "size"), own=("own", "sum")).reset_index()
    words = set(table.loc[table["kind"] == "word", "subject"])
    cut = tokens.groupby(["word", "role", "report"]).size().rename("cut").reset_index()
    held = cut["word"].map(lambda word: _held(word, words))
    cut = cut.assign(subject=held, kind="word").explode("subject")
    cut = cut.groupby(key)["cut"].sum().reset_index()
    table = table.merge(n, on=key, how="left").merge(cut, on=key, how="left")
    counts = table[["n", "own", "cut"]].fillna(0).astype("int64")
    own = counts["own"].astype("Int64").where(table["kind"] == "theme")
    own = own.mask(table["kind"] == "word", counts["cut"])
    return table.drop(columns="cut").assign(n=counts["n"], own=own)


def _held(word: str, subjects: set[str]) -> list[str]:
    """Return the subjects that a word is or has within it: 绿色 in 绿色食品."""
    n = len(word)
    every = (word[a:b] for a in range(n - 1) for b in range(a + 2, n + 1))
    return [one for one in every if one in subjects]


def _of(
    table: pd.DataFrame, sides: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Add what is counted of what, and the share or the rate."""
    key = ["report", "role"]
    clauses = tables["clauses"]
    verbs = tables["tasks"][tables["tasks"]["verb"].isin(verb_classes())]
    size = clauses.assign(characters=clauses["text"].str.len()).groupby(key)
    of = sides[key].merge(size["characters"].sum().reset_index(), on=key)
    of = of.merge(size.size().rename("clauses").reset_index(), on=key)
    verbs = verbs.groupby(key).size().rename("verbs").reset_index()
    of = of.merge(verbs, on=key, how="left")
    whole = clauses.groupby("report").size().rename("whole").reset_index()
    joined = table[key].merge(of.merge(whole, on="report"), on=key, how="left")
    which = (
        table["kind"]
        .map(
            {"class": "verbs", "formulation": "characters", "word": "characters"}
            | {"length": "whole"}
        )
        .fillna("clauses")
    )
    values = [joined[name].to_numpy() for name in ("clauses", "verbs", "characters")]
    conditions = [which == name for name in ("clauses", "verbs", "characters")]
    found = np.select(conditions, values, joined["whole"].to_numpy())
    found = pd.Series(found, index=table.index).fillna(0).astype("int64")
    rate = table["n"] / found.where(found > 0, 1)
    shared = table["kind"].isin(SHARED)
    return table.assign(
        of=found, share=rate.where(shared), per_10k=(rate * PER).where(~shared)
    )


def _sections(table: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Add the place and the heading of each section in its year."""
    series = series.assign(kind="section")
    key = ["kind", "subject", "report", "role"]
    one = series.groupby(key, sort=False).agg(
        rank=("rank", "min"), heading=("heading", "first")
    )
    table = table.merge(one.reset_index(), on=key, how="left")
    return table.assign(
        rank=table["rank"].astype("Int64"), heading=table["heading"].fillna("")
    )


def _labelled(table: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Add what a subject is called."""
    themes, kinds = theme_labels(scheme), value_labels("kind")
    label = table["subject"].where(table["kind"] != "theme")
    label = label.fillna(table["subject"].map(themes))
    whole = table["subject"] == ""
    return table.assign(label=label.mask(whole, table["kind"].map(kinds)).astype("str"))


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Order by kind; themes and classes as listed, sections by place, else by count."""
    fixed = table["kind"].isin(["theme", "class"])
    first = pd.Series(np.arange(len(table)), index=table.index).where(fixed)
    first = first.groupby([table[k] for k in KEY[:2]]).transform("min")
    total = table.groupby(KEY[:2])["n"].transform("sum")
    place = table.groupby(KEY)["rank"].transform("min")
    weight = first.fillna(
        pd.Series(-total, index=table.index).where(
            table["kind"] != "section", place.astype("float64")
        )
    )
    ordered = table.assign(
        place=table["kind"].map(KINDS.index),
        weight=weight,
        side=table["role"].map(["review", "plan"].index),
    )
    by = ["place", "weight", "subject", "side", "turn"]
    return ordered.sort_values(by, kind="stable").reset_index(drop=True)


def _moves(table: pd.DataFrame, norm: pd.DataFrame | None, scheme: str) -> pd.DataFrame:
    """Add the difference to the report before, and how usual it is."""
    value = table["share"].fillna(table["per_10k"])
    value = value.mask(table["kind"] == "length", table["n"])
    groups = [table[name] for name in KEY]
    year_before = table.groupby(KEY)["year"].shift().astype("Int64")
    difference = value - value.groupby(groups).shift()
    known = (
        {}
        if norm is None
        else {
            (row["statistic"], row["key"], row["role"], row["scheme"]): row
            for row in norm.rename(columns={"n_pairs": "n_reports"}).to_dict("records")
        }
    )
    follows = (table["year"] - year_before == 1).fillna(False)
    said = [
        _stands(known, row, move, scheme) if near else ("", np.nan, np.nan, pd.NA)
        for row, move, near in zip(
            table[KEY].itertuples(index=False), difference, follows, strict=True
        )
    ]
    usual_, low, high, n = zip(*said, strict=True) if said else ([],) * 4
    return table.assign(
        year_before=year_before,
        difference=difference,
        usual=pd.array(usual_, dtype="str"),
        norm_low=np.array(low, dtype=float),
        norm_high=np.array(high, dtype=float),
        n_norm=pd.array(n, dtype="Int64"),
    )


def _stands(known: dict, row: tuple, move: float, scheme: str) -> tuple:
    """Return how usual a move is, the norm's band, and of how many pairs."""
    statistic = STATISTIC.get(row.kind, "")
    of = scheme if statistic == "theme" else ""
    found = known.get((statistic, row.subject, row.role, of))
    said = usual(found, move)
    if not said:
        return "", np.nan, np.nan, pd.NA
    return said, found["q10"], found["q90"], int(found["n_reports"])
