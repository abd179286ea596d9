"""What is promised in figures: targets beside results, said with the text's numbers."""

import pandas as pd

from analysis.compare.targets.names import budget
from analysis.say.findings.finding import Finding
from analysis.say.findings.gaps import alone, in_words, listing, none, unset, worded
from analysis.say.findings.indicators import (
    MAIN,
    finding_of,
    listed,
    pair,
    place,
    plain,
    short,
    shown,
)
from analysis.say.findings.notation import Said, Sides
from analysis.schema import value_labels

MOST_PAIRS = 4  # pairs of numbers in a sentence
FEWEST_PAIRS = 3  # for a sentence on all of them
FEW_NAMED = 2  # exceptions that are named
MIXED = 5  # exceptions from which they are none
LESS, MORE = 0.7, 1.3  # target ÷ result from which a number of things is told
FRACTION = 3.0  # times less or more that is told before most else
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
        return none(quantification, names)
    pairs = compared(table)
    growth = _growth(pairs)
    found = [
        growth,
        unset(table),
        _all(pairs, growth),
        _things(pairs),
        in_words(table),
        alone(table),
        worded(table),
    ]
    told = [finding for finding in found if finding is not None] or [listing(table)]
    return sorted(told, key=lambda finding: -finding.weight)


def promised_figures(table: pd.DataFrame, sides: Sides) -> Said:
    """Return the most telling of the sentences, for chart and table."""
    found = targets(table, sides.zh)
    return Said(found[0].zh, found[0].en) if found else Said("", "")


def compared(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a figure on both sides, what a budget spends left out.

    Where growth and level of one thing are both there, its growth only; what the plan
    itself says of a change (由50%提高到60%) is no result of the review.
    """
    both = table.dropna(subset=["target", "result"])
    both = both[both["clause_target"] != both["clause_reference"]]
    both = both[both["indicator"].map(budget).astype(str) == ""]
    grows = set(both.loc[both["indicator"].str.endswith("增长"), "indicator"])
    return both[~(both["indicator"] + "增长").isin(grows)]


def _growth(pairs: pd.DataFrame) -> Finding | None:
    """Say how the growth targets lie to what was reached, the main ones first."""
    grows = pairs[pairs["indicator"].str.endswith("增长") & (pairs["unit"] == "%")]
    order = [place(name) for name in grows["indicator"]]
    grows = grows.assign(order=[at if at >= 0 else len(MAIN) for at in order])
    grows = grows.sort_values("order", kind="stable")
    main = grows["order"] < len(MAIN)
    up, down = (grows["direction"].isin(way) for way in (UP, DOWN))
    unlike = (up & main).any() and down.any()
    whole = grows[(grows["order"] == 0) & grows["target_high"].notna()]
    whole = whole[~whole["target_text"].str.contains("争")]  # 力争达到8%
    if len(whole) and not unlike:
        return _ranged(whole, pairs)
    if unlike:
        return _unlike(grows[up], grows[down])
    one = grows[up] if up.any() else grows[down]
    if len(one) and len(one) == len(grows) and (one["order"] == 0).any() and up.any():
        return _all_grow(one, 9.0)
    if len(one) < FEWEST_PAIRS or len(one) < len(grows):
        return None
    return _all_grow(one, 7.0)


def _unlike(up: pd.DataFrame, down: pd.DataFrame) -> Finding:
    """Say which growth targets lie above the results, and which below."""
    heads = [side.head(MOST_PAIRS // 2) for side in (up, down)]
    said = [
        f"{listed(head)}{f'等{len(side)}项' if len(side) > len(head) else ''}{word}上年"
        f"（{'，'.join(pair(row) for row in head.itertuples())}）"
        for head, side, word in zip(
            heads, (up, down), ("目标高于", "低于"), strict=True
        )
    ]
    en = "; ".join(
        f"{word}: {shown(head, 'en')}"
        for head, word in zip(heads, ("Targets above results", "below"), strict=True)
    )
    return finding_of("", "，".join(said), en, pd.concat(heads), 9.0)


def _all_grow(one: pd.DataFrame, weight: float) -> Finding:
    """Say that all growth targets lie on one side of the results."""
    up = one["direction"].isin(UP).any()
    word, above = ("高于", "above") if up else ("低于", "below")
    head = one.head(MOST_PAIRS)
    if len(one) < FEWEST_PAIRS:
        numbers = "，".join(pair(row) for row in head.itertuples())
        zh = f"{listed(head)}增速目标{word}上年（{numbers}）"
        en = f"Growth targets {above} the results: {shown(head, 'en')}"
    else:
        etc = "等" if len(one) > len(head) else ""
        zh = f"可对照的{len(one)}项增速目标都{word}上年：{shown(head)}{etc}"
        en = f"All {len(one)} growth targets lie {above} the results: "
        en += shown(head, "en")
    return finding_of("", zh, en, one, weight)


def _ranged(ranged: pd.DataFrame, pairs: pd.DataFrame) -> Finding:
    """Say that the target of growth is a range, and the jobs beside it."""
    row = next(ranged.itertuples())
    result, target = plain(row.result_text), plain(row.target_text)
    zh = f"增长目标为区间：上年实绩{result}，目标{target}"
    en = f"Growth target is a range: {result}, then {target}"
    jobs = pairs[pairs["indicator"].str.contains("新增就业")].head(1)
    for job in jobs.itertuples():
        zh += f"；{job.indicator}{pair(job)}"
        en += f"; new urban jobs {pair(job)}"
    return finding_of(row.indicator, zh, en, pd.concat([ranged.head(1), jobs]), 10.0)


def _all(pairs: pd.DataFrame, growth: Finding | None) -> Finding | None:
    """Say how many targets lie above, below, at the results; name the exceptions."""
    told, negative = pairs, int((pairs["direction"] == "").sum())
    if len(told) - negative < FEWEST_PAIRS:
        return None
    up, down = (told[told["direction"].isin(way)] for way in (UP, DOWN))
    few, many = sorted((up, down), key=len)
    if few.empty and len(told) <= MOST_PAIRS and not negative:
        return _each(many, told)
    parts = [_most(many, few, told), *_rest(told, negative), _fewest(few, many, told)]
    zh, en = (
        f"{mark}".join(filter(None, side))
        for mark, side in zip(("，", ", "), zip(*parts, strict=True), strict=True)
    )
    zh = f"可对照的{len(told)}项指标，{zh}"
    en = f"Of {len(told)} indicators with figures on both sides {en}"
    known = growth.zh if growth else ""
    said = all(pair(row) in known for row in few.itertuples())
    weight = 8.0 if 0 < len(few) <= FEW_NAMED and not said else 6.0
    if len(few) > MIXED or (said and len(told) <= MOST_PAIRS):
        weight = 3.0
    return finding_of("", zh, en, told, weight)


def _each(many: pd.DataFrame, told: pd.DataFrame) -> Finding:
    """Say what a few targets are that all lie on one side of the results."""
    other = "低于" if many["direction"].isin(UP).any() else "高于"
    below = {"低于": "below", "高于": "above"}[other]
    every = len(many) == len(told)
    side = f"目标都{_way(many)}上年" if every else f"目标没有一项{other}上年"
    zh = f"可对照的{len(told)}项指标，{side}：{shown(told)}"
    en = f"Of {len(told)} indicators with figures on both sides no target is "
    en += f"{below} the result: {shown(told, 'en')}"
    return finding_of("", zh, en, told, 6.0)


def _most(many: pd.DataFrame, few: pd.DataFrame, told: pd.DataFrame) -> tuple[str, str]:
    """Say on which side most targets lie; where none lies on the other, the first."""
    if many.empty:
        return "", ""
    every = len(many) == len(told)
    zh = f"目标{'都' if every else f'{len(many)}项'}{_way(many)}上年"
    en = f"{len(many)} targets are {_way(many, 'en')}"
    if few.empty:
        some = many[~many["indicator"].str.contains("生产总值增长|就业")]
        some = some.head(MOST_PAIRS - 1)
        zh += f"（如{shown(some)}）" if len(some) else ""
        en += f" ({shown(some, 'en')} among them)" if len(some) else ""
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
    english_ = shown(named, "en")
    if len(few) <= FEW_NAMED:
        return f"只有{_exception(few)}", f"only {english_} {_way(few, 'en')}"
    said = "、".join(f"{short(r.indicator)}（{pair(r)}）" for r in named.itertuples())
    etc = "等" if len(few) > len(named) else ""
    return (
        f"{len(few)}项{_way(few)}上年：{said}{etc}",
        f"{len(few)} {_way(few, 'en')}: {english_}",
    )


def _exception(rows: pd.DataFrame) -> str:
    words = {"higher": "更高", "lower": "更低", "tighter": "更严", "looser": "更宽"}
    if rows["direction"].nunique() == 1:
        numbers = "，".join(pair(row) for row in rows.itertuples())
        return f"{listed(rows)}{words[rows['direction'].iloc[0]]}（{numbers}）"
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
    english_ = ("at least 30% fewer", "at least 30% more")
    zh = "；".join(
        f"{word}的有{len(whole)}项，如{shown(part)}"
        if len(whole) > len(part)
        else f"{word}：{shown(part)}"
        for part, whole, word in zip(rows, (less, more), words, strict=True)
        if len(part)
    )
    en = "; ".join(
        f"{word}: {shown(part, 'en')}"
        for part, word in zip(rows, english_, strict=True)
        if len(part)
    )
    zh, en = f"数量目标比上年实绩{zh}", f"Numbers promised beside those reached: {en}"
    far = (told["ratio"] <= 1 / FRACTION) | (told["ratio"] >= FRACTION)
    return finding_of("", zh, en, pd.concat(rows), 6.8 if far.any() else 5.0)
