"""Weigh what the wording says of a role: 完成, 了, 增长 against 要, 将, 力争."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.lexicons import any_of, read_lexicon
from analysis.read.numerals import SIGNS

SIDES = ("review", "plan")
CUE_WITHIN = 40  # characters in which an opening cue stands
# What may stand before the cue: a numeral or a salutation.
BEFORE_CUE = re.compile(rf"^(?:各位代表[！!，,]|[（(]?[{SIGNS}\d]+[）)、.．是要])\s*")
PROBLEM_WITHIN = 150  # problems are announced in a longer sentence
DENSE = 2.5  # shortcomings per hundred characters of a paragraph about nothing else
FEWEST_KINDS = 4  # and so many different ones
SHORTEST = 60  # characters: below, one cue is worth as much as in such a text

# A clause that announces problems; a list of problems begins after it.
PROBLEM_PARAGRAPH = re.compile(
    "(?:清醒地?|深刻|必须|也要|还要|应当?)(?:认识|看)到|问题也不容忽视"
    "|存在(?:不少|一些|许多|诸多).{0,12}(?:问题|困难|不足|短板)"
)


class Weight(NamedTuple):
    """How much speaks for a role, and what."""

    role: str
    weight: float
    why: str


def weigh(text: str) -> list[Weight]:
    """Return what the wording says, one weight per role that it speaks for.

    Weights are cues per hundred characters, openings as they are: a long paragraph
    is not surer of its role than a short one that says the same.

    Examples
    --------
    >>> weigh("全年完成投资10亿元，增长5%。")[0].role
    'review'
    >>> weigh("要加快建设，确保投资增长5%。")[0].role
    'plan'
    """
    inside, openings, cues, _ = _wording()
    found = []
    counts = Counter(cues.find_matches_as_strings(text))
    size = 100 / max(len(text), SHORTEST)
    said: dict[str, list[str]] = {}
    total: Counter[str] = Counter()
    for cue, n in counts.items():
        role, weight = inside[cue]
        total[role] += weight * n * size
        said.setdefault(role, []).append(cue)
    begins = _opens_with(text)
    if begins and openings[begins][0] != "problems":
        role, weight = openings[begins]
        total[role] += weight
        said.setdefault(role, []).insert(0, begins)
    for role, weight in total.items():
        if role in SIDES:
            found.append(Weight(role, weight, "、".join(said[role][:6])))
    return sorted(found, key=lambda one: -one.weight)


def problems(text: str, *, follows: bool = False) -> str:
    """Return the words that make a paragraph one about problems; '' if it is none.

    It says so in its first sentences, and names shortcomings. What deals with problems
    announces none, unless it `follows` on a paragraph about them.

    Examples
    --------
    >>> problems("我们也清醒看到，发展不平衡、质量不高等问题仍然存在。")
    '清醒看到、不平衡、不高'
    >>> problems("必须看到，成绩来之不易。"), problems("整改存在的问题，薄弱村清零。")
    ('', '')
    """
    _, openings, _, announces = _wording()
    said = announces.finditer(text, 0, PROBLEM_WITHIN)
    cues = [one[0] for one in said if follows or not _dealt_with(text[: one.start()])]
    if not cues:
        return ""
    short = list(dict.fromkeys(shortcomings(text)))
    strong = openings[cues[0]][1] > 2
    if len(short) < (1 if strong else 3):
        return ""
    return "、".join([cues[0], *short[:2]])


def _dealt_with(before: str) -> bool:
    """Say whether what follows is the object of what was done: 认真整改存在的问题."""
    clause = re.split("[，。；：！？]", before)[-1]
    return any(len(verb) > 1 and verb in clause for verb in zone("deals"))


def lament(text: str) -> str:
    """Return the shortcomings of a paragraph that names little else; '' otherwise.

    Examples
    --------
    >>> lament("产能过剩问题突出，基础薄弱，创新能力不足，压力较大，风险隐患不少。")
    '问题、薄弱、不足、压力'
    """
    found = shortcomings(text)
    kinds = list(dict.fromkeys(found))
    dense = len(found) * 100 > DENSE * len(text)
    return "、".join(kinds[:4]) if dense and len(kinds) >= FEWEST_KINDS else ""


def shortcomings(text: str) -> list[str]:
    """Return the words for shortcomings, each as often as it stands there."""
    inside, _, cues, _ = _wording()
    found = cues.find_matches_as_strings(text)
    return [cue for cue in found if inside[cue][0] == "problems"]


def lead_cues(text: str) -> list[tuple[str, str, int]]:
    """Return the cues by which a lead tells its role, each once: cue, role, weight.

    Examples
    --------
    >>> lead_cues("一年来，各项工作取得了成绩。")[0]
    ('一年来', 'review', 3)
    """
    cues, pattern = _cues("导语")
    return [(cue, *cues[cue]) for cue in dict.fromkeys(pattern.findall(text))]


@cache
def looking_back() -> frozenset[str]:
    """Return the first characters of paragraphs that may open with the past's time."""
    cues = _cues("段首")[0].items()
    firsts = {cue[0] for cue, (role, _) in cues if role == "review"}
    return frozenset(firsts | set("0123456789０１２３４５６７８９"))


def first_time(text: str) -> str | None:
    """Return the side whose time a paragraph opens with: 一年来, 下一步; or None."""
    begins = _opens_with(text)
    role = _cues("段首")[0][begins][0] if begins else None
    return role if role != "problems" else None


def _opens_with(text: str) -> str:
    """Return the cue that a paragraph opens with; '' for none."""
    begins = _cues("段首")[1].match(BEFORE_CUE.sub("", text[:CUE_WITHIN], count=1))
    return begins[0] if begins else ""


def zone(kind: str) -> tuple[str, ...]:
    """Return the cues of one kind of text that belongs to no role: 各位代表, 附件."""
    return _zones()[kind]


def speaks(kind: str, text: str) -> bool:
    """Return whether a text has a cue of one kind: 请予审议 lays it before someone.

    Examples
    --------
    >>> speaks("address", "现将情况报告如下，请予审议。"), speaks("address", "很好。")
    (True, False)
    """
    return _speaks(kind).search(text) is not None


@cache
def _speaks(kind: str) -> re.Pattern:
    return re.compile(any_of(zone(kind)))


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    table = read_lexicon("zones")
    return {kind: tuple(rows["cue"]) for kind, rows in table.groupby("zone")}


@cache
def _wording() -> tuple[dict, dict, AhoCorasick, re.Pattern]:
    inside, _ = _cues("文中")
    within = AhoCorasick(list(inside), matchkind=MatchKind.LeftmostLongest)
    openings, _ = _cues("段首")
    problems = [cue for cue, (role, _) in openings.items() if role == "problems"]
    return inside, openings, within, re.compile(any_of(problems))


@cache
def _cues(place: str) -> tuple[dict[str, tuple[str, int]], re.Pattern]:
    """Return the cues of one place with role and weight, and the pattern of them."""
    table = read_lexicon("wording")
    cues = {
        row.cue: (row.role, int(row.weight))
        for row in table.itertuples()
        if row.place == place
    }
    return cues, re.compile(any_of(cues))
