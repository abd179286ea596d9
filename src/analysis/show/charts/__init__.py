"""Draw the tables: every chart takes a DataFrame and returns Axes.

`chart(flow, "emphasis")` is a figure under its finding, for a page, a slide or half of
one. The functions behind it draw: they compute no statistic, give themselves no title,
show and save nothing.

Figures are made without pyplot, so that nothing is shared between charts and nothing
piles up in memory; in a notebook a chart that ends a cell still shows itself (a
semicolon would silence it).
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import InputError
from analysis.compare.norms import distinctive
from analysis.flow import Flow
from analysis.lexicons import theme_labels
from analysis.say.concordance import extents
from analysis.say.findings import section_order, stress, telling_words
from analysis.say.findings.kept import last_kept
from analysis.say.findings.lives import telling
from analysis.say.findings.notation import Said
from analysis.schema import in_words, table_label
from analysis.show.charts.alignment import plot_continuity, plot_coverage
from analysis.show.charts.bodies import plot_sisters, plot_stress, plot_superior
from analysis.show.charts.courses import plot_lives, plot_section_order
from analysis.show.charts.delivery import plot_delivery
from analysis.show.charts.dispersion import plot_dispersion
from analysis.show.charts.formulations import plot_formulations
from analysis.show.charts.glyphs import with_glyphs
from analysis.show.charts.ladder import plot_ladder
from analysis.show.charts.outline import plot_occurrences, plot_sections
from analysis.show.charts.quantities import plot_quantities
from analysis.show.charts.sheet import Note, below_caption, caption
from analysis.show.charts.strip import plot_strip
from analysis.show.charts.targets import paired, plot_met, plot_targets, reported
from analysis.show.charts.themes import plot_emphasis, plot_theme_shares
from analysis.show.charts.words import (
    as_found,
    plot_keyness,
    plot_verbs,
    plot_wordcloud,
)
from analysis.show.charts.years import plot_theme_years, plot_trends
from analysis.show.style import SIZES, drawn_for, either, lang
from analysis.show.titles import source_of

__all__ = [
    "PLOTS",
    "Plot",
    "caption",
    "chart",
    "drawable",
    "finding_of",
    "plot_continuity",
    "plot_coverage",
    "plot_delivery",
    "plot_dispersion",
    "plot_emphasis",
    "plot_formulations",
    "plot_keyness",
    "plot_ladder",
    "plot_lives",
    "plot_met",
    "plot_occurrences",
    "plot_quantities",
    "plot_section_order",
    "plot_sections",
    "plot_sisters",
    "plot_stress",
    "plot_strip",
    "plot_superior",
    "plot_targets",
    "plot_theme_shares",
    "plot_theme_years",
    "plot_trends",
    "plot_verbs",
    "plot_wordcloud",
]


class Plot(NamedTuple):
    """A chart: the table it draws, how, what it measures, and if that is worth it.

    What stands behind the first ； of a measure is said on a page only.
    """

    table: str
    draw: Callable[..., Axes]  # table, flow, ax
    measure: str
    worth: Callable[[pd.DataFrame], bool] = lambda table: len(table) > 0
    measure_en: str = ""
    said: Callable[[pd.DataFrame, Flow], Said] | None = None  # else its table's finding


def _names(flow: Flow) -> tuple[str, str]:
    """Return what the two sides are called in the language of the chart."""
    return getattr(flow.sides, lang())


def _sides(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Draw a table with the names of its two sides."""
    return lambda table, flow, ax=None: draw(table, names=_names(flow), ax=ax)


def _of_one_report(table: pd.DataFrame) -> bool:
    return table["report"].nunique() == 1


def _themes_of_years(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Draw the themes of several years, named in the language of the chart."""

    def drawn(table: pd.DataFrame, flow: Flow, ax: Axes | None = None) -> Axes:
        own = table[table["kind"] == "theme"]
        labels = theme_labels(flow.scheme, lang())
        return draw(own.assign(label=own["subject"].map(labels)), ax=ax)

    return drawn


def _plans(kind: str) -> Callable[[pd.DataFrame], bool]:
    """Say whether two plans at least hold a kind of subject."""

    def two(table: pd.DataFrame) -> bool:
        own = table[(table["kind"] == kind) & (table["role"] == "plan")]
        return own.loc[own["n"] > 0, "report"].nunique() > 1

    return two


PLOTS: dict[str, Plot] = {
    "emphasis": Plot(
        "emphasis",
        _sides(plot_emphasis),
        "各主题占分句的比例，一句可属两个主题；句中没有主题词的随上文，另列其数",
        measure_en="share of clauses by theme; a clause may have two",
    ),
    "theme_shares": Plot(
        "theme_shares",
        _sides(plot_theme_shares),
        "各二级标题下含某主题的分句数，颜色为占该部分分句的比例；一句可属两个主题",
        measure_en="clauses by section and theme; colour: share of the section",
    ),
    "sections": Plot(
        "sections",
        _sides(plot_sections),
        "各二级标题下的分句数，按原文顺序",
        lambda table: table["role"].isin(["plan", "review"]).any(),
        "clauses by section, in the order of the text",
    ),
    "keyness": Plot(
        "keyness",
        lambda table, flow, ax=None: plot_keyness(
            as_found(table), names=_names(flow), ax=ax
        ),
        "每万字检索次数之比，在文中偏于一边且比同类报告更偏的词；零次按 0.5 计，"
        "次数即检索所得",
        lambda table: len(distinctive(table)) > 0,
        "ratio of times found per 10,000 characters; words of this report",
    ),
    "verbs": Plot(
        "verbs",
        _sides(plot_verbs),
        "作任务动词的次数，两边合计最多的在前；检索次数含名词用法，更多",
        measure_en="how often the commonest task verbs are used as such",
    ),
    "ladder": Plot(
        "ladder",
        _sides(plot_ladder),
        "各主题任务动词按五类的构成；一句可属两个主题",
        lambda table: bool(
            table.loc[table["theme"] != "", ["n_target", "n_reference"]]
            .to_numpy()
            .sum()
        ),
        "task verbs of each theme by five classes of action",
    ),
    "continuity": Plot(
        "continuity",
        _sides(plot_continuity),
        "左为总结、右为计划，各按原文次序；连线：两节所讲的事相同或有相同的部分",
        _of_one_report,
        "review left, plan right, in the order of the text; lines: what goes on",
    ),
    "coverage": Plot(
        "coverage",
        lambda table, flow, ax=None: plot_coverage(
            table, names=(_names(flow)[0], either("问题", "problems")), ax=ax
        ),
        "每行一个问题，右为计划中最相近的一句及其所在部分",
        _of_one_report,
        "a row per problem; right: the nearest passage of the plan and where it stands",
    ),
    "formulations": Plot(
        "formulations",
        _sides(plot_formulations),
        "提法在计划与总结中的次数",
        lambda table: (table["kind"] != "书名").any(),
        "formulations: how often in plan and review",
    ),
    "quantities": Plot(
        "quantification",
        _sides(plot_quantities),
        "含数量的分句占分句的比例",
        lambda table: table.loc[table["role"].isin(["plan", "review"]), "n"].any(),
        "share of clauses with a quantity",
    ),
    "targets": Plot(
        "targets",
        _sides(plot_targets),
        "两边都有数字的指标，数字照原文；▲ 高于、▼ 低于上年实绩，上限类（·）只说宽严",
        lambda table: len(paired(table)) > 0 and _of_one_report(table),
        "indicators with figures on both sides, as printed",
    ),
    "met": Plot(
        "targets",
        lambda table, flow, ax=None: plot_met(table, ax=ax),
        "计划有数字目标、该年总结找到结果的指标，数字照原文；左右按原文末位四舍五入",
        lambda table: not _of_one_report(table) and len(reported(table)) > 0,
        "targets of earlier plans and what the review of the year reports, as printed",
        lambda table, flow: last_kept(table, flow.clauses),
    ),
    "delivery": Plot(
        "delivery_rates",
        lambda table, flow, ax=None: plot_delivery(table, ax=ax),
        "计划的任务按主题：下一份报告的总结说到哪一步；一项可属两个主题",
        lambda table: (table["by"] == "theme").any(),
        "tasks planned by theme: what the next review tells of them",
    ),
    "dispersion": Plot(
        "dispersion",
        lambda table, flow, ax=None: plot_dispersion(table, ax=ax),
        "最常用的实词在各章节间的离散度（DPnorm）；竖线为随机散布的期望",
        lambda table: table["dp_norm"].notna().any(),
        "how evenly the commonest words are spread (DPnorm)",
    ),
    "occurrences": Plot(
        "occurrences",
        lambda table, flow, ax=None: plot_occurrences(
            table, extents(flow.clauses, flow.reports), names=_names(flow), ax=ax
        ),
        "最常见的主题词在全文中的位置，每条竖线一次；按字面计，不论分词",
        measure_en="where in the text the commonest terms stand",
    ),
    "sisters": Plot(
        "sisters",
        lambda table, flow, ax=None: plot_sisters(table, ax=ax),
        "各家计划中各主题占分句的比例；一句可属两个主题",
        measure_en="share of each plan's clauses by theme; a clause may have two",
    ),
    "stress": Plot(
        "sisters",
        lambda table, flow, ax=None: plot_stress(telling_words(table), ax=ax),
        "各家计划比其余各家合计用得密的主题词，每万字检索次数",
        lambda table: len(telling_words(table)) > 0,
        "words of themes that a plan uses more thickly than all the others",
        lambda table, flow: stress(telling_words(table), flow.sides),
    ),
    "superior": Plot(
        "superior",
        lambda table, flow, ax=None: plot_superior(table, ax=ax),
        "上级计划中其他报告少用的提法在各家计划中的检索次数",
        lambda table: (table["kind"] == "formulation").any(),
        "formulations of the superior's plan that few use: times found in each plan",
    ),
    "trends": Plot(
        "trends",
        _themes_of_years(plot_trends),
        "各主题占总结和计划分句的比例，总结按总结年份，计划按计划年份；一句可属两个主题",
        lambda table: (table["kind"] == "theme").any(),
        "share of clauses by theme; reviews by year reviewed, plans by year planned",
    ),
    "theme_years": Plot(
        "trends",
        _themes_of_years(plot_theme_years),
        "各主题占计划分句的比例，按计划年份；一句可属两个主题",
        _plans("theme"),
        "share of the plan's clauses by theme and year planned",
    ),
    "section_order": Plot(
        "trends",
        lambda table, flow, ax=None: plot_section_order(
            table[table["kind"] == "section"], ax=ax
        ),
        "各节在计划中的先后，按计划年份；标题或内容相承的相连",
        _plans("section"),
        "order of the sections of the plan, by year planned",
        lambda table, flow: section_order(table),
    ),
    "lives": Plot(
        "lives",
        lambda table, flow, ax=None: plot_lives(table, ax=ax),
        "提法在各份报告全文中的检索次数；首见、再现、突增、消失的规则见说明",
        lambda table: len(telling(table)) > 0,
        "how often a search of each report finds formulations",
    ),
    "wordcloud": Plot(
        "words",
        lambda table, flow, ax=None: plot_wordcloud(table, ax=ax),
        "全文实词，字号随次数；仅作装饰，数字见词表",
        measure_en="content words by how often they are used; for decoration",
    ),
}


def chart(
    flow: Flow,
    name: str,
    *,
    size: str = "page",
    title: str | None = None,
    lang: str = "zh",
    otherwise: str | None = None,
) -> Figure | Note:
    """Draw a chart of a flow under its finding, with measure and source.

    Parameters
    ----------
    name
        One of `PLOTS`: emphasis, theme_shares, sections, keyness, ….
    size
        `page`, as high as the rows need and with numbers beside them; `slide`, 16:9;
        `half`, half a slide. The two have room for some rows only and say how many
        more there are.
    title
        A sentence of your own in place of the finding. A long one is set smaller.
    lang
        `zh` or `en`: of finding, themes and labels; what the report says stays as it
        is.
    otherwise
        What is returned where the report has nothing to draw in it, so that a notebook
        runs on with any report.

    Raises
    ------
    InputError
        Where there is no such chart, size or language, or nothing to draw and no word
        for it.
    """
    _know("chart", name, PLOTS)
    _know("size", size, SIZES)
    _know("language", lang, ("zh", "en"))
    flow = with_glyphs(flow)
    if not worth_drawing(flow, name):
        if otherwise is not None:
            return Note(otherwise)
        raise InputError(f"{flow.reports['report'].iloc[0]}: nothing to draw in {name}")
    plot = PLOTS[name]
    source = source_of(flow.reports, lang)
    said = finding_of(flow, name, lang) if title is None else title
    measure = plot.measure if lang == "zh" else plot.measure_en
    measure = measure[:1].upper() + measure[1:]
    if not SIZES[size].columns:
        measure = re.split("[；;]", measure)[0]
    with drawn_for(SIZES[size], lang):
        with drawn_for(below_caption(said, measure, source), lang):
            table = in_words(getattr(flow, plot.table), flow.scheme, lang=lang)
            ax = plot.draw(table, flow)
        return caption(ax, said, measure, source).get_figure(root=True)


def _know(what: str, asked: str, known: Collection[str]) -> None:
    """Raise where something is asked for that there is not."""
    if asked not in known:
        raise InputError(f"there is no {what} {asked!r}; there are: {', '.join(known)}")


def drawable(flow: Flow) -> list[str]:
    """Return the charts whose table has something worth drawing."""
    return [name for name in PLOTS if worth_drawing(flow, name)]


def worth_drawing(flow: Flow, name: str) -> bool:
    """Say whether a chart's table can be had and has something worth drawing."""
    plot = PLOTS[name]
    table = getattr(flow, plot.table) if plot.table in flow.available else ()
    return len(table) > 0 and bool(plot.worth(table))


def finding_of(flow: Flow, name: str, lang: str = "zh") -> str:
    """Return what a chart says: its table's finding, else what the table is called."""
    table = PLOTS[name].table
    said = PLOTS[name].said
    own = getattr(said(getattr(flow, table), flow), lang) if said else ""
    return own or flow.finding_of(table, lang) or table_label(table, lang=lang)
