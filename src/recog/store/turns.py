"""Whose turn it is: a few places, and a queue in which the clients take turns."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic
from typing import Final

from recog.errors import BusyError, CancelledQueryError

#: Tells whether nobody waits for a result any more.
Gone = Callable[[], bool]

_LOOK_S: Final = 0.2  # how often it is asked whether someone still waits for a turn


class _Ticket:
    """One that waits."""

    displaced = False  # by a client that has fewer in the queue


class Turns:
    """Places for tasks; clients that wait get them in turn, whatever each has waiting.

    :param places: how many tasks have a place at the same time.
    :param queue: how many may wait for one.
    """

    def __init__(self, places: int, queue: int) -> None:
        self._queue = queue
        self._free = places
        self._waiting: OrderedDict[str, deque[_Ticket]] = OrderedDict()
        self._changed = Condition()

    @contextmanager
    def turn(
        self, client: str, *, patience_s: float, gone: Gone | None
    ) -> Iterator[None]:
        """Hold a place, once it is the client's turn.

        :param patience_s: how long it waits.
        :raises BusyError: when too many wait already, or none was free for so long.
        :raises CancelledQueryError: when nobody waits for the result any more.
        """
        self._take(client, monotonic() + patience_s, gone)
        try:
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _take(self, client: str, until: float, gone: Gone | None) -> None:
        with self._changed:
            if self._free and not self._waiting:
                self._free -= 1
                return
            self._make_room(client)
            ticket = _Ticket()
            self._waiting.setdefault(client, deque()).append(ticket)
            try:
                while not (self._free and self._next() is ticket):
                    if ticket.displaced:
                        raise self._busy("wait already")
                    self._wait(until, gone)
                self._free -= 1
                self._waiting.move_to_end(client)
            finally:
                self._leave(client, ticket)

    def _make_room(self, client: str) -> None:
        """Displace the last of who has most in a full queue, if that is fair."""
        standing = {
            name: [ticket for ticket in tickets if not ticket.displaced]
            for name, tickets in self._waiting.items()
        }
        if sum(map(len, standing.values())) < self._queue:
            return
        most = max(standing.values(), key=len, default=[])
        if len(most) < len(standing.get(client, ())) + 2:
            raise self._busy("wait already")
        most[-1].displaced = True
        self._changed.notify_all()

    def _next(self) -> _Ticket:
        return next(iter(self._waiting.values()))[0]

    def _wait(self, until: float, gone: Gone | None) -> None:
        left = until - monotonic()
        if left <= 0:
            raise self._busy("were before this one for all of its time")
        self._changed.wait(left if gone is None else min(left, _LOOK_S))
        if gone is not None and gone():
            raise CancelledQueryError("the query was ended: nobody waits for it")

    def _leave(self, client: str, ticket: _Ticket) -> None:
        tickets = self._waiting[client]
        tickets.remove(ticket)
        if not tickets:
            del self._waiting[client]
        self._changed.notify_all()

    def _busy(self, why: str) -> BusyError:
        return BusyError(
            f"{self._queue} queries {why}; try again in a moment",
            limit="queue",
            value=self._queue,
        )
