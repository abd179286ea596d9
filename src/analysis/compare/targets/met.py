"""Whether a result reached the target that was set for it."""

import re
from functools import cache

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure
from analysis.compare.targets.pairs import SIZES, value_beside

LOWER, UPPER, ABOUT = "下界", "上界", "约数"
NUMBER = re.compile(r"[0-9]+(?:\.([0-9]+))?")
WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
HELD = ("控制", "压降到", "下降到", "降到", "降至", "减少到")  # what may be less


def met(target: Figure, result: Figure) -> bool | None:
    """Say whether a result reached its target; None where the texts do not tell.

    Of most things as much as the target or more is wanted; as much or less of ceilings
    (以内, 不超过, 控制在; 失业率, 物价, 能耗). 左右 and 约 give half a unit of the last
    digit written; of a range the end that is easier to reach counts. A result that is
    only a bound (超8%, 近280万) must lie on the right side of the target as it stands;
    one that lies on the other side, or on the target, and may be either, tells nothing.
    """
    value = value_beside(target, result)
    low, said = target.value, bound(target.comparator)
    slack = SIZES + (half(target.printed) if said == ABOUT else 0.0)
    if ceiling(target):
        high = low if target.high is None else target.high
        return _told(value <= high + slack, result, UPPER)
    at = abs(value - low) <= SIZES and bound(result.comparator) == ABOUT
    if at and said != ABOUT and "近" in result.comparator:
        return None  # 近280万 is less than 280万
    return _told(value >= low - slack, result, LOWER)


def _told(reached: bool, result: Figure, wanted: str) -> bool | None:
    """Return what is so of a result, None where its bound leaves it open."""
    said = bound(result.comparator)
    if said in ("", ABOUT):
        return reached
    # What is 以上 or 超 is no less than printed, what is 以内 no more.
    return reached if reached == (said == wanted) else None


def ceiling(target: Figure) -> bool:
    """Say whether less than a target is as good: by its words, else by its name."""
    said = bound(target.comparator)
    if said in (LOWER, UPPER):
        return said == UPPER
    if target.cue.startswith(HELD):
        return True
    return names.canonical(target.key) in names.ceilings() and target.motion != "down"


def bound(comparator: str) -> str:
    """Return what a comparator says of its number; "" for none.

    >>> bound("不低于"), bound("以内"), bound("左右"), bound("")
    ('下界', '上界', '约数', '')
    """
    kinds = _bounds()
    return next((kinds[word] for word in kinds if word in comparator), "")


@cache
def _bounds() -> dict[str, str]:
    """Return the words of comparators, the longest first: 不低于 before 低于."""
    found = {w: kind for kind in (LOWER, UPPER, ABOUT) for w in names.listed(kind)}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def half(printed: str) -> float:
    """Return half a unit of the last digit of a number as it is written.

    >>> half("5.5%左右"), half("85%左右"), half("约1.25万亿元")
    (0.05, 0.5, 0.005)
    """
    found = NUMBER.search(printed.replace(",", "").translate(WIDE))
    return 0.5 * 10.0 ** -len(found[1] or "") if found else 0.0
