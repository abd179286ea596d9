import hashlib
import html
import json
import multiprocessing
import os
import re
import subprocess
import sys
import time
import warnings
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import openpyxl
import pandas as pd
import pypdfium2
import pytest
from fontTools import subset
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text
from PIL import Image

from analysis import InputError
from analysis.schema import format_of
from analysis.show.export import images, jobs
from analysis.show.export.cells import shown
from analysis.show.export.folder import MARKER, STALE, folder_name, staged
from analysis.show.export.images import render_charts, write_charts
from analysis.show.export.jobs import meanwhile
from analysis.show.export.page import Chapter, Chart, Finding, Table, write_page
from analysis.show.export.raster import with_palette
from analysis.show.export.tables import FORMATS, render_table, write_table
from analysis.show.style import font_file, use_house_style


@pytest.fixture
def scores():
    return pd.DataFrame(
        {
            "word": ["守正创新", "=1+1", "文明"],
            "n_target": pd.array([3, 0, None], dtype="Int64"),
            "log_ratio": [1.2345678, float("-inf"), None],
            "p_adj": [0.00001, 0.5, 1.0],
            "share_target": [0.1, -0.025, 0.0],
        }
    )


@pytest.fixture
def figure():
    return draw("改革创新", "计划里改革创新更多")


def draw(word, title):
    use_house_style()
    figure = Figure(figsize=(4, 2), layout="constrained")
    ax = figure.subplots()
    ax.barh([word], [-3])
    ax.set_title(title)
    return figure


# The folder


def make(folder, **files):
    with staged(folder) as new:
        for name, text in files.items():
            (new / name).write_text(text)


def contents(folder):
    return {p.name: p.read_text() for p in folder.iterdir() if p.name != MARKER}


def test_a_finished_run_replaces_the_folder_whole(tmp_path):
    make(tmp_path / "out", page="old", chart="old")
    make(tmp_path / "out", page="new")
    assert contents(tmp_path / "out") == {"page": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, SystemExit])
def test_a_run_that_stops_leaves_the_old_result_and_nothing_else(tmp_path, stop):
    make(tmp_path / "out", page="old")
    with pytest.raises(stop), staged(tmp_path / "out") as new:
        (new / "page").write_text("half")
        raise stop
    assert contents(tmp_path / "out") == {"page": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_first_run_that_stops_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "out"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_the_old_folder_is_back_when_the_move_fails(tmp_path, monkeypatch):
    out = tmp_path / "out"
    make(out, page="old")
    rename = Path.rename

    def refuse(path, target):
        if path.suffix == ".new":
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match=r"out: cannot be replaced.*close the files"):
        make(out, page="new")
    assert contents(out) == {"page": "old"}
    assert list(tmp_path.iterdir()) == [out]


def test_a_strangers_folder_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("ten years of work")
    with pytest.raises(InputError, match="left alone"):
        make(tmp_path, page="new")
    assert contents(tmp_path) == {"thesis.docx": "ten years of work"}


def test_what_others_put_into_our_folder_is_kept(tmp_path):
    make(tmp_path / "out", page="old", chart="old")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    make(tmp_path / "out", page="new")
    make(tmp_path / "out", page="newer")
    assert contents(tmp_path / "out") == {"page": "newer", "notes.txt": "mine"}


def test_an_empty_folder_is_filled(tmp_path):
    make(tmp_path, page="new")
    assert contents(tmp_path) == {"page": "new"}


def test_a_file_in_the_way_is_one_clear_line(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="is a file, not a folder") as raised:
        make(tmp_path / "out", page="new")
    assert "\n" not in str(raised.value)


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        make(tmp_path / "file" / "out", page="new")


def test_a_killed_run_is_cleaned_up_after(tmp_path):
    old, young = tmp_path / ".out.0123abcd.new", tmp_path / ".out.89abcdef.new"
    for path in (old, young):
        path.mkdir()
    os.utime(old, times=(time.time() - 2 * STALE,) * 2)
    make(tmp_path / "out", page="new")
    assert not old.exists()
    assert young.exists(), "a run under way is not disturbed"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a day must pass")
def test_the_next_run_removes_what_a_killed_run_of_any_report_left(tmp_path):
    killed = (
        "import os, pathlib, sys\n"
        "from analysis.show.export.folder import staged\n"
        "with staged(pathlib.Path(sys.argv[1])):\n"
        "    os._exit(9)\n"
    )
    for name in ("out", "other"):
        command = [sys.executable, "-c", killed, str(tmp_path / name)]
        subprocess.run(command, check=False)
    assert len(list(tmp_path.iterdir())) == 1, "the second run found the first's"
    with staged(tmp_path / "third"):
        make(tmp_path / "out", page="new")
        names = [path.name for path in tmp_path.iterdir()]
        assert len(names) == 2, "a run under way is not disturbed"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "third"]


def test_a_run_killed_between_the_moves_gives_its_old_result_back(tmp_path):
    make(tmp_path / ".out.0123abcd.old", page="old")
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "out"):
        raise KeyboardInterrupt
    assert contents(tmp_path / "out") == {"page": "old"}


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ("2023-publicity", "2023-publicity"),
        ("关于2023年工作", "关于2023年工作"),
        ("../../etc", "_.._etc"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("", "_"),
        (".hidden", "hidden"),
        ("nul", "_nul"),
        ("COM1.txt", "_COM1.txt"),
        ("line\nbreak\x00", "line_break_"),
        ("end. ", "end"),
        ("a\u202eb", "ab"),
    ],
)
def test_a_report_name_is_never_a_path(report, name, tmp_path):
    assert folder_name(report) == name
    assert (tmp_path / name).parent == tmp_path


def test_a_long_name_fits_the_file_system(tmp_path):
    make(tmp_path / folder_name("宣传思想文化工作" * 30), page="new")
    assert len(list(tmp_path.iterdir())) == 1


# Images


def test_every_chart_is_written_in_every_format(figure, tmp_path):
    written = write_charts({"主题": figure}, tmp_path / "charts")
    assert {p.name: p.read_bytes() for p in (tmp_path / "charts").iterdir()} == written
    assert written["主题.png"].startswith(b"\x89PNG")
    assert "计划里改革创新更多".encode() in written["主题.svg"], "the title"


def test_the_text_of_a_pdf_can_be_searched(figure):
    other = draw("文明实践", "总结里文明实践更多")
    files = render_charts({"one": figure, "two": other}, formats=["pdf"])
    assert "计划里改革创新更多" in pdf_text(files["one.pdf"])
    assert "文明实践" in pdf_text(files["two.pdf"])
    assert "−3" in pdf_text(files["one.pdf"])
    for content in files.values():
        assert b"/FontFile2" in content, "the font is inside"
        assert b"/Type3" not in content


def test_the_text_of_an_svg_is_text_in_a_font_of_any_system(figure):
    content = render_charts({"a": figure}, formats=["svg"])["a.svg"]
    texts = list(
        ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}text")
    )
    assert "改革创新" in [text.text for text in texts]
    for text in texts:
        for font in ("Noto Sans SC", "Microsoft YaHei", "PingFang SC", "sans-serif"):
            assert font in text.get("style")


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_the_same_chart_gives_the_same_bytes(figure):
    again = draw("改革创新", "计划里改革创新更多")
    first = render_charts({"a": figure})
    assert first == render_charts({"a": again})
    assert first == render_charts({"a": figure}), "and drawing leaves it as it was"


def test_a_missing_glyph_is_an_error_that_names_it():
    figure = draw("改革\U0001f600", "标题")
    with pytest.raises(ValueError, match=r"chart 'keyness': .*U\+1F600"):
        render_charts({"keyness": figure})


def test_other_warnings_still_come_through(figure, monkeypatch):
    def collapsed(*_):
        warnings.warn("layout collapsed", UserWarning, stacklevel=1)
        return {}

    monkeypatch.setattr(images, "_render", collapsed)
    with pytest.warns(UserWarning, match="layout collapsed"):
        render_charts({"a": figure})


def test_a_png_has_the_house_colours_to_a_step_that_nobody_sees():
    fig = Figure()
    fig.subplots().barh(["计划", "总结"], [2, 1], color=["#B3261E", "#8A8D91"])
    png = render_charts({"a": fig}, formats=("png",))["a.png"]
    colours = Image.open(BytesIO(png)).convert("RGB").getcolors(1 << 16)
    many = {colour for count, colour in colours if count > 10_000}
    assert {(0xB3, 0x26, 0x1E), (0x8A, 0x8D, 0x91), (255, 255, 255)} <= many


def test_an_image_of_more_colours_than_a_palette_holds_stays_close_to_them():
    ramp = np.arange(32 * 32 * 4, dtype=np.uint32) * 5461 % 256
    pixels = ramp.astype(np.uint8).reshape(32, 32, 4)
    shown = np.asarray(with_palette(pixels).convert("RGB")).astype(int)
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) <= 256
    assert np.abs(shown[..., ::-1] - pixels[..., :3]).max() <= 64


def test_the_chinese_font_is_read_once_for_all_charts(figure, monkeypatch):
    read = []
    load = subset.load_font

    def counting(file, *arguments, **options):
        read.append(Path(file).stat().st_size)
        return load(file, *arguments, **options)

    monkeypatch.setattr(subset, "load_font", counting)
    charts = {str(i): draw(word, "标题") for i, word in enumerate(["稳", "进", "立"])}
    render_charts(charts)
    big = font_file().stat().st_size
    assert len(read) > 3, "each PDF embeds its own part"
    assert [size for size in read if size > big / 10] == [big]


def test_a_figure_and_the_fonts_are_as_they_were_after_the_charts(figure):
    def state():
        fonts = [text.get_fontproperties().get_file() for text in figure.findobj(Text)]
        return fonts, figure.get_layout_engine(), figure.canvas, figure.dpi

    before, known = state(), list(fontManager.ttflist)
    render_charts({"a": figure})
    assert state() == before
    assert fontManager.ttflist == known


def test_a_text_in_another_font_keeps_it(figure):
    figure.axes[0].set_title("Review", family="DejaVu Sans")
    content = render_charts({"a": figure}, formats=["pdf"])["a.pdf"]
    assert b"DejaVuSans" in content
    assert "改革创新" in pdf_text(content)


def test_a_long_dash_is_one_stroke(figure, monkeypatch):
    monkeypatch.setitem(images.SETTINGS, "svg.fonttype", "path")  # can be counted
    broken, whole = (
        render_charts({"a": draw("稳", title)}, formats=["svg"])["a.svg"].count(b"<use")
        for title in ("— —", "——")
    )
    assert broken - whole == 2  # a space fewer, and two dashes as one glyph


def test_a_text_that_changes_is_laid_out_anew(figure):
    short = render_charts({"a": figure}, formats=["svg"])["a.svg"]
    figure.axes[0].set_title("标题", fontsize=20, rotation=5)
    assert render_charts({"a": figure}, formats=["svg"])["a.svg"] != short


def test_a_png_has_its_resolution_its_title_and_what_it_rests_on(figure):
    content = render_charts({"a": figure}, formats=["png"], origin="文本 1")["a.png"]
    with Image.open(BytesIO(content)) as image:
        assert image.size == (1200, 600)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.info["Title"] == "计划里改革创新更多"
        assert image.info["Comment"] == "文本 1"
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


# The second process


@pytest.fixture(params=[True, False], ids=["two processes", "one process"])
def second(request, monkeypatch):
    """Say whether there is a second process, with whatever this machine has."""
    monkeypatch.setattr(jobs, "second_process", lambda: request.param)
    return request.param


def test_two_processes_write_the_same_bytes_as_one(tmp_path, monkeypatch):
    charts = {str(i): draw(word, "标题") for i, word in enumerate(["稳", "进", "立"])}
    written = []
    for second in (True, False):
        monkeypatch.setattr(jobs, "second_process", lambda second=second: second)
        written.append(write_charts(charts, tmp_path / str(second)))
    assert written[0] == written[1] == render_charts(charts)


@pytest.mark.parametrize("bad", ["0", "1"])
def test_a_chart_that_fails_in_either_process_says_why(tmp_path, second, bad):
    charts = {name: draw("改革", "标题") for name in ("0", "1")}
    charts[bad] = draw("改革\U0001f600", "标题")
    with pytest.raises(ValueError, match=rf"chart '{bad}': .*U\+1F600"):
        write_charts(charts, tmp_path)


def test_what_a_job_writes_is_there_when_the_block_has_ended(tmp_path, second):
    path = tmp_path / "file"
    with meanwhile(lambda: path.write_text("done")):
        pass
    assert path.read_text() == "done"


def test_the_error_of_a_job_is_raised(second):
    def job():
        raise InputError("no room")

    with pytest.raises(InputError, match="no room"), meanwhile(job):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process")
def test_a_block_that_is_interrupted_stops_the_job(tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "second_process", lambda: True)
    path, begun = tmp_path / "late", time.monotonic()

    def job():
        time.sleep(30)
        path.write_text("too late")

    with pytest.raises(KeyboardInterrupt), meanwhile(job):
        raise KeyboardInterrupt
    assert time.monotonic() - begun < 15
    assert not multiprocessing.active_children()
    assert not path.exists()


# Tables


def test_csv_disarms_formulas_and_keeps_numbers(scores):
    csv = render_table(scores, "csv").decode()
    assert csv.splitlines() == [
        "word,n_target,log_ratio,p_adj,share_target",
        "守正创新,3,1.2345678,1e-05,0.1",
        "'=1+1,0,-inf,0.5,-0.025",
        "文明,,,1.0,0.0",
    ]


FORMULAS = ["=1", "+1+1", "-A1", "@a", "\t=1", "\r=1", "＝1", "-(2)", "+1|x", "@SUM(1)"]
TEXTS = ["-学习", "+举措", "-2.1%", "-3000万元", "@市民", "－6.4%", "-", "--", "—1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_text(text):
    table = pd.DataFrame({"text": [text]})
    assert pd.read_csv(BytesIO(render_table(table, "csv")))["text"][0][0] == "'"


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_nothing_computes_has_no_apostrophe(text):
    table = pd.DataFrame({"text": [text]})
    assert render_table(table, "csv").decode() == f"text\n{text}\n"


@pytest.mark.parametrize("text", FORMULAS + TEXTS)
def test_text_stays_text_in_a_workbook(text):
    table = pd.DataFrame({"text": [text]})
    cell = openpyxl.load_workbook(BytesIO(render_table(table, "xlsx"))).active["A2"]
    assert cell.data_type == "s"


@pytest.mark.parametrize("format", ["csv", "json"])
def test_numbers_keep_their_full_precision(format):
    values = [1234567.0, 123456789.0, 12345670.0, 126058200000000.0]
    content = BytesIO(render_table(pd.DataFrame({"value": values}), format))
    read = pd.read_csv(content) if format == "csv" else pd.read_json(content)
    assert read["value"].tolist() == values


def test_a_csv_file_has_a_mark_for_excel_and_a_stream_has_none(scores, tmp_path):
    write_table(scores, tmp_path / "a.csv", "csv")
    stream = BytesIO()
    write_table(scores, stream, "csv")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + stream.getvalue()
    assert b"\r" not in stream.getvalue()
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_json_has_null_for_what_is_missing_or_infinite(scores):
    text = render_table(scores, "json").decode()
    assert "守正创新" in text
    assert [list(row.values())[1:3] for row in json.loads(text)] == [
        [3, 1.2345678],
        [0, None],
        [None, None],
    ]
    assert '"n_target": 3,' in text, "a whole number stays whole"


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_table_gives_the_same_bytes(scores, format):
    assert render_table(scores, format) == render_table(scores.copy(), format)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_table_is_a_table(scores, format):
    content = render_table(scores.head(0), format)
    if format == "json":
        assert json.loads(content) == []
    elif format == "csv":
        assert content.decode().strip() == ",".join(scores)


def test_nested_cells_are_json_in_flat_formats():
    removal = {"line": 8, "what": "##paidbegin##", "why": "付费标记"}
    table = pd.DataFrame({"report": ["r"], "removals": [(removal,)]})
    assert json.loads(render_table(table, "json"))[0]["removals"] == [removal]
    csv = pd.read_csv(BytesIO(render_table(table, "csv")))
    assert json.loads(csv["removals"][0]) == [removal]
    parquet = pd.read_parquet(BytesIO(render_table(table, "parquet")))
    assert json.loads(parquet["removals"][0]) == [removal]


def test_parquet_keeps_types(scores):
    back = pd.read_parquet(BytesIO(render_table(scores, "parquet")))
    assert back["n_target"].dtype == "Int64"
    assert back["log_ratio"].tolist()[:2] == scores["log_ratio"].tolist()[:2]


def test_a_table_that_cannot_be_written_is_one_clear_line(scores, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="is no file to write to"):
        write_table(scores, tmp_path / "folder", "csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_table(scores, tmp_path / "file" / "x.csv", "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_link_is_followed_and_a_pipe_is_written_to(scores, tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    (tmp_path / "real.csv").write_text("old")
    write_table(scores, tmp_path / "link.csv", "csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_table(scores, tmp_path / "pipe", "csv")
    assert os.read(reader, 100_000) == (tmp_path / "real.csv").read_bytes()
    os.close(reader)


def test_an_unknown_format_names_the_known_ones(scores):
    with pytest.raises(ValueError, match="use one of csv, json, xlsx, parquet"):
        render_table(scores, "xls")


# Cells


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("share_target", 0.1234, "12.3%"),
        ("difference", -0.025, "−2.5"),
        ("per_10k", 12.34, "12.3"),
        ("first_target", 3.0, "3"),
        ("p_adj", 0.0001, "<0.001"),
        ("p", 0.04, "0.040"),
        ("g2", -0.001, "0.00"),
        ("pct_diff", float("inf"), "∞"),
        ("z", float("nan"), "—"),
    ],
)
def test_a_number_is_shown_as_its_column_asks(column, value, text):
    table = pd.DataFrame({column: [value]})
    assert shown(value, format_of(table, column, "emphasis"), column) == text


# The page

NASTY = "<script>alert(1)</script> & \"引\" 'q' {{ 7 * 7 }} {% x %}"


def page_of(tmp_path, text="守正创新", **parts):
    clauses = pd.DataFrame(
        {
            "role": ["plan"],
            "part": ["二、安排"],
            "section": [f"筑牢阵地{text}"],
            "item": ["二"],
            "text": [f"推动{text}落地"],
            "term": [text],
        }
    )
    rows = pd.DataFrame({"word": [text, "文明"], "n_target": [1, 0], "g2": [2.5, -1]})
    write_page(
        tmp_path / "index.html",
        title=f"报告{text}",
        subtitle=text,
        findings=[Finding(text, clauses, text), Finding("没有依据的句子")],
        chapters=[
            Chapter(
                "word",
                text,
                [Finding(text, clauses)],
                [Chart(text, b"<svg/>", caption=text, files=["charts/词 1.png"])],
                [Table(text, rows, caption=text, evidence=clauses.assign(row=0))],
            )
        ],
        reading=[Table("删除的内容", pd.DataFrame({"what": [text]}))],
        warnings=[text],
        provenance={text: text},
        files={text: "tables.xlsx"},
        **parts,
    )
    return (tmp_path / "index.html").read_text("utf-8")


def test_a_page_runs_only_the_style_and_the_script_whose_hashes_it_names(tmp_path):
    page = page_of(tmp_path, NASTY)
    rules = html.unescape(re.search('Security-Policy" content="([^"]+)"', page)[1])
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in rules
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    assert not re.search(r"<[^>]+ (style|on\w+)=", page)


def test_a_long_table_says_how_many_rows_it_shows_and_how_many_there_are(tmp_path):
    rows = pd.DataFrame({"role": ["review"] * 30 + ["plan"] * 30, "n": range(60)})
    table = Table("quantities", rows, first={0, 59}, total=99)
    write_page(
        tmp_path / "a.html", title="题", subtitle="", findings=[], reading=[table]
    )
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "显示 60 / 60 行</span>；全表 99 行，见工作簿" in page
    assert (page.count("<tbody>"), page.count('<tbody class="more">')) == (2, 58)
    assert '.t1 tr:first-child > :nth-child(1)::before { content: "部分"; }' in page


def test_a_page_is_chinese_and_whole(tmp_path):
    page = page_of(tmp_path)
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert not re.search(r"(src|href)=[\"'](?!data:|#|charts/|tables)", page)
    assert "@import" not in page
    assert "url(" not in page


def test_a_number_opens_the_clauses_it_was_counted_from(tmp_path):
    page = page_of(tmp_path)
    assert "1 句</summary>" in page
    assert "计划 › 筑牢阵地守正创新 › 第二项" in page
    assert "<q>推动<mark>守正创新</mark>落地</q>" in page


def test_everything_from_a_report_is_text(tmp_path):
    page = page_of(tmp_path, NASTY)
    assert page.count("<script") == 2  # its words and our own, at the end
    assert "{{ 7 * 7 }}" in page
    assert "49" not in re.sub(r"#\w+", "", page.split("</style>")[1])
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ") >= 12
    assert 'alt="<' not in page


def test_the_same_page_gives_the_same_bytes(tmp_path):
    assert page_of(tmp_path) == page_of(tmp_path)


def test_a_page_needs_no_charts_or_tables(tmp_path):
    write_page(tmp_path / "a.html", title="题", subtitle="", findings=[])
    assert "<figure" not in (tmp_path / "a.html").read_text("utf-8")


def test_evidence_must_fit_the_rows(tmp_path):
    rows = pd.DataFrame({"word": ["稳", "进"]})
    clauses = pd.DataFrame({"row": [2], "role": ["plan"], "text": ["稳中求进"]})
    with pytest.raises(ValueError, match="there are 2 rows"):
        write_page(
            tmp_path / "a.html",
            title="题",
            subtitle="",
            findings=[],
            reading=[Table("表", rows, evidence=clauses)],
        )
