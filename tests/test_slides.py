"""Slides: charts that can be edited, text that fits, an office's own template."""

import re
from io import BytesIO
from itertools import combinations, pairwise
from math import ceil
from zipfile import ZipFile

import pytest
from conftest import REPORT, ROOT, SHARED, flow_of
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from analysis import InputError
from analysis.flow import Flow
from analysis.read.reports import read_reports
from analysis.show.charts.lettering import spread, width
from analysis.show.export.package import BIRTHDAY
from analysis.show.slides import FIRST, drawing, write_slides
from analysis.show.slides.evidence import MOST, notes
from analysis.show.slides.grid import grid
from analysis.show.slides.house import FONT
from analysis.show.slides.lettering import LEADING, POINT, Box, fitted, lines
from analysis.show.slides.native import SWATCH, bars, paler
from analysis.show.slides.native import lines as draw_lines
from analysis.show.slides.shapes import (
    CLOSE,
    USUAL,
    Asked,
    Bars,
    Grid,
    Lines,
    Series,
    alike,
    own_rows,
)
from analysis.show.style import OTHER, REFERENCE, TARGET

REPORTS = sorted((ROOT / "data" / "reports").glob("202*.txt"))
PROVINCES = ("hubei", "anhui", "gansu")
HAN = "[\u3400-\u9fff]+"
HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "http://evil.example",
    "</a:t><b>&amp;",
    "_x0041_",
    "改\x07革",
    "{0}{body}%s",
    "]]>",
    "长" * 400,
    "w" * 400,
]


@pytest.fixture(scope="module")
def decks(tmp_path_factory, flow, years):
    """Return the flow and the slides of a name and language, made once."""
    folder, made = tmp_path_factory.mktemp("slides"), {}
    flows = {"years": years}

    def found(name, lang="zh"):
        if name == "bodies" and name not in flows:
            flows[name] = flow_of(*PLACES)
        elif name not in flows:
            of = {path.stem: path for path in REPORTS}
            flows[name] = flow_of(of[name])
        if (name, lang) not in made:
            path = folder / f"{name}_{lang}.pptx"
            write_slides(flows[name], path, lang=lang, origin="zhongxin 0 abc")
            made[name, lang] = path
        return flows[name], Presentation(made[name, lang]), made[name, lang]

    return found


PLACES = [SHARED / "corpus" / "local" / f"2025_{one}.txt" for one in PROVINCES]
NAMES = [*(path.stem for path in REPORTS), "years", *["bodies"] * SHARED.exists()]


def told(flow):
    return flow.findings if "findings" in flow.available else flow.overview


def asked(flow, number, lang="zh"):
    """Return what the slide of a finding is made for."""
    name = "findings" if "findings" in flow.available else "overview"
    rows = getattr(flow, name)
    behind = flow.evidence_by_row(name, rows)
    finding = next(rows.iloc[[number]].itertuples(index=False))
    return Asked(flow, finding, behind[behind["row"] == number], lang)


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables(slide):
    return [shape.table for shape in slide.shapes if shape.has_table]


def texts(slide):
    """Yield every text of a slide, of its charts as well."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (one.text for one in shape.text_frame.paragraphs)
        elif shape.has_table:
            yield from (c.text for row in shape.table.rows for c in row.cells)
        elif shape.has_chart:
            yield from shape.chart.plots[0].categories
            yield from (one.name for one in shape.chart.plots[0].series)


@pytest.mark.parametrize("name", NAMES)
def test_a_title_the_findings_on_one_slide_then_a_slide_each(decks, name):
    flow, deck, _ = decks(name)
    sentences = told(flow)["zh"].tolist()[:FIRST]
    assert len(deck.slides) == 2 + len(sentences)
    assert [one.shapes.title.text for one in list(deck.slides)[2:]] == sentences
    listed = "\n".join(texts(deck.slides[1]))
    assert all(sentence in listed for sentence in sentences)


def test_the_title_slide_names_report_body_and_years(decks):
    _, deck, _ = decks("2023-publicity")
    assert [*texts(deck.slides[0])][:2] == [
        "2023年市政府宣传工作总结",
        "市政府 · 总结 2023 年 · 计划 2024 年",
    ]
    _, deck, _ = decks("years")
    assert (
        next(texts(deck.slides[0]))
        == "市政府历年工作报告（2022—2024年总结、2023—2025年计划）"
    )


@pytest.mark.parametrize("name", NAMES)
def test_charts_hold_what_is_drawn_and_so_does_the_workbook_behind_them(decks, name):
    flow, deck, _ = decks(name)
    shown = []
    for number, slide in enumerate(list(deck.slides)[2:]):
        drawn = drawing(asked(flow, number), shown)
        shown.append(drawn)
        if not isinstance(drawn, Bars | Lines):
            assert not charts(slide)
            continue
        (chart,) = charts(slide)
        plot = chart.plots[0]
        assert [*plot.categories] == drawn.categories
        series = {one.name: list(one.values) for one in plot.series}
        assert series == {one.name: one.values for one in drawn.series}
        book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        head, *rows = book.active.values
        assert list(head) == [None, *series]
        assert [row[0] for row in rows] == drawn.categories
        assert [row[1:] for row in rows] == [
            pytest.approx(row) for row in zip(*series.values(), strict=True)
        ]


def test_sections_are_as_long_as_in_the_table(decks):
    flow, deck, _ = decks("2023-publicity")
    (chart,) = charts(deck.slides[2])
    review, plan = chart.plots[0].series
    rows = flow.sections[flow.sections["section"] != ""]
    for role, series in (("review", review), ("plan", plan)):
        table = rows.loc[rows["role"] == role, "n_clauses"].tolist()
        drawn = [value for value in series.values if value is not None]
        assert set(drawn) <= set(table) and max(drawn) == max(table)
    assert [review.name, plan.name] == ["2023年总结", "2024年计划"]


def test_themes_are_drawn_with_the_shares_of_both_sides(decks):
    flow, deck, _ = decks("2024-publicity")
    (chart,) = charts(deck.slides[4])
    table = flow.emphasis.set_index("label")
    plot = chart.plots[0]
    review, plan = plot.series
    assert (
        list(review.values)
        == table.loc[list(plot.categories), "share_reference"].tolist()
    )
    assert (
        list(plan.values) == table.loc[list(plot.categories), "share_target"].tolist()
    )
    assert list(plan.values) == sorted(plan.values, reverse=True)


@pytest.mark.parametrize("name", NAMES)
def test_no_picture_comes_twice_in_a_deck(decks, name):
    flow, _, _ = decks(name)
    drawn = []
    for number in range(len(told(flow)[:FIRST])):
        if one := drawing(asked(flow, number), drawn):
            drawn.append(one)
    assert not any(alike(one, other) for one, other in combinations(drawn, 2))


def test_the_second_theme_is_drawn_by_where_its_clauses_stand(decks):
    flow, deck, _ = decks("2024-publicity")
    first, second = (
        n for n, kind in enumerate(flow.findings["kind"][:FIRST]) if kind == "theme"
    )
    shares, places = (asked(flow, number) for number in (first, second))
    drawn = drawing(places, [drawing(shares)])
    assert drawn.chart == "measure_places"
    counts = [n for one in drawn.series for n in one.values if n is not None]
    clauses = places.evidence.drop_duplicates(["report", "clause"])
    assert sum(counts) == len(clauses)
    (chart,) = charts(deck.slides[2 + second])
    assert [*chart.plots[0].categories] == drawn.categories


def test_a_theme_of_the_sentence_is_drawn_however_small_and_the_rest_counted(decks):
    flow, _, _ = decks("2024-publicity")
    least = flow.emphasis.sort_values("share_target").iloc[0]
    first = asked(flow, flow.findings["kind"].tolist().index("theme"))
    for finding in (
        first.finding._replace(subject=least["label"]),
        first.finding._replace(zh=f"『{least['label']}』和『文化文旅』各有变化"),
    ):
        drawn = drawing(first._replace(finding=finding))
        assert least["label"] in drawn.categories
        left = len(flow.emphasis) - len(drawn.categories)
        assert left > 0 and f"另有{left}项未列" in drawn.caption


def test_a_table_that_was_shown_comes_again_with_the_rows_of_its_sentence_alone():
    grid = Grid("coverage", "", ["问题"], [["甲"], ["乙"], ["丙"]], {1}, [1])
    assert alike(grid, grid._replace(named={2}))
    assert own_rows(grid).rows == [["乙"]] and own_rows(grid).named == set()
    assert own_rows(grid._replace(named=set())) is None


def test_indicators_stand_in_a_table_with_result_and_target(decks):
    _, deck, _ = decks("2024-publicity")
    (table,) = tables(deck.slides[2])
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:3] == ["指标", "结果", "目标"]
    assert ["开展理论宣讲", "512场", "不低于500场", "▼ 低于"] in rows
    assert len(rows) == 1 + 7


def test_a_theme_goes_over_the_years_as_in_the_table_of_trends(decks):
    flow, deck, _ = decks("years")
    (chart,) = charts(deck.slides[6])
    rows = flow.trends.query(
        "kind == 'theme' and label == '文化文旅' and role == 'plan'"
    )
    line = {one.name: list(one.values) for one in chart.plots[0].series}["文化文旅"]
    assert line == rows["share"].tolist()
    assert [*chart.plots[0].categories] == ["2023", "2024", "2025"]
    colours = {
        one.name: str(one.format.line.color.rgb) for one in chart.plots[0].series
    }
    assert colours.pop("文化文旅") == TARGET[1:] and set(colours.values()) == {
        OTHER[1:]
    }


def test_tasks_found_and_not_found_add_up_to_the_tasks_planned(decks):
    flow, deck, _ = decks("years")
    (chart,) = charts(deck.slides[5])
    found, missing = chart.plots[0].series
    rates = flow.delivery_rates.query("by == 'theme' and report == '2023-publicity'")
    n = rates.set_index("name")["n"]
    sums = [a + b for a, b in zip(found.values, missing.values, strict=True)]
    assert sums == n[list(chart.plots[0].categories)].tolist()


def test_formulations_over_the_years_are_cells_filled_by_how_often(decks):
    _, deck, _ = decks("years")
    (table,) = tables(deck.slides[4])
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["提法", "2023", "2024", "2025"]
    assert rows[1] == ["新质生产力", "0", "0", "3"]
    filled = [cell.fill.type is not None and cell.text for cell in table.rows[1].cells]
    assert filled[3] == "3"


def test_what_the_sentence_names_is_drawn_stronger(decks):
    _, deck, _ = decks("2024-publicity")
    (chart,) = charts(deck.slides[4])
    plan = chart.plots[0].series[1]
    colours = {
        name: str(plan.points[n].format.fill.fore_color.rgb)
        if plan.points[n].format.fill.type
        else str(plan.format.fill.fore_color.rgb)
        for n, name in enumerate(chart.plots[0].categories)
    }
    assert colours.pop("文化文旅") == TARGET[1:]
    assert TARGET[1:] not in colours.values()


def test_bars_are_named_in_their_order_beside_the_colours_that_they_have(decks):
    _, deck, _ = decks("2024-publicity")
    slide = deck.slides[4]
    (chart,) = charts(slide)
    assert not chart.has_legend
    (key,) = [shape for shape in slide.shapes if shape.name == "key"]
    runs = key.text_frame.paragraphs[0].runs
    assert [r.text.strip() for r in runs if r.text != SWATCH] == [
        one.name for one in chart.plots[0].series
    ]
    strong, weak = REFERENCE[1:], paler(REFERENCE)[1:].upper()
    assert [str(one.font.color.rgb) for one in runs[:2]] == [strong, weak]


@pytest.mark.parametrize("colour", [USUAL, *map(paler, (REFERENCE, TARGET, OTHER))])
def test_no_bar_is_lost_on_a_white_slide(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [((part + 0.055) / 1.055) ** 2.4 for part in parts]  # WCAG 2.1
    light = sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (light + 0.05) >= 1.45


def test_every_line_of_a_slide_has_a_name_that_no_other_overprints(decks):
    flow, _, _ = decks("years")
    (drawn,) = [
        one
        for n in range(FIRST)
        if isinstance(one := drawing(asked(flow, n)), Lines) and not one.places
    ]
    ends = sorted(one.values[-1] for one in drawn.series)
    most = max(max(one.values) for one in drawn.series)
    apart = [b - a for a, b in pairwise(ends)]
    assert len(ends) > 2 and min(apart) >= CLOSE * most


def test_a_finding_on_what_came_of_tasks_is_called_one_on_tasks(decks):
    _, deck, _ = decks("years")
    marks = [s.text_frame.text for s in deck.slides[1].shapes if "mark" in s.name]
    assert marks[0].split("\n")[1] == "目标" and marks[3].split("\n")[1] == "任务"


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus beside the project")
def test_a_word_told_by_its_rate_is_drawn_by_its_rate():
    flow = flow_of(PLACES[2])
    rows = told(flow)
    number = next(n for n, zh in enumerate(rows["zh"]) if "“生态保护”1次→7次" in zh)
    assert "每万字" in rows["zh"].iloc[number]
    drawn = drawing(asked(flow, number))
    row = flow.keyness.set_index("word").loc["生态保护"]
    at = next(n for n, name in enumerate(drawn.categories) if "生态保护" in name)
    assert drawn.categories[at] == "生态保护 1→7次"
    assert drawn.series[1].values[at] == row["found_per_10k_target"]
    own = flow.clauses.groupby("role")["text"].agg("\n".join)
    assert [own[role].count("生态保护") for role in ("review", "plan")] == [1, 7]


def test_bold_latin_is_reckoned_wider():
    text = "Not one figure in the whole text: review 111 clauses, plan 104 clauses"
    wide = width(text, 1) * 28 / 1.8  # of two lines at 28 points
    assert fitted(text, wide, 82, (28, 24, 20))[1] == 28
    assert fitted(text, wide / spread(text), 82, (28, 24, 20))[1] < 28
    assert spread("没有一个数字") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_run_names_a_chinese_font_and_the_theme_does(decks, name, lang):
    _, _, path = decks(name, lang)
    with ZipFile(path) as package:
        for part in package.namelist():
            folder = part.split("/")[1] if part.count("/") > 1 else ""
            if not part.endswith(".xml"):
                continue
            root = etree.fromstring(package.read(part))
            if folder == "theme":
                for font in root.iter(qn("a:majorFont"), qn("a:minorFont")):
                    assert font.find(qn("a:ea")).get("typeface") == FONT
            if folder not in {"slides", "charts", "notesSlides"}:
                continue
            for run in root.iter(qn("a:r"), qn("a:fld")):
                for tag in ("a:latin", "a:ea"):
                    assert run.find(f"{qn('a:rPr')}/{qn(tag)}").get("typeface") == FONT
            if folder == "charts":
                own = root.find(f"{qn('c:txPr')}//{qn('a:defRPr')}/{qn('a:ea')}")
                assert own.get("typeface") == FONT


def test_slides_are_16_to_9(decks):
    _, deck, _ = decks("2023-publicity")
    assert (deck.slide_width, deck.slide_height) == (Inches(40 / 3), Inches(7.5))


@pytest.mark.parametrize("name", NAMES)
def test_notes_hold_the_clauses_behind_the_sentence(decks, name):
    flow, deck, _ = decks(name)
    for number, slide in enumerate(list(deck.slides)[2:]):
        behind = asked(flow, number).evidence.drop_duplicates(["report", "clause"])
        if behind.empty:
            continue
        said = slide.notes_slide.notes_text_frame.text
        for text in behind["text"].head(MOST):
            assert text in said
        assert (f"另有{len(behind) - MOST}句" in said) == (len(behind) > MOST)
        assert f"原文依据（{len(behind)}句）" in said


def test_notes_are_cut_aloud():
    lines = notes([("计划", "句")] * (MOST + 3), "zh")
    assert len(lines) == MOST + 2 and lines[-1] == "另有3句"
    assert notes([("plan", "句")] * (MOST + 1), "en")[-1] == "1 more"


def ems(text):
    """Return how wide a text is at least, in its size: Chinese signs are square."""
    return sum(1 if "\u2e80" <= sign else 0.4 for sign in text)


def needed(shape):
    """Return the points that the text of a shape takes, by an estimate."""
    frame = shape.text_frame
    wide = shape.width / POINT - (frame.margin_left + frame.margin_right) / POINT
    return sum(
        ceil(ems(one.text) * run.font.size.pt / wide) * 1.32 * run.font.size.pt
        for one in frame.paragraphs
        for run in one.runs[:1]
        if run.font.size
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_leaves_its_box_and_no_box_the_slide_or_another(decks, name, lang):
    _, deck, _ = decks(name, lang)
    for slide in deck.slides:
        places = []
        for shape in slide.shapes:
            if shape.has_text_frame:
                assert needed(shape) <= shape.height / POINT, shape.text_frame.text
            assert shape.left >= 0 and shape.top >= 0
            right, low = shape.left + shape.width, shape.top + shape.height
            if shape.has_table:
                low = shape.top + sum(row.height for row in shape.table.rows)
            assert right <= deck.slide_width and low <= deck.slide_height
            places.append((shape.left, shape.top, right, low, shape.name))
        for n, (left, top, right, low, one) in enumerate(places):
            for a, b, c, d, other in places[:n]:
                apart = left >= c or a >= right or top >= d or b >= low
                assert apart, (one, other)


def test_a_sentence_is_set_smaller_in_steps_and_cut_only_in_the_smallest():
    assert fitted("短句", 500, 60, (28, 20)) == ("短句", 28)
    assert fitted("长" * 30, 500, 60, (28, 20)) == ("长" * 30, 20)
    text, points = fitted("长" * 300, 500, 60, (28, 20))
    assert points == 20 and text.endswith("…")
    assert lines(text, 500, 20) * LEADING * 20 <= 60


@pytest.mark.parametrize("name", NAMES)
def test_slides_in_english_are_chinese_only_where_the_report_is_quoted(decks, name):
    flow, deck, _ = decks(name, "en")
    source = "\n".join([*flow.reports["text"], *flow.reports["body"]])
    for slide in deck.slides:
        written = [*texts(slide)]
        if slide.has_notes_slide:
            written += slide.notes_slide.notes_text_frame.text.split("\n")
        for text in written:
            rest = re.sub("“[^”]*”|‘[^’]*’|《[^》]*》", "\n", text)
            assert all(run in source for run in re.findall(HAN, rest)), text


def test_the_same_report_makes_the_same_bytes(flow, decks, tmp_path):
    _, _, path = decks("2023-publicity")
    write_slides(flow, tmp_path / "again.pptx", origin="zhongxin 0 abc")
    assert (tmp_path / "again.pptx").read_bytes() == path.read_bytes()
    with ZipFile(path) as package:
        assert {one.date_time for one in package.infolist()} == {BIRTHDAY}
        core = package.read("docProps/core.xml").decode()
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        for name in books:
            with ZipFile(BytesIO(package.read(name))) as book:
                assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")
    assert core.count("2000-01-01T00:00:00Z") == 2 and books


def one_sided(tmp_path, wanted):
    lines_ = REPORT.read_text("utf-8").split("\n")
    starts = [n for n, line in enumerate(lines_) if re.match("[一二三]、", line)]
    parts = {"review": lines_[: starts[1]], "plan": lines_[:3] + lines_[starts[2] :]}
    path = tmp_path / f"{wanted}.txt"
    path.write_text("\n".join(parts[wanted]), "utf-8")
    return Flow(read_reports([path]))


@pytest.mark.parametrize("side", ["review", "plan"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_of_one_side_has_slides(tmp_path, side, lang):
    flow = one_sided(tmp_path, side)
    write_slides(flow, tmp_path / "one.pptx", lang=lang)
    deck = Presentation(tmp_path / "one.pptx")
    sentences = told(flow)[lang].tolist()[:FIRST]
    assert len(deck.slides) == (2 if sentences else 1) + len(sentences)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus beside the project")
def test_a_finding_with_nothing_to_draw_is_told_by_its_sentences(decks):
    _, deck, _ = decks("bodies")
    bare = [s for s in list(deck.slides)[2:] if not charts(s) and not tables(s)]
    assert bare
    for slide in bare:
        assert any(text.startswith("“") for text in texts(slide))


def test_a_shelf_of_which_nothing_is_told_has_its_title(bodies, tmp_path):
    write_slides(bodies, tmp_path / "b.pptx")
    (slide,) = Presentation(tmp_path / "b.pptx").slides
    assert next(texts(slide)) == "3个单位的工作报告（2023年总结、2024年计划）"


def drawn_alone(draw, drawing_):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    draw(slide, Box(0, 0, Inches(9), Inches(5)), drawing_)
    made = BytesIO()
    deck.save(made)
    return charts(Presentation(made).slides[0])[0]


def test_text_that_looks_like_code_is_text_in_a_chart_and_in_its_workbook():
    values = [float(n) for n in range(len(HOSTILE))]
    series = [Series(name, values, TARGET) for name in ("</c:v>=2", "@A1")]
    chart = drawn_alone(bars, Bars("", "<caption>", HOSTILE, series, set()))
    categories = [*chart.plots[0].categories]
    assert categories[:5] == HOSTILE[:5] and categories[5] == "改 革"
    assert categories[8].endswith("…") and len(categories[8]) < 40
    assert [one.name for one in chart.plots[0].series] == ["</c:v>=2", "@A1"]
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = [row[0] for row in book.active.values]
    assert rows[1:6] == HOSTILE[:5]
    cells = [cell for row in book.active.rows for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_a_year_without_a_value_is_a_gap_in_its_line():
    series = [
        Series("甲", [1.0, None, 3.0], TARGET),
        Series("乙", [2.0, 2.0, None], REFERENCE),
    ]
    chart = drawn_alone(
        draw_lines, Lines("", "", ["2021", "2022", "2023"], series, {0})
    )
    assert [list(one.values) for one in chart.plots[0].series] == [
        [1.0, None, 3.0],
        [2.0, 2.0, None],
    ]


def test_a_report_that_looks_like_code_shows_as_text(tmp_path):
    path = tmp_path / "h.txt"
    said = "坚持“守正创新&<x>”，"
    path.write_text(
        "甲县2023年工作总结\n一、2023年工作情况\n"
        "（一）=1+1抓好</a:t>学习。开展“守正创新&<x>”宣讲12场，_x0041_建成阵地3个。\n"
        "（二）建强阵地。举办演出5场，@SUM(A1)，]]>，{0}{body}%s。\n"
        "二、2024年工作计划\n"
        f"（一）=cmd|深化理论武装。开展宣讲20场，{said * 4}推进工作。\n"
        "（二）</a:t>繁荣文化事业。办好演出8场，推进文化发展。\n",
        "utf-8",
    )
    flow = Flow(read_reports([path]))
    for lang in ("zh", "en"):
        write_slides(flow, tmp_path / "h.pptx", lang=lang, origin="a\x07<b>&")
        deck = Presentation(tmp_path / "h.pptx")
        sentences = flow.findings[lang].tolist()[:FIRST]
        assert [one.shapes.title.text for one in list(deck.slides)[2:]] == sentences
        assert "a <b>&" in deck.slides[0].notes_slide.notes_text_frame.text


@pytest.fixture
def template(tmp_path):
    """Return an office's template: 4:3, blue, with two slides in it."""
    deck = Presentation()
    for layout in (deck.slide_layouts[0], deck.slide_layouts[1]):
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = "旧的一页"
        slide.notes_slide.notes_text_frame.text = "旧的备注"
    path = tmp_path / "office.pptx"
    deck.save(path)
    return path


def test_a_template_keeps_its_size_layouts_and_theme_and_loses_its_slides(
    flow, template, tmp_path
):
    path = tmp_path / "made.pptx"
    write_slides(flow, path, template=template)
    deck = Presentation(path)
    assert deck.slide_width == Presentation(template).slide_width
    layouts = [slide.slide_layout.name for slide in deck.slides]
    assert layouts == ["Title Slide", *["Title Only"] * 6]
    every = " ".join(text for slide in deck.slides for text in texts(slide))
    assert "旧的" not in every
    with ZipFile(template) as old, ZipFile(path) as new:
        theme = "ppt/theme/theme1.xml"
        assert old.read(theme) == new.read(theme)
        slides = [n for n in new.namelist() if re.match("ppt/slides/slide", n)]
        assert len(slides) == len(deck.slides)
        for name in slides:
            for run in etree.fromstring(new.read(name)).iter(qn("a:r")):
                font = run.find(f"{qn('a:rPr')}/{qn('a:ea')}").get("typeface")
                assert font in ("+mj-ea", "+mn-ea")


def test_a_template_has_its_placeholders_filled_or_removed(flow, template, tmp_path):
    write_slides(flow, tmp_path / "made.pptx", template=template)
    for slide in Presentation(tmp_path / "made.pptx").slides:
        for shape in slide.placeholders:
            assert shape.text_frame.text
        place = slide.shapes.title
        (own,) = [
            one
            for one in slide.slide_layout.placeholders
            if one.placeholder_format.idx == place.placeholder_format.idx
        ]
        assert (place.left, place.top) == (own.left, own.top)


def test_a_template_without_slides_of_its_own_serves_too(flow, tmp_path):
    Presentation().save(tmp_path / "bare.pptx")
    write_slides(flow, tmp_path / "made.pptx", template=tmp_path / "bare.pptx")
    assert len(Presentation(tmp_path / "made.pptx").slides) == 7


def text_file(path):
    path.write_text("不是演示文稿", "utf-8")


def word_file(path):
    Document().save(path)


def without_titles(path):
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in [*layout.placeholders]:
            shape.element.getparent().remove(shape.element)
    deck.save(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (text_file, "no PowerPoint file"),
        (word_file, "no PowerPoint file"),
        (lambda path: None, "no PowerPoint file"),
        (without_titles, "no layout of this template has a title"),
    ],
    ids=["text", "Word", "no file", "no titles"],
)
def test_a_template_that_cannot_serve_is_one_line(flow, tmp_path, make, said):
    path = tmp_path / "bad.pptx"
    make(path)
    with pytest.raises(InputError) as error:
        write_slides(flow, tmp_path / "made.pptx", template=path)
    line = str(error.value)
    assert "\n" not in line and str(path) in line and said in line
    assert not (tmp_path / "made.pptx").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus beside the project")
@pytest.mark.parametrize("names", [["gwr/2019"], ["gwr/2018", "gwr/2019"]])
def test_government_reports_have_slides_too(tmp_path, names):
    paths = [SHARED / "corpus" / f"{name}.txt" for name in names]
    flow = flow_of(*paths)
    for lang in ("zh", "en"):
        write_slides(flow, tmp_path / "g.pptx", lang=lang)
        slides = list(Presentation(tmp_path / "g.pptx").slides)
        assert len(slides) == 7
        assert sum(bool(charts(one) or tables(one)) for one in slides) == 5
        for slide in slides:
            for shape in slide.shapes:
                if shape.has_text_frame:
                    assert needed(shape) <= shape.height / POINT


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus beside the project")
def test_what_is_usual_stands_beside_both_sides_as_a_third_series():
    flow = flow_of(SHARED / "corpus" / "gwr" / "2012.txt")
    numbers = [n for n, kind in enumerate(told(flow)["kind"]) if kind == "theme"]
    drawn = drawing(asked(flow, numbers[0]))
    assert [one.name for one in drawn.series][2] == "同类报告计划的中位数"
    norm = flow.norms.query("statistic == 'theme_plan'").set_index("key")["q50"]
    labels = flow.emphasis.set_index("label")["theme"]
    assert drawn.series[2].values == [norm[labels[one]] for one in drawn.categories]


def test_a_table_is_set_smaller_until_it_fits(tmp_path):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    rows = [["长" * 300, "短"] for _ in range(8)]
    box = Box(0, 0, Inches(9), Inches(4))
    high = grid(slide, box, Grid("", "", ["甲", "乙"], rows, set(), [3, 1]))
    assert high <= box.height
    (table,) = tables(slide)
    assert table.cell(1, 0).text.endswith("…")
    assert table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size >= Pt(12)
