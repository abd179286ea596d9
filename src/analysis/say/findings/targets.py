"""What is promised in figures: targets beside results, said with the text's numbers."""

import pandas as pd

from analysis.compare.targets.names import budget
from analysis.say.findings.finding import Finding
from analysis.say.findings.gaps import alone, in_words, listing, none, unset, worded
from analysis.say.findings.indicators import (
    MAIN,
    figure_en,
    finding_of,
    listed,
    pair,
    pair_en,
    place,
    plain,
    prepared,
    shown,
)
from analysis.say.findings.kept import DEEDS, kept
from analysis.say.findings.notation import Said, Sides
from analysis.schema import value_labels

MOST_PAIRS = 4  # pairs of numbers in a sentence
FEWEST_PAIRS = 3  # for a sentence on all of them
FEW_NAMED = 2  # exceptions that weigh most
FEWEST_ALL = 2  # for a sentence on where all lie
MIXED = 5  # exceptions from which they are none
ALMOST = 0.02  # numbers nearer to each other are no example
LESS, MORE = 0.7, 1.3  # target ÷ result from which a number of things is told
FRACTION = 3.0  # times less or more that is told before most else
ABOVE_BELOW = "Growth targets above the results of the year", "below"
UP, DOWN = ("higher", "tighter"), ("lower", "looser")
COUNTED = set(
    "个 家 项 所 处 座 户 人 套 条 场 人次 亩 公里 台 张 部 名 P 千瓦".split()
)


def targets(
    table: pd.DataFrame,
    names: tuple[str, str],
    *,
    quantification: pd.DataFrame | None = None,
    clauses: pd.DataFrame | None = None,
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
    clauses
        The clauses of the report; without them nothing is said to be missing.

    Returns
    -------
    list of Finding
        A target lies 高于 or 低于 a result, that of a ceiling 宽于 or 严于; a negative
        result has no direction. Numbers stand with their comparators as in the text,
        four pairs at most. Empty for several reports.
    """
    if table["report"].nunique() > 1:
        return []
    table = table[~table["indicator"].str.contains(DEEDS)]
    if not table["target"].notna().any():
        return none(quantification, names)
    table = prepared(table, clauses)
    pairs = compared(table)
    growth = _growth(pairs)
    known = _told(pairs, growth)
    things = _things(pairs, known)
    found = [
        growth,
        things,
        _all(pairs, known | _told(pairs, things)),
        in_words(table),
        worded(table),
    ]
    if clauses is not None:
        found += [unset(table, clauses), alone(table, clauses)]
    told = [finding for finding in found if finding is not None] or [listing(table)]
    return sorted(told, key=lambda finding: -finding.weight)


def _told(pairs: pd.DataFrame, finding: Finding | None) -> set[str]:
    """Return the pairs of numbers that a finding gives, so that no other does."""
    said = finding.zh if finding else ""
    return {both for row in pairs.itertuples() if (both := pair(row)) in said}


def _far(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose two numbers are not almost the same."""
    return rows[(rows["target"] / rows["result"] - 1).abs() >= ALMOST]


def _new(rows: pd.DataFrame, told: set[str]) -> pd.DataFrame:
    """Return the rows whose numbers are not told yet."""
    new = [pair(row) not in told for row in rows.itertuples()]
    return rows[pd.Series(new, index=rows.index, dtype=bool)]


def promised_figures(table: pd.DataFrame, sides: Sides) -> Said:
    """Return the most telling of the sentences, for chart and table.

    Of several years it is what came of the targets.
    """
    several = table["report"].nunique() > 1
    found = kept(table) if several else targets(table, sides.zh)
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
    n_up = min(len(up), MOST_PAIRS - min(len(down), MOST_PAIRS // 2))
    heads = [up.head(n_up), down.head(MOST_PAIRS - n_up)]
    said = [
        f"{listed(head)}{f'等{len(side)}项' if len(side) > len(head) else ''}{word}上年"
        f"（{'，'.join(pair(row) for row in head.itertuples())}）"
        for head, side, word in zip(
            heads, (up, down), ("增速目标高于", "增速目标低于"), strict=True
        )
    ]
    en = "; ".join(
        f"{word}{f' ({len(side)})' * (len(side) > len(head))}: {shown(head, 'en')}"
        for head, side, word in zip(heads, (up, down), ABOVE_BELOW, strict=True)
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
        mark = "，如" if len(one) > len(head) else "："
        zh = f"对照到的{len(one)}项增速目标都{word}上年{mark}{shown(head, grow=False)}"
        en = f"All {len(one)} growth targets lie {above} the results"
        en += f"{', such as' if len(one) > len(head) else ':'} {shown(head, 'en')}"
    return finding_of("", zh, en, one, weight)


def _ranged(ranged: pd.DataFrame, pairs: pd.DataFrame) -> Finding:
    """Say that the target of growth is a range, and the jobs beside it."""
    row = next(ranged.itertuples())
    result, target = plain(row.result_text), plain(row.target_text)
    zh = f"增长目标为区间：上年实绩{result}，目标{target}"
    result, target = figure_en(result), figure_en(target)
    en = f"The growth target is a range: {target}, after {result} in the review"
    jobs = pairs[pairs["indicator"].str.contains("新增就业")].head(1)
    for job in jobs.itertuples():
        zh += f"；{job.indicator}{pair(job)}"
        en += f"; new urban jobs {pair_en(job)}"
    return finding_of(row.indicator, zh, en, pd.concat([ranged.head(1), jobs]), 10.0)


def _all(pairs: pd.DataFrame, known: set[str]) -> Finding | None:
    """Say how many targets lie above, below, at the results; name the exceptions.

    Numbers that are `known` from another sentence are counted, and not given again.
    """
    negative = int((pairs["direction"] == "").sum())
    new = _new(pairs, known)
    if len(pairs) - negative < FEWEST_ALL or new.empty:
        return None
    up, down = (pairs[pairs["direction"].isin(way)] for way in (UP, DOWN))
    few, many = sorted((up, down), key=len)
    each = few.empty and len(pairs) <= MOST_PAIRS
    whole = pairs if each else many if few.empty else few
    named = _new(whole, known)
    if few.empty and not each:  # what is said of most is said with other examples
        named = named[~named["indicator"].str.contains("生产总值增长|就业")]
    named = named.head(MOST_PAIRS - 1 if few.empty and not each else MOST_PAIRS)
    some = named if few.empty and not each else None
    if len(pairs) <= MOST_PAIRS and not few.empty:
        some = _new(many, known)  # all can be named
    elif named.empty:
        some = _far(_new(many, known)).head(MOST_PAIRS - 1)
    parts = [_most(many, pairs, some), *_rest(pairs, negative), _fewest(few)]
    zh, en = (
        mark.join(filter(None, side))
        for mark, side in zip(("，", ", "), zip(*parts, strict=True), strict=True)
    )
    if len(named) and named is not some:
        mark = ("：", ": ") if len(named) == len(whole) else ("，如", ", such as ")
        zh, en = zh + mark[0] + shown(named), en + mark[1] + shown(named, "en")
    zh = f"对照到的{len(pairs)}项指标中，{zh}"
    en = f"Of {len(pairs)} indicators with figures on both sides, {en}"
    weight = 8.0 if 0 < len(few) <= FEW_NAMED and len(named) else 6.0
    if len(few) > MIXED or named.empty:
        weight = 3.0
    return finding_of("", zh, en, pairs, weight)


def _most(
    many: pd.DataFrame, told: pd.DataFrame, some: pd.DataFrame | None = None
) -> tuple[str, str]:
    """Say on which side most targets lie, and name some of them."""
    if many.empty:
        return "", ""
    every = len(many) == len(told)
    zh = f"目标{'都' if every else f'{len(many)}项'}{_way(many)}上年"
    number = "all" if every else len(many)
    en = f"{number} target{' is' if number == 1 else 's are'} {_way(many, 'en')}"
    if some is not None and len(some):
        named = len(some) == len(many)
        zh += f"（{'' if named else '如'}{shown(some)}）"
        en += f" ({'' if named else 'such as '}{shown(some, 'en')})"
    return zh, en


def _rest(told: pd.DataFrame, negative: int) -> list[tuple[str, str]]:
    """Count the targets that lie on neither side."""
    n = told["direction"].value_counts()
    kinds = [
        (n.get("same", 0), "持平", "equal"),
        (n.get("within", 0), "区间包含上年实绩", "a range around the result"),
        (negative, "上年为负", "had a negative result"),
    ]
    return [(f"{k}项{zh}", f"{k} {en}") for k, zh, en in kinds if k]


def _fewest(few: pd.DataFrame) -> tuple[str, str]:
    """Count the targets that lie the other way."""
    if few.empty:
        return "", ""
    return f"{len(few)}项{_way(few)}上年", f"{len(few)} {_way(few, 'en')}"


def _way(rows: pd.DataFrame, lang: str = "zh") -> str:
    """Return 低于, 宽于 or 低于（宽于）, as the rows are."""
    codes = [code for code in (*DOWN, *UP) if (rows["direction"] == code).any()]
    called = [value_labels("direction", lang=lang)[code] for code in codes]
    if lang == "en":
        return " or ".join(called)
    return called[0] + "".join(f"（{word}）" for word in called[1:])


def _things(pairs: pd.DataFrame, known: set[str]) -> Finding | None:
    """Say which numbers of things to be built lie far from those of the year before."""
    unit = pairs["unit"].str.lstrip("万亿")
    told = pairs[unit.isin(COUNTED) & (pairs["result"] > 0)]
    told = told.assign(ratio=told["target"] / told["result"])
    less = told[told["ratio"] <= LESS].sort_values("ratio", kind="stable")
    more = told[told["ratio"] >= MORE].sort_values("ratio", kind="stable")[::-1]
    new = [_new(side, known) for side in (less, more)]
    if len(new[0]) + len(new[1]) < 2:
        return None
    n_less = min(len(new[0]), MOST_PAIRS - min(len(new[1]), MOST_PAIRS // 2))
    rows = [new[0].head(n_less), new[1].head(MOST_PAIRS - n_less)]
    words = ("低于上年实绩三成以上的有", "高出三成以上的有")
    if rows[0].empty:
        words = ("", "高出上年实绩三成以上的有")
    english_ = ("at least 30% fewer", "at least 30% more")
    zh = "；".join(
        f"{word}{f'{len(whole)}项，如' if len(whole) > len(part) else ''}{shown(part)}"
        for part, whole, word in zip(rows, (less, more), words, strict=True)
        if len(part)
    )
    en = "; ".join(
        f"{word}{f' ({len(whole)}), such as' * (len(whole) > len(part)) or ':'} "
        f"{shown(part, 'en')}"
        for part, whole, word in zip(rows, (less, more), english_, strict=True)
        if len(part)
    )
    zh = f"对照到的数量目标中，{zh}"
    en = f"Quantities promised beside those reached: {en}"
    far = (told["ratio"] <= 1 / FRACTION) | (told["ratio"] >= FRACTION)
    return finding_of("", zh, en, pd.concat(rows), 6.8 if far.any() else 5.0)
