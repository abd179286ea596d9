"""Words and themes counted by hand, and by another way."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.count.frequency import (
    content,
    frequency,
    keywords,
    lexical,
    searched,
    searched_by,
)
from analysis.count.themes import (
    _scheme,
    _wildcards,
    scheme_coverage,
    theme_shares,
    theme_terms,
    themes,
)
from analysis.lexicons import read_lexicon
from analysis.read.outline import parse


def clause_table(*texts, role="plan", items=None):
    n = len(texts)
    return pd.DataFrame(
        {
            "report": "r",
            "clause": range(n),
            "role": role,
            "section": "",
            "item": items or [""] * n,
            "start": np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]),
            "text": texts,
        }
    )


# ── frequency ──


def test_words_are_counted_and_rated_per_group():
    words = pd.DataFrame({"role": list("aaab"), "word": ["稳", "进", "稳", "稳"]})
    table = frequency(words, by=["role"])
    assert table["word"].tolist() == ["稳", "进", "稳"]
    assert table["n"].tolist() == [2, 1, 1]
    assert table["per_10k"].tolist() == pytest.approx([20000 / 3, 10000 / 3, 10000])
    assert table["rank"].tolist() == [1, 2, 1]


def test_one_column_may_be_given_by_its_name():
    words = pd.DataFrame({"role": list("aab"), "word": ["稳", "进", "稳"]})
    pd.testing.assert_frame_equal(
        frequency(words, by="role"), frequency(words, by=["role"])
    )


def test_counts_add_up_to_the_tokens(tokens):
    table = frequency(tokens, by=["role", "section"])
    assert table["n"].sum() == len(tokens)
    assert table.groupby(["role", "section"])["per_10k"].sum().round(6).eq(10000).all()


def test_tokens_of_a_year_unknown_are_counted_too():
    words = pd.DataFrame({"year": [2023, np.nan, np.nan], "word": ["稳", "稳", "进"]})
    table = frequency(words, by=["year"])
    assert table["n"].tolist() == [1, 1, 1]
    assert table["per_10k"].tolist() == [10000, 5000, 5000]


ROWS = st.tuples(
    st.sampled_from(["plan", "review"]),
    st.sampled_from([2023, 2024, pd.NA]),
    st.text("人才强", min_size=1, max_size=4),
)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=30))
def test_words_are_counted_and_ranked_as_by_hand(rows):
    tokens = pd.DataFrame(rows, columns=["role", "year", "word"])
    tokens = tokens.astype({"role": "str", "year": "Int64", "word": "str"})
    counts = {}
    for *group, word in rows:
        words = counts.setdefault(tuple(group), {})
        words[word] = words.get(word, 0) + 1
    expected = [
        (*group, word, n, n / sum(own.values()) * 10000, 1 + sum(m > n for m in ns))
        for group, own in counts.items()
        for ns in [own.values()]
        for word, n in sorted(own.items(), key=lambda item: -item[1])
    ]
    table = frequency(tokens, by=["role", "year"])
    assert list(table.itertuples(index=False, name=None)) == expected


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12), st.lists(ROWS, max_size=12))
def test_a_word_is_found_as_often_as_a_search_finds_it(lines, words):
    """人人 stands in 人人人 once, and nothing reaches from a clause into the next."""
    clauses = pd.DataFrame(lines, columns=["role", "year", "text"])
    table = pd.DataFrame(words, columns=["role", "year", "word"]).assign(n=1)
    clauses, table = (one.astype({"year": "Int64"}) for one in (clauses, table))
    expected = [
        sum(text.count(word) for *place, text in lines if str(place) == str(group))
        for *group, word in words
    ]
    found = searched_by(table, clauses, by=["role", "year"])["found"]
    assert found.tolist() == expected
    for role, column in searched(clauses, table["word"]).items():
        texts = clauses.loc[clauses["role"] == role, "text"]
        assert column.to_dict() == {
            word: sum(text.count(word) for text in texts) for word in table["word"]
        }


def test_keywords_are_the_content_words_that_are_no_numbers(tokens):
    pd.testing.assert_frame_equal(keywords(tokens), lexical(content(tokens)))


def test_stop_words_leave_but_task_verbs_and_numbers_stay(tokens):
    kept = set(content(tokens)["word"])
    assert {"加强", "深化", "推进", "2023年"} <= kept
    assert not {"的", "和", "进一步", "等"} & kept


# ── themes ──


def found(text):
    table = themes(clause_table(text))
    return list(zip(table["theme"], table["term"], strict=True))


def test_the_longest_term_wins_and_counts_once():
    table = themes(clause_table("建设新时代文明实践中心"))
    assert table["theme"].tolist() == ["values"]
    assert table["term"].str.startswith("新时代文明实践").all()


def test_a_clause_may_have_two_themes_each_once():
    names = [theme for theme, _ in found("抓好意识形态工作和安全生产，抓意识形态")]
    assert names == ["ideology", "safety"]


def test_a_clause_without_a_term_has_no_theme():
    assert found("在取得一定成绩的同时") == []


@pytest.fixture
def scheme(tmp_path, monkeypatch):
    """A scheme of three terms, with a wildcard and an exclusion."""
    (tmp_path / "themes").mkdir()
    rows = "theme,label_zh,label_en,term,note\na,甲,A,文明*城市,\na,甲,A,!文明古国,\n"
    rows += "b,乙,B,文明,\n"
    (tmp_path / "themes" / "small.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("analysis.lexicons.PACKAGED", tmp_path)
    return "small"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("创建全国文明典范城市", [("a", "文明典范城市")]),
        ("文明城市", [("a", "文明城市")]),
        ("四大文明古国", []),
        ("讲文明", [("b", "文明")]),
        ("文明古国的文明", [("b", "文明")]),
    ],
)
def test_wildcards_reach_within_the_clause_and_exclusions_silence(scheme, text, terms):
    table = themes(clause_table(text), scheme=scheme)
    assert list(zip(table["theme"], table["term"], strict=True)) == terms


class Sought(str):
    """A text that counts the characters that are searched in it."""

    characters = 0

    def find(self, term, start=0):
        at = super().find(term, start)
        self.characters += (at if at >= 0 else len(self)) - start
        return at


@pytest.mark.parametrize("unit", ["文明", "文明城", "文明\n", "文明城市"])
def test_a_text_full_of_wildcards_is_searched_only_once_or_twice(scheme, unit):
    text = Sought(unit * 1000)
    found = list(_wildcards(text, _scheme(scheme)))
    assert len(found) == (1000 if "市" in unit else 0)
    assert text.characters <= 2 * len(text)


def test_a_theme_term_stands_where_it_is_said_to(reports, clauses):
    text, table = reports["text"].item(), themes(clauses, inherit=False)
    assert len(table) > 100
    for row in table.itertuples():
        assert text[row.start : row.start + len(row.term)] == row.term


def test_shares_are_of_all_clauses_of_the_group_zeros_kept():
    rows = clause_table("做好意识形态工作", "加强学习", "抓好安全生产", "意识形态")
    table = theme_shares(rows, themes(rows), by=["role"]).set_index("theme")
    assert table.loc["ideology", ["n", "n_clauses", "share"]].tolist() == [2, 4, 0.5]
    assert table.loc["safety", "share"] == 0.25
    assert table.loc["culture", "n"] == 0


def test_a_clause_without_a_term_takes_the_theme_its_item_speaks_of_most():
    rows = clause_table(
        "抓好意识形态工作",
        "落实意识形态责任",
        "抓好安全生产",
        "制定方案",
        "加强领导",
        items=["一", "一", "一", "一", ""],
    ).assign(section="甲")
    table = themes(rows).set_index("clause")
    assert table.loc[3, ["theme", "term", "via"]].tolist() == ["ideology", "", "item"]
    assert table.loc[4, ["theme", "via"]].tolist() == ["ideology", "section"]
    assert table.loc[3, "start"] == rows["start"][3]


def test_a_clause_outside_every_section_and_item_inherits_nothing():
    rows = clause_table("抓好意识形态工作", "制定方案")
    assert themes(rows)["clause"].tolist() == [0]


@pytest.mark.parametrize(("text", "n"), [("按照党委统一部署", 0), ("落实党委部署", 1)])
def test_a_clause_that_only_frames_inherits_nothing(text, n):
    rows = clause_table("抓好意识形态工作", text).assign(section="甲")
    assert (themes(rows)["clause"] == 1).sum() == n


def test_a_section_lends_nothing_to_another():
    rows = clause_table("抓好意识形态工作", "制定方案").assign(section=["甲", "乙"])
    assert themes(rows)["clause"].tolist() == [0]


def test_inherited_rows_can_be_left_out(clauses):
    with_them, without = themes(clauses), themes(clauses, inherit=False)
    own = with_them[with_them["via"] == "term"]
    assert set(without["via"]) == {"term"}
    both = own.merge(without, on=["clause", "theme", "term", "start"])
    assert len(both) == len(own) < len(with_them)


def test_coverage_tells_which_scheme_a_report_speaks(clauses):
    shares = scheme_coverage(clauses)
    assert shares.index[0] == "publicity"
    assert shares.is_monotonic_decreasing and shares.between(0, 1).all()


def test_no_theme_term_is_lost_to_the_parser():
    text = "题\n一、2024年工作计划\n抓好意识形态工作。"
    clauses = parse(pd.DataFrame({"report": ["r"], "text": [text]}))
    assert themes(clauses)["role"].tolist() == ["plan"]


def test_every_theme_has_terms_enough_to_be_found():
    n = read_lexicon("themes/publicity")["theme"].value_counts()
    assert n.min() >= 20


def test_every_occurrence_of_a_term_is_found_and_none_is_inherited():
    rows = clause_table("抓好意识形态工作和意识形态责任", "制定方案").assign(
        section="甲"
    )
    table = theme_terms(rows)
    assert table["term"].tolist() == ["意识形态", "意识形态"]
    assert table["start"].tolist() == [2, 9]
    assert len(themes(rows)) == 2  # one with a term, one inherited


def test_clauses_without_any_term_have_no_occurrence():
    assert theme_terms(clause_table("天气很好")).empty
