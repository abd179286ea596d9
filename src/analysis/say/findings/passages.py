"""What repeats, and formulations: stated as found, never as a change of mind."""

import pandas as pd

from analysis.say.findings.changes import Sides
from analysis.say.findings.notation import Said, quoted

NOTHING = Said("", "")
PHRASES_NAMED = 3  # formulations named in a sentence
WORDS_DRAWN = 25  # words whose spread is drawn


def repeats(table: pd.DataFrame, sides: Sides) -> Said:
    """Count the clauses that repeat the review."""
    verbatim = int((table["kind"] == "verbatim").sum())
    return Said(
        f"{sides.zh[0]}有 {len(table)} 个分句与{sides.zh[1]}雷同，"
        f"其中 {verbatim} 个一字不差",
        f"{len(table)} clauses of the {sides.en[0]} repeat the {sides.en[1]}, "
        f"{verbatim} of them word for word",
    )


def formulations(table: pd.DataFrame, sides: Sides) -> Said:
    """Name the formulations used more on a side, or only count where they stand."""
    told = table[table["kind"] != "书名"]
    if told.empty:
        return NOTHING
    zh, en = [], []
    pairs = zip(sides.zh, sides.en, ("up", "down"), strict=True)
    for name, english, verdict in pairs:
        rows = told[told["verdict"] == verdict].head(PHRASES_NAMED)
        if len(rows):
            listed = "、".join(
                f"“{row.formulation}”（{sides.zh[1]} {row.n_reference} 次，"
                f"{sides.zh[0]} {row.n_target} 次）"
                for row in rows.itertuples()
            )
            zh.append(f"{name}用得更多的提法是{listed}")
            en.append(f"used more in the {english}: {quoted(rows['formulation'])}")
    if zh:
        return Said("；".join(zh), "; ".join(en))
    n = told["status"].value_counts()
    kept, entered, dropped = (n.get(x, 0) for x in ("kept", "entered", "dropped"))
    few = (told["verdict"] == "too few").all()
    return Said(
        f"{kept} 个提法两边都有，{entered} 个只见于{sides.zh[0]}，{dropped} 个只见于"
        f"{sides.zh[1]}；"
        + ("次数都太少，不足以判断取舍" if few else "没有一个的增减超出偶然"),
        f"{kept} formulations stand on both sides, {entered} only in the "
        f"{sides.en[0]}, {dropped} only in the {sides.en[1]}; "
        + ("too few to tell more" if few else "no change beyond chance"),
    )


def quantification(table: pd.DataFrame, sides: Sides) -> Said:
    """Say on which side more clauses hold a quantity, where the intervals part."""
    roles = table[table["level"] == "role"].set_index("role")
    if not {"plan", "review"} <= set(roles.index) or not roles["n"].sum():
        return NOTHING
    plan, review = roles.loc["plan"], roles.loc["review"]
    zh = "，".join(
        f"{name} {row['share']:.1%}（{row['n']}/{row['n_clauses']} 句，"
        f"95% 区间 {row['low']:.1%} 至 {row['high']:.1%}）"
        for name, row in zip(sides.zh[::-1], (review, plan), strict=True)
    )
    en = f"{review['share']:.1%} in the {sides.en[1]}, {plan['share']:.1%} in the "
    en += sides.en[0]
    if plan["low"] > review["high"]:
        return Said(f"{sides.zh[0]}带数量的分句更多：{zh}", f"More clauses count: {en}")
    if plan["high"] < review["low"]:
        return Said(
            f"{sides.zh[0]}带数量的分句更少：{zh}", f"Fewer clauses count: {en}"
        )
    return Said(f"带数量的分句占比看不出差别：{zh}", f"No difference to be seen: {en}")


def variants(table: pd.DataFrame, sides: Sides) -> Said:
    """Count the pairs of clauses that differ by a word or two, and show the closest."""
    first = table.iloc[0]
    return Said(
        f"{sides.zh[0]}有 {len(table)} 个分句与{sides.zh[1]}只差一两个词，最接近的是"
        f"“{first['text_reference']}”→“{first['text_target']}”",
        f"{len(table)} clauses of the {sides.en[0]} differ from the {sides.en[1]} by a "
        "word or two",
    )


def dispersion(table: pd.DataFrame, sides: Sides) -> Said:
    """Name the common word that is spread most evenly, and the most gathered one."""
    top = table.dropna(subset="dp_norm").head(WORDS_DRAWN)
    if top.empty:
        return NOTHING
    even = top.loc[top["dp_norm"].idxmin()]
    where = f"{even['range']}/{even['parts']}"
    zh = f"常用词中“{even['word']}”分布最均匀（{even['n']} 次，{where} 个章节）"
    en = f"“{even['word']}” is spread most evenly ({where} sections)"
    gap = top["dp_norm"] - top["dp_norm_random"]
    if gap.max() <= 0:
        return Said(zh, en)
    one = top.loc[gap.idxmax()]
    where = f"{one['range']}/{one['parts']}"
    return Said(
        f"{zh}，“{one['word']}”最集中（{one['n']} 次，{where} 个章节）",
        f"{en}; “{one['word']}” is gathered most ({where} sections)",
    )
