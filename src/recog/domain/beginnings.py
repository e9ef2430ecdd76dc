"""When the status of a span began: the bounds that hold in every allowed world.

A status may end and begin again without a day between them. Then no span tells how late
it began, or how early, and the events of its key have to. Where they leave more than
one way, a bound is the wider one, so that `possible` may be said where the worlds know
more, and never less. Source: docs/design.md, 1.6 and 6.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from recog.domain.events import Alternative, Event
from recog.domain.kinds import KINDS, Effect
from recog.domain.spans import Span, Stretch, closes, opens
from recog.domain.status import Certainty
from recog.domain.worlds import each_has_effect, steps_of

#: Later than every day asked about.
NEVER: Final = date.max.toordinal()
#: The kinds of event that can begin a status.
BEGINNING: Final = frozenset(
    row.name
    for row in KINDS.values()
    if row.effect in (Effect.OPENS, Effect.SETS, Effect.RESUMES)
)


class Window(NamedTuple):
    """The days between which the status of a span begins, as ordinals."""

    may: int  # first day on which it may have begun
    sure: int  # day by which it has begun in every world
    clash: int  # day by which it has, if one side of a contradiction is right
    last: int  # last day on which it can begin, or begin again
    least: int  # what is sure began on this day or later, in every world


def begins(event: Event) -> bool:
    """Tell whether an event can begin a status, again or for the first time."""
    return any(option.kind in BEGINNING for option in event.alternatives)


def window(
    span: Span,
    parts: Sequence[Stretch],
    events: Sequence[Event],
    *,
    before: int | None = None,
) -> Window:
    """Return when the status of a span begins.

    :param parts: the stretches of the span, by first day, at least one.
    :param events: all of its key.
    :param before: `least` of the span of the same value that ends where this one's
        stretches begin; None where there is a day between.
    """
    may = (span.start_earliest or date.min).toordinal()
    sure, clash = (
        _first(part for part in parts if part.certainty is wanted)
        for wanted in (Certainty.CERTAIN, Certainty.CONTRADICTED)
    )
    until = max(part.until.toordinal() for part in parts) - 1
    if sure < NEVER:
        last = _again(span.value, events, sure, until)
    else:
        last = min(_opened(span, events, until), until)
    least = may if before is None else max(before, _forced(span, events, sure))
    return Window(may, sure, min(clash, sure), last, least)


def _first(parts: Iterable[Stretch]) -> int:
    return min((part.first.toordinal() for part in parts), default=NEVER)


def _opened(span: Span, events: Sequence[Event], until: int) -> int:
    """Return the last day of the events that can open a span that is never sure."""
    if span.start_earliest is None:  # it held before anything that could open it
        return until
    opening = (each for each in events if each.id in span.opened_by and begins(each))
    return max((each.days.last.toordinal() for each in opening), default=until)


def _again(value: str, events: Sequence[Event], sure: int, until: int) -> int:
    """Return the last day on which what is sure may have ended and begun again.

    That may leave no trace in the days on which it holds: both on one day.
    """
    ends = [
        _days(event)
        for event in events
        if any(option.kind and closes(value, option) for option in event.alternatives)
    ]
    latest = sure
    for event in filter(begins, events):
        first, last = _days(event)
        last = min(last, until)
        if first <= last and any(one <= last and other > sure for one, other in ends):
            latest = max(latest, last)
    return latest


def _forced(span: Span, events: Sequence[Event], sure: int) -> int:
    """Return a day before which what is sure cannot have begun: it began anew since.

    Where every world gives every event an effect, each opening is a beginning.
    """
    taken = [event.alternatives[0] for event in events]
    steps = steps_of(span.key.track, taken)
    if (
        any(event.contradicted for event in events)
        or any(step.upgrade for step in steps)
        or not each_has_effect(span.key.track, steps)
    ):
        return 0
    own = (event for event in events if _opens_anew(span.value, event.alternatives[0]))
    days = (_days(event) for event in own)
    return max((first for first, last in days if last <= sure), default=0)


def _opens_anew(value: str, option: Alternative) -> bool:
    return KINDS[option.kind].effect is not Effect.SETS and opens(value, option)


def _days(event: Event) -> tuple[int, int]:
    days = event.narrowed
    return days.first.toordinal(), days.last.toordinal()
