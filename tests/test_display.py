"""Tables in a notebook: Chinese headings, codes in words, never cut in silence."""

import os
import subprocess
import sys

import pandas as pd
from conftest import REPORT

from analysis.show.display import display_zh, flow_html, table


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


def test_a_count_stands_beside_what_it_is_counted_of(flow):
    told = table(flow, "emphasis", columns=["label", "n_target", "n_reference"])
    row = flow.emphasis.iloc[0]
    assert told.rows[0][1:] == [f"{row.n_target}/104", f"{row.n_reference}/111"]
    shares = table(flow, "quantification", columns=["role", "n"], rows=1)
    assert shares.rows == [["其他", "0/1"]]
    assert table(flow, "keywords", columns=["n"], rows=1).rows[0][0].isdigit()


def test_the_clauses_behind_a_row_are_folded_under_it(flow):
    told, first = table(flow, "emphasis", rows=2), flow.emphasis.head(2)
    for behind, (_, row) in zip(told.behind, first.iterrows(), strict=True):
        n = row["n_target"] + row["n_reference"]
        assert f"<summary>原文 {n} 句</summary>" in behind
        assert behind.count("<li>") == n
    html = told._repr_html_()
    assert html.count("<details>") == 2
    assert "<mark>思想引领</mark>" in html
    assert table(flow, "norms", rows=1).behind == [""]


def test_a_table_is_shown_in_english(flow):
    told = table(flow, "emphasis", columns=["label", "n_target"], rows=1, lang="en")
    assert told.headings == ["theme", "plan clauses with it"]
    assert told.rows[0][0] == "theory study"
    assert "clauses</summary>" in told.behind[0]
    said = table(flow, "findings", lang="en", rows=1)
    assert said.rows[0][1:] == ["section", flow.findings["en"].iloc[0]]
    assert table(flow, "clauses", columns=["heading"], rows=1, lang="en").rows == [
        ["yes"]
    ]


def test_a_flow_shows_what_it_holds(flow, years):
    html = flow_html(flow)
    assert "<h3>2023年市政府宣传工作总结</h3>" in html
    assert "分句 236：总结 111、问题 20、计划 104、其他 1" in html
    assert f"<li>{flow.findings['zh'].iloc[0]}<details>" in html
    assert f"<code>emphasis</code> 重心变化 {len(flow.emphasis)}" in html
    several = flow_html(years)
    assert several.count("<h3>") == 3
    assert "236 clauses: review 111, problems 20" in flow_html(flow, "en")


def test_a_notebook_asks_for_the_page_of_a_flow_by_its_type():
    """In a process with a shell of its own, where the flow is shown as a cell's end."""
    code = (
        "from IPython.core.interactiveshell import InteractiveShell as Shell\n"
        "shell = Shell.instance()\n"
        "from analysis import read\n"
        f"flow = read({str(REPORT)!r})\n"
        "print('<h3>' in shell.display_formatter.format(flow)[0]['text/html'])"
    )
    env = os.environ | {"IPYTHONDIR": os.devnull}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, check=True
    )
    assert done.stdout.split()[-1] == b"True"
