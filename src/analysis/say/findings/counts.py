"""Sentences that state what was counted, of each side or of the whole: no change."""

import pandas as pd

from analysis.compare.norms import distinctive
from analysis.say.findings.notation import (
    Said,
    Sides,
    class_in_english,
    listed,
    quoted,
    short,
    times,
)

FEWEST_IN_ONE = 3  # clauses of a theme of which it is said that it has one section
THEMES_NAMED = 2  # themes named in a sentence
LEAST_MOVE = 0.02  # of a side's clauses: less is no move to name first
FEWEST_AT_TOP = 2  # times a verb stands that is called the commonest
MOST_TIED = 3  # verbs; with more at the top, none stands out
OF_A_SIDE = 2  # words of each side that a title names
WORDS_NAMED = 3  # words named in a sentence
NOTHING = Said("", "")
USUAL = {
    "": NOTHING,
    "common": Said("，同类报告常见", ", as is common in the genre"),
    "notable": Said("，同类报告少见", ", as in few reports of the genre"),
}


def keyness(table: pd.DataFrame, sides: Sides) -> Said:
    """Name the words that are each side's own, with what a search finds on both."""
    words = distinctive(table)
    said = []
    for zh, en, more in (
        (sides.zh[0], sides.en[0], words["found_log_ratio"] > 0),
        (sides.zh[1], sides.en[1], words["found_log_ratio"] < 0),
    ):
        counts = [
            (row.word, f"{row.found_reference}次→{row.found_target}次")
            for row in words[more].head(OF_A_SIDE).itertuples()
        ]
        if counts:
            pairs = "、".join(f"“{word}”{n}" for word, n in counts)
            english = ", ".join(f"“{w}” {n.replace('次', '')}" for w, n in counts)
            said.append(Said(f"{zh}多用{pairs}", f"more in the {en}: {english}"))
    return _joined(said) if said else NOTHING


def emphasis(table: pd.DataFrame, sides: Sides) -> Said:
    """Say how a theme moved, with both counts, and whether that is usual.

    It is the one that moved most, of those that move as in few reports if there are.
    """
    usual = table.get("usual", pd.Series("", table.index))
    large = table["difference"].abs() >= LEAST_MOVE
    news = table[usual.isin(["rare", "notable"]) & large]
    among = news if len(news) else table
    row = among.loc[among["difference"].abs().idxmax()]
    before, after = (f"{row[f'share_{side}']:.1%}" for side in ("reference", "target"))
    n = (
        f"{row['n_reference']}/{row['clauses_reference']}→"
        f"{row['n_target']}/{row['clauses_target']}"
    )
    if row["difference"] == 0:
        return Said(
            "各主题占比两边相同", "Every theme has the same share on both sides"
        )
    up = row["difference"] > 0
    english = sides.themes.get(row["label"], row["label"])
    what = "『{}』" if len(news) else "占比变动最大的是『{}』："
    how = "goes" if len(news) else "moves most:"
    zh, en = USUAL["notable" if len(news) else usual[row.name]]
    return Said(
        f"{what.format(row['label'])}由{sides.zh[1]}的 {before} "
        f"{'升' if up else '降'}至{sides.zh[0]}的 {after}（{n} 句）{zh}",
        f"“{english}” {how} {'up' if up else 'down'} from {before} of the clauses in "
        f"the {sides.en[1]} to {after} in the {sides.en[0]} ({n}){en}",
    )


def verbs(table: pd.DataFrame, sides: Sides) -> Said:
    """Name the commonest task verbs of each side: as verbs, and as a search finds them.

    加强 in 加强学习 is a task verb, in 得到加强 it is not; a search finds both.
    """
    said = []
    for zh, en, side in zip(
        sides.zh[::-1], sides.en[::-1], ("reference", "target"), strict=True
    ):
        n = table[f"n_{side}"]
        often = n.max() >= FEWEST_AT_TOP
        top = table[n == n.max()] if often else table.head(0)
        if len(top) and len(top) <= MOST_TIED:
            found = "、".join(map(str, top[f"found_{side}"]))
            one = len(top) == 1
            verbs_en = "task verb is" if one else "task verbs are"
            said.append(
                Said(
                    f"{zh}用得最多的任务动词是{quoted(top['word'])}"
                    f"（检索{found}次，其中作任务动词{n.max()}次）",
                    f"the commonest {verbs_en} {listed(top['word'])} in the {en} "
                    f"(found {found.replace('、', ', ')} times, {n.max()} "
                    f"{'of them' if one else 'of each'} as a task verb)",
                )
            )
        else:
            said.append(
                Said(
                    f"{zh}没有哪个任务动词用得特别多",
                    f"no task verb stands out in the {en}",
                )
            )
    return _joined(said)


def ladder(table: pd.DataFrame, sides: Sides) -> Said:
    """Name the commonest class of task verbs of each side."""
    of_themes = table.loc[table["theme"] != "", ["n_target", "n_reference"]]
    if not (of_themes > 0).any(axis=None):
        return NOTHING
    every = table[table["theme"] == ""]
    told = []
    for zh, en, side in zip(
        sides.zh[::-1], sides.en[::-1], ("reference", "target"), strict=True
    ):
        n = every[f"n_{side}"]
        if n.sum():
            top = every.loc[n.idxmax()]
            told.append((zh, en, top["class"], top[f"share_{side}"], n.sum()))
    if len(told) == 2 and told[0][2] == told[1][2]:
        kind = told[0][2]
        zh = "；".join(f"{zh} {share:.0%}，n={n}" for zh, _, _, share, n in told)
        en = "; ".join(f"{en} {share:.0%}, n={n}" for _, en, _, share, n in told)
        return Said(
            f"总结与计划的任务动词都以“{kind}”一类最多（{zh}）",
            "On both sides the commonest class of task verbs is "
            f"“{class_in_english(kind)}” ({en})",
        )
    return _joined(
        [
            Said(
                f"{zh}的任务动词以“{kind}”一类最多（{share:.0%}，n={n}）",
                f"the commonest class of task verbs in the {en} is "
                f"“{class_in_english(kind)}” ({share:.0%}, n={n})",
            )
            for zh, en, kind, share, n in told
        ]
    )


def theme_shares(table: pd.DataFrame, sides: Sides) -> Said:
    """Say which themes stand in one section only, and in which; "" where none does."""
    told = table[table["role"].isin(["plan", "review"]) & (table["n"] > 0)]
    headed = told[told["section"] != ""]
    n = headed.groupby("label", sort=False)["n"].agg(["size", "sum"])
    narrow = n[(n["size"] == 1) & (n["sum"] >= FEWEST_IN_ONE)].index[:THEMES_NAMED]
    alone = headed[headed["label"].isin(narrow)].drop_duplicates("label")
    alone = alone[~alone["label"].isin(told.loc[told["section"] == "", "label"])]
    zh = "，".join(
        f"『{row.label}』只见于{sides.zh[row.role == 'review']}"
        f"“{short(row.section)}”一节（{row.n} 句）"
        for row in alone.itertuples()
    )
    en = "; ".join(
        f"“{sides.themes.get(row.label, row.label)}” stands only in "
        f"“{short(row.section)}” of the {sides.en[row.role == 'review']} "
        f"({row.n} clauses)"
        for row in alone.itertuples()
    )
    return Said(zh, en)


def lengths(table: pd.DataFrame, sides: Sides) -> Said:
    """Count the sections of each side, and name the longest.

    Of a side those of the part with most sections are held against one another:
    总体要求 and outlooks are another thing.
    """
    said = []
    pair = [("review", sides.zh[1], sides.en[1]), ("plan", sides.zh[0], sides.en[0])]
    headed = table[table["section"] != ""]
    table = headed if len(headed) else table
    for role, zh, en in pair:
        own = table[table["role"] == role]
        if own.empty:
            continue
        own = own[own["part"] == own["part"].value_counts(sort=False).idxmax()]
        top = own.nlargest(2, "n_clauses")
        plural = "s" * (len(own) > 1)
        zh, en = f"{zh} {len(own)} 节", f"{len(own)} section{plural} in the {en}"
        if len(top) == 2 and top["n_clauses"].is_unique:
            heading, n = short(top.iloc[0]["section"]), top.iloc[0]["n_clauses"]
            zh += f"，最长的是“{heading}”（{n} 句）"
            en += f", the longest “{heading}” ({n} clauses)"
        said.append(Said(zh, en))
    zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
    return Said(zh, en)


def occurrences(table: pd.DataFrame, sides: Sides) -> Said:
    """Count the theme terms that stand on one side only; "" where none does.

    A term that the problems name as well is not said to stand on one side only.
    """
    told = table[table["role"] != "other"]
    n = told.groupby(["term", "role"], sort=False).size().unstack(fill_value=0)
    n = n.reindex(table["term"].unique(), fill_value=0)
    n = n.reindex(columns=["review", "plan", "problems"], fill_value=0)
    lone = n[(n["review"] == 0) != (n["plan"] == 0)]
    lone = lone[lone["problems"] == 0].head(WORDS_NAMED)
    zh = "，".join(
        f"“{row.Index}”{sides.zh[1]} {row.review} 次、{sides.zh[0]} {row.plan} 次"
        for row in lone.itertuples()
    )
    en = "; ".join(
        f"“{row.Index}”: {times(row.review)} in the {sides.en[1]}, "
        f"{times(row.plan)} in the {sides.en[0]}"
        for row in lone.itertuples()
    )
    return Said(zh, en)


def _joined(said: list[Said]) -> Said:
    """Join clauses to one sentence."""
    zh, en = "，".join(one.zh for one in said), "; ".join(one.en for one in said)
    return Said(zh, en[:1].upper() + en[1:])
