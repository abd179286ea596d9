"""Find task verbs (任务动词) and their objects: a lexicon, and where the verb stands.

A clause is read from left to right (`clause`). Adverbs, modals, subjects and framed
phrases (围绕…, 为…) are passed over until a verb heads what follows; behind it lies its
object, in which a further verb counts only where a rule says so. What is a verb, an
adverb, … say `task_verbs.csv`, `modifiers.csv` and `words.csv`; the word classes and
idioms of the rules stand in `task_words.csv`.
"""

import numpy as np
import pandas as pd

from analysis.count.tasks.classes import pattern
from analysis.count.tasks.clause import read
from analysis.read.documents import simplified_lines

# In the problems the body acts only behind these.
RESOLVE = pattern("<转入打算>")
NEED = pattern("(?:<需要词>)(?!求)")
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
    row = _acting(clauses)
    # Many clauses stand more than once; each is read once.
    number, texts = pd.factorize(clauses["text"].iloc[row])
    texts = texts.tolist()
    # In the characters of the lists, and exactly as long.
    plain = simplified_lines(texts)
    told = read(plain)
    if plain is not texts:
        told = map(_as_it_stands, told, texts, plain)
    found: list[tuple[str, str, int]] = []
    bounds = [0]
    for of_text in told:
        found += of_text
        bounds.append(len(found))
    first, n = np.array(bounds)[number], np.diff(bounds)[number]
    nth = np.arange(n.sum()) - np.repeat(n.cumsum() - n, n)
    return _table(clauses, np.repeat(row, n), found, np.repeat(first, n) + nth)


def _as_it_stands(
    told: list[tuple[str, str, int]], text: str, plain: str
) -> list[tuple[str, str, int]]:
    """Return tasks in the characters of the text, which were read in simplified."""
    if text == plain:
        return told
    return [
        (
            text[start : start + len(verb)],
            text[(at := max(plain.find(thing), 0)) : at + len(thing)],
            start,
        )
        for verb, thing, start in told
    ]


def _table(
    clauses: pd.DataFrame,
    row: np.ndarray,
    found: list[tuple[str, str, int]],
    place: np.ndarray,
) -> pd.DataFrame:
    """Set each task beside its clause; columns that the clauses lack stay empty."""
    table = {
        name: clauses[name].array.take(row) if name in clauses else absent
        for name, absent in zip(COLUMNS, ["", 0, "", pd.NA, "", ""], strict=False)
    }
    start = np.array([start for *_, start in found], dtype="int64")[place]
    table["verb"] = pd.array([verb for verb, *_ in found], dtype="str").take(place)
    table["object"] = pd.array([thing for _, thing, _ in found], "str").take(place)
    table["start"] = clauses["start"].to_numpy("int64")[row] + start
    types = dict.fromkeys(["role", "section", "item"], "str") | {"year": "Int64"}
    return pd.DataFrame(table, index=pd.RangeIndex(len(row))).astype(types)


def _acting(clauses: pd.DataFrame) -> np.ndarray:
    """Return the rows of the clauses that can say what the body does.

    That is all but the problems; there only what follows 还需 in its sentence, or
    下一步 up to the end: 还需转变观念.
    """
    if "role" not in clauses:
        return np.arange(len(clauses))
    acting = (clauses["role"] != "problems").to_numpy(copy=True)
    problems = np.flatnonzero(~acting)
    said = clauses.iloc[problems]
    sentences = said["sentence" if "sentence" in said else "text"].tolist()
    last, resolved, needed = -2, False, None
    for row, text, now in zip(
        problems.tolist(), said["text"].tolist(), sentences, strict=True
    ):
        if row != last + 1:
            resolved, needed = False, None
        resolved = resolved or bool(RESOLVE.search(text))
        needed = now if NEED.search(text) else needed
        acting[row] = resolved or needed == now
        last = row
    return np.flatnonzero(acting)
