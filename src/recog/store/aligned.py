"""The keys of two versions in one order, so that their columns can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recog.domain.claims import Key
from recog.store.keys import Keys
from recog.store.tables import Ints


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where the keys of two versions stand among the keys of both, sorted."""

    sides: tuple[Keys, Keys]
    places: tuple[Ints, Ints]  # of each row of a side
    rows: tuple[Ints, Ints]  # at each place, -1 where a side has no such key

    def __getitem__(self, place: int) -> Key:
        """Return the key at a place."""
        side = 0 if self.rows[0][place] >= 0 else 1
        return self.sides[side][int(self.rows[side][place])]

    def tracks(self, places: Ints) -> Ints:
        """Return the tracks of keys, as places in TRACK_NAMES."""
        tracks: Ints = np.full(len(places), -1)
        for keys, rows in zip(self.sides, self.rows, strict=True):
            there = rows[places] >= 0
            tracks[there] = keys.table["track"][rows[places][there]]
        return tracks


def aligned(one: Keys, other: Keys) -> Aligned:
    """Return where the keys of two versions stand; one version stands as it is."""
    if one is other:
        rows = np.arange(len(one))
        return Aligned((one, other), (rows, rows), (rows, rows))
    high, low = (
        np.concatenate(half) for half in zip(*_numbers(one, other), strict=True)
    )
    order = np.lexsort((low, high))
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (np.diff(high[order]) != 0) | (np.diff(low[order]) != 0)
    places = np.empty(len(order), dtype=np.int64)
    places[order] = begins.cumsum() - 1
    split = places[: len(one)], places[len(one) :]
    total = int(begins.sum())
    return Aligned(
        (one, other), split, (_rows(split[0], total), _rows(split[1], total))
    )


def _numbers(one: Keys, other: Keys) -> list[tuple[Ints, Ints]]:
    """Return the keys of each side as two numbers, which sort as the keys do."""
    parties = sorted({*one.parties, *other.parties})
    number = {party: at for at, party in enumerate(parties, start=1)}
    width = len(parties) + 1
    found = []
    for keys in (one, other):
        # the last stands for "no party", which is -1 in the columns
        turned = np.array([*map(number.__getitem__, keys.parties), 0], dtype=np.int64)
        actor, target, person, listed = turned[keys.table.data[1:]]
        track = keys.table["track"].astype(np.int64) + 1
        found.append(
            ((track * width + actor) * width + target, person * width + listed)
        )
    return found


def _rows(places: Ints, total: int) -> Ints:
    rows = np.full(total, -1, dtype=np.int64)
    rows[places] = np.arange(len(places))
    return rows
