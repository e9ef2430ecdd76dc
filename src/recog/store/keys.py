"""The keys of one version: who they are between, and finding those of a party."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, TypedDict, Unpack

import numpy as np

from recog.domain.claims import Key
from recog.domain.tracks import TRACKS
from recog.store.columns import MISSING, TRACK_NAMES, track_number
from recog.store.tables import Ints, load

__all__ = ["TRACK_NAMES", "Keys", "Where"]

_SYMMETRIC: Final = np.array([TRACKS[name].symmetric for name in TRACK_NAMES] + [False])
_MOST_MADE: Final = 200_000  # keys that are kept ready
_ROLES: Final = ("actor", "target", "person", "list")


class Where(TypedDict, total=False):
    """Which keys are asked for; what is left out or None is not asked for."""

    track: str | None
    actors: Collection[str] | None  # any of these
    targets: Collection[str] | None
    person: str | None
    list: str | None
    either: str | None  # a party in any role: actor, target, person or list
    among: Ints | None  # for each key, whether it may be selected


class Keys:
    """Every key that has a claim, sorted; `keys[3]` is a `Key`."""

    def __init__(self, folder: Path) -> None:
        self.table = load(folder, "keys")
        self.parties = (folder / "parties.txt").read_text().splitlines()
        self._made: dict[int, Key] = {}

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, row: int) -> Key:
        key = self._made.get(row)
        if key is None:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            track, *parties = self.table.data[:, row].tolist()
            names = [self.parties[party] if party >= 0 else "" for party in parties]
            key = Key(TRACK_NAMES[track] if track >= 0 else "", *names)
            self._made[row] = key
        return key

    def find(self, key: Key) -> int:
        """Return the row of a key, or -1."""
        numbers = [track_number(key.track), *map(self.party, key[1:])]
        if any(n == MISSING for n in numbers):
            return -1
        low, high = 0, len(self.table)
        for column, number in zip(self.table.data, numbers, strict=True):
            among = column[low:high]
            # of the column's own type: else all of it would be converted
            wanted = np.array((number, number + 1), dtype=column.dtype)
            first, last = np.searchsorted(among, wanted).tolist()
            low, high = low + first, low + last
        return low if low < high else -1

    def party(self, id: str) -> int:
        """Return the place of an id among the parties; -1 if empty, else MISSING."""
        if not id:
            return -1
        at = bisect_left(self.parties, id)
        return at if at < len(self.parties) and self.parties[at] == id else MISSING

    def select(self, **where: Unpack[Where]) -> range | Ints:
        """Return the rows of the keys that fit, sorted; what is None is not asked for.

        Actors and targets of a symmetric track are found on either side.
        """
        rows, among = self._fitting(**where), where.get("among")
        if among is None:
            return rows
        selected = np.asarray(rows, dtype=np.int64)
        found: Ints = selected[among[selected]]
        return found

    def _fitting(self, **where: Unpack[Where]) -> range | Ints:
        actors, targets = where.get("actors"), where.get("targets")
        person, list = where.get("person"), where.get("list")
        either = where.get("either")
        rows = self._of_track(where.get("track"))
        named: Sequence[Collection[str]] = [
            *(group for group in (actors, targets) if group is not None),
            *((name,) for name in (person, list, either) if name is not None),
        ]
        if not named:
            return rows
        fewest: Collection[str] = min(named, key=len)
        within = self._of_parties(fewest)
        among = within[(within >= rows.start) & (within < rows.stop)]
        parts = self.table.data[:, among]
        fits = self._fits(parts, actors, targets)
        for role, name in (("person", person), ("list", list)):
            if name is not None:
                fits &= parts[_ROLES.index(role) + 1] == self.party(name)
        if either is not None:
            fits &= (parts[1:] == self.party(either)).any(axis=0)
        found: Ints = among[fits]
        return found

    def _fits(
        self,
        parts: Ints,
        actors: Collection[str] | None,
        targets: Collection[str] | None,
    ) -> Ints:
        as_actor, as_target = self._among(actors), self._among(targets)
        straight = as_actor[parts[1]] & as_target[parts[2]]
        turned = as_actor[parts[2]] & as_target[parts[1]]
        fits: Ints = straight | (turned & _SYMMETRIC[parts[0]])
        return fits

    def _among(self, names: Collection[str] | None) -> Ints:
        """Return for each party whether it is one of the names; the last is "none"."""
        if names is None:
            return np.ones(len(self.parties) + 1, dtype=bool)
        flags = np.zeros(len(self.parties) + 1, dtype=bool)
        flags[self._known(names)] = True
        return flags

    def _known(self, names: Iterable[str]) -> list[int]:
        places = (self.party(name) for name in names)
        return [place for place in places if place >= 0]

    def _of_track(self, track: str | None) -> range:
        if track is None:
            return range(len(self.table))
        return self._by_track.get(track_number(track), range(0))

    @cached_property
    def _by_track(self) -> dict[int, range]:
        numbers = np.arange(-1, len(TRACK_NAMES) + 1)
        starts = np.searchsorted(self.table["track"], numbers).tolist()
        ranges = map(range, starts, starts[1:])
        return dict(zip(numbers.tolist(), ranges, strict=False))

    def _of_parties(self, names: Collection[str]) -> Ints:
        rows, starts = self._by_party
        parts = [rows[starts[p] : starts[p + 1]] for p in self._known(names)]
        if len(parts) == 1:
            return parts[0]
        found: Ints = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *parts]))
        return found

    @cached_property
    def _by_party(self) -> tuple[Ints, list[int]]:
        """Rows of keys by party in any role, sorted, and where each party's begin."""
        parties = self.table.data[1:].ravel().astype(np.int64)
        rows = np.tile(np.arange(len(self.table)), len(_ROLES))
        pairs = np.unique(parties * len(self.table) + rows)
        width = max(len(self.table), 1)
        starts = np.searchsorted(pairs, np.arange(len(self.parties) + 1) * width)
        return pairs % width, starts.tolist()
