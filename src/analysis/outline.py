"""Parse reports into clauses by their own structure: 一、（一）一是."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from analysis import InputError
from analysis.reports import heading_role

ROLE_NAMES = {"review": "总结", "problems": "问题", "plan": "计划", "other": "其他"}
ROLES = tuple(ROLE_NAMES)
HAN = "[一二三四五六七八九十百]+"
# A heading opens its line, with its numeral; the line may run on into the body.
PART = re.compile(rf"(?P<numeral>{HAN})、\s*")
SECTION = re.compile(rf"[（(](?P<numeral>{HAN})[）)]\s*")
LINE_ITEM = re.compile(r"(?P<numeral>\d{1,2})(?:[.．](?!\d)|、)\s*")
# An item opens a sentence, or a clause when it is the next in its sequence.
ITEM = re.compile(rf"(?:(?P<counted>{HAN})[是要]|第(?P<ordinal>{HAN})[，,、])")
# Closing quotes and brackets belong to the mark before them; a comma or colon
# between digits belongs to the number.
MARK = re.compile(r"(?:[，。；;：！!？?]|(?<!\d)[,:]|[,:](?!\d))+[”’」』）)》]*")
SENTENCE_END = re.compile("[。！!？?]")
LONGEST_HEADING = 60  # characters; a longer first sentence is body, not heading
LONGEST_PROBLEM_HEADING = 12
LONGEST_BARE_HEADING = 30  # a heading without numeral is a short line of its own
# How government reports, which give problems no heading, open that paragraph.
PROBLEM_PARAGRAPH = re.compile(
    "(?:清醒地?|深刻|必须|也要|还要|应当?)(?:认识|看)到|问题也不容忽视"
    "|存在(?:不少|一些|许多|诸多).{0,12}(?:问题|困难|不足|短板)"
)
SIZES = ["n_clauses", "n_items", "n_characters"]
DIGITS = "一二三四五六七八九"


class Clause(NamedTuple):
    """One row of the `clauses` table; a level that has not begun is ''."""

    report: str
    clause: int
    sentence: int
    role: str
    year: int | None
    part: str
    section: str
    item: str
    heading: bool
    start: int
    text: str


class Place(NamedTuple):
    """Where in the outline the text stands."""

    role: str = "other"
    part: str = ""
    section: str = ""
    item: str = ""


class Piece(NamedTuple):
    """A clause before it is numbered: its place and where it starts and ends."""

    place: Place
    heading: bool
    start: int
    end: int
    ends_sentence: bool


def parse(reports: pd.DataFrame) -> pd.DataFrame:
    r"""Split reports into clauses, each carrying its place in the outline.

    A clause is the text between ，。；：！？ or line ends, without its numeral or
    marker; 、 stays inside. ``text[start:start + len(clause)]`` is the clause.

    Parameters
    ----------
    reports
        The `reports` table; `report` and `text` are needed, the years are used.

    Returns
    -------
    DataFrame
        The `clauses` table, one row per clause, in reading order.

    Examples
    --------
    >>> text = "总结\n一、2024年工作计划\n（一）服务群众。一是办好就业。二是办好教育。"
    >>> clauses = parse(pd.DataFrame({"report": ["2023"], "text": [text]}))
    >>> clauses[["role", "section", "item", "text"]]
        role section item         text
    0  other                        总结
    1   plan               2024年工作计划
    2   plan    服务群众              服务群众
    3   plan    服务群众    一       办好就业
    4   plan    服务群众    二       办好教育
    """
    rows = [row for report in reports.itertuples() for row in _clauses(report)]
    table = pd.DataFrame(rows, columns=Clause._fields)
    kinds = {"clause": "int64", "sentence": "int64", "start": "int64"}
    text = dict.fromkeys(["report", "role", "part", "section", "item", "text"], "str")
    return table.astype({"year": "Int64", "heading": "bool", **kinds, **text})


def sections(clauses: pd.DataFrame) -> pd.DataFrame:
    """Measure every section: one row per section, in reading order.

    A part without sections of its own is one row, with `section` ``""``; text that
    stands above the first section of its part is left out.

    Returns
    -------
    DataFrame
        `report`, `role`, `year`, `part`, `section`, `order` (1, 2, … within the
        role), `n_clauses`, `n_items`, `n_characters` (of the clauses) and `share`
        (of the clauses of the role's sections).
    """
    place = ["report", "role", "part", "section"]
    headed = clauses[(clauses["part"] != "") | (clauses["section"] != "")]
    divided = headed.groupby(place[:3])["section"].transform(lambda s: (s != "").any())
    inside = headed[(headed["section"] != "") | ~divided.astype(bool)]
    table = (
        inside.assign(characters=inside["text"].str.len())
        .groupby(place, sort=False)
        .agg(
            year=("year", "first"),
            n_clauses=("clause", "size"),
            n_items=("item", lambda item: item[item != ""].nunique()),
            n_characters=("characters", "sum"),
        )
        .reset_index()
    )
    role = table.groupby(["report", "role"], sort=False)
    return table.assign(
        order=role.cumcount() + 1,
        share=table["n_clauses"] / role["n_clauses"].transform("sum"),
    )[[*place[:2], "year", *place[2:], "order", *SIZES, "share"]]


def require_roles(clauses: pd.DataFrame, roles: Iterable[str], purpose: str) -> None:
    """Raise one clear line where a report lacks one of the roles.

    Raises
    ------
    InputError
        Naming the report, what was found in it and what needs the roles.
    """
    if clauses.empty:
        raise InputError(f"the report holds no clause; {purpose} needs some")
    for report, rows in clauses.groupby("report", sort=False):
        n = rows["role"].value_counts(sort=False)
        if missing := [role for role in roles if role not in n.index]:
            found = ", ".join(f"{role} {count} clauses" for role, count in n.items())
            raise InputError(
                f"{report}: no {' and no '.join(missing)} found (found: {found}); "
                f"{purpose} needs {' and '.join(roles)}. "
                "See how it was read: zhongxin outline"
            )


def _clauses(report: NamedTuple) -> Iterator[Clause]:
    years = {
        "review": _year(report, "review_year"),
        "problems": _year(report, "review_year"),
        "plan": _year(report, "plan_year"),
    }
    sentence = 0
    for number, piece in enumerate(_pieces(report.text)):
        place = piece.place
        yield Clause(
            report.report,
            number,
            sentence,
            place.role,
            years.get(place.role),
            place.part,
            place.section,
            place.item,
            piece.heading,
            piece.start,
            report.text[piece.start : piece.end],
        )
        sentence += piece.ends_sentence


def _year(report: NamedTuple, name: str) -> int | None:
    value = getattr(report, name, None)
    return None if value is None or pd.isna(value) else int(value)


def _pieces(text: str) -> Iterator[Piece]:
    """Walk the lines, keeping the place, and cut each into clauses."""
    place, start, title = Place(), 0, True
    for line in text.split("\n"):
        if line.strip():
            place, pieces = _line(text, start, start + len(line), place, title)
            title = False
            yield from pieces
        start += len(line) + 1


def _line(
    text: str, start: int, end: int, place: Place, title: bool
) -> tuple[Place, list[Piece]]:
    """Return the place after a line, and the line's pieces."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if title:
        return place, _cut(text, start, end, place, heading_end=end)
    before = place.item
    part = PART.match(text, start, end)
    numbered = part or SECTION.match(text, start, end)
    if numbered:
        start = numbered.end()
        heading_end = _heading_end(text, start, end)
        heading = text[start:heading_end].rstrip("。；：:; \u3000")
        place = _under(heading, place, is_part=bool(part))
    elif role := _bare_heading(text[start:end]):
        heading_end = end
        place = Place(role, text[start:end].strip())
    else:
        heading_end = start
        item = LINE_ITEM.match(text, start, end)
        place = place._replace(item=_han(int(item["numeral"])) if item else "")
        start = item.end() if item else start
    here = _paragraph(text[start:end], place)
    pieces = _cut(text, start, end, here, heading_end, before)
    inside = pieces[-1].place.item if pieces else place.item
    return place._replace(item=inside), pieces


def _under(heading: str, place: Place, *, is_part: bool) -> Place:
    """Return the place under a numbered heading.

    Parts say what their text is for. Of sections only a short one that is about
    problems does (存在的问题): 强化问题导向, 统筹安排… are about the work.
    """
    role = heading_role(heading)
    if is_part:
        return Place(role or place.role, heading)
    of_part = heading_role(place.part) or place.role
    problems = role == "problems" and len(heading) <= LONGEST_PROBLEM_HEADING
    return Place("problems" if problems else of_part, place.part, heading)


def _heading_end(text: str, start: int, end: int) -> int:
    """Return where the heading stops that begins here and may run into the body."""
    stop = text.find("。", start, end)
    stop = end if stop < 0 else stop
    if stop - start <= LONGEST_HEADING:
        return stop
    mark = MARK.search(text, start, end)
    return mark.start() if mark else end


def _bare_heading(line: str) -> str | None:
    """Return the role of a line that is a heading without numeral, else None."""
    line = line.strip()
    if len(line) > LONGEST_BARE_HEADING or MARK.search(line):
        return None
    return heading_role(line)


def _paragraph(paragraph: str, place: Place) -> Place:
    """Return the place with the role of this one paragraph."""
    if place.role == "review" and PROBLEM_PARAGRAPH.search(paragraph[:120]):
        return place._replace(role="problems")
    return place


def _cut(
    text: str, start: int, end: int, place: Place, heading_end: int, before: str = ""
) -> list[Piece]:
    """Cut a line into clauses at its marks; 一是 and its like open items.

    `before` is the item of the paragraph before, which this one may go on from.
    """
    pieces, sentence_opens = [], True
    while start < end:
        mark = MARK.search(text, start, end)
        stop, after = (mark.start(), mark.end()) if mark else (end, end)
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        heading = first < heading_end
        if not heading and (item := ITEM.match(text, first, after)):
            numeral = item["counted"] or item["ordinal"]
            if _follows(numeral, place.item or before, sentence_opens):
                place = place._replace(item=numeral)
                first = item.end()
                if item["ordinal"]:  # its comma was the mark
                    start = first
                    continue
        last = first + len(text[first:stop].rstrip())
        ends = not mark or bool(SENTENCE_END.search(mark[0])) or after >= end
        if re.search(r"\w", text[first:last]):
            pieces.append(Piece(place, heading, first, last, ends))
        elif ends and pieces:
            pieces[-1] = pieces[-1]._replace(ends_sentence=True)
        sentence_opens = ends or mark[0][0] in "；;：:"
        start = after
    return pieces


def _follows(numeral: str, last: str, sentence_opens: bool) -> bool:
    """Say whether a numeral goes on from the last; a sentence may also skip or begin.

    The rest are false friends: 祖国的统一是…, 十一是假期.
    """
    value, before = _number(numeral), _number(last)
    return value == before + 1 or (
        sentence_opens and (value == 1 or value > before > 0)
    )


def _number(numeral: str) -> int:
    """Return the value of a Chinese numeral below one hundred; 0 for ''.

    >>> _number("十二"), _number("三十"), _number("一"), _number("")
    (12, 30, 1, 0)
    """
    tens, ten, ones = numeral.rpartition("十")
    value = DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def _han(value: int) -> str:
    """Return the Chinese numeral of 0 to 99.

    >>> _han(3), _han(10), _han(12), _han(40)
    ('三', '十', '十二', '四十')
    """
    tens, ones = divmod(value, 10)
    leading = DIGITS[tens - 1] if tens > 1 else ""
    return leading + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")
