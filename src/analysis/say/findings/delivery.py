"""What came of the tasks that a plan named: how many, and which were not found."""

from collections.abc import Mapping

import pandas as pd

from analysis.say.findings.examples import examples
from analysis.say.findings.finding import Finding
from analysis.say.findings.notation import INNER, Said, Sides, listed, quoted
from analysis.say.findings.spans import mostly_of_years, with_scope
from analysis.say.findings.titles import called

NAMED = 5  # tasks named that were not found
FEWEST = 5  # tasks of a theme or section of which a rate is told
FAR = 0.08  # scores below which nothing is near: of 38 such tasks readers found 2
# Of 131 labelled tasks that are not found, readers found 25 (`tests/gold`).
OTHERWISE = (
    "按用词检索；人工核对，未找到的约五分之一其实换了说法",
    "searched by words; of those not found one in five is told in other words, as a "
    "check by hand says",
)
WEIGHTS = {"rates": 2.0, "section": 1.0, "missing": -1.0}


def deliveries(
    delivery: pd.DataFrame,
    rates: pd.DataFrame,
    clauses: pd.DataFrame | None = None,
) -> list[Finding]:
    """Say of each plan what came of its tasks, most telling first.

    Parameters
    ----------
    delivery, rates
        The tables `delivery` and `delivery_rates` of one body over the years.
    clauses
        Those of all reports; without them a task's sentence is not known.

    Returns
    -------
    list of Finding
        Of each plan of how many tasks the review has something near, and of how many
        not, and how far that can be trusted: whether a task is done is right too seldom
        for a sentence; the section, or theme, of which most was found and least; last,
        named in their own words, tasks to which nothing at all is near. Each with the
        clauses of plan and review, and said to be of a review mostly of five years.
    """
    found = []
    several = set() if clauses is None else mostly_of_years(clauses)
    plans = list(delivery.groupby("report", sort=False))
    for report, own in reversed(plans):
        said = [_rates(own)]
        said += _apart(own, rates[rates["report"] == report])
        said += _missing(own, clauses)
        many = own["next_report"].iloc[0] in several
        found += map(with_scope, said) if many else said
    return sorted(found, key=lambda finding: -finding.weight)  # the last plan first


def delivery(table: pd.DataFrame, sides: Sides) -> Said:
    """Say what came of the tasks of the last plan that can be followed."""
    last = table[table["report"] == table["report"].iloc[-1]]
    told = _rates(last)
    return Said(told.zh, told.en)


def delivery_rates(table: pd.DataFrame, sides: Sides) -> Said:
    """Say of which theme of the last plan most was found, and of which least."""
    last = table[table["report"] == table["report"].iloc[-1]]
    pair = _extremes(last[last["by"] == "theme"])
    if pair is None:
        return Said("", "")
    of = {"of": _plan(last), "review": _review(last)}
    return _of_pair(*pair, **of, english=sides.themes)


def tells_of_tasks(kind: str, subject: str, zh: str) -> bool:
    """Say whether a finding, of whatever kind, tells what came of tasks.

    >>> tells_of_tasks("target", "", "2024年计划的84项任务，2024年总结里都找到相近文字")
    True
    >>> tells_of_tasks("target", "", "2023年计划的6项有数字的目标都找到结果")
    False
    """
    return kind in ("target", "section") and not subject and "项任务" in zh


def _rates(own: pd.DataFrame) -> Finding:
    """Count the tasks of one plan that the review tells of, and those it does not."""
    lost = int((own["status"] == "missing").sum())
    n, found = len(own), len(own) - lost
    judged = int((own["judged"] != "").sum()) if "judged" in own else 0
    plan_zh, plan_en = _plan(own)
    zh = f"{plan_zh}的{n}项任务，{_review(own)}里"
    zh += f"找到相近文字的{found}项，{lost}项未找到" if found else "都未找到相近文字"
    zh = zh if lost else f"{plan_zh}的{n}项任务，{_review(own)}里都找到相近文字"
    en = f"For {found} of the {n} tasks of {plan_en} a passage in similar words was "
    en += "found in the next review"
    en += f", for {lost} none" if lost else ""
    searched = own["status"].eq("missing") & (own["judged"].eq("") if judged else True)
    notes = [OTHERWISE] if searched.any() else []
    if judged:
        notes.append((f"其中{judged}项经人工判断", f"{judged} judged by hand"))
    if notes:
        zh += f"（{'；'.join(one for one, _ in notes)}）"
        en += f" ({'; '.join(one for _, one in notes)})"
    numbers = {
        "value_reference": float(n),
        "value_target": float(found),
        "unit": "项",
    }
    return Finding("target", "", zh, en, _rows(own), WEIGHTS["rates"], **numbers)


def _apart(own: pd.DataFrame, rates: pd.DataFrame) -> list[Finding]:
    """Tell of the two sections of a plan that differ most."""
    pair = _extremes(rates[rates["by"] == "section"])
    if pair is None:
        return []
    told = _of_pair(*pair, of=_plan(own), review=_review(own))
    rows = own[own["section"].isin([one["name"] for one in pair])]
    return [Finding("section", "", told.zh, told.en, _rows(rows), WEIGHTS["section"])]


def _extremes(rates: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """Return the rows with the largest and the smallest share of tasks found."""
    enough = rates[(rates["n"] >= FEWEST) & (rates["name"] != "")]
    share = 1 - enough["missing"] / enough["n"]
    if len(enough) < 2 or share.max() == share.min():
        return None
    return enough.loc[share.idxmax()], enough.loc[share.idxmin()]


def _of_pair(
    most: pd.Series,
    least: pd.Series,
    *,
    of: tuple[str, str] = ("计划", "the plan"),
    review: str = "下一份总结",
    english: Mapping[str, str] | None = None,
) -> Said:
    """Say of which of two most was found, and of which least."""
    names = [called(str(row["name"])) for row in (most, least)]
    found = [(int(row["n"] - row["missing"]), int(row["n"])) for row in (most, least)]
    zh = "，".join(
        f"“{name}”{n}项任务" + (f"找到{told}项" if told else "都未找到")
        for name, (told, n) in zip(names, found, strict=True)
    )
    in_english = [(english or {}).get(name, name) for name in names]
    en = ", ".join(
        f"{told} of {n} on “{name}”"
        for name, (told, n) in zip(in_english, found, strict=True)
    )
    zh = f"{of[0]}的任务在{review}中：{zh}"
    return Said(zh, f"Tasks of {of[1]} found in the next review: {en}")


def _missing(own: pd.DataFrame, clauses: pd.DataFrame | None) -> list[Finding]:
    """Count the tasks of a plan to which nothing at all is near, and name some."""
    lost = own[own["status"] == "missing"]
    judged = lost["judged"] != "" if "judged" in lost else False
    lost = lost[(lost["score"] < FAR) | judged]
    if lost.empty:
        return []
    told = examples(lost, NAMED, clauses)
    plan_zh, plan_en = _plan(own)
    words = told["task"].str.translate(INNER).tolist()
    zh = f"{plan_zh}在{_review(own)}里未找到的任务中，{len(lost)}项的用词相去最远"
    en = f"Of the tasks of {plan_en} not found in the next review, {len(lost)} are "
    en += "furthest from it in words"
    if words:
        more = len(lost) > len(words)
        zh += f"，如{quoted(words)}" if more else f"：{quoted(words)}"
        en += f", among them {listed(words)}" if more else f": {listed(words)}"
    rows = _rows(told if words else lost)
    return [Finding("target", "", zh, en, rows, WEIGHTS["missing"])]


def _plan(own: pd.DataFrame) -> tuple[str, str]:
    """Return what a plan is called."""
    year = own["year"].iloc[0] if "year" in own else pd.NA
    if pd.isna(year):
        return "计划", "the plan"
    return f"{year}年计划", f"the {year} plan"


def _review(own: pd.DataFrame) -> str:
    """Return what the review is called that a plan is held against."""
    year = own["year"].iloc[0] if "year" in own else pd.NA
    return "下一份总结" if pd.isna(year) else f"{year}年总结"


def _rows(own: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses of some tasks, and of what tells of them."""
    told = own.dropna(subset="evidence_clause")
    both = pd.concat(
        [
            pd.DataFrame({"report": own["report"], "clause": own["clause"]}),
            pd.DataFrame(
                {"report": told["next_report"], "clause": told["evidence_clause"]}
            ),
        ]
    )
    both = both.astype({"clause": "int64"}).drop_duplicates()
    return both.sort_values(["report", "clause"]).assign(term="").reset_index(drop=True)
