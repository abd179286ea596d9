"""The briefing as an official document, and its findings as plain Markdown."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from conftest import ROOT, SHARED, flow_of
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from PIL import Image

from analysis.schema import table_label
from analysis.show.charts import PLOTS
from analysis.show.document import contents, points, write_document, write_points
from analysis.show.document.contents import CHARTS
from analysis.show.document.paper import Paper
from analysis.show.document.points import escaped
from analysis.show.document.styles import STYLES
from analysis.show.provenance import provenance

REPORTS = sorted((ROOT / "data" / "reports").glob("*.txt"))
QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|『[^』]*』|《[^》]*》")
HAN = re.compile("[\u3400-\u9fff]")


def of(*paths):
    return flow_of(*paths)


@pytest.fixture(scope="module")
def figured():
    return of(REPORTS[-1])


@pytest.fixture(scope="module")
def shelf():
    return of(*REPORTS)


def picture(width=760, height=400):
    buffer = BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "PNG")
    return buffer.getvalue()


IMAGES = {f"{name}.png": picture() for names in CHARTS.values() for name in names}


def written(flow, path, images=IMAGES, **how):
    write_document(flow, images, path, **how)
    return docx.Document(path)


@pytest.fixture(scope="module")
def document(flow, tmp_path_factory):
    return written(flow, tmp_path_factory.mktemp("out") / "briefing.docx")


def unquoted(text):
    """Return a text without its quotations; they may hold others, or half of one."""
    return QUOTED.sub("", re.sub(": “.*”$", ":", text))


def texts(document):
    """Return every paragraph with its style, those of tables too."""
    inside = document.element.body.iter(qn("w:p"))
    found = [docx.text.paragraph.Paragraph(p, document._body) for p in inside]
    return [(one.style.name, one.text) for one in found]


def headings(document):
    return [text for style, text in texts(document) if style == "一级标题"]


def tables(document):
    return [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]


# The page and the styles: GB/T 9704-2012, 5.2 and 7.


def test_the_page_is_that_of_the_standard(document):
    section = document.sections[0]
    size = [section.page_width.mm, section.page_height.mm]
    assert size == pytest.approx([210, 297], abs=0.02)
    sides = ["top", "bottom", "left", "right"]
    margins = [getattr(section, f"{side}_margin").mm for side in sides]
    assert margins == pytest.approx([37, 35, 28, 26], abs=0.02)


@pytest.mark.parametrize(
    ("name", "base", "font", "size"),
    [
        ("公文标题", "Title", "方正小标宋简体", 22),
        ("公文正文", "Normal", "仿宋_GB2312", 16),
        ("一级标题", "Heading 1", "黑体", 16),
        ("二级标题", "Heading 2", "楷体_GB2312", 16),
        ("三级标题", "Heading 3", "仿宋_GB2312", 16),
        ("四级标题", "Heading 4", "仿宋_GB2312", 16),
        ("公文页码", "Footer", "宋体", 14),
        ("公文表文", "Normal", "仿宋_GB2312", 10.5),
    ],
)
def test_styles_are_those_of_the_standard(document, name, base, font, size):
    style = document.styles[name]
    for one in (style, document.styles[base] if base != "Normal" else style):
        fonts = one.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None
        assert one.font.size == Pt(size)
    assert style.base_style.name == base


def test_body_text_has_fixed_lines_and_two_characters_of_indent(document):
    for name in ("公文正文", "一级标题", "二级标题", "三级标题"):
        style = document.styles[name]
        assert style.paragraph_format.line_spacing == Pt(28)
        indent = style.element.pPr.find(qn("w:ind"))
        assert indent.get(qn("w:firstLineChars")) == "200"
        assert indent.get(qn("w:firstLine")) == "640"  # twice 16 points


def test_headings_stand_in_the_outline(document):
    for n, name in enumerate(["Heading 1", "Heading 2", "Heading 3", "Heading 4"]):
        level = document.styles[name].element.pPr.find(qn("w:outlineLvl"))
        assert level.get(qn("w:val")) == str(n)


def test_every_run_says_its_chinese_font(document):
    for one in document.element.body.iter(qn("w:r")):
        if one.find(qn("w:t")) is not None:
            fonts = one.rPr.find(qn("w:rFonts"))
            style = one.getparent().pPr.pStyle.val
            assert fonts.get(qn("w:eastAsia")) == STYLES[style].font
            assert fonts.get(qn("w:hint")) == "eastAsia"


def test_a_font_that_is_not_there_has_others_in_its_place(flow, tmp_path):
    written(flow, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        listed = etree.fromstring(package.read("word/fontTable.xml"))
    found = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in listed}
    names = {n: one.get(qn("w:val")) for n, one in found.items() if one is not None}
    assert names["方正小标宋简体"].startswith("FZXiaoBiaoSong-B05S,")
    assert "宋体" in names["方正小标宋简体"] and "FangSong" in names["仿宋_GB2312"]
    assert "KaiTi" in names["楷体_GB2312"] and "SimHei" in names["黑体"]


def test_pages_are_numbered_at_their_outer_edge(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = foot.paragraphs
        assert paragraph.text == "— 1 —" and paragraph.style.name == "公文页码"
        field = [one.text.strip() for one in foot.part.element.iter(qn("w:instrText"))]
        assert field == ["PAGE"]
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


# What it tells.


def test_parts_are_numbered_as_the_standard_wants(document):
    assert headings(document) == [
        "一、要点",
        "二、原文与图",
        "三、任务清单",  # this report has no figures: no part on targets
        "四、问题与部署",
        "五、方法说明",
    ]


def test_the_first_ten_findings_each_have_a_sentence_of_the_report(flow, document):
    told = texts(document)
    points_ = [n for n, (style, _) in enumerate(told) if style == "二级标题"]
    found = [told[n][1].partition("）")[2] for n in points_]
    said = flow.findings["zh"].tolist()[:10]
    assert found[: len(said)] == said
    text = flow.reports["text"].item()
    resting = flow.evidence_by_row("findings", flow.findings)["row"]
    for n in set(resting):
        style, quoted = told[points_[n] + 1]
        place, _, words = re.sub(r"（见图\d+）$", "", quoted).partition("：“")
        assert style == "公文引文" and place.split(" › ")[0][:4] in ("2023", "2024")
        assert words.removesuffix("”").strip("…") in text


def test_each_chart_follows_a_finding_of_its_kind(document, flow):
    told, captions = [], []  # where its page had no room, after later ones too
    kinds = dict(zip(flow.findings["zh"], flow.findings["kind"], strict=True))
    for style, text in texts(document):
        if style == "二级标题" and (kind := kinds.get(text.partition("）")[2])):
            told.append(kind)
        elif style == "公文图题":
            captions.append(([*told], text))
    assert captions
    for before, text in captions:
        names = [n for kind in before for n in contents.CHARTS.get(kind, ())]
        assert any(table_label(PLOTS[name].table) in text for name in names), text


def test_every_figure_is_named_by_a_finding_that_stands_before_it(document):
    """And by no other: of two findings on targets it may show only one."""
    named, shown = [], []
    for _, text in texts(document):
        named += re.findall(r"（见图(\d+)）", text)
        if caption := re.match(r"图(\d+)　", text):
            assert caption[1] in named, text
            shown.append(caption[1])
    assert named == shown != []


def test_no_more_charts_than_have_room(flow, tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "CHARTS_SHOWN", 1)
    assert len(written(flow, tmp_path / "a.docx").inline_shapes) == 1


def test_at_most_five_charts_are_numbered_and_as_wide_as_the_text(flow, tmp_path):
    document = written(flow, tmp_path / "a.docx")
    names = [text for style, text in texts(document) if style == "公文图题"]
    assert len(names) == len(document.inline_shapes) <= 5
    assert [name.split("　")[0] for name in names] == [
        f"图{n}" for n in range(1, len(names) + 1)
    ]
    widths = [one.width.mm / 156 for one in document.inline_shapes]
    assert all(0.6 <= round(width, 2) <= 1 for width in widths) and max(widths) > 0.99
    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert all(described)


def test_text_goes_on_before_a_picture_that_has_no_room_on_its_page():
    paper = Paper("zh")
    high = picture(1000, 1200)  # 530 points of the 638 of a page
    for n in range(3):
        paper.write("公文正文", "重心" * 60)  # 5 lines of 28 points, then 10, then 15
        if n == 1:
            paper.picture(high, "图", "图")
    for _ in range(9):
        paper.point("要点")
        paper.write("公文正文", "重心" * 20)  # 2 lines
    (at,) = [
        n
        for n, one in enumerate(paper.document.paragraphs)
        if one.runs[0]._r.drawing_lst
    ]
    # 15 lines, then points of 3 lines each: the third goes over the page's 22 lines
    assert at == 3 + 2 * 3 and len(paper.document.inline_shapes) == 1
    assert paper.document.inline_shapes[0].width.mm / 156 >= 0.6


def test_what_the_numbers_rest_on_has_no_page_of_its_own(flow, tmp_path):
    *_, fourth, fifth, last = written(flow, tmp_path / "a.docx").paragraphs
    assert fourth.text.startswith("4.") and fifth.text.startswith("5.")
    assert [p.paragraph_format.keep_with_next for p in (fourth, fifth)] == [True, True]
    assert "zhongxin" in last.text


def test_no_name_of_a_file_is_parted_under_the_title(shelf, tmp_path):
    document = written(shelf, tmp_path / "a.docx")
    under = next(p for p in document.paragraphs if p.style.name == "公文副标题")
    assert under.text.endswith(
        "2022-publicity.txt、2023-publicity.txt、2024-publicity.txt"
    )
    assert len(under._p.findall(f".//{qn('w:noBreakHyphen')}")) == 3
    assert not any("-" in t.text for t in under._p.iter(qn("w:t")))


def test_a_picture_that_would_fill_a_page_is_left_out(flow, tmp_path):
    high = dict.fromkeys(IMAGES, picture(400, 1000))
    assert not written(flow, tmp_path / "a.docx", high).inline_shapes


def test_results_and_targets_are_those_of_the_table(figured, tmp_path):
    document = written(figured, tmp_path / "a.docx")
    (table,) = [t for t in tables(document) if t[0][0] == "指标"]
    assert table[0] == ["指标", "结果", "目标"]
    cells = figured.targets[["indicator", "result_text", "target_text"]].fillna("")
    expected = [[cell or "—" for cell in row] for row in cells.to_numpy().tolist()]
    assert table[1:] == expected


def test_tasks_are_those_of_the_table_under_their_sections(flow, document):
    (table,) = [t for t in tables(document) if t[0][0] == "序号"]
    rows = [row for row in table[1:] if len(set(row)) > 1]
    listed = flow.assignments[["order", "task"]].astype("str").to_numpy().tolist()
    assert rows == listed
    whole = [row[0] for row in table[1:] if len(set(row)) == 1]
    assert whole == list(dict.fromkeys(flow.assignments["section"]))


def test_problems_are_those_of_the_table_each_with_its_best_answer(flow, document):
    (table,) = [t for t in tables(document) if t[0][0] == "问题"]
    best = flow.coverage.drop_duplicates("problem")
    assert [row[:2] for row in table[1:]] == best[
        ["text", "evidence"]
    ].to_numpy().tolist()


def test_a_problem_without_an_answer_is_not_said_to_have_none(figured, tmp_path):
    (table,) = [
        t for t in tables(written(figured, tmp_path / "a.docx")) if "问题" in t[0]
    ]
    best = figured.coverage.drop_duplicates("problem")
    for row, (status, text) in zip(
        table[1:], best[["status", "evidence"]].to_numpy().tolist(), strict=True
    ):
        said = f"未找到文字相近的部署；最接近的是：“{text}”"
        assert row[1] == (text if status == "answered" else said)


def test_links_of_sections_are_those_of_the_table(flow, document):
    (table,) = [t for t in tables(document) if t[0][0] == "总结部分"]
    assert len(table) - 1 == len(flow.continuity)
    for row, link in zip(table[1:], flow.continuity.itertuples(), strict=True):
        assert row[0].startswith(link.section_reference or "未找到文字相近的内容")
        assert row[2].startswith(link.section_target or "未找到文字相近的内容")


def test_methods_are_told_in_five_lines(document):
    lines = [text for style, text in texts(document) if style == "三级标题"]
    assert [line[:3] for line in lines] == ["1. ", "2. ", "3. ", "4. ", "5. "]


def test_the_head_of_a_table_comes_again_and_no_row_is_parted(document):
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        for row in (first, *rest):
            assert row.trPr.find(qn("w:cantSplit")) is not None


def test_reports_of_some_years_tell_what_came_of_what_was_promised(shelf, tmp_path):
    document = written(shelf, tmp_path / "a.docx")
    assert headings(document) == [
        "一、要点",
        "二、原文与图",
        "三、目标与结果",
        "四、任务落实",
        "五、主题占计划分句的比例",
        "六、方法说明",
    ]
    promised, delivered, shares = tables(document)
    kept = shelf.targets[shelf.targets["previous_text"].fillna("") != ""]
    assert [row[1:3] for row in promised[1:]] == (
        kept[["indicator", "previous_text"]].to_numpy().tolist()
    )
    assert promised[1][3:] == ["未找到结果", "—"]
    rates = shelf.delivery_rates.query("by == 'section' and name != ''")
    counts = rates[["n", "done", "carried", "mentioned", "missing"]]
    assert [row[2:] for row in delivered[1:]] == counts.astype(
        "str"
    ).to_numpy().tolist()
    assert shares[0] == ["主题", "2023年计划", "2024年计划", "2025年计划"]
    plan = shelf.trends.query("kind == 'theme' and role == 'plan'")
    first = plan[plan["label"] == shares[1][0]]
    told = [f"{row.share:.1%} ({row.n}/{row.of})" for row in first.itertuples()]
    assert shares[1][1:] == told


@pytest.mark.parametrize("side", ["review", "plan"])
def test_a_report_of_one_side_has_the_parts_of_that_side(tmp_path, side):
    text = REPORTS[-1].read_text("utf-8")
    at = text.index("2025年工作安排")
    at = text.rindex("\n", 0, at) + 1
    title = text.split("\n")[0]
    path = tmp_path / "one.txt"
    path.write_text(text[:at] if side == "review" else f"{title}\n{text[at:]}", "utf-8")
    one = of(path)
    assert side in set(one.clauses["role"])
    document = written(one, tmp_path / "a.docx")
    assert any("任务清单" in text for text in headings(document)) == (side == "plan")
    assert not any("问题" in text for text in headings(document))
    assert headings(document)[-1].endswith("方法说明")


def test_what_the_numbers_rest_on_is_told_and_carried(flow, tmp_path):
    record = provenance(flow)
    document = written(flow, tmp_path / "a.docx", record=record)
    last = texts(document)[-1][1]
    assert record["reports"][0]["text_sha256"][:12] in last
    assert record["reports"][0]["text_sha256"][:12] in document.core_properties.keywords
    assert document.core_properties.author == ""


def test_the_same_report_gives_the_same_bytes(flow, tmp_path):
    for name in ("a.docx", "b.docx"):
        written(flow, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


HOSTILE = """<b>某局</b>2023年工作总结和2024年工作安排
一、2023年工作总结
（一）抓好<script>alert(1)</script>宣传
我们完成了*重点*任务，举办活动20场。{0}推进[改革](http://a.cn)工作。
（二）抓好教学
完成教学任务，建成学校3所。
二、存在的问题
教学质量还不够高，_改革_力度不足。
三、2024年工作安排
（一）抓好<script>alert(1)</script>宣传
推进*重点*任务，举办活动30场。{0}深化[改革](http://a.cn)工作，加大改革力度。
（二）抓好教学
提高教学质量，建成学校5所 & 更多。
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hostile_report_stands_as_text(tmp_path, lang):
    path = tmp_path / "a.txt"
    path.write_text(HOSTILE.replace("{0}", "{0}{place}"), "utf-8")
    one = of(path)
    document = written(one, tmp_path / "a.docx", lang=lang)
    told = "\n".join(text for _, text in texts(document))
    assert "[改革](http" in told and "_改革_力度不足" in told
    assert "5所 & 更多" in told and "{0}{place}" in told
    lines = points(one, lang)
    assert "<script>" not in lines and not re.search(r"(?<!\\)[\[\]<>]", lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_points_are_the_findings_over_their_sentences(figured, tmp_path, lang):
    write_points(figured, tmp_path / "要点.md", lang=lang)
    lines = (tmp_path / "要点.md").read_text("utf-8").split("\n")
    assert lines[0].startswith("# ")
    told = [line for line in lines if re.match(r"\d+\. ", line)]
    expected = [
        f"{n}. **{escaped(text)}**" for n, text in enumerate(figured.findings[lang], 1)
    ]
    assert told == expected
    quoted = [line for line in lines if line.startswith("   - ") and "“" in line]
    text = figured.reports["text"].item()
    assert quoted
    for line in quoted:
        words = re.sub(r"\\(.)", r"\1", re.split("[：:] ?“", line, maxsplit=1)[1])
        assert words.removesuffix("”").strip("…") in text.replace("\n", " "), line


def test_of_many_sentences_some_of_each_side_are_quoted(figured):
    lines = points(figured).split("\n")
    at = next(n for n, line in enumerate(lines) if "『文化文旅』" in line)
    below = lines[at + 1 : at + 8]
    assert sum("2025年计划" in line for line in below) == 3
    assert sum("2024年总结" in line for line in below) == 3
    assert re.search(r"另有\d+句", below[-1])


@pytest.mark.parametrize("paths", [REPORTS[1:2], REPORTS[2:], REPORTS])
def test_english_holds_no_chinese_outside_quotations(paths, tmp_path):
    one = of(*paths)
    document = written(one, tmp_path / "a.docx", lang="en")
    found = getattr(one, "overview" if len(paths) > 1 else "findings")["en"]
    told = [
        text
        for style, text in texts(document)
        if style not in ("公文表文", "公文表节")  # cells hold the report's own words
    ]
    told += re.sub(r"\\(.)", r"\1", points(one, "en")).split("\n")
    for text in told:
        if not any(sentence in text for sentence in found):  # these are held elsewhere
            bare = re.sub(r" \(see Figure \d+\)$", "", text)
            assert not HAN.search(unquoted(bare)), text


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the reports of other bodies are not here"
)
@pytest.mark.parametrize("name", ["gwr/2019"])
def test_long_reports_of_other_bodies_are_told_shortly(name, tmp_path):
    one = of(SHARED / "corpus" / f"{name}.txt")
    document = written(one, tmp_path / "a.docx")
    assert all(len(rows) <= 120 for rows in tables(document))
    found = [text for style, text in texts(document) if style == "二级标题"]
    assert found and "{" not in "".join(text for _, text in texts(document))
