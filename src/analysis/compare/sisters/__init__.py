"""Hold the reports of several bodies, all of one year, against one another.

What each gives room to and stresses, what it alone plans, what it takes up of the
report of its superior. Like is held against like: plan against plan.
"""

import pandas as pd

from analysis.compare.ladder import CLASSES, verb_classes
from analysis.compare.norms import Norms, alike
from analysis.compare.sides import SIDES
from analysis.compare.sisters.alone import alone, terms_of
from analysis.compare.sisters.names import called
from analysis.compare.sisters.shares import COLUMNS, KEY, counted, shares, with_levels
from analysis.compare.sisters.superior import COMMON, Known, superior
from analysis.compare.sisters.words import borne_out, stressed
from analysis.lexicons import theme_labels
from analysis.schema import value_labels

__all__ = ["COMMON", "Known", "alone", "called", "sisters", "superior", "terms_of"]


def sisters(
    reports: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    themes: pd.DataFrame,
    tasks: pd.DataFrame,
    quantities: pd.DataFrame,
    words: pd.DataFrame,
    norm: Norms,
    scheme: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set bodies side by side, and return with the table the rows that it counted.

    Parameters
    ----------
    reports, clauses, themes, tasks, quantities
        The tables of those names, of several reports.
    words
        The content words of the plans.
    norm
        What is usual.
    scheme
        The scheme of the themes.

    Returns
    -------
    DataFrame
        One row per kind × subject × report × role: `kind` (theme, class, quantity,
        word), `subject`, `label`, `n`, `n_own` (of a theme by terms of its own), `of`
        (clauses; of a class task verbs; of a word characters), `share` or, of a word,
        `per_10k`; `n_others`, `of_others`, `others` or, of a word, `others_per_10k`
        (the same over all other bodies together), `difference` (of shares), `rank`
        among `n_bodies`; of a word `z` and
        whether the plan is `stressed` by it; `usual`, `norm_low`, `norm_high`,
        `n_norm`: how usual such a share is among the norm's reports.
    """
    classes = tasks.assign(**{"class": tasks["verb"].map(verb_classes())})
    rows = counted(themes, classes.dropna(subset=["class"]), quantities)
    sizes = {"theme": clauses, "class": classes, "quantity": clauses}
    of = pd.concat(
        [_sizes(table, reports).assign(kind=kind) for kind, table in sizes.items()]
    )
    labels = theme_labels(scheme)
    subjects = {"theme": labels, "class": CLASSES, "quantity": [""]}
    table = shares(rows, of, subjects)
    plans = clauses[clauses["role"] == SIDES[0]]
    marked, places = stressed(plans, words, reports)
    table = pd.concat([table, marked], ignore_index=True)
    fits = {report: alike(norm, own) for report, own in clauses.groupby("report")}
    table = with_levels(table, norm, scheme=scheme, fits=fits)
    table = table.assign(stressed=borne_out(table, plans, scheme))
    rows = pd.concat([rows, places], ignore_index=True)
    return _told(table, reports, labels), rows[[*KEY, "clause", "term"]]


def _sizes(table: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows each side of each report has."""
    n = table.groupby(["report", "role"]).size()
    every = pd.MultiIndex.from_product([reports["report"], SIDES], names=n.index.names)
    return n.reindex(every, fill_value=0).rename("of").reset_index()


def _told(
    table: pd.DataFrame, reports: pd.DataFrame, labels: dict[str, str]
) -> pd.DataFrame:
    """Name bodies, years and subjects, and put the columns in order."""
    years = {
        role: reports.set_index("report")[f"{role}_year"].to_dict() for role in SIDES
    }
    year = [
        years[role][report]
        for role, report in zip(table["role"], table["report"], strict=True)
    ]
    named = table["subject"].map(labels)
    named = named.where(table["kind"] == "theme", table["subject"])
    quantity = value_labels("kind")["quantity"]
    word = table["kind"] == "word"
    table = table.assign(
        others=table["others"].mask(word),
        others_per_10k=table["others"].where(word),
        difference=table["difference"].mask(word),
        label=named.where(table["kind"] != "quantity", quantity),
        body=table["report"].map(called(reports)),
        year=pd.array(year, dtype="Int64"),
    )
    return table.reindex(columns=COLUMNS)
