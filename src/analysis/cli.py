"""The commands: brief, outline, table, chart, norms, diff, lexicon, lab."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import InputError

if TYPE_CHECKING:
    from pandas import DataFrame

# Kept light: what a command needs it imports itself, so that --help is instant.

REPORTS = Path("data/reports")
app = typer.Typer(
    help="重心: what a Chinese work report puts its weight on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon = typer.Typer(
    help="Check the term lists, and find in reports what they lack.",
    no_args_is_help=True,
)
app.add_typer(lexicon, name="lexicon")
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
    """In which language a chart is labelled."""

    zh = "zh"
    en = "en"


@app.command()
def brief(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[REPORT...]",
            help="Files or folders. Default: every one in data/reports.",
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("output"),
    scheme: Scheme = None,
    norms: Norms = None,
    force: Annotated[
        bool, typer.Option("--force", help="Brief what does not look like a report.")
    ] = False,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Do the main job: charts, workbook, tables and page of each report.

    Reports of one body, or of one year, also get a page on which they stand side by
    side.
    """
    from analysis.flow import Flow
    from analysis.read.reports import read_reports
    from analysis.read.reports.folders import files_of
    from analysis.read.reports.shelves import shelves
    from analysis.show.briefing import STEPS, brief_shelf
    from analysis.show.briefing import brief as write_brief

    paths, told = files_of(reports or [REPORTS], any_genre=force)
    # All can be read, or nothing is begun.
    found = read_reports(paths, review_year=review_year, plan_year=plan_year)
    if not force:
        _refuse_other_genres(found)
    stand = shelves(found)
    told += [f"on no shelf: {one}: {why}" for one, why in stand.left_out.items()]
    flows = {}
    with _progress((len(found) + len(stand.found)) * STEPS) as advance:
        for row, name in enumerate(found["report"]):
            report = found.iloc[[row]].reset_index(drop=True)
            flows[name] = Flow(report, scheme=scheme, norms=norms)
            folder = write_brief(flows[name], out, advance=advance, say=told.append)
            told.append(f"{folder / 'index.html'}")
        for shelf in stand.found:
            how = {"advance": advance, "scheme": scheme}
            folder = brief_shelf(shelf, flows, out, **how)
            told.append(f"{folder / 'index.html'}")
    for line in told:
        _say(line)


@app.command()
def outline(
    report: Annotated[Path, typer.Argument(metavar="REPORT", show_default=False)],
    format: Shown = View.text,
    picture: Annotated[
        Path | None, typer.Option(help="Draw the report as a strip: FILE.png.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read what does not look like a report.")
    ] = False,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Show how a report was read: years, parts, roles and why, sections, items."""
    from analysis.read.audit import outline_record, outline_text
    from analysis.read.reports import read_reports

    reports = read_reports([report], review_year=review_year, plan_year=plan_year)
    record = outline_record(reports)
    if not force:
        _refuse_other_genres(reports)
    if picture:
        _draw(reports, picture)
    _write(outline_text(record) if format == View.text else _json(record))


@app.command()
def table(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    reports: Files,
    format: Annotated[Format, typer.Option(help="Of the output.")] = Format.csv,
    out: Annotated[Path | None, typer.Option(help="A file; default: stdout.")] = None,
    scheme: Scheme = None,
    norms: Norms = None,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Write one table, by its name: clauses, tokens, themes, tasks and others."""
    from analysis.flow import Flow
    from analysis.schema import schema

    if name not in schema():
        raise typer.BadParameter(
            f"there is no table {name!r}; there are: {', '.join(schema())}",
            param_hint="NAME",
        )
    from analysis.read.reports import read_reports
    from analysis.show.export.results import write_sidecar
    from analysis.show.export.tables import write_table
    from analysis.show.provenance import provenance

    read = read_reports(reports, review_year=review_year, plan_year=plan_year)
    flow = Flow(read, scheme=scheme, norms=norms)
    rows = getattr(flow, name)
    if "scheme" in schema()[name].needs and not scheme:
        _say(flow.chosen)
    if out is None and sys.stdout is None:
        raise InputError("stdout is closed; name a file with --out")
    record = provenance(flow, [name]) if out or format not in ("csv", "json") else None
    target = sys.stdout.buffer if out is None else out
    write_table(rows, target, format.value, record=record)
    if out and format in ("csv", "json"):
        write_sidecar(record, out)


@app.command("norms")
def make_norms(
    folders: Folders,
    out: Annotated[Path | None, typer.Option(help="A CSV file.")] = None,
    scheme: Scheme = None,
) -> None:
    """Write what is usual in a collection of reports: a norm, never a text."""
    from analysis.show.export.norms import write_norms

    _say(f"{write_norms(folders, out, scheme=scheme, say=_say)}")


@app.command()
def chart(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    report: Annotated[Path, typer.Argument(metavar="REPORT", show_default=False)],
    out: Annotated[Path, typer.Option(help="A file: png, svg or pdf.")],
    size: Annotated[Sheet, typer.Option(help="Of what it is for.")] = Sheet.page,
    title: Annotated[
        str | None, typer.Option(help="Your sentence in place of the finding.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Of the labels.")] = Language.zh,
    scheme: Scheme = None,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Draw one chart, by its name, for a page, a slide or half a slide."""
    from analysis import read
    from analysis.show.charts import PLOTS
    from analysis.show.charts import chart as draw
    from analysis.show.export.images import write_image
    from analysis.show.provenance import provenance, provenance_line

    years = {"review_year": review_year, "plan_year": plan_year}
    flow = read(report, scheme=scheme, **years)
    figure = draw(flow, name, size=size.value, title=title, lang=lang.value)
    origin = provenance_line(provenance(flow, [PLOTS[name].table]))
    write_image(figure, out, origin=origin)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(metavar="OUT_A", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="OUT_B", show_default=False)],
    format: Shown = View.text,
) -> None:
    """Say why the numbers of two results differ: text, lexicon or program."""
    from analysis.show.diff import compare
    from analysis.show.diff.lines import differences_text
    from analysis.show.export.results import read_results

    found = compare(read_results(before), read_results(after))
    _write(differences_text(found) if format == View.text else _json(found))


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
    _write(check_text(remarks) if text else _json(remarks.to_dict("records")))


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
        _write(suggest_text(found, top=top))
    else:
        _write(_json({name: rows.to_dict("records") for name, rows in found.items()}))


@app.command()
def lab() -> None:
    """Open JupyterLab on the project, at its notebooks."""
    root = Path.cwd()
    if not (root / "notebooks").is_dir():
        raise InputError(
            f"{root / 'notebooks'}: no such folder; run this where the project is"
        )
    command = [sys.executable, "-m", "jupyterlab"]
    # The root is the project, so that data, lists and output are within reach.
    command += [
        f"--ServerApp.root_dir={root}",
        "--LabApp.default_url=/lab/tree/notebooks",
    ]
    sys.stdout.flush()
    os.execv(sys.executable, command)


def main() -> None:
    """Run a command; input that cannot be used is one line on stderr and status 1."""
    gc.disable()  # a command is short, and a tenth of its time would go into this
    try:
        app()
    except BrokenPipeError:  # the reader of our output, head for one, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (InputError, OSError) as error:
        _say(f"zhongxin: {error}")
        sys.exit(1)
    finally:
        gc.enable()


def _refuse_other_genres(reports: "DataFrame") -> None:
    """Raise one line where a text does not look like a work report."""
    from analysis.read.reports.genre import other_genre

    for row in reports.itertuples():
        if why := other_genre(row.text):
            raise InputError(
                f"{row.source}: this does not look like a work report: {why}; "
                "with --force it is read all the same"
            )


def _draw(reports: "DataFrame", picture: Path) -> None:
    """Draw how a report was read to a file."""
    from analysis.read.audit import strip
    from analysis.show.charts import caption, plot_strip
    from analysis.show.export.images import write_image

    report = reports.iloc[0]
    ax = plot_strip(strip(reports))
    measure = "每一横条是一个部分，位置和长短即其在全文中的位置和长短；颜色是角色"
    title = report["title"] or report["report"]
    source = f"《{title}》（{Path(report['source']).name}）"
    caption(ax, f"{title}：各部分的角色、位置与长短", measure, source)
    write_image(ax.get_figure(root=True), picture)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """Yield what is to be called with the name of each step; silent in a pipe."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = [BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}")]
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, advance=1, description=name)


def _say(message: str) -> None:
    """Print one line on stderr; what is no character of a line is written out."""
    line = "".join(
        c if c.isprintable() or c == "\u3000" else ascii(c)[1:-1] for c in message
    )
    print(line, file=sys.stderr)


def _write(text: str) -> None:
    if sys.stdout is None:
        raise InputError("stdout is closed; there is nowhere to write to")
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def _json(record: object) -> str:
    import json

    return json.dumps(record, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
