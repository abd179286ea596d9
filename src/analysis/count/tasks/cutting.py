"""Cut a clause into words, and say what stands where in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from analysis.count.tasks.classes import (
    ALONE,
    BUILDING,
    CHANTED,
    CLOSING_NAMES,
    pattern,
)
from analysis.count.tasks.vocabulary import (
    ADVERB,
    COVERB,
    LIST,
    MODAL,
    OF,
    PASSED,
    PLACED,
    PLAIN,
    SHORT,
    SLOGAN,
    VERB,
    VERBAL,
    vocabulary,
)
from analysis.read.outline.places import GAP

Match = tuple[int, int, int]  # a word of the vocabulary, where it starts and ends
NO_WORDS, NO_ROLES = [""] * 4, [0] * 4
FAR = 100  # so many words are looked ahead: what hostile input costs stays linear
ENDED = VERB | ADVERB | COVERB  # the character behind may make another word of these
# 发布会, 管理员, 获得感, 凝聚力, 保护性 are nouns; 开展会议, 推进部门协作 go on.
SUFFIX = re.compile(
    "(?:会(?![展场馆计])|[者员]|率(?![先领])|感(?![情动受染召知])|链(?![主长条])|组(?![织建合成团]))(?![议商工])"
    "|之(?![间后前中])|地(?=$|[、和与及])"  # 应对之策, 承接地
    "|型|厂(?![家房长商内务区址矿])|表(?=$|[、和与及])|园(?![区林艺])|馆(?![校藏际舍])|碑|部(?![门署分队位级委])|[力性](?![量度别])"
)
# 坚定地, but not 重点地区.
DI = re.compile("地(?![区方点域块位带铁下上质理级址球税])")
NO_GIFT = "、的和与及率者度大突最巨奖显"  # behind the noun 贡献
ENDINGS = frozenset("会者员率感链组型厂表部力性地园馆碑之")  # with what these begin
# 同部署、同考核, but not 同部门.
TOGETHER = pattern("(?:<同步动词>)(?:$|[、同])")
AMOUNT_BEHIND = pattern(r"\d[\d.]{0,9}[万余多]{0,2}(?:<量词>|公里|亩|株)?次?$")
QUOTED = re.compile("[”“》）)’]")
NAME = re.compile(r"^[^“”]+”|“[^“”]*”+|《[^《》]*》|（[^（）]*）|\([^()]*\)|‘[^‘’]*’")
# 质量提升行动, 服务保障能力; but not before 区域, 平台经济, which only begin so.
TAIL = pattern("(?!<非词尾>)(?:<名称词尾>)")


@dataclass(frozen=True, slots=True)
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
    nexts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def find(texts: list[str]) -> Iterator[list[Match]]:
    """Yield the words of the lists in each clause; none where no verb is among them.

    All clauses are searched at once, as one text with a mark between them.

    Examples
    --------
    >>> [[match[1:] for match in found] for found in find(["二○二四年", "加强管理"])]
    [[], [(0, 2), (2, 4)]]
    """
    matcher, entries, _ = vocabulary()
    found = matcher.find_matches_as_indexes(GAP.join(texts))
    flat = np.fromiter(chain.from_iterable(found), "int64", 3 * len(found))
    index, first, last = flat.reshape(-1, 3).T
    ends = np.cumsum(np.fromiter((len(text) + 1 for text in texts), "int64"))
    row = np.searchsorted(ends, first, side="right")
    opens = np.append(0, ends)[row]
    acting = np.zeros(len(texts), dtype=bool)
    verbs = np.array([role & VERB > 0 for _, role, _ in entries])
    acting[row[verbs[index]]] = True
    places = ((first - opens).tolist(), (last - opens).tolist())
    matches = list(zip(index.tolist(), *places, strict=True))
    bounds = np.searchsorted(row, np.arange(len(texts)), side="right").tolist()
    begin = 0
    for acts, end in zip(acting.tolist(), bounds, strict=True):
        yield matches[begin:end] if acts else []
        begin = end


def cut(text: str, matches: list[Match]) -> Clause:
    """Cut a clause at the words of the lists, longest first; names stay whole.

    Examples
    --------
    >>> text = "持续推进“平安”工程建设"
    >>> cut(text, *find([text])).words[:4]
    ('持续', '推进', '“平安”工程', '建设')
    """
    _, entries, _ = vocabulary()
    if "新" in text:
        matches = _newly(text, matches)
    if not text.isalnum() and QUOTED.search(text):
        matches = _outside(text, matches)
    starts, words, roles, verbs = [], [], [], []
    end = slogan = 0
    for place, (index, first, last) in enumerate(matches):
        word, role, mark = entries[index]
        if mark and mark & SHORT and (role & SLOGAN or word not in ALONE):
            inside = first > end or bool(role & VERB and roles and roles[-1] & PLAIN)
            if not _stands(text, matches, place, inside, slogan):
                continue
            if role & SLOGAN:
                slogan = first + 3
        if first > end:
            starts.append(end)
            words.append(text[end:first])
            roles.append(PLAIN)
        if mark & PLACED or (role & ENDED and text[last : last + 1] in ENDINGS):
            before = roles[-1] if first else 0
            word, role = _in_its_place(text, first, last, role, before)
            last = first + len(word)
        if role & VERB:
            verbs.append(len(starts))
        starts.append(first)
        words.append(word)
        roles.append(role)
        end = last
    if end < len(text):
        starts.append(end)
        words.append(text[end:])
        roles.append(PLAIN)
    n = len(starts)
    starts.append(len(text))
    # Where there is no word, before the first as well, stands "".
    words += NO_WORDS
    roles += NO_ROLES
    return Clause(text, tuple(starts), tuple(words), tuple(roles), tuple(verbs), n)


# What stands where in a clause.


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


# How matches become words.


def _newly(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches with 新 apart where a verb follows it: 新建设, 新开通."""
    _, entries, places = vocabulary()
    newly = places.get("新")
    if newly is None:
        return matches
    found: list[Match] = []
    for index, first, last in matches:
        if found and first < found[-1][2]:
            continue
        verb = places.get(text[first + 1 : last + 1])
        if (
            verb is not None
            and text[first] == "新"
            and last == first + 2
            and entries[verb][1] & VERB
            and text[last + 1 : last + 2] not in ("施", "备")
            and text[last : last + 2] not in places  # 新增建设用地
        ):
            found += [(newly, first, first + 1), (verb, first + 1, last + 1)]
        else:
            found.append((index, first, last))
    return found


def _outside(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches that touch no quoted name."""
    names = [match.span() for match in NAME.finditer(text)]
    kept, name = [], 0
    for match in matches:
        while name < len(names) and names[name][1] <= match[1]:
            name += 1
        if name == len(names) or names[name][0] >= match[2]:
            kept.append(match)
    return kept


def _stands(
    text: str, matches: list[Match], place: int, inside: bool, slogan: int
) -> bool:
    """Say whether one character is a word here: 抓 and 就 only outside other text.

    `slogan` is where one would begin that follows the last.
    """
    index, first, last = matches[place]
    _, role, _ = vocabulary().entries[index]
    inside = inside and not _alone(text, first, last)
    if role & SLOGAN:
        if inside and text[first - 1] in "中上" and "在" in text[:first]:
            inside = False  # 在危机中育新机
        return _chants(text, first) and (first == slogan or not inside)
    if inside or role & (VERB | COVERB):
        return not inside
    if place + 1 == len(matches) or matches[place + 1][1] != last:
        return False
    _, ahead, _ = vocabulary().entries[matches[place + 1][0]]
    return bool(ahead & (VERB | PASSED | COVERB))


def _alone(text: str, first: int, last: int) -> bool:
    """Say whether one character is a verb by itself: 作了规定, 当作大事来抓."""
    if text[first] in "做作" and text.startswith("了", last):
        return True
    return last == len(text) and text[first - 1] == "来"


def _chants(text: str, at: int) -> bool:
    """Say whether slogans stand here, of three characters: 稳增长、惠民生."""
    if AMOUNT_BEHIND.match(text, at + 3):
        place = vocabulary().places.get(text[at + 1 : at + 3])
        if place is not None and vocabulary().entries[place][1] & PLAIN:
            return True  # 办实事120件
    stop = text.find("、", at, at + 7)
    slogans = text[at : stop if stop >= 0 else at + 7]
    if len(slogans) == 6 and slogans[3] not in CHANTED:
        return False
    return len(slogans) in (3, 6) and slogans.isalpha()


def _in_its_place(
    text: str, first: int, last: int, role: int, before: int
) -> tuple[str, int]:
    """Return a word and what it is, in view of what stands beside it.

    发展 in 发展会 is a noun, 坚定 before 地 an adverb, 计划 a noun in 学习计划 and
    计划已下达; 实践 is a verb in 勇于实践 alone, 贡献 where what is given follows.
    """
    word, behind = text[first:last], text[last : last + 1]
    if word == "计划":
        noun = before & VERB or (behind == "已" and not before)
        return word, PLAIN if noun else MODAL
    if word == "实践":
        return word, VERB if before & ADVERB and behind in ("", "、") else PLAIN
    if word == "贡献":  # 贡献力量, but 作出贡献, 贡献突出
        return word, VERB if behind and behind not in NO_GIFT else PLAIN
    if role & VERB and SUFFIX.match(text, last):
        role = role & ~VERBAL or PLAIN
    if behind == "地" and role & ADVERB and DI.match(text, last):
        return word + "地", ADVERB
    if role & COVERB and word[-1] == "同" and TOGETHER.match(text, last):
        role = ADVERB
    return word, role
