"""The order of events: it narrows their days, and shows which cannot all be right.

Narrowing is read off the worlds (`recog.domain.worlds.allowed`), so that a date never
says anything else than the status does. A conflict is found where the dates force the
events of one term into an order that cannot be: credentials before the appointment, or
after the end. Source: docs/design.md, section 1.5, rule 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from math import prod

from recog.domain.dates import Interval
from recog.domain.events import Conflict, Event, Narrowing
from recog.domain.kinds import KINDS
from recog.domain.readings import MAX_COMBINATIONS, out_of_order, readings
from recog.domain.states import Step, steps_of
from recog.domain.worlds import Allowed, allowed, wider


def ordered(events: Sequence[Event], days: Mapping[str, Interval]) -> list[Event]:
    """Return the events of one key, each with its narrowings and conflicts.

    :param days: what each claim says by itself, by the claim's id.
    """
    if len(events) < 2 or not events[0].key.track:
        return list(events)
    found = {conflict: None for conflict in _conflicts(events, days)}
    narrowings = _narrowings(events)
    return [
        replace(
            event,
            narrowings=narrowings.get(place, ()),
            conflicts=tuple(c for c in found if event.id in (c.first, c.second)),
        )
        for place, event in enumerate(events)
    ]


def _conflicts(
    events: Sequence[Event], days: Mapping[str, Interval]
) -> Iterator[Conflict]:
    """Yield what each choice among the claims puts out of order."""
    options = [event.alternatives for event in events]
    if prod(map(len, options)) > MAX_COMBINATIONS:
        return
    for taken in product(*options):
        for first, second in out_of_order(taken):
            late = max(taken[first].claims, key=lambda id: (days[id].first, id))
            early = min(taken[second].claims, key=lambda id: (days[id].last, id))
            yield Conflict(
                rule="term-order",
                first=events[first].id,
                second=events[second].id,
                claims=tuple(sorted((late, early))),
            )


def _narrowings(events: Sequence[Event]) -> dict[int, tuple[Narrowing, ...]]:
    """Return the bounds that hold in every reading, by the event's place.

    An event whose own claims are in doubt is not narrowed: which of its days is meant
    is the very question.
    """
    track = events[0].key.track
    bounds: dict[int, Allowed] = {}
    settled = {
        place for place, each in enumerate(events) if len(each.alternatives) == 1
    }
    for reading in readings(events):
        steps = steps_of(track, reading.taken)
        if not any(_can_swap(one, two) for one, two in pairwise(steps)):
            return {}
        found = {each.place: each for each in allowed(track, steps)}
        settled = {
            place
            for place in settled & found.keys()
            if reading.taken[place] is events[place].alternatives[0]
        }
        bounds = {
            place: wider(bounds.get(place, found[place]), found[place])
            for place in settled
        }
    return {
        place: made
        for place, bound in bounds.items()
        if (made := tuple(_bounding(events, bound)))
    }


def _can_swap(one: Step, two: Step) -> bool:
    """Tell whether the days of two events, sorted, leave their order open."""
    return one.last >= two.first and (one.first, two.first) != (one.last, two.last)


def _bounding(events: Sequence[Event], bound: Allowed) -> Iterator[Narrowing]:
    """Yield the bounds that say more than the event's own claims."""
    event = events[bound.place]
    if bound.after is not None and bound.first > event.days.first.toordinal():
        other = events[bound.after]
        yield Narrowing(
            rule=_rule(event, other),
            not_before=date.fromordinal(bound.first),
            because=other.id,
        )
    if bound.before is not None and bound.last < event.days.last.toordinal():
        other = events[bound.before]
        yield Narrowing(
            rule=_rule(event, other),
            not_after=date.fromordinal(bound.last),
            because=other.id,
        )


def _rule(one: Event, other: Event) -> str:
    in_term = all(KINDS[each.kind].turn for each in (one, other))
    return "term-order" if in_term else "span-order"
