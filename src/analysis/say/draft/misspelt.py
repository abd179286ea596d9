"""Remark on formulations that differ by a character from their exact form."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.compare.norms import read_norms, read_words
from analysis.count.dictionary import dictionary_words
from analysis.count.tokens import vocabulary
from analysis.lexicons import read_lexicon
from analysis.read.documents import simplified
from analysis.read.numerals import FIGURES
from analysis.say.draft.remark import Remark, as_table, texts
from analysis.say.draft.reworded import is_reworded, reworded, set_forms
from analysis.say.draft.slips import (
    STOP,
    Near,
    Plain,
    forms,
    loose,
    nearly,
    plain_of,
)

KIND = "formulation"
LONG = 7  # characters from which one that differs was hardly meant
BLURRED = re.compile("(?<=[zcs])h|(?<=n)g$")
OFTEN = 3  # a phrase that stands so often is the writer's own
TELLING = 6  # characters of a form that is known by one word of it
RARE = 3  # reports that have a word: it is hardly said elsewhere
NUMERALS = frozenset(FIGURES) | set("两零百千万0123456789")


def misspelt(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return remarks on misspelt formulations: one row per place.

    A passage that is a formulation of `data/lexicons/formulations.csv` but for one
    character that is another, missing, too much, or two that changed places; a very
    long one may lack a word or have another. It is called a fault only where a
    character stands twice, or another that sounds alike and makes no word, or where
    the slip breaks a word, or puts one there, in a long formulation, that no report of
    the genre has: 四个意识 and 四个自信, 全面建成 and
    全面建设, 依法治国 and 依法治区 are each as they should be. Quotation marks do not
    matter.

    Examples
    --------
    >>> text = "坚持“绿水青山就是金山银铃”的理念。"
    >>> reports = pd.DataFrame({"report": ["r"], "text": [text]})
    >>> clauses = pd.DataFrame({"report": ["r"], "clause": [0], "start": [0],
    ...     "text": [text[:-1]]})
    >>> misspelt(reports, clauses)["why_zh"].item()
    '“绿水青山就是金山银铃的理念”与固定提法“绿水青山就是金山银山的理念”差一个字'
    """
    found = {}
    for report, text in texts(reports).items():
        plain = plain_of(simplified(text))
        near = (one for one in nearly(plain.text) if _together(plain, text, one))
        faults = [one for one in near if _is_fault(plain.text, one)]
        faults += [
            one
            for one in reworded(plain.text)
            if _together(plain, text, one) and is_reworded(plain.text, one)
        ]
        found[report] = [_remark(plain, one) for one in _apart(faults)]
    return as_table(found, clauses)


def _together(plain: Plain, text: str, near: Near) -> bool:
    """Say whether no mark parts a passage that the formulation does not have.

    Neither 担当、为 nor 产城人”融合发展 is one; nor is what has another word in
    quotation marks: 习近平总书记“七一”讲话精神.
    """
    start, end = plain.origin[near.start], plain.origin[near.end - 1] + 1
    if near.edit != "extra":  # of “高效办成一件事”事 the last belongs to what follows
        start -= text[max(start - 1, 0) : start] == "“"
        end += text[end : end + 1] == "”"
    said = text[start:end]
    quoted = said.count("“")
    other = near.edit == "word" and near.form in forms()
    quotes = quoted == said.count("”") and not (quoted and other)
    return quotes and ("、" not in said or "、" in _shown(near.form))


def _shown(form: str) -> str:
    """Return a form with its marks."""
    return forms().get(form) or set_forms()[form]


def _is_fault(text: str, near: Near) -> bool:
    """Say whether a passage is a slip, and no other phrase that is meant."""
    passage = text[near.start : near.end]
    if (
        passage in forms()
        or passage in loose()["另说"]
        or text.count(passage) >= OFTEN
        or _free(text, passage, near)
    ):
        return False
    place = near.start + near.at
    doubled = _doubled(passage, near)
    if _covered(text, place - (near.edit == "missing" or doubled), place + 1):
        return False
    if doubled:  # 实事求是是
        last = near.at == len(near.form) and passage[-1] in loose()["虚词"]
        return _no_word(text, near) and not last
    if _alike(passage, near):
        inner = 0 < near.at < len(near.form) - 1
        sure = len(near.form) >= LONG or (inner and near.form in text)
        whole = not _goes_on(text, near)
        return sure or _unknown(text, near) or (whole and _breaks(text, near))
    if near.edit in ("swapped", "word"):
        return True
    inner = 0 < near.at < len(near.form) - 1
    other = near.edit == "replaced" and passage[near.at] not in loose()["虚词"]
    if other and inner and len(near.form) >= LONG:
        return True
    if _goes_on(text, near):
        return False
    missed = near.edit == "missing" and inner and text.count(near.form) >= OFTEN
    return missed or (other and inner and _telling(near)) or _breaks(text, near)


def _goes_on(text: str, near: Near) -> bool:
    """Say whether a passage begins or ends within a word: 科学发展道|路."""
    left, right = _run(text, near)
    written = _words(text[left:right], left)
    ends = {left} | {end for _, end in written}
    return not {near.start, near.end} <= ends


def _telling(near: Near) -> bool:
    """Say whether what stays of a form is said in it alone: 科技兴国战略."""
    if len(near.form) < TELLING:
        return False
    rest = near.form[: near.at], near.form[near.at + 1 :]
    words = [word for part in rest for word in dictionary_words(part)]
    return any(len(word) > 1 and _reports(word) <= RARE for word in words)


def _reports(word: str) -> int:
    """Return how many reports of the genre have a word outside of longer ones."""
    return int(_genre().get(word, 0))


def _doubled(passage: str, near: Near) -> bool:
    """Say whether a character stands twice: 党党风廉政."""
    return near.edit == "extra" and passage[near.at] == passage[near.at - 1]


def _no_word(text: str, near: Near) -> bool:
    """Say whether a doubled character belongs to no word before: 安全|全面 does."""
    if near.at > 1:
        return True
    before = text[max(near.start - 1, 0) : near.start + 1]
    return len(before) < 2 or STOP in before or before not in vocabulary()


def _alike(passage: str, near: Near) -> bool:
    """Say whether one of the same sound or shape stands there: 筑牢 and 铸牢."""
    if near.edit != "replaced":
        return False
    pair = passage[near.at], near.form[near.at]
    here, there = map(_sounds().get, pair)
    shapes = any(set(pair) <= set(group) for group in loose()["形近"])
    return shapes or (here is not None and here == there)


@cache
def _sounds() -> dict[str, str]:
    """Return how each character sounds; z and zh, n and ng at the end are one."""
    table = read_lexicon("sounds")
    return {
        sign: BLURRED.sub("", row.sound)
        for row in table.itertuples()
        for sign in row.characters
    }


def _unknown(text: str, near: Near) -> bool:
    """Say whether the words that the other character stands in are unknown here."""
    place = near.start + near.at
    left = max(text.rfind(STOP, 0, near.start) + 1, near.start - 2)
    right = near.end + 2
    stop = text.find(STOP, near.end, right)
    right = stop if stop >= 0 else right
    around = [
        text[start:end]
        for start in range(max(left, place - 3), place + 1)
        for end in range(place + 1, min(right, place + 4) + 1)
        if end - start > 1
    ]
    return not any(word in vocabulary() or word in _known() for word in around)


def _free(text: str, passage: str, near: Near) -> bool:
    """Say whether the characters in question come and go in phrases that are meant."""
    signs, long = loose(), len(near.form) >= LONG
    if near.edit in ("swapped", "word") or _doubled(passage, near):
        return False
    if near.edit != "replaced":
        sign = (passage if near.edit == "extra" else near.form)[near.at]
        counts = sign in NUMERALS and not long
        told = near.edit == "missing" and text.count(near.form) >= OFTEN
        if near.edit == "missing" and near.at == 1 and passage[0] in signs["虚词"]:
            return True  # 和乡村 is no 和美乡村
        particles = signs["可省"] if long and near.edit == "missing" else signs["虚词"]
        return counts or sign in particles or (sign in signs["修饰"] and not told)
    new, old = passage[near.at], near.form[near.at]
    levels = signs["层级"] | signs["地名"]  # 依法治国, 依法治县
    kinds = NUMERALS, signs["虚词"], signs["修饰"], levels
    if any({new, old} <= kind for kind in kinds):
        return True
    if _alike(passage, near):
        return False
    if not _kept(near):
        return True
    particle = {new, old} & signs["虚词"] or new in signs["修饰"]
    last = near.at == len(near.form) - 1 and new in levels
    return not long and bool(particle or last)  # “四个更大”, “一带一区”


def _kept(near: Near) -> bool:
    """Say whether what stays of a form is enough to know it by.

    Another first character is another phrase: 变中求进, 渭河流域; another last one of a
    short form as well (依法治滇), if the form is not one by its number (两个维护).
    """
    last = near.at == len(near.form) - 1
    known = len(near.form) >= LONG or near.form[0] in NUMERALS
    return near.at > 0 and (known or not last)


def _covered(text: str, begin: int, end: int) -> bool:
    """Say whether a passage lies in a formulation that is as it should be."""
    longest = max(map(len, forms()))
    left = max(0, begin - longest)
    around = text[left : end + longest]
    found = _exact().find_matches_as_indexes(around, overlapping=True)
    return any(left + a <= begin and end <= left + b for _, a, b in found)


@cache
def _exact() -> AhoCorasick:
    return AhoCorasick(sorted(forms()))


def _breaks(text: str, near: Near) -> bool:
    """Say whether the slip breaks a word of the formulation."""
    left, right = _run(text, near)
    written = _words(text[left:right], left)
    form = text[left : near.start] + near.form + text[near.end : right]
    place = near.start + near.at
    begin, end = next(w for w in _words(form, left) if w[0] <= place < w[1])
    if near.edit == "extra" and begin == place:  # between two words
        return (place, place + 1) in written
    if end - begin < 2 and len(near.form) < LONG:
        return near.edit == "missing"  # no word could break: 最多采一次
    firm = end - begin > 2  # of three characters, a slip leaves no other word
    end += {"missing": -1, "extra": 1}.get(near.edit, 0)
    here = [word for word in written if word[0] < end and word[1] > begin]
    inside = [word for word in written if word[0] < near.end and word[1] > near.start]
    alone = [word for word in here if word[1] - word[0] == 1]
    if alone:
        edges = {inside[0], inside[-1]}
        small = loose()["虚词"] | NUMERALS
        # of 经济|和社会 the 和 is no part of a word
        little = all(word in edges and text[word[0]] in small for word in alone)
        return not little and _stands_alone(text, written, near, (begin, end))
    strange = all(_strange(text[start:end]) for start, end in here)
    return strange or (firm and len(near.form) >= LONG)


def _run(text: str, near: Near) -> tuple[int, int]:
    """Return where the clause around a passage begins and ends."""
    right = text.find(STOP, near.end)
    return text.rfind(STOP, 0, near.start) + 1, len(text) if right < 0 else right


def _words(run: str, left: int) -> list[tuple[int, int]]:
    """Return where each word of the dictionary stands."""
    ends = list(accumulate(map(len, dictionary_words(run)), initial=left))
    return list(pairwise(ends))


def _stands_alone(
    text: str, written: list[tuple[int, int]], near: Near, broken: tuple[int, int]
) -> bool:
    """Say whether the broken word, at an edge, has nothing to do with what is beyond.

    中|美就中国 is no 美丽中国: a single character before it may make a word with it.
    """
    particles = loose()["虚词"]
    alone = [
        word
        for word in written
        if word[1] - word[0] == 1 and text[word[0]] not in particles
    ]
    starts, ends = ({word[side] for word in alone} for side in (0, 1))
    before = near.start in starts & ends and broken[0] == near.start
    behind = near.end in starts & ends and broken[1] == near.end
    return not before and not behind


def _strange(word: str) -> bool:
    """Say whether no report of the genre has a word."""
    return word not in _known() and word not in vocabulary()


@cache
def _known() -> frozenset[str]:
    """Return the words that a report of the genre has, and those that any text has."""
    return frozenset([*_genre(), *read_lexicon("stopwords")["word"]])


@cache
def _genre() -> dict[str, int]:
    return read_words(read_norms(None).path)["n_reports"].to_dict()


def _apart(found: list[Near]) -> Iterator[Near]:
    """Yield one of those that overlap: that of the longest formulation."""
    kept: list[Near] = []
    for one in sorted(found, key=lambda near: (-len(near.form), near.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
            yield one


def _remark(plain: Plain, near: Near) -> Remark:
    start, end = plain.origin[near.start], plain.origin[near.end - 1] + 1
    shown, form = plain.text[near.start : near.end], _shown(near.form)
    how = {
        "replaced": ("差一个字", "one character is another"),
        "missing": ("少一个字", "one character is missing"),
        "extra": ("多一个字", "one character is too much"),
        "word": ("有一个词不同或缺少", "a word is another or missing"),
        "swapped": ("有两个字颠倒", "two characters changed places"),
        "turned": ("词序不同", "two words changed places"),
        "of": ("多一个“的”字", "a 的 is too much"),
        "synonym": ("有一个词不同", "a word is another"),
    }[near.edit]
    zh = f"“{shown}”与固定提法“{form}”{how[0]}"
    en = f"“{shown}” is not the set form “{form}”: {how[1]}"
    return Remark(start, end, KIND, zh, en)
