"""The charts of the briefing: what each draws, and what it measures."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.flow import Flow
from analysis.say.concordance import extents
from analysis.show import charts


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
        "各主题占分句的比例，一句可属两个主题；差的 95% 区间按条目整群自助法"
        "（学生化，2000 次），p 由条目换位 2000 次、对全部主题校正",
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
        "continuity",
        "continuity",
        lambda flow: charts.plot_continuity(flow.continuity, names=flow.names),
        "左为总结、右为计划，各按原文次序；连线：文字相近，超出打乱句子后的偶然",
    ),
    Plot(
        "coverage",
        "coverage",
        lambda flow: charts.plot_coverage(flow.coverage, names=(flow.names[0], "问题")),
        "行为问题，列为计划各部分；颜色：文字相近度；●：相近程度高于计划各部分之间的常态",
    ),
    Plot(
        "formulations",
        "formulations",
        lambda flow: charts.plot_formulations(flow.formulations, names=flow.names),
        "提法在计划与总结中的次数；浅色不作断言",
    ),
    Plot(
        "quantities",
        "quantification",
        lambda flow: charts.plot_quantities(flow.quantification, names=flow.names),
        "含数量的分句占分句的比例，95% 区间按条目聚类",
    ),
    Plot(
        "dispersion",
        "dispersion",
        lambda flow: charts.plot_dispersion(flow.dispersion),
        "最常用的 25 个实词在各章节间的离散度（DPnorm）；竖线为随机散布的期望",
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


def figure(flow: Flow, plot: Plot) -> Figure:
    """Draw a chart of the briefing under its finding."""
    report = flow.reports.iloc[0]
    source = f"《{report['title']}》（{Path(report['source']).name}）"
    finding = flow.headlines[plot.table]
    return charts.caption(plot.draw(flow), finding, plot.measure, source).figure


def drawable(flow: Flow) -> list[Plot]:
    """Return the charts that have something to draw: there are no empty ones."""
    return [plot for plot in PLOTS if plot.table in flow.headlines]
