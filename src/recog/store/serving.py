"""Which version of a home answers: the current one, or the last that can be read."""

from __future__ import annotations

import logging
from threading import Lock
from typing import Final

from recog.errors import StoreError
from recog.store.snapshot import Snapshot
from recog.store.soundness import opened
from recog.store.versions import Versions

_LOG: Final = logging.getLogger(__name__)


class Served:
    """The version that answers, kept open; several threads may use one object."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        #: Why the current version cannot be read, and an older one answers; else empty.
        self.trouble = ""

    def snapshot(self, version: str) -> Snapshot:
        """Return a version, or for an empty name what answers now.

        :raises NotFoundError: when there is no such version.
        :raises StoreError: when it cannot be read, and no other answers for it.
        """
        with self._lock:
            if not version:
                return self._last_good()
            if self._snapshot is not None and self._snapshot.version == version:
                return self._snapshot
        return opened(self._versions.path(version))

    def newest(self) -> Snapshot:
        """Return the current version; no other answers for it.

        :raises StoreError: when it cannot be read.
        """
        with self._lock:
            return self._newest()

    def forget(self) -> None:
        """Read what answers anew: another has taken its name."""
        with self._lock:
            self._snapshot = None

    def _last_good(self) -> Snapshot:
        try:
            found = self._newest()
        except StoreError as error:
            if self._snapshot is None:
                raise
            if self.trouble != str(error):
                self.trouble = str(error)
                served = self._snapshot.version
                _LOG.error("version %s goes on answering: %s", served, error)
            return self._snapshot
        self.trouble = ""
        return found

    def _newest(self) -> Snapshot:
        if self._snapshot is None or self._snapshot.version != self._versions.current():
            self._snapshot = opened(self._versions.current_path())
        return self._snapshot
