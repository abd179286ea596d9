"""A remark: the passage of a report that it is made on, and why."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

COLUMNS = "report clause start end kind why_zh why_en".split()
INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks
LONGEST_QUOTE = 24  # characters of a passage that a sentence quotes


class Remark(NamedTuple):
    """A passage `text[start:end]` of one report, and why its writer should look."""

    start: int
    end: int
    kind: str
    why_zh: str
    why_en: str


def as_table(found: dict[str, Iterable[Remark]], clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the remarks on reports as a table: one row per remark, in text order.

    Parameters
    ----------
    found
        The remarks by the name of their report.
    clauses
        The `clauses` table, which says the clause that each passage begins in.

    Returns
    -------
    DataFrame
        `report`, `clause` (−1 where a passage stands in none), `start`, `end`
        (offsets into `reports.text`), `kind`, `why_zh`, `why_en`.
    """
    rows = []
    for report, remarks in found.items():
        own = clauses[clauses["report"] == report]
        starts, numbers = own["start"].tolist(), own["clause"].tolist()
        for remark in sorted(set(remarks)):
            at = bisect_right(starts, remark.start) - 1
            # a mark or marker before a clause belongs to the clause it leads to
            if at < 0 or remark.start >= starts[at] + len(own["text"].iat[at]):
                ahead = at + 1 < len(starts) and starts[at + 1] < remark.end
                at = at + 1 if ahead else at
            rows.append((report, numbers[at] if at >= 0 else -1, *remark))
    table = pd.DataFrame(rows, columns=COLUMNS)
    words = dict.fromkeys(["report", "kind", "why_zh", "why_en"], "str")
    return table.astype(dict.fromkeys(["clause", "start", "end"], "int64") | words)


def texts(reports: pd.DataFrame) -> dict[str, str]:
    """Return the text of each report by its name."""
    return dict(zip(reports["report"], reports["text"], strict=True))


def place_of(clauses: pd.DataFrame, report: str, at: int) -> tuple[str, str]:
    """Return what the section that an offset stands in is called, in both languages.

    A passage outside sections is named by its part; outside parts by nothing.

    Examples
    --------
    >>> clauses = pd.DataFrame({"report": "r", "start": [0, 9], "part": "",
    ...     "section": ["", "强化思想引领"]})
    >>> place_of(clauses, "r", 10), place_of(clauses, "r", 2)
    (('“强化思想引领”一节', 'section “强化思想引领”'), ('', ''))
    """
    own = clauses[(clauses["report"] == report) & (clauses["start"] <= at)]
    if own.empty:
        return "", ""
    row = own.iloc[-1]
    if row["section"]:
        name = short(row["section"])
        return f"“{name}”一节", f"section “{name}”"
    if row["part"]:
        name = short(row["part"])
        return f"“{name}”部分", f"part “{name}”"
    return "", ""


def short(passage: str, size: int = LONGEST_QUOTE) -> str:
    """Return a passage on one line to be put in “”, cut aloud where it is long.

    >>> short("坚持以人民为中心的发展思想", 6)
    '坚持以人民…'
    """
    line = " ".join(passage.split()).translate(INNER)
    return line if len(line) <= size else line[: size - 1] + "…"
