"""Do a job in a second process, where a running one is safely copied."""

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess


@contextmanager
def meanwhile(job: Callable[[], object]) -> Iterator[None]:
    """Do a job that writes files while the block runs, else behind it.

    What the job returns is lost. Only Linux copies a running process safely;
    elsewhere, and with one processor, the job is done here when the block has ended.
    Where the block raises, the job is stopped.

    Raises
    ------
    Exception
        What the job raised; it is done again here, where its error can be seen.
    """
    if not _copies():
        yield
        job()
        return
    other = get_context("fork").Process(target=_quietly, args=(job,), daemon=True)
    try:
        _start(other)
        yield
        other.join()
    except BaseException:
        if other.pid:
            other.terminate()
            other.join()
        raise
    if other.exitcode:
        job()


def _copies() -> bool:
    """Return whether a second process gains anything; only Linux copies one safely."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _start(process: BaseProcess) -> None:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        process.start()  # Python warns of threads; those of numpy are at rest


def _quietly(job: Callable[[], object]) -> None:
    try:
        job()
    except BaseException:  # Ctrl-C reaches both processes; one of them speaks of it
        sys.exit(1)
