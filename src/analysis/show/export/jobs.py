"""Do a job in a second process, where a running one is safely copied."""

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import current_process, get_context


@contextmanager
def meanwhile(job: Callable[[], object]) -> Iterator[None]:
    """Do a job that writes files while the block runs, else behind it.

    What the job returns is lost. Where the block raises, the job is stopped.

    Raises
    ------
    Exception
        What the job raised; it is done again here, where its error can be seen.
    """
    if not second_process():
        yield
        job()
        return
    other = get_context("fork").Process(target=_quietly, args=(job,), daemon=True)
    try:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            other.start()  # Python warns of threads; those of numpy are at rest
        yield
        other.join()
    except BaseException:
        if other.pid:
            other.terminate()
            other.join()
        raise
    if other.exitcode:
        job()


def second_process() -> bool:
    """Return whether a second process can be had, and gains anything.

    Only Linux copies a running process safely.
    """
    if sys.platform != "linux" or current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _quietly(job: Callable[[], object]) -> None:
    try:
        job()
    except BaseException:  # Ctrl-C reaches both processes; one of them speaks of it
        sys.exit(1)
