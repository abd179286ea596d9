"""Look around in reports: choose, and see bars, counts and sentences together.

`explore(flow)` ends a notebook's cell. What is chosen and counted is a pure function
of tables (`selection`), how it looks a function of that (`markup`); here stand the
widgets.
"""

import ipywidgets as widgets
from IPython.display import HTML, display

from analysis import InputError
from analysis.flow import Flow
from analysis.schema import label, table_label, value_labels
from analysis.show.charts import Figure, caption
from analysis.show.charts.outline import plot_selection
from analysis.show.explore import markup
from analysis.show.explore.markup import names
from analysis.show.explore.selection import (
    SECTION,
    Asked,
    Selection,
    Tables,
    count,
    select,
    within,
)
from analysis.show.style import SIZES, drawn_for
from analysis.show.titles import heading, source_of

__all__ = ["Asked", "Explorer", "Selection", "Tables", "count", "explore", "select"]

SAVED = 12  # sentences that are saved with the picture
ALL = Asked()
Options = list[tuple[str, object]]


def explore(
    flow: Flow,
    *,
    report: str = "",
    role: str = "",
    theme: str = "",
    verb: str = "",
    term: str = "",
    lang: str = "zh",
) -> "Explorer":
    """Return widgets to choose by, with bars, counts and sentences that follow.

    Report, side, section, theme, task verb and any term are chosen together: shown are
    the clauses that meet all, of how many, and how often a search finds the words. A
    picture of the first choice is saved with the notebook for who has no kernel.

    Parameters
    ----------
    flow
        Of one report, or of several.
    report, role, theme, verb, term
        What is chosen at first: names as in the tables, a term as it is written.
    lang
        `zh` or `en`: of labels; what the report says stays as it is.

    Raises
    ------
    InputError
        Where there is no such report, role, theme, verb or language.
    """
    asked = Asked(report, role, (), theme, verb, term)
    return Explorer(flow, asked, lang)


class Explorer:
    """Widgets over the tables of a flow; what they ask for is `asked`."""

    def __init__(self, flow: Flow, asked: Asked = ALL, lang: str = "zh") -> None:
        """Make the widgets, set to what is asked for."""
        if lang not in ("zh", "en"):
            raise InputError(f"there is no language {lang!r}; there are: zh, en")
        self.tables = Tables(flow.reports, flow.clauses, flow.themes, flow.tasks)
        self.called = names(flow, lang)
        self.report = self._choice("report", self._reports(), asked.report)
        self.role = self._choice("role", self._roles(), asked.role)
        self.section = self._choice("section", self._sections(), ())
        self.theme = self._choice("theme", self._themes(), asked.theme)
        self.verb = self._choice("verb", self._verbs(), asked.verb)
        word = {"description": self.called.word("word"), "continuous_update": False}
        hint = self.called.word("ask")
        self.term = widgets.Text(asked.term, placeholder=hint, layout=_WIDE, **word)
        self.view = widgets.HTML(layout={"width": "100%"})
        self._controls = [*self._choices(), self.term]
        for one in self._controls:
            one.observe(self._changed, "value")
        self._show()

    @property
    def asked(self) -> Asked:
        """What is chosen now."""
        chosen = (one.value for one in self._choices())
        return Asked(*chosen, self.term.value.strip())

    @property
    def found(self) -> Selection:
        """The sentences chosen now, and the counts, as tables."""
        return select(self.tables, self.asked)

    def chart(self, *, size: str = "page", title: str | None = None) -> Figure:
        """Return what is chosen now as a figure, for a page or a slide."""
        found, asked = self.found, self.asked
        one = found.by_section["report"].nunique() == 1
        table = found.by_section if one else found.by_role
        labels = [markup.name_of(row, self.called) for row in table.to_dict("records")]
        measure = self.called.word("colours")
        with drawn_for(SIZES[size], self.called.lang):
            ax = plot_selection(table.assign(label=labels))
            said = title or markup.told(found, asked, self.called)
            source = source_of(self.tables.reports, self.called.lang)
            caption(ax, said, measure, source)
        return ax.get_figure(root=True)

    def _ipython_display_(self) -> None:
        """Show the widgets, after a picture for who has no kernel to run them."""
        display(self.chart())
        display(HTML(markup.saved(self.found, self.called, SAVED)))
        wrap = widgets.Layout(flex_flow="row wrap")
        controls = widgets.Box(self._controls, layout=wrap)
        whole = widgets.VBox([controls, self.view])
        display(whole.add_class(markup.WHOLE))

    def __repr__(self) -> str:
        """Return the counts of what is chosen now as a line."""
        return markup.told(self.found, self.asked, self.called)

    def _changed(self, change: dict) -> None:
        if change["owner"] in (self.report, self.role):
            self.section.options = self._sections()  # the first is all of them
            self.section.disabled = len(self.section.options) == 1
        self._show()

    def _show(self) -> None:
        self.view.value = markup.live(self.found, self.asked, self.called)

    def _choices(self) -> list[widgets.Dropdown]:
        return [self.report, self.role, self.section, self.theme, self.verb]

    def _choice(self, name: str, options: Options, chosen: object) -> widgets.Dropdown:
        if chosen not in [value for _, value in options]:
            raise InputError(f"explore: there is no {name} {chosen!r} here")
        title = table_label("themes", lang=self.called.lang)
        if name != "theme":  # as a column it is a code
            title = label(name, "tasks", lang=self.called.lang)
        how = {"description": title, "layout": _WIDE, "disabled": len(options) == 1}
        return widgets.Dropdown(options=options, value=chosen, **how)

    def _all(self, value: object = "") -> Options:
        return [(self.called.word("all"), value)]

    def _reports(self) -> Options:
        rows = [row for _, row in self.tables.reports.iterrows()]
        if len(rows) == 1:
            return [(heading(rows[0], self.called.lang), "")]
        return self._all() + [
            (heading(row, self.called.lang), row["report"]) for row in rows
        ]

    def _roles(self) -> Options:
        there = set(self.tables.clauses["role"])
        roles = value_labels("role", lang=self.called.lang).items()
        return self._all() + [(said, role) for role, said in roles if role in there]

    def _sections(self) -> Options:
        """Return the sections of the report and the side chosen."""
        chosen = Asked(self.report.value, self.role.value)
        own = self.tables.clauses[within(self.tables.clauses, chosen)]
        if own["report"].nunique() != 1:
            return [(self.called.word("one_report"), ())]
        sizes = own.groupby(["report", *SECTION], sort=False).size()
        listed = self._all(())
        for (report, *section), n in sizes.items():
            row = dict(zip(SECTION, section, strict=True), report=report)
            role = self.called.roles[report, row["role"]]
            name = markup.name_of(row, self.called)
            listed.append((f"{role} · {name} ({n})", tuple(section)))
        return listed

    def _themes(self) -> Options:
        there = set(self.tables.themes["theme"])
        labels = self.called.themes.items()
        return self._all() + [(said, name) for name, said in labels if name in there]

    def _verbs(self) -> Options:
        verbs = self.tables.tasks["verb"].value_counts()
        return self._all() + [(f"{verb} ({n})", verb) for verb, n in verbs.items()]


_WIDE = {"width": "20em"}
