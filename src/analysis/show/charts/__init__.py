"""Draw the tables: every chart takes a DataFrame and returns Axes.

A chart draws. It computes no statistic, gives itself no title, shows and saves
nothing; `caption` says what it shows, and the export module saves it.

Figures are made without pyplot, so that nothing is shared between charts and nothing
piles up in memory; in a notebook a chart that ends a cell still shows itself, once
`analysis.show.style.use_house_style` has been called (a semicolon would silence it).
"""

from analysis.show.charts.alignment import plot_continuity, plot_coverage
from analysis.show.charts.dispersion import plot_dispersion
from analysis.show.charts.formulations import plot_formulations
from analysis.show.charts.frame import caption
from analysis.show.charts.ladder import plot_ladder
from analysis.show.charts.outline import plot_occurrences, plot_sections
from analysis.show.charts.quantities import plot_quantities
from analysis.show.charts.strip import plot_strip
from analysis.show.charts.themes import plot_emphasis, plot_theme_shares
from analysis.show.charts.words import plot_keyness, plot_verbs, plot_wordcloud

__all__ = [
    "caption",
    "plot_continuity",
    "plot_coverage",
    "plot_dispersion",
    "plot_emphasis",
    "plot_formulations",
    "plot_keyness",
    "plot_ladder",
    "plot_occurrences",
    "plot_quantities",
    "plot_sections",
    "plot_strip",
    "plot_theme_shares",
    "plot_verbs",
    "plot_wordcloud",
]
