"""Spans: from when until when a value held, and which events open and close it.

A span writes the runs of a value down as four days, so that any SPARQL engine can ask:
it holds certainly on a day iff ``start_latest <= day < end_earliest``, and possibly iff
``start_earliest <= day < end_latest``. Source: docs/design.md, section 1.6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from recog.domain.claims import Key, Mode
from recog.domain.events import Alternative, Event
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import digest
from recog.domain.status import Certainty, Run, runs
from recog.domain.worlds import SUSPENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in which one value held, with the doubt about its ends."""

    id: str  # span/<16 hex digits>
    key: Key
    value: str
    start_earliest: date | None  # None: since an unknown day
    start_latest: date | None  # None: it never holds for certain
    end_earliest: date | None  # None: it lasts; no end is known
    end_latest: date | None  # None: it may last
    opened_by: tuple[str, ...] = ()  # events that can open it, by day
    closed_by: tuple[str, ...] = ()
    contradicted: bool = False  # on some day it depends on which claim is right
    tied: bool = False  # events of one day open and close the key
    mode: Mode = Mode.UNSPECIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The exact answer for one key and value over a run of days."""

    key: Key
    value: str
    first: date  # included; date.min: since an unknown day
    until: date  # excluded; date.max: without end
    certainty: Certainty
    span: str  # id of the span it belongs to


def spans(events: Iterable[Event]) -> tuple[tuple[Span, ...], tuple[Stretch, ...]]:
    """Fold events into the spans in which a status held, and their exact stretches.

    Both are sorted by key, value and first day. Spans of one key and value never
    overlap, and each has at most one run of certain days; together they claim exactly
    what the worlds do.

    :param events: sorted by key, as `reconcile` sorts them.
    """
    made: list[Span] = []
    stretches: list[Stretch] = []
    for key, group in groupby(events, key=lambda event: event.key):
        own = [event for event in group if _has_effect(event)]
        if not key.track or not own:
            continue
        for part in _parts(runs(key.track, own)):
            span = _span(key, part, own)
            made.append(span)
            stretches.extend(_stretch(key, run, span.id) for run in part.own)
    return tuple(made), tuple(stretches)


@dataclass(frozen=True, slots=True)
class _Part:
    """The runs of one span; the first `shared` ones belong to the span before too."""

    runs: list[Run]
    shared: int = 0
    shares_end: int = 0  # so many of the last ones begin the next span

    @property
    def own(self) -> list[Run]:
        return self.runs[self.shared :]

    @property
    def sure(self) -> Run | None:
        """The one run of certain days."""
        certain = (run for run in self.runs if run.certainty is Certainty.CERTAIN)
        return next(certain, None)


def _has_effect(event: Event) -> bool:
    return any(
        option.kind and KINDS[option.kind].effect is not Effect.NONE
        for option in event.alternatives
    )


def _parts(of_key: Sequence[Run]) -> Iterator[_Part]:
    """Divide the runs of each value into spans.

    A new span begins after a gap. Where a second run of certain days follows without a
    gap, one span ends and another begins somewhere in the doubtful days between.
    """
    part: list[Run] = []
    shared = 0
    for run in of_key:
        sure = [place for place, other in enumerate(part) if _is_sure(other)]
        if part and (part[-1].value != run.value or part[-1].until != run.first):
            yield _Part(part, shared)
            part, shared = [], 0
        elif sure and _is_sure(run):
            between = part[sure[-1] + 1 :]
            yield _Part(part, shared, len(between))
            part, shared = between, len(between)
        part = [*part, run]
    if part:
        yield _Part(part, shared)


def _is_sure(run: Run) -> bool:
    return run.certainty is Certainty.CERTAIN


def _stretch(key: Key, run: Run, span: str) -> Stretch:
    return Stretch(
        key=key,
        value=run.value,
        first=run.first,
        until=run.until,
        certainty=run.certainty,
        span=span,
    )


def _span(key: Key, part: _Part, events: Sequence[Event]) -> Span:
    value = part.runs[0].value
    four, opening, closing = _four_days(part, events)
    opened_by = tuple(event.id for event in opening)
    closed_by = tuple(event.id for event in closing)
    days = tuple(None if day in (date.min, date.max) else day for day in four)
    return Span(
        id=f"span/{digest(*key, value, *days, *opened_by, '-', *closed_by)}",
        key=key,
        value=value,
        start_earliest=days[0],
        start_latest=days[1],
        end_earliest=days[2],
        end_latest=days[3],
        opened_by=opened_by,
        closed_by=closed_by,
        contradicted=any(run.certainty is Certainty.CONTRADICTED for run in part.runs),
        tied=any(_is_tie(day, events) for day in (four[0], four[3])),
        mode=opening[-1].mode if opening else Mode.UNSPECIFIED,
    )


def _four_days(
    part: _Part, events: Sequence[Event]
) -> tuple[tuple[date, date, date, date], list[Event], list[Event]]:
    """Return the four days of a span, and the events that open and close it."""
    value, sure = part.runs[0].value, part.sure
    first, until = part.runs[0].first, part.runs[-1].until
    start_latest, end_earliest = (sure.first, sure.until) if sure else (until, first)
    opening = _able(events, opens, value, first, start_latest)
    closing = _able(events, closes, value, end_earliest, until)
    if not sure:  # only the events can tell how late it began and how early it ended
        last = max((event.days.last for event in opening), default=until)
        soonest = min((event.days.first for event in closing), default=date.max)
        start_latest, end_earliest = min(last, until), max(soonest, first)
        if start_latest < end_earliest:
            start_latest = date.max
    if part.shared:
        _, first = _division(part.runs[: part.shared], events)
    if part.shares_end:
        until, _ = _division(part.runs[-part.shares_end :], events)
    return (first, start_latest, end_earliest, until), opening, closing


def _division(shared: Sequence[Run], events: Sequence[Event]) -> tuple[date, date]:
    """Return how late the span before shared days ends, how early the one after begins.

    Each is as far as its events allow; all the days, where that would leave some to
    neither: then one may simply have gone on.
    """
    value, first, until = shared[0].value, shared[0].first, shared[-1].until
    closing = _able(events, closes, value, first, until)
    opening = _able(events, opens, value, first, until)
    last = min(until, max((event.days.last for event in closing), default=until))
    soonest = max(first, min((event.days.first for event in opening), default=first))
    return (last, soonest) if soonest <= last else (until, first)


def _able(
    events: Sequence[Event],
    can: Callable[[str, Alternative], bool],
    value: str,
    first: date,
    last: date,
) -> list[Event]:
    """Return the events that can have made the change between two days."""
    return [
        event
        for event in events
        if any(
            option.kind
            and can(value, option)
            and option.days.first <= last
            and first <= option.days.last
            for option in event.alternatives
        )
    ]


def opens(value: str, option: Alternative) -> bool:
    """Tell whether an event that happened so can begin a value, or begin it again."""
    row = KINDS[option.kind]
    if value == SUSPENDED:
        return row.effect is Effect.SUSPENDS
    return row.effect is Effect.RESUMES or (
        row.effect in (Effect.OPENS, Effect.SETS)
        and (row.value or option.level) == value
    )


def closes(value: str, option: Alternative) -> bool:
    """Tell whether an event that happened so can end a value."""
    effect = KINDS[option.kind].effect
    if effect in (Effect.SUSPENDS, Effect.RESUMES):
        return (effect is Effect.RESUMES) == (value == SUSPENDED)
    if effect in (Effect.OPENS, Effect.SETS):
        return not opens(value, option)
    return effect is Effect.CLOSES


def _is_tie(day: date, events: Sequence[Event]) -> bool:
    """Tell whether several events are known to have happened on one day."""
    return sum(event.days.first == event.days.last == day for event in events) > 1
