"""What was known when: the derived layers as they follow from the claims of a moment.

Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from recog.domain.claims import Claim, Key
from recog.domain.derive import derive
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.domain.status import Certainty
from recog.domain.tracks import TRACKS


@dataclass(frozen=True, slots=True)
class Held:
    """A value that holds on a day, surely or not, and the span it belongs to."""

    key: Key
    value: str
    certainty: Certainty
    span: Span

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in a sorted list."""
        return (*self.key, self.value, self.span.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What is wanted of a past; None means: not restricted. Days are included."""

    track: str | None = None
    kind: str | None = None  # of events
    actors: Collection[str] | None = None
    targets: Collection[str] | None = None
    either: str | None = None  # anyone named in the key
    person: str | None = None
    list: str | None = None
    first: date | None = None
    last: date | None = None

    def fits(self, key: Key) -> bool:
        """Tell whether a key is wanted; symmetric parties fit from either side."""
        return (
            self.track in (None, key.track)
            and self.person in (None, key.person)
            and self.list in (None, key.list)
            and (self.either is None or self.either in key[1:])
            and self._parties_fit(key)
        )

    def _parties_fit(self, key: Key) -> bool:
        sides = [(key.actor, key.target)]
        if key.track and TRACKS[key.track].symmetric:
            sides.append((key.target, key.actor))
        return any(
            (self.actors is None or actor in self.actors)
            and (self.targets is None or target in self.targets)
            for actor, target in sides
        )


class Past(Protocol):
    """Events, spans and statuses, from the claims of now or of a moment."""

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""


class Recalled:
    """The past as it follows from given claims."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._derived = derive(claims)
        self._spans = {span.id: span for span in self._derived.spans}
        self._events = {event.id: event for event in self._derived.events}

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        held = [
            Held(each.key, each.value, each.certainty, self._spans[each.span])
            for each in self._derived.stretches
            if each.first <= day
            and (day < each.until or each.until == date.max)
            and where.fits(each.key)
        ]
        return sorted(held, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = [span for span in self._derived.spans if where.fits(span.key)]
        return sorted((span for span in spans if lasts_in(span, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = [
            event
            for event in self._derived.events
            if where.fits(event.key)
            and where.kind in (None, event.kind)
            and (where.first is None or event.days.last >= where.first)
            and (where.last is None or event.days.first <= where.last)
        ]
        return sorted(events, key=event_order)

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""
        return [self._events[each] for each in ids]


def lasts_in(span: Span, where: Where) -> bool:
    """Tell whether a span can hold on some day from `first` to `last`."""
    started = where.last is None or (span.start_earliest or date.min) <= where.last
    return started and (
        where.first is None or span.end_latest is None or where.first < span.end_latest
    )


def span_order(span: Span) -> tuple[object, ...]:
    """Return where a span stands: by start, end, key and value."""
    return (
        span.start_earliest or date.min,
        span.end_latest or date.max,
        span.key,
        span.value,
        span.id,
    )


def event_order(event: Event) -> tuple[object, ...]:
    """Return where an event stands: by first day, last day, id."""
    return (event.days.first, event.days.last, event.id)
