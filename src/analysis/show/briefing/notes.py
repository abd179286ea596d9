"""What the page says of itself: its report, warnings, methods and origin."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.flow import Flow
from analysis.read.reports.shelves import YEARS, Shelf
from analysis.read.reports.years import read_years
from analysis.show.charts import without_glyph
from analysis.show.charts.lettering import MARK, substitute
from analysis.show.provenance import Record, short

YEARS_OF = {"总结": "review_year", "计划": "plan_year"}
FILES_SHOWN = 3  # names of files in the head of a shelf
LEAST_COVERED = 0.2  # share of clauses that a scheme must have terms for


class Head(NamedTuple):
    """What stands at the top of a page."""

    title: str
    subtitle: str


def head(flow: Flow, shelf: Shelf | None = None) -> Head:
    """Return what a page is called, of one report or of a shelf."""
    if shelf is None:
        report = flow.reports.iloc[0]
        return Head(heading(report), subtitle(report))
    reviewed = flow.reports["review_year"]
    files = [Path(source).name for source in flow.reports["source"]]
    shown = "、".join(files[:FILES_SHOWN]) + "等" * (len(files) > FILES_SHOWN)
    if shelf.kind == YEARS:
        title = f"{shelf.name}历年工作报告（{reviewed.min()}—{reviewed.max()}年）"
    else:
        title = f"{len(files)} 个单位的{shelf.name}年工作报告"
    return Head(title, f"{len(files)} 份报告并列 · 来源文件 {shown}")


def warnings(flow: Flow) -> list[str]:
    """Return what a reader must know before trusting the page."""
    if len(flow.reports) > 1:
        return _of_shelf(flow)
    report = flow.reports.iloc[0]
    found = [
        f"没有读出{label}是哪一年：报告没有写明，或写法互相矛盾；"
        f"可用 --{name.replace('_', '-')} 说明"
        for label, name in YEARS_OF.items()
        if pd.isna(report[name])
    ]
    if year := inferred_plan(report):
        found.append(
            f"报告没有写明计划是哪一年，按总结的年份推定为 {year} 年；"
            "不是的话用 --plan-year 说明"
        )
    for role, name in (("review", "总结"), ("plan", "计划")):
        if role not in set(flow.clauses["role"]):
            found.append(f"报告里没有{name}，无从对照：两边比较的图表都没有做")
    missing = [c for c in without_glyph(flow.reports) if substitute(c) == MARK]
    if missing:
        shown = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
        found.append(f"字体中没有这些字符，图中以{MARK}代替：{shown}")
    covered = flow.scheme_coverage[flow.scheme]
    if covered < LEAST_COVERED:
        found.append(
            f"主题词表“{flow.scheme}”只见于 {covered:.0%} 的分句，"
            "主题的数字不足为凭，可换词表或补词"
        )
    return found


def _of_shelf(flow: Flow) -> list[str]:
    """Return what a reader must know before trusting reports side by side."""
    found = []
    for name, one in flow.each.items():
        for role, side in (("review", "总结"), ("plan", "计划")):
            if role not in set(one.clauses["role"]):
                found.append(f"{name} 里没有{side}，这一边没有它的数")
    years_ = sorted(flow.reports["review_year"])
    gaps = sorted(set(range(years_[0], years_[-1])) - set(years_))
    if gaps:
        found.append(f"缺 {'、'.join(map(str, gaps))} 年的报告，前后两份不是相邻的年份")
    other = {
        name: own
        for name, one in flow.each.items()
        if (own := one.scheme_coverage.index[0]) != flow.scheme
    }
    found += [
        f"{name} 的用词更合主题词表“{own}”，这里都按“{flow.scheme}”计"
        for name, own in other.items()
    ]
    return found


def years(report: pd.Series) -> str:
    """Return the years of a report: 2023年总结、2024年计划."""
    said = [
        f"{report[name]}年{side}"
        for side, name in YEARS_OF.items()
        if pd.notna(report[name])
    ]
    return "、".join(said)


def heading(report: pd.Series) -> str:
    """Return what a page is called: the title, with body and years it does not say.

    Many reports are all called 政府工作报告, and some have no title.

    Examples
    --------
    >>> heading(pd.Series({"report": "a", "title": "政府工作报告", "body": "某区政府",
    ...                    "review_year": 2024, "plan_year": 2025}))
    '政府工作报告（某区政府，2024—2025年）'
    """
    title = report["title"] or report["report"]
    years = [report[name] for name in YEARS_OF.values() if pd.notna(report[name])]
    said = "—".join(dict.fromkeys(map(str, years))) + "年" * bool(years)
    missing = [report["body"]] if report["body"] not in title else []
    if years and not re.search(r"\d{4}|[〇○零一二三四五六七八九]{4}年", title):
        missing.append(said)
    missing = [one for one in missing if one]
    return f"{title}（{'，'.join(missing)}）" if missing else title


def inferred_plan(report: pd.Series) -> int | None:
    """Return the plan's year where the report does not say it, and it was inferred."""
    review = report["review_year"]
    read = read_years(report["text"], None if pd.isna(review) else int(review))
    guessed = any(one.where.startswith("inferred") for one in read.evidence)
    return read.plan if guessed and read.plan == report["plan_year"] else None


def subtitle(report: pd.Series) -> str:
    """Return the body, the years and the file of a report."""
    years = [
        f"{label} {report[name]} 年"
        for label, name in YEARS_OF.items()
        if pd.notna(report[name])
    ]
    if inferred_plan(report):
        years[-1] += "（推定）"
    parts = [report["body"], *years, f"来源文件 {Path(report['source']).name}"]
    return " · ".join(part for part in parts if part)


def methods(flow: Flow) -> dict[str, str]:
    """Return how the numbers were made, in words."""
    return {
        "读法": "按报告自身的层次（一、（一）一是）切成分句："
        "，。；：！？和换行断开，、不断开",
        "主题": f"词表 {flow.scheme}，{_covered(flow)}；句中没有主题词的，"
        "依次取同一条目、同一标题、本句前文中占一半以上的主题"
        "（表中 via 列注明，可以去掉）",
        "占比": "含该主题的分句 ÷ 该部分全部分句，标题计算在内；"
        "一句可属两个主题，各主题之和可以超过 100%",
        "升降": "计划的数与总结的数直接相比，两个数和各自的分母都写出，"
        "如 12/111→3/104 句",
        "关键性": "比较词在两边的次数和每万实词次数；"
        "排序用 G²（Dunning 1993，四格），对数比按 Hardie（2014）",
        "分词": "词典中的提法和术语先行最长匹配，其余由 jieba 切分；"
        "停用词不含任务动词和数字",
        "程序": f"zhongxin {version('zhongxin')}，pandas {pd.__version__}",
    }


def origin(record: Record) -> dict[str, str]:
    """Return the line by which two results can be told apart."""
    text = "、".join(short(one["text_sha256"]) for one in record["reports"])
    lexicon, program = (short(record[key]["sha256"]) for key in ("lexicon", "program"))
    return {
        "指纹": f"文本 {text}，词表 {lexicon}，程序 {program}（SHA-256 前 12 位）；"
        "数字与另一次的不同时，zhongxin diff 说明是文本、词表还是程序变了"
    }


def _covered(flow: Flow) -> str:
    """Say how many clauses the scheme has terms for, and how many have a theme."""
    own = flow.scheme_coverage[flow.scheme]
    told = flow.clauses[flow.clauses["role"] != "other"]
    themed = flow.themes.loc[flow.themes["role"] != "other", ["report", "clause"]]
    with_theme = len(themed.drop_duplicates())
    return f"词见于 {own:.0%} 的分句，有主题的分句共 {with_theme / len(told):.0%}"
