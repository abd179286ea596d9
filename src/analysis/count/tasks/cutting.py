"""Cut clauses into words at the words of the lists, longest first; names stay whole.

All clauses are searched at once, as one text. What most of the words found are is
looked up for all together; those whose neighbours decide are judged one by one.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.count.tasks.classes import CHANTED, pattern
from analysis.count.tasks.signs import (
    HIGHLIGHTED,
    PAIRED,
    WELL,
    signs_of,
)
from analysis.count.tasks.standing import QUOTED, Clause, names
from analysis.count.tasks.vocabulary import (
    ADVERB,
    COVERB,
    LINK,
    MODAL,
    PASSED,
    PLACED,
    PLAIN,
    SHORT,
    SLOGAN,
    VERB,
    VERBAL,
    vocabulary,
)
from analysis.read.outline.places import GAP, codes_of

PADDING = 4  # so many places behind the last word of a clause hold none
BESIDES = PAIRED | WELL | HIGHLIGHTED  # only with these stand verbs side by side
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
ENDINGS = codes_of("会者员率感链组型厂表部力性地园馆碑之")  # with what these begin
# 作了规定, 坚定地抓, 大事来抓: with these, and at the beginning, it may stand alone.
DOING, BRINGING = codes_of("做作"), codes_of("地来" + GAP)
# 同部署、同考核, but not 同部门.
TOGETHER = pattern("(?:<同步动词>)(?:$|[、同])")
AMOUNT_BEHIND = pattern(r"\d[\d.]{0,9}[万余多]{0,2}(?:<量词>|公里|亩|株)?次?$")


class Texts(NamedTuple):
    """Clauses, and all as one text with a gap between them."""

    each: list[str]
    joined: str
    opens: np.ndarray  # where each begins in it
    ends: np.ndarray


class Found(NamedTuple):
    """Words of the lists in the text, in its order: a column for each field."""

    index: np.ndarray  # which word of the lists it is
    first: np.ndarray  # where it starts in the text
    last: np.ndarray  # and where it ends
    role: np.ndarray
    row: np.ndarray  # of its clause

    def only(self, which: np.ndarray) -> "Found":
        """Return some of the words."""
        return Found(*(column[which] for column in self))

    def acting(self, texts: Texts) -> np.ndarray:
        """Return whether a verb is among the words of each clause."""
        acting = np.zeros(len(texts.each), dtype=bool)
        acting[self.row[self.role & VERB > 0]] = True
        return acting


def cut(clauses: list[str]) -> Iterator[Clause | None]:
    """Yield each clause cut into words; None where no verb of the lists is in it.

    Where what could be a verb is none, the clause has no words.

    Examples
    --------
    >>> one, other = cut(["持续推进“平安”工程建设", "二○二四年"])
    >>> one.words[:4], other
    (('持续', '推进', '“平安”工程', '建设'), None)
    """
    lengths = np.fromiter(map(len, clauses), "int64", len(clauses))
    ends = np.cumsum(lengths + 1) - 1
    texts = Texts(clauses, GAP.join([*clauses, ""]), ends - lengths, ends)
    signs = signs_of(codes_of(texts.joined), texts.opens, texts.ends)
    found = _found(texts)
    acting = found.acting(texts)
    found = _newly(texts, found.only(acting[found.row]))
    found = _in_their_places(texts, _outside(texts, found))
    told = found.acting(texts)
    words = _clauses(texts, found.only(told[found.row]), signs)
    for text, acts, tells, has in zip(
        clauses, acting.tolist(), told.tolist(), signs.tolist(), strict=True
    ):
        yield (
            next(words)
            if tells
            else Clause(text, (), (), (), (), 0, has, (), ())
            if acts
            else None
        )


def _found(texts: Texts) -> Found:
    """Return the words of the lists in the text."""
    known = vocabulary()
    matches = known.matcher.find_matches_as_indexes(texts.joined)
    flat = np.fromiter(chain.from_iterable(matches), "int64", 3 * len(matches))
    index, first, last = flat.reshape(-1, 3).T
    row = np.searchsorted(texts.ends, first)
    return Found(index, first, last, known.roles[index], row)


def _newly(texts: Texts, found: Found) -> Found:
    """Return the words with 新 apart where a verb follows it: 新建设, 新开通."""
    text, known = texts.joined, vocabulary()
    entries, places, roles = known.entries, known.places, known.roles
    newly = places.get("新")
    pairs = [
        place for word, place in places.items() if word[0] == "新" and len(word) == 2
    ]
    apart, verbs, free = [], [], 0
    for place in np.flatnonzero(np.isin(found.index, pairs)).tolist():
        first = int(found.first[place])
        verb = places.get(text[first + 1 : first + 3])
        if (
            first >= free
            and verb is not None
            and entries[verb][1] & VERB
            and text[first + 3 : first + 4] not in ("施", "备")
            and text[first + 2 : first + 4] not in places  # 新增建设用地
        ):
            apart.append(place)
            verbs.append(verb)
            free = first + 3
    if newly is None or not apart:
        return found
    index, first, last, role, row = (column.copy() for column in found)
    index[apart], role[apart], last[apart] = newly, roles[newly], first[apart] + 1
    kept = np.ones(len(row), dtype=bool)
    behind = np.array(apart) + 1
    behind = behind[behind < len(row)]
    kept[behind[found.first[behind] == found.last[behind - 1]]] = False
    begin = found.first[apart] + 1
    added = Found(np.array(verbs), begin, begin + 2, roles[verbs], row[apart])
    parted = Found(index, first, last, role, row).only(kept)
    both = Found(*map(np.concatenate, zip(parted, added, strict=True)))
    return both.only(np.argsort(both.first, kind="stable"))


def _outside(texts: Texts, found: Found) -> Found:
    """Return the words that touch no quoted name."""
    signs = [sign.start() for sign in QUOTED.finditer(texts.joined)]
    rows = np.unique(np.searchsorted(texts.ends, signs))
    spans = [
        (opens + start, opens + end)
        for row, opens in zip(rows.tolist(), texts.opens[rows].tolist(), strict=True)
        for start, end in names(texts.each[row])
    ]
    if not spans:
        return found
    starts, ends = np.array(spans).T
    ahead = np.searchsorted(ends, found.first, side="right")
    return found.only(np.append(starts, len(texts.joined) + 1)[ahead] >= found.last)


def _in_their_places(texts: Texts, found: Found) -> Found:
    """Return the words that stand, each as what it is beside its neighbours."""
    touching = np.append(found.first[1:] == found.last[:-1], False)
    ahead = np.where(touching, np.roll(found.role, -1), 0)
    codes = codes_of(texts.joined)
    mark = vocabulary().marks[found.index]
    kept = (mark & SHORT == 0) | (found.role & SLOGAN > 0) | ~_inside(codes, found)
    found, ahead, mark = found.only(kept), ahead[kept], mark[kept]
    placed = mark & PLACED > 0
    placed |= np.isin(codes[found.last], ENDINGS) & (found.role & ENDED > 0)
    judged = np.flatnonzero((mark & SHORT > 0) | placed)
    return _judged(texts, found, ahead, judged)


def _inside(codes: np.ndarray, found: Found) -> np.ndarray:
    """Return of which words, were they short, it is plain that they are no words.

    Text stands before them that no list has, and nothing says that they stand alone:
    most of what is found of one character is of this kind.
    """
    before = np.append(codes_of(GAP), codes)[found.first]
    touching = np.append(False, found.first[1:] == found.last[:-1])[: len(found.first)]
    alone = np.isin(codes[found.first], DOING) | np.isin(before, BRINGING)
    return ~touching & ~alone


def _judged(texts: Texts, found: Found, ahead: np.ndarray, judged: np.ndarray) -> Found:
    """Return the words with those that had to be judged as they turned out.

    `ahead` is what the word behind each, if it touches it, can be.
    """
    marks = vocabulary().marks
    firsts, lasts, roles, rows = (column.tolist() for column in found[1:])
    short = (marks[found.index[judged]] & SHORT > 0).tolist()
    starts = texts.opens[found.row[judged]].tolist()
    dropped: list[int] = []
    before, slogan = -1, 0  # the word before; where one slogan would follow the last
    for place, opens, is_short, following in zip(
        judged.tolist(), starts, short, ahead[judged].tolist(), strict=True
    ):
        if not dropped or dropped[-1] != place - 1:
            before = place - 1
        text = texts.each[rows[place]]
        first, last, role = firsts[place] - opens, lasts[place] - opens, roles[place]
        end, neighbour = 0, 0
        if before >= 0 and rows[before] == rows[place]:
            end, neighbour = lasts[before] - opens, roles[before]
        gap = first > end
        neighbour = PLAIN if gap else neighbour
        if is_short:
            inside = gap or bool(role & VERB and neighbour & PLAIN)
            chants = firsts[place] == slogan
            if not _stands(text, (first, last), role, following, inside, chants):
                dropped.append(place)
                continue
            slogan = firsts[place] + 3 if role & SLOGAN else slogan
        roles[place], end = _in_its_place(text, first, last, role, neighbour)
        lasts[place] = opens + end
    found = found._replace(last=np.array(lasts, "int64"), role=np.array(roles, "int64"))
    return found.only(np.delete(np.arange(len(rows)), dropped))


def _stands(
    text: str, span: tuple[int, int], role: int, ahead: int, inside: bool, chants: bool
) -> bool:
    """Say whether one character is a word here: 抓 and 就 only outside other text.

    `ahead` is what the word can be that touches it, `inside` says that it touches
    text before it that is none, `chants` that a slogan ends where it begins.
    """
    first, last = span
    inside = inside and not _alone(text, first, last)
    if role & SLOGAN:
        if inside and text[first - 1] in "中上" and "在" in text[:first]:
            inside = False  # 在危机中育新机
        return _chants(text, first) and (chants or not inside)
    if inside or role & (VERB | COVERB):
        return not inside
    return bool(ahead & (VERB | PASSED | COVERB))


def _alone(text: str, first: int, last: int) -> bool:
    """Say whether one character is a verb by itself: 作了规定, 当作大事来抓."""
    if text[first] in "做作" and text.startswith("了", last):
        return True
    return last == len(text) and text[first - 1] == "来"


def _chants(text: str, at: int) -> bool:
    """Say whether slogans stand here, of three characters: 稳增长、惠民生."""
    if AMOUNT_BEHIND.match(text, at + 3):
        if vocabulary().role(text[at + 1 : at + 3]) & PLAIN:
            return True  # 办实事120件
    stop = text.find("、", at, at + 7)
    slogans = text[at : stop if stop >= 0 else at + 7]
    if len(slogans) == 6 and slogans[3] not in CHANTED:
        return False
    return len(slogans) in (3, 6) and slogans.isalpha()


def _in_its_place(
    text: str, first: int, last: int, role: int, before: int
) -> tuple[int, int]:
    """Return what a word is and where it ends, in view of what stands beside it.

    发展 in 发展会 is a noun, 坚定 before 地 an adverb, 计划 a noun in 学习计划 and
    计划已下达; 实践 is a verb in 勇于实践 alone, 贡献 where what is given follows.
    """
    word, behind = text[first:last], text[last : last + 1]
    if word == "计划":
        noun = before & VERB or (behind == "已" and not before)
        return PLAIN if noun else MODAL, last
    if word == "实践":
        return VERB if before & ADVERB and behind in ("", "、") else PLAIN, last
    if word == "贡献":  # 贡献力量, but 作出贡献, 贡献突出
        return VERB if behind and behind not in NO_GIFT else PLAIN, last
    if role & VERB and SUFFIX.match(text, last):
        role = role & ~VERBAL or PLAIN
    if behind == "地" and role & ADVERB and DI.match(text, last):
        return ADVERB, last + 1
    if role & COVERB and word[-1] == "同" and TOGETHER.match(text, last):
        role = ADVERB
    return role, last


def _clauses(texts: Texts, found: Found, signs: np.ndarray) -> Iterator[Clause]:
    """Yield the clauses that these words are in, with what stands between them."""
    index, first, last, role, row = found
    opening = np.append(True, row[1:] != row[:-1])[: len(row)]
    closing = np.append(opening[1:], True)[: len(row)]
    before = np.where(opening, texts.opens[row], np.roll(last, 1))
    gap = first > before  # other text stands before the word
    rows, ends = row[opening], texts.ends[row[opening]]
    left = last[closing] < ends  # or behind the last
    # All in one row: gaps and words by turns, what is left, and places without a word.
    behind = np.cumsum(left + PADDING) - left - PADDING
    place = np.cumsum(1 + gap) - 1 + behind[np.cumsum(opening) - 1]
    tail = place[closing] + left
    bounds = tail + 1 + PADDING
    begins = np.repeat(ends, np.diff(bounds, prepend=0))
    roles = np.zeros(len(begins), dtype="int64")
    words = np.full(len(begins), "", dtype=object)
    known = vocabulary()
    words[place], begins[place], roles[place] = known.words[index], first, role
    longer = last - first > known.lengths[index]  # 坚定地
    for at, begin, end in (
        (place[longer], first[longer], last[longer]),
        (place[gap] - 1, before[gap], first[gap]),
        (tail[left], last[closing][left], ends[left]),
    ):
        words[at], begins[at] = _texts(texts.joined, begin, end), begin
    roles[place[gap] - 1] = roles[tail[left]] = PLAIN
    yield from _told(texts, rows, bounds, (begins, words, roles), signs)


def _texts(text: str, begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return what stands in a text, from where to where."""
    spans = zip(begins.tolist(), ends.tolist(), strict=True)
    return np.array([text[begin:end] for begin, end in spans], dtype=object)


def _told(
    texts: Texts,
    row: np.ndarray,
    bounds: np.ndarray,
    columns: tuple[np.ndarray, np.ndarray, np.ndarray],
    signs: np.ndarray,
) -> Iterator[Clause]:
    """Yield the clauses whose words stand in columns, each up to its bound."""
    begins, words, roles = columns
    opens = np.concatenate([[0], bounds[:-1]])[: len(row)]
    size = bounds - opens
    verb = np.flatnonzero(roles & VERB)
    has = signs[row]
    if len(row):
        beside = np.zeros(len(roles), dtype="int64")
        next_, after = roles[verb + 1], roles[verb + 2]
        led_to = (next_ & (LINK | PASSED) > 0) & (after & (VERB | PASSED) > 0)
        beside[verb] = np.where((next_ & VERB > 0) | led_to, PAIRED, 0)
        has = has | np.bitwise_or.reduceat(roles | beside, opens)
        many = np.diff(np.searchsorted(verb, bounds), prepend=0) > 1
        has = np.where(many & (has & BESIDES > 0), has | PAIRED, has & ~PAIRED)
    starts = tuple((begins - np.repeat(texts.opens[row], size)).tolist())
    verbs = tuple((verb - np.repeat(opens, size)[verb]).tolist())
    cuts = np.searchsorted(verb, bounds).tolist()
    words, roles = tuple(words.tolist()), tuple(roles.tolist())
    at = had = 0
    for number, to, cut, signs in zip(
        row.tolist(), bounds.tolist(), cuts, has.tolist(), strict=True
    ):
        yield Clause(
            texts.each[number],
            starts[at:to],
            words[at:to],
            roles[at:to],
            verbs[had:cut],
            to - at - PADDING,
            signs,
            (),
            (),
        )
        at, had = to, cut
