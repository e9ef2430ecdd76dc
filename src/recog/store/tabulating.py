"""The tables of a new chronicle: kept rows of the old one, and rows made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from recog.domain.claims import Claim, Key
from recog.domain.derive import Derivation
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.store import heap, lines, merging, record_lines, tables
from recog.store.chronicle import Chronicle
from recog.store.columns import (
    CERTAINTIES,
    KIND_NAMES,
    VALUE_NAMES,
    id_number,
    ordinal_of,
    track_number,
)
from recog.store.record_lines import Record
from recog.store.records import RECORD_TYPES, record_place
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a commit changes, as the chronicle sees it."""

    touched: frozenset[Key] = frozenset()
    derivation: Derivation = Derivation((), (), ())  # of the keys touched, in full
    claims: Sequence[Claim] = ()  # new ones and new forms of old ones
    replaced_claims: frozenset[int] = frozenset()  # rows of the old chronicle
    records: Sequence[Record] = ()
    replaced_records: frozenset[int] = frozenset()  # rows of the old chronicle


@dataclass(slots=True)
class Tabulator:
    """Makes the tables of a new chronicle; its lines go to a heap on the way."""

    folder: Path
    name: str
    old: Chronicle | None
    parties: list[str] = field(default_factory=list)
    heap: heap.HeapWriter = field(init=False)
    _rows: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heap = heap.HeapWriter(
            self.folder, name=self.name, old=self.old.heap if self.old else None
        )

    def tables(self, difference: Difference) -> dict[str, Table]:
        """Return the tables by name; the heap has to be closed afterwards."""
        kept = self._kept_claims(difference)
        keys, moved = self._keys(kept, {claim.key for claim in difference.claims})
        claims = kept.replaced(key=moved[kept["key"]]).joined(
            [self._claim(claim) for claim in difference.claims]
        )
        touched = self._touched(difference, moved)
        derived = difference.derivation
        events, _ = self._merged(
            "events", moved, touched, map(self._event, derived.events)
        )
        spans, places = self._merged(
            "spans", moved, touched, map(self._span, derived.spans)
        )
        return {
            "keys": keys,
            "claims": claims.taken(np.lexsort((claims["digest"], claims["id"]))),
            "events": events,
            "spans": spans,
            "stretches": self._stretches(
                moved, touched, places, spans, derived.stretches
            ),
            "records": self._records(difference),
        }

    def _kept_claims(self, difference: Difference) -> Table:
        return merging.without(self._old("claims"), difference.replaced_claims)

    def _old(self, name: str) -> Table:
        old = self.old
        if old is None:
            return tables.empty(name)
        held = {
            "keys": old.keys.table,
            "claims": old.claims,
            "events": old.events_table,
            "spans": old.spans_table,
            "stretches": old.stretches_table,
            "records": old.records,
        }
        return held[name]

    def _keys(self, claims: Table, added: Iterable[Key]) -> tuple[Table, Ints]:
        """Return the keys that have claims, and the new row of each old key, or -1."""
        before = self._old("keys")
        alive = np.unique(claims["key"])
        parts = before.data[:, alive]
        old_parties = self.old.parties if self.old else []
        added = sorted(set(added))
        used = {old_parties[p] for p in np.unique(parts[1:]).tolist() if p >= 0}
        used.update(party for key in added for party in key[1:] if party)
        self.parties = sorted(used)
        place = {party: at for at, party in enumerate(self.parties)} | {"": -1}
        turned = np.array(
            [place.get(p, -1) for p in (*old_parties, "")], dtype=np.int32
        )
        kept = Table("keys", np.vstack((parts[:1], turned[parts[1:]])))
        both = kept.joined(
            [(track_number(k.track), *(place[p] for p in k[1:])) for k in added]
        )
        data, where = merging.unique(both.data)
        moved = np.full(len(before) + 1, -1, dtype=np.int64)
        moved[alive] = where[: len(alive)]
        self._rows = dict(zip(added, where[len(alive) :].tolist(), strict=True))
        return Table("keys", data), moved

    def _touched(self, difference: Difference, moved: Ints) -> Ints:
        """Return for each old key whether its derived rows are made anew."""
        flags = moved < 0
        if self.old is not None:
            rows = [self.old.keys.find(key) for key in difference.touched]
            flags[[row for row in rows if row >= 0]] = True
            for key in difference.touched - self._rows.keys():
                row = self.old.keys.find(key)
                if row >= 0 and moved[row] >= 0:
                    self._rows[key] = int(moved[row])
        return flags

    def _merged(
        self, name: str, moved: Ints, touched: Ints, added: Iterable[Sequence[int]]
    ) -> tuple[Table, Ints]:
        """Return a table of kept and new rows by key, and where each old row went."""
        old = self._old(name)
        keep = np.flatnonzero(~touched[old["key"]])
        kept = old.taken(keep)
        joined = kept.replaced(key=moved[kept["key"]]).joined(list(added))
        order = np.argsort(joined["key"], kind="stable")
        places = np.empty(len(order), dtype=np.int64)
        places[order] = np.arange(len(order))
        went = np.full(len(old), -1, dtype=np.int64)
        went[keep] = places[: len(keep)]
        return joined.taken(order), went

    def _stretches(
        self,
        moved: Ints,
        touched: Ints,
        went: Ints,
        spans: Table,
        added: Sequence[Stretch],
    ) -> Table:
        old = self._old("stretches")
        kept = old.taken(np.flatnonzero(~touched[old["key"]]))
        kept = kept.replaced(key=moved[kept["key"]], span=went[kept["span"]])
        wanted = {id_number(stretch.span) for stretch in added}
        ids = spans["id"]
        mine = (
            np.flatnonzero(np.isin(ids, list(wanted))) if wanted else np.empty(0, int)
        )
        rows = dict(zip(ids[mine].tolist(), mine.tolist(), strict=True))
        joined = kept.joined([self._stretch(stretch, rows) for stretch in added])
        return joined.taken(np.argsort(joined["key"], kind="stable"))

    def _records(self, difference: Difference) -> Table:
        kept = merging.without(self._old("records"), difference.replaced_records)
        joined = kept.joined([self._record(record) for record in difference.records])
        order = np.lexsort(
            (joined["digest"], joined["release"], joined["type"], joined["id"])
        )
        return joined.taken(order)

    def _claim(self, claim: Claim) -> Sequence[int]:
        key = self._rows[claim.key]
        id, release = tables.number_of(claim.id), tables.number_of(claim.release)
        recorded = lines.microseconds(claim.recorded_at)
        retracted = lines.microseconds(claim.retracted_at)
        return (
            id,
            key,
            release,
            tables.EVER_BEFORE if recorded is None else recorded,
            tables.EVER_AFTER if retracted is None else retracted,
            *self._text(lines.of_claim(claim)),
        )

    def _event(self, event: Event) -> Sequence[int]:
        return (
            id_number(event.id),
            self._rows[event.key],
            KIND_NAMES.index(event.kind),
            ordinal_of(event.days.earliest, NEVER_BEFORE),
            ordinal_of(event.days.latest, NEVER_AFTER),
            event.contradicted,
            *self._text(lines.of_event(event)),
        )

    def _span(self, span: Span) -> Sequence[int]:
        return (
            id_number(span.id),
            self._rows[span.key],
            VALUE_NAMES.index(span.value),
            ordinal_of(span.start_earliest, NEVER_BEFORE),
            ordinal_of(span.start_latest, NEVER_AFTER),
            ordinal_of(span.end_earliest, NEVER_AFTER),
            ordinal_of(span.end_latest, NEVER_AFTER),
            span.contradicted,
            *self._text(lines.of_span(span)),
        )

    def _stretch(self, stretch: Stretch, spans: Mapping[int, int]) -> Sequence[int]:
        return (
            self._rows[stretch.key],
            VALUE_NAMES.index(stretch.value),
            stretch.first.toordinal(),
            NEVER_AFTER if stretch.until == date.max else stretch.until.toordinal(),
            CERTAINTIES.index(stretch.certainty),
            spans[id_number(stretch.span)],
        )

    def _record(self, record: Record) -> Sequence[int]:
        id, release = record_place(record)
        return (
            tables.number_of(id),
            RECORD_TYPES.index(type(record)),
            tables.number_of(release),
            *self._text(record_lines.of_record(record)),
        )

    def _text(self, line: bytes) -> tuple[int, int, int]:
        return (*self.heap.add(line), tables.digest_of(line))
