"""Cut roles into the passages that are compared: sections, items, sentences."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.similarity import ngrams, rarity, total, unit
from analysis.read.outline import PROBLEM_PARAGRAPH

# The outline knows how a paragraph of problems opens (我们也清醒地看到…); so it closes.
CLOSING = re.compile("对此|对这些|对以上|对于|以上|这些|所有这些|我们|下一步|今后")
MATCHES = 3  # pairs of clauses shown as evidence
PROBLEM_ENDS = "。；;！!？?：:\n"  # a problem that has no numeral ends here
COLONS = "：:"  # what ends so only introduces


class Side(NamedTuple):
    """One side of a comparison; its sections, items and sentences numbered from 0."""

    clauses: pd.DataFrame
    sections: list[str]  # what they are called
    section: np.ndarray  # of each sentence
    item: np.ndarray  # of each sentence
    numerals: list[str]  # of each item; "" where it is a sentence
    within: np.ndarray  # of each item, its section
    clause_section: np.ndarray  # of each clause
    clause_item: np.ndarray
    words: sparse.csr_matrix  # a row per clause
    sentences: sparse.csr_matrix  # a row per sentence, at length 1


def sides(
    groups: list[pd.DataFrame],
    reports: pd.DataFrame | None = None,
    others: tuple[str, ...] = (),
) -> tuple[list[Side], sparse.csr_matrix]:
    """Cut groups of clauses into passages, in one space of weighted n-grams.

    Weights are taken from the sentences of all groups and from `others`, whose vectors
    are the second thing returned: a row per text.
    """
    placed = [_placed(group, reports) for group in groups]
    texts = [*(text for group in placed for text in group["text"]), *others]
    counts = ngrams(texts)
    ends = np.cumsum([len(group) for group in placed]).tolist()
    blocks = [counts[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
    runs = [group["run"].to_numpy() for group in placed]
    sums = [total(block, run) for block, run in zip(blocks, runs, strict=True)]
    rest = counts[ends[-1] :]
    weights = sparse.diags_array(rarity(sparse.vstack([*sums, rest]).tocsr()))
    cut = [
        _side(group, (block @ weights).tocsr(), unit(sentences @ weights))
        for group, block, sentences in zip(placed, blocks, sums, strict=True)
    ]
    return cut, (rest @ weights).tocsr()


def problems(clauses: pd.DataFrame, reports: pd.DataFrame | None = None) -> pd.Series:
    """Return each problem clause with the number of its problem, from 1.

    An item is a problem; without items, what runs to a full stop or semicolon
    (without `reports`, which hold the marks: to the end of the sentence). Headings,
    the opening (我们也清醒地看到…) with all before it, what ends in a colon, and the
    closing (对此，我们…) are none.
    """
    told = clauses[(clauses["role"] == "problems") & ~clauses["heading"]]
    counted = told["item"] != ""
    told = told[counted] if counted.any() else told
    if told.empty:
        return pd.Series(dtype="int64")
    mark = pd.Series("", index=told.index)
    if reports is not None:
        text = reports.set_index("report")["text"][told["report"].iloc[0]]
        stops = told["start"] + told["text"].str.len()
        mark = stops.map(lambda stop: text[stop : stop + 1] or "\n")
    ends = (told["sentence"] != told["sentence"].shift(-1)) | mark.isin([*PROBLEM_ENDS])
    piece = ends.shift(fill_value=False).cumsum()
    closing = told["text"].map(lambda text: bool(CLOSING.match(text)))
    closing = closing.groupby(piece).transform("first")
    opening = told["text"].str.contains(PROBLEM_PARAGRAPH) | mark.isin([*COLONS])
    opening = opening.groupby(piece).transform("any")
    opened = told["text"].str.contains(PROBLEM_PARAGRAPH)
    before = piece < piece[opened].min() if opened.any() else ~ends & False
    kept = told[~(closing | opening | before)]
    by = kept["item"] if counted.any() else piece[kept.index]
    return ((by != by.shift()).cumsum()).astype("int64")


def evidence(shared: np.ndarray, *numbers: np.ndarray) -> tuple[str, str]:
    """Return the clauses that share most, best first: numbers parted by blanks.

    `shared` is what each row's clause has in common with each column's; `numbers` are
    those of the rows' clauses and of the columns'.
    """
    shared = shared.copy()
    pairs = []
    for _ in range(min(MATCHES, *shared.shape)):
        row, column = np.unravel_index(shared.argmax(), shared.shape)
        if shared[row, column] <= 0:
            break
        pairs.append((numbers[0][row], numbers[1][column]))
        shared[row], shared[:, column] = 0, 0
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return " ".join(map(str, first)), " ".join(map(str, second))


def joined(found: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """Return the tables as one; the right columns and kinds where there is none."""
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    table = table.reindex(columns=columns)
    orders = [name for name in columns if name.startswith(("order", "problem"))]
    numbers = [x for x in columns if x in ("score", "p", "lift", "chance")]
    kinds = dict.fromkeys(columns, "str") | dict.fromkeys(orders, "Int64")
    kinds |= dict.fromkeys(numbers, "float64")
    return table.astype(kinds | ({"responds": "bool"} if "responds" in columns else {}))


def _placed(group: pd.DataFrame, reports: pd.DataFrame | None) -> pd.DataFrame:
    """Return the clauses of a role with the numbers of their passages.

    As in the table of sections: what stands above the first section of its part is
    left out, a part without sections is one. Of a role that would be one passage the
    paragraphs are taken instead.
    """
    headed = group[(group["part"] != "") | (group["section"] != "")]
    divided = headed.groupby(["report", "part"])["section"]
    divided = divided.transform(lambda names: (names != "").any()).astype(bool)
    placed = headed[(headed["section"] != "") | ~divided]
    section = placed["part"] + "\n" + placed["section"]
    called = placed["section"].where(placed["section"] != "", placed["part"])
    if section.nunique() == 1 and reports is not None:
        placed, section, called = _paragraphs(placed, reports)
    run = placed["sentence"].astype("str") + "\n" + section
    item = (section + "\n" + placed["item"]).where(placed["item"] != "", "\n" + run)
    return placed.assign(
        unit=pd.factorize(section)[0],
        called=called,
        run=pd.factorize(run)[0],
        point=pd.factorize(item)[0],
    )


def _paragraphs(
    clauses: pd.DataFrame, reports: pd.DataFrame
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Return the clauses of paragraphs, their lines, and the first sentence of each.

    Headings and lines of a single clause, such as a salutation, are no paragraphs.
    """
    clauses = clauses[~clauses["heading"]]
    line = pd.Series("", index=clauses.index)
    texts = reports.set_index("report")["text"]
    for report, own in clauses.groupby("report", sort=False):
        breaks = [at for at, character in enumerate(texts[report]) if character == "\n"]
        line[own.index] = np.searchsorted(breaks, own["start"]).astype(str)
    clauses = clauses[line.groupby(line).transform("size") > 1]
    line = line[clauses.index]
    sentence = clauses["sentence"].groupby(line).transform("first")
    opening = clauses[clauses["sentence"] == sentence]["text"]
    called = opening.groupby(line[opening.index]).agg("，".join).str.lstrip("—")
    return clauses, line, line.map(called)


def _side(
    placed: pd.DataFrame, words: sparse.csr_matrix, sentences: sparse.csr_matrix
) -> Side:
    runs, points = (placed.drop_duplicates(name) for name in ("run", "point"))
    return Side(
        clauses=placed,
        sections=placed.drop_duplicates("unit")["called"].tolist(),
        section=runs["unit"].to_numpy(),
        item=runs["point"].to_numpy(),
        numerals=points["item"].tolist(),
        within=points["unit"].to_numpy(),
        clause_section=placed["unit"].to_numpy(),
        clause_item=placed["point"].to_numpy(),
        words=words,
        sentences=sentences,
    )
