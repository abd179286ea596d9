"""Clauses that repeat earlier ones nearly word for word."""

import pandas as pd
import pytest

from analysis.compare.repeats import repeats, reuse_shares, without_reuse
from analysis.read.outline import parse
from analysis.read.reports import read_reports


def group(role, *texts, report="r", first=0, sentence=None):
    n = len(texts)
    return pd.DataFrame(
        {
            "report": report,
            "clause": range(first, first + n),
            "sentence": range(first, first + n) if sentence is None else sentence,
            "role": role,
            "section": "甲",
            "text": texts,
        }
    )


def test_the_same_words_are_verbatim():
    table = repeats(
        group("plan", "健全网络综合治理体系", first=9),
        group("review", "加强党员教育管理", "健全网络综合治理体系"),
    )
    assert table[["clause_target", "clause_reference"]].to_numpy().tolist() == [[9, 1]]
    assert table[["similarity", "kind"]].to_numpy().tolist() == [[1, "verbatim"]]


def test_similarity_is_twice_the_matching_characters_by_all():
    # 加强党员教育 and 管理 match: 8 characters of 10 and of 8
    table = repeats(
        group("plan", "加强党员教育服务管理", first=9),
        group("review", "加强党员教育管理"),
    )
    assert table["similarity"].tolist() == pytest.approx([16 / 18])
    assert table["kind"].tolist() == ["near"]


def test_what_only_shares_a_subject_is_not_reused():
    table = repeats(
        group("plan", "深入推进网络综合治理和内容建设", first=9),
        group("review", "健全网络综合治理体系"),
    )
    assert table.empty


@pytest.mark.parametrize("text", ["加强领导", "同比增长9.1%", "投资4360万元"])
def test_a_set_phrase_alone_is_not_reused(text):
    assert repeats(group("plan", text, first=9), group("review", text)).empty


def test_a_set_phrase_beside_a_reused_clause_is():
    passage = "加强领导", "健全网络综合治理体系"
    table = repeats(group("plan", *passage, first=9), group("review", *passage))
    assert table["clause_target"].tolist() == [9, 10]


def test_a_clause_is_not_held_against_itself():
    own = group("plan", "健全网络综合治理体系", "发展数字经济产业")
    assert repeats(own, own).empty


def test_of_equals_the_one_that_goes_on_is_taken():
    review = group(
        "review",
        "发展数字经济产业",
        "加强基层治理",
        "健全综合治理体系",
        "发展数字经济产业",
    )
    plan = group("plan", "健全综合治理体系", "发展数字经济产业", first=9)
    assert repeats(plan, review)["clause_reference"].tolist() == [2, 3]


def test_a_reused_sentence_takes_its_clauses_along():
    review = group(
        "review", "深化精神文明建设工作", "主动融入区域治理全局", "讲好故事", sentence=0
    )
    plan = group(
        "plan",
        "深化精神文明建设工作",
        "主动融入区域治理全局",
        "讲好了故事",
        first=9,
        sentence=9,
    )
    table = repeats(plan, review)
    assert table["clause_target"].tolist() == [9, 10, 11]
    assert table["clause_reference"].tolist() == [0, 1, 2]


def test_shares_are_of_clauses_and_of_characters():
    plan = group("plan", "健全网络综合治理体系", "发展数字", first=9)
    table = repeats(plan, group("review", "健全网络综合治理体系"))
    row = reuse_shares(plan, table).iloc[0]
    assert (row["n"], row["n_verbatim"], row["n_clauses"]) == (1, 1, 2)
    assert (row["share"], row["character_share"]) == pytest.approx((1 / 2, 10 / 14))


def test_both_the_copy_and_its_source_leave():
    review = group("review", "健全网络综合治理体系", "推动产业繁荣发展")
    plan = group("plan", "健全网络综合治理体系", "打造专业品牌栏目", first=9)
    both = pd.concat([review, plan])
    left = without_reuse(both, repeats(plan, review))
    assert left["text"].tolist() == ["推动产业繁荣发展", "打造专业品牌栏目"]


def test_an_empty_side_gives_an_empty_table_of_the_right_columns(clauses):
    plan = clauses[clauses["role"] == "plan"]
    full = repeats(plan, clauses[clauses["role"] == "review"])
    for target, reference in ((plan, plan.iloc[:0]), (plan.iloc[:0], plan)):
        empty = repeats(target, reference)
        assert empty.empty
        assert empty.columns.tolist() == full.columns.tolist()
    shares = reuse_shares(plan, repeats(plan, plan.iloc[:0]))
    assert len(shares) and set(shares["share"]) == {0}


def test_the_bundled_plan_repeats_what_a_reader_finds(clauses):
    sides = (clauses[clauses["role"] == role] for role in ("plan", "review"))
    table = repeats(*sides)
    verbatim = table.loc[table["kind"] == "verbatim", "text_target"].tolist()
    assert verbatim == [
        "坚持团结稳定鼓劲",
        "健全网络综合治理体系",
        "认真履行全面从严治党主体责任",
        "加强党员教育服务管理",
    ]


def test_a_bodys_opening_is_found_in_next_years_report(corpus):
    earlier, later = (
        parse(read_reports([path]))
        for path in corpus
        if path.name in ("2014_hailaer_district.txt", "2015_hailaer_district.txt")
    )
    table = repeats(later, earlier)
    assert "我代表海拉尔区人民政府向大会作工作报告" in set(table["text_target"])
    whole = repeats(earlier.assign(report="copy"), earlier)
    long = earlier["text"].str.count(r"[^\W\d_]") >= 5
    assert set(earlier.loc[long, "clause"]) <= set(whole["clause_target"])
    assert set(whole["kind"]) == {"verbatim"}
