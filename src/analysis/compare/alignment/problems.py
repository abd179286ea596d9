"""Name the problems that a report lists, one by one."""

import re
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.compare.alignment.fields import groups_of
from analysis.compare.alignment.units import stock
from analysis.read.outline import PROBLEM_PARAGRAPH

LISTED = re.compile("、|(?<=.)以及")
CAUSE = re.compile("受.+影响|.+的是")  # 受全球贸易萎缩等因素影响; 特别令人痛心的是
MANY = (
    "(?:上|中|里)?(?:仍|还|依然|仍然)?(?:有|存在|面临)着?(?:许多|不少|一些|诸多|很多)?"
)
ANY = "(?:困难|问题|缺点|不足|差距|挑战|不满意的地方)"  # which are meant, is not said
WHOLE = re.compile("等(?!方面|领域|问题|环节|工作|等|，|$)")  # 教育、卫生等社会事业


class Problem(NamedTuple):
    """A problem as it is named: its words, and the clauses they stand in."""

    text: str
    clauses: tuple[int, ...]


def problems(
    clauses: pd.DataFrame, reports: pd.DataFrame | None = None
) -> list[Problem]:
    """Return the problems that one report names, in the order of the text.

    What stands between commas is a problem, and in a list by 、 every member that
    speaks of a field of its own. An item (一是…) of one sentence is one problem; of
    several sentences the first only says what follows. The opening (我们也清醒地看到…)
    and the closing (对此，我们…) are none.

    Examples
    --------
    >>> told = pd.DataFrame({"report": "r", "clause": [0, 1, 2], "sentence": 0,
    ...     "role": "problems", "item": "", "heading": False, "start": [0, 9, 18],
    ...     "text": ["我们看到还存在不少问题", "就业压力较大", "消费、投资动力不足"]})
    >>> [problem.text for problem in problems(told)]
    ['就业压力较大', '消费', '投资动力不足']
    """
    told = clauses[(clauses["role"] == "problems") & ~clauses["heading"]]
    if told.empty:
        return []
    told = _between(told.assign(mark=_marks(told, reports)))
    found: list[Problem] = []
    for _, item in told.groupby((told["item"] != told["item"].shift()).cumsum()):
        found += _of_item(item)
    return found


def _marks(told: pd.DataFrame, reports: pd.DataFrame | None) -> pd.Series:
    """Return the mark that ends each clause; "" where the text is not at hand."""
    if reports is None:
        return pd.Series("", index=told.index)
    text = reports.set_index("report")["text"][told["report"].iloc[0]]
    stops = told["start"] + told["text"].str.len()
    return stops.map(lambda stop: text[stop : stop + 1] or "\n")


def _frames(told: pd.DataFrame) -> pd.Series:
    """Say which clauses only head an item: its first sentence, of several."""
    item = (told["item"] != told["item"].shift()).cumsum()
    sentence = told["sentence"].groupby(item)
    several = sentence.transform("nunique") > 1
    return (
        (told["item"] != "")
        & several
        & (told["sentence"] == sentence.transform("first"))
    )


def _between(told: pd.DataFrame) -> pd.DataFrame:
    """Leave out the opening, the closing, and what only introduces."""
    opens = told["text"].str.contains(PROBLEM_PARAGRAPH)
    text, sentence = told["text"], told["sentence"]
    begins = sentence != sentence.shift()
    shut = (
        (begins & text.str.match(stock("问题收束").pattern))
        .groupby(sentence)
        .transform("any")
    )
    first = told.index[opens][0] if opens.any() else told.index[0]
    empty = text.map(lambda said: not groups_of(said))
    colon = told["mark"].isin(["：", ":"])
    listing = colon & text.str.fullmatch(stock("问题引起").pattern)
    introduces = colon | listing.shift(-1, fill_value=False) | (opens & empty)
    introduces |= text.str.fullmatch(stock("问题引起").pattern)
    introduces |= text.str.fullmatch(_in_general()) | text.str.fullmatch(CAUSE)
    introduces |= (text.index == first) & opens
    kept = told[~shut & (told.index >= first)]
    return kept.assign(frame=_frames(kept))[~introduces[kept.index]]


@cache
def _in_general() -> re.Pattern[str]:
    """Return what finds a clause that there are problems, and says not which."""
    subjects = stock("问题总说").pattern
    return re.compile(f"在?(?:{subjects}){MANY}(?:{ANY}(?:[和与、]{ANY})*)")


def _of_item(item: pd.DataFrame) -> list[Problem]:
    """Return the problems of an item, or of what stands in none."""
    parted = item["frame"].any() or item["mark"].isin(["；", ";"]).any()
    if item["item"].iloc[0] != "" and not parted:
        return [Problem("，".join(item["text"]), tuple(item["clause"]))]
    item = item[~item["frame"]]
    found: list[Problem] = []
    for row in item.itertuples():
        if not _names_something(row.text):
            if found and found[-1].clauses[-1] == row.clause - 1:
                one = found[-1]
                found[-1] = Problem(
                    f"{one.text}，{row.text}", (*one.clauses, row.clause)
                )
            continue
        found += [Problem(part, (row.clause,)) for part in _members(row.text)]
    return found


def _names_something(text: str) -> bool:
    """Say whether a clause names a problem, and does not only go on about one."""
    return bool(groups_of(text)) and not stock("问题接续").match(text)


def _members(text: str) -> list[str]:
    """Cut a list by 、 where its members speak of different fields."""
    if WHOLE.search(text):
        return [text]
    parts = LISTED.split(text)
    kept = [parts[0]]
    for part in parts[1:]:
        one, other = groups_of(kept[-1]), groups_of(part)
        if one - other and other - one:
            kept.append(part)
        else:
            kept[-1] = text[text.index(kept[-1]) : text.index(part) + len(part)]
    return [kept[0].removeprefix("在"), *kept[1:]]
