"""Put passages into one space: what their words and their fields say they are about."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.alignment.fields import fields
from analysis.compare.alignment.names import shared_names
from analysis.compare.alignment.units import Unit, lines, units
from analysis.compare.similarity import ngrams, product, rarity, total, unit

FIELD = 3.0  # times as much as an n-gram: fields are few, n-grams many
MATCHES = 3  # pairs of clauses shown as evidence


class Side(NamedTuple):
    """One side of a comparison; its sections and sentences numbered from 0."""

    clauses: pd.DataFrame  # of the sections, in the order of the text
    units: list[Unit]
    section: np.ndarray  # of each clause
    passage: np.ndarray  # of each clause: its item, else its paragraph, as a number
    within: np.ndarray  # of each sentence, its section
    size: np.ndarray  # of each sentence, its clauses
    spoken: sparse.csr_matrix  # a row per clause: n-grams and fields
    words: sparse.csr_matrix  # a row per sentence: the same, at length 1
    fields: sparse.csr_matrix  # a row per sentence: fields alone, at length 1


def sides(
    groups: list[pd.DataFrame], reports: pd.DataFrame | None = None
) -> list[Side]:
    """Cut groups of clauses, each a side of one report, into sections and sentences.

    Where one has no section there is nothing to compare, and no side.
    """
    cut, found = zip(*(_placed(group, reports) for group in groups), strict=True)
    if not all(found):
        return []
    texts = [text for side in cut for text in side["text"]]
    ends = np.cumsum([0, *map(len, cut)])
    sentence = np.concatenate([side["run"] for side in cut])
    sentence[ends[1] :] += sentence[: ends[1]].max(initial=-1) + 1
    counts, spoken = ngrams(texts), fields(texts)
    heard = total(spoken, sentence)
    heard.data[:] = 1  # a sentence speaks of a field, or does not
    written = total(counts, sentence)
    weigh = [sparse.diags_array(np.maximum(rarity(m), 0)) for m in (written, heard)]
    of_clauses = [counts @ weigh[0], spoken @ weigh[1] * FIELD]
    of_sentences = [written @ weigh[0], heard @ weigh[1] * FIELD]
    clauses = sparse.hstack(of_clauses).tocsr()
    words = unit(sparse.hstack(of_sentences).tocsr())
    heard = unit((heard @ weigh[1]).tocsr())
    sides_ = []
    for side, own_units, first, last in zip(
        cut, found, ends[:-1], ends[1:], strict=True
    ):
        own = np.unique(sentence[first:last], return_index=True)
        rows = slice(own[0][0], own[0][-1] + 1)
        section = side["unit"].to_numpy()
        sides_.append(
            Side(
                side,
                own_units,
                section,
                side["passage"].to_numpy(),
                section[own[1]],
                np.bincount(side["run"]),
                clauses[first:last],
                words[rows],
                heard[rows],
            )
        )
    return sides_


def _placed(
    group: pd.DataFrame, reports: pd.DataFrame | None
) -> tuple[pd.DataFrame, list[Unit]]:
    """Return the clauses of the sections, with the numbers of what they stand in."""
    told = group.reset_index(drop=True)
    cut = units(told, reports)
    rows = np.concatenate([one.rows for one in cut]) if cut else np.array([], int)
    clauses = told.iloc[rows].reset_index(drop=True)
    number = np.repeat(np.arange(len(cut)), [len(one.rows) for one in cut])
    line = lines(told, reports)[rows]
    place = np.where(clauses["item"] == "", line, -1)
    keys = pd.DataFrame({"unit": number, "item": clauses["item"], "line": place})
    passage = keys.groupby(list(keys), sort=False).ngroup().to_numpy()
    run = passage * 10**6 + clauses["sentence"].to_numpy()  # items part at semicolons
    placed = clauses.assign(unit=number, passage=passage, run=pd.factorize(run)[0])
    return placed, cut


def evidence(
    shared: np.ndarray, rows: np.ndarray, columns: np.ndarray
) -> tuple[str, str]:
    """Return the clauses that share most, best first: numbers parted by blanks.

    `shared` is what each row's clause has in common with each column's; `rows` and
    `columns` are the numbers of the clauses.
    """
    shared = shared.copy()
    pairs = []
    for _ in range(min(MATCHES, *shared.shape)):
        row, column = np.unravel_index(shared.argmax(), shared.shape)
        if shared[row, column] <= 0:
            break
        pairs.append((rows[row], columns[column]))
        shared[row], shared[:, column] = 0, 0
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return " ".join(map(str, first)), " ".join(map(str, second))


def sections(side: Side, matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return what the sections of a side are about: a row per section, at length 1."""
    return unit(total(matrix, side.within))


class Likeness(NamedTuple):
    """How alike sections are, each reference × target sections, from 0 to 1."""

    score: np.ndarray  # all things together
    given: np.ndarray  # how much of the reference section is closest to the target's
    taken: np.ndarray  # how much of the target section is closest to the reference's
    names: np.ndarray  # how much of the shorter heading stands in the other


def alike(target: Side, reference: Side) -> Likeness:
    """Say how alike sections are.

    The score is the mean of cosines of words, of fields and of the sentence of either
    that comes closest, and of the larger of the two shares of votes.
    """
    words = [sections(side, side.words) for side in (reference, target)]
    spoken = [sections(side, side.fields) for side in (reference, target)]
    cosines = product(*words), product(*spoken)
    given, said = votes(reference, words[1], series(target))
    taken, heard = votes(target, words[0], series(reference))
    near = (said + heard.T) / 2
    votes_ = np.maximum(given, taken.T)
    score = WEIGHTS @ np.array([c.ravel() for c in (*cosines, near, votes_)])
    names = [[one.name for one in side.units] for side in (reference, target)]
    return Likeness(score.reshape(near.shape), given, taken.T, shared_names(*names))


def series(side: Side) -> list[np.ndarray]:
    """Return the sections of each series of a side, as their numbers."""
    names = [one.series for one in side.units]
    return [
        np.array([n for n, own in enumerate(names) if own == name])
        for name in dict.fromkeys(names)
    ]


WEIGHTS = np.array([10, 10, 6, 3]) / 29  # words, fields, closest sentence, votes


def votes(
    side: Side, others: sparse.csr_matrix, series_: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Say which of the other side's sections a section's sentences are closest to.

    Returns sections × other sections: the share of its clauses that vote for the
    other section, of those of its series, and the cosine of the sentence that comes
    closest.
    """
    near = product(side.words, others).round(9)
    best, rows = np.zeros_like(near), np.arange(len(near))
    for columns in series_:
        top = columns[near[:, columns].argmax(axis=1)]
        best[rows, top] = np.where(near[rows, top] > 0, side.size, 0)
    starts = np.searchsorted(side.within, np.arange(len(side.units)))
    counts = np.add.reduceat(best, starts, axis=0)
    sizes = np.add.reduceat(side.size, starts)
    return counts / sizes[:, None], np.maximum.reduceat(near, starts, axis=0)


def joined(found: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """Return the tables as one; the right columns and kinds where there is none."""
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    table = table.reindex(columns=columns)
    kinds = dict.fromkeys(columns, "str")
    whole = [name for name in columns if name.startswith(("order", "problem"))]
    kinds |= dict.fromkeys(whole, "Int64")
    return table.astype(kinds | {"score": "float64"})
