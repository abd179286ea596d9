"""Do independent jobs in two processes."""

import os
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing import get_context

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
    if sys.platform != "linux" or os.cpu_count() == 1 or not 1 < len(jobs) <= MOST:
        for job in jobs:
            job()
        return
    queue, feed = os.pipe()
    answers, done = os.pipe()
    os.write(feed, bytes(range(len(jobs))))
    os.close(feed)  # no writer is left, so an empty queue reads as its end
    other = get_context("fork").Process(target=_other, args=(jobs, queue, done))
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        other.start()  # Python warns of threads; those of numpy are at rest
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


def _take(queue: int, jobs: Sequence[Callable[[], object]]):
    """Do the next job as long as there is one; yield the number of each done."""
    while taken := os.read(queue, 1):
        jobs[taken[0]]()
        yield taken[0]


def _other(jobs: Sequence[Callable[[], object]], queue: int, done: int) -> None:
    try:
        for number in _take(queue, jobs):
            os.write(done, bytes([number]))
    except Exception:  # its number is not among the finished: it is done once more
        return
