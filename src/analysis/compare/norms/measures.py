"""Measure both sides of one report by what a norm is made of."""

import numpy as np
import pandas as pd

from analysis.compare.sides import SIDES

LEVELS = ("theme", "class", "quantification")  # also how high, not only how different
OF_SCHEME = ("theme", "theme_own")  # these statistics are of one scheme of themes
SHARES = (*OF_SCHEME, "class")  # what a report has no trace of counts as 0 there


def of_scheme(statistic: str) -> bool:
    """Say whether a statistic, or the one whose level it is, is of a scheme of themes.

    >>> of_scheme("theme_plan"), of_scheme("class_plan")
    (True, False)
    """
    return statistic.removesuffix("_plan").removesuffix("_review") in OF_SCHEME


def measures(
    clauses: pd.DataFrame,
    themes: pd.DataFrame,
    classes: pd.DataFrame,
    quantities: pd.DataFrame,
) -> pd.DataFrame:
    """Measure both sides of one report: one row per statistic × key.

    Parameters
    ----------
    clauses, themes, quantities
        The tables of those names.
    classes
        The `tasks` table with `class`: what `verbs_by_theme` gives with theme ``""``.

    Returns
    -------
    DataFrame
        `statistic`, `key`, `review`, `plan`: theme (share of clauses, by theme),
        theme_own (the same by terms of its own, nothing inherited), class (share of
        task verbs), quantification (share of clauses that hold a quantity),
        section_length (clauses a section), clause_length (characters a clause) and
        length (clauses).

    Raises
    ------
    ValueError
        Where a side has no clause.
    """
    found: dict[tuple[str, str], list[float]] = {}
    for role in SIDES[::-1]:
        own = clauses[clauses["role"] == role]
        if own.empty:
            raise ValueError(f"no clause has the role {role!r}")
        for key, value in _of_side(own, role, themes, classes, quantities).items():
            found.setdefault(key, [0.0, 0.0])[role == "plan"] = value
    rows = [(*key, *values) for key, values in found.items()]
    return pd.DataFrame(rows, columns=["statistic", "key", "review", "plan"])


def _of_side(
    own: pd.DataFrame,
    role: str,
    themes: pd.DataFrame,
    classes: pd.DataFrame,
    quantities: pd.DataFrame,
) -> dict[tuple[str, str], float]:
    n = len(own)
    about = themes[themes["role"] == role]
    by_term = about[about["via"] == "term"]
    verbs = classes.loc[classes["role"] == role, "class"].value_counts(normalize=True)
    measured = quantities[quantities["role"] == role]
    holding = len(measured[["report", "clause"]].drop_duplicates())
    sections = own.loc[own["section"] != "", ["part", "section"]].value_counts()
    return {
        **{("theme", k): v / n for k, v in about["theme"].value_counts().items()},
        **{("theme_own", k): v / n for k, v in by_term["theme"].value_counts().items()},
        **{("class", k): v for k, v in verbs.items()},
        ("quantification", ""): holding / n,
        ("section_length", ""): sections.mean() if len(sections) else np.nan,
        ("clause_length", ""): own["text"].str.len().mean(),
        ("length", ""): n,
    }
