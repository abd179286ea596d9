"""Do independent jobs in two processes, where a running one is safely copied."""

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

MOST = 256  # jobs of a run: each is one byte in a pipe


def do_all(jobs: Sequence[Callable[[], object]]) -> None:
    """Do every job, half of them in a copy of this process where that is safe.

    Each process takes the next job when it is free, so the longest go first. A job
    leaves its result in a file: what it returns is lost. Only Linux copies a running
    process safely; elsewhere, and with one processor, this process does them all.

    Raises
    ------
    Exception
        What a job raised, also one that failed in the other process: it is done again
        here, where its error can be seen.
    """
    if not _copies() or not 1 < len(jobs) <= MOST:
        for job in jobs:
            job()
        return
    queue, feed = os.pipe()
    answers, done = os.pipe()
    os.write(feed, bytes(range(len(jobs))))
    os.close(feed)  # no writer is left, so an empty queue reads as its end
    other = _started(_other, jobs, queue, done)
    os.close(done)
    try:
        mine = {number for number in _take(queue, jobs)}
    except BaseException:
        other.terminate()
        raise
    finally:
        other.join()
        finished = set(os.read(answers, MOST))
        os.close(queue)
        os.close(answers)
    for number in sorted({*range(len(jobs))} - mine - finished):
        jobs[number]()


@contextmanager
def meanwhile(job: Callable[[], object]) -> Iterator[None]:
    """Do a job that writes files while the block runs, else behind it.

    Raises
    ------
    Exception
        What the job raised; it is done again here, where its error can be seen.
    """
    if not _copies():
        yield
        job()
        return
    other = _started(_quietly, job)
    try:
        yield
    except BaseException:
        other.terminate()
        raise
    finally:
        other.join()
    if other.exitcode:
        job()


def _copies() -> bool:
    """Return whether a second process gains anything; only Linux copies one safely."""
    return sys.platform == "linux" and os.cpu_count() != 1


def _started(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Return a copy of this process that does some work."""
    process = get_context("fork").Process(target=work, args=arguments)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        process.start()  # Python warns of threads; those of numpy are at rest
    return process


def _quietly(job: Callable[[], object]) -> None:
    try:
        job()
    except BaseException:  # Ctrl-C reaches both processes; one of them speaks of it
        sys.exit(1)


def _take(queue: int, jobs: Sequence[Callable[[], object]]):
    """Do the next job as long as there is one; yield the number of each done."""
    while taken := os.read(queue, 1):
        jobs[taken[0]]()
        yield taken[0]


def _other(jobs: Sequence[Callable[[], object]], queue: int, done: int) -> None:
    try:
        for number in _take(queue, jobs):
            os.write(done, bytes([number]))
    except BaseException:  # its number is not among the finished: it is done once more
        return
