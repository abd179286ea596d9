"""Recognise texts that are no work reports: communiqués, laws, news, budgets."""

import re
from functools import cache

import pandas as pd

from analysis import InputError
from analysis.lexicons import read_lexicon
from analysis.read.numerals import SIGNS
from analysis.read.outline.paragraphs import split
from analysis.read.outline.title import title_of

ARTICLE = re.compile(f"第[{SIGNS}百零]+条[\\s\u3000]")
PLENUM = re.compile("中央(?:纪律检查)?委员会第.{1,4}次全体会议[，,]?(?:于|公报)")
FEWEST_ARTICLES = 5
ARTICLES = 0.15  # share of a law's paragraphs that begin with 第一条
GENRE_WITHIN = 300  # characters of the first paragraphs that are looked at
GENRES = {
    "公报": "a communiqué (公报)",
    "预算报告": "a budget report (预算报告)",
    "法律法规": "a law or regulation (法律法规)",
    "新闻": "news (新闻)",
}


def other_genre(text: str) -> str:
    r"""Return why a text does not look like a work report; '' where it does.

    A title with 工作报告, 总结 or the like always looks like one.

    Examples
    --------
    >>> other_genre("某市政府采购条例\n第一条 为了规范采购，制定本条例。")
    'a law or regulation (法律法规): its title has 条例'
    >>> other_genre("某局2023年工作总结\n一、主要工作")
    ''
    """
    return genre_of([here.text for here in split(text)])


def refuse_other_genres(reports: pd.DataFrame) -> None:
    """Raise one line where a text does not look like a work report.

    Raises
    ------
    InputError
        Naming the file and what it looks like.
    """
    for row in reports.itertuples():
        if why := other_genre(row.text):
            raise InputError(
                f"{row.source}: this does not look like a work report: {why}; "
                "with --force it is read all the same"
            )


def genre_of(lines: list[str]) -> str:
    """Return why the paragraphs of a text are no work report's; '' where they are."""
    title = title_of(lines)
    budget = re.search("预算|决算", title)
    if _ours().search(title) and not budget:
        return ""
    said = _cue(title, lines)
    if said:
        return said
    if PLENUM.search("".join(lines[:3])[:GENRE_WITHIN]):
        return f"{GENRES['公报']}: it opens with a plenary session"
    articles = sum(bool(ARTICLE.match(line)) for line in lines)
    if articles >= max(FEWEST_ARTICLES, ARTICLES * len(lines)):
        return f"{GENRES['法律法规']}: {articles} paragraphs begin with 第…条"
    return ""


@cache
def _ours() -> re.Pattern:
    """Return the pattern of what titles of work reports have: 总结, 工作计划, …."""
    said = ["半年.*情况"]  # names no kind of document: 2023年上半年工作情况
    for row in read_lexicon("kinds").itertuples():
        if row.report != "否":
            said.append("工作" * (row.report == "工作后") + row.kind)
    return re.compile("|".join(said))


def _cue(title: str, lines: list[str]) -> str:
    """Return what title or opening say by a word of the list."""
    opening = "".join(lines[:4])[:GENRE_WITHIN]
    for row in read_lexicon("genres").itertuples():
        if row.place == "题目" and row.cue in title:
            if row.genre != "法律法规" or title.rstrip("》）) ").endswith(row.cue):
                return f"{GENRES[row.genre]}: its title has {row.cue}"
        elif row.place == "开头" and row.cue in opening:
            return f"{GENRES[row.genre]}: it opens with {row.cue}"
    return ""
