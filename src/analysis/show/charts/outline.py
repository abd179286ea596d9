"""Charts of the text itself: its sections, and where in it a term occurs."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    bare,
    bars,
    check,
    column,
    fit,
    label_rows,
    label_width,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import width
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    BANDS,
    INK,
    MUTED,
    ROLE_COLOURS,
    Size,
    either,
    lang,
    pale,
    size,
)


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
    space, called = room(ax), role_names(names)
    order = longest_first(table)
    headings = fit([_heading(row) for row in order.itertuples()], space)
    groups = (table["role"] != table["role"].shift()).sum()
    above = _ABOVE if space.columns else _APART
    besides = 0.35
    n, row = rows_that_fit(space, headings, besides, gaps=above * groups + 0.8)
    shown = table[table.index.isin(order.index[:n])]
    roles = shown["role"]
    group = (roles != roles.shift()).cumsum()
    places = [row + above * n for row, n in enumerate(group)]
    high = besides * space.air + row * (places[-1] - places[0] + above + 0.85)
    ax = axes_for(ax, space, high)
    label_rows(ax, places, fit([_heading(row) for row in shown.itertuples()], space))
    ax.set_ylim(places[-1] + 0.6, places[0] - 0.35 - above)
    bare(ax)
    _section_bars(ax, shown, places, space)
    firsts = zip(shown.itertuples(), places, ~group.duplicated(), strict=True)
    for row, place in [(row, place) for row, place, first in firsts if first]:
        colour = MUTED if row.role == "review" else ROLE_COLOURS[row.role]
        look = {"size": space.label, "color": colour}
        if space.columns:
            look |= {"ha": "right", "transform": ax.get_yaxis_transform()}
            write(ax, called[row.role], 0, place - 1, at=(-6, 0), **look)
        else:  # beside the first bar of its role, behind the number
            write(
                ax,
                called[row.role],
                row.n_clauses,
                place,
                at=(60, 0),
                ha="left",
                **look,
            )
    rest = len(table) - len(shown)
    note(ax, space, left_out(rest, "个部分，篇幅较短", "sections, shorter ones"))
    return ax


_ABOVE = 1.15  # rows that a role's name takes
_APART = 0.35  # rows between two roles whose names stand elsewhere


def longest_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return the longest section of each role, then the second of each, and so on."""
    lengths = table.groupby("role")["n_clauses"]
    rank = lengths.rank(method="first", ascending=False)
    return table.loc[rank.sort_values(kind="stable").index]


def role_names(names: tuple[str, str]) -> dict[str, str]:
    """Return what the roles are called, plan and review by their names."""
    return value_labels("role", lang=lang()) | {"plan": names[0], "review": names[1]}


def _section_bars(
    ax: Axes, table: pd.DataFrame, places: list[float], room: Size
) -> None:
    """Draw the bars, with the section's size at the end of each."""
    colours = table["role"].map(ROLE_COLOURS)
    bars(ax, places, table["n_clauses"], height=0.62, colours=list(colours))
    ax.set_xlim(0, table["n_clauses"].max() * 1.02 or 1)
    for place, row in zip(places, table.itertuples(), strict=True):
        text = either(f"{row.n_clauses} 分句", f"{row.n_clauses} clauses")
        if room.columns:
            items, length = row.n_items, row.n_characters
            text += either(
                f" · {items} 项 · {length} 字",
                f" · {items} items · {length} characters",
            )
        write(ax, text, row.n_clauses, place, at=(6, 0), ha="left", color=MUTED)


def _heading(row) -> str:
    """Return the heading; of a part without sections, its own."""
    return row.section or row.part or either("（无标题）", "(no heading)")


def plot_selection(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many clauses of each group were chosen: a dark bar within a pale one.

    Parameters
    ----------
    table
        One row per group: `label`, `role`, `n` clauses chosen of `n_clauses`. Drawn in
        table order; where not all have room, those with most stay.
    """
    check(table, "there is no group")
    space = room(ax)
    order = table.sort_values("n", ascending=False, kind="stable")
    n, row = rows_that_fit(space, fit(list(order["label"]), space), 0.35)
    shown = table[table.index.isin(order.index[:n])]
    ax = axes_for(ax, space, 0.35 * space.air + row * n)
    label_rows(ax, range(n), fit(list(shown["label"]), space))
    bare(ax)
    colours = shown["role"].map(ROLE_COLOURS)
    whole = [pale(colour) for colour in colours]
    bars(ax, range(n), shown["n_clauses"], height=0.62, colours=whole)
    bars(ax, range(n), shown["n"], height=0.62, colours=list(colours))
    ax.set_xlim(0, shown["n_clauses"].max() * 1.02 or 1)
    for place, one in enumerate(shown.itertuples()):
        text = f"{one.n}/{one.n_clauses} · {one.n / one.n_clauses:.1%}"
        look = {"at": (6, 0), "ha": "left", "color": MUTED}
        write(ax, text, one.n_clauses, place, **look)
    note(ax, space, left_out(len(table) - n, "个部分", "groups"))
    return ax


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
    terms, space, besides = list(table["term"].unique()), room(ax), 0.9
    n, row = rows_that_fit(space, fit(terms, space), besides, extra=0.04)
    rest, terms = len(terms) - n, terms[:n]
    shown = table[table["term"].isin(terms)]
    ax = axes_for(ax, space, besides * space.air + row * n)
    label_rows(ax, range(n), fit(terms, space))
    _ticks(ax, shown, terms)
    if space.columns:
        counts = shown.groupby("term", sort=False).size()
        times = [str(n) for n in counts[terms]]
        column(ax, either("次数", "n"), times, colours=INK)
    if extents is not None:
        _bands(ax, extents, role_names(names), space)
    if rest:
        note(ax, space, left_out(rest, "个词", "terms"))
    return ax


def _ticks(ax: Axes, table: pd.DataFrame, terms: list[str]) -> None:
    """Draw a tick per occurrence, from the beginning of the text to its end."""
    ax.grid(visible=False)
    ax.set_xlim(0, 1)
    ax.set_xticks(
        [0, 1], labels=[either("← 全文开头", "← start"), either("全文结尾 →", "end →")]
    )
    for text, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        text.set_horizontalalignment(side)
    for role, marks in table.groupby("role", sort=False):
        rows = marks["term"].map(terms.index).to_numpy()
        look = {"color": ROLE_COLOURS.get(role, MUTED), "linewidth": 1.4 * size().scale}
        ax.vlines(marks["position"], rows - 0.32, rows + 0.32, **look)


def _bands(ax: Axes, extents: pd.DataFrame, called: dict[str, str], room: Size) -> None:
    """Draw the roles' stretches behind the ticks; name those wide enough for a name."""
    for row in extents[extents["role"] != "other"].itertuples():
        colour = BANDS.get(row.role, BANDS["review"])
        ax.axvspan(row.start, row.end, color=colour, linewidth=0, zorder=0)
        inside = room.width * 72 - label_width(room) - 40 * room.scale
        if (row.end - row.start) * inside >= width(called[row.role], room.value) + 4:
            ink = MUTED if row.role == "review" else ROLE_COLOURS[row.role]
            look = {"ha": "center", "va": "bottom", "color": ink}
            middle = (row.start + row.end) / 2
            top = ax.get_xaxis_transform()
            write(ax, called[row.role], middle, 1, at=(0, 5), transform=top, **look)
