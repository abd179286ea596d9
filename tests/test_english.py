"""In English nothing is Chinese but what the report says, and that is quoted.

A stretch of Chinese characters is a quotation of the report where it stands inside
quotation marks (or in an element that is marked as Chinese, or is a label by itself: a
heading, a word of a chart) and where the report has it: a paragraph of its text, its
title, name or file, marks and numbers left out; or what is built of its text (names of
indicators, what changed between two clauses), or was taken out of its file. File names
stand without quotation marks.
"""

import re
from functools import cache, partial
from pathlib import Path

import pytest
from conftest import REPORT, SHARED, flow_of
from lxml import etree, html
from typer.testing import CliRunner

from analysis.cli import app
from analysis.lexicons import read_lexicon, schemes, theme_labels
from analysis.read.documents import chrome, debris
from analysis.read.reports.shelves import Shelf
from analysis.schema import coded, in_words, label, value_labels
from analysis.show import briefing
from analysis.show.briefing import outputs
from analysis.show.charts import drawable
from analysis.show.export.cells import OWN
from analysis.show.export.images import write_charts
from analysis.show.export.workbook.wording import with_labels

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
MARKS = re.compile("[“”‘’《》「」\\s]")
LATIN = re.compile("[A-Za-z]{2,}")
APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[a-z])")
OPENS, CLOSES = "“‘《「", "”’》」"
BUILT = (
    ("targets", "indicator"),
    ("quantities", "measure"),
    ("variants", "diff"),
    ("removals", "what"),
)
PROVINCE = SHARED / "corpus" / "local" / "2025_anhui.txt"


def outside(text):
    """Return what stands outside quotation marks."""
    depth, kept = 0, []
    for sign in APOSTROPHE.sub("'", text):
        depth += (sign in OPENS) - (sign in CLOSES)
        kept.append("" if depth or sign in CLOSES else sign)
    assert depth == 0, text
    return "".join(kept)


def unquoted(texts):
    """Return the texts that have Chinese outside quotation marks."""
    return [text for text in texts if HAN.search(outside(text))]


def strange(texts, flow):
    """Return the stretches of Chinese that are not the report's."""
    had, said = own(flow)
    return sorted(run for run in runs(texts) - had if run not in said)


def runs(texts):
    """Return the stretches of Chinese in some texts."""
    return {run for text in texts for run in HAN.findall(MARKS.sub("", text))}


@cache
def own(flow):
    """Return what a report has: what is built of its text, and the text itself."""
    flows = [flow] if flow.above is None else [flow, flow.above]
    columns = ["text", "title", "body", "report", "source"]
    told = [cell for one in flows for name in columns for cell in one.reports[name]]
    lines = "\n".join(told).splitlines()
    cells = [
        cell
        for table, column in BUILT
        if table in flow.available
        for cell in getattr(flow, table)[column].dropna()
    ]
    return runs(cells), "\n".join("".join(HAN.findall(line)) for line in lines)


def without_files(text, flow):
    """Return a text without the names of the report's files."""
    for source in flow.reports["source"]:
        text = text.replace(Path(source).name, "")
    return text


@pytest.fixture(scope="module", params=[REPORT.stem, "province", "years", "bodies"])
def english(request, tmp_path_factory):
    """A flow of one report or of a shelf, and the folder of its page in English."""
    with pytest.MonkeyPatch.context() as patch:
        only = partial(write_charts, formats=("svg",))
        patch.setattr(outputs, "write_charts", only)
        return written(request, tmp_path_factory.mktemp("english"))


PAGE = briefing.asked(["page", "charts"], lang="en")


def written(request, out):
    """Return a flow and where its page was written."""
    if request.param in ("years", "bodies"):
        flow = request.getfixturevalue(request.param)
        many = list(flow.reports["report"])
        name = flow.reports["body"].iloc[0] if request.param == "years" else "2023"
        shelf = Shelf(request.param, name, many)
        return flow, briefing.brief_shelf(shelf, flow, out, of=PAGE)
    path = REPORT.with_stem(request.param)
    if request.param == "province":
        path = PROVINCE
        if not path.is_file():
            pytest.skip(f"{path} is not here: real reports carry no licence to copy")
    flow = flow_of(path)
    return flow, briefing.brief(flow, out, of=PAGE)


def test_every_label_is_english_but_for_what_it_quotes():
    labels = [
        (text, table, column)
        for table, column in (
            ("tables", "label_en"),
            ("columns", "label_en"),
            ("values", "label_en"),
            *((f"themes/{scheme}", "label_en") for scheme in schemes()),
        )
        for text in read_lexicon(table)[column]
    ]
    assert [one for one in labels if HAN.search(outside(one[0]))] == []
    for table in ("tables", "columns", "values"):
        rows = read_lexicon(table)
        unsaid = rows[(rows["label_zh"] != "") & (rows["label_en"] == "")]
        assert unsaid.empty, table


def test_what_is_said_of_tables_and_columns_quotes_its_terms():
    said = [*read_lexicon("tables")["rows_en"], *read_lexicon("columns")["note_en"]]
    assert unquoted(said) == []


def test_what_is_quoted_is_told_from_what_is_not():
    assert outside("“舆情” 5→1 in 《报告“一”》, once") == " 5→1 in , once"
    assert unquoted(["the “舆情”", "the 舆情"]) == ["the 舆情"]


def test_findings_quote_the_report_and_nothing_else(english, request):
    flow, _ = english
    name = "findings" if "findings" in flow.available else "overview"
    said = getattr(flow, name)["en"].tolist()
    assert (said or request.node.callspec.id == "bodies") and unquoted(said) == []
    assert strange(said, flow) == []
    assert all(one[0] in OPENS or one[0].isupper() or one[0].isdigit() for one in said)


def test_charts_quote_the_report_and_nothing_else(english):
    flow, folder = english
    for name in drawable(flow):
        texts = [without_files(text, flow) for text in lettering(folder, name)]
        mixed = [text for text in texts if LATIN.search(text)]
        assert mixed
        assert unquoted(mixed) == [], name
        assert strange(texts, flow) == [], name


def lettering(folder, name):
    """Return the texts of a chart, each with all its lines."""
    drawn = etree.parse((folder / "charts" / f"{name}.svg").as_posix())
    groups = drawn.xpath("//*[local-name()='g'][*[local-name()='text']]")
    return ["".join(one.itertext()).replace("\n", "") for one in groups]


def test_the_page_marks_what_is_chinese_and_has_it_from_the_report(english):
    flow, folder = english
    page = html.parse((folder / "index.html").as_posix()).getroot()
    assert page.get("lang") == "en"
    quoted, plain, attributes = [], [], []
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        for text, holder in (
            (element.text, element),
            (element.tail, element.getparent()),
        ):
            if not (text and HAN.search(text)) or holder.tag in ("script", "style"):
                continue
            marked = any(one.get("lang") == "zh" for one in lineage(holder))
            (quoted if marked else plain).append(text)
        names = ("alt", "aria-label", "title", "placeholder")
        attributes += [element.get(name) for name in names if element.get(name)]
    assert unquoted(without_files(text, flow) for text in plain) == []
    assert unquoted(without_files(text, flow) for text in attributes) == []
    assert strange([*quoted, *plain, *attributes], flow) == []
    assert not HAN.search(page.get_element_by_id("words").text)
    assert not HAN.search(re.sub("/\\*.*?\\*/", "", page.find(".//style").text))


def lineage(element):
    while element is not None:
        yield element
        element = element.getparent()


def test_headings_and_codes_of_every_table_are_english(english):
    flow, _ = english
    for name in flow.available:
        table = with_labels(getattr(flow, name), name, "en", flow.scheme)
        assert not HAN.search(" ".join(table.columns)), name
        assert table.columns.is_unique, name
        for column in [*coded(), "label", "name"]:
            head = label(column, name, lang="en")
            if column in getattr(flow, name) and head in table:
                said = set(table[head].dropna())
                assert strange([one for one in said if HAN.search(one)], flow) == [], (
                    name,
                    column,
                )


def test_themes_are_named_in_english_wherever_they_are_shown(years, bodies):
    for flow, name in ((years, "delivery_rates"), (bodies, "sisters")):
        column = "name" if name == "delivery_rates" else "label"
        table = in_words(getattr(flow, name), flow.scheme, lang="en")
        kind = "by" if name == "delivery_rates" else "kind"
        said = set(table.loc[table[kind] == "theme", column])
        assert said - {""} <= set(theme_labels(flow.scheme, "en").values())


def test_a_theme_word_that_is_no_theme_stays_as_it_is(bodies):
    table = in_words(bodies.sisters, bodies.scheme, lang="en")
    words = table["kind"] == "word"
    assert (table.loc[words, "label"] == bodies.sisters.loc[words, "label"]).all()


def test_the_chinese_page_is_marked_nowhere(request):
    folder = request.getfixturevalue("briefing")
    page = html.parse((folder / "index.html").as_posix()).getroot()
    assert page.get("lang") == "zh-CN"
    assert page.xpath("//*[@lang='zh']") == []


def test_commands_take_a_language(tmp_path):
    given = ["table", "sections", str(REPORT), "--out", str(tmp_path / "a.xlsx")]
    run = CliRunner().invoke(app, [*given, "--format", "xlsx", "--lang", "en"])
    assert run.exit_code == 0
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    heads, first = list(sheet.values)[:2]
    assert {"report", "role"} <= set(heads)
    assert "review" in first


def test_csv_is_the_same_in_every_language(tmp_path):
    written = []
    for lang in ("zh", "en"):
        path = tmp_path / f"{lang}.csv"
        given = ["table", "emphasis", str(REPORT), "--out", str(path), "--lang", lang]
        assert CliRunner().invoke(app, given).exit_code == 0
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_every_reason_for_a_removal_has_its_english():
    known = {why.replace("N", "") for why in value_labels("why", lang="en")}
    own = [chrome.CHROME, chrome.CREDIT, chrome.NOTICE, chrome.ELIDED]
    own += [why for why, *_ in debris.INLINE]
    assert {re.sub(OWN, "", why) for why in own} <= known
