"""Which clauses tell of the one year: five-year reviews and goals are another scope."""

import re

import pandas as pd

PLAN = "(?:十[一二三四五六]?|[七八九])五"
INLINE = re.compile("(20[0-9]{2})年(?=[^，。是底末])")
SINCE = re.compile("20[0-9]{2}年(?:以来|起|至|到|—)")
YEARS = re.compile(
    "(?:^|——)(?:各位代表！?)?(?:总结|回顾|回望|站在|展望|纵观)?(?:过去|这|的|今后|未来|刚刚过去|"
    "本届政府|届)*(?:的)?(?:五年|5年)(?!看)|^(?:今后|未来)[一二三几]+年|"
    f"^(?:回望|回顾)?“{PLAN}”(?:时期|期间|以来|五年|这|规划)"
)
ONE = re.compile(
    "过去一年|过去的一年|一年来|刚刚过去的20|刚刚过去的一年|^20[0-9]{2}年|^今年|^去年|^一年"
)
LATER = re.compile(
    "(?:到|至|力争|在)?(20[0-9]{2})年(?:底|末)?(?:前|，|时|、|$|[^0-9—至-])"
)
SPANS = re.compile(
    f"“{PLAN}”(?:时期|期间|末|以来)|(?:^|，)“{PLAN}”(?!规划|纲要|批复|[^，]{{0,2}}局)"
    "|[两二三四五2-9](?:个)?年(?:左右)?(?:内|时间|累计|共|来|之内)"
    "|(?:[用分]|力争|争取)[两二三四五2-5]年|今明两年|明年|后年|任期内?"
    "|五年|[0-9二三四五六七八九十]+年来|今后一(?:个|段)时期|未来[几二两三0-9]年|届末|平均每年|每年平均|年均(?!浓度|值|气温)|到本世纪"
)
PAST = re.compile("(?P<than>[比较])?(?P<year>20[0-9]{2})年(?!版|第|中央)")
# What several years have together or each is no goal of their last: 2022—2024年累计.
TOGETHER = re.compile(
    "累计|年均|每年|(?<!公)共(?:[新建完计]|$)|总计|合计|[—至-]20[0-9]{2}年"
)
BACK = re.compile("(?:在)?(?:刚刚)?过去的?一年")
AHEAD = re.compile("今年|新的一年|明年|20[0-9]{2}年")
SEVERAL = 0.3  # of a side tells of several years: it is not held against one year
FIVE = re.compile(f"“{PLAN}”|五年")


def periods(clauses: pd.DataFrame) -> pd.Series:
    """Say of each clause whether it tells of several years: a Series of booleans.

    A sentence that opens with 五年来 or “十四五”时期 begins such a passage, one that
    opens with 过去一年, 今年 or a year ends it; so does a new part. Within a section
    that is of the year it is that sentence alone.
    """
    told, many, place, within = [], False, None, False
    years = clauses.reindex(columns=["year"])["year"]
    sentence = clauses.get("sentence", clauses["clause"])
    opens = (sentence != sentence.shift()).tolist()
    parts = clauses.reindex(columns=["report", "role", "part"], fill_value="")
    sections = clauses.reindex(columns=["section"], fill_value="")["section"]
    openings = _openings(clauses["text"], sentence)
    named = zip(*(parts[name].tolist() for name in parts), strict=True)
    rows = zip(openings, opens, named, sections.tolist(), years, strict=True)
    for text, new, here, section, year in rows:
        if here != place or (new and within):
            place, many, within = here, _heads_many(here[-1]), False
        inline = INLINE.match(text)
        if inline and many:  # within such a passage: 2025年运行航线75条
            told.append(not pd.notna(year) or int(inline[1]) != year)
            continue
        if new and not _both(text):
            if ONE.search(text[:18]):
                many = False
            elif YEARS.search(text):
                many, within = True, bool(section) and not many
        told.append(many or _heads_many(section))
    return pd.Series(told, index=clauses.index, dtype=bool)


def of_several_years(clauses: pd.DataFrame) -> pd.Series:
    """Return which share of each side tells of several years, by report and role.

    >>> clauses = pd.DataFrame({"report": "r", "clause": [0, 1], "role": "review",
    ...     "text": ["新建学校2所", "过去五年成就显著"]})
    >>> float(of_several_years(clauses)["r", "review"])
    0.5
    """
    own = periods(clauses).groupby([clauses["report"], clauses["role"]])
    return own.mean()


def looks_back(clauses: pd.DataFrame) -> pd.Series:
    """Say of each clause whether a plan tells there of the year before: booleans.

    A sentence that opens with 过去一年 begins it, one that names 今年 or a year ends
    it; so does a new section.
    """
    parts = clauses.reindex(columns=["report", "role", "section"], fill_value="")
    places = zip(*(parts[name].tolist() for name in parts), strict=True)
    sentences = clauses.get("sentence", clauses["clause"])
    told, back, place = [], False, None
    keys = list(zip(clauses["report"].tolist(), sentences.tolist(), strict=True))
    texts: dict[tuple[str, int], str] = {}
    for key, text in zip(keys, clauses["text"].tolist(), strict=True):
        texts[key] = texts.get(key, "") + text
    for key, here in zip(keys, places, strict=True):
        begins = here[1] == "plan" and bool(BACK.match(texts[key]))
        goes_on = back and here == place and not AHEAD.search(texts[key])
        back, place = begins or goes_on, here
        told.append(back)
    return pd.Series(told, index=clauses.index, dtype=bool)


def _openings(texts: pd.Series, sentence: pd.Series) -> list[str]:
    """Return each clause with the next of its sentence, without the address."""
    following = texts.shift(-1).fillna("").where(sentence == sentence.shift(-1), "")
    both = texts + "，" + following
    return both.str.replace("^(?:各位代表|同志们)[！，]*", "", regex=True).tolist()


def _heads_many(heading: str) -> bool:
    """Say whether a heading is of several years, and of no single one besides."""
    one = re.search("20[0-9]{2}年|过去一年", heading)
    return bool(FIVE.search(heading)) and not one


def _both(text: str) -> bool:
    return bool(FIVE.search(text) and re.search("20[0-9]{2}年.{0,6}回顾", text))


def _past(found: re.Match[str], year: int) -> bool:
    """Say whether a year named is past; 比2023年 is no other scope than of 2024."""
    last = year - 1 if found["than"] else year
    return int(found["year"]) < last


def of_year(text: str, year: int | None) -> bool:
    """Say whether a clause opens with the one year: 2024年达到1.3万亿元.

    >>> of_year("2024年达到1.3万亿元", 2024), of_year("2024年以来建成", 2024)
    (True, False)
    """
    found = INLINE.match(text)
    return bool(found) and int(found[1]) == year and not SINCE.match(text)


def spans_years(sentence: str, year: int | None) -> bool:
    """Say whether what leads up to a figure sets it in other years than `year`.

    Examples
    --------
    >>> spans_years("到2030年，建成公园", 2025), spans_years("到2025年底，建成", 2025)
    (True, False)
    >>> spans_years("五年新增就业", 2015), spans_years("全年新增就业", 2015)
    (True, False)
    """
    if SPANS.search(sentence):
        return True
    if year is None:
        return False
    own = sentence.rpartition("，")[2]
    if any(_past(found, year) for found in PAST.finditer(own)):
        return True
    return any(int(found[1]) > year for found in LATER.finditer(sentence + "，"))


def goal_of(sentence: str, year: int | None) -> int | None:
    """Return the later year for which a goal is set, by what leads up to its number.

    The last year named counts; none where it is of all the years up to it.

    Examples
    --------
    >>> goal_of("到2024年底，覆盖率达到", 2022), goal_of("到2022年，覆盖率达到", 2022)
    (2024, None)
    >>> print(goal_of("到2024年累计新建", 2022))
    None
    """
    if year is None or TOGETHER.search(sentence):
        return None
    named = [int(found[1]) for found in LATER.finditer(sentence + "，")]
    return named[-1] if named and named[-1] > year else None
