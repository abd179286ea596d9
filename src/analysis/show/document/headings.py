"""What a document is called, and what stands under its title."""

from pathlib import Path

import pandas as pd

from analysis.flow import Flow
from analysis.read.reports.shelves import YEARS
from analysis.schema import value_labels

FILES_SHOWN = 3
BETWEEN = " · "


def title(flow: Flow, lang: str) -> str:
    """Return what a document on one report is called, or on several side by side."""
    words = value_labels("document", lang=lang)
    first = flow.reports.iloc[0]
    if len(flow.reports) == 1:
        return words["title"].format(title=report_title(first))
    years = flow.reports["review_year"]
    if flow.shelf[0] == YEARS:
        said = {"body": first["body"], "first": years.min(), "last": years.max()}
        return words["title_years"].format(**said)
    year = flow.reports["plan_year"].max()
    return words["title_bodies"].format(n=len(flow.reports), year=year)


def report_title(report: pd.Series) -> str:
    """Return the title of a report, or what its file is called.

    >>> report_title(pd.Series({"report": "2023", "title": ""}))
    '2023'
    """
    return (report["title"] or report["report"]).replace("\n", " ")


def subtitle(flow: Flow, lang: str) -> str:
    """Return the body, the years and the files of what a document is on.

    Each file of several has a line of its own.
    """
    words = value_labels("document", lang=lang)
    files = [Path(source).name for source in flow.reports["source"]]
    shown = ("、\n" if lang == "zh" else ",\n").join(files[:FILES_SHOWN])
    if len(files) > FILES_SHOWN:
        shown = words["files_more"].format(files=shown, n=len(files))
    source = words["source"].format(files=shown)
    if len(files) > 1:
        return source
    report = flow.reports.iloc[0]
    body = words["body"].format(body=report["body"]) if report["body"] else ""
    years = [
        words[name].format(year=report[name])
        for name in ("review_year", "plan_year")
        if pd.notna(report[name])
    ]
    return BETWEEN.join([*filter(None, [body]), *years, source])
