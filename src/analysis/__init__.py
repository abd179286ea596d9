"""Analyse Chinese work reports: what they put their weight on (重心).

>>> from analysis import read
>>> flow = read("data/reports/2023-publicity.txt")  # doctest: +SKIP
>>> flow.emphasis  # doctest: +SKIP

Each step of the flow is a function from table to table, and each can be had from here.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The folder `read` is bound here before the function takes its name: `analysis.read`
# is the function, and `from analysis.read.outline import …` finds the folder still.
import analysis.read as _folder  # noqa: F401

if TYPE_CHECKING:
    from analysis.flow import Flow

# Where each public name stands; a module is only loaded when a name of it is asked for.
PUBLIC = {
    "read_reports": "read.reports",
    "parse": "read.outline",
    "segment": "count.tokens",
    "themes": "count.themes",
    "tasks": "count.tasks",
    "quantities": "count.quantities",
    "keyness": "compare.keyness",
    "emphasis": "compare.emphasis",
    "kwic": "say.concordance",
    "Flow": "flow",
    "chart": "show.charts",
    "table": "show.display",
    "display_zh": "show.display",
    "explore": "show.explore",
}
__all__ = ["InputError", "read", *PUBLIC]


class InputError(ValueError):
    """Input that cannot be used; the message is one clear line for the analyst."""


def read(
    *paths: str | Path | Iterable[str | Path],
    scheme: str | None = None,
    norms: str | Path | None = None,
    review_year: int | None = None,
    plan_year: int | None = None,
    body: str | None = None,
    year: int | None = None,
) -> "Flow":
    """Read one report, or several, and return its `Flow`: every table of it.

    Parameters
    ----------
    paths
        Files (txt, md, docx, pdf, html; doc and wps where LibreOffice is installed), or
        folders of them; or a collection, which is a folder that ``zhongxin corpus``
        wrote.
    scheme
        The theme scheme; without it the one that covers most.
    norms
        A norm that ``zhongxin norms`` wrote; without it the one shipped.
    review_year, plan_year
        What the analyst knows of the years; they overrule the text.
    body, year
        Of several reports only those of this body, or those that review this year.

    Raises
    ------
    InputError
        Where a file cannot be read.
    """
    from analysis.corpus.opened import flow_of

    named = [
        Path(path)
        for group in paths
        for path in ([group] if isinstance(group, str | Path) else group)
    ]
    how = {"scheme": scheme, "norms": Path(norms) if norms else None}
    years = {"review_year": review_year, "plan_year": plan_year}
    return flow_of(named, body=body, year=year, **how, **years)[0]


def __getattr__(name: str) -> Any:
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"analysis.{PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *PUBLIC})


def _show_flows_in_notebooks() -> None:
    """Let a flow that ends a cell show what it holds; nothing is loaded before."""
    shell = "IPython" in sys.modules and sys.modules["IPython"].get_ipython()
    if shell:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type_by_name(
            "analysis.flow",
            "Flow",
            lambda flow: import_module("analysis.show.display").flow_html(flow),
        )


_show_flows_in_notebooks()
