"""What stands in figures on one side only: set but not reached, reached but not set."""

import re
from functools import cache

import pandas as pd

from analysis.compare.targets.names import listed as listed_as
from analysis.count.tokens import words_in
from analysis.lexicons import read_lexicon
from analysis.say.findings.finding import Finding
from analysis.say.findings.indicators import (
    HEADLINE,
    KEY,
    english,
    figure_en,
    finding_of,
    known,
    listed,
    noun_of,
    place,
    plain,
    short,
    target_en,
    titled,
)

MOST_NAMED = 4  # indicators in a sentence
FEWEST_SET = 3  # key targets of a plan that sets targets for the whole
FEW = 2
# A target for one is not missed for the others.
# What follows a noun in a name of statistics and says only how it is measured.
MEASURE = re.compile("(?:总额|总值|总量|增加值|产量)$")
# Numbers that a target of the plan may be: growth, or a sum of money.
AMOUNT = {
    "plan": "[0-9０-９][^，、]{0,4}?(?:[%％倍番]|个百分点|[万亿美]元|亿)",
    "review": "[0-9０-９]",
}
INCOMES = {name for name in HEADLINE if name.endswith("居民人均可支配收入")}


def figured(indicator: str, clauses: pd.DataFrame, role: str) -> bool:
    """Say whether a side may have a figure of an indicator under another name.

    Its nouns are those of the list, and the last word of each: 投资 of 固定资产投资.
    A clause counts where one stands before a number, or in the clause before it; terms
    of other things (旅游收入) do not.
    """
    nouns = _nouns(known(indicator), noun_of(indicator).removesuffix("下降"))
    named = re.compile("|".join(map(re.escape, nouns)))
    pattern = re.compile(f"(?:{named.pattern}).*?{AMOUNT[role]}")
    told = clauses[clauses["role"] == role]
    sentence = told.get("sentence", told["clause"])
    before = told["text"].shift().where(sentence.eq(sentence.shift()), "")
    before = before.mask(before.str.contains("[0-9０-９]"), "")
    texts = filter(named.search, before + told["text"])
    others = _others(known(indicator))
    return any(pattern.search(others.sub("，", text)) for text in texts)


def _unheard(rows: pd.DataFrame, clauses: pd.DataFrame, role: str) -> pd.DataFrame:
    """Return the rows of which a side has no figure under any name."""
    new = [not figured(indicator, clauses, role) for indicator in rows["indicator"]]
    return rows[pd.Series(new, index=rows.index, dtype=bool)]


def _others_too(rows: pd.DataFrame, clauses: pd.DataFrame, role: str) -> bool:
    """Say whether a side has no figure of some other row: those named are not all."""
    return any(not figured(name, clauses, role) for name in rows["indicator"])


@cache
def _nouns(name: str, own: str) -> frozenset[str]:
    """Return what an indicator may be called, the last words of its names too."""
    table = read_lexicon("indicators")
    terms = [name, own, *table.loc[table["indicator"] == name, "term"]]
    terms = [term for term in dict.fromkeys(terms) if term]
    bare = [MEASURE.sub("", term) or term for term in terms]
    words = [cut[-1][1] for cut in words_in(bare) if cut]
    ends = {word for word in words if len(word) > 1 and word not in _of_kind("非指标")}
    heads = [head for head in listed_as("量词头") if len(head) > 1]
    ends |= {head for head in heads for term in bare if term.endswith(head)}
    return frozenset({*terms, *bare, *ends} - _of_kind("非指标"))


@cache
def _others(name: str) -> re.Pattern[str]:
    """Return the terms of other indicators than one, and than those without a kind."""
    table = read_lexicon("indicators")
    terms = table.loc[~table["indicator"].isin(_of_kind("总称") | {name}), "term"]
    terms = sorted((term for term in terms if len(term) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, terms)) + "|(?<!完成)总投资")


def unset(table: pd.DataFrame, clauses: pd.DataFrame) -> Finding | None:
    """Say which main indicators the review gives growth of, and the plan no target.

    They are examples (等) where it gives growth of others. Not where any clause of the
    plan has a number of the kind, by a shorter name.
    """
    known_as = table["indicator"].map(known)
    set_ = set(known_as[(table["target"].notna()) | (table["target_text"] != "")])
    if len(set_ & KEY) < FEWEST_SET:
        return None
    set_ |= INCOMES if set_ & INCOMES else set()
    moves = table["indicator"].str.endswith(("增长", "下降"))
    every = table[moves & (table["unit"] == "%") & table["result"].notna()]
    every = every[~known_as[every.index].isin(set_)]
    rows = every[known_as[every.index].isin(HEADLINE)]
    rows = rows.assign(
        order=[place(name.removesuffix("下降")) for name in rows["indicator"]]
    )
    rows = rows.sort_values("order", kind="stable").drop_duplicates("order")
    rows = _unheard(rows, clauses, "plan")
    falls = rows["indicator"].str.endswith("下降")
    if len(rows) < FEW and not falls.any():
        return None
    head = rows.sort_values("order").head(MOST_NAMED)
    zh, en = _moves(head)
    rest = every[~known_as[every.index].isin(HEADLINE)]
    more = len(rows) > len(head) or _others_too(rest, clauses, "plan")
    etc, others = ("等", ", and others") if more else ("", "")
    zh = f"总结列有{zh}{etc}的实绩，计划中未找到数字目标"
    en = f"The review gives {en}{others}; no target in figures was found in the plan"
    return finding_of("", zh, en, head, 8.5 if falls.any() else 6.2)


def _moves(head: pd.DataFrame) -> tuple[str, str]:
    """Write how far indicators rose or fell: 投资（增长6.8%）."""
    said = [
        (
            short(row.indicator.removesuffix("下降"))
            if row.indicator.endswith("下降")
            else row.called,
            row.indicator[-2:],
            plain(row.result_text),
        )
        for row in head.itertuples()
    ]
    zh = "、".join(f"{name}（{way}{number}）" for name, way, number in said)
    ways = {"增长": "up", "下降": "down"}
    en = ", ".join(
        f"{english(noun_of(row.indicator.removesuffix('下降')))} "
        f"({ways[way]} {figure_en(number)})"
        for row, (_, way, number) in zip(head.itertuples(), said, strict=True)
    )
    return zh, en


def in_words(table: pd.DataFrame) -> Finding | None:
    """Say which targets stand in figures where the result was told in words."""
    rows = table[
        table["target"].notna() & table["result"].isna() & (table["result_text"] != "")
    ]
    if rows.empty:
        return None
    said = rows["result_text"].iloc[0]
    every = rows[rows["result_text"] == said]
    rows, more = every.head(MOST_NAMED), len(every) > MOST_NAMED
    figures = "、".join(moved(r.indicator, r.target_text) for r in rows.itertuples())
    english_ = ", ".join(english(name) for name in rows["indicator"])
    etc, and_others = "等" * more, ", and others" * more
    zh = f"{listed(rows)}{etc}总结只说“{said}”，计划目标{figures}{etc}"
    en = f"{english_}{and_others}: the review says only “{said}”, the plan sets "
    en += ", ".join(figure_en(text) for text in rows["target_text"])
    en = en[:1].upper() + en[1:]
    return finding_of(listed(rows), zh, en, rows, 6.5)


def moved(indicator: str, text: str) -> str:
    """Return a number as printed, growth as such.

    >>> moved("固定资产投资增长", "5％左右"), moved("粮食产量", "500亿斤")
    ('增长5%左右', '500亿斤')
    """
    return f"{'增长' if indicator.endswith('增长') else ''}{plain(text)}"


def alone(table: pd.DataFrame, clauses: pd.DataFrame) -> Finding | None:
    """Say which key targets have no figure of the same name in the review."""
    wanted = table[table["target"].notna()]
    alone_ = wanted[wanted["result"].isna() & (wanted["result_text"] == "")]
    main = alone_["indicator"].map(known).isin(KEY)
    rest = alone_[main]
    rest = rest.assign(known=rest["indicator"].map(known)).drop_duplicates("known")
    given = set(table.loc[table["result"].notna(), "indicator"].map(known))
    rest = rest[~rest["indicator"].map(known).isin(given)]
    every = _unheard(rest, clauses, "review")
    rest = every.head(MOST_NAMED)
    if len(rest) < FEW:
        return None
    more = len(every) > MOST_NAMED or _others_too(alone_[~main], clauses, "review")
    numbers = "、".join(
        f"{titled(row)}{row.hoped}{plain(row.target_text)}" for row in rest.itertuples()
    )
    zh = f"计划定有目标：{numbers}{'等' if more else ''}；总结中未找到上年数字"
    en = ", ".join(
        f"{english(row.indicator)} {target_en(row)}" for row in rest.itertuples()
    )
    en = f"The plan sets targets: {en}{', and others' * more}; no figure of the year "
    en += "before was found in the review"
    return finding_of("", zh, en, rest, 3.5)


def worded(table: pd.DataFrame) -> Finding | None:
    """Say which results in figures have a target in words only."""
    rows = table[table["target"].isna() & (table["target_text"] != "")]
    rows = rows[rows["result"].notna()]
    if rows.empty:
        return None
    said = rows["target_text"].iloc[0]
    every = rows[rows["target_text"] == said]
    rows, more = every.head(MOST_NAMED), len(every) > MOST_NAMED
    figures = "、".join(moved(r.indicator, r.result_text) for r in rows.itertuples())
    english_ = ", ".join(english(name) for name in rows["indicator"])
    etc, and_others = "等" * more, ", and others" * more
    zh = f"{listed(rows)}{etc}上年{figures}{etc}，计划只说“{said}”"
    reached = ", ".join(figure_en(text) for text in rows["result_text"])
    en = f"{english_}{and_others} ({reached} in the review): the plan says only "
    en += f"“{said}”"
    en = en[:1].upper() + en[1:]
    return finding_of(listed(rows), zh, en, rows, 1.5)


def listing(table: pd.DataFrame) -> Finding:
    """Say what the plan promises where nothing stands beside it."""
    wanted = table[table["target"].notna()]
    main = wanted["indicator"].map(known).isin(KEY)
    head = pd.concat([wanted[main], wanted[~main]]).head(MOST_NAMED - 1)
    numbers = "、".join(
        f"{row.indicator}{row.hoped}{plain(row.target_text)}"
        for row in head.itertuples()
    )
    many = len(wanted) > len(head)
    zh = f"计划有{len(wanted)}项数字目标{'，如' if many else '：'}{numbers}"
    english_ = ", ".join(
        f"{english(row.indicator)} {target_en(row)}" for row in head.itertuples()
    )
    plural = "s" * (len(wanted) > 1)
    en = f"The plan has {len(wanted)} target{plural} in figures"
    en += f", such as {english_}" if many else f": {english_}"
    return finding_of("", zh, en, head, -1.0)


def none(quantification: pd.DataFrame | None, names: tuple[str, str]) -> list[Finding]:
    """Say that a report has no figure at all, or its plan no target."""
    if quantification is None:
        return []
    roles = quantification[quantification["level"] == "role"].set_index("role")
    called = {"review": "总结", "problems": "问题", "plan": "计划"}
    shown = [role for role in called if role in roles.index]
    if "plan" not in shown:
        return []
    n = {role: int(roles.at[role, "n"]) for role in shown}
    sizes = {role: int(roles.at[role, "n_clauses"]) for role in shown}
    if not any(n.values()):
        counts = "、".join(f"{called[role]}{sizes[role]}句" for role in shown)
        zh = f"全文没有一个数量指标：{counts}，带数量的都是0句"
        counts = ", ".join(f"{role} {sizes[role]} clauses" for role in shown)
        en = f"Not one figure in the whole text: {counts}, none with a quantity"
    else:
        zh = f"{names[0]}未找到数字目标：{sizes['plan']}句中带数量的{n['plan']}句"
        en = f"No target in figures was found in the plan: {n['plan']} of its "
        en += f"{sizes['plan']} clauses hold a quantity"
    none = pd.DataFrame(columns=["report", "clause", "term"])
    return [Finding("target", "", zh, en, none, 5.0)]


@cache
def _of_kind(kind: str) -> frozenset[str]:
    """Return words of names: such as are no indicator, or stand for several."""
    table = read_lexicon("naming")
    return frozenset(table.loc[table["kind"] == kind, "word"])
