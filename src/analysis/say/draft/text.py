"""Remarks on a draft as their reader gets them: place, sentence, why, what to do."""

import re
from itertools import groupby

import pandas as pd

from analysis.schema import value_labels

ENDS = "。！？!?\n"
SENTENCE = re.compile(f"[^{ENDS}]*[{ENDS}”’）]*")
LONGEST = 60  # characters of a sentence that is shown, around the passage


def remark_records(
    remarks: pd.DataFrame,
    reports: pd.DataFrame,
    clauses: pd.DataFrame,
    *,
    lang: str = "zh",
) -> list[dict]:
    """Return the remarks on one draft as plain records, in the order of the text.

    Returns
    -------
    list of dict
        `section` (its headings from the outermost; "" before the first, 结尾 behind
        the last), `paragraph`
        (a line of the text, from 1), `start` and `end` (offsets into `reports.text`),
        `passage`, `sentence` (the whole of those it stands in), `kind` (a code),
        `label`, `why` and `advice`, in the language asked for.
    """
    text = reports["text"].iloc[0]
    labels, advice = (value_labels(name, lang=lang) for name in ("remark", "advice"))
    said = value_labels("draft", lang=lang)
    found = []
    for row in remarks.itertuples():
        first, last = _around(text, row.start, row.end)
        found.append(
            {
                "section": _section(clauses, row.start, said["closing"]),
                "paragraph": text.count("\n", 0, row.start) + 1,
                "start": row.start,
                "end": row.end,
                "passage": text[row.start : row.end],
                "sentence": text[first:last].strip(),
                "kind": row.kind,
                "label": labels.get(row.kind, row.kind),
                "why": getattr(row, f"why_{lang}"),
                "advice": advice.get(row.kind, ""),
            }
        )
    return found


def remark_text(records: list[dict], title: str, *, lang: str = "zh") -> str:
    """Return remarks as text for people, grouped by section.

    Examples
    --------
    >>> one = {"section": "二、计划", "paragraph": 9, "passage": "做好有关工作",
    ...     "sentence": "做好有关工作。", "label": "任务没有内容", "why": "没有对象",
    ...     "advice": "写明对象"}
    >>> print(remark_text([one], "总结"))
    起草检查《总结》：1处要看一看
    <BLANKLINE>
    二、计划
      第9段「做好有关工作。」
        任务没有内容：没有对象
        建议：写明对象
    """
    said = value_labels("draft", lang=lang)
    lines = [said["title"].format(title, len(records))]
    if not records:
        return f"{lines[0]}\n{said['none']}"
    for section, group in groupby(records, lambda one: one["section"]):
        lines += ["", section or said["nowhere"]]
        before = ""
        for one in group:
            number = said["paragraph"].format(one["paragraph"])
            place = f"  {number}「{_shown(one)}」"
            lines += [place] * (place != before)
            lines.append(f"    {said['remark'].format(one['label'], one['why'])}")
            if one["advice"]:
                lines.append(f"    {said['advice'].format(one['advice'])}")
            before = place
    return "\n".join(lines)


def comment_of(record: dict, *, lang: str = "zh") -> str:
    """Return a remark as the text of a comment: what, why, and what to do."""
    said = value_labels("draft", lang=lang)
    lines = [said["remark"].format(record["label"], record["why"])]
    lines += [said["advice"].format(record["advice"])] * bool(record["advice"])
    return "\n".join(lines)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences begin and end that a passage stands in."""
    first = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    last = max(end, start + 1)
    if text[last - 1 : last] not in ENDS:
        last = SENTENCE.match(text, last).end()
    return first, last


def _section(clauses: pd.DataFrame, start: int, closing: str) -> str:
    """Return the headings over a place, from the outermost; "" before the first.

    What stands behind the last part without a heading is the `closing`.
    """
    before = clauses[clauses["start"] <= start]
    if before.empty:
        return ""
    row = before.iloc[-1]
    over = " › ".join(filter(None, (row["part"], row["section"])))
    return over or (closing if before["part"].ne("").any() else "")


def _shown(record: dict) -> str:
    """Return a sentence on one line; a long one around its passage, cut aloud."""
    sentence = " ".join(record["sentence"].split())
    if len(sentence) <= LONGEST:
        return sentence
    passage = " ".join(record["passage"].split())
    at = max(sentence.find(passage), 0)
    first = max(0, min(at - (LONGEST - len(passage)) // 2, len(sentence) - LONGEST))
    last = first + max(LONGEST, min(len(passage), 2 * LONGEST))
    cut = sentence[first:last]
    return f"{'…' * (first > 0)}{cut}{'…' * (last < len(sentence))}"
