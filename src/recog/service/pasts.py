"""The past as the current version has it, or as it was known at a moment.

Source: docs/design.md, sections 1.7 and 3.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from recog.domain.claims import Claim, standing
from recog.domain.derive import Derivation, derive
from recog.domain.judgements import judged
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.errors import NotFoundError, ResultSizeError
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
from recog.store.snapshot import Snapshot

#: Keys that are derived anew for one question at most.
MAX_KEYS: Final = 20_000


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
            for each in chronicle.on(day, **columns.key_filters(where))
            if where.either is None or where.either in each.key[1:]
        ]
        return sorted(found, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = self._chronicle.spans(either=where.either, **columns.key_filters(where))
        return sorted((each for each in spans if lasts_in(each, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = self._chronicle.events(
            kind=where.kind,
            first=where.first,
            last=where.last,
            either=where.either,
            **columns.key_filters(where),
        )
        return sorted(events, key=event_order)

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        """Return events, spans or both by place, those after a place first."""
        return columns.listed(self._chronicle, where, of, after=after, limit=limit)

    def counted(self, where: Where, of: str) -> dict[str, int]:
        """Return how many events or spans fit, by track."""
        return columns.counted(self._chronicle, where, of)

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
        self._last: tuple[Mapping[str, Any], Derivation] | None = None

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

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        """Return events, spans or both by place, those after a place first."""
        found: list[Event | Span] = []
        if columns.EVENT in of:
            found += self.events(where)
        if columns.SPAN in of:
            found += self.spans(where)
        ordered = sorted(found, key=place)
        rest = [each for each in ordered if after is None or place(each) > after]
        return rest[:limit]

    def counted(self, where: Where, of: str) -> dict[str, int]:
        """Return how many events or spans fit, by track."""
        found = self.events(where) if of == columns.EVENT else self.spans(where)
        return dict(sorted(Counter(each.key.track for each in found).items()))

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order.

        :raises NotFoundError: for an event that no question to this past has met.
        """
        missing = [each for each in ids if each not in self._events]
        if missing:
            raise NotFoundError(f"{missing[0]} was not known at {self._moment}")
        return [self._events[each] for each in ids]

    def _derived(self, where: Where) -> Derivation:
        """Derive the keys wanted; those of the last wish are kept."""
        wanted = {"either": where.either, **columns.key_filters(where)}
        if self._last is None or self._last[0] != wanted:
            verdicts = standing(self._snapshot.judgements.values(), self._moment)
            derived = derive(judged(self._standing(wanted), verdicts))
            self._events.update((event.id, event) for event in derived.events)
            self._last = (wanted, derived)
        return self._last[1]

    def _standing(self, wanted: Mapping[str, Any]) -> Iterator[Claim]:
        keys = self._snapshot.chronicle.keys
        rows = keys.select(**wanted)
        if len(rows) > MAX_KEYS:
            raise ResultSizeError(
                f"as_known would derive {len(rows)} keys anew, at most {MAX_KEYS}; "
                "name a track and a party",
                limit="keys of as_known",
                value=MAX_KEYS,
            )
        for row in rows:
            yield from standing(self._snapshot.claims_of(keys[int(row)]), self._moment)
