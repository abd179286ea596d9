"""What became of the sections: split, merged, raised, sunk, new, not found again."""

from typing import NamedTuple

import pandas as pd

from analysis.say.findings.finding import Finding
from analysis.say.findings.headings import general, noun
from analysis.say.findings.notation import Said, Sides
from analysis.say.findings.places import Places, numeral, parts_of_work, places

NAMED = 3  # sections named in a sentence
SPLIT_NAMED = 2  # parts of a section that are named
LEAST = 3  # times a word stands that is counted in a sentence
SAID = 0.33  # score of a link on which a sentence may rest
WELL = 0.5  # mean score of the links of a section that is said to be split
WEIGHTS = {"sunk": 4.0, "split": 3.0, "raised": 2.5, "longest": 2.0, "alone": -1.0}


class Told(NamedTuple):
    """What the sentences are made of: links, lengths, clauses, and names of sides."""

    links: pd.DataFrame
    lengths: pd.DataFrame  # the table `sections`, rows with a heading of their own
    clauses: pd.DataFrame
    names: tuple[str, str]  # plan, review
    where: Places

    def length(self, role: str, section: str) -> str:
        """Say how long a section is: 11/111."""
        own = self.clauses[self.clauses["role"] == role]
        n = (own["section"] == section).sum() or (own["part"] == section).sum()
        return f"{n}/{len(own)}"


def sections(
    continuity: pd.DataFrame,
    sections_table: pd.DataFrame,
    clauses: pd.DataFrame,
    names: tuple[str, str],
) -> list[Finding]:
    """Say what became of the sections of a report, most telling first.

    Parameters
    ----------
    continuity, sections_table, clauses
        The tables `continuity`, `sections` and `clauses` of one report.
    names
        What the plan and the review are called in Chinese.

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
    told = Told(continuity, own, clauses, names, places(clauses))
    found = [
        *_sunk(told),
        *_split(told),
        *_raised(told),
        *_longest(told),
        *_alone(told),
    ]
    return sorted(found, key=lambda finding: -finding.weight)


def continuity(
    table: pd.DataFrame,
    sides: Sides,
    *,
    sections_table: pd.DataFrame | None = None,
    clauses: pd.DataFrame | None = None,
) -> Said:
    """Say the most telling thing of a table `continuity`; without lengths how many."""
    if table["report"].nunique() != 1:
        return Said("", "")
    if sections_table is not None and clauses is not None:
        found = sections(table, sections_table, clauses, sides.zh)
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


def _headings(told: Told, role: str) -> list[str]:
    """Return the headings of a side's sections, in the order of the text."""
    return told.lengths.loc[told.lengths["role"] == role, "section"].tolist()


def _of_work(told: Told, role: str) -> list[str]:
    """Return the headings of the part that has most sections."""
    own = told.lengths[told.lengths["role"] == role]
    if own.empty:
        return []
    part = own["part"].value_counts(sort=False).idxmax()
    return own.loc[own["part"] == part, "section"].tolist()


def _sunk(told: Told) -> list[Finding]:
    """Tell of sections that are only a passage of another section in the plan."""
    found = []
    for section in _headings(told, "review"):
        rows = told.links[told.links["section_reference"] == section]
        alone = set(rows["kind"]) <= {"merged", "moved"}
        rows = rows[rows["section_target"].isin(_headings(told, "plan"))]
        if alone and rows["score"].max() >= SAID:
            found.append(_sunk_into(told, section, rows.loc[rows["score"].idxmax()]))
    return found


def _sunk_into(told: Told, section: str, row: pd.Series) -> Finding:
    """Tell of one of them, with its length before and now."""
    plan, review = told.names
    passage = _passage(told, row)
    was = told.length("review", section)
    now = f"{len(passage)}/{(told.clauses['role'] == 'plan').sum()}"
    name, into = noun(section), _called(told, row["section_target"])
    taken = row["kind"] == "merged"
    verb, what = ("并入", "") if taken else ("改为", "中的一段")
    what, now = (what, now) if row["item_target"] else ("", f"全节{now}")
    zh = f"{name}由{review}单列一节（{was}句）{verb}{plan}{into}{what}（{now}句）"
    now = now.removeprefix("全节")
    verb = "is taken up in" if taken else "is only a passage of"
    into = noun(row["section_target"])
    en = f"“{name}”, a section of the review ({was} clauses), {verb} “{into}” in the "
    en += f"plan ({now} clauses)"
    word = _fallen(told, section)
    before, _, whole = was.partition("/")
    return _finding(
        told,
        row.to_frame().T,
        name,
        zh + word[0],
        en + word[1],
        WEIGHTS["sunk"] + int(before) / int(whole),
        values=(int(before), len(passage)),
    )


def _called(told: Told, section: str) -> str:
    """Return the number of a section of the plan and its noun: 第三节“对外开放”."""
    number = told.where.order.get(section)
    name = f"“{noun(section)}”"
    return f"第{numeral(number)}节{name}" if number else f"{name}一节"


def _passage(told: Told, row: pd.Series) -> pd.DataFrame:
    """Return the clauses of the passage that a link names; else of its section."""
    plan = told.clauses[told.clauses["role"] == "plan"]
    inside = plan[plan["section"] == row["section_target"]]
    if not row["item_target"]:
        return inside
    item = inside[inside["item"] == row["item_target"]]
    if len(item):
        return item
    at = inside.index[inside["text"] == row["item_target"]]
    numbers = [int(n) for n in row["evidence_target"].split()]
    last = inside["clause"].isin(numbers)
    return (
        inside.loc[at[0] : inside.index[last].max()]
        if len(at) and last.any()
        else inside
    )


def _fallen(told: Told, section: str) -> tuple[str, str]:
    """Name the word of a heading that stands less often now; "" where none does."""
    name = noun(section)
    words = {name[at : at + 2] for at in range(len(name) - 1)}
    words = {word for word in words if not general(word)}
    texts = {
        role: "\n".join(told.clauses.loc[told.clauses["role"] == role, "text"])
        for role in ("review", "plan")
    }
    counts = {
        word: (texts["review"].count(word), texts["plan"].count(word)) for word in words
    }
    best = max(
        words, key=lambda word: (counts[word][0] - counts[word][1], word), default=""
    )
    before, after = counts.get(best, (0, 0))
    if before < LEAST or after >= before:
        return "", ""
    return f"，“{best}”{before}次→{after}次", f"; “{best}” {before}→{after}"


def _split(told: Told) -> list[Finding]:
    """Tell which sections became several, and how many sections there are."""
    plan, review = told.names
    groups = _several(told)
    if not groups:
        return []
    shown = groups[:NAMED]
    zh = "，".join(_parted(rows, "分为", "、") for rows in shown)
    en = "”; “".join(_parted(rows, "” into “", "”, “") for rows in shown)
    before, after = (len(_of_work(told, role)) for role in ("review", "plan"))
    inside = (told.clauses["role"] == "review") & (told.clauses["section"] != "")
    whole = inside.sum() > (told.clauses["role"] == "review").sum() / 2
    whole = whole and after > before
    if whole:
        zh = f"{review}{before}节扩为{plan}{after}节：{zh}"
        en = f"The {before} sections of the review become {after} in the plan: “{en}”"
    else:
        zh, en = f"{plan}里{zh}", f"Split in the plan: “{en}”"
    subject = noun(groups[0]["section_reference"].iloc[0])
    return [
        _finding(
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


def _several(told: Told) -> list[pd.DataFrame]:
    """Return the links of each section that goes on as several of different names.

    A plan that outlines the years ahead and then the year names one thing twice, but
    in two parts.
    """
    plan = told.lengths[told.lengths["role"] == "plan"]
    part = plan.drop_duplicates("section").set_index("section")["part"]
    links = told.links.assign(part=told.links["section_target"].map(part))
    links = links[links["part"].notna() & links["kind"].isin(["same", "split"])]
    return [
        rows
        for _, rows in links.groupby(["order_reference", "part"])
        if rows["section_target"].map(noun).nunique() >= SPLIT_NAMED
        and (rows["kind"] == "split").any()
        and rows["score"].mean() >= WELL
    ]


def _parted(rows: pd.DataFrame, verb: str, mark: str) -> str:
    """Write which section was split into which."""
    targets = rows.sort_values("order_target")["section_target"].map(noun).tolist()
    before = noun(rows["section_reference"].iloc[0])
    return before + verb + mark.join(dict.fromkeys(targets[:NAMED]))


def _raised(told: Told) -> list[Finding]:
    """Tell of sections of the plan that were only passages in the review."""
    plan, _ = told.names
    several = [rows["order_target"] for rows in _several(told)]
    split = set(pd.concat(several)) if several else set()
    found = []
    for section in _of_work(told, "plan"):
        rows = told.links[told.links["section_target"] == section]
        known = rows[rows["section_reference"].isin(_headings(told, "review"))]
        risen = set(rows["kind"]) <= {"split", "moved"}
        risen = risen and known["score"].max() >= SAID
        risen = risen and not any(
            _shared(section, x) for x in known["section_reference"]
        )
        if risen and not set(rows["order_target"]) & split:
            found.append(known.sort_values("score", ascending=False).head(1))
    if not found:
        return []
    rows = pd.concat(found[:NAMED])
    listed = [
        (noun(row.section_target), told.length("plan", row.section_target))
        for row in rows.itertuples()
    ]
    zh = "、".join(f"{name}（{size}句）" for name, size in listed)
    en = ", ".join(f"“{name}” ({size} clauses)" for name, size in listed)
    return [
        _finding(
            told,
            rows,
            listed[0][0],
            f"{zh}在{plan}中升为专节",
            f"Sections of their own in the plan, passages before: {en}",
            WEIGHTS["raised"],
        )
    ]


def _shared(one: str, other: str) -> bool:
    """Say whether two headings have a word in common that says what they are about."""
    name = noun(one)
    words = {name[at : at + 2] for at in range(len(name) - 1)}
    return any(word in other for word in words if not general(word))


def _longest(told: Told) -> list[Finding]:
    """Tell which section of the plan is longest, and what it goes on from."""
    plan, review = told.names
    own = told.lengths[told.lengths["role"] == "plan"]
    own = own[own["section"].isin(_of_work(told, "plan"))]
    if own.empty:
        return []
    top = own.loc[own["n_clauses"].idxmax()]
    rows = told.links[told.links["section_target"] == top["section"]]
    rows = rows.sort_values("score", ascending=False).head(1)
    rows = rows[rows["section_reference"] != ""]
    name, size = noun(top["section"]), told.length("plan", top["section"])
    zh = f"{plan}最长一节题为“{name}”（{size}句"
    en = f"The longest section of the plan is “{name}” ({size} clauses"
    if top["n_items"]:
        zh, en = f"{zh}，{top['n_items']}项", f"{en}, {top['n_items']} items"
    zh, en = zh + "）", en + ")"
    values, weight = (None, None), 1.0
    if len(rows):
        heading = rows["section_reference"].iloc[0]
        was, called = told.length("review", heading), noun(heading)
        counted = heading in _headings(told, "review")
        zh += f"，内容承接{review}“{called}”" + (f"（{was}句）" if counted else "")
        en += f"; it goes on from “{called}” of the review"
        en += f" ({was})" if counted else ""
        weight = WEIGHTS["longest"] if called != name else 1.0
        if counted:
            values = tuple(int(x.split("/")[0]) for x in (was, size))
    return [_finding(told, rows, name, zh, en, weight, values=values)]


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
            name, new = noun(section), kind == "new"
            where, other = (plan, review) if new else (review, plan)
            what = "部分" if new else "部署"
            zh = f"{where}“{name}”一节（{size}句）在{other}中未找到文字相近的{what}"
            en = (
                f"Nothing close in words to “{name}” ({size} clauses) was found in the "
            )
            en += "review" if new else "plan"
            rows = told.links.loc[[row.Index]]
            found.append(_finding(told, rows, name, zh, en, WEIGHTS["alone"]))
    return found


def _finding(
    told: Told,
    rows: pd.DataFrame,
    subject: str,
    zh: str,
    en: str,
    weight: float,
    *,
    values: tuple[int | None, int | None] = (None, None),
    unit: str = "句",
) -> Finding:
    """Return a finding with the clauses that its links name."""
    numbers = [
        int(n)
        for column in ("evidence_reference", "evidence_target")
        for cell in rows[column].fillna("")
        for n in cell.split()
    ]
    for side, role in (("reference", "review"), ("target", "plan")):
        for name in rows[f"section_{side}"]:
            own = told.clauses[told.clauses["role"] == role]
            numbers += own.loc[
                (own["section"] == name) & own["heading"], "clause"
            ].tolist()
    evidence = pd.DataFrame({"clause": sorted(set(numbers))})
    evidence = evidence.assign(report=told.links["report"].iloc[0], term="")
    known = None not in values
    return Finding(
        "section",
        subject,
        zh,
        en,
        evidence[["report", "clause", "term"]],
        weight,
        *(values if known else (None, None)),
        unit=unit if known else "",
        difference=values[1] - values[0] if known else None,
    )
