"""Say what each paragraph is for: review, problems, plan or neither, and why."""

import re

from analysis.outline.levels import BODY, LONGEST_BARE, TITLE_END, Paragraph, is_body
from analysis.outline.wording import lament, problems, shortcomings, weigh, zone
from analysis.reports.headings import cues, heading_role, heading_roles, plain_role
from analysis.reports.years import title_of

SIDES = ("review", "plan")
OPENING_SHARE = 0.2  # a salutation further down does not end the opening
PREAMBLE = 4  # paragraphs of body before the first heading that only lead in
LAST_OF_REVIEW = 3  # paragraphs: those about problems without saying so stand there
LAST = 0.45  # annexes begin after this share of the text
LONGEST_APPEAL = 350  # characters
CLOSING = 0.8  # and the closing appeal after this share of the body
CHANGE = 3.0  # what it takes to change the role from one paragraph to the next
BACK = 6.0  # and to go back from the plan to the review
HEADING = 4.0  # what a heading's word counts for, where it names two roles
TOPIC = 1.5  # and where it stands among others: 突出工作重点，…
YEAR = 2.0  # what a year named in the paragraph counts for
PROBLEMS = 3.0  # and a paragraph about problems for the review
LONGEST = 25  # hundreds of characters
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NOW = {"review": (), "plan": ("今年",)}
TITLE = 4.0  # what the title counts for: 总结 or 计划
ENOUGH = 2  # shortcomings in a paragraph that goes on about problems
LONGEST_PROBLEMS = 12  # characters of a section's heading that is about problems
LONGEST_NEXT = 16  # and of one that turns to what comes next
NEXT = re.compile(
    "下一?步|下一?阶段|下半年|今后|明年|来年|下年度|努力方向|整改|工作打算|工作计划"
)
TURN = re.compile(
    "下一?步[，,]|下一?步工作|下一?阶段[，,]|今后[，,一]|接下来|明年[，,]|新的一年[，,里]"
)
SPEAKS = re.compile(
    "代表.{2,20}(?:报告|汇报)|请予审议|提出意见|(?:汇报|总结|报告)(?:如下|于下)"
)
APPEAL = re.compile("让我们|更加紧密|而.{0,4}奋斗")
COLON = ("：", ":")


def assign(found: list[Paragraph], years: tuple[int | None, int | None]) -> None:
    """Give every paragraph its role and the reasons, in place.

    Parts whose heading says it have its role; the rest is decided by wording and
    order, and single paragraphs by what they are: salutation, problems, appeal,
    annex.
    """
    if not found:
        return
    start, stop = _opening(found), _annex(found)
    doctype = heading_roles(_title(found, start))
    _other(found[:start], "before the report begins")
    _other(found[stop:], "annex or page furniture after the report")
    body = found[start:stop]
    for role, run in _runs(body):
        if role:
            _by_heading(run, role)
        else:
            _by_wording(run, _before(body, run), _after(body, run), doctype, years)
    _turns(body)
    _problem_paragraphs(body)
    _speech(body)


def _other(found: list[Paragraph], why: str) -> None:
    """Set paragraphs aside: they belong to no part of the report."""
    for here in found:
        here.role, here.reasons = "other", [why]
        here.part = here.section = here.item = ""


def _title(found: list[Paragraph], start: int) -> str:
    """Return the line that names the kind of document."""
    return title_of([here.text for here in found[: max(start, 1)]])


def _opening(found: list[Paragraph]) -> int:
    """Return the first paragraph after title, salutation and preamble."""
    size = found[-1].end
    greeted = -1
    for n, here in enumerate(found[:60]):
        if here.start > max(OPENING_SHARE * size, 600):
            break
        if here.text.startswith(zone("salutation")) or here.text.endswith("各位代表："):
            greeted = n
            break
        if here.kind in ("part", "bare", "chapter", "section"):
            break
    first = greeted + 1
    if greeted < 0:
        first = next((n for n, p in enumerate(found) if is_body(p) or _opens(p, n)), 0)
    while (
        first < len(found)
        and SPEAKS.search(found[first].text[:120])
        and not _opens(found[first], first)
    ):
        first += 1
    return _preamble(found, first)


def _preamble(found: list[Paragraph], first: int) -> int:
    """Skip what only leads in: a few paragraphs before the first heading."""
    heading = next(
        (n for n in range(first, len(found)) if _opens(found[n], n)), len(found)
    )
    if heading == len(found):
        return first
    bodies = sum(len(here.text) > BODY for here in found[first:heading])
    return heading if bodies <= PREAMBLE else first


def _opens(here: Paragraph, n: int) -> bool:
    if here.kind == "bare" and TITLE_END.search(here.text) and n < 3:
        return False
    return here.kind in ("part", "bare", "chapter", "section", "decimal", "alone")


def _annex(found: list[Paragraph]) -> int:
    """Return the first paragraph of glossary, annex and what the page adds."""
    size = found[-1].end
    cues, service = zone("annex"), zone("service")
    appealed = False
    for n, here in enumerate(found):
        if here.start < LAST * size:
            continue
        if len(here.text) <= LONGEST_BARE + 10 and here.text.startswith(cues):
            return n
        short = len(here.text) <= LONGEST_BARE
        if short and any(c in here.text for c in ("名词解释", "名词注释", "名词解析")):
            return n
        if short and appealed and any(cue in here.text for cue in service):
            return n
        appealed |= bool(APPEAL.search(here.text))
    return len(found)


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


def _said(here: Paragraph) -> str | None:
    """Return the role that the heading of a part says, if it says one only."""
    if here.kind not in ("part", "bare", "chapter"):
        return None
    return plain_role(here.heading)


def _by_heading(run: list[Paragraph], role: str) -> None:
    """Give the role of the part's heading; a section about problems is an exception."""
    cue = cues(run[0].heading)[-1][1]
    why = [f"heading of the part: {cue}"]
    section, own = "", None
    for here in run:
        if here.section != section or here.kind == "section":
            section, own = here.section, None
            if here.kind in ("section", "alone"):
                own = _of_section(here.heading, role)
        here.role, here.reasons = role, why
        if own and here.section:
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


def _before(body: list[Paragraph], run: list[Paragraph]) -> str | None:
    """Return the role of what stands before a run, as far as a heading says it."""
    roles = [p.role for p in body if p.start < run[0].start and p.role in SIDES]
    return roles[-1] if roles else None


def _after(body: list[Paragraph], run: list[Paragraph]) -> str | None:
    """Return the role that the next part's heading says."""
    later = (_said(p) for p in body if p.start > run[-1].start)
    return next((role for role in later if role in SIDES), None)


def _by_wording(
    run: list[Paragraph],
    before: str | None,
    after: str | None,
    doctype: list[str],
    years: tuple[int | None, int | None],
) -> None:
    """Decide a run by its words, topic by topic, with few changes and in order."""
    units = _units(run)
    scores, whys = [], []
    for unit in units:
        score, why = _score(unit, doctype, years)
        scores.append(score)
        whys.append(why)
    path = _best(scores, before, after)
    for unit, role, why in zip(units, path, whys, strict=True):
        order = f"order: after {before}" if before else "order of the document"
        for here in unit:
            here.role = role
            here.reasons = why[role][:4] or [order]
            own = here.kind in ("section", "alone", "bare") and _of_section(
                here.heading, role
            )
            if own:
                here.role, here.reasons = own, [f"heading: {here.heading[:20]}"]


def _units(run: list[Paragraph]) -> list[list[Paragraph]]:
    """Group paragraphs that are decided together: a part or section of one topic."""
    units: list[list[Paragraph]] = []
    key = None
    for here in run:
        dual = here.part and len(heading_roles(here.part)) > 1
        place = (here.part, here.section) if here.part and not dual else (here.section,)
        if place == ("",) or (place == (here.part, "") and dual):
            place = (here.start,)
        elif here.part and not dual:
            place = (here.part,)
        if place != key:
            units.append([])
            key = place
        units[-1].append(here)
    return units


def _score(
    unit: list[Paragraph],
    doctype: list[str],
    years: tuple[int | None, int | None],
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Weigh one unit: its heading, the years it names, its words, the title."""
    score = dict.fromkeys(SIDES, 0.0)
    why: dict[str, list[str]] = {side: [] for side in SIDES}

    def add(role: str, weight: float, reason: str) -> None:
        score[role] += weight
        why[role].append(f"{reason} (+{weight:.1f})")

    if unit[0].kind in ("section", "alone", "bare", "part"):
        said = heading_roles(unit[0].heading)
        if len(said) == 1 and said[0] in SIDES:
            plain = plain_role(unit[0].heading)
            weight = HEADING if plain else TOPIC
            add(said[0], weight, f"heading: {unit[0].heading[:16]}")
    text = "".join(here.text for here in unit)
    if len(unit) == 1 and problems(text):
        add("review", PROBLEMS, "about problems, as a review's end")
    surer = min(len(text) / 100, LONGEST) ** 0.5  # the more is said, up to a point
    for side, year in zip(SIDES, years, strict=True):
        named = [f"{year}年", f"{year}年".translate(WIDE), *NOW[side]]
        n = sum(map(text.count, set(named))) if year else 0
        if n:
            weight = YEAR * n * 100 / max(len(text), 100) * surer
            add(side, weight, f"names {named[0]}")
    for said in weigh(text):
        add(said.role, said.weight * max(surer, 1), f"wording: {said.why}")
    if len(doctype) == 1 and doctype[0] in SIDES:
        add(doctype[0], TITLE, "kind of document, by its title")
    return score, why


def _best(
    scores: list[dict[str, float]], before: str | None, after: str | None
) -> list[str]:
    """Return the likeliest roles in order (Viterbi 1967): changes cost, going back more."""

    def cost(old: str | None, new: str) -> float:
        if old is None or old == new:
            return 0.0
        return CHANGE if new == "plan" else BACK

    total = {side: scores[0][side] - cost(before, side) for side in SIDES}
    steps = []
    for score in scores[1:]:
        step = {
            side: max(SIDES, key=lambda old: total[old] - cost(old, side))
            for side in SIDES
        }
        total = {
            side: total[step[side]] - cost(step[side], side) + score[side]
            for side in SIDES
        }
        steps.append(step)
    if after:
        total = {side: total[side] - cost(side, after) for side in SIDES}
    path = [max(SIDES, key=lambda side: total[side])]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]


def _turns(body: list[Paragraph]) -> None:
    """A review without plan beside it may turn to what comes next: 下一步，…."""
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
    """Find the paragraphs about problems inside the review, with the list after them."""
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
    if here.kind in ("mark", "ordinal", "bullet", "decimal", "small"):
        return True
    return len(shortcomings(here.text)) > ENOUGH and "成绩" not in here.text[:60]


def _leave_section(body: list[Paragraph], n: int) -> None:
    """A paragraph about problems, and what follows it, is the part's, no section's."""
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


def _speech(body: list[Paragraph]) -> None:
    """Set aside salutations on their own, and the appeal that closes."""
    if not body:
        return
    begin, size = body[0].start, body[-1].end - body[0].start
    for n, here in enumerate(body):
        text = here.text
        if len(text) < 12 and text.startswith(zone("salutation")):
            here.role, here.reasons = "other", ["salutation"]
        if here.kind == "text" and here.start - begin > CLOSING * size:
            if n >= len(body) - 4 and _appeals(body, n):
                _other(body[n:], "closing appeal")
                return


def _appeals(body: list[Paragraph], n: int) -> bool:
    """Say whether a paragraph near the end calls on those who listen."""
    text, before = body[n].text, body[n - 1].text
    calls = bool(APPEAL.search(text))
    if calls and sum(cue in text for cue in zone("closing")) > 1:
        return True
    spoken = text.startswith(zone("salutation")) or (
        before.startswith(zone("salutation")) and len(before) < LONGEST_PROBLEMS
    )
    last = n >= len(body) - 2 and len(text) < LONGEST_APPEAL
    return spoken and last and (calls or text[-1] in "！!")
