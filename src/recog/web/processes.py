"""Several processes that serve one socket, and the parent that keeps them running.

Each accepts from the same socket: who has time takes the next connection, and one that
waits is not lost when a process ends. They are spawned, never forked, since the parent
has had the store open for writing (docs/design.md, 3.4).
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from signal import SIG_IGN, SIGINT, SIGTERM, signal
from socket import socket
from time import monotonic
from typing import Final

from recog.errors import RecogError, StoreError
from recog.service.start import joined
from recog.settings import Settings
from recog.store.orphans import end_with_parent
from recog.web.server import listening, serve, stop

_STEADY_S: Final = 5.0  # a process that lived as long is replaced at once
_PAUSE_S: Final = 1.0  # before one that did not is replaced
_END_S: Final = 20.0  # for a process to end its requests and its workers
_LOG: Final = logging.getLogger(__name__)
_SPAWN: Final = multiprocessing.get_context("spawn")


def run_several(settings: Settings, *, ready: Callable[[str], None]) -> None:
    """Serve a store that was opened, and tidied, before; end when told to.

    :param ready: told the address when every process serves.
    :raises InputError: when the address or port cannot be had.
    :raises StoreError: when no process can serve.
    """
    with listening(settings) as listener:
        signal(SIGTERM, stop)
        family = _Family(settings, listener)
        try:
            family.start()
            ready(f"http://{settings.host}:{listener.getsockname()[1]}")
            family.keep()
        except KeyboardInterrupt:
            _LOG.info("told to stop")
        finally:
            signal(SIGTERM, SIG_IGN)
            signal(SIGINT, SIG_IGN)
            family.stop()


class _Child:
    """One process that serves."""

    def __init__(self, settings: Settings, listener: socket) -> None:
        self._told, telling = _SPAWN.Pipe(duplex=False)
        self._since = monotonic()
        self._served = False
        self.process = _SPAWN.Process(
            target=_serve, args=(settings, listener, telling), name="recog-serve"
        )
        self.process.start()
        telling.close()  # so that the pipe ends with the process

    def serves(self) -> bool:
        """Wait until it serves or has ended; return whether it did serve."""
        if not self._served:
            with suppress(EOFError):
                self._served = self._told.recv()
        return self._served

    def is_steady(self) -> bool:
        """Tell whether it has lived for some time."""
        return monotonic() - self._since >= _STEADY_S

    def how_it_ended(self) -> str:
        """Say how it ended, once it has."""
        return f"process {self.process.pid} ended with status {self.process.exitcode}"


class _Family:
    """The processes that serve: as many as are set, each replaced when it ends."""

    def __init__(self, settings: Settings, listener: socket) -> None:
        self._settings, self._listener = settings, listener
        self._children: list[_Child] = []
        self._due: list[float] = []  # when the next ones are to be started

    def start(self) -> None:
        """Start them all, and wait until all serve.

        :raises StoreError: when one cannot.
        """
        for _ in range(self._settings.processes):
            self._add()
        for child in self._children:
            if not child.serves():
                child.process.join()
                raise StoreError(f"{child.how_it_ended()} before it served")

    def keep(self) -> None:
        """Replace those that end, for ever.

        :raises StoreError: when the last one ended before it served.
        """
        while True:
            pause_s = max(0.0, min(self._due) - monotonic()) if self._due else None
            wait([child.process.sentinel for child in self._children], pause_s)
            for child in [c for c in self._children if not c.process.is_alive()]:
                self._lost(child)
            while self._due and min(self._due) <= monotonic():
                self._due.remove(min(self._due))
                self._add()

    def stop(self) -> None:
        """End them all; none is left when this returns."""
        for child in self._children:
            child.process.terminate()
        until = monotonic() + _END_S
        for child in self._children:
            child.process.join(max(0.0, until - monotonic()))
            child.process.kill()
            child.process.join()

    def _add(self) -> None:
        self._children.append(_Child(self._settings, self._listener))

    def _lost(self, child: _Child) -> None:
        self._children.remove(child)
        if not self._children and not child.serves():
            raise StoreError(f"no process can serve: {child.how_it_ended()}")
        _LOG.warning("%s; another takes its place", child.how_it_ended())
        self._due.append(monotonic() + (0 if child.is_steady() else _PAUSE_S))


def _serve(settings: Settings, listener: socket, telling: Connection) -> None:
    """Serve, in a process of its own, until told to stop or the parent is gone."""
    signal(SIGINT, SIG_IGN)  # from a keyboard it comes to all: the parent tells us
    end_with_parent()
    try:
        with joined(settings.home, settings.limits, settings.engine) as workbench:
            workbench.store.warm_up()
            serve(settings, workbench, listener, ready=lambda: telling.send(True))
    except RecogError as error:
        sys.exit(f"recog: {error}")
