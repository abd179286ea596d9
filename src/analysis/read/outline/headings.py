"""What a heading says that the text under it is for."""

import re
from functools import cache, lru_cache

from analysis.lexicons import any_of, read_lexicon
from analysis.read.numerals import DIGITS, ZEROS

DATED = "dated"  # the role of cues that speak of the plan beside a time alone
BESIDE = re.compile(r"(?:\d\s*年度?|^(?:本年度?|今年|全年|年度))[^，,]{0,4}$")
NOUNS = ("shortcoming", "matter")  # nouns of problems: sure ones, and 问题 or 原因
SAID = ("存在", "存在的", "面临", "面临的")  # these are problems whatever stands before
JOINED = "(?:以及|[和与及、或]|并|的|之)"
ROOTS = "清单|(?:的|及其|和)?(?:主要|深层次)?原因|分析|所在|方面|情况"
CAUSES = re.compile(f"{JOINED}(?:主要|其|深层次)?(?:原因|成因)(?:分析)?$")
PHRASE = re.compile("[，,；;：:、 \\s]")
LONGEST_PLAIN = 12  # characters of a heading that says nothing beside its role
TIME = re.compile(
    rf"\d\s*年|年度|今年|去年|过去|五年|时期|期间|[{ZEROS}{DIGITS}]{{4}}年"
)


def heading_role(heading: str) -> str | None:
    """Return what a heading says its text is for, by the cue that stands last in it.

    Examples
    --------
    >>> heading_role("2023年工作情况"), heading_role("2024年工作安排")
    ('review', 'plan')
    >>> heading_role("存在问题和下一步打算"), heading_role("强化思想引领")
    ('plan', None)
    """
    said = cues(heading)
    return said[-1][0] if said else None


def heading_roles(heading: str) -> list[str]:
    """Return every role that a heading names, in its order, each once.

    Examples
    --------
    >>> heading_roles("2023年工作回顾和2024年工作的总体要求")
    ['review', 'plan']
    """
    return list(dict.fromkeys(role for role, _ in cues(heading)))


def plain_role(heading: str) -> str | None:
    """Return the role of a part's heading where it says one, and says it plainly.

    The cue ends the heading, or a time stands beside it, or there is little else:
    突出工作重点，改革稳步推进 is a topic.

    Examples
    --------
    >>> plain_role("过去五年工作回顾"), plain_role("突出工作重点，改革事项稳步推进")
    ('review', None)
    """
    said = cues(heading)
    if len({role for role, _ in said}) != 1:
        return None
    plain = CAUSES.sub("", heading).endswith(said[-1][1]) or TIME.search(heading)
    return said[-1][0] if plain or len(heading) <= LONGEST_PLAIN else None


def cues(heading: str) -> list[tuple[str, str]]:
    """Return the cues of a heading with their roles, longest first, none twice.

    What is said to be done about problems is no problem (补齐短板弱项), what is told of
    a plan is no plan (任务清单完成情况), and 主要举措 is one beside a year alone.

    Examples
    --------
    >>> cues("目标任务完成情况和下一步打算")
    [('review', '目标任务完成情况'), ('plan', '下一步打算')]
    >>> cues("补齐短板弱项"), cues("短板弱项"), cues("2025年主要举措"), cues("主要举措")
    ([], [('problems', '短板弱项')], [('plan', '主要举措')], [])
    """
    return list(_cues(heading))


@lru_cache(maxsize=1024)  # a heading is asked several times
def _cues(heading: str) -> tuple[tuple[str, str], ...]:
    roles, pattern = _roles()
    found: list[tuple[str, str]] = []
    end = -1
    for hit in pattern.finditer(heading):
        cue = hit[0]
        role = roles.get(cue, "problems")
        if role == "problems" and not _is_problem(heading, hit, cue in roles):
            continue
        if role == "review" and end == hit.start() and found[-1][0] in ("plan", DATED):
            cue = found.pop()[1] + cue
        if role == DATED and not BESIDE.search(heading[: hit.start()]):
            continue
        found.append((role, cue))
        end = hit.end()
    if any(role != DATED for role, _ in found):
        return tuple(one for one in found if one[0] != DATED)
    return tuple(("plan", cue) for _, cue in found)


def _is_problem(heading: str, hit: re.Match, listed: bool) -> bool:
    """Say whether a cue of problems heads them, and nothing done about them."""
    before = PHRASE.split(heading[: hit.start()])[-1]
    if hit[0].startswith(SAID) or before.endswith(SAID):
        return True
    lists = _lists()
    if any(verb in before for verb in lists["deals"]):
        return False
    nouns = [noun for noun in lists["matter"] if noun in hit[0]]
    if listed or lists["strong"].search(hit[0]) or len(nouns) > 1:
        return True
    return bool(lists["leads"].fullmatch(before))  # 群众反映的问题 are none of ours


@cache
def _roles() -> tuple[dict[str, str], re.Pattern]:
    """Return the role of each cue, and the pattern that finds cues and problems.

    Problems are named by one noun or several at the end of a phrase: 短板弱项,
    困难与挑战, 瓶颈问题及原因分析.
    """
    table = read_lexicon("roles")
    nouns = table["role"].isin(NOUNS)
    said = table[~nouns]
    roles = dict(zip(said["cue"], said["role"], strict=True))
    cue = any_of(roles)
    noun = any_of(table.loc[nouns, "cue"])
    ends = f"$|[，,；;：:（(。？！\\s]|{JOINED}(?:{cue})|(?:{ROOTS})"
    run = f"(?:{noun})(?:{JOINED}?(?:主要|突出)?(?:{noun}))*(?={ends})"
    firsts = "".join({word[0] for word in table["cue"]})
    return roles, re.compile(f"(?=[{re.escape(firsts)}])(?:{cue}|{run})")


@cache
def _lists() -> dict:
    """Return the nouns of problems, what deals with them, what may stand before."""
    table = read_lexicon("roles")
    matter = table.loc[table["role"].isin(NOUNS), "cue"].tolist()
    strong = any_of(table.loc[table["role"] == NOUNS[0], "cue"])
    zones = read_lexicon("zones").groupby("zone")["cue"]
    leads = any_of(zones.get_group("before_problems"))
    return {
        "matter": matter,
        "strong": re.compile(strong),
        "deals": zones.get_group("deals").tolist(),
        "leads": re.compile(rf"(?:{leads}|\d{{4}}年度?)*"),
    }
