"""How much of a plan came to be: its tasks counted by theme, section and status."""

import pandas as pd

from analysis.lexicons import theme_labels

STATUSES = ["done", "carried", "mentioned", "missing"]
RATES = ["report", "year", "by", "name", "n", *STATUSES]


def delivery_rates(
    delivery: pd.DataFrame, themes: pd.DataFrame, *, scheme: str
) -> pd.DataFrame:
    """Count the tasks of a plan by what came of them: one row per theme, per section.

    Parameters
    ----------
    delivery
        The table `delivery`; where it has `judged`, as the analyst judged.
    themes
        The table `themes` of the plan's report. A task with two themes counts for
        both, one without is counted under the empty name.
    scheme
        The scheme of the themes, for their names.

    Returns
    -------
    DataFrame
        `report`, `year` (of the plan), `by` (``theme``, ``section``), `name`, `n`
        (tasks) and of them `done`, `carried`, `mentioned`, `missing`. Themes with most
        tasks first, sections in the order of the plan; what is in no section, or has no
        theme, last.

    Examples
    --------
    >>> told = pd.DataFrame({"report": "a", "year": 2024, "clause": [1, 2],
    ...     "section": ["修路", ""], "status": ["done", "missing"]})
    >>> about = pd.DataFrame({"report": ["a"], "clause": [1], "theme": ["party"]})
    >>> delivery_rates(told, about, scheme="publicity")[["by", "name", "n", "done"]]
            by name  n  done
    0    theme  党的建设  1     1
    1    theme        1     0
    2  section    修路  1     1
    3  section        1     0
    """
    rows = rated(delivery, themes, scheme=scheme)
    return pd.concat(
        [
            _counts(rows[rows["by"] == "theme"], by_size=True),
            _counts(rows[rows["by"] == "section"], by_size=False),
        ],
        ignore_index=True,
    )


def rated(delivery: pd.DataFrame, themes: pd.DataFrame, *, scheme: str) -> pd.DataFrame:
    """Return the tasks that each row of the rates counts, with its `by` and `name`."""
    by_section = delivery.assign(name=delivery["section"], by="section")
    return pd.concat(
        [_by_theme(delivery, themes, scheme=scheme), by_section], ignore_index=True
    )


def _by_theme(
    delivery: pd.DataFrame, themes: pd.DataFrame, *, scheme: str
) -> pd.DataFrame:
    """Return the tasks with the name of each of their themes, one row for each."""
    labels = theme_labels(scheme)
    named = themes.drop_duplicates(["report", "clause", "theme"])
    named = named.assign(name=named["theme"].map(labels).fillna(named["theme"]))
    merged = delivery.merge(
        named[["report", "clause", "name"]], how="left", on=["report", "clause"]
    )
    return merged.assign(name=merged["name"].fillna("").astype("str"), by="theme")


def _counts(tasks: pd.DataFrame, *, by_size: bool) -> pd.DataFrame:
    """Count tasks by name and status."""
    if tasks.empty:
        forms = dict.fromkeys(RATES, "int64") | {"year": "Int64"}
        forms |= dict.fromkeys(["report", "by", "name"], "str")
        return pd.DataFrame(columns=RATES).astype(forms)
    groups = tasks.groupby(["report", "by", "name"], sort=False)
    table = groups["status"].value_counts().unstack(fill_value=0)
    table = table.reindex(columns=STATUSES, fill_value=0)
    order = groups.size()
    table = table.reindex(order.index).assign(n=order).reset_index()
    years = tasks.drop_duplicates("report").set_index("report")["year"]
    table["year"] = table["report"].map(years).astype("Int64")
    table["last"] = table["name"] == ""
    keys = {"last": True, "n": False} if by_size else {"last": True}
    table = table.sort_values(
        ["report", *keys], ascending=[True, *keys.values()], kind="stable"
    )
    return table[RATES].reset_index(drop=True).rename_axis(columns=None)
