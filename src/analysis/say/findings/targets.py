"""What is promised in figures: targets beside results, said with the text's numbers."""

from collections.abc import Iterable

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import Said, Sides
from analysis.schema import value_labels

MOST_PAIRS = 4  # pairs of numbers in a sentence
FEWEST_PAIRS = 3  # for a sentence on all of them
FEW_NAMED = 2  # exceptions that are named
LESS, MORE = 0.7, 1.3  # target ÷ result from which a number of things is told
# Indicators of the whole economy, in the order in which they are said.
MAIN = (
    "地区生产总值 规上工业增加值 工业增加值 固定资产投资 投资 社会消费品零售总额 "
    "进出口总额 出口 一般公共预算收入 公共财政预算收入 财政收入 居民人均可支配收入 "
    "城镇居民人均可支配收入 农村居民人均可支配收入"
).split()
SHORT = {
    "国内生产总值": "生产总值",
    "地区生产总值": "生产总值",
    "规上工业增加值": "规上工业",
    "规模以上工业增加值": "规上工业",
    "社会消费品零售总额": "消费",
    "固定资产投资": "投资",
    "全社会固定资产投资": "投资",
    "一般公共预算收入": "财政收入",
    "地方一般公共预算收入": "财政收入",
    "公共财政预算收入": "财政收入",
    "居民人均可支配收入": "居民收入",
    "城镇居民人均可支配收入": "城镇居民收入",
    "城镇常住居民人均可支配收入": "城镇居民收入",
    "农村居民人均可支配收入": "农村居民收入",
    "农村常住居民人均可支配收入": "农村居民收入",
}
ENGLISH = {
    "生产总值": "GDP growth",
    "规上工业": "industrial output",
    "投资": "fixed investment",
    "消费": "retail sales",
    "出口": "exports",
    "进出口总额": "foreign trade",
    "财政收入": "budget revenue",
    "居民收入": "household income",
    "城镇居民收入": "urban income",
    "农村居民收入": "rural income",
    "城镇新增就业": "new urban jobs",
    "城镇调查失业率": "surveyed unemployment",
    "居民消费价格涨幅": "consumer prices",
    "粮食产量": "grain output",
}
UP, DOWN = ("higher", "tighter"), ("lower", "looser")
COUNTED = set(
    "个 家 项 所 处 座 户 人 套 条 场 人次 亩 公里 台 张 部 名 P 千瓦".split()
)


def targets(
    table: pd.DataFrame,
    names: tuple[str, str],
    *,
    quantification: pd.DataFrame | None = None,
) -> list[Finding]:
    """Say what the plan promises in figures beside the results, most telling first.

    Parameters
    ----------
    table
        Table `targets` of one report.
    names
        What plan and review are called.
    quantification
        The table of that name, for a report without any figure.

    Returns
    -------
    list of Finding
        A target lies 高于 or 低于 a result, that of a ceiling 宽于 or 严于; a negative
        result has no direction. Numbers stand with their comparators as in the text,
        four pairs at most. Empty for several reports.
    """
    if table["report"].nunique() > 1:
        return []
    if not table["target"].notna().any():
        return _none(quantification, names)
    pairs = compared(table)
    found = [
        _growth(pairs),
        _all(pairs),
        _things(pairs),
        _in_words(table),
        _alone(table),
    ]
    told = [finding for finding in found if finding is not None]
    return sorted(told, key=lambda finding: -finding.weight)


def promised_figures(table: pd.DataFrame, sides: Sides) -> Said:
    """Return the most telling of the sentences, for chart and table."""
    found = targets(table, sides.zh)
    return Said(found[0].zh, found[0].en) if found else Said("", "")


def compared(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure on both sides.

    Where growth and level of one thing are both there, its growth only; what the plan
    itself says of a change (由50%提高到60%) is no result of the review.
    """
    both = table.dropna(subset=["target", "result"])
    both = both[both["clause_target"] != both["clause_reference"]]
    grows = set(both.loc[both["indicator"].str.endswith("增长"), "indicator"])
    return both[~(both["indicator"] + "增长").isin(grows)]


def pair(row) -> str:
    """Return the two numbers of a row as printed, the earlier first.

    >>> from types import SimpleNamespace as Row
    >>> pair(Row(result_text="5.8%", target_text="5.5%以上"))
    '5.8%→5.5%以上'
    """
    return f"{row.result_text}→{row.target_text}"


def short(indicator: str) -> str:
    """Return the short name of an indicator, without 增长."""
    noun = indicator.removesuffix("增长")
    return SHORT.get(noun, noun)


def _all(pairs: pd.DataFrame) -> Finding | None:
    """Say how many targets lie above, below, at the results; name the exceptions."""
    told, negative = pairs, int((pairs["direction"] == "").sum())
    if len(told) - negative < FEWEST_PAIRS:
        return None
    up, down = (told[told["direction"].isin(way)] for way in (UP, DOWN))
    few, many = sorted((up, down), key=len)
    parts = [_most(many, told), *_rest(told, negative), _fewest(few, many, told)]
    zh, en = (
        f"{mark}".join(filter(None, side))
        for mark, side in zip(("，", ", "), zip(*parts, strict=True), strict=True)
    )
    zh = f"可对照的{len(told)}项指标，{zh}"
    en = f"Of {len(told)} indicators with figures on both sides {en}"
    return _finding("", zh, en, told, 8.0 if len(few) <= FEW_NAMED else 6.0)


def _most(many: pd.DataFrame, told: pd.DataFrame) -> tuple[str, str]:
    """Say on which side most targets lie; where all do, the first of them."""
    if many.empty:
        return "", ""
    every = len(many) == len(told)
    zh = f"目标{'都' if every else f'{len(many)}项'}{_way(many)}上年"
    en = f"{len(many)} targets are {_way(many, 'en')}"
    if every:
        shown = many[~many["indicator"].str.contains("增长|就业")].head(MOST_PAIRS - 1)
        zh += f"，如{_shown(shown)}" if len(shown) else ""
        en += f", {_shown(shown, 'en')} among them" if len(shown) else ""
    return zh, en


def _rest(told: pd.DataFrame, negative: int) -> list[tuple[str, str]]:
    """Count the targets that lie on neither side."""
    n = told["direction"].value_counts()
    kinds = [
        (n.get("same", 0), "持平", "equal"),
        (n.get("within", 0), "区间包含上年实绩", "within a range"),
        (negative, "上年为负", "had a negative result"),
    ]
    return [(f"{k}项{zh}", f"{k} {en}") for k, zh, en in kinds if k]


def _fewest(
    few: pd.DataFrame, many: pd.DataFrame, told: pd.DataFrame
) -> tuple[str, str]:
    """Name the targets that lie the other way, with their numbers."""
    if few.empty:
        every = len(many) in (0, len(told))
        word = "低于" if many["direction"].isin(UP).any() else "高于"
        return ("", "") if every else (f"没有一项{word}上年", "none the other way")
    named = few.head(MOST_PAIRS - 1)
    english = _shown(named, "en")
    if len(few) <= FEW_NAMED:
        return f"只有{_exception(few)}", f"only {english} {_way(few, 'en')}"
    shown = "、".join(f"{short(r.indicator)}（{pair(r)}）" for r in named.itertuples())
    etc = "等" if len(few) > len(named) else ""
    return (
        f"{len(few)}项{_way(few)}上年：{shown}{etc}",
        f"{len(few)} {_way(few, 'en')}: {english}",
    )


def _exception(rows: pd.DataFrame) -> str:
    words = {"higher": "更高", "lower": "更低", "tighter": "更严", "looser": "更宽"}
    if rows["direction"].nunique() == 1:
        shown = "、".join(f"{short(row.indicator)}" for row in rows.itertuples())
        numbers = "，".join(pair(row) for row in rows.itertuples())
        return f"{shown}{words[rows['direction'].iloc[0]]}（{numbers}）"
    return "、".join(
        f"{short(row.indicator)}{words[row.direction]}（{pair(row)}）"
        for row in rows.itertuples()
    )


def _way(rows: pd.DataFrame, lang: str = "zh") -> str:
    """Return 低于, 宽于 or 低于（宽于）, as the rows are."""
    codes = [code for code in (*DOWN, *UP) if (rows["direction"] == code).any()]
    called = [value_labels("direction", lang=lang)[code] for code in codes]
    if lang == "en":
        return " or ".join(called)
    return called[0] + "".join(f"（{word}）" for word in called[1:])


def _growth(pairs: pd.DataFrame) -> Finding | None:
    """Say how the growth targets of the economy lie to what was reached."""
    grows = pairs[pairs["indicator"].str.endswith("增长") & (pairs["unit"] == "%")]
    order = [_place(name) for name in grows["indicator"]]
    main = grows.assign(order=order).query("order >= 0").sort_values("order")
    whole = main[main["indicator"].map(short) == "生产总值"]
    ranged = whole[whole["target_high"].notna()]
    ranged = ranged[~ranged["target_text"].str.contains("争")]  # 力争达到8%
    up, down = (main[main["direction"].isin(way)] for way in (UP, DOWN))
    if len(ranged) and not (len(up) and len(down)):
        return _ranged(ranged, pairs)
    if len(up) and len(down):
        rows = [up.head(MOST_PAIRS // 2), down.head(MOST_PAIRS // 2)]
        said = [
            f"{_list(part)}{word}上年（{_numbers(part)}）"
            for part, word in zip(rows, ("目标高于", "低于"), strict=True)
        ]
        en = "; ".join(
            f"{word}: {_shown(part, 'en')}"
            for part, word in zip(rows, ("Targets above results", "below"), strict=True)
        )
        return _finding("", "，".join(said), en, pd.concat(rows), 9.0)
    one = up if len(up) else down
    if len(one) < FEWEST_PAIRS or len(one) < len(main):
        return None
    word, english = ("高于", "above") if len(up) else ("低于", "below")
    head = one.head(MOST_PAIRS)
    etc = "等" if len(one) > len(head) else ""
    zh = f"可对照的{len(one)}项增速目标都{word}上年：{_shown(head)}{etc}"
    en = (
        f"All {len(one)} growth targets lie {english} the results: {_shown(head, 'en')}"
    )
    return _finding("", zh, en, one, 7.0)


def _ranged(ranged: pd.DataFrame, pairs: pd.DataFrame) -> Finding:
    """Say that the target of growth is a range, and the jobs beside it."""
    row = next(ranged.itertuples())
    zh = f"增长目标为区间：上年实绩{row.result_text}，目标{row.target_text}"
    en = f"Growth target is a range: {row.result_text}, then {row.target_text}"
    jobs = pairs[pairs["indicator"].str.contains("新增就业")].head(1)
    for job in jobs.itertuples():
        zh += f"；{job.indicator}{pair(job)}"
        en += f"; new urban jobs {pair(job)}"
    return _finding(row.indicator, zh, en, pd.concat([ranged.head(1), jobs]), 10.0)


def _things(pairs: pd.DataFrame) -> Finding | None:
    """Say which numbers of things to be built lie far from those of the year before."""
    unit = pairs["unit"].str.lstrip("万亿")
    told = pairs[unit.isin(COUNTED) & (pairs["result"] > 0)]
    told = told.assign(ratio=told["target"] / told["result"])
    less = told[told["ratio"] <= LESS].sort_values("ratio", kind="stable")
    more = told[told["ratio"] >= MORE].sort_values("ratio", kind="stable")[::-1]
    if len(less) + len(more) < 2:
        return None
    half = MOST_PAIRS // 2
    n_less = min(len(less), MOST_PAIRS - min(len(more), half))
    rows = [less.head(n_less), more.head(MOST_PAIRS - n_less)]
    words = ("少三成以上", "多三成以上")
    english = ("at least 30% fewer", "at least 30% more")
    zh = "；".join(
        f"{word}的有{len(whole)}项，如{_shown(part)}"
        if len(whole) > len(part)
        else f"{word}：{_shown(part)}"
        for part, whole, word in zip(rows, (less, more), words, strict=True)
        if len(part)
    )
    en = "; ".join(
        f"{word}: {_shown(part, 'en')}"
        for part, word in zip(rows, english, strict=True)
        if len(part)
    )
    zh, en = f"数量目标比上年实绩{zh}", f"Numbers promised beside those reached: {en}"
    return _finding("", zh, en, pd.concat(rows), 5.0)


def _in_words(table: pd.DataFrame) -> Finding | None:
    """Say which targets stand in figures where the result was told in words."""
    rows = table[
        table["target"].notna() & table["result"].isna() & (table["result_text"] != "")
    ]
    if rows.empty:
        return None
    said = rows["result_text"].iloc[0]
    rows = rows[rows["result_text"] == said].head(MOST_PAIRS)
    listed = "、".join(rows["indicator"].str.removesuffix("增长"))
    figures = "、".join(rows["target_text"])
    english = ", ".join(_english(name) for name in rows["indicator"])
    zh = f"{listed}总结只说“{said}”，计划目标{figures}"
    en = f"{english}: the review says “{said}”, the plan "
    en += ", ".join(rows["target_text"])
    return _finding(listed, zh, en, rows, 4.0)


def _alone(table: pd.DataFrame) -> Finding | None:
    """Say how many targets have no figure of the same name in the review."""
    wanted = table[table["target"].notna()]
    alone = wanted[wanted["result"].isna() & (wanted["result_text"] == "")]
    if len(alone) < FEWEST_PAIRS:
        return None
    zh = f"计划的{len(wanted)}项数字目标中，{len(alone)}项在总结中未见同名数字"
    en = f"{len(alone)} of {len(wanted)} targets have no figure of that name before"
    return _finding("", zh, en, alone, 2.0)


def _none(quantification: pd.DataFrame | None, names: tuple[str, str]) -> list[Finding]:
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
        counts = ", ".join(f"{sizes[role]} clauses of the {role}" for role in shown)
        en = f"Not one figure in the whole text: none in {counts}"
    else:
        zh = f"{names[0]}未见数字目标：{sizes['plan']}句中带数量的{n['plan']}句"
        en = f"No target in figures: {n['plan']} of {sizes['plan']} clauses hold any"
    none = pd.DataFrame(columns=["report", "clause", "term"])
    return [Finding("target", "", zh, en, none, 5.0)]


def _place(indicator: str) -> int:
    """Return the place of an indicator among the main ones; -1 for others."""
    noun = indicator.removesuffix("增长")
    known = [*MAIN, "国内生产总值", *SHORT]
    return known.index(noun) if noun in known else -1


def _list(rows: pd.DataFrame) -> str:
    return "、".join(short(name) for name in rows["indicator"])


def _numbers(rows: pd.DataFrame) -> str:
    return "，".join(pair(row) for row in rows.itertuples())


def _shown(rows: pd.DataFrame, lang: str = "zh") -> str:
    if lang == "zh":
        return "，".join(f"{short(r.indicator)}{pair(r)}" for r in rows.itertuples())
    return ", ".join(f"{_english(r.indicator)} {pair(r)}" for r in rows.itertuples())


def _english(indicator: str) -> str:
    """Return the English name of a main indicator; others keep their own."""
    return ENGLISH.get(short(indicator), f"“{indicator}”")


def _finding(
    subject: str, zh: str, en: str, rows: pd.DataFrame, weight: float
) -> Finding:
    """Return a finding with the clauses of both sides, and the numbers of one row."""
    one = rows.iloc[0] if len(rows) == 1 or subject else None
    values = {}
    if one is not None and pd.notna(one["result"]):
        values = {
            "value_reference": float(one["result"]),
            "value_target": float(one["target"]),
            "unit": one["unit"],
            "difference": round(float(one["target"] - one["result"]), 6),
        }
    return Finding("target", subject, zh, en, _evidence(rows), weight, **values)


def _evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses that rows rest on, review first, with the number they hold."""
    found: Iterable = (
        (row.report, clause, text.lstrip("−").split("/")[0])
        for side in ("reference", "target")
        for row in rows.itertuples()
        if pd.notna(clause := getattr(row, f"clause_{side}"))
        for text in [row.result_text if side == "reference" else row.target_text]
    )
    table = pd.DataFrame(list(found), columns=["report", "clause", "term"])
    return table.astype({"clause": "int64"}).drop_duplicates(ignore_index=True)
