"""The finders of checks about spans: what held for certain, and should not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from recog.domain.quality import HANDOVER_DAYS, Held, overlaps
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS
from recog.service.event_finders import Finder
from recog.service.finding import Finding, of_spans
from recog.store.chronicle import CERTAINTIES, VALUE_NAMES, Chronicle
from recog.store.keys import TRACK_NAMES
from recog.store.snapshot import Snapshot
from recog.store.tables import NEVER_AFTER, Ints

#: Tracks and values in which a party can hold to two rivals.
_SIDES: Final = (
    ("government-recognition", "recognised"),
    ("relations", "established"),
)


class _Stretch(NamedTuple):
    """A time in which something held for certain; parties by their number."""

    row: int
    first: int
    until: int
    actor: int
    target: int
    person: int


def _overlapping_heads(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield two persons at one post; a head who is not named may be either of them."""
    held = [
        Held((each.actor, each.target), each.first, each.until, each.row)
        for each in _certain(snapshot.chronicle, "head-of-mission", "in-office")
        if each.person >= 0
    ]
    for one, other in overlaps(held):
        first, until = other.first, min(one.until, other.until)
        if until - first > HANDOVER_DAYS:
            yield of_spans(
                snapshot.chronicle,
                "overlapping-heads",
                (first, _eve(until)),
                (one.row, other.row),
            )


def _rivals(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield two governments of one state; one that has ended is no rival."""
    chronicle, governed = snapshot.chronicle, _governed(snapshot)
    names = sorted(set(governed.values()))
    states = {party: names.index(state) for party, state in governed.items()}
    ends = _ends(snapshot)
    for track, value in _SIDES:
        held = [
            Held((side, states[rival]), each.first, until, each.row)
            for each in _certain(chronicle, track, value)
            for side, rival in _sides(track, each)
            if rival in states
            and states.get(side) != states[rival]
            and (until := min(each.until, ends.get(rival, NEVER_AFTER))) > each.first
        ]
        for one, other in overlaps(held):
            yield of_spans(
                chronicle,
                "rivals-recognised",
                (other.first, _eve(min(one.until, other.until))),
                (one.row, other.row),
            )


def _outliving(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what holds after the last day on which a party can have ended."""
    chronicle = snapshot.chronicle
    ends = _ends(snapshot, surely=True)
    for each in _certain(chronicle):
        over = [party for party in (each.actor, each.target) if party in ends]
        if not over:
            continue
        party = min(over, key=lambda each: ends[each])
        first = max(ends[party] + 1, each.first)
        if each.until > first:
            yield of_spans(
                chronicle,
                "outlived",
                (first, _eve(each.until)),
                (each.row,),
                party=chronicle.parties[party],
            )


def _certain(chronicle: Chronicle, track: str = "", value: str = "") -> list[_Stretch]:
    stretches, keys = chronicle.stretches_table, chronicle.keys.table
    fits = stretches["certainty"] == CERTAINTIES.index(Certainty.CERTAIN)
    if track:
        of_track = keys["track"] == TRACK_NAMES.index(track)
        fits &= of_track[stretches["key"]]
    if value:
        fits &= stretches["value"] == VALUE_NAMES.index(value)
    rows = np.flatnonzero(fits)
    key: Ints = stretches["key"][rows]
    columns = (
        rows,
        stretches["first"][rows],
        stretches["until"][rows],
        *(keys[role][key] for role in ("actor", "target", "person")),
    )
    return [_Stretch(*each) for each in np.stack(columns, axis=1).tolist()]


def _sides(track: str, each: _Stretch) -> tuple[tuple[int, int], ...]:
    straight = (each.actor, each.target)
    return (straight, straight[::-1]) if TRACKS[track].symmetric else (straight,)


def _governed(snapshot: Snapshot) -> dict[int, str]:
    """Return the state of each government that has a status."""
    return {
        number: entity.governs
        for number, id in enumerate(snapshot.chronicle.parties)
        if id.startswith("government/") and (entity := snapshot.entities.get(id))
    }


def _ends(snapshot: Snapshot, *, surely: bool = False) -> Mapping[int, int]:
    """Return the day on which a party ended, the first possible or the last."""
    found = {}
    for number, id in enumerate(snapshot.chronicle.parties):
        entity = None if id.startswith("person/") else snapshot.entities.get(id)
        if entity and entity.ended:
            days = entity.ended.days
            day = days.latest if surely else days.earliest
            if day:
                found[number] = day.toordinal()
    return found


def _eve(until: int) -> int:
    """Return the last day before another; what is open stays open."""
    return until if until == NEVER_AFTER else until - 1


#: By the name of the check.
SPAN_FINDERS: Final[Mapping[str, Finder]] = {
    "overlapping-heads": _overlapping_heads,
    "rivals-recognised": _rivals,
    "outlived": _outliving,
}
