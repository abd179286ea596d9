"""The command for who writes a report: check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import InputError
from analysis.cli.options import Language, PlanYear, ReviewYear, Shown, View
from analysis.cli.output import as_json, say, write

if TYPE_CHECKING:
    from pandas import Series


def check(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", show_default=False)],
    previous: Annotated[
        Path | None,
        typer.Option(help="Last year's report: what of its plan is never mentioned."),
    ] = None,
    format: Shown = View.text,
    docx: Annotated[
        Path | None,
        typer.Option(help="Write a copy with comments at the places: FILE.docx."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Of what is said.")] = Language.zh,
    force: Annotated[
        bool, typer.Option("--force", help="Check what does not look like a report.")
    ] = False,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Check a draft: what its reader will find, with place, why and what to do."""
    from analysis.flow import Flow
    from analysis.read.reports import read_reports
    from analysis.read.reports.genre import refuse_other_genres
    from analysis.say.draft.text import remark_records, remark_text
    from analysis.show.export.comments import check_copy, write_comments

    if docx:
        check_copy(docx, [draft, *([previous] if previous else [])])
    reports = read_reports([draft], review_year=review_year, plan_year=plan_year)
    if not force:
        refuse_other_genres(reports)
    before = read_reports([previous]) if previous else None
    if before is not None:
        _follows(before.iloc[0], reports.iloc[0])
    earlier = None if before is None else Flow(before)
    flow = Flow(reports, previous=earlier)
    how = {"lang": lang.value}
    records = remark_records(flow.remarks, reports, flow.clauses, **how)
    if docx:
        write_comments(docx, draft, reports["text"].iloc[0], records, **how)
        say(f"{docx}")
    title = reports["title"].iloc[0] or reports["report"].iloc[0]
    text = format == View.text
    write(remark_text(records, title, **how) if text else as_json(records))


def _follows(before: "Series", draft: "Series") -> None:
    """Raise one line where a report is known to plan for another year than reviewed."""
    import pandas as pd

    planned, reviewed = before["plan_year"], draft["review_year"]
    if pd.isna(planned) and pd.notna(before["review_year"]):
        planned = before["review_year"] + 1
    if pd.notna(planned) and pd.notna(reviewed) and planned != reviewed:
        raise InputError(
            f"{before['source']}: plans for {planned}, but the draft reviews "
            f"{reviewed}; give the report of the year before with --previous"
        )
