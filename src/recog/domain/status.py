"""What a status is on a day, and how sure that is.

Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from recog.domain.events import Event
from recog.domain.readings import readings
from recog.domain.worlds import Outcomes, anything, outcomes, steps_of


class Certainty(StrEnum):
    """The answer to "did it hold on that day?"."""

    CERTAIN = "certain"  # in every world
    POSSIBLE = "possible"  # in some
    CONTRADICTED = "contradicted"  # depends on which claim is right
    NONE = "none"  # in no world
    UNKNOWN = "unknown"  # nobody looked


@dataclass(frozen=True, slots=True)
class Run:
    """A value's certainty over days: `first` included, `until` not."""

    value: str
    first: date
    until: date  # date.max: without end
    certainty: Certainty

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the run."""
        return self.first <= day and (day < self.until or self.until == date.max)


def runs(track: str, events: Sequence[Event]) -> tuple[Run, ...]:
    """Return when each value of one key held, and how surely.

    Sorted by value and first day. The runs of a value never overlap, and neighbours
    differ in certainty; where there is no run, the value held in no world.

    :param events: all events of one key.
    """
    readings = _readings(track, events)
    days = sorted({entry.first for reading in readings for entry in reading})
    columns = [_spread(reading, days) for reading in readings]
    values = sorted({value for column in columns for can in column for value in can})
    return tuple(
        run
        for value in values
        if value
        for run in _runs(
            value,
            days,
            [_verdict(value, row) for row in zip(*columns, strict=True)],
        )
    )


def on(runs_of_key: Iterable[Run], day: date) -> dict[str, Certainty]:
    """Return the values that may hold on a day; a value that is missing does not."""
    return {run.value: run.certainty for run in runs_of_key if run.covers(day)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can hold on a day if certain of the contested claims are right."""

    values: tuple[str, ...]  # sorted; the empty text stands for nothing
    believed: tuple[tuple[str, ...], ...]  # ids of claims, one list for each reading


def outcomes_on(track: str, events: Sequence[Event], day: date) -> tuple[Outcome, ...]:
    """Return what each way to settle the contradictions leads to on a day.

    Sorted by values; one outcome where nothing is contradicted, none where there are
    too many ways.

    :param events: all events of one key.
    """
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for reading in readings(events):
        entries = outcomes(track, steps_of(track, reading.taken))
        last = [each for each in entries if each.first <= day.toordinal()][-1]
        found.setdefault(tuple(sorted(last.values)), []).append(reading.believed)
    return tuple(
        Outcome(values, tuple(sorted(set(found[values])))) for values in sorted(found)
    )


def _readings(track: str, events: Sequence[Event]) -> list[list[Outcomes]]:
    """Return the outcomes of each way to settle the contradictions."""
    found = [outcomes(track, steps_of(track, each.taken)) for each in readings(events)]
    return found or [anything(track)]


def _spread(reading: Sequence[Outcomes], days: Sequence[int]) -> list[frozenset[str]]:
    """Return what can hold from each of the days on."""
    by_day = dict(reading)
    spread: list[frozenset[str]] = []
    for day in days:
        spread.append(by_day[day] if day in by_day else spread[-1])
    return spread


def _verdict(value: str, readings: Sequence[frozenset[str]]) -> Certainty:
    surely = sum(can == {value} for can in readings)
    never = sum(value not in can for can in readings)
    if surely == len(readings):
        return Certainty.CERTAIN
    if never == len(readings):
        return Certainty.NONE
    return Certainty.CONTRADICTED if surely and never else Certainty.POSSIBLE


def _runs(
    value: str, days: Sequence[int], verdicts: Sequence[Certainty]
) -> Iterator[Run]:
    """Join neighbouring days of one verdict."""
    place = 0
    for verdict, group in groupby(verdicts):
        start, place = place, place + len(list(group))
        if verdict is not Certainty.NONE:
            until = days[place] if place < len(days) else date.max.toordinal()
            yield Run(
                value,
                date.fromordinal(days[start]),
                date.fromordinal(until),
                verdict,
            )
