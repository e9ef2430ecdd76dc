"""A brute-force model of docs/design.md 1.6: every world of a small calendar, tried.

It shares nothing with `recog.domain.worlds` and `recog.domain.readings` but the table
of kinds: it lists each choice among contradicted claims and each date that can be set
aside, each day of each event, each order of the events of one day and each beginning,
walks through the calendar, and keeps the cheapest worlds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product
from typing import NamedTuple

from recog.domain.dates import Interval
from recog.domain.events import Alternative, Event
from recog.domain.kinds import KINDS, Effect
from recog.domain.tracks import TRACKS

#: Twelve days; events are put on the ones in the middle. A date that is set aside can
#: lie outside of it, before the first day or after the last.
CALENDAR = [date(2000, 1, 1) + timedelta(days=number) for number in range(12)]

Days = dict[date, str]  # status value by day; empty text: none


class World(NamedTuple):
    """What holds day by day, and the acts by which it came to."""

    days: Days
    begun: frozenset[tuple[date, str]]  # a value begins, and holds on that day


def verdicts(track: str, events: Sequence[Event]) -> dict[tuple[str, date], str]:
    """Return certain, possible, contradicted or none, by value and calendar day.

    Not for the last day, after which an event of unknown date may still come.
    """
    choices = [allowed(track, taken) for taken in taken(events)]
    return {
        (value, day): verdict(value, [{each.days[day] for each in c} for c in choices])
        for value in (*TRACKS[track].values, "suspended")
        for day in CALENDAR[:-1]
    }


def narrowed(track: str, events: Sequence[Event]) -> dict[str, tuple[date, date]]:
    """Return the first and last day of each event over all allowed worlds, by its id.

    Only of events with one alternative that is never set aside.
    """
    ways = taken(events)
    found: dict[str, tuple[date, date]] = {}
    for place, event in enumerate(events):
        own = event.alternatives[0]
        if len(event.alternatives) > 1 or any(way[place] is not own for way in ways):
            continue
        days = {day for way in ways for day in _days_of(track, way, own)}
        if days:
            found[event.id] = (min(days), max(days))
    return found


def _days_of(track: str, way: Sequence[Alternative], own: Alternative) -> set[date]:
    happened = [option for option in way if _moves(option)]
    lines = [line for line in _lines(happened)]
    costs = [min(c for c, _ in _with_each_beginning(track, line)) for line in lines]
    return {
        day
        for cost, line in zip(costs, lines, strict=True)
        if cost == min(costs)
        for day, option in line
        if option is own
    }


def _moves(option: Alternative) -> bool:
    return bool(option.kind) and KINDS[option.kind].effect is not Effect.NONE


def taken(events: Sequence[Event]) -> list[list[Alternative]]:
    """Return each way to settle the contradictions: one alternative of every event."""
    choices = [list(c) for c in product(*(event.alternatives for event in events))]
    alone = [len(event.alternatives) == 1 for event in events]
    ways = [way for choice in choices for way in _repaired(choice, alone)]
    return ways or choices


def _repaired(choice: list[Alternative], alone: list[bool]) -> list[list[Alternative]]:
    for early, late in permutations(range(len(choice)), 2):
        if _is_wrong(choice, early, late):
            before = replace(
                choice[early], days=Interval(None, choice[late].days.latest)
            )
            after = replace(
                choice[late], days=Interval(choice[early].days.earliest, None)
            )
            ways = []
            for place, option in ((early, before), (late, after)):
                if alone[place]:
                    others = [*choice[:place], option, *choice[place + 1 :]]
                    once = [own and at != place for at, own in enumerate(alone)]
                    ways += _repaired(others, once)
            return ways
    return [choice]


def _is_wrong(choice: list[Alternative], early: int, late: int) -> bool:
    """Tell whether the dates put one event of a term after a later one of that term."""
    first, second = choice[early], choice[late]
    turns = [KINDS[option.kind].turn if option.kind else 0 for option in choice]
    pair = turns[early], turns[late]
    if pair not in {(1, 2), (1, 3), (2, 3), (2, 4), (3, 4)}:
        return False
    if first.days.first <= second.days.last:
        return False
    rest = [at for at in range(len(choice)) if at not in (early, late)]
    alike = {1: {"nomination"}, 3: {"entered-on-duty"}}
    for at in rest:
        third, turn = choice[at], turns[at]
        opens_alike = turn == pair[0] or third.kind in alike.get(pair[0], ())
        if opens_alike and third.days.first <= second.days.last:
            return False
        if turn == pair[1] and third.days.last >= first.days.first:
            return False
        naming = third.kind in ("nomination", "appointment")
        divides = naming if pair[1] == 4 else turn == 4
        if divides and (
            third.days.last >= second.days.first and third.days.first <= first.days.last
        ):
            return False
    return True


def verdict(value: str, choices: Sequence[set[str]]) -> str:
    """Return the answer for a value from what each choice lets hold."""
    each = {
        "certain" if seen == {value} else "possible" if value in seen else "none"
        for seen in choices
    }
    if len(each) == 1:
        return each.pop()
    return "contradicted" if {"certain", "none"} <= each else "possible"


def allowed(track: str, choice: Sequence[Alternative]) -> list[World]:
    """Return the worlds that leave the fewest events without effect."""
    happened = [option for option in choice if _moves(option)]
    worlds = list(_worlds(track, happened))
    best = min(cost for cost, _ in worlds)
    return [world for cost, world in worlds if cost == best]


def _worlds(track: str, happened: list[Alternative]) -> Iterator[tuple[int, World]]:
    for line in _lines(happened):
        yield from _with_each_beginning(track, line)


def _lines(happened: list[Alternative]) -> Iterator[list[tuple[date, Alternative]]]:
    """Yield every way to put the events on days, and those of one day in order."""
    possible_days = [
        [day for day in CALENDAR if day in option.days] for option in happened
    ]
    for days in product(*possible_days):
        for order in permutations(range(len(days))):
            in_order = [days[place] for place in order]
            if in_order == sorted(in_order):
                yield [(days[place], happened[place]) for place in order]


def _with_each_beginning(
    track: str, line: list[tuple[date, Alternative]]
) -> Iterator[tuple[int, World]]:
    values = TRACKS[track].values
    cost, (days, begun) = _walk(values, "", False, line)
    yield cost, World(dict.fromkeys(CALENDAR, "") | days, begun)
    if not line:
        return
    before = [day for day in CALENDAR if day < line[0][0]]
    for value in values:
        cost, (days, begun) = _walk(values, value, False, line)
        for since in before:  # held since an unknown day, at the latest on the eve
            held = {d: value if d >= since else "" for d in CALENDAR}
            yield 2 + cost, World(held | days, begun | {(since, value)})
        cost, (days, begun) = _walk(values, value, True, line)
        for since, broken in product([*before, line[0][0]], repeat=2):
            first = {(since, value)} if since < broken else frozenset()
            for then in ("suspended", ""):
                begins = {
                    d: then if d >= broken else value if d >= since else ""
                    for d in CALENDAR
                    if since <= broken
                }
                if begins:
                    yield 3 + cost, World(begins | days, begun | first)


def _walk(
    values: Sequence[str],
    value: str,
    suspended: bool,
    line: list[tuple[date, Alternative]],
) -> tuple[int, World]:
    """Apply the events in order; return what is odd about that, and what holds when.

    Each event without effect costs 4, each one out of its turn 1. What ends and begins
    again on one day is a new act, though it holds the day before and after; what begins
    and ends on one day never held.
    """
    idle = 0
    strange = 0  # credentials after a term has ended, by nobody newly named
    fresh = not value
    left = False
    days: Days = {}
    begun = set()
    for day, option in line:
        row = KINDS[option.kind]
        new = row.value or option.level or values[-1]
        was = (value, suspended)
        if row.effect is Effect.OPENS:
            strange += left and row.turn in (2, 3)
            left = False
            if not value or values.index(new) > values.index(value):
                value = new
            elif not suspended and option.mode != "de-jure":
                idle += 1
            suspended = False
        elif row.effect is Effect.SETS:
            left = False
            idle += not value
            value, suspended = new, False
        elif row.effect is Effect.SUSPENDS:
            idle += not value or suspended
            suspended = suspended or bool(value)
        elif row.effect is Effect.RESUMES:
            if suspended or (not value and not fresh):
                value, suspended, left = value or new, False, False
            else:
                idle += 1
        elif row.effect is Effect.CLOSES:
            idle += not value
            left = (row.turn == 4) if value else left
            value, suspended = "", False
        fresh = fresh and was == (value, suspended)
        shown = "suspended" if suspended else value
        if shown != ("suspended" if was[1] else was[0]):
            begun.add((day, shown))
        days |= {d: shown for d in CALENDAR if d >= day}
    held = frozenset((d, each) for d, each in begun if days.get(d) == each)
    return idle * 4 + strange, World(days, held)
