"""What became of the sections: split, merged, raised, sunk, new, not found again."""

import pandas as pd

from analysis.compare.alignment.units import lines
from analysis.read.outline.places import GAP
from analysis.say.findings.finding import Finding, told_once
from analysis.say.findings.headings import noun, words_of
from analysis.say.findings.longest import longest
from analysis.say.findings.notation import Said, Sides, review_in_english
from analysis.say.findings.places import numeral, parts_of_work, places
from analysis.say.findings.splits import SAID, Told, finding_of, shared, splits
from analysis.say.findings.titles import called

NAMED = 3  # sections named in a sentence
LEAST = 3  # times a word stands that is counted in a sentence
HAIR = 0.03  # score by which a third section is not clearly less close
WEIGHTS = {"sunk": 4.0, "split": 3.0, "raised": 2.5, "alone": -1.0}


@told_once
def sections(
    continuity: pd.DataFrame,
    sections_table: pd.DataFrame,
    clauses: pd.DataFrame,
    names: tuple[str, str],
    reports: pd.DataFrame | None = None,
) -> list[Finding]:
    """Say what became of the sections of a report, most telling first.

    Parameters
    ----------
    continuity, sections_table, clauses
        The tables `continuity`, `sections` and `clauses` of one report.
    names
        What the plan and the review are called in Chinese.
    reports
        The report itself: its lines say where a passage without an item ends.

    Returns
    -------
    list of Finding
        A section that was one by itself and is only a passage now; sections that were
        split; passages that have become sections; the longest section of the plan; and
        last what is new or not found again, which is rare. Each with the clauses that
        link the sections.
    """
    if continuity["report"].nunique() != 1:
        return []
    own = sections_table[sections_table["section"] != ""]
    work = own["part"].isin(parts_of_work(own[own["role"] == "plan"]))
    own = own[work | (own["role"] != "plan")]
    clauses = clauses.assign(line=lines(clauses, reports))
    told = Told(continuity, own, clauses, names, places(clauses))
    found = [
        *_sunk(told),
        *_split(told),
        *_raised(told),
        *longest(told),
        *_alone(told),
    ]
    return sorted(found, key=lambda finding: -finding.weight)


def continuity(
    table: pd.DataFrame,
    sides: Sides,
    *,
    sections_table: pd.DataFrame | None = None,
    clauses: pd.DataFrame | None = None,
    reports: pd.DataFrame | None = None,
) -> Said:
    """Say the most telling thing of a table `continuity`; without lengths how many."""
    if table["report"].nunique() != 1:
        return Said("", "")
    if sections_table is not None and clauses is not None:
        found = sections(table, sections_table, clauses, sides.zh, reports)
        if found:
            return Said(found[0].zh, found[0].en)
    n = table["order_reference"].nunique()
    same = table.loc[table["kind"] == "same", "order_reference"].nunique()
    plan, review = sides.zh
    return Said(
        f"{review}的{n}个部分中，{same}个在{plan}里另有一个与之对应",
        f"{same} of the {n} sections of the {sides.en[1]} go on as one each in the "
        f"{sides.en[0]}",
    )


def _sunk(told: Told) -> list[Finding]:
    """Tell of sections that are only a passage of another section in the plan.

    All of the section must be closest to that other one, the passage shorter than the
    section was, and no third section as close but for a hair: only a word of both
    headings would then say which it is.
    """
    found = []
    for section in told.headings("review"):
        rows = told.links[told.links["section_reference"] == section]
        alone = set(rows["kind"]) <= {"merged", "moved"}
        every, rows = rows, rows[rows["section_target"].isin(told.headings("plan"))]
        rows = rows[rows["item_reference"] == ""]
        if not alone or not rows["score"].max() >= SAID:
            continue
        best = rows.loc[rows["score"].idxmax()]
        near = every[every["section_target"] != best["section_target"]]["score"]
        hair = near.max() > best["score"] - HAIR
        less = len(_passage(told, best)) < told.size("review", section)
        if less and (not hair or shared(section, best["section_target"])):
            found.append(_sunk_into(told, section, best))
    return found


def _sunk_into(told: Told, section: str, row: pd.Series) -> Finding:
    """Tell of one of them, with its length before and now."""
    plan, review = told.names
    passage = _passage(told, row)
    was = told.length("review", section)
    now = f"{len(passage)}/{(told.clauses['role'] == 'plan').sum()}"
    name, into = called(section), _into(told, row["section_target"])
    taken = row["kind"] == "merged"
    verb, what = ("并入", "") if taken else ("改为", "中的一段")
    what, now = (what, now) if row["item_target"] else ("", f"全节{now}")
    zh = f"“{name}”由{review}单列一节（{was}句）{verb}{plan}{into.zh}{what}（{now}句）"
    now = now.removeprefix("全节")
    verb = "is merged into" if taken else "is only a passage of"
    en = f"“{name}”, a section of its own in {review_in_english(told.names)} ({was} "
    en += f"clauses), {verb} {into.en} in the plan ({now} clauses)"
    word = _fallen(told, section)
    before, _, whole = was.partition("/")
    return finding_of(
        told,
        row.to_frame().T,
        noun(section),
        zh + word[0],
        en + word[1],
        WEIGHTS["sunk"] + int(before) / int(whole),
        values=(int(before), len(passage)),
    )


def _into(told: Told, section: str) -> Said:
    """Return the number of a section of the plan and its name: 第三节“对外开放”."""
    number = told.where.order.get(section)
    name = f"“{called(section)}”"
    if number:
        return Said(f"第{numeral(number)}节{name}", f"section {number}, {name},")
    return Said(f"{name}一节", name)


def _passage(told: Told, row: pd.Series) -> pd.DataFrame:
    """Return the clauses of the passage that a link names; else of its section."""
    plan = told.clauses[told.clauses["role"] == "plan"]
    inside = plan[plan["section"] == row["section_target"]]
    if not row["item_target"]:
        return inside
    item = inside[inside["item"] == row["item_target"]]
    if len(item):
        return item
    line = inside.loc[inside["text"] == row["item_target"], "line"]
    return inside[inside["line"].isin(line.head(1))] if len(line) else inside


def _fallen(told: Told, section: str) -> tuple[str, str]:
    """Name the word of a heading that stands less often now; "" where none does."""
    texts = {
        role: GAP.join(told.clauses.loc[told.clauses["role"] == role, "text"])
        for role in ("review", "plan")
    }
    words = words_of(noun(section))
    longest = max(map(len, words), default=0)
    counts = {
        word: (texts["review"].count(word), texts["plan"].count(word))
        for word in words
        if len(word) == longest
    }
    best = max(
        counts, key=lambda word: (counts[word][0] - counts[word][1], word), default=""
    )
    before, after = counts.get(best, (0, 0))
    if before < LEAST or after >= before:
        return "", ""
    return f"，“{best}”{before}次→{after}次", f"; “{best}” {before}→{after} times"


def _split(told: Told) -> list[Finding]:
    """Tell which sections became several, and how many sections there are."""
    plan, review = told.names
    groups = splits(told)
    if not groups:
        return []
    shown = groups[:NAMED]
    zh = "，".join(_parted(rows, "分为", "") for rows in shown)
    en = "; ".join(_parted(rows, " into ", ", ") for rows in shown)
    if len(groups) > len(shown):
        zh, en = f"{zh}等", f"{en}, and others"
    before, after = (len(told.of_work(role)) for role in ("review", "plan"))
    inside = (told.clauses["role"] == "review") & (told.clauses["section"] != "")
    whole = inside.sum() > (told.clauses["role"] == "review").sum() / 2
    whole = whole and after > before
    if whole:
        zh = f"{review}{before}节扩为{plan}{after}节，其中{zh}"
        own = review_in_english(told.names)
        en = f"The {before} sections of {own} become {after} in the plan: {en}"
    else:
        zh, en = f"{plan}里{zh}", f"Split in the plan: {en}"
    subject = noun(groups[0]["section_reference"].iloc[0])
    return [
        finding_of(
            told,
            pd.concat(shown),
            subject,
            zh,
            en,
            WEIGHTS["split"] + len(groups) / 10,
            values=(before, after) if whole else (None, None),
            unit="节",
        )
    ]


def _parted(rows: pd.DataFrame, verb: str, mark: str) -> str:
    """Write which section was split into which; all of them, each in quotes."""
    targets = rows.sort_values("order_target")["section_target"].map(called)
    before = called(rows["section_reference"].iloc[0])
    return f"“{before}”{verb}" + mark.join(f"“{x}”" for x in dict.fromkeys(targets))


def _raised(told: Told) -> list[Finding]:
    """Tell of sections of the plan that were only passages in the review."""
    plan, _ = told.names
    several = [rows["order_target"] for rows in splits(told)]
    split = set(pd.concat(several)) if several else set()
    headings = told.headings("review")
    found = []
    for section in told.of_work("plan"):
        rows = told.links[told.links["section_target"] == section]
        known = rows[rows["section_reference"].isin(headings)]
        known = known[known["section_reference"].isin(told.of_year)]
        passage = (rows["kind"] == "split") & (rows["item_reference"] != "")
        risen = (passage | (rows["kind"] == "moved")).all()
        risen = risen and known["score"].max() >= SAID
        risen = risen and not any(
            shared(section, x) for x in [*headings, *told.links["section_reference"]]
        )
        if risen and not set(rows["order_target"]) & split:
            found.append(known.sort_values("score", ascending=False).head(1))
    if not found:
        return []
    n = len(found)
    found = sorted(found, key=lambda row: -row["score"].iloc[0])[:NAMED]
    rows = pd.concat(found).sort_values("order_target")
    listed = [
        (called(row.section_target), told.length("plan", row.section_target))
        for row in rows.itertuples()
    ]
    zh = "、".join(f"“{name}”（全节{size}句）" for name, size in listed)
    en = ", ".join(f"“{name}” ({size} clauses)" for name, size in listed)
    if n > len(rows):
        zh, en = f"{zh}等{n}节", f"{en} and others, {n} in all"
    return [
        finding_of(
            told,
            rows,
            noun(rows["section_target"].iloc[0]),
            f"{zh}在{plan}中升为专节",
            f"Raised to sections of their own in the plan: {en}",
            WEIGHTS["raised"],
        )
    ]


def _alone(told: Told) -> list[Finding]:
    """Tell what is new and what is not found again: rare, and said with care."""
    plan, review = told.names
    found = []
    for kind, side, role in (
        ("new", "target", "plan"),
        ("dropped", "reference", "review"),
    ):
        for row in told.links[told.links["kind"] == kind].itertuples():
            section = getattr(row, f"section_{side}")
            size = told.length(role, section)
            name, new = called(section), kind == "new"
            where, other = (plan, review) if new else (review, plan)
            what = "部分" if new else "部署"
            zh = f"{where}“{name}”一节（{size}句）在{other}中未找到文字相近的{what}"
            en = f"No passage in words like those of “{name}” ({size} clauses of the "
            en += f"{'plan' if new else 'review'}) was found in the "
            en += "review" if new else "plan"
            rows = told.links.loc[[row.Index]]
            found.append(
                finding_of(told, rows, noun(section), zh, en, WEIGHTS["alone"])
            )
    return found
