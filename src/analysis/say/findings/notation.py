"""How a finding writes numbers, names and words, in Chinese and in English."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.compare.norms import Standing
from analysis.compare.targets.scope import of_several_years
from analysis.lexicons import theme_labels
from analysis.schema import value_labels

LONGEST_HEADING = 18  # characters of a heading quoted in a sentence
MINUS = "−"
MOSTLY, WHOLLY = 0.5, 0.9  # of a review tells of five years: it is called so
FIVE = "过去五年"

INNER = str.maketrans("“”", "‘’")  # quotation marks within what is quoted


class Said(NamedTuple):
    """A sentence in Chinese and its English twin."""

    zh: str
    en: str


class Sides(NamedTuple):
    """What plan and review are called, and the themes in English."""

    zh: tuple[str, str]
    en: tuple[str, str]
    themes: dict[str, str]


def sides(
    reports: pd.DataFrame, *, scheme: str, clauses: pd.DataFrame | None = None
) -> Sides:
    """Return what sentences call plan, review and the themes of a scheme.

    With the clauses of one report its review is called what it mostly tells of.
    """
    labels = (theme_labels(scheme, language).values() for language in ("zh", "en"))
    zh, en = (side_names(reports, language) for language in ("zh", "en"))
    if clauses is not None and len(reports) == 1:
        zh = spoken_names(zh, clauses, reports["review_year"].iloc[0])
        if zh[1].startswith(FIVE):
            en = en[0], review_in_english(zh).removeprefix("the ")
    return Sides(zh, en, dict(zip(*labels, strict=True)))


def side_names(reports: pd.DataFrame, language: str = "zh") -> tuple[str, str]:
    """Name the plan and the review, with their years where all reports agree.

    Examples
    --------
    >>> years = pd.DataFrame({"review_year": [2023], "plan_year": [2024]})
    >>> side_names(years), side_names(years, "en")
    (('2024年计划', '2023年总结'), ('2024 plan', '2023 review'))
    """
    names = []
    for role in ("plan", "review"):
        years = reports[f"{role}_year"].dropna().unique()
        year = int(years[0]) if len(years) == 1 else None
        called = value_labels("role", lang=language)[role]
        between = "年" if language == "zh" else " "
        names.append(f"{year}{between}{called}" if year else called)
    return names[0], names[1]


def spoken_names(
    names: tuple[str, str], clauses: pd.DataFrame, year: float | None
) -> tuple[str, str]:
    """Name the sides as sentences do: a review that is mostly of five years says so.

    Parameters
    ----------
    names
        What plan and review are called (`side_names`).
    clauses
        The clauses of one report.
    year
        The year reviewed.

    Examples
    --------
    >>> told = pd.DataFrame({"report": "r", "clause": [0], "role": "review",
    ...     "text": ["过去五年成就显著"]})
    >>> spoken_names(("2003年计划", "2002年总结"), told, 2002)
    ('2003年计划', '过去五年总结')
    """
    share = of_several_years(clauses[clauses["role"] == "review"]).max()
    if not share > MOSTLY:
        return names
    both = "" if share >= WHOLLY or pd.isna(year) else f"和{int(year)}年"
    return names[0], f"{FIVE}{both}总结"


def review_in_english(names: tuple[str, str]) -> str:
    """Say what an English sentence calls the review.

    >>> review_in_english(("2026年计划", "过去五年和2025年总结"))
    'the review of the past five years and 2025'
    """
    if not names[1].startswith(FIVE):
        return "the review"
    year = names[1].removeprefix(FIVE).strip("和年总结")
    return "the review of the past five years" + f" and {year}" * bool(year)


def course(names: tuple[str, str], before: str, after: str) -> Said:
    """Write two numbers, the earlier first; with their sides where one is five years.

    >>> course(("2024年计划", "2023年总结"), "2次", "5次").zh
    '2次→5次'
    >>> course(("2003年计划", "过去五年总结"), "2次", "5次").zh
    '过去五年总结2次→2003年计划5次'
    """
    if not names[1].startswith(FIVE):
        return Said(f"{before}→{after}", f"{before}→{after}")
    review = review_in_english(names).removeprefix("the ")
    zh = f"{names[1]}{before}→{names[0]}{after}"
    return Said(zh, f"{before} ({review})→{after}")


def class_in_english(kind: str) -> str:
    """Return what a class of task verbs is called in English."""
    return value_labels("class", lang="en").get(kind, kind)


def signed(number: float, digits: int = 1) -> str:
    """Write a number with its sign, and a real minus.

    >>> signed(-9.21), signed(5), signed(-0.01)
    ('−9.2', '+5.0', '0.0')
    """
    text = f"{number:+.{digits}f}"
    return text.replace("-", MINUS) if float(text) else text[1:]


def quoted(words: Iterable[str], mark: str = "“”") -> str:
    """Put each word in quotation marks, one after the other.

    >>> quoted(["加强", "推进"]), quoted(["网信舆情"], "『』")
    ('“加强”“推进”', '『网信舆情』')
    """
    return "".join(f"{mark[0]}{word}{mark[1]}" for word in words)


def listed(words: Iterable[str]) -> str:
    """List words in English.

    >>> listed(["加强", "推进"])
    '“加强”, “推进”'
    """
    return ", ".join(f"“{word}”" for word in words)


def times(n: int) -> str:
    """Say in English how often something stands.

    >>> times(0), times(1), times(3)
    ('not once', 'once', '3 times')
    """
    return {0: "not once", 1: "once", 2: "twice"}.get(n, f"{n} times")


def short(heading: str) -> str:
    """Cut a long heading."""
    return (
        heading
        if len(heading) <= LONGEST_HEADING
        else heading[: LONGEST_HEADING - 1] + "…"
    )


def further_zh(stands: Standing, move: float, measure: str = "") -> str:
    """Say in Chinese how many reports of the norm moved further; "" without a norm.

    >>> stands = Standing("notable", -1.0, 1.0, 50, 4, True)
    >>> further_zh(stands, 2.0), further_zh(stands._replace(further=0), -2.0)
    ('；同类报告50份中，升幅大于此的有4份', '；同类报告50份中，没有降幅小于此的')
    """
    if not stands.usual:
        return ""
    how = _way(stands, move, ("升幅大于此", "升幅小于此", "降幅大于此", "降幅小于此"))
    said = f"{how}的有{stands.further}份" if stands.further else f"没有{how}的"
    whose = value_labels("norm").get(stands.of, stands.of) or "同类报告"
    return f"；{whose}{stands.n}份中，{said}{measure}"


def further_en(stands: Standing, move: float, measure: str = "") -> str:
    """Say in English how many reports of the norm moved further; "" without a norm.

    >>> stands = Standing("notable", -1.0, 1.0, 50, 4, True)
    >>> further_en(stands, 2.0)
    '; 4 of 50 reports of the genre rise more'
    >>> further_en(stands._replace(further=0), -2.0)
    '; none of 50 reports of the genre falls less'
    """
    if not stands.usual:
        return ""
    ways = "rise{} more", "rise{} less", "fall{} more", "fall{} less"
    how = _way(stands, move, ways).format("" if stands.further > 1 else "s")
    named = value_labels("norm", lang="en").get(stands.of, stands.of)
    whose = named or "reports of the genre"
    n = stands.further or "none"
    return f"; {n} of {stands.n} {whose} {how}{measure}"


def _way(stands: Standing, move: float, said: tuple[str, str, str, str]) -> str:
    """Choose from larger and smaller rise, larger and smaller fall."""
    if move > 0:
        return said[0] if stands.up else said[1]
    return said[3] if stands.up else said[2]
