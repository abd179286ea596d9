"""Segment clauses into words: one row per token, terms of the lexicon never split."""

import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind
from platformdirs import user_cache_path

from analysis.lexicons import read_lexicon, schemes
from analysis.read.documents import simplified
from analysis.read.numerals import DIGITS, ZEROS
from analysis.read.outline.places import GAP

# A term this long is matched before jieba sees the text; a shorter one would cut
# into its neighbours (文创 in 人文创新) and is only put together again afterwards.
SHORT, LONG = 2, 3
# The name of a place in the name of a body, and what only begins like one: 静海区域.
PLACE = re.compile("[\u4e00-\u9fd5]{2,8}?(?:[省市区县镇乡旗州盟]|街道)")
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
    starts, words, rows = [], [], []
    joined = GAP.join(clauses["text"])
    plain = simplified(joined)  # the terms and jieba's dictionary are; as long as it
    ends = (clauses["text"].str.len() + 1).cumsum().tolist()
    opens = [0, *ends]
    for start, word in _words(plain, _cutter(engine), _places(reports)):
        row = bisect_right(ends, start)
        rows.append(row)
        starts.append(start - opens[row])
        words.append(joined[start : start + len(word)])
    brought = clauses.drop(columns=["text", "sentence"], errors="ignore").iloc[rows]
    tokens = brought.reset_index(drop=True).assign(
        start=lambda table: table["start"] + starts,
        word=pd.Series(words, dtype="str"),
        position=pd.Series(rows, dtype="int64").groupby(rows).cumcount(),
    )
    first = ["report", "clause", "position", "start", "word"]
    return tokens[[*first, *tokens.columns.difference(first, sort=False)]]


def default_engine() -> str:
    """Return the engine that cuts where none is named: the first one installed."""
    return "rjieba" if find_spec("rjieba") else "jieba"


def dictionary_words(text: str) -> list[str]:
    """Return what the general dictionary alone makes of a text: no term, no guess.

    >>> dictionary_words("优化营商思境")
    ['优化', '营商', '思', '境']
    """
    return list(_cutter(None, guess=False)(text))


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


def _words(
    text: str, cut: Callable[[str], list[str]], places: frozenset[str] = frozenset()
) -> Iterator[tuple[int, str]]:
    """Return each word with where it starts: the terms, and what lies between."""
    begin = 0
    for _, start, end in _long_terms(places).find_matches_as_indexes(text):
        if NOT_HERE.match(text, end - 1):
            if end - start == SHORT or text[start:end] in places:
                continue  # 静海区域, 构筑牢固防线
        yield from _between(text, begin, start, cut)
        yield start, text[start:end]
        begin = end
    yield from _between(text, begin, len(text), cut)


def _between(
    text: str, begin: int, end: int, cut: Callable[[str], list[str]]
) -> Iterator[tuple[int, str]]:
    """Cut what lies between terms: numbers and Latin by rule, Han by jieba."""
    for run in _runs().finditer(text, begin, end):
        start = run.start()
        if not run["han"]:
            yield start, run[0]
            continue
        for word in _parted(_joined(_slogan(run[0], cut) or _apart(cut(run[0])))):
            yield start, word
            start += len(word)


def _slogan(run: str, cut: Callable[[str], list[str]]) -> list[str] | None:
    """Return verb and object of slogans of three characters: 惠民生, not 惠民 生."""
    parts = [run[at : at + 3] for at in range(0, len(run), 3)]
    if len(run) % 3 or not _listed("口号字").issuperset(part[0] for part in parts):
        return None
    if len(cut(run)) == 1 or any(part[:2] in vocabulary() for part in parts):
        return None  # 促进协调发展
    cuts = [[p[0], p[1:]] if p[1:] in vocabulary() else cut(p) for p in parts]
    if any(
        len(words[0]) > 1 and words[0][1:] not in _listed("非动词") for words in cuts
    ):
        return None  # but 办实事惠民生
    return [word for words in cuts for word in words]


def _apart(words: list[str]) -> list[str]:
    """Set the first character apart where jieba joins what is no word: 率达, 拟新."""
    apart = _listed("首字分开")
    if apart.isdisjoint(words):
        return words
    return [
        part
        for word in words
        for part in ((word[0], *_rest(word)) if word in apart else (word,))
    ]


def _rest(word: str) -> str | tuple[str]:
    """Return what stands behind the first character, whole where it is a word."""
    rest = word[1:]
    return (rest,) if len(rest) < SHORT or rest in vocabulary() else rest


@cache
def _listed(name: str) -> frozenset[str]:
    """Return the words of a class of `task_words.csv`."""
    rows = read_lexicon("task_words")
    return frozenset(rows.loc[rows["class"] == name, "word"])


def _joined(words: list[str]) -> Iterator[str]:
    """Put a two-character term together again where jieba left single characters."""
    short = _short_terms()
    index = 0
    while index < len(words):
        pair = "".join(words[index : index + 2])
        if len(pair) == 2 and pair in short:
            yield pair
            index += 1 + (pair != words[index])
        else:
            yield words[index]
            index += 1


def _parted(words: Iterable[str]) -> Iterator[str]:
    """Part an adverb from its task verb where jieba's dictionary holds them as one.

    大力开展, 深入开展 and 开展 are the same verb, and are to be counted together.
    """
    adverbs, verbs = _adverbs_and_verbs()
    for word in words:
        first, second = word[:SHORT], word[SHORT:]
        if second in verbs and first in adverbs and word not in vocabulary():
            yield from (first, second)
        else:
            yield word


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
def _runs() -> re.Pattern[str]:
    """Return the pattern of a run of one kind: number, Latin, Han; else nothing."""
    units = sorted(read_lexicon("units")["unit"], key=len, reverse=True)
    unit = "|".join(map(re.escape, units))
    number = r"\d+(?:[,，]\d{3})*(?:[.．·]\d+)?"
    many = "[余多来]?[百千万亿]{0,3}[余多来]?"
    latin = "[A-Za-zμµ]+(?:/m[³3])?"
    decimal = f"[{DIGITS}{ZEROS}十百]{{1,9}}点[{DIGITS}{ZEROS}]{{1,9}}"
    decimal += f"(?:[万亿]{{1,2}}(?:{unit})?|(?:{unit})(?<![时分刻]))"  # 八点三十分
    return re.compile(
        rf"(?P<number>{number}(?:{latin}|{many}(?:{unit})?余?))"
        rf"|(?P<decimal>{decimal})"
        r"|(?P<latin>[A-Za-z][A-Za-z0-9]*(?:[-+.][A-Za-z0-9]+)*\+*)"
        rf"|(?P<year>[{DIGITS}{ZEROS}]{{4}}年)"
        # what jieba's own dictionary speaks of
        rf"|(?P<han>(?:(?!{decimal})[\u4e00-\u9fd5])+)"
        r"|(?P<other>[^\W_])"
    )


@cache
def _cutter(engine: str | None, *, guess: bool = True) -> Callable[[str], list[str]]:
    """Return how the engine cuts a run of Han; a `guess` joins words it knows not."""
    if (engine or default_engine()) == "rjieba":
        import rjieba

        return partial(rjieba.Jieba().cut, hmm=guess)
    return partial(_jieba().lcut, HMM=guess)


def _jieba():
    """Return a tokenizer of our own: the module's is shared state."""
    with warnings.catch_warnings(action="ignore"):  # its own, about its packaging
        import jieba

    jieba.setLogLevel(logging.CRITICAL)  # its chatter would land in notebooks
    tokenizer = jieba.Tokenizer()
    cache_folder = user_cache_path("zhongxin")
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        pass  # jieba then builds its dictionary anew each time, and says nothing
    # jieba would write to the world-writable /tmp, where anyone could swap the file.
    tokenizer.tmp_dir = str(cache_folder)
    tokenizer.cache_file = str(Path(cache_folder, "jieba.cache"))
    return tokenizer
