"""What each word of the lists can be in a clause: verb, adverb, coverb, …."""

from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.count.tasks.classes import class_bits, words_of
from analysis.lexicons import read_lexicon

# Roles. Many words can be more than one thing (规范: verb, noun, adverb).
VERB, NOUN, ADVERB, MODAL, COVERB, PLAIN, LIST, OF, AND, STOP, BODY, SLOGAN = (
    1 << bit for bit in range(12)
)
ANY = (1 << 12) - 1
LINK = LIST | AND
VERBAL = VERB | NOUN
PASSED = ADVERB | MODAL  # what a verb is looked for behind
# Of a word in the vocabulary alone:
SHORT = 1 << 12  # of one character: mostly a part of words that no list has
PLACED = 1 << 13  # what it is, the words beside it decide: 计划, 实践, 同
ALWAYS = AND | OF | LIST | STOP  # stand wherever they are found
KINDS = {"副词": ADVERB, "情态": MODAL, "介词": COVERB, "主语": BODY}


class Vocabulary(NamedTuple):
    """The words of the lists: what finds them, and what each can be."""

    matcher: AhoCorasick
    entries: list[tuple[str, int, int]]  # word, roles, classes, as the matcher counts
    places: dict[str, int]  # word → its place among the entries


@cache
def vocabulary() -> Vocabulary:
    """Return the words of all lists that the rules know.

    Examples
    --------
    >>> known = vocabulary()
    >>> word, roles, _ = known.entries[known.places["规范"]]
    >>> [bool(roles & role) for role in (VERB, NOUN, ADVERB, PLAIN)]
    [True, True, True, False]
    """
    roles = _roles()
    for word, role in roles.items():
        if len(word) == 1 and not role & ALWAYS:
            roles[word] |= SHORT
        if word in ("计划", "实践", "同"):
            roles[word] |= PLACED
    bits = class_bits()
    return Vocabulary(
        AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest),
        [(word, role, bits.get(word, 0)) for word, role in roles.items()],
        {word: place for place, word in enumerate(roles)},
    )


def _roles() -> dict[str, int]:
    """Return what each word can be; a later list overrules an earlier one."""
    apart = words_of("拆开词")
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
    roles |= dict.fromkeys(words_of("止读词"), STOP) | {"的": OF, "、": LIST}
    roles |= dict.fromkeys(words_of("非动词"), PLAIN)
    for word in words_of("连词"):
        roles[word] = roles.get(word, 0) | AND
    return roles
