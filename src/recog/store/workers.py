"""Which worker runs a task, so that nobody waits for the slow queries of others.

There are three lanes. A query begins in the **quick** one. When it has not ended after
a slice of time, it is ended there and begins anew in the **slow** one, whose workers
stand back where processors are scarce. Who has one running there goes there at once,
also for as long afterwards as it took, and so does a query that was slow before. So
quick workers are held for a slice at most, and only by who has not been slow of late.
What reads files and tries writes has a lane of its own.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from time import monotonic
from typing import Any, Final, TypeVar

from recog.errors import ClientBusyError, DeadlineError, MemoryBoundError
from recog.store.disk import is_alive
from recog.store.lanes import DivertedError, Job, Lane
from recog.store.limits import Limits
from recog.store.turns import Gone

Result = TypeVar("Result")

_NICENESS: Final = 10  # of slow queries: whoever else has work goes first
_LONGEST_S: Final = 60.0  # that a client counts as slow after a slow query
_REMEMBERED: Final = 1_000  # queries
#: Slow workers for each quick one: who holds a place there holds it for long.
_SLOW: Final = 2


class Workers:
    """The workers of one store; they start when first used."""

    def __init__(
        self,
        spool: Path,
        limits: Limits,
        rdf: Callable[[], Path],
        *,
        online: bool = False,
    ) -> None:
        """Make them.

        :param online: those that run queries may use the network, to ask an engine.
        """
        size, niceness = limits.workers, 0 if online else _NICENESS
        self._limits = limits
        self._quick = Lane(limits, rdf, size=size, spares=1, online=online)
        self._slow = Lane(
            limits, rdf, size=_SLOW * size, niceness=niceness, online=online
        )
        self._writes = Lane(limits, rdf, size=1)
        self._clients = _Clients(limits.client_queries)
        self._slow_tasks = _Recent(_REMEMBERED)
        self._numbers = count(1)
        self._spool = spool / str(os.getpid())
        _sweep(spool)

    def close(self) -> None:
        """End every worker and remove results that nobody has fetched."""
        for lane in (self._quick, self._slow, self._writes):
            lane.close()
        shutil.rmtree(self._spool, ignore_errors=True)

    def warm_up(self) -> None:
        """Start the quick workers, without waiting for them."""
        self._quick.warm_up()

    def spool_path(self) -> Path:
        """Return a name for a file that a worker is to write.

        Where the home cannot be written, it lies in the system's folder for such files.
        """
        try:
            self._spool.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._spool = Path(mkdtemp(prefix="recog-spool-"))
        return self._spool / f"{next(self._numbers):06}"

    def result_path(self) -> Path:
        """Return a name for the result of a query, in a folder of its own."""
        folder = self.spool_path()
        folder.mkdir()
        return folder / "result"

    def run(
        self,
        function: Callable[..., Result],
        *args: Any,
        timeout_s: float,
        client: str = "",
        kind: Hashable = None,
        gone: Gone | None = None,
    ) -> Result:
        """Run a function of `recog.store.tasks` in a worker and return its result.

        It may be begun twice, so it only reads, and writes nothing but its own file.

        :param client: for whom it is run; empty: for recog itself.
        :param kind: what tells that another task would take as long.
        :param gone: asked while it waits and runs; its worker is killed when nobody
            wants the result any more.
        :raises CancelledQueryError: when that is so.
        :raises DeadlineError: when it has not ended in time; its worker is killed.
        :raises MemoryBoundError: when it needs more memory than a worker may have.
        :raises QueryError: when it makes the parser overflow its stack.
        :raises BusyError: when too many tasks wait already.
        :raises ClientBusyError: when too many of this client do.
        """
        job = Job(
            function=function,
            args=args,
            timeout_s=timeout_s,
            patience_s=self._limits.max_timeout_s,
            client=client,
            gone=gone,
        )
        kind = (function, args) if kind is None else kind
        with self._clients.place(client):
            result: Result = self._run(job, kind)
        return result

    def run_write(
        self, function: Callable[..., Result], *args: Any, timeout_s: float
    ) -> Result:
        """Run what reads a file or tries a write; as `run`, but it is begun once."""
        job = Job(
            function=function,
            args=args,
            timeout_s=timeout_s,
            patience_s=self._limits.max_timeout_s,
            client="",
            gone=None,
        )
        result: Result = self._writes.run(job)
        return result

    def _run(self, job: Job, kind: Hashable) -> Any:
        try:
            return self._run_quickly(job, kind)
        except DivertedError:
            return self._slow.run(job, during=self._clients.slow)

    def _run_quickly(self, job: Job, kind: Hashable) -> Any:
        """Run a job for a slice of time.

        :raises DivertedError: when it is to be run as a slow one.
        """

        def is_slow() -> bool:
            return kind in self._slow_tasks or self._clients.is_slow(job.client)

        if is_slow():
            raise DivertedError
        slice_s = self._limits.quick_s
        begun = replace(job, timeout_s=min(slice_s, job.timeout_s))
        try:
            return self._quick.run(begun, unless=is_slow)
        except (DeadlineError, MemoryBoundError) as error:
            self._slow_tasks.note(kind)
            self._clients.note_slow(job.client, slice_s)
            if isinstance(error, MemoryBoundError) or job.timeout_s <= slice_s:
                raise
            raise DivertedError from error


class _Recent:
    """The last few of something that were noted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._noted: OrderedDict[Hashable, None] = OrderedDict()

    def __contains__(self, value: Hashable) -> bool:
        return value in self._noted

    def note(self, value: Hashable) -> None:
        with self._lock:
            self._noted[value] = None
            self._noted.move_to_end(value)
            if len(self._noted) > self._most:
                self._noted.popitem(last=False)


class _Clients:
    """How many tasks each client has, and who is slow; recog itself has no bound."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._tasks: Counter[str] = Counter()
        self._slow_tasks: Counter[str] = Counter()
        self._slow_until: dict[str, float] = {}

    @contextmanager
    def place(self, client: str) -> Iterator[None]:
        """Count a task of a client while it waits and runs.

        :raises ClientBusyError: when it has too many.
        """
        with self._counted(self._tasks, client) as tasks:
            if client and self._most and tasks > self._most:
                raise ClientBusyError(
                    f"{self._most} queries of yours wait or run already; "
                    "wait for one of them",
                    limit="client_queries",
                    value=self._most,
                )
            yield

    @contextmanager
    def slow(self, client: str) -> Iterator[None]:
        """Count a client as slow while a slow task runs, and for as long after."""
        begun = monotonic()
        with self._counted(self._slow_tasks, client):
            try:
                yield
            finally:
                self.note_slow(client, monotonic() - begun)

    def note_slow(self, client: str, seconds: float) -> None:
        """Count a client as slow for some time."""
        now = monotonic()
        until = now + min(seconds, _LONGEST_S)
        with self._lock:
            left = {name: at for name, at in self._slow_until.items() if at > now}
            self._slow_until = left | {client: max(until, left.get(client, 0.0))}

    def is_slow(self, client: str) -> bool:
        """Tell whether a slow task of a client runs, or did of late."""
        if not client:
            return False
        return (
            self._slow_tasks[client] > 0
            or self._slow_until.get(client, 0.0) > monotonic()
        )

    @contextmanager
    def _counted(self, counts: Counter[str], client: str) -> Iterator[int]:
        with self._lock:
            counts[client] += 1
            now = counts[client]
        try:
            yield now
        finally:
            with self._lock:
                counts[client] -= 1
                if not counts[client]:
                    del counts[client]


def _sweep(spool: Path) -> None:
    """Remove the results of processes that are gone."""
    for folder in spool.glob("*") if spool.is_dir() else ():
        if folder.name.isdigit() and not is_alive(int(folder.name)):
            shutil.rmtree(folder, ignore_errors=True)
