"""Charts of what comes and goes: the order of sections, the lives of formulations."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.compare.trends import LIVES, common_places
from analysis.say.findings.headings import noun
from analysis.say.findings.lives import counts_of, telling
from analysis.schema import value_labels
from analysis.show.charts.frame import (
    bare,
    check,
    column,
    fit,
    label_rows,
    left_out,
    note,
    rows_that_fit,
    write,
)
from analysis.show.charts.lettering import shorten
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    INK,
    MUTED,
    OTHER,
    RAMPS,
    TARGET,
    Size,
    either,
    lang,
    legible,
    size,
)

REPORTS = {True: 7, False: 6}  # years of sections that have room, with columns or not
SIDE = 0.27  # of the width: names of sections on either side
RISES = 2  # places that a section rises to be drawn in the colour of the plan
INKS = dict.fromkeys(("debut", "return", "spike"), TARGET) | {"vanish": MUTED}


def plot_section_order(
    table: pd.DataFrame, *, role: str = "plan", ax: Axes | None = None
) -> Axes:
    """Draw the order of sections over the years: a line for each that goes on.

    What is one section says `section_series`. The numbers are places among the sections
    that the first and the last year drawn both have, as in the findings; one that only
    one of them has is named without. What rose two of these places or more is red, a
    section of one year only a pale dot.

    Parameters
    ----------
    table
        Rows of kind ``section`` of table `trends`: `subject`, `role`, `year`, `rank`,
        `heading`. The last years that have room are drawn.
    role
        The side that is drawn.
    """
    own = table[(table["role"] == role) & table["rank"].notna()]
    check(own, f"the table of trends has no section of the {role}")
    space, besides = room(ax), 0.75
    every = sorted(own["year"].unique())
    years = every[-REPORTS[space.columns] :]
    own = own[own["year"].isin(years)]
    deepest = int(own["rank"].max())
    n, row = rows_that_fit(space, [""] * deepest, besides)
    shown = own[own["rank"] <= n]
    ax = axes_for(ax, space, besides * space.air + row * n)
    bare(ax)
    ax.set(xlim=(-0.1, len(years) - 0.9), ylim=(n + 0.5, 0.5), yticks=[])
    ax.spines[:].set_visible(False)
    places = {year: at for at, year in enumerate(years)}
    numbers = common_places(*(own[own["year"] == y] for y in (years[0], years[-1])))
    rises = numbers.index[numbers["before"] - numbers["after"] >= RISES]
    for subject, course in shown.groupby("subject", sort=False):
        course = course.sort_values("year", kind="stable")
        _course(ax, course, places, rises=subject in rises)
    _ends(ax, shown, numbers, places, space)
    for year, at in places.items():
        look = {"ha": "center", "va": "bottom", "color": MUTED, "size": space.label}
        look |= {"transform": ax.get_xaxis_transform()}
        write(ax, f"{int(year)}", at, 1, at=(0, 6), **look)
    said = [
        left_out(deepest - n, "节", "sections"),
        left_out(len(every) - len(years), "个更早年份", "earlier years"),
    ]
    note(ax, space, either("；", "; ").join(filter(None, [_how(years), *said])))
    return ax


def _how(years: list[int]) -> str:
    """Say what the lines, the numbers and the colour mean."""
    ends = [int(year) for year in (years[0], years[-1])]
    return either(
        "标题用词相同或内容最相近的相连；数字：{}年和{}年都有的各节中的位次；"
        "红：前移两位以上",
        "lines: one section by heading or text; numbers: places among the sections of "
        "both {} and {}; red: rose",
    ).format(*ends)


def _course(ax: Axes, course: pd.DataFrame, places: dict, *, rises: bool) -> None:
    """Draw the way of one section."""
    x = [places[year] for year in course["year"]]
    y = course["rank"].astype(int).tolist()
    alone, scale = len(course) == 1, size().scale
    colour = OTHER if alone else TARGET if rises else MUTED
    order = 3 if rises else 2
    for at in range(len(x) - 1):  # a year without it parts the line
        style = "-" if x[at + 1] == x[at] + 1 else ":"
        line = x[at : at + 2], y[at : at + 2]
        ax.plot(*line, style, color=colour, linewidth=1.8 * scale, zorder=order)
    ax.plot(x, y, "o", color=colour, markersize=5 * scale, zorder=order)


def _ends(
    ax: Axes, shown: pd.DataFrame, numbers: pd.DataFrame, places: dict, room: Size
) -> None:
    """Name the sections of the first year on the left, of the last on the right."""
    limit, years = SIDE * room.width * 72, [*places]
    sides = (years[0], "right", -8, "before"), (years[-1], "left", 8, "after")
    for year, ha, at, number in sides[: len(years)]:
        for row in shown[shown["year"] == year].itertuples():
            name = shorten(noun(row.heading), limit, room.value)
            place = numbers[number].get(row.subject)
            said = [name] if place is None else [name, str(place)]
            text = " ".join(said if ha == "right" else reversed(said))
            # one of each side is measured: the rest are no longer than `limit`
            look = {"ha": ha, "color": INK, "size": room.value}
            write(ax, text, places[year], int(row.rank), at=(at, 0), **look)


def plot_lives(table: pd.DataFrame, *, top: int = 24, ax: Axes | None = None) -> Axes:
    """Draw the counts of formulations by year, and what became of each.

    Parameters
    ----------
    table
        Table `lives`: `formulation`, `role`, `source`, `kind`, `life`, `n`, `n_last`,
        `first_year`, `last_year`, `counts`. Drawn are at most `top` of the whole text
        that are `telling`, shared out evenly among what became of them.
    """
    told = telling(table)
    check(told, "no formulation came, went or spread over these years")
    space, besides = room(ax), 0.75
    for n in range(min(top, len(told)), 0, -1):
        shown = _shared_out(told, n)
        fitting, row = rows_that_fit(space, fit(shown["formulation"], space), besides)
        if fitting == len(shown):
            break
    counts = pd.DataFrame([counts_of(cell) for cell in shown["counts"]])
    ax = axes_for(ax, space, besides * space.air + row * len(shown))
    label_rows(ax, range(len(shown)), fit(shown["formulation"], space))
    bare(ax)
    _cells(ax, counts)
    lives = value_labels("life", lang=lang())
    inks = [INKS[life] for life in shown["life"]]
    at = column(ax, "", [lives[life] for life in shown["life"]], colours=inks)
    if space.columns:
        to = either("—", "–")
        spans = [
            f"{a}{to}{b}" if a != b else f"{a}"
            for a, b in zip(shown["first_year"], shown["last_year"], strict=True)
        ]
        column(ax, either("最早—最近", "first—last"), spans, at=at + 12)
    rest = left_out(len(told) - len(shown), "个提法", "formulations")
    how = either(
        "各份报告全文检索次数，年份为计划年",
        "times found in each report, by year planned",
    )
    note(ax, space, either("；", "; ").join(filter(None, [how, rest])))
    return ax


def _shared_out(told: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the rows to draw: each life its part, the most frequent first."""
    order = told.assign(place=told["life"].map(LIVES.index))
    # a debut of 7 times tells more than a phrase that vanished after two
    weight = order["n_last"].where(order["life"] != "vanish", order["n"])
    order = order.assign(weight=weight).sort_values(
        ["place", "weight"], ascending=[True, False], kind="stable"
    )
    rank = order.groupby("place").cumcount()
    kept = order.assign(nth=rank).sort_values("nth", kind="stable").head(top)
    return kept.sort_values(["place", "weight"], ascending=[True, False], kind="stable")


def _cells(ax: Axes, counts: pd.DataFrame) -> None:
    """Draw a cell per formulation and year, with how often it stands there."""
    values = counts.to_numpy()
    most = max(values.max(), 1)
    x, y = np.arange(values.shape[1] + 1), np.arange(len(values) + 1) - 0.5
    # by the root: a word of 40 times would leave all others white
    look = {"vmin": 0, "vmax": most**0.5, "cmap": RAMPS["plan"], "edgecolor": "white"}
    shade = np.where(values > 0, values, np.nan) ** 0.5
    drawn = ax.pcolormesh(x, y, shade, linewidth=1.2 * size().scale, **look)
    ax.set(xlim=(0, values.shape[1]), ylim=(len(values) - 0.5, -0.5))
    dense = values.shape[1] > 8
    for (row, at), n in np.ndenumerate(values):
        ink = legible(drawn.cmap(drawn.norm(n**0.5))) if n else OTHER
        look = {"color": ink, "ha": "center", "in_layout": False}
        look["size"] = size().small if dense else size().value
        write(ax, str(int(n)), at + 0.5, row, at=(0, 0), **look)
    for at, year in enumerate(counts.columns):
        text = f"{year % 100:02d}" if dense and at else str(year)
        look = {"ha": "center", "va": "bottom", "color": MUTED, "size": size().small}
        look |= {"transform": ax.get_xaxis_transform()}
        write(ax, text, at + 0.5, 1, at=(0, 4), **look)
