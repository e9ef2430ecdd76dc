"""The worlds of one key: every way in which its events can have happened.

A world picks one day for each event inside its interval, and an order for the events
of one day. Allowed are the worlds that leave the fewest events without effect: an
opening comes before the closing of its span, a suspension before its end, a nomination
before the credentials, and these before the end of the term. What closes, suspends or
resumes with nothing before it means that the status held already, since an unknown day;
nothing else is invented.

The worlds are not listed one by one. Events whose intervals touch form a cluster; only
inside a cluster can the order vary, so the states that can follow each set of its
events say everything. Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from recog.domain.states import (
    SUSPENDED,
    WITHOUT_EFFECT,
    Costs,
    Step,
    apply,
    initial,
    shown_before,
    steps_of,
)
from recog.domain.tracks import TRACKS

__all__ = [
    "MAX_SETS",
    "SUSPENDED",
    "Allowed",
    "Outcomes",
    "Step",
    "allowed",
    "anything",
    "each_has_effect",
    "outcomes",
    "steps_of",
]

#: A cluster with more sets of events than this is not searched: anything may hold.
MAX_SETS: Final = 4096

_DAWN: Final = date.min.toordinal()


class Allowed(NamedTuple):
    """The days an event has in the allowed worlds, and the events that bound them."""

    place: int  # as in the step
    first: int
    last: int
    after: int | None  # place of the event that it cannot come before
    before: int | None  # place of the event that it cannot come after


class Outcomes(NamedTuple):
    """The status values that can hold from a day on, until the next in the list."""

    first: int  # ordinal of the day
    values: frozenset[str]  # the empty string stands for none


def outcomes(track: str, steps: Sequence[Step]) -> list[Outcomes]:
    """Return which values can hold, day by day, as a list of changes.

    The first entry starts with the calendar. A value holds in every allowed world of a
    day iff it is the only one of that day.

    :param steps: sorted as `steps_of` sorts them.
    """
    searched = _searched(track, steps)
    if searched is None:
        return anything(track)
    clusters, best = searched
    found = [Outcomes(_DAWN, frozenset({""}))]
    if clusters:
        found = clusters[0].outcomes(best, opens_key=True)
    for cluster in clusters[1:]:
        found += cluster.outcomes(best)
    return _changes(found)


def allowed(track: str, steps: Sequence[Step]) -> list[Allowed]:
    """Return the days that each event has in the allowed worlds.

    That is the fixed point of the ordering rules (1.5, rule 3): no day can be taken
    away from an event that the worlds leave it. Nothing is said of a key that is too
    tangled to search.

    :param steps: sorted as `steps_of` sorts them.
    """
    searched = _searched(track, steps)
    if searched is None:
        return []
    clusters, best = searched
    return [each for cluster in clusters for each in cluster.allowed(best)]


def each_has_effect(track: str, steps: Sequence[Step]) -> bool:
    """Tell whether no allowed world leaves an event without effect.

    :param steps: sorted as `steps_of` sorts them.
    """
    searched = _searched(track, steps)
    return searched is not None and searched[1] < WITHOUT_EFFECT


def _searched(track: str, steps: Sequence[Step]) -> tuple[list[_Cluster], int] | None:
    """Return the clusters with all their costs, and the least cost of a world."""
    values = TRACKS[track].values
    clusters = [_Cluster(part, values) for part in _touching(steps)]
    entry = initial(steps, values)
    for cluster in clusters:
        entry = cluster.run(entry)
        if len(cluster.costs) > MAX_SETS:
            return None
    best = min(entry.values())
    to_go = dict.fromkeys(entry, 0)
    for cluster in reversed(clusters):
        to_go = cluster.run_back(to_go)
    return clusters, best


def anything(track: str) -> list[Outcomes]:
    """Return the outcomes of a key that is too tangled to search: nothing is sure."""
    return [Outcomes(_DAWN, frozenset({"", *TRACKS[track].values, SUSPENDED}))]


class _Cluster:
    """Events of one key that can change places, and the sets in which they can happen.

    A set of events is a bit mask. `costs` holds, for each set that can have happened
    first, the states that can follow it and the least cost to get there; `to_go` the
    least cost from there to the end.
    """

    def __init__(self, steps: Sequence[Step], values: Sequence[str]) -> None:
        self.steps = steps
        self.values = values
        self.whole = (1 << len(steps)) - 1
        self.costs: dict[int, Costs] = {}
        self.to_go: dict[int, Costs] = {}

    def run(self, entry: Costs) -> Costs:
        """Fill `costs` from the states at entry; return those at the exit."""
        self.costs = {0: entry}
        for happened in self._sets():
            for bit, step in self._next(happened):
                reached = self.costs.setdefault(happened | bit, {})
                for state, cost in self.costs[happened].items():
                    after, more = apply(state, step, self.values)
                    known = reached.get(after)
                    if known is None or cost + more < known:
                        reached[after] = cost + more
        return self.costs.get(self.whole, {})

    def run_back(self, at_exit: Costs) -> Costs:
        """Fill `to_go` from the costs at the exit; return those at entry."""
        self.to_go = {self.whole: at_exit}
        for happened in sorted(self.costs, key=int.bit_count, reverse=True)[1:]:
            self.to_go[happened] = {
                state: min(
                    more + self.to_go[happened | bit][after]
                    for bit, step in self._next(happened)
                    for after, more in [apply(state, step, self.values)]
                )
                for state in self.costs[happened]
            }
        return self.to_go[0]

    def outcomes(self, best: int, *, opens_key: bool = False) -> list[Outcomes]:
        """Say what can hold at each day on which that can change."""
        days = {day for step in self.steps for day in (step.first, step.last)}
        eve = min(step.last for step in self.steps) - 1
        if opens_key:
            days |= {_DAWN, max(eve, _DAWN)}
        return [
            Outcomes(
                day, frozenset(self._shown(day, best, eve=opens_key and day == eve))
            )
            for day in sorted(days)
        ]

    def allowed(self, best: int) -> Iterator[Allowed]:
        """Say on which days each event falls, over every allowed order."""
        found: dict[int, Allowed] = {}
        for happened in self.costs:
            for bit, step in self._next(happened):
                if self._leads(happened, bit, step, best):
                    here = self._between(happened, bit, step)
                    known = found.get(step.place)
                    found[step.place] = wider(known, here) if known else here
        yield from (found[place] for place in sorted(found))

    def _leads(self, happened: int, bit: int, step: Step, best: int) -> bool:
        """Tell whether an allowed world has this event next after these."""
        to_go = self.to_go[happened | bit]
        return any(
            cost + more + to_go[after] == best
            for state, cost in self.costs[happened].items()
            for after, more in [apply(state, step, self.values)]
        )

    def _between(self, happened: int, bit: int, step: Step) -> Allowed:
        """Return the days of an event that comes after these and before the others."""
        first, last, after, before = step.first, step.last, None, None
        for place, other in enumerate(self.steps):
            if 1 << place == bit:
                continue
            if happened >> place & 1:
                if other.first > first:
                    first, after = other.first, other.place
            elif other.last < last:
                last, before = other.last, other.place
        return Allowed(step.place, first, last, after, before)

    def _shown(self, day: int, best: int, *, eve: bool) -> Iterator[str]:
        for happened, states in self.costs.items():
            if not self._can_divide(happened, day):
                continue
            for state, cost in states.items():
                if cost + self.to_go[happened][state] == best:
                    yield from (
                        shown_before(state, eve) if state.prior else [state.shown]
                    )

    def _can_divide(self, happened: int, day: int) -> bool:
        """Tell whether exactly these events can lie on or before the day."""
        return all(
            step.first <= day if happened >> place & 1 else day < step.last
            for place, step in enumerate(self.steps)
        )

    def _sets(self) -> Iterator[int]:
        """Yield the sets reached so far, small ones first, while they are few."""
        level = [0]
        while level and len(self.costs) <= MAX_SETS:
            yield from level
            size = level[0].bit_count() + 1
            level = [
                happened for happened in self.costs if happened.bit_count() == size
            ]

    def _next(self, happened: int) -> Iterator[tuple[int, Step]]:
        """Yield the events that can be the next after these."""
        rest = [
            (1 << place, step)
            for place, step in enumerate(self.steps)
            if not happened >> place & 1
        ]
        soonest_end = min((step.last for _, step in rest), default=0)
        for bit, step in rest:
            if step.first <= soonest_end:
                yield bit, step


def wider(one: Allowed, other: Allowed) -> Allowed:
    """Return the days of both; the wider bound and what it rests on are kept."""
    first, after = min((one.first, one.after), (other.first, other.after), key=_day)
    last, before = max((one.last, one.before), (other.last, other.before), key=_day)
    return Allowed(one.place, first, last, after, before)


def _day(bound: tuple[int, int | None]) -> int:
    return bound[0]


def _touching(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Split into clusters: no event of one can fall on a day of another's."""
    cluster: list[Step] = []
    end = 0
    for step in steps:
        if cluster and step.first > end:
            yield cluster
            cluster = []
        end = max(end, step.last) if cluster else step.last
        cluster.append(step)
    if cluster:
        yield cluster


def _changes(found: Sequence[Outcomes]) -> list[Outcomes]:
    """Drop each entry that says the same as the one before it."""
    kept = list(found[:1])
    for entry in found[1:]:
        if entry.values != kept[-1].values:
            kept.append(entry)
    return kept
