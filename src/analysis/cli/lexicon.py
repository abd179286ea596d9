"""The commands about the term lists: check, suggest."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.options import Files, Scheme, Shown, View
from analysis.cli.output import as_json, write

lexicon = typer.Typer(
    help="Check the term lists, and find in reports what they lack.",
    no_args_is_help=True,
)


@lexicon.command()
def check(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[REPORT...]", help="With them: also what these say."),
    ] = None,
    unseen: Annotated[
        bool, typer.Option("--unseen", help="List each term that no report holds.")
    ] = False,
    format: Shown = View.text,
) -> None:
    """Check the lists against one another, the segmenter and, if given, reports."""
    from analysis.read.outline import parse
    from analysis.read.reports import read_reports
    from analysis.say.lexicon import check_lexicons, check_text

    clauses = parse(read_reports(reports)) if reports else None
    remarks = check_lexicons(clauses, unseen=unseen)
    text = format == View.text
    write(check_text(remarks) if text else as_json(remarks.to_dict("records")))


@lexicon.command()
def suggest(
    reports: Files,
    top: Annotated[int, typer.Option(min=1, help="Rows of each table (text).")] = 12,
    format: Shown = View.text,
    scheme: Scheme = None,
) -> None:
    """List what the lists may lack: terms, words of themes, task verbs."""
    from analysis.count.themes import themes
    from analysis.flow import Flow
    from analysis.read.reports import read_reports
    from analysis.say.lexicon import suggest as find
    from analysis.say.lexicon import suggest_text

    flow = Flow(read_reports(reports), scheme=scheme)
    own = themes(flow.clauses, scheme=flow.scheme, inherit=False)
    found = find(flow.clauses, flow.tokens, own, flow.tasks)
    if format == View.text:
        write(suggest_text(found, top=top))
    else:
        write(as_json({name: rows.to_dict("records") for name, rows in found.items()}))
