"""Chart of quantities: what share of each section's clauses holds a number."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LABEL,
    ROW,
    axes_for,
    bare,
    bars,
    check,
    column,
    label_rows,
    write,
)
from analysis.show.charts.lettering import shorten
from analysis.show.style import INK, MUTED, ROLE_COLOURS, pale

SHOWN = ("review", "problems", "plan")


def plot_quantities(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of clauses with a quantity: a bar per section, under its role.

    The whole role comes first, in full colour; the count stands at the right.

    Parameters
    ----------
    table
        Table `quantification` of one report: `role`, `level`, `part`, `section`,
        `n`, `n_clauses`, `share`. In table order; the role ``other``
        is left out, and so are sections that are all there is of their role.
    names
        What plan and review are called.
    """
    shown = table[table["role"].isin(SHOWN)]
    parts = shown.groupby("role")["level"].transform(lambda s: (s == "section").sum())
    shown = shown[(shown["level"] == "role") | (parts > 1)]
    check(shown[shown["n"] > 0], "no clause of review or plan holds a quantity")
    group = (shown["role"] != shown["role"].shift()).cumsum()
    places = [row + 0.35 * (n - 1) for row, n in enumerate(group)]
    called = value_labels("role") | {"plan": names[0], "review": names[1]}
    labels = [_label(row, table, called) for row in shown.itertuples()]
    ax = axes_for(ax, 0.95 + ROW * (places[-1] + 1.2))
    label_rows(ax, places, labels)
    bare(ax)
    _bars(ax, shown, places)
    for text, level in zip(ax.get_yticklabels(), shown["level"], strict=True):
        text.set_color(INK if level == "role" else MUTED)
    counts = shown["n"].map(str) + "/" + shown["n_clauses"].map(str)
    inks = [INK if level == "role" else MUTED for level in shown["level"]]
    column(ax, "含数量/分句", counts.tolist(), colours=inks)
    ax.set_xlabel("含数量的分句占分句的比例", loc="left")
    return ax


def _label(row, table: pd.DataFrame, called: dict[str, str]) -> str:
    """Return a role's name, or a section's heading; of a part without, the part's."""
    if row.level == "role":
        return called[row.role]
    if row.section:
        return shorten(row.section, 17 * LABEL, LABEL)
    same = table[(table["role"] == row.role) & (table["part"] == row.part)]
    lead = (same["section"] != "").any() or not row.part
    return "（导语）" if lead else shorten(row.part, 17 * LABEL, LABEL)


def _bars(ax: Axes, shown: pd.DataFrame, places: list[float]) -> None:
    """Draw shares, with the percentage at the end."""
    colours = [
        ROLE_COLOURS[role] if level == "role" else pale(ROLE_COLOURS[role], 0.55)
        for role, level in zip(shown["role"], shown["level"], strict=True)
    ]
    bars(ax, places, shown["share"], height=0.62, colours=colours)
    for place, row in zip(places, shown.itertuples(), strict=True):
        look = {"ha": "left", "in_layout": False}
        write(ax, f"{row.share:.1%}", row.share, place, at=(5, 0), **look)
    ax.set_xlim(0, 1.16 * shown["share"].max())
