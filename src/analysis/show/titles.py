"""What outputs are called: the title of a report or shelf, and the line under it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.compare.sisters.names import called
from analysis.flow import Flow
from analysis.read.reports.shelves import BODIES, YEARS, shelf_of, shelves
from analysis.read.reports.years import read_years
from analysis.schema import value_labels

YEARS_OF = {"review": "review_year", "plan": "plan_year"}
FILES_SHOWN = 3  # names of files under the title of a shelf
BODIES_SHOWN = 3  # names of bodies in a line that says the source
BETWEEN = " · "


class Head(NamedTuple):
    """What stands at the top of an output; slides name the source at their foot."""

    title: str
    under: str  # the body and its years, or how many reports
    source: str  # their files

    @property
    def subtitle(self) -> str:
        """All that stands under the title."""
        return BETWEEN.join(filter(None, (self.under, self.source)))


def head(flow: Flow, lang: str = "zh") -> Head:
    """Return what page, slides, document and points are called, and of what they are.

    Of one report the title is its own (`heading`); of several it names the body and its
    years, or how many bodies and their year.
    """
    reports = flow.reports
    if len(reports) == 1:
        report = reports.iloc[0]
        return Head(heading(report, lang), *_under(report, lang))
    words = value_labels("page", lang=lang)
    names = [one.name for one in shelves(reports).found if one.kind == flow.shelf[0]]
    about = {"n": len(reports), "years": years_said(reports, lang)}
    about |= {"body": names[0]} if flow.shelf[0] == YEARS else {}
    title = words[f"titled_{flow.shelf[0] or BODIES}"].format(**about)
    files = [Path(source).name for source in reports["source"]]
    shown = listed(files[:FILES_SHOWN], lang)
    if len(files) > FILES_SHOWN:
        shown = words["more_files"].format(files=shown)
    under = words["shelf"].format(n=len(files))
    return Head(title, under, words["source"].format(file=shown))


def listed(items: Iterable[str], lang: str = "zh") -> str:
    """Return words one after the other.

    >>> listed(["甲", "乙"]), listed(["2023", "2024"], "en")
    ('甲、乙', '2023, 2024')
    """
    return ("、" if lang == "zh" else ", ").join(items)


def heading(report: pd.Series, lang: str = "zh", *, quoted: bool = False) -> str:
    """Return what a report is called: its title, with body and years it does not say.

    Many reports are all called 政府工作报告, and some have no title. In a longer title
    (政府工作报告 要点) it is `quoted`; in English it always is.

    Examples
    --------
    >>> report = pd.Series({"report": "a", "title": "政府工作报告", "body": "某区政府",
    ...                     "review_year": 2024, "plan_year": 2025})
    >>> heading(report)
    '政府工作报告（某区政府，2024—2025年）'
    >>> heading(report, quoted=True)
    '《政府工作报告》（某区政府，2024—2025年）'
    >>> heading(report, "en")
    '《政府工作报告》 (“某区政府”, 2024–2025)'
    """
    words = value_labels("page", lang=lang)
    title = (report["title"] or report["report"]).replace("\n", " ")
    years = [report[name] for name in YEARS_OF.values() if pd.notna(report[name])]
    said = ("—" if lang == "zh" else "–").join(dict.fromkeys(map(str, years)))
    missing = []
    if report["body"] and report["body"] not in title:
        missing.append(words["body"].format(body=report["body"]))
    if years and not re.search(r"\d{4}|[〇○零一二三四五六七八九]{4}年", title):
        missing.append(words["years"].format(years=said))
    title = words["title_quoted" if quoted else "title"].format(title=title)
    if not missing:
        return title
    more = ("，" if lang == "zh" else ", ").join(missing)
    return words["title_with"].format(title=title, more=more)


def subtitle(report: pd.Series, lang: str = "zh") -> str:
    """Return the body, the years and the file of a report."""
    return BETWEEN.join(filter(None, _under(report, lang)))


def _under(report: pd.Series, lang: str) -> tuple[str, str]:
    """Return the body and the years of a report, and its file."""
    words, roles = value_labels("page", lang=lang), value_labels("role", lang=lang)
    guessed = inferred_plan(report)
    years = []
    for role, name in YEARS_OF.items():
        how = "of_year_inferred" if guessed and role == "plan" else "of_year"
        if pd.notna(report[name]):
            years.append(words[how].format(role=roles[role], year=report[name]))
    body = report["body"] and words["body"].format(body=report["body"])
    source = words["source"].format(file=Path(report["source"]).name)
    return BETWEEN.join(filter(None, (body, *years))), source


def inferred_plan(report: pd.Series) -> int | None:
    """Return the plan's year where the report does not say it, and it was inferred."""
    review = report["review_year"]
    read = read_years(report["text"], None if pd.isna(review) else int(review))
    guessed = any(one.where.startswith("inferred") for one in read.evidence)
    return read.plan if guessed and read.plan == report["plan_year"] else None


def source_of(reports: pd.DataFrame, lang: str = "zh") -> str:
    """Say whose reports, of which years, stand behind a chart: a line below it.

    One report is named with its file; of several it is the body and how many, or the
    bodies, and the years reviewed and planned.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["13", "14"], "body": "甲县人民政府",
    ...     "title": "政府工作报告", "source": ["x/13.txt", "x/14.txt"], "text": "",
    ...     "review_year": [2012, 2013], "plan_year": [2013, 2014]})
    >>> source_of(reports)
    '甲县人民政府工作报告2份（2012—2013年总结、2013—2014年计划）'
    >>> source_of(reports, "en")
    '2 reports of “甲县人民政府” (2012–2013 review, 2013–2014 plan)'
    >>> source_of(reports.assign(review_year=2012, body=["甲县人民政府", "乙县政府"]))
    '甲县、乙县2个单位的报告（2012年总结、2013—2014年计划）'
    >>> source_of(reports.head(1))
    '《政府工作报告》（13.txt）'
    """
    words = value_labels("page", lang=lang)
    files = [Path(source).name for source in reports["source"]]
    if len(reports) == 1:
        title = reports["title"].iloc[0] or reports["report"].iloc[0]
        return words["source_report"].format(title=title, file=files[0])
    kind = shelf_of(reports)[0]
    given = {"n": len(reports), "years": years_said(reports, lang)}
    if kind == YEARS:
        return words["source_years"].format(
            body=shelves(reports).found[0].name, **given
        )
    bodies = [words["body"].format(body=name) for name in called(reports).values()]
    names = bodies if kind == BODIES else files
    some = listed(names[:BODIES_SHOWN], lang)
    if len(names) > BODIES_SHOWN:
        some = words["more_files"].format(files=some)
    return words[f"source_{kind or 'several'}"].format(names=some, **given)


def years_said(reports: pd.DataFrame, lang: str = "zh") -> str:
    """Return which years some reports review and plan, from the first to the last.

    >>> years = {"review_year": [2012, 2015], "plan_year": [2013, pd.NA]}
    >>> years_said(pd.DataFrame(years))
    '2012—2015年总结、2013年计划'
    """
    words, roles = value_labels("page", lang=lang), value_labels("role", lang=lang)
    said = []
    for role, name in YEARS_OF.items():
        years = reports[name].dropna()
        if len(years):
            ends = dict.fromkeys([f"{years.min()}", f"{years.max()}"])
            year = ("—" if lang == "zh" else "–").join(ends)
            said.append(words["link_year"].format(year=year, role=roles[role]))
    return listed(said, lang)


def names_of(reports: pd.DataFrame, lang: str = "zh") -> dict[str, str]:
    """Return what each report is called among others, by its name.

    Of one body it is the years, of several the body and the years; the file stands
    before them only where two reports would be called the same.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["13", "14"], "body": "甲县人民政府",
    ...     "text": "", "review_year": [2012, 2013], "plan_year": [2013, 2014]})
    >>> list(names_of(reports).values())
    ['2012年总结、2013年计划', '2013年总结、2014年计划']
    >>> two = reports.assign(body=["安徽省政府", "乙县政府"], review_year=2012)
    >>> list(names_of(two).values())
    ['安徽：2012年总结、2013年计划', '乙县：2012年总结、2014年计划']
    """
    words = value_labels("page", lang=lang)
    said = {
        name: years_said(reports[reports["report"] == name], lang)
        for name in reports["report"]
    }
    if shelf_of(reports)[0] != YEARS:
        bodies = called(reports)
        said = {
            name: words["link"].format(
                name=words["body"].format(body=bodies[name]), years=years
            )
            for name, years in said.items()
        }
    told = list(said.values())
    return {
        name: one
        if told.count(one) == 1
        else words["link"].format(name=name, years=one)
        for name, one in said.items()
    }
