"""A brute-force model of implied status: every world of a small calendar, tried.

It takes the worlds of the premise from `worlds_model` and every day of every event
against the status, and asks in each whether some premise began after all of them. It
shares no code with `recog.domain.implied`. Source: docs/design.md, 1.3 and 1.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from recog.domain.reconcile import Alternative, Event
from worlds_model import CALENDAR, World, allowed, taken, verdict

AGAINST = ("recognition-refused", "recognition-withdrawn")


def implied_verdicts(
    track: str,
    value: str,
    premise: Sequence[Event],
    against: Sequence[Event],
    *,
    overtakes: bool,
) -> dict[date, str]:
    """Return certain, possible, contradicted or none, by day, but for the last."""
    choices = [
        [
            _held(begun, picked, overtakes=overtakes)
            for begun in {_begun(world, value) for world in allowed(track, one)}
            for picked in _days(other)
        ]
        for one in map(list, taken(premise))
        for other in product(*(event.alternatives for event in against))
    ]
    return {
        day: verdict("yes", [{world[day] for world in choice} for choice in choices])
        for day in CALENDAR[:-1]
    }


def _days(choice: Sequence[Alternative]) -> Iterator[tuple[date, ...]]:
    """Yield the days on which what is against the status can have happened."""
    happened = [option for option in choice if option.kind in AGAINST]
    yield from product(
        *([day for day in CALENDAR if day in option.days] for option in happened)
    )


def _begun(world: World, value: str) -> frozenset[date]:
    return frozenset(day for day, begun in world.begun if begun == value)


def _held(
    begun: frozenset[date], against: Sequence[date], *, overtakes: bool
) -> dict[date, str]:
    """Say day by day whether the status is implied in one world."""
    return {
        day: "yes"
        if any(
            begin <= day
            and not any(
                other <= day and (begin <= other or not overtakes) for other in against
            )
            for begin in begun
        )
        else ""
        for day in CALENDAR
    }
