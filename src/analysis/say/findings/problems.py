"""What the plan answers to the problems: where, in which words, and with a figure."""

import re

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import noun
from analysis.say.findings.notation import Said, Sides
from analysis.say.findings.places import Places, places

NAMED = 4  # problems named with their section in a sentence
QUOTED = 30  # characters of an answer
SHORT = 24  # characters of a problem that is quoted whole
WHOLE = 11  # characters of one that is named whole
LEAST = 5  # characters of a member of a list that says what is lacking
NEARBY = 0.16  # a score at which it is said where a problem is answered
FIRST = 0.2  # a score at which the first problem is told of before the others
CLEAR = 0.3  # a score at which an answer is quoted by itself
FIGURE = r"\d[\d.]*(?:[%％万亿个项条家元人件次户]|左右|以上)|[二三四五]分之[一二三四]"
ACT = "[增减压降扩达完建投]|提高|力争|确保|以上|以内|左右"  # a figure that is promised
STOPS = re.compile("[，。；：！？]")
HEDGES = re.compile(  # who and how much, which a name does without
    "^(?:当前|特别是|甚至|还存在|还有)?(?:一些|部分|少数|有些|有的|个别)(?:领域的?|地方|部门)?"
    "|^(?:当前|特别是|甚至)|仍然|依然|仍(?=[有存需不处])|还(?=[有不需存])|不同程度"
)
WEIGHTS = {"figure": 3.0, "all": 2.5, "section": 2.0, "nearest": -1.0}


def problems(
    coverage: pd.DataFrame, names: tuple[str, str], clauses: pd.DataFrame | None = None
) -> list[Finding]:
    """Say how the plan answers the problems of a report, most telling first.

    Parameters
    ----------
    coverage
        The table `coverage` of one report.
    names
        What the plan and the review are called in Chinese.
    clauses
        The `clauses` table of the report. With it sections are told by number and
        length, and problems of a list are quoted with what is said of them.

    Returns
    -------
    list of Finding
        An answer with a figure; how many problems are answered, and where; the answer
        that comes closest, quoted; and last, problems for which nothing near was found,
        with the nearest sentence. Each with the clauses of problem and answer.
    """
    if coverage["report"].nunique() != 1:
        return []
    where = places(_none() if clauses is None else clauses)
    coverage = _in_full(coverage, clauses)
    best = coverage.drop_duplicates("problem")
    answered = best[best["status"] == "answered"]
    found = [
        *_with_figure(coverage, names),
        *_where(best, answered, names, where),
        *_closest(coverage, names, where),
    ]
    missing = best[best["status"] == "nearest"]
    found += [_nearest(row, names) for _, row in missing.iterrows()]
    return sorted(found, key=lambda finding: -finding.weight)


def coverage(
    table: pd.DataFrame, sides: Sides, *, clauses: pd.DataFrame | None = None
) -> Said:
    """Say how many problems are answered, and where."""
    found = [one for one in problems(table, sides.zh, clauses) if not one.subject]
    return Said(found[0].zh, found[0].en) if found else Said("", "")


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=["role", "part", "section", "clause"])


def _in_full(coverage: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """Give the members of a list what the whole clause says: 消费、投资动力不足."""
    if clauses is None:
        return coverage
    text = clauses.set_index("clause")["text"]
    whole = [
        text[int(numbers)] if len(said) < LEAST and numbers.isdigit() else said
        for said, numbers in zip(
            coverage["text"], coverage["evidence_problem"], strict=True
        )
    ]
    return coverage.assign(text=whole)


def _where(
    best: pd.DataFrame, answered: pd.DataFrame, names: tuple[str, str], where: Places
) -> list[Finding]:
    """Say how many problems are answered, and in which sections."""
    if answered.empty:
        return []
    n, m = len(best), len(answered)
    near = answered[answered["score"] >= NEARBY]
    near = near if len(near) else answered
    placed = near.assign(placed=near["section"].isin(list(where.headings)))
    one = placed.sort_values(["placed", "score"], ascending=False, kind="stable")
    one = one.drop_duplicates("text").drop_duplicates("section").head(NAMED)
    one = one.sort_values("problem")
    zh = "，".join(
        f"{_named(row.text)}在{where.of(row.section, int(row.evidence_clause))}"
        for row in one.itertuples()
    )
    en = ", ".join(
        f"“{_named(row.text)}” in “{noun(row.section)}”" for row in one.itertuples()
    )
    more = "等" if m > len(one) else ""
    head = (
        f"{n}个问题{names[0]}都有对应"
        if n == m
        else f"{n}个问题中{m}个{names[0]}有对应"
    )
    english = f"All {n} problems are" if n == m else f"{m} of {n} problems are"
    return [
        Finding(
            "problem",
            "",
            f"{head}：{zh}{more}",
            f"{english} taken up in the plan: {en}{' and so on' if more else ''}",
            _evidence(answered),
            WEIGHTS["all"],
            value_reference=float(n),
            value_target=float(m),
            unit="个",
            difference=float(m - n),
        )
    ]


def _with_figure(coverage: pd.DataFrame, names: tuple[str, str]) -> list[Finding]:
    """Tell of the closest answer that holds a figure."""
    rows = coverage[(coverage["status"] == "answered") & (coverage["score"] >= CLEAR)]
    rows = rows[rows["answer"].str.contains(FIGURE) & rows["answer"].str.contains(ACT)]
    named = [noun(STOPS.split(text)[0])[:2] for text in rows["text"]]
    rows = rows[[a in b for a, b in zip(named, rows["evidence"], strict=True)]]
    if rows.empty:
        return []
    row = rows.loc[rows["score"].idxmax()]
    words = _quote(row)
    zh = f"问题“{_short(row['text'])}”{names[0]}有数字回应：“{words}”"
    en = f"The problem “{_short(row['text'])}” is answered with a figure: “{words}”"
    return [_finding(row, zh, en, WEIGHTS["figure"])]


def _closest(
    coverage: pd.DataFrame, names: tuple[str, str], where: Places
) -> list[Finding]:
    """Tell of the first problem, or the one with the closest answer, in its words."""
    rows = coverage[coverage["status"] == "answered"]
    rows = rows[
        [a not in s for a, s in zip(rows["answer"], rows["section"], strict=True)]
    ]
    if rows.empty:
        return []
    first = rows[(rows["problem"] == 1) & (rows["score"] >= FIRST)]
    row = first.iloc[0] if len(first) else rows.loc[rows["score"].idxmax()]
    one = row["problem"] == 1
    place = where.of(row["section"], int(row["evidence_clause"]))
    size = where.size(row["section"])
    called = noun(row["section"])
    if row["section"] in where.order:
        place = f"{place}“{called}”"
    place = f"由{names[0]}{place}（{size}句）" if size else f"{names[0]}{place}有"
    zh = f"{'首个问题' if one else '问题'}“{_short(row['text'])}”{place}"
    en = (
        f"The {'first ' if one else ''}problem “{_short(row['text'])}” is answered in "
        f"“{called}” of the plan{f' ({size} clauses)' if size else ''}: “{_quote(row)}”"
    )
    return [_finding(row, f"{zh}回应：“{_quote(row)}”", en, WEIGHTS["section"])]


def _nearest(row: pd.Series, names: tuple[str, str]) -> Finding:
    """Tell of a problem for which nothing near was found."""
    zh = (
        f"问题“{_short(row['text'])}”在{names[0]}中未找到文字相近的部署，"
        f"最接近的是“{_quote(row)}”"
    )
    en = (
        f"Nothing close in words to the problem “{_short(row['text'])}” was found in "
        f"the plan; the nearest is “{_quote(row)}”"
    )
    return _finding(row, zh, en, WEIGHTS["nearest"])


def _quote(row: pd.Series) -> str:
    """Return the clause of an answer that comes closest, cut where it is long."""
    words = row["answer"]
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"


def _short(text: str) -> str:
    """Return a problem short enough to be quoted: its first clause, or its noun."""
    first = STOPS.split(text)[0]
    return first if len(first) <= SHORT else _named(first)


def _named(text: str) -> str:
    """Return what is lacking, in the words of the text, or what it is about."""
    first = HEDGES.sub("", STOPS.split(text)[0]) or text
    return first if len(first) <= WHOLE else noun(first)


def _finding(row: pd.Series, zh: str, en: str, weight: float) -> Finding:
    subject = noun(row["text"])
    rows = row.to_frame().T
    return Finding("problem", subject, zh, en, _evidence(rows), weight + row["score"])


def _evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses of some problems and of their answers."""
    numbers = {int(n) for cell in rows["evidence_problem"] for n in cell.split()}
    numbers |= {int(n) for n in rows["evidence_clause"]}
    report = rows["report"].iloc[0]
    return pd.DataFrame({"report": report, "clause": sorted(numbers), "term": ""})
