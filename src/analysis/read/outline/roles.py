"""Say what each paragraph is for: review, problems, plan or neither, and why."""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.read.outline.bounds import annex, opening, set_aside, set_speech_aside
from analysis.read.outline.headings import (
    TIME,
    cues,
    heading_role,
    heading_roles,
    plain_role,
)
from analysis.read.outline.markers import ANY_MARK
from analysis.read.outline.paragraphs import ITEMS, PARTS, SECTIONS, Paragraph
from analysis.read.outline.title import title_of
from analysis.read.outline.topics import SIDES, Years, by_wording
from analysis.read.outline.wording import lament, problems, shortcomings

LAST_OF_REVIEW = 3  # paragraphs: those about problems without saying so stand there
ENOUGH = 2  # shortcomings in a paragraph that goes on about problems
LONGEST_PROBLEMS = 12  # characters of a section's heading that is about problems
LONGEST_NEXT = 16  # and of one that turns to what comes next
NEXT = re.compile(
    "下一?步|下一?阶段|下半年|今后|明年|来年|下年度|努力方向|整改|工作打算|工作计划"
)
NAMED = re.compile(r"((?:19|20)\d\d)\s*年")
TURN = re.compile(
    "下一?步[，,]|下一?步工作|下一?阶段[，,]|今后[，,一]|接下来|明年[，,]|新的一年[，,里]"
)


def assign_roles(found: list[Paragraph], years: Years) -> list[Paragraph]:
    """Give every paragraph its role and the reasons.

    Parts whose heading says it have its role; the rest is decided by wording and
    order, and single paragraphs by what they are: salutation, problems, appeal,
    annex.
    """
    if not found:
        return []
    start, stop = opening(found), annex(found)
    title = title_of([here.text for here in found[: max(start, 1)]])
    start = min(start, stop)
    body = _by_part(found[start:stop], heading_roles(title), years)
    body = _turned(body)
    body = _with_problems(body)
    return [
        *set_aside(found[:start], "before the report begins"),
        *set_speech_aside(body),
        *set_aside(found[stop:], "annex or page furniture after the report"),
    ]


def _by_part(
    body: list[Paragraph], doctype: list[str], years: Years
) -> list[Paragraph]:
    """Give roles part by part: what the heading says, or else the wording."""
    decided: list[Paragraph] = []
    runs = _runs(body, years)
    for n, (role, run) in enumerate(runs):
        if role:
            why = f"heading of the part: {cues(run[0].heading)[-1][1]}"
            units = [(run, role, (why,))]
        else:
            roles = (here.role for here in reversed(decided))
            before = next((role for role in roles if role in SIDES), None)
            after = next((said for said, _ in runs[n + 1 :] if said), None)
            after = "review" if after == "problems" else after
            units = by_wording(run, before, after, doctype, years)
        for unit in units:
            decided += _given(*unit)
    return decided


def _runs(
    body: list[Paragraph], years: Years
) -> list[tuple[str | None, list[Paragraph]]]:
    """Return stretches of paragraphs under one heading that says its role, or none."""
    runs: list[tuple[str | None, list[Paragraph]]] = []
    top, said = None, None
    for here in body:
        if not runs or here.top != top:
            top = here.top
            said = _said(here, years)
            if not runs or said or runs[-1][0]:
                runs.append((said, []))
        runs[-1][1].append(here)
    return runs


def _said(here: Paragraph, years: Years) -> str | None:
    """Return the role that the heading of a part says, if it says one only.

    2024年重点工作 in a review of 2024 is left to its wording.
    """
    if here.kind not in PARTS:
        return None
    said = plain_role(here.heading)
    if said == "plan" and years[0] and not NEXT.search(here.heading):
        named = set(map(int, NAMED.findall(here.heading)))
        if named == {years[0]} and years[0] != years[1]:
            return None
    return said


def _given(unit: list[Paragraph], role: str, why: tuple[str, ...]) -> list[Paragraph]:
    """Give the role; a section about problems, or what comes next, has its own.

    So has an item whose line is such a heading: 2.存在的不足.
    """
    given, section, own, item = [], "", None, None
    for here in unit:
        if here.section != section or here.kind in (*PARTS, *SECTIONS):
            section, own, item = here.section, None, None
            if here.kind in SECTIONS:
                own = _of_section(here.heading, role)
        elif here.kind == "decimal":
            line = here.text[here.body - here.start :].rstrip("：:")
            alone = len(line) <= LONGEST_NEXT and not ANY_MARK.search(line)
            said = _of_section(line, role) if alone and not own else None
            item = (said, line) if said else None
        reasons, mine = why, role
        if own:
            mine, reasons = own, (f"heading of the section: {section[:20]}",)
        elif item:
            mine, reasons = item[0], (f"heading of the item: {item[1]}",)
        given.append(here.with_role(mine, *reasons))
    return given


def _of_section(heading: str, role: str) -> str | None:
    """Return a section's own role: of problems, or of what comes next, in a review.

    In a plan, of what was: “十五”时期主要情况. 强化问题导向 and 统筹安排 tell of work.
    """
    said = heading_role(heading)
    if said == "problems" and len(heading) <= LONGEST_PROBLEMS:
        return said
    if said == "plan" and role == "review" and len(heading) <= LONGEST_NEXT:
        return said if NEXT.search(heading) else None
    if said == "review" and role == "plan" and TIME.search(heading):
        ends = heading.endswith(cues(heading)[-1][1])
        return said if ends and heading_roles(heading) == ["review"] else None
    return None


def number_by_role(found: list[Paragraph]) -> list[Paragraph]:
    """Begin items anew where the role changes: none runs on into the next role."""
    changes = [
        n
        for n, (before, here) in enumerate(pairwise(found), 1)
        if here.role != before.role and here.scope == before.scope
    ]
    numbered = list(found)
    last = max((abs(found[n].scope) for n in changes), default=0) + len(found)
    for n in changes:
        last += 1
        scope, role = found[n].scope, found[n].role
        numbered[n] = found[n]._replace(item=found[n].item or "")
        for at in range(n, len(found)):
            if (found[at].scope, found[at].role) != (scope, role):
                break
            numbered[at] = numbered[at]._replace(scope=last)
    return numbered


def _turned(body: list[Paragraph]) -> list[Paragraph]:
    """Find where a review without plan turns to what comes next: 下一步，…."""
    if any(here.role == "plan" for here in body):
        return body
    later = range(len(body) // 2 + 1, len(body))
    turn = next((n for n in later if TURN.match(body[n].text)), len(body))
    why = "opens with what comes next"
    return body[:turn] + [here.with_role("plan", why) for here in body[turn:]]


def _with_problems(body: list[Paragraph]) -> list[Paragraph]:
    """Find the paragraphs about problems in the review, with the list after them.

    One that announces problems closes its section: it and what follows it are the
    part's, and items are numbered anew.
    """
    found, scope, times = [], None, 0
    for here, (why, announces) in zip(body, _problems(body), strict=True):
        if here.scope != scope:
            scope, times = here.scope, 0
        times += announces and here.kind == "text"
        if times:
            # Next to each other no two scopes are the same, nor one of another section.
            anew = -scope - 1 if times % 2 else scope
            here = here._replace(section="", item=here.item or "", scope=anew)
        if why:
            here = here.with_role("problems", why)
        found.append(here)
    return found


def _problems(body: list[Paragraph]) -> Iterator[tuple[str, bool]]:
    """Yield why each paragraph is about problems, if it is, and whether it says so."""
    leads = False
    for n, here in enumerate(body):
        why, announces = "", False
        if here.role == "review" and here.kind not in PARTS:
            if cue := problems(here.text, follows=leads):
                why, announces = f"wording: {cue}", True
            elif leads and _goes_on(here):
                why = "goes on about problems"
            elif _ends_review(body, n) and (cue := lament(here.text)):
                why, announces = f"wording, at its end: {cue}", True
        leads = bool(why)
        yield why, announces


def _ends_review(body: list[Paragraph], n: int) -> bool:
    """Say whether a paragraph is one of the last before the plan begins."""
    if body[n].kind != "text":
        return False
    later = [here.role for here in body[n + 1 : n + LAST_OF_REVIEW + 1]]
    return len(later) < LAST_OF_REVIEW or "plan" in later


def _goes_on(here: Paragraph) -> bool:
    """Say whether a paragraph belongs to the problems announced before it."""
    if here.kind in ITEMS:
        return True
    return len(shortcomings(here.text)) > ENOUGH and "成绩" not in here.text[:60]
