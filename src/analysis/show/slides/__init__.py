"""Write slides for a briefing: a slide a finding, with charts that can be edited."""

from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Pt

from analysis.flow import Flow
from analysis.read.reports.shelves import BODIES, YEARS
from analysis.say.findings.delivery import tells_of_tasks
from analysis.schema import value_labels
from analysis.show.charts import PLOTS
from analysis.show.charts.lettering import spread
from analysis.show.export.package import EPOCH, write_package
from analysis.show.slides import of_bodies, of_report, of_years
from analysis.show.slides.evidence import notes, sentences
from analysis.show.slides.grid import grid
from analysis.show.slides.house import (
    Sheet,
    box_of,
    emu,
    house,
    of_template,
    points,
    room_of,
    title_points,
    with_theme,
)
from analysis.show.slides.lettering import (
    LEADING,
    Box,
    Look,
    Piece,
    clean,
    fitted,
    height,
    one_line,
    with_fonts,
    write,
)
from analysis.show.slides.native import bars, lines
from analysis.show.slides.shapes import (
    Asked,
    Bars,
    Drawing,
    Grid,
    Lines,
    alike,
    own_rows,
)
from analysis.show.titles import head, source_of

__all__ = ["FIRST", "write_slides"]

FIRST = 5  # findings that have a slide
TITLE = (28, 26, 24, 22, 20, 18)  # points of a finding
NAME = (40, 36, 32, 28, 24, 20)  # of the title of the first slide
UNDER = (20, 18, 16, 14)  # of what stands under it
GAP = 14  # points between them
LISTED = (22, 20, 18, 16, 14)  # of the findings on one slide
CAPTION, FOOT, QUOTE = 14, 10, (18, 16, 14)
APART = 16  # points between a chart and the quotations under it
LEFT = 90  # points that a quotation needs at least under a chart
DRAWN = {"": of_report.DRAWN, YEARS: of_years.DRAWN, BODIES: of_bodies.DRAWN}
DRAW = {Bars: bars, Lines: lines}  # else a table


def write_slides(
    flow: Flow,
    path: Path,
    *,
    lang: str = "zh",
    template: Path | None = None,
    origin: str = "",
) -> None:
    """Write the slides of a report, or of reports side by side, as a pptx.

    A title, the five findings that tell most on one slide, then a slide for each: its
    sentence above a native chart or table with the rows that it stands on, source and
    measure below, the clauses that it rests on in the notes.

    Parameters
    ----------
    lang
        `zh` or `en`; what the report says stays Chinese.
    template
        An office's own presentation (.pptx): its layouts, fonts and colours stay, its
        slides go. Without it the slides are 16:9 in the house's own look.
    origin
        The line that says what the numbers rest on (`provenance_line`).

    Raises
    ------
    InputError
        Where the template cannot be used.
    """
    sheet = house(lang) if template is None else of_template(Path(template))
    findings = getattr(flow, flow.said).head(FIRST)
    behind = flow.evidence_by_row(flow.said, findings) if len(findings) else None
    _first(sheet, flow, lang, origin)
    if len(findings):
        _list(sheet, flow, findings, lang)
    shown: list[Drawing] = []
    for n, finding in enumerate(findings.itertuples(index=False)):
        own = behind[behind["row"] == n]
        own = own.assign(of=own["report"]) if len(flow.reports) > 1 else own
        asked = Asked(flow, finding, own, lang)
        drawn = drawing(asked, shown)
        shown += [] if drawn is None else [drawn]
        _finding(sheet, asked, drawn)
    properties = sheet.deck.core_properties
    properties.title, properties.subject = clean(head(flow, lang).title), ""
    properties.author = properties.last_modified_by = "zhongxin"
    properties.comments = clean(origin)[:250]
    properties.created = properties.modified = EPOCH
    properties.revision = 1
    made = BytesIO()
    sheet.deck.save(made)
    write_package(path, made.getvalue(), partial(_mended, sheet.fonts, lang))


def _mended(fonts: tuple[str, str] | None, lang: str, name: str, part: bytes) -> bytes:
    """Return a part of the package with its fonts named."""
    folder = name.removeprefix("ppt/").split("/")[0]
    own = {"slides", "notesSlides", "charts"}
    if fonts:
        own |= {"slideLayouts", "slideMasters", "notesMasters"}
    if not name.endswith(".xml"):
        return part
    if folder in own:
        kept = folder in {"slideLayouts", "slideMasters", "notesMasters"}
        return with_fonts(part, fonts, lang, styles=not kept)
    return with_theme(part) if fonts and folder == "theme" else part


def _first(sheet: Sheet, flow: Flow, lang: str, origin: str) -> None:
    """Make the title slide: what the report is called, of whom, of which years."""
    slide = sheet.slide(sheet.first)
    said = head(flow, lang)[:2]
    for shape in [*slide.placeholders]:
        kind = shape.placeholder_format.type
        title = shape.element is slide.shapes.title.element
        if not title and kind != PP_PLACEHOLDER.SUBTITLE:
            _unless_number(shape)
            continue
        box = box_of(shape, sheet.deck)
        wide, high = points(box.width) - 16, points(box.height) - 8
        steps = NAME if title else UNDER
        if title:
            own = title_points(sheet.first)
            steps = [one for one in NAME if one <= own] or [own]
            wide /= spread(said[0])
            shape.text_frame.text, size = fitted(said[0], wide, high, steps)
        else:
            shape.text_frame.text, size = fitted(said[1], wide, high, steps)
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)
    words = value_labels("slides", lang=lang)
    _noted(slide, [words["origin"].format(said=clean(origin))] if origin else [])


def _unless_number(shape: Any) -> None:
    """Remove a placeholder that nothing is written in."""
    if shape.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
        shape.element.getparent().remove(shape.element)


def _list(sheet: Sheet, flow: Flow, findings: pd.DataFrame, lang: str) -> None:
    """Make the slide with all the findings: number, kind and sentence of each."""
    words = value_labels("slides", lang=lang)
    kinds = value_labels("kind", lang=lang) | value_labels("chapter", lang=lang)
    slide, room, foot = _titled(sheet, words["findings"])
    side = int(room.width * 0.12)
    wide, texts = points(room.width - side), findings[lang].tolist()
    room = room.below(emu(GAP / 2))
    size, high = _sizes(texts, wide, points(room.height))
    top = room.top
    for n, row in enumerate(findings.itertuples()):
        box = Box(room.left, top, side, emu(high[n]))
        mark = [
            Piece(str(n + 1), Look(size + 4, "accent", True)),
            Piece(kinds.get(_told_as(row), ""), Look(12, "muted")),
        ]
        write(slide, box, mark, name=f"mark {n + 1}")
        text = fitted(texts[n], wide, high[n] - GAP / 2, (size,))[0]
        place = box._replace(left=room.left + side, width=room.width - side)
        write(slide, place, [Piece(text, Look(size), 2)], name=f"finding {n + 1}")
        top += box.height
    _footed(slide, foot, [words["order"], _source(flow, lang)])
    _noted(slide, [f"{n}. {text}" for n, text in enumerate(texts, start=1)])


def _told_as(row: Any) -> str:
    """Return the kind of a finding, or the chapter that says better what it tells."""
    return "task" if tells_of_tasks(row.kind, row.subject, row.zh) else row.kind


def _sizes(texts: list[str], wide: float, room: float) -> tuple[float, list[float]]:
    """Return the largest size in which all sentences fit, and the height of each."""
    for size in LISTED:
        least = (size + 4) * LEADING + 12 * LEADING  # number and kind
        high = [
            max(height([Piece(text, Look(size), 2)], wide), least) + GAP
            for text in texts
        ]
        if sum(high) <= room:
            break
    spare = min((room - sum(high)) / len(high), GAP)
    return size, [one + spare for one in high]


def _titled(sheet: Sheet, text: str) -> tuple[Slide, Box, Box]:
    """Add a slide with a title; return it, and where content and footer stand."""
    slide = sheet.slide(sheet.content)
    title = slide.shapes.title
    box = box_of(title, sheet.deck)
    own = title_points(sheet.content)
    steps = [one for one in TITLE if one <= own] or [own]
    wide, high = (points(box.width) - 16) / spread(text), points(box.height) - 8
    title.text_frame.text, size = fitted(text, wide, high, steps)
    for run in title.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)
    for shape in [*slide.placeholders]:
        if shape.element is not title.element:
            _unless_number(shape)
    return slide, *room_of(slide, sheet.content, sheet.deck)


def _finding(sheet: Sheet, asked: Asked, drawn: Drawing | None) -> None:
    """Make the slide of a finding."""
    flow, lang = asked.flow, asked.lang
    sentence = getattr(asked.finding, lang)
    slide, room, foot = _titled(sheet, sentence)
    told = sentences(asked.evidence, lang)
    below = [_source(flow, lang)]
    if drawn is not None:
        caption = drawn.caption
        if isinstance(drawn, Bars) and drawn.named:
            caption = asked.words["named"].format(said=caption)
        caption = one_line(caption, points(room.width), CAPTION)
        line = emu(CAPTION * 1.9)
        head = [Piece(caption, Look(CAPTION, "muted"))]
        write(slide, room._replace(height=line), head, name="caption")
        room = room.below(line)
        taken = DRAW.get(type(drawn), grid)(slide, room, drawn)
        room = room.below(taken)
        measure = _measure(drawn, asked)
        below.append(asked.words["measure"].format(said=measure))
    if told and points(room.height) > LEFT:
        _quoted(slide, room, told, asked.words, beside=drawn is not None)
    _footed(slide, foot, below)
    shown = slide.shapes.title.text_frame.text
    whole = [sentence] if shown != clean(sentence) else []
    _noted(slide, [*whole, *notes(told, lang)])


def drawing(asked: Asked, shown: Sequence[Drawing] = ()) -> Drawing | None:
    """Return what is drawn of a finding; None where it has nothing to draw.

    A picture that is `shown` already does not come again: of a table there are then the
    rows alone that the sentence names, else what is tried next.
    """
    kind = asked.flow.shelf[0] if len(asked.flow.reports) > 1 else ""
    for draw in DRAWN.get(kind, {}).get(asked.finding.kind, ()):
        found = draw(asked)
        if found and any(alike(found, one) for one in shown):
            found = own_rows(found) if isinstance(found, Grid) else None
            found = None if found in shown else found
        if found:
            return found
    return None


def _measure(drawn: Drawing, asked: Asked) -> str:
    """Return the measure: that of the chart with the same numbers, or its own."""
    plot = PLOTS.get(drawn.chart)
    if plot is None:
        return asked.words[drawn.chart]
    return plot.measure if asked.lang == "zh" else plot.measure_en


def _quoted(
    slide: Slide,
    room: Box,
    told: list[tuple[str, str]],
    words: Mapping[str, str],
    *,
    beside: bool,
) -> None:
    """Quote the sentences that have room, each with its place."""
    if beside:
        room = room.below(emu(APART))
    wide, high = points(room.width), points(room.height)
    size = QUOTE[-1] if beside else QUOTE[0]
    shown = [Piece(words["quotes"], Look(CAPTION, "muted"))] if beside else []
    n = 0
    for where, text in told:
        said = f"“{clean(text)}”"
        more = [
            Piece(said, Look(size), 4 if beside else 12),
            Piece(where, Look(size - 3, "muted"), 1),
        ]
        rest = [Piece(words["more"].format(n=0), Look(12, "muted"), 4)]
        if height([*shown, *more, *rest], wide) > high:
            break
        shown += more
        n += 1
    if n == 0 and beside:
        return
    if left := len(told) - n:
        shown.append(Piece(words["more"].format(n=left), Look(12, "muted"), 4))
    write(slide, room, shown, name="quotations")


def _footed(slide: Slide, box: Box, said: list[str]) -> None:
    """Write source and measure at the foot, a line each."""
    wide = points(box.width)
    pieces = [Piece(one_line(one, wide, FOOT), Look(FOOT, "muted")) for one in said]
    write(slide, box, pieces[:2], name="footer", anchor=MSO_ANCHOR.MIDDLE)


def _source(flow: Flow, lang: str) -> str:
    """Name the report, or the first and the last of several, with their files."""
    names = source_of(flow.reports, lang)
    return value_labels("slides", lang=lang)["source"].format(names=names)


def _noted(slide: Slide, told: list[str]) -> None:
    """Write the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame if told else None
    if frame is not None:
        frame.text = "\n".join(clean(line) for line in told)
