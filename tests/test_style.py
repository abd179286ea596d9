import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager

from analysis.show import style


@pytest.fixture(autouse=True)
def house():
    style.use_house_style()


def test_the_font_is_the_file_that_comes_with_the_installation():
    assert font_manager.findfont(style.FONT) == str(style.font_file())


def test_the_font_wins_over_another_of_its_name():
    fonts = font_manager.fontManager
    ours = next(font for font in fonts.ttflist if font.name == style.FONT)
    assert fonts.ttflist.index(ours) == 0


def test_a_missing_font_is_one_clear_line(monkeypatch, tmp_path):
    class Package:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr(style, "find_spec", lambda name: Package)
    with pytest.raises(RuntimeError, match=r"font is missing: .*install") as caught:
        style.font_file()
    assert "\n" not in str(caught.value)


def test_a_missing_package_is_the_same_clear_line(monkeypatch):
    monkeypatch.setattr(style, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match="font is missing"):
        style.font_file()


def test_the_style_names_one_family_and_writes_searchable_text():
    assert mpl.rcParams["font.family"] == [style.FONT]
    assert mpl.rcParams["pdf.fonttype"] == 42
    assert mpl.rcParams["svg.fonttype"] == "none"
    assert mpl.rcParams["svg.hashsalt"] == "zhongxin"


def test_what_someone_set_before_does_not_change_the_look():
    mpl.rcParams["axes.grid"] = False
    mpl.rcParams["font.size"] = 30
    style.use_house_style()
    assert mpl.rcParams["axes.grid"]
    assert mpl.rcParams["font.size"] == 9


def test_the_font_has_the_signs_that_the_charts_write():
    glyphs = font_manager.get_font(style.font_file()).get_charmap()
    assert not [sign for sign in "−→←▲▼…·≥%％：、（）" if ord(sign) not in glyphs]


def test_neither_pyplot_nor_the_font_package_is_imported():
    code = (
        "import sys, analysis.show.charts as c, analysis.show.style as s;"
        "s.use_house_style();"
        "print([m for m in ('matplotlib.pyplot', 'zhplot', 'wordcloud')"
        " if m in sys.modules])"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_text_on_a_colour_can_be_read():
    assert style.legible(style.TARGET) == "white"
    assert style.legible("white") == style.INK


def test_a_pale_colour_is_the_colour_mixed_with_white():
    assert style.pale("#000000", 0) == "#ffffff"
    assert style.pale("#b3261e", 1) == "#b3261e"


def test_colours_stand_only_in_the_style():
    charts = Path(style.__file__).with_name("charts")
    assert not [path for path in charts.glob("*.py") if '"#' in path.read_text("utf-8")]
