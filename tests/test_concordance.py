"""Back to the text: kwic, occurrences, extents, evidence."""

import pandas as pd
import pytest

from analysis import InputError
from analysis.flow import TABLES, Flow
from analysis.read.outline import parse
from analysis.say.concordance import evidence, evidence_of, extents, kwic, occurrences

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


def test_what_is_filtered_out_is_in_no_count(clauses):
    plan = clauses[clauses["role"] == "plan"]
    by_hand = plan["text"].str.count("宣传").sum()
    assert len(kwic(plan, "宣传")) == by_hand < len(kwic(clauses, "宣传"))


def test_within_a_masked_word_nothing_is_found(small):
    _, clauses = small
    assert len(kwic(clauses, "网信", mask=["网信舆情"])) == 2
    assert len(kwic(clauses, "网信舆", mask=["网信"])) == 1  # runs beyond the mask
    assert kwic(clauses, "做好", mask=["网信舆情"])["post"].item().startswith("网信")


def test_matches_can_be_ordered_by_what_stands_beside_them():
    text = {"section": "", "start": 0, "text": ["甲乙稳丙", "丁乙稳乙", "丁甲稳甲"]}
    clauses = pd.DataFrame({"report": "r", "clause": range(3), "role": "plan"} | text)
    right = kwic(clauses, "稳", sort="right")
    assert right["post"].tolist() == sorted(["丙", "乙", "甲"])
    left = kwic(clauses, "稳", sort="left")
    assert left["pre"].str[::-1].tolist() == sorted(["乙甲", "乙丁", "甲丁"])
    assert kwic(clauses, "稳")["clause"].tolist() == [0, 1, 2]


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


# ── the clauses behind a row of any table ──


COUNTED = [name for name in TABLES if name != "removals"] + ["words"]


@pytest.fixture(scope="module")
def flow(reports):
    return Flow(reports)


@pytest.mark.parametrize("name", COUNTED)
def test_each_row_of_every_table_has_its_clauses(flow, name):
    table = getattr(flow, name)
    text = flow.reports["text"].item()
    for _, row in table.iloc[:: max(len(table) // 5, 1)].iterrows():
        behind = flow.evidence(name, row)
        counted = row.filter(like="n_").drop("n_clauses", errors="ignore")
        assert len(behind) or not counted.astype(float).any()
        for clause in behind.itertuples():
            assert text[clause.start :].startswith(clause.text)
            assert clause.term in clause.text


@pytest.mark.parametrize("name", COUNTED)
def test_all_rows_at_once_have_the_clauses_that_each_has_alone(flow, name):
    rows = getattr(flow, name).tail(5)
    together = flow.evidence_by_row(name, rows)
    assert len(together) == len(rows)
    for (_, row), behind in zip(rows.iterrows(), together, strict=True):
        alone = flow.evidence(name, row)
        assert list(behind["clause"]) == list(alone["clause"])
        assert list(behind["term"].fillna("")) == list(alone["term"].fillna(""))


def test_a_word_stands_behind_its_row_as_often_as_it_says(flow):
    row = flow.keyness.set_index("word", drop=False).loc["意识形态"]
    behind = flow.evidence("keyness", row)
    assert set(behind["role"]) <= {"plan", "review"}
    assert behind["text"].str.count("意识形态").sum() == row.n_target + row.n_reference


def test_a_theme_has_as_many_clauses_as_were_counted(flow):
    for row in flow.emphasis.itertuples(index=False):
        row = pd.Series(row._asdict())
        n = flow.evidence("emphasis", row)["role"].value_counts()
        assert n.get("plan", 0) == row["n_target"]
        assert n.get("review", 0) == row["n_reference"]


def test_a_share_has_the_clauses_of_its_section_only(flow):
    shares = flow.theme_shares.query("n > 0 and role == 'plan'")
    row = shares.iloc[0]
    behind = flow.evidence("theme_shares", row)
    assert len(behind) == row["n"]
    assert set(behind["section"]) == {row["section"]}


def test_a_formulation_has_every_place_it_stands_at(flow):
    """Its row names the first place on each side only."""
    row = flow.formulations.set_index("formulation", drop=False).loc["主题教育"]
    text = flow.reports["text"].item()
    behind = flow.evidence("formulations", row)
    assert behind["text"].str.count("主题教育").sum() == text.count("主题教育") == 3


def test_a_class_of_verbs_has_those_of_its_theme_only(flow):
    rows = flow.ladder.query("theme == 'internet' and n_target + n_reference > 0")
    behind = flow.evidence("ladder", rows)
    themed = flow.evidence("emphasis", flow.emphasis.query("theme == 'internet'"))
    assert 0 < len(behind) <= len(themed)
    assert set(behind["clause"]) <= set(themed["clause"])


def test_rows_may_hold_lists_of_clauses(small):
    _, clauses = small
    rows = pd.DataFrame({"report": ["r", "r"], "clause": [[1, 2], []]})
    assert evidence(clauses, rows)["clause"].tolist() == [1, 2]
    assert evidence(clauses, rows.iloc[0])["clause"].tolist() == [1, 2]
    behind = evidence_of("continuity", rows, {"clauses": clauses})
    assert behind["clause"].tolist() == [1, 2]


def test_a_table_that_was_not_counted_from_clauses_says_so(flow):
    with pytest.raises(InputError, match="removals: its rows were not counted"):
        flow.evidence("removals", flow.removals)


def test_a_notebook_shows_evidence_whole_with_its_place(flow):
    long = flow.clauses.loc[flow.clauses["text"].str.len().idxmax()]
    shown = flow.evidence("clauses", long)._repr_html_()
    assert long["text"] in shown and long["section"] in shown
    assert str(long["start"]) in shown
    word = flow.evidence("keyness", flow.keyness.head(1))
    assert f"<mark>{flow.keyness['word'].iloc[0]}</mark>" in word._repr_html_()
    assert "<mark>" in word.head(1)._repr_html_()
    assert "<table" in word[["clause", "role"]]._repr_html_()


def test_evidence_shows_what_a_report_says_as_text_never_as_code(small):
    _, clauses = small
    odd = clauses.assign(text="<b>网信</b>", term="网信")
    shown = evidence_of("clauses", odd, {"clauses": odd})._repr_html_()
    assert "<b>网信" not in shown and "&lt;b&gt;<mark>网信</mark>" in shown
