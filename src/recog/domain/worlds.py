"""The worlds of one key: every way in which its events can have happened.

A world picks one day for each event inside its interval, and an order for the events
of one day. Allowed are the worlds that leave the fewest events without effect: an
opening comes before the closing of its span, a suspension before its end, a nomination
before the credentials. What closes, suspends or resumes with nothing before it means
that the status held already, since an unknown day; nothing else is invented.

The worlds are not listed one by one. Events whose intervals touch form a cluster; only
inside a cluster can the order vary, so the states that can follow each set of its
events say everything. Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from recog.domain.claims import Mode
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import Alternative
from recog.domain.tracks import TRACKS

SUSPENDED: Final = "suspended"

#: A cluster with more sets of events than this is not searched: anything may hold.
MAX_SETS: Final = 4096

_DAWN: Final = date.min.toordinal()
# What a world costs; the cheapest are allowed.
_HELD_BEFORE: Final = 2  # a status held before its first event
_SUSPENDED_BEFORE: Final = 3  # it was suspended, or broken off, before its first event
_WITHOUT_EFFECT: Final = 4  # an event finds nothing to act upon


class State(NamedTuple):
    """Where the status of a key stands in one world."""

    value: str = ""  # a value of the track; empty: nothing holds
    suspended: bool = False
    prior: bool = False  # no event has had an effect yet

    @property
    def shown(self) -> str:
        """The status value that holds; empty when none does."""
        return SUSPENDED if self.suspended else self.value


class Step(NamedTuple):
    """What one event does to a status, and when it can have happened."""

    effect: Effect
    value: str
    rank: int  # of the value on its track, lowest 0
    upgrade: bool  # de jure: raises a recognition that holds already
    first: int  # ordinals of its days, both included
    last: int


class Outcomes(NamedTuple):
    """The status values that can hold from a day on, until the next in the list."""

    first: int  # ordinal of the day
    values: frozenset[str]  # the empty string stands for none


Costs = dict[State, int]  # least cost by state


def steps_of(track: str, alternatives: Iterable[Alternative]) -> list[Step]:
    """Return the steps of the alternatives that have an effect, by their days."""
    values = TRACKS[track].values
    steps = []
    for option in alternatives:
        row = KINDS[option.kind] if option.kind else None
        if row is None or row.effect is Effect.NONE:
            continue
        value = row.value or option.level or values[-1]
        steps.append(
            Step(
                row.effect,
                value,
                values.index(value) if value in values else 0,
                option.mode is Mode.DE_JURE,
                option.days.first.toordinal(),
                option.days.last.toordinal(),
            )
        )
    return sorted(steps, key=lambda step: (step.first, step.last, step))


def outcomes(track: str, steps: Sequence[Step]) -> list[Outcomes]:
    """Return which values can hold, day by day, as a list of changes.

    The first entry starts with the calendar. A value holds in every allowed world of a
    day iff it is the only one of that day.

    :param steps: sorted as `steps_of` sorts them.
    """
    values = TRACKS[track].values
    clusters = [_Cluster(part, values) for part in _touching(steps)]
    entry = _initial(steps, values)
    for cluster in clusters:
        entry = cluster.run(entry)
        if len(cluster.costs) > MAX_SETS:
            return anything(track)
    best = min(entry.values())
    to_go = dict.fromkeys(entry, 0)
    for cluster in reversed(clusters):
        to_go = cluster.run_back(to_go)
    found = [Outcomes(_DAWN, frozenset({""}))]
    if clusters:
        found = clusters[0].outcomes(best, opens_key=True)
    for cluster in clusters[1:]:
        found += cluster.outcomes(best)
    return _changes(found)


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
                    after, more = _apply(state, step, self.values)
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
                    for after, more in [_apply(state, step, self.values)]
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

    def _shown(self, day: int, best: int, *, eve: bool) -> Iterator[str]:
        for happened, states in self.costs.items():
            if not self._can_divide(happened, day):
                continue
            for state, cost in states.items():
                if cost + self.to_go[happened][state] == best:
                    yield from (
                        _shown_before(state, eve) if state.prior else [state.shown]
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


def _shown_before(state: State, eve: bool) -> Iterator[str]:
    """Say what can hold before the first event: what held began on an unknown day.

    On the eve of a closing that must come next it held for sure. What was resumed may
    have been suspended or broken off, and held before that.
    """
    yield state.shown
    if state.value and not eve:
        yield ""
    if state.suspended:
        yield from ("", state.value)


def _apply(state: State, step: Step, values: Sequence[str]) -> tuple[State, int]:
    """Apply an event to a state; return the state after it and what that costs."""
    held = bool(state.value)
    unmoved = State(state.value, state.suspended, prior=state.prior and not held)
    match step.effect:
        case Effect.OPENS:
            higher = not held or step.rank > values.index(state.value)
            value = step.value if higher else state.value
            news = higher or state.suspended or step.upgrade
            return State(value), 0 if news else _WITHOUT_EFFECT
        case Effect.SETS:
            return State(step.value), 0 if held else _WITHOUT_EFFECT
        case Effect.SUSPENDS if held and not state.suspended:
            return State(state.value, suspended=True), 0
        case Effect.RESUMES if state.suspended or not (held or state.prior):
            return State(state.value or step.value), 0
        case Effect.CLOSES if held:
            return State(), 0
    return unmoved, _WITHOUT_EFFECT


def _initial(steps: Sequence[Step], values: Sequence[str]) -> Costs:
    """Return the states that can stand before every event, with their cost."""
    costs = {State(prior=True): 0}
    if any(step.effect is not Effect.OPENS for step in steps):
        for value in values:
            costs[State(value, prior=True)] = _HELD_BEFORE
            costs[State(value, suspended=True, prior=True)] = _SUSPENDED_BEFORE
    return costs


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
