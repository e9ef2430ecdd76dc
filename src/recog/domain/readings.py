"""Readings: the ways to settle the contradictions of one key.

Each reading takes one alternative of every event. Where the dates taken put the events
of one term out of order, one of the two dates is set aside: its event then happened on
any day that the order leaves. That is tried only for an event with no other claim to
take the place of the one set aside. Source: docs/design.md, sections 1.5 and 1.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Final

from recog.domain.dates import Interval
from recog.domain.events import Alternative, Event
from recog.domain.kinds import APPOINTED, CREDENTIALS, KINDS, TERMINATED, Kind

#: With more combinations of contradicted claims than this, none is singled out.
MAX_COMBINATIONS: Final = 256


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to settle every contradiction of a key."""

    taken: tuple[Alternative, ...]  # one of each event, in their order
    believed: tuple[str, ...] = ()  # ids of contested claims taken for right, sorted
    set_aside: tuple[str, ...] = ()  # ids of the others, sorted


def readings(events: Sequence[Event]) -> list[Reading]:
    """Return every reading, at least one; none where there would be too many.

    :param events: all events of one key.
    """
    options = [event.alternatives for event in events]
    if prod(map(len, options)) > MAX_COMBINATIONS:
        return []
    choices = list(product(*options))
    settled = [each for choice in choices for each in _settled(events, choice, ())]
    return settled or [_reading(events, choice, ()) for choice in choices]


def out_of_order(taken: Sequence[Alternative]) -> Iterator[tuple[int, int]]:
    """Yield the places of two events of one term whose days put them out of order.

    The first has to come before the second, and surely comes after it. Two events are
    of one term unless a third can belong to either: another event in the same place,
    or an end (or, between an end and what follows, a naming) that can lie between.
    """
    in_term = [
        (place, option, turn)
        for place, option in enumerate(taken)
        if option.kind and (turn := KINDS[option.kind].turn)
    ]
    if len(in_term) < 2:
        return
    for first, one, turn in in_term:
        for second, other, later in in_term:
            if (
                turn < later
                and one.days.first > other.days.last
                and (turn, later) != (APPOINTED, TERMINATED)
                and not _of_two_terms(taken, first, second)
            ):
                yield first, second


def _of_two_terms(taken: Sequence[Alternative], first: int, second: int) -> bool:
    """Tell whether a third event lets two that are out of order be of two terms."""
    one, other = taken[first], taken[second]
    turn, later = KINDS[one.kind].turn, KINDS[other.kind].turn
    for place, third in enumerate(taken):
        if place in (first, second) or not third.kind:
            continue
        row = KINDS[third.kind]
        own = row.turn == turn or _stands_for(row, turn)
        if own and third.days.first <= other.days.last:
            return True
        if row.turn == later and third.days.last >= one.days.first:
            return True
        divides = row.names if later == TERMINATED else row.turn == TERMINATED
        if (
            divides
            and third.days.last >= other.days.first
            and third.days.first <= one.days.last
        ):
            return True
    return False


def _stands_for(kind: Kind, turn: int) -> bool:
    """Tell whether a kind can open a term in place of one that has a turn."""
    return (
        kind.names if turn == APPOINTED else turn == CREDENTIALS and kind.takes_office
    )


def _settled(
    events: Sequence[Event], taken: Sequence[Alternative], aside: tuple[int, ...]
) -> Iterator[Reading]:
    """Yield the readings of a choice in which nothing is out of order."""
    pair = next(out_of_order(taken), None)
    if pair is None:
        yield _reading(events, taken, aside)
        return
    first, second = pair
    room = {
        first: Interval(None, taken[second].days.latest),
        second: Interval(taken[first].days.earliest, None),
    }
    for place, days in room.items():
        if len(events[place].alternatives) == 1 and place not in aside:
            changed = list(taken)
            changed[place] = replace(taken[place], days=days)
            yield from _settled(events, changed, (*aside, place))


def _reading(
    events: Sequence[Event], taken: Sequence[Alternative], aside: Sequence[int]
) -> Reading:
    believed: set[str] = set()
    against: set[str] = set()
    for place, (event, option) in enumerate(zip(events, taken, strict=True)):
        if place in aside:
            against.update(option.claims)
        elif event.contradicted:
            believed.update(option.claims)
            others = (other for other in event.alternatives if other is not option)
            against.update(claim for other in others for claim in other.claims)
    return Reading(tuple(taken), tuple(sorted(believed)), tuple(sorted(against)))
