"""Read themes where they stand: what a clause takes from its item, section, sentence.

The guidelines of the labels: zero, one or two themes, judged with the section's heading
and the item in mind, none for clauses that only frame.
"""

import re
from collections.abc import Callable, Collection
from functools import cache

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.count.themes.signs import Signs
from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS, ZEROS
from analysis.read.outline.places import codes_of

# Where a clause looks for its theme, in this order; measured against hand labels.
INHERITED_FROM = {
    "item": ["report", "part", "section", "item"],
    "section": ["report", "part", "section"],
    "sentence": ["report", "sentence"],
}
VIA = ["term", *INHERITED_FROM]
LEADING_SHARE = (
    0.5  # a unit hands on a theme that makes at least this share of its mentions
)
# A unit whose heading does not name the theme hands it on only where at least this
# share of its clauses speaks of it: two words of culture make no section of it.
LEAST_SAID = 0.2
MOST_THEMES = 2
# 宣传思想工作和精神文明建设, 科技创新引领产业创新: what so joins two names both.
JOINED = re.compile(
    "(?:工作|建设|事业)?(?:和|与|及|以及|暨)|引领|带动|促进|推动|赋能|支撑"
)
# 2023年宣传工作总结 under the title says it again.
TITLES = tuple("工作总结 年终总结 工作报告 工作要点 工作计划 情况汇报 情况报告".split())
# 以……为指导 and 2023年工作总结 speak of their theme, but what follows need not.
RULING = "为指导"
GUIDES = (RULING, *"为统领 为指引 为引领 为根本 为遵循 为总纲 为抓手 为契机".split())
SUMMARY = re.compile("工作总结|年终总结")
# 市文旅局在县委领导下 says under whom, whatever it names.
UNDER = tuple("领导下 指导下 支持下 关心下 关怀下 帮助下 部署下".split())
BY = re.compile("^(?:根据|按照|依据|依照)《[^》]*》$")
# 向各民主党派、驻军部队……表示衷心感谢 names whom one thanks, not what was done.
THANKS = ("感谢", "敬意", "谢意")
THANKED = re.compile("^(?:我?谨?代表|[并谨]?向|表示|致以)")
# 一、2020年水利工作情况 heads a part of many themes.
ROLE_HEADING = tuple("情况 总结 回顾 计划 安排 打算 要点 思路 问题 不足".split())
# 2023年, 至11月底, 今年____月: when, and nothing else. Reposters blank the digits.
_FIGURE = rf"\d \t\u3000\xa0{ZEROS}{SIGNS}Xx×*_"
_MOMENT_OPENS = f"[至到自从截前后今去明本上下半近全每当第初底末中来间以{_FIGURE}]*"
_MOMENT_GOES_ON = rf"[年月季日度份初底末中来间以至到—~\-{_FIGURE}]*"
MOMENT = re.compile(f"^{_MOMENT_OPENS}[年月季日]{_MOMENT_GOES_ON}$", re.MULTILINE)


def in_context(
    clauses: pd.DataFrame,
    own: pd.DataFrame,
    lines: list[str],
    text: str,
    *,
    units: Collection[str] = (),
) -> pd.DataFrame:
    """Return what the clauses are about where they stand: at most two themes each.

    A theme prevails in a unit (item, section, sentence, in this order) where it makes
    at least half of what is spoken of there, and its heading or a fifth of its
    clauses speak of it; firm terms weigh threefold, headings double, clauses that guide
    (以……为指导) or only frame nothing, as do those that thank. A sentence hands its
    theme on only to what follows the firm term that says it. A clause without a theme
    takes the prevailing one of the first unit that has one, unless it only frames
    (``framing.csv``, 2023年). A clause with a general term only (培训) takes it too,
    and one with several themes keeps that one if it is among them, else the first
    two; where two are joined (理论武装和舆论引导) or one is the head of the other
    (教育综合改革, 水利工程开工建设) both stay. Outside sections the heading of a
    topical part (三、扎实推进文明实践) stands for a section's. Titles have none.

    Parameters
    ----------
    clauses
        The `clauses` table.
    own
        One row per clause × theme by its own terms, in the order of the text: `row`
        of the clause, `theme` (a number from 1), `start` and `end` of the term in the
        clause, `via` (0), `firm`
        (whether a term that is not general says so), `core` (whether the term is
        the head of a phrase, whatever qualifies it: 改革).
    lines, text
        The clauses, and all in simplified characters, one a line.
    units
        The units that hand a theme on, of `INHERITED_FROM`; without any, all do.

    Returns
    -------
    DataFrame
        As `own`, with what is inherited (`via`: place in `VIA`) and without what
        gave way.
    """
    places = _units(clauses)
    frames, guides, heads = _kinds(clauses, text, places["sentence"])
    signs = Signs.of(lines)
    named = _where(signs.ending([*UNDER, "》"]), lines, _under)
    named |= _titles(clauses, lines, heads)
    named |= _thanks(signs, lines, places["sentence"])
    own = own[~named[own["row"].to_numpy()]]
    own = own.assign(heads=heads[own["row"].to_numpy()])
    telling = own[~(frames | guides)[own["row"].to_numpy()]]
    handed, firm = _handed(places, telling, _of_part(clauses, lines, own))
    if units:
        silent = [n for n, unit in enumerate(INHERITED_FROM) if unit not in units]
        for place in silent:
            handed[place] = firm[place] = np.zeros_like(handed[place])
    # A frame is about no general term.
    own = _firm(own[own["firm"] | ~frames[own["row"].to_numpy()]], firm)
    kept = _settled(own, handed, lines)
    theme = np.zeros(len(clauses), dtype="int64")
    via = np.zeros(len(clauses), dtype="int64")
    # 抓好网络舆情，及时处置: what is named first goes on, what comes last does not.
    sentence = list(INHERITED_FROM).index("sentence")
    firm[sentence] = _said_before(
        places["sentence"], handed[sentence], telling[telling["firm"]]
    )
    item = list(INHERITED_FROM).index("item")
    for place, of_unit in [*enumerate(firm, 1), (item + 1, handed[item])]:
        via = np.where((theme > 0) | (of_unit == 0), via, place)
        theme = np.where(theme, theme, of_unit)
    open_ = (theme > 0) & ~frames & ~named
    open_[own["row"]] = False
    row = np.flatnonzero(open_)
    inherited = {"row": row, "theme": theme[row], "start": 0, "end": 0}
    inherited |= {"via": via[row], "firm": False, "core": False, "heads": False}
    inherited = pd.DataFrame(inherited).astype(own.dtypes)
    return pd.concat([kept, inherited]).sort_values("row", kind="stable")


def led_by_item(clauses: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is inherited from an item whose first clause does not say it.

    A scheme of few terms knows little of what an item is about: one term in passing
    makes no item of its theme, a term at its head does.
    """
    if not {"part", "section", "item"} <= set(clauses):
        return found[found["via"] == 0]
    item = clauses.groupby(INHERITED_FROM["item"], sort=False, dropna=False).ngroup()
    first = ~item.duplicated() & (clauses["item"] != "")
    row, theme = found["row"].to_numpy(), found["theme"].to_numpy()
    said = pd.MultiIndex.from_arrays([item.to_numpy()[row], theme])
    heads = (found["via"].to_numpy() == 0) & first.to_numpy()[row]
    return found[(found["via"] == 0).to_numpy() | said.isin(said[heads])]


def _kinds(
    clauses: pd.DataFrame, text: str, sentence: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which clauses only frame, which guide, and which are headings."""
    plain = text.split("\n")[: len(clauses)]
    heads = np.zeros(len(clauses), dtype=bool)
    if "heading" in clauses:
        heads |= clauses["heading"].to_numpy(dtype=bool)
    roles = _where(heads, plain, lambda line: line.endswith(ROLE_HEADING))
    signs = Signs.of(plain)
    guides = _where(signs.ending(GUIDES), plain, lambda line: line.endswith(GUIDES))
    # 以……为指导 opens a sentence of many themes
    guides = guides | _with_their(sentence, _where(guides, plain, _rules))
    guides |= _where(signs.having("总"), plain, SUMMARY.search)
    return _frames(text, len(clauses)) | roles, guides, heads


def _where(
    among: np.ndarray, lines: list[str], told: Callable[[str], object]
) -> np.ndarray:
    """Return of which of some lines something is told."""
    rows = [row for row in np.flatnonzero(among).tolist() if told(lines[row])]
    found = np.zeros(len(among), dtype=bool)
    found[np.array(rows, dtype="int64")] = True
    return found


def _rules(line: str) -> bool:
    return line.endswith(RULING)


def _under(line: str) -> bool:
    """Say whether a clause tells under whom, or by which document."""
    return line.endswith(UNDER) or (line[-1:] == "》" and bool(BY.match(line)))


def _with_their(unit: np.ndarray, told: np.ndarray) -> np.ndarray:
    """Return some clauses and all others of their units."""
    units = np.zeros(unit.max(initial=-1) + 2, dtype=bool)
    units[unit[told]] = True
    units[-1] = False  # of no unit
    return told | units[unit]


def _titles(clauses: pd.DataFrame, lines: list[str], heads: np.ndarray) -> np.ndarray:
    """Return which clauses are titles: they name the report and tell of nothing."""
    if "role" not in clauses:
        return np.zeros(len(clauses), dtype=bool)
    other = (clauses["role"] == "other").to_numpy(dtype=bool)
    again = _where(other, lines, lambda line: line.endswith(TITLES))
    return (other & heads) | again


def _thanks(signs: Signs, lines: list[str], sentence: np.ndarray) -> np.ndarray:
    """Return which clauses thank or name who is thanked: they tell of no field."""
    thanks = _where(
        signs.having("谢敬"), lines, lambda line: any(map(line.__contains__, THANKS))
    )
    return thanks | _where(_with_their(sentence, thanks), lines, THANKED.match)


def _frames(text: str, lines: int) -> np.ndarray:
    """Return which lines of a text only say when, or are set phrases of no subject."""
    found = np.zeros(lines + 1, dtype=bool)
    ends = np.append(np.flatnonzero(codes_of(text) == ord("\n")), len(text))
    opens = np.concatenate([[0], ends[:-1] + 1])
    moments = np.fromiter((m.start() for m in MOMENT.finditer(text)), "int64")
    found[np.searchsorted(ends, moments)] = True
    phrases, places = _framing()
    told = phrases.find_matches_as_indexes(text, overlapping=True)
    number, start, end = np.array(told, dtype="int64").reshape(-1, 3).T
    line = np.searchsorted(ends, start)
    first, last = places[number].T
    fits = (~first | (start == opens[line])) & (~last | (end == ends[line]))
    found[line[fits]] = True
    return found[:lines]


def _handed(
    places: dict[str, np.ndarray], telling: pd.DataFrame, of_part: np.ndarray
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return what prevails in each unit of the clauses, and where firm terms say so."""
    units = list(places.values())
    handed = [_prevailing(unit, telling) for unit in units]
    section = list(places).index("section")
    handed[section] = np.where(handed[section], handed[section], of_part)
    sure = telling[telling["firm"]]
    firm = [
        _where_firm(unit, theme, sure)
        for unit, theme in zip(units, handed, strict=True)
    ]
    firm[section] = np.where(of_part, of_part, firm[section])
    return handed, firm


def _said_before(unit: np.ndarray, theme: np.ndarray, sure: pd.DataFrame) -> np.ndarray:
    """Return the themes of units from the clause on where a firm term says so, or 0."""
    row = sure["row"].to_numpy()
    row = row[(theme[row] == sure["theme"].to_numpy()) & (unit[row] >= 0)]
    first = np.full(unit.max(initial=-1) + 2, len(unit))  # last: of no unit
    np.minimum.at(first, unit[row], row)
    return np.where(np.arange(len(unit)) >= first[unit], theme, 0)


def _of_part(clauses: pd.DataFrame, lines: list[str], own: pd.DataFrame) -> np.ndarray:
    """Return the theme of its part's heading for each clause outside sections, else 0.

    In reports whose 一、 is a topic (三、扎实推进文明实践) the part is the section.
    """
    if not {"heading", "part", "section"} <= set(clauses):
        return np.zeros(len(clauses), dtype="int64")
    outside = ((clauses["section"] == "") & (clauses["part"] != "")).to_numpy()
    part = np.where(outside, _numbered(clauses, INHERITED_FROM["section"][:2]), -1)
    heads = clauses["heading"].to_numpy(dtype=bool) & outside
    topic = _where(heads, lines, lambda line: not line.endswith(ROLE_HEADING))
    return _prevailing(part, own[topic[own["row"]] & own["firm"]])


def _where_firm(unit: np.ndarray, theme: np.ndarray, sure: pd.DataFrame) -> np.ndarray:
    """Return the themes of the units where a firm term of the unit says so, else 0."""
    size = max(theme.max(initial=0), sure["theme"].max() if len(sure) else 0) + 1
    said = unit[sure["row"]] * size + sure["theme"].to_numpy()
    return np.where(np.isin(unit * size + theme, said) & (unit >= 0), theme, 0)


def _firm(own: pd.DataFrame, firm: list[np.ndarray]) -> pd.DataFrame:
    """Leave out what general terms say where a firm one says something else.

    That is one in the clause itself, else one that prevails in a unit of it.
    """
    row, theme = own["row"].to_numpy(), own["theme"].to_numpy()
    sure = own["firm"].to_numpy()
    said = np.zeros(row.max(initial=-1) + 1, dtype=bool)
    said[row[sure]] = True
    about = np.zeros(len(own), dtype="int64")
    for of_unit in firm:
        about = np.where(about, about, of_unit[row])
    yields = ~sure & (said[row] | ((about > 0) & (about != theme)))
    return own[~yields]


def _settled(
    own: pd.DataFrame, handed: list[np.ndarray], lines: list[str]
) -> pd.DataFrame:
    """Return which of several themes a clause keeps: its unit's, else the first two."""
    row, theme = own["row"].to_numpy(), own["theme"].to_numpy()
    settled = np.zeros(row.max(initial=-1) + 1, dtype=bool)
    kept = np.arange(len(row)) - np.searchsorted(row, row) < MOST_THEMES
    both = kept & _side_by_side(own, lines)
    for of_unit in handed:
        same = (of_unit[row] == theme) & ~settled[row]
        settles = np.zeros_like(settled)
        settles[row[same]] = True
        kept = np.where(settles[row], same | both, kept)
        settled |= settles
    return own[kept]


def _side_by_side(own: pd.DataFrame, lines: list[str]) -> np.ndarray:
    """Return which themes stand together: the two of a clause, joined or head and rest.

    Both are said by firm terms. Of three and more none stands with another.
    """
    row, sure = own["row"].to_numpy(), own["firm"].to_numpy()
    first = np.flatnonzero((np.bincount(row)[row] == MOST_THEMES) & sure)
    first = first[:-1] if len(first) and first[-1] == len(row) - 1 else first
    first = first[(row[first] == row[first + 1]) & sure[first + 1]]
    core, together = own["core"].to_numpy(), np.zeros(len(own), dtype=bool)
    start, end = own["start"].tolist(), own["end"].tolist()
    for place, at in zip(first.tolist(), row[first].tolist(), strict=True):
        between = lines[at][end[place] : start[place + 1]]
        if core[place + 1] or JOINED.fullmatch(between):
            together[place : place + MOST_THEMES] = True
    return together


def _units(clauses: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the number of the unit each clause stands in; −1 for none."""
    return {
        unit: np.where(clauses[unit] != "", _numbered(clauses, names), -1)
        if unit in clauses
        else np.full(len(clauses), -1)
        for unit, names in INHERITED_FROM.items()
    }


def _numbered(clauses: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return a number for each place of the clauses that some columns tell apart."""
    number = np.zeros(len(clauses), dtype="int64")
    for name in names:
        if name in clauses:
            code, known = pd.factorize(clauses[name], use_na_sentinel=False)
            number, _ = pd.factorize(number * len(known) + code)
    return number


def _prevailing(unit: np.ndarray, own: pd.DataFrame) -> np.ndarray:
    """Return the theme that prevails in the unit of each clause, 0 for none.

    Of themes equally common it is the one spoken of first.
    """
    spoken, theme = unit[own["row"]], own["theme"].to_numpy()
    size = theme.max(initial=0) + 1
    both, first, same = np.unique(
        spoken * size + theme, return_index=True, return_inverse=True
    )
    weight = (1 + 2 * own["firm"]) * (1 + own["heads"])
    n = np.bincount(same, weights=weight, minlength=len(both))
    told = np.bincount(same, minlength=len(both))
    told[same[(own["heads"] & own["firm"]).to_numpy()]] = len(unit)  # headed: enough
    order = np.lexsort((first, -n, both // size))
    both, n, told = both[order], n[order], told[order]
    units, best = np.unique(both // size, return_index=True)
    total = np.add.reduceat(n, best) if len(n) else n
    clauses = np.bincount(unit + 1, minlength=1)[units + 1]
    prevails = (n[best] >= LEADING_SHARE * total) & (units >= 0)
    prevails &= told[best] >= LEAST_SAID * clauses
    prevailing = np.zeros(unit.max(initial=-1) + 2, dtype="int64")  # last: of no unit
    prevailing[units[prevails]] = both[best][prevails] % size
    return prevailing[unit]


@cache
def _framing() -> tuple[AhoCorasick, np.ndarray]:
    """Return the set phrases, and of each whether it must open and end its clause."""
    table = read_lexicon("framing")
    whole = table["place"] == "全句"
    places = np.stack(
        [whole | (table["place"] == "句首"), whole | (table["place"] == "句末")]
    )
    return AhoCorasick(table["phrase"].tolist()), places.T
