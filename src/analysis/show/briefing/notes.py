"""What the page says of itself: its warnings, methods and origin."""

from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from analysis.flow import Flow
from analysis.schema import value_labels
from analysis.show.charts.glyphs import without_glyph
from analysis.show.charts.lettering import MARK, substitute
from analysis.show.provenance import Record, short
from analysis.show.titles import YEARS_OF, inferred_plan, listed

METHODS = "m_reading m_theme m_share m_move m_keyness m_words m_program".split()
LEAST_COVERED = 0.2  # share of clauses that a scheme must have terms for


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
