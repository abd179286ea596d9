"""Call a section by its noun: 擦亮奋进底色，推进改革创新发展 is 改革创新."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon, schemes

FEWEST, MOST = 4, 8  # characters of a name
SHORT = 2  # characters of a word that needs what stands beside it
JOINS = "和与及、"  # what only joins a noun to the next
LONGEST = 12  # characters of a heading that stays as it is
CLAUSES = re.compile("[，；：,;:]")
PARTICLES = "和 与 及 、 的 把 将 以 在 对 从 为 向 使 让 更 我们 要 等 因".split()
FRAME = re.compile(
    "^在(.+?)[中下](?!国|央|心)|^以(.+?)为[^主期]|[把将](.+?)(?:[摆放]在|作为)"
)
QUOTED = re.compile("^“([^“”]+)”$")


@lru_cache(maxsize=4096)
def noun(heading: str) -> str:
    """Return what a heading is about, in 4 to 8 characters where it has so many.

    Of the clauses of a couplet the one with more words of the theme lists; of that
    clause from the first such word to the last, without the verbs before it and the
    stock words behind it. No word is cut in two. A heading of which no list knows a
    word stays as it is, up to twelve characters.

    Examples
    --------
    >>> noun("擦亮奋进底色，推进改革创新发展"), noun("扎实做好网信舆情工作")
    ('改革创新', '网信舆情')
    >>> noun("提高融合能力，推动产业繁荣发展"), noun("持续用力扩大内需")
    ('产业繁荣发展', '扩大内需')
    >>> noun("狠抓投资融资和项目建设，保持经济稳定增长"), noun("加快绿色低碳发展")
    ('投资融资', '绿色低碳')
    >>> noun("促进各民族广泛交往交流交融"), noun("把民生工作摆在更加突出位置")
    ('各民族广泛交往交流交融', '民生')
    """
    clauses = _clauses(heading)
    if not clauses:
        return heading
    if thought := _thoughts().search(heading):
        return thought[0]
    known = [sum(last - first for first, last in _terms(clause)) for clause in clauses]
    if not max(known):
        return _whole(clauses[0])
    best = max(range(len(clauses)), key=lambda n: (known[n], -n))
    return QUOTED.sub(r"\1", _span(clauses[best]).strip("、"))


class Word(NamedTuple):
    """A word of a heading."""

    text: str
    known: bool  # a list has it, or part of it
    leads: bool  # a verb, an adverb, a particle


def _inner(clause: str) -> str:
    """Return a clause without the frame around it, as 在…中, 以…为牵引, 把…摆在 are."""
    lead = _lead().match(clause)
    clause = clause[lead.end() :] if lead and lead.end() < len(clause) else clause
    found = FRAME.search(clause)
    inside = found and next(filter(None, found.groups()), "")
    rest = clause[found.end() :] if found else ""
    return inside if inside and not (_terms(rest) and not _terms(inside)) else clause


def _clauses(heading: str) -> list[str]:
    """Return the clauses of a heading; a 、 between long parts ends one, too."""
    found = []
    for clause in CLAUSES.split(heading):
        parts = clause.split("、")
        long = min(map(len, parts)) >= FEWEST
        found += [_inner(part) for part in (parts if long else [clause]) if part]
    return found


def _cut(clause: str) -> list[Word]:
    """Cut a clause into words."""
    table = pd.DataFrame({"report": "", "clause": 0, "start": 0, "text": [clause]})
    terms = _terms(clause)
    words = []
    at = 0
    tokens = segment(table)
    pairs = zip(tokens["start"].tolist(), tokens["word"], strict=True)
    for start, text in _parted(pairs, terms):
        if start > at:  # marks
            words.append(Word(clause[at:start], known=False, leads=False))
        at = start + len(text)
        known = any(first < at and last > start for first, last in terms)
        words.append(Word(text, known, leads(text) or text in PARTICLES))
    return words


def _parted(
    words: Iterable[tuple[int, str]], terms: list[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Part a term from a verb or a stock word that jieba holds as one with it.

    推进改革 is 推进 and 改革, 人才发展 is 人才 and 发展.
    """
    firsts, lasts = (
        ({*ends} for ends in zip(*terms, strict=True)) if terms else ((), ())
    )
    for start, text in words:
        long = len(text) > SHORT
        if long and text[:SHORT] in _leading() and start + SHORT in firsts:
            yield start, text[:SHORT]
            start, text = start + SHORT, text[SHORT:]
        end = start + len(text) - SHORT
        if len(text) > SHORT and text[-SHORT:] in _general() and end in lasts:
            yield start, text[:-SHORT]
            start, text = end, text[-SHORT:]
        yield start, text


def _span(clause: str) -> str:
    """Return from the first known word of a clause to its last, grown or cut."""
    words = _cut(clause)
    tails = [n + 1 for n, word in enumerate(words) if word.text == "的"]
    if tails and any(word.known for word in words[tails[-1] :]):
        words = words[tails[-1] :]
    known = [n for n, word in enumerate(words) if word.known]
    while _only_leads(words, known):
        known = known[1:]
    first, last = known[0], known[0] + 1
    for n in known:
        joined = all(_joins(word) for word in words[last:n])
        if joined and _size(words[first : n + 1]) <= LONGEST + FEWEST:
            last = max(last, n + 1)
    return _at_joint(_sized(words, first, last))


def _joins(word: Word) -> bool:
    """Say whether a word between two known ones makes them one name."""
    return word.text in {*JOINS, "的"} or word.text in _general()


def _only_leads(words: list[Word], known: list[int]) -> bool:
    """Say whether the first known word is a verb that the name does without.

    推进 in 推进改革创新 is, 深化 in 深化改革扩大开放 is not: the other goes with it.
    """
    verbs = [words[n].leads and words[n].text not in _terms_known() for n in known]
    enough = _size([words[n] for n in known[1:]]) >= FEWEST
    return verbs[0] and enough and not any(verbs[1:])


def _sized(words: list[Word], first: int, last: int) -> str:
    """Grow a name by the nouns that end its clause, and to four characters."""
    rest, name = words[last:], words[first:last]
    if all(map(_belongs, rest)) and _size(words[first:]) <= MOST:
        rest, name = [], words[first:]
    while _size(name) > FEWEST and name[-1].text in _stock():
        name = name[:-1]
    if _size(name) < FEWEST and rest and rest[0].text not in _stock() | {*"“”"}:
        name = _grown(words, name, rest)
    before = words[:first]
    while before and (
        _size(name) < FEWEST or name[0].text[0] == "之" or name[0].text in _stock()
    ):
        if before[-1].text in {*PARTICLES, "“"} or name[-1].text in _stock():
            break
        name, before = [before[-1], *name], before[:-1]
    return _at_half(name, rest)


def _grown(words: list[Word], name: list[Word], rest: list[Word]) -> list[Word]:
    """Return a name that is too short with the word behind it, or its whole clause."""
    if _grows(rest[0]):
        return [*name, rest[0]]
    while words[0].leads and words[0] is not name[0]:
        words = words[1:]
    return words if _size(words) <= LONGEST else name


def _at_half(name: list[Word], rest: list[Word]) -> str:
    """Return a name; without the second of two things where that is cut short."""
    text = "".join(word.text for word in name)
    joints = [n for n, sign in enumerate(text) if sign in JOINS and n >= FEWEST]
    behind = rest[0].text if rest else ""
    whole = not behind or behind in _stock() | _general() or behind in PARTICLES
    return text if whole or not joints else text[: joints[-1]]


def _belongs(word: Word) -> bool:
    """Say whether a word behind a name is a noun that belongs to it."""
    general = word.text in _general() or word.text in _stock()
    acts = word.leads or word.text[:SHORT] in _leading()
    return len(word.text) >= SHORT and not (acts or general)


def _grows(word: Word) -> bool:
    """Say whether a word may stand behind a name that is too short: no adverb."""
    return len(word.text) >= SHORT and word.text not in _adverbs() | _stock()


def _at_joint(name: str) -> str:
    """Cut a long name where it joins two things: the first, if it says enough."""
    joints = [n for n, sign in enumerate(name) if sign in JOINS]
    if len(name) <= MOST or not joints:
        return name
    first = next((n for n in joints if n >= FEWEST), 0)
    return name[:first] if first else name[joints[-1] + 1 :]


def _whole(clause: str) -> str:
    """Return a clause of which no list knows a word; a long one without its verbs."""
    if len(clause) <= LONGEST:
        return clause
    words = _cut(clause)
    while len(words) > 1 and words[0].leads and _size(words[1:]) >= FEWEST:
        words = words[1:]
    while len(words) > 1 and words[-1].text in _stock() and _size(words) > FEWEST:
        words = words[:-1]
    name = _at_joint("".join(word.text for word in words))
    if len(name) <= LONGEST:
        return name
    while _size(words) >= LONGEST:
        words = words[:-1]
    return "".join(word.text for word in words) + "…"


def _size(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


def _terms(clause: str) -> list[tuple[int, int]]:
    """Return where words of the lists stand, leftmost longest."""
    return [
        (first, last) for _, first, last in _words().find_matches_as_indexes(clause)
    ]


def leads(word: str) -> bool:
    """Say whether a word is one of those that lead a heading: 聚力, 推进."""
    return word in _leading()


def general(word: str) -> bool:
    """Say whether a word says nothing of a heading's subject: 推进, 质量."""
    return leads(word) or word in _general()


@cache
def _words() -> AhoCorasick:
    return AhoCorasick(sorted(_terms_known()), matchkind=MatchKind.LeftmostLongest)


@cache
def _terms_known() -> frozenset[str]:
    general = _general()
    terms = set(read_lexicon("answers")["term"])
    for scheme in schemes():
        table = read_lexicon(f"themes/{scheme}")
        terms |= {t.rstrip("*") for t in table["term"] if not {*"!*"} & {*t[:-1]}}
    return frozenset(term for term in terms if len(term) > 1 and term not in general)


@cache
def _leading() -> frozenset[str]:
    verbs = read_lexicon("task_verbs")["verb"]
    return frozenset([*verbs, *_adverbs(), *_kind("领起")])


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(read_lexicon("modifiers")["word"])


@cache
def _lead() -> re.Pattern[str]:
    return _longest(_kind("领起"))


@cache
def _thoughts() -> re.Pattern[str]:
    table = read_lexicon("formulations")
    return _longest(table.loc[table["kind"] == "指导思想", "formulation"].tolist())


@cache
def _stock() -> frozenset[str]:
    return frozenset(_kind("尾语"))


@cache
def _general() -> frozenset[str]:
    return frozenset(_kind("泛词"))


def _kind(kind: str) -> list[str]:
    table = read_lexicon("sections")
    return table.loc[table["kind"] == kind, "word"].tolist()


def _longest(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or "(?!)")
