"""What goes on as what, and what answers each problem."""

import json
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.compare.alignment import align, continuity, coverage, delivery
from analysis.compare.alignment.passages import problems
from analysis.read.outline import parse
from analysis.read.reports import read_reports
from analysis.show.charts.alignment import plot_continuity, plot_coverage

NUMERALS = "一二三四五六七"
MIRROR = {"part": "split", "split": "part", "ended": "new", "new": "ended"}


@pytest.fixture(scope="module")
def links(clauses, reports):
    return continuity(clauses, reports=reports)


@pytest.fixture(scope="module")
def answers(clauses, reports):
    return coverage(clauses, reports=reports)


@pytest.fixture(scope="module")
def hand(gold):
    return json.loads((gold / "2023-publicity-links.json").read_text("utf-8"))


def shuffled_characters(clauses, seed):
    """Return the clauses with all characters of a role thrown about."""
    rng, clauses = np.random.default_rng(seed), clauses.copy()
    for role in ("review", "plan"):
        own = clauses["role"] == role
        characters = rng.permutation(list("".join(clauses.loc[own, "text"])))
        ends = clauses.loc[own, "text"].str.len().cumsum()
        clauses.loc[own, "text"] = [
            "".join(characters[a:b]) for a, b in zip([0, *ends], ends, strict=False)
        ]
    return clauses


def test_the_bundled_report_goes_on_as_a_reader_says(links, hand):
    linked = links[links["kind"].isin(["same", "part"])]
    found = {
        (NUMERALS[row.order_reference - 1], NUMERALS[row.order_target - 1], row.kind)
        for row in linked.itertuples()
    }
    assert found == {tuple(link.values()) for link in hand["continuity"]}


def test_every_section_stands_in_a_row(links):
    for side, n in (("reference", 7), ("target", 6)):
        assert set(links[f"order_{side}"].dropna()) == set(range(1, n + 1))


def test_the_section_absorbed_names_the_item(links):
    part = links[links["kind"] == "part"].iloc[0]
    assert (part["order_reference"], part["order_target"], part["item"]) == (5, 3, "一")


def test_evidence_is_clauses_of_both_sections(links, clauses):
    text = clauses.set_index("clause")
    linked = links[links["kind"].isin(["same", "part", "split"])]
    assert len(linked) == 7
    for row in linked.itertuples():
        for side in ("reference", "target"):
            numbers = [int(n) for n in getattr(row, f"evidence_{side}").split()]
            assert numbers
            heading = getattr(row, f"section_{side}")
            assert set(text.loc[numbers, "section"]) == {heading}


def test_swapping_the_sides_mirrors_the_links(clauses, reports, links):
    swapped = continuity(clauses, target="review", reference="plan", reports=reports)
    key = ["order_reference", "order_target"]
    mirrored = swapped.rename(
        columns={
            f"{name}_{a}": f"{name}_{b}"
            for name in ("order", "section", "evidence")
            for a, b in (("target", "reference"), ("reference", "target"))
        }
    ).replace({"kind": MIRROR})
    mirrored = mirrored.sort_values(key)[links.columns].reset_index(drop=True)
    ours = links.sort_values(key).reset_index(drop=True)
    exact = ["kind", *key, "item", "section_reference", "section_target"]
    pd.testing.assert_frame_equal(mirrored[exact], ours[exact])
    for name in ("score", "p"):
        assert mirrored[name].tolist() == pytest.approx(
            ours[name].tolist(), nan_ok=True
        )


def test_the_same_links_come_out_every_time(clauses, reports, links):
    again = continuity(clauses, reports=reports)
    pd.testing.assert_frame_equal(again, links)


def test_equal_documents_go_on_section_by_section(clauses):
    review = clauses[clauses["role"] == "review"]
    table = align(review, review)
    assert table["kind"].tolist() == ["same"] * 7
    assert (table["order_reference"] == table["order_target"]).all()
    assert table["score"].tolist() == pytest.approx([1] * 7)


def test_a_copy_goes_on_however_short_it_is():
    text = "总结\n一、2023年工作情况\n（一）种树。\n（二）修路。\n二、2024年工作计划\n"
    text += "（一）修路。\n（二）种树。"
    table = continuity(parse(pd.DataFrame({"report": ["r"], "text": [text]})))
    assert table["kind"].tolist() == ["same", "same"]
    assert table["order_target"].tolist() == [2, 1]


def test_nothing_goes_on_where_the_characters_are_thrown_about(clauses):
    runs = [continuity(shuffled_characters(clauses, seed)) for seed in range(20)]
    linked = [table["kind"].isin(["same", "part", "split"]).any() for table in runs]
    assert sum(linked) <= 4  # three families at 0.05: more than 4 of 20 is rare


def test_of_two_bodies_only_what_both_speak_of_goes_on(corpus, clauses):
    path = next(path for path in corpus if path.name == "2014_hailaer_district.txt")
    plan = parse(read_reports([path])).query("role == 'plan'")
    table = align(plan, clauses[clauses["role"] == "review"])
    assert set(table["order_reference"].dropna()) == set(range(1, 8))
    linked = set(table.loc[table["order_target"].notna(), "order_reference"].dropna())
    # of the publicity work only industry and the body's own discipline, if anything
    assert linked <= {6, 7}


def test_a_plan_is_held_against_the_next_report(corpus):
    paths = [path for path in corpus if "hailaer" in path.name]
    assert len(paths) >= 5
    reports = read_reports(paths)
    every = parse(reports)
    years = [every[every["report"] == path.stem] for path in paths]
    for plan, review in pairwise(years):
        table = delivery(plan, review, reports=reports)
        assert (table["kind"] == "same").any()
        assert set(table["report_reference"]) == {plan["report"].iloc[0]}
        assert set(table["report_target"]) == {review["report"].iloc[0]}


def test_reports_without_sections_are_compared_by_paragraphs(corpus):
    paths = [p for p in corpus if p.parent.name == "gwr" and "2016" <= p.stem <= "2019"]
    reports = read_reports(paths)
    clauses = parse(reports)
    table = continuity(clauses, reports=reports)
    linked = table[table["kind"] == "same"]
    assert set(linked["report"]) == {path.stem for path in paths}
    assert len(paths) == 4
    assert "2019" not in set(continuity(clauses)["report"])


def test_nothing_to_compare_gives_an_empty_table_of_the_right_columns(links, clauses):
    empty = continuity(clauses[clauses["role"] == "plan"])
    assert empty.empty
    assert empty.columns.tolist() == links.columns.tolist()
    assert empty.dtypes.tolist() == links.dtypes.tolist()
    answers = coverage(clauses[clauses["role"] == "plan"])
    assert answers.empty
    assert answers.columns.tolist() == coverage(clauses).columns.tolist()


def test_each_problem_of_the_bundled_report_is_answered_where_a_reader_says(
    answers, hand
):
    best = answers.sort_values("lift", ascending=False).drop_duplicates("problem")
    assert sorted(best["problem"]) == list(range(1, len(hand["coverage"]) + 1))
    said = best.set_index("problem")["order"].map(lambda order: NUMERALS[order - 1])
    assert all(
        said[number] in link["plan"]
        for number, link in enumerate(hand["coverage"], start=1)
    )
    assert set(best["verdict"]) == {"answered"}


def test_a_problem_of_something_else_is_unanswered(clauses, reports):
    strange = clauses.copy()
    asked = (strange["role"] == "problems") & (strange["item"] != "")
    strange.loc[asked, "text"] = "冰川鲸鱼珊瑚暗礁火山熔岩"
    assert set(coverage(strange, reports=reports)["verdict"]) == {"unanswered"}


def test_problems_without_numerals_part_at_semicolons():
    text = (
        "报告\n一、2023年工作回顾\n（一）修路。修了两条路。\n"
        "各位代表，我们也清醒地认识到存在不少问题：路还不宽；树还不多，水也不清。"
        "对此，我们要认真解决。\n二、2024年工作安排\n（一）种树。多种树。"
    )
    reports = pd.DataFrame({"report": ["r"], "text": [text]})
    clauses = parse(reports)
    number = problems(clauses, reports)
    told = clauses.loc[number.index, "text"].groupby(number).agg(list)
    assert told.tolist() == [["路还不宽"], ["树还不多", "水也不清"]]


def test_a_slope_chart_has_a_line_per_link_and_both_orders(links):
    ax = plot_continuity(links)
    lines = [line for line in ax.lines if list(line.get_xdata()) == [0, 1]]
    assert len(lines) == 7
    part = next(line for line in lines if line.get_linestyle() == "--")
    assert list(part.get_ydata()) == [4, 2]  # the fifth goes into the third
    said = [text.get_text() for text in ax.texts]
    assert "并入 3·第一项" in said


def test_ends_and_beginnings_are_marked():
    row = {"kind": "same", "section_reference": "甲", "section_target": "乙"}
    row |= {"order_reference": 1, "order_target": 1, "item": ""}
    ended = row | {"kind": "ended", "order_reference": 2, "order_target": pd.NA}
    new = row | {"kind": "new", "order_reference": pd.NA, "order_target": 2}
    ax = plot_continuity(pd.DataFrame([row, ended, new]))
    said = [text.get_text() for text in ax.texts]
    assert {"未延续", "新增"} <= set(said)
    alone = plot_continuity(pd.DataFrame([ended, new]))
    assert alone.get_legend() is None


def test_the_matrix_marks_what_responds_and_names_what_does_not(answers):
    told = answers.copy()
    told.loc[told["problem"] == 2, ["responds", "verdict"]] = [False, "unanswered"]
    ax = plot_coverage(told)
    said = [text.get_text() for text in ax.texts]
    assert sum(text.startswith("●") for text in said) == told["responds"].sum()
    assert said.count("未见相近") == 1
    assert said.count("文字相近") == 3


@pytest.mark.parametrize("plot", [plot_continuity, plot_coverage])
def test_an_empty_table_is_refused(plot, links):
    with pytest.raises(ValueError, match="nothing to draw"):
        plot(links.iloc[:0])
