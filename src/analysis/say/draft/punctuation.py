"""Remark on punctuation: half-width, unpaired, doubled, and a comma at the end."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from analysis.read.numerals import SIGNS
from analysis.read.outline.wording import zone
from analysis.say.draft.remark import Remark, as_table, texts

KIND = "punctuation"
HAN = "\u3400-\u9fff"
CHINESE = f"{HAN}“”‘’《》（）〈〉「」『』【】、，。；：！？…—％"
# What may stand beside a mark of a Chinese sentence: 增长5%,达到.
BESIDE = f"{CHINESE}0-9A-Za-z%"
FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True)) | {'""': "“”"}
# Between Han, or between Han and a number; not 1,200, 10:30, U.S.A. or https://.
HALF = re.compile(
    rf"(?<=[{CHINESE}])(?P<mark>[,;:?!])(?=[ \u3000]*(?:[{BESIDE}]|$))"
    rf"|(?<=[0-9A-Za-z%])(?P<after>[,;?!])(?=[ \u3000]*[{CHINESE}])"
    rf"|(?<=[{HAN}”》）])(?P<point>\.)(?=[ \u3000]*(?:[{HAN}“《]|$))",
    re.MULTILINE,
)
BRACKETS = re.compile(
    r"\([^()（）\n]*\)|（[^()（）\n]*\)|\([^()（）\n]*）|\"[^\"\n]{1,60}\""
)
# (一) and (1) at the head of a paragraph or item number it.
MARKER = re.compile(rf"[（(][{SIGNS}百\d]{{1,4}}[）)]")
LONE_MARKER = re.compile(rf"(?:^|[。；：，！？\s])(?:[{SIGNS}]{{1,3}}|\d{{1,2}})$")
ONE_BY_ONE = 5  # places of one mark that are named each
HABIT = 0.5  # of a mark's places: it is the draft's way of writing
AROUND = 5  # characters of the text shown beside a mark
PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
OPENS = {"(": "（", **{mark: mark for mark in PAIRS}}
CLOSES = {")": "（", **{close: mark for mark, close in PAIRS.items()}}
QUOTES = "“「『"
QUOTED = "“‘「『"
NEAR = 40  # characters within which two marks alike were meant as a pair
LINES = 6  # paragraphs that one quotation may have
DOUBLED = re.compile(
    "([，。；：、])[ \u3000]*(?:\\1[ \u3000]*)+|[，、；：][。，；、：]|。[，、；：]"
)
HANGING = re.compile("(?<=[^\n]{12})[，、,](?=[ \u3000]*(?:\n|\\Z))")


class Mark(NamedTuple):
    """A bracket or quotation mark that has no partner in its paragraph."""

    at: int
    pair: str  # the opening mark of its kind
    opens: bool
    line: int


def punctuation(reports: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return remarks on punctuation: one row per place, or per habit of the draft.

    Half-width marks in Chinese text, brackets and quotation marks without their
    partner, marks written twice, and paragraphs that end with a comma. Decimals,
    times of the day, addresses, English and list markers are none. What the draft
    writes so throughout is said once.

    Examples
    --------
    >>> reports = pd.DataFrame({"report": ["r"], "text": ["宣讲特色,坚持鼓劲。"]})
    >>> clauses = pd.DataFrame({"report": ["r"], "clause": [0], "start": [0],
    ...     "text": ["宣讲特色"]})
    >>> punctuation(reports, clauses)["why_zh"].item()
    '半角标点 , ，中文里用全角 ，'
    """
    found = {
        report: [*_half(text), *_unpaired(text), *_doubled(text), *_hanging(text)]
        for report, text in texts(reports).items()
    }
    return as_table(found, clauses)


def _half(text: str) -> Iterator[Remark]:
    """Yield half-width marks: each place, or one remark on what is a habit."""
    places = defaultdict(list)
    for match in HALF.finditer(text):
        places[match[match.lastgroup]].append((match.start(match.lastgroup),) * 2)
    for match in BRACKETS.finditer(text):
        if _chinese(text, match):
            pair = '""' if match[0][0] == '"' else "()"
            places[pair].append((match.start(), match.end() - 1))
    habits = {}
    for mark, spots in places.items():
        whole = len(spots) + text.count(_wide(mark)[0])
        if len(spots) > ONE_BY_ONE or len(spots) >= max(HABIT * whole, 2):
            habits[mark] = spots
            continue
        for first, last in spots:
            yield _remark(text, first, last, *_narrow([mark]))
    if habits:
        n = sum(map(len, habits.values()))
        zh, en = _narrow(habits)
        zh += f"；全文共{n}处，这是第一处"
        en += f"; {n} places in all, this is the first"
        yield _remark(text, *min(spots[0] for spots in habits.values()), zh, en)


def _wide(mark: str) -> str:
    return FULL.get(mark) or "".join(FULL[one] for one in mark)


def _narrow(marks: Iterable[str]) -> tuple[str, str]:
    """Return why half-width marks should be others."""
    narrow, wide = " ".join(marks), " ".join(map(_wide, marks))
    zh = f"半角标点 {narrow} ，中文里用全角 {wide}"
    return zh, f"half-width {narrow} ; Chinese text takes {wide}"


def _chinese(text: str, match: re.Match) -> bool:
    """Say whether half-width brackets stand in Chinese text, and are no list marker."""
    if MARKER.fullmatch(match[0]):
        return False
    before = text[match.start() - 1 : match.start()]
    return bool(re.search(f"[{HAN}]", match[0])) and bool(
        re.match(f"[{BESIDE}]", before)
    )


def _remark(text: str, first: int, last: int, zh: str, en: str) -> Remark:
    """Return a remark on marks with some of the line around them."""
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    span = max(begin, first - AROUND), min(end, last + 1 + AROUND)
    return Remark(*span, KIND, zh, en)


def _unpaired(text: str) -> Iterator[Remark]:
    """Yield brackets and quotation marks without partner."""
    loose, start = [], 0
    for number, line in enumerate(text.split("\n")):
        loose += _loose(text, start, start + len(line), number)
        start += len(line) + 1
    kept = [_within([mark for mark in loose if mark.pair == pair]) for pair in PAIRS]
    yield from _told(text, sorted(mark for own in kept for mark in own))


def _loose(text: str, start: int, end: int, line: int) -> Iterator[Mark]:
    """Yield the marks of a paragraph that have no partner in it."""
    opened = defaultdict(list)
    for at in range(start, end):
        if (sign := text[at]) in OPENS:
            opened[OPENS[sign]].append(at)
        elif sign in CLOSES:
            pair = CLOSES[sign]
            if opened[pair]:
                opened[pair].pop()
            elif not _is_no_closer(text, start, at):
                yield Mark(at, pair, False, line)
    for pair, places in opened.items():
        yield from (Mark(at, pair, True, line) for at in places)


def _is_no_closer(text: str, start: int, at: int) -> bool:
    """Say whether a closing mark ends a list's numeral, or is an apostrophe."""
    if text[at] == "’":
        return bool(re.match("[A-Za-z0-9]", text[at - 1 : at]))
    numeral = text[at] in "）)" and LONE_MARKER.search(text[start:at])
    return bool(numeral) and at - start < 400


def _within(loose: list[Mark]) -> list[Mark]:
    """Leave out quotations that run over several paragraphs."""
    loose = sorted(loose)
    kept: list[Mark] = []
    for mark in loose:
        last = kept[-1] if kept else None
        spans = last and last.opens and not mark.opens and mark.pair in QUOTES
        if spans and 0 < mark.line - last.line <= LINES:
            kept.pop()
        else:
            kept.append(mark)
    return kept


def _told(text: str, loose: list[Mark]) -> Iterator[Remark]:
    """Yield one remark a mark, or on two that were meant as a pair: “六五’."""
    waiting = None
    for mark in loose:
        if waiting and mark.line == waiting.line and _meant(waiting, mark):
            signs = text[waiting.at], text[mark.at]
            zh = "前后两个标点不成对：{} 与 {}".format(*signs)
            en = "these two marks make no pair: {} and {}".format(*signs)
            yield Remark(waiting.at, mark.at + 1, KIND, zh, en)
            waiting = None
            continue
        if waiting:
            yield _alone(text, waiting)
        waiting = mark
    if waiting:
        yield _alone(text, waiting)


def _meant(first: Mark, second: Mark) -> bool:
    """Say whether two loose marks were meant as a pair: of one kind, and near."""
    quotes = first.pair in QUOTED and second.pair in QUOTED
    return second.at - first.at <= NEAR and (quotes or first.pair == second.pair)


def _alone(text: str, mark: Mark) -> Remark:
    """Return a remark on a mark without partner."""
    other = PAIRS[mark.pair] if mark.opens else mark.pair
    zh = f"标点 {text[mark.at]} 没有与之成对的 {other}"
    en = f"{text[mark.at]} has no matching {other}"
    return _remark(text, mark.at, mark.at, zh, en)


def _doubled(text: str) -> Iterator[Remark]:
    """Yield marks written twice, or two that exclude each other."""
    for match in DOUBLED.finditer(text):
        zh = f"标点连用 {match[0]} ，应只留一个"
        en = f"two marks in a row, {match[0]} ; one is enough"
        yield _remark(text, match.start(), match.end() - 1, zh, en)


def _hanging(text: str) -> Iterator[Remark]:
    """Yield paragraphs that end with a comma; salutations do."""
    for match in HANGING.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        line = text[start : match.start()].strip()
        if line.startswith(zone("salutation")) or not re.search(f"[{HAN}]$", line):
            continue
        zh = f"段末以 {match[0]} 结束，句子没有完"
        en = f"the paragraph ends with {match[0]} in mid-sentence"
        yield _remark(text, match.start(), match.start(), zh, en)
