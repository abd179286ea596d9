"""Remark on sentences that the report says twice."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.repeats import repeats
from analysis.compare.similarity import ngrams
from analysis.read.numerals import NUMERAL
from analysis.say.draft.remark import Remark, as_table, place_of, short, texts

KIND = "twice"
HAN = re.compile("[\u3400-\u9fff]")
SHORTEST = 15  # Han characters of a sentence that is more than a set phrase
NEAR = 0.92  # similarity from which two sentences are the same
SHARED = 0.7  # of their pairs of characters: the same in other words
MARKER = re.compile(rf"^(?:{NUMERAL}[是要]|第{NUMERAL}[，、])")
FIGURES = re.compile(r"[0-9０-９.．]+")


def twice(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    r"""Return remarks on sentences said twice: one row per sentence that comes again.

    Sentences of 15 Han characters or more, equal or nearly so, or, both of the plan or
    both of the review, with most of their words in common whatever they begin with:
    常态化根治欠薪…, 持续根治欠薪…. The later one is the passage, the earlier one is
    named. Headings are none, and sentences with other figures say something else.

    Examples
    --------
    >>> one = "加强对基层单位的工作指导，形成工作合力。"
    >>> text = f"总结\n一、工作回顾\n{one}办好教育。{one}"
    >>> reports = pd.DataFrame({"report": ["r"], "text": [text]})
    >>> from analysis.read.outline import parse
    >>> twice(reports, parse(reports))[["start", "end"]].to_numpy().tolist()
    [[35, 54]]
    """
    found = {}
    sentences = _sentences(reports, clauses)
    for report, own in sentences.groupby("report", sort=False):
        found[report] = list(_remarks(own.reset_index(drop=True), clauses))
    return as_table(found, clauses)


def _sentences(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that are long enough, each as one row like a clause."""
    text = texts(reports)
    told = clauses[(clauses["role"] != "other") & ~clauses["heading"].astype(bool)]
    ends = told["start"] + told["text"].str.len()
    groups = told.assign(end=ends).groupby(["report", "sentence"], sort=False)
    bounds = groups.agg(
        start=("start", "min"),
        end=("end", "max"),
        clause=("clause", "min"),
        role=("role", "first"),
        section=("section", "first"),
    ).reset_index()
    said = [text[row.report][row.start : row.end] for row in bounds.itertuples()]
    bounds["text"] = pd.Series(said, dtype="str")
    long = [len(HAN.findall(one)) >= SHORTEST for one in said]
    return bounds[pd.Series(long, dtype=bool)]


def _remarks(sentences: pd.DataFrame, clauses: pd.DataFrame) -> Iterator[Remark]:
    """Yield a remark on each sentence that comes again, at its later place."""
    rows = sentences.set_index("clause")
    told = set()
    for first, second in _pairs(sentences):
        earlier, later = rows.loc[first], rows.loc[second]
        if second in told or not _same(earlier, later):
            continue
        told.add(second)
        zh, en = place_of(clauses, earlier["report"], int(earlier["start"]))
        said = short(earlier["text"])
        alike = _plain(earlier["text"]) == _plain(later["text"])
        how = ("相同", "same") if alike else ("大体相同", "nearly the same")
        yield Remark(
            int(later["start"]),
            int(later["end"]),
            KIND,
            f"这句话前面{zh}已经说过，文字{how[0]}：“{said}”",
            f"said before{' in ' + en if en else ''}, in {how[1]} words: “{said}”",
        )


def _pairs(sentences: pd.DataFrame) -> list[tuple[int, int]]:
    """Return which two sentences, by their clauses, say the same: the surest first."""
    table = repeats(sentences, sentences, near=NEAR)
    pairs = zip(table["clause_target"], table["clause_reference"], strict=True)
    clause, role = sentences["clause"].to_numpy(), sentences["role"].to_numpy()
    having = ngrams(sentences["text"].map(_plain).tolist(), sizes=[2])
    having.data[:] = 1
    sizes = np.asarray(having.sum(axis=1)).ravel()
    shared = sparse.triu(having @ having.T, 1).tocoo()
    share = 2 * shared.data / (sizes[shared.row] + sizes[shared.col])
    alike = (share >= SHARED) & (role[shared.row] == role[shared.col])
    more = zip(clause[shared.row[alike]], clause[shared.col[alike]], strict=True)
    sure = [tuple(sorted(pair)) for pair in pairs]
    return sure + sorted(tuple(sorted(pair)) for pair in more)


def _same(one: pd.Series, other: pd.Series) -> bool:
    """Say whether two sentences that are alike tell the same.

    With other figures they do not; nor where review and plan name the same works and
    put it differently: what is begun in one year goes on in the next.
    """
    if one["role"] != other["role"] and _plain(one["text"]) != _plain(other["text"]):
        return False
    return FIGURES.findall(one["text"]) == FIGURES.findall(other["text"])


def _plain(text: str) -> str:
    """Return a sentence without the marker before it, and without its marks.

    >>> _plain("三要加快解决，“做好”工作") == _plain("加快解决、做好工作")
    True
    """
    return re.sub(r"[^\w%]", "", MARKER.sub("", text))
