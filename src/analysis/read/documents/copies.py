"""Bodies that stand in a file more than once, and several reports in one file."""

import re
from itertools import groupby
from operator import itemgetter

from analysis.read.documents.debris import Found, Numbered
from analysis.read.documents.traditional import simplified_lines
from analysis.read.numerals import SIGNS

TELLING_LINE = 20  # characters of a line by which a copy is recognised
LEAST_LINES, LEAST_CHARACTERS = 5, 300  # of a copy
COPY_TIMES = range(2, 7)
CHUNK = re.compile(r"(\d{1,3})、")
LONGEST_COPY_TITLE = 60
SHORTEST_REPORT = 200  # characters that a report of its own has at least
COPY_NUMBER = rf"(?:[{SIGNS}]{{1,3}}|\d{{1,3}})"
PIECE = re.compile(
    rf"[(（]?(?:.{{0,40}}?)(?:第\s?{COPY_NUMBER}\s?篇|篇\s?{COPY_NUMBER})[)）]?\s*(?:[:：].{{0,40}})?"
)
# What files of several texts collect: more kinds than those of a work report.
GENRE_WORDS = re.compile(
    "总结|报告|计划|要点|汇报|述职|讲话|综述|材料|范文|方案|体会|心得"
)
KIND = re.compile(
    r"(总结|报告|计划|要点|汇报|方案|思路|打算|安排)(?:[（(].{1,12}[)）])?$"
)
# A numbered heading or an annex is no title of another report.
OTHER_HEADING = re.compile(rf"[{SIGNS}（(\d]|附[件录表：:]|第[{SIGNS}]+")
FIRST_PART = re.compile(r"一[、.．]")
ONE_A_LINE = 0.8  # share of a file's characters that reports on one line make up
# The numeral first and then what stands before it: so a search is quick.
PARTS_INSIDE = [re.compile(rf"{part}、(?<![^。！；\s]{part}、)") for part in "一二"]
LONGEST_NAME = 40  # characters
FEW = 8  # pieces of a line among which its title stands
FIRST_HEADING = re.compile(r"一、\s*([^，。；！？：\s]{2,30})")
YEAR = re.compile(r"(?:19|20)\d\d年?|二[○〇零][○〇零一二三四五六七八九]{2}年?")
SPEECH_OPENING = re.compile(r"现在，?我(?:受|代表).{2,40}(?:报告|审议)")


def without_copies(lines: Numbered, found: Found) -> Numbered:
    """Return the lines with each body once; a copy is noted by its first and last."""
    lines = [(number, _once(number, line, found)) for number, line in lines]
    gone: set[int] = set()
    for first, last, origin in _copies(lines):
        gone |= set(range(first, last + 1))
        said = "".join(line for _, line in lines[first : last + 1])
        what = f"{said[:20]}……{said[-20:]}（{last - first + 1} 行，{len(said)} 字）"
        why = f"与第 {lines[origin][0]} 行起的文字重复，只留一份"
        found.append((lines[first][0], what, why))
    return [pair for at, pair in enumerate(lines) if at not in gone]


def _once(number: int, line: str, found: Found) -> str:
    """Return a line that is its own text several times over only once."""
    if len(line) < LEAST_CHARACTERS:
        return line
    for times in COPY_TIMES:
        size, rest = divmod(len(line), times)
        if not rest and line == line[:size] * times:
            what = f"{line[:20]}……{line[-20:]}（{size} 字 × {times - 1}）"
            found.append((number, what, "同一行内重复的文字，只留一份"))
            return line[:size]
    return line


def _copies(lines: Numbered) -> list[tuple[int, int, int]]:
    """Return first and last line of each copy, and where its original begins."""
    long = [at for at, (_, line) in enumerate(lines) if len(line) >= TELLING_LINE]
    seen: dict[str, int] = {}  # a long line's text → its place among the long ones
    runs, place = [], 0
    while place < len(long):
        text = lines[long[place]][1]
        origin = seen.setdefault(text, place)
        size = 0
        while (
            origin + size < place < len(long) - size
            and lines[long[origin + size]][1] == lines[long[place + size]][1]
        ):
            size += 1
        span = long[place : place + size]
        enough = sum(len(lines[at][1]) for at in span) >= LEAST_CHARACTERS
        if size >= LEAST_LINES and enough:
            runs.append(_widened(lines, span[0], span[-1], long[origin]))
        place += size if size >= LEAST_LINES and enough else 1
    return runs


def _widened(
    lines: Numbered, first: int, last: int, origin: int
) -> tuple[int, int, int]:
    """Take in the short lines around a copy that also stand around its original."""
    while origin and lines[first - 1][1] == lines[origin - 1][1]:
        first, origin = first - 1, origin - 1
    end = origin + last - first
    while last + 1 < len(lines) and end + 1 < first:
        if lines[last + 1][1] != lines[end + 1][1]:
            break
        last, end = last + 1, end + 1
    return first, last, origin


def without_chunks(lines: Numbered, found: Found) -> Numbered:
    """Return the lines without the numbers of preview chunks, put together again.

    A preview cuts a text every some hundred characters, within words, and numbers the
    pieces 1、2、3、. They are joined only where the numbers run on line by line and at
    least every other piece stops within a sentence.
    """
    for at in range(len(lines) - 1):
        if not lines[at][1].startswith("1、"):
            continue
        size = 1
        while at + size < len(lines):
            said = CHUNK.match(lines[at + size][1])
            if not said or int(said[1]) != size + 1:
                break
            size += 1
        pieces = lines[at : at + size]
        within = [_stops_within(line) for _, line in pieces[:-1]]
        if size > 1 and min(len(line) for _, line in pieces[:-1]) >= SHORTEST_REPORT:
            if 2 * sum(within) >= len(within) and within:
                found += [
                    (number, CHUNK.match(line)[0], "预览网站的分块序号，前后原是一段")
                    for number, line in pieces
                ]
                text = "".join(line[CHUNK.match(line).end() :] for _, line in pieces)
                return [*lines[:at], (pieces[0][0], text), *lines[at + size :]]
    return lines


def _stops_within(line: str) -> bool:
    return not re.search("[。！？!?；;：:…][”’」）)]*$", line.rstrip())


def without_page_numbers(lines: Numbered, found: Found) -> Numbered:
    """Return the lines without page numbers that part a sentence, put together."""
    kept: Numbered = []
    page = 0
    at = 0
    while at < len(lines):
        number, line = lines[at]
        follows = kept and at + 1 < len(lines)
        if line.isascii() and line.isdigit() and len(line) <= 3 and follows:
            before = kept[-1][1]
            next_page = page == 0 or int(line) == page + 1
            if (
                next_page
                and len(before) >= 30
                and re.search("[\u4e00-\u9fff，、]$", before)
            ):
                found.append((number, line, "句中的页码"))
                kept[-1] = (kept[-1][0], before + lines[at + 1][1])
                page = int(line)
                at += 2
                continue
        kept.append((number, line))
        at += 1
    return kept


def several(lines: Numbered) -> list[tuple[int, str]]:
    """Return place and title of each report in a file that holds more than one.

    Recognised by titles numbered 篇一, 篇二; by titles of one kind (总结, 总结) that
    each begin a new 一、; by a second 现在，我代表…报告工作; by lines of the file that
    are each as long as a report, or hold a report's parts. Empty for a single report.

    Examples
    --------
    >>> text = "某局工作总结", "篇一", "甲" * 300, "篇二", "乙" * 300
    >>> several(list(enumerate(text, start=1)))
    [(1, '篇一'), (3, '篇二')]
    """
    if found := one_a_line(lines):
        return found
    written = [line for _, line in lines]
    lines = _plain(lines)
    short = [
        (at, line)
        for at, (_, line) in enumerate(lines)
        if len(line) <= LONGEST_COPY_TITLE
    ]
    numbered = [(at, line) for at, line in short if _is_piece(line)]
    for titles in (numbered, _restarts(lines, short), _openings(lines)):
        ends = [at for at, _ in titles[1:]] + [len(lines)]
        whole = [
            (at, title)
            for (at, title), end in zip(titles, ends, strict=False)
            if sum(len(line) for _, line in lines[at + 1 : end]) >= SHORTEST_REPORT
        ]
        if len(whole) > 1:
            return [(at, written[at]) for at, _ in whole]
    return []


def _plain(lines: Numbered) -> Numbered:
    """Return the lines that may tell where a report begins in simplified characters."""
    said = [line if len(line) < SHORTEST_REPORT else "" for _, line in lines]
    return [
        (number, plain or line)
        for (number, line), plain in zip(lines, simplified_lines(said), strict=True)
    ]


def one_a_line(lines: Numbered) -> list[tuple[int, str]]:
    """Return place and name of each report in a file that has one on every line.

    Such a line holds a report's parts, 一、 and 二、, whether it has been cut into its
    paragraphs or not; a list 一、二、 within a paragraph is too short for that.
    """
    every = sum(len(line) for _, line in lines)
    may = every + len(lines)  # characters, with those that part paragraphs
    found, size, at = [], 0, 0
    for _, group in groupby(lines, key=itemgetter(0)):
        pieces = [line for _, line in group]
        text = "\n".join(pieces)
        if len(text) >= SHORTEST_REPORT and all(p.search(text) for p in PARTS_INSIDE):
            found.append((at, _name(pieces)))
            size += len(text)
        else:
            may -= len(text)
            if may < ONE_A_LINE * every:
                return []  # nearly always, and soon
        at += len(pieces)
    return found if len(found) > 1 and size >= ONE_A_LINE * every else []


def _name(pieces: list[str]) -> str:
    """Return what a report is called in a list: title or first heading, and year."""
    pieces = simplified_lines(pieces)
    text = "\n".join(pieces)
    short = (one for piece in pieces[:FEW] for one in piece.split()[:FEW])
    titles = (one for one in short if len(one) < LONGEST_NAME and KIND.search(one))
    title = next((one for one in titles if not OTHER_HEADING.match(one)), "")
    heading = FIRST_HEADING.search(text)
    named = title or (heading[1] if heading else text)[:LONGEST_NAME]
    year = YEAR.search(text)
    return named if not year or YEAR.search(named) else f"{named}（{year[0]}）"


def _is_piece(line: str) -> bool:
    """Return whether a line numbers a report: 总结 篇1, 篇一, 第1篇：工作总结.

    第一篇 发展环境 is a chapter of a plan.
    """
    if "篇" not in line or not PIECE.fullmatch(line):
        return False
    return bool(GENRE_WORDS.search(line)) or line.strip("(（")[:1] == "篇"


def _restarts(lines: Numbered, short: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return titles of the commonest kind that are each followed by a first part."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for at, line in short:
        said = KIND.search(line)
        if not said or OTHER_HEADING.match(line):
            continue
        ahead = (text for _, text in lines[at + 1 : at + 6])
        apart = at == 0 or len(lines[at - 1][1]) >= 5
        if apart and any(FIRST_PART.match(text) for text in ahead):
            kinds.setdefault(said[1], []).append((at, line))
    titles = max(kinds.values(), key=len, default=[])
    found = titles[:1]
    for at, line in titles[1:]:  # a title and its repetition head one report
        between = (text for _, text in lines[found[-1][0] + 1 : at])
        if any(FIRST_PART.match(text) for text in between):
            found.append((at, line))
    return found


def _openings(lines: Numbered) -> list[tuple[int, str]]:
    """Return, for each opening of a government report, the title before it."""
    found = []
    for at, (_, line) in enumerate(lines):
        if len(line) < SHORTEST_REPORT and SPEECH_OPENING.match(line):
            before = [
                (place, lines[place][1])
                for place in range(max(0, at - 8), at)
                if KIND.search(lines[place][1])
            ]
            found.append(before[0] if before else (at, line))
    return found
