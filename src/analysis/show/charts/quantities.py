"""Chart of quantities: what share of each section's clauses holds a number."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.show.charts.frame import (
    bare,
    bars,
    check,
    column,
    fit,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.outline import longest_first, role_names
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import INK, MUTED, ROLE_COLOURS, either, pale

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
    space, called = room(ax), role_names(names)
    roles = shown[shown["level"] == "role"]
    order = pd.concat([roles, longest_first(shown.drop(roles.index))])
    every = fit([_label(row, table, called) for row in order.itertuples()], space)
    besides, gaps = 0.7, _APART * roles["role"].nunique()
    n, row = rows_that_fit(space, every, besides, gaps=gaps)
    rest, shown = len(shown) - n, shown[shown.index.isin(order.index[:n])]
    group = (shown["role"] != shown["role"].shift()).cumsum()
    places = [row + _APART * (n - 1) for row, n in enumerate(group)]
    labels = [_label(row, table, called) for row in shown.itertuples()]
    ax = axes_for(ax, space, besides * space.air + row * (places[-1] + 1.2))
    label_rows(ax, places, fit(labels, space))
    bare(ax)
    _bars(ax, shown, places)
    inks = [INK if level == "role" else MUTED for level in shown["level"]]
    for text, ink in zip(ax.get_yticklabels(), inks, strict=True):
        text.set_color(ink)
    if space.columns:
        counts = shown["n"].map(str) + "/" + shown["n_clauses"].map(str)
        header = either("含数量/分句", "with one / all clauses")
        column(ax, header, counts.tolist(), colours=inks)
    note(ax, space, left_out(rest, "个部分，篇幅较短", "sections, shorter ones"))
    return ax


_APART = 0.35  # of a row, between two roles


def _label(row, table: pd.DataFrame, called: dict[str, str]) -> str:
    """Return a role's name, or a section's heading; of a part without, the part's."""
    if row.level == "role":
        return called[row.role]
    if row.section:
        return row.section
    same = table[(table["role"] == row.role) & (table["part"] == row.part)]
    lead = (same["section"] != "").any() or not row.part
    if not lead:
        return row.part
    name = either("（导语）", "(lead)")
    own = table.loc[(table["role"] == row.role) & (table["section"] == ""), "part"]
    part = either(row.part, f"“{row.part}” ")
    return f"{part}{name}" if row.part and own.nunique() > 1 else name


def _bars(ax: Axes, shown: pd.DataFrame, places: list[float]) -> None:
    """Draw shares, with the percentage at the end."""
    colours = [
        ROLE_COLOURS[role] if level == "role" else pale(ROLE_COLOURS[role], 0.55)
        for role, level in zip(shown["role"], shown["level"], strict=True)
    ]
    bars(ax, places, shown["share"], height=0.62, colours=colours)
    for place, row in zip(places, shown.itertuples(), strict=True):
        write(ax, f"{row.share:.1%}", row.share, place, at=(5, 0), ha="left")
    ax.set_xlim(0, 1.02 * shown["share"].max())
