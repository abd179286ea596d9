"""A clause cut into words, and what stands where in it."""

import re
from dataclasses import dataclass

from analysis.count.tasks.classes import BUILDING, CHANTED, CLOSING_NAMES, pattern
from analysis.count.tasks.vocabulary import (
    ADVERB,
    COVERB,
    LIST,
    OF,
    PASSED,
    PLAIN,
    VERB,
    VERBAL,
)

QUOTED = re.compile("[”“》）)’]")
NAME = re.compile(r"^[^“”]+”|“[^“”]*”+|《[^《》]*》|（[^（）]*）|\([^()]*\)|‘[^‘’]*’")
FAR = 100  # so many words are looked ahead: what hostile input costs stays linear
# 质量提升行动, 服务保障能力; but not before 区域, 平台经济, which only begin so.
TAIL = pattern("(?=[<^名称词尾>])(?!<非词尾>)(?:<名称词尾>)")


@dataclass(slots=True)  # frozen, it would take four times as long to fill
class Clause:
    """A clause cut into words; at place `n` and behind it there is no word.

    Words are told by their place. `nexts` and `ends` hold for each verb the place of
    the next one that is coordinated with it, or 0, and the place behind the last; they
    are empty where no verbs stand side by side.
    """

    text: str
    starts: tuple[int, ...]  # where each word starts, and where the last one ends
    words: tuple[str, ...]
    roles: tuple[int, ...]  # what each word can be: VERB, ADVERB, …
    verbs: tuple[int, ...]  # the places of what can be a verb
    n: int
    has: int  # the roles of all its words, and the signs of the clause
    nexts: tuple[int, ...]
    ends: tuple[int, ...]


def names(text: str) -> list[tuple[int, int]]:
    """Return where names in quotation marks or brackets stand in a text."""
    if text.isalnum() or not QUOTED.search(text):
        return []
    return [match.span() for match in NAME.finditer(text)]


def between(clause: Clause, first: int, end: int) -> str:
    """Return the text from one word up to another."""
    if first >= end:
        return ""
    return clause.text[clause.starts[first] : clause.starts[end]]


def pure(clause: Clause, at: int) -> bool:
    """Say whether a verb stands here that is not a noun as well."""
    return clause.roles[at] & VERBAL == VERB


def chanted(clause: Clause, first: int) -> bool:
    """Say whether slogans begin here as the object: 统筹稳增长、促改革."""
    begin, text = clause.starts[first], clause.text
    opens = text[begin] in CHANTED
    return bool(opens) and text.find("、", begin) == begin + 3


def tail(clause: Clause, at: int) -> bool:
    """Say whether a noun stands here that closes a name: …机制, …能力."""
    plain = clause.roles[at] & PLAIN
    return bool(plain and TAIL.match(clause.words[at]))


def last_tail(clause: Clause, at: int) -> bool:
    """Say whether such a noun ends the clause or comes before 、: 提升引领带动作用."""
    if not clause.roles[at] & PLAIN or clause.roles[at + 1] & ~LIST:
        return False
    return bool(clause.words[at] in CLOSING_NAMES)


def modified(clause: Clause, at: int) -> bool:
    """Say whether 的 and a noun come before the next 、: 做好工作的切入点."""
    if not clause.has & OF:
        return False
    n, roles = clause.n, clause.roles
    for place in range(at, min(n, at + FAR)):
        if roles[place] & (LIST | OF):
            return bool(roles[place] & OF) and place + 1 < n
    return False


def skip(clause: Clause, at: int) -> int:
    """Return the place after adverbs and modals: in 丰富开展 丰富 is one."""
    first, all_roles = at, clause.roles
    while (roles := all_roles[at]) & PASSED and at < first + FAR:
        if roles & VERB and not verb_after(clause, at + 1):
            break
        at += 1
    return at if at < clause.n else first


def verb_after(clause: Clause, at: int) -> bool:
    """Say whether a verb follows, adverbs apart: not in 规范学习制度."""
    last, roles = at + FAR, clause.roles
    while roles[at] & (ADVERB | VERB) == ADVERB and at < last:
        at += 1
    if not roles[at] & VERB:
        long = len(clause.words[at]) > 1 or clause.words[at] in "把将"
        return bool(roles[at] & COVERB) and long  # 严格按照, 加快把
    builds = clause.words[at] in BUILDING and len(clause.words[at + 1]) > 2
    return pure(clause, at) or bool(builds) or not tail(clause, at + 1)
