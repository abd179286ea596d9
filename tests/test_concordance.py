"""Back to the text: kwic, occurrences, extents, evidence."""

import pandas as pd
import pytest

from analysis import InputError
from analysis.concordance import evidence, extents, kwic, occurrences
from analysis.outline import parse

TEXT = (
    "题目\n一、2023年工作情况\n网信工作好，做好网信舆情工作。\n"
    "二、2024年工作安排\n管网信。"
)


@pytest.fixture(scope="module")
def small():
    reports = pd.DataFrame({"report": ["r"], "text": [TEXT]})
    return reports, parse(reports)


def test_kwic_shows_characters_on_both_sides_within_the_clause(small):
    _, clauses = small
    table = kwic(clauses, "网信", width=2)
    assert table["pre"].tolist() == ["", "做好", "管"]
    assert table["post"].tolist() == ["工作", "舆情", ""]
    assert table["role"].tolist() == ["review", "review", "plan"]


def test_kwic_runs_on_word_for_word_where_it_has_the_reports(small):
    reports, clauses = small
    table = kwic(clauses, "网信", width=4, reports=reports)
    assert table["pre"].tolist() == ["作情况 ", "好，做好", "作安排 管"[-4:]]
    assert table["post"].tolist()[0] == "工作好，"


def test_kwic_finds_what_grep_finds(reports, clauses):
    text = reports["text"].item()
    table = kwic(clauses, "宣传", reports=reports)
    assert len(table) == text.count("宣传")
    for row in table.itertuples():
        assert text[row.start : row.start + 2] == "宣传"


def test_a_pattern_may_be_a_regular_expression(small):
    _, clauses = small
    assert kwic(clauses, "做好|管")["keyword"].tolist() == ["做好", "管"]


def test_a_pattern_that_is_none_is_one_clear_line(small):
    _, clauses = small
    with pytest.raises(InputError, match=r"re\.escape"):
        kwic(clauses, "文化(")


def test_only_the_clauses_given_are_searched(small):
    _, clauses = small
    assert len(kwic(clauses.query("role == 'plan'"), "网信")) == 1


def test_an_empty_pattern_matches_nothing(small):
    _, clauses = small
    assert kwic(clauses, "").empty


def test_occurrences_say_how_far_into_the_text_a_term_stands(small):
    reports, clauses = small
    table = occurrences(clauses, ["管网", "网信"], reports)
    assert table["term"].tolist() == ["管网", "网信", "网信", "网信"]
    assert table["position"].iloc[0] == TEXT.index("管网") / len(TEXT)


def test_no_terms_have_no_occurrences(small):
    reports, clauses = small
    assert occurrences(clauses, [], reports).empty


def test_extents_are_the_unbroken_stretches_of_each_role(small):
    reports, clauses = small
    table = extents(clauses, reports)
    assert table["role"].tolist() == ["other", "review", "plan"]
    assert table["start"].iloc[1] == TEXT.index("2023") / len(TEXT)
    assert (
        table["start"].iloc[1:].to_numpy() > table["end"].iloc[:-1].to_numpy()
    ).all()


def test_evidence_is_each_clause_once(small):
    _, clauses = small
    rows = kwic(clauses, "工作")
    behind = evidence(clauses, rows)
    assert behind["text"].tolist() == [
        "2023年工作情况",
        "网信工作好",
        "做好网信舆情工作",
        "2024年工作安排",
    ]


def test_evidence_by_a_column_has_each_clause_once_for_each_value(small):
    _, clauses = small
    rows = kwic(clauses, "网信|工作").assign(term=lambda table: table["keyword"])
    behind = evidence(clauses, rows, by="term")
    n = behind.groupby("term").size()
    assert (n["网信"], n["工作"]) == (3, 4)
