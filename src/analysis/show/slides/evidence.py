"""The sentences behind a finding: in the notes of its slide, or quoted on it."""

import pandas as pd

from analysis.schema import value_labels
from analysis.show.export.cells import place

MOST = 40  # sentences in the notes of a slide


def sentences(behind: pd.DataFrame, lang: str) -> list[tuple[str, str]]:
    """Return the clauses, each once, in the order of the text: place and words."""
    once = behind.drop_duplicates(["report", "clause"])
    return [(place(one, lang), one["text"]) for one in once.to_dict("records")]


def notes(told: list[tuple[str, str]], lang: str) -> list[str]:
    """Return the lines of a slide's notes: how many sentences, and each with its place.

    >>> notes([("计划 › 筑牢阵地", "抓好宣讲")], "zh")
    ['原文依据（1句）', '〔计划 › 筑牢阵地〕抓好宣讲']
    """
    words = value_labels("slides", lang=lang)
    if not told:
        return []
    mark = ("〔", "〕") if lang == "zh" else ("[", "] ")
    lines = [words["evidence"].format(n=len(told))]
    lines += [f"{mark[0]}{where}{mark[1]}{text}" for where, text in told[:MOST]]
    more = len(told) - MOST
    return [*lines, words["more"].format(n=more)] if more > 0 else lines
