"""Remark on formulations that differ by a character from their exact form."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.compare.norms import read_norms, read_words
from analysis.count.tokens import dictionary_words, vocabulary
from analysis.lexicons import read_lexicon
from analysis.read.documents import simplified
from analysis.read.numerals import FIGURES
from analysis.say.draft.remark import Remark, as_table, texts

KIND = "formulation"
NO_LETTER = re.compile("[^\u3400-\u9fff0-9]")
STOP = "\n"  # stands for whatever parts a clause from the next
PARTS = re.compile(
    "[，。；：！？,;:!?\n（）()《》]"
)  # else marks are left out: “两个”维护
SHORTEST = 4  # characters; of fewer too little is left
LONG = 7  # characters from which one that differs was hardly meant
BLURRED = re.compile("(?<=[zcs])h|(?<=n)g$")
WORDS = 12  # characters from which even another word of two was hardly meant
WHOLE = 14  # characters from which even a word of two is hardly left out
OFTEN = 3  # a phrase that stands so often is the writer's own
NUMERALS = frozenset(FIGURES) | set("两零百千万0123456789")


class Near(NamedTuple):
    """A passage of the plain text that is a formulation but for one character."""

    start: int
    end: int
    form: str
    edit: str  # replaced, missing, extra, swapped, word
    at: int  # place of the edit in the passage


class Plain(NamedTuple):
    """A text without its marks, and where each character stands in it."""

    text: str
    origin: list[int]


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
    '“绿水青山就是金山银铃”与固定提法“绿水青山就是金山银山”差一个字'
    """
    found = {}
    for report, text in texts(reports).items():
        plain = _plain(simplified(text))
        near = (one for one in _near(plain.text) if _together(plain, text, one))
        faults = [one for one in near if _is_fault(plain.text, one)]
        found[report] = [_remark(plain, one) for one in _apart(faults)]
    return as_table(found, clauses)


@cache
def _forms() -> dict[str, str]:
    """Return the formulations as listed, by their characters without marks."""
    listed = read_lexicon("formulations")["formulation"]
    plain = {NO_LETTER.sub("", form): form for form in listed}
    return {form: shown for form, shown in plain.items() if len(form) >= SHORTEST}


def _plain(text: str) -> Plain:
    """Return a text of Han characters, digits, and one sign for what parts clauses."""
    kept = [
        (at, STOP if PARTS.match(sign) else sign)
        for at, sign in enumerate(text)
        if PARTS.match(sign) or not NO_LETTER.match(sign)
    ]
    return Plain("".join(sign for _, sign in kept), [at for at, _ in kept])


@cache
def _pieces() -> tuple[AhoCorasick, list[tuple[str, int]]]:
    """Return what of a formulation one slip leaves as it is: a half, and which.

    A slip within one half leaves the other; two characters that changed places across
    the middle leave neither, so that the whole is searched as well.
    """
    pieces = []
    for form in _forms():
        mid = len(form) // 2
        swapped = form[: mid - 1] + form[mid] + form[mid - 1] + form[mid + 1 :]
        pieces += [(form[:mid], form, 0), (form[mid:], form, 1), (swapped, form, 0)]
    search = AhoCorasick([piece for piece, *_ in pieces])
    return search, [(form, side) for _, form, side in pieces]


def _near(text: str) -> Iterator[Near]:
    """Yield the passages that differ from a formulation by one slip."""
    search, pieces = _pieces()
    seen = set()
    for number, start, end in search.find_matches_as_indexes(text, overlapping=True):
        form, side = pieces[number]
        for size in range(len(form) - 1 - (len(form) >= WHOLE), len(form) + 2):
            left = start if side == 0 else end - size
            passage = text[max(left, 0) : left + size]
            if left < 0 or len(passage) < size or STOP in passage:
                continue
            edit = _edit(passage, form)
            if edit and (left, size, form) not in seen:
                seen.add((left, size, form))
                yield Near(left, left + size, form, *edit)


def _edit(passage: str, form: str) -> tuple[str, int] | None:
    """Return the one slip by which a passage differs from a form, and its place.

    >>> _edit("两个维户", "两个维护"), _edit("全面从治党", "全面从严治党")
    (('replaced', 3), ('missing', 3))
    >>> _edit("求实真务", "求真务实") is None, _edit("乡振村兴", "乡村振兴")
    (True, ('swapped', 1))
    """
    pairs = zip(passage, form, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), None)
    if at is None:
        return None
    rest, kept = passage[at:], form[at:]
    if len(passage) == len(form) - 2:
        return ("word", at) if rest == kept[2:] and at else None
    if len(passage) < len(form):
        return ("missing", at) if rest == kept[1:] and at else None
    if len(passage) > len(form):
        return ("extra", at) if rest[1:] == kept and at else None
    if rest[1:] == kept[1:]:
        return "replaced", at
    swapped = rest[1::-1] == kept[:2] and rest[2:] == kept[2:]
    word = len(form) >= WORDS and rest[2:] == kept[2:] and at and len(rest) > 2
    return ("swapped", at) if swapped else ("word", at) if word else None


def _together(plain: Plain, text: str, near: Near) -> bool:
    """Say whether no mark parts a passage that the formulation does not have.

    Neither 担当、为 nor 产城人”融合发展 is one.
    """
    said = text[plain.origin[near.start] : plain.origin[near.end - 1] + 1]
    quotes = said.count("“") == said.count("”")
    return quotes and ("、" not in said or "、" in _forms()[near.form])


def _is_fault(text: str, near: Near) -> bool:
    """Say whether a passage is a slip, and no other phrase that is meant."""
    passage = text[near.start : near.end]
    if (
        passage in _forms()
        or passage in _loose()["另说"]
        or text.count(passage) >= OFTEN
        or _free(text, passage, near)
    ):
        return False
    place = near.start + near.at
    doubled = _doubled(passage, near)
    if _covered(text, place - (near.edit == "missing" or doubled), place + 1):
        return False
    if doubled:
        return _no_word(text, near)
    if _alike(passage, near):
        inner = 0 < near.at < len(near.form) - 1
        sure = len(near.form) >= LONG or (inner and near.form in text)
        return sure or _unknown(text, near) or _breaks(text, near)
    inner = 0 < near.at < len(near.form) - 1
    other = near.edit == "replaced" and passage[near.at] not in _loose()["虚词"]
    meant = not (other and inner and len(near.form) >= LONG)
    return near.edit in ("swapped", "word") or not meant or _breaks(text, near)


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
    """Say whether another character of the same sound stands there: 筑牢, 铸牢."""
    if near.edit != "replaced":
        return False
    here, there = _sounds().get(passage[near.at]), _sounds().get(near.form[near.at])
    return here is not None and here == there


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
    loose, long = _loose(), len(near.form) >= LONG
    if near.edit in ("swapped", "word") or _doubled(passage, near):
        return False
    if near.edit != "replaced":
        sign = (passage if near.edit == "extra" else near.form)[near.at]
        counts = sign in NUMERALS and not long
        told = near.edit == "missing" and text.count(near.form) >= OFTEN
        return counts or sign in loose["虚词"] or (sign in loose["修饰"] and not told)
    new, old = passage[near.at], near.form[near.at]
    levels = loose["层级"] | loose["地名"]  # 依法治国, 依法治县
    kinds = NUMERALS, loose["虚词"], loose["修饰"], levels
    if any({new, old} <= kind for kind in kinds):
        return True
    if _alike(passage, near):
        return False
    if not _kept(near):
        return True
    particle = {new, old} & loose["虚词"] or new in loose["修饰"]
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


@cache
def _loose() -> dict[str, frozenset[str]]:
    table = read_lexicon("spelling")
    return {kind: frozenset(own["text"]) for kind, own in table.groupby("kind")}


def _covered(text: str, begin: int, end: int) -> bool:
    """Say whether a passage lies in a formulation that is as it should be."""
    longest = max(map(len, _forms()))
    left = max(0, begin - longest)
    around = text[left : end + longest]
    found = _exact().find_matches_as_indexes(around, overlapping=True)
    return any(left + a <= begin and end <= left + b for _, a, b in found)


@cache
def _exact() -> AhoCorasick:
    return AhoCorasick(sorted(_forms()))


def _breaks(text: str, near: Near) -> bool:
    """Say whether the slip breaks a word of the formulation."""
    left = text.rfind(STOP, 0, near.start) + 1
    right = text.find(STOP, near.end)
    right = len(text) if right < 0 else right
    written = _words(text[left:right], left)
    form = text[left : near.start] + near.form + text[near.end : right]
    place = near.start + near.at
    begin, end = next(w for w in _words(form, left) if w[0] <= place < w[1])
    if near.edit == "extra" and begin == place:  # between two words
        return (place, place + 1) in written
    if end - begin < 2 and not (near.edit == "replaced" and len(near.form) >= LONG):
        return False  # there is no word that could break: 最多采一次
    firm = end - begin > 2  # of three characters, a slip leaves no other word
    end += {"missing": -1, "extra": 1}.get(near.edit, 0)
    here = [word for word in written if word[0] < end and word[1] > begin]
    inside = [word for word in written if word[0] < near.end and word[1] > near.start]
    if inside[0][0] < near.start or inside[-1][1] > near.end:
        return False  # part of a word that goes on: 科学发展道|路
    alone = [word for word in here if word[1] - word[0] == 1]
    if alone:
        edges = {text[word[0]] for word in alone if word in (inside[0], inside[-1])}
        loose = edges and edges <= _loose()["虚词"] | NUMERALS  # 经济|和社会
        return not loose and _stands_alone(text, written, near, (begin, end))
    strange = all(_strange(text[start:end]) for start, end in here)
    return len(near.form) >= LONG and (firm or strange)


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
    particles = _loose()["虚词"]
    alone = [
        word
        for word in written
        if word[1] - word[0] == 1 and text[word[0]] not in particles
    ]
    before = broken[0] == near.start and near.start in {end for _, end in alone}
    behind = broken[1] == near.end and near.end in {start for start, _ in alone}
    return not before and not behind


def _strange(word: str) -> bool:
    """Say whether no report of the genre has a word."""
    return word not in _known() and word not in vocabulary()


@cache
def _known() -> frozenset[str]:
    return frozenset(read_words(read_norms(None).path).index)


def _apart(found: list[Near]) -> Iterator[Near]:
    """Yield one of those that overlap: that of the longest formulation."""
    kept: list[Near] = []
    for one in sorted(found, key=lambda near: (-len(near.form), near.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
            yield one


def _remark(plain: Plain, near: Near) -> Remark:
    start, end = plain.origin[near.start], plain.origin[near.end - 1] + 1
    shown, form = plain.text[near.start : near.end], _forms()[near.form]
    how = {
        "replaced": ("差一个字", "one character is another"),
        "missing": ("少一个字", "one character is missing"),
        "extra": ("多一个字", "one character is too much"),
        "word": ("有一个词不同或缺少", "a word is another or missing"),
        "swapped": ("有两个字颠倒", "two characters changed places"),
    }[near.edit]
    zh = f"“{shown}”与固定提法“{form}”{how[0]}"
    en = f"“{shown}” is not the set form “{form}”: {how[1]}"
    return Remark(start, end, KIND, zh, en)
