"""The command for many thousands of reports: corpus."""

import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.output import say

if TYPE_CHECKING:
    from analysis.corpus.work import Done

EVERY = 30  # seconds between two lines, where there is no terminal


def corpus(
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for the tables.")],
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, help="Processes. Default: this one; with --dask all cores."
        ),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask cluster: tcp://HOST:8786.")
    ] = None,
    dask: Annotated[
        bool, typer.Option("--dask", help="A Dask cluster on this machine.")
    ] = False,
    scheme: Annotated[
        str | None,
        typer.Option(help="Theme scheme. Default: every one, a column says which."),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read again the files that failed.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Read what does not look like a report.")
    ] = False,
) -> None:
    """Read every report of a folder tree into Parquet tables; run again to go on."""
    if scheduler and (workers or dask):
        raise typer.BadParameter(
            "a cluster has its own workers; leave out --workers and --dask",
            param_hint="--scheduler",
        )
    from analysis.corpus.collection import collect

    gc.enable()  # this one may run for a night
    workers = workers or (os.cpu_count() if dask else 1)
    by = {"workers": workers, "scheduler": scheduler, "dask": dask}
    how = {"scheme": scheme, "retry": retry, "any_genre": force}
    with _told() as tell:
        told = collect(folder, out, tell=tell, **by, **how)
    good, kept = told.files - told.failed, told.files - told.read
    say(f"{told.files:,} files: {told.read:,} read now, {kept:,} kept as they were")
    say(f"{good:,} reports; {told.failed:,} files failed: {out / 'failures.csv'}")
    if told.others:
        kinds = Counter(Path(name).suffix.lower() or name for name in told.others)
        listed = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common(8))
        say(f"left alone, since such files hold no report: {listed}")


class Pace:
    """How far a run is, and how fast."""

    def __init__(self) -> None:
        self.begun, self.files, self.read, self.characters = time.monotonic(), 0, 0, 0

    def add(self, done: "Done") -> None:
        """Count what was done."""
        self.files += done.files
        self.read += done.read
        self.characters += done.characters

    def line(self, total: int) -> str:
        """Return it as a line: files, rates, time left."""
        spent = max(time.monotonic() - self.begun, 1e-9)
        rates = f"{self.read / spent:,.1f} files/s, "
        rates += f"{self.characters / spent / 1e6:.2f} M characters/s"
        if not self.read:
            return rates
        left = (total - self.files) * spent / self.read
        hours, minutes = divmod(round(left / 60), 60)
        return f"{rates}, {hours}:{minutes:02d} h left"


@contextmanager
def _told() -> Iterator[Callable[[int, "Done"], None]]:
    """Yield what is to be told of each part: it draws a bar, or now and then a line."""
    pace = Pace()
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = [BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}")]
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=None)

            def draw(total: int, done: "Done") -> None:
                pace.add(done)
                where = {"completed": pace.files, "total": total}
                bar.update(task, description=pace.line(total), **where)

            yield draw
        return
    last = pace.begun

    def write(total: int, done: "Done") -> None:
        nonlocal last
        pace.add(done)
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            say(f"{pace.files:,} of {total:,} files, {pace.line(total)}")

    yield write
