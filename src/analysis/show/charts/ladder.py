"""Chart of the ladder of task verbs: what kind of action each theme is given."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from analysis.show.charts.frame import (
    LABEL,
    axes_for,
    bare,
    bars,
    check,
    fit,
    key,
    label_rows,
    row_height,
    write,
)
from analysis.show.charts.lettering import width
from analysis.show.style import BAND, MUTED, OTHER, REFERENCE, TARGET, pale

_FEWEST = 5  # verbs: with fewer of them a share says nothing
_PITCH = 76  # points from column to column, at least
_TOTALS = 34  # points for the numbers at the right, at least
_HEAD = -0.85  # where the names of the columns stand
_COUNT = 7.5  # points
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
    shown = table[table["theme"].isin(totals.index)]
    labels = fit(shown.groupby("theme", sort=False)["label"].first())
    whole = totals.index[0] == ""
    places = [row + 0.25 * (whole and row > 0) for row in range(len(totals))]
    height = 1.65 + (row_height(labels) + 0.08) * places[-1]
    ax = axes_for(ax, height, width=8.6)
    label_rows(ax, places, labels)
    ax.set_ylim(places[-1] + 0.5, -1.2)
    bare(ax)
    if whole:
        ax.axhspan(-0.5, 0.5, color=BAND, linewidth=0, zorder=0)
    _columns(ax, shown, dict(zip(totals.index, places, strict=True)), totals)
    _totals(ax, totals, places)
    pair = [(names[1], REFERENCE), (names[0], TARGET)]
    key(ax, [Patch(color=colour, label=name) for name, colour in pair])
    ax.set_xlabel(_note(totals), loc="left", linespacing=1.4)
    return ax


def _note(totals: pd.DataFrame) -> str:
    """Return what the lengths, the numbers and pale bars mean."""
    note = "条长：占该主题任务动词的比例；条端数字：动词个数"
    if ((totals > 0) & (totals < _FEWEST)).to_numpy().any():
        note += f"。浅色：动词不足 {_FEWEST} 个，太少，不足以看比例"
    if totals.index[0] == "" and len(totals) > 1:
        note += "\n一个分句可属几个主题，也可不属任何主题，各主题之和未必等于全部"
    return note


def _columns(
    ax: Axes, shown: pd.DataFrame, places: dict[str, float], totals: pd.DataFrame
) -> None:
    """Draw a column of bars per class, all on one scale, each under its name."""
    enough = {
        side: shown["theme"].map(totals[f"n_{side}"]) >= _FEWEST for side, *_ in _SIDES
    }
    texts = {side: _numbers(shown, sure, side) for side, sure in enough.items()}
    scale = _scale(shown, texts)
    classes = list(shown["class"].unique())
    lefts = shown["class"].map(classes.index) * _PITCH / scale
    rows = shown["theme"].map(places)
    for side, shift, colour, ink in _SIDES:
        ends = lefts + shown[f"share_{side}"]
        colours = [colour if sure else pale(colour) for sure in enough[side]]
        look = {"height": 0.32, "starts": lefts, "colours": colours}
        bars(ax, rows + shift, shown[f"share_{side}"], **look)
        inks = [ink if sure else MUTED for sure in enough[side]]
        cells = zip(texts[side], ends, rows + shift, inks, strict=True)
        for text, x, y, colour_ in cells:
            look = {"ha": "left", "size": _COUNT, "color": colour_}
            write(ax, text, x, y, at=(_AIR, 0), in_layout=False, **look)
    for number, name in enumerate(classes):
        left = number * _PITCH / scale
        ax.vlines(left, -0.5, max(places.values()) + 0.5, color=OTHER, linewidth=0.8)
        write(ax, name, left, _HEAD, at=(0, 0), ha="left", size=LABEL)
    ax.set_xlim(0, (len(classes) * _PITCH + _TOTALS) / scale)


def _numbers(shown: pd.DataFrame, enough: pd.Series, side: str) -> list[str]:
    """Return what stands at the ends of the bars: the share too in the row of all."""
    shares = shown[f"share_{side}"].where(enough & (shown["theme"] == ""))
    return [
        "" if not n else str(n) if pd.isna(share) else f"{n} ({share:.0%})"
        for n, share in zip(shown[f"n_{side}"], shares, strict=True)
    ]


def _scale(shown: pd.DataFrame, texts: dict[str, list[str]]) -> float:
    """Return the points of a share of 1 at which every bar's number fits its column."""
    return min(
        (_PITCH - 3 * _AIR - width(text, _COUNT)) / share
        for side, written in texts.items()
        for share, text in zip(shown[f"share_{side}"], written, strict=True)
        if share > 0
    )


def _totals(ax: Axes, totals: pd.DataFrame, places: list[float]) -> None:
    """Write at the right end of the rows how many verbs each side has in all."""
    right = {"at": (-_AIR, 0), "ha": "right", "transform": ax.get_yaxis_transform()}
    write(ax, "动词数", 1, _HEAD, size=LABEL, **right)
    right |= {"size": _COUNT, "in_layout": False}
    for side, shift, _, ink in _SIDES:
        for n, place in zip(totals[f"n_{side}"], places, strict=True):
            colour = ink if n >= _FEWEST else MUTED
            write(ax, str(n), 1, place + shift, color=colour, **right)
