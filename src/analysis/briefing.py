"""The main job: one report in, a folder with charts, tables and a page out."""

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts.lettering import has_glyph
from analysis.claims import emphasis_claims
from analysis.concordance import evidence, extents
from analysis.export import page
from analysis.export.folder import folder_name, staged
from analysis.export.images import write_charts
from analysis.export.tables import write_table
from analysis.export.workbook import write_workbook
from analysis.flow import SIDES, TABLES, Flow
from analysis.frequency import content
from analysis.lexicons import read_lexicon
from analysis.outline import require_roles
from analysis.reports import read_reports
from analysis.style import use_house_style

SHOWN = 12  # rows of a word table on the page, for each side
# What the page shows of a table; the workbook and the CSV have every column.
EMPHASIS = (
    "label n_target n_reference share_target share_reference difference low high "
    "verdict"
).split()
WORDS = (
    "word n_target n_reference per_10k_target per_10k_reference log_ratio g2 p_adj"
).split()
# Findings told after those of the themes, in this order.
TOLD = ("theme_shares", "sections", "verbs", "ladder", "keyness", "occurrences")
LEAST_COVERED = 0.2  # share of clauses that a scheme must have terms for
STEPS = 6  # calls of `advance` per report


class Plot(NamedTuple):
    """A chart of the briefing: name, table drawn, how, and what it measures."""

    name: str
    table: str
    draw: Callable[[Flow], Axes]
    measure: str


PLOTS = (
    Plot(
        "emphasis",
        "emphasis",
        lambda flow: charts.plot_emphasis(flow.emphasis, names=flow.names),
        "各主题占分句的比例，一句可属两个主题；"
        "差的 95% 区间按条目整群自助法（2000 次）",
    ),
    Plot(
        "theme_shares",
        "theme_shares",
        lambda flow: charts.plot_theme_shares(flow.theme_shares, names=flow.names),
        "各二级标题下含某主题的分句数，一句可属两个主题；颜色为占该部分分句的比例",
    ),
    Plot(
        "sections",
        "sections",
        lambda flow: charts.plot_sections(flow.sections, names=flow.names),
        "各二级标题下的分句数，按原文顺序",
    ),
    Plot(
        "keyness",
        "keyness",
        lambda flow: charts.plot_keyness(flow.keyness, names=flow.names),
        "每万词频率之比（零次按 0.5 计），按 G²（Dunning 四格）取每边前 10 个实词；"
        "按分词计，含于长词的不计",
    ),
    Plot(
        "verbs",
        "verbs",
        lambda flow: charts.plot_verbs(flow.verbs, names=flow.names),
        "任务动词的次数，两边合计最多的 20 个",
    ),
    Plot(
        "ladder",
        "ladder",
        lambda flow: charts.plot_ladder(flow.ladder, names=flow.names),
        "各主题任务动词按五类的构成；一句可属两个主题",
    ),
    Plot(
        "occurrences",
        "occurrences",
        lambda flow: charts.plot_occurrences(
            flow.occurrences, extents(flow.clauses, flow.reports), names=flow.names
        ),
        "最常见的主题词在全文中的位置，每条竖线一次；按字面计，不论分词",
    ),
    Plot(
        "wordcloud",
        "words",
        lambda flow: charts.plot_wordcloud(flow.words),
        "全文实词，字号随次数；仅作装饰，数字见词表",
    ),
)


def brief(
    path: Path,
    out: Path,
    *,
    scheme: str | None = None,
    years: tuple[int | None, int | None] = (None, None),
    advance: Callable[[str], None] = lambda step: None,
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Write everything about one report to a folder of its own, and return the folder.

    The folder takes its place whole or not at all. `advance` is called with the name
    of each step, `say` with what the analyst should know.

    Raises
    ------
    InputError
        Where the report cannot be read or lacks the review or the plan, or the
        folder cannot be written.
    """
    review_year, plan_year = years
    reports = read_reports([path], review_year=review_year, plan_year=plan_year)
    flow = Flow(reports, scheme=scheme)
    report = flow.reports["report"].item()
    require_roles(flow.clauses, SIDES, "the briefing")
    advance("分词")
    if not scheme:
        say(flow.chosen)
    tables = {name: getattr(flow, name) for name in TABLES}
    advance("作图")
    use_house_style()
    missing = _without_glyph(flow.reports)
    drawn = _with_marks(flow, missing) if missing else flow
    figures = {plot.name: figure(drawn, plot) for plot in _drawable(drawn)}
    advance("写图")
    with staged(out / folder_name(report)) as folder:
        images = write_charts(figures, folder / "charts")
        advance("写表")
        _write_tables(tables, folder)
        advance("写网页")
        _write_page(flow, images, folder, warnings=_warnings(flow, missing))
        advance(report)
    return out / folder_name(report)


def figure(flow: Flow, plot: Plot) -> Figure:
    """Draw a chart of the briefing under its finding."""
    report = flow.reports.iloc[0]
    source = f"《{report['title']}》（{Path(report['source']).name}）"
    finding = flow.headlines[plot.table]
    return charts.caption(plot.draw(flow), finding, plot.measure, source).figure


def findings(flow: Flow) -> list[page.Finding]:
    """Return 要点: each finding, with the clauses that it rests on."""
    most = flow.emphasis.loc[flow.emphasis["difference"].abs().idxmax(), "theme"]
    moved = flow.emphasis["verdict"].isin(["up", "down"])
    themes = flow.emphasis.loc[moved, "theme"].tolist() or [most]
    behind = {
        "verbs": (flow.tasks, "verb", flow.tasks["verb"].value_counts().index[:1]),
        "keyness": (flow.tokens, "word", flow.keyness["word"].head(1)),
    }
    about = _behind(flow, flow.themes, "theme", themes)
    told = [
        page.Finding(text, about) for text in emphasis_claims(flow.emphasis, flow.names)
    ]
    for name in (
        "theme_shares",
        "sections",
        "verbs",
        "ladder",
        "keyness",
        "occurrences",
    ):
        if name in flow.headlines:
            rows = _behind(flow, *behind[name]) if name in behind else None
            told.append(page.Finding(flow.headlines[name], rows))
    return told


def _without_glyph(reports: pd.DataFrame) -> list[str]:
    """Return the characters that the font of the charts cannot show."""
    used = set("".join(reports[["title", "source", "text"]].to_numpy().ravel()))
    return sorted(c for c in used if c != "\n" and not has_glyph(c))


def _with_marks(flow: Flow, missing: list[str]) -> Flow:
    """Return the flow to draw from: 〓, the printers' mark, for a missing glyph."""
    marks = dict.fromkeys(map(ord, missing), "〓")
    text = ["title", "source", "text"]
    marked = flow.reports[text].map(lambda cell: cell.translate(marks))
    return Flow(flow.reports.assign(**marked), scheme=flow.scheme)


def _drawable(flow: Flow) -> list[Plot]:
    """Return the charts that have something to draw: there are no empty ones."""
    return [plot for plot in PLOTS if plot.table in flow.headlines]


def _write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    (folder / "tables").mkdir()
    for name, table in tables.items():
        write_table(table, folder / "tables" / f"{name}.csv", "csv")
    notes = read_lexicon("columns")
    sheets = notes[notes["column"] == ""].set_index("table")["label"]
    by_sheet = {sheets[name]: table for name, table in tables.items()}
    write_workbook(by_sheet, _notes(notes, sheets), folder / "tables.xlsx")


def _notes(notes: pd.DataFrame, sheets: pd.Series) -> pd.DataFrame:
    """Return the sheet that says how each number was made."""
    return pd.DataFrame(
        {
            "工作表": notes["table"].map(sheets),
            "列": notes["label"].where(notes["column"] != "", ""),
            "怎样得来": notes["note"],
            "英文名": notes["table"] + "." + notes["column"],
        }
    )


def _write_page(
    flow: Flow, images: dict[str, bytes], folder: Path, *, warnings: list[str]
) -> None:
    report = flow.reports.iloc[0]
    page.write_page(
        folder / "index.html",
        title=report["title"],
        subtitle=_subtitle(report),
        findings=findings(flow),
        charts=[
            page.Chart(
                flow.headlines[plot.table],
                images[f"{plot.name}.svg"],
                files=[f"charts/{plot.name}.{form}" for form in ("png", "svg", "pdf")],
            )
            for plot in _drawable(flow)
        ],
        tables=_tables(flow),
        reading=[
            page.Table("篇幅与次序", flow.sections.drop(columns="report")),
            page.Table("已清除的网页残留", flow.removals.drop(columns="report")),
        ],
        warnings=warnings,
        provenance=_provenance(flow),
        files={"工作簿": "tables.xlsx", "全部表格（CSV）": "tables/"},
    )


def _warnings(flow: Flow, missing: list[str]) -> list[str]:
    """Return what a reader must know before trusting the page."""
    report = flow.reports.iloc[0]
    found = [
        f"没有读出{label}是哪一年：报告没有写明，或写法互相矛盾"
        for label, name in (("总结", "review_year"), ("计划", "plan_year"))
        if pd.isna(report[name])
    ]
    if missing:
        shown = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
        found.append(f"字体中没有这些字符，图中以〓代替：{shown}")
    if flow.coverage[flow.scheme] < LEAST_COVERED:
        found.append(
            f"主题词表“{flow.scheme}”只见于 {flow.coverage[flow.scheme]:.0%} 的分句，"
            "主题的数字不足为凭，可换词表或补词"
        )
    return found


def _subtitle(report: pd.Series) -> str:
    years = [
        f"{label} {report[name]} 年"
        for label, name in (("总结", "review_year"), ("计划", "plan_year"))
        if pd.notna(report[name])
    ]
    parts = [report["body"], *years, f"来源文件 {Path(report['source']).name}"]
    return " · ".join(part for part in parts if part)


def _tables(flow: Flow) -> list[page.Table]:
    """Return the tables of the page, each row with the clauses behind it."""
    words = content(flow.tokens)
    return [
        _table(flow, "重心变化", flow.emphasis, flow.themes, "theme", EMPHASIS),
        _table(flow, "任务动词对照", _commonest(flow.verbs), flow.tasks, "verb", WORDS),
        _table(flow, "关键性", _strongest(flow.keyness), words, "word", WORDS),
    ]


def _table(
    flow: Flow,
    title: str,
    table: pd.DataFrame,
    rows: pd.DataFrame,
    column: str,
    shown: list[str],
) -> page.Table:
    """Return a table for the page; `rows` are what it counted, by `column`."""
    keys = table["theme" if column == "theme" else "word"]
    groups = dict(list(_behind(flow, rows, column, keys).groupby(column)))
    evidence = [groups.get(key) for key in keys]
    return page.Table(title, table[shown], evidence=evidence)


def _behind(
    flow: Flow, rows: pd.DataFrame, column: str, values: Iterable[str]
) -> pd.DataFrame:
    """Return the clauses of plan and review behind some values of a column."""
    rows = rows[rows["role"].isin(SIDES) & rows[column].isin(values)]
    if "term" not in rows:
        rows = rows.assign(term=rows[column])
    return evidence(flow.clauses, rows, by=column)


def _strongest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words with the strongest evidence on each side."""
    plan, review = table[table["g2"] > 0], table[table["g2"] < 0]
    return pd.concat([plan.head(SHOWN), review.head(SHOWN)])


def _commonest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that stand most often on both sides together."""
    n = table["n_target"] + table["n_reference"]
    return table.loc[n.sort_values(ascending=False, kind="stable").index[: 2 * SHOWN]]


def _covered(flow: Flow) -> str:
    """Say how many clauses the scheme has terms for, and how many have a theme."""
    own = flow.coverage[flow.scheme]
    told = flow.clauses[flow.clauses["role"] != "other"]
    with_theme = flow.themes.loc[flow.themes["role"] != "other", "clause"].nunique()
    return f"词见于 {own:.0%} 的分句，有主题的分句共 {with_theme / len(told):.0%}"


def _provenance(flow: Flow) -> dict[str, str]:
    return {
        "读法": "按报告自身的层次（一、（一）一是）切成分句："
        "，。；：！？和换行断开，、不断开",
        "主题": f"词表 {flow.scheme}，{_covered(flow)}；句中没有主题词的，"
        "从同一条目、再从同一标题下取最常见的主题（表中 via 列注明，可以去掉）",
        "占比": "含该主题的分句 ÷ 该部分全部分句，标题计算在内；"
        "一句可属两个主题，各主题之和可以超过 100%",
        "区间": "报告只有一份，抽样单位是条目："
        "按条目整群自助法 2000 次，种子 0，取 95% 区间",
        "关键性": "G² 为对数似然比（Dunning 1993，四格）；"
        "对数比按 Hardie（2014）；p 按 Benjamini–Hochberg（1995）校正",
        "分词": "词典中的提法和术语先行最长匹配，其余由 jieba 切分；"
        "停用词不含任务动词和数字",
        "程序": f"zhongxin {version('zhongxin')}，pandas {pd.__version__}",
    }
