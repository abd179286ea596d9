"""What came of promised figures: the plan for a year beside the review of that year."""

from collections.abc import Iterator

import pandas as pd

from analysis.compare.targets.names import canonical
from analysis.compare.targets.naming import RATIO
from analysis.say.findings.finding import Finding
from analysis.say.findings.indicators import (
    MAIN,
    TOTAL_REVENUE,
    english,
    figure_en,
    noun_of,
    place,
    plain,
    prepared,
    titled,
)
from analysis.say.findings.notation import Said
from analysis.say.findings.spans import mostly_of_years, with_scope

MOST_NAMED = 4  # targets named in a sentence
FEWEST_YEARS = 3  # with a target and a result, for a sentence on one indicator
MOST_INDICATORS = 3  # followed over the years
FEWEST_FOUND = 3  # results of the targets of a year, unless there are fewer targets
PART = 0.25  # of the targets of a year that must have a result
PARTS, SAME = 2, 1e-6  # parts at least that make a whole, and how nearly
LOCAL = "地方"
DEEDS = "实事"  # a plan promises ten every year: how many is no aim
WHOLE_REVENUE = f"(?<!{LOCAL}){TOTAL_REVENUE}"


def kept(table: pd.DataFrame, clauses: pd.DataFrame | None = None) -> list[Finding]:
    """Say for each year what its review reports on what was promised for it.

    Parameters
    ----------
    table
        Table `targets` of a shelf of years, with `review_year`.
    clauses
        Those of all reports; without them, it is not said which reviews are mostly of
        five years.

    Returns
    -------
    list of Finding
        The last year first: how many targets in figures the plan for the year had, for
        how many the review has a result, how many were met; by name and number those
        missed by most; nothing where few have a result and none is missed. Then goals
        that earlier plans had set for the year, then main indicators over the years.
    """
    promises = table.dropna(subset="previous_target")
    promises = promises[~promises["indicator"].str.contains(DEEDS)]
    if promises.empty or "review_year" not in table:
        return []
    promises = _called(prepared(promises.assign(hoped=""), None), clauses)
    years = table.drop_duplicates("report").set_index("report")["review_year"]
    before = promises["previous_report"].map(years) + 1 == promises["review_year"]
    several = set() if clauses is None else mostly_of_years(clauses)
    found = []
    for goals, rows in ((False, promises[before]), (True, promises[~before])):
        for year, every in sorted(rows.groupby("review_year"), reverse=True):
            own = _wholes(every, clauses)
            if not _tells(own):
                continue
            one = _of_year(int(year), own, goals=goals)
            found.append(with_scope(one) if set(own["report"]) & several else one)
    found += list(_over_years(promises[before]))
    return sorted(found, key=lambda finding: -finding.weight)


def last_kept(table: pd.DataFrame, clauses: pd.DataFrame) -> Said:
    """Say what came of the targets of the last year that any has a result for."""
    year = table.dropna(subset=["previous_target", "result"])["review_year"].max()
    found = kept(table, clauses)
    told = next((one for one in found if f"{year}年总结" in one.zh), None)
    return Said(told.zh, told.en) if told else Said("", "")


def _called(promises: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """Call 地方财政总收入 so where the texts have 财政总收入 besides: two things."""
    if clauses is None or not clauses["text"].str.contains(WHOLE_REVENUE).any():
        return promises
    nouns = promises["indicator"].map(noun_of)
    local = (promises["called"] == TOTAL_REVENUE) & nouns.str.startswith(LOCAL)
    return promises.assign(called=promises["called"].mask(local, LOCAL + TOTAL_REVENUE))


def _wholes(rows: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """Return targets without the parts of others: 105个项目，其中工业3个、城建102个.

    Parts stand right behind their whole in its sentence, two or more, in its unit, and
    are together as much; one that has a result of its own is told.
    """
    if clauses is None:
        return rows
    order = rows.sort_values(["previous_report", "start_previous"], kind="stable")
    own = zip(clauses["report"], clauses["clause"], strict=True)
    numbers = clauses.get("sentence", clauses["clause"])
    sentence = dict(zip(own, numbers, strict=True))
    places = zip(order["previous_report"], order["clause_previous"], strict=True)
    said = [(place[0], sentence.get(place)) for place in places]
    units = list(zip(said, order["unit"], strict=True))
    values = order["previous_target"].tolist()
    parts: set[int] = set()
    for at, total in enumerate(values):
        left, end = total, at + 1
        while end < len(values) and left > SAME and units[end] == units[at]:
            left, end = left - values[end], end + 1
        if end - at > PARTS and abs(left) < SAME and units[at][1] not in RATIO:
            parts |= set(range(at + 1, end))
    told = order["result"].notna().tolist()
    kept_ = [at not in parts or told[at] for at in range(len(order))]
    return order[kept_].sort_index()


def _tells(rows: pd.DataFrame) -> bool:
    """Say whether enough results are found to tell of a year, or a target is missed.

    Two results of forty targets say nothing of the forty.
    """
    found, missed = (
        int(rows["result"].notna().sum()),
        rows["met"].eq(False).fillna(False),
    )
    few = found < min(FEWEST_FOUND, len(rows)) or found < PART * len(rows)
    return bool(missed.any()) or not few


def _of_year(year: int, rows: pd.DataFrame, *, goals: bool) -> Finding:
    """Say what came of the targets for a year, or of earlier goals for it."""
    told, n = rows[rows["result"].notna()], len(rows)
    zh = f"更早的计划为{year}年定下的" if goals else f"{year}年计划的"
    zh += f"{n}项有数字的目标，{year}年总结"
    en = f"earlier plans for {year}" if goals else f"the {year} plan"
    en = f"Of {n} targets with figures in {en}, the {year} review "
    said_zh, said_en = _counted(told)
    every = "都找到结果" if len(told) == n else f"找到结果的{len(told)}项"
    zh = f"{zh}{every}：{said_zh}"
    en = f"{en}has a result for {'all' if len(told) == n else len(told)}: {said_en}"
    weight = (7.0 if goals else 8.0) + (year - 2000) / 1000
    return Finding("target", "", zh, en, _evidence(told), weight)


def _counted(told: pd.DataFrame) -> tuple[str, str]:
    """Count what was met and what not; name those missed by most."""
    met, short = (told[told["met"].eq(way).fillna(False)] for way in (True, False))
    n_open = len(told) - len(met) - len(short)
    zh = [f"达到{len(met)}项" if len(met) else ""]
    en = [f"{len(met)} met" if len(met) else ""]
    if len(short):
        named = _first(short)
        some = "如" if len(named) < len(short) else ""
        zh.append(f"未达到{len(short)}项（{some}{_named(named)}）")
        among = "such as " if some else ""
        en.append(f"{len(short)} not met ({among}{_named(named, 'en')})")
    if n_open:
        zh.append(f"{n_open}项无从判断")
        en.append(f"{n_open} that cannot be judged")
    return "，".join(filter(None, zh)), ", ".join(filter(None, en))


def _first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows to name: missed by most of the target, then the main ones."""
    at = [place(name) for name in rows["indicator"]]
    order = [n if n >= 0 else len(MAIN) for n in at]
    target = rows["previous_target"].astype(float)
    by = (rows["result"].astype(float) - target).abs() / target.abs().where(target != 0)
    rows = rows.assign(by=-by.fillna(0), order=order)
    return rows.sort_values(["by", "order"], kind="stable").head(MOST_NAMED)


def _named(rows: pd.DataFrame, lang: str = "zh") -> str:
    """Return names with what was promised and what came: 投资增长 目标5.5%→5.1%."""
    if lang == "zh":
        return "；".join(f"{titled(row)} 目标{came(row)}" for row in _rows(rows))
    return "; ".join(f"{english(row.indicator)} {came_en(row)}" for row in _rows(rows))


def _rows(rows: pd.DataFrame) -> list:
    return list(rows.itertuples())


def came(row) -> str:
    """Return what was promised and what came of it, as printed.

    >>> from types import SimpleNamespace as Row
    >>> came(Row(previous_text="5.5%左右", result_text="５.８%"))
    '5.5%左右→5.8%'
    """
    return plain(f"{row.previous_text}→{row.result_text}")


def came_en(row) -> str:
    """Return in English what was promised and what came of it.

    >>> from types import SimpleNamespace as Row
    >>> came_en(Row(previous_text="5.5%左右", result_text="５.８%"))
    'target about 5.5%, result 5.8%'
    """
    target, result = figure_en(row.previous_text), figure_en(row.result_text)
    return f"target {target}, result {result}"


def _over_years(promises: pd.DataFrame) -> Iterator[Finding]:
    """Say of main indicators how often their targets were met over the years."""
    told = promises[
        promises["met"].notna() & promises["indicator"].str.endswith("增长")
    ]
    names = told["indicator"].map(noun_of).map(canonical)
    told = told.assign(known=names)
    groups = [(MAIN.index(n), rows) for n, rows in told.groupby("known") if n in MAIN]
    n_said = 0
    for order, rows in sorted(groups, key=lambda group: group[0]):
        rows = rows.drop_duplicates("review_year").sort_values("review_year")
        if len(rows) < FEWEST_YEARS or n_said == MOST_INDICATORS:
            continue
        n_said += 1
        last = rows.iloc[-1]
        zh, en = _of_years(rows)
        zh = f"{titled(last)}目标和总结里的结果都找到的{len(rows)}年{zh}"
        name = english(last.indicator)
        en = f"{name[:1].upper()}{name[1:]}: {en}"
        subject = last["indicator"]
        yield Finding("target", subject, zh, en, _evidence(rows), 6.0 - order / 100)


def _of_years(rows: pd.DataFrame) -> tuple[str, str]:
    """Say in how many years a target was met; name every year that missed it."""
    met = rows["met"].astype(bool)
    good, short = rows[met], rows[~met]
    zh = "；".join(f"{r.review_year}年{came(r)}" for r in _rows(short))
    en = "; ".join(f"{r.review_year} {came_en(r)}" for r in _rows(short))
    if good.empty:
        said = f"none of the targets of {len(rows)} years was met: {en}"
        return f"都未达到：{zh}", said
    last = good.tail(MOST_NAMED if short.empty else 1)
    some = "最近" if len(last) < len(good) else ""
    shown = "；".join(f"{r.review_year}年{came(r)}" for r in _rows(last))
    latest = "last in " if some else ""
    shown_en = "; ".join(f"{r.review_year} {came_en(r)}" for r in _rows(last))
    of = f"the target was met in {len(good)} of {len(rows)} years ({latest}{shown_en})"
    if short.empty:
        return f"都达到（{some}{shown}）", of
    said = f"中，达到{len(good)}年（{some}{shown}），未达到{len(short)}年：{zh}"
    return said, f"{of}, not in {len(short)}: {en}"


def _evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses of promises and results, with the number that they hold."""
    found = [
        (report, int(clause), text.lstrip("−").split("/")[0])
        for row in rows.itertuples()
        for report, clause, text in (
            (row.previous_report, row.clause_previous, row.previous_text),
            (row.report, row.clause_reference, row.result_text),
        )
        if pd.notna(clause)
    ]
    table = pd.DataFrame(found, columns=["report", "clause", "term"])
    return table.astype({"clause": "int64"}).drop_duplicates(ignore_index=True)
