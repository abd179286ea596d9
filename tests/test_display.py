"""Tables in a notebook: Chinese headings, codes in words, never cut in silence."""

import pandas as pd

from analysis.show.display import display_zh


def test_headings_are_those_of_the_table_and_codes_are_words(flow):
    shown = display_zh(flow.emphasis, "emphasis", columns=["label", "n_target"])
    assert shown.headings == ["主题", "计划含主题"]
    assert display_zh(flow.keyness, "keyness", columns=["n_target"]).headings == [
        "计划次数"
    ]
    assert display_zh(flow.sections, "sections").rows[0][1] == "总结"


def test_a_table_that_is_cut_says_so_and_a_whole_one_says_its_size(flow):
    n = len(flow.clauses)
    assert display_zh(flow.clauses, "clauses").note == f"共 {n} 行，列出前 12 行"
    assert len(display_zh(flow.clauses, "clauses").rows) == 12
    assert display_zh(flow.clauses.head(3), "clauses").note == "共 3 行"
    assert display_zh(flow.quantities, "quantities").note == "没有"


def test_numbers_are_shown_as_their_column_asks(flow):
    top = flow.emphasis.nlargest(1, "share_target")
    shown = display_zh(top, "emphasis", columns=["share_target"])
    assert shown.rows == [[f"{top['share_target'].item():.1%}"]]


def test_a_named_index_is_a_column_and_what_is_not_known_keeps_its_name():
    table = pd.DataFrame({"word": ["稳", "稳", "进"]}).groupby("word").size()
    shown = display_zh(table.rename("次").to_frame())
    assert shown.headings == ["词", "次"]
    assert shown.rows == [["稳", "2"], ["进", "1"]]


def test_a_table_of_ones_own_is_given_its_headings():
    table = pd.DataFrame({"verb": ["抓"], "n": [2], "share": [0.5]})
    shown = display_zh(table, columns={"n": "几处", "share": "占几成"})
    assert shown.headings == ["几处", "占几成"]
    assert shown.rows == [["2", "50.0%"]]


def test_what_a_report_says_is_text_never_code():
    html = display_zh(pd.DataFrame({"text": ["<b>网信</b>"]}))._repr_html_()
    assert "<b>" not in html and "&lt;b&gt;网信" in html
