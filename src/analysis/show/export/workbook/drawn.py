"""Native charts beside the main tables: Excel draws the cells themselves."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.show.export.workbook.naming import quoted, spot
from analysis.show.export.workbook.sheets import SHEET_FONT, Page, display_width
from analysis.show.style import (
    GRID,
    INK,
    MUTED,
    OTHER,
    REFERENCE,
    ROLE_COLOURS,
    TARGET,
    pale,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

WORDS, INDICATORS, LINES = 20, 12, 5  # rows drawn, or lines
ROW, AROUND, WIDE = 26, 150, 720  # pixels
TITLE = 62  # digits of a title's line
# What a line of a title keeps whole: a word or number, a sign with the stops behind it.
WORD = r"[\x21-\u2fff]+\s?|[（『《]*[\s\S][，。；：、！？）》”』]*"
PERCENT = "%"
LINE_COLOURS = (
    TARGET,
    "#3D4249",
    "#C58B00",
    "#3F7CAC",
    REFERENCE,
)  # told apart in print


class Series(NamedTuple):
    """Some rows of a column, in a colour; without a column to name it, by a cell."""

    column: str
    colour: str
    rows: Sequence[int]
    name: tuple[int, str] | None = None  # row, column; None: the header


class Native(NamedTuple):
    """A chart of Excel's own."""

    kind: str  # bar, stacked, line
    categories: str
    series: list[Series]
    points: Sequence[str] = ()  # colours of the bars of a single series


def drawing(name: str, table: pd.DataFrame) -> Native | None:
    """Return what is drawn of a table; None where it has no chart or too few rows."""
    native = NATIVE[name](table) if name in NATIVE else None
    worth = native is not None and native.series
    return native if worth and len(native.series[0].rows) > 1 else None


def insert(
    book: "Workbook", sheet: "Worksheet", page: Page, native: Native, said: str
) -> None:
    """Put a chart to the right of a table, under what the table says."""
    kind = {"stacked": ("bar", "stacked")}.get(native.kind, (native.kind, None))
    chart = book.add_chart({"type": kind[0], "subtype": kind[1]})
    columns = list(page.table)
    for one in native.series:
        at = columns.index(one.column)
        head = (-1, one.column) if one.name is None else one.name
        chart.add_series(
            {
                "name": _cells(page, [head[0]], columns.index(head[1])),
                "categories": _cells(page, one.rows, columns.index(native.categories)),
                "values": _cells(page, one.rows, at),
                **_look(native, one),
            }
        )
    _frame(chart, native, in_lines(said or page.title))
    beside = len(columns) + 1
    bars = len(native.series[0].rows) * (
        len(native.series) if native.kind == "bar" else 1
    )
    high = 400 if native.kind == "line" else AROUND + max(_thick(native) * bars, 120)
    chart.set_size({"width": WIDE, "height": high})
    sheet.insert_chart(1, beside, chart, {"object_position": 3})


def _emphasis(table: pd.DataFrame) -> Native:
    rows = range(len(table))
    sides = ("share_reference", REFERENCE), ("share_target", TARGET)
    return Native("bar", "label", [Series(*side, rows) for side in sides])


def _sections(table: pd.DataFrame) -> Native:
    """Return the lengths of the sections, else of the parts, in the roles' colours."""
    named = "section" if (table["section"] != "").sum() > 1 else "part"
    rows = table.index[table[named] != ""]
    colours = [ROLE_COLOURS.get(role, OTHER) for role in table.loc[rows, "role"]]
    return Native("bar", named, [Series("n_clauses", TARGET, rows)], colours)


def _keyness(table: pd.DataFrame) -> Native:
    rows = range(min(len(table), WORDS))
    sides = ("found_reference", REFERENCE), ("found_target", TARGET)
    return Native("bar", "word", [Series(*side, rows) for side in sides])


def _words(table: pd.DataFrame) -> Native:
    return Native("bar", "word", [Series("n", TARGET, range(min(len(table), WORDS)))])


def _targets(table: pd.DataFrame) -> Native:
    """Return result and target of the indicators in per cent: one unit, one axis."""
    both = table[["result", "target"]].notna().all(axis=1)
    rows = table.index[both & (table["unit"] == PERCENT)][:INDICATORS]
    sides = ("result", REFERENCE), ("target", TARGET)
    return Native("bar", "indicator", [Series(*side, rows) for side in sides])


def _delivery_rates(table: pd.DataFrame) -> Native:
    """Return what came of the tasks of the latest plan, by theme."""
    own = table[(table["by"] == "theme") & (table["name"] != "")]
    rows = own.index[own["report"] == own["report"].iloc[-1]] if len(own) else own.index
    steps = {"done": TARGET, "carried": pale(TARGET, 0.55), "mentioned": REFERENCE}
    steps["missing"] = GRID
    return Native("stacked", "name", [Series(*step, rows) for step in steps.items()])


def _trends(table: pd.DataFrame) -> Native:
    """Return the shares of the plans' largest themes over the years."""
    own = table[(table["kind"] == "theme") & (table["role"] == "plan")]
    largest = own.groupby("subject", sort=False)["n"].sum()
    largest = largest.sort_values(ascending=False, kind="stable").index[:LINES]
    series = []
    for subject, colour in zip(largest, LINE_COLOURS, strict=False):
        rows = own.index[own["subject"] == subject]
        series.append(Series("share", colour, rows, (rows[0], "label")))
    return Native("line", "year", series)


NATIVE: dict[str, Callable[[pd.DataFrame], Native | None]] = {
    "sections": _sections,
    "keyness": _keyness,
    "emphasis": _emphasis,
    "words": _words,
    "targets": _targets,
    "delivery_rates": _delivery_rates,
    "trends": _trends,
}


def _cells(page: Page, rows: Sequence[int], column: int) -> str:
    """Return a formula for some rows of a column; -1 is the header's."""
    rows = [int(row) + 1 for row in rows]
    breaks = [n for n, (a, b) in enumerate(pairwise(rows), start=1) if b != a + 1]
    spans = zip([0, *breaks], [*breaks, len(rows)], strict=True)
    sheet = quoted(page.title)
    parts = []
    for first, last in spans:
        ends = dict.fromkeys((rows[first], rows[last - 1]))
        parts.append(f"{sheet}!{':'.join(spot(row, column, '$') for row in ends)}")
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _look(native: Native, one: Series) -> dict:
    if native.kind == "line":
        line = {"color": one.colour, "width": 2.25}
        mark = {"type": "circle", "size": 6}
        mark |= {"fill": {"color": one.colour}, "border": {"color": one.colour}}
        return {"line": line, "marker": mark}
    look = {"fill": {"color": one.colour}, "gap": 45}
    look |= {"points": [{"fill": {"color": colour}} for colour in native.points]}
    if native.kind == "stacked":
        return look | {"overlap": 100}
    form = "0.0%" if one.column.startswith("share") else "General"
    label = {
        "value": True,
        "num_format": form,
        "font": {"name": SHEET_FONT, "size": 9, "color": MUTED},
    }
    return look | {"data_labels": label}


def _frame(chart: "Chart", native: Native, said: str) -> None:
    """Set title, axes and legend: as plain as the charts of the page."""
    font = {"name": SHEET_FONT, "size": 9, "color": INK}
    title = {"name": SHEET_FONT, "size": 12, "bold": True, "color": INK}
    chart.set_title({"name": said, "name_font": title, "overlay": False})
    form = "0%" if native.series[0].column.startswith("share") else "General"
    values = {"num_font": font, "num_format": form, "line": {"none": True}}
    values |= {"major_gridlines": {"visible": True, "line": {"color": GRID}}}
    rows = {"num_font": font, "line": {"color": OTHER}, "major_tick_mark": "none"}
    if native.kind == "line":
        chart.set_x_axis(rows)
        chart.set_y_axis(values | {"min": 0})
    else:  # the first row on top, the values below
        chart.set_x_axis(values | {"min": 0})
        chart.set_y_axis(
            rows
            | {
                "reverse": True,
                "crossing": "max",
                "major_gridlines": {"visible": False},
            }
        )
    legend = {"position": "bottom", "font": font}
    chart.set_legend(legend if len(native.series) > 1 else {"none": True})
    chart.set_chartarea({"border": {"color": GRID}})


def _thick(native: Native) -> int:
    """Return the height of a bar with its share of the gap, in pixels."""
    return ROW if native.kind == "stacked" else ROW - 4 * (len(native.series) - 1)


def in_lines(said: str) -> str:
    """Break a title, which not every program does, into lines."""
    found = [""]
    for word in re.findall(WORD, said):
        if display_width(found[-1] + word) > TITLE:
            found.append("")
        found[-1] += word
    return "\n".join(line.strip() for line in found)
