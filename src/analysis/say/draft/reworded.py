"""Passages that are a set form of words but for one word: 美好生活需求."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from analysis.lexicons import read_lexicon
from analysis.read.numerals import FIGURES
from analysis.say.draft.slips import NO_LETTER, STOP, Near, loose

SHORTEST = 6  # characters of a form that is known by what a slip leaves of it
WHOLE = 11  # characters from which a word of two is hardly left out
KNOWN = 8  # characters from which another one within is no other phrase
OF = "的"
JOINTS = "和与及"
MOST = 9  # characters of two words that changed places
LONGEST_WORD = 4
SHORT = 12
PART = 0.7  # of a passage: what is listed and so long says that it is right
TAIL = "性"
OFTEN = 3  # a phrase that stands so often is the writer's own
NUMERALS = frozenset(FIGURES) | set("两零百千万0123456789")


@cache
def set_forms() -> dict[str, str]:
    """Return the forms that are said in these words only, without and with marks."""
    listed = [
        *read_lexicon("formulations")["formulation"],
        *read_lexicon("set_forms")["form"],
    ]
    plain = {_plain(form): form for form in sorted(listed, key=len)}
    return {form: shown for form, shown in plain.items() if len(form) >= SHORTEST}


def reworded(text: str) -> Iterator[Near]:
    """Yield the passages of a plain text that are a set form but for one word.

    A word that is another of nearly the same sense (近义 in `spelling.csv`), in a
    longer form another character within; two words that changed places; a 的 too much;
    of a long form a word left out.

    Examples
    --------
    >>> said = ["美好生活需求", "美好生活品质", "三个代表的重要思想", "共建共享共治"]
    >>> [near.edit for text in said for near in reworded(text)]
    ['synonym', 'of', 'turned']
    """
    search, pieces = _pieces()
    seen = set()
    for number, start, end in search.find_matches_as_indexes(text, overlapping=True):
        form, side = pieces[number]
        for size in range(len(form) - 2, len(form) + 3):
            left = start if side == 0 else end - size
            passage = text[max(left, 0) : left + size]
            if left < 0 or len(passage) < size or STOP in passage:
                continue
            if (left, size, form) in seen:
                continue
            seen.add((left, size, form))
            if edit := _edit(passage, form):
                yield Near(left, left + size, form, *edit)


def is_reworded(text: str, near: Near) -> bool:
    """Say whether a passage that `reworded` yields is no other phrase that is meant.

    It is where it is a set form itself, where what differs lies in one that is as it
    should be, where the form itself stands there too, where it is listed (另说), or
    where the report says it again and again.
    """
    passage = text[near.start : near.end]
    if passage in _right() or text.count(passage) >= OFTEN:
        return False
    here, there = _differing(passage, near.form)
    if near.edit == "replaced":
        signs = loose()
        free = signs["虚词"], signs["层级"] | signs["地名"], signs["修饰"], NUMERALS
        if any({here, there} <= kind for kind in free):
            return False
    size = max(len(here), 1)
    longest = max(map(len, _right()))
    left = max(0, near.start - longest)
    place = near.start + near.at - left
    edge = near.edit == "of"  # what stands on both sides of it
    around = text[left : near.end + longest]
    own = near.start - left, near.end - left
    for number, a, b in _search().find_matches_as_indexes(around, overlapping=True):
        right = _listed()[number]
        covers = a <= place - edge and place + size + edge <= b
        whole = right in set_forms() or b - a >= PART * len(passage)
        if covers and whole and near.edit != "turned":
            return False
        if right == near.form and a < own[1] and own[0] < b:
            return False
    return True


@cache
def _right() -> frozenset[str]:
    """Return what is right as it stands: the forms, and what is listed beside them."""
    forms = read_lexicon("formulations")["formulation"].map(_plain)
    return frozenset([*forms, *set_forms(), *loose()["另说"]])


@cache
def _listed() -> list[str]:
    return sorted(_right())


@cache
def _search() -> AhoCorasick:
    return AhoCorasick(_listed())


def _plain(form: str) -> str:
    return NO_LETTER.sub("", form)


@cache
def _pieces() -> tuple[AhoCorasick, list[tuple[str, int]]]:
    """Return what one slip leaves of a form, and which end of it that is."""
    pieces = []
    for form in set_forms():
        third = max(3, len(form) // 3)
        pieces += [(form[:third], form, 0), (form[-third:], form, 1)]
        if len(form) <= SHORT:  # too little may stay of one that is turned
            pieces += [(turned, form, 0) for turned in sorted(_turns(form))]
    search = AhoCorasick([piece for piece, *_ in pieces])
    return search, [(form, side) for _, form, side in pieces]


def _edit(passage: str, form: str) -> tuple[str, int] | None:
    """Return by which one word a passage differs from a form, and where.

    >>> _edit("三个代表的重要思想", "三个代表重要思想")
    ('of', 4)
    >>> _edit("共建共享共治", "共建共治共享"), _edit("共同建设共享", "共建共治共享")
    (('turned', 3), None)
    """
    here, there = _differing(passage, form)
    at = _alike(passage, form)
    within = bool(at) and at + len(there) < len(form)
    if max(len(here), len(there)) > MOST:
        return None
    if not there:
        return ("of", at) if within and here == OF else None
    if not here:
        if within and there == TAIL:  # 供给侧结构改革
            return "missing", at
        lost = len(there) == len("思想") and len(form) >= WHOLE
        return ("word", at) if within and lost else None
    if sorted(here) == sorted(there) and passage in _turns(form):
        return "turned", at
    if len(here) == len(there) == 1 and within and len(form) >= KNOWN:
        return "replaced", at
    if max(len(here), len(there)) > LONGEST_WORD:
        return None
    return ("synonym", at) if _other_word(passage, form, at, len(there)) else None


def _differing(passage: str, form: str) -> tuple[str, str]:
    """Return what differs in a passage and in a form.

    >>> _differing("美好生活需求", "美好生活需要")
    ('求', '要')
    """
    at = _alike(passage, form)
    behind = _alike(passage[at:][::-1], form[at:][::-1])
    return passage[at : len(passage) - behind], form[at : len(form) - behind]


def _alike(one: str, other: str) -> int:
    """Return with how many characters in common two texts begin."""
    pairs = zip(one, other, strict=False)
    least = min(len(one), len(other))
    return next((n for n, (a, b) in enumerate(pairs) if a != b), least)


def _other_word(passage: str, form: str, at: int, size: int) -> bool:
    """Say whether a word of a form, not its first, is another of like sense."""
    for begin in range(1, at + 1):
        for end in range(max(at + size, begin + 1), min(len(form), begin + 4) + 1):
            if any(
                passage == form[:begin] + new + form[end:]
                for new in _near_words().get(form[begin:end], ())
            ):
                return True
    return False


@cache
def _near_words() -> dict[str, set[str]]:
    """Return the words that are taken for each word: 需求 for 需要."""
    table = read_lexicon("spelling")
    found: dict[str, set[str]] = {}
    for group in table.loc[table["kind"] == "近义", "text"]:
        words = group.split("/")
        for word in words:
            found.setdefault(word, set()).update(set(words) - {word})
    return found


@cache
def _turns(form: str) -> frozenset[str]:
    """Return a form with two words changed: 共享共治, 治理能力和治理体系.

    Words of one size; 生态文明|建设 may be said the other way round as a whole. In a
    list, how two parts begin or end may be changed too: 万众创业、大众创新.
    """
    found = set(_crossed(set_forms()[form].split("、")))
    listed = "、" in set_forms()[form]
    for begin in range(len(form)):
        for cut in range(2, MOST // 2 + 1):
            first, rest = form[begin : begin + cut], form[begin + cut :]
            for joint in {"", rest[:1]} & {"", *JOINTS}:
                second = rest[len(joint) : len(joint) + cut]
                end = begin + 2 * cut + len(joint)
                if end > len(form) or (end - begin == len(form) and not listed):
                    continue
                found.add(form[:begin] + second + joint + first + form[end:])
    return frozenset(found - {form})


def _crossed(parts: list[str]) -> Iterator[str]:
    """Yield a list in which two parts of one size have changed heads.

    >>> list(_crossed(["大众创业", "万众创新"]))
    ['万众创业大众创新', '万众创业大众创新', '万众创业大众创新']
    """
    parts = [_plain(part) for part in parts]
    for n, (one, other) in enumerate(pairwise(parts)):
        if len(one) != len(other) or len(one) > MOST // 2:
            continue
        for cut in range(1, len(one)):
            pair = [other[:cut] + one[cut:], one[:cut] + other[cut:]]
            yield "".join([*parts[:n], *pair, *parts[n + 2 :]])
