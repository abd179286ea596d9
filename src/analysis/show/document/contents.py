"""The parts of a briefing: findings, figures, tasks, problems, methods."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from analysis.flow import Flow
from analysis.lexicons import theme_labels
from analysis.read.numerals import number
from analysis.schema import label, table_label, value_labels
from analysis.show.charts import PLOTS
from analysis.show.document.paper import Paper, fits
from analysis.show.document.quotes import quotes
from analysis.show.export.cells import place
from analysis.show.provenance import Record, short

FIRST = 5  # findings on the first page
FINDINGS_SHOWN = 10
CHARTS_SHOWN = 5
TARGETS_SHOWN = 40
TASKS_SHOWN = 60
THEMES_SHOWN = 12
METHODS_APART = 3  # the lines on methods behind them stay with the last paragraph
# Which charts show what a finding of that kind tells, the nearest first.
CHARTS = {
    "target": ("targets", "met", "delivery"),
    "section": ("continuity", "section_order", "sections"),
    "problem": ("coverage",),
    "formulation": ("formulations", "lives", "superior"),
    "word": ("keyness", "stress"),
    "theme": ("emphasis", "trends", "sisters", "theme_shares"),
    "quantity": ("quantities",),
    "verb": ("verbs",),
    "class": ("ladder",),
}
MISSING = "—"


def findings(paper: Paper, flow: Flow, images: Mapping[str, bytes]) -> None:
    """Write what tells most, alone, then the findings with sentences and charts.

    Who reads one page has read the first five.
    """
    told = getattr(flow, flow.said)
    if told.empty:
        return
    lang, words = paper.lang, paper.words
    paper.part(words["findings"])
    if len(told) > 1:
        for n, said in enumerate(told[lang].head(FIRST), start=1):
            paper.write("公文要点", f"{n}. {said}")
        paper.part(words["behind"])
    behind = quotes(flow, lang)
    drawn = {
        n.removesuffix(".png"): image for n, image in images.items() if fits(image)
    }
    kinds: set[str] = set()  # of findings that have a figure
    for n, row in enumerate(told.head(FINDINGS_SHOWN).itertuples()):
        paper.point(getattr(row, lang))
        fitting = [name for name in CHARTS.get(row.kind, ()) if name in drawn]
        new = fitting and row.kind not in kinds and len(kinds) < CHARTS_SHOWN
        quoted = [
            words["quote"].format(place=one.place, text=one.text)
            for one in behind.get(n, [])[:1]
        ]
        if new:  # it may stand on the next page
            kinds.add(row.kind)
            quoted.append(words["see_figure"].format(n=paper.next_figure))
        if quoted:
            paper.write("公文引文", ("" if lang == "zh" else " ").join(quoted))
        if new:
            plot = PLOTS[fitting[0]]
            measure = plot.measure if lang == "zh" else plot.measure_en
            name = table_label(plot.table, lang=lang)
            paper.picture(drawn[fitting[0]], name, measure)
    if more := len(told) - FINDINGS_SHOWN:
        if more > 0:
            paper.write("公文正文", words["more_findings"].format(n=more))


def targets(paper: Paper, flow: Flow) -> None:
    """Write the results and targets of one report, as the text prints them."""
    table = _told(flow, "targets")
    if table.empty:
        return
    words = paper.words
    shown = table[table["target_text"] != ""]
    if len(shown) < TARGETS_SHOWN:
        results = table[table["target_text"] == ""]
        shown = pd.concat([shown, results.head(TARGETS_SHOWN - len(shown))])
    shown = shown.head(TARGETS_SHOWN).sort_index()
    paper.part(words["targets"])
    paper.write("公文正文", words["targets_note"])
    before = bool((shown["previous_text"].fillna("") != "").any())
    head = [label("indicator", "targets", lang=paper.lang)]
    head += [words["previous"]] * before + [words["result"], words["target"]]
    columns = ["indicator", *["previous_text"] * before, "result_text", "target_text"]
    rows = [[cell or MISSING for cell in row] for row in _cells(shown, columns)]
    if before:
        head.append(words["met"])
        for row, met in zip(rows, shown["met"], strict=True):
            row.append(_met(met, paper))
    widths = [46, *[26] * (len(head) - 1)]
    paper.table(table_label("targets", lang=paper.lang), head, rows, widths)
    if len(shown) < len(table):
        said_ = words["targets_more"].format(n=len(table), shown=len(shown))
        paper.write("公文正文", said_)


def tasks(paper: Paper, flow: Flow) -> None:
    """Write the tasks of the plan; of many those with a figure, a body or a limit."""
    table = _told(flow, "assignments")
    if table.empty:
        return
    words, lang = paper.words, paper.lang
    shown = table
    if len(table) > TASKS_SHOWN:
        named = table[["office", "deadline", "quantity"]].ne("")
        most = named["office"] | named["deadline"]
        shown = table[most] if most.sum() >= TASKS_SHOWN else table[named.any(axis=1)]
        shown = shown.head(TASKS_SHOWN)
    paper.part(words["tasks"])
    all_ = len(shown) == len(table)
    note = words["tasks_all" if all_ else "tasks_some"]
    paper.write("公文正文", note.format(n=len(table), shown=len(shown)))
    wide = {"order": 12, "task": 80, "quantity": 36, "office": 28, "deadline": 24}
    columns = [n for n in wide if n in ("order", "task") or shown[n].ne("").any()]
    rows: list[list[str]] = []
    for section, own in shown.groupby("section", sort=False):
        rows += [[section]] * bool(section) + _cells(own, columns)
    head = [label(name, "assignments", lang=lang) for name in columns]
    name = table_label("assignments", lang=lang)
    paper.table(name, head, rows, [wide[name] for name in columns])


def problems(paper: Paper, flow: Flow) -> None:
    """Write what the plan answers to each problem, and where each section goes on."""
    answers, links = _told(flow, "coverage"), _told(flow, "continuity")
    if answers.empty and links.empty:
        return
    words = paper.words
    paper.part(words["problems"])
    if len(answers):
        paper.point(words["answers"])
        paper.write("公文正文", words["answers_note"])
        best = answers.drop_duplicates(["report", "problem"])
        rows = [_answer(row, paper) for row in best.itertuples()]
        head = [words["problem"], words["answer"], words["place"]]
        name = table_label("coverage", lang=paper.lang)
        paper.table(name, head, rows, [44, 72, 40])
    if len(links):
        paper.point(words["links"])
        kinds = value_labels("kind", lang=paper.lang)
        rows = [
            [
                _section(row, "reference", paper),
                kinds.get(row.kind, row.kind),
                _section(row, "target", paper),
            ]
            for row in links.itertuples()
        ]
        head = [words["link_from"], words["link_kind"], words["link_to"]]
        paper.table(
            table_label("continuity", lang=paper.lang), head, rows, [68, 20, 68]
        )


def promises(paper: Paper, flow: Flow) -> None:
    """Write what plans promised in figures, and what the next review reports of it."""
    table = _told(flow, "targets")
    if table.empty or "previous_text" not in table:
        return
    kept = table[table["previous_text"].fillna("") != ""]
    if kept.empty:
        return
    words = paper.words
    paper.part(words["promises"])
    paper.write("公文正文", words["targets_note"])
    rows = [
        [
            f"{row.review_year}",
            row.indicator,
            row.previous_text,
            row.result_text or words["no_result"],
            _met(row.met, paper),
        ]
        for row in kept.head(TARGETS_SHOWN).itertuples()
    ]
    head = [
        words["promised_for"],
        label("indicator", "targets", lang=paper.lang),
        words["promise"],
        words["result"],
        words["met"],
    ]
    paper.table(
        table_label("targets", lang=paper.lang), head, rows, [16, 50, 34, 34, 22]
    )


def delivered(paper: Paper, flow: Flow) -> None:
    """Write what came of the tasks of each plan, section by section."""
    table = _told(flow, "delivery_rates")
    if table.empty:
        return
    own = table[(table["by"] == "section") & (table["name"] != "")]
    if own.empty:
        return
    words, status = paper.words, value_labels("status", lang=paper.lang)
    years = flow.reports.set_index("report")["plan_year"].to_dict()
    states = ["done", "carried", "mentioned", "missing"]
    paper.part(words["delivered"])
    paper.write("公文正文", words["delivered_note"])
    rows = [
        [f"{years[row.report]}", row.name, f"{row.n}"]
        + [f"{getattr(row, state)}" for state in states]
        for row in own.rename_axis("at").itertuples(index=False)
    ]
    head = [words["planned_for"], label("section", "assignments", lang=paper.lang)]
    head += [words["planned"]]
    head += [status[state] for state in states]
    widths = [18, 58, 14, 15, 17, 20, 16]
    paper.table(table_label("delivery", lang=paper.lang), head, rows, widths)


def shares(paper: Paper, flow: Flow) -> None:
    """Write the themes' shares of the plans side by side."""
    name = "trends" if "trends" in flow.available else "sisters"
    table = _told(flow, name)
    if table.empty:
        return
    own = table[(table["kind"] == "theme") & (table["role"] == "plan")]
    if own.empty:
        return
    words = paper.words
    called = _columns(flow, paper)
    largest = own.groupby("subject")["share"].max().nlargest(THEMES_SHOWN, keep="first")
    labels = theme_labels(flow.scheme, paper.lang)
    cells = {
        (row.subject, row.report): f"{row.share:.1%} ({row.n}/{row.of})"
        for row in own.itertuples()
    }
    rows = [
        [labels.get(theme, theme), *(cells.get((theme, r), MISSING) for r in called)]
        for theme in largest.index
    ]
    paper.part(words["shares"])
    paper.write("公文正文", words["shares_note"])
    head = [label("label", lang=paper.lang), *called.values()]
    widths = [40, *[116 / len(called)] * len(called)]
    paper.table(words["shares"], head, rows, widths)


def methods(paper: Paper, flow: Flow, record: Record | None) -> None:
    """Write how the numbers were made, in five lines, and what they rest on."""
    words = paper.words
    covered = f"{flow.scheme_coverage[flow.scheme]:.0%}"
    known = {"scheme": flow.scheme, "covered": covered, "n": len(flow.norm.reports)}
    paper.part(words["methods"])
    lines = "method_reading method_share method_usual method_near method_tasks".split()
    for n, line in enumerate(lines, start=1):
        kept = n > METHODS_APART  # what follows has no page of its own
        paper.write("三级标题", f"{n}. {words[line].format(**known)}", kept=kept)
    made = [words["made_by"].format(version=version("zhongxin"))]
    if record:
        texts = "、".join(short(one["text_sha256"]) for one in record["reports"])
        lists, program = (short(record[k]["sha256"]) for k in ("lexicon", "program"))
        said_ = words["made_of"].format(text=texts, lexicon=lists, program=program)
        made.append(said_)
    paper.write("公文引文", " ".join(made) if paper.lang == "en" else "".join(made))


def _told(flow: Flow, name: str) -> pd.DataFrame:
    return getattr(flow, name) if name in flow.available else pd.DataFrame()


def _cells(table: pd.DataFrame, columns: list[str]) -> list[list[str]]:
    """Return cells as text; what is missing is empty."""
    own = table[columns].astype("str").where(table[columns].notna(), "")
    return [[str(cell) for cell in row] for row in own.to_numpy().tolist()]


def _met(met: Any, paper: Paper) -> str:
    if pd.isna(met):
        return MISSING
    return paper.words["met_yes" if met else "met_no"]


def _answer(row: Any, paper: Paper) -> list[str]:
    """Return a problem, what answers it or stands nearest, and where."""
    words = paper.words
    if not row.evidence:
        return [row.text, words["not_found"], MISSING]
    answer = row.evidence
    if row.status != "answered":
        answer = words["nearest"].format(text=f"“{row.evidence}”")
    return [row.text, answer, _within(row.section, row.item, paper)]


def _section(row: Any, side: str, paper: Paper) -> str:
    """Return the section of a side, and its item where only that is meant."""
    section, item = (getattr(row, f"{name}_{side}") for name in ("section", "item"))
    if not section:
        return paper.words["no_link"]
    return _within(section, item, paper)


def _within(section: str, item: str, paper: Paper) -> str:
    """Return a section and the item, or the first words of the passage, in it."""
    if number(item):
        item = place({"item": item}, paper.lang)
    return " › ".join(filter(None, [section, item])) or MISSING


def _columns(flow: Flow, paper: Paper) -> dict[str, str]:
    """Return what the reports are called over a table: their years, or their bodies."""
    if flow.shelf[0] == "years":
        years = flow.reports.set_index("report")["plan_year"]
        return {
            report: paper.words["plan_year"].format(year=year)
            for report, year in years.items()
        }
    names = flow.reports.set_index("report")["body"]
    return {report: body or report for report, body in names.items()}
