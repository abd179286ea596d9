"""Years side by side: what is counted, what came and went, and what is said of it."""

import json

import pandas as pd
import pytest
from conftest import ROOT, SHARED

from analysis import InputError
from analysis.compare.norms import usual, year_norms, year_pairs
from analysis.compare.trends import (
    by_year,
    each_formulation,
    formulation_lives,
    repeated_from_before,
    search_places,
    section_series,
    trends,
)
from analysis.compare.trends.lives import life_of
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.say.findings.lives import chosen, counts_of, lives, telling
from analysis.say.findings.moves import leap, moves
from analysis.say.findings.spans import lasting
from analysis.say.findings.years import repeated_before, sections_moved
from analysis.show.charts import PLOTS, chart, drawable
from analysis.show.style import SIZES, TARGET

KEYS = "2022-publicity", "2023-publicity", "2024-publicity"
OF_YEARS = {"trends", "lives", "repeated", "overview"}
MADE = {  # three reports of one body, of one sentence a section
    2021: ("总结工作。\n（一）办好教育。办班3期。", "（一）抓好就业。（二）办好教育。"),
    2022: ("总结工作。\n（一）抓好就业。帮扶9人。", "（一）办好教育。（二）抓好就业。"),
    2023: (
        "总结工作。\n（一）办好教育。建校2所。",
        "（一）办好教育。（二）实施“互联网+”。",
    ),
}


def made(folder):
    """Write the reports; return their paths in the order of the years."""
    paths = []
    for year, (review, plan) in MADE.items():
        text = f"某区{year}年工作总结和{year + 1}年工作计划\n一、{year}年工作总结\n"
        text += f"{review}\n二、{year + 1}年工作计划\n" + plan.replace("（二", "\n（二")
        paths.append(folder / f"{year}.txt")
        paths[-1].write_text(text, "utf-8")
    return paths


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    paths = made(tmp_path_factory.mktemp("years"))
    return Flow(read_reports(paths[::-1]), scheme="government")


@pytest.fixture(scope="module")
def shelf(years):
    """The three reports that come with the program."""
    return years


def planted(kind):
    path = ROOT / "tests" / "gold" / "samples.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row for row in rows if row["kind"] == kind]


def rows_of(table, **where):
    for name, value in where.items():
        table = table[table[name] == value]
    return table


# ---------------------------------------------------------------- order and search


def test_plans_stand_by_the_year_planned_and_reviews_by_the_year_reviewed(small):
    sides = by_year(small.reports, small.clauses)
    assert sides[["role", "year"]].to_numpy().tolist() == [
        ["review", 2021],
        ["plan", 2022],
        ["review", 2022],
        ["plan", 2023],
        ["review", 2023],
        ["plan", 2024],
    ]


def test_a_report_without_a_plan_has_no_row_of_one():
    reports = pd.DataFrame(
        {"report": ["a"], "review_year": [2020], "plan_year": [pd.NA]}
    )
    clauses = pd.DataFrame({"report": ["a"], "role": ["review"]})
    assert by_year(reports, clauses)["role"].tolist() == ["review"]


@pytest.mark.parametrize("years", [[2020, 2020], [2020, pd.NA]])
def test_the_same_year_twice_or_no_year_is_refused(years):
    reports = pd.DataFrame({"report": ["a", "b"], "review_year": years})
    clauses = pd.DataFrame({"report": ["a", "b"], "role": "review"})
    with pytest.raises(ValueError, match="a review year of its own"):
        by_year(reports.assign(plan_year=pd.NA), clauses)


def test_a_search_passes_over_quotation_marks_only_where_it_is_asked_to():
    texts = ["践行“三个代表”重要思想", "三个代表重要思想"]
    clauses = pd.DataFrame({"report": "r", "role": "plan", "clause": [0, 1]})
    clauses = clauses.assign(text=texts)
    for quotes, n in ((True, 1), (False, 2)):
        found = search_places(clauses, ["三个代表重要思想"], quotes=quotes)
        assert len(found) == n


def test_a_phrase_that_recurs_over_the_years_only_is_no_formulation():
    text = "扎实推进美好乡村建设"
    clauses = pd.DataFrame({"report": ["a", "b", "c"], "clause": 0, "start": 0})
    clauses = clauses.assign(role="plan", text=text)
    assert text not in set(each_formulation(clauses)["formulation"])


# ---------------------------------------------------------------- trends


def test_what_a_year_does_not_have_counts_as_nothing_and_is_not_missing(small):
    own = rows_of(small.trends, kind="formulation", subject="互联网+", role="plan")
    assert own[["year", "n"]].to_numpy().tolist() == [[2022, 0], [2023, 0], [2024, 1]]


def test_clauses_with_a_quantity_are_counted_by_hand(small):
    own = rows_of(small.trends, kind="quantity", role="review")
    # of each review: part heading, 总结工作, section heading, one clause with a number
    assert own["n"].tolist() == [1, 1, 1]
    assert own["of"].tolist() == [4, 4, 4]
    assert own["share"].tolist() == [0.25] * 3
    plans = rows_of(small.trends, kind="quantity", role="plan")
    assert plans["n"].tolist() == [0, 0, 0]


def test_the_length_is_in_clauses_and_its_difference_too(small):
    own = rows_of(small.trends, kind="length", role="plan")
    assert own["n"].tolist() == [3, 3, 3]
    assert own["difference"].tolist()[1:] == [0, 0]
    assert own["year_before"].tolist()[1:] == [2022, 2023]


def test_a_section_keeps_its_series_when_it_changes_its_place(small):
    own = rows_of(small.trends, kind="section", role="plan", subject="办好教育")
    assert own["rank"].tolist() == [2, 1, 1]
    other = rows_of(small.trends, kind="section", role="plan", subject="抓好就业")
    assert other["rank"].tolist()[:2] == [1, 2] and pd.isna(other["rank"].iloc[2])
    assert other["n"].tolist()[2] == 0


def test_sections_go_on_by_their_words_after_a_year_without_them():
    sections = pd.DataFrame(
        {
            "report": ["a", "b", "c"],
            "role": "plan",
            "part": "",
            "section": ["做好网信舆情工作", "推进修路", "加强网信舆情"],
            "order": 1,
            "n_clauses": 1,
        }
    )
    sides = pd.DataFrame({"report": [*"abc"], "role": "plan", "turn": [0, 1, 2]})
    clauses = sections.assign(text=sections["section"], item="", heading=True)
    clauses = clauses.assign(clause=0, sentence=0, start=0)
    found = section_series(sections, sides, clauses)
    assert found["subject"].tolist() == ["加强网信舆情", "推进修路", "加强网信舆情"]


def test_every_count_over_the_years_has_as_many_clauses_behind_it(small, shelf):
    for flow in (small, shelf):
        for name in ("trends", "lives", "repeated"):
            table = flow.counted(name).table
            table = table.iloc[:: max(len(table) // 150, 1)]
            behind = flow.evidence_by_row(name, table)
            n = behind["row"].value_counts().reindex(range(len(table)), fill_value=0)
            assert n.tolist() == table["n"].tolist(), name


def test_theme_counts_are_those_of_each_report_by_itself(shelf):
    for report, flow in shelf.each.items():
        plan = rows_of(shelf.trends, kind="theme", role="plan", report=report)
        alone = flow.emphasis.set_index("theme")["n_target"]
        assert plan.set_index("subject")["n"].to_dict() == alone.to_dict()


def test_a_move_is_held_against_the_norm_only_between_years_that_follow(small):
    norm = pd.DataFrame(
        {
            "statistic": ["quantification"],
            "key": [""],
            "role": ["review"],
            "scheme": [""],
            "n_pairs": [31],
            "q025": [-0.2],
            "q10": [-0.1],
            "q90": [0.1],
            "q975": [0.2],
            "differences": [""],
        }
    )
    names = "clauses tokens themes tasks quantities sections".split()
    tables = {name: getattr(small, name) for name in names}
    reports = small.reports
    table, _ = trends(reports, tables, scheme="government", norm=norm)
    own = rows_of(table, kind="quantity", role="review")
    assert own["usual"].tolist() == ["", "common", "common"]
    assert own["n_norm"].tolist()[1:] == [31, 31]
    gap = reports.assign(review_year=reports["review_year"].replace({2021: 2019}))
    table, _ = trends(gap, tables, scheme="government", norm=norm)
    own = rows_of(table, kind="quantity", role="review")
    assert own["usual"].tolist() == ["", "", "common"]


# ---------------------------------------------------------------- lives and repeats


@pytest.mark.parametrize(
    ("counts", "life"),
    [
        ([0, 0, 1], "debut"),
        ([0, 1], "steady"),  # one report before: too few to call it a debut
        ([0, 3], "spike"),
        ([2, 0, 9], "return"),
        ([1, 3], "spike"),
        ([2, 5], "steady"),
        ([1, 1, 0], "vanish"),
        ([3, 0], "vanish"),
        ([1, 0], "steady"),
        ([0, 0, 0], "steady"),
    ],
)
def test_the_life_of_a_formulation_follows_the_rules_of_the_codebook(counts, life):
    assert life_of(counts) == life


@pytest.mark.parametrize("one", planted("formulation"), ids=lambda x: x["formulation"])
def test_the_planted_formulations_have_their_counts(shelf, one):
    own = rows_of(shelf.lives, formulation=one["formulation"], role="")
    if own.empty:  # no formulation of the list, nor quoted: a search finds it still
        texts = shelf.reports.set_index("report")["text"]
        found = {key: texts[key].count(one["formulation"]) for key in KEYS}
        assert found == one["right"]
        return
    counts = counts_of(own["counts"].item())
    assert list(counts.values()) == [one["right"][key] for key in KEYS]
    lives = {"debuts": "debut", "vanishes": "vanish", "returns": "return"}
    lives |= {"spikes": "spike", "stays": "steady", "comes and goes": "vanish"}
    assert own["life"].item() == lives[one["what"]]


def test_counts_of_formulations_are_those_of_a_search(shelf):
    texts = shelf.reports.sort_values("review_year")["text"]
    plain = [text.translate(str.maketrans("", "", '“”‘’"「」『』')) for text in texts]
    whole = rows_of(shelf.lives, role="")
    assert len(whole) > 50
    for row in whole.itertuples():
        name = row.formulation.translate(str.maketrans("", "", '“”‘’"「」『』'))
        counts = list(counts_of(row.counts).values())
        assert counts == [text.count(name) for text in plain], row.formulation


def test_repeats_are_counted_plan_with_plan_and_review_with_both(small):
    table, rows = repeated_from_before(small.reports, small.clauses)
    held = table[["role", "role_before"]].drop_duplicates().to_numpy().tolist()
    assert held == [["review", "review"], ["plan", "plan"], ["review", "plan"]]
    assert len(rows) == table["n"].sum()
    assert (table["n"] >= table["n_verbatim"]).all()


def in_years(first, second, role="plan"):
    """Say what the second year repeats of the first: clauses and share, if anything."""
    reports = pd.DataFrame({"report": ["a", "b"], "review_year": [2012, 2013]})
    reports = reports.assign(plan_year=reports["review_year"] + 1)
    rows = [
        {"report": report, "clause": k, "sentence": k, "text": text}
        for report, texts in (("a", first), ("b", second))
        for k, text in enumerate(texts)
    ]
    clauses = pd.DataFrame(rows).assign(role=role, section="", part="")
    return repeated_from_before(reports, clauses)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("各位代表", 0),
        ("推进民生", 0),
        ("发展旅游业", 0),  # five
        ("发展旅游产业", 1),  # six
        ("向全市人民表示衷心感谢", 0),
        ("必须坚持党的领导", 0),
        ("新建学校2所和医院3所", 1),
    ],
)
def test_short_clauses_and_formulae_are_no_repeats(text, n):
    before, after = ["加强党员教育管理", text], ["加强党员教育管理", text, "修桥"]
    table, rows = in_years(before, after)
    assert table[["n", "n_verbatim", "of"]].to_numpy().tolist() == [[1 + n, 1 + n, 3]]
    assert len(rows) == 1 + n


def test_a_review_of_five_years_repeats_none_of_a_year():
    year, five = ["去年", "新建学校和医院"], ["过去五年成就显著", "新建学校和医院"]
    assert in_years(year, five, "review")[0].empty
    assert in_years(year, year, "review")[0]["n"].tolist() == [1]
    assert in_years(five, five, "review")[0]["n"].tolist() == [2]


@pytest.mark.parametrize("one", [x for x in planted("repeat") if x["role"] == "plan"])
def test_planted_repeats_are_found(shelf, one):
    rows = shelf.counted("repeated").rows
    rows = rows_of(rows, report=one["later"], role="plan", role_before="plan")
    told = shelf.clauses.merge(rows, on=["report", "role", "clause"])
    assert one["text"] in set(told["text"])


# ---------------------------------------------------------------- norm


def test_pairs_are_of_one_body_and_of_years_that_follow():
    reports = pd.DataFrame(
        {
            "report": ["x/2012", "x/2013", "x/2015", "y/2013_b"],
            "body": ["国务院", "国务院政府", "国务院", "某省政府"],
            "review_year": [2011, 2012, 2014, 2012],
        }
    )
    assert year_pairs(reports) == [("x/2012", "x/2013")]


def test_moves_of_the_norm_are_later_less_earlier_of_each_side():
    one = {"statistic": "theme", "key": "culture"}
    measured = pd.DataFrame(
        [
            {"report": "a", **one, "review": 0.2, "plan": 0.1},
            {"report": "b", **one, "review": 0.1, "plan": 0.4},
            {"report": "c", "statistic": "length", "key": "", "review": 9, "plan": 9},
        ]
    )
    table = year_norms(measured, [("a", "b"), ("b", "c")], scheme="government")
    own = table[table["statistic"] == "theme"].set_index("role")
    # c has no trace of the theme: it falls by all that b had
    assert own.loc["plan", "differences"] == "-0.4 0.3"
    assert own.loc["review", "differences"] == "-0.1 -0.1"
    assert own["n_pairs"].tolist() == [2, 2]


def test_a_norm_of_few_pairs_says_nothing():
    row = {"n_reports": 19, "q025": -1, "q10": -1, "q90": 1, "q975": 1}
    assert usual(row, 5) == ""


# ---------------------------------------------------------------- findings


def series(shares, own=None, of=100, **also):
    """Return the rows of one theme in the plans of years in a row."""
    n = [round(share * of) for share in shares]
    table = {
        "kind": "theme",
        "subject": "culture",
        "label": "文化文旅",
        "report": [f"r{k}" for k in range(len(n))],
        "year": [2020 + k for k in range(len(n))],
        "role": "plan",
        "n": n,
        "own": own or n,
        "of": of,
        "share": shares,
        "n_norm": pd.NA,
        "norm_low": float("nan"),
        "norm_high": float("nan"),
    }
    return pd.DataFrame(table | also)


ROWS = pd.DataFrame(columns=["kind", "subject", "report", "role", "clause"])
ENGLISH = {"文化文旅": "culture"}


def test_a_theme_that_rises_year_by_year_is_said_with_years_shares_and_counts():
    (one,) = moves(series([0.05, 0.08, 0.12]), ROWS, ENGLISH)
    said = "『文化文旅』在计划中由2020年5.0%（5/100句）升至2022年12.0%（12/100句）"
    assert one.zh == said + "，逐年上升"
    assert one.en.startswith(
        "“culture” in the plan: from 5.0% (5/100) of the clauses in 2020 to 12.0%"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([2, 2, 5, 5, 12], ""),  # 3 and 7 of 10
        ([2, 2, 3, 4, 12], "，主要在2023年（4次）至2024年（12次）之间"),
        ([12, 3, 2, 2], "，主要在2020年（12次）至2021年（3次）之间"),
        ([10, 10, 12, 1, 9, 14, 4, 3], ""),  # it came back
        ([2, 12], ""),
    ],
)
def test_where_a_word_made_most_of_its_move_is_said(counts, said):
    years = range(2020, 2020 + len(counts))
    table = pd.DataFrame({"year": years, "n": counts, "per_10k": counts})
    assert leap(table, "zh") == said


def test_a_leap_in_counts_that_is_none_in_rates_is_not_said():
    years = {"year": [2019, 2020, 2021], "n": [5, 6, 12], "per_10k": [9.0, 8.0, 2.0]}
    assert leap(pd.DataFrame(years), "zh") == ""


def test_of_what_is_gone_that_comes_first_which_stood_unbroken():
    table = pd.DataFrame(
        {
            "formulation": ["常来常往", "一直都在", "近来才有"],
            "counts": [
                "2012:9 2013:9 2014:0 2015:9 2016:0",
                "2012:1 2013:1 2014:1 2015:1 2016:0",
                "2012:0 2013:0 2014:6 2015:6 2016:0",
            ],
            "n": [27, 4, 12],
            "n_last": 0,
        }
    )
    told = chosen(table, "vanish")["formulation"].tolist()
    assert told == ["一直都在", "近来才有", "常来常往"]


@pytest.mark.parametrize(
    ("shares", "newest", "said"),
    [
        ([0.2, 0.3, 0.25], "r2", ""),
        ([0.2, 0.3, 0.25], "r3", None),  # stale, and no extreme
        ([0.2, 0.3, 0.4], "r3", "最高"),
        ([0.2, 0.3, 0.15], "r2", "最低"),
    ],
)
def test_a_share_repeated_is_told_of_the_last_report_or_an_extreme(
    shares, newest, said
):
    table = pd.DataFrame(
        {
            "report": ["r0", "r1", "r2"],
            "role": "plan",
            "role_before": "plan",
            "year": [2020, 2021, 2022],
            "year_before": [2019, 2020, 2021],
            "n": [100 * share for share in shares],
            "n_verbatim": 3,
            "of": 100,
            "share": shares,
        }
    )
    other = table.iloc[[-1]].assign(report=newest, role="review", year=2023)
    table = pd.concat([table, other], ignore_index=True)
    rows = pd.DataFrame(columns="report role role_before clause".split())
    found = repeated_before(table, rows)
    assert bool(found) == (said is not None)
    if found:
        tail = f"；相同或相近的占比在2020—2022年的3份里{said}" if said else "一字不差"
        assert found[0].zh.endswith(tail)


@pytest.mark.parametrize(
    ("why", "table"),
    [
        ("small, and no norm", series([0.05, 0.06, 0.08])),
        ("up and down", series([0.05, 0.15, 0.12])),
        ("inherited", series([0.05, 0.08, 0.12], own=[5, 5, 5])),
        ("its ends alone", series([0.05, 0.05, 0.05, 0.12])),
        (
            "usual",
            series([0.05, 0.08, 0.12], norm_low=-0.1, norm_high=0.1, n_norm=31),
        ),
    ],
)
def test_a_move_that_does_not_hold_is_not_said(why, table):
    assert moves(table, ROWS, ENGLISH) == []


def test_a_move_beyond_the_norm_names_the_norm_where_it_is_of_one_year():
    norm = {"norm_low": -0.02, "norm_high": 0.03, "n_norm": 31}
    (over_years,) = moves(series([0.05, 0.08, 0.12], **norm), ROWS, ENGLISH)
    assert over_years.zh.endswith("逐年上升") and over_years.usual == ""
    (one,) = moves(series([0.05, 0.12], **norm), ROWS, ENGLISH)
    assert one.zh.endswith("；同类报告相邻两年（31对）八成在−2.0至+3.0个百分点之间")
    assert one.usual == "notable" and one.n_norm == 31


def word(counts, cut=None):
    """Return the rows of one word in plans of 10,000 characters each."""
    table = series([n / 100 for n in counts], own=cut or counts, of=10_000)
    rates = [float(n) for n in counts]
    return table.assign(
        kind="word", subject="民生", n=counts, per_10k=rates, share=None
    )


@pytest.mark.parametrize(
    ("counts", "cut", "n"),
    [
        ([2, 3, 4, 9, 12], None, 1),
        ([0, 3, 14, 12, 10], None, 0),  # down again from 14 by more than 3.5
        ([12, 8, 3, 1, 4], None, 0),  # up again from 1 by more than 2.75
        ([12, 8, 3, 1, 3], None, 1),
        ([2, 3, 4, 9, 12], [2, 3, 4, 9, 10], 1),  # 12 ÷ 10 = 1.2
        ([2, 3, 4, 9, 12], [2, 3, 4, 9, 9], 0),
        ([2, 3, 4, 9, 12], [1, 3, 4, 9, 12], 0),
    ],
)
def test_a_word_is_told_where_it_is_cut_and_its_series_does_not_turn(counts, cut, n):
    assert len(moves(word(counts, cut), ROWS, ENGLISH)) == n


@pytest.mark.parametrize(("terms", "n"), [(["民生实事"], 1), (["粮食"], 0), ([], 1)])
def test_a_word_is_told_that_a_theme_is_about(terms, n):
    assert len(moves(word([2, 3, 4, 9, 12]), ROWS, ENGLISH, terms=terms)) == n


def test_a_theme_that_turns_at_its_end_is_not_told():
    rising, turning = [0.02, 0.04, 0.15, 0.20, 0.19], [0.02, 0.04, 0.15, 0.20, 0.15]
    assert len(moves(series(rising), ROWS, ENGLISH)) == 1
    assert moves(series(turning), ROWS, ENGLISH) == []


@pytest.mark.parametrize(
    ("last", "cut"),
    [("支持农民生产。实施民生工程。", 1), ("支持农民生产。保障民生。", 1)],
)
def test_words_over_the_years_have_their_count_as_cut(tmp_path, last, cut):
    for year, plan in ((2021, "保障民生。" * 5), (2022, last)):
        text = f"某区{year}年工作总结和{year + 1}年工作计划\n一、{year}年工作总结\n"
        text += f"办班。\n二、{year + 1}年工作计划\n{plan}"
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
    flow = Flow(read_reports(sorted(tmp_path.glob("*.txt"))), scheme="government")
    own = rows_of(flow.trends, kind="word", subject="民生", role="plan")
    assert own["n"].tolist() == [5, 2]
    assert own["own"].tolist() == [5, cut]


def test_a_missing_year_is_no_year_by_year():
    table = series([0.05, 0.08, 0.12]).assign(year=[2012, 2014, 2015])
    (one,) = moves(table, ROWS, ENGLISH)
    assert "2012年" in one.zh and one.zh.endswith("逐份上升")


def test_a_review_of_five_years_is_not_held_against_those_of_one():
    table = series([0.05, 0.08, 0.12]).assign(role="review")
    clauses = pd.DataFrame(
        {"report": ["r0", "r1", "r2"], "clause": 0, "role": "review"}
    )
    clauses = clauses.assign(
        text=["去年", "去年", "过去五年成就显著"], sentence=[0, 1, 2], part=""
    )
    found = moves(table, ROWS, ENGLISH, clauses=clauses.assign(section="", year=2022))
    assert not [one for one in found if "2022年" in one.zh]


def headed(*years):
    """Return the rows of the sections of some plans, in their order, by `subject`."""
    rows = [
        ("加强网信舆情" if "网信" in name else name, f"r{year}", year, rank, name)
        for year, names in enumerate(years, 2020)
        for rank, name in enumerate(names, 1)
    ]
    names = ["subject", "report", "year", "rank", "heading"]
    return pd.DataFrame(rows, columns=names).assign(kind="section", role="plan")


def test_a_section_that_rose_is_named_by_the_words_both_headings_have():
    towns = ["建设城镇", "发展农业", "治理河流", "培训教师"]
    table = headed([*towns, "做好网信舆情工作"], ["加强网信舆情", *towns])
    said = [one.zh for one in sections_moved(table, ROWS)]
    assert said == ["“网信舆情”一节在2020年和2021年计划都有的5节中，由第5位前移到第1位"]


def test_chapters_that_only_one_year_heads_move_no_section():
    towns = ["建设城镇", "发展农业", "治理河流", "培训教师", "对外开放"]
    # fifth of nine, then tenth of ten: last of the five of both years
    first = [*towns, "政府建设", "国防建设", "祖国统一", "外交工作"]
    table = headed(first, ["总体要求", "政策取向", "房屋", "道路", "桥梁", *towns])
    assert sections_moved(table, ROWS) == []


def test_the_planted_rise_of_a_section_is_said_with_the_year_it_lacked(shelf):
    # of the eight of each plan seven stand in both: 疫情防控 and 对外交流 in one each
    said = "“网信舆情”一节在2023年和2025年计划都有的7节中，由第6位前移到第4位"
    assert f"{said}，2024年没有单列" in shelf.overview["zh"].tolist()


def test_of_three_sections_in_both_years_none_has_moved():
    table = headed(["城镇", "农业", "网信舆情"], ["网信舆情", "城镇", "农业"])
    assert sections_moved(table, ROWS) == []


def lived(*formulations):
    """Return the table `lives` of formulations with their counts year by year."""
    rows = [
        {
            "formulation": name,
            "role": "",
            "source": "list",
            "kind": "提法",
            "life": life_of(counts),
            "n": sum(counts),
            "n_last": counts[-1],
            "n_before": counts[-2],
            "counts": " ".join(f"{2010 + k}:{n}" for k, n in enumerate(counts)),
        }
        for name, counts in formulations
    ]
    return pd.DataFrame(rows)


PLACES = pd.DataFrame(columns=["formulation", "role", "report", "clause"])


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([2, 0, 1, 2, 0], "2013年还有2次，2010—2013年4份中3份有"),
        ([0, 2, 0, 2, 0], "2013年还有2次，2010—2013年4份中2份有"),
        ([0, 0, 0, 3, 0], ""),  # one of four
        ([2, 2, 3, 0, 0], ""),  # gone before the last
        ([2, 1, 0], "2011年还有1次，2010、2011年2份中2份有"),
        ([0, 3, 0], ""),  # of two earlier ones not in all
        ([1, 1, 0], ""),  # twice in all
    ],
)
def test_what_is_gone_had_stood_in_half_of_the_reports_until_the_last(counts, said):
    zh = [one.zh for one in lives(lived(("依法行政", counts)), PLACES)]
    assert len(zh) == bool(said)
    if said:
        year = 2010 + len(counts) - 1
        assert zh[0].startswith(f"“依法行政”不再见于{year}年报告，{said}（")


@pytest.mark.parametrize("counts", [[0, 0, 2], [1, 0, 2], [0, 0, 1]])
def test_what_came_or_came_back_fewer_than_three_times_is_not_said(counts):
    assert lives(lived(("依法行政", counts)), PLACES) == []
    more = [*counts[:-1], 3]
    assert len(lives(lived(("依法行政", more)), PLACES)) == 1


def test_of_two_formulations_in_one_another_with_the_same_counts_the_longer_tells():
    table = lived(("零就业", [0, 0, 3]), ("零就业家庭", [0, 0, 3]))
    assert telling(table)["formulation"].tolist() == ["零就业家庭"]
    table = lived(("三个代表", [5, 4, 0]), ("三个代表重要思想", [4, 4, 0]))
    assert telling(table)["formulation"].tolist() == ["三个代表重要思想"]
    table = lived(("零就业", [0, 0, 4]), ("零就业家庭", [0, 0, 3]))
    assert telling(table)["formulation"].tolist() == ["零就业", "零就业家庭"]


def test_what_stands_once_in_all_is_not_drawn():
    table = lived(("依法行政", [0, 0, 1]), ("简政放权", [0, 0, 2]))
    assert telling(table)["formulation"].tolist() == ["简政放权"]


def test_planted_debuts_and_spikes_are_said_with_their_counts(shelf):
    said = "\n".join(shelf.overview["zh"])
    assert "“新质生产力”首见于2025年报告（3次），2023、2024年2份都没有" in said
    assert "“守正创新”2025年4次（此前最多一份1次）" in said


def test_every_number_of_times_in_a_sentence_is_what_a_search_finds(shelf):
    texts = shelf.reports.sort_values("review_year")["text"].tolist()
    told = telling(shelf.lives).set_index("formulation")
    for name, row in told.iterrows():
        last = texts[-1].translate(str.maketrans("", "", "“”")).count(name)
        assert row["n_last"] == last


def test_sentences_over_the_years_carry_their_evidence(shelf):
    table = shelf.overview
    behind = shelf.evidence_by_row("overview", table)
    assert set(behind["row"]) == set(range(len(table)))


def test_a_value_that_only_an_end_makes_does_not_last():
    assert lasting([1, 2, 3]) and not lasting([1, 1, 1, 9])


# ---------------------------------------------------------------- flow and charts


def test_one_report_has_no_table_of_years(shelf):
    alone = shelf.each[KEYS[0]]
    assert not OF_YEARS & set(alone.available)
    with pytest.raises(InputError, match="years"):
        alone.counted("trends")


def test_a_shelf_of_years_has_the_tables_of_years_and_their_charts(shelf):
    assert set(shelf.available) >= OF_YEARS
    assert set(drawable(shelf)) >= {"trends", "theme_years", "section_order", "lives"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["trends", "theme_years", "section_order", "lives"])
def test_charts_of_years_have_their_size_and_title(shelf, name, size, lang):
    figure = chart(shelf, name, size=size, lang=lang)
    width, height = figure.get_size_inches()
    assert width == SIZES[size].width
    if SIZES[size].height:
        assert height == SIZES[size].height
    assert figure.texts and figure.texts[0].get_text()


def test_the_last_values_of_the_lines_are_written(shelf):
    own = rows_of(shelf.trends, kind="theme", role="plan", year=2025)
    ax = PLOTS["trends"].draw(shelf.trends, shelf)
    written = {text.get_text() for text in ax.texts}
    assert {f"{share:.1%}" for share in own["share"]} <= written


def test_a_section_that_rose_is_drawn_in_the_colour_of_the_plan(shelf):
    ax = PLOTS["section_order"].draw(shelf.trends, shelf)
    red = [line for line in ax.lines if line.get_color() == TARGET]
    assert any(list(line.get_ydata()) == [7, 4] for line in red)  # 网信舆情


def test_the_chart_of_sections_counts_places_as_the_sentence_does(shelf):
    own = rows_of(shelf.overview, kind="section")
    said = own.loc[own["zh"].str.contains("网信舆情.*由第6位前移到第4位"), "zh"]
    assert len(said) == 1
    ax = PLOTS["section_order"].draw(shelf.trends, shelf)
    names = [text.get_text() for text in ax.texts]
    left = [name for name in names if name.endswith(" 6")]
    right = [name for name in names if name.startswith("4 ")]
    assert "网信" in left[0] + right[0] and len(left) == len(right) == 1
    assert sum(name[0].isdigit() and " " in name for name in names) == 7  # 2025


def test_the_heat_map_has_a_cell_for_each_theme_and_year(shelf):
    ax = PLOTS["theme_years"].draw(shelf.trends, shelf)
    (cells,) = ax.collections
    themes = rows_of(shelf.trends, kind="theme")["subject"].nunique()
    assert cells.get_array().shape == (themes, 3)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the corpus beside the project")
def test_debuts_of_the_state_council_are_those_of_a_search():
    paths = [SHARED / "corpus" / "gwr" / f"{year}.txt" for year in range(2016, 2019)]
    flow = Flow(read_reports(paths), scheme="government")
    told = formulation_lives(flow.reports, flow.clauses, tokens=flow.tokens)[0]
    own = rows_of(told, role="", formulation="高质量发展")
    assert own["counts"].item() == "2016:0 2017:0 2018:5"
    assert own["life"].item() == "debut"
