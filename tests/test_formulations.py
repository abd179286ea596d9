"""Formulations are counted in text, longest first, none twice."""

import pandas as pd
import pytest
from conftest import bars, lines_run

from analysis.compare.formulations import STATUSES, formulations
from analysis.compare.repeats import variants
from analysis.count.formulations import mentions
from analysis.count.tokens import segment
from analysis.lexicons import read_lexicon
from analysis.show.charts.formulations import plot_formulations


def clauses_of(*rows):
    """Return clauses from (role, text), each a sentence of its own."""
    start, table = 0, []
    for number, (role, text) in enumerate(rows):
        table.append(("r", number, number, role, "", "", start, text))
        start += len(text) + 1
    columns = "report clause sentence role section item start text".split()
    return pd.DataFrame(table, columns=columns)


def row(table, formulation):
    return table.set_index("formulation").loc[formulation]


def found(text):
    table = mentions(clauses_of(("plan", text)))
    return table["formulation"].tolist()


def test_every_formulation_has_its_source_and_a_year_or_none():
    table = read_lexicon("formulations")
    assert len(table) > 200
    assert (table["note"] != "").all()
    assert table["since"].str.fullmatch(r"(?:19|20)\d\d|").all()


def test_a_formulation_inside_a_longer_one_is_not_counted_again():
    assert found("坚持以习近平新时代中国特色社会主义思想为指导") == [
        "习近平新时代中国特色社会主义思想"
    ]
    assert found("坚持新时代中国特色社会主义") == ["新时代中国特色社会主义"]


def test_quotation_marks_make_no_difference():
    table = mentions(clauses_of(("plan", "增强“四个意识”"), ("plan", "增强四个意识")))
    assert table["formulation"].tolist() == ["四个意识"] * 2
    assert table["start"].tolist() == [3, 11]


def test_a_term_is_what_stands_in_the_text_at_its_start(reports, clauses):
    table = mentions(clauses)
    assert len(table) > 50
    text = reports["text"][0]
    for row in table.itertuples():
        assert text[row.start : row.start + len(row.term)] == row.term


def test_marks_inside_a_formulation_stay_in_pairs():
    table = mentions(clauses_of(("plan", "以“三个代表”重要思想为指导")))
    assert table["term"].item() == "“三个代表”重要思想"


def test_a_long_quotation_counts_unquoted_too_and_a_short_one_does_not():
    table = mentions(
        clauses_of(
            ("plan", "推广“两张清单制度”和“三牛”"), ("plan", "两张清单制度与三牛")
        )
    )
    assert table["formulation"].tolist() == ["两张清单制度", "三牛", "两张清单制度"]
    assert set(table["kind"]) == {"引语"}


def test_titles_stand_apart():
    table = mentions(clauses_of(("plan", "印发《关于加强治理的意见》")))
    assert table[["formulation", "kind"]].to_numpy().tolist() == [
        ["《关于加强治理的意见》", "书名"]
    ]


def test_what_recurs_three_times_is_a_formulation_in_whole_words():
    rows = [("plan", f"{verb}农村生活污水处理") for verb in ("推进", "加强", "做好")]
    table = mentions(clauses_of(*rows))
    assert table["formulation"].tolist() == ["农村生活污水处理"] * 3
    assert set(table["source"]) == {"recurring"}
    assert mentions(clauses_of(*rows[:2])).empty


def test_a_recurring_phrase_holds_its_parts_only_where_they_stand_alone():
    long = [("plan", "健全农村生活污水处理体系")] * 3
    assert set(mentions(clauses_of(*long))["formulation"]) == {
        "健全农村生活污水处理体系"
    }
    short = [("plan", "农村生活污水处理")] * 3
    counts = mentions(clauses_of(*long, *short))["formulation"].value_counts()
    assert counts.to_dict() == {
        "健全农村生活污水处理体系": 3,
        "农村生活污水处理": 3,
    }


def test_a_phrase_does_not_reach_across_clauses():
    apart = clauses_of(("plan", "推动高质量"), ("plan", "发展"))
    assert mentions(apart).empty
    assert found("推动高质量发展") == ["高质量发展"]


def test_kept_entered_and_dropped_are_told_apart():
    table = formulations(
        clauses_of(
            ("review", "增强四个意识和获得感"), ("plan", "增强四个意识和新质生产力")
        )
    )
    assert row(table, "四个意识")["status"] == "kept"
    assert row(table, "新质生产力")["status"] == "entered"
    assert row(table, "获得感")["status"] == "dropped"
    assert set(table["status"]) == set(STATUSES)
    assert row(table, "获得感")["clause_reference"] == 0
    assert pd.isna(row(table, "获得感")["clause_target"])


def test_swapping_the_groups_swaps_the_columns_and_changes_nothing_else(clauses):
    there = formulations(clauses)
    back = formulations(clauses, target="review", reference="plan")
    names = {
        f"{c}_{a}": f"{c}_{b}"
        for a, b in (("target", "reference"), ("reference", "target"))
        for c in "n per_10k places report clause start".split()
    }
    swap = {"entered": "dropped", "dropped": "entered"}
    back = back.rename(columns=names)[there.columns]
    back = back.replace({"status": swap})
    pd.testing.assert_frame_equal(there, back)


def test_two_tables_are_compared_as_two_values_of_a_column_are(clauses):
    pair = tuple(clauses[clauses["role"] == role] for role in ("plan", "review"))
    pd.testing.assert_frame_equal(formulations(pair), formulations(clauses))


def test_repetition_in_one_item_is_one_place():
    rows = clauses_of(*[("plan", "深化改革开放事业")] * 12, ("review", "巩固成果" * 24))
    rows["item"] = ["一"] * 12 + [""]
    got = row(formulations(rows), "改革开放")
    assert (got["n_target"], got["places_target"]) == (12, 1)


def test_a_group_without_clauses_is_refused(clauses):
    with pytest.raises(ValueError, match="reference has no clause"):
        formulations(clauses, reference="nothing")


def test_groups_that_overlap_are_refused(clauses):
    with pytest.raises(ValueError, match="both groups"):
        formulations((clauses, clauses))


def test_near_variants_are_shown_as_a_word_diff():
    table = variants(
        clauses_of(
            ("review", "提升群众文化自信"),
            ("review", "抓好春耕生产"),
            ("plan", "增强群众文化自信"),
            ("plan", "办好学校食堂"),
        )
    )
    assert table["diff"].tolist() == ["提升→增强 群众文化自信"]
    assert (table["clause_target"].item(), table["clause_reference"].item()) == (2, 0)


def test_the_same_clause_on_both_sides_is_no_variant():
    assert variants(clauses_of(("review", "办好教育"), ("plan", "办好教育"))).empty


HOSTILE = "“ 发展 《 “一”".split()


def hostile():
    """Look for formulations in long texts of nothing but marks and common words.

    test_fuzz lets this run, in a process that cannot hang.
    """
    for text in HOSTILE:
        yield text
        long = text * (40_000 // len(text))
        formulations(clauses_of(("review", long), ("plan", long)))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_work_grows_with_a_hostile_text_and_no_faster(text):
    def lines(times):
        rows = clauses_of(("review", text * times), ("plan", text * times))
        return lines_run(lambda: formulations(rows))

    lines(10)  # lists are read once
    few, more, most = map(lines, (100, 200, 300))
    assert most - more == pytest.approx(more - few, rel=0.02)


def test_the_work_grows_with_the_report_and_no_faster(clauses):
    def lines(times):
        many = [
            clauses.assign(clause=clauses["clause"] + 999 * n) for n in range(times)
        ]
        many = pd.concat(many, ignore_index=True)
        tokens = segment(many)
        return lines_run(lambda: formulations(many, tokens=tokens))

    few, more, most = map(lines, (3, 6, 9))  # in three it says all it will ever say
    assert most - more == pytest.approx(more - few, rel=0.02)


def test_the_chart_shows_both_counts_in_three_groups(clauses):
    table = formulations(clauses)
    ax = plot_formulations(table, top=12)
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert len(labels) == 12
    shown = table.set_index("formulation").loc[labels]
    assert shown["status"].unique().tolist() == list(STATUSES)
    widths = [bar.width for bar in bars(ax)]
    assert widths == [*shown["n_target"], *(-shown["n_reference"])]


def test_an_empty_table_is_not_drawn(clauses):
    with pytest.raises(ValueError, match="no rows"):
        plot_formulations(formulations(clauses).head(0))
