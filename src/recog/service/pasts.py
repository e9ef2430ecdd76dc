"""The past as the current version has it, or as it was known at a moment.

Source: docs/design.md, sections 1.7 and 3.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from recog.domain.derive import Derivation
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.errors import NotFoundError
from recog.service import columns
from recog.service.questions import Question
from recog.service.recall import (
    Held,
    Past,
    Place,
    Where,
    event_order,
    lasts_in,
    place,
    span_order,
)
from recog.service.workbench import View
from recog.store.recollection import Recollection
from recog.store.snapshot import Snapshot
from recog.store.tables import Ints


def past_of(view: View, question: Question) -> Past:
    """Return the past that a question asks: of now, or of its `as_known`.

    A view of a moment (`View.known`) keeps what it has derived.
    """
    if question.as_known is None:
        return Present(view.snapshot)
    is_of_then = view.snapshot.moment == question.as_known
    known = view if is_of_then else view.known(question.as_known)
    return Recalled(known.snapshot, question.as_known, then=known.then)


class Present:
    """The past as one version has it, from the chronicle.

    :param among: for each key, whether it is asked; without it, all are.
    """

    def __init__(self, snapshot: Snapshot, *, among: Ints | None = None) -> None:
        self._snapshot = snapshot
        self._among = among
        self._chronicle = snapshot.chronicle

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        chronicle = self._chronicle
        found = [
            Held(each.key, each.value, each.certainty, chronicle.span(each.span_index))
            for each in chronicle.on(
                day, among=self._among, **columns.key_filters(where)
            )
            if where.either is None or where.either in each.key[1:]
        ]
        return sorted(found, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = self._chronicle.spans(
            either=where.either, among=self._among, **columns.key_filters(where)
        )
        return sorted((each for each in spans if lasts_in(each, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = self._chronicle.events(
            kind=where.kind,
            first=where.first,
            last=where.last,
            either=where.either,
            among=self._among,
            **columns.key_filters(where),
        )
        return sorted(events, key=event_order)

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        """Return events, spans or both by place, those after a place first."""
        return columns.listed(
            self._chronicle, where, of, after=after, limit=limit, among=self._among
        )

    def counted(self, where: Where, of: str) -> dict[str, int]:
        """Return how many events or spans fit, by track."""
        return columns.counted(self._chronicle, where, of, among=self._among)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""
        return self._snapshot.events(ids)

    def derived(self, wanted: Sequence[Where]) -> Derivation:
        """Return everything that follows for the keys of several wishes, once."""
        chronicle = self._chronicle
        rows = [
            np.asarray(
                chronicle.keys.select(
                    either=where.either,
                    among=self._among,
                    **columns.key_filters(where),
                ),
                dtype=np.int64,
            )
            for where in wanted
        ]
        keys = [chronicle.keys[row] for row in np.unique(np.concatenate(rows)).tolist()]
        return Derivation(
            tuple(each for key in keys for each in chronicle.events_of(key)),
            tuple(each for key in keys for each in chronicle.spans_of(key)),
            tuple(each for key in keys for each in chronicle.stretches_of(key)),
        )


class Recalled:
    """The past as it follows from the claims and judgements that stood at a moment.

    Keys on which the same ones stand now are answered as the present is; only the
    others are derived anew.
    """

    def __init__(
        self, snapshot: Snapshot, moment: datetime, *, then: Recollection | None = None
    ) -> None:
        self._snapshot = snapshot
        self._moment = moment
        self._then = then or Recollection(snapshot, moment)
        self._same = Present(snapshot, among=~self._then.changed)
        self._events: dict[str, Event] = {}  # those derived anew

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        derived = self._derived(where)
        spans = {span.id: span for span in derived.spans}
        held = [
            Held(each.key, each.value, each.certainty, spans[each.span])
            for each in derived.stretches
            if each.first <= day and (day < each.until or each.until == date.max)
        ]
        held += self._same.on(day, where)
        return sorted(held, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        return sorted(
            [*self._same.spans(where), *self._other_spans(where)], key=span_order
        )

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        return sorted(
            [*self._same.events(where), *self._other_events(where)], key=event_order
        )

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        """Return events, spans or both by place, those after a place first."""
        found: list[Event | Span] = []
        if columns.EVENT in of:
            found += self._other_events(where)
        if columns.SPAN in of:
            found += self._other_spans(where)
        rest = [each for each in found if after is None or place(each) > after]
        rest += self._same.listed(where, of, after=after, limit=limit)
        return sorted(rest, key=place)[:limit]

    def counted(self, where: Where, of: str) -> dict[str, int]:
        """Return how many events or spans fit, by track."""
        other = self._other_events if of == columns.EVENT else self._other_spans
        found = Counter(each.key.track for each in other(where))
        found.update(self._same.counted(where, of))
        return dict(sorted(found.items()))

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order.

        :raises NotFoundError: for an event that no question to this past has met.
        """
        return [self._events.get(id) or self._unchanged(id) for id in ids]

    def _unchanged(self, id: str) -> Event:
        chronicle = self._snapshot.chronicle
        event = chronicle.event(id)
        if event is None or self._then.changed[chronicle.keys.find(event.key)]:
            raise NotFoundError(f"{id} was not known at {self._moment}")
        return event

    def _other_events(self, where: Where) -> list[Event]:
        return [
            event
            for event in self._derived(where).events
            if where.kind in (None, event.kind)
            and (where.first is None or event.days.last >= where.first)
            and (where.last is None or event.days.first <= where.last)
        ]

    def _other_spans(self, where: Where) -> list[Span]:
        return [each for each in self._derived(where).spans if lasts_in(each, where)]

    def derived(self, wanted: Sequence[Where]) -> Derivation:
        """Return everything that followed for the keys of several wishes, once.

        First for the keys that are others now, then for the same.
        """
        parts = [*map(self._derived, wanted), self._same.derived(wanted)]
        return Derivation(
            tuple(dict.fromkeys(each for part in parts for each in part.events)),
            tuple(dict.fromkeys(each for part in parts for each in part.spans)),
            tuple(dict.fromkeys(each for part in parts for each in part.stretches)),
        )

    def _derived(self, where: Where) -> Derivation:
        """Return what followed for the keys wanted that are others now."""
        rows = self._snapshot.chronicle.keys.select(
            either=where.either,
            among=self._then.changed,
            **columns.key_filters(where),
        )
        derived = self._then.derived(np.asarray(rows, dtype=np.int64))
        self._events.update((event.id, event) for event in derived.events)
        return derived
