"""Sentences of change: each written only as far as its verdict allows."""

from typing import Any, NamedTuple

import pandas as pd

from analysis.count.frequency import PER
from analysis.say.findings.notation import MEASURES, Said, chance, quoted, signed
from analysis.schema import value_labels

MOVED = ["up", "down"]


class Sides(NamedTuple):
    """What plan and review are called, and the themes in English."""

    zh: tuple[str, str]
    en: tuple[str, str]
    themes: dict[str, str]


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that may be claimed to have changed."""
    if "verdict" not in table:
        table = table.assign(verdict="")
    return table[table["verdict"].isin(MOVED)]


def by_size(table: pd.DataFrame, column: str = "difference") -> pd.DataFrame:
    """Return the rows with the largest change first."""
    return table.sort_values(column, key=abs, ascending=False, kind="stable")


def of_theme(row: Any, sides: Sides) -> Said:
    """Say how the share of a theme changed; or that it is not seen to."""
    target, reference = sides.zh
    plan, review = sides.en
    before, after = f"{row.share_reference:.1%}", f"{row.share_target:.1%}"
    counts = [
        f"{row.n_reference}/{row.clauses_reference}",
        f"{row.n_target}/{row.clauses_target}",
    ]
    english = sides.themes.get(row.label, row.label)
    if row.verdict == "too few":
        return Said(
            f"『{row.label}』样本不足，不能判断升降"
            f"（{reference} {counts[0]} 句，{target} {counts[1]} 句）",
            f"Too few to tell for “{english}” ({counts[0]} clauses in the {review}, "
            f"{counts[1]} in the {plan})",
        )
    zh, en = _uncertainty(row, " → ".join(counts))
    if row.verdict == "unchanged":
        return Said(
            f"『{row.label}』占比看不出变化：{reference} {before}，{target} {after}"
            f"（{zh}）",
            f"No change to be seen in the share of “{english}”: {before} in the "
            f"{review}, {after} in the {plan} ({en})",
        )
    up = row.verdict == "up"
    against = _against(getattr(row, "agreement", "agree"))
    return Said(
        f"{target}中『{row.label}』占比由{reference}的 {before} "
        f"{'升' if up else '降'}至 {after}（{zh}）{against.zh}",
        f"The share of “{english}” {'rose' if up else 'fell'} from {before} in the "
        f"{review} to {after} in the {plan} ({en}){against.en}",
    )


def _uncertainty(row: Any, n: str) -> Said:
    """Say how large a difference of shares is, and how sure."""
    size, low, high = (signed(100 * x) for x in (row.difference, row.low, row.high))
    p = chance(row.p_adj)
    return Said(
        f"{size} 个百分点，95% 区间 {low} 至 {high}，校正后 {p}，n={n} 句",
        f"{size} points, 95% interval {low} to {high}, adjusted {p}, n={n} clauses",
    )


def _against(agreement: str) -> Said:
    """Say which measures point the other way."""
    if agreement == "agree":
        return Said("", "")
    zh, en = zip(*(MEASURES[name] for name in agreement.split()), strict=True)
    return Said(
        f"；但{'、'.join(zh)}的方向相反", f"; but {', '.join(en)} points the other way"
    )


def of_word(row: Any, sides: Sides, *, kind: str) -> Said:
    """Say how the rate of a word or task verb changed; or that it is not seen to."""
    target, reference = sides.zh
    plan, review = sides.en
    zh, en, per = {
        "keyness": ("", "the word ", "每万实词"),
        "verbs": ("任务动词", "the task verb ", "每万词"),
    }[kind]
    n = f"{row.n_reference} → {row.n_target}"
    if row.verdict not in MOVED:
        told = f"（{reference} {row.n_reference} 次，{target} {row.n_target} 次）"
        few = row.verdict == "too few"
        verdict = "样本不足，不能判断增减" if few else "看不出变化"
        return Said(
            f"{zh}“{row.word}”{verdict}{told}",
            f"{'Too few to tell' if few else 'No change to be seen'} for {en}"
            f"“{row.word}” (n={n})",
        )
    before, after = f"{row.per_10k_reference:.1f}", f"{row.per_10k_target:.1f}"
    change, low, high = (
        signed(PER * value)
        for value in (row.rate_difference, row.rate_low, row.rate_high)
    )
    units = f"{row.units_reference} → {row.units_target}"
    up, p = row.verdict == "up", chance(row.p_adj_units)
    return Said(
        f"{target}里{zh}“{row.word}”由{reference}的{per} {before} 次"
        f"{'增' if up else '减'}至 {after} 次（{change}，95% 区间 {low} 至 {high}，"
        f"校正后 {p}，n={n} 次，见于 {units} 个条目或部分）",
        f"{en[0].upper()}{en[1:]}“{row.word}” {'rose' if up else 'fell'} from {before} "
        f"per 10,000 words in the {review} to {after} in the {plan} ({change}, 95% "
        f"interval {low} to {high}, adjusted {p}, n={n}, in {units} items or sections)",
    )


def class_in_english(kind: str) -> str:
    """Return what a class of task verbs is called in English."""
    return value_labels("class", lang="en").get(kind, kind)


def of_class(row: Any, sides: Sides) -> Said:
    """Say how the share of a class of task verbs changed; or that it is not seen to.

    `row` has `kind` for `class`, which is no name in Python.
    """
    target, reference = sides.zh
    plan, review = sides.en
    n = f"n={row.n_reference} → {row.n_target}"
    name, english = f"“{row.kind}”类任务动词", class_in_english(row.kind)
    before, after = f"{row.share_reference:.0%}", f"{row.share_target:.0%}"
    if row.verdict == "too few":
        return Said(
            f"{name}样本不足，不能判断升降（{n}）",
            f"Too few to tell for task verbs of {english} ({n})",
        )
    if row.verdict == "unchanged":
        return Said(
            f"{name}占比看不出变化：{reference} {before}，{target} {after}（{n}）",
            f"No change to be seen in the share of task verbs of {english}: {before} "
            f"in the {review}, {after} in the {plan} ({n})",
        )
    change, low, high = (
        signed(100 * value)
        for value in (row.rate_difference, row.rate_low, row.rate_high)
    )
    up, p = row.verdict == "up", chance(row.p_adj_units)
    rose = "rose" if up else "fell"
    return Said(
        f"{target}的{name}占比由{reference}的 {before} {'升' if up else '降'}至 {after}"
        f"（{change} 个百分点，95% 区间 {low} 至 {high}，校正后 {p}，{n}）",
        f"The share of task verbs of {english} {rose} from {before} "
        f"in the {review} to {after} in the {plan} ({change} points, 95% interval "
        f"{low} to {high}, adjusted {p}, {n})",
    )


def themes(table: pd.DataFrame, sides: Sides) -> Said:
    """Say in one line which themes weigh more or less; or that none is seen to."""
    told = by_size(moved(table))
    if told.empty:
        return nothing_moved(table, sides, brief=True)
    up, down = (told.loc[told["verdict"] == way, "label"][:3] for way in MOVED)
    zh = [f"{quoted(up, '『』')}加重"] if len(up) else []
    zh += [f"{quoted(down, '『』')}减轻"] if len(down) else []
    more, less = (
        "”, “".join(sides.themes.get(label, label) for label in labels)
        for labels in (up, down)
    )
    en = [f"more weight on “{more}”"] if more else []
    en += [f"less on “{less}”" if more else f"less weight on “{less}”"] if less else []
    return Said(
        f"与{sides.zh[1]}相比，{sides.zh[0]}里{'，'.join(zh)}",
        f"Against the {sides.en[1]}, the {sides.en[0]} puts {', '.join(en)}",
    )


def nothing_moved(table: pd.DataFrame, sides: Sides, *, brief: bool = False) -> Said:
    """Say that no theme is seen to have moved, and what the largest difference is."""
    told = table[table["verdict"] == "unchanged"]
    if told.empty:
        return Said(
            "样本不足，不能判断主题占比的变化",
            "Too few to tell how the shares of the themes changed",
        )
    row = by_size(told).iloc[0]
    before, after = f"{row.share_reference:.1%}", f"{row.share_target:.1%}"
    n = f"{row.n_reference}/{row.clauses_reference} → "
    size = signed(100 * row.difference)
    zh, en = f"{size} 个百分点", f"{size} points"
    if not brief:
        zh, en = _uncertainty(row, n + f"{row.n_target}/{row.clauses_target}")
        zh = f"{sides.zh[1]} {before}，{sides.zh[0]} {after}，{zh}"
        en = f"{before} in the {sides.en[1]}, {after} in the {sides.en[0]}, {en}"
    english = sides.themes.get(row.label, row.label)
    return Said(
        f"各主题占比看不出变化，差异最大的『{row.label}』也是如此（{zh}）",
        f"No theme is seen to have changed, not even “{english}”, which differs most "
        f"({en})",
    )


def words(table: pd.DataFrame, sides: Sides, *, kind: str) -> Said:
    """Say in one line which words are used more or less; "" where none is sure."""
    told = moved(table)
    up, down = (told.loc[told["verdict"] == way, "word"][:3] for way in MOVED)
    what, name = ("任务动词", "task verbs") if kind == "verbs" else ("", "words")
    zh = [f"更多使用{what}{quoted(up)}"] if len(up) else []
    zh += [f"更少使用{what}{quoted(down)}"] if len(down) else []
    en = [f"more often the {name} {quoted(up)}"] if len(up) else []
    en += [f"less often {quoted(down)}"] if len(down) else []
    if not zh:
        return Said("", "")
    return Said(
        f"与{sides.zh[1]}相比，{sides.zh[0]}{'，'.join(zh)}",
        f"Against the {sides.en[1]}, the {sides.en[0]} uses {', '.join(en)}",
    )
