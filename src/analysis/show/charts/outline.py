"""Charts of the text itself: its sections, and where in it a term occurs."""

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
    fit,
    label_rows,
    row_height,
    write,
)
from analysis.show.charts.lettering import shorten
from analysis.show.style import BANDS, INK, MUTED, ROLE_COLOURS


def plot_sections(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the outline at a glance: a bar per section, as long as its clauses are many.

    Parameters
    ----------
    table
        Table `sections` of one report: `role`, `part`, `section`, `order`,
        `n_clauses`, `n_items`, `n_characters`. Drawn in table order, which is reading
        order, under a heading wherever the role changes.
    names
        What plan and review are called.
    """
    check(table, "the table of sections has no rows")
    roles = table["role"]
    group = (roles != roles.shift()).cumsum()
    places = [row + 1.15 * n for row, n in enumerate(group)]
    labels = [_section_label(row) for row in table.itertuples()]
    ax = axes_for(ax, 0.35 + ROW * (places[-1] - places[0] + 2))
    label_rows(ax, places, labels)
    ax.set_ylim(places[-1] + 0.6, places[0] - 1.5)
    bare(ax)
    _section_bars(ax, table, places)
    called = value_labels("role") | {"plan": names[0], "review": names[1]}
    firsts = zip(roles, places, ~group.duplicated(), strict=True)
    for role, place in [(role, place) for role, place, first in firsts if first]:
        colour = MUTED if role == "review" else ROLE_COLOURS[role]
        look = {"size": 10.5, "color": colour, "transform": ax.get_yaxis_transform()}
        write(ax, called[role], 0, place - 1, at=(-6, 0), ha="right", **look)
    return ax


def _section_bars(ax: Axes, table: pd.DataFrame, places: list[float]) -> None:
    """Draw the bars, with the section's size at the end of each."""
    colours = table["role"].map(ROLE_COLOURS)
    bars(ax, places, table["n_clauses"], height=0.62, colours=list(colours))
    ax.set_xlim(0, table["n_clauses"].max() * 1.02 or 1)
    for place, row in zip(places, table.itertuples(), strict=True):
        text = f"{row.n_clauses} 分句 · {row.n_items} 项 · {row.n_characters} 字"
        write(ax, text, row.n_clauses, place, at=(6, 0), ha="left", color=MUTED)


def _section_label(row) -> str:
    """Return the heading; of a part without sections, its own."""
    if not row.section:
        return shorten(row.part or "（无标题）", 17 * LABEL, LABEL)
    return shorten(row.section, 17 * LABEL, LABEL)


def plot_occurrences(
    table: pd.DataFrame,
    extents: pd.DataFrame | None = None,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw where in the report each term occurs: a row per term, a tick per place.

    The count stands at the right; ticks have the colour of their role.

    Parameters
    ----------
    table
        Table `occurrences` of one report: `term`, `position`, `role`. Rows in the
        order in which the terms first appear in the table.
    extents
        What is drawn as background, one row per stretch of text: `role`, `start`,
        `end`, both from 0 to 1 like `position` (`say.concordance.extents` returns
        it). Without it there is no background.
    names
        What plan and review are called.
    """
    check(table, "no term occurs")
    terms = list(table["term"].unique())
    labels = fit(terms)
    ax = axes_for(ax, 0.9 + (row_height(labels) + 0.04) * len(terms))
    label_rows(ax, range(len(terms)), labels)
    _ticks(ax, table, terms)
    counts = table.groupby("term", sort=False).size()
    column(ax, "次数", [str(n) for n in counts[terms]], colours=INK)
    if extents is not None:
        _bands(
            ax, extents, value_labels("role") | {"plan": names[0], "review": names[1]}
        )
    return ax


def _ticks(ax: Axes, table: pd.DataFrame, terms: list[str]) -> None:
    """Draw a tick per occurrence, from the beginning of the text to its end."""
    ax.grid(visible=False)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 1], labels=["← 全文开头", "全文结尾 →"])
    for text, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        text.set_horizontalalignment(side)
    for role, marks in table.groupby("role", sort=False):
        rows = marks["term"].map(terms.index).to_numpy()
        look = {"color": ROLE_COLOURS.get(role, MUTED), "linewidth": 1.4}
        ax.vlines(marks["position"], rows - 0.32, rows + 0.32, **look)


def _bands(ax: Axes, extents: pd.DataFrame, called: dict[str, str]) -> None:
    """Draw the roles' stretches behind the ticks; name those wide enough for a name."""
    for row in extents[extents["role"] != "other"].itertuples():
        colour = BANDS.get(row.role, BANDS["review"])
        ax.axvspan(row.start, row.end, color=colour, linewidth=0, zorder=0)
        if row.end - row.start >= 0.022 * len(called[row.role]):
            ink = MUTED if row.role == "review" else ROLE_COLOURS[row.role]
            look = {"ha": "center", "va": "bottom", "color": ink}
            middle = (row.start + row.end) / 2
            top = ax.get_xaxis_transform()
            write(ax, called[row.role], middle, 1, at=(0, 5), transform=top, **look)
