"""The commands: brief, outline, table, chart, norms, check, notebook, and others."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import InputError
from analysis.cli.corpus import corpus
from analysis.cli.draft import check
from analysis.cli.lexicon import lexicon
from analysis.cli.options import (
    Files,
    Folders,
    Format,
    Language,
    Norms,
    PlanYear,
    ReviewYear,
    Scheme,
    Sheet,
    Shown,
    Superior,
    View,
)
from analysis.cli.output import as_json, progress, say, write

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.flow import Flow

# Kept light: what a command needs it imports itself, so that --help is instant.

REPORTS = Path("data/reports")
app = typer.Typer(
    help="重心: what a Chinese work report puts its weight on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(lexicon, name="lexicon")
app.command()(check)
app.command()(corpus)


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
    superior: Superior = None,
    only: Annotated[
        str, typer.Option(help="Some of: page,slides,document,workbook,tasks,points,…")
    ] = "",
    template: Annotated[
        Path | None, typer.Option(help="Slides of your office: FILE.pptx.")
    ] = None,
    lang: Annotated[
        Language, typer.Option(help="Of sentences, labels and charts.")
    ] = Language.zh,
    force: Annotated[
        bool, typer.Option("--force", help="Brief what does not look like a report.")
    ] = False,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Do the main job: page, slides, document, workbook and more of each report.

    Reports of one body, or of one year, also get a page on which they stand side by
    side.
    """
    from analysis.read.reports import read_reports
    from analysis.read.reports.folders import files_of
    from analysis.read.reports.genre import refuse_other_genres
    from analysis.read.reports.shelves import shelves
    from analysis.show.briefing import STEPS, asked, brief_all

    of = asked(filter(None, only.split(",")), lang=lang.value, template=template)
    paths, told = files_of(reports or [REPORTS], any_genre=force)
    # All can be read, or nothing is begun.
    found = read_reports(paths, review_year=review_year, plan_year=plan_year)
    if not force:
        refuse_other_genres(found)
    n = len(found) + len(shelves(found).found)
    with progress(n * STEPS) as advance:
        how = {"scheme": scheme, "norms": norms, "superior": _superior(superior)}
        told += brief_all(found, out, of=of, advance=advance, **how)
    for line in told:
        say(line)


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
    lang: Annotated[Language, typer.Option(help="Of the picture.")] = Language.zh,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Show how a report was read: years, parts, roles and why, sections, items."""
    from analysis.read.audit import outline_record, outline_text
    from analysis.read.reports import read_reports
    from analysis.read.reports.genre import refuse_other_genres

    reports = read_reports([report], review_year=review_year, plan_year=plan_year)
    record = outline_record(reports)
    if not force:
        refuse_other_genres(reports)
    if picture:
        _draw(reports, picture, lang.value)
    write(outline_text(record) if format == View.text else as_json(record))


@app.command()
def table(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    reports: Files,
    format: Annotated[Format, typer.Option(help="Of the output.")] = Format.csv,
    out: Annotated[Path | None, typer.Option(help="A file; default: stdout.")] = None,
    scheme: Scheme = None,
    norms: Norms = None,
    superior: Superior = None,
    lang: Annotated[
        Language | None,
        typer.Option(help="Of headings and codes in xlsx; default: as in csv."),
    ] = None,
    body: Annotated[
        str | None, typer.Option(help="Of several reports those of this body.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Of several those that review this year.")
    ] = None,
    review_year: ReviewYear = None,
    plan_year: PlanYear = None,
) -> None:
    """Write one table, by its name: clauses, tokens, themes, tasks and others.

    Of files, folders of them, or a collection that `zhongxin corpus` wrote. CSV, JSON
    and Parquet are for programs: their columns and codes have the same names in every
    language.
    """
    from analysis.schema import schema

    if name not in schema():
        raise typer.BadParameter(
            f"there is no table {name!r}; there are: {', '.join(schema())}",
            param_hint="NAME",
        )
    from analysis.corpus.opened import flow_of
    from analysis.show.export.results import write_sidecar
    from analysis.show.export.tables import write_table
    from analysis.show.export.workbook.wording import with_labels
    from analysis.show.provenance import provenance

    how = {"scheme": scheme, "norms": norms, "superior": _superior(superior)}
    years = {"review_year": review_year, "plan_year": plan_year}
    flow, left_out = flow_of(reports, body=body, year=year, **how, **years)
    for line in left_out:
        say(line)
    rows = getattr(flow, name)
    if "scheme" in schema()[name].needs and not scheme:
        say(flow.chosen)
    if out is None and sys.stdout is None:
        raise InputError("stdout is closed; name a file with --out")
    if lang and format != "xlsx":
        say(f"--lang changes nothing in {format.value}: it is for xlsx")
    record = provenance(flow, [name]) if out or format not in ("csv", "json") else None
    target = sys.stdout.buffer if out is None else out
    if lang and format == "xlsx":
        rows = with_labels(rows, name, lang.value, flow.scheme)
    write_table(rows, target, format.value, record=record)
    if out and format in ("csv", "json"):
        write_sidecar(record, out)


@app.command("norms")
def make_norms(
    folders: Folders,
    out: Annotated[Path | None, typer.Option(help="A CSV file.")] = None,
    scheme: Scheme = None,
) -> None:
    """Write what is usual in many reports: a norm, never a text.

    DIR is a folder tree of reports, or a collection that `zhongxin corpus` wrote.
    """
    from analysis.corpus.opened import flows_of
    from analysis.show.export.norms import write_norms

    gc.enable()  # of thousands of reports each is let go
    reports, how = flows_of(folders, say=say), {"scheme": scheme, "say": say}
    say(f"{write_norms(reports, out, where=folders, **how)}")


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
    write(differences_text(found) if format == View.text else as_json(found))


@app.command()
def notebook(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    report: Annotated[
        list[Path],
        typer.Option(help="A file; 09 and 10 take a folder, or the option again."),
    ],
    out: Annotated[Path, typer.Option(help="Folder for copy and page.")] = Path(
        "output/notebooks"
    ),
    scheme: Scheme = None,
) -> None:
    """Run a notebook, by its number or name, on another report; save it as a page."""
    from analysis.show.export.notebooks import find_notebook, run_notebook

    path = find_notebook(name)
    say(f"{path} runs on {', '.join(map(str, report))}")
    for written in run_notebook(path, report, out, scheme=scheme):
        say(f"{written}")


@app.command()
def lab(
    port: Annotated[
        int | None, typer.Option(help="Default: the next free one.")
    ] = None,
    ip: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Open no browser.")
    ] = False,
    allow_root: Annotated[
        bool, typer.Option("--allow-root", help="Start as root all the same.")
    ] = False,
) -> None:
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
    command += [f"--port={port}"] if port is not None else []
    command += [f"--ip={ip}"] if ip else []
    command += ["--no-browser"] * no_browser + ["--allow-root"] * allow_root
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
        say(f"zhongxin: {error}")
        sys.exit(1)
    finally:
        gc.enable()


def _superior(path: Path | None) -> "Flow | None":
    """Return the flow of the superior's report, where one is named."""
    from analysis import read

    return path and read(path)


def _draw(reports: "DataFrame", picture: Path, lang: str) -> None:
    """Draw how a report was read to a file."""
    from analysis.read.audit import strip
    from analysis.schema import value_labels
    from analysis.show.charts import caption, plot_strip
    from analysis.show.export.images import write_image
    from analysis.show.style import SIZES, drawn_for
    from analysis.show.titles import source_of

    report, words = reports.iloc[0], value_labels("page", lang=lang)
    title = words["strip"].format(title=report["title"] or report["report"])
    with drawn_for(SIZES["page"], lang):
        ax = plot_strip(strip(reports))
        caption(ax, title, words["strip_measure"], source_of(reports, lang))
    write_image(ax.get_figure(root=True), picture)


if __name__ == "__main__":
    main()
