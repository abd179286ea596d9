"""Say findings in publishable Chinese, and never more than the numbers do."""

from collections.abc import Mapping

import pandas as pd

from analysis.outline import ROLE_NAMES

SURE = 0.05  # largest adjusted p of a word that is called key
LONGEST = 18  # characters of a heading quoted in a sentence
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
    return {
        name: write(tables[name], names)
        for name, write in writers.items()
        if name in tables and len(tables[name])
    }


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
        return "样本不足，看不出主题比重的变化"
    most = told.loc[told["difference"].abs().idxmax()]
    return (
        "看不出主题比重的变化："
        f"差得最多的『{most['label']}』（{_points(most['difference'])} 个百分点）"
        "也没有超出抽样误差"
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
            said.append(f"{name}更常说{_quoted(rows['word'].head(3))}")
    if said:
        return "，".join(said)
    top = table.iloc[0]
    return (
        "两边用词的差别没有一个经得起检验；差得最多的是"
        f"“{top['word']}”（{names[1]} {top['n_reference']} 次，"
        f"{names[0]} {top['n_target']} 次）"
    )


def _verbs(table: pd.DataFrame, names: tuple[str, str]) -> str:
    said, commonest = [], []
    for name, side in zip(names[::-1], ("reference", "target"), strict=True):
        n = table[f"n_{side}"]
        verbs = table.loc[n == n.max(), "word"].tolist() if n.max() else []
        if verbs and len(verbs) <= MOST_TIED:
            said.append(f"{name}用得最多的任务动词是{_quoted(verbs)}（{n.max()} 次）")
            commonest.append(verbs)
        else:
            said.append(f"{name}没有哪个任务动词用得特别多")
    if len(commonest) == 2 and commonest[0] == commonest[1]:
        n_target, n_reference = table["n_target"].max(), table["n_reference"].max()
        return (
            f"两边用得最多的任务动词都是{_quoted(commonest[0])}"
            f"（{names[1]} {n_reference} 次，{names[0]} {n_target} 次）"
        )
    return "，".join(said)


def _ladder(table: pd.DataFrame, names: tuple[str, str]) -> str:
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
            f"两边的任务动词都以“{kind}”一类最多"
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
    widest = spread.idxmax()
    narrow = [f"『{label}』" for label in spread[spread == 1].index[:2]]
    only = f"，{'、'.join(narrow)}只见于一个部分" if narrow else ""
    return (
        f"分布最广的是『{widest}』，见于 {sections} 个部分中的 {spread.max()} 个{only}"
    )


def _sections(table: pd.DataFrame, names: tuple[str, str]) -> str:
    said = []
    for role, name in (("review", names[1]), ("plan", names[0])):
        rows = table[table["role"] == role]
        if len(rows):
            top = rows.loc[rows["n_clauses"].idxmax()]
            heading = _short(top["section"] or top["part"])
            said.append(f"{name}着墨最多的是“{heading}”（{top['share']:.0%}）")
    return "，".join(said) or "报告没有分出总结和计划两部分"


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
        said.append(f"{_quoted(both)}两边都讲")
    if not said:
        return f"常见的主题词{_quoted(table['term'].unique()[:3])}都不在总结和计划里"
    return f"常见的主题词里，{'，'.join(said)}"


def _words(table: pd.DataFrame, names: tuple[str, str]) -> str:
    top = [f"“{row.word}”（{row.n} 次）" for row in table.head(3).itertuples()]
    return f"全文说得最多的实词是{'、'.join(top)}"


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
