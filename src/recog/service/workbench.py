"""The one object that web and command line get: a store, and views of its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from typing import Final

from recog.service.directory import Directory
from recog.service.survey import Survey
from recog.store.embedded import Store
from recog.store.snapshot import Snapshot

_KEPT: Final = 3  # versions whose names are kept ready

Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class View:
    """One version, with its names; everything one answer needs."""

    snapshot: Snapshot
    directory: Directory
    today: date
    positions: Callable[[], Positions]  # of every party, from -1 to 1
    survey: Survey  # what the checks find
    at_version: Callable[[str], Snapshot]  # another version of the store

    @property
    def version(self) -> str:
        """The version's name: "000042"."""
        return self.snapshot.version


class Workbench:
    """Answers from the current version of one store."""

    def __init__(
        self,
        store: Store,
        today: Callable[[], date],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.store = store
        self.now = now  # when a change is recorded
        self._today = today
        self._lock = Lock()
        self._desks: dict[str, _Desk] = {}

    def view(self, version: str = "") -> View:
        """Return a view of the current version, or of another; names are read once.

        :raises NotFoundError: when there is no such version.
        """
        snapshot = self.store.snapshot(version)
        with self._lock:
            desk = self._desks.pop(snapshot.version, None) or _Desk(snapshot)
            self._desks[snapshot.version] = desk  # the last one used stands last
            while len(self._desks) > _KEPT:
                del self._desks[next(iter(self._desks))]
        return View(
            snapshot=desk.snapshot,
            directory=desk.directory,
            today=self._today(),
            positions=desk.positions,
            survey=desk.survey,
            at_version=self.store.snapshot,
        )

    def close(self) -> None:
        """Close the store and end its workers."""
        self.store.close()


class _Desk:
    """What is made once for a version: its names, and places when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.directory = Directory(snapshot.entities.values())
        self.snapshot = snapshot
        self.survey = Survey(snapshot)
        self._lock = Lock()
        self._positions: Positions | None = None

    def positions(self) -> Positions:
        """Return the place of every party that ever had a status."""
        with self._lock:
            if self._positions is None:
                # networkx takes a third of a second to import
                from recog.analysis.layouts import positions

                pairs = {
                    (span.key.actor, span.key.target)
                    for span in self.snapshot.chronicle.spans()
                }
                self._positions = positions((), pairs)
            return self._positions
