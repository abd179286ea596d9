"""A small font for a run, whose charts need some hundred of its 30,000 glyphs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath
from matplotlib.text import Text

from analysis.show.style import FONT, font_file

ALWAYS = {*map(chr, range(0x20, 0x7F)), "−"}  # ticks may yet write numbers
# What a horizontal line of text does without: GPOS kerns Latin letters, nothing else
# that is drawn here, and reading it takes as long as all the rest.
UNUSED = "BASE GPOS STAT VORG vhea vmtx".split()
FEATURES = ["ccmp"]  # two dashes are one long glyph


@contextmanager
def small_font(figures: Iterable[Figure]) -> Iterator[None]:
    """Set the figures' Chinese in a font of their own characters only, for a block.

    Matplotlib has fontTools read a font anew for every PDF, and shapes every line
    with all that the font holds; both are quick with a small one. Texts in another
    font keep it.
    """
    texts = [
        text
        for figure in figures
        for text in _texts(figure)
        if text.get_fontfamily() == [FONT]
    ]
    if not texts:
        yield
        return
    # Windows deletes no file that is open, and matplotlib keeps fonts open.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, font_file().name)
        cut(set().union(*(text.get_text() for text in texts)), path)
        _set(texts, FontPath(str(path), 0))
        try:
            yield
        finally:
            _set(texts, None)


def cut(characters: set[str], path: Path) -> None:
    """Write the Chinese font with `characters` and ASCII only, where it has them."""
    options = subset.Options(
        layout_features=FEATURES,
        legacy_cmap=False,
        notdef_outline=True,
        recommended_glyphs=True,
    )
    options.drop_tables += UNUSED
    font = subset.load_font(font_file(), options)
    # Else each of the 30,000 would be named after its character, and none is written.
    font.setGlyphOrder([f"glyph{n}" for n in range(font["maxp"].numGlyphs)])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters | ALWAYS))
    cutter.subset(font)
    subset.save_font(font, path, options)
    font.close()


def _texts(figure: Figure) -> list[Text]:
    for axes in figure.axes:  # asked for, ticks write their labels
        axes.get_xticklabels()
        axes.get_yticklabels()
    return figure.findobj(Text)


def _set(texts: Iterable[Text], path: FontPath | None) -> None:
    for text in texts:
        text.get_fontproperties().set_file(path)
