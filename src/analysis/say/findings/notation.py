"""How a finding writes numbers, names and words, in Chinese and in English."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.lexicons import theme_labels
from analysis.schema import value_labels

LONGEST_HEADING = 18  # characters of a heading quoted in a sentence
MINUS = "−"


class Said(NamedTuple):
    """A sentence in Chinese and its English twin."""

    zh: str
    en: str


class Sides(NamedTuple):
    """What plan and review are called, and the themes in English."""

    zh: tuple[str, str]
    en: tuple[str, str]
    themes: dict[str, str]


def sides(reports: pd.DataFrame, *, scheme: str) -> Sides:
    """Return what sentences call plan, review and the themes of a scheme."""
    labels = (theme_labels(scheme, language).values() for language in ("zh", "en"))
    names = (side_names(reports, language) for language in ("zh", "en"))
    return Sides(*names, dict(zip(*labels, strict=True)))


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


def short(heading: str) -> str:
    """Cut a long heading."""
    return (
        heading
        if len(heading) <= LONGEST_HEADING
        else heading[: LONGEST_HEADING - 1] + "…"
    )
