"""Back to the text: kwic, occurrences, extents, evidence."""

import pandas as pd
import pytest
from conftest import REPORT, SHARED, flow_of

from analysis import InputError
from analysis.read.outline import parse
from analysis.say.concordance import evidence, extents, kwic, occurrences
from analysis.schema import schema

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
    assert table["pre"].tolist() == ["作情况 ", "好，做好", "安排 管"]
    assert table["post"].tolist() == ["工作好，", "舆情工作", "。"]


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


def test_evidence_is_one_row_per_thing_found(small):
    _, clauses = small
    behind = evidence(clauses, kwic(clauses, "网信|工作"))
    assert behind["text"].tolist() == [
        "2023年工作情况",
        "网信工作好",
        "网信工作好",
        "做好网信舆情工作",
        "做好网信舆情工作",
        "2024年工作安排",
        "管网信",
    ]


# ── the clauses behind a row of any table ──

SHOWN = [  # documents of every kind: one line, five years, a Word file, debris
    "gwr/2019.txt",
    "gwr_oneline/2003.txt",
    "local/2016_hailaer_district.txt",
    "local/2025_anhui.txt",
    "raw/2025_anhui.docx",
    "web/web12_huazhuang_jiedao_2022_gov.txt",
    "web/web24_wenlv_numbers_oneline.txt",
]
ROLES = {"target": "plan", "reference": "review"}


def cases():
    """Yield the bundled report, reports of the corpus, and two of one body together."""
    yield pytest.param([REPORT], id="bundled")
    missing = pytest.mark.skipif(
        not (SHARED / "corpus").is_dir(), reason="the real reports are kept outside"
    )
    for name in SHOWN:
        yield pytest.param([SHARED / "corpus" / name], id=name, marks=missing)
    years = [f"{year}_hailaer_district.txt" for year in (2013, 2014)]
    both = [SHARED / "corpus" / "local" / name for name in years]
    yield pytest.param(both, id="two reports", marks=missing)


@pytest.fixture(scope="module", params=cases())
def every(request):
    return flow_of(*request.param)


def test_a_count_is_the_number_of_rows_it_carries(every):
    """`n` = rows of evidence, for each row of each table, plan and review apart."""
    for name in every.available:
        table, rows = every.counted(name)
        declared = schema()[name]
        for count in declared.counts:
            role = ROLES.get(count.rpartition("_")[2])
            of_side = rows if role is None else rows[rows["role"] == role]
            carried = of_side.groupby(declared.key, dropna=False).size()
            said = table.set_index(declared.key)[count]
            carried = carried.reindex(said.index, fill_value=0)
            assert carried.tolist() == said.tolist(), (name, count)


def test_the_clauses_of_a_task_are_of_the_plan_and_of_the_next_review(years):
    table = years.delivery
    for status, roles in (("done", {"plan", "review"}), ("missing", {"plan"})):
        row = table[table["status"] == status].iloc[0]
        behind = years.evidence("delivery", row)
        assert set(behind["role"]) == roles
        plan = behind[behind["role"] == "plan"]
        assert plan[["report", "text"]].to_numpy().tolist() == [
            [row["report"], row["task"]]
        ]
        told = behind[behind["role"] == "review"]
        assert set(told["report"]) <= {row["next_report"]}


def filtered(rows, row, key):
    """Return what was counted for a row, column by column and without a join."""
    for column in key:
        said = row[
            column
        ]  # of another report than the clause, the row's own stands apart
        column = f"row_{column}" if f"row_{column}" in rows else column
        same = rows[column].isna() if pd.isna(said) else rows[column] == said
        rows = rows[same.fillna(False).astype(bool)]
    return rows


def places(rows):
    return sorted(zip(rows["report"], rows["clause"], strict=True))


def by_row(behind, rows):
    """Return the clauses behind each of so many rows by themselves."""
    told = behind.drop(columns="row")
    return [told[behind["row"] == row] for row in range(rows)]


def test_evidence_is_the_rows_that_were_counted(every):
    """What the filter returns, row by row and at once, is what the row says it has."""
    texts = dict(zip(every.reports["report"], every.reports["text"], strict=True))
    for name in [n for n in every.available if n not in ("removals", "norms")]:
        table, rows = every.counted(name)
        key, counts = schema()[name].key, schema()[name].counts
        some = table.iloc[:: max(len(table) // 7, 1)]
        together = every.evidence_by_row(name, some)
        if len(some):
            alone = every.evidence(name, some.iloc[-1])
            last = by_row(together, len(some))[-1].reset_index(drop=True)
            pd.testing.assert_frame_equal(alone.reset_index(drop=True), last)
        each = by_row(together, len(some))
        for (_, row), behind in zip(some.iterrows(), each, strict=True):
            wanted = filtered(rows, row, key)
            assert places(behind) == places(wanted), (name, row)
            if counts:
                assert len(behind) == row[counts].sum(), (name, row)
            standing = zip(
                *(behind[c] for c in ("report", "start", "text")), strict=True
            )
            assert all(texts[r].startswith(text, start) for r, start, text in standing)
            check_terms(name, row, behind)


WITH_TERMS = {"tokens", "tasks", "verbs", "keyness", "words", "keywords", "occurrences"}
WITH_TERMS |= {"ladder", "formulations", "dispersion"}


def check_terms(name, row, behind):
    """Check that the terms are in their clauses, and those that the row names."""
    terms = [term.strip("“”《》") for term in behind["term"]]
    pairs = zip(terms, behind["text"], strict=True)
    assert all(term in text for term, text in pairs), name
    named = {"word", "verb", "term"} & set(schema()[name].key)
    if named and name != "occurrences":
        assert terms == [row[named.pop()]] * len(terms), name
    if name in WITH_TERMS:
        assert "" not in terms, name


def test_a_row_that_names_its_clauses_has_just_these(every):
    for name, columns in {
        "continuity": ["evidence_reference", "evidence_target"],
        "coverage": ["evidence_problem", "evidence_clause"],
    }.items():
        if name in every.available:
            rows = getattr(every, name)
            behind = by_row(every.evidence_by_row(name, rows), len(rows))
            for (_, row), clauses in zip(rows.iterrows(), behind, strict=True):
                named = [int(n) for column in columns for n in str(row[column]).split()]
                assert set(clauses["clause"]) == set(named), (name, row)
                assert set(clauses["report"]) <= {row["report"]}


def test_links_and_answers_of_the_bundled_report_name_their_clauses(flow):
    assert (flow.continuity["evidence_target"] != "").sum() >= 7
    assert (flow.coverage["evidence_clause"] != "").sum() >= 4


def test_a_word_stands_behind_its_row_as_often_as_it_says(flow):
    row = flow.keyness.set_index("word", drop=False).loc["意识形态"]
    behind = flow.evidence("keyness", row)
    n = behind["role"].value_counts().to_dict()
    assert n == {"plan": row.n_target, "review": row.n_reference}
    told = flow.clauses[flow.clauses["role"].isin(["plan", "review"])]["text"]
    longer = flow.tokens.query("role in ('plan', 'review')")["word"]
    longer = longer[longer.str.contains("意识形态") & (longer != "意识形态")]
    assert told.str.count("意识形态").sum() == len(behind) + len(longer)


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
    assert len(behind) == text.count("主题教育") == 3


def test_a_class_of_verbs_has_those_of_its_theme_only(flow):
    rows = flow.ladder.query("theme == 'internet' and n_target + n_reference > 0")
    behind = flow.evidence("ladder", rows)
    themed = flow.evidence("emphasis", flow.emphasis.query("theme == 'internet'"))
    assert len(behind) == rows[["n_target", "n_reference"]].to_numpy().sum() > 0
    assert set(behind["clause"]) <= set(themed["clause"])


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
    shown = evidence(odd, odd)._repr_html_()
    assert "<b>网信" not in shown and "&lt;b&gt;<mark>网信</mark>" in shown
