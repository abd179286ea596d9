"""Chart of how a report was read: the whole text as one coloured strip."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.read.outline import ROLES
from analysis.schema import value_labels
from analysis.show.charts.frame import (
    bare,
    bars,
    check,
    fit,
    key,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import MUTED, ROLE_COLOURS, either, lang


def plot_strip(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a report as a strip: where each section stands, how long, in which role.

    The first row is the whole document, paragraph by paragraph; below it every
    section, or part without sections, has a row of its own, at its place in the
    text. Colours are the roles'.

    Parameters
    ----------
    table
        The strip of one report (`read.audit.strip`): `role`, `part`, `section`,
        `start`, `end`, `n_characters`, one row per paragraph in order.
    """
    check(table, "the report holds no paragraph")
    rows, space = _rows(table), room(ax)
    order = rows.sort_values("n_characters", ascending=False, kind="stable")
    besides = 0.7
    n, row = rows_that_fit(space, fit(order["label"], space), besides, gaps=2)
    rest, rows = len(rows) - n, rows.loc[sorted(order.index[:n])]
    ax = axes_for(ax, space, besides * space.air + row * (n + 2))
    labels = [either("全文", "all"), *fit(rows["label"], space)]
    label_rows(ax, [0, *(place + 1.4 for place in range(n))], labels)
    bare(ax)
    ax.set_xlim(0, int(table["end"].iloc[-1]) or 1)
    _bars(ax, table, [0] * len(table), 0.8)
    for place, (_, section) in enumerate(rows.iterrows()):
        here = section["paragraphs"]
        _bars(ax, here, [place + 1.4] * len(here), 0.56)
        length = section["n_characters"]
        text = either(f"{length} 字", f"{length} characters")
        look = {"ha": "left", "color": MUTED, "transform": ax.get_yaxis_transform()}
        write(ax, text, 1, place + 1.4, at=(6, 0), **look)
    present = [role for role in ROLES if (table["role"] == role).any()]
    called = value_labels("role", lang=lang())
    key(ax, [Patch(color=ROLE_COLOURS[r], label=called[r]) for r in present])
    note(ax, space, left_out(rest, "个部分，篇幅较短", "sections, shorter ones"))
    return ax


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per stretch of paragraphs of one section: label, size."""
    place = table["part"] + "\0" + table["section"] + "\0"
    run = (place != place.shift()).cumsum()
    rows = []
    for _, here in table.groupby(run, sort=False):
        first = here.iloc[0]
        outside = either("（正文之外）", "(outside the text)")
        if first["role"] != "other":
            outside = either("（无标题）", "(no heading)")
        heading = first["section"] or first["part"] or outside
        rows.append((heading, int(here["n_characters"].sum()), here))
    return pd.DataFrame(rows, columns=["label", "n_characters", "paragraphs"])


def _bars(ax: Axes, here: pd.DataFrame, places: list[float], height: float) -> None:
    """Draw paragraphs as pieces of the strip."""
    colours = here["role"].map(ROLE_COLOURS)
    lengths = here["end"] - here["start"]
    look = {"height": height, "starts": here["start"], "colours": list(colours)}
    bars(ax, places, lengths, **look)
