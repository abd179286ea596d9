"""Which result belongs to a target, and how the two compare."""

import re

from analysis.compare.targets import names
from analysis.compare.targets.figures import Figure
from analysis.compare.targets.naming import NEW, RATIO
from analysis.compare.targets.stages import FARTHEST, apart, distance

PRICES = {"居民消费价格"}
FEWER = {"农村贫困人口"}  # 减少1386万 and 1000万脱贫 are one motion
BARE = {"", "人", "人次"}  # 1442万人 beside 1000万以上
WHOLE_YEAR = "全年"  # 全年新增就业 is of the whole, 新增就业 may be of one market
YEARLY = re.compile("(?:全年|年内|今年|当年|一年来?)累计")
LEAST = 5  # signs of a name that says enough without what it is of
SCOPE = re.compile(
    "[0-9省市县州级亿万元]|国家|全国|中央|以上|以下|[民国外]营|民间|外资|高"
)
LEVEL = re.compile("(?:里程|规模|总量|装机|余额|保有量)$")
ADDED = re.compile("新(?!建成|改)|净增|增加|增设")
# Without such a verb a number would be of what there is.
LESSENS = re.compile("取消|下放|淘汰|压减|退出|关停|关闭|拆除|清退|清理|疏解|化解|停征")
BECAME = re.compile("^[^，、]+实现(?P<what>[^，]*)$")
# Set up for the first time, which what stands already is not: 新设 | 建设.
FOUNDED = re.compile("新设|增设|设立|获批")
# How many there are by now, of all years and batches: 扩展至355项, 总数达到.
SUMMED = re.compile(
    "(?:扩展|扩大|拓展|增加|增长|提高|扩充|覆盖|增|扩)[到至]|累计|总数|总量达|保有量"
)
BATCH = re.compile("第[0-9一二三四五六七八九十]+批")
SAYING = re.compile("“[^”]*”")
WIDE = 100  # numbers further apart are not of one thing
FAR = 5  # sums of money further apart are not of one thing
SAID = "增加 提高 上调 提升 减少 压减 降低 精简 压缩 缩短".split()
SIZES = 1e-9  # what two numbers may differ by and be the same


def result_of(
    target: Figure,
    results: list[Figure],
    used: set[tuple[int, str]],
    wanted: list[Figure],
) -> Figure | None:
    """Return the result that is of one thing, one unit and one scope with a target.

    Of several the one of the whole year, then the one that is called the same, then the
    one whose verb is the same or of the same stage, of those counted the one nearest in
    size, then the one in the same company.
    """
    fit = [
        figure
        for figure in results
        if (figure.start, figure.noun) not in used and _one_thing(target, figure)
    ]
    if len(fit) < 2:
        return fit[0] if fit else None
    near = _beside(target, wanted)
    return min(
        fit,
        key=lambda figure: (
            figure.closes,
            WHOLE_YEAR not in figure.lead,
            figure.noun != target.noun,
            distance(target, figure),
            _ratio(target, figure),
            not near & _beside(figure, results),
            figure.start,
        ),
    )


def _ratio(target: Figure, result: Figure) -> float:
    """Return how many times one count is the other, 1 or more.

    Size tells only between counts of one stage: of all else it is 1.
    """
    value = value_beside(target, result)
    counted = target.base not in {*RATIO, "元"} and distance(target, result) < FARTHEST
    if not counted or value <= 0 or target.value <= 0:
        return 1.0
    return max(value / target.value, target.value / value)


def _beside(figure: Figure, among: list[Figure]) -> set[str]:
    """Return the keys of the figures that stand next to one."""
    at = among.index(figure)
    return {other.key for other in among[max(at - 1, 0) : at + 2]} - {figure.key}


def alike(
    wanted: list[Figure], results: list[Figure], found: dict[Figure, Figure]
) -> dict[Figure, Figure]:
    """Return the results of targets that are called nearly the same.

    Either a word is left out that tells no other thing (公办), under one verb; or the
    numbers stand in lists of which others are pairs already: 大棚、温室 beside
    蔬菜大棚、温室. Only where there is one such result, and it has no other target.
    """
    taken = {(pair.start, pair.noun) for pair in found.values()}
    free = [figure for figure in results if (figure.start, figure.noun) not in taken]
    lists = {(target.clause, pair.clause) for target, pair in found.items()}
    more = {}
    for target in wanted:
        if target in found:
            continue
        fit = [f for f in free if _alike(target, f, lists) and fits(target, f)]
        if len(fit) == 1 and fit[0] not in more.values():
            more[target] = fit[0]
    return more


def _alike(target: Figure, result: Figure, lists: set[tuple[int, int]]) -> bool:
    """Say whether two names are nearly one."""
    ours, theirs = target.key, result.key
    if target.base in RATIO or not (names.tells(ours) and names.tells(theirs)):
        return False
    if (target.clause, result.clause) in lists:
        return ours.endswith(theirs) or theirs.endswith(ours)
    if target.act.removeprefix("新") != result.act.removeprefix("新"):
        return False
    if target.act and _within(*sorted((ours, theirs), key=len)):
        return True
    short = names.shortened(ours)
    return names.tells(short) and short == names.shortened(theirs)


def _within(short: str, long: str) -> bool:
    """Say whether a long name only says of which kind: 老旧小区 | 既有建筑节能."""
    kind = long.removesuffix(short)
    return LEAST <= len(short) < len(long) and kind != long and not SCOPE.search(kind)


def _one_thing(target: Figure, result: Figure) -> bool:
    """Say whether two figures measure one thing by its name."""
    same = target.key == result.key and names.tells(target.key)
    return same and fits(target, result)


def fits(target: Figure, result: Figure) -> bool:
    """Say whether two figures may be of one thing: level is not growth, new not all."""
    bases = {target.base, result.base}
    if len(bases) > 1 and not ("" in bases and bases <= BARE):
        firms = target.key.endswith(("企业", "主体", "商户", "工商户"))
        if not (firms and bases == {"户", "个"}):
            return False
    value = value_beside(target, result)
    if target.base == "元" and value and not 1 / FAR < target.value / value < FAR:
        return False
    if (
        target.base not in RATIO
        and value
        and not 1 / WIDE < target.value / value < WIDE
    ):
        return False
    if _became(target, result):
        return False
    motions = {_motion(target), _motion(result)}
    if len(motions) > 1 and "" in motions:
        return False
    if target.base in RATIO:
        return True
    if _summed(result, target) or _summed(target, result):
        return False
    if _batch(result) != _batch(target):
        return False
    if _only_added(result, target) or _only_added(target, result):
        return False
    founded = [bool(FOUNDED.search(figure.act)) for figure in (target, result)]
    if any(founded) and not all(founded) and not _adds(target, result):
        return False
    new = [bool(NEW.search(figure.act)) for figure in (target, result)]
    stock = [f.stock or _stands(f) for f in (target, result)]
    if (stock[0] and new[1]) or (stock[1] and new[0]):
        return False
    return not apart(target, result)


def _became(target: Figure, result: Figure) -> bool:
    """Say whether a result only counts what became something else than is planned.

    10601个村卫生室实现“五有三提升” is not how many were built.
    """
    found = BECAME.match(result.tail)
    if result.act or not target.act or not found:
        return False
    told, act = SAYING.sub("", found["what"]), target.act
    return not any(act[at : at + 2] in told for at in range(len(act) - 1))


def _summed(figure: Figure, other: Figure) -> bool:
    """Say whether a figure is a running total, and the other what one year adds."""
    told, lead = (YEARLY.sub("", each.lead) for each in (figure, other))
    if figure.base == "元":
        return "累计" in told and "累计" not in lead
    total = SUMMED.search(_own(told)) and not SUMMED.search(_own(lead))
    return bool(total) and not (other.stock or _stands(other))


def _only_added(figure: Figure, other: Figure) -> bool:
    """Say whether one figure is of what is added, and the other of what there is.

    新增2家企业进入500强 is not beside 6家企业进入500强.
    """
    added = re.match("新增|净增", figure.act) and figure.base != "元"
    said = other.lead + other.noun + other.act + other.cue
    return bool(added) and not other.act and not re.search("新|增|建|创|引", said)


def _own(lead: str) -> str:
    """Return what leads up to a number, from the number before it."""
    return re.split("[0-9]", lead)[-1]


def _batch(figure: Figure) -> str:
    """Return the batch that a figure is of; "" where it names none."""
    said = BATCH.search(figure.lead[-8:])
    return said[0] if said else ""


def _adds(target: Figure, result: Figure) -> bool:
    """Say whether what is set up on one side is new on the other too."""
    return all(
        (NEW.match(figure.act) and "新" in figure.act) or FOUNDED.search(figure.act)
        for figure in (target, result)
    )


def _stands(figure: Figure) -> bool:
    """Say whether a figure is of how much there is, by its name: 通车里程9000公里."""
    return not figure.act and bool(LEVEL.search(figure.noun))


def _motion(figure: Figure) -> str:
    if figure.key in FEWER and figure.base not in RATIO:
        return "down"
    if figure.key in PRICES and figure.base == "%":
        return figure.motion or "up"
    return figure.motion


def value_beside(target: Figure, result: Figure) -> float:
    """Return a result in its target's unit; negative where it moved the other way."""
    value = result.value * result.factor / target.factor
    value = float(f"{value:.10g}")
    motions = {_motion(target), _motion(result)}
    return -value if motions == {"up", "down"} else value


def direction(target: Figure, result: float) -> str:
    """Return how a target lies to a result: higher, lower, …; "" for a negative one."""
    if result < 0:
        return ""
    low = target.value
    high = low if target.high is None else target.high
    if target.high is not None and low - SIZES <= result <= high + SIZES:
        return "within"
    if abs(result - low) <= SIZES:
        return "same"
    more = result < low
    if target.key in names.ceilings() and target.motion != "down":
        return "looser" if more else "tighter"
    if target.key in names.ceilings():
        return "tighter" if more else "looser"
    return "higher" if more else "lower"


def _core(act: str) -> str:
    """Return a verb without what says how, or that it is done: 分批取消和下放了."""
    return re.sub(
        "^(?:[、和与及]|安排|完成|实现|分批|继续|滚动|持续|加快|重点|累计|全面|再)+|了$",
        "",
        act,
    )


def called(target: Figure | None, result: Figure | None) -> str:
    """Return the name of an indicator: noun, motion, and the verb if it is one."""
    figure = target or result
    if figure.motion:
        price = figure.key in PRICES
        said = next((word for word in SAID if figure.cue.endswith(word)), "")
        rate = "下降" if figure.motion == "down" else "涨幅" if price else "增长"
        rate = said or rate
        return re.sub("(?:增长|下降|涨幅)$", "", figure.noun) + rate
    acts = {_core(each.act) for each in (target, result) if each is not None}
    act = _core(figure.act)
    if len(acts) > 1 and not LESSENS.search(act):
        act = ""
    same = bool(act) or len(acts) == 1
    both = not same and ADDED.match(target.act) and ADDED.match(result.act)
    if both and figure.base != "元":
        act = "新增"  # 新增 beside 新培育
    return figure.noun if act == figure.noun else f"{act}{figure.noun}"
