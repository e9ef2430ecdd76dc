"""The past as the current version has it, or as it was known at a moment.

Source: docs/design.md, sections 1.7 and 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from recog.domain.claims import standing
from recog.domain.derive import Derivation, derive
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.errors import NotFoundError
from recog.service.questions import Question
from recog.service.recall import (
    Held,
    Past,
    Where,
    event_order,
    lasts_in,
    span_order,
)
from recog.service.workbench import View
from recog.store.snapshot import Snapshot


def past_of(view: View, question: Question) -> Past:
    """Return the past that a question asks: of now, or of its `as_known`."""
    if question.as_known is None:
        return Present(view.snapshot)
    return Recalled(view.snapshot, question.as_known)


class Present:
    """The past as one version has it, from the chronicle."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._chronicle = snapshot.chronicle

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        chronicle = self._chronicle
        found = [
            Held(each.key, each.value, each.certainty, chronicle.span(each.span_index))
            for each in chronicle.on(day, **_key_filters(where))
        ]
        return sorted(found, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = self._chronicle.spans(either=where.either, **_key_filters(where))
        return sorted((each for each in spans if lasts_in(each, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = self._chronicle.events(
            kind=where.kind,
            first=where.first,
            last=where.last,
            either=where.either,
            **_key_filters(where),
        )
        return sorted(events, key=event_order)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""
        return self._snapshot.events(ids)


class Recalled:
    """The past as it follows from the claims that stood at a moment.

    Only the keys that are asked for are derived anew.
    """

    def __init__(self, snapshot: Snapshot, moment: datetime) -> None:
        self._snapshot = snapshot
        self._moment = moment
        self._events: dict[str, Event] = {}

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        derived = self._derived(where)
        spans = {span.id: span for span in derived.spans}
        held = [
            Held(each.key, each.value, each.certainty, spans[each.span])
            for each in derived.stretches
            if each.first <= day and (day < each.until or each.until == date.max)
        ]
        return sorted(held, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = self._derived(where).spans
        return sorted((each for each in spans if lasts_in(each, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = [
            event
            for event in self._derived(where).events
            if where.kind in (None, event.kind)
            and (where.first is None or event.days.last >= where.first)
            and (where.last is None or event.days.first <= where.last)
        ]
        return sorted(events, key=event_order)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order.

        :raises NotFoundError: for an event that no question to this past has met.
        """
        missing = [each for each in ids if each not in self._events]
        if missing:
            raise NotFoundError(f"{missing[0]} was not known at {self._moment}")
        return [self._events[each] for each in ids]

    def _derived(self, where: Where) -> Derivation:
        keys = self._snapshot.chronicle.keys
        rows: Iterable[int] = keys.select(either=where.either, **_key_filters(where))
        claims = (
            claim
            for row in rows
            for claim in standing(
                self._snapshot.claims_of(keys[int(row)]), self._moment
            )
        )
        derived = derive(claims)
        self._events.update((event.id, event) for event in derived.events)
        return derived


def _key_filters(where: Where) -> Mapping[str, Any]:
    return {
        "track": where.track,
        "actors": where.actors,
        "targets": where.targets,
        "person": where.person,
        "list": where.list,
    }
