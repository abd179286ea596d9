"""Charts that PowerPoint and WPS can edit: their numbers travel in a workbook."""

from io import BytesIO

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from analysis.show.charts.lettering import shorten
from analysis.show.export.package import EPOCH
from analysis.show.export.workbook import OPTIONS
from analysis.show.slides.house import points
from analysis.show.slides.lettering import Box, clean, toned
from analysis.show.slides.shapes import CLOSE, USUAL, Bars, Lines, Series
from analysis.show.style import MUTED, OTHER, legible, pale

LABEL, SMALL = 14, 12  # points
FEW = 6  # rows that have room for larger labels
ROW, PAIR, TRIPLE = 0.5, 0.72, 0.86  # inches of a row at most, by its bars
LEGEND = 0.42  # inches
LABELS = 0.34  # of the width, that names of rows may take
ENDS = 0.3  # of the width, that names of lines take on one side
HIGH = 0.84  # of the height, that the axis takes
FAINT, FAINT_GREY = 0.4, 0.7  # of a colour, where another row is named
SWATCH, BETWEEN = "■", "\u3000"  # of the key to the bars


def bars(slide: Slide, box: Box, drawn: Bars) -> int:
    """Draw bars and return the height that they take, in EMU."""
    rows, n = len(drawn.categories), len(drawn.series)
    several = n > 1
    each = ROW if drawn.joined or n == 1 else PAIR if n == 2 else TRIPLE
    high = min(box.height, int((rows * each + LEGEND * several + 0.15) * 914400))
    size = LABEL if rows <= FEW else SMALL + 1
    names = [
        shorten(clean(c), LABELS * points(box.width), size) for c in drawn.categories
    ]
    kinds = {"stack": XL_CHART_TYPE.BAR_STACKED}
    kind = kinds.get(drawn.joined, XL_CHART_TYPE.BAR_CLUSTERED)
    key = int(LEGEND * 914400) * several
    if several:
        _key(slide, box._replace(height=key), drawn)
    place = box.below(key)._replace(height=high - key)
    chart = _added(slide, place, kind, names, drawn)
    chart.font.size = Pt(size)
    chart.has_legend = False
    axis, values = chart.category_axis, chart.value_axis
    axis.reverse_order = True
    axis.major_tick_mark, axis.format.line.color.rgb = XL_TICK_MARK.NONE, rgb(OTHER)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.visible, values.has_major_gridlines = False, False
    values.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 45 if n == 1 or drawn.joined else 55
    plot.overlap = 100 if drawn.joined else -5 if n == 2 else 0
    for series, told in zip(plot.series, drawn.series, strict=True):
        _coloured(series, told, drawn.named)
        _labelled(series, told, drawn, size)
    for labels in chart.element.iter(qn("c:dLbls")):
        for body in labels.iter(qn("a:bodyPr")):
            body.set("wrap", "none")  # a number at the edge stays on its line
    return high


def _added(
    slide: Slide, box: Box, kind: XL_CHART_TYPE, names: list[str], drawn: Bars | Lines
) -> Chart:
    """Add a chart with its data, and a workbook that holds them as they are."""
    data = CategoryChartData(number_format=drawn.form)
    data.categories = names
    for one in drawn.series:
        data.add_series(clean(one.name), one.values)
    frame = slide.shapes.add_chart(kind, *map(Emu, box), data)
    frame.name = "chart"
    for told in frame.element.iter(qn("p:cNvPr")):
        told.set("descr", clean(drawn.caption))
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(SMALL)
    toned(chart.font.color, "ink")
    blob = workbook(names, drawn.series, drawn.form)
    chart.part.chart_workbook.update_from_xlsx_blob(blob)
    return chart


def workbook(categories: list[str], series: list[Series], form: str) -> bytes:
    """Return the workbook of a chart: text stays text, whatever it looks like."""
    made = BytesIO()
    with Workbook(made, OPTIONS) as book:
        book.set_properties({"created": EPOCH})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_column(1, 0, categories)
        look = book.add_format({"num_format": form})
        for column, one in enumerate(series, start=1):
            sheet.write_string(0, column, clean(one.name))
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, look)
    return made.getvalue()


def _key(slide: Slide, box: Box, drawn: Bars) -> None:
    """Name the bars in their order, each beside all the colours that it has.

    A legend of the chart itself would know one colour of each, and some programs turn
    its order round.
    """
    shape = slide.shapes.add_textbox(*map(Emu, box))
    shape.name = "key"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    for n, series in enumerate(drawn.series):
        for colour in _colours(series, drawn.named):
            run = paragraph.add_run()
            run.text, run.font.size = SWATCH, Pt(LABEL)
            run.font.color.rgb = rgb(colour)
        run = paragraph.add_run()
        between = BETWEEN * (n + 1 < len(drawn.series))
        run.text, run.font.size = f" {clean(series.name)}{between}", Pt(LABEL)
        toned(run.font.color, "ink")


def _colours(series: Series, named: set[int]) -> list[str]:
    """Return the colours that the bars of a series have, row by row, strong ones first.

    >>> _colours(Series("甲", [1, 2], OTHER, ["#8A8D91", "#B3261E"]), set())
    ['#8A8D91', '#B3261E']
    """
    faint = [_faint(series, n, named) for n in range(len(series.values))]
    rows = sorted(range(len(faint)), key=faint.__getitem__)
    shown = [_fill(series, n, named) for n in rows if series.values[n] is not None]
    return [*dict.fromkeys(shown)]


def _faint(series: Series, row: int, named: set[int]) -> bool:
    """Say whether a bar is pale: where the sentence names rows, the others are."""
    return bool(named) and row not in named and series.colour != USUAL


def _fill(series: Series, row: int, named: set[int]) -> str:
    own = series.colours[row] if series.colours else series.colour
    return paler(own) if _faint(series, row, named) else own


def paler(colour: str) -> str:
    """Return the colour of a bar that the sentence does not name, plain on white.

    >>> paler(OTHER)
    '#d2d5d8'
    """
    return pale(colour, FAINT_GREY if colour == OTHER else FAINT)


def _coloured(series: object, told: Series, named: set[int]) -> None:
    """Fill the bars; where the sentence names rows, the others are pale."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(told.colour)
    series.invert_if_negative = False
    for n, value in enumerate(told.values):
        if value is not None and (told.colours or _faint(told, n, named)):
            fill = series.points[n].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(_fill(told, n, named))


def _labelled(series: object, told: Series, drawn: Bars, size: float) -> None:
    """Write each number at the end of its bar, in a stack within it."""
    labels = series.data_labels
    stacked = drawn.joined == "stack"
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = f"{drawn.form};;" if stacked else drawn.form
    inside = XL_LABEL_POSITION.CENTER
    labels.position = inside if stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(size - 1 if len(drawn.series) > 2 else size)
    toned(labels.font.color, "ink")
    if stacked:
        strong = not drawn.named
        ground = told.colour if strong else paler(told.colour)
        labels.font.color.rgb = rgb(legible(ground))
        for n in drawn.named:
            label = series.points[n].data_label
            label.font.size, label.position = Pt(size), inside
            label.font.color.rgb = rgb(legible(told.colour))


def lines(slide: Slide, box: Box, drawn: Lines) -> int:
    """Draw lines and return the height that they take, in EMU."""
    chart = _added(slide, box, XL_CHART_TYPE.LINE_MARKERS, drawn.categories, drawn)
    chart.has_legend = False
    chart.font.size = Pt(LABEL)
    axis, values = chart.category_axis, chart.value_axis
    axis.major_tick_mark, axis.format.line.color.rgb = XL_TICK_MARK.NONE, rgb(OTHER)
    axis.tick_labels.font.size = Pt(LABEL)
    values.visible = False
    values.has_major_gridlines = False
    if not drawn.places:
        values.minimum_scale = 0
    else:
        values.reverse_order = True
        values.minimum_scale = 0.5
        values.maximum_scale = max(v for s in drawn.series for v in s.values if v) + 0.5
        axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        axis.format.line.fill.background()
    shifts = _shifts(drawn)
    every = zip(
        chart.plots[0].series,
        chart.element.iter(qn("c:ser")),
        drawn.series,
        strict=True,
    )
    for n, (series, element, told) in enumerate(every):
        named = n in drawn.named
        _line(series, told.colour, 3 if named else 1.5)
        shift = shifts.get(n, 0)
        _line_labels(element, told, drawn, named=named, shift=shift)
    _inner(chart, drawn.places)
    return box.height


def _line(series: object, colour: str, thick: float) -> None:
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(thick)
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, round(4 + thick * 1.5)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(colour)
    marker.format.line.color.rgb = rgb(colour)


def _shifts(drawn: Lines) -> dict[int, float]:
    """Return by how much of the axis the names of two lines that end close are moved.

    Lines in grey that have no room for a name are not drawn at all; of two that are in
    colour both are named, the upper above.
    """
    ends = {n: one.values[-1] for n, one in enumerate(drawn.series)}
    ends = {n: v for n, v in ends.items() if v is not None}
    if drawn.places or len(ends) != 2:
        return {}
    span = max((v for s in drawn.series for v in s.values if v is not None), default=1)
    low, high = sorted(ends, key=ends.__getitem__)
    short = CLOSE - (ends[high] - ends[low]) / (span or 1)
    return {low: short / 2, high: -short / 2} if short > 0 else {}


def _line_labels(
    series: etree.ElementBase,
    told: Series,
    drawn: Lines,
    *,
    named: bool,
    shift: float,
) -> None:
    """Write the numbers of a named line, and the names of lines at their ends."""
    for old in series.findall(qn("c:dLbls")):
        series.remove(old)
    last = max((n for n, v in enumerate(told.values) if v is not None), default=0)
    shown = []
    for n, value in enumerate(told.values):
        at_end = n == last
        at_start = n == 0 and drawn.places
        if value is None or not (named or at_end or at_start):
            continue
        name = at_end or at_start
        where = "r" if at_end else "l" if at_start else "t"
        shown.append(
            _label(
                n,
                where,
                name=name,
                value=named or drawn.places,
                look=_text(told.colour if named else MUTED, named),
                shift=shift if at_end else 0,
            )
        )
    made = parse_xml(
        f"<c:dLbls {nsdecls('c', 'a')}>{''.join(shown)}"
        f'<c:numFmt formatCode="{drawn.form}" sourceLinked="0"/><c:spPr/>'
        f"{_text(MUTED, False)}{_shows(name=False, value=False)}</c:dLbls>"
    )
    for one in made.findall(qn("c:dLbl")):
        form = etree.SubElement(one, qn("c:numFmt"), formatCode=drawn.form)
        form.set("sourceLinked", "0")
        one.find(qn("c:spPr")).addprevious(form)
    before = [series.find(qn(f"c:{tag}")) for tag in ("trendline", "cat", "val")]
    next(one for one in before if one is not None).addprevious(made)


def _label(
    place: int, where: str, *, name: bool, value: bool, look: str, shift: float
) -> str:
    between = "<c:separator>  </c:separator>" if name and value else ""
    moved = (
        f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{shift * HIGH:.4f}"/>'
        "</c:manualLayout></c:layout>"
    ) * bool(shift)
    return (
        f'<c:dLbl><c:idx val="{place}"/>{moved}<c:spPr/>{look}'
        f'<c:dLblPos val="{where}"/>{_shows(name=name, value=value)}{between}</c:dLbl>'
    )


def _text(colour: str, bold: bool) -> str:
    """Return the look of a label: a line that is named has its colour."""
    weight, size = int(bold), 100 * (LABEL if bold else SMALL)
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr b="{weight}" sz="{size}"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _shows(*, name: bool, value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/>'
        f'<c:showCatName val="0"/><c:showSerName val="{int(name)}"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _inner(chart: Chart, both: bool) -> None:
    """Leave room for names at the ends of the lines."""
    left = ENDS if both else 0.04
    wide = 1 - ENDS - left
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left}"/><c:y val="0.04"/><c:w val="{wide}"/><c:h val="{HIGH}"/>'
        "</c:manualLayout></c:layout>"
    )
    area = chart.element.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def rgb(colour: str) -> RGBColor:
    """Return a colour of the style, as the format wants it.

    >>> str(rgb("#B3261E")), str(rgb("white"))
    ('B3261E', 'FFFFFF')
    """
    colour = "#FFFFFF" if colour == "white" else colour
    return RGBColor.from_string(colour.lstrip("#").upper())
