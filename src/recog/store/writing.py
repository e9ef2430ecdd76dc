"""The one writer of a home: tidying at the start, and the next version with its line.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Final

from recog.errors import StoreError
from recog.store import drafts
from recog.store.audit import Audit
from recog.store.changes import Change
from recog.store.drafts import Landing, Note, Progress
from recog.store.limits import Limits
from recog.store.locking import locked
from recog.store.manifest import Manifest
from recog.store.planning import plan
from recog.store.serving import Served
from recog.store.snapshot import Snapshot
from recog.store.versions import Versions

_LOG: Final = logging.getLogger(__name__)


class Writer:
    """Makes versions of one home; several threads may use one object, in turn."""

    def __init__(
        self, versions: Versions, served: Served, audit: Audit, limits: Limits
    ) -> None:
        self._versions, self._served, self._audit = versions, served, audit
        self._patience_s = limits.patience_s
        self._lock = Lock()

    @contextmanager
    def turn(self) -> Iterator[Snapshot]:
        """Be the one writer, on top of the current version; it must be readable.

        :raises LockedError: when others write for longer than one waits.
        :raises StoreError: when the disk does not take it.
        """
        with self.only_one():
            before = self._served.newest()
            try:
                yield before
            except (OSError, sqlite3.OperationalError) as error:
                raise _not_landed(before, self._versions.current(), error) from error

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Keep other threads out, then other processes: so each process waits once."""
        until = monotonic() + self._patience_s
        if not self._lock.acquire(timeout=self._patience_s):
            raise locked(self._versions.home, os.getpid())
        try:
            with self._versions.writing(patience_s=until - monotonic()):
                yield
        finally:
            self._lock.release()

    def next_version(
        self, before: Snapshot, change: Change, note: Note, tell: Progress
    ) -> Manifest:
        """Make the next version, if there is something to do in it, and log it.

        Only in one's turn. Returns the manifest of what is then current.
        """
        with closing(plan(before, change, at=note.time)) as planned:
            if planned.is_empty:
                return before.manifest
            landing = self.landing(change, note, before)
            made = drafts.next_version(
                self._versions, before, planned, note, tell, landing
            )
        self._audit.add(made, note.origin)
        return made

    def landing(self, change: Change, note: Note, before: Snapshot) -> Landing | None:
        """Return what brings the next version to where it is kept besides."""
        return None

    def prepare(self) -> None:
        """Remove what a crash left and what is too old; make the version usable.

        Where this cannot be done, a version that can be read is enough.
        """
        now = datetime.now(UTC)
        try:
            with self._versions.writing():
                self._versions.remove_orphans()
                drafts.ensure_usable(self._versions, now)
                self._audit.complete(self._versions.manifests())
                self._versions.prune(now)
        except (StoreError, OSError) as error:
            if not self._versions.current():
                raise StoreError(str(error)) from error
            _LOG.warning("the store was not tidied: %s", error)
        self._served.newest()


def _not_landed(before: Snapshot, current: str, error: Exception) -> StoreError:
    if current == before.version:
        return StoreError(f"nothing landed, version {current} is current: {error}")
    return StoreError(
        f"version {current} is current, but the disk did not confirm it: {error}"
    )
