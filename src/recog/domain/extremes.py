"""When a premise began and what is said against it, in the extreme worlds of a day.

Whether an implied status holds in a world depends on two days of it: the latest
beginning of a premise, and the latest event against it. Source: `recog.domain.implied`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from recog.domain.beginnings import NEVER, Window
from recog.domain.claims import Key
from recog.domain.dates import Interval
from recog.domain.implication import IMPLIED_VALUES, RULES, Conclusion
from recog.domain.kinds import KINDS, Effect
from recog.domain.reconcile import Event
from recog.domain.spans import Span, Stretch
from recog.domain.status import Certainty

#: The beginning of a premise that nothing said before it can touch.
UNTOUCHED: Final = 0
#: There is no beginning, or nothing against it.
ABSENT: Final = -1


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
    last: int  # last day on which it can begin, or begin again
    least: int  # what is sure began on this day or later, in every world

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


def premise_of(conclusion: Conclusion, span: Span, days: Window) -> Premise:
    """Return a span as a premise."""
    return Premise(span.key, span.value, span.id, conclusion.rules, *days)


def begun_by(premise: Premise, parts: Sequence[Stretch], day: date) -> Extremes | None:
    """Say when a premise began, if it may have by a day; for relations: if it holds."""
    last_rule = RULES[premise.rules[-1]]
    on, sure, clash = day.toordinal(), premise.sure, premise.clash
    if not last_rule.lasts:
        now = next((part for part in parts if covers(part, day)), None)
        if now is None:
            return None
        sure = NEVER if now.certainty is not Certainty.CERTAIN else sure
        clash = NEVER if now.certainty is Certainty.POSSIBLE else clash
    if premise.may > on:
        return None
    overtakes = all(RULES[name].overtakes for name in premise.rules)
    first, last = UNTOUCHED, UNTOUCHED
    if overtakes:
        first, last = premise.least, min(on, premise.last)
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
