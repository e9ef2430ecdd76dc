"""The tables of a new chronicle: kept rows of the old one, and rows made anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from recog.domain.claims import Claim, Key, standing
from recog.domain.derive import Derivation, derive
from recog.domain.judgements import Judgement, Verdicts
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
from recog.store.tables import NEVER_AFTER, NEVER_BEFORE, Ints, Rows, Table

_OFTEN: Final = 2_000  # keys after which one is told how far it is


class Part(NamedTuple):
    """What a commit changes of one key."""

    key: Key
    claims: Sequence[Claim]  # new ones and new forms of old ones
    derivation: Derivation  # of the key, in full


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a commit changes, as the chronicle sees it.

    What may be much is gone through one by one, each time it is asked for.
    """

    touched: Callable[[], Iterable[Key]] = tuple  # keys; sorted, each once
    parts: Callable[[], Iterable[Part]] = tuple  # one for each of them, in their order
    replaced_claims: Collection[int] = ()  # rows of the old chronicle
    records: Callable[[], Iterable[Record]] = tuple
    replaced_records: Collection[int] = ()  # rows of the old chronicle


def everything(
    claims: Iterable[Claim],
    records: Sequence[Record] = (),
    judgements: Iterable[Judgement] = (),
) -> Difference:
    """Return the difference between nothing and these, which are held in memory.

    :param judgements: those that count for the claims; they are no records here.
    """
    verdicts = Verdicts(standing(judgements, None))
    ordered = sorted(claims, key=lambda claim: (claim.key, claim.id))

    def parts() -> Iterable[Part]:
        for key, group in groupby(ordered, lambda claim: claim.key):
            own = list(group)
            stand = map(verdicts.applied, standing(own, None))
            yield Part(key, own, derive(stand))

    return Difference(
        touched=lambda: (key for key, _ in groupby(ordered, lambda claim: claim.key)),
        parts=parts,
        records=lambda: records,
    )


@dataclass(slots=True)
class _Added:
    """Rows made anew; a stretch names its span by its place among the new ones."""

    claims: Rows = field(default_factory=Rows)
    events: Rows = field(default_factory=Rows)
    spans: Rows = field(default_factory=Rows)
    stretches: Rows = field(default_factory=Rows)


@dataclass(slots=True)
class Tabulator:
    """Makes the tables of a new chronicle; its lines go to a heap on the way.

    :param tell: told now and then how many keys are done.
    """

    folder: Path
    name: str
    old: Chronicle | None
    tell: Callable[[int], None] = lambda keys: None
    parties: list[str] = field(default_factory=list)
    heap: heap.HeapWriter = field(init=False)

    def __post_init__(self) -> None:
        self.heap = heap.HeapWriter(
            self.folder, name=self.name, old=self.old.heap if self.old else None
        )

    def tables(self, difference: Difference) -> dict[str, Table]:
        """Return the tables by name; the heap has to be closed afterwards."""
        kept = merging.without(self._old("claims"), difference.replaced_claims)
        keys, moved, rows = self._keys(kept, difference.touched)
        added = self._added(difference.parts(), rows)
        claims = kept.replaced(key=moved[kept["key"]]).joined(added.claims)
        claims = claims.taken(np.lexsort((claims["digest"], claims["id"])))
        touched = _touched(len(keys), moved, rows)
        events, *_ = self._merged("events", moved, touched, added.events)
        spans, went, came = self._merged("spans", moved, touched, added.spans)
        stretches = self._stretches(moved, touched, added.stretches, (went, came))
        return {
            "keys": keys,
            "claims": claims,
            "events": events,
            "spans": spans,
            "stretches": stretches,
            "records": self._records(difference),
        }

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

    def _keys(
        self, claims: Table, touched: Callable[[], Iterable[Key]]
    ) -> tuple[Table, Ints, Ints]:
        """Return the keys that have claims, and where old ones and touched ones are.

        An old one that has no claim any more is at -1.
        """
        before = self._old("keys")
        alive = np.unique(claims["key"])
        parts = before.data[:, alive]
        old_parties = self.old.parties if self.old else []
        used = {old_parties[p] for p in np.unique(parts[1:]).tolist() if p >= 0}
        used.update(party for key in touched() for party in key[1:] if party)
        self.parties = sorted(used)
        place = {party: at for at, party in enumerate(self.parties)} | {"": -1}
        turned = np.array(
            [place.get(p, -1) for p in (*old_parties, "")], dtype=np.int32
        )
        kept = Table("keys", np.vstack((parts[:1], turned[parts[1:]])))
        added = Rows()
        for key in touched():
            added.add((track_number(key.track), *(place[party] for party in key[1:])))
        data, where = merging.unique(kept.joined(added).data)
        moved = np.full(len(before) + 1, -1, dtype=np.int64)
        moved[alive] = where[: len(alive)]
        return Table("keys", data), moved, where[len(alive) :]

    def _added(self, parts: Iterable[Part], rows: Ints) -> _Added:
        added = _Added()
        for at, (part, row) in enumerate(zip(parts, rows.tolist(), strict=True)):
            if at % _OFTEN == 0:
                self.tell(at)
            for claim in part.claims:
                added.claims.add(self._claim(claim, row))
            for event in part.derivation.events:
                added.events.add(self._event(event, row))
            places: dict[str, int] = {}
            for span in part.derivation.spans:
                places[span.id] = len(added.spans)
                added.spans.add(self._span(span, row))
            for stretch in part.derivation.stretches:
                added.stretches.add(_stretch(stretch, row, places[stretch.span]))
        return added

    def _merged(
        self, name: str, moved: Ints, touched: Ints, added: Rows
    ) -> tuple[Table, Ints, Ints]:
        """Return a table of kept and new rows by key, and where each of them went."""
        old = self._old(name)
        keep = np.flatnonzero(~touched[old["key"]])
        kept = old.taken(keep)
        joined = kept.replaced(key=moved[kept["key"]]).joined(added)
        order = np.argsort(joined["key"], kind="stable")
        places = np.empty(len(order), dtype=np.int64)
        places[order] = np.arange(len(order))
        went = np.full(len(old), -1, dtype=np.int64)
        went[keep] = places[: len(keep)]
        return joined.taken(order), went, places[len(keep) :]

    def _stretches(
        self, moved: Ints, touched: Ints, added: Rows, spans: tuple[Ints, Ints]
    ) -> Table:
        """Return the stretches, given where old and new spans went."""
        went, came = spans
        old = self._old("stretches")
        kept = old.taken(np.flatnonzero(~touched[old["key"]]))
        kept = kept.replaced(key=moved[kept["key"]], span=went[kept["span"]])
        new = tables.empty("stretches").joined(added)
        joined = kept.followed(new.replaced(span=came[new["span"]]))
        return joined.taken(np.argsort(joined["key"], kind="stable"))

    def _records(self, difference: Difference) -> Table:
        kept = merging.without(self._old("records"), difference.replaced_records)
        added = Rows()
        for record in difference.records():
            added.add(self._record(record))
        joined = kept.joined(added)
        order = np.lexsort(
            (joined["digest"], joined["release"], joined["type"], joined["id"])
        )
        return joined.taken(order)

    def _claim(self, claim: Claim, row: int) -> Iterable[int]:
        recorded = lines.microseconds(claim.recorded_at)
        retracted = lines.microseconds(claim.retracted_at)
        days = claim.date.days
        return (
            tables.number_of(claim.id),
            row,
            tables.number_of(claim.release),
            tables.EVER_BEFORE if recorded is None else recorded,
            tables.EVER_AFTER if retracted is None else retracted,
            KIND_NAMES.index(claim.kind),
            ordinal_of(days.earliest, NEVER_BEFORE),
            ordinal_of(days.latest, NEVER_AFTER),
            *self._text(lines.of_claim(claim)),
        )

    def _event(self, event: Event, row: int) -> Iterable[int]:
        return (
            id_number(event.id),
            row,
            KIND_NAMES.index(event.kind),
            ordinal_of(event.days.earliest, NEVER_BEFORE),
            ordinal_of(event.days.latest, NEVER_AFTER),
            event.contradicted,
            *self._text(lines.of_event(event)),
        )

    def _span(self, span: Span, row: int) -> Iterable[int]:
        return (
            id_number(span.id),
            row,
            VALUE_NAMES.index(span.value),
            ordinal_of(span.start_earliest, NEVER_BEFORE),
            ordinal_of(span.start_latest, NEVER_AFTER),
            ordinal_of(span.end_earliest, NEVER_AFTER),
            ordinal_of(span.end_latest, NEVER_AFTER),
            span.contradicted,
            *self._text(lines.of_span(span)),
        )

    def _record(self, record: Record) -> Iterable[int]:
        id, release = record_place(record)
        return (
            tables.number_of(id),
            RECORD_TYPES.index(type(record)),
            tables.number_of(release),
            *self._text(record_lines.of_record(record)),
        )

    def _text(self, line: bytes) -> tuple[int, int, int]:
        return (*self.heap.add(line), tables.digest_of(line))


def _touched(keys: int, moved: Ints, rows: Ints) -> Ints:
    """Return for each old key whether its derived rows are made anew."""
    anew = np.zeros(keys + 1, dtype=bool)
    anew[rows] = True
    flags: Ints = (moved < 0) | anew[moved]
    return flags


def _stretch(stretch: Stretch, row: int, span: int) -> Iterable[int]:
    return (
        row,
        VALUE_NAMES.index(stretch.value),
        stretch.first.toordinal(),
        NEVER_AFTER if stretch.until == date.max else stretch.until.toordinal(),
        CERTAINTIES.index(stretch.certainty),
        span,
    )
