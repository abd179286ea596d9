"""What is said of bodies side by side is news, holds, and stands clear of the next."""

import pandas as pd
import pytest

from analysis.compare.sisters.shares import beside
from analysis.say.findings.bodies import bodies, in_order
from analysis.say.findings.finding import Finding
from analysis.say.findings.leaders import quantity, telling_words, themes, words
from analysis.say.findings.notation import Sides
from analysis.say.findings.shelf import Shelf
from analysis.say.findings.sisters import sisters

NAMES = dict(zip("abc", ["甲", "乙", "丙"], strict=True))
SIDES = Sides(("2026年计划", "2025年总结"), ("2026 plan", "2025 review"), {})


def plans(*texts):
    """Return the plans of 甲, 乙, 丙 as clauses, one of each."""
    key = {"report": list("abc")[: len(texts)], "clause": 0, "role": "plan"}
    return pd.DataFrame(key | {"text": texts, "section": ""})


def shelf(clauses):
    return Shelf(clauses, 3, "", {})


def shares(kind, n, of=100, **more):
    """Return rows of `sisters`: of each body n of so many clauses."""
    table = pd.DataFrame({"report": list("abc"), "n": n})
    table = table.assign(kind=kind, subject="x", label="海洋", role="plan", of=of)
    table = table.assign(body=table["report"].map(NAMES), n_own=table["n"])
    table = beside(table.assign(share=table["n"] / of), "share", 1)
    norm = {"usual": "rare", "norm_low": 0.1, "norm_high": 0.2, "n_norm": 50}
    return table.assign(**norm | more)


def rates(n):
    """Return rows of `sisters` of the word 海洋, in plans of 10,000 characters."""
    table = shares("word", n, of=10_000)
    table = beside(table.assign(per_10k=table["n"].astype(float)), "per_10k", 10_000)
    names = {"subject": "海洋", "z": 9.0, "others_per_10k": table["others"]}
    return table.assign(stressed=table["rank"] == 1, **names)


def said(found):
    return [one.zh for _, one in found]


TOLD = pd.DataFrame(columns=["theme", "report", "role", "section", "clause", "term"])
COUNTED = pd.DataFrame(columns=["report", "role", "clause", "text"])


def test_a_word_is_told_with_the_next_body_where_it_stands_clear_of_it():
    """24 is 1.5 times 16; 23 is less, however far the others together are."""
    (one,) = said(words(rates([24, 16, 0]), shelf(plans("海洋", "海洋", ""))))
    assert one.startswith("“海洋”甲报告计划部分24次（每万字24.0次），")
    assert one.endswith("，3份中最密，其次乙16次（每万字16.0次）")
    assert not len(telling_words(rates([23, 16, 0])))


def test_a_word_that_no_other_plan_has_has_no_next():
    (one,) = said(words(rates([8, 0, 0]), shelf(plans("海洋", "", ""))))
    assert one.endswith("3份中最密，其余2份的计划部分没有")


def test_a_theme_is_told_with_the_next_body_where_it_stands_clear_of_it():
    """52 of 200 is 1.3 times 40 of 200; 51 of 200 is not."""
    told = shelf(plans("", "", ""))
    (one,) = said(themes(shares("theme", [52, 40, 40], 200), TOLD, told))
    start = "3份报告的计划部分中，甲的『海洋』占比最高（26.0%，52/200句），其次乙"
    assert one.startswith(start + "（20.0%，40/200句）")
    assert not themes(shares("theme", [51, 40, 40], 200), TOLD, told)


def test_the_lowest_of_a_theme_is_told_where_it_stands_apart():
    """23 of 200 is 15 % more than 20 of 200; 22 of 200 is not."""
    told = shelf(plans("", "", ""))
    (one,) = said(themes(shares("theme", [20, 23, 29], of=200), TOLD, told))
    assert "甲的『海洋』占比最低（10.0%，20/200句），其次乙（11.5%" in one
    assert not themes(shares("theme", [20, 22, 28], of=200), TOLD, told)


def by_terms(n, own, of=200):
    """Return rows of a theme that stands in `own` clauses by a term of its own."""
    return shares("theme", n, of).assign(n_own=own)


def test_a_theme_is_told_where_its_own_terms_bear_it_out():
    """By terms 46 is 15 % more than 40 and 45 is not: the rest is from headings."""
    told = shelf(plans("", "", ""))
    assert len(themes(by_terms([60, 40, 38], [46, 40, 38]), TOLD, told)) == 1
    assert not themes(by_terms([60, 40, 38], [45, 40, 38]), TOLD, told)
    assert not themes(by_terms([60, 40, 38], [30, 40, 38]), TOLD, told)


def test_another_next_body_by_terms_means_that_none_is_named():
    """丙 has 36 by terms where 乙 has 30, who comes next only by its headings."""
    told = shelf(plans("", "", ""))
    (one,) = said(themes(by_terms([60, 40, 36], [56, 30, 36]), TOLD, told))
    assert "60/200句）；同类报告" in one and "其次" not in one


@pytest.mark.parametrize(("own", "shown"), [(48, "其中12句随标题计入"), (49, None)])
def test_what_is_from_headings_is_said_from_a_fifth_on(own, shown):
    told = shelf(plans("", "", ""))
    (one,) = said(themes(by_terms([60, 40, 38], [own, 40, 38]), TOLD, told))
    assert (f"（30.0%，60/200句，{shown}）" in one) if shown else "随标题" not in one


def test_a_chart_is_not_called_by_what_only_headings_give():
    """甲 has 60 of 200 clauses, 20 by their own terms; 乙 has 40, all by their own."""
    kept = by_terms([60, 40, 38], [50, 40, 38])
    assert "甲『海洋』30.0%（其余19.5%）" in sisters(kept, SIDES).zh
    assert not sisters(by_terms([60, 40, 38], [20, 40, 38]), SIDES).zh


@pytest.mark.parametrize(
    ("n", "ends"),
    [
        (
            [46, 40, 30],
            ["甲占比最高（23.0%，46/200句），其次乙（20.0%）", "丙占比最低"],
        ),
        ([45, 40, 30], ["丙占比最低（15.0%，30/200句），其次乙（20.0%）"]),
        ([46, 40, 38], ["甲占比最高（23.0%，46/200句），其次乙（20.0%）"]),
        ([45, 40, 38], []),
    ],
)
def test_only_an_end_of_the_figures_that_stands_apart_is_named(n, ends):
    """46 is 15 % more than 40, 45 is not; 40 is 15 % more than 30, not than 38."""
    found = said(
        quantity(shares("quantity", n, 200), COUNTED, shelf(plans("", "", "")))
    )
    assert len(found) == bool(ends)
    for one in found:
        assert all(end in one for end in ends)
        assert one.count("占比最") == len(ends)


def alone(kind, *rows):
    columns = ["subject", "report", "n", "text"]
    table = pd.DataFrame([(*row, "")[:4] for row in rows], columns=columns)
    table = table.assign(kind=kind, status="only", body=table["report"].map(NAMES))
    return table.assign(n_others=0, n_bodies=0, found=table["n"])


def told_of(table, clauses):
    """Return all that is told of a shelf where no share stands apart."""
    even = pd.concat([shares(kind, [9, 9, 9]) for kind in ("theme", "quantity")])
    held = pd.concat([even, rates([1, 1, 1])])
    tables = {"sisters": held, "alone": table, "themes": TOLD, "quantities": COUNTED}
    return [one.zh for one in bodies(tables, clauses, scheme="", sides=SIDES)]


def test_a_plan_part_is_not_called_the_plan_of_a_year():
    """世界花园 may stand in the chapter on the five years, or on the government."""
    table = alone("formulation", ("世界花园", "a", 2))
    clauses = plans("建设世界花园，世界花园", "", "")
    assert told_of(table, clauses) == ["“世界花园”3份报告中只见于甲（计划部分2次）"]


def test_of_bodies_with_nothing_apart_nothing_is_told():
    assert told_of(alone("formulation"), plans("", "", "")) == []


def test_what_the_review_of_a_body_has_is_not_new():
    table = alone("formulation", ("抱团出海", "a", 2), ("黄金内湾", "a", 3))
    clauses = plans("抱团出海", "", "")
    (one,) = told_of(table, clauses)
    assert one.startswith("“黄金内湾”“抱团出海”3份报告中只见于甲")
    review = clauses.head(1).assign(role="review", text="推进“黄金”内湾", clause=1)
    (one,) = told_of(table, pd.concat([clauses, review]))
    assert one.startswith("“抱团出海”3份报告中只见于甲")


def test_slogans_with_numerals_come_last():
    """Within a body, and among bodies, however often they are said."""
    rows = ("三地一区", "a", 5), ("抱团出海", "a", 2)
    (one,) = told_of(alone("formulation", *rows), plans("", "", ""))
    assert one.startswith("“抱团出海”“三地一区”")
    pair = Finding("formulation", "", "抱团出海", "", TOLD)
    slogan = Finding("formulation", "", "三地一区", "", TOLD, weight=9)
    news = [[(name, pair._replace(zh=name)) for name in NAMES.values()]] * 2
    found = in_order(
        [*news[:1], [("丁", pair._replace(zh="丁"))]],
        [[("甲", pair)]],
        [[("甲", slogan)]],
    )
    assert [one.zh for one in found][-2:] == ["抱团出海", "三地一区"]


def test_a_section_on_a_programme_of_its_own_comes_behind_one_on_a_set_phrase():
    """乡村振兴 stands in the list of set phrases; 百县千镇 only in quotation marks."""
    rows = (
        ("百千万", "a", 60, "实施“百千万”"),
        ("乡村全面振兴", "b", 9, "推进乡村全面振兴"),
    )
    clauses = pd.concat([plans("", "", "")] * 100)
    first, second = told_of(alone("section", *rows), clauses)
    assert first.startswith("乙报告计划部分单列“乡村全面振兴”一节（9/100句）")
    assert second.startswith("甲报告计划部分单列“百千万”一节（60/100句）")


def test_at_most_one_thing_of_its_own_stands_among_the_first_five():
    """Behind three sentences of news one; behind four all, the first of them fifth."""
    one = Finding("word", "", "", "", TOLD)
    news = [(str(n), one._replace(zh=f"新{n}")) for n in range(4)]
    own = [(str(n), one._replace(zh=f"自{n}")) for n in range(3)]
    few = in_order([news[:3]], [own], [])
    assert [x.zh for x in few] == ["新0", "新1", "新2", "自0"]
    every = in_order([news], [own], [])
    assert [x.zh for x in every] == ["新0", "新1", "新2", "新3", "自0", "自1", "自2"]
