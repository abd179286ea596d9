"""Segment clauses into words: one row per token, terms of the lexicon never split."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.dictionary import cutter
from analysis.lexicons import any_of, read_lexicon, schemes
from analysis.read.documents import simplified
from analysis.read.numerals import DIGITS, ZEROS
from analysis.read.outline.places import GAP

# A term this long is matched before jieba sees the text; a shorter one would cut
# into its neighbours (文创 in 人文创新) and is only put together again afterwards.
SHORT, LONG = 2, 3
BLOCK = 250_000  # characters cut in one go: what a call needs beside its table
HAN = "\u4e00-\u9fd5"  # what jieba's own dictionary speaks of
# The name of a place in the name of a body, and what only begins like one: 静海区域.
PLACE = re.compile(f"[{HAN}]{{2,8}}?(?:[省市区县镇乡旗州盟]|街道)")
NOT_HERE = re.compile("区[域间块划位]|市[场民]|县域|乡村|镇[区静]|牢[固记靠]")


def segment(
    clauses: pd.DataFrame,
    reports: pd.DataFrame | None = None,
    *,
    engine: str | None = None,
) -> pd.DataFrame:
    """Cut every clause into words and keep where each one stands.

    Terms of the lexicon come first, longest first; digits with their unit, Latin
    words and what jieba makes of the rest follow. Punctuation is not a word.

    Parameters
    ----------
    clauses
        The `clauses` table; `report`, `clause`, `start` and `text` are needed.
    reports
        The `reports` table, if at hand: the places that `body` names stay one word.
    engine
        ``"rjieba"`` or ``"jieba"``; by default the first that is installed. Both
        give the same words.

    Returns
    -------
    DataFrame
        The `tokens` table, one row per word: `report`, `clause`, `position`,
        `start` (offset into `reports.text`), `word`, then what the clause brings.

    Examples
    --------
    >>> clauses = pd.DataFrame(
    ...     {"report": "r", "clause": 0, "start": [0], "text": "发展新质生产力12.5%"}
    ... )
    >>> segment(clauses)["word"].tolist()
    ['发展', '新质生产力', '12.5%']
    """
    joined, opens, spans = _cut(clauses["text"].tolist(), engine, _places(reports))
    starts = spans[:, 0]
    first = np.searchsorted(starts, opens)  # word of each clause
    rows = np.repeat(np.arange(len(clauses)), np.diff(first))
    brought = clauses.drop(columns=["text", "sentence"], errors="ignore").iloc[rows]
    tokens = brought.reset_index(drop=True).assign(
        start=lambda table: table["start"] + (starts - opens[rows]),
        word=_slices(joined, spans),
        position=np.arange(len(rows)) - first[rows],
    )
    leading = ["report", "clause", "position", "start", "word"]
    return tokens[[*leading, *tokens.columns.difference(leading, sort=False)]]


def words_in(texts: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Cut texts into words as `segment` does; return each word with where it starts.

    >>> words_in(["发展新质生产力", "，"])
    [[(0, '发展'), (2, '新质生产力')], []]
    """
    joined, opens, spans = _cut(texts, None, frozenset())
    ends = np.searchsorted(spans[:, 0], opens).tolist()
    return [
        [(a - begin, joined[a:b]) for a, b in spans[first:last].tolist()]
        for begin, (first, last) in zip(opens.tolist(), pairwise(ends), strict=False)
    ]


def _cut(
    texts: Sequence[str], engine: str | None, places: frozenset[str]
) -> tuple[str, np.ndarray, np.ndarray]:
    """Return texts as one, where each begins, and where the words of all stand."""
    cut = cutter(engine)
    joined = GAP.join(texts)
    plain = simplified(joined)  # the terms and jieba's dictionary are; as long as it
    opens = np.cumsum([0, *(len(text) + 1 for text in texts)])
    blocks = [_words(plain[a:b], cut, places) + a for a, b in _blocks(opens)]
    return joined, opens, np.concatenate([_spans([]), *blocks])


def characters(text: str) -> np.ndarray:
    """Return each character of a text as a number.

    >>> characters("一1").tolist()
    [19968, 49]
    """
    return np.frombuffer(bytearray(text.encode("utf-32-le")), "<u4")


@cache
def vocabulary() -> frozenset[str]:
    """Return every term that must stay one word.

    `words.csv`, the two-character task verbs, and the theme terms, except those that
    are made of shorter terms: 志愿服务体系 would hide a 志愿服务 from every count.
    """
    words = set(read_lexicon("words")["word"])
    verbs = read_lexicon("task_verbs")["verb"]
    parts = words | set(verbs[verbs.str.len() == SHORT])
    topics = {
        term
        for scheme in schemes()
        for term in read_lexicon(f"themes/{scheme}")["term"]
        if not set(term) & set("*!")
    }
    known = AhoCorasick(sorted(parts | topics))
    whole = {
        term
        for term in topics
        if len(known.find_matches_as_indexes(term, overlapping=True)) == 1
    }
    return frozenset(parts | whole)


def _places(reports: pd.DataFrame | None) -> frozenset[str]:
    """Return the places that the bodies are named after: 静海区 of 静海区教育局."""
    if reports is None or "body" not in reports:
        return frozenset()
    names = reports["body"].astype("str").str.removeprefix("中共")
    return frozenset(name for body in names for name in PLACE.findall(body))


def _blocks(opens: np.ndarray) -> pairwise:
    """Return from where to where the text is cut in one go: whole clauses."""
    edges = opens[np.searchsorted(opens, range(0, opens[-1], BLOCK))]
    return pairwise(np.unique([*edges, opens[-1]]).tolist())


def _spans(pairs: list[tuple[int, int]]) -> np.ndarray:
    """Return where each of some words starts and ends, a row each."""
    flat = np.fromiter(chain.from_iterable(pairs), "int64", 2 * len(pairs))
    return flat.reshape(-1, 2)


def _slices(text: str, spans: np.ndarray) -> pd.Series:
    """Return the words of a text that stand there, without a loop over them."""
    raw = text.encode()
    character = np.flatnonzero(np.frombuffer(raw, "int8") >= -0x40)  # its first byte
    edges = np.append(character, len(raw))[spans.ravel()]
    pieces = pa.LargeStringArray.from_buffers(
        max(len(edges) - 1, 0), pa.py_buffer(edges), pa.py_buffer(raw)
    )  # a word, what lies behind it, a word …
    return pd.Series(pieces.take(pa.array(np.arange(0, len(edges), 2))), dtype="str")


def _words(
    text: str, cut: Callable[[str], list[str]], places: frozenset[str]
) -> np.ndarray:
    """Return where words start and end: the terms, and what lies between.

    Numbers and Latin are found by rule where no term stands, the rest is for jieba.
    """
    signs = characters(text)
    terms = _terms(text, places)
    _hide(signs, terms)
    ruled = _ruled(_text(signs))
    _hide(signs, ruled)
    first, last = map(ord, HAN.split("-"))
    han = (signs >= first) & (signs <= last)
    # Each run of Han on a line of its own: what stands apart is cut apart.
    kept = np.flatnonzero(han | np.append(False, han[:-1]))
    signs = np.where(han, signs, ord(GAP))[kept]
    edges = np.flatnonzero(_begins(_text(signs), cut))
    edges = np.stack([edges[:-1], edges[1:]], axis=1)[signs[edges[:-1]] != ord(GAP)]
    start = kept[edges[:, 0]]
    cuts = np.stack([start, start + edges[:, 1] - edges[:, 0]], axis=1)
    words = np.concatenate([terms, ruled, cuts])
    return words[words[:, 0].argsort(kind="stable")]


def _text(signs: np.ndarray) -> str:
    return signs.tobytes().decode("utf-32-le")


def _hide(signs: np.ndarray, spans: np.ndarray) -> None:
    """Put gaps in the place of words."""
    step = np.zeros(len(signs) + 1, dtype="int8")
    step[spans[:, 0]] += 1
    step[spans[:, 1]] -= 1
    signs[step[:-1].cumsum(dtype="int8") > 0] = ord(GAP)


def _terms(text: str, places: frozenset[str]) -> np.ndarray:
    """Return where the long terms stand, and the places that bodies are named after."""
    found = [
        (start, end)
        for start, end in _matches(text, places - vocabulary())
        if not NOT_HERE.match(text, end - 1)  # 静海区域, 构筑牢固防线
        or not (end - start == SHORT or text[start:end] in places)
    ]
    return _spans(found)


def _matches(text: str, places: frozenset[str]) -> list[tuple[int, int]]:
    """Return where terms and places stand: the leftmost first, of these the longest.

    What knows the places too takes long to build, and is only needed where one of them
    meets a term, or another place.
    """
    found = [(a, b) for _, a, b in _long_terms().find_matches_as_indexes(text)]
    for place in places:
        found += [match.span() for match in re.finditer(re.escape(place), text)]
    found.sort()
    if all(one[1] <= other[0] for one, other in pairwise(found)):
        return found
    return [(a, b) for _, a, b in _long_terms(places).find_matches_as_indexes(text)]


def _ruled(text: str) -> np.ndarray:
    """Return where numbers and Latin words stand."""
    found = []
    for match in _rules(circle="○" in text).finditer(text):
        if match.lastindex is None:
            found.append(match.span())
        else:
            years = range(match.start("years"), match.end(), 5)
            found.append((match.start(), years.start))
            found += [(year, year + 5) for year in years]
    return _spans(found)


def _begins(runs: str, cut: Callable[[str], list[str]]) -> np.ndarray:
    """Return of each character of runs of Han whether a word begins there."""
    begins = np.zeros(len(runs) + 1, dtype="bool")
    words = cut(runs)
    begins[0] = True
    begins[np.fromiter(map(len, words), "int64", len(words)).cumsum()] = True
    _set_apart(runs, begins)
    for run in _slogans().finditer(runs):
        if words := _slogan(run[0], cut):
            begins[run.start() : run.end()] = False
            begins[np.cumsum([run.start(), *map(len, words[:-1])])] = True
    _join(runs, begins)
    _part(runs, begins)
    return begins


@cache
def _slogans() -> re.Pattern[str]:
    """Return the pattern of a run that may be slogans of three characters."""
    return re.compile(f"^(?:[{''.join(_listed('口号字'))}]..)+$", re.MULTILINE)


def _slogan(run: str, cut: Callable[[str], list[str]]) -> list[str] | None:
    """Return verb and object of slogans of three characters: 惠民生, not 惠民 生."""
    parts = [run[at : at + 3] for at in range(0, len(run), 3)]
    if len(cut(run)) == 1 or any(part[:2] in vocabulary() for part in parts):
        return None  # 促进协调发展
    cuts = [[p[0], p[1:]] if p[1:] in vocabulary() else cut(p) for p in parts]
    if any(
        len(words[0]) > 1 and words[0][1:] not in _listed("非动词") for words in cuts
    ):
        return None  # but 办实事惠民生
    return [word for words in cuts for word in words]


def _set_apart(runs: str, begins: np.ndarray) -> None:
    """Set the first character apart where jieba joins what is no word: 率达, 拟新."""
    words = [
        (start, end)
        for _, start, end in _apart().find_matches_as_indexes(runs, overlapping=True)
        if begins[start] and begins[end] and not begins[start + 1 : end].any()
    ]
    for start, end in words:
        whole = runs[start + 1 : end] in vocabulary()
        begins[start + 1 : start + 2 if whole else end] = True


@cache
def _apart() -> AhoCorasick:
    return AhoCorasick(sorted(_listed("首字分开")))


@cache
def _listed(name: str) -> frozenset[str]:
    """Return the words of a class of `task_words.csv`."""
    rows = read_lexicon("task_words")
    return frozenset(rows.loc[rows["class"] == name, "word"])


def _join(runs: str, begins: np.ndarray) -> None:
    """Put a two-character term together again where jieba left single characters."""
    short = _short_terms()
    single = begins[:-1] & begins[1:]
    for start in np.flatnonzero(single[:-1] & single[1:]).tolist():
        if begins[start] and runs[start : start + 2] in short:
            begins[start + 1] = False


def _part(runs: str, begins: np.ndarray) -> None:
    """Part an adverb from its task verb where jieba's dictionary holds them as one.

    大力开展, 深入开展 and 开展 are the same verb, and are to be counted together.
    """
    adverbs, verbs = _adverbs_and_verbs()
    edges = np.flatnonzero(begins)
    for start in edges[:-1][np.diff(edges) == SHORT + SHORT].tolist():
        middle, end = start + SHORT, start + SHORT + SHORT
        if runs[middle:end] in verbs and runs[start:middle] in adverbs:
            begins[middle] = runs[start:end] not in vocabulary()


@cache
def _adverbs_and_verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the adverbs and the task verbs of two characters."""
    modifiers, verbs = read_lexicon("modifiers"), read_lexicon("task_verbs")["verb"]
    adverbs = modifiers.loc[modifiers["kind"] == "副词", "word"]
    pairs = (words[words.str.len() == SHORT] for words in (adverbs, verbs))
    return tuple(map(frozenset, pairs))


@lru_cache(maxsize=8)
def _long_terms(places: frozenset[str] = frozenset()) -> AhoCorasick:
    firm = _listed("整词")  # 抓党建筑牢根基 holds no 建筑
    terms = sorted(t for t in vocabulary() | places if len(t) >= LONG or t in firm)
    return AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)


@cache
def _short_terms() -> frozenset[str]:
    return frozenset(term for term in vocabulary() if len(term) < LONG)


@cache
def _rules(*, circle: bool) -> re.Pattern[str]:
    """Return the pattern of a word that is found by rule: number, Latin, other sign.

    One set of signs comes first in it, so that a search soon passes over all others.
    A `circle` for zero fits in no such set: a sign of numerals, it is none of words.
    """
    unit = any_of(read_lexicon("units")["unit"])
    digits = f"{DIGITS}{ZEROS}"
    low, high = map(ord, HAN.split("-"))
    others = re.split(f"[{digits}十百]", "".join(map(chr, range(low, high + 1))))
    others = "".join(f"{run[0]}-{run[-1]}" for run in filter(None, others))
    many = "[余多来]?[百千万亿]{0,3}[余多来]?"
    measure = "[A-Za-zμµ]+(?:/m[³3])?"
    number = r"(?<=\d)\d*(?:[,，]\d{3})*(?:[.．·]\d+)?"
    number += f"(?:{measure}|{many}(?:{unit})?余?)"
    decimal = f"(?<=[{digits}十百])[{digits}十百]{{0,8}}点[{digits}]{{1,9}}"
    decimal += f"(?:[万亿]{{1,2}}(?:{unit})?|(?:{unit})(?<![时分刻]))"  # 八点三十分
    latin = r"(?<=[A-Za-z])[A-Za-z0-9]*(?:[-+.][A-Za-z0-9]+)*\+*"
    # Within a run of Han a year is jieba's; behind another word by rule it is none.
    year = f"(?:(?<![{HAN}].)|(?<![{HAN}]))(?<=[{digits}])[{digits}]{{3}}年"
    first = rf"(?:[^{others}\W_]|○)" if circle else rf"[^{others}\W_]"
    return re.compile(
        rf"{first}(?:{number}|{decimal}|{latin}|{year}|(?<![{HAN}○]))"
        rf"(?P<years>(?:[{digits}]{{4}}年)+)?"
    )
