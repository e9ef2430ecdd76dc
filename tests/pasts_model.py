"""The past as it follows from claims, every key of it derived and nothing read twice.

Slow and plain: what tests hold the pasts of the service to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from recog.domain.claims import Key, standing
from recog.domain.derive import Derivation, derive
from recog.domain.judgements import judged
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.domain.tracks import TRACKS
from recog.service.columns import EVENT, SPAN
from recog.service.recall import (
    Held,
    Place,
    Where,
    event_order,
    lasts_in,
    place,
    span_order,
)
from recog.store.snapshot import Snapshot


class Everything:
    """A past derived from all claims and judgements that stood at a moment."""

    def __init__(self, snapshot: Snapshot, moment: datetime | None) -> None:
        claims = standing(snapshot.all_claims(), moment)
        verdicts = standing(snapshot.judgements.values(), moment)
        self._all = derive(judged(claims, verdicts))

    def on(self, day: date, where: Where) -> list[Held]:
        spans = {span.id: span for span in self._all.spans}
        held = [
            Held(each.key, each.value, each.certainty, spans[each.span])
            for each in self._all.stretches
            if _wanted(each.key, where)
            and each.first <= day
            and (day < each.until or each.until == date.max)
        ]
        return sorted(held, key=lambda each: each.place)

    def spans(self, where: Where) -> list[Span]:
        found = [each for each in self._all.spans if _wanted(each.key, where)]
        return sorted((each for each in found if lasts_in(each, where)), key=span_order)

    def events(self, where: Where) -> list[Event]:
        events = [
            event
            for event in self._all.events
            if _wanted(event.key, where)
            and where.kind in (None, event.kind)
            and (where.first is None or event.days.last >= where.first)
            and (where.last is None or event.days.first <= where.last)
        ]
        return sorted(events, key=event_order)

    def listed(
        self, where: Where, of: Sequence[str], *, after: Place | None, limit: int
    ) -> list[Event | Span]:
        found: Iterable[Event | Span] = [
            *(self.events(where) if EVENT in of else ()),
            *(self.spans(where) if SPAN in of else ()),
        ]
        ordered = sorted(found, key=place)
        rest = [each for each in ordered if after is None or place(each) > after]
        return rest[:limit]

    def counted(self, where: Where, of: str) -> dict[str, int]:
        found = self.events(where) if of == EVENT else self.spans(where)
        return dict(sorted(Counter(each.key.track for each in found).items()))

    def events_by_id(self, ids: Sequence[str]) -> list[Event]:
        known = {event.id: event for event in self._all.events}
        return [known[each] for each in ids]

    def derived(self, wanted: Sequence[Where]) -> Derivation:
        def kept(each: Event | Span | Stretch) -> bool:
            return any(_wanted(each.key, where) for where in wanted)

        return Derivation(
            tuple(filter(kept, self._all.events)),
            tuple(filter(kept, self._all.spans)),
            tuple(filter(kept, self._all.stretches)),
        )


def _wanted(key: Key, where: Where) -> bool:
    pairs = [(key.actor, key.target)]
    if key.track and TRACKS[key.track].symmetric:
        pairs.append((key.target, key.actor))
    return (
        where.track in (None, key.track)
        and where.person in (None, key.person)
        and where.list in (None, key.list)
        and (where.either is None or where.either in key[1:])
        and any(
            (where.actors is None or actor in where.actors)
            and (where.targets is None or target in where.targets)
            for actor, target in pairs
        )
    )
