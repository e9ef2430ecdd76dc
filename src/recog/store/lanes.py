"""A lane: killable worker processes, with deadlines and memory bounds that hold.

Pebble ends a worker at its deadline and starts another; a spare worker serves what
comes meanwhile. Workers are spawned, never forked: a forked child of a process that has
had a store open for writing hangs (docs/design.md, 3.4).
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

from pebble import ProcessExpired, ProcessPool
from pebble.common.types import CONSTS

from recog.errors import (
    CancelledQueryError,
    DeadlineError,
    MemoryBoundError,
    QueryError,
    StoreError,
)
from recog.store import tasks
from recog.store.limits import Limits
from recog.store.turns import Gone, Turns

#: Exit codes of a worker that ran out of memory: the allocator aborts, or the system.
_OUT_OF_MEMORY: Final = frozenset({-signal.SIGABRT, -signal.SIGKILL, -signal.SIGBUS})
#: Exit code of a worker whose stack overflowed.
_TOO_DEEP: Final = -signal.SIGSEGV
_KILL_AFTER_S: Final = 0.05  # a worker busy in native code never hears a polite request
_GRACE_S: Final = 10.0  # for the pool's own work, beyond a deadline
_LOOK_S: Final = 0.2  # how often it is asked whether someone still waits for a result


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be run, for whom and how long."""

    function: Callable[..., Any]  # of `recog.store.tasks`
    args: Sequence[Any]
    timeout_s: float
    patience_s: float  # for which it may wait for its turn
    client: str
    gone: Gone | None


class DivertedError(Exception):
    """A job is not for this lane any more."""


class Lane:
    """Workers of one sort; they start when first used.

    :param size: how many tasks run at the same time.
    :param spares: workers that wait to take the place of one that is killed.
    :param niceness: how far they stand back where processors are scarce, to 19.
    :param online: they may use the network.
    :param rdf: gives the folder that a new worker opens.
    """

    def __init__(
        self,
        limits: Limits,
        rdf: Callable[[], Path],
        *,
        size: int,
        spares: int = 0,
        niceness: int = 0,
        online: bool = False,
    ) -> None:
        self._limits, self._rdf = limits, rdf
        self._size = size + spares
        self._start = partial(
            tasks.start,
            memory_bytes=limits.memory_bytes,
            niceness=niceness,
            online=online,
        )
        self._turns = Turns(size, limits.queue)
        self._lock = Lock()
        self._pool: ProcessPool | None = None

    def close(self) -> None:
        """End every worker."""
        self._drop(self._pool)

    def warm_up(self) -> None:
        """Start the workers, without waiting for them."""
        pool = self._running()
        for _ in range(self._size):
            pool.schedule(tasks.warm)

    def run(
        self,
        job: Job,
        *,
        unless: Callable[[], bool] = lambda: False,
        during: Callable[[str], AbstractContextManager[None]] = lambda _: nullcontext(),
    ) -> Any:
        """Run a job once it is its client's turn, and return its result.

        :param unless: asked when it is.
        :param during: what its client is in while it runs.
        :raises DivertedError: when `unless` is so; nothing was run.
        :raises RecogError: as `Workers.run` does.
        """
        with self._turns.turn(job.client, patience_s=job.patience_s, gone=job.gone):
            if unless():
                raise DivertedError
            with during(job.client):
                pool = self._running()
                try:
                    return self._done(pool, job)
                except BrokenProcessPool:  # as when an idle worker was killed
                    self._drop(pool)
                    return self._done(self._running(), job)

    def _done(self, pool: ProcessPool, job: Job) -> Any:
        try:
            future: Any = pool.schedule(
                job.function, args=job.args, timeout=job.timeout_s
            )
        except RuntimeError as error:
            raise BrokenProcessPool from error
        self._wait(future, job)
        try:
            return future.result()
        except TimeoutError as error:
            raise self._too_late(job) from error
        except ProcessExpired as error:
            raise self._expired(error) from error

    def _wait(self, future: Any, job: Job) -> None:
        """Wait until a task has ended; one that is not wanted any more is ended."""
        left = job.timeout_s + _GRACE_S
        while left > 0:
            step = left if job.gone is None else min(left, _LOOK_S)
            if wait([future], timeout=step).done:
                return
            if job.gone is not None and job.gone():
                future.cancel()  # pebble kills the worker, if it has begun
                raise CancelledQueryError("the query was ended: nobody waits for it")
            left -= step
        future.cancel()
        raise self._too_late(job)

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._pool is None:
                CONSTS.term_timeout = _KILL_AFTER_S
                self._pool = ProcessPool(
                    max_workers=self._size,
                    initializer=self._start,
                    initargs=(str(self._rdf()),),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    def _drop(self, pool: ProcessPool | None) -> None:
        """End a pool; the next task starts another."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        if pool is not None:
            _stop(pool)

    def _too_late(self, job: Job) -> DeadlineError:
        return DeadlineError(
            f"stopped after {job.timeout_s:g} s; ask for less, or for more time "
            f"(at most {self._limits.max_timeout_s:g} s)",
            limit="timeout",
            value=job.timeout_s,
        )

    def _expired(self, error: ProcessExpired) -> Exception:
        if error.exitcode in _OUT_OF_MEMORY:
            return memory_error(self._limits)
        if error.exitcode == _TOO_DEEP:
            return QueryError("too long or too deeply nested to be parsed")
        return StoreError(f"a worker ended with status {error.exitcode}")


def memory_error(limits: Limits) -> MemoryBoundError:
    """Return the error of a task that needs more memory than a worker may have."""
    return MemoryBoundError(
        f"stopped at {limits.memory_bytes / 2**20:g} MiB of memory; ask for less at a "
        "time, or without sorting and grouping everything",
        limit="memory_bytes",
        value=limits.memory_bytes,
    )


def _stop(pool: Any) -> None:  # pebble gives the method no types
    pool.stop()
    pool.join()
