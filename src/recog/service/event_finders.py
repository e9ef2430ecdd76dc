"""The finders of checks about events: contradictions, wrong order, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np

from recog.domain.events import Event
from recog.service.finding import Finding
from recog.store.chronicle import Chronicle
from recog.store.snapshot import Snapshot
from recog.store.tables import number_of

#: Finds events or spans of a version.
Finder = Callable[[Snapshot], Iterator[Finding]]


def _contradictions(snapshot: Snapshot) -> Iterator[Finding]:
    for row, event in _contradicted(snapshot.chronicle):
        if len(event.alternatives) > 1:
            yield _of_event(snapshot.chronicle, "contradiction", row)


def _out_of_order(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield each pair of events once, however many choices of claims part them."""
    events = dict(_contradicted(snapshot.chronicle))
    rows = {event.id: row for row, event in events.items()}
    pairs = {
        (rows[conflict.first], rows[conflict.second])
        for event in events.values()
        for conflict in event.conflicts
    }
    for pair in sorted(pairs):
        one, other = (
            _of_event(snapshot.chronicle, "out-of-order", row) for row in pair
        )
        yield one._replace(
            first=min(one.first, other.first),
            last=max(one.last, other.last),
            number=(one.number * 31 + other.number) % 2**64,
            rows=pair,
        )


def _contradicted(chronicle: Chronicle) -> Iterator[tuple[int, Event]]:
    rows = np.flatnonzero(chronicle.events_table["contradicted"])
    return ((row, chronicle.event_at(row)) for row in rows.tolist())


def _derived_witnesses(snapshot: Snapshot) -> Iterator[Finding]:
    """Look only at the keys of which a release that draws on another speaks."""
    chronicle, claims = snapshot.chronicle, snapshot.chronicle.claims
    drawing = [each.id for each in snapshot.releases.values() if each.derived_from]
    derived = [number_of(name) for name in drawing]
    keys = np.unique(claims["key"][np.isin(claims["release"], derived)])
    of_events = chronicle.events_table["key"]
    starts = np.searchsorted(of_events, keys, "left").tolist()
    ends = np.searchsorted(of_events, keys, "right").tolist()
    for start, end in zip(starts, ends, strict=True):
        for row in range(start, end):
            if _echoes(snapshot, chronicle.event_at(row)):
                yield _of_event(chronicle, "derived-witness", row)


def _echoes(snapshot: Snapshot, event: Event) -> bool:
    if len(event.claims) < 2:
        return False
    claims = snapshot.claims(event.claims)
    lineage = snapshot.lineage
    return len(lineage.witnesses(claims)) < len(lineage.sources(claims))


def _of_event(chronicle: Chronicle, check: str, row: int) -> Finding:
    id, key, _, first, last, *_ = chronicle.events_table.data[:, row].tolist()
    return Finding(check, first, last, id % 2**64, (key,), (row,))


#: By the name of the check.
EVENT_FINDERS: Final[Mapping[str, Finder]] = {
    "contradiction": _contradictions,
    "out-of-order": _out_of_order,
    "derived-witness": _derived_witnesses,
}
