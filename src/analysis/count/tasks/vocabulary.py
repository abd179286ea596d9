"""What each word of the lists can be in a clause: verb, adverb, coverb, …."""

from functools import cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tasks.classes import ALONE, listed
from analysis.lexicons import read_lexicon

# Roles. Many words can be more than one thing (规范: verb, noun, adverb).
VERB, NOUN, ADVERB, MODAL, COVERB, PLAIN, LIST, OF, AND, STOP, BODY, SLOGAN = (
    1 << bit for bit in range(12)
)
ANY = (1 << 12) - 1
LINK = LIST | AND
VERBAL = VERB | NOUN
PASSED = ADVERB | MODAL  # what a verb is looked for behind
BESIDE = LINK | PASSED | VERB  # what stands behind a verb that another may be set to
# Marks of a word that may be none, or something else, where it stands.
SHORT = 1  # of one character and mostly a part of words that no list has
PLACED = 2  # 计划, 实践, 贡献, 同: what stands beside them decides
ALWAYS = AND | OF | LIST | STOP  # stand wherever they are found
KINDS = {"副词": ADVERB, "情态": MODAL, "介词": COVERB, "主语": BODY}


Entry = tuple[str, int, int]  # a word, its roles, its marks


class Vocabulary(NamedTuple):
    """The words of the lists: what finds them, and what each can be."""

    matcher: AhoCorasick
    entries: list[Entry]  # as the matcher counts them
    places: dict[str, int]  # word → its place among the entries
    words: np.ndarray  # of each entry
    lengths: np.ndarray
    roles: np.ndarray
    marks: np.ndarray

    def role(self, word: str) -> int:
        """Return what a word can be; 0 where the lists have it not."""
        place = self.places.get(word)
        return 0 if place is None else self.entries[place][1]


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all lists that the rules know.

    Examples
    --------
    >>> known = vocabulary()
    >>> _, roles, _ = known.entries[known.places["规范"]]
    >>> [bool(roles & role) for role in (VERB, NOUN, ADVERB, PLAIN)]
    [True, True, True, False]
    """
    roles = _roles()
    entries = [(word, role, _marks(word, role)) for word, role in roles.items()]
    return Vocabulary(
        AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest),
        entries,
        {word: place for place, word in enumerate(roles)},
        np.array(list(roles), dtype=object),
        np.array(list(map(len, roles))),
        np.array([role for _, role, _ in entries]),
        np.array([mark for _, _, mark in entries]),
    )


def _marks(word: str, role: int) -> int:
    """Return the marks of a word."""
    short = len(word) == 1 and not role & ALWAYS
    short = short and bool(role & SLOGAN or word not in ALONE)
    return SHORT * short | PLACED * (word in ("计划", "实践", "贡献", "同"))


def _roles() -> dict[str, int]:
    """Return what each word can be; a later list overrules an earlier one."""
    apart = listed("拆开词")
    roles = {
        word: PLAIN
        for word in read_lexicon("words")["word"]
        # 新增 is a task in 城镇新增就业, term though that is
        if "新增" not in word and word not in apart
    }
    verbs = read_lexicon("task_verbs")
    for verb, note in zip(verbs["verb"], verbs["note"], strict=True):
        roles[verb] = VERB | NOUN * ("也作名词" in note) | SLOGAN * ("口号" in note)
    modifiers = read_lexicon("modifiers")
    for word, kind in zip(modifiers["word"], modifiers["kind"], strict=True):
        roles[word] = roles.get(word, 0) & ~PLAIN | KINDS[kind]
    roles |= dict.fromkeys(listed("止读词"), STOP) | {"的": OF, "、": LIST}
    roles |= dict.fromkeys(listed("非动词"), PLAIN)
    for word in listed("连词"):
        roles[word] = roles.get(word, 0) | AND
    return roles
