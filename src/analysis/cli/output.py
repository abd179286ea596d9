"""What a command prints: data on stdout, one line a message and progress on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from analysis import InputError


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
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


def say(message: str) -> None:
    """Print one line on stderr; what is no character of a line is written out."""
    line = "".join(
        c if c.isprintable() or c == "\u3000" else ascii(c)[1:-1] for c in message
    )
    print(line, file=sys.stderr)


def write(text: str) -> None:
    """Print data on stdout, as UTF-8 whatever the system's own."""
    if sys.stdout is None:
        raise InputError("stdout is closed; there is nowhere to write to")
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def as_json(record: object) -> str:
    """Return plain data as JSON, Chinese unescaped."""
    import json

    return json.dumps(record, ensure_ascii=False, indent=1)
