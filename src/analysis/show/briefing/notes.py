"""What the page says of itself: its report, warnings, methods and origin."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.read.reports.shelves import YEARS, Shelf
from analysis.read.reports.years import read_years
from analysis.schema import value_labels
from analysis.show.charts.glyphs import without_glyph
from analysis.show.charts.lettering import MARK, substitute
from analysis.show.provenance import Record, short

YEARS_OF = {"review": "review_year", "plan": "plan_year"}
FILES_SHOWN = 3  # names of files in the head of a shelf
METHODS = "m_reading m_theme m_share m_move m_keyness m_words m_program".split()
LEAST_COVERED = 0.2  # share of clauses that a scheme must have terms for


class Head(NamedTuple):
    """What stands at the top of a page."""

    title: str
    subtitle: str


def head(flow: Flow, shelf: Shelf | None = None, lang: str = "zh") -> Head:
    """Return what a page is called, of one report or of a shelf."""
    if shelf is None:
        report = flow.reports.iloc[0]
        return Head(heading(report, lang), subtitle(report, lang))
    words = value_labels("page", lang=lang)
    reviewed = flow.reports["review_year"]
    files = [Path(source).name for source in flow.reports["source"]]
    shown = listed(files[:FILES_SHOWN], lang)
    if len(files) > FILES_SHOWN:
        shown = words["more_files"].format(files=shown)
    if shelf.kind == YEARS:
        ends = {"first": reviewed.min(), "last": reviewed.max()}
        title = words["titled_years"].format(body=shelf.name, **ends)
    else:
        title = words["titled_bodies"].format(n=len(files), year=shelf.name)
    return Head(title, words["shelf"].format(n=len(files), files=shown))


def listed(items: Iterable[str], lang: str = "zh") -> str:
    """Return words one after the other.

    >>> listed(["甲", "乙"]), listed(["2023", "2024"], "en")
    ('甲、乙', '2023, 2024')
    """
    return ("、" if lang == "zh" else ", ").join(items)


def warnings(flow: Flow, lang: str = "zh") -> list[str]:
    """Return what a reader must know before trusting the page."""
    words, roles = value_labels("page", lang=lang), value_labels("role", lang=lang)
    if len(flow.reports) > 1:
        return _of_shelf(flow, words, roles, lang)
    report = flow.reports.iloc[0]
    found = [
        words["no_year"].format(role=roles[role], option=f"--{role}-year")
        for role, name in YEARS_OF.items()
        if pd.isna(report[name])
    ]
    if year := inferred_plan(report):
        found.append(words["plan_inferred"].format(year=year))
    for role in YEARS_OF:
        if role not in set(flow.clauses["role"]):
            found.append(words["no_side"].format(role=roles[role]))
    missing = [c for c in without_glyph(flow.reports) if substitute(c) == MARK]
    if missing:
        each = [words["character"].format(c=c, code=f"U+{ord(c):04X}") for c in missing]
        found.append(words["no_glyph"].format(mark=MARK, shown=listed(each, lang)))
    covered = flow.scheme_coverage[flow.scheme]
    if covered < LEAST_COVERED:
        how = {"scheme": flow.scheme, "share": f"{covered:.0%}"}
        found.append(words["few_terms"].format(**how))
    return found


def _of_shelf(
    flow: Flow, words: Mapping[str, str], roles: Mapping[str, str], lang: str
) -> list[str]:
    """Return what a reader must know before trusting reports side by side."""
    found = []
    for name, one in flow.each.items():
        for role in YEARS_OF:
            if role not in set(one.clauses["role"]):
                how = {"report": name, "role": roles[role]}
                found.append(words["no_side_of"].format(**how))
    years_ = sorted(flow.reports["review_year"])
    gaps = sorted(set(range(years_[0], years_[-1])) - set(years_))
    if gaps:
        found.append(words["gaps"].format(years=listed(map(str, gaps), lang)))
    other = {
        name: own
        for name, one in flow.each.items()
        if (own := one.scheme_coverage.index[0]) != flow.scheme
    }
    found += [
        words["other_scheme"].format(report=name, own=own, scheme=flow.scheme)
        for name, own in other.items()
    ]
    return found


def link(report: pd.Series, lang: str = "zh") -> str:
    """Return what a report is called among others: 2023（2023年总结、2024年计划）."""
    words, roles = value_labels("page", lang=lang), value_labels("role", lang=lang)
    said = [
        words["link_year"].format(year=report[name], role=roles[role])
        for role, name in YEARS_OF.items()
        if pd.notna(report[name])
    ]
    return words["link"].format(report=report["report"], years=listed(said, lang))


def heading(report: pd.Series, lang: str = "zh") -> str:
    """Return what a page is called: the title, with body and years it does not say.

    Many reports are all called 政府工作报告, and some have no title.

    Examples
    --------
    >>> report = pd.Series({"report": "a", "title": "政府工作报告", "body": "某区政府",
    ...                     "review_year": 2024, "plan_year": 2025})
    >>> heading(report)
    '政府工作报告（某区政府，2024—2025年）'
    >>> heading(report, "en")
    '《政府工作报告》 (“某区政府”, 2024–2025)'
    """
    words = value_labels("page", lang=lang)
    title = report["title"] or report["report"]
    years = [report[name] for name in YEARS_OF.values() if pd.notna(report[name])]
    said = ("—" if lang == "zh" else "–").join(dict.fromkeys(map(str, years)))
    missing = []
    if report["body"] and report["body"] not in title:
        missing.append(words["body"].format(body=report["body"]))
    if years and not re.search(r"\d{4}|[〇○零一二三四五六七八九]{4}年", title):
        missing.append(words["years"].format(years=said))
    if not missing:
        return words["title"].format(title=title)
    more = ("，" if lang == "zh" else ", ").join(missing)
    return words["title_with"].format(title=title, more=more)


def inferred_plan(report: pd.Series) -> int | None:
    """Return the plan's year where the report does not say it, and it was inferred."""
    review = report["review_year"]
    read = read_years(report["text"], None if pd.isna(review) else int(review))
    guessed = any(one.where.startswith("inferred") for one in read.evidence)
    return read.plan if guessed and read.plan == report["plan_year"] else None


def subtitle(report: pd.Series, lang: str = "zh") -> str:
    """Return the body, the years and the file of a report."""
    words, roles = value_labels("page", lang=lang), value_labels("role", lang=lang)
    guessed = inferred_plan(report)
    years = []
    for role, name in YEARS_OF.items():
        how = "of_year_inferred" if guessed and role == "plan" else "of_year"
        if pd.notna(report[name]):
            years.append(words[how].format(role=roles[role], year=report[name]))
    body = report["body"] and words["body"].format(body=report["body"])
    source = words["source"].format(file=Path(report["source"]).name)
    return " · ".join(part for part in (body, *years, source) if part)


def methods(flow: Flow, lang: str = "zh") -> dict[str, str]:
    """Return how the numbers were made, in words."""
    words = value_labels("page", lang=lang)
    own, with_theme = (f"{share:.0%}" for share in _covered(flow))
    covered = words["m_covered"].format(own=own, with_theme=with_theme)
    given = {"scheme": flow.scheme, "covered": covered}
    given |= {"version": version("zhongxin"), "pandas": pd.__version__}
    return {words[name]: words[f"{name}_text"].format(**given) for name in METHODS}


def origin(record: Record, lang: str = "zh") -> dict[str, str]:
    """Return the line by which two results can be told apart."""
    words = value_labels("page", lang=lang)
    given = {key: short(record[key]["sha256"]) for key in ("lexicon", "program")}
    text = listed((short(one["text_sha256"]) for one in record["reports"]), lang)
    return {words["m_origin"]: words["m_origin_text"].format(text=text, **given)}


def _covered(flow: Flow) -> tuple[float, float]:
    """Return the shares of clauses with a term of the scheme, and with a theme."""
    own = flow.scheme_coverage[flow.scheme]
    told = flow.clauses[flow.clauses["role"] != "other"]
    themed = flow.themes.loc[flow.themes["role"] != "other", ["report", "clause"]]
    return own, len(themed.drop_duplicates()) / len(told)
