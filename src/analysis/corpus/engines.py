"""Who does the work: this process, some processes, a Dask cluster; one code path.

All are a `concurrent.futures.Executor`. What a lost worker did is done again; a part
that costs its worker is gone through file by file, and what kills is left out.
"""

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import NamedTuple

from analysis import InputError
from analysis.corpus.work import Done, Job, make_part, try_file

IN_FLIGHT = 2  # parts a worker: one in work, one that waits


class Engine(NamedTuple):
    """Executors, one after the other where they break, and how many parts they hold."""

    start: Callable[[], Executor]
    in_flight: int


class Here(Executor):
    """An executor that does at once, in this process, what it is given."""

    def submit(self, fn: Callable, /, *args: object, **kwargs: object) -> Future:
        """Return the future of what is done already."""
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def engine(
    *, workers: int = 1, scheduler: str | None = None, dask: bool = False
) -> Iterator[Engine]:
    """Yield who does the work."""
    if scheduler or dask:
        with _client(scheduler, workers) as client:
            n = max(len(client.ncores()), 1)
            yield Engine(lambda: client.get_executor(pure=False), IN_FLIGHT * n)
    elif workers > 1:
        yield Engine(lambda: processes(workers), IN_FLIGHT * workers)
    else:
        yield Engine(Here, 1)


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError(
            "a Dask cluster needs an extra: pip install 'zhongxin[cluster]'"
        ) from None
    if not scheduler:
        # What it would log, a lost worker above all, is seen to here.
        how = {"threads_per_worker": 1, "silence_logs": logging.CRITICAL}
        how |= {"dashboard_address": None}
        with LocalCluster(n_workers=workers, **how) as cluster, Client(cluster) as own:
            yield own
        return
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{scheduler}: no Dask scheduler answers there ({error}); give its address "
            "as tcp://HOST:8786"
        ) from error
    with client:
        yield client


def processes(n: int) -> ProcessPoolExecutor:
    """Return an executor of new processes, which end when this one does."""
    spawned = get_context(
        "spawn"
    )  # a copy of this one would not get along with threads
    return ProcessPoolExecutor(n, mp_context=spawned, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process().sentinel

    def watch() -> None:
        connection.wait([parent])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def run(jobs: Iterable[Job], by: Engine) -> Iterator[Done]:
    """Yield what was done for each part, as it is done; few are in flight."""
    jobs, flying, executor = iter(jobs), {}, by.start()
    try:
        while True:
            for job in islice(jobs, by.in_flight - len(flying)):
                flying[_submitted(executor, job)] = job
            if not flying:
                return
            done = wait(flying, return_when=FIRST_COMPLETED).done
            if any(isinstance(one.exception(), BrokenProcessPool) for one in done):
                done = wait(flying).done  # all of it is lost
                executor.shutdown()
                executor = by.start()
            lost = [flying.pop(one) for one in done if _lost(one)]
            for future in done.intersection(flying):
                del flying[future]
                yield future.result()
            yield from apart(lost)
    except CancelledError:
        raise InputError(
            "the Dask scheduler is gone; run this again to go on"
        ) from None
    finally:
        for future in flying:
            future.cancel()
        executor.shutdown(wait=False)


def _submitted(executor: Executor, job: Job) -> Future:
    try:
        return executor.submit(make_part, job)
    except BrokenProcessPool as error:
        lost: Future = Future()
        lost.set_exception(error)
        return lost


def _lost(future: Future) -> bool:
    error = future.exception()
    return (
        isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker"
    )


class Alone:
    """One process at a time, and a new one after each that is killed."""

    def __init__(self) -> None:
        self.executor = processes(1)

    def survives(self, do: Callable, *args: object) -> Done | bool:
        """Return what comes of it; False where it kills the process."""
        try:
            return self.executor.submit(do, *args).result()
        except BrokenProcessPool:
            self.executor.shutdown()
            self.executor = processes(1)
            return False


def apart(jobs: list[Job]) -> Iterator[Done]:
    """Do lost parts again, in a process of their own, without files that kill it."""
    alone = Alone()
    for job in jobs:
        done = alone.survives(make_part, job)
        if not done:
            kill = [one for one in job.files if not alone.survives(try_file, job, one)]
            job = job._replace(deadly=frozenset(kill))
            done = alone.survives(make_part, job)
        if not done:
            raise InputError(
                f"{job.part}: whoever reads it is killed, though by no file of it "
                "alone; is there too little memory?"
            )
        yield done
    alone.executor.shutdown()
