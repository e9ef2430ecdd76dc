"""The past as the current version has it, or as it was known at a moment.

Source: docs/design.md, sections 1.7 and 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recog.domain.claims import standing
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.service.questions import Question
from recog.service.recall import (
    Held,
    Past,
    Recalled,
    Where,
    event_order,
    lasts_in,
    span_order,
)
from recog.service.workbench import View
from recog.store.embedded import Snapshot


def past_of(view: View, question: Question) -> Past:
    """Return the past that a question asks: of now, or of its `as_known`."""
    if question.as_known is None:
        return Present(view.snapshot)
    return Recalled(standing(view.snapshot.all_claims(), question.as_known))


class Present:
    """The past as one version has it, from the chronicle."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._chronicle = snapshot.chronicle

    def on(self, day: date, where: Where) -> list[Held]:
        """Return what holds on a day, sorted by place."""
        held = self._chronicle.on(
            day,
            track=where.track,
            actors=where.actors,
            targets=where.targets,
            person=where.person,
            list=where.list,
        )
        found = [
            Held(
                each.key,
                each.value,
                each.certainty,
                self._chronicle.span(each.span_index),
            )
            for each in held
        ]
        return sorted(found, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        """Return the spans that can hold in the days wanted, sorted by start."""
        spans = self._chronicle.spans(
            track=where.track,
            actors=where.actors,
            targets=where.targets,
            either=where.either,
        )
        fitting = (span for span in spans if where.fits(span.key))
        return sorted(
            (each for each in fitting if lasts_in(each, where)), key=span_order
        )

    def events(self, where: Where) -> list[Event]:
        """Return the events that can fall in the days wanted, by first day."""
        events = self._chronicle.events(
            kind=where.kind,
            track=where.track,
            actors=where.actors,
            targets=where.targets,
            person=where.person,
            first=where.first,
            last=where.last,
            either=where.either,
        )
        return sorted(
            (event for event in events if where.fits(event.key)), key=event_order
        )

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        """Return the events of these ids, in this order."""
        return list(self._snapshot.events(ids))
