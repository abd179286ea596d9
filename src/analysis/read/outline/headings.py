"""What a heading says that the text under it is for."""

import re
from functools import cache

from analysis.lexicons import read_lexicon
from analysis.read.numerals import DIGITS, ZEROS

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
    plain = heading.endswith(said[-1][1]) or TIME.search(heading)
    return said[-1][0] if plain or len(heading) <= LONGEST_PLAIN else None


def cues(heading: str) -> list[tuple[str, str]]:
    """Return the cues of a heading with their roles, longest first, none twice.

    Examples
    --------
    >>> cues("目标任务完成情况和下一步打算")
    [('review', '目标任务完成情况'), ('plan', '下一步打算')]
    """
    roles, pattern = _roles()
    return [(roles[cue], cue) for cue in pattern.findall(heading)]


@cache
def _roles() -> tuple[dict[str, str], re.Pattern]:
    table = read_lexicon("roles")
    roles = dict(zip(table["cue"], table["role"], strict=True))
    longest = sorted(roles, key=len, reverse=True)
    return roles, re.compile("|".join(map(re.escape, longest)))
