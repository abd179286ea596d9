"""What the plan answers to the problems: where, in which words, and with a figure."""

import pandas as pd

from analysis.compare.alignment.units import stock
from analysis.say.findings.finding import Finding, told_once
from analysis.say.findings.headings import noun
from analysis.say.findings.notation import Said, Sides
from analysis.say.findings.pairs import ACT, FIGURE, Pair, named_in, pairs, unnamed
from analysis.say.findings.places import Places, places
from analysis.say.findings.titles import called

NAMED = 4  # problems named with their section in a sentence
FEW = 6  # problems of which it is said that each is answered
QUOTED = 30  # characters of a nearest sentence
SHORT = 24  # characters of a problem that is quoted as not found
WEIGHTS = {
    "figure": 3.0, "all": 2.5, "section": 2.0, "echo": 0.5, "nearest": -1.0,
}  # fmt: skip


@told_once
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
        The `clauses` table of the report. Without it only problems for which nothing
        near was found are told.

    Returns
    -------
    list of Finding
        An answer with a figure; of a few problems that each is answered, and where, of
        more the two surest answers; one more answer with the length of its section;
        and last, problems for which nothing near was found, with the nearest sentence.
        An answer names the very thing that the problem says is lacking. Each with the
        clauses of problem and answer.
    """
    if coverage["report"].nunique() != 1:
        return []
    best = coverage.drop_duplicates("problem")
    report = str(coverage["report"].iloc[0])
    found = []
    if clauses is not None:
        where = places(clauses)
        sure = pairs(coverage, clauses, where)
        figure = _with_figure(sure, names, where, report)
        told = {pair.number for pair, _ in figure}
        both = _all(best, names, where) or _two(sure, told, names, where, report)
        told |= {number for numbers, _ in both for number in numbers}
        found = [one for _, one in [*figure, *both]]
        found += _closest(sure, told, names, where, report)
    for _, row in best[best["status"] == "nearest"].iterrows():
        if clauses is None or _nowhere(row, clauses):
            found.append(_nearest(row, names))
    return sorted(found, key=lambda finding: -finding.weight)


def coverage(
    table: pd.DataFrame, sides: Sides, *, clauses: pd.DataFrame | None = None
) -> Said:
    """Say which problems are answered, and where."""
    found = [one for one in problems(table, sides.zh, clauses) if not one.subject]
    return Said(found[0].zh, found[0].en) if found else Said("", "")


def _all(
    best: pd.DataFrame, names: tuple[str, str], where: Places
) -> list[tuple[set[int], Finding]]:
    """Say of a few problems, each in a numbered section, that all are answered."""
    n = len(best)
    certain = [
        row.status == "answered"
        and row.section in where.order
        and any(named_in(part, row.evidence) for part in row.text.split("，"))
        for row in best.itertuples()
    ]
    if not 1 < n <= FEW or not all(certain):
        return []
    one = best.drop_duplicates("section").head(NAMED)
    shown = [
        (row.text.split("，")[0], where.both(row.section, int(row.evidence_clause)))
        for row in one.itertuples()
    ]
    more = n > len(one)
    zh = "，".join(f"“{text}”见{place.zh}" for text, place in shown)
    en = ", ".join(f"“{text}” in {place.en}" for text, place in shown)
    finding = Finding(
        "problem",
        "",
        f"找到的{n}个问题{names[0]}都有对应：{zh}{'等' if more else ''}",
        f"All {n} problems found are taken up in the plan: {en}"
        + ", and others" * more,
        _evidence(best),
        WEIGHTS["all"],
        value_reference=float(n),
        value_target=float(n),
        unit="个",
        difference=0.0,
    )
    return [(set(), finding)]


def _two(
    sure: list[Pair],
    told: set[int],
    names: tuple[str, str],
    where: Places,
    report: str,
) -> list[tuple[set[int], Finding]]:
    """Tell of the two surest answers, of two sections where there are two.

    They are examples: a problem that is not named may be answered in other words.
    """
    rest = [pair for pair in sure if pair.number not in told]
    rest.sort(key=lambda pair: (-pair.sure, pair.echo, pair.number))
    first = rest[:1]
    others = [p for p in rest[1:] if p.answer != first[0].answer]
    apart = [p for p in others if p.section != first[0].section]
    two = sorted([*first, *(apart or others)[:1]])
    if not two:
        return []
    zh = "，".join(f"“{p.problem}”—“{p.answer}”{_in(p)}" for p in two)
    en = ", ".join(f"“{p.problem}” – “{p.answer}”{_in_en(p, where)}" for p in two)
    clauses = [number for pair in two for number in pair.clauses]
    finding = Finding(
        "problem",
        "",
        f"问题在{names[0]}里有直接对应的部署，如{zh}",
        f"The plan answers problems directly, such as {en}",
        _rows(report, clauses),
        WEIGHTS["all"],
    )
    return [({pair.number for pair in two}, finding)]


def _with_figure(
    sure: list[Pair], names: tuple[str, str], where: Places, report: str
) -> list[tuple[Pair, Finding]]:
    """Tell of the surest answer that promises a figure."""
    rows = [p for p in sure if FIGURE.search(p.answer) and ACT.search(p.answer)]
    if not rows:
        return []
    one = max(rows, key=lambda pair: pair.sure)
    zh = f"问题“{one.problem}”{names[0]}有数字回应：“{one.answer}”{_in(one)}"
    en = f"The plan answers the problem “{one.problem}” with a figure: “{one.answer}”"
    en += _in_en(one, where)
    weight = WEIGHTS["figure"]
    finding = Finding(
        "problem", noun(one.problem), zh, en, _rows(report, one.clauses), weight
    )
    return [(one, finding)]


def _closest(
    sure: list[Pair],
    told: set[int],
    names: tuple[str, str],
    where: Places,
    report: str,
) -> list[Finding]:
    """Tell of one more answer; last where its heading says the same already."""
    rows = [p for p in sure if p.number not in told and p.section in where.order]
    if not rows:
        return []
    one = min(rows, key=lambda p: (p.echo, p.number != 1, -p.sure))
    title, size = called(one.section), where.size(one.section)
    name = f"“{title}”" if len(title) >= NAMED else ""
    place = where.both(one.section, one.clauses[-1]).en
    zh = (
        f"问题“{one.problem}”由{names[0]}{one.place}{name}（{size}句）回应："
        f"“{one.answer}”"
    )
    en = (
        f"The problem “{one.problem}” is answered in {place} of the plan, "
        f"“{title}” ({size} clauses), by “{one.answer}”"
    )
    weight = WEIGHTS["echo" if one.echo else "section"]
    return [
        Finding(
            "problem", noun(one.problem), zh, en, _rows(report, one.clauses), weight
        )
    ]


def _in(pair: Pair) -> str:
    """Return the place of an answer in brackets, where it has one."""
    return f"（{pair.place}）" if pair.place else ""


def _in_en(pair: Pair, where: Places) -> str:
    """Return the same in English."""
    place = where.both(pair.section, pair.clauses[-1]).en
    return f" ({place})" if pair.place else ""


def _nowhere(row: pd.Series, clauses: pd.DataFrame) -> bool:
    """Say whether a problem is one, and no word of it stands in the plan."""
    text = row["text"].split("，")[0]
    plan = clauses.loc[clauses["role"] == "plan", "text"]
    frame = stock("问题背景").search(text)
    return not frame and len(text) <= SHORT and unnamed(text, plan)


def _nearest(row: pd.Series, names: tuple[str, str]) -> Finding:
    """Tell of a problem for which nothing near was found."""
    text, words = row["text"].split("，")[0], row["answer"]
    words = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    zh = f"问题“{text}”在{names[0]}中未找到文字相近的部署，最接近的是“{words}”"
    en = (
        f"Nothing close in words to the problem “{text}” was found in "
        f"the plan; the nearest is “{words}”"
    )
    weight = WEIGHTS["nearest"] + row["score"]
    rows = _evidence(row.to_frame().T)
    return Finding("problem", noun(row["text"]), zh, en, rows, weight)


def _evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses of some problems and of their answers."""
    numbers = {int(n) for cell in rows["evidence_problem"] for n in cell.split()}
    numbers |= {int(n) for n in rows["evidence_clause"]}
    return _rows(rows["report"].iloc[0], numbers)


def _rows(report: str, numbers: set[int] | list[int] | tuple[int, ...]) -> pd.DataFrame:
    return pd.DataFrame({"report": report, "clause": sorted({*numbers}), "term": ""})
