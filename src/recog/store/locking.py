"""One writer of a home at a time, among all processes and threads.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from recog.errors import LockedError, StoreError

_PAUSE_S: Final = 0.01


@contextmanager
def only_writer(home: Path, *, turn: Path, patience_s: float) -> Iterator[None]:
    """Be the one writer of a home; its file ``lock`` tells others who writes.

    :param turn: a folder whose lock whoever is the next holds, so that none that comes
        later overtakes.
    :param patience_s: how long to wait for others to end.
    :raises LockedError: when they take longer.
    :raises StoreError: when nobody may write there.
    """
    until = monotonic() + patience_s
    with _file(home) as lock:
        try:
            with _opened(turn) as mine:
                _lock(mine, until)
                _lock(lock.fileno(), until)
        except BlockingIOError as error:
            lock.seek(0)
            raise locked(home, lock.read().decode().strip()) from error
        with suppress(OSError):  # a full disk: who writes is then not told
            lock.truncate(0)
            lock.write(str(os.getpid()).encode())
        yield


def locked(home: Path, process: int | str) -> LockedError:
    """Return the error of a home that a process writes."""
    return LockedError(
        f"{home} is being written by process {process}; one writer at a time"
    )


def _file(home: Path) -> FileIO:
    try:
        return (home / "lock").open("ab+", buffering=0)
    except OSError as error:
        raise StoreError(f"{home} cannot be written: {error.strerror}") from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    number = os.open(folder, os.O_RDONLY)
    try:
        yield number
    finally:
        os.close(number)


def _lock(file: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                raise
            sleep(_PAUSE_S)
        else:
            return
