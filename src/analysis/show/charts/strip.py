"""Chart of how a report was read: the whole text as one coloured strip."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.read.outline import ROLES
from analysis.schema import value_labels
from analysis.show.charts.frame import (
    LABEL,
    ROW,
    axes_for,
    bare,
    bars,
    check,
    key,
    label_rows,
    write,
)
from analysis.show.charts.lettering import shorten
from analysis.show.style import MUTED, ROLE_COLOURS

LONGEST = 21  # characters of a label


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
    rows = _rows(table)
    size = int(table["end"].iloc[-1]) or 1
    ax = axes_for(ax, 0.7 + ROW * (len(rows) + 2))
    label_rows(ax, [0, *(n + 1.4 for n in range(len(rows)))], ["全文", *rows["label"]])
    bare(ax)
    ax.set_xlim(0, size)
    _bars(ax, table, [0] * len(table), 0.8)
    for place, (_, row) in enumerate(rows.iterrows()):
        here = row["paragraphs"]
        _bars(ax, here, [place + 1.4] * len(here), 0.56)
        text = f"{row['n_characters']} 字"
        look = {"ha": "left", "color": MUTED, "transform": ax.get_yaxis_transform()}
        write(ax, text, 1, place + 1.4, at=(6, 0), **look)
    present = [role for role in ROLES if (table["role"] == role).any()]
    key(
        ax,
        [Patch(color=ROLE_COLOURS[r], label=value_labels("role")[r]) for r in present],
    )
    return ax


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per stretch of paragraphs of one section: label, size."""
    place = table["part"] + "\0" + table["section"] + "\0"
    run = (place != place.shift()).cumsum()
    rows = []
    for _, here in table.groupby(run, sort=False):
        first = here.iloc[0]
        outside = "（正文之外）" if first["role"] == "other" else "（无标题）"
        heading = first["section"] or first["part"] or outside
        label = shorten(heading, LONGEST * LABEL, LABEL)
        rows.append((label, int(here["n_characters"].sum()), here))
    return pd.DataFrame(rows, columns=["label", "n_characters", "paragraphs"])


def _bars(ax: Axes, here: pd.DataFrame, places: list[float], height: float) -> None:
    """Draw paragraphs as pieces of the strip."""
    colours = here["role"].map(ROLE_COLOURS)
    lengths = here["end"] - here["start"]
    look = {"height": height, "starts": here["start"], "colours": list(colours)}
    bars(ax, places, lengths, **look)
