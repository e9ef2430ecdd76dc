"""A pool of killable worker processes: deadlines, memory and size bounds that hold.

Pebble ends a worker at its deadline and starts another; a spare worker serves what
comes meanwhile. Workers are spawned, never forked: a forked child of a process that has
had a store open for writing hangs (docs/design.md, 3.4).
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Any, Final, TypeVar

from pebble import ProcessExpired, ProcessPool
from pebble.common.types import CONSTS

from recog.errors import (
    BusyError,
    CancelledQueryError,
    DeadlineError,
    MemoryBoundError,
    QueryError,
    StoreError,
)
from recog.store import tasks
from recog.store.disk import is_alive
from recog.store.limits import Limits

Result = TypeVar("Result")

#: Exit codes of a worker that ran out of memory: the allocator aborts, or the system.
_OUT_OF_MEMORY: Final = frozenset({-signal.SIGABRT, -signal.SIGKILL, -signal.SIGBUS})
#: Exit code of a worker whose stack overflowed.
_TOO_DEEP: Final = -signal.SIGSEGV
_KILL_AFTER_S: Final = 0.05  # a worker busy in native code never hears a polite request
_GRACE_S: Final = 10.0  # for the pool's own work, beyond all deadlines
_LOOK_S: Final = 0.2  # how often it is asked whether someone still waits for a result

#: Tells whether nobody waits for a result any more.
Gone = Callable[[], bool]


class Workers:
    """The pool of one store; it starts when first used."""

    def __init__(self, spool: Path, limits: Limits, rdf: Callable[[], Path]) -> None:
        self._limits = limits
        self._rdf = rdf  # the folder that a new worker opens
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._waiting = 0
        self._numbers = count(1)
        self._spool = spool / str(os.getpid())
        _sweep(spool)

    def close(self) -> None:
        """End every worker and remove results that nobody has fetched."""
        self._drop(self._pool)
        shutil.rmtree(self._spool, ignore_errors=True)

    def warm_up(self) -> None:
        """Start the workers, without waiting for them."""
        pool = self._running()
        for _ in range(self._limits.workers):
            pool.schedule(tasks.warm)

    def spool_path(self) -> Path:
        """Return a name for a file that a worker is to write.

        Where the home cannot be written, it lies in the system's folder for such files.
        """
        try:
            self._spool.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._spool = Path(mkdtemp(prefix="recog-spool-"))
        return self._spool / f"{next(self._numbers):06}"

    def run(
        self,
        function: Callable[..., Result],
        *args: Any,
        timeout_s: float,
        gone: Gone | None = None,
    ) -> Result:
        """Run a function of `recog.store.tasks` in a worker and return its result.

        :param gone: asked while it waits and runs; its worker is killed when nobody
            wants the result any more.
        :raises CancelledQueryError: when that is so.
        :raises DeadlineError: when it has not ended in time; its worker is killed.
        :raises MemoryBoundError: when it needs more memory than a worker may have.
        :raises QueryError: when it makes the parser overflow its stack.
        :raises BusyError: when too many tasks wait already.
        """
        with self._place_in_queue():
            pool = self._running()
            try:
                return self._done(pool, function, args, timeout_s, gone)
            except BrokenProcessPool:  # as when an idle worker was killed from outside
                self._drop(pool)
                again = self._running()
                return self._done(again, function, args, timeout_s, gone)

    def _done(
        self,
        pool: ProcessPool,
        function: Callable[..., Result],
        args: Sequence[Any],
        timeout_s: float,
        gone: Gone | None,
    ) -> Result:
        try:
            future: Any = pool.schedule(function, args=args, timeout=timeout_s)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        self._wait(future, timeout_s + self._limits.max_timeout_s + _GRACE_S, gone)
        try:
            result: Result = future.result()
        except TimeoutError as error:
            raise DeadlineError(
                f"stopped after {timeout_s:g} s; ask for less, or for more time "
                f"(at most {self._limits.max_timeout_s:g} s)",
                limit="timeout",
                value=timeout_s,
            ) from error
        except ProcessExpired as error:
            raise self._expired(error) from error
        return result

    def _wait(self, future: Any, longest_s: float, gone: Gone | None) -> None:
        """Wait until a task has ended; one that is not wanted any more is ended."""
        left = longest_s
        while left > 0:
            step = left if gone is None else min(left, _LOOK_S)
            if wait([future], timeout=step).done:
                return
            if gone is not None and gone():
                future.cancel()  # pebble kills the worker, if it has begun
                raise CancelledQueryError("the query was ended: nobody waits for it")
            left -= step
        future.cancel()
        raise self._busy()

    def _drop(self, pool: ProcessPool | None) -> None:
        """End a pool; the next task starts another."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        if pool is not None:
            _stop(pool)

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._pool is None:
                CONSTS.term_timeout = _KILL_AFTER_S
                self._pool = ProcessPool(
                    max_workers=self._limits.workers,
                    initializer=tasks.start,
                    initargs=(str(self._rdf()), self._limits.memory_bytes),
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool

    @contextmanager
    def _place_in_queue(self) -> Iterator[None]:
        with self._lock:
            if self._waiting >= self._limits.workers + self._limits.queue:
                raise self._busy()
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def _busy(self) -> BusyError:
        return BusyError(
            f"{self._limits.queue} queries wait already; try again in a moment",
            limit="queue",
            value=self._limits.queue,
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


def _sweep(spool: Path) -> None:
    """Remove the results of processes that are gone."""
    for folder in spool.glob("*") if spool.is_dir() else ():
        if folder.name.isdigit() and not is_alive(int(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)
