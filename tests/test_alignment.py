"""What goes on as what, and what answers each problem."""

import json
import re
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, SHARED, flow_of

from analysis.compare.alignment import continuity, coverage
from analysis.compare.alignment.fields import groups_of
from analysis.compare.alignment.names import shared_names
from analysis.compare.alignment.problems import problems
from analysis.compare.alignment.units import units
from analysis.compare.similarity import ngrams, rarity, unit
from analysis.read.outline import parse, sections
from analysis.say import findings
from analysis.say.findings.headings import noun
from analysis.say.findings.places import numeral, places
from analysis.say.findings.titles import called
from analysis.show.charts.alignment import plot_continuity, plot_coverage

sys.path.insert(0, str(ROOT / "benchmarks"))
from links import measure

NUMERALS = "一二三四五六七"
NAMES = ("计划", "总结")
QUOTES = re.compile("“([^“”]+)”")
REVIEW = "报告\n一、2023年工作回顾\n"
PLAN = "二、2024年工作计划\n"


@pytest.fixture(scope="module")
def links(clauses, reports):
    return continuity(clauses, reports=reports)


@pytest.fixture(scope="module")
def answers(clauses, reports):
    return coverage(clauses, reports=reports)


@pytest.fixture(scope="module")
def hand(gold):
    return json.loads((gold / "2023-publicity-links.json").read_text("utf-8"))


def of_text(text):
    reports = pd.DataFrame({"report": ["r"], "text": [text]})
    return parse(reports), reports


def of_corpus(corpus, name):
    flow = flow_of(next(path for path in corpus if path.name == name))
    return flow.clauses, flow.reports


def test_an_ngram_reaches_over_no_mark_and_no_end_of_text():
    counts = ngrams(["改革，开放", "放开"], sizes=[1, 2])
    assert counts.sum(axis=1).ravel().tolist() == [[6.0, 3.0]]  # 4 + 2, 2 + 1


def test_what_stands_in_every_sentence_weighs_nothing():
    counts = ngrams(["稳中", "稳进"], sizes=[1])
    weights = rarity(counts)
    assert sorted(weights.tolist()) == pytest.approx([0, np.log(2), np.log(2)])


def test_a_row_without_anything_stays_empty():
    rows = unit(ngrams(["，", "改革"], sizes=[1])).toarray()
    assert np.linalg.norm(rows, axis=1).tolist() == pytest.approx([0, 1])


def test_words_that_stand_for_one_another_are_of_one_group():
    assert groups_of("有效需求不足") & groups_of("持续用力扩大内需")
    assert groups_of("形式主义突出") & groups_of("压减督查检查考核事项")
    assert groups_of("腐败问题多发") & groups_of("驰而不息正风肃纪")
    assert not groups_of("冰川鲸鱼")


def test_the_bundled_report_goes_on_as_a_reader_says(links, hand, clauses):
    own = clauses[clauses["section"] != ""].drop_duplicates(["role", "section"])
    order = {
        role: own.loc[own["role"] == role, "section"].tolist()
        for role in ("review", "plan")
    }
    linked = links[links["kind"].isin(["same", "split", "merged"])]
    found = {
        (
            NUMERALS[order["review"].index(row.section_reference)],
            NUMERALS[order["plan"].index(row.section_target)],
        )
        for row in linked.itertuples()
    }
    assert found == {(link["review"], link["plan"]) for link in hand["continuity"]}


def test_the_section_taken_up_names_the_item(links):
    row = links[links["kind"] == "merged"].iloc[0]
    assert "网信舆情" in row["section_reference"]
    assert "意识形态" in row["section_target"]
    assert (row["item_reference"], row["item_target"]) == ("", "一")


def test_every_section_stands_in_a_row(links, clauses):
    for side, role in (("reference", "review"), ("target", "plan")):
        own = clauses[(clauses["role"] == role) & (clauses["section"] != "")]
        assert set(own["section"]) <= set(links[f"section_{side}"])


def test_evidence_is_clauses_of_both_sections(links, clauses):
    text = clauses.set_index("clause")
    for row in links[links["kind"].isin(["same", "merged", "split"])].itertuples():
        for side in ("reference", "target"):
            numbers = [int(n) for n in getattr(row, f"evidence_{side}").split()]
            assert numbers
            heading = getattr(row, f"section_{side}")
            assert set(text.loc[numbers, "section"]) == {heading}


def test_the_same_links_and_answers_come_out_every_time(
    clauses, reports, links, answers
):
    pd.testing.assert_frame_equal(continuity(clauses, reports=reports), links)
    pd.testing.assert_frame_equal(coverage(clauses, reports=reports), answers)


def test_the_same_words_in_any_order_are_the_same_section():
    text = REVIEW + "（一）网信舆情工作扎实。妥善应对。\n（二）修路。修了两条公路。\n"
    text += PLAN + "（一）再修公路。再修一条公路。\n（二）做好舆情网信工作。加强研判。"
    clauses, reports = of_text(text)
    table = continuity(clauses, reports=reports)
    assert table["kind"].tolist() == ["same", "same"]
    assert table["order_target"].tolist() == [2, 1]


def test_a_section_of_one_sentence_is_compared_by_its_heading():
    text = REVIEW + "（一）种树。\n（二）修路。\n" + PLAN + "（一）修路。\n（二）种树。"
    clauses, reports = of_text(text)
    table = continuity(clauses, reports=reports)
    assert set(table["kind"]) == {"same"}
    assert table["order_target"].tolist() == [2, 1]


def test_one_section_may_become_two_and_nothing_is_forced():
    text = (
        REVIEW
        + "（一）改革开放。深化国企改革，完善国资监管。扩大对外开放，出口增长。\n"
    )
    text += "（二）粮食。粮食丰收，建成高标准农田。\n"
    text += PLAN + "（一）深化国企改革。推进国有企业改革，健全国资监管。\n"
    text += "（二）扩大对外开放。稳外贸，扩大出口，吸引外资。\n"
    text += "（三）保护鲸鱼珊瑚。鲸鱼洄游，珊瑚暗礁。\n（四）抓好粮食。建设高标准农田。"
    clauses, reports = of_text(text)
    table = continuity(clauses, reports=reports)
    opened = table[table["section_reference"] == "改革开放"]
    assert opened["section_target"].tolist() == ["深化国企改革", "扩大对外开放"]
    assert "split" in set(opened["kind"])
    assert table.loc[table["kind"] == "new", "section_target"].tolist() == [
        "保护鲸鱼珊瑚"
    ]


def test_a_salutation_is_no_section_and_a_passage_is_named_by_its_first_words(corpus):
    clauses, reports = of_corpus(corpus, "2005.txt")
    plan = clauses[clauses["role"] == "plan"].reset_index(drop=True)
    names = [one.name for one in units(plan, reports)]
    assert "各位代表" not in names
    assert "加强国防和军队建设" in names  # a closing passage without a heading
    table = continuity(clauses, reports=reports)
    row = table[table["section_target"] == "加强国防和军队建设"].iloc[0]
    assert row["section_reference"] == "加强民主法制建设，全力维护社会稳定"


def test_items_are_sections_where_headings_do_not_divide_the_side(corpus):
    clauses, reports = of_corpus(corpus, "2026_jilin.txt")
    review = clauses[clauses["role"] == "review"].reset_index(drop=True)
    names = [one.name for one in units(review, reports)]
    assert {"全力以进促稳", "推动产业转型升级", "生态环境持续改善"} <= set(names)


def test_nothing_to_compare_gives_an_empty_table_of_the_right_columns(
    links, answers, clauses
):
    plan = clauses[clauses["role"] == "plan"]
    for empty, full in ((continuity(plan), links), (coverage(plan), answers)):
        assert empty.empty
        assert empty.columns.tolist() == full.columns.tolist()
        assert empty.dtypes.tolist() == full.dtypes.tolist()


def test_each_problem_of_the_bundled_report_is_answered_where_a_reader_says(
    answers, hand, clauses
):
    plan = clauses[(clauses["role"] == "plan") & (clauses["section"] != "")]
    order = plan["section"].drop_duplicates().tolist()
    best = answers.drop_duplicates("problem")
    assert set(best["status"]) == {"answered"}
    assert len(best) == len(hand["coverage"])
    for row, link in zip(best.itertuples(), hand["coverage"], strict=True):
        assert NUMERALS[order.index(row.section)] in link["plan"]


def test_two_sentences_at_most_the_best_first_and_as_the_text_has_them(
    answers, reports
):
    text = reports["text"].item()
    for _, rows in answers.groupby("problem"):
        assert len(rows) <= 2
        assert rows["score"].is_monotonic_decreasing
    assert all(sentence in text for sentence in answers["evidence"])


def test_a_problem_of_something_else_has_only_a_nearest_sentence(clauses, reports):
    strange = clauses.copy()
    asked = (strange["role"] == "problems") & (strange["item"] != "")
    strange.loc[asked, "text"] = "冰川鲸鱼珊瑚暗礁火山熔岩"
    assert set(coverage(strange, reports=reports)["status"]) == {"nearest"}


def test_every_problem_that_is_named_is_one():
    text = REVIEW + "（一）修路。修了两条路。\n"
    text += "各位代表，我们也清醒地认识到存在不少问题：财政收支矛盾突出；"
    text += "消费、投资增长动力不足，教育、卫生等社会事业滞后，等等。"
    text += "对此，我们要认真解决。\n" + PLAN + "（一）种树。多种树。"
    clauses, reports = of_text(text)
    assert [problem.text for problem in problems(clauses, reports)] == [
        "财政收支矛盾突出",
        "消费",
        "投资增长动力不足",
        "教育、卫生等社会事业滞后",
    ]


def test_the_first_of_several_sentences_of_an_item_is_no_problem(corpus):
    clauses, reports = of_corpus(corpus, "2005.txt")
    named = [problem.text for problem in problems(clauses, reports)]
    assert "社会发展中的问题突出" not in named
    assert {"就业压力巨大", "物价上涨的压力较大"} <= set(named)


def test_problems_of_conduct_are_answered_in_closing_passages(corpus):
    clauses, reports = of_corpus(corpus, "2025_anhui.txt")
    table = coverage(clauses, reports=reports)
    row = table[table["text"].str.contains("腐败")].iloc[0]
    assert row["status"] == "answered"
    assert row["section"] == "做好新形势下的政府工作"
    assert "正风肃纪反腐" in row["evidence"]


@pytest.mark.parametrize(
    ("name", "f1", "status"),
    [
        ("local/2025_hebei.txt", 0.95, 0.95),
        ("local/2026_jilin.txt", 0.95, 0.92),
        ("local/2014_hailaer_district.txt", 0.94, 0.95),
        ("gwr/2005.txt", 0.85, 0.76),
        ("gwr/2016.txt", 0.82, 0.88),
        ("local/2026_hainan.txt", 0.88, 0.9),
        ("local/2016_hailaer_district.txt", 0.93, 0.95),
        ("gwr/2019.txt", 0.84, 0.85),
    ],
)
def test_links_and_answers_are_those_of_a_reader(name, f1, status):
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus is not here")
    truth = [
        row
        for labels in ("dev", "more")
        for line in (ROOT / f"tests/gold/links_{labels}.jsonl")
        .read_text("utf-8")
        .splitlines()
        if (row := json.loads(line))["file"] == name
    ]
    found = measure(SHARED / "corpus" / name, truth)
    assert found["f1"] >= f1
    assert found["status"] >= status
    assert found["answered"] >= 0.95
    assert found["right"] >= 0.83


def test_headings_with_the_same_words_go_on_as_each_other_whatever_the_text():
    text = (
        REVIEW
        + "（一）打好三大攻坚战。\n鲸鱼洄游，珊瑚暗礁。\n（二）修路。修了公路。\n"
    )
    text += (
        PLAN
        + "（一）继续修路。修公路。\n（二）继续打好三大攻坚战。\n冰川融化，火山喷发。"
    )
    clauses, reports = of_text(text)
    table = continuity(clauses, reports=reports)
    assert table["order_target"].tolist() == [2, 1]
    assert shared_names(["打好三大攻坚战"], ["继续打好三大攻坚战"]).item() == 1
    assert shared_names(["打好三大攻坚战"], ["修路"]).item() == 0


def test_paragraphs_that_begin_alike_are_sections_with_what_follows_them(corpus):
    clauses, reports = of_corpus(corpus, "2026_hainan.txt")
    review = clauses[clauses["role"] == "review"].reset_index(drop=True)
    found = units(review, reports)
    assert [one.name for one in found][:3] == [
        "封关运作如期实现",
        "改革开放步伐加快",
        "经济运行顶压行稳",
    ]
    assert len({one.series for one in found[:7]}) == 1
    assert len({one.series for one in found}) == 2  # the year's, the five years'
    first = review["clause"].iloc[found[1].rows]
    assert (first.min(), first.max()) == (46, 69)


def test_what_looks_back_on_years_is_not_of_the_section_before_it(corpus):
    clauses, reports = of_corpus(corpus, "2026_anhui.txt")
    review = clauses[clauses["role"] == "review"].reset_index(drop=True)
    names = [one.name for one in units(review, reports) if one.series == "这五年"]
    assert names[:3] == ["综合实力大幅跃升", "创新动能更加强劲", "产业体系迭代升级"]


def test_a_paragraph_between_two_items_goes_on_with_the_first(corpus):
    clauses, reports = of_corpus(corpus, "2016.txt")
    review = clauses[clauses["role"] == "review"].reset_index(drop=True)
    one = next(
        one
        for one in units(review, reports)
        if one.name == "围绕激发市场活力，加大改革开放力度"
    )
    numbers = review["clause"].iloc[one.rows]
    assert (numbers.min(), numbers.max()) == (110, 157)


def test_what_only_says_that_there_are_problems_is_none(corpus):
    clauses, reports = of_corpus(corpus, "2004.txt")
    named = [problem.text for problem in problems(clauses, reports)]
    assert named[0] == "农民增收缓慢"
    clauses, reports = of_corpus(corpus, "2016.txt")
    named = [problem.text for problem in problems(clauses, reports)]
    assert named[0].startswith("去年我国进出口总额出现下降")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("擦亮奋进底色，推进改革创新发展", "改革创新"),
        ("强化责任担当，纵深推进全面从严治党", "全面从严治党"),
        ("坚持守土有责，平稳做好意识形态工作", "意识形态"),
        ("下好创新先手棋，一体推进教育科技人才发展", "教育科技人才"),
        ("着力保障和改善民生，不断增进人民福祉", "保障和改善民生"),
        ("发挥独特优势，探索两岸融合发展新路步伐更大", "两岸融合发展新路"),
        ("进一步加强“三农”工作", "三农"),
        ("鲸鱼洄游", "鲸鱼洄游"),
        ("促进各民族广泛交往交流交融", "各民族广泛交往交流交融"),
        ("把民生工作摆在更加突出位置", "民生工作"),
        ("打造具有重要影响力的科技创新策源地实现新突破", "科技创新策源地"),
        ("坚持民生为大，用心用情增进人民福祉", "民生为大"),
        ("巩固和加强农业基础地位，实现农民增收和农业增产", "农民增收和农业增产"),
        ("在强化政府自身建设中展现新作为", "政府自身建设"),
        ("深化重点领域改革，加快完善市场机制", "重点领域改革"),
        ("“十五五”发展目标", "“十五五”发展目标"),
        ("采取果断措施，集中力量抗击非典", "抗击非典"),
        ("用改革的办法深入推进“三去一降一补”", "三去一降一补"),
        ("推动重要领域改革取得新突破", "重要领域改革"),
        ("推进以保障和改善民生为重点的社会建设", "社会建设"),
        ("扩大高水平对外开放，提升开放型经济发展质效", "高水平对外开放"),
        ("加强中华民族共有精神家园建设", "中华民族共有精神家园建设"),
        ("更好统筹发展和安全，筑牢祖国北疆安全稳定屏障", "统筹发展和安全"),
        ("坚持敢为人先，全面深化改革、扩大高水平开放", "全面深化改革、扩大高水平开放"),
        ("在推进科技创新和产业创新上开拓进取", "科技创新和产业创新"),
        ("坚持走可持续发展道路，促进经济发展与环境相协调", "可持续发展道路"),
        ("加大保障和改善民生力度，增强人民群众获得感", "保障和改善民生"),
        (
            "弘扬民族团结誓词碑光荣传统，促进民族团结进步和边疆繁荣稳定",
            "民族团结进步和边疆繁荣稳定",
        ),
        (
            "以创建中国（内蒙古）自由贸易试验区为牵引，打造我国向北开放重要桥头堡",
            "我国向北开放重要桥头堡",
        ),
        ("努力提高对外开放的质量和水平", "对外开放的质量和水平"),
        ("城市建设和管理取得新进展", "城市建设和管理"),
        ("联合港澳承办十五运会和残特奥会", "联合港澳承办十五运会和残特奥会"),
    ],
)
def test_a_section_is_named_by_its_noun(heading, name):
    assert noun(heading) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("加强民主法制建设，切实维护社会稳定", "加强民主法制建设，切实维护社会稳定"),
        (
            "坚持推进国有企业改革，切实加强再就业工作和社会保障体系建设",
            "坚持推进国有企业改革，切实加强再就业…",
        ),
        ("提升专业水平，扎实做好网信舆情工作", "网信舆情"),
        ("深化改革开放，激发经济社会发展活力", "改革开放"),
        ("扩大高水平对外开放，提升开放型经济发展质效", "高水平对外开放"),
    ],
)
def test_a_name_that_is_half_of_a_heading_is_not_told(heading, name):
    """Where another clause speaks of a theme of its own, the heading stands whole."""
    assert called(heading) == name


def test_of_two_sections_as_close_the_one_with_the_words_of_the_heading_is_it(corpus):
    """可持续发展道路 is no closer to 新型工业化道路 than to 可持续发展战略."""
    clauses, reports = of_corpus(corpus, "2003.txt")
    links = continuity(clauses, reports=reports)
    own = links[links["section_reference"].str.contains("可持续发展")]
    whole = own[own["item_reference"] == ""]
    assert whole["section_target"].tolist() == ["认真实施科教兴国战略和可持续发展战略"]
    found = findings.sections(links, sections(clauses), clauses, NAMES)
    assert "并入计划" in found[0].zh or "改为计划第六节" in found[0].zh
    assert not any("西部大开发" in one.zh for one in found)


@pytest.mark.parametrize(("less", "told"), [(0.01, False), (0.1, True)])
def test_a_pair_that_a_hair_decides_is_no_sentence(links, clauses, less, told):
    """网信舆情 shares no word with 意识形态: a third as close would be it, too."""
    row = links[links["kind"] == "merged"].iloc[0]
    other = row.copy()
    other["kind"], other["item_reference"] = "moved", "二"
    other["section_target"] = links["section_target"].iloc[-1]
    other["score"] = row["score"] - less
    both = pd.concat([links, other.to_frame().T]).astype({"score": "float64"})
    found = findings.sections(both, sections(clauses), clauses, NAMES)
    assert any("由总结单列一节" in one.zh for one in found) == told


def test_what_is_only_a_word_of_a_heading_shares_no_term_with_another():
    shared = shared_names(
        ["走可持续发展道路"], ["实施可持续发展战略", "走新型工业化道路"]
    )
    assert shared[0, 0] > 0.5 > shared[0, 1]


def test_sections_have_their_numbers_in_english_too(links, clauses, answers):
    first = findings.sections(links, sections(clauses), clauses, NAMES)[0]
    assert "is merged into section 3, “意识形态”, in the plan" in first.en
    found = findings.problems(answers, NAMES, clauses)
    assert "in section 2" in found[0].en and "in section 6" in found[0].en
    assert "answered in section 3 of the plan" in found[1].en


def test_answers_that_are_examples_are_told_as_such(corpus):
    clauses, reports = of_corpus(corpus, "2004.txt")
    found = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    (two,) = [one for one in found if "直接对应" in one.zh]
    assert "直接对应的部署，如“" in two.zh and ", such as “" in two.en
    assert "(section 1)" in two.en and "these problems" not in two.en


def test_what_became_of_the_sections_is_said(links, clauses):
    first, *rest = findings.sections(links, sections(clauses), clauses, NAMES)
    assert first.zh == (
        "“网信舆情”由总结单列一节（11/111句）并入计划第三节“意识形态”（3/104句），"
        "“舆情”5次→1次"
    )
    assert "题为“推进改革创新发展”（24/104句，4项）" in rest[0].zh
    assert "“产业繁荣发展”（14/111句）" in rest[0].zh
    told = set(clauses["clause"])
    assert all(set(one.evidence["clause"]) <= told for one in (first, *rest))
    assert not any(word in one.zh for one in (first, *rest) for word in ("新增", "缺"))


def test_a_section_that_is_a_passage_now_is_said_with_both_lengths(corpus):
    clauses, reports = of_corpus(corpus, "2025_fujian.txt")
    links = continuity(clauses, reports=reports)
    first = findings.sections(links, sections(clauses), clauses, NAMES)[0]
    assert first.subject == "两岸融合发展新路"
    assert "45/595句" in first.zh and "33/1141句" in first.zh


def test_a_passage_is_as_long_as_its_paragraph_and_shorter_than_the_section_was(corpus):
    """山东2025年“产业升级成效显著”31句，“大力推进新型工业化”一段32句：没有变短。"""
    told = []
    for name in ("2003.txt", "2025_shandong.txt", "2025_fujian.txt"):
        clauses, reports = of_corpus(corpus, name)
        links = continuity(clauses, reports=reports)
        found = findings.sections(links, sections(clauses), clauses, NAMES, reports)
        text = reports["text"].item()
        for one in found:
            if sunk := re.search(r"单列一节（(\d+)/.*中的一段（(\d+)/", one.zh):
                was, now = map(int, sunk.groups())
                whole_section = links["item_reference"] == ""
                same = links["section_reference"].map(noun) == one.subject
                rows = links[same & whole_section]
                row = rows.loc[rows["score"].idxmax()]
                plan = clauses[clauses["role"] == "plan"]
                plan = plan[plan["section"] == row["section_target"]]
                opens = plan.loc[plan["text"] == row["item_target"], "start"]
                at = opens.iloc[0] if len(opens) else 0
                line = text.rfind("\n", 0, at), text.find("\n", at)
                inside = plan["start"].between(*line)
                whole = plan["item"] == row["item_target"]
                assert now == (whole if whole.any() else inside).sum() < was
                told.append(name)
    assert told and "2025_shandong.txt" not in told


def test_a_split_is_told_only_of_a_section_of_the_year(corpus):
    """五年来的段落、只提到人大监督的段落，都不是一节。"""
    for name in ("2026_guangdong.txt", "2026_neimenggu.txt"):
        clauses, reports = of_corpus(corpus, name)
        links = continuity(clauses, reports=reports)
        found = findings.sections(links, sections(clauses), clauses, NAMES)
        assert not any("分为" in one.zh for one in found)
    clauses, reports = of_corpus(corpus, "2025_sichuan.txt")
    links = continuity(clauses, reports=reports)
    found = findings.sections(links, sections(clauses), clauses, NAMES)
    assert sum(one.zh.count("分为") for one in found) == 1
    assert any("其中“改革开放新高地”分为“高水平对外开放”" in one.zh for one in found)


def test_the_longest_section_is_told_only_where_it_is_by_far(corpus):
    """65 : 64 clauses are no difference; that of 2004 is the review's longest, too."""
    for name in ("2025_beijing.txt", "2015_hailaer_district.txt", "2004.txt"):
        clauses, reports = of_corpus(corpus, name)
        links = continuity(clauses, reports=reports)
        found = findings.sections(links, sections(clauses), clauses, NAMES)
        assert not any("最长" in one.zh for one in found)


def test_of_several_that_the_longest_section_goes_on_from_two_are_named(corpus):
    """群众切身利益 of 2006 has 就业 and 社会保障, and 卫生 of the social services."""
    clauses, reports = of_corpus(corpus, "2006.txt")
    links = continuity(clauses, reports=reports)
    found = findings.sections(links, sections(clauses), clauses, NAMES)
    one = next(one for one in found if "最长" in one.zh)
    assert re.search("承接.*“就业和社会保障”（19/[0-9]+句）和“各项社会事业”等$", one.zh)
    assert ", among others, of the review" in one.en
    behind = clauses[clauses["clause"].isin(one.evidence["clause"])]
    assert "加快发展各项社会事业" in set(behind["section"])


def test_what_answers_the_problems_is_said(answers, clauses):
    found = findings.problems(answers, NAMES, clauses)
    assert found[0].zh == (
        "找到的4个问题计划都有对应：“思想引领作用发挥不足”见第二节，"
        "“意识形态工作形势依然严峻”见第三节，“推动高质量发展能力欠缺”见第五节，"
        "“干部队伍能力水平参差不齐”见第六节"
    )
    assert "第三节“意识形态”（10/104句）" in found[1].zh
    assert all(len(one.evidence) for one in found)


def test_a_member_of_a_list_of_problems_is_quoted_with_what_is_said_of_it(corpus):
    clauses, reports = of_corpus(corpus, "2026_jilin.txt")
    found = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    assert any("“消费、投资增长动力不足”" in one.zh for one in found)
    assert not any("“消费”" in one.zh for one in found)


@pytest.mark.parametrize("name", ["2004.txt", "2017.txt", "2015_hailaer_district.txt"])
def test_every_problem_and_answer_that_is_quoted_stands_in_the_text(corpus, name):
    clauses, reports = of_corpus(corpus, name)
    found = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    for one in found:
        behind = clauses[clauses["clause"].isin(one.evidence["clause"])]
        texts = "\n".join([*behind["text"], *behind["section"]])
        assert all(words.rstrip("…") in texts for words in QUOTES.findall(one.zh))


def test_a_problem_is_paired_with_what_is_done_about_what_is_lacking(corpus):
    """Not with its modifier, and where the plan speaks of it: not of 投资体制."""
    clauses, reports = of_corpus(corpus, "2004.txt")
    found = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    pair = "“投资规模偏大”—“适当控制固定资产投资规模”（第一节）"
    assert any(pair in one.zh for one in found)
    clauses, reports = of_corpus(corpus, "2015_hailaer_district.txt")
    found = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    assert not any("工业经济转型升级" in one.zh for one in found)


def test_where_a_problem_is_answered_is_told_by_the_place_in_the_plan(clauses):
    where = places(clauses)
    first = clauses.loc[clauses["role"] == "plan", "section"].loc[lambda x: x != ""]
    assert where.of(first.iloc[0], 0) == "第一节"
    assert where.of("今年的主要预期目标是", 0) == "主要预期目标中"
    assert where.of("各项事业", where.last + 1) == "第六节之后"
    assert where.of("各项事业", where.first - 1) == "第一节之前"
    assert [numeral(n) for n in (1, 10, 11, 20)] == ["一", "十", "十一", "二十"]


def test_what_is_not_found_is_never_called_absent(answers):
    told = answers.assign(status="nearest")
    found = findings.problems(told, NAMES)
    assert len(found) == 4
    assert all("未找到文字相近的部署，最接近的是“" in one.zh for one in found)


def test_a_slope_chart_has_a_line_per_link_and_both_orders(links):
    ax = plot_continuity(links)
    lines = [line for line in ax.lines if list(line.get_xdata()) == [0, 1]]
    assert len(lines) == len(links)
    styles = {line.get_linestyle() for line in lines}
    assert len(styles) == 2  # same and merged
    assert {text.get_text() for text in ax.get_legend().get_texts()} == {"延续", "并入"}


def test_ends_and_beginnings_are_marked():
    row = {"kind": "same", "section_reference": "甲", "section_target": "乙"}
    row |= {"order_reference": 1, "order_target": 1}
    dropped = row | {"kind": "dropped", "order_reference": 2, "order_target": pd.NA}
    new = row | {"kind": "new", "order_reference": pd.NA, "order_target": 2}
    ax = plot_continuity(pd.DataFrame([row, dropped, new]))
    said = [text.get_text() for text in ax.texts]
    assert {"未见延续", "新增"} <= set(said)
    alone = plot_continuity(pd.DataFrame([dropped, new]))
    assert alone.get_legend() is None


def test_each_problem_stands_beside_the_sentence_that_comes_closest(answers):
    told = answers.copy()
    told.loc[told["problem"] == 2, "status"] = "nearest"
    ax = plot_coverage(told)
    assert len(ax.get_yticks()) == 4
    said = [text.get_text().replace("\n", "") for text in ax.texts]
    assert any("健全产业政策体系" in text for text in said)
    assert sum("未找到相近的部署" in text for text in said) == 1


@pytest.mark.parametrize("plot", [plot_continuity, plot_coverage])
def test_an_empty_table_is_refused(plot, links):
    with pytest.raises(ValueError, match="nothing to draw"):
        plot(links.iloc[:0])


def test_a_section_of_the_year_does_not_merge_with_what_tells_of_five_years(corpus):
    """The review has one section on industry; the five years' items are no second."""
    clauses, reports = of_corpus(corpus, "2026_shandong.txt")
    links = continuity(clauses, reports=reports)
    of_year = links["section_reference"] == "产业优化升级迈出坚实步伐"
    assert links.loc[of_year, "kind"].tolist() == ["same"]
    told = findings.sections(links, sections(clauses), clauses, NAMES)
    assert told and not [one for one in told if "产业优化升级”由" in one.zh]


def test_sections_of_two_parts_have_no_numbers_and_a_part_without_is_named(corpus):
    """The plan of 2007 counts （一） to （五） twice; its last part has no section."""
    clauses, _ = of_corpus(corpus, "2007.txt")
    where = places(clauses)
    told = clauses.set_index("clause")
    for words, place in (
        ("缓解银行资金流动性", "“宏观调控”一节"),
        ("缓解外贸顺差", "“深化改革和扩大开放”部分"),
    ):
        (at,) = told.index[told["text"].str.contains(words)]
        assert where.of(told["section"][at], int(at)) == place
    assert where.order == {}


def test_what_keeps_pace_with_a_thing_is_no_answer_to_quote(corpus):
    """居民人均可支配收入增长与经济增长同步 does nothing about 经济增长."""
    clauses, reports = of_corpus(corpus, "2026_yunnan.txt")
    told = findings.problems(coverage(clauses, reports=reports), NAMES, clauses)
    assert told and not [one.zh for one in told if "同步" in one.zh]
