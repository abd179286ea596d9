"""Say which formulations came, came back, spread or went over the years."""

from itertools import takewhile

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import listed, quoted
from analysis.say.findings.phrases import PERIOD
from analysis.say.findings.spans import span, span_en

FEWEST = 3  # times in the last report, or in all that a formulation is gone from
KNOWN = 3  # earlier reports: of these half must have had what is gone, of fewer all
SHORTEST = 3  # characters: what is shorter and quoted is mostly a word
NAMED = 3  # formulations in a sentence
INNER = 0.8  # of its places within a longer one: 三个代表 in 三个代表重要思想
ORDER = ("debut", "vanish", "return", "spike")


def lives(table: pd.DataFrame, rows: pd.DataFrame) -> list[Finding]:
    """Say what became of formulations, with counts as a search of the whole text.

    Parameters
    ----------
    table, rows
        What `formulation_lives` returned.

    Returns
    -------
    list of Finding
        At most one each: debut, vanish, return, spike; what stands seldom is none.
    """
    told = telling(table)
    found = []
    for life in ORDER:
        own = chosen(told[told["life"] == life], life)
        if len(own):
            found.append(_finding(own, life, rows))
    return found


def telling(table: pd.DataFrame) -> pd.DataFrame:
    """Return the formulations whose life in the whole text is worth telling.

    Titles of books, names of periods (十四五), phrases that only recur and words of two
    characters are left out, and so is what is steady or stands once in all; and 零就业
    where nearly each time it is 零就业家庭.
    """
    whole = table[(table["role"] == "") & (table["life"] != "steady")]
    whole = whole[whole["n"] > 1]
    period = whole["formulation"].str.fullmatch(PERIOD)
    short = whole["formulation"].str.len() < SHORTEST
    named = (whole["kind"] != "书名") & (whole["source"] != "recurring")
    return _outermost(whole[named & ~period & ~short])


def _outermost(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands nearly always within a longer one of the same life."""
    longer = {
        life: list(zip(own["formulation"], own["n"], strict=True))
        for life, own in rows.groupby("life")
    }
    inner = [
        any(
            name != other and name in other and k >= INNER * n
            for other, k in longer[life]
        )
        for name, n, life in zip(
            rows["formulation"], rows["n"], rows["life"], strict=True
        )
    ]
    return rows[~pd.Series(inner, index=rows.index, dtype=bool)]


def counts_of(cell: str) -> dict[int, int]:
    """Return the counts by year that a cell of the table holds.

    >>> counts_of("2013:0 2014:3")
    {2013: 0, 2014: 3}
    """
    pairs = (part.split(":") for part in cell.split())
    return {int(year): int(n) for year, n in pairs}


def chosen(rows: pd.DataFrame, life: str) -> pd.DataFrame:
    """Return those to be named, of two within each other one.

    The most frequent; of what is gone that first which stood longest without a gap.
    """
    by = "n" if life == "vanish" else "n_last"
    rows = rows[rows[by] >= FEWEST]
    order = [by, "n"]
    if life == "vanish":
        rows = rows[rows["counts"].map(_stood).astype(bool)]
        rows = rows.assign(run=rows["counts"].map(_run).astype("int64"))
        order = ["run", *order]
    rows = rows.sort_values(order, ascending=False, kind="stable")
    names: list[str] = []
    for name in rows["formulation"]:
        if not any(name in other or other in name for other in names):
            names.append(name)
    return rows[rows["formulation"].isin(names[:NAMED])]


def _stood(cell: str) -> bool:
    """Say whether a formulation stood until the last report, and not now and then."""
    *before, _ = counts_of(cell).values()
    had = sum(n > 0 for n in before)
    enough = had >= len(before) / 2 if len(before) >= KNOWN else had == len(before)
    return bool(before[-1]) and enough


def _run(cell: str) -> int:
    """Return in how many reports before the last one a formulation stood unbroken.

    >>> _run("2012:3 2013:0 2014:1 2015:2 2016:0")
    2
    """
    *before, _ = counts_of(cell).values()
    return len(list(takewhile(bool, reversed(before))))


def _finding(own: pd.DataFrame, life: str, rows: pd.DataFrame) -> Finding:
    names = own["formulation"].tolist()
    counts = [counts_of(cell) for cell in own["counts"]]
    zh, en = SAID[life](names, counts, [*counts[0]])
    first = own.iloc[0]
    found = rows[(rows["role"] == "") & rows["formulation"].isin(names)]
    earlier = [max(list(n.values())[:-1]) for n in counts]
    return Finding(
        "formulation",
        names[0],
        zh + "（年份为计划年，全文检索）",
        en + " (years are those planned; the whole text is searched)",
        found[["report", "clause"]].assign(term=found["formulation"]),
        weight=float(first["n"] if life == "vanish" else first["n_last"]),
        value_reference=float(earlier[0]),
        value_target=float(first["n_last"]),
        unit="次",
    )


def _times(counts: list[int]) -> str:
    return "、".join(f"{n}次" for n in counts)


def _debut(names: list, counts: list, years: list[int]) -> tuple[str, str]:
    *before, last = years
    n = [one[last] for one in counts]
    return (
        f"{quoted(names)}首见于{last}年报告（{_times(n)}），"
        f"{span(before)}年{len(before)}份都没有",
        f"{listed(names)}: first in the report for {last} ({_plain(n)}), in none of "
        f"the {len(before)} before it ({span_en(before)})",
    )


def _vanish(names: list, counts: list, years: list[int]) -> tuple[str, str]:
    *before, last = years
    late = [one[before[-1]] for one in counts]
    zh = f"{quoted(names)}不再见于{last}年报告，{before[-1]}年还有{_times(late)}"
    en = f"{listed(names)}: not in the report for {last}, still {_plain(late)} in "
    en += f"that for {before[-1]}"
    if len(before) > 1:
        had = [sum(one[year] > 0 for year in before) for one in counts]
        said = "、".join(f"{k}份" for k in had)
        zh += f"，{span(before)}年{len(before)}份中{said}有"
        en += f"; of the {len(before)} reports before ({span_en(before)}) "
        en += f"{', '.join(map(str, had))} had {'it' if len(names) == 1 else 'them'}"
    return zh, en


def _return(names: list, counts: list, years: list[int]) -> tuple[str, str]:
    last, away = years[-1], years[-2]
    zh, en = [], []
    for name, n in zip(names, counts, strict=True):
        since = max(year for year in years[:-2] if n[year])
        zh.append(f"“{name}”{since}年{n[since]}次、{away}年0次、{last}年{n[last]}次")
        en.append(
            f"“{name}” {n[since]}× in {since}, 0× in {away}, {n[last]}× in {last}"
        )
    return "提法再现：" + "；".join(zh), "Back again: " + "; ".join(en)


def _spike(names: list, counts: list, years: list[int]) -> tuple[str, str]:
    *before, last = years
    zh, en = [], []
    for name, n in zip(names, counts, strict=True):
        most = max(n[year] for year in before)
        least = "最多一份" if len(before) > 1 else ""
        most_en = "at most " if len(before) > 1 else ""
        zh.append(f"“{name}”{last}年{n[last]}次（此前{least}{most}次）")
        en.append(f"“{name}” {n[last]}× in {last} (before {most_en}{most}×)")
    said = f"提法突增（与{span(before)}年{len(before)}份比）："
    said_en = f"Far more often than before ({span_en(before)}): "
    return said + "；".join(zh), said_en + "; ".join(en)


def _plain(counts: list[int]) -> str:
    return ", ".join(f"{n}×" for n in counts)


SAID = {"debut": _debut, "vanish": _vanish, "return": _return, "spike": _spike}
