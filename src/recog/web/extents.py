"""How much is known of a party, track by track, without reading it.

Source: docs/design.md, section 3.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from recog.domain.tracks import TRACKS
from recog.service.workbench import View
from recog.store.keys import TRACK_NAMES


@dataclass(frozen=True, slots=True)
class Extent:
    """Numbers of rows by track, in the order of TRACKS; no track is the empty name."""

    events: Mapping[str, int]
    rows: Mapping[str, int]  # events and spans

    def small_tracks(self, most: int) -> tuple[str, ...]:
        """Return the tracks whose rows, taken in order, stay within a number."""
        left, found = most, []
        for track, count in self.rows.items():
            if count <= left:
                found.append(track)
                left -= count
        return tuple(found)


def extent_of(view: View, party: str) -> Extent:
    """Count the events and spans that name a party in any role."""
    chronicle = view.snapshot.chronicle
    keys = np.asarray(chronicle.keys.select(either=party), dtype=np.int64)
    tracks = chronicle.keys.table["track"][keys]
    events, spans = (
        np.searchsorted(table["key"], keys, "right")
        - np.searchsorted(table["key"], keys, "left")
        for table in (chronicle.events_table, chronicle.spans_table)
    )
    counted = {
        name: (int(events[tracks == place].sum()), int(spans[tracks == place].sum()))
        for name, place in _places()
    }
    return Extent(
        events={name: each[0] for name, each in counted.items() if each[0]},
        rows={name: sum(each) for name, each in counted.items() if sum(each)},
    )


def _places() -> list[tuple[str, int]]:
    return [*((name, TRACK_NAMES.index(name)) for name in TRACKS), ("", -1)]
