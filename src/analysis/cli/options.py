"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Scheme = Annotated[
    str | None,
    typer.Option(
        help="Theme scheme: publicity, government. Default: the one that covers more."
    ),
]
Norms = Annotated[Path | None, typer.Option(help="What `zhongxin norms` wrote.")]
ReviewYear = Annotated[
    int | None,
    typer.Option("--review-year", help="The year reviewed, whatever the text says."),
]
PlanYear = Annotated[
    int | None,
    typer.Option("--plan-year", help="The year planned, whatever the text says."),
]
Files = Annotated[list[Path], typer.Argument(metavar="REPORT...", show_default=False)]
Folders = Annotated[list[Path], typer.Argument(metavar="DIR...", show_default=False)]


class Format(StrEnum):
    """How a table is written."""

    csv = "csv"
    json = "json"
    xlsx = "xlsx"
    parquet = "parquet"


class View(StrEnum):
    """How an outline is shown, or what is said of the lists."""

    text = "text"
    json = "json"


Shown = Annotated[View, typer.Option(help="For people or for programs.")]


class Sheet(StrEnum):
    """What a chart is drawn for."""

    page = "page"
    slide = "slide"
    half = "half"


class Language(StrEnum):
    """In which language sentences and labels are."""

    zh = "zh"
    en = "en"


Superior = Annotated[
    Path | None,
    typer.Option(help="The superior's report: what is taken up of its plan."),
]
