"""Do jobs in two processes, where a running one is safely copied."""

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import current_process, get_context
from typing import Any

BUSY = "ZHONGXIN_BUSY"  # set while both processors have work: no third process is begun


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


def spread(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Return what each job returns, in their order; two processes take one at a time.

    What a job returns must be data that can be sent. One that raises in the second
    process is done again here, where its error can be seen.
    """
    if len(jobs) < 2 or not second_process():
        return [job() for job in jobs]
    fork = get_context("fork")
    following, (ours, theirs) = fork.Value("i", 0), fork.Pipe(duplex=False)
    os.environ[BUSY] = "1"
    work = fork.Process(target=_send, args=(jobs, following, theirs), daemon=True)
    try:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            work.start()
        theirs.close()
        done = dict(_take(jobs, following))
        try:
            done |= ours.recv()
        except EOFError:  # it was killed; what it had not told is done below
            pass
        work.join()
    except BaseException:
        work.terminate()
        work.join()
        raise
    finally:
        del os.environ[BUSY]
    return [done[n] if n in done else job() for n, job in enumerate(jobs)]


def _take(jobs: Sequence[Callable[[], Any]], following: Any) -> Iterator[tuple]:
    """Do the next job that nobody does, until there is none."""
    while True:
        with following.get_lock():
            n, following.value = following.value, following.value + 1
        if n >= len(jobs):
            return
        yield n, jobs[n]()


def _send(jobs: Sequence[Callable[[], Any]], following: Any, pipe: Any) -> None:
    """Do jobs as they come, and tell what they returned, as far as none failed."""
    done = {}
    try:
        for n, told in _take(jobs, following):
            done[n] = told
    except Exception:  # it is done again where its error can be seen
        pass
    except BaseException:
        sys.exit(1)
    pipe.send(done)


def second_process() -> bool:
    """Return whether a second process can be had, and gains anything.

    Only Linux copies a running process safely.
    """
    if sys.platform != "linux" or current_process().daemon or BUSY in os.environ:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _quietly(job: Callable[[], object]) -> None:
    try:
        job()
    except BaseException:  # Ctrl-C reaches both processes; one of them speaks of it
        sys.exit(1)
