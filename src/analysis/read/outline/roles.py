"""Say what each paragraph is for: review, problems, plan or neither, and why."""

import re

from analysis.read.outline.bounds import annex, opening, set_aside, speech
from analysis.read.outline.headings import cues, heading_role, heading_roles, plain_role
from analysis.read.outline.levels import Paragraph
from analysis.read.outline.title import title_of
from analysis.read.outline.weighing import SIDES, Years, by_wording
from analysis.read.outline.wording import lament, problems, shortcomings

LAST_OF_REVIEW = 3  # paragraphs: those about problems without saying so stand there
ENOUGH = 2  # shortcomings in a paragraph that goes on about problems
LONGEST_PROBLEMS = 12  # characters of a section's heading that is about problems
LONGEST_NEXT = 16  # and of one that turns to what comes next
LISTED = ("mark", "ordinal", "bullet", "decimal", "small")
NEXT = re.compile(
    "下一?步|下一?阶段|下半年|今后|明年|来年|下年度|努力方向|整改|工作打算|工作计划"
)
TURN = re.compile(
    "下一?步[，,]|下一?步工作|下一?阶段[，,]|今后[，,一]|接下来|明年[，,]|新的一年[，,里]"
)


def assign(found: list[Paragraph], years: Years) -> None:
    """Give every paragraph its role and the reasons, in place.

    Parts whose heading says it have its role; the rest is decided by wording and
    order, and single paragraphs by what they are: salutation, problems, appeal,
    annex.
    """
    if not found:
        return
    start, stop = opening(found), annex(found)
    title = title_of([here.text for here in found[: max(start, 1)]])
    set_aside(found[:start], "before the report begins")
    set_aside(found[stop:], "annex or page furniture after the report")
    body = found[start:stop]
    runs = _runs(body)
    for n, (role, run) in enumerate(runs):
        if role:
            why = [f"heading of the part: {cues(run[0].heading)[-1][1]}"]
            decided = [(run, role, why)]
        else:
            before = _last_role(runs[:n])
            after = next((said for said, _ in runs[n + 1 :] if said in SIDES), None)
            decided = by_wording(run, before, after, heading_roles(title), years)
        for unit, role_of, why in decided:
            _give(unit, role_of, why)
    _turns(body)
    _problem_paragraphs(body)
    speech(body)


def _runs(body: list[Paragraph]) -> list[tuple[str | None, list[Paragraph]]]:
    """Return stretches of paragraphs under one heading that says its role, or none."""
    runs: list[tuple[str | None, list[Paragraph]]] = []
    top, said = None, None
    for here in body:
        if not runs or here.top != top:
            top = here.top
            said = _said(here)
            if not runs or said or runs[-1][0]:
                runs.append((said, []))
        runs[-1][1].append(here)
    return runs


def _last_role(runs: list[tuple[str | None, list[Paragraph]]]) -> str | None:
    """Return the role of what stands before, where it is one of the two sides."""
    roles = (here.role for _, run in reversed(runs) for here in reversed(run))
    return next((role for role in roles if role in SIDES), None)


def _said(here: Paragraph) -> str | None:
    """Return the role that the heading of a part says, if it says one only."""
    if here.kind not in ("part", "bare", "chapter"):
        return None
    return plain_role(here.heading)


def _give(unit: list[Paragraph], role: str, why: list[str]) -> None:
    """Give the role; a section about problems, or what comes next, has its own."""
    section, own = "", None
    for here in unit:
        if here.section != section or here.kind in ("section", "alone"):
            section, own = here.section, None
            if here.kind in ("section", "alone"):
                own = _of_section(here.heading, role)
        here.role, here.reasons = role, why
        if own:
            here.role, here.reasons = own, [f"heading of the section: {section[:20]}"]


def _of_section(heading: str, role: str) -> str | None:
    """Return a section's own role: of problems, or of what comes next, in a review.

    强化问题导向 and 统筹安排 are about the work.
    """
    said = heading_role(heading)
    if said == "problems" and len(heading) <= LONGEST_PROBLEMS:
        return said
    if said == "plan" and role == "review" and len(heading) <= LONGEST_NEXT:
        return said if NEXT.search(heading) else None
    return None


def _turns(body: list[Paragraph]) -> None:
    """Find where a review without plan turns to what comes next: 下一步，…."""
    if any(here.role == "plan" for here in body):
        return
    turned = False
    for n, here in enumerate(body):
        if here.role not in ("review", "problems"):
            continue
        turned |= n > len(body) / 2 and bool(TURN.match(here.text))
        if turned:
            here.role, here.reasons = "plan", ["opens with what comes next"]


def _problem_paragraphs(body: list[Paragraph]) -> None:
    """Find the paragraphs about problems in the review, with the list after them."""
    leads = False
    for n, here in enumerate(body):
        if here.role != "review" or here.kind in ("part", "bare", "chapter"):
            leads = False
            continue
        cue = problems(here.text)
        if cue:
            here.role, here.reasons = "problems", [f"wording: {cue}"]
            _leave_section(body, n)
            leads = True
        elif leads and _goes_on(here):
            here.role, here.reasons = "problems", ["goes on about problems"]
        elif _ends_review(body, n) and (cue := lament(here.text)):
            here.role, here.reasons = "problems", [f"wording, at its end: {cue}"]
            _leave_section(body, n)
            leads = True
        else:
            leads = False


def _ends_review(body: list[Paragraph], n: int) -> bool:
    """Say whether a paragraph is one of the last before the plan begins."""
    here = body[n]
    if here.kind != "text":
        return False
    later = [p.role for p in body[n + 1 : n + LAST_OF_REVIEW + 1]]
    return len(later) < LAST_OF_REVIEW or "plan" in later


def _goes_on(here: Paragraph) -> bool:
    """Say whether a paragraph belongs to the problems announced before it."""
    if here.kind in LISTED:
        return True
    return len(shortcomings(here.text)) > ENOUGH and "成绩" not in here.text[:60]


def _leave_section(body: list[Paragraph], n: int) -> None:
    """Close the section: problems, and what follows them, are the part's."""
    here = body[n]
    if here.kind != "text":
        return
    section, scope = here.section, here.scope
    for later in body[n:]:
        if later.section != section or later.scope != scope:
            break
        if later.kind in ("section", "alone"):
            break
        later.section, later.item = "", later.item or ""
        later.scope = -scope - 1
