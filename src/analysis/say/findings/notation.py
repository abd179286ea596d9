"""How a claim writes numbers, names and words, in Chinese and in English."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.schema import value_labels

LONGEST_HEADING = 18  # characters of a heading quoted in a sentence
MINUS = "−"
MEASURES = {  # what may speak against the share: in Chinese, in English
    "per_10k": ("每万词提及次数", "mentions per 10,000 words"),
    "item_share": ("含该主题的条目占比", "the share of items"),
    "first": ("首次提及的先后", "the order of first mention"),
    "section_rank": ("所在部分的先后", "the rank of its section"),
}


class Said(NamedTuple):
    """A sentence in Chinese and its English twin."""

    zh: str
    en: str


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


def signed(number: float, digits: int = 1) -> str:
    """Write a number with its sign, and a real minus.

    >>> signed(-9.21), signed(5), signed(-0.01)
    ('−9.2', '+5.0', '0.0')
    """
    text = f"{number:+.{digits}f}"
    return text.replace("-", MINUS) if float(text) else text[1:]


def chance(p: float) -> str:
    """Write an adjusted p.

    >>> chance(0.0312), chance(0.0004)
    ('p=0.031', 'p<0.001')
    """
    return "p<0.001" if p < 0.001 else f"p={p:.3f}"


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
