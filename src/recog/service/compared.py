"""What differs between two times, found on the columns of the chronicle.

A world has tens of thousands of statuses; only the changes of a page become values.
It says what `recog.domain.difference` says, which a test holds it to.
Source: docs/design.md, section 3.3.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from recog.domain.claims import Key
from recog.domain.difference import Change, KeyChange, Values
from recog.domain.status import Certainty
from recog.store.aligned import Aligned, aligned
from recog.store.chronicle import CERTAINTIES, VALUE_NAMES, Chronicle, HeldColumns
from recog.store.keys import TRACK_NAMES
from recog.store.tables import Ints

#: How many changes there are of each name on each track; no track is the empty name.
Counts = Mapping[tuple[Change, str], int]

_CHANGES: Final = tuple(Change)
_DOUBT: Final = (Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.CONTRADICTED)
_DOUBT_OF: Final = np.array(
    [_DOUBT.index(each) if each in _DOUBT else 0 for each in CERTAINTIES]
)
_BECAME: Final = np.array(
    [
        _CHANGES.index(each)
        for each in (Change.CERTAIN, Change.UNCERTAIN, Change.CONTRADICTED)
    ]
)


class Compared(Protocol):
    """Changes sorted by key: counted at once, read a page at a time."""

    def counted(self) -> Counts:
        """Return how many there are by name and track."""

    def changes(
        self, *, name: Change | None, after: Key | None, limit: int
    ) -> list[KeyChange]:
        """Return those of a name, or all, that follow a key."""


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """Changes as the domain gives them."""

    found: Sequence[KeyChange]

    def counted(self) -> Counts:
        """Return how many there are by name and track."""
        return Counter((each.change, each.key.track) for each in self.found)

    def changes(
        self, *, name: Change | None, after: Key | None, limit: int
    ) -> list[KeyChange]:
        """Return those of a name, or all, that follow a key."""
        fitting = [
            each
            for each in self.found
            if name in (None, each.change) and (after is None or each.key > after)
        ]
        return fitting[:limit]


@dataclass(frozen=True, slots=True)
class _Side:
    """What holds at one time, sorted by the key's place, then by value."""

    key: Ints
    value: Ints
    certainty: Ints

    def summed(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return for some keys whether anything may hold, and the highest doubt."""
        at = np.searchsorted(keys, self.key)
        at[at == len(keys)] = 0
        among = keys[at] == self.key if len(keys) else np.zeros(len(at), dtype=bool)
        there, doubt = np.zeros(len(keys), dtype=bool), np.zeros(len(keys), dtype=int)
        there[at[among]] = True
        np.maximum.at(doubt, at[among], _DOUBT_OF[self.certainty[among]])
        return there, doubt

    def values(self, key: int) -> Values:
        """Return what may hold of a key."""
        first, last = np.searchsorted(self.key, (key, key + 1)).tolist()
        return {
            VALUE_NAMES[value]: CERTAINTIES[certainty]
            for value, certainty in zip(
                self.value[first:last].tolist(),
                self.certainty[first:last].tolist(),
                strict=True,
            )
        }


class ComparedColumns:
    """Changes between what holds in two columns, of one version or of two."""

    def __init__(
        self,
        chronicles: tuple[Chronicle, Chronicle],
        held: tuple[HeldColumns, HeldColumns],
    ) -> None:
        one, other = chronicles
        self._keys: Aligned = aligned(one.keys, other.keys)
        self._before = _side(held[0], self._keys.places[0])
        self._after = _side(held[1], self._keys.places[1])
        self._found = _differing(self._before, self._after)
        self._names = _named(self._before, self._after, self._found)

    def counted(self) -> Counts:
        """Return how many there are by name and track."""
        tracks = self._keys.tracks(self._found)
        pairs, numbers = np.unique(
            np.stack((self._names, tracks)), axis=1, return_counts=True
        )
        return {
            (_CHANGES[name], TRACK_NAMES[track] if track >= 0 else ""): number
            for (name, track), number in zip(
                pairs.T.tolist(), numbers.tolist(), strict=True
            )
        }

    def changes(
        self, *, name: Change | None, after: Key | None, limit: int
    ) -> list[KeyChange]:
        """Return those of a name, or all, that follow a key."""
        found = self._found
        if name is not None:
            found = found[self._names == _CHANGES.index(name)]
        places = found.tolist()
        start = 0
        if after is not None:
            start = bisect_right(places, after, key=self._keys.__getitem__)
        return [
            KeyChange(
                self._keys[place],
                self._before.values(place),
                self._after.values(place),
            )
            for place in places[start : start + limit]
        ]


def _side(held: HeldColumns, places: Ints) -> _Side:
    key = places[held.key]
    order = np.lexsort((held.value, key))
    return _Side(key[order], held.value[order], held.certainty[order])


def _differing(before: _Side, after: _Side) -> Ints:
    """Return the keys, sorted, of which not the same values hold equally surely."""
    one, other = _coded(before), _coded(after)
    changed = np.setxor1d(one, other, assume_unique=True)
    keys: Ints = np.unique(changed // (len(VALUE_NAMES) * len(CERTAINTIES)))
    return keys


def _coded(side: _Side) -> Ints:
    pair = side.key.astype(np.int64) * len(VALUE_NAMES) + side.value
    coded: Ints = pair * len(CERTAINTIES) + side.certainty
    return coded


def _named(before: _Side, after: _Side, keys: Ints) -> Ints:
    """Name the change of each key, as `recog.domain.difference.change_between` does."""
    held, doubt = before.summed(keys)
    holds, doubts = after.summed(keys)
    sure = doubts == 0
    names: Ints = np.select(
        [doubt != doubts, sure & ~held, sure & ~holds],
        [
            _BECAME[doubts],
            np.full(len(keys), _CHANGES.index(Change.GAINED)),
            np.full(len(keys), _CHANGES.index(Change.LOST)),
        ],
        _CHANGES.index(Change.CHANGED),
    )
    return names
