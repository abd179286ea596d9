"""What repeats, and formulations: stated as found, never as a change of mind."""

import pandas as pd

from analysis.say.findings.notation import Said, Sides

NOTHING = Said("", "")


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
    """Count where the formulations stand."""
    told = table[table["kind"] != "书名"]
    if told.empty:
        return NOTHING
    n = told["status"].value_counts()
    kept, entered, dropped = (n.get(x, 0) for x in ("kept", "entered", "dropped"))
    return Said(
        f"{kept} 个提法两边都有，{entered} 个只见于{sides.zh[0]}，{dropped} 个只见于"
        f"{sides.zh[1]}",
        f"{kept} formulations stand on both sides, {entered} only in the "
        f"{sides.en[0]}, {dropped} only in the {sides.en[1]}",
    )


def quantification(table: pd.DataFrame, sides: Sides) -> Said:
    """Say how many clauses of each side hold a quantity."""
    roles = table[table["level"] == "role"].set_index("role")
    if not {"plan", "review"} <= set(roles.index) or not roles["n"].sum():
        return NOTHING
    plan, review = roles.loc["plan"], roles.loc["review"]
    zh = "，".join(
        f"{name} {row['share']:.1%}（{row['n']}/{row['n_clauses']} 句）"
        for name, row in zip(sides.zh[::-1], (review, plan), strict=True)
    )
    en = ", ".join(
        f"{row['share']:.1%} in the {name} ({row['n']}/{row['n_clauses']})"
        for name, row in zip(sides.en[::-1], (review, plan), strict=True)
    )
    return Said(f"带数量的分句：{zh}", f"Clauses with a quantity: {en}")


def variants(table: pd.DataFrame, sides: Sides) -> Said:
    """Count the pairs of clauses that differ by a word or two, and show the closest."""
    first = table.iloc[0]
    return Said(
        f"{sides.zh[0]}有 {len(table)} 个分句与{sides.zh[1]}只差一两个词，最接近的是"
        f"“{first['text_reference']}”→“{first['text_target']}”",
        f"{len(table)} clauses of the {sides.en[0]} differ from the {sides.en[1]} by a "
        f"word or two, least “{first['text_reference']}” → “{first['text_target']}”",
    )
