"""What the bodies of a shelf are called: 安徽 for 安徽省政府."""

import re
from functools import cache

import pandas as pd

from analysis.lexicons import read_lexicon
from analysis.read.reports.shelves import LEVEL, OFFICE

LEVELS = re.compile("省|市|.{0,4}自治区|特别行政区|")  # behind the name of a province


def called(reports: pd.DataFrame) -> dict[str, str]:
    """Return a short name of the body of each report, by the name of the report.

    A province is called without its level. Where the title names the level alone
    (省人民政府), it is the place that the text names most often; where it names none,
    the file.

    Examples
    --------
    >>> called(pd.DataFrame({"report": ["a", "b", "c"], "text": ["", "广东的路", ""],
    ...     "body": ["安徽省政府", "省人民政府", "海拉尔区人民政府"]}))
    {'a': '安徽', 'b': '广东', 'c': '海拉尔区'}
    """
    names = {row.report: _name(row) for row in reports.itertuples()}
    told = list(names.values())
    return {r: name if told.count(name) == 1 else r for r, name in names.items()}


def _name(report: tuple) -> str:
    body = OFFICE.sub("", report.body)
    for place in _places("省级"):
        if body.startswith(place) and LEVELS.fullmatch(body.removeprefix(place)):
            return place
    if len(body) > LEVEL and not LEVELS.fullmatch(body):
        return body
    kind = "省级" if body in ("省", "自治区") else "地级"
    times = {place: report.text.count(place) for place in _places(kind)}
    best = max(times, key=lambda place: times[place])
    return best if times[best] else report.report


@cache
def _places(kind: str) -> tuple[str, ...]:
    places = read_lexicon("places")
    return tuple(places.loc[places["kind"] == kind, "place"])
