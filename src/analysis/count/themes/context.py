"""Read themes where they stand: what a clause takes from its item, section, sentence.

The guidelines of the labels: zero, one or two themes, judged with the section's heading
and the item in mind, none for clauses that only frame.
"""

import re
from collections.abc import Collection
from functools import cache

import numpy as np
import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS, ZEROS

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
TITLE = "(?:工作总结|年终总结|工作报告|工作要点|工作计划|情况汇报|情况报告)$"
# 以……为指导 and 2023年工作总结 speak of their theme, but what follows need not.
GUIDANCE = "为(?:指导|统领|引领|指引|根本|遵循|总纲|抓手|契机)$|工作总结|年终总结"
# 市文旅局在县委领导下 says under whom, whatever it names.
UNDER = "(?:领导|指导|支持|关心|关怀|帮助|部署)下$|^(?:根据|按照|依据|依照)《[^》]*》$"
# 向各民主党派、驻军部队……表示衷心感谢 names whom one thanks, not what was done.
THANKS = "感谢|敬意|谢意"
THANKED = f"^(?:我?谨?代表|[并谨]?向|表示|致以)|{THANKS}"
# 一、2020年水利工作情况 heads a part of many themes.
ROLE_HEADING = "(?:情况|总结|回顾|计划|安排|打算|要点|思路|问题|不足)$"
# 2023年, 至11月底, 今年____月: when, and nothing else. Reposters blank the digits.
_FIGURE = rf"\d \t\u3000\xa0{ZEROS}{SIGNS}Xx×*_"
_MOMENT_OPENS = f"[至到自从截前后今去明本上下半近全每当第初底末中来间以{_FIGURE}]*"
_MOMENT_GOES_ON = rf"[年月季日度份初底末中来间以至到—~\-{_FIGURE}]*"
MOMENT = re.compile(f"^{_MOMENT_OPENS}[年月季日]{_MOMENT_GOES_ON}$", re.MULTILINE)


def in_context(
    clauses: pd.DataFrame, own: pd.DataFrame, text: str, *, units: Collection[str] = ()
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
        of the clause, `theme` (a number from 1), `term`, `start`, `via` (0), `firm`
        (whether a term that is not general says so), `core` (whether the term is
        the head of a phrase, whatever qualifies it: 改革).
    text
        The clauses in simplified characters, one a line.
    units
        The units that hand a theme on, of `INHERITED_FROM`; without any, all do.

    Returns
    -------
    DataFrame
        As `own`, with what is inherited (`via`: place in `VIA`) and without what
        gave way.
    """
    frames, guides, heads = _kinds(clauses, text)
    named = clauses["text"].str.contains(UNDER).to_numpy(dtype=bool)
    named = named | _titles(clauses, heads) | _thanks(clauses)
    own = own[~named[own["row"].to_numpy()]]
    own = own.assign(heads=heads[own["row"].to_numpy()])
    telling = own[~(frames | guides)[own["row"].to_numpy()]]
    handed, firm = _handed(clauses, telling, own)
    if units:
        silent = [n for n, unit in enumerate(INHERITED_FROM) if unit not in units]
        for place in silent:
            handed[place] = firm[place] = np.zeros_like(handed[place])
    # A frame is about no general term.
    own = _firm(own[own["firm"] | ~frames[own["row"].to_numpy()]], firm)
    kept = _settled(own, handed, clauses["text"])
    theme = np.zeros(len(clauses), dtype="int64")
    via = np.zeros(len(clauses), dtype="int64")
    # 抓好网络舆情，及时处置: what is named first goes on, what comes last does not.
    sentence = list(INHERITED_FROM).index("sentence")
    firm[sentence] = _said_before(
        _unit(clauses, "sentence"), handed[sentence], telling[telling["firm"]]
    )
    item = list(INHERITED_FROM).index("item")
    for place, of_unit in [*enumerate(firm, 1), (item + 1, handed[item])]:
        via = np.where((theme > 0) | (of_unit == 0), via, place)
        theme = np.where(theme, theme, of_unit)
    open_ = (theme > 0) & ~frames & ~named
    open_[own["row"]] = False
    row = np.flatnonzero(open_)
    inherited = {"row": row, "theme": theme[row], "term": "", "start": 0}
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
    clauses: pd.DataFrame, text: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which clauses only frame, which guide, and which are headings."""
    plain = pd.Series(text.split("\n")[: len(clauses)], dtype="str")
    heads = np.zeros(len(clauses), dtype=bool)
    if "heading" in clauses:
        heads |= clauses["heading"].to_numpy(dtype=bool)
    roles = heads & plain.str.contains(ROLE_HEADING).to_numpy(dtype=bool)
    guides = plain.str.contains(GUIDANCE)
    if "sentence" in clauses:  # 以……为指导 opens a sentence of many themes
        sentence = [clauses["report"].to_numpy(), clauses["sentence"].to_numpy()]
        ruled = plain.str.contains("为指导$").groupby(sentence).transform("any")
        guides = guides | ruled
    guides = guides.to_numpy(dtype=bool)
    return _frames(text, len(clauses)) | roles, guides, heads


def _titles(clauses: pd.DataFrame, heads: np.ndarray) -> np.ndarray:
    """Return which clauses are titles: they name the report and tell of nothing."""
    if "role" not in clauses:
        return np.zeros(len(clauses), dtype=bool)
    again = clauses["text"].str.contains(TITLE).to_numpy(dtype=bool)
    return (clauses["role"] == "other").to_numpy() & (heads | again)


def _thanks(clauses: pd.DataFrame) -> np.ndarray:
    """Return which clauses thank or name who is thanked: they tell of no field."""
    thanks = clauses["text"].str.contains(THANKS)
    if "sentence" in clauses:
        sentence = [clauses["report"].to_numpy(), clauses["sentence"].to_numpy()]
        thanks = thanks.groupby(sentence).transform("any")
    return (thanks & clauses["text"].str.contains(THANKED)).to_numpy(dtype=bool)


def _frames(text: str, lines: int) -> np.ndarray:
    """Return which lines of a text only say when, or are set phrases of no subject."""
    found = np.zeros(lines + 1, dtype=bool)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.append(np.flatnonzero(codes == ord("\n")), len(text))
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
    clauses: pd.DataFrame, telling: pd.DataFrame, own: pd.DataFrame
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return what prevails in each unit of the clauses, and where firm terms say so."""
    units = [_unit(clauses, unit) for unit in INHERITED_FROM]
    handed = [_prevailing(unit, telling) for unit in units]
    section = list(INHERITED_FROM).index("section")
    of_part = _of_part(clauses, own)
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


def _of_part(clauses: pd.DataFrame, own: pd.DataFrame) -> np.ndarray:
    """Return the theme of its part's heading for each clause outside sections, else 0.

    In reports whose 一、 is a topic (三、扎实推进文明实践) the part is the section.
    """
    if not {"heading", "part", "section"} <= set(clauses):
        return np.zeros(len(clauses), dtype="int64")
    outside = (clauses["section"] == "") & (clauses["part"] != "")
    number = clauses.groupby(["report", "part"], sort=False).ngroup()
    part = number.where(outside, -1).to_numpy()
    topic = ~clauses["text"].str.contains(ROLE_HEADING)
    told = (clauses["heading"].astype(bool) & outside & topic).to_numpy()
    return _prevailing(part, own[told[own["row"]] & own["firm"]])


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
    own: pd.DataFrame, handed: list[np.ndarray], texts: pd.Series
) -> pd.DataFrame:
    """Return which of several themes a clause keeps: its unit's, else the first two."""
    row, theme = own["row"].to_numpy(), own["theme"].to_numpy()
    settled = np.zeros(row.max(initial=-1) + 1, dtype=bool)
    kept = own.groupby("row").cumcount().to_numpy() < MOST_THEMES
    both = kept & _side_by_side(own, texts)
    for of_unit in handed:
        same = (of_unit[row] == theme) & ~settled[row]
        settles = np.zeros_like(settled)
        settles[row[same]] = True
        kept = np.where(settles[row], same | both, kept)
        settled |= settles
    return own[kept]


def _side_by_side(own: pd.DataFrame, texts: pd.Series) -> np.ndarray:
    """Return which themes stand together: the two of a clause, joined or head and rest.

    Both are said by firm terms. Of three and more none stands with another.
    """
    row, sure = own["row"].to_numpy(), own["firm"].to_numpy()
    first = np.flatnonzero((np.bincount(row)[row] == MOST_THEMES) & sure)
    first = first[:-1] if len(first) and first[-1] == len(row) - 1 else first
    first = first[(row[first] == row[first + 1]) & sure[first + 1]]
    start, core = own["start"].to_numpy(), own["core"].to_numpy()
    length = own["term"].str.len().to_numpy()
    together = np.zeros(len(own), dtype=bool)
    lines = texts.iloc[row[first]].tolist()
    for place, line in zip(first.tolist(), lines, strict=True):
        between = line[start[place] + length[place] : start[place + 1]]
        if core[place + 1] or JOINED.fullmatch(between):
            together[place : place + MOST_THEMES] = True
    return together


def _unit(clauses: pd.DataFrame, unit: str) -> np.ndarray:
    """Return the number of the unit each clause stands in; −1 for none."""
    if unit not in clauses:
        return np.full(len(clauses), -1)
    place = clauses.reindex(columns=INHERITED_FROM[unit])
    number = place.groupby(INHERITED_FROM[unit], sort=False, dropna=False).ngroup()
    here = clauses[unit] != ""
    return number.where(here, -1).to_numpy()


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
