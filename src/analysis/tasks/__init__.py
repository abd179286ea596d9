"""Find task verbs (任务动词) and their objects: a lexicon, and where the verb stands.

A clause is read from left to right. Adverbs, modals, subjects and framed phrases
(围绕…, 为…) are passed over until a verb heads what follows; behind it lies its
object, in which a further verb counts only where a rule below says so. What a verb,
an adverb, … is, the lexicons say; the word classes of the rules stand here.
"""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.tasks.clause import scan

# In the problems the body acts only behind these.
RESOLVE = re.compile(
    "下一步|下步|我们[将要]|今后|对此|为此|针对(?:这些|以上|上述|存在)"
)
NEED = re.compile("(?:需|须|亟待|应当?|必须|要)(?!求)")
COLUMNS = "report clause role year section item verb object start".split()


def tasks(clauses: pd.DataFrame) -> pd.DataFrame:
    """List the task verbs (任务动词) of every clause with the objects they govern.

    Parameters
    ----------
    clauses
        The `clauses` table; `report`, `clause`, `text` and `start` are needed.

    Returns
    -------
    DataFrame
        One row per task verb, in text order: `report`, `clause`, `role`, `year`,
        `section`, `item`, `verb`, `object` (its head; ``""`` where there is none)
        and `start`, the verb's offset into `reports.text`.

    Examples
    --------
    >>> text = ["围绕重点工作召开新闻发布会", "巩固壮大主流舆论", "各项工作有力有序"]
    >>> numbers = range(3)
    >>> table = {"report": "a", "clause": numbers, "start": numbers, "text": text}
    >>> tasks(pd.DataFrame(table))[["clause", "verb", "object"]]
       clause verb object
    0       0   召开  新闻发布会
    1       1   巩固   主流舆论
    2       1   壮大   主流舆论
    """
    rows: list[int] = []
    found: list[tuple[str, str, int]] = []
    # Many clauses stand more than once. Plain tuples: the garbage collector, which
    # took a fifth of the time, has no need to look at them again.
    read: dict[str, tuple[tuple[str, str, int], ...]] = {}
    for row, text in _acting(clauses):
        if text not in read:
            read[text] = tuple(map(tuple, scan(text)))
        for task in read[text]:
            rows.append(row)
            found.append(task)
    return _table(clauses, rows, found)


def _table(
    clauses: pd.DataFrame, rows: list[int], found: list[tuple[str, str, int]]
) -> pd.DataFrame:
    """Set each task beside the place of its clause; what is absent stays empty."""
    table = clauses.reindex(columns=[*COLUMNS[:6], "start"]).iloc[rows]
    absent = [name for name in ("role", "section", "item") if name not in clauses]
    offset = pd.Series([start for *_, start in found], table.index, dtype="int64")
    table = table.assign(
        **dict.fromkeys(absent, ""),
        year=table["year"].astype("Int64"),
        verb=[verb for verb, *_ in found],
        object=[thing for _, thing, _ in found],
        start=table["start"].astype("int64") + offset,
    )
    text = dict.fromkeys(["role", "section", "item", "verb", "object"], "str")
    return table[COLUMNS].astype(text).reset_index(drop=True)


def _acting(clauses: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield the clauses that can say what the body does, each with its row.

    That is all but the problems; there only what follows 还需 in its sentence, or
    下一步 up to the end: 还需转变观念.
    """
    texts = clauses["text"].tolist()
    roles = clauses["role"].tolist() if "role" in clauses else [""] * len(texts)
    sentences = clauses["sentence"].tolist() if "sentence" in clauses else texts
    resolved, needed = False, None
    for row, (text, role, now) in enumerate(zip(texts, roles, sentences, strict=True)):
        if role == "problems":
            resolved = resolved or bool(RESOLVE.search(text))
            needed = now if NEED.search(text) else needed
        else:
            resolved, needed = False, None
        if role != "problems" or resolved or needed == now:
            yield row, text
