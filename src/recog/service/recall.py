"""What is asked of the past, and what it answers: statuses, spans and events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from recog.domain.claims import Key
from recog.domain.derive import Derivation
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.domain.status import Certainty


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
    """What is wanted of a past; None means: not restricted. Days are included.

    The parties of a symmetric track are found from either side.
    """

    track: str | None = None
    kind: str | None = None  # of events
    actors: Collection[str] | None = None
    targets: Collection[str] | None = None
    either: str | None = None  # anyone named in the key
    person: str | None = None
    list: str | None = None
    first: date | None = None
    last: date | None = None


#: Where an event or a span stands: first and last day of its start, which of the two
#: it is (spans before events), and its id; as text, so that a cursor can hold it.
Place = list[str]


def place(entry: Event | Span) -> Place:
    """Return where an event or a span stands in a timeline."""
    if isinstance(entry, Event):
        days, flag = (entry.days.first, entry.days.last), "1"
    else:
        days = (entry.start_earliest or date.min, entry.start_latest or date.max)
        flag = "0"
    return [days[0].isoformat(), days[1].isoformat(), flag, entry.id]


class Past(Protocol):
    """Events, spans and statuses, from the claims of now or of a moment."""

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        """Return events, spans or both (`of`) by place, those after a place first."""

    def counted(self, where: Where, of: str) -> dict[str, int]:
        """Return how many events or spans fit, by track."""

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""

    def derived(self, wanted: Sequence[Where]) -> Derivation:
        """Return everything that follows for the keys of several wishes, once."""


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
