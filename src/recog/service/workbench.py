"""The one object that web and command line get: a store, and views of its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from threading import Lock
from typing import Final

import numpy as np

from recog.domain.claims import Key
from recog.service.directory import Directory
from recog.service.shelf import Shelf
from recog.service.survey import Survey
from recog.store.embedded import Store
from recog.store.recollection import Recollection
from recog.store.snapshot import Snapshot

_KEPT: Final = 3  # versions whose names are kept ready; of each, moments

Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class View:
    """One version, with its names; everything one answer needs."""

    snapshot: Snapshot
    directory: Directory
    today: date
    positions: Callable[[], Positions]  # of every party, from -1 to 1
    survey: Survey  # what the checks find
    shelf: Shelf  # what each release holds
    at_version: Callable[[str], Snapshot]  # another version of the store
    recalled: Callable[[datetime], View]  # the same version as known at a moment
    then: Recollection | None = None  # what stood then, of a view of a moment

    @property
    def version(self) -> str:
        """The version's name: "000042"."""
        return self.snapshot.version

    @property
    def moment(self) -> datetime | None:
        """The moment whose knowledge this is; None: that of now."""
        return self.snapshot.moment

    def known(self, moment: datetime | None) -> View:
        """Return the view of what was known at a moment; None: this one."""
        return self if moment is None else self.recalled(moment)


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
        self._desks: dict[str, Desk] = {}

    def view(self, version: str = "") -> View:
        """Return a view of the current version, or of another; names are read once.

        :raises NotFoundError: when there is no such version.
        """
        snapshot = self.store.snapshot(version)
        with self._lock:
            desk = self._desks.pop(snapshot.version, None) or Desk(snapshot)
            self._desks[snapshot.version] = desk  # the last one used stands last
            while len(self._desks) > _KEPT:
                del self._desks[next(iter(self._desks))]
        return desk.view(self._today(), self.store.snapshot)

    def close(self) -> None:
        """Close the store and end its workers."""
        self.store.close()


class Desk:
    """What is made once for a version: its names, and places when first asked for."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        directory: Directory | None = None,
        then: Recollection | None = None,
    ) -> None:
        self.directory = directory or Directory(snapshot.entities.values())
        self.snapshot = snapshot
        self.survey = Survey(snapshot)
        self.shelf = Shelf(snapshot)
        self._then = then
        self._lock = Lock()
        self._positions: Positions | None = None
        self._moments: dict[datetime, Desk] = {}

    def view(self, today: date, at_version: Callable[[str], Snapshot]) -> View:
        """Return a view that says what day it is, and knows the other versions."""
        return View(
            snapshot=self.snapshot,
            directory=self.directory,
            today=today,
            positions=self.positions,
            survey=self.survey,
            shelf=self.shelf,
            at_version=at_version,
            recalled=lambda moment: self._at(moment).view(today, at_version),
            then=self._then,
        )

    def positions(self) -> Positions:
        """Return the place of every party that ever had a status."""
        with self._lock:
            if self._positions is None:
                # networkx takes a third of a second to import
                from recog.analysis.layouts import positions

                pairs = {(key.actor, key.target) for key in self._keys_of_spans()}
                self._positions = positions((), pairs)
            return self._positions

    def _keys_of_spans(self) -> Iterator[Key]:
        chronicle = self.snapshot.chronicle
        now = (span.key for span in chronicle.spans())
        if self._then is None:
            return now
        changed = np.flatnonzero(self._then.changed)
        others = {chronicle.keys[row] for row in changed.tolist()}
        same = (key for key in now if key not in others)
        then = (span.key for span in self._then.derived(changed).spans)
        return chain(same, then)

    def _at(self, moment: datetime) -> Desk:
        """Return the desk of this version as it was known at a moment."""
        with self._lock:
            desk = self._moments.pop(moment, None) or self._made_at(moment)
            self._moments[moment] = desk  # the last one used stands last
            while len(self._moments) > _KEPT:
                del self._moments[next(iter(self._moments))]
        return desk

    def _made_at(self, moment: datetime) -> Desk:
        known = self.snapshot.as_known(moment)
        return Desk(
            known,
            directory=None if known.is_partial else self.directory,
            then=Recollection(self.snapshot, moment),
        )
