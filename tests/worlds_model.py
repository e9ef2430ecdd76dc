"""A brute-force model of docs/design.md 1.6: every world of a small calendar, tried.

It shares nothing with `recog.domain.worlds` but the table of kinds: it lists each
choice among contradicted claims, each day of each event, each order of the events of
one day and each beginning, walks through the calendar, and keeps the cheapest worlds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations, product

from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import Alternative, Event
from recog.domain.tracks import TRACKS

#: Twelve days; events are put on the ones in the middle.
CALENDAR = [date(2000, 1, 1) + timedelta(days=number) for number in range(12)]

Days = dict[date, str]  # status value by day; empty text: none


def verdicts(track: str, events: Sequence[Event]) -> dict[tuple[str, date], str]:
    """Return certain, possible, contradicted or none, by value and calendar day."""
    choices = [
        allowed(track, list(choice))
        for choice in product(*(event.alternatives for event in events))
    ]
    return {
        (value, day): verdict(value, [{world[day] for world in c} for c in choices])
        for value in (*TRACKS[track].values, "suspended")
        for day in CALENDAR
    }


def verdict(value: str, choices: Sequence[set[str]]) -> str:
    """Return the answer for a value from what each choice lets hold."""
    each = {
        "certain" if seen == {value} else "possible" if value in seen else "none"
        for seen in choices
    }
    if len(each) == 1:
        return each.pop()
    return "contradicted" if {"certain", "none"} <= each else "possible"


def allowed(track: str, choice: Sequence[Alternative]) -> list[Days]:
    """Return the calendars of the worlds that leave the fewest without effect."""
    happened = [
        option
        for option in choice
        if option.kind and KINDS[option.kind].effect is not Effect.NONE
    ]
    worlds = list(_worlds(track, happened))
    best = min(cost for cost, _ in worlds)
    return [days for cost, days in worlds if cost == best]


def _worlds(track: str, happened: list[Alternative]) -> Iterator[tuple[int, Days]]:
    possible_days = [
        [day for day in CALENDAR if day in option.days] for option in happened
    ]
    for days in product(*possible_days):
        for order in permutations(range(len(days))):
            in_order = [days[place] for place in order]
            if in_order == sorted(in_order):
                line = [(days[place], happened[place]) for place in order]
                yield from _with_each_beginning(track, line)


def _with_each_beginning(
    track: str, line: list[tuple[date, Alternative]]
) -> Iterator[tuple[int, Days]]:
    values = TRACKS[track].values
    cost, days = _walk(values, "", False, line)
    yield cost, dict.fromkeys(CALENDAR, "") | days
    if not line:
        return
    before = [day for day in CALENDAR if day < line[0][0]]
    for value in values:
        cost, days = _walk(values, value, False, line)
        for since in before:  # held since an unknown day, at the latest on the eve
            yield 2 + cost, {d: value if d >= since else "" for d in CALENDAR} | days
        cost, days = _walk(values, value, True, line)
        for since, broken in product([*before, line[0][0]], repeat=2):
            for then in ("suspended", ""):
                begins = {
                    d: then if d >= broken else value if d >= since else ""
                    for d in CALENDAR
                    if since <= broken
                }
                if begins:
                    yield 3 + cost, begins | days


def _walk(
    values: Sequence[str],
    value: str,
    suspended: bool,
    line: list[tuple[date, Alternative]],
) -> tuple[int, Days]:
    """Apply the events in order; return 4 for each without effect, and the days."""
    idle = 0
    fresh = not value
    days: Days = {}
    for day, option in line:
        row = KINDS[option.kind]
        new = row.value or option.level or values[-1]
        was = (value, suspended)
        if row.effect is Effect.OPENS:
            if not value or values.index(new) > values.index(value):
                value = new
            elif not suspended and option.mode != "de-jure":
                idle += 1
            suspended = False
        elif row.effect is Effect.SETS:
            idle += not value
            value, suspended = new, False
        elif row.effect is Effect.SUSPENDS:
            idle += not value or suspended
            suspended = suspended or bool(value)
        elif row.effect is Effect.RESUMES:
            if suspended or (not value and not fresh):
                value, suspended = value or new, False
            else:
                idle += 1
        elif row.effect is Effect.CLOSES:
            idle += not value
            value, suspended = "", False
        fresh = fresh and was == (value, suspended)
        shown = "suspended" if suspended else value
        days |= {d: shown for d in CALENDAR if d >= day}
    return idle * 4, days
