"""Read the ladder of task verbs: what kind of doing a theme is spoken of with."""

from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon, theme_labels
from analysis.schema import value_labels

# From setting up to seeing through; the fifth supports the others.
CLASSES = tuple(value_labels("class"))
ALL = "全部"


def verbs_by_theme(tasks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Put each task verb beside the themes of its clause: the rows a ladder counts.

    Parameters
    ----------
    tasks, mentions
        What `tasks` and `themes` found in the same clauses.

    Returns
    -------
    DataFrame
        One row per task verb with `theme` ``""``, then one per task verb × theme of
        its clause, all with `class`.
    """
    verbs = tasks.assign(**{"class": tasks["verb"].map(verb_classes())})
    themes = mentions[["report", "clause", "theme"]]
    of_theme = verbs.merge(themes, on=["report", "clause"])
    return pd.concat([verbs.assign(theme=""), of_theme], ignore_index=True)


def ladder(
    verbs: pd.DataFrame,
    *,
    target: str = "plan",
    reference: str = "review",
    scheme: str = "publicity",
) -> pd.DataFrame:
    """Count each theme's task verbs by class, plan against review.

    Parameters
    ----------
    verbs
        What `verbs_by_theme` returns. A verb in a clause with two themes counts for
        both.
    target, reference
        The roles compared.

    Returns
    -------
    DataFrame
        One row per theme × class, zeros kept: `theme` (``""`` for all verbs, which
        come first), `label`, `class`, `n_target`, `n_reference`, and `share_target`,
        `share_reference` (of the theme's verbs on that side; 0 where it has none).

    Examples
    --------
    >>> key = {"report": "r", "clause": [0], "role": "plan"}
    >>> tasks = pd.DataFrame(key | {"verb": ["打造"]})
    >>> themes = pd.DataFrame(key | {"theme": ["culture"]})
    >>> table = ladder(verbs_by_theme(tasks, themes))
    >>> table.loc[table["n_target"] > 0, ["label", "class", "n_target"]]
        label class  n_target
    0      全部  启动新建         1
    30   文化文旅  启动新建         1
    """
    labels = pd.Series({"": ALL} | theme_labels(scheme), name="label")
    classes = pd.Series(CLASSES, name="class")
    grid = labels.rename_axis("theme").reset_index().merge(classes, how="cross")
    for name, role in (("target", target), ("reference", reference)):
        of_role = verbs[verbs["role"] == role]
        n = of_role.groupby(["theme", "class"]).size().rename(f"n_{name}")
        grid = grid.merge(n.reset_index(), on=["theme", "class"], how="left")
    n = grid[["n_target", "n_reference"]].fillna(0).astype("int64")
    total = n.groupby(grid["theme"], sort=False).transform("sum")
    shares = (n / total.where(total > 0, 1)).rename(columns=lambda c: f"share{c[1:]}")
    return pd.concat([grid[["theme", "label", "class"]], n, shares], axis=1)


@cache
def verb_classes() -> dict[str, str]:
    """Return the class of each task verb."""
    table = read_lexicon("task_verbs")
    return dict(zip(table["verb"], table["class"], strict=True))
