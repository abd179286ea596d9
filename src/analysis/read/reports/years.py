"""The year reviewed and the year planned, as a text says them; never guessed."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.read.numerals import ARABIC, DIGITS, SIGNS, ZEROS, number
from analysis.read.outline import arrange
from analysis.read.outline.characters import FULL_WIDTH, in_simplified, present
from analysis.read.outline.headings import cues, heading_role, heading_roles
from analysis.read.outline.leads import lead_role
from analysis.read.outline.paragraphs import Paragraph, split
from analysis.read.outline.title import (
    HEADING_LINE,
    NUMBERED_LINE,
    ends_as_title,
    furniture,
    kinds_of_document,
    title_of,
)
from analysis.read.reports.blanked import blanked, overwritten

DATED_WITHIN = 1500  # characters that hold title, date of delivery and salutation
SUMMER, WINTER = 7, 11  # months: up to the one reports look back on the year before,
# from the other on upon the year that ends; between them the date says nothing.
LEAD_LINES = 12  # among which lead paragraphs stand
LEAD_SHOWN = 15  # characters
LEAD_FRAME = " \u3000】]）)"
STRONG = 2  # evidence this strong must not be contradicted
WIDE_DIGIT = re.compile("[０-９]")
NUMERAL_FIRST = re.compile(f"^[{SIGNS}]+、")
GAP_IN_YEAR = re.compile(r"(?<=\d) (?=[\d年])")
HAN_YEAR = re.compile(f"年(?<=[一二][{ZEROS}{DIGITS}]{{3}}年)")  # quick to seek
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!代)")
DATE = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{{1,2}}|[{SIGNS}]{{1,3}})\s*月"
    r"[^，。；]{0,12}?(?:在|日)[^。；]{0,30}(?:会议|大会|代表)"
)
SCHOOL = re.compile(r"((?:19|20)\d\d)\s*(?:[-—–~至]+\s*(?:19|20)?\d\d\s*)?学年")
SPAN = re.compile(f"过去(?:的)?五年|五年来|[{SIGNS}]{{2,3}}五”?时期|五年工作|这五年")
HALF = re.compile("上半年|半年工作|前三?季度")
# What a report on a part of a year is on; what comes next is of the same year.
BEGUN = re.compile(r"上半年|(?<!下)半年|前?[一二三]季度|1[-—–~至]+\d{1,2}月")
# Of 2024年下半年工作总结 下半年 says when, not what for.
PART_OF_YEAR = re.compile(r"^\s*度?(?:[上下]半年|前?[一二三四]季度|第[一二三四]季度)")
JOINED = re.compile(r"\s*度?\s*[、和与及]\s*")
NOT_A_YEAR = re.compile("半年|季度|月份?|学[年期]|周|任期|阶段|[三五]年|时期")
CONNECTED = re.compile("[和暨及与、]")
# 2024工作总结, where 年 has been forgotten.
NO_YEAR_SIGN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?=度|[上下]半年|工作|总结|计划|政府工作|财年)"
)
OPENS_WITH_YEAR = re.compile(
    r"\s*((?:19|20)\d\d)\s*年(?:(?P<is>是)|度?[，,]|度|全年|[上下]半年"
    r"|第?[一二三四]季度|[我本全在])"
)
BARE_YEAR = re.compile(
    r"((?:19|20)\d\d)(?=[\u4e00-\u5e73\u5e75-\u9fff])"
)  # no 年 after it
FORMULA = re.compile("[^。；！？]{0,60}如下")
GOVERNMENT = re.compile(r"政\s*府\s*工\s*作\s*报\s*告|各位代表")
SPOKEN = re.compile("[，,！!：:。]")  # is in sentences, not in headings
FIRST_YEAR = re.compile(r"\s*((?:19|20)\d\d)年[，,是]")
YEAR_AFTER_HEADING = re.compile(r"\s((?:19|20)\d\d)\s*年[，,]")


class Evidence(NamedTuple):
    """A year that the text gives a role, where, and how strongly (1 to 3)."""

    role: str
    year: int
    where: str
    strength: int


class Years(NamedTuple):
    """The years of a report, on what evidence, and what speaks against it."""

    review: int | None
    plan: int | None
    evidence: tuple[Evidence, ...]
    warnings: tuple[str, ...]
    span: tuple[int, int] | None = None


def report_years(text: str) -> tuple[int | None, int | None]:
    r"""Return the year reviewed and the year planned, missing where it is not clear.

    Examples
    --------
    >>> report_years("某局总结\n一、2023年工作情况\n二、2024年工作安排")
    (2023, 2024)
    >>> report_years("2023年某局工作总结\n一、主要工作")
    (2023, None)
    """
    years = read_years(text)
    return years.review, years.plan


def read_years(text: str, review: int | None = None) -> Years:
    r"""Return the years of a text with the evidence and what makes it doubtful.

    Headings and the date of delivery count most, then the title, then how the parts
    begin. A year that strong evidence contradicts is left missing.

    Examples
    --------
    >>> read_years("某局2022年总结\n一、2020年工作亮点\n做了很多。").warnings
    ('the review is of 2020 (heading: 2020年工作亮点) or 2022 (title); left missing',)
    """
    return years_of(split(text), text, review)


def years_of(
    paragraphs: list[Paragraph],
    text: str,
    review: int | None = None,
    *,
    infer: bool = True,
) -> Years:
    """Return the years that the paragraphs of a text say, as `read_years` does.

    A plan that names no year is for the year after the one reviewed, or, in a report
    on half a year, for the same: taken so with the evidence ``inferred``. `review` is
    the year reviewed where it is known otherwise.
    """
    plain = in_simplified(text)
    lines = [plain[here.start : here.end] for here in paragraphs]
    wide = bool(present(text) & FULL_WIDTH)
    lines = [_plain(line, wide) for line in lines]
    title = title_of(lines)
    said = _said_years(lines, title)
    unsaid = said.plan is None and not any(e.role == "plan" for e in said.evidence)
    review = review or said.review
    if not infer or not review or not unsaid or blanked(lines):
        return said
    after = _next(said, review, title)
    if after is None:
        return said
    outline = arrange(paragraphs, text, (review, None))
    if all(here.role != "plan" for here in outline):
        return said
    how = "the same year" if after == review else "the year after the review"
    return said._replace(
        plan=after,
        evidence=(*said.evidence, Evidence("plan", after, f"inferred: {how}", 0)),
        warnings=(*said.warnings, f"the plan names no year; taken for {after}, {how}"),
    )


def _next(said: Years, review: int, title: str) -> int | None:
    """Return the year that comes after what is reviewed; None where it is no year."""
    pieces = [one for one in CONNECTED.split(title) if heading_role(one) == "review"]
    pieces += [e.where for e in said.evidence if e.role == "review"]
    if any(BEGUN.search(piece) for piece in pieces):
        return review
    if said.span or any(NOT_A_YEAR.search(piece) for piece in [title, *pieces]):
        return None
    return review + 1


def _said_years(lines: list[str], title: str) -> Years:
    """Return the years that the lines say; nothing is inferred."""
    found = tuple(_evidence(lines, title))
    one_for_all = overwritten(lines)
    warnings = list(_doubts(lines, title, one_for_all))
    trusted = [e for e in found if not warnings or not _by_title(e)]
    chosen: dict[str, int | None] = {}
    for role in ("review", "plan"):
        chosen[role], doubt, where = _choose(role, trusted)
        warnings += doubt
        # What contradicts the headings once is not believed elsewhere either.
        trusted = [e for e in trusted if e.where not in where]
    if one_for_all:
        chosen = {"review": None, "plan": None}
    review, plan = chosen["review"], chosen["plan"]
    half = bool(HALF.search(title + "".join(lines[:3])[:200]))
    if review and plan and (plan < review or (plan == review and not half)):
        warnings.append(f"a plan for {plan} cannot follow a review of {review}")
        review = plan = None
    return Years(review, plan, found, tuple(warnings), _span(lines, review))


def _by_title(evidence: Evidence) -> bool:
    """Say whether it is a year that whoever copied the text may have written."""
    return evidence.where == "title" or evidence.where.startswith("lead")


def _plain(line: str, wide: bool) -> str:
    """Return a line with every year in the digits 0 to 9; `wide`: ０ to ９ occur."""
    line = line[: DATED_WITHIN * 2]
    if wide and WIDE_DIGIT.search(line, 0, DATED_WITHIN):
        line = unicodedata.normalize("NFKC", line)
    for year in HAN_YEAR.finditer(line):
        at = year.start()
        line = line[: at - 4] + line[at - 4 : at].translate(ARABIC) + line[at:]
    line = line[:DATED_WITHIN]
    if " " in line:
        line = GAP_IN_YEAR.sub("", line)
    if len(line) <= HEADING_LINE and ("20" in line or "19" in line):
        line = NO_YEAR_SIGN.sub(r"\1年", line)
        if BARE_YEAR.match(line) and ends_as_title(line):
            line = BARE_YEAR.sub(r"\1年", line)
    return line


def _evidence(lines: list[str], title: str) -> Iterator[Evidence]:
    """Yield what says a year: title, date of delivery, headings, opening sentences."""
    government = bool(GOVERNMENT.search("\n".join(lines[:40])[:DATED_WITHIN]))
    yield from _opening(lines, title, government)
    last = None
    yield from _lead(lines, title, government)
    for line in lines[1:]:
        head = _heading(line, title)
        if head:
            said = list(_said(head, f"heading: {_short(head)}", 3))
            yield from said
            role = heading_role(head)
            last = role if said or NUMBERED_LINE.match(head) else None
            inside = YEAR_AFTER_HEADING.search(line[:HEADING_LINE])
            if role and inside and said and int(inside[1]) != said[0].year:
                yield Evidence(role, int(inside[1]), "first words of the part", 2)
            if last:
                continue
        if last and len(line) > HEADING_LINE:
            year = FIRST_YEAR.match(line)
            if year:
                yield Evidence(last, int(year[1]), "first words of the part", 2)
            last = None


def _heading(line: str, title: str) -> str:
    """Return the heading that a line is, or begins with; '' if it is none."""
    if NUMBERED_LINE.match(line):
        head = re.split("[。；]", line[: HEADING_LINE + 1])[0]
        return head if len(head) <= HEADING_LINE else re.split("[，,：:]", head)[0]
    if len(line) > HEADING_LINE or SPOKEN.search(line) or furniture(line):
        return ""
    if title and (line in title or title in line):
        return ""
    return "" if _title_end().search(line) else line


def _lead(lines: list[str], title: str, government: bool) -> Iterator[Evidence]:
    """Yield what lead paragraphs say: 现将2024年工作总结如下; 2024年，我局…."""
    said = heading_roles(title)
    side = said[0] if len(said) == 1 else None
    dated = government or SPAN.search(title) is not None
    for line in lines[:LEAD_LINES]:
        if NUMBERED_LINE.match(line):
            return
        where = line.find(title) if title else -1
        text = line[where + len(title) :] if where >= 0 else line
        if text:
            yield from _of_lead(text.strip(LEAD_FRAME), said, side, dated)


def _of_lead(
    text: str, said: list[str], side: str | None, dated: bool
) -> Iterator[Evidence]:
    """Yield the years of a paragraph that leads in, or tells what the report is on."""
    where = f"lead: {text[:LEAD_SHOWN]}"
    for formula in FORMULA.findall(text) if "如下" in text else ():
        yield from _said(formula, where, 2)
    opens = OPENS_WITH_YEAR.match(text)
    if opens and not dated:
        role = lead_role(text, (None, None), side)[0]
        if role is None and not opens["is"]:
            role = "review" if "review" in said else side
        if role:
            yield Evidence(role, int(opens[1]), where, 1)


@cache
def _title_end() -> re.Pattern:
    """Return the pattern in which titles of any kind end, 安排 among them."""
    return re.compile(rf"(?:{kinds_of_document()})(?:范文|[（(].*)?$")


def _opening(lines: list[str], title: str, government: bool) -> Iterator[Evidence]:
    """Yield what the title and the line with the date of delivery say."""
    if government:
        year = YEAR.search(title) or re.match(r"((?:19|20)\d\d)(?=政府)", title)
        if year and not heading_role(title):
            # It may be the year of delivery, or the year reported on.
            yield Evidence("plan", int(year[1]), "title", 1)
        date = DATE.search("\n".join(lines[:25])[:DATED_WITHIN])
        if date:
            month = int(date[2]) if date[2].isdecimal() else number(date[2])
            yield from _delivered(int(date[1]), month, title)
    strength = 1 if government else 2
    yield from _said(title, "title", strength)


def _delivered(year: int, month: int, title: str) -> Iterator[Evidence]:
    """Yield what the date of delivery says; one in autumn says nothing."""
    if SUMMER < month < WINTER:
        return
    half = BEGUN.search(title) is not None
    planned = year + (month >= WINTER and not half)
    yield Evidence("plan", planned, "date of delivery", 2)
    yield Evidence("review", planned - (not half), "date of delivery", 2)


def _said(head: str, where: str, strength: int) -> Iterator[Evidence]:
    """Yield each year of a heading with the role of the cue after it.

    Of 2023年、2024年工作总结 both are reviewed.
    """
    years = list(YEAR.finditer(head))
    joined: list[int] = []
    for year, after in zip(years, [*years[1:], None], strict=False):
        rest = head[year.end() : after.start() if after else len(head)]
        said = cues(PART_OF_YEAR.sub("", rest))
        joined.append(int(year[1]))
        if said and said[0][0] in ("review", "plan"):
            for one in joined:
                yield Evidence(said[0][0], one, where, strength)
        if not after or not JOINED.fullmatch(rest):
            joined = []


def _choose(role: str, found: list[Evidence]) -> tuple[int | None, list[str], set[str]]:
    """Return the one year that strong evidence gives a role, else a warning.

    With it come the sources, other than headings, that contradicted one another.
    """
    found = [e for e in found if e.role == role]
    strong = [e for e in found if e.strength >= STRONG]
    used = strong or found
    years = list(dict.fromkeys(e.year for e in used))
    if len(years) == 1:
        weak = {e.year: e.where.partition(":")[0] for e in found if e.year != years[0]}
        told = [
            f"the {where} says {year}, the {role} is of {years[0]}"
            for year, where in sorted(weak.items())
        ]
        return years[0], told, set()
    if not years:
        return None, [], set()
    said = {e.year: f"{e.year} ({e.where})" for e in reversed(used)}
    listed = " or ".join(said[year] for year in sorted(years))
    doubtful = {e.where for e in used if not e.where.startswith("heading")}
    return None, [f"the {role} is of {listed}; left missing"], doubtful


def _doubts(lines: list[str], title: str, one_for_all: bool) -> Iterator[str]:
    """Yield what makes the years of a text doubtful as a whole."""
    opening = "\n".join(lines[:60])
    if blank := blanked(lines):
        yield f"years are blanked out in this copy: {blank}"
    if one_for_all:
        yield "one year has been written over all others in this copy; left missing"
    school = SCHOOL.search(opening[:DATED_WITHIN])
    if school and (SCHOOL.search(title) or not YEAR.search(title)):
        yield f"a school year lies in two calendar years: {school[0]}"


def _span(lines: list[str], review: int | None) -> tuple[int, int] | None:
    """Return first and last year of a review of five years."""
    heads = (line for line in lines if len(line) <= HEADING_LINE)
    if review and any(
        SPAN.search(head) and heading_role(head) == "review" for head in heads
    ):
        return review - 4, review
    return None


def _short(head: str) -> str:
    return NUMERAL_FIRST.sub("", head.strip())[:20]
