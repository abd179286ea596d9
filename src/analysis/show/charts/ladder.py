"""Chart of the ladder of task verbs: what kind of action each theme is given."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.schema import value_labels
from analysis.show.charts.frame import (
    PAIR,
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
from analysis.show.charts.lettering import lined, width
from analysis.show.charts.sheet import axes_for, room
from analysis.show.style import (
    BAND,
    MUTED,
    OTHER,
    REFERENCE,
    TARGET,
    Size,
    either,
    lang,
    pale,
    size,
)

_FEWEST = 5  # verbs: with fewer of them a share says nothing
_PITCH = 76  # points from column to column, at least
_TOTALS = 34  # points for the numbers at the right, at least
_HEAD = -0.85  # where the names of the columns stand
_AIR = 3  # points between a bar and its number
_SIDES = (("reference", -0.19, REFERENCE, MUTED), ("target", 0.19, TARGET, TARGET))


def plot_ladder(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("计划", "总结"),
    ax: Axes | None = None,
) -> Axes:
    """Draw how the task verbs of each theme are spread over the classes of action.

    A column per class, a row per theme, in it two bars as long as the class's share
    of the theme's task verbs: the reference above, the target below, the number of
    verbs at the end. How many verbs a theme has in all stands at the right. The bars
    of a side with fewer than five verbs are pale.

    Parameters
    ----------
    table
        Table `ladder`: `theme` (`""` for all verbs), `label`, `class`, `n_target`,
        `n_reference`, `share_target`, `share_reference`; one row per theme × class.
        Rows and columns are drawn in table order; a theme without any verb is left
        out.
    names
        What target and reference are called.
    """
    sides = ["n_target", "n_reference"]
    totals = table.groupby("theme", sort=False)[sides].sum()
    totals = totals[totals.sum(axis=1) > 0]
    check(totals, "no theme has a task verb")
    space, names_of = room(ax), table.groupby("theme", sort=False)["label"].first()
    size = totals.sum(axis=1).where(totals.index != "", math.inf)
    order = size.sort_values(ascending=False, kind="stable").index
    labels, besides = fit(names_of[order], space), 1.2
    n, row = rows_that_fit(space, labels, besides, gaps=0.95, extra=PAIR)
    rest, totals = len(totals) - n, totals[totals.index.isin(order[:n])]
    labels = fit(names_of[totals.index], space)
    shown = table[table["theme"].isin(totals.index)]
    whole = totals.index[0] == ""
    places = [row + 0.25 * (whole and row > 0) for row in range(len(totals))]
    wide = 8.6 if space.columns else None
    ax = axes_for(ax, space, besides * space.air + row * (places[-1] + 1.7), wide)
    label_rows(ax, places, labels)
    ax.set_ylim(places[-1] + 0.5, -1.2)
    bare(ax)
    if whole:
        ax.axhspan(-0.5, 0.5, color=BAND, linewidth=0, zorder=0)
    pitch = _pitch(space, labels, shown["class"].nunique())
    _columns(ax, shown, dict(zip(totals.index, places, strict=True)), totals, pitch)
    if space.columns:
        _totals(ax, totals, places)
    pair = [(names[1], REFERENCE), (names[0], TARGET)]
    key(ax, [Patch(color=colour, label=name) for name, colour in pair])
    left = left_out(rest, "个主题，动词较少", "themes with fewer verbs")
    note(ax, space, *_notes(totals, space), left)
    return ax


def _pitch(room: Size, labels: list[str], classes: int) -> float:
    """Return the points from column to column: a page's, or what a sheet has."""
    if room.columns:
        return _PITCH
    taken = max(width(line, room.label) for text in labels for line in text.split("\n"))
    return (room.width * 72 - taken - 36 * room.scale) / classes


def _notes(totals: pd.DataFrame, room: Size) -> list[str]:
    """Return what the lengths, the numbers and pale bars mean."""
    said = [
        either(
            "条长：占该主题任务动词的比例；条端数字：动词个数",
            "bars: share of the theme's task verbs; numbers: how many",
        )
    ]
    if ((totals > 0) & (totals < _FEWEST)).to_numpy().any():
        said[0] += either(
            f"。浅色：动词不足 {_FEWEST} 个，太少，不足以看比例",
            f". Pale: fewer than {_FEWEST} verbs",
        )
    if totals.index[0] == "" and len(totals) > 1 and room.columns:
        said.append(
            either(
                "一个分句可属几个主题，也可不属任何主题，各主题之和未必等于全部",
                "a clause may have several themes or none: they need not add up",
            )
        )
    return said


def _columns(
    ax: Axes,
    shown: pd.DataFrame,
    places: dict[str, float],
    totals: pd.DataFrame,
    pitch: float,
) -> None:
    """Draw a column of bars per class, all on one scale, each under its name."""
    enough = {
        side: shown["theme"].map(totals[f"n_{side}"]) >= _FEWEST for side, *_ in _SIDES
    }
    wide = pitch >= _PITCH * size().scale
    texts = {side: _numbers(shown, sure, side, wide) for side, sure in enough.items()}
    scale = _scale(shown, texts, pitch)
    classes = list(shown["class"].unique())
    lefts = shown["class"].map(classes.index) * pitch / scale
    rows = shown["theme"].map(places)
    for side, shift, colour, ink in _SIDES:
        ends = lefts + shown[f"share_{side}"]
        colours = [colour if sure else pale(colour) for sure in enough[side]]
        look = {"height": 0.32, "starts": lefts, "colours": colours}
        bars(ax, rows + shift, shown[f"share_{side}"], **look)
        inks = [ink if sure else MUTED for sure in enough[side]]
        cells = zip(texts[side], ends, rows + shift, inks, strict=True)
        for text, x, y, colour_ in cells:
            look = {"ha": "left", "size": size().small, "color": colour_}
            write(ax, text, x, y, at=(_AIR, 0), in_layout=False, **look)
    called = value_labels("class", lang=lang())
    foot = max(places.values()) + 0.5
    for number, code in enumerate(classes):
        left, line = number * pitch / scale, 0.8 * size().scale
        ax.vlines(left, -0.5, foot, color=OTHER, linewidth=line)
        name = lined(called.get(code, code), pitch - 6, size().label, 2)
        look = {"ha": "left", "size": size().label, "linespacing": 1.1}
        write(ax, name, left, _HEAD, at=(0, 0), **look)
    end = _TOTALS if pitch == _PITCH else 0
    ax.set_xlim(0, (len(classes) * pitch + end) / scale)


def _numbers(
    shown: pd.DataFrame, enough: pd.Series, side: str, wide: bool
) -> list[str]:
    """Return what stands at the ends of the bars.

    In the row of all the share too, where columns are wide.
    """
    shares = shown[f"share_{side}"].where(enough & (shown["theme"] == "") & wide)
    return [
        "" if not n else str(n) if pd.isna(share) else f"{n} ({share:.0%})"
        for n, share in zip(shown[f"n_{side}"], shares, strict=True)
    ]


def _scale(shown: pd.DataFrame, texts: dict[str, list[str]], pitch: float) -> float:
    """Return the points of a share of 1 at which every bar's number fits its column."""
    return min(
        max(pitch - 3 * _AIR * size().scale - width(text, size().small), 6) / share
        for side, written in texts.items()
        for share, text in zip(shown[f"share_{side}"], written, strict=True)
        if share > 0
    )


def _totals(ax: Axes, totals: pd.DataFrame, places: list[float]) -> None:
    """Write at the right end of the rows how many verbs each side has in all."""
    right = {"at": (-_AIR, 0), "ha": "right", "transform": ax.get_yaxis_transform()}
    write(ax, either("动词数", "verbs"), 1, _HEAD, size=size().label, **right)
    right |= {"size": size().small, "in_layout": False}
    for side, shift, _, ink in _SIDES:
        for n, place in zip(totals[f"n_{side}"], places, strict=True):
            colour = ink if n >= _FEWEST else MUTED
            write(ax, str(n), 1, place + shift, color=colour, **right)
