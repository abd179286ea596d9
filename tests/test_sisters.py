"""Bodies of one year stand beside each other: counts are those of a search."""

from pathlib import Path

import pandas as pd
import pytest
from conftest import SHARED

from analysis import InputError
from analysis.compare.norms import level, read_norms
from analysis.compare.places import place_words
from analysis.compare.sisters import called
from analysis.compare.sisters.named import within
from analysis.compare.sisters.search import hits, times
from analysis.compare.sisters.superior import totals
from analysis.compare.sisters.words import borne_out, stressed
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.show.charts import PLOTS, drawable

LOCAL = SHARED / "corpus" / "local"
SHELF = ["sisters", "alone", "superior"]

# Plans of four clauses each, headings apart: 河湖 is said by 甲 alone, “抱团出海” by
# 乙 alone, “新质生产力” by all but 丙.
PLANS = {
    "甲县": (
        "（一）治理河湖\n治理河湖，清理河湖3条。\n（二）发展产业\n发展新质生产力，"
        "培育企业。"
    ),
    "乙县": (
        "（一）扩大开放\n支持“抱团出海”，“抱团出海”企业10家。\n（二）发展产业\n"
        "发展新质生产力，培育企业。"
    ),
    "丙县": (
        "（一）办好教育\n建设学校，培训教师。\n（二）发展产业\n培育企业，服务企业。"
    ),
}


def write(folder: Path, name: str, plan: str) -> None:
    text = f"{name}2023年工作总结\n一、2023年工作情况\n开展培训，办班3期。\n"
    text += f"二、2024年工作安排\n{plan}\n"
    (folder / f"{name}.txt").write_text(text, "utf-8")


def read_all(folder: Path, **how) -> Flow:
    return Flow(read_reports(sorted(folder.glob("*.txt"))), **how)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bodies")
    for name, plan in PLANS.items():
        write(folder, name, plan)
    above = tmp_path_factory.mktemp("above")
    plan = "（一）发展产业\n发展新质生产力，推进“抱团出海”和“首店经济”。\n"
    plan += "（二）保护古树\n保护古树名木，认养古树。"
    write(above, "市", plan)
    return read_all(folder, scheme="government", superior=read_all(above))


def row(table, **wanted):
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1, wanted
    return table.iloc[0]


def test_bodies_are_called_without_their_level():
    rows = [("a", "北京市政府", ""), ("b", "内蒙古自治区政府", ""), ("c", "", "")]
    rows += [("d", "省人民政府", "广东，广东，湖南"), ("e", "安徽省合肥市政府", "")]
    reports = pd.DataFrame(rows, columns=["report", "body", "text"])
    names = ["北京", "内蒙古", "c", "广东", "安徽省合肥市"]
    assert list(called(reports).values()) == names


def test_two_bodies_of_one_name_keep_the_names_of_their_files():
    reports = pd.DataFrame({"report": ["a", "b"], "body": "河北省政府", "text": ""})
    assert called(reports) == {"a": "a", "b": "b"}


def test_places_are_told_by_list_name_and_level():
    text = "甲山县与合肥共建，长河流域"
    words = ["甲山", "合肥", "长河", "共建", "全省", "中部"]
    found = place_words(words, text, ["丙地政府工作报告"])
    assert found == {"甲山", "合肥", "全省", "中部"}
    assert place_words(["丙地"], text, ["丙地政府工作报告"]) == {"丙地"}


def test_hits_are_those_of_a_search():
    clauses = pd.DataFrame(
        {
            "report": ["a", "b"],
            "clause": [0, 0],
            "role": "plan",
            "text": ["义务教育和职业教育", "人人人教育"],
        }
    )
    n = times(hits(clauses, ["教育", "人人", "海洋"]), ["a", "b"])
    assert n.loc["教育"].tolist() == [2, 1]
    assert n.loc["人人"].tolist() == [0, 1]  # as a search, which goes on behind a hit
    assert "海洋" not in n.index


# The shares of three bodies.


def test_a_share_stands_beside_that_of_all_others_together(three):
    """Quantities: 甲 1 of 8 clauses of the plan, 乙 1 of 8, 丙 none of 8."""
    table = three.sisters[three.sisters["kind"] == "quantity"]
    sizes = three.clauses.query("role == 'plan'")["report"].value_counts()
    one = row(table, role="plan", body="甲县")
    assert (one["n"], one["of"]) == (1, sizes["甲县"])
    assert (one["n_others"], one["of_others"]) == (1, sizes["乙县"] + sizes["丙县"])
    assert one["difference"] == pytest.approx(
        1 / sizes["甲县"] - 1 / (sizes["乙县"] + sizes["丙县"])
    )
    assert row(table, role="plan", body="丙县")["rank"] == 3
    assert table["n_bodies"].eq(3).all()


def test_reviews_are_held_against_reviews(three):
    table = three.sisters
    found = table[(table["kind"] == "quantity") & (table["role"] == "review")]
    assert found["n"].tolist() == [1, 1, 1]
    assert found["difference"].tolist() == [0, 0, 0]
    assert found["year"].tolist() == [2023] * 3


def test_shares_of_twins_do_not_differ(tmp_path):
    for name in ("甲县", "乙县"):
        write(tmp_path, name, PLANS["甲县"])
    table = read_all(tmp_path, scheme="government").sisters
    assert (table["difference"] == 0).all()
    assert not table["stressed"].any()


def test_a_swap_of_two_bodies_flips_every_difference(tmp_path):
    for name in ("甲县", "乙县"):
        write(tmp_path, name, PLANS[name])
    table = read_all(tmp_path, scheme="government").sisters
    flipped = table.groupby(["kind", "subject", "role"])["difference"].sum()
    assert flipped.abs().max() == pytest.approx(0)


def test_every_row_leads_back_to_as_many_clauses(three):
    for name in SHELF:
        table = getattr(three, name)
        n = three.evidence_by_row(name, table).groupby("row").size()
        counted = n.reindex(range(len(table)), fill_value=0).tolist()
        assert counted == table["n"].tolist(), name


def test_a_word_marks_a_plan_where_it_is_far_denser_there():
    """海洋: 10 in 60 characters against 1 in 60; 企业: as often in both."""
    texts = ["海洋" * 10 + "企业" * 5 + "办" * 30, "海洋" + "企业" * 5 + "办" * 48]
    key = {"report": ["a", "b"], "clause": 0, "role": "plan", "start": 0}
    clauses = pd.DataFrame(key | {"text": texts})
    words = ["海洋"] * 10 + ["企业"] * 5
    tokens = pd.DataFrame({"report": "a", "word": words})
    other = pd.DataFrame({"report": "b", "word": ["海洋"] + ["企业"] * 5})
    reports = pd.DataFrame({"report": ["a", "b"], "title": "", "body": ""})
    table, found = stressed(clauses, pd.concat([tokens, other]), reports)
    assert table["subject"].unique().tolist() == ["海洋"]
    assert row(table, report="a")["stressed"]
    assert row(table, report="a")["per_10k"] == pytest.approx(10 / 60 * 10_000)
    assert row(table, report="a")["others"] == pytest.approx(1 / 60 * 10_000)
    assert len(found) == 11


def marked(texts, word, n):
    """Return whether the first of two plans is marked by a word, cut out n times."""
    key = {"report": ["a", "b"], "clause": 0, "role": "plan", "start": 0}
    tokens = pd.DataFrame({"report": "a", "word": [word] * n + ["企业"]})
    reports = pd.DataFrame({"report": ["a", "b"], "title": "", "body": ""})
    table, _ = stressed(pd.DataFrame(key | {"text": texts}), tokens, reports)
    return word in set(table["subject"])


def test_a_word_that_is_mostly_part_of_a_longer_name_marks_no_plan():
    """Of eight places five behind a land; of its twin four, which is half."""
    named = "深化黄河流域生态保护，抓好西秦岭生态保护，"
    named += "开展祁连山生态保护，提出“生态保护”要求，"
    free = "加强生态保护，"
    other = "办好企业，" * 30
    most = named + "渭河流域生态保护，" + free * 3
    assert within("生态保护", [most]) == 5
    assert not marked([most, other], "生态保护", 8)
    half = named + free * 4
    assert within("生态保护", [half]) == 4
    assert marked([half, other], "生态保护", 8)


def held(own):
    """Return rows of `sisters`: a word of 甲's plan, and how much industry each has."""
    theme = {"kind": "theme", "subject": "industry", "role": "plan", "of": 100}
    rows = [
        theme | {"report": report, "n_own": n, "n_bodies": len(own)}
        for report, n in zip("abc", own, strict=True)
    ]
    word = {"kind": "word", "subject": "新能源", "report": "a", "stressed": True}
    return pd.DataFrame([*rows, word])


@pytest.mark.parametrize(
    ("own", "text", "kept"),
    [
        ([9, 5, 5], "新能源", True),
        ([5, 9, 5], "新能源", False),  # another gives the theme more room
    ],
)
def test_a_word_says_what_a_plan_stresses_if_its_theme_does(own, text, kept):
    plans = pd.DataFrame({"report": list("abc"), "text": [text, "", ""]})
    assert borne_out(held(own), plans, "government").tolist() == [False] * 3 + [kept]


@pytest.mark.parametrize(("text", "kept"), [("自贸港", True), ("自由贸易港", False)])
def test_a_word_is_not_told_whose_full_name_the_plan_has_besides(text, kept):
    """Of what a plan says of its 自由贸易港, 自贸港 is only a part."""
    table = held([9, 5, 5]).replace({"新能源": "自贸港", "industry": "reform"})
    plans = pd.DataFrame({"report": list("abc"), "text": ["自贸港，" + text, "", ""]})
    assert borne_out(table, plans, "government").iloc[-1] == kept


def test_a_level_is_common_within_four_of_five_reports():
    norm = read_norms()
    known = norm.rows["theme_plan", "technology", "government"]
    how = {"norm": norm, "statistic": "theme", "role": "plan", "key": "technology"}
    how["scheme"] = "government"
    assert level(share=known["q50"], **how).usual == "common"
    assert level(share=known["q90"] + 0.001, **how).usual != "common"
    assert level(share=0.9, **how).usual == "rare"
    assert level(share=0.9, **how | {"scheme": "publicity"}).usual == ""


# What one alone has.


def test_a_formulation_of_one_plan_stands_in_no_other_report(three):
    one = row(three.alone, subject="抱团出海", status="only")
    assert (one["body"], one["n"], one["found"], one["n_others"]) == ("乙县", 2, 2, 0)
    assert "新质生产力" not in set(three.alone["subject"])


def test_a_formulation_that_another_review_has_is_not_of_one_alone(tmp_path):
    write(tmp_path, "甲县", PLANS["乙县"])
    write(tmp_path, "乙县", PLANS["丙县"])
    path = tmp_path / "乙县.txt"
    text = path.read_text("utf-8").replace("开展培训", "开展抱团“出海”")
    path.write_text(text, "utf-8")
    assert "抱团出海" not in set(
        read_all(tmp_path, scheme="government").alone["subject"]
    )


def test_a_word_of_one_plan_stands_there_three_times(three):
    """河湖: in the heading and in two clauses; 清理, 教师: once."""
    told = three.alone[three.alone["kind"] == "word"]
    assert told[["subject", "body", "n"]].values.tolist() == [["河湖", "甲县", 3]]


def test_what_one_report_of_five_lacks_is_told(tmp_path):
    for n, name in enumerate(["甲县", "乙县", "丙县", "丁县", "戊县"]):
        plan = "发展低空经济，培育企业。" if n < 4 else "发展种植，培育企业。"
        write(tmp_path, name, f"（一）发展产业\n{plan}")
    flow = read_all(tmp_path, scheme="government")
    one = row(flow.alone, status="lacking", subject="低空经济")
    assert (one["body"], one["n"], one["n_others"], one["n_bodies"]) == (
        "戊县",
        0,
        4,
        4,
    )


# The superior's plan.


def test_what_each_takes_up_of_the_superior_is_searched(three):
    table = three.superior
    told = table[(table["kind"] == "formulation") & (table["subject"] != "")]
    n = told.pivot(index="subject", columns="body", values="n")
    columns = ["甲县", "乙县", "丙县"]
    assert n.loc["抱团出海", columns].tolist() == [0, 2, 0]
    assert n.loc["新质生产力", columns].tolist() == [1, 1, 0]
    assert n.loc["首店经济", columns].tolist() == [0, 0, 0]
    whole = table[(table["kind"] == "formulation") & (table["subject"] == "")]
    assert whole["of"].nunique() == 1
    few = told[~(told["others"] > 1 / 3)]
    taken = few[few["n"] > 0].groupby("body").size()
    assert (
        dict(zip(whole["body"], whole["n"], strict=True))
        == taken.reindex(whole["body"], fill_value=0).to_dict()
    )


def test_a_section_of_the_superior_is_taken_up_or_not_found(three):
    table = three.superior[three.superior["kind"] == "section"]
    assert set(row(table, subject="发展产业", body="甲县")[["status", "section"]]) == {
        "taken",
        "发展产业",
    }
    assert row(table, subject="保护古树", body="丙县")["status"] == "not_found"
    one = row(table, subject="发展产业", body="甲县")
    clause = int(one["evidence_clause"].split()[0])
    own = three.clauses[three.clauses["report"] == "甲县"]
    assert own.loc[own["clause"] == clause, "text"].item() == one["evidence"]


def test_what_everybody_uses_is_no_taking_up():
    rows = pd.DataFrame(
        {
            "kind": "formulation",
            "subject": ["甲", "乙", "丙"],
            "report": "r",
            "status": ["taken", "taken", "whole"],
            "others": [0.9, 1 / 3, None],
        }
    )
    (one,) = totals(rows).itertuples()
    assert (one.n, one.of, one.share) == (1, 2, 0.5)


def test_one_report_alone_has_a_superior_too(three):
    own = three.reports.iloc[[0]].reset_index(drop=True)
    flow = Flow(own, scheme="government", superior=three.above)
    assert "superior" in flow.available
    assert set(flow.superior["report"]) == set(own["report"])


def test_without_the_report_of_the_superior_there_is_no_such_table(three):
    flow = Flow(three.reports, scheme="government")
    assert flow.available == ["sisters", "alone", "overview"]
    with pytest.raises(InputError, match="report of the superior"):
        flow.counted("superior")


# Charts and sentences.


def test_the_charts_of_a_shelf_are_drawn_with_a_cell_for_each_body(three):
    assert [name for name in drawable(three)] == ["sisters", "superior"]
    for name in drawable(three):
        ax = PLOTS[name].draw(getattr(three, PLOTS[name].table), three)
        written = [text.get_text() for text in ax.texts]
        assert {"甲县", "乙县", "丙县"} <= set(written), name


def test_what_stands_in_the_chart_of_the_superior_are_the_counts(three):
    ax = PLOTS["superior"].draw(three.superior, three)
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels[0] == "合计用到"
    assert set(labels[1:]) == {"新质生产力（1）", "抱团出海（1）"} & set(labels)


@pytest.fixture(scope="module")
def provinces():
    if not LOCAL.is_dir():
        pytest.skip("needs ../shared/corpus/local")
    return Flow(read_reports(sorted(LOCAL.glob("2025_*.txt"))), scheme="government")


def test_what_is_said_of_provinces_is_what_a_search_finds(provinces):
    texts = {
        name: Path(source).read_text("utf-8")
        for name, source in zip(
            called(provinces.reports).values(),
            provinces.reports["source"].map(lambda x: LOCAL / Path(x).name),
            strict=True,
        )
    }
    alone = provinces.alone
    told = alone[alone["kind"] != "section"]
    for one in told[told["status"] == "only"].itertuples():
        having = [name for name, text in texts.items() if one.subject in text]
        assert having == [one.body], one.subject
    for one in told[told["status"] == "lacking"].itertuples():
        lacking = [name for name, text in texts.items() if one.subject not in text]
        assert lacking == [one.body], one.subject
    one = row(alone, subject="抱团出海")
    assert (one["body"], one["n"]) == ("安徽", 3)  # FINDINGS.md, by hand


def test_findings_name_no_body_twice_before_all_had_their_turn(provinces):
    said = provinces.overview["zh"].tolist()
    bodies = list(called(provinces.reports).values())
    named = [  # the first body that a sentence names is the one it is about
        min((b for b in bodies if b in one), key=one.index) for one in said[:5]
    ]
    assert len(set(named)) == len(named)
    assert "“抱团出海”" in "".join(said)
    rows = provinces.evidence_by_row("overview", provinces.overview)["row"]
    assert set(rows) == set(range(len(said)))  # each leads back to clauses
