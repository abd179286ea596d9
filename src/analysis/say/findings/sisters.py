"""What the tables of several bodies say, each in one sentence: titles of charts."""

import pandas as pd

from analysis.say.findings.leaders import beside_next, by_own, by_terms
from analysis.say.findings.notation import Said, Sides

SHOWN = 3  # bodies named in a title
NOTHING = Said("", "")


def sisters(table: pd.DataFrame, sides: Sides) -> Said:
    """Say which body gives which theme most room beyond the others."""
    every = table[(table["kind"] == "theme") & (table["role"] == "plan")]
    told = every[(every["rank"] == 1) & (every["n"] > 0)]
    told = by_terms(beside_next(told, every, "share"), by_own(every))
    if told.empty:
        return NOTHING
    top = told.sort_values("difference", ascending=False, kind="stable").head(SHOWN)
    zh = "，".join(
        f"{x.body}『{x.label}』{x.share:.1%}（其余{x.others:.1%}）"
        for x in top.itertuples()
    )
    en = ", ".join(
        f"“{x.body}” on “{sides.themes.get(x.label, x.label)}” {x.share:.1%} "
        f"(others {x.others:.1%})"
        for x in top.itertuples()
    )
    n = int(told["n_bodies"].iloc[0])
    return Said(
        f"{n}份报告的计划部分各有侧重：{zh}",
        f"Each of {n} plans has its own stress: {en}",
    )


def stress(table: pd.DataFrame, sides: Sides) -> Said:
    """Say which words are stressed most, of the rows of `telling_words`."""
    told = table.sort_values("z", ascending=False, kind="stable")
    told = told.drop_duplicates("body").head(SHOWN)
    if told.empty:
        return NOTHING
    zh = "，".join(
        f"{x.body}“{x.subject}”{x.n}次（每万字{x.per_10k:.1f}次，"
        + (f"其次{x.next_body}{x.next:.1f}次）" if x.next else "其余没有）")
        for x in told.itertuples()
    )
    en = ", ".join(
        f"“{x.body}” with “{x.subject}” {x.n}× ({x.per_10k:.1f} per 10,000 characters, "
        + (f"next “{x.next_body}” {x.next:.1f})" if x.next else "no other plan)")
        for x in told.itertuples()
    )
    return Said(
        f"各家计划部分强调的词不同：{zh}", f"Plans stress different words: {en}"
    )


def alone(table: pd.DataFrame, sides: Sides) -> Said:
    """Count what each body alone has."""
    told = table[(table["status"] == "only") & (table["kind"] == "formulation")]
    if told.empty:
        return NOTHING
    n = told["body"].value_counts()
    first = told.sort_values("n", ascending=False, kind="stable").iloc[0]
    return Said(
        f"{len(told)}个提法只见于一家的计划部分，{n.index[0]}最多（{n.iloc[0]}个）；"
        f"用得最多的是{first['body']}的“{first['subject']}”（{first['n']}次）",
        f"{len(told)} formulations stand in the plan of one body alone, {n.iloc[0]} in "
        f"that of “{n.index[0]}”; the most used is “{first['subject']}” of "
        f"“{first['body']}” ({first['n']}×)",
    )


def superior(table: pd.DataFrame, sides: Sides) -> Said:
    """Say who takes up most, and least, of the superior's formulations."""
    whole = table[(table["subject"] == "") & (table["kind"] == "formulation")]
    if whole.empty:
        return NOTHING
    whole = whole.sort_values("n", ascending=False, kind="stable")
    first, last = whole.iloc[0], whole.iloc[-1]
    zh = f"上级计划中其他报告少用的{first['of']}个提法，"
    zh += f"{first['body']}用到{first['n']}个"
    en = f"Of {first['of']} formulations of the superior's plan that few other reports "
    en += f"use, “{first['body']}” takes up {first['n']}"
    if len(whole) > 1:
        zh += f"，最多；{last['body']}{last['n']}个，最少"
        en += f", the most; “{last['body']}” {last['n']}, the fewest"
    few = table[(table["kind"] == "section") & (table["subject"] != "")]
    lost = few[few["status"] == "not_found"]
    if len(lost) and len(whole) == 1:
        zh += f"；{len(lost)}节未找到相近的部分"
        en += f"; for {len(lost)} of its sections no passage in similar words was found"
    return Said(zh, en)
