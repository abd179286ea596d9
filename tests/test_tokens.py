"""Segmentation: terms stay whole, offsets hold, both engines agree."""

import subprocess
import sys
import warnings

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.count import tokens as module
from analysis.count.tokens import LONG, segment, vocabulary
from analysis.lexicons import read_lexicon
from analysis.read.outline import parse

# What stands in reports, and what the rules meet at an edge.
PIECES = st.one_of(
    st.sampled_from(sorted(vocabulary())),
    st.sampled_from(read_lexicon("units")["unit"].tolist()),
    st.sampled_from(
        "静海区 区域 市民 乡村 镇区 牢固 筑牢 率达 拟新上 含意向 惠民生 办实事 强经济 "
        "大力开展 深入推进 二〇二三年 〇二三四年 三四五六年 八点三十分 一点五亿元 百点 "
        "12.5% 1,200 3万余 5G A-1 C++".split()
    ),
    st.text("一二三四五十百零〇点年万亿余多来个0159.,，", min_size=1, max_size=6),
    st.text("的了在人民工作经济新提升为ABz发積鿖龥𠀀é９ \n\t\u3000。、“—", max_size=6),
)


def words(text, **options):
    clauses = pd.DataFrame({"report": "r", "clause": [0], "start": [0], "text": [text]})
    return segment(clauses, **options)["word"].tolist()


def test_no_term_of_the_lexicon_is_ever_split():
    terms = sorted(term for term in vocabulary() if len(term) >= LONG)
    rows = pd.DataFrame({"report": "r", "text": [f"把{term}的" for term in terms]})
    rows = rows.assign(clause=range(len(terms)), start=0)
    words = segment(rows).groupby("clause")["word"].agg(set)
    assert [t for t, found in zip(terms, words, strict=True) if t not in found] == []


def test_a_theme_term_made_of_terms_is_cut_into_them():
    assert words("健全志愿服务体系") == ["健全", "志愿服务", "体系"]


def test_a_two_character_term_is_put_together_but_cuts_no_neighbour():
    assert "网信" in words("做好网信舆情工作")
    assert words("用好用足力量") == ["用好", "用足", "力量"]
    assert words("开展人文创新活动") == ["开展", "人文", "创新", "活动"]


def test_an_adverb_is_parted_from_its_task_verb():
    assert words("大力开展活动") == ["大力", "开展", "活动"]
    assert words("贯彻落实精神")[0] == "贯彻落实"  # one verb of the list


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长12.5%", ["增长", "12.5%"]),
        ("3200余场次", ["3200余场次"]),
        ("2023年", ["2023年"]),
        ("1,200人", ["1,200人"]),
        ("孵化精品IP", ["孵化", "精品", "IP"]),
        ("5G基站", ["5G", "基站"]),
    ],
)
def test_digits_latin_and_units_are_cut_by_rule(text, expected):
    assert words(text) == expected


def test_punctuation_is_no_word():
    assert words("“四风”、（问题）——") == ["四风", "问题"]


def test_what_jieba_alone_gets_wrong_is_put_right():
    with warnings.catch_warnings(action="ignore"):  # its own, when it is compiled
        import jieba

    plain = jieba.Tokenizer()
    assert "志愿服务" not in plain.lcut("文明风尚志愿服务")
    assert words("文明风尚志愿服务")[-1] == "志愿服务"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("强经济、惠民生", "强 经济 惠 民生"),
        ("办实事惠民生", "办实事 惠 民生"),
        ("促进协调发展", "促进 协调 发展"),
        ("抓党建筑牢根基", "抓 党建 筑牢 根基"),
        ("构筑牢固防线", "构筑 牢固 防线"),
        ("学生们", "学生 们"),
        ("改革者", "改革者"),
        ("智慧教室配备率达90%", "智慧 教室 配备 率 达 90%"),
        ("知晓率达到95%", "知晓率 达到 95%"),
        ("拟新发展合作社8家", "拟 新 发展 合作社 8家"),
        ("签约项目（含意向）12个", "签约 项目 含 意向 12个"),
        ("打造改革开放新高地", "打造 改革开放 新高地"),
        ("固本强基夯实基层基础", "固本强基 夯实 基层 基础"),
    ],
)
def test_one_character_stands_apart_where_jieba_joins_what_is_no_word(text, expected):
    clauses = pd.DataFrame({"report": "r", "clause": 0, "start": [0], "text": text})
    assert " ".join(segment(clauses)["word"]) == expected


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("静海区", "静海区经济稳步发展", "静海区 经济 稳步 发展"),
        ("中共静海区委宣传部", "为静海区转型提供支撑", "为 静海区 转型 提供 支撑"),
        ("青石镇", "青石镇建成广场", "青石镇 建成 广场"),
        ("", "经济稳步发展", "经济 稳步 发展"),
    ],
)
def test_the_place_of_the_body_is_one_word(body, text, expected):
    clauses = pd.DataFrame({"report": "r", "clause": 0, "start": [0], "text": text})
    reports = pd.DataFrame({"report": ["r"], "body": [body]})
    assert " ".join(segment(clauses, reports)["word"]) == expected


def test_the_word_that_the_paywall_tag_cut_in_two_is_one(tokens):
    assert (tokens["word"] == "志愿服务").sum() == 3  # counted by hand in the report


def test_offsets_lead_back_to_the_text(reports, tokens):
    text = reports["text"].item()
    for row in tokens.itertuples():
        assert text[row.start : row.start + len(row.word)] == row.word


def test_positions_count_from_zero_in_every_clause(tokens):
    positions = tokens.groupby("clause")["position"].agg(list)
    assert positions.tolist() == [list(range(len(one))) for one in positions]
    assert len(positions) > 200


def test_tokens_bring_what_their_clause_says_of_itself(clauses, tokens):
    joined = tokens.merge(clauses, on=["report", "clause"], suffixes=("", "_clause"))
    for name in ("role", "section", "item"):
        assert (joined[name] == joined[f"{name}_clause"]).all()


def test_an_empty_table_gives_an_empty_table():
    assert segment(parse(pd.DataFrame({"report": [], "text": []}))).empty


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_keeps_its_words_in_order_and_loses_none(texts):
    clauses = pd.DataFrame({"report": "r", "text": texts})
    clauses = clauses.assign(clause=range(len(texts)), start=0)
    tokens = segment(clauses)
    for number, text in enumerate(texts):
        rows = tokens[tokens["clause"] == number]
        end = 0
        for row in rows.itertuples():
            assert text[row.start : row.start + len(row.word)] == row.word
            assert not any(c.isalnum() for c in text[end : row.start])
            end = row.start + len(row.word)
        assert not any(c.isalnum() for c in text[end:])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=12))
def test_many_clauses_are_cut_as_each_would_be_alone(texts):
    clauses = pd.DataFrame({"clause": range(len(texts)), "start": 7, "report": "r"})
    clauses["text"] = pd.Series(texts, dtype="str")
    reports = pd.DataFrame({"report": ["r"], "body": ["静海区"]})
    alone = [segment(clauses[row : row + 1], reports) for row in range(len(texts))]
    together = segment(clauses, reports)
    expected = pd.concat([together[:0], *alone], ignore_index=True)
    pd.testing.assert_frame_equal(together, expected)


def test_a_long_text_is_cut_in_blocks_and_comes_out_the_same(clauses, monkeypatch):
    whole = segment(clauses)
    for block in (1, 50, 1000):
        monkeypatch.setattr(module, "BLOCK", block)
        pd.testing.assert_frame_equal(segment(clauses), whole)


def test_clauses_without_a_word_give_the_columns_of_others(clauses):
    none = segment(clauses.assign(text="，。"))
    assert none.empty and none.dtypes.equals(segment(clauses).dtypes)


def test_both_engines_agree_token_by_token(clauses):
    pd.testing.assert_frame_equal(
        segment(clauses, engine="jieba"), segment(clauses, engine="rjieba")
    )


def test_both_engines_agree_on_all_real_reports(corpus):
    texts = [path.read_text("utf-8", errors="ignore") for path in corpus]
    names = [path.stem for path in corpus]
    real = parse(pd.DataFrame({"report": names, "text": texts}))
    theirs, ours = segment(real, engine="rjieba"), segment(real, engine="jieba")
    assert len(theirs) > 500_000
    pd.testing.assert_frame_equal(theirs, ours)


def test_nothing_is_said_and_nothing_is_written_outside_the_cache(tmp_path):
    code = (
        "import pandas as pd; from analysis.count.tokens import segment;"
        "segment(pd.DataFrame({'report': 'r', 'clause': [0], 'start': [0],"
        " 'text': ['加强改进']}), engine='jieba')"
    )
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "XDG_CACHE_HOME": str(cache),
            "TMPDIR": str(temporary),
            "HOME": "/",
            "PYTHONPATH": str(ROOT / "src"),
        },
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert [path.name for path in cache.rglob("*.cache")] == ["jieba.cache"]
    assert list(temporary.iterdir()) == []
