"""Looking around: what is chosen is what a search finds, of all that there is."""

import re

import pandas as pd
import pytest
from conftest import REPORT

from analysis import InputError, explore, read
from analysis.show.explore import Asked, Tables, select
from analysis.show.explore.markup import names, sentences

TEXT = """2030年区图书馆工作总结
一、2030年工作情况
（一）推广阅读，丰富生活。一是开展阅读活动，读书又读报。二是加强阅读宣传。
（二）改善馆舍，服务读者。一是加强安全检查。
二、2031年工作安排
（一）推广阅读，走进学校。一是加强阅读指导，加强业务培训。
"""
HAN = re.compile("[\u4e00-\u9fff]")
CONTROLS = "report role section theme verb term".split()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    path = tmp_path_factory.mktemp("library") / "library.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read(path)


def tables(flow):
    return Tables(flow.reports, flow.clauses, flow.themes, flow.tasks)


def found(flow, **asked):
    return select(tables(flow), Asked(**asked))


def by_role(found, *columns):
    table = found.by_role.set_index("role")[list(columns)]
    return {role: tuple(row) for role, row in table.iterrows()}


def test_a_term_is_counted_as_a_reader_counts_it(library):
    """By hand: 读 stands six times in five of the nine clauses of the review."""
    n = by_role(found(library, term="读"), "n", "n_clauses", "found_term")
    assert n["review"] == (5, 9, 6)
    assert n["plan"] == (2, 5, 2)
    assert n["other"] == (0, 1, 0)


def test_what_is_asked_for_together_must_stand_in_one_clause(library):
    both = found(library, term="阅读", verb="加强")
    assert list(both.sentences["text"]) == ["加强阅读宣传", "加强阅读指导"]
    assert by_role(both, "n", "found_term", "n_tasks", "found_verb") == {
        "other": (0, 0, 0, 0),
        "review": (1, 3, 2, 2),
        "plan": (1, 2, 2, 2),
    }


def test_a_section_is_seen_among_the_others(library):
    section = ("review", "2030年工作情况", "推广阅读，丰富生活")
    one = found(library, term="读", section=section)
    assert one.total.iloc[0][["n", "n_clauses", "found_term"]].tolist() == [4, 5, 5]
    assert list(one.by_role["role"]) == ["review"]
    sizes = one.by_section[one.by_section["section"] != ""]
    assert sizes[["n", "n_clauses"]].values.tolist() == [[4, 5], [1, 3], [2, 4]]


def test_a_side_leaves_the_other_out(library):
    plan = found(library, role="plan", verb="加强")
    assert list(plan.sentences["role"]) == ["plan", "plan"]
    assert list(plan.by_section["role"].unique()) == ["plan"]


@pytest.mark.parametrize("term", ["阅读，走", "一是加强", "。", "（一）", "图书馆"])
def test_a_search_finds_what_crosses_clauses_and_what_stands_between(library, term):
    assert found(library, term=term).total["found_term"].item() == TEXT.count(term)


def test_what_stands_before_a_clause_belongs_to_it(library):
    told = found(library, term="，走进").sentences
    assert list(told["text"]) == ["走进学校"]


def test_a_term_is_no_pattern_and_capitals_are_small_letters(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("安全", "A.I安全"), encoding="utf-8")
    assert found(read(path), term="a.i").total["found_term"].item() == 1
    assert found(read(path), term="a?i").total["found_term"].item() == 0


def test_every_pair_of_characters_is_found_as_often_as_in_the_text(flow):
    text = flow.reports["text"].item()
    pairs = sorted({text[n : n + 2] for n in range(0, len(text) - 1, 23)})
    for pair in (pair for pair in pairs if "\n" not in pair):
        told = found(flow, term=pair)
        assert told.total["found_term"].item() == text.count(pair)
        for table in (told.by_role, told.by_section):
            assert table[["n", "n_clauses"]].sum().tolist() == (
                told.total[["n", "n_clauses"]].iloc[0].tolist()
            )


def test_themes_and_verbs_are_counted_as_in_their_tables(flow):
    for row in flow.emphasis.itertuples():
        n = by_role(found(flow, theme=row.theme), "n", "n_clauses")
        assert n["plan"] == (row.n_target, row.clauses_target)
        assert n["review"] == (row.n_reference, row.clauses_reference)
    for verb, n in flow.tasks["verb"].value_counts().head(9).items():
        assert found(flow, verb=verb).total["n_tasks"].item() == n


def test_reports_stay_apart(years):
    told = found(years, term="文化").by_role.groupby("report")["found_term"].sum()
    texts = years.reports.set_index("report")["text"]
    assert told.to_dict() == {name: text.count("文化") for name, text in texts.items()}
    one = found(years, report="2023-publicity", term="文化")
    assert set(one.sentences["report"]) == {"2023-publicity"}


def test_the_words_asked_for_are_marked_and_a_report_is_never_code():
    row = {"report": "a", "role": "plan", "section": "", "part": "", "item": ""}
    row |= {"text": "抓<b>网信</b>", "marks": [(0, 1), (4, 6), (5, 6)], "via": "item"}
    called = names(read(REPORT))
    called = called._replace(roles={("a", "plan"): "计划"})
    shown = sentences(pd.DataFrame([row]), called)
    assert "<mark>抓</mark>&lt;b&gt;<mark>网信</mark>&lt;/b&gt;" in shown
    assert "随条目" in shown


def test_widgets_follow_what_is_chosen(library):
    looking = explore(library, term="读")
    assert "选中 7/15 句（46.7%）；检索“读”8 次" in looking.view.value
    looking.role.value = "plan"
    assert "选中 2/5 句（40.0%）；检索“读”2 次" in looking.view.value
    assert [value[2] for _, value in looking.section.options if value][-1:] == [
        "推广阅读，走进学校"
    ]
    looking.section.value = looking.section.options[-1][1]
    looking.role.value = "review"
    assert looking.section.value == ()  # it is none of the review's
    assert "选中 5/9 句" in looking.view.value
    looking.term.value = "　校车 "
    assert looking.asked.term == "校车"
    assert "没有这样的句子" in looking.view.value


def test_sections_are_chosen_once_a_report_is(years):
    looking = explore(years)
    assert looking.section.disabled
    looking.report.value = "2023-publicity"
    assert not looking.section.disabled
    assert len(looking.section.options) > 10


def test_what_is_chosen_is_a_chart_as_well(library):
    figure = explore(library, term="读").chart(size="slide", title="读书")
    texts = {text.get_text() for text in figure.axes[0].texts}
    assert {"4/5 · 80.0%", "1/3 · 33.3%", "2/4 · 50.0%"} <= texts


def test_in_english_only_the_report_is_chinese(library):
    looking = explore(library, term="cat", lang="en")
    labels = [getattr(looking, name).description for name in CONTROLS]
    assert not HAN.search(" ".join(labels))
    assert "0 of 15 clauses chosen (0.0%); “cat” found 0 times" in looking.view.value
    table = re.sub("<th scope=row.*?</th>", "", looking.view.value)
    assert not HAN.search(table)


@pytest.mark.parametrize(
    "wrong", [{"theme": "no"}, {"role": "no"}, {"verb": "no"}, {"lang": "fr"}]
)
def test_what_there_is_not_is_said(library, wrong):
    with pytest.raises(InputError, match="there is no"):
        explore(library, **wrong)
