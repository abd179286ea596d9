"""Decide by words and order what no heading says: topics, prose without headings."""

from analysis.read.outline.headings import heading_roles, plain_role
from analysis.read.outline.paragraphs import PARTS, SECTIONS, Paragraph
from analysis.read.outline.wording import FEWEST_KINDS, problems, shortcomings, weigh

SIDES = ("review", "plan")
DUAL = ["problems", "plan"]  # 存在不足与下一步打算: first the one, then the other
CHANGE = 3.0  # what it takes to change the role from one topic to the next
BACK = 6.0  # and to go back from the plan to the review
HEADING_WEIGHT = 4.0  # what a heading's word counts for
TOPIC_WEIGHT = 1.5  # and where it stands among others: 突出工作重点，…
YEAR_WEIGHT = 2.0  # what a year named in the paragraph counts for
PROBLEMS_WEIGHT = 3.0  # and a paragraph about problems for the review
TITLE_WEIGHT = 4.0  # what the title counts for: 总结 or 计划
SUREST = 25  # hundreds of characters; more text makes no surer
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NOW = {"review": (), "plan": ("今年",)}  # where the years are known from elsewhere

Years = tuple[int | None, int | None]


def by_wording(
    run: list[Paragraph],
    before: str | None,
    after: str | None,
    doctype: list[str],
    years: Years,
) -> list[tuple[list[Paragraph], str, tuple[str, ...]]]:
    """Decide a run topic by topic, with few changes and in order.

    `before` and `after` are the roles of what stands around it, `doctype` those that
    the title names.

    Returns
    -------
    list
        Paragraphs that are decided together, their role and the reasons.
    """
    units = _units(run)
    weighed = [_score(unit, doctype, years) for unit in units]
    path = _best([score for score, _ in weighed], before, after)
    order = [f"order: after {before}" if before else "order of the document"]
    decided = []
    for unit, role, (_, why) in zip(units, path, weighed, strict=True):
        dual = role == "review" and heading_roles(unit[0].part) == DUAL
        reasons = why[role][:4] or order
        decided.append((unit, "problems" if dual else role, tuple(reasons)))
    return decided


def _units(run: list[Paragraph]) -> list[list[Paragraph]]:
    """Group paragraphs that are decided together: a part or section of one topic."""
    units: list[list[Paragraph]] = []
    last: object = None
    for here in run:
        if here.part and len(heading_roles(here.part)) < 2:
            topic: object = here.part
        else:  # no part, or one for two roles
            topic = here.section or here.start
        if topic != last:
            units.append([])
            last = topic
        units[-1].append(here)
    return units


def _score(
    unit: list[Paragraph],
    doctype: list[str],
    years: Years,
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Weigh one unit: its heading, the years it names, its words, the title."""
    score = dict.fromkeys(SIDES, 0.0)
    why: dict[str, list[str]] = {side: [] for side in SIDES}

    def add(role: str, weight: float, reason: str) -> None:
        score[role] += weight
        why[role].append(f"{reason} (+{weight:.1f})")

    if unit[0].kind in (*PARTS, *SECTIONS):
        said = heading_roles(unit[0].heading)
        if len(said) == 1 and said[0] in SIDES:
            plain = plain_role(unit[0].heading)
            weight = HEADING_WEIGHT if plain else TOPIC_WEIGHT
            add(said[0], weight, f"heading: {unit[0].heading[:16]}")
    text = "".join(here.text for here in unit)
    if heading_roles(unit[0].part) == DUAL:
        n = min(len(shortcomings(text)), FEWEST_KINDS)
        weight = 2 * PROBLEMS_WEIGHT * n / FEWEST_KINDS
        add("review", weight, f"{n} words for shortcomings")
    elif len(unit) == 1 and problems(text):
        add("review", PROBLEMS_WEIGHT, "about problems, as a review's end")
    surer = min(len(text) / 100, SUREST) ** 0.5  # the more is said, up to a point
    for side, year in zip(SIDES, years, strict=True):
        named = [f"{year}年", f"{year}年".translate(FULL_WIDTH), *NOW[side]]
        n = sum(map(text.count, set(named))) if year else 0
        if n:
            weight = YEAR_WEIGHT * n * 100 / max(len(text), 100) * surer
            add(side, weight, f"names {named[0]}")
    for said in weigh(text):
        add(said.role, said.weight * max(surer, 1), f"wording: {said.why}")
    if len(doctype) == 1 and doctype[0] in SIDES:
        add(doctype[0], TITLE_WEIGHT, "kind of document, by its title")
    return score, why


def _best(
    scores: list[dict[str, float]], before: str | None, after: str | None
) -> list[str]:
    """Return the likeliest roles in order (Viterbi 1967); to go back costs more."""

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
