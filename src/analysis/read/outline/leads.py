"""Give lead paragraphs the role of what they tell: the year gone by, or what comes."""

import re
from functools import cache
from itertools import pairwise

from analysis.read.outline.headings import heading_roles, plain_role
from analysis.read.outline.levels import is_body
from analysis.read.outline.paragraphs import PARTS, Paragraph
from analysis.read.outline.title import ends_as_title, title_of
from analysis.read.outline.topics import FULL_WIDTH, SIDES, Years
from analysis.read.outline.wording import (
    first_time,
    lead_cues,
    looking_back,
    speaks,
    weigh,
    zone,
)

ENOUGH = 3  # what speaks for a lead's role must weigh so much,
CLEARLY = 2  # and so much more than what speaks for the other
YEAR = 2  # what naming the year counts for,
OPENS = 1  # and opening with it or another time: 一年来, 下一步,
TITLE = 1  # and what the title says of the document: 总结 or 计划,
AGAINST = 3  # by how much more a lead must speak against a title that says one only
LOOKS_BACK = 3.0  # times what speaks for the plan, in a paragraph inside the plan
ENDS = "。！!？?：:；;”"  # of a line that tells something; names and dates have none
SENTENCE = re.compile(r"[^。！!？?；;]+[。！!？?；;”）)]*")


def tell_leads(found: list[Paragraph], years: Years) -> list[Paragraph]:
    """Give leads before the first heading, and the first ones of a part, their role.

    A paragraph before the first heading that shows nothing of its own goes on with
    the lead before it. In a part whose heading says its role, only those change that
    open with the other side's time. A text without any role has no leads.
    """
    first = next((n for n, here in enumerate(found) if here.role != "other"), None)
    if first is None:
        return found
    title = title_of([here.text for here in found[: max(first, 1)]])
    return _opening(found[:first], title, years) + _of_parts(found[first:], years)


def _opening(found: list[Paragraph], title: str, years: Years) -> list[Paragraph]:
    """Give the paragraphs before the first heading their role, if they tell one."""
    said = heading_roles(title)
    side = said[0] if len(said) == 1 else None
    told, before, spoken, broken = [], None, False, False
    for here in found:
        text = here.text.removeprefix(title) if ends_as_title(title) else here.text
        if here.kind not in ("text", "title") or not _tells(here, text):
            told.append(here)
            continue
        role, why = lead_role(text, years, side)
        spoken |= speaks("address", text)  # lays the report before those who hear it
        if spoken and role != _time(text, years):
            role = None  # what a speaker says before the report
        elif before and (broken or (role is None and is_body(here))):
            role, why = before, "goes on with the lead before it"
        before, broken = role, here.text[-1] not in ENDS
        if role:  # also on the line of the title, it is no heading
            here = here._replace(heading_end=here.start).with_role(role, why)
        told.append(here)
    return told


def _tells(here: Paragraph, text: str) -> bool:
    """Say whether a paragraph before the first heading is text of the report."""
    runs = here.long or here.text[-1] in ENDS
    return runs and bool(text) and not speaks("chrome", here.text)


def _of_parts(found: list[Paragraph], years: Years) -> list[Paragraph]:
    """Change the first and last paragraphs of a part that tell of the other side."""
    heads = [n for n, here in enumerate(found) if here.kind in PARTS]
    told = list(found)
    for first, end in pairwise([*heads, len(found)]):
        side = plain_role(found[first].heading)
        if side in SIDES:
            for steps in (range(first + 1, end), range(end - 1, first, -1)):
                for n in steps:
                    if (other := _other(found[n], side, years)) is None:
                        break
                    told[n] = other
    firsts = looking_back()
    return [
        _recap(here, years)
        if here.kind == "text" and here.role == "plan" and here.text[0] in firsts
        else here
        for here in told
    ]


def _recap(here: Paragraph, years: Years) -> Paragraph:
    """Return a paragraph of the plan that tells of the year gone by as review.

    So reports of the State Council tell of foreign affairs, before what comes.
    """
    if not here.long or _time(here.text, years) != "review":
        return here
    weight = dict.fromkeys(SIDES, 0.0) | {w.role: w.weight for w in weigh(here.text)}
    if weight["review"] < LOOKS_BACK * weight["plan"]:
        return here
    if any(side == "plan" and worth > 1 for _, side, worth in lead_cues(here.text)):
        return here
    role, why = lead_role(here.text, years)
    if role != "review":
        return here
    # Under the heading of a plan it would be a section of the review.
    place = {"part": "", "section": "", "item": ""}
    moved = here._replace(**place if plain_role(here.part) else {"item": ""})
    return moved.with_role("review", f"inside the plan, {why}")


def _other(here: Paragraph, side: str, years: Years) -> Paragraph | None:
    """Return a paragraph with the role of the other side, if it tells of that.

    It stands under no heading then, as the leads above the first one do.
    """
    if here.kind != "text" or here.role != side or here.section or here.item:
        return None
    time = _time(here.text, years)
    if time in (None, side):
        return None
    role, why = lead_role(here.text, years)
    if role != time:
        return None
    return here._replace(part="", item="").with_role(role, f"lead, {why}")


def _time(text: str, years: Years) -> str | None:
    """Return the side of the time that opens a paragraph: 一年来, 下一步, 2024年."""
    for side, year in zip(SIDES, years, strict=True):
        if year and text.startswith(_named(year)):
            return side
    return first_time(text)


@cache
def _named(year: int) -> tuple[str, str]:
    return f"{year}年", f"{year}年".translate(FULL_WIDTH)


def own_words(text: str) -> str:
    """Return a text without what it says of itself: 现将…总结如下, 请予审议.

    Examples
    --------
    >>> own_words("一年来，各项工作取得成效，现将情况总结如下：")
    '一年来，各项工作取得成效，'
    """
    kept = []
    for sentence in SENTENCE.findall(text):
        if not speaks("address", sentence) and not speaks("purpose", sentence):
            begins = [sentence.find(cue) for cue in zone("formula")]
            kept.append(sentence[: min((n for n in begins if n >= 0), default=None)])
    return "".join(kept)


def lead_role(
    text: str, years: Years, side: str | None = None
) -> tuple[str | None, str]:
    """Return whether a lead sums up or looks ahead, and by what words; or None.

    `side` is the role that the title of the document says.

    Examples
    --------
    >>> lead_role("一年来，在市委坚强领导下，各项工作取得了成效。", (None, None))[0]
    'review'
    >>> lead_role("下一步，我们将坚持稳中求进，力争再创佳绩。", (None, None))[0]
    'plan'
    """
    told = own_words(text)
    if not told:
        return None, ""
    weight = dict.fromkeys(SIDES, 0)
    cues: dict[str, list[str]] = {side: [] for side in SIDES}
    closes = [cue for cue in lead_cues(text) if cue[0] in zone("formula")]
    for cue, role, worth in lead_cues(told) + closes:
        weight[role] += worth
        cues[role].append(cue)
    said = [role for role in SIDES if cues[role]]  # a date alone tells nothing
    for role, year in zip(SIDES, years, strict=True):
        if year and any(name in told for name in _named(year)):
            weight[role] += YEAR
            cues[role].insert(0, _named(year)[0])
    for role, worth in ((_time(told, years), OPENS), (side, TITLE)):
        if role in SIDES:
            weight[role] += worth
    best, other = sorted(SIDES, key=lambda role: -weight[role])
    ahead = weight[best] - weight[other] - AGAINST * (other == side)
    if best not in said or weight[best] < ENOUGH or ahead < CLEARLY:
        return None, ""
    return best, f"what it tells: {'、'.join(cues[best][:5])}"
