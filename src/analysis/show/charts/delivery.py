"""Chart of delivery: what came of the tasks of each theme."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    bare,
    bars,
    check,
    column,
    fit,
    key,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import width
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import INK, MUTED, OTHER, TARGET, either, lang, pale, size

# The further a task has come, the fuller the colour of the plan.
COLOURS = {
    "done": TARGET,
    "carried": pale(TARGET, 0.55),
    "mentioned": pale(TARGET, 0.25),
    "missing": OTHER,
}
INKS = {"done": "white", "carried": INK, "mentioned": INK, "missing": MUTED}
LEAST = 1.4  # times its width: so much room a number needs in its part of a bar


def plot_delivery(
    table: pd.DataFrame, *, by: str = "theme", ax: Axes | None = None
) -> Axes:
    """Draw what came of the tasks of each theme: a bar parted by status.

    The length of a bar is the number of tasks, the numbers stand in its parts; at the
    right how many were found, of all. With several reports the last plan is drawn.

    Parameters
    ----------
    table
        Table `delivery_rates`: `report`, `year`, `by`, `name`, `n`, `done`, `carried`,
        `mentioned`, `missing`. In table order, what has no name last.
    by
        Which rows are drawn: ``theme`` or ``section``.
    """
    own = table[table["by"] == by]
    check(own, "no task of a plan can be followed")
    own = own[own["report"] == own["report"].iloc[-1]]
    space, besides = room(ax), 1.0
    nameless = value_labels("page", lang=lang())[f"without_{by}"]
    names = own["name"].where(own["name"] != "", nameless)
    labels = fit(names.tolist(), space)
    n, row = rows_that_fit(space, labels, besides)
    rest, shown, labels = len(own) - n, own.head(n), labels[:n]
    places = list(range(n))
    ax = axes_for(ax, space, besides * space.air + row * (n + 0.2))
    label_rows(ax, places, labels)
    bare(ax)
    longest = max(int(shown["n"].max()), 1)
    ax.set_xlim(0, 1.02 * longest)
    _parts(ax, shown, places, space.width * 72 * 0.5 / longest)
    if space.columns:
        found = shown["n"] - shown["missing"]
        texts = (found.map(str) + "/" + shown["n"].map(str)).tolist()
        year = own["year"].iloc[0]
        column(ax, either(f"{year}年找到/任务", f"{year} found/tasks"), texts)
    called = value_labels("status", lang=lang())
    key(ax, [Patch(color=c, label=called[name]) for name, c in COLOURS.items()])
    said = either(
        "未找到：总结中没有文字相近的分句，不等于没有做",
        "not found: no clause of the review comes near, which is not to say undone",
    )
    note(ax, space, said, left_out(rest, "行，任务较少", "rows with fewer tasks"))
    return ax


def _parts(ax: Axes, shown: pd.DataFrame, places: list[int], points: float) -> None:
    """Draw the parts of the bars, each with its number where it has room.

    `points` is about how wide one task is drawn.
    """
    starts = pd.Series(0, index=shown.index)
    for status, colour in COLOURS.items():
        counts = shown[status]
        bars(ax, places, counts, height=0.66, starts=starts, colours=colour)
        for start, count, place in zip(starts, counts, places, strict=True):
            text = str(count)
            if count and count * points >= LEAST * width(text, size().small):
                look = {"ha": "center", "size": size().small, "color": INKS[status]}
                at = start + count / 2
                write(ax, text, at, place, at=(0, 0), in_layout=False, **look)
        starts = starts + counts
