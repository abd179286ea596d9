"""What indicators are called in a sentence, and their numbers beside each other."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis.compare.targets.met import ABOUT, LOWER, UPPER
from analysis.compare.targets.names import OWN, canonical, key
from analysis.compare.targets.names import listed as listed_as
from analysis.say.findings.finding import Finding

# Indicators of the whole economy, in the order in which they are said.
MAIN = (
    "地区生产总值 人均地区生产总值 规上工业增加值 工业增加值 固定资产投资 投资 "
    "社会消费品零售总额 进出口总额 出口 实际使用外资 一般公共预算收入 "
    "一般公共预算总收入 财政收入 居民人均可支配收入 城镇居民人均可支配收入 "
    "农村居民人均可支配收入 服务业增加值 民间投资 工业投资 服务贸易 对外投资"
).split()
# Those that a plan sets before all others.
HEADLINE = {*MAIN[:16]} - {"人均地区生产总值", "投资", "实际使用外资"}
# What else a plan sets for the whole: jobs, prices, energy, money.
KEY = {
    *HEADLINE,
    *"城镇新增就业 城镇调查失业率 城镇登记失业率 居民消费价格 粮食产量".split(),
    *"单位地区生产总值能耗 研发投入 研发投入强度 赤字率".split(),
}
SHORT = {
    "国内生产总值": "生产总值",
    "地区生产总值": "生产总值",
    "经济": "生产总值",
    "规上工业增加值": "规上工业",
    "规模以上工业增加值": "规上工业",
    "社会消费品零售总额": "消费",
    "固定资产投资": "投资",
    "全社会固定资产投资": "投资",
    "进出口总额": "进出口",
    "进出口总值": "进出口",
    "实际使用外资": "使用外资",
    "实际利用外资": "利用外资",
    "实际对外直接投资": "对外投资",
    "一般公共预算收入": "财政收入",
    "地方一般公共预算收入": "财政收入",
    "公共财政预算收入": "财政收入",
    "地方公共财政预算收入": "财政收入",
    "地方财政总收入": "财政总收入",
    "居民人均可支配收入": "居民收入",
    "全国居民人均可支配收入": "居民收入",
    "城镇居民人均可支配收入": "城镇居民收入",
    "城镇常住居民人均可支配收入": "城镇居民收入",
    "农村居民人均可支配收入": "农村居民收入",
    "农村常住居民人均可支配收入": "农村居民收入",
    "农民人均纯收入": "农民收入",
    "货物贸易": "货物贸易",
    "研发投入强度": "研发投入强度",
    "一般公共预算总收入": "财政总收入",
    "居民消费价格": "居民消费价格",
}
ENGLISH = {
    "生产总值": "GDP",
    "规上工业": "industrial output",
    "投资": "fixed investment",
    "消费": "retail sales",
    "出口": "exports",
    "进出口": "foreign trade",
    "使用外资": "foreign investment",
    "利用外资": "foreign investment",
    "对外投资": "outward investment",
    "服务贸易": "services trade",
    "财政收入": "budget revenue",
    "财政总收入": "total budget revenue",
    "居民收入": "household income",
    "城镇居民收入": "urban income",
    "农村居民收入": "rural income",
    "农民收入": "rural income",
    "城镇新增就业": "new urban jobs",
    "城镇调查失业率": "surveyed unemployment",
    "城镇登记失业率": "registered unemployment",
    "居民消费价格": "consumer prices",
    "粮食产量": "grain output",
}
BOUNDS = {ABOUT: "about", LOWER: "at least", UPPER: "at most"}
BEYOND = {LOWER: "over", UPPER: "under"}  # 超过60% is no 60%
BEYOND_IT = "不含本数"
HAN = re.compile("[\u4e00-\u9fff]")
RANGE = re.compile("[－—～~]+")  # between the ends of a range: 6%－6.5%
PERCENT = re.compile(r"([^0-9]*?)([+−-]?[0-9][0-9.,%－—~-]*%)(.*)")
WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
TASKS = ("建设任务", "改造任务", "任务")


# Both are there in many reports, and are not one: 财政总收入 | 公共财政预算收入.
TOTAL_REVENUE, REVENUE = "财政总收入", "财政收入"
HOPED = re.compile("(力争|争取|冲刺|努力实现)[^0-9０-９，、]*$")


def prepared(table: pd.DataFrame, clauses: pd.DataFrame | None) -> pd.DataFrame:
    """Add what each indicator is called in a sentence, and what is only hoped for.

    Where a text has 财政总收入 too, revenue is called as in the text; `hoped` is the
    力争 that stands before a target, with its indicator between.
    """
    names = [short(indicator) for indicator in table["indicator"]]
    if any(name.endswith(TOTAL_REVENUE) for name in names):
        nouns = table["indicator"].map(noun_of)
        pairs = zip(names, nouns, strict=True)
        names = [noun if name == REVENUE else name for name, noun in pairs]
    return table.assign(called=names, hoped=_hoped(table, clauses))


def _hoped(table: pd.DataFrame, clauses: pd.DataFrame | None) -> list[str]:
    if clauses is None or "start" not in clauses:
        return [""] * len(table)
    keys = zip(clauses["report"], clauses["clause"], strict=True)
    starts = zip(clauses["text"], clauses["start"], strict=True)
    texts = dict(zip(keys, starts, strict=True))
    found = []
    for row in table.itertuples():
        text, start = texts.get((row.report, row.clause_target), ("", 0))
        at = row.start_target - start if text and pd.notna(row.start_target) else 0
        said = HOPED.search(text[:at])
        found.append(said[1] if said and "争" not in row.target_text else "")
    return found


def titled(row) -> str:
    """Return what an indicator is called, growth and rise of prices as such."""
    way = next((w for w in ("增长", "涨幅") if row.indicator.endswith(w)), "")
    return f"{row.called}{way}"


def noun_of(indicator: str) -> str:
    """Return what an indicator measures, without 增长, 涨幅."""
    return indicator.removesuffix("增长").removesuffix("涨幅")


def short(indicator: str) -> str:
    """Return the short name of an indicator, without 增长.

    >>> short("区本级固定资产投资增长"), short("现代牧场建设任务")
    ('区本级投资', '现代牧场')
    """
    noun = noun_of(indicator)
    own = OWN.match(noun)
    first = own[0] if own else ""
    rest = noun[len(first) :]
    for task in TASKS:
        rest = rest.removesuffix(task) or rest
    return first + (SHORT.get(rest) or SHORT.get(canonical(rest)) or rest)


def english(indicator: str) -> str:
    """Return the English name of a main indicator; others are quoted.

    >>> english("出口增长"), english("居民消费价格涨幅"), english("高标准农田")
    ('export growth', 'rise in consumer prices', '“高标准农田”')
    """
    name = ENGLISH.get(short(indicator))
    if name is None:
        return f"“{indicator}”"
    if indicator.endswith("涨幅"):
        return f"rise in {name}"
    grows = indicator.endswith("增长")
    return f"{name.replace('exports', 'export')} growth" if grows else name


def figure_en(text: str) -> str:
    """Return a figure of the text in English: a percentage; any other is quoted.

    >>> figure_en("８％左右"), figure_en("6%－6.5%"), figure_en("1102万人")
    ('about 8%', '6%–6.5%', '“1102万人”')
    >>> figure_en("60%以上"), figure_en("超过60%")
    ('at least 60%', 'over 60%')
    """
    text = plain(text)
    if not HAN.search(text):
        return RANGE.sub("–", text)
    found = PERCENT.fullmatch(text)
    word = found and _bound(found[1] + found[3])
    return f"{word} {RANGE.sub('–', found[2])}" if word else f"“{text}”"


def _bound(word: str) -> str:
    """Return in English what a word says of the number it stands beside."""
    kind = next((kind for kind in BOUNDS if word in listed_as(kind)), "")
    beyond = BEYOND if word in listed_as(BEYOND_IT) else {}
    return beyond.get(kind) or BOUNDS.get(kind, "")


def pair_en(row) -> str:
    """Return the two numbers of a row in English, the earlier first.

    >>> from types import SimpleNamespace as Row
    >>> pair_en(Row(result_text="5.8%", target_text="５.５%以上"))
    '5.8%→at least 5.5%'
    """
    return f"{figure_en(row.result_text)}→{target_en(row)}"


def target_en(row) -> str:
    """Return a target in English, and whether it is only hoped for: 力争600万.

    What stands in quotation marks stands so in the text: 力争 may lie far before.

    >>> from types import SimpleNamespace as Row
    >>> target_en(Row(target_text="600万", hoped="力争"))
    '“600万” (hoped for)'
    """
    hoped = " (hoped for)" if getattr(row, "hoped", "") else ""
    return f"{figure_en(row.target_text)}{hoped}"


def known(indicator: str) -> str:
    """Return the name in the list of indicators; "" for others."""
    noun = noun_of(indicator).removesuffix("下降")
    return canonical(noun) or (key(noun) if key(noun) in MAIN else "")


def place(indicator: str) -> int:
    """Return the place of an indicator among the main ones; -1 for others."""
    noun = OWN.sub("", noun_of(indicator))
    name = canonical(noun) or key(noun)
    return MAIN.index(name) if name in MAIN else -1


def plain(text: str) -> str:
    """Return a number in normal digits: ８％ is 8%."""
    return text.translate(WIDE)


def pair(row) -> str:
    """Return the two numbers of a row as printed, the earlier first.

    >>> from types import SimpleNamespace as Row
    >>> pair(Row(result_text="5.8%", target_text="５.５%以上"))
    '5.8%→5.5%以上'
    """
    return plain(f"{row.result_text}→{getattr(row, 'hoped', '')}{row.target_text}")


def shown(rows: pd.DataFrame, lang: str = "zh", *, grow: bool = True) -> str:
    """Return names with both numbers: 出口增长5%→3%，粮食产量500万吨→490万吨.

    Where the sentence says 增速, without `grow` the names do not say it again.
    """
    if lang == "zh":
        return "，".join(
            f"{titled(row) if grow else row.called}{pair(row)}"
            for row in rows.itertuples()
        )
    return ", ".join(f"{english(r.indicator)} {pair_en(r)}" for r in rows.itertuples())


def listed(rows: pd.DataFrame) -> str:
    """Return the short names, joined by 、."""
    return "、".join(dict.fromkeys(rows["called"]))


def finding_of(
    subject: str, zh: str, en: str, rows: pd.DataFrame, weight: float
) -> Finding:
    """Return a finding with the clauses of both sides, and the numbers of one row."""
    one = rows.iloc[0] if len(rows) == 1 or subject else None
    values = {}
    if one is not None and pd.notna(one["result"]):
        values = {
            "value_reference": float(one["result"]),
            "value_target": float(one["target"]),
            "unit": one["unit"],
            "difference": round(float(one["target"] - one["result"]), 6),
        }
    return Finding("target", subject, zh, en, evidence(rows), weight, **values)


def evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses that rows rest on, review first, with the number they hold."""
    found: Iterable = (
        (row.report, clause, text.lstrip("−").split("/")[0])
        for side in ("reference", "target")
        for row in rows.itertuples()
        if pd.notna(clause := getattr(row, f"clause_{side}"))
        for text in [row.result_text if side == "reference" else row.target_text]
    )
    table = pd.DataFrame(list(found), columns=["report", "clause", "term"])
    return table.astype({"clause": "int64"}).drop_duplicates(ignore_index=True)
