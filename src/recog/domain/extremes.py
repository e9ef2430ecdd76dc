"""When a premise began and what is said against it, in the extreme worlds of a day.

Whether an implied status holds in a world depends on two days of it: the latest
beginning of a premise, and the latest event against it. Source: `recog.domain.implied`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from recog.domain.claims import Key
from recog.domain.dates import Interval
from recog.domain.implication import IMPLIED_VALUES, RULES, Conclusion
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.domain.status import Certainty

#: Later than every day asked about.
NEVER: Final = date.max.toordinal()
#: The beginning of a premise that nothing said before it can touch.
UNTOUCHED: Final = 0
#: There is no beginning, or nothing against it.
ABSENT: Final = -1
#: The kinds of event that can begin a status.
BEGINNING: Final = frozenset(
    row.name
    for row in KINDS.values()
    if row.effect in (Effect.OPENS, Effect.SETS, Effect.RESUMES)
)


class Extremes(NamedTuple):
    """Of one key on a day: the four numbers that decide, for beginnings or refusals."""

    surely: int  # in the world that is worst for the status
    chosen: int  # the same, if contradictions are resolved in its favour
    possibly: int  # in the world that is best for it
    spurned: int  # the same, if contradictions are resolved against it


@dataclass(frozen=True, slots=True)
class Premise:
    """A span that implies something, and by which rules; days as ordinals."""

    key: Key
    value: str
    span: str
    rules: tuple[str, ...]
    may: int  # first day on which it may have begun
    sure: int  # day by which it has begun in every world
    clash: int  # day by which it has, if one side of a contradiction is right
    last: int  # last day on which it can begin

    @property
    def certainty(self) -> Certainty:
        """How sure it is that it ever began."""
        if self.sure < NEVER:
            return Certainty.CERTAIN
        clashes = self.clash < NEVER
        return Certainty.CONTRADICTED if clashes else Certainty.POSSIBLE


def opposes(event: Event) -> bool:
    """Tell whether an event speaks against an implied status of its key."""
    return event.key.track in IMPLIED_VALUES and any(
        option.kind and speaks_against(option.kind) for option in event.alternatives
    )


def speaks_against(kind: str) -> bool:
    """Tell whether a kind of event speaks against an implied status of its key."""
    row = KINDS[kind]
    breaks = row.effect is Effect.SUSPENDS and "relations" in row.tracks
    return row.refuses or row.effect is Effect.CLOSES or breaks


def begins(event: Event) -> bool:
    """Tell whether an event can begin a status, again or for the first time."""
    return any(option.kind in BEGINNING for option in event.alternatives)


def premise_of(
    conclusion: Conclusion,
    span: Span,
    parts: Sequence[Stretch],
    events: Sequence[Event],
) -> Premise:
    """Return a span as a premise; what is sure of it its own stretches say.

    :param events: those of its key that can begin a status; they say how late it can
        begin, and whether it may have ended and begun again where it is no longer sure.
    """
    certain = [part for part in parts if part.certainty is Certainty.CERTAIN]
    sure = _first(certain)
    clash = _first(part for part in parts if part.certainty is Certainty.CONTRADICTED)
    until = max((part.until.toordinal() for part in parts), default=NEVER) - 1
    opening = (each.days.last for each in events if each.id in span.opened_by)
    latest = max((day.toordinal() for day in opening), default=until)
    if span.start_earliest is None:  # it held before anything that could open it
        latest = until
    if certain:
        doubtful = max(part.until.toordinal() for part in certain)
        again = (
            each.days.last.toordinal()
            for each in events
            if each.days.first.toordinal() <= until
            and doubtful <= min(each.days.last.toordinal(), until)
        )
        latest = max(again, default=sure)
    return Premise(
        key=span.key,
        value=span.value,
        span=span.id,
        rules=conclusion.rules,
        may=(span.start_earliest or date.min).toordinal(),
        sure=sure,
        clash=min(clash, sure),
        last=min(latest, until),
    )


def _first(parts: Iterable[Stretch]) -> int:
    return min((part.first.toordinal() for part in parts), default=NEVER)


def begun_by(premise: Premise, parts: Sequence[Stretch], day: date) -> Extremes | None:
    """Say when a premise began, if it may have by a day; for relations: if it holds."""
    last_rule = RULES[premise.rules[-1]]
    on, may, sure, clash = day.toordinal(), premise.may, premise.sure, premise.clash
    if not last_rule.lasts:
        now = next((part for part in parts if covers(part, day)), None)
        if now is None:
            return None
        sure = NEVER if now.certainty is not Certainty.CERTAIN else sure
        clash = NEVER if now.certainty is Certainty.POSSIBLE else clash
    if may > on:
        return None
    overtakes = all(RULES[name].overtakes for name in premise.rules)
    first, last = (may, min(on, premise.last)) if overtakes else (UNTOUCHED, UNTOUCHED)
    return Extremes(
        surely=first if sure <= on else ABSENT,
        chosen=first if clash <= on else ABSENT,
        possibly=last,
        spurned=ABSENT if clash <= on < sure else last,
    )


def against_by(events: Sequence[Event], on: int) -> Extremes:
    """Return the latest event against a status by a day, in each extreme.

    An event may have several alternatives, or not have happened at all. The extremes
    are those of the status: `surely` is of the world with the latest refusals.
    """
    none = Extremes(ABSENT, ABSENT, ABSENT, ABSENT)
    numbers = [none, *(_refusal(event, on) for event in events)]
    return Extremes(*map(max, zip(*numbers, strict=True)))


def _refusal(event: Event, on: int) -> Extremes:
    late, soon = [], []
    for option in event.alternatives:
        counts = bool(option.kind) and speaks_against(option.kind)
        first, last = option.days.first.toordinal(), option.days.last.toordinal()
        late.append(min(last, on) if counts and first <= on else ABSENT)
        soon.append(first if counts and last <= on else ABSENT)
    return Extremes(max(late), min(late), min(soon), max(soon))


def verdict(
    begun: Iterable[Extremes], against: Extremes, *, may_end: bool
) -> Certainty:
    """Return the answer of all worlds: a status holds if it began after all against it.

    :param may_end: whether a party may have ended already.
    """
    starts = Extremes(*map(max, zip(*begun, strict=True)))
    surely, chosen, possibly, spurned = (
        start > other for start, other in zip(starts, against, strict=True)
    )
    if not possibly:
        return Certainty.NONE
    if may_end:
        return Certainty.POSSIBLE
    if surely:
        return Certainty.CERTAIN
    return Certainty.CONTRADICTED if chosen and not spurned else Certainty.POSSIBLE


def end_of(key: Key, ended: Mapping[str, Interval]) -> tuple[int, int]:
    """Return the days from which a party may have ended, and has ended."""
    ends = [ended[party] for party in (key.actor, key.target) if party in ended]
    return (
        min((each.first.toordinal() for each in ends), default=NEVER),
        min((each.last.toordinal() for each in ends), default=NEVER),
    )


def covers(stretch: Stretch, day: date) -> bool:
    """Tell whether a day lies in a stretch."""
    return stretch.first <= day and (day < stretch.until or stretch.until == date.max)
