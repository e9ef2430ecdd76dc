"""The states a key passes through in one world, and what each event does to them.

Events that find nothing to act upon make a world dearer; only the cheapest worlds are
allowed, and that is how the ordering rules of 1.5 (3) are kept. Source: docs/design.md,
sections 1.5 and 1.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from recog.domain.claims import Mode
from recog.domain.events import Alternative
from recog.domain.kinds import COPIES, CREDENTIALS, KINDS, TERMINATED, Effect
from recog.domain.tracks import TRACKS

SUSPENDED: Final = "suspended"

# What a world costs; the cheapest are allowed.
_OUT_OF_TURN: Final = 1  # credentials after the end of a term, by nobody newly named
_HELD_BEFORE: Final = 2  # a status held before its first event
_SUSPENDED_BEFORE: Final = 3  # it was suspended, or broken off, before its first event
WITHOUT_EFFECT: Final = 4  # an event finds nothing to act upon


class State(NamedTuple):
    """Where the status of a key stands in one world."""

    value: str = ""  # a value of the track; empty: nothing holds
    suspended: bool = False
    prior: bool = False  # no event has had an effect yet
    left: bool = False  # a term has ended, and nobody has been named since

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
    turn: int  # place in a term, 0: none
    place: int  # of the alternative in the list that was given


Costs = dict[State, int]  # least cost by state


def steps_of(track: str, alternatives: Iterable[Alternative]) -> list[Step]:
    """Return the steps of the alternatives that have an effect, by their days."""
    values = TRACKS[track].values
    steps = []
    for place, option in enumerate(alternatives):
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
                row.turn,
                place,
            )
        )
    return sorted(steps, key=lambda step: (step.first, step.last, step))


def apply(state: State, step: Step, values: Sequence[str]) -> tuple[State, int]:
    """Apply an event to a state; return the state after it and what that costs."""
    held = bool(state.value)
    unmoved = State(
        state.value, state.suspended, prior=state.prior and not held, left=state.left
    )
    match step.effect:
        case Effect.OPENS:
            higher = not held or step.rank > values.index(state.value)
            value = step.value if higher else state.value
            news = higher or state.suspended or step.upgrade
            if state.left and step.turn in (COPIES, CREDENTIALS):
                return State(value), _OUT_OF_TURN
            return State(value), 0 if news else WITHOUT_EFFECT
        case Effect.SETS:
            return State(step.value), 0 if held else WITHOUT_EFFECT
        case Effect.SUSPENDS if held and not state.suspended:
            return State(state.value, suspended=True), 0
        case Effect.RESUMES if state.suspended or not (held or state.prior):
            return State(state.value or step.value), 0
        case Effect.CLOSES if held:
            return State(left=step.turn == TERMINATED), 0
    return unmoved, WITHOUT_EFFECT


def initial(steps: Sequence[Step], values: Sequence[str]) -> Costs:
    """Return the states that can stand before every event, with their cost."""
    costs = {State(prior=True): 0}
    if any(step.effect is not Effect.OPENS for step in steps):
        for value in values:
            costs[State(value, prior=True)] = _HELD_BEFORE
            costs[State(value, suspended=True, prior=True)] = _SUSPENDED_BEFORE
    return costs


def shown_before(state: State, eve: bool) -> Iterator[str]:
    """Say what can hold before the first event: what held began on an unknown day.

    On the eve of a closing that must come next it held for sure. What was resumed may
    have been suspended or broken off, and held before that.
    """
    yield state.shown
    if state.value and not eve:
        yield ""
    if state.suspended:
        yield from ("", state.value)
