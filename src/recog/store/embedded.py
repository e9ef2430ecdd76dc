"""The embedded store: commits, snapshots and queries over one home folder.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType

from recog.errors import StoreError
from recog.store import drafts
from recog.store.changes import Change, plan
from recog.store.drafts import Note, Progress
from recog.store.limits import Limits
from recog.store.manifest import Manifest
from recog.store.snapshot import Snapshot
from recog.store.versions import Versions

__all__ = ["Change", "Limits", "Manifest", "Progress", "Snapshot", "Store"]


class Store:
    """The store in one home folder; several threads may use one object."""

    def __init__(self, home: Path, limits: Limits) -> None:
        self.limits = limits
        self._versions = Versions(home)
        self._write_lock = Lock()
        self._snapshot_lock = Lock()
        self._snapshot: Snapshot | None = None

    @staticmethod
    def open(home: Path, limits: Limits | None = None) -> Store:
        """Open the store in a folder, which is made if it is not there.

        What a crash left behind is removed, unless another process is writing.

        :raises StoreError: when the folder is empty and another process is writing.
        """
        store = Store(home, limits or Limits())
        store._prepare()
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers; the object is of no use afterwards."""

    def snapshot(self, version: str = "") -> Snapshot:
        """Return the current version, or another.

        :raises NotFoundError: when there is no such version.
        """
        wanted = version or self._versions.current()
        with self._snapshot_lock:
            if self._snapshot is None or self._snapshot.version != wanted:
                made = Snapshot(self._versions.path(wanted))
                if version and version != self._versions.current():
                    return made
                self._snapshot = made
            return self._snapshot

    def versions(self) -> list[Manifest]:
        """Return the manifests of all versions, oldest first."""
        return self._versions.manifests()

    def commit(
        self,
        change: Change,
        *,
        author: str,
        message: str,
        at: datetime,
        progress: Progress | None = None,
    ) -> Manifest:
        """Make a new version in which the change is made, and return its manifest.

        Everything lands or nothing does. A change that changes nothing makes no
        version: the manifest of the current one is returned.

        :raises StoreError: when another process writes.
        :raises NotFoundError: when a claim to be retracted is not there.
        :raises InvalidDataError: when one id is given twice with different content.
        """
        tell = progress or (lambda phase: None)
        with self._write_lock, self._versions.writing():
            before = self.snapshot()
            tell("comparing")
            planned = plan(before, change, at=at)
            if planned.is_empty:
                return before.manifest
            note = Note(author=author, message=message, time=at)
            return drafts.next_version(self._versions, before, planned, note, tell)

    def _prepare(self) -> None:
        """Remove what a crash left, and make the first version or renew the last."""
        try:
            with self._versions.writing():
                self._versions.remove_orphans()
                drafts.ensure_usable(self._versions, datetime.now(UTC))
        except StoreError:
            if not self._versions.current():
                raise
