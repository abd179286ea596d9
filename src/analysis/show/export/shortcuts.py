"""Ways through matplotlib that draw many charts with one font sooner.

Matplotlib draws each text as if it were the only one: it looks up the font, measures
the line and, for a PDF, reads the whole Chinese font anew. Its public interface offers
no way to keep what was found, so private methods are replaced, each for the time of a
block in which nothing changes. Where one is gone, matplotlib's own way is taken. What
is drawn is the same, to the byte.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.text import Text

try:
    from matplotlib.backends import _backend_pdf_ps as pdf_fonts
except ImportError:
    pdf_fonts = None

UNUSED = "GSUB GPOS GDEF BASE STAT VORG vhea vmtx".split()  # tables a PDF ignores
ASCII = range(0x20, 0x7F)
# All that the layout of a text rests on, beside the canvas and its dots an inch.
LAID_OUT_BY = """
_text _rotation _rotation_mode _linespacing _multialignment _horizontalalignment
_verticalalignment _parse_math _usetex _fontproperties
""".split()


@contextmanager
def one_font(characters: set[str], *, at_once: bool = False) -> Iterator[None]:
    """Draw charts whose texts are of `characters`, in one font.

    `at_once` cuts the font of PDFs beforehand, so that no second process does.
    """
    with ExitStack() as stack:
        stack.enter_context(_fonts_found_once())
        stack.enter_context(_texts_measured_once())
        stack.enter_context(_small_fonts(characters, at_once=at_once))
        yield


@contextmanager
def _fonts_found_once() -> Iterator[None]:
    """Let matplotlib look up each font once, not five times for every text.

    It asks its settings anew each time.
    """
    find = getattr(fontManager, "_find_fonts_by_props", None)
    if find is None:
        yield
        return
    found: dict[int, object] = {}

    def once(properties, *settings, **named):
        """Return what `find` does, remembered."""
        if settings or named:
            return find(properties, *settings, **named)
        key = hash(properties)  # of what they say, which can change
        if key not in found:
            found[key] = find(properties)
        return found[key]

    fontManager._find_fonts_by_props = once
    try:
        yield
    finally:
        fontManager._find_fonts_by_props = find


@contextmanager
def _texts_measured_once() -> Iterator[None]:
    """Let matplotlib lay a text out once for a canvas, not up to four times.

    A text that wraps or turns with its axes rests on more than is looked at here, and
    is laid out each time.
    """
    lay_out = getattr(Text, "_get_layout", None)
    if lay_out is None or not all(hasattr(Text(), name) for name in LAID_OUT_BY):
        yield
        return

    look = attrgetter(*LAID_OUT_BY)

    def once(text: Text, renderer):
        """Return what `lay_out` does, remembered by the canvas it was drawn on."""
        if text.get_wrap() or text.get_transform_rotates_text():
            return lay_out(text, renderer)
        known = vars(renderer).setdefault("_texts", {})
        key = (*look(text), text.get_figure(root=True).dpi)
        if (layout := known.get(key)) is None:
            layout = known[key] = lay_out(text, renderer)
        return layout

    Text._get_layout = once
    try:
        yield
    finally:
        Text._get_layout = lay_out


@contextmanager
def _small_fonts(characters: set[str], *, at_once: bool) -> Iterator[None]:
    """Let matplotlib cut each PDF's font out of a font of `characters` only.

    For every PDF, matplotlib has fontTools read the whole Chinese font (30,000
    glyphs) to keep a hundred, which takes nearly all of a file's time. Where a glyph
    is not among the characters, its own way is taken.
    """
    whole = getattr(pdf_fonts, "get_glyphs_subset", None)
    if whole is None or not hasattr(pdf_fonts, "SubsetResults"):
        yield
        return
    with TemporaryDirectory() as folder:
        small: dict[str, tuple[Path, dict[int, int]]] = {}

        def cut(fontfile) -> tuple[Path, dict[int, int]]:
            """Return the small font's file, and old → new number of its glyphs."""
            if fontfile not in small:
                path = Path(folder, f"{len(small)}.ttf")
                small[fontfile] = path, _cut(fontfile, characters, path)
            return small[fontfile]

        @contextmanager
        def quick(fontfile, glyphs):
            """Yield what `whole` does, out of the small font where it can."""
            path, index = cut(fontfile)
            if not index.keys() >= set(glyphs):
                with whole(fontfile, glyphs) as result:
                    yield result
                return
            file = type(fontfile)(path, 0)
            with whole(file, {index[glyph] for glyph in glyphs}) as result:
                last = result.glyph_index_map
                steps = {glyph: last[index[glyph]] for glyph in glyphs}
                yield pdf_fonts.SubsetResults(result.font, steps)

        if at_once:
            cut(findfont(FontProperties()))
        pdf_fonts.get_glyphs_subset = quick
        try:
            yield
        finally:
            pdf_fonts.get_glyphs_subset = whole


def _cut(fontfile: str, characters: set[str], path: Path) -> dict[int, int]:
    """Write the font with `characters` only; return old → new number of its glyphs."""
    options = subset.Options(recommended_glyphs=True, notdef_outline=True)
    options.font_number = fontfile.face_index
    font = subset.load_font(fontfile, options)
    alternates = _alternates(font, {*characters, *map(chr, ASCII)})
    for table in UNUSED:  # before anything is read of them: they are the slow ones
        if table in font:
            del font[table]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes={*map(ord, characters), *ASCII}, glyphs=alternates)
    cutter.subset(font)
    font.save(path)
    font.close()
    return cutter.glyph_index_map


def _alternates(font: TTFont, characters: set[str]) -> set[str]:
    """Return the glyphs that some characters can turn into beside others.

    Digits have narrow forms, and two dashes are one long glyph.
    """
    names = font.getBestCmap()
    used = {names[ord(c)] for c in characters if ord(c) in names}
    found = set()
    for table in _substitutions(font):
        for name in used & getattr(table, "mapping", {}).keys():
            if isinstance(table.mapping[name], str):
                found.add(table.mapping[name])
        for name in used & getattr(table, "ligatures", {}).keys():
            for ligature in table.ligatures[name]:
                if used.issuperset(ligature.Component):
                    found.add(ligature.LigGlyph)
    return found


def _substitutions(font: TTFont) -> Iterator[object]:
    """Yield the tables of a font that put one glyph in the place of others."""
    lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
    for lookup in lookups:
        for table in lookup.SubTable:
            yield getattr(table, "ExtSubTable", table)
