"""Say findings in publishable Chinese, and never more than the numbers do."""

from collections.abc import Mapping

import pandas as pd

from analysis.outline import ROLE_NAMES

SURE = 0.05  # largest adjusted p of a word that is called key
LONGEST = 18  # characters of a heading quoted in a sentence
LEAST_SECTIONS = 3  # with fewer, no theme is spread wide or narrow
LEAST = 2  # times a verb stands that is called the commonest
MOST_TIED = 3  # verbs; with more at the top, none stands out
MINUS = "−"


def side_names(reports: pd.DataFrame) -> tuple[str, str]:
    """Name the plan and the review, with their years where all reports agree.

    Examples
    --------
    >>> side_names(pd.DataFrame({"review_year": [2023], "plan_year": [2024]}))
    ('2024年计划', '2023年总结')
    """
    names = []
    for role in ("plan", "review"):
        years = reports[f"{role}_year"].dropna().unique()
        year = f"{int(years[0])}年" if len(years) == 1 else ""
        names.append(f"{year}{ROLE_NAMES[role]}")
    return names[0], names[1]


def emphasis_claims(table: pd.DataFrame, names: tuple[str, str]) -> list[str]:
    """Say which themes gained or lost weight, the largest change first.

    Only themes whose verdict is up or down are spoken of; with none, the one
    sentence says that nothing can be seen.
    """
    moved = table[table["verdict"].isin(["up", "down"])]
    moved = moved.sort_values("difference", key=abs, ascending=False, kind="stable")
    if moved.empty:
        return [_nothing_moved(table)]
    return [_moved(row, names) for row in moved.itertuples()]


def headlines(
    tables: Mapping[str, pd.DataFrame], names: tuple[str, str]
) -> dict[str, str]:
    """Write a chart's finding from the table it is drawn from, by chart.

    Charts without a table, or with an empty one, have none.
    """
    writers = {
        "emphasis": _emphasis,
        "theme_shares": _theme_shares,
        "sections": _sections,
        "keyness": _keyness,
        "verbs": _verbs,
        "ladder": _ladder,
        "occurrences": _occurrences,
        "words": _words,
    }
    said = {
        name: write(tables[name], names)
        for name, write in writers.items()
        if name in tables and len(tables[name])
    }
    return {name: text for name, text in said.items() if text}


def _moved(row: tuple, names: tuple[str, str]) -> str:
    target, reference = names
    verb = "升至" if row.verdict == "up" else "降至"
    return (
        f"『{row.label}』占比由{reference}的 {row.share_reference:.1%} "
        f"{verb}{target}的 {row.share_target:.1%}"
        f"（{_points(row.difference)} 个百分点，"
        f"95% 区间 {_points(row.low)} 至 {_points(row.high)}；"
        f"n={row.n_reference}/{row.clauses_reference} → "
        f"{row.n_target}/{row.clauses_target} 句）"
    )


def _nothing_moved(table: pd.DataFrame) -> str:
    told = table[table["verdict"] == "unchanged"]
    if told.empty:
        return "样本不足，不能判断主题占比的变化"
    most = told.loc[told["difference"].abs().idxmax()]
    points = _points(most["difference"])
    return (
        "各主题占比的变化均未超出抽样误差："
        f"差异最大的『{most['label']}』（{points} 个百分点）也是如此"
    )


def _emphasis(table: pd.DataFrame, names: tuple[str, str]) -> str:
    order = table.sort_values("difference", key=abs, ascending=False, kind="stable")
    up, down = (
        [
            f"『{label}』"
            for label in order.loc[order["verdict"] == verdict, "label"][:3]
        ]
        for verdict in ("up", "down")
    )
    if not up and not down:
        return _nothing_moved(table)
    said = [f"{''.join(up)}加重"] if up else []
    said += [f"{''.join(down)}减轻"] if down else []
    return f"与{names[1]}相比，{names[0]}里{'，'.join(said)}"


def _keyness(table: pd.DataFrame, names: tuple[str, str]) -> str:
    sure = table[table["p_adj"] < SURE]
    said = []
    for name, rows in zip(
        names, (sure[sure["g2"] > 0], sure[sure["g2"] < 0]), strict=True
    ):
        if len(rows):
            said.append(f"{name}使用更多的词是{_quoted(rows['word'].head(3))}")
    if said:
        return "，".join(said)
    top = table.iloc[0]
    return (
        "总结与计划用词的差别没有一个通过检验；差异最大的是"
        f"“{top['word']}”（{names[1]} {top['n_reference']} 次，"
        f"{names[0]} {top['n_target']} 次）"
    )


def _verbs(table: pd.DataFrame, names: tuple[str, str]) -> str:
    said, commonest = [], []
    for name, side in zip(names[::-1], ("reference", "target"), strict=True):
        n = table[f"n_{side}"]
        often = n.max() >= LEAST
        verbs = table.loc[n == n.max(), "word"].tolist() if often else []
        if verbs and len(verbs) <= MOST_TIED:
            said.append(f"{name}用得最多的任务动词是{_quoted(verbs)}（{n.max()} 次）")
            commonest.append(verbs)
        else:
            said.append(f"{name}没有哪个任务动词用得特别多")
    if len(commonest) == 2 and commonest[0] == commonest[1]:
        n_target, n_reference = table["n_target"].max(), table["n_reference"].max()
        return (
            f"总结与计划用得最多的任务动词都是{_quoted(commonest[0])}"
            f"（{names[1]} {n_reference} 次，{names[0]} {n_target} 次）"
        )
    return "，".join(said)


def _ladder(table: pd.DataFrame, names: tuple[str, str]) -> str:
    if not (table.loc[table["theme"] != "", ["n_target", "n_reference"]] > 0).any(
        axis=None
    ):
        return ""
    every = table[table["theme"] == ""]
    said = []
    for name, side in zip(names[::-1], ("reference", "target"), strict=True):
        if every[f"n_{side}"].sum():
            top = every.loc[every[f"n_{side}"].idxmax()]
            share = top[f"share_{side}"]
            said.append((name, top["class"], share, every[f"n_{side}"].sum()))
    if len({kind for _, kind, *_ in said}) == 1 and len(said) == 2:
        (first, kind, a, n), (last, _, b, m) = said
        return (
            f"总结与计划的任务动词都以“{kind}”一类最多"
            f"（{first} {a:.0%}，n={n}；{last} {b:.0%}，n={m}）"
        )
    return "，".join(
        f"{name}的任务动词以“{kind}”一类最多（{share:.0%}，n={n}）"
        for name, kind, share, n in said
    )


def _theme_shares(table: pd.DataFrame, names: tuple[str, str]) -> str:
    told = table[table["role"].isin(["plan", "review"])]
    headed = told[told["section"] != ""]
    told = headed if len(headed) else told
    spread = told[told["n"] > 0].groupby("label", sort=False).size()
    if spread.empty:
        return "各部分都没有出现主题词"
    sections = len(told[["role", "section"]].drop_duplicates())
    if sections < LEAST_SECTIONS:
        return f"{_quoted(spread.index[:3])}见于总结或计划"
    widest = spread.idxmax()
    narrow = [f"『{label}』" for label in spread[spread == 1].index[:2]]
    only = f"，{'、'.join(narrow)}只见于一个部分" if narrow else ""
    return (
        f"分布最广的是『{widest}』，见于 {sections} 个部分中的 {spread.max()} 个{only}"
    )


def _sections(table: pd.DataFrame, names: tuple[str, str]) -> str:
    said = []
    for role, name in (("review", names[1]), ("plan", names[0])):
        rows = table[table["role"] == role].nlargest(2, "n_clauses")
        if len(rows) == 2 and rows["n_clauses"].iloc[0] > rows["n_clauses"].iloc[1]:
            top = rows.iloc[0]
            heading = _short(top["section"] or top["part"])
            said.append(f"{name}着墨最多的是“{heading}”（{top['share']:.0%}）")
    if said:
        return "，".join(said)
    n = table["role"].value_counts()
    counted = [
        f"{name} {n[role]} 个部分"
        for role, name in (("review", names[1]), ("plan", names[0]))
        if role in n.index
    ]
    return f"{'，'.join(counted)}，没有哪一部分篇幅最长" if counted else ""


def _occurrences(table: pd.DataFrame, names: tuple[str, str]) -> str:
    told = table[table["role"] != "other"]
    roles = told.groupby("term", sort=False)["role"].agg(frozenset)
    said = []
    for role, name in (("review", names[1]), ("plan", names[0])):
        only = roles[roles == frozenset([role])].index[:3]
        if len(only):
            said.append(f"{_quoted(only)}只见于{name}")
    both = roles[roles.map(frozenset(["review", "plan"]).issubset)].index[:2]
    if len(both):
        said.append(f"{_quoted(both)}总结和计划都讲")
    if not said:
        return f"常见的主题词{_quoted(table['term'].unique()[:3])}都不在总结和计划里"
    return f"常见的主题词里，{'，'.join(said)}"


def _words(table: pd.DataFrame, names: tuple[str, str]) -> str:
    top = [f"“{row.word}”（{row.n} 次）" for row in table.head(3).itertuples()]
    return f"全文出现最多的实词是{'、'.join(top)}"


def _quoted(words: pd.Index | pd.Series | list[str]) -> str:
    return "".join(f"“{word}”" for word in words)


def _short(heading: str) -> str:
    return heading if len(heading) <= LONGEST else heading[: LONGEST - 1] + "…"


def _points(share: float) -> str:
    """Write a difference of shares in percentage points, with a real minus.

    >>> _points(-0.0921), _points(0.05)
    ('−9.2', '+5.0')
    """
    return f"{share * 100:+.1f}".replace("-", MINUS)
